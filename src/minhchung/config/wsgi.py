"""The WSGI application that the server runs."""

import gc
import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minhchung.config.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from minhchung.config.front import Front
from minhchung.config.later import read_now
from minhchung.figures.register import REGISTER

application: Any = get_wsgi_application()
if settings.FRONT_SECONDS:
    application = Front(application, seconds=settings.FRONT_SECONDS)
read_now()
REGISTER.read_now()

# What is loaded now stays; what a request leaves behind is looked through less often than after each 700 objects.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 10, 10)

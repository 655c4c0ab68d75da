"""The WSGI application that the server runs."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minhchung.config.settings")

from django.core.wsgi import get_wsgi_application

from minhchung.config.later import read_now

application = get_wsgi_application()
read_now()

"""The application of work in the background."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    name = "minhchung.ground.work"
    verbose_name = _("Việc làm hàng loạt")

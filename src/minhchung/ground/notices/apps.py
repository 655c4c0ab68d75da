"""The application of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "minhchung.ground.notices"
    label = "notices"
    verbose_name = "Thông báo"

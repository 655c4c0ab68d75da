"""The application of deeds."""

from django.apps import AppConfig


class DeedsConfig(AppConfig):
    name = "minhchung.ground.deeds"
    label = "deeds"
    verbose_name = "Thao tác"

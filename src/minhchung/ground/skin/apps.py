"""The skin application."""

from django.apps import AppConfig


class SkinConfig(AppConfig):
    name = "minhchung.ground.skin"
    label = "skin"
    verbose_name = "Giao diện"

"""The direction application."""

from django.apps import AppConfig


class DirectionConfig(AppConfig):
    name = "minhchung.direction"
    label = "direction"
    verbose_name = "Chỉ đạo, điều hành"

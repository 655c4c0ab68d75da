"""The trail application."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "minhchung.ground.trail"
    label = "trail"
    verbose_name = "Nhật ký"

"""The intake application."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "minhchung.ground.intake"
    label = "intake"
    verbose_name = "Nhập liệu"

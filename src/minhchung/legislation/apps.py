"""The legislation application."""

from django.apps import AppConfig


class LegislationConfig(AppConfig):
    name = "minhchung.legislation"
    label = "legislation"
    verbose_name = "Văn bản pháp luật"

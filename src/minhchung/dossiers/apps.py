"""The dossiers application."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "minhchung.dossiers"
    label = "dossiers"
    verbose_name = "Hồ sơ"

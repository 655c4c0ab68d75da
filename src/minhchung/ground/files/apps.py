"""The files application."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "minhchung.ground.files"
    label = "files"
    verbose_name = "Tệp"

"""The application of what is kept."""

from django.apps import AppConfig


class KeptConfig(AppConfig):
    name = "minhchung.ground.kept"
    label = "kept"
    verbose_name = "Dữ liệu giữ sẵn"

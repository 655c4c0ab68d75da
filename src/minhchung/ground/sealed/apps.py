"""The application of sealed columns."""

from django.apps import AppConfig


class SealedConfig(AppConfig):
    name = "minhchung.ground.sealed"
    label = "sealed"
    verbose_name = "Dữ liệu niêm kín"

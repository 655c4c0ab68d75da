"""The correspondence application."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "minhchung.correspondence"
    label = "correspondence"
    verbose_name = "Văn thư, chữ ký số"

"""The application that counts tries."""

from django.apps import AppConfig


class KnocksConfig(AppConfig):
    name = "minhchung.ground.knocks"
    label = "knocks"
    verbose_name = "Số lần thử từ bên ngoài"

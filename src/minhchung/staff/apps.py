"""The staff application."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "minhchung.staff"
    label = "staff"
    verbose_name = "Đội ngũ"

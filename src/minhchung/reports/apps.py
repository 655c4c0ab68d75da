"""The reports application."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "minhchung.reports"
    label = "reports"
    verbose_name = "Báo cáo"

"""The finance application."""

from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "minhchung.finance"
    label = "finance"
    verbose_name = "Tài chính công"

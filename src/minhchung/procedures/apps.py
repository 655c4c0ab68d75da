"""The procedures application."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "minhchung.procedures"
    label = "procedures"
    verbose_name = "Thủ tục hành chính"

"""The organisation application."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "minhchung.organisation"
    label = "organisation"
    verbose_name = "Tổ chức bộ máy"

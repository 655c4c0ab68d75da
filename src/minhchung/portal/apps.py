"""The portal application."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "minhchung.portal"
    label = "portal"
    verbose_name = "Cổng công khai"

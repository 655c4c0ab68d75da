"""The application of figures; it has pages and no tables."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "minhchung.figures"
    label = "figures"
    verbose_name = "Chỉ tiêu"

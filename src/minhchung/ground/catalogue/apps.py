"""The application of what everybody may find."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "minhchung.ground.catalogue"
    label = "catalogue"
    verbose_name = "Danh mục tìm kiếm"

"""The portal application, and Wagtail's as far as a command needs them that serves no page.

Wagtail's own configurations read the editor's widgets, forms and pictures at every start. These here do what tables
need; :func:`minhchung.portal.arranging.arrange` does the rest when something is done with pages.
"""

from django.apps import AppConfig
from modelsearch.apps import ModelSearchAppConfig


class PortalConfig(AppConfig):
    default = True
    name = "minhchung.portal"
    label = "portal"
    verbose_name = "Cổng công khai"


class WagtailPart(AppConfig):
    """A part of Wagtail, with the keys of rows that its own configuration gives it."""

    default_auto_field = "django.db.models.AutoField"


class PagesConfig(WagtailPart, ModelSearchAppConfig):
    """Pages, and what Wagtail asks how to search: the house's own index (``portal/editor_search.py``)."""

    backend_setting_name = "WAGTAILSEARCH_BACKENDS"
    name = "wagtail"
    label = "wagtailcore"
    verbose_name = "Trang"

    def ready(self) -> None:
        """Nothing: words are noted where pages are saved (``portal/models/found.py``)."""


class EditorConfig(WagtailPart):
    name = "wagtail.admin"
    label = "wagtailadmin"
    verbose_name = "Trình biên tập"


class ImagesConfig(WagtailPart):
    name = "wagtail.images"
    label = "wagtailimages"
    verbose_name = "Ảnh"
    default_attrs: dict[str, str] = {}


class DocumentsConfig(WagtailPart):
    name = "wagtail.documents"
    label = "wagtaildocs"
    verbose_name = "Tệp đính kèm"

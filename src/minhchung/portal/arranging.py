"""The rest of Wagtail's start, when something is done with pages: its editor, pictures and files.

Commands that touch no page never come here; ``portal/apps.py`` says what they do instead.
"""

from __future__ import annotations

from functools import cache

from django.apps import apps
from wagtail.apps import WagtailAppConfig
from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig


@cache
def arrange() -> None:
    """Do once in a process what Wagtail's own configurations do at every start.

    Wagtail's letters about its workflow are left out: they would go past the outbox.
    """
    for label, theirs in (
        ("wagtailcore", WagtailAppConfig),
        ("wagtailimages", WagtailImagesAppConfig),
        ("wagtaildocs", WagtailDocsAppConfig),
    ):
        theirs.ready(apps.get_app_config(label))  # type: ignore[arg-type]

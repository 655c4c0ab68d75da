"""How sure a record is of what it says: the lawbook's three words, and how people read them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Confidence(models.TextChoices):
    """High when the text was read, medium from a public page, low from memory (see :mod:`minhchung.lawbook`)."""

    HIGH = "high", _("cao")
    MEDIUM = "medium", _("vừa")
    LOW = "low", _("thấp")

"""Columns under seal, and the blind index by which such a column is found by exact match.

``SealedTextField`` gives :class:`~minhchung.ground.sealed.value.Sealed`, never the text; the database cannot compare
or search it. ``BlindIndexField`` beside it keeps an HMAC of the normalised text: whoever knows the exact text finds
the row, whoever reads the database learns nothing but which rows are alike.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from minhchung.ground.sealed import keys
from minhchung.ground.sealed.value import Sealed, seal


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdecimal())


def _text(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


#: Ways to make texts alike before they are compared: by their digits alone, or regardless of case and spaces.
NORMALS: Mapping[str, Callable[[str], str]] = {"digits": _digits, "text": _text}


class _SealedAttribute(DeferredAttribute):
    """What is set on a row is sealed at once, so the text never lies open on it."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.to_python(value)


class SealedTextField(models.TextField):
    """A text that is encrypted in the database.

    ``purpose`` names the column for ever ("denunciation.denouncer"): keys are derived from it, so it must not change
    when the class or the column is renamed.
    """

    descriptor_class = _SealedAttribute

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purpose = purpose

    def deconstruct(self) -> Any:
        """For migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def to_python(self, value: Any) -> Any:
        """Sealed, from a text or from what is sealed already."""
        if value is None or isinstance(value, Sealed):
            return value
        if isinstance(value, str):
            return seal(value, self.purpose)
        return value  # an expression

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        """What lies in the database, closed."""
        return None if value is None else Sealed(value, self.purpose)

    def get_prep_value(self, value: Any) -> Any:
        """The token; a text that comes by ``update()`` is sealed here."""
        value = self.to_python(value)
        return value.token if isinstance(value, Sealed) else value

    def value_to_string(self, obj: models.Model) -> str:
        """The token, for dumps."""
        value = self.value_from_object(obj)
        return value.token if isinstance(value, Sealed) else ""

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether there is a value; a sealed column cannot be compared or searched."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def formfield(self, **kwargs: Any) -> Any:
        """None: forms of such a column are written by hand, so no page shows a token or a mask to be sent back."""
        return None


class BlindIndexField(models.CharField):
    """An HMAC of the sealed column ``of``, kept when the row is saved; ask by :func:`matching`.

    ``normal`` is a name of :data:`NORMALS`.
    """

    def __init__(self, *args: Any, of: str, normal: str = "text", **kwargs: Any) -> None:
        kwargs |= {"max_length": 64, "editable": False, "default": "", "blank": True, "db_index": True}
        super().__init__(*args, **kwargs)
        self.of, self.normal = of, normal

    def deconstruct(self) -> Any:
        """For migrations."""
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "editable", "default", "blank", "db_index"):
            kwargs.pop(fixed, None)
        return name, path, args, {**kwargs, "of": self.of, "normal": self.normal}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """The index of what is saved now."""
        value = getattr(model_instance, self.of)
        index = self.indices(value.open())[0] if value else ""
        setattr(model_instance, self.attname, index)
        return index

    def indices(self, text: str) -> tuple[str, ...]:
        """The index of a text under each key, newest first; "" under all when nothing is left of it."""
        plain = NORMALS[self.normal](text)
        purpose = self.model._meta.get_field(self.of).purpose  # type: ignore[union-attr]
        if not plain:
            return ("",)
        return tuple(
            hmac.new(key, plain.encode(), hashlib.sha256).hexdigest() for key in keys.index_keys(purpose)
        )


def matching(model: type[models.Model], index: str, text: str) -> models.Q:
    """The rows whose sealed column is exactly this text (as its blind index makes texts alike); none for no text."""
    column = model._meta.get_field(index)
    assert isinstance(column, BlindIndexField)
    wanted = [each for each in column.indices(text) if each]
    return models.Q(**{f"{index}__in": wanted})

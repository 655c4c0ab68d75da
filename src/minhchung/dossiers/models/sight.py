"""Whose dossiers somebody sees, as one value, and the word by which every question is narrowed to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q


@dataclass(frozen=True)
class Sight:
    """Plain values, so that a job can be given them: all dossiers, or those of some people, units and fields of work.

    A dossier is a person's or a unit's while it lies there, and ever after it has been handed to them; it is also a
    person's who has done a deed on it.
    """

    everything: bool = True
    users: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def limits(self) -> bool:
        """Whether any dossier may be out of sight."""
        return not self.everything

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Sight:
        """What ``dataclasses.asdict`` made of it; every part must be there."""
        return cls(
            bool(kept["everything"]), tuple(kept["users"]), tuple(kept["units"]), tuple(kept["fields"])
        )

    def condition(self) -> Q:
        """What holds of the dossiers in sight."""
        if self.everything:
            return Q()
        names = apps.get_model("accounts", "User")._default_manager.filter(pk__in=self.users)
        handed = apps.get_model("dossiers", "Event")._default_manager.filter(
            Q(to_unit__in=self.units) | Q(to_holder__in=self.users) | Q(by__in=names.values("username"))
        )
        own = Q(holder__in=self.users) | Q(pk__in=handed.values("dossier"))
        if self.units:
            places = ("held_by", "settled_by", "filed_with", "supported_by")
            for name in places:
                own |= Q(**{f"{name}__in": self.units})
        return own | Q(field__in=self.fields) if self.fields else own


#: Nobody's eyes: what the system itself and its command line see.
ALL = Sight()
NOTHING = Sight(everything=False)


class DossierRows(models.QuerySet[Any]):
    """The field's words on dossiers."""

    def visible_to(self, sight: Sight) -> DossierRows:
        """Those that somebody may see; the one place where rows are narrowed to a person."""
        return self if sight.everything else self.filter(sight.condition())

"""Forms of units: they check what came in and save nothing."""

from minhchung.organisation.forms.reorganising import ReorganisationForm
from minhchung.organisation.forms.units import (
    WEEKDAYS,
    ChangeForm,
    CheckForm,
    CurrentUnitField,
    DelegatedForm,
    DutyForm,
    MendForm,
    OfficeHoursForm,
    PublicUnitField,
    SuccessionForm,
    UnitChoiceField,
    UnitForm,
    UnitVersionForm,
    offer_units,
)

__all__ = [
    "WEEKDAYS",
    "ChangeForm",
    "CheckForm",
    "CurrentUnitField",
    "DelegatedForm",
    "DutyForm",
    "MendForm",
    "OfficeHoursForm",
    "PublicUnitField",
    "ReorganisationForm",
    "SuccessionForm",
    "UnitChoiceField",
    "UnitForm",
    "UnitVersionForm",
    "offer_units",
]

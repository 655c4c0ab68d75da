"""A slip of the hand in the year of a day is told by every form, where it is made."""

from __future__ import annotations

import pytest
from django import forms


class Slip(forms.Form):
    """A slip with a day and a moment."""

    on = forms.DateField(required=False)
    at = forms.DateTimeField(required=False)


@pytest.mark.parametrize(
    ("field", "written", "good"),
    [
        pytest.param("on", "27/08/2026", True, id="a day"),
        pytest.param("on", "01/01/1900", True, id="the first year"),
        pytest.param("on", "31/12/2100", True, id="the last year"),
        pytest.param("on", "27/08/0206", False, id="a digit is missing"),
        pytest.param("on", "01/01/0001", False, id="the first day that there is"),
        pytest.param("on", "27/08/2206", False, id="two digits have changed places"),
        pytest.param("at", "27/08/2026 14:05", True, id="a moment"),
        pytest.param("at", "27/08/9999 14:05", False, id="a moment of a year far off"),
    ],
)
def test_a_day_lies_in_a_year_that_somebody_means(field: str, written: str, good: bool) -> None:
    slip = Slip({field: written})
    assert slip.is_valid() is good
    if not good:
        year = written.split("/")[2][:4]
        assert slip.errors[field] == [f"Năm {year} không đúng; ghi một năm từ 1900 đến 2100."]

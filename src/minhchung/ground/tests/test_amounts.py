"""Whole numbers in forms: dots part the thousands, a fraction is refused, and no form takes money otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django import forms

import minhchung
from minhchung.ground.amounts import WholeField


class Slip(forms.Form):
    """A slip with an amount."""

    amount = WholeField(min_value=-10, required=False)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("700.000", 700_000, id="a browser's number box would make it seven hundred"),
        pytest.param("4.500.000.000", 4_500_000_000, id="dots"),
        pytest.param("4 500 000", 4_500_000, id="spaces"),
        pytest.param("4,500,000", 4_500_000, id="commas that can only part thousands"),
        pytest.param("4500000 đồng", 4_500_000, id="its unit is said"),
        pytest.param("-5", -5, id="below nothing"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_an_amount_is_read_as_it_is_written(written: str, read: int | None) -> None:
    slip = Slip({"amount": written})
    assert slip.is_valid(), slip.errors
    assert slip.cleaned_data["amount"] == read


@pytest.mark.parametrize("written", ["1.000.000.000.000.000", "-99999999999999999999", "9223372036854775807"])
def test_an_amount_that_no_office_has_is_refused_in_words(written: str) -> None:
    (said,) = Slip({"amount": written}).errors["amount"]
    assert said.endswith("quá lớn, ghi nhiều nhất 999.999.999.999.999; hãy kiểm tra lại số chữ số.")


@pytest.mark.parametrize("written", ["abc", "1,5", "1.5", "1.234,5", "1,234", "-50.000"])
def test_what_is_no_whole_number_or_too_small_is_refused_and_stays(written: str) -> None:
    slip = Slip({"amount": written})
    assert not slip.is_valid()
    assert f'value="{written}"' in str(slip["amount"])


def test_an_amount_is_shown_with_dots() -> None:
    assert 'value="4.500.000"' in str(Slip(initial={"amount": 4_500_000})["amount"])


def test_no_form_takes_money_as_a_bare_number() -> None:
    bare = {
        f"{form.__module__}.{form.__name__}.{name}"
        for form in _forms()
        for name, field in form.base_fields.items()
        if "(đồng)" in str(field.label)
        and isinstance(field, forms.IntegerField)
        and not isinstance(field, WholeField)
    }
    assert not bare


def _forms() -> Iterator[Any]:
    root = Path(minhchung.__file__).parent
    for path in root.rglob("*form*"):
        for file in path.rglob("*.py") if path.is_dir() else [path]:
            if file.suffix == ".py" and "tests" not in file.parts and "migrations" not in file.parts:
                import_module(".".join(file.relative_to(root.parent).with_suffix("").parts))
    waiting = [forms.BaseForm]
    while waiting:
        for form in waiting.pop().__subclasses__():
            waiting.append(form)
            if form.__module__.startswith("minhchung.") and hasattr(form, "base_fields"):
                yield form

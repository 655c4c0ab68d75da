"""What a field says in Vietnamese when it cannot take what was entered: how to mend it; the catalogue is compiled."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages import mofile, pofile
from django import forms
from django.utils.translation import override

CATALOGUE = Path(__file__).parent.parent / "src" / "minhchung" / "locale" / "vi" / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize(
    ("field", "entered", "says"),
    [
        pytest.param(
            forms.DateField(), "31/02/2026", "ghi ngày/tháng/năm, ví dụ 27/08/2026", id="no such day"
        ),
        pytest.param(forms.IntegerField(min_value=0), "-1", "Phải từ 0 trở lên.", id="too little"),
        pytest.param(forms.IntegerField(max_value=30), "45", "Không được quá 30.", id="too much"),
    ],
)
def test_a_field_says_how_to_mend_what_was_entered(field, entered, says):
    with override("vi"), pytest.raises(forms.ValidationError) as refused:
        field.clean(entered)
    assert says in refused.value.messages[0]


def test_the_few_words_are_compiled():
    with CATALOGUE.open("rb") as file, CATALOGUE.with_suffix(".mo").open("rb") as compiled:
        words, kept = pofile.read_po(file), mofile.read_mo(compiled)
    assert {each.id: each.string for each in words if each.id} == {
        each.id: each.string for each in kept if each.id
    }

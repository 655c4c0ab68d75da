"""Vietnamese writing in templates."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context, Template

from minhchung.ground.skin.templatetags import vn


def write(source: str, **values: object) -> str:
    return Template("{% load vn %}" + source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        pytest.param("{{ v|ngay }}", date(2026, 8, 7), "07/08/2026", id="a day"),
        pytest.param("{{ v|ngay }}", datetime(2026, 8, 27, 14, 5), "27/08/2026", id="the day of a moment"),
        pytest.param("{{ v|ngay }}", None, "", id="no day is nothing"),
        pytest.param("{{ v|ngay_chu }}", date(2026, 8, 7), "ngày 07 tháng 8 năm 2026", id="a day in words"),
        pytest.param(
            "{{ v|ngay_chu }}", date(2026, 2, 17), "ngày 17 tháng 02 năm 2026", id="February takes a zero"
        ),
        pytest.param("{{ v|thu }}", date(2026, 8, 27), "Thứ Năm", id="a weekday"),
        pytest.param("{{ v|thu_gon }}", date(2026, 8, 30), "CN", id="a short weekday"),
        pytest.param("{{ v|luc }}", datetime(2026, 8, 27, 14, 5), "14:05 ngày 27/08/2026", id="a moment"),
        pytest.param(
            "{{ v|luc }}", datetime(2026, 1, 2, 7, 30, 59), "07:30 ngày 02/01/2026", id="seconds are not told"
        ),
        pytest.param("{{ v|so }}", 1234567, "1.234.567", id="thousands"),
        pytest.param("{{ v|so }}", 0, "0", id="zero is a number"),
        pytest.param("{{ v|so }}", None, "", id="no number is nothing"),
        pytest.param("{{ v|so:1 }}", Decimal("2.25"), "2,3", id="decimals, half up"),
        pytest.param("{{ v|so:2 }}", Fraction(1, 3), "0,33", id="a fraction"),
        pytest.param("{{ v|dong }}", 1234567, "1.234.567 đồng", id="money"),
        pytest.param("{% ty_le v 188 %}", 182, "96,81\u00a0%", id="a rate"),
        pytest.param("{% ty_le v 0 %}", 0, "không phát sinh", id="nothing to count"),
        pytest.param("{% ty_le v 100000 %}", 99999, "99,99\u00a0%", id="almost all is not all"),
    ],
)
def test_it_is_written_as_officials_write(source, value, expected):
    assert write(source, v=value) == expected


def test_an_absent_value_is_nothing():
    assert write("{{ v|ngay }}{{ v|luc }}{{ v|so }}{{ v|dong }}") == ""


@pytest.mark.parametrize(
    ("word", "value", "says"),
    [
        pytest.param(vn.luc, date(2026, 8, 27), "“luc” cần ngày và giờ", id="a day has no hour"),
        pytest.param(vn.ngay, "27/08/2026", "“ngay” cần một ngày", id="a text is no day"),
        pytest.param(vn.so, 0.1, "“so” cần số nguyên", id="a float is not exact"),
        pytest.param(vn.so, True, "“so” cần số nguyên", id="yes is no number"),
        pytest.param(vn.dong, "1000", "“dong” cần số nguyên", id="a text is no amount"),
    ],
)
def test_the_wrong_kind_is_refused_in_words(word, value, says):
    with pytest.raises(vn.WrongKind, match=says):
        word(value)

"""Counted tries: shut after a handful, open again later, the same for every process; the traps of forms."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django import forms
from django.test import RequestFactory

from minhchung.ground.knocks.actions import Gate, TooOften, give_back, knock
from minhchung.ground.knocks.addresses import address_of
from minhchung.ground.knocks.models import Knock
from minhchung.ground.knocks.trap import TrapForm, opened_at, opened_mark

NOW = datetime(2026, 11, 26, 9)
QUARTER = timedelta(minutes=15)


def gate(value="10.0.0.1", name="cửa", most=5):
    return Gate(name, value, most, QUARTER)


def tries(number, gates, at=NOW):
    let_in = 0
    for _time in range(number):
        try:
            knock(gates, at=at)
        except TooOften:
            continue
        let_in += 1
    return let_in


@pytest.mark.django_db
def test_a_handful_is_let_in_and_the_rest_is_logged_and_not_counted(caplog):
    assert tries(40, [gate()]) == 5
    assert Knock.objects.get().count == 5 and caplog.text.count("Từ chối ở cửa") == 35
    assert tries(1, [gate("10.0.0.2")]) == 1, "another address is another count"
    with pytest.raises(TooOften) as shut:
        knock([gate()], at=NOW + QUARTER - timedelta(seconds=1))
    assert shut.value.until_at == NOW + QUARTER
    assert tries(10, [gate()], NOW + QUARTER) == 5, "the span is over"


@pytest.mark.django_db
def test_guesses_from_a_hundred_addresses_reach_one_code_a_handful_of_times(caplog):
    code = gate("NB/2026/000001", "mã")
    let_in = sum(tries(1, [gate(f"10.0.{guess % 100}", "địa chỉ"), code]) for guess in range(1_000))
    assert let_in == 5 and Knock.objects.get(pk=code.key).count == 5
    assert len(caplog.records) == 995 and Knock.objects.count() == 6, "what is refused writes no row"


@pytest.mark.django_db
def test_a_right_try_does_not_count_and_what_ran_out_is_cleared_away():
    for _time in range(20):
        knock([gate()], at=NOW)
        give_back([gate()])
    assert Knock.objects.get().count == 0
    knock([gate("x")], at=NOW + timedelta(days=2))
    assert Knock.objects.count() == 1
    assert "10.0.0.1" not in Knock.objects.get().key


@pytest.mark.parametrize(
    ("https", "given", "address"),
    [
        pytest.param(False, {"REMOTE_ADDR": "10.0.0.9"}, "10.0.0.9", id="the other end"),
        pytest.param(False, {"REMOTE_ADDR": "10.0.0.9", "HTTP_X_FORWARDED_FOR": "1.2.3.4"}, "10.0.0.9", id="without a proxy nobody is believed"),
        pytest.param(True, {"REMOTE_ADDR": "10.0.0.9", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 1.2.3.4"}, "1.2.3.4", id="what the proxy wrote itself"),
        pytest.param(False, {"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::", id="a visitor has a whole network"),
        pytest.param(False, {"REMOTE_ADDR": "::ffff:10.0.0.9"}, "10.0.0.9", id="an old address in new clothes"),
        pytest.param(False, {"REMOTE_ADDR": ""}, "", id="none"),
    ],
)  # fmt: skip
def test_whose_address_is_believed(settings, https, given, address):
    settings.HTTPS = https
    assert address_of(RequestFactory().get("/", **given)) == address


class Asking(TrapForm):
    words = forms.CharField()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param({"opened": opened_mark(NOW - timedelta(seconds=20))}, "", id="a person"),
        pytest.param({"opened": opened_mark(NOW - timedelta(seconds=1))}, "nhanh hơn người", id="quicker than a person"),
        pytest.param({"opened": opened_mark(NOW - timedelta(days=2))}, "quá một ngày", id="open for days"),
        pytest.param({"opened": opened_mark(NOW + timedelta(hours=1))}, "thiếu dấu", id="from the future"),
        pytest.param({"opened": "2026-11-26T08:00:00"}, "thiếu dấu", id="a moment that was not signed here"),
        pytest.param({}, "thiếu dấu", id="no moment"),
        pytest.param({"opened": opened_mark(NOW - timedelta(seconds=20)), "website": "http://x"}, "máy tự động", id="the field that nobody sees"),
    ],
)  # fmt: skip
def test_what_machines_do_is_refused_with_a_sentence(given, words):
    form = Asking({"words": "x", **given}, now=NOW)
    assert form.is_valid() == (not words) and words in str(form.non_field_errors())
    assert opened_at("") is None

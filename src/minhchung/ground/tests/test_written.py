"""Words in columns without a folded copy are found alike on both databases."""

from __future__ import annotations

import pytest

from minhchung.ground.accounts import queries as accounts
from minhchung.ground.accounts.models import User
from minhchung.ground.written import has_word, pattern

pytestmark = pytest.mark.django_db


def test_what_is_asked_of_like():
    assert pattern("12/QĐ-bql") == "%12/Q_-bql%"
    assert pattern("qd_100%\\") == "%q_\\_100\\%\\\\%"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("12/qđ-bql", True),
        ("12/QD-BQL", True),
        ("qd", True),
        ("nđ", False),
        ("12_q", False),
        ("1%b", False),
        ("thế", True),
        ("THẾ", True),
        ("thể", True),  # a letter with a mark fits any one letter
        ("thu", False),
    ],
)
def test_a_word_is_found_small_or_capital_with_or_without_the_bar_of_d(asked, found):
    User.objects.create(role="clerk", username="a", full_name="12/QĐ-BQL Thế")
    assert User.objects.filter(has_word("full_name", asked)).exists() is found


def test_a_number_in_a_column_of_numbers_is_found_by_its_digits():
    account = User.objects.create(role="clerk", username="a")
    assert User.objects.filter(has_word("pk", str(account.pk))).get() == account


def test_accounts_are_found_by_every_word_with_or_without_marks():
    for username, name in (("an", "Đặng Thị Ánh"), ("binh", "Lê Bình")):
        User.objects.create(role="clerk", username=username, full_name=name)
    assert [each.username for each in accounts.users("anh dang")] == ["an"]
    assert [each.username for each in accounts.users("BÌNH")] == ["binh"]
    assert not accounts.users("đặng bình")
    assert accounts.users(" ").count() == User.objects.count()

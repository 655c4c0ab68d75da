"""What the law says, on which day, by which text."""

import hashlib
from datetime import date, time
from types import MappingProxyType

import pytest

from minhchung import lawbook
from minhchung.lawbook import book
from minhchung.rules.deadlines import Citations, PrintedTime, Waiting


def write(folder, text, name="clocks/waiting.yaml"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


GOOD = """
- {value: {days: [1, 2]}, cites: "NĐ 2", since: 2020-01-01, until: null, note: "ghi chú"}
- {value: 1, cites: "NĐ 1", since: 2010-01-01, until: 2015-01-01, confidence: low}
"""


def test_histories_are_read_oldest_first_under_folder_and_name(tmp_path):
    rules = book.read(write(tmp_path, GOOD))
    assert list(rules) == ["clocks.waiting"]
    assert rules["clocks.waiting"] == (
        book.Rule("clocks.waiting", 1, "NĐ 1", date(2010, 1, 1), date(2015, 1, 1), "low", ""),
        book.Rule("clocks.waiting", {"days": (1, 2)}, "NĐ 2", date(2020, 1, 1), None, "high", "ghi chú"),
    )


def test_values_cannot_be_changed(tmp_path):
    value = book.read(write(tmp_path, GOOD))["clocks.waiting"][1].value
    assert isinstance(value, MappingProxyType)
    assert isinstance(value["days"], tuple)
    with pytest.raises(TypeError):
        value["days"] = ()


@pytest.mark.parametrize(
    ("day", "text"),
    [
        pytest.param(date(2025, 6, 30), "NĐ 61/2018/NĐ-CP", id="the day before the new decree"),
        pytest.param(date(2025, 7, 1), "NĐ 118/2025/NĐ-CP, Điều 19 khoản 5", id="its first day"),
        pytest.param(date(2018, 6, 20), "QĐ 09/2015/QĐ-TTg", id="before the decree of 2018"),
    ],
)
def test_the_rule_in_force_on_a_day(day, text):
    rule = lawbook.in_force("clocks.waiting", on=day)
    assert rule.cites.startswith(text)
    assert rule.in_force(day)


def test_what_was_not_read_says_so():
    marks = {rule.since: rule.confidence for rule in lawbook.history("clocks.waiting")}
    assert marks == {date(2000, 1, 1): "low", date(2018, 6, 21): "medium", date(2025, 7, 1): "high"}


def test_an_unknown_key_and_a_day_without_rule_are_said():
    with pytest.raises(lawbook.NoRule) as caught:
        lawbook.in_force("clocks.nothing", on=date(2024, 1, 1))
    assert str(caught.value) == "Không có quy tắc “clocks.nothing” trong bộ quy tắc pháp luật."
    with pytest.raises(lawbook.NoRule) as caught:
        lawbook.in_force("clocks.waiting", on=date(1999, 12, 31))
    assert str(caught.value) == "Quy tắc “clocks.waiting” không có nội dung có hiệu lực ngày 31/12/1999."
    with pytest.raises(lawbook.NoRule):
        lawbook.history("")


def test_which_rules_cite_a_text():
    assert {rule.key for rule in lawbook.citing("NĐ 118/2025")} >= {
        "clocks.acceptance",
        "clocks.extension",
        "clocks.waiting",
    }
    assert {rule.key for rule in lawbook.citing(" cv 2450/vpcp ")} == {"calendar.y2024"}, (
        "a text cited by single days"
    )
    assert all(
        rule.since >= date(2025, 7, 1) for rule in lawbook.citing("NĐ 118/2025/NĐ-CP, Điều 19 khoản 5")
    )
    assert lawbook.citing("NĐ 999/1999") == ()
    assert lawbook.citing("  ") == ()


def test_the_hash_covers_names_and_contents(tmp_path, monkeypatch):
    def hashed(folder):
        monkeypatch.setattr(book, "ENTRIES", folder)
        return book.content_hash.__wrapped__()

    one = hashed(write(tmp_path / "one", GOOD))
    assert one == hashlib.sha256(b"clocks/waiting.yaml\0" + GOOD.encode() + b"\0").hexdigest()
    assert one == hashed(write(tmp_path / "same", GOOD))
    assert one != hashed(write(tmp_path / "other", GOOD + "\n"))
    assert one != hashed(write(tmp_path / "name", GOOD, "clocks/wait.yaml"))
    monkeypatch.undo()
    assert lawbook.content_hash() == book.content_hash.__wrapped__()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("- {value: [1", "Không đọc được clocks/waiting.yaml", id="no YAML"),
        pytest.param("value: 1", "cần một danh sách", id="no list"),
        pytest.param("[]", "cần một danh sách", id="an empty list"),
        pytest.param("- 1", "mỗi nội dung cần các mục", id="no mapping"),
        pytest.param("- {cites: NĐ 1, since: 2020-01-01}", "thiếu mục value", id="no value"),
        pytest.param("- {value: 1, since: 2020-01-01}", "thiếu căn cứ", id="no citation"),
        pytest.param("- {value: 1, cites: ' ', since: 2020-01-01}", "thiếu căn cứ", id="an empty citation"),
        pytest.param("- {value: 1, cites: NĐ 1}", "since và until phải là ngày", id="no first day"),
        pytest.param("- {value: 1, cites: NĐ 1, since: 2020}", "since và until phải là ngày", id="a year"),
        pytest.param("- {value: 1, cites: NĐ 1, since: 2020-01-01 08:00:00}", "phải là ngày", id="a moment"),
        pytest.param(
            "- {value: 1, cites: NĐ 1, since: 2020-01-01, until: mai}", "phải là ngày", id="no last day"
        ),
        pytest.param(
            "- {value: 1, cites: NĐ 1, since: 2020-01-01, until: 2020-01-01}",
            "hết hiệu lực 01/01/2020 không sau ngày có hiệu lực 01/01/2020",
            id="never in force",
        ),
        pytest.param(
            "- {value: 1, cites: NĐ 1, since: 2020-01-01, vaule: 2}", "không có mục “vaule”", id="misspelt"
        ),
        pytest.param(
            "- {value: 1, cites: NĐ 1, since: 2020-01-01, confidence: sure}", "“sure” phải là", id="sure"
        ),
        pytest.param(
            "[{value: 1, cites: NĐ 1, since: 2020-01-01}, {value: 2, cites: NĐ 2, since: 2021-01-01}]",
            "cùng có hiệu lực ngày 01/01/2021",
            id="two in force, the first without end",
        ),
        pytest.param(
            "[{value: 1, cites: NĐ 1, since: 2020-01-01, until: 2021-01-02}, {value: 2, cites: NĐ 2, since: 2021-01-01}]",
            "cùng có hiệu lực ngày 01/01/2021",
            id="two in force for a day",
        ),
    ],
)
def test_a_bad_entry_is_named(tmp_path, text, message):
    with pytest.raises(lawbook.BadEntry, match=message):
        book.read(write(tmp_path, text))


def test_every_key_is_a_file_and_every_rule_knows_its_key():
    assert lawbook.keys() == tuple(
        ".".join(path.relative_to(book.ENTRIES).with_suffix("").parts)
        for path in sorted(book.ENTRIES.rglob("*.yaml"))
    )
    every = lawbook.keys()
    assert all(rule.key == key for key in every for rule in lawbook.history(key))


def test_the_clocks_of_today():
    policy = lawbook.clock_policy(date(2026, 6, 1))
    assert policy.cites == Citations()
    assert policy.printed is PrintedTime.CLOSE_OF_OFFICE
    assert policy.keep_to_end_of_day is True
    assert policy.waiting is Waiting.RESTART
    assert (policy.restart_cites, policy.acceptance_cites, policy.extension_cites) == (
        "NĐ 118/2025/NĐ-CP, Điều 19 khoản 5",
        "NĐ 118/2025/NĐ-CP, Điều 17 khoản 3",
        "NĐ 118/2025/NĐ-CP, Điều 19 khoản 6",
    )
    assert policy.printed_cites.startswith("Bộ luật Dân sự 91/2015/QH13")
    assert policy.waiting_cites.endswith("QĐ 766/QĐ-TTg")
    assert policy.cut_off is None


def test_the_clocks_of_2016_cite_the_civil_code_of_2005_and_a_cut_off_its_own_text():
    policy = lawbook.clock_policy(date(2016, 12, 31), time(15), "QĐ 5")
    assert policy.cites.rest_day == "Bộ luật Dân sự 33/2005/QH11, Điều 153 khoản 5"
    assert (policy.cut_off, policy.cut_off_cites) == (time(15), "QĐ 5")
    assert lawbook.clock_policy(date(2017, 1, 1)).cites == Citations()


# The calendar


def test_eleven_announced_years_and_161_days_are_entered_and_one_year_ahead():
    days = lawbook.national_days()
    assert days.years == frozenset(range(2016, 2028))
    assert sum(day.year < 2027 for day in (*days.off, *days.worked)) == 161
    assert lawbook.national_days() is days


def test_the_days_of_a_swap_name_each_other_and_only_they_are_worked():
    days = lawbook.national_days()
    swaps = {worked: named.paired for worked, named in days.worked.items()}
    assert swaps == {
        date(2019, 1, 5): date(2018, 12, 31),
        date(2019, 5, 4): date(2019, 4, 29),
        date(2024, 5, 4): date(2024, 4, 29),
        date(2025, 4, 26): date(2025, 5, 2),
        date(2026, 1, 10): date(2026, 1, 2),
        date(2026, 8, 22): date(2026, 8, 31),
    }
    for worked, off in swaps.items():
        assert days.off[off].paired == worked
        assert days.off[off].cites == days.worked[worked].cites
        assert worked.weekday() == 5
        assert off.weekday() < 5
    assert {day for day, named in days.off.items() if named.paired} == set(swaps.values())


@pytest.mark.parametrize("year", range(2016, 2028))
def test_each_year_has_its_holidays_and_as_many_free_weekdays_as_the_code_gives(year):
    rule = lawbook.in_force(f"calendar.y{year}", on=date(year, 6, 1))
    assert (rule.since, rule.until) == (date(year, 1, 1), date(year + 1, 1, 1))
    assert rule.cites == (
        "Bộ luật Lao động 10/2012/QH13, Điều 115"
        if year <= 2020
        else "Bộ luật Lao động 45/2019/QH14, Điều 112"
    )
    rest = rule.value["rest"]
    holidays = {each["day"] for each in rest if each["kind"] == "holiday"}
    assert {date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)} <= holidays
    statutory = 10 if year <= 2020 else 11
    if date(year, 11, 24) in holidays:
        statutory += 1
    assert len(holidays) == statutory
    on_weekends = sum(day.weekday() >= 5 for day in holidays)
    compensated = sum(each["kind"] == "compensation" for each in rest)
    assert compensated == on_weekends, "each holiday on a weekend is given back"
    assert all(each["source"] in rule.value["sources"] for each in (*rest, *rule.value["worked"]))
    assert all(each["day"].year == year for each in (*rest, *rule.value["worked"]))


def test_a_day_that_is_not_yet_law_is_marked():
    doubtful = {day for day, named in lawbook.national_days().off.items() if named.confidence != "high"}
    assert doubtful == {
        date(2026, 11, 24),
        # The announcement of 2027 had not come: what the law leaves open is marked, what it fixes is not.
        *(date(2027, 2, day) for day in (5, 9, 10, 11)),
        date(2027, 9, 3),
        date(2027, 11, 24),
    }

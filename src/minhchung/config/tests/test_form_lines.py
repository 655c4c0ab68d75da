"""The statistical forms: every line is told, with the figures that answer it, and their page opens to the records."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minhchung import lawbook
from minhchung.config.tests.test_pages import sign_in
from minhchung.direction.models import AssignedTask, Finding, Inspection, Meeting
from minhchung.figures import kept
from minhchung.figures.answers import evaluate
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.form_lines import KEY, KINDS, Line, answered_by, forms_for
from minhchung.figures.kinds import name_of
from minhchung.figures.periods import window_named
from minhchung.figures.register import REGISTER
from minhchung.ground.accounts.policy import Role
from minhchung.rules.windows import Clock

YEAR = window_named("2025")
FORMS = forms_for(YEAR)
#: Number and kinds of each line of the forms, in order; a line that asks for several numbers has a kind for each.
LINES = {
    "BM1": (
        "1.1 S, 1.2 F, 1.x R, 2.1 FR, 2.2 F, 2.3 F, 3.1 F, 3.2 F, 3.3 F, 3.4 S, 3.5 S, 4.1 F, 4.2 B, 5 BF, 6 F, 7 F, "
        "8 FFF, 9 F"
    ),
    "BM2": "1 FF, 2.1 F, 2.2 F, 2.3 F, 2.4 FR, 3.1 F, 3.2 F, 3.3 FR, 4 FF, 5 SSSSS, 6 FFF, 7 FFFFFFF",
    "BM4": ("1 SR, 2.1 S, 2.2 S, 2.3 S, 2.4 F, 2.5 F, 2.6 R, 3.1 S, 3.2 S, 3.3 F, 3.4 R, 4 S, 5 FF"),
    "BM5": "1 SSS, 2 FFFF, 3 FFFFF, 4 FFFFFR, 5 SSSS, 6 FF, 7 SSSSSR",
    "BM6": "1 SFR, 2 FFFRRR, 3.1 S, 3.2 S, 3.3 S, 3.4 S, 3.5 S, 3.6 S, 4 FFR, 5 BB",
}
COUNTS = {"BM1": 22, "BM2": 28, "BM4": 15, "BM5": 30, "BM6": 20}
#: What kinds of figure are of the kind of a line by themselves.
FLOWS, RATES, CODES = {"count", "total"}, {"share", "average"}, {"count", "total", "stock", "share"}
AS_OF = {Clock.AS_OF, Clock.AS_OF_CALENDAR}
#: Lines whose figures are of another kind, which their reading explains.
OTHERWISE = {
    ("BM1", "1.1"), ("BM1", "3.4"), ("BM1", "3.5"), ("BM2", "5"), ("BM4", "2.5"), ("BM4", "2.6"), ("BM4", "3.4"),
    ("BM5", "4"), ("BM5", "5"), ("BM5", "7"), ("BM6", "2"),
}  # fmt: skip


@pytest.mark.parametrize("form", LINES)
def test_every_line_is_told(form: str) -> None:
    lines = [line for line in FORMS.lines if line.form == form]
    kinds: dict[str, str] = {}
    for line in lines:
        kinds[line.number] = kinds.get(line.number, "") + line.kind
    assert ", ".join(f"{number} {each}" for number, each in kinds.items()) == LINES[form]
    assert len(lines) == COUNTS[form]


def test_the_forms_are_those_five() -> None:
    assert [form.code for form in FORMS.forms] == list(LINES)
    assert Counter(line.form for line in FORMS.lines) == Counter(COUNTS)


def of_its_kind(line: Line, key: str) -> bool:
    """Whether a figure is of the kind of a line by itself."""
    kind, clock = name_of(REGISTER[key].over(YEAR)), REGISTER[key].clock
    match line.kind:
        case "F":
            return kind in FLOWS and clock not in AS_OF
        case "S":
            return kind == "stock" or (kind in FLOWS and clock in AS_OF)
        case "R":
            return kind in RATES
    return kind in CODES


def test_figures_exist_and_are_of_the_kind_of_their_line_or_it_says_how_they_are_read() -> None:
    assert [key for key in FORMS.keys if key not in REGISTER] == []
    odd = [line for line in FORMS.lines if any(not of_its_kind(line, key) for key in line.figures)]
    assert {(line.form, line.number) for line in odd} == OTHERWISE
    assert [line for line in odd if not line.reading] == []


def test_a_code_says_how_it_is_read_and_a_breakdown_is_one_that_the_figure_allows() -> None:
    assert all(line.reading for line in FORMS.lines if line.kind == "B")
    for line in FORMS.lines:
        assert line.kind in KINDS
        assert all(line.by in REGISTER[key].groups for key in line.figures if line.by), line


def test_each_line_is_answered_or_says_what_is_not_recorded_or_why_it_does_not_apply() -> None:
    for line in FORMS.lines:
        assert bool(line.missing) == (line.applies and not line.figures), line
    not_applying = [(line.form, line.number) for line in FORMS.lines if not line.applies]
    assert not_applying == [("BM2", number) for number in ("1", "2.1", "2.2", "2.3", "2.4", "2.4")]
    unanswered = Counter(line.form for line in FORMS.lines if line.applies and not line.figures)
    assert unanswered == {"BM4": 2, "BM5": 2, "BM6": 3}


def test_no_line_is_confirmed_as_long_as_the_forms_in_use_were_not_seen() -> None:
    (rule,) = lawbook.history(KEY)
    assert rule.confidence == "medium" and rule.note == FORMS.note
    assert not any(line.confirmed for line in FORMS.lines)


def test_a_figure_cites_the_form_whose_line_it_answers() -> None:
    for line in FORMS.lines:
        names = (line.form, f"Biểu {line.form[-1]}")
        assert all(any(name in REGISTER[key].cites for name in names) for key in line.figures), line


def test_before_the_forms_the_oldest_stand_in_and_say_so() -> None:
    assert forms_for(window_named("2019")).early and not FORMS.early
    assert forms_for(window_named("2019")).lines == FORMS.lines


def test_a_figure_knows_the_lines_that_it_answers() -> None:
    assert [(line.number, line.kind) for line in answered_by("direction.dialogues", YEAR)] == [
        ("5", "B"),
        ("5", "F"),
    ]
    assert list(answered_by("dossiers.received", YEAR)) == []


@pytest.fixture
def a_year(db: None) -> None:
    """Two inspections with three findings of which two are handled, two assigned tasks of which one is late, a dialogue."""
    for number in (1, 2):
        held = Inspection.objects.create(on=date(2025, 3, number), unit="Văn phòng", decision=f"{number}/QĐ")
        Finding.objects.create(
            inspection=held, number=1, content="Chậm", closed_on=date(2025, 6, 1), closed_reference="3/BC"
        )
    Finding.objects.create(inspection=held, number=2, content="Thiếu")
    for number, due in ((1, date(2025, 4, 1)), (2, None)):
        AssignedTask.objects.create(
            number=str(number), assigned_by="UBND tỉnh", assigned_on=date(2025, 3, 1), content="x", due_on=due
        )
    Meeting.objects.create(
        kind="dialogue", topic="x", begins_at=datetime(2025, 5, 5, 8), ends_at=datetime(2025, 5, 5, 10),
        place="Hội trường", led_by="Trưởng ban", invited="Doanh nghiệp", state="held", attended=9, raised=3, answered=2,
    )  # fmt: skip
    kept.forget()


def line_of(page: Any, form: str, number: str, kind: str) -> Any:
    (found,) = (
        each
        for told in page.context["shown"]
        for each in told.lines
        if (each.line.form, each.line.number, each.line.kind) == (form, number, kind)
    )
    return found


@pytest.mark.usefixtures("a_year")
def test_the_page_tells_each_line_with_its_numbers_and_opens_their_records(client: Client) -> None:
    sign_in(client, Role.REFORM)
    page = client.get(reverse("figures:forms"), {"ky": "2025"})
    text = page.content.decode()
    (told,) = line_of(page, "BM1", "2.3", "F").told
    assert (told.printed, told.in_words) == ("2", "vấn đề")
    assert client.get(told.url.split("#")[0]).context["total"] == 2
    assert told.url in text
    (told,) = line_of(page, "BM1", "2.1", "R").told
    assert (told.printed, told.in_words) == ("không phát sinh", "")
    assert line_of(page, "BM1", "3.5", "S").told[0].printed == "1"
    assert [each.printed for each in line_of(page, "BM6", "4", "R").told] == ["không phát sinh"]
    assert line_of(page, "BM4", "2.2", "S").kind == "số tại ngày cuối kỳ"
    answered = sum(line.answered for line in FORMS.lines)
    applying = sum(line.applies for line in FORMS.lines)
    assert f"{answered} trên {applying} dòng áp dụng có số liệu từ bản ghi" in text
    assert (answered, applying) == (102, 109)


@pytest.mark.usefixtures("a_year")
def test_the_page_marks_what_is_not_confirmed_not_applying_not_recorded(client: Client) -> None:
    sign_in(client, Role.REFORM)
    text = client.get(reverse("figures:forms"), {"ky": "2025"}).content.decode()
    assert text.count("Không áp dụng") == 6 and "Lý do: Dòng chỉ dành cho cấp tỉnh." in text
    assert text.count("Bản ghi riêng của cơ quan:") == 5
    assert text.count("Chưa có bản ghi") == 7 and "Hệ thống không ghi hệ số thu nhập tăng thêm." in text
    assert text.count("Chưa xác nhận") == len(FORMS.lines)
    assert FORMS.note in text and "Mẫu của TT 03/2019/TT-BTP, chưa đối chiếu với văn bản." in text
    assert "Chia theo hình thức" in text and "theo=form#theo-nhom" in text
    early = client.get(reverse("figures:forms"), {"ky": "2018"}).content.decode()
    assert "Bộ dòng này ghi nhận từ 01/01/2020" in early
    assert "Không hiểu kỳ báo cáo" in client.get(reverse("figures:forms"), {"ky": "xyz"}).content.decode()


@pytest.mark.usefixtures("a_year")
@pytest.mark.parametrize("label", ["2025", "2025-Q2", "2021..2025"])
def test_a_number_on_the_page_is_what_the_figure_gives(client: Client, label: str) -> None:
    sign_in(client, Role.REFORM)
    page = client.get(reverse("figures:forms"), {"ky": label})
    window = window_named(label)
    found = evaluate([REGISTER[key] for key in FORMS.keys], [window], DjangoEngine(connection))
    for told in page.context["shown"]:
        for each in told.lines:
            expected = [found[key, window.label].printed for key in each.line.figures]
            assert [one.printed for one in each.told] == expected


@pytest.mark.usefixtures("a_year")
def test_the_figures_are_asked_together_one_statement_for_each_table_of_facts(client: Client) -> None:
    sign_in(client, Role.REFORM)
    client.get(reverse("figures:forms"), {"ky": "2024"})
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("figures:forms"), {"ky": "2025"})
    facts = {REGISTER[key].facts for key in FORMS.keys}
    assert len([each for each in asked if "fact_" in each["sql"]]) == len(facts)


@pytest.mark.usefixtures("a_year")
def test_the_csv_has_a_row_for_each_figure_of_each_line(client: Client) -> None:
    sign_in(client, Role.REFORM)
    sent = client.get(reverse("figures:forms_csv"), {"ky": "2025"})
    text = b"".join(sent.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == sum(max(1, len(line.figures)) for line in FORMS.lines)
    (row,) = (each for each in rows if each["Chỉ tiêu"] == "direction.findings_handled")
    assert (row["Biểu"], row["Dòng"], row["Số liệu"], row["Xác nhận"]) == ("BM1", "2.3", "2", "chưa xác nhận")
    (row,) = (each for each in rows if each["Chỉ tiêu"] == "plan.tasks_done")
    assert (row["Số liệu"], row["Phần tính"], row["Tổng"]) == ("không phát sinh", "0", "0")
    assert client.get(reverse("figures:forms_csv"), {"ky": "xyz"}).status_code == 404


def test_the_forms_are_for_those_who_read_records(client: Client, db: None) -> None:
    assert client.get(reverse("figures:forms")).status_code == 302
    sign_in(client, Role.REFORM)
    catalogue = client.get(reverse("figures:catalogue"), {"ky": "2025"}).content.decode()
    assert f"{reverse('figures:forms')}?ky=2025" in catalogue
    figure = client.get(reverse("figures:figure", args=["plan.tasks"]), {"ky": "2025"}).content.decode()
    assert "BM1, 1.1" in figure and "?ky=2025#BM1" in figure

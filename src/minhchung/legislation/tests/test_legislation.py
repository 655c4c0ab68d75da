"""Legal documents, reviews, lists and dissemination: figures over made situations, refusals, imports."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from minhchung.figures.answers import answer, by_group, records
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.trail import actions as trail
from minhchung.legislation import actions, figures, imports
from minhchung.legislation.models import (
    DisseminationEvent,
    LegalDocument,
    Review,
    Systematisation,
    SystematisedDocument,
)
from minhchung.organisation import actions as organisation
from minhchung.rules.windows import Regime, parse_window

pytestmark = pytest.mark.django_db
DONE = {"by": "binh", "at": datetime(2026, 1, 5, 9)}
assert figures
KEYS = sorted(each.key for each in REGISTER if each.key.startswith(("legislation.", "dissemination.")))


SHARES = ("legislation.handled_rate", "legislation.unlawful_handled_rate", "legislation.drafts_in_time")


def window(text):
    return parse_window(text, Regime.fixed(15))


def ask(key, text):
    return answer(REGISTER[key], window(text), DjangoEngine(connection))


@pytest.fixture
def office():
    return organisation.add_unit(
        code="VP", kind="department", name="Văn phòng", since=date(2010, 1, 1), **DONE
    )


def a_document(number, issued_on=date(2017, 5, 1), **differently):
    values = {
        "family": "normative",
        "type": "Quyết định",
        "code": f"{number}/{issued_on.year}/QĐ-UBND",
        "issuer": "UBND tỉnh",
        "issued_on": issued_on,
        "effective_on": issued_on,
        "abstract": "Quy định về khu công nghiệp",
        "role": "drafted",
    }
    return actions.save_document(LegalDocument(**values | differently), **DONE)


def a_review(document, reviewed_on, outcome="kept", **more):
    review = Review(document=document, reviewed_on=reviewed_on, outcome=outcome, **more)
    return actions.save_review(review, **DONE)


def a_period(label="2014-2018", fixed_on=date(2018, 12, 31), published_on=date(2019, 2, 28)):
    period = Systematisation(label=label, fixed_on=fixed_on, published_on=published_on)
    return actions.save_period(period, **DONE)


def a_listing(period, document, listing):
    entry = SystematisedDocument(period=period, document=document, listing=listing)
    return actions.save_entry(entry, **DONE)


def an_event(office, on, **differently):
    values = {"form": "conference", "subject": "law", "title": f"Hội nghị {on}", "attendance": 40}
    return actions.save_event(DisseminationEvent(on=on, unit=office, **values | differently), **DONE)


@pytest.mark.parametrize(
    ("issued_on", "years"),
    [
        pytest.param(date(2017, 12, 14), [1, 0], id="the last day of the reporting year"),
        pytest.param(date(2017, 12, 15), [0, 1], id="the first day of the next"),
        pytest.param(date(2018, 1, 2), [0, 1], id="within the calendar year"),
    ],
)
def test_drafting_counts_by_the_day_of_issue(issued_on, years):
    a_document(1, issued_on)
    assert [ask("legislation.drafted", year).value for year in ("2017", "2018")] == years


def test_only_normative_documents_that_the_agency_drafted_are_counted():
    a_document(1)
    a_document(2, role="commented")
    a_document(3, role="none")
    a_document(4, family="administrative", type="Kế hoạch")
    found = {key: ask(f"legislation.{key}", "2017").value for key in ("drafted", "drafted_all", "commented")}
    assert found == {"drafted": 1, "drafted_all": 2, "commented": 1}
    types = by_group(REGISTER["legislation.drafted_all"], window("2017"), "type", DjangoEngine(connection))
    assert {name: each.value for name, each in types.items()} == {"Kế hoạch": 1, "Quyết định": 1}


def test_a_document_is_in_force_until_the_day_it_expires():
    document = a_document(1, date(2016, 5, 1), expired_on=date(2018, 12, 14))
    assert [ask("legislation.in_force", year).value for year in ("2015", "2016", "2017", "2018")] == [
        0,
        1,
        1,
        0,
    ]
    assert ask("legislation.expired", "2018").value == 1
    assert document in LegalDocument.objects.in_force(date(2018, 12, 13))
    assert document not in LegalDocument.objects.in_force(date(2018, 12, 14))


def test_a_part_may_expire_before_the_whole():
    a_document(1, date(2016, 5, 1), partly_expired_on=date(2017, 5, 1), expired_on=date(2019, 5, 1))
    assert [ask("legislation.partly_expired", year).value for year in ("2017", "2019")] == [1, 0]
    assert [ask("legislation.expired", year).value for year in ("2017", "2019")] == [0, 1]
    assert ask("legislation.in_force", "2017").value == 1


def test_reviews_ask_for_handling_and_are_handled():
    first, second, third = (a_document(number) for number in (1, 2, 3))
    a_review(first, date(2018, 3, 1))
    amended = a_review(second, date(2018, 3, 1), "amend")
    a_review(third, date(2018, 3, 1), "repeal", due_on=date(2018, 9, 1))
    actions.handle(review=amended, on=date(2019, 1, 10), document="QĐ 3/2019/QĐ-UBND", **DONE)
    found = {
        key: [ask(f"legislation.{key}", year).value for year in ("2018", "2019")]
        for key in ("reviewed", "to_handle", "handled")
    }
    assert found == {"reviewed": [3, 0], "to_handle": [2, 0], "handled": [0, 1]}
    assert ask("legislation.handled_rate", "2018").in_words == "0 trên 2"
    assert ask("legislation.handled_rate", "2018..2019").in_words == "1 trên 2"


@pytest.mark.parametrize(
    ("outcome", "on", "words"),
    [
        pytest.param("kept", date(2019, 1, 1), "không có gì phải xử lý", id="nothing to do"),
        pytest.param("amend", date(2018, 2, 1), "không được trước ngày rà soát", id="before the review"),
    ],
)
def test_what_cannot_be_handled_is_refused(outcome, on, words):
    review = a_review(a_document(1), date(2018, 3, 1), outcome)
    with pytest.raises(actions.CannotHandle, match=words):
        actions.handle(review=review, on=on, document="QĐ 1", **DONE)


def test_what_is_handled_is_not_handled_again():
    review = a_review(a_document(1), date(2018, 3, 1), "amend")
    actions.handle(review=review, on=date(2018, 4, 1), document="QĐ 1", **DONE)
    with pytest.raises(actions.CannotHandle, match="Đã xử lý xong ngày 01/04/2018"):
        actions.handle(review=review, on=date(2018, 5, 1), document="QĐ 2", **DONE)


def test_a_document_is_not_reviewed_before_it_is_issued():
    with pytest.raises(actions.CannotHandle, match="không được trước ngày đó"):
        a_review(a_document(1), date(2017, 4, 30))


def test_systematising_counts_by_the_day_of_publication():
    period = a_period()
    expired, partly, whole = (a_document(number) for number in (1, 2, 3))
    for document, listing in ((expired, "A"), (partly, "B"), (partly, "C"), (whole, "C"), (whole, "D")):
        a_listing(period, document, listing)
    keys = ("", "_expired", "_partly_expired", "_in_force", "_to_handle")
    found = [ask(f"legislation.systematised{key}", "2019").value for key in keys]
    assert found == [3, 1, 1, 2, 1]
    assert ask("legislation.systematised", "2018").value == 0
    assert ask("legislation.systematised", "2016..2020").value == 3


def test_a_document_is_not_both_expired_and_in_force():
    period, document = a_period(), a_document(1)
    a_listing(period, document, "A")
    with pytest.raises(IntegrityError), transaction.atomic():
        a_listing(period, document, "C")


def test_a_document_after_the_fixed_day_is_not_listed():
    with pytest.raises(actions.CannotList, match="sau thời điểm ấn định 31/12/2018"):
        a_listing(a_period(), a_document(1, date(2019, 1, 1)), "C")


def test_events_divide_into_law_and_reform(office):
    an_event(office, date(2018, 3, 1))
    an_event(office, date(2018, 4, 1), subject="reform", form="article", attendance=0)
    an_event(office, date(2018, 5, 1), form="material", attendance=0, copies=500)
    keys = ("events", "law_events", "reform_events", "in_person", "attendance", "copies")
    assert [ask(f"dissemination.{key}", "2018").value for key in keys] == [3, 2, 1, 1, 40, 500]


@pytest.mark.parametrize("text", ["2016..2020", "2018", "2018-Q1", "2019-H1"])
def test_every_number_follows_from_its_records(office, text):
    period = a_period()
    for number in range(1, 7):
        issued = date(2015 + number % 4, 2 * number, 10)
        document = a_document(
            number,
            issued,
            role=("drafted", "commented", "none")[number % 3],
            expired_on=date(2018, 12, 15) if number == 5 else None,
            partly_expired_on=date(2019, 2, 1) if number % 2 else None,
        )
        handled = {"outcome": "amend", "handled_on": date(2019, 1, number)} if number > 3 else {}
        a_review(document, date(2018, 12, number + 10), **handled)
        a_listing(period, document, "AC"[number % 2])
        an_event(office, issued, subject=("law", "reform")[number % 2], copies=number)
    engine = DjangoEngine(connection)
    for key in KEYS:
        figure = REGISTER[key]
        found = answer(figure, window(text), engine)
        rows = list(records(figure, window(text), engine))
        if found.kind == "total":
            kind = figure.over(window(text))
            names = [column.name for column in kind.records.columns]
            assert found.value == sum(row[names.index(kind.column)] for row in rows), key
        elif found.kind == "share":
            assert (found.part, found.whole) == (sum(row[-1] for row in rows), len(rows)), key
        else:
            assert found.value == len(rows), key


def test_quarters_add_up_to_the_year(office):
    for month in range(1, 13):
        document = a_document(month, date(2018, month, 10), expired_on=date(2018, 12, 14))
        a_review(document, date(2018, 12, 14), "amend", handled_on=date(2018, 12, 14))
        an_event(office, date(2018, month, 14), subject="reform")
    for key in KEYS:
        if key != "legislation.in_force" and key not in SHARES:
            quarters = [ask(key, f"2018-Q{number}").value for number in range(1, 5)]
            assert sum(quarters) == ask(key, "2018").value, key


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"effective_on": date(2017, 4, 30)}, id="effective before issue"),
        pytest.param({"expired_on": date(2017, 4, 30)}, id="expired before issue"),
        pytest.param({"partly_expired_on": date(2017, 4, 30)}, id="partly expired before issue"),
    ],
)
def test_the_database_refuses_days_out_of_order(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_document(1, **values)


def test_the_same_number_of_two_issuers_is_two_documents():
    a_document(1)
    a_document(1, issuer="HĐND tỉnh")
    with pytest.raises(actions.CannotIssue, match="Sổ đã có Quyết định"):
        a_document(1)


DOCUMENT = {
    "family": "normative",
    "type": "quyết định",
    "code": "1/2017/QĐ-UBND",
    "issuer": "UBND tỉnh",
    "issued_on": date(2017, 5, 1),
    "abstract": "Quy định về khu công nghiệp",
    "role": "drafted",
}
NAMED = {"code": "1/2017/QĐ-UBND", "issued_on": date(2017, 5, 1)}
REVIEW = {**NAMED, "reviewed_on": date(2018, 3, 1), "outcome": "amend"}
LISTING = {**NAMED, "period": "2014-2018", "listing": "C"}
EVENT = {"on": date(2018, 3, 1), "form": "training", "subject": "reform", "title": "Tập huấn", "unit": "VP"}


def run(importer_class, *lines):
    importer = importer_class()
    blank = dict.fromkeys(importer.layout.by_name)
    plans = importer.plan([Row("Sheet1", number, {**blank, **line}) for number, line in enumerate(lines, 2)])
    with transaction.atomic():
        trail.write(importer.write(plans, **DONE), recorded_at=DONE["at"])
    return [plan.outcome for plan in plans], [problem.field for plan in plans for problem in plan.problems]


@pytest.mark.parametrize(
    ("importer", "line"),
    [
        pytest.param(imports.LegalDocumentsImporter, DOCUMENT, id="document"),
        pytest.param(imports.ReviewsImporter, REVIEW, id="review"),
        pytest.param(imports.SystematisedImporter, LISTING, id="listing"),
        pytest.param(imports.DisseminationImporter, EVENT, id="event"),
    ],
)
def test_sheets_are_read_once(office, importer, line):
    if importer is not imports.LegalDocumentsImporter:
        run(imports.LegalDocumentsImporter, DOCUMENT)
        a_period()
    assert run(importer, line) == ([Outcome.NEW], [])
    assert run(importer, line) == ([Outcome.UNCHANGED], [])


@pytest.mark.parametrize(
    ("importer", "line", "field"),
    [
        pytest.param(
            imports.LegalDocumentsImporter,
            {**DOCUMENT, "effective_on": date(2017, 1, 1)},
            "Ngày có hiệu lực",
            id="early",
        ),
        pytest.param(
            imports.LegalDocumentsImporter,
            {**DOCUMENT, "drafting_unit": "X"},
            "Đơn vị soạn thảo",
            id="unknown unit",
        ),
        pytest.param(
            imports.ReviewsImporter, {**REVIEW, "code": "9/QĐ"}, "Số, ký hiệu", id="unknown document"
        ),
        pytest.param(
            imports.ReviewsImporter,
            {**REVIEW, "outcome": "kept", "handled_on": date(2019, 1, 1)},
            "Ngày xử lý xong",
            id="kept yet handled",
        ),
        pytest.param(
            imports.ReviewsImporter,
            {**REVIEW, "handled_on": date(2018, 1, 1)},
            "Ngày xử lý xong",
            id="too early",
        ),
        pytest.param(
            imports.SystematisedImporter,
            {**LISTING, "period": "2009-2013"},
            "Kỳ hệ thống hóa",
            id="unknown period",
        ),
        pytest.param(
            imports.DisseminationImporter,
            {**EVENT, "attendance": -1},
            "Lượt người dự",
            id="fewer than nobody",
        ),
    ],
)
def test_rows_that_cannot_be_are_refused(office, importer, line, field):
    if importer is not imports.LegalDocumentsImporter:
        run(imports.LegalDocumentsImporter, DOCUMENT)
    a_period()
    assert run(importer, line) == ([Outcome.REFUSED], [field])


def test_a_number_that_two_issuers_share_needs_the_issuer(office):
    run(imports.LegalDocumentsImporter, DOCUMENT, {**DOCUMENT, "issuer": "HĐND tỉnh"})
    assert run(imports.ReviewsImporter, REVIEW) == ([Outcome.REFUSED], ["Cơ quan ban hành"])
    assert run(imports.ReviewsImporter, {**REVIEW, "issuer": "hđnd tỉnh"}) == ([Outcome.NEW], [])


def test_lists_a_and_c_of_a_file_are_kept_apart(office):
    run(imports.LegalDocumentsImporter, DOCUMENT)
    a_period()
    outcomes, fields = run(imports.SystematisedImporter, LISTING, {**LISTING, "listing": "A"})
    assert outcomes == [Outcome.NEW, Outcome.REFUSED]
    assert fields == ["Danh mục"]


PERIODS = {"2014-2018": date(2018, 12, 31), "2019-2023": date(2023, 12, 31)}


def test_a_file_may_bring_its_periods(office):
    run(imports.LegalDocumentsImporter, DOCUMENT)
    lines = [
        {**LISTING, "period": label, "fixed_on": fixed_on, "published_on": fixed_on, "decision": "QĐ 3"}
        for label, fixed_on in PERIODS.items()
    ]
    assert run(imports.SystematisedImporter, *lines) == ([Outcome.NEW, Outcome.NEW], [])
    assert dict(Systematisation.objects.values_list("label", "fixed_on")) == PERIODS
    assert ask("legislation.systematised", "2016..2025").value == 2
    assert run(imports.SystematisedImporter, *lines) == ([Outcome.UNCHANGED, Outcome.UNCHANGED], [])


def test_a_file_does_not_move_the_days_of_a_known_period(office):
    run(imports.LegalDocumentsImporter, DOCUMENT)
    a_period()
    moved = {**LISTING, "published_on": date(2019, 3, 1)}
    assert run(imports.SystematisedImporter, moved) == ([Outcome.REFUSED], ["Ngày công bố"])

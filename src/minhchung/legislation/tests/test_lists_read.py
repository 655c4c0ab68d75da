"""Lists as they really come: spelled otherwise, with a standing that the days contradict, with relations told twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.trail import actions as trail
from minhchung.legislation import actions, imports, work_imports
from minhchung.legislation.models import LegalDocument, Relation
from minhchung.legislation.tests.cast import DONE, a_text, reread
from minhchung.organisation import actions as organisation

pytestmark = pytest.mark.django_db
D = date
TODAY = D(2026, 11, 27)
LISTED = {
    "code": "61/2022/QĐ-UBND", "type": "Quyết định", "issuer": "Ủy ban nhân dân tỉnh Nam Sơn",
    "issued_on": D(2022, 2, 10), "effective_on": D(2022, 2, 20), "abstract": "Quy chế phối hợp",
}  # fmt: skip


def read(importer_class, *lines, write=True):
    """Outcomes and words of rows; planned alone where nothing is to be written."""
    importer = importer_class()
    importer.stand_on(TODAY)
    blank = dict.fromkeys(importer.layout.by_name)
    plans = importer.plan([Row("Sheet1", number, {**blank, **line}) for number, line in enumerate(lines, 2)])
    with transaction.atomic():
        if write:
            trail.write(importer.write(plans, **DONE), recorded_at=DONE["at"])
        else:
            importer.rehearse(plans, at=DONE["at"])
    return [plan.outcome for plan in plans], [str(problem) for plan in plans for problem in plan.problems]


SPELLED = [
    pytest.param({"issuer": "Uỷ ban nhân dân tỉnh Nam Sơn"}, id="the mark on the other letter"),
    pytest.param({"issuer": "UBND tỉnh Nam Sơn"}, id="the issuer in short"),
    pytest.param({"issuer": "ỦY BAN NHÂN DÂN TỈNH NAM SƠN"}, id="the issuer in capitals"),
    pytest.param({"type": "QUYẾT ĐỊNH"}, id="the type in capitals"),
    pytest.param({"code": "61/2022/qđ-ubnd"}, id="the number in small letters"),
    pytest.param({"code": "61/2022/QĐ -UBND"}, id="the number with a space"),
]


@pytest.mark.parametrize("differently", SPELLED)
@pytest.mark.parametrize("known_unit", [True, False], ids=["of a unit", "of no unit"])
def test_a_document_spelled_otherwise_is_not_doubled(differently, known_unit):
    if known_unit:
        organisation.add_unit(
            code="X77", kind="province", name="Ủy ban nhân dân tỉnh Nam Sơn", since=D(2004, 1, 1), **DONE
        )
    assert read(imports.LegalDocumentsImporter, LISTED)[0] == [Outcome.NEW]
    assert read(imports.LegalDocumentsImporter, LISTED | differently)[0] == [Outcome.UNCHANGED]
    changed = LISTED | differently | {"abstract": "Quy chế phối hợp (đính chính)"}
    assert read(imports.LegalDocumentsImporter, changed)[0] == [Outcome.CHANGED]
    kept = LegalDocument.objects.get()
    assert (kept.code, kept.issuer, kept.type) == (LISTED["code"], LISTED["issuer"], "Quyết định")


def test_two_spellings_in_one_file_are_one_document():
    outcomes, _problems = read(
        imports.LegalDocumentsImporter, LISTED, LISTED | {"issuer": "UBND tỉnh Nam Sơn"}
    )
    assert outcomes == [Outcome.NEW, Outcome.UNCHANGED]
    assert LegalDocument.objects.count() == 1


@pytest.mark.parametrize("differently", SPELLED)
def test_a_document_is_not_entered_a_second_time_by_hand(differently):
    typed = {"code": LISTED["code"], "issuer": LISTED["issuer"], "issued_on": LISTED["issued_on"]}
    first = a_text(**typed)
    with pytest.raises(actions.CannotIssue, match="Sổ đã có Quyết định 61/2022/QĐ-UBND ngày 10/02/2022"):
        a_text(**typed | differently)
    first.abstract = "Quy chế khác"
    actions.save_document(first, **DONE)
    other = a_text(**typed | {"issuer": "HĐND tỉnh Nam Sơn"})
    assert other.pk != first.pk


@pytest.mark.parametrize(
    ("told", "outcome", "words"),
    [
        pytest.param({"status": "in_force"}, Outcome.NEW, "", id="in force"),
        pytest.param(
            {"status": "in_force", "expired_on": D(2024, 1, 1)}, Outcome.REFUSED,
            "không khớp ngày hết hiệu lực 01/01/2024 đã qua", id="in force, and ended",
        ),
        pytest.param(
            {"status": "in_force", "expired_on": D(2029, 1, 1)}, Outcome.NEW, "", id="in force until a day to come"
        ),
        pytest.param(
            {"status": "expired", "expired_on": D(2029, 1, 1)}, Outcome.REFUSED, "01/01/2029 chưa đến",
            id="ended on a day to come",
        ),
        pytest.param({"status": "expired", "expired_on": D(2024, 1, 1)}, Outcome.NEW, "", id="ended"),
        pytest.param(
            {"status": "suspended"}, Outcome.REFUSED, "Ghi ngưng hiệu lực", id="suspended, nobody knows since when"
        ),
        pytest.param(
            {"status": "partly_suspended"}, Outcome.REFUSED, "ngưng hiệu lực một phần", id="suspended in part"
        ),
        pytest.param(
            {"status": "partly"}, Outcome.NEW, "danh mục không ghi ngày hết hiệu lực một phần",
            id="partly, without a day: taken, and told",
        ),
        pytest.param(
            {"status": "coming"}, Outcome.NEW, "20/02/2022 đã đến; được ghi theo ngày", id="to come, and has come"
        ),
        pytest.param({"status": "unfit"}, Outcome.NEW, "không phải tình trạng hiệu lực", id="no longer fit"),
        pytest.param(
            {"partly_expired_on": D(2025, 1, 1), "expired_on": D(2024, 1, 1)}, Outcome.REFUSED,
            "sau ngày hết hiệu lực toàn bộ", id="a part after the whole",
        ),
    ],
)  # fmt: skip
def test_a_standing_is_not_taken_against_the_days(told, outcome, words):
    outcomes, problems = read(imports.LegalDocumentsImporter, LISTED | told)
    assert outcomes == [outcome]
    assert words in " ".join(problems) and bool(words) is bool(problems)


def test_what_a_deed_has_suspended_may_be_listed_so():
    text = a_text(LISTED["code"], LISTED["issued_on"], issuer=LISTED["issuer"])
    told = {"document": text.pk, "reason": "QĐ 9", **DONE}
    actions.suspend(on=D(2023, 1, 1), cause="paused", **told)
    assert read(imports.LegalDocumentsImporter, LISTED | {"status": "suspended"})[0] == [Outcome.CHANGED]
    actions.resume(on=D(2023, 2, 1), **told)
    assert read(imports.LegalDocumentsImporter, LISTED | {"status": "suspended"})[0] == [Outcome.REFUSED]


def test_a_list_does_not_move_the_day_of_effect_away_from_what_it_has_ended():
    old = a_text("1/2010/QĐ-UBND", D(2010, 1, 1))
    read(imports.LegalDocumentsImporter, LISTED)
    actions.relate(
        source=LegalDocument.objects.get(code=LISTED["code"]),
        kind="replaces",
        target=old,
        reason="Sáp nhập",
        **DONE,
    )
    moved = LISTED | {"effective_on": D(2022, 3, 1)}
    outcomes, problems = read(imports.LegalDocumentsImporter, moved)
    assert outcomes == [Outcome.REFUSED] and "Quyết định 1/2010/QĐ-UBND từ 20/02/2022" in problems[0]
    assert read(imports.LegalDocumentsImporter, LISTED)[0] == [Outcome.UNCHANGED]


@pytest.fixture
def pair():
    return a_text("1/2017/QĐ-UBND", D(2017, 5, 1)), a_text("2/2020/QĐ-UBND", D(2020, 6, 1))


def _line(source, kind, target, **told):
    return {
        "code": source.code, "issued_on": source.issued_on, "kind": kind,
        "other_code": target.code, "other_issued_on": target.issued_on, **told,
    }  # fmt: skip


def test_what_the_deed_will_refuse_is_refused_before_anything_is_written(pair):
    old, new = pair
    lines = [_line(new, "replaces", old), _line(old, "replaces", new), _line(old, "replaces", old)]
    outcomes, problems = read(work_imports.RelationsImporter, *lines, write=False)
    assert outcomes == [Outcome.NEW, Outcome.REFUSED, Outcome.REFUSED]
    assert "không thể thay thế văn bản ban hành sau" in problems[0] and "chính nó" in problems[1]
    assert Relation.objects.count() == 0 and reread(old).expired_on is None
    assert read(work_imports.RelationsImporter, *lines)[0] == outcomes


def test_provisions_told_in_rows_of_their_own_are_one_relation(pair):
    old, new = pair
    lines = [_line(new, "amends", old, provisions=each) for each in ("khoản 2 Điều 7", "Điều 9", "Điều 9")]
    assert read(work_imports.RelationsImporter, *lines)[0] == [
        Outcome.NEW,
        Outcome.UNCHANGED,
        Outcome.UNCHANGED,
    ]
    assert Relation.objects.get().provisions == "khoản 2 Điều 7; Điều 9"
    assert read(work_imports.RelationsImporter, *lines)[0] == [Outcome.UNCHANGED] * 3


@pytest.mark.parametrize(
    ("told", "outcome", "words"),
    [
        pytest.param({}, Outcome.UNCHANGED, "", id="blank tells nothing"),
        pytest.param({"provisions": "Điều 9; khoản 2 Điều 7"}, Outcome.UNCHANGED, "", id="in another order"),
        pytest.param(
            {"provisions": "Điều 11"}, Outcome.REFUSED, "điều, khoản “khoản 2 Điều 7; Điều 9”", id="others"
        ),
        pytest.param({"on": D(2020, 7, 1)}, Outcome.REFUSED, "từ ngày 01/06/2020", id="another day"),
        pytest.param({"reason": "Luật Đầu tư"}, Outcome.REFUSED, "không có lý do", id="another reason"),
    ],
)
def test_a_relation_told_otherwise_later_is_not_passed_over_in_silence(pair, told, outcome, words):
    old, new = pair
    read(work_imports.RelationsImporter, _line(new, "amends", old, provisions="khoản 2 Điều 7; Điều 9"))
    outcomes, problems = read(work_imports.RelationsImporter, _line(new, "amends", old, **told))
    assert outcomes == [outcome] and words in " ".join(problems)


def test_of_two_bodies_with_one_number_and_day_a_column_names_the_issuer(pair):
    old, new = pair
    other = a_text(old.code, old.issued_on, issuer="UBND huyện Bắc")
    line = _line(new, "basis", old)
    outcomes, problems = read(work_imports.RelationsImporter, line)
    assert outcomes == [Outcome.REFUSED]
    assert "“Cơ quan ban hành văn bản kia”, một trong: UBND tỉnh Nam Sơn; UBND huyện Bắc" in problems[0]
    read(work_imports.RelationsImporter, line | {"other_issuer": "Ủy ban nhân dân huyện Bắc"})
    assert Relation.objects.get().target == other


def test_rows_that_disagree_are_told_by_what_stands_in_the_sheet(pair):
    old, new = pair
    lines = [_line(new, "replaces", old), _line(new, "replaces", old, reason="Luật Đầu tư")]
    outcomes, problems = read(work_imports.RelationsImporter, *lines)
    assert outcomes == [Outcome.NEW, Outcome.REFUSED]
    assert (
        "“2/2020/QĐ-UBND · 01/06/2020 · Thay thế · 1/2017/QĐ-UBND · 01/05/2017” đã có ở dòng 2" in problems[0]
    )

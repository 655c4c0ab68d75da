"""Reviews, lists, drafts, checks and followings as work: each state, each refusal, and what they leave."""

from __future__ import annotations

import io
from datetime import date, datetime
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document

from minhchung.ground.trail.queries import story_of
from minhchung.legislation import actions, lists_shown, printed, queries, systematising
from minhchung.legislation.models import (
    Check,
    Following,
    Recommendation,
    Review,
    ReviewSheet,
    Systematisation,
)
from minhchung.legislation.queries import systematised_periods
from minhchung.legislation.tests.cast import DONE, a_decree, a_text, reread
from minhchung.legislation.tests.test_legislation import ask
from minhchung.organisation import actions as organisation

pytestmark = pytest.mark.django_db
D = date
LEADER = {"by": "leader", "at": datetime(2026, 1, 20, 9)}


def a_sheet(document=None, *lines):
    """A sheet with its lines, ready to be approved."""
    document = document or a_text("1/2017/QĐ-UBND", D(2017, 5, 1), articles=8)
    sheet = actions.open_sheet(document=document, ground="plan", on=D(2026, 1, 5), **DONE).pk
    for provision, proposal in lines:
        actions.add_line(
            sheet=sheet, provision=provision, finding="Không còn phù hợp", proposal=proposal, **DONE
        )
    if lines:
        actions.ask(sheet=sheet, opinion="Đề nghị sửa", **DONE)
        actions.judge(sheet=sheet, opinion="Thống nhất", **DONE)
    return sheet


def approve(sheet, **more):
    told = {"responsible": "Văn phòng", "due_on": D(2026, 6, 30), **LEADER, **more}
    return actions.approve(sheet=sheet, **told)


def test_a_sheet_goes_its_way_and_leaves_a_review_that_figures_count():
    sheet = a_sheet(None, ("Điều 3", "amend"), ("khoản 1 Điều 4", "amend"), ("Điều 6", "kept"))
    review = approve(sheet)
    assert (review.outcome, review.reviewed_on, review.due_on) == ("amend", D(2026, 1, 20), D(2026, 6, 30))
    assert review.opinion == "Điều 3: Sửa đổi, bổ sung; khoản 1 Điều 4: Sửa đổi, bổ sung"
    assert [ask(f"legislation.{key}", "2026").value for key in ("reviewed", "to_handle", "handled")] == [
        1,
        1,
        0,
    ]
    with pytest.raises(actions.Refused, match="chưa có văn bản thì chưa xong"):
        actions.carry_out(sheet=sheet, on=D(2026, 5, 1), document=" ", **DONE)
    actions.carry_out(sheet=sheet, on=D(2026, 5, 1), document="QĐ 3/2026/QĐ-UBND", **DONE)
    assert ask("legislation.handled_rate", "2026").in_words == "1 trên 1"
    deeds = [line.deed for line in story_of("legislation", "sheet", sheet)]
    assert deeds == ["open_sheet", *["add_line"] * 3, "ask", "judge", "approve", "carry_out"]


@pytest.mark.parametrize(
    ("proposals", "outcome"),
    [
        (("kept", "kept"), "kept"),
        (("kept", "amend"), "amend"),
        (("amend", "repeal_part"), "repeal_part"),
        (("repeal", "replace"), "repeal"),
        (("propose", "kept"), "propose"),
    ],
)
def test_the_heaviest_proposal_is_that_of_the_document(proposals, outcome):
    sheet = a_sheet(None, *((f"Điều {place}", each) for place, each in enumerate(proposals, start=1)))
    assert approve(sheet).outcome == outcome
    assert ReviewSheet.objects.get(pk=sheet).state == ("done" if outcome == "kept" else "approved")


def test_a_sheet_refuses_in_words():
    text = a_text("1/2017/QĐ-UBND", D(2017, 5, 1), articles=5)
    sheet = a_sheet(text)

    def refused(match, deed, **told):
        with pytest.raises(actions.Refused, match=match):
            deed(**{"sheet": sheet, **DONE, **told})

    with pytest.raises(actions.CannotReview, match="đang có phiếu lập ngày 05/01/2026"):
        actions.open_sheet(document=text, ground="plan", on=D(2026, 1, 6), **DONE)
    with pytest.raises(actions.CannotReview, match="phải chọn văn bản căn cứ"):
        actions.open_sheet(
            document=a_text("9/2017/QĐ-UBND", D(2017, 5, 1)), ground="basis", on=D(2026, 1, 6), **DONE
        )
    refused("chưa có dòng nào", actions.ask, opinion="x")
    refused("Không thể “Duyệt kết quả rà soát” khi .*“Đang lập phiếu”", actions.approve)
    for number in (1, 2, 3):
        actions.add_line(sheet=sheet, provision=f"Điều {number}", finding="x", proposal="amend", **DONE)
    refused("vừa được người khác cập nhật", actions.ask, opinion="x", revision=1)
    actions.ask(sheet=sheet, opinion="x", **DONE)
    actions.judge(sheet=sheet, opinion="x", **DONE)
    refused("không tự duyệt phiếu của mình", actions.approve, responsible="VP", due_on=D(2026, 6, 1))
    refused("chịu trách nhiệm xử lý", actions.approve, **LEADER)
    refused("không trước ngày duyệt", actions.approve, responsible="VP", due_on=D(2026, 1, 1), **LEADER)
    with pytest.raises(actions.CannotReview, match=r"Sửa 3 trên 5 điều, quá một phần hai.*Điều 8 khoản 4"):
        approve(sheet)
    assert not Review.objects.exists()


def test_a_line_told_again_replaces_the_one_on_the_sheet():
    sheet = a_sheet()
    actions.add_line(sheet=sheet, provision="Điều 2", finding="Sai", proposal="amend", against="NĐ 1", **DONE)
    actions.add_line(sheet=sheet, provision="điều 2", finding="Phù hợp", proposal="kept", **DONE)
    lines = [(each.provision, each.finding, each.against, each.proposal) for each in queries.lines_of(sheet)]
    assert lines == [("Điều 2", "Phù hợp", "", "kept")]
    assert [line.deed for line in story_of("legislation", "sheet", sheet)] == [
        "open_sheet",
        *["add_line"] * 2,
    ]


@pytest.fixture
def texts():
    """Texts in every standing at the end of 2023."""
    field = {"field": "Đầu tư"}
    heir = a_text("9/2022/QĐ-UBND", D(2022, 6, 1))
    gone = a_text("1/2015/QĐ-UBND", D(2015, 5, 1), **field)
    partly, held = a_text("2/2016/QĐ-UBND", D(2016, 5, 1)), a_text("3/2017/QĐ-UBND", D(2017, 5, 1))
    a_text("4/2010/QĐ-UBND", D(2010, 5, 1), expired_on=D(2017, 1, 1), expiry_reason="Hết thời hạn")
    a_text("5/2024/QĐ-UBND", D(2024, 5, 1))
    a_decree("6/2019/NĐ-CP", D(2019, 1, 1))
    coming = a_text("7/2023/QĐ-UBND", D(2023, 12, 25), effective_on=D(2024, 1, 5))
    a_text("8/QĐ-UBND", D(2020, 1, 1), family="administrative")
    actions.relate(source=heir, kind="replaces", target=gone, **DONE)
    actions.relate(source=heir, kind="amends", target=partly, provisions="Điều 5", **DONE)
    actions.suspend(document=held.pk, on=D(2023, 1, 1), cause="stopped", reason="QĐ đình chỉ 7", **DONE)
    actions.save_review(
        Review(document=partly, reviewed_on=D(2023, 9, 1), outcome="replace", opinion="Điều 2 không còn phù hợp",
               responsible="Văn phòng", due_on=D(2024, 6, 30)), **DONE
    )  # fmt: skip
    Systematisation.objects.create(label="2014-2018", fixed_on=D(2018, 12, 31), published_on=D(2019, 2, 28))
    return {"heir": heir, "gone": gone, "partly": partly, "held": held, "coming": coming}


def a_period(at=datetime(2024, 1, 10, 9)):
    period = actions.open_period(label="2019-2023", by="lan", at=at)
    return period, actions.draw_up(period=period.pk, by="lan", at=at)


def test_the_four_lists_follow_from_the_kept_validity(texts):
    period, counts = a_period()
    assert counts == {"A": 2, "B": 1, "C": 3, "D": 1}
    placed = {letter: [each.cells for each in systematising.listed(period.pk, letter)] for letter in "ABCD"}
    assert [cells[1:] for cells in placed["A"]] == [
        ("1/2015/QĐ-UBND; 01/05/2015", "Quy định về khu công nghiệp",
         "Được thay thế bằng Quyết định 9/2022/QĐ-UBND", "01/06/2022"),
        ("3/2017/QĐ-UBND; 01/05/2017", "Quy định về khu công nghiệp", "QĐ đình chỉ 7", "01/01/2023"),
    ]  # fmt: skip
    assert placed["B"][0][3:] == (
        "Điều 5",
        "Được sửa đổi, bổ sung bằng Quyết định 9/2022/QĐ-UBND",
        "01/06/2022",
    )
    assert [cells[3:] for cells in placed["C"]] == [
        ("01/05/2016", ""),
        ("01/06/2022", ""),
        ("05/01/2024", "Chưa có hiệu lực"),
    ]
    assert placed["D"][0][3:] == ("Thay thế", "Điều 2 không còn phù hợp", "Văn phòng", "30/06/2024")
    assert systematising.faults(period) == ()


def test_lists_that_contradict_are_not_published_and_published_ones_stand(texts):
    period, _counts = a_period()
    told = {"period": period.pk, "decision": "QĐ 225", "by": "lan", "at": datetime(2024, 3, 1, 9)}
    period.entries.filter(listing="C", document=texts["partly"]).delete()
    with pytest.raises(actions.CannotList, match="2/2016/QĐ-UBND ở danh mục B mà không ở C"):
        actions.publish_period(on=D(2024, 2, 29), **told)
    actions.draw_up(period=period.pk, by="lan", at=datetime(2024, 2, 1, 9))
    with pytest.raises(actions.CannotList, match="sau thời điểm ấn định"):
        actions.publish_period(on=D(2023, 12, 31), **told)
    actions.publish_period(on=D(2024, 2, 29), **told)
    with pytest.raises(actions.CannotList, match="đã công bố ngày 29/02/2024"):
        actions.draw_up(period=period.pk, **DONE)
    keys = ("systematised", "systematised_expired", "systematised_partly_expired", "systematised_to_handle")
    assert [ask(f"legislation.{key}", "2024").value for key in keys] == [5, 2, 1, 1]


def test_lists_drawn_up_here_are_published_by_their_own_deed(texts):
    period, _counts = a_period()
    period = Systematisation.objects.get(pk=period.pk)
    period.published_on, period.decision = D(2024, 2, 29), "QĐ 225"
    with pytest.raises(actions.CannotList, match="Công bố kết quả"):
        actions.save_period(period, **DONE)
    past = Systematisation(label="2009-2013", fixed_on=D(2013, 12, 31))
    past.published_on, past.decision = D(2014, 2, 28), "QĐ 1"
    assert actions.save_period(past, **DONE).pk


def test_a_part_that_went_after_another_is_listed_with_its_own_reason_and_day():
    old, first, again = (
        a_text(f"{number}/201{number}/QĐ-UBND", D(2010 + number, 1, 1)) for number in (6, 7, 8)
    )
    for source, parts in ((first, "Điều 5"), (again, "Điều 6")):
        actions.relate(source=source, kind="amends", target=old, provisions=parts, **DONE)
    period = actions.open_period(label="2014-2018", **DONE)
    actions.draw_up(period=period.pk, **DONE)
    entry = period.entries.get(listing="B")
    assert (entry.content, entry.on) == ("Điều 5; Điều 6", D(2018, 1, 1))
    assert entry.note == (
        "Điều 5: Được sửa đổi, bổ sung bằng Quyết định 7/2017/QĐ-UBND, từ 01/01/2017; "
        "Điều 6: Được sửa đổi, bổ sung bằng Quyết định 8/2018/QĐ-UBND, từ 01/01/2018"
    )


@pytest.mark.parametrize(
    ("label", "words"),
    [
        pytest.param("2020-2024", "Không có kỳ", id="a span that is none"),
        pytest.param("2024-2028", "chưa đến", id="a fixed day to come"),
    ],
)
def test_periods_are_those_of_the_law(label, words):
    with pytest.raises(actions.CannotList, match=words):
        period = actions.open_period(label=label, **DONE)
        actions.draw_up(period=period.pk, **DONE)


def test_periods_are_five_years_with_their_fixed_day():
    assert [each for each, _day in systematised_periods(D(2024, 1, 1))] == [
        "2024-2028",
        "2019-2023",
        "2014-2018",
        "2009-2013",
    ]
    assert systematising.publish_by(D(2023, 12, 31))[0] == D(2024, 2, 29)


def test_lists_are_printed_by_field_and_type(texts):
    period, _counts = a_period()
    period.refresh_from_db()
    paper = lists_shown.period_paper(period, "Ban Quản lý")
    content = printed.docx_of(paper, period.drawn_at)
    assert content == printed.docx_of(paper, period.drawn_at)
    word = Document(io.BytesIO(content))
    first = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert first[0] == ["STT", *systematising.HEADINGS["A"]]
    assert [row[0] for row in first[1:]] == ["Đầu tư", "1", "Khu công nghiệp", "2"]
    assert first[2][2] == "1/2015/QĐ-UBND; 01/05/2015"
    book = openpyxl.load_workbook(io.BytesIO(printed.xlsx_of(paper, period.drawn_at)))
    assert book.sheetnames == [f"Danh mục {letter}" for letter in "ABCD"]
    assert [cell.value for cell in book["Danh mục C"][5]] == ["STT", *systematising.HEADINGS["C"]]
    assert ZipFile(io.BytesIO(content)).namelist()


def test_what_ended_in_a_year_is_listed_for_publishing(texts):
    whole, parts = systematising.expired_in(2022)
    assert [each.cells[1] for each in whole] == ["1/2015/QĐ-UBND; 01/05/2015"]
    assert [each.cells[3] for each in parts] == ["Điều 5"]
    assert systematising.expired_in(2021) == ((), ())
    assert systematising.yearly_by(2022)[0] == D(2023, 1, 31)


@pytest.mark.parametrize(
    ("told", "match"),
    [
        pytest.param({"checked_on": D(2027, 1, 1)}, "Ngày kết luận 01/01/2027 chưa đến", id="a day to come"),
        pytest.param(
            {"due_on": D(2026, 1, 4)}, "không được trước ngày kết luận 05/01/2026", id="a limit before"
        ),
        pytest.param({"handled_on": D(2027, 1, 1)}, "Ngày xử lý xong 01/01/2027 chưa đến", id="done to come"),
    ],
)
def test_a_check_keeps_its_days_in_order(told, match):
    values = {
        "document": a_text("1/2025/QĐ-UBND", D(2025, 5, 1)),
        "checked_on": D(2026, 1, 5),
        "checker": "STP",
    }
    check = Check(kind="self", fault="content", conclusion="Trái Điều 5", **values | told)
    with pytest.raises(actions.CannotHandle, match=match):
        actions.save_check(check, **DONE)


@pytest.mark.parametrize(
    ("label", "fixed_on", "match"),
    [
        pytest.param("kỳ 5", D(2028, 12, 31), "Không có kỳ “kỳ 5”", id="no period"),
        pytest.param("2020-2024", D(2024, 12, 31), "Không có kỳ “2020-2024”", id="five years of no period"),
        pytest.param("2024-2028", D(2027, 6, 30), "có thời điểm ấn định 31/12/2028", id="another fixed day"),
    ],
)
def test_a_period_is_one_that_the_law_knows(label, fixed_on, match):
    with pytest.raises(actions.CannotList, match=match):
        actions.save_period(Systematisation(label=label, fixed_on=fixed_on), **DONE)


def test_what_is_recorded_as_issued_was_not_issued_on_a_day_to_come():
    with pytest.raises(actions.CannotIssue, match="Ngày ban hành 15/10/2036 chưa đến"):
        a_text("1/2036/QĐ-UBND", D(2036, 10, 15))


def test_checks_are_counted_by_who_checked_and_what_was_put_right():
    text = a_text("1/2025/QĐ-UBND", D(2025, 5, 1))
    told = {"document": text, "checked_on": D(2026, 1, 5), "checker": "Sở Tư pháp"}
    actions.save_check(Check(kind="self", fault="none", **told), **DONE)
    with pytest.raises(actions.CannotHandle, match="phải ghi kết luận"):
        actions.save_check(Check(kind="authority", fault="content", **told), **DONE)
    wrong = actions.save_check(
        Check(kind="authority", fault="content", conclusion="Trái Điều 5", **told), **DONE
    )
    keys = ("checked_by_issuer", "checked_by_authority", "unlawful", "unlawful_handled")
    assert [ask(f"legislation.{key}", "2026").value for key in keys] == [1, 1, 1, 0]
    with pytest.raises(actions.Refused, match="chưa có văn bản thì chưa xong"):
        actions.handle_check(check=wrong.pk, on=D(2026, 2, 1), document="", **DONE)
    with pytest.raises(actions.CannotHandle, match="không được trước ngày kiểm tra"):
        actions.handle_check(check=wrong.pk, on=D(2025, 2, 1), document="QĐ 3", **DONE)
    actions.handle_check(check=wrong.pk, on=D(2026, 2, 1), document="QĐ 3", **DONE)
    assert ask("legislation.unlawful_handled_rate", "2026").in_words == "1 trên 1"


def test_recommendations_come_from_inspections_and_end_with_their_product(office):
    plan = actions.save_following(Following(kind="plan", on=D(2026, 1, 5), subject="KH", unit=office), **DONE)
    seen = actions.save_following(
        Following(kind="inspection", on=D(2026, 2, 5), subject="KT", unit=office), **DONE
    )
    told = {"content": "Sửa mẫu", "addressee": "Sở"}
    with pytest.raises(actions.CannotHandle, match="Kế hoạch không đưa ra kiến nghị"):
        actions.save_recommendation(Recommendation(following=plan, made_on=D(2026, 3, 1), **told), **DONE)
    made = actions.save_recommendation(Recommendation(following=seen, made_on=D(2026, 3, 1), **told), **DONE)
    with pytest.raises(actions.CannotHandle, match="không được trước ngày kiến nghị"):
        actions.carry_out_recommendation(recommendation=made.pk, on=D(2026, 2, 1), document="CV 1", **DONE)
    with pytest.raises(actions.CannotHandle, match="đã được ghi"):
        actions.save_recommendation(Recommendation(following=seen, made_on=D(2026, 3, 1), **told), **DONE)
    with pytest.raises(actions.CannotHandle, match="Thời hạn không được trước ngày kiến nghị 02/03/2026"):
        late = {"made_on": D(2026, 3, 2), "due_on": D(2026, 3, 1)}
        actions.save_recommendation(Recommendation(following=seen, **late, **told), **DONE)
    actions.carry_out_recommendation(recommendation=made.pk, on=D(2026, 4, 1), document="CV 1", **DONE)
    keys = ("followed", "recommended", "recommended_handled")
    assert [ask(f"legislation.{key}", "2026").value for key in keys] == [1, 1, 1]
    assert reread(a_text("1/2020/QĐ-UBND", D(2020, 1, 1))).expired_on is None


@pytest.fixture
def office():
    return organisation.add_unit(code="VP", kind="department", name="Văn phòng", since=D(2010, 1, 1), **DONE)

"""The table of 31/12: everybody once in each block at the highest level, blocks that close, the same in every form."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from docx import Document
from openpyxl import load_workbook

from minhchung.staff import actions, shown, statistics_word
from minhchung.staff.models import Qualification, Quota
from minhchung.staff.statistics import statistics
from minhchung.staff.tests.cast import AT, DONE, a_person, a_unit, paper

pytestmark = pytest.mark.django_db
DAY = date(2025, 12, 31)


@pytest.fixture
def board():
    board = a_unit("B", "Ban Quản lý", home=True)
    office, invest = a_unit("VP", "Văn phòng", board), a_unit("DT", "Phòng Đầu tư", board)
    people = [
        a_person(office, 1, birth_on=date(1995, 12, 31), party_member=True, ethnic="Kinh", rank="01.003"),
        a_person(office, 2, birth_on=date(1995, 1, 1), ethnic="Tày", sex="male"),
        a_person(invest, 3, birth_on=date(1964, 12, 31), party_member=False, rank="01.002"),
        a_person(invest, 4, kind="public_employee", religion="Phật giáo"),
        a_person(invest, 5, kind="contract"),
    ]
    for person, level, on in (
        (people[0], "ĐH", date(2010, 1, 1)),
        (people[0], "ThS", date(2025, 12, 31)),
        (people[0], "TCC", None),
        (people[1], "ĐH", None),
        (people[1], "ThS", date(2026, 1, 1)),
        (people[2], "CCC", date(2020, 1, 1)),
        (people[2], "SCC", date(2022, 1, 1)),
        (people[3], "NN2", date(2020, 1, 1)),
    ):
        degree = Qualification(person=person, level=level, awarded_on=on)
        actions.save_qualification(degree, by="thu", at=AT)
    quota = Quota(
        unit=board, kind="civil_servants", number=5, year=2025, decision="QĐ", since=date(2025, 1, 1)
    )
    actions.save_quota(quota, by="thu", at=AT)
    gone = a_person(office, 6)
    actions.leave(person=gone.pk, leaving="retired", paper=paper("2025-12-31"), **DONE)
    return board


def columns(found, title):
    block = next(each for each in found.blocks if each.title == title)
    return {name: number for name, number in zip(block.columns, block.counts[0], strict=True) if number}


BLOCKS = {
    "contracts are no part of it, nor who left": ("Đối tượng", {"Công chức": 3, "Viên chức": 1}),
    "a degree of the day after is not held": ("Chuyên môn", {"Thạc sĩ": 1, "Đại học": 1, "Chưa có": 2}),
    "the highest, not the latest": (
        "Lý luận chính trị",
        {"Cao cấp lý luận chính trị": 1, "Trung cấp lý luận chính trị": 1, "Chưa có": 2},
    ),
    "each block by itself": ("Ngoại ngữ", {"Chứng chỉ ngoại ngữ": 1, "Chưa có": 3}),
    "ages in whole years on the day": ("Độ tuổi", {"Từ 30 trở xuống": 2, "Trên 60": 1, "Chưa ghi": 1}),
    "what is not known is not Kinh": ("Dân tộc", {"Kinh": 1, "Dân tộc thiểu số": 1, "Chưa ghi": 2}),
    "nor outside the party": ("Đảng viên", {"Đảng viên": 1, "Không phải đảng viên": 1, "Chưa ghi": 2}),
    "ranks by their code": ("Ngạch", {"Chuyên viên chính": 1, "Chuyên viên": 1, "Ngạch khác, chưa ghi": 2}),
}


def test_everybody_stands_once_in_each_block(board):
    found = statistics(DAY)
    told = {why: columns(found, block) for why, (block, _counts) in BLOCKS.items()}
    assert told == {why: counts for why, (_block, counts) in BLOCKS.items()}
    assert found.closes
    assert (found.totals, found.assigned) == ((4, 0, 2, 2), (5, 5, 0, 0))


def test_queries_do_not_grow_with_people(board, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        statistics(DAY)


def test_page_workbook_and_word_say_the_same(board):
    found = statistics(DAY)
    _headings, rows = shown.flat(found)
    lines = [[str(cell) for cell in row] for row in rows]
    assert lines[0][:3] == ["Tổng số", "5", "4"]
    numbers = [number for block in found.blocks for number in block.counts[0]]
    assert lines[0][3:] == [str(number) for number in numbers]
    document = Document(io.BytesIO(statistics_word.docx_of(found, "Ban Quản lý", datetime(2026, 1, 5, 8))))
    told = [int(cell.text) for table in document.tables for cell in table.rows[-1].cells[2:]]
    assert told == numbers
    assert statistics_word.docx_of(found, "B", AT) == statistics_word.docx_of(found, "B", AT)
    assert len(document.tables) == len(found.blocks) == len(shown.block_tables(found))


def test_the_workbook_is_handed_out(board, client, django_user_model):
    client.force_login(django_user_model.objects.create(username="an", full_name="An", role="clerk"))
    answer = client.get("/nhan-su/thong-ke/xlsx/?ngay=31/12/2025")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in sheet[2]][:3] == ["Tổng số", 5, 4]
    page = client.get("/nhan-su/thong-ke/?ngay=31/12/2025").content.decode()
    assert "Mọi khối cộng bằng tổng số" in page and "chưa có" in page
    assert client.get("/nhan-su/thong-ke/word/?ngay=31/12/2025").status_code == 200

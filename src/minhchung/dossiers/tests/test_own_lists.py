"""What an official keeps of his lists: columns in his order, filters under a name, files of exactly what is shown."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from minhchung.dossiers.actions.rebuilding import rebuild_lists
from minhchung.dossiers.audit import unequal_lists
from minhchung.dossiers.columns import COLUMNS
from minhchung.dossiers.counting import tallied
from minhchung.dossiers.matching import Match
from minhchung.dossiers.models import Dossier, NearWord, Posting, SavedList, Tally
from minhchung.dossiers.queries import PAGE, Ask, page_of
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, at
from minhchung.dossiers.tests.test_screens import LIST, page, sign_in
from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import Role
from minhchung.ground.trail.models import Entry

pytestmark = pytest.mark.django_db
MONDAY = at("2026-04-06T09:00")


@pytest.fixture
def version():
    return a_procedure(a_board())


def heads(client: Client, **asked: str) -> list[str]:
    found = re.findall(r"<th scope=\"col\".*?</th>", page(client, **asked), re.DOTALL)
    return [re.sub(r"<.*?>|[↑↓]", "", each).strip() for each in found]


def taken(client: Client, kind: str, **asked: str) -> list[list[str]]:
    answer = client.get(reverse("dossiers:export", args=[kind]), asked)
    content = b"".join(answer.streaming_content)
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).active
    return [[f"{cell:%d/%m/%Y %H:%M}" if hasattr(cell, "hour") else str(cell or "") for cell in row]
            for row in sheet.iter_rows(values_only=True)]  # fmt: skip


def choose(client: Client, **sent: object) -> None:
    assert client.post(reverse("dossiers:choose_columns"), sent).status_code == 302


def test_columns_are_shown_in_the_order_entered_and_kept(client, version):
    a_dossier(version, MONDAY, applicant_name="Trần Thị Bích")
    sign_in(client)
    assert heads(client) == ["Mã hồ sơ", "Người nộp", "Tiếp nhận", "Hạn trả", "Kết thúc", "Lời hẹn"]
    choose(client, cot=["han", "dien-thoai", "thu-tuc"],
           **{"thu-tu-han": "3", "thu-tu-dien-thoai": "1", "thu-tu-thu-tuc": "2"})  # fmt: skip
    assert heads(client) == ["Mã hồ sơ", "Điện thoại", "Thủ tục", "Hạn trả"]
    choose(client, **{"thuong-dung": "1"})
    assert len(heads(client)) == 6


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_holds_what_is_shown_and_the_trail_says_who_took_it(client, version, kind):
    a_dossier(version, MONDAY, code="0001", applicant_name="=1+1", phone="0912345678")
    a_dossier(version, MONDAY + timedelta(days=1), code="0002", applicant_name="Trần Thị Bích")
    a_dossier(version, MONDAY, code="0003", ended_at=MONDAY + timedelta(days=1))
    sign_in(client)
    choose(client, cot=["dien-thoai", "nguoi-nop", "tiep-nhan"],
           **{"thu-tu-dien-thoai": "1", "thu-tu-nguoi-nop": "2"})  # fmt: skip
    rows = taken(client, kind, **{"tinh-hinh": "dang-giai-quyet", "sap": "-ma"})
    assert rows[0] == ["Mã hồ sơ", "Điện thoại", "Người nộp", "Tiếp nhận"]
    assert [row[0].lstrip("'") for row in rows[1:]] == ["0002", "0001"]
    assert rows[2][1] == "0912345678" and rows[2][2] in ("'=1+1", "=1+1")
    assert rows[2][3] == "06/04/2026 09:00"
    (entry,) = Entry.objects.filter(deed="export_personal")
    told = json.loads(entry.details)
    assert told["rows"] == 2 and set(told["fields"]) == {"dien-thoai", "nguoi-nop"}


def test_a_workbook_holds_text_and_no_formula(client, version):
    a_dossier(version, MONDAY, code="=A1", applicant_name="=1+1")
    sign_in(client)
    content = b"".join(client.get(reverse("dossiers:export", args=["xlsx"])).streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [sheet["A2"].data_type, sheet["B2"].data_type] == ["s", "s"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_personal_columns_leave_only_with_those_who_may_read_them(client, version, kind):
    a_dossier(version, MONDAY, applicant_name="Trần Thị Bích", phone="0912345678")
    sign_in(client, Role.CLERK)
    choose(client, cot=["nguoi-nop", "dien-thoai", "han"])
    rows = taken(client, kind)
    assert rows[0] == ["Mã hồ sơ", "Hạn trả"] and "Bích" not in str(rows) and "0912345678" not in str(rows)
    assert "Trần Thị Bích" not in page(client, sap="nguoi-nop")
    assert not Entry.objects.filter(deed="export_personal").exists()
    assert Entry.objects.filter(deed="export_list").count() == 1


def save(client: Client, name: str, conditions: str, **more: str) -> str:
    answer = client.post(
        reverse("dossiers:keep_filter"), {"ten": name, "dieu-kien": conditions, **more}, follow=True
    )
    return answer.content.decode()


def test_a_filter_is_kept_used_replaced_and_forgotten(client, version):
    sign_in(client)
    a_dossier(version, MONDAY)
    assert "Đã lưu bộ lọc “Quá hạn của tôi”" in save(
        client, "Quá hạn của tôi", "tinh-hinh=qua-han&la=1&sap=-han"
    )
    (kept,) = SavedList.objects.all()
    assert kept.conditions == "tinh-hinh=qua-han&sap=-han", "nothing but conditions is kept"
    assert "?tinh-hinh=qua-han&amp;sap=-han" in page(client)
    save(client, "Quá hạn của tôi", "q=an")
    assert SavedList.objects.get().conditions == "q=an"
    assert "Hãy đặt tên" in save(client, "  ", "q=an")
    client.post(reverse("dossiers:kept_filter", args=[kept.pk]), {"bo": "1"})
    assert not SavedList.objects.exists()
    assert Entry.objects.filter(matter="saved_list").count() == 3


def test_one_filter_is_the_first_page(client, version):
    sign_in(client)
    a_dossier(version, MONDAY)
    save(client, "Một", "tinh-hinh=qua-han", **{"trang-dau": "1"})
    save(client, "Hai", "tinh-hinh=cho-tra", **{"trang-dau": "1"})
    assert client.get(reverse(LIST)).url.endswith("?tinh-hinh=cho-tra")
    assert "Tất cả 1 hồ sơ" in page(client, xem="tat-ca")
    one = SavedList.objects.get(name="Một")
    client.post(reverse("dossiers:kept_filter", args=[one.pk]), {"trang-dau": "1"})
    assert client.get(reverse(LIST)).url.endswith("?tinh-hinh=qua-han")
    client.post(reverse("dossiers:kept_filter", args=[one.pk]))
    assert client.get(reverse(LIST)).status_code == 200


def test_a_shared_filter_is_seen_in_the_unit_and_changed_by_its_owner_alone(client, version):
    unit = version.procedure.settled_by
    a_dossier(version, MONDAY)
    sign_in(client)
    Posting.objects.all().delete()
    assert "Chưa khai báo đơn vị" in save(client, "Chung", "q=an", **{"dung-chung": "1"})
    Posting.objects.create(user=User.objects.get(), unit=unit)
    save(client, "Chung", "tinh-hinh=don-vi-toi", **{"dung-chung": "1"})
    save(client, "Riêng", "q=an")
    sign_in(client, Role.HEAD)
    assert Posting.objects.get(user__username="head").unit == unit
    text = page(client, xem="tat-ca")
    assert "Chung" in text and "Riêng" not in text
    number = SavedList.objects.get(name="Chung").pk
    assert client.post(reverse("dossiers:kept_filter", args=[number]), {"bo": "1"}).status_code == 404
    Posting.objects.filter(user__username="head").delete()
    assert "Chung" not in page(client, xem="tat-ca")


@pytest.mark.parametrize("sort", [f"{sign}{name}" for name in COLUMNS for sign in ("", "-")])
def test_sorted_by_any_column_each_dossier_stands_on_one_page(version, sort, monkeypatch):
    monkeypatch.setattr("minhchung.dossiers.queries.PAGE", 3)
    for number in range(8):
        ended = MONDAY + timedelta(days=3) if number % 3 == 0 else None
        a_dossier(version, MONDAY if number % 2 else None, code=f"{number}", filed_at=MONDAY,
                  ended_at=ended if number % 2 else None)  # fmt: skip
    found = [
        line.cells[0].text
        for number in (1, 2, 3)
        for line in page_of(Ask(MONDAY, Match(sees_personal=True), sort=sort, page=number), tallied()).lines
    ]
    assert sorted(found) == [str(number) for number in range(8)]
    other = sort.removeprefix("-") if sort.startswith("-") else f"-{sort}"
    turned = [
        line.cells[0].text
        for number in (1, 2, 3)
        for line in page_of(Ask(MONDAY, Match(sees_personal=True), sort=other, page=number), tallied()).lines
    ]
    assert turned == found[::-1]


def test_work_lists_have_the_most_urgent_first_and_others_the_newest(version):
    for number in (1, 2, 3):
        a_dossier(version, MONDAY + timedelta(days=number), code=str(number))
    late = MONDAY + timedelta(days=60)
    urgent = page_of(Ask(late, Match(standing="qua-han")), tallied())
    newest = page_of(Ask(late), tallied())
    assert [line.cells[0].text for line in urgent.lines] == ["1", "2", "3"]
    assert [line.cells[0].text for line in newest.lines] == ["3", "2", "1"]
    assert PAGE == 50


def test_lists_are_verified_and_built_again(version):
    a_dossier(version, MONDAY, code="a", applicant_name="Nguyễn Thị Bích Hạnh")
    assert list(unequal_lists()) == []
    Dossier.objects.update(search_words="sai")
    Tally.objects.update(number=9)
    NearWord.objects.all().delete()
    told = " ".join(unequal_lists())
    assert "a: từ khóa" in told and "“sai”" in told and "đếm lại 1" in told
    assert rebuild_lists(by="dòng lệnh", at=MONDAY) == 1
    assert list(unequal_lists()) == []

"""Asking the province's system: page by page, patiently, all of it or nothing, never a second time what has not changed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from http_source import http_source
from minhchung.config import urls  # noqa: F401 (offers the importers)
from minhchung.dossiers.models import Dossier
from minhchung.dossiers.tests.cast import a_board, a_procedure, an_own_desk, received
from minhchung.ground.intake.models import ImportRun
from minhchung.ground.mirror.client import Client, NotLikeThis, check_address
from minhchung.ground.mirror.mapping import BadMapping, read_mapping
from minhchung.ground.mirror.models import Connector, Round
from minhchung.ground.mirror.patience import SECONDS_BETWEEN_TRIES
from minhchung.ground.mirror.queries import freshness
from minhchung.ground.mirror.tests.cast import AT, HandClock, a_page, a_record, a_setup, pull

pytestmark = pytest.mark.django_db
COLUMNS = ("code", "procedure", "applicant", "channel")


@pytest.fixture(autouse=True)
def agency(request: pytest.FixtureRequest) -> None:
    if "own_desk" not in request.node.name:
        a_procedure(a_board())


def connector() -> Connector:
    return Connector.objects.get(name="http")


def test_records_become_dossiers_of_the_province_with_their_dates_and_channel() -> None:
    with http_source(a_page(a_record()), a_page()) as source:
        assert pull(a_setup(source.url)) == ("done",)
    dossier = Dossier.objects.get()
    assert (dossier.code, dossier.source, dossier.channel, dossier.state) == (
        "H61.15-260806-0001",
        "import",
        "online",
        "4",
    )
    assert (dossier.accepted_at, dossier.promised_at) == (
        datetime(2026, 8, 6, 9),
        datetime(2026, 8, 13, 17, 30),
    )
    round_ = Round.objects.get()
    assert round_.words == "1 trang, 1 bản ghi: 1 mới, 0 thay đổi, 0 không đổi, 0 bị từ chối."
    assert round_.run is not None and round_.run.file.name.endswith(".csv")
    path, told, headers = source.asked[0]
    assert (path, told, headers["Authorization"]) == ("/ho-so", {"page": "1", "size": "500"}, "Bearer bi-mat")


def test_each_request_for_supplement_is_a_row_of_its_own() -> None:
    asked = [
        {"NgayBoSung": "20260807100000", "NgayTiepNhanBoSung": "20260810100000"},
        {"NgayBoSung": "20260811100000", "NgayTiepNhanBoSung": ""},
    ]
    with http_source(a_page(a_record(DanhSachHoSoBoSung=asked, TrangThaiHoSo="5")), a_page()) as source:
        assert pull(a_setup(source.url)) == ("done",)
    assert (Dossier.objects.get().supplements, Dossier.objects.get().state) == (2, "5")


def test_pages_are_asked_until_one_is_empty() -> None:
    pages = [a_page(a_record(1), a_record(2)), a_page(a_record(3)), a_page()]
    with http_source(*pages, by_page=True) as source:
        assert pull(a_setup(source.url)) == ("done",)
    assert [told["page"] for _path, told, _headers in source.asked] == ["1", "2", "3"]
    assert Dossier.objects.count() == 3


def test_a_server_that_gives_its_last_page_for_ever_has_come_to_its_end() -> None:
    with http_source(a_page(a_record(1)), a_page(a_record(2)), by_page=True) as source:
        assert pull(a_setup(source.url)) == ("done",)
    assert (len(source.asked), Dossier.objects.count()) == (3, 2)


@pytest.mark.parametrize(
    ("troubles", "tries"),
    [
        pytest.param([500], 2, id="once broken"),
        pytest.param([503, 502], 3, id="twice broken"),
        pytest.param(["cut"], 2, id="cut short"),
        pytest.param(["drop"], 2, id="hung up"),
        pytest.param(["no json"], 2, id="a page for people"),
        pytest.param(["hang"], 2, id="silent"),
    ],
)
def test_what_time_may_mend_is_tried_again_in_the_same_round(troubles: list[Any], tries: int) -> None:
    waits: list[float] = []
    with http_source(a_page(a_record()), a_page(), troubles=troubles, by_page=True) as source:
        assert pull(a_setup(source.url), waits=waits, seconds=0.3) == ("done",)
    assert waits == list(SECONDS_BETWEEN_TRIES[: tries - 1])


@pytest.mark.parametrize(
    ("troubles", "words"),
    [
        pytest.param([500] * 3, "Máy chủ trả lời 500.", id="broken"),
        pytest.param(["cut"] * 3, "cắt ngang", id="cut short each time"),
        pytest.param(["hang"] * 3, "không trả lời trong 0.2 giây", id="silent each time"),
        pytest.param(
            [401], "từ chối mã truy cập (401); kiểm tra MINHCHUNG_MIRROR_TOKEN", id="the token is refused"
        ),
        pytest.param([404], "kiểm tra địa chỉ MINHCHUNG_MIRROR_URL", id="no such page"),
    ],
)
def test_what_does_not_go_better_is_said_in_words_and_tried_later(troubles: list[Any], words: str) -> None:
    clock = HandClock()
    with http_source(a_page(a_record()), troubles=troubles) as source:
        assert pull(a_setup(source.url), clock, seconds=0.2) == ("failed",)
    assert words in connector().last_error and words in Round.objects.get().words
    assert (connector().failures, connector().last_success_at) == (1, None)
    assert (connector().next_try_at - clock()).total_seconds() == 60  # type: ignore[operator]
    assert connector().lease_until_at is None


def test_failures_in_a_row_make_it_wait_longer_and_a_success_forgets_them() -> None:
    clock = HandClock()
    with http_source(a_page(), troubles=[404, 404, 404, 404, 404]) as source:
        waits = []
        for _time in range(5):
            pull(a_setup(source.url), clock)
            waits.append((connector().next_try_at - clock()).total_seconds() // 60)  # type: ignore[operator]
        assert waits == [1, 5, 15, 60, 60]
        pull(a_setup(source.url), clock)
    assert (connector().failures, connector().last_error, connector().last_success_at) == (0, "", AT)


@pytest.mark.parametrize(
    ("second", "words"),
    [
        pytest.param(500, "Máy chủ trả lời 500", id="the second page breaks"),
        pytest.param("cut", "cắt ngang", id="the second page is cut short"),
    ],
)
def test_a_pull_that_breaks_off_in_the_middle_changes_nothing(second: Any, words: str) -> None:
    with http_source(a_page(a_record(1)), a_page(a_record(2)), a_page(), by_page=True) as source:
        source.troubles = [None, second, second, second]
        assert pull(a_setup(source.url)) == ("failed",)
    assert not Dossier.objects.exists() and not ImportRun.objects.exists()
    assert words in connector().last_error


def test_what_has_not_changed_is_not_sent_again() -> None:
    clock = HandClock()
    with http_source(a_page(a_record()), a_page(), etag='"v1"', by_page=True) as source:
        assert pull(a_setup(source.url), clock) == ("done",)
        clock.pass_by(minutes=15)
        assert pull(a_setup(source.url), clock) == ("nothing_new",)
    assert source.asked[-1][2]["If-None-Match"] == '"v1"'
    assert (Round.objects.count(), connector().last_success_at) == (1, clock())


def test_only_what_changed_since_the_last_round_is_asked_for_with_an_hour_to_spare() -> None:
    clock = HandClock()
    with http_source(a_page(a_record()), a_page(), by_page=True) as source:
        pull(a_setup(source.url), clock)
        assert "tuNgay" not in source.asked[0][1]
        pull(a_setup(source.url), clock)
    assert source.asked[-1][1]["tuNgay"] == "20260827070000"


def test_the_same_records_again_are_taken_in_once() -> None:
    with http_source(a_page(a_record()), a_page(), by_page=True) as source:
        pull(a_setup(source.url))
        assert pull(a_setup(source.url)) == ("nothing_new",)
    assert (ImportRun.objects.count(), Round.objects.count()) == (1, 1)


def test_a_changed_record_changes_its_dossier() -> None:
    with http_source(a_page(a_record()), a_page(), by_page=True) as source:
        pull(a_setup(source.url))
        source.pages[0] = a_page(a_record(TrangThaiHoSo="9", NgayKetThucXuLy="20260812100000"))
        assert pull(a_setup(source.url)) == ("done",)
    assert (Dossier.objects.get().state, Dossier.objects.get().verdict) == ("9", "early")


def test_a_code_of_the_own_desk_is_refused_and_the_rest_comes_in() -> None:
    version = an_own_desk(key="1.000999", name="Thủ tục tự nhận")
    mine = received(version, "2026-08-03T09:00")
    records = (
        a_record(1, MaTTHC="1.000999"),
        a_record(2, MaHoSo=mine.code, ChuHoSo="Kẻ khác", MaTTHC="1.000999"),
    )
    with http_source(a_page(*records), a_page()) as source:
        assert pull(a_setup(source.url)) == ("partly",)
    mine.refresh_from_db()
    assert (mine.source, mine.applicant_name, mine.revision) == ("desk", "Công ty TNHH Đông Á", 1)
    run = ImportRun.objects.get()
    assert (run.new, run.refused) == (1, 1)
    assert "mã nội bộ của bàn tiếp nhận" in run.problems.get().message


@pytest.mark.parametrize(
    ("page", "words"),
    [
        pytest.param(
            {"error_code": "7", "message": "Sai đơn vị"}, "báo lỗi 7: Sai đơn vị", id="an error inside"
        ),
        pytest.param(
            {"error_code": "0", "data": []}, "không có danh sách ở “result”", id="the list is elsewhere"
        ),
        pytest.param([], "báo lỗi None", id="a list where an answer should be"),
    ],
)
def test_an_answer_that_is_not_as_declared_is_said(page: Any, words: str) -> None:
    with http_source(page) as source:
        assert pull(a_setup(source.url)) == ("failed",)
    assert words in connector().last_error


@pytest.mark.parametrize(
    ("more", "words"),
    [
        pytest.param({"next": "/ho-so?cursor=2"}, "chỉ lại trang đã lấy", id="pages in a circle"),
        pytest.param({"next": "http://khac.vn/ho-so"}, "máy chủ khác", id="the next page lies elsewhere"),
    ],
)
def test_addresses_of_next_pages_are_not_followed_blindly(
    more: dict[str, str], words: str, tmp_path: Path
) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "kind: dossiers\nrecords: result\npaging: {by: link, at: next}\nfields: {code: MaHoSo, procedure: MaTTHC}\n",
        encoding="utf-8",
    )
    with http_source(*(a_page(a_record(n), **more) for n in range(1, 4))) as source:
        assert pull(a_setup(source.url, mapping=mapping)) == ("failed",)
    assert words in connector().last_error and not Dossier.objects.exists()


def test_the_same_page_under_another_address_is_not_taken_for_news(tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "kind: dossiers\nrecords: result\npaging: {by: cursor, at: next, parameter: cursor}\nfields: {code: MaHoSo}\n",
        encoding="utf-8",
    )
    with http_source(*(a_page(a_record(1), next=str(n)) for n in range(1, 4))) as source:
        assert pull(a_setup(source.url, mapping=mapping)) == ("failed",)
    assert [told.get("cursor") for _path, told, _headers in source.asked] == [None, "1"]
    assert "gửi lại trang đã gửi (sau trang 1)" in connector().last_error


def test_a_redirect_is_not_followed_with_the_token() -> None:
    with (
        http_source(a_page()) as other,
        http_source(troubles=[302], headers={"Location": other.url}) as source,
    ):
        assert pull(a_setup(source.url)) == ("failed",)
    assert other.asked == []
    assert "chuyển hướng" in connector().last_error


@pytest.mark.parametrize("url", ["ftp://x", "https://", "http://tinh.gov.vn/", "https://u:p@tinh.gov.vn/"])
def test_addresses_that_are_never_asked(url: str) -> None:
    with pytest.raises(NotLikeThis):
        check_address(url)
    with pytest.raises(NotLikeThis):
        Client().ask(url)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("- 1", "phải có kind và fields", id="a list"),
        pytest.param("kind: [", "Không đọc được", id="no YAML"),
        pytest.param("kind: dossiers\nfields: {ma: X}", "cột không có: ma", id="a column that there is not"),
        pytest.param("kind: dossiers\nfeilds: {}\nfields: {}", "không có mục feilds", id="a typing error"),
        pytest.param("kind: dossiers\nfields: {code: {where: X}}", "thiếu at", id="a field without a place"),
        pytest.param(
            "kind: dossiers\npaging: {by: x}\nfields: {}", "chia trang “x”", id="a paging that there is not"
        ),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadMapping, match=words):
        read_mapping(path, COLUMNS)


def test_how_fresh_it_is_is_said_and_when_it_is_stale() -> None:
    clock = HandClock()
    setup = a_setup("http://127.0.0.1/")
    assert freshness(setup, clock()) is None
    with http_source(a_page(a_record()), a_page()) as source:
        pull(a_setup(source.url), clock)
    fresh = freshness(setup, clock())
    assert fresh is not None and (fresh.at, fresh.stale) == (AT, False)
    clock.pass_by(hours=25)
    stale = freshness(setup, clock())
    assert stale is not None and (stale.stale, stale.hours) == (True, 25)

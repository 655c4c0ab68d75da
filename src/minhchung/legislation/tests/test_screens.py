"""The plain screens of legal documents: every list, form and detail opens; a form writes its record with the trail."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from django.contrib.auth import get_user_model
from docx import Document

from minhchung.ground.trail.queries import story_of
from minhchung.legislation import actions
from minhchung.legislation.models import Following, LegalDocument, Relation, ReviewSheet
from minhchung.legislation.tests.cast import a_text
from minhchung.organisation import actions as organisation

pytestmark = pytest.mark.django_db
DONE = {"by": "thu", "at": datetime(2026, 1, 5, 9)}
ROOT = "/van-ban-phap-luat/"


@pytest.fixture
def board():
    return organisation.add_unit(
        code="BQL", kind="agency", name="Ban Quản lý", since=date(2010, 1, 1), is_home=True, **DONE
    )


@pytest.fixture
def officer(client):
    client.force_login(get_user_model().objects.create(username="lan", full_name="Lan", role="legal"))
    return client


FORMS = [
    pytest.param(
        "van-ban/",
        "document",
        {
            "family": "normative",
            "type": "Quyết định",
            "code": "5/2017/QĐ-UBND",
            "issuer": "UBND tỉnh",
            "issued_on": "01/05/2017",
            "abstract": "Quy định",
            "role": "drafted",
        },
        id="document",
    ),
    pytest.param(
        "ky-he-thong-hoa/", "systematisation", {"label": "2014-2018", "fixed_on": "31/12/2018"}, id="period"
    ),
    pytest.param(
        "pho-bien/",
        "dissemination",
        {
            "on": "01/03/2018",
            "form": "training",
            "subject": "law",
            "title": "Tập huấn",
            "attendance": "40",
            "copies": "0",
            "unit": "BQL",
        },
        id="event",
    ),
]


@pytest.mark.parametrize(("place", "matter", "typed"), FORMS)
def test_a_record_is_entered_listed_shown_and_changed(officer, board, place, matter, typed):
    told = {name: board.pk if value == "BQL" else value for name, value in typed.items()}
    answer = officer.post(f"{ROOT}{place}them/", told)
    assert answer.status_code == 302, answer.context["form"].errors
    number = int(answer.url.rstrip("/").rpartition("/")[2])
    assert [line.deed for line in story_of("legislation", matter, number)] == ["create"]
    for address in (f"{ROOT}{place}", f"{ROOT}{place}{number}/", f"{ROOT}{place}{number}/sua/"):
        assert officer.get(address).status_code == 200
    assert officer.get(f"{ROOT}{place}csv/").status_code == 200


def test_a_published_period_is_not_offered_to_be_edited(officer):
    a_text("5/2017/QĐ-UBND", date(2017, 5, 1))
    period = actions.open_period(label="2014-2018", **DONE)
    actions.draw_up(period=period.pk, **DONE)
    pages = (
        f"{ROOT}ky-he-thong-hoa/{period.pk}/",
        f"{ROOT}he-thong-hoa/{period.entries.get().pk}/",
    )
    assert all("/sua/" in officer.get(page).content.decode() for page in pages)
    actions.publish_period(period=period.pk, on=date(2019, 2, 28), decision="QĐ 9", **DONE)
    assert not any("/sua/" in officer.get(page).content.decode() for page in pages)


def test_a_refused_review_stays_in_the_form_with_the_reason(officer):
    document = actions.save_document(
        LegalDocument(
            family="normative",
            type="Quyết định",
            code="5/2017/QĐ-UBND",
            issuer="UBND tỉnh",
            issued_on=date(2017, 5, 1),
            abstract="Quy định",
        ),
        **DONE,
    )
    typed = {"document": document.pk, "reviewed_on": "01/01/2017", "outcome": "kept"}
    answer = officer.post(f"{ROOT}ra-soat/them/", typed)
    assert answer.status_code == 422
    assert "không được trước ngày đó" in answer.content.decode()
    assert officer.post(f"{ROOT}ra-soat/them/", {**typed, "reviewed_on": "01/06/2018"}).status_code == 302
    assert officer.get(f"{ROOT}ra-soat/?q=quy dinh").content.decode().count("5/2017/QĐ-UBND") >= 1
    assert officer.get(f"{ROOT}he-thong-hoa/").status_code == 200


def test_a_law_that_many_stand_on_shows_the_newest_of_each_kind_and_tells_the_rest(officer):
    law = a_text("1/2015/QH13", date(2015, 1, 5), type="Luật", issuer="Quốc hội")
    texts = [a_text(f"{100 + number}/2016/QĐ-UBND", date(2016, 1, number)) for number in range(1, 24)]
    amending = a_text("2/2017/QH14", date(2017, 1, 5), type="Luật", issuer="Quốc hội")
    for source, kind in [*((each, "basis") for each in texts), (amending, "amends")]:
        Relation.objects.create(
            source=source, kind=kind, target=law, recorded_by=DONE["by"], recorded_at=DONE["at"]
        )
    page = officer.get(f"{ROOT}van-ban/{law.pk}/").content.decode()
    assert "Quan hệ với văn bản khác (24)" in page
    assert "còn nữa: 13 “Là căn cứ của”" in page and "Được sửa đổi, bổ sung bởi" in page
    assert amending.code in page and texts[22].code in page and texts[13].code in page
    assert texts[12].code not in page
    own = officer.get(f"{ROOT}van-ban/{texts[0].pk}/").content.decode()
    assert "Quan hệ với văn bản khác (1)" in own and "còn nữa" not in own


def test_lists_bear_the_name_that_the_agency_had_when_they_were_published(officer, board):
    board.versions.update(until=date(2025, 7, 1))
    board.versions.create(name="Ban Quản lý mới", since=date(2025, 7, 1))
    a_text("5/2017/QĐ-UBND", date(2017, 5, 1))
    period = actions.open_period(label="2014-2018", **DONE)
    actions.draw_up(period=period.pk, **DONE)
    file = f"{ROOT}ky-he-thong-hoa/{period.pk}/tep/docx/"
    assert _first_line(officer.get(file)) == "BAN QUẢN LÝ MỚI"
    actions.publish_period(period=period.pk, on=date(2019, 2, 28), decision="QĐ 9", **DONE)
    assert _first_line(officer.get(file)) == "BAN QUẢN LÝ"
    assert _first_line(officer.get(f"{ROOT}viec/het-hieu-luc/2019/tep/docx/")) == "BAN QUẢN LÝ"


def _first_line(answer):
    return Document(io.BytesIO(answer.content)).paragraphs[0].text


def test_whoever_approves_a_sheet_may_send_it_back(officer, client):
    text = a_text("9/2020/QĐ-UBND", date(2020, 3, 2))
    told = {"by": "lan", "at": DONE["at"]}
    sheet = actions.open_sheet(document=text, ground="plan", on=date(2026, 1, 5), **told).pk
    actions.add_line(sheet=sheet, provision="Điều 1", finding="Khác luật", proposal="amend", **told)
    actions.ask(sheet=sheet, opinion="Sửa", **told)
    actions.judge(sheet=sheet, opinion="Được", **told)
    client.force_login(get_user_model().objects.create(username="chi", full_name="Chi", role="leader"))
    assert f"/phieu/{sheet}/phe-duyet/tra-lai/" in client.get(f"{ROOT}phieu/{sheet}/").content.decode()
    door = f"{ROOT}phieu/{sheet}/phe-duyet/tra-lai/"
    revision = ReviewSheet.objects.get(pk=sheet).revision
    assert client.post(door, {"reason": "Xem lại Điều 2", "revision": revision}).status_code == 302
    assert ReviewSheet.objects.get(pk=sheet).state == "writing"


def test_what_an_end_draws_along_is_told_at_once(officer):
    parent, heir = a_text("1/2010/NQ-HĐND", date(2010, 1, 1)), a_text("2/2025/NQ-HĐND", date(2025, 8, 1))
    child, leaning = a_text("3/2010/QĐ-UBND", date(2010, 3, 1)), a_text("4/2010/QĐ-UBND", date(2010, 3, 1))
    for source, kind in ((child, "guides"), (leaning, "basis")):
        actions.relate(source=source, kind=kind, target=parent, **DONE)
    typed = {"kind": "replaces", "target": parent.code}
    page = officer.post(f"{ROOT}van-ban/{heir.pk}/viec/lien-quan/", typed, follow=True).content.decode()
    assert "cùng văn bản được quy định chi tiết: Quyết định 3/2010/QĐ-UBND" in page
    assert "1 văn bản còn hiệu lực dựa vào văn bản này đã đến lượt rà soát" in page


def test_the_picture_of_a_law_tells_how_many_are_not_drawn_on_either_screen(officer):
    law = a_text("1/2015/QH13", date(2015, 1, 5), type="Luật", issuer="Quốc hội")
    for number in range(1, 24):
        text = a_text(f"{100 + number}/2016/QĐ-UBND", date(2016, 1, number))
        actions.relate(source=text, kind="basis", target=law, **DONE)
    page = officer.get(f"{ROOT}van-ban/{law.pk}/lien-he/").content.decode()
    assert "Còn 9 văn bản gần đó không vẽ" in page, "fourteen are drawn"
    assert "Còn 18 văn bản gần đó không vẽ" in page, "five on a narrow screen"
    assert page.count("<svg") >= 2 and 'id="lien-he-doc-ten"' in page


def test_work_is_counted_whole_though_a_part_is_shown(officer, board):
    board.versions.update(until=date(2025, 7, 1))
    for number in range(1, 104):
        a_text(f"{number}/2019/QĐ-UBND", date(2019, 5, 1), issuer_unit=board)
    page = officer.get(f"{ROOT}viec/").content.decode()
    assert "còn hiệu lực trong địa bàn cũ (103)" in page and "Hiện 100 trong 103" in page


def test_a_recommendation_is_added_from_what_it_comes_of(officer, board):
    given = {"on": date(2026, 1, 4), "subject": "Môi trường", "unit_id": board.pk}
    plan, inspection = (
        actions.save_following(Following(kind=kind, **given), **DONE).pk for kind in ("plan", "inspection")
    )
    add = f"{ROOT}kien-nghi/them/?following={inspection}"
    assert add in officer.get(f"{ROOT}theo-doi/{inspection}/").content.decode()
    assert "kien-nghi/them/" not in officer.get(f"{ROOT}theo-doi/{plan}/").content.decode()
    assert f'<option value="{inspection}" selected>' in officer.get(add).content.decode()


def test_going_on_is_offered_only_for_what_is_held_back(officer):
    text = a_text("9/2020/QĐ-UBND", date(2020, 3, 2))
    page = f"{ROOT}van-ban/{text.pk}/"
    assert "viec/tiep-tuc/" not in officer.get(page).content.decode()
    actions.suspend(document=text.pk, on=date(2021, 3, 1), cause="paused", reason="QĐ 1/QĐ-UBND", **DONE)
    assert "viec/tiep-tuc/" in officer.get(page).content.decode()

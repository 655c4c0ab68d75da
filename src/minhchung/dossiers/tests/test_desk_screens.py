"""The desk on screen: receiving, deeds with their doors, lists of work, and who may pass."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.dossiers import desk_queries
from minhchung.dossiers.counting import counts, tallied
from minhchung.dossiers.models import Consultation, Dossier, Event, Posting
from minhchung.dossiers.tests.cast import a_dossier, an_actor, an_own_desk, at, in_work, received
from minhchung.dossiers.tests.test_screens import sign_in
from minhchung.dossiers.web.doors import DOORS
from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import PERMITS, May, Role
from minhchung.ground.notices import actions as notices
from minhchung.ground.notices.connectors import CannotSend
from minhchung.ground.notices.models import Notice
from minhchung.ground.notices.tests.cast import refusing
from minhchung.procedures.models import ProcedureVersion
from minhchung.rules.lifecycle import Deed

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> ProcedureVersion:
    return an_own_desk()


def hidden(text: str) -> dict[str, str]:
    """The hidden fields of a page's form."""
    return dict(re.findall(r'<input type="hidden" name="(revision|form_key)" value="([^"]+)"', text))


def open_and_send(client: Client, url: str, **typed: str):
    """Open a form as a person does, fill it in and send it."""
    return client.post(url, {**hidden(client.get(url).content.decode()), **typed})


def filing(version: ProcedureVersion, **more: str) -> dict[str, str]:
    return {
        "procedure": f"{version.procedure_id}|",
        "channel": "direct",
        "applicant_kind": "enterprise",
        "applicant_name": "Công ty Cà phê Đắk Nông",
        "return_way": "counter",
        **more,
    }


def test_a_dossier_is_received_at_the_counter(client: Client, version: ProcedureVersion) -> None:
    sign_in(client, Role.ONE_STOP)
    url = reverse("dossiers:receive")
    assert "Cấp giấy phép lao động · 5 ngày làm việc" in client.get(url).content.decode()
    answer = open_and_send(client, url, **filing(version))
    found = Dossier.objects.get()
    assert answer.url == reverse("dossiers:dossier", args=[found.pk])
    text = client.get(answer.url).content.decode()
    assert "Đã tiếp nhận hồ sơ NB/" in text and "Chuyển xử lý" in text
    assert "Lịch sử" not in text  # the desk's own story says it all


def test_nothing_typed_is_lost_and_the_fault_is_named(client: Client, version: ProcedureVersion) -> None:
    sign_in(client, Role.ONE_STOP)
    answer = open_and_send(
        client, reverse("dossiers:receive"), **filing(version, applicant_name="", applicant_phone="0912")
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="0912"' in text and "Cần điền mục này" in text
    assert not Dossier.objects.exists()


def test_the_same_form_sent_twice_makes_one_dossier(client: Client, version: ProcedureVersion) -> None:
    sign_in(client, Role.ONE_STOP)
    sent = {**hidden(client.get(reverse("dossiers:receive")).content.decode()), **filing(version)}
    first, second = (client.post(reverse("dossiers:receive"), sent) for _time in range(2))
    assert first.url == second.url
    assert Dossier.objects.count() == 1


def test_online_is_registered_first(client: Client, version: ProcedureVersion) -> None:
    sign_in(client, Role.ONE_STOP)
    open_and_send(client, reverse("dossiers:receive"), **filing(version, channel="online"))
    assert Dossier.objects.get().state == "1"
    answer = open_and_send(
        client, reverse("dossiers:receive"), **filing(version, channel="online", at_once="on")
    )
    assert answer.status_code == 422


def url_of(dossier: Dossier, slug: str) -> str:
    return reverse("dossiers:deed", args=[dossier.pk, slug])


def test_a_deed_is_done_and_told(client: Client, version: ProcedureVersion) -> None:
    dossier = in_work(version)
    sign_in(client, Role.SPECIALIST)
    answer = open_and_send(client, url_of(dossier, "bo-sung"), reason="Thiếu bản vẽ", basis="Luật Xây dựng")
    assert answer.url == reverse("dossiers:dossier", args=[dossier.pk])
    text = client.get(answer.url).content.decode()
    assert "Thiếu bản vẽ" in text and "Căn cứ: Luật Xây dựng" in text and "Điều 19.5" in text


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(
    client: Client, version: ProcedureVersion
) -> None:
    dossier = in_work(version)
    sign_in(client, Role.SPECIALIST)
    answer = open_and_send(client, url_of(dossier, "xin-loi"), until="01/01/2027", reason="Chờ ý kiến Bộ")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "không hẹn lại được nữa" in text and "Chờ ý kiến Bộ" in text  # its promise has long expired


def test_who_acts_too_late_is_told_by_whom_and_may_go_on(client: Client, version: ProcedureVersion) -> None:
    dossier = in_work(version)
    sign_in(client, Role.SPECIALIST)
    url = url_of(dossier, "lay-y-kien")
    seen = hidden(client.get(url).content.decode())
    in_between = an_actor("binh", unit="QLDN")
    from minhchung.dossiers import actions

    actions.report_lost(
        dossier=dossier.pk, revision=None, reason="Mất hộ chiếu", by=in_between, at=at("2026-04-07T08:00")
    )
    tomorrow = datetime.now() + timedelta(days=1)
    day = next(d for n in range(9) if (d := tomorrow + timedelta(days=n)).weekday() < 5)
    typed = {"agency": "Sở Xây dựng", "content": "Chỉ giới", "due_on": f"{day:%d/%m/%Y}"}
    answer = client.post(url, {**seen, **typed})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Nguyễn Binh đã ghi nhận mất giấy tờ" in text and "Chỉ giới" in text
    assert not Consultation.objects.exists()
    assert client.post(url, {**hidden(text), **typed}).status_code == 302
    assert Consultation.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "supplements", "button"),
    [
        pytest.param(Role.SPECIALIST, 0, True, id="a first request is the desk's"),
        pytest.param(Role.LEADER, 0, False, id="a first request needs no leader"),
        pytest.param(Role.LEADER, 1, True, id="a second request is the leader's"),
        pytest.param(Role.SPECIALIST, 1, True, id="the desk learns on the form what a second one needs"),
        pytest.param(Role.CLERK, 1, False, id="nobody else's"),
    ],
)
def test_who_may_ask_for_papers_again(
    client: Client, version: ProcedureVersion, role: Role, supplements: int, button: bool
) -> None:
    dossier = in_work(version)
    Dossier.objects.filter(pk=dossier.pk).update(supplements=supplements)
    sign_in(client, role)
    url = reverse("dossiers:deed", args=[dossier.pk, "bo-sung"])
    page = client.get(reverse("dossiers:dossier", args=[dossier.pk])).content.decode()
    assert (f'href="{url}"' in page) is button
    answer = client.get(url)
    assert answer.status_code == (200 if button else 403)
    warned = "Cổng Dịch vụ công quốc gia sẽ tính hồ sơ này quá hạn" in answer.content.decode()
    assert warned is (button and supplements > 0), "a second request says what the portal will count"


def test_who_gives_a_result_finds_the_invitation_to_say_what_one_thought_of_it(
    client: Client, version: ProcedureVersion
) -> None:
    dossier = in_work(version)
    sign_in(client, Role.ONE_STOP)
    where, card = (reverse(name, args=[dossier.pk]) for name in ("dossiers:dossier", "feedback:invitation"))
    assert card not in client.get(where).content.decode()
    open_and_send(client, url_of(dossier, "tra-ket-qua-ve"), result="GP 1", late_reason="Lỗi của phòng")
    assert card in client.get(where).content.decode()


@pytest.mark.parametrize("slug", sorted(DOORS))
@pytest.mark.parametrize("role", list(Role), ids=str)
def test_only_those_who_may_pass_a_door(
    client: Client, version: ProcedureVersion, slug: str, role: Role
) -> None:
    dossier = in_work(version)
    sign_in(client, role)
    allowed = DOORS[slug].permit in PERMITS[role]
    assert client.get(url_of(dossier, slug)).status_code == (200 if allowed else 403)


def test_strangers_sign_in_first_and_unknown_doors_are_not_there(
    client: Client, version: ProcedureVersion
) -> None:
    dossier = in_work(version)
    assert "dang-nhap" in client.get(url_of(dossier, "chuyen")).url
    sign_in(client, Role.SPECIALIST)
    assert client.get(url_of(dossier, "bay")).status_code == 404
    assert client.get(reverse("dossiers:deed", args=[9_999, "chuyen"])).status_code == 404


def test_every_move_of_the_table_has_its_door() -> None:
    # By the form of receiving, the preview of a process, the approval of a changed calendar, a reorganisation.
    without = {Deed.REGISTER, Deed.MOVE_TO_PROCESS, Deed.CHANGE_CALENDAR, Deed.GO_ALONG}
    assert {door.deed for door in DOORS.values()} == set(Deed) - without
    assert all(door.permit in (May.RECEIVE_DOSSIERS, May.EDIT_DOSSIERS) for door in DOORS.values())


def test_buttons_are_those_that_law_and_role_allow(client: Client, version: ProcedureVersion) -> None:
    mine, theirs = in_work(version), a_dossier(version, at("2026-04-06T09:00"))
    sign_in(client, Role.SPECIALIST)
    text = client.get(reverse("dossiers:dossier", args=[mine.pk])).content.decode()
    assert "Có kết quả" in text and "Trả kết quả</a>" not in text and "Nhận ý kiến trả lời" not in text
    text = client.get(reverse("dossiers:dossier", args=[theirs.pk])).content.decode()
    assert "Có kết quả" not in text


NOW = datetime(2026, 4, 10, 8, 0)  # a Friday; what was accepted on Monday 06/4 is due on Monday 13/4


def test_lists_of_work_hold_what_they_say(version: ProcedureVersion) -> None:
    binh = an_actor("binh", unit="QLDN")
    whose = desk_queries.Whose(binh.user, (binh.unit,))
    a_dossier(version, at("2026-04-03T09:00"), code="today")
    a_dossier(version, at("2026-04-06T09:00"), code="apology", holder_id=binh.user)
    a_dossier(version, at("2026-04-08T09:00"), code="later", held_by_id=binh.unit)
    a_dossier(version, at("2026-03-20T09:00"), code="late")
    a_dossier(version, at("2026-03-20T09:00"), code="silent", waits=[(at("2026-03-23T09:00"), None)])
    a_dossier(version, at("2026-04-06T09:00"), code="asked", waits=[(at("2026-04-07T09:00"), None)])
    a_dossier(version, None, code="door", filed_at=NOW)
    a_dossier(version, at("2026-04-06T09:00"), code="done", ended_at=at("2026-04-08T09:00"))
    waiting = a_dossier(version, at("2026-04-09T09:00"), code="opinion")
    Consultation.objects.create(
        dossier=waiting, agency="Sở", content="?", asked_at=NOW, due_at=NOW + timedelta(days=3)
    )
    found = {
        name: set(Dossier.objects.filter(condition(NOW, whose)).values_list("code", flat=True))
        for name, (_words, condition) in desk_queries.WORKLISTS.items()
    }
    assert found == {
        "cua-toi": {"apology"},
        "don-vi-toi": {"later"},
        "cho-tiep-nhan": {"door"},
        "den-han-hom-nay": {"today"},
        "den-han-3-ngay": {"today", "apology", "later"},
        "can-xin-loi": {"apology"},
        "qua-han": {"late"},
        "de-tre": set(),
        "buoc-qua-han": set(),
        "cho-nguoi-nop": {"silent", "asked"},
        "khong-tra-loi": {"silent"},
        "cho-co-quan-khac": {"opinion"},
        "cho-tra": {"done"},
    }
    assert counts(NOW, whose, tallied()) == {name: len(codes) for name, codes in found.items()}
    # A promise of Monday must be apologised for by Sunday, which is to say on Friday.
    for day, codes in ((8, {"today"}), (9, {"today", "apology"}), (12, {"apology"}), (13, {"later"})):
        condition = desk_queries.WORKLISTS["can-xin-loi"][1](datetime(2026, 4, day, 8), whose)
        due = set(Dossier.objects.filter(condition).values_list("code", flat=True))
        assert due == codes, day


def test_the_list_shows_the_work_with_its_counts(client: Client, version: ProcedureVersion) -> None:
    received(version)
    user = User.objects.get(username="lan")
    assert Posting.objects.get(user=user).unit.code == "MC"
    user.role = Role.ONE_STOP
    user.save()
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    text = client.get(reverse("dossiers:dossier_list")).content.decode()
    assert re.search(r'tinh-hinh=cua-toi"[^>]*>Của tôi <span class="count">1</span>', text)
    text = client.get(reverse("dossiers:dossier_list"), {"tinh-hinh": "don-vi-toi"}).content.decode()
    assert "Tìm thấy 1 trong 1 hồ sơ" in text
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "says"),
    [
        pytest.param(
            {"behalf": "Trần Văn Thảo"}, "cả người nộp thay và giấy ủy quyền", id="no authorisation"
        ),
        pytest.param(
            {"authorisation": "GUQ 05/2026"}, "cả người nộp thay và giấy ủy quyền", id="nobody named"
        ),
        pytest.param({"tell_by": "email"}, "thì phải ghi thư điện tử", id="a way without an address"),
    ],
)
def test_who_files_for_another_shows_by_what_right_and_a_way_has_its_address(
    client: Client, version: ProcedureVersion, more: dict[str, str], says: str
) -> None:
    sign_in(client, Role.ONE_STOP)
    answer = open_and_send(client, reverse("dossiers:receive"), **filing(version, **more))
    assert answer.status_code == 422 and says in answer.content.decode()
    assert not Dossier.objects.exists()


def test_on_behalf_of_another_both_are_kept(client: Client, version: ProcedureVersion) -> None:
    sign_in(client, Role.ONE_STOP)
    told = {"behalf": "Trần Văn Thảo", "authorisation": "GUQ 05/2026 UBND xã chứng thực"}
    open_and_send(client, reverse("dossiers:receive"), **filing(version, **told))
    reason = Dossier.objects.get().events.get().reason
    assert "Trần Văn Thảo, GUQ 05/2026 UBND xã chứng thực" in reason


def test_a_wrong_address_is_put_right_on_screen_and_what_did_not_arrive_is_sent_again(
    client: Client, version: ProcedureVersion
) -> None:
    sign_in(client, Role.ONE_STOP)
    open_and_send(client, reverse("dossiers:receive"), **filing(version, applicant_email="lna@donga.vn"))
    found = Dossier.objects.get()
    notices.deliver_due(clock=datetime.now, connectors={"email": refusing(CannotSend("550 no such user"))})
    url = reverse("dossiers:deed", args=[found.pk, "sua-lien-he"])
    assert 'value="lna@donga.vn"' in client.get(url).content.decode()
    open_and_send(client, url, email="lan@donga.vn", phone="", tell_by="", reason="Người nộp gọi báo")
    text = client.get(reverse("dossiers:dossier", args=[found.pk])).content.decode()
    assert "Gửi lại đến địa chỉ hiện có" in text and "lna@donga.vn" not in text
    client.post(reverse("dossiers:tell_anew", args=[found.pk, Notice.objects.get().pk]))
    assert Notice.objects.latest("id").recipient == "lan@donga.vn"
    text = client.get(reverse("notices:notice", args=[Notice.objects.latest("id").pk])).content.decode()
    assert "Gửi thay cho thông báo không đến được" in text

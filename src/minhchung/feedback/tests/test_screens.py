"""Screens: the desk from the telephone call to the published answer, and registers that tell strangers only a count."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.feedback.actions import COMPLAINTS, DENUNCIATIONS
from minhchung.feedback.models import Denunciation, Feedback
from minhchung.feedback.tests.cast import (
    CONTENT,
    SENDER,
    a_case,
    an_account,
    an_agency,
    answered,
    received,
)
from minhchung.ground.trail.models import Entry
from minhchung.organisation.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _agency():
    an_agency()


def signed_in(username: str, role: str) -> Client:
    client = Client()
    client.force_login(an_account(username, role), backend="minhchung.ground.accounts.backends.Accounts")
    return client


def hidden(client: Client, url: str) -> dict[str, str]:
    text = client.get(url).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(revision|form_key)" value="([^"]+)"', text))


def send(client: Client, name: str, record: object, slug: str, **told: object):
    url = reverse(name, args=[record.pk, slug])
    return client.post(url, {**hidden(client, url), **told})


def test_from_the_call_to_the_published_answer():
    desk, boss = signed_in("lan", "one_stop"), signed_in("sep", "leader")
    url = reverse("feedback:receive")
    told = {
        **hidden(desk, url),
        "channel": "phone",
        "kind": "conduct",
        "sector": "Lao động",
        "content": CONTENT,
        "sent_at": "06/04/2026 09:00",
        "from_kind": "person",
        "sender_name": SENDER,
        "sender_phone": "0912345678",
    }
    assert desk.post(url, {**told, "content": ""}).status_code == 422
    assert desk.post(url, told).status_code == 302 == desk.post(url, told).status_code
    record = Feedback.objects.get()
    step = {"reason": "", "late_basis": ""}
    told = {"kind": "conduct", "sector": "Lao động", "official": "Trần Văn Bình"}
    send(desk, "feedback:deed", record, "phan-loai", **told)
    send(desk, "feedback:deed", record, "phan-cong", to_unit=Unit.objects.get(code="QLDN").pk, **step)
    assert send(desk, "feedback:deed", record, "tra-loi", text="x").status_code == 403
    send(boss, "feedback:deed", record, "tra-loi", text="Đã nhắc nhở ông Trần Văn Bình.")
    page = desk.get(reverse("feedback:deed", args=[record.pk, "cong-khai"])).content.decode()
    assert "Đã tìm thấy và bỏ" in page and "Đã nhắc nhở ông [đã ẩn]" in page
    public = {"content": "Cán bộ hẹn nhiều lần.", "text": "Đã nhắc nhở cán bộ.", "late_basis": ""}
    assert send(desk, "feedback:deed", record, "cong-khai", **public).status_code == 422, "nobody confirmed"
    named = {**public, "text": f"Trả lời {SENDER}.", "confirmed": "on"}
    assert send(desk, "feedback:deed", record, "cong-khai", **named).status_code == 422
    assert send(desk, "feedback:deed", record, "cong-khai", confirmed="on", **public).status_code == 302
    text = desk.get(reverse("feedback:feedback", args=[record.pk])).content.decode()
    for words in ("Đã công khai trả lời", "Diễn biến", "Diễn giải từng hạn", "Mở lại", "Trần Văn Bình"):
        assert words in text, words


def test_an_older_page_is_told_and_keeps_what_was_typed():
    desk, record = signed_in("lan", "one_stop"), received()
    url = reverse("feedback:deed", args=[record.pk, "phan-loai"])
    seen = hidden(desk, url)
    send(desk, "feedback:deed", record, "bo-sung", reason="Ngày nào?", late_basis="Đi công tác")
    late = desk.post(url, {**seen, "kind": "conduct", "sector": "Môi trường"})
    text = late.content.decode()
    assert late.status_code == 409 and "đã yêu cầu bổ sung" in text and "Môi trường" in text


def test_the_list_shows_work_and_hides_names_from_those_who_may_not():
    answered()
    for role, sees in (("one_stop", True), ("clerk", False)):
        text = signed_in(role, role).get(reverse("feedback:feedback_list")).content.decode()
        assert "Chờ công khai" in text and (SENDER in text) is sees
    found = signed_in("an", "one_stop").get(reverse("feedback:feedback_list"), {"q": "hen ba lan"})
    assert "NB-PA/2026/000001" in found.content.decode()
    for words in ("hen ba lan", "0912 345 678"):  # what he may not read he may not search by
        found = signed_in("vt", "clerk").get(reverse("feedback:feedback_list"), {"q": words})
        assert "NB-PA/2026/000001" not in found.content.decode()


def test_what_was_written_names_nobody_to_those_who_may_not_know():
    url = reverse("feedback:feedback", args=[answered().pk])
    for role, sees in (("one_stop", True), ("clerk", False), ("it", False)):
        text = signed_in(role, role).get(url).content.decode()
        assert "hẹn ba lần không trả kết quả" in text
        assert not sees or CONTENT.split(".")[0] in text
        for word in (SENDER, "0912 345 678", "0912345678", "12 đường Lê Lợi", "Trần Văn Bình"):
            assert sees or word not in text, (role, word)
        assert ("đã được ẩn theo quyền" in text) is not sees


def test_a_record_of_the_desk_is_not_rewritten_in_the_book():
    record = received()
    client = signed_in("lan", "one_stop")
    assert (
        reverse("feedback:feedback_edit", args=[record.pk])
        not in client.get(reverse("feedback:feedback", args=[record.pk])).content.decode()
    )


def test_strangers_of_a_denunciation_learn_a_number_and_nothing_else():
    record = a_case(DENUNCIATIONS, named=("minh",))
    for name, role in (("quantri", "it"), ("sep", "leader")):
        client = signed_in(name, role)
        text = client.get(reverse("feedback:denunciation_list")).content.decode()
        assert "Sổ có 1 vụ việc" in text and record.code not in text
        for path in ("feedback:denunciation", "feedback:denunciation_identity"):
            assert client.post(reverse(path, args=[record.pk]), {"reason": "x"}).status_code in (404, 405)
        assert client.get(reverse("feedback:denunciation", args=[record.pk])).status_code == 404
        deed = reverse("feedback:denunciation_deed", args=[record.pk, "thu-ly"])
        assert client.get(deed).status_code == 404 and client.post(deed).status_code == 404
    assert record.code not in signed_in("quantri", "it").get(reverse("trail:list")).content.decode()


@pytest.mark.parametrize("matter", [COMPLAINTS, DENUNCIATIONS], ids=["a complaint", "a denunciation"])
def test_a_named_person_reads_the_case_and_opens_the_name_for_a_reason(matter):
    record = a_case(matter, named=("minh",))
    client = signed_in("minh", "specialist")
    url = reverse(f"feedback:{matter.name}", args=[record.pk])
    page = client.get(url)
    assert SENDER not in page.content.decode() and "thu hồi" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    identity = reverse(f"feedback:{matter.name}_identity", args=[record.pk])
    assert SENDER not in client.post(identity, {"reason": ""}).content.decode()
    assert SENDER in client.post(identity, {"reason": "Mời làm việc"}).content.decode()
    assert Entry.objects.filter(deed="open_sealed", by="minh").count() == 2
    assert send(client, f"feedback:{matter.name}_deed", record, "gia-han", reason="x").status_code == 422
    assert send(client, f"feedback:{matter.name}_deed", record, "thu-ly", reason="").status_code == 302


def test_entering_a_denunciation_twice_enters_one():
    client = signed_in("sep", "leader")
    url = reverse("feedback:denunciation_new")
    told = {
        **hidden(client, url),
        "channel": "paper",
        "who": SENDER,
        "content": "Nhận tiền.",
        "against": "Ông B",
    }
    assert client.post(url, told).url == client.post(url, told).url
    assert Denunciation.objects.count() == 1
    assert client.post(url, {**told, "who": ""}).status_code == 422

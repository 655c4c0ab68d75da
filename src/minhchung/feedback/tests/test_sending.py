"""The public page of reflections and recommendations: sent once, looked through, followed by a secret, rated once."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.dossiers.papers.tokens import token_of
from minhchung.dossiers.tests.cast import an_own_desk
from minhchung.feedback import actions, audit, following
from minhchung.feedback.models import Feedback, FeedbackFile
from minhchung.feedback.tests.cast import an_actor
from minhchung.ground.accounts.models import User
from minhchung.ground.knocks.trap import opened_mark
from minhchung.organisation.models import Unit

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _board():
    an_own_desk()


def typed(**more):
    return {
        "form_key": str(uuid4()),
        "opened": opened_mark(datetime.now() - timedelta(seconds=30)),
        "kind": "conduct",
        "sector": "Lao động",
        "content": "Hẹn ba lần không trả kết quả.",
        "from_kind": "person",
        "sender_name": "Nguyễn Thị Hoa",
        "sender_phone": "0912345678",
        **more,
    }


def send(client=None, **more):
    return (client or Client()).post(reverse("send_feedback"), typed(**more))


def a_file(content=PDF, name="anh.pdf"):
    file = BytesIO(content)
    file.name = name
    return file


def answered(record):
    an = an_actor("sep", approves=True)
    now = datetime.now().replace(microsecond=0)
    told = {"number": record.pk, "revision": None, "by": an, "at": now}
    actions.classify(**told, kind="conduct", sector="Lao động", official="Trần Văn Bình")
    actions.assign(**told, to_unit=Unit.objects.get(code="QLDN").pk)
    return actions.answer(**told, text="Đã nhắc nhở ông Trần Văn Bình. Bà Hoa gọi 0912345678.")


def test_the_form_needs_no_session_and_says_what_is_asked():
    page = Client().get(reverse("send_feedback"))
    text = page.content.decode()
    assert page.status_code == 200 and "sessionid" not in page.cookies and len(page.content) < 100_000
    assert 'name="website"' in text and 'name="opened"' in text and "Khiếu nại, tố cáo" in text


@pytest.mark.parametrize("kind", ["regulation", "conduct"])
def test_it_is_received_with_its_limits_and_followed_by_a_secret(kind):
    sent = send(kind=kind)
    record = Feedback.objects.get()
    assert (record.kind, record.channel, record.source) == (kind, "web", "desk")
    assert record.due_at and record.refuse_due_at and not list(audit.faults())
    assert sent.url == reverse("sent_feedback", args=[following.secret_of(record.pk)])
    page = Client().get(sent.url)
    text = page.content.decode()
    assert record.code in text and f"{record.due_at:%d/%m/%Y}" in text and "chờ phân loại" in text.lower()
    assert (
        "Bà Hoa" not in text and "Thị Hoa" not in text and "0912345678" not in text and "ba lần" not in text
    )
    assert page["Cache-Control"] == "no-store" and page["X-Robots-Tag"] == "noindex"


def test_the_same_form_sent_twice_makes_one():
    key = str(uuid4())
    first = send(form_key=key, files=[a_file()])
    assert send(form_key=key, files=[a_file()]).url == first.url
    assert Feedback.objects.count() == 1 == FeedbackFile.objects.count()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param({"content": ""}, "bắt buộc", id="nothing said"),
        pytest.param({"sender_phone": ""}, "để cơ quan trả lời", id="no way to answer"),
        pytest.param({"content": "a" * 10_001}, "dài quá", id="a book"),
        pytest.param({"content": b"H\xd2n ba l\xc7n".decode("utf-8", "replace")}, "sai bảng mã", id="another charset"),
        pytest.param({"content": "a\x00b"}, "field-error", id="a byte that no text holds"),
        pytest.param({"website": "http://spam"}, "máy tự động", id="the field that nobody sees"),
        pytest.param({"opened": timedelta(hours=1)}, "thiếu dấu", id="from the future"),
        pytest.param({"opened": "x"}, "thiếu dấu", id="a forged moment"),
        pytest.param({"form_key": "1"}, "Dấu của biểu mẫu sai", id="a forged mark"),
        pytest.param({"kind": "denunciation"}, "denunciation", id="a kind that is none"),
    ],
)  # fmt: skip
def test_what_is_not_taken_is_said_and_nothing_typed_is_lost(given, words):
    if isinstance(ahead := given.get("opened"), timedelta):
        given = {"opened": opened_mark(datetime.now() + ahead)}
    page = send(sender_name="Lê Văn Tám", **given)
    text = page.content.decode()
    assert (
        page.status_code == 422 and words in text and "Lê Văn Tám" in text and not Feedback.objects.exists()
    )


@pytest.mark.parametrize(
    "content_type",
    [
        pytest.param("application/x-www-form-urlencoded; charset=windows-1258", id="a plain form"),
        pytest.param("multipart/form-data; boundary=x; charset=utf-16", id="a form with files"),
    ],
)
def test_a_form_of_another_charset_is_refused_with_a_sentence(content_type):
    page = Client().post(reverse("send_feedback"), data=b"content=H%D2", content_type=content_type)
    assert page.status_code == 415 and "Unicode" in page.content.decode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "a.svg", id="a drawing with a script"),
        pytest.param(b"MZ\x90\x00" + b"\x00" * 100, "a.pdf", id="a program called PDF"),
        pytest.param(b"<html><script>1</script>", "a.html", id="a page"),
        pytest.param(b"", "a.pdf", id="nothing"),
    ],
)  # fmt: skip
def test_files_are_looked_through_by_their_content(content, name):
    page = send(files=[a_file(content, name)])
    assert page.status_code == 422 and not Feedback.objects.exists() and not FeedbackFile.objects.exists()


def test_a_name_with_a_path_stays_a_name_and_too_many_files_are_too_many():
    send(files=[a_file(name="../../../etc/passwd.pdf")])
    assert "/" not in FeedbackFile.objects.get().file.name
    assert send(files=[a_file() for _number in range(6)]).status_code == 422


def test_what_is_too_large_by_its_own_word_is_not_read():
    told = {"CONTENT_LENGTH": str(100 * 1024**2), "wsgi.input": BytesIO(b"x")}
    page = Client().generic("POST", reverse("send_feedback"), b"", **told)
    assert page.status_code == 413 and "MB" in page.content.decode()


def test_machines_that_send_without_end_are_told_to_wait(caplog):
    client = Client()
    answers = [send(client).status_code for _time in range(12)]
    assert answers == [302] * 10 + [429] * 2 and Feedback.objects.count() == 10
    assert "gui-phan-anh" in caplog.text


def test_the_answer_is_read_and_rated_once():
    send()
    record = answered(Feedback.objects.get())
    url, client = reverse("sent_feedback", args=[following.secret_of(record.pk)]), Client()
    text = client.get(url).content.decode()
    assert "Đã nhắc nhở" in text and "Trần Văn Bình" not in text and "0912345678" not in text
    assert client.post(url, {"rating": "x"}).status_code == 422
    assert client.post(url, {"rating": "satisfied", "content": "Cảm ơn"}).status_code == 302
    record.refresh_from_db()
    assert record.rating == "satisfied" and "Hài lòng" in client.get(url).content.decode()
    client.post(url, {"rating": "dissatisfied"})
    record.refresh_from_db()
    assert record.rating == "satisfied" and not list(audit.faults())


def test_the_published_words_stand_before_the_given_ones():
    send()
    record = answered(Feedback.objects.get())
    told = {
        "number": record.pk,
        "revision": None,
        "by": an_actor("sep", approves=True),
        "at": datetime.now().replace(microsecond=0),
    }
    actions.publish(**told, content="Chậm trả kết quả.", text="Đã nhắc nhở, đã xin lỗi.")
    text = Client().get(reverse("sent_feedback", args=[following.secret_of(record.pk)])).content.decode()
    assert "đã xin lỗi" in text and "Công khai lúc" in text


def test_forged_secrets_lead_nowhere_and_a_dossiers_token_opens_no_message():
    send()
    record = Feedback.objects.get()
    found = Client().get(reverse("send_feedback"), {"ma": f" {following.secret_of(record.pk).lower()} "})
    assert found.url == reverse("sent_feedback", args=[following.secret_of(record.pk)])
    assert Client().get(reverse("send_feedback"), {"ma": "../../etc"}).status_code == 422
    for token in (token_of(record.pk), "A" * 20, "x", following.secret_of(record.pk + 1)):
        assert Client().get(reverse("sent_feedback", args=[token])).status_code == 404
    assert Client().get(reverse("look_up", args=[following.secret_of(record.pk)])).status_code == 404


@pytest.mark.parametrize(("role", "sees"), [("one_stop", True), ("it", False)])
def test_sender_and_files_are_for_those_with_the_permit(role, sees):
    send(files=[a_file()])
    record, file = Feedback.objects.get(), FeedbackFile.objects.get()
    client = Client()
    client.force_login(
        User.objects.create(username="an", role=role), backend="minhchung.ground.accounts.backends.Accounts"
    )
    text = client.get(reverse("feedback:feedback", args=[record.pk])).content.decode()
    answer = client.get(reverse("feedback:file", args=[record.pk, file.pk]))
    assert ("Nguyễn Thị Hoa" in text, "anh.pdf" in text, answer.status_code == 200) == (sees, sees, sees)
    if sees:
        assert (
            answer["Content-Disposition"].startswith("attachment")
            and answer["X-Content-Type-Options"] == "nosniff"
        )


def asked(record):
    told = {
        "number": record.pk,
        "revision": None,
        "by": an_actor(),
        "at": datetime.now().replace(microsecond=0),
    }
    return actions.ask_supplement(**told, reason="Việc xảy ra ngày nào?")


def supplement(record, **more):
    told = {
        "form_key": str(uuid4()),
        "opened": opened_mark(datetime.now() - timedelta(seconds=30)),
        "content": "Ngày 2/4, tại quầy số 3.",
        **more,
    }
    url = reverse("supplement_feedback", args=[following.secret_of(record.pk)])
    return Client().post(url, told)


def test_what_was_asked_for_is_sent_from_the_same_page_once():
    send()
    record = asked(Feedback.objects.get())
    follow, key = reverse("sent_feedback", args=[following.secret_of(record.pk)]), str(uuid4())
    text = Client().get(follow).content.decode()
    assert "Việc xảy ra ngày nào?" in text and 'name="files"' in text and len(text.encode()) < 100_000
    answers = [supplement(record, form_key=key, files=[a_file()]) for _time in range(2)]
    assert [each.url for each in answers] == [follow, follow]
    record.refresh_from_db()
    assert (record.state, record.content.count("quầy số 3")) == ("waiting", 1)
    assert FeedbackFile.objects.filter(record=record).count() == 1 and not list(audit.faults())
    assert "Gửi bổ sung" not in Client().get(follow).content.decode()
    late = supplement(record, files=[a_file()])
    assert late.status_code == 422 and "Không thể “Nhận bổ sung” khi" in late.content.decode()
    assert FeedbackFile.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        pytest.param({"content": " "}, 422, "bắt buộc", id="nothing said"),
        pytest.param({"content": "a" * 10_001}, 422, "dài quá", id="a book"),
        pytest.param({"content": "\ufffd"}, 422, "sai bảng mã", id="another charset"),
        pytest.param({"website": "x"}, 422, "máy tự động", id="the field that nobody sees"),
        pytest.param({"files": "program"}, 422, "field-error", id="a program called PDF"),
        pytest.param({"files": "six"}, 422, "nhiều nhất 5 tệp", id="too many files"),
    ],
)
def test_a_supplement_that_is_not_taken_changes_nothing(given, status, words):
    send()
    record = asked(Feedback.objects.get())
    if given.get("files") == "program":
        given, words = {"files": [a_file(b"MZ\x90\x00" + b"\x00" * 100)]}, "tệp"
    elif given.get("files") == "six":
        given = {"files": [a_file() for _number in range(6)]}
    page = supplement(record, **given)
    record.refresh_from_db()
    assert page.status_code == status and words in page.content.decode() and record.state == "supplement"
    assert not FeedbackFile.objects.exists()


def test_a_forged_secret_supplements_nothing_and_what_is_too_large_is_not_read():
    send()
    record = asked(Feedback.objects.get())
    url = reverse("supplement_feedback", args=[following.secret_of(record.pk)])
    assert Client().post(reverse("supplement_feedback", args=["A" * 20]), {}).status_code == 404
    told = {"CONTENT_LENGTH": str(100 * 1024**2), "wsgi.input": BytesIO(b"x")}
    page = Client().generic("POST", url, b"", **told)
    assert page.status_code == 413 and "MB" in page.content.decode()
    assert Client(enforce_csrf_checks=True).post(url, {"content": "x"}).status_code == 403
    record.refresh_from_db()
    assert record.state == "supplement"

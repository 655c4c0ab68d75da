"""Real mail to a real server on this machine: what arrives, and what is said when it does not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from minhchung.ground.notices import actions
from minhchung.ground.notices.connectors import CannotSend, Outgoing
from minhchung.ground.notices.mail import Server
from minhchung.ground.notices.models import Notice
from minhchung.ground.notices.tests.cast import AT, HandClock, a_notice, by_mail
from ports import free_port
from smtp_sink import smtp_sink

pytestmark = pytest.mark.django_db


def test_a_message_arrives_with_vietnamese_subject_and_body() -> None:
    a_notice()
    with smtp_sink() as sink:
        done = actions.deliver_due(clock=HandClock(), connectors=by_mail(sink.port))
    assert done == actions.Delivered(sent=1)
    (message,) = sink.messages
    assert sink.recipients == ["lan@donga.vn"]
    assert (message["From"], message["To"]) == ("motcua@bql.gov.vn", "lan@donga.vn")
    assert message["Subject"] == "Hồ sơ NB/2026/000012 cần bổ sung"
    assert message["Date"].datetime.isoformat() == "2026-04-06T09:00:00+07:00"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_charset() == "utf-8"
    assert "Thiếu bản vẽ" in message.get_content()
    notice = Notice.objects.get()
    assert (notice.state, notice.sent_at, notice.last_reason) == ("sent", AT, "")
    assert notice.proof == f"250 queued as 1 {message['Message-ID']}"


def test_a_mail_that_one_may_stop_says_so_to_the_mail_program() -> None:
    stop = "https://mot-cua.example/nhan-tin/dung/ABCDEFGHIJKLMNOPQRST/"
    connector = by_mail(0)["email"]
    heads = [
        connector.message_of(Outgoing("k", "email", "lan@donga.vn", "Tiêu đề", "Nội dung", AT, stop_url=url))
        for url in (stop, "")
    ]
    assert heads[0]["List-Unsubscribe"] == f"<{stop}>" and "List-Unsubscribe" not in heads[1]
    assert heads[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_subject_goes_over_the_wire_in_ascii() -> None:
    connector = by_mail(0)["email"]
    a_notice()
    with smtp_sink() as sink:
        clock = HandClock()
        actions.deliver_due(clock=clock, connectors=by_mail(sink.port))
        message = sink.messages[0]
    assert message.as_bytes().isascii()
    assert b"=?utf-8?" in message.as_bytes()
    assert message["Message-ID"].endswith("@bql.gov.vn>")
    assert connector.sender == "motcua@bql.gov.vn"


def test_the_same_notice_sent_twice_bears_the_same_identity() -> None:
    a_notice()
    with smtp_sink() as sink:
        for _time in range(2):
            actions.deliver_due(clock=HandClock(), connectors=by_mail(sink.port))
            Notice.objects.update(state="waiting", next_try_at=AT, sent_at=None, proof="")
    first, second = sink.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]


def test_a_server_that_is_down_leaves_the_notice_waiting_with_reason_and_next_try() -> None:
    a_notice()
    nobody = free_port()
    done = actions.deliver_due(clock=HandClock(), connectors=by_mail(nobody))
    notice = Notice.objects.get()
    assert done == actions.Delivered(postponed=1)
    assert (notice.state, notice.attempts, notice.next_try_at) == ("waiting", 1, AT + timedelta(minutes=1))
    assert "Không kết nối được máy chủ thư" in notice.last_reason


@pytest.mark.parametrize(
    "step",
    [
        pytest.param("", id="at the greeting"),
        pytest.param("MAIL", id="at the sender"),
        pytest.param("RCPT", id="at the recipient"),
        pytest.param("DATA", id="before the message"),
    ],
)
def test_a_server_that_falls_silent_is_not_waited_for(step: str) -> None:
    a_notice()
    with smtp_sink(silent_at=step) as sink:
        done = actions.deliver_due(clock=HandClock(), connectors=by_mail(sink.port, seconds=0.2))
    assert done == actions.Delivered(postponed=1)
    notice = Notice.objects.get()
    assert (notice.last_reason, notice.doubt) == ("Máy chủ thư không trả lời trong 0.2 giây.", False)


def test_a_farewell_that_fails_takes_nothing_back() -> None:
    a_notice()
    with smtp_sink(silent_at="QUIT") as sink:
        done = actions.deliver_due(clock=HandClock(), connectors=by_mail(sink.port, seconds=5))
    assert done == actions.Delivered(sent=1)


@pytest.mark.parametrize(
    ("verb", "answer", "outcome", "reason"),
    [
        pytest.param(
            "RCPT",
            "550 5.1.1 <lan@donga.vn>: no such user",
            "given_up",
            "Máy chủ thư từ chối: 550 5.1.1 <l•••@donga.vn>: no such user",
            id="an address that is not there is given up, and not repeated",
        ),
        pytest.param(
            "DATA", "554 no", "given_up", "Máy chủ thư từ chối: 554 no", id="a message refused unseen"
        ),
        pytest.param(
            "DATA.", "552 too big", "given_up", "Máy chủ thư từ chối: 552 too big", id="a message refused"
        ),
        pytest.param(
            "RCPT", "451 greylisted", "waiting", "Máy chủ thư trả lời: 451 greylisted", id="a busy server"
        ),
        pytest.param(
            "MAIL",
            "553 not your domain",
            "waiting",
            "Máy chủ thư trả lời: 553 not your domain",
            id="our own sender refused: we may mend it",
        ),
        pytest.param("", "421 closing", "waiting", "Máy chủ thư trả lời: 421 closing", id="a closing server"),
    ],
)
def test_what_the_server_answers_decides(verb: str, answer: str, outcome: str, reason: str) -> None:
    a_notice()
    with smtp_sink(answers={verb: answer}) as sink:
        actions.deliver_due(clock=HandClock(), connectors=by_mail(sink.port))
    notice = Notice.objects.get()
    assert (notice.state, notice.last_reason) == (outcome, reason)


def test_without_the_encryption_that_was_asked_for_nothing_is_said() -> None:
    notice = a_notice()
    with smtp_sink() as sink:
        (connector,) = by_mail(sink.port).values()
        safe = type(connector)(Server("127.0.0.1", sink.port, starttls=True), connector.sender)
        done = actions.deliver_due(clock=HandClock(), connectors={"email": safe})
    assert done == actions.Delivered(postponed=1)
    assert not [line for line in sink.said if line.startswith(("MAIL", "RCPT"))]
    notice.refresh_from_db()
    assert "STARTTLS" in notice.last_reason


@pytest.mark.parametrize("address", ["không phải thư", "a@b\r\nBcc: c@d.vn", "nguyễn@donga.vn", ""])
def test_what_is_no_address_is_never_sent(address: str) -> None:
    connector = by_mail(0)["email"]
    notice = a_notice()
    outgoing = Outgoing(notice.key, "email", address, "Tiêu đề", "Nội dung", AT)
    with pytest.raises(CannotSend, match="không hợp lệ"):
        connector.message_of(outgoing)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        pytest.param(
            "smtp://u:p@localhost", Server("localhost", 25, "u", "p"), id="a password on this machine"
        ),
        pytest.param(
            "smtp://host?starttls=optional",
            Server("host", 587, opportunistic=True),
            id="starttls where offered",
        ),
        pytest.param("smtp://relay", Server("relay", 25), id="a relay in the house"),
        pytest.param(
            "smtp://u%40x:p%3A@host?starttls=1",
            Server("host", 587, "u@x", "p:", starttls=True),
            id="starttls",
        ),
        pytest.param("smtps://u:p@host", Server("host", 465, "u", "p", tls=True), id="tls from the start"),
        pytest.param("smtp://host:2525", Server("host", 2525), id="a port of its own"),
    ],
)
def test_addresses_of_servers(url: str, server: Server) -> None:
    assert Server.at(url) == server


@pytest.mark.parametrize(
    "url",
    [
        *("http://host", "smtp://", "smtp://host?tls=1", "host:25", "smtp://host:x"),
        *("smtp://host?starttls=maybe", "smtps://host?ca=/nowhere.pem", "smtp://u:p@host"),
    ],
)
def test_what_is_no_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Server.at(url)

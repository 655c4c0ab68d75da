"""Mail over TLS to a real server on this machine, and the doubt after the final dot."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from certificates import Authority, an_authority
from minhchung.ground.notices import actions
from minhchung.ground.notices.mail import EmailConnector, Server
from minhchung.ground.notices.models import Notice
from minhchung.ground.notices.patience import MINUTES_BETWEEN_TRIES
from minhchung.ground.notices.tests.cast import HandClock, Post, a_notice, by_mail
from smtp_sink import Sink, smtp_sink

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("certificates")


@pytest.fixture(scope="module")
def authority(folder: Path) -> Authority:
    return an_authority(folder)


@pytest.fixture(scope="module")
def tls(authority: Authority, folder: Path) -> ssl.SSLContext:
    return authority.server(folder)


def send(sink: Sink, options: str, *, account: str = "", host: str = "localhost") -> Notice:
    """One round of delivery to the server of such an address."""
    scheme, _mark, query = options.partition("?")
    server = Server.at(f"{scheme}://{account}{host}:{sink.port}?{query}")
    a_notice()
    connector = EmailConnector(server, "motcua@bql.gov.vn", seconds=5)
    actions.deliver_due(clock=HandClock(), connectors={"email": connector})
    return Notice.objects.get()


@pytest.mark.parametrize(
    ("options", "ways"),
    [
        pytest.param("smtps?", {"wrapped": True}, id="TLS from the first byte"),
        pytest.param("smtp?starttls=1&", {}, id="STARTTLS demanded"),
        pytest.param("smtp?starttls=optional&", {}, id="STARTTLS where it is offered"),
    ],
)
def test_a_message_and_the_password_go_encrypted(
    options: str, ways: dict[str, object], tls: ssl.SSLContext, authority: Authority
) -> None:
    with smtp_sink(tls=tls, account=("u@x", "p:"), **ways) as sink:
        notice = send(sink, f"{options}ca={authority.file}", account="u%40x:p%3A@")
    assert (notice.state, sink.signed_in) == ("sent", ["over TLS"])
    assert "Thiếu bản vẽ" in sink.messages[0].get_content()


@pytest.mark.parametrize(
    ("name", "days", "known", "words"),
    [
        pytest.param(
            "localhost", 2, False, "unable to get local issuer", id="an authority that nobody knows"
        ),
        pytest.param("mail.khac.vn", 2, True, "Hostname mismatch", id="another server's certificate"),
        pytest.param("localhost", -1, True, "has expired", id="an expired certificate"),
    ],
)
@pytest.mark.parametrize(
    "options", ["smtps?", "smtp?starttls=1&", "smtp?starttls=optional&"], ids=["smtps", "demanded", "offered"]
)
def test_a_server_that_nobody_vouches_for_is_told_nothing(
    options: str, name: str, days: int, known: bool, words: str, authority: Authority, folder: Path
) -> None:
    stranger = an_authority(folder, "stranger")
    trusted = authority if known else stranger
    ways = {"tls": authority.server(folder, name=name, days=days), "wrapped": options == "smtps?"}
    with smtp_sink(**ways, account=("u", "p")) as sink:
        notice = send(sink, f"{options}ca={trusted.file}", account="u:p@")
    assert (notice.state, sink.messages, sink.signed_in, sink.recipients) == ("waiting", [], [], [])
    assert words in notice.last_reason and "không tin được" in notice.last_reason


def test_an_offer_that_was_taken_away_is_noticed_only_where_encryption_is_demanded() -> None:
    with smtp_sink() as sink:
        demanded = send(sink, "smtp?starttls=1")
    assert (demanded.state, sink.recipients) == ("waiting", [])
    Notice.objects.all().delete()
    with smtp_sink() as sink:
        offered = send(sink, "smtp?starttls=optional")
    assert (offered.state, sink.recipients) == ("sent", ["lan@donga.vn"])


def test_a_password_is_never_said_in_the_clear() -> None:
    server = Server("mail.bql.gov.vn", 0, "u", "p", opportunistic=True)
    a_notice()
    with smtp_sink(account=("u", "p")) as sink:

        class Redirected(EmailConnector):
            """Goes to this machine under the other's name."""

            def _connected(self):
                import smtplib

                return smtplib.SMTP("127.0.0.1", sink.port, timeout=5)

        connector = Redirected(server, "motcua@bql.gov.vn")
        actions.deliver_due(clock=HandClock(), connectors={"email": connector})
    assert (sink.signed_in, sink.recipients) == ([], [])
    assert "không gửi mật khẩu" in Notice.objects.get().last_reason


def test_a_wrong_password_is_tried_again_because_we_may_mend_it(
    tls: ssl.SSLContext, authority: Authority
) -> None:
    with smtp_sink(tls=tls, account=("u", "right")) as sink:
        notice = send(sink, f"smtp?starttls=1&ca={authority.file}", account="u:wrong@")
    assert (notice.state, notice.last_reason) == (
        "waiting",
        "Máy chủ thư không nhận tài khoản gửi: 535 no such account",
    )


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        pytest.param({"drops_at": "DATA."}, "ngắt kết nối giữa chừng", id="it hangs up after the final dot"),
        pytest.param({"silent_at": "DATA."}, "không trả lời", id="it falls silent after the final dot"),
    ],
)
def test_a_message_that_may_have_arrived_is_sent_again_under_the_same_identity(
    ways: dict[str, str], words: str
) -> None:
    a_notice()
    clock = HandClock()
    with smtp_sink(**ways) as deaf:
        actions.deliver_due(clock=clock, connectors=by_mail(deaf.port, seconds=0.2))
    notice = Notice.objects.get()
    assert (notice.state, notice.doubt) == ("waiting", True)
    assert words in notice.last_reason and "có thể thư đã đến" in notice.last_reason
    clock.pass_by(minutes=1)
    with smtp_sink() as sink:
        actions.deliver_due(clock=clock, connectors=by_mail(sink.port))
    notice.refresh_from_db()
    assert (notice.state, notice.doubt) == ("sent", False)
    assert deaf.messages[0]["Message-ID"] == sink.messages[0]["Message-ID"]


def test_a_connection_that_drops_before_the_message_leaves_no_doubt() -> None:
    a_notice()
    with smtp_sink(drops_at="DATA") as sink:
        actions.deliver_due(clock=HandClock(), connectors=by_mail(sink.port, seconds=1))
    notice = Notice.objects.get()
    assert (notice.state, notice.doubt) == ("waiting", False)


def test_while_it_is_in_doubt_no_other_way_tells_the_same_thing() -> None:
    a_notice()
    Notice.objects.update(spares=[["sms", "0900000123"]])
    clock, sms = HandClock(), Post()
    with smtp_sink(drops_at="DATA.") as sink:
        for minutes in (*MINUTES_BETWEEN_TRIES, 0):
            actions.deliver_due(clock=clock, connectors={**by_mail(sink.port, seconds=1), "sms": sms})
            clock.pass_by(minutes=minutes)
    notice = Notice.objects.get()
    assert (notice.state, notice.doubt, sms.given) == ("given_up", True, [])


def test_lines_that_begin_with_a_dot_arrive_as_they_were_written() -> None:
    connector = by_mail(0)["email"]
    assert connector is not None
    a_notice(ly_do=".bắt đầu bằng dấu chấm")
    with smtp_sink() as sink:
        actions.deliver_due(clock=HandClock(), connectors=by_mail(sink.port))
    assert ".bắt đầu bằng dấu chấm" in sink.messages[0].get_content()

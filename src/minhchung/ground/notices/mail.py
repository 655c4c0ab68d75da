"""Electronic mail over SMTP: whole conversation under time-outs, the server's answer kept as proof."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

from minhchung.ground.notices.connectors import CannotSend, Outgoing, Proof, TryAgain
from minhchung.ground.notices.patience import SERVER_SECONDS

_READY = 250


@dataclass(frozen=True)
class Server:
    """Where mail is handed over.

    Attributes:
        host, port: of the SMTP server.
        user, password: empty when it asks for none.
        starttls: turn to TLS before anything is said; without it nothing is sent.
        tls: TLS from the first byte (smtps).
    """

    host: str
    port: int
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False

    @classmethod
    def at(cls, url: str) -> Server:
        """The server of an address like ``smtp://user:password@host:587?starttls=1`` or ``smtps://host``.

        Raises:
            ValueError: it is not such an address; the sentence says what is wrong.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError(
                "Địa chỉ máy chủ thư phải có dạng smtp://người-dùng:mật-khẩu@máy-chủ:cổng?starttls=1."
            )
        asked = parse_qs(parts.query)
        if set(asked) - {"starttls"}:
            raise ValueError(
                f"Không có tùy chọn {', '.join(sorted(set(asked) - {'starttls'}))} cho máy chủ thư."
            )
        tls = parts.scheme == "smtps"
        starttls = asked.get("starttls", ["0"])[-1] == "1"
        default = smtplib.SMTP_SSL_PORT if tls else 587 if starttls else smtplib.SMTP_PORT
        return cls(
            parts.hostname,
            parts.port or default,
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            starttls=starttls and not tls,
            tls=tls,
        )


@dataclass(frozen=True)
class EmailConnector:
    """Sends each notice as one message.

    Attributes:
        server: where it is handed over.
        sender: the address that it comes from.
        time_zone: of the moments, which are naive.
        seconds: how long the server may keep silent at each step.
    """

    server: Server
    sender: str
    time_zone: str = "Asia/Ho_Chi_Minh"
    seconds: float = SERVER_SECONDS

    def send(self, notice: Outgoing) -> Proof:
        """The server's answer and the message's identity as proof.

        Raises:
            TryAgain: nobody answers, the server is busy, or our own account or sender is refused there.
            CannotSend: the address cannot be written to, or the server will never take the message.
        """
        message = self.message_of(notice)
        try:
            smtp = self._connected()
            try:
                answer = self._handed_over(smtp, notice.recipient, message)
            finally:
                # A farewell without waiting: what happens to it takes nothing back.
                with suppress(smtplib.SMTPException, OSError):
                    smtp.putcmd("quit")
                smtp.close()
        except (smtplib.SMTPException, OSError) as error:
            raise TryAgain(self._told(error)) from error
        return Proof(f"{answer} {message['Message-ID']}")

    def _told(self, error: Exception) -> str:
        """What went wrong on the way to the server, in a sentence."""
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            return f"Máy chủ thư không trả lời trong {self.seconds:g} giây."
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return f"Máy chủ thư không nhận tài khoản gửi: {_said(error.smtp_code, error.smtp_error)}"
        if isinstance(error, smtplib.SMTPResponseException):
            return f"Máy chủ thư trả lời: {_said(error.smtp_code, error.smtp_error)}"
        if isinstance(error, smtplib.SMTPException | ssl.SSLError):
            return f"Không nói chuyện được với máy chủ thư: {error}."
        return f"Không kết nối được máy chủ thư: {getattr(error, 'strerror', None) or error}."

    def message_of(self, notice: Outgoing) -> EmailMessage:
        """The message: its identity and its date are those of the notice, so that a double is seen as one.

        Raises:
            CannotSend: the address is not one.
        """
        message = EmailMessage(policy=SMTP)
        try:
            message["To"] = Address(addr_spec=notice.recipient)
            notice.recipient.encode("ascii")
        except (ValueError, IndexError) as error:
            raise CannotSend("Địa chỉ thư điện tử không hợp lệ.") from error
        message["From"] = self.sender
        message["Subject"] = notice.subject
        message["Message-ID"] = f"<{notice.mark}@{self.sender.rpartition('@')[2].strip('> ')}>"
        message["Date"] = format_datetime(_aware(notice.created_at, self.time_zone))
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(notice.body, cte="base64")
        return message

    def _connected(self) -> smtplib.SMTP:
        server = self.server
        if server.tls:
            return smtplib.SMTP_SSL(
                server.host, server.port, timeout=self.seconds, context=ssl.create_default_context()
            )
        return smtplib.SMTP(server.host, server.port, timeout=self.seconds)

    def _handed_over(self, smtp: smtplib.SMTP, recipient: str, message: EmailMessage) -> str:
        if self.server.starttls:
            smtp.starttls(context=ssl.create_default_context())
        if self.server.user:
            smtp.login(self.server.user, self.server.password)
        smtp.ehlo_or_helo_if_needed()
        sender = message["From"].addresses[0].addr_spec
        _taken(*smtp.mail(sender), ours=True)
        _taken(*smtp.rcpt(recipient))
        try:
            code, answer = smtp.data(message.as_bytes())
        except smtplib.SMTPDataError as refused:
            code, answer = refused.smtp_code, refused.smtp_error
        _taken(code, answer)
        return _said(code, answer)


def _taken(code: int, answer: bytes, *, ours: bool = False) -> None:
    """Go on when the server agrees; what is refused for good because of us is tried again, we may mend it."""
    if code in (_READY, _READY + 1):
        return
    if code >= 500 and not ours:
        raise CannotSend(f"Máy chủ thư từ chối: {_said(code, answer)}")
    raise TryAgain(f"Máy chủ thư trả lời: {_said(code, answer)}")


def _said(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {' '.join(text.split())}"


def _aware(moment: datetime, time_zone: str) -> datetime:
    return moment.replace(tzinfo=ZoneInfo(time_zone), microsecond=0)

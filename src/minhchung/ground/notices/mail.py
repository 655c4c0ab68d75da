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
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

from minhchung.ground.notices.connectors import CannotSend, Outgoing, Proof, TryAgain
from minhchung.ground.notices.patience import SERVER_SECONDS

_READY = 250
_GO_AHEAD = 354
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Server:
    """Where mail is handed over.

    Attributes:
        host, port: of the SMTP server.
        user, password: empty when it asks for none; they are only said over TLS, or to this machine itself.
        starttls: turn to TLS before anything is said; without it nothing is sent.
        opportunistic: turn to TLS where the server offers it, else go on in the clear. Whoever stands between may take
            the offer away, so it is never the default.
        tls: TLS from the first byte (smtps).
        authority: file of the certificates that vouch for the server (PEM); "" for those of the system.
    """

    host: str
    port: int
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False
    opportunistic: bool = False
    authority: str = ""

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
        if set(asked) - {"starttls", "ca"}:
            raise ValueError(
                f"Không có tùy chọn {', '.join(sorted(set(asked) - {'starttls', 'ca'}))} cho máy chủ thư."
            )
        tls = parts.scheme == "smtps"
        wish = asked.get("starttls", ["0"])[-1]
        if wish not in ("0", "1", "optional"):
            raise ValueError("Tùy chọn starttls là 1 (bắt buộc), optional (nếu máy chủ có) hoặc 0.")
        authority = asked.get("ca", [""])[-1]
        if authority and not Path(authority).is_file():
            raise ValueError(f"Không thấy tệp chứng thư {authority} của tùy chọn ca.")
        encrypted = wish != "0" and not tls
        default = smtplib.SMTP_SSL_PORT if tls else 587 if encrypted else smtplib.SMTP_PORT
        user = unquote(parts.username or "")
        if user and not (tls or encrypted or parts.hostname in _THIS_MACHINE):
            raise ValueError("Mật khẩu chỉ được gửi qua kết nối mã hóa: thêm ?starttls=1 hoặc dùng smtps://.")
        return cls(
            parts.hostname,
            parts.port or default,
            user,
            unquote(parts.password or ""),
            starttls=wish == "1" and not tls,
            tls=tls,
            opportunistic=wish == "optional" and not tls,
            authority=authority,
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
        given = _Given()
        try:
            smtp = self._connected()
            try:
                answer = self._handed_over(smtp, notice.recipient, message, given)
            finally:
                # A farewell without waiting: what happens to it takes nothing back.
                with suppress(smtplib.SMTPException, OSError):
                    smtp.putcmd("quit")
                smtp.close()
        except (smtplib.SMTPException, OSError) as error:
            reason = self._told(error)
            if given.whole:
                reason = f"{reason.rstrip('.')}, sau khi đã nhận toàn bộ thư: có thể thư đã đến."
            raise TryAgain(reason, doubt=given.whole) from error
        return Proof(f"{answer} {message['Message-ID']}")

    def _told(self, error: Exception) -> str:
        """What went wrong on the way to the server, in a sentence."""
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            return f"Máy chủ thư không trả lời trong {self.seconds:g} giây."
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return f"Máy chủ thư không nhận tài khoản gửi: {_said(error.smtp_code, error.smtp_error)}"
        if isinstance(error, smtplib.SMTPResponseException):
            return f"Máy chủ thư trả lời: {_said(error.smtp_code, error.smtp_error)}"
        if isinstance(error, ssl.SSLCertVerificationError):
            return f"Chứng thư của máy chủ thư không tin được: {error.verify_message}."
        if isinstance(error, smtplib.SMTPServerDisconnected):
            return "Máy chủ thư ngắt kết nối giữa chừng."
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
        if notice.stop_url:  # RFC 2369 and RFC 8058: a button of the mail program
            message["List-Unsubscribe"] = f"<{notice.stop_url}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(notice.body, cte="base64")
        return message

    def _connected(self) -> smtplib.SMTP:
        server = self.server
        if server.tls:
            return smtplib.SMTP_SSL(server.host, server.port, timeout=self.seconds, context=self._trusted())
        return smtplib.SMTP(server.host, server.port, timeout=self.seconds)

    def _trusted(self) -> ssl.SSLContext:
        """Certificates are checked, and the server's name in them, always."""
        context = ssl.create_default_context(cafile=self.server.authority or None)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return context

    def _handed_over(self, smtp: smtplib.SMTP, recipient: str, message: EmailMessage, given: _Given) -> str:
        server = self.server
        smtp.ehlo_or_helo_if_needed()
        encrypted = server.tls
        if server.starttls or (server.opportunistic and smtp.has_extn("starttls")):
            smtp.starttls(context=self._trusted())
            encrypted = True
        if server.user:
            if not encrypted and server.host not in _THIS_MACHINE:
                raise smtplib.SMTPNotSupportedError("máy chủ không mã hóa kết nối nên không gửi mật khẩu")
            smtp.login(server.user, server.password)
        smtp.ehlo_or_helo_if_needed()
        sender = message["From"].addresses[0].addr_spec
        _taken(*smtp.mail(sender), ours=True)
        _taken(*smtp.rcpt(recipient))
        code, answer = smtp.docmd("DATA")
        if code == _GO_AHEAD:
            smtp.send(_dotted(message.as_bytes()))
            given.whole = True  # from the final dot on, nobody knows until the server says it
            smtp.send(b".\r\n")
            code, answer = smtp.getreply()
            given.whole = False
        _taken(code, answer)
        return _said(code, answer)


@dataclass
class _Given:
    """Whether the server has the whole message and has not answered."""

    whole: bool = False


def _dotted(content: bytes) -> bytes:
    """The message as it goes over the wire: lines end with CRLF, one that begins with a dot gets another."""
    lines = content.replace(b"\r\n", b"\n").split(b"\n")
    text = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines)
    return text if text.endswith(b"\r\n") else text + b"\r\n"


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

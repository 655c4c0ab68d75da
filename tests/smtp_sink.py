"""A small SMTP server for tests: it really speaks the protocol, keeps what it is given, and can misbehave."""

from __future__ import annotations

import base64
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


@dataclass
class Sink:
    """What a server does and what it was given.

    Attributes:
        answers: other answers than the usual ones, by verb; "DATA." is the answer after the message.
        silent_at: the verb at which the server falls silent; "" at its greeting, None never;
            ``silent`` is set when it does.
        drops_at: the verb at which it hangs up instead of answering.
        tls: the server's certificate; STARTTLS is offered, or TLS spoken from the first byte when ``wrapped``.
        account: name and password that AUTH PLAIN must bring; ``signed_in`` tells whether it did, and how safely.
        arrived: set when there is a message.
    """

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    silent_at: str | None = None
    drops_at: str | None = None
    tls: ssl.SSLContext | None = None
    wrapped: bool = False
    account: tuple[str, str] | None = None
    signed_in: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    messages: list[EmailMessage] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    silent: threading.Event = field(default_factory=threading.Event)
    arrived: threading.Event = field(default_factory=threading.Event)
    closing: threading.Event = field(default_factory=threading.Event)


class Conversation(socketserver.StreamRequestHandler):
    """One client's conversation with the sink."""

    safe = False

    @property
    def sink(self) -> Sink:
        """What the server does, and what it was given."""
        return self.server.sink  # type: ignore[attr-defined]

    def setup(self) -> None:
        if self.sink.tls is not None and self.sink.wrapped:
            self.request = self.sink.tls.wrap_socket(self.request, server_side=True)
            self.safe = True
        super().setup()

    def say(self, verb: str, usual: str) -> None:
        if self.sink.silent_at == verb:
            self.sink.silent.set()
            self.sink.closing.wait()
            return
        if self.sink.drops_at == verb:
            self.request.shutdown(socket.SHUT_RDWR)
            return
        self.wfile.write(f"{self.sink.answers.get(verb, usual)}\r\n".encode())

    def handle(self) -> None:
        self.say("", "220 sink ESMTP")
        while not self.sink.closing.is_set() and (line := self.rfile.readline().decode().strip()):
            self.sink.said.append(line)
            verb = line.split()[0].upper()
            if verb == "RCPT":
                self.sink.recipients.append(line.partition("<")[2].rstrip(">"))
            usual = {"DATA": "354 go ahead", "QUIT": "221 bye", "STARTTLS": "220 go ahead"}
            answer = self.offers() if verb == "EHLO" else usual.get(verb, "250 ok")
            if verb == "AUTH":
                answer = self.sign_in(line)
            self.say(verb, answer)
            if verb == "STARTTLS" and self.sink.tls is not None:
                self.request = self.sink.tls.wrap_socket(self.request, server_side=True)
                self.safe = True
                super().setup()
            if verb == "DATA" and not self.sink.answers.get("DATA"):
                self.take()
            if verb == "QUIT":
                return

    def offers(self) -> str:
        lines = ["sink"]
        if self.sink.tls is not None and not self.safe:
            lines.append("STARTTLS")
        if self.sink.account is not None:
            lines.append("AUTH PLAIN")
        return "\r\n".join(f"250{' ' if each == lines[-1] else '-'}{each}" for each in lines)

    def sign_in(self, line: str) -> str:
        brought = tuple(base64.b64decode(line.split()[-1]).decode().split("\0")[1:])
        self.sink.signed_in.append("over TLS" if self.safe else "in the clear")
        return "235 welcome" if brought == self.sink.account else "535 no such account"

    def take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.sink.messages.append(message_from_bytes(b"".join(lines), policy=default))  # type: ignore[arg-type]
        self.sink.arrived.set()
        self.say("DATA.", f"250 queued as {len(self.sink.messages)}")


@contextmanager
def smtp_sink(**ways: object) -> Iterator[Sink]:
    """A server on a port of its own until the block ends."""
    sink = Sink(**ways)  # type: ignore[arg-type]

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

        def handle_error(self, *_args: object) -> None:
            """The other side may go whenever it likes."""

    with Server(("127.0.0.1", 0), Conversation) as server:
        server.sink = sink
        sink.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield sink
        finally:
            sink.closing.set()
            server.shutdown()

"""A small SMTP server for tests: it really speaks the protocol, keeps what it is given, and can misbehave."""

from __future__ import annotations

import socketserver
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
        arrived: set when there is a message.
    """

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    silent_at: str | None = None
    recipients: list[str] = field(default_factory=list)
    messages: list[EmailMessage] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    silent: threading.Event = field(default_factory=threading.Event)
    arrived: threading.Event = field(default_factory=threading.Event)
    closing: threading.Event = field(default_factory=threading.Event)


@contextmanager
def smtp_sink(**ways: object) -> Iterator[Sink]:
    """A server on a port of its own until the block ends."""
    sink = Sink(**ways)  # type: ignore[arg-type]

    class Conversation(socketserver.StreamRequestHandler):
        def say(self, verb: str, usual: str) -> None:
            if sink.silent_at == verb:
                sink.silent.set()
                sink.closing.wait()
                return
            self.wfile.write(f"{sink.answers.get(verb, usual)}\r\n".encode())

        def handle(self) -> None:
            self.say("", "220 sink ESMTP")
            while not sink.closing.is_set() and (line := self.rfile.readline().decode().strip()):
                sink.said.append(line)
                verb = line.split()[0].upper()
                if verb == "RCPT":
                    sink.recipients.append(line.partition("<")[2].rstrip(">"))
                usual = {"DATA": "354 go ahead", "QUIT": "221 bye"}.get(verb, "250 ok")
                self.say(verb, usual)
                if verb == "DATA" and not sink.answers.get("DATA"):
                    self.take()
                if verb == "QUIT":
                    return

        def take(self) -> None:
            lines = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
            sink.messages.append(message_from_bytes(b"".join(lines), policy=default))  # type: ignore[arg-type]
            sink.arrived.set()
            self.say("DATA.", f"250 queued as {len(sink.messages)}")

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

        def handle_error(self, *_args: object) -> None:
            """The other side may go whenever it likes."""

    with Server(("127.0.0.1", 0), Conversation) as server:
        sink.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield sink
        finally:
            sink.closing.set()
            server.shutdown()

"""A mail server on loopback that answers as a test tells it to, and keeps what it accepted."""

import contextlib
import email
import email.policy
import socketserver
import threading
import time
from collections import deque
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

OK = "250 ok"
GO_ON = "354 go on"
HANG_UP = ""


class _Talk(socketserver.StreamRequestHandler):
    server: "MailServer"

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def handle(self) -> None:
        """Talk as RFC 5321 wants it, with the answers that the test has put aside."""
        self.server.talks += 1
        self.say(self.server.answer("greeting", "220 mail.example.kz"))
        recipient = b""
        while line := self.rfile.readline():
            verb = line[:4].upper().decode("ascii", "replace").strip()
            if verb == "EHLO":
                self.say("250-mail.example.kz\r\n250 SIZE 20000000")
                continue
            words = self.server.answer(verb, GO_ON if verb == "DATA" else OK)
            if verb == "RCPT":
                recipient = line.split(b"<")[1].split(b">")[0]
            if words != HANG_UP:
                self.say(words)
            if words == HANG_UP or verb == "QUIT":
                return
            if verb == "DATA" and words == GO_ON and not self._message(recipient.decode()):
                return

    def _message(self, recipient: str) -> bool:
        """Take a message up to its dot; False when the connection is to be dropped."""
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        if line == b"":
            return False
        time.sleep(self.server.seconds_to_think)
        words = self.server.answer("message", OK)
        if words == HANG_UP or words.startswith("2"):  # accepted, also when nobody is left to hear it
            self.server.accepted.append((recipient, b"".join(lines)))
        if words == HANG_UP:
            return False
        self.say(words)
        return True


class MailServer(socketserver.ThreadingTCPServer):
    """`script` maps a word (`RCPT`, `DATA`, `message`, …) to its next answers; `HANG_UP` drops the line."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.script: dict[str, deque[str]] = {}
        self.accepted: list[tuple[str, bytes]] = []
        self.talks = 0
        self.seconds_to_think = 0.0

    @property
    def port(self) -> int:
        """The port on 127.0.0.1."""
        return int(self.server_address[1])

    def will_say(self, word: str, *answers: str) -> None:
        """Answer a word so the next times."""
        self.script.setdefault(word, deque()).extend(answers)

    def answer(self, word: str, usual: str) -> str:
        """Return the next answer to a word."""
        waiting = self.script.get(word)
        return waiting.popleft() if waiting else usual

    def messages(self) -> list[EmailMessage]:
        """Return what was accepted, read as a mailbox reads it."""
        return [
            email.message_from_bytes(content, policy=email.policy.default)
            for _recipient, content in self.accepted
        ]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when a client goes away: some tests kill it."""


@contextlib.contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run a server in a thread of its own."""
    server = MailServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

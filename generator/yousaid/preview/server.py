"""The web server of the preview, which only this computer can reach."""

from __future__ import annotations

import os
import secrets
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from threading import Condition, Thread
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from yousaid.pipeline.request import Outcome
from yousaid.preview.files import content_type, find
from yousaid.preview.markup import for_preview, not_found_page
from yousaid.preview.paper import PREFIX, answer, paper_of

_HOST: Final = "127.0.0.1"
_TRIES: Final = 11
_WAIT: Final = 25.0
"""Seconds after which a browser that waits for news gets an answer in any case."""
_OWN: Final = {"/-/reload.js": "reload.js", "/-/preview.css": "preview.css"}
_HTML: Final = content_type("x.html")
_TEXT: Final = content_type("x.txt")


class NoFreePort(Exception):  # noqa: N818 - it says what happened
    """Other programs hold every port that was tried; the message says which."""


class News:
    """The last build's outcome, and a version that changes with each build. Browsers wait for it."""

    def __init__(self) -> None:
        # Another start of the server is other news: pages that were left open reload then, too.
        self._start = secrets.token_hex(4)
        self._number = 0
        self._open = True
        self._changed = Condition()
        self._outcome = Outcome(problems=())

    def tell(self, outcome: Outcome) -> None:
        """Hand the outcome of a build to everybody who waits."""
        with self._changed:
            self._outcome = outcome
            self._number += 1
            self._changed.notify_all()

    def latest(self) -> tuple[str, Outcome]:
        """Return the version and the outcome."""
        with self._changed:
            return self._version, self._outcome

    def newer(self, since: str) -> str:
        """Return the version, as soon as it is another than `since`, or after some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._version != since or not self._open, _WAIT)
            return self._version

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._open = False
            self._changed.notify_all()

    @property
    def _version(self) -> str:
        return f"{self._start}-{self._number}"


class Server(ThreadingHTTPServer):
    """Serves the root to this computer, a thread for each connection; closing it ends them all."""

    daemon_threads = False
    # On Windows this would let two programs listen on one port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, root: Path, port: int, news: News) -> None:
        self.root = root
        self.news = news
        self._connections: set[Any] = set()
        super().__init__((_HOST, port), Handler)

    def server_bind(self) -> None:
        """Bind without looking up the computer's name, which may take seconds in a large network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = _HOST, self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as in the standard library
        """Remember the connection, and answer it in a thread."""
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401
        """Close the connection."""
        self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Leave out what is no error: a browser that went to another page while this one was being sent."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def stop(self) -> None:
        """Stop serving, and end and join every thread."""
        self.shutdown()
        self.news.close()
        for connection in list(self._connections):
            # A connection on which a browser has not asked anything yet would keep its thread.
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RD)
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    timeout = 60
    server_version = "yousaid"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with a file, or with what the preview adds."""
        if not self._is_for_us():
            self._answer(HTTPStatus.FORBIDDEN, _TEXT, b"This preview answers to 127.0.0.1 and localhost only.\n")
            return
        address = urlsplit(self.path)
        if address.path == "/-/events":
            since = parse_qs(address.query).get("since", [""])[0]
            self._answer(HTTPStatus.OK, _TEXT, self.server.news.newer(since).encode())
        elif address.path in _OWN:
            name = _OWN[address.path]
            self._answer(HTTPStatus.OK, content_type(name), Path(__file__).with_name(name).read_bytes())
        elif address.path.startswith(PREFIX):
            self._answer_paper(address.path)
        else:
            self._answer_file(address.path)

    def do_HEAD(self) -> None:
        """Answer as to GET, without the file. Any other method is refused: nothing is changed through the preview."""
        self.do_GET()

    def _is_for_us(self) -> bool:
        """Whether the browser asks for this computer: a stranger's web address may lead to this port, too."""
        port = self.server.server_port
        names = {f"{_HOST}:{port}", f"localhost:{port}"} | ({_HOST, "localhost"} if port == 80 else set())
        return self.headers.get("Host", "").lower() in names

    def _answer_file(self, address: str) -> None:
        # Asked for first: should a build come between, the page only reloads once more than it must.
        version, outcome = self.server.news.latest()
        found = find(self.server.root, address)
        try:
            if found is not None and found.is_dir():
                self._answer(HTTPStatus.FOUND, _TEXT, b"", location=f"/{address.strip('/')}/")
                return
            data = found.read_bytes() if found is not None else None
        except FileNotFoundError:
            # A build removed it between looking and reading.
            data = None
        if found is None or data is None:
            self._answer(HTTPStatus.NOT_FOUND, _HTML, for_preview(not_found_page(), version, outcome))
        elif content_type(found.name) == _HTML:
            self._answer(HTTPStatus.OK, _HTML, for_preview(data, version, outcome, paper_of(self.server.root, address)))
        else:
            self._answer(HTTPStatus.OK, content_type(found.name), data)

    def _answer_paper(self, address: str) -> None:
        made = answer(self.server.root, address)
        if made is None:
            self._answer(HTTPStatus.NOT_FOUND, _HTML, for_preview(not_found_page(), *self.server.news.latest()))
        else:
            self._answer(HTTPStatus.OK, content_type(made[0]), made[1])

    def _answer(self, code: HTTPStatus, kind: str, body: bytes, **headers: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        # Keeps other web pages in the same browser from reading staff pages through this port.
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        for name, value in headers.items():
            self.send_header(name.capitalize(), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401
        """Say nothing: the terminal is for what the build says."""


@contextmanager
def serving(root: Path, port: int) -> Iterator[Server]:
    """Serve the root from a thread, at the port or one of the next ten; raises NoFreePort."""
    server = _bind(root.resolve(), port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="preview")
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()


def _bind(root: Path, port: int) -> Server:
    last = min(port + _TRIES - 1, 65535)
    for number in range(port, last + 1):
        with suppress(OSError):
            return Server(root, number, News())
    raise NoFreePort(
        f"The ports {port} to {last} are all used by other programs. Close one of them, or choose a port with --port."
    )

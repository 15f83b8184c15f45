"""The server itself, asked over a real connection."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from yousaid.output.records import Changes
from yousaid.pipeline.request import Outcome
from yousaid.preview import server as preview_server
from yousaid.preview.server import NoFreePort, Server, serving
from yousaid.problems import Problem

PAGE = (
    '<!DOCTYPE html><html lang=en><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "script-src 'self'; style-src 'self'\"><title>x</title></head><body><h1>Hello</h1></body></html>"
)
PROBLEM = Problem(code="YS302", message="“title” is missing.", path="stories/quiet.md", line=3)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small site."""
    root = tmp_path / "site"
    (root / "patients").mkdir(parents=True)
    (root / "index.html").write_text(PAGE)
    (root / "patients" / "index.html").write_text(PAGE)
    (root / "patients" / "a.pdf").write_bytes(b"%PDF")
    return root


@pytest.fixture
def server(root: Path) -> Iterator[Server]:
    """Return a server of the site, on a port that the system chose."""
    with serving(root, 0) as server:
        yield server


def get(server: Server, address: str, **headers: str) -> HTTPResponse:
    """Return the answer to a request."""
    url = f"http://127.0.0.1:{server.server_port}{address}"
    response: HTTPResponse = urlopen(Request(url, headers=headers), timeout=20)
    return response


def ask(server: Server, method: str, address: str, host: str | None = None) -> tuple[int, bytes, dict[str, str]]:
    """Return status, body and headers of the answer to a request with this method, address and Host, as they are."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.putrequest(method, address, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
    connection.endheaders()
    response = connection.getresponse()
    answer = (response.status, response.read(), {name.lower(): value for name, value in response.getheaders()})
    connection.close()
    return answer


def test_a_page_is_served_with_script_and_policy_and_the_file_stays_as_it_is(server: Server, root: Path) -> None:
    """What the preview adds is only on the way to the browser."""
    answer = get(server, "/patients/")
    page = answer.read().decode()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "/-/reload.js" in page
    assert "connect-src 'self'" in page
    assert (root / "patients" / "index.html").read_text() == PAGE


def test_every_answer_tells_the_browser_to_keep_nothing_and_to_guess_nothing(server: Server) -> None:
    """Nor may another web page in the same browser read a staff page through this port."""
    for address in ("/", "/patients/a.pdf", "/-/reload.js", "/-/preview.css", "/-/events"):
        headers = get(server, address).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Access-Control-Allow-Origin"] is None


def test_other_files_are_served_as_they_are(server: Server) -> None:
    """Only pages get anything added."""
    answer = get(server, "/patients/a.pdf")
    assert answer.read() == b"%PDF"
    assert answer.headers["Content-Type"] == "application/pdf"


def test_the_preview_brings_its_own_script_and_style(server: Server) -> None:
    """They come with the program, under addresses that no site has."""
    assert b"location.reload" in get(server, "/-/reload.js").read()
    assert b".yousaid-preview" in get(server, "/-/preview.css").read()


def test_a_folder_without_a_slash_leads_to_the_one_with(server: Server) -> None:
    """Or the links of its page would lead to other places."""
    status, _, headers = ask(server, "GET", "/patients")
    assert (status, headers["location"]) == (302, "/patients/")


def test_a_wrong_address_is_not_found(server: Server) -> None:
    """With a page that knows its way back."""
    with pytest.raises(HTTPError) as caught:
        get(server, "/nowhere.html")
    assert caught.value.code == 404
    assert b'href="/"' in caught.value.read()


@pytest.mark.parametrize("address", ["/../secret.txt", "/%2e%2e/secret.txt", "/.yousaid/lock", "//etc/passwd"])
def test_nothing_outside_the_site_is_served(server: Server, root: Path, address: str) -> None:
    """The client sends the address as it is, which browsers do not."""
    (root.parent / "secret.txt").write_text("secret")
    status, body, _ = ask(server, "GET", address)
    assert status == 404
    assert b"secret" not in body


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost:1", "10.0.0.1:{port}"])
def test_only_this_computers_names_are_answered(server: Server, host: str) -> None:
    """A stranger's web address that leads to 127.0.0.1 gets nothing: neither pages nor news."""
    for address in ("/patients/", "/-/events", "/-/reload.js"):
        status, body, _ = ask(server, "GET", address, host.format(port=server.server_port))
        assert status == 403
        assert b"Hello" not in body


def test_localhost_is_answered(server: Server) -> None:
    """Whoever types the name rather than the number sees the page."""
    status, body, _ = ask(server, "GET", "/", f"LOCALHOST:{server.server_port}")
    assert status == 200
    assert b"Hello" in body


def test_head_is_answered_without_the_page(server: Server) -> None:
    """The length is that of the page."""
    status, body, headers = ask(server, "HEAD", "/")
    assert (status, body) == (200, b"")
    assert headers["content-length"] == str(len(ask(server, "GET", "/")[1]))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(server: Server, method: str) -> None:
    """The preview reads, and knows no other method."""
    status, body, _ = ask(server, method, "/")
    assert status == 501
    assert b"Hello" not in body


def test_the_server_listens_to_this_computer_only(server: Server) -> None:
    """Bound to the loopback address, it cannot be reached from the network."""
    assert server.socket.getsockname()[0] == "127.0.0.1"


def test_the_problems_of_the_last_build_are_on_every_page_until_they_are_gone(server: Server) -> None:
    """Also when nothing was made at all, and on the page for a wrong address."""
    server.news.tell(Outcome(problems=(PROBLEM,)))
    for address in ("/", "/nowhere.html"):
        assert b"stories/quiet.md" in ask(server, "GET", address)[1]
    server.news.tell(Outcome(problems=(), changes=Changes()))
    assert b"stories/quiet.md" not in ask(server, "GET", "/")[1]


def test_who_waits_for_news_hears_of_the_next_build(server: Server) -> None:
    """The answer comes when there is another version, and at once to whoever has an older one."""
    old = get(server, "/-/events").read().decode()
    answers: list[str] = []
    waiting = threading.Thread(target=lambda: answers.append(get(server, f"/-/events?since={old}").read().decode()))
    waiting.start()
    server.news.tell(Outcome(problems=()))
    waiting.join()
    assert answers != [old]
    assert [get(server, f"/-/events?since={old}").read().decode()] == answers
    assert f'data-version="{answers[0]}"' in get(server, "/").read().decode()


def test_closing_ends_browsers_that_wait_and_ones_that_ask_nothing(root: Path) -> None:
    """No thread is left, and the port is free again."""
    before = set(threading.enumerate())
    with serving(root, 0) as server:
        port = server.server_port
        silent = socket.create_connection(("127.0.0.1", port))
        version = get(server, "/-/events").read().decode()
        waiting = socket.create_connection(("127.0.0.1", port))
        waiting.sendall(f"GET /-/events?since={version} HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n".encode())
        get(server, "/").read()
    assert set(threading.enumerate()) == before
    silent.close()
    waiting.close()
    with serving(root, port) as again:
        assert again.server_port == port


def test_a_port_that_is_taken_leads_to_the_next(root: Path) -> None:
    """Two previews may run at once."""
    with serving(root, 0) as first, serving(root, first.server_port) as second:
        assert first.server_port < second.server_port <= first.server_port + 10
        assert b"Hello" in get(second, "/").read()


def test_when_all_ports_are_taken_there_is_a_sentence(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says which were tried, and what to do."""
    monkeypatch.setattr(preview_server, "_TRIES", 1)
    with (
        serving(root, 0) as first,
        pytest.raises(NoFreePort, match=rf"{first.server_port}.*--port"),
        serving(root, first.server_port),
    ):
        pass

from __future__ import annotations

import io
import zipfile

import pytest

from consultrep import __version__
from consultrep.importers.downloading import DOCX, HTML, PDF, Download, Limits, download
from tests.servers import (
    PAGE,
    PATIENT,
    Exchange,
    Server,
    at_home,
    fetch,
    head,
    onward,
    plain,
    raw,
    refused,
    waiting,
)

# What arrives


def test_a_page_arrives_as_it_was_sent(server: Server) -> None:
    assert fetch(server) == Download(PAGE, "utf-8", HTML, f"http://forum.example:{server.port}/")


def test_the_request_is_honest_and_holds_no_more_than_it_needs(server: Server) -> None:
    fetch(server)
    headers = server.exchanges[0].headers
    assert headers.keys() == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert headers["user-agent"] == f"consultrep/{__version__}"
    assert headers["host"] == f"forum.example:{server.port}"


def test_the_path_is_sent_percent_encoded_and_the_fragment_stays_here(server: Server) -> None:
    server.pages["/for%C3%AAt/a%20b%2Fc?q=%C3%A9t%C3%A9"] = plain(PAGE)
    assert fetch(server, "/forêt/a b%2Fc?q=été#wb-cont").address.endswith("?q=%C3%A9t%C3%A9")


def test_progress_tells_bytes_received_and_announced(server: Server) -> None:
    seen: list[tuple[int, int | None]] = []
    address = f"http://forum.example:{server.port}/"
    download(address, PATIENT, allow_http=True, network=at_home(), progress=lambda *now: seen.append(now))
    assert seen[-1] == (len(PAGE), len(PAGE))
    assert [count for count, _total in seen] == sorted(count for count, _total in seen)


def test_progress_without_an_announced_length(server: Server) -> None:
    server.pages["/"] = raw(head(Content_Type=HTML) + PAGE)
    totals = set()
    address = f"http://forum.example:{server.port}/"
    download(
        address, PATIENT, allow_http=True, network=at_home(), progress=lambda _now, all_: totals.add(all_)
    )
    assert totals == {None}


@pytest.mark.parametrize(
    ("said", "charset"),
    [
        ("text/html; charset=ISO-8859-1", "iso-8859-1"),
        ('text/html; charset="windows-1252"', "windows-1252"),
        ("text/html", ""),
        ("text/html; charset=", ""),
        ("text/html; charset=martian", ""),
        ("text/html; charset=base64", ""),
    ],
)
def test_the_charset_is_the_one_stated_if_it_exists(server: Server, said: str, charset: str) -> None:
    server.pages["/"] = plain(PAGE, said)
    assert fetch(server).charset == charset


@pytest.mark.parametrize(
    "answer",
    [
        head(Content_Type=HTML, Connection="keep-alive", Content_Length=str(len(PAGE))) + PAGE + b"more",
        head(Content_Type=HTML, Connection="keep-alive") + PAGE,
        head(Content_Type=HTML, Content_Length="many") + PAGE,
        head(Content_Type=HTML, Transfer_Encoding="chunked", Content_Length="3")
        + b"5\r\n%b\r\n%x;x=y\r\n%b\r\n0\r\n\r\n" % (PAGE[:5], len(PAGE) - 5, PAGE[5:]),
        b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n" + PAGE,
        b"HTTP/1.1 100 Continue\r\n\r\n" + head(Content_Type=HTML) + PAGE,
    ],
    ids=["bytes after the end", "no length", "odd length", "chunked", "old server", "continue first"],
)
def test_odd_but_complete_answers_arrive_whole(server: Server, answer: bytes) -> None:
    server.pages["/"] = raw(answer)
    assert fetch(server).data == PAGE


def test_a_page_in_two_parts_ends_where_it_was_said_to_end(server: Server) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.send(head(Content_Type=HTML, Content_Length=str(len(PAGE))) + PAGE[:50])
        exchange.stop.wait(0.1)
        exchange.send(PAGE[50:] + b"another answer")

    server.pages["/"] = answer
    assert fetch(server).data == PAGE


def test_an_open_connection_is_not_waited_for(server: Server) -> None:
    whole = head(Content_Type=HTML, Content_Length=str(len(PAGE)), Connection="keep-alive") + PAGE
    server.pages["/"] = waiting(whole)
    assert fetch(server, limits=Limits(total=4)).data == PAGE


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_same_host_is_followed(server: Server, status: int) -> None:
    server.pages["/old/report.html"] = onward("../new.html?v=1#top", status)
    server.pages["/new.html?v=1"] = plain(PAGE)
    found = fetch(server, "/old/report.html")
    assert (found.data, found.address) == (PAGE, f"http://forum.example:{server.port}/new.html?v=1")


def test_a_redirect_with_accents_in_bytes_is_followed(server: Server) -> None:
    server.pages["/"] = raw("HTTP/1.1 302 Found\r\nLocation: /forêt\r\n\r\n".encode())
    server.pages["/for%C3%AAt"] = plain(PAGE)
    assert fetch(server).data == PAGE


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("http://other.example/", "another server: http://other.example/"),
        ("https://www.forum.example/", "another server"),
        ("//10.0.0.1/", "another server: http://10.0.0.1/"),
        ("http://127.0.0.1/", "another server"),
        ("http://forum.example:22/", "another port"),
        ("ftp://forum.example/report.pdf", "not a page"),
        ("file:///etc/passwd", "not a page"),
        ("javascript:alert(1)", "not a page"),
        ("http://user:secret@forum.example/", "not a page"),
        ("http://[forum/", "not a page"),
        ("", "not a page"),
    ],
)
def test_a_redirect_elsewhere_is_refused(server: Server, location: str, message: str) -> None:
    server.pages["/"] = onward(location)
    problem = refused(server)
    assert message in problem.message
    assert "secret" not in problem.message + problem.hint
    assert len(server.exchanges) == 1


def test_five_redirects_are_followed_and_a_sixth_is_not(server: Server) -> None:
    for number in range(6):
        server.pages[f"/{number}"] = onward(f"/{number + 1}")
    server.pages["/6"] = plain(PAGE)
    assert fetch(server, "/1").data == PAGE
    assert "on and on" in refused(server, "/0").message


def test_a_redirect_to_itself_ends(server: Server) -> None:
    server.pages["/"] = onward("/")
    assert "on and on" in refused(server).message
    assert len(server.exchanges) == 6


def docx() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return packed.getvalue()


# Types


@pytest.mark.parametrize(
    ("said", "path", "body", "media_type"),
    [
        ("application/xhtml+xml", "/", PAGE, "application/xhtml+xml"),
        ("Application/PDF", "/", b"%PDF-1.7", PDF),
        ("text/plain", "/", b"Report", "text/plain"),
        ("text/markdown; variant=GFM", "/", b"# Report", "text/markdown"),
        (DOCX, "/", docx(), DOCX),
        ("application/octet-stream", "/a", docx(), DOCX),
        ("application/octet-stream", "/a.html", b"%PDF-1.7", PDF),
        ("application/octet-stream", "/a", b"\xef\xbb\xbf\n<!doctype HTML>", HTML),
        ("application/octet-stream", "/a.MD?b.pdf", b"# Report", "text/markdown"),
        ("application/octet-stream", "/a.txt", b"Report", "text/plain"),
        ("", "/a.htm", b"<p>Report", HTML),
        ("html", "/", PAGE, HTML),
    ],
)
def test_types_that_can_be_imported(
    server: Server, said: str, path: str, body: bytes, media_type: str
) -> None:
    server.pages[path] = plain(body, said)
    assert fetch(server, path).media_type == media_type


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("image/png", b"\x89PNG"),
        ("application/msword", b"\xd0\xcf\x11\xe0"),
        ("video/mp4", b""),
        ("application/octet-stream", b"\x89PNG\r\n\x1a\n\0"),
        ("application/octet-stream", b"PK\x03\x04 a spreadsheet"),
        ("application/octet-stream", b"any text under a name without an ending"),
    ],
)
def test_other_types_are_refused_with_what_they_are(server: Server, said: str, body: bytes) -> None:
    server.pages["/a"] = plain(body, said)
    assert refused(server, "/a").message.endswith(f"its type is {said}")


def test_bytes_under_a_text_name_are_refused(server: Server) -> None:
    server.pages["/a.txt"] = plain(b"\0\1\2\3", "application/octet-stream")
    assert "its type is" in refused(server, "/a.txt").message

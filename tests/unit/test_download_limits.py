from __future__ import annotations

import gzip
import socket
import threading
import zlib

import pytest

from consultrep.errors import EnvironmentProblemError
from consultrep.importers.connecting import Network
from consultrep.importers.downloading import HTML, Limits, download
from tests.servers import PAGE, PATIENT, Server, at_home, endless, fetch, head, plain, raw, refused, waiting

SHORT = Limits(connect=0.5, total=0.3)


# Packed answers


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE)),
        ("GZIP", gzip.compress(PAGE[:40]) + gzip.compress(PAGE[40:])),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE, wbits=-15)),
        ("identity", PAGE),
    ],
)
def test_packed_pages_are_unpacked(server: Server, encoding: str, packed: bytes) -> None:
    server.pages["/"] = plain(packed, Content_Encoding=encoding)
    assert fetch(server).data == PAGE


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)[:-20]),
        ("gzip", b"not packed at all"),
        ("deflate", zlib.compress(PAGE)[:-20]),
        ("deflate", zlib.compress(PAGE, wbits=-15)[:-20]),
        ("deflate", b""),
    ],
)
def test_damaged_packing_is_refused(server: Server, encoding: str, packed: bytes) -> None:
    server.pages["/"] = plain(packed, Content_Encoding=encoding)
    assert "broke off" in refused(server).message


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd"])
def test_other_packing_is_refused(server: Server, encoding: str) -> None:
    server.pages["/"] = plain(PAGE, Content_Encoding=encoding)
    assert "not asked for" in refused(server).message


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(bytes(3_000_000))),
        ("gzip", gzip.compress(bytes(60_000)) * 50),
        ("deflate", zlib.compress(bytes(3_000_000))),
    ],
)
def test_a_bomb_is_stopped_at_the_size_limit(server: Server, encoding: str, packed: bytes) -> None:
    server.pages["/"] = plain(packed, Content_Encoding=encoding)
    assert len(packed) < 100_000
    assert "larger than 100000 bytes" in refused(server, limits=Limits(size=100_000, total=10)).message


# Limits


def test_an_announced_size_over_the_limit_is_refused_before_reading(server: Server) -> None:
    server.pages["/"] = raw(head(Content_Type=HTML, Content_Length="60000000"))
    assert "larger than 50000000 bytes" in refused(server).message


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (head(Content_Type=HTML), b"<p>again</p>" * 100),
        (head(Content_Type=HTML, Transfer_Encoding="chunked"), b"c\r\n<p>again</p>\r\n" * 100),
    ],
    ids=["until closed", "chunked"],
)
def test_an_endless_page_is_stopped_at_the_size_limit(server: Server, start: bytes, piece: bytes) -> None:
    server.pages["/"] = endless(start, piece)
    assert "larger than 200000 bytes" in refused(server, limits=Limits(size=200_000, total=10)).message


def test_a_page_of_exactly_the_limit_arrives(server: Server) -> None:
    server.pages["/"] = raw(head(Content_Type=HTML) + PAGE)
    assert fetch(server, limits=Limits(size=len(PAGE), total=10)).data == PAGE
    assert "larger" in refused(server, limits=Limits(size=len(PAGE) - 1, total=10)).message


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (head(Content_Type=HTML, Content_Length="5000"), b"x"),
        (head(Content_Type=HTML, Transfer_Encoding="chunked"), b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"y"),
        (b"HTTP/1.1 ", b"2"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (head(Content_Type=HTML, Transfer_Encoding="chunked") + b"0\r\n", b"X: y\r\n"),
    ],
    ids=["body", "chunks", "header", "status", "continue", "trailers"],
)
def test_a_server_that_trickles_is_left_at_the_deadline(server: Server, start: bytes, piece: bytes) -> None:
    server.pages["/"] = endless(start, piece, pause=0.02, times=400)
    assert "longer than 0.3 seconds" in refused(server, limits=SHORT).message


def test_a_silent_server_is_left_at_the_deadline(server: Server) -> None:
    server.pages["/"] = waiting(b"")
    assert "longer than 0.3 seconds" in refused(server, limits=SHORT).message


def test_a_resolver_that_hangs_is_left() -> None:
    release = threading.Event()
    network = Network(resolve=lambda host: [str(release.wait(8))], proxy_for=lambda scheme, host: "")
    try:
        with pytest.raises(EnvironmentProblemError, match=r"forum\.example does not answer"):
            download("https://forum.example/", Limits(connect=0.1, total=5), network=network)
    finally:
        release.set()


# Broken answers


@pytest.mark.parametrize(
    "answer",
    [
        head(Content_Type=HTML, Content_Length=str(len(PAGE) + 1)) + PAGE,
        head(Content_Type=HTML, Content_Length="5"),
        head(Content_Type=HTML, Transfer_Encoding="chunked") + b"fff\r\n" + PAGE,
        head(Content_Type=HTML, Transfer_Encoding="chunked") + b"3\r\n<p>\r\n",
        head(Content_Type=HTML, Transfer_Encoding="chunked") + b"three\r\n<p>",
    ],
    ids=["one byte short", "nothing", "chunk cut", "no last chunk", "chunk garbage"],
)
def test_a_truncated_page_is_refused(server: Server, answer: bytes) -> None:
    server.pages["/"] = raw(answer)
    assert "broke off before the end" in refused(server).message


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"\x00\xff\xfe" * 400,
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500,
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000,
    ],
    ids=["ssh", "bytes", "status", "version", "many headers", "long header"],
)
def test_what_is_not_http_is_refused(server: Server, answer: bytes) -> None:
    server.pages["/"] = raw(answer)
    assert "does not answer as a web server does" in refused(server).message


def test_a_server_that_hangs_up_is_named(server: Server) -> None:
    server.pages["/"] = raw(b"")
    assert "forum.example closed the connection" in refused(server).message


def test_a_port_where_nothing_listens(server: Server) -> None:
    with socket.socket() as idle:
        idle.bind(("127.0.0.1", 0))
        address = f"https://forum.example:{idle.getsockname()[1]}/"
        with pytest.raises(EnvironmentProblemError, match=r"no connection with forum\.example"):
            download(address, PATIENT, network=at_home())


@pytest.mark.parametrize(
    ("status", "message", "hint"),
    [
        (404, "not there any more (404)", "Internet Archive"),
        (410, "not there any more (410)", "Internet Archive"),
        (500, "cannot hand over the page now (500)", "later"),
        (429, "cannot hand over the page now (429)", "later"),
        (403, "does not hand over the page (403)", "browser"),
        (204, "does not hand over the page (204)", "browser"),
        (206, "does not hand over the page (206)", "browser"),
        (304, "does not hand over the page (304)", "browser"),
    ],
)
def test_other_statuses_are_explained(server: Server, status: int, message: str, hint: str) -> None:
    server.pages["/"] = raw(head(status, Content_Type=HTML, Content_Length="0"))
    problem = refused(server)
    assert message in problem.message
    assert hint in problem.hint

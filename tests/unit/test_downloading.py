from __future__ import annotations

import gzip
import io
import ipaddress
import shutil
import socket
import socketserver
import ssl
import subprocess
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from consultrep import __version__
from consultrep.errors import EnvironmentProblemError, ExitCode
from consultrep.importers.downloading import DOCX, HTML, PDF, Download, Limits, Network, download, is_public

PAGE = (
    '<!DOCTYPE html>\n<html class="no-js" lang="fr" dir="ltr">\n<head><meta charset="utf-8">\n'
    "<title>Forum sur les sentiers&nbsp;: rapport sommaire</title></head>\n"
    '<body vocab="http://schema.org/" typeof="WebPage"><main property="mainContentOfPage">\n'
    '<h1 property="name" id="wb-cont">Forum sur les sentiers&nbsp;: rapport sommaire</h1>\n'
    "<p>Il faut baliser les sentiers près des écoles, où les élèves marchent à l'aube.</p>\n"
    "</main></body></html>\n"
).encode()
SHORT = Limits(connect=0.5, total=0.3)
PATIENT = Limits(connect=5, total=10)

Page = Callable[["Exchange"], None]


class Exchange:
    """One request as received, and the wire to answer on."""

    def __init__(self, wire: BinaryIO, first: str, headers: dict[str, str], stop: threading.Event) -> None:
        self.wire, self.first, self.headers, self.stop = wire, first, headers, stop

    def send(self, data: bytes) -> None:
        self.wire.write(data)
        self.wire.flush()


class Handler(socketserver.StreamRequestHandler):
    """Reads one request and lets the page of its path answer; hangs up on TLS where it is plain."""

    server: Server
    timeout = 10

    def handle(self) -> None:
        try:
            self.answer()
        except OSError:  # the client went away, or did not like the certificate
            return

    def answer(self) -> None:
        if self.server.tls is not None:
            self.secure(self.server.tls)
        elif self.connection.recv(1, socket.MSG_PEEK) == b"\x16":
            return
        exchange = self.read()
        self.server.exchanges.append(exchange)
        if exchange.first.startswith("CONNECT"):
            status = self.server.tunnel_status
            exchange.send(b"HTTP/1.1 %d Tunnel\r\n\r\n" % status)
            if status != 200 or self.server.behind is None:
                return
            self.secure(self.server.behind)
            exchange = self.read()
            self.server.exchanges.append(exchange)
        path = exchange.first.split(" ")[1].removeprefix("http://forum.example")
        self.server.pages[path](exchange)

    def secure(self, context: ssl.SSLContext) -> None:
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb")

    def read(self) -> Exchange:
        first, headers = self.rfile.readline().decode().strip(), {}
        for _count in range(50):
            name, _colon, value = self.rfile.readline().decode().strip().partition(": ")
            if not name:
                break
            assert name.lower() not in headers
            headers[name.lower()] = value
        return Exchange(self.wfile, first, headers, self.server.stop)  # type: ignore[arg-type]

    def finish(self) -> None:
        try:
            super().finish()
            if isinstance(self.connection, ssl.SSLSocket) and self.server.says_goodbye:
                self.connection.unwrap()
        except OSError:
            return
        finally:
            self.connection.close()


class Server(socketserver.ThreadingTCPServer):
    """A server on 127.0.0.1 whose pages the test sets; `behind` is what a CONNECT leads to."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Page] = {"/": plain(PAGE)}
        self.exchanges: list[Exchange] = []
        self.stop = threading.Event()
        self.tls, self.behind = tls, tls
        self.tunnel_status, self.says_goodbye = 200, True

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def firsts(self) -> list[str]:
        return [exchange.first for exchange in self.exchanges]


def head(status: int = 200, **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{n.replace('_', '-')}: {v}" for n, v in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def plain(body: bytes, content_type: str = "text/html; charset=utf-8", **headers: str) -> Page:
    if content_type:
        headers["Content_Type"] = content_type
    whole = head(200, Content_Length=str(len(body)), **headers) + body
    return lambda exchange: exchange.send(whole)


def raw(data: bytes) -> Page:
    return lambda exchange: exchange.send(data)


def waiting(data: bytes) -> Page:
    def answer(exchange: Exchange) -> None:
        exchange.send(data)
        exchange.stop.wait(8)

    return answer


def onward(location: str, status: int = 302) -> Page:
    return raw(head(status, Location=location, Content_Length="0"))


def endless(start: bytes, piece: bytes, pause: float = 0.0, times: int = 20_000) -> Page:
    def answer(exchange: Exchange) -> None:
        exchange.send(start)
        for _count in range(times):
            exchange.send(piece)
            if exchange.stop.wait(pause) if pause else exchange.stop.is_set():
                return

    return answer


def running(server: Server) -> Iterator[Server]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


@pytest.fixture
def server() -> Iterator[Server]:
    yield from running(Server())


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for forum.example with its key, made anew; skips where openssl is not installed."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed")
    file = tmp_path_factory.mktemp("tls") / "forum.pem"
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=forum.example"
    name = ["-addext", "subjectAltName=DNS:forum.example"]
    where = ["-keyout", str(file), "-out", str(file.with_suffix(".crt"))]
    subprocess.run([program, *words.split(), *name, *where], check=True, capture_output=True, timeout=60)
    file.write_bytes(file.read_bytes() + file.with_suffix(".crt").read_bytes())
    return file


@pytest.fixture
def secure_server(certificate: Path) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    yield from running(Server(context))


@pytest.fixture
def trusting(certificate: Path) -> Network:
    """Every name leads to this machine, and the test's certificate is trusted."""
    return at_home(context=lambda: ssl.create_default_context(cafile=str(certificate)))


def allow_loopback(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address.is_loopback or is_public(address)


def trusting_none() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def at_home(
    proxy: str = "", *addresses: str, context: Callable[[], ssl.SSLContext] = trusting_none
) -> Network:
    found = addresses or ("127.0.0.1",)
    return Network(
        allow=allow_loopback,
        resolve=lambda host: found,
        proxy_for=lambda scheme, host: proxy,
        context=context,
    )


def fetch(server: Server, path: str = "/", limits: Limits = PATIENT) -> Download:
    """Download over plain http; the server hangs up on the attempt at https that comes first."""
    address = f"http://forum.example:{server.port}{path}"
    return download(address, limits, allow_http=True, network=at_home())


def refused(server: Server, path: str = "/", limits: Limits = PATIENT) -> EnvironmentProblemError:
    with pytest.raises(EnvironmentProblemError) as caught:
        fetch(server, path, limits)
    assert caught.value.exit_code is ExitCode.ENVIRONMENT
    assert caught.value.hint
    return caught.value


def docx() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return packed.getvalue()


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


# Addresses


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("forum.example/report.html", "does not begin with https://"),
        ("ftp://forum.example/", "does not begin with https://"),
        ("file:///etc/passwd", "does not begin with https://"),
        ("", "does not begin with https://"),
        ("https://", "names no server"),
        ("https:///report.html", "names no server"),
        ("https://for um.example/", "names no server"),
        ("https://forum.example%0d%0a/", "names no server"),
        ("https://forum.example:99999/", "not the address of a page"),
        ("https://[::1/", "not the address of a page"),
        ("https://forum..example/", "not the address of a page"),
        ("https://anne:secret@forum.example/", "user name or a password"),
        ("https://anne@forum.example/", "user name or a password"),
    ],
)
def test_addresses_that_are_refused_unasked(address: str, message: str) -> None:
    asked: list[str] = []

    def resolve(host: str) -> list[str]:
        asked.append(host)
        return []

    network = Network(resolve=resolve, proxy_for=lambda scheme, host: "")
    with pytest.raises(EnvironmentProblemError) as caught:
        download(address, network=network)
    assert message in caught.value.message
    assert "secret" not in caught.value.message + caught.value.hint
    assert not asked


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.9",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::8.8.8.8",
        "::ffff:8.8.8.8",
        "::ffff:127.0.0.1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:808:808::1",
        "3fff::1",
        "fc00::1",
        "fd00::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "5f00::1",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    network = Network(resolve=lambda host: ["8.8.8.8", address], proxy_for=lambda scheme, host: "")
    with pytest.raises(EnvironmentProblemError, match="not on the open internet"):
        download("https://forum.example/", network=network)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "205.193.1.1", "2607:f8b0::1", "2a00::1", "2620:0:1::1"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_without_the_hook_this_machine_is_refused(server: Server) -> None:
    for host in ("127.0.0.1", "localhost", "[::1]"):
        with pytest.raises(EnvironmentProblemError, match=r"not on the open internet|no server named"):
            download(f"https://{host}:{server.port}/", network=Network(proxy_for=lambda scheme, host: ""))
    assert not server.exchanges


def test_the_name_is_resolved_once_for_each_request(server: Server) -> None:
    asked: list[str] = []

    def resolve(host: str) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) <= 2 else ["10.0.0.1"]

    network = Network(allow=allow_loopback, resolve=resolve, proxy_for=lambda scheme, host: "")
    address = f"http://forum.example:{server.port}/"
    assert download(address, PATIENT, allow_http=True, network=network).data == PAGE
    assert asked == ["forum.example"] * 2  # for https, which brought no answer, and for http


def test_a_redirect_meets_the_same_check_of_addresses(server: Server) -> None:
    server.pages["/"] = onward("/new")
    turns = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    network = Network(allow=allow_loopback, resolve=lambda host: next(turns), proxy_for=lambda s, h: "")
    with pytest.raises(EnvironmentProblemError, match="not on the open internet"):
        download(f"http://forum.example:{server.port}/", PATIENT, allow_http=True, network=network)


@pytest.mark.parametrize("found", [socket.gaierror(-2, "unknown"), UnicodeError("label too long"), None])
def test_an_unknown_name(found: Exception | None) -> None:
    def resolve(host: str) -> list[str]:
        if found is not None:
            raise found
        return []

    network = Network(resolve=resolve, proxy_for=lambda scheme, host: "")
    with pytest.raises(EnvironmentProblemError, match=r"no server named forum\.example") as caught:
        download("http://forum.example/", allow_http=True, network=network)
    assert "internet" in caught.value.hint


def test_names_with_accents_are_asked_for_in_ascii(server: Server) -> None:
    address = f"http://forêt.example.:{server.port}/"
    download(address, PATIENT, allow_http=True, network=at_home())
    assert server.exchanges[0].headers["host"] == f"xn--fort-ipa.example:{server.port}"


def test_the_next_address_is_tried_when_one_does_not_answer(server: Server) -> None:
    network = at_home("", "127.0.0.2", "127.0.0.1")
    address = f"http://forum.example:{server.port}/"
    assert download(address, PATIENT, allow_http=True, network=network).data == PAGE


# http, https and certificates


def test_plain_http_needs_permission(server: Server) -> None:
    with pytest.raises(EnvironmentProblemError) as caught:
        download(f"http://forum.example:{server.port}/", PATIENT, network=at_home())
    assert "--allow-http" in caught.value.hint
    assert not server.exchanges


def test_an_https_address_never_falls_back_to_http(server: Server) -> None:
    with pytest.raises(EnvironmentProblemError):
        download(f"https://forum.example:{server.port}/", PATIENT, allow_http=True, network=at_home())
    assert not server.exchanges


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_a_page_arrives_over_https(secure_server: Server, trusting: Network, scheme: str) -> None:
    address = f"{scheme}://forum.example:{secure_server.port}/"
    found = download(address, PATIENT, network=trusting)
    assert (found.data, found.address) == (PAGE, f"https://forum.example:{secure_server.port}/")
    assert secure_server.exchanges[0].headers["host"] == f"forum.example:{secure_server.port}"


def test_an_unknown_certificate_is_refused_and_explained(secure_server: Server) -> None:
    with pytest.raises(EnvironmentProblemError, match=r"certificate of forum\.example cannot") as caught:
        download(f"https://forum.example:{secure_server.port}/", PATIENT, network=at_home())
    assert "SSL_CERT_FILE" in caught.value.hint


def test_a_certificate_of_another_name_is_refused(secure_server: Server, trusting: Network) -> None:
    with pytest.raises(EnvironmentProblemError, match=r"certificate of other\.example cannot"):
        download(f"https://other.example:{secure_server.port}/", PATIENT, network=trusting)
    assert not secure_server.exchanges


def test_https_does_not_send_on_to_http(secure_server: Server, trusting: Network) -> None:
    secure_server.pages["/"] = onward(f"http://forum.example:{secure_server.port}/")
    with pytest.raises(EnvironmentProblemError, match="without encryption"):
        download(f"https://forum.example:{secure_server.port}/", PATIENT, allow_http=True, network=trusting)
    assert len(secure_server.exchanges) == 1


@pytest.mark.parametrize("goodbye", [True, False])
def test_a_connection_that_breaks_off_is_not_the_end_of_the_page(
    secure_server: Server, trusting: Network, goodbye: bool
) -> None:
    secure_server.says_goodbye = goodbye
    secure_server.pages["/"] = raw(head(Content_Type=HTML) + PAGE)
    address = f"https://forum.example:{secure_server.port}/"
    if goodbye:
        assert download(address, PATIENT, network=trusting).data == PAGE
        return
    with pytest.raises(EnvironmentProblemError, match="broke off before the end"):
        download(address, PATIENT, network=trusting)


# Proxies


def through(server: Server, network: Network, credentials: str = "") -> Network:
    proxy = f"http://{credentials}127.0.0.1:{server.port}"
    return Network(
        resolve=network.resolve,
        proxy_for=lambda scheme, host: proxy,
        context=network.context,
    )


@pytest.fixture
def proxy(secure_server: Server) -> Server:
    """A plain proxy; what it leads to over CONNECT speaks TLS."""
    secure_server.tls = None
    return secure_server


def test_https_goes_through_a_tunnel(proxy: Server, trusting: Network) -> None:
    found = download("https://forum.example/", PATIENT, network=through(proxy, trusting, "anne:p%40ss@"))
    assert (found.data, found.address) == (PAGE, "https://forum.example/")
    assert proxy.firsts == ["CONNECT forum.example:443 HTTP/1.1", "GET / HTTP/1.1"]
    outer, inner = (exchange.headers for exchange in proxy.exchanges)
    assert outer["proxy-authorization"] == "Basic YW5uZTpwQHNz"
    assert "proxy-authorization" not in inner
    assert inner["host"] == "forum.example"


def test_http_goes_through_with_the_whole_address(proxy: Server, trusting: Network) -> None:
    proxy.behind = None
    found = download("http://forum.example/", PATIENT, allow_http=True, network=through(proxy, trusting))
    assert found.address == "http://forum.example/"
    assert proxy.firsts[-1] == "GET http://forum.example/ HTTP/1.1"


def test_http_may_send_on_to_https_on_the_same_host(proxy: Server, trusting: Network) -> None:
    proxy.tunnel_status = 502

    def open_and_send_on(exchange: Exchange) -> None:
        proxy.tunnel_status = 200
        onward("https://forum.example/")(exchange)

    proxy.pages["/plain"] = open_and_send_on
    found = download("http://forum.example/plain", PATIENT, allow_http=True, network=through(proxy, trusting))
    assert found.address == "https://forum.example/"
    assert [first.split(" ")[0] for first in proxy.firsts] == ["CONNECT", "GET", "CONNECT", "GET"]


@pytest.mark.parametrize(
    ("status", "message"), [(407, "asks for a name and a password"), (403, r"does not .* through \(403\)")]
)
def test_a_proxy_that_refuses_is_named(proxy: Server, trusting: Network, status: int, message: str) -> None:
    proxy.tunnel_status = status
    with pytest.raises(EnvironmentProblemError, match=message) as caught:
        download("https://forum.example/", PATIENT, network=through(proxy, trusting))
    assert "127.0.0.1" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "10.0.0.1",
        "[::1]",
        "[fe80::1]",
        "localhost",
        "intranet",
        "printer.local",
        "a.internal",
    ],
)
def test_a_proxy_is_not_asked_for_what_is_inside(proxy: Server, trusting: Network, host: str) -> None:
    with pytest.raises(EnvironmentProblemError, match="not on the open internet"):
        download(f"https://{host}/", PATIENT, network=through(proxy, trusting))
    assert not proxy.exchanges


@pytest.mark.parametrize(
    "named", ["socks5://127.0.0.1:9", "https://127.0.0.1:9", "http://", "http://h:99999"]
)
def test_other_proxies_are_refused(named: str) -> None:
    with pytest.raises(EnvironmentProblemError, match="proxy of this computer") as caught:
        download("https://forum.example/", PATIENT, network=at_home(named))
    assert "HTTPS_PROXY" in caught.value.hint


def test_the_proxy_comes_from_the_environment(
    proxy: Server, trusting: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("no_proxy", "NO_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", f"127.0.0.1:{proxy.port}")
    network = Network(resolve=trusting.resolve, context=trusting.context)
    assert download("https://forum.example/", PATIENT, network=network).data == PAGE
    monkeypatch.setenv("no_proxy", "forum.example")
    with pytest.raises(EnvironmentProblemError, match="not on the open internet"):
        download("https://forum.example/", PATIENT, network=network)

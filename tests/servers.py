"""A server on this machine whose answers a test sets, and a network in which every name leads to it."""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pytest

from consultrep.errors import EnvironmentProblemError, ExitCode
from consultrep.importers.connecting import Network
from consultrep.importers.downloading import Download, Limits, download
from consultrep.importers.web_address import Address, is_public

PAGE = (
    '<!DOCTYPE html>\n<html class="no-js" lang="fr" dir="ltr">\n<head><meta charset="utf-8">\n'
    "<title>Forum sur les sentiers&nbsp;: rapport sommaire</title></head>\n"
    '<body vocab="http://schema.org/" typeof="WebPage"><main property="mainContentOfPage">\n'
    '<h1 property="name" id="wb-cont">Forum sur les sentiers&nbsp;: rapport sommaire</h1>\n'
    "<p>Il faut baliser les sentiers près des écoles, où les élèves marchent à l'aube.</p>\n"
    "</main></body></html>\n"
).encode()
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


def allow_loopback(address: Address) -> bool:
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

"""The connection with a server of the open internet, straight or by way of a proxy, within a deadline."""

from __future__ import annotations

import base64
import http.client
import io
import ipaddress
import queue
import socket
import ssl
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from typing import Final

from consultrep import __version__
from consultrep.errors import EnvironmentProblemError
from consultrep.importers.web_address import Address, Target, by_hand, is_public, refusal
from consultrep.messages import gettext as _

FAILURES: Final = (OSError, http.client.HTTPException)
_INSIDE: Final = (".local", ".localhost", ".internal", ".home.arpa")


class NoSecureAnswerError(EnvironmentProblemError):
    """https brought no answer; plain http might."""


def _resolve(host: str) -> Sequence[str]:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _proxy_for(scheme: str, host: str) -> str:
    proxies = urllib.request.getproxies()
    chosen = proxies.get(scheme) or proxies.get("all") or ""
    return "" if not chosen or urllib.request.proxy_bypass(host) else chosen


@dataclass(frozen=True)
class Network:
    """What stands outside the program; only tests put something else in its place."""

    allow: Callable[[Address], bool] = is_public
    resolve: Callable[[str], Sequence[str]] = _resolve
    proxy_for: Callable[[str, str], str] = _proxy_for
    context: Callable[[], ssl.SSLContext] = ssl.create_default_context


OUTSIDE: Final = Network()


@dataclass(frozen=True)
class Errand:
    """One download as the network sees it: the types to ask for, the seconds that a connection and the whole
    may take, and the moment (of the monotonic clock) by which it must have ended."""

    network: Network
    accept: str
    connect: float
    total: float
    end: float

    def left(self) -> float:
        """The seconds left, more than 0; TimeoutError when there are none."""
        if (left := self.end - time.monotonic()) <= 0:
            raise TimeoutError
        return left

    def to_connect(self) -> float:
        """The seconds that the next step of connecting may take; TimeoutError when there are none."""
        return min(self.connect, self.left())


class _Line(io.RawIOBase):
    """A socket as http.client wants it: each read ends by the deadline, however few bytes come at a time."""

    def __init__(self, connected: socket.socket, errand: Errand) -> None:
        self._socket, self._errand = connected, errand

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._socket.settimeout(self._errand.left())
        return self._socket.recv_into(buffer)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def sendall(self, data: bytes) -> None:
        self._socket.settimeout(self._errand.left())
        self._socket.sendall(data)

    def close(self) -> None:
        """Do nothing: http.client closes before it has read; who connected the socket closes it."""


def answer(target: Target, errand: Errand, stack: ExitStack) -> http.client.HTTPResponse:
    """The server's answer to a request for `target`, its body still to be read while `stack` is open."""
    try:
        proxy = errand.network.proxy_for(target.scheme, target.host)
        if proxy:
            return _answer_through(proxy, target, errand, stack)
        line = stack.enter_context(
            closing(_connected(_public_addresses(target, errand), target.port, errand))
        )
        if target.scheme == "https":
            line = stack.enter_context(closing(_secured(line, target, errand)))
        return _asked(line, errand, "GET", target.path, {"Host": target.netloc})
    except FAILURES as error:
        raise _explained(error, target, errand) from error


def _answer_through(proxy: str, target: Target, errand: Errand, stack: ExitStack) -> http.client.HTTPResponse:
    """The answer by way of a proxy, which resolves the name itself: only the name can be checked here."""
    host, port, authorization = _parsed_proxy(proxy)
    _refuse_inside(target, errand)
    line = stack.enter_context(closing(_connected(_resolved(host, errand), port, errand)))
    if target.scheme == "http":
        return _asked(line, errand, "GET", str(target), {"Host": target.netloc, **authorization})
    place = f"[{target.host}]:{target.port}" if ":" in target.host else f"{target.host}:{target.port}"
    tunnel = _asked(line, errand, "CONNECT", place, {"Host": place, **authorization})
    if tunnel.status != 200:
        raise _barred(host, tunnel.status)
    line = stack.enter_context(closing(_secured(line, target, errand)))
    return _asked(line, errand, "GET", target.path, {"Host": target.netloc})


def _barred(proxy: str, status: int) -> EnvironmentProblemError:
    if status == 407:
        hint = _("write it as HTTPS_PROXY=http://name:password@host:port")
        return refusal(_("the proxy {host} asks for a name and a password"), hint, host=proxy)
    # A proxy says so too where the server has no https, and then plain http may do.
    message = _("the proxy {host} does not let the request through ({status})")
    return NoSecureAnswerError(message.format(host=proxy, status=status), by_hand())


def _parsed_proxy(proxy: str) -> tuple[str, int, dict[str, str]]:
    parts = urllib.parse.urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    try:
        port = parts.port or 80
    except ValueError:
        port = 0
    if parts.scheme != "http" or not parts.hostname or not port:
        hint = _("HTTPS_PROXY=http://host:port names one that can")
        raise refusal(_("the proxy of this computer cannot be used: it is not an http:// address"), hint)
    if parts.username is None:
        return parts.hostname, port, {}
    pair = urllib.parse.unquote(f"{parts.username}:{parts.password or ''}")
    return parts.hostname, port, {"Proxy-Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}


def _refuse_inside(target: Target, errand: Errand) -> None:
    """Refuse a name or a written address that can only stand for a machine of the inside network."""
    try:
        # Some systems also read 127.1 and 2130706433 as addresses; inet_aton does everywhere.
        written = ipaddress.ip_address(target.host if ":" in target.host else socket.inet_aton(target.host))
    except (OSError, ValueError):
        inside = "." not in target.host or target.host.endswith(_INSIDE)
    else:
        inside = not errand.network.allow(written)
    if inside:
        raise _not_public(target)


def _public_addresses(target: Target, errand: Errand) -> Sequence[str]:
    """The addresses of the host, resolved once; refused unless every one is public."""
    found = _resolved(target.host, errand)
    if not all(errand.network.allow(ipaddress.ip_address(address)) for address in found):
        raise _not_public(target)
    return found


def _not_public(target: Target) -> EnvironmentProblemError:
    message = _("{host} is not on the open internet: its address is that of an inside or special network")
    return refusal(message, host=target.host)


def _resolved(host: str, errand: Errand) -> Sequence[str]:
    """The addresses of `host`; in a thread, because the system's resolver knows no time limit."""
    answers: queue.Queue[Sequence[str] | OSError | UnicodeError] = queue.Queue()

    def ask() -> None:
        try:
            answers.put(errand.network.resolve(host))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=errand.to_connect())
    except queue.Empty as error:
        raise TimeoutError from error
    if not found or isinstance(found, UnicodeError):
        raise socket.gaierror
    if isinstance(found, OSError):
        raise found
    return found


def _connected(addresses: Sequence[str], port: int, errand: Errand) -> socket.socket:
    """A connection with the first of the addresses that answers; they are numbers, so nothing is resolved."""
    for address in addresses[:-1]:
        with suppress(OSError):
            return socket.create_connection((address, port), errand.to_connect())
    return socket.create_connection((addresses[-1], port), errand.to_connect())


def _secured(line: socket.socket, target: Target, errand: Errand) -> ssl.SSLSocket:
    line.settimeout(errand.to_connect())
    # A connection that breaks off without the closing notice must not look like the end of the page.
    return errand.network.context().wrap_socket(line, server_hostname=target.host, suppress_ragged_eofs=False)


def _asked(
    line: socket.socket, errand: Errand, method: str, place: str, headers: dict[str, str]
) -> http.client.HTTPResponse:
    own = {
        "User-Agent": f"consultrep/{__version__}",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    connection = http.client.HTTPConnection("unused")
    connection.sock = _Line(line, errand)
    connection.request(method, place, headers={**headers, **own, "Accept": errand.accept})
    return connection.getresponse()


def _explained(error: Exception, target: Target, errand: Errand) -> EnvironmentProblemError:
    """What a person can make of a failure to get an answer."""
    hint, reason = "", getattr(error, "strerror", None) or type(error).__name__
    if isinstance(error, socket.gaierror):
        hint = _("check the address and the connection to the internet")
        return refusal(_("no server named {host} was found"), hint, host=target.host)
    if errand.end <= time.monotonic():
        return too_slow(errand)
    if isinstance(error, ssl.SSLCertVerificationError):
        message, reason = _("the certificate of {host} cannot be trusted: {reason}"), error.verify_message
        hint = _("check the address and this computer's date; an office network may need SSL_CERT_FILE")
    elif isinstance(error, ssl.SSLError):
        message, reason = _("no secure connection with {host}: {reason}"), error.reason or reason
    elif isinstance(error, TimeoutError):
        message = _("{host} does not answer")
    elif isinstance(error, (ConnectionResetError, ConnectionAbortedError, BrokenPipeError)):
        message = _("{host} closed the connection without an answer")
    elif isinstance(error, http.client.HTTPException):
        message = _("{host} does not answer as a web server does")
    else:
        message = _("no connection with {host}: {reason}")
    problem = refusal(message, hint, host=target.host, reason=reason)
    return problem if target.scheme == "http" else NoSecureAnswerError(problem.message, problem.hint)


def too_slow(errand: Errand) -> EnvironmentProblemError:
    """The error of a download that its deadline ended."""
    return refusal(_("the download took longer than {seconds:g} seconds"), seconds=errand.total)

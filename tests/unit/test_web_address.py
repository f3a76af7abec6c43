from __future__ import annotations

import ipaddress
import socket

import pytest

from consultrep.errors import EnvironmentProblemError
from consultrep.importers.connecting import Network
from consultrep.importers.downloading import download
from consultrep.importers.web_address import is_public
from tests.servers import PAGE, PATIENT, Server, allow_loopback, at_home, onward


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

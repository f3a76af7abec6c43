from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultrep.errors import EnvironmentProblemError
from consultrep.importers.connecting import Network
from consultrep.importers.downloading import HTML, download
from tests.servers import PAGE, PATIENT, Exchange, Server, at_home, head, onward, raw, running


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

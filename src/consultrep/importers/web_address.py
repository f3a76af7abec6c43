"""Addresses of pages: which may be asked for, and which machines are of the open internet."""

from __future__ import annotations

import ipaddress
import re
import urllib.parse
from dataclasses import dataclass
from typing import Final

from consultrep.errors import EnvironmentProblemError
from consultrep.messages import gettext as _

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS: Final = {"http": 80, "https": 443}
_SAFE: Final = "%/?:@!$&'()*+,;=-._~[]"
# is_global differs between versions of Python and lets relays to other networks through.
_PUBLIC_V6: Final = ipaddress.ip_network("2000::/3")
_NOT_PUBLIC: Final = [
    ipaddress.ip_network(n)
    for n in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
]


@dataclass(frozen=True)
class Target:
    """A checked address: `host` in ASCII, `path` (with its query) percent-encoded."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def netloc(self) -> str:
        """Host and port as they stand in an address, the port left out where it is the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.path}"

    def joined(self, location: str) -> Target:
        """Where a Location header of this page leads; ValueError or EnvironmentProblemError where nowhere."""
        # http.client reads headers as Latin-1; quoting the bytes keeps what was sent.
        quoted = urllib.parse.quote(location.encode("latin-1"), safe=_SAFE + "#")
        return parsed_address(urllib.parse.urljoin(str(self), quoted) if quoted else "")


def is_public(address: Address) -> bool:
    """Whether `address` is of the open internet: not of a machine, an inside network, a group, a relay."""
    if address.version == 6 and address not in _PUBLIC_V6:
        return False
    special = address.is_multicast or address.is_reserved or any(address in n for n in _NOT_PUBLIC)
    return address.is_global and not special


def by_hand() -> str:
    """What a person can do where no download is possible."""
    return _("save the page in a browser, then import the saved file")


def refusal(message: str, hint: str = "", **values: object) -> EnvironmentProblemError:
    """The error that says why there is no download, `values` filled into `message`."""
    return EnvironmentProblemError(message.format(**values), hint or by_hand())


def parsed_address(address: str) -> Target:
    """What an address asks for; EnvironmentProblemError where it cannot be one of a page."""
    try:
        parts = urllib.parse.urlsplit(address.strip())
        port = parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
    except ValueError as error:
        raise refusal(_("this is not the address of a page"), _("copy it from the browser")) from error
    if parts.scheme not in _PORTS:
        hint = _("copy it from the browser")
        raise refusal(_("the address does not begin with https://"), hint)
    if parts.username is not None or parts.password is not None:
        raise refusal(_("the address holds a user name or a password; these are never sent"))
    if not re.fullmatch(r"[a-z0-9._:-]+", host):
        raise refusal(_("the address names no server"), _("copy it from the browser"))
    path = urllib.parse.quote(parts.path or "/", safe=_SAFE)
    query = "?" + urllib.parse.quote(parts.query, safe=_SAFE) if parts.query else ""
    return Target(parts.scheme, host, port or _PORTS[parts.scheme], path + query)

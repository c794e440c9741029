"""Which addresses may be asked: public ones, and the one place that the user named.

A source that is trusted today can answer tomorrow with a redirect into the network of whoever
collects. So each hop is looked up before it is asked, and the address that answered is checked
before its answer is read.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from tocsin.errors import SourceError

PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be asked; the host and port of ``named``, a URL that the user gave, always may."""

    named: str | None = None

    def check(self, url: str) -> None:
        """Refuse a URL that is not HTTP, names nobody, or leads into a private network.

        Raises:
            SourceError: refused, or the host's name has no address.
        """
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise SourceError(f"{url} is no web address; only http:// and https:// are asked")
        if self._is_named(parts):
            return
        for address in _addresses(parts):
            self.check_address(url, address)

    def check_address(self, url: str, address: str) -> None:
        """Refuse an answer from an address of a private network."""
        if self._is_named(urlsplit(url)):
            return
        if not _public(address):
            raise SourceError(
                f"{url} leads to {address}, an address that is not public; it was not asked. "
                "If you meant it, give that address itself"
            )

    def _is_named(self, parts: SplitResult) -> bool:
        if self.named is None:
            return False
        mine = urlsplit(self.named)
        return (mine.hostname, _port(mine)) == (parts.hostname, _port(parts))


def _public(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo and found.teredo[1])
        if inner and not inner.is_global:
            return False
    return found.is_global and not found.is_multicast


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port or PORTS.get(parts.scheme)
    except ValueError as error:
        raise SourceError(f"{parts.geturl()} has an impossible port; correct it") from error


def _addresses(parts: SplitResult) -> list[str]:
    try:
        found = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(
            f"no address is known for {parts.hostname} ({error}); "
            "check the name and the network, or give a file instead"
        ) from error
    return [str(entry[4][0]) for entry in found]

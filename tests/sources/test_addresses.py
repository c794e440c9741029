"""Private addresses are not asked, however they are written or reached."""

from __future__ import annotations

import socket

import pytest

from tocsin.errors import SourceError
from tocsin.sources.addresses import Guard

PRIVATE = ".".join(["10", "1", "2", "3"])


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x", "http://127.1/", "http://[::1]/", f"http://{PRIVATE}/",
        "http://169.254.169.254/latest", "http://172.16.9/", "http://0.0.0.0/",
        "http://2130706433/", "http://0x7f.1/", "http://[::ffff:127.0.0.1]/", "http://100.64.0.1/",
        "http://[fe80::1]/", "http://[2002:7f00:1::]/", "http://224.0.0.1/",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(SourceError, match="not public; it was not asked"):
        Guard().check(url)


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "http://", "x"])
def test_only_the_web_is_asked(url: str) -> None:
    with pytest.raises(SourceError, match="no web address"):
        Guard().check(url)


def test_what_the_user_named_may_be_private_but_nothing_beside_it() -> None:
    guard = Guard("http://127.0.0.1:8123/lists")
    guard.check("http://127.0.0.1:8123/other")
    guard.check_address("http://127.0.0.1:8123/other", "127.0.0.1")
    for url in ("http://127.0.0.1:8124/", "https://127.0.0.1/", "http://127.0.0.2:8123/"):
        with pytest.raises(SourceError, match="not public"):
            guard.check(url)


def test_a_name_is_looked_up_and_every_address_of_it_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def looked_up(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("127.0.0.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    with pytest.raises(SourceError, match=r"leads to 127\.0\.0\.1"):
        Guard().check("http://two.example/")

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror("unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(SourceError, match=r"no address is known for gone\.example"):
        Guard().check("http://gone.example/")


def test_the_address_that_answered_is_checked_too() -> None:
    with pytest.raises(SourceError, match=r"leads to 10\."):
        Guard().check_address("http://rebound.example/", PRIVATE)
    Guard().check_address("http://rebound.example/", "93.184.215.14")
    with pytest.raises(SourceError, match="impossible port"):
        Guard("http://a.example:99999/").check("http://b.example/")

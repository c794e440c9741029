"""One address for one document, however it was reached."""

from __future__ import annotations

import pytest

from tocsin.ledger.addresses import canonical_url

PAGE = "https://example.org/news/2026/dam?id=7&lang=ru"


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        "http://www.example.org:80/news/2026/dam/?lang=ru&id=7",
        "https://m.example.org/news/2026/dam?id=7&lang=ru&utm_source=feed&fbclid=x",
        "https://EXAMPLE.org/news/2026/dam?id=7&lang=ru#comments",
        "https://amp.example.org/news/2026/dam/amp/?id=7&lang=ru",
        "https://example-org.cdn.ampproject.org/c/s/example.org/news/2026/dam?id=7&lang=ru",
        " https://mobile.example.org/news/2026/dam.amp?id=7&lang=ru&amp=1 ",
    ],
)
def test_all_ways_to_a_document_are_one_address(url: str) -> None:
    assert canonical_url(url) == PAGE


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/news/2026/dam?id=8&lang=ru",
        "https://example.org/news/2026/dam?id=7",
        "https://example.org:8443/news/2026/dam?id=7&lang=ru",
        "https://media.example.org/news/2026/dam?id=7&lang=ru",
        "https://m.org/news/2026/dam?id=7&lang=ru",
    ],
)
def test_another_document_has_another_address(url: str) -> None:
    assert canonical_url(url) not in {None, PAGE}


@pytest.mark.parametrize(
    "url",
    [None, "", "https://example.org/", "https://www.example.org", "mailto:a@b.c", "ftp://h/f",
     "https://[bad", "https://h:port/x"],
)  # fmt: skip
def test_a_home_page_or_what_is_no_page_has_no_address(url: str | None) -> None:
    assert canonical_url(url) is None

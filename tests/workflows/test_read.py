"""The verb ``read``: a file becomes items with spans, or a refusal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import tocsin
from tests.reading.annotated import TEXTS
from tests.sources.server_for_tests import Reply, Server, serving
from tocsin.errors import ReadingError
from tocsin.results import Reading

SAHEL = TEXTS / "sahel.fr.txt"


def test_a_reading_says_what_was_read() -> None:
    found = tocsin.read(SAHEL, doc_date=date(2025, 5, 12))
    text = SAHEL.read_bytes().decode()
    assert found.source.text == text
    assert found.source.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (found.source.language, found.source.chars) == ("fr", len(text))
    assert found.newest_date == date(2025, 2, 3)
    assert len(found.of("triggers")) == 5
    for item in found.items:
        for span in item.spans:
            assert text[span.start : span.end] == span.quote


def test_a_reading_survives_json() -> None:
    found = tocsin.read(SAHEL)
    assert Reading.model_validate_json(found.model_dump_json()) == found


def test_the_language_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("Mali 2024", encoding="utf-8")
    found = tocsin.read(path, language="fr")
    assert (found.source.language, found.source.language_given) == ("fr", True)
    with pytest.raises(ReadingError, match="'de'"):
        tocsin.read(path, language="de")


PAGE = """<!DOCTYPE html><html><head><title>t</title></head><body><nav>Menu</nav><article>
<h1>The river and the treaty</h1>
<p>On 3 May 2025 Sudan closed the Metema crossing, and trade on both banks of the river stopped.</p>
<p>If the talks in Nairobi fail, Khartoum could leave the Nile Basin Initiative.</p>
</article></body></html>"""


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as here:
        yield here


def test_a_page_behind_an_address_is_read(server: Server) -> None:
    server.put("/a?id=1", PAGE.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
    found = tocsin.read(f"{server.url}/a?id=1#part")
    assert (found.source.format, found.source.name) == ("html", f"{server.url}/a?id=1")
    assert "Menu" not in found.source.text
    assert "SDN" in [item.id for item in found.of("actors_countries")]
    assert len(found.of("scenario_claims")) == 1


def test_the_type_that_a_server_states_counts(server: Server) -> None:
    from tests.reading.test_text import _pdf

    server.put("/p", _pdf(text="Mali left."), headers={"Content-Type": "application/pdf"})
    assert tocsin.read(f"{server.url}/p").source.format == "pdf"
    words = "Москва и Астана подписали договор. " * 20
    page = f"<html><body><article><p>{words}</p></article></body></html>"
    for path, content, kind in (("/h", page, "text/html"), ("/t", words, "text/plain")):
        headers = {"Content-Type": f"{kind}; charset=KOI8-R"}
        server.put(path, content.encode("koi8-r"), headers=headers)
        assert "Астана подписали" in tocsin.read(f"{server.url}{path}").source.text
    server.put("/moved", b"", status=302, headers={"Location": "/p"})
    assert tocsin.read(f"{server.url}/moved").source.name == f"{server.url}/p"


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(b"gone", 404), "answered 404"),
        (Reply(b"", 302, {"Location": "http://127.0.0.2:9/x"}), "not public"),
        (Reply(b"", 302, {"Location": "file:///etc/passwd"}), "no web address"),
        (Reply(b"", 302, {"Location": "/r"}), "redirected more than"),
        (Reply(b"word " * 4_000_001, 200, {"Content-Type": "text/plain"}), "larger than"),
        (Reply(b"\x89PNG", 200, {"Content-Type": "image/png"}), "'image/png'"),
        (Reply(b"words", 200, {"Content-Type": "application/pdf"}), "no PDF"),
        (Reply(b"\x1f\x8b\x08", 200, {"Content-Type": "text/html"}), "compressed"),
    ],
)  # fmt: skip
def test_what_an_address_may_not_give(server: Server, reply: Reply, said: str) -> None:
    server.pages["/r"] = reply
    with pytest.raises(ReadingError, match=said):
        tocsin.read(f"{server.url}/r")
    assert server.times("/r") <= 6


def test_no_password_is_kept(server: Server) -> None:
    server.put("/a", PAGE.encode(), headers={"Content-Type": "text/html"})
    address = server.url.replace("http://", "HTTP://reader:secret@")
    found = tocsin.read(f"{address}/a")
    assert found.source.name.lower() == f"{server.url}/a"
    assert "secret" not in found.model_dump_json()

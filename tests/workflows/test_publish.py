"""The verb ``publish``: a site, whole, relative, silent, checked, where the mark permits it."""

from __future__ import annotations

import base64
import hashlib
import json
import posixpath
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
import pytest

from tests import results_for_tests as made
from tests.workflows.test_desk import calls as calls  # the answers made up
from tests.workflows.test_desk import make_up
from tocsin.briefing.findings import Writer
from tocsin.briefing.pages import PAGES
from tocsin.briefing.parts import Figure
from tocsin.case.schema import Tlp
from tocsin.errors import HandlingError, WorkspaceError
from tocsin.exports.tables import TABLES
from tocsin.language import Language
from tocsin.results import Quote, WeighedEvidence
from tocsin.workflows import answers
from tocsin.workflows.publish import publish
from tocsin.workflows.weighed import weighed

SHOWN = [page for page in PAGES if page not in ("what-if", "record")]
HOSTILE = '<script>alert("x")</script>'


def marked(mark: Tlp) -> Any:
    case = made.case()
    return case.model_copy(update={"header": case.header.model_copy(update={"tlp": mark})})


def hostile() -> Any:
    """The made-up case with a source that would like to be a program."""
    case = made.case()
    source = case.sources[0].model_copy(update={"title": HOSTILE, "url": "javascript:alert(1)"})
    return case.model_copy(update={"sources": [source, *case.sources[1:]]})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site") / "out"
    with pytest.MonkeyPatch.context() as patch:
        make_up(patch)
        publish(hostile(), root)
    return root


def pages(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("*.html")
    }


def test_every_page_is_there_in_both_languages(site: Path) -> None:
    expected = {f"{language}/{page}.html" for language in Language for page in [*SHOWN, "data"]}
    found = set(pages(site))
    items = {path for path in found if "/evidence-" in path}
    assert found == {"index.html", *expected, *items}
    assert len(items) > 2 * len(Language)


def test_every_link_is_relative_and_leads_somewhere(site: Path) -> None:
    found = pages(site)
    for path, html in found.items():
        for address in re.findall(r'(?:href|src)="([^"]*)"', html):
            target, _, anchor = unescape(address).partition("#")
            if target.startswith(("https://", "http://")):
                continue
            assert not target.startswith("/"), (path, address)
            reached = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            reached = path if not target else reached
            assert (site / reached).is_file(), (path, address)
            if anchor:
                assert f'id="{anchor}"' in found[reached], (path, address)


def test_a_page_runs_nothing_and_asks_nobody(site: Path) -> None:
    for path, html in pages(site).items():
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
        assert policy, path
        (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert unescape(policy[1]) == (
            f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
            "form-action 'none'"
        )
        assert not re.search(r"<script|<form|<iframe|<img|\son\w+=|\sstyle=", html), path
        assert "url(" not in style
        assert "@import" not in style


def test_every_page_carries_the_mark_twice_and_the_day(site: Path) -> None:
    for path, html in pages(site).items():
        if path != "index.html":
            assert html.count('class="tlp clear">TLP:CLEAR<') == 2, path
            assert ("16 March 2026" if path.startswith("en") else "16 mars 2026") in html


def test_the_data_and_the_feeds_go_along(site: Path) -> None:
    there = {path.name for path in (site / "data").iterdir()}
    assert {f"{name}.{form}" for name in TABLES for form in ("csv", "parquet")} <= there
    for language in Language:
        read = feedparser.parse((site / f"{language}/changes.atom").read_bytes())
        assert read.entries
        assert not read.bozo
        for entry in read.entries:
            assert (site / str(language) / posixpath.basename(entry.link)).is_file()


def test_the_list_of_files_holds_each_and_says_for_whom(site: Path) -> None:
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["kind"], manifest["tlp"], manifest["audience"]) == (
        "site", "TLP:CLEAR", "public",
    )  # fmt: skip
    listed = {each["path"]: each["sha256"] for each in manifest["files"]}
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name not in ("manifest.json", "SHA256SUMS"):
            assert listed[name] == hashlib.sha256(path.read_bytes()).hexdigest()


def undrawn(_: Writer, anchor: str, caption: str, alternative: str, make: Any) -> Figure:
    return Figure(caption, alternative, "", "", anchor)


@pytest.mark.usefixtures("calls")
def test_the_words_of_documents_stay_in_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "The minister has said this in so many words."
    quote = Quote(proposal="P1", title="Speech", text=words, start=None, end=None,
                  decided_by="ana", decided_why="plain")  # fmt: skip

    def quoting(*asked: Any, **options: Any) -> WeighedEvidence:
        found = weighed(*asked, **options)
        items = [each.model_copy(update={"passages": [quote]}) for each in found.items]
        return found.model_copy(update={"items": items})

    monkeypatch.setattr(answers, "weighed", quoting)
    monkeypatch.setattr(Writer, "figure", undrawn)
    publish(made.case(), tmp_path / "out")
    for path in (tmp_path / "out").rglob("*"):
        assert path.is_dir() or words.encode() not in path.read_bytes(), path


@pytest.mark.usefixtures("calls")
def test_a_second_run_gives_the_same_bytes_and_replaces_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # drawing takes nearly all the time, and is tested where the pictures are
    monkeypatch.setattr(Writer, "figure", undrawn)
    first = publish(made.case(), tmp_path / "out")
    again = publish(made.case(), tmp_path / "out")
    assert first.files == again.files


def test_a_folder_with_other_files_is_refused_at_no_cost(
    site: Path, calls: list[str], tmp_path: Path
) -> None:
    shutil.copytree(site, tmp_path / "out")
    (tmp_path / "out" / "CNAME").write_text("x", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="CNAME"):
        publish(made.case(), tmp_path / "out")
    assert calls == []


@pytest.mark.parametrize("mark", [mark for mark in Tlp if mark is not Tlp.CLEAR])
def test_what_is_not_clear_is_not_published(mark: Tlp, calls: list[str], tmp_path: Path) -> None:
    with pytest.raises(HandlingError, match=re.escape(f"TLP:{mark.value} ")):
        publish(marked(mark), tmp_path / "out")
    assert calls == []
    assert not (tmp_path / "out").exists()


def test_a_hostile_title_stays_text(site: Path) -> None:
    for language in Language:
        html = (site / f"{language}/timeline.html").read_text(encoding="utf-8")
        assert "&lt;script&gt;" in html
        assert 'href="javascript:' not in html

"""The layout that a reader relies on: modules explained and tested, nothing private, all pinned."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "tocsin"
ROOMS = (
    "case",
    "scoring",
    "ledger",
    "lake",
    "sources",
    "indicators",
    "outside_view",
    "engine",
    "inference",
    "reading",
    "backtest",
    "briefing",
    "watching",
    "exports",
    "workflows",
    "web",
    "mcp",
)

GROUPED: dict[str, str] = {
    "briefing/abbreviations": "briefing/test_briefing.py",
    "briefing/annexes": "briefing/test_briefing.py",
    "briefing/charts": "briefing/test_briefing.py",
    "briefing/document": "briefing/test_briefing.py",
    "briefing/drawing": "briefing/test_briefing.py",
    "briefing/findings": "briefing/test_briefing.py",
    "briefing/html": "briefing/test_briefing.py",
    "briefing/judgement": "briefing/test_briefing.py",
    "briefing/likelihood_words": "briefing/test_icd203.py",
    "briefing/links": "briefing/test_one_page.py",
    "briefing/markdown": "briefing/test_briefing.py",
    "briefing/off_ramps": "briefing/test_prospects.py",
    "briefing/parts": "briefing/test_briefing.py",
    "briefing/past_charts": "briefing/test_past.py",
    "briefing/path_picture": "briefing/test_prospects.py",
    "briefing/pathways": "briefing/test_prospects.py",
    "briefing/pictures": "briefing/test_briefing.py",
    "briefing/premortem": "briefing/test_prospects.py",
    "briefing/question_charts": "briefing/test_prospects.py",
    "briefing/questions": "briefing/test_prospects.py",
    "briefing/reasons": "briefing/test_briefing.py",
    "briefing/rows": "briefing/test_prospects.py",
    "briefing/scenario": "briefing/test_prospects.py",
    "briefing/situation": "briefing/test_briefing.py",
    "briefing/statements": "briefing/test_icd203.py",
    "briefing/widths": "briefing/test_paper.py",
    "briefing/atlas": "briefing/test_mapped.py",
    "briefing/svg": "briefing/test_mapped.py",
    "briefing/influence_picture": "briefing/test_influences.py",
    "briefing/timeline_picture": "briefing/test_observed.py",
    "briefing/weights": "briefing/test_evidence.py",
    "workflows/weighing": "workflows/test_weighed.py",
    "workflows/quotes": "workflows/test_weighed.py",
    "case/check_context": "case/test_check.py",
    "case/check_dates": "case/test_check_evidence.py",
    "case/check_ids": "case/test_check_references.py",
    "case/schema_errors": "case/test_load.py",
    "exports/assessment_tables": "exports/test_tables.py",
    "exports/dictionary": "workflows/test_data.py",
    "exports/prospects_tables": "exports/test_tables.py",
    "exports/reasons_tables": "exports/test_tables.py",
    "exports/record_tables": "exports/test_tables.py",
    "exports/situation_tables": "exports/test_tables.py",
    "exports/site": "workflows/test_publish.py",
    "exports/table": "exports/test_tables.py",
    "engine/kernel": "engine/test_simulate.py",
    "briefing/pages": "workflows/test_desk.py",
    "briefing/recent": "workflows/test_desk.py",
    "briefing/timeline": "workflows/test_desk.py",
    "mcp/answers": "mcp/test_server.py",
    "mcp/desks": "mcp/test_server.py",
    "mcp/tools": "mcp/test_server.py",
    "web/api": "web/test_app.py",
    "web/asking": "web/test_app.py",
    "web/pages": "web/test_app.py",
    "web/who": "web/test_gate.py",
    "workflows/answers": "briefing/test_brief.py",
    "reading/entries": "reading/test_draft.py",
    "reading/rivals": "reading/test_draft.py",
    "ledger/forecasts": "workflows/test_record.py",
    "workflows/register": "workflows/test_record.py",
    "workflows/settle": "workflows/test_record.py",
    "ledger/decisions": "workflows/test_decide.py",
    "reading/actors": "reading/test_finding.py",
    "reading/clauses": "reading/test_conditionals.py",
    "reading/inflection": "reading/test_gazetteer.py",
    "reading/lexicon": "reading/test_finding.py",
    "reading/predictions": "reading/test_finding.py",
    "workflows/brief": "briefing/test_brief.py",
    "workflows/tables": "workflows/test_benchmark_views.py",
    "workflows/check": "case/test_check.py",
    "workflows/obligations": "case/test_obligations.py",
    "workflows/routes": "case/test_routes.py",
    "workflows/statement": "workflows/test_decide.py",
    "workflows/schema": "case/test_json_schema.py",
}
"""Modules without a test file of their own, and the file that tests them through another door."""


def _tracked() -> list[Path]:
    """The files that git tracks, or all files of the source tree where there is no git."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        places = ("src", "tests", "docs", "benchmarks")
        found = (path for place in places for path in (ROOT / place).rglob("*") if path.is_file())
        return [path for path in found if "__pycache__" not in path.parts]
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file()]


def _text_files() -> Iterator[tuple[Path, str]]:
    """All tracked text but this file, which spells out what it looks for."""
    for path in _tracked():
        if path == Path(__file__) or path.suffix in {".png", ".parquet"}:
            continue
        yield path, path.read_text(encoding="utf-8")


PRIVATE = {
    "a path of somebody's machine": re.compile(r"/(?:home|Users|root|work)/\w|[A-Z]:\\\\?Users"),
    "an address of a package registry": re.compile(
        r"(?:--(?:extra-)?index-url|--find-links|--trusted-host|://[\w.-]*(?:pypi|index|registry|"
        r"artifact|mirror|nexus)[\w.-]*[:/])"
    ),
    "an address of a private network": re.compile(
        r"\b(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}\b|//localhost"
    ),
}


def private_in(text: str) -> list[str]:
    """What of a text belongs to one machine only."""
    return [what for what, pattern in PRIVATE.items() if pattern.search(text)]


def test_private_things_are_recognised() -> None:
    planted = {
        "cd /home/ana/tocsin": ["a path of somebody's machine"],
        "--index-url x": ["an address of a package registry"],
        "https://index.example.org/simple": ["an address of a package registry"],
        "at 192.168.1.7": ["an address of a private network"],
        "see https://www.apache.org/licenses/LICENSE-2.0": [],
    }
    for text, expected in planted.items():
        assert private_in(text) == expected


def test_no_machine_path_or_registry_in_tracked_files() -> None:
    found = {
        str(path.relative_to(ROOT)): what
        for path, text in _text_files()
        if (what := private_in(text))
    }
    assert found == {}


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _named(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)


@pytest.mark.parametrize("path", _modules(), ids=_named)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert doc, f"{_named(path)} has no docstring"
    assert len(doc.split()) >= 4, f"the docstring of {_named(path)} says nothing: {doc!r}"


def _imported(path: Path) -> set[str]:
    """The modules that a file imports, and everything it imports from them as if a module."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _room_modules() -> list[Path]:
    return [
        path
        for room in ROOMS
        for path in sorted((PACKAGE / room).glob("*.py"))
        if path.name != "__init__.py"
    ]


def _test_file(path: Path) -> Path | None:
    """The test file of a module: by its name in the folder of its room, or by the mapping."""
    room, stem = path.parent.name, path.stem
    for place in (ROOT / "tests" / room, ROOT / "tests"):
        if (place / f"test_{stem}.py").is_file():
            return place / f"test_{stem}.py"
    grouped = GROUPED.get(f"{room}/{stem}")
    return None if grouped is None else ROOT / "tests" / grouped


@pytest.mark.parametrize("path", _room_modules(), ids=_named)
def test_every_module_has_its_test_file(path: Path) -> None:
    file = _test_file(path)
    assert file is not None, (
        f"no tests/{path.parent.name}/test_{path.stem}.py; write it, or name in GROUPED the file "
        "that tests this module"
    )
    assert file.is_file(), f"GROUPED sends {_named(path)} to {file}, which does not exist"
    assert "def test_" in file.read_text(encoding="utf-8"), f"{file} holds no test"
    assert any(name.startswith(("tocsin.", "tests.")) for name in _imported(file)), file


def test_the_mapping_names_modules_that_exist() -> None:
    modules = {f"{path.parent.name}/{path.stem}" for path in _room_modules()}
    assert sorted(set(GROUPED) - modules) == []


def _canonical(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = {}
    for line in lines:
        if line and not line.startswith("#"):
            pinned = re.fullmatch(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.]+)", line)
            assert pinned, f"constraints.txt: {line!r} is no pin of the form name==version"
            pins[_canonical(pinned[1])] = pinned[2]
    return pins


def _requirements() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project.get("optional-dependencies", {}).values()
    return [*project["dependencies"], *(line for extra in extras for line in extra)]


@pytest.mark.parametrize("requirement", _requirements())
def test_every_dependency_is_pinned_at_what_it_asks_for(requirement: str) -> None:
    parts = re.fullmatch(r"([A-Za-z0-9._-]+)>=([0-9.]+)", requirement)
    assert parts, f"{requirement!r}: write name>=version"
    version = _pins().get(_canonical(parts[1]))
    assert version, f"{parts[1]} has no pin in constraints.txt"
    numbers = [tuple(map(int, re.findall(r"\d+", text))) for text in (version, parts[2])]
    assert numbers[0] >= numbers[1], f"{parts[1]} is pinned at {version}, below {parts[2]}"


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {project['version']}\n" in citation

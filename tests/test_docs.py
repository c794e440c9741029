"""The documentation is true: examples run, the reference is current, nothing is left out."""

from __future__ import annotations

import inspect
import math
import re
import shlex
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from docs import generate
from docs.models import reached
from pydantic import BaseModel
from typer.testing import CliRunner, Result

import tocsin
from tests.backtest.worlds_for_tests import write_africa, write_files
from tests.sources.gdelt_for_tests import event_files
from tests.workflows.workspaces_for_tests import taught_desk
from tocsin import results
from tocsin.case.load import KINDS, shipped_cases
from tocsin.case.schema import NodeKind, Tables
from tocsin.cli import app
from tocsin.exports.tables import TABLES
from tocsin.results import Role
from tocsin.workflows import accounts

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WRITTEN = [page for page in PAGES if page.parent.name != "reference"]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SAMPLES = "2048"
"""Enough for the shipped case to keep its histories alive, few enough for a test."""

QUESTIONS = ("whatif", "off_ramps", "premortem", "matters", "watch_next", "pathways")


def _blocks(page: Path, language: str) -> list[str]:
    found = BLOCK.findall(page.read_text(encoding="utf-8"))
    return [body for kind, body in found if kind == language]


def _commands() -> list[str]:
    """Every distinct command of the documentation, in order."""
    lines = [
        line.removeprefix("$ ").strip()
        for page in WRITTEN
        for block in _blocks(page, "console")
        for line in block.splitlines()
    ]
    return list(dict.fromkeys(lines))


def _examples() -> list[Any]:
    return [
        pytest.param(body, id=f"{page.relative_to(ROOT)}-{k}")
        for page in WRITTEN
        for k, body in enumerate(_blocks(page, "python"))
    ]


def _write_taught_case(folder: Path) -> None:
    """The files of the how-to, each named by the first line of its block."""
    for body in _blocks(ROOT / "docs/how-to/write-a-case.md", "yaml"):
        name = body.splitlines()[0].removeprefix("# ")
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(body, encoding="utf-8")
    for body in _blocks(ROOT / "docs/how-to/read-an-article.md", "text"):
        name, _, text = body.partition("\n")
        (folder / name.removeprefix("# ")).write_text(text, encoding="utf-8")


EXAMPLES = ROOT / "docs/examples"
DRAFTED = "tocsin read docs/examples/strait.txt --doc-date 2025-09-12 -o strait"
"""The command by which the tutorial drafts the case that its reviews are about."""


def _lay_examples(folder: Path) -> None:
    """The examples that commands name, where they are in the repository."""
    shutil.copytree(EXAMPLES, folder / EXAMPLES.relative_to(ROOT))


def _run(command: str) -> Result:
    return CliRunner().invoke(app, shlex.split(command)[1:], input="copper lantern under rain\n")


_ANSWERS: dict[str, Any] = {}


def _asked_once(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The verb, with an answer that was computed before given again: results never change."""

    def ask(case: Any, **asked: Any) -> Any:
        told = {k: v for k, v in sorted(asked.items()) if k != "progress" and v is not None}
        if told.get("seed") == 1:
            del told["seed"]
        key = f"{verb.__name__} {case.header.id} {told}"
        if key not in _ANSWERS:
            _ANSWERS[key] = verb(case, **asked)
        return _ANSWERS[key]

    return ask


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples name no sample size and ask the same thing often; few samples, each thing once."""
    for name in ("assess", "explain", "standpoints"):
        monkeypatch.setattr(f"tocsin.workflows.{name}.DEFAULT_SAMPLES", int(SAMPLES))
    monkeypatch.setattr("tocsin.workflows.standpoints.KEPT", 8)
    monkeypatch.setattr("tocsin.backtest.counts_tuning.INNER", 1)
    for name in ("assess", "explain", *QUESTIONS):
        verb = _asked_once(getattr(tocsin, name))
        for place in (f"tocsin.{name}", f"tocsin.workflows.{name}.{name}",
                      f"tocsin.workflows.answers.{name}"):  # fmt: skip
            monkeypatch.setattr(place, verb)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("code", _examples())
def test_python_examples_run(
    code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "<example>", "exec"), {"__name__": "example"})
    assert capsys.readouterr().out


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("command", [c for c in _commands() if c.startswith("tocsin ")])
def test_commands_of_the_documentation_run(
    command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    _write_taught_case(tmp_path)
    if "--data disputes" in command:
        if not SHARED.is_dir():
            pytest.skip("the published data stand beside a checkout")
        (tmp_path / "disputes").symlink_to(SHARED)
    if "--data published" in command:
        write_files(tmp_path / "published")
        write_africa(tmp_path / "published")
    if "--workspace desk" in command:
        taught_desk(tmp_path)
    if re.match(r"tocsin account (?!add|list)", command):
        accounts.add(tmp_path / "desk", "ana", role=Role.READER, display=None, password=None)
    if "scenario remove river" in command:
        tocsin.keep_scenario(
            tmp_path / "desk", tocsin.load_case("river"), "Calm border", by="Ana", why="a meeting",
            hold=["border=settled@2026-01"],
        )  # fmt: skip
    if "import river shared" in command:
        tocsin.export_evidence(tmp_path / "desk", "river", tmp_path / "shared")
    if "restore monday.zip" in command:
        tocsin.backup(taught_desk(tmp_path).root, tmp_path / "monday.zip")
    if "--from downloads" in command:
        (tmp_path / "downloads").mkdir()
        for name, content in event_files(2).items():
            (tmp_path / "downloads" / name).write_bytes(content)
    if "strait" in command or "docs/examples" in command:
        _lay_examples(tmp_path)
    if command.startswith("tocsin review"):
        assert _run(DRAFTED).exit_code == 0
    outcome = _run(command)
    assert outcome.exit_code == 0, outcome.output
    written = re.search(r"-o (\S+)", command)
    if written:
        assert (tmp_path / written[1]).exists()
    else:
        assert outcome.stdout


def test_other_commands_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in _commands():
        match command.split():
            case ["tocsin", *_]:
                pass
            case ["make", target]:
                assert re.search(rf"^{target}:", makefile, re.MULTILINE), command
            case ["python", "-m", module, *_]:
                assert (ROOT / f"{module.replace('.', '/')}.py").is_file(), command
            case _:
                pytest.fail(f"no test runs {command!r}; teach tests/test_docs.py to")


def _in_order(page: str) -> list[str]:
    blocks = _blocks(ROOT / "docs/tutorial" / page, "console")
    lines = [line for block in blocks for line in block.splitlines()]
    return [line.removeprefix("$ ") for line in lines]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    "page", ["from-an-article-to-an-assessment.md", "de-l-article-a-l-evaluation.md"]
)
def test_the_way_from_an_article_to_an_assessment_can_be_gone(
    page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    _lay_examples(tmp_path)
    for command in _in_order(page):
        outcome = _run(command)
        assert outcome.exit_code == 0, f"{command}\n{outcome.output}"
    drafted, finished = tmp_path / "strait", tmp_path / "docs/examples/strait"
    assert tocsin.review(drafted).errors > 0, "blanks stay blank"
    for path in finished.iterdir():
        taken = yaml.safe_load((drafted / path.name).read_text(encoding="utf-8"))
        filled = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert _names(taken) <= _names(filled), f"{path.name}: an entry of the draft is missing"
        shutil.copy(path, drafted)
    standing = tocsin.review(drafted)
    assert standing.waiting == []
    assert standing.gaps == []
    assert (standing.errors, standing.warnings) == (0, 0)


def _names(content: Any) -> set[str]:
    """The names of all entries anywhere in a file."""
    if isinstance(content, list):
        return set().union(*map(_names, content))
    if isinstance(content, dict):
        own = {f"{key} {content[key]}" for key in ("id", "loaded") if key in content}
        return own.union(*map(_names, content.values()))
    return set()


def test_the_taught_case_is_complete_and_sound(tmp_path: Path) -> None:
    _write_taught_case(tmp_path)
    required = {kind.file for kind in KINDS if kind.required}
    assert required <= {path.name for path in (tmp_path / "harbour").iterdir()}
    assert tocsin.check(tmp_path / "harbour") == []


def test_the_taught_case_starts_at_its_base_rate_and_adds_up(tmp_path: Path) -> None:
    _write_taught_case(tmp_path)
    case = tocsin.load_case(tmp_path / "harbour")
    result = tocsin.assess(case, samples=int(SAMPLES))
    first = result.curve[0]
    base = first.base_rate["strike"]
    assert base is not None
    assert abs(first.probability["strike"] - base) < 4 * first.mc_error["strike"]
    why = tocsin.explain(case, samples=int(SAMPLES))
    assert round(sum(row.change for row in why.rows), 2) == round(
        why.log_odds - why.base_log_odds, 2
    )
    (year,) = [h.probability for h in result.outcomes[0].horizons if h.months == why.months]
    assert why.log_odds == round(math.log(year / (1 - year)), 2)


def test_the_taught_case_learns_and_takes_what_it_learned(tmp_path: Path) -> None:
    _write_taught_case(tmp_path)
    folder = tmp_path / "harbour"
    assert tocsin.learn(folder, write=True).current
    (taught,) = _blocks(ROOT / "docs/how-to/learn-from-the-past.md", "yaml")
    stated = "    up: {low: 0.2, high: 2, source: analyst's judgement}\n"
    model = folder / "model.yaml"
    text = model.read_text(encoding="utf-8")
    start = text.index(stated)
    assert start < text.index("id: ballot"), "the first rate of the file is that of the talks"
    lines = "".join(f"    {line}\n" for line in taught.splitlines() if not line.startswith("#"))
    model.write_text(text[:start] + lines + text[start + len(stated) :], encoding="utf-8")
    assert tocsin.check(folder) == []
    used = [rate.id for rate in tocsin.learn(folder).rates if rate.used_by]
    assert used == ["talks.up.normal"]
    assert tocsin.assess(tocsin.load_case(folder), samples=int(SAMPLES)).outcomes


def test_every_section_of_a_briefing_is_explained(tmp_path: Path) -> None:
    _write_taught_case(tmp_path)
    case = tocsin.load_case(tmp_path / "harbour")
    path = tmp_path / "brief.md"
    tocsin.brief(case, output=path, attacked="PORT", by="UNION", samples=int(SAMPLES))
    sections = re.findall(r"^## (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    guide = (ROOT / "docs/how-to/read-a-briefing.md").read_text(encoding="utf-8")
    assert len(sections) > 8
    assert [name for name in sections if f"**{name}" not in guide] == []


def test_the_module_shows_the_example_of_the_readme() -> None:
    example = inspect.cleandoc(_blocks(ROOT / "README.md", "python")[0])
    shown = inspect.cleandoc(tocsin.__doc__ or "").replace("\n    ", "\n")
    assert example in shown


@pytest.mark.parametrize("name", generate.PAGES)
def test_the_reference_is_current(name: str) -> None:
    committed = (generate.REFERENCE / name).read_text(encoding="utf-8")
    assert committed == generate.PAGES[name](), "run python -m docs.generate and commit the result"


def test_every_picture_of_the_readme_has_a_chart_that_draws_it() -> None:
    from docs import picture

    assert {path.name for path in picture.IMAGES.iterdir()} == set(picture.PICTURES.values())
    assert picture.on_white("<svg a><g/></svg>").startswith("<svg a><rect")


def test_every_reference_page_is_generated() -> None:
    assert {page.name for page in generate.REFERENCE.glob("*")} == set(generate.PAGES)


def test_the_tables_shown_are_the_defaults() -> None:
    (block,) = _blocks(ROOT / "docs/how-to/edit-the-tables.md", "yaml")
    assert Tables(**yaml.safe_load(block)["tables"]) == Tables()


# --- nothing is left out ------------------------------------------------------------------------


def _text(*folders: str) -> str:
    pages = [page for folder in folders for page in sorted((ROOT / "docs" / folder).rglob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def _group() -> Any:
    return typer.main.get_command(app)


def test_every_command_is_in_the_reference_and_in_a_guide() -> None:
    for name, _ in generate.commands(_group()):
        assert f"## `tocsin {name}`" in _text("reference")
        assert f"$ tocsin {name}" in _text("how-to", "tutorial"), f"no guide uses tocsin {name}"


def test_every_option_is_in_the_reference_and_its_name_in_a_guide() -> None:
    guides = _text("how-to", "tutorial")
    for name, command in generate.commands(_group()):
        section = _text("reference").split(f"## `tocsin {name}`")[1].split("\n## ")[0]
        for param in command.params:
            if param.param_type_name == "option":
                assert all(f"`{opt}`" in section for opt in param.opts), (name, param.name)
                assert any(opt in guides for opt in param.opts), f"no guide names {param.opts}"
            else:
                assert f"`{param.name.upper()}`" in section


def test_every_file_of_a_case_is_in_the_reference() -> None:
    for kind in KINDS:
        assert f"## `{kind.file}`" in _text("reference")


def test_every_required_file_is_taught() -> None:
    guide = (ROOT / "docs/how-to/write-a-case.md").read_text(encoding="utf-8")
    assert all(f"# harbour/{kind.file}" in guide for kind in KINDS if kind.required)


def test_every_node_kind_is_taught() -> None:
    guide = (ROOT / "docs/how-to/write-a-case.md").read_text(encoding="utf-8")
    assert [kind for kind in NodeKind if f"`{kind.value}`" not in guide] == []


def _fields_missing(models: Sequence[type[BaseModel]], page: str) -> list[str]:
    missing = []
    for model in models:
        head, _, rest = page.partition(f"### {model.__name__}\n")
        assert head != page, f"{model.__name__} has no section"
        section = re.split(r"\n##", rest)[0]
        missing += [
            f"{model.__name__}.{f}" for f in model.model_fields if f"| `{f}` |" not in section
        ]
    return missing


def test_every_field_of_a_case_is_in_the_reference() -> None:
    models: list[type[BaseModel]] = []
    for kind in KINDS:
        reached(kind.schema, models)
    models = [model for model in models if model.__name__ != "Text"]
    assert len(models) > 30
    page = (ROOT / "docs/reference/case-format.md").read_text(encoding="utf-8")
    assert _fields_missing(models, page) == []


def test_every_field_of_a_result_is_in_the_reference() -> None:
    models = [
        model
        for _, model in inspect.getmembers(results, inspect.isclass)
        if issubclass(model, results.Result) and model is not results.Result
    ]
    page = (ROOT / "docs/reference/results.md").read_text(encoding="utf-8")
    assert _fields_missing(models, page) == []


def test_every_column_of_a_table_is_in_the_reference() -> None:
    page = (ROOT / "docs/reference/tables.md").read_text(encoding="utf-8")
    for table in TABLES.values():
        section = page.split(f"## `{table.name}`\n")[1].split("\n## ")[0]
        assert [each for each in table.fields if f"| `{each.column.name}` |" not in section] == []


def test_every_public_name_and_parameter_is_in_the_guide_to_the_api() -> None:
    guide = (ROOT / "docs/how-to/use-the-python-api.md").read_text(encoding="utf-8")
    for name in tocsin.__all__:
        if name == "__version__":
            assert f"tocsin.{name}" in guide
            continue
        row = re.search(rf"^\| `{name}\((.*?)\)` \|", guide, re.MULTILINE)
        assert row, f"{name} is not in the table"
        assert set(re.findall(r"\w+", row[1])) >= _keywords(name), name


def _keywords(name: str) -> set[str]:
    parameters = inspect.signature(getattr(tocsin, name)).parameters.values()
    return {p.name for p in parameters if p.kind is p.KEYWORD_ONLY}


def test_every_error_is_in_the_guide_to_the_api() -> None:
    from tocsin import errors

    guide = (ROOT / "docs/how-to/use-the-python-api.md").read_text(encoding="utf-8")
    for name, _ in inspect.getmembers(errors, inspect.isclass):
        assert name in guide


def test_every_shipped_case_is_in_the_documentation() -> None:
    assert all(name in _text("tutorial") for name in shipped_cases())


# --- links --------------------------------------------------------------------------------------

LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")


def _anchors(page: Path) -> set[str]:
    """The anchors that a page's headings get: lower case, spaces as hyphens, no marks."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    for target in LINK.findall(text):
        if target.startswith(("https://", "http://")):
            continue
        file, _, anchor = target.partition("#")
        path = (page.parent / file).resolve() if file else page
        assert path.is_file(), f"{page.name} links to {target}"
        assert path.is_relative_to(ROOT), f"{page.name} links out of the repository: {target}"
        if anchor:
            assert anchor in _anchors(path), f"{page.name} links to {target}"


def test_every_page_is_in_the_index() -> None:
    index = ROOT / "docs/index.md"
    linked = {(index.parent / target).resolve() for target in LINK.findall(index.read_text())}
    assert {page for page in (ROOT / "docs").rglob("*.md") if page != index} <= linked


def test_code_named_in_the_documentation_exists() -> None:
    for page in WRITTEN:
        for path in re.findall(r"`((?:src|tests|docs)/[\w./-]+)`", page.read_text()):
            assert (ROOT / path).exists(), f"{page.name} names {path}"

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.cases_for_tests import Change
from tocsin.case.load import case_folder, load_case, read_case, shipped_cases
from tocsin.case.positions import MAX_BYTES
from tocsin.case.schema import Count, Interval
from tocsin.errors import CaseError, NotFoundError

Write = Callable[..., Path]


def test_a_case_comes_back_as_it_was_written(minimal: Write) -> None:
    case = load_case(minimal())
    works, _, dispute = case.model.nodes
    assert case.header.start == date(2024, 1, 1)
    assert isinstance(works.up, Count)
    assert works.up.events == 3
    assert isinstance(works.down, Interval)
    assert works.start == "none"
    assert dispute.start == "off"
    assert [level.id for level in dispute.levels] == ["off", "on"]
    assert case.sources[0].date == "2024-06-03"
    assert case.routes.routes[0].history[0].date == "2019"
    assert case.wording == []


def test_the_same_by_text_and_by_path(minimal: Write) -> None:
    folder = minimal()
    assert load_case(str(folder)) == load_case(folder)


def test_a_shipped_case_is_found_by_its_name() -> None:
    assert "kazakhstan" in shipped_cases()
    assert case_folder("kazakhstan").name == "kazakhstan"


@pytest.mark.parametrize("name", ["atlantis", "../cases/kazakhstan", "no/such/folder", ""])
def test_a_case_that_is_not_there_names_those_that_are(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if name == "":
        with pytest.raises(CaseError, match=r"case\.yaml"):
            load_case(name)
    else:
        with pytest.raises(NotFoundError, match="kazakhstan"):
            load_case(name)


def test_loading_lists_every_problem(minimal: Write) -> None:
    folder = minimal(case=("tlp: CLEAR", "tlp: CLAER"), model=("kind: trigger", "kind: tigger"))
    with pytest.raises(CaseError) as caught:
        load_case(folder)
    said = str(caught.value)
    assert "case.yaml:7:6: error [bad-value] got 'CLAER'" in said
    assert "model.yaml:3:11: error [bad-value] got 'tigger'" in said


# --- hostile folders -----------------------------------------------------------------------------


def codes(folder: Path) -> list[tuple[str, str]]:
    return [(one.file, one.code) for one in read_case(folder).problems]


def test_a_link_out_of_the_folder_is_not_followed(minimal: Write, tmp_path: Path) -> None:
    folder = minimal()
    outside = tmp_path / "outside.yaml"
    (folder / "model.yaml").rename(outside)
    (folder / "model.yaml").symlink_to(outside)
    assert codes(folder) == [("model.yaml", "file-link")]
    with pytest.raises(CaseError, match="file-link"):
        load_case(folder)


def test_a_link_to_nowhere_and_a_folder_are_no_files(minimal: Write, tmp_path: Path) -> None:
    folder = minimal(wording=None)
    (folder / "wording.yaml").symlink_to(tmp_path / "nowhere")
    (folder / "questions.yaml").unlink()
    (folder / "questions.yaml").mkdir()
    assert codes(folder) == [("questions.yaml", "file-link"), ("wording.yaml", "file-link")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x" * (MAX_BYTES + 1), "file-size"),
        ("#" * 10_000_000, "file-size"),
        ("a: &a [x]\nb: [*a, *a]\n", "yaml-alias"),
        ("[" * 10_000, "yaml-depth"),
        ("- id: !!python/object/apply:os.system ['true']\n", "yaml-tag"),
        ("- id: S01\n  id: S02\n", "yaml-duplicate-key"),
        ("- id: S\0\n", "yaml-control"),
        ("- 1e999\n", "yaml-number"),
    ],
)
def test_a_hostile_file_is_one_problem_and_nothing_worse(
    minimal: Write, text: str, code: str
) -> None:
    assert ("wording.yaml", code) in codes(minimal(wording=text))


# --- the schema, at line and column ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "change", "code", "line", "column", "said"),
    [
        ("case", ("id: river", "idd: river"), "unknown-key", 2, 1, "write 'id', if that is meant"),
        ("case", ("id: river\n", ""), "missing-key", 1, 1, "no key 'id'"),
        ("case", ("id: river", "id: River 1"), "bad-value", 2, 5, "lower-case letters"),
        ("case", ("start: 2024-01-01", "start: 1 May 2024"), "bad-value", 5, 8, "2025-12-16"),
        ("case", ("tlp: CLEAR", "tlp: AMBRE"), "bad-value", 7, 6, "write 'AMBER'"),
        ("case", ("[3, 6, 12]", "[3, 600]"), "bad-value", 8, 15, "less than or equal to 120"),
        ("case", ("[3, 6, 12]", "[]"), "bad-value", 8, 11, "at least 1"),
        ("case", ("[3, 6, 12]", "[3.5]"), "bad-value", 8, 12, "a whole number"),
        ("case", ("{en: The river, fr: La rivière}", "{en: The river}"), "missing-key", 3, 8,
         "add fr:"),
        ("case", ("{en: The river, fr: La rivière}", "The river"), "bad-value", 3, 8, "a mapping"),
        ("case", ("{en: The river, fr: La rivière}", "{en: 7, fr: La rivière}"), "bad-value", 3, 13,
         "put it in quotation marks"),
        ("sources", ("date: 2024-06-03", "date: 2024"), "bad-value", 4, 9,
         "put it in quotation marks"),
        ("sources", "S01: {title: x}\n", "bad-value", 1, 1, "a list"),
        ("sources", "", "bad-value", 1, 1, "got nothing"),
        ("model", ("{events: 3, years: 10, source: S01}", "{events: 3, yeers: 10, source: S01}"),
         "unknown-key", 7, 21, "write 'years'"),
        ("model", ("{events: 3, years: 10, source: S01}", "{events: 3, years: 0, source: S01}"),
         "bad-value", 7, 28, "greater than 0"),
        ("model", ("{low: 0.1, high: 1, source: judg", "{low: 2, high: 1, source: judg"),
         "bad-value", 8, 11, "swap or widen"),
        ("model", ("up: {events: 3, years: 10, source: S01}",
                   "up: {none: {events: 3, years: x, source: S01}}"),
         "bad-value", 7, 35, "a number"),
        ("model", ("start: {low: 0.7, high: 0.3}", "start: {low: 0.7, high: 1.3}"),
         "bad-value", 23, 29, "less than or equal to 1"),
        ("model", ("start: {low: 0.7, high: 0.3}", "start: {Low: 0.7, high: 0.3}"),
         "bad-value", 23, 13, "lower-case letters"),
        ("model", ("start: none", "start: 3"), "bad-value", 6, 12, "text"),
        ("model", ("factor: {low: 1.5, high: 6, source: C01}", "factor: {fit: past}"),
         "missing-key", 62, 13, "add factor:"),
        ("evidence", ("code: C3", "code: G3"), "bad-value", 21, 11, "an Admiralty code"),
        ("evidence", ("{h0: I, h1: C}", "{h0: I, h1: CCC}"), "bad-value", 29, 25, "write 'CC'"),
        ("evidence", ("rate: 2", "rate: .nan"), "bad-value", 35, 11, "a number"),
        ("evidence", ("rate: 2", "rate: nan"), "bad-value", 35, 11, "finite"),
        ("precedents", ("events: 12", "events: -1"), "bad-value", 4, 13,
         "greater than or equal to 0"),
    ],
)  # fmt: skip
def test_a_schema_problem_says_where_and_what(
    minimal: Write, file: str, change: Change, code: str, line: int, column: int, said: str
) -> None:
    problems = read_case(minimal(**{file: change})).problems
    listed = "\n".join(map(str, problems))
    places = {(one.code, one.file, one.line, one.column): one for one in problems}
    assert (code, f"{file}.yaml", line, column) in places, listed
    assert said in str(places[code, f"{file}.yaml", line, column]), listed


def test_only_the_branch_that_fits_best_is_reported(minimal: Write) -> None:
    folder = minimal(model=("{events: 3, years: 10, source: S01}", "{events: 3, years: 10}"))
    (problem,) = read_case(folder).problems
    assert str(problem) == (
        "model.yaml:7:9: error [missing-key] got no key 'source'; "
        "allowed: entries with events, years, source; add source:"
    )

"""Classes that a case names instead of numbering: checked, counted before its start, and shown."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

import tocsin
from tocsin.case.load import case_folder
from tocsin.cli import app
from tocsin.cli.render import show_assessment
from tocsin.engine.compile import anchor_class
from tocsin.language import Language
from tocsin.outside_view.resolve import resolved
from tocsin.results import Assessment

COUNTED = """
counted_classes:
  - id: N1
    label: {en: Force between neighbours, fr: Force entre voisins}
    dyads: all
    like: [land, not_major]
    event: force
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The river case, its anchor on force tied to a class that is counted instead of invented."""
    place = tmp_path_factory.mktemp("cases") / "river"
    shutil.copytree(case_folder("river"), place)
    precedents = place / "precedents.yaml"
    precedents.write_text(precedents.read_text("utf-8") + COUNTED, encoding="utf-8")
    model = place / "model.yaml"
    text = model.read_text("utf-8")
    changed = text.replace("    reference_class: B3\n", "    reference_class: N1\n")
    assert changed != text
    model.write_text(changed, encoding="utf-8")
    return place


def test_the_class_is_checked_and_counted(folder: Path) -> None:
    assert [one for one in tocsin.check(folder) if one.severity == "error"] == []
    case = tocsin.load_case(folder)
    found = next(one for one in case.precedents.reference_classes if one.id == "N1")
    asked = tocsin.baserate("IND-NPL", alike=["land", "not_major"])
    like = next(row for row in asked.rates[1].classes if row.reference_class == "like")
    assert (found.events, found.exposure) == (like.events, like.years)
    assert found.source == "MID 5.0, 1946–2014"
    anchor = next(one for one in case.model.anchors if one.asked == "force")
    law = anchor_class(case, anchor)  # pooled with B4 at half weight, as before
    assert law.shape == pytest.approx(like.events + 0.5 * 9 + 0.5)
    assert law.years == pytest.approx(like.years + 0.5 * 800)


def test_resolving_twice_changes_nothing(folder: Path) -> None:
    case = tocsin.load_case(folder)
    assert resolved(case) is case


def test_nothing_after_the_start_is_counted(folder: Path, tmp_path: Path) -> None:
    """A case that starts in 2000 knows no dispute of 2000 or later: the count is smaller."""
    case = tocsin.load_case(folder)
    early = case.model_copy(
        update={
            "header": case.header.model_copy(update={"start": case.header.start.replace(2000)}),
            "precedents": case.precedents.model_copy(update={"reference_classes": []}),
        }
    )
    found = resolved(early).precedents.reference_classes[0]
    whole = next(one for one in case.precedents.reference_classes if one.id == "N1")
    assert found.source.endswith("1946–1999")
    assert found.events < whole.events


@pytest.fixture(scope="module")
def assessed(folder: Path) -> Assessment:
    return tocsin.assess(tocsin.load_case(folder), samples=2048)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, ["Disputes with use of force: all pairs, a border on land", "MID 5.0"]),
        (Language.FR, ["Différends avec recours à la force : toutes les paires", "MID 5.0"]),
    ],
)
def test_an_assessment_shows_where_the_numbers_come_from(
    assessed: Assessment, language: Language, said: list[str]
) -> None:
    states = {state.asked: state for state in assessed.anchors}
    assert states["dispute"].counted is None
    assert states["force"].counted is not None
    console = Console(width=200, record=True, file=StringIO())
    show_assessment(assessed, language, console)
    shown = console.export_text()
    for text in said:
        assert text in shown


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("dyads: all", "dyads: XYZ"), "no state 'XYZ'"),
        (("event: force", "event: force\n    since: 2015"), "no year of 'force' from 2015"),
        (("dyads: all", "dyads: BOL-MNG"), "no pair of states is in the class 'BOL-MNG'"),
    ],
)
def test_a_class_that_cannot_be_counted_is_found_at_its_place(
    folder: Path, tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    place = tmp_path / "river"
    shutil.copytree(folder, place)
    path = place / "precedents.yaml"
    text = path.read_text("utf-8").replace(*change)
    path.write_text(text, encoding="utf-8")
    found = [one for one in tocsin.check(place) if one.code == "class-not-counted"]
    assert len(found) == 1
    assert said in found[0].got
    assert found[0].file == "precedents.yaml"
    assert "dyads:" in text.splitlines()[found[0].line - 1]


def test_an_id_is_either_numbered_or_counted(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "river"
    shutil.copytree(folder, place)
    path = place / "precedents.yaml"
    path.write_text(path.read_text("utf-8").replace("- id: N1", "- id: B1"), encoding="utf-8")
    codes = {one.code for one in tocsin.check(place) if one.severity == "error"}
    assert {"duplicate-id", "unknown-reference-class"} <= codes


def test_a_trait_that_there_is_not_is_an_error_of_the_schema(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "river"
    shutil.copytree(folder, place)
    path = place / "precedents.yaml"
    path.write_text(path.read_text("utf-8").replace("not_major", "friendly"), encoding="utf-8")
    result = CliRunner().invoke(app, ["check", str(place)])
    assert result.exit_code == 1
    assert "friendly" in result.output

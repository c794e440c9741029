"""The sections on what might come: interventions, errors, inputs, signs, paths, what if."""

from __future__ import annotations

import re

import pytest

from tests import questions_for_tests as asked
from tests.briefing.test_briefing import findings, section, table, words
from tocsin.briefing import drawing, path_picture, question_charts
from tocsin.briefing.document import build
from tocsin.briefing.parts import Cell, Document, Figure, Paragraph
from tocsin.briefing.question_charts import Shift
from tocsin.briefing.rows import in_lines, lay_out
from tocsin.language import Language, Text

EN, FR = Language.EN, Language.FR


@pytest.fixture(scope="module")
def english() -> Document:
    return build(findings(), EN)


@pytest.fixture(scope="module")
def french() -> Document:
    return build(findings(), FR)


def said(cell: Cell) -> tuple[str, str | None, str | None]:
    """A cell's words, its look and what stands under them."""
    return words(cell.content), cell.tone, cell.small


# --- what would change the judgement -------------------------------------------------------------


def test_each_intervention_has_its_effect_and_what_is_noise_is_plain(english: Document) -> None:
    rows = {row.anchor: row for row in table(english, "table-off-ramps").rows}
    assert list(rows) == ["off-ramp-transparency", "off-ramp-hotline", "off-ramp-ceasefire"]
    force = {anchor: said(row.cells[-1]) for anchor, row in rows.items()}
    assert force["off-ramp-transparency"] == ("−0.38", "lowers", "±0.07")
    assert force["off-ramp-hotline"] == ("−0.05", None, "±0.04")
    assert force["off-ramp-ceasefire"] == ("+0.21", "raises", "±0.04")
    standing = [row.cells[0].small for row in rows.values()]
    assert standing[0] is None
    assert str(standing[1]).startswith("already in place")
    assert standing[2] == "may cut both ways"


def test_both_signs_of_an_ambiguous_intervention_stand_side_by_side(french: Document) -> None:
    (figure,) = [
        block
        for block in section(french, "change").blocks
        if isinstance(block, Figure) and block.anchor.startswith("figure-signs")
    ]
    assert "Mesure O3" in figure.caption
    assert figure.alternative == (
        "Explication h0\u00a0: si c’est vrai\u00a0: +0,40 point\u00a0; "
        "Explication h0\u00a0: si c’est faux\u00a0: −0,20 point"
    )
    assert all(colour in figure.wide for colour in (drawing.BLUE, drawing.ORANGE))


def test_pairs_and_plan_show_what_all_do_together(english: Document) -> None:
    (pair,) = table(english, "table-pairs").rows
    assert words(pair.cells[0].content) == "O1 Intervention O1 + O2 Intervention O2"
    assert said(pair.cells[-2]) == ("−0.41", "lowers", "±0.07")
    assert words(pair.cells[-1].content) == "+0.020"
    (step,) = table(english, "table-plan").rows
    assert words(step.cells[0].content) == "1. O1 Intervention O1"
    assert "budget of 3" in table(english, "table-plan").caption


def test_nothing_that_lowers_is_said_in_a_sentence() -> None:
    effects = asked.off_ramps()
    useless = [each for each in effects.alone if each.id != "transparency"]
    told = findings(
        off_ramps=effects.model_copy(update={"alone": useless, "pairs": [], "plan": []})
    )
    text = str(section(build(told, EN), "change").blocks)
    assert "None of the interventions lowers “Large-scale use of force”" in text


def test_a_broken_assumption_has_every_outcome(english: Document) -> None:
    (row,) = table(english, "table-assumptions").rows
    shown = [said(cell)[:2] for cell in row.cells[1:-1]]
    assert shown[0] == ("20%", None)
    assert [tone for _, tone in shown[1:]] == ["strong"] * 4
    assert shown[-1][0] == "1.7%"
    assert row.cells[0].small == "caveated. If wrong: Disputes last longer"


# --- how this could be wrong ---------------------------------------------------------------------


def test_ways_within_the_noise_are_left_out(english: Document) -> None:
    rows = table(english, "table-ways-wrong").rows
    heads = [words(row.cells[0].content) for row in rows if row.title]
    assert heads[0] == (
        "Public dispute between the two states (59%): suppose that it does not start"
    )
    assert heads[-1] == "Large-scale use of force (1.3%): suppose that it starts all the same"
    ways = [words(row.cells[0].content) for row in rows if not row.title]
    assert ways == ["Not so: Leaders keep talking"] * 4


def test_only_items_that_move_something_are_listed(english: Document) -> None:
    rows = table(english, "table-left-out").rows
    assert [words(row.cells[0].content) for row in rows] == ["Item that counts"]
    (believed,) = table(english, "table-believed").rows
    assert [said(cell)[1] for cell in believed.cells[2:]] == ["strong"] * 4


# --- what the figure hangs on --------------------------------------------------------------------


def test_inputs_against_sampling_with_the_measured_figures(english: Document) -> None:
    lead = section(english, "hangs").blocks[0]
    assert isinstance(lead, Paragraph)
    text = words(lead.content)
    # from 0.3 p to 2 p is 1.7 p; two errors either side are 0.04 p
    assert "from 0.39% to 2.6%, 42 times as far as two sampling errors either side of 1.3%" in text
    assert "Of 120 uncertain inputs, 4 move it" in text


def test_where_sampling_moves_as_much_the_briefing_says_so() -> None:
    told = findings(matters=asked.matters(0.99 * asked.P, 1.01 * asked.P))
    lead = section(build(told, EN), "hangs").blocks[0]
    assert isinstance(lead, Paragraph)
    assert words(lead.content).startswith("Sampling still moves this figure as much")


def test_an_input_shows_its_own_points_and_its_source(english: Document) -> None:
    rate, assumption, multiplier, hypothesis = table(english, "table-inputs").rows
    assert words(rate.cells[1].content) == "0.0016–0.012"
    assert words(rate.cells[-1].content) == "Disputes of neighbours"
    assert words(assumption.cells[1].content) == "true: 70%"
    assert words(assumption.cells[-1].content) == "[4]"
    assert words(multiplier.cells[1].content) == "× 0.0016–0.70"
    assert hypothesis.anchor == "input-h0"


# --- what to watch next --------------------------------------------------------------------------


def test_signs_within_two_errors_are_faint_and_counted(english: Document) -> None:
    rows = table(english, "table-watch").rows
    assert [row.faint for row in rows] == [False] + [True] * 9
    marked = ["".join(map(str, row.cells[0].content)).startswith("° ") for row in rows]
    assert marked == [False] + [True] * 9
    text = str(section(english, "watch").blocks)
    assert "beyond two sampling errors: 1 of the 10 below" in text
    assert "hear of the sign 3 times a year" in text
    assert rows[2].cells[1].small == "declare a watch first"


# --- by which path -------------------------------------------------------------------------------


def test_paths_are_named_in_order_and_the_rest_is_stated(english: Document) -> None:
    rows = table(english, "table-paths").rows
    assert [words(row.cells[0].content) for row in rows] == [
        "1. From where things stand, with no further change",
        "2. No longer: A war elsewhere goes on",
        "3. Public dispute: on → Pressure: on",
        "All other paths together",
    ]
    assert rows[0].cells[0].small is None
    assert rows[1].cells[0].small == "Early signposts: Public dispute: on 40% (10%)"
    assert words(rows[-1].cells[1].content) == "10%"


@pytest.mark.parametrize("width", [drawing.WIDE, drawing.NARROW])
def test_the_picture_of_the_paths_holds_every_step(width: int) -> None:
    chart = path_picture.paths(asked.pathways(), EN, width)
    svg = drawing.draw(chart, "paths", EN)
    text = " ".join(re.findall(r">([^<>]+)</", svg))
    for part in ("Public dispute: on", "Pressure: on", "today", "50%", "6.0 months"):
        assert part in text
    assert "stroke-dasharray" in svg


def test_boxes_of_a_path_never_overlap() -> None:
    path = asked.pathways().paths[2]
    for width in (drawing.WIDE, drawing.NARROW):
        first, second = path_picture._boxes(path, EN, 52.0, width - 92.0)
        beside = second.x - second.wide / 2 >= first.x + first.wide / 2
        below = second.y - second.tall / 2 >= first.y + first.tall / 2
        assert beside or below


# --- what if -------------------------------------------------------------------------------------


def test_before_and_after_for_every_outcome_and_horizon(english: Document) -> None:
    rows = table(english, "table-what-if").rows
    assert sum(row.title for row in rows) == 4
    assert len(rows) == 4 * (1 + 4)
    last = rows[-1]
    assert words(last.cells[0].content) == "24\u00a0months"
    assert said(last.cells[1])[0] == "2.6%"
    assert said(last.cells[-1]) == ("+1.03", "raises", "±0.05")
    text = str(section(english, "what-if").blocks)
    assert "of all that is learned, together: 37%" in text
    assert "War in Ukraine: held at “settled”" in text


# --- the charts ----------------------------------------------------------------------------------


def test_bars_within_two_errors_are_grey() -> None:
    shifts = [Shift("clear", -0.02, 0.001), Shift("noise", 0.001, 0.001)]
    svg = drawing.draw(question_charts.shifts(shifts, EN, drawing.WIDE), "s", EN)
    assert svg.count('fill="#b8c0c7"') == 1
    assert svg.count(f'fill="{drawing.BLUE}"') == 1
    assert drawing.ORANGE not in svg


@pytest.mark.parametrize("width", [drawing.WIDE, drawing.NARROW])
def test_names_of_rows_are_whole_and_in_order(width: int) -> None:
    long = "A name of many words that a chart must never cut, however long it grows in the end"
    rows = lay_out([long, "short", long], width, gaps=[2])
    assert [name.replace("\n", " ") for name in rows.names] == [long, "short", long]
    assert "\n" in rows.names[0]
    places = sorted([*rows.name_at, *rows.bar_at])
    assert places[0] > 0
    assert places[-1] < rows.height
    assert rows.bar_at == sorted(rows.bar_at)
    for name, first, bar in zip(rows.names, rows.name_at, rows.bar_at, strict=True):
        bottom = first + 14 * name.count("\n") + 7
        assert rows.beside or bottom <= bar


def test_french_punctuation_is_never_the_first_of_a_line() -> None:
    lines = in_lines("Législation sur la langue et les minorités : perte d’un droit", 42)
    assert not any(line.startswith(":") for line in lines)


def test_text_of_a_case_is_set_with_typographic_apostrophes() -> None:
    base = findings()
    text = Text(en="Leaders' view and the state's", fr="L'avis de l'État")
    told = findings(assessment=base.assessment.model_copy(update={"confidence": text}))
    assert "Leaders’ view and the state’s" in str(build(told, EN).sections[0].blocks)
    assert "L’avis de l’État" in str(build(told, FR).sections[0].blocks)

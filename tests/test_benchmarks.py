"""What the benchmarks say is what was measured; no peer is needed for these tests."""

from __future__ import annotations

import shutil
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from benchmarks import page, published, report, scaling, transitions
from benchmarks.clock import Seconds, best_of
from benchmarks.peers import compare, environment, translate
from benchmarks.peers.worker import Answer, tally
from benchmarks.transitions import LEVELS, Setting, Speed

from tests.engine.harness import compiled_case
from tocsin.engine import exact
from tocsin.engine.network import Floats
from tocsin.engine.simulate import simulate
from tocsin.inference.forecast import HEADLINE_FUTURES
from tocsin.language import pair
from tocsin.results import Benchmark, Figure, PublishedTable, TableColumn, TableRow

MATHML = "{http://www.w3.org/1998/Math/MathML}"
CORE = "{http://www.sbml.org/sbml/level3/version1/core}"


@pytest.fixture(scope="module")
def setting() -> Setting:
    return transitions.random_setting()


@pytest.fixture(scope="module")
def states() -> list[list[int]]:
    found: list[list[int]] = np.random.default_rng(5).integers(0, LEVELS, (60, 40)).tolist()
    return found


# --- translation --------------------------------------------------------------------------------


def test_propensities_are_the_rates_of_the_exact_solver() -> None:
    small = transitions.random_setting(nodes=4, influences=9)
    levels = np.zeros(4, dtype=np.int8)
    space = exact.state_space(small.net, levels)
    found = compare.propensities(small, space.levels.tolist())
    for c in range(8):
        rate = exact.leaving(small.net, space, small.rates, small.multipliers, np.ones(1), c)
        assert found[:, c] == pytest.approx(rate, rel=1e-12)


def test_arithmetic_is_the_rate(setting: Setting, states: list[list[int]]) -> None:
    programs = [
        compile(translate.arithmetic(r), "<formula>", "eval") for r in translate.reactions(setting)
    ]
    found = [
        [eval(p, {translate.name(k): level for k, level in enumerate(s)}) for p in programs]
        for s in states
    ]
    assert np.array(found) == pytest.approx(compare.propensities(setting, states), rel=1e-12)


def _value(element: Any, levels: dict[str, int]) -> float:
    """The value of a formula in MathML; a small reader of its own."""
    kind = element.tag.removeprefix(MATHML)
    children = list(element)
    match kind:
        case "ci":
            return levels[element.text]
        case "cn" if element.get("type") == "integer":
            return int(element.text)
        case "cn":
            return float(f"{element.text}e{children[0].tail}")
        case "piecewise":
            (piece, otherwise) = children
            holds = _value(piece[1], levels)
            return _value(piece[0] if holds else otherwise[0], levels)
        case _:
            parts = [_value(child, levels) for child in children[1:]]
            operation: Any = {
                "times": lambda *x: float(np.prod(x)),
                "plus": lambda *x: sum(x),
                "minus": lambda a, b: a - b,
                "divide": lambda a, b: a / b,
                "abs": abs,
                "geq": lambda a, b: a >= b,
                "lt": lambda a, b: a < b,
            }[children[0].tag.removeprefix(MATHML)]
            return float(operation(*parts))


@pytest.mark.parametrize("indicator", [translate.piecewise, translate.sign])
def test_sbml_is_the_rate(
    indicator: translate.Indicator, setting: Setting, states: list[list[int]]
) -> None:
    model = ElementTree.fromstring(translate.sbml(setting, indicator))[0]
    species = model.findall(f".//{CORE}species")
    assert [s.get("initialAmount") for s in species] == [str(v) for v in setting.start]
    reactions = model.findall(f".//{CORE}reaction")
    names = [str(s.get("id")) for s in species]
    found = []
    for state in states:
        levels = dict(zip(names, state, strict=True))
        found.append([_value(r.find(f".//{MATHML}math")[0], levels) for r in reactions])  # type: ignore[index]
    assert np.array(found) == pytest.approx(compare.propensities(setting, states), rel=1e-9)


def test_names_keep_their_order_when_sorted_as_text() -> None:
    names = [translate.name(k) for k in range(200)]
    assert names == sorted(names)


def test_what_cannot_be_translated_is_refused() -> None:
    """A case with gates, derived nodes and conditions on several nodes."""
    compiled = compiled_case(1)
    net = compiled.network
    rich = Setting(
        net, np.ones(net.shape.size), np.ones(net.multiplier_mean.size), np.zeros(1, dtype=np.int8)
    )
    with pytest.raises(ValueError, match="static or derived"):
        translate.reactions(rich)


# --- agreement ----------------------------------------------------------------------------------


def _answer(setting: Setting, levels: Any, **changes: Any) -> compare.Agreement:
    task = compare._task(setting)
    states = task.states[:20]
    propensities: Floats = compare.propensities(setting, states)
    stated = {
        "program": "other",
        "version": "1",
        "propensities": propensities.tolist(),
        "counts": tally(levels, LEVELS),
    }
    task.states = states
    return compare._agreement(setting, task, _ours(setting), Answer(**(stated | changes)))


def _levels(setting: Setting, number: int, years: float = 2.0) -> Any:
    levels = np.empty((number, 40), dtype=np.int8)
    transitions.futures(setting, number, years, simulate, levels=levels)
    return levels


def _ours(setting: Setting) -> Any:
    return np.array(tally(_levels(setting, 4_000)[:2_000], LEVELS))


def test_the_same_law_agrees_and_another_does_not(setting: Setting) -> None:
    same = _answer(setting, _levels(setting, 4_000)[2_000:])
    assert same.holds
    assert 0.7 < same.spread < 1.3
    assert not _answer(setting, _levels(setting, 4_000, 1.6)[2_000:]).holds


def test_a_wrong_propensity_is_no_agreement(setting: Setting) -> None:
    levels = _levels(setting, 4_000)[2_000:]
    states = compare._task(setting).states[:20]
    wrong = compare.propensities(setting, states) * 1.001
    assert not _answer(setting, levels, propensities=wrong.tolist()).holds


def test_without_a_compiler_the_peers_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(environment.PeersMissingError, match=r"no g\+\+ was found.*install"):
        environment.prepare()


def test_the_peers_are_pinned() -> None:
    lines = environment.PINS.read_text(encoding="utf-8").splitlines()
    pinned = {line.partition("==")[0] for line in lines if not line.startswith("#")}
    assert set(environment.WANTED) <= pinned
    assert all("==" in line for line in lines if not line.startswith("#"))


# --- figures and the page -----------------------------------------------------------------------


def test_the_slope_is_that_of_a_power_law_with_its_error() -> None:
    x = np.log(np.array([1.0, 2.0, 4.0, 8.0, 16.0]))
    b, error = scaling.slope(x, 1.7 * x + 0.3)
    assert b == pytest.approx(1.7)
    assert error == pytest.approx(0, abs=1e-12)
    # over many noisy lines the slope strays as its standard error says
    rng = np.random.default_rng(1)
    found = np.array([scaling.slope(x, 1.7 * x + rng.normal(0, 0.1, 5)) for _ in range(4_000)])
    assert found[:, 0].std() == pytest.approx(np.sqrt(np.mean(found[:, 1] ** 2)), rel=0.05)


def test_speeds_are_multiples_of_the_named_row() -> None:
    speeds = [
        Speed("mine", 300, Seconds(1.0, 2.0)),
        Speed("peer", 100, Seconds(2.0, 1.0)),
        Speed("mine", 10, Seconds(1.0, 1.0), path=True),
        Speed("peer", 40, Seconds(1.0, 1.0), path=True),
    ]
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in transitions.report(speeds, "peer").splitlines()
        if line
    ]
    assert ["mine", "300", "6", "6,666,667", "1.5"] in rows
    assert ["mine", "10", "0.25", "100,000,000", "0.25"] in rows
    assert rows.count(["peer", "40", "1", "25,000,000", "1"]) == 1


def test_a_timed_way_tells_what_it_made(setting: Setting) -> None:
    made = transitions.futures(setting, 20, 1.0, simulate)
    speed = transitions.timed("x", transitions.futures, setting, 20, 1.0, simulate, repeats=2)
    assert speed.transitions == made > 0
    assert speed.seconds.wall > 0


def test_the_clock_takes_the_least_of_its_runs() -> None:
    taken = best_of(3, lambda: sum(range(20_000)))
    assert 0 < taken.processor <= 1
    assert 0 < taken.wall <= 1


def test_values_drawn_for_each_future_follow_their_laws(setting: Setting) -> None:
    net = setting.net
    rates, multipliers = transitions.drawn(setting, 20_000)
    error = np.sqrt(net.shape) / net.years / np.sqrt(20_000)
    assert np.abs((rates.mean(axis=0) - net.shape / net.years) / error).max() < 4.5
    own = np.log(multipliers[::HEADLINE_FUTURES])
    spread = np.abs(np.diag(net.multiplier_factor)) / np.sqrt(len(own))
    assert np.abs((own.mean(axis=0) - net.multiplier_mean) / spread).max() < 4.5
    assert np.array_equal(multipliers[1::HEADLINE_FUTURES], multipliers[::HEADLINE_FUTURES])


def test_the_section_on_peers_can_be_kept_and_only_if_there_is_one() -> None:
    whole = report.written("## Peers\n\ntext\n", "waits", "growth")
    assert report.kept_section(whole) == "## Peers\n\ntext\n"
    assert report.written(report.kept_section(whole), "waits", "growth") == whole
    with pytest.raises(ValueError, match="no section"):
        report.kept_section("# Benchmarks\n")


def test_the_page_is_of_the_present_layout() -> None:
    """The page that is committed has its sections, and no name of the machine."""
    text = report.PAGE.read_text(encoding="utf-8")
    assert text.startswith(report.HEAD)
    assert report.kept_section(text).startswith("## Beside off-the-shelf simulators")
    assert "## How cost grows" in text


def test_a_table_is_markdown_with_numbers_to_the_right() -> None:
    lines = page.table(["name", "n"], [["a", "1,000"], ["long name", "2"]]).splitlines()
    assert lines[0] == "| name      |     n |"
    assert lines[1] == "| :-------- | ----: |"
    assert lines[3] == "| long name |     2 |"


def test_the_page_of_published_tables_holds_every_cell() -> None:
    cells = [Figure(value=1.5, low=1.0, high=2.0, digits=2), Figure(value=None, digits=1)]
    text = pair("Ours", "Nous")
    table = PublishedTable(
        key="t",
        caption=pair("Losses", "Pertes"),
        columns=[TableColumn(key=k, label=pair(k, k)) for k in ("a", "b")],
        rows=[TableRow(key="ours", label=text, kind="ours", cells=cells)],
        notes=[],
    )
    shown = published.render(
        [
            Benchmark(
                name="n", title=text, seed=1, tables=[table], missing=[], protocol=[text],
                tocsin="0",
            )
        ]
    )  # fmt: skip
    assert "| **Ours** | 1.50 [1.00, 2.00] | – |" in shown
    assert "* Ours\n" in shown

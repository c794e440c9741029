"""The network holds every influence with its sign, and marks the paths that lead to the outcome."""

from __future__ import annotations

import math
from datetime import date

import pytest

import tocsin
from tests import questions_for_tests as asked
from tocsin.case.schema import Case
from tocsin.errors import NotFoundError
from tocsin.language import pair
from tocsin.results import InfluenceEdge, Influences, PathStep, Pathway, Pathways
from tocsin.workflows.influences import influences


def paths(case: Case, *found: tuple[float, list[str]]) -> Pathways:
    """Paths to the gravest outcome, each with its share and the formulas of its steps."""
    outcome = case.header.asked[-1]
    return asked.pathways().model_copy(
        update={
            "outcome": outcome.id,
            "as_of": date(2026, 3, 31),
            "paths": [
                Pathway(
                    steps=[
                        PathStep(formula=formula, label=pair(formula, formula), holds=True)
                        for formula in formulas
                    ],
                    share=share, share_error=0.01, probability=0.1, median_months=3.0,
                    signposts=[],
                )
                for share, formulas in found
            ],
        }
    )  # fmt: skip


@pytest.fixture(scope="module")
def ballot() -> Case:
    return tocsin.load_case("ballot")


def edge(net: Influences, source: str, target: str) -> InfluenceEdge:
    (found,) = [e for e in net.edges if (e.source, e.target) == (source, target)]
    return found


def test_a_multiplier_below_one_lowers_and_is_as_strong_as_its_inverse(ballot: Case) -> None:
    net = influences(ballot, paths(ballot))
    calmed = edge(net, "presence", "violence")
    assert calmed.sign == "lowers"
    assert calmed.typical == pytest.approx(1 / math.sqrt(0.3 * 0.8))
    assert edge(net, "presence", "rupture").sign == "raises"


def test_a_condition_that_holds_while_a_node_is_low_turns_the_sign(ballot: Case) -> None:
    (one,) = [each for each in ballot.model.influences if each.id == "presence_rupture"]
    for when, sign in (("not presence >= sent", "lowers"), ("presence >= sent", "raises")):
        level = next(n for n in ballot.model.nodes if n.id == "presence").levels[-1].id
        turned = one.model_copy(update={"when": when.replace("sent", level)})
        model = ballot.model.model_copy(update={"influences": [turned]})
        net = influences(ballot.model_copy(update={"model": model}), paths(ballot))
        assert edge(net, "presence", "rupture").sign == sign


def test_a_derived_node_counts_for_the_nodes_behind_it(ballot: Case) -> None:
    derived = {each.id for each in ballot.model.derived}
    assert derived
    net = influences(ballot, paths(ballot))
    named = {node.id for node in net.nodes}
    assert all(e.source in named and e.target in named for e in net.edges)
    assert not derived & named


def test_paths_are_marked_on_their_nodes_and_influences(ballot: Case) -> None:
    net = influences(ballot, paths(ballot, (0.4, ["unrest >= on"]), (0.2, ["violence >= on"])))
    shares = {node.id: node.share for node in net.nodes}
    assert (shares["unrest"], shares["violence"], shares["presence"]) == (0.4, 0.2, 0.0)
    assert shares[net.node] == 1.0
    assert edge(net, "unrest", net.node).share == 0.4
    assert edge(net, "presence", net.node).share == 0.0


def test_steps_of_one_path_are_joined_in_their_order(ballot: Case) -> None:
    net = influences(ballot, paths(ballot, (0.3, ["unrest >= on", "presence >= reinforced"])))
    assert edge(net, "unrest", "presence").share == 0.3


def test_paths_to_an_outcome_that_is_not_asked_are_refused(ballot: Case) -> None:
    other = paths(ballot).model_copy(update={"outcome": "elsewhere"})
    with pytest.raises(NotFoundError, match="no outcome 'elsewhere' is asked of this case"):
        influences(ballot, other)

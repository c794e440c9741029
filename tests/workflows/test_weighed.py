"""Each item of evidence counts by the numbers that are shown for it, and says what it rests on."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import tocsin
from tests.ledger.proposals_for_tests import proposal
from tests.small_case import small_case
from tests.workflows.workspaces_for_tests import desk
from tocsin.case.schema import Case
from tocsin.inference import ratings
from tocsin.inference.evidence import report_log_ratio
from tocsin.results import (
    Explanation,
    QuietWeight,
    RatingWeight,
    ReportWeight,
    StepWeight,
    WeighedEvidence,
)
from tocsin.workflows.cases import run_record
from tocsin.workflows.explain import explain
from tocsin.workflows.weighed import weighed


def told(case: Case, as_of: date | None = None) -> Explanation:
    """An explanation without its terms: enough to ask what is known by a day."""
    day = as_of or case.header.evidence_until
    asked = case.header.asked[-1]
    return Explanation(
        case=case.header.id, title=case.header.title, outcome=asked.id,
        outcome_label=asked.label, months=12, as_of=day, base_probability=0.1, probability=0.1,
        base_log_odds=0.0, log_odds=0.0, rows=[], hypotheses=[], matrix=[], inconsistency={},
        run=run_record(case, as_of=day, seed=1, samples=1),
    )  # fmt: skip


@pytest.fixture(scope="module")
def ballot() -> Case:
    return tocsin.load_case("ballot")


@pytest.fixture(scope="module")
def found(ballot: Case) -> WeighedEvidence:
    return weighed(ballot, told(ballot))


def weight(found: WeighedEvidence, name: str) -> Any:
    return next(item.weight for item in found.items if item.id == name)


def test_every_known_item_is_there_in_order_of_publication(
    ballot: Case, found: WeighedEvidence
) -> None:
    held = ballot.evidence
    names = {entry.id for line in held.timelines for entry in line.entries}
    names |= {one.id for one in held.reports} | {one.id for one in held.ratings}
    assert {item.id for item in found.items} == names
    days = [item.published for item in found.items]
    assert days == sorted(days, key=str)


def test_what_was_not_public_yet_is_left_out(ballot: Case) -> None:
    day = date(2025, 10, 15)
    early = weighed(ballot, told(ballot, day))
    assert 0 < len(early.items) < len(weighed(ballot, told(ballot)).items)
    assert all(item.published is not None and item.published <= day for item in early.items)


def test_a_report_counts_by_the_ratio_that_the_filter_uses(
    ballot: Case, found: WeighedEvidence
) -> None:
    for report in ballot.evidence.reports:
        shown = weight(found, report.id)
        assert isinstance(shown, ReportWeight)
        exact = shown.report_ratio ** (shown.reliability * shown.credibility)
        assert shown.likelihood_ratio == pytest.approx(exact)
        assert math.log(exact) == pytest.approx(report_log_ratio(ballot, report))


def test_an_origin_that_has_spoken_counts_once(ballot: Case, found: WeighedEvidence) -> None:
    # R2 relays the words of R1
    assert weight(found, "R1").counted_already is None
    assert weight(found, "R2").counted_already == "R1"


def test_a_rated_item_counts_by_the_numbers_of_the_matrix(
    ballot: Case, found: WeighedEvidence
) -> None:
    rows = {row.id: row for row in ratings.matrix(ballot, ballot.evidence.ratings)}
    for rating in ballot.evidence.ratings:
        shown = weight(found, rating.id)
        assert isinstance(shown, RatingWeight)
        assert shown.shares
        for share, cell in zip(shown.shares, rows[rating.id].cells, strict=True):
            exact = math.log(share.ratio) * shown.discount * shown.exponent
            assert share.weight == pytest.approx(exact)
            assert share.weight == cell.log_ratio
        formula = 1 / (1 + (shown.members - 1) * shown.correlation)
        # what a timeline says already weighs nothing
        assert shown.discount == pytest.approx(formula if shown.repeats is None else 0)


def test_a_step_says_what_it_left_at_which_rate_and_what_it_moves(found: WeighedEvidence) -> None:
    step = weight(found, "V4")
    assert isinstance(step, StepWeight)
    assert (step.before.en, step.after.en, step.direction) == ("usual", "reinforced", "up")
    assert step.rate_mean == pytest.approx((step.shape or 0) / (step.years or 1))
    assert [one.influence for one in step.multipliers] == ["unrest_presence"]
    assert [one.typical for one in step.multipliers] == [pytest.approx(math.sqrt(10))]
    assert {one.influence for one in step.moves} == {"presence_violence", "presence_rupture"}
    back = weight(found, "V5")
    assert (back.before.en, back.after.en, back.direction) == ("reinforced", "usual", "down")


def test_an_item_names_its_claims_and_the_documents_behind_them(found: WeighedEvidence) -> None:
    (item,) = [one for one in found.items if one.id == "V4"]
    assert [claim.id for claim in item.claims] == ["C5"]
    assert item.claims[0].paraphrase.en.startswith("Reinforcements")
    assert [source.id for source in item.sources] == ["S12"]
    assert (item.happened, item.retrieved, item.passages) == (date(2025, 9, 30), None, [])


def test_terms_that_are_no_item_stand_at_the_end(ballot: Case) -> None:
    case = small_case()
    account = explain(case, samples=512)
    items = weighed(case, account).items
    by_id = {item.id: item for item in items}
    assert {row.id for row in account.rows} <= set(by_id)
    for row in account.rows:
        assert (by_id[row.id].change, by_id[row.id].mc_error) == (row.change, row.mc_error)
    quiet = by_id["time_2024"].weight
    assert isinstance(quiet, QuietWeight)
    assert [one.rate for one in quiet.watchers if one.rate is not None] == [
        watch.rate for watch in case.evidence.watches if watch.since.year <= 2024
    ]
    assert by_id["small"].weight is None


@pytest.mark.parametrize("marked", [True, False])
def test_a_workspace_shows_the_passage_who_took_it_in_and_when(
    tmp_path: Path, marked: bool
) -> None:
    text = "Preface. The minutes were signed. Afterwards there was tea."
    spans = [{"start": 9, "end": 33}] if marked else []
    place = desk(tmp_path, proposal(title="Minutes", text=text, spans=spans))
    tocsin.accept(place.root, "P-1", node="border", level="settled", by="Ana", why="signed")
    case = tocsin.load_case("river", workspace=place.root)
    items = weighed(case, told(case), workspace=place.root).items
    (item,) = [one for one in items if one.id == "P-1"]
    (passage,) = item.passages
    assert passage.text == ("The minutes were signed." if marked else text)
    assert (passage.start, passage.end) == ((9, 33) if marked else (None, None))
    assert (passage.proposal, passage.decided_by, passage.decided_why) == ("P-1", "Ana", "signed")
    assert item.retrieved is not None
    assert all(not one.passages for one in items if one.id != "P-1")

"""What if: what is done and what is learned, each in words, on the futures of ``assess``."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.river_for_tests import SAMPLES, ask, ask_afresh, assessed, river
from tests.small_case import UNTIL, small_case
from tocsin.errors import CaseError, CollapseError, NotFoundError
from tocsin.results import WhatIf
from tocsin.workflows.whatif import whatif

PAUSED = ["filling=announced@2026-01"]


@pytest.fixture(scope="module")
def paused() -> WhatIf:
    return ask(whatif, hold=PAUSED)  # type: ignore[no-any-return]


def test_before_is_what_assess_says(paused: WhatIf) -> None:
    for outcome in paused.outcomes:
        for effect in outcome.horizons:
            told = assessed()[outcome.id][effect.months]
            assert effect.before == pytest.approx(told, rel=1e-9)


def test_a_change_is_after_less_before_and_nothing_changes_before_it(paused: WhatIf) -> None:
    for outcome in paused.outcomes:
        assert [e.months for e in outcome.horizons] == [3, 6, 12, 24]
        assert [e.months for e in outcome.curve] == list(range(1, 25))
        for effect in outcome.curve:
            assert effect.change == pytest.approx(effect.after - effect.before, abs=1e-12)
        early = outcome.curve[1]
        assert early.until < date(2026, 1, 1)
        assert early.change == pytest.approx(0, abs=1e-12)
        later = outcome.horizons[-1]
        assert later.change < -2 * later.change_error < 0
        assert later.words.en


def test_common_streams_make_the_error_of_a_change_small(paused: WhatIf) -> None:
    year = paused.outcomes[0].horizons[2]
    assert year.change_error < (year.before_error**2 + year.after_error**2) ** 0.5 / 1.5


def test_each_step_says_whether_it_is_done_or_learned() -> None:
    found = ask(
        whatif,
        hold=["filling=announced@2026-01", "treaty_binds=true"],
        put=["fear=low"],
        rates=["dispute.down=2", "data.up=0.5@2026-03-02"],
        given=["dam or not schedule_kept"],
    )
    told = [(step.kind, step.text, step.label.en) for step in found.steps]
    assert told == [
        (
            "set",
            "filling=announced@2026-01-01",
            "Filling without an agreement: held at “announced” from 1 January 2026",
        ),
        (
            "set",
            "treaty_binds=true@2025-10-31",
            "The water treaty of 1998 still restrains both states: held at “true” from "
            "31 October 2025",
        ),
        (
            "put",
            "fear=low@2025-10-31",
            "Fear for the water in Seronia: put at “low” on 31 October 2025",
        ),
        (
            "rate",
            "dispute.down=2@2025-10-31",
            "Public dispute: steps down 2 times as often from 31 October 2025",
        ),
        (
            "rate",
            "data.up=0.5@2026-03-02",
            "Flow data held back: steps up 0.5 times as often from 2 March 2026",
        ),
        (
            "given",
            "dam or not schedule_kept@2025-10-31",
            "As of 31 October 2025: The filling itself or not (Haldria fills no faster than its "
            "published schedule)",
        ),
    ]
    assert "maintien au niveau « annoncé » à partir du 1er janvier" in found.steps[0].label.fr
    assert "0,5 fois aussi fréquents à partir du 2 mars 2026" in found.steps[4].label.fr


def test_doing_teaches_nothing_and_learning_says_how_likely_it_was() -> None:
    done = ask(whatif, hold=["dam=true"])
    learned = ask(whatif, given=["dam"])
    assert (done.kept, [s.kind for s in done.steps]) == (1.0, ["set"])
    assert done.steps[0].label.en.startswith("What drives it: held at “The filling itself”")
    assert 0.2 < learned.kept < 0.7
    assert learned.histories < done.histories
    force = learned.outcomes[-1].horizons[-1]
    assert force.after > force.before, "the filling explains force"


def test_the_two_sides_of_a_hypothesis_average_to_what_stands() -> None:
    true, false = (ask(whatif, given=[said]) for said in ("dam", "not dam"))
    assert true.kept + false.kept == pytest.approx(1, abs=1e-9)
    for a, b in zip(true.outcomes, false.outcomes, strict=True):
        mixed = true.kept * a.horizons[2].after + false.kept * b.horizons[2].after
        error = a.horizons[2].change_error + b.horizons[2].change_error
        assert abs(mixed - a.horizons[2].before) < 2 * error


def test_horizons_beyond_the_case_are_looked_at() -> None:
    found = ask(whatif, hold=["border=settled@2028"], horizons=[36, 6])
    assert [e.months for e in found.outcomes[0].horizons] == [6, 36]
    assert len(found.outcomes[0].curve) == 36
    assert found.outcomes[0].horizons[0].change == pytest.approx(0, abs=1e-12)
    assert found.outcomes[0].horizons[1].change < 0


def test_two_runs_give_the_same_bytes_and_json_reads_back(paused: WhatIf) -> None:
    again = ask_afresh(whatif, hold=PAUSED)
    assert again.model_dump_json() == paused.model_dump_json()
    assert WhatIf.model_validate_json(paused.model_dump_json()) == paused
    assert (paused.run.seed, paused.run.samples, paused.as_of) == (1, SAMPLES, date(2025, 10, 31))


def test_too_few_histories_are_warned_of() -> None:
    found = ask(whatif, given=["dam and mistrust and fear >= high and data >= late"])
    assert found.histories < 100
    assert any("agree with what is learned" in w.en for w in found.warnings)
    assert any("s’accordent avec ce qui est appris" in w.fr for w in found.warnings)


def test_progress_is_told() -> None:
    told: dict[str, float] = {}
    ask_afresh(whatif, hold=PAUSED, progress=told.__setitem__)
    assert set(told) == {"anchors", "filter", "forecast"}


def test_an_as_of_date_moves_what_counts_as_the_past() -> None:
    case = small_case()
    found = whatif(case, hold=["trig=none@2025-06-30"], as_of=date(2025, 6, 15), samples=400)
    assert (found.as_of, found.steps[0].since) == (date(2025, 6, 15), date(2025, 6, 30))
    with pytest.raises(CaseError, match="contradicts the evidence: its timeline has it at some"):
        whatif(case, hold=["trig=none@2025-06-30"], as_of=UNTIL, samples=400)


REFUSED: list[tuple[type[Exception], dict[str, Any], str]] = [
    (CaseError, {}, "nothing is done or learned"),
    (NotFoundError, {"hold": ["filing=none"]}, "no node 'filing'.*did you mean filling"),
    (NotFoundError, {"hold": ["filling=full"]}, "no level 'full' of filling.*none, announced"),
    (NotFoundError, {"given": ["filling >= full"]}, "no level 'full' of filling"),
    (NotFoundError, {"given": ["damn"]}, "no hypothesis or assumption 'damn'.*did you mean dam"),
    (CaseError, {"given": ["driver == dam"]}, "driver in 'driver == dam' has no levels"),
    (CaseError, {"rates": ["strain.up=2"]}, "strain does not move by itself"),
    (CaseError, {"hold": ["fear=low"], "horizons": [0, 3]}, "1 to 120 are allowed"),
    (CaseError, {"given": ["filling == none"]}, "no simulated history agrees"),
    (CollapseError, {"given": ["force >= on@2025-12-15"]}, "effective histories agree with this"),
]


@pytest.mark.parametrize(
    ("error", "asked", "said"), REFUSED, ids=lambda x: str(x) if isinstance(x, dict) else ""
)
def test_what_cannot_be_is_refused(error: type[Exception], asked: Any, said: str) -> None:
    with pytest.raises(error, match=said):
        ask(whatif, **asked)


def test_a_case_without_that_step_has_no_rate() -> None:
    nodes = small_case().model.nodes
    still = [n if n.id != "mood" else n.model_copy(update={"up": None}) for n in nodes]
    with pytest.raises(CaseError, match="mood has no step up"):
        whatif(small_case(nodes=still), rates=["mood.up=2"], samples=400)


def test_the_case_is_left_as_it_was() -> None:
    before = river().model_dump_json()
    ask(whatif, hold=PAUSED, given=["dam"])
    assert river().model_dump_json() == before

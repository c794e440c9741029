"""The small language of interventions: all that it accepts, and what it says to what it refuses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import pytest

from tocsin.case.scenario import (
    NOTHING,
    Known,
    Scenario,
    Set,
    Speed,
    node_levels,
    read_scenario,
)
from tocsin.case.schema import Case
from tocsin.errors import CaseError, FormulaError, NotFoundError, TocsinError
from tocsin.workflows.cases import load

AS_OF, UNTIL = date(2025, 10, 31), date(2026, 10, 31)
LATER = date(2026, 3, 1)


@cache
def _case() -> Case:
    return load("river")


def _read(**said: Sequence[str]) -> Scenario:
    return read_scenario(_case(), AS_OF, UNTIL, **said)


def _hold(text: str) -> Set:
    (setting,) = _read(hold=[text]).settings
    return setting


def _rate(text: str) -> Speed:
    (speed,) = _read(rates=[text]).speeds
    return speed


def _given(text: str) -> Known:
    (known,) = _read(given=[text]).known
    return known


# --- what it accepts ------------------------------------------------------------------------------


def test_nothing_said_is_nothing_done() -> None:
    assert _read() == NOTHING
    assert not NOTHING.acts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("filling=begun", Set("filling", "begun", AS_OF)),
        ("filling=begun@2026-03-01", Set("filling", "begun", LATER)),
        (" filling = begun @ 2026-03 ", Set("filling", "begun", LATER)),
        ("filling=begun@2026", Set("filling", "begun", date(2026, 1, 1))),
        ("strain=high@2026-03", Set("strain", "high", LATER)),  # a derived node
        ("schedule_kept=false", Set("schedule_kept", "false", AS_OF)),  # an assumption
    ],
)
def test_settings(text: str, expected: Set) -> None:
    assert _hold(text) == expected


def test_a_hypothesis_that_is_set_is_its_group_set_to_it() -> None:
    group = next(g for g in _case().header.groups if "dam" in {h.id for h in g.hypotheses})
    assert _hold("dam=true") == Set(group.id, "dam", AS_OF)
    assert _hold(f"{group.id}=home@2026-03") == Set(group.id, "home", LATER)


def test_holding_and_putting_are_told_apart() -> None:
    found = _read(hold=["release=agreed"], put=["filling=none"])
    assert found.settings == (
        Set("release", "agreed", AS_OF, hold=True),
        Set("filling", "none", AS_OF, hold=False),
    )
    assert found.acts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fear.up=2", Speed("fear", "up", 2.0, AS_OF)),
        ("fear.down=0.5@2026-03", Speed("fear", "down", 0.5, LATER)),
        (" fear.up = 1e1 ", Speed("fear", "up", 10.0, AS_OF)),
        ("fear.up=0", Speed("fear", "up", 0.0, AS_OF)),
        ("fear.up=1000", Speed("fear", "up", 1000.0, AS_OF)),
    ],
)
def test_rates(text: str, expected: Speed) -> None:
    assert _rate(text) == expected
    assert _read(rates=[text]).acts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dam", Known("dam", AS_OF)),
        ("not treaty_binds", Known("not treaty_binds", AS_OF)),
        ("fear >= high @ 2026-03", Known("fear >= high", LATER)),
        (
            "count(fear >= high, data >= late) >= 1 and strain == low@2026",
            Known("count(fear >= high, data >= late) >= 1 and strain == low", date(2026, 1, 1)),
        ),
        ("true", Known("true", AS_OF)),
    ],
)
def test_what_is_learned(text: str, expected: Known) -> None:
    assert _given(text) == expected
    assert not _read(given=[text]).acts


def test_the_last_day_before_the_horizon_is_accepted() -> None:
    assert _hold("filling=begun@2026-10-30").since == date(2026, 10, 30)


def test_all_nodes_that_can_be_set_have_their_levels() -> None:
    levels = node_levels(_case())
    assert levels["filling"] == ["none", "announced", "begun"]
    assert levels["strain"] == ["low", "high"]
    assert levels["treaty_binds"] == ["false", "true"]
    assert ["dam", "home"] in levels.values()


@pytest.mark.parametrize(
    "said",
    [
        # held until some day, with another rate from then on
        {"hold": ["fear=low"], "put": ["fear=low@2026-03"], "rates": ["fear.up=2@2026-03"]},
        # another rate at first, held from some day on
        {"hold": ["fear=low@2026-03"], "rates": ["fear.up=2"]},
        {"put": ["fear=high"], "rates": ["fear.up=2", "fear.down=2", "fear.up=3@2026-03"]},
        {"hold": ["fear=low", "fear=high@2026-03"]},
    ],
)
def test_what_goes_together(said: dict[str, Any]) -> None:
    assert _read(**said).acts


# --- what it refuses ------------------------------------------------------------------------------


def _refused(kind: type[TocsinError], *parts: str, **said: Sequence[str]) -> None:
    """Refused, in words that say what was got, what is allowed and what to do."""
    with pytest.raises(kind) as caught:
        _read(**said)
    for part in parts:
        assert part in str(caught.value), str(caught.value)


@pytest.mark.parametrize("text", ["filling", "filling=", "filling>=begun", ""])
def test_a_setting_of_another_form(text: str) -> None:
    if "=" in text and not text.endswith("="):
        _refused(NotFoundError, "no node 'filling>'", "did you mean filling?", hold=[text])
    else:
        _refused(CaseError, repr(text), "write node=level or node=level@YYYY-MM-DD", hold=[text])


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ({"hold": ["filing=begun"]}, ["no node 'filing'", "did you mean filling?"]),
        ({"hold": ["zzz=on"]}, ["no node 'zzz'", "choose from", "filling", "treaty_binds"]),
        ({"hold": ["filling=begin"]}, ["no level 'begin' of filling", "did you mean begun?"]),
        ({"put": ["treaty_binds=maybe"]}, ["no level 'maybe' of treaty_binds", "false, true"]),
        ({"rates": ["dam.up=2"]}, ["no node 'dam'"]),
        ({"given": ["filing >= begun"]}, ["no node 'filing'", "did you mean filling?"]),
        ({"given": ["fear >= hihg"]}, ["no level 'hihg' of fear", "did you mean high?"]),
        ({"given": ["damn"]}, ["no hypothesis or assumption 'damn'", "did you mean dam?"]),
        ({"given": ["fear"]}, ["no hypothesis or assumption 'fear'"]),
    ],
)
def test_names_that_are_not_there(said: dict[str, Any], parts: list[str]) -> None:
    _refused(NotFoundError, *parts, **said)


def test_a_hypothesis_can_only_be_set_to_true() -> None:
    _refused(CaseError, "dam=false", "can be set to true only", "set the group", hold=["dam=false"])


@pytest.mark.parametrize("text", ["fear=2", "fear.up", "fear.sideways=2", ".=2", "up=2"])
def test_a_rate_of_another_form(text: str) -> None:
    _refused(CaseError, repr(text), "write node.up=factor or node.down=factor", rates=[text])


def test_a_rate_of_what_does_not_move_by_itself() -> None:
    for name in ("strain", "treaty_binds"):
        _refused(CaseError, f"{name} does not move by itself", "choose", rates=[f"{name}.up=2"])


def test_a_step_that_the_node_does_not_make() -> None:
    case = _case().model_copy(deep=True)
    fear = next(n for n in case.model.nodes if n.id == "fear")
    object.__setattr__(fear, "down", None)
    with pytest.raises(CaseError, match="fear has no step down"):
        read_scenario(case, AS_OF, UNTIL, rates=["fear.down=2"])


@pytest.mark.parametrize("number", ["-1", "1001", "two", "nan", "inf", ""])
def test_a_factor_out_of_range(number: str) -> None:
    parts = [f"the factor {number!r} of fear.up", "from 0 to 1000", "1 changes nothing"]
    _refused(CaseError, *parts, rates=[f"fear.up={number}"])


@pytest.mark.parametrize("when", ["", "soon", "2026-13", "2026-02-30", "2026-1-1-1", "01/03/2026"])
def test_a_date_that_cannot_be_read(when: str) -> None:
    for said in ({"hold": [f"fear=low@{when}"]}, {"given": [f"dam@{when}"]}):
        _refused(CaseError, repr(when), "write YYYY-MM-DD, YYYY-MM or YYYY", **said)


@pytest.mark.parametrize("when", ["2026-10-31", "2027"])
def test_a_date_beyond_the_last_horizon(when: str) -> None:
    for said in (
        {"hold": [f"fear=low@{when}"]},
        {"rates": [f"fear.up=2@{when}"]},
        {"given": [f"dam@{when}"]},
    ):
        _refused(CaseError, "from the date of knowledge, 2025-10-31", "2026-10-31", **said)


def test_a_rate_or_knowledge_of_the_past() -> None:
    _refused(CaseError, "dated 2025-10-01", "move it", rates=["fear.up=2@2025-10-01"])
    _refused(CaseError, "dated 2025-10-01", "move it", given=["dam@2025-10"])


def test_a_setting_that_contradicts_a_timeline() -> None:
    _refused(
        CaseError,
        "filling=none@2025-06-01 contradicts the evidence",
        "its timeline has it at begun on that day",
        hold=["filling=none@2025-06"],
    )


def test_a_setting_before_the_first_step_of_a_timeline_contradicts_the_start() -> None:
    _refused(CaseError, "has it at none on that day", hold=["filling=begun@2024-08-01"])


@pytest.mark.parametrize(
    "text", ["filling=begun@2025-06", "filling=none@2024-08-01", "fear=low@2025-06"]
)
def test_a_setting_in_the_past_that_contradicts_nothing(text: str) -> None:
    _refused(CaseError, "dates from the date of knowledge, 2025-10-31", hold=[text])


def test_a_step_that_was_not_public_yet_contradicts_nothing() -> None:
    """Of the steps only what was published by the date of knowledge is told."""
    with pytest.raises(CaseError, match="its timeline has it at none"):
        read_scenario(_case(), date(2025, 2, 4), UNTIL, hold=["filling=begun@2025-02-03"])


def test_a_setting_before_the_start_of_the_case() -> None:
    _refused(CaseError, "before the case's start", "2025-10-31, on", hold=["fear=low@2020"])


def test_a_derived_node_cannot_be_put_and_left_alone() -> None:
    _refused(CaseError, "strain follows from other nodes", "hold it", put=["strain=high"])


@pytest.mark.parametrize(
    "said",
    [
        {"hold": ["fear=low", "fear=high"]},
        {"hold": ["fear=low"], "put": ["fear=low"]},
        {"hold": ["dam=true", "home=true"]},
    ],
)
def test_a_node_set_twice_on_one_day(said: dict[str, Any]) -> None:
    _refused(CaseError, "is set 2 times on 2025-10-31", "set it once", **said)


def test_a_rate_multiplied_twice_on_one_day() -> None:
    _refused(CaseError, "fear.up is multiplied 2 times", "once", rates=["fear.up=2", "fear.up=3"])


@pytest.mark.parametrize(
    "said",
    [
        {"hold": ["fear=low"], "rates": ["fear.up=2"]},
        {"hold": ["fear=low"], "rates": ["fear.up=2@2026-03"]},
        {"put": ["fear=low"], "hold": ["fear=low@2026-02"], "rates": ["fear.up=2@2026-03"]},
        {"hold": ["fear=low", "fear=high@2026-04"], "rates": ["fear.up=2@2026-03"]},
    ],
)
def test_a_rate_of_a_node_that_is_held_for_good(said: dict[str, Any]) -> None:
    _refused(CaseError, "fear is held, so the rate of its steps up", "--put", **said)


def test_a_formula_that_cannot_be_read() -> None:
    for text in ("fear >=", "", "fear >= high or", "@2026-03"):
        with pytest.raises(FormulaError):
            _read(given=[text])

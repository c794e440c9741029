"""What a form offers is what a scenario can be read from."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.case.scenario import read_scenario
from tocsin.case.schema import Case
from tocsin.workflows import cases
from tocsin.workflows.choices import choices, chosen

DAY, LAST = date(2026, 3, 16), date(2028, 3, 16)


@pytest.fixture(scope="module")
def case() -> Case:
    return cases.load("kazakhstan")


def test_every_choice_is_a_scenario(case: Case) -> None:
    for group in choices(case):
        for choice in group.choices:
            for option in choice.options:
                sets = [option.value] if choice.parameter == "set" else []
                given = [option.value] if choice.parameter == "given" else []
                found = chosen(case, sets, given, None)
                rates = [option.value] if choice.parameter == "rate" else []
                read = read_scenario(
                    case, DAY, LAST, hold=found.hold, put=(), rates=rates, given=found.given
                )
                assert read.acts or read.known, option.value


def test_what_is_left_as_it_is_does_nothing(case: Case) -> None:
    assert not chosen(case, ["", ""], [""], DAY)


def test_the_day_goes_to_what_has_none_of_its_own(case: Case) -> None:
    assumption = case.header.assumptions[0].id
    found = chosen(case, ["csto_kaz=frozen,dispute=off@2027-01-01", f"{assumption}=false"], [], DAY)
    assert found.hold == (
        "csto_kaz=frozen@2026-03-16",
        "dispute=off@2027-01-01",
        f"{assumption}=false",
    )


def test_rates_and_what_is_learned_of_nodes_take_the_day_as_well(case: Case) -> None:
    explanation = case.header.groups[0].hypotheses[0].id
    given = [explanation, f"not {explanation}", "csto_kaz >= frozen", "dispute >= off@2027-01-01"]
    found = chosen(case, [], given, DAY, put=["csto_kaz=frozen"], rates=["csto_kaz.up=2"])
    assert found.given == (
        explanation, f"not {explanation}", "csto_kaz >= frozen@2026-03-16",
        "dispute >= off@2027-01-01",
    )  # fmt: skip
    assert (found.put, found.rates) == (("csto_kaz=frozen@2026-03-16",),
                                        ("csto_kaz.up=2@2026-03-16",))  # fmt: skip


def test_what_is_done_comes_before_what_is_learned(case: Case) -> None:
    acts = [{choice.parameter for choice in group.choices} for group in choices(case)]
    assert all(len(act) == 1 or act == {"set"} for act in acts)
    order = [next(iter(act)) for act in acts]
    assert order == sorted(order, key=["set", "rate", "given"].index)


def test_a_step_that_two_controls_stand_for_is_taken_once(case: Case) -> None:
    assert chosen(case, ["csto_kaz=frozen", "csto_kaz=frozen"], [], DAY).hold == (
        "csto_kaz=frozen@2026-03-16",
    )

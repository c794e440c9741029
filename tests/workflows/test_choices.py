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
                read = read_scenario(
                    case, DAY, LAST, hold=found.hold, put=(), rates=(), given=found.given
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

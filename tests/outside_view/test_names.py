"""Every state of COW's list has one code of its own and names in both languages."""

from __future__ import annotations

import re

import numpy as np
import pytest

from tocsin.outside_view.names import GIVEN, coded
from tocsin.outside_view.tables import shipped


def test_names_by_the_english_name() -> None:
    assert coded(365, "Russia") == ("RUS", "Russia", "Russie")
    assert coded(705, "Kazakhstan") == ("KAZ", "Kazakhstan", "Kazakhstan")
    assert coded(403, "Sao Tome and Principe")[0] == "STP"


def test_given_names_go_first() -> None:
    assert coded(315, "Czechoslovakia") == ("CSK", "Czechoslovakia", "Tchécoslovaquie")
    assert coded(220, "France") == ("FRA", "France", "France")


def test_an_unknown_name_is_no_state() -> None:
    with pytest.raises(KeyError):
        coded(999, "Atlantis")


def test_codes_are_three_letters_and_nobody_shares_one() -> None:
    states = shipped().states
    codes = {int(n): str(c) for n, c in zip(states["state"], states["code"], strict=True)}
    assert len(set(codes.values())) == len(codes) == len(np.unique(states["state"]))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes.values())
    assert set(GIVEN) <= set(codes)
    assert all(states["en"])
    assert all(states["fr"])

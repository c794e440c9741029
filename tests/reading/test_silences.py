"""What cases know of the actors and the text does not name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tocsin.reading.items import Place, item
from tocsin.reading.silences import silences
from tocsin.results import Item, Silence

TEXT = "Kazakhstan and Russia quarrel. The CSTO is silent."
WHEN = date(2025, 12, 19)


def _states(*ids: str) -> list[Item]:
    return [item(TEXT, "actors_countries", one, [("mentions", Place(0, 10))]) for one in ids]


def _unsaid(text: str, *ids: str, when: date | None = WHEN) -> list[str]:
    return [one.text.en for one in silences(text, _states(*ids), when)]


def test_blocs_and_treaties_of_two_actors_are_told_with_their_source() -> None:
    found = silences(TEXT, _states("KAZ", "RUS"), WHEN)
    assert any("EAEU" in one.text.en for one in found)
    assert all({"KAZ", "RUS"} <= set(one.actors) for one in found)
    assert all(one.case == "kazakhstan" and one.source for one in found)
    assert all(one.text.fr for one in found)


def test_what_the_text_names_is_no_silence() -> None:
    told = set(_unsaid("Nothing of it.", "KAZ", "RUS")) - set(_unsaid(TEXT, "KAZ", "RUS"))
    (bloc,) = told
    assert bloc.startswith("CSTO")
    assert "belong to it" in bloc


def test_a_date_leaves_out_what_came_later() -> None:
    early = _unsaid(TEXT, "KAZ", "RUS", when=date(1995, 1, 1))
    assert 0 < len(early) < len(_unsaid(TEXT, "KAZ", "RUS"))
    assert not any("EAEU" in one for one in early)


def test_one_actor_or_unknown_ones_leave_nothing_to_say() -> None:
    assert _unsaid(TEXT, "KAZ") == []
    assert _unsaid(TEXT, "BRA", "FIJ") == []


def test_what_joins_most_actors_comes_first() -> None:
    found = silences("Nothing.", _states("KAZ", "RUS", "KGZ", "ARM"), WHEN)
    counts = [len(one.actors) for one in found]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("content", [None, "actors: 3\n", "a: &x 1\nb: *x\n", "\x00"])
def test_a_case_that_cannot_be_read_is_left_out(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "actors.yaml").write_text(content, encoding="utf-8")
    with_folder = silences(TEXT, _states("KAZ", "RUS"), WHEN, [tmp_path])
    assert with_folder == silences(TEXT, _states("KAZ", "RUS"), WHEN)


def test_of_treaties_between_as_many_the_newest_comes_first() -> None:
    pairs = [
        one
        for one in silences("Nothing.", _states("KAZ", "RUS"), WHEN)
        if "are parties" in one.text.en
    ]
    assert "2025" in pairs[0].text.en
    assert "novembre 2025" in pairs[0].text.fr


def test_the_users_own_cases_are_asked_too(tmp_path: Path) -> None:
    (tmp_path / "actors.yaml").write_text(
        "actors:\n"
        "  - {id: B, label: {en: Brazil, fr: Brésil}, kind: state, iso3: BRA}\n"
        "  - {id: F, label: {en: Fiji, fr: Fidji}, kind: state, iso3: FJI}\n"
        "treaties:\n"
        "  - {id: T, label: {en: Pact, fr: Pacte}, signed: '2001', parties: [B, F],"
        " gist: {en: g, fr: g}, source: S1}\n",
        encoding="utf-8",
    )
    (found,) = silences(TEXT, _states("BRA", "FJI"), WHEN, [tmp_path])
    assert found == Silence(text=found.text, actors=["BRA", "FJI"], case=tmp_path.name, source="S1")
    assert found.text.en == "Pact, 2001: Brazil, Fiji are parties"

"""The line in front of the desk's thread: bounded, and left by who is done."""

from __future__ import annotations

import pytest

from tocsin.errors import BusyError
from tocsin.workflows import line as module
from tocsin.workflows.line import CLIENT, VIEWS_ALL, VIEWS_EACH, Line


@pytest.fixture(autouse=True)
def client() -> None:
    CLIENT.set("ana")


def test_sections_of_one_view_wait_together() -> None:
    line = Line()
    for _ in range(100):
        line.join("today")
    for day in range(VIEWS_EACH - 1):
        line.join(day)
    with pytest.raises(BusyError, match="of yours are waiting") as refused:
        line.join("one more")
    assert refused.value.retry_after > 0
    line.join("today")


def test_who_is_done_makes_room() -> None:
    line = Line()
    leave = [line.join(day) for day in range(VIEWS_EACH)]
    leave[3](None)
    line.join("another")
    for each in leave:
        each(None)


def test_a_client_is_not_held_for_another_until_all_are_too_many() -> None:
    line = Line()
    for client in range(VIEWS_ALL // VIEWS_EACH):
        CLIENT.set(f"client {client}")
        for day in range(VIEWS_EACH):
            line.join(day)
    CLIENT.set("last")
    for day in range(VIEWS_ALL % VIEWS_EACH):
        line.join(day)
    with pytest.raises(BusyError, match="ask again later"):
        line.join("one more")


def test_the_same_thing_asked_again_and_again_is_bounded_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "WORK_EACH", 5)
    line = Line()
    for _ in range(5):
        line.join("today")
    with pytest.raises(BusyError, match="answers of yours"):
        line.join("today")

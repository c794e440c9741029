"""Telling people, through a webhook that listens on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.watching.hook import Hook, listening
from tests.watching.test_atom import NOTICES
from tocsin.errors import WatchError
from tocsin.language import Language
from tocsin.watching.carriers import carriers, tell


@pytest.fixture
def hook() -> Iterator[Hook]:
    with listening() as server:
        yield server


def test_a_webhook_is_told_in_its_language(hook: Hook) -> None:
    assert tell(carriers([hook.address]), NOTICES[0], Language.FR)
    [told] = hook.got
    assert told["title"] == NOTICES[0].title.fr
    assert "2026-03-16" in told["message"]


def test_one_that_cannot_be_reached_is_said(hook: Hook) -> None:
    hook.answer = 500
    assert not tell(carriers([hook.address]), NOTICES[0], Language.EN)


def test_nobody_to_tell_is_told_at_once() -> None:
    assert tell(carriers([]), NOTICES[0], Language.EN)


def test_an_address_without_a_carrier_is_refused_without_printing_it() -> None:
    with pytest.raises(WatchError, match="address 2 to tell") as caught:
        carriers(["json://127.0.0.1/hook", "nowhere://user:secret@host"])
    assert "secret" not in str(caught.value)

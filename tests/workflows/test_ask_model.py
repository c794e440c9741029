"""A model adds to a reading; key, caps and cache come from where they are said to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.small_reading import reading
from tests.reading.stub_model import completion, finding, findings, serving
from tocsin.errors import EndpointError
from tocsin.results import Asked
from tocsin.workflows.ask_model import ask_model
from tocsin.workflows.draft import draft

FOUND = finding("scenario_claims", "The lane will close again")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setattr("tocsin.workflows.ask_model.default_folder", lambda: folder)
    monkeypatch.setenv("TOCSIN_LLM_KEY", "test-key-4711")
    return folder


def _ask(url: str) -> Asked:
    return ask_model(reading(), url=url, model="tiny")


def test_items_are_added_and_nothing_else_changes(own_cache: Path) -> None:
    before = reading()
    with serving(lambda _: findings(FOUND, finding("triggers", "invented words"))) as stub:
        asked = _ask(stub.url)
        assert _ask(stub.url) == asked
    assert asked.reading.items[: len(before.items)] == before.items
    (new,) = asked.reading.items[len(before.items) :]
    assert new.reader == "model"
    assert asked.refused == {"quote": 1}
    assert len(stub.requests) == 1, "the second answer was kept"
    assert stub.requests[0][0]["Authorization"] == "Bearer test-key-4711"
    kept = "".join(path.read_text(encoding="utf-8") for path in own_cache.iterdir())
    assert "test-key-4711" not in kept
    assert "test-key-4711" not in asked.model_dump_json()


def test_what_the_model_added_is_a_draft_and_marked(tmp_path: Path) -> None:
    with serving(lambda _: findings(finding("off_ramps", "The Strait Commission said"))) as stub:
        asked = _ask(stub.url)
    made = draft(asked.reading, output=tmp_path / "case", refused=asked.refused)
    (ramp,) = (one for one in made.of("off_ramp") if one.reader == "model")
    assert ramp.spans[0].quote == "The Strait Commission said"


def test_a_failure_keeps_the_reading_and_is_told() -> None:
    with serving(lambda _: completion("no JSON")) as stub:
        asked = _ask(stub.url)
    assert asked.reading == reading()
    assert len(asked.notes) == 1


def test_a_cap_of_no_calls_asks_nothing() -> None:
    with serving(lambda _: findings(FOUND)) as stub:
        asked = ask_model(reading(), url=stub.url, model="tiny", calls=0)
        assert stub.requests == []
    assert "cap of 0 calls" in asked.notes[0].en


def test_the_answers_of_a_workspace_stay_in_it(tmp_path: Path, own_cache: Path) -> None:
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "workspace.yaml").write_text("format: 1\n", encoding="utf-8")
    with serving(lambda _: findings(FOUND)) as stub:
        ask_model(reading(), url=stub.url, model="tiny", workspace=tmp_path / "w")
    assert len(list((tmp_path / "w" / "answers").iterdir())) == 1
    assert not own_cache.exists()


def test_an_address_that_cannot_be_used_is_an_error_at_once() -> None:
    with pytest.raises(EndpointError, match="no web address"):
        _ask("nowhere")

"""Forms: what a browser sends is read, what is no text is refused and never a fault of the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.peopled_for_tests import HERE, peopled

FORM = {"Content-Type": "application/x-www-form-urlencoded", **HERE}
PATHS = ("/en/scenarios", "/en/inbox/P-1", "/en/sign-in", "/fr/account")


@pytest.mark.parametrize("body", [b"name=\xff\xfe&by=Ana", b"name=%ff%fe&by=Ana", b"\x80"])
def test_what_is_no_text_is_refused_alike_everywhere(tmp_path: Path, body: bytes) -> None:
    with peopled(tmp_path) as made:
        for path in PATHS:
            answer = made.program("ana").post(path, content=body, headers=FORM)
            assert answer.status_code == 400, path
            assert "cannot be read as text of UTF-8" in answer.text


def test_a_program_is_still_told_of_json(tmp_path: Path) -> None:
    with peopled(tmp_path) as made:
        answer = made.program("ana").post("/api/v1/scenarios", content=b"\xff",
                                          headers={"Content-Type": "application/json"})  # fmt: skip
        assert (answer.status_code, answer.json()["detail"]) == (
            400, "the body cannot be read as JSON of UTF-8",
        )  # fmt: skip


def test_of_a_field_that_comes_twice_the_last_counts(tmp_path: Path) -> None:
    with peopled(tmp_path) as made:
        body = "verdict=accept&verdict=reject&by=Ana&why=d%C3%A9j%C3%A0+vu"
        answer = made.program("ana").post("/en/inbox/P-1", content=body, headers=FORM)
        assert answer.status_code == 303
        found = made.program("ana").get("/api/v1/inbox?every=true").json()["proposals"]
        told = {each["id"]: (each["state"], each["why"]) for each in found}
        assert told["P-1"] == ("reject", "déjà vu")

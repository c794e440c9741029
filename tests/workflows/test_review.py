"""A review: decisions on disk at once, entries in the case, and what the case lacks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading.small_reading import reading
from tocsin.errors import DraftError
from tocsin.language import pair
from tocsin.workflows import check
from tocsin.workflows.draft import PART, draft
from tocsin.workflows.review import LOG_FILE, Session, review


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    draft(reading(), output=tmp_path / "case")
    return tmp_path / "case"


def test_nothing_is_in_the_case_before_a_person_accepts_it(folder: Path) -> None:
    standing = review(folder)
    assert standing.accepted == standing.entered == []
    assert len(standing.waiting) == len(standing.draft.proposals)
    assert "T1" not in (folder / "model.yaml").read_text(encoding="utf-8")


def test_ids_are_accepted_and_rejected_and_the_rest_waits(folder: Path) -> None:
    standing = review(folder, accept=["T1", "thesis"], reject=["T2"])
    assert standing.accepted == standing.entered == ["T1", "thesis"]
    assert standing.rejected == ["T2"]
    model = (folder / "model.yaml").read_text(encoding="utf-8")
    assert "code: T1" in model
    assert "T2" not in model
    assert set(standing.waiting).isdisjoint({"T1", "T2", "thesis"})


def test_all_leaves_out_what_is_rejected_in_the_same_breath(folder: Path) -> None:
    standing = review(folder, accept=["all"], reject=["T2"])
    assert standing.waiting == []
    assert "T2" in standing.rejected
    assert "T2" not in standing.accepted


def test_a_wrong_id_decides_nothing(folder: Path) -> None:
    with pytest.raises(DraftError, match="X9"):
        review(folder, accept=["T1", "X9"])
    with pytest.raises(DraftError, match="both"):
        review(folder, accept=["T1"], reject=["T1"])
    assert review(folder).accepted == []


def test_the_report_and_check_say_what_is_missing(folder: Path) -> None:
    standing = review(folder, accept=["all"])
    codes = {gap.code for gap in standing.gaps}
    assert {"node-without-levels", "trigger-not-observed", "claim-without-paraphrase"} <= codes
    problems = check.check(folder)
    assert standing.errors == sum(one.severity == "error" for one in problems) > 0
    blank = {(one.file, one.code) for one in problems}
    assert ("model.yaml", "bad-value") in blank


def test_what_a_person_changed_or_took_out_stays_so(folder: Path) -> None:
    review(folder, accept=["T1", "KAZ"])
    actors = "# my own\nactors: []\n"
    (folder / "actors.yaml").write_text(actors, encoding="utf-8")
    model = (folder / "model.yaml").read_text(encoding="utf-8") + "# a remark\n"
    (folder / "model.yaml").write_text(model, encoding="utf-8")
    review(folder, accept=["O1"])
    assert (folder / "actors.yaml").read_text(encoding="utf-8") == actors
    now = (folder / "model.yaml").read_text(encoding="utf-8")
    assert "# a remark" in now
    assert "code: O1" in now
    with pytest.raises(DraftError, match="by hand"):
        review(folder, reject=["KAZ"])


def test_a_file_that_cannot_take_an_entry_leaves_the_decision_and_the_case(folder: Path) -> None:
    (folder / "model.yaml").write_text("nodes: 3\n", encoding="utf-8")
    before = (folder / "claims.yaml").read_bytes()
    with pytest.raises(DraftError, match=r"model\.yaml"):
        review(folder, accept=["T1"])
    assert (folder / "claims.yaml").read_bytes() == before
    (folder / "model.yaml").write_text("nodes: []\n", encoding="utf-8")
    assert review(folder).entered == ["T1"], "the decision was kept and is carried out now"


def test_a_paraphrase_in_the_words_of_the_text_is_refused(folder: Path) -> None:
    session = Session(folder)
    (proposal,) = (one for one in session.draft.proposals if one.id == "T2")
    copied = {"paraphrase": pair("The seizure of a ferry", "La saisie d’un bac")}
    with pytest.raises(DraftError, match="own words"):
        session.decide(proposal, "accept", copied | {"paraphrase": pair("seizure of a ferry", "")})
    assert proposal in session.waiting
    session.decide(proposal, "accept", {"paraphrase": pair("A ferry is taken", "Un bac est pris")})
    session.close()
    assert "Un bac est pris" in (folder / "claims.yaml").read_text(encoding="utf-8")


def test_a_torn_last_line_loses_that_decision_only(folder: Path) -> None:
    review(folder, accept=["T1"])
    log = folder / PART / LOG_FILE
    log.write_bytes(log.read_bytes() + '{"id": "T2", "filled": {"é'.encode()[:-1])
    assert review(folder).accepted == ["T1"]
    assert review(folder, reject=["T2"]).rejected == ["T2"]


KILLED = """
import os, signal, sys
from tocsin.workflows.review import Session
session = Session(sys.argv[1])
for proposal in session.waiting[:5]:
    session.decide(proposal, "accept")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(os, "kill"), reason="needs signals")
def test_a_kill_loses_no_decision(folder: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    expected = [one.id for one in Session(folder).draft.proposals[:5]]
    standing = review(folder)
    assert standing.accepted == standing.entered == expected

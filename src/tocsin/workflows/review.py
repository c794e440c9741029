"""The verb ``review``: a person's decisions on a draft, and the case that comes of them.

Each decision is on disk before the next one is asked for. Accepted entries are put into the files
of the case when a review ends, or at the start of the next one if it was killed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tocsin.case.check import check_case
from tocsin.case.positions import read_document
from tocsin.errors import DraftError
from tocsin.files import write_whole
from tocsin.language import Text
from tocsin.reading import review as rules
from tocsin.reading.folder import HEADINGS, enter
from tocsin.reading.gaps import gaps
from tocsin.reading.quotes import Quotable
from tocsin.results import Decision, Proposal, Reviewed, Span
from tocsin.workflows.draft import PART, load_draft

LOG_FILE, ENTERED_FILE = "decisions.jsonl", "entered.json"


def review(
    folder: str | Path, *, accept: Iterable[str] = (), reject: Iterable[str] = ()
) -> Reviewed:
    """Decide on proposals by their ids and say where the review stands.

    ``all`` means those without a decision that are not named for the other. Without ids it only
    says. Raises ``DraftError`` for an id that the draft does not hold, or one both accepted and
    rejected; then nothing is decided.
    """
    session = Session(folder)
    chosen = rules.chosen(session.draft, accept, reject, session.decided)
    session.refuse_entered(chosen["reject"])
    for decision, proposals in chosen.items():
        for proposal in proposals:
            session.decide(proposal, decision)
    return session.close()


class Session:
    """A review under way in a case's folder."""

    def __init__(self, folder: str | Path) -> None:
        """``DraftError`` where the folder holds no draft."""
        self.folder = Path(folder)
        self.draft, self.text = load_draft(folder)
        self._quotable = Quotable(self.text)
        self._log = self.folder / PART / LOG_FILE
        self._mend_log()
        written = self._log.read_bytes() if self._log.exists() else b""
        self.decided = rules.latest(rules.read_log(written.decode("utf-8", errors="replace")))
        self._entered = self._read_entered()

    @property
    def waiting(self) -> list[Proposal]:
        """The proposals on which nobody has decided, in order."""
        return rules.waiting(self.draft, self.decided)

    def context(self, span: Span) -> tuple[str, str, str]:
        """What stands before a span in the text, the span, and what stands after it."""
        return rules.context(self.text, span.start, span.end)

    def own_words(self, filled: Mapping[str, Text | str]) -> str | None:
        """The words of the text that a person gave as a paraphrase, if they did."""
        return rules.own_words(self._quotable, filled)

    def decide(
        self,
        proposal: Proposal,
        decision: Decision,
        filled: Mapping[str, Text | str] | None = None,
    ) -> None:
        """Put a decision on disk; it is there when this returns.

        ``DraftError`` for a paraphrase in the words of the text, and where the log cannot be
        written.
        """
        copied = self.own_words(filled or {})
        if copied is not None:
            raise DraftError(f"“{copied}” stands in the text; say it in your own words")
        decided = rules.decide(proposal, decision, filled)
        try:
            with self._log.open("a", encoding="utf-8", newline="\n") as file:
                file.write(rules.line(decided))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise DraftError(
                f"cannot write {self._log}: {error.strerror or error}; make it writable"
            ) from error
        self.decided[proposal.id] = decided

    def refuse_entered(self, proposals: Iterable[Proposal]) -> None:
        """``DraftError`` for proposals whose entries are in the case: a person takes them out."""
        late = [one.id for one in proposals if one.id in self._entered]
        if late:
            raise DraftError(
                f"{', '.join(late)} already stands in the case; take the entries out of its files "
                "by hand"
            )

    def close(self) -> Reviewed:
        """Put what was accepted into the files of the case, and say where the review stands."""
        accepted = [
            (one, self.decided[one.id])
            for one in self.draft.proposals
            if one.id in self.decided and self.decided[one.id].decision == "accept"
        ]
        new = [(one, decided) for one, decided in accepted if one.id not in self._entered]
        files = {name: self._content(name) for name in HEADINGS}
        entered = enter(files, new)
        try:
            for name, text in entered.files.items():
                write_whole(self.folder / name, text)
            if entered.ids:
                self._entered |= set(entered.ids)
                write_whole(
                    self.folder / PART / ENTERED_FILE, json.dumps(sorted(self._entered)) + "\n"
                )
        except OSError as error:
            raise DraftError(
                f"cannot write to {self.folder}: {error.strerror or error}; make it writable"
            ) from error
        return self._standing({**files, **entered.files}, [one.id for one, _ in accepted])

    def _standing(self, files: dict[str, str], accepted: list[str]) -> Reviewed:
        contents: dict[str, Any] = {}
        for name, text in files.items():
            document, _ = read_document(name, text.encode())
            contents[name] = document.value if document else None
        problems = check_case(self.folder.absolute())
        return Reviewed(
            folder=str(self.folder),
            accepted=accepted,
            rejected=[
                one.id
                for one in self.draft.proposals
                if one.id in self.decided and self.decided[one.id].decision == "reject"
            ],
            waiting=[one.id for one in self.waiting],
            entered=[one.id for one in self.draft.proposals if one.id in self._entered],
            gaps=gaps(contents, self.text),
            errors=sum(problem.severity == "error" for problem in problems),
            warnings=sum(problem.severity == "warning" for problem in problems),
            draft=self.draft,
        )

    def _content(self, name: str) -> str:
        try:
            return (self.folder / name).read_bytes().decode("utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise DraftError(f"cannot read {self.folder / name}; mend or remove it") from error

    def _mend_log(self) -> None:
        """End a last line that a kill cut off, so that the next decision stands on its own."""
        if self._log.exists():
            written = self._log.read_bytes()
            if written and not written.endswith(b"\n"):
                with self._log.open("ab") as file:
                    file.write(b"\n")

    def _read_entered(self) -> set[str]:
        try:
            read = json.loads((self.folder / PART / ENTERED_FILE).read_text(encoding="utf-8"))
            return {str(one) for one in read}
        except (OSError, ValueError, TypeError):
            return set()

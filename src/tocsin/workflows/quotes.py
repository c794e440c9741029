"""Quotes: the words of a workspace's documents by which items came to be evidence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tocsin.ledger.decisions import decisions
from tocsin.ledger.evidence import standing, versions
from tocsin.ledger.proposals import Proposal, find_proposal, read_proposal
from tocsin.ledger.store import Ledger
from tocsin.results import Quote
from tocsin.settings import open_workspace

LONGEST = 700
"""Characters of a summary that are shown where no passage is marked."""


def quotes(workspace: str | Path, case: str) -> dict[str, tuple[date, list[Quote]]]:
    """For each item of evidence that a ledger brought to a case: when its document was retrieved,
    and the passages that its finder marked (the beginning of the text where it marked none).
    """
    place = open_workspace(workspace)
    found: dict[str, tuple[date, list[Quote]]] = {}
    with Ledger.open(place.ledger_url).snapshot() as book:
        by_number = {one.number: one for one in decisions(book, case_id=case)}
        for version in standing(versions(book, "evidence", case)):
            decided = by_number.get(version.decision)
            if decided is None or not decided.subject.startswith("P-"):
                continue
            proposal = read_proposal(find_proposal(book, decided.subject))
            shown = [
                Quote(
                    proposal=decided.subject, title=proposal.title, text=text, start=start,
                    end=end, decided_by=decided.who, decided_why=decided.why,
                )
                for text, start, end in _marked(proposal, place.documents)
            ]  # fmt: skip
            found[version.key] = (date.fromisoformat(version.retrieved[:10]), shown)
    return found


def _marked(proposal: Proposal, documents: Path) -> list[tuple[str, int | None, int | None]]:
    file = documents / f"{proposal.document}.txt"
    text = file.read_text("utf-8") if proposal.document and file.is_file() else proposal.text
    spans = [span for span in proposal.spans if span.end <= len(text)]
    if spans:
        return [(text[span.start : span.end], span.start, span.end) for span in spans]
    return [(proposal.text[:LONGEST], None, None)] if proposal.text else []

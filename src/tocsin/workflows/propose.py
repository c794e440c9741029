"""Propose: a program puts what it found into the inbox, where a person decides about it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import ValidationError

from tocsin.case import formula
from tocsin.case.load import load_case
from tocsin.case.schema import Case
from tocsin.errors import LedgerError, NotFoundError
from tocsin.ledger.proposals import Proposal, Suggestion
from tocsin.ledger.proposals import propose as put
from tocsin.ledger.store import Ledger
from tocsin.results import Receipt
from tocsin.settings import open_workspace
from tocsin.workflows.cases import find_case

LONGEST_TITLE, LONGEST_TEXT, LONGEST_URL = 300, 20_000, 2_000
"""Characters that a proposal of a program may hold."""


def propose(
    workspace: str | Path,
    case: str,
    *,
    by: str,
    title: str,
    published: date,
    text: str = "",
    url: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    happened: str | None = None,
    node: str | None = None,
    level: str | None = None,
    says: str | None = None,
) -> Receipt:
    """Put a document into the inbox of a case; nothing changes until a person decides about it.

    Args:
        workspace: the folder of the workspace.
        case: name of the case that it may bear on.
        by: the program that proposes; the inbox and the ledger name it.
        title: of the document, in its own language, of 300 characters at most.
        published: the day from which it was public; no later than today.
        text: of the document or its summary, of 20,000 characters at most.
        url: where it stands, of http or https.
        publisher: who published it.
        language: ISO 639-1 code.
        happened: when what it tells of happened, as precisely as it is known.
        node, level: what the program takes it to show, or
        says: what it takes it to report, as a formula over the nodes.

    Raises:
        LedgerError: nobody is named, something is too long, dated in the future or not as it
            should be, or both forms of a suggestion are given.
        NotFoundError: the case has no such node or level.
    """
    place = open_workspace(workspace)
    _limits(title, text, url, published)
    if not by.strip():
        raise LedgerError("nobody is named; say which program proposes")
    suggested = _suggestion(load_case(find_case(case, place)), node, level, says)
    program = f"program:{by.strip()}"
    try:
        proposal = Proposal(
            case=case, title=title, text=text, url=url, publisher=publisher, language=language,
            happened=happened, published=published, retrieved=datetime.now(UTC),
            found_by=program[:1000], suggests=suggested,
        )  # fmt: skip
    except ValidationError as error:
        raise LedgerError(
            "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        ) from error
    with Ledger.open(place.ledger_url).transaction(proposal.found_by) as book:
        (done,) = put(book, [proposal])
    like = done.likeness
    return Receipt(
        id=done.id, new=done.new, origin=done.origin, because=None if like is None else like.because
    )


def _limits(title: str, text: str, url: str | None, published: date) -> None:
    for what, value, most in (
        ("title", title, LONGEST_TITLE), ("text", text, LONGEST_TEXT), ("url", url, LONGEST_URL),
    ):  # fmt: skip
        if value is not None and len(value) > most:
            raise LedgerError(f"a {what} of {len(value)} characters; at most {most} are taken")
    if url is not None and not url.lower().startswith(("http://", "https://")):
        raise LedgerError(f"{url[:60]!r} is no web address; it begins with https:// or http://")
    today = datetime.now(UTC).date()
    if published > today:
        raise LedgerError(f"published on {published}, which is after today, {today}")


def _suggestion(
    case: Case, node: str | None, level: str | None, says: str | None
) -> Suggestion | None:
    """What the program takes it to say, in words that the case knows."""
    if node is None and level is None and says is None:
        return None
    if (node is None) != (level is None) or (node is None) == (says is None):
        raise LedgerError("suggest either a node and its level, or a formula that it says")
    if says is not None:
        formula.parse(says)  # raises where it cannot be read
        return Suggestion(says=says)
    levels = {each.id: [one.id for one in each.levels] for each in case.model.nodes}
    if node not in levels:
        raise NotFoundError(f"the case has no node {node!r}; it has {', '.join(levels)}")
    if level not in levels[node]:
        raise NotFoundError(f"{node} has no level {level!r}; it has {', '.join(levels[node])}")
    return Suggestion(node=node, level=level)

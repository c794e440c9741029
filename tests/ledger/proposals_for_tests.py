"""Proposals and what they say, for the tests of the inbox."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from tocsin.ledger.proposals import Proposal

RETRIEVED = datetime(2026, 4, 2, 8, tzinfo=UTC)
TEXT = (
    "The water ministry of the northern state said on Tuesday that filling of the upper reservoir "
    "would begin in the spring, two months before the date that both states had agreed on, and "
    "that the committee of engineers had been told of the new schedule in a letter."
)


def proposal(title: str = "Filling of the reservoir to begin early", **changes: Any) -> Proposal:
    stated: dict[str, Any] = {
        "case": "river",
        "title": title,
        "published": date(2026, 4, 1),
        "retrieved": RETRIEVED,
        "found_by": "feed:test",
    }
    return Proposal.model_validate(stated | changes)

"""``case.yaml``: what is asked, when, and under which explanations."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from tocsin.case.schema.base import Day, Entry, Name, Positive, Share
from tocsin.language import Text


class Tlp(StrEnum):
    """Handling marks of the Traffic Light Protocol 2.0."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER+STRICT"
    RED = "RED"


class Asked(Entry):
    """A question of the case: a new arrival of ``node`` at ``level`` from the level below."""

    id: Name
    node: Name
    level: Name
    label: Text


class Hypothesis(Entry):
    """One explanation of a group; exactly one of the group is true."""

    id: Name
    label: Text
    claim: Text
    prior: Share
    source: str
    expects: list[Text] = []


class HypothesisGroup(Entry):
    """Explanations of which exactly one is true; groups are independent of each other."""

    id: Name
    label: Text
    hypotheses: Annotated[list[Hypothesis], Field(min_length=2)]


class Assumption(Entry):
    """Something taken for granted: true with probability ``prior``, and what follows if not."""

    id: Name
    label: Text
    prior: Share
    standing: Literal["solid", "caveated", "unsupported"]
    if_wrong: Text
    signpost: Text
    source: str


class Tables(Entry):
    """The tables that turn judgements into likelihood ratios; printed in every briefing.

    ``reliability`` (A-F) gives an exponent from 0 to 1, ``credibility`` (1-6) one from -1 to 1; a
    report multiplies the odds of what it says by ``report_ratio`` raised to their product.
    ``consistency`` gives the likelihood ratio of an item under a hypothesis.
    """

    report_ratio: Positive = 10.0
    reliability: dict[str, float] = {
        "A": 1.0, "B": 0.8, "C": 0.6, "D": 0.3, "E": 0.1, "F": 0.0,
    }  # fmt: skip
    credibility: dict[str, float] = {
        "1": 1.0, "2": 0.8, "3": 0.5, "4": -0.2, "5": -0.5, "6": 0.0,
    }  # fmt: skip
    consistency: dict[str, float] = {
        "CC": 2.0, "C": 1.4, "N": 1.0, "I": 0.6, "II": 0.3, "NA": 1.0,
    }  # fmt: skip
    cluster_correlation: Annotated[float, Field(ge=0, le=1)] = 0.5
    rating_exponent: Annotated[float, Field(gt=0, le=1)] = 0.5


class Header(Entry):
    """``case.yaml``: what is asked, when, and under which explanations."""

    schema_version: Literal[1]
    id: Name
    title: Text
    summary: Text
    start: Day
    evidence_until: Day
    tlp: Tlp
    horizons: Annotated[list[Annotated[int, Field(ge=1, le=120)]], Field(min_length=1)]
    asked: Annotated[list[Asked], Field(min_length=1)]
    groups: list[HypothesisGroup] = []
    assumptions: list[Assumption] = []
    tables: Tables = Tables()
    notes: list[Text] = []

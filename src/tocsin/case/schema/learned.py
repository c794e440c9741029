"""``learned.yaml``: what ``tocsin learn`` counted and fitted; written by it, never by hand."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from tocsin.case.schema.base import Entry, Key, LearnedKey, Name, Positive


class LearnedRate(Entry):
    """Steps and exposure counted from ``histories``: ``events`` in ``years`` at the level left.

    Without ``leaving`` the rate serves all levels of the direction, and pools what they gave.
    """

    id: LearnedKey
    node: Name
    direction: Literal["up", "down"]
    leaving: Name | None = None
    events: Annotated[int, Field(ge=0, lt=1_000_000)]
    years: Positive
    histories: Annotated[list[Key], Field(min_length=1)]
    source: str


class LearnedFit(Entry):
    """The joint normal law of the log odds ratios of a fit, from the past cases it names."""

    id: Name
    factors: Annotated[list[Name], Field(min_length=1)]
    mean: list[float]
    covariance: list[list[float]]
    penalty_sd: Positive
    cases: Annotated[list[Key], Field(min_length=1)]
    source: str

    @model_validator(mode="after")
    def _shaped(self) -> LearnedFit:
        size = len(self.factors)
        if {size} != {len(self.mean), len(self.covariance), *map(len, self.covariance)}:
            raise ValueError(
                f"{len(self.mean)} means and {len(self.covariance)} rows of covariance for "
                f"{size} factors; run tocsin learn with --write"
            )
        return self


class LearnedFile(Entry):
    """``learned.yaml``; ``inputs`` is the hash of all that the numbers were learned from."""

    inputs: Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]
    rates: list[LearnedRate] = []
    fits: list[LearnedFit] = []

"""``indicators.yaml``: rules that turn what was collected into a weekly series for a node."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from tocsin.case.schema.base import Day, Entry, Key, Name, Positive
from tocsin.case.schema.model import Interval
from tocsin.language import Text

State = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""A state by its ISO 3166-1 alpha-3 code."""

Quad = Annotated[int, Field(ge=1, le=4)]
"""1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""

Root = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1\d|20)$")]
"""A CAMEO root, 01 to 20: text, with its leading zero."""

Code = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1\d|20)\d{1,2}$")]
"""A CAMEO code of three or four digits: text, with its leading zero."""


Word = Annotated[str, StringConstraints(pattern=r"^\w[^\s*]*\*?( \w[^\s*]*\*?)*$")]
"""A word or several in a row, whole words; ``*`` at the end of one lets any ending follow."""

Tongue = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""A language by its ISO 639 code."""


class Window(Entry):
    """A span of days, both included."""

    since: Day
    until: Day

    @model_validator(mode="after")
    def _ordered(self) -> Window:
        if not self.since < self.until:
            raise ValueError(f"since {self.since} is not before until {self.until}; swap them")
        return self


class Counted(Window):
    """What was counted in a window: ``events`` of the kind among ``volume`` events in all."""

    events: Annotated[int, Field(ge=0)]
    volume: Annotated[int, Field(gt=0)]


class PastCase(Entry):
    """A past case from which a ratio is learned: the same count before, and at that level."""

    label: Text
    actors: Annotated[list[State], Field(min_length=2, max_length=2)]
    before: Counted
    then: Counted


class LearnedRatio(Entry):
    """A ratio to the baseline learned from past cases by counting.

    ``past`` holds the counts themselves, so that a case says the same with and without a lake.
    """

    past: Annotated[list[PastCase], Field(min_length=1)]
    source: str
    note: str | None = None


Ratio = Interval | LearnedRatio
"""Times the baseline: a 90 % interval, or learned from past cases."""


class RaisedBy(Entry):
    """Something visible that raises the count by itself: while ``when`` holds, the level of the
    node is not read from the count, which stands at ``ratio`` times the baseline.
    """

    when: str
    ratio: Ratio


class Indicator(Entry):
    """What is counted, against what, and what the count is at each level of a node.

    Events are those of ``source`` done by one of ``doers`` towards one of ``towards`` (with
    ``directed: false``, either way) whose quad class, root or code is listed (none listed: any) and
    whose place is in one of ``places``. ``unit`` acts counts distinct speech acts: one doer, one
    other side, one code, one day, however often it is told; ``events`` counts what the source
    counts. ``volume`` is what the count is normalised by: all events of the source, all of the
    doers, or none.

    With the source ``documents`` the documents of the workspace's inbox are counted in whose title
    or text one of ``words`` stands, in whatever language, case and accents aside, on the day of
    their publication; ``feeds`` (as the inbox says what found them, such as ``feed:akorda``) and
    ``publishers`` restrict which documents are looked at (none named: all). Acts are documents that
    go back to different origins: copies count once.

    The node stood at level ``baseline_level`` in the window ``baseline``;
    ``levels`` gives the ratio to it at each other level. A row counts in its week only if it was
    known ``lag_weeks`` after the week's end. Outside ``since`` and ``until`` nobody collects.
    """

    id: Name
    node: Name
    label: Text
    source: Literal["gdelt", "gdelt-v1", "icews", "ucdp", "acled", "documents"]
    doers: list[State] = []
    towards: list[State] = []
    directed: bool = True
    quads: list[Quad] = []
    roots: list[Root] = []
    codes: list[Code] = []
    places: list[State] = []
    words: dict[Tongue, Annotated[list[Word], Field(min_length=1)]] = {}
    feeds: list[str] = []
    publishers: list[str] = []
    unit: Literal["acts", "events"] = "acts"
    volume: Literal["source", "doers", "none"] = "source"
    lag_weeks: Annotated[int, Field(ge=0, le=104)] = 1
    baseline: Window
    baseline_level: Name
    levels: Annotated[dict[Name, Ratio], Field(min_length=1)]
    raised_by: RaisedBy | None = None
    since: Day | None = None
    until: Day | None = None
    sources: list[Key] = []
    note: Text | None = None


class Regime(Entry):
    """The rate at one level of the node: a log-normal, per unit of exposure."""

    log_mean: float
    log_sd: Annotated[float, Field(ge=0)]


class Block(Entry):
    """One block of weeks as it was known on ``published``: its count and its exposure."""

    since: Day
    until: Day
    published: Day
    count: Annotated[int, Field(ge=0)]
    exposure: Positive


class CountSeries(Entry):
    """A series that bears on a node: its law at each level, and the blocks that were counted.

    Never part of a file: the events of a workspace give it, for one date of knowledge.
    ``raised_by`` and ``raised`` stand together.
    """

    indicator: Name
    node: Name
    label: Text
    baseline: Regime
    regimes: dict[Name, Regime]
    raised_by: str | None = None
    raised: Regime | None = None
    size: Positive
    blocks: list[Block]

"""The types that every entry of a case is made of."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

SCHEMA_VERSION = 1

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""The id of something a formula can name: a node, level, hypothesis or assumption."""

LearnedKey = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}\.(up|down)(\.[a-z][a-z0-9_]{0,39})?$"),
]
"""The id of a learned rate: ``node.up``, or ``node.up.level`` for steps that leave one level."""

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,39}$")]
"""The id of anything else: S04, C66, TR02, KAZ."""

Day = datetime.date
"""A date known to the day. (Entries have a field ``date``, so the type needs another name.)"""

PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A date as precise as it is known: 2025, 2025-12 or 2025-12-16."""

Positive = Annotated[float, Field(gt=0, lt=1e9)]
Share = Annotated[float, Field(gt=0, lt=1)]
Presence = Annotated[float, Field(ge=0, le=1, multiple_of=0.5)]


class Entry(BaseModel):
    """Base of every entry: unknown keys are errors, entries do not change once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

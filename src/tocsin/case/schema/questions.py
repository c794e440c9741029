"""``questions.yaml``: forecasts that can be settled."""

from __future__ import annotations

from tocsin.case.schema.base import Day, Entry, Key, Name
from tocsin.language import Text


class Question(Entry):
    """A forecast that can be settled."""

    id: Key
    text: Text
    node: Name | None = None
    event: Text
    threshold: Text
    opened: Day
    deadline: Day | None = None
    source_of_truth: Text | None = None
    void_if: Text
    anchor: Text

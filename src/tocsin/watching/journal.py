"""The journal of a watch: one line of JSON for each thing noted, found or told, never rewritten.

A notice is written here before anybody is told of it, and told of again after a kill until the
journal says that it went out: at least once, never lost. What was last told of each subject is
read off the same lines, so there is no second state that could disagree.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.results import Notice, Standing, Turn

KEPT = 100
"""Notices that a feed shows, the newest ones."""


@dataclass(slots=True)
class Journal:
    """What was noted of one case, in memory as on disk."""

    file: Path
    told: dict[tuple[str, str], Standing] = field(default_factory=dict)
    notices: dict[str, Notice] = field(default_factory=dict)
    waiting: dict[str, Notice] = field(default_factory=dict)
    turns: dict[date, dict[str, float]] = field(default_factory=dict)
    heard: dict[str, date] = field(default_factory=dict)

    def note(self, standings: Iterable[Standing]) -> None:
        """Take standings that were never told as the starting point."""
        new = [each for each in standings if (each.subject, each.id) not in self.told]
        self._write([{"standing": each.model_dump(mode="json")} for each in new])

    def find(self, found: Iterable[tuple[Notice, Standing]]) -> None:
        """Keep notices, each with the standing that it tells."""
        self._write(
            {"notice": notice.model_dump(mode="json"), "standing": now.model_dump(mode="json")}
            for notice, now in found
        )

    def went_out(self, key: str) -> None:
        """A notice has been told to everyone who is to be told."""
        self._write([{"told": key}])

    def hears(self, key: str, day: date) -> None:
        """Something new came of a collection on a day, or it was begun."""
        if self.heard.get(key) != day:
            self._write([{"heard": key, "day": day.isoformat()}])

    def turned(self, turn: Turn) -> None:
        """Keep the probabilities of a turn, for the comparison with the day before."""
        probabilities = {each.id: each.probability for each in turn.outcomes}
        if self.turns.get(turn.as_of) != probabilities:
            self._write([{"turn": turn.as_of.isoformat(), "probabilities": probabilities}])

    def before(self, day: date) -> tuple[date, dict[str, float]] | None:
        """The last turn of an earlier day, with its probabilities."""
        earlier = [each for each in self.turns if each < day]
        return (max(earlier), self.turns[max(earlier)]) if earlier else None

    def newest(self) -> list[Notice]:
        """The notices that a feed shows, newest first."""
        return list(self.notices.values())[: -KEPT - 1 : -1]

    def _write(self, lines: Iterable[dict[str, Any]]) -> None:
        lines = list(lines)
        if not lines:
            return
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        with self.file.open("a", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        for line in lines:
            self._take(line)

    def _take(self, line: dict[str, Any]) -> None:
        if "notice" in line:
            notice = Notice.model_validate(line["notice"])
            self.notices[notice.key] = self.waiting[notice.key] = notice
        if "standing" in line:
            standing = Standing.model_validate(line["standing"])
            self.told[standing.subject, standing.id] = standing
        if "told" in line:
            self.waiting.pop(line["told"], None)
        if "heard" in line:
            self.heard[line["heard"]] = date.fromisoformat(line["day"])
        if "turn" in line:
            self.turns[date.fromisoformat(line["turn"])] = line["probabilities"]


def noted(file: Path) -> list[Notice]:
    """The notices in ``file``, oldest first, for who only reads; none without a journal."""
    if not file.exists():
        return []
    content = file.read_bytes()
    lines = content[: content.rfind(b"\n") + 1].decode("utf-8").splitlines()
    found = (json.loads(line) for line in lines)
    return [Notice.model_validate(each["notice"]) for each in found if "notice" in each]


def open_journal(file: Path) -> Journal:
    """The journal in ``file``, begun if there is none; a line cut short by a kill is dropped."""
    file.parent.mkdir(parents=True, exist_ok=True)
    journal = Journal(file)
    if file.exists():
        content = file.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if len(whole) < len(content):
            os.truncate(file, len(whole))
        for line in whole.decode("utf-8").splitlines():
            journal._take(json.loads(line))
    return journal

"""How much of hand-made annotations a reading finds: ``python -m benchmarks.reading``.

Precision and recall by kind, spans and values exact: on the texts of ``tests/reading/texts``, and
on the annotated article where the shared material stands beside the repository.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.reading.annotated import HELD_OUT, NAMES, Tally, compare, read

from tocsin.reading.finding import find
from tocsin.results import Item

SHARED = Path(__file__).resolve().parents[2] / "shared"
MENTIONS = ("mentions", "metonym_mentions", "adjectival_mentions")
MAIN_ROLE = {"chronology_sources": "title_span", "chronology_events": "event_span"}


def tallies(names: Iterable[str]) -> dict[str, Tally]:
    """A tally by kind over several annotated texts."""
    total: dict[str, Tally] = {}
    for name in names:
        for kind, tally in compare(*read(name)).items():
            total.setdefault(kind, Tally()).add(tally)
    return total


def markdown() -> str:
    """The table of the documentation: both sets of texts side by side."""
    seen = tallies(name for name in NAMES if name not in HELD_OUT)
    unseen = tallies(HELD_OUT)
    lines = [
        "| kind | recall | precision | recall, held out | precision, held out |",
        "|---|---|---|---|---|",
    ]
    for kind, tally in seen.items():
        cells = [*_shares(tally), *_shares(unseen.get(kind, Tally()))]
        lines.append(f"| {kind.replace('_', '-')} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _shares(tally: Tally) -> tuple[str, str]:
    hit = len(tally.hit)
    expected, found = hit + len(tally.missed), hit + len(tally.extra)
    return (f"{hit} of {expected}", f"{hit} of {found}") if expected or found else ("–", "–")


# --- the annotated article ----------------------------------------------------------------------


def article() -> tuple[str, dict[str, Any]] | None:
    """The article and its annotation, where they are at hand."""
    text, gold = SHARED / "case/article.fr.txt", SHARED / "reading/gold_article.json"
    if not (text.is_file() and gold.is_file()):
        return None
    return text.read_text(encoding="utf-8"), json.loads(gold.read_text(encoding="utf-8"))


def against(items: list[Item], gold: dict[str, Any]) -> dict[str, Tally]:
    """A tally of exact spans for each kind of the article's annotation."""
    found = {}
    for kind in gold:
        expected = dict(_expected(gold, kind))
        if expected:
            roles = (MAIN_ROLE[kind],) if kind in MAIN_ROLE else ("span", *MENTIONS)
            spans = {
                (s.start, s.end): s.quote for i in items if i.kind == kind for s in i.all(*roles)
            }
            found[kind] = Tally(
                [q for place, q in expected.items() if place in spans],
                [q for place, q in expected.items() if place not in spans],
                [q for place, q in spans.items() if place not in expected],
            )
    for role in ("condition", "consequence"):
        wanted = {
            (c[role]["start"], c[role]["end"]): c[role]["quote"]
            for c in gold["scenario_claims"]["items"] if role in c
        }  # fmt: skip
        spans = {(s.start, s.end): s.quote for i in items for s in i.all(role)}
        found[f"{role}s"] = Tally(
            [q for p, q in wanted.items() if p in spans],
            [q for p, q in wanted.items() if p not in spans],
            [q for p, q in spans.items() if p not in wanted],
        )
    return found


def _expected(gold: dict[str, Any], kind: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The places that the annotation gives for a kind, with their quotes."""
    entries = gold[kind]
    if kind in ("triggers", "scenario_claims"):
        entries = entries["items"]
    if not isinstance(entries, list) or kind == "must_not":
        return
    for entry in entries:
        role = MAIN_ROLE.get(kind, "span")
        if "mentions" in entry:
            spans = [m for mention in MENTIONS for m in entry.get(mention, ())]
        else:
            spans = [entry.get(role, entry)]
        for span in spans:
            yield (span["start"], span["end"]), span["quote"]


def _print(title: str, found: dict[str, Tally]) -> None:
    print(f"\n{title}")
    for kind, tally in found.items():
        print(f"  {kind:24} recall {tally.recall:5.2f}  precision {tally.precision:5.2f}"
              f"  ({', '.join(_shares(tally))})")  # fmt: skip


def main() -> None:
    """Print the tables; what the article's annotation has and the reading missed goes below."""
    _print("texts of the tests", tallies(name for name in NAMES if name not in HELD_OUT))
    _print("held-out texts", tallies(HELD_OUT))
    given = article()
    if given is None:
        print("\nThe annotated article is not at hand.")
        return
    text, gold = given
    start = time.perf_counter()
    items = find(text, gold["source"]["lang"])
    seconds = time.perf_counter() - start
    found = against(items, gold)
    _print(f"the annotated article ({len(text):,} characters in {seconds:.2f} s)", found)
    for kind, tally in found.items():
        for quote in tally.missed:
            print(f"  missed {kind}: {quote[:90]}")


if __name__ == "__main__":
    main()

"""What a drafted case still lacks, said of the case as a whole and before it can be read as one.

``check`` says for each line what it got and what is allowed; while blanks remain it cannot look at
what spans entries. These are the blanks in the words of an analyst, and what is missing between
entries: levels without observables, triggers that nothing observes, rates without a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tocsin.labels import LABELS
from tocsin.reading.quotes import Quotable
from tocsin.results import Gap

Data = Mapping[str, Any]


def gaps(files: Mapping[str, Any], text: str | None = None) -> list[Gap]:
    """The gaps of a case from the contents of its files; ``text`` is what claims must not copy."""
    found: list[Gap] = []
    for check in (_header, _hypotheses, _claims, _nodes, _outside, _off_ramps, _routes, _questions):
        for code, file, ids in check(files):
            if ids:
                found.append(_gap(code, file, ids))
    if text is not None:
        quotable = Quotable(text)
        copied = [
            _name(one)
            for one in _listed(files, "claims.yaml")
            if any(quotable.copied(str(said)) for said in _dict(one.get("paraphrase")).values())
        ]
        if copied:
            found.append(_gap("copied claim", "claims.yaml", copied))
    return found


Found = Iterator[tuple[str, str, list[str]]]


def _header(files: Mapping[str, Any]) -> Found:
    header = _dict(files.get("case.yaml"))
    blank = [key for key in ("title", "summary") if _wordless(header.get(key))]
    blank += [key for key in ("start", "evidence_until", "tlp") if not header.get(key)]
    yield "blank header", "case.yaml", blank
    asked = _listed(files, "case.yaml", "asked")
    yield "nothing asked", "case.yaml", [] if asked else ["asked"]
    yield "asked without level", "case.yaml", [_name(one) for one in asked if not one.get("level")]


def _hypotheses(files: Mapping[str, Any]) -> Found:
    every = [
        hypothesis
        for group in _listed(files, "case.yaml", "groups")
        for hypothesis in _dicts(group.get("hypotheses"))
    ]
    yield (
        "hypothesis without claim",
        "case.yaml",
        [_name(one) for one in every if _wordless(one.get("claim"))],
    )
    yield (
        "hypothesis without prior",
        "case.yaml",
        [_name(one) for one in every if one.get("prior") is None or not one.get("source")],
    )


def _claims(files: Mapping[str, Any]) -> Found:
    claims = _listed(files, "claims.yaml")
    yield (
        "claim without paraphrase",
        "claims.yaml",
        [_name(one) for one in claims if _wordless(one.get("paraphrase"))],
    )
    yield (
        "claim without kind",
        "claims.yaml",
        [_name(one) for one in claims if not one.get("kind") or not one.get("speaker")],
    )


def _nodes(files: Mapping[str, Any]) -> Found:
    file = "model.yaml"
    nodes = _listed(files, file, "nodes")
    yield (
        "node without words",
        file,
        [
            _name(one)
            for one in nodes
            if _wordless(one.get("label")) or _wordless(one.get("definition"))
        ],
    )
    yield (
        "node without levels",
        file,
        [_name(one) for one in nodes if len(_dicts(one.get("levels"))) < 2],
    )
    yield (
        "level without observable",
        file,
        [
            f"{_name(one)}.{_name(level)}"
            for one in nodes
            for level in _dicts(one.get("levels"))
            if _wordless(level.get("observable"))
        ],
    )
    yield "node without start", file, [_name(one) for one in nodes if not one.get("start")]
    yield (
        "node without rate",
        file,
        [_name(one) for one in nodes if not one.get("up") and not one.get("down")],
    )
    yield "rate without source", file, [
        *(f"{_name(one)}.{key}" for one in nodes for key in ("up", "down")
          if any(_sourceless(rate) for rate in _rates(one.get(key)))),
        *(_name(one) for one in _listed(files, file, "influences")
          if not one.get("source") or _sourceless(_dict(one.get("factor")))),
    ]  # fmt: skip
    yield (
        "trigger not observed",
        file,
        [
            _name(one)
            for one in nodes
            if one.get("kind") == "trigger" and _name(one) not in _observed(files)
        ],
    )


def _outside(files: Mapping[str, Any]) -> Found:
    classes = _listed(files, "precedents.yaml", "reference_classes")
    yield (
        "class without counts",
        "precedents.yaml",
        [
            _name(one)
            for one in classes
            if one.get("events") is None or one.get("exposure") is None or not one.get("source")
        ],
    )
    anchored = {one.get("asked") for one in _listed(files, "model.yaml", "anchors")}
    yield (
        "asked without anchor",
        "model.yaml",
        [
            _name(one)
            for one in _listed(files, "case.yaml", "asked")
            if one.get("id") not in anchored
        ],
    )


def _off_ramps(files: Mapping[str, Any]) -> Found:
    ramps = _listed(files, "model.yaml", "off_ramps")
    yield (
        "off-ramp sets nothing",
        "model.yaml",
        [_name(one) for one in ramps if not one.get("sets")],
    )
    yield (
        "off-ramp without words",
        "model.yaml",
        [
            _name(one)
            for one in ramps
            if not one.get("cost")
            or not one.get("direction")
            or any(
                _wordless(one.get(key)) for key in ("label", "why", "status", "window", "signpost")
            )
        ],
    )


def _routes(files: Mapping[str, Any]) -> Found:
    routes = _listed(files, "routes.yaml", "routes")
    yield (
        "route without history",
        "routes.yaml",
        [_name(one) for one in routes if not one.get("history") or not one.get("as_of")],
    )
    yield (
        "route without words",
        "routes.yaml",
        [
            _name(one)
            for one in routes
            if not one.get("mode")
            or _wordless(one.get("label"))
            or _wordless(one.get("support_note"))
        ],
    )


def _questions(files: Mapping[str, Any]) -> Found:
    questions = _listed(files, "questions.yaml")
    yield "question not settled", "questions.yaml", [
        _name(one)
        for one in questions
        if not one.get("deadline") or not one.get("opened")
        or any(_wordless(one.get(key)) for key in ("source_of_truth", "threshold", "void_if"))
    ]  # fmt: skip


def _observed(files: Mapping[str, Any]) -> set[str]:
    """The names that a timeline, a report or a watch of the case speaks of."""
    found = {str(one.get("node")) for one in _listed(files, "evidence.yaml", "timelines")}
    for section in ("reports", "watches"):
        for one in _listed(files, "evidence.yaml", section):
            found |= set(re.findall(r"[a-z][a-z0-9_]*", str(one.get("says"))))
    return found


def _rates(stated: object) -> Iterable[Data]:
    """The rates of one direction: one for all levels, or one for each level that is left."""
    rate = _dict(stated)
    if not rate:
        return []
    return [rate] if not all(isinstance(one, Mapping) for one in rate.values()) else rate.values()


def _sourceless(rate: Data) -> bool:
    return "learned" not in rate and "fit" not in rate and not str(rate.get("source") or "").strip()


def _wordless(text: object) -> bool:
    """Whether a text in two languages lacks one of them."""
    said = _dict(text)
    return not all(str(said.get(key) or "").strip() for key in ("en", "fr"))


def _dict(value: object) -> Data:
    return value if isinstance(value, Mapping) else {}


def _dicts(value: object) -> list[Data]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _listed(files: Mapping[str, Any], file: str, section: str | None = None) -> list[Data]:
    content = files.get(file)
    return _dicts(content if section is None else _dict(content).get(section))


def _name(entry: Data) -> str:
    return str(entry.get("id") or entry.get("node") or "?")


def _gap(code: str, file: str, ids: list[str]) -> Gap:
    return Gap(code=code.replace(" ", "-"), text=LABELS[f"gap {code}"], file=file, ids=ids)

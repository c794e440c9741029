"""``learned.yaml`` as text, and the hash that tells whether it is still current.

The numbers in it follow from the coded histories, the past cases and the fits of a case. A hash of
just these stands in the file, so that ``check`` can tell when one of them changed and the numbers
did not.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import yaml

from tocsin.case.schema import Case, LearnedFile

METHOD = 1
"""To be raised when counting or fitting changes: it makes all numbers learned before stale."""

HEADER = """\
# Written by `tocsin learn` with --write; do not edit. Counts come from the histories and fits from
# the past cases in precedents.yaml: change those, then run it again.
"""


def inputs(case: Case) -> str:
    """The hash of everything that the learned numbers of ``case`` depend on.

    Labels, notes and all else that changes no number are left out.
    """
    order = {node.id: [level.id for level in node.levels] for node in case.model.nodes}
    histories = case.precedents.histories
    past: dict[str, Any] = {
        "method": METHOD,
        "start": str(case.header.start),
        "levels": {one.node: order.get(one.node) for one in histories},
        "histories": [
            one.model_dump(
                mode="json",
                include={"id", "node", "since", "until", "start", "source"},
            )
            | {"steps": [(str(entry.date), entry.level) for entry in one.entries]}
            for one in histories
        ],
        "fits": [one.model_dump(mode="json", exclude={"label", "note"}) for one in case.model.fits],
    }
    if case.model.fits:
        past["precedents"] = [
            one.model_dump(mode="json", include={"id", "outcome_class", "factors"})
            for one in case.precedents.precedents
        ]
    text = json.dumps(past, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


class _Dumper(yaml.SafeDumper):
    """Plain YAML without aliases, which the reader of cases refuses."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    """Text in quotation marks wherever it could be taken for a number."""
    style = None if value[:1].isalpha() else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def render(learned: LearnedFile) -> str:
    """The text of ``learned.yaml``: the same numbers give the same bytes."""
    return HEADER + yaml.dump(
        learned.model_dump(mode="json", exclude_none=True),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=None,
        width=100,
    )

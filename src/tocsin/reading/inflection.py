"""The written forms of a name or an adjective in French, Russian and Turkish.

Rules of spelling for adjectives of countries and for names of places; a form that no one writes
does no harm, because it is only looked for.
"""

from __future__ import annotations

from collections.abc import Iterator

_FEMININE = (
    ("ien", "ienne"), ("éen", "éenne"), ("yen", "yenne"), ("ton", "tonne"), ("pon", "pone"),
    ("turc", "turque"), ("grec", "grecque"),
)  # fmt: skip
_ADJECTIVE_ENDINGS = [
    "ий",
    "ый",
    "ой",
    "ая",
    "яя",
    "ое",
    "ее",
    "ие",
    "ые",
    "ого",
    "его",
    "ому",
    "ему",
    "им",
    "ым",
    "ом",
    "ем",
    "ую",
    "юю",
    "ей",
    "их",
    "ых",
    "ими",
    "ыми",
]
_NOUN_ENDINGS = {
    "ия": ("ия", "ии", "ию", "ией"),
    "ь": ("ь", "я", "ю", "ем", "е", "и", "ью"),
    "й": ("й", "я", "ю", "ем", "е"),
    "а": ("а", "ы", "и", "е", "у", "ой"),
    "я": ("я", "и", "е", "ю", "ей"),
}
_STEM_ENDINGS = (
    "",
    "а",
    "у",
    "ом",
    "е",
    "ы",
    "ой",
    "ь",
    "я",
    "ю",
    "ем",
    "и",
    "ей",
    "ия",
    "ии",
    "ию",
)
_PEOPLE_ENDINGS = (
    "", "е", "ы", "и", "а", "у", "ом", "ам", "ами", "ах", "ев", "ем", "ин", "ина", "ца",
    "цы", "цев", "цам", "цами", "ец",
)  # fmt: skip
_TURKISH_PLURAL = ("", "ler", "lar", "lı", "li")


def french_adjective(singular: str) -> set[str]:
    """The four forms of an adjective given in the masculine singular."""
    feminine = singular + ("" if singular.endswith("e") else "e")
    for ending, changed in _FEMININE:
        if singular.endswith(ending):
            feminine = singular.removesuffix(ending) + changed
    plural = singular if singular[-1] in "sxz" else f"{singular}s"
    return {singular, feminine, plural, f"{feminine}s"}


def russian_adjective(stem: str) -> set[str]:
    """All cases of an adjective given by its stem (``российск``)."""
    return {stem + ending for ending in _ADJECTIVE_ENDINGS}


def russian_people(stem: str) -> set[str]:
    """All cases of a noun for people given by its stem (``казахстанц``)."""
    return {stem + ending for ending in _PEOPLE_ENDINGS}


def russian_stem(stem: str) -> set[str]:
    """All cases of a place given by its stem (``Москв``)."""
    return {stem + ending for ending in _STEM_ENDINGS}


def russian_name(name: str) -> set[str]:
    """The cases of a name in the nominative; of several words, each is declined by its ending."""
    words = name.split(" ")
    if len(words) > 1:
        return {name, *_declined_phrase(words)}
    for ending, forms in _NOUN_ENDINGS.items():
        if name.endswith(ending):
            return {name.removesuffix(ending) + form for form in forms}
    if name[-1:].lower() in "бвгджзклмнпрстфхцчшщ" and not name.isupper():
        return {name + form for form in ("", "а", "у", "ом", "е")}
    return {name}


def _declined_phrase(words: list[str]) -> Iterator[str]:
    """``Северный Кавказ``: adjective and noun in the cases after в, из, к and с."""
    if len(words) != 2:
        return
    first, last = words
    cases = {
        "ый": ("ого", "ому", "ым", "ом"), "ий": ("ого", "ому", "им", "ом"),
        "ое": ("ого", "ому", "ым", "ом"), "ая": ("ой", "ой", "ой", "ую"),
        "ие": ("их", "им", "ими", "их"), "ые": ("ых", "ым", "ыми", "ых"),
    }.get(first[-2:])  # fmt: skip
    if cases is None:
        return
    nouns = russian_name(last) | russian_stem(last.rstrip("аяиыйь"))
    for case in cases:
        for noun in nouns:
            yield f"{first[:-2]}{case} {noun}"


def turkish_adjective(word: str) -> set[str]:
    """A people's name alone and in the plural."""
    return {word + ending for ending in _TURKISH_PLURAL}

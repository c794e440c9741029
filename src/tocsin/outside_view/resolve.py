"""Classes of a case that are named instead of numbered: counted in the data that ship.

Only years before the year of the case's start are counted. What came later is evidence, and would
count twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.case.check_context import PRECEDENTS, Context, Finding
from tocsin.case.schema import Case, CountedClass, ReferenceClass
from tocsin.errors import NotFoundError
from tocsin.formats import decimal
from tocsin.labels import LABELS
from tocsin.language import Language, Text, pair
from tocsin.outside_view.classes import Count, count
from tocsin.outside_view.grid import shipped_grid
from tocsin.outside_view.tables import Source, shipped, sources


def resolved(case: Case) -> Case:
    """The case with each of its counted classes among its reference classes, with its numbers.

    ``NotFoundError`` for a class that cannot be counted; ``check`` says so with its place.
    """
    precedents = case.precedents
    held = {one.id for one in precedents.reference_classes}
    counted = [
        reference_class(one, case.header.start.year)
        for one in precedents.counted_classes
        if one.id not in held
    ]
    if not counted:
        return case
    classes = [*precedents.reference_classes, *counted]
    return case.model_copy(
        update={"precedents": precedents.model_copy(update={"reference_classes": classes})}
    )


def reference_class(named: CountedClass, before: int) -> ReferenceClass:
    """A class with its events and exposure, from years before ``before``; its note says of what."""
    found = count(shipped_grid(), shipped(), named, before)
    source = source_of(named)
    years = f"{found.first}–{found.last}"
    return ReferenceClass(
        id=named.id,
        label=named.label,
        events=found.events,
        exposure=found.years,
        unit=pair("pair-years", "années-paires"),
        source=f"{source.short}, {years}",
        note=told(named, found, source),
    )


def source_of(named: CountedClass) -> Source:
    """The data set in which a class is counted."""
    return sources()["ucdp" if named.event == "conflict" else named.release]


def told(named: CountedClass, found: Count, source: Source) -> Text:
    """A class and its count in one sentence, as every screen shows it."""

    def sentence(language: Language) -> str:
        def word(key: str) -> str:
            return LABELS[key].in_(language)

        who = (
            word(f"baserate class {named.dyads}")
            if named.dyads in ("all", "relevant")
            else named.dyads
        )
        traits = ", ".join([who, *(word(f"trait {trait}") for trait in named.like)])
        return word("counted class").format(
            event=word(f"dyad event {named.event}"),
            who=traits,
            events=decimal(found.events, language, 0),
            years=decimal(found.years, language, 0),
            pairs=decimal(found.pairs, language, 0),
            source=source.short,
            first=found.first,
            last=found.last,
        )

    return pair(sentence(Language.EN), sentence(Language.FR))


def counted_classes(ctx: Context) -> Iterator[Finding]:
    """A class that is named instead of numbered can be counted before the case's start."""
    for i, named in enumerate(ctx.case.precedents.counted_classes):
        try:
            count(shipped_grid(), shipped(), named, ctx.case.header.start.year)
        except NotFoundError as error:
            got, allowed, do = str(error).split("; ", 2)
            yield Finding(
                "error", "class-not-counted", PRECEDENTS, ("counted_classes", i, "dyads"),
                got, allowed, do,
            )  # fmt: skip

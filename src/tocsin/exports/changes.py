"""What changed in a case, newest first: likelihoods that crossed a band, and dated items."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.briefing.findings import Findings
from tocsin.exports.situation_tables import Dated, dated_items
from tocsin.formats import day
from tocsin.labels import LABELS, say
from tocsin.language import Language, Text, pair
from tocsin.results import Notice, Standing
from tocsin.watching.journal import KEPT
from tocsin.watching.news import news
from tocsin.watching.standings import outcome_standing

KINDS = {"level": "decided level", "report": "reported", "rating": "rated"}
"""The label of each kind of dated item; a confirmation changes nothing and is left out."""


def changes(findings: Findings, noted: list[Notice]) -> list[Notice]:
    """The newest changes known by the day, each with a key that stays the same.

    ``noted`` is what a watch kept. Of that only indicators and collections are taken: outcomes and
    triggers are told here from the curve and the evidence, as they were known on each day.
    """
    as_of = findings.assessment.as_of
    kept = [each for each in noted if each.subject in ("indicator", "feed") and each.as_of <= as_of]
    found = [*kept, *_crossings(findings), *_items(findings)]
    return sorted(found, key=lambda each: (each.as_of, each.key), reverse=True)[:KEPT]


def _crossings(findings: Findings) -> Iterator[Notice]:
    """Each time that an outcome's likelihood came to lie firmly in another band."""
    a = findings.assessment
    for outcome in a.outcomes:
        told: dict[tuple[str, str], Standing] = {}
        for point in a.curve:
            now = outcome_standing(outcome, point, a.headline_months)
            told.setdefault((now.subject, now.id), now)
            for notice, standing in news(a.case, point.date, told, [now], 0):
                told[now.subject, now.id] = standing
                key = f"{a.case}:{point.date}:outcome:{outcome.id}"
                yield notice.model_copy(update={"key": key})


def _items(findings: Findings) -> Iterator[Notice]:
    model = findings.case.model
    names = {each.id: each.label for each in model.nodes}
    names |= {each.id: each.label for each in model.derived}
    for item in dated_items(findings):
        if item.kind in KINDS:
            yield Notice(
                key=f"{findings.case.header.id}:{item.kind}:{item.item}",
                case=findings.case.header.id,
                as_of=item.published,
                subject="evidence",
                id=item.item,
                before=None,
                title=_title(item, names),
                detail=_detail(item),
            )


def _title(item: Dated, names: dict[str, Text]) -> Text:
    """The node and what is known of it; the kind of item where no node is named."""
    about = LABELS[KINDS[item.kind]] if item.node is None else names[item.node]
    return pair(f"{_capital(about.en)}: {item.label.en}", f"{_capital(about.fr)} : {item.label.fr}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _detail(item: Dated) -> Text:
    def told(language: Language) -> str:
        said = say(
            "change detail", language, kind=_capital(say(KINDS[item.kind], language)),
            happened=day(item.happened, language), published=day(item.published, language),
        )  # fmt: skip
        if item.sources:
            said += " " + say("change sources", language, sources=", ".join(item.sources))
        return said

    return pair(told(Language.EN), told(Language.FR))

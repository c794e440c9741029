"""The verb ``baserate``: how often two states clashed, for all pairs, for those like theirs."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import get_args

import numpy as np
from pydantic import ValidationError
from scipy.special import expit
from scipy.stats import gamma, norm

from tocsin.case.schema import DyadClass, DyadEvent, DyadRelease
from tocsin.engine.rates import gamma_from_count
from tocsin.errors import NotFoundError
from tocsin.labels import LABELS
from tocsin.language import Text, pair
from tocsin.outside_view.classes import Count, count, like
from tocsin.outside_view.grid import FIRST, Grid, shipped_grid
from tocsin.outside_view.logistic import shipped_models
from tocsin.outside_view.signs import structure
from tocsin.outside_view.tables import shipped, sources
from tocsin.results import BaseRates, ClassRate, DataSource, EventRates, ModelRate

Z95 = float(norm.ppf(0.95))

SOURCES = {"mid5": "mid5", "gml": "gml", "conflict": "ucdp"}


def baserate(
    dyad: str,
    *,
    alike: Sequence[str] | None = None,
    since: int = 1946,
    until: int | None = None,
    release: str = "mid5",
) -> BaseRates:
    """Base rates of disputes, force, deaths and armed conflict between two states.

    Args:
        dyad: the pair, by ISO codes, as in ``RUS-KAZ``.
        alike: what makes another pair like this one: ``land`` (a border on land), ``major``,
            ``allied``, ``rivals``, or the opposite, as in ``not_land``. By default all four, as
            they are for this pair in the last year of the disputes.
        since, until: years that are counted, as far as the data cover them.
        release: the disputes of MID 5.0 (``mid5``, to 2014) or the corrections of Gibler, Miller
            and Little (``gml``, to 2010).

    Raises ``NotFoundError`` for states, traits, years or releases that there are not.
    """
    tables, grid = shipped(), shipped_grid()
    one, other = (tables.state(code) for code in _codes(dyad))
    row = grid.row(one.number, other.number)
    name = f"{one.code}-{other.code}"
    asked = _asked(alike=alike or [], since=since, until=until, release=release)
    traits_year = _traits_year(grid, row, asked.release, until)
    traits = asked.like if alike is not None else like(grid, row, traits_year)
    classes: dict[str, dict[str, object]] = {
        "all": {"dyads": "all", "like": []},
        "relevant": {"dyads": "relevant", "like": []},
        "like": {"dyads": "all", "like": traits},
        "pair": {"dyads": name, "like": []},
    }
    rates = []
    for event in get_args(DyadEvent):
        counts = {
            which: count(grid, tables, asked.model_copy(update={**chosen, "event": event}))
            for which, chosen in classes.items()
        }
        model = _model(grid, row, event, traits_year) if asked.release == "mid5" else None
        rates.append(_event(event, asked.release, counts, model))
    return BaseRates(
        tocsin=version("tocsin"),
        pair=name,
        one=one.name,
        other=other.name,
        traits=[LABELS[f"trait {trait}"] for trait in traits],
        traits_year=traits_year,
        rates=rates,
        caveats=_caveats(grid, asked.release),
        sources=_sources(asked.release),
    )


def _codes(dyad: str) -> tuple[str, str]:
    codes = dyad.split("-")
    if len(codes) != 2:
        raise NotFoundError(
            f"no pair of states {dyad!r}; two codes joined by a hyphen are allowed; write RUS-KAZ"
        )
    return codes[0], codes[1]


def _traits_year(grid: Grid, row: int, release: DyadRelease, until: int | None) -> int:
    """The last year of the disputes in which the pair existed, not after ``until``."""
    last = grid.covered("dispute", release)[1]
    last = last if until is None else min(last, until)
    years = np.flatnonzero(grid.exists[row]) + FIRST
    before = years[years <= last]
    return int(before[-1] if before.size else years[0])


def _asked(alike: Sequence[str], since: int, until: int | None, release: str) -> DyadClass:
    """What is asked of every class, refused in one sentence where there is no such thing."""
    told = {"event": "dispute", "like": list(alike), "since": since, "until": until}
    try:
        return DyadClass.model_validate({**told, "release": release})
    except ValidationError as error:
        first = error.errors()[0]
        raise NotFoundError(
            f"{first['loc'][0]} {first['input']!r} of a reference class; {first['msg'].lower()}; "
            "choose one of these"
        ) from error


def _event(
    event: DyadEvent, release: DyadRelease, counts: dict[str, Count], model: ModelRate | None
) -> EventRates:
    return EventRates(
        event=event,
        label=LABELS[f"dyad event {event}"],
        definition=LABELS[f"dyad definition {event}"],
        source=SOURCES["conflict" if event == "conflict" else release],
        first=counts["all"].first,
        last=counts["all"].last,
        classes=[_rate(which, found) for which, found in counts.items()],
        model=model,
    )


def _rate(which: str, found: Count) -> ClassRate:
    law = gamma_from_count(found.events, found.years)
    low, high = gamma.ppf([0.05, 0.95], law.shape, scale=1 / law.years)
    return ClassRate.model_validate(
        {
            "reference_class": which,
            "label": LABELS[f"baserate class {which}"],
            "events": found.events,
            "years": found.years,
            "pairs": found.pairs,
            "mean": law.shape / law.years,
            "low": low,
            "high": high,
        }
    )


def _model(grid: Grid, row: int, event: DyadEvent, year: int) -> ModelRate | None:
    """What the model of the event says of the year after ``year``; None where there is none."""
    model = shipped_models().get(event)
    if model is None:
        return None
    found = structure(grid, shipped().state_years, "mid5", rows=np.array([row]), since=year)
    signs = np.array([[found[name][0, 0] for name in model.logistic.names]])
    middle, error = model.logistic.log_odds(signs)[0], model.logistic.error(signs)[0]
    low, probability, high = expit([middle - Z95 * error, middle, middle + Z95 * error])
    return ModelRate(
        probability=probability,
        low=low,
        high=high,
        known_until=year,
        fitted_first=model.first,
        fitted_last=model.last,
        fitted_years=model.years,
        fitted_events=model.events,
    )


def _caveats(grid: Grid, release: DyadRelease) -> list[Text]:
    last = str(grid.covered("dispute", release)[1])
    ends = LABELS["baserate ends"]
    return [
        pair(ends.en.format(last=last), ends.fr.format(last=last)),
        *(LABELS[f"baserate {key}"] for key in ("parties", "carried", "independent")),
    ]


def _sources(release: DyadRelease) -> list[DataSource]:
    """Every source of the figures; of the two counts of disputes, the one that was used."""
    unused = {"mid5", "gml"} - {release}
    return [
        DataSource.model_validate(vars(source))
        for source in sources().values()
        if source.id not in unused
    ]

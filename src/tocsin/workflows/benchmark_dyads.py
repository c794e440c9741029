"""Table C: militarised disputes between states, explained and foreseen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from tocsin.backtest import dangerous_dyads, dyads, icews
from tocsin.backtest.dyads import Contest
from tocsin.errors import BenchmarkError
from tocsin.formats import decimal
from tocsin.labels import LABELS
from tocsin.language import Language, Text, pair
from tocsin.outside_view import extract
from tocsin.outside_view.fitting import SINCE, panel
from tocsin.outside_view.grid import lay
from tocsin.outside_view.tables import Tables
from tocsin.results import Figure, PublishedTable, TableColumn, TableRow
from tocsin.rng import Purpose, generator
from tocsin.scoring.calibration import calibration, equal_count
from tocsin.scoring.comparison import Blocks, Interval, bootstrap, skill
from tocsin.scoring.discrimination import area_under_roc, average_precision
from tocsin.scoring.proper import brier
from tocsin.workflows.tables import Progress, figure, filled, ranged

LEVEL = 0.9
DRAWS = 300
BINS = 10

FIRST_EVENTS, LAST_EVENTS = 2002, 2014
"""Years of the event data."""

SIGNALS = (("RUS", "UKR"), ("RUS", "GEO"), ("RUS", "KAZ"))
"""Pairs whose material conflict is shown: two that came to war and a quiet one."""

SIGNAL_YEARS = (2005, 2006, 2007, 2008, 2012, 2013, 2014)
"""Years before and of the two wars."""


def tables(
    data: Path, windows: list[int] | None, seed: int, progress: Progress | None
) -> tuple[list[PublishedTable], list[Text], list[Text]]:
    """The tables, what the files did not allow, and how our rows were made."""
    if windows is not None:
        raise BenchmarkError(
            "windows for the table of disputes; its years are those of the published table; leave "
            "--windows out"
        )
    told = progress or (lambda _what, _share: None)
    folder = data / "interstate"
    for needed in (folder, data / "icews"):
        if not needed.is_dir():
            raise BenchmarkError(
                f"no folder {needed.name!r} in {data.name!r}; a folder with interstate and icews "
                "is needed; give it with --data"
            )
    told("disputes", 0.0)
    held = Tables.of(extract.build(folder))
    grid = lay(held)
    published = dangerous_dyads.published(folder / "published" / "table_dangerous_dyads.tex")
    refitted = dangerous_dyads.refitted(grid, held.state_years)
    events = icews.read(data / "icews" / "icews_dyad_year.parquet", held)
    told("disputes", 0.2)
    cases = panel(grid, held.state_years, "dispute", "mid5", SINCE)
    structure, ridge, judged = dyads.by_structure(cases)
    told("disputes", 0.5)
    counts = events.both_ways(grid, range(FIRST_EVENTS, LAST_EVENTS + 1))
    signalled, mix, mixed = dyads.by_events(cases, counts, FIRST_EVENTS, ridge)
    rng = generator(seed, Purpose.RANGE)
    made = [_coefficients(published, refitted)]
    for name, contest, reference in (
        ("relevant", structure, "published"),
        ("events", signalled, "events"),
    ):
        told("disputes", 0.6 if name == "relevant" else 0.8)
        made += [
            _contest(name, contest, reference, rng),
            _contest(f"{name} quiet", contest.of(contest.quiet), reference, rng),
            _calibration(name, contest, list(contest.forecasts)[-1]),
        ]
    made.append(_signals(events, held))
    protocol = [
        LABELS["mid split relevant"],
        LABELS["mid seen"],
        filled("mid ridge", ridge=f"{ridge:g}", scores=_spoken(judged)),
        LABELS["mid split events"],
        filled("mid mix", ridge=f"{mix:g}", scores=_spoken(mixed)),
        LABELS["mid cases"],
        LABELS["mid hindsight"],
    ]
    return made, [LABELS["mid after 2014"], LABELS["mid 157"]], protocol


def _spoken(scores: dict[float, float]) -> Text:
    """Penalties with their Brier scores."""

    def written(language: Language) -> str:
        rows = (f"{ridge:g}: {decimal(score, language, 6)}" for ridge, score in scores.items())
        return (" ; " if language is Language.FR else "; ").join(rows)

    return pair(written(Language.EN), written(Language.FR))


def _columns(*keys: str) -> list[TableColumn]:
    return [TableColumn(key=key, label=LABELS[f"mid {key}"]) for key in keys]


def _coefficients(published: dangerous_dyads.Table, ours: dangerous_dyads.Table) -> PublishedTable:
    """The published logit beside ours; terms published as 0.00 have no difference to speak of."""
    rows = []
    for term in dangerous_dyads.TERMS:
        theirs, error = published.coefficients[term], published.errors[term]
        apart = (ours.coefficients[term] - theirs) / error if error else None
        cells = [
            figure(theirs, 3), figure(error, 3), figure(ours.coefficients[term], 3),
            figure(ours.errors[term], 3), figure(apart, 2),
        ]  # fmt: skip
        label = LABELS[f"mid term {term}"]
        rows.append(TableRow(key=term, label=label, kind="published", cells=cells))
    none = figure(None, 0)
    sizes = [figure(published.rows, 0), none, figure(ours.rows, 0), none, none]
    rows.append(TableRow(key="rows", label=LABELS["mid rows"], kind="note", cells=sizes))
    return PublishedTable(
        key="dangerous dyads",
        caption=LABELS["mid dangerous dyads"],
        columns=_columns("published", "error", "refitted", "refitted error", "apart"),
        rows=rows,
        notes=[LABELS["mid dangerous dyads text"]],
    )


KINDS = {"dyad model": "ours", "dyad model and events": "ours"}


def _contest(
    name: str, contest: Contest, reference: str, rng: np.random.Generator
) -> PublishedTable:
    blocks = Blocks.by(contest.pair)
    rows = [
        TableRow(
            key=model,
            label=LABELS[f"mid model {model}"],
            kind=KINDS.get(model, "baseline"),
            cells=_scores(contest, model, reference, blocks, rng),
        )
        for model in contest.forecasts
    ]
    happened, n = int(contest.outcome.sum()), len(contest.outcome)
    size = filled(
        "mid size", events=_count(happened), cases=_count(n), pairs=_count(blocks.number),
        reference=LABELS[f"mid model {reference}"],
    )  # fmt: skip
    return PublishedTable(
        key=name,
        caption=LABELS[f"mid {name}"],
        columns=_columns("precision", "precision apart", "area", "skill", "mean"),
        rows=rows,
        notes=[size],
    )


def _count(number: int) -> Text:
    return pair(decimal(number, Language.EN, 0), decimal(number, Language.FR, 0))


def _scores(
    contest: Contest, model: str, reference: str, blocks: Blocks, rng: np.random.Generator
) -> list[Figure]:
    p, y = contest.forecasts[model], contest.outcome
    loss, base = brier(p, y), brier(contest.forecasts["class"], y)
    state = rng.bit_generator.state  # every model meets the same draws of pairs
    precision = _interval(lambda rows: average_precision(p[rows], y[rows]), p, blocks, rng)
    rng.bit_generator.state = state
    area = _interval(lambda rows: area_under_roc(p[rows], y[rows]), p, blocks, rng)
    rng.bit_generator.state = state
    gained = skill(loss, base, blocks, draws=DRAWS, level=LEVEL, rng=rng)
    rng.bit_generator.state = state
    return [
        ranged(precision, 3),
        figure(None, 3) if model == reference else ranged(
            _apart(p, contest.forecasts[reference], y, blocks, rng), 3
        ),
        ranged(area, 3),
        figure(None, 3) if model == "class" else ranged(gained, 3),
        figure(float(p.mean()) * 100, 2),
    ]  # fmt: skip


Rows = np.ndarray[tuple[int], np.dtype[np.int64]]


def _interval(
    statistic: Callable[[Rows], float], p: dyads.Floats, blocks: Blocks, rng: np.random.Generator
) -> Interval:
    """A bootstrap on rows sorted by forecast, which makes the sorting in each draw cheap."""
    order = np.argsort(-p, kind="stable")
    sorted_blocks = Blocks(blocks.of[order], blocks.number)
    return bootstrap(
        lambda rows: statistic(order[rows]), sorted_blocks, draws=DRAWS, level=LEVEL, rng=rng
    )


def _apart(
    p: dyads.Floats, reference: dyads.Floats, y: Rows, blocks: Blocks, rng: np.random.Generator
) -> Interval:
    """How much more average precision than the reference, on the same draws of pairs."""
    return _interval(
        lambda rows: average_precision(p[rows], y[rows])
        - average_precision(reference[rows], y[rows]),
        p, blocks, rng,
    )  # fmt: skip


def _calibration(name: str, contest: Contest, model: str) -> PublishedTable:
    p = contest.forecasts[model]
    table = calibration(
        p, contest.outcome, edges=equal_count(p, BINS), level=LEVEL, method="wilson"
    )
    rows = [
        TableRow(
            key=f"{k + 1}",
            label=_edges(table.lower[k], table.upper[k]),
            kind="note",
            cells=[
                figure(float(table.count[k]), 0),
                figure(float(table.events[k]), 0),
                figure(100 * float(table.forecast[k]), 3),
                Figure(
                    value=100 * float(table.frequency[k]),
                    low=100 * float(table.low[k]),
                    high=100 * float(table.high[k]),
                    digits=3,
                ),
            ],
        )
        for k in range(len(table.count))
    ]
    return PublishedTable(
        key=f"{name} calibration",
        caption=filled(f"mid {name} calibration", model=LABELS[f"mid model {model}"]),
        columns=_columns("count", "onsets", "forecast", "share"),
        rows=rows,
        notes=[LABELS["mid calibration text"]],
    )


def _edges(low: float, high: float) -> Text:
    def written(language: Language) -> str:
        ends = (decimal(100 * value, language, 3) for value in (low, high))
        return (" à " if language is Language.FR else "–").join(ends)

    return pair(written(Language.EN), written(Language.FR))


def _signals(events: icews.Events, held: Tables) -> PublishedTable:
    rows = []
    for one, other in SIGNALS:
        source, target = held.state(one), held.state(other)
        sent = events.sent(source.number, target.number, "matlConf")
        rows.append(
            TableRow(
                key=f"{one}-{other}",
                label=filled("mid from to", one=source.name, other=target.name),
                kind="note",
                cells=[figure(sent.get(year), 0) for year in SIGNAL_YEARS],
            )
        )
    years = [str(year) for year in SIGNAL_YEARS]
    columns = [TableColumn(key=year, label=pair(year, year)) for year in years]
    return PublishedTable(
        key="signals", caption=LABELS["mid signals"], columns=columns, rows=rows, notes=[]
    )

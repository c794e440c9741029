"""On the ground: the map of blocs and duties with its table, and the routes with theirs."""

from __future__ import annotations

from tocsin.briefing import atlas
from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.parts import Block, Cell, Paragraph, Row, Section
from tocsin.results import BlocPlace, Obligations, RouteState


def bloc_map(w: Writer) -> Section:
    """Where the actors are, which blocs they share, and what each owes to the attacked."""
    o, actors = w.findings.obligations, w.findings.case.actors.actors
    blocs = atlas.shown_blocs(o)
    named = {"attacked": w.actor(o.attacked), "by": w.actor(o.by)}
    blocks: list[Block] = [Paragraph((w.say("map text", date=w.day(o.as_of), **named),))]
    if atlas.on_the_map(actors):
        blocks.append(
            w.drawn(
                "figure-blocs", w.say("bloc map caption", **named),
                w.say("bloc map alt", blocs=str(len(blocs)), actors=str(len(o.actors))),
                lambda width: atlas.bloc_map(o, blocs, actors, w.language, width),
            )
        )  # fmt: skip
    else:
        blocks.append(Paragraph((w.say("on no map"),), "note"))
    rows = _states(w, o, blocs)
    columns = ("actor", "blocs", "owes")
    caption = w.say("map table", date=w.day(o.as_of), **named)
    blocks.append(w.table(caption, "table-map", columns, rows, compact=True))
    return Section("map", w.say("map"), tuple(blocks))


def _states(w: Writer, o: Obligations, blocs: list[BlocPlace]) -> list[Row]:
    """What the map shows, a row for each actor in it."""
    owed = atlas.owed(o)
    rows = []
    for key in o.actors:
        places = [
            w.text(bloc.label).partition(" (")[0]
            + (f" ({w.say('frozen').lower()})" if key in bloc.frozen else "")
            for bloc in blocs
            if key in bloc.members
        ]
        debt = w.say(f"owes {owed[key]}") if key in owed else "–"
        if key == o.attacked:
            debt = w.say("attacked here")
        if places or key in owed or key in (o.attacked, o.by):
            rows.append(Row((cell(w.actor(key)), cell(", ".join(places) or "–"), cell(debt))))
    return rows


def _since(w: Writer, route: RouteState) -> Cell:
    if route.since is None:
        return cell("–")
    return cell(w.day(route.since, short=True), " ", *w.linked(route.source))


def routes(w: Writer) -> Section:
    """The map, the status of every route, and the ways between actors."""
    r, case = w.findings.routes, w.findings.case
    labels = {route.id: w.text(route.label) for route in r.routes}
    statuses = w.semicolon.join(
        w.say("map alt", route=w.text(route.label), status=w.name("status", route.status))
        for route in r.routes
    )
    rows = [
        Row(
            (
                cell(f"{i}. {w.text(route.label)}", small=w.text(route.note)),
                cell(w.name("mode", route.mode)),
                cell(w.name("status", route.status), tone=f"status-{route.status}"),
                _since(w, route),
                cell(w.name("support", route.support), small=w.text(route.support_note)),
            ),
            anchor=f"route-{route.id}",
        )
        for i, route in enumerate(r.routes, start=1)
    ]
    columns = ("route", "mode", "status", "since", "support")
    blocks: list[Block] = [w.table(w.say("routes caption"), "table-routes", columns, rows)]
    places = {place.id for place in case.routes.places}
    run = any(places & set(route.places) for route in r.routes)
    if run and atlas.on_the_map(case.actors.actors):
        drawn = w.drawn(
            "figure-map", w.say("map caption"), statuses,
            lambda width: atlas.route_map(
                r, case.routes.places, case.actors.actors, w.language, width
            ),
        )  # fmt: skip
        blocks.insert(0, drawn)
    if r.ways:
        ways = [
            Row(
                (
                    cell(f"{w.actor(way.start)} – {w.actor(way.end)}"),
                    cell(", ".join(labels.get(key, key) for key in way.routes)),
                    cell(w.name("status", way.status), tone=f"status-{way.status}"),
                    cell(w.name("support", way.support)),
                )
            )
            for way in r.ways
        ]
        heads = ("way", "by routes", "status", "support")
        blocks.append(w.table(w.say("ways caption"), "table-ways", heads, ways))
    return Section("routes", w.say("routes"), tuple(blocks))

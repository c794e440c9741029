"""Tocsin turns a written warning into a tested forecast.

The public verbs are here; each takes a case and returns a typed result (``tocsin.results``)::

    import tocsin

    case = tocsin.load_case("kazakhstan")
    result = tocsin.assess(case)
    for outcome in result.outcomes:
        year = next(h for h in outcome.horizons if h.months == 12)
        print(f"{outcome.label.en}: {year.words.en}, {year.probability:.1%}")

Probabilities are shares of one, log-odds natural logarithms, dates days of the calendar. A verb is
loaded when it is first used, because the compiled engine takes a second to import.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tocsin.workflows.ask_model import ask_model
    from tocsin.workflows.assess import assess
    from tocsin.workflows.backtest import backtest as score_past
    from tocsin.workflows.backup import backup, restore
    from tocsin.workflows.baserate import baserate
    from tocsin.workflows.benchmark import benchmark
    from tocsin.workflows.brief import brief
    from tocsin.workflows.cases import load as load_case
    from tocsin.workflows.check import check
    from tocsin.workflows.check_briefing import check_briefing
    from tocsin.workflows.collect import collect
    from tocsin.workflows.data import export_data
    from tocsin.workflows.decide import accept, origin, rate, reject
    from tocsin.workflows.doctor import doctor
    from tocsin.workflows.draft import draft
    from tocsin.workflows.ensemble import ensemble
    from tocsin.workflows.exact import exact
    from tocsin.workflows.exchange import export_evidence, import_evidence
    from tocsin.workflows.explain import explain
    from tocsin.workflows.inbox import inbox
    from tocsin.workflows.indicators import indicator_series
    from tocsin.workflows.init import init
    from tocsin.workflows.lake import lake_compact, lake_status
    from tocsin.workflows.learn import learn
    from tocsin.workflows.matters import matters
    from tocsin.workflows.obligations import obligations
    from tocsin.workflows.off_ramps import off_ramps
    from tocsin.workflows.pathways import pathways
    from tocsin.workflows.premortem import premortem
    from tocsin.workflows.publish import publish
    from tocsin.workflows.read import read
    from tocsin.workflows.record import record
    from tocsin.workflows.register import register
    from tocsin.workflows.review import review
    from tocsin.workflows.routes import routes
    from tocsin.workflows.scenarios import (
        drop_scenario,
        keep_scenario,
        scenarios,
    )
    from tocsin.workflows.settle import settle
    from tocsin.workflows.show import show
    from tocsin.workflows.watch import watch
    from tocsin.workflows.watch_next import watch_next
    from tocsin.workflows.whatif import whatif

    __version__: str

__all__ = [
    "__version__",
    "accept",
    "ask_model",
    "assess",
    "backup",
    "baserate",
    "benchmark",
    "brief",
    "check",
    "check_briefing",
    "collect",
    "doctor",
    "draft",
    "drop_scenario",
    "ensemble",
    "exact",
    "explain",
    "export_data",
    "export_evidence",
    "import_evidence",
    "inbox",
    "indicator_series",
    "init",
    "keep_scenario",
    "lake_compact",
    "lake_status",
    "learn",
    "load_case",
    "matters",
    "obligations",
    "off_ramps",
    "origin",
    "pathways",
    "premortem",
    "publish",
    "rate",
    "read",
    "record",
    "register",
    "reject",
    "restore",
    "review",
    "routes",
    "scenarios",
    "score_past",
    "settle",
    "show",
    "watch",
    "watch_next",
    "whatif",
]

_VERBS = {
    "reject": ("decide", "reject"),
    "rate": ("decide", "rate"),
    "origin": ("decide", "origin"),
    "inbox": ("inbox", "inbox"),
    "accept": ("decide", "accept"),
    "ask_model": ("ask_model", "ask_model"),
    "draft": ("draft", "draft"),
    "review": ("review", "review"),
    "assess": ("assess", "assess"),
    "baserate": ("baserate", "baserate"),
    "benchmark": ("benchmark", "benchmark"),
    "brief": ("brief", "brief"),
    "check": ("check", "check"),
    "check_briefing": ("check_briefing", "check_briefing"),
    "collect": ("collect", "collect"),
    "ensemble": ("ensemble", "ensemble"),
    "exact": ("exact", "exact"),
    "explain": ("explain", "explain"),
    "indicator_series": ("indicators", "indicator_series"),
    "init": ("init", "init"),
    "lake_compact": ("lake", "lake_compact"),
    "lake_status": ("lake", "lake_status"),
    "drop_scenario": ("scenarios", "drop_scenario"),
    "keep_scenario": ("scenarios", "keep_scenario"),
    "scenarios": ("scenarios", "scenarios"),
    "learn": ("learn", "learn"),
    "load_case": ("cases", "load"),
    "matters": ("matters", "matters"),
    "obligations": ("obligations", "obligations"),
    "off_ramps": ("off_ramps", "off_ramps"),
    "pathways": ("pathways", "pathways"),
    "premortem": ("premortem", "premortem"),
    "publish": ("publish", "publish"),
    "register": ("register", "register"),
    "settle": ("settle", "settle"),
    "show": ("show", "show"),
    "record": ("record", "record"),
    "backup": ("backup", "backup"),
    "restore": ("backup", "restore"),
    "doctor": ("doctor", "doctor"),
    "read": ("read", "read"),
    "export_data": ("data", "export_data"),
    "export_evidence": ("exchange", "export_evidence"),
    "import_evidence": ("exchange", "import_evidence"),
    "routes": ("routes", "routes"),
    "watch": ("watch", "watch"),
    "score_past": ("backtest", "backtest"),
    "watch_next": ("watch_next", "watch_next"),
    "whatif": ("whatif", "whatif"),
}
"""The module of ``tocsin.workflows`` that holds each verb, and its name there."""


if not TYPE_CHECKING:  # so that type checkers still catch a misspelt name

    def __getattr__(name: str) -> Any:
        """Load a verb, or the version, when it is first asked for."""
        if name == "__version__":
            value: Any = version("tocsin")
        elif name in _VERBS:
            module, function = _VERBS[name]
            value = getattr(import_module(f"tocsin.workflows.{module}"), function)
        else:
            raise AttributeError(f"module 'tocsin' has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

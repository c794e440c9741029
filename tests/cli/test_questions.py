"""The six questions on the command line: what they print, and what they refuse, on ``river``."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from tests.river_for_tests import SAMPLES, ask
from tocsin import results
from tocsin.cli import app, render_off_ramps, render_premortem, render_questions, render_scenarios
from tocsin.cli.changes import in_points, mark, with_error
from tocsin.cli.render import sparkline
from tocsin.cli.render_questions import tornado_bar
from tocsin.cli.tied import Shown
from tocsin.language import Language
from tocsin.results import InputSwing, Pathways, WatchNext, WhatIf
from tocsin.workflows import matters, off_ramps, pathways, premortem, watch_next, whatif

VERBS: dict[str, tuple[Any, Any, Any, dict[str, Any], list[str]]] = {
    "whatif": (
        whatif, results.WhatIf, render_scenarios.show_whatif,
        {"hold": ["filling=announced@2026-01"], "rates": ["data.up=2"], "given": ["dam"]},
        ["--set", "filling=announced@2026-01", "--rate", "data.up=2", "--given", "dam"],
    ),
    "off-ramps": (off_ramps, results.OffRamps, render_off_ramps.show_off_ramps, {}, []),
    "premortem": (premortem, results.Premortem, render_premortem.show_premortem, {}, []),
    "matters": (matters, results.Matters, render_questions.show_matters, {}, []),
    "watch-next": (watch_next, results.WatchNext, render_questions.show_watch_next, {}, []),
    "pathways": (pathways, results.Pathways, render_questions.show_pathways, {}, []),
}  # fmt: skip
LANGUAGES = ["en", "fr"]


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "80"})


@cache
def answer(command: str) -> Any:
    module, _, _, asked, _ = VERBS[command]
    return ask(getattr(module, command.replace("-", "_")), **asked)


def printed(command: str, result: Any, lang: str) -> str:
    """What the command prints of a result that its verb returns, with its lines joined."""
    with pytest.MonkeyPatch.context() as patch:
        module = VERBS[command][0]
        patch.setattr(module, command.replace("-", "_"), lambda case, **asked: result)
        found = run(command, "river", *VERBS[command][4], "--lang", lang)
    assert found.exit_code == 0, found.output
    assert isinstance(found.stdout, str)
    return found.stdout


def joined(text: str) -> str:
    """Text without its wrapping."""
    return " ".join(text.split())


@pytest.mark.parametrize("command", [*VERBS])
def test_the_command_asks_its_verb(command: str) -> None:
    found = run(command, "river", *VERBS[command][4], "--samples", str(SAMPLES), "--json")
    assert found.exit_code == 0, found.output
    assert json.loads(found.stdout) == json.loads(answer(command).model_dump_json())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", [*VERBS])
def test_each_answer_fits_eighty_columns(command: str, lang: str) -> None:
    text = printed(command, answer(command), lang)
    assert max(map(cell_len, text.splitlines())) <= 80
    assert "\x1b[" not in text
    assert not re.search(r"\{\w+\}", text), "a placeholder was left unfilled"


def _lengthened(value: Any) -> Any:
    """Every text said three times over."""
    if isinstance(value, dict):
        if set(value) == {"en", "fr"}:
            return {key: " ".join([text] * 3) for key, text in value.items()}
        return {key: _lengthened(each) for key, each in value.items()}
    return [_lengthened(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", [*VERBS])
def test_long_labels_wrap_and_lose_nothing(command: str, lang: str) -> None:
    content = _lengthened(json.loads(answer(command).model_dump_json()))
    text = printed(command, VERBS[command][1].model_validate(content), lang)
    assert max(map(cell_len, text.splitlines())) <= 80
    assert "…" not in text


@pytest.mark.parametrize("command", [*VERBS])
def test_the_shared_options_reach_the_verb(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    called: dict[str, Any] = {}
    made = answer(command)

    def verb(case: Any, **asked: Any) -> Any:
        called.update(asked)
        return made

    monkeypatch.setattr(VERBS[command][0], command.replace("-", "_"), verb)
    extra = {
        "whatif": ["--horizon", "3", "--horizon", "9", "--put", "fear=low"],
        "off-ramps": [
            "--outcome",
            "dispute",
            "--months",
            "6",
            "--budget",
            "5",
            "--cluster",
            "tcp://x:1",
        ],
        "premortem": ["--months", "6"],
        "matters": ["--outcome", "dispute", "--months", "6", "--top", "4"],
        "watch-next": ["--outcome", "dispute", "--months", "6", "--within", "2"],
        "pathways": ["--outcome", "dispute", "--months", "6", "--top", "4"],
    }[command]
    run(command, "river", "--as-of", "2025-09-30", "--seed", "7", "--samples", "99", *extra)
    assert called.pop("progress") is not None
    told = {k: v.isoformat() if k == "as_of" else v for k, v in called.items()}
    own: dict[str, dict[str, Any]] = {
        "whatif": {
            "hold": (),
            "put": ["fear=low"],
            "rates": (),
            "given": (),
            "horizons": [3, 9],
        },
        "off-ramps": {
            "outcome": "dispute",
            "months": 6,
            "budget": 5,
            "cluster": "tcp://x:1",
        },
        "premortem": {"months": 6},
        "matters": {"outcome": "dispute", "months": 6, "top": 4},
        "watch-next": {"outcome": "dispute", "months": 6, "within": 2},
        "pathways": {"outcome": "dispute", "months": 6, "top": 4},
    }
    assert told == {"as_of": "2025-09-30", "seed": 7, "samples": 99, **own[command]}


# --- doing is not learning ----------------------------------------------------------------------

DONE, LEARNED = "Done: the future is changed", "Learned: nothing is changed"


def test_what_is_done_and_what_is_learned_stand_apart() -> None:
    both = printed("whatif", answer("whatif"), "en")
    done, learned = both.index(DONE), both.index(LEARNED)
    assert done < both.index("held at “announced”") < learned < both.index("The filling itself")
    share = f"{answer('whatif').kept:.0%}"
    assert f"Probability of what is learned, given what is done: {share}" in both
    assert 0 < answer("whatif").kept < 1
    assert "If both" in both


@pytest.mark.parametrize(
    ("asked", "there", "missing", "column"),
    [
        ({"hold": ["panel=working"]}, DONE, LEARNED, "If done"),
        ({"given": ["dam"]}, LEARNED, DONE, "If learned"),
    ],
    ids=["done", "learned"],
)
def test_one_of_them_alone_never_speaks_of_the_other(
    asked: dict[str, Any], there: str, missing: str, column: str
) -> None:
    text = printed("whatif", ask(whatif.whatif, **asked), "en")
    assert there in text
    assert missing not in text
    assert column in text
    assert ("Probability of what is learned" in text) == (there == LEARNED)


def test_help_never_mixes_doing_and_learning() -> None:
    text = joined(re.sub("[│╭╮╰╯─]", " ", run("whatif", "--help").stdout))
    for option in ("--set", "--put", "--rate"):
        assert re.search(rf"{option} \S+ Do: ", text), option
    assert re.search(r"--given \S+ Learn: .*Nothing is done", text)


def test_both_curves_stand_on_one_scale() -> None:
    (force,) = [o for o in answer("whatif").outcomes if o.id == "force"]
    text = printed("whatif", answer("whatif"), "en").split("Use of force")[-1]
    top = max(e.after for e in force.curve), max(e.before for e in force.curve)
    lines = [line.split()[-2] for line in text.splitlines() if re.search("[▁▂▃▄▅▆▇█]{24}", line)]
    assert len(lines) == 2
    assert ("█" in lines[1], "█" in lines[0]) == (top[0] >= max(top), top[1] >= max(top))
    assert sparkline([0.1, 0.2], 2, (0.0, 0.4)) == "▃▅"


# --- what the other answers say -----------------------------------------------------------------


def test_off_ramps_mark_signs_and_name_what_the_effect_depends_on() -> None:
    text = printed("off-ramps", answer("off-ramps"), "en")
    border = next(line for line in text.splitlines() if "southern border (O5)" in line)
    assert (border.count("▼"), border.count("▲")) == (2, 1)
    assert "What its effect depends on" in text
    assert re.search(r"Rises +Use of force", text)
    assert re.search(r"Falls +New public dispute", text)
    assert "What a budget of 3 points buys" in text
    assert "A figure in a communiqué" in text


def test_an_off_ramp_that_holds_already_says_what_it_shows() -> None:
    content = json.loads(answer("off-ramps").model_dump_json())
    content["alone"][0]["already"] = True
    content["plan"] = []
    text = printed("off-ramps", results.OffRamps.model_validate(content), "en")
    assert "holds already: shows what its loss would cost" in joined(text)
    assert "Nothing within this budget lowers C measurably." in text


def test_a_broken_assumption_is_said_not_to_be_so() -> None:
    text = joined(printed("premortem", answer("premortem"), "en"))
    assert "Not so: The water treaty of 1998" in text
    assert "Suppose that it does not happen." in text
    assert "Suppose that it happens all the same." in text
    assert "Faux : Le traité des eaux" in joined(printed("premortem", answer("premortem"), "fr"))


def test_a_tornado_tells_both_ends_apart_without_colour() -> None:
    def swing(low: float, high: float) -> InputSwing:
        first = answer("matters").swings[0]
        return InputSwing(**{**first.model_dump(), "low": low, "high": high})

    def bar(low: float, high: float) -> str:
        return tornado_bar(swing(low, high), 0.5, (0.0, 1.0), 11).plain

    assert bar(0.3, 0.8) == "   ░░│███  "
    assert bar(0.8, 0.3) == "   ██│░░░  "
    assert bar(0.7, 0.9) == "     │░░██ ", "both on one side: the nearer one stays in sight"
    assert bar(0.5, 0.5) == "     │     "
    text = printed("matters", answer("matters"), "en")
    assert "source B3" in text
    assert re.search(r"Of \d+ uncertain inputs, \d+ move it measurably", joined(text))


def test_signs_that_tell_nothing_are_set_apart() -> None:
    found: WatchNext = answer("watch-next")
    text = printed("watch-next", found, "en")
    telling, _, nothing = text.partition("Tell nothing measurable")
    for value in found.values:
        clear = value.share > 2 * value.share_error
        assert (value.label.en in joined(telling if clear else nothing)) is True
    none = found.model_copy(update={"values": [v for v in found.values if v.share_error > v.share]})
    assert "No sign tells anything measurable by then." in printed("watch-next", none, "en")
    every = printed("watch-next", _telling(found), "en")
    assert joined(every).count("; watch to be declared") == sum(v.declare for v in found.values)
    assert "? not monitored" in every


def _telling(found: WatchNext) -> WatchNext:
    values = [v.model_copy(update={"share": 0.5, "share_error": 0.01}) for v in found.values]
    return found.model_copy(update={"values": values})


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "from where things stand, no further step → Use of force"),
        ("fr", "depuis la situation actuelle, sans autre pas → Emploi de la force"),
    ],
)
def test_an_empty_path_says_so(lang: str, said: str) -> None:
    assert said in joined(printed("pathways", answer("pathways"), lang))


def test_a_brake_that_ends_is_no_longer_there() -> None:
    content = json.loads(answer("pathways").model_dump_json())
    step = next(path["steps"][0] for path in content["paths"] if path["steps"])
    step["holds"] = False
    text = joined(printed("pathways", Pathways.model_validate(content), "en"))
    assert f"no longer: {step['label']['en']} → Use of force" in text


def test_warnings_are_shown() -> None:
    warned: WhatIf = answer("whatif")
    assert warned.warnings
    assert "Warning: Under " in printed("whatif", warned, "en")
    assert "Avertissement : Sous " in printed("whatif", warned, "fr")


# --- figures ------------------------------------------------------------------------------------


def test_a_change_is_told_from_noise_and_from_nothing() -> None:
    assert [mark(c, 0.01) for c in (0.03, -0.03, 0.019, -0.019)] == ["▲", "▼", "≈", "≈"]
    assert mark(1e-17, 0.0) == mark(0.0, 0.0) == "≈"
    assert mark(4e-6, 1e-7) == "≈", "too small to print"


def test_a_change_has_the_digits_that_its_error_allows() -> None:
    def told(change: float, error: float) -> tuple[str, str]:
        shown_error = with_error(change, error, Language.EN).replace("\u00a0", " ")
        return in_points(change, error, Language.EN), shown_error

    assert told(-0.0523, 0.0042) == ("−5.2", "−5.2 ± 0.4")
    assert told(0.00523, 0.00042) == ("+0.52", "+0.52 ± 0.04")
    assert told(0.21, 0.02) == ("+21.0", "+21.0 ± 2.0")
    assert told(0.000012, 0.000002) == ("+0.001", "+0.0012 ± 0.0002")
    assert told(0.0, 0.0) == ("0", "0")


@pytest.mark.parametrize("width", range(11, 40))
def test_french_marks_stay_with_their_word(width: int) -> None:
    from rich.console import Console

    text = Shown("Réserves : « basses » à 25 % ; sinon rien")
    lines = text.wrap(Console(width=width), width)
    starts = {line.plain.strip()[:1] for line in lines}
    assert not starts & {":", ";", "»", "%"}
    assert all(not line.plain.strip().endswith("«") for line in lines)
    assert joined(" ".join(line.plain for line in lines)) == joined(text.plain)


# --- refusals -----------------------------------------------------------------------------------

WHATIF_REFUSED = {
    "--set filing=none": "no node 'filing' in this case; did you mean filling?",
    "--put filling=full": "no level 'full' of filling in this case; choose from none, announced",
    "--set filling": "write node=level or node=level@YYYY-MM-DD",
    "--set filling=none@2020": "is before the case's start, 2024-07-01",
    "--set data=late@2025-06": "dates from the date of knowledge, 2025-10-31, to before the last",
    "--set filling=none@2025-06-30": "contradicts the evidence: its timeline has it at begun",
    "--set filling=none@2031": "to before the last horizon, 2027-10-31, are allowed",
    "--set filling=none@soon": "the date 'soon'",
    "--set dam=false": "a hypothesis can be set to true only; to set it aside set the group driver",
    "--set home=true --set dam=true": "driver is set 2 times on 2025-10-31; set it once",
    "--rate dispute.up=1e9": "numbers from 0 to 1000 are allowed",
    "--rate dispute.up=-1": "numbers from 0 to 1000 are allowed",
    "--rate dispute.up=nan": "numbers from 0 to 1000 are allowed",
    "--rate dispute=2": "write node.up=factor or node.down=factor",
    "--rate strain.up=2": "strain does not move by itself, so it has no rate",
    "--rate nothing.up=2": "no node 'nothing' in this case",
    "--set dispute=off --rate dispute.up=2": "is held, so the rate of its steps up changes nothing",
    "--given filling==none": "no simulated history agrees with this and with the evidence",
    "--given driver==dam": "has no levels to compare with; write the name of a hypothesis",
    "--given filling>=": "the formula ends too early",
    "--given dam@2025-06": "'dam@2025-06' is dated 2025-06-01; dates from the date of knowledge",
    "": "nothing is done or learned; name at least one setting (--set, --put)",
    "--as-of 2020-01-01 --set filling=none": "before the case's start",
}
REFUSED = {f"whatif river {options}": said for options, said in WHATIF_REFUSED.items()} | {
    "off-ramps river --budget 0": "a budget of 0 points buys nothing; 1 or more are allowed",
    "off-ramps river --outcome war": "no outcome 'war' is asked of this case; choose dispute",
    "watch-next river --within 12": "1 to 11 are allowed; shorten --within or lengthen --months",
    "watch-next river --within 0": "1 to 11 are allowed; shorten --within or lengthen --months",
    "watch-next river --months 1": "2 or more months are allowed; lengthen --months",
    "watch-next river --outcome war": "no outcome 'war' is asked of this case; choose dispute",
    "matters river --outcome war": "no outcome 'war' is asked of this case; choose dispute",
    "pathways river --outcome war": "no outcome 'war' is asked of this case; choose dispute",
    "pathways river --months 1": "2 or more are allowed; lengthen --months",
    "premortem river --as-of 2020-01-01": "before the case's start",
    "premortem atlantis": "no case 'atlantis'",
}


@pytest.mark.parametrize("command", [*REFUSED])
def test_bad_input_is_one_message_and_exit_code_two(command: str) -> None:
    found = run(*command.split(), "--samples", str(SAMPLES))
    assert found.exit_code == 2, found.output
    assert found.stdout == ""
    assert len(found.stderr.strip().splitlines()) == 1
    assert REFUSED[command] in found.stderr
    assert isinstance(found.exception, SystemExit), "no traceback"


@pytest.mark.parametrize(
    "command",
    [
        "whatif river --set filling=none --horizon 500",
        "off-ramps river --months 0",
        "matters river --top 0",
        "pathways river --top 13",
    ],
)
def test_numbers_out_of_range_are_usage_errors(command: str) -> None:
    found = run(*command.split())
    assert (found.exit_code, found.stdout) == (2, "")
    assert "Invalid value" in found.stderr

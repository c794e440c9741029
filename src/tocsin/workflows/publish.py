"""Publish: a case as a static site that anyone can host, and read without a program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tocsin.case.schema import Case
from tocsin.exports.site import FEED, site
from tocsin.handling import Audience, require
from tocsin.language import Language
from tocsin.results import DataFormat, Notice, WrittenFolder
from tocsin.workflows import data
from tocsin.workflows.answers import Answers, Asked, pair_of_states
from tocsin.workflows.changes import Addresses, changes_feed, page_of
from tocsin.workflows.folders import ours


def publish(
    case: Case,
    folder: str | Path,
    *,
    audience: Audience = Audience.PUBLIC,
    workspace: str | None = None,
    as_of: date | None = None,
    seed: int = 1,
    samples: int | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> WrittenFolder:
    """Write a case as a static site into a folder of its own, whole or not at all.

    Every page of the desk that needs no program behind it, in English and in French, as of one
    day, with its data to download and its feed of changes. A second run replaces the first.

    Args:
        case: a case that ``check`` finds no error in.
        folder: new, empty, or written by this verb before.
        audience: who will be able to read it; the case's handling mark has to permit that.
        workspace: the folder whose track record goes along, if any.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
        seed: of all random streams.
        samples: histories in the filter, rounded up to whole strata.
        progress: told what is being done and how far (0 to 1).

    Raises:
        HandlingError: the handling mark does not permit that audience.
        WorkspaceError: the folder holds anything else, or cannot be written.
    """
    require(case.header.tlp.value, audience)
    ours(Path(folder).absolute())  # both first: a refusal costs no work
    asked = Asked(as_of=as_of, seed=seed, samples=samples, progress=progress)
    answers = Answers(case, asked, pair_of_states(case, None, None), workspace=workspace)
    files = data.files(answers, DataFormat)
    content = site(answers, files)
    content |= {f"data/{name}": made for name, made in files.items()}
    for language in Language:
        content[f"{language}/{FEED}"] = changes_feed(answers, language, _addresses(language))
    return data.written(folder, answers, content, "site", audience=audience.value)


def _addresses(language: Language) -> Addresses:
    """Relative addresses, because nobody knows yet where the site will stand."""
    other = Language.EN if language is Language.FR else Language.FR

    def page(notice: Notice) -> str:
        return f"{page_of(notice)}.html"

    return Addresses(FEED, f"../{other}/{FEED}", "overview.html", page)

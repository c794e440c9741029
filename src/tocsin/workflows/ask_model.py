"""The verb ``ask_model``: let a language model add to a reading what its quotes prove."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tocsin.reading.additions import add
from tocsin.reading.answers import Answers, default_folder
from tocsin.reading.endpoint import KEY_VARIABLE, Endpoint, Limits
from tocsin.results import Asked, Reading
from tocsin.settings import open_workspace

Progress = Callable[[str, float], None]

MOST_CALLS, MOST_TOKENS = Limits().calls, Limits().tokens


def ask_model(
    reading: Reading,
    *,
    url: str,
    model: str,
    calls: int = MOST_CALLS,
    tokens: int = MOST_TOKENS,
    workspace: str | Path | None = None,
    progress: Progress | None = None,
) -> Asked:
    """The reading with items that the model behind ``url`` adds; what was found stays as it is.

    Args:
        reading: a reading that holds its text.
        url: the address of an OpenAI-compatible endpoint; its key, if it needs one, is in the
            environment variable ``TOCSIN_LLM_KEY``.
        model: the model's name there.
        calls: how many requests are sent at most.
        tokens: how many tokens, of prompts and answers, are used at most.
        workspace: whose folder keeps the answers; by default the user's own cache does.
        progress: told the stage and the share done.

    Answers are kept, so asking the same again costs nothing. A failure in between keeps what came
    before and is told in ``notes``. Raises ``EndpointError`` for an address that cannot be used.
    """
    folder = open_workspace(workspace).root / "answers" if workspace else default_folder()
    limits = Limits(calls=calls, tokens=tokens)
    key = os.environ.get(KEY_VARIABLE)
    with Endpoint(url, model, key=key, limits=limits) as endpoint:
        added = add(
            reading.source.text,
            reading.source.language,
            reading.items,
            endpoint,
            Answers(folder),
            progress,
        )
    return Asked(
        reading=reading.model_copy(update={"items": [*reading.items, *added.items]}),
        refused=added.refused,
        notes=added.notes,
    )

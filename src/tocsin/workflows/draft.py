"""The verb ``draft``: from a reading to a draft of a case in a folder, with nothing decided yet.

Beside the files of the case, which hold no more than their headings at first, the folder gets
``draft/``: the text that was read, and every proposal with its quotes. That part is for the
analyst's eyes; quotes never leave it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from tocsin.errors import DraftError
from tocsin.files import write_whole
from tocsin.language import Text
from tocsin.reading.draft import draft as propose
from tocsin.reading.folder import skeleton
from tocsin.reading.silences import silences
from tocsin.results import Draft, Reading
from tocsin.results.drafting import DRAFT_FORMAT
from tocsin.settings import open_workspace

PART = "draft"
"""The folder inside a case's folder that holds what is not yet, and never will be, the case."""

TEXT_FILE, DRAFT_FILE = "text.txt", "draft.json"


def draft(
    reading: Reading,
    *,
    output: str | Path,
    workspace: str | Path | None = None,
    refused: dict[str, int] | None = None,
    notes: Sequence[Text] = (),
) -> Draft:
    """Write a draft of a case to the folder ``output`` and return it.

    A folder that holds a draft of the same text gets what is new; ids, decisions and the files of
    the case stay. The cases of a ``workspace`` say, beside the shipped ones, what the text does
    not mention. ``refused`` and ``notes`` are what asking a language model left to say.

    Raises ``DraftError`` where the folder holds something else, or cannot be written.
    """
    folder = Path(output)
    text = reading.source.text
    before = _before(folder, reading)
    cases = sorted(open_workspace(workspace).cases.glob("*/")) if workspace else []
    made = propose(
        reading,
        text,
        silences=silences(
            text, reading.items, reading.source.published or reading.newest_date, cases
        ),
        refused=refused,
        notes=notes,
        before=before,
    )
    try:
        (folder / PART).mkdir(parents=True, exist_ok=True)
        write_whole(folder / PART / TEXT_FILE, text)
        for file, content in skeleton(folder.absolute().name, reading.source).items():
            if not (folder / file).exists():
                write_whole(folder / file, content)
        write_whole(folder / PART / DRAFT_FILE, made.model_dump_json(indent=1))
    except OSError as error:
        raise DraftError(
            f"cannot write a draft to {str(output)!r}: {error.strerror or error}; "
            "choose another folder"
        ) from error
    return made


def load_draft(folder: str | Path) -> tuple[Draft, str]:
    """The draft in a case's folder, and the text that it was made from.

    Raises ``DraftError`` where there is none, or none that can be read.
    """
    part = Path(folder) / PART
    try:
        content = (part / DRAFT_FILE).read_bytes()
        text = (part / TEXT_FILE).read_bytes().decode("utf-8")
        made = Draft.model_validate_json(content)
    except (OSError, UnicodeDecodeError) as error:
        raise DraftError(
            f"{str(folder)!r} holds no draft; make one with: tocsin read TEXT -o {folder}"
        ) from error
    except ValidationError as error:
        raise DraftError(
            f"{part / DRAFT_FILE} is no draft that this Tocsin can read; read the text again "
            "into another folder"
        ) from error
    if made.format > DRAFT_FORMAT:
        raise DraftError(
            f"{part / DRAFT_FILE} has format {made.format}, this Tocsin knows up to "
            f"{DRAFT_FORMAT}; install a newer Tocsin"
        )
    return made, text


def _before(folder: Path, reading: Reading) -> Draft | None:
    """An earlier draft of the same text in the folder, if there is one."""
    if not (folder / PART / DRAFT_FILE).exists():
        if (folder / "case.yaml").exists():
            raise DraftError(
                f"{str(folder)!r} holds a case that was not drafted here; choose another folder"
            )
        return None
    before, _ = load_draft(folder)
    if before.source.sha256 != reading.source.sha256:
        raise DraftError(
            f"{str(folder)!r} holds a draft of another text, {before.source.name}; "
            "choose another folder"
        )
    return before

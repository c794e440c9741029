"""Answers that were paid for once: kept in a folder, found again by all that led to them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path


def default_folder() -> Path:
    """The folder in the user's own cache."""
    return user_cache_path("tocsin") / "answers"


class Answers:
    """A folder of answers, a file each, readable by their owner only.

    Answers hold quotes of the text, so they belong to the user and never into a case.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def key(self, **asked: Any) -> str:
        """The name of an answer: a hash of endpoint, model, prompt, schema and text."""
        told = json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()
        return hashlib.sha256(told).hexdigest()

    def get(self, key: str) -> str | None:
        """The answer of that name; one that cannot be read counts as none."""
        try:
            kept = json.loads((self.folder / f"{key}.json").read_text(encoding="utf-8"))
            content = kept["content"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return content if isinstance(content, str) else None

    def put(self, key: str, content: str) -> None:
        """Keep an answer, whole or not at all; a folder that cannot be written keeps none."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=f".{key}.")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump({"content": content}, file, ensure_ascii=False)
                Path(name).replace(self.folder / f"{key}.json")
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise

"""The two languages in which a case and its results speak."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Language(StrEnum):
    """A language of the interface, by its ISO 639-1 code."""

    EN = "en"
    FR = "fr"


class Text(BaseModel):
    """One statement in English and in French."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: str
    fr: str

    def in_(self, language: Language) -> str:
        """The wording in ``language``."""
        return self.fr if language is Language.FR else self.en


def pair(en: str, fr: str) -> Text:
    """A statement from its two wordings."""
    return Text(en=en, fr=fr)

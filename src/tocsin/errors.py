"""The errors of Tocsin: one tree, each saying what it got, what is allowed, and what to do."""

from __future__ import annotations


class TocsinError(Exception):
    """Anything that Tocsin refuses to do. The message can be shown to a user as it is."""


class CaseError(TocsinError):
    """A case cannot be used as it stands; ``tocsin check`` lists every problem with its place."""


class FormulaError(CaseError):
    """A condition cannot be read; carries the column (1-based) at which reading failed."""

    def __init__(self, message: str, column: int = 1) -> None:
        super().__init__(message)
        self.column = column


class NotFoundError(TocsinError):
    """A name (case, actor, outcome, route) that the case does not hold."""


class CollapseError(TocsinError):
    """The evidence left too few simulated histories alive for a number to be given."""


class AnchorError(TocsinError):
    """No scale makes an onset follow its reference class."""


class SizeError(TocsinError):
    """A network too large for the method that was asked for."""


class ScoreError(TocsinError):
    """A forecast that cannot be scored: not settled, no probability, or certain and wrong."""


class WorkspaceError(TocsinError):
    """A folder that is no workspace, or one whose settings cannot be used."""


class WatchError(TocsinError):
    """A watch that cannot be kept: an address nobody can be told at, an interval without sense."""


class HandlingError(TocsinError):
    """Something that its handling mark does not let go where it was to be sent."""


class LakeError(TocsinError):
    """A lake that cannot be read or written: damaged, of a newer format, or out of space."""


class EndpointError(TocsinError):
    """A language model that gave no answer; ``final`` says that asking on is of no use."""

    def __init__(self, message: str, *, final: bool = False) -> None:
        super().__init__(message)
        self.final = final


class DraftError(TocsinError):
    """A draft that cannot be made, found or reviewed as asked."""


class LedgerError(TocsinError):
    """A ledger that cannot be used, or an entry that it does not take."""


class AccountError(TocsinError):
    """An account that cannot be made or changed as asked: a name, a role, a weak password."""


class SignInError(TocsinError):
    """Nobody who is known: a wrong name or password, an expired session or token."""


class DeniedError(TocsinError):
    """Something that the person who asks may not see or do."""


class BusyError(TocsinError):
    """Too much is asked for at once; ``retry_after`` is the number of seconds to wait."""

    def __init__(self, message: str, *, retry_after: int = 10) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class DecidedError(LedgerError):
    """Somebody decided about a proposal since the one who decides now looked at it."""


class DataError(TocsinError):
    """A file of published data that is missing, unreadable or not what its name says."""


class BenchmarkError(TocsinError):
    """Files of a published benchmark that are missing or not as their source describes them."""


class LeakError(TocsinError):
    """Something that was not known at a forecast's origin has reached the forecast."""


class SourceError(TocsinError):
    """A source that cannot be reached, or a file of it that cannot be taken."""


class CancelledError(TocsinError):
    """Work that somebody called off before it was done."""


class ReadingError(TocsinError):
    """A document that cannot be read: no file, no text, too large, or an unknown format."""


class WordingError(TocsinError):
    """A briefing whose words break ICD 203; it says which sentences, which rule and what to do."""

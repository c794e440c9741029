"""A workspace: the folder that holds an analyst's ledger, lake, documents and own cases.

Its settings are one small file, ``workspace.yaml``; everything else has a fixed place beside it,
unless the settings send the ledger to another database or the lake to object storage.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tocsin.errors import WorkspaceError

SETTINGS_FILE = "workspace.yaml"
FORMAT = 1


class Engine(StrEnum):
    """A query engine that the lake can be asked on; ``spark`` needs Java, or a cluster."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    SPARK = "spark"


class Gathered(BaseModel):
    """Something that a watch collects on each turn, as ``tocsin collect`` would.

    ``name`` is the connector, ``origin`` (written ``from``) the place in place of its own site.
    ``since`` is the first day of a first collection. Where nothing new has come for
    ``silent_after`` days, people are told that it is silent.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    name: str
    origin: Annotated[str | None, Field(alias="from")] = None
    since: date | None = None
    silent_after: Annotated[int, Field(ge=1, le=3650)] = 3

    @property
    def key(self) -> str:
        """What tells it from the others: the connector, and the place if one is named."""
        return self.name if self.origin is None else f"{self.name} {self.origin}"


class Oidc(BaseModel):
    """An OpenID Connect issuer through which linked accounts may sign in to the desk.

    ``issuer`` is its URL as it writes itself, ``client`` the id that it knows the desk by, ``name``
    how the sign-in page calls it. The client secret is no setting: it comes from the environment.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    issuer: str
    client: str
    name: str = ""


class Settings(BaseModel):
    """What ``workspace.yaml`` says.

    ``format`` is the layout of the folder; ``ledger`` the URL of a database, by default SQLite in
    the folder; ``lake`` a folder or an fsspec URL, by default ``lake`` in the folder; ``engine``
    what the lake is asked on; ``collect`` what a watch collects; ``tell`` whom it tells, as
    addresses that Apprise reads, in which ``${NAME}`` is taken from the environment so that a
    password need not stand here; ``oidc`` the issuer through which people may sign in.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Annotated[int, Field(ge=1)] = FORMAT
    ledger: str | None = None
    lake: str | None = None
    engine: Engine = Engine.POLARS
    collect: tuple[Gathered, ...] = ()
    tell: tuple[str, ...] = ()
    oidc: Oidc | None = None

    @property
    def elsewhere(self) -> dict[str, Any]:
        """What was set and is no place of this folder: engine, collect, tell, oidc, as in YAML."""
        return self.model_dump(
            mode="json", by_alias=True, exclude_unset=True, exclude={"format", "ledger", "lake"}
        )


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where everything of one workspace is."""

    root: Path
    settings: Settings

    @property
    def ledger_url(self) -> str:
        """The ledger's database, as a URL that SQLAlchemy reads."""
        return self.settings.ledger or f"sqlite:///{self.root / 'ledger.sqlite'}"

    @property
    def lake(self) -> str:
        """The lake's root: a folder, or an fsspec URL."""
        return self.settings.lake or str(self.root / "lake")

    @property
    def documents(self) -> Path:
        """Texts that were retrieved: for the analyst's eyes, never part of a case."""
        return self.root / "documents"

    @property
    def watches(self) -> Path:
        """The journals and feeds of watched cases."""
        return self.root / "watch"

    @property
    def cases(self) -> Path:
        """The analyst's own cases, a folder each."""
        return self.root / "cases"


def open_workspace(folder: str | Path) -> Workspace:
    """The workspace in ``folder``.

    Raises:
        WorkspaceError: no workspace there, or settings that cannot be used.
    """
    root = Path(folder).absolute()
    file = root / SETTINGS_FILE
    if not file.is_file():
        raise WorkspaceError(
            f"{folder} is no workspace: it holds no {SETTINGS_FILE}; "
            f"make one with: tocsin init {folder}"
        )
    return Workspace(root, _settings(file))


def _settings(file: Path) -> Settings:
    try:
        content: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
        settings = Settings.model_validate({} if content is None else content)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{file} is no YAML file: {error}; mend it by hand") from error
    except ValidationError as error:
        listed = "; ".join(
            f"{'.'.join(map(str, found['loc'])) or 'the file'}: {found['msg']}"
            for found in error.errors()
        )
        allowed = ", ".join(Settings.model_fields)
        raise WorkspaceError(f"{file}: {listed}; it may hold {allowed}") from error
    if settings.format > FORMAT:
        raise WorkspaceError(
            f"{file} has format {settings.format}, this Tocsin knows up to {FORMAT}; "
            "install a newer Tocsin to open this workspace"
        )
    return settings

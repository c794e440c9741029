from __future__ import annotations

import pytest

from tests.briefing.test_briefing import findings
from tocsin.briefing.document import build
from tocsin.briefing.parts import Document
from tocsin.language import Language


@pytest.fixture(scope="session")
def english() -> Document:
    """A whole briefing of made-up findings."""
    return build(findings(), Language.EN)


@pytest.fixture(scope="session")
def french() -> Document:
    """The same in French."""
    return build(findings(), Language.FR)

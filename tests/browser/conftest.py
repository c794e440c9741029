"""One browser and one desk for all tests of this folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.desks_for_tests import served
from tests.browser.watched_for_tests import Watched, watching
from tests.workflows.workspaces_for_tests import taught_desk

NAMES = ("chromium", "chromium-browser", "google-chrome")


# The driver keeps an event loop in the main thread: it must be gone before other folders' tests.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium of this machine; none is ever downloaded."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"no browser on this machine; install one of {', '.join(NAMES)}")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk with a workspace, for tests that leave it as it is."""
    space = taught_desk(tmp_path_factory.mktemp("browser"))
    with served("river", Path(space.root)) as address:
        yield address


@pytest.fixture
def watched(browser: Browser, desk: str) -> Iterator[Watched]:
    """A new page of that desk, with no memory of earlier ones."""
    with watching(browser, desk) as made:
        yield made

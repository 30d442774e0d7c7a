"""One desk for the tests that only ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from helpers.chromium import SWITCHES, browser
from helpers.desk import RunningDesk, running
from helpers.desk_project import project


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser, one for all tests of a process: Playwright allows no second one beside it."""
    switches = [one for one in SWITCHES if one != "--headless"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser(), args=switches)
        yield started
        started.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A running desk; its folder is that of a project of one guide."""
    with running(project(tmp_path_factory.mktemp("project"))) as found:
        yield found

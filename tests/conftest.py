"""What many tests share: the real styles and fonts, and guides from short definitions."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from helpers.chromium import SWITCHES, browser
from helpers.guides import CASES, FLOWS, LETTERS, PROVISIONS, ROOT, GuideGraph, guide_and_graph
from helpers.installed import installed_styles
from helpers.rare_fonts import borrowing, machine  # noqa: F401 (fixtures)
from yizhangtu.content.characters import characters_of
from yizhangtu.layout.measure import Measure
from yizhangtu.media.context import Context
from yizhangtu.model.project import Project
from yizhangtu.read import read_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The same examples on every machine; HYPOTHESIS_PROFILE=wild looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.register_profile("wild", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


# Folders and modules of tests that take a second or more each: `make test-fast` leaves them out.
SLOW = (
    "whole/fuzz", "whole/faults", "whole/hostile", "whole/test_reproducible.py", "verify",
    "system/dot/test_graphviz.py", "whole/test_windows.py", "read/test_any_input.py", "cli/test_rare_characters.py",
    "layout/flow/test_search.py", "web/browser", "site/browser",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of SLOW."""
    for item in items:
        if item.path.relative_to(ROOT / "tests").as_posix().startswith(SLOW):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def project() -> Project:
    """The project of flows/."""
    return read_project((FLOWS / "辖区.yaml").read_bytes(), "flows/辖区.yaml").project


@pytest.fixture(scope="session")
def definitions(project: Project) -> list[GuideGraph]:
    """All guides of flows/ of every kind, by name."""
    files = sorted(p for p in FLOWS.glob("*.yaml") if p.name != "辖区.yaml")
    return [guide_and_graph(p.read_text("utf-8"), project, f"flows/{p.name}") for p in files]


@pytest.fixture(scope="session")
def flows(definitions: list[GuideGraph]) -> list[GuideGraph]:
    """The guides of flows/ that are about one thing with its steps."""
    return [(guide, graph) for guide, graph in definitions if guide.kind == "流程"]


@pytest.fixture(scope="session")
def context(definitions: list[GuideGraph], project: Project) -> Context:
    """Fonts for flows/ and for the letters that tests make texts of."""
    return Context(
        characters_of([LETTERS, CASES, PROVISIONS, project, *(guide for guide, _ in definitions)]), installed_styles()
    )


@pytest.fixture(scope="session")
def measure(context: Context) -> Measure:
    return context.measure


@pytest.fixture
def guide_of() -> Callable[[str], GuideGraph]:
    """A guide from the text of its steps (YAML, two blanks deep) with all else filled in."""

    def make(steps: str, title: str = "办理", more: str = "") -> GuideGraph:
        head = f"名称: {title}\n办理主体: 村委会\n时间要求: 5个工作日\n监督管理: 村监委会\n{more}\n操作流程:\n"
        return guide_and_graph(head + steps)

    return make


PATIENCE_MS = 30_000  # until a page shows what is expected: other tests have the processors, too


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser, one for all tests of a process: Playwright allows no second one beside it."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    switches = [one for one in SWITCHES if one != "--headless"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser(), args=switches)
        yield started
        started.close()

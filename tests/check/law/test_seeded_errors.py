"""Errors of law put into the sample town's definitions and into the library are found, and the untouched ones have no
findings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from helpers.guides import FLOWS
from helpers.law_errors import law_errors
from yizhangtu.check.law import check_law, law_day
from yizhangtu.law.instruments import law_table
from yizhangtu.law.rules import law_rules
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide, read_project

TABLE, RULES = law_table(), law_rules()
FOUND = 0.95  # of the errors, at least
MOST_FALSE = 3  # findings on the untouched definitions
EVERY = 2  # of the errors that there is room for, one in so many


LIBRARY = FLOWS / "library"
FOLDERS = [FLOWS, *sorted(one for one in LIBRARY.iterdir() if one.is_dir())]


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project((FLOWS / "辖区.yaml").read_bytes(), "辖区.yaml").project


def of_folder(folder: Path, project: Project) -> Project:
    """The project of a folder: of the town, else for the province that a folder of the library is named after."""
    if folder == FLOWS:
        return project
    return replace(project, province=None if folder.name == "全国" else Text(f"{folder.name}省"), city=None)


def findings(file: str, content: str, project: Project) -> set[tuple[str, str]]:
    guide = read_guide(content.encode(), file, project).guide
    assert guide is not None
    found = check_law(guide, law_day(guide, TABLE, RULES, project.places))
    return {(one.code, one.message) for one in found if one.severity != "info"}


def test_at_least_95_of_100_errors_are_found(project: Project) -> None:
    untouched, tried, missed = 0, 0, []
    kinds = set()
    for path in (path for folder in FOLDERS for path in sorted(folder.glob("*.yaml")) if path.name != "辖区.yaml"):
        here = of_folder(path.parent, project)
        content = path.read_text("utf-8")
        before = findings(path.name, content, here)
        untouched += len(before)
        for one in list(law_errors(path.name, content, TABLE))[::EVERY]:
            tried += 1
            kinds.add(one.kind)
            if not findings(path.name, one.content, here) - before:
                missed.append((one.kind, one.file, one.line, one.text))
    assert untouched <= MOST_FALSE
    assert tried >= 120 and len(kinds) >= 8
    assert tried - len(missed) >= FOUND * tried, missed

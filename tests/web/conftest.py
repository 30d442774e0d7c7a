"""One desk for the tests that only ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from helpers.desk import RunningDesk, running
from helpers.desk_project import project


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A running desk; its folder is that of a project of one guide."""
    with running(project(tmp_path_factory.mktemp("project"))) as found:
        yield found

"""Results of reading: the guide, project or villages, and the diagnostics in the order of their places."""

from typing import NamedTuple

from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project, Village


class Read(NamedTuple):
    """`guide` is there, even beside errors, wherever the file could be read as one, so that it can be checked further.
    `variables` are the names of the variables in its texts and in those that it takes from the project."""

    guide: Guide | None
    diagnostics: tuple[Diagnostic, ...]
    variables: frozenset[str] = frozenset()


class ReadProject(NamedTuple):
    """The project; an empty one where the file could not be read."""

    project: Project
    diagnostics: tuple[Diagnostic, ...]


class ReadVillages(NamedTuple):
    """The villages of a table; none where it could not be read."""

    villages: tuple[Village, ...]
    diagnostics: tuple[Diagnostic, ...]

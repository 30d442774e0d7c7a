"""A guide's own values and the project → the values with the project's defaults.

Texts of the project may have variables of the village; they are filled in here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from yizhangtu.model.diagnostics import Text
from yizhangtu.model.guide import Assistant, Oversight, Publication
from yizhangtu.model.project import Project
from yizhangtu.read.faults import Faults
from yizhangtu.read.guide.variables import Variables, fill


class Inherited(NamedTuple):
    """The values to use, the keys whose values come from the project, and the project's texts that are printed."""

    oversight: tuple[Oversight, ...]
    assistant: Assistant | None
    publication: Publication
    keys: tuple[str, ...]
    texts: tuple[Text, ...]


class _Source:
    """Fills in variables and collects the texts that are used."""

    def __init__(self, variables: Variables, faults: Faults) -> None:
        self.variables = variables
        self.faults = faults
        self.used: list[Text] = []

    def text(self, text: Text | None) -> Text | None:
        if text is None:
            return None
        self.used.append(fill(text, text, self.variables, self.faults))
        return self.used[-1]


def inherit(
    project: Project,
    oversight: tuple[Oversight, ...],
    assistant: Assistant | None,
    publication: Publication,
    variables: Variables,
    faults: Faults,
) -> Inherited:
    """Supply 监督管理, 监督电话, 帮办代办 and 发布单位 where the guide has none."""
    source = _Source(variables, faults)
    text: Callable[[Text | None], Text | None] = source.text
    keys: list[str] = []
    if not oversight and project.oversight:
        oversight = tuple(Oversight(text(one.by), text(one.how), text(one.phone)) for one in project.oversight)
        keys.append("监督管理")
    written_none = len(oversight) == 1 and oversight[0] == Oversight(how=Text("无"))
    if project.hotline is not None and not written_none and not any(one.phone for one in oversight):
        oversight = (*oversight, Oversight(phone=text(project.hotline)))
        keys.append("监督电话")
    if assistant is None and project.assistant is not None:
        given = project.assistant
        assistant = Assistant(text(given.name), text(given.phone), text(given.window))
        keys.append("帮办代办")
    if publication.issuer is None and project.issuer is not None:
        publication = publication._replace(issuer=text(project.issuer))
        keys.append("发布单位")
    return Inherited(oversight, assistant, publication, tuple(keys), tuple(source.used))

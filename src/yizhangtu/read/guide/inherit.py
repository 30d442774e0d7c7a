"""A guide's own values and the project → the values with the project's defaults.

Texts of the project may have variables of the village; they are filled in here.
"""

from __future__ import annotations

from yizhangtu.model.diagnostics import Text
from yizhangtu.model.guide import Assistant, Guide, Oversight
from yizhangtu.model.project import Project
from yizhangtu.read.faults import Faults
from yizhangtu.read.guide.variables import Variables, fill


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


def inherit(guide: Guide, project: Project, variables: Variables, faults: Faults) -> Guide:
    """The guide with 监督管理, 监督电话, 帮办代办 and 发布单位 of the project where it has none of its own."""
    source = _Source(variables, faults)
    text = source.text
    keys: list[str] = []
    if not guide.oversight and project.oversight:
        oversight = tuple(Oversight(text(one.by), text(one.how), text(one.phone)) for one in project.oversight)
        guide = guide._replace(oversight=oversight)
        keys.append("监督管理")
    written_none = guide.oversight == (Oversight(how=Text("无")),)
    if project.hotline is not None and not written_none and not any(one.phone for one in guide.oversight):
        guide = guide._replace(oversight=(*guide.oversight, Oversight(phone=text(project.hotline))))
        keys.append("监督电话")
    if guide.assistant is None and project.assistant is not None:
        given = project.assistant
        guide = guide._replace(assistant=Assistant(text(given.name), text(given.phone), text(given.window)))
        keys.append("帮办代办")
    if guide.publication.issuer is None and project.issuer is not None:
        guide = guide._replace(publication=guide.publication._replace(issuer=text(project.issuer)))
        keys.append("发布单位")
    used = (one for one in source.used if one.strip())
    return guide._replace(inherited=tuple(keys), texts=(*guide.texts, *used))

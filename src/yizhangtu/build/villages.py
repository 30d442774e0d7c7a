"""--village NAME… → the rows of the project's villages, and the folders their results go to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from yizhangtu.media.choice import split_names
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.errors import UsageError
from yizhangtu.model.project import Project, Village
from yizhangtu.model.words import did_you_mean
from yizhangtu.read.faults import Faults
from yizhangtu.read.guide.variables import fill, variables_of

ALL = "全部"


def chosen(words: Iterable[str], project: Project) -> Sequence[Village | None]:
    """The villages of the words of --village, in the order of the project file; without words None, which stands for
    no village. Raises UsageError where a village does not exist.

    Where the project's table is not read, no name can be called unknown: the table has its own diagnostic.
    """
    words = tuple(words)
    if not words:
        return (None,)
    names = split_names(words)
    if not names:
        raise UsageError("--village 没有写村名", f"写上村名，或者“{ALL}”")
    if not project.villages:
        if project.villages_unread:
            return (None,)
        hint = "在 flows/辖区.yaml 里写“村庄:”，下面写“- 村名: 石桥村”"
        raise UsageError("辖区文件里没有写村庄，不能用 --village", hint)
    known = [village.name for village in project.villages]
    for name in names:
        if name != ALL and name not in known:
            hint = did_you_mean(name, known, f"有这些村：{'、'.join(known[:20])}；“全部”是所有的村")
            raise UsageError(f"辖区文件里没有“{name}”这个村", hint)
    return [village for village in project.villages if ALL in names or village.name in names]


def for_village(project: Project, village: Village | None) -> Project:
    """The project with the variables of its own texts filled in: 网址 may be https://…/{{编码}}. In general terms an
    address of villages is left out: its QR code would lead nowhere."""
    if not any("{{" in (text or "") for text in (project.url, project.verify_url, project.hotline)):
        return project
    faults = Faults(project.file or "")

    def filled(text: Text | None, address: bool = True) -> Text | None:
        variables = variables_of(project, village)
        found = text and fill(text, text, variables, faults)
        leads_nowhere = address and village is None and variables.used - {"乡镇", "县区"}
        return None if leads_nowhere else found

    url, verify_url = filled(project.url), filled(project.verify_url)
    return replace(project, url=url, verify_url=verify_url, hotline=filled(project.hotline, address=False))


def table_of(project: Project) -> Text | None:
    """The name of the file that lists the villages, where the project file does not do so itself."""
    return file_of(project, "村庄")


def file_of(project: Project, key: str) -> Text | None:
    """The name of the file that a project file gives for a key."""
    return next((value for name, value in project.other if name == key), None)

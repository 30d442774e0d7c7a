"""Bytes of 辖区.yaml → the project (format.md section 7). Variables in its texts are filled in per guide, later."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from yizhangtu.model.diagnostics import Related, Text
from yizhangtu.model.project import DEFAULT_READERS, Project, Village
from yizhangtu.read.document import read_document
from yizhangtu.read.faults import Faults
from yizhangtu.read.fields import Fields, read_fields
from yizhangtu.read.keys import PROJECT, VILLAGE
from yizhangtu.read.result import ReadProject
from yizhangtu.read.tree import Mapping, Scalar, Sequence
from yizhangtu.read.values import Values

FILE_NAMES = ("辖区.yaml", "project.yaml")
TABLE_SUFFIXES = (".csv", ".xlsx")


def read_project(data: bytes, file: str) -> ReadProject:
    """Read the project file. The file name of a village table is kept in `other` (村庄); it is read elsewhere."""
    faults = Faults(file)
    folder = str(PurePosixPath(file.replace("\\", "/")).parent)
    folder = "" if folder == "." else folder
    document = read_document(data, faults)
    if document is None:
        return ReadProject(Project(folder=folder, file=file), faults.sorted())
    values = Values(faults)
    fields = read_fields(document, PROJECT, faults)
    readers = values.texts(fields, "读者")
    villages, table = _villages(fields, values)
    project = Project(
        folder=folder,
        file=file,
        town=values.text(fields, "乡镇"),
        county=values.text(fields, "县区"),
        issuer=values.text(fields, "发布单位"),
        url=values.text(fields, "网址"),
        hotline=values.text(fields, "监督电话"),
        assistant=values.assistant(fields),
        oversight=values.oversight(fields, "监督管理"),
        readers=readers or DEFAULT_READERS,
        theme=values.plain(fields, "主题"),
        media=tuple(word for text in values.texts(fields, "媒介") for word in _split(text)),
        villages=villages,
        other=(("村庄", table),) if table is not None else (),
    )
    return ReadProject(project, faults.sorted())


def _split(text: Text) -> list[Text]:
    """媒介 may be a list with commas in one text, as on the command line."""
    return [Text(word.strip(), text.span) for word in re.split("[,，、]", text) if word.strip()]


def leaves_folder(path: str) -> bool:
    """Whether a path written in a definition points outside the project's folder (format.md section 8)."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return not parts or ".." in parts or path.startswith(("/", "\\", "~")) or ":" in path or "\x00" in path


def _villages(fields: Fields, values: Values) -> tuple[tuple[Village, ...], Text | None]:
    """The villages written out, or the name of the file that lists them."""
    tree = fields.get("村庄")
    faults = values.faults
    if isinstance(tree, Scalar):
        name = tree.text.strip()
        if leaves_folder(name):
            faults.add("Y703", tree.span, f"“{name}”不在项目文件夹里", "把表格放到辖区文件旁边，只写文件名。")
        elif not name.lower().endswith(TABLE_SUFFIXES):
            faults.add(
                "Y705", tree.span, f"“{name}”不是 .csv 或 .xlsx 表格", "另存为 .xlsx 或 .csv，或者直接写成列表。"
            )
        else:
            return (), Text(name, tree.span)
        return (), None
    if isinstance(tree, Mapping):
        tree = Sequence((tree,), tree.span)
    found: dict[str, Village] = {}
    for item in values.items(tree, "村庄"):
        village = _village(item, values) if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping):
            faults.add("Y116", item.span, "“村庄”的每一项要写成“键: 值”的形式", "写成“- 村名: 石桥村”。")
        if village is None:
            continue
        first = found.get(village.name)
        if first is not None:
            related = (Related(first.name.span, "第一次写在这里"),) if first.name.span else ()
            faults.add("Y704", village.name.span, f"村名“{village.name}”写了两次", "删去一行。", related)
            continue
        found[village.name] = village
    return tuple(found.values()), None


def _village(item: Mapping, values: Values) -> Village | None:
    """One row: the name, the code and whatever further columns there are."""
    fields = read_fields(item, VILLAGE, values.faults)
    name, code = values.plain(fields, "村名"), values.plain(fields, "编码")
    columns: dict[str, Text] = {}
    for pair in item.pairs:
        key = VILLAGE.find(pair.key.text.strip())
        column = pair.key.text.strip() if key is None else key.name
        if column in columns and key is None:
            values.faults.add("Y114", pair.key.span, f"“{column}”写了两次", "删去一处。")
        text = values.plain({column: pair.value}, column)
        columns.setdefault(column, text or Text("", pair.key.span))
    return None if name is None else Village(name, code, tuple(columns.items()))

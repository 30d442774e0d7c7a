"""Bytes of 辖区.yaml → the project (format.md section 7). Variables in its texts are filled in for each guide."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from yizhangtu.model.diagnostics import Text
from yizhangtu.model.guide import HANDLER
from yizhangtu.model.project import DEFAULT_READERS, LEDGER_FOLDER, VERSION_DAYS, Project, Village
from yizhangtu.model.words import shortened
from yizhangtu.read.document import read_document
from yizhangtu.read.faults import Faults
from yizhangtu.read.guide.addresses import LONGEST_URL, is_web_address
from yizhangtu.read.guide.fields import Fields, read_fields
from yizhangtu.read.guide.values import Values
from yizhangtu.read.guide.villages import listed_villages
from yizhangtu.read.project.archive_number import read_archive_number
from yizhangtu.read.project.requirements import read_disclosure, read_requirements
from yizhangtu.read.result import ReadProject
from yizhangtu.read.schema.project_keys import CODES, LEDGER, PROJECT
from yizhangtu.read.yaml.blanks import with_ruled_blanks
from yizhangtu.read.yaml.tree import Mapping, Scalar
from yizhangtu.system.filenames import CLEAN, is_folder_name

FILE_NAMES = ("辖区.yaml", "project.yaml")
TABLE_SUFFIXES = (".csv", ".xlsx")
NO_LEDGER = ("无", "none")


def read_project(data: bytes, file: str) -> ReadProject:
    """Read the project file. The file name of a village table is kept in `other` (村庄): `read_villages` reads it."""
    faults = Faults(file)
    folder = str(PurePosixPath(file.replace("\\", "/")).parent)
    folder = "" if folder == "." else folder
    document = read_document(data, faults)
    if document is None:
        return ReadProject(Project(folder=folder, file=file), faults.sorted())
    ruled = with_ruled_blanks(document)
    assert isinstance(ruled, Mapping)
    values = Values(faults)
    fields = read_fields(ruled, PROJECT, faults)
    readers = values.texts(fields, "读者")
    verified, verify_url, verify_days = _codes(fields, values)
    villages, table, unread = _villages(fields, values)
    project = Project(
        folder=folder,
        file=file,
        town=values.text(fields, "乡镇"),
        county=values.text(fields, "县区"),
        province=values.plain(fields, "省份"),
        city=values.plain(fields, "市县"),
        issuer=values.text(fields, "发布单位"),
        url=_url(fields, values),
        hotline=values.text(fields, "监督电话"),
        assistant=values.assistant(fields),
        oversight=values.oversight(fields, "监督管理"),
        readers=readers or DEFAULT_READERS,
        theme=values.plain(fields, "主题"),
        media=tuple(word for text in values.texts(fields, "媒介") for word in _split(text)),
        villages=villages,
        villages_unread=unread,
        ledger=_ledger(fields, values),
        originals=_originals(fields, values),
        verified=verified,
        verify_url=verify_url,
        verify_days=verify_days,
        handler_label=str(values.choice(fields, PROJECT, "主体叫法") or HANDLER),
        risks=values.choice(fields, PROJECT, "风险防控") == "印",
        required=read_requirements(fields, values),
        target=values.number(fields, PROJECT, "目标") or 100,
        disclosure=read_disclosure(fields, values),
        archive_number=read_archive_number(fields, values),
        lined=values.choice(fields, PROJECT, "我的记录") != "无",
        other=tuple(
            (key, name) for key, name in (("村庄", table), ("标志", _logo(fields, values))) if name is not None
        ),
    )
    return ReadProject(project, faults.sorted())


def _codes(fields: Fields, values: Values) -> tuple[bool, Text | None, int]:
    """核验: whether codes are printed, the address that they open, and how many days a list of versions holds."""
    tree = fields.get("核验")
    if tree is None:
        return True, None, VERSION_DAYS
    if isinstance(tree, Scalar):
        return values.choice(fields, PROJECT, "核验") is None, None, VERSION_DAYS
    inner = values.mapping(tree, "“核验”", CODES) or {}
    return True, _url(inner, values), values.number(inner, CODES, "有效") or VERSION_DAYS


def _ledger(fields: Fields, values: Values) -> Text | None:
    """台账: its folder; None for 无."""
    tree = fields.get("台账")
    inner = fields if isinstance(tree, Scalar) else values.mapping(tree, "“台账”", LEDGER) if tree is not None else None
    name = values.plain(inner or {}, "台账" if isinstance(tree, Scalar) else "文件夹")
    if name is None:
        return LEDGER_FOLDER
    if isinstance(tree, Scalar) and name.strip() in NO_LEDGER:
        return None
    name = Text(name.strip(), name.span)
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if leaves_folder(name) or not all(is_folder_name(part) for part in parts):
        message = f"台账的文件夹不能是“{shortened(name)}”"
        values.faults.add("Y703", name.span, message, "写辖区文件旁边的一个文件夹，如“台账”；不要台账就写“无”。")
        return LEDGER_FOLDER
    return name


def _originals(fields: Fields, values: Values) -> bool:
    """照片 of 台账: whether the originals are kept as well."""
    tree = fields.get("台账")
    inner = None if tree is None or isinstance(tree, Scalar) else values.mapping(tree, "“台账”", LEDGER)
    return inner is not None and values.choice(inner, LEDGER, "照片") == "原件"


def _url(fields: Fields, values: Values) -> Text | None:
    """The address for the QR code. Only web addresses are allowed, as phones also dial or send messages from codes."""
    url = values.text(fields, "网址")
    if url is None or is_web_address(url):
        return url
    hint = f"写成 https://… 或 http://…，中间没有空格，不超过 {LONGEST_URL} 个字节，手机才扫得出来。"
    values.faults.add("Y718", url.span, f"“{shortened(url)}”不能做成二维码", hint)
    return None


def _split(text: Text) -> list[Text]:
    """The words of a text with commas: 媒介 may be written as on the command line."""
    return [Text(word.strip(), text.span) for word in re.split("[,，、]", text) if word.strip()]


def leaves_folder(path: str) -> bool:
    """Whether a path written in a definition points outside the project's folder (format.md section 8)."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return not parts or ".." in parts or path.startswith(("/", "\\", "~")) or ":" in path or "\x00" in path


def _villages(fields: Fields, values: Values) -> tuple[tuple[Village, ...], Text | None, bool]:
    """The villages of the list, or the name of the table file; and whether there are villages that are not read (yet,
    or at all, with a diagnostic)."""
    tree = fields.get("村庄")
    if not isinstance(tree, Scalar):
        before = len(values.faults)
        villages = listed_villages(tree, values)
        return villages, None, not villages and len(values.faults) > before
    name = tree.text.strip()
    wrong = _wrong_table(name)
    if wrong is None:
        return (), Text(name, tree.span), True
    code, message, hint = wrong
    values.faults.add(code, tree.span, message, hint)
    return (), None, True


def _logo(fields: Fields, values: Values) -> Text | None:
    """The name of the picture file; None with a diagnostic where it is not allowed."""
    name = values.plain(fields, "标志")
    if name is None:
        return None
    name = Text(name.strip(), name.span)
    shown = shortened(name)
    if leaves_folder(name):
        message, hint = f"“{shown}”不在项目文件夹里", "把图片放到辖区文件旁边，只写文件名。"
    elif not all(is_folder_name(part) for part in PurePosixPath(name.replace("\\", "/")).parts):
        message, hint = f"“{shown}”不能作文件名，有的系统会当成别的东西", f"换一个文件名，如“标志.png”：{CLEAN}。"
    else:
        return name
    values.faults.add("Y703", name.span, message, hint)
    return None


def _wrong_table(name: str) -> tuple[str, str, str] | None:
    """Code, message and hint where this cannot be the name of a table file; else None."""
    shown = shortened(name)
    if leaves_folder(name):
        return "Y703", f"“{shown}”不在项目文件夹里", "把表格放到辖区文件旁边，只写文件名。"
    if name.lower().endswith(".xls"):
        hint = "用 Excel 或 WPS 打开，“另存为”→类型选“Excel 工作簿（.xlsx）”或“CSV”，再改这里的文件名。"
        return "Y705", f"“{shown}”是旧版 Excel 表格，不能读取", hint
    if not name.lower().endswith(TABLE_SUFFIXES):
        return "Y705", f"“{shown}”不是 .csv 或 .xlsx 表格", "另存为 .xlsx 或 .csv，或者直接写成列表。"
    if not all(is_folder_name(part) for part in PurePosixPath(name.replace("\\", "/")).parts):
        return "Y703", f"“{shown}”不能作文件名，有的系统会当成别的东西", f"换一个文件名，如“村庄.csv”：{CLEAN}。"
    return None

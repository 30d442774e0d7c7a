"""A workbook that `export` wrote → its definitions on disk, with only those lines changed that differ.

The workbook holds the texts of the definitions as they were exported. What the clerk has changed is their difference to
the sheets; it is merged into the definition as it is now, so that what others have changed meanwhile stays.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path, PurePosixPath

from yizhangtu.commands.exchange.imported import ImportedGuide
from yizhangtu.content.canonical import canonical
from yizhangtu.diff import changes
from yizhangtu.edit.data.definition_data import data_text
from yizhangtu.edit.data.differences import with_data
from yizhangtu.edit.document import SourceDocument, document_of
from yizhangtu.edit.merge import merge
from yizhangtu.interchange.workbook.reading import ReadGuide, is_definition_book, read_book
from yizhangtu.interchange.workbook.sheets import BASIC
from yizhangtu.model.errors import UsageError
from yizhangtu.model.project import Project
from yizhangtu.read import read_unfilled
from yizhangtu.read.faults import Faults
from yizhangtu.read.schema.project_keys import PROJECT
from yizhangtu.read.tables.table import Sheet, is_zip
from yizhangtu.read.tables.workbook import refuse_parts, sheets_of_workbook
from yizhangtu.system import inputs, outputs
from yizhangtu.system.disk import SUFFIXES
from yizhangtu.system.filenames import file_name


def definition_sheets(data: bytes, faults: Faults) -> list[Sheet] | None:
    """The sheets of a workbook that `export` wrote; None for every other file."""
    if not is_zip(data) or not _names_the_sheet(data):
        return None
    sheets = sheets_of_workbook(data, faults)
    return sheets if sheets is not None and is_definition_book(sheets) else None


def _names_the_sheet(data: bytes) -> bool:
    """Whether one of its sheets is named as the first one that `export` writes."""
    try:
        if refuse_parts(data, Faults("")):
            return False
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return f'name="{BASIC}"'.encode() in archive.read("xl/workbook.xml")
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, KeyError, RuntimeError):
        return False


def update_definitions(file: str, sheets: list[Sheet], to: Path, dry_run: bool, faults: Faults) -> list[ImportedGuide]:
    """Write the definitions of the sheets below a folder, or into the file `to`. Nothing is written where anything in
    the sheets could not be placed. Raises UsageError for one file and several definitions."""
    found = read_book(sheets, Path(file).stem, faults)
    single = str(to).lower().endswith(SUFFIXES)
    if single and len(found) > 1:
        raise UsageError(f"表里有 {len(found)} 份，“{to}”只能放一份", "用 --to 写一个文件夹")
    refused = len(faults) > 0
    made: list[ImportedGuide] = []
    for one in found:
        target = to.name if single else _target(one.name)
        folder = to.parent if single else to
        made += _updated(file, one, outputs.path_in(folder, target), dry_run or refused, faults)
    return made


def _target(name: str) -> str:
    """The path of a definition below its folder; parts that lead out of it are left out."""
    parts = [file_name(part) for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    return "/".join(part for part in parts if part) + SUFFIXES[0]


def _updated(file: str, one: ReadGuide, path: Path, dry_run: bool, faults: Faults) -> list[ImportedGuide]:
    """One definition; none where it could not be joined with what is there."""
    now = None
    if outputs.is_there(path):
        source = inputs.table(path)
        now = document_of(source.data, path.as_posix()).document if source.data is not None else None
        if now is None or now.root is None:
            faults.add("Y772", None, f"“{path}”读不出来，没有改动它", "先改好它，或者用 --to 另写文件名。")
            return []
    text = _text(one, path, now, faults)
    if text is None:
        return []
    document = now.with_text(text) if now is not None else SourceDocument(text)
    if not dry_run and (now is None or text != now.text):
        outputs.write(path, document.data)
    changed = None if now is None else _changed(now, document, one)
    title = one.data.get("名称")
    kind = "辖区" if one.table is PROJECT else one.table.title if one.data.get("类型") else "流程"
    return [ImportedGuide(file, str(title or one.name), kind, text, None if dry_run else path, changes=changed)]


def _text(one: ReadGuide, path: Path, now: SourceDocument | None, faults: Faults) -> str | None:
    """The text that the definition gets; None with a diagnostic."""
    then = SourceDocument(one.original, path.as_posix())
    if not one.original or then.root is None:
        if now is None:
            return data_text(one.data, one.table)
        then = now
    edited = with_data(then, one.data)
    if edited.diagnostics:
        faults.add("Y772", None, f"“{one.name}”：{edited.diagnostics[0].message}", edited.diagnostics[0].hint)
        return None
    if now is None:
        return edited.document.text
    merged = merge(then.text, now.text, edited.document.text)
    if merged.conflicts:
        line = merged.conflicts[0].line
        faults.add("Y772", None, f"“{path}”第{line}行导出以后也改过，和表里改的是同几行，没有改动它",
                   "重新导出再改，或者用 --to 另写文件名，再比一比。")  # fmt: skip
        return None
    return merged.text


def _changed(old: SourceDocument, new: SourceDocument, one: ReadGuide) -> tuple[str, ...]:
    """What has changed, in sentences."""
    if old.text == new.text:
        return ()
    guides = [read_unfilled(document.data, "", Project()).guide for document in (old, new)]
    if one.table is PROJECT or guides[0] is None or guides[1] is None:
        return ("改了",)
    found = changes(canonical(guides[0]), canonical(guides[1]))
    return tuple(re.sub(r"\s+", " ", change.text) for change in found) or ("改了写法",)

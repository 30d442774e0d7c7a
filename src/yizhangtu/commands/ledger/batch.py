"""Many records at once: the photos of a folder, or the rows of the clerk's own table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from yizhangtu.commands.ledger.add import RecordRequest, kind_of, recorded_photo
from yizhangtu.commands.ledger.photos import read_photo
from yizhangtu.commands.ledger.place import LedgerPlace
from yizhangtu.content.version_code import grouped
from yizhangtu.ledger.versions import find
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.errors import UsageError
from yizhangtu.read.faults import Faults
from yizhangtu.read.tables.csv_table import rows_of_csv
from yizhangtu.read.tables.table import Row
from yizhangtu.read.tables.village_sheet import rows_of_sheets
from yizhangtu.read.tables.workbook import sheets_of_workbook
from yizhangtu.system import outputs
from yizhangtu.system.ledger import files as ledger_files

PHOTO_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".heic")
COLUMNS = {
    "事": "kind", "村名": "village", "村": "village", "编号": "guide", "期": "period", "媒介": "medium",
    "地点": "location", "形式": "channel", "日期": "date", "经手人": "by", "经手": "by", "照片": "photos",
    "备注": "note", "原因": "because",
}  # fmt: skip
NEEDED = 2  # columns that a head must have


def of_folder(place: LedgerPlace, folder: str, typed: RecordRequest) -> tuple[list[RecordRequest], tuple[str, ...]]:
    """A record for each photo of a folder whose code is registered, and why the others are left out."""
    names = ledger_files.names_in(Path(folder), PHOTO_SUFFIXES)
    if not names:
        raise UsageError(f"“{folder}”里没有照片", "照片是 .jpg、.jpeg、.png、.webp 文件")
    found: list[RecordRequest] = []
    skipped: list[str] = []
    taken: dict[str, str] = {}  # digest of a photo → its first name
    for name in names:
        path = Path(folder) / name
        photo = read_photo(path, copy=True)
        if photo.refused or not photo.codes:
            skipped.append(f"{name}：{photo.refused or '没有读到“一张图”的二维码'}")
            continue
        if (first := taken.setdefault(photo.digest, name)) != name:
            skipped.append(f"{name}：和 {first} 是同一张照片")
            continue
        for code in photo.codes:
            known = find(place.versions, code)
            if known is None:
                skipped.append(f"{name}：核验码 {grouped(code)} 没有登记过")
            elif len(photo.codes) > 1:
                skipped.append(f"{name}：一张照片里有几张图，分开拍；{known.version.called}")
            elif earlier := recorded_photo(place, typed.kind, known.village or typed.village, photo):
                skipped.append(f"{name}：登记过了（{earlier}）")
            else:
                day = typed.date or photo.taken[:10]
                one = typed._replace(guide=known.version.guide, date=day, photos=(str(path),), read={str(path): photo})
                found.append(one._replace(village=known.village or typed.village))
    return found, tuple(skipped)


def of_table(name: str) -> tuple[list[RecordRequest], tuple[Diagnostic, ...]]:
    """A record for each row of a table, and what is wrong with it: nothing is recorded then."""
    faults = Faults(name)
    data = outputs.content(Path(name))
    if data is None:
        raise UsageError(f"读不了“{name}”", "写 .xlsx 或 .csv 表格")
    rows: Sequence[Row] | None
    if name.lower().endswith(".xlsx"):
        sheets = sheets_of_workbook(data, faults)
        rows = None if sheets is None else rows_of_sheets(sheets, _is_head, faults)
    else:
        rows = rows_of_csv(data, _is_head, faults)
    head = next((at for at, row in enumerate(rows or ()) if _is_head(row.cells)), None)
    if rows is None or head is None:
        if not len(faults):
            faults.add("Y115", faults.at(1, 1), "没有找到列名", f"第一行写列名：{'、'.join(COLUMNS)}。")
        return [], faults.sorted()
    names = [COLUMNS.get(cell.strip(), "") for cell in rows[head].cells]
    found = [_wanted(row, names, faults, Path(name).parent) for row in rows[head + 1 :]]
    return ([] if len(faults) else [one for one in found if one]), faults.sorted()


def _is_head(cells: Sequence[str]) -> bool:
    return sum(cell.strip() in COLUMNS for cell in cells) >= NEEDED


def _wanted(row: Row, names: Sequence[str], faults: Faults, folder: Path) -> RecordRequest | None:
    cells = {key: cell.strip() for key, cell in zip(names, row.cells, strict=False) if key and cell.strip()}
    if not cells:
        return None
    names_of = cells.pop("photos", "").replace("，", "、").split("、")
    photos = tuple(str(folder / part.strip()) for part in names_of if part.strip())
    try:
        kind = kind_of(cells.pop("kind", "张贴"))
    except UsageError as wrong:
        faults.add("Y746", faults.at(row.number, 1), wrong.message, wrong.hint)
        return None
    given: dict[str, Any] = cells
    places = {cell.strip(): faults.at(row.number, at) for at, cell in enumerate(row.cells, 1) if cell.strip()}
    return RecordRequest(kind=kind, photos=photos, place=faults.at(row.number, 1), cells=places, **given)

"""`ledger list`, `ledger export`: records as rows, as a workbook of texts, as CSV, and as what travels on a stick."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.commands.ledger.place import ORIGINALS, PHOTOS, VERSIONS, LedgerPlace
from yizhangtu.commands.report_pdf import report_pdf
from yizhangtu.export.workbook import EPOCH, TextSheet, safe_cell, workbook
from yizhangtu.ledger.record import Record
from yizhangtu.ledger.table import HEADS, Filter, Posting, order, postings
from yizhangtu.ledger.versions import VersionList
from yizhangtu.model.errors import UsageError
from yizhangtu.model.page import About
from yizhangtu.read.project.archive_number import archive_parts
from yizhangtu.system import outputs
from yizhangtu.system.ledger import files as ledger_files

ARCHIVE_HEADS = ("序号", "档号", "责任者", "题名", "日期", "页数", "备注")  # 归档文件目录 (DA/T 22-2015)
WIDTHS = (6, 10, 8, 24, 8, 18, 10, 16, 12, 12, 9, 10, 9, 15)  # of the columns, in characters
ARCHIVE_WIDTHS = (6, 24, 18, 36, 12, 6, 20)
SUFFIXES = (".csv", ".xlsx", ".pdf", ".zip")
PDF_WIDTHS = (10, 17, 14, 33, 13, 29, 16, 24, 20, 20, 13, 15, 20, 29)  # mm of the columns under HEADS, A4 landscape
RETENTION = "D10"  # ten years
MOST_PHOTOS = 3  # of a row of the PDF
BLANK_ROWS = 20  # of one that is filled in by pen
# What `ledger add --from` reads, in the order of a table to be filled in.
COLUMNS_WANTED = ("事", "村名", "编号", "期", "媒介", "地点", "形式", "日期", "经手人", "照片", "备注")


def listed(place: LedgerPlace, wanted: Filter) -> list[Record]:
    """The records that are asked for, by day."""
    records = place.records_of(wanted.villages) if wanted.villages else place.records
    return sorted((one.record for one in records if wanted.takes(one.record)), key=order)


def titles_of(versions: VersionList) -> dict[str, tuple[str, str]]:
    """Code → title and version."""
    return {
        code: (one.title, one.version)
        for one in (*versions.older, *versions.current)
        for code in one.codes.values()
    }  # fmt: skip


def rows(place: LedgerPlace, wanted: Filter) -> list[Posting]:
    """The postings that are asked for."""
    return [one for one in postings(place.records, titles_of(place.versions)) if wanted.takes(one.record)]


class Extent(NamedTuple):
    """What of a ledger is written besides its records: photos, their originals. `empty`: no records either, but a table
    to be filled in: by pen (.pdf), or for `ledger add --from`."""

    photos: bool = True
    originals: bool = False
    empty: bool = False


WITH_PHOTOS = Extent()


def export(place: LedgerPlace, target: str, wanted: Filter, *, year: str = "", extent: Extent = WITH_PHOTOS) -> Path:
    """Write a ledger as .csv, .xlsx, .pdf or .zip. Raises UsageError for another suffix, MissingDependency where it
    cannot be written."""
    path = Path(target)
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"不会写“{path.suffix or target}”", f"文件名用 {'、'.join(SUFFIXES)} 结尾")
    if year:
        wanted = wanted._replace(since=f"{year}-01-01", until=f"{year}-12-31")
    match path.suffix.lower():
        case ".zip":
            data = as_zip(place, extent)
        case ".pdf" if extent.empty:
            data = as_pdf(place, (), year, extent)
        case ".csv" if extent.empty:
            data = (",".join(COLUMNS_WANTED) + "\r\n").encode("utf-8-sig")
        case _ if extent.empty:
            data = workbook([TextSheet("登记", COLUMNS_WANTED, [], (12,) * len(COLUMNS_WANTED))])
        case ".csv":
            data = as_csv(rows(place, wanted)).encode("utf-8-sig")
        case ".pdf":
            data = as_pdf(place, rows(place, wanted), year, extent)
        case _:
            data = as_workbook(place, rows(place, wanted), year)
    outputs.write(path, data)
    return path


def as_csv(found: Sequence[Posting]) -> str:
    """CSV with CRLF line ends. What a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADS)
    for number, one in enumerate(found, 1):
        writer.writerow([safe_cell(cell) for cell in one.cells(number)])
    return out.getvalue()


def as_pdf(place: LedgerPlace, found: Sequence[Posting], year: str, extent: Extent = WITH_PHOTOS) -> bytes:
    """The ledger on A4 landscape, with small photos; the state of its files at the end."""
    lines, images = [], {}
    for number, one in enumerate(found, 1):
        photos = one.record.values.get("照片")
        urls = []
        for photo in (photos if isinstance(photos, list) and extent.photos else [])[:MOST_PHOTOS]:
            digest = str(photo.get("文件", "")) if isinstance(photo, dict) else ""
            data = ledger_files.kept(place.folder, PHOTOS, digest, ".jpg") if digest.isalnum() else None
            if data is not None:
                urls.append(f"yzt:photo-{digest}")
                images[urls[-1]] = ("image/jpeg", data)
        *before, proof, digest = one.cells(number)
        lines.append({"before": before, "proof": proof, "photos": urls, "digest": digest})
    title = f"{place.writer}“一张图”张贴台账{f'（{year}年）' if year else ''}"
    heads = list(zip(HEADS, PDF_WIDTHS, strict=True))
    state = "" if extent.empty else "；".join(chain.head for chain in place.ledger.chains)
    blank = BLANK_ROWS if extent.empty else 0
    values = {"title": title, "heads": heads, "rows": lines, "state": state, "blank": blank}
    return report_pdf("ledger.html.j2", values, About(title, place.writer), images)


def as_workbook(place: LedgerPlace, found: Sequence[Posting], year: str) -> bytes:
    """The ledger as a workbook: 台账, for a year 归档文件目录, and 校验 (the state of each file)."""
    sheets = [TextSheet("台账", HEADS, [one.cells(number) for number, one in enumerate(found, 1)], WIDTHS)]
    if year:
        sheets.append(TextSheet("归档文件目录", ARCHIVE_HEADS, list(_archive(place, found, year)), ARCHIVE_WIDTHS))
    heads = [chain.head.rsplit(" ", 2) for chain in place.ledger.chains]
    sheets.append(TextSheet("校验", ("账", "号", "最后一条的校验"), heads, (24, 8, 18)))
    return workbook(sheets)


def _archive(place: LedgerPlace, found: Sequence[Posting], year: str) -> Iterable[Sequence[str]]:
    """The rows of 归档文件目录: one for each posting of the year."""
    project = place.home.project
    issuer = str(project.issuer or project.town or "")
    codes = {str(v.name): str(v.code or "") for v in project.villages}
    parts = archive_parts(project.archive_number)
    for number, one in enumerate(found, 1):
        village = one.record.text("村")
        values = {
            "编码": codes.get(village, ""), "年": year, "期限": RETENTION, "件号": f"{number:04}", "村名": village,
            "编号": one.record.text("编号"),
        }  # fmt: skip
        mark = "".join(values[text] if named else text for text, named in parts)
        name = f"{village}张贴《{one.title}》{one.version}"
        yield str(number), mark, issuer, name, one.record.text("日期"), "1", one.record.text("备注")


def as_zip(place: LedgerPlace, extent: Extent = WITH_PHOTOS) -> bytes:
    """The ledger's files as what travels: records, versions, photos; originals only where they are asked for."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(ledger_files.read_all(place.folder).items()):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
        for folder in (VERSIONS, *((PHOTOS,) if extent.photos else ()), *((ORIGINALS,) if extent.originals else ())):
            for name, data in ledger_files.read_kept(place.folder, folder):
                archive.writestr(zipfile.ZipInfo(f"{folder}/{name}", EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()

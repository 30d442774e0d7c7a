"""Small projects with a notice, and what is found and printed of them."""

from __future__ import annotations

from pathlib import Path

from helpers.village_project import make_project
from yizhangtu.build.checked import Checked, check_loaded
from yizhangtu.build.load import load
from yizhangtu.model.notice.notice import Notice, NoticeTable

PROJECT = """\
乡镇: 甲镇
监督电话: 0000-1234567
村庄:
  - {村名: 甲村, 编码: "000001"}
  - {村名: 乙村, 编码: "000002"}
"""
HEAD = "类型: 公示\n名称: 收支公开\n办理主体: 村委会\n监督管理: 村监委\n期: 月\n"
FINANCE = HEAD + "数据: '{{村名}}-{{期}}.csv'\n栏目: [项目, 收入, 支出]\n"
ROWS = '项目,收入,支出\n租金,"1,000.50",\n维修,,300\n'


def project(folder: Path, files: dict[str, str | bytes]) -> Path:
    """flows/ with a project of two villages and these files."""
    return make_project(folder, {"辖区.yaml": PROJECT, **files})


def checked(folder: Path, village: str = "甲村", period: str = "2026-10", name: str = "收支.yaml") -> Checked:
    """The notice of a project, with its data."""
    return check_loaded(load([folder / name]), [village] if village else [], period=period)


def notice_of(found: Checked) -> Notice:
    """The only notice."""
    guide = found.guides[0].guide
    assert guide is not None and isinstance(guide.body, Notice)
    return guide.body


def table_of(found: Checked) -> NoticeTable:
    """What is printed of it on walls."""
    table = notice_of(found).table
    assert table is not None, found.diagnostics
    return table


def codes(found: Checked) -> list[str]:
    """The codes of all diagnostics but for those of texts that a small example lacks."""
    return [one.code for one in found.diagnostics]


def cells(table: NoticeTable) -> list[tuple[str, ...]]:
    """All rows as they are printed."""
    return [tuple(map(str, row.cells)) for row in table.rows]

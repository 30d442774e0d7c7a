"""Sums are exact, and numbers of persons stand nowhere; many more random tables: tests/whole/fuzz/notices.py."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from helpers.fuzz.notices import planted, summed, wrong
from helpers.installed import installed_styles
from helpers.notices import HEAD, checked, codes, notice_of, project
from helpers.village_project import run
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.notice.notice import DataSource, Notice, NoticeColumn
from yizhangtu.read.faults import Faults
from yizhangtu.read.notice.compose import composed, wanted_of
from yizhangtu.read.notice.data_table import read_data

NUMBER, PHONE, CARD = "990101199001010019", "19912345678", "6200000000000000000"
NAMES = ("欧阳明日", "张三丰")
DEFINITION = (
    HEAD
    + """\
数据: '{{村名}}-{{期}}.csv'
栏目: [姓名, 住址, 病情, 手机, {栏: 卡号, 脱敏: 末四}, 金额, 身份证号]
签字: [审核]
"""
)
DATA = (
    "姓名,住址,病情,手机,卡号,金额,身份证号\n"
    f"欧阳明日,甲村东头组12号,肺炎,{PHONE},{CARD},100,{NUMBER}\n"
    "张三丰,甲村西头组3号,,,,50.5,\n"
)  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_sums_are_those_of_the_rows(seed: int) -> None:
    given = summed(seed)
    columns = tuple(NoticeColumn(Text(name), Text(name)) for name in ("项目", "收入", "支出"))
    notice = Notice(columns, DataSource("甲.csv"))
    faults, named = Faults("甲.csv"), Faults("甲.yaml")
    words = installed_styles().notice_words
    table = read_data(given.data, wanted_of(notice), words, faults, named)
    assert table is not None
    found = composed(notice, table, words, faults, named).table
    assert found is not None and [one.code for one in (*faults.sorted(), *named.sorted())] == []
    assert [total or 0 for total in found.sums[1:]] == list(given.sums)


@pytest.mark.parametrize("seed", range(60))
def test_a_planted_number_is_reported_or_not_printed(seed: int, tmp_path: Path) -> None:
    assert wrong(planted(seed, tmp_path)) == ""


def test_what_is_masked_is_in_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts, metadata, records and messages of every medium."""
    project(tmp_path, {"收支.yaml": DEFINITION, "甲村-2026-10.csv": DATA})
    monkeypatch.chdir(tmp_path)
    media = "poster-a3,poster-a4,text,longimage,screen-1920x1080"
    result = run("build", "flows/收支.yaml", "--period", "2026-10", "--village", "甲村", "-m", media)
    assert result.exit_code == 0, result.stderr
    assert "姓名 2 处原样" in result.stderr and "证件号 1 处不印" in result.stderr
    hidden = (NUMBER, PHONE, CARD, "肺炎", "12号")
    said = result.stdout + result.stderr
    for path in (tmp_path / "output").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            said += data.decode("utf-8", "ignore") + _pdf_text(data)
    assert [text for text in hidden if text in re.sub(r"[\s-]", "", said)] == []
    on_wall = _pdf_text((tmp_path / "output/甲村/poster-a3/收支.2026-10.pdf").read_bytes())
    in_net = (tmp_path / "output/甲村/text/收支.2026-10.txt").read_text("utf-8-sig")
    assert all(name in on_wall for name in NAMES) and "××××0000" in on_wall
    assert not any(name in in_net for name in NAMES) and "欧阳××" in in_net


def _pdf_text(data: bytes) -> str:
    """Text and metadata of a PDF; nothing of other files."""
    if not data.startswith(b"%PDF"):
        return ""
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_range() for page in document]
    return "".join([*pages, repr(document.get_metadata_dict())]).replace("\r\n", "").replace(" ", "")


def test_who_is_on_a_board_of_reminders_keeps_only_the_surname(tmp_path: Path) -> None:
    definition = HEAD + (
        "数据: '{{村名}}-{{期}}.csv'\n栏目: [户主, 积分]\n排序: -积分\n"
        "榜: [{名称: 红榜, 取: 前1}, {名称: 提醒榜, 取: 后1}]\n"
    )
    folder = project(tmp_path, {"收支.yaml": definition, "甲村-2026-10.csv": "户主,积分\n李一,9\n王二,5\n赵三,1\n"})
    found = checked(folder)
    assert codes(found) == []
    table = notice_of(found).table
    assert table is not None
    assert [(str(one.name), one.tone, [str(row.cells[0]) for row in one.rows]) for one in table.sections] == [
        ("红榜", "honour", ["李一"]), ("提醒榜", "blame", ["赵××"]), ("其余", "", ["王二"]),
    ]  # fmt: skip
    assert [row.rank for row in table.rows] == ["1", "3", "2"]

"""A 清单 as read: rows, columns, channels, and what authors write in strange ways."""

from __future__ import annotations

import pytest

from helpers.reading import guide_of, read, reported
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.model.project import Project, Village

HEAD = "类型: 清单\n名称: 甲\n所属清单: 三务公开\n"  # what follows starts in line 4


def listing(text: str, head: str = HEAD) -> Listing:
    body = guide_of(head + text).body
    assert isinstance(body, Listing)
    return body


def row(text: str) -> ListRow:
    return listing(f"事项:\n  - {{事项: 乙, {text}}}\n").rows[0]


def test_every_key_of_a_row() -> None:
    text = """\
事项:
  - 事项: 低保名单
    类别: 村务
    办理主体: [村委会, 镇民政办]
    时限: 每季度公开一次
    监督: 村监委会
    依据: [甲法, 乙法]
    形式: [公开栏, 微信群]
    流程: 最低生活保障
    责任部门: [县民政局, 县财政局]
    村级职责: [协调联络, 宣传教育]
    关键词: 低保证明
    帮办代办: {姓名: 张××, 电话: 110}
    备注: 名单长的分页
"""
    (one,) = listing(text).rows
    assert (one.number, one.item, one.group, one.handlers) == (1, "低保名单", "村务", ("村委会", "镇民政办"))
    assert one.within is not None and (one.within.text, one.within.kind) == ("每季度公开一次", "recurring")
    assert (one.oversight, one.basis, one.flow) == (("村监委会",), ("甲法", "乙法"), "最低生活保障")
    assert [(channel.name, channel.chosen) for channel in one.channels] == [("公开栏", True), ("微信群", True)]
    assert (one.department, one.roles, one.keywords) == ("县民政局、县财政局", ("协调联络", "宣传教育"), ("低保证明",))
    assert one.assistant is not None and one.assistant.phone == "110"
    assert one.cell("帮办代办") == "张×× 110" and one.cell("依据") == "甲法；乙法" and one.note == "名单长的分页"
    assert one.item.span is not None and (one.item.span.line, one.item.span.column) == (5, 9)


def test_what_is_printed_and_what_is_not() -> None:
    guide = guide_of(HEAD + "事项:\n  - {事项: 乙, 流程: 丙, 关键词: [丁], 形式: [□戊, ■己], 类别: 庚}\n")
    assert guide.texts == ("甲", "乙", "戊", "己", "庚")


def test_a_list_of_plain_texts() -> None:
    made = read(HEAD + "事项: [乙, 丙, '']\n")
    assert reported(made) == ["4:12 Y118"]
    assert made.guide is not None and isinstance(made.guide.body, Listing)
    assert [(one.number, one.item) for one in made.guide.body.rows] == [(1, "乙"), (2, "丙")]
    assert [one.item for one in listing("事项: 只有一件\n").rows] == ["只有一件"]
    assert [one.item for one in listing("事项: {事项: 只有一件}\n").rows] == ["只有一件"]


def test_english_keys_throughout() -> None:
    chinese = guide_of(
        HEAD + "栏目: [时限, 事项, 公开范围]\n事项: [{事项: 乙, 类别: 村务, 时限: 5日, 公开范围: 全体}]\n"
    )
    english = guide_of(
        "kind: list\ntitle: 甲\nlist: 三务公开\ncolumns: [within, item, 公开范围]\n"
        "items: [{item: 乙, group: 村务, within: 5日, 公开范围: 全体}]\n"
    )
    assert isinstance(chinese.body, Listing) and isinstance(english.body, Listing)
    assert chinese.body.columns == english.body.columns == ("时限", "事项", "公开范围")
    assert sorted(chinese.texts) == sorted(english.texts)
    assert chinese.body.rows[0].cell("公开范围") == english.body.rows[0].cell("公开范围") == "全体"


class TestColumns:
    """栏目."""

    def test_those_that_hold_something_in_the_usual_order(self) -> None:
        text = "事项: [{事项: 乙, 时限: 5日}, {事项: 丙, 办理主体: 丁, 备注: 戊, 类别: 己, 流程: 庚}]\n"
        assert listing(text).columns == ("事项", "办理主体", "时限", "备注")

    def test_the_order_that_is_wished(self) -> None:
        text = "栏目: [类别, 备注, 公开范围, 时限]\n事项: [{事项: 乙, 时限: 5日, 备注: 戊, 公开范围: 全体, 类别: 丙}]\n"
        made = listing(text)
        assert made.columns == ("事项", "备注", "公开范围", "时限")
        assert made.rows[0].group == "丙"

    def test_an_unknown_name_is_a_column_of_the_author(self) -> None:
        made = read(HEAD + "栏目: [事项, 公开范围]\n事项: [{事项: 乙, 公开范围: 全体, 公开层级: 村}]\n")
        assert reported(made) == ["5:24 Y113"] and "先写在“栏目”里" in made.diagnostics[0].hint

    def test_its_name_is_printed_where_some_row_has_it(self) -> None:
        guide = guide_of(HEAD + "栏目: [公开范围, 没人写]\n事项: [{事项: 乙, 公开范围: [全体, 组]}]\n")
        assert guide.texts == ("甲", "公开范围", "乙", "全体", "组")
        assert isinstance(guide.body, Listing) and guide.body.columns == ("事项", "公开范围")
        assert guide.body.rows[0].cell("公开范围") == "全体、组"
        assert guide.body.ordered == ("公开范围", "没人写")

    def test_twice(self) -> None:
        made = read(
            HEAD
            + "栏目: [公开范围, 时限, within, 公开范围]\n事项: [{事项: 乙, 公开范围: 丙, 公开范围: 丁, 时限: 1日}]\n"
        )
        assert reported(made) == ["4:16 Y819", "4:24 Y819", "5:23 Y114"]
        assert [fault.related[0].span.column for fault in made.diagnostics] == [12, 6, 14]

    def test_empty_cells_and_wrong_forms(self) -> None:
        made = read(HEAD + "栏目: [子, 丑]\n事项: [{事项: 乙, 子: , 丑: {a: b}}, [丙], {类别: 丁}, {事项: }]\n")
        assert reported(made) == ["5:14 Y118", "5:22 Y116", "5:31 Y116", "5:36 Y115", "5:46 Y115"]
        assert isinstance(made.guide, Guide) and isinstance(made.guide.body, Listing)
        assert [one.item for one in made.guide.body.rows] == ["乙"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("公开栏", [("公开栏", True)]),
        ("□公开栏", [("公开栏", False)]),
        ("□便民服务站 ■公开栏(电子屏) ☑广播", [("便民服务站", False), ("公开栏(电子屏)", True), ("广播", True)]),
        ("全社会√", [("全社会", True)]),
        ("全社会√ 特定对象□", [("全社会", True), ("特定对象", False)]),
        ("公开栏√ 广播□ 微信群", [("公开栏", True), ("广播", False), ("微信群", True)]),
        ("□ ■", []),
        ("√", []),
        ("公开栏、微信群", [("公开栏、微信群", True)]),
    ],
)
def test_channels(written: str, expected: list[tuple[str, bool]]) -> None:
    assert [(str(one.name), one.chosen) for one in row(f"形式: '{written}'").channels] == expected


def test_variables_in_rows() -> None:
    project = Project(villages=(Village(Text("甲村"), None, (("村名", "甲村"), ("书记", "张××"))),))
    text = HEAD + "栏目: [事项, 谁]\n事项:\n  - '{{村名}}的事'\n  - {事项: 乙, 办理主体: '{{书记}}', 谁: '{{村名}}'}\n"
    guide = guide_of(text, project, project.villages[0])
    assert isinstance(guide.body, Listing)
    assert [one.item for one in guide.body.rows] == ["甲村的事", "乙"]
    assert (guide.body.rows[1].handlers, guide.body.rows[1].cell("谁")) == (("张××",), "甲村")
    assert reported(read(HEAD + "事项: ['{{村长}}']\n")) == ["4:7 Y119"]


class TestHowMany:
    """Rows."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", ["1:1 Y115"]),
            ("事项:\n", ["4:1 Y115"]),
            ("事项: []\n", ["4:1 Y115"]),
            ("事项: ['', ~]\n", ["4:1 Y115"]),
        ],
    )
    def test_none(self, text: str, expected: list[str]) -> None:
        assert reported(read(HEAD + text)) == expected

    def test_too_many(self) -> None:
        rows = "".join(f"  - 事{n}\n" for n in range(3001))
        made = read(HEAD + "事项:\n" + rows)
        assert reported(made) == ["3005:5 Y802"] and made.guide is None
        enough = read(HEAD + "事项:\n" + rows[: rows.rindex("  - ")])
        assert reported(enough) == [] and enough.guide is not None and isinstance(enough.guide.body, Listing)
        assert len(enough.guide.body.rows) == 3000


@pytest.mark.parametrize(
    "text",
    [
        "事项: {a: {b: {c: d}}}\n",
        "事项: [[[乙]]]\n",
        "事项: [{事项: [乙]}, {事项: 丙, 时限: [5日], 形式: {a: b}, 帮办代办: 丁, 流程: [戊], 关键词: [[己]]}]\n",
        "栏目: {a: b}\n事项: [{事项: 乙, a: 丙}]\n",
        "栏目: [[a], {b: c}, '', 事项]\n事项: 乙\n",
        "事项: &a [{事项: 乙, 备注: *a}]\n",
        "? [a]\n: b\n事项: 乙\n",
    ],
)
def test_nonsense_is_reported(text: str) -> None:
    assert reported(read(HEAD + text)) != []


def test_a_cell_left_blank_on_purpose() -> None:
    row = "类型: 清单\n名称: 甲\n所属清单: 负面事项\n栏目: [事项, 来源]\n事项:\n  - {事项: 乙, 来源: %s}\n"
    assert reported(read(row.replace("%s", '""'))) == []
    assert reported(read(row.replace("%s", ""))) == ["6:13 Y118"]

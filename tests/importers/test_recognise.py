"""Documents as offices have them → definitions: what is read, guessed, asked; nothing lost, nothing invented."""

from collections.abc import Sequence
from typing import Any

import pytest
import yaml

from helpers.documents import word, workbook
from yizhangtu.importers.definition import definition_text, missing
from yizhangtu.importers.draft import GuideDraft
from yizhangtu.importers.recognise import recognise
from yizhangtu.importers.words import header_words
from yizhangtu.read.faults import Faults
from yizhangtu.read.originals.open import open_original

WORDS = header_words()


def drafts_of(name: str, data: bytes, kind: str = "") -> tuple[list[GuideDraft], list[str], list[str]]:
    """The drafts of a file, their texts, and the texts of the document that none has used."""
    faults = Faults(name)
    original = open_original(name, data, WORDS.is_head, faults)
    assert original is not None, faults.sorted()
    drafts, unread = recognise(original, WORDS, kind)
    return list(drafts), [definition_text(one, WORDS, name) for one in drafts], [cell.text for cell in unread]


def only(name: str, data: bytes, kind: str = "") -> dict[str, Any]:
    """The data of the only definition."""
    _, texts, _ = drafts_of(name, data, kind)
    (text,) = texts
    found = yaml.safe_load(text)
    assert isinstance(found, dict)
    return found


STEPS = workbook(
    [
        ["甲镇低保办理流程一览表"],
        ["序号", "环  节", "责任主体", "工作内容", "办理时限", "监督方式", "备注"],
        [1, "个人申请", "申请人", "提出书面申请", "随时", None, None],
        [2, "受理登记", "村民委员会", "核对材料", "当场", None, "材料不全的一次告知"],
        [3, "入户调查", None, "两人以上入户", "10个工作日", "村务监督委员会全程参加", None],
        [4, "张榜公示", None, "在公开栏公示", "公示7天", None, None],
        [5, "审批", "县民政局", "作出决定", "10个工作日", None, None],
        ["监督电话：0000-1234567"],
        ["注：特殊情况可以延长。"],
    ],
    ["A1:G1", "C4:C6", "F5:F6"],
)


def test_table_of_steps_with_merged_cells() -> None:
    drafts, texts, unread = drafts_of("低保.xlsx", STEPS)
    found = yaml.safe_load(texts[0])
    steps = {step["步骤"]: step for step in found["操作流程"]}
    assert list(steps) == ["个人申请", "受理登记", "入户调查", "张榜公示", "审批"]
    assert steps["入户调查"]["办理"] == steps["张榜公示"]["办理"] == "村民委员会"
    assert steps["张榜公示"] | {"内容": ""} == {
        "步骤": "张榜公示", "办理": "村民委员会", "内容": "", "时限": "公示7天", "公示": "是",
        "监督": "村务监督委员会全程参加",
    }  # fmt: skip
    assert steps["受理登记"]["内容"] == "核对材料；材料不全的一次告知"
    assert found["办理主体"] == "村民委员会"
    assert "# 猜的：步骤里第一个不是申请人的办理人" in texts[0]
    assert missing(drafts[0]) == ["时间要求", "监督管理"]
    assert "# 监督电话：0000-1234567" in texts[0]
    assert found["备注"] == ["特殊情况可以延长"]
    assert unread == []


def test_list_with_two_rows_of_heads_and_ticks() -> None:
    data = workbook(
        [
            ["村务公开事项目录"],
            ["序号", "公开事项", None, "公开时限", "公开主体", "公开渠道", "公开对象", None],
            [None, "一级事项", "二级事项", None, None, None, "全社会", "特定群众"],
            [1, "村务", "年度规划", "每季度首月20日前", "村民委员会", "■公开栏 ■网站", "√", None],
            [2, None, "宅基地审批", "随时公布", "村民委员会", "■公开栏 □网站", None, "√"],
        ],
        ["A1:H1", "A2:A3", "B2:C2", "D2:D3", "E2:E3", "F2:F3", "G2:H2", "B4:B5"],
    )
    found = only("目录.xlsx", data)
    assert (found["类型"], found["所属清单"]) == ("清单", "三务公开")
    assert found["栏目"] == ["类别", "事项", "时限", "办理主体", "形式", "公开对象"]
    assert found["事项"][0] == {
        "事项": "年度规划", "类别": "村务", "办理主体": "村民委员会", "时限": "每季度首月20日前",
        "形式": ["公开栏", "网站"], "公开对象": "全社会",
    }  # fmt: skip
    assert found["事项"][1] | {"形式": "公开栏", "公开对象": "特定群众", "备注": "没有勾选：网站"} == found["事项"][1]


def test_column_of_flows_makes_a_list_not_steps() -> None:
    rows = [["事项名称", "办理主体", "法定时限", "承诺时限", "办理流程"],
            ["低保", "镇民政办", "30个工作日", "20个工作日", "申请→受理→审批"]]  # fmt: skip
    found = only("服务事项.xlsx", workbook(rows))
    assert found["事项"] == [
        {
            "事项": "低保",
            "办理主体": "镇民政办",
            "时限": "20个工作日",
            "法定时限": "30个工作日",
            "办理流程": "申请→受理→审批",
        }
    ]


def test_points_by_sections_signs_and_words() -> None:
    rows = [
        ["积分细则"],
        ["类别", "积分内容", "分值", "认定方式", "备注"],
        ["一、加分项"],
        ["卫生", "庭院整洁", 5, "检查", None],
        ["公益", "义务劳动", "+2/次", "签到", "每月不超过10分"],
        ["二、扣分项"],
        ["风俗", "大操大办", "扣20分", "认定", None],
        ["法纪", "治安处罚", "一票否决", "通报", "取消兑换"],
    ]
    found = only("积分.xlsx", workbook(rows, ["A1:E1", "A3:E3", "A6:E6"]))
    assert found["加分"] == [
        {"类别": "卫生", "项": [{"内容": "庭院整洁", "分值": "5", "认定": "检查"}]},
        {"类别": "公益", "项": [{"内容": "义务劳动", "分值": "+2/次", "上限": "每月不超过10分", "认定": "签到"}]},
    ]
    assert [group["项"][0]["分值"] for group in found["扣分"]] == ["-20", "一票否决"]


def test_standards_with_columns_for_occasions() -> None:
    rows = [
        ["项目", "婚事", "丧事", "备注"],
        ["宴席", "不超过15桌", "不超过10桌", None],
        ["乐队", "不请", "1班以内", "提前报告"],
    ]
    assert only("标准.xlsx", workbook(rows))["标准"] == [
        {"项目": "宴席", "场合": "婚事", "上限": "15桌"},
        {"项目": "宴席", "场合": "丧事", "上限": "10桌"},
        {"项目": "乐队", "场合": "婚事", "说明": "提前报告；不请"},
        {"项目": "乐队", "场合": "丧事", "上限": "1班", "说明": "提前报告"},
    ]


FACTS = [
    ("事项名称", "高龄津贴申领"),
    ("办理主体", "村（居）委会、镇民政办"),
    ("申请材料", "1.身份证2.户口簿"),
    ("办理流程", "家属申请（可提前一个月）→村（居）委会核实（10个工作日）→公示（5天）→发放"),
    ("办理时限", "25个工作日（公示时间不计算在内）"),
    ("监督方式", "镇纪委抽查，监督电话：0000-1234567"),
    ("特别说明", "外出的，回来后补办。"),
]


def test_facts_of_a_document() -> None:
    found = only("指南.docx", word("# 高龄津贴指南", FACTS))
    assert found["名称"] == "高龄津贴申领"
    assert found["办理主体"] == ["村（居）委会", "镇民政办"]
    assert found["所需材料"] == ["身份证", "户口簿"]
    assert found["时间要求"] == {"承诺": "25个工作日", "不计入": "公示时间不计算在内"}
    assert found["监督管理"] == [{"监督人": "镇纪委", "方式": "抽查", "电话": "0000-1234567"}]
    assert [step["步骤"] for step in found["操作流程"]] == ["家属申请", "村（居）委会核实", "公示", "发放"]
    assert found["操作流程"][1] == {"步骤": "村（居）委会核实", "办理": "村（居）委会", "时限": "10个工作日"}
    assert found["操作流程"][2] == {"步骤": "公示", "时限": "5天", "公示": "是"}
    assert found["备注"] == ["外出的，回来后补办"]


def test_services_beside_each_other_are_definitions_of_their_own() -> None:
    lines = [
        "事项,低保,高龄津贴",
        "办理主体,镇民政办,村委会",
        "办理时限,20个工作日,即办",
        "办理流程,申请→受理→审批,申请→登记→发放",
    ]
    csv = "\n".join(lines)
    _, texts, unread = drafts_of("事项.csv", csv.encode())
    assert [yaml.safe_load(text)["名称"] for text in texts] == ["低保", "高龄津贴"]
    assert [yaml.safe_load(text)["时间要求"] for text in texts] == ["20个工作日", "即办"]
    assert unread == []


def test_tables_beside_each_other_in_a_sheet() -> None:
    rows = [
        ["步骤", "责任人", "时限", None, "步骤", "责任人", "时限"],
        ["申请", "申请人", "随时", None, "受理", "村委会", "当场"],
        ["办证", "村站", "当场", None, "审核", "镇民政办", "5日"],
    ]
    _, texts, _ = drafts_of("两项.xlsx", workbook(rows))
    names = [[step["步骤"] for step in yaml.safe_load(text)["操作流程"]] for text in texts]
    assert names == [["申请", "办证"], ["受理", "审核"]]


SYSTEM = """××村公章使用制度
为规范用章，制定本制度。
一、保管
公章由会计保管。
二、使用程序
（一）申请。用章人说明用途。
（二）审批。主任签字。不同意的，退回并说明理由。
（三）盖章。当场盖章；重大事项3日内盖章。
三、办理时限
一般事项当场办结。
四、监督管理
村务监督委员会每季度检查一次。监督电话：0000-1234567。
"""


def test_sections_of_a_text() -> None:
    drafts, texts, unread = drafts_of("制度.txt", SYSTEM.encode())
    found = yaml.safe_load(texts[0])
    assert [step["步骤"] for step in found["操作流程"]] == ["申请", "审批", "盖章"]
    assert found["操作流程"][0] == {"步骤": "申请", "办理": "用章人", "内容": "用章人说明用途"}
    assert found["时间要求"] == "一般事项当场办结"
    assert found["监督管理"] == [{"监督人": "村务监督委员会", "方式": "每季度检查一次", "电话": "0000-1234567"}]
    assert found["备注"] == ["为规范用章，制定本制度。", "保管：公章由会计保管。"]
    assert [question.key for question in drafts[0].questions] == ["审批.判断", "盖章.时限"]
    assert "时限" not in found["操作流程"][2]
    assert "# 问（审批.判断）：“不同意的，退回并说明理由”" in texts[0]
    assert unread == []


@pytest.mark.parametrize("mark", ["第{}步：", "第{}步 ", "{}、", "（{}）"])
def test_numbers_of_steps(mark: str) -> None:
    lines = [f"{mark.format(number)}{name}。做完。" for number, name in zip("一二三", "甲乙丙", strict=True)]
    found = only("流程.txt", "\n".join(["办事流程图", *lines]).encode())
    assert [step["步骤"] for step in found["操作流程"]] == ["甲", "乙", "丙"]


def test_paragraphs_that_word_numbers_are_steps() -> None:
    found = only(
        "流程.docx", word("开证明流程", "1) 提出申请", "1) 核实，3日内办结", "1) 开具证明", "办理主体：村委会")
    )
    assert [step["步骤"] for step in found["操作流程"]] == ["提出申请", "核实", "开具证明"]
    assert found["操作流程"][1]["时限"] == "3日内"


def test_numbered_sentences_that_tell_who_does_what_are_steps() -> None:
    sentences = (
        "1. 本人提出申请，带身份证。",
        "2. 村委会3个工作日内入户核实。",
        "3. 村里公示7天。",
        "4. 村民代表会议表决。",
    )
    found = only("津贴.txt", "\n".join(["津贴怎样办", *sentences]).encode())
    first, second, third, fourth = found["操作流程"]
    assert first == {"步骤": "本人提出申请", "办理": "本人", "内容": "本人提出申请，带身份证"}
    assert second == {"步骤": "入户核实", "办理": "村委会", "内容": "村委会3个工作日内入户核实", "时限": "3个工作日内"}
    assert (third["步骤"], third["时限"], third["公示"]) == ("村里公示7天", "公示7天", "是")
    assert fourth == {"步骤": "村民代表会议表决"}  # not by 村民


@pytest.mark.parametrize(
    "sentences",
    [
        ("1. 村民要爱护公物。", "2. 村民不乱倒垃圾。", "3. 党员带头执行。"),
        ("1. 村委会应当公开。", "2. 镇政府不得摊派。", "3. 县民政局3日内答复。"),
        ("1. 开会。", "2. 签字。", "3. 散会。"),
    ],
)
def test_numbered_rules_and_bare_words_are_no_steps(sentences: Sequence[str]) -> None:
    found = only("规约.txt", "\n".join(["村里的规矩", *sentences]).encode())
    assert "操作流程" not in found
    assert all(any(one.split(". ")[1].rstrip("。") in str(value) for value in found.values()) for one in sentences)


def test_articles_of_rules_by_their_words() -> None:
    found = only(
        "村规民约.txt", "村规民约\n第一条 提倡丧事简办。\n第二条 禁止燃放鞭炮。\n第三条 本约自公布起施行。".encode()
    )
    assert (found["类型"], found["提倡"], found["禁止"]) == ("规范", ["提倡丧事简办"], ["禁止燃放鞭炮"])
    assert found["备注"] == ["本约自公布起施行"]


def test_phones_become_a_notice_whose_numbers_are_masked_unless_said() -> None:
    found = only("电话.csv", "便民电话\n序号,单位,联系人,电话\n1,村委会,张××,0000-1111111\n2,派出所,,110\n".encode())
    assert found["类型"] == "公示"
    assert found["数据"] == [
        {"单位": "村委会", "联系人": "张××", "电话": "0000-1111111"},
        {"单位": "派出所", "电话": "110"},
    ]
    assert found["栏目"] == ["单位", "联系人", "电话"]


def test_units_of_heads_and_totals() -> None:
    csv = "步骤,责任人,时限（工作日）\n立项,村委会,3\n验收,村委会,10\n合计,,13\n填表人：张××,,\n"
    _, texts, unread = drafts_of("表.csv", csv.encode())
    assert [step["时限"] for step in yaml.safe_load(texts[0])["操作流程"]] == ["3个工作日", "10个工作日"]
    assert unread == ["合计", "13", "填表人：张××"]


FRAMED = """临时救助指南
【办理主体】镇民政办、村委会
【申请条件】
1.遭遇意外的家庭；
2.患重病的家庭。
【办理流程】
第一步 申请：向村委会提出申请。
第二步 受理：村委会3个工作日内核实。
【帮办电话】便民服务站 张××，0000-1234567
"""


def test_names_of_facts_in_brackets() -> None:
    _, texts, unread = drafts_of("指南.txt", FRAMED.encode())
    found = yaml.safe_load(texts[0])
    assert found["办理主体"] == ["镇民政办", "村委会"]
    assert found["申请条件"] == ["遭遇意外的家庭", "患重病的家庭"]
    assert found["帮办代办"] == {"姓名": "张××", "电话": "0000-1234567", "窗口": "便民服务站"}
    assert found["操作流程"] == [
        {"步骤": "申请", "内容": "向村委会提出申请"},
        {"步骤": "受理", "办理": "村委会", "内容": "村委会3个工作日内核实", "时限": "3个工作日内"},
    ]
    assert unread == []


def test_first_row_names_the_services() -> None:
    rows = [["项目", "生育登记", "老年证"], ["承办单位", "村委会", "镇民政办"], ["办结时限", "即办", "3日"],
            ["办理程序", "申请→登记", "申请→受理→制证"]]  # fmt: skip
    _, texts, unread = drafts_of("事项.xlsx", workbook(rows))
    found = [yaml.safe_load(text) for text in texts]
    assert [one["名称"] for one in found] == ["生育登记", "老年证"]
    assert [[step["步骤"] for step in one["操作流程"]] for one in found] == [["申请", "登记"], ["申请", "受理", "制证"]]
    assert unread == []


def test_chain_that_can_be_read_in_several_ways_gives_questions() -> None:
    drafts, texts, _ = drafts_of(
        "流程.txt", "招标流程\n办理流程：立项→公告或邀请→审批（镇/县）→本人或家属签字\n".encode()
    )
    assert [step["步骤"] for step in yaml.safe_load(texts[0])["操作流程"]] == [
        "立项",
        "公告或邀请",
        "审批",
        "本人或家属签字",
    ]
    assert [question.key for question in drafts[0].questions] == ["公告或邀请.判断", "审批.判断"]


def test_articles_that_say_what_follows() -> None:
    found = only("村规民约.txt", "村规民约\n第一条 禁止赌博。\n第二条 违反本约的，取消评优资格。".encode())
    assert (found["禁止"], found["奖惩"]) == (["禁止赌博"], ["违反本约的，取消评优资格"])

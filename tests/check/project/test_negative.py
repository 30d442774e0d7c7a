"""负面事项: flows that do what a row names are found; flows that only mention it are not."""

from __future__ import annotations

import pytest

from helpers.guides import FLOWS
from yizhangtu.check import check_project
from yizhangtu.check.project.negative import check_negative, phrases
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide, read_project

# 民发〔2020〕20号, first batch
PROOFS = """\
亲属关系证明
居民身份信息证明（户籍证明）
户口登记项目内容变更申请证明
居民养犬证明
无犯罪记录证明
社区戒毒社区康复人员情况证明（表现证明）
人员失踪证明
婚姻状况证明（婚姻关系证明、分居证明）
出生证明
健在证明
死亡证明
疾病状况证明（急诊、意外伤害）
残疾状况证明
婚育状况证明（生育状况证明）
居民就业状况证明
居民个人档案证明
居民财产证明（经济状况、收入、偿还能力、房产、银行存款、投资、车辆所有权等）
遗产继承权证明
市场主体住所证明（经营场所、住宅改经营同意、无扰民）
证件遗失证明
"""

SEAL = """\
名称: 村委会公章使用
办理主体: [村委会主任, 印章保管人, 村民会议或村民代表会议]
时间要求: 2个工作日
监督管理: 如有违规行为，保管公章人员有权阻止或拒盖公章
操作流程:
  - 步骤: 提出用印
    办理: 村民／单位
    判断:
      责任状报表、请示合同、建房申请民政救助、上级和外单位文书: 签署意见
      年龄文化民族职业婚姻等基本情况、培训申请、户籍迁移和死亡证明书: 直接加盖
      贷款、重大工程项目发包、担保等重大问题: 会议表决
  - {步骤: 签署意见, 办理: 村委会主任, 判断: {同意: 看是否违规, 不同意: 不予盖章}}
  - {步骤: 直接加盖, 办理: 印章保管人, 内容: 高度负责、实事求是, 接着: 看是否违规}
  - {步骤: 会议表决, 办理: 村民会议或村民代表参加的会议, 判断: {通过: 看是否违规, 未通过: 不予盖章}}
  - {步骤: 看是否违规, 办理: 印章保管人, 判断: {违规: {到: 不予盖章, 说明: 有权阻止或拒盖公章}, 不违规: 下一步}}
  - {步骤: 加盖公章, 办理: 印章保管人, 内容: 逐一登记, 接着: 办结}
  - {步骤: 不予盖章, 办理: 印章保管人}
"""


def guide(file: str, text: str, project: Project | None = None) -> Guide:
    result = read_guide(text.encode(), f"{file}.yaml", project or Project()).guide
    assert result is not None
    return result


def negative(*rows: str) -> Guide:
    """A 负面 list; its rows start in line 5."""
    lines = "".join(f"  - {row}\n" for row in rows)
    return guide("负面", f"类型: 清单\n名称: 负面清单\n所属清单: 负面事项\n事项:\n{lines}")


TWENTY = negative(*PROOFS.splitlines())


def found(flow: str, listing: Guide = TWENTY) -> list[Diagnostic]:
    return check_negative((guide("流程", flow), listing))


def step(detail: str, by: str = "村委会", name: str = "办理") -> str:
    return f"名称: 甲\n办理主体: 村委会\n操作流程:\n  - {{步骤: {name}, 办理: {by}, 内容: '{detail}'}}\n"


def test_the_rule_about_the_seal() -> None:
    (fault,) = found(SEAL)
    assert fault.code == "Y809" and "“死亡证明”" in fault.message and "第 11 行" in fault.message
    assert fault.span is not None and (fault.span.line, fault.span.column, fault.span.end_column) == (10, 33, 37)
    assert (fault.related[0].span.file, fault.related[0].span.line) == ("负面.yaml", 15)


def test_the_flows_of_this_repository_do_none_of_it() -> None:
    project = read_project((FLOWS / "辖区.yaml").read_bytes(), "辖区.yaml").project
    files = sorted(path for path in FLOWS.glob("*.yaml") if path.stem != "辖区")
    guides = [guide(path.stem, path.read_text("utf-8"), project) for path in files]
    own = [one for one in guides if isinstance(one.body, Listing) and one.list_name == "负面事项"]
    assert own and len(guides) > 30
    assert [fault.message for fault in check_project([*guides, TWENTY]) if fault.code == "Y809"] == []
    seal = [fault.message for fault in check_project([*own, guide("公章", SEAL)]) if fault.code == "Y809"]
    assert len(seal) <= 1  # whether the list's own words find it is its author's business


@pytest.mark.parametrize(
    "detail",
    [
        "给村民开具亲属关系证明",
        "核对身份证后，出具健在证明",
        "核对身份后开健在证明",
        "盖章的有：出生证明、健在 证明",
        "当场开收入证明",
        "开不动产用的房产证明",
        "开就业状况证明给单位",
        "向镇里出具分居证明",
        "开具死亡证明到派出所销户",
        "开死亡证明，不收费",
        "亲属关系证明，不收费",
    ],
)
def test_done(detail: str) -> None:
    assert {fault.code for fault in found(step(detail))} == {"Y809"}


@pytest.mark.parametrize(
    "detail",
    [
        "亲属关系证明、出生证明等20类，村里不再出具",
        "无犯罪记录证明，请找派出所",
        "村里不得开具亲属关系证明",
        "无犯罪记录证明请到派出所开",
        "告诉您到公安机关办无犯罪记录证明",
        "由医院出具死亡证明",
        "无需提供健在证明",
        "收下您带来的死亡证明，登记",
        "核对身份证、死亡证明",
        "凭死亡证明注销",
        "死亡证明不用村里开",
        "取消婚姻状况证明",
        "开居住情况说明",
    ],
)
def test_not_done(detail: str) -> None:
    assert found(step(detail)) == []


def test_who_does_it() -> None:
    issue = "开具死亡证明"
    for by in ("村委会", "印章保管人", "村便民服务站", "社区居委会"):
        assert len(found(step(issue, by))) == 1, by
    for by in ("派出所", "镇卫生院", "县民政局", "不动产登记中心"):
        assert found(step(issue, by)) == [], by
    # What the reader brings is not what the village gives; what the step is called and leads to is.
    project = Project(readers=("村民",))
    assert check_negative((guide("流程", step("带上死亡证明书", "村民"), project), TWENTY)) == []
    assert len(check_negative((guide("流程", step("", "村民", "申请开死亡证明"), project), TWENTY))) == 1


@pytest.mark.parametrize(
    ("flow", "count"),
    [
        ("名称: 开具亲属关系证明\n办理主体: 村委会\n", 1),
        ("名称: 开具亲属关系证明\n办理主体: 派出所\n", 0),
        ("名称: 甲\n办理主体: 村委会\n办理结果: 亲属关系证明一份\n", 1),
        ("名称: 甲\n办理主体: 村委会\n所需材料: [死亡证明]\n", 0),
        ("名称: 甲\n办理主体: 镇政府\n所需材料: [{名称: 死亡证明, 来源: 村委会}]\n", 1),
        ("名称: 甲\n办理主体: 镇政府\n所需材料: [村委会开具的死亡证明]\n", 1),
        ("名称: 甲\n办理主体: 镇政府\n所需材料: [{名称: 死亡证明, 来源: 医院}]\n", 0),
        ("类型: 规范\n名称: 开具亲属关系证明\n办理主体: 村委会\n", 0),
    ],
)
def test_title_result_and_materials(flow: str, count: int) -> None:
    assert len(found(flow)) == count


def test_once_for_each_row() -> None:
    text = step("开亲属关系证明，再开一份亲属关系证明，还有健在证明", name="开亲属关系证明")
    assert len(found(text)) == 2


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("婚姻状况证明（婚姻关系证明、分居证明）", ("婚姻状况证明", "婚姻关系证明", "分居证明")),
        ("疾病状况证明（急诊、意外伤害）", ("疾病状况证明", "急诊证明", "意外伤害证明")),
        ("居民财产证明(收入、车辆所有权等)", ("居民财产证明", "收入证明", "车辆所有权证明")),
        ("居民就业状况证明", ("居民就业状况证明", "就业状况证明")),
        ("{事项: 子, 关键词: [签 责任状, 丑]}", ("签责任状",)),
        ("证明", ()),
        ("协税护税", ("协税护税",)),
    ],
)
def test_phrases(row: str, expected: tuple[str, ...]) -> None:
    body = negative(row).body
    assert isinstance(body, Listing)
    assert phrases(body.rows[0]) == expected

"""Definitions that read without errors: a short one, and random ones of every kind."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import strategies as st

TWO_STEPS = """\
名称: 开证明
办理主体: 村委会
时间要求: 5个工作日
监督管理: 村监委
操作流程:
  - 步骤: 申请
    办理: 村民
    时限: 当场
  - 步骤: 盖章
    时限: 1个工作日
"""
WORDS = ("提出申请", "审核", "村民代表会议讨论决定", "公示", "A4表", "登记造册", "现场踏勘", "盖章", "评估与定价")
WHO = ("村民", "村委会", "镇便民服务中心", "县级人民政府民政部门")
WHEN = ("5个工作日", "当天", "公示不少于7日", "自收到评议意见之日起20日内")
OUTCOMES = ("通过", "不通过", "有重大异议且查证属实", "5万元以下", "5万元(含)以上", "是", "no")
DETAIL = (
    "",
    "核对材料",
    "带身份证、户口簿、银行卡，到村便民服务站填申请表",
    "张榜公布，有异议的在公布后五日内提出（含节假日），逾期不再受理",
)


class _Maker:
    """Draws one guide; names are made unique by a number."""

    def __init__(self, draw: st.DrawFn, most: int) -> None:
        self.draw = draw
        self.left = most
        self.names: list[str] = []
        self.blocks = 0

    def step(self, depth: int) -> dict[str, Any]:
        draw = self.draw
        self.left -= 1
        name = f"{draw(st.sampled_from(WORDS))}{len(self.names) + 1}"
        self.names.append(name)
        found: dict[str, Any] = {"步骤": name, "办理": draw(st.sampled_from(WHO))}
        if detail := draw(st.sampled_from(DETAIL)):
            found["内容"] = detail
        if draw(st.booleans()):
            found["时限"] = draw(st.sampled_from(WHEN))
        if draw(st.integers(0, 5)) == 0:
            found["监督"] = "村监委会到场"
        if depth == 0 and draw(st.integers(0, 5)) == 0:
            found["阶段"] = f"阶段{len(self.names)}"
        if draw(st.integers(0, 3)) == 0:
            found["判断"] = self.branches(name, depth)
        return found

    def branches(self, name: str, depth: int) -> dict[str, Any]:
        draw = self.draw
        labels = draw(st.lists(st.sampled_from(OUTCOMES), min_size=2, max_size=4, unique=True))
        found: dict[str, Any] = {labels[0]: "下一步"}
        for label in labels[1:]:
            kind = draw(st.integers(0, 3))
            earlier = [n for n in self.names if n != name]
            if kind == 0 and earlier:
                found[label] = {"到": draw(st.sampled_from(earlier)), "说明": "退回补正"}
            elif kind == 1 and depth < 2 and self.left > 1:
                found[label] = self.entries(depth + 1, draw(st.integers(1, 3)))
            elif kind == 2:
                found[label] = "办结"
            else:
                found[label] = "下一步"
        return found

    def entries(self, depth: int, count: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for _ in range(count):
            if self.left <= 0 and found:
                break
            if depth < 2 and self.left > 3 and self.draw(st.integers(0, 6)) == 0:
                members = [self.entries(depth + 1, self.draw(st.integers(1, 2))) for _ in range(2)]
                self.blocks += 1
                found.append({"步骤": f"同时办{self.blocks}号", "并行": members})
            else:
                found.append(self.step(depth))
        return found


@st.composite
def definitions(draw: st.DrawFn, most: int = 16) -> str:
    """The text of a definition of at most about `most` steps."""
    maker = _Maker(draw, most)
    steps = maker.entries(0, draw(st.integers(1, most)))
    guide = {
        "名称": "随机的流程",
        "办理主体": "村委会",
        "时间要求": "20个工作日",
        "监督管理": "村监委会监督",
        "操作流程": steps,
    }
    return yaml.safe_dump(guide, allow_unicode=True, sort_keys=False)


ELEMENTS = {
    "办理主体": "村委会",
    "时间要求": "20个工作日",
    "监督管理": "村监委会监督",
    "操作流程": [{"步骤": "申报", "办理": "村民"}, {"步骤": "公示", "公示": "村务公开栏", "时限": "不少于7日"}],
}
ITEMS = (
    "发放低保金",
    "宣传宪法、法律、法规和国家的政策，教育和推动村民履行法律法规规定的义务、爱护公共财产，维护村民的合法权益",
    "开居住情况说明",
    "防汛",
    "2000元以上的项目（含工程、采购）",
)
GROUPS = ("民政救助", "土地和建房", "村务", "基层党建、平安建设")
CHANNELS = ("公开栏", "□入户", "■微信群", "村民会议通报", "□便民服务站 ■村广播")
SCORES = ("5", "0.5", "10分", "2/次", "1至10", "3分/月", "1,000")
GOODS = ("肥皂1块", "洗衣液1瓶", "大米10斤", "免费体检1次")
LIMITS = ("15桌", "每桌不超过300元（含烟酒）", "≤3万元", "不办酒席", "每桌10人，15桌以内", "十五桌")


def _written(kind: str, title: str, more: dict[str, Any]) -> str:
    guide = {"类型": kind, "名称": title, **ELEMENTS, **more}
    return yaml.safe_dump(guide, allow_unicode=True, sort_keys=False)


def _some(draw: st.DrawFn, values: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Some of these keys, each with one of its values."""
    return {key: draw(st.sampled_from(found)) for key, found in values.items() if draw(st.booleans())}


@st.composite
def listings(draw: st.DrawFn, most: int = 30) -> str:
    """The text of a list of at most `most` rows that reads and checks without errors."""
    name = draw(st.sampled_from(("主体责任", "准入事项", "负面事项", "三务公开", "服务群众")))
    rows: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, most))):
        row: dict[str, Any] = {"事项": f"{draw(st.sampled_from(ITEMS))}{number + 1}"}
        row |= _some(
            draw, {"类别": GROUPS, "办理主体": WHO, "时限": WHEN, "监督": WHO, "备注": DETAIL[1:], "自定": WHO}
        )
        if draw(st.booleans()):
            row["依据"] = draw(
                st.lists(st.sampled_from(("《某某法》第三条", "民发〔2020〕20号")), min_size=1, max_size=2)
            )
        if draw(st.booleans()):
            row["形式"] = draw(st.lists(st.sampled_from(CHANNELS), min_size=1, max_size=3, unique=True))
        must: dict[str, dict[str, Any]] = {
            "主体责任": {"办理主体": "村委会"},
            "准入事项": {"责任部门": "县民政局", "村级职责": ["协调联络", "宣传教育"]},
            "三务公开": {
                "类别": draw(st.sampled_from(("党务", "村务", "财务"))),
                "时限": "每季度首月10日",
                "形式": ["公开栏"],
            },
            "服务群众": {"时限": "5个工作日"},
        }
        rows.append(row | must.get(name, {}))
    more = {"所属清单": name, "帮办代办": {"姓名": "张××"}, "事项": rows, "栏目": ["自定"]}
    return _written("清单", "随机的清单", more)


@st.composite
def point_tables(draw: st.DrawFn, most: int = 12) -> str:
    """The text of a 积分 with at most `most` items in each of its groups that reads and checks without errors."""

    def groups(sign: str, further: tuple[str, ...]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for number in range(draw(st.integers(0, 4))):
            items: list[dict[str, str]] = []
            for n in range(draw(st.integers(1, most))):
                score = draw(st.sampled_from((*SCORES, *(f"{sign}{one}" for one in SCORES), *further)))
                item = {"内容": f"{draw(st.sampled_from(ITEMS))}{n + 1}", "分值": score}
                items.append(item | _some(draw, {"上限": ("每月20分", "10分"), "认定": WHO, "备注": DETAIL[1:]}))
            found.append({"类别": f"第{number + 1}类", **_some(draw, {"上限": ("每月20分", "30")}), "项": items})
        return found

    rewards, penalties = groups("+", ("看情况",)), groups("-", ("降B级", "一票否决", "看情况"))
    more: dict[str, Any] = {"周期": "每月", "基础分": "100"}
    more |= {"加分": rewards or [{"项": [{"内容": "巡逻", "分值": "1"}]}]} if rewards or not penalties else {}
    more |= {"扣分": penalties} if penalties else {}
    count = draw(st.integers(0, 6))
    tiers = [
        {"名称": f"等{n}", "范围": f"{n * 100}（不含）–{n * 100 + 100}", "待遇": DETAIL[1 + n % 3]}
        for n in range(count)
    ]
    goods = [{"物品": draw(st.sampled_from(GOODS)), "分值": str(5 * n + 5)} for n in range(draw(st.integers(0, 9)))]
    more |= {"等级": tiers} if tiers else {}
    return _written("积分", "随机的积分", more | ({"兑换": goods} if goods else {}))


@st.composite
def conducts(draw: st.DrawFn, most: int = 9) -> str:
    """The text of a 规范 of at most `most` items on up to four occasions that reads and checks without errors."""
    standards: list[dict[str, str]] = []
    for occasion in draw(
        st.lists(st.sampled_from(("婚事", "丧事", "其他喜事（满月、升学）", "")), max_size=4, unique=True)
    ):
        for item in draw(st.lists(st.sampled_from(range(most)), min_size=1, max_size=most, unique=True)):
            row = {"项目": f"{('宴席（每桌10人）', '礼金', '彩礼', '车辆')[item % 4]}{item}"}
            row |= {"场合": occasion} if occasion else {}
            row |= _some(draw, {"上限": LIMITS, "下限": ("1天",), "城": LIMITS, "乡": LIMITS, "说明": DETAIL[1:]})
            standards.append(row if len(row) > 1 + ("场合" in row) else {**row, "说明": "从简"})
    texts = st.lists(st.sampled_from((*ITEMS, *DETAIL[1:])), min_size=1, max_size=6, unique=True)
    more: dict[str, Any] = {"标准": standards} if standards else {}
    more |= {key: draw(texts) for key in ("提倡", "禁止", "奖惩") if draw(st.booleans())}
    return _written("规范", "随机的规范", more if {"标准", "提倡", "禁止"} & set(more) else {**more, "提倡": "从简"})

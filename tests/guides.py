"""Random guides: nested branches, parallels, jumps and returns, as definitions that read without errors."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import strategies as st

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

"""Lists against the guides that they name, over all guides of a project."""

from __future__ import annotations

import time

import pytest

from yizhangtu.check import check_project
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.read import read_guide

FLOW = """\
名称: 开证明
所属清单: 服务群众
办理主体: [村民委员会, 镇政府]
时间要求: {承诺: 5个工作日, 法定: 20个工作日}
监督管理: 村监委
操作流程: [{步骤: 子, 时限: 当场}]
"""


def guide(file: str, text: str) -> Guide:
    made = read_guide(text.encode(), f"{file}.yaml", Project()).guide
    assert made is not None
    return made


def listed(*rows: str, name: str = "服务群众", file: str = "清单") -> Guide:
    """A list; its rows start in line 5."""
    text = "".join(f"  - {{{row}}}\n" for row in rows)
    return guide(file, f"类型: 清单\n名称: {file}\n所属清单: {name}\n事项:\n{text}")


def faults(*guides: Guide, complete: bool = True, unread: tuple[str, ...] = ()) -> list[Diagnostic]:
    return list(check_project(guides, complete=complete, unread=unread))


def reported(*guides: Guide, complete: bool = True) -> list[str]:
    return [
        f"{fault.span.file[:-5]}:{fault.span.line} {fault.code}"
        for fault in faults(*guides, complete=complete)
        if fault.span
    ]


class TestNotFound:
    """Y807."""

    def test_with_what_was_meant(self) -> None:
        rows = (
            "事项: 乙, 流程: 开证明",
            "事项: 丙, 流程: 开正明",
            "事项: 丁, 流程: 证明的名称",
            "事项: 戊, 流程: 没影",
        )
        named = guide("证明", FLOW.replace("开证明", "证明的名称"))
        found = [one for one in faults(guide("开证明", FLOW), listed(*rows), named) if one.code == "Y807"]
        assert [one.span and one.span.line for one in found] == [6, 7, 8]
        assert "“开证明”" in found[0].hint and "“证明”" in found[1].hint and "不用写 .yaml" in found[2].hint

    def test_itself(self) -> None:
        (fault,) = faults(listed("事项: 乙, 流程: 清单"))
        assert (fault.code, fault.message) == ("Y807", "第 1 行“乙”的“流程”写的是这张清单自己")

    def test_files_that_are_there_and_were_not_read(self) -> None:
        assert faults(listed("事项: 乙, 流程: 读不了"), unread=("读不了",)) == []
        (fault,) = faults(listed("事项: 乙, 流程: 读不"), unread=("读不了",))
        assert fault.hint == "是不是“读不了”？"


class TestDisagreeing:
    """Y808."""

    @pytest.mark.parametrize(
        ("row", "what"),
        [
            ("办理主体: 村民委员会", ""),
            ("办理主体: 村委会", ""),
            ("办理主体: 镇人民政府", ""),
            ("办理主体: [镇政府, 村民委员会]", ""),
            ("办理主体: 村委会、镇政府", ""),
            ("办理主体: 村党支部", "办理主体"),
            ("办理主体: [村委会, 县政府]", "办理主体"),
            ("时限: 5个工作日", ""),
            ("时限: 5 个工作日内", ""),
            ("时限: 20个工作日", ""),
            ("时限: 五个工作日", ""),
            ("时限: 6个工作日", "时限"),
            ("时限: 5日", "时限"),
            ("时限: 当场", "时限"),
            ("时限: 不少于5个工作日", "时限"),
            ("时限: 随时", ""),
            ("时限: 看情况", ""),
        ],
    )
    def test_each(self, row: str, what: str) -> None:
        found = faults(guide("开证明", FLOW), listed(f"事项: 乙, 流程: 开证明, {row}"))
        assert [(one.code, one.span and one.span.line) for one in found] == ([("Y808", 5)] if what else [])
        for one in found:
            assert one.message.startswith(f"第 1 行“乙”的{what}“")
            assert (one.related[0].span.file, one.related[0].span.line) == (
                "开证明.yaml",
                3 if what == "办理主体" else 4,
            )

    def test_a_guide_that_says_nothing(self) -> None:
        bare = guide("开证明", "名称: 开证明\n时间要求: {说明: 看情况}\n操作流程: [{步骤: 子}]\n")
        assert reported(bare, listed("事项: 乙, 流程: 开证明, 时限: 5日, 办理主体: 丙")) == []

    def test_publishing_is_no_time_limit(self) -> None:
        row = "事项: 乙, 类别: 村务, 流程: 开证明, 形式: 公开栏, 时限: 公开不少于7日"
        assert reported(guide("开证明", FLOW.replace("服务群众", "三务公开")), listed(row, name="三务公开")) == []


class TestListed:
    """Y810 and Y821: only where all guides are known."""

    def test_a_flow_in_no_list(self) -> None:
        other = guide("别的", FLOW.replace("开证明", "别的").replace("所属清单: 服务群众\n", ""))
        points = guide("积分", "类型: 积分\n名称: 积分\n")
        guides = (guide("开证明", FLOW), other, listed("事项: 乙, 流程: 开证明"), points)
        assert reported(*guides) == ["别的:1 Y810"]
        assert reported(*guides, complete=False) == []
        assert reported(guide("开证明", FLOW), other, listed("事项: 乙")) == []

    def test_the_wrong_list(self) -> None:
        flow = guide("开证明", FLOW)
        duties = listed("事项: 乙, 流程: 开证明", name="主体责任", file="责任")
        (fault,) = faults(flow, duties)
        assert (fault.code, fault.span and fault.span.line, fault.related[0].span.file) == ("Y821", 2, "责任.yaml")
        assert reported(flow, duties, complete=False) == []
        assert reported(flow, duties, listed("事项: 乙, 流程: 开证明")) == []


def test_twice_is_still_reported() -> None:
    assert reported(guide("子", "名称: 甲\n"), guide("丑", "名称: 甲\n")) == ["丑:1 Y702"]


def test_two_thousand_rows_and_forty_guides_in_no_time() -> None:
    rows = [
        f"事项: 第{n}种情况证明（第{n}种关系证明、第{n}种）, 流程: 流程{n % 45}, 办理主体: 谁{n % 3}, 时限: {n % 9}日"
        for n in range(2000)
    ]
    steps = ", ".join(
        f"{{步骤: 第{n}步, 内容: 村里按第{n}种办法给村民办这件事情并且登记, 时限: 1日}}" for n in range(30)
    )
    flows = [
        guide(f"流程{n}", f"名称: 流程{n}\n办理主体: 村委会\n时间要求: 5日\n操作流程: [{steps}]\n") for n in range(40)
    ]
    guides = [*flows, listed(*rows, name="负面事项")]
    taken = []
    for _ in range(3):
        start = time.process_time()
        assert len(faults(*guides)) == 201
        taken.append(time.process_time() - start)
    assert min(taken) < 0.3

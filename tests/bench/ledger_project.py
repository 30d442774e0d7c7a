"""A town of many villages with a ledger of many records, for the bench: the same bytes each time."""

from __future__ import annotations

import json
from pathlib import Path

from yizhangtu.content.version_code import version_code
from yizhangtu.ledger.record import FIRST, Record, line_of, record_of

VILLAGES, GUIDES, RECORDS = 300, 60, 300  # records of a village: 5 for each guide
DAYS = (
    ("张贴", "2026-01-10"), ("查看", "2026-03-10"), ("查看", "2026-05-10"), ("查看", "2026-07-10"),
    ("查看", "2026-09-10"),
)  # fmt: skip
LISTS = ("主体责任", "准入事项", "负面事项", "三务公开", "服务群众")
GUIDE = """\
名称: 第{n}件事
所属清单: {group}
编号: A-{n:02}
办理主体: 村委会
时间要求: 10个工作日
监督管理: [{{监督人: 村务监督委员会, 电话: 0000-1234567}}]
操作流程:
  - {{步骤: 提出申请, 办理: 村民, 时限: 当场}}
  - {{步骤: 核对材料, 时限: 5个工作日}}
  - {{步骤: 答复, 时限: 5个工作日}}
发布: {{版本: V1.0, 日期: 2026-01-05, 施行: 2026-01-05, 状态: 正式}}
"""


def write_project(folder: Path) -> Path:
    """The definitions and the table of villages; returns their folder."""
    flows = folder / "flows"
    flows.mkdir(parents=True)
    for number in range(GUIDES):
        text = GUIDE.format(n=number, group=LISTS[number % len(LISTS)])
        (flows / f"第{number}件事.yaml").write_text(text, "utf-8")
    (flows / "辖区.yaml").write_text("乡镇: ××镇\n网址: https://example.com/a\n村庄: 村庄.csv\n", "utf-8")
    names = [f"第{number}村,{number:06}" for number in range(VILLAGES)]
    (flows / "村庄.csv").write_text("\n".join(["村名,编码", *names]), "utf-8")
    return flows


def write_records(flows: Path, target: Path) -> None:
    """The files of the villages, one each, after `release` has registered the versions of the definitions."""
    target.mkdir(exist_ok=True)
    versions = _versions(flows / "台账")
    for number in range(VILLAGES):
        village, account = f"第{number}村", f"第{number}村.{number:05}".replace("0", "a")
        lines: list[bytes] = []
        before = Record(account, 0, "", "", "", {}, FIRST)
        entries = [("开账", {"格式": 1, "单位": village}, "2026-01-05")]
        for person, (kind, day) in enumerate(DAYS):
            for guide, definition in versions:
                code = version_code(definition, {"村名": village, "编码": f"{number:06}"})
                values = {"村": village, "编号": f"A-{guide[1:-2]:>02}", "图": guide, "码": code, "核实": "照片"}
                where = {"媒介": "poster-a3", "地点": "村委会公开栏", "日期": day, "经手": f"张×{person}"}
                entries.append((kind, {**values, **where}, day))
        for kind, values, day in entries:
            moment = f"{day}T09:00:00+08:00"
            record = Record(account, before.number + 1, before.digest, moment, kind, values)
            lines.append(line_of(record))
            before = record_of(lines[-1])
        (target / f"{account}.jsonl").write_bytes(b"".join(lines))


def _versions(ledger: Path) -> list[tuple[str, str]]:
    """(guide, digest of its definition) of every registered version."""
    found = []
    for path in ledger.glob("*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line.partition(" ")[2])
            if record["事"] == "版本":
                found.append((record["图"], record["定义"]))
    return sorted(found)

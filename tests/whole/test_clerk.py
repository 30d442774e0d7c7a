"""What a clerk of a town does from the first draft of a guide until it hangs in every village, and the month after."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from helpers.village_project import run
from yizhangtu.system import clock

GUIDE = """\
名称: {title}
编号: {number}
所属清单: 服务群众
办理主体: 村委会
时间要求: 20个工作日
监督管理: [{{监督人: 镇纪委, 电话: 0000-1234567}}]
操作流程:
  - {{步骤: 提出申请, 办理: 村民, 时限: 当场}}
  - {{步骤: 村级审查, 时限: {within}}}
{more}"""
IN_FORCE = "发布: {版本: V1.0, 日期: 2026-09-01, 施行: 2026-09-01, 状态: 正式}\n"
DRAFT = "发布: {版本: V1.1, 状态: 征求意见, 意见截止: 2026-10-20}\n"
VOTED = """\
发布:
  版本: V1.1
  日期: 2026-11-01
  施行: 2026-11-01
  状态: 正式
  征求: {{发出: 120, 收回: 103, 有建议: 9, 采纳: 6}}
  表决: {{会议: 村民代表会议, 日期: 2026-10-28, 应到: 45, 实到: {came}, 同意: {agreed}}}
"""
LIST = """\
类型: 清单
名称: 三务公开清单
编号: Q-01
所属清单: 三务公开
办理主体: 村委会
监督管理: [镇纪委]
操作流程: [编好, 审核, 公开]
事项:
  - {事项: 财务收支, 时限: 每月22日前, 形式: 公开栏, 公示: 财务公开}
发布: {版本: V1.0, 日期: 2026-09-01, 施行: 2026-09-01, 状态: 正式}
"""
NOTICE = """\
类型: 公示
名称: 村级财务收支公开
编号: G-01
所属清单: 三务公开
办理主体: 村民委员会
期: 月
数据: 数据/{{村名}}-{{期}}.csv
栏目: [项目, 金额]
公示期: {不少于: 15日}
异议: {向谁: 村务监督委员会, 电话: 0000-1234567}
监督管理: [镇纪委]
"""
VILLAGES = [f"{name}村" for name in "甲乙丙丁戊己庚辛壬癸子丑"]
GUIDES = (("A-01", "宅基地审批"), ("A-02", "高龄津贴"), ("A-03", "低保申请"))
LATE = VILLAGES[-2:]  # two villages hang theirs after the deadline
OLD = VILLAGES[0]  # one still has the old version of the first guide


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    names = "\n".join(f"  - {{村名: {name}, 负责人: 张××}}" for name in VILLAGES)
    files = {
        "辖区.yaml": f"乡镇: ××镇\n网址: https://example.com/a\n要求: [{{图: [A-01, A-02, A-03]}}]\n村庄:\n{names}\n",
        "三务公开清单.yaml": LIST,
        "财务公开.yaml": NOTICE,
        **{f"{title}.yaml": guide(number, title) for number, title in GUIDES},
    }
    (tmp_path / "flows/数据").mkdir(parents=True)
    for name, text in files.items():
        (tmp_path / "flows" / name).write_text(text, "utf-8")
    for name in VILLAGES:
        (tmp_path / f"flows/数据/{name}-2026-10.csv").write_text("项目,金额\n办公费,100.00\n", "utf-8")
    return tmp_path


def guide(number: str, title: str, more: str = IN_FORCE, within: str = "5个工作日") -> str:
    return GUIDE.format(title=title, number=number, more=more, within=within)


def write(town: Path, more: str) -> None:
    """The first guide, in its next version."""
    (town / "flows/宅基地审批.yaml").write_text(guide(*GUIDES[0], more, "3个工作日"), "utf-8")


def photos(town: Path, folder: str, day: str, villages: list[str], titles: list[str]) -> None:
    """Photos of posters on walls, with the moment at which they were taken."""
    (town / folder).mkdir()
    words = [word for name in villages for word in ("--village", name)]
    paths = [f"flows/{title}.yaml" for title in titles]
    assert run("build", *paths, "-m", "poster-a4", "-q", "-o", f"{folder}-made", *words).exit_code == 0
    taken = Image.Exif()
    taken[306] = f"{day.replace('-', ':')} 09:30:00"
    for path in sorted((town / f"{folder}-made").rglob("*.pdf")):
        page = pypdfium2.PdfDocument(path)[0].render(scale=2, grayscale=True).to_pil()
        page.save(town / folder / f"{path.parent.parent.name}{path.stem}.jpg", exif=taken, quality=70)


def covered(*words: str) -> tuple[int, int, dict[str, int]]:
    """Hung, required, and the number of cells of each state."""
    data = json.loads(run("coverage", "--format", "json", *words).stdout)
    return data["hung"], data["total"], {name: count for name, count in data["states"].items() if count}


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the clock of the program to a day."""

    def day(text: str) -> None:
        monkeypatch.setattr(clock, "today", lambda: text)
        monkeypatch.setattr(clock, "instant", lambda: f"{text}T09:00:00+08:00")

    return day


@pytest.mark.slow
def test_from_a_draft_to_every_village_and_the_month_after(town: Path, on: Callable[[str], None]) -> None:
    on("2026-09-01")
    assert run("release").exit_code == 0
    on("2026-09-12")
    photos(town, "九月", "2026-09-10", [OLD], ["宅基地审批"])
    assert run("ledger", "add", "--photos", "九月", "--place", "公开栏", "--yes").exit_code == 0

    on("2026-10-10")
    # a draft is hung for comments, and asked of no village
    write(town, DRAFT)
    sheets = run("build", "flows/宅基地审批.yaml", "-m", "feedback", "--copies", "2", "-q", "-o", "征求")
    assert sheets.exit_code == 0 and list((town / "征求").rglob("*.pdf"))
    assert covered()[1] == 36
    # too few came to the meeting: neither built nor released
    write(town, VOTED.format(came=29, agreed=18))
    assert run("build", "flows/宅基地审批.yaml", "-m", "poster-a4", "-q").exit_code == 1
    assert "Y733" in run("check", "flows/宅基地审批.yaml").stdout
    # enough came: the version is in force
    write(town, VOTED.format(came=41, agreed=40))
    on("2026-11-01")
    released = run("release")
    assert released.exit_code == 0 and "新版本：A-01 宅基地审批 V1.1" in released.stdout

    on("2026-11-10")
    # a round through the villages: all but two, and one that keeps its old poster
    titles = [title for _, title in GUIDES]
    photos(town, "十一月", "2026-11-08", [name for name in VILLAGES if name not in (*LATE, OLD)], titles)
    photos(town, "甲村的", "2026-11-08", [OLD], titles[1:])
    for folder, count in (("十一月", 27), ("甲村的", 2)):
        added = run("ledger", "add", "--photos", folder, "--place", "公开栏", "--yes")
        assert added.exit_code == 0 and f"登记了 {count} 条" in added.stderr
    assert covered() == (29, 36, {"已挂": 29, "版本旧": 1, "已做未挂": 6})
    assert "甲村 A-01 V1.0→V1.1" in run("coverage").stdout
    old = run("verify", "九月/甲村宅基地审批.jpg")
    assert old.exit_code == 1 and "5个工作日 → 3个工作日" in old.stdout

    on("2026-11-20")
    # the late ones follow, and the old poster is changed
    photos(town, "补挂", "2026-11-18", LATE, titles)
    photos(town, "换新", "2026-11-19", [OLD], titles[:1])
    words = ["--guide", "A-01", "--village", OLD, "--because", "换新", "--date", "2026-11-19"]
    assert run("ledger", "add", "撤下", *words).exit_code == 0
    for folder in ("补挂", "换新"):
        assert run("ledger", "add", "--photos", folder, "--place", "公开栏", "--yes").exit_code == 0
    assert covered() == (36, 36, {"已挂": 36})
    done = run("coverage", "--by", "2026-11-15", "-o", "覆盖.xlsx")
    assert done.exit_code == 0 and "超过期限 7" in done.stdout and "其中照片核实 36" in done.stdout
    assert run("ledger", "check").exit_code == 0

    on("2026-11-27")
    # the month after: what is due, the notices, and who has hung them
    tasks = json.loads(run("due", "--month", "2026-11", "--format", "json").stdout)["tasks"]
    assert {one["day"] for one in tasks if one["subject"] == "财务收支（2026年10月）"} == {"2026-11-22"}
    made = run("build", "flows/财务公开.yaml", "--period", "2026-10", "--village", "全部", "-m", "poster-a4", "-q")
    assert made.exit_code == 0
    for name in VILLAGES[:-1]:
        day = "2026-11-25" if name in LATE else "2026-11-12"
        words = ["--guide", "G-01", "--period", "2026-10", "--village", name, "--date", day]
        assert run("ledger", "add", *words).exit_code == 0
    data = json.loads(run("coverage", "--period", "2026-10", "--format", "json").stdout)
    states = {name: count for name, count in data["states"].items() if count}
    assert states == {"没有照片": 10, "迟": 1, "未公开": 1}

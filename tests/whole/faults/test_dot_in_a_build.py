"""A build with a `dot` that goes wrong at the graph of one guide: that guide is reported, all others are made."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from helpers.false_dot import put
from helpers.village_project import enter, make_project, run
from yizhangtu.system.dot import graphviz, graphviz_wheel

TWO = """\
名称: {title}
办理主体: 村委会
时间要求: 无
监督管理: 村监委
操作流程:
  - {{步骤: 申请, 办理: 村民, 时限: 当场}}
  - {{步骤: 盖章, 时限: 当场}}
"""
THREE = TWO + "  - {{步骤: 取件, 办理: 村民, 时限: 当场}}\n"
LIST = """\
名称: 清单
类型: 清单
清单: 服务群众
事项:
  - {事项: 开好, 流程: 好, 帮办代办: 村便民服务站}
  - {事项: 开坏, 流程: 坏, 帮办代办: 村便民服务站}
"""
BAD = "\tn2 ["  # only a guide of three steps has such a node
TOLD = "flows/坏.yaml:1:5 错误[Y609] “坏”没有做：Graphviz 的 dot 程序排不了它的步骤"
CRASH = "say(real(graphs[:bad])); wrong and os.kill(os.getpid(), signal.SIGABRT)"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_project(tmp_path, {name: TWO.format(title=name[0]) for name in ("好.yaml", "又.yaml")})
    make_project(tmp_path, {"坏.yaml": THREE.format(title="坏")})
    return enter(tmp_path, monkeypatch)


@pytest.mark.parametrize("medium", ["poster-a4", "leaflet-trifold", "longimage"])
def test_its_guide_is_reported_and_the_others_are_made(
    here: Path, monkeypatch: pytest.MonkeyPatch, medium: str
) -> None:
    put(here / "bin", monkeypatch, CRASH, BAD)
    for _ in range(2):  # what failed is tried again, and reported again
        result = run("build", "-m", medium, "-j", "1")
        assert result.exit_code == 1 and TOLD in result.stderr, result.stderr
        assert "flows/坏.yaml 没有做成" in result.stderr
    assert {path.stem[0] for path in (here / "output" / medium).iterdir()} == {"又", "好"}
    put(here / "bin", monkeypatch, "say(real(graphs))")  # mended
    assert run("build", "-m", medium, "-j", "1").exit_code == 0
    assert {path.stem[0] for path in (here / "output" / medium).iterdir()} == {"又", "好", "坏"}


@pytest.mark.parametrize(
    ("medium", "file"),
    [
        ("booklet-a5", "booklet-a5.pdf"),
        ("board-240x120", "board-240x120.pdf"),
        ("screen-1080x1920", "screen-1080x1920/screen.html"),
    ],
)
def test_what_shows_many_guides_is_made_of_the_others(
    here: Path, monkeypatch: pytest.MonkeyPatch, medium: str, file: str
) -> None:
    make_project(here, {"再.yaml": TWO.format(title="再"), "辖区.yaml": "乡镇: 某镇\n发布单位: 某镇人民政府\n"})
    put(here / "bin", monkeypatch, CRASH, BAD)
    result = run("build", "-m", medium, "-j", "1")
    assert result.exit_code == 1 and TOLD in result.stderr and "程序出错" not in result.stderr, result.stderr
    assert f"output/{file}" in result.stdout.splitlines()
    if medium == "booklet-a5":
        with pikepdf.open(here / "output" / file) as pdf:
            titles = [str(item.title) for item in pdf.open_outline().root]
        assert any("好" in title for title in titles) and not any("坏" in title for title in titles)


def test_a_list_that_points_to_it_knows_the_pages_of_the_others(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(here, {"清单.yaml": LIST})
    put(here / "bin", monkeypatch, CRASH, BAD)
    result = run("build", "-j", "1")
    assert TOLD in result.stderr and "程序出错" not in result.stderr, result.stderr
    assert {"output/poster-a3/好.pdf", "output/booklet-a5.pdf"} <= set(result.stdout.splitlines())


@pytest.mark.parametrize("form", ["泳道", "全图", "竖排"])
def test_whatever_form_the_author_wants(here: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    make_project(here, {"坏.yaml": THREE.format(title="坏") + f"版式: {form}\n"})
    put(here / "bin", monkeypatch, CRASH, BAD)
    result = run("build", "flows/坏.yaml", "-m", "poster-a4")
    assert result.exit_code == 1 and TOLD in result.stderr and "Y502" not in result.stderr
    assert not (here / "output/poster-a4").exists()


def test_one_that_hangs_costs_its_guide_only(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(here / "bin", monkeypatch, "say(real(graphs[:bad])); wrong and time.sleep(600)", BAD)
    monkeypatch.setattr(graphviz, "SECONDS", 2.0)
    result = run("build", "-m", "poster-a4", "-j", "1")
    assert TOLD in result.stderr
    assert result.stdout.splitlines() == ["output/poster-a4/又.pdf", "output/poster-a4/好.pdf"]


def test_one_that_vanishes_between_two_guides(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made until then stays, and the next build goes on from there."""
    monkeypatch.setattr("yizhangtu.build.make.AHEAD", 1)
    put(here / "bin", monkeypatch, f"os.rename({str(here / 'bin/dot')!r}, {str(here / 'gone')!r}); say(real(graphs))")
    monkeypatch.setenv("PATH", str(here / "bin"))
    monkeypatch.setattr(graphviz_wheel, "is_here", lambda: False)
    result = run("build", "-m", "poster-a4", "-j", "1")
    assert result.exit_code == 2 and result.stdout == "output/poster-a4/又.pdf\n"
    assert "错误：没有找到 Graphviz 的 dot 程序\n  提示: 请安装：sudo apt-get install graphviz" in result.stderr
    (here / "gone").rename(here / "bin/dot")
    monkeypatch.undo()
    monkeypatch.chdir(here)
    again = run("build", "-m", "poster-a4", "-j", "1")
    assert again.exit_code == 0 and "1 个文件没有改动" in again.stderr, again.stderr

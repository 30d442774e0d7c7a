"""`build`: what is planned, and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.guides import FLOWS
from helpers.own_styles import own_styles
from helpers.village_project import BROKEN, GUIDE, FakePress, make_project, run
from yizhangtu.system import identity

PROJECT = "乡镇: 某镇\n县区: 某县\n媒介: [poster-a3, poster-a4]\n"
VILLAGES = "村庄:\n  - {村名: 甲村, 电话: '1'}\n  - {村名: 乙村, 电话: '2'}\n"


@pytest.fixture
def looks(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return own_styles(tmp_path_factory.mktemp("looks"), monkeypatch)


def plan(*args: str) -> dict[str, str]:
    """Path → why, as a dry run says it; it makes and writes nothing."""
    before = {path: path.stat().st_mtime_ns for path in Path("output").rglob("*")}
    result = run("build", "--dry-run", *args)
    assert before == {path: path.stat().st_mtime_ns for path in Path("output").rglob("*")}
    assert result.exit_code == 0, result.stderr
    return {
        path.removeprefix("output/"): why for path, why in (line.split("\t") for line in result.stdout.splitlines())
    }


class TestDryRun:
    """What would be made, and why."""

    @pytest.fixture(autouse=True)
    def produced(self, here: Path, press: FakePress) -> None:
        make_project(here, {"甲.yaml": "甲", "乙.yaml": "乙", "辖区.yaml": PROJECT + VILLAGES})
        assert set(plan().values()) == {"新的"} and not (here / "output").exists() and press.taken() == []
        run("build")
        press.taken()

    def changed(self, press: FakePress, *args: str) -> dict[str, str]:
        """The plan without what is unchanged; the build that follows does just that."""
        found = {path: why for path, why in plan(*args).items() if why != "没有改动"}
        assert press.taken() == []
        run("build", *args)
        assert sorted(press.taken()) == sorted(found)
        assert set(plan().values()) == {"没有改动"}
        return found

    def test_nothing(self, press: FakePress) -> None:
        assert self.changed(press) == {} and len(plan()) == 4
        assert "4 个文件没有改动" in run("build", "--dry-run").stderr

    def test_a_definition(self, here: Path, press: FakePress) -> None:
        make_project(here, {"甲.yaml": "甲改"})
        assert self.changed(press) == dict.fromkeys(("poster-a3/甲.pdf", "poster-a4/甲.pdf"), "定义改了")

    def test_a_new_definition(self, here: Path, press: FakePress) -> None:
        make_project(here, {"丙.yaml": "丙"})
        assert self.changed(press) == dict.fromkeys(("poster-a3/丙.pdf", "poster-a4/丙.pdf"), "新的")

    def test_the_project(self, here: Path, press: FakePress) -> None:
        make_project(here, {"辖区.yaml": PROJECT + "监督电话: 0000-1\n" + VILLAGES})
        assert set(self.changed(press).values()) == {"辖区或村庄的内容改了"}

    def test_what_is_not_printed_of_the_project(self, here: Path, press: FakePress) -> None:
        make_project(here, {"辖区.yaml": f"# 注\n{PROJECT}{VILLAGES}  - {{村名: 丙村}}\n"})
        assert self.changed(press) == {}
        make_project(here, {"辖区.yaml": PROJECT.replace("poster-a4", "poster-a2") + VILLAGES})
        assert set(self.changed(press)) == {"poster-a2/甲.pdf", "poster-a2/乙.pdf"}

    def test_a_village_of_which_something_is_printed(self, here: Path, press: FakePress) -> None:
        make_project(here, {"甲.yaml": "'{{电话}}'"})
        run("build"), run("build", "--village", "全部"), press.taken()
        make_project(here, {"辖区.yaml": PROJECT + VILLAGES.replace("'2'", "'3'")})
        found = {path: why for path, why in plan("--village", "全部").items() if why != "没有改动"}
        why = "辖区或村庄的内容改了"
        assert found == {"乙村/poster-a3/甲.pdf": why, "乙村/poster-a4/甲.pdf": why}

    def test_a_result(self, here: Path, press: FakePress) -> None:
        (here / "output/poster-a3/甲.pdf").write_bytes(b"half")
        (here / "output/poster-a4/乙.pdf").unlink()
        assert set(self.changed(press)) == {"poster-a3/甲.pdf", "poster-a4/乙.pdf"}

    def test_by_force(self, press: FakePress) -> None:
        assert plan("--force") == dict.fromkeys(plan(), "--force") and press.taken() == []

    def test_the_program(self, press: FakePress, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("yizhangtu.__version__", "99")
        monkeypatch.setattr(identity, "__version__", "99")
        assert set(self.changed(press).values()) == {"字体或程序改了"}

    def test_errors(self, here: Path, press: FakePress) -> None:
        make_project(here, {"乙.yaml": BROKEN.format(title="乙")})
        result = run("build", "--dry-run")
        assert result.exit_code == 1 and "错误[Y203]" in result.stderr and "做不成" in result.stderr
        assert [line.split("\t")[0] for line in result.stdout.splitlines()] == [
            "output/poster-a3/甲.pdf",
            "output/poster-a4/甲.pdf",
        ]
        assert run("build", "--dry-run", "-o", "-", "flows/甲.yaml").exit_code == 2


def test_a_row_that_a_list_takes_from_another_guide(here: Path, press: FakePress) -> None:
    rows = "名称: 清单\n类型: 清单\n所属清单: 服务群众\n事项:\n  - {事项: 开证明, 流程: 甲}\n"
    make_project(
        here,
        {"甲.yaml": "甲", "乙.yaml": "乙", "单.yaml": rows, "辖区.yaml": PROJECT + "帮办代办: {姓名: 张, 电话: 1}\n"},
    )
    run("build", "-m", "poster-a3")
    make_project(here, {"甲.yaml": GUIDE.format(title="甲").replace("5个工作日", "6个工作日")})
    found = plan("-m", "poster-a3")
    assert (found["poster-a3/甲.pdf"], found["poster-a3/乙.pdf"]) == ("定义改了", "没有改动")
    assert found["poster-a3/单.pdf"] == "引用的定义改了"


@pytest.mark.parametrize(
    ("name", "touched"),
    [
        ("themes/红.yaml", {"poster-a3/村民积分制", "poster-a4/村民积分制"}),
        ("themes/蓝.yaml", {"poster-a3/村级采购", "poster-a4/村级采购"}),
        ("tables/points.yaml", {"poster-a3/村民积分制", "poster-a4/村民积分制"}),
        ("tables/conduct.yaml", {"poster-a3/移风易俗", "poster-a4/移风易俗"}),
        ("tables/list.yaml", set()),
        ("media/poster-a4.yaml", {"poster-a4/村级采购", "poster-a4/村民积分制", "poster-a4/移风易俗"}),
        ("media/poster-a2.yaml", set()),
        ("print/inks.yaml", set()),
        ("flow.yaml", {"all"}),
        ("templates/screen.html.j2", {"all"}),
    ],
)
def test_a_style_makes_anew_what_it_touches(
    here: Path, press: FakePress, looks: Callable[[str], None], name: str, touched: set[str]
) -> None:
    guides = {f"{stem}.yaml": (FLOWS / f"{stem}.yaml").read_bytes() for stem in ("村级采购", "村民积分制", "移风易俗")}
    make_project(here, {**guides, "辖区.yaml": PROJECT})
    run("build")
    everything = {target.removesuffix(".pdf") for target in press.taken()}
    assert len(everything) == 6
    looks(name)
    expected = everything if touched == {"all"} else touched
    found = {path.removesuffix(".pdf"): why for path, why in plan().items() if why != "没有改动"}
    assert found == dict.fromkeys(expected, "样式改了")
    run("build")
    assert {target.removesuffix(".pdf") for target in press.taken()} == expected

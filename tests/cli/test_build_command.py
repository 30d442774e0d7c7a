"""`yizhangtu build`: what is made, what is not made again, what is reported where, and the exit code."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from helpers.village_project import BROKEN, CRASH, GUIDE, WARNED, FakePress, make_project, run
from yizhangtu.system import identity
from yizhangtu.system.installation import Installation

PROJECT = "乡镇: 某镇\n县区: 某县\n发布单位: 某镇人民政府\n"
VILLAGES = "村庄:\n  - 村名: 甲村\n  - 村名: 乙村\n"


def files(folder: Path) -> list[str]:
    """What lies in the folder of results."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_default_is_all_of_flows_as_poster_and_booklet(here: Path, press: FakePress) -> None:
    make_project(here, {"甲.yaml": "甲", "乙.yaml": "乙"})
    result = run("build")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["output/poster-a3/乙.pdf", "output/poster-a3/甲.pdf", "output/booklet-a5.pdf"]
    assert "制作了 3 个文件" in result.stderr
    assert files(here / "output") == [".yizhangtu.json", "booklet-a5.pdf", "poster-a3/乙.pdf", "poster-a3/甲.pdf"]


def test_media_of_the_project_file(here: Path, press: FakePress) -> None:
    make_project(here, {"甲.yaml": "甲", "辖区.yaml": PROJECT + "媒介: [poster-a4, poster-a2]\n"})
    assert run("build").stdout.splitlines() == ["output/poster-a4/甲.pdf", "output/poster-a2/甲.pdf"]


def test_the_nearest_project_is_found_from_below(here: Path, press: FakePress, monkeypatch: pytest.MonkeyPatch) -> None:
    flows = make_project(here, {"甲.yaml": "甲"})
    monkeypatch.chdir(flows)
    assert run("build", "-m", "poster-a4").stdout == "../output/poster-a4/甲.pdf\n"
    assert (here / "output/poster-a4/甲.pdf").is_file()


def test_lists_repetition_and_free_sizes(here: Path, press: FakePress) -> None:
    make_project(here, {"甲.yaml": "甲"})
    result = run("build", "-m", "poster-a4,poster-a2", "-m", "600x900mm", "-m", "poster-a4", "-o", "成品")
    assert result.stdout.splitlines() == ["成品/poster-a4/甲.pdf", "成品/poster-a2/甲.pdf", "成品/600x900mm/甲.pdf"]


def test_one_named_guide_leaves_the_booklet_of_all_alone(here: Path, press: FakePress) -> None:
    make_project(here, {"甲.yaml": "甲", "乙.yaml": "乙"})
    result = run("build", "flows/甲.yaml")
    assert result.stdout.splitlines() == ["output/poster-a3/甲.pdf"]
    assert "手册收全部定义" in result.stderr
    assert run("build", "flows/甲.yaml", "-m", "booklet-a5").stdout.splitlines() == ["output/booklet-a5.pdf"]


def test_the_only_guide_of_a_folder_is_all_of_it(here: Path, press: FakePress) -> None:
    (here / "甲.yaml").write_text(GUIDE.format(title="甲"), "utf-8")
    assert run("build", "甲.yaml").stdout.splitlines() == ["output/poster-a3/甲.pdf", "output/booklet-a5.pdf"]


def test_a_bad_guide_does_not_stop_the_others(here: Path, press: FakePress) -> None:
    make_project(here, {"坏.yaml": BROKEN.format(title="坏"), "好.yaml": "好", "gbk.yaml": "名称: 测试".encode("gbk")})
    result = run("build", "-m", "poster-a3")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == ["output/poster-a3/好.pdf"]
    assert "flows/坏.yaml:11:9 错误[Y203] 步骤“审核”引用了不存在的步骤“付款审批”" in result.stderr
    assert "flows/gbk.yaml:1:1 错误[Y102]" in result.stderr
    assert files(here / "output") == [".yizhangtu.json", "poster-a3/好.pdf"]


def test_a_guide_that_crashes_the_program_is_named_and_the_others_are_made(here: Path, press: FakePress) -> None:
    make_project(here, {"甲.yaml": "甲", "乙.yaml": CRASH, "丙.yaml": "丙"})
    result = run("build", "-m", "poster-a3", "-j", "1")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == ["output/poster-a3/丙.pdf", "output/poster-a3/甲.pdf"]
    assert "flows/乙.yaml 错误[Y604] 制作“让程序出错”（poster-a3）时程序出错" in result.stderr
    assert "（ZeroDivisionError: layout）" in result.stderr
    assert "Traceback" not in result.stderr


def test_warnings_count_only_when_strict(here: Path, press: FakePress) -> None:
    make_project(here, {"甲.yaml": WARNED.format(title="甲")})
    first, again = run("build", "-m", "poster-a3"), run("build", "-m", "poster-a3", "--strict")
    assert (first.exit_code, again.exit_code) == (0, 1)
    assert "警告[Y301]" in first.stderr and "警告[Y301]" in again.stderr
    assert press.taken() == ["poster-a3/甲.pdf"]


def test_faults_of_the_project_file_keep_its_guides_from_being_built(here: Path, press: FakePress) -> None:
    make_project(here, {"甲.yaml": "甲", "辖区.yaml": PROJECT + "媒介: [poster-a9]\n主题: 兰\n错字: 一\n"})
    result = run("build")
    assert result.exit_code == 1 and result.stdout == ""
    assert "flows/辖区.yaml:4:6 错误[Y117] 没有“poster-a9”这种媒介" in result.stderr
    assert "flows/辖区.yaml:5:5 错误[Y117] 没有“兰”这种配色" in result.stderr
    assert "flows/辖区.yaml:6:1 错误[Y113]" in result.stderr


class TestUnchanged:
    """What is unchanged since the last build is not built again."""

    @pytest.fixture(autouse=True)
    def built(self, here: Path, press: FakePress) -> None:
        make_project(here, {"甲.yaml": "甲", "乙.yaml": "乙", "辖区.yaml": PROJECT})
        assert run("build").exit_code == 0
        assert press.taken() == ["poster-a3/乙.pdf", "poster-a3/甲.pdf", "booklet-a5.pdf"]

    def test_nothing_is_made_twice(self, press: FakePress) -> None:
        result = run("build")
        assert (result.exit_code, result.stdout, press.taken()) == (0, "", [])
        assert "3 个文件没有改动" in result.stderr

    def test_force_makes_all(self, press: FakePress) -> None:
        run("build", "--force")
        assert len(press.taken()) == 3

    def test_a_changed_definition(self, here: Path, press: FakePress) -> None:
        make_project(here, {"甲.yaml": "甲改"})
        run("build")
        assert press.taken() == ["poster-a3/甲.pdf", "booklet-a5.pdf"]

    def test_a_changed_project_file(self, here: Path, press: FakePress) -> None:
        make_project(here, {"辖区.yaml": PROJECT + "监督电话: 0000-1\n"})
        run("build")
        assert len(press.taken()) == 3

    def test_changed_styles_or_program(self, press: FakePress, monkeypatch: pytest.MonkeyPatch) -> None:
        installed = Installation()
        another = installed.identity._replace(program="another")
        seen = installed.glance._replace(print=installed.glance.print + " another")  # the cache outlives the test
        monkeypatch.setattr(identity, "identity", lambda *_: another)
        monkeypatch.setattr(identity, "glance", lambda *_: seen)
        run("build")
        assert len(press.taken()) == 3

    def test_another_theme(self, press: FakePress) -> None:
        run("build", "-t", "黑白")
        assert len(press.taken()) == 3

    def test_a_result_that_was_changed_or_taken_away(self, here: Path, press: FakePress) -> None:
        (here / "output/poster-a3/甲.pdf").write_bytes(b"half")
        (here / "output/poster-a3/乙.pdf").unlink()
        run("build")
        assert press.taken() == ["poster-a3/乙.pdf", "poster-a3/甲.pdf"]

    @pytest.mark.parametrize(
        "data", [b"", b"{", b"[]", b"null", b'{"format": 1}', b"\xff", b'{"format": 1, "targets": [1]}']
    )
    def test_a_corrupt_stamp_costs_time_only(self, here: Path, press: FakePress, data: bytes) -> None:
        (here / "output/.yizhangtu.json").write_bytes(data)
        assert run("build").exit_code == 0
        assert len(press.taken()) == 3
        assert len(json.loads((here / "output/.yizhangtu.json").read_bytes())["content"]["results"]) == 3


class TestOneFile:
    """-o - writes exactly one file to standard output, and - reads one from standard input."""

    def test_through_the_pipe(self, here: Path, press: FakePress) -> None:
        result = run("build", "-", "-o", "-", stdin=GUIDE.format(title="甲").encode())
        assert result.exit_code == 0
        assert result.stdout_bytes.startswith(b"%PDF")
        assert not (here / "output").exists()

    def test_faults_leave_standard_output_empty(self, here: Path, press: FakePress) -> None:
        result = run("build", "-", "-o", "-", stdin=BROKEN.format(title="甲").encode())
        assert (result.exit_code, result.stdout_bytes) == (1, b"")
        assert "<stdin>:11:9 错误[Y203]" in result.stderr

    def test_two_files_are_wrong_usage(self, here: Path, press: FakePress) -> None:
        make_project(here, {"甲.yaml": "甲", "乙.yaml": "乙"})
        result = run("build", "-m", "poster-a3", "-o", "-")
        assert (result.exit_code, result.stdout_bytes) == (2, b"")
        assert "一次只能输出一个文件" in result.stderr

    def test_standard_input_has_the_project_of_this_place(self, here: Path, press: FakePress) -> None:
        make_project(here, {"辖区.yaml": "错字: 一\n"})
        result = run("build", "-", "-m", "poster-a3", stdin=GUIDE.format(title="甲").encode())
        assert result.exit_code == 1 and "flows/辖区.yaml:1:1" in result.stderr


class TestVillages:
    """--village makes the results of single villages, each in a folder of its own."""

    def test_one_and_all(self, here: Path, press: FakePress) -> None:
        make_project(here, {"甲.yaml": "'{{村名}}办事'", "辖区.yaml": PROJECT + VILLAGES})
        assert run("build", "--village", "乙村", "-m", "poster-a3").stdout == "output/乙村/poster-a3/甲.pdf\n"
        result = run("build", "--village", "全部")
        assert files(here / "output") == [
            ".yizhangtu.json", "乙村/booklet-a5.pdf", "乙村/poster-a3/甲.pdf", "甲村/booklet-a5.pdf",
            "甲村/poster-a3/甲.pdf",
        ]  # fmt: skip
        assert len(result.stdout.splitlines()) == 3  # one poster was there already

    def test_an_unknown_name(self, here: Path, press: FakePress) -> None:
        make_project(here, {"甲.yaml": "甲", "辖区.yaml": PROJECT + VILLAGES})
        result = run("build", "--village", "乙材")
        assert result.exit_code == 2 and "没有“乙材”这个村" in result.stderr and "“乙村”" in result.stderr

    @pytest.mark.parametrize("name", ["../x", "a/b", "..", "CON", "a\\b", "c:d", ".x", "x."])
    def test_a_name_that_would_leave_the_folder(self, here: Path, press: FakePress, name: str) -> None:
        make_project(here, {"甲.yaml": "甲", "辖区.yaml": f"村庄:\n  - 村名: '{name}'\n"})
        result = run("build", "--village", "全部")
        assert result.exit_code == 1 and "flows/辖区.yaml:2:9 错误[Y708]" in result.stderr
        assert run("check").stdout.splitlines()[0] == result.stderr.splitlines()[0]
        assert not (here / "output").exists() and not (here.parent / "x").exists()

    def test_a_table_that_is_not_there(self, here: Path, press: FakePress) -> None:
        make_project(here, {"甲.yaml": "甲", "辖区.yaml": "村庄: 村庄.xlsx\n"})
        assert "flows/辖区.yaml:1:5 错误[Y127] 读不了村庄表“村庄.xlsx”" in run("check").stdout
        result = run("build", "--village", "甲村")
        assert result.exit_code == 1 and "[Y127]" in result.stderr and not (here / "output").exists()

    def test_no_villages_at_all(self, here: Path, press: FakePress) -> None:
        make_project(here, {"甲.yaml": "甲"})
        assert run("build", "--village", "甲村").exit_code == 2


def test_equal_stems_from_two_folders(here: Path, press: FakePress) -> None:
    make_project(here, {"一/甲.yaml": "甲", "二/甲.yaml": "甲二"})
    result = run("build", "flows/一", "flows/二", "-m", "poster-a3")
    assert result.exit_code == 1 and result.stdout == "output/poster-a3/甲.pdf\n"
    assert "flows/二/甲.yaml 错误[Y707] 文件名和 flows/一/甲.yaml 的相同" in result.stderr
    assert "flows/二/甲.yaml 没有做成" in result.stderr


def test_a_booklet_is_of_one_project(here: Path, press: FakePress) -> None:
    make_project(here, {"一/甲.yaml": "甲", "一/辖区.yaml": PROJECT, "二/乙.yaml": "乙", "二/辖区.yaml": PROJECT})
    result = run("build", "flows/一", "flows/二", "-m", "booklet-a5")
    assert result.exit_code == 1 and result.stdout == "output/booklet-a5.pdf\n"
    assert "flows/二/辖区.yaml 错误[Y707] A5 办事手册只收一个辖区的定义" in result.stderr


@pytest.mark.parametrize(
    ("args", "stated"),
    [
        (["-m", "poster-a9"], "没有“poster-a9”这种媒介\n  提示: 是不是“poster-a0”？"),
        (
            ["-m", "minutes", "--copies", "12"],
            "“minutes”不编号，不能用 --copies\n  提示: 可以编号的：feedback",
        ),
        (["-m", "feedback", "--copies", "0"], "--copies 的值不对：要写 1 到 2000 之间的整数"),
        (["-m", "feedback", "--archive"], "“feedback”不能用 --archive"),
        (["-m", "100x100px"], "尺寸“100x100px”不能制作\n  提示: 屏幕图的短边不小于 480 像素"),
        (["-m", "100x100mm"], "尺寸“100x100mm”不能制作\n  提示: 海报的短边不小于 140 毫米"),
        (["-m", "0x0mm"], "不能制作"),
        (["-m", "10x10m"], "长边不大于 5000 毫米"),
        (["-m", "600x900in"], "尺寸“600x900in”的单位“in”不认识"),
        (["-m", "600x900"], "尺寸“600x900”没有写单位\n  提示: 海报写毫米或厘米"),
        (["-t", "兰"], "没有“兰”这种配色"),
        (["没有.yaml"], "“没有.yaml”：没有这个文件或文件夹"),
        (["--froce"], "没有 --froce 这个选项。是不是 --force"),
        (["-m"], "选项 -m 后面要有一个值"),
        (["-j", "0"], "的值不对：要写 1 到 64 之间的整数"),
    ],
)
def test_wrong_usage(here: Path, press: FakePress, args: list[str], stated: str) -> None:
    make_project(here, {"甲.yaml": "甲"})
    result = run("build", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert stated in result.stderr
    assert not (here / "output").exists()


def test_no_project_and_an_empty_one(here: Path, press: FakePress) -> None:
    assert run("build").exit_code == 2
    (here / "flows").mkdir()
    result = run("build")
    assert result.exit_code == 2 and "yizhangtu new" in result.stderr


def test_a_place_that_cannot_be_written_to(here: Path, press: FakePress) -> None:
    make_project(here, {"甲.yaml": "甲"})
    (here / "output").write_text("a file")
    result = run("build")
    assert result.exit_code == 2 and "不能写入“output/poster-a3/甲.pdf”" in result.stderr
    assert (here / "output").read_text() == "a file"


def test_quiet_says_only_what_is_wrong(here: Path, press: FakePress) -> None:
    make_project(here, {"甲.yaml": "甲"})
    result = run("build", "-q", "-m", "poster-a3")
    assert (result.stderr, result.stdout) == ("", "output/poster-a3/甲.pdf\n")


@pytest.mark.parametrize(("args", "stated"), [(("-m", ""), "媒介没有写名称"), (("--village", " "), "没有写村名")])
def test_a_blank_wish_is_wrong_usage(here: Path, press: FakePress, args: tuple[str, ...], stated: str) -> None:
    make_project(here, {"甲.yaml": "甲", "辖区.yaml": PROJECT + VILLAGES})
    result = run("build", *args)
    assert result.exit_code == 2 and stated in result.stderr


def test_a_link_that_leads_nowhere_is_reported_and_the_others_are_made(here: Path, press: FakePress) -> None:
    flows = make_project(here, {"甲.yaml": "甲"})
    (flows / "断.yaml").symlink_to("没有.yaml")
    (flows / "环.yaml").symlink_to("环.yaml")
    result = run("build", "-m", "poster-a4")
    assert result.exit_code == 1
    assert result.stdout == "output/poster-a4/甲.pdf\n"
    assert "断.yaml 错误[Y127]" in result.stderr
    assert "环.yaml 错误[Y127] 读不了这个文件：这是绕回自己的链接" in result.stderr


def test_a_full_disk_is_named(here: Path, press: FakePress, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    make_project(here, {"甲.yaml": "甲"})
    monkeypatch.setattr("yizhangtu.system.disk.write_atomic", full)
    result = run("build", "-m", "poster-a4")
    assert result.exit_code == 2 and "磁盘满了" in result.stderr


def test_every_inherited_text_is_looked_at(here: Path, press: FakePress) -> None:
    project = PROJECT + "帮办代办: {姓名: 王😀}\n村庄:\n  - {村名: 甲村, 站名: 站🚩}\n"
    make_project(here, {"甲.yaml": "甲", "辖区.yaml": project})
    result = run("build", "-m", "poster-a4")
    assert result.exit_code == 1 and "flows/辖区.yaml:4:13 错误[Y601]" in result.stderr
    project = PROJECT + "帮办代办: {姓名: 王, 窗口: '{{站名}}'}\n村庄:\n  - {村名: 甲村, 站名: 站🚩}\n"
    make_project(here, {"甲.yaml": "甲", "辖区.yaml": project})
    assert "U+1F6A9" in run("build", "-m", "poster-a4", "--village", "甲村").stderr

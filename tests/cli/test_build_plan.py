"""`yizhangtu build`: what is planned and why, what a run that has nothing to do leaves alone, two at once, progress."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import yizhangtu
from helpers.guides import FLOWS
from helpers.village_project import BROKEN, GUIDE, WARNED, FakePress, enter, fake_press, make_project, run
from yizhangtu import BuildRequest
from yizhangtu.build import checked
from yizhangtu.cli import output
from yizhangtu.system import clock, identity, lock, places

PROJECT = "乡镇: 某镇\n县区: 某县\n媒介: [poster-a3, poster-a4]\n"
VILLAGES = "村庄:\n  - {村名: 甲村, 电话: '1'}\n  - {村名: 乙村, 电话: '2'}\n"
HEAVY = ("weasyprint", "yaml", "jinja2", "fontTools", "PIL", "pikepdf", "openpyxl", "uharfbuzz", "importlib.metadata")


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> FakePress:
    return fake_press(monkeypatch)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return enter(tmp_path, monkeypatch)


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one with each run that goes the whole way."""
    gone: list[str] = []
    plain = checked.check_loaded

    def counted(*given: object) -> object:
        gone.append("whole")
        return plain(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(checked, "check_loaded", counted)
    return gone


@pytest.fixture
def looks(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Styles of its own; the function changes a file of them by a comment, or by what it means to a medium or theme."""
    folder = tmp_path_factory.mktemp("looks") / "styles"
    shutil.copytree(places.styles(), folder)
    monkeypatch.setattr(places, "styles", lambda: folder)

    def change(name: str) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        if name.startswith("media/"):
            text = text.replace("use: ", "use: 又")
        elif name.startswith("themes/"):
            text += 'watch: "#123456"\n'
        path.write_text(text + ("/* */" if name.endswith(".css") else "# 改\n"), "utf-8")

    return change


@pytest.fixture(autouse=True)
def as_before() -> object:
    yield


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


class TestNothingToDo:
    """A run that finds everything as the last one left it, says so at once."""

    @pytest.fixture(autouse=True)
    def produced(self, here: Path, press: FakePress, ways: list[str]) -> None:
        table = "村名,电话\n甲村,1\n乙村,2\n"
        make_project(
            here, {"甲.yaml": "甲", "乙.yaml": "乙", "辖区.yaml": PROJECT + "村庄: 村庄.csv\n", "村庄.csv": table}
        )
        run("build", "-m", "poster-a3")
        press.taken(), ways.clear()

    def again(self, ways: list[str], *args: str) -> bool:
        """Whether a run goes the whole way."""
        ways.clear()
        assert run("build", "-m", "poster-a3", *args).exit_code == 0
        return bool(ways)

    def test_nothing_is_read_twice(self, ways: list[str], press: FakePress) -> None:
        assert not self.again(ways)
        assert "2 个文件没有改动" in run("build", "-m", "poster-a3").stderr
        assert self.again(ways, "--force") and len(press.taken()) == 2
        assert not self.again(ways)

    def test_nothing_heavy_is_loaded(self) -> None:
        code = (
            "import sys; from yizhangtu.cli.main import main\n"
            "try: main(['build', '-m', 'poster-a3'])\n"
            f"finally: print(sorted({HEAVY!r} & sys.modules.keys()))"
        ).replace(repr(HEAVY), f"set({HEAVY!r})")
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert "2 个文件没有改动" in done.stderr and done.stdout == "[]\n"

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("flows/甲.yaml", GUIDE.format(title="丁")),
            ("flows/丙.yaml", GUIDE.format(title="丙")),
            ("flows/辖区.yaml", PROJECT + "村庄: 村庄.csv\n# 注\n"),
            ("flows/村庄.csv", "村名,电话\n甲村,1\n乙村,3\n"),
            ("output/poster-a3/甲.pdf", "%PDF"),
        ],
    )
    def test_what_is_another_is_looked_at(self, here: Path, ways: list[str], name: str, text: str) -> None:
        (here / name).write_text(text, "utf-8")
        assert self.again(ways) and not self.again(ways)

    def test_what_is_gone_is_looked_at(self, here: Path, ways: list[str]) -> None:
        (here / "flows/乙.yaml").unlink()
        assert self.again(ways) and not self.again(ways)
        (here / "output/poster-a3/甲.pdf").unlink()
        assert self.again(ways) and not self.again(ways)

    def test_a_table_that_becomes_a_link(self, here: Path, ways: list[str]) -> None:
        (here / "flows/村庄.csv").rename(here / "外.csv")
        (here / "flows/村庄.csv").symlink_to("../外.csv")
        assert run("build", "-m", "poster-a3").exit_code == 1 and ways

    def test_results_that_were_copied_are_read_once(self, here: Path, ways: list[str], press: FakePress) -> None:
        for path in (here / "output/poster-a3").iterdir():
            os.utime(path, ns=(1, 1))
        assert self.again(ways) and press.taken() == []
        assert not self.again(ways)

    def test_another_request_that_writes_the_same_files(self, ways: list[str], press: FakePress) -> None:
        assert self.again(ways, "-t", "mono") and len(press.taken()) == 2
        assert self.again(ways) and len(press.taken()) == 2

    def test_another_dot(self, here: Path, ways: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        put_dot(here / "bin", monkeypatch)
        assert self.again(ways) and not self.again(ways)

    @pytest.mark.parametrize("kind", ["of the stamps", "in whole seconds", "in the future"])
    def test_a_style_that_changes_twice_at_a_time(
        self, here: Path, ways: list[str], press: FakePress, looks: Callable[[str], None], kind: str
    ) -> None:
        """Its size and time stay the same; so its contents are read once more."""
        style = places.styles() / "themes/common.yaml"
        self.again(ways)  # with these styles
        noted = (here / "output/.yizhangtu.json").stat().st_mtime_ns
        second = 10**9
        time = {"of the stamps": noted, "in whole seconds": noted // second * second}.get(kind, noted + 3600 * second)
        os.utime(style, ns=(time, time))
        assert self.again(ways)
        os.utime(here / "output/.yizhangtu.json", ns=(noted, noted))
        press.taken()
        style.write_text(style.read_text("utf-8").replace("#1A1A1A", "#1A1A1B"), "utf-8")
        os.utime(style, ns=(time, time))
        assert self.again(ways) and len(press.taken()) == 2
        if kind == "in whole seconds":  # however long the run took
            os.utime(here / "output/.yizhangtu.json", ns=(noted, noted))
        assert self.again(ways) == (kind != "of the stamps")  # the others are looked at until their time is over

    def test_what_was_wrong_is_stated_again(self, here: Path, ways: list[str]) -> None:
        make_project(here, {"甲.yaml": WARNED.format(title="甲"), "坏.yaml": BROKEN.format(title="坏")})
        first = run("build", "-m", "poster-a3")
        ways.clear()
        again = run("build", "-m", "poster-a3", "--strict")
        assert not ways and (first.exit_code, again.exit_code) == (1, 1)
        for stated in ("警告[Y301]", "错误[Y203]", "说不清", "没有做成"):
            assert stated in first.stderr and stated in again.stderr
        assert first.stderr.splitlines()[:-1] == again.stderr.splitlines()[:-1]  # all but the summary

    def test_what_failed_is_tried_again(self, here: Path, ways: list[str], press: FakePress) -> None:
        make_project(here, {"崩.yaml": "让程序出错"})
        for _ in range(2):
            ways.clear()
            assert run("build", "-m", "poster-a3").exit_code == 1 and ways

    def test_a_folder_that_cannot_be_written_to(self, ways: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        def full(path: Path, data: bytes) -> None:
            raise OSError(errno.EROFS, "read-only")

        monkeypatch.setattr("yizhangtu.system.disk.write_atomic", full)
        for path in Path("output/poster-a3").iterdir():
            os.utime(path, ns=(1, 1))
        assert self.again(ways)


def put_dot(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dot of another version, first on the path; it notes how often it is asked."""
    folder.mkdir(exist_ok=True)
    path = folder / "dot"
    path.write_text(f'#!/bin/sh\necho x >> "{folder}/asked"\necho "dot - graphviz version 99" >&2\n')
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder / "asked"


class TestTwoAtOnce:
    """One program at a time writes into a folder."""

    @pytest.fixture(autouse=True)
    def produced(self, here: Path) -> None:
        make_project(here, {"甲.yaml": "甲", "乙.yaml": "乙"})

    @pytest.fixture
    def other(self, here: Path) -> int:
        """Another program that holds the folder."""
        (here / "output").mkdir()
        handle = os.open(here / "output", os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)
        return handle

    def test_the_second_waits(self, press: FakePress, other: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clock, "sleep", lambda seconds: os.close(other))
        result = run("build", "-m", "poster-a3")
        assert result.exit_code == 0 and len(press.taken()) == 2
        assert result.stderr.startswith("另一个 yizhangtu 正在写“output”，等它做完…\n")
        assert "另一个" not in run("build", "-m", "poster-a3", "--force").stderr

    def test_it_sees_what_the_first_has_made(
        self, here: Path, press: FakePress, other: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        os.close(other)
        run("build", "-m", "poster-a3")
        for path in (here / "output/poster-a3").iterdir():
            os.utime(path, ns=(1, 1))  # so that it looks closer
        handle = os.open(here / "output", os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)

        def end(seconds: float) -> None:
            (here / "output/poster-a3/甲.pdf").write_bytes(b"another")
            os.close(handle)

        monkeypatch.setattr(clock, "sleep", end)
        press.taken()
        assert run("build", "-m", "poster-a3").exit_code == 0 and press.taken() == ["poster-a3/甲.pdf"]

    def test_not_for_ever(self, press: FakePress, other: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lock, "PATIENCE_S", 0.0)
        result = run("build", "-q")
        assert (result.exit_code, result.stdout, press.taken()) == (2, "", [])
        assert result.stderr.startswith("错误：另一个 yizhangtu 一直在写“output”\n  提示: 等它做完再运行")
        os.close(other)

    def test_a_folder_that_is_taken_away_meanwhile(
        self, here: Path, press: FakePress, other: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def end(seconds: float) -> None:
            (here / "output").rmdir()
            os.close(other)

        monkeypatch.setattr(clock, "sleep", end)
        assert run("build", "-m", "poster-a3").exit_code == 0
        assert (here / "output/poster-a3/甲.pdf").is_file()

    def test_one_that_was_killed_is_no_obstacle(self, here: Path, press: FakePress) -> None:
        code = (
            "import os, pathlib, signal; from yizhangtu.system import lock\n"
            "with lock.locked(pathlib.Path('output'), print): os.kill(os.getpid(), signal.SIGKILL)"
        )
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
        result = run("build", "-m", "poster-a3")
        assert result.exit_code == 0 and "另一个" not in result.stderr

    def test_where_there_are_no_locks(self, press: FakePress, monkeypatch: pytest.MonkeyPatch) -> None:
        def never(handle: int, how: int) -> None:
            raise OSError(errno.ENOLCK, "no locks")

        monkeypatch.setattr(fcntl, "flock", never)
        assert run("build", "-m", "poster-a3").exit_code == 0 and len(press.taken()) == 2

    def test_two_real_programs(self, here: Path) -> None:
        words = [sys.executable, "-m", "yizhangtu", "build", "-m", "text", "-q"]
        both = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        stated = [process.communicate()[0].splitlines() for process in both]
        assert [process.returncode for process in both] == [0, 0]
        assert sorted(stated[0] + stated[1]) == ["output/text/乙.txt", "output/text/甲.txt"]  # each made once
        names = sorted(path.relative_to(here).as_posix() for path in (here / "output").rglob("*") if path.is_file())
        assert names == ["output/.yizhangtu.json", "output/text/乙.txt", "output/text/甲.txt"]


class TestFullDisk:
    """What was made before stays, nothing is torn."""

    def test_what_was_made_stays(self, here: Path, press: FakePress, monkeypatch: pytest.MonkeyPatch) -> None:
        make_project(here, {"甲.yaml": "甲", "乙.yaml": "乙", "丙.yaml": "丙"})
        written: list[int] = []
        plain = os.fsync

        def full_at_the_second(handle: int) -> None:
            written.append(handle)
            if len(written) == 2:
                raise OSError(errno.ENOSPC, "No space left on device")
            plain(handle)

        monkeypatch.setattr(os, "fsync", full_at_the_second)
        result = run("build", "-m", "poster-a3")
        assert result.exit_code == 2 and result.stdout == "output/poster-a3/丙.pdf\n"
        assert "不能写入“output/poster-a3/乙.pdf”：磁盘满了" in result.stderr
        existing = sorted(path.name for path in (here / "output").rglob("*") if path.is_file())
        assert existing == [".yizhangtu.json", "丙.pdf"]
        press.taken()
        assert run("build", "-m", "poster-a3").exit_code == 0
        assert press.taken() == ["poster-a3/乙.pdf", "poster-a3/甲.pdf"]

    def test_not_even_the_stamps(self, here: Path, press: FakePress, monkeypatch: pytest.MonkeyPatch) -> None:
        make_project(here, {"甲.yaml": "甲", "乙.yaml": "乙"})
        plain, written = os.fsync, list[int]()

        def full_after_the_first(handle: int) -> None:
            written.append(handle)
            if len(written) > 1:
                raise OSError(errno.ENOSPC, "No space left on device")
            plain(handle)

        monkeypatch.setattr(os, "fsync", full_after_the_first)
        result = run("build", "-m", "poster-a3")
        assert result.exit_code == 2 and "不能写入“output/poster-a3/甲.pdf”：磁盘满了" in result.stderr
        assert [path.name for path in (here / "output").rglob("*") if path.is_file()] == ["乙.pdf"]


class TestProgress:
    """One line for people who wait."""

    @pytest.fixture
    def now(self, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        """The clock, and a terminal of 80 columns."""
        time = [0.0]
        monkeypatch.setattr(clock, "now", lambda: time[0])
        monkeypatch.setattr(output, "columns", lambda: 80)
        monkeypatch.delenv("CI", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        return time

    def test_it_appears_late_and_is_drawn_over(
        self, now: list[float], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        bar = output.Bar(quiet=False)
        bar(1, 8, "一", 0)
        assert capsys.readouterr().err == ""
        now[0] = 2.0
        bar(4, 8, "poster-a3/二.pdf", 1)
        bar(5, 8, "三", 1)  # too soon after the last
        now[0] = 4.0
        bar(8, 8, "四", 0)
        bar.close()
        assert capsys.readouterr().err.split("\r\x1b[K") == [
            "",
            "##########.......... 4/8  每秒 2.0 张  还要 2 秒  1 处问题  poster-a3/二.pdf",
            "#################### 8/8  每秒 2.0 张  还要 0 秒  四",
            "",
        ]

    def test_not_for_programs_nor_when_quiet(self, now: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        assert output.Bar(quiet=False).on and not output.Bar(quiet=True).on
        monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
        assert not output.Bar(quiet=False).on
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        monkeypatch.setenv("CI", "1")
        assert not output.Bar(quiet=False).on

    @pytest.mark.parametrize("room", range(0, 100, 7))
    def test_it_never_fills_more_than_a_line(self, room: int) -> None:
        from yizhangtu.cli.report.columns import width

        line = output.progress_line(120, 1000, "村/poster-a3/很长的名字\x1b[31m.pdf", 3, 6.5, room)
        assert width(line) <= room and "\x1b" not in line

    def test_times(self) -> None:
        assert "每秒 18 张  还要 48 秒" in output.progress_line(120, 1000, "", 0, 6.5, 99)
        assert "还要 15 分 0 秒" in output.progress_line(100, 1000, "", 0, 100.0, 99)

    def test_faults_are_counted_as_they_come(self, here: Path, press: FakePress) -> None:
        steps: list[tuple[object, ...]] = []
        make_project(here, {"甲.yaml": WARNED.format(title="甲"), "崩.yaml": "让程序出错"})
        yizhangtu.build_files(BuildRequest(media=["poster-a3"]), lambda *step: steps.append(step))
        assert steps == [(1, 2, "poster-a3/崩.pdf", 2), (2, 2, "poster-a3/甲.pdf", 2)]

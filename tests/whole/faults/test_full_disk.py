"""A disk that is full, read-only or broken, at every step of a build: reported, no file is torn or lost, and the next
build completes."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.cases import cases
from helpers.village_project import enter, fake_press, make_project, run
from yizhangtu.build import results
from yizhangtu.build.cache import records
from yizhangtu.system import disk
from yizhangtu.system.fonts.fonts import Fonts

VILLAGES = "乡镇: 某镇\n村庄: [{村名: 甲村}]\n"
OLD, NEW = {"一.yaml": "旧", "二.yaml": "二"}, {"一.yaml": "新", "三.yaml": "三"}
WAYS: tuple[tuple[str, ...], ...] = (("-m", "poster-a3,booklet-a5"), ("-m", "poster-a4", "--village", "全部"))
STEPS = {"mkdir": os, "fsync": os, "replace": os, "chmod": os, "fdopen": os, "mkstemp": tempfile}


class Disk:
    """Fails at the `fatal` step of writing, and from there on unless it is only `once`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, fatal: int, once: bool) -> None:
        self.number, self.fatal, self.once, self.count = number, fatal, once, 0
        for name, module in STEPS.items():
            monkeypatch.setattr(module, name, self.watched(getattr(module, name)))

    def watched(self, plain: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            self.step()
            output = plain(*given, **named)
            return _Torn(output, self) if plain.__name__ == "fdopen" else output

        return call

    def step(self) -> None:
        self.count += 1
        if self.count == self.fatal or (self.count > self.fatal and not self.once):
            raise OSError(self.number, os.strerror(self.number))


class _Torn:
    """A stream whose write may break off half-way."""

    def __init__(self, stream: Any, disk: Disk) -> None:
        self._stream, self._disk = stream, disk

    def write(self, data: bytes) -> int:
        self._stream.write(data[: len(data) // 2])
        self._disk.step()
        return int(self._stream.write(data[len(data) // 2 :]))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __enter__(self) -> _Torn:
        return self

    def __exit__(self, *what: Any) -> None:
        self._stream.__exit__(*what)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    fake_press(monkeypatch)
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # nobody cuts the power, and it takes long
    monkeypatch.setattr(results, "SAVED_AFTER", 1)  # the stamps are noted beside every file
    make_project(tmp_path, {**OLD, "辖区.yaml": VILLAGES})
    return enter(tmp_path, monkeypatch)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("once", [False, True], ids=["from then on", "once"])
@pytest.mark.parametrize("way", WAYS, ids=["media", "villages"])
def test_every_step_may_fail(here: Path, way: tuple[str, ...], once: bool) -> None:
    assert run("build", *way).exit_code == 0
    before = files(here / "output")
    make_project(here, NEW)
    stride = cases(4, 1)  # the four tests take different steps
    fatal, kinds = (2 * WAYS.index(way) + once) % stride - stride, [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS]
    stated = ["磁盘满了", "磁盘配额用完了", "磁盘读写出错", "这里是只读的"]
    while True:
        fatal += stride
        if fatal < 1:
            continue
        kind = fatal // stride % len(kinds)
        subprocess.run(["rm", "-rf", "output"], check=True)
        for name, data in before.items():  # the old state again
            (here / "output" / name).parent.mkdir(parents=True, exist_ok=True)
            (here / "output" / name).write_bytes(data)
        with pytest.MonkeyPatch.context() as patch:
            broken = Disk(patch, kinds[kind], fatal, once)
            result = run("build", *way)
        if broken.count < fatal:
            break
        existing = files(here / "output")
        assert run("build", *way).exit_code == 0
        after = files(here / "output")
        if result.exit_code != 0:  # not where only folders could not be made, and were there a moment later
            assert result.exit_code == 2, result.stderr
            assert "错误：不能写入“output" in result.stderr and stated[kind] in result.stderr
            assert "-o 换一个地方" in result.stderr and "程序出错" not in result.stderr
        else:
            assert once and broken.count > fatal
        assert before.keys() <= existing.keys(), "lost"
        for name, data in existing.items():
            assert name == records.NAME or data in (before.get(name), after[name]), f"{name} is torn, or left over"
        messages = {line.removeprefix("output/") for line in result.stdout.splitlines()}
        assert all(existing[name] == after[name] for name in messages), "what is told is not there"
        assert not any(name.endswith(".part") for name in after)
        assert run("build", *way).stdout == ""
    assert fatal > 40
    assert result.exit_code == 0


def test_a_cache_that_cannot_be_written_to_costs_time_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    wanted = Fonts().subset("甲").regular
    fatal = 1
    while True:
        subprocess.run(["rm", "-rf", tmp_path / "yizhangtu"], check=True)
        with pytest.MonkeyPatch.context() as patch:
            broken = Disk(patch, errno.ENOSPC, fatal, False)
            assert Fonts().subset("甲").regular == wanted
        if broken.count < fatal:
            break
        assert not list(tmp_path.rglob("*.part"))
        fatal += 1
    assert fatal > 8


@pytest.mark.parametrize("medium", ["poster-a5", "booklet-a5", "960x540px"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE])
def test_no_room_for_temporary_files_is_no_fault_of_a_guide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, medium: str, number: int
) -> None:
    make_project(enter(tmp_path, monkeypatch), {"一.yaml": "一", "二.yaml": "二"})

    def full(*given: Any, **named: Any) -> str:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr("weasyprint.text.fonts.mkdtemp", full)  # where the press puts its fonts
        result = run("build", "-m", medium, "-j", "1")
    assert result.exit_code == 2 and "Y604" not in result.stderr, result.stderr
    assert "错误：制作时不能读写临时文件：" in result.stderr and "TMPDIR" in result.stderr
    assert run("build", "-m", medium, "-j", "1").exit_code == 0


class TestReading:
    """What cannot be read is reported; what need not be read is done without."""

    @pytest.fixture
    def unreadable(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], None]:
        def make(name: str, number: int) -> None:
            def failing(path: Any, *how: Any) -> Any:
                if str(path).endswith(name):
                    raise OSError(number, os.strerror(number), str(path))
                return open(path, *how)

            monkeypatch.setattr(disk, "open", failing, raising=False)
            monkeypatch.setattr("yizhangtu.system.outputs.open", failing, raising=False)

        return make

    @pytest.mark.parametrize(("number", "stated"), [(errno.EIO, "磁盘读写出错"), (errno.EACCES, "没有读取的权限")])
    def test_a_definition(self, unreadable: Callable[[str, int], None], number: int, stated: str) -> None:
        unreadable("一.yaml", number)
        result = run("build", "-m", "poster-a3")
        assert result.exit_code == 1 and result.stdout == "output/poster-a3/二.pdf\n"
        assert f"flows/一.yaml 错误[Y127] 读不了这个文件：{stated}" in result.stderr

    def test_the_project_file(self, unreadable: Callable[[str, int], None]) -> None:
        unreadable("辖区.yaml", errno.EIO)
        result = run("build", "-m", "poster-a3")
        assert result.exit_code == 1 and result.stdout == ""
        assert "flows/辖区.yaml 错误[Y127] 读不了辖区文件：磁盘读写出错" in result.stderr

    def test_what_belongs_to_the_program(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def failing(*_: object) -> None:
            raise OSError(errno.EIO, "Input/output error", "/opt/styles/flow.yaml")

        monkeypatch.setattr("yizhangtu.build.build.take_snapshot", failing)
        result = run("build")
        assert result.exit_code == 2 and "程序出错" not in result.stderr
        assert result.stderr.startswith("错误：不能读写“/opt/styles/flow.yaml”：磁盘读写出错\n  提示: 请检查磁盘")

    def test_the_stamps(self, here: Path, unreadable: Callable[[str, int], None]) -> None:
        run("build", "-m", "poster-a3")
        unreadable(records.NAME, errno.EIO)
        assert len(run("build", "-m", "poster-a3").stdout.splitlines()) == 2  # made again


class TestPlaces:
    """Where results cannot go."""

    @pytest.mark.parametrize(
        ("folder", "stated"),
        [
            ("长" * 100, "文件名太长"),
            ("a/" * 2500, "文件名太长"),
            ("loop/x", "绕回自己"),
            ("flows/一.yaml", "路径里有一段是文件"),
        ],
    )
    def test_no_such_place(self, here: Path, folder: str, stated: str) -> None:
        (here / "loop").symlink_to("loop")
        for words in (("build",), ("build", "--village", "全部")):
            result = run(*words, "-m", "poster-a3", "-o", folder)
            assert result.exit_code == 2 and stated in result.stderr and "程序出错" not in result.stderr, result.stderr

    def test_a_file_where_a_folder_should_be(self, here: Path) -> None:
        (here / "output").mkdir()
        (here / "output/poster-a3").write_text("mine")
        result = run("build", "-m", "poster-a3")
        assert result.exit_code == 2 and "那里有一个同名的文件" in result.stderr
        assert (here / "output/poster-a3").read_text() == "mine"

    def test_a_folder_where_a_file_should_be(self, here: Path) -> None:
        (here / "output/poster-a3/一.pdf").mkdir(parents=True)
        result = run("build", "-m", "poster-a3")
        assert result.exit_code == 2 and "不能写入“output/poster-a3/一.pdf”：这是文件夹，不是文件" in result.stderr
        assert os.listdir(here / "output/poster-a3") == ["一.pdf"]

    def test_the_folder_is_taken_away_meanwhile(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        plain = disk.write_atomic

        def away(path: Path, data: bytes) -> Any:
            if path.name == "二.pdf":
                subprocess.run(["rm", "-rf", here / "output"], check=True)
            return plain(path, data)

        with monkeypatch.context() as patch:
            patch.setattr(disk, "write_atomic", away)
            assert run("build", "-m", "poster-a3").exit_code == 0
        assert run("build", "-m", "poster-a3").exit_code == 0
        assert sorted(os.listdir(here / "output/poster-a3")) == ["一.pdf", "二.pdf"]


def test_a_folder_that_may_not_be_written_to(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for the results is told that they cannot be written, not that they cannot be read."""

    def refused(path: Any, *_: Any, **__: Any) -> Any:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(disk, "write_atomic", refused)
    result = run("build", "-m", "poster-a3")
    assert result.exit_code == 2
    assert (
        "不能写入“output/poster-a3/一.pdf”：没有写入的权限\n  提示: 请检查文件夹的权限和磁盘空间，或者用 -o"
        in result.stderr
    )


@pytest.fixture
def small(here: Path) -> Iterator[Path]:
    """A file system of 48 KiB for the results; not everybody may make one."""
    place = here / "output"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", str(place)]
    try:
        done = subprocess.run(mount, capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no mount")
    if done.returncode:
        pytest.skip("mounting is not allowed here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def again(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "yizhangtu", "build", *words], capture_output=True, text=True)


class TestReal:
    """The same on a file system that is small, or read-only, indeed."""

    def test_full(self, here: Path, small: Path) -> None:
        make_project(here, {f"{number}.yaml": f"第{number}件" for number in range(20)})
        result = run("build", "-m", "text", "-j", "1")
        assert result.exit_code == 2 and "：磁盘满了\n" in result.stderr
        output = result.stdout.splitlines()
        assert 0 < len(output) < 20 and all(Path(path).stat().st_size for path in output)
        assert not list(small.rglob("*.part"))
        subprocess.run(["mount", "-o", "remount,size=4m", str(small)], check=True)
        result = run("build", "-m", "text", "-j", "1")
        assert result.exit_code == 0 and run("build", "-m", "text").stdout == ""
        assert len(os.listdir(small / "text")) == 22

    def test_read_only(self, here: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert again("-m", "text").returncode == 0
        subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
        nothing = again("-m", "text")
        assert nothing.returncode == 0 and "2 个文件没有改动" in nothing.stderr and nothing.stdout == ""
        assert again("-m", "text", "flows/一.yaml").returncode == 0  # what is noted nowhere, but needs no making
        old = files(small)
        make_project(here, {"一.yaml": "又新"})
        result = again("-m", "text")
        assert result.returncode == 2 and "不能写入“output/text/一.txt”：这里是只读的" in result.stderr
        assert files(small) == old
        subprocess.run(["mount", "-o", "remount,rw", str(small)], check=True)
        assert again("-m", "text").stdout == "output/text/一.txt\n"

"""What runs on Windows, as far as another system can show it: no POSIX modules, no Pango, no dot, locks of msvcrt."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.guides import FLOWS, ROOT
from helpers.village_project import make_project
from yizhangtu.system import cache, disk, windows


def run(*words: str, cwd: Path, local: Path) -> tuple[int, str]:
    """Exit code and output of the program on a pretended Windows."""
    command = [sys.executable, str(ROOT / "tests/helpers/like_windows.py"), *words]
    env = {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]), "PATH": str(cwd), "LANG": "C.UTF-8",
        "HOME": str(local), "LOCALAPPDATA": str(local / "AppData/Local"),
        **{name: value for name, value in os.environ.items() if name == "YIZHANGTU_FONTS"},
    }  # fmt: skip
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_a_clerk_checks_builds_and_imports(tmp_path: Path) -> None:
    """In a folder with blanks, Chinese and line ends of Windows."""
    here = tmp_path / "村 务 公开"
    flows = make_project(here, {"辖区.yaml": "乡镇: 甲镇\n"})
    text = (FLOWS / "高龄津贴申领.yaml").read_text("utf-8").replace("\n", "\r\n")
    (flows / "高龄津贴申领.yaml").write_bytes(text.encode())
    (here / "指南.txt").write_bytes(
        "办理主体：村委会\r\n办理时限：5个工作日\r\n一、申请\r\n二、审核\r\n".encode("gb18030")
    )
    assert run("check", cwd=here, local=tmp_path)[0] == 0
    media = [word for name in ("poster-a3", "booklet-a5", "screen-1920x1080", "text") for word in ("-m", name)]
    code, text = run("build", *media, "--verify", cwd=here, local=tmp_path)
    assert code == 0, text
    made = sorted(one.relative_to(here / "output").as_posix() for one in (here / "output").rglob("高龄津贴申领.*"))
    assert made == ["poster-a3/高龄津贴申领.pdf", "screen-1920x1080/高龄津贴申领.png", "text/高龄津贴申领.txt"]
    assert not list((here / "output").glob(f"*{windows.LOCK_FILE}"))
    assert (tmp_path / "AppData/Local/yizhangtu/cache").is_dir()
    code, text = run("import", "指南.txt", "--to", "flows/新的.yaml", cwd=here, local=tmp_path)
    assert code in (0, 1) and (flows / "新的.yaml").is_file(), text
    code, text = run("doctor", cwd=here, local=tmp_path)
    assert code == 0 and "conda install -c conda-forge pango" in text


def test_a_file_that_is_open_elsewhere_is_tried_again_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, left = os.replace, [2]

    def held(source: str, target: Path) -> None:
        if left[0]:
            left[0] -= 1
            raise PermissionError(13, "used by another process")
        replace(source, target)

    monkeypatch.setattr(windows, "WINDOWS", True)
    monkeypatch.setattr(windows, "STEP_S", 0.0)
    monkeypatch.setattr(os, "replace", held)
    disk.write_atomic(tmp_path / "甲.pdf", b"1")
    assert (tmp_path / "甲.pdf").read_bytes() == b"1" and not left[0]
    left[0] = 99
    with pytest.raises(PermissionError):
        disk.write_atomic(tmp_path / "甲.pdf", b"2")
    assert [one.name for one in tmp_path.iterdir()] == ["甲.pdf"]
    from yizhangtu.system.inputs import WRITING, reason

    assert reason(PermissionError(13, "x"), WRITING).startswith("另一个程序正开着这个文件")


def test_the_cache_lies_in_the_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "WINDOWS", True)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "用户"))
    for place, safe in ((tmp_path / "用户/AppData/Local", True), (tmp_path / "公用", False)):
        monkeypatch.setenv("LOCALAPPDATA", str(place))
        assert cache.location() == place / "yizhangtu/cache"
        assert (cache.folder() is not None) == safe

"""The command itself, in processes of unlike surroundings: every file has the same bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from helpers.definitions import TWO_STEPS
from helpers.guides import ROOT

PROJECT = "发布单位: 村委会\n网址: https://example.com/a\n监督电话: 0000-1234567\n"
LIST = """\
类型: 清单
名称: 村里的事
所属清单: 服务群众
办理主体: 村委会
时间要求: 每项的时限写在表里
监督管理: 村监委
操作流程: 无
帮办代办: {姓名: 张××, 电话: 138-0000-0000}
事项:
  - {事项: 开证明, 流程: 乙}
  - {事项: 修路灯, 时限: 3个工作日}
"""
GUIDES = {
    "丁": LIST,
    "乙": TWO_STEPS.replace("名称: 开证明", "名称: 开证明\n所属清单: 服务群众\n发布: {日期: 2026年11月1日}"),
    "丙": TWO_STEPS.replace("开证明", "盖公章"),
    "甲": TWO_STEPS.replace("开证明", "领补贴"),
}
# What is asked for: everything in one call that one call can make.
WORDS = (
    ("-m", "poster-a5,booklet-a5,854x480px,text"),
    ("-m", "longimage", "flows/乙.yaml"),
    ("-m", "poster-a5", "--print", "flows/乙.yaml", "flows/甲.yaml"),
    ("-m", "booklet-a5", "--archive"),
    ("-m", "poster-a3", "--tiles", "a4", "flows/乙.yaml"),
)
SUFFIXES = {".pdf", ".png", ".html", ".txt"}


@dataclass(frozen=True)
class Surroundings:
    """Where and how the command is run. `folder` is the project's place inside the test's own, `cache` that of HOME."""

    folder: str
    cache: str
    environment: dict[str, str]
    umask: int = 0o022
    time: int = 1_700_000_000
    backwards: bool = False
    words: Sequence[str] = field(default=("-j", "1"))


PLAIN = Surroundings("plain", "home", {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"})
OTHERS = {
    "locale C, another folder, cold cache": Surroundings(
        "a/very long/路径 里有空格",
        "another",
        {"PYTHONHASHSEED": "4242", "LC_ALL": "C", "LANG": "C", "TZ": "America/St_Johns"},
        umask=0o077,
        time=1_000_000_000,
    ),
    "two processes, files named backwards, warm cache": Surroundings(
        "b",
        "home",
        {
            "PYTHONHASHSEED": "random",
            "LC_ALL": "tr_TR.UTF-8",
            "LANG": "zh_CN.GBK",
            "LANGUAGE": "tr",
            "TZ": "Pacific/Kiritimati",
            "SOURCE_DATE_EPOCH": "86400",
            "COLUMNS": "40",
        },
        umask=0o000,
        time=1_900_000_000,
        backwards=True,
        words=("-j", "2"),
    ),
}


def results(root: Path, one: Surroundings) -> dict[str, str]:
    """The hashes of all that is made, by path."""
    folder = root / one.folder
    (folder / "flows").mkdir(parents=True)
    files = sorted(GUIDES)
    for name, text in {**GUIDES, "辖区": PROJECT}.items():
        file = folder / "flows" / f"{name}.yaml"
        file.write_text(text, "utf-8")
        os.utime(file, (one.time, one.time))
    home = root / one.cache
    home.mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    environment = {**kept, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    for words in WORDS:
        named = [word for word in words if word.endswith(".yaml")]
        rest = [word for word in words if word not in named]
        if one.backwards:
            named = named[::-1] or [f"flows/{name}.yaml" for name in reversed(files)]
        subprocess.run(
            [sys.executable, "-m", "yizhangtu", "build", "-q", *one.words, *rest, *named],
            cwd=folder, env=environment | one.environment, umask=one.umask, check=True, capture_output=True,
        )  # fmt: skip
    result = [path for path in (folder / "output").rglob("*") if path.suffix in SUFFIXES]
    found = {path.relative_to(folder / "output").as_posix(): path.read_bytes() for path in result}
    shutil.rmtree(folder)
    return {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("surroundings")


@pytest.fixture(scope="module")
def plain(root: Path) -> dict[str, str]:
    return results(root, PLAIN)


def test_everything_is_among_them(plain: dict[str, str]) -> None:
    kinds = {name.split("/")[0] if "/" in name else name for name in plain}
    assert kinds == {
        "poster-a5", "booklet-a5.pdf", "854x480px", "text", "longimage", "poster-a5-print", "booklet-a5-archive.pdf",
        "poster-a3-tiles-a4",
    }  # fmt: skip
    assert {"poster-a5/总图.pdf", "854x480px/screen.html", "854x480px/乙.png"} <= set(plain)


@pytest.mark.parametrize("others", OTHERS)
def test_the_same_bytes_in_other_surroundings(root: Path, plain: dict[str, str], others: str) -> None:
    assert results(root, OTHERS[others]) == plain


def test_it_does_not_matter_who_imports_weasyprint_first() -> None:
    """Imported without the program, WeasyPrint has style sheets for HTML."""
    code = (
        "import sys, yizhangtu\n"
        "wish = yizhangtu.BuildRequest(['flows/高龄津贴申领.yaml'], ['poster-a4'], one_file=True)\n"
        "sys.stdout.buffer.write(yizhangtu.build_files(wish).data)\n"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", head + code], cwd=ROOT, capture_output=True, check=True).stdout
        for head in ("", "import weasyprint\n")
    )
    assert first.startswith(b"%PDF") and first == second

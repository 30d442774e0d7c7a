"""The list of the library against the guides themselves, read in full."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from helpers.guides import FLOWS
from yizhangtu.commands.library import list_library
from yizhangtu.library.blanks import blanks_of
from yizhangtu.library.entries import LibraryEntry, entry_of, in_order, matching
from yizhangtu.model.listing import Listing
from yizhangtu.read import read_guide, read_project

LIBRARY = FLOWS / "library"
FILES = sorted(path for path in LIBRARY.rglob("*.yaml") if path.name != "辖区.yaml")


def test_lists_every_file_once() -> None:
    assert sorted(one.name for one in list_library()) == sorted(f"{path.parent.name}/{path.stem}" for path in FILES)
    regions = [one.region for one in list_library()]
    assert all(one != "全国" or before == "全国" for before, one in pairwise(regions))


def test_every_region_has_its_project_file() -> None:
    for folder in {path.parent for path in FILES}:
        project = read_project((folder / "辖区.yaml").read_bytes(), "辖区.yaml").project
        assert bool(project.province) == (folder.name != "全国"), folder


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_entry_says_what_the_guide_says(path: Path) -> None:
    project = read_project((path.parent / "辖区.yaml").read_bytes(), "辖区.yaml").project
    guide = read_guide(path.read_bytes(), path.name, project).guide
    assert guide is not None
    entry = entry_of(path.parent.name, path.stem, path.read_text("utf-8"))
    assert (entry.title, entry.kind, entry.keywords) == (guide.title, guide.kind, guide.keywords)
    assert (entry.basis, entry.second_hand, entry.number) == (guide.basis, guide.second_hand, guide.number or "")
    rows = guide.body.rows if isinstance(guide.body, Listing) else ()
    assert entry.linked == tuple(dict.fromkeys(row.flow for row in rows if row.flow is not None))
    assert sorted(entry.blanks) == sorted(words for text in guide.texts for words in blanks_of(text))
    assert (entry.version, entry.date) == (guide.publication.version, guide.publication.date)


TEXT = """\
# 【由本地填写：不算】
名称: 甲事
关键词: [俗名]
备注:
- 交【由本地填写：数】元
- 依据: 不是这里的
依据: [《甲法》（2020年）第一条]
发布: {版本: 2026年版}
"""


def test_only_keys_at_the_beginning_of_a_line_count() -> None:
    entry = entry_of("浙江", "甲", TEXT)
    assert entry == LibraryEntry(
        "浙江", "甲", "甲事", "流程", keywords=("俗名",), basis=("《甲法》（2020年）第一条",), version="2026年版",
        blanks=("数",),
    )  # fmt: skip


def test_search() -> None:
    one, two, three = (
        LibraryEntry("全国", "低保", "最低生活保障", "流程", keywords=("吃低保",)),
        LibraryEntry("浙江", "低保", "最低生活保障", "流程"),
        LibraryEntry("全国", "医保", "医保参保", "流程", list_name="服务群众"),
    )
    known = in_order((two, three, one))
    assert known[-1] == two
    assert matching(known, "浙江/低保") == (two,)
    assert set(matching(known, "低保")) == {one, two}
    assert matching(known, "吃低保") == (one,)
    assert matching((*known, LibraryEntry("全国", "边缘", "吃低保边缘", "流程")), "吃低保") == (one,)  # its own keyword
    assert matching(known, "服务") == (three,)
    assert matching(known, "没有") == ()

"""styles/media/*.yaml: what anybody may add, and what is said about a mistake: file, place, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from yizhangtu.media.registry import file_kinds
from yizhangtu.model.style import MEDIUM_KINDS
from yizhangtu.system.medium_files import load_media
from yizhangtu.system.problem import MissingDependency

SOUND = """\
title: 门牌
kind: poster
width_mm: 200
height_mm: 280
distance_m: 0.5
floor_mm: 4
target_mm: 5
qr_mm: 0
scale: 0.8
use: 门口
"""


def test_a_file_is_a_medium(tmp_path: Path) -> None:
    (tmp_path / "door.yaml").write_text(SOUND, "utf-8")
    (tmp_path / "wall.yaml").write_text(
        SOUND.replace("kind: poster", "kind: screen").replace("_mm", "_px").replace("200", "800"), "utf-8"
    )
    media = load_media(tmp_path)
    assert (media["door"].width_mm, media["door"].size, media["door"].length(4)) == (200, "200×280 毫米", "4 毫米")
    wall = media["wall"]
    assert wall.pixels == (800, 280) and wall.size == "800×280 像素" and wall.length(wall.floor_mm) == "4 像素"


@pytest.mark.parametrize(
    ("old", "new", "place", "said", "hint"),
    [
        ("width_mm: 200", "width_mm: 宽", ":3:11", "“width_mm”不能写“宽”", "大于 0 的数"),
        ("width_mm: 200", "width_mm: 0", ":3:11", "“width_mm”不能写“0”", "大于 0 的数"),
        ("width_mm: 200", "width_mm: -5", ":3:11", "“width_mm”不能写“-5”", "大于 0 的数"),
        ("width_mm: 200", "width_mm: 200mm", ":3:11", "“width_mm”不能写“200mm”", "不带单位"),
        ("width_mm: 200", "width_mm: nan", ":3:11", "“width_mm”不能写“nan”", "大于 0 的数"),
        ("width_mm: 200", "widht_mm: 200", ":3:1", "没有“widht_mm”这个键", "是不是“width_mm”"),
        ("width_mm: 200\n", "", "", "缺少“width_mm”", "可以写"),
        ("kind: poster", "kind: 海报", ":2:7", "“kind”不能写“海报”", "poster、booklet"),
        ("title: 门牌", "title: [门牌]", ":1:8", "“title”要写一个值", "键: 值"),
        ("title: 门牌", "title: 门牌\ntitle: 门", ":2:1", "“title”写了两次", "删去一处"),
        ("use: 门口", "use: 门口\nfoot_first: 是", ":11:13", "“foot_first”写了“是”", "true 或者 false"),
        ("title: 门牌", "title: '门牌", "", "不合 YAML 的写法", "UTF-8"),
    ],
)
def test_mistakes(tmp_path: Path, old: str, new: str, place: str, said: str, hint: str) -> None:
    (tmp_path / "door.yaml").write_text(SOUND.replace(old, new), "utf-8")
    with pytest.raises(MissingDependency) as caught:
        load_media(tmp_path)
    told = str(caught.value)
    assert f"door.yaml{place}" in told and said in told and hint in told


@pytest.mark.parametrize("data", [b"", b"- 1\n", b"\xff\xfe", b"12\n"])
def test_no_mapping_at_all(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "door.yaml").write_bytes(data)
    with pytest.raises(MissingDependency, match=r"door\.yaml"):
        load_media(tmp_path)


def test_every_kind_that_may_be_written_is_made_by_something() -> None:
    assert file_kinds() == MEDIUM_KINDS

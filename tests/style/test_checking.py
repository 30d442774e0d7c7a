"""All files of styles/ together: what is stated about each fault, and that all are found at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from helpers.guides import ROOT
from yizhangtu.media.registry import file_kinds
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.errors import StyleError
from yizhangtu.style.medium import Medium
from yizhangtu.style.print_shop import ThemeInks
from yizhangtu.style.quantities import Mm
from yizhangtu.style.reading.checking import checked
from yizhangtu.style.reading.files import RECORDS
from yizhangtu.style.reading.theme_file import CommonColours
from yizhangtu.style.records import is_record
from yizhangtu.style.styles import Styles

FOLDER = ROOT / "styles"
FILES = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in FOLDER.rglob("*") if path.is_file()}
LOOP = "templates/screen.html.j2"
DOOR = """\
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
WALL = DOOR.replace("kind: poster", "kind: screen").replace("_mm", "_px").replace("200", "800")


def styles(**more: str) -> Styles:
    """Styles with further media."""
    files = {**FILES, **{f"media/{name}.yaml": text.encode() for name, text in more.items()}}
    return Styles(checked(files, file_kinds()), files.__getitem__)


def faults(changed: dict[str, bytes | None]) -> list[Diagnostic]:
    """What is wrong where some files are others, or not there."""
    files = {name: data for name, data in {**FILES, **changed}.items() if data is not None}
    with pytest.raises(StyleError) as caught:
        checked(files, file_kinds())
    return list(caught.value.diagnostics)


def replaced(name: str, old: str, new: str) -> dict[str, bytes | None]:
    """A file of styles/ with one place changed."""
    text = FILES[name].decode()
    assert old in text
    return {name: text.replace(old, new, 1).encode()}


def test_the_files_of_the_program_have_no_faults() -> None:
    found = styles()
    assert len(found.media) == 33 and set(found.themes) == {"mono", "红", "绿", "蓝"}
    assert found.flow.tab_dash == (0.4, 0.28) and found.booklet.section.text == 5.0
    assert found.leaflet.panels == (98.0, 99.5, 99.5) and found.tiles.papers["a4"] == (210.0, 297.0)
    assert found.conduct_table.form.weight("matrix 2") == 0.9 and found.conduct_table.form.weight("panels 3") == 0.74
    assert found.board.columns == 3 and found.screen.band.facts == 4 and found.imposed.most == 24
    assert found.details.text == 5.0 and found.list_table.item == 1.12 and found.points_table.many == 160
    assert found.overview_table.block.total == 1.12


def test_a_medium_has_its_own_variant_of_the_furniture() -> None:
    found = styles()
    plain, large = (found.furniture(found.media[name]) for name in ("poster-a3", "large-print"))
    assert (plain.section.legend_room, large.section.legend_room) == (0.0, 3.8)
    assert plain.series.radius == large.series.radius == 2.0 and plain.watermark == large.watermark


def test_for_a_print_shop() -> None:
    found = styles()
    printed = found.for_print()
    furniture = printed.furniture(printed.media["large-print"])
    assert (furniture.safe, furniture.watermark.alpha, furniture.watermark.gap) == (5.0, 0.06, 6.0)
    assert printed.themes["蓝"].colour("dark") == printed.themes["蓝"].colour("band") == "device-cmyk(1 0.72 0.05 0.18)"
    assert printed.themes["mono"].flood is None and printed.themes["红"].flood is not None
    assert found.shop.profile[36:40] == b"acsp" and found.furniture(found.media["poster-a3"]).safe == 0.0


def test_a_file_is_a_medium() -> None:
    media = styles(door=DOOR, wall=WALL).media
    assert (media["door"].width_mm, media["door"].size, media["door"].length(4)) == (200, "200×280 毫米", "4 毫米")
    wall = media["wall"]
    assert wall.pixels == (800, 280) and wall.size == "800×280 像素" and wall.length(wall.floor_mm) == "4 像素"


@pytest.mark.parametrize(
    ("old", "new", "place", "message", "hint"),
    [
        ("width_mm: 200", "width_mm: 宽", (3, 11), "“width_mm”不能写“宽”", "写一个数"),
        ("width_mm: 200", "width_mm: 0", (3, 11), "“width_mm”不能写“0”", "0.05 到 20000"),
        ("width_mm: 200", "width_mm: -5", (3, 11), "“width_mm”不能写“-5”", "单位是毫米"),
        ("width_mm: 200", "width_mm: 200mm", (3, 11), "“width_mm”不能写“200mm”：数后面不能带“mm”", "200"),
        ("width_mm: 200", "widht_mm: 200", (3, 1), "没有“widht_mm”这个键", "是不是“width_mm”？"),
        ("width_mm: 200\n", "", (1, 1), "缺少“width_mm”", "屏幕写 width_px"),
        ("width_mm: 200", "width_px: 200", (1, 1), "宽和高的单位不一样", "width_mm"),
        ("width_mm: 200", "width_mm: 200\nwidth_px: 200", (1, 1), "只能写一个", "纸张写 width_mm"),
        ("kind: poster", "kind: 海报", (2, 7), "没有“海报”这一类媒介", "poster、booklet"),
        ("kind: poster", "kind: bookelt", (2, 7), "没有“bookelt”这一类媒介", "是不是“booklet”？"),
        ("use: 门口", "use: 门口\npage: larg_print", (11, 7), "没有“larg_print”", "是不是“large_print”？"),
        ("use: 门口", "use: 门口\nof: booklet-a6", (11, 5), "没有“booklet-a6”这种媒介", "是不是“booklet-a5”？"),
        ("use: 门口", "use: 门口\nform: 竖排", (11, 7), "“form”不能写“竖排”", "rows、rail"),
        ("use: 门口", "use: 门口\nfoot_first: 是", (11, 13), "“foot_first”不能写“是”", "true 或者 false"),
    ],
)
def test_a_wrong_medium(old: str, new: str, place: tuple[int, int], message: str, hint: str) -> None:
    (one,) = faults({"media/door.yaml": DOOR.replace(old, new).encode()})
    assert one.span is not None and one.span.file == "styles/media/door.yaml"
    assert (one.span.line, one.span.column) == place and message in one.message and hint in one.hint


@pytest.mark.parametrize("name", ["poster-a3.yml", "Poster-A3.yaml"])
def test_two_media_of_one_name(name: str) -> None:
    (one,) = faults({f"media/{name}": DOOR.encode()})
    assert one.code == "Y616" and one.span is not None and len(one.related) == 1
    assert {one.span.file, one.related[0].span.file} == {f"styles/media/{name}", "styles/media/poster-a3.yaml"}


@pytest.mark.parametrize(
    ("changed", "file", "code", "message"),
    [
        ({"flow.yaml": None}, "flow.yaml", "Y610", "缺少这个文件"),
        ({LOOP: None}, LOOP, "Y610", "缺少这个文件"),
        ({"themes/mono.yaml": None}, "themes/mono.yaml", "Y610", "缺少这种配色的文件"),
        ({"words.txt": b"\xff"}, "words.txt", "Y610", "UTF-8"),
        ({"icons/icons.json": b"{"}, "icons/icons.json", "Y610", "YAML"),
        (replaced("page/furniture.yaml", "alpha: 0.05", "alhpa: 0.05"), "page/furniture.yaml", "Y611", "alhpa"),
        (replaced("page/furniture.yaml", "    tight: 1.0", "    tigth: 1.0"), "page/furniture.yaml", "Y611", "tigth"),
        (replaced("print/inks.yaml", "[100, 72, 5, 18]", "[100, 72, 5]"), "print/inks.yaml", "Y614", "4 个值"),
        (replaced("print/inks.yaml", "\n红:", "\n紫:"), "print/inks.yaml", "Y615", "没有“紫”这种配色"),
        (replaced("print/inks.yaml", "common:", "红 :"), "print/inks.yaml", "Y613", "“红”写了两次"),
        (replaced("print/shop.yaml", "FOGRA39L-300", "FOGRA93"), "print/shop.yaml", "Y615", "没有“FOGRA93.icc”"),
        (replaced("print/shop.yaml", "FOGRA39L-300.icc", "LICENSE"), "print/shop.yaml", "Y615", "不是四色印刷"),
        (replaced("themes/红.yaml", "mid:", "midd:"), "themes/红.yaml", "Y611", "没有“midd”这个键"),
        (replaced("icons/keywords.yaml", "icon: archive", "icon: archiv"), "icons/keywords.yaml", "Y615", "“archiv”"),
        (replaced(LOOP, "{{ ground }}", "{{ gruond }}"), LOOP, "Y618", "没有“gruond”这个变量"),
        (replaced(LOOP, "{{ mark }}", "{{ mark }"), LOOP, "Y617", "Jinja"),
        (replaced(LOOP, "{{ title", "{{ title|unknown"), LOOP, "Y617", "Jinja"),
    ],
)
def test_what_is_wrong(changed: dict[str, bytes | None], file: str, code: str, message: str) -> None:
    one = faults(changed)[0]
    assert one.span is not None and one.span.file == f"styles/{file}"
    assert one.code == code and message in one.message and one.hint


def test_the_place_of_a_variable() -> None:
    (one,) = faults(replaced(LOOP, "{{ slides }}", "{{ sildes }}"))
    lines = FILES[LOOP].decode().splitlines()
    number = next(at for at, line in enumerate(lines, 1) if "{{ slides }}" in line)
    assert one.span is not None and one.hint == "是不是“slides”？"
    assert (one.span.line, one.span.column) == (number, lines[number - 1].index("{{ slides") + 4)


def test_all_faults_of_all_files_at_once() -> None:
    flow = replaced("flow.yaml", "pad: 0.75", "pad: 0.75u")
    found = faults({**flow, "media/door.yaml": b"title: x\n", "tables/list.yaml": b"- 1\n"})
    assert [one.span and one.span.file for one in found] == [
        "styles/flow.yaml", "styles/media/door.yaml", "styles/tables/list.yaml",
    ]  # fmt: skip


def fields(kind: object) -> Iterator[str]:
    """The names of all keys that a record class and the records in it have."""
    if is_record(kind):
        for name, inner in kind.__annotations__.items():
            yield name
            yield from fields(inner)
    for inner in getattr(kind, "__args__", ()):
        yield from fields(inner)


def test_every_key_is_used() -> None:
    sources = (path.read_text("utf-8") for path in (ROOT / "src/yizhangtu").rglob("*.py"))
    used = set(re.findall(r"\.(\w+)", "\n".join(sources)))
    roles = set(CommonColours._fields) | set(ThemeInks._fields)  # drawings name them in texts
    assert {name for record in RECORDS.values() for name in fields(record)} - roles - used == {"variants"}


class OwnStyle(NamedTuple):
    """What a kind of medium brings along."""

    width: Mm


def test_the_style_of_a_kind_that_brings_its_own_file() -> None:
    values = checked(FILES, file_kinds())
    own = {"page/own.yaml": b"width: 3\n", "page/wrong.yaml": b"width: 3cm\n"}
    found = Styles(values, own.__getitem__)
    assert found.record("page/own.yaml", OwnStyle) == OwnStyle(3.0)
    with pytest.raises(StyleError, match="cm"):
        found.record("page/wrong.yaml", OwnStyle)


def test_a_medium_is_hashable() -> None:
    one: Medium = styles().media["text"]
    assert {one: 1}[one._replace()] == 1 and one.size == "—"

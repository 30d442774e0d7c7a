"""Rare characters on the command line: what is reported, what another font changes, what doctor prints."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from helpers.rare_fonts import BEYOND, RARE, WITHIN, Make
from helpers.village_project import GUIDE, FakePress, enter, make_project, run
from yizhangtu.system.fonts import font_files, hanzi, rare
from yizhangtu.system.problem import MissingDependency

PROJECT = "乡镇: 某镇\n县区: 某县\n媒介: [poster-a4]\n"
BOTH = PROJECT.replace("]", ", booklet-a5]")
ASKING = GUIDE.format(title="丙") + "    内容: 找{{站长}}\n"


@pytest.fixture
def here(machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(rare, "which", lambda name: name if name == "apt-get" else None)
    return enter(tmp_path, monkeypatch)


class TestBuild:
    """What a font that comes, changes or goes makes anew."""

    def built(self, press: FakePress) -> tuple[list[str], int]:
        code = run("build").exit_code
        return sorted(press.taken()), code

    def test_just_what_it_touches(self, here: Path, press: FakePress, borrowing: Make) -> None:
        make_project(here, {"甲.yaml": "甲", "乙.yaml": "乙" + BEYOND, "辖区.yaml": BOTH})
        one, other, whole = "poster-a4/甲.pdf", "poster-a4/乙.pdf", "booklet-a5.pdf"
        assert self.built(press) == (sorted([one, whole]), 1)
        assert self.built(press) == ([], 1)
        font = borrowing(BEYOND)
        assert self.built(press) == (sorted([other, whole]), 0)
        assert self.built(press) == ([], 0)
        borrowing(RARE)  # it has changed
        assert self.built(press) == (sorted([other, whole]), 0)
        borrowing(RARE, "BabelStoneHan.ttf")  # nothing is taken from it
        assert self.built(press) == ([], 0)
        font.unlink()  # now it is
        assert self.built(press) == (sorted([other, whole]), 0)
        (font.parent / "BabelStoneHan.ttf").unlink()
        output, code = self.built(press)
        assert other not in output and one not in output and code == 1

    def test_the_real_thing(self, here: Path, borrowing: Make) -> None:
        borrowing()
        make_project(here, {"甲.yaml": f"甲{RARE}", "乙.yaml": "乙", "辖区.yaml": PROJECT + f"发布单位: {WITHIN}镇\n"})
        one = run("build", "-j", "1", "-o", "one")
        two = run("build", "-j", "2", "-o", "two")
        assert one.exit_code == two.exit_code == 0, one.stderr
        for path in Path("one/poster-a4").iterdir():
            assert path.read_bytes() == (Path("two/poster-a4") / path.name).read_bytes()
        text = pypdfium2.PdfDocument("one/poster-a4/甲.pdf")[0].get_textpage().get_text_range()
        assert f"甲{RARE}" in text and f"{WITHIN}镇" in text


class TestVillages:
    """One rare name among hundreds."""

    @pytest.fixture
    def table(self, here: Path) -> Path:
        rows = [f"村{number},{number:06},张三,无" for number in range(200)]
        rows[136] = f"村136,000136,张{BEYOND},无"
        rows[150] = f"村150,000150,李四,{WITHIN}"  # of a column that nothing is printed of
        make_project(here, {"丙.yaml": ASKING, "丁.yaml": "丁", "辖区.yaml": PROJECT + "村庄: 村庄.csv\n"})
        path = here / "flows/村庄.csv"
        path.write_text("村名,编码,站长,备注\n" + "\n".join(rows) + "\n", "utf-8")
        return path

    def test_check_reports_its_row(self, table: Path) -> None:
        result = run("check")
        assert result.exit_code == 0 and result.stdout.count("U+") == 1
        assert "flows/村庄.csv:138:1 警告[Y606] 村136的“站长”：字体里没有" in result.stdout
        assert "sudo apt-get install fonts-babelstone-han" in result.stdout
        assert run("check", "--strict").exit_code == 1

    def test_only_its_own_are_not_made(self, table: Path, press: FakePress) -> None:
        result = run("build", "--village", "村135,村136,村150", "-m", "poster-a4")
        assert result.exit_code == 1
        assert "flows/村庄.csv:138:1 错误[Y601] “站长”一列：字体里没有" in result.stderr
        assert result.stderr.count("Y60") == 1
        output = {path for path in press.taken() if "总图" not in path}
        assert output == {f"村{n}/poster-a4/{name}.pdf" for n in (135, 136, 150) for name in "丙丁"} - {
            "村136/poster-a4/丙.pdf"
        }

    def test_every_one_is_made_with_another_font(self, table: Path, press: FakePress, borrowing: Make) -> None:
        borrowing()
        result = run("build", "--village", "全部", "-m", "poster-a4", "-j", "1")
        assert result.exit_code == 0, result.stderr
        assert len([path for path in press.taken() if "总图" not in path]) == 400

    def test_villages_in_the_project_file(self, here: Path) -> None:
        villages = f"村庄:\n  - {{村名: 甲村, 站长: 张三}}\n  - {{村名: 乙村, 站长: 李{BEYOND}}}\n"
        make_project(here, {"丙.yaml": ASKING, "辖区.yaml": PROJECT + villages})
        assert "flows/辖区.yaml:6:19 警告[Y606] 乙村的“站长”" in run("check").stdout


class TestDoctor:
    """What this machine can print."""

    def test_the_table_is_whole(self) -> None:
        levels = hanzi.standard_characters()
        assert {name: len(chars) for name, chars in levels.items()} == {"一级": 3500, "二级": 3000, "三级": 1605}
        every = "".join(levels.values())
        assert len(set(every)) == 8105 and every.startswith("一乙二十丁") and every[3500:].startswith("乂乜")
        beyond = [char for char in every if ord(char) > 0xFFFF]
        assert len(beyond) == 196 and len([char for char in every if "\u3400" <= char <= "\u4dbf"]) == 77
        assert set("㑇㕮镕𬱖𫍯") <= set(every) and BEYOND not in every

    def test_every_character_is_drawn(self, here: Path) -> None:
        result = run("doctor", "--characters")
        assert result.exit_code == 0
        found = re.findall(r"^  (\S+)字：(\d+) 个，能印 (\d+) 个", result.stdout, re.M)
        assert [(name, int(count)) for name, count, _ in found] == [("一级", 3500), ("二级", 3000), ("三级", 1605)]
        assert all(int(printed) > 0.97 * int(count) for _, count, printed in found)
        assert "要印表外的生僻字：运行 sudo apt-get install fonts-babelstone-han。" in result.stdout

    def test_what_another_font_adds(self, here: Path, borrowing: Make) -> None:
        borrowing()
        result = run("doctor", "--characters")
        assert "Tiny Han 1" in result.stdout and "要印表外" not in result.stdout
        assert "有    生僻字字体：Tiny Han" in run("doctor").stdout

    def test_what_cannot_be_drawn_is_named(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        plain = rare.inked
        monkeypatch.setattr(rare, "inked", lambda font, char: 0 if char in "𬱖镕" else plain(font, char))
        assert "印不出来：𬱖（U+2CC56）、镕（U+9555）" in run("doctor", "--characters").stdout

    def test_without_one_all_is_well(self, here: Path) -> None:
        result = run("doctor")
        assert result.exit_code == 0
        assert "注意  生僻字字体：没有装\n      人名、地名里有" in result.stdout

    def test_without_the_usual_fonts(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def gone() -> font_files.FontPair:
            raise MissingDependency("没有找到中文字体", font_files.INSTALL)

        monkeypatch.setattr(font_files, "find_fonts", gone)
        result = run("doctor", "--characters")
        assert result.exit_code == 2 and "sudo apt-get install fonts-noto-cjk" in result.stderr

"""Every character is checked before anything is drawn, and again when it is drawn."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from helpers.definitions import TWO_STEPS as GUIDE
from helpers.guides import guide_and_graph
from helpers.installed import installed_styles
from helpers.presses import PRESSES, with_press
from helpers.rare_fonts import BEYOND, WITHIN, Make
from yizhangtu.build import render
from yizhangtu.check.characters.printable import Printable, find, missing_characters
from yizhangtu.export.pdf.missing_glyphs import MissingGlyphs
from yizhangtu.media import choice
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.registry import kind_of
from yizhangtu.media.result import Result
from yizhangtu.model.diagnostics import Diagnostic, Span, Text
from yizhangtu.model.page import About, Label, Page
from yizhangtu.model.project import Project, Village
from yizhangtu.system.fonts import rare
from yizhangtu.system.fonts.fonts import Fonts


class TestPrintable:
    """Every character is checked before anything is drawn."""

    def reported(self, text: str, value: str, span: Span, coverage: str) -> list[str]:
        lines = text.split("\n")
        fonts = Printable(frozenset(map(ord, coverage)))
        found = missing_characters([Text(value, span)], fonts, lambda file: lines, "f")
        return [f"{one.span.line}:{one.span.column}" for one in found if one.span]

    def test_the_very_character(self) -> None:
        assert self.reported('名称: "一二三"', "一二三", Span("f", 1, 5, 1, 10), "一三") == ["1:7"]
        assert self.reported("a: |\n  一\n  二三", "一\n二三", Span("f", 1, 4, 3, 5), "一二") == ["3:4"]

    def test_what_is_not_there_as_such_is_reported_at_its_text(self) -> None:
        assert self.reported('名称: "\\u4e8c"', "二", Span("f", 1, 5, 1, 13), "一") == ["1:5"]
        assert find("x", Span("f", 9, 1, 9, 2), ["a"]) == Span("f", 9, 1, 9, 2)

    def test_blanks_and_selectors_need_no_glyph(self) -> None:
        assert self.reported("", "一 \u3000\n\ufe0f\u200d\U000e0100\ufffd", Span("f", 1, 1, 1, 2), "一") == []

    @pytest.mark.parametrize(
        ("char", "expected_message"),
        [
            ("\U0001f600", "换成文字"),
            ("\ue000", "自造字"),
            ("\uf9dc", "改成通用的“隆”（U+9686）"),
            ("\u2d30", "换一个写法，或者用文字说明"),
            (BEYOND, "生僻字字体 BabelStone Han 里可能有它：运行 sudo apt-get install fonts-babelstone-han"),
        ],
    )
    def test_what_to_do(self, char: str, expected_message: str, machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rare, "which", lambda name: name if name == "apt-get" else None)
        (found,) = missing_characters([Text(char, Span("f", 1, 1, 1, 2))], Printable(frozenset()), lambda _: [], "f")
        assert found.code == "Y601" and expected_message in found.hint and f"U+{ord(char):04X}" in found.message
        assert (char in found.message) == (char != "\ue000")

    def test_what_to_do_where_the_other_font_lacks_it_too(self, borrowing: Make) -> None:
        borrowing(WITHIN)
        fonts = Printable(frozenset(), lenders=lambda: [one.name for one in Fonts().lenders])
        (found,) = missing_characters([Text(BEYOND, Span("f", 1, 1, 1, 2))], fonts, lambda _: [], "f")
        assert "（Tiny Han）里也没有它" in found.hint and "fallback.ttf" in found.hint and "运行" not in found.hint

    @pytest.mark.parametrize(
        ("char", "usual"),
        [("\uf9dc", "隆"), ("\u2f08", "人"), ("\u2ec5", "见"), ("\u2ef3", "龟"), ("\U0002f80a", "僧")],
    )
    def test_what_only_looks_like_a_character(self, char: str, usual: str) -> None:
        """It is printed as written, with a warning: another form may be usual."""
        lines = [f"名称: 甲{char}"]
        texts = [Text(lines[0][4:], Span("f", 1, 5, 1, 7))]
        (found,) = missing_characters(texts, Printable(frozenset(map(ord, "甲" + char))), lambda _: lines, "f")
        assert (found.code, found.severity) == ("Y605", "warning") and f"“{usual}”" in found.message
        assert found.span == Span("f", 1, 6, 1, 7)

    def test_an_accent_apart_from_its_letter(self) -> None:
        texts = [Text("la\u0301o", Span("f", 1, 1, 1, 5))]
        (found,) = missing_characters(texts, Printable(Fonts().coverage), lambda _: ["la\u0301o"], "f")
        assert (found.code, found.span) == ("Y605", Span("f", 1, 3, 1, 4)) and "U+0301" in found.message
        assert self.reported("láo", "láo", Span("f", 1, 1, 1, 4), "láo") == []

    def test_ideographs_among_the_compatible_ones_are_plain(self) -> None:
        assert self.reported("名称: \ufa0e\ufa1f", "\ufa0e\ufa1f", Span("f", 1, 5, 1, 7), "\ufa0e\ufa1f") == []

    def test_a_described_character_is_printed_as_it_is_written(self) -> None:
        assert all(ord(char) in Fonts().coverage for char in "⿰亻尔")
        assert self.reported("名称: ⿰亻尔", "⿰亻尔", Span("f", 1, 5, 1, 8), "⿰亻尔") == []

    def test_what_came_from_a_village_is_reported_at_its_row(self) -> None:
        name = Text("乙村", Span("村庄.csv", 7, 1, 7, 2))
        village = Village(name, None, (("村名", "乙村"), ("站长", "王" + BEYOND), ("备注", WITHIN)))
        texts = [Text(f"找王{BEYOND}", Span("f", 1, 5, 1, 14)), Text(WITHIN, Span("f", 2, 5, 2, 6))]
        lines = ["内容: 找{{站长}}", f"其他: {WITHIN}"]
        usual = Printable(frozenset(map(ord, "找王")))
        found = missing_characters(texts, usual, lambda file: lines if file == "f" else [], "f", village)
        assert [one.span for one in found] == [name.span, Span("f", 2, 5, 2, 6)]
        assert "“站长”一列" in found[0].message and "一列" not in found[1].message


class TestOverlooked:
    """A character that was not checked and has no glyph is an error of its guide, never a blank box."""

    def made(self, context: Context, job: Job, char: str) -> Diagnostic:
        def make() -> Result:
            raise MissingGlyphs(char)

        rendered = render.guarded(job, make, context)
        assert rendered.data is None
        (found,) = rendered.diagnostics
        return found

    def test_reported_at_its_text(self) -> None:
        span = Span("a.yaml", 3, 4, 3, 9)
        guide, graph = guide_and_graph(GUIDE)
        guide = guide._replace(texts=(Text("甲" + BEYOND, span),), file="a.yaml")
        medium = choice.media_of(["poster-a4"], installed_styles())[0]
        job = Job("a.pdf", medium, kind_of(medium), (Subject(guide, graph, Project(), None, "蓝"),))
        found = self.made(Context(BEYOND, installed_styles()), job, BEYOND)
        assert (found.code, found.span) == ("Y601", span)
        # Not among the checked characters: an error of the program.
        found = self.made(Context("", installed_styles()), job, BEYOND)
        assert (found.code, found.span) == ("Y604", span) and "U+2A6A5" in found.message
        assert self.made(Context(WITHIN, installed_styles()), job, WITHIN).span == Span("a.yaml", 1, 1, 1, 1)

    @pytest.mark.parametrize(("text", "bold"), [("甲鿕", False), ("鿕", True), ("\U0010fffd", False)])
    @pytest.mark.parametrize("press", PRESSES)
    def test_another_font_of_the_system_never_gets_on_paper(self, text: str, bold: bool, press: str) -> None:
        context = Context("甲", installed_styles())
        page = Page(20.0, 10.0, context.styles.themes["蓝"], (Label(1.0, 5.0, text, 4.0, bold=bold),))
        with pytest.raises(MissingGlyphs) as found:
            with_press(context, press).press.print([page], About("例"))
        assert set(found.value.characters) & set("鿕\U0010fffd")
        assert str(pickle.loads(pickle.dumps(found.value))) == str(found.value)  # it comes from a worker

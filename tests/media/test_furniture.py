"""The program's own words on paper are in the fonts of every build, so that none can become a blank box."""

from __future__ import annotations

import pytest

from helpers.installed import installed_styles
from yizhangtu.media.context import Context
from yizhangtu.model.page import About, Label, Page
from yizhangtu.system.installation import Installation


def test_the_words_of_the_rooms_that_print_are_among_the_characters() -> None:
    """Words of a poster, of the booklet, of the tiles; of numbers; and of a template."""
    assert set("监督电话扫码看指南目录手册拼图说明①㊿÷—×□■") - {"÷"} <= set(Installation().printed_characters)


def test_a_context_has_the_glyphs_of_the_program() -> None:
    assert Context("", installed_styles()).subset == Context("监督电话", installed_styles()).subset


def test_a_character_without_a_glyph_is_never_drawn(context: Context) -> None:
    page = Page(20.0, 10.0, context.styles.themes["蓝"], (Label(1.0, 5.0, "鿕", 4.0),))
    with pytest.raises(ValueError, match="U\\+9FD5"):
        context.press.print([page], About("例"))

"""The project's own words on paper are in the project's fonts, so that none can become a blank box."""

from __future__ import annotations

import ast
import re

import pytest

from helpers.guides import ROOT, Drawn
from yizhangtu.export.pdf.press import Press
from yizhangtu.media.context import FURNITURE, Context
from yizhangtu.model.drawing import Drawing, Label
from yizhangtu.system.styles import load

PRINTING = ("flow", "draw", "content", "layout", "media")
# Modules whose Chinese words are messages for users, not text on paper.
MESSAGES = (
    "layouter.py", "picture.py", "poster.py", "booklet.py", "chapter_pages.py", "imposed.py", "leaflet.py", "board.py",
    "screen.py", "longimage.py", "overview_poster.py", "tiled.py", "registry.py", "sizes.py", "choice.py", "kind.py",
    "context.py", "finishes.py", "themes.py", "step_names.py", "graph.py", "characters.py",
)  # fmt: skip
UNPRINTED = {"\u3400", "\u9fff", "\ufeff"}  # the ends of a range of ideographs, the mark of a file


def own_words() -> dict[str, str]:
    """Every character beyond ASCII in a string of the modules that write on paper, with its module."""
    found: dict[str, str] = {}
    files = [p for name in PRINTING for p in (ROOT / "src/yizhangtu" / name).rglob("*.py") if p.name not in MESSAGES]
    for path in [*files, ROOT / "src/yizhangtu/model/line.py"]:
        tree = ast.parse(path.read_text("utf-8"))
        holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
        bodies = [node.body[0] for node in ast.walk(tree) if isinstance(node, holders) and node.body]
        docs = {id(body.value) for body in bodies if isinstance(body, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                found.update({char: path.name for char in node.value if ord(char) > 126 and char not in UNPRINTED})
    return found


def test_every_word_of_the_code_is_in_the_fonts() -> None:
    assert {char: name for char, name in own_words().items() if char not in FURNITURE} == {}


def test_every_word_of_the_templates_is_in_the_fonts() -> None:
    printed = set((load().folder / "templates").glob("*.html.j2")) - {load().folder / "templates/screen.html.j2"}
    assert printed
    for template in printed:  # screen.html is shown by a browser, in its own fonts
        text = re.sub(r"{#.*?#}", "", template.read_text("utf-8"), flags=re.DOTALL)
        assert {char for char in text if ord(char) > 126} <= set(FURNITURE), template.name


def test_a_character_without_a_glyph_is_never_drawn(context: Context, flows: list[Drawn]) -> None:
    drawing = Drawing(20.0, 10.0, (Label(1.0, 5.0, "鿕", 4.0),))
    press: Press = context.press
    styles = context.styles
    with pytest.raises(ValueError, match="U\\+9FD5"):
        press.print(
            '<img src="yzt:x">', "@font-face{font-family:YZT;src:url(yzt:regular)}",
            {"yzt:x": (drawing, styles.themes["蓝"], styles.icons.paths)},
        )  # fmt: skip

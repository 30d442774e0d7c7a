"""Lay out the page 这样看图: how to read a picture, with a sample card and the legend."""

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.media.common.page_format import Format
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.guide import Assistant
from yizhangtu.model.project import Project
from yizhangtu.model.theme import Theme

TITLE = "这样看图"
FIND = ("list-checks", "先找事", "在目录里，或者在后面的“我要办什么”里找到要办的事，翻到那一页。")
TURN = ("book-open", "翻清单", "清单右边有页码的，翻到那一页看怎么办。")
STEPS = (
    ("footprints", "再看步", "从①开始，顺着线一步一步往下看。"),
    ("hand-pointing", "看颜色", "浅色底的步骤要您来办，其余由别人办。"),
    ("eye", "看监督", "画着眼睛的是监督点，办得对不对有人盯着。"),
)
ASK = ("phone", "打电话", "有不明白的，打本页下面的电话。")


class Callout(NamedTuple):
    """The explanation of a part of the sample; (x, y) is the part in the drawing, in mm."""

    x: float
    y: float
    text: str


class HowToRead(NamedTuple):
    """The content of the page: a sample card with callouts and the legend of a flow, where a guide has one; whether
    there are `several` guides to find, and lists print page numbers (`page_references`); the project and the assistant
    whose phones are printed."""

    sample: Drawing | None
    callouts: Sequence[Callout]
    marks: Drawing | None
    several: bool
    page_references: bool
    project: Project
    assistant: Assistant | None


def how_to_read(format_: Format, number: int, theme: Theme, explained: HowToRead) -> PageCanvas:
    """Paint the page: rules, the sample card with its callouts, the legend, the phones."""
    style, type_ = format_.page.how, format_.type
    sample, callouts, marks, several, page_references, project, assistant = explained
    canvas = format_.canvas(number, theme)
    x = format_.left(number)
    y = format_.head(canvas, TITLE, chapter=TITLE) + 0.5
    for icon, key, text in (
        *((FIND,) if several else ()),
        *((TURN,) if page_references else ()),
        *(STEPS if sample else ()),
        ASK,
    ):
        canvas.icon(icon, x, y, style.icon, "dark")
        first = type_.line(key, style.text, style.leading, True)
        words = type_.block(text, format_.width - style.icon - 3 - style.lead, style.text, style.leading)
        inset = max(0.0, (style.icon - first.height) / 2)
        canvas.block(x + style.icon + 3, y + inset, first)
        canvas.block(x + style.icon + 3 + style.lead, y + inset, words)
        y += max(style.icon, words.height) + style.gap
    y += 1.0
    if sample:
        y += format_.section(canvas, y, "一张卡片上有什么") + 0.8
        canvas.picture(x, y, sample, "样例卡片")
        _callouts(format_, canvas, y, sample, callouts)
        y += sample.height + 3.0
    if sample and marks:
        y += format_.section(canvas, y, "图上的记号") + 0.5
        canvas.picture(x, y, marks, "图例")
        y += marks.height + 2.0
    _ask(format_, canvas, y, project, assistant)
    format_.foot(canvas, TITLE)
    return canvas


def _callouts(format_: Format, canvas: PageCanvas, y: float, sample: Drawing, callouts: Sequence[Callout]) -> None:
    """Paint texts right of the sample, each joined to its part by a line, and moved down where they would overlap."""
    style, type_ = format_.page.how, format_.type
    x = format_.left(canvas.number)
    left = x + sample.width + 6.5
    free = y - 4.0
    for callout in sorted(callouts, key=lambda one: one.y):
        block = type_.block(callout.text, x + format_.width - left, style.callout, 1.32)
        first = block.line_height / 2
        top = max(free, y + callout.y - first)
        start = (x + callout.x, y + callout.y)
        bend = x + sample.width + 2.2
        canvas.line((start, (bend, start[1]), (left - 1.6, top + first)), "dark", 0.4)
        canvas.circle(*start, 0.75, "dark")
        free = top + canvas.block(left, top, block) + 0.8


def _ask(format_: Format, canvas: PageCanvas, y: float, project: Project, assistant: Assistant | None) -> None:
    """Paint the box with the phones at the foot of the page, where it fits."""
    style, type_ = format_.page.help, format_.type
    x, room = format_.left(canvas.number), format_.width - 8
    blocks = []
    if assistant and (assistant.name or assistant.phone):
        name = f"帮办代办：{assistant.name or ''}" + (f"（{assistant.window}）" if assistant.window else "")
        blocks.append(type_.line(type_.cut(name, room, style.text), style.text, style.leading))
        if assistant.phone:
            blocks.append(type_.largest(str(assistant.phone), room, 8.2, 4.2, 1.25))
    if project.hotline:
        text = f"监督电话：{project.hotline}"
        blocks.append(type_.line(type_.cut(text, room, style.text, True), style.text, style.leading, True))
    height = fsum(block.height for block in blocks) + 5
    if not blocks or y + height > format_.bottom + 2:
        return
    top = max(y, min(format_.bottom - height, y + 6))
    canvas.rect(x, top, format_.width, height, 0.0, "paper", "dark", 0.6)
    top += 2.5
    for block in blocks:
        top += canvas.block(x + 4, top, block.coloured("dark") if block.size > style.text else block)

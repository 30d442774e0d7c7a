"""Text → the same text with forbidden characters replaced, and a diagnostic at each of them.

Bidirectional controls can change how a line reads (CVE-2021-42574); the others cannot be printed, or break lines where
no editor shows a break. The replacement has the same length, so that later places stay correct.
"""

from __future__ import annotations

import re

from yizhangtu.model.diagnostics import Span
from yizhangtu.read.faults import Faults

MOST_NAMED = 20

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u2028\u2029\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\uffff]"
)
_SELECTORS = re.compile("[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_VARIANT = re.compile("([\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])([\ufe00-\ufe0f\U000e0100-\U000e01ef])")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ZERO_WIDTH = frozenset("\u034f\u180e\u200b\u2060\ufeff")
_FILLERS = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0")


def _kind(character: str) -> str:
    if character == "\x00":
        return "空字符（NUL）"
    if character in _BIDI:
        return "双向文字控制符"
    if character == "\u00ad":
        return "看不见的连字符"
    if character in _FILLERS:
        return "看不见的填充字符"
    if character == "\ufffd":
        return "读不出来的字（转换编码时丢了）"
    if character in _ZERO_WIDTH:
        return "看不见的零宽字符"
    if character in "\u2028\u2029\x85":
        return "看不见的换行符"
    return "控制字符"


def refuse_controls(text: str, faults: Faults) -> str:
    """Report control and bidirectional characters and replace them by U+FFFD."""
    found = list(_FORBIDDEN.finditer(text))
    if not found:
        return text
    line, line_start, position = 1, 0, 0
    for number, match in enumerate(found[: MOST_NAMED + 1]):
        for newline in re.finditer(r"\r\n?|\n", text[position : match.start()]):
            line, line_start = line + 1, position + newline.end()
        position = match.start()
        place = faults.at(line, match.start() - line_start + 1)
        if number == MOST_NAMED:
            message = f"从这里起还有 {len(found) - MOST_NAMED} 处这样的字符没有列出"
            faults.add("Y602", place, message, "建议重新输入文字，不要粘贴。")
            break
        hint = "删去它：多半是从网页或别的软件粘贴进来的，光标移到这里按一次删除键。"
        faults.add("Y602", place, f"这里有{_named(match.group())}，不能印出来", hint)
    return _FORBIDDEN.sub("\ufffd", text)


def refuse_escaped(value: str, span: Span, faults: Faults) -> str:
    """The same for a scalar whose source has none: they come from escapes in double quotes (“\\e”)."""
    if value.isprintable():
        return value
    for character in dict.fromkeys(_FORBIDDEN.findall(value.replace("\ufffd", ""))):  # those are reported already
        hint = "双引号里的反斜杠“\\”会变成别的字符：改用单引号，或者不加引号。"
        faults.add("Y602", span, f"这段文字里用反斜杠写了{_named(character)}，不能印出来", hint)
    return _FORBIDDEN.sub("\ufffd", value)


def refuse_in_cell(value: str, span: Span, faults: Faults) -> str:
    """The same for the cell of a table; every character is reported once."""
    for character in dict.fromkeys(_FORBIDDEN.findall(value)):
        hint = "在这一格里重新输入文字，不要粘贴；或者把光标移到那里按一次删除键。"
        faults.add("Y602", span, f"这一格里有{_named(character)}，不能印出来", hint)
    return _FORBIDDEN.sub("\ufffd", value)


def without_selectors(value: str, span: Span, faults: Faults) -> str:
    """The text without joiners and variation selectors, which only choose between glyphs: the fonts have one glyph for
    each character. A selector behind an ideograph is reported, as another glyph may be meant."""
    if not _SELECTORS.search(value):
        return value
    for char, selector in dict.fromkeys(_VARIANT.findall(value)):
        message = f"“{char}”后面有看不见的异体字选择符（U+{ord(selector):04X}），指定的字形印不出来，印的是通用的字形"
        faults.add("Y605", span, message, "重新输入这个字；光标移到它后面按一次删除键，也能只删去选择符。")
    return _SELECTORS.sub("", value)


def _named(character: str) -> str:
    return f"{_kind(character)} U+{ord(character):04X}"

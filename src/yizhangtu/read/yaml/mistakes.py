"""Lines of a file that is no YAML → the usual mistakes in them, each with the line as it should be.

The parser stops at its first error, often a line too late, and knows nothing of full-width signs. Most of these
mistakes are certain wherever they are; some lines (`certain` is False) are mistakes only where the parser stopped.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.schema.keys import all_names


class Mistake(NamedTuple):
    """A mistake at a line and column, both from 0. `fixed` is the line as it should be, "" where it should go, None
    where only its author can know."""

    line: int
    column: int
    code: str
    message: str
    hint: str
    certain: bool = True
    fixed: str | None = None


FENCES = ("```", "~~~")
_TAB = re.compile(r"^ *\t")
_KEY = re.compile(r"^(?P<lead>\s*+(?:- ++)*+)(?P<key>[^\s:：#\"'{\[&*!|>-][^\s:：#]{0,11}?) ?(?P<colon>：|:(?=[^\s/]))")
_BLOCK = re.compile(r"^(?P<lead>\s*+(?:- ++)*+).*?[:：] *[|>][-+\d]*\s*(?:#.*)?$")
_MARK = r"[-－—–−·•●○◦▪*]|\d{1,2}[.、．)）]|[(（]\d{1,2}[)）]|[①-⑳]"
_ITEM = re.compile(rf"^(?P<lead>\s*)(?P<mark>{_MARK})(?P<gap>[ \u3000]*)(?P<rest>(?P<key>[^\s:：]{{1,12}}) ?[:：].*)$")
_WIDE_INDENT = re.compile(r"^[ \t]*\u3000[ \u3000]*")
_WIDE_BLANK = re.compile(r"^(?P<lead>\s*(?:- +)*)(?P<key>[^\s:：]{1,12}):\u3000\s*(?P<rest>.*)$")
_EQUALS = re.compile(r"^(?P<lead>\s*(?:- +)*)(?P<key>[^\s:：=＝]{1,12})\s*[=＝]\s*(?P<rest>.*)$")
_ALONE = re.compile(r"^(?P<lead>\s*(?:- +)*)(?P<key>[^\s:：]{1,12})\s*$")
_COMMENT = re.compile(r"^\s*(?P<mark>＃|//|/\*|<!--)")
_MARKUP = re.compile(r"^\s*</?[A-Za-z!][^>]*>?\s*$")


def usual_mistakes(lines: Sequence[str]) -> tuple[Mistake, ...]:
    """All of them in order; lines of | and > texts are not searched."""
    found = [*_fences(lines), *_indented_start(lines)]
    block: int | None = None  # the column of the key of a | or > text
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" \t"))
        if block is not None and (not line.strip() or indent > block):
            continue
        opened = _BLOCK.match(line)
        block = len(opened["lead"]) if opened else None
        found += _of_line(number, line)
    return tuple(sorted(found, key=lambda one: (one.line, one.column)))


def report_mistakes(mistakes: Sequence[Mistake], faults: Faults) -> set[int]:
    """Report mistakes and return the numbers of their lines, from 0."""
    for one in mistakes:
        faults.add(one.code, faults.at(one.line + 1, one.column + 1), one.message, one.hint)
    return {one.line for one in mistakes}


def list_mark(written: str) -> str:
    """The key behind a list mark that was typed as part of it (-步骤, 1.步骤, ·步骤); "" for any other text."""
    found = re.match(rf"(?:{_MARK})[ \u3000]*(.+)$", written)
    return found[1] if found and found[1] in all_names() else ""


def _of_line(number: int, line: str) -> Iterator[Mistake]:
    names = all_names()
    if _TAB.match(line) and line.strip():
        column = line.index("\t")
        fixed = _blank_margin(line)
        yield Mistake(number, column, "Y105", "用了制表符（Tab）缩进", "换成空格，每一级两个空格。", fixed=fixed)
    item = _ITEM.match(line)
    if item and item["key"] in names and not (item["mark"] == "-" and item["gap"].startswith(" ")):
        yield _wrong_item(number, item)
        return
    wide = _WIDE_INDENT.match(line)
    if wide and line.strip():
        hint = "换成英文空格（关掉全角），每一级两个空格。"
        message, fixed = "行首用了全角空格，不能当缩进", _blank_margin(line)
        yield Mistake(number, line.index("\u3000"), "Y104", message, hint, fixed=fixed)
        return
    key = _KEY.match(line)
    if key and key["key"] in names:
        rest = line[key.end() :].strip()
        what = "全角冒号“：”" if key["colon"] == "：" else "冒号后面没有空格"
        hint = f"用英文冒号并空一格：{key['key']}: {shortened(rest)}".rstrip()
        message = f"“{key['key']}”后面是{what}" if key["colon"] == "：" else f"“{key['key']}”的{what}"
        fixed = f"{line[: key.end('key')]}: {rest}".rstrip()
        yield Mistake(number, key.start("colon"), "Y106", message, hint, fixed=fixed)
        return
    yield from _other_signs(number, line, names)


def _blank_margin(line: str) -> str:
    """The line with blanks in its margin in place of tabs and full-width blanks, which are two columns wide."""
    rest = line.lstrip(" \t\u3000")
    margin = line[: len(line) - len(rest)]
    return margin.replace("\u3000", "  ").expandtabs(2) + rest


def _wrong_item(number: int, item: re.Match[str]) -> Mistake:
    """A list item without the sign and blank that begin it."""
    rest = re.sub(r"^([^\s:：]+) ?[:：]\s*", r"\1: ", item["rest"].strip())
    margin = _blank_margin(item["lead"])
    return Mistake(
        number,
        item.start("mark"),
        "Y104",
        "列表的每一项以“- ”开头：英文减号，后面空一格",
        f"写成：{item['lead'].replace(chr(0x3000), ' ')}- {shortened(rest)}",
        fixed=f"{margin}- {rest}",
    )


def _other_signs(number: int, line: str, names: frozenset[str]) -> Iterator[Mistake]:
    """A full-width blank or an equals sign behind a key, a key alone; comments and markup of other languages."""
    blank = _WIDE_BLANK.match(line)
    if blank and blank["key"] in names:
        hint = f"换成英文空格：{blank['key']}: {shortened(blank['rest'])}"
        message = f"“{blank['key']}:”后面是全角空格"
        fixed = f"{line[: blank.end('key')]}: {blank['rest']}"
        yield Mistake(number, blank.end("key") + 1, "Y106", message, hint, fixed=fixed)
        return
    equals = _EQUALS.match(line)
    if equals and equals["key"] in names:
        hint = f"用英文冒号并空一格：{equals['key']}: {shortened(equals['rest'])}"
        message, fixed = f"“{equals['key']}”后面要写冒号，不写等号", f"{line[: equals.end('key')]}: {equals['rest']}"
        yield Mistake(number, equals.end("key"), "Y106", message, hint, fixed=fixed)
        return
    alone = _ALONE.match(line)
    if alone and alone["key"] in names:
        message, hint = f"“{alone['key']}”后面没有冒号", f"写成“{alone['key']}: …”。"
        fixed = f"{line.rstrip()}:"
        yield Mistake(number, alone.start("key"), "Y106", message, hint, certain=False, fixed=fixed)
    comment = _COMMENT.match(line)
    if comment:
        message = f"这里不能用“{comment['mark']}”写注释"
        hint = "注释用英文“#”开头，后面空一格；不要注释就删去这一行。"
        hashed = f"{line[: comment.start('mark')]}# {line[comment.end('mark') :].lstrip()}"
        known = hashed if comment["mark"] in ("＃", "//") else None
        yield Mistake(number, comment.start("mark"), "Y104", message, hint, certain=False, fixed=known)
    elif _MARKUP.match(line):
        message, hint = "这一行是网页的代码，不是定义", "删去它；只留“键: 值”。"
        yield Mistake(number, len(line) - len(line.lstrip()), "Y104", message, hint, certain=False, fixed="")


def _fences(lines: Sequence[str]) -> Iterator[Mistake]:
    """The code fence around a definition that was copied out of a conversation."""
    found = [number for number, line in enumerate(lines) if line.lstrip().startswith(FENCES)]
    if not found:
        return
    sign = lines[found[0]].strip()[:3]
    where = f"第 {found[0] + 1} 行" if len(found) == 1 else f"第 {found[0] + 1} 行和第 {found[-1] + 1} 行"
    message = f"{where}的 {sign} 不要复制进来"
    hint = f"删去 {sign} 的行，和它们前面、后面的说明；只留定义。"
    yield Mistake(found[0], lines[found[0]].index(sign), "Y104", message, hint, fixed="")


def _indented_start(lines: Sequence[str]) -> Iterator[Mistake]:
    """Blanks before the first key, where the others begin at the left."""
    written = [
        (number, line) for number, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")
    ]
    if len(written) < 2 or not re.match(r" +[^\s-]", written[0][1]):
        return
    if any(re.match(r"[^\s#:：]{1,12}: ", line) for _, line in written[1:]):
        message, hint = "最外层的键前面不能有空格", "删去行首的空格，和下面的键左边对齐。"
        yield Mistake(written[0][0], 0, "Y104", message, hint, fixed=written[0][1].lstrip(" "))

"""The parser's error and the text → diagnostics in Chinese for the usual mistakes.

The parser stops at its first error, often a line too late. The lines are therefore also searched for usual mistakes
(mistakes.py), which are all reported; the parser's own error is reported only where none of them explains it.
"""

from __future__ import annotations

import re

import yaml

from yizhangtu.model.diagnostics import Span
from yizhangtu.read.faults import Faults
from yizhangtu.read.yaml.mistakes import report_mistakes, usual_mistakes
from yizhangtu.read.yaml.scan import too_deep

_VALUE_START = re.compile(r"(?:: +|^ *(?:- +)+)([*&@`%!]|\?(?= )|[>|](?=[^\s\-+\d#]))")
_RESERVED = {
    "*": "别名", "&": "锚点", "@": "保留符号", "`": "保留符号", "%": "保留符号", "!": "标签", "?": "复杂的键",
    ">": "一段长文字的开头", "|": "一段长文字的开头",
}  # fmt: skip


def report_syntax(error: yaml.YAMLError, text: str, faults: Faults) -> None:
    """Report why the text cannot be read as YAML."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None and "nesting depth" in str(error):  # newer versions of libyaml check this before the scan does
        too_deep(faults, faults.at(mark.line + 1, mark.column + 1))
        return
    lines = re.split(r"\r\n?|\n", text)
    mistakes = usual_mistakes(lines)
    if mark is None:
        if not report_mistakes([one for one in mistakes if one.certain], faults):
            faults.add("Y104", None, "文件不是正确的 YAML", "检查缩进、冒号和引号。")
        return
    context = getattr(error, "context_mark", None)
    suspects = {mark.line, mark.line - 1} | ({context.line} if context is not None else set())
    explained = report_mistakes([one for one in mistakes if one.certain or one.line in suspects], faults)
    if not explained & suspects:
        _report(error, mark, lines, faults)


def _report(error: yaml.YAMLError, mark: yaml.Mark, lines: list[str], faults: Faults) -> None:
    """Report the parser's own error in Chinese."""
    problem, context = str(getattr(error, "problem", "")), str(getattr(error, "context", ""))
    context_mark: yaml.Mark | None = getattr(error, "context_mark", None)
    line = lines[mark.line] if mark.line < len(lines) else ""
    here = line[mark.column : mark.column + 1]
    place = faults.at(mark.line + 1, mark.column + 1)
    reserved = _VALUE_START.search(line[: mark.column + 1])
    if reserved:
        place = faults.at(mark.line + 1, reserved.start(1) + 1)
        here = reserved.group(1)
    ended = _document_end(lines, mark.line)
    if "document start" in problem and ended is not None:
        hint = "删去这一行；要印出来的省略号写“……”，和文字写在一行。"
        faults.add("Y104", faults.at(ended + 1, 1, 3), "“...”在 YAML 里表示到此为止，后面的都读不到", hint)
    elif "quoted scalar" in context and "escape" in problem:
        faults.add("Y104", place, "双引号里的反斜杠“\\”写法不对", "改用单引号，或者把“\\”写成“\\\\”。")
    elif "quoted scalar" in context and context_mark is not None:
        start = faults.at(context_mark.line + 1, context_mark.column + 1)
        faults.add("Y104", start, "这里的引号没有配上另一半", "在文字末尾补上同样的引号。")
    elif here == "\t" or "tab character" in problem:
        faults.add("Y105", place, "用了制表符（Tab）", "换成空格。")
    elif here in _RESERVED and here:
        message = f"文字不能直接以“{here}”开头（它在 YAML 里是{_RESERVED[here]}）"
        faults.add("Y104", place, message, f"给整段文字加上引号{_in_quotes(line, place.column - 1)}。")
    elif "flow" in context and context_mark is not None:
        start = faults.at(context_mark.line + 1, context_mark.column + 1)
        _bracket(lines[context_mark.line] if context_mark.line < len(lines) else "", start, context_mark.column, faults)
    elif "mapping values are not allowed" in problem:
        _second_colon(line, mark.column, place, faults)
    elif "could not find expected ':'" in problem and context_mark is not None:
        start = faults.at(context_mark.line + 1, context_mark.column + 1)
        hint = "写成“键: 值”（英文冒号，后面空一格）；如果是上一行文字的续行，要比上一行的键缩进更多。"
        faults.add("Y104", start, "这一行少了冒号", hint)
    elif "sequence entries are not allowed" in problem:
        faults.add("Y104", place, "“-”开头的列表要另起一行", "把“- …”写到下一行，并且缩进两个空格。")
    elif "block scalar" in context:
        faults.add("Y104", place, "“|”或“>”后面要直接换行", "文字从下一行写起；文字本来就以 | 或 > 开头时加引号。")
    elif "expected <block end>" in problem or "did not find expected" in problem:
        _misplaced(line, mark.column, place, faults)
    else:
        faults.add("Y104", place, "这里不合 YAML 的写法", "检查这一行和上一行的缩进、冒号、引号。")


def _document_end(lines: list[str], before: int) -> int | None:
    """The line, from 0, of the last “...” that ends a document before a line."""
    return next(
        (number for number in range(min(before, len(lines) - 1), -1, -1) if re.match(r"\.\.\.(?:\s|$)", lines[number])),
        None,
    )


def _in_quotes(line: str, column: int) -> str:
    """The text from a column in quotes, for a hint; for a comparison also the sign that needs none."""
    text = re.split(r"[,}\]]|\s#", line[column:])[0].strip()
    compared = re.fullmatch(r">=?\s*(\d.*)", text)
    if compared:
        return f"，或者写“{'≥' if text.startswith('>=') else '大于'}{compared[1]}”"
    return f"，如“'{text}'”" if text and "'" not in text else ""


def _bracket(line: str, start: Span, column: int, faults: Faults) -> None:
    """Report an unfinished flow collection: nearly always a text that begins with a bracket."""
    opening = line[column : column + 1] or "["
    if line[column : column + 2] == "{{":
        faults.add("Y104", start, "以变量“{{”开头的文字要加引号", f'写成："{line[column:].strip()}"')
    else:
        faults.add(
            "Y104",
            start,
            f"“{opening}”没有配上另一半，或者后面还有文字",
            "文字以括号 [ 或 { 开头时，给整段文字加引号。",
        )


def _second_colon(line: str, column: int, place: Span, faults: Faults) -> None:
    """Report a colon where none may be: a second one in the line, or one in a line that continues a text."""
    if re.match(r"^\s*(?:- +)*[^\s:]+:\s+\S", line[:column]):
        hint = "文字里的冒号用全角“：”，或者给整段文字加引号。"
        faults.add("Y104", place, "一行里有两个“: ”", hint)
    else:
        hint = "检查这一行的缩进：同一级的键要上下对齐；上一行的键已经有值时，下面不能再缩进写键。"
        faults.add("Y104", place, "这里不能出现冒号", hint)


def _misplaced(line: str, column: int, place: Span, faults: Faults) -> None:
    before = line[:column].rstrip()
    if re.search(r"(?:: +|- +)\{\{", line):
        faults.add("Y104", place, "以变量“{{”开头的文字要加引号", '给整段文字加上引号，如："{{村名}}便民服务站"。')
    elif before.endswith(("}}", "}", "]", '"', "'")):
        hint = "文字以引号、括号或变量 {{…}} 开头时，给整段文字加上引号（里面的双引号改成“”）。"
        faults.add("Y104", place, "引号或括号后面还有文字", hint)
    else:
        faults.add("Y104", place, "这一行的缩进没有对齐", "同一级的键、同一列表的“-”要从同一列开始。")

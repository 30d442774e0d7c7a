"""A plain text + a guide → findings. Its lines are its elements, one for each step, row and fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from yizhangtu.model.conduct import Conduct
from yizhangtu.model.finish import Scope
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.model.notice.notice import Notice
from yizhangtu.model.project import Project
from yizhangtu.verify import counts
from yizhangtu.verify.expected_rows import UNSTATED, ExpectedRow, expected_goods, expected_rows
from yizhangtu.verify.expected_steps import ExpectedStep, expected_steps
from yizhangtu.verify.expected_texts import ExpectedText, expected_facts, expected_lists, oversight_texts
from yizhangtu.verify.findings import MISPLACED, MISSING, NUMBER, Finding, quoted
from yizhangtu.verify.guide_content import composed_findings, has_process, missing_texts
from yizhangtu.verify.letters import folded, plain_reading

AFTER = "，。；！？（：:."  # what may follow the beginning of a line
TIME = "时限："


def findings(text: str, guide: Guide, project: Project, scope: Scope) -> Iterator[Finding]:
    """Everything that a text file says otherwise than its definition, or leaves out."""
    reading = plain_reading(text)
    lines = _Lines(tuple(folded(line) for line in text.splitlines()))
    yield from missing_texts(reading.text, guide, reading.text)
    yield from composed_findings(reading, guide, project, scope)
    yield from counts.count_findings(reading, guide)
    for fact in expected_facts(guide, project):
        own = lines.beginning(f"{fact.label}：")
        for one in fact.texts:
            if not any(one.words in line for line in own):
                yield MISPLACED, one.span, f"“{fact.label}”写的不是{quoted(one.written)}"
    for badges, one in oversight_texts(guide):
        if not lines.beginning(f"·第{'、'.join(badges)}步：{one.words}"):
            yield MISPLACED, one.span, f"监督管理里没有写明第{'、'.join(badges)}步{quoted(one.written)}"
    for listed in expected_lists(guide):
        titles = [listed.label]
        if listed.element == "cases":
            titles += [f"{listed.label}：{folded(case.name)}" for case in guide.provisions.cases]
        own = [line for title in titles for line in lines.below(title)]
        for one in listed.texts:
            if not any(one.words in line for line in own):
                yield MISPLACED, one.span, f"“{listed.label}”下面没有写{quoted(one.written)}"
    if has_process(guide):
        for step in expected_steps(guide):
            yield from _step(lines, step)
    for row in (*expected_rows(guide), *expected_goods(guide)):
        yield from _row(lines, guide, row)


class _Lines(NamedTuple):
    """The lines of a text without blanks."""

    lines: Sequence[str]

    def beginning(self, words: str) -> list[str]:
        """The lines that begin with words."""
        return [line for line in self.lines if line.startswith(words)]

    def below(self, title: str) -> list[str]:
        """The lines between a line that is this title and the next empty line."""
        found: list[str] = []
        for place, line in enumerate(self.lines):
            if line == title:
                found += takewhile(bool, self.lines[place + 1 :])
        return found

    def headed(self, head: str) -> list[str]:
        """The lines whose first part is a text."""
        return [line for line in self.beginning(head) if line[len(head) : len(head) + 1] in AFTER]


def _step(lines: _Lines, step: ExpectedStep) -> Iterator[Finding]:
    name = step.name.parts[0].words
    own = lines.headed(f"第{step.badge}步：{name}")
    if not own:
        yield NUMBER, step.span, f"没有一段是{step.label}的开头"
        return
    line = own[0]
    for part in step.parts[1:]:
        for one in part.parts:
            words = f"{TIME}{one.words}" if part.name.endswith(".deadline") else one.words
            if words not in line:
                yield MISPLACED, one.span, f"{step.label}没有写{one.what}{quoted(one.written)}"
    if not any(part.name.endswith(".deadline") for part in step.parts) and _says_time(line, step):
        yield MISPLACED, step.span, f"{step.label}多写了时限"
    if step.handler and not re.search(f"(?:办理|您来办)：{re.escape(step.handler.parts[0].words)}[，。；！？]", line):
        one = step.handler.parts[0]
        yield MISPLACED, one.span, f"{step.label}没有写{one.what}{quoted(one.written)}"
    whole = "".join(lines.lines)
    for outcome in step.outcomes:
        for one in outcome.texts:
            if one.words not in line and one.words not in whole:
                yield MISPLACED, one.span, f"没有写{outcome.label}{quoted(one.written)}"
        returns = outcome.stated and _first(outcome.target) <= _first(step.badge)
        yield from _target(line, outcome.texts, outcome.target, outcome.label, returns)


def _first(badge: str) -> int:
    """The first number of a badge. A step further on is told where ways meet, or below an outcome."""
    return int(re.match(r"\d*", badge)[0] or 0)  # type: ignore[index]


def _says_time(line: str, step: ExpectedStep) -> bool:
    """Whether a line has a deadline that is not part of the author's texts."""
    for one in sorted((one.words for one in step.texts), key=len, reverse=True):
        line = line.replace(one, "")
    return TIME in line


def _target(line: str, texts: Sequence[ExpectedText], target: str, label: str, stated: bool) -> Iterator[Finding]:
    if texts:
        led = "[^。；]*?".join(re.escape(one.words) for one in texts)
        found = re.findall(f"(?<=[。！？；]){led}" + r"[^。]{0,12}?[到办]第([\d–]+)步", line)
        if found and target not in found:
            yield NUMBER, texts[0].span, f"{label}写的是去第{found[0]}步，应当去第{target or '—'}步"
    if stated and f"第{target}步" not in line:
        yield NUMBER, texts[0].span if texts else None, f"{label}没有写明去第{target}步"


def _row(lines: _Lines, guide: Guide, row: ExpectedRow) -> Iterator[Finding]:
    first = next(cell for cell in row.cells if cell.column != "number")
    name = first.texts[0].words
    own = [line for line in lines.lines if name in line]
    if isinstance(guide.body, Listing):
        own = lines.beginning(f"{row.number}.")
        own = [
            line for line in own if any(cell.what == "事项" and cell.texts[0].words in line for cell in row.cells)
        ] or own
        own += lines.beginning("各项相同：")
    elif isinstance(guide.body, Notice):
        own = lines.beginning(f"{row.number}.")
    elif isinstance(guide.body, Conduct):
        standard = guide.body.standards[row.number - 1]
        where = "，".join(folded(str(text)) for text in (standard.occasion, standard.item) if text)
        own = lines.beginning(f"·{where}：")
    if not own:
        yield MISSING, row.span, f"缺{row.label}"
        return
    for cell in row.cells:
        if cell.column == "number" or cell.what in UNSTATED:
            continue
        for one in cell.texts:
            if not any(one.words in line for line in own):
                yield MISPLACED, one.span or row.span, f"{row.label}没有写{cell.what}{quoted(one.written)}"

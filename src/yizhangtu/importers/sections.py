"""Paragraphs of a text → facts, steps, rules and notes of a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from yizhangtu.importers.draft import GuideDraft, RowDraft, SourcedText
from yizhangtu.importers.facts import LISTS, add_fact, fact_line
from yizhangtu.importers.steps import add_chain, add_told_steps
from yizhangtu.importers.text_parts import Numbered, chain, deadlines_in, numbered
from yizhangtu.importers.words import HeaderWords
from yizhangtu.read.originals.original import SourceCell, SourceParagraph

_HEADING = 20  # characters of a heading of a section
_SENTENCE = re.compile("[。；：:，]")
_FRAMED = re.compile(r"[【\[〔]([^【】\[\]〔〕]{1,12})[】\]〕][：:\s]*(.*)", re.DOTALL)  # 【办理主体】村委会
_RULE = re.compile("不得|禁止|严禁|不准|不许|应当|必须|提倡|鼓励|反对|违反")
_FORBIDS = re.compile("不得|禁止|严禁|不准|不许|反对|抵制|杜绝")
_ENCOURAGES = re.compile("提倡|倡导|鼓励|弘扬")
_CONSEQUENCES = re.compile(
    "^(?:凡)?(?:对)?违反[^，]{0,20}的，|取消[^，。]{0,12}资格|给予[^，。]{0,10}(?:奖励|表扬|批评|处罚)"
)


class _Line(NamedTuple):
    cell: SourceCell
    number: Numbered | None
    heading: bool
    automatic: bool

    @property
    def text(self) -> str:
        return self.number.text if self.number else self.cell.text


class SectionReader:
    """Reads paragraphs in their order. `section` is the name of the section they stand in, `key` what it is."""

    def __init__(self, draft: GuideDraft, words: HeaderWords) -> None:
        self.draft, self.words = draft, words
        self.section, self.key = "", ""
        self._step_level = ""
        self._step: RowDraft | None = None

    def read(self, paragraphs: Sequence[SourceParagraph]) -> None:
        """All paragraphs; what is not understood stays unread or becomes a note with the name of its section."""
        lines = [
            self._as_line(one, part.strip()) for one in paragraphs for part in one.text.split("\n") if part.strip()
        ]
        told = self._told_steps(lines)
        for at, line in enumerate(lines):
            if not (at == 0 and self._title(line)):
                self._line(line, at in told)

    def _as_line(self, paragraph: SourceParagraph, text: str) -> _Line:
        """A line of a paragraph; a name of a fact in brackets counts as one before a colon, or as a heading."""
        framed = _FRAMED.fullmatch(text)
        if framed and self.words.role("facts", framed[1]):
            text = f"{framed[1]}：{framed[2]}" if framed[2] else framed[1]
        cell = paragraph.cell._replace(text=text)
        return _Line(cell, numbered(text), paragraph.heading, paragraph.numbered)

    def _title(self, line: _Line) -> bool:
        if self.draft.title or line.number or _SENTENCE.search(line.cell.text) or len(line.cell.text) > 40:
            return False
        self.draft.use([line.cell])
        self.draft.add("名称", SourcedText("".join(line.cell.text.split()), line.cell.place))
        return True

    def _told_steps(self, lines: Sequence[_Line]) -> frozenset[int]:
        """The lines of 第一步, 第二步; else, where no section is one of steps, the longest run of short numbered heads
        that are no facts, or of numbered sentences that tell who does what."""
        steps = frozenset(at for at, line in enumerate(lines) if line.number and line.number.level == "step")
        if steps or any(self._section_key(line) == "操作流程" for line in lines):
            return steps
        best = [at for at, line in enumerate(lines) if line.automatic and not line.number and not line.heading]
        best = best if len(best) >= 2 and re.search("流程|程序|步骤|办理", lines[0].text) else []
        for level in ("chapter", "bracket", "number"):
            run = [at for at, line in enumerate(lines) if line.number and line.number.level == level]
            named = [
                at
                for at in run
                if re.match(r".{1,12}?[。：:]\s*\S", lines[at].text) and fact_line(lines[at].text, self.words) is None
            ]
            if len(named) >= 3 and len(named) == len(run) and len(named) > len(best):
                best = named
            elif not best and self._are_acts([lines[at].text for at in run]):
                best = run
        return frozenset(best)

    def _are_acts(self, sentences: Sequence[str]) -> bool:
        """Whether numbered sentences tell who does what one after another, and are neither rules nor facts."""
        actors = [self.words.actor(one) for one in sentences]
        timed = [bool(deadlines_in(one)) for one in sentences]
        acts = sum(bool(actor) or time for actor, time in zip(actors, timed, strict=True))
        varied = len({one for one in actors if one}) >= 2 or any(timed)
        rules = any(_RULE.search(one) or fact_line(one, self.words) for one in sentences)
        return len(sentences) >= 3 and acts * 3 >= len(sentences) * 2 and varied and not rules

    def _section_key(self, line: _Line) -> str:
        """What a heading announces; empty for other lines."""
        return self.words.role("facts", line.text) or "" if self._is_heading(line) else ""

    def _is_heading(self, line: _Line) -> bool:
        short = len(line.text) <= _HEADING and not _SENTENCE.search(line.text.rstrip("：:"))
        level = line.number.level if line.number else ""
        known = self.words.role("facts", line.text) is not None
        return short and (line.heading or level == "chapter" or (known and (not level or not self._in_steps())))

    def _in_steps(self) -> bool:
        return self.key == "操作流程" and bool(self._step_level)

    def _line(self, line: _Line, told: bool) -> None:
        draft = self.draft
        if told:
            draft.use([line.cell])
            self._add_step(line)
            return
        if self._is_heading(line):
            draft.use([line.cell])
            self.section, self.key = line.text.rstrip("：:"), self._section_key(line)
            self._step_level, self._step = "", None
            if not self.key and not line.number and self.section:
                draft.add("备注", SourcedText(self.section, line.cell.place))
            return
        fact = fact_line(line.text, self.words)
        if fact and not (self._in_steps() and line.number):
            add_fact(draft, fact[0], line.cell, fact[1], self.words)
            return
        if line.number and line.number.level == "article":
            self._article(line)
        elif self.key == "操作流程":
            self._in_flow(line)
        elif self.key:
            self._in_fact(line)
        elif links := chain(line.text):
            draft.use([line.cell])
            add_chain(draft, links, line.cell.place, self.words)
        else:
            self._note(line)

    def _in_flow(self, line: _Line) -> None:
        """A line of the section of steps: the first kind of number tells steps, all others say more of one."""
        level = line.number.level if line.number else "automatic" if line.automatic else ""
        self.draft.use([line.cell])
        if level and (not self._step_level or level == self._step_level):
            self._step_level = level
            self._add_step(line)
        elif links := None if level else chain(line.text):
            add_chain(self.draft, links, line.cell.place, self.words)
        elif self._step is not None:
            self._step.add("内容", SourcedText(line.cell.text.removesuffix("。"), line.cell.place))
        else:
            self.draft.add("备注", SourcedText(line.cell.text, line.cell.place))

    def _add_step(self, line: _Line) -> None:
        add_told_steps(self.draft, [(line.text, line.cell.place)], self.words)
        self._step = self.draft.rows[-1]
        self.key = self.key or "操作流程"
        self._step_level = self._step_level or (line.number.level if line.number else "automatic")

    def _in_fact(self, line: _Line) -> None:
        """A line of a section whose key is known."""
        text = line.text if self.key in LISTS else line.cell.text
        if self.key in LISTS:
            self.draft.use([line.cell])
            self.draft.add(self.key, SourcedText(text.rstrip("；;。"), line.cell.place))
        else:
            add_fact(self.draft, self.key, line.cell, text, self.words)

    def _article(self, line: _Line) -> None:
        """An article of rules: forbidden, encouraged, or a note."""
        self.draft.use([line.cell])
        rules = (("奖惩", _CONSEQUENCES), ("禁止", _FORBIDS), ("提倡", _ENCOURAGES))
        key = next((key for key, words in rules if words.search(line.text)), "备注")
        guess = "" if key == "备注" else f"看用词归到“{key}”"
        self.draft.add(key, SourcedText(line.text.removesuffix("。"), line.cell.place, guess))

    def _note(self, line: _Line) -> None:
        text = line.cell.text
        if self.section and not line.heading:
            text = f"{self.section}：{line.text}"
        self.draft.use([line.cell])
        self.draft.add("备注", SourcedText(text, line.cell.place))

"""Visible content + a guide → findings about texts that are missing or in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yizhangtu.model.finish import Scope
from yizhangtu.model.guide import Guide, Step, material_text, walk
from yizhangtu.model.project import Project
from yizhangtu.verify.elements import Elements, leftover
from yizhangtu.verify.expected_texts import (
    LIST_LABELS,
    circled,
    composed_texts,
    expected_facts,
    expected_lists,
    oversight_texts,
    printed_texts,
    watchers,
)
from yizhangtu.verify.findings import CODE, MISPLACED, MISSING, Finding, quoted
from yizhangtu.verify.letters import Letter, Reading, folded
from yizhangtu.verify.notice.sums import sum_findings
from yizhangtu.verify.row_elements import row_findings
from yizhangtu.verify.step_elements import StepElements, compared

ASSISTANT = ("assistant", "assistant.window", "assistant.name", "assistant.phone")
NONE = "无"  # an author's word for a process that there is not


def guide_findings(
    letters: Sequence[Letter], guide: Guide, project: Project, scope: Scope, whole_file: Reading
) -> Iterator[Finding]:
    """All findings about one guide; `letters` are its part of the file."""
    reading, elements = Reading(tuple(letters)), Elements(letters)
    yield from missing_texts(f"{reading.text}\0{elements.whole}", guide, whole_file.text)
    yield from composed_findings(reading, guide, project, scope)
    yield from _fact_findings(elements, guide, project)
    yield from _oversight_findings(elements, guide, project)
    yield from _list_findings(elements, guide)
    yield from _assistant_findings(elements, guide)
    if has_process(guide):
        yield from StepElements(elements, reading, guide, scope.once).findings()
    yield from row_findings(elements, guide)
    yield from sum_findings(elements, guide)


def has_process(guide: Guide) -> bool:
    """Whether the process has steps: one that is named 无 is none."""
    entries = walk(guide.steps)
    return bool(entries) and not (len(entries) == 1 and str(entries[0].name) == NONE)


def likeliest(guides: Sequence[Guide], text: str) -> Guide:
    """The guide, of several with one title, of which a text has most."""
    return max(
        guides, key=lambda guide: sum(folded(str(one)) in text for one in guide.texts) / max(1, len(guide.texts))
    )


def missing_texts(text: str, guide: Guide, whole_file: str) -> Iterator[Finding]:
    """Texts of the definition that are nowhere."""
    series = {folded(text) for text in (guide.picture, guide.list_name) if text}
    left_out = _left_out(guide)
    for one in printed_texts(guide):
        if one.words in left_out:
            continue
        if one.words not in (whole_file if one.words in series else text):
            yield MISSING, one.span, f"缺{quoted(one.written)}"


def _left_out(guide: Guide) -> set[str]:
    """What the author wants left out of the cards, and the word for nothing."""
    found = {NONE}
    if guide.layout.level in (None, 3):
        return found
    for entry in walk(guide.steps):
        texts: list[object] = [entry.detail, *(material_text(one) for one in entry.materials)]
        texts += [field for one in entry.materials for field in one]
        if isinstance(entry, Step):
            texts += [one for one in (entry.notice, entry.announcement, entry.online) if isinstance(one, str)]
            texts += [entry.vote.quorum, entry.vote.majority] if entry.vote else []
        found |= {folded(str(text)) for text in texts if text}
    return found


def composed_findings(reading: Reading, guide: Guide, project: Project, scope: Scope) -> Iterator[Finding]:
    """Texts that combine several values."""
    for one in composed_texts(guide, project):
        words = one.words if scope.called or one.what != "编号" else folded(str(guide.number))
        if words not in reading.text and one.what != "状态":
            yield MISSING, one.span, f"缺{one.what}{quoted(one.written)}"
        elif one.what == "状态" and not any(word in reading.text for word in (words, str(guide.publication.status))):
            yield MISSING, one.span, f"缺{quoted(one.written)}"
    code = "-".join(guide.code[at : at + 4] for at in (0, 4, 8))
    if guide.code and folded(f"核验码 {code}") not in reading.text:
        yield CODE, guide.title.span, f"没有印核验码{quoted(code)}"


def _fact_findings(elements: Elements, guide: Guide, project: Project) -> Iterator[Finding]:
    """Each fact is in the cell of its key, whole, and nothing else is."""
    for fact in expected_facts(guide, project):
        own = elements.joined([f"facts.{fact.key}.{part}" for part in ("value", "notes")])
        if own:
            yield from compared(own, fact.texts, fact.extra, f"“{fact.label}”", None, MISPLACED)
        else:
            yield MISPLACED, fact.texts[0].span, f"“{fact.label}”写的不是{quoted(fact.texts[0].written)}"


def _oversight_findings(elements: Elements, guide: Guide, project: Project) -> Iterator[Finding]:
    """The list of 监督管理 has what is watched with the numbers of the steps, who watches, and nothing else but phones:
    those of the guide, or the one of the project where it has none."""
    own = elements.of("oversight")
    text = "".join(one.text for one in own)
    words: list[str] = []
    for badges, one in oversight_texts(guide):
        words.append("".join(map(circled, badges)) + one.words)
        if words[-1] not in text:
            yield MISPLACED, one.span, f"监督管理里没有写明第{'、'.join(badges)}步{quoted(one.written)}"
    for one in watchers(guide):
        words.append(one.words)
        if one.words not in text:
            yield MISPLACED, one.span, f"监督管理里没有写{quoted(one.written)}"
    phones = [text for one in guide.oversight if one.phone for text in (one.phone, one.by) if text]
    phones = phones or [text for text in [project.hotline] if text]
    _, more = leftover(text, words, "|".join(["监督电话|[：（）]", *(re.escape(folded(text)) for text in phones)]))
    if more:
        yield MISPLACED, guide.title.span, f"监督管理里多写了{quoted(more)}"


def _list_findings(elements: Elements, guide: Guide) -> Iterator[Finding]:
    """Each list has its texts, and nothing else; there is no list that the definition has not."""
    expected = expected_lists(guide)
    for element in (name for name in LIST_LABELS if name not in {one.element for one in expected}):
        if own := elements.of(element):
            yield MISPLACED, guide.title.span, f"多写了“{LIST_LABELS[element]}”：{quoted(own[0].text)}"
    for one in expected:
        own = elements.of(one.element)
        if own:
            yield from compared(own, one.texts, one.extra, f"“{one.label}”", None, MISPLACED)
        else:
            yield MISPLACED, one.texts[0].span, f"“{one.label}”下面没有写{quoted(one.texts[0].written)}"


def _assistant_findings(elements: Elements, guide: Guide) -> Iterator[Finding]:
    """Window, name and phone of the assistant stand under one heading."""
    who = guide.assistant
    texts = [text for text in (who.window, who.name, who.phone) if text] if who else []
    whole = "".join(one.text for one in elements.joined(ASSISTANT))
    for text in texts:
        if folded(text) not in whole:
            yield MISPLACED, text.span, f"“帮办代办”下面写的不是{quoted(str(text))}"

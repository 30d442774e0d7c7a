"""Steps and rows → diagnostics of matters that are decided by a meeting which may not decide them (Y853)."""

from collections.abc import Iterator, Sequence

from yizhangtu.check.law.day import LawDay, where_cited
from yizhangtu.check.law.passages import Passage
from yizhangtu.law.citations import citations
from yizhangtu.law.rules import Decider
from yizhangtu.model.diagnostics import Diagnostic, make
from yizhangtu.model.guide import Guide


def check_deciders(guide: Guide, law: LawDay, found: Sequence[Passage]) -> Iterator[Diagnostic]:
    """One finding for each place."""
    rules = [rule for rule in law.rules.file.deciders if rule.cite.holds(law.day)]
    for one in found:
        if not one.meetings or not one.decides:
            continue
        rule = next((rule for rule in rules if _is_wrong(one, rule, guide, law, found)), None)
        if rule is not None:
            yield _wrong(one, rule, guide, law)


def _is_wrong(one: Passage, rule: Decider, guide: Guide, law: LawDay, found: Sequence[Passage]) -> bool:
    if not set(one.meetings) <= set(rule.wrong):
        return False
    words = one.words
    if _cites(one, rule, law):
        return True
    if any(word in words for word in rule.unless):
        return False
    if not any(all(word in words for word in entry) for entry in rule.words):
        final = one.step is not None and (one.votes or any(word in words for word in law.rules.file.final))
        if not final or not any(title in guide.title for title in rule.titles):
            return False
    return not (rule.later and any(_right(other, rule) for other in found))


def _cites(one: Passage, rule: Decider, law: LawDay) -> bool:
    """Whether its own 依据 cites an article by which another meeting decides."""
    for text in one.basis:
        for citation in citations(text):
            instrument = law.table.find(citation.title)
            if instrument is not None and instrument is law.table.find(rule.cite.law):
                return any(number in rule.articles for number in citation.articles)
    return False


def _right(other: Passage, rule: Decider) -> bool:
    """Whether a step decides by a meeting that may."""
    return other.step is not None and other.decides and not set(other.meetings) <= set(rule.wrong)


def _wrong(one: Passage, rule: Decider, guide: Guide, law: LawDay) -> Diagnostic:
    meeting = "、".join(one.meetings)
    message = f"{rule.matter}不由{meeting}决定，要由{rule.right}决定（{rule.cite.cited}）"
    hint = "改办理主体和会议。村委会依法代行集体经济组织职能的，在“依据说明”里写明。"
    return make("Y853", one.texts[0].span, message, hint, where_cited(guide, law, rule.cite.law))

"""Days of a guide → diagnostics of those shorter than the law's least (Y851) or longer than its most (Y854)."""

import re
from collections.abc import Iterator, Sequence

from yizhangtu.check.law.day import LawDay, cites, cites_article, where_cited
from yizhangtu.check.law.passages import Passage
from yizhangtu.check.wording import amount_text
from yizhangtu.law.rules import PeriodRule
from yizhangtu.model.deadline import Deadline, DeadlineKind, Quantity
from yizhangtu.model.diagnostics import Diagnostic, Text, make
from yizhangtu.model.guide import Guide
from yizhangtu.model.words import shortened
from yizhangtu.read.guide.numerals import ONE, value_of

_UNIT = "工作日|日|天|周|星期|个?月|年"
# An amount of time: number, unit, and whether it is within, before or after it.
COUNT = re.compile(rf"(?<![前后第])({ONE})\s*个?\s*({_UNIT})(以?内|之内|以?前|之前|以?后|之后)?")
_BRACKET = re.compile(r"[(（]")
_CLAUSE = re.compile(r"[，,；;。！!？?、]")
_BARE = re.compile(r"(?:不|不得)?(?:少于|满|足)")  # an outcome: 少于十五日
_UNITS = {"天": ("日", 1), "周": ("日", 7), "星期": ("日", 7), "个月": ("月", 1)}
_LIMIT = re.compile(r"(\d+)(\D+)")
_PARTY = "党务"  # of 三务公开: what the party publishes is no 村务


def check_periods(guide: Guide, law: LawDay, found: Sequence[Passage]) -> Iterator[Diagnostic]:
    """One finding for each place; the first rule that it breaks."""
    seen: set[int] = set()
    words = "，".join(guide.texts)
    for rule in law.rules.file.periods:
        if not rule.cite.holds(law.day) or not _is_here(rule, law):
            continue
        about = _is_about(rule, guide, law)
        if not about and not any(word in words for word in rule.anywhere):
            continue
        for text, amount in _amounts(rule, about, found, guide, law):
            if id(text) not in seen and _breaks(amount, rule):
                seen.add(id(text))
                yield _finding(text, amount, rule, guide, law)


def _is_here(rule: PeriodRule, law: LawDay) -> bool:
    return not rule.region or any(rule.region == place for place in law.places)


def _is_about(rule: PeriodRule, guide: Guide, law: LawDay) -> bool:
    """Whether a guide is one of those that a rule is about."""
    if rule.kinds and guide.kind not in rule.kinds:
        return False
    if guide.list_name in rule.not_lists or any(word in guide.title for word in rule.not_titles):
        return False
    named = any(word in guide.title for word in rule.titles) or guide.list_name in rule.lists
    if rule.articles:
        return cites_article(guide.basis, law, rule.cite.law, rule.articles)
    if rule.region:
        return any(cites(guide, law, title) for title in rule.cites) and named
    return named or any(cites(guide, law, title) for title in rule.cites) or bool(rule.after)


def _amounts(
    rule: PeriodRule, about: bool, found: Sequence[Passage], guide: Guide, law: LawDay
) -> Iterator[tuple[Text, Quantity]]:
    """The texts that a rule is about, with the amounts that they say. `about`: it is about the whole guide."""
    if about and rule.whole:
        limits = (guide.deadline.promised, guide.deadline.statutory)
        yield from (
            (one.text, one.amount)
            for one in limits
            if one and one.amount and not _left_out(_BRACKET.split(one.text)[0], rule)
        )
    if about and rule.most and rule.by:
        yield from _in_whole(rule, guide)
    decided = False
    for one in found:
        if _left_out(one.words, rule) or (one.row is not None and one.row.group == _PARTY):
            continue
        within = one.step.within if one.step else one.row.within if one.row else None
        here = about or _is_posted(one, rule)
        if here and within is not None and within.amount is not None and _is_step(one, rule, decided):
            if _fits(within, rule):
                yield within.text, within.amount
        elif rule.phrases or rule.anywhere:
            yield from _in_texts(one, rule, about)
        decided = decided or (one.decides and not set(one.meetings).isdisjoint(rule.after))


def _in_whole(rule: PeriodRule, guide: Guide) -> Iterator[tuple[Text, Quantity]]:
    """What the whole time of a guide says of one of its parts: 县10个工作日内确认."""
    limit = guide.deadline
    texts = (limit.promised.text if limit.promised else None, limit.statutory.text if limit.statutory else None)
    for text in (*texts, limit.note):
        for clause in _CLAUSE.split(text or ""):
            if text and any(word in clause for word in rule.by) and any(word in clause for word in rule.steps):
                amounts = (quantity(match) for match in COUNT.finditer(clause) if (match[3] or "").endswith("内"))
                yield from ((text, amount) for amount in amounts if amount is not None)


def _is_posted(one: Passage, rule: PeriodRule) -> bool:
    """Whether a step of any other guide publishes what a rule is about: not a notice before a decision."""
    words = f"{one.step.name}，{one.step.detail or ''}" if one.step else ""
    announced = one.step is not None and one.step.announcement is not False
    return (announced or any(word in words for word in rule.posted)) and any(
        word in one.words for word in rule.anywhere
    )


def _left_out(words: str, rule: PeriodRule) -> bool:
    return any(word in words for word in rule.unless)


def _is_step(one: Passage, rule: PeriodRule, decided: bool) -> bool:
    """Whether a rule is about the deadline of a step or row."""
    if one.row is not None:
        return rule.notice and not rule.after and not rule.region
    if one.step is None or not (rule.steps or rule.by or rule.notice):
        return False
    words = one.words
    return (
        (not rule.steps or any(word in words for word in rule.steps))
        and (not rule.by or any(word in one.by for word in rule.by))
        and (not rule.notice or one.published)
        and (not rule.after or decided)
    )


def _fits(within: Deadline, rule: PeriodRule) -> bool:
    """Whether a deadline is of the sort that a rule bounds: a least time, or a time within which."""
    if rule.before:
        return within.kind is DeadlineKind.BEFORE
    if rule.least:
        return within.kind is DeadlineKind.AT_LEAST
    after = within.kind is DeadlineKind.AFTER and "内" in within.text
    return (after or within.kind is DeadlineKind.WITHIN) and within.is_maximum


def _in_texts(one: Passage, rule: PeriodRule, about: bool) -> Iterator[tuple[Text, Quantity]]:
    """What the clauses of any text say after the words of a rule."""
    for text in one.texts:
        if not about and not any(word in text for word in rule.anywhere):
            continue
        for clause in _CLAUSE.split(text):
            starts = [clause.find(word) for word in rule.phrases if word in clause]
            if about and rule.least and _BARE.match(clause):
                starts.append(-1)
            for match in COUNT.finditer(clause) if starts else ():
                limited = (match[3] or "").endswith("内")
                after = limited if rule.most or rule.within else not match[3] and match.start() > min(starts)
                amount = quantity(match)
                if after and amount is not None:
                    yield text, amount


def quantity(match: re.Match[str]) -> Quantity | None:
    """The amount of a match of COUNT."""
    value = value_of(match[1])
    unit, factor = _UNITS.get(match[2], (match[2], 1))
    return None if value is None else Quantity(value * factor, unit)


def _breaks(amount: Quantity, rule: PeriodRule) -> bool:
    limit = limit_of(rule.least or rule.most)
    value, unit = amount.value, amount.unit
    if unit == "周":
        value, unit = value * 7, "日"
    if unit == "工作日" and limit.unit == "日" and rule.least:
        return value * 2 < limit.value  # so few working days end before it, whatever holidays there are
    if unit != limit.unit:
        return bool(rule.most) and unit == "月" and value * 20 > limit.value
    return value < limit.value if rule.least else value > limit.value


def limit_of(written: str) -> Quantity:
    """A limit of the file: 15日, 10工作日, 6月."""
    match = _LIMIT.fullmatch(written)
    assert match
    return Quantity(float(match[1]), match[2])


def _finding(text: Text, amount: Quantity, rule: PeriodRule, guide: Guide, law: LawDay) -> Diagnostic:
    limit = limit_of(rule.least or rule.most)
    bound = f"{'不得少于' if rule.least else '不得超过'} {amount_text(limit)}"
    message = f"“{shortened(text)}”不合法律：{rule.matter}{bound}（{rule.cite.cited}）"
    hint = "照法律改；说的是另一件事，或者本地另有规定，就在“依据说明”里写明。"
    if law.rules.file.texts[rule.cite.text].second_hand:
        hint = f"这一条只读到摘录，请对照原文。{hint}"
    code = "Y851" if rule.least else "Y854"
    return make(code, text.span, message, hint, where_cited(guide, law, rule.cite.law))

"""表决 and 征求 of 发布 → diagnostics: votes that do not reach their rule (Y733), numbers that cannot be (Y734, Y737),
meetings without a rule (Y735), notice too late (Y736)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yizhangtu.check.law.day import LawDay
from yizhangtu.check.law.meetings import majority_words, quorum_words
from yizhangtu.check.law.passages import Passage
from yizhangtu.law.shares import stated_shares
from yizhangtu.law.votes import Base, Verdict, VoteRule, judge
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic, Related, Text, make, span_of
from yizhangtu.model.guide import Guide
from yizhangtu.model.publication import Consultation, Decision, Vote
from yizhangtu.model.words import did_you_mean, shortened
from yizhangtu.read.guide.dates import day_in, day_number
from yizhangtu.read.guide.numerals import value_of

ADOPTED = ("试行", "正式")  # 状态 of what only a vote that was carried can bring into force
_NUMERAL = "零〇一二两三四五六七八九十百千"
_REST = rf"[^\d{_NUMERAL}分%]{{0,4}}"  # of a text that is a number, not a share
_COUNT = re.compile(rf"{_REST}(\d+(?:\.\d+)?|[{_NUMERAL}]+)\s*[人户名票位个份条]?{_REST}")
_DIGIT = re.compile(r"\d")


class Asked(NamedTuple):
    """A rule that a vote has to reach, where it is written if that is in the guide, and what it is called."""

    rule: VoteRule
    place: Text | None = None


def check_decisions(guide: Guide, law: LawDay, found: Sequence[Passage]) -> Iterator[Diagnostic]:
    """All findings of the votes and of the consultation of a guide."""
    status = str(guide.publication.status or "")
    for vote in guide.publication.decisions:
        yield from _impossible(vote)
        yield from _judged(vote, status, law, found)
        yield from _noticed(vote, law)
    if guide.publication.consultation is not None:
        yield from _consulted(guide.publication.consultation)


def people(text: Text | None) -> int | None:
    """A whole number of people, households or sheets (320人, 三十, 同意40名); None for any other text."""
    match = _COUNT.fullmatch(text.strip()) if text is not None else None
    value = value_of(match[1]) if match else None
    return int(value) if value is not None and value == int(value) else None


def _fractions(*texts: tuple[str, Text | None]) -> Iterator[Diagnostic]:
    """Numbers that are no whole numbers of people."""
    for name, text in texts:
        if text is not None and people(text) is None and _DIGIT.search(text):
            hint = "只写一个整数，如 45 或 45人。"
            yield make("Y734", text.span, f"{name}“{shortened(text)}”不是整数", hint)


def _impossible(vote: Decision) -> Iterator[Diagnostic]:
    """0 ≤ 同意 + 反对 + 弃权 ≤ 实到 ≤ 应到."""
    votes = (("同意", vote.agreed), ("反对", vote.opposed), ("弃权", vote.abstained))
    yield from _fractions(("应到", vote.entitled), ("实到", vote.present), *votes)
    entitled, present = people(vote.entitled), people(vote.present)
    if "户" in str(vote.entitled) and "人" in str(vote.present):
        entitled = None  # a household sends several
    if entitled is not None and present is not None and present > entitled:
        related = _related(vote.entitled, "应到写在这里")
        yield make("Y734", span_of(vote.present), f"实到 {present}，比应到 {entitled} 还多", "核对两个数。", related)
    cast = [(name, number) for name, text in votes if (number := people(text)) is not None]
    limit, what = (present, "实到") if present is not None else (entitled, "应到")
    total = sum(number for _, number in cast)
    if limit is not None and total > limit:
        said = "、".join(f"{name} {number}" for name, number in cast)
        place = next(text for _, text in votes if people(text) is not None)
        yield make("Y734", span_of(place), f"{said}，合起来 {total}，比{what} {limit} 还多", "核对这几个数。")


def _related(text: Text | None, message: str) -> tuple[Related, ...]:
    return (Related(text.span, message),) if text is not None and text.span else ()


def _judged(vote: Decision, status: str, law: LawDay, found: Sequence[Passage]) -> Iterator[Diagnostic]:
    """A vote held against the rule of its day, and against what the guide's own steps ask for."""
    asked = _asked(vote, law, found)
    if vote.meeting is not None and not asked:
        named = vote.rule if isinstance(vote.rule, Text) else None
        place, word = (named, named) if named is not None else (vote.meeting, vote.meeting)
        known = f"有规则的会议：{'、'.join(law.rules.names)}。别的会议用“规则”写明到会、通过各要多少。"
        message = f"没有“{shortened(word)}”的表决规则，没有核对"
        yield make("Y735", place.span, message, did_you_mean(word, law.rules.names, known))
    entitled, present, agreed = people(vote.entitled), people(vote.present), people(vote.agreed)
    if entitled is None or present is None or agreed is None or not agreed <= present <= entitled:
        return
    for one in asked:
        verdict = judge(one.rule, entitled, present, agreed)
        if not verdict.passed:
            message = _failed(one, verdict, entitled, present, agreed)
            hint = "没有通过的，不能试行、施行：重新开会，或者把状态改回征求意见。"
            related = _related(one.place, "这一步要求的")
            found_one = make("Y733", span_of(vote.agreed), message, hint, related)
            mild = status not in ADOPTED or one.rule.practice
            yield found_one._replace(severity=Severity.WARNING) if mild else found_one


def _failed(one: Asked, verdict: Verdict, entitled: int, present: int, agreed: int) -> str:
    """实到 29 人、同意 18 人：村民代表会议要应到的三分之二以上到会（应到 45，至少 30 人）."""
    rule = one.rule
    unit = "户" if rule.households else "人"
    said = f"实到 {present} {unit}、同意 {agreed} {unit}"
    source = "这张图的步骤" if one.place is not None else rule.meeting
    needs = []
    if not verdict.quorate:
        needs.append(f"{quorum_words(rule)}（应到 {entitled}，至少 {verdict.least_present} {unit}）")
    if not verdict.carried:
        needs.append(f"{majority_words(rule)}（至少 {verdict.least_agreed} {unit}）")
    cited = f"，见{rule.cited}" if one.place is None else ""
    return f"{said}：{source}要{'，'.join(needs)}{cited}"


def _asked(vote: Decision, law: LawDay, found: Sequence[Passage]) -> tuple[Asked, ...]:
    """The rules that a vote has to reach: of 规则, else of its meeting on its day, and of the guide's steps."""
    if isinstance(vote.rule, Vote):
        own = _written(vote.rule, "规则", vote)
        return (own,) if own else ()
    meetings = law.rules.meetings(str(vote.rule or vote.meeting or ""))
    day = day_in(vote.date)
    households = vote.counted_by == "户"
    asked = []
    for meeting in meetings[:1]:
        rules = law.rules.votes_of(meeting, day or law.day)
        asked += [Asked(rule) for rule in [one for one in rules if one.households == households] or rules[:1]]
        for one in found:
            step = _written(one.vote, meeting, vote) if one.votes and meeting in one.meetings else None
            if step is not None:
                asked.append(step)
                break
    return tuple(asked)


def _written(vote: Vote, meeting: str, decision: Decision) -> Asked | None:
    """A rule as the guide writes it; None where its shares cannot be read or it leaves a choice."""
    quorums = stated_shares(vote.quorum, quorum=True) if vote.quorum else ()
    majorities = stated_shares(vote.majority, quorum=False) if vote.majority else ()
    if len(quorums) > 1 or len(majorities) != 1:
        return None
    quorum = quorums[0].share if quorums else None
    majority = majorities[0]
    rule = VoteRule(meeting, quorum, majority.share, majority.base or Base.PRESENT, decision.counted_by == "户")
    return Asked(rule, vote.majority)


def _noticed(vote: Decision, law: LawDay) -> Iterator[Diagnostic]:
    """Notice of the meeting; the day on which it is given is not counted (民法典 201)."""
    told, held = day_in(vote.noticed), day_in(vote.date)
    if vote.noticed is None or not told or not held:
        return
    days = day_number(held) - day_number(told)
    meetings = law.rules.meetings(str(vote.meeting or ""))
    rules = [rule for meeting in meetings[:1] for rule in law.rules.votes_of(meeting, held)]
    need = max((rule.notice_days for rule in rules), default=0)
    if days < need:
        message = f"{told}通知，{held}开会，只提前了 {days} 天：{rules[0].meeting}要提前 {need} 日（{rules[0].cited}）"
        yield make("Y736", vote.noticed.span, message, "下次早些通知；因特殊情况临时通知的，在备注里写明。")


def _consulted(one: Consultation) -> Iterator[Diagnostic]:
    """收回 ≤ 发出, 同意 + 不同意 ≤ 收回, 采纳 ≤ 有建议."""
    issued, returned, suggesting, adopted = map(people, (one.issued, one.returned, one.suggesting, one.adopted))
    if issued is not None and returned is not None and returned > issued:
        yield make("Y737", span_of(one.returned), f"收回 {returned} 份，比发出 {issued} 份还多", "核对两个数。")
    said = (people(one.agreed) or 0) + (people(one.opposed) or 0)
    if returned is not None and said > returned:
        place = one.agreed if one.agreed is not None else one.opposed
        yield make("Y737", span_of(place), f"同意和不同意一共 {said} 份，比收回 {returned} 份还多", "核对这几个数。")
    if suggesting is not None and adopted is not None and adopted > suggesting:
        message = f"采纳 {adopted} 条，比有建议的 {suggesting} 份还多"
        yield make("Y737", span_of(one.adopted), message, "核对两个数；一份提了几条的，“有建议”写条数。")

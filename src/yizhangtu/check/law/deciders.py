"""Steps and rows → diagnostics of matters that are decided by a meeting which may not decide them (Y853): by law, by
what the step's own 表决 says, or because only another region knows such a way to decide."""

from collections.abc import Iterator, Sequence

from yizhangtu.check.law.day import LawDay, cites_article, where_cited
from yizhangtu.check.law.passages import Passage
from yizhangtu.law.rules import Decider
from yizhangtu.model.diagnostics import Diagnostic, Related, Text, make
from yizhangtu.model.guide import Guide

_PEOPLE = ("村民", "户", "成员")


def check_deciders(guide: Guide, law: LawDay, found: Sequence[Passage]) -> Iterator[Diagnostic]:
    """One finding for each place."""
    rules = [rule for rule in law.rules.file.deciders if rule.cite.holds(law.day)]
    for one in found:
        if not one.meetings or not one.decides:
            continue
        rule = next((rule for rule in rules if _is_wrong(one, rule, guide, law, found)), None)
        if rule is not None:
            yield _wrong(one, rule, guide, law)
        else:
            yield from _other_meeting(one, law)
            yield from _substitute(one, guide, law)
    for vote in guide.publication.decisions:
        if vote.meeting is not None:
            yield from _elsewhere(vote.meeting, law.rules.meetings(vote.meeting), guide.title, law)


def _is_wrong(one: Passage, rule: Decider, guide: Guide, law: LawDay, found: Sequence[Passage]) -> bool:
    if not set(one.meetings) <= set(rule.wrong):
        return False
    words = one.words
    if cites_article(one.basis, law, rule.cite.law, rule.articles):
        return True
    if any(word in words for word in rule.unless):
        return False
    if not any(all(word in words for word in entry) for entry in rule.words):
        final = one.step is not None and (one.votes or any(word in words for word in law.rules.file.final))
        if not final or not any(title in guide.title for title in rule.titles):
            return False
    return not (rule.later and one.step is not None and any(_right(other, rule) for other in found))


def _right(other: Passage, rule: Decider) -> bool:
    """Whether a step decides by a meeting that may."""
    return other.step is not None and other.decides and not set(other.meetings) <= set(rule.wrong)


def _wrong(one: Passage, rule: Decider, guide: Guide, law: LawDay) -> Diagnostic:
    meeting = "、".join(one.meetings)
    message = f"{rule.matter}不由{meeting}决定，要由{rule.right}决定（{rule.cite.cited}）"
    hint = "改办理主体和会议。村委会依法代行集体经济组织职能的，在“依据说明”里写明。"
    return make("Y853", one.texts[0].span, message, hint, where_cited(guide, law, rule.cite.law))


def _other_meeting(one: Passage, law: LawDay) -> Iterator[Diagnostic]:
    """A step of one meeting whose 表决 counts the members of another."""
    by = law.rules.meetings(one.by)
    for text in (one.vote.quorum, one.vote.majority):
        counted = law.rules.meetings(text) if text is not None else ()
        if text is not None and by and counted and set(by).isdisjoint(counted):
            message = f"办理的是{'、'.join(by)}，表决写的是{'、'.join(counted)}"
            place = one.step.by if one.step is not None else None
            related = (Related(place.span, "办理写在这里"),) if place is not None and place.span else ()
            yield make("Y853", text.span, message, "改成同一个会议。", related)
            return


def _substitute(one: Passage, guide: Guide, law: LawDay) -> Iterator[Diagnostic]:
    """A step that decides without a meeting: only of villagers, households or members, not of what offices answer."""
    if one.step is not None and (one.votes or any(word in one.words for word in _PEOPLE)):
        yield from _elsewhere(one.texts[0], one.meetings, f"{guide.title}，{one.words}", law)


def _elsewhere(place: Text, meetings: Sequence[str], words: str, law: LawDay) -> Iterator[Diagnostic]:
    """What takes the place of a meeting where no local rule says so, or for another matter than the rule's."""
    rules = [rule for rule in law.rules.file.substitutes if rule.cite.holds(law.day)]
    found = [rule for rule in rules if rule.meeting in meetings]
    if not found:
        return
    rule = found[0]
    about = any(word in words for word in rule.words)
    if len(found) < len(meetings) and not about:
        return  # another meeting decides after it
    if not law.is_in(rule.region):
        here = f"辖区文件写的是{'、'.join(law.places)}" if law.places else "辖区文件没有写省份"
        message = f"{rule.meeting}不能代替开会：只读到{rule.region}有这样的规定（{rule.cite.cited}），{here}"
        yield make("Y853", place.span, message, "改成开会表决；本地另有规定的，在“依据说明”里写明。")
    elif not about:
        message = f"{rule.meeting}只用来决定“{rule.matter}”（{rule.cite.cited}），别的事要开会"
        yield make("Y853", place.span, message, "改成开会表决；章程另有规定的，在“依据说明”里写明。")

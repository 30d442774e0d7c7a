"""What a text says of a vote → shares: 到会三分之二以上, 过半数同意, 全体成员2/3以上."""

import re
from typing import NamedTuple

from yizhangtu.law.votes import Base, Share
from yizhangtu.read.guide.numerals import value_of

_N = r"(?:\d{1,3}|[一二两三四五六七八九十])"
_FRACTION = rf"(?:(?P<den>{_N})分之(?P<num>{_N})|(?P<top>\d)\s*[/／]\s*(?P<low>\d)|(?P<cent>\d{{1,3}})\s*[%％])"
_SHARE = re.compile(
    rf"(?P<before>不少于|不低于|至少|超过|多于|大于|过|达到|满)?\s*(?:{_FRACTION}|(?P<half>半数|一半|半(?=以上)|半(?![年个月天]))"
    r")(?P<after>以上|（含）以上|及以上|多)?"
)
_CLAUSE = re.compile(r"[，,；;。！!？?]")
_OVER = ("过", "超过", "多于", "大于")
_OVER_BEFORE = re.compile(r"(?:超过|多于|大于)[^\d一二三四五六七八九十半分过]{1,10}$")  # 超过全体选民半数
_OR = re.compile(r"或者?")
_QUORUM = re.compile(
    r"到会|到场|参加|出席|参会|人够|才能开|方可召开|召开|组成人员(?!.*同意)|有效|投票(?!.*(?:同意|选票|当选))"
)
_ENTITLED_BEFORE = re.compile(r"(?:村民|组成人员|户的?代表|选民)$")  # 村民半数以上, alone
_ENTITLED = re.compile(r"的?(?:村民|组成人员|户的?代表|户派代表|选民)")  # alone: who has to come
_OF_PRESENT = re.compile(
    r"(?:到会|到场|参会|出席|与会|实到)(?:的|者|人员|成员|代表|村民|人数|党员)+的?$"
)  # of whom, not how many
_MAJORITY = re.compile(r"同意|通过|赞成|赞同|表决|决定|票|当选|算过|才过")
_ALL = re.compile(r"全体|应到|总数|所有|组成人员")
_PRESENT = re.compile(r"到会|实到|到场|参会|出席|与会|参加")


class StatedShare(NamedTuple):
    """A share that a text asks for. `quorum`: of those who have to come; else `base` is of whom, None where it is not
    said."""

    share: Share
    quorum: bool
    base: Base | None
    clause: str


def stated_shares(text: str, quorum: bool | None = None) -> tuple[StatedShare, ...]:
    """All shares of a text, clause by clause. `quorum` says what they are of; None: the words of the clause decide, and
    clauses that say neither are left out."""
    found: list[StatedShare] = []
    for clause in _CLAUSE.split(text):
        for match in _SHARE.finditer(clause):
            share = _share(match)
            of_quorum = _is_quorum(clause, match) if quorum is None else quorum
            if share is not None and of_quorum is not None:
                base = None if of_quorum else _base(clause, match)
                found.append(StatedShare(share, of_quorum, base, _alternative(clause, match)))
    return tuple(found)


def _alternative(clause: str, match: re.Match[str]) -> str:
    """The part of a clause between 或 and 或 that a share stands in: 过半数村民或三分之二以上户代表 are two."""
    starts = [one.end() for one in _OR.finditer(clause, 0, match.start())]
    end = next((one.start() for one in _OR.finditer(clause, match.end())), len(clause))
    return clause[starts[-1] if starts else 0 : end].strip()


def _share(match: re.Match[str]) -> Share | None:
    over = match["before"] in _OVER or bool(_OVER_BEFORE.search(match.string[: match.start()]))
    if match["half"]:  # 过半数 and 超过半数 exclude the half, 半数以上 and a bare 半数 include it
        return Share(1, 2, over)
    if match["cent"]:
        numerator, denominator = int(match["cent"]), 100
    else:
        numerator = int(value_of(match["num"] or match["top"]) or 0)
        denominator = int(value_of(match["den"] or match["low"]) or 0)
    if not 0 < numerator <= denominator:
        return None
    return Share(numerator, denominator, over)


def _is_quorum(clause: str, match: re.Match[str]) -> bool | None:
    """Whether a share is of those who come: the nearest word after it decides, else the nearest before it. Alone,
    到会人员过半数 is of those who agree."""
    for part, last in ((clause[match.end() :], False), (clause[: match.start()], True)):
        come = [one.start() for one in _QUORUM.finditer(part)]
        agree = [one.start() for one in _MAJORITY.finditer(part)]
        if come and (not agree or (come[-1] > agree[-1] if last else come[0] < agree[0])):
            return not (last and _OF_PRESENT.search(part))
        if agree:
            return False
    alone = match.end() == len(clause) and _ENTITLED_BEFORE.search(clause[: match.start()])
    return True if alone or _ENTITLED.match(clause, match.end()) else None


def _base(clause: str, match: re.Match[str]) -> Base | None:
    before = clause[: match.start()]
    present = [one.end() for one in _PRESENT.finditer(before)]
    everyone = [one.end() for one in _ALL.finditer(before)]
    if everyone and (not present or everyone[-1] > present[-1]):
        return Base.ENTITLED
    if present and not _MAJORITY.search(before, present[-1]):  # 到会、同意都够三分之二: of whom is not said
        return Base.PRESENT
    after = clause[match.end() : match.end() + 8]
    if _ALL.search(after):
        return Base.ENTITLED
    return Base.PRESENT if _PRESENT.search(after) else None

"""The rules of law (rules.yaml) → records: votes, who decides what, periods, what a refusal needs. The file is checked
against these records by its test."""

import pkgutil
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Literal, NamedTuple

import yaml

from yizhangtu.law.votes import Base, Share, VoteRule
from yizhangtu.style.records import record_of

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TextRead(NamedTuple):
    """Where and when the text of a rule was read; `second_hand`: only an excerpt or a quotation of it."""

    source: str
    read: str
    second_hand: bool = False


class Citing(NamedTuple):
    """The law and article of a rule, the days between which it is law (`ends` exclusive), and the name of its text."""

    law: str
    article: str
    begins: str
    text: str
    ends: str = ""

    def holds(self, day: str) -> bool:
        """Whether it is law on a day (YYYY-MM-DD)."""
        return self.begins <= day and (not self.ends or day < self.ends)

    @property
    def cited(self) -> str:
        """《村民委员会组织法》第三十五条."""
        return f"《{self.law}》{self.article}"


class VoteLine(NamedTuple):
    """A rule of a vote as the file has it."""

    meeting: str
    majority: str
    text: str
    quorum: str = ""
    of: Literal["应到", "实到"] = "应到"
    households: bool = False
    notice_days: int = 0
    law: str = ""
    article: str = ""
    begins: str = ""
    ends: str = ""
    practice: bool = False


class Substitute(NamedTuple):
    """What takes the place of a meeting in one region only, for matters whose texts have one of `words`."""

    meeting: str
    region: str
    matter: str
    words: tuple[str, ...]
    cite: Citing


class Decider(NamedTuple):
    """A matter with the meetings that may not decide it. A text is about the matter if it has all words of one entry of
    `words`, its guide one of `titles` or its 依据 one of `articles` of the law; not with one of `unless`. `later`: such
    a meeting may discuss it before the one that decides."""

    matter: str
    words: tuple[tuple[str, ...], ...]
    wrong: tuple[str, ...]
    right: str
    cite: Citing
    titles: tuple[str, ...] = ()
    articles: tuple[int, ...] = ()
    unless: tuple[str, ...] = ()
    later: bool = False


class PeriodRule(NamedTuple):
    """The least or the most time for something; rules.yaml explains the fields."""

    matter: str
    cite: Citing
    least: str = ""
    most: str = ""
    region: str = ""
    kinds: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    not_titles: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    not_lists: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    articles: tuple[int, ...] = ()
    steps: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    notice: bool = False
    whole: bool = False
    within: bool = False
    before: bool = False
    after: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    posted: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class RemedyRule(NamedTuple):
    """The time in which one may ask for a remedy whose way has one of `ways`; not with one of `unless`."""

    ways: tuple[str, ...]
    exactly: str
    cite: Citing
    unless: tuple[str, ...] = ()


class RefusalRule(NamedTuple):
    """What guides of a kind that can refuse need: a reason in writing, and a remedy."""

    titles: tuple[str, ...]
    cites: tuple[str, ...]
    refused: tuple[str, ...]
    reason: tuple[tuple[str, ...], ...]
    remedy: tuple[str, ...]
    reason_article: str
    remedy_article: str
    cite: Citing


class RulesFile(NamedTuple):
    """The whole file."""

    texts: Mapping[str, TextRead]
    meetings: Mapping[str, tuple[str, ...]]
    not_meetings: tuple[str, ...]
    votes: tuple[VoteLine, ...]
    substitutes: tuple[Substitute, ...]
    other_votes: tuple[str, ...]
    deciders: tuple[Decider, ...]
    deciding: tuple[str, ...]
    not_deciding: tuple[str, ...]
    final: tuple[str, ...]
    periods: tuple[PeriodRule, ...]
    remedies: tuple[RemedyRule, ...]
    refusals: tuple[RefusalRule, ...]
    subjects: Mapping[str, Mapping[str, tuple[str, ...]]]


class LawRules:
    """The rules, and which meetings a text names."""

    def __init__(self, file: RulesFile) -> None:
        self.file = file
        self.votes = tuple(map(self._vote, file.votes))
        self._named = {word: meeting for meeting, words in file.meetings.items() for word in words}
        words = sorted((*self._named, *file.not_meetings), key=lambda word: (-len(word), word))
        self._words = re.compile("|".join(map(re.escape, words)))

    def _vote(self, line: VoteLine) -> VoteRule:
        text = self.file.texts[line.text]
        return VoteRule(
            line.meeting, share(line.quorum) if line.quorum else None, share(line.majority), Base(line.of),
            line.households, line.notice_days, line.law, line.article, line.begins, line.ends, line.practice,
            text.source, text.read,
        )  # fmt: skip

    def meetings(self, text: str) -> tuple[str, ...]:
        """The meetings that a text names, in its order. A name counts as a whole: 村民代表会议 is no 村民会议."""
        names = (self._named.get(match.group(), "") for match in self._words.finditer(text))
        return tuple(dict.fromkeys(name for name in names if name))

    def votes_of(self, meeting: str, day: str) -> tuple[VoteRule, ...]:
        """The rules of a kind of meeting on a day: by persons and by households where it may be counted by either."""
        return tuple(one for one in self.votes if one.meeting == meeting and one.holds(day))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The kinds of meetings that have a rule."""
        return tuple(dict.fromkeys(one.meeting for one in self.votes))


def share(text: str) -> Share:
    """“over 1/2” or “2/3” of the file."""
    numerator, _, denominator = text.removeprefix("over ").partition("/")
    return Share(int(numerator), int(denominator), text.startswith("over "))


def rules_bytes() -> bytes:
    """The file that the program ships."""
    return pkgutil.get_data("yizhangtu.law", "rules.yaml") or b""


def law_rules() -> LawRules:
    """The rules that the program ships."""
    return LawRules(record_of(RulesFile, yaml.load(rules_bytes(), LOADER)))

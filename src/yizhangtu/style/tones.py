"""styles/tones.yaml: whether an outcome is good or bad news, by its words."""

import re
from functools import cached_property
from typing import NamedTuple

from yizhangtu.model.guide import Tone

_ALTERNATIVES = re.compile("[/／]|或者?")

_GAP = "　"  # in place of what is settled, so that the words around it do not meet
_BETWEEN = "[^，。；：、（()）]{0,8}?"  # a comparison and its limit: 公开招标
_NUMBER = r"(?=\s*[0-9０-９〇零一二三四五六七八九十百千万两半])"


class Phrases(NamedTuple):
    """Parts of an outcome that are settled as they stand."""

    good: tuple[str, ...]
    neutral: tuple[str, ...]


class WholeOutcomes(NamedTuple):
    """Outcomes that consist of one word."""

    good: tuple[str, ...]
    neutral: tuple[str, ...]
    bad: tuple[str, ...]


class ToneLimits(NamedTuple):
    """Words for a limit that decides who is in charge, and what besides comparisons may stand before them."""

    words: tuple[str, ...]
    relations: tuple[str, ...]


class ToneWords(NamedTuple):
    """The file; each list is explained there."""

    comparisons: tuple[str, ...]
    limits: ToneLimits
    negations: tuple[str, ...]
    links: tuple[str, ...]
    faults: tuple[str, ...]
    phrases: Phrases
    whole: WholeOutcomes
    good: tuple[str, ...]
    good_last: tuple[str, ...]
    turns: tuple[str, ...]
    refusals: tuple[str, ...]
    returns: tuple[str, ...]
    again: tuple[str, ...]


def _any(words: tuple[str, ...]) -> str:
    """A pattern for one of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


class Tones:
    """Judges outcomes and names of steps."""

    def __init__(self, words: ToneWords) -> None:
        self.words = words

    @cached_property
    def _comparison(self) -> re.Pattern[str]:
        return re.compile(_any(self.words.comparisons) + _NUMBER)

    @cached_property
    def _limit(self) -> re.Pattern[str]:
        """A comparison with a limit: 未达到限额, 超出村里权限; what stands between the two is kept."""
        limits = self.words.limits
        before = _any((*self.words.comparisons, *limits.relations))
        return re.compile(f"{before}({_BETWEEN})(?={_any(limits.words)})")

    @cached_property
    def _double(self) -> re.Pattern[str]:
        """A negation before a fault: 无异议, 未发现违规, 不存在重大问题."""
        words = self.words
        return re.compile(f"{_any(words.negations)}{_any(words.links)}{{0,2}}{_any(words.faults)}")

    @cached_property
    def _bad(self) -> re.Pattern[str]:
        return re.compile(_any((*self.words.negations, *self.words.faults)))

    @cached_property
    def _good(self) -> re.Pattern[str]:
        return re.compile(f"{_any(self.words.good)}|{_any(self.words.good_last)}(?=[的后了]?(?:$|[，。；：、（(]))")

    @cached_property
    def _turn(self) -> re.Pattern[str]:
        return re.compile(_any(self.words.turns))

    def of(self, outcome: str) -> Tone:
        """The tone of an outcome: of what follows its last turn (不一致但有法定依据), where it has one."""
        clauses = [clause for clause in self._turn.split(outcome) if clause.strip()]
        return self._of_clause(clauses[-1] if clauses else "")

    def _of_clause(self, outcome: str) -> Tone:
        """The tone of an outcome without a turn."""
        words = self.words
        text = "".join(outcome.split()).strip("。，、；：")
        whole = ((Tone.GOOD, words.whole.good), (Tone.NEUTRAL, words.whole.neutral), (Tone.BAD, words.whole.bad))
        for tone, known in whole:
            if text in known:
                return tone
        text = self._limit.sub(r"\1", self._comparison.sub("", text))
        left = self._double.sub(_GAP, text)
        good = left != text or any(phrase in left for phrase in words.phrases.good)
        for phrase in sorted((*words.phrases.good, *words.phrases.neutral), key=len, reverse=True):
            left = left.replace(phrase, _GAP)
        if self._bad.search(left):
            return Tone.BAD
        return Tone.GOOD if good or self._good.search(left) else Tone.NEUTRAL

    def refuses(self, name: str) -> bool:
        """Whether a step of this name turns the reader away. One that also grants (发放或者不予批准) does not."""
        parts = [part for part in _ALTERNATIVES.split(name) if part.strip()]
        return bool(parts) and all(any(word in part for word in self.words.refusals) for part in parts)

    def says_return(self, text: str) -> bool:
        """Whether a text already says that it goes back."""
        return any(word in text for word in self.words.returns)

    def says_again(self, text: str) -> bool:
        """Whether a text already says that the step is done once more."""
        return any(word in text for word in self.words.again)

"""read/tables/headers.yaml: what documents call their columns and facts."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import yaml

TABLES = ("steps", "items", "points", "standards")
_BRACKETS = re.compile(r"[（(\[【〔][^（）()\[\]【】〔〕]*[）)\]】〕]")
_OF_VILLAGERS = "代表|会议|大会|小组|委员会|理事会"  # 村民代表会议 is no 村民
_SIGNS = re.compile(r"[\s：:*＊]+")


def plain(text: str) -> str:
    """A name of a column or fact as it is compared: without blanks, colons and what stands in brackets."""
    return _SIGNS.sub("", _BRACKETS.sub("", text))


class HeaderWords:
    """The words by the kinds of tables in which they count."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    @cached_property
    def _roles(self) -> dict[str, dict[str, str]]:
        return {
            table: {word: key for key, words in self._data[table].items() for word in words}
            for table in ("facts", *TABLES)
        }

    def role(self, table: str, text: str) -> str | None:
        """The key that a name of a column or fact stands for in a kind of table."""
        return self._roles[table].get(plain(text))

    def is_head(self, texts: Sequence[str]) -> bool:
        """Whether a row has names of columns: two or more that one kind of table knows."""
        return any(sum(bool(self.role(table, text)) for text in texts) >= 2 for table in TABLES)

    def is_name(self, text: str) -> bool:
        """Whether a text is only a name of columns or facts, or the heading of a section of points."""
        return any(self.role(table, text) for table in ("facts", *TABLES)) or plain(text) in self._data["sections"]

    def list_of(self, title: str) -> str | None:
        """所属清单 by the words of a title."""
        return next((name for name, words in self._data["lists"].items() if any(word in title for word in words)), None)

    @cached_property
    def occasions(self) -> frozenset[str]:
        """Columns that name an occasion: 婚事, 丧事."""
        return frozenset(self._data["occasions"])

    @cached_property
    def _applicant(self) -> re.Pattern[str]:
        return re.compile(rf"{_any(self._data['applicants'])}(?!{_OF_VILLAGERS})")

    @cached_property
    def _actor(self) -> re.Pattern[str]:
        bodies = _any((*self._data["bodies"], *self._data["applicants"]))
        return re.compile(rf"([^\W由的经按对在将把与和向到给报\d]{{0,8}}?{bodies})(?![的、和或及]|{_OF_VILLAGERS})")

    @cached_property
    def _supervisor(self) -> re.Pattern[str]:
        return re.compile(rf"由?([\u4e00-\u9fff×]{{0,6}}?{_any(self._data['supervisors'])})[，：:]?")

    def is_applicant(self, text: str) -> bool:
        """Whether somebody who handles a step is the one who applies."""
        return self._applicant.fullmatch(text) is not None

    def applicant(self, text: str) -> str | None:
        """Who applies, at the beginning of a name of a step: 本人或家属申请."""
        found = self._applicant.match(text)
        return found[0] if found and found.end() < len(text) else None

    def actor(self, sentence: str) -> str | None:
        """Who acts, as named at the beginning of a sentence."""
        found = self._actor.match(sentence)
        return found[1] if found else None

    def supervisor(self, sentence: str) -> tuple[str, str] | None:
        """Who watches, as named at the beginning of a sentence, and the rest of it."""
        found = self._supervisor.match(sentence)
        return (found[1], sentence[found.end() :]) if found and found.end() < len(sentence) else None


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


def header_words() -> HeaderWords:
    """The words of the package."""
    data = pkgutil.get_data("yizhangtu.read.tables", "headers.yaml") or b"{}"
    return HeaderWords(yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))

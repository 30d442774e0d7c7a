"""styles/icons/: which icon a step or a handler gets by its words, and the outlines of icons."""

import re
from collections.abc import Mapping
from typing import NamedTuple

VIEW_BOX = 256  # every outline is drawn on a square of this size
CLAUSE = re.compile(r"[，。；：、,;:\s]")
JUDGING = ("group", "standard")  # texts that say what is good or bad, and so may deny what they name
MOST_FOUND = 4096  # texts whose icon is kept


class IconRule(NamedTuple):
    """A text that holds one of `words` gets `icon`, unless it holds one of `unless`."""

    icon: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()


class Keywords(NamedTuple):
    """styles/icons/keywords.yaml: of the rules of a group the first that holds wins. A word of a class or standard
    after one of `negations` in its clause does not count, nor does one in a clause with one of `instead`: the text
    rejects what it names."""

    default_handler: str
    default_good: str
    negations: tuple[str, ...]
    instead: tuple[str, ...]
    steps: tuple[IconRule, ...]
    handlers: tuple[IconRule, ...]
    groups: tuple[IconRule, ...]  # 类别 of a list
    goods: tuple[IconRule, ...]  # 物品 that points buy
    standards: tuple[IconRule, ...]  # 项目 of a standard, and what is encouraged or forbidden


class Outline(NamedTuple):
    """An icon in styles/icons/icons.json: SVG path data."""

    fill: str


class IconSet:
    """Chooses icons by words; `paths` is name → SVG path data."""

    def __init__(self, paths: Mapping[str, str], keywords: Keywords) -> None:
        self.paths = paths
        self.keywords = keywords
        self._found: dict[tuple[str, str], str] = {}

    def for_step(self, title: str, wish: str | None = None) -> str:
        """The author's wish (图标) if the set has it, else by the words of the title; "" where no rule holds."""
        if wish is not None and wish in self.paths:
            return wish
        return self._choose("step", title, self.keywords.steps, "")

    def for_handler(self, name: str) -> str:
        """The icon of who handles a step."""
        return self._choose("handler", name, self.keywords.handlers, self.keywords.default_handler)

    def for_group(self, name: str) -> str:
        """The pictogram of a 类别, "" where no rule holds."""
        return self._choose("group", name, self.keywords.groups, "")

    def for_good(self, name: str) -> str:
        """The pictogram of something that points buy."""
        return self._choose("good", name, self.keywords.goods, self.keywords.default_good)

    def for_standard(self, text: str) -> str:
        """The pictogram of a 项目, or of a text of 提倡 or 禁止; "" where no rule holds."""
        return self._choose("standard", text, self.keywords.standards, "")

    def _choose(self, group: str, text: str, rules: tuple[IconRule, ...], default: str) -> str:
        """The icon of the first rule that holds. Texts repeat from guide to guide, and there are 300 rules."""
        found = self._found.get((group, text))
        if found is None:
            if len(self._found) >= MOST_FOUND:
                self._found.clear()
            found = next((rule.icon for rule in rules if self._holds(rule, text, group in JUDGING)), default)
            self._found[(group, text)] = found
        return found

    def _holds(self, rule: IconRule, text: str, judging: bool) -> bool:
        if any(word in text for word in rule.unless):
            return False
        return any(word in text and (not judging or self._affirmed(word, text)) for word in rule.words)

    def _affirmed(self, word: str, text: str) -> bool:
        """Whether a text speaks of what a word names, and not of its absence or replacement."""
        at = text.index(word)
        before = CLAUSE.split(text[:at])[-1]
        clause = before + CLAUSE.split(text[at:])[0]
        replaced = any(mark in clause for mark in self.keywords.instead)
        return not replaced and not any(mark in before for mark in self.keywords.negations)

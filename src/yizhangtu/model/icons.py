"""The icon data of the styles folder → which icon a step or a handler gets, and its outline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Self

VIEW_BOX = 256  # every outline is drawn on a square of this size
KNOWN = 4096  # texts whose icon is remembered


@dataclass(frozen=True, slots=True)
class IconRule:
    """A text that holds one of `words` gets `icon`."""

    icon: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IconSet:
    """`paths` is name → SVG path data; of the rules the first that holds wins."""

    paths: Mapping[str, str]
    step_rules: tuple[IconRule, ...]
    handler_rules: tuple[IconRule, ...]
    default_step: str
    default_handler: str
    group_rules: tuple[IconRule, ...] = ()  # 类别 of a list
    good_rules: tuple[IconRule, ...] = ()  # 物品 that points buy
    default_good: str = ""
    standard_rules: tuple[IconRule, ...] = ()  # 项目 of a standard, and what is encouraged or forbidden
    known: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_data(cls, icons: Mapping[str, Any], keywords: Mapping[str, Any]) -> Self:
        """From what icons.json and keywords.yaml hold. A rule for an icon that is not there is a ValueError."""
        paths = {str(name): str(styles["fill"]) for name, styles in icons.items()}
        made = cls(
            paths=MappingProxyType(paths),
            step_rules=_rules(keywords["steps"]),
            handler_rules=_rules(keywords["handlers"]),
            default_step=str(keywords["default_step"]),
            default_handler=str(keywords["default_handler"]),
            group_rules=_rules(keywords["groups"]),
            good_rules=_rules(keywords["goods"]),
            default_good=str(keywords["default_good"]),
            standard_rules=_rules(keywords["standards"]),
        )
        rules = (*made.step_rules, *made.handler_rules, *made.group_rules, *made.good_rules, *made.standard_rules)
        named = {rule.icon for rule in rules}
        missing = sorted({*named, made.default_step, made.default_handler, made.default_good} - paths.keys())
        if missing:
            raise ValueError(f"图标关键词表里用到的图标不存在：{'、'.join(missing)}")
        return made

    def for_step(self, title: str, wish: str | None = None) -> str:
        """The author's wish (图标) if the set has it, else by the words of the title."""
        if wish is not None and wish in self.paths:
            return wish
        return self._look_up("step", title, self.step_rules, self.default_step)

    def for_handler(self, name: str) -> str:
        return self._look_up("handler", name, self.handler_rules, self.default_handler)

    def for_group(self, name: str) -> str:
        """The pictogram of a 类别, "" where no rule holds."""
        return self._look_up("group", name, self.group_rules, "")

    def for_good(self, name: str) -> str:
        """The pictogram of something that points buy."""
        return self._look_up("good", name, self.good_rules, self.default_good)

    def for_standard(self, text: str) -> str:
        """The pictogram of a 项目, or of a text of 提倡 or 禁止; "" where no rule holds."""
        return self._look_up("standard", text, self.standard_rules, "")

    def _look_up(self, kind: str, text: str, rules: tuple[IconRule, ...], default: str) -> str:
        """The first rule that holds; a text is looked through once."""
        found = self.known.get((kind, text))
        if found is None:
            if len(self.known) >= KNOWN:
                self.known.clear()
            found = self.known[(kind, text)] = _first(rules, text, default)
        return found


def _rules(data: list[Mapping[str, Any]]) -> tuple[IconRule, ...]:
    return tuple(IconRule(str(rule["icon"]), tuple(str(word) for word in rule["words"])) for rule in data)


def _first(rules: tuple[IconRule, ...], text: str, default: str) -> str:
    return next((rule.icon for rule in rules if any(word in text for word in rule.words)), default)

"""Parser events → warnings of texts that YAML drops in silence or joins against the author's intention.

`内容: 看材料 #3 窗口` is for YAML a text and a comment, `名称: &A 座改造` a text with an anchor. Nobody who writes a
notice means that, so it is reported; what is meant as a comment has a blank behind its #.
"""

from __future__ import annotations

import re

import yaml

from yizhangtu.model.diagnostics import Span
from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.yaml.marks import span_between

_COMMENT = re.compile(r"(?<=\S)[ \t]*#(?=[^\s#!])")
_MOST = 60  # characters of a line that a hint repeats


class LeftOut:
    """Collects what is dropped from one file."""

    def __init__(self, text: str, faults: Faults) -> None:
        self._text = text
        self._faults = faults
        self._comments = {match.start(): match.end() - 1 for match in _COMMENT.finditer(text)}
        self._anchors: dict[str, Span] = {}

    def comment(self, event: yaml.Event) -> None:
        """Report a comment without a blank behind its #, directly behind a value."""
        if not self._comments or event.start_mark is None or event.end_mark is None:
            return
        sign = self._comments.get(event.end_mark.index)
        nothing = isinstance(event, yaml.ScalarEvent) and not event.value  # reported as a key without a value
        if sign is None or nothing:
            return
        end = re.compile(r"\r|\n|$").search(self._text, sign)
        rest = self._text[sign : end.start() if end else None].rstrip()
        written = self._text[event.start_mark.index : sign + len(rest)]
        plain = isinstance(event, yaml.ScalarEvent) and not event.style and "\n" not in written
        example = f"：{_quoted(written)}" if plain and len(written) <= _MOST else ""
        line = event.end_mark.line + 1
        column = sign - (self._text.rfind("\n", 0, sign) + 1) + 1
        self._faults.add(
            "Y129",
            Span(self._faults.file, line, column, line, column + len(rest)),
            f"“{shortened(rest)}”成了注释，不会印出",
            f"要印出来，给整段文字加引号{example}；本来就是注释，在“#”后面空一格。",
        )

    def anchor(self, event: yaml.NodeEvent) -> None:
        """Note the place of an anchor."""
        self._anchors[str(event.anchor)] = span_between(self._faults.file, event.start_mark, event.end_mark)

    def used(self, name: str) -> None:
        """An alias uses this anchor."""
        self._anchors.pop(name, None)

    def unused_anchors(self) -> None:
        """Report anchors that no alias uses: words that were meant as text."""
        for name, span in self._anchors.items():
            hint = f"要印出来，给整段文字加引号：'&{name} …'；不要就删去它。"
            self._faults.add("Y129", span, f"“&{shortened(name)}”在 YAML 里是锚点，不会印出", hint)

    def wide_comma(self, event: yaml.ScalarEvent) -> None:
        """Report an item of [ … ] with a full-width comma: two items were meant, and it is read as one."""
        if event.style or "，" not in event.value:
            return
        several = ", ".join(part.strip() for part in event.value.split("，"))
        hint = f"是几项，就写英文逗号：{shortened(several)}；本来是一句话，就加引号：{shortened(_quoted(event.value))}"
        span = span_between(self._faults.file, event.start_mark, event.end_mark)
        self._faults.add("Y132", span, f"“{shortened(event.value)}”里是中文逗号，算成了一项", hint)


def _quoted(text: str) -> str:
    """A text in quotes, as it has to be written."""
    return f'"{text}"' if not re.search(r"[\"\\]", text) else "'" + text.replace("'", "''") + "'"

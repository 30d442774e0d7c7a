"""A text → how it is written in YAML: without quotes where it can be, and so that it is read as the same text.

What has to be quoted is not decided by rules of our own: each way of writing it is parsed, and the first one that gives
the text back is taken.
"""

from __future__ import annotations

import re

import yaml

from yizhangtu.read.yaml.scan import LOADER
from yizhangtu.read.yaml.tree import as_read

_WIDE_LIST = re.compile(r"[［【].+[］】]")  # without quotes the reader asks whether a list was meant
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def cleaned(text: str) -> str:
    """A text as a form gives it → as it is written: no blanks at the ends of lines, no empty lines around it."""
    lines = [line.rstrip() for line in re.split(r"\r\n?|\n", text)]
    return "\n".join(lines).strip("\n").strip()


def scalar(text: str, flow: bool = False, like: str = "") -> str:
    """A text in one line. `flow`: inside brackets; `like`: the quotes of the text that it replaces."""
    ways = [_single(text)] if like == "'" else [_double(text)] if like == '"' else []
    ways += [text] if _may_be_plain(text, flow) else []
    ways += [_single(text)]
    return next((written for written in ways if _reads_as(written, text, flow)), _double(text))


def block_lines(text: str, step: int = 2) -> list[str] | None:
    """A text of several lines behind “|”, with its header as the first line; None where it has to be quoted."""
    header = f"|{step}" if text.startswith(" ") else "|"
    lines = [header, *(" " * step + line if line else "" for line in text.split("\n"))]
    return lines if _reads_as("\n".join(lines), text, flow=False) else None


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(one) or _escaped(one) for one in text) + '"'


def _escaped(one: str) -> str:
    if one.isprintable():
        return one
    return f"\\u{ord(one):04x}" if ord(one) < 0x10000 else f"\\U{ord(one):08x}"


def _may_be_plain(text: str, flow: bool) -> bool:
    """Whether the reader takes it as it is without quotes, as far as YAML does."""
    if text in ("", "~", "<<") or "\n" in text or "\r" in text or text.startswith(("---", "...")):
        return False
    return not _WIDE_LIST.fullmatch(text) and not (flow and "，" in text)


def _reads_as(written: str, text: str, flow: bool) -> bool:
    """Whether a parser reads what is written as this text, and nothing else."""
    try:
        events = [
            event
            for event in yaml.parse(f"{{a: {written}}}" if flow else f"a: {written}\n", Loader=LOADER)
            if isinstance(event, yaml.NodeEvent)
        ]
    except yaml.YAMLError:
        return False
    if len(events) != 3 or not isinstance(events[2], yaml.ScalarEvent) or events[2].anchor or events[2].tag:
        return False
    return as_read(str(events[2].value), events[2].style, "") == text

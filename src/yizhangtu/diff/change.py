"""One change between two versions, and how values are written in it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

NAMES = ("name", "step", "item", "by", "good", "meeting")
LONG = 40  # characters of a value in a sentence


class Change(NamedTuple):
    """`topic` is a word (时限, 新增 …), `text` the sentence, `key` the English key that it belongs to.

    `reader`: it concerns the villager who reads it (您来办, 材料, 时限, 收费). `entry`: the place of the new step or
    block among all of them in the order written, from 1; 0 for none. `row`: the place of the new row in its table (the
    key), groups laid open, from 1; 0 for none. `mark` is printed on its card or row (新, 改), `was` beside it;
    `removed`: what is gone, as the earlier version has it: 第4步“村级审查”.
    """

    topic: str
    text: str
    key: str
    reader: bool = False
    entry: int = 0
    mark: str = ""
    removed: str = ""
    was: str = ""
    row: int = 0


NEW, CHANGED = "新", "改"


def shown(value: object) -> str:
    """A value of the canonical data in words."""
    if value is None or value is False:
        return ""
    if value is True:
        return "是"
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: key not in NAMES)  # the name before its details
        return "，".join(filter(None, (shown(value[key]) for key in keys)))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(filter(None, (shown(one) for one in value)))
    return str(value)


def said(title: str, old: str, new: str) -> str:
    """A sentence about a value."""
    if not old:
        return f"{title}新写了：{cut(new)}" if new else f"{title}改了"
    if not new:
        return f"{title}不再写：{cut(old)}"
    return f"{title}：{cut(old)} → {cut(new)}"


def listed(old: object, new: object) -> str:
    """What came into a list and what is gone: ：新要户口簿；不再要照片."""
    before = [shown(one) for one in old] if isinstance(old, list) else []
    after = [shown(one) for one in new] if isinstance(new, list) else []
    more = [one for one in after if one not in before]
    less = [one for one in before if one not in after]
    parts = [f"新增{'、'.join(map(cut, more))}"] if more else []
    parts += [f"不再有{'、'.join(map(cut, less))}"] if less else []
    return "：" + ("；".join(parts) if parts else "先后变了")


def cut(text: str) -> str:
    """A value short enough for a sentence."""
    return text if len(text) <= LONG else text[: LONG - 1] + "…"

"""A kind and a title → a starter definition with comments, which passes `check` unchanged."""

from __future__ import annotations

import re

from yizhangtu.model.errors import UsageError
from yizhangtu.read.schema.keys import KINDS, KINDS_ENGLISH
from yizhangtu.system.filenames import FORBIDDEN
from yizhangtu.system.places import data_text

# Words in the title of a notice → its starter.
NOTICES = (
    (("财务", "收支", "账"), "finance"),
    (("红黑榜", "红榜", "榜"), "boards"),
    (("积分",), "points"),
    (("值班",), "roster"),
    (("小组", "领导", "班子", "理事会"), "team"),
    (("低保", "名单", "救助", "补贴", "补助", "特困", "对象"), "aid"),
)
PERIODS = {"finance": "2026-10", "aid": "2026-Q4", "points": "2026-10", "boards": "2026-10"}  # of the made-up tables
LONGEST_STEM = 40  # characters of a title in the name of its data


def new_guide(kind: str, title: str) -> str:
    """The text of the definition. Raises `UsageError` for an unknown kind."""
    english = dict(zip(KINDS, KINDS_ENGLISH, strict=True)).get(kind, kind)
    if english not in KINDS_ENGLISH:
        message = f"没有“{kind}”这一种；可以新建的是：{'、'.join(KINDS)}"
        raise UsageError(message, "如 yizhangtu new 流程 宅基地审批")
    if english == "notice":
        text = data_text(f"read/schema/starters/notice-{_notice(title)}.yaml")
        return text.replace("{title}", quoted(title)).replace("{data}", _data(title))
    return data_text(f"read/schema/starters/{english}.yaml").replace("{title}", quoted(title))


def starter_table(kind: str, title: str) -> tuple[str, bytes] | None:
    """The made-up table of a starter, by its path beside the definition; None where it has none."""
    name = _notice(title)
    if kind not in ("公示", "notice") or name not in PERIODS:
        return None
    return f"{_data(title)}-{PERIODS[name]}.csv", data_text(f"read/schema/starters/notice-{name}.csv").encode()


def _notice(title: str) -> str:
    """The starter of a notice by the words in its title."""
    return next((name for words, name in NOTICES if any(word in title for word in words)), NOTICES[0][1])


def _data(title: str) -> str:
    """The path of the data of a notice without its period: a name that every system takes."""
    stem = re.sub(r"[{}'\"\s]+", "_", FORBIDDEN.sub("_", title)).strip("._")[:LONGEST_STEM]
    return f"数据/{stem or '公示'}"


def quoted(text: str) -> str:
    """A text as a YAML scalar, in quotes only where they are necessary."""
    text = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip() or "未命名"
    if re.match(r"^[^\W\d_][^:#\\{}\[\]\"']*$", text):
        return text
    return "'" + text.replace("{{", "\\{{").replace("'", "''") + "'"

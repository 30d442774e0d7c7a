"""A kind and a title → a starter definition with comments, which passes `check` unchanged."""

from __future__ import annotations

import re

from yizhangtu.model.errors import UsageError
from yizhangtu.read.schema.keys import KINDS, KINDS_ENGLISH
from yizhangtu.system.places import data_text


def new_guide(kind: str, title: str) -> str:
    """The text of the definition. Raises `UsageError` for an unknown kind."""
    english = dict(zip(KINDS, KINDS_ENGLISH, strict=True)).get(kind, kind)
    if english not in KINDS_ENGLISH:
        message = f"没有“{kind}”这一种；可以新建的是：{'、'.join(KINDS)}"
        raise UsageError(message, "如 yizhangtu new 流程 宅基地审批")
    return data_text(f"read/schema/starters/{english}.yaml").replace("{title}", quoted(title))


def quoted(text: str) -> str:
    """A text as a YAML scalar, in quotes only where they are necessary."""
    text = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip() or "未命名"
    if re.match(r"^[^\W\d_][^:#\\{}\[\]\"']*$", text):
        return text
    return "'" + text.replace("{{", "\\{{").replace("'", "''") + "'"

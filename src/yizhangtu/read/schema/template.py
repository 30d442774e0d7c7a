"""A kind and a title → a starter definition with comments, which passes `check` unchanged."""

from __future__ import annotations

import re

from yizhangtu.read.schema.keys import KINDS, KINDS_ENGLISH
from yizhangtu.read.schema.starters import HEAD, STARTERS


class CannotCreate(ValueError):
    """The kind does not exist; the message is in Chinese."""


def new_guide(kind: str, title: str) -> str:
    """The text of the definition. Raises `CannotCreate` for an unknown kind."""
    name = dict(zip(KINDS_ENGLISH, KINDS, strict=True)).get(kind, kind)
    if name not in STARTERS:
        raise CannotCreate(f"没有“{kind}”这一种；可以新建的是：{'、'.join(STARTERS)}")
    return HEAD + STARTERS[name].replace("{title}", quoted(title))


def quoted(text: str) -> str:
    """A text as a YAML scalar, in quotes only where they are necessary."""
    text = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip() or "未命名"
    if re.match(r"^[^\W\d_][^:#\\{}\[\]\"']*$", text):
        return text
    return "'" + text.replace("{{", "\\{{").replace("'", "''") + "'"

"""A cell and its mask → what is printed of it; the type of a column by its head, and the mask that type and medium ask
for (governance.md section 12)."""

from __future__ import annotations

import re
from collections.abc import Collection

from yizhangtu.model.notice.notice import ColumnType, Mask
from yizhangtu.style.notice_words import NoticeWords

HIDDEN = "××"
_ON_NETS = {ColumnType.PERSON: Mask.SURNAME}
_EVERYWHERE = {
    ColumnType.ID: Mask.NONE,
    ColumnType.PHONE: Mask.NONE,
    ColumnType.ACCOUNT: Mask.NONE,
    ColumnType.ADDRESS: Mask.GROUP,
    ColumnType.HEALTH: Mask.NONE,
}
_GROUP = re.compile(r".*?[组队屯]")
_PLACE = re.compile(r".*?(?:村|社区|寨|庄|湾|坪)")
_BETWEEN = re.compile(r"([、，,；;/／\n]+)")
_REST = re.compile(r"(等(?:[\d一二三四五六七八九十百]+[人户名位])?)$")
_BODY = re.compile(r"(?:组|社区|公司|合作社|委员会|小学|中学)$")  # of a name that is no person's
_NOTE = re.compile(r"[（(].*[)）]$")


def type_of(head: str, words: NoticeWords) -> ColumnType:
    """The type of a column by the words in its head; text where it has none of them."""
    for one in words.types:
        if any(word in head for word in one.words) and not any(word in head for word in words.never.get(one.type, ())):
            return ColumnType(one.type)
    return ColumnType.TEXT


def mask_for(type_: ColumnType, net: bool) -> Mask:
    """The mask of a column that has none of its own, on a wall or in a network."""
    return _EVERYWHERE.get(type_) or (_ON_NETS.get(type_) if net else None) or Mask.WHOLE


def masked(text: str, mask: Mask, surnames: Collection[str]) -> str:
    """What is printed of a cell."""
    plain = text.strip()
    if not plain or mask is Mask.WHOLE:
        return text
    match mask:
        case Mask.SURNAME:
            return "".join(
                part if at % 2 else _surname(part, surnames) for at, part in enumerate(_BETWEEN.split(plain))
            )
        case Mask.GROUP:
            found = _GROUP.match(plain) or _PLACE.match(plain)
            return found[0] if found else HIDDEN
        case Mask.LAST4:
            return HIDDEN * 2 + _signs(plain)[-4:] if len(_signs(plain)) > 4 else HIDDEN
        case Mask.ENDS:
            signs = _signs(plain)
            return f"{signs[:6]}{'×' * (len(signs) - 10)}{signs[-4:]}" if len(signs) > 10 else HIDDEN
    return ""


def _signs(text: str) -> str:
    return re.sub(r"[\s\-–—]", "", text)


def _surname(name: str, surnames: Collection[str]) -> str:
    """张××, 欧阳××; two × for a name of any length, which must not be guessed."""
    rest = _REST.search(name)
    name, more = (name[: rest.start()], rest[0]) if rest else (name, "")
    name = re.sub(r"\s+", "", _NOTE.sub("", name.strip()))
    if not name or _BODY.search(name):
        return f"{name}{more}"
    first = name.partition("·")[0]
    lead = first[:2] if first == name and first[:2] in surnames and len(name) > 2 else name[0]
    return f"{HIDDEN if lead == '×' else lead + HIDDEN}{more}"

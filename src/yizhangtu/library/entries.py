"""The text of a guide of the library → its entry in the list, without reading the rest of the guide.

The list has to appear at once, so that only the keys at the beginning of a line are looked for and only the values of
those in `KEYS` are parsed. This is enough for the files of the library, which are written in blocks.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import yaml

from yizhangtu.library.blanks import blanks_of, ruled

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
KEYS = ("名称", "类型", "一张图", "所属清单", "编号", "关键词", "依据", "发布", "转引")
_BLOCK = re.compile(r"^(?=[^\s#\-])", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)
_LINK = re.compile(r"^ +流程: *([^\s#].*?)\s*$", re.MULTILINE)  # of a row of a list
_PLACES = ("全国",)  # come before the provinces


class LibraryEntry(NamedTuple):
    """A guide of the library. `region` is its folder (全国 or a province); `blanks` are what the town fills in, place
    by place, `second_hand` what was not read in the original, `linked` the names of the guides that the rows of a list
    refer to."""

    region: str
    stem: str
    title: str
    kind: str
    list_name: str = ""
    number: str = ""
    keywords: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    version: str = ""
    date: str = ""
    blanks: tuple[str, ...] = ()
    second_hand: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What names it among all: 浙江/最低生活保障."""
        return f"{self.region}/{self.stem}"


def entry_of(region: str, stem: str, text: str) -> LibraryEntry:
    """The entry of one file. Raises yaml.YAMLError where one of its keys is not YAML."""
    blocks = [block for block in _BLOCK.split(text) if block.partition(":")[0] in KEYS]
    head = yaml.load("".join(blocks), LOADER) or {}
    publication = head.get("发布") or {}
    return LibraryEntry(
        region,
        stem,
        str(head.get("名称", stem)),
        str(head.get("类型", "流程")),
        str(head.get("所属清单", head.get("一张图", ""))),
        str(head.get("编号", "")),
        _texts(head.get("关键词")),
        _texts(head.get("依据")),
        str(publication.get("版本", "")),
        str(publication.get("日期", "")),
        blanks_of(_COMMENT.sub("", text)),
        _texts(head.get("转引")),
        tuple(dict.fromkeys(_LINK.findall(text))),
    )


def _texts(value: object) -> tuple[str, ...]:
    if not value:
        return ()
    return tuple(ruled(str(text)) for text in (value if isinstance(value, list) else [value]))


def in_order(entries: Iterable[LibraryEntry]) -> tuple[LibraryEntry, ...]:
    """Those of the whole country first, then by province; by list and number."""
    return tuple(sorted(entries, key=lambda one: (one.region not in _PLACES, one.region, one.number, one.stem)))


def matching(entries: Iterable[LibraryEntry], word: str) -> tuple[LibraryEntry, ...]:
    """The entries of this name (浙江/最低生活保障), else of this title or file name, else of this keyword, else those
    that have the word in their title, name, keywords or list."""
    known, word = tuple(entries), word.strip()
    exact: tuple[Callable[[LibraryEntry], bool], ...] = (
        lambda one: word == one.name,
        lambda one: word in (one.title, one.stem),
        lambda one: word in one.keywords,
    )
    for is_meant in exact:
        found = tuple(one for one in known if is_meant(one))
        if found:
            return found
    return tuple(
        one for one in known if any(word in text for text in (one.title, one.name, one.list_name, *one.keywords))
    )

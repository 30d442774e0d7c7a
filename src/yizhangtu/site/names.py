"""Guides and villages → names of their pages: ASCII, so that every web space, ZIP and stick keeps them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from yizhangtu.site.search import syllables_of
from yizhangtu.system.filenames import RESERVED

LONGEST = 60  # characters of a name
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_OTHER = re.compile(r"[^a-z0-9]+")


def ascii_name(number: str, words: str) -> str:
    """The name of a page: the number of a guide where it is plain (A-07), else the pinyin of its words. A name
    without letters, or a long one, ends in a digest. It is never the name of a device (con, nul)."""
    if _PLAIN.fullmatch(number) and len(number) <= LONGEST and not RESERVED.fullmatch(number):
        return number
    name = _OTHER.sub("-", "-".join(syllables_of(words)).lower()).strip("-")
    if not name or len(name) > LONGEST or RESERVED.fullmatch(name):
        name = f"{name[: LONGEST - 9].strip('-')}-{_digest(words)}".strip("-")
    return name


class PageNames:
    """Gives every page a name of its own, equal names on some file system told apart."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.lower() for name in taken}

    def give(self, number: str, words: str) -> tuple[str, bool]:
        """The name, and whether it is another than it would have alone."""
        wanted = name = ascii_name(number, words)
        if name.lower() in self._taken:
            name = f"{wanted}-{_digest(words)}"
        again = 2
        while name.lower() in self._taken:
            name, again = f"{wanted}-{_digest(words)}-{again}", again + 1
        self._taken.add(name.lower())
        return name, name != wanted


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:8]

"""Whether every text of a document stands somewhere in the definitions made of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from yizhangtu.importers.text_parts import numbered
from yizhangtu.read.originals.original import SourceCell

_PARTING = re.compile(r"[。；;：:、，,\n→➔⇒>—–（）()【】“”\"'■□☑√✓✔☐○]+|(?<!\d)\d{1,2}[.．、]")
_MOST_PIECES = 3  # of a sentence that is taken apart: who, how, phone
_SHORTEST = 2  # characters of such a piece


def lost(cells: Iterable[SourceCell], texts: Iterable[str], is_name: Callable[[str], bool]) -> tuple[SourceCell, ...]:
    """The cells some part of which stands in none of the texts. Signs, blanks, numbers of items and names of columns
    and facts (`is_name`) do not count."""
    whole = "\n".join(texts)
    everything = _letters(whole)
    # Most cells are a value as a whole: these are found without searching all texts.
    values = {_letters(part) for line in whole.splitlines() for part in (line.strip(" -"), line.partition(": ")[2])}
    return tuple(
        cell for cell in cells if _letters(cell.text) not in values and not _kept(cell.text, everything, is_name)
    )


def _kept(text: str, everything: str, is_name: Callable[[str], bool]) -> bool:
    if re.fullmatch(r"\s*\d{1,4}\s*", text):
        return True  # the number of a row
    for line in text.splitlines():
        found = numbered(line.strip())
        for part in _PARTING.split(found.text if found else line):
            if not is_name(part) and not _covered(_letters(part), everything):
                return False
    return True


def _covered(part: str, everything: str, pieces: int = _MOST_PIECES) -> bool:
    """Whether a text, or a few pieces that make it up, stand in another."""
    if part in everything:
        return True
    if pieces < 2:
        return False
    at = len(part) - _SHORTEST
    while at >= _SHORTEST:
        if part[:at] in everything:
            return _covered(part[at:], everything, pieces - 1)
        at -= 1
    return False


def _letters(text: str) -> str:
    """The text without blanks, signs of YAML and the marks of comments."""
    return re.sub(r"[\s#'\"\\]+", "", text)

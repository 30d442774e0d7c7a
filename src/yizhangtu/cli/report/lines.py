"""Text of a file → its lines, counted as the reader counts them."""

from __future__ import annotations

import re

_END = re.compile(r"\r\n?|\n")


def split_lines(text: str) -> list[str]:
    """Only CR, LF and CR LF end a line; `str.splitlines` would count more."""
    return _END.split(text)

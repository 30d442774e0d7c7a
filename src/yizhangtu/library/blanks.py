"""Blanks of a definition: what every town or village fills in itself, written 【由本地填写：金额】.

On all media a blank is a ruled line to write on, followed by the words that say what belongs there: ＿＿＿＿〔金额〕.
"""

import re

RULE = "＿" * 4
_WRITTEN = re.compile(r"【由本地填写(?:\s*[：:]\s*([^【】]*?))?\s*】")
_RULED = re.compile(r"＿{2,}(?:〔([^〔〕]*)〕)?")
_BRACKETS = str.maketrans("〔〕", "（）")


def ruled(text: str) -> str:
    """The text with each blank in its printed form."""
    return _WRITTEN.sub(lambda found: RULE + (f"〔{found[1].translate(_BRACKETS)}〕" if found[1] else ""), text)


def is_blank(text: str) -> bool:
    """Whether a printed text has a blank."""
    return _RULED.search(text) is not None


def blanks_of(text: str) -> tuple[str, ...]:
    """What belongs into the blanks of a text, as written or as printed; "" for a blank without words."""
    return tuple(found[1] or "" for found in _RULED.finditer(ruled(text)))

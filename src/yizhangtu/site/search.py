"""Titles and everyday words of guides → what the start page is searched by, pinyin included."""

from __future__ import annotations

from collections.abc import Iterable

from pypinyin import lazy_pinyin


def syllables_of(text: str) -> list[str]:
    """The pinyin of each ideograph, without tones, and runs of Latin letters and digits as they are, in lower case:
    A-07 居住证明 → a, 07, ju, zhu, zheng, ming. Other characters separate words and are left out."""
    found: list[str] = []
    for part in lazy_pinyin(text, errors="default"):
        plain = "".join(char if char.isascii() and char.isalnum() else " " for char in part)
        found += plain.lower().split()
    return found


def search_text(words: Iterable[str]) -> str:
    """Words and their pinyin as one text: the words in lower case, separated by |, then after a tab their syllables,
    those of a word separated by blanks."""
    kept = list(dict.fromkeys(word.strip() for word in words if word.strip()))
    plain = "|".join(word.lower().replace("\t", " ").replace("|", " ") for word in kept)
    return f"{plain}\t{'|'.join(' '.join(syllables_of(word)) for word in kept)}"

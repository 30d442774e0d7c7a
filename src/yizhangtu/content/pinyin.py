"""Words in the order of their pinyin, and their first letters.

The first 3755 ideographs of GB/T 2312 are in the order of their pinyin, so their codes tell the letter. The others of
the standard are in the order of their radicals; a word that begins with one of these, or with no ideograph, comes last.
"""

from itertools import pairwise

# letter → the code of its first ideograph; no syllable begins with I, U or V
FIRST = {
    "A": 0xB0A1, "B": 0xB0C5, "C": 0xB2C1, "D": 0xB4EE, "E": 0xB6EA, "F": 0xB7A2, "G": 0xB8C1, "H": 0xB9FE,
    "J": 0xBBF7, "K": 0xBFA6, "L": 0xC0AC, "M": 0xC2E8, "N": 0xC4C3, "O": 0xC5B6, "P": 0xC5BE, "Q": 0xC6DA,
    "R": 0xC8BB, "S": 0xC8F6, "T": 0xCBFA, "W": 0xCDDA, "X": 0xCEF4, "Y": 0xD1B9, "Z": 0xD4D1,
}  # fmt: skip
END = 0xD7FA  # after the last ideograph in this order
OTHER = "#"  # as telephone books do; one sign, as the letters


def initial_of(word: str) -> str:
    """The first letter of a word's pinyin, or # for what has none."""
    for char in word:
        if char.isalnum():
            return char.upper() if char.isascii() and char.isalpha() else _letter(_code(char))
    return OTHER


def initials_of(text: str) -> str:
    """The first letters of the pinyin of all ideographs, as they are typed to find a word: 居住证明 → JZZM. Latin
    letters and digits stand for themselves, # for ideographs whose letter is not known; other signs are left out."""
    return "".join(initial_of(char) if not char.isascii() else char.upper() for char in text if char.isalnum())


def dictionary_key(word: str) -> tuple[bool, str, list[int]]:
    """The sort key of a word: by first letter, those without one last."""
    initial = initial_of(word)
    return initial == OTHER, initial, [_code(char) for char in word if char.isalnum()]


def _code(char: str) -> int:
    """The code of a character in GB 18030, whose two-byte part contains GB/T 2312."""
    return int.from_bytes(char.encode("gb18030", "replace"), "big")


def _letter(code: int) -> str:
    bounds = pairwise([*FIRST.items(), ("", END)])
    return next((letter for (letter, first), (_, after) in bounds if first <= code < after), OTHER)

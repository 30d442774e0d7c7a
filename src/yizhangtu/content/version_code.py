"""The code of a version (核验码): twelve characters that stand for what a guide says in one village.

55 bits of a hash as eleven characters and one check character, in the pattern of an ISO/IEC 7064 hybrid system
(MOD 33,32). It proves which registered version a print is; it is no signature.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
LENGTH = 12
SCHEME = "yizhangtu-code-1"
BITS = 55
_PAIRS = [one + other for one in SIGNS for other in SIGNS]  # the texts of ten bits
_PAIR_SHIFTS = range(BITS - 10, 0, -10)
_VALUES = {sign: value for value, sign in enumerate(SIGNS)}
# A sign → for each product modulo 33 so far, the next one: a town's list has tens of thousands of codes.
_NEXT = {
    sign: [((product + value) % len(SIGNS) or len(SIGNS)) * 2 % (len(SIGNS) + 1) for product in range(len(SIGNS) + 1)]
    for sign, value in _VALUES.items()
}
_READ_AS = str.maketrans("OIL", "011")
_GROUPS = str.maketrans("", "", "-‐‑–—－ \t\u3000")


class CodeSlip(ValueError):
    """A typed code that cannot be one (Y751); the message is in Chinese."""


SLIP_HINT = "请再看一遍：12 个字，只有数字和字母，没有 I、L、O、U，0 是零"


def version_code(definition: str, values: Mapping[str, object]) -> str:
    """The code of a definition for a village, without hyphens.

    `definition`: the SHA-256, in hex, of its canonical JSON. `values`: of the village, its variables and
    the rows of its table; none where it is made for no village.
    """
    return code_of(definition, canonical_json(values))


def code_of(definition: str, values: str) -> str:
    """The same for values that are canonical JSON already: of many definitions those of a village are the same."""
    seed = f"{SCHEME}\n{definition}\n{values}".encode()
    number = int.from_bytes(hashlib.sha256(seed).digest()[:7], "big") >> (56 - BITS)
    signs = "".join([_PAIRS[number >> shift & 1023] for shift in _PAIR_SHIFTS]) + SIGNS[number & 31]
    return signs + check_sign(signs)


def canonical_json(value: object) -> str:
    """JSON with sorted keys and without blanks, so that equal values have equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def check_sign(signs: str) -> str:
    """The check character of a text of SIGNS. Every single wrong character changes it: 2 has an inverse modulo 33."""
    size = product = len(SIGNS)
    for sign in signs:
        product = _NEXT[sign][product]
    return SIGNS[(size + 1 - product) % size]


def grouped(code: str) -> str:
    """The code as it is printed: 7K3Q-F9M2-XDA5."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def read_code(text: str) -> str:
    """A code as somebody typed it, in any case and width, with hyphens and blanks, O for 0, I and L for 1. Raises
    CodeSlip where it cannot be a code."""
    plain = unicodedata.normalize("NFKC", text).translate(_GROUPS).upper().translate(_READ_AS)
    wrong = next((sign for sign in plain if sign not in SIGNS), None)
    if wrong is not None:
        raise CodeSlip(f"核验码里没有“{wrong}”这个字")
    if len(plain) != LENGTH:
        raise CodeSlip(f"核验码是 {LENGTH} 个字，这里有 {len(plain)} 个")
    if check_sign(plain[:-1]) != plain[-1]:
        raise CodeSlip("最后一位对不上")
    return plain


def code_in(text: str) -> str | None:
    """The code in what a QR code holds, `https://…#A-07.7K3QF9M2XDA5`; None where it holds none."""
    part = text.replace("&", "#").rpartition("#")[2].rpartition(".")[2]
    try:
        return read_code(part)
    except CodeSlip:
        return None


def looks_like_code(text: str) -> bool:
    """Whether a word can be meant as a code rather than as the name of a file."""
    plain = unicodedata.normalize("NFKC", text).translate(_GROUPS)
    return plain.isascii() and plain.isalnum() and LENGTH - 2 <= len(plain) <= LENGTH + 2

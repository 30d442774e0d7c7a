"""An OpenType font with CFF outlines by character collection (CID) → the same font, in which glyph n has the CID n.

A PDF names the glyphs of such a font by their CIDs, but WeasyPrint writes glyph numbers. Viewers on screens accept
that, the processors of print shops do not. Where both numbers are equal, the PDF is correct.
"""

from __future__ import annotations

import struct

_CHARSET, _CHARSTRINGS, _ROS = 15, 17, 1230  # operators of a Top DICT; 12 30 as 1230
_MAGIC = 0xB1B0AFBA


def in_glyph_order(font: bytes) -> bytes:
    """The font with its charset 1, 2, 3 …; other fonts are returned unchanged."""
    tables = _tables(font)
    if b"CFF " not in tables:
        return font
    record, start, length = tables[b"CFF "]
    cff = bytearray(font[start : start + length])
    _count_up(cff)
    data = bytearray(font)
    data[start : start + length] = cff
    struct.pack_into(">I", data, record + 4, _sum(bytes(cff)))
    if b"head" in tables:
        _, head, _ = tables[b"head"]
        struct.pack_into(">I", data, head + 8, 0)
        struct.pack_into(">I", data, head + 8, (_MAGIC - _sum(bytes(data))) & 0xFFFFFFFF)
    return bytes(data)


def _tables(font: bytes) -> dict[bytes, tuple[int, int, int]]:
    """Tag → (offset of its record, offset, length)."""
    (count,) = struct.unpack_from(">H", font, 4)
    found = {}
    for record in range(12, 12 + 16 * count, 16):
        tag, _, start, length = struct.unpack_from(">4sIII", font, record)
        found[tag] = (record, start, length)
    return found


def _count_up(cff: bytearray) -> None:
    """Overwrite the charset in place; the new one is never longer."""
    _, names_end = _index(cff, cff[2])
    dicts, _ = _index(cff, names_end)
    top = _top(bytes(cff[dicts[0] : dicts[1]]))
    place = top.get(_CHARSET, 0)
    if _ROS not in top or place <= 2:
        return
    (glyphs,) = struct.unpack_from(">H", cff, top[_CHARSTRINGS])
    if glyphs < 2:
        return
    kind, ranges, covered = cff[place], 0, 1
    while kind and covered < glyphs:
        step, left = (3, ">B") if kind == 1 else (4, ">H")
        (more,) = struct.unpack_from(left, cff, place + 1 + step * ranges + 2)
        ranges, covered = ranges + 1, covered + 1 + more
    if (kind == 0 and glyphs == 2) or (kind == 1 and ranges == 1):
        struct.pack_into(">H", cff, place + 1, 1)
    else:  # one range from 1 on
        struct.pack_into(">BHH", cff, place, 2, 1, glyphs - 2)


def _index(cff: bytearray, at: int) -> tuple[list[int], int]:
    """The offsets of the parts of an INDEX with its end, and the offset after it."""
    (count,) = struct.unpack_from(">H", cff, at)
    if not count:
        return [], at + 2
    size = cff[at + 2]
    offsets = [int.from_bytes(cff[at + 3 + n * size : at + 3 + (n + 1) * size], "big") for n in range(count + 1)]
    base = at + 2 + (count + 1) * size
    return [base + offset for offset in offsets], base + offsets[-1]


def _top(data: bytes) -> dict[int, int]:
    """Operator → its last operand, if that is an integer."""
    found: dict[int, int] = {}
    last, at = 0, 0
    while at < len(data):
        first = data[at]
        if first <= 21:
            if first == 12:
                at += 1
                first = 1200 + data[at]
            found[first], at = last, at + 1
        elif first == 28:
            (last,) = struct.unpack_from(">h", data, at + 1)
            at += 3
        elif first == 29:
            (last,) = struct.unpack_from(">i", data, at + 1)
            at += 5
        elif first == 30:  # a real number, up to its terminating nibble
            at += 1
            while data[at] & 0xF != 0xF and data[at] >> 4 != 0xF:
                at += 1
            at += 1
        elif first <= 246:
            last, at = first - 139, at + 1
        else:
            high = first - 247 if first <= 250 else 251 - first
            last, at = (high * 256 + data[at + 1] + 108 if first <= 250 else high * 256 - data[at + 1] - 108), at + 2
    return found


def _sum(data: bytes) -> int:
    """The checksum of a table."""
    padded = data + b"\0" * (-len(data) % 4)
    total: int = sum(struct.unpack(f">{len(padded) // 4}I", padded))
    return total & 0xFFFFFFFF

"""A character without a glyph, or that looks like another → its diagnostic."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from yizhangtu.model.diagnostics import Diagnostic, Span, make
from yizhangtu.model.words import shortened
from yizhangtu.system.fonts import rare

# The characters that the radicals from U+2E81 to U+2EF3 look like (EquivalentUnifiedIdeograph.txt of Unicode).
_RADICALS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵 旡日月歺母民氵氺灬爫爫丬牛犭"
    "王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅"
    "長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
# Characters that look like another, common ideograph: radicals, and compatibility ideographs of old encodings. Some
# between them (U+FA0E …) are ideographs of their own.
_DOUBLES = {chr(code): usual for code, usual in enumerate(_RADICALS, 0x2E81) if usual != " "} | {
    chr(code): usual
    for first, last in ((0x2F00, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
    for code in range(first, last + 1)
    if (usual := unicodedata.normalize("NFKC", chr(code))) != chr(code)
}
_ACCENTS = frozenset(range(0x300, 0x370))  # over the letter before, which text that is set letter by letter misses
UNUSUAL = _ACCENTS.union(map(ord, _DOUBLES))


def missing(char: str, span: Span, lenders: Sequence[str], inside: str = "", column: str = "") -> Diagnostic:
    """Y601. `lenders`: names of the fonts that rare ideographs are borrowed from; `inside`: the text that it is part
    of, where the place does not say it; `column`: of the villages."""
    message = f"字体里没有“{_shown(char)}”（U+{ord(char):04X}），这个{_kind(char)}印不出来"
    hint = _what_to_do(char, lenders)
    if column:
        message = f"“{shortened(column, 20)}”一列：{message}"
    if inside:  # not found at the place of the text: from a variable or an escape
        hint += f"它在“{shortened(inside, 20)}”里。"
    return make("Y601", span, message, hint)


def unusual(char: str, span: Span) -> Diagnostic:
    """Y605 of a character of UNUSUAL."""
    if ord(char) in _ACCENTS:
        message = f"这里的字母和它上面的符号（U+{ord(char):04X}）是分开的两个字符，符号会印偏"
        return make("Y605", span, message, "重新输入这个字母，要连同符号是一个字符，如“á”“ǎ”。")
    usual = _DOUBLES[char]
    kind = "部首" if ord(char) < 0x3000 else "兼容汉字"
    message = f"“{char}”（U+{ord(char):04X}）是{kind}，不是通用的“{usual}”（U+{ord(usual):04X}）"
    return make("Y605", span, message, "重新输入这个字。它印得出来，但是搜索、朗读会出错，字形也可能和通用的不同。")


def _shown(char: str) -> str:
    """The character itself where it can be shown on a line of text."""
    return char if unicodedata.category(char)[0] in "LNPS" or rare.is_ideograph(char) else "\u25a1"


def _kind(char: str) -> str:
    return "表情符号" if _is_emoji(char) else "字"


def _is_emoji(char: str) -> bool:
    return 0x1F000 <= ord(char) <= 0x1FAFF or 0x2600 <= ord(char) <= 0x27BF


def _what_to_do(char: str, lenders: Sequence[str]) -> str:
    if _is_emoji(char):
        return "删去它，或者换成文字。"
    if unicodedata.category(char) == "Co":
        return "这是自造字，在每台电脑上都不一样：查到它正式的编码（Unicode），重新输入。"
    if usual := _DOUBLES.get(char):
        return f"这是兼容汉字，改成通用的“{usual}”（U+{ord(usual):04X}）。"
    if ord(char) in _ACCENTS:
        return "重新输入这个字母，要连同它上面的符号是一个字符，如“á”“ǎ”。"
    if not rare.is_ideograph(char):
        return "换一个写法，或者用文字说明。"
    if lenders:
        names = "、".join(dict.fromkeys(lenders))
        own = "把有这个字的字体改名为 fallback.ttf，放进环境变量 YIZHANGTU_FONTS 指明的文件夹"
        return f"装了的生僻字字体（{names}）里也没有它。换一个写法（如通用字），或者{own}。"
    return f"生僻字字体 {rare.NAME} 里可能有它：{rare.how_to_install()}，再试一次；还是没有，就换一个写法（如通用字）。"

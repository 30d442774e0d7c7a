"""Money in the capitals of cheques: 壹仟肆佰零玖元伍角."""

from __future__ import annotations

from decimal import Decimal

BEYOND = Decimal(10) ** 16  # yuan: there are no words for this and more
DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_MYRIADS = ("", "万", "亿", "万")  # 壹万贰仟亿: the last two belong together


def capitals(value: Decimal) -> str:
    """An amount of money in the capitals of cheques: 壹仟肆佰零玖元伍角.

    By 正确填写票据和结算凭证的基本规定 (中国人民银行, annex to 支付结算办法): zeros between digits are one 零;
    整 stands after yuan, and not after fen. Raises ValueError for fractions of a fen, and for 10**16 yuan and more.
    """
    fen = abs(value) * 100
    if fen != fen.to_integral_value() or fen >= BEYOND * 100:
        raise ValueError(f"no amount of money: {value}")
    yuan, rest = divmod(int(fen), 100)
    jiao, cents = divmod(rest, 10)
    words = "负" if value < 0 and fen else ""
    words += f"{_whole(yuan)}元" if yuan or not rest else ""
    if not rest:
        return words + "整"
    if jiao:
        between = "零" if yuan and yuan % 10 == 0 else ""
        words += f"{between}{DIGITS[jiao]}角"
    elif yuan:
        words += "零"
    return words + (f"{DIGITS[cents]}分" if cents else "")


def _whole(number: int) -> str:
    """A whole number: groups of four digits, each with its 万 or 亿."""
    if number == 0:
        return DIGITS[0]
    words, gap = "", False
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    for at in range(len(groups) - 1, -1, -1):
        group = groups[at]
        if not group:
            gap = bool(words)
            if at == 2 and len(groups) == 4:  # 壹万亿, not 壹万
                words += "亿"
            continue
        if words and (gap or group < 1000):
            words += "零"
        words += _four(group) + _MYRIADS[at]
        gap = False
    return words


def _four(group: int) -> str:
    """A number from 1 to 9999."""
    words, zero = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            words += ("零" if zero and words else "") + DIGITS[digit] + _PLACES[place]
            zero = False
        else:
            zero = True
    return words

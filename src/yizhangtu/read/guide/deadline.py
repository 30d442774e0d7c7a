"""A deadline as written → its kind, amount, extension and event (format.md section 3).

Deadlines are printed as written; the parts are only for checks. Units are never converted. Where a text has several
times, the first one is the deadline. A text that cannot be parsed is UNKNOWN, and the checks warn of it.
"""

from __future__ import annotations

import re
import unicodedata

from yizhangtu.model.deadline import Deadline, DeadlineKind, Quantity
from yizhangtu.model.diagnostics import Text
from yizhangtu.read.guide.numerals import DASH, ONE, PLAIN, value_of

_UNITS = {
    **dict.fromkeys(("工作日", "工作天"), "工作日"),
    **dict.fromkeys(("日", "天", "自然日", "自然天"), "日"),
    **dict.fromkeys(("周", "星期", "礼拜"), "周"),
    **dict.fromkeys(("小时", "钟头"), "小时"),
    **{unit: unit for unit in ("分钟", "月", "年")},
}
_UNIT = "工作日|工作天|自然日|自然天|分钟|小时|钟头|星期|礼拜|日|天|周|月|年"
_NUMBER = rf"(?P<number>{ONE}(?:{DASH}{ONE})?)"
# 3月 and 三月 are names of months: a number of months has 个 (3个月), or is 半月.
_QUANTITY = re.compile(rf"{_NUMBER}\s*(?P<half>个半|个)?\s*(?P<unit>{_UNIT})(?P<half2>半(?!年|月|天|日))?")
_EXTENSION = re.compile(
    r"[(（,，;；]?[^(（,，;；。]{0,12}延(?:长|期)[^\d零一二两三四五六七八九十半]{0,8}(?P<quantity>[^)）,，;；。]+)[)）]?"
)
_DATE = re.compile(
    r"(?:(?:\d{4}|[次本当下翌])\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*[日号]|\d{4}[-/.年]\d{1,2}(?:[-/.]\d{1,2}日?|月)"
)
_NONE = re.compile(r"(?:无|没有|无时限|无时限要求|无期限|/|—+|-+)[。.]?")
_RECURRING = re.compile(
    rf"[一每][年月季周日天]一[^\s\d]{{1,6}}|每(?:隔)?\s*(?:{ONE})?\s*个?\s*(?:季度|季|学期|年度|工作日|年|月|周|星期|礼拜|日|天|届)|逐[年月季周日]|[按分][年月季周](?!份)"
    r"|^(?:月|季|季度|年)[初末底中终]|年[初终底末]|半年一次|一年一次|^定期"
)
_DAY_RANGE = re.compile(
    rf"(?:{_DATE.pattern})(?:起|开始)?\s*(?:-{{1,2}}|[–—~至到]|——)\s*(?:{_DATE.pattern}|\d{{1,2}}\s*[日号])(?:止|为止)?"
)
_MONTH_DAY = re.compile(r"[次下当本翌]月\s*(?:\d{1,2}|[一二三]?[一二三四五六七八九十]{1,2})\s*[日号]")
_SEASON = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份|初|中旬|上旬|下旬|底|末)?|\S{1,12}前后")
_CLOCK = re.compile(r"上午|下午|早上|早晨|中午|晚上|夜间|夜里|凌晨|白天|\d{1,2}[:：]\d{2}|\d{1,2}\s*[点时](?!间|限)")
# What stands before a number that is not the whole of it: 第3日, l5日, 几十日, 1.5.2日, -5日.
_PART_OF_A_NUMBER = re.compile(r"(?:第|[A-Za-z]|[几数]|\d[.,，]?|^-)$")
_AT_ONCE = re.compile(r"当场|当面|即[办时日刻到]|立[即刻]|马上|当[天日]|随到随办|现场")
_VAGUE = re.compile(r"及时|适时|尽快|尽早|抓紧|从速|适当时[候间]")
_OPEN_NUMBER = re.compile(
    rf"几|若干|某|[十百千\d][余多来]|数[日天周月年个十百小分]|[近不][日期]|[×*?？_＿□○]|[XxNn]\s*个?(?:{_UNIT})"
)
_BARE_UNIT = re.compile("工作[日天]|个[日天周月年]|[零〇一二两三四五六七八九十百]日")
_ANY_TIME = re.compile(r"随时|长期|常年|全年|全天|全过程|全程|日常|不定期|不限|任何时[候间]|平时")
_BY_RULE = re.compile(
    r"^[按依遵根以]|按[^，,]*(?:规定|合同|约定|要求|通知|协议|时限|办理)|规定(?:的)?(?:时限|时间|期限)|合同|约定|另行"
)
_MINIMUM = re.compile(
    r"(?:不少于|不得少于|不应少于|不能少于|不低于|不得低于|不短于|不得短于|至少|最少|保留)[^\d零一二两三四五六七八九十半]{0,6}$|(?<![届期])满$"
)
_MAXIMUM = re.compile(
    r"(?:不超过?|不得超过?|不能超过?|不应超过?|最长|最多|至多|最迟|最晚)[^\d零一二两三四五六七八九十半]{0,6}$"
)
_NOTICE = re.compile(r"(?:公示|公告|张榜|张贴|公布|公开)(?:期限?|时间|时限|期间)?[为是:：]?\s*$")


def parse_deadline(text: Text, notice: bool = False) -> Deadline:
    """Parse a deadline. `notice`: it belongs to a 公示 step, where a number of days alone is a minimum."""
    plain = unicodedata.normalize("NFKC", text[:400]).strip().rstrip("。.;").translate(PLAIN)
    plain = re.sub(r"[日天]\s*\((?:指|均为)?(工作日|自然日)\)", r"\1", plain)
    if _NONE.fullmatch(plain):
        return Deadline(text, DeadlineKind.NONE)
    extension = _EXTENSION.search(plain)
    extra = _quantity(_QUANTITY.search(extension["quantity"])) if extension else None
    if extension and extra:
        rest = (plain[: extension.start()] + plain[extension.end() :]).strip()
        plain, extra = (rest, extra) if _QUANTITY.search(rest) else (plain, None)
    if _RECURRING.search(plain) and not re.search(r"每[^，,;；]{0,12}后", plain):
        return Deadline(text, DeadlineKind.RECURRING)
    days = _DAY_RANGE.search(plain)
    if days:
        return Deadline(text, DeadlineKind.WITHIN, event=days.group())
    date = _DATE.search(plain) or _MONTH_DAY.search(plain)
    if date:
        return _dated(text, plain, date)
    for match in _QUANTITY.finditer(plain):
        amount = _quantity(match)
        if amount is not None and not _PART_OF_A_NUMBER.search(plain[: match.start()]):
            return _measured(Deadline(text, DeadlineKind.WITHIN, amount, extra), plain, match, notice)
    return _unmeasured(text, plain)


def _quantity(match: re.Match[str] | None) -> Quantity | None:
    if match is None:
        return None
    value = value_of(match["number"])
    unit = match["unit"]
    if (
        value is None
        or (unit == "月" and not match["half"] and match["number"] != "半")
        or (unit == "年" and value > 200)
    ):
        return None
    if match["half"] == "个半" or match["half2"]:
        value += 0.5
    return Quantity(value, _UNITS[unit])


def _dated(text: Text, plain: str, date: re.Match[str]) -> Deadline:
    """A deadline with a date: 12月31日前."""
    after = plain[date.end() :].lstrip()
    if re.match(r"(?:之|以)?前|止|截止", after) or re.search(r"截止?|最迟|最晚", plain[: date.start()]):
        return Deadline(text, DeadlineKind.BEFORE, event=date.group())
    if re.match(r"(?:之|以)?后|起", after):
        return Deadline(text, DeadlineKind.AFTER, event=date.group())
    return Deadline(text, DeadlineKind.WITHIN, event=date.group())


def _measured(found: Deadline, plain: str, match: re.Match[str], notice: bool) -> Deadline:
    """A deadline with an amount; the words before and after it determine the kind and the event."""
    before = re.split(r"[;；,，。]", plain[: match.start()])[-1].strip()
    after = plain[match.end() :].strip()
    kind, event = DeadlineKind.WITHIN, ""
    start = re.search(r"自?从?(.+?)(?:之日|之时)?(?:起)", before)
    if re.search(r"提前(?:至少|不少于|不得少于)?$", before):
        kind, event = DeadlineKind.BEFORE, re.sub(r"(?:应当|应|须|可以?|要|需)*提前.*$", "", before)
    elif re.match(r"(?:之|以)?前", after):
        if not before:
            return Deadline(found.text)  # 10日前 alone: by the tenth, or ten days before something
        kind, event = DeadlineKind.BEFORE, before
    elif re.search(r"[^目]前(?:的)?(?:至少|不少于|不得少于)?$", before):
        kind, event = DeadlineKind.BEFORE, re.sub(r"(?:之|以)?前(?:的)?(?:至少|不少于|不得少于)?$", "", before)
    elif start:
        kind, event = DeadlineKind.WITHIN, start.group(1) + ("之日" if "之日" in before else "")
    elif re.search(r"[^然今此]后(?:的|第)?(?:不超过|至多|最多|最迟)?$", before):
        kind, event = DeadlineKind.AFTER, re.sub(r"(?:之|以)?后(?:的|第)?(?:不超过|至多|最多|最迟)?$", "", before)
    elif re.match(r"(?:之|以)?后", after):
        kind, event = DeadlineKind.AFTER, before
    if kind is DeadlineKind.WITHIN and _is_minimum(before, after, notice, bool(event)):
        return found._replace(kind=DeadlineKind.AT_LEAST, event=_event(event), is_maximum=False)
    return found._replace(kind=kind, event=_event(event))


def _is_minimum(before: str, after: str, notice: bool, has_event: bool) -> bool:
    if _MINIMUM.search(before):
        return True
    if _MAXIMUM.search(before) or re.match(r"(?:之|以)?内", after):
        return False
    if re.match(r"(?:及|或)?以上", after):
        return True
    return bool(_NOTICE.search(before)) or (notice and not has_event)


def _event(words: str) -> str:
    """The event without connecting words: 在选举日的 → 选举日."""
    words = re.sub(r"^.*(?:应当|应|须|需|可以)(?:在|于|自)", "", words)
    return re.sub(r"^(?:自|从|在|于)|(?:的|第|应当?|须|应在|起)+$", "", words.strip()).strip(" :：、(（")


def _unmeasured(text: Text, plain: str) -> Deadline:
    """A deadline without an amount."""
    if re.fullmatch(r"(?:事先|事前|提前|先行?)\S{0,8}", plain):
        return Deadline(text, DeadlineKind.BEFORE, event="事" if plain.startswith("事") else "")
    before = re.match(r"^([^,，;；]+?)(?:之|以)?前(?:$|[,，;；(])", plain)
    if before and not plain.startswith("目前") and not leaves_number_open(before.group(1)):
        return Deadline(text, DeadlineKind.BEFORE, event=_event(before.group(1)))
    if re.search("次日|翌日|隔日|同时", plain) or _CLOCK.search(plain) or _SEASON.fullmatch(plain):
        return Deadline(text, DeadlineKind.WITHIN, event=plain)
    if _AT_ONCE.search(plain):
        return Deadline(text, DeadlineKind.AT_ONCE)
    if _VAGUE.search(plain):
        return Deadline(text, DeadlineKind.VAGUE)
    if _ANY_TIME.search(plain):
        return Deadline(text, DeadlineKind.ANY_TIME)
    if _BY_RULE.search(plain):
        return Deadline(text, DeadlineKind.BY_RULE)
    after = re.match(r"^([^,，;；]+?)(?:之|以)?后(?:$|[,，;；(])", plain)
    if after and after.group(1) not in ("稍", "之", "以", "然", "今"):
        return Deadline(text, DeadlineKind.AFTER, event=_event(after.group(1)))
    season = re.match(r"^(\S{2,12}期)间?之?内$", plain)
    if season:
        return Deadline(text, DeadlineKind.WITHIN, event=season.group(1))
    on_the_day = re.match(r"^(\S{1,12}(?:日|期间|时))$", plain)
    if on_the_day and not re.search(r"\d", plain) and not leaves_number_open(plain) and not _BARE_UNIT.search(plain):
        return Deadline(text, DeadlineKind.WITHIN, event=on_the_day.group(1))
    return Deadline(text)


def leaves_number_open(text: str) -> bool:
    """Whether a text has a word or sign in place of a number: 几个工作日, 数小时, 十余日, 某日, ××日."""
    return bool(_OPEN_NUMBER.search(text))

"""A deadline: the text as written and, where it could be parsed, its parts."""

from enum import StrEnum
from typing import NamedTuple

from yizhangtu.model.diagnostics import Text


class DeadlineKind(StrEnum):
    """The kinds of format.md section 3."""

    WITHIN = "within"  # 5个工作日, 15日内
    AT_LEAST = "at_least"  # 不少于5日, 公示7天
    BEFORE = "before"  # 选举日的二十日前
    AFTER = "after"  # 事后10天内
    RECURRING = "recurring"  # 每季度首月10日前
    AT_ONCE = "at_once"  # 当场, 即办, 当天
    VAGUE = "vague"  # 及时, 适时, 尽快: how long is not said
    ANY_TIME = "any_time"  # 随时
    BY_RULE = "by_rule"  # 按合同
    NONE = "none"  # 无
    UNKNOWN = "unknown"  # could not be parsed: printed as written, with a warning


class Quantity(NamedTuple):
    """A number of one unit. Units (分钟 小时 工作日 日 周 月 年; 天 is 日) are never converted into one another."""

    value: float
    unit: str


class Deadline(NamedTuple):
    """`text` is printed; the other fields are only for checks."""

    text: Text
    kind: DeadlineKind = DeadlineKind.UNKNOWN
    amount: Quantity | None = None  # 自受理之日起60日内 → 60 日
    extension: Quantity | None = None  # (可延长30日) → 30 日
    event: str = ""  # the anchor: 选举日, 受理之日
    is_maximum: bool = True  # False for 不少于…; a notice period of 公示7天 is a minimum


class TimeLimit(NamedTuple):
    """时间要求 of a guide: 承诺, 法定, 不计入, 说明 (format.md section 1)."""

    promised: Deadline | None = None
    statutory: Deadline | None = None
    excluded: Text | None = None
    note: Text | None = None

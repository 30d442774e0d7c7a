"""A guide → what its forms for taking in an application say: materials, cases, the promised day (受理登记)."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from yizhangtu.content.boxes import ListItem
from yizhangtu.content.facts import limit_texts
from yizhangtu.content.provisions import material_items
from yizhangtu.model.deadline import Deadline, DeadlineKind, TimeLimit
from yizhangtu.model.guide import Guide
from yizhangtu.read.guide.numerals import DASH, ONE

SERVICE = "服务群众"  # the list whose guides are applied for
HELP = "帮办代办"
COUNTED = ("工作日", "日", "周", "月", "年")  # units that a day can be computed with; hours and minutes have none
# A time that a day can be computed with has one quantity, and no other words than that it is counted from the day on
# which the application is taken in. 镇十五个工作日内核查，县五个工作日内确认 is no such time, nor 镇里20个工作日内审批.
_QUANTITY = re.compile(rf"{ONE}(?:{DASH}{ONE})?\s*个?\s*(?:工作日|工作天|自然日|自然天|星期|礼拜|日|天|周|月|年)")
_PLAIN = re.compile(
    r"受理|申请|收到|接到|收齐|收件|提交|递交|登记|材料|齐全|不超过|最长|最多|最迟|办结|办完|办理|办好|完成|答复|回复|给"
    r"|承诺|之日|之内|以内|自|从|在|起|后|内|的|[，,。；;、:：（）()\s]"
)


class DuePeriod(NamedTuple):
    """The promised time of a guide or of one of its cases (`case`): as written, and as a number of a unit; `unit` is ""
    where no day can be computed from the day on which it is taken in. 0 日 is the same day."""

    case: str
    text: str
    number: int = 0
    unit: str = ""


class Reception(NamedTuple):
    """What the forms say. `materials`: heads and materials with their form and copies; `periods`: one, or one for each
    case that has its own; `limits`: the texts of 时间要求."""

    materials: tuple[ListItem, ...]
    cases: tuple[str, ...]
    periods: tuple[DuePeriod, ...]
    limits: tuple[str, ...]

    @property
    def wanted(self) -> tuple[str, ...]:
        """The materials without the heads; one that stands below a head has it before it."""
        head, found = "", []
        for item in self.materials:
            if item.head:
                head = item.text
            else:
                found.append(f"{head}：{item.text}" if head else item.text)
        return tuple(found)


def is_taken_in(guide: Guide) -> bool:
    """Whether applications for it are registered: a process of 服务群众, or one that names who helps (帮办代办)."""
    return guide.kind == "流程" and (guide.list_name == SERVICE or HELP in guide.written)


def reception_of(guide: Guide) -> Reception:
    """What the forms of a guide say."""
    cases = guide.provisions.cases
    materials = [*material_items(guide.materials)]
    for case in cases:
        own = material_items(case.materials)
        materials += [ListItem(str(case.name), head=True), *(one for one in own if not one.head)] if own else []
    periods = [due_period(guide.deadline)]
    if any(case.deadline != TimeLimit() for case in cases):
        periods += [due_period(_own(case.deadline, guide.deadline), str(case.name)) for case in cases]
    limits = limit_texts(guide.deadline)
    limits += [f"{case.name}：{'；'.join(texts)}" for case in cases if (texts := limit_texts(case.deadline))]
    return Reception(tuple(materials), tuple(str(case.name) for case in cases), tuple(periods), tuple(limits))


def _own(limit: TimeLimit, common: TimeLimit) -> TimeLimit:
    return limit if limit.promised or limit.statutory else common


def due_period(limit: TimeLimit, case: str = "") -> DuePeriod:
    """承诺, else 法定, as a number of its unit. Units are never converted."""
    found = limit.promised or limit.statutory
    if found is None:
        return DuePeriod(case, "")
    number, unit = _counted(found)
    return DuePeriod(case, str(found.text), number, unit)


def _counted(limit: Deadline) -> tuple[int, str]:
    if limit.kind is DeadlineKind.AT_ONCE:
        return 0, "日"
    amount = limit.amount
    if amount is None or not limit.is_maximum or limit.kind not in (DeadlineKind.WITHIN, DeadlineKind.AFTER):
        return 0, ""
    if limit.extension is not None or _PLAIN.sub("", _QUANTITY.sub("", str(limit.text), count=1)):
        return 0, ""
    number, unit = amount.value, amount.unit
    if unit == "年" and number != int(number):
        number, unit = number * 12, "月"  # half a year is six months by the calendar
    return (int(number), unit) if unit in COUNTED and number == int(number) else (0, "")


def numbered_materials(materials: Iterable[str], most: int, longest: int) -> tuple[tuple[int, str], ...]:
    """Materials with numbers, for a narrow column of boxes with a legend; () where there are more than `most`, or where
    they have more than `longest` characters."""
    found = tuple(enumerate(materials, 1))
    return found if len(found) <= most and sum(len(text) for _, text in found) <= longest else ()

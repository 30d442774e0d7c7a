"""The parts of a deadline (number, unit, from when) ↔ the plain text that stands in the definition."""

from __future__ import annotations

from typing import Any, NamedTuple

from yizhangtu.model.deadline import DeadlineKind, Quantity
from yizhangtu.model.diagnostics import Text
from yizhangtu.read.guide.deadline import parse_deadline
from yizhangtu.read.schema.key import Key, ValueShape

UNITS = {"工作日": "个工作日", "日": "日", "小时": "小时", "分钟": "分钟", "周": "周", "月": "个月", "年": "年"}


class DeadlineForm(NamedTuple):
    """A way to write a deadline: what a form calls it, and the text with {number}, {unit} and {event} left open."""

    kind: DeadlineKind
    label: str
    text: str


FORMS = (
    DeadlineForm(DeadlineKind.WITHIN, "多久以内", "{number}{unit}"),
    DeadlineForm(DeadlineKind.WITHIN, "从哪天起，多久以内", "自{event}起{number}{unit}内"),
    DeadlineForm(DeadlineKind.AT_LEAST, "不少于多久", "不少于{number}{unit}"),
    DeadlineForm(DeadlineKind.BEFORE, "什么以前多久", "{event}前{number}{unit}"),
    DeadlineForm(DeadlineKind.AFTER, "什么以后多久以内", "{event}后{number}{unit}内"),
    DeadlineForm(DeadlineKind.AT_ONCE, "当场", "当场"),
    DeadlineForm(DeadlineKind.ANY_TIME, "随时", "随时"),
)
_NAMES = frozenset({"时限", "承诺", "法定", "时间要求"})


class DeadlineParts(NamedTuple):
    """A deadline taken apart: `form` is an index into `FORMS`."""

    form: int
    number: str = ""
    unit: str = ""
    event: str = ""


def is_deadline(key: Key) -> bool:
    """Whether the value of a key is a deadline."""
    return key.name in _NAMES and key.shape in (ValueShape.TEXT, ValueShape.OBJECT_OR_TEXT)


def compose(parts: DeadlineParts) -> str:
    """The text of a deadline."""
    unit = UNITS.get(parts.unit, parts.unit)
    return FORMS[parts.form].text.format(number=parts.number, unit=unit, event=parts.event)


def parts_of(text: str) -> DeadlineParts | None:
    """The parts of a text; None where they would not give this text again, so that nothing of it is lost."""
    found = parse_deadline(Text(text))
    for number, form in enumerate(FORMS):
        if form.kind is found.kind:
            event = found.event if "{event}" in form.text else ""
            parts = DeadlineParts(number, *_written(found.amount, form), event)
            if compose(parts) == text:
                return parts
    return None


def _written(amount: Quantity | None, form: DeadlineForm) -> tuple[str, str]:
    if amount is None or "{number}" not in form.text:
        return "", ""
    return f"{amount.value:g}", amount.unit


def forms_data() -> dict[str, Any]:
    """The forms and units for the page."""
    forms = [{"label": one.label, "text": one.text} for one in FORMS]
    return {"forms": forms, "units": [{"name": name, "text": text} for name, text in UNITS.items()]}

"""A guide → the texts that must be on its sheets, each with its place in the definition.

All text values of the guide are collected; only values that are not printed literally (names of icons and media,
targets that are referred to by number) are excluded by name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import NamedTuple

from yizhangtu.model.conduct import Limit
from yizhangtu.model.deadline import Deadline
from yizhangtu.model.diagnostics import Span, Text, span_of
from yizhangtu.model.guide import GoTo, Guide, Material, Parallel, Step, is_none, steps_of, walk
from yizhangtu.model.listing import Channel, LinkedGuide
from yizhangtu.model.notice.notice import Notice
from yizhangtu.model.points import Points, Score
from yizhangtu.model.project import Project
from yizhangtu.model.provisions import ServiceCase
from yizhangtu.verify.letters import folded

# Fields whose texts are not printed literally: they control the layout, are referred to by number, or are combined with
# other values below.
NOT_PRINTED = frozenset(
    {
        "file", "stem", "kind", "icon", "layout", "inherited", "written", "readers", "texts", "ordered", "columns",
        "keywords", "flow", "required", "status", "comments_until", "second_hand", "boards", "net_table", "counts",
        "source", "risks", "controls", "handler_label", "basis_note",
        "table_rows", "superior", "review", "noticed", "rule", "signed", "counted_by",
    }
)  # fmt: skip
_ISSUED, _IN_FORCE = re.compile("(?:公布|发布|印发)[。）)]*$"), re.compile("(?:施行|执行|实施|生效)[。）)]*$")
STATUS = {"征求意见": "征求意见稿", "废止": "已废止"}
TIME_WORDS = r"承诺|法定|不计入|：|看各(?:[步项]|情形)时限|\d+项当天能办|其他的看各项时限|见下面“?\w{1,6}”?"
OPTIONAL = ("否", "no", "false", "不必要", "可选")
CASE_WORDS = "条件|材料|时限|不予办理|标准|待遇|结果|法定|不计入"  # the program's words in a 情形
LIST_JOINTS = "[：，（）；。]"  # between the parts of an entry of a list
CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"

LIST_LABELS = {  # the name of the elements → the title that is printed
    "cases": "情形",
    "refusals": "不予办理",
    "ways": "申请方式",
    "samples": "样表",
    "rates": "标准",
    "benefits": "待遇",
    "risks": "风险防控",
    "consequences": "奖惩",
    "withdrawals": "退出",
    "remedies": "不服怎么办",
    "amendment": "调整程序",
    "implementation": "落实",
    "assessment": "监督考核",
}


class ExpectedText(NamedTuple):
    """A text that must be there. `words`: without blanks; `written`: as in the definition; `what`: the kind of text."""

    words: str
    written: str
    span: Span | None
    what: str = ""


def expected_text(written: str, source: object, what: str = "") -> ExpectedText:
    """A text with the span of the value that it comes from."""
    return ExpectedText(folded(written), written, span_of(source), what)


def printed_texts(guide: Guide) -> tuple[ExpectedText, ...]:
    """Every printed text of a guide, each once."""
    found: dict[str, ExpectedText] = {}
    for written, source in (*texts_of(guide), *((str(text), text) for text in guide.texts)):
        one = expected_text(written, source)
        if one.words:
            found.setdefault(one.words, one)
    return tuple(found.values())


def texts_of(value: object) -> Iterator[tuple[str, object]]:
    """Every text of a value that is printed literally, with the value that it comes from."""
    match value:
        case Text():
            yield str(value).rstrip("；;。"), value
        case Score(shown=shown, unit=unit, text=text):
            yield f"{shown}{unit}", text
        case Limit(before=before, number=number, after=after, text=text):
            yield f"{before}{number}{after}", text
        case Deadline(text=text):
            yield str(text), text
        case Channel(name=name, chosen=True):
            yield str(name), name
        case GoTo() | Channel() | LinkedGuide():
            return
        case _ if names := _field_names(value):
            for field_name in names:
                if field_name not in NOT_PRINTED:
                    yield from texts_of(getattr(value, field_name))
        case tuple():
            for one in value:
                yield from texts_of(one)


def _field_names(value: object) -> tuple[str, ...]:
    """The names of a record's fields: a dataclass or a named tuple."""
    if is_dataclass(value):
        return tuple(field.name for field in fields(value))
    names: tuple[str, ...] = getattr(value, "_fields", ())
    return names


class ExpectedFact(NamedTuple):
    """A fact: the key in the names of its elements, the word that is printed for it, its texts with the most important
    first, and a regular expression for what else may be printed."""

    key: str
    label: str
    texts: tuple[ExpectedText, ...]
    extra: str = ""


def expected_facts(guide: Guide, project: Project) -> tuple[ExpectedFact, ...]:
    """All facts of a guide."""
    limit = guide.deadline
    times = [one.text for one in (limit.promised, limit.statutory) if one]
    times += [text for text in (limit.excluded, limit.note) if text]
    owners = {str(one.phone): (one.phone, one.by) for one in reversed(guide.oversight) if one.phone}
    seen = [text for pair in owners.values() for text in pair if text]
    watch = seen or ([project.hotline] if project.hotline else [])
    place = (
        ("place", "在哪办", (*guide.place, *guide.hours), "") if guide.place else ("hours", "办理时间", guide.hours, "")
    )
    found: list[tuple[str, str, Sequence[Text], str]] = [
        ("handler", guide.handler_label, guide.handlers, ""),
        ("deadline", "时间要求", times, TIME_WORDS),
        place,
        ("hotline", "监督电话", watch, "监督电话|[（）]"),
        ("phone", "咨询电话", guide.phone, ""),
        ("fee", "收费", guide.fee, ""),
        ("result", "办理结果", guide.result, ""),
        ("process", "操作流程", [guide.no_steps] if guide.no_steps else [], ""),
        ("nobody", "监督管理", _nobody(guide), ""),
    ]
    if isinstance(guide.body, Notice):
        posted = guide.body.posted
        days = [text for text in posted if text]
        found.append(("posted", "公示期", days, "[_年月日起，至]|不少于"))
    if isinstance(guide.body, Points):
        begins = (("base", "基础分", guide.body.base), ("period", "积分周期", guide.body.period))
        found += [(key, label, (text,), "") for key, label, text in begins if text]
    return tuple(
        ExpectedFact(
            key, label, tuple(expected_text(str(text), text, label) for text in texts), f"{label}：|；|{extra}"
        )
        for key, label, texts, extra in found
        if texts
    )


def composed_texts(guide: Guide, project: Project) -> tuple[ExpectedText, ...]:
    """Texts that combine several values: 编号 A-11, 户口簿（原件，1份）, 2026年11月1日公布."""
    found: list[ExpectedText] = []
    if guide.number:
        found.append(expected_text(f"编号{guide.number}", guide.number, "编号"))
    found += (expected_text(_material(one), one.name, "所需材料") for one in guide.materials)
    if guide.item_code:
        found.append(expected_text(str(guide.item_code), guide.item_code, "事项编码"))
    found += _step_bases(guide)
    limit, publication = guide.deadline, guide.publication
    if limit.promised and limit.statutory:
        found.append(expected_text(f"法定：{limit.statutory.text}", limit.statutory.text, "法定时限"))
    if limit.excluded:
        found.append(expected_text(f"不计入：{limit.excluded}", limit.excluded, "不计入"))
    for before, text, after in (
        ("", publication.date, "" if _ISSUED.search(publication.date or "") else "公布"),
        ("", publication.effective, "" if _IN_FORCE.search(publication.effective or "") else "起施行"),
        ("意见截止：", publication.comments_until, ""),
        ("试行至", publication.trial_until, ""),
        ("由“", publication.replaced_by, "”代替"),
        ("", publication.issuer or project.issuer, ""),
    ):
        if text:
            found.append(expected_text(f"{before}{text}{after}", text, "发布"))
    if publication.status:
        found.append(
            expected_text(STATUS.get(str(publication.status), str(publication.status)), publication.status, "状态")
        )
    return tuple(found)


def _step_bases(guide: Guide) -> Iterator[ExpectedText]:
    """依据 of steps with their numbers: 第3、5步：《…》第二条."""
    numbers: dict[Text, list[str]] = {}
    for step in steps_of(guide.steps):
        for text in step.basis:
            numbers.setdefault(text, []).append(badge_of(step))
    for text, badges in numbers.items():
        yield expected_text(f"第{'、'.join(badges)}步：{text.rstrip('；;。')}", text, "依据")


def _material(one: Material) -> str:
    parts = [str(part) for part in (one.form, one.copies) if part]
    parts += [f"来源：{one.source}"] if one.source else []
    if one.required:
        parts.append("非必需" if one.required in OPTIONAL else str(one.required))
    return f"{one.name}（{'，'.join(parts)}）" if parts else str(one.name)


def watchers(guide: Guide) -> tuple[ExpectedText, ...]:
    """Who watches and how: 村监委会：全程参加."""
    if _nobody(guide):
        return ()
    texts = (("：".join(str(part) for part in (one.by, one.how) if part), one.by or one.how) for one in guide.oversight)
    return tuple(expected_text(text, source, "监督管理") for text, source in texts if text)


def _nobody(guide: Guide) -> Sequence[Text]:
    """监督管理: 无, which is a fact; nothing where somebody watches."""
    texts = [text for one in guide.oversight for text in one if text]
    return texts if len(texts) == 1 and is_none(texts[0]) else ()


def oversight_texts(guide: Guide) -> tuple[tuple[tuple[str, ...], ExpectedText], ...]:
    """(numbers of steps, text) of the oversight of steps: equal texts once, with all their steps."""
    numbers: dict[str, list[str]] = {}
    first: dict[str, Text] = {}
    for entry in walk(guide.steps):
        for text in entry.oversight:
            numbers.setdefault(str(text), []).append(badge_of(entry))
            first.setdefault(str(text), text)
    return tuple((tuple(badges), expected_text(text, first[text], "监督")) for text, badges in numbers.items())


class ExpectedList(NamedTuple):
    """A list: the name of its elements, its title, the texts that must be in it, and a regular expression for what
    else may be."""

    element: str
    label: str
    texts: tuple[ExpectedText, ...]
    extra: str = LIST_JOINTS


def expected_lists(guide: Guide) -> tuple[ExpectedList, ...]:
    """The lists of what a guide provides for beside its steps, and of 风险 and 防控 of the steps."""
    found: list[ExpectedList] = []
    for element, label in LIST_LABELS.items():
        if element in ("risks", "cases"):
            found += _risks(guide, label) if element == "risks" else _cases(guide, label)
            continue
        texts = texts_of(getattr(guide.provisions, element))
        expected = tuple(expected_text(text, source, label) for text, source in texts)
        if expected:
            found.append(ExpectedList(element, label, expected))
    return tuple(found)


def _cases(guide: Guide, label: str) -> Iterator[ExpectedList]:
    """All 情形 as one list: of each what is below its name, which is the title of its box or,
    where that is long, above its entries."""
    alike = [case for case in guide.provisions.cases if case == ServiceCase(case.name)]
    own = [case._replace(name=Text(""), materials=()) for case in guide.provisions.cases if case not in alike] + alike
    texts = [expected_text(text, source, label) for case in own for text, source in texts_of(case) if text]
    for case in guide.provisions.cases:
        texts += (expected_text(_material(one), one.name, label) for one in case.materials)
        texts += (expected_text(str(one.applies_to), one.applies_to, label) for one in case.materials if one.applies_to)
    if texts:
        names = "|".join(re.escape(folded(case.name)) for case in guide.provisions.cases if case.name)
        yield ExpectedList("cases", label, tuple(texts), f"{names}|{LIST_JOINTS}|{CASE_WORDS}")


def _risks(guide: Guide, label: str) -> Iterator[ExpectedList]:
    steps = [step for step in steps_of(guide.steps) if step.risks or step.controls] if guide.risks_printed else []
    texts = [text for step in steps for text in (*step.risks, *step.controls)]
    if texts:
        extra = "|".join([LIST_JOINTS, "风险|防控", *(re.escape(circled(badge_of(step))) for step in steps)])
        yield ExpectedList("risks", label, tuple(expected_text(text.rstrip("；;。"), text) for text in texts), extra)


def badge_of(entry: Step | Parallel) -> str:
    """The printed number of an entry: 3, and 4–7 for a block."""
    if isinstance(entry, Step):
        return str(entry.number)
    inner = [step.number for step in steps_of((entry,))]
    return f"{inner[0]}–{inner[-1]}" if len(inner) > 1 else "".join(map(str, inner))


def circled(badge: str) -> str:
    """The sign for a number: ⑦ for 7, （4–7） where Unicode has no circled form."""
    return CIRCLES[int(badge) - 1] if badge.isdecimal() and 0 < int(badge) <= len(CIRCLES) else f"（{badge}）"

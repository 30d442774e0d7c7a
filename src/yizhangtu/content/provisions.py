"""What a guide provides for beside its steps → titled lists."""

from collections.abc import Iterable

from yizhangtu.content.boxes import AddressCode, ListBox, ListItem
from yizhangtu.content.facts import limit_texts
from yizhangtu.flow.cards import badge_of
from yizhangtu.model.guide import Guide, Material, material_text, steps_of
from yizhangtu.model.provisions import ApplicationWay, Eligibility, Rate, Remedy, SampleForm, ServiceCase
from yizhangtu.read.guide.addresses import is_web_address

REMEDIES = "不服怎么办"
CASE = "情形："  # before the name of one
TITLE_MOST = 18  # characters of a name that stands in the title of its box, which is one line on any medium


def applying(guide: Guide) -> tuple[ListBox, ...]:
    """What one needs to know before one applies: each 情形, 不予办理, 申请方式, 样表, 标准, 待遇."""
    own = guide.provisions
    cases = map(_case_box, own.cases)
    others = _boxes(
        ("不予办理", own.refusals),
        ("申请方式", map(_way, own.ways)),
        ("样表", map(_sample, own.samples)),
        ("标准", map(_rate, own.rates)),
        ("待遇", own.benefits),
    )
    codes = {
        "申请方式": [AddressCode(str(one.way or ""), str(one.url)) for one in own.ways if one.url],
        "样表": [AddressCode(str(one.name), str(one.url)) for one in own.samples if one.url],
    }
    if own.rates:
        items = tuple(ListItem(_rate(one), rate=one) for one in own.rates)
        others = tuple(box._replace(items=items) if box.title == "标准" else box for box in others)
    coded = (box._replace(codes=tuple(filter(_scanned, codes.get(box.title, ())))) for box in others)
    names = tuple(ListItem(str(one.name)) for one in own.cases if not _case_items(one))  # that differ in nothing
    alike = (ListBox(CASE.removesuffix("："), names),) if names else ()
    return (*(box for box in cases if box.items), *alike, *coded)


def afterwards(guide: Guide) -> tuple[ListBox, ...]:
    """What follows the steps: 风险防控 (where it is printed), 奖惩, 退出, 救济; of a list 调整程序, 落实, 监督考核."""
    own = guide.provisions
    risks = risk_items(guide) if guide.risks_printed else ()
    found = [ListBox("风险防控", risks)] if risks else []
    found += _boxes(
        ("奖惩", own.consequences),
        ("退出", own.withdrawals),
        (REMEDIES, map(_remedy, own.remedies)),
        ("调整程序", own.amendment),
        ("落实", own.implementation),
        ("监督考核", own.assessment),
    )
    return tuple(found)


def risk_items(guide: Guide) -> tuple[ListItem, ...]:
    """风险 and 防控 of each step that has any, with its number."""
    found: list[ListItem] = []
    for step in steps_of(guide.steps):
        parts = (("风险", step.risks), ("防控", step.controls))
        joined = ((head, "；".join(text.rstrip("；;。") for text in texts)) for head, texts in parts)
        text = "。".join(f"{head}：{texts}" for head, texts in joined if texts)
        if text:
            found.append(ListItem(text, (badge_of(step),)))
    return tuple(found)


def condition_items(conditions: Iterable[Eligibility]) -> tuple[ListItem, ...]:
    """申请条件, those of one kind of applicant or service below its name."""
    return _headed((str(one.applies_to or ""), ListItem(str(one.text))) for one in conditions)


def material_items(materials: Iterable[Material]) -> tuple[ListItem, ...]:
    """所需材料, those of one kind of applicant or service below its name."""
    return _headed(
        (str(one.applies_to or ""), ListItem(material_text(one._replace(applies_to=None)), tick=True))
        for one in materials
    )


def _headed(entries: Iterable[tuple[str, ListItem]]) -> tuple[ListItem, ...]:
    """Items with their heads: those without a head first, then those of each head in the order of the first."""
    groups: dict[str, list[ListItem]] = {"": []}
    for head, item in entries:
        groups.setdefault(head, []).append(item)
    found: list[ListItem] = []
    for head, items in groups.items():
        found += ([ListItem(head, head=True)] if head else []) + items
    return tuple(found)


def _case_box(one: ServiceCase) -> ListBox:
    """A case in its box; a long name is the first entry."""
    items = _case_items(one)
    if len(one.name) <= TITLE_MOST or not items:
        return ListBox(f"{CASE}{one.name}", items)
    return ListBox(CASE.rstrip("："), (ListItem(str(one.name), head=True), *items))


def _case_items(one: ServiceCase) -> tuple[ListItem, ...]:
    """What a case has of its own; a single entry stands beside its name, several stand below it."""
    found: list[ListItem] = []
    for head, items in (
        ("条件", condition_items(one.conditions)),
        ("材料", material_items(one.materials)),
        ("时限", (ListItem("；".join(limit_texts(one.deadline))),) if limit_texts(one.deadline) else ()),
        ("不予办理", tuple(map(ListItem, one.refusals))),
        ("标准", tuple(map(ListItem, map(_rate, one.rates)))),
        ("待遇", tuple(map(ListItem, one.benefits))),
        ("结果", tuple(map(ListItem, one.result))),
    ):
        if len(items) == 1:
            found.append(ListItem(f"{head}：{items[0].text}"))
        elif items:
            found += [ListItem(head, head=True), *items]
    return tuple(found)


def _boxes(*lists: tuple[str, Iterable[str]]) -> tuple[ListBox, ...]:
    found = ((title, tuple(ListItem(str(text)) for text in texts)) for title, texts in lists)
    return tuple(ListBox(title, items) for title, items in found if items)


def _scanned(code: AddressCode) -> bool:
    """Whether an address may be in a code: only web addresses, as phones also dial or send messages from codes."""
    return is_web_address(code.url)


def _line(head: object, *rest: object) -> str:
    """网上：https://…，每天都能办."""
    return "：".join(part for part in (str(head or ""), "，".join(str(one) for one in rest if one)) if part)


def _way(one: ApplicationWay) -> str:
    return _line(one.way, one.place, one.url, one.phone, one.note)


def _sample(one: SampleForm) -> str:
    return _line(one.name, one.place, one.url, one.note)


def _rate(one: Rate) -> str:
    """80–89周岁：50元/月（本县户籍）."""
    amount = f"{one.amount or ''}{one.unit or ''}"
    return _line(one.item, amount) + (f"（{one.condition}）" if one.condition else "")


def _remedy(one: Remedy) -> str:
    return _line(one.way, one.body, one.within, one.note)

"""A guide → the words that must be on its sheets, each with its place in the definition.

They are gathered from the guide itself, value by value; only what is no text of the sheet (names of icons and media,
steps that are pointed to by their numbers) is left out, by name, here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from yizhangtu.model.conduct import Limit
from yizhangtu.model.deadline import Deadline
from yizhangtu.model.diagnostics import Span, Text, span_of
from yizhangtu.model.guide import GoTo, Guide, Material, Oversight, Parallel, Step, steps_of, walk
from yizhangtu.model.listing import Channel, LinkedGuide
from yizhangtu.model.points import Points, Score
from yizhangtu.model.project import Project
from yizhangtu.verify.letters import folded

# Fields whose texts are not printed as they are: they steer, they are pointed to by numbers, or below they are put
# into words of their own.
UNSAID = frozenset(
    {
        "file", "stem", "kind", "icon", "layout", "inherited", "written", "readers", "texts", "ordered", "columns",
        "keywords", "flow", "required", "status", "comments_until",
    }
)  # fmt: skip
STATUS = {"征求意见": "征求意见稿", "废止": "已废止"}
OPTIONAL = ("否", "no", "false", "不必要", "可选")
CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"


@dataclass(frozen=True)
class Wanted:
    """Words that must be there: folded, as the author wrote them, their place, and what they are."""

    words: str
    written: str
    span: Span | None
    what: str = ""


def wanted(written: str, source: object, what: str = "") -> Wanted:
    """Words at the place of what they come from."""
    return Wanted(folded(written), written, span_of(source), what)


def texts_of(guide: Guide) -> tuple[Wanted, ...]:
    """Every text of a guide that is printed, each once."""
    found: dict[str, Wanted] = {}
    for written, source in (*_texts(guide), *((str(text), text) for text in guide.texts)):
        one = wanted(written, source)
        if one.words:
            found.setdefault(one.words, one)
    return tuple(found.values())


def _texts(value: object) -> Iterator[tuple[str, object]]:
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
        case tuple():
            for one in value:
                yield from _texts(one)
        case _ if is_dataclass(value):
            for field in fields(value):
                if field.name not in UNSAID:
                    yield from _texts(getattr(value, field.name))


def facts_of(guide: Guide, project: Project) -> tuple[tuple[str, Wanted], ...]:
    """(head, words right behind it) of everything that is said under a head: 咨询电话, 0000-1234567."""
    found: list[tuple[str, Wanted]] = []
    limit = guide.deadline
    time = limit.promised or limit.statutory
    heads = (
        ("办理主体", guide.handlers[:1]),
        ("时间要求", (time.text,) if time and limit.promised else ()),
        ("时间要求", (f"法定{time.text}",) if time and not limit.promised else ()),
        ("在哪办", guide.place[:1]),
        ("咨询电话", guide.phone[:1]),
        ("收费", guide.fee[:1]),
        ("办理结果", guide.result[:1]),
        ("监督电话", _watchers(guide, project)[:1]),
        *_begins(guide),
    )
    for head, values in heads:
        found += ((head, wanted(str(value), _source(value, time), head)) for value in values)
    return tuple(found)


def _source(value: object, time: Deadline | None) -> object:
    return value if isinstance(value, Text) else time.text if time else None


def _begins(guide: Guide) -> Iterator[tuple[str, tuple[Text, ...]]]:
    if isinstance(guide.body, Points):
        for head, text in (("基础分", guide.body.base), ("积分周期", guide.body.period)):
            if text:
                yield head, (text,)


def _watchers(guide: Guide, project: Project) -> tuple[Text, ...]:
    """Phones of those who watch, else the project's."""
    own = tuple(one.phone for one in guide.oversight if one.phone)
    return own or ((project.hotline,) if project.hotline else ())


def sentences_of(guide: Guide, project: Project) -> tuple[Wanted, ...]:
    """What is put together of several values and stands as one: 编号 A-11, 户口簿（原件，1份）, 2026年11月1日公布."""
    found: list[Wanted] = []
    if guide.number:
        found.append(wanted(f"编号{guide.number}", guide.number, "编号"))
    found += (wanted(_material(one), one.name, "所需材料") for one in guide.materials)
    found += (wanted(_oversight(one), one.by or one.how or one.phone, "监督管理") for one in guide.oversight)
    limit, publication = guide.deadline, guide.publication
    if limit.promised and limit.statutory:
        found.append(wanted(f"法定：{limit.statutory.text}", limit.statutory.text, "法定时限"))
    if limit.excluded:
        found.append(wanted(f"不计入：{limit.excluded}", limit.excluded, "不计入"))
    for before, text, after in (
        ("", publication.date, "公布"),
        ("", publication.effective, "起施行"),
        ("意见截止：", publication.comments_until, ""),
        ("发布：", publication.issuer or project.issuer, ""),
    ):
        if text:
            found.append(wanted(f"{before}{text}{after}", text, "发布"))
    if publication.status:
        found.append(wanted(STATUS.get(str(publication.status), str(publication.status)), publication.status, "状态"))
    return tuple(found)


def _material(one: Material) -> str:
    parts = [str(part) for part in (one.form, one.copies, one.source) if part]
    if one.required in OPTIONAL:
        parts.append("非必需")
    return f"{one.name}（{'，'.join(parts)}）" if parts else str(one.name)


def _oversight(one: Oversight) -> str:
    text = "：".join(str(part) for part in (one.by, one.how) if part)
    return f"{text}（{one.phone}）" if one.phone and text else text or str(one.phone or "")


def watched_of(guide: Guide) -> tuple[tuple[tuple[str, ...], Wanted], ...]:
    """(numbers of the steps, words) of what is watched: equal words once, with all their steps."""
    numbers: dict[str, list[str]] = {}
    first: dict[str, Text] = {}
    for entry in walk(guide.steps):
        for text in entry.oversight:
            numbers.setdefault(str(text), []).append(badge_of(entry))
            first.setdefault(str(text), text)
    return tuple((tuple(badges), wanted(text, first[text], "监督")) for text, badges in numbers.items())


def badge_of(entry: Step | Parallel) -> str:
    """3, and 4–7 for a block."""
    if isinstance(entry, Step):
        return str(entry.number)
    inner = [step.number for step in steps_of((entry,))]
    return f"{inner[0]}–{inner[-1]}" if len(inner) > 1 else "".join(map(str, inner))


def circled(badge: str) -> str:
    """⑦ for 7, （4–7） for what has no circle."""
    return CIRCLES[int(badge) - 1] if badge.isdecimal() and 0 < int(badge) <= len(CIRCLES) else f"（{badge}）"

"""Elements of a picture (`draw.elements`) → the lines of the definition that they come from."""

from collections.abc import Iterator

from yizhangtu.commands.desk.answers import ElementPlace
from yizhangtu.draw import elements
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.diagnostics import Span, span_of
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide, Step
from yizhangtu.model.listing import Listing
from yizhangtu.model.points import Points

STEP_PARTS = {
    "name": "name", "detail": "detail", "handler": "by", "deadline": "within", "phase": "phase", "notice": "notice",
    "announcement": "announcement", "online": "online",
}  # fmt: skip
STEP_LISTS = {"oversight": "oversight", "materials": "materials"}
FACTS = {"place": "place", "hours": "hours", "phone": "phone", "fee": "fee", "result": "result"}
LISTS = {"materials": "materials", "conditions": "conditions", "oversight": "oversight", "notes": "notes"}


def places_of(guide: Guide, graph: Graph) -> dict[str, ElementPlace]:
    """The place of every element of the guide that its own file says; what is inherited has none."""
    found: dict[str, ElementPlace] = {}
    for name, span in _spans(guide, graph):
        if span is not None and span.file == guide.file:
            last = span.end_line - (span.end_column <= 1 and span.end_line > span.line)
            found.setdefault(name, ElementPlace(span.line, span.column, last))
    return found


def _spans(guide: Guide, graph: Graph) -> Iterator[tuple[str, Span | None]]:
    yield elements.TITLE, guide.title.span
    for node in graph.nodes:
        entry, index = node.entry, node.index
        yield elements.step(index), entry.span
        for part, field in STEP_PARTS.items():
            yield elements.step(index, part), _place(getattr(entry, field, None))
        for part, field in STEP_LISTS.items():
            yield elements.step(index, part), _first(getattr(entry, field, ()))
        if isinstance(entry, Step):
            for number, branch in enumerate(entry.branches, 1):
                yield elements.outcome(index, number), branch.outcome.span
                yield elements.outcome(index, number, "note"), _place(branch.note)
    yield elements.fact("办理主体", "value"), _first(guide.handlers)
    yield elements.fact("时间要求", "value"), _place(guide.deadline)
    for name, field in FACTS.items():
        yield f"facts.{name}.value", _first(getattr(guide, field))
    for name, field in LISTS.items():
        yield name, _first(getattr(guide, field))
    yield elements.BASIS, _first(guide.basis)
    yield elements.VERSION, _first(guide.publication)
    for number, row in enumerate(_rows(guide), 1):
        yield elements.row(number), row


def _rows(guide: Guide) -> list[Span]:
    match guide.body:
        case Listing() as listing:
            return [row.span for row in listing.rows]
        case Points() as points:
            return [award.span for group in (*points.rewards, *points.penalties) for award in group.awards]
        case Conduct() as conduct:
            return [one.span for one in conduct.standards]
        case _:
            return []


def _place(value: object) -> Span | None:
    """The place of a text, or of the first text of a record."""
    return span_of(value) or (_first(value) if isinstance(value, tuple) else None)


def _first(values: object) -> Span | None:
    return next((span for one in values if (span := _place(one))), None) if isinstance(values, tuple) else None

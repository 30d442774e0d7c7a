"""The picture of a guide on any medium: layout wishes, alternative text, the diagnostic of one that is too large."""

from __future__ import annotations

from yizhangtu.content.alternative import in_words
from yizhangtu.content.amounts import card_length, largest_part
from yizhangtu.flow.fold import ANY, fold
from yizhangtu.layout.box import Wish
from yizhangtu.layout.card.card import CardBox
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Subject
from yizhangtu.model.diagnostics import Diagnostic, make
from yizhangtu.model.guide import Guide
from yizhangtu.model.words import shortened
from yizhangtu.style.medium import Medium

WIDTH = 40.0  # u, of the cards whose heights are compared


def wish_of(guide: Guide, form: str = "", sheets: int = 1) -> Wish:
    """The wish for the layout: 版式 of the guide, else the form of the medium, on which so many `sheets` may be made
    for the sake of larger text."""
    form = str(guide.layout.form) if guide.layout.form else form
    return Wish(form or None, guide.layout.columns, guide.layout.level or 3, sheets)


def picture_in_words(context: Context, subject: Subject) -> str:
    """The alternative text of a guide's picture."""
    guide = subject.guide
    line = fold(guide, subject.graph, context.styles, ANY) if guide.steps else None
    return in_words(guide, line)


def too_large(context: Context, subject: Subject, medium: Medium) -> Diagnostic:
    """Y501: a single step or row does not fit on a sheet at the smallest text."""
    guide, graph = subject.guide, subject.graph
    if guide.body is not None:
        return _row_too_large(context, guide, medium)
    cards = fold(guide, graph, context.styles, 0, trips=False).cards
    largest = max(cards, key=lambda card: CardBox(context.measure, card, WIDTH).height)
    entry = graph.nodes[largest.node].entry
    name = f"“{shortened(largest.title)}”" if largest.title else ""
    if members := sum(node.parent == largest.node for node in graph.nodes):
        what = f"第 {largest.badge} 步{name}里有 {members} 步同时办，太多了"
        hint = "请分成几次，每次同时办的少几步"
    else:
        ways = f"，{len(largest.exits)} 个去处" if len(largest.exits) > 4 else ""
        what = f"第 {largest.badge} 步{name}写得太多（{card_length(largest)} 个字{ways}）"
        hint = "请把这一步缩短，或分成几步"
    message = f"{what}，{medium.in_sentence}一张纸放不下，字再小就看不清了"
    return make("Y501", entry.name.span if entry.name else guide.span, message, hint + _larger(context, medium))


def guide_too_large(context: Context, subject: Subject, name: str, hint: str) -> Diagnostic:
    """Y501: a guide as a whole does not fit on one sheet, called `name`; the message says which part is the most."""
    guide, graph = subject.guide, subject.graph
    cards = fold(guide, graph, context.styles, 0, trips=False).cards if guide.steps else ()
    most = largest_part(guide, graph, cards, subject.project)
    message = f"“{guide.title}”写得多，{name}放不下，字再小就看不清了；最多的是{most.said}"
    return make("Y501", most.span or guide.title.span or guide.span, message, hint)


def _row_too_large(context: Context, guide: Guide, medium: Medium) -> Diagnostic:
    longest = max(guide.texts, key=len)
    message = f"“{shortened(longest)}”这一段写得太多（{len(longest)} 个字），{medium.in_sentence}一张纸放不下"
    return make("Y501", longest.span, message, "请把它缩短，或分成几行" + _larger(context, medium))


def _larger(context: Context, medium: Medium) -> str:
    """The hint that names larger media, "" where there are none."""
    area = medium.width_mm * medium.height_mm
    media = context.styles.media.values()
    found = [m.name for m in media if m.kind == "poster" and m.width_mm * m.height_mm > area * 1.5]
    return f"；也可以用更大的纸（{'、'.join(found[:3])}）" if found else ""

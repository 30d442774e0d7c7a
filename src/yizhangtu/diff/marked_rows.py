"""Rows of lists, points and standards with the marks of their changes: 【改】 before the name, what an earlier version
says in the small print."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple, TypeVar

from yizhangtu.diff.change import Change
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.listing import Listing, columns_of
from yizhangtu.model.notice.notice import Notice
from yizhangtu.model.points import AwardGroup, Points

Body = Listing | Points | Conduct | Notice
_Row = TypeVar("_Row")


class _Mark(NamedTuple):
    """新 or 改, and what an earlier version says; nothing for a row that is as it was."""

    sign: str = ""
    was: str = ""

    def named(self, name: Text) -> Text:
        """The name of a row, its mark before it."""
        return Text(f"【{self.sign}】{name}", name.span) if self.sign else name

    def noted(self, note: Text | None, span: Span) -> Text | None:
        """The small print of a row with what was before, in brackets where there is some of its own."""
        if not self.was:
            return note
        return Text(f"{note}（{self.was}）" if note else self.was, note.span if note else span)


_AS_IT_WAS = _Mark()
_Marks = Mapping[int, _Mark]  # by the place of a row in its table


def marked_body(body: Body | None, changes: Sequence[Change], span: Span) -> Body | None:
    """The body of a guide with a mark on every row that is new or has changed."""

    def marks(key: str) -> _Marks:
        return _marks([one for one in changes if one.key == key and one.row])

    match body:
        case Listing():
            rows = tuple(
                row._replace(item=mark.named(row.item), note=mark.noted(row.note, span))
                for row, mark in _with(body.rows, marks("items"))
            )
            return body._replace(rows=rows, columns=columns_of(rows, body.ordered))
        case Points():
            return body._replace(
                rewards=tuple(_groups(body.rewards, marks("rewards"), span)),
                penalties=tuple(_groups(body.penalties, marks("penalties"), span)),
                tiers=tuple(
                    one._replace(name=mark.named(one.name), benefit=mark.noted(one.benefit, span))
                    for one, mark in _with(body.tiers, marks("bands"))
                ),
                exchange=tuple(
                    one._replace(good=mark.named(one.good), note=mark.noted(one.note, span))
                    for one, mark in _with(body.exchange, marks("exchange"))
                ),
            )
        case Conduct():
            # 场合 and 项目 are the heads of a table: the mark stands in the cell
            return body._replace(
                standards=tuple(
                    one._replace(note=_Mark("", mark.sign and f"【{mark.sign}】{mark.was}").noted(one.note, span))
                    for one, mark in _with(body.standards, marks("standards"))
                )
            )
    return body


def _with(rows: Sequence[_Row], marks: _Marks) -> Iterator[tuple[_Row, _Mark]]:
    """Each row with its mark."""
    return ((row, marks.get(at, _AS_IT_WAS)) for at, row in enumerate(rows, 1))


def _marks(changes: Sequence[Change]) -> _Marks:
    found: dict[int, _Mark] = {}
    for one in changes:
        earlier = found.get(one.row, _Mark(one.mark))
        found[one.row] = earlier._replace(was="；".join(filter(None, (earlier.was, one.was))))
    return found


def _groups(groups: Sequence[AwardGroup], marks: _Marks, span: Span) -> Iterator[AwardGroup]:
    """The groups of 加分 or 扣分. The cap of a group is counted as a row before its items, as in `diff.rows.flat`."""
    numbers = count(1)
    for group in groups:
        if group.cap is not None and group.awards:
            next(numbers)  # a changed cap is told in words
        own = [(one, marks.get(next(numbers), _AS_IT_WAS)) for one in group.awards]
        if not own:
            next(numbers)
        awards = (one._replace(item=mark.named(one.item), note=mark.noted(one.note, span)) for one, mark in own)
        yield group._replace(awards=tuple(awards))

"""All guides of a project → diagnostics of lists and guides that do not fit together (format.md section 4)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from yizhangtu.check.listing import named
from yizhangtu.check.project.resolve import by_stem, flow_name
from yizhangtu.model.deadline import Deadline, DeadlineKind
from yizhangtu.model.diagnostics import Diagnostic, Related, Text, make
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.model.words import nearest, shortened

MOST = 200  # rows with a suggested name, which takes time to find

# Deadlines of these kinds are durations, which can be compared.
_LENGTHS = frozenset({DeadlineKind.WITHIN, DeadlineKind.AT_LEAST, DeadlineKind.AT_ONCE})
_SHORT = (("村民委员会", "村委会"), ("居民委员会", "居委会"), ("人民政府", "政府"), ("村务监督委员会", "村监委会"))

_Linked = tuple[Guide, ListRow, Guide]  # a list, its row, the guide that the row names


def check_links(guides: Sequence[Guide], unread: Collection[str]) -> list[Diagnostic]:
    """Rows whose guide is missing, and rows that differ from it. `unread` are the names of further files."""
    known = by_stem(guides)
    names = {**dict.fromkeys(unread), **dict.fromkeys(known)}
    faults: list[Diagnostic] = []
    for listing, row in _rows(guides):
        if row.flow is None:
            continue
        name = flow_name(row.flow)
        found = known.get(name)
        if (found is None and name not in names) or (found is not None and found.file == listing.file):
            faults.append(_not_found(row, name, found, names if len(faults) < MOST else {}, known))
        elif found is not None:
            faults += [*_handlers(row, found), *_deadlines(listing, row, found)]
    return faults


def check_listed(guides: Sequence[Guide]) -> list[Diagnostic]:
    """Flows that no list names, and flows whose 所属清单 is another list. `guides` are all guides of the project."""
    links = list(_links(guides))
    if not links:
        return []
    naming: dict[str, list[_Linked]] = {}
    for link in links:
        naming.setdefault(link[2].file, []).append(link)
    faults: list[Diagnostic] = []
    for guide in guides:
        if guide.file in naming:
            faults += _other_list(guide, naming[guide.file])
        elif guide.kind == "流程":
            hint = f"在所属的清单里加一行，写“流程: {guide.stem}”。"
            message = f"“{shortened(guide.title.strip())}”不在任何一张清单里"
            faults.append(make("Y810", guide.title.span or guide.span, message, hint))
    return faults


def _rows(guides: Iterable[Guide]) -> Iterator[tuple[Guide, ListRow]]:
    for guide in guides:
        if isinstance(guide.body, Listing):
            yield from ((guide, row) for row in guide.body.rows)


def _links(guides: Sequence[Guide]) -> Iterator[_Linked]:
    known = by_stem(guides)
    for listing, row in _rows(guides):
        found = known.get(flow_name(row.flow)) if row.flow is not None else None
        if found is not None and found.file != listing.file:
            yield listing, row, found


def _not_found(
    row: ListRow, name: str, itself: Guide | None, names: Mapping[str, object], known: Mapping[str, Guide]
) -> Diagnostic:
    """Y807, with the nearest name of a file or title of a guide."""
    place = row.flow.span if row.flow is not None else row.span
    if itself is not None:
        hint = "“流程”写办这一项的那份定义，不写清单自己。"
        return make("Y807", place, f"{named(row)}的“流程”写的是这张清单自己", hint)
    titles = {str(guide.title).strip(): stem for stem, guide in known.items()}
    close = titles.get(name) or nearest(name, names)
    hint = f"是不是“{close}”？" if close else "写同一个文件夹里定义文件的名字，不用写 .yaml。"
    return make("Y807", place, f"{named(row)}的流程图“{shortened(name)}”找不到", hint)


def _handlers(row: ListRow, guide: Guide) -> Iterator[Diagnostic]:
    """Handlers of the row that the guide does not have."""
    own, others = _names(row.handlers), _names(guide.handlers)
    if not own or not others or own <= others:
        return
    message = _differs(row, "办理主体", "、".join(row.handlers), guide, "、".join(guide.handlers))
    yield _disagree(row.handlers[0], message, guide.handlers[0], "办理主体")


def _deadlines(listing: Guide, row: ListRow, guide: Guide) -> Iterator[Diagnostic]:
    """时限 of the row that is neither 承诺 nor 法定 of the guide. In 三务公开 it is the time of publication."""
    limits = [one for one in (guide.deadline.promised, guide.deadline.statutory) if one is not None]
    own = row.within
    if own is None or not limits or listing.list_name == "三务公开":
        return
    if any(_agree(own, one) for one in limits):
        return
    message = _differs(row, "时限", own.text, guide, limits[0].text)
    yield _disagree(own.text, message, limits[0].text, "时限")


def _agree(own: Deadline, other: Deadline) -> bool:
    if _plain(own.text) == _plain(other.text) or own.kind not in _LENGTHS or other.kind not in _LENGTHS:
        return True
    return (own.kind, own.amount) == (other.kind, other.amount)


def _differs(row: ListRow, what: str, one: str, guide: Guide, other: str) -> str:
    title = shortened(guide.title.strip(), 20)
    return f"{named(row)}的{what}“{shortened(one)}”和流程图《{title}》的“{shortened(other)}”不一样"


def _disagree(own: Text, message: str, other: Text, what: str) -> Diagnostic:
    related = (Related(other.span, f"流程图的{what}写在这里"),) if other.span else ()
    hint = f"改其中一处；或者清单里不写“{what}”，由流程图补上。"
    return make("Y808", own.span, message, hint, related)


def _other_list(guide: Guide, links: list[_Linked]) -> list[Diagnostic]:
    """所属清单 of a flow that is only in other lists."""
    written = guide.list_name
    if written is None or guide.kind != "流程" or any(listing.list_name == written for listing, _, _ in links):
        return []
    listing, row, _ = links[0]
    place = row.flow.span if row.flow is not None and row.flow.span else row.span
    message = (
        f"“{shortened(guide.title.strip())}”写的所属清单是“{written}”，列进它的却是“{listing.list_name or ''}”清单"
    )
    hint = f"改“所属清单”，或者在“{written}”清单里也加一行。"
    return [make("Y821", written.span, message, hint, (Related(place, "清单列在这里"),))]


def _names(texts: Iterable[str]) -> frozenset[str]:
    """Single handlers in a form for comparison: 村委会、镇民政办 are two."""
    parts = (part for text in texts for part in re.split(r"[、，,；;/]", unicodedata.normalize("NFKC", text)))
    return frozenset(name for part in parts if (name := _plain(part)))


def _plain(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    for long, short in _SHORT:
        plain = plain.replace(long, short)
    return plain

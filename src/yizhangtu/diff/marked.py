"""A guide and its changes against an earlier version → the guide with its changes marked, as a poster shows them."""

from collections.abc import Iterator, Sequence
from itertools import count

from yizhangtu.diff.change import CHANGED, NEW, Change
from yizhangtu.diff.marked_rows import marked_body
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.guide import Entry, Guide, Inline, Parallel, Revision, Revisions

LEGEND = {CHANGED: "带“改”的是改过的，“原”后面是以前的", NEW: "带“新”的是新增的"}


def marked(guide: Guide, changes: Sequence[Change], old: str, new: str) -> Guide:
    """The guide with a mark on every step and row that is new or has changed; those that are gone, and the changes that
    stand on none, are lists. `old` and `new` name the versions. It has no code: it is no print of a version."""
    marks = dict(_marks(changes, guide.span))
    used = {one.mark for one in changes if one.entry or one.row}
    versions = f"{old or '以前的'} → {new or '现在的'}"
    legend = "；".join(words for mark, words in LEGEND.items() if mark in used)
    others = [one.text for one in changes if not (one.entry or one.row or one.removed)]
    compared = (versions, *([legend] if legend else ()), *others)
    removed = [one.removed for one in changes if one.removed and one.key == "steps"]
    rows = [one.removed for one in changes if one.removed and one.key != "steps"]
    numbers = count(1)
    return guide._replace(
        steps=_entries(guide.steps, marks, numbers),
        body=marked_body(guide.body, changes, guide.span),
        layout=guide.layout._replace(level=None),
        code="",
        revisions=Revisions(*(tuple(Text(one, guide.span) for one in group) for group in (compared, removed, rows))),
    )


def _marks(changes: Sequence[Change], span: Span) -> Iterator[tuple[int, Revision]]:
    """(place of the entry, its mark)."""
    for entry in sorted({one.entry for one in changes if one.entry}):
        own = [one for one in changes if one.entry == entry]
        was = "；".join(one.was for one in own if one.was)
        yield entry, Revision(Text(own[0].mark, span), Text(was, span) if was else None)


def _entries(entries: Sequence[Entry], marks: dict[int, Revision], numbers: Iterator[int]) -> tuple[Entry, ...]:
    """The entries with their marks; each takes the next number, then those inside it, in the order written."""
    found: list[Entry] = []
    for entry in entries:
        marked_ = entry._replace(revision=marks.get(next(numbers)))
        if isinstance(marked_, Parallel):
            members = tuple(_entries(member, marks, numbers) for member in marked_.members)
            found.append(marked_._replace(members=members))
            continue
        branches = tuple(
            branch._replace(target=Inline(_entries(branch.target.entries, marks, numbers)))
            if isinstance(branch.target, Inline)
            else branch
            for branch in marked_.branches
        )
        found.append(marked_._replace(branches=branches))
    return tuple(found)

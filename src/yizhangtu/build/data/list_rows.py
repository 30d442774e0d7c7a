"""A list whose 事项 is a table + that table → the list with the rows of one village."""

from __future__ import annotations

from typing import NamedTuple

from yizhangtu.build.data.files import LastTable, ReferredFile, read_table
from yizhangtu.model.diagnostics import Text, placed
from yizhangtu.model.diagnostics import make as fault
from yizhangtu.model.listing import Listing
from yizhangtu.model.project import Project, Village
from yizhangtu.read.faults import Faults
from yizhangtu.read.listing.table_rows import TableRows, wanted_of
from yizhangtu.read.result import Read
from yizhangtu.style.notice_words import NoticeWords


class WithRows(NamedTuple):
    """A list with its rows, and the files that were read for it."""

    read: Read
    files: tuple[ReferredFile, ...] = ()


def with_rows(
    read: Read, folder: str, project: Project, village: Village | None, words: NoticeWords, last: LastTable
) -> WithRows:
    """The list with the rows of its table: those of a village, or in general terms those of all villages alike. Without
    rows, with a diagnostic, where the table cannot be read. `folder` is that of the definition; `last` is kept from
    village to village."""
    guide = read.guide
    assert guide is not None and isinstance(guide.body, Listing) and guide.body.source is not None
    body, source = guide.body, guide.body.source
    if source.needs_village:
        hint = "制作时加 --village 村名，或者 --village 全部。"
        told = fault("Y824", source.span, "每个村有自己的一份表格，没有写是哪个村，这次不做", hint)
        return WithRows(read._replace(diagnostics=(*read.diagnostics, told)))
    named = Faults(guide.file)
    name = Text(source.file, source.span)
    found = read_table(name, folder, wanted_of(body), words, named, str(village.name) if village else "", last=last)
    if found.table is not None:
        rows = TableRows(guide, body, found.table, project, found.faults, named)
        guide = rows.listed(village)
    diagnostics = (*read.diagnostics, *named.sorted(), *placed(found.faults.sorted(), found.faults.file))
    return WithRows(read._replace(guide=guide, diagnostics=diagnostics), found.files)

"""A notice as it is defined + the files beside the project file → the notice with its data, for one village and period.

The text of a data file is never kept: diagnostics quote no line of it, and numbers in messages are made unreadable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from yizhangtu.build.data.files import ReferredFile, TableRead, read_table
from yizhangtu.build.sources import digest_of, table_source
from yizhangtu.model.diagnostics import Diagnostic, Text, has_errors, placed
from yizhangtu.model.diagnostics import make as fault
from yizhangtu.model.errors import UsageError
from yizhangtu.model.guide import Guide
from yizhangtu.model.notice.notice import ColumnType, Mask, MaskCount, Notice, NoticeTable, PeriodSums
from yizhangtu.model.words import shortened
from yizhangtu.read import Read
from yizhangtu.read.faults import Faults
from yizhangtu.read.notice.compose import composed, texts_of_table, wanted_of
from yizhangtu.read.notice.data_table import read_data, table_of_rows
from yizhangtu.read.notice.period import Period, earlier, parse_period
from yizhangtu.read.notice.personal import without_numbers
from yizhangtu.read.tables.table import Sheet
from yizhangtu.read.tables.workbook import sheets_of_workbooks
from yizhangtu.style.notice_words import NoticeWords
from yizhangtu.system import inputs

PERIODS_SHOWN = {"月": 12, "季": 8, "半年": 6, "年": 6}  # in a line
EXAMPLES = {"月": "2026-10", "季": "2026-Q4", "半年": "2026-H2", "年": "2026", "批": "第一批"}  # of --period


class WithData(NamedTuple):
    """A notice with its data, and the files that were read for it."""

    read: Read
    files: tuple[ReferredFile, ...] = ()


def with_data(read: Read, folder: str, wanted_period: str, words: NoticeWords) -> WithData:
    """The guide with what is printed of its data; without a table where period, village or data are missing, with a
    diagnostic that says so. `folder` is that of the definition."""
    guide = read.guide
    if guide is None or not isinstance(guide.body, Notice) or guide.body.source is None:
        return WithData(read)
    notice = guide.body
    left_out = _left_out(notice, wanted_period)
    if left_out:
        return WithData(read._replace(diagnostics=(*read.diagnostics, left_out)))
    named = Faults(guide.file)
    if notice.source is not None and not notice.source.file:
        table = table_of_rows(notice.source.rows, wanted_of(notice), words, named)
        return WithData(_completed(read, guide, composed(notice, table, words, named, named), named.sorted()))
    table_read, faults, files = _read_file(notice, folder, words, named)
    if table_read is None:
        found = (*named.sorted(), *placed(faults.sorted(), faults.file))
        return WithData(read._replace(diagnostics=(*read.diagnostics, *found)), files)
    body = composed(notice, table_read, words, faults, named)
    if body.table is not None and min(body.table.income, body.table.expense) >= 0:
        body, earlier_files = _with_history(body, folder, words)
        files += earlier_files
    found = (*named.sorted(), *placed(faults.sorted(), faults.file))
    return WithData(_completed(read, guide, body, found), files)


def _with_history(notice: Notice, folder: str, words: NoticeWords) -> tuple[Notice, tuple[ReferredFile, ...]]:
    """The notice with income and spending of the periods before, from files beside its own, and those files."""
    period = parse_period(notice.period_code, notice.per) if notice.per else None
    source, table = notice.source, notice.table
    assert source is not None and table is not None
    if period is None or period.code not in source.file:
        return notice, ()
    before = [earlier(period, step) for step in range(1, PERIODS_SHOWN.get(period.kind, 0))]
    periods = [one for one in before if one is not None]
    names = [source.file.replace(period.code, one.code) for one in periods]
    read = [table_source(Path(folder), name) for name in names]
    files = tuple((folder, name, digest_of(data)) for name, data in zip(names, read, strict=True))
    sheets = _sheets_of(read)
    found: list[PeriodSums | None] = [_period_sums(table, period)]
    found += [_sums_of(data, notice, one, words, sheets) for data, one in zip(read, periods, strict=True)]
    while found[-1] is None:
        found.pop()
    history = tuple(reversed(found))
    tables = [one and one._replace(history=history) for one in (table, notice.net_table)]
    return notice._replace(table=tables[0], net_table=tables[1]), files


def _sheets_of(sources: Iterable[inputs.Source | None]) -> Mapping[str, list[Sheet] | None]:
    """The sheets of the workbooks among some files, by file: one process reads them all."""
    books = [one for one in sources if one is not None and one.data is not None and one.file.lower().endswith(".xlsx")]
    if not books:
        return {}
    read = sheets_of_workbooks([one.data for one in books if one.data is not None])
    return {one.file: sheets for one, sheets in zip(books, read, strict=True)}


def _sums_of(
    data: inputs.Source | None,
    notice: Notice,
    period: Period,
    words: NoticeWords,
    sheets: Mapping[str, list[Sheet] | None],
) -> PeriodSums | None:
    """The sums of an earlier period; None where its file is not there, or has faults."""
    if data is None or data.data is None or (data.file in sheets and not sheets[data.file]):
        return None
    faults = Faults(data.file)
    read = read_data(data.data, wanted_of(notice), words, faults, faults, sheets.get(data.file))
    table = composed(notice, read, words, faults, faults).table if read else None
    if table is None or has_errors(faults.sorted()) or min(table.income, table.expense) < 0:
        return None
    return _period_sums(table, period)


def _period_sums(table: NoticeTable, period: Period) -> PeriodSums:
    label = period.label if period.kind == "年" else period.label.partition("年")[2]
    return PeriodSums(label, table.sums[table.income] or Decimal(0), table.sums[table.expense] or Decimal(0))


def _left_out(notice: Notice, wanted_period: str) -> Diagnostic | None:
    """Why a notice cannot be made for this request; None where it can."""
    spans = dict(notice.spans)
    assert notice.source is not None
    if notice.per and not notice.period:
        example = EXAMPLES[notice.per]
        message = f"按{notice.per}公示，没有写是哪一期，这次不做"
        if wanted_period:
            message = f"按{notice.per}公示，“{shortened(wanted_period)}”不是这样的期，这次不做"
        return fault("Y840", spans.get("期"), message, f"制作时写上是哪一期，如 --period {example}。")
    if notice.source.needs_village:
        message = "每个村有自己的数据，没有写是哪个村，这次不做"
        return fault("Y840", spans.get("数据"), message, "制作时加 --village 村名，或者 --village 全部。")
    return None


def _read_file(notice: Notice, folder: str, words: NoticeWords, named: Faults) -> TableRead:
    """The table of the file, the faults of the file, and what was read."""
    source = notice.source
    assert source is not None
    name = Text(source.file, source.span)
    return read_table(name, folder, wanted_of(notice), words, named, notice.village, notice.period)


def without_long_numbers(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics of a notice, whose messages may quote cells and texts, without long numbers."""
    return tuple(
        one._replace(message=without_numbers(one.message), hint=without_numbers(one.hint)) for one in diagnostics
    )


def _completed(read: Read, guide: Guide, notice: Notice, found: tuple[Diagnostic, ...]) -> Read:
    """The guide with its notice, its title with village and period, and all texts that are printed."""
    diagnostics = (*read.diagnostics, *found)
    if notice.table is None or has_errors(found):
        return read._replace(guide=guide._replace(body=notice), diagnostics=diagnostics)
    title = titled(guide.title, notice)
    texts = (*guide.texts, *([title] if title != guide.title else []), *texts_of_table(notice.table))
    return read._replace(guide=guide._replace(title=title, body=notice, texts=texts), diagnostics=diagnostics)


def titled(title: Text, notice: Notice) -> Text:
    """The title with the village before it and the period behind it, where it does not name them."""
    village = notice.village if notice.village and notice.village not in title else ""
    period = f"（{notice.period}）" if notice.period and notice.period not in title else ""
    return Text(f"{village}{title}{period}", title.span)


def plain_name(guide: Guide) -> str:
    """The title of a notice without the village and the period of its data."""
    notice = guide.body
    assert isinstance(notice, Notice)
    return guide.title.removeprefix(notice.village).removesuffix(f"（{notice.period}）") or str(guide.title)


def on_wall(guide: Guide) -> Guide:
    """The guide as it hangs on a wall."""
    if not isinstance(guide.body, Notice) or guide.body.net_table is None:
        return guide
    return guide._replace(body=guide.body._replace(net_table=None))


def in_network(guide: Guide) -> Guide:
    """The guide as media of networks show it: nothing of what is printed on walls only is left in it."""
    notice = guide.body
    if not isinstance(notice, Notice) or notice.table is None or notice.net_table is None:
        return guide
    hidden = {id(text) for text in texts_of_table(notice.table)}
    texts = (*(text for text in guide.texts if id(text) not in hidden), *texts_of_table(notice.net_table))
    return guide._replace(body=notice._replace(table=notice.net_table, net_table=None), texts=texts)


def mask_counts(guides: Iterable[Guide | None]) -> tuple[MaskCount, ...]:
    """How many cells with data of persons all notices print in which way."""
    found: Counter[tuple[ColumnType, Mask]] = Counter()
    for guide in guides:
        if guide is not None and isinstance(guide.body, Notice) and guide.body.table is not None:
            for one in guide.body.counts:
                found[one.type, one.mask] += one.cells
    order = list(ColumnType)
    pairs = sorted(found.items(), key=lambda pair: (order.index(pair[0][0]), pair[0][1]))
    return tuple(MaskCount(type_, mask, cells) for (type_, mask), cells in pairs)


def refuse_period(wanted: str, guides: Iterable[Guide | None]) -> None:
    """Raise UsageError where a period was asked for that none of the guides has. One that could not be read may have
    it: its faults are reported instead."""
    known = list(guides)
    notices = [guide.body for guide in known if guide is not None and isinstance(guide.body, Notice)]
    if not wanted or any(notice.period for notice in notices) or None in known:
        return
    kinds = list(dict.fromkeys(notice.per for notice in notices if notice.per))
    if not kinds:
        raise UsageError(f"这里没有按期的公示，不用写 --period {shortened(wanted)}", "去掉 --period")
    examples = "、".join(f"{kind}如 {EXAMPLES[kind]}" for kind in kinds)
    raise UsageError(f"“{shortened(wanted)}”不是这里的公示的期", f"按这样写：{examples}")


def without_data(guide: Guide) -> Guide:
    """The guide as a sheet that only names it shows it."""
    notice = guide.body
    if not isinstance(notice, Notice) or notice.table is None:
        return guide
    hidden = {id(text) for text in texts_of_table(notice.table)}
    texts = tuple(text for text in guide.texts if id(text) not in hidden)
    return guide._replace(body=notice._replace(table=None, net_table=None), texts=texts)

"""Bytes of 法规.yaml → a project's own instruments, with the faults of the file; and one table of them and ours.

A line that cannot be right is left out with a warning: a wrong date must not decide what is in force.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from yizhangtu.law.instruments import NATIONWIDE, Instrument, LawTable, Version
from yizhangtu.model.diagnostics import Diagnostic, Related, Text
from yizhangtu.model.words import shortened
from yizhangtu.read.document import read_document
from yizhangtu.read.faults import Faults
from yizhangtu.read.guide.dates import whole_date
from yizhangtu.read.guide.fields import Fields, read_fields
from yizhangtu.read.guide.values import Values
from yizhangtu.read.schema.law_keys import LAW, LAW_FILE, LAW_VERSION

_MOVE = re.compile(r"第?(\d{1,4})条?\s*(?:→|->|—>|至|到|:|：)\s*第?(\d{1,4})条?")
_WRAPPED = re.compile(r"^《(.*)》$")
_FIX = "改好以前，这一部不算在内。"


class OwnLaws(NamedTuple):
    """The instruments of a project, with the places of their names."""

    instruments: tuple[Instrument, ...] = ()
    names: tuple[Text, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_laws(data: bytes, file: str) -> OwnLaws:
    """Read 法规.yaml. What is wrong is reported at its place, and that instrument left out."""
    faults = Faults(file)
    document = read_document(data, faults)
    if document is None:
        return OwnLaws(diagnostics=faults.sorted())
    values = Values(faults)
    found: dict[str, tuple[Instrument, Text]] = {}
    for fields, _ in values.rows(read_fields(document, LAW_FILE, faults), "法规", LAW):
        before = len(faults)
        title = _title(fields, values)
        instrument = None if title is None else _instrument(title, fields, values)
        if title is None or instrument is None or len(faults) > before:
            continue
        first = found.setdefault(instrument.title, (instrument, title))
        if first[1] is not title:
            related = (Related(first[1].span, "第一次写在这里"),) if first[1].span else ()
            faults.add(
                "Y849", title.span, f"《{shortened(title)}》写了两次", f"合成一部，版本都写进去。{_FIX}", related
            )
        elif not instrument.source or not instrument.read:
            faults.add("Y850", title.span, f"《{shortened(title)}》没有写来源和核对的日期", "写上“来源”和“核对”。")
    return OwnLaws(tuple(one for one, _ in found.values()), tuple(name for _, name in found.values()), faults.sorted())


def _title(fields: Fields, values: Values) -> Text | None:
    written = values.plain(fields, "名称")
    return Text(_WRAPPED.sub(r"\1", written.strip()), written.span) if written else None


def _instrument(title: Text, fields: Fields, values: Values) -> Instrument | None:
    versions = _versions(title, fields, values)
    if not versions:
        return None
    repealed = _day(fields, "废止", values)
    if repealed and repealed <= versions[0].begins:
        message = f"《{shortened(title)}》{versions[0].begins}才施行，写的是{repealed}失效"
        values.faults.add("Y849", title.span, message, f"核对“废止”和“施行”。{_FIX}")
    return Instrument(
        str(title),
        str(values.plain(fields, "类别") or ""),
        str(values.plain(fields, "地区") or NATIONWIDE),
        versions,
        tuple(_WRAPPED.sub(r"\1", text.strip()) for text in values.plain_texts(fields, "简称")),
        str(values.plain(fields, "文号") or ""),
        repealed,
        _WRAPPED.sub(r"\1", values.plain(fields, "由何代替") or ""),
        _WRAPPED.sub(r"\1", values.plain(fields, "让位于") or ""),
        _moved(fields, versions[-1].articles, values),
        str(values.plain(fields, "来源") or ""),
        _day(fields, "核对", values),
    )


def _versions(title: Text, fields: Fields, values: Values) -> tuple[Version, ...]:
    """The versions by the days on which they come into force; two on one day cannot be."""
    found: dict[str, Version] = {}
    for inner, span in values.rows(fields, "版本", LAW_VERSION):
        passed, begins = _day(inner, "通过", values), _day(inner, "施行", values)
        version = Version(passed, begins, values.number(inner, LAW_VERSION, "条数") or 0)
        if not passed:
            continue
        if begins and begins < passed:
            values.faults.add("Y849", span, f"{begins}施行，早于{passed}通过", f"核对两个日期。{_FIX}")
        elif version.begins in found:
            message = f"《{shortened(title)}》有两个版本都从{version.begins}起施行"
            values.faults.add("Y849", span, message, f"同一天有效的只能有一个版本。{_FIX}")
        found.setdefault(version.begins, version)
    return tuple(found[day] for day in sorted(found))


def _day(fields: Fields, name: str, values: Values) -> str:
    """A date as YYYY-MM-DD; "" where there is none, or with a diagnostic where it does not exist."""
    written = values.plain(fields, name)
    if written is None:
        return ""
    day = whole_date(written)
    if not day:
        values.faults.add("Y849", written.span, f"“{shortened(written)}”不是日期", f"写成 2024-05-01。{_FIX}")
    return day or ""


def _moved(fields: Fields, articles: int, values: Values) -> dict[int, int]:
    """条文挪动: old number → new number."""
    found: dict[int, int] = {}
    for text in values.plain_texts(fields, "条文挪动"):
        match = _MOVE.fullmatch(text.strip())
        new = int(match[2]) if match else 0
        if match is None:
            values.faults.add(
                "Y849", text.span, f"看不懂“{shortened(text)}”", f"写成 30→35：原第30条现在是第35条。{_FIX}"
            )
        elif articles and new > articles:
            values.faults.add(
                "Y849", text.span, f"一共 {articles} 条，没有第{new}条", f"核对“条数”和“条文挪动”。{_FIX}"
            )
        else:
            found[int(match[1])] = new
    return found


def merged(own: OwnLaws, shipped: LawTable) -> tuple[LawTable, tuple[Diagnostic, ...]]:
    """One table: an instrument of the project stands for ours of the same title. Reports names that stand for two
    instruments, and circles of replacements."""
    titles = {one.title for one in own.instruments}
    named = (_named(one, shipped) for one in own.instruments)
    table = LawTable((*named, *(one for one in shipped.instruments if one.title not in titles)))
    file = next((name.span.file for name in own.names if name.span), "")
    faults = Faults(file)
    for one, name in zip(own.instruments, own.names, strict=True):
        _report_names(one, name, table.instruments, faults)
        _report_circle(one, name, table, faults)
    return table, faults.sorted()


def _named(one: Instrument, shipped: LawTable) -> Instrument:
    """An instrument with the other names that ours of the same title has."""
    ours = next((other for other in shipped.instruments if other.title == one.title), one)
    return one._replace(short=tuple(dict.fromkeys((*one.short, *ours.short))), number=one.number or ours.number)


def _report_names(one: Instrument, name: Text, all_: Iterable[Instrument], faults: Faults) -> None:
    for other in all_:
        if other.title == one.title:
            continue
        if one.title in other.short:
            message = f"《{one.title}》和《{other.title}》的简称同名"
            faults.add("Y849", name.span, message, "写“《…》”时算这一部。换一个全名，免得读错。")
        for short in one.short:
            if short == other.title or short in other.short:
                message = f"《{one.title}》的简称“{short}”是《{other.title}》的名称"
                faults.add("Y849", name.span, message, "换一个简称：一个名称只能指一部。")


def _report_circle(one: Instrument, name: Text, table: LawTable, faults: Faults) -> None:
    seen = [one.title]
    after = table.find(one.replaced_by) if one.replaced_by else None
    while after is not None and after.title not in seen:
        seen.append(after.title)
        after = table.find(after.replaced_by) if after.replaced_by else None
    if after is not None and after.title == one.title:
        circle = " → ".join(f"《{title}》" for title in (*seen, one.title))
        faults.add("Y849", name.span, f"代替来代替去，绕成了圈：{circle}", "核对“由何代替”。")

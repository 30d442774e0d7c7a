"""依据 → diagnostics: repealed or replaced on the day of 施行, articles that do not exist or have moved, the law of
another province, what will change soon."""

from collections.abc import Callable, Iterable, Iterator

from yizhangtu.check.law.day import Cited, LawDay, cited_texts
from yizhangtu.law.citations import Citation, balanced, citations
from yizhangtu.law.instruments import NATIONWIDE, Instrument, Version
from yizhangtu.model.diagnostics import Diagnostic, Text, make
from yizhangtu.model.guide import Guide, steps_of
from yizhangtu.model.words import shortened

_CLEARLY = 2  # articles more that a guide speaks of
SOON = 1  # years ahead in which a change is told
_OWN = ("样例", "本村", "本镇")  # what is no law, or only an example
_KINDS = ("法", "条例", "办法", "规定", "细则", "规则", "决定")


def check_basis(guide: Guide, law: LawDay) -> tuple[Diagnostic, ...]:
    """The findings of every 依据, each once, and 法定 without an article."""
    found: dict[tuple[str, str], Diagnostic] = {}
    for cited in cited_texts(guide):
        for one in _of_text(cited, law):
            found.setdefault((one.code, one.message), one)
    found_all = list(found.values())
    statutory = guide.deadline.statutory
    own = (*guide.basis, *(text for step in steps_of(guide.steps) for text in step.basis))
    if statutory is not None and not any(one.articles for text in own for one in citations(text)):
        hint = "在“依据”里写上条文，如《××法》第十条；是本地自己定的，就写成“承诺”。"
        found_all.append(make("Y846", statutory.text.span, "写了法定时限，依据里却没有条文", hint))
    return tuple(found_all)


def _of_text(cited: Cited, law: LawDay) -> Iterator[Diagnostic]:
    text = cited.text
    if not balanced(text):
        yield make("Y848", text.span, f"书名号没有成对：{shortened(text)}", "一个《配一个》；书名号里面的用〈〉。")
    for citation in citations(text):
        for first, last in citation.backwards:
            yield make("Y848", text.span, f"条文的范围写反了：第{first}条至第{last}条", "小的写在前面。")
        instrument = law.table.find(citation.title)
        if instrument is None:
            yield from _unknown(citation, text)
        else:
            yield from _in_force(instrument, citation, text, law)
            yield from _old_numbers(instrument, citation, cited, law)
            yield from _region(instrument, text, law)


def _unknown(citation: Citation, text: Text) -> Iterator[Diagnostic]:
    if citation.title.endswith(_KINDS) and not any(word in text for word in _OWN):
        hint = "照样印出；请自己核对它现在还有没有效，也可以查 yizhangtu laws。"
        yield make("Y847", text.span, f"法规表里没有《{shortened(citation.title)}》，没有核对", hint)


def _in_force(instrument: Instrument, citation: Citation, text: Text, law: LawDay) -> Iterator[Diagnostic]:
    title, day = instrument.title, law.day
    current = instrument.on(day)
    if current is None:
        yield from _not_in_force(instrument, text, law)
        return
    if instrument.yields_to:
        later = law.table.find(instrument.yields_to)
        if later is not None and later.on(day) is not None:
            hint = f"改引《{later.title}》的条文；两部都引，就在“依据说明”里写明为什么。"
            yield make("Y841", text.span, f"《{title}》规定的事，{day}起以《{later.title}》为准", hint)
    stale = citation.year and len(instrument.versions) > 1 and not _names(citation.year, current)
    beyond = [number for number in citation.articles if current.articles and number > current.articles]
    if stale:
        moved = _moved(instrument, citation.articles)
        message = f"《{title}》写的是{citation.year}年的，{day}有效的是{current.name}修正的"
        yield make("Y843", text.span, message, f"{moved}核对条文，再改年份。")
    elif beyond:
        numbers = "、".join(f"第{number}条" for number in beyond[:3])
        message = f"《{title}》（{current.name}）只有 {current.articles} 条，没有{numbers}"
        yield make("Y842", text.span, message, f"{_moved(instrument, citation.articles)}对照现行的条文改。")
    elif not citation.year and citation.articles and instrument.moved:
        message = f"《{title}》没有写是哪一年的：条文在{current.name}挪过位置"
        hint = f"写成《{title}》（{current.name}修正）。{_moved(instrument, citation.articles)}"
        yield make("Y843", text.span, message, hint)
    yield from _changes(instrument, text, day)


def _old_numbers(instrument: Instrument, citation: Citation, cited: Cited, law: LawDay) -> Iterator[Diagnostic]:
    """Numbers of the version before, though the year is that in force: what the text is about stands elsewhere now."""
    subjects = law.rules.file.subjects.get(instrument.title, {})
    current = instrument.on(law.day)
    if not subjects or current is None or not citation.year or not _names(citation.year, current):
        return

    def is_in(words: str, number: int) -> bool:
        return any(word in words for word in subjects.get(str(number), ()))

    runs = _runs(citation.articles)
    known = [number for run in runs if not any(is_in(cited.around, one) for one in run) for number in run]
    old = [
        number
        for number in known
        if str(number) in subjects and (new := instrument.moved.get(number, number)) not in citation.articles
        and is_in(cited.about, new)
    ] or _old_list(instrument, citation, lambda number: is_in(cited.around, number))  # fmt: skip
    if old:
        message = f"《{instrument.title}》的条文像是修正以前的：{_moved(instrument, old)}".rstrip("。")
        yield make("Y843", cited.text.span, message, f"{current.name}修正时条文挪了位置，照现行的条文核对。")


def _old_list(instrument: Instrument, citation: Citation, said: Callable[[int], bool]) -> list[int]:
    """The articles of a list that the guide speaks of much less than of those where they stand now: an old list."""
    moved = {number: instrument.moved.get(number, number) for number in citation.articles}
    gain = sum(map(said, moved.values())) - sum(map(said, moved))
    return [number for number, new in moved.items() if number != new] if gain >= _CLEARLY else []


def _runs(articles: tuple[int, ...]) -> list[list[int]]:
    """Articles that follow one another, as ranges are cited: one of them may be beside the point."""
    runs: list[list[int]] = []
    for number in articles:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _names(year: str, version: Version) -> bool:
    """Whether a year is that in which a version was passed or came into force."""
    return year in (version.passed[:4], version.in_force[:4])


def _not_in_force(instrument: Instrument, text: Text, law: LawDay) -> Iterator[Diagnostic]:
    title = instrument.title
    if instrument.repealed and instrument.repealed <= law.day:
        after = f"，由《{instrument.replaced_by}》代替" if instrument.replaced_by else ""
        hint = f"改引《{instrument.replaced_by}》，条文要重新核对。" if instrument.replaced_by else "换成现行的依据。"
        yield make("Y841", text.span, f"《{title}》{instrument.repealed}起失效{after}", hint)
        return
    coming = instrument.next(law.day)
    if coming is not None:
        hint = "施行日期改到它生效以后，或者先引现在有效的。"
        yield make("Y841", text.span, f"《{title}》{coming.begins}才施行，{law.day}还没有生效", hint)


def _changes(instrument: Instrument, text: Text, day: str) -> Iterator[Diagnostic]:
    """What changes within a year."""
    limit = f"{int(day[:4]) + SOON:04}{day[4:]}"
    coming = instrument.next(day)
    if coming is not None and coming.begins <= limit:
        hint = f"那天以前复核这张图；可以写“下次复核: {coming.begins}”。"
        yield make("Y845", text.span, f"{coming.begins}起施行新的《{instrument.title}》", hint)
    if instrument.repealed and day < instrument.repealed <= limit:
        yield make("Y845", text.span, f"《{instrument.title}》{instrument.repealed}失效", "那天以前换成新的依据。")


def _moved(instrument: Instrument, articles: Iterable[int]) -> str:
    """Where articles of the version before stand now, as a sentence."""
    pairs = [f"原第{old}条现在是第{instrument.moved[old]}条" for old in articles if old in instrument.moved]
    return f"{'，'.join(pairs[:4])}。" if pairs else ""


def _region(instrument: Instrument, text: Text, law: LawDay) -> Iterator[Diagnostic]:
    region = instrument.region
    if region == NATIONWIDE or not law.places or any(word in text for word in _OWN):
        return
    if not law.is_in(region):
        message = f"《{instrument.title}》是{region}的，辖区文件写的是{'、'.join(law.places)}"
        hint = "换成本省、本市的规定；只是参考它，就在“依据说明”里写明。"
        yield make("Y844", text.span, message, hint)

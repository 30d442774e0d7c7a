"""The law that a guide is checked against: the table of laws, the rules, and the day on which it has to be right."""

from collections.abc import Iterable
from typing import NamedTuple

from yizhangtu.law.citations import Citation, citations
from yizhangtu.law.instruments import LawTable
from yizhangtu.law.rules import LawRules
from yizhangtu.model.diagnostics import Related, Text
from yizhangtu.model.guide import Guide, steps_of
from yizhangtu.model.listing import Listing
from yizhangtu.read.guide.dates import iso_date


class LawDay(NamedTuple):
    """The table of laws, the rules, the day on which a guide has to be right, and the province and city it is for."""

    table: LawTable
    rules: LawRules
    day: str
    places: tuple[str, ...] = ()

    def is_in(self, region: str) -> bool:
        """Whether the guide is for a region: its province, or a city of it."""
        return any(place.startswith(region) or region.startswith(place.rstrip("省市")) for place in self.places)


def law_day(guide: Guide, table: LawTable, rules: LawRules, places: tuple[str, ...], on: str = "") -> LawDay:
    """The day is `on`, else the guide's 施行 or 日期, else the day on which the table was compared last."""
    publication = guide.publication
    written = [iso_date(text) for text in (publication.effective, publication.date) if text]
    return LawDay(table, rules, on or next((day for day in written if day), "") or table.read, places)


class Cited(NamedTuple):
    """A text of 依据, what it is the basis of, and all that is said beside it."""

    text: Text
    about: str
    around: str


def cited_texts(guide: Guide) -> tuple[Cited, ...]:
    """Every text of 依据: of the guide, of its steps and of its rows."""
    steps = steps_of(guide.steps)
    told = [f"{step.name}，{step.detail or ''}" for step in steps]
    about = "，".join((guide.title, *told))
    rows = guide.body.rows if isinstance(guide.body, Listing) else ()
    words = ((row, f"{row.item}，{row.group or ''}") for row in rows)
    own = (Cited(text, about, about) for row, about in words for text in row.basis)
    of_steps = (Cited(text, said, said) for step, said in zip(steps, told, strict=True) for text in step.basis)
    taken = {id(text) for text in guide.basis}
    around = "，".join(text for text in guide.texts if id(text) not in taken)
    return (*(Cited(text, about, around) for text in guide.basis), *of_steps, *own)


def _texts(guide: Guide) -> tuple[Text, ...]:
    rows = guide.body.rows if isinstance(guide.body, Listing) else ()
    own = (*(step.basis for step in steps_of(guide.steps)), *(row.basis for row in rows))
    return (*guide.basis, *(text for texts in own for text in texts))


def cites(guide: Guide, law: LawDay, title: str) -> Text | None:
    """The first text of 依据 that cites an instrument."""
    return next((text for text in _texts(guide) if _of(text, title, law)), None)


def cites_article(texts: Iterable[Text], law: LawDay, title: str, articles: Iterable[int]) -> bool:
    """Whether texts of 依据 cite one of some articles of an instrument."""
    wanted = set(articles)
    return any(wanted & set(one.articles) for text in texts for one in _of(text, title, law))


def _of(text: Text, title: str, law: LawDay) -> list[Citation]:
    """What a text cites of one instrument."""
    wanted = law.table.find(title)
    found = citations(text)
    return [one for one in found if one.title == title or (wanted is not None and law.table.find(one.title) is wanted)]


def where_cited(guide: Guide, law: LawDay, title: str) -> tuple[Related, ...]:
    """The place where the guide cites the law that a finding rests on, as the second place of the finding."""
    text = cites(guide, law, title)
    return (Related(text.span, "依据写在这里"),) if text is not None and text.span else ()

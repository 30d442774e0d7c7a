"""`laws --stale` and `laws --review`: what the law says of a project's guides, and when their bases change next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from yizhangtu.build.load import load
from yizhangtu.check.law import check_law, cited_texts, law_day
from yizhangtu.export.workbook import TextSheet, workbook
from yizhangtu.law.citations import citations
from yizhangtu.law.instruments import Instrument, LawTable, law_table
from yizhangtu.law.rules import law_rules
from yizhangtu.model.diagnostics import Diagnostic, in_order, placed
from yizhangtu.model.errors import UsageError
from yizhangtu.model.guide import Guide
from yizhangtu.read import read_guide
from yizhangtu.read.guide.dates import day_asked, day_in, day_number
from yizhangtu.system import clock, outputs


class Stale(NamedTuple):
    """The findings of the law in a project's guides, and the texts of their files."""

    diagnostics: tuple[Diagnostic, ...]
    texts: dict[str, str]
    guides: int


def stale(paths: Sequence[str | Path] = (), on: str = "") -> Stale:
    """What the law says of the guides of these paths, on the day of their 施行, or on a day."""
    day = day_asked(on)
    table, rules = law_table(), law_rules()
    loaded = load(paths)
    found: list[Diagnostic] = []
    for definition in loaded.definitions:
        home = definition.home
        guide = read_guide(definition.data, definition.file, home.project).guide
        if guide is not None:
            law = law_day(guide, home.laws or table, rules, home.project.places, day)
            found += placed(check_law(guide, law), definition.file)
    return Stale(tuple(in_order(found)), dict(loaded.texts), len(loaded.definitions))


HEADS = ("图", "编号", "依据", "现行", "下一次变化", "哪天", "还有几天", "下次复核")
WIDTHS = (24, 9, 40, 26, 26, 12, 10, 12)


class Review(NamedTuple):
    """One instrument that a guide cites: the version in force on the day, what changes next and when, how many days are
    left until then or until 下次复核 (None where nothing is known to come), as a row of the report."""

    guide: str
    number: str
    basis: str
    in_force: str
    change: str = ""
    day: str = ""
    days_left: int | None = None
    review: str = ""

    @property
    def row(self) -> tuple[str, ...]:
        """Under HEADS."""
        left = "" if self.days_left is None else str(self.days_left)
        return (self.guide, self.number, self.basis, self.in_force, self.change, self.day, left, self.review)


def review(paths: Sequence[str | Path] = (), on: str = "") -> tuple[str, tuple[Review, ...]]:
    """The day of the review (`on`, else today) and one line for each instrument that a guide cites, those that change
    first at the top. Raises UsageError where `on` is no date."""
    day, shipped = day_asked(on) or clock.today(), law_table()
    found: list[Review] = []
    for definition in load(paths).definitions:
        guide = read_guide(definition.data, definition.file, definition.home.project).guide
        if guide is not None:
            found += _of_guide(guide, definition.home.laws or shipped, day)
    late = max((one.days_left or 0 for one in found), default=0) + 1
    return day, tuple(sorted(found, key=lambda one: late if one.days_left is None else one.days_left))


def _of_guide(guide: Guide, table: LawTable, day: str) -> list[Review]:
    reviewed = day_in(guide.publication.review)
    left = day_number(reviewed) - day_number(day) if reviewed else None
    titles = dict.fromkeys(one.title for cited in cited_texts(guide) for one in citations(cited.text))
    found = []
    for title in titles:
        instrument = table.find(title)
        line = Review(str(guide.title), str(guide.number or ""), f"《{title}》", "不在法规表里", days_left=left)
        if instrument is not None:
            line = _of_instrument(line, instrument, day)
        found.append(line._replace(review=reviewed))
    return found


def _of_instrument(line: Review, instrument: Instrument, day: str) -> Review:
    current, coming = instrument.on(day), instrument.next(day)
    in_force = f"{current.name}，{current.begins}起" if current else "还没有施行" if coming else "已经失效"
    changes = [(coming.begins, "新的版本施行")] if coming else []
    if instrument.repealed > day:
        after = f"，由《{instrument.replaced_by}》代替" if instrument.replaced_by else ""
        changes.append((instrument.repealed, f"失效{after}"))
    if not changes:
        return line._replace(in_force=in_force)
    when, what = min(changes)
    left = day_number(when) - day_number(day)
    soonest = left if line.days_left is None else min(left, line.days_left)
    return line._replace(in_force=in_force, change=what, day=when, days_left=soonest)


def write_review(lines: Sequence[Review], day: str, path: str) -> Path:
    """The report as a workbook (.xlsx); the path that was written. Raises UsageError for another suffix."""
    if not path.lower().endswith(".xlsx"):
        raise UsageError(f"“{path}”不是 .xlsx", "写成 依据复核.xlsx；只想看，就不写 -o")
    sheet = TextSheet(f"依据复核{day}", HEADS, [one.row for one in lines], WIDTHS)
    outputs.write(Path(path), workbook((sheet,)))
    return Path(path)

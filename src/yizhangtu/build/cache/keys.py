"""A job → hashes of all that decides what it makes, one for each kind of reason to make it again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum

from yizhangtu.content.characters import characters_of
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.registry import file_kinds
from yizhangtu.model.conduct import Conduct
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.model.points import Points
from yizhangtu.system.installation import Installation
from yizhangtu.system.styles import PICTURE_THEMES

Key = str  # the hashes of PARTS, one after the other
LETTERS = 20  # of a hash that is only held against one other
TABLES = {Listing: "list", Points: "points", Conduct: "conduct"}  # kind of a guide → its file in styles/tables/
PARTLY = ("media/", "themes/", "tables/", "print/")  # folders of styles/ of which a job uses only a part


class Why(StrEnum):
    """Why a job is to be done. The first reason that holds is told."""

    FORCED = "--force"
    NEW = "新的"
    GONE = "成品不见了，或者被改动过"
    DEFINITION = "定义改了"
    LINKED = "引用的定义改了"
    PAGES = "手册的页码可能变了"  # in a dry run nobody works them out
    VALUES = "辖区或村庄的内容改了"
    STYLE = "样式改了"
    PROGRAM = "字体或程序改了"


PARTS = (Why.DEFINITION, Why.LINKED, Why.PAGES, Why.VALUES, Why.STYLE, Why.PROGRAM)


class Keys:
    """The keys of the jobs of one run; what they share is hashed once."""

    def __init__(self, installation: Installation, borrowed: Collection[str] = ()) -> None:
        """`borrowed`: the characters, in any of the jobs, that are printed in another font than the rest."""
        self.identity = installation.identity
        self.styles = installation.styles(file_kinds())
        self._fonts = installation.fonts
        self._borrowed = borrowed
        common = [pair for pair in self.identity.styles.items() if not pair[0].startswith(PARTLY)]
        self._common = repr(sorted(common))
        self._values: dict[int, tuple[Subject, str]] = {}  # with the guide, so that no other gets its number

    def of(self, job: Job) -> Key:
        """One hash for each of PARTS."""
        definitions = [(one.guide.file, one.digest) for one in job.subjects]
        values = "".join(map(self._of_guide, job.subjects))
        if job.kind.inputs.logo:
            values += repr([one.project.logo for one in job.subjects])
        linked = [row.linked for one in job.subjects for row in _rows(one) if row.linked]
        named, pages = repr(linked), repr(job.pages)
        program = self.identity.program + (self._other_fonts(job) if self._borrowed else "")
        parts = (repr(definitions), named, pages, values, self._style(job), program)
        return "".join(hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:LETTERS] for part in parts)

    def _other_fonts(self, job: Job) -> str:
        """What decides how the characters of a job are drawn that are not in the usual fonts."""
        texts = [one.guide.texts for one in job.subjects]
        found = set(characters_of((*texts, *map(_printed, job.subjects)))).intersection(self._borrowed)
        return self._fonts.borrowed_key(sorted(found))

    def _of_guide(self, one: Subject) -> str:
        known = self._values.get(id(one))
        if known is None:
            known = self._values[id(one)] = (one, repr(_printed(one)))
        return known[1]

    def _style(self, job: Job) -> str:
        """The medium, themes, tables and profiles that a job uses, and what all use."""
        styles, medium = self.styles, job.medium
        media = (medium, styles.media.get(medium.of))
        themes = {name: styles.themes[name] for name in sorted(self._themes(job))}
        names = {f"tables/{TABLES[type(one.guide.body)]}.yaml" for one in job.subjects if one.guide.body}
        names |= {f"tables/{name}.yaml" for name in job.kind.inputs.tables}
        if job.finish == "print":
            names |= {name for name in self.identity.styles if name.startswith("print/")} | {"themes/common.yaml"}
        files = [(name, self.identity.styles.get(name)) for name in sorted(names)]
        return repr((media, themes, files, job.finish, job.kind.name, self._common))

    def _themes(self, job: Job) -> set[str]:
        themes = {one.theme for one in job.subjects}
        if job.kind.inputs.all_themes:
            themes |= {PICTURE_THEMES[one.guide.picture] for one in job.subjects}
        return themes


def why(old: Key, new: Key) -> Why | None:
    """The first part that is not what it was; None where nothing is."""
    if len(old) != len(new):
        return Why.NEW
    pairs = ((old[at : at + LETTERS], new[at : at + LETTERS]) for at in range(0, len(new), LETTERS))
    return next((part for part, (one, other) in zip(PARTS, pairs, strict=True) if one != other), None)


def _printed(one: Subject) -> tuple[object, ...]:
    """What is printed of a guide, with all that it takes from its project and village; and of the project itself.

    Of another village nothing is printed, so that a new row in a table does not make all the others anew. Only
    the name of a village that has no others is."""
    project = one.project
    only = project.villages[0].name if len(project.villages) == 1 else ""
    return one.guide, replace(project, villages=(), media=(), theme=None, readers=(), other=(), logo=None), only


def _rows(one: Subject) -> Sequence[ListRow]:
    body = one.guide.body
    return body.rows if isinstance(body, Listing) else ()

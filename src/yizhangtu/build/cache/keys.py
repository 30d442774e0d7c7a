"""A job → its key: hashes of all that decides the bytes of its files, one for each reason to make them again."""

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
from yizhangtu.model.notice.notice import Notice
from yizhangtu.model.points import Points
from yizhangtu.style.styles import PICTURE_THEMES
from yizhangtu.system.installation import Installation

Key = str  # the hashes of PARTS, one after the other
LETTERS = 20  # of each hash
# The kind of a guide → its file in styles/tables/.
TABLES = {Listing: "list", Points: "points", Conduct: "conduct", Notice: "notice"}
PARTLY = ("media/", "themes/", "tables/", "print/")  # folders of styles/ of which a job uses only a part


class Reason(StrEnum):
    """Why the files of a job are to be built; the first that applies is reported."""

    FORCED = "--force"
    NEW = "新的"
    GONE = "成品不见了，或者被改动过"
    DEFINITION = "定义改了"
    LINKED = "引用的定义改了"
    PAGES = "手册的页码可能变了"  # a dry run does not plan the booklet
    VALUES = "辖区或村庄的内容改了"
    STYLE = "样式改了"
    PROGRAM = "字体或程序改了"


PARTS = (Reason.DEFINITION, Reason.LINKED, Reason.PAGES, Reason.VALUES, Reason.STYLE, Reason.PROGRAM)


class Keys:
    """The keys of the jobs of one run. What jobs share is hashed once: guides, by their file and village."""

    def __init__(self, installation: Installation, borrowed: Collection[str] = ()) -> None:
        """`borrowed`: the characters, in any of the jobs, that another font than the usual one prints."""
        self.identity = installation.identity
        self.styles = installation.styles(file_kinds())
        self._fonts = installation.fonts
        self._borrowed = borrowed
        common = [pair for pair in self.identity.styles.items() if not pair[0].startswith(PARTLY)]
        self._common = repr(sorted(common))
        self._printed: dict[tuple[str, str], str] = {}

    def of(self, job: Job) -> Key:
        """One hash for each of PARTS."""
        definitions = [(one.guide.file, one.digest) for one in job.subjects]
        values = "".join(map(self._of_subject, job.subjects))
        if job.kind.inputs.logo:
            values += repr([one.project.logo for one in job.subjects])
        linked = [row.linked for one in job.subjects for row in _rows(one) if row.linked]
        named, pages = repr((linked, job.named)), repr(job.pages)
        program = self.identity.program + (self._other_fonts(job) if self._borrowed else "")
        parts = (repr(definitions), named, pages, values, self._style(job), program)
        return "".join(hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:LETTERS] for part in parts)

    def _other_fonts(self, job: Job) -> str:
        """What decides the shapes of those characters of a job that another font prints."""
        texts = [one.guide.texts for one in job.subjects]
        found = set(characters_of((*texts, *map(_printed, job.subjects)))).intersection(self._borrowed)
        return self._fonts.borrowed_key(sorted(found))

    def _of_subject(self, one: Subject) -> str:
        name = one.guide.file, one.village.name if one.village else ""
        if name not in self._printed:
            self._printed[name] = repr(_printed(one))
        return self._printed[name]

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
        return repr((media, themes, files, job.finish, job.kind.name, job.copies, self._common))

    def _themes(self, job: Job) -> set[str]:
        themes = {one.theme for one in job.subjects}
        if job.kind.inputs.all_themes:
            themes |= {PICTURE_THEMES[one.guide.picture] for one in job.subjects}
        return themes


def reason(old: Key, new: Key) -> Reason | None:
    """The first part that has changed; None where none has."""
    if len(old) != len(new):
        return Reason.NEW
    pairs = ((old[at : at + LETTERS], new[at : at + LETTERS]) for at in range(0, len(new), LETTERS))
    return next((part for part, (one, other) in zip(PARTS, pairs, strict=True) if one != other), None)


def _printed(one: Subject) -> tuple[object, ...]:
    """What is printed of a guide, with all that it takes from its project and village, and of the project itself.

    Nothing is printed of other villages: a new row in a table makes no other village's files again. Only the name of
    the only village of a project is on the cover of its booklet."""
    project = one.project
    only = project.villages[0].name if len(project.villages) == 1 else ""
    return one.guide, replace(project, villages=(), media=(), theme=None, readers=(), other=(), logo=None), only


def _rows(one: Subject) -> Sequence[ListRow]:
    body = one.guide.body
    return body.rows if isinstance(body, Listing) else ()

"""What a kind of medium is (MediumKind), what is asked of it (Job) and what it is about (Subject)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from yizhangtu.model.finish import Scope
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.model.project import Project, Village
from yizhangtu.style.medium import Medium

if TYPE_CHECKING:
    from yizhangtu.media.context import Context
    from yizhangtu.media.result import Result

FEW_GUIDES = 3  # that need no overview


class Subject(NamedTuple):
    """One guide as it is to be shown: with its graph, its project, for one village or in general terms, in a theme.

    `theme` is a name: the colours are those of the context's styles, which are inks for a print shop. `digest` is the
    hash of the definition that the guide was read from.
    """

    guide: Guide
    graph: Graph
    project: Project
    village: Village | None
    theme: str
    digest: str = ""


class Inputs(NamedTuple):
    """What a kind shows beside its guides: a change of it makes its files anew.

    `logo`: 标志 of the project. `tables`: names of files in styles/tables/. `all_themes`: the themes of all pictures.
    """

    logo: bool = False
    tables: tuple[str, ...] = ()
    all_themes: bool = False


class MediumKind(NamedTuple):
    """How the files of a kind of medium are made.

    `whole`: one file for all guides of a project. `extras` are made beside the files of single guides where whole
    projects are built: (file name, name of its kind). `finishes`: other finishes than the usual PDF. `scope`: what must
    be on a file. `notices`: whether notices (公示) are shown with their data, shown without it (named), listed by their
    names beside the guides, or left out. `page_numbers`: guide's stem → page on which it begins, for kinds that other
    media refer to. `suits`: whether there is something to make of a guide; None: of each. `numbered`: it is made in
    numbered copies where they are asked for.
    """

    name: str
    make: "Callable[[Context, Job], Result]"
    suffix: str = ".pdf"
    whole: bool = False
    extras: tuple[tuple[str, str], ...] = ()
    finishes: tuple[str, ...] = ()
    scope: Scope = Scope()
    inputs: Inputs = Inputs()
    notices: Literal["shown", "named", "listed", ""] = "shown"
    suits: "Callable[[Guide], bool] | None" = None
    numbered: bool = False
    page_numbers: "Callable[[Context, Job], Mapping[str, int]] | None" = None


class Job(NamedTuple):
    """One file to be made, or several that belong together.

    `target` is its path inside the folder of results. `subjects`: one guide, or all of a project where the kind is
    `whole`. `finish`: print or archive (what a PDF is for), tiles-a4 or tiles-a3 (in sheets for an office printer).
    `pages` are those of the booklet that it refers to, by the guides' stems. `verify`: the files are checked against
    the definitions before they are written; `booklet_pages`: then the pages that other jobs name of this booklet.
    `named` are the notices that a booklet only names, in its contents.
    `existing` are files that are there already and only checked, by their full names; `existing_bytes` what they hold,
    where they were read for another machine. `copies`: how many numbered copies of a form; 0: one without a number.
    """

    target: str
    medium: Medium
    kind: MediumKind
    subjects: tuple[Subject, ...]
    finish: str = ""
    pages: tuple[tuple[str, int], ...] = ()
    verify: bool = False
    booklet_pages: tuple[tuple[str, int], ...] = ()
    existing: tuple[str, ...] = ()
    existing_bytes: tuple[bytes, ...] = ()
    copies: int = 0
    named: tuple[str, ...] = ()

    @property
    def guide(self) -> Guide:
        """The guide of a job that has one."""
        return self.subjects[0].guide

    @property
    def project(self) -> Project:
        """The project of all its guides."""
        return self.subjects[0].project

    @property
    def extra(self) -> bool:
        """Whether it is made for a project beside the files of its guides."""
        return self.kind.name != self.medium.kind

    @property
    def linked(self) -> frozenset[str]:
        """The stems of the guides whose pages it refers to."""
        if self.extra:
            return frozenset(one.guide.stem for one in self.subjects)
        body = None if self.kind.whole else self.guide.body
        rows = body.rows if isinstance(body, Listing) else ()
        return frozenset(row.linked.stem for row in rows if row.linked)

    @property
    def file(self) -> str:
        """The file that diagnostics of the whole job name: its definition, or the project file."""
        return (self.project.file if self.kind.whole else "") or self.guide.file

    @property
    def title(self) -> str:
        """What messages call it."""
        if self.extra:
            return self.target.rpartition("/")[2].rpartition(".")[0]
        return self.medium.title if self.kind.whole else f"“{self.guide.title}”"

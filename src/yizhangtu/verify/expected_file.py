"""What a finished file should contain: the data that the build hands to the comparison."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from yizhangtu.model.diagnostics import Span
from yizhangtu.model.finish import Scope
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.verify.visible_content import Resolution


class ExpectedFile(NamedTuple):
    """What the files of one job should contain.

    `scope`: what the kind of medium prints; `tiles`: cut into sheets for an office printer. `guides` include the page
    numbers in rows of lists; `pages`: stem → page in the booklet, as printed. `floor_mm`: the smallest text allowed;
    `flow_mm`: the same inside a flow. `place`: the span for findings about the whole file.
    """

    scope: Scope
    target: str
    guides: Sequence[Guide]
    project: Project
    resolution: Resolution
    floor_mm: float
    place: Span
    pages: Mapping[str, int] = MappingProxyType({})
    tiles: bool = False
    flow_mm: float = 0.0


class FinishedFiles(NamedTuple):
    """The files of one job as (name, bytes); `sources` are the PDFs that pictures were rendered from, in order."""

    files: Sequence[tuple[str, bytes]]
    sources: Sequence[bytes] = ()

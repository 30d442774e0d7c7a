"""What a finished file is about: the data between the pipeline, which knows the jobs, and the checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yizhangtu.model.diagnostics import Span
from yizhangtu.model.guide import Guide
from yizhangtu.model.project import Project
from yizhangtu.model.scope import Scope
from yizhangtu.verify.proof import Look


@dataclass(frozen=True)
class Subject:
    """`scope`: what must be on it. `tiles`: in pieces for an office printer. `guides` with the pages that the rows
    of lists point to; `pages`: stem → page in the booklet, as far as it is pointed to. `floor_mm` is the smallest text
    allowed, `flow_mm` that in a flow; `look` is how closely the file is looked at. `place` is where faults of the whole
    file are told."""

    scope: Scope
    target: str
    guides: Sequence[Guide]
    project: Project
    look: Look
    floor_mm: float
    place: Span
    pages: Mapping[str, int] = field(default_factory=dict)
    tiles: bool = False
    flow_mm: float = 0.0


@dataclass(frozen=True)
class Finished:
    """A file, or the files of one job, as bytes; `sources` are the PDFs that pictures were drawn from, in order."""

    files: Sequence[tuple[str, bytes]]
    sources: Sequence[bytes] = ()

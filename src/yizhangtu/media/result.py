"""What comes of making something: a document, and the files of a job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from yizhangtu.layout.picture import Content
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.system.outputs import WrittenFile
from yizhangtu.system.problem import MissingDependency

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yizhangtu.media.kind import Job


class File(NamedTuple):
    """A file inside the folder of results: its path there and its bytes, or, where a worker has written it there
    already, its size and hash."""

    target: str
    data: bytes | WrittenFile


@dataclass(frozen=True)
class Result:
    """What came of a job: its files, none where it could not be made, and the diagnostics.

    Most jobs have one file; slides, long images and registers have several. `missing` ends the run: no other job could
    be done either. `sources`: the PDFs that pictures were drawn from, for the verifier.
    """

    files: tuple[File, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    missing: MissingDependency | None = None
    sources: tuple[bytes, ...] = ()

    @property
    def data(self) -> bytes | None:
        """The bytes of the first file, None where there are none here."""
        data = self.files[0].data if self.files else None
        return data if isinstance(data, bytes) else None


@dataclass(frozen=True)
class Document:
    """A finished document or None, and its diagnostics."""

    pdf: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()
    content: Content | None = None


def one_file(job: Job, data: bytes | None, diagnostics: Iterable[Diagnostic] = ()) -> Result:
    """The result of a job with one file, at the path of the job; without a file where there are no bytes."""
    return Result(() if data is None else (File(job.target, data),), tuple(diagnostics))

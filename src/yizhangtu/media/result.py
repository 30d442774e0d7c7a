"""What comes of making something: a document, and the files of a job."""

from __future__ import annotations

from dataclasses import dataclass

from yizhangtu.layout.picture import Content
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.system.outputs import WrittenFile
from yizhangtu.system.problem import MissingDependency


@dataclass(frozen=True)
class Document:
    """A finished document or None, and its diagnostics."""

    pdf: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()
    content: Content | None = None


@dataclass(frozen=True)
class Result:
    """What came of a job: the bytes of its file, and of `more` files (path inside the folder of results, bytes) where
    one does not hold it. `target` is the path of the file where it is not the job's. `missing` ends the run: no other
    job could be done either. `laid` stands for all of that where the files lie in the folder of results already."""

    data: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()
    missing: MissingDependency | None = None
    more: tuple[tuple[str, bytes], ...] = ()
    target: str = ""
    laid: tuple[tuple[str, WrittenFile], ...] = ()
    sources: tuple[bytes, ...] = ()  # the PDFs that pictures were drawn from

    def files(self, target: str) -> tuple[tuple[str, bytes | WrittenFile], ...]:
        """All files with their paths, `target` being the job's; none where it could not be made."""
        return self.laid if self.data is None else ((self.target or target, self.data), *self.more)

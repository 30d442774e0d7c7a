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
    `flow_mm`: the same inside a flow. `named`: notices that the contents of a booklet list.
    `place`: the span for findings about the whole file.
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
    named: Sequence[str] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """What QR codes may hold: the address of each guide's version; that of the project on a file of several."""
        url = str(self.project.verify_url or self.project.url or "")
        if not url:
            return ()
        own = [_address(url, guide) for guide in self.guides]
        several = self.scope.shared or len(own) > 1
        return tuple(dict.fromkeys((*([str(self.project.url or url)] if several else []), *own)))

    @property
    def further_addresses(self) -> tuple[str, ...]:
        """What small codes beside 申请方式 and 样表 may hold."""
        provisions = [guide.provisions for guide in self.guides]
        ways = (one.url for own in provisions for one in own.ways)
        samples = (one.url for own in provisions for one in own.samples)
        return tuple(str(url) for url in (*ways, *samples) if url)


def _address(url: str, guide: Guide) -> str:
    """The address with number and code of a guide's version after `#`, or after `&` where it has a `#` of its own. A
    number that is not ASCII, or that has blanks, is left out."""
    if not guide.code:
        return url
    number = str(guide.number or "").strip()
    plain = bool(number) and all("!" <= sign <= "~" for sign in number)
    return url + ("&" if "#" in url else "#") + (number + "." if plain else "") + guide.code


class FinishedFiles(NamedTuple):
    """The files of one job as (name, bytes); `sources` are the PDFs that pictures were rendered from, in order."""

    files: Sequence[tuple[str, bytes]]
    sources: Sequence[bytes] = ()

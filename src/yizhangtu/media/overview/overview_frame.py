"""The overview of a project → the furniture of its sheets: that of a poster, for all guides instead of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from yizhangtu.content.chapters import edition
from yizhangtu.content.facts import Fact, helper
from yizhangtu.content.overview import ASK, PICTURE, TITLE, assistant, boxes, facts
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.common.foot import Foot, FootRoom, plan_foot
from yizhangtu.media.common.frame import FramePlanner
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.guide import Guide, Publication
from yizhangtu.model.overview import Overview
from yizhangtu.model.project import Project
from yizhangtu.style.page.furniture import FurnitureBand


def cover_guide(guides: Sequence[Guide], project: Project) -> Guide:
    """A guide that stands for all of them in the furniture: title, issuer, edition, assistant."""
    issuers = {str(guide.publication.issuer) for guide in guides if guide.publication.issuer}
    issuer = project.issuer or (Text(issuers.pop()) if len(issuers) == 1 else None)
    version = edition(guides)
    return Guide(
        project.file or guides[0].file, PICTURE, Span(project.file or guides[0].file, 1, 1, 1, 1), Text(TITLE),
        Text(PICTURE), assistant=assistant(guides, project),
        publication=Publication(issuer=issuer, version=Text(version) if version else None),
    )  # fmt: skip


@dataclass(frozen=True)
class OverviewFramePlanner(FramePlanner):
    """Plans the sheets of an overview; `guide` is that of `cover_guide`."""

    overview: Overview
    guides: Sequence[Guide]

    def _section_title(self, number: int, count: int) -> str:
        return ASK

    def _title(self, room: float, band: FurnitureBand) -> tuple[TextBlock, float]:
        """The title without the suffix 一张图, which belongs to each of the guides."""
        return super()._title(room, band)[0], 0.0

    @cached_property
    def _chosen_facts(self) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
        return facts(self.overview, self.guides, self.project), ()

    def _shares(self, row: Sequence[Fact], inner: float) -> list[float]:
        """The widths of facts: every note on one line where there is space."""
        page = self.page.facts
        lead = self.mm(page.icon + page.icon_gap + page.pad)
        wishes = [lead + self._natural(fact) for fact in row]
        spare = (inner - sum(wishes)) / len(row)
        return [wish + spare for wish in wishes] if spare >= 0 else super()._shares(row, inner)

    def _natural(self, fact: Fact) -> float:
        page = self.page.facts
        note = self.setter.width("；".join(fact.notes), page.note)
        return max(self.setter.width(fact.value, page.value, True), note) + self.mm(0.5)

    def _foot(self, inner: float) -> Foot | None:
        """The foot: next steps, supervision, assistant. Supervision is left out first, because every guide's own poster
        has it."""
        shown = boxes(self.overview, self.guides, self.project)
        most = self.medium.height_mm * self.page.foot.most
        for count in range(len(shown), 0, -1):
            help_ = helper(self.guide, self.project)
            area = FootRoom(inner, most, self.medium.qr_mm)
            foot = plan_foot(self.setter, self.page.foot, shown[:count], help_, area)
            if foot is None or not foot.rest:
                break
        return foot

"""The overview of a project → the furniture of its sheets: that of a poster, for all guides instead of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from yizhangtu.content.chapters import edition
from yizhangtu.content.facts import Fact, helper
from yizhangtu.content.overview import ASK, PICTURE, TITLE, assistant, boxes, facts
from yizhangtu.draw.text_block import TextBlock
from yizhangtu.media.common.foot import FootWords
from yizhangtu.media.common.foot_plan import plan_foot
from yizhangtu.media.common.frame import FramePlanner
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.guide import Guide
from yizhangtu.model.overview import Overview
from yizhangtu.model.project import Project
from yizhangtu.model.publication import Publication
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

    @cached_property
    def foot_words(self) -> FootWords:
        """Next steps, supervision, assistant. Supervision is left out first, because every guide's own poster has
        it."""
        shown, help_ = boxes(self.overview, self.guides, self.project), helper(self.guide, self.project)
        for count in range(len(shown), 1, -1):
            words = FootWords(shown[:count], help_)
            foot = plan_foot(self.setter, self.page.foot, words, self.foot_room, self.foot_size)
            if foot is None or not foot.rest:
                return words
        return FootWords(shown[:1], help_)

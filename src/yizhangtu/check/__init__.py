"""A guide and its graph → diagnostics of its contents; several guides → diagnostics of what does not fit together."""

from yizhangtu.check.conduct import check_conduct
from yizhangtu.check.elements import check_elements
from yizhangtu.check.explain import explain
from yizhangtu.check.flow import check_flow
from yizhangtu.check.listing import check_listing
from yizhangtu.check.money import check_bands
from yizhangtu.check.parallels import check_parallels
from yizhangtu.check.plausible import check_plausible
from yizhangtu.check.points import check_points
from yizhangtu.check.project.links import check_project
from yizhangtu.check.project.resolve import by_stem, resolve
from yizhangtu.check.time import check_time
from yizhangtu.model.diagnostics import Diagnostic, limited
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide

__all__ = ["by_stem", "check", "check_project", "explain", "resolve"]


def check(guide: Guide, graph: Graph) -> tuple[Diagnostic, ...]:
    """All diagnostics of one guide, sorted by place."""
    found = [
        *check_elements(guide),
        *check_listing(guide),
        *check_points(guide),
        *check_conduct(guide),
        *check_flow(graph),
        *check_parallels(graph),
        *check_time(guide, graph),
        *check_bands(guide),
        *check_plausible(guide),
    ]
    return limited(found)

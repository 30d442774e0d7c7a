"""A guide → diagnostics of the law: its basis (Y841–Y848), and rules that its texts contradict (Y851–Y855), and the
votes that were held (Y733–Y737).

A finding never changes a text. Where the guide says why it differs here (依据说明), the first two are notes.
"""

from yizhangtu.check.law.basis import check_basis
from yizhangtu.check.law.day import LawDay, cited_texts, law_day
from yizhangtu.check.law.deciders import check_deciders
from yizhangtu.check.law.decisions import check_decisions
from yizhangtu.check.law.meetings import check_meetings
from yizhangtu.check.law.passages import passages
from yizhangtu.check.law.periods import check_periods
from yizhangtu.check.law.refusals import check_refusals
from yizhangtu.check.law.remedies import check_remedies
from yizhangtu.model.codes import Severity
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.guide import Guide

__all__ = ["LawDay", "check_law", "cited_texts", "law_day"]


def check_law(guide: Guide, law: LawDay) -> tuple[Diagnostic, ...]:
    """All findings of one guide, one for each place."""
    parts = passages(guide, law.rules)
    found = tuple(
        dict.fromkeys(
            (
                *check_basis(guide, law),
                *check_meetings(guide, law, parts),
                *check_deciders(guide, law, parts),
                *check_periods(guide, law, parts),
                *check_refusals(guide, law),
                *check_remedies(guide, law),
            )
        )
    )
    if guide.basis_note is not None:
        found = tuple(one._replace(severity=Severity.INFO) for one in found)
    return (*found, *check_decisions(guide, law, parts))

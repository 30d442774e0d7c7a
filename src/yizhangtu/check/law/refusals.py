"""Guides that can end in a refusal → diagnostics where the written reason or the remedy is missing (Y855)."""

from collections.abc import Iterator

from yizhangtu.check.law.day import LawDay, cites, where_cited
from yizhangtu.law.rules import RefusalRule
from yizhangtu.model.diagnostics import Diagnostic, Text, make
from yizhangtu.model.guide import Guide, steps_of


def check_refusals(guide: Guide, law: LawDay) -> Iterator[Diagnostic]:
    """At most one finding for each of the two."""
    for rule in law.rules.file.refusals:
        if not rule.cite.holds(law.day) or not _is_about(rule, guide, law):
            continue
        refused = _refused(guide, rule)
        if refused is None:
            continue
        related = where_cited(guide, law, rule.cite.law)
        texts = guide.texts
        if not any(all(any(word in text for word in group) for group in rule.reason) for text in texts):
            message = f"“{refused}”以后没有写：要书面告知，并说明理由（《{rule.cite.law}》{rule.reason_article}）"
            yield make("Y855", refused.span, message, "加一步，如“书面告知：不予办理的，书面讲清理由”。", related)
        if not any(word in text for word in rule.remedy for text in texts):
            message = (
                f"“{refused}”以后没有写不服怎么办：可以行政复议、行政诉讼（《{rule.cite.law}》{rule.remedy_article}）"
            )
            yield make("Y855", refused.span, message, "写明不服可以申请行政复议或者提起行政诉讼，向谁提。", related)
        return


def _is_about(rule: RefusalRule, guide: Guide, law: LawDay) -> bool:
    named = any(word in guide.title for word in rule.titles)
    return guide.kind == "流程" and (named or any(cites(guide, law, title) for title in rule.cites))


def _refused(guide: Guide, rule: RefusalRule) -> Text | None:
    """The first outcome that turns an applicant away."""
    for step in steps_of(guide.steps):
        for branch in step.branches:
            if any(word in branch.outcome for word in rule.refused):
                return branch.outcome
    return None

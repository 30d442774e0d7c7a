"""救济 → diagnostics of periods that are not those of the law: shorter (Y851) or longer (Y854)."""

from collections.abc import Iterator

from yizhangtu.check.law.day import LawDay, where_cited
from yizhangtu.check.law.periods import COUNT, limit_of, quantity
from yizhangtu.check.wording import amount_text
from yizhangtu.law.rules import RemedyRule
from yizhangtu.model.deadline import Quantity
from yizhangtu.model.diagnostics import Diagnostic, Text, make
from yizhangtu.model.guide import Guide
from yizhangtu.model.provisions import Remedy
from yizhangtu.model.words import shortened


def check_remedies(guide: Guide, law: LawDay) -> Iterator[Diagnostic]:
    """One finding for each remedy."""
    rules = [rule for rule in law.rules.file.remedies if rule.cite.holds(law.day)]
    for remedy in guide.provisions.remedies:
        rule = next((rule for rule in rules if _is_of(remedy, rule)), None)
        written = _written(remedy) if rule is not None else None
        if rule is not None and written is not None and written[1] != limit_of(rule.exactly):
            yield _finding(*written, rule, guide, law)


def _is_of(remedy: Remedy, rule: RemedyRule) -> bool:
    way = remedy.way or remedy.note or ""
    around = "，".join(text for text in (way, remedy.within, remedy.note) if text)
    return any(word in way for word in rule.ways) and not any(word in around for word in rule.unless)


def _written(remedy: Remedy) -> tuple[Text, Quantity] | None:
    """The time in which one may ask: of 期限, else of a remedy that is one text."""
    text = remedy.within or (remedy.note if remedy.way is None else None)
    matches = COUNT.finditer(text) if text is not None else ()
    amounts = [quantity(match) for match in matches if (match[3] or "").endswith("内") or text is remedy.within]
    return (text, amounts[0]) if text is not None and len(amounts) == 1 and amounts[0] is not None else None


def _finding(text: Text, amount: Quantity, rule: RemedyRule, guide: Guide, law: LawDay) -> Diagnostic:
    limit = limit_of(rule.exactly)
    longer = (amount.value > limit.value) if amount.unit == limit.unit else amount.unit == "年"
    message = f"“{shortened(text)}”不合法律：期限是 {amount_text(limit)}（{rule.cite.cited}）"
    effect = "晚了就不受理" if longer else "写短了，群众就少了时间"
    hint = f"{effect}。照法律改；别的法律另有规定的，在“依据说明”里写明。"
    return make("Y854" if longer else "Y851", text.span, message, hint, where_cited(guide, law, rule.cite.law))

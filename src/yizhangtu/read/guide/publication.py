"""发布 → its record (format.md section 1, governance.md section 9)."""

from __future__ import annotations

from yizhangtu.model.diagnostics import Text
from yizhangtu.model.publication import Consultation, Decision, Filing, Publication, Vote
from yizhangtu.read.guide.fields import Fields
from yizhangtu.read.guide.values import Values
from yizhangtu.read.schema.publication_keys import CONSULTATION, DECISION, FILING, PUBLICATION
from yizhangtu.read.yaml.tree import Scalar


def read_publication(fields: Fields, values: Values) -> Publication:
    """发布 of a guide; an empty one where there is none."""
    inner = values.object(fields, "发布", PUBLICATION)
    if inner is None:
        return Publication()
    decisions = tuple(_decision(one, values) for one, _ in values.rows(inner, "表决", DECISION))
    return Publication(
        issuer=values.text(inner, "单位"),
        version=values.text(inner, "版本"),
        date=values.text(inner, "日期"),
        effective=values.text(inner, "施行"),
        status=values.choice(inner, PUBLICATION, "状态"),
        comments_until=values.text(inner, "意见截止"),
        decision=decisions[-1] if decisions else None,
        comments_to=values.texts(inner, "意见方式"),
        consultation=_consultation(inner, values),
        trial_until=values.text(inner, "试行至"),
        repealed=values.text(inner, "废止日期"),
        replaced_by=values.text(inner, "由何代替"),
        filed=_filing(inner, values),
        review=values.plain(inner, "下次复核"),
        earlier=decisions[:-1],
    )


def _decision(inner: Fields, values: Values) -> Decision:
    return Decision(
        meeting=values.text(inner, "会议"),
        date=values.text(inner, "日期"),
        entitled=values.text(inner, "应到"),
        present=values.text(inner, "实到"),
        agreed=values.text(inner, "同意"),
        opposed=values.text(inner, "反对"),
        abstained=values.text(inner, "弃权"),
        counted_by=values.choice(inner, DECISION, "计法"),
        noticed=values.plain(inner, "通知"),
        rule=_rule(inner, values),
    )


def _rule(inner: Fields, values: Values) -> Text | Vote | None:
    """规则: the name of a meeting, or what is asked for."""
    if inner.get("规则") is None or isinstance(inner["规则"], Scalar):
        return values.plain(inner, "规则")
    return values.vote(inner, "规则", printed=False)


def _consultation(fields: Fields, values: Values) -> Consultation | None:
    inner = values.object(fields, "征求", CONSULTATION)
    if inner is None:
        return None
    return Consultation(
        issued=values.text(inner, "发出"),
        returned=values.text(inner, "收回"),
        agreed=values.text(inner, "同意"),
        opposed=values.text(inner, "不同意"),
        suggesting=values.text(inner, "有建议"),
        adopted=values.text(inner, "采纳"),
        signed=values.choice(inner, CONSULTATION, "实名"),
    )


def _filing(fields: Fields, values: Values) -> Filing | None:
    inner = values.object(fields, "备案", FILING)
    return None if inner is None else Filing(values.text(inner, "机关"), values.text(inner, "日期"))

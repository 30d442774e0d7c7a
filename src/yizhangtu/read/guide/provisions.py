"""The keys of what a guide provides for beside its steps → their values (model/provisions.py)."""

from __future__ import annotations

from yizhangtu.model.provisions import ApplicationWay, Provisions, Rate, Remedy, SampleForm, ServiceCase
from yizhangtu.read.guide.fields import Fields
from yizhangtu.read.guide.values import Values
from yizhangtu.read.schema.provisions import CASE, RATE, REMEDY, SAMPLE, WAY


def read_provisions(fields: Fields, values: Values, kind: str) -> Provisions:
    """The provisions of a guide; 标准 and 奖惩 of a 规范 are read with its body."""
    own = {name: tree for name, tree in fields.items() if kind != "规范" or name not in ("标准", "奖惩")}

    def remedy(inner: Fields) -> Remedy:
        return Remedy(*(values.text(inner, key.name) for key in REMEDY.keys))

    def way(inner: Fields) -> ApplicationWay:
        return ApplicationWay(*(values.text(inner, key.name) for key in WAY.keys))

    def sample(inner: Fields) -> SampleForm | None:
        name, *others = (values.text(inner, key.name) for key in SAMPLE.keys)
        return None if name is None else SampleForm(name, *others)

    def rate(inner: Fields) -> Rate | None:
        item, *others = (values.text(inner, key.name) for key in RATE.keys)
        return None if item is None else Rate(item, *others)

    def case(inner: Fields) -> ServiceCase | None:
        name = values.text(inner, "名称")
        if name is None:
            return None
        return ServiceCase(
            name=name,
            conditions=values.conditions(inner),
            materials=values.materials(inner, "所需材料"),
            deadline=values.time_limit(inner),
            refusals=values.texts(inner, "不予办理"),
            rates=values.parts(inner, "标准", RATE, Rate, rate),
            benefits=values.texts(inner, "待遇"),
            result=values.texts(inner, "办理结果"),
        )

    cases = (case(inner) for inner, _ in values.rows(own, "情形", CASE))
    return Provisions(
        cases=tuple(one for one in cases if one is not None),
        refusals=values.texts(own, "不予办理"),
        ways=values.parts(own, "申请方式", WAY, ApplicationWay, way),
        samples=values.parts(own, "样表", SAMPLE, SampleForm, sample),
        rates=values.parts(own, "标准", RATE, Rate, rate),
        benefits=values.texts(own, "待遇"),
        consequences=values.texts(own, "奖惩"),
        withdrawals=values.texts(own, "退出"),
        remedies=values.parts(own, "救济", REMEDY, lambda text: Remedy(note=text), remedy),
        amendment=values.texts(own, "调整程序"),
        implementation=values.texts(own, "落实"),
        assessment=values.texts(own, "监督考核"),
    )

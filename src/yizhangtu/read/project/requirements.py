"""要求 and 公开规则 of the project file → what must hang where, until when (governance.md section 11)."""

from __future__ import annotations

from yizhangtu.model.diagnostics import Text
from yizhangtu.model.project import Disclosure, Requirement
from yizhangtu.read.guide.dates import iso_date
from yizhangtu.read.guide.fields import Fields
from yizhangtu.read.guide.values import Values
from yizhangtu.read.schema.project_keys import DISCLOSURE, GROUPS, REQUIREMENT
from yizhangtu.read.yaml.tree import Scalar, Sequence

ALL = "全部"


def read_requirements(fields: Fields, values: Values) -> tuple[Requirement, ...]:
    """Every entry of 要求."""
    tree = fields.get("要求")
    if tree is None:
        return ()
    entries = tree.items if isinstance(tree, Sequence) else (tree,)
    found = []
    for entry in entries:
        inner = values.mapping(entry, "“要求”", REQUIREMENT)
        if inner is not None:
            found.append(_requirement(inner, values))
    return tuple(found)


def _requirement(inner: Fields, values: Values) -> Requirement:
    guides = tuple(one for one in values.plain_texts(inner, "图") if str(one) != ALL)
    groups = values.plain_texts(inner, "清单")
    for one in groups:
        if str(one) not in GROUPS:
            values.faults.add("Y761", one.span, f"没有“{one}”这张清单", f"可以写：{'、'.join(GROUPS)}。")
    by = values.plain(inner, "期限")
    if by is not None and not iso_date(by):
        values.faults.add("Y761", by.span, f"期限“{by}”不是日期", "写成 2026-12-31，或者 2026年12月31日。")
        by = None
    return Requirement(
        guides,
        tuple(one for one in groups if str(one) in GROUPS),
        values.plain_texts(inner, "媒介"),
        values.plain_texts(inner, "村庄"),
        values.plain_texts(inner, "除外"),
        by and Text(iso_date(by), by.span),
    )


def read_disclosure(fields: Fields, values: Values) -> Disclosure:
    """公开规则: the name of a set, or days. Whether there is such a set is checked where it is used."""
    tree = fields.get("公开规则")
    if tree is None:
        return Disclosure()
    if isinstance(tree, Scalar):
        return Disclosure(str(values.plain(fields, "公开规则") or Disclosure().name))
    inner = values.mapping(tree, "“公开规则”", DISCLOSURE) or {}
    days = [values.number(inner, DISCLOSURE, key) or 0 for key in ("保留", "月", "季", "随时")]
    return Disclosure("", *days)

"""Bytes of a definition file → its top mapping."""

from __future__ import annotations

from yizhangtu.read.faults import Faults
from yizhangtu.read.guide.fields import start_of
from yizhangtu.read.guide.values import colon_hint
from yizhangtu.read.yaml.characters import refuse_controls
from yizhangtu.read.yaml.decode import decode
from yizhangtu.read.yaml.tree import Mapping, Scalar, parse


def read_document(data: bytes, faults: Faults) -> Mapping | None:
    """The top mapping; None with a diagnostic."""
    text = decode(data, faults)
    if text is None:
        return None
    tree = parse(refuse_controls(text, faults), faults)
    if tree is None or isinstance(tree, Mapping):
        return tree
    form = "一段文字" if isinstance(tree, Scalar) else "一个列表"
    hint = "写成“名称: …”“操作流程: …”这样的“键: 值”，从行首写起。" + colon_hint(tree)
    faults.add("Y112", start_of(tree.span), f"文件最外层要写成“键: 值”，这里是{form}", hint)
    return None

"""Seed and number → a random guide with branches of every kind: by name, with steps of their own, back, on, to the end,
to the step itself, members at the same time, nested, and with long outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import yaml

from helpers.fuzz.flows import FlowMaker, Tree, size_of
from helpers.fuzz.texts import Texts

LONG = (
    "经核查情况属实并且在规定期限内没有人提出异议", "材料不齐全或者不符合法定形式", "2000元（含）至5万元（不含）的",
    "维持原来的名单", "有重大异议且查证属实的", "遇特殊情况需要提前或者延期",
)  # fmt: skip
AGAIN = ("修改：再提交", "不满一年：继续考察", "还没到齐")


def random_guide(seed: int, number: int) -> str:
    """The text of a definition, always the same for a seed and a number."""
    rng = Random(f"{seed}:{number}:finger")
    steps = FlowMaker(Texts(rng, wild=False), min(40, size_of(rng) + 2)).steps()
    for step in _all(steps):
        if "判断" in step:
            step["判断"] = _varied(step, rng)
    tree = {"名称": f"随机的流程{number}", "办理主体": "村委会", "时间要求": "20个工作日", "监督管理": "村监委会"}
    return str(yaml.safe_dump(tree | {"操作流程": steps}, allow_unicode=True, sort_keys=False, width=10_000))


def _varied(step: Tree, rng: Random) -> Tree:
    """The outcomes of a step, now and then a long one, and one more that leads to the step itself."""
    found: Tree = {}
    for label, value in step["判断"].items():
        found[f"{rng.choice(LONG)}{len(found)}" if rng.random() < 0.15 else label] = value
    if rng.random() < 0.08:
        found[rng.choice(AGAIN)] = step["步骤"]
    return found


def _all(steps: list[Any]) -> Iterator[Tree]:
    """Every step, those inside others too."""
    for step in steps:
        yield step
        for inner in step.get("判断", {}).values():
            if isinstance(inner, list):
                yield from _all(inner)
        for member in step.get("并行", ()):
            yield from _all(member if isinstance(member, list) else [member])

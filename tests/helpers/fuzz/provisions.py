"""Random texts → the keys of what a guide provides for beside its steps, in all the ways to write them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from helpers.fuzz.flows import APPLIES, Tree
from helpers.fuzz.texts import SENTENCES, WHEN, WHO, Texts

TEXTS = ("不予办理", "待遇", "奖惩", "退出")
OF_LISTS = ("调整程序", "落实", "监督考核")
URLS = ("https://example.gov.cn/", "http://example.gov.cn/a/very/long/path/index.php?id=1234567890&lang=zh-CN#section")
PARTS: dict[str, dict[str, tuple[str, ...]]] = {
    "救济": {"方式": ("行政复议", "行政诉讼"), "机关": WHO, "期限": WHEN, "说明": SENTENCES},
    "申请方式": {"方式": ("窗口", "网上", "上门"), "地点": ("村便民服务站",), "网址": URLS, "电话": ("0000-1234567",)},
    "样表": {"名称": ("申请表", "承诺书"), "地点": ("服务站墙上",), "网址": URLS, "说明": SENTENCES},
    "标准": {"项目": ("80–89周岁", "一级"), "金额": ("50", "1.2万"), "单位": ("元/月", "元/㎡"), "条件": SENTENCES},
}
TONES = ("通过", "不通过", "平常")
OF_BODY = {"规范": ("标准", "奖惩")}  # kind → what is part of its body there


def provisions(texts: Texts, kind: str) -> Tree:
    """Some of them, or most of them, or none."""
    rng = texts.rng
    share = rng.choice((0.0, 0.0, 0.2, 0.7))
    found: Tree = {}
    for key in (*TEXTS, *(OF_LISTS if kind == "清单" else ())):
        if rng.random() < share:
            found[key] = texts.marked() if rng.random() < 0.3 else texts.some(3)
    for key, parts in PARTS.items():
        if rng.random() < share:
            found[key] = [_part(texts, rng, parts) for _ in range(rng.randint(1, 4))]
    if rng.random() < share:
        found["情形"] = [_case(texts, rng, number) for number in range(rng.randint(1, 4))]
    return {key: value for key, value in found.items() if key not in OF_BODY.get(kind, ())}


def _case(texts: Texts, rng: Random, number: int) -> Tree:
    """One of several services."""
    found: Tree = {"名称": f"{texts.short(('低保', '特困'))}{number}"}
    if rng.random() < 0.7:
        found["申请条件"] = [texts.short(SENTENCES), {"条件": texts.marked(), "适用": rng.choice(APPLIES)}]
    if rng.random() < 0.5:
        found["所需材料"] = [{"名称": texts.short(("病历", "发票")), "适用": rng.choice(APPLIES)}, "身份证"]
    if rng.random() < 0.5:
        found["时间要求"] = texts.short(WHEN)
    if rng.random() < 0.5:
        found["标准"] = [_part(texts, rng, PARTS["标准"]) for _ in range(rng.randint(1, 3))]
    return found | {key: texts.some(3) for key in ("待遇", "办理结果", "不予办理") if rng.random() < 0.3}


def _part(texts: Texts, rng: Random, parts: dict[str, tuple[str, ...]]) -> Any:
    if rng.random() < 0.3:
        return texts.marked()
    first, *others = parts
    own = [first, *(key for key in others if rng.random() < 0.6)]
    return {key: texts.short(parts[key]) for key in own}


def of_steps(texts: Texts, tree: Tree) -> None:
    """Give some steps 公布, 依据, 风险, 防控 and 线上, some outcomes a 性质, some ways a 循环; `tree` is the whole
    definition."""
    rng = texts.rng
    share = rng.choice((0.0, 0.0, 0.2))
    for step in _steps(tree.get("操作流程")):
        if rng.random() < share:
            step["公布"] = rng.choice((True, "是", "否", texts.marked()))
        if rng.random() < share:
            step["依据"] = texts.some(2)
        if rng.random() < share:
            step |= {"风险": texts.some(2), "防控": texts.marked()}
        if rng.random() < share:
            step["线上"] = rng.choice((True, "是", "否", texts.short(("网上", "手机"))))
        for target in _targets(step):
            if rng.random() < share:
                target["性质"] = rng.choice(TONES)
        if step.get("接着") != "下一步" and isinstance(step.get("接着"), str) and rng.random() < share:
            step["接着"] = {"到": step["接着"], "循环": rng.choice(("每月", "每年", texts.short(("每季度",))))}


def _targets(step: Tree) -> Iterator[Tree]:
    """The outcomes of a step that are written as mappings."""
    branches = step.get("判断")
    return (one for one in (branches or {}).values() if isinstance(one, dict) and "到" in one)


def _steps(value: Any) -> Iterator[Tree]:
    """The steps of a flow, without blocks."""
    if isinstance(value, dict):
        if "步骤" in value and "并行" not in value:
            yield value
        for inner in (value.get("并行"), *(value["判断"].values() if isinstance(value.get("判断"), dict) else ())):
            yield from _steps(inner)
    elif isinstance(value, list):
        for one in value:
            yield from _steps(one)

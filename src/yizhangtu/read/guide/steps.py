"""The tree of 操作流程 → steps and 并行 blocks, numbered in the order written."""

from __future__ import annotations

import re
from typing import TypedDict

from yizhangtu.model.diagnostics import Related, Span, Text
from yizhangtu.model.guide import Branch, End, Entry, Go, GoTo, Inline, Parallel, Step, Tone, is_none
from yizhangtu.model.words import shortened
from yizhangtu.read.guide.amounts import parse_band
from yizhangtu.read.guide.fields import Fields, is_empty, read_fields, start_of
from yizhangtu.read.guide.values import Values, colon_hint
from yizhangtu.read.schema.key import KeyTable
from yizhangtu.read.schema.steps import NEXT, PARALLEL, STEP, TARGET, TONES
from yizhangtu.read.yaml.tree import Mapping, Pair, Scalar, Sequence, Tree

MOST_STEPS = 500

NEXT_WORDS = frozenset({"下一步", "next"})
END_WORDS = frozenset({"办结", "end"})

_ONLY_STEP = {"判断", "公示", "公布", "表决", "线上", "依据", "风险", "防控"}
_KEYED = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(STEP.by_name)))}) ?[:：]")  # 步骤：申请, which is no name


class _Onward(TypedDict, total=False):
    """What 接着 says."""

    next: End | GoTo | None
    every: Text | None


class TooManySteps(Exception):
    """Ends the reading of steps; caught in this module."""


def read_steps(tree: Tree | None, values: Values) -> tuple[Entry, ...] | None:
    """The entries of 操作流程; None with a diagnostic where there are too many."""
    if tree is None or no_steps(tree) is not None:
        return ()
    try:
        return _Steps(values).entries(tree, "“操作流程”")
    except TooManySteps:
        return None


def no_steps(tree: Tree | None) -> Text | None:
    """操作流程: 无 as written, alone or as the only item of a list."""
    if isinstance(tree, Sequence) and len(tree.items) == 1:
        return no_steps(tree.items[0])
    return tree.text if isinstance(tree, Scalar) and is_none(tree.text) else None


class _Steps:
    """Reads entries and numbers the steps."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.faults = values.faults
        self.number = 0

    def entries(self, tree: Tree, what: str) -> tuple[Entry, ...]:
        """A list of entries; a single entry may be written without a dash."""
        if isinstance(tree, Scalar):
            hint = f"每一步{_as_step(tree)}"
            self.faults.add("Y116", tree.span, f"{what}要写成步骤的列表", hint)
            return ()
        found = [self.entry(item) for item in self.values.items(tree, what.strip("“”"))]
        return tuple(entry for entry in found if entry is not None)

    def entry(self, tree: Tree) -> Entry | None:
        """A step, or a 并行 block where the entry has the key 并行. A text alone is the name of a step."""
        if isinstance(tree, Scalar) and not _KEYED.match(tree.text.strip()):
            name = self.values.record(Text(tree.text.strip(), tree.span))
            return Step(number=self.count(tree.span), name=name, span=tree.span)
        if not isinstance(tree, Mapping):
            hint = _as_step(tree) if isinstance(tree, Scalar) else "这里多了一层“-”。"
            self.faults.add("Y116", start_of(tree.span), "每一步要写成“键: 值”的形式", hint)
            return None
        names = {pair.key.text.strip() for pair in tree.pairs}
        if names & {"并行", "parallel"}:
            return self.parallel(tree)
        return self.step(tree)

    def count(self, span: Span) -> int:
        """The next number. Raises `TooManySteps` beyond the limit."""
        self.number += 1
        if self.number > MOST_STEPS:
            self.faults.add("Y123", start_of(span), f"步骤超过了 {MOST_STEPS} 步", "分成几张图，每张图办一件事。")
            raise TooManySteps
        return self.number

    def step(self, tree: Mapping) -> Step:
        """One step with everything nested in it."""
        number = self.count(tree.span)
        values, fields = self.values, self.fields(tree, STEP)
        name = values.text(fields, "步骤")
        notice, announcement = values.flag_or_text(fields, "公示"), values.flag_or_text(fields, "公布")
        least = notice is not False or announcement is not False
        risk_texts = values.texts if values.risks else values.plain_texts
        limit = fields.get("时限")
        unlimited = isinstance(limit, Scalar) and is_none(limit.text)
        return Step(
            number=number,
            name=name if name is not None else Text("", start_of(tree.span)),
            span=tree.span,
            detail=values.text(fields, "内容"),
            by=values.joined(fields, "办理"),
            within=None if unlimited else values.deadline(fields, "时限", notice=least),
            unlimited=unlimited,
            oversight=values.texts(fields, "监督"),
            notice=notice,
            announcement=announcement,
            basis=values.texts(fields, "依据"),
            risks=risk_texts(fields, "风险"),
            controls=risk_texts(fields, "防控"),
            materials=values.materials(fields, "材料"),
            online=values.flag_or_text(fields, "线上"),
            vote=values.vote(fields),
            phase=values.text(fields, "阶段"),
            branches=self.branches(fields.get("判断")),
            **self.goes_to(fields),
            icon=values.plain(fields, "图标"),
        )

    def parallel(self, tree: Mapping) -> Parallel:
        """A 并行 block."""
        values, fields = self.values, self.fields(tree, PARALLEL)
        return Parallel(
            name=values.text(fields, "步骤"),
            span=tree.span,
            detail=values.text(fields, "内容"),
            by=values.joined(fields, "办理"),
            within=values.deadline(fields, "时限"),
            oversight=values.texts(fields, "监督"),
            materials=values.materials(fields, "材料"),
            phase=values.text(fields, "阶段"),
            **self.goes_to(fields),
            icon=values.plain(fields, "图标"),
            members=self.members(fields.get("并行")),
        )

    def fields(self, tree: Mapping, table: KeyTable) -> Fields:
        """The fields of an entry; keys that only a step may have get a diagnostic of their own in a 并行 block."""
        pairs: list[Pair] = []
        for pair in tree.pairs:
            key = STEP.find(pair.key.text.strip())
            if table is PARALLEL and key is not None and key.name in _ONLY_STEP:
                hint = f"把“{key.name}”写到并行里面的步骤上，或者写成并行前后单独的一步。"
                self.faults.add("Y126", pair.key.span, f"“并行”不能同时写“{key.name}”", hint)
            else:
                pairs.append(pair)
        return read_fields(Mapping(tuple(pairs), tree.span), table, self.faults)

    def members(self, tree: Tree | None) -> tuple[tuple[Entry, ...], ...]:
        """Each member is a step or a list of steps."""
        if tree is None:
            return ()
        if isinstance(tree, Scalar):
            self.entries(tree, "“并行”")
            return ()
        found: list[tuple[Entry, ...]] = []
        for item in self.values.items(tree, "并行"):
            if isinstance(item, Sequence):
                entries = self.entries(item, "“并行”的每一路")
            else:
                entry = self.entry(item)
                entries = () if entry is None else (entry,)
            if entries:
                found.append(entries)
        return tuple(found)

    def goes_to(self, fields: Fields) -> _Onward:
        """接着: a name or 办结, or a mapping with 循环; 下一步 is the default."""
        tree = fields.get("接着")
        inner: Fields | None = {"到": tree} if isinstance(tree, Scalar) else None
        if tree is not None and inner is None:
            inner = self.values.mapping(tree, "“接着”", NEXT)
        if inner is None:
            return {}
        written, every = self.values.plain(inner, "到"), self.values.text(inner, "循环")
        target = None if written is None else _target(written)
        if target is None or target is Go.NEXT:
            if target is Go.NEXT and every is not None:
                hint = "“到”写从头再来的那一步的名字，如“{到: 登记台账, 循环: 每月}”；不从头再来，就删去“循环”。"
                self.faults.add("Y126", every.span, "“循环”不能和“到: 下一步”写在一起：去下一步不是从头再来", hint)
            return {}
        return {"next": target, "every": every}

    def branches(self, tree: Tree | None) -> tuple[Branch, ...]:
        """判断: outcome → target. Outcomes are always text."""
        if tree is None:
            return ()
        if not isinstance(tree, Mapping):
            hint = "换行缩进后写“结果: 去处”，如“是: 下一步”“否: 补正材料”，前面不加“-”。" + colon_hint(tree)
            self.faults.add("Y116", start_of(tree.span), "“判断”要写成“结果: 去处”的形式", hint)
            return ()
        seen: dict[str, Pair] = {}
        found: list[Branch] = []
        for pair in tree.pairs:
            outcome = pair.key.text.strip()
            if outcome == "<<":
                continue
            if outcome in seen:
                self.twice(pair, seen[outcome])
                continue
            seen[outcome] = pair
            branch = self.branch(pair)
            if branch is not None:
                found.append(branch)
        return tuple(found)

    def twice(self, pair: Pair, first: Pair) -> None:
        """Report an outcome that is written twice in one 判断."""
        related = (Related(first.key.span, "第一次写在这里"),)
        message = f"“判断”里结果“{shortened(pair.key.text)}”写了两次"
        self.faults.add("Y114", pair.key.span, message, "删去一处，或者改成不同的结果。", related)

    def branch(self, pair: Pair) -> Branch | None:
        """One outcome."""
        outcome = self.values.record(pair.key.text)
        band = parse_band(outcome)
        tree = pair.value
        if is_empty(tree):
            hint = "写“下一步”“办结”或者步骤名。"
            self.faults.add("Y115", pair.key.span, f"结果“{shortened(outcome)}”没有写去处", hint)
            return None
        if isinstance(tree, Scalar):
            return Branch(outcome, _target(tree.text), band=band)
        if isinstance(tree, Sequence):
            return Branch(outcome, Inline(self.entries(tree, f"结果“{shortened(outcome)}”")), band=band)
        names = {pair.key.text.strip() for pair in tree.pairs}
        if names & {"步骤", "step", "并行", "parallel"}:
            hint = "在“步骤”前面加“- ”，写成列表。"
            self.faults.add("Y116", start_of(tree.span), "只在这个结果下才办的步骤要写成列表", hint)
            return Branch(outcome, Inline(self.entries(tree, "")), band=band)
        fields = read_fields(tree, TARGET, self.faults)
        to, note = self.values.plain(fields, "到"), self.values.text(fields, "说明")
        said = self.values.choice(fields, TARGET, "性质")
        tone = None if said is None else tuple(Tone)[TONES.index(said)]
        return None if to is None else Branch(outcome, _target(to), note, band, tone)


def _as_step(scalar: Scalar) -> str:
    """The hint for a step that was written as a text."""
    name = re.sub(r"^(?:步骤|step)\s*[:：]\s*", "", scalar.text)
    return f"写成“- 步骤: {shortened(name)}”。{colon_hint(scalar)}"


def _target(written: Text) -> Go | GoTo:
    word = written.strip()
    if word in NEXT_WORDS:
        return Go.NEXT
    if word in END_WORDS:
        return Go.END
    return GoTo(Text(word, written.span))

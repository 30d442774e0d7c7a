"""A `random.Random` → the 操作流程 of a definition: branches, blocks, loops and jumps, nested, of 1 to 80 steps."""

from __future__ import annotations

from math import exp, log
from random import Random
from typing import Any

from helpers.fuzz.texts import WHEN, WHO, Texts

MOST = 80
DEEPEST = 5
Tree = dict[str, Any]
APPLIES = ("残疾人", "请人代办的")
FORMS = ("", "原件", "复印件", "原件和复印件")
ICONS = ("stamp", "check", "users-three", "phone", "clock")


def size_of(rng: Random) -> int:
    """How many steps: mostly few, seldom very many."""
    return max(1, min(MOST, round(exp(rng.gauss(log(8), 0.8)))))


class FlowMaker:
    """Makes one flow. Targets are chosen when all names are known; most of them are such as a procedure can have."""

    def __init__(self, texts: Texts, size: int, strict: bool = True) -> None:
        self.texts, self.rng, self.left = texts, texts.rng, size
        self.strict = strict  # no way is left open on purpose
        self.deepest = self.rng.choice((0, 1, 1, 2, 2, 3, DEEPEST))
        self.busy = self.rng.choice((0.0, 0.15, 0.3, 0.5))  # how many steps have branches
        self.rich = self.rng.choice((0.2, 0.5, 0.8))  # how many have what a step need not have
        self.tops: list[str] = []  # names of the outermost entries, in order
        self.open: list[tuple[Tree, str, int, str]] = []  # where a target is to be written: tree, key, place, own name

    def steps(self) -> list[Tree]:
        """All of it."""
        found: list[Tree] = []
        while self.left > 0:
            found.append(self.entry(0, len(self.tops), False))
            if "步骤" in found[-1]:
                self.tops.append(found[-1]["步骤"])
        for tree, key, place, own in self.open:
            tree[key] = self.target(place, own)
        return found

    def target(self, place: int, own: str) -> str:
        """A step to go to from the `place`-th of the outermost ones: an earlier one, a later one, or the end."""
        rng = self.rng
        if not self.strict and rng.random() < 0.2:
            return rng.choice((*self.tops, "没有的步骤", own, "下一步", "办结"))
        earlier = [name for name in self.tops[: place + 1] if name != own]
        later = self.tops[place + 1 :]
        draw = rng.random()
        if draw < 0.5 and earlier:
            return rng.choice(earlier)
        if draw < 0.8 and later:
            return rng.choice(later)
        return "办结"

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def entry(self, depth: int, place: int, inside: bool) -> Tree:
        """A step or, where there is room, a block; `inside` one of the members of a block."""
        if depth < self.deepest and self.left > 3 and self.chance(self.busy * 0.4):
            return self.block(depth, place)
        return self.step(depth, place, inside)

    def block(self, depth: int, place: int) -> Tree:
        """并行."""
        found: Tree = {"步骤": self.texts.name()} if depth == 0 or self.chance(0.6) else {}
        members: list[Any] = []
        for _ in range(self.rng.choice((2, 2, 2, 3, 3, 4, 6))):
            if self.left <= 0 and len(members) >= 2:
                break
            if self.chance(0.4):
                members.append(self.step(depth + 1, place, True))
            else:
                members.append(self.entries(depth + 1, place, self.rng.randint(1, 3), True))
        if self.chance(0.2):
            found["内容"] = self.texts.marked()
        if self.chance(0.2):
            found["时限"] = self.rng.choice(WHEN)
        return {**found, "并行": members}

    def entries(self, depth: int, place: int, count: int, inside: bool) -> list[Tree]:
        """At least one."""
        found = [self.entry(depth, place, inside)]
        while len(found) < count and self.left > 0:
            found.append(self.entry(depth, place, inside))
        return found

    def step(self, depth: int, place: int, inside: bool) -> Tree:
        """One step."""
        texts, rng = self.texts, self.rng
        self.left -= 1
        found: Tree = {"步骤": texts.name()}
        if self.chance(self.rich):
            found["内容"] = texts.marked()
        if self.chance(0.7):
            found["办理"] = texts.short(WHO) if self.chance(0.9) else texts.some(3, WHO)
        if self.chance(0.6):
            found["时限"] = texts.short(WHEN)
        found |= self.more(depth)
        if depth == 0 and self.chance(0.12):
            found["阶段"] = texts.short(("受理", "审查", "公示发证", "第二阶段")) + str(len(self.tops) + 1)
        if self.chance(self.busy):
            found["判断"] = self.branches(found["步骤"], depth, place, inside)
        elif not self.strict and self.chance(0.1):
            self.open.append((found, "接着", place, found["步骤"]))
        return found if not self.chance(0.02) else {**found, "图标": rng.choice(ICONS)}

    def more(self, depth: int) -> Tree:
        """What few steps have."""
        texts, found = self.texts, {}
        if self.chance(self.rich * 0.25):
            found["监督"] = texts.marked() if self.chance(0.7) else texts.some(3)
        if self.chance(self.rich * 0.2):
            found["公示"] = self.rng.choice((True, "是", "否", texts.marked()))
        if self.chance(self.rich * 0.2):
            found["材料"] = self.materials()
        if self.chance(self.rich * 0.12):
            found["表决"] = {"到会": "三分之二以上", "通过": texts.short(("到会人员过半数", "4/5"))}
        return found

    def materials(self) -> Any:
        """材料 in all the ways to write them."""
        texts, rng = self.texts, self.rng
        if self.chance(0.2):
            return texts.short(("身份证", "户口簿"))
        found: list[Any] = []
        for _ in range(rng.randint(1, 5)):
            one: Any = f"{texts.short(('身份证', '户口簿', '申请表', '照片2张'))}"
            if self.chance(0.4):
                one = {"名称": one, "份数": rng.choice(("1份", "2")), "必要": rng.choice(("是", "否", "视情况"))}
                one |= {"适用": rng.choice(APPLIES)} if self.chance(0.3) else {}
                if form := rng.choice(FORMS):
                    one |= {"形式": form, "来源": texts.short(WHO)}
            found.append(one)
        return found

    def branches(self, own: str, depth: int, place: int, inside: bool) -> Tree:
        """判断: one outcome goes on, so that there is a way to the end."""
        texts, rng = self.texts, self.rng
        labels = list(dict.fromkeys(texts.outcome() for _ in range(rng.choice((2, 2, 2, 3, 3, 4, 7)))))
        onward = rng.choice(labels) if self.chance(0.2) else labels[0]
        found: Tree = {}
        for label in labels:
            draw = rng.random()
            if label == onward:
                found[label] = "下一步"
            elif draw < 0.4 and depth < self.deepest and self.left > 0:
                inner = self.entries(depth + 1, place, rng.randint(1, 3), inside)
                if not inside and not {"判断", "并行"} & set(inner[-1]) and self.chance(0.4):
                    self.open.append((inner[-1], "接着", place, own))
                found[label] = inner
            elif draw < 0.55 or inside:
                found[label] = "下一步"
            elif draw < 0.85:
                target: Tree = {"到": ""}
                self.open.append((target, "到", place, own))
                if self.chance(0.5):
                    target["说明"] = texts.marked()
                found[label] = target
            else:
                found[label] = ""
                self.open.append((found, label, place, own))
        return found

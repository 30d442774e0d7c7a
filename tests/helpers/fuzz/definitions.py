"""Seed and number → a random definition of any kind, always the same; the text of its file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

import yaml

from helpers.fuzz.flows import FlowMaker, Tree, size_of
from helpers.fuzz.provisions import of_steps, provisions
from helpers.fuzz.publication import beside, publication
from helpers.fuzz.texts import COMMON, LATIN, SENTENCES, WHEN, WHO, Texts

DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
LISTS = ("主体责任", "准入事项", "负面事项", "三务公开", "服务群众", "小微权力", "依法出具证明")
FORMS = ("折行", "竖排", "泳道", "全图")
SCORES = ("5", "0.5", "10分", "2/次", "1至10", "3分/月", "1,000", "看情况")
CHANNELS = ("公开栏", "□入户", "■微信群", "村民会议通报", "□便民服务站 ■村广播")
LIMITS = ("15桌", "每桌不超过300元（含烟酒）", "≤3万元", "不办酒席", "十五桌", "每桌10人，15桌以内")
GROUPS = ("民政救助", "土地和建房", "村务", "基层党建、平安建设")
STATUS = ("征求意见", "试行", "正式", "废止")
DATES = ("2026-04-01", "2026年4月1日", "待定")


@dataclass(frozen=True)
class Definition:
    """A definition: `name` says which it is, `kind` is 流程, 清单, 积分 or 规范."""

    name: str
    kind: str
    tree: Tree

    @cached_property
    def text(self) -> str:
        """Its file."""
        return str(yaml.dump(self.tree, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=10_000))


def definition(seed: int, number: int) -> Definition:
    """The random definition `number` of a seed."""
    rng = Random(f"{seed}:{number}:definition")
    kind = rng.choices(("流程", "清单", "积分", "规范"), (80, 8, 6, 6))[0]
    return _Maker(rng, kind).definition(f"{seed}-{number}")


class _Maker:
    """Makes one definition."""

    def __init__(self, rng: Random, kind: str) -> None:
        self.rng, self.kind = rng, kind
        wild = rng.random() < 0.35
        self.texts = Texts(rng, wild, broken=wild and rng.random() < 0.06)
        self.strict = rng.random() < 0.94

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def definition(self, name: str) -> Definition:
        """The whole file."""
        texts, rng = self.texts, self.rng
        tree: Tree = {"类型": self.kind} if self.kind != "流程" or self.chance(0.3) else {}
        tree |= {"名称": texts.name(), "办理主体": texts.some(3, WHO) if self.chance(0.4) else texts.short(WHO)}
        tree["操作流程"] = FlowMaker(
            texts, size_of(rng) if self.kind == "流程" else rng.randint(1, 6), self.strict
        ).steps()
        tree |= {"时间要求": self.deadline(), "监督管理": self.oversight()}
        if not self.strict and self.chance(0.1):
            del tree[rng.choice(list(tree))]
        tree |= self.furniture()
        body = {"清单": self.listing, "积分": self.points, "规范": self.conduct}
        tree |= body[self.kind]() if self.kind in body else {}
        tree |= provisions(texts, self.kind)
        of_steps(texts, tree)
        tree |= beside(texts)
        if "发布" in tree and self.chance(0.5):
            own = tree["发布"]
            own |= publication(texts, own["状态"])
            own.pop("表决" if own["状态"] == "征求意见" else "意见截止", None)  # whoever asks has not decided yet
        return Definition(name, self.kind, tree)

    def deadline(self) -> Any:
        """时间要求 in both ways to write it."""
        if self.chance(0.6):
            return self.texts.short(WHEN)
        return {
            "承诺": "5个工作日",
            "法定": "20个工作日",
            "不计入": self.texts.short(("公示时间",)),
            "说明": self.texts.marked(),
        }

    def oversight(self) -> Any:
        """监督管理 in all the ways to write it."""
        if self.chance(0.4):
            return self.texts.short(("村监委会监督", "无"))
        one = {"监督人": self.texts.short(WHO), "方式": self.texts.marked(), "电话": "0000-1234567"}
        return [one, *self.texts.some(2)] if self.chance(0.5) else [one]

    def furniture(self) -> Tree:
        """What stands around the steps."""
        texts, rng, found = self.texts, self.rng, {}
        share = rng.choice((0.0, 0.2, 0.6))
        usual: dict[str, tuple[str, ...]] = {
            "申请条件": SENTENCES, "办理结果": COMMON, "收费": ("不收费", "每件10元"), "办理地点": ("村便民服务站",),
            "办理时间": ("工作日8:30–17:30",), "咨询电话": ("0000-1234567", "138-0000-0000"),
            "依据": ("《中华人民共和国土地管理法》", "民发〔2020〕20号"), "备注": SENTENCES,
        }  # fmt: skip
        for key, words in usual.items():
            if self.chance(share):
                found[key] = texts.some(rng.choice((1, 2, 2, 3, 12)), words)
        if self.chance(share):
            found["所需材料"] = FlowMaker(texts, 1).materials()
        if self.chance(share):
            found["帮办代办"] = {"姓名": "张××", "电话": "138-0000-0000", "窗口": texts.short(("便民服务站2号窗口",))}
        if self.chance(share):
            found["发布"] = self.publication()
        if self.chance(0.3):
            found["编号"] = texts.short(("A-07", "B-20"))
        if self.chance(0.2) or self.kind == "清单":
            found["所属清单"] = rng.choice(LISTS)
        if self.chance(0.35):
            found["版式"] = self.layout()
        return found

    def layout(self) -> Any:
        """版式 in both ways to write it."""
        form = self.rng.choice(FORMS)
        if self.chance(0.5):
            return form
        return {"形式": form, "列数": self.rng.randint(1, 8), "详略": self.rng.randint(1, 3)}

    def publication(self) -> Tree:
        """发布."""
        rng = self.rng
        date = rng.choice(DATES)
        found: Tree = {
            "单位": self.texts.short(("××镇人民政府",)),
            "版本": "2026年版",
            "日期": date,
            "状态": rng.choice(STATUS),
        }
        if self.chance(0.3):
            found |= {"施行": date, "意见截止": date}
            found["表决"] = {"会议": "村民代表会议", "日期": date, "应到": "45", "实到": "41", "同意": "40"}
        return found

    def listing(self) -> Tree:
        """The rows of a 清单."""
        texts, rng = self.texts, self.rng
        assert self.kind == "清单"
        rows: list[Tree] = []
        for _ in range(size_of(rng)):
            row: Tree = {
                "事项": texts.name(),
                "办理主体": texts.short(WHO),
                "时限": texts.short(WHEN),
                "监督": texts.short(WHO),
            }
            row |= {"类别": rng.choice(GROUPS)} if self.chance(0.7) else {}
            row |= {"形式": [texts.short(CHANNELS) for _ in range(rng.randint(1, 3))]} if self.chance(0.5) else {}
            row |= {"依据": texts.some(2)} if self.chance(0.3) else {}
            row |= {"备注": texts.marked()} if self.chance(0.3) else {}
            row |= {"自定": texts.short(WHO)} if self.chance(0.3) else {}
            rows.append(row)
        name = rng.choice(LISTS)
        for row in rows:
            if name == "准入事项":
                row |= {"责任部门": "县民政局", "村级职责": ["协调联络", texts.short(("宣传教育",))]}
            if name == "三务公开":
                row |= {"类别": rng.choice(("党务", "村务", "财务")), "形式": row.get("形式", ["公开栏"])}
        more = {"所属清单": name, "帮办代办": {"姓名": "张××"}, "事项": rows}
        return more | ({"栏目": ["自定"]} if any("自定" in row for row in rows) else {})

    def points(self) -> Tree:
        """The tables of a 积分."""
        texts, rng = self.texts, self.rng

        def groups(sign: str, further: tuple[str, ...]) -> list[Tree]:
            found: list[Tree] = []
            for number in range(rng.randint(1, 4)):
                items: list[Tree] = []
                for _ in range(rng.randint(1, 8)):
                    score = rng.choice((*SCORES, *(sign + one for one in SCORES if one != "看情况"), *further))
                    item: Tree = {"内容": texts.name(), "分值": score}
                    item |= {"上限": "每月20分"} if self.chance(0.3) else {}
                    item |= {"认定": texts.short(WHO)} if self.chance(0.3) else {}
                    items.append(item | ({"备注": texts.marked()} if self.chance(0.2) else {}))
                found.append({"类别": f"第{number + 1}类", "项": items})
            return found

        found: Tree = {"周期": "每月", "基础分": "100", "加分": groups("+", ())}
        found |= {"扣分": groups("-", ("降B级", "一票否决"))} if self.chance(0.7) else {}
        if self.chance(0.6):
            found["等级"] = [
                {"名称": f"等{n}", "范围": f"{n * 100}（不含）–{n * 100 + 100}", "待遇": texts.marked()}
                for n in range(rng.randint(1, 6))
            ]
        if self.chance(0.6):
            goods = ("肥皂1块", "大米10斤", "免费体检1次", *LATIN)
            found["兑换"] = [{"物品": texts.short(goods), "分值": str(5 * n + 5)} for n in range(rng.randint(1, 9))]
        return found

    def conduct(self) -> Tree:
        """The tables of a 规范."""
        texts, rng = self.texts, self.rng
        rows: list[Tree] = []
        for occasion in rng.sample(("婚事", "丧事", "其他喜事（满月、升学）", ""), rng.randint(0, 4)):
            for item in rng.sample(("宴席", "礼金", "彩礼", "车辆", "烟酒", "回礼"), rng.randint(1, 5)):
                row: Tree = {"场合": occasion} if occasion else {}
                row["项目"] = item if self.chance(0.7) else texts.name()
                row |= {key: rng.choice(LIMITS) for key in ("上限", "城", "乡") if self.chance(0.4)}
                row |= {"下限": "1天"} if self.chance(0.1) else {}
                if self.chance(0.3) or not {"上限", "城", "乡", "下限"} & set(row):
                    row["说明"] = texts.marked()
                rows.append(row)
        found: Tree = {"标准": rows} if rows else {}
        for key in ("提倡", "禁止", "奖惩"):
            if self.chance(0.6):
                found[key] = [texts.marked() for _ in range(rng.randint(1, 6))]
        return found if {"标准", "提倡", "禁止"} & set(found) else {**found, "提倡": ["从简"]}

"""Random texts → 发布 with its votes, consultation and filing, and the keys that a guide has beside what is printed."""

from __future__ import annotations

from random import Random

from helpers.fuzz.flows import Tree
from helpers.fuzz.texts import Texts

MEETINGS = ("村民代表会议", "村民会议", "{{村名}}村民代表会议", "户代表会议", "成员大会")
DAYS = ("2026-03-15", "2026年3月15日", "2026年3月")
RULES = ("村民代表会议", "村民会议", {"到会": "三分之二以上", "通过": "到会人员过半数"})
KEYWORDS = ("低保", "盖房子", "老年补贴", "开证明")
SECOND_HAND = ("小额快救3日内办结", "复核每季一次")


def publication(texts: Texts, status: str) -> Tree:
    """Further keys of 发布 that suit a status."""
    rng = texts.rng
    found: Tree = (
        {"表决": [_vote(texts, rng) for _ in range(rng.choice((1, 1, 1, 2, 3)))]} if rng.random() < 0.6 else {}
    )
    if rng.random() < 0.4:
        returned = rng.randint(1, 120)
        found["征求"] = {"发出": str(returned + 17), "收回": str(returned), "采纳": str(rng.randint(0, 9))}
        if rng.random() < 0.5:
            found["征求"] |= {"同意": str(returned - 1), "不同意": "1", "有建议": "9", "实名": rng.choice(("是", "否"))}
    if rng.random() < 0.4:
        found["备案"] = {"机关": texts.short(("××镇人民政府",)), "日期": rng.choice(DAYS)}
    if rng.random() < 0.3:
        found["下次复核"] = "2027-03-01"
    if status == "征求意见":
        found |= {"意见截止": "2026年3月31日", "意见方式": texts.some(3, ("村委会意见箱", "给联络员打电话"))}
    elif status == "试行":
        found["试行至"] = "2026年12月31日"
    elif status == "废止":
        found |= {"废止日期": "2027-01-01", "由何代替": texts.short(("新的办法",))}
    return found


def _vote(texts: Texts, rng: Random) -> Tree:
    """One meeting that has agreed."""
    entitled = rng.randint(5, 3000)
    present = entitled - entitled // rng.randint(4, 40)
    against, silent = rng.randint(0, present // 5), rng.randint(0, present // 8)
    found: Tree = {"会议": texts.short(MEETINGS), "日期": rng.choice(DAYS), "应到": str(entitled), "实到": str(present)}
    found["同意"] = str(present - against - silent)
    if rng.random() < 0.5:
        found |= {"反对": str(against), "弃权": str(silent)}
    if rng.random() < 0.3:
        found["计法"] = rng.choice(("人", "户"))
    if rng.random() < 0.3:
        found |= {"通知": "2026-03-01", "规则": rng.choice(RULES)}
    return found


def beside(texts: Texts) -> Tree:
    """Keys by which a guide is found and judged, few of which are printed."""
    rng = texts.rng
    usual = {
        "一张图": rng.choice(("清单制", "积分制", "移风易俗")), "事项编码": "341181-A-0007", "依据说明": texts.marked(),
        "转引": list(SECOND_HAND), "关键词": list(KEYWORDS),
    }  # fmt: skip
    return {key: value for key, value in usual.items() if rng.random() < 0.12}

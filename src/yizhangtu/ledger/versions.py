"""Records of versions → the list of versions in force (现行版本.json), and what a code means by it."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from yizhangtu.content.version_code import canonical_json, check_sign, code_of, version_code
from yizhangtu.ledger.chain import as_written
from yizhangtu.ledger.record import VERSION, Record

FORMAT = 1
ROWS = "事项"  # among the values of a village: the rows that its table has for it
YEARS = 3  # that older codes are kept on the list
DRAFT, TRIAL, IN_FORCE, REPEALED = "征求意见", "试行", "正式", "废止"


class Registered(NamedTuple):
    """One registered version of a guide. `codes`: the village's name → its code; "" for the guide in general terms.
    `day`: when it was registered; `until`: when a later one took its place, "" for the current one. `changes`: what
    the present version says otherwise, in sentences."""

    guide: str  # 图: the stem of its file
    number: str
    title: str
    version: str
    status: str
    published: str
    effective: str
    definition: str
    day: str
    codes: Mapping[str, str]
    trial_until: str = ""
    repealed: str = ""
    until: str = ""
    changes: tuple[str, ...] = ()
    values: str = ""  # 村值: the digest of all villages' values

    @property
    def called(self) -> str:
        """A-07 农村宅基地审批."""
        return f"{self.number} {self.title}".strip()

    @property
    def edition(self) -> str:
        """V1.1（2026-03-01公布）, as far as it is known."""
        published = f"（{self.published}公布）" if self.published else ""
        return f"{self.version}{published}"


class VersionList(NamedTuple):
    """现行版本.json: every version that can be on a wall. `times`: how often versions were released (第几次)."""

    times: int
    day: str
    valid_until: str
    issuer: str
    hotline: str
    current: tuple[Registered, ...]
    older: tuple[Registered, ...] = ()


class Found(NamedTuple):
    """What a code means: the version, the village ("" in general terms), and the one that is current now."""

    version: Registered
    village: str
    current: Registered | None


Values = Callable[[str], Mapping[str, Any]]  # 村值 → {"变量": [...], "村": {village: {variable: value}}}


def registered(records: Iterable[Record], values: Values, since: str = "") -> tuple[list[Registered], list[Registered]]:
    """The current versions, in the order of their first registration, and the older ones whose time ended on `since`
    (YYYY-MM-DD) or later, the latest first."""
    current: dict[str, Registered] = {}
    older: list[Registered] = []
    tables: dict[str, dict[str, str]] = {}
    written = as_written(record for record in records if record.kind == VERSION)
    for record in sorted(written, key=lambda one: _whole(one.values.get("第几次"))):
        digest = record.text("村值")
        if digest not in tables:
            tables[digest] = _villages(values(digest))
        one = _registered(record, tables[digest])
        last = current.get(one.guide)
        if last is not None and (last.definition, last.codes) != (one.definition, one.codes):
            older.append(last._replace(until=one.day))
        current[one.guide] = one
    return list(current.values()), [one for one in reversed(older) if one.until >= since]


def _villages(values: Mapping[str, Any]) -> dict[str, str]:
    """Village → its values as canonical JSON."""
    villages = values.get("村")
    return {str(name): canonical_json(one) for name, one in villages.items()} if isinstance(villages, dict) else {}


def _registered(record: Record, villages: Mapping[str, str]) -> Registered:
    definition = record.text("定义")
    codes = {"": version_code(definition, {})}
    codes |= {name: code_of(definition, one) for name, one in villages.items()}
    return Registered(
        record.text("图"), record.text("编号"), record.text("名称"), record.text("版本"), record.text("状态"),
        record.text("公布"), record.text("施行"), definition, record.moment[:10], codes, record.text("试行至"),
        record.text("废止日期"), values=record.text("村值"),
    )  # fmt: skip


def in_village(definition: Mapping[str, Any], values: Mapping[str, Any], village: str) -> Mapping[str, Any]:
    """What a version says in a village: the canonical definition, with the rows of the village's table where it has
    any. `values`: those of all villages (村值)."""
    own = values.get("村", {}).get(village, {})
    return {**definition, "items": own[ROWS]} if ROWS in own else definition


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def doubled(versions: Sequence[Registered]) -> list[tuple[str, Registered, Registered]]:
    """Codes that stand for two contents (Y754): the code, and both versions."""
    first: dict[str, Registered] = {}
    found = []
    for one in versions:
        for code in one.codes.values():
            other = first.setdefault(code, one)
            if other is not one and other.definition != one.definition:
                found.append((code, other, one))
    return found


def find(versions: VersionList, code: str) -> Found | None:
    """The version and village of a code; of equal codes the current one. None where it is not on the list."""
    for one in (*versions.current, *versions.older):
        for village, own in one.codes.items():
            if own == code:
                current = next((other for other in versions.current if other.guide == one.guide), None)
                return Found(one, village, current)
    return None


def state_of(found: Found, day: str) -> str:
    """What is said of a version on a day (YYYY-MM-DD): 现行, 试行, 旧版, 征求意见稿, 还没有施行, 试行已满, 已废止."""
    one = found.version
    if one.until:
        return "旧版"
    if one.status == REPEALED or ("" < one.repealed <= day):
        return "已废止"
    if one.status == DRAFT:
        return "征求意见稿"
    if one.effective > day:
        return "还没有施行"
    if one.status == TRIAL:
        return "试行已满" if "" < one.trial_until < day else "试行"
    return "现行"


GOOD = ("现行", "试行")


def as_json(versions: VersionList) -> str:
    """The list as text: sorted and indented as little as can be, so that equal lists have equal bytes."""
    head = {
        "格式": FORMAT, "第几次": versions.times, "日期": versions.day, "有效至": versions.valid_until,
        "发布单位": versions.issuer, "电话": versions.hotline,
    }  # fmt: skip
    lists = {"现行": versions.current, "旧版": versions.older}
    body = {**head, **{key: [_as_data(one) for one in group] for key, group in lists.items()}}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


_KEYS = {
    "guide": "图", "number": "编号", "title": "名称", "version": "版本", "status": "状态", "published": "公布",
    "effective": "施行", "trial_until": "试行至", "repealed": "废止日期", "definition": "定义", "day": "登记",
    "until": "用到", "changes": "改了什么", "values": "村值",
}  # fmt: skip


def _as_data(one: Registered) -> dict[str, object]:
    values = {key: getattr(one, field) for field, key in _KEYS.items()}
    found: dict[str, object] = {key: value for key, value in values.items() if value}
    found["核验码"] = {village or "通用": code for village, code in one.codes.items()}
    return found


class BadList(ValueError):
    """A text that is no list of versions; the message is in Chinese."""


def from_json(text: str) -> VersionList:
    """The list of a file. Raises BadList."""
    try:
        data = json.loads(text)
        current, older = (tuple(_from_data(one) for one in data.get(key, ())) for key in ("现行", "旧版"))
        return VersionList(
            int(data["第几次"]), str(data["日期"]), str(data["有效至"]), str(data.get("发布单位", "")),
            str(data.get("电话", "")), current, older,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadList("不是现行版本的名单（release 写出的 现行版本.json）") from None


def _from_data(data: Mapping[str, Any]) -> Registered:
    codes = {"" if name == "通用" else str(name): str(code) for name, code in data["核验码"].items()}
    if not all(len(code) == 12 and check_sign(code[:-1]) == code[-1] for code in codes.values()):
        raise ValueError
    texts = {field: str(data.get(key, "")) for field, key in _KEYS.items() if field != "changes"}
    changed = data.get("改了什么", ())
    return Registered(**texts, codes=codes, changes=tuple(map(str, changed)))

"""A mapping of the tree and its table of keys → the values by Chinese name of the key; other keys are reported."""

from __future__ import annotations

from yizhangtu.model.diagnostics import Related, Span
from yizhangtu.model.words import distance, nearest, shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.schema.key import Key, KeyTable, ValueShape
from yizhangtu.read.schema.keys import GUIDES, inner_name, is_project_key, kinds_with, places_of
from yizhangtu.read.yaml.mistakes import list_mark
from yizhangtu.read.yaml.tree import Mapping, Pair, Scalar, Sequence, Tree

Fields = dict[str, Tree]

PROJECT_KEY = "辖区文件（辖区.yaml）里有“{}”，整个项目只写一次。"

_LISTS = frozenset({ValueShape.OBJECTS, ValueShape.STEPS, ValueShape.MEMBERS, ValueShape.BRANCHES, ValueShape.OBJECT})


def read_fields(mapping: Mapping, table: KeyTable, faults: Faults) -> Fields:
    """The values of known keys by their Chinese names, in the order written. Keys without a value are left out. A
    wrong name of a key that is not there is reported once, and its value taken as that of the key."""
    found: dict[str, Pair] = {}
    values: Fields = {}
    known = {key.name for pair in mapping.pairs if (key := table.find(pair.key.text.strip()))}
    restarted = False  # a second item begins without its “- ”
    for pair in mapping.pairs:
        written = pair.key.text.strip()
        key = table.find(written)
        if key is None:
            if written == "<<" or table.free:
                continue
            key = _meant(written, pair, table)
            if key is None or key.name in known or key.name in found:
                _unknown(pair, table, faults)
                continue
            _misnamed(pair, key, table, faults)
        if key.name in found:
            restarted = restarted or key.name == table.begins
            if key.name == table.begins or not restarted:
                _twice(pair, found[key.name], key, table, faults)
            continue
        found[key.name] = pair
        if is_empty(pair.value):
            _nothing_written(pair, key, faults)
        else:
            values[key.name] = pair.value
    for key in table.keys:
        if key.required and key.name not in found:
            hint = _wanted(key) + ("如果这些是上一项的，去掉这里的“- ”。" if key.name == table.begins else "")
            faults.add("Y115", start_of(mapping.span), f"{table.title}缺少“{key.name}”", hint)
    return values


def _meant(written: str, pair: Pair, table: KeyTable) -> Key | None:
    """The key that a wrong name stands for: a usual other word for it, or a misspelling that is near no other key. A
    key of other mappings is written at the wrong place, not misspelt."""
    if mark := list_mark(written):
        return table.find(mark)
    if kinds_with(written) and not isinstance(pair.value, Scalar):
        return None
    named = [key for key in table.keys if written in key.wrong]
    fitting = [key for key in named if not (key.shape in _LISTS and isinstance(pair.value, Scalar))]
    if named or places_of(written, table):
        return fitting[0] if fitting else None
    close = _close(written, table)
    return table.find(close) if close and distance(written, close) <= 1 and len(written) > 2 else None


def _close(written: str, table: KeyTable) -> str | None:
    return nearest(written, [name for key in table.keys for name in (key.name, key.english)])


def _misnamed(pair: Pair, key: Key, table: KeyTable, faults: Faults) -> None:
    written = shortened(pair.key.text.strip())
    if list_mark(written):
        faults.add("Y104", pair.key.span, "列表的每一项以“- ”开头：英文减号，后面空一格", f"写成：- {key.name}: …")
        return
    name = key.name if written in key.wrong else _close(written, table) or key.name
    faults.add("Y113", pair.key.span, f"{table.title}的“{name}”写成了“{written}”", f"把“{written}”改成“{name}”。")


def _wanted(key: Key) -> str:
    """The hint for a required key."""
    if key.choices:
        return f"写上{key.doc}：{'、'.join(key.choices)}。"
    return f"写上{key.doc}{f'，如“{key.name}: {key.example}”' if key.example else ''}。"


def is_empty(tree: Tree) -> bool:
    """Whether nothing was written: no value, an empty text or mapping, a list of empty items."""
    if isinstance(tree, Scalar):
        return tree.empty or not tree.text.strip()
    if isinstance(tree, Sequence):
        return all(is_empty(item) for item in tree.items)
    return not tree.pairs


def start_of(span: Span) -> Span:
    """The first character of a place, so that a diagnostic of a whole mapping does not underline all of it."""
    return Span(span.file, span.line, span.column, span.line, span.column + 1)


def _unknown(pair: Pair, table: KeyTable, faults: Faults) -> None:
    if faults.full:
        faults.add("Y113", pair.key.span, "")
        return
    written = pair.key.text.strip()
    kinds = kinds_with(written) if table in GUIDES.values() else ()
    meant = any(written in key.wrong for key in table.keys)
    if kinds and not (meant and isinstance(pair.value, Scalar)):
        hint = f"“{written}”是{'、'.join(f'“{kind}”' for kind in kinds)}的键：在最上面写“类型: {kinds[0]}”。"
        faults.add("Y113", pair.key.span, f"{table.title}里没有“{written}”这个键", hint)
        return
    for key in table.keys:
        if written in key.wrong:
            faults.add("Y113", pair.key.span, f"{table.title}里没有“{written}”这个键", f"是不是“{key.name}”？")
            return
    close = _close(written, table)
    elsewhere = places_of(written, table)
    of_project = table in GUIDES.values() and is_project_key(written)
    names = "、".join(key.name for key in table.keys)
    if inner := inner_name(written, table):
        hint = f"写成“{inner[0]}”里的“{inner[1]}”。"
    elif elsewhere:
        hint = f"“{written}”写在{'、'.join(f'“{place}”' for place in elsewhere)}里，请检查缩进。"
        hint += PROJECT_KEY.format(written) if of_project else ""
        hint += f"这里可以写：{names}。"
    elif of_project:
        hint = f"{PROJECT_KEY.format(written)}这里可以写：{names}。"
    elif close:
        hint = f"是不是“{close}”？"
    else:
        hint = f"这里可以写：{names}。"
    if table.named:
        hint += f"自己加的栏目，要先写在“{table.named}”里。"
    faults.add("Y113", pair.key.span, f"{table.title}里没有“{shortened(written)}”这个键", hint)


def _twice(pair: Pair, first: Pair, key: Key, table: KeyTable, faults: Faults) -> None:
    same = pair.key.text.strip() == first.key.text.strip()
    message = f"“{pair.key.text.strip()}”写了两次"
    if not same:
        message = f"“{pair.key.text.strip()}”和“{first.key.text.strip()}”是同一个键，只能写一次"
    related = (Related(first.key.span, "第一次写在这里"),)
    hint = "删去一处，或者把两处合并。"
    if key.name == table.begins:
        hint = f"是两项，就在每一项的“{key.name}”前面加“- ”，写成列表；是一项，就删去一处。"
    faults.add("Y114", pair.key.span, message, hint, related)


def _nothing_written(pair: Pair, key: Key, faults: Faults) -> None:
    message = f"“{pair.key.text.strip()}”没有填写"
    if key.required:
        faults.add("Y115", pair.key.span, message, f"{_wanted(key)}文字以“#”开头时要加引号。")
    else:
        faults.add("Y118", pair.key.span, message, "补上内容，或者删去这一行。文字以“#”开头时要加引号。")

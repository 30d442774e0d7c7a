"""A fact of a document (办理时限 | 25个工作日) → values of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable

from yizhangtu.importers.draft import GuideDraft, Question, SourcedText
from yizhangtu.importers.steps import add_chain, add_told_steps
from yizhangtu.importers.text_parts import chain, list_items, numbered, with_bracket
from yizhangtu.importers.words import HeaderWords, plain
from yizhangtu.read.originals.original import Grid, SourceCell

_PHONE = re.compile(r"[，；]?(?:(?:监督|投诉|举报)[^，。；：:]{0,6})?电话[：:]?\s*([\d×xX*()（）\-—、 ]{5,})")
_NUMBER = re.compile(r"(?:联系)?(?:电话|手机)?[：:]?\s*(\+?\d[\d×xX*\-—]{4,})")
_WINDOW = re.compile("窗口|服务站|服务中心|大厅")
_EXCLUDED = re.compile("不计|除外|不算|不含|不包括")
_SHORT = 12  # characters of a name of a fact
_HEAD_WORDS = frozenset({"项目", "内容", "名称", "要素", "栏目", "具体内容", "序号", "说明", "事项"})
LISTS = ("申请条件", "所需材料", "依据")


def fact_line(text: str, words: HeaderWords) -> tuple[str, str] | None:
    """The key and text of “办理主体：村委会”; None for other lines."""
    found = re.match(rf"([^：:。，；]{{1,{_SHORT}}})[：:]\s*(.*)", text, re.DOTALL)
    role = words.role("facts", found[1]) if found else None
    return (role, found[2].strip()) if found and role and found[2].strip() else None


def add_fact(draft: GuideDraft, key: str, cell: SourceCell, text: str, words: HeaderWords) -> None:
    """Add one fact. `text` is that of the cell, without its name."""
    draft.use([cell])
    place = cell.place
    text = text.strip()
    if key == "操作流程":
        add_steps_text(draft, text, cell, words)
    elif key == "时间要求":
        _add_deadline(draft, text, place)
    elif key in ("法定时限", "承诺时限"):
        draft.add(key, SourcedText(_ended(text), place))
    elif key == "监督电话":
        draft.add("监督电话", SourcedText(_ended(text), place))
    elif key == "监督管理":
        add_oversight(draft, text, place, words)
    elif key == "帮办代办":
        _add_assistant(draft, text, place)
    elif key == "办理主体":
        draft.add(key, *(SourcedText(one, place) for one in list_items(text, "、；;，,")))
    elif key in LISTS:
        signs = "；;" if key == "申请条件" else "、；;" if key == "所需材料" else "；;"
        draft.add(key, *(SourcedText(one, place) for one in list_items(text, signs)))
    elif key == "名称":
        draft.add(key, SourcedText("".join(text.splitlines()), place))
    else:
        draft.add(key, SourcedText(_ended(text) if "\n" not in text else text, place))


def add_steps_text(draft: GuideDraft, text: str, cell: SourceCell, words: HeaderWords) -> None:
    """Steps told in one text: a chain, or numbered sentences."""
    links = chain(text, least=2)
    if links:
        add_chain(draft, links, cell.place, words)
        return
    items = list_items(text, "；;")
    if len(items) > 1 or numbered(text):
        add_told_steps(draft, [(one, cell.place) for one in items], words)
        return
    draft.add("备注", SourcedText(text, cell.place))
    draft.questions.append(Question("操作流程", f"没有分出步骤：{text[:40]}", cell.place))


def _add_deadline(draft: GuideDraft, text: str, place: str) -> None:
    """时间要求, with what is left out of account or said besides in brackets."""
    main, inner = with_bracket(_ended(text))
    if inner and re.search(r"[\d一二三四五六七八九十]|当场|即办|随时", main):
        draft.add("时间要求", SourcedText(main, place))
        draft.add("不计入" if _EXCLUDED.search(inner) else "时限说明", SourcedText(inner, place))
    else:
        draft.add("时间要求", SourcedText(_ended(text), place))


def add_oversight(draft: GuideDraft, text: str, place: str, words: HeaderWords) -> None:
    """监督管理: who watches, how, and the phone."""
    if found := _PHONE.search(text):
        draft.add("监督电话", SourcedText(found[1].strip(" 、"), place))
        text = f"{text[: found.start()]}{text[found.end() :]}"
    for one in list_items(text, "；;。"):
        draft.add("监督管理", SourcedText(one, place))


def _add_assistant(draft: GuideDraft, text: str, place: str) -> None:
    """帮办代办: numbers, windows, and what is left, the names."""
    for part in list_items(_ended(text), "；;"):
        rest = part
        for found in _NUMBER.finditer(part):
            draft.add("帮办电话", SourcedText(found[1].strip(), place))
            rest = rest.replace(found[0], "，")
        for one in filter(None, re.split(r"[，,、\s]+", rest)):
            draft.add("帮办窗口" if _WINDOW.search(one) else "帮办姓名", SourcedText(one.strip("：:（）()"), place))


def _ended(text: str) -> str:
    """Without the full stop at its end."""
    return text.strip().removesuffix("。").strip()


def read_fact_grid(grid: Grid, words: HeaderWords) -> list[GuideDraft] | None:
    """The definitions of a table of facts: two columns, four (two pairs beside each other), or a column for each of
    several services; None where it is none."""
    rows = [row for row in grid.rows if len({cell.id for cell in row if cell.text}) > 1]
    keys = [words.role("facts", row[0].text) for row in rows]
    if len(rows) < 2 or sum(key is not None for key in keys) * 2 < len(rows) or len({key for key in keys if key}) < 2:
        return None
    width = len(grid.rows[0])
    services = [at for at in range(1, width) if not any(words.role("facts", row[at].text) for row in rows)]
    named = next((row for row, key in zip(rows, keys, strict=True) if key == "名称"), None)
    if (
        named is not None
        and len(services) == width - 1
        and len({named[at].id for at in services if named[at].text}) > 1
    ):
        return [_service(grid, rows, at, words) for at in services if named[at].text]
    first = rows[0]
    if named is None and _names_services(first, words) and len(services) == width - 1:
        return [_service(grid, rows, at, words, first) for at in services if first[at].text]
    draft = GuideDraft()
    for row in grid.rows:
        if all(plain(cell.text) in _HEAD_WORDS for cell in row if cell.text):
            draft.use(row)
            draft.head = "｜".join(cell.text for cell in row if cell.text)
        else:
            _read_pairs(draft, row, words)
    return [draft]


def _names_services(row: tuple[SourceCell, ...], words: HeaderWords) -> bool:
    """Whether the first row of a table of facts names a service over each column: 项目 | 生育登记 | 老年证."""
    names = [cell.text for cell in row[1:]]
    fit = all(name and plain(name) not in _HEAD_WORDS and not words.is_name(name) for name in names)
    return plain(row[0].text) in _HEAD_WORDS and fit and len({cell.id for cell in row[1:]}) == len(names) > 1


def tells_facts(grid: Grid, words: HeaderWords) -> bool:
    """Whether most names of the first column are those of facts: then no row is a head, whatever it looks like."""
    names = [row[0].text for row in grid.rows if row[0].text]
    known = sum(words.role("facts", name) is not None for name in names)
    return known >= 3 and known * 10 >= len(names) * 6


def _service(
    grid: Grid,
    rows: Iterable[tuple[SourceCell, ...]],
    at: int,
    words: HeaderWords,
    names: tuple[SourceCell, ...] | None = None,
) -> GuideDraft:
    """The service of one column. `names` is the row that names it, where no fact does."""
    draft = GuideDraft()
    if names is not None:
        draft.use([names[0]])
        add_fact(draft, "名称", names[at], names[at].text, words)
    for row in rows:
        if row is names:
            continue
        key = words.role("facts", row[0].text)
        draft.use([row[0]] if key else [])
        if key and row[at].text:
            add_fact(draft, key, row[at], row[at].text, words)
        elif row[at].text:
            draft.use([row[0], row[at]])
            draft.add("备注", SourcedText(f"{row[0].text}：{row[at].text}", row[at].place))
    return draft


def _read_pairs(draft: GuideDraft, row: tuple[SourceCell, ...], words: HeaderWords) -> None:
    """A row of names and texts, one or several pairs."""
    cells = list({cell.id: cell for cell in row if cell.text}.values())
    at = 0
    while at < len(cells):
        key = words.role("facts", cells[at].text)
        follows = at + 1 < len(cells) and words.role("facts", cells[at + 1].text) is None
        if key and follows:
            values = [cells[at + 1]]
            draft.use([cells[at]])
            add_fact(draft, key, values[0], values[0].text, words)
            at += 2
            continue
        line = fact_line(cells[at].text, words)
        if line:
            add_fact(draft, line[0], cells[at], line[1], words)
        elif follows and len(plain_name(cells[at].text)) <= _SHORT and len(cells) == 2:
            draft.use(cells)
            draft.add("备注", SourcedText(f"{plain_name(cells[0].text)}：{cells[1].text}", cells[1].place))
            at += 1
        at += 1


def plain_name(text: str) -> str:
    """A name of a fact without blanks and the colon."""
    return "".join(text.split()).rstrip("：:")

"""The sheets of a workbook → the rows of one, and diagnostics of what a sheet hides or leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.tables.table import Row, Sheet

LISTED = 8  # places that a message names
LOOKED_THROUGH = 10  # rows in which the column names are looked for


def rows_of_sheets(sheets: Sequence[Sheet], is_head: Callable[[Sequence[str]], bool], faults: Faults) -> list[Row]:
    """The rows of the first visible sheet that has the column names, else of the first visible one that has any."""
    chosen = chosen_sheet(sheets, is_head, faults)
    if chosen is None:
        return []
    report_hidden(chosen, faults)
    return filled_rows(chosen, faults, 2)


def chosen_sheet(sheets: Sequence[Sheet], is_head: Callable[[Sequence[str]], bool], faults: Faults) -> Sheet | None:
    """The first visible sheet that has the column names, else the first visible one that has any rows."""
    filled = [sheet for sheet in sheets if sheet.visible and sheet.rows]
    if not filled:
        if any(sheet.rows for sheet in sheets):
            faults.add("Y711", None, "看得见的工作表都是空的", "取消隐藏要读的工作表，再保存。")
        return None
    chosen = next(
        (sheet for sheet in filled if any(is_head(row.cells) for row in sheet.rows[:LOOKED_THROUGH])), filled[0]
    )
    others = [sheet.title for sheet in sheets if sheet is not chosen and sheet.rows]
    if others and sheets[0] is not chosen:
        message = f"读的是工作表“{shortened(chosen.title)}”"
        faults.add(
            "Y722", None, message, f"没有读：{'、'.join(map(shortened, others[:LISTED]))}。不对就只留要读的这一张。"
        )
    return chosen


def report_hidden(sheet: Sheet, faults: Faults) -> None:
    """What a sheet shows otherwise than its cells say."""
    hidden = [row.number for row in sheet.rows if row.number in sheet.hidden]
    if hidden:
        message = f"隐藏的或者筛选掉的行也算：第 {_numbers(hidden)} 行"
        faults.add("Y723", faults.at(hidden[0], 1), message, "不要这些行，就删去；要的话，取消隐藏或者筛选。")
    if sheet.unvalued:
        message = f"公式没有算出来的结果，这一格是空的{_more(sheet.unvalued)}"
        hint = "用 Excel 或 WPS 打开，保存一次，公式就有结果了；或者复制，选择性粘贴成“数值”。"
        faults.add("Y725", faults.at(*sheet.unvalued[0]), message, hint)
    if sheet.unsure:
        text = _cell(sheet, sheet.unsure[0])
        message = f"这一格在 Excel 里显示成什么样，看不懂它的格式，印成“{shortened(text)}”{_more(sheet.unsure)}"
        faults.add("Y726", faults.at(*sheet.unsure[0]), message, "把这一格设为“文本”，照要印的样子重新填写。")


def filled_rows(sheet: Sheet, faults: Faults, first: int = 1) -> list[Row]:
    """The rows, with the text of merged cells in each cell that they cover, in columns from `first` on."""
    merged = [one for one in sheet.merged if one.bottom > one.top and one.right >= first]
    if not merged:
        return sheet.rows
    by_number = {row.number: row for row in sheet.rows}
    found = dict(by_number)
    places: list[tuple[int, int]] = []
    for one in merged:
        text = _cell(sheet, (one.top, one.left))
        if not text.strip():
            continue
        for number in range(one.top + 1, one.bottom + 1):
            row = found.get(number)
            if row is None or len(row.cells) < one.left or row.cells[one.left - 1].strip():
                continue
            cells = list(row.cells)
            cells[one.left - 1] = text
            found[number] = Row(number, cells)
            places.append((number, one.left))
    if places:
        message = (
            f"合并的单元格，每一行都算作“{shortened(_cell(sheet, (merged[0].top, merged[0].left)))}”{_more(places)}"
        )
        faults.add("Y727", faults.at(*places[0]), message, "不对的话，拆开合并的单元格，一行一行填写。")
    return list(found.values())


def _cell(sheet: Sheet, place: tuple[int, int]) -> str:
    row = next((row for row in sheet.rows if row.number == place[0]), None)
    return row.cells[place[1] - 1] if row and len(row.cells) >= place[1] else ""


def _more(places: Sequence[tuple[int, int]]) -> str:
    """ "，还有 2 格：第 3、4 行" for the places after the first."""
    if len(places) < 2:
        return ""
    return f"，还有 {len(places) - 1} 格：第 {_numbers(dict.fromkeys(row for row, _ in places[1:]))} 行"


def _numbers(numbers: Iterable[int]) -> str:
    found = [str(number) for number in numbers]
    return "、".join(found[:LISTED]) + ("……" if len(found) > LISTED else "")

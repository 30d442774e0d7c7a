"""A table of persons and phones, or any table that is to be a 公示 → its columns and rows as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from yizhangtu.importers.draft import GuideDraft, RowDraft, SourcedText
from yizhangtu.importers.grids import LOOKED_THROUGH, banner, filled
from yizhangtu.importers.tables import read_note
from yizhangtu.importers.words import HeaderWords, plain
from yizhangtu.read.originals.original import Grid, SourceCell

_PHONES = frozenset({"电话", "联系电话", "手机", "手机号", "手机号码", "办公电话", "电话号码", "联系方式", "值班电话"})
_OWNERS = frozenset({"姓名", "单位", "部门", "值班人", "职务", "名称", "单位名称", "联系人", "值班人员", "负责人"})


def read_notice_grid(grid: Grid, words: HeaderWords, wanted: bool) -> GuideDraft | None:
    """The 公示 of a grid; None where it has no such columns. `wanted`: the document is said to be one, so that any
    names of columns will do."""
    for at, row in enumerate(grid.rows[:LOOKED_THROUGH]):
        names = [plain(cell.text) for cell in row]
        if banner(row) or not (wanted or (_PHONES & set(names) and _OWNERS & set(names))):
            continue
        draft = GuideDraft("公示")
        for before in grid.rows[:at]:
            for cell in filled(before):
                read_note(draft, cell, words, title=True)
        _read_rows(draft, row, grid.rows[at + 1 :], words)
        return draft
    return None


def _read_rows(
    draft: GuideDraft, head: Sequence[SourceCell], body: Sequence[Sequence[SourceCell]], words: HeaderWords
) -> None:
    draft.use(head)
    columns = {
        at: "".join(cell.text.split()) for at, cell in enumerate(head) if cell.text and plain(cell.text) != "序号"
    }
    draft.columns = list(dict.fromkeys(columns.values()))
    numbers = [at for at, cell in enumerate(head) if plain(cell.text) == "序号"]
    for row in body:
        alone = banner(row)
        if alone and len(columns) > 1:
            read_note(draft, alone, words)
            continue
        one = RowDraft()
        draft.use(row[at] for at in (*columns, *numbers))
        for at, name in columns.items():
            one.add(name, SourcedText(row[at].text, row[at].place))
        if one.values:
            draft.rows.append(one)

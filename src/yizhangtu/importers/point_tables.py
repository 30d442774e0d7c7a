"""A table with a head → rows of a draft: points, or the standards of weddings and funerals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yizhangtu.importers.draft import Question, RowDraft, SourcedText
from yizhangtu.importers.grids import HeadedColumn, filled
from yizhangtu.importers.tables import ListTable, StepTable, TableReader
from yizhangtu.importers.words import plain
from yizhangtu.read.originals.original import SourceCell


class PointTable(TableReader):
    """Points: sections or columns tell what adds and what takes away."""

    def read(self) -> None:
        self.draft.kind = "积分"
        super().read()

    def row(self, row: Sequence[SourceCell]) -> None:
        deed = RowDraft()
        for column in self.table.columns:
            values = self.values(row, column)
            if column.role in (None, "备注"):
                name = "" if column.role else f"{column.name}："
                capped = [one for one in values if re.search("不超过|最多|封顶|上限|不得超过", one.text)]
                deed.add("上限", *capped)
                deed.add("备注", *(one._replace(text=f"{name}{one.text}") for one in values if one not in capped))
            elif column.role != "序号":
                deed.add(column.role, *values)
        group = deed.values.pop("类别", None)
        deed.group = group[0] if group else self.section
        for key, target in (("加分值", self.draft.rows), ("扣分值", self.draft.penalties)):
            if points := deed.values.get(key):
                target.append(self._deed(deed, points[0], key == "扣分值"))
        if points := deed.values.get("分值"):
            taken = self._takes(points[0].text)
            (self.draft.penalties if taken else self.draft.rows).append(self._deed(deed, points[0], taken))
        elif deed.values.get("内容") and not (deed.values.get("加分值") or deed.values.get("扣分值")):
            self.draft.questions.append(
                Question("分值", f"“{deed.text('内容')}”没有写分值", deed.values["内容"][0].place)
            )
            self.draft.rows.append(self._deed(deed, SourcedText("", ""), False))

    def _deed(self, deed: RowDraft, points: SourcedText, taken: bool) -> RowDraft:
        values = {key: list(found) for key, found in deed.values.items() if key not in ("分值", "加分值", "扣分值")}
        row = RowDraft(values, deed.group)
        row.add("分值", points._replace(text=_points(points.text, taken)))
        return row

    def _takes(self, points: str) -> bool:
        section = self.section.text if self.section else ""
        if re.search("扣|减|惩|负面|失信|否决|禁止", section):
            return True
        if re.search("加|奖|正面|守信", section):
            return False
        return points.startswith(("-", "－", "扣", "减", "−")) or "否决" in points


def _points(text: str, taken: bool) -> str:
    """扣20分 → -20; other texts as they are, a bare number of a penalty with its sign."""
    one = "".join(text.split())
    if found := re.fullmatch(r"(扣|减|加|奖)(\d+(?:\.\d+)?)分?(/次)?", one):
        return f"{'-' if found[1] in '扣减' else '+'}{found[2]}{found[3] or ''}"
    if taken and re.fullmatch(r"\d+(?:\.\d+)?分?", one):
        return f"-{one.removesuffix('分')}"
    return text


class StandardTable(TableReader):
    """Standards, with columns for occasions or a column that names them."""

    def read(self) -> None:
        self.draft.kind = "规范"
        super().read()

    def row(self, row: Sequence[SourceCell]) -> None:
        base = RowDraft()
        occasions: list[tuple[HeadedColumn, SourcedText]] = []
        for column in self.table.columns:
            values = self.values(row, column)
            if plain(column.head) in self.words.occasions and column.role not in ("项目",):
                occasions += [(column, value) for value in values]
            elif column.role is None:
                base.add("说明", *(value._replace(text=f"{column.name}：{value.text}") for value in values))
            elif column.role != "序号":
                base.add(column.role, *values)
        if not base.values.get("场合") and self.section:
            base.add("场合", self.section)
        if not base.values.get("项目") and (base.values or occasions):
            first = next((cell for cell in filled(row)), None)
            self.draft.questions.append(Question("标准.项目", "这一行没有写项目", first.place if first else ""))
            return
        if not occasions:
            self.draft.rows.append(_limited(base))
        for column, value in occasions:
            one = RowDraft({key: list(values) for key, values in base.values.items()})
            one.values["场合"] = [SourcedText(plain(column.head), value.place)]
            one.add("上限" if re.search(r"\d", value.text) else "说明", value)
            self.draft.rows.append(_limited(one))


def _limited(row: RowDraft) -> RowDraft:
    """With 不超过 taken off an upper limit: the key says it; a limit without a number is a note."""
    for key, words in (("上限", "不得超过|不超过|最多|最高|控制在"), ("下限", "不得少于|不少于|最少|最低")):
        for value in row.values.pop(key, ()):
            if re.search(r"[\d一二三四五六七八九十百千万两]", value.text):
                row.add(
                    key,
                    value._replace(text=re.sub(f"^(?:{words})|(?:以内|以下|以上)$", "", value.text.strip()).strip()),
                )
            else:
                row.add("说明", value)
    return row


READERS = {"steps": StepTable, "items": ListTable, "points": PointTable, "standards": StandardTable}

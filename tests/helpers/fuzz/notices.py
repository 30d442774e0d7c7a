"""Random tables of notices from seeds: with sums that are known, and with numbers of persons planted in them. All
numbers are made up; each has the right check digit."""

from __future__ import annotations

import csv
import io
import random
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from helpers.notices import HEAD, PROJECT, checked
from helpers.village_project import make_project
from yizhangtu.build.checked import Checked

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SPELLINGS = ("{}", "{}元", "￥{}", "¥ {}", "{}")
SURNAMES = "赵钱孙李周吴郑王"
# Where a number is planted: printed places, and places that a mask or 栏目 keeps from being printed.
PRINTED = ("cell", "name", "head", "title", "note", "group")
HIDDEN = ("unnamed column", "masked column", "id column", "phone column")


def id_number(source: random.Random) -> str:
    """A number of 18 signs with its check digit, of a region that there is not."""
    head = f"99{source.randrange(10_000):04}{source.randrange(1930, 2020)}{source.randrange(1, 13):02}"
    head += f"{source.randrange(1, 29):02}{source.randrange(1000):03}"
    return head + "10X98765432"[sum(int(d) * w for d, w in zip(head, WEIGHTS, strict=True)) % 11]


def card_number(source: random.Random) -> str:
    """A number of a card with its check digit (Luhn)."""
    digits = [6, 2, *(source.randrange(10) for _ in range(source.randrange(13, 17)))]
    total = sum(sum(divmod(d * (2 - at % 2), 10)) for at, d in enumerate(reversed(digits)))
    return "".join(map(str, digits)) + str(-total % 10)


def number(source: random.Random) -> tuple[str, str]:
    """A number of a person: as it is, and in a random spelling."""
    own = source.choice(
        [id_number(source), card_number(source), f"1{source.randrange(3, 10)}{source.randrange(10**9):09}"]
    )
    between, step = source.choice(["", "", " ", "-", "　"]), source.choice([3, 4, 6])
    written = between.join(own[at : at + step] for at in range(0, len(own), step))
    if source.random() < 0.3:
        written = "".join(chr(ord(char) + 0xFEE0) if char.isalnum() else char for char in written)
    return own, written


class SummedTable(NamedTuple):
    """A table, and the sums that its columns 收入 and 支出 must have."""

    data: bytes
    sums: tuple[Decimal, Decimal]


def summed(seed: int, rows: int = 0) -> SummedTable:
    """A table of random amounts in random spellings and encodings, half of them with a total row."""
    source = random.Random(f"sum {seed}")
    sums = [Decimal(0), Decimal(0)]
    text = io.StringIO()
    writer = csv.writer(text)
    if source.random() < 0.3:
        writer.writerow(["甲村收支明细"])
    writer.writerow(["项目", "收入", "支出"])
    for at in range(rows or source.randrange(1, 30)):
        cells = [f"项目{at + 1}"]
        for column in (0, 1):
            if source.random() < 0.4:
                cells.append(source.choice(["", "—"]))
                continue
            value = Decimal(source.randrange(10 ** source.randrange(1, 10))) / source.choice([1, 10, 100])
            sums[column] += value
            shown = f"{value:,}" if source.random() < 0.5 else str(value)
            cells.append(source.choice(SPELLINGS).format(shown))
        writer.writerow(cells)
    if source.random() < 0.5:
        writer.writerow(["合计", f"{sums[0]:,.2f}", str(sums[1])])
    data = text.getvalue().encode(source.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
    return SummedTable(data, (sums[0], sums[1]))


class Planted(NamedTuple):
    """What was found in a project with a planted number: the number, and whether it stands in a printed place."""

    digits: str
    printed: bool
    found: Checked


def planted(seed: int, folder: Path) -> Planted:
    """A notice of aid with a number of a person in one place, checked."""
    source = random.Random(f"plant {seed}")
    place = source.choice([*PRINTED, *HIDDEN])
    own, written = number(source)
    at = source.randrange(6)
    text = io.StringIO()
    writer = csv.writer(text)
    note = f"备注{written}" if place == "head" else "备注"
    writer.writerow(["姓名", "组别", "金额", note, "身份证号", "手机", "编外"])
    for row in range(6):
        here = row == at
        writer.writerow([
            f"{source.choice(SURNAMES)}××{written if here and place == 'name' else ''}",
            f"{row % 2 + 1}组{written if place == 'group' and row % 2 == at % 2 else ''}",
            f"{source.randrange(1, 10**5) / 100}",
            f"{source.choice(['见', '核对', ''])}{written}" if here and place in ("cell", "masked column") else "无",
            written if here and place == "id column" else id_number(source),
            written if here and place == "phone column" else "",
            written if here and place == "unnamed column" else "",
        ])  # fmt: skip
    mask = ", 脱敏: 不印" if place == "masked column" else ""
    title = f"救助公示{written}" if place == "title" else "救助公示"
    notes = f"备注: 有问题请看{written}\n" if place == "note" else ""
    definition = HEAD.replace("收支公开", title) + f"{notes}数据: '{{{{村名}}}}-{{{{期}}}}.csv'\n分组: 组别\n栏目:\n"
    definition += f"  - 姓名\n  - 组别\n  - 金额\n  - {{栏: '{note}'{mask}}}\n  - 身份证号\n  - 手机\n"
    project = make_project(
        folder, {"辖区.yaml": PROJECT, "救助.yaml": definition, "甲村-2026-10.csv": text.getvalue().encode()}
    )
    return Planted(own, place in PRINTED, checked(project, name="救助.yaml"))


def wrong(one: Planted) -> str:
    """What is wrong with the answer; "" for nothing."""
    codes = [fault.code for fault in one.found.diagnostics]
    said = "".join(f"{fault.message}{fault.hint}" for fault in one.found.diagnostics)
    if one.digits in _digits(said):
        return "a message quotes the number"
    if one.printed:
        if "Y833" not in codes or any(guide.sound for guide in one.found.guides):
            return f"not reported: {codes}"
        return ""
    if "Y833" in codes:
        return "reported though it is not printed"
    shown = repr([(guide.guide, guide.graph) for guide in one.found.guides])
    return "left in the guide" if one.digits in _digits(shown) else ""


def _digits(text: str) -> str:
    """A text with plain digits and without what may stand between them."""
    plain = "".join(chr(ord(char) - 0xFEE0) if 0xFF10 <= ord(char) <= 0xFF3A else char for char in text)
    return "".join(char for char in plain if char not in " -　")

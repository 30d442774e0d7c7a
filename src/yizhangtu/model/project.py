"""A project: the values of 辖区.yaml for all its guides (format.md section 7)."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from yizhangtu.model.diagnostics import Text
from yizhangtu.model.guide import HANDLER, Assistant, Oversight
from yizhangtu.model.page import Raster

LEDGER_FOLDER = Text("台账")
ARCHIVE_NUMBER = Text("{{编码}}-WS·{{年}}-{{期限}}-{{件号}}")  # DA/T 22-2015
VERSION_DAYS = 400  # that a list of the versions in force holds, by default
DEFAULT_READERS = ("村民", "申请人", "农户", "居民", "本人", "当事人", "群众", "家属", "丧主家属", "选民", "成员")


class Village(NamedTuple):
    """One row of 村庄: its name, code and every column as a variable (村名, 编码 and the columns of the table)."""

    name: Text
    code: Text | None = None
    columns: tuple[tuple[str, str], ...] = ()


class Requirement(NamedTuple):
    """One entry of 要求: which guides (numbers or file names; all where empty) of which lists (all where empty) must
    hang in which villages (all but `without`), on which media (any where empty), until when (YYYY-MM-DD)."""

    guides: tuple[Text, ...] = ()
    groups: tuple[Text, ...] = ()
    media: tuple[Text, ...] = ()
    villages: tuple[Text, ...] = ()
    without: tuple[Text, ...] = ()
    by: Text | None = None


class Disclosure(NamedTuple):
    """公开规则: the name of a set of law/disclosure.yaml, or days of the project's own (0 for what is not written):
    how long it stays on the board, until which day of the month after a month, or of the first month after a quarter,
    and within how many days what is published at once."""

    name: str = "国家"
    keep: int = 0
    month: int = 0
    quarter: int = 0
    at_once: int = 0


NATIONAL_RULES = Disclosure()


@dataclass(frozen=True)
class Project:
    """Defaults for all guides. `folder` is the folder of the project file ('' where there is no file)."""

    folder: str = ""
    file: str | None = None
    town: Text | None = None
    county: Text | None = None
    province: Text | None = None  # 省份 and 市县: whose rules may be cited
    city: Text | None = None
    issuer: Text | None = None
    url: Text | None = None
    hotline: Text | None = None
    assistant: Assistant | None = None
    oversight: tuple[Oversight, ...] = ()
    readers: tuple[str, ...] = DEFAULT_READERS
    theme: Text | None = None
    media: tuple[Text, ...] = ()
    villages: tuple[Village, ...] = ()
    villages_unread: bool = False  # they are in a file that is read later, or none can be read
    other: tuple[tuple[str, Text], ...] = ()  # files that it names, by key
    logo: Raster | None = None  # 标志, without its samples
    originals: bool = False  # 照片 of 台账: the photos themselves are kept beside their small copies
    verified: bool = True  # 核验: whether codes of versions are printed
    verify_url: Text | None = None  # 网址 of 核验, where it is another than that of the project
    verify_days: int = VERSION_DAYS  # 有效 of 核验: days that a list of the versions in force holds
    ledger: Text | None = LEDGER_FOLDER  # its folder, beside the project file; None: there is none
    required: tuple[Requirement, ...] = ()  # 要求: what must hang where; everything where there is none
    target: int = 100  # 目标: per cent of it
    disclosure: Disclosure = NATIONAL_RULES  # 公开规则
    archive_number: Text = ARCHIVE_NUMBER  # 档号: how files of a register are numbered
    lined: bool = True  # 我的记录: whether pages of a booklet that nothing else fills have lines to write on

    handler_label: str = HANDLER  # 主体叫法: the printed name of 办理主体
    risks: bool = False  # 风险防控: whether 风险 and 防控 of steps are printed

    @property
    def places(self) -> tuple[str, ...]:
        """Province and city."""
        return tuple(str(one) for one in (self.province, self.city) if one)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of all villages, in the order of their first use."""
        return tuple(dict.fromkeys(name for village in self.villages for name, _ in village.columns))

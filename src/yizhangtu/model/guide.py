"""A guide as its author wrote it, with places. `body` has the parts that only 清单, 积分, 规范 and 公示 have
(model/listing.py, model/points.py, model/conduct.py, model/notice/)."""

from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from yizhangtu.model.deadline import Deadline, TimeLimit
from yizhangtu.model.diagnostics import Span, Text
from yizhangtu.model.provisions import Eligibility, Provisions
from yizhangtu.model.publication import Publication, Vote

if TYPE_CHECKING:  # these modules import this one
    from yizhangtu.model.conduct import Conduct
    from yizhangtu.model.listing import Listing
    from yizhangtu.model.notice.notice import Notice
    from yizhangtu.model.points import Points


NOT_NEEDED = "否"
NONE = "无"
HANDLER = "办理主体"


class Material(NamedTuple):
    """所需材料: `name` alone, or with copies (份数), form (原件/复印件), source (来源), required (必要): None for yes,
    NOT_NEEDED, or the text as written; and applies_to (适用): for whom or what, a head under which it is printed."""

    name: Text
    copies: Text | None = None
    form: Text | None = None
    source: Text | None = None
    required: Text | None = None
    applies_to: Text | None = None


class Oversight(NamedTuple):
    """监督管理: 监督人, 方式 and the phone. A text alone is `how`."""

    by: Text | None = None
    how: Text | None = None
    phone: Text | None = None


class Assistant(NamedTuple):
    """帮办代办."""

    name: Text | None = None
    phone: Text | None = None
    window: Text | None = None


class Go(Enum):
    """A target that is no step: 下一步, the next entry in the order written after the whole entry; or 办结."""

    NEXT = "next"
    END = "end"


End = Literal[Go.END]


class GoTo(NamedTuple):
    """A step or a named 并行 block of the same guide."""

    name: Text


class Inline(NamedTuple):
    """Entries only for this outcome; after them the flow continues behind the entry that branches."""

    entries: "tuple[Entry, ...]"


Target = Go | GoTo | Inline


class Band(NamedTuple):
    """A band of amounts in yuan, such as 5万元以下; None for an open end, or for a bound not called 含 or 不含.

    `subject` is the text before the amount (经营支出): bands of different subjects are not compared.
    """

    low: float | None
    high: float | None
    low_inclusive: bool | None = None
    high_inclusive: bool | None = None
    subject: str = ""


class Tone(StrEnum):
    """Whether an outcome is good or bad news for the reader (性质). Where it leads is another thing."""

    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"


class Branch(NamedTuple):
    """One outcome of a 判断 and its target."""

    outcome: Text
    target: Target
    note: Text | None = None
    band: Band | None = None  # where the outcome is a band of amounts
    tone: Tone | None = None  # 性质; None: by its words


class Revision(NamedTuple):
    """How a step differs from an earlier version, on a poster that marks changes: `mark` is 新 or 改, `was` what the
    earlier version says."""

    mark: Text
    was: Text | None = None


class Revisions(NamedTuple):
    """What else such a poster says: `compared` the versions and the marks, and every change that stands on no step or
    row; `removed` the steps that are gone, `removed_rows` the rows of tables."""

    compared: tuple[Text, ...]
    removed: tuple[Text, ...] = ()
    removed_rows: tuple[Text, ...] = ()


class Step(NamedTuple):
    """One step. `number` counts all steps of the guide from 1 in the order written, nested ones included."""

    number: int
    name: Text
    span: Span
    detail: Text | None = None
    by: Text | None = None  # as written; None: the guide's first handler
    within: Deadline | None = None
    unlimited: bool = False  # 时限: 无, which is not printed
    oversight: tuple[Text, ...] = ()
    notice: Text | bool = False  # 公示: True, or the text as written
    materials: tuple[Material, ...] = ()
    announcement: Text | bool = False  # 公布: after a decision, without objections: True, or where
    basis: tuple[Text, ...] = ()  # 依据 of this step alone
    risks: tuple[Text, ...] = ()  # 风险: where integrity is at risk; printed only where the project wants it
    controls: tuple[Text, ...] = ()  # 防控: what is done against that
    online: Text | bool = False  # 线上: done without a visit: True, or the way as written
    vote: Vote | None = None
    phase: Text | None = None
    branches: tuple[Branch, ...] = ()
    next: End | GoTo | None = None  # 接着; None: the order written
    every: Text | None = None  # 循环: 接着 begins a new round, 每月
    icon: Text | None = None
    revision: Revision | None = None


class Parallel(NamedTuple):
    """并行: members done at the same time; the next entry waits for all. It has no number of its own."""

    members: "tuple[tuple[Entry, ...], ...]"
    span: Span
    name: Text | None = None
    detail: Text | None = None
    by: Text | None = None
    within: Deadline | None = None
    oversight: tuple[Text, ...] = ()
    materials: tuple[Material, ...] = ()
    phase: Text | None = None
    next: End | GoTo | None = None
    every: Text | None = None  # as in a step
    icon: Text | None = None
    revision: Revision | None = None


Entry = Step | Parallel


class LayoutWish(NamedTuple):
    """版式: the layout that the author asks for. `form` is rows, rail, lanes or graph; None: chosen by measuring."""

    form: Text | None = None
    columns: int | None = None
    level: int | None = None  # level of detail 1–3


class Guide(NamedTuple):
    """One guide (一张图), defaults of the project filled in and variables substituted. A 流程 has no `body`.

    `no_steps` is 操作流程: 无, as written; such a guide has no steps. `inherited` names the keys (Chinese) whose values
    come from the project file; `texts` are all strings that must be printed, in the order written (for checks of
    completeness and of glyph coverage).
    """

    file: str  # path as given, for messages
    stem: str  # file name without suffix: the name of the output
    span: Span
    title: Text
    picture: Text  # 清单制, 积分制, 移风易俗
    list_name: Text | None = None  # 所属清单
    number: Text | None = None  # 编号
    item_code: Text | None = None  # 事项编码: of the catalogue of a higher authority
    handlers: tuple[Text, ...] = ()
    steps: "tuple[Entry, ...]" = ()
    no_steps: Text | None = None
    deadline: TimeLimit = TimeLimit()
    oversight: tuple[Oversight, ...] = ()
    conditions: tuple[Eligibility, ...] = ()
    materials: tuple[Material, ...] = ()
    result: tuple[Text, ...] = ()
    fee: tuple[Text, ...] = ()
    place: tuple[Text, ...] = ()
    hours: tuple[Text, ...] = ()
    phone: tuple[Text, ...] = ()
    assistant: Assistant | None = None
    basis: tuple[Text, ...] = ()
    basis_note: Text | None = None  # 依据说明: why the basis differs from the table of laws; not printed
    second_hand: tuple[Text, ...] = ()  # 转引: what was not read in the original; not printed
    provisions: Provisions = Provisions()
    publication: Publication = Publication()
    notes: tuple[Text, ...] = ()
    keywords: tuple[Text, ...] = ()  # 关键词: everyday words for it, in the index of a booklet only
    layout: LayoutWish = LayoutWish()
    inherited: tuple[str, ...] = ()
    written: tuple[str, ...] = ()  # the keys (Chinese) that have a value in the file itself
    readers: tuple[str, ...] = ()  # handlers shown as 您来办
    handler_label: str = HANDLER  # how the project calls the handler
    risks_printed: bool = False  # whether 风险 and 防控 of its steps are
    texts: tuple[Text, ...] = ()
    kind: str = "流程"  # 流程, 清单, 积分, 规范, 公示
    body: "Listing | Points | Conduct | Notice | None" = None
    code: str = ""  # 核验码 of what it says in its village, without hyphens; "": none is printed
    revisions: Revisions | None = None


def is_none(text: str) -> bool:
    """Whether a text says that there is nothing: 无."""
    return text.strip().rstrip("。") == NONE


def walk(entries: "tuple[Entry, ...]") -> "tuple[Entry, ...]":
    """Every step and 并行 block, nested ones included, in the order written (depth first)."""
    found: list[Entry] = []
    stack = list(reversed(entries))
    while stack:
        entry = stack.pop()
        found.append(entry)
        inner: list[Entry] = []
        if isinstance(entry, Parallel):
            for member in entry.members:
                inner.extend(member)
        else:
            for branch in entry.branches:
                if isinstance(branch.target, Inline):
                    inner.extend(branch.target.entries)
        stack.extend(reversed(inner))
    return tuple(found)


def steps_of(entries: "tuple[Entry, ...]") -> tuple[Step, ...]:
    """Every step, nested ones included, by number."""
    return tuple(entry for entry in walk(entries) if isinstance(entry, Step))


def material_text(material: Material) -> str:
    """One line: 户口簿（残疾人，原件，1份，来源：派出所，非必需）."""
    extra = [str(part) for part in (material.applies_to, material.form, material.copies) if part]
    if material.source:
        extra.append(f"来源：{material.source}")
    if material.required:
        extra.append("非必需" if material.required == NOT_NEEDED else str(material.required))
    return f"{material.name}（{'，'.join(extra)}）" if extra else str(material.name)

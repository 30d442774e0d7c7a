"""A guide → 受理单 with fields to fill in, 受理登记簿 to fill in by pen, and the same as a workbook."""

from __future__ import annotations

from yizhangtu.content.facts import code_address, phones_to_ask
from yizhangtu.content.reception import Reception, numbered_materials, reception_of
from yizhangtu.content.version_code import grouped
from yizhangtu.export.pdf.form_marks import fillable, numbered_copies
from yizhangtu.media.context import Context
from yizhangtu.media.documents import QR, document_press, heading_of, qr_image
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.register.register_book import register_book
from yizhangtu.media.result import File, Result
from yizhangtu.model.guide import Guide
from yizhangtu.model.page import About
from yizhangtu.register.columns import SATISFIED

SHEET, BOOK = ".受理登记簿.pdf", ".受理登记簿.xlsx"
ROWS = 20  # of a sheet of the register
TICKED, LEGEND = 5, 120  # materials that have a box each in a row of the register, and characters of their legend
# The fields of 受理单, whose names are ASCII; places of one name show the same text. Signatures are no fields.
FIELDS = {
    "number": "编号", "applicant": "申请人", "group": "村民小组", "phone": "联系电话", "entrusted": "委托村里代办",
    "self": "自己办", "helper": "代办员", "lacking": "还缺什么", "received": "受理时间", "due": "承诺办结日",
}  # fmt: skip
# The columns of the register in print, with their widths in mm.
COLUMNS = (
    ("序号", 9), ("受理日期", 19), ("申请人", 20), ("村民小组", 17), ("联系电话", 26), ("材料", 42), ("承诺办结日", 19),
    ("送交何处、日期", 25), ("办结日期", 19), ("结果", 15), ("领取签字", 21), ("代办员", 17), ("满意", 9), ("档号", 19),
)  # fmt: skip


def make(context: Context, job: Job) -> Result:
    """Make NAME.受理单.pdf, NAME.受理登记簿.pdf and NAME.受理登记簿.xlsx."""
    (subject,) = job.subjects
    reception = reception_of(subject.guide)
    stem = job.target.removesuffix(job.kind.suffix)
    book = register_book(subject, reception)
    slip, sheet = _slip(context, job, reception), _register(context, job, reception)
    return Result((File(job.target, slip), File(stem + SHEET, sheet), File(stem + BOOK, book)))


def _slip(context: Context, job: Job, reception: Reception) -> bytes:
    """受理单: with fields, or in numbered copies to be filled in by pen."""
    (subject,) = job.subjects
    guide, project = subject.guide, subject.project
    numbered = job.copies > 0
    labels = dict(FIELDS)
    cases = [(name, f"case{at}") for at, name in enumerate(reception.cases, 1)]
    materials = []
    for at, item in enumerate(reception.materials, 1):
        materials.append({"text": item.text, "head": item.head, "field": "" if numbered else f"material{at}"})
        labels[f"material{at}"] = item.text
    labels |= {field: name for name, field in cases}
    address = code_address(guide, project)
    values = {
        **_common(subject), "numbered": numbered, "fields": {name: "" if numbered else name for name in FIELDS},
        "cases": [(name, "" if numbered else field) for name, field in cases], "materials": materials,
        "limits": reception.limits, "satisfied": SATISFIED, "contacts": phones_to_ask(guide, project),
        "code": guide.code, "qr": QR if address else "",
    }  # fmt: skip
    press = document_press(context)
    about = About(f"{guide.title}受理单", str(values["issuer"]))
    pdf = press.print("reception.html.j2", values, about, {QR: qr_image(address)} if address else {})
    if numbered:
        return numbered_copies(pdf, press.print("digits.html.j2", {}, About("0–9")), job.copies)
    return fillable(pdf, labels)


def _register(context: Context, job: Job, reception: Reception) -> bytes:
    """The register as sheets of twenty rows; as many as the numbered copies of 受理单 need."""
    (subject,) = job.subjects
    sheets = max(1, -(-job.copies // ROWS))
    rows = [[at * ROWS + row if job.copies else row for row in range(1, ROWS + 1)] for at in range(sheets)]
    marks = "①②③④⑤⑥⑦⑧⑨"
    ticked = [(marks[number - 1], text) for number, text in numbered_materials(reception.wanted, TICKED, LEGEND)]
    values = {
        **_common(subject), "sheets": rows, "columns": COLUMNS, "materials": ticked, "limits": reception.limits,
    }  # fmt: skip
    about = About(f"{subject.guide.title}受理登记簿", str(values["issuer"]))
    return document_press(context).print("register.html.j2", values, about)


def _common(subject: Subject) -> dict[str, object]:
    guide = subject.guide
    return {
        "title": str(guide.title), "issuer": heading_of(subject), "version": _version(guide),
    }  # fmt: skip


def _version(guide: Guide) -> str:
    parts = (str(guide.publication.version or ""), f"核验码 {grouped(guide.code)}" if guide.code else "")
    return "，".join(part for part in parts if part)

"""A guide → 表决记录表: the record of each meeting that votes on it, with the rule that holds."""

from __future__ import annotations

from collections.abc import Sequence

from yizhangtu.content.facts import code_address
from yizhangtu.content.version_code import grouped
from yizhangtu.content.vote_record import VoteRecord, vote_records
from yizhangtu.law.instruments import law_table
from yizhangtu.law.rules import law_rules
from yizhangtu.media.context import Context
from yizhangtu.media.documents import QR, document_press, heading_of, qr_image
from yizhangtu.media.kind import Job
from yizhangtu.media.result import Result, one_file
from yizhangtu.model.guide import Guide
from yizhangtu.model.page import About

ACROSS = 4  # signatures beside one another
UNKNOWN = 60  # places to sign where it is not known how many are entitled


def make(context: Context, job: Job) -> Result:
    """Make NAME.表决记录表.pdf."""
    (subject,) = job.subjects
    guide = subject.guide
    records = vote_records(guide, law_rules(), law_table().read)
    meetings = dict.fromkeys(line.meeting for one in records for line in one.rules)
    address = code_address(guide, subject.project)
    values = {
        "title": str(guide.title), "issuer": heading_of(subject), "version": _version(guide),
        "meetings": list(meetings), "qr": QR if address else "",
        "records": [{**one._asdict(), "signature_rows": _rows(one)} for one in records],
    }  # fmt: skip
    about = About(f"{guide.title}表决记录表", str(values["issuer"]))
    images = {QR: qr_image(address)} if address else {}
    return one_file(job, document_press(context).print("minutes.html.j2", values, about, images))


def _version(guide: Guide) -> str:
    """V1.0，核验码 7K3Q-F9M2-XDA5."""
    parts = (str(guide.publication.version or ""), f"核验码 {grouped(guide.code)}" if guide.code else "")
    return "，".join(part for part in parts if part)


def _rows(record: VoteRecord) -> Sequence[Sequence[str]]:
    """Numbered places to sign, row by row; "" for what is left of the last row."""
    count = record.signatures or UNKNOWN
    numbers = [str(number) for number in range(1, count + 1)]
    numbers += [""] * (-count % ACROSS)
    return [numbers[at : at + ACROSS] for at in range(0, len(numbers), ACROSS)]

"""A guide → 征求意见表: A4 sheets with its rules as points, numbered where copies are asked for, and 意见汇总.xlsx."""

from __future__ import annotations

from yizhangtu.content.consultation import opinions_go_to, point_groups
from yizhangtu.content.facts import code_address, phones_to_ask
from yizhangtu.content.publication import before
from yizhangtu.content.version_code import grouped
from yizhangtu.export.pdf.form_marks import numbered_copies
from yizhangtu.media.context import Context
from yizhangtu.media.documents import QR, document_press, heading_of, qr_image
from yizhangtu.media.feedback.opinions_book import opinions_book
from yizhangtu.media.kind import Job, Subject
from yizhangtu.media.result import File, Result
from yizhangtu.model.page import About

BOOK = ".意见汇总.xlsx"
MANY = 30  # points that take lower rows


def make(context: Context, job: Job) -> Result:
    """Make NAME.征求意见表.pdf and NAME.意见汇总.xlsx."""
    (subject,) = job.subjects
    guide, project = subject.guide, subject.project
    groups = point_groups(guide)
    address, consultation = code_address(guide, project), guide.publication.consultation
    values = {
        "title": str(guide.title), "issuer": heading_of(subject), "numbered": job.copies > 0,
        "facts": _facts(subject), "groups": groups, "until": str(guide.publication.comments_until or ""),
        "signed": consultation is not None and consultation.signed == "是",
        "dense": sum(len(group.points) for group in groups) > MANY, "qr": QR if address else "",
        "contacts": phones_to_ask(guide, project),
    }  # fmt: skip
    press = document_press(context)
    about = About(f"{guide.title}征求意见表", str(values["issuer"]))
    images = {QR: qr_image(address)} if address else {}
    pdf = press.print("feedback.html.j2", values, about, images)
    if job.copies:
        pdf = numbered_copies(pdf, press.print("digits.html.j2", {}, About("0–9")), job.copies)
    book = opinions_book(guide, groups, job.copies)
    return Result((File(job.target, pdf), File(job.target.removesuffix(job.kind.suffix) + BOOK, book)))


def _facts(subject: Subject) -> tuple[tuple[str, str], ...]:
    """版本, 核验码, 意见截止, 交到哪里, those that there are."""
    guide = subject.guide
    publication = guide.publication
    found = (
        ("版本", " · ".join(str(one) for one in (publication.version, publication.status) if one)),
        ("核验码", grouped(guide.code)),
        (
            "意见截止",
            before(str(publication.comments_until)) if publication.comments_until else "　　　年　　月　　日前",
        ),
        ("交到哪里", "、".join(opinions_go_to(guide, subject.project))),
    )
    return tuple((head, text) for head, text in found if text)

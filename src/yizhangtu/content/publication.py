"""发布 in words: how it was adopted, until when it is tried, who was asked (governance.md section 9)."""

from yizhangtu.model.guide import Guide
from yizhangtu.model.publication import Consultation, Decision, Filing, Publication

STATUS = {"征求意见": "征求意见稿", "试行": "试行", "废止": "已废止"}  # 状态 → how a page says it
ADOPTED = ("试行", "正式", "废止")  # 状态 of what a vote has carried
_COUNTED = "0123456789０１２３４５６７８９零〇一二三四五六七八九十百千"


def publication_parts(publication: Publication, issuer: str) -> list[str]:
    """The parts of the version line, in the order of a guide's life."""
    parts = [str(one) for one in (publication.version, publication.status) if one]
    if publication.date:
        parts.append(ending_with(publication.date, "公布", ("公布", "发布", "印发")))
    if publication.effective:
        parts.append(ending_with(publication.effective, "起施行", ("施行", "执行", "实施", "生效")))
    if publication.trial_until:
        parts.append(f"试行至{publication.trial_until}")
    if publication.repealed:
        parts.append(ending_with(publication.repealed, "起废止", ("废止", "失效")))
    if publication.replaced_by:
        parts.append(f"由“{publication.replaced_by}”代替")
    if publication.comments_until:
        parts.append(f"意见截止：{publication.comments_until}")
    if publication.comments_to:
        parts.append(f"意见交到：{'、'.join(publication.comments_to)}")
    if issuer:
        parts.append(f"发布：{issuer}")
    parts += _consulted(publication.consultation)
    parts += [vote_line(one, adopted=str(publication.status or "") in ADOPTED) for one in publication.decisions]
    parts += _filed(publication.filed)
    return parts


def ending_with(text: str, words: str, known: tuple[str, ...]) -> str:
    """2026年5月1日起施行; a text that says so itself (自2026年5月1日起施行) stays as it is."""
    return str(text) if text.rstrip("。）)").endswith(known) else f"{text}{words}"


def vote_line(vote: Decision, *, adopted: bool) -> str:
    """经村民代表会议2026年3月15日表决通过（应到45人，实到41人，同意40人）. `adopted`: it is in force by this vote; of a
    draft only the numbers are stated."""
    unit = "户" if vote.counted_by == "户" else "人"
    counts = (
        ("应到", vote.entitled), ("实到", vote.present), ("同意", vote.agreed),
        ("反对", vote.opposed), ("弃权", vote.abstained),
    )  # fmt: skip
    numbers = "，".join(f"{key}{counted(value, unit)}" for key, value in counts if value)
    held = "".join(str(one) for one in (vote.meeting, vote.date) if one)
    if not held:
        return f"表决：{numbers}"
    words = f"经{held}表决通过" if adopted else f"表决：{held}"
    return f"{words}（{numbers}）" if numbers else words


def counted(number: str, unit: str) -> str:
    """45 → 45人; a text with a unit of its own stays as it is."""
    return f"{number}{unit}" if number.rstrip() and number.rstrip()[-1] in _COUNTED else str(number)


def _consulted(one: Consultation | None) -> list[str]:
    """征求意见：发出120份，收回103份，采纳意见6条."""
    if one is None:
        return []
    counts = (
        ("发出", one.issued, "份"), ("收回", one.returned, "份"), ("同意", one.agreed, "份"),
        ("不同意", one.opposed, "份"), ("有建议", one.suggesting, "份"), ("采纳意见", one.adopted, "条"),
    )  # fmt: skip
    said = [f"{key}{counted(value, unit)}" for key, value, unit in counts if value]
    said += {"是": ["实名"], "否": ["不记名"]}.get(str(one.signed or ""), [])
    return [f"征求意见：{'，'.join(said)}"] if said else []


def _filed(one: Filing | None) -> list[str]:
    if one is None or not (one.authority or one.date):
        return []
    return [f"{one.date or ''}{f'报{one.authority}' if one.authority else ''}备案"]


def status_of(guide: Guide) -> str:
    """征求意见稿, 试行, 已废止; "" for a guide in force."""
    return STATUS.get(str(guide.publication.status or ""), "")


def status_line(guide: Guide) -> str:
    """征求意见稿 · 请于3月31日前提意见, 试行 · 至2026年12月31日, 已废止 · 由“乙”代替; "" for a guide in force."""
    publication, words = guide.publication, status_of(guide)
    match publication.status:
        case "征求意见" if publication.comments_until:
            return f"{words} · 请于{before(publication.comments_until)}提意见"
        case "试行" if publication.trial_until:
            return f"{words} · 至{publication.trial_until}"
        case "废止" if publication.replaced_by:
            return f"{words} · 由“{publication.replaced_by}”代替"
    return words


def before(day: str) -> str:
    """2026年3月31日前; a day that is written with its 前 stays as it is."""
    return day if day.endswith(("前", "为止", "止")) else f"{day}前"

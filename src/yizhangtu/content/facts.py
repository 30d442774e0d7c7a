"""A guide → its short texts: facts, 帮办代办, the lines of 依据 and version."""

from typing import NamedTuple

from yizhangtu.content.notice import posted_texts
from yizhangtu.content.publication import publication_parts
from yizhangtu.content.version_code import grouped
from yizhangtu.flow.cards import badge_of
from yizhangtu.model.deadline import DeadlineKind, TimeLimit
from yizhangtu.model.guide import Guide, Oversight, is_none, steps_of, walk
from yizhangtu.model.listing import Listing
from yizhangtu.model.notice.notice import Notice
from yizhangtu.model.points import Points
from yizhangtu.model.project import Project
from yizhangtu.read.guide.dates import iso_date

TIME = "时间要求"
LONG = 18  # characters; a longer deadline is a text to read, not a headline
CASES_SAY = "看各情形时限"  # the headline where each 情形 has a time limit of its own
STEPS_SAY = "看各步时限"  # the headline where the guide itself has no time limit
BELOW = "见下面专栏"  # the headline where a long deadline is in a box of its own


class Fact(NamedTuple):
    """One cell of the facts strip: 时间要求 · 20个工作日 · 批准次月起发放. Notes of a `listed` fact have a
    line each."""

    icon: str
    key: str
    value: str
    notes: tuple[str, ...] = ()
    listed: bool = False

    @property
    def remarks(self) -> str:
        """The notes as one text."""
        return ("\n" if self.listed else "；").join(self.notes)

    @property
    def long(self) -> bool:
        """Whether this is a deadline of more words than a headline holds."""
        return self.key == TIME and len(self.value) > LONG


class Help(NamedTuple):
    """帮办代办: who, which phone, and the address in the QR code ("" for none)."""

    name: str
    phone: str
    window: str
    url: str


def organisation(guide: Guide, project: Project) -> str:
    """The line above the title."""
    town = "".join(part for part in (project.county, project.town) if part)
    issuer = str(guide.publication.issuer or project.issuer or "")
    return issuer if issuer and town in issuer else " · ".join(part for part in (town, issuer) if part)


def facts(guide: Guide, project: Project) -> tuple[Fact, ...]:
    """办理主体, 时间要求, 在哪办, phones, 收费, 办理结果. For a list also the number of its rows, for points where they
    begin."""
    found: list[Fact] = []
    if isinstance(guide.body, Listing):
        found.append(_counted(guide.body))
    if isinstance(guide.body, Notice) and (posted := posted_texts(guide.body))[0]:
        found.append(Fact("calendar", "公示期", posted[0], posted[1:] if posted[1] else ()))
    if guide.handlers:
        first, *others = map(str, guide.handlers)
        found.append(Fact("users-three", guide.handler_label, first, tuple(others)))
    time = _time_headline(guide)
    if time:
        found.append(Fact("clock", TIME, time[0], tuple(time[1:])))
    if isinstance(guide.body, Points):
        found += [Fact("star", key, str(value)) for key, value in _begins(guide.body)]
    if guide.no_steps is not None:
        found.append(Fact("footprints", "操作流程", str(guide.no_steps)))
    if nobody := nobody_watches(guide):
        found.append(Fact("users-three", "监督管理", nobody))
    found += _place_and_hours(guide)
    phones = oversight_phones(guide, project)
    if phones:
        found.append(_phones(phones))
    if guide.phone:
        found.append(Fact("phone", "咨询电话", str(guide.phone[0]), tuple(map(str, guide.phone[1:]))))
    if guide.fee:
        found.append(Fact("coins", "收费", str(guide.fee[0]), tuple(map(str, guide.fee[1:]))))
    if guide.result:
        found.append(Fact("certificate", "办理结果", str(guide.result[0]), tuple(map(str, guide.result[1:]))))
    return tuple(found)


def _counted(listing: Listing) -> Fact:
    """清单事项 · 28项、6大类."""
    groups = len({name for name, _ in listing.groups if name})
    count = f"{len(listing.rows)}项" + (f"、{groups}大类" if groups > 1 else "")
    linked = sum(1 for row in listing.rows if row.linked)
    return Fact("list-checks", "清单事项", count, (f"{linked}项有流程图",) if linked else ())


def _at_once(guide: Guide) -> list[str]:
    """The time limits of the rows of a list in short, for a list without one of its own. Only 服务群众 lists what is
    done for somebody: 当天 in other lists is when something is published, or reported."""
    if not isinstance(guide.body, Listing):
        return []
    limits = [row.when for row in guide.body.rows if row.when]
    count = sum(1 for limit in limits if limit.kind is DeadlineKind.AT_ONCE)
    if count and guide.list_name == "服务群众":
        rest = ["其他的看各项时限"] if count < len(guide.body.rows) else []
        return [f"{count}项当天能办", *rest]
    return ["看各项时限"] if limits else []


def _begins(points: Points) -> list[tuple[str, str]]:
    """基础分 and 周期, where there are any."""
    found = (("基础分", points.base), ("积分周期", points.period))
    return [(key, str(value)) for key, value in found if value]


def _place_and_hours(guide: Guide) -> list[Fact]:
    """在哪办, with the hours as a note; 办理时间 alone where no place is given."""
    place, hours = tuple(map(str, guide.place)), tuple(map(str, guide.hours))
    if place:
        return [Fact("map-pin", "在哪办", place[0], (*place[1:], *hours))]
    return [Fact("clock", "办理时间", hours[0], hours[1:])] if hours else []


def _phones(phones: list[tuple[str, str]]) -> Fact:
    """监督电话: one number with who answers as a note; of several, each beside its owner."""
    (number, by), *others = phones
    if not others:
        return Fact("phone", "监督电话", number, (by,) if by else ())
    first, *more = (f"{by} {number}".strip() for number, by in phones)
    return Fact("phone", "监督电话", first, tuple(more), listed=True)


def _time_headline(guide: Guide) -> list[str]:
    """The texts of 时间要求 with a time limit first: what is not counted and remarks are no limit."""
    texts = time_texts(guide)
    limit = guide.deadline
    if not texts and any(case.deadline != TimeLimit() for case in guide.provisions.cases):
        return [CASES_SAY]
    if not texts:
        return _at_once(guide)
    if limit.promised or limit.statutory:
        return texts
    limits = _at_once(guide) or ([STEPS_SAY] if any(entry.within for entry in walk(guide.steps)) else [])
    return [*limits, *texts]


def time_texts(guide: Guide) -> list[str]:
    """时间要求 of a guide: 承诺 first; 法定, 不计入 and 说明 after it."""
    return limit_texts(guide.deadline)


def limit_texts(limit: TimeLimit) -> list[str]:
    """承诺 first; 法定, 不计入 and 说明 after it."""
    texts: list[str] = []
    if limit.promised:
        texts.append(str(limit.promised.text))
    if limit.statutory:
        texts.append(f"法定：{limit.statutory.text}")
    if limit.excluded:
        texts.append(f"不计入：{limit.excluded}")
    if limit.note:
        texts.append(str(limit.note))
    return texts


def oversight_phones(guide: Guide, project: Project) -> list[tuple[str, str]]:
    """(number, who answers) of every phone in 监督管理; the project's hotline where the guide names none."""
    found: list[tuple[str, str]] = []
    for entry in guide.oversight:
        if entry.phone and str(entry.phone) not in [number for number, _ in found]:
            found.append((str(entry.phone), str(entry.by or "")))
    if not found and project.hotline:
        found.append((str(project.hotline), ""))
    return found


def phones_to_ask(guide: Guide, project: Project) -> tuple[str, ...]:
    """Whom a form names to ask: 帮办代办 张×× 138-0000-0000, 监督电话 0000-1234567."""
    who = guide.assistant
    helped = " ".join(str(part) for part in (who.name, who.phone) if part) if who and who.phone else ""
    watched = (f"监督电话 {number}" for number, _ in oversight_phones(guide, project))
    return (*((f"帮办代办 {helped}",) if helped else ()), *watched)


def oversight_text(entry: Oversight) -> str:
    """村监委会：全程参加（0000-1234567）; a number alone has its name before it."""
    text = "：".join(str(part) for part in (entry.by, entry.how) if part)
    if entry.phone:
        return f"{text}（{entry.phone}）" if text else f"监督电话：{entry.phone}"
    return text


def short_facts(guide: Guide, project: Project) -> tuple[Fact, ...]:
    """The facts as headlines: a long deadline is in a box of its own."""
    return tuple(Fact(fact.icon, fact.key, BELOW) if fact.long else fact for fact in facts(guide, project))


def nobody_watches(guide: Guide) -> str:
    """监督管理: 无 as written; "" where somebody watches."""
    texts = [text for entry in guide.oversight for text in entry if text]
    return str(texts[0]) if len(texts) == 1 and is_none(texts[0]) else ""


def helper(guide: Guide, project: Project) -> Help | None:
    """帮办代办 with the address for the QR code; None where there is neither."""
    who = guide.assistant
    url = code_address(guide, project)
    if who is None and not url:
        return None
    if who is None:
        return Help("", "", "", url)
    return Help(str(who.name or ""), str(who.phone or ""), str(who.window or ""), url)


def code_address(guide: Guide, project: Project) -> str:
    """What the QR code of a guide holds: the address with number and code of its version as a fragment, which no server
    is sent, `https://…#A-07.7K3QF9M2XDA5` (governance.md section 10). "" where the project has no address."""
    url = str(project.verify_url or project.url or "")
    if not url or not guide.code:
        return url
    number = str(guide.number or "").strip()
    named = f"{number}." if number.isascii() and number.isprintable() and number and " " not in number else ""
    return f"{url}{'&' if '#' in url else '#'}{named}{guide.code}"


def basis_line(guide: Guide) -> str:
    """依据 in one line."""
    return "；".join(text.rstrip("；;。") for text in basis_texts(guide))


def basis_texts(guide: Guide) -> list[str]:
    """依据 of the guide, then those of its steps with their numbers: 第3、5步：《…》第二条."""
    numbers: dict[str, list[str]] = {}
    for step in steps_of(guide.steps):
        for text in step.basis:
            numbers.setdefault(str(text), []).append(badge_of(step))
    return [*map(str, guide.basis), *(f"第{'、'.join(marks)}步：{text}" for text, marks in numbers.items())]


def published(guide: Guide) -> str:
    """公布 of the guide, else 施行, as YYYY-MM-DD, for its PDF; "" where neither is a date."""
    publication = guide.publication
    return iso_date(str(publication.date or "")) or iso_date(str(publication.effective or ""))


def closing_texts(guide: Guide, project: Project) -> tuple[tuple[str, str], ...]:
    """(依据, text), (事项编码, text) and (版本, text), those that there are."""
    key, parts = titled_version(guide, project)
    found = (("依据", basis_line(guide)), ("事项编码", str(guide.item_code or "")), (key, " · ".join(parts)))
    return tuple((key, text) for key, text in found if text)


def titled_version(guide: Guide, project: Project) -> tuple[str, list[str]]:
    """版本 and its parts; its title is 发布 where no more than the issuer is known."""
    title, issued, parts = "版本", "发布：", version_parts(guide, project)
    if parts and parts[0].startswith(issued):
        title, parts[0] = "发布", parts[0].removeprefix(issued)
    return title, parts


def version_parts(guide: Guide, project: Project) -> list[str]:
    """版本, 公布, 施行, 发布, 表决 and the rest of 发布, each where it is known."""
    parts = publication_parts(guide.publication, str(guide.publication.issuer or project.issuer or ""))
    if guide.code:
        parts.append(f"核验码 {grouped(guide.code)}")
    return parts

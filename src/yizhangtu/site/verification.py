"""The list of versions → what pages that read codes hold, and 核验.html: one file that works without a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jinja2 import Environment, FunctionLoader, StrictUndefined

from yizhangtu.export.web_page import content_hash, embedded_json
from yizhangtu.ledger.versions import Registered, VersionList
from yizhangtu.media.registry import file_kinds
from yizhangtu.system.installation import Installation

TEMPLATE = "verification.html.j2"
CHARACTERS = 11  # of a code on a page: the check character follows from them


def page_of(versions: VersionList, installation: Installation | None = None) -> bytes:
    """核验.html."""
    styles = (installation or Installation()).styles(file_kinds())
    environment = Environment(loader=FunctionLoader(styles.template), autoescape=True, undefined=StrictUndefined)
    text = environment.get_template(TEMPLATE).render(
        issuer=versions.issuer, hotline=versions.hotline, times=versions.times, day=versions.day,
        valid_until=versions.valid_until, data=embedded_json(list_data(versions)), digest=content_hash,
    )  # fmt: skip
    return text.encode("utf-8")


def list_data(versions: VersionList, pages: Mapping[str, str] | None = None) -> dict[str, object]:
    """The list for `verification.js`. Codes stand in one text for each guide, in the order of the villages, which is a
    third of their size as JSON: 18,000 codes take 200 KB. `pages`: guide → address of its page."""
    villages = _villages(versions.current)
    current = {one.guide: one for one in versions.current}
    older = [
        {
            **_packed(one, villages, pages),
            "until": one.until,
            "changes": list(one.changes),
            "next": current[one.guide].version,
        }
        for one in versions.older
    ]
    return {
        "villages": villages,
        "current": [_packed(one, villages, pages) for one in versions.current],
        "older": older,
        "validUntil": versions.valid_until,
    }


def of_guide(versions: VersionList, guide: str) -> VersionList:
    """The list with the versions of one guide."""
    current, older = (tuple(one for one in group if one.guide == guide) for group in (versions.current, versions.older))
    return versions._replace(current=current, older=older)


class Unregistered(NamedTuple):
    """The answer for a print that has the code of a page, where no version is registered: a word, and a sentence."""

    word: str
    hint: str


GUIDE = Unregistered("和网页上的一样", "这里没有登记版本；是不是还照它办，请问发布单位。")
NOTICE = Unregistered("是这一期的公示", "网页上隐去了部分个人信息，以村里的公开栏为准。")


def unregistered_data(title: str, number: str, codes: Mapping[str, str], answer: Unregistered) -> dict[str, object]:
    """The list of a guide that was never registered, or of a notice, whose data is no version."""
    one = {"number": number, "title": title, "codes": "".join(code[:CHARACTERS] for code in codes.values())}
    return {"villages": list(codes), "current": [one], "older": [], "unregistered": answer._asdict()}


def _villages(versions: Sequence[Registered]) -> list[str]:
    """Every village of the current versions; "" stands for the guide in general terms."""
    return list(dict.fromkeys(village for one in versions for village in one.codes)) or [""]


def _packed(one: Registered, villages: Sequence[str], pages: Mapping[str, str] | None) -> dict[str, object]:
    own = list(one.codes)
    texts = {
        "number": one.number, "title": one.title, "version": one.version, "status": one.status,
        "published": one.published, "effective": one.effective, "trial": one.trial_until, "repealed": one.repealed,
    }  # fmt: skip
    found: dict[str, object] = {**texts, "codes": "".join(code[:CHARACTERS] for code in one.codes.values())}
    if pages and one.guide in pages:
        found["page"] = pages[one.guide]
    return found if own == list(villages) else {**found, "villages": own}

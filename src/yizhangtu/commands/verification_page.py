"""The list of versions → 核验.html: one file that reads a code from its address or typed in, and asks nobody."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, FunctionLoader, StrictUndefined

from yizhangtu.export.web_page import content_hash, embedded_json
from yizhangtu.ledger.versions import Registered, VersionList
from yizhangtu.media.registry import file_kinds
from yizhangtu.system.installation import Installation

TEMPLATE = "verification.html.j2"
SIGNS = 11  # of a code on the page: the check character follows from them


def page_of(versions: VersionList, installation: Installation | None = None) -> bytes:
    """The page. Codes stand in one text for each guide, in the order of the villages, which is a third of their size
    as JSON: 18,000 codes take 200 KB."""
    styles = (installation or Installation()).styles(file_kinds())
    environment = Environment(loader=FunctionLoader(styles.template), autoescape=True, undefined=StrictUndefined)
    villages = _villages(versions.current)
    current = {one.guide: one for one in versions.current}
    older = [
        {**_packed(one, villages), "until": one.until, "changes": list(one.changes), "next": current[one.guide].version}
        for one in versions.older
    ]
    data = {
        "villages": villages,
        "current": [_packed(one, villages) for one in versions.current],
        "older": older,
        "validUntil": versions.valid_until,
    }
    text = environment.get_template(TEMPLATE).render(
        issuer=versions.issuer, hotline=versions.hotline, times=versions.times, day=versions.day,
        valid_until=versions.valid_until, data=embedded_json(data), digest=content_hash,
    )  # fmt: skip
    return text.encode("utf-8")


def _villages(versions: Sequence[Registered]) -> list[str]:
    """Every village of the current versions; "" stands for the guide in general terms."""
    return list(dict.fromkeys(village for one in versions for village in one.codes)) or [""]


def _packed(one: Registered, villages: Sequence[str]) -> dict[str, object]:
    own = list(one.codes)
    texts = {
        "number": one.number, "title": one.title, "version": one.version, "status": one.status,
        "published": one.published, "effective": one.effective, "trial": one.trial_until, "repealed": one.repealed,
    }  # fmt: skip
    found: dict[str, object] = {**texts, "codes": "".join(code[:SIGNS] for code in one.codes.values())}
    return found if own == list(villages) else {**found, "villages": own}

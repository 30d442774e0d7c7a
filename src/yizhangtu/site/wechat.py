"""Guides → articles of a 公众号: an HTML fragment that survives pasting, and the pictures that go with it, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from yizhangtu.site.guide_page import guide_page
from yizhangtu.site.model import Download, SiteFile, SiteGuide
from yizhangtu.site.names import PageNames
from yizhangtu.site.render import SiteRenderer
from yizhangtu.style.styles import Styles

TEMPLATE, ARTICLE = "wechat.html.j2", "正文.html"


def articles(
    guides: Sequence[SiteGuide], styles: Styles, pictures: Mapping[str, Sequence[Download]]
) -> Iterator[SiteFile]:
    """The files of each guide in a folder of its own; `pictures`: stem → pieces of its long picture, from the top."""
    renderer, names = SiteRenderer(styles, {}), PageNames()
    for one in guides:
        stem, period = one.key
        folder, _ = names.give(str(one.guide.number or "").strip(), f"{stem} {period}".strip())
        values = {"page": guide_page(one, styles), "c": styles.themes[one.theme].colours}
        yield renderer.fragment(TEMPLATE, f"{folder}/{ARTICLE}", values)
        for number, each in enumerate(pictures.get(stem, ()), 1):
            yield SiteFile(f"{folder}/{number:02}{each.suffix}", each.data)

"""One guide → its web page alone, without the pages of a site around it: a file that can be sent or put anywhere."""

from __future__ import annotations

from yizhangtu.content.chapters import phones
from yizhangtu.export.web_page import embedded_json
from yizhangtu.site.guide_page import guide_page
from yizhangtu.site.model import SiteGuide
from yizhangtu.site.pages import TITLE
from yizhangtu.site.render import SiteRenderer
from yizhangtu.site.verification import GUIDE, unregistered_data
from yizhangtu.style.styles import Styles


def single_page(one: SiteGuide, styles: Styles) -> bytes:
    """The page. It is that of the site but for what leads to other pages."""
    guide, project = one.guide, one.project
    shared = {
        "site_title": f"{project.county or ''}{project.town or ''}{TITLE}", "nav": (), "base": "", "start": "",
        "verify": "", "phones": phones((guide,), project)[:2], "issuer": str(project.issuer or ""),
    }  # fmt: skip
    codes = {"": guide.code} if guide.code else {}
    data = {**unregistered_data(str(guide.title), str(guide.number or ""), codes, GUIDE), "homes": {}}
    values = {"page": guide_page(one, styles), "links": {}, "data": embedded_json(data), "downloads": ()}
    return SiteRenderer(styles, shared).page("guide.html.j2", f"{guide.stem}.html", one.theme, values).data

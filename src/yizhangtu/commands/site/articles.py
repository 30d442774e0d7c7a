"""`site -f wechat`: definitions → articles of a 公众号, each a folder with the text to paste and pictures in order."""

from __future__ import annotations

from pathlib import Path

from yizhangtu.build.checked import check_loaded
from yizhangtu.build.load import load
from yizhangtu.build.notices import refuse_period
from yizhangtu.build.version_codes import with_codes
from yizhangtu.commands.site.downloads import downloads
from yizhangtu.commands.site.folder import SiteFolder
from yizhangtu.commands.site.make import SiteRequest, SiteResult, shown
from yizhangtu.media.registry import file_kinds
from yizhangtu.model.diagnostics import in_order
from yizhangtu.site.wechat import articles
from yizhangtu.system.installation import Installation

FOLDER = "公众号"
PICTURES = ("longimage",)  # whose pieces are put beside the text, where a build has made them


def make_articles(request: SiteRequest, installation: Installation | None = None) -> SiteResult:
    """Make the articles, for the chosen villages where there are some. Pieces of long pictures are put beside them
    where they lie in output/ and are as the definition says. Raises as `make_site`."""
    installation = installation or Installation()
    styles = installation.styles(file_kinds())
    checked = with_codes(check_loaded(load(list(request.paths)), request.villages, installation, period=request.period))
    refuse_period(request.period, (one.guide for one in checked.guides))
    stems = [] if request.villages else [one.definition.stem for one in checked.guides]
    pictures, stale = downloads(request.paths, stems, styles, installation, PICTURES)
    files = list(articles(shown(checked.guides, styles), styles, pictures))
    done = SiteFolder(Path(request.output or FOLDER)).write(files)
    found = in_order((*checked.diagnostics, *stale, *done.diagnostics))
    return SiteResult(done.files, done.written, found, dict(checked.texts))

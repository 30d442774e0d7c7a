"""yizhangtu（一张图）: one definition of how a village matter is done → posters, booklets and previews."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from yizhangtu.pipeline.build import BuildRequest, BuildResult, Output, build
    from yizhangtu.pipeline.check import Checked, CheckedGuide, check
    from yizhangtu.pipeline.doctor import Finding, Report, doctor
    from yizhangtu.pipeline.lists import icons, media, schema, themes
    from yizhangtu.pipeline.new import new_definition
    from yizhangtu.pipeline.preview import PicturePreview, Preview, preview, preview_picture
    from yizhangtu.pipeline.usage import WrongUsage
    from yizhangtu.world.problem import Missing

__all__ = [
    "BuildRequest", "BuildResult", "Checked", "CheckedGuide", "Finding", "Missing", "Output", "PicturePreview",
    "Preview", "Report", "WrongUsage", "build", "check", "doctor", "icons", "media", "new_definition", "preview",
    "preview_picture", "schema", "themes",
]  # fmt: skip

_HOMES = {
    "build": ("BuildRequest", "BuildResult", "Output", "build"),
    "doctor": ("Finding", "Report", "doctor"),
    "lists": ("icons", "media", "schema", "themes"),
    "new": ("new_definition",),
    "usage": ("WrongUsage",),
}
_FROM = {name: f"yizhangtu.pipeline.{home}" for home, names in _HOMES.items() for name in names}
_FROM |= dict.fromkeys(("PicturePreview", "Preview"), "yizhangtu.pipeline.preview")
_FROM |= {"Missing": "yizhangtu.world.problem", "Checked": "yizhangtu.pipeline.check"}

"""yizhangtu（一张图）: one definition of how a village matter is done → posters, booklets and previews.

Every command of the command line is one function here: it returns data and diagnostics, prints nothing and never
exits. Wrong wishes raise `WrongUsage`, a missing font or library `Missing`; faults of a definition are data.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from yizhangtu.pipeline.build import BuildRequest, BuildResult, Output, build
    from yizhangtu.pipeline.check import Checked, CheckedGuide, check_files
    from yizhangtu.pipeline.doctor import Finding, Report, doctor
    from yizhangtu.pipeline.lists import icons, media, schema, themes
    from yizhangtu.pipeline.new import new_definition
    from yizhangtu.pipeline.preview import PicturePreview, Preview, preview_picture, preview_text
    from yizhangtu.pipeline.usage import WrongUsage
    from yizhangtu.world.problem import Missing

_HOMES = {
    "pipeline.build": ("BuildRequest", "BuildResult", "Output", "build"),
    "pipeline.check": ("Checked", "CheckedGuide", "check_files"),
    "pipeline.doctor": ("Finding", "Report", "doctor"),
    "pipeline.lists": ("icons", "media", "schema", "themes"),
    "pipeline.new": ("new_definition",),
    "pipeline.preview": ("PicturePreview", "Preview", "preview_picture", "preview_text"),
    "pipeline.usage": ("WrongUsage",),
    "world.problem": ("Missing",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "BuildRequest", "BuildResult", "Checked", "CheckedGuide", "Finding", "Missing", "Output", "PicturePreview",
    "Preview", "Report", "WrongUsage", "build", "check_files", "doctor", "icons", "media", "new_definition",
    "preview_picture", "preview_text", "schema", "themes",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: `import yizhangtu` itself costs nothing."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value

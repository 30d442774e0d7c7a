"""yizhangtu（一张图）: one definition of how a village matter is done → posters, booklets and previews.

Every command of the command line is one function here: it returns data and diagnostics, prints nothing and never
exits. Wrong arguments raise `UsageError`, a missing font or library `MissingDependency`; faults of a definition are
data.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from yizhangtu.build.build import BuildRequest, BuildResult, Output, build_files
    from yizhangtu.build.checked import Checked, CheckedGuide, check_files
    from yizhangtu.commands.catalogue import list_icons, list_media, list_themes, schema
    from yizhangtu.commands.doctor import Finding, Report, doctor
    from yizhangtu.commands.library import copy_definition, list_library
    from yizhangtu.commands.new import new_definition
    from yizhangtu.commands.preview import PicturePreview, Preview, preview_picture, preview_text
    from yizhangtu.model.errors import UsageError
    from yizhangtu.system.problem import MissingDependency

_HOMES = {
    "build.build": ("BuildRequest", "BuildResult", "Output", "build_files"),
    "build.checked": ("Checked", "CheckedGuide", "check_files"),
    "commands.doctor": ("Finding", "Report", "doctor"),
    "commands.catalogue": ("list_icons", "list_media", "list_themes", "schema"),
    "commands.library": ("copy_definition", "list_library"),
    "commands.new": ("new_definition",),
    "commands.preview": ("PicturePreview", "Preview", "preview_picture", "preview_text"),
    "model.errors": ("UsageError",),
    "system.problem": ("MissingDependency",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "BuildRequest", "BuildResult", "Checked", "CheckedGuide", "Finding", "MissingDependency", "Output",
    "PicturePreview", "Preview", "Report", "UsageError", "build_files", "check_files", "copy_definition", "doctor",
    "list_icons", "list_library", "list_media", "list_themes", "new_definition", "preview_picture", "preview_text",
    "schema",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: `import yizhangtu` itself costs nothing."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value

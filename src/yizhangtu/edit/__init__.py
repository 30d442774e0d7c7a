"""Edits of definition files: a text and what is to be changed → the text in which only the lines concerned change.

    opened = document_of(data, file)
    edits, faults = edits_of([{"op": "set", "path": ["操作流程", 0, "时限"], "value": "3日"}])
    edited = apply(opened.document, edits)
    edited.document.data

Operations and paths are described in requests.py and paths.py. A request that cannot be fulfilled gives diagnostics and
the document as it was; nothing here raises for what a page sends.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yizhangtu.edit.document import Opened, SourceDocument, document_of
    from yizhangtu.edit.edits import Edited, apply
    from yizhangtu.edit.form import form, tables
    from yizhangtu.edit.merge import merge
    from yizhangtu.edit.patches import patches_between
    from yizhangtu.edit.requests import Edit, edits_of

__all__ = [
    "Edit",
    "Edited",
    "Opened",
    "SourceDocument",
    "apply",
    "document_of",
    "edits_of",
    "form",
    "merge",
    "patches_between",
    "tables",
]  # fmt: skip

_HOMES = {
    "document": ("Opened", "SourceDocument", "document_of"),
    "edits": ("Edited", "apply"),
    "form": ("form", "tables"),
    "merge": ("merge",),
    "patches": ("patches_between",),
    "requests": ("Edit", "edits_of"),
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: whoever needs one module does not load the readers of all."""
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)

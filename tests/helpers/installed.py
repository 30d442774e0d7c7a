"""The styles of the program as they are now."""

from __future__ import annotations

from yizhangtu.media.registry import file_kinds
from yizhangtu.system.installation import Installation
from yizhangtu.system.styles import Styles


def installed_styles() -> Styles:
    """styles/, read anew (or from the cache)."""
    return Installation().styles(file_kinds())

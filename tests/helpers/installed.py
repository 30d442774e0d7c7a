"""The styles of the program as they are now."""

from __future__ import annotations

from yizhangtu.media.registry import file_kinds
from yizhangtu.style.styles import Styles
from yizhangtu.system.installation import Installation


def installed_styles() -> Styles:
    """styles/, read anew (or from the cache)."""
    return Installation().styles(file_kinds())

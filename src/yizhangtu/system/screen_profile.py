"""The ICC profile of colours as #rrggbb means them (sRGB), for PDF/A."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def screen_profile() -> bytes:
    """The bytes of the profile that comes with WeasyPrint."""
    import weasyprint

    return (Path(weasyprint.__file__).parent / "pdf" / "sRGB2014.icc").read_bytes()

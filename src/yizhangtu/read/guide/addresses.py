"""Which internet addresses may be in a QR code."""

from __future__ import annotations

import re

LONGEST_URL = 300  # bytes: a QR code of 69 modules, which are 0.33 mm on the smallest paper
_WEB = re.compile(r"https?://[^\s/\\]\S*", re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """Whether a text is a web address that a code holds: phones also dial or send messages from other codes."""
    return _WEB.fullmatch(text) is not None and len(text.encode()) <= LONGEST_URL

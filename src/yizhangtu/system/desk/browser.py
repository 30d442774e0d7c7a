"""The browser of the user."""

from __future__ import annotations

import webbrowser


def show(address: str) -> bool:
    """Open an address; False where no browser was found."""
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False

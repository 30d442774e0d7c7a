"""Work for processes that takes a while and leaves a file with the number of its process."""

from __future__ import annotations

import os
import time


def note(parcel: object, folder: bytes) -> None:
    """Say who is at work."""
    with open(f"{folder.decode()}/{os.getpid()}", "w"):
        time.sleep(0.3)

"""A job whose process dies in the middle of sending its result, the first time it is made."""

from __future__ import annotations

import os
import signal
import struct
import sys
from pathlib import Path
from types import FrameType


def make(parcel: object, data: bytes) -> bytes:
    """The job, but for `die:PLACE`: half a message, and the end; from then on PLACE says that this has been done."""
    word, _, place = data.decode().partition(":")
    if word == "die" and not Path(place).exists():
        Path(place).touch()
        frame: FrameType | None = sys._getframe()
        while frame is not None and "result_queue" not in frame.f_locals:
            frame = frame.f_back
        assert frame is not None
        os.write(frame.f_locals["result_queue"]._writer.fileno(), struct.pack("!i", 1000) + b"half")
        os.kill(os.getpid(), signal.SIGKILL)
    return data

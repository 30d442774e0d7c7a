"""A real browser without a window: a page as it stands after its scripts have run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run")


def browser() -> str:
    """The path of the browser. Tests are skipped where there is none, and fail in CI, which installs one."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: .ci/system test installs it")
        pytest.skip("no Chromium")
    return found


def dom(path: Path, fragment: str = "") -> str:
    """The document of a local page."""
    address = path.resolve().as_uri() + (f"#{fragment}" if fragment else "")
    profile = path.parent / "browser"
    done = subprocess.run(
        [browser(), *SWITCHES, f"--user-data-dir={profile}", "--dump-dom", address],
        capture_output=True,
        timeout=120,
        check=True,
    )
    return done.stdout.decode("utf-8")


def text_of(document: str, identity: str) -> str:
    """The text of the element with an id, its parts apart by blanks. Elements of its own name do not stand in it."""
    found = re.search(rf'<(\w+)[^>]*\bid="{identity}"[^>]*>(.*?)</\1>', document, re.S)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[2])).strip()) if found else ""

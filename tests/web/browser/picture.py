"""Draw output/samples/写作台.png, the picture of the desk in README.md. Run by hand where the pages have changed."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from PIL import Image
from playwright.sync_api import sync_playwright

from helpers.chromium import SWITCHES, browser
from helpers.desk import running

ROOT = Path(__file__).resolve().parents[3]
TARGET = ROOT / "output" / "samples" / "写作台.png"
COLOURS = 128


def main() -> None:
    """Open a guide with form and picture, one step chosen, on a screen of an office."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        flows = Path(name) / "flows"
        shutil.copytree(ROOT / "flows", flows, ignore=shutil.ignore_patterns("library", "公示"))
        switches = [one for one in SWITCHES if one != "--headless"]
        chromium = playwright.chromium.launch(executable_path=browser(), args=switches)
        with running(flows) as desk:
            page = chromium.new_page(viewport={"width": 1366, "height": 768})
            page.goto(desk.address)
            page.goto(f"http://{desk.host}/guide/{quote('高龄津贴申领.yaml')}")
            page.locator("[data-element='step-1.name']").first.click()
            page.wait_for_timeout(1000)
            page.screenshot(path=TARGET)
        chromium.close()
    Image.open(TARGET).convert("RGB").quantize(COLOURS).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()

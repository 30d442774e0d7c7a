"""How fast 核验.html with 18,000 codes answers in Chromium, and whether it asks anybody. Run by hand; no test.

python tests/bench/verification_page.py
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from ledger_project import GUIDES, VILLAGES
from playwright.sync_api import sync_playwright

from helpers.chromium import SWITCHES, browser
from yizhangtu.content.version_code import version_code
from yizhangtu.ledger.versions import Registered, VersionList
from yizhangtu.site.verification import page_of

TIMES = 9
ASK = """(code) => {
  const field = document.getElementById("code");
  field.value = code;
  const begun = performance.now();
  document.querySelector("button").click();
  return [performance.now() - begun, document.getElementById("answer").textContent];
}"""


def main() -> None:
    """Print the size, the time until the page stands, and how long answers take: of the last code of the list, of one
    in its address, and of one that is not on it."""
    names = ["", *(f"第{number}村" for number in range(VILLAGES))]
    guides = []
    for number in range(GUIDES):
        definition = f"{number:064x}"
        codes = {name: version_code(definition, {"村名": name} if name else {}) for name in names}
        guides.append(
            Registered(f"{number}", f"A-{number:02}", f"第{number}件事", "V1", "正式", "", "", definition, "", codes)
        )
    data = page_of(VersionList(1, "2026-01-05", "2999-01-01", "××镇", "0000-1234567", tuple(guides)))
    last, unknown = guides[-1].codes[names[-1]], version_code("ff", {})
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "核验.html"
        path.write_bytes(data)
        switches = [one for one in SWITCHES if one != "--headless"]
        chromium = playwright.chromium.launch(executable_path=browser(), args=switches)
        page = chromium.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        begun = time.perf_counter()
        page.goto(f"{path.as_uri()}#A-59.{last}")
        answer = page.text_content("#answer")
        stands = time.perf_counter() - begun
        assert "现行" in (answer or ""), answer
        print(
            f"{len(data) / 1024:.0f} KiB, {len(guides) * len(names):,} codes; stands with its answer in {stands:.3f} s"
        )
        for what, code, word in (("the last code", last, "现行"), ("one that is not there", unknown, "没有登记过")):
            answers = [page.evaluate(ASK, code) for _ in range(TIMES)]
            assert all(word in text for _, text in answers), answers
            print(f"{what}: {median(ms for ms, _ in answers):.1f} ms, at most {max(ms for ms, _ in answers):.1f} ms")
        print(f"requests besides the page itself: {len(asked) - 1}")
        chromium.close()


if __name__ == "__main__":
    main()

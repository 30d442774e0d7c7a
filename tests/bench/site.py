"""How long a site of 120 guides takes, how fast its pages stand on a slow phone, how fast search answers among 300
guides. Run by hand; no test.

python tests/bench/site.py
"""

from __future__ import annotations

import gzip
import resource
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from playwright.sync_api import Browser, sync_playwright

from helpers.chromium import SWITCHES, browser
from helpers.guides import FLOWS

GUIDES, MANY = 120, 300
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}  # 1.6 Mbit/s
SLOWER = 4  # times: the processor of a cheap phone
TERMS = ("建房", "cmjf", "jianfang", "zzzz", "a", "办")
PAINT = "performance.getEntriesByType('paint').find(one => one.name === 'first-contentful-paint').startTime"
ASK = """(term) => {
  const field = document.getElementById("find");
  field.value = term;
  const begun = performance.now();
  field.dispatchEvent(new Event("input"));
  document.body.offsetHeight;
  return performance.now() - begun;
}"""


class Quiet(SimpleHTTPRequestHandler):
    """A web space that serves files and nothing else."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def project(folder: Path, count: int) -> Path:
    """The flows of the repository again and again, with names and numbers of their own."""
    flows = folder / f"flows{count}"
    flows.mkdir()
    texts = [path for path in sorted(FLOWS.glob("*.yaml")) if "类型" not in path.read_text("utf-8")[:600]]
    texts.remove(FLOWS / "辖区.yaml")
    (flows / "辖区.yaml").write_bytes((FLOWS / "辖区.yaml").read_bytes())
    for number in range(count):
        path, again = texts[number % len(texts)], number // len(texts)
        lines = path.read_text("utf-8").split("\n")
        named = [f"{line}{again}" if line.startswith(("名称:", "编号:")) and again else line for line in lines]
        (flows / f"{path.stem}{again}.yaml").write_text("\n".join(named), "utf-8")
    return flows


def made(flows: Path, site: Path) -> float:
    """Make the site; the seconds of the processor that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = [sys.executable, "-m", "yizhangtu", "site", str(flows), "-o", str(site), "-q"]
    subprocess.run(words, check=False, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def painted(chromium: Browser, address: str) -> float:
    """Seconds until a page is painted on a slow phone with an empty cache."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address)
    page.wait_for_function("performance.getEntriesByType('paint').length > 1")
    seconds = page.evaluate(PAINT) / 1000
    context.close()
    return float(seconds)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        flows, site = project(folder, GUIDES), folder / "site"
        print(
            f"{GUIDES} guides: {made(flows, site):.2f} s of the processor; again, unchanged: {made(flows, site):.2f} s"
        )
        sizes = sorted((path.stat().st_size, path) for path in site.glob("*.html"))
        middle, (most, largest) = sizes[len(sizes) // 2][0], sizes[-1]
        packed = len(gzip.compress(largest.read_bytes()))
        print(f"pages: {middle / 1024:.0f} KiB, {largest.name} {most / 1024:.0f} KiB ({packed / 1024:.0f} packed)")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        switches = [one for one in SWITCHES if one != "--headless"]
        chromium = playwright.chromium.launch(executable_path=browser(), args=switches)
        for page in ("index.html", "A-07.html", largest.name):
            found = [painted(chromium, f"{address}/{page}") for _ in range(3)]
            print(f"{page} painted on a slow phone after {median(found):.2f} s")
        server.shutdown()
        many = folder / "many"
        made(project(folder, MANY), many)
        page = chromium.new_page()
        page.goto((many / "index.html").as_uri())
        entries = page.locator(".guides li").count()
        longest = max(page.evaluate(ASK, term) for term in TERMS for _ in range(5))
        print(f"search among {entries} guides: {longest:.1f} ms at most")
        chromium.close()


if __name__ == "__main__":
    main()

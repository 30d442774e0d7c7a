"""What the author's desk costs in a browser → a Markdown table. Run by hand; no test.

Times are those on a wall, in Chromium without a window: from the event of a key to the frame of the new picture.
A number of edits as argument replaces the thousand of the figure of memory.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from playwright.sync_api import Page, sync_playwright

from bench import generated
from helpers.chromium import SWITCHES, browser
from helpers.desk import RunningDesk, received, running, sent

ROOT = Path(__file__).resolve().parents[2]
KEYS = 24
EDITS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
PEOPLE, PERSON_EDITS, PAUSE_S = 20, 10, 1.0
MANY = 120
WEIGHT = """performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
  .filter((one) => !one.name.includes("/font/")).reduce((sum, one) => sum + one.encodedBodySize, 0)"""
WATCH = """() => {
  const bench = window.bench = {at: 0, times: [], tasks: []};
  document.querySelector(".cm-content").addEventListener("beforeinput", () => { bench.at = performance.now(); }, true);
  const seen = () => { if (bench.at) { const at = bench.at; bench.at = 0;
    requestAnimationFrame(() => bench.times.push(performance.now() - at)); } };
  new MutationObserver(seen).observe(document.getElementById("sheets"), {childList: true, subtree: true});
  new MutationObserver(seen).observe(document.querySelector("#faults ol"), {childList: true, subtree: true});
  new PerformanceObserver((list) => list.getEntries().forEach((one) => bench.tasks.push(one.duration)))
    .observe({type: "longtask"});
}"""


def main() -> None:
    """Measure and print the table."""
    rows = Table()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        flows = Path(name) / "flows"
        flows.mkdir()
        for file in (ROOT / "flows").glob("*.yaml"):
            (flows / file.name).write_bytes(file.read_bytes())
        for number in range(MANY - len(list(flows.glob("*.yaml")))):
            (flows / f"样{number}.yaml").write_text(generated(8).replace("8步的流程", f"样{number}"), "utf-8")
        (flows / "四十步.yaml").write_text(generated(40), "utf-8")
        switches = [one for one in SWITCHES if one != "--headless"]
        chromium = playwright.chromium.launch(executable_path=browser(), args=switches)
        begun = time.perf_counter()
        with running(flows) as desk:
            page = chromium.new_page(viewport={"width": 1366, "height": 768})
            page.goto(f"{desk.address}")
            page.goto(f"http://{desk.host}/guide/{quote('村级采购.yaml')}")
            page.locator(".sheet svg").first.wait_for()
            page.evaluate("document.fonts.ready.then(() => 0)")
            rows.append(("start of `serve` to first picture", ms((time.perf_counter() - begun) * 1000)))
            rows.append(("page of a guide without fonts, as sent", f"{page.evaluate(WEIGHT) / 1024:.0f} KB"))
            for file, what in (("村级采购.yaml", "14 steps"), ("四十步.yaml", "40 steps")):
                page.goto(f"http://{desk.host}/guide/{quote(file)}")
                times, tasks = typed(page, "，", "")
                rows.append((f"key → new picture, {what}: p50 / p95", f"{ms(times[0])} / {ms(times[1])}"))
                rows.append((f"longest task of the page, {what}", ms(tasks)))
            page.goto(f"http://{desk.host}/guide/{quote('村级采购.yaml')}")
            times, _ = typed(page, "[", "]")
            rows.append(("key → fault shown: p50 / p95", f"{ms(times[0])} / {ms(times[1])}"))
            begun = time.perf_counter()
            page.goto(f"http://{desk.host}/")
            page.locator("#cards li").nth(MANY - 1).wait_for()
            rows.append((f"start page with {MANY} guides", ms((time.perf_counter() - begun) * 1000)))
            before = memory(desk)
            opened(desk, sorted(path.name for path in flows.glob("*.yaml")))
            after = memory(desk)
            edited(desk, "样1.yaml", EDITS)
            figures = f"{before:.0f} / {after:.0f} / {memory(desk):.0f} MiB"
            rows.append((f"memory before / after {MANY} guides / and {EDITS:,} edits", figures))
            for line in people(desk, [f"样{number}.yaml" for number in range(PEOPLE)]):
                rows.append(line)
        chromium.close()


class Table:
    """Prints its rows as they come."""

    def __init__(self) -> None:
        print("| what | figure |\n| --- | ---: |", flush=True)

    def append(self, row: tuple[str, str]) -> None:
        """Print a row."""
        print(f"| {row[0]} | {row[1]} |", flush=True)


def ms(value: float) -> str:
    """Milliseconds."""
    return f"{value:,.0f} ms"


def typed(page: Page, sign: str, back: str) -> tuple[tuple[float, float], float]:
    """p50 and p95 in ms from keys to what they change, and the longest task of the page."""
    page.locator(".sheet svg").first.wait_for()
    for pane, on in (("form", "false"), ("yaml", "true")):
        if page.get_attribute(f"[data-pane={pane}]", "aria-pressed") != on:
            page.click(f"[data-pane={pane}]")
    page.locator(".cm-line", has_text="内容: ").first.click()
    page.keyboard.press("Home" if back else "End")
    for _ in range(len("内容: ") if back else 0):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1000)
    page.evaluate(WATCH)
    for number in range(KEYS):
        page.keyboard.insert_text(sign if not number % 2 or not back else back)
        page.wait_for_timeout(300)
    assert page.locator("#faults-button.bad").count() == bool(back), "the keys went to another place"
    times = sorted(page.evaluate("bench.times"))
    while page.locator("#undo").is_enabled():
        page.click("#undo")
    page.wait_for_timeout(1500)
    tasks = max(page.evaluate("bench.tasks"), default=0.0)
    return (statistics.median(times), times[int(len(times) * 0.95) - 1]), tasks


def memory(desk: RunningDesk) -> float:
    """MiB of the desk and its processes: each shared page counted once (proportional set size)."""
    found = [desk.process.pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    total = 0
    for one in found:
        text = Path(f"/proc/{one}/smaps_rollup").read_text()
        total += int(next(line for line in text.splitlines() if line.startswith("Pss:")).split()[1])
    return total / 1024


def edited(
    desk: RunningDesk, name: str, edits: int, told: Callable[[float], object] | None = None, pause: float = 0.0
) -> str:
    """Insert and take out a sign again and again, each time waiting for the picture; `told` its seconds. The text."""
    with desk.socket(name) as socket:
        hello = received(socket, "hello")
        text, version = str(hello["text"]), int(hello["version"])
        sent(socket, type="show", medium="poster-a3", village="", period="", form=False)
        received(socket, "picture")
        at = text.index("内容: ") + 4
        for number in range(edits):
            change = [[0, "新"]] if not number % 2 else [[1]]
            rest = len(text) - at
            begun = time.perf_counter()
            sent(socket, type="push", version=version, updates=[{"client": "b", "changes": [at, *change, rest]}])
            version += 1
            while received(socket, "picture")["version"] < version:
                pass
            if told:
                told(time.perf_counter() - begun)
            time.sleep(pause)
        return text


def opened(desk: RunningDesk, names: Sequence[str]) -> None:
    """Open guides one after the other, each until its picture is there."""
    for name in names:
        with desk.socket(name) as socket:
            received(socket, "hello")
            sent(socket, type="show", medium="poster-a3", village="", period="", form=True)
            received(socket, "picture")


def people(desk: RunningDesk, names: list[str]) -> Iterator[tuple[str, str]]:
    """Many people, each at a guide of their own."""
    times: list[float] = []
    threads = [
        threading.Thread(target=edited, args=(desk, name, PERSON_EDITS, times.append, PAUSE_S)) for name in names
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    times.sort()
    lost = PERSON_EDITS * len(names) - len(times)
    yield (
        f"{len(names)} people at {len(names)} guides: p50 / p95",
        (f"{ms(statistics.median(times) * 1000)} / {ms(times[int(len(times) * 0.95) - 1] * 1000)}, {lost} lost"),
    )


if __name__ == "__main__":
    main()

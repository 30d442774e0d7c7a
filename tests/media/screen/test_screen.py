"""Slides of a screen: complete, legible, pixel for pixel the page of a PDF; and the page that shows them in turn."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import weakref
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import ImageChops
from PIL.Image import Image

from helpers.drawing_facts import covered
from helpers.guides import GuideGraph, guide_and_graph
from helpers.installed import installed_styles
from helpers.media_jobs import PX, image, job_of, named, plain
from yizhangtu.content.characters import characters_of
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.draw.qr import QUIET, modules
from yizhangtu.export.png import page_images, png
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.media.screen import screen
from yizhangtu.media.screen.loop import LEAST, MOST, LoopSlide, loop_page, seconds_of
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.page import Label
from yizhangtu.model.project import Project

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
HOSTILE = "</script><b>&amp; & {% raw %}"
STEPS = """
  - {步骤: 申请, 办理: 村民, 时限: 当天}
  - {步骤: 审核, 时限: 5个工作日}
  - {步骤: 公示, 公示: 公开栏, 时限: 不少于7日}
"""
LONG = "关于进一步规范村集体经济组织资产资源处置以及工程建设项目审批监督管理公示公告的办理办法（试行）"


def leaves_of(context: Context, job: Job) -> list[PageCanvas]:
    found = screen.slides_of(context, job.subjects[0], job.medium)
    assert found
    return found


def labels(leaf: PageCanvas) -> list[Label]:
    drawn = [item for figure in leaf.figures for item in figure.drawing.items]
    return [item for item in (*leaf.items, *drawn) if isinstance(item, Label)]


def stated(leaves: Sequence[PageCanvas]) -> str:
    return plain("".join(label.text for leaf in leaves for label in labels(leaf)))


@pytest.mark.parametrize("medium", ["screen-1920x1080", "screen-1080x1920", "screen-3840x2160", "1366x768px"])
def test_every_word_is_on_a_slide_and_none_is_small_or_covered(
    context: Context, definitions: list[GuideGraph], project: Project, medium: str
) -> None:
    for stem in ("村级采购", "高龄津贴申领", "村民积分制", "移风易俗", "服务群众清单"):
        drawn = named(definitions, stem)
        job = job_of(context, project, drawn, medium)
        leaves = leaves_of(context, job)
        text = stated(leaves)
        assert [str(one) for one in drawn[0].texts if plain(str(one)) not in text] == []
        least = min(label.size_mm for leaf in leaves for label in labels(leaf))
        assert least >= job.medium.floor_mm - 1e-3, (stem, least / PX)
        for leaf in leaves:
            assert covered(Drawing(leaf.width, leaf.height, tuple(leaf.items)), context.typesetter.width) == []
            for label in (item for item in leaf.items if isinstance(item, Label)):
                right = label.x + context.typesetter.width(label.text, label.bold) * label.size_mm
                assert label.x >= 0 and right <= leaf.width + label.size_mm * 0.46 and label.y <= leaf.height
            for x, y, drawing, _ in leaf.figures:
                assert x >= 0 and y >= 0 and x + drawing.width <= leaf.width and y + drawing.height <= leaf.height


def test_floors_are_those_of_the_media(context: Context) -> None:
    floors = {name: round(one.floor_mm / PX) for name, one in context.styles.media.items() if one.kind == "screen"}
    assert floors == {"screen-1920x1080": 24, "screen-1080x1920": 24, "screen-3840x2160": 48}


def test_the_picture_is_the_page_of_the_pdf(context: Context, flows: list[GuideGraph], project: Project) -> None:
    for size in ("960x540px", "541x967px"):
        job = job_of(context, project, named(flows, "高龄津贴申领"), size)
        result = screen.make(context, job)
        assert [target for target, _ in result.files] == ["x/例.png", "x/例-2.png"]
        guide = job.guide
        pdf = screen.slides_pdf(context, guide, leaves_of(context, job))
        document = pdfium.PdfDocument(pdf)
        for page, (_, data) in zip(document, result.files, strict=True):
            assert isinstance(data, bytes)
            picture = image(data)
            assert f"{picture.width}x{picture.height}px" == size
            again = page.render(scale=96 / 72).to_pil().convert("RGB").crop((0, 0, *picture.size))
            assert ImageChops.difference(picture, again).getbbox() is None


def test_pictures_are_made_one_after_the_other(
    context: Context, flows: list[GuideGraph], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many at once as there are slides would take a gigabyte on a large screen."""
    result: list[weakref.ref[Image]] = []
    alive: list[int] = []

    def noted(picture: Image) -> bytes:
        result.append(weakref.ref(picture))
        alive.append(sum(one() is not None for one in result))
        return png(picture)

    monkeypatch.setattr(screen, "png", noted)
    screen.make(context, job_of(context, project, named(flows, "村委会换届选举"), "640x480px"))
    assert len(alive) >= 6 and max(alive) <= 2


def test_equal_bytes_twice(context: Context, flows: list[GuideGraph], project: Project) -> None:
    job = job_of(context, project, named(flows, "居住情况说明"), "640x480px")
    assert screen.make(context, job) == screen.make(context, job)
    assert screen.loop(context, job) == screen.loop(context, job)


def test_parts_have_tabs_and_connectors_name_them(context: Context, flows: list[GuideGraph], project: Project) -> None:
    drawn = named(flows, "村级采购")
    leaves = leaves_of(context, job_of(context, project, drawn, "screen-1920x1080"))
    parts = leaves[:2]
    for number, leaf in enumerate(parts):
        tabs = [item for item in leaf.items if isinstance(item, Label) and item.fill in ("white", "dark")]
        rows: dict[str, str] = {}
        for tab in tabs:
            rows[tab.fill] = rows.get(tab.fill, "") + plain(tab.text)
        names = ["第1屏定方式", "第2屏签约验收"]
        assert rows["white"] == names[number] and rows["dark"] == names[1 - number]
    assert "接第2屏" in stated(parts[:1]) and "第1屏" in stated(parts[1:])
    assert not {"第1屏", "第2屏"} & {plain(item.text) for item in leaves[-1].items if isinstance(item, Label)}


def test_the_longest_flow_is_parted_without_a_loss(context: Context, flows: list[GuideGraph], project: Project) -> None:
    guide, graph = drawn = named(flows, "村委会换届选举")
    leaves = leaves_of(context, job_of(context, project, drawn, "screen-1920x1080"))
    drawings = [drawing for leaf in leaves for _, _, drawing, _ in leaf.figures]
    placed = [card.node for drawing in drawings for card in drawing.cards]
    assert len(leaves) >= 6 and len(placed) == len(set(placed))
    places = [stated(leaves).index(plain(str(node.entry.name))) for node in graph.nodes]
    assert len(places) == len(graph.nodes) and stated(leaves).count(plain(str(guide.title))) == len(leaves)


@pytest.mark.parametrize("stem", ["村级采购", "高龄津贴申领", "人民调解", "村民建房审批"])
def test_facts_and_lists_have_boxes(context: Context, flows: list[GuideGraph], project: Project, stem: str) -> None:
    """The slides without a picture have all facts and lists, the phones in larger letters than the lists."""
    job = job_of(context, project, named(flows, stem), "screen-1920x1080")
    last = [leaf for leaf in leaves_of(context, job) if not leaf.figures]
    words = stated(last)
    assert len(last) == (2 if stem == "村民建房审批" else 1)
    guide = job.guide
    wanted = [*guide.handlers, *guide.notes, *(one.name for one in guide.materials)]
    wanted += (one.text for one in guide.conditions)
    assert [text for text in wanted if plain(text) not in words] == []
    phone = max(one.size_mm for leaf in last for one in labels(leaf) if "0000-" in one.text)
    start = str(guide.notes[0])[:4]
    note = next(one.size_mm for leaf in last for one in labels(leaf) if one.text.startswith(start))
    assert phone > 1.2 * note >= job.medium.floor_mm


def test_a_guide_without_steps_has_no_empty_slide(context: Context, project: Project) -> None:
    head = "名称: 咨询电话\n办理主体: 村委会\n操作流程: 无\n时间要求: 随时\n监督管理: 无\n备注: [有事来问]\n"
    leaves = leaves_of(context, job_of(context, project, guide_and_graph(head, project), "screen-1920x1080"))
    assert len(leaves) == 1 and "有事来问" in stated(leaves)


def test_the_code_can_be_read_from_the_picture(context: Context, flows: list[GuideGraph], project: Project) -> None:
    """Its modules, sampled at their middles, are those that encode the address, and it is large enough."""
    rows = modules(str(project.url))
    for name in ("screen-1920x1080", "screen-1080x1920", "1366x768px"):
        job = job_of(context, project, named(flows, "居住情况说明"), name)
        guide = job.guide
        leaves = leaves_of(context, job)[-1:]
        picture = page_images(screen.slides_pdf(context, guide, leaves))[0].convert("L")
        band = screen.SlideMaker(
            context.typesetter, context.styles.screen, context.styles.furniture(job.medium), job.medium, guide, project,
            context.styles.themes["蓝"],
        ).band  # fmt: skip
        x = (job.medium.width_mm - band.mm(4) - band.code) / PX
        y = (band.mm(1.5) if band.upright else (band.height - band.code) / 2) / PX
        unit = band.code / PX / (len(rows) + 2 * QUIET)
        assert unit * len(rows) >= 116 * job.medium.scale - 1 and unit >= 3
        for number, row in enumerate(rows):
            for column, dark in enumerate(row):
                at = (int(x + (column + QUIET + 0.5) * unit), int(y + (number + QUIET + 0.5) * unit))
                assert (picture.getpixel(at) < 128) == bool(dark)
        quiet = picture.crop((int(x) + 1, int(y) + 1, int(x + QUIET * unit) - 1, int(y + band.code / PX) - 1))
        assert quiet.getextrema() == (255, 255)


def test_a_draft_and_a_long_title(context: Context, flows: list[GuideGraph], project: Project) -> None:
    draft = leaves_of(context, job_of(context, project, named(flows, "危房改造"), "1024x768px"))
    assert all("征求意见稿" in stated([leaf]) for leaf in draft)
    drawn = guide_and_graph(
        f"名称: {LONG}\n办理主体: 村委会\n时间要求: 5个工作日\n监督管理: 村监委会\n操作流程:\n{STEPS}", project
    )
    wide = Context(characters_of([context.characters, LONG, STEPS]), installed_styles())
    for size in ("1024x768px", "768x1024px", "1920x500px"):
        for leaf in leaves_of(wide, job_of(wide, project, drawn, size)):
            assert plain(LONG) in stated([leaf])
            assert covered(Drawing(leaf.width, leaf.height, tuple(leaf.items)), wide.typesetter.width) == []


def test_in_black_and_white_the_band_has_an_edge(context: Context, flows: list[GuideGraph], project: Project) -> None:
    job = job_of(context, project, named(flows, "居住情况说明"), "640x480px", "mono")
    picture = image(screen.make(context, job).data or b"")
    assert all(max(pixel) - min(pixel) <= 8 for _, pixel in picture.getcolors(1 << 20) or ())
    rows = picture.convert("L").crop((2, 0, 12, 240)).resize((1, 240)).tobytes()
    assert min(rows) < 80 and max(rows[:5]) > 240


# The page that shows all slides in turn.


def loop_data(page: str) -> list[dict[str, str]]:
    found = re.search(r'<script type="application/json" id="slides">(.*?)</script>', page, re.DOTALL)
    assert found
    data: list[dict[str, str]] = json.loads(found[1])
    return data


def test_the_loop_holds_every_guide_and_asks_for_nothing(
    context: Context, flows: list[GuideGraph], project: Project
) -> None:
    pairs = [named(flows, stem) for stem in ("居住情况说明", "高龄津贴申领")]
    hostile = guide_and_graph(
        f'名称: "{HOSTILE}"\n办理主体: 村委会\n时间要求: 5个工作日\n监督管理: 无\n操作流程:\n{STEPS}', project
    )
    wide = Context(characters_of([context.characters, HOSTILE, STEPS]), installed_styles())
    job = job_of(wide, project, [*pairs, hostile], "640x480px")
    result = screen.loop(wide, job)
    assert result.data
    page = result.data.decode()
    data = loop_data(page)
    titles = list(dict.fromkeys(one["title"] for one in data))
    assert titles == ["居住情况说明", "高龄津贴申领", str(hostile[0].title)]
    code = re.sub(r"data:image/png;base64,[\w+/=]+", "", page)
    assert not re.search(r"https?:|//[a-z]|url\(|<link|@import|src=", code)
    assert page.count("<script") == 2 and page.count("</script>") == 2 and "<b>" not in page
    assert "default-src 'none'" in page
    for one in data:
        assert one["image"].startswith("data:image/png;base64,") and LEAST <= int(one["seconds"]) <= MOST
        assert one["text"]


def test_more_text_is_shown_for_longer(context: Context, flows: list[GuideGraph], project: Project) -> None:
    leaves = leaves_of(context, job_of(context, project, named(flows, "村级采购"), "screen-1920x1080"))
    few, many = leaves[1], leaves[0]
    assert LEAST < seconds_of(few) < seconds_of(many) <= MOST


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
def test_a_browser_shows_one_after_the_other_and_stops(context: Context, tmp_path: Path) -> None:
    from PIL import Image

    pictures = [png(Image.new("RGB", (4, 3), colour)) for colour in ("red", "green", "blue")]
    shown = [LoopSlide(name, data, 8, name) for name, data in zip("甲乙丙", pictures, strict=True)]
    page = loop_page(context.environment, "村", shown, context.styles.themes["蓝"])
    record = (
        "const seen=[];new MutationObserver(()=>{seen.push(document.title);"
        "if(seen.length===3)document.dispatchEvent(new KeyboardEvent('keydown',{key:' '}));"
        "document.body.dataset.seen=seen.join('')}).observe(document.body,{attributeFilter:['data-at']})"
    )
    strange = "<script>document.body.dataset.strange=1</script><img src=x onerror='document.body.dataset.strange=2'>"
    known = base64.b64encode(hashlib.sha256(record.encode()).digest()).decode()
    page = page.replace("script-src ", f"script-src 'sha256-{known}' ")
    file = tmp_path / "screen.html"
    file.write_text(page.replace("</body>", f"<script>{record}</script>{strange}</body>"), "utf-8")
    done = subprocess.run(
        [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile",
         "--virtual-time-budget=90000", "--dump-dom", f"file://{file}"],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    body = re.search(r"<body[^>]*>", done.stdout)
    assert body and 'class="asleep"' in body[0]
    assert re.search(r'data-seen="乙丙甲+"', body[0]), body[0]
    assert "data-strange" not in body[0]  # the policy lets run only what it names

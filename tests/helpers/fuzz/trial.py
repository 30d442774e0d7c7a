"""Seed and number → what came of one random definition: read, checked, laid out, now and then printed; and its faults.

Whatever is drawn for a number (definition, project, media, themes, how far it is taken) depends on nothing but the
seed and the number, so a fault can be named and looked at again.
"""

from __future__ import annotations

import resource
import traceback
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from helpers import drawing_facts
from helpers.fuzz import facts as fuzz_facts
from helpers.fuzz import texts as fuzz_texts
from helpers.fuzz.definitions import Definition, definition
from helpers.fuzz.facts import squeezed
from helpers.fuzz.press import Page, Proof
from helpers.guides import FLOWS, LETTERS
from helpers.installed import installed_styles
from yizhangtu.build.checked import CheckedGuide, check_loaded
from yizhangtu.build.jobs import subjects_of
from yizhangtu.build.load import Definition as File
from yizhangtu.build.load import Home, Loaded
from yizhangtu.check import explain
from yizhangtu.commands.preview import heading_of
from yizhangtu.content.characters import characters_of
from yizhangtu.draw.page_canvas import PageCanvas
from yizhangtu.export.terminal.terminal import Terminal
from yizhangtu.export.terminal.terminal import render as render_terminal
from yizhangtu.media.choice import medium_of
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.media.poster.poster import make_poster
from yizhangtu.media.registry import kind_of
from yizhangtu.media.result import Result, one_file
from yizhangtu.media.text import plaintext
from yizhangtu.model.diagnostics import split_lines
from yizhangtu.model.drawing import Drawing
from yizhangtu.model.graph import Graph
from yizhangtu.model.guide import Guide, steps_of
from yizhangtu.model.project import Project
from yizhangtu.read import read_project
from yizhangtu.text import Words

THEMES = (None, None, "红", "绿", "蓝", "mono")
TERMINAL = "terminal"
SIZES = ("600x900mm", "500x700mm", "140x140mm", "150x600mm", "1200x2400mm", "900x300mm", "1366x768px", "640x480px")
TOGETHER = ("booklet", "board")  # media that hold many guides
OFTEN = {"poster-a3": 14, "poster-a4": 8, "poster-a2": 4, "poster-a5": 4, TERMINAL: 10, "text": 8}
SELDOM = {"longimage": 0.35, "board-240x120": 0.4, "booklet-a4-imposed": 0.6, "screen-3840x2160": 0.4}
LEAST = {"booklet": 2.8, "imposed": 2.8, "longimage": 0.0}  # mm: text of a page where it is not that of the flow
WHOLE = ("leaflet", "board", "screen")  # media on which no text is smaller than in the flow


@dataclass(frozen=True)
class Plan:
    """What is done with one definition: on which medium, in which theme and finish; whether its PDF is printed and read
    back (`real`), and whether that is done twice; how many of the next definitions go into the same booklet."""

    medium: str
    theme: str | None
    finish: str = ""
    real: bool = False
    twice: bool = False
    others: int = 0


@dataclass
class Outcome:
    """What came of it. `kinds` says it in a few words for counting; a fault is "kind: what"."""

    number: int
    definition: Definition
    plans: tuple[Plan, ...]
    kinds: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0
    steps: int = 0


class Trials:
    """The trials of one seed in one process. `most` media for each; `real`: the share that is printed."""

    def __init__(self, seed: int, most: int = 1, real: float = 0.02) -> None:
        self.seed, self.most, self.real = seed, most, real

    @cached_property
    def context(self) -> Context:
        """One for all: it holds every character that a definition may have."""
        sources = [path.read_text("utf-8") for path in Path(__file__).parent.glob("*.py")]
        texts = (LETTERS, self.project, fuzz_texts.ALL, fuzz_texts.UNPRINTABLE, *sources)
        return Context(characters_of(texts), installed_styles())

    @cached_property
    def project(self) -> Project:
        return read_project((FLOWS / "辖区.yaml").read_bytes(), "flows/辖区.yaml").project

    @cached_property
    def media(self) -> Mapping[str, float]:
        """How often each medium is tried."""
        known = (*self.context.styles.media, TERMINAL, *SIZES)
        return {name: OFTEN.get(name, SELDOM.get(name, 1.0)) for name in known}

    def plans(self, number: int) -> tuple[Plan, ...]:
        """What is done with a definition."""
        rng = Random(f"{self.seed}:{number}:plan")
        names = rng.choices(list(self.media), list(self.media.values()), k=rng.randint(1, self.most))
        found = []
        for name in dict.fromkeys(names):
            real = rng.random() < self.real
            finish = ""
            if name not in ("text", TERMINAL) and medium_of(name, self.context.styles.media).kind == "poster":
                finish = rng.choices(("", "tiles-a4", "tiles-a3", "print", "archive"), (85, 3, 3, 5, 4))[0]
                finish = finish if real or finish.startswith("tiles") else ""
            theme, twice = rng.choice(THEMES), real and rng.random() < 0.3
            others = rng.choice((0, 1, 4)) if name.startswith(TOGETHER) else 0
            found.append(Plan(name, theme, finish, real, twice, others))
        return tuple(found)

    def trial(self, number: int, ahead: Mapping[int, CheckedGuide] | None = None) -> Outcome:
        """One of them, whatever it leads to."""
        begun = process_time()
        found = Outcome(number, definition(self.seed, number), self.plans(number))
        try:
            one = (ahead or {}).get(number) or self.checked(found.definition)
            self._judge(one, found)
        except Exception:
            found.faults.append(f"exception: {traceback.format_exc(limit=-6)}")
        found.seconds = process_time() - begun
        return found

    def checked(self, one: Definition) -> CheckedGuide:
        """Read and checked as by the program, alone or in a project."""
        rng = Random(f"{one.name}:project")
        home = Home(str(FLOWS / "辖区.yaml"), b"", self.project if rng.random() < 0.5 else Project())
        data = one.text.encode()
        file = File(f"{one.name}.yaml", data, home)
        return check_loaded(Loaded((file,), (home,), (), {file.file: one.text})).guides[0]

    def _judge(self, one: CheckedGuide, found: Outcome) -> None:
        codes = sorted({fault.code for fault in one.diagnostics if fault.severity == "error"})
        if "Y604" in codes:
            found.faults.append(f"Y604: {[f.message for f in one.diagnostics if f.code == 'Y604']}")
        lines = len(split_lines(found.definition.text)) + 1
        found.faults += [f"place: {f}" for f in one.diagnostics if f.span and not 1 <= f.span.line <= lines]
        if one.guide is None or one.graph is None or not one.sound:
            found.kinds.append(f"unsound {'+'.join(codes)}")
            if not codes:
                found.faults.append("neither a guide nor a diagnostic")
            return
        explain(one.guide, one.graph)
        found.steps = len(steps_of(one.guide.steps))
        for plan in found.plans:
            more = (self.checked(definition(self.seed, found.number + n + 1)) for n in range(plan.others))
            guides = (one, *(other for other in more if other.sound))
            _Attempt(self, guides, one.guide, one.graph, plan, found).judge()


@dataclass
class _Attempt:
    """One sound guide on one medium."""

    trials: Trials
    guides: tuple[CheckedGuide, ...]  # on a medium that holds many, its own first
    guide: Guide
    graph: Graph
    plan: Plan
    found: Outcome
    unfit: frozenset[str] = frozenset()  # files of those that the medium has no room for, and of which that is reported
    untold: frozenset[str] = frozenset()  # texts that are left out, and of which that is reported

    @property
    def texts(self) -> list[str]:
        """Everything that must be there."""
        those = (one for one in self.guides if one.definition.file not in self.unfit)
        pairs = [(one.guide, one.graph) for one in those if one.guide and one.graph]
        stated = [str(text) for guide, graph in pairs for text in (*guide.texts, *fuzz_facts.said_of_steps(graph))]
        return [text for text in dict.fromkeys(stated) if text not in self.untold]

    @property
    def kind(self) -> str:
        """规范 where one of them is, for the parts of its texts may stand apart."""
        return next((one.guide.kind for one in self.guides if one.guide and one.guide.kind == "规范"), self.guide.kind)

    @property
    def context(self) -> Context:
        return self.trials.context

    @property
    def project(self) -> Project:
        return self.guides[0].definition.home.project

    def judge(self) -> None:
        """Make it, and note what is wrong with it."""
        if self.plan.medium in (TERMINAL, "text"):
            self._text()
            return
        proof, rendered, pictures = self._made()
        medium = self.job.medium
        bad = [one for one in rendered.diagnostics if one.code == "Y604"]
        if rendered.missing or bad:
            self._note([f"internal: {rendered.missing or bad}"])
            return
        if rendered.data is None:
            self.found.kinds.append(f"{medium.kind} refused")
            self._note(self._refused(rendered))
            return
        forms = "+".join(dict.fromkeys(drawing.form for drawing in pictures))
        self.found.kinds.append(" ".join(filter(None, (medium.kind, self.plan.finish, forms, "real" * self.plan.real))))
        if any(one.code == "Y504" for one in rendered.diagnostics):
            guides = (one.guide for one in self.guides if one.guide)
            self.untold = frozenset(text for guide in guides for text in fuzz_facts.told_in_full(guide))
        if self.job.kind.scope.form == "document":  # a form to be filled in: it does not show the guide
            return
        errors = [one for one in rendered.diagnostics if one.severity == "error"]
        self.unfit = frozenset(one.span.file for one in errors if one.span)
        self._note(self._wrong(proof.pages, pictures))
        if self.plan.real:
            self._read_back(rendered)
        if self.plan.twice and rendered != (again := self._made()[1]):
            self._note([f"bytes: not the same the second time {rendered.diagnostics} {again.diagnostics}"])

    @property
    def job(self) -> Job:
        medium = medium_of(self.plan.medium, self.context.styles.media)
        kind = kind_of(medium)
        subjects = subjects_of(self.guides, self.plan.theme, self.context.styles)
        return Job(f"x/例{kind.suffix}", medium, kind, tuple(subjects), self.plan.finish)

    def _made(self) -> tuple[Proof, Result, Sequence[Drawing]]:
        """What the program makes, the pages that it handed to the press, and the pictures as they were laid out."""
        from yizhangtu.media.finishes import finish_of

        job, base = self.job, self.context
        base.layout_tools.cache.clear()  # what is made twice is laid out twice
        own = base.finished(finish_of(job.finish))
        kept = own.__dict__.pop("press", None)
        real = kept
        if self.plan.real and real is None:
            real = own.press
        proof = Proof(real if self.plan.real else None)
        own.__dict__["press"] = proof
        drawn: list[Drawing] = []
        picture = PageCanvas.picture

        def noting(canvas: PageCanvas, x: float, y: float, drawing: Drawing, *rest: Any, **named: Any) -> None:
            drawn.append(drawing)
            picture(canvas, x, y, drawing, *rest, **named)

        PageCanvas.picture = noting  # type: ignore[method-assign]
        try:
            if job.medium.kind == "poster" and not job.finish:
                output = make_poster(own, job.subjects[0], job.medium)
                made = one_file(job, output.pdf, output.diagnostics)
                return proof, made, output.content.drawings if output.content else ()
            rendered = job.kind.make(own, job)
            return proof, rendered, tuple(one for one in drawn if one.cards or one.form)
        finally:
            PageCanvas.picture = picture  # type: ignore[method-assign]
            own.__dict__.pop("press")
            if real is not None:
                own.__dict__["press"] = real

    def _wrong(self, pages: Sequence[Page], pictures: Sequence[Drawing]) -> list[str]:
        medium, width_of = self.job.medium, drawing_facts.width_of(self.context)
        floor = medium.floor_mm
        found = [one for drawing in pictures for one in fuzz_facts.wrong_flow(drawing, floor, width_of)]
        for page in pages:
            found += fuzz_facts.wrong_page(page, self.least, self.context.typesetter.width)
        written = fuzz_facts.written_on(pages)
        found += fuzz_facts.lost(self.texts, written, self.kind)
        if medium.kind == "poster" and not self.plan.finish:
            found += fuzz_facts.counted(self.guide, written)
        return found

    @property
    def least(self) -> float:
        """The smallest text on a page, in mm."""
        medium = self.job.medium
        if self.plan.finish.startswith("tiles"):
            return 2.6
        if medium.kind in WHOLE:
            return medium.floor_mm
        return LEAST.get(medium.kind, medium.floor_mm * medium.furniture)

    def _read_back(self, rendered: Result) -> None:
        if not (rendered.data or b"").startswith(b"%PDF"):
            return
        least = 0.0 if self.plan.finish else self.least
        assert rendered.data is not None
        status = {str(one.guide.publication.status) for one in self.guides if one.guide}
        across = bool(self.plan.finish) or bool(status & {"征求意见", "废止"})
        self._note(fuzz_facts.wrong_pdf(rendered.data, self.texts, self.kind, least, across))

    def _refused(self, rendered: Result) -> list[str]:
        """What is not made has a reason, and a small guide of short texts fits on any sheet."""
        errors = [one for one in rendered.diagnostics if one.severity == "error"]
        if not errors:
            return ["neither a result nor a diagnostic"]
        longest = max((len(text) for text in self.guide.texts), default=0)
        roomy = min(self.job.medium.width_mm, self.job.medium.height_mm) >= 200
        if roomy and longest < 60 and self.found.steps < 12 and self.guide.body is None:
            return [f"refused: {[one.message for one in errors]}"]
        return []

    def _text(self) -> None:
        """The text for the loudspeaker, or what a terminal shows."""
        from yizhangtu.flow.fold import fold

        guide, context = self.guide, self.context
        self.found.kinds.append(self.plan.medium)
        if self.plan.medium == "text":
            data = plaintext.make(context, self.job).data
            assert data is not None
            written = squeezed(data.decode("utf-8-sig"))
            self._note(fuzz_facts.lost(self.texts, written, guide.kind))
            return
        rng = Random(f"{self.found.definition.name}:terminal")
        line = fold(guide, self.graph, context.styles, 12)
        width = rng.choice((30, 40, 60, 80, 132))
        heading, words = heading_of(guide, self.project), Words(context.styles.words)
        flags = [rng.random() < 0.3 for _ in range(3)]
        text = render_terminal(line, heading, Terminal(width, *flags, words), guide.body)
        written = squeezed(text)
        # a name may be parted between lines, with other columns in between
        missing = Counter(squeezed("".join(step.name for step in steps_of(guide.steps)))) - Counter(written)
        self._note([f"lost: {''.join(missing)!r}"] if missing else [])

    def _note(self, faults: Sequence[str]) -> None:
        where = "/".join(filter(None, (self.plan.medium, self.plan.theme or "", self.plan.finish)))
        self.found.faults += [f"{where}: {one}" for one in faults]


def memory_mb() -> float:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

"""Definitions → posters and booklets. The whole way: load, check, choose, leave what is unchanged, make, write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from yizhangtu.model.diagnostics import Diagnostic, Severity
from yizhangtu.model.listing import Listing
from yizhangtu.model.project import Village
from yizhangtu.model.style import Medium
from yizhangtu.pipeline import choice, engines, stamp
from yizhangtu.pipeline.check import Checked, CheckedGuide, check_loaded
from yizhangtu.pipeline.faults import in_order, placed
from yizhangtu.pipeline.jobs import Job, jobs_of
from yizhangtu.pipeline.kinds import KINDS, TILES
from yizhangtu.pipeline.load import Definition, Home, load
from yizhangtu.pipeline.pages import with_pages
from yizhangtu.pipeline.usage import WrongUsage
from yizhangtu.pipeline.villages import chosen
from yizhangtu.world import inputs, outputs, styles
from yizhangtu.world.identity import identity
from yizhangtu.world.problem import Missing

if TYPE_CHECKING:
    from yizhangtu.pipeline.studio import Studio

OUTPUT = "output"
Progress = Callable[[int, int, str], None]  # jobs done, jobs in all, what was done last
Files = Sequence[tuple[str, bytes | outputs.Laid]]  # path inside the folder of results, what stands in it
Put = Callable[[Job, Files, tuple[Diagnostic, ...]], object]  # where the files of a job go, with what was said of it


@dataclass(frozen=True)
class BuildRequest:
    """What is to be built. Where nothing is said: all of flows/, in the project's media, into output/."""

    paths: Sequence[str | Path] = ()
    media: Sequence[str] = ()
    theme: str | None = None
    print_shop: bool = False  # PDF/X-4 in CMYK with bleed and marks
    archive: bool = False  # PDF/A
    tiles: str = ""  # a4 or a3: in sheets for an office printer
    output: str | Path | None = None
    villages: Sequence[str] = ()
    processes: int | None = None  # None: as many as there are processors, where that is worth while
    engine: str = ""  # dask://host:port: made on a cluster
    shared: bool = False  # its workers write into the folder of results themselves
    force: bool = False
    one_file: bool = False  # hand the bytes of the single result back instead of writing it
    stdin: bytes | None = None


@dataclass(frozen=True)
class Output:
    """One result that lies in the folder of results; `built` is False where it was left as it was."""

    path: Path
    built: bool


@dataclass(frozen=True)
class BuildResult:
    """What was made, what was said about it, the texts of the files, and what could not be done at all.

    `data` holds the bytes where one file was asked for; `failed` names the definitions (and booklets) not built;
    `left_out` are media that were not made because only a part of the guides was named.
    """

    outputs: tuple[Output, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    failed: tuple[str, ...] = ()
    left_out: tuple[Medium, ...] = ()
    data: bytes | None = None
    missing: Missing | None = None


def build(request: BuildRequest, progress: Progress | None = None) -> BuildResult:
    """Build what was asked for. WrongUsage and Missing where nothing can be built at all."""
    wanted = choice.media_of(request.media, styles.load())  # a wrong name is told before anything is read
    finish = choice.finish_of(request.print_shop, request.archive, request.tiles, wanted)
    engines.wanted(request.engine, request.shared, request.one_file)
    if request.theme:
        choice.theme_of(request.theme, styles.load())
    loaded = load(request.paths, request.stdin)
    checked = check_loaded(loaded, _villages(request))
    if checked.missing:
        return BuildResult((), checked.diagnostics, checked.texts, missing=checked.missing)
    media, left_out = (wanted, ()) if request.media else _default_media(request, loaded.definitions)
    media = [medium for medium in media if not finish or finish in KINDS[medium.kind].finishes]
    if finish and not media:
        option = finish.partition("-")[0]
        raise WrongUsage(f"辖区文件里的媒介都不能用 --{option}", f"用 -m 写上媒介，如 -m poster-a1 --{option}")
    theme = request.theme or (choice.OFFICE_THEME if finish in TILES else None)
    whole = all(one.whole_folder for one in loaded.definitions) or _is_all(loaded.definitions)
    jobs, doubled = jobs_of(checked.guides, media, theme, whole and not request.one_file, finish)
    run = _Run(request, checked, [*checked.diagnostics, *doubled], left_out)
    run.failed |= {one.span.file for one in doubled if one.span}
    return run.hand_back(jobs) if request.one_file else run.write(jobs, progress)


def _villages(request: BuildRequest) -> Callable[[Home], Sequence[Village | None]]:
    if not request.villages:
        return lambda home: (None,)
    names = choice.split_names(request.villages)
    return lambda home: chosen(names, home.project)


def _default_media(request: BuildRequest, definitions: Sequence[Definition]) -> tuple[list[Medium], tuple[Medium, ...]]:
    """The project's media, else a poster and the booklet; and those left out.

    A booklet holds all guides of a folder: where only some are named, it is not overwritten by one of just those.
    """
    named = [str(name) for one in definitions for name in one.home.project.media]
    known = styles.load()
    media = []
    for name in choice.split_names(named) or choice.DEFAULT_MEDIA:
        try:
            media.append(choice.medium_of(name, known.media))
        except WrongUsage:
            continue  # told by the check, at its place in the project file
    media = list({medium.name: medium for medium in media}.values())
    if request.one_file:
        return [medium for medium in media if not KINDS[medium.kind].whole][:1], ()
    if all(one.whole_folder for one in definitions) or _is_all(definitions):
        return media, ()
    wholes = tuple(medium for medium in media if KINDS[medium.kind].whole)
    return [medium for medium in media if medium not in wholes], wholes


def _is_all(definitions: Sequence[Definition]) -> bool:
    """Whether the files that were named are all there are in their folders."""
    if any(one.file == inputs.STDIN for one in definitions):
        return False
    folders = {Path(one.file).parent for one in definitions}
    return sum(map(inputs.others_beside, folders)) == len(definitions)


class _Run:
    """One run over its jobs: what it has made and what it has to say."""

    def __init__(
        self, request: BuildRequest, checked: Checked, faults: list[Diagnostic], left_out: tuple[Medium, ...]
    ) -> None:
        self.request = request
        self.checked = checked
        self.faults = faults
        self.left_out = left_out
        self.failed = {one.definition.file for one in checked.guides if not one.sound}
        self.missing: Missing | None = None

    @property
    def _everyone(self) -> tuple[CheckedGuide, ...]:
        return (*self.checked.guides, *self.checked.context)

    @cached_property
    def studio(self) -> Studio:
        """The studio with the characters of all guides of the run."""
        from yizhangtu.pipeline.render import studio_for  # heavy: only where there is something to do

        lists = any(one.guide and isinstance(one.guide.body, Listing) for one in self.checked.guides)
        return studio_for([one for one in (self._everyone if lists else self.checked.guides) if one.sound])

    @property
    def _where(self) -> tuple[str, str]:
        """The address of the cluster, and the folder that its workers write into; each '' where there is none."""
        folder = str(self.request.output or inputs.root() / OUTPUT) if self.request.shared else ""
        return engines.wanted(self.request.engine, self.request.shared), folder

    def hand_back(self, jobs: Sequence[Job]) -> BuildResult:
        """The bytes of the only job."""
        if len(jobs) > 1:
            names = "、".join(job.target for job in jobs[:3])
            message = f"-o - 一次只能输出一个文件，这里有 {len(jobs)} 个（{names}…）"
            raise WrongUsage(message, "只写一份定义和一种媒介（-m）")
        made: list[bytes] = []
        try:
            jobs = with_pages(jobs, self._everyone, {}, lambda: self.studio)
            self._make(
                jobs, lambda job, files, said: made.extend(one for _, one in files[:1] if isinstance(one, bytes)), None
            )
        except Missing as missing:
            self.missing = missing
        return self._result((), made[0] if made else None)

    def write(self, jobs: Sequence[Job], progress: Progress | None) -> BuildResult:
        """Make what has changed and put it into the folder of results."""
        folder = Path(self.request.output) if self.request.output else inputs.root() / OUTPUT
        stamps = stamp.read_stamps(folder)
        written: set[str] = set()
        kept: set[str] = set()
        try:
            jobs = with_pages(jobs, self._everyone, stamps.pages, lambda: self.studio)
            keys = {job.target: stamp.key_of(job, identity()) for job in jobs}
            kept |= self._kept(jobs, keys, stamps, folder)

            def put(job: Job, files: Files, said: tuple[Diagnostic, ...]) -> None:
                for target, data in files:
                    outputs.write(folder / target, data)
                digests = tuple((target, stamp.digest_of(data)) for target, data in files)
                stamps.targets[job.target] = stamp.Stamp(keys[job.target], digests, said)
                written.add(job.target)

            try:
                self._make([job for job in jobs if job.target not in kept], put, progress)
            finally:
                if written:  # also after an interruption: what is there need not be made again
                    stamp.write_stamps(folder, stamps)
        except Missing as missing:
            self.missing = missing
        there = [job.target for job in jobs if job.target in kept or job.target in written]
        files = [(target, file) for target in there for file, _ in stamps.targets[target].files]
        return self._result(tuple(Output(folder / file, target in written) for target, file in files))

    def _kept(self, jobs: Sequence[Job], keys: Mapping[str, str], stamps: stamp.Stamps, folder: Path) -> set[str]:
        """The targets that need not be made again. What was wrong with them still is; mere notes are not repeated."""
        kept: set[str] = set()
        for job in () if self.request.force else jobs:
            same = stamp.unchanged(job, keys[job.target], stamps, folder)
            if same is not None:
                kept.add(job.target)
                self.faults += [one for one in same.diagnostics if one.severity is not Severity.INFO]
        return kept

    def _make(self, jobs: Sequence[Job], put: Put, progress: Progress | None) -> None:
        """Render; what comes of each job is put away at once, so that an interruption loses little."""
        if not jobs:
            return
        from yizhangtu.pipeline.render import render_all  # heavy: only where there is something to do

        for done, (job, rendered) in enumerate(render_all(self.studio, jobs, self.request.processes, *self._where), 1):
            said = tuple(placed(rendered.diagnostics, job.file))
            self.faults += said
            if rendered.missing:
                raise rendered.missing
            files = rendered.files(job.target)
            if not files:
                self.failed.add(job.called if job.many else job.file)
            else:
                put(job, files, said)
            if progress:
                progress(done, len(jobs), job.target)

    def _result(self, outputs: tuple[Output, ...], data: bytes | None = None) -> BuildResult:
        return BuildResult(
            outputs,
            in_order(self.faults),
            self.checked.texts,
            failed=tuple(sorted(self.failed)),
            left_out=self.left_out,
            data=data,
            missing=self.missing,
        )

"""flows/ → the hashes of everything that the program makes of it. A script, not a test; it holds a restructuring to
"no picture changes":

    python tests/whole/record.py OUT --keep [--quick] [--program ".venv/bin/yizhangtu"]   records into OUT/record.json
    python tests/whole/record.py OUT --against OLD                                        compares two records
    python tests/whole/record.py OUT --keep [--quick] --against OLD                       records OUT, then compares

Only the command line program is run, so that one script works on any version of it. Each hash seed has a temporary
project, output folder and cache of its own. What a run prints is recorded beside its files, as `RUN/console`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from compare_files import FileDifference, compare_files

ROOT = Path(__file__).resolve().parents[2]
RECORD = "record.json"
INTERRUPTED = (128 + signal.SIGINT, 128 + signal.SIGTERM)
FILES = "files"  # the folder of kept files, beside the record
SEEDS = ("0", "1")
PASSED_ON = ("PATH", "HOME", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "YIZHANGTU_FONTS")

# Guides of all kinds, for runs where all guides would take too long.
SELECTED = (
    *("村级采购", "高龄津贴申领", "村民建房审批", "村委会换届选举", "土地流转"),  # flows
    *("服务群众清单", "负面事项清单", "村民积分制", "农户信用积分"),  # lists and points
    *("移风易俗", "红白喜事标准", "红白理事会公约"),  # rules of conduct
)
ONE_OF_EACH_KIND = ("村级采购", "服务群众清单", "村民积分制", "移风易俗")

FINISHES = {
    **{f"tiles-{paper}": ("--tiles", paper) for paper in ("a4", "a3")},
    "print": ("--print", "--no-verify"),  # a run of its own verifies
    "archive": ("--archive",),
}
COMMANDS = ("build", "check", "preview", "new", "media", "themes", "icons", "schema", "doctor")
LISTINGS = {
    **{command: (command,) for command in ("media", "themes", "icons", "schema")},
    "schema-project": ("schema", "--project"),
    **{option: (f"--{option}",) for option in ("help", "version")},
    **{f"help-{command}": (command, "--help") for command in COMMANDS},
}
CHECKS = {
    "check": ("check",),
    "check-json": ("check", "--format", "json"),
    "check-github": ("check", "--format", "github"),
    "check-explain": ("check", "--explain"),
    "check-damaged": ("check", "damaged"),
    "check-damaged-json": ("check", "--format", "json", "damaged"),
}
PREVIEWS = {
    "40": ("--width", "40"),
    "60": ("--width", "60"),
    "100": ("--width", "100"),
    "ascii": ("--width", "80", "--ascii"),
    "wide": ("--width", "80", "--wide"),
}


class Run(NamedTuple):
    """One call of the program: the name of its folder in the record, and its arguments."""

    name: str
    arguments: tuple[str, ...]


class Project:
    """A temporary project with its own cache, in which the program runs under one hash seed.

    `made` is the folder that holds what the runs make, a folder for each run.
    """

    def __init__(self, folder: Path, program: Sequence[str], flows: Path, seed: str) -> None:
        self.folder, self.program, self.seed = folder, program, seed
        self.made = folder / "made"
        shutil.copytree(flows, folder / "flows", dirs_exist_ok=True)
        (folder / "damaged").mkdir(exist_ok=True)
        for path in sorted(flows.glob("*.yaml")):  # a definition without every seventh line has many mistakes
            lines = path.read_bytes().splitlines(keepends=True)
            (folder / "damaged" / path.name).write_bytes(b"".join(line for i, line in enumerate(lines) if i % 7 != 3))
        self.environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        self.environment |= {"PYTHONHASHSEED": seed, "PYTHONPATH": python_path()}
        self.environment |= {
            "XDG_CACHE_HOME": str(folder / "cache"),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "COLUMNS": "100",
        }

    def run(self, run: Run) -> str:
        """Run the program, write RUN/console (exit code, output, messages) → what it holds.

        A run whose console is there from an interrupted record is not repeated.
        """
        console = self.made / run.name / "console"
        if console.exists():
            return console.read_text("utf-8", "replace")
        shutil.rmtree(console.parent, ignore_errors=True)  # half a run
        console.parent.mkdir(parents=True)
        start = time.monotonic()
        result = subprocess.run(
            [*self.program, *run.arguments], cwd=self.folder, env=self.environment,
            stdin=subprocess.DEVNULL, capture_output=True,
        )  # fmt: skip
        if result.returncode < 0 or result.returncode in INTERRUPTED:
            raise SystemExit(f"{run.name}: interrupted by a signal, exit code {result.returncode}")
        text = b"exit code %d\n\n%s\n%s" % (result.returncode, result.stdout, result.stderr)
        for place, name in ((os.fsencode(self.folder), b"PROJECT"), (b"python -m yizhangtu", b"yizhangtu")):
            text = text.replace(place, name)  # the same words wherever and however the program was started
        console.write_bytes(text)
        remark = f", exit code {result.returncode}" if result.returncode not in (0, 1, 2) else ""
        print(f"seed {self.seed}: {run.name}: {time.monotonic() - start:.1f} s{remark}", file=sys.stderr, flush=True)
        return text.decode("utf-8", "replace")

    def hashes(self) -> dict[str, str]:
        """Path → SHA-256 of everything made. Hidden files are the program's own notes, not products."""
        paths = sorted(path for path in self.made.rglob("*") if path.is_file() and not path.name.startswith("."))
        return {path.relative_to(self.made).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def python_path() -> str:
    """PYTHONPATH with absolute folders, because the program runs in another folder."""
    return os.pathsep.join(os.path.abspath(part) for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part)


def definitions(names: Sequence[str]) -> tuple[str, ...]:
    """The files of these guides, as the program is given them."""
    return tuple(f"flows/{name}.yaml" for name in names)


def build(name: str, media: str, *options: str) -> Run:
    """A build of these media (names with commas) in one process, into the folder of the run."""
    return Run(f"build/{name}", ("build", "-j", "1", "-o", f"made/build/{name}", "-m", media, *options))


def previews(names: Sequence[str], forms: Sequence[str]) -> Iterator[Run]:
    """The preview of each guide in these forms."""
    for form in forms:
        for name in names:
            yield Run(f"preview/{form}/{name}", ("preview", *PREVIEWS[form], *definitions([name])))


def first_words(console: str) -> list[str]:
    """The first word of each line of a listing, which comes after the line of the exit code."""
    return [line.split()[0] for line in console.splitlines()[1:] if line.strip()]


def full_runs(media: Sequence[str], themes: Sequence[str], guides: Sequence[str]) -> Iterator[Run]:
    """All runs of a full record: all guides on every medium, some of them with every finish and theme.

    A finish is tried on every medium: a refusal is recorded like any other answer.
    """
    few = definitions(ONE_OF_EACH_KIND)
    for name, arguments in (LISTINGS | CHECKS).items():
        yield Run(name, arguments)
    yield Run("check-strict", ("check", "--strict"))
    yield from previews(guides, ("60", "ascii"))
    yield from previews(SELECTED, ("40", "100", "wide"))
    yield Run("preview/image", ("preview", "--image", *definitions(ONE_OF_EACH_KIND[:1])))
    for kind in ("流程", "清单", "积分", "规范"):
        yield Run(f"new/{kind}", ("new", kind, f"新{kind}", "--to", f"made/new/{kind}/definition.yaml"))
    for medium in media:
        yield build(f"medium/{medium}", medium)
    for finish, options in FINISHES.items():
        for medium in media:
            yield build(f"{finish}/{medium}", medium, *options, *few)
        for medium in ("poster-a3", "booklet-a5"):
            yield build(f"{finish}-whole/{medium}", medium, *options)
    for theme in themes:
        pages = "poster-a3,booklet-a5,leaflet-trifold,board-240x120,screen-1080x1920,longimage"
        yield build(f"theme-{theme}", pages, "-t", theme, *few)
        yield build(f"theme-{theme}-whole", "poster-a3", "-t", theme)
    verified = "poster-a3,poster-a4-landscape,booklet-a5,booklet-a4-imposed,leaflet-trifold,board-240x120,text"
    yield build("verify", verified, "--verify", *definitions(SELECTED))
    yield build("verify-print", "poster-a3,booklet-a5", "--print", *few)
    yield build("two-villages", "poster-a4,booklet-a5,text", "--village", "甲村", "--village", "乙村")
    yield build("all-villages", "poster-a3,leaflet-trifold,screen-1920x1080", "--village", "全部", *few)
    yield build("dry-run", "poster-a3,booklet-a5", "--dry-run")


def quick_runs() -> Iterator[Run]:
    """The runs of a quick record: guides of all kinds, media of all kinds."""
    for name in ("media", "schema", "help-build"):
        yield Run(name, LISTINGS[name])
    for name in ("check", "check-explain", "check-damaged"):
        yield Run(name, CHECKS[name])
    yield from previews(ONE_OF_EACH_KIND, ["60"])
    few = definitions(ONE_OF_EACH_KIND)
    pages = "poster-a3,poster-a4-landscape,leaflet-trifold,booklet-a5,booklet-a4-imposed,text"
    yield build("selected", pages, *definitions(SELECTED))
    yield build("whole", "poster-a3")
    yield build("pictures", "screen-1920x1080,longimage", *definitions(["村级采购", "村民积分制"]))
    yield build("board", "board-240x120", *few)
    yield build("print", "poster-a3", "--print", *few)
    yield build("tiles-a4", "poster-a2", "--tiles", "a4", *few)


def record_seed(folder: Path, options: argparse.Namespace, seed: str) -> Project:
    """Make everything under one hash seed → the project that holds it."""
    project = Project(folder, program_words(options.program), options.root / "flows", seed)
    if options.quick:
        runs = quick_runs()
    else:
        media = first_words(project.run(Run("media", LISTINGS["media"])))[1:]  # without the heading
        themes = first_words(project.run(Run("themes", LISTINGS["themes"])))
        guides = sorted(path.stem for path in (options.root / "flows").glob("*.yaml") if path.stem != "辖区")
        runs = full_runs(media, themes, guides)
    for run in runs:
        project.run(run)
    return project


def program_words(program: str) -> list[str]:
    """The words of a command line, with an absolute path of the program, because it runs in another folder."""
    first, *rest = shlex.split(program)
    return [os.path.abspath(first) if os.sep in first else first, *rest]


def record(options: argparse.Namespace) -> int:
    """Write OUT/record.json, with --keep also OUT/files → 1 if two hash seeds lead to different bytes."""
    seeds = SEEDS[:1] if options.quick else SEEDS
    start = time.monotonic()
    with ExitStack() as stack:
        work = options.work or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pool = stack.enter_context(ThreadPoolExecutor(options.jobs))
        projects = list(pool.map(lambda seed: record_seed(work.resolve() / seed, options, seed), seeds))
        first, *others = [project.hashes() for project in projects]
        options.out.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(options.out / FILES, ignore_errors=True)  # of an earlier record
        (options.out / RECORD).write_text(json.dumps(first, ensure_ascii=False, indent=0) + "\n", "utf-8")
        if options.keep:
            shutil.copytree(projects[0].made, options.out / FILES, ignore=shutil.ignore_patterns(".*"))
    print(f"{len(first)} files recorded in {time.monotonic() - start:.0f} s")
    unstable = sorted({path for other in others for path, _ in first.items() ^ other.items()})
    for path in unstable:
        print(f"differs between hash seeds: {path}")
    return 1 if unstable else 0


def compare(new: Path, old: Path) -> int:
    """Print what differs between two records → 0 if all bytes, or else all pictures and texts, are the same."""
    hashes, before = (json.loads((folder / RECORD).read_text("utf-8")) for folder in (new, old))
    for path in sorted(hashes.keys() ^ before.keys()):
        print(f"{'new' if path in hashes else 'gone'}: {path}")
    count = dict.fromkeys(FileDifference, 0)
    for path in sorted(path for path in hashes.keys() & before.keys() if hashes[path] != before[path]):
        one, other = new / FILES / path, old / FILES / path
        if one.exists() and other.exists():
            difference, details = compare_files(one, other)
        else:
            difference, details = FileDifference.CONTENT, ["bytes differ (not kept in both records)"]
        count[difference] += 1
        print(f"{difference.value}: {path}", *(f"    {line}" for line in details), sep="\n")
    same = sum(hashes[path] == before[path] for path in hashes.keys() & before.keys())
    print(f"{same} files with equal bytes", *(f"{number} {kind.value}" for kind, number in count.items()), sep="; ")
    if hashes.keys() != before.keys() or count[FileDifference.CONTENT]:
        print("DIFFERENT")
        return 1
    print("EQUAL PICTURES AND TEXT, other bytes" if count[FileDifference.BYTES] else "EQUAL BYTES")
    return 0


def main() -> int:
    """Read the arguments, record, compare, or both → the exit code."""
    parser = argparse.ArgumentParser(description="Record what the program makes, or compare two records.")
    parser.add_argument("out", type=Path, metavar="OUT", help="folder of the record")
    parser.add_argument("--against", type=Path, metavar="OLD", help="compare OUT with this older record")
    parser.add_argument("--program", default=shlex.join([sys.executable, "-m", "yizhangtu"]), help="command line")
    parser.add_argument("--root", type=Path, default=ROOT, help="checkout that holds flows/")
    parser.add_argument("--quick", action="store_true", help="a small part of it, under one hash seed")
    parser.add_argument("--keep", action="store_true", help="keep the files themselves in OUT/files")
    parser.add_argument("--work", type=Path, help="folder to work in; an interrupted record is continued from there")
    parser.add_argument("--jobs", type=int, default=1, choices=(1, 2), help="how many hash seeds at once")
    options = parser.parse_args()
    if not options.against:
        return record(options)
    code = record(options) if options.keep or options.quick else 0
    return compare(options.out, options.against) or code


if __name__ == "__main__":
    sys.exit(main())

"""Sound files, changed at random: tables, pictures, records, cached data. What reads them answers with a diagnostic or
with a value, within the limits of time and memory."""

from __future__ import annotations

import io
import json
import os
import random
import resource
import time
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import openpyxl
from PIL import Image

from yizhangtu.build.cache import records
from yizhangtu.model.diagnostics import Text
from yizhangtu.read import child, read_picture, read_villages
from yizhangtu.read.faults import Faults
from yizhangtu.system import cache, sandbox

MOST_SECONDS = 6.0  # of processor time for one file, all processes together
MOST_MEMORY = 400  # MiB of one process


class Outcome(NamedTuple):
    """What came of one changed file: `fault` is "" where it was answered rightly."""

    kind: str
    seconds: float
    fault: str = ""


def _forked(module: str, task: str, data: bytes) -> bytes:
    """`sandbox.run` without the start of an interpreter: a fork of this process, with the same limits."""
    receive, send = os.pipe()
    with warnings.catch_warnings():  # of forks beside threads: the child starts none
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        os.close(receive)
        os.dup2(send, 1)
        code = 4
        try:
            sandbox.MEMORY += _held()  # by the tests before this one: a child of the program begins with none of it
            sandbox.limit()
            answer = child.TASKS[task](data)
            with os.fdopen(send, "wb") as target:
                target.write(answer)
            code = 0
        except MemoryError:
            code = 3
        finally:
            os._exit(code)
    os.close(send)
    with os.fdopen(receive, "rb") as source:
        answer = source.read()
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if status:
        raise sandbox.Stopped("memory" if status == 3 else "time" if status < 0 else "crash")
    return answer


def _held() -> int:
    """Bytes of private memory that this process has already."""
    status = Path("/proc/self/status").read_text("ascii", "replace")
    return int(status.partition("VmData:")[2].split()[0]) * 1024


@contextmanager
def forked_children() -> Iterator[None]:
    """Read files of strangers in forks: a hundred times as many a minute."""
    before = sandbox.run
    sandbox.run = _forked
    try:
        yield
    finally:
        sandbox.run = before


def changed(rng: random.Random, data: bytes) -> bytes:
    """The bytes with one to four changes: a byte, a piece left out, doubled, repeated, moved, or numbers that are
    much too large."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        at, end = sorted(rng.randrange(len(data) + 1) for _ in range(2))
        piece = data[at : min(end, at + rng.choice((1, 8, 64, 4096)))]
        new = rng.choice((
            b"", bytes([rng.randrange(256)]), piece * 2, piece * rng.choice((50, 2000)), b"\xff" * 4, b"\0" * 8,
            b"99999999999", b"-1", b"<", b"&#x0;", b"NaN", b"\x7f\xff\xff\xff", piece[::-1],
        ))  # fmt: skip
        data = (data[:at] + new + data[at + len(piece) :])[: 1 << 20] or b"\0"
    return data


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (["村名", "编码", "电话", "日期"], ["甲村", 7, "0000-1", 1.5], ["乙村", True, None, "x"]):
        book.worksheets[0].append(row)
    book.create_sheet("二").append(["其他"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _changed_workbook(rng: random.Random, data: bytes) -> bytes:
    """Bytes of the file changed, or those of one part of it, packed again."""
    if rng.random() < 0.3:
        return changed(rng, data)
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        chosen = rng.choice(names)
        for name in names:
            part = source.read(name)
            target.writestr(name, changed(rng, part) if name == chosen else part)
    return result.getvalue()


def _pictures() -> list[bytes]:
    found = []
    picture = Image.radial_gradient("L").resize((60, 40))
    for form, mode, options in (
        ("PNG", "RGBA", {}), ("PNG", "P", {}), ("PNG", "1", {}), ("JPEG", "RGB", {}), ("JPEG", "CMYK", {}),
        ("JPEG", "L", {"progressive": True}), ("WEBP", "RGB", {}), ("WEBP", "RGBA", {"lossless": True}),
    ):  # fmt: skip
        stream = io.BytesIO()
        picture.convert(mode).save(stream, form, **options)
        found.append(stream.getvalue())
    return found


CSV = '村名,编码,电话\n甲村,001,0000-1234567\n"乙,村",002,"a""b"\n'.encode()
WORKBOOK = _workbook()
PICTURES = _pictures()
RECORDS = {"format": records.FORMAT, "results": {"甲.pdf": {"key": "k", "files": [["甲.pdf", "d", 3, 4]]}}}


def _csv(rng: random.Random, folder: Path) -> None:
    data = CSV.decode().encode(rng.choice(("utf-8", "gb18030", "utf-16", "utf-8-sig")))
    read_villages(changed(rng, data), "表.csv")


def _table(rng: random.Random, folder: Path) -> None:
    read_villages(_changed_workbook(rng, WORKBOOK), "表.xlsx")


def _picture(rng: random.Random, folder: Path) -> None:
    faults = Faults("辖区.yaml")
    found = read_picture(changed(rng, rng.choice(PICTURES)), Text("标志.png"), faults)
    assert (found is None) == bool(len(faults))


def _records(rng: random.Random, folder: Path) -> None:
    content = changed(rng, json.dumps(RECORDS).encode())
    sealed = b'{"digest":"%s","content":%s}' % (sha256(content).hexdigest().encode(), content)
    (folder / records.NAME).write_bytes(sealed if rng.random() < 0.7 else changed(rng, sealed))
    records.read_records(folder)


def _cached(rng: random.Random, folder: Path) -> None:
    for _ in range(2):
        assert cache.cached("kind", "key", lambda: b"right") == b"right"
        for path in (folder / "yizhangtu" / "kind").iterdir():
            path.write_bytes(changed(rng, path.read_bytes()))


KINDS: dict[str, Callable[[random.Random, Path], None]] = {
    "csv": _csv, "table": _table, "picture": _picture, "records": _records, "cache": _cached,
}  # fmt: skip


def attempt(kind: str, seed: int, number: int, folder: Path) -> Outcome:
    """One changed file. The cache has to be in `folder` (XDG_CACHE_HOME)."""
    before = _processor_time()
    try:
        replay(kind, seed, number, folder)
        fault = ""
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
    seconds = _processor_time() - before
    if seconds > MOST_SECONDS:
        fault = fault or f"took {seconds:.1f} s"
    return Outcome(kind, seconds, fault)


def replay(kind: str, seed: int, number: int, folder: Path) -> None:
    """The same; raises what it raises."""
    KINDS[kind](random.Random(f"{kind} {seed} {number}"), folder)


def _processor_time() -> float:
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def peak_memory() -> int:
    """MiB of this process or of a child, whichever needed more."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(who).ru_maxrss for who in both) // 1024

"""What was built last time → what need not be built again: a file beside the results says from what each was made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.listing import Listing
from yizhangtu.pipeline.jobs import Job
from yizhangtu.report.machine import as_data, from_data
from yizhangtu.world import outputs

NAME = ".yizhangtu.json"
FORMAT = 2


@dataclass(frozen=True, slots=True)
class Stamp:
    """One result: what it was made from (`key`), its files with their digests, and what was said about it."""

    key: str
    files: tuple[tuple[str, str], ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def key_of(job: Job, identity: str) -> str:
    """The hash of everything that decides what a job makes."""
    total = hashlib.sha256()
    parts: list[bytes] = [identity.encode(), repr(job.medium).encode(), (job.theme or "").encode()]
    parts.append(repr((job.finish, job.extra, job.pages, _linked(job))).encode("utf-8", "surrogatepass"))
    for one in job.guides:
        definition = one.definition
        parts += [definition.file.encode("utf-8", "surrogatepass"), definition.data, definition.home.data]
        village, project = one.village, definition.home.project
        # Of a table of villages: its columns, and which village is the only one. Else of another village nothing is
        # printed, so that a new telephone in one row does not make all the others anew.
        only = project.villages[0].name if len(project.villages) == 1 else ""
        parts.append(repr((project.columns, only)).encode())
        parts.append(repr((village.name, village.code, village.columns)).encode() if village else b"")
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()


def _linked(job: Job) -> list[object]:
    """What a list takes from other guides."""
    bodies = (one.guide.body for one in job.guides if one.guide)
    return [row.linked for body in bodies if isinstance(body, Listing) for row in body.rows]


@dataclass
class Stamps:
    """All results by target, and the page numbers of booklets by the hash of what they were planned from."""

    targets: dict[str, Stamp] = field(default_factory=dict)
    pages: dict[str, dict[str, int]] = field(default_factory=dict)


def read_stamps(folder: Path) -> Stamps:
    """What the file holds; nothing where it is not there or is not what it should be: then everything is built."""
    data = outputs.content(folder / NAME)
    try:
        held: Any = json.loads(data or b"{}")
        if held.get("format") != FORMAT:
            return Stamps()
        pages = {str(key): {str(k): int(v) for k, v in found.items()} for key, found in held["pages"].items()}
        return Stamps({target: _stamp(one) for target, one in held["targets"].items()}, pages)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Stamps()


def _stamp(data: Mapping[str, Any]) -> Stamp:
    files = tuple((str(target), str(digest)) for target, digest in data["files"].items())
    return Stamp(str(data["key"]), files, tuple(from_data(one) for one in data["diagnostics"]))


def write_stamps(folder: Path, stamps: Stamps) -> None:
    """Put down what lies in the folder now."""
    targets = {
        target: {"key": one.key, "files": dict(one.files), "diagnostics": [as_data(fault) for fault in one.diagnostics]}
        for target, one in sorted(stamps.targets.items())
    }
    text = json.dumps({"format": FORMAT, "pages": stamps.pages, "targets": targets}, ensure_ascii=True, indent=1)
    outputs.write(folder / NAME, text.encode())


def unchanged(job: Job, key: str, stamps: Stamps, folder: Path) -> Stamp | None:
    """The stamp of a result that was made from the same and still lies there as it was made."""
    stamp = stamps.targets.get(job.target)
    if stamp is None or stamp.key != key:
        return None
    return stamp if all(outputs.digest(folder / target) == digest for target, digest in stamp.files) else None


def digest_of(data: bytes | outputs.Laid) -> str:
    return data.digest if isinstance(data, outputs.Laid) else hashlib.sha256(data).hexdigest()

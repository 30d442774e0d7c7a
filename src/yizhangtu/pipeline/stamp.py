"""What was built last time → what need not be built again: a file beside the results says from what each was made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.pipeline.jobs import Job
from yizhangtu.report.machine import as_data, from_data
from yizhangtu.world import outputs

NAME = ".yizhangtu.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Stamp:
    """One result: what it was made from (`key`), what it is (`digest`), and what was said about it."""

    key: str
    digest: str
    diagnostics: tuple[Diagnostic, ...] = ()


def key_of(job: Job, identity: str) -> str:
    """The hash of everything that decides what a job makes."""
    total = hashlib.sha256()
    parts: list[bytes] = [identity.encode(), repr(job.medium).encode(), (job.theme or "").encode()]
    for one in job.guides:
        definition = one.definition
        parts += [definition.file.encode("utf-8", "surrogatepass"), definition.data, definition.home.data]
        village = one.village
        parts.append(repr((village.name, village.code, village.columns)).encode() if village else b"")
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()


def read_stamps(folder: Path) -> dict[str, Stamp]:
    """target → stamp; empty where the file is not there or is not what it should be: then everything is built."""
    data = outputs.content(folder / NAME)
    try:
        held: Any = json.loads(data or b"{}")
        if held.get("format") != FORMAT:
            return {}
        return {target: _stamp(one) for target, one in held["targets"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _stamp(data: Mapping[str, Any]) -> Stamp:
    return Stamp(str(data["key"]), str(data["digest"]), tuple(from_data(one) for one in data["diagnostics"]))


def write_stamps(folder: Path, stamps: Mapping[str, Stamp]) -> None:
    """Put down what lies in the folder now."""
    targets = {
        target: {"key": one.key, "digest": one.digest, "diagnostics": [as_data(fault) for fault in one.diagnostics]}
        for target, one in sorted(stamps.items())
    }
    text = json.dumps({"format": FORMAT, "targets": targets}, ensure_ascii=True, indent=1)
    outputs.write(folder / NAME, text.encode())


def unchanged(job: Job, key: str, stamps: Mapping[str, Stamp], folder: Path) -> Stamp | None:
    """The stamp of a result that was made from the same and still lies there as it was made."""
    stamp = stamps.get(job.target)
    if stamp is None or stamp.key != key or outputs.digest(folder / job.target) != stamp.digest:
        return None
    return stamp


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def forget(stamps: dict[str, Stamp], targets: Iterable[str]) -> None:
    """Results that are about to be made anew count as not made."""
    for target in targets:
        stamps.pop(target, None)

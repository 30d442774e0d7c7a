"""The data sent to workers: the context once for all tasks, and each job without unneeded parts."""

import hashlib
import pickle
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, cast

from yizhangtu.build.verification import with_existing_bytes
from yizhangtu.export.pdf import engine
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.media.registry import file_kinds
from yizhangtu.model.page import Raster
from yizhangtu.system import versions
from yizhangtu.system.fonts.font_files import Subset
from yizhangtu.system.installation import Installation
from yizhangtu.system.packed import Packed, pack
from yizhangtu.system.style_files import unpacked

FASTEST = 1  # of zlib's levels: a job becomes a third of its size


class WorkerSetup(NamedTuple):
    """What all tasks of a run share: the context as data. Workers on this machine have its styles and versions; others
    get the styles, and must have the same `versions`. `folder` is where they write files, "" where they send them
    back."""

    key: str
    characters: str
    subset: Subset
    rasters: tuple[Raster, ...] = ()
    styles: Packed | Path | None = None
    versions: Mapping[str, str] | None = None
    folder: str = ""


def machine_versions() -> dict[str, str]:
    """The versions of what decides the bytes of a result on this machine. Raises MissingDependency."""
    return versions.versions(engine.pango_version())


def setup_of(context: Context, known: Mapping[str, str] | None = None, folder: str = "") -> WorkerSetup:
    """The setup for workers; with `known` versions for those of other machines."""
    styles = context.installation.styles_folder
    packed = pack(styles) if known is not None else None
    subset = context.subset
    parts = (
        context.characters,
        context.rasters,
        packed.digest if packed else styles,
        known and sorted(known.items()),
        folder,
    )
    total = hashlib.sha256(repr(parts).encode() + b"\0" + subset.regular + subset.bold)
    return WorkerSetup(total.hexdigest(), context.characters, subset, context.rasters, packed or styles, known, folder)


def context_from(setup: WorkerSetup) -> Context:
    """The context of a setup."""
    folder = setup.styles
    kinds = file_kinds()
    styles = unpacked(folder, kinds) if isinstance(folder, Packed) else Installation(folder).styles(kinds)
    made = Context(setup.characters, styles, rasters=setup.rasters)
    made.subset = setup.subset
    return made


def packed_job(job: Job) -> bytes:
    """A job as bytes, with those of the files that it verifies, and without the villages that it is not about."""
    job, project = with_existing_bytes(job), job.project
    if len(project.villages) > 1:
        few = replace(project, villages=())
        job = job._replace(subjects=tuple(one._replace(project=few) for one in job.subjects))
    return zlib.compress(pickle.dumps(job, pickle.HIGHEST_PROTOCOL), FASTEST)


def unpacked_job(data: bytes) -> Job:
    """The job of its bytes."""
    return cast(Job, pickle.loads(zlib.decompress(data)))

"""What travels to a worker: a studio as data, once for all jobs, and each job without what making it does not need."""

from __future__ import annotations

import hashlib
import pickle
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from yizhangtu.build.verification import laden
from yizhangtu.export.pdf import engine
from yizhangtu.media.context import Context
from yizhangtu.media.kind import Job
from yizhangtu.media.registry import file_kinds
from yizhangtu.model.raster import Raster
from yizhangtu.system import versions
from yizhangtu.system.fonts.font_files import Subset
from yizhangtu.system.installation import Installation
from yizhangtu.system.packed import Packed, pack
from yizhangtu.system.styles import read

FASTEST = 1  # of zlib's levels: a job becomes a third of its size


@dataclass(frozen=True)
class Parcel:
    """A studio as data. Workers on this machine have the styles and the versions anyway; others get the first and are
    held to the second. `folder` is where they put the files themselves, '' where they send them back."""

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


def parcel_of(context: Context, known: Mapping[str, str] | None = None, folder: str = "") -> Parcel:
    """The parcel of a studio; with `known` versions it can leave this machine."""
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
    return Parcel(total.hexdigest(), context.characters, subset, context.rasters, packed or styles, known, folder)


def unpacked(parcel: Parcel) -> Context:
    """The studio of a parcel."""
    if isinstance(parcel.styles, Packed):
        styles = read(parcel.styles)
    else:
        styles = Installation(parcel.styles).styles(file_kinds())
    made = Context(parcel.characters, styles, rasters=parcel.rasters)
    made.subset = parcel.subset
    return made


def lean(job: Job) -> Job:
    """The job without the villages that it is not about."""
    project = job.project
    if len(project.villages) < 2:
        return job
    project = replace(project, villages=())
    return job._replace(subjects=tuple(one._replace(project=project) for one in job.subjects))


def sent(job: Job) -> bytes:
    """A job as bytes."""
    return zlib.compress(pickle.dumps(lean(laden(job)), pickle.HIGHEST_PROTOCOL), FASTEST)


def received(data: bytes) -> Job:
    """The job that was sent."""
    return cast(Job, pickle.loads(zlib.decompress(data)))

"""styles/ on disk → the designer's data, checked once for as long as no file of it changes."""

from __future__ import annotations

import json
from pathlib import Path

from yizhangtu.style.styles import Styles
from yizhangtu.system import identity
from yizhangtu.system.packed import Packed, pack

Kinds = tuple[str, ...]  # the kinds of media that can be made


def load(base: Path, seen: identity.Glance, kinds: Kinds) -> Styles:
    """All of a folder of styles. StyleError with every fault of every file."""
    values = identity.kept(seen, "styles", f"{base}\0{kinds}", lambda: _checked(pack(base), kinds, str(base)))
    return Styles(json.loads(values), lambda name: (base / name).read_bytes())


def unpacked(packed: Packed, kinds: Kinds) -> Styles:
    """All of a folder of styles that came from another machine. StyleError as for `load`."""
    return Styles(json.loads(_checked(packed, kinds, "styles")), packed.files.__getitem__)


def _checked(packed: Packed, kinds: Kinds, base: str) -> bytes:
    """The checked values of all files as JSON."""
    from yizhangtu.style.reading.checking import checked  # only where they have changed

    return json.dumps(checked(packed.files, kinds, base)).encode()

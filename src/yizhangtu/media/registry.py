"""The kinds of media: whether one file is made for each guide or for all of them, and which function makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

OVERVIEW = "总图"  # name of the poster that shows where everything is


@dataclass(frozen=True, slots=True)
class Kind:
    """`maker` is a function (Studio, Job) → Rendered as "module:function" inside media/, imported when a file of
    the kind is made. `whole`: one file for all guides of a project. `extras` are made beside the files of the single
    guides where whole projects are built: (name with suffix, their kind). `finishes`: what else than the
    usual PDF can be made of it."""

    maker: str
    suffix: str = ".pdf"
    whole: bool = False
    extras: tuple[tuple[str, str], ...] = ()
    finishes: tuple[str, ...] = ()


PRESS = ("print", "archive")  # for the print shop (PDF/X), for the archive (PDF/A)
TILES = ("tiles-a4", "tiles-a3")  # for an office printer: sheets to be put together

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "poster": Kind("makers:poster", extras=((f"{OVERVIEW}.pdf", "overview"),), finishes=(*PRESS, *TILES)),
        "overview": Kind("makers:overview", whole=True, finishes=(*PRESS, *TILES)),
        "longimage": Kind("longimage.longimage:make", ".png"),
        "text": Kind("text.plaintext:make", ".txt"),
        "screen": Kind("screen.screen:make", ".png", extras=(("screen.html", "loop"),)),
        "loop": Kind("screen.screen:loop", ".html", whole=True),
        "booklet": Kind("makers:booklet", whole=True, finishes=PRESS),
        "leaflet": Kind("leaflet.leaflet:make"),
        "board": Kind("board.board:make", whole=True),
        "imposed": Kind("imposed.imposed:make", whole=True),
    }
)

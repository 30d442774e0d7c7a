"""Kinds of media → what must be on a file of each. This is the one table that says so.

| kind | texts | steps | sheets | codes | pages pointed to |
| --- | --- | --- | --- | --- | --- |
| poster, also in tiles | all of the guide | once, numbered | 第n张 共m张 on each | at least one | as planned |
| longimage | all, the pieces together | once, numbered | – | at least one | as planned |
| screen, loop | all, the slides together | numbered | – | on every slide | as planned |
| leaflet | all | numbered | – | at least one | as planned |
| board | all of all guides | numbered | – | at least one on each | as planned |
| booklet, imposed | all of all guides | numbered | own page number on each page | at least one | where titles stand |
| text | all | numbered | – | none | as planned |
| overview | title, 编号, time, how much there is | none | 第n张 共m张 on each | at least one | as planned |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Scope:
    """`once`: no step stands twice. `called`: 编号 is written before a number. `sheets`: every sheet says which of how
    many it is. `code`: there is a QR code; `each`: on every page. `printed`: on paper, where a floor holds."""

    once: bool = False
    called: bool = True
    sheets: bool = False
    code: bool = True
    each: bool = False
    printed: bool = True


SCOPES: Mapping[str, Scope] = MappingProxyType(
    {
        "poster": Scope(once=True, sheets=True),
        "longimage": Scope(once=True, printed=False),
        "screen": Scope(each=True, printed=False),
        "loop": Scope(each=True, printed=False),
        "leaflet": Scope(),
        "board": Scope(each=True),
        "booklet": Scope(called=False),
        "imposed": Scope(called=False),
        "text": Scope(code=False, printed=False),
        "overview": Scope(sheets=True),
    }
)

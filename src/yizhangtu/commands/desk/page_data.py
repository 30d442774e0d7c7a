"""What pages ask for as data: the media to choose from, and edits of the form."""

from __future__ import annotations

from typing import Any

from yizhangtu.commands.catalogue import list_media
from yizhangtu.commands.desk.answers import TERMINAL
from yizhangtu.commands.desk.drawing import DRAWN
from yizhangtu.edit.document import SourceDocument
from yizhangtu.edit.edits import apply
from yizhangtu.edit.patches import as_data, patches_between
from yizhangtu.edit.requests import edits_of

FIRST = ("poster-a3", "screen-1920x1080", "longimage", "booklet-a5", "leaflet-trifold", "large-print")


def media_lists() -> dict[str, Any]:
    """The media that can be looked at, those most asked for first, then the guide as text; and those that can be
    made."""
    known = {one.name: one for one in list_media()}
    order = [*FIRST, *(name for name in known if name not in FIRST)]
    shown = [known[name] for name in order if name in known and known[name].kind in DRAWN]
    listed = [{"name": one.name, "title": one.title, "size": one.size} for one in shown]
    listed += [{"name": TERMINAL, "title": "终端里的样子", "size": ""}, {"name": "text", "title": "文字版", "size": ""}]
    return {
        "shown": listed,
        "made": [{"name": one.name, "title": one.title, "size": one.size} for one in known.values()],
    }


def patches_of(file: str, text: str, asked: object) -> dict[str, Any]:
    """Edits of the form, as a page sends them → what to replace in the text, and what could not be done."""
    edits, wrong = edits_of(asked)
    edited = apply(SourceDocument(text, file), edits)
    patches = [as_data(one, text) for one in patches_between(text, edited.document.text)]
    problem = "；".join(f"{one.message}。{one.hint}" for one in (*wrong, *edited.diagnostics))
    return {"patches": patches, "problem": problem}

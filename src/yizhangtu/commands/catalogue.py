"""styles/ and the table of keys → what can be chosen from: media, themes, icons, the schema for editors."""

from __future__ import annotations

from typing import Any

from yizhangtu.media.registry import file_kinds
from yizhangtu.model.theme import Theme
from yizhangtu.read.schema.json_schema import json_schema, law_schema, project_schema
from yizhangtu.style.medium import Medium
from yizhangtu.system.installation import Installation


def list_media() -> tuple[Medium, ...]:
    """Every medium that can be made: posters by size, then the others by kind."""
    kinds = file_kinds()
    known = Installation().styles(kinds).media.values()
    order = kinds.index
    return tuple(sorted(known, key=lambda one: (order(one.kind), one.height_mm * one.width_mm, one.width_mm)))


def list_themes() -> tuple[Theme, ...]:
    """Every theme."""
    return tuple(Installation().styles(file_kinds()).themes.values())


def list_icons() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(name, the words that choose it without being asked) of every icon."""
    known = Installation().styles(file_kinds()).icons
    words: dict[str, list[str]] = {name: [] for name in sorted(known.paths)}
    for rule in (*known.keywords.steps, *known.keywords.handlers):
        words[rule.icon] += rule.words
    return tuple((name, tuple(dict.fromkeys(found))) for name, found in words.items())


def schema(project: bool = False, laws: bool = False) -> dict[str, Any]:
    """The JSON schema of guide files, of the project file or of 法规.yaml."""
    if laws:
        return law_schema()
    return project_schema() if project else json_schema()

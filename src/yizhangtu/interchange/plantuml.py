"""An outline → a PlantUML diagram of components."""

from __future__ import annotations

from yizhangtu.content.outline import GuideOutline, OutlineStep
from yizhangtu.interchange.nesting import nested_lines


def plantuml_text(outline: GuideOutline) -> str:
    """A rectangle a step, a node where it has outcomes (versions before 2020.18 know no hexagon), a frame a block, a
    legend with all other texts."""
    lines = ["@startuml", "top to bottom direction", f"title {_escaped(outline.title)}"]
    lines += nested_lines(outline, _box, lambda step: (f"frame f{step.node} {{", "}"))
    if any(way.target is None for way in outline.ways):
        lines.append("usecase 办结 as done")
    for way in outline.ways:
        target = "done" if way.target is None else f"n{way.target}"
        lines.append(f"n{way.source} --> {target}" + (f" : {_escaped(way.words)}" if way.words else ""))
    if outline.paragraphs:
        lines += ["legend", *map(_escaped, outline.paragraphs), "endlegend"]
    return "\n".join([*lines, "@enduml"]) + "\n"


def _box(step: OutlineStep) -> str:
    kind = "node" if step.check else "rectangle"
    label = "\\n".join(map(_escaped, step.lines))
    return f'{kind} "{label}" as n{step.node}'


def _escaped(text: str) -> str:
    """A text in a label or a line: signs of ASCII stand as <U+0023>, so that none is syntax."""
    one = " ".join(text.split())
    return "".join(
        char if char.isalnum() or char == " " or ord(char) > 0x7F else f"<U+{ord(char):04X}>" for char in one
    )

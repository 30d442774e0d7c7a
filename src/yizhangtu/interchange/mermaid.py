"""An outline → a Mermaid flowchart."""

from __future__ import annotations

from yizhangtu.content.outline import GuideOutline, OutlineStep
from yizhangtu.interchange.nesting import nested_lines


def mermaid_text(outline: GuideOutline) -> str:
    """A flowchart from top to bottom: a box a step, a hexagon where it has outcomes, a subgraph a block, a box with all
    other texts."""
    lines = ["flowchart TD"]
    lines += nested_lines(outline, _box, lambda step: (f'subgraph g{step.node}[" "]', "end"), 1)
    if any(way.target is None for way in outline.ways):
        lines.append('  done(["办结"])')
    for way in outline.ways:
        target = "done" if way.target is None else f"n{way.target}"
        words = f'|"{_escaped(way.words)}"|' if way.words else ""
        lines.append(f"  n{way.source} -->{words} {target}")
    if outline.paragraphs:
        lines.append(f'  about["{_joined(outline.paragraphs)}"]')
    return "\n".join(lines) + "\n"


def _box(step: OutlineStep) -> str:
    left, right = ("{{", "}}") if step.check else ("[", "]")
    return f'n{step.node}{left}"{_joined(step.lines)}"{right}'


def _joined(lines: tuple[str, ...]) -> str:
    return "<br/>".join(_escaped(line) for line in lines)


def _escaped(text: str) -> str:
    """A text between quotes: whatever is no letter, digit or sign beyond ASCII stands as the number of its character
    (#35;), so that it can be neither Markdown nor HTML nor the end of the text."""
    one = " ".join(text.split())
    return "".join(char if char.isalnum() or char == " " or ord(char) > 0x2FFF else f"#{ord(char)};" for char in one)

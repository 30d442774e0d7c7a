"""The steps of an outline as indented lines, those inside of a block or an outcome between the lines of a group."""

from __future__ import annotations

from collections.abc import Callable

from yizhangtu.content.outline import GuideOutline, OutlineStep


def nested_lines(
    outline: GuideOutline,
    box: Callable[[OutlineStep], str],
    group: Callable[[OutlineStep], tuple[str, str]],
    depth: int = 0,
    parent: int | None = None,
) -> list[str]:
    """A line for each step; `group` gives the lines around a step that has others inside."""
    lines: list[str] = []
    indent = "  " * depth
    for step in outline.steps:
        if step.parent != parent:
            continue
        inner = nested_lines(outline, box, group, depth + 1, step.node)
        if inner:
            begin, end = group(step)
            lines += [f"{indent}{begin}", f"{indent}  {box(step)}", *inner, f"{indent}{end}"]
        else:
            lines.append(f"{indent}{box(step)}")
    return lines

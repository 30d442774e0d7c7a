"""A line of cards → its runs of cards of one phase."""

from __future__ import annotations

from yizhangtu.model.line import Line


def opens_phase(line: Line, index: int) -> bool:
    """Whether a phase begins with a card that is not the first one."""
    return index > 0 and line.cards[index].phase != line.cards[index - 1].phase


def phase_runs(line: Line) -> list[tuple[int, int]]:
    """(first, end) of each run of neighbouring cards of one phase."""
    starts = [index for index in range(len(line.cards)) if not index or opens_phase(line, index)]
    return list(zip(starts, [*starts[1:], len(line.cards)], strict=True))

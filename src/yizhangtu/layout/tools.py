"""What a layout needs besides a guide and boxes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from yizhangtu.layout.layout_cache import LayoutCache
from yizhangtu.layout.measure import Measure
from yizhangtu.style.styles import Styles

Answer = Mapping[str, Any]  # the JSON of `dot -Tjson0`
Dot = Callable[[Sequence[str]], Sequence[Answer | None]]  # DOT sources → dot's answers, None where it failed


class LayoutTools(NamedTuple):
    """The tools of all layouts; made once per context."""

    measure: Measure
    styles: Styles
    dot: Dot
    cache: LayoutCache

"""Texts with keys → a diagnostic at every text whose key occurred before."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from yizhangtu.model.diagnostics import Diagnostic, Related, Text, make
from yizhangtu.model.words import shortened


def repeated(found: Iterable[tuple[Hashable, Text]], code: str, what: str, hint: str) -> list[Diagnostic]:
    """One diagnostic for each text whose key occurred before; `what` is the message, with `{}` for the text."""
    first: dict[Hashable, Text] = {}
    faults: list[Diagnostic] = []
    for key, text in found:
        earlier = first.setdefault(key, text)
        if earlier is not text:
            related = (Related(earlier.span, "先写在这里"),) if earlier.span else ()
            faults.append(make(code, text.span, what.replace("{}", shortened(text.strip())), hint, related))
    return faults


def same(text: str | None) -> str:
    """A text without blanks, by which equal texts are found."""
    return "".join((text or "").split())

"""Texts with their places → a fault at everything that says again what an earlier one said."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from yizhangtu.model.diagnostics import Diagnostic, Related, Text, make


def repeated(
    found: Iterable[tuple[Hashable, Text]], code: str, what: str, hint: str, fallback: str = ""
) -> list[Diagnostic]:
    """One fault for each text whose key came before; `what` names it in the message, `{}` being the text itself."""
    first: dict[Hashable, Text] = {}
    faults: list[Diagnostic] = []
    for key, text in found:
        earlier = first.setdefault(key, text)
        if earlier is not text:
            related = (Related(earlier.span, "先写在这里"),) if earlier.span else ()
            name = text.strip() or fallback
            shown = name if len(name) <= 30 else name[:29] + "…"
            faults.append(make(code, text.span, what.replace("{}", shown), hint, related))
    return faults


def same(text: str | None) -> str:
    """A text by which equal ones are found: without blanks."""
    return "".join((text or "").split())

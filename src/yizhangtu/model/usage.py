"""What was asked for wrongly: a message and a hint in Chinese, for whoever called."""

from __future__ import annotations

from collections.abc import Iterable

from yizhangtu.model.words import nearest


class UsageError(Exception):
    """A wish that cannot be met whatever the definitions say: a name that does not exist, a file that is not there."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}。{hint}" if hint else message)
        self.message = message
        self.hint = hint


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """The hint of an unknown name: the nearest known one, and where to find them all."""
    close = nearest(word, known)
    return f"是不是“{close}”？{otherwise}" if close else otherwise

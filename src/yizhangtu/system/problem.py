"""What the world can lack: said in Chinese, with the command that mends it."""

from __future__ import annotations


class MissingDependency(Exception):
    """A font, library or program that is not there. `what` names it, `mend` is a command or an action."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}。{mend}")
        self.what = what
        self.mend = mend

    def __reduce__(self) -> tuple[type[MissingDependency], tuple[str, str]]:
        return type(self), (self.what, self.mend)  # it comes back from workers too

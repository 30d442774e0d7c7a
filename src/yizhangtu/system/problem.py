"""The exception for what is missing on a machine, with the command that installs it."""

from __future__ import annotations


class MissingDependency(Exception):
    """A font, library, program or permission that is missing. `what` names it, `mend` is a command or an action."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}。{mend}")
        self.what = what
        self.mend = mend

    def __reduce__(self) -> tuple[type[MissingDependency], tuple[str, str]]:
        return type(self), (self.what, self.mend)  # workers send it back

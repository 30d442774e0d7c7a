"""Two versions of a guide, as canonical data → what has changed, in the words of a villager. Pure."""

from yizhangtu.diff.change import Change
from yizhangtu.diff.changes import changes

__all__ = ["Change", "changes"]

"""styles/lexicon/notice.yaml: the words by which columns of notices are known, and what is sensitive in them."""

from collections.abc import Mapping
from typing import NamedTuple


class TypeWords(NamedTuple):
    """A type of column and the words in the heads of such columns."""

    type: str
    words: tuple[str, ...]


class NoticeWords(NamedTuple):
    """The file; each list is explained there."""

    types: tuple[TypeWords, ...]
    never: Mapping[str, tuple[str, ...]]
    total: tuple[str, ...]
    subtotal: tuple[str, ...]
    blame: tuple[str, ...]
    health: tuple[str, ...]
    minors: tuple[str, ...]
    age: tuple[str, ...]
    surnames: tuple[str, ...]
    income: tuple[str, ...]
    expense: tuple[str, ...]

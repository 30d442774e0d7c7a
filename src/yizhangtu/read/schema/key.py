"""A key of a definition, and the table of the keys of one mapping: used by the reader and the JSON schema."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple


class ValueShape(StrEnum):
    """The forms that the value of a key may have."""

    TEXT = "文字"
    TEXTS = "文字，或者文字的列表"
    FLAG_OR_TEXT = "是，或者一段文字"
    NUMBER = "整数"
    CHOICE = "几个词里选一个"
    OBJECT = "若干“键: 值”"
    OBJECT_OR_TEXT = "文字，或者若干“键: 值”"
    OBJECTS = "列表，每一项是若干“键: 值”"
    OBJECTS_OR_TEXTS = "列表，每一项是文字或者若干“键: 值”"
    STEPS = "步骤的列表"
    MEMBERS = "列表，每一项是一个步骤或者几个步骤的列表"
    BRANCHES = "若干“结果: 去处”"
    ROWS_OR_FILE = "列表，或者表格的文件名"
    DATA = "表格的文件名，若干“键: 值”，或者列表"


class Key(NamedTuple):
    """One key. `of` is the id of the table of its value; `also` are further names that it may be written under, `wrong`
    names that people write by mistake."""

    name: str
    english: str
    shape: ValueShape
    doc: str
    example: str = ""
    required: bool = False
    of: str = ""
    choices: tuple[str, ...] = ()
    choices_english: tuple[str, ...] = ()  # beside `choices`, where there are English names
    low: int = 0
    high: int = 0
    wrong: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names under which it may be written."""
        return (self.name, self.english, *self.also)


@dataclass(frozen=True)
class KeyTable:
    """The keys of one mapping. `free`: any other key is a custom column; `named`: the key of the guide (栏目) whose
    value names custom columns that are keys here too; `begins`: the key that every item of a list of these has;
    `alone`: the key that a text stands for where it is written in place of the mapping."""

    id: str
    title: str
    keys: tuple[Key, ...]
    free: bool = False
    named: str = ""
    begins: str = ""
    alone: str = ""

    @cached_property
    def by_name(self) -> dict[str, Key]:
        """The keys by all their names."""
        return {name: key for key in self.keys for name in key.names}

    def find(self, name: str) -> Key | None:
        """The key with this name."""
        return self.by_name.get(name)

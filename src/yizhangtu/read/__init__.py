"""Bytes of definition files → guides and projects of the model, with diagnostics."""

from yizhangtu.read.guide.definition import kind_of, read_guide, read_unfilled
from yizhangtu.read.picture import read_picture
from yizhangtu.read.project.project import FILE_NAMES, leaves_folder, read_project
from yizhangtu.read.result import Read, ReadProject, ReadVillages
from yizhangtu.read.schema.json_schema import json_schema
from yizhangtu.read.schema.template import new_guide, starter_table
from yizhangtu.read.tables.village_table import read_villages

__all__ = [
    "FILE_NAMES",
    "Read",
    "ReadProject",
    "ReadVillages",
    "json_schema",
    "kind_of",
    "leaves_folder",
    "new_guide",
    "read_guide",
    "read_picture",
    "read_project",
    "read_unfilled",
    "read_villages",
    "starter_table",
]  # fmt: skip

"""styles/media/*.yaml → media. A mistake in one of these files is told with its place: anybody may add one."""

from __future__ import annotations

from dataclasses import fields

import yaml

from yizhangtu.model.style import MEDIUM_KINDS, Medium
from yizhangtu.model.words import nearest
from yizhangtu.system.packed import Folder, yaml_files
from yizhangtu.system.problem import MissingDependency

PX = 25.4 / 96  # mm
TEXTS = ("title", "kind", "use", "form", "page", "of")
FLAGS = ("foot_first",)
LENGTHS = ("width", "height", "floor", "target", "qr")  # in mm, or for a screen in px
FORMS = ("rows", "rail")
_OWN = ("name", "pixels")
KEYS = tuple(field.name for field in fields(Medium) if field.name not in _OWN)
REQUIRED = ("title", "kind", "width", "height", "distance_m", "floor", "target", "qr", "scale", "use")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, where PyYAML was built with it


def load_media(folder: Folder) -> dict[str, Medium]:
    """Every medium by its file's name; Missing names the first mistake, its place and what to do."""
    return {file.stem: _medium(file) for file in yaml_files(folder)}


def _medium(file: Folder) -> Medium:
    try:
        node = yaml.compose(file.read_text("utf-8"), LOADER)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise _fault(file, mark, "不合 YAML 的写法", "每行写“键: 值”，用 UTF-8 保存") from None
    if not isinstance(node, yaml.MappingNode):
        raise _fault(file, None, "要写成“键: 值”", f"可以写：{'、'.join(_names())}")
    values: dict[str, str] = {}
    marks: dict[str, yaml.Mark] = {}
    for key, value in node.value:
        name = str(key.value)
        if name not in _names():
            close = nearest(name, _names())
            raise _fault(file, key.start_mark, f"没有“{name}”这个键", f"是不是“{close}”？" if close else _all())
        if name in values:
            raise _fault(file, key.start_mark, f"“{name}”写了两次", "删去一处")
        if not isinstance(value, yaml.ScalarNode):
            raise _fault(file, value.start_mark, f"“{name}”要写一个值", "写成“键: 值”")
        values[name], marks[name] = value.value, value.start_mark
    return _built(file, values, marks)


def _built(file: Folder, values: dict[str, str], marks: dict[str, yaml.Mark]) -> Medium:
    for name in REQUIRED:
        if not ({name, f"{name}_mm", f"{name}_px"} & set(values)):
            raise _fault(
                file, None, f"缺少“{name if name in (*TEXTS, 'distance_m', 'scale') else name + '_mm'}”", _all()
            )
    found: dict[str, object] = {}
    for name, text in values.items():
        mark = marks[name]
        if name in TEXTS:
            found[name] = _word(file, mark, name, text)
        elif name in FLAGS:
            if text not in ("true", "false"):
                raise _fault(file, mark, f"“{name}”写了“{text}”", "写 true 或者 false")
            found[name] = text == "true"
        elif name.endswith("_px"):
            found[name[:-3] + "_mm"] = round(_number(file, mark, name, text) * PX, 6)
        else:
            found[name] = _number(file, mark, name, text)
    if "width_px" in values:
        found["pixels"] = (int(float(values["width_px"])), int(float(values["height_px"])))
    return Medium(name=file.stem, **found)  # type: ignore[arg-type]


def _word(file: Folder, mark: yaml.Mark, name: str, text: str) -> str:
    allowed = {"kind": MEDIUM_KINDS, "form": FORMS}.get(name)
    if allowed and text not in allowed:
        raise _fault(file, mark, f"“{name}”不能写“{text}”", f"可以写：{'、'.join(allowed)}")
    return text


def _number(file: Folder, mark: yaml.Mark, name: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    least = 0.0 if name in ("empty_mm", "qr_mm", "qr_px") else 0.05
    if not least <= number <= 20000:
        raise _fault(file, mark, f"“{name}”不能写“{text}”", "写一个大于 0 的数，不带单位")
    return number


def _names() -> tuple[str, ...]:
    return (*KEYS, *(f"{name}_px" for name in LENGTHS))


def _all() -> str:
    return f"可以写：{'、'.join(_names())}"


def _fault(file: Folder, mark: yaml.Mark | None, what: str, mend: str) -> MissingDependency:
    place = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else str(file)
    return MissingDependency(f"媒介文件有误：{place} {what}", mend)

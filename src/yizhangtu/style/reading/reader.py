"""The bytes of a YAML file and a record class → checked values, their places, and diagnostics in Chinese.

A record class is a `typing.NamedTuple` whose annotations say what each key may hold: `float`, `int`, `str`, `bool`, a
further record, a `tuple` of a fixed or any length, a `Mapping` with free keys, a `Literal`, any of these with `| None`,
and `Annotated` types of `style.quantities`. A key without a default must be given. The values are plain data (what JSON
can hold), so they can be kept in a cache; `style.records` makes records of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin

import yaml

from yizhangtu.model.diagnostics import Diagnostic, Span, make, whole
from yizhangtu.model.errors import StyleError
from yizhangtu.model.words import nearest, shortened
from yizhangtu.style.quantities import Limits, Partial, Pattern
from yizhangtu.style.records import Plain, is_record, kinds_of

Path = tuple[str | int, ...]
Kind: TypeAlias = object  # an annotation
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, where PyYAML was built with it
DEEPEST = 8  # levels of nesting; libyaml's composer recurses and has no bound of its own
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")  # a quoted number is a text
WITH_UNIT = re.compile(rf"({NUMBER.pattern})\s*([A-Za-z%\u4e00-\u9fff²]+)")
UNREADABLE, UNKNOWN, MISSING, TWICE, WRONG = "Y610", "Y611", "Y612", "Y613", "Y614"
NAMED = 6  # keys that a hint lists


class FileReading(NamedTuple):
    """What a file holds: `values` are None where `diagnostics` say why. `places` are those of single values, and of the
    keys of mappings and lists."""

    values: Plain
    places: Mapping[Path, Span]
    diagnostics: tuple[Diagnostic, ...]


def text_of(data: bytes, file: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a file, or why it is none (Y610)."""
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = Span(file, line, 1, line, 2)
        return "", (make(UNREADABLE, place, "不是 UTF-8 编码", "用 UTF-8 编码另存一次"),)


def read(data: bytes, file: str, kind: Kind) -> FileReading:
    """Read a file and check it against an annotation, usually a record class. `file` is its name for messages.

    Every fault of the file is reported at once, but for a file that is no YAML (Y610)."""
    text, faults = text_of(data, file)
    if faults:
        return FileReading(None, {}, faults)
    try:
        too_deep = _too_deep(text, file)
        node = None if too_deep else yaml.compose(text, LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Span(file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2) if mark else whole(file)
        hint = "每行写“键: 值”，冒号后面空一格，同一层的键对齐"
        return FileReading(None, {}, (make(UNREADABLE, place, "不合 YAML 的写法", hint),))
    if too_deep:
        return FileReading(None, {}, (too_deep,))
    if node is None:
        return FileReading(None, {}, (make(UNREADABLE, whole(file), "文件是空的", "照样式文件夹里的文件写“键: 值”"),))
    check = _NodeCheck(file)
    values = check.value(node, kind, ())
    return FileReading(None if check.found else values, check.places, tuple(check.found))


def read_alone(data: bytes, file: str, kind: Kind) -> Plain:
    """The values of a file that nothing else depends on; StyleError with its faults."""
    reading = read(data, file, kind)
    if reading.diagnostics:
        raise StyleError(reading.diagnostics, {file: data.decode("utf-8-sig", "replace")})
    return reading.values


def _too_deep(text: str, file: str) -> Diagnostic | None:
    depth = 0
    for event in yaml.parse(text, LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                return make(UNREADABLE, _span(file, event), "嵌套太深", f"最多嵌套 {DEEPEST} 层")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _span(file: str, node: yaml.Node | yaml.Event) -> Span:
    start, end = node.start_mark, node.end_mark
    if start is None or end is None:
        return whole(file)
    return Span(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


class _NodeCheck:
    """Checks the nodes of one file and notes what is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Diagnostic] = []
        self.places: dict[Path, Span] = {}
        self._partial = False

    def fault(self, code: str, node: yaml.Node, message: str, hint: str) -> None:
        """Note a fault at a node; it has no value then."""
        self.found.append(make(code, _span(self.file, node), message, hint))

    def value(self, node: yaml.Node, kind: Kind, path: Path) -> Plain:
        """The plain value of a node."""
        if isinstance(node, yaml.ScalarNode) or path not in self.places:
            self.places[path] = _span(self.file, node)
        origin = get_origin(kind)
        if origin is Annotated:
            base, *marks = get_args(kind)
            if any(isinstance(mark, Partial) for mark in marks):
                return self._of_partial(node, base, path)
            if get_origin(base) is None:
                return self._scalar(node, base, marks, path)
            return self.value(node, base, path)
        if origin in (Union, UnionType):
            given = [one for one in get_args(kind) if one is not type(None)]
            return self.value(node, given[0], path)
        if is_record(kind):
            return self._record(node, kind, path)
        if origin is tuple:
            return self._list(node, get_args(kind), path)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._mapping(node, get_args(kind), path)
        return self._scalar(node, kind, (), path)

    def _of_partial(self, node: yaml.Node, kind: Kind, path: Path) -> Plain:
        before, self._partial = self._partial, True
        try:
            return self.value(node, kind, path)
        finally:
            self._partial = before

    def _pairs(self, node: yaml.Node, path: Path) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """The keys of a mapping as text, each once."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(WRONG, node, f"{_called(path)}要写成“键: 值”", "每行一个键，冒号后面空一格；缩进比上一层多两格")
            return
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if not name:
                self.fault(UNKNOWN, key, "键要是一个词", "写成“键: 值”")
            elif name in seen:
                self.fault(TWICE, key, f"{_called((*path, name))}写了两次", "删去一处")
            else:
                seen.add(name)
                self.places[(*path, name)] = _span(self.file, key)
                yield name, key, value

    def _record(self, node: yaml.Node, record: type[NamedTuple], path: Path) -> Plain:
        kinds = kinds_of(record)
        found: dict[str, Plain] = {}
        given: set[str | None] = set()  # also what a misspelled key was meant to be: one fault is enough
        for name, key, value in self._pairs(node, path):
            if name in kinds:
                given.add(name)
                found[name] = self.value(value, kinds[name], (*path, name))
            else:
                given.add(nearest(name, kinds))
                self.fault(UNKNOWN, key, f"没有{_called((*path, name))}这个键", _meant(name, kinds))
        if isinstance(node, yaml.MappingNode) and not self._partial:
            missing = [name for name in kinds if name not in given and name not in record._field_defaults]
            if missing:
                names = "、".join(_called((*path, name)) for name in missing)
                place = self.places[path] if path else whole(self.file)
                self.found.append(make(MISSING, place, f"缺少{names}", "补上；可以照程序自带的样式文件写"))
        return found

    def _mapping(self, node: yaml.Node, kinds: tuple[Kind, ...], path: Path) -> Plain:
        found: dict[str, Plain] = {}
        for name, _, value in self._pairs(node, path):
            found[name] = self.value(value, kinds[1], (*path, name))
        return found

    def _list(self, node: yaml.Node, kinds: tuple[Kind, ...], path: Path) -> Plain:
        if not isinstance(node, yaml.SequenceNode):
            self.fault(WRONG, node, f"{_called(path)}要写成列表", "写成 [值, 值]")
            return None
        nodes = node.value
        if kinds[-1] is Ellipsis:
            kinds = (kinds[0],) * len(nodes)
            if not nodes:
                self.fault(WRONG, node, f"{_called(path)}是空的", "至少写一个值")
        elif len(nodes) != len(kinds):
            self.fault(WRONG, node, f"{_called(path)}要写 {len(kinds)} 个值，写了 {len(nodes)} 个", "写成 [值, 值]")
            return None
        return [self.value(one, kind, (*path, at)) for at, (one, kind) in enumerate(zip(nodes, kinds, strict=True))]

    def _scalar(self, node: yaml.Node, kind: Kind, marks: Iterable[object], path: Path) -> Plain:
        if not isinstance(node, yaml.ScalarNode):
            self.fault(WRONG, node, f"{_called(path)}要写一个值", "写成“键: 值”")
            return None
        text = str(node.value)
        if kind in (int, float):
            return self._number(node, text, kind, marks, path)
        if kind is bool:
            if node.tag == "tag:yaml.org,2002:bool" and text in ("true", "false"):
                return text == "true"
            self.fault(WRONG, node, f"{_called(path)}不能写“{shortened(text)}”", "写 true 或者 false")
            return None
        return self._text(node, text, kind, marks, path)

    def _number(self, node: yaml.Node, text: str, kind: Kind, marks: Iterable[object], path: Path) -> Plain:
        bounds = next((mark for mark in marks if isinstance(mark, Limits)), Limits(float("-inf"), float("inf")))
        wrong = f"{_called(path)}不能写“{shortened(text)}”"
        unit = f"，单位是{bounds.unit}" if bounds.unit else ""
        with_unit = WITH_UNIT.fullmatch(text)
        if with_unit:
            self.fault(WRONG, node, f"{wrong}：数后面不能带“{with_unit[2]}”", f"只写数，如 {with_unit[1]}{unit}")
            return None
        if node.tag not in NUMBERS or not NUMBER.fullmatch(text) or (kind is int and "." in text):
            what = "一个整数" if kind is int else "一个数"
            self.fault(WRONG, node, wrong, f"写{what}，不带引号和单位{unit}")
            return None
        number = float(text)
        if not bounds.least <= number <= bounds.most:
            self.fault(WRONG, node, wrong, f"写 {bounds.least:g} 到 {bounds.most:g} 之间的数{unit}")
            return None
        return int(text) if kind is int else number

    def _text(self, node: yaml.Node, text: str, kind: Kind, marks: Iterable[object], path: Path) -> Plain:
        wrong = f"{_called(path)}不能写“{shortened(text)}”"
        if get_origin(kind) is Literal:
            if text in get_args(kind):
                return text
            self.fault(WRONG, node, wrong, _meant(text, get_args(kind)))
            return None
        for mark in marks:
            if isinstance(mark, Pattern) and not re.fullmatch(mark.regex, text):
                self.fault(WRONG, node, wrong, f"写{mark.described}")
                return None
        if not text:
            self.fault(WRONG, node, f"{_called(path)}没有写", "写上内容；文字里有 # 就加引号")
            return None
        return text


def _called(path: Path) -> str:
    """How messages call a place: “band.title”, “shares”第2个."""
    names = ".".join(str(part) for part in path if isinstance(part, str))
    number = next((f"第{part + 1}个" for part in reversed(path) if isinstance(part, int)), "")
    return f"“{names}”{number}" if names else number or "文件"


def _meant(word: str, known: Iterable[str]) -> str:
    """The hint of an unknown word: the nearest known one, or the first of them all."""
    names = tuple(known)
    close = nearest(word, names)
    if close:
        return f"是不是“{close}”？"
    return f"可以写：{'、'.join(name for name in names[:NAMED] if name)}{'……' if len(names) > NAMED else ''}"

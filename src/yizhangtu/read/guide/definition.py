"""Bytes of a guide file and the project → the guide (format.md sections 1, 4, 5, 6) and the file's diagnostics."""

from __future__ import annotations

from pathlib import PurePosixPath

from yizhangtu.model.conduct import Conduct
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.guide import Guide
from yizhangtu.model.listing import Listing
from yizhangtu.model.notice.notice import Notice
from yizhangtu.model.points import Points
from yizhangtu.model.project import Project, Village
from yizhangtu.read.document import read_document
from yizhangtu.read.faults import Faults
from yizhangtu.read.guide.fields import Fields, read_fields, start_of
from yizhangtu.read.guide.inherit import inherit
from yizhangtu.read.guide.miswritten import warn_of_brackets
from yizhangtu.read.guide.provisions import read_provisions
from yizhangtu.read.guide.publication import read_publication
from yizhangtu.read.guide.steps import no_steps, read_steps
from yizhangtu.read.guide.values import Values
from yizhangtu.read.guide.variables import Variables, substitute, unfilled, variables_of
from yizhangtu.read.result import Read
from yizhangtu.read.schema.keys import GUIDE, GUIDES
from yizhangtu.read.yaml.blanks import MARK, with_ruled_blanks
from yizhangtu.read.yaml.tree import Mapping, Scalar

DEFAULT_KIND = "流程"
DEFAULT_PICTURES = {"流程": "清单制", "清单": "清单制", "积分": "积分制", "规范": "移风易俗", "公示": "清单制"}


def read_guide(data: bytes, file: str, project: Project, village: Village | None = None, period: str = "") -> Read:
    """Read a guide for one village, or with general values where `village` is None. `period` is that of a notice, as
    written by the user."""
    return _read(data, file, project, variables_of(project, village), village, period)


def read_unfilled(data: bytes, file: str, project: Project) -> Read:
    """Read a guide with the variables of villages left as written, `{{村名}}`, those of the project filled in."""
    return _read(data, file, project, unfilled(project))


def _read(
    data: bytes, file: str, project: Project, variables: Variables, village: Village | None = None, period: str = ""
) -> Read:
    faults = Faults(file)
    document = read_document(data, faults)
    guide = None
    if document is not None:
        if b"{" in data or "｛".encode() in data:
            warn_of_brackets(document, variables.names, faults)
        may_vary = b"{{" in data or b"\\" in data  # an escape may stand for a bracket
        occasion = None
        if _kind(document, Values(Faults(file))) == "公示":
            from yizhangtu.read.guide.notice import occasion_of

            occasion = occasion_of(document, variables, village, period, faults)
            document = occasion.document
        filled = substitute(document, variables, faults) if may_vary else document
        if MARK.encode() in data or b"\\" in data:
            filled = with_ruled_blanks(filled)
        assert isinstance(filled, Mapping)
        guide = _guide(filled, project, variables, faults)
        if guide is not None and isinstance(guide.body, Listing) and guide.body.source is not None:
            from yizhangtu.read.guide.listing import file_varies

            source, varies = guide.body.source, file_varies(document)
            source = source._replace(file_varies=varies, needs_village=varies and village is None)
            guide = guide._replace(body=guide.body._replace(source=source))
            variables.used |= {"村名"} if source.village_column else set()
        if guide is not None and occasion is not None:
            guide = occasion.complete(guide)
    return Read(guide, faults.sorted(), frozenset(variables.used))


def kind_of(data: bytes, file: str) -> str | None:
    """The kind of a guide file (流程, 清单, 积分, 规范, 公示) without reading the rest; None where it is unknown."""
    faults = Faults(file)
    document = read_document(data, faults)
    return None if document is None else _kind(document, Values(faults))


def _kind(document: Mapping, values: Values) -> str | None:
    for pair in document.pairs:
        key = GUIDE.find(pair.key.text.strip())
        if key is not None and key.name == "类型" and not (isinstance(pair.value, Scalar) and pair.value.empty):
            return values.choice({"类型": pair.value}, GUIDE, "类型")
    return DEFAULT_KIND


def _body(kind: str, fields: Fields, values: Values) -> Listing | Points | Conduct | Notice | None:
    """The body of a kind other than 流程. Readers of kinds are imported where they are used: each compiles patterns."""
    match kind:
        case "清单":
            from yizhangtu.read.guide.listing import read_listing

            return read_listing(fields, values)
        case "积分":
            from yizhangtu.read.guide.points import read_points

            return read_points(fields, values)
        case "公示":
            from yizhangtu.read.guide.notice import read_notice

            return read_notice(fields, values)
        case _:
            from yizhangtu.read.guide.conduct import read_conduct

            return read_conduct(fields, values)


def _guide(document: Mapping, project: Project, variables: Variables, faults: Faults) -> Guide | None:
    """The guide of a document; None where its kind is unknown or it is too large."""
    values = Values(faults, project.risks)
    kind = _kind(document, values)
    if kind is None:
        return None
    fields, start = read_fields(document, GUIDES[kind], faults), start_of(document.span)
    picture = values.choice(fields, GUIDE, "一张图") or Text(DEFAULT_PICTURES[kind])
    title = values.text(fields, "名称")
    stem = PurePosixPath(faults.file.replace("\\", "/")).name
    stem = stem.rsplit(".", 1)[0] if stem.lower().endswith((".yaml", ".yml")) else stem
    number = values.text(fields, "编号")
    steps = read_steps(fields.get("操作流程"), values)
    none = no_steps(fields.get("操作流程"))
    list_name = values.choice(fields, GUIDE, "所属清单")
    body = None if kind == "流程" else _body(kind, fields, values)
    if isinstance(body, Listing):
        body = body._replace(published=list_name == "三务公开", handler_label=project.handler_label)
    guide = Guide(
        file=faults.file,
        stem=stem,
        span=start,
        title=title if title is not None else Text(stem, start),
        picture=picture,
        list_name=list_name,
        number=number,
        item_code=values.text(fields, "事项编码"),
        handlers=values.texts(fields, "办理主体"),
        steps=steps or (),
        no_steps=none and values.record(none),
        deadline=values.time_limit(fields),
        oversight=values.oversight(fields, "监督管理"),
        conditions=values.conditions(fields),
        materials=values.materials(fields, "所需材料"),
        result=values.texts(fields, "办理结果"),
        fee=values.texts(fields, "收费"),
        place=values.texts(fields, "办理地点"),
        hours=values.texts(fields, "办理时间"),
        phone=values.texts(fields, "咨询电话"),
        assistant=values.assistant(fields),
        basis=values.texts(fields, "依据"),
        basis_note=values.plain(fields, "依据说明"),
        second_hand=values.plain_texts(fields, "转引"),
        provisions=read_provisions(fields, values, kind),
        publication=read_publication(fields, values),
        notes=values.texts(fields, "备注"),
        keywords=values.plain_texts(fields, "关键词"),
        layout=values.layout(fields),
        written=tuple(fields),
        readers=project.readers,
        handler_label=project.handler_label,
        risks_printed=project.risks,
        kind=kind,
        body=body,
    )
    own = sorted(values.recorded, key=lambda text: (text.span.line, text.span.column) if text.span else (0, 0))
    guide = guide._replace(texts=tuple(text for text in own if text.strip()))
    guide = inherit(guide, project, variables, faults)
    return None if steps is None or (body is None and kind != "流程") else guide

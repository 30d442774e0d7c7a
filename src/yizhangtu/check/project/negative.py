"""All guides of a project → diagnostics of flows that do what a list of 负面事项 forbids (format.md section 4).

The words of each row are searched in the texts of what the village does. A sentence that forbids it, sends the reader
elsewhere or only checks such a document does not count.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from yizhangtu.check.listing import named
from yizhangtu.model.diagnostics import Diagnostic, Related, Span, Text, make
from yizhangtu.model.guide import Entry, Guide, Material, Step, walk
from yizhangtu.model.listing import Listing, ListRow
from yizhangtu.model.words import shortened

LIST = "负面事项"
SHORTEST, LONGEST = 2, 4  # characters of the key of a phrase in the index
PROOF = "证明"
CONDITION = ("居民", "村民", "人员")  # often left out of names

_SENTENCE = re.compile(r"[。；！？;!?\n]")
_CLAUSE = re.compile(r"[，,]")
_PARTS = re.compile(r"[、，,；;/]|以及|或者")
_BRACKETS = re.compile(r"^(.*?)[(（](.*)[)）](.*)$")
_VILLAGE = re.compile(r"村|社区|居委|小组|组长|代办|网格员")
_OUTSIDE = re.compile(
    r"镇|乡(?!亲|贤)|街道|县|市(?!场)|(?<!社)区|省|派出所|公安|民政|卫生|卫健|医院|法院|检察|司法|人社|不动产|公证|部门|机关"
    r"|政府|银行|学校|单位"
)
_REFUSED = re.compile(r"不(?!动产|同|少于|超过|低于|满|足|含)|无需|无须|免于|免交|免提供|严禁|禁止|取消|拒|停止|杜绝")
_ELSEWHERE = re.compile(
    rf"(?:到|去|找|由|请).{{0,10}}?(?:{_OUTSIDE.pattern})|向.{{0,10}}?(?:{_OUTSIDE.pattern}).*?(?:申|要|领)"
)
_BROUGHT = re.compile(r"提交|携带|带|持|凭|查验|核对|核验|核查|审核|审查|查看|对照|收取|复印|附上?|依据|根据|按照")
_ISSUED = re.compile(r"开|出具|盖|写|印|发给|打印|办理")
_NOT_ISSUED = re.compile(rf"(?:{_REFUSED.pattern}).{{0,4}}(?:{_ISSUED.pattern}|受理|给|提供)")


class _Phrase(NamedTuple):
    """Words of a row of 负面事项."""

    words: str
    row: ListRow
    title: str


def check_negative(guides: Sequence[Guide]) -> list[Diagnostic]:
    """One warning for each row and flow, at the first place."""
    index = _index(guides)
    if not index:
        return []
    faults: list[Diagnostic] = []
    for guide in guides:
        if guide.kind != "流程":
            continue
        reported: set[ListRow] = set()
        for text in _done_by_village(guide):
            for phrase in _found(text, index):
                if phrase.row not in reported:
                    reported.add(phrase.row)
                    faults.append(_fault(guide, text, phrase))
    return faults


def is_negative_list(guide: Guide) -> bool:
    """Whether a guide is a list of 负面事项."""
    return isinstance(guide.body, Listing) and guide.list_name == LIST


def _index(guides: Iterable[Guide]) -> dict[str, list[_Phrase]]:
    """All phrases by their first characters."""
    index: dict[str, list[_Phrase]] = {}
    for guide in guides:
        if isinstance(guide.body, Listing) and is_negative_list(guide):
            for row in guide.body.rows:
                for words in phrases(row):
                    index.setdefault(words[:LONGEST], []).append(_Phrase(words, row, str(guide.title)))
    return index


def phrases(row: ListRow) -> tuple[str, ...]:
    """关键词, or else the name and the names in brackets after it: 婚姻状况证明（婚姻关系证明、分居证明）."""
    found = [_plain(word) for word in row.keywords]
    if not found:
        name = _plain(row.item)
        parted = _BRACKETS.match(name)
        main = parted[1] + parted[3] if parted else name
        found = [main]
        if main.endswith(PROOF):
            inside = [word.removesuffix("等") for word in _PARTS.split(parted[2])] if parted else []
            found += [word if word.endswith(PROOF) else word + PROOF for word in inside if word]
            found += [main.removeprefix(word) for word in CONDITION if main.startswith(word) and len(main) > 6]
        elif parted:
            found.append(name)
    return tuple(dict.fromkeys(word for word in found if len(word) >= SHORTEST and word != PROOF))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _done_by_village(guide: Guide) -> Iterator[Text]:
    """The texts of what the village does or issues: its steps; of the reader's steps only names and outcomes."""
    first = str(guide.handlers[0]) if guide.handlers else ""
    if not _is_outside(first):
        yield guide.title
        yield from guide.result
    yield from _given(guide.materials)
    for entry in walk(guide.steps):
        who = str(entry.by or first)
        if _is_outside(who):
            continue
        yield from _said(entry, whole=not _is_reader(who, guide))


def _said(entry: Entry, whole: bool) -> Iterator[Text]:
    texts: list[Text | None] = [entry.name, entry.detail if whole else None]
    if isinstance(entry, Step):
        for branch in entry.branches:
            texts += [branch.outcome, branch.note]
    yield from (text for text in texts if text is not None)
    yield from _given(entry.materials)


def _given(materials: Iterable[Material]) -> Iterator[Text]:
    """Materials that the village issues."""
    for material in materials:
        by_village = material.source is not None and _VILLAGE.search(material.source)
        if by_village or re.search(rf"(?:{_VILLAGE.pattern}).*(?:{_ISSUED.pattern})", material.name):
            yield material.name


def _is_outside(who: str) -> bool:
    return not _VILLAGE.search(who) and bool(_OUTSIDE.search(who))


def _is_reader(who: str, guide: Guide) -> bool:
    return any(part.strip() in guide.readers for part in _PARTS.split(unicodedata.normalize("NFKC", who)))


def _found(text: Text, index: dict[str, list[_Phrase]]) -> Iterator[_Phrase]:
    """The phrases that a text matches."""
    for sentence in _SENTENCE.split(unicodedata.normalize("NFKC", text)):
        clauses = ["".join(clause.split()) for clause in _CLAUSE.split(sentence)]
        for clause, following in zip(clauses, [*clauses[1:], ""], strict=True):
            for at, phrase in _named_in(clause, index):
                if _does(clause[:at], clause[at + len(phrase.words) :], following):
                    yield phrase


def _named_in(clause: str, index: dict[str, list[_Phrase]]) -> Iterator[tuple[int, _Phrase]]:
    """The phrases in a clause, with their offsets."""
    for at in range(len(clause) - SHORTEST + 1):
        for length in range(SHORTEST, LONGEST + 1):
            for phrase in index.get(clause[at : at + length], ()):
                if clause.startswith(phrase.words, at):
                    yield at, phrase


def _does(before: str, behind: str, following: str) -> bool:
    """Whether a clause says that the phrase between these words is done. The following clause may refuse it:
    亲属关系证明等20类，村里不再出具."""
    if _REFUSED.search(before) or _REFUSED.search(behind) or _ELSEWHERE.search(before):
        return False
    brought = max((match.end() for match in _BROUGHT.finditer(before)), default=0)
    issued = max((match.end() for match in _ISSUED.finditer(before)), default=0)
    if issued or brought:
        return issued > brought
    return not (_ELSEWHERE.search(behind) or _ELSEWHERE.search(following) or _NOT_ISSUED.search(following))


def _fault(guide: Guide, text: Text, phrase: _Phrase) -> Diagnostic:
    row = phrase.row
    where = f"《{shortened(phrase.title, 20)}》{named(row)}"
    message = (
        f"流程《{shortened(guide.title.strip(), 20)}》写到“{shortened(phrase.words, 20)}”，是负面清单里的事：{where}"
    )
    hint = (
        "负面清单里的事不交给村里办：改流程，告诉群众该找谁。没有做这件事的，换一个说法，或者把那一行的“关键词”写准。"
    )
    place = row.item.span or row.span
    return make("Y809", _place(text, phrase.words), message, hint, (Related(place, "负面清单写在这里"),))


def _place(text: Text, words: str) -> Span | None:
    """The place of the words, where their text is on one line without quotes; else the place of the text."""
    span, at = text.span, text.find(words)
    if span is None or at < 0 or span.line != span.end_line or span.end_column - span.column != len(text):
        return span
    return Span(span.file, span.line, span.column + at, span.line, span.column + at + len(words))

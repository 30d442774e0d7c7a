"""Documents of Word, Excel, CSV or text → definitions on disk, and a report of what was taken from where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yizhangtu.commands.exchange.imported import ImportedGuide, ImportResult
from yizhangtu.importers.definition import definition_text, missing, remarks
from yizhangtu.importers.draft import GuideDraft, Question, SourcedText
from yizhangtu.importers.kept import lost
from yizhangtu.importers.recognise import KINDS, recognise
from yizhangtu.importers.words import HeaderWords, header_words
from yizhangtu.model.diagnostics import Diagnostic
from yizhangtu.model.errors import UsageError
from yizhangtu.read.faults import Faults
from yizhangtu.read.originals.open import LARGEST, open_original
from yizhangtu.read.originals.original import Original, SourceCell
from yizhangtu.read.tables.table import is_zip
from yizhangtu.system import inputs, outputs
from yizhangtu.system.disk import SUFFIXES
from yizhangtu.system.filenames import file_name

__all__ = ["KINDS", "import_guides"]


def import_guides(
    files: Sequence[str | Path], kind: str = "", to: str | Path | None = None, dry_run: bool = False
) -> ImportResult:
    """Make the definitions of documents and write them; existing files are kept, but for those that a workbook of
    `export` names, which are brought up to it. `to` is a file (one definition) or a folder, by default flows/. Raises
    UsageError for an unknown kind, or a file for several definitions."""
    if kind and kind not in KINDS:
        raise UsageError(f"没有“{kind}”这种类型", f"可以写：{'、'.join(KINDS)}")
    words = header_words()
    target = Path(to) if to else inputs.flows() or Path("flows")
    made: list[ImportedGuide] = []
    updated: list[ImportedGuide] = []
    diagnostics: list[Diagnostic] = []
    for file in files:
        faults = Faults(str(file))
        source = inputs.table(Path(file), LARGEST + 1)
        own = _of_workbook(str(file), source.data or b"", target, dry_run, faults)
        if own is not None:
            updated += own
        else:
            made += _of_file(str(file), source, kind, words, faults)
        diagnostics += faults.sorted()
    if not dry_run:
        made, refused = _written(made, target)
        diagnostics += refused
    return ImportResult((*updated, *made), tuple(diagnostics))


def _of_workbook(file: str, data: bytes, to: Path, dry_run: bool, faults: Faults) -> list[ImportedGuide] | None:
    """The definitions of a workbook that `export` wrote, brought up to it; None for every other file."""
    if not is_zip(data):
        return None
    from yizhangtu.commands.exchange.import_workbook import definition_sheets, update_definitions

    sheets = definition_sheets(data, faults)
    return None if sheets is None else update_definitions(file, sheets, to, dry_run, faults)


def _of_file(
    file: str, source: inputs.Source, kind: str, words: HeaderWords, faults: Faults
) -> list[ImportedGuide]:  # fmt: skip
    if source.data is None:
        faults.add("Y770", None, source.problem, "写 .docx、.xlsx、.xls、.ods、.csv、.txt 或 .md 文件")
        return []
    original = open_original(Path(file).name, source.data, words.is_head, faults)
    if original is None:
        return []
    drafts, unread = recognise(original, words, kind)
    texts = [definition_text(draft, words, original.file) for draft in drafts]
    left = {cell.id for cell in unread}
    reworded = lost((cell for cell in original.cells() if cell.id not in left), texts, words.is_name)
    if not drafts:
        faults.add("Y770", None, "没有认出办事流程、清单、积分或者规范", "照着文件新建：yizhangtu new 流程 名称")
    ends = [remarks(unread, reworded), *("" for _ in drafts)]  # what is left of a document is said in its first
    return [
        _imported(file, draft, f"{text}{end}", unread if at == 0 else (), original)
        for at, (draft, text, end) in enumerate(zip(drafts, texts, ends, strict=False))
    ]


def _imported(
    file: str, draft: GuideDraft, text: str, unread: tuple[SourceCell, ...], original: Original
) -> ImportedGuide:
    found = [(key, value) for key, values in draft.facts.items() for value in values]
    rows = ("步骤", "事项", "内容", "项目")
    groups: set[SourcedText] = set()
    for row in (*draft.rows, *draft.penalties):
        name_of = next((row.text(key) for key in rows if row.values.get(key)), "")
        if row.group and row.group not in groups:
            groups.add(row.group)
            found.append(("类别", row.group))
        found += [(f"{name_of}.{key}", value) for key, values in row.values.items() for value in values]
    lacking = tuple(missing(draft))
    questions = [Question(key, "文件里没有，请补上") for key in lacking]
    return ImportedGuide(
        file, draft.title, draft.kind, text, None, tuple(found), lacking, (*questions, *draft.questions), unread,
        original=original,
    )  # fmt: skip


def _written(made: Sequence[ImportedGuide], to: Path) -> tuple[list[ImportedGuide], list[Diagnostic]]:
    """The definitions with the paths where they were written, and what was refused."""
    single = str(to).lower().endswith(SUFFIXES)
    if single and len(made) > 1:
        raise UsageError(f"认出了 {len(made)} 份，“{to}”只能放一份", "用 --to 写一个文件夹")
    written: list[ImportedGuide] = []
    faults: list[Diagnostic] = []
    for one in made:
        path = to if single else to / f"{file_name(one.title) or '未命名'}{SUFFIXES[0]}"
        if outputs.create(path, one.text.encode()):
            written.append(one._replace(path=path))
            continue
        refusal = Faults(one.file)
        refusal.add("Y772", None, f"“{path}”已经有了，没有改动它", "用 --to 另写文件名或者文件夹")
        faults += refusal.sorted()
        written.append(one)
    return written, faults

"""A guide and its graph → its steps, the ways between them, and all other paragraphs: what other programs can show."""

from collections.abc import Iterator
from typing import NamedTuple

from yizhangtu.content.spoken import paragraphs_around
from yizhangtu.flow.cards import make_card
from yizhangtu.model.graph import END, Edge, EdgeKind, Graph
from yizhangtu.model.guide import Guide
from yizhangtu.model.line import Shape
from yizhangtu.model.project import Project
from yizhangtu.model.words import one_line
from yizhangtu.style.icons import IconSet


class OutlineStep(NamedTuple):
    """A step, or a block of steps done at the same time. `node` is its index in the graph, `number` what people
    call it (①), "" for a block. `parent` is the node around it, None at the top."""

    node: int
    number: str
    name: str
    block: bool
    check: bool  # it has outcomes
    parent: int | None
    phase: str
    handler: str
    deadline: str
    texts: tuple[str, ...]  # what is done, and further lines

    @property
    def lines(self) -> tuple[str, ...]:
        """All it says, a line each: number and name first."""
        head = " ".join(text for text in (self.number, self.name) if text)
        named = (("阶段", self.phase), ("办理", self.handler), ("时限", self.deadline))
        return (head, *(f"{key}：{text}" for key, text in named if text), *self.texts)


class OutlineWay(NamedTuple):
    """From one step to another, `target` None for the end, with its outcome in words."""

    source: int
    target: int | None
    words: str


class GuideOutline(NamedTuple):
    """A guide. `before` are the paragraphs that stand above its steps, `after` those below; sections are parted by
    empty ones and begin with their titles."""

    title: str
    before: tuple[str, ...]
    steps: tuple[OutlineStep, ...]
    ways: tuple[OutlineWay, ...]
    after: tuple[str, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """All texts that belong to no step."""
        return tuple(text for text in (*self.before, *self.after) if text)


def outline_of(guide: Guide, graph: Graph, icons: IconSet, project: Project) -> GuideOutline:
    """The outline of a guide."""
    before, after = paragraphs_around(guide, project)
    steps = tuple(_steps(guide, graph, icons))
    ways = tuple(OutlineWay(edge.source, None if edge.target == END else edge.target, _words(edge))
                 for edge in graph.edges)  # fmt: skip
    return GuideOutline(str(guide.title), tuple(before), steps, ways, tuple(after))


def _steps(guide: Guide, graph: Graph, icons: IconSet) -> Iterator[OutlineStep]:
    for node in graph.nodes:
        card = make_card(node.index, guide, graph, icons, nested=False)
        entry = node.entry
        texts = [card.detail, *(remark.text for remark in card.remarks)]
        texts += [f"监督：{'、'.join(map(str, entry.oversight))}"] if entry.oversight else []
        texts += [f"依据：{'；'.join(map(str, basis))}"] if (basis := getattr(entry, "basis", ())) else []
        yield OutlineStep(
            node.index, card.badge, card.title, card.shape is Shape.BLOCK, card.shape is Shape.CHECK, node.parent,
            one_line(entry.phase) if entry.phase else "", card.handler, card.deadline, tuple(filter(None, texts)),
        )  # fmt: skip


def _words(edge: Edge) -> str:
    words = [one_line(text) for text in (edge.label, edge.note, edge.every) if text]
    return "：".join(words) if words or edge.kind is not EdgeKind.FORK else "同时"

"""A text of 依据 → what it cites: 《title》（version）第N条 to M, several articles, numbers as 民发〔2021〕43号."""

import re
from typing import NamedTuple

from yizhangtu.read.guide.numerals import value_of

_TITLE = re.compile(r"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》")
_YEAR = re.compile(r"[（(](?P<inside>[^（）()]*?(?P<year>(?:19|20)\d\d)[^（）()]*)[）)]")
_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{1,8}(?:发|函|字|令|办)?〔(?:19|20)\d\d〕\d{1,4}号")
_ONE = r"(?:\d{1,4}|[零〇一二两三四五六七八九十百千]{1,9})"
_TO = r"[至到—–\-~～]{1,2}"
_SPAN = rf"{_ONE}(?:条?\s*{_TO}\s*第?{_ONE})?"
_ARTICLES = re.compile(rf"第?({_SPAN}(?:\s*[、，,和及]\s*第?{_SPAN})*)条")


class Citation(NamedTuple):
    """One instrument that a text cites. `year` is that of the version it names, "" for none; `articles` are the numbers
    of the articles, `backwards` those of ranges whose end comes before their beginning."""

    title: str
    year: str = ""
    articles: tuple[int, ...] = ()
    backwards: tuple[tuple[int, int], ...] = ()


def citations(text: str) -> tuple[Citation, ...]:
    """Everything that a text cites, in its order. A text without 《》 or a number cites nothing."""
    found: list[Citation] = []
    titles = list(_TITLE.finditer(text))
    for at, match in enumerate(titles):
        rest = text[match.end() : titles[at + 1].start() if at + 1 < len(titles) else len(text)]
        year = _YEAR.match(rest.lstrip())
        articles, backwards = _articles(rest)
        found.append(Citation(match["title"].strip(), year["year"] if year else "", articles, backwards))
    if not titles:
        found += [Citation(match.group()) for match in _DOCUMENT.finditer(text)]
    return tuple(found)


def balanced(text: str) -> bool:
    """Whether every 《 has its 》."""
    depth = 0
    for char in text:
        depth += (char == "《") - (char == "》")
        if depth < 0:
            return False
    return depth == 0


def _articles(text: str) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    found: dict[int, None] = {}
    backwards: list[tuple[int, int]] = []
    for match in _ARTICLES.finditer(text):
        for part in re.split(r"[、，,和及]", match[1]):
            ends = [int(value_of(one) or 0) for one in re.findall(_ONE, part)]
            if len(ends) == 2 and ends[1] < ends[0]:
                backwards.append((ends[0], ends[1]))
            elif len(ends) == 2:
                found.update(dict.fromkeys(range(ends[0], min(ends[1], ends[0] + 200) + 1)))
            elif ends:
                found[ends[0]] = None
    return tuple(found), tuple(backwards)

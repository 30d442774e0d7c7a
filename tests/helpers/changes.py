"""Seeded deliberate changes to a finished definition: one value of a step, an outcome, a row or a fact is another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from yizhangtu.model.conduct import Conduct, Limit
from yizhangtu.model.deadline import Deadline
from yizhangtu.model.diagnostics import Text
from yizhangtu.model.guide import Entry, GoTo, Guide, Inline, Parallel, Step, walk
from yizhangtu.model.listing import Listing
from yizhangtu.model.points import Points

Change = tuple[str, Guide]


def changes(guide: Guide, rng: Random) -> Iterator[Change]:
    """Changes of every kind that the guide has room for, each with its name, in a random order."""
    found = [*_facts(guide, rng), *_steps(guide, rng), *_rows(guide, rng)]
    rng.shuffle(found)
    return iter(found)


def other_text(text: Text, rng: Random) -> Text:
    """A text with one digit or letter that is another."""
    at = next((n for n in _order(len(text), rng) if text[n].isdigit()), None)
    if at is not None:
        digit = str((int(text[at]) + rng.randint(1, 8)) % 10)
        return Text(f"{text[:at]}{digit}{text[at + 1 :]}", text.span)
    at = next((n for n in _order(len(text), rng) if text[n].isalnum()), 0)
    char = "村" if text[at : at + 1] != "村" else "镇"
    return Text(f"{text[:at]}{char}{text[at + 1 :]}", text.span)


def _order(count: int, rng: Random) -> list[int]:
    return rng.sample(range(count), count)


def _facts(guide: Guide, rng: Random) -> Iterator[Change]:
    for key in ("handlers", "phone", "fee", "place", "notes"):
        values = getattr(guide, key)
        if values:
            at = rng.randrange(len(values))
            more = (*values[:at], other_text(values[at], rng), *values[at + 1 :])
            yield key, guide._replace(**{key: more})
    if guide.materials:
        at = rng.randrange(len(guide.materials))
        one = guide.materials[at]
        more = one._replace(name=other_text(one.name, rng))
        yield "material", guide._replace(materials=(*guide.materials[:at], more, *guide.materials[at + 1 :]))
    if guide.deadline.promised:
        limit = _time(guide.deadline.promised, rng)
        yield "promised", guide._replace(deadline=guide.deadline._replace(promised=limit))
    if guide.assistant and guide.assistant.phone:
        phone = other_text(guide.assistant.phone, rng)
        yield "assistant", guide._replace(assistant=guide.assistant._replace(phone=phone))
    for at, watch in enumerate(guide.oversight):
        if watch.phone:
            more = watch._replace(phone=other_text(watch.phone, rng))
            yield "hotline", guide._replace(oversight=(*guide.oversight[:at], more, *guide.oversight[at + 1 :]))
    if guide.number:
        yield "编号", guide._replace(number=other_text(guide.number, rng))


def _time(one: Deadline, rng: Random) -> Deadline:
    return one._replace(text=other_text(one.text, rng))


def _steps(guide: Guide, rng: Random) -> Iterator[Change]:
    entries = walk(guide.steps)
    names = [entry.name for entry in entries if entry.name]
    times = [entry.within for entry in entries if entry.within]
    for number in _order(len(entries), rng)[:6]:
        entry = entries[number]

        def put(more: Entry, number: int = number) -> Guide:
            return guide._replace(steps=_replaced(guide.steps, entries[number], more))

        if entry.within:
            yield "deadline", put(entry._replace(within=_time(entry.within, rng)))
            yield "no deadline", put(entry._replace(within=None))
            others = [one for one in times if str(one.text) != str(entry.within.text)]
            if others:
                yield "deadline of another", put(entry._replace(within=rng.choice(others)))
        elif times:
            yield "deadline more", put(entry._replace(within=rng.choice(times)))
        if entry.by:
            yield "handler", put(entry._replace(by=other_text(entry.by, rng)))
        if entry.detail:
            yield "detail", put(entry._replace(detail=other_text(entry.detail, rng)))
        if entry.name:
            yield "name", put(entry._replace(name=other_text(entry.name, rng)))
        if isinstance(entry, Step) and entry.branches:
            at = rng.randrange(len(entry.branches))
            branch = entry.branches[at]
            changed = branch._replace(outcome=other_text(branch.outcome, rng))
            yield "outcome", put(_with_branch(entry, at, changed))
            if isinstance(branch.target, GoTo):
                others = [one for one in names if str(one) not in (str(branch.target.name), str(entry.name))]
                if others:
                    yield "target", put(_with_branch(entry, at, branch._replace(target=GoTo(rng.choice(others)))))


def _with_branch(step: Step, at: int, branch: object) -> Step:
    return step._replace(branches=(*step.branches[:at], branch, *step.branches[at + 1 :]))  # type: ignore[arg-type]


def _replaced(entries: tuple[Entry, ...], old: Entry, new: Entry) -> tuple[Entry, ...]:
    return tuple(new if one is old else _inside(one, lambda inner: _replaced(inner, old, new)) for one in entries)


def _inside(entry: Entry, change: Callable[[tuple[Entry, ...]], tuple[Entry, ...]]) -> Entry:
    if isinstance(entry, Parallel):
        return entry._replace(members=tuple(map(change, entry.members)))
    branches = tuple(
        one._replace(target=Inline(change(one.target.entries))) if isinstance(one.target, Inline) else one
        for one in entry.branches
    )
    return entry._replace(branches=branches)


def _rows(guide: Guide, rng: Random) -> Iterator[Change]:
    match guide.body:
        case Listing() as listing:
            for at in _order(len(listing.rows), rng)[:3]:
                row = listing.rows[at]
                changed = [row._replace(item=other_text(row.item, rng))]
                if row.within:
                    changed.append(row._replace(within=_time(row.within, rng)))
                if row.handlers:
                    changed.append(row._replace(handlers=(other_text(row.handlers[0], rng), *row.handlers[1:])))
                for one in changed:
                    yield "row", guide._replace(body=listing._replace(rows=_put(listing.rows, at, one)))
        case Points() as points:
            for at, group in enumerate(points.rewards):
                for place, award in enumerate(group.awards[:2]):
                    if award.score and award.score.shown:
                        score = award.score._replace(shown=str(other_text(Text(award.score.shown), rng)))
                        more = group._replace(awards=_put(group.awards, place, award._replace(score=score)))
                        yield "score", guide._replace(body=points._replace(rewards=_put(points.rewards, at, more)))
        case Conduct() as conduct:
            for at in _order(len(conduct.standards), rng)[:4]:
                one = conduct.standards[at]
                if one.most:
                    text = str(other_text(Text(one.most.number or one.most.before), rng))
                    most: Limit = one.most._replace(**{"number" if one.most.number else "before": text})
                    more_rows = _put(conduct.standards, at, one._replace(most=most))
                    yield "limit", guide._replace(body=conduct._replace(standards=more_rows))


def _put(values: tuple, at: int, value: object) -> tuple:  # type: ignore[type-arg]
    return (*values[:at], value, *values[at + 1 :])

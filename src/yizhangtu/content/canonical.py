"""A guide → the canonical JSON of what it prints, which the code of its version is made from.

governance.md, section 10. The guide is read with the variables of villages left as written; a notice with the data
that it prints on a wall, instead of its definition. A key that is added to the
format later changes no code of a guide without it: empty values are left out.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from enum import Enum

from yizhangtu.content.version_code import canonical_json
from yizhangtu.model.conduct import Limit
from yizhangtu.model.deadline import Deadline
from yizhangtu.model.guide import HANDLER, Go, GoTo, Guide, Inline
from yizhangtu.model.listing import ListRow
from yizhangtu.model.points import Score

# Fields that are not printed, that follow from others, or that say only how it is drawn.
_LEFT_OUT = {
    "Guide": {
        "file", "stem", "span", "basis_note", "second_hand", "keywords", "layout", "inherited", "written", "readers",
        "texts", "code", "revisions",
    },
    "Publication": {"review"},
    "Decision": {"noticed", "rule"},
    "Step": {"number", "span", "unlimited", "icon", "revision"},
    "Parallel": {"span", "icon", "revision"},
    "Branch": {"band"},
    "Listing": {"columns", "published", "source", "table_rows"},
    "ListRow": {"number", "span", "flow", "keywords", "linked"},
    "Award": {"span"},
    "Tier": {"span", "parsed", "low", "high", "low_in", "high_in"},
    "Reward": {"span"},
    "Standard": {"span"},
    "Notice": {
        "columns", "source", "per", "group_by", "sort_by", "checks", "balances", "boards", "period_code", "net_table",
        "counts", "levels", "superior", "spans",
    },
    "NoticeTable": {
        "types", "places", "units", "sums", "balances", "ranked", "ranked_by", "income", "expense", "history",
        "superiors",
    },
    "NoticeSection": {"tone", "sums"},
    "NoticeRow": {"number", "amounts", "rank", "counted"},
}  # fmt: skip
# Fields that came later, with the values that they had before anybody could write them.
_UNSAID = {"handler_label": HANDLER}
# Fields whose English key in the format has another name.
_KEYS = {
    "Guide": {"list_name": "list", "handlers": "handler", "no_steps": "steps"},
    "Filing": {"authority": "with"},
    "Material": {"source": "from"},
    "Step": {"name": "step"},
    "Parallel": {"name": "step", "members": "parallel"},
    "Branch": {"target": "to"},
    "Listing": {"rows": "items", "ordered": "columns"},
    "ListRow": {"handlers": "handler", "roles": "role", "further": "columns"},
    "Points": {"tiers": "bands"},
    "AwardGroup": {"name": "group", "awards": "items"},
    "Award": {"score": "points"},
    "Standard": {"most": "limit", "least": "at_least"},
}


def definition_digest(guide: Guide) -> str:
    """The SHA-256, in hex, of the canonical JSON of a guide."""
    return hashlib.sha256(canonical_json(canonical(guide)).encode("utf-8", "surrogatepass")).hexdigest()


def canonical(guide: Guide) -> dict[str, object]:
    """What a guide prints, by the English names of its keys."""
    found = _record(guide)
    body = found.pop("body", {})
    assert isinstance(body, dict)
    return {**found, **body}


def canonical_rows(rows: Sequence[ListRow]) -> list[object]:
    """The rows of a list as `canonical` has them."""
    return [_record(row) for row in rows]


def _record(record: object) -> dict[str, object]:
    kind = type(record).__name__
    left_out, keys = _LEFT_OUT.get(kind, set()), _KEYS.get(kind, {})
    found: dict[str, object] = {}
    for field in record._fields:  # type: ignore[attr-defined]
        value = None if field in left_out else _value(getattr(record, field))
        if value not in (None, "", [], {}, False) and value != _UNSAID.get(field):
            found[keys.get(field, field)] = value
    if isinstance(record, ListRow):
        found.update(_completed(record))
    return found


def _completed(row: ListRow) -> dict[str, object]:
    """The cells that a row takes from its flow."""
    cells = {"handler": row.who, "within": row.when, "oversight": row.watch}
    return {key: value for key, cell in cells.items() if (value := _value(cell)) not in (None, [])}


def _value(value: object) -> object:
    match value:
        case str():
            return str(value.value) if isinstance(value, Enum) else _text(value)
        case Deadline() | Limit() | Score():
            return _text(value.text)
        case Go():
            return {"go": value.value}  # never equal to a step of that name
        case GoTo():
            return _text(value.name)
        case Inline():
            return [_value(entry) for entry in value.entries]
        case Enum():
            return str(value.value)
        case tuple() if hasattr(value, "_fields"):
            return _record(value)
        case tuple():
            return [_value(one) for one in value]
        case _:
            return value


def _text(text: str) -> str:
    """A text in NFC, without blanks at its ends."""
    return unicodedata.normalize("NFC", text).strip()

"""发布 of a guide: who published which version when, what was asked of villagers, and how it was adopted."""

from typing import NamedTuple

from yizhangtu.model.diagnostics import Text


class Vote(NamedTuple):
    """What a vote asks for: 到会 (quorum) and 通过 (majority)."""

    quorum: Text | None = None
    majority: Text | None = None


class Decision(NamedTuple):
    """表决: the meeting, its date, and the numbers of those entitled, present, in favour, against and abstaining.

    `counted_by` is 人 or 户; `noticed` the date on which people were told; `rule` what holds for it: the name of a
    meeting that has a rule, or what is asked for. The last two are not printed."""

    meeting: Text | None = None
    date: Text | None = None
    entitled: Text | None = None
    present: Text | None = None
    agreed: Text | None = None
    opposed: Text | None = None
    abstained: Text | None = None
    counted_by: Text | None = None
    noticed: Text | None = None
    rule: Text | Vote | None = None


class Consultation(NamedTuple):
    """征求: how many sheets were given out and came back, what they said, and how many opinions were adopted."""

    issued: Text | None = None
    returned: Text | None = None
    agreed: Text | None = None
    opposed: Text | None = None
    suggesting: Text | None = None
    adopted: Text | None = None
    signed: Text | None = None  # 实名: 是 or 否


class Filing(NamedTuple):
    """备案: with whom, and on which day."""

    authority: Text | None = None
    date: Text | None = None


class Publication(NamedTuple):
    """发布. `status` is one of 征求意见, 试行, 正式, 废止. `decision` is the vote that adopted it, `earlier` are those
    held before, in their order. `replaced_by` is the name of the guide that takes its place; `review` the day on which
    it has to be looked at again, which is not printed."""

    issuer: Text | None = None
    version: Text | None = None
    date: Text | None = None
    effective: Text | None = None
    status: Text | None = None
    comments_until: Text | None = None
    decision: Decision | None = None
    comments_to: tuple[Text, ...] = ()
    consultation: Consultation | None = None
    trial_until: Text | None = None
    repealed: Text | None = None
    replaced_by: Text | None = None
    filed: Filing | None = None
    review: Text | None = None
    earlier: tuple[Decision, ...] = ()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All votes in the order held."""
        return (*self.earlier, self.decision) if self.decision else self.earlier

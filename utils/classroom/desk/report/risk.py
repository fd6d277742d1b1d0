"""Learners who may need help before it is too late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from classroom.desk.report.gather import Work

# A fall by this share of full marks, against the learner's own earlier chapters, is worth a word.
FALL = 0.25
STOPPED = ("crashed", "timeout", "memory")


@dataclass(frozen=True)
class AtRisk:
    """A learner and the reasons for concern: ``missing``, ``unreadable``, ``low``, ``fallen``, ``stopped``.

    Attributes
    ----------
    learner
        Id.
    reasons
        In that order.
    share, before
        Share of full marks in this chapter, and the mean of earlier chapters (None: nothing was handed in).
    """

    learner: str
    reasons: tuple[str, ...]
    share: float | None
    before: float | None


def at_risk(class_work: Sequence[Work], earlier: Sequence[Mapping[str, Work]], pass_mark: float) -> list[AtRisk]:
    """Find learners below the pass mark, without a readable hand-in, far below their own earlier work, or whose code had to be stopped.

    Parameters
    ----------
    class_work
        Work on this chapter.
    earlier
        By learner the work on each earlier chapter that was graded.
    pass_mark
        Share of full marks.

    Returns
    -------
    list of AtRisk
        The most reasons first, then the lowest share.
    """
    found = []
    for work in class_work:
        shares = [
            before[work.learner].share for before in earlier if work.learner in before and before[work.learner].read
        ]
        mean = sum(shares) / len(shares) if shares else None
        reasons = _reasons(work, mean, pass_mark)
        if reasons:
            found.append(AtRisk(work.learner, reasons, work.share if work.read else None, mean))
    return sorted(found, key=lambda one: (-len(one.reasons), -1.0 if one.share is None else one.share, one.learner))


def _reasons(work: Work, before: float | None, pass_mark: float) -> tuple[str, ...]:
    if not work.read:
        return ("missing" if work.status == "missing" else "unreadable",)
    reasons = []
    if work.share < pass_mark:
        reasons.append("low")
    if before is not None and work.share <= before - FALL:
        reasons.append("fallen")
    if work.status in STOPPED:
        reasons.append("stopped")
    return tuple(reasons)

"""What is planted in the tables of teams, pay and careers: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SlowIntake:
    """Work handed to one role waits long before it is taken up; the work itself is done in the time planned.

    Attributes
    ----------
    role
        The role.
    hours
        Mean of the additional wait.
    """

    role: str = "designer"
    hours: float = 26.0


@dataclass(frozen=True)
class NobodyAnswers:
    """Tasks that not exactly one role answers for are finished later.

    Attributes
    ----------
    days
        Mean of the delay.
    """

    days: float = 2.4


@dataclass(frozen=True)
class BusyButLate:
    """In the running project pages and videos were done early, and the task on the critical path began late.

    Attributes
    ----------
    days
        Days by which that task began late.
    """

    days: float = 4.0


@dataclass(frozen=True)
class SpeedScheme:
    """Since packers are paid by speed alone some hurry, and what they pack wrongly costs more than they save.

    Attributes
    ----------
    hurried
        Share of the packers who hurry.
    pace
        Factor on their parcels an hour.
    mispacks
        Factor on their wrong parcels.
    """

    hurried: float = 0.34
    pace: float = 1.14
    mispacks: float = 2.7


@dataclass(frozen=True)
class VolunteersGrow:
    """Who asks for a course is better before it, and gets better without it.

    Attributes
    ----------
    ahead
        Points in the first test.
    growth
        Points more in the second test, course or not.
    course
        Points that the course itself adds.
    """

    ahead: float = 6.0
    growth: float = 5.0
    course: float = 4.0


@dataclass(frozen=True)
class CheapHiresLeave:
    """People from the cheapest source of applicants leave within three months more often.

    Attributes
    ----------
    source
        The source.
    early
        Chance that somebody from there leaves within 90 days.
    """

    source: str = "job_site"
    early: float = 0.44


@dataclass(frozen=True)
class UnheardLeave:
    """People leave who are not listened to, whatever they say about pay; regular talks help.

    Attributes
    ----------
    slope
        On the scale of the logit of leaving within the year: for one point less of being heard.
    talks
        Points of being heard that regular talks add.
    """

    slope: float = 1.15
    talks: float = 0.95


@dataclass(frozen=True)
class OneDataHead:
    """One person alone knows data well, whatever the mean of the team says.

    Attributes
    ----------
    level
        The highest level that the others reach.
    """

    level: int = 3

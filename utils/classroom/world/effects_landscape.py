"""What is planted in the tables of the industry and of learning: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SmallFastSegment:
    """One segment grows several times as fast as the market and hardly adds to it, for it is tiny.

    Attributes
    ----------
    first
        Its sales in the first year, trillion yuan.
    growth
        Its growth in the second and in the last year; in between it falls evenly.
    """

    first: float = 0.003
    growth: tuple[float, float] = (0.52, 0.40)


@dataclass(frozen=True)
class FollowersCatchUp:
    """The three largest platforms keep their share together while the first loses to the other two.

    Attributes
    ----------
    first, last
        Shares of the three in the first and in the last year; both add up to the same.
    """

    first: tuple[float, float, float] = (0.500, 0.165, 0.075)
    last: tuple[float, float, float] = (0.310, 0.225, 0.205)


@dataclass(frozen=True)
class RightElsewhere:
    """A quoted share is right of shops that sell to consumers, and wrong of the whole, which it names.

    Attributes
    ----------
    rounded_to
        The quoted share is rounded to a multiple of this.
    """

    rounded_to: float = 0.01


@dataclass(frozen=True)
class SpacedLearning:
    """The same hour of study, spread over four days, shows nothing on the next day and helps two weeks later.

    Attributes
    ----------
    next_day, two_weeks
        Points of the quiz by which spread study is better, one and fourteen days after the last sitting.
    forgotten
        Points that a single evening loses between both quizzes.
    """

    next_day: float = 0.0
    two_weeks: float = 9.0
    forgotten: float = 22.0


@dataclass(frozen=True)
class StrugglersStay:
    """Who has solved an exercise stops, so later attempts show those who find it hard, though all of them improve.

    Attributes
    ----------
    gain
        Points that one more attempt brings.
    comment
        Points more where a peer has commented on the attempt before.
    """

    gain: float = 6.0
    comment: float = 8.0


@dataclass(frozen=True)
class ClosedCircle:
    """The account with the most contacts reaches few others through them, for they all know each other.

    Attributes
    ----------
    members
        Size of the circle, the account itself not counted.
    """

    members: int = 18

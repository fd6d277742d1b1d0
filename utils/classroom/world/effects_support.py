"""What is planted in the tables of service: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ThinNight:
    """From ten in the evening on too few people sit at the desk, so customers wait.

    Attributes
    ----------
    hour
        Hour from which it holds, to midnight.
    agents
        How many are at work then.
    """

    hour: int = 22
    agents: int = 2


@dataclass(frozen=True)
class HastyAgent:
    """One agent closes cases faster than all others, and more of them come back.

    Attributes
    ----------
    staff
        Number of the agent.
    pace
        Factor on the handling time.
    reopened
        Chance that a case comes back.
    """

    staff: int = 5
    pace: float = 0.66
    reopened: float = 0.27


@dataclass(frozen=True)
class ReturnsSpecialist:
    """One agent is given most returns and faults, which take long, so plain averages make her look slow.

    Attributes
    ----------
    staff
        Number of the agent.
    share
        Share of the returns and faults that go to her when she is free beside others.
    """

    staff: int = 11
    share: float = 0.9


@dataclass(frozen=True)
class SilentUnhappy:
    """Unhappy customers answer the questionnaire less.

    Attributes
    ----------
    slope
        What one point of satisfaction more adds to the chance of an answer.
    """

    slope: float = 0.15


@dataclass(frozen=True)
class WaitingLosesSales:
    """Who waits long before a purchase buys less often.

    Attributes
    ----------
    minutes
        Minutes of waiting after which the chance of a purchase has fallen to 1 / e.
    """

    minutes: float = 7.0


@dataclass(frozen=True)
class PhrasesThatHelp:
    """What an agent writes moves the customer's mark; an apology is mostly written where something went wrong.

    Attributes
    ----------
    names_time, restates, cites_rules
        Points of satisfaction for naming a time, for saying the question back, and for "according to our rules".
    sorry_trouble, sorry_calm
        Share of chats with an apology, where something went wrong and where nothing did.
    """

    names_time: float = 0.32
    restates: float = 0.18
    cites_rules: float = -0.40
    sorry_trouble: float = 0.80
    sorry_calm: float = 0.15


@dataclass(frozen=True)
class BadLot:
    """One production lot of one good smells, and draws complaints; its other lots do not.

    Attributes
    ----------
    good, lot
        Position of the good among those followed, and of the lot among its lots, from 0.
    chance
        Chance that a parcel of it is complained about.
    """

    good: int = 3
    lot: int = 4
    chance: float = 0.27


@dataclass(frozen=True)
class RepliesWinStars:
    """A bad review that the shop answers soon is changed more often.

    Attributes
    ----------
    hours
        What counts as soon.
    soon, later
        Share changed after such a reply, and after a later one.
    """

    hours: float = 24.0
    soon: float = 0.24
    later: float = 0.07


@dataclass(frozen=True)
class CardAsksPolitely:
    """A card in the parcel that asks for an honest review brings more reviews, and the same stars.

    Attributes
    ----------
    more
        What it adds to the chance of a review.
    """

    more: float = 0.06


@dataclass(frozen=True)
class SmallOffersRefused:
    """Small part refunds are refused and the goods come back; beyond a point more money persuades few.

    Attributes
    ----------
    accepted
        Share accepted, by the offers in `classroom.world.settlements.OFFERS`.
    """

    accepted: tuple[float, ...] = (0.16, 0.38, 0.67, 0.72, 0.75)


@dataclass(frozen=True)
class OtherWords:
    """Customers search the help pages with words that the pages do not use, find nothing, and ask at the desk.

    Attributes
    ----------
    share
        Share of the searches of two questions that use the customers' word.
    """

    share: float = 0.62


@dataclass(frozen=True)
class CourseTeaches:
    """The course raises the mark of the test by much, and that of the customers by little.

    Attributes
    ----------
    score
        Points of the test.
    csat
        Points of the customers' mark after it.
    """

    score: float = 11.0
    csat: float = 0.10

"""What is planted in the tables of paid media: parameters only, one class an effect. Shares are of an area's sales."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BrandWordTakesCredit:
    """Who searches for the shop's name would come anyway: the advertisement above the free result is credited, not needed.

    None: all that is credited is caused.

    Attributes
    ----------
    caused
        Share of sales that comes through the advertisement only.
    """

    caused: float = 0.006


@dataclass(frozen=True)
class SocialStarts:
    """Social advertising begins paths that end elsewhere, so the last click hides it.

    None: it causes what the last click credits, and stands at every place of a path alike.

    Attributes
    ----------
    caused
        Share of sales that comes through it at the usual spending.
    begins
        Share of the paths with several touches that it begins.
    """

    caused: float = 0.13
    begins: float = 0.46


@dataclass(frozen=True)
class SaturatedWords:
    """Category words earn most of what they can with little money: the mean is fine, the next yuan is not.

    None: they answer to money as short video does.

    Attributes
    ----------
    ceiling
        Share of sales that they can bring at the most.
    scale
        Spending, as a multiple of the usual one, at which 63 % of that is reached.
    """

    ceiling: float = 0.18
    scale: float = 0.42


@dataclass(frozen=True)
class SpendingFollowsDemand:
    """The agency spends more on days on which customers buy more anyway. None: it spends alike on all days.

    Attributes
    ----------
    exponent
        Percent more spending for each percent more demand.
    """

    exponent: float = 1.3


@dataclass(frozen=True)
class WornPictures:
    """The pictures of short video wear out slowly: fewer click, and each click costs more.

    Attributes
    ----------
    since
        First day.
    days
        How long it takes.
    left
        Clicks for an impression at the end, as a share of those before.
    """

    since: str = "2025-09-08"
    days: int = 21
    left: float = 0.82


@dataclass(frozen=True)
class DecideInTheEvening:
    """Who clicks by day often orders in the evening. None: who orders does so within the hour.

    Attributes
    ----------
    share
        Share of the orders from clicks before 18:00 that are placed between 19:00 and 24:00.
    """

    share: float = 0.55


@dataclass(frozen=True)
class NightClicks:
    """Clicks between midnight and six are a little cheaper and lead to far fewer orders.

    Attributes
    ----------
    orders, price
        Orders for a click and price of a click, as multiples of those by day.
    """

    orders: float = 0.55
    price: float = 0.87


@dataclass(frozen=True)
class PacksOverlap:
    """The audience packs hold the same people. None: nobody is in two.

    Attributes
    ----------
    lookalike
        Share of earlier customers who are in the look-alike pack, too.
    interest
        Share of the look-alike pack that is in the interest pack, too.
    """

    lookalike: float = 0.45
    interest: float = 0.64


@dataclass(frozen=True)
class SureBuyersScoreHigh:
    """The score finds who buys anyway; an advertisement moves those in the middle. None: it moves all alike.

    Attributes
    ----------
    low, middle, high
        Orders for a person more, by third of the score.
    """

    low: float = 0.003
    middle: float = 0.023
    high: float = 0.003

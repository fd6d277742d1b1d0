"""What is hidden in the tables of prices: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ElasticityByRole:
    """Goods that bring customers in are compared by price, odd goods are not.

    Attributes
    ----------
    bestseller, core, traffic, tail
        Percent more pieces for each percent more price, the rival's price held.
    """

    bestseller: float = -2.4
    core: float = -1.9
    traffic: float = -3.4
    tail: float = -1.5


@dataclass(frozen=True)
class PromotionVisits:
    """A promotion brings visits besides its lower price, so a plain regression of demand on price overstates the price.

    Attributes
    ----------
    visits
        Factor on the demand for goods on promotion, at a given price.
    """

    visits: float = 1.8


@dataclass(frozen=True)
class JumpAt199:
    """Demand is higher at 199 yuan and less than the curve of price says.

    Attributes
    ----------
    threshold
        Highest price that has the jump, fen.
    jump
        Share by which more is sold.
    """

    threshold: int = 19_900
    jump: float = 0.13


@dataclass(frozen=True)
class RivalFollows:
    """The rival follows the prices of traffic goods some days later, and no others.

    Attributes
    ----------
    days
        Days until the rival's answer.
    share
        Percent by which the rival's price moves for each percent of ours.
    """

    days: int = 4
    share: float = 0.8


@dataclass(frozen=True)
class RisesPassOn:
    """Higher costs reach the price more than lower ones.

    Attributes
    ----------
    rise, fall
        Yuan of price for each yuan of cost.
    still
        Changes of cost below this share do not move the price.
    """

    rise: float = 0.8
    fall: float = 0.35
    still: float = 0.02


@dataclass(frozen=True)
class RegularsPayMore:
    """An algorithm shows regular buyers a higher price for the same good on the same day; nobody is told.

    Attributes
    ----------
    share
        Share of their quotes that are raised.
    low, high
        By how much, as a share of the shelf price, evenly spread.
    """

    share: float = 0.6
    low: float = 0.04
    high: float = 0.10


@dataclass(frozen=True)
class OfferTrials:
    """What three offers do, as shares of visitors by what they buy.

    Attributes
    ----------
    apart, bundled
        Tea set alone, tea alone, both: sold apart, and with a bundle on offer.
    plain, struck
        Buyers without and with a higher price struck through.
    single, rebate
        One, two and three pieces: without and with a rebate from three.
    """

    apart: tuple[float, float, float] = (0.050, 0.040, 0.012)
    bundled: tuple[float, float, float] = (0.041, 0.031, 0.034)
    plain: float = 0.050
    struck: float = 0.062
    single: tuple[float, float, float] = (0.060, 0.012, 0.004)
    rebate: tuple[float, float, float] = (0.056, 0.007, 0.021)

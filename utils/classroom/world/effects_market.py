"""What is hidden in the tables of consumers, competitors and the market: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class YoungBuyOften:
    """The youngest cohort of the region orders most and leaves least on each yuan: small parcels, deep discounts.

    Attributes
    ----------
    orders
        Online orders of such a person in a year, mean.
    order_value
        Yuan an order.
    margin
        Gross profit as a share of what is paid.
    """

    orders: float = 29.0
    order_value: float = 98.0
    margin: float = 0.24


@dataclass(frozen=True)
class TimingSegments:
    """Shoppers come in two kinds that differ in nothing but the hour at which they order.

    Attributes
    ----------
    share
        Share of the second kind, who buy at lunch.
    night, lunch
        Share of the orders placed from 20:00 to 24:00 and from 11:00 to 14:00, by kind.
    """

    share: float = 0.45
    night: tuple[float, float] = (0.62, 0.15)
    lunch: tuple[float, float] = (0.12, 0.55)


@dataclass(frozen=True)
class TelevisionForOneCohort:
    """Television spots bring orders from people born in one decade, and from nobody else.

    Attributes
    ----------
    decade
        First year of birth.
    lift
        Share who order because of the spots.
    """

    decade: int = 1960
    lift: float = 0.035


@dataclass(frozen=True)
class UncertainMarket:
    """The total of the market is an estimate: how far the truth may lie below and above it, as shares.

    Attributes
    ----------
    low, high
        Distance of the ends from the estimate.
    """

    low: float = 0.12
    high: float = 0.18


@dataclass(frozen=True)
class MarketOutgrowsUs:
    """In one category the market grows faster than the shop, whose sales grow as well.

    Attributes
    ----------
    category
        Which one.
    growth
        Growth of the market in a year.
    """

    category: str = "beauty"
    growth: float = 0.95


@dataclass(frozen=True)
class FadTerm:
    """A search term that shoots up within weeks and is gone after some months.

    Attributes
    ----------
    term
        Which one.
    peak
        Week of the highest value.
    height
        Its height as a multiple of an ordinary week.
    """

    term: str = "glow_cup"
    peak: int = 74
    height: float = 14.0


@dataclass(frozen=True)
class CrowdedMiddle:
    """Where most shoppers want a brand to stand many brands stand, a smaller group is served by one, a corner is empty.

    Attributes
    ----------
    share
        Shares of the three groups of shoppers; the rest is spread evenly.
    price_feel, style
        Where each group wants a brand to stand, from 1 to 7.
    """

    share: tuple[float, float, float] = (0.42, 0.28, 0.20)
    price_feel: tuple[float, float, float] = (2.7, 4.6, 5.6)
    style: tuple[float, float, float] = (2.9, 5.3, 2.4)


@dataclass(frozen=True)
class EngravingForSome:
    """Engraving is worth much to a minority and nothing to the others.

    Attributes
    ----------
    share
        Share of people who want it.
    worth
        Points of the rating that it is worth to them.
    """

    share: float = 0.3
    worth: float = 2.4


@dataclass(frozen=True)
class DeliveryOpensProvinces:
    """Faster delivery moves spending online; internet use, which rises at the same time, does not by itself.

    Attributes
    ----------
    per_day
        Change of the online share for each day that a parcel takes longer.
    """

    per_day: float = -0.03

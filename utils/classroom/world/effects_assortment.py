"""What is hidden in the tables of suppliers, quality, shelves and new products: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CheapButLate:
    """One bidder of the tender is the cheapest, and late.

    Attributes
    ----------
    price
        Its price as a share of the market's.
    on_time
        Share of its lines that come by the day promised.
    days_late
        Mean days of delay of the others.
    """

    price: float = 0.90
    on_time: float = 0.52
    days_late: float = 8.0


@dataclass(frozen=True)
class ProcessShift:
    """The process of one maker runs badly for some weeks; the final inspection holds its lots back.

    Attributes
    ----------
    supplier
        Number of the maker.
    first, last
        First and last week of 2025, counted from 1.
    share
        Defective share at the stage ``process`` in these weeks.
    """

    supplier: int = 15
    first: int = 24
    last: int = 32
    share: float = 0.062


@dataclass(frozen=True)
class TrafficProduct:
    """A good sold below its cost brings buyers who put other goods into the basket too.

    Attributes
    ----------
    takers
        Share of the visitors who see it and buy it.
    loss
        What a piece loses, fen.
    extra_orders
        Share of the visitors who buy other goods because of it.
    """

    takers: float = 0.030
    loss: int = 560
    extra_orders: float = 0.0135


@dataclass(frozen=True)
class Cannibals:
    """Of two new categories one takes most of its sales from its neighbours on the shelf, the other none.

    Attributes
    ----------
    eaten
        Share of the mugs' sales that bottles and tea sets lose.
    """

    eaten: float = 0.75


@dataclass(frozen=True)
class HiddenTail:
    """Who does not find a slow good seldom takes another one, and often leaves with the whole basket.

    Attributes
    ----------
    moved
        Share of the slow goods' sales that goes to similar goods.
    baskets_lost
        Share of the rest of these baskets that is lost.
    """

    moved: float = 0.35
    baskets_lost: float = 0.30


@dataclass(frozen=True)
class WideTrial:
    """A trial whose mean lies above the target, with so few visitors that it proves nothing.

    Attributes
    ----------
    shown, buyers
        People who saw the good, and who bought it.
    """

    shown: int = 170
    buyers: int = 13


@dataclass(frozen=True)
class LoyalTesters:
    """Loyal customers buy on trial what strangers do not.

    Attributes
    ----------
    loyal, strangers
        Conversion of the two groups in the same trial.
    """

    loyal: float = 0.115
    strangers: float = 0.042


@dataclass(frozen=True)
class BetterVersion:
    """The second version of a good comes back less and is liked more; it does not sell more.

    Attributes
    ----------
    returned
        Share of the pieces sold that come back, first and second version.
    stars
        Mean rating of the two versions.
    """

    returned: tuple[float, float] = (0.26, 0.09)
    stars: tuple[float, float] = (3.5, 4.4)

"""What is planted in the tables of live sales, private domain and mini-programs: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReturningHost:
    """One host sells most, and nearly half of it comes back.

    Attributes
    ----------
    host
        Position of the host.
    orders
        Orders per viewer, as a multiple of an ordinary host's.
    returns
        Share of the sales that comes back.
    """

    host: int = 0
    orders: float = 1.5
    returns: float = 0.45


@dataclass(frozen=True)
class SlotsChosen:
    """Before slots were drawn by lot, one host had nearly all evenings of the three others.

    Attributes
    ----------
    host
        Position of the host.
    evening
        Chance that a session of that host was in the evening.
    """

    host: int = 3
    evening: float = 0.85


@dataclass(frozen=True)
class OffersBorrow:
    """A limited offer brings orders that would have come some minutes earlier or later.

    Attributes
    ----------
    lift
        Orders in the minutes of an offer, as a multiple of the usual.
    minutes
        Length of an offer.
    waiting, waited
        Minutes before the offer in which people wait for it, and the share of the borrowed orders that comes from them.
    after
        Minutes after it from which the rest comes.
    """

    lift: float = 2.9
    minutes: int = 3
    waiting: int = 3
    waited: float = 0.15
    after: int = 14


@dataclass(frozen=True)
class SharingBurst:
    """An invitation campaign that grows fast while the shop pushes it, and dies out by itself.

    Attributes
    ----------
    pushed
        People whom the shop brought in on each of the first days.
    fans
        Days of the first pushes, which went to fans.
    fan_invites
        Invitations of a fan, as a multiple of an ordinary person's.
    """

    pushed: tuple[int, ...] = (40, 70, 120, 200, 330, 60)
    fans: int = 2
    fan_invites: float = 1.9


@dataclass(frozen=True)
class CardMovesFew:
    """Who joins the group would have come back more often anyway; the group adds a little.

    Attributes
    ----------
    turned
        Share of the members who would not have bought again, and do.
    """

    turned: float = 0.22


@dataclass(frozen=True)
class ScanScene:
    """Visits by scanning a code convert best, and there are few of them.

    Attributes
    ----------
    share
        Their share of the visits.
    conversion
        Share of them that pays.
    """

    share: float = 0.04
    conversion: float = 0.21


@dataclass(frozen=True)
class NearOpenStore:
    """Whoever is near an open pick-up point pays more often, whatever scene they came from.

    Attributes
    ----------
    within_km
        What is near.
    factor
        Factor on the share that pays.
    """

    within_km: float = 1.0
    factor: float = 1.9

"""What is planted in the tables of recommendations and new technology: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ShelfFeedsItself:
    """What the shelf of best sellers shows is bought because it is shown, so best sellers stay best sellers.

    Attributes
    ----------
    pull
        Chance that a customer who clicked a good of the shelf before the trial buys it on that visit.
    """

    pull: float = 0.45


@dataclass(frozen=True)
class HitsComeAnyway:
    """Who buys from the shelf had come to buy, and leaves something else in its place.

    Attributes
    ----------
    anyway
        Share of the chance to buy from the shelf that only a visit with a purchase of its own has; without the effect
        what is bought from the shelf comes on top.
    """

    anyway: float = 0.97


@dataclass(frozen=True)
class PlacesAreSeen:
    """Goods on the left of the shelf are seen more often, whatever they are.

    Attributes
    ----------
    seen
        Chance that a visitor looks at each place, from the first on.
    """

    seen: tuple[float, ...] = (0.95, 0.68, 0.48, 0.34, 0.24)


@dataclass(frozen=True)
class StaleLists:
    """Lists that were made days ago fit less, for the customer has moved on.

    Attributes
    ----------
    per_day
        Clicks on a personal list for each click on a fresh one, a day of age.
    """

    per_day: float = 0.78


@dataclass(frozen=True)
class ArUsersChooseThemselves:
    """Who opens the view in their own room is keen already; the view itself prevents returns, and sells little.

    Attributes
    ----------
    keen
        How strongly keenness moves the use of the view, in log-odds a standard deviation.
    sells
        Factor on the chance to buy that the view itself has.
    returns
        Factor on the chance that a purchase comes back.
    """

    keen: float = 1.3
    sells: float = 1.03
    returns: float = 0.40


@dataclass(frozen=True)
class AlteredRecord:
    """One record of a chain was changed after it had been sealed.

    Attributes
    ----------
    lot, block
        Number of the lot, and of the record in it.
    bags
        Bags that were added to what the record said.
    """

    lot: int = 23
    block: int = 3
    bags: int = 24


@dataclass(frozen=True)
class FalseHarvest:
    """One farm enters more leaf than its fields can give, from the first record on; the chain seals it like any other.

    Attributes
    ----------
    farm
        Position of the farm.
    factor
        Factor on what it enters.
    """

    farm: int = 4
    factor: float = 2.4

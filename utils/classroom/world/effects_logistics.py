"""What is planted in the tables of warehouses, parcels and cross-border trade: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LateEveningTruck:
    """Orders of the evening are reported as sent in time, and stand at the door of one warehouse until the next truck.

    When an order is reported as sent, and when it arrives, stands in ``orders`` and stays as it is.

    Attributes
    ----------
    warehouse
        Position of the warehouse.
    hour
        Hour of the day from which orders are placed too late for the truck.
    share
        Share of them that wait.
    wait
        Fewest and most hours that they wait.
    """

    warehouse: int = 2
    hour: int = 18
    share: float = 0.85
    wait: tuple[float, float] = (11.0, 17.0)


@dataclass(frozen=True)
class EmptyAisle:
    """In one aisle of one warehouse goods that the system knows are not on the shelf.

    Attributes
    ----------
    warehouse
        Position of the warehouse.
    aisle
        Number of the aisle, from 1.
    since
        First day.
    chance
        Chance that a line picked there is not found.
    """

    warehouse: int = 1
    aisle: int = 3
    since: str = "2025-11-12"
    chance: float = 0.10


@dataclass(frozen=True)
class CarriersDiffer:
    """Carriers differ in speed, and the faster of two serves the slower regions more.

    Which carrier took a parcel is drawn by how long it took, so orders stay as they are. Each attribute tilts the log of
    a carrier's share for one standard deviation of the log of the time, within a warehouse.

    Attributes
    ----------
    heron, harbour, reed, own_vans
        Negative: the carrier has more of the fast parcels.
    """

    heron: float = -1.0
    harbour: float = 0.0
    reed: float = 0.30
    own_vans: float = -0.3


@dataclass(frozen=True)
class RefusedAtTheDoor:
    """Orders with cash on delivery are refused at the door, and the more so the longer they took.

    Attributes
    ----------
    cash
        Chance of a refusal with cash on delivery after four days.
    per_day
        What each further day adds.
    """

    cash: float = 0.09
    per_day: float = 0.016


@dataclass(frozen=True)
class CurrencyFall:
    """One currency loses a fifth and more within weeks, while prices in it stay.

    Attributes
    ----------
    currency
        Which.
    start, days
        First day of the fall, and how long it takes.
    left
        What a unit is worth after it, as a share of before.
    """

    currency: str = "TIE"
    start: str = "2025-08-18"
    days: int = 24
    left: float = 0.77


@dataclass(frozen=True)
class TranslatedPages:
    """A translated page sells more, and where the language is far, less comes back.

    Attributes
    ----------
    orders
        Orders on translated pages for each order on the others, of equally many visitors.
    returns
        Factor on the share of returns where the distance is 1; nothing changes where it is 0.
    """

    orders: float = 1.25
    returns: float = 0.40

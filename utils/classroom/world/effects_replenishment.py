"""What is planted in the tables of forecasts, lead times and replenishment: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ErraticSupplier:
    """A supplier of the depot is as quick as another on average, but nobody knows when its lorry comes.

    Attributes
    ----------
    supplier
        Which one.
    spread
        Standard deviation of its delivery time, in days.
    """

    supplier: str = "supplier_d"
    spread: float = 4.0


@dataclass(frozen=True)
class LeanDrinks:
    """The category with the highest turnover has it because its shelves are kept short: it loses sales.

    Attributes
    ----------
    category
        Which one.
    covered
        Stock and orders as a share of what its buyers expect to sell until the next delivery but one.
    """

    category: str = "drinks"
    covered: float = 0.80


@dataclass(frozen=True)
class CensoredSales:
    """What is asked for while sold out is lost, and was not even counted at first.

    None: the depot borrows what it lacks from a neighbour on the same day, so that sales are demand.

    Attributes
    ----------
    counted_since
        First day on which requests for goods that were sold out were counted.
    """

    counted_since: str = "2025-07-01"


@dataclass(frozen=True)
class ClearanceBorrows:
    """Too much was bought on offer; a price cut sells more, and part of it is sold less in the weeks after.

    Attributes
    ----------
    category, first, last
        What was cleared, from the first to the last day.
    bulk_on, bulk_days
        When too much of it had been ordered, and for how many days of usual sales.
    price
        Price of the sale as a share of the usual one.
    lift
        Factor on demand during the sale.
    after, days
        Factor on demand after it, and for how many days.
    """

    category: str = "care"
    first: str = "2025-09-01"
    last: str = "2025-09-21"
    bulk_on: str = "2025-07-21"
    bulk_days: float = 75.0
    price: float = 0.70
    lift: float = 1.90
    after: float = 0.72
    days: int = 28


@dataclass(frozen=True)
class SharedSales:
    """Suppliers who see the shop's sales order more evenly from their own suppliers; chance chose who sees them.

    Attributes
    ----------
    since
        First day of the first week in which they see the sales.
    trust
        Weight of the sales, against the shop's orders, in what such a supplier orders itself.
    """

    since: str = "2024-12-30"
    trust: float = 0.35

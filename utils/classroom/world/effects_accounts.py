"""What is planted in the tables of cash, invoices, filings and tax parameters: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DearFlagship:
    """The shop with the most sales takes nearly all advertising and campaign places of its platform, and the night shift.

    What a platform costs in all stands in ``platform_costs`` and stays as it is; without the effect its shops share it
    by their sales.

    Attributes
    ----------
    shop
        Which shop.
    media, campaign_fee, staff
        Its part of what its platform costs.
    """

    shop: int = 1
    media: float = 0.94
    campaign_fee: float = 0.96
    staff: float = 0.82


@dataclass(frozen=True)
class GoodsFirst:
    """Suppliers want a deposit with the order and the rest on arrival, so money is gone before the campaign begins.

    Without the effect everything is paid 45 days after arrival.

    Attributes
    ----------
    deposit
        Share of the value that is paid with the order.
    """

    deposit: float = 0.30


@dataclass(frozen=True)
class ReservesKept:
    """One platform holds back a reserve of each payout and gives it back with the next; some it never gives back.

    Attributes
    ----------
    platform
        Which platform.
    share
        Reserve, as a share of what customers paid in the period.
    periods
        Periods whose reserve never comes back.
    """

    platform: int = 3
    share: float = 0.06
    periods: tuple[str, ...] = ("2025-03-A", "2025-06-B", "2025-08-B", "2025-10-A")


@dataclass(frozen=True)
class NoInvoices:
    """The invoicing interface of one platform's shop answers no more: requests come in, no invoice goes out.

    Attributes
    ----------
    platform
        Platform with a single shop.
    since
        First day.
    """

    platform: int = 4
    since: str = "2025-10-16"


@dataclass(frozen=True)
class LeftOut:
    """The sales of one platform in one month are missing in a filing.

    Attributes
    ----------
    platform
        Which platform.
    month
        Which month.
    """

    platform: int = 4
    month: str = "2025-09"


@dataclass(frozen=True)
class FiledLate:
    """One filing is handed in, and paid, after its day.

    Attributes
    ----------
    period
        Which quarter.
    days
        How many days late.
    """

    period: str = "2025Q1"
    days: int = 19

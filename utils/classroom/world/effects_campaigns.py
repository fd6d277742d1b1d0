"""What is planted in the tables of promotions: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DeepDiscounts:
    """Some campaigns go so deep that no uplift within reach pays for them; without it none goes deeper than a tenth.

    Attributes
    ----------
    deepest
        Deepest share that is taken off the price.
    """

    deepest: float = 0.5


@dataclass(frozen=True)
class BorrowedDemand:
    """Part of what a campaign sells is missing in the two weeks after it: customers filled their cupboards.

    Attributes
    ----------
    tissue, towels, bath_sets, mugs, night_lamps
        Pieces missing afterwards as a share of the additional pieces; food boxes are not stored.
    """

    tissue: float = 0.75
    towels: float = 0.35
    bath_sets: float = 0.25
    mugs: float = 0.25
    night_lamps: float = 0.15


@dataclass(frozen=True)
class TowelsForBathSets:
    """Part of the towels sold in a campaign are sold in place of bath sets.

    Attributes
    ----------
    share
        Bath sets lost for each additional towel.
    """

    share: float = 0.16


@dataclass(frozen=True)
class MovingFestival:
    """Demand for gift boxes follows the days before a lunar festival, whatever the month.

    Attributes
    ----------
    spring_festival, mid_autumn, dragon_boat
        Added demand on the busiest day, as a multiple of the usual.
    """

    spring_festival: float = 2.6
    mid_autumn: float = 1.6
    dragon_boat: float = 0.9


@dataclass(frozen=True)
class SpringVenue:
    """What the place in the spring sale of 2025 added to gift boxes at 15 percent off.

    Attributes
    ----------
    uplift
        Pieces sold more, as a share of what the days before the festival sell without it.
    """

    uplift: float = 1.1


@dataclass(frozen=True)
class CartsForPrizes:
    """A prize draw among carts fills carts, not orders.

    Attributes
    ----------
    carts
        Carts before the first day as a multiple of what the orders of that day would lead to expect.
    """

    carts: float = 3.0


@dataclass(frozen=True)
class ToolsDiffer:
    """Share of visitors who order under each tool, drawn by lot; new visitors and regulars do not like the same.

    Attributes
    ----------
    none, price_off, money_off, gift, voucher
        Without a tool and under each: new visitors, regulars.
    filled
        Share of baskets a little below the threshold of the money off that are filled up to it.
    """

    none: tuple[float, float] = (0.030, 0.090)
    price_off: tuple[float, float] = (0.041, 0.096)
    money_off: tuple[float, float] = (0.033, 0.096)
    gift: tuple[float, float] = (0.037, 0.118)
    voucher: tuple[float, float] = (0.050, 0.093)
    filled: float = 0.5


@dataclass(frozen=True)
class CouponForRegulars:
    """A coupon goes mostly to people who would buy anyway; where it reaches others, it brings orders.

    Attributes
    ----------
    festival, first_order, come_back
        Share who order: held out, with the coupon.
    """

    festival: tuple[float, float] = (0.150, 0.158)
    first_order: tuple[float, float] = (0.020, 0.050)
    come_back: tuple[float, float] = (0.030, 0.048)


@dataclass(frozen=True)
class CashBackFriends:
    """A cash-back site brings the shop's own customers by another door.

    Attributes
    ----------
    existing
        Share of its orders that come from customers whom the shop had before.
    """

    existing: float = 0.78


@dataclass(frozen=True)
class CounterInTown:
    """A counter in town lifts what is ordered on line in its city.

    Attributes
    ----------
    lift
        Orders on line more, as a share.
    """

    lift: float = 0.13


@dataclass(frozen=True)
class CheapDeposits:
    """A small deposit is paid by many and left behind by many; who is asked for which is drawn by lot.

    Attributes
    ----------
    paid
        Share of those asked who pay a deposit: the small one, the large one.
    forfeited
        Share of deposits whose balance is never paid.
    """

    paid: tuple[float, float] = (0.150, 0.098)
    forfeited: tuple[float, float] = (0.36, 0.08)

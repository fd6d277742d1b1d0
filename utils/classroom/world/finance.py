"""The books: ledger entries that tie to orders, returns, advertisements and payouts, to the fen."""

import numpy as np
import numpy.typing as npt

from classroom.world.calendar import DAYS, FIRST_DAY
from classroom.world.catalogue import COMMISSION, GOODS, PAYMENT_FEE, SHOP_PLATFORM, Catalogue
from classroom.world.columns import MISSING, Coded, Columns, Ints, coded, concatenate
from classroom.world.orders import Orders
from classroom.world.words import CATEGORIES

ACCOUNTS = ("sales", "freight_income", "refunds", "cogs", "commission", "payment_fee", "media")
SALES, FREIGHT, REFUNDS, COGS, COMMISSIONS, FEES, MEDIA = range(7)
DEPARTMENTS = tuple(dict.fromkeys(item.cat1 for item in CATEGORIES))
SETTLE_DAYS = np.array([0, 7, 10, 7, 3])  # days from the end of a period to the payout, by platform
PLATFORMS = (1, 2, 3, 4)


def ledger(catalogue: Catalogue, orders: Orders) -> Columns:
    """Make the ledger entries of one block.

    Revenue is booked when an order is paid, with the cost of its goods and the platform's fees; a refund when the
    return is closed. Amounts of income are positive, those of cost and refunds negative.
    """
    paid = np.flatnonzero(orders.paid)
    shop = np.asarray(orders.table["shop_id"])
    paid_day = np.zeros(len(shop), dtype=np.int64)
    paid_day[paid] = _day(np.asarray(orders.table["paid_at"])[paid])
    line = np.flatnonzero(orders.paid[orders.item_order])
    order = orders.item_order[line]
    sku = np.asarray(orders.items["sku_id"])[line]
    qty = np.asarray(orders.items["qty"])[line]
    goods = qty * np.asarray(orders.items["unit_price"])[line] - np.asarray(orders.items["discount_alloc"])[line]
    cost = qty * np.asarray(orders.items["unit_cost"])[line]
    amount = np.asarray(orders.table["paid"])[paid]
    commission, fee = order_fees(orders)
    back = orders.returns
    closed = np.flatnonzero(~np.isnat(np.asarray(back["closed_at"])) & (np.asarray(back["amount"]) > 0))
    first_order = int(np.asarray(orders.table["order_id"])[0]) if len(shop) else 0
    returned = np.asarray(back["order_id"])[closed] - first_order
    nothing = np.zeros(len(paid), dtype=np.int64)
    parts = [
        _sum(catalogue, SALES, paid_day[order], shop[order], sku, goods),
        _sum(catalogue, FREIGHT, paid_day[paid], shop[paid], nothing, amount - _goods(orders)[paid]),
        _sum(catalogue, COGS, paid_day[order], shop[order], sku, -cost),
        _sum(catalogue, COMMISSIONS, paid_day[paid], shop[paid], nothing, -commission[paid]),
        _sum(catalogue, FEES, paid_day[paid], shop[paid], nothing, -fee[paid]),
        _sum(
            catalogue,
            REFUNDS,
            _day(np.asarray(back["closed_at"])[closed]),
            shop[returned],
            np.asarray(back["sku_id"])[closed],
            -np.asarray(back["amount"])[closed],
        ),
    ]
    return concatenate(parts)


def media_entries(ads: Columns) -> Columns:
    """Ledger entries of advertising, one a day and channel; they belong to no shop."""
    channel = ads["channel"]
    assert isinstance(channel, Coded)
    day = _day(np.asarray(ads["date"]))
    width = len(channel.labels)
    total = np.bincount(day * width + channel.codes, weights=np.asarray(ads["cost"]), minlength=DAYS * width).astype(
        np.int64
    )
    rows = np.flatnonzero(total)
    size = len(rows)
    return {
        "date": _date(rows // width),
        "account": Coded(np.full(size, MEDIA), ACCOUNTS),
        "shop_id": np.full(size, MISSING),
        "platform_id": np.full(size, MISSING),
        "category": Coded(np.full(size, MISSING), DEPARTMENTS),
        "sku_id": np.full(size, MISSING),
        "amount": -total[rows],
    }


def order_fees(orders: Orders) -> tuple[Ints, Ints]:
    """Commission and payment fee of each order, fen, rounded down; nothing for unpaid ones."""
    amount = np.asarray(orders.table["paid"])
    return amount * COMMISSION[np.asarray(orders.table["platform_id"])] // 10_000, amount * PAYMENT_FEE // 10_000


def _goods(orders: Orders) -> Ints:
    return np.asarray(orders.table["gross"]) - np.asarray(orders.table["discount"])


def _sum(catalogue: Catalogue, account: int, day: Ints, shop: Ints, sku: Ints, amount: Ints) -> Columns:
    """One entry for each day, shop and good; sku 0 stands for entries that belong to no good."""
    width = GOODS + 1
    key, inverse = np.unique((day * (len(SHOP_PLATFORM)) + shop) * width + sku, return_inverse=True)
    total = np.bincount(inverse, weights=amount, minlength=len(key)).astype(np.int64)
    key, total = key[total != 0], total[total != 0]
    good, shop_of, day_of = key % width, key // width % len(SHOP_PLATFORM), key // width // len(SHOP_PLATFORM)
    department = np.array([DEPARTMENTS.index(CATEGORIES[c].cat1) for c in catalogue.category])
    return {
        "date": _date(day_of),
        "account": Coded(np.full(len(key), account), ACCOUNTS),
        "shop_id": shop_of,
        "platform_id": SHOP_PLATFORM[shop_of],
        "category": Coded(np.where(good > 0, department[good - 1], MISSING), DEPARTMENTS),
        "sku_id": np.where(good > 0, good, MISSING),
        "amount": total,
    }


def _day(time: npt.NDArray[np.generic]) -> Ints:
    return np.asarray((time.astype("datetime64[D]") - FIRST_DAY).astype(np.int64))


def _date(day: Ints) -> npt.NDArray[np.datetime64]:
    return np.asarray((FIRST_DAY + day.astype("timedelta64[D]")).astype("datetime64[s]"))


def empty_payouts() -> dict[str, npt.NDArray[np.int64]]:
    """Sums over all blocks by half month and platform."""
    return {name: np.zeros((48, len(PLATFORMS) + 1), dtype=np.int64) for name in ("gross", "refund", "fee")}


def add_payouts(payouts: dict[str, npt.NDArray[np.int64]], orders: Orders) -> None:
    """Add what one block's orders brought and cost."""
    paid = np.flatnonzero(orders.paid)
    platform = np.asarray(orders.table["platform_id"])
    commission, fee = order_fees(orders)
    period = half_month(np.asarray(orders.table["paid_at"])[paid])
    np.add.at(payouts["gross"], (period, platform[paid]), np.asarray(orders.table["paid"])[paid])
    np.add.at(payouts["fee"], (period, platform[paid]), (commission + fee)[paid])
    back = orders.returns
    closed = np.flatnonzero(~np.isnat(np.asarray(back["closed_at"])))
    if len(closed):
        order = np.asarray(back["order_id"])[closed] - int(np.asarray(orders.table["order_id"])[0])
        when = half_month(np.asarray(back["closed_at"])[closed])
        np.add.at(payouts["refund"], (when, platform[order]), np.asarray(back["amount"])[closed])


def half_month(time: npt.NDArray[np.generic]) -> Ints:
    """Number of the half month, counted from the first day of the world."""
    month = time.astype("datetime64[M]")
    second = (time.astype("datetime64[D]") - month.astype("datetime64[D]")).astype(np.int64) >= 15
    return np.asarray(2 * (month - np.datetime64("2024-01", "M")).astype(np.int64) + second)


def settlements(payouts: dict[str, npt.NDArray[np.int64]]) -> Columns:
    """Make the table ``settlements``: each platform pays out twice a month what it took, less refunds and fees."""
    period, platform = (axis.ravel() for axis in np.meshgrid(np.arange(48), PLATFORMS, indexing="ij"))
    months = np.datetime64("2024-01", "M") + period // 2
    ends = np.where(
        period % 2 == 0,
        months.astype("datetime64[D]") + np.timedelta64(14, "D"),
        (months + 1).astype("datetime64[D]") - np.timedelta64(1, "D"),
    )
    due = ends + SETTLE_DAYS[platform].astype("timedelta64[D]")
    late = np.where((platform == 3) & (period % 5 == 0), 2, 0).astype("timedelta64[D]")
    paid_at = due + late
    gross = payouts["gross"][period, platform] - payouts["refund"][period, platform]
    fee = payouts["fee"][period, platform]
    last = np.datetime64("2025-12-31", "D")
    return {
        "platform_id": platform,
        "period": coded(f"{month}-{'A' if half % 2 == 0 else 'B'}" for month, half in zip(months, period, strict=True)),
        "gross": gross,
        "fee": fee,
        "paid": gross - fee,
        "due_at": due.astype("datetime64[s]"),
        "paid_at": np.where(paid_at <= last, paid_at, np.datetime64("NaT")).astype("datetime64[s]"),
    }

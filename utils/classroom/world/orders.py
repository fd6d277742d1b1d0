"""Orders, their lines, and what comes back."""

from dataclasses import dataclass

import numpy as np

from classroom.world.calendar import DAYS, FIRST_DAY, campaign_days
from classroom.world.catalogue import GOODS, LAST_SECOND, SHOP_PLATFORM, SHOP_SHARES, Catalogue
from classroom.world.columns import (
    MISSING,
    Bools,
    Coded,
    Columns,
    Floats,
    Ints,
    Times,
    pick,
    pick_rows,
    rows_of,
    spread,
)
from classroom.world.customers import DEVICES, Customers
from classroom.world.effects import Effects, LateLeave
from classroom.world.leavers import leavers
from classroom.world.streams import stream
from classroom.world.winback import FACE, WinBack, win_back
from classroom.world.words import CATEGORIES, CITIES, WAREHOUSES

# Share of people's visits by hour of the day: evenings are busiest; at weekends people rise later and shop in the
# afternoon, too.
_WEEKDAY_HOURS = [2.2, 1.1, 0.6, 0.4, 0.4, 0.6, 1.4, 2.7, 4.0, 5.2, 5.7, 5.2, 5.2, 5.0, 4.6, 4.5, 4.4, 4.4, 4.9,
                  6.2, 8.1, 9.1, 7.7, 4.6]  # fmt: skip
_WEEKEND_HOURS = [2.8, 1.5, 0.8, 0.5, 0.4, 0.4, 0.8, 1.9, 3.2, 4.5, 5.4, 5.6, 5.4, 5.5, 5.3, 5.2, 5.1, 4.9, 5.0,
                  6.0, 7.5, 8.4, 7.1, 4.8]  # fmt: skip
HOURS = np.array([_WEEKDAY_HOURS, _WEEKEND_HOURS])
STATUSES = ("paid", "shipped", "delivered", "cancelled", "refunded", "closed")
PAID, SHIPPED, DELIVERED, CANCELLED, REFUNDED, CLOSED = range(6)
PAY_METHODS = ("alipay", "wechat", "card", "cod")
RETURN_KINDS = ("return", "refund_only", "exchange")
REASONS = ("size", "quality", "not_as_described", "changed_mind", "damaged", "late")
_SLOW = 0.06  # share of parcels that take more than twice as long
_UNPAID = 0.065  # unpaid orders per paid one
FREE_FREIGHT = 4_900  # fen of goods from which freight is free
COUPONS = ((39_900, 5_000), (19_900, 2_000), (9_900, 800), (4_900, 300))  # threshold and face, fen
NO_TIME = np.datetime64("NaT", "s")


@dataclass(frozen=True)
class Orders:
    """Orders of one block, sorted by creation, with what other tables need.

    Attributes
    ----------
    table, items, returns
        The tables ``orders`` (``session_id`` still to be filled), ``order_items`` and ``returns``.
    buyer
        Position of the user in the block.
    started
        When the buying session starts.
    source
        Position of the source of that session.
    paid
        Whether it was paid.
    item_order
        Position of the order of each line.
    warehouse
        Position of the warehouse that ships the order.
    lost
        Units asked for while sold out, by day, warehouse and good: rows of (day, warehouse, good).
    win_back
        Coupons sent to customers who had been quiet.
    """

    table: Columns
    items: Columns
    returns: Columns
    buyer: Ints
    started: Times
    source: Ints
    paid: Bools
    item_order: Ints
    warehouse: Ints
    lost: Ints
    win_back: WinBack


def make_orders(
    seed: int,
    block: int,
    customers: Customers,
    catalogue: Catalogue,
    source_shares: Floats,
    first_ids: tuple[int, int],
    effects: Effects,
) -> Orders:
    """Turn purchases into orders with lines, prices, parcels and returns.

    Parameters
    ----------
    seed, block
        Which world, and which block of it.
    customers
        Users of the block and their purchases.
    catalogue
        Goods and shops.
    source_shares
        Share of each source among the orders of a day, shape (days, sources).
    first_ids
        order_id and return_id of the block's first rows.
    effects
        What is planted.
    """
    buyer, started, paid = _attempts(seed, block, customers)
    rng = stream(seed, "orders", block)
    size = len(buyer)
    created = started + np.clip(420 * np.exp(rng.normal(0, 0.7, size)), 60, 3600).astype("timedelta64[s]")
    paid_at = created + np.clip(18 * np.exp(rng.normal(0, 0.8, size)), 3, 1500).astype("timedelta64[s]")
    keep = np.flatnonzero(paid_at <= LAST_SECOND)
    keep = keep[np.argsort(created[keep], kind="stable")]
    buyer, started, paid, created, paid_at = rows_of(keep, buyer, started, paid, created, paid_at)
    size = len(buyer)
    day = _day(created)

    source = spread(stream(seed, "orders.source", block), source_shares, _day(started))
    shop = 1 + pick(rng, SHOP_SHARES, size)
    device = np.where(rng.random(size) < 0.88, customers.device[buyer], pick(rng, [0.42, 0.5, 0.08], size))
    city = np.where(rng.random(size) < 0.96, customers.city[buyer], pick(rng, [item[4] for item in CITIES], size))
    warehouse = np.array([WAREHOUSES.index(item[3]) for item in CITIES])[city]

    item_order, sku, qty, lost = _lines(seed, block, catalogue, customers.taste[buyer], day, warehouse)
    unit_price = _prices(seed, catalogue, day[item_order], sku)
    value = qty * unit_price
    gross = np.bincount(item_order, weights=value, minlength=size).astype(np.int64)
    discount, coupon_face = _discounts(seed, block, day, gross)
    won_back, with_coupon = win_back(seed, block, effects.win_back_coupon, buyer, created, paid, gross)
    discount[with_coupon] += FACE - coupon_face[with_coupon]  # one coupon an order
    coupon_face[with_coupon] = FACE
    allocated = _allocate(discount, gross, value, item_order)
    far = np.isin(city, [n for n, item in enumerate(CITIES) if item[1] in ("内蒙古", "黑龙江")])
    freight = np.where(gross - discount >= FREE_FREIGHT, 0, np.where(far, 1200, 800))
    amount = gross - discount + freight

    slow = _slow_chance(effects.late_leave, leavers(buyer, created, paid))
    shipped, delivered = _parcels(seed, block, paid, paid_at, warehouse, slow)
    returns, refund = _returns(
        seed, block, first_ids, catalogue, item_order, sku, value - allocated, delivered, paid_at
    )
    unpaid_status = np.where(stream(seed, "orders.unpaid", block).random(size) < 0.4, CLOSED, CANCELLED)
    status = np.select(
        [~paid, (refund > 0) & (refund >= amount - freight), ~np.isnat(delivered), ~np.isnat(shipped)],
        [unpaid_status, np.full(size, REFUNDED), np.full(size, DELIVERED), np.full(size, SHIPPED)],
        PAID,
    )
    method = pick(stream(seed, "orders.pay_method", block), [0.52, 0.39, 0.06, 0.03], size)
    order_id = first_ids[0] + np.arange(size)
    table: Columns = {
        "order_id": order_id,
        "user_id": customers.first_id + buyer,
        "shop_id": shop,
        "platform_id": SHOP_PLATFORM[shop],
        "session_id": np.full(size, MISSING),
        "created_at": created,
        "paid_at": np.where(paid, paid_at, NO_TIME),
        "shipped_at": shipped,
        "delivered_at": delivered,
        "status": Coded(status, STATUSES),
        "pay_method": Coded(method, PAY_METHODS),
        "is_cod": method == PAY_METHODS.index("cod"),
        "device": Coded(device, DEVICES),
        "city": Coded(city, [item[0] for item in CITIES]),
        "gross": gross,
        "discount": discount,
        "coupon_id": np.where(coupon_face > 0, order_id, MISSING),
        "freight": freight,
        "paid": np.where(paid, amount, 0),
        "refund": refund,
    }
    options = pick(stream(seed, "order_items.options", block), [0.86, 0.08, 0.06], len(sku))
    items: Columns = {
        "order_id": order_id[item_order],
        "sku_id": sku + 1,
        "qty": qty,
        "unit_price": unit_price,
        "unit_cost": catalogue.cost[sku],
        "discount_alloc": allocated,
        "options": Coded(np.where(options == 0, MISSING, options - 1), ("gift_wrap", "note_card")),
    }
    return Orders(table, items, returns, buyer, started, source, paid, item_order, warehouse, lost, won_back)


def _day(time: Times) -> Ints:
    return (time.astype("datetime64[D]") - FIRST_DAY).astype(np.int64)


def second_of_day(rng: np.random.Generator, day: Ints) -> Ints:
    """Draw the second at which a person comes on each day; days count from the first one, a Monday."""
    weekend = (day % 7 >= 5).astype(np.int64)
    return np.asarray(pick_rows(rng, HOURS, weekend) * 3600 + rng.integers(0, 3600, len(day)))


def _attempts(seed: int, block: int, customers: Customers) -> tuple[Ints, Times, Bools]:
    """Who starts to order when: the purchases, and orders left unpaid some hours before a purchase."""
    rng = stream(seed, "orders.attempts", block)
    size = len(customers.time)
    day = np.floor(customers.time).astype(np.int64)
    start = day * 86_400 + second_of_day(rng, day)
    given_up = np.flatnonzero(rng.random(size) < _UNPAID)
    earlier = start[given_up] - (1_800 + 50_000 * rng.exponential(1.0, len(given_up))).astype(np.int64)
    known = earlier > customers.registered[customers.buyer[given_up]] * 86_400
    given_up, earlier = given_up[known & (earlier >= 0)], earlier[known & (earlier >= 0)]
    buyer = np.r_[customers.buyer, customers.buyer[given_up]]
    seconds = np.r_[start, earlier]
    # Nobody buys before registering: a first purchase comes at least some minutes after.
    seconds = np.maximum(seconds, np.ceil(customers.registered[buyer] * 86_400).astype(np.int64) + 60)
    paid = np.r_[np.ones(size, bool), np.zeros(len(given_up), bool)]
    return buyer, FIRST_DAY.astype("datetime64[s]") + seconds.astype("timedelta64[s]"), paid


def _lines(
    seed: int, block: int, catalogue: Catalogue, taste: Ints, day: Ints, warehouse: Ints
) -> tuple[Ints, Ints, Ints, Ints]:
    """Choose goods; who wants a good that is sold out takes another one, and the wish is counted as lost."""
    rng = stream(seed, "order_items", block)
    lines = 1 + pick(rng, [0.60, 0.24, 0.09, 0.045, 0.025], len(taste))
    order = np.repeat(np.arange(len(taste)), lines)
    sku = pick_rows(rng, catalogue.choice, taste[order])
    out = _sold_out(catalogue, sku, day[order])
    lost = np.stack([day[order][out], warehouse[order][out], sku[out]], axis=1)
    for _ in range(8):
        wrong = np.flatnonzero(_sold_out(catalogue, sku, day[order]) | (catalogue.launched[sku] > day[order]))
        if not len(wrong):
            break
        sku[wrong] = pick_rows(rng, catalogue.choice, taste[order[wrong]])
    # What is still not to be had becomes the best seller that always is.
    still = _sold_out(catalogue, sku, day[order]) | (catalogue.launched[sku] > day[order])
    always = np.where((catalogue.out_from == MISSING) & (catalogue.launched < 0), catalogue.choice.mean(axis=0), 0)
    sku[still] = int(np.argmax(always))
    _, first = np.unique(order * GOODS + sku, return_index=True)  # a good stands once in an order
    qty = 1 + pick(rng, [0.88, 0.09, 0.03], len(order))
    return order[first], sku[first], qty[first], lost


def _sold_out(catalogue: Catalogue, sku: Ints, day: Ints) -> Bools:
    return np.asarray(
        (catalogue.out_from[sku] != MISSING) & (day >= catalogue.out_from[sku]) & (day < catalogue.out_until[sku])
    )


def _prices(seed: int, catalogue: Catalogue, day: Ints, sku: Ints) -> Ints:
    """Price of each line: the list price, lower in a good's promotions; the same for all blocks."""
    rng = stream(seed, "prices")
    in_campaign = rng.random(GOODS) < 0.6
    campaign_factor = rng.choice([0.80, 0.85, 0.88, 0.92], GOODS)
    fortnight = rng.random((DAYS // 14 + 1, GOODS)) < 0.10  # now and then a good is cheaper for two weeks
    factor = np.where(fortnight[day // 14, sku], 0.9, 1.0)
    factor = np.where(campaign_days()[day] & in_campaign[sku], campaign_factor[sku], factor)
    return (np.round(catalogue.price[sku] * factor / 10) * 10).astype(np.int64)


def _discounts(seed: int, block: int, day: Ints, gross: Ints) -> tuple[Ints, Ints]:
    """Order discount and the coupon's part of it: campaigns take 20 yuan off every 200, coupons their face."""
    rng = stream(seed, "orders.discount", block)
    off = np.where(campaign_days()[day], gross // 20_000 * 2_000, 0)
    face = np.zeros(len(gross), dtype=np.int64)
    for threshold, value in reversed(COUPONS):
        face = np.where(gross >= threshold, value, face)
    face = np.where(rng.random(len(gross)) < 0.17, face, 0)
    return off + face, face


def _allocate(discount: Ints, gross: Ints, value: Ints, order: Ints) -> Ints:
    """Split an order's discount over its lines by value, to the fen; the rest falls on the last line."""
    part = discount[order] * value // np.maximum(gross[order], 1)
    rest = discount - np.bincount(order, weights=part, minlength=len(discount)).astype(np.int64)
    last = np.r_[order[1:] != order[:-1], True]
    return np.asarray(part + np.where(last, rest[order], 0))


def _slow_chance(effect: LateLeave | None, leaves: Bools) -> Floats:
    """Chance of each order that its parcel is slow; the same over all, whoever leaves."""
    share = leaves.mean() if len(leaves) else 0.0
    if effect is None or share == 1:
        return np.full(len(leaves), _SLOW)
    return _SLOW * np.where(leaves, effect.slow, max(0.0, (1 - share * effect.slow) / (1 - share)))


def _parcels(seed: int, block: int, paid: Bools, paid_at: Times, warehouse: Ints, slow: Floats) -> tuple[Times, Times]:
    rng = stream(seed, "orders.parcels", block)
    size = len(paid)
    day = _day(paid_at)
    rush = np.zeros(DAYS + 1)
    for year in (2024, 2025):
        start = int((np.datetime64(f"{year}-11-11") - FIRST_DAY).astype(int))
        rush[start : start + 6] = 0.8
    hours = 16 * np.exp(rng.normal(0, 0.55, size) + rush[day])
    ways = np.array([1.9, 2.3, 2.5])[warehouse] * np.exp(rng.normal(0, 0.32, size) + 0.35 * rush[day])
    ways *= np.where(rng.random(size) < slow, 2.2, 1.0)
    shipped = paid_at + (hours * 3600).astype("timedelta64[s]")
    delivered = shipped + (ways * 86_400).astype("timedelta64[s]")
    shipped = np.where(paid & (shipped <= LAST_SECOND), shipped, NO_TIME)
    return shipped, np.where(~np.isnat(shipped) & (delivered <= LAST_SECOND), delivered, NO_TIME)


def _returns(
    seed: int,
    block: int,
    first_ids: tuple[int, int],
    catalogue: Catalogue,
    item_order: Ints,
    sku: Ints,
    net: Ints,
    delivered: Times,
    paid_at: Times,
) -> tuple[Columns, Ints]:
    """Returns and exchanges of lines; what was refunded by the last day counts in the order's refund."""
    rng = stream(seed, "returns", block)
    size = len(sku)
    apparel = np.array([item.cat1 == "apparel" for item in CATEGORIES])[catalogue.category[sku]]
    chance = np.where(apparel, 0.20, 0.11) * np.exp(-0.18 * catalogue.quality[sku])
    kind = pick(rng, [0.62, 0.28, 0.10], size)
    wait = (rng.exponential(3.5, size) * 86_400).astype("timedelta64[s]")
    requested = delivered[item_order] + wait
    handled = (np.clip(rng.normal(3.5, 1.5, size), 0.2, 12) * 86_400).astype("timedelta64[s]")
    closed = requested + handled
    happens = (rng.random(size) < chance) & ~np.isnat(requested) & (requested <= LAST_SECOND)
    rows = np.flatnonzero(happens)
    rows = rows[np.argsort(requested[rows], kind="stable")]
    reason = pick_rows(
        rng,
        np.array([[0.10, 0.24, 0.22, 0.28, 0.10, 0.06], [0.42, 0.14, 0.18, 0.20, 0.02, 0.04]]),
        apparel[rows].astype(np.int64),
    )
    done = closed[rows] <= LAST_SECOND
    amount = np.where(kind[rows] == 2, 0, net[rows])
    refund = np.bincount(item_order[rows], weights=amount * done, minlength=len(paid_at)).astype(np.int64)
    table: Columns = {
        "return_id": first_ids[1] + np.arange(len(rows)),
        "order_id": first_ids[0] + item_order[rows],
        "sku_id": sku[rows] + 1,
        "kind": Coded(kind[rows], RETURN_KINDS),
        "reason": Coded(reason, REASONS),
        "requested_at": requested[rows],
        "closed_at": np.where(done, closed[rows], NO_TIME),
        "amount": amount,
    }
    return table, refund

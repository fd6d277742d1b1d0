"""What went wrong on single days: payments that failed, an empty advertising account, a tag that counted twice."""

from dataclasses import replace

import numpy as np

from classroom.world.calendar import DAYS, day_number
from classroom.world.columns import MISSING, Bools, Coded, Columns, Floats, Ints, coded, take
from classroom.world.effects import Effects
from classroom.world.orders import CANCELLED, NO_TIME, STATUSES, Orders
from classroom.world.streams import stream

# incident: metric, scope, kind, English, Chinese; in the order of their days.
_TEXTS = {
    "failed_payments": (
        "orders",
        "all",
        "payment",
        "The payment channel answered with errors; orders could be placed, but only cash on delivery went through.",
        "支付通道报错：能下单，但除货到付款外都付不了款。",
    ),
    "empty_account": (
        "ad_cost",
        "all",
        "advertising",
        "The advertising account had no balance; paid search and paid short videos stopped.",
        "广告账户余额用完，付费搜索和付费短视频停投。",
    ),
    "double_tag": (
        "visits",
        "all",
        "tracking",
        "After a release the tag of the daily report stood twice in each page; every visit was counted twice.",
        "改版后日报统计代码在页面里装了两份，每次访问都记成两次。",
    ),
}


def strike(seed: int, block: int, effects: Effects, orders: Orders, sources: tuple[int, int]) -> Orders:
    """Let the incidents happen to the orders of one block.

    Parameters
    ----------
    seed, block
        Which world and block.
    effects
        What happens, and when.
    orders
        The orders as they would have been; left as they are.
    sources
        Positions of paid search and of short video among the sources.

    Returns
    -------
    Orders
        Orders without those that an advertisement would have brought, and unpaid where the payment failed. Orders
        of other days are the same but for their numbers.
    """
    if effects.empty_account is not None:
        account = effects.empty_account
        day = _days(orders.started)
        closed = advertising_stopped(effects, day)
        drawn = stream(seed, "incidents.empty_account", block).random(len(day))
        search, video = sources
        bought = (orders.source == search) | ((orders.source == video) & (drawn < account.paid_video))
        orders = _without(orders, closed & bought)
    if effects.failed_payments is not None:
        payments = effects.failed_payments
        created = np.asarray(orders.table["created_at"])
        down = (created >= np.datetime64(payments.start)) & (created < np.datetime64(payments.end))
        fails = stream(seed, "incidents.failed_payments", block).random(len(created)) < payments.share
        orders = _unpaid(orders, orders.paid & down & fails & ~np.asarray(orders.table["is_cod"]))
    return orders


def running(effects: Effects, sources: tuple[int, int, int]) -> Floats:
    """Share of each source's visits that come although advertising has stopped, of shape (days, sources of people).

    Parameters
    ----------
    effects
        What happens, and when.
    sources
        Positions of paid search and of short video, and the number of sources.
    """
    search, video, count = sources
    open_share = np.ones((DAYS, count))
    if effects.empty_account is not None:
        account = effects.empty_account
        days = slice(day_number(account.start[:10]), day_number(account.end[:10]) + 1)
        open_share[days, search] = 0.0
        open_share[days, video] = 1 - account.paid_video
    return open_share


def advertising_stopped(effects: Effects, day: Ints) -> Bools:
    """Whether paid search and paid short videos stood still, day by day."""
    if effects.empty_account is None:
        return np.zeros(len(day), dtype=bool)
    account = effects.empty_account
    return np.asarray((day >= day_number(account.start[:10])) & (day <= day_number(account.end[:10])))


def incidents(effects: Effects) -> Columns:
    """Make the table ``incidents``."""
    known = [(name, effect) for name in _TEXTS if (effect := getattr(effects, name)) is not None]
    texts = [_TEXTS[name] for name, _ in known]
    times = [(effect.start, effect.detected, effect.end) for _, effect in known]
    metric, scope, kind, en, zh = zip(*texts, strict=True) if texts else ((),) * 5
    return {
        "incident_id": np.arange(1, len(known) + 1),
        "metric": coded(metric),
        "scope": coded(scope),
        "started_at": np.array([start for start, _, _ in times], dtype="datetime64[s]"),
        "detected_at": np.array([seen for _, seen, _ in times], dtype="datetime64[s]"),
        "recovered_at": np.array([end for _, _, end in times], dtype="datetime64[s]"),
        "kind": coded(kind),
        "en": coded(en),
        "zh": coded(zh),
    }


def _days(time: np.ndarray) -> Ints:
    return np.asarray((time.astype("datetime64[D]") - np.datetime64("2024-01-01", "D")).astype(np.int64))


def _without(orders: Orders, gone: Bools) -> Orders:
    """Drop orders with their lines and returns, and number the rest anew."""
    keep = np.flatnonzero(~gone)
    first_order = int(np.asarray(orders.table["order_id"])[0]) if len(gone) else 1
    place = np.full(len(gone), MISSING)
    place[keep] = np.arange(len(keep))
    table = take(orders.table, keep)
    table["order_id"] = first_order + np.arange(len(keep))
    # The coupon column still holds the old order number, where a coupon was used at all.
    coupon = np.asarray(table["coupon_id"])
    table["coupon_id"] = np.where(coupon == MISSING, MISSING, np.asarray(table["order_id"]))
    lines = np.flatnonzero(place[orders.item_order] != MISSING)
    items = take(orders.items, lines)
    items["order_id"] = first_order + place[orders.item_order[lines]]
    return replace(
        orders,
        table=table,
        items=items,
        returns=_returns_of(orders, place, first_order),
        buyer=orders.buyer[keep],
        started=orders.started[keep],
        source=orders.source[keep],
        paid=orders.paid[keep],
        item_order=place[orders.item_order[lines]],
        warehouse=orders.warehouse[keep],
    )


def _unpaid(orders: Orders, fails: Bools) -> Orders:
    """Turn paid orders into cancelled ones, which are neither shipped nor returned."""
    status = orders.table["status"]
    assert isinstance(status, Coded)
    table = dict(orders.table)
    for name in ("paid_at", "shipped_at", "delivered_at"):
        table[name] = np.where(fails, NO_TIME, np.asarray(table[name]))
    for name in ("paid", "refund"):
        table[name] = np.where(fails, 0, np.asarray(table[name]))
    table["status"] = Coded(np.where(fails, CANCELLED, status.codes), STATUSES)
    place = np.where(fails, MISSING, np.arange(len(fails)))
    first_order = int(np.asarray(table["order_id"])[0]) if len(fails) else 1
    return replace(orders, table=table, returns=_returns_of(orders, place, first_order), paid=orders.paid & ~fails)


def _returns_of(orders: Orders, place: Ints, first_order: int) -> Columns:
    """Returns of the orders that keep a place, with their new numbers."""
    order = np.asarray(orders.returns["order_id"]) - first_order
    kept = np.flatnonzero(place[order] != MISSING)
    returns = take(orders.returns, kept)
    first = int(np.asarray(orders.returns["return_id"])[0]) if len(order) else 1
    returns["return_id"] = first + np.arange(len(kept))
    returns["order_id"] = first_order + place[order[kept]]
    return returns

"""Stock: what was sold each day decides what must have come in; receipts are built backwards so that all balances."""

import numpy as np
import numpy.typing as npt

from classroom.world.calendar import DAYS, FIRST_DAY
from classroom.world.catalogue import GOODS, Catalogue
from classroom.world.columns import MISSING, Coded, Columns, Ints
from classroom.world.orders import Orders
from classroom.world.streams import stream
from classroom.world.words import WAREHOUSES

Counts = npt.NDArray[np.int32]


def empty_flows() -> dict[str, Counts]:
    """Daily sums over all blocks, each of shape (days, warehouses, goods): the only thing that blocks share."""
    return {name: np.zeros((DAYS, len(WAREHOUSES), GOODS), dtype=np.int32) for name in ("sold", "waiting", "lost")}


def add_flows(flows: dict[str, Counts], orders: Orders) -> None:
    """Add what one block sold, has waiting to be shipped, and could not sell."""
    paid = orders.paid[orders.item_order]
    rows = orders.item_order[paid]
    sku = np.asarray(orders.items["sku_id"])[paid] - 1
    qty = np.asarray(orders.items["qty"])[paid]
    warehouse = orders.warehouse[rows]
    day = _day(np.asarray(orders.table["paid_at"])[rows])
    _add(flows["sold"], day, warehouse, sku, qty)
    _add(flows["waiting"], day, warehouse, sku, qty)
    shipped_at = np.asarray(orders.table["shipped_at"])[rows]
    gone = ~np.isnat(shipped_at)
    _add(flows["waiting"], _day(shipped_at[gone]), warehouse[gone], sku[gone], -qty[gone])
    if len(orders.lost):
        _add(
            flows["lost"], orders.lost[:, 0], orders.lost[:, 1], orders.lost[:, 2], np.ones(len(orders.lost), np.int64)
        )


def _day(time: npt.NDArray[np.datetime64]) -> Ints:
    return (time.astype("datetime64[D]") - FIRST_DAY).astype(np.int64)


def _add(flow: Counts, day: Ints, warehouse: Ints, sku: Ints, qty: Ints) -> None:
    flat = (day * len(WAREHOUSES) + warehouse) * GOODS + sku
    flow += np.bincount(flat, weights=qty, minlength=flow.size).astype(np.int32).reshape(flow.shape)


def make_stock(seed: int, catalogue: Catalogue, flows: dict[str, Counts]) -> tuple[Columns, Columns]:
    """Make the tables ``inventory_daily`` and ``purchase_orders``.

    Parameters
    ----------
    seed, catalogue
        Which world, and its goods.
    flows
        Daily sums over all blocks.

    Returns
    -------
    tuple
        Stock by day, warehouse and good, and purchase lines. For each warehouse and good,
        ``on_hand`` today is ``on_hand`` yesterday plus what was received well today minus what was sold today.
    """
    rng = stream(seed, "stock")
    series = len(WAREHOUSES) * GOODS
    sold = flows["sold"].reshape(DAYS, series)
    sku = np.tile(np.arange(GOODS), len(WAREHOUSES))
    out_from, out_until = catalogue.out_from[sku], catalogue.out_until[sku]
    arrives = _arrival_days(rng, sold, out_from, out_until, catalogue.launched[sku])
    target = _levels(rng, sold, arrives, out_from, out_until)

    on_hand = np.zeros((DAYS, series), dtype=np.int32)
    received = np.zeros((DAYS, series), dtype=np.int32)
    level = np.zeros(series, dtype=np.int64)
    for today in range(DAYS):
        missing = np.where(arrives[today], np.maximum(target[today] - level, 0), 0)
        received[today] = missing
        level = level + missing - sold[today]
        on_hand[today] = level
    # What arrives on the first day was there when the books were opened.
    received[0] = 0
    purchases, on_order = _purchases(seed, catalogue, received)

    line_number, day_number = np.meshgrid(np.arange(series), np.arange(DAYS), indexing="ij")
    line, day = line_number.ravel(), day_number.ravel()
    shown = day >= np.maximum(catalogue.launched[sku[line]], 0)
    day, line = day[shown], line[shown]
    inventory: Columns = {
        "date": (FIRST_DAY + day.astype("timedelta64[D]")).astype("datetime64[s]"),
        "warehouse": Coded(line // GOODS, WAREHOUSES),
        "sku_id": sku[line] + 1,
        "on_hand": on_hand[day, line].astype(np.int64),
        "reserved": np.cumsum(flows["waiting"].reshape(DAYS, series), axis=0)[day, line].astype(np.int64),
        "on_order": on_order[day, line].astype(np.int64),
        "sold": sold[day, line].astype(np.int64),
        "lost_demand": flows["lost"].reshape(DAYS, series)[day, line].astype(np.int64),
        "unit_cost": catalogue.cost[sku[line]],
    }
    return inventory, purchases


def _arrival_days(
    rng: np.random.Generator, sold: Counts, out_from: Ints, out_until: Ints, launched: Ints
) -> npt.NDArray[np.bool_]:
    """Days on which goods may arrive: by a rhythm, never while sold out, always right after."""
    series = sold.shape[1]
    pace = sold.sum(axis=0)
    rhythm = np.select([pace > np.quantile(pace, 0.9), pace > np.quantile(pace, 0.5)], [14, 30], 60)
    phase = rng.integers(0, 60, series) % rhythm
    days = np.arange(DAYS)[:, None]
    arrives = (days + phase) % rhythm == 0
    dry = (out_from != MISSING) & (days >= out_from) & (days < out_until)
    arrives &= ~dry
    arrives[0] = True
    arrives &= days >= launched
    for day_of in (np.where(out_from != MISSING, out_until, MISSING), launched):
        some = np.flatnonzero((day_of >= 0) & (day_of < DAYS))
        arrives[day_of[some], some] = True
    return np.asarray(arrives)


def _levels(
    rng: np.random.Generator, sold: Counts, arrives: npt.NDArray[np.bool_], out_from: Ints, out_until: Ints
) -> Ints:
    """Stock to have after an arrival: what will be sold until the next one, and a cushion.

    Before a planned stock-out no cushion outlasts the next arrival, and the last arrival brings none, so that stock
    ends with the last sale.
    """
    series = sold.shape[1]
    ahead, ahead_of_next, next_arrival = (np.zeros((DAYS, series), dtype=np.int64) for _ in range(3))
    until_next, following = np.zeros(series, dtype=np.int64), np.zeros(series, dtype=np.int64)
    comes = np.full(series, DAYS)
    for day in range(DAYS - 1, -1, -1):
        until_next = until_next + sold[day]
        ahead[day], ahead_of_next[day], next_arrival[day] = until_next, following, comes
        following = np.where(arrives[day], until_next, following)
        comes = np.where(arrives[day], day, comes)
        until_next = np.where(arrives[day], 0, until_next)
    cushion = np.ceil((0.25 + 0.5 * rng.random((DAYS, series))) * np.maximum(ahead, 2)).astype(np.int64)
    before = np.arange(DAYS)[:, None] < out_from  # never where no stock-out is planned, for out_from is negative there
    cushion = np.where(before, np.minimum(cushion, ahead_of_next), cushion)
    cushion[before & (next_arrival >= np.minimum(out_until, DAYS))] = 0
    return ahead + cushion


def _purchases(seed: int, catalogue: Catalogue, received: Counts) -> tuple[Columns, Counts]:
    """Purchase lines that explain every receipt, and what is on order each day."""
    rng = stream(seed, "purchase_orders")
    day, line = np.nonzero(received)
    size = len(day)
    sku = line % GOODS
    good = received[day, line].astype(np.int64)
    defect = rng.binomial(good, 0.012)
    supplier = np.asarray(catalogue.products["supplier_id"])[sku]
    usual = 6 + supplier * 7 % 15  # promised days differ by supplier
    slack = np.round(rng.gamma(2.0, 0.9, size) - 1.2).astype(np.int64)
    ordered = day - np.maximum(usual + slack, 2)
    on_order = np.zeros(received.shape, dtype=np.int32)
    total = (good + defect).astype(np.int32)
    np.add.at(on_order, (np.maximum(ordered, 0), line), total)
    np.add.at(on_order, (day, line), -total)

    def date(number: Ints) -> npt.NDArray[np.datetime64]:
        return np.asarray((FIRST_DAY + number.astype("timedelta64[D]")).astype("datetime64[s]"))

    sort = np.lexsort((line, ordered))
    table: Columns = {
        "po_id": np.arange(1, size + 1),
        "supplier_id": supplier[sort],
        "sku_id": sku[sort] + 1,
        "warehouse": Coded((line // GOODS)[sort], WAREHOUSES),
        "qty": (good + defect)[sort],
        "unit_cost": catalogue.cost[sku[sort]],
        "ordered_at": date(ordered[sort]),
        "due_at": date((ordered + usual)[sort]),
        "received_at": date(day[sort]),
        "qty_ok": good[sort],
        "qty_defect": defect[sort],
    }
    return table, np.cumsum(on_order, axis=0, dtype=np.int32)

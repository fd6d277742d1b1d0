"""Inside the warehouses: from release to the door, lines on the shelf, goods received, and what the house costs."""

import numpy as np

from classroom.world.catalogue import GOODS, LAST_SECOND
from classroom.world.columns import Coded, Columns, Floats, Ints, Times, length
from classroom.world.dispatched import FIRST_MONTH, MONTHS, START
from classroom.world.effects_logistics import EmptyAisle, LateEveningTruck
from classroom.world.made import Made
from classroom.world.orders import NO_TIME
from classroom.world.streams import stream
from classroom.world.words import WAREHOUSES

AISLES = 12  # in each warehouse
NOT_FOUND = 0.011  # chance that a line is not on the shelf
THIN = 2  # pieces left at the end of the day, at which the warehouse's own books often say none
SHORT, SHORT_THIN = 0.004, 0.07
ACCOUNTS = ("rent", "wages", "packaging")
RENT, STAFF = 260_000, 310_000  # fen a month and warehouse
WAGE, BOX = 190, 115  # fen a parcel


def _seconds(hours: Floats) -> np.ndarray:
    return np.round(hours * 3600).astype("timedelta64[s]")


def _hours(span: np.ndarray) -> Floats:
    return np.asarray(np.where(np.isnat(span), np.nan, span.astype("timedelta64[s]").astype(np.int64)) / 3600.0)


def _until_end(time: Times) -> Times:
    return np.where(~np.isnat(time) & (time <= LAST_SECOND), time, NO_TIME)


def warehouse_ops(made: Made) -> Columns:
    """Make the table ``warehouse_ops``: reported as sent when the label is printed, out when the truck has it."""
    orders = made.dispatched.orders
    size = length(orders)
    rng = stream(made.seed, "warehouse_ops")
    paid_at, shipped, delivered = (np.asarray(orders[name]) for name in ("paid_at", "shipped_at", "delivered_at"))
    in_house = _hours(shipped - paid_at)
    # Still in the house: how long it will take is unknown, so it has got as far as others by now.
    likely = np.where(np.isnan(in_house), 16 * np.exp(rng.normal(0, 0.55, size)), in_house)
    released = paid_at + _seconds(np.minimum(rng.uniform(0.1, 0.7, size), 0.2 * likely))
    left = likely - _hours(released - paid_at)
    to_pick, to_pack = rng.uniform(0.45, 0.75, size), rng.uniform(0.80, 0.97, size)
    on_way = np.where(np.isnat(delivered), 48.0, _hours(delivered - shipped))
    wait = rng.uniform(0.4, 3.5, size) + _extra_wait(made.effects.late_evening_truck, made.seed, orders)
    return {
        "order_id": np.asarray(orders["order_id"]),
        "warehouse": Coded(np.asarray(orders["warehouse"]), WAREHOUSES),
        "released_at": _until_end(released),
        "picked_at": _until_end(released + _seconds(left * to_pick)),
        "packed_at": _until_end(released + _seconds(left * to_pack)),
        # No parcel arrives before it left: the wait ends well before delivery.
        "outbound_at": _until_end(shipped + _seconds(np.minimum(wait, 0.6 * on_way))),
    }


def _extra_wait(effect: LateEveningTruck | None, seed: int, orders: Columns) -> Floats:
    size = length(orders)
    if effect is None:
        return np.zeros(size)
    rng = stream(seed, "warehouse_ops.evening")
    created = np.asarray(orders["created_at"])
    hour = (created - created.astype("datetime64[D]")).astype("timedelta64[h]").astype(np.int64)
    concerned = (np.asarray(orders["warehouse"]) == effect.warehouse) & (hour >= effect.hour)
    waits = concerned & (rng.random(size) < effect.share)
    return np.where(waits, rng.uniform(*effect.wait, size), 0.0)


def pick_lines(made: Made, ops: Columns) -> Columns:
    """Make the table ``pick_lines``: what the books and the shelves held when an order's lines were picked."""
    lines = made.dispatched.lines
    size = length(lines)
    rng = stream(made.seed, "pick_lines")
    order = np.asarray(lines["order_id"])
    row = np.searchsorted(np.asarray(ops["order_id"]), order)
    house_codes = ops["warehouse"]
    assert isinstance(house_codes, Coded)
    house = house_codes.codes[row].astype(np.int64)
    sku = np.asarray(lines["sku_id"])
    aisle = stream(made.seed, "pick_lines.aisle").integers(1, AISLES + 1, (len(WAREHOUSES), GOODS))[house, sku - 1]
    paid_at = np.asarray(made.dispatched.orders["paid_at"])[row]
    thin = _left_on_hand(made, paid_at, house, sku) <= THIN
    picked = np.asarray(ops["picked_at"])[row]
    short = rng.random(size) < np.where(thin, SHORT_THIN, SHORT)
    chance = np.full(size, NOT_FOUND)
    _empty_aisle(made.effects.empty_aisle, chance, house, aisle, paid_at)
    missing = (rng.random(size) < chance) & ~short & ~np.isnat(picked)
    names = [f"{'ENS'[h]}{number:02d}" for h in range(len(WAREHOUSES)) for number in range(1, AISLES + 1)]
    return {
        "order_id": order,
        "sku_id": sku,
        "qty": np.asarray(lines["qty"]),
        "warehouse": Coded(house, WAREHOUSES),
        "aisle": Coded(house * AISLES + aisle - 1, names),
        "picked_at": np.where(short, NO_TIME, picked),
        "sys_short": short,
        "phys_short": missing,
    }


def _empty_aisle(effect: EmptyAisle | None, chance: Floats, house: Ints, aisle: Ints, paid_at: Times) -> None:
    if effect is not None:
        there = (house == effect.warehouse) & (aisle == effect.aisle)
        chance[there & (paid_at >= np.datetime64(effect.since, "s"))] = effect.chance


def _left_on_hand(made: Made, time: Times, house: Ints, sku: Ints) -> Ints:
    """Pieces free to sell at the end of the day in ``inventory_daily``, for each line."""
    warehouse = made.inventory["warehouse"]
    assert isinstance(warehouse, Coded)
    place = np.array([WAREHOUSES.index(name) for name in warehouse.labels])[warehouse.codes]
    day = np.asarray(made.inventory["date"]).astype("datetime64[D]")
    recent = np.flatnonzero(day >= START.astype("datetime64[D]"))
    days = (LAST_SECOND.astype("datetime64[D]") - START.astype("datetime64[D]")).astype(int) + 1
    left = np.zeros((days, len(WAREHOUSES), GOODS), dtype=np.int64)
    since = (day[recent] - START.astype("datetime64[D]")).astype(np.int64)
    goods = np.asarray(made.inventory["sku_id"])[recent] - 1
    left[since, place[recent], goods] = np.asarray(made.inventory["on_hand"])[recent]
    of_line = (time.astype("datetime64[D]") - START.astype("datetime64[D]")).astype(np.int64)
    return left[of_line, house, sku - 1]


def receipts(made: Made) -> Columns:
    """Make the table ``receipts``: when goods that came were booked in at the gate, and when they lay on the shelf."""
    received = np.asarray(made.purchases["received_at"])
    came = np.flatnonzero(~np.isnat(received) & (received >= START))
    came = came[np.argsort(received[came], kind="stable")]
    size = len(came)
    rng = stream(made.seed, "receipts")
    gate = received[came].astype("datetime64[s]") + _seconds(rng.uniform(8, 18, size))
    house = made.purchases["warehouse"]
    assert isinstance(house, Coded)
    place = np.array([WAREHOUSES.index(name) for name in house.labels], dtype=np.int64)[house.codes[came]]
    day = gate.astype("datetime64[D]")
    # The people who put goods on shelves pack parcels in the days after 11 November.
    rush = (day >= np.datetime64("2025-11-10")) & (day <= np.datetime64("2025-11-18"))
    hours = np.array([8.0, 9.0, 11.0])[place] * np.exp(rng.normal(0, 0.7, size)) * np.where(rush, 2.2, 1.0)
    return {
        "receipt_id": 1 + np.arange(size),
        "po_id": np.asarray(made.purchases["po_id"])[came],
        "sku_id": np.asarray(made.purchases["sku_id"])[came],
        "warehouse": Coded(place, WAREHOUSES),
        "received_at": gate,
        "shelved_at": _until_end(gate + _seconds(hours)),
    }


def warehouse_costs(made: Made) -> Columns:
    """Make the table ``warehouse_costs``: rent and staff stay, wages by the parcel and boxes follow the parcels."""
    rng = stream(made.seed, "warehouse_costs")
    parcels = made.dispatched.parcels
    shape = (MONTHS, len(WAREHOUSES))
    rent = np.broadcast_to(np.round(RENT * np.array([1.25, 1.0, 0.9])), shape)
    wages = STAFF + parcels * WAGE * np.exp(rng.normal(0, 0.03, shape))
    boxes = parcels * BOX * np.exp(rng.normal(0, 0.02, shape))
    amounts = np.stack([rent, wages, boxes], axis=2).round().astype(np.int64)
    month, house, account = (index.ravel() for index in np.indices(amounts.shape))
    last = (FIRST_MONTH + month + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    return {
        "date": last.astype("datetime64[s]"),
        "account": Coded(account, ACCOUNTS),
        "warehouse": Coded(house, WAREHOUSES),
        "amount": -amounts.ravel(),
    }

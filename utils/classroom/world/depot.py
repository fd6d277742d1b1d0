"""A depot for fast goods: a year of demand, stock, deliveries and orders, played day by day.

Its books are apart from those of the six shops: other goods, other suppliers. So nothing here touches the core.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import gamma

from classroom.world.columns import MISSING, Bools, Coded, Columns, Floats, Ints
from classroom.world.effects import Effects
from classroom.world.effects_replenishment import ClearanceBorrows
from classroom.world.streams import stream

OPENED = np.datetime64("2025-01-01", "D")
DAYS = 365
CATEGORIES = ("drinks", "snacks", "paper", "pet_food", "care")
EACH = 8  # goods of a category
GOODS = EACH * len(CATEGORIES)
SUPPLIERS = ("supplier_a", "supplier_b", "supplier_c", "supplier_d", "supplier_e", "supplier_f")
_DELIVERY = np.array([3, 4, 5, 6, 6, 7])  # mean days from order to delivery
_GRACE = 1  # days promised beyond the mean
_USUAL_SPREAD = 0.7
_PACE = np.array([14.0, 7.0, 6.0, 5.5, 5.0])  # mean pieces a day of a good, by category
_PRICE = np.array([9.0, 15.0, 22.0, 46.0, 39.0])  # yuan
_COST = np.array([0.62, 0.60, 0.68, 0.66, 0.52])  # share of the price
_SUMMER = np.array([0.30, -0.05, 0.0, 0.0, 0.05])  # swing of demand between January and July
_WEEK = np.array([0.90, 0.88, 0.90, 0.95, 1.10, 1.18, 1.09])  # Monday to Sunday
_CLUMPS = 0.12  # variance of a day beyond Poisson, as a share of the squared mean
_REVIEW = 7
_COVERED = 1.18
_DEFECTS = 0.006
_FESTIVALS = ("spring_festival", "dragon_boat", "mid_autumn")


@dataclass(frozen=True)
class Depot:
    """What is fixed before the first day: one value a good.

    Attributes
    ----------
    category, supplier
        Places in `CATEGORIES` and `SUPPLIERS`.
    pace
        Mean pieces asked for in a day.
    price, cost
        Fen.
    """

    category: Ints
    supplier: Ints
    pace: Floats
    price: Ints
    cost: Ints


def make_depot(seed: int) -> Depot:
    """Draw goods, prices and suppliers: every category has two suppliers, half of its goods each."""
    rng = stream(seed, "depot_goods")
    category = np.repeat(np.arange(len(CATEGORIES)), EACH)
    supplier = category + np.tile(np.arange(2), GOODS // 2)
    spread = np.tile(np.linspace(-0.6, 0.6, EACH // 2).repeat(2), len(CATEGORIES))
    pace = _PACE[category] * np.exp(spread + rng.normal(0, 0.08, GOODS))
    price = np.round(_PRICE[category] * np.exp(rng.normal(0, 0.25, GOODS)) * 2).astype(np.int64) * 50
    cost = np.round(price * _COST[category] * rng.uniform(0.95, 1.05, GOODS)).astype(np.int64)
    return Depot(category, supplier, pace, price, cost)


def tables(seed: int, effects: Effects) -> list[tuple[str, Columns]]:
    """Make the tables ``depot_goods``, ``depot_stock``, ``depot_purchases`` and ``festival_boxes``."""
    depot = make_depot(seed)
    demand, price = _demand(seed, effects, depot)
    stock, lines = _play(seed, effects, depot, demand)
    goods: Columns = {
        "item_id": np.arange(1, GOODS + 1),
        "category": Coded(depot.category, CATEGORIES),
        "supplier": Coded(depot.supplier, SUPPLIERS),
        "unit_cost": depot.cost,
        "price": depot.price,
    }
    day = np.tile(np.arange(DAYS), GOODS)
    item = np.repeat(np.arange(GOODS), DAYS)
    counted = effects.censored_sales is None or _date(day) >= np.datetime64(effects.censored_sales.counted_since)
    rows: Columns = {
        "date": _date(day),
        "warehouse": Coded(np.zeros(len(day), dtype=np.int64), ("chengdu",)),
        "item_id": item + 1,
        "price": price[day, item],
        "on_hand": stock["on_hand"][day, item],
        "on_order": stock["on_order"][day, item],
        "received": stock["received"][day, item],
        "sold": stock["sold"][day, item],
        "lost_demand": np.where(counted, (demand - stock["sold"])[day, item], MISSING),
        "unit_cost": depot.cost[item],
    }
    return [
        ("depot_goods", goods),
        ("depot_stock", rows),
        ("depot_purchases", _purchases(seed, depot, lines)),
        ("festival_boxes", _boxes(seed)),
    ]


def _date(day: Ints) -> npt.NDArray[np.datetime64]:
    return np.asarray((OPENED + day.astype("timedelta64[D]")).astype("datetime64[s]"))


def _demand(seed: int, effects: Effects, depot: Depot) -> tuple[Ints, Ints]:
    """Pieces asked for and prices, of the shape (days, goods)."""
    rng = stream(seed, "depot_stock.demand")
    days = np.arange(DAYS)[:, None]
    season = 1 - _SUMMER[depot.category] * np.cos(2 * np.pi * (days - 15) / DAYS)
    weekday = (days + 2) % 7  # the first of January 2025 was a Wednesday
    factor = np.ones((DAYS, GOODS))
    price = np.tile(depot.price, (DAYS, 1))
    sale = effects.clearance_borrows
    if sale is not None:
        cleared = _cleared(depot, sale)
        first, last = (int((np.datetime64(day) - OPENED).astype(int)) for day in (sale.first, sale.last))
        during = (days >= first) & (days <= last) & cleared
        factor = np.where(during, sale.lift, factor)
        factor = np.where((days > last) & (days <= last + sale.days) & cleared, sale.after, factor)
        price = np.where(during, np.round(price * sale.price / 10).astype(np.int64) * 10, price)
    mean = depot.pace * season * _WEEK[weekday] * factor
    clumped = mean * rng.gamma(1 / _CLUMPS, _CLUMPS, (DAYS, GOODS))
    return rng.poisson(clumped).astype(np.int64), price


def _cleared(depot: Depot, sale: ClearanceBorrows) -> Bools:
    """Every second pair of goods of the category: half of either supplier's."""
    return np.asarray((depot.category == CATEGORIES.index(sale.category)) & (np.arange(GOODS) % 4 < 2))


def _play(seed: int, effects: Effects, depot: Depot, demand: Ints) -> tuple[dict[str, Ints], list[tuple[int, ...]]]:
    """Stock day by day under weekly orders up to a level; returns the flows and (order day, arrival, good, pieces)."""
    rng = stream(seed, "depot_purchases.delivery")
    sale = effects.clearance_borrows
    delivery = [_waits(rng, effects, supplier) for supplier in range(len(SUPPLIERS))]
    covered = np.full(GOODS, _COVERED)
    if effects.lean_drinks is not None:
        covered[depot.category == CATEGORIES.index(effects.lean_drinks.category)] = effects.lean_drinks.covered
    promised = _DELIVERY[depot.supplier] + _GRACE
    expected = depot.pace * stream(seed, "depot_goods.plan").uniform(0.93, 1.07, GOODS)
    level = np.ceil(covered * expected * (_REVIEW + promised)).astype(np.int64)
    names = ("on_hand", "on_order", "received", "sold")
    flows = {name: np.zeros((DAYS, GOODS), dtype=np.int64) for name in names}
    due = np.zeros((DAYS + 60, GOODS), dtype=np.int64)
    on_hand, on_order = level - np.round(expected * 3).astype(np.int64), np.zeros(GOODS, dtype=np.int64)
    lines: list[tuple[int, ...]] = []
    for day in range(DAYS):
        arriving = due[day]
        on_order = on_order - arriving
        if effects.censored_sales is None:
            arriving = arriving + np.maximum(demand[day] - on_hand - arriving, 0)
        sold = np.minimum(on_hand + arriving, demand[day])
        on_hand = on_hand + arriving - sold
        if sale is not None and day == (np.datetime64(sale.bulk_on) - OPENED).astype(int):
            for good in np.flatnonzero(_cleared(depot, sale)):
                pieces, wait = round(sale.bulk_days * depot.pace[good]), int(_DELIVERY[depot.supplier[good]])
                due[day + wait, good] += pieces
                on_order[good] += pieces
                lines.append((day, day + wait, int(good), pieces))
        for supplier in range(len(SUPPLIERS)):
            if day % _REVIEW != supplier:
                continue
            # One wait a lorry: all lines of an order arrive together.
            waits = int(delivery[supplier][day // _REVIEW])
            for good in np.flatnonzero(depot.supplier == supplier):
                pieces = int(level[good] - on_hand[good] - on_order[good])
                if pieces > 0:
                    due[day + waits, good] += pieces
                    on_order[good] += pieces
                    lines.append((day, day + waits, int(good), pieces))
        for name, values in zip(names, (on_hand, on_order, arriving, sold), strict=True):
            flows[name][day] = values
    return flows, lines


def _waits(rng: np.random.Generator, effects: Effects, supplier: int) -> Ints:
    """Days from order to delivery, an order a week: the quantiles of a gamma, shuffled, so that mean and spread hold."""
    erratic = effects.erratic_supplier
    spread = erratic.spread if erratic is not None and SUPPLIERS[supplier] == erratic.supplier else _USUAL_SPREAD
    mean = float(_DELIVERY[supplier])
    orders = DAYS // _REVIEW + 1
    levels = (np.arange(orders) + 0.5) / orders
    days = gamma.ppf(levels, (mean / spread) ** 2, scale=spread**2 / mean)
    return rng.permutation(np.maximum(np.round(days), 1).astype(np.int64))


def _purchases(seed: int, depot: Depot, lines: list[tuple[int, ...]]) -> Columns:
    rng = stream(seed, "depot_purchases.defects")
    ordered, arrived, good, pieces = (np.array(column, dtype=np.int64) for column in zip(*lines, strict=True))
    here = arrived < DAYS
    defects = np.where(here, rng.binomial(pieces, _DEFECTS), 0)
    no_time = np.datetime64("NaT", "s")
    return {
        "po_id": np.arange(1, len(lines) + 1),
        "supplier": Coded(depot.supplier[good], SUPPLIERS),
        "item_id": good + 1,
        "warehouse": Coded(np.zeros(len(lines), dtype=np.int64), ("chengdu",)),
        # What arrives well is what was wanted; the supplier sends the defect pieces on top.
        "qty": pieces + defects,
        "unit_cost": depot.cost[good],
        "ordered_at": _date(ordered),
        "due_at": _date(ordered + _DELIVERY[depot.supplier[good]] + _GRACE),
        "received_at": np.where(here, _date(arrived), no_time),
        "qty_ok": np.where(here, pieces, MISSING),
        "qty_defect": np.where(here, defects, MISSING),
    }


def _boxes(seed: int) -> Columns:
    """Gift boxes, ordered once for each festival of four years; a waiting list counts who came too late."""
    rng = stream(seed, "festival_boxes")
    size = 4 * len(_FESTIVALS)
    asked = np.round(rng.normal(420, 95, size)).astype(np.int64)
    ordered = np.round(rng.normal(410, 45, size) / 10).astype(np.int64) * 10
    return {
        "year": np.repeat(np.arange(2022, 2026), len(_FESTIVALS)),
        "festival": Coded(np.tile(np.arange(len(_FESTIVALS)), 4), _FESTIVALS),
        "ordered": ordered,
        "sold": np.minimum(ordered, asked),
        "waiting": np.maximum(asked - ordered, 0),
    }

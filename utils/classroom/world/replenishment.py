"""Tables of forecasts, lead times and replenishment."""

from collections.abc import Iterator

import numpy as np

from classroom.world import depot
from classroom.world.calendar import FIRST_DAY
from classroom.world.columns import Bools, Columns, Floats, Ints
from classroom.world.effects_replenishment import SharedSales
from classroom.world.made import Made
from classroom.world.streams import stream

WEEKS = 100  # up to the end of November 2025: orders that arrive after the data end are not in the books
SUPPLIERS = 48
_SMOOTHING = 0.25
_AHEAD = 3  # weeks that a supplier waits for its own suppliers


def tables(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of this group, in the order of their schema.

    Parameters
    ----------
    made
        What has been made before.
    """
    yield from depot.tables(made.seed, made.effects)
    yield "supplier_weeks", supplier_weeks(made)


def supplier_weeks(made: Made) -> Columns:
    """Make the table ``supplier_weeks``: what customers bought, what the shop ordered, what the supplier ordered itself.

    Parameters
    ----------
    made
        Stock and purchase lines: the first two columns are their sums.
    """
    supplier_of = np.asarray(made.catalogue.products["supplier_id"])
    stock, purchases = made.inventory, made.purchases
    sold = _by_week(stock["date"], supplier_of[np.asarray(stock["sku_id"]) - 1], np.asarray(stock["sold"]))
    ordered = _by_week(purchases["ordered_at"], np.asarray(purchases["supplier_id"]), np.asarray(purchases["qty"]))
    shared = made.effects.shared_sales
    by_lot = stream(made.seed, "supplier_weeks.lot").permutation(SUPPLIERS) < SUPPLIERS // 2
    since = np.datetime64(shared.since) if shared is not None else np.datetime64("NaT")
    sees = by_lot & (_weeks()[:, None] >= since)
    expected, sent_on = _suppliers(sold.astype(float), ordered.astype(float), sees, shared)
    noise = stream(made.seed, "supplier_weeks.sent_on").normal(1.0, 0.1, sent_on.shape)
    week, supplier = (axis.ravel() for axis in np.meshgrid(np.arange(WEEKS), np.arange(SUPPLIERS), indexing="ij"))
    return {
        "week": _weeks()[week].astype("datetime64[s]"),
        "supplier_id": supplier + 1,
        "sees_sales": sees.ravel(),
        "sold": sold.ravel(),
        "ordered": ordered.ravel(),
        "expected": np.round(expected).astype(np.int64).ravel(),
        "sent_on": np.round(np.maximum(sent_on * noise, 0)).astype(np.int64).ravel(),
    }


def _weeks() -> np.ndarray:
    return np.asarray(FIRST_DAY + 7 * np.arange(WEEKS).astype("timedelta64[D]"))


def _by_week(time: object, supplier: Ints, pieces: Ints) -> Ints:
    """Pieces by week and supplier; what lies outside the weeks is left out."""
    week = (np.asarray(time).astype("datetime64[D]") - FIRST_DAY).astype(np.int64) // 7
    inside = (week >= 0) & (week < WEEKS)
    place = week[inside] * SUPPLIERS + supplier[inside] - 1
    sums = np.bincount(place, weights=pieces[inside], minlength=WEEKS * SUPPLIERS)
    return sums.astype(np.int64).reshape(WEEKS, SUPPLIERS)


def _suppliers(sold: Floats, ordered: Floats, sees: Bools, shared: SharedSales | None) -> tuple[Floats, Floats]:
    """What each supplier expects of a week, and what it orders itself: its need, and its stock kept in step with it."""
    trust = shared.trust if shared is not None else 0.0
    signal = np.where(sees, trust * sold + (1 - trust) * ordered, ordered)
    level = signal[:8].mean(axis=0)
    expected, sent_on = np.zeros_like(signal), np.zeros_like(signal)
    for week in range(len(signal)):
        expected[week] = level
        risen = level + _SMOOTHING * (signal[week] - level)
        sent_on[week] = signal[week] + _AHEAD * (risen - level)
        level = risen
    return expected, sent_on

"""Invoices that customers ask for and get, and invoices that the shop gets for what it buys."""

import numpy as np

from classroom.world import platforms
from classroom.world.calendar import DAYS, FIRST_DAY, LAST_DAY
from classroom.world.columns import Coded, Columns, Floats, Ints, coded
from classroom.world.made import Made
from classroom.world.shop_accounts import last_day, month_of
from classroom.world.streams import stream
from classroom.world.tax_rules import rate_on

KINDS = ("ordinary", "special")
START = np.datetime64("2025-01-01", "D")
# By platform, index 0 unused: share of the sales for which an invoice is asked, and the mean of the further days to it.
_ASKED = np.array([0.0, 0.065, 0.085, 0.045, 0.13])
_WAIT = np.array([0.0, 0.5, 3.4, 0.7, 1.6])
# Share of the days that also bring a request of a business, and what it is for as a share of the day's sales.
_BUSINESS, _BUSINESS_PART = 0.22, 0.05
# A batch in thirty leaves out requests whose tax number is wrong.
_INCOMPLETE = 1 / 30
GOODS_KINDS = ("goods_general", "goods_small", "goods_none")


def invoice_requests(made: Made) -> Columns:
    """Make the table ``invoice_requests``: what customers of a day and platform ask for."""
    rng = stream(made.seed, "invoice_requests")
    first = int((START - FIRST_DAY).astype(int))
    shape = (DAYS - first, len(_ASKED))
    share = _ASKED * np.exp(rng.normal(0, 0.25, shape))
    business = rng.random(shape) < _BUSINESS
    part = _BUSINESS_PART * np.exp(rng.normal(0, 0.3, shape))
    orders, paid = made.takings.orders[first:], made.takings.paid[first:]
    rows: list[tuple[int, int, int, int, int]] = []
    for day, platform in zip(*np.nonzero(orders), strict=True):
        sales, count = int(paid[day, platform]), int(orders[day, platform])
        asked = max(round(count * share[day, platform]), 1)
        rows.append((first + int(day), int(platform), 0, min(asked, count), int(sales * share[day, platform])))
        if business[day, platform]:
            rows.append((first + int(day), int(platform), 1, 1, int(sales * part[day, platform])))
    day_of, platform_of, kind, requests, amount = (
        np.array(column, dtype=np.int64) for column in zip(*[row for row in rows if row[4] > 0], strict=True)
    )
    return {
        "requested_on": (FIRST_DAY + day_of).astype("datetime64[s]"),
        "platform_id": platform_of,
        "kind": Coded(kind, KINDS),
        "requests": requests,
        "amount": amount,
    }


def invoices(made: Made, requests: Columns) -> Columns:
    """Make the table ``invoices``: the invoices of one day's requests, issued together; none after the year's end."""
    rng = stream(made.seed, "invoices")
    asked = np.asarray(requests["requested_on"]).astype("datetime64[D]")
    platform, amount = np.asarray(requests["platform_id"]), np.asarray(requests["amount"])
    size = len(asked)
    wait = rng.poisson(_WAIT[platform]) + 1
    issued = asked + wait.astype("timedelta64[D]")
    incomplete = rng.random(size) < _INCOMPLETE
    amount = np.where(incomplete, np.floor(amount * rng.uniform(0.6, 0.95, size)), amount).astype(np.int64)
    given = issued <= LAST_DAY
    silent = made.effects.silent_terminal
    if silent is not None:
        given &= ~((platform == silent.platform) & (asked >= np.datetime64(silent.since, "D")))
    kind = requests["kind"]
    assert isinstance(kind, Coded)
    rows = np.flatnonzero(given)
    rows = rows[np.lexsort((kind.codes[rows], platform[rows], asked[rows], issued[rows]))]
    rate = rate_on("vat", "small_scale", str(START))
    return {
        "invoice_id": np.arange(1, len(rows) + 1),
        "requested_on": asked[rows].astype("datetime64[s]"),
        "platform_id": platform[rows],
        "kind": kind.take(rows),
        "amount": amount[rows],
        "tax": np.round(amount[rows] / (1 + rate) * rate).astype(np.int64),
        "issued_on": issued[rows].astype("datetime64[s]"),
    }


def _supplier_kinds(seed: int, suppliers: int) -> Ints:
    """What invoice each supplier gives: with the general rate, with the small-scale rate, or none."""
    rng = stream(seed, "input_invoices")
    return np.asarray(np.searchsorted([0.62, 0.92], rng.random(suppliers + 1)))


def input_invoices(made: Made) -> Columns:
    """Make the table ``input_invoices``: invoices for what was bought, by month and kind, tax included."""
    bought = made.purchases
    supplier = np.asarray(bought["supplier_id"])
    value = np.asarray(bought["qty_ok"]) * np.asarray(bought["unit_cost"])
    month = month_of(np.asarray(bought["received_at"]))
    kinds = _supplier_kinds(made.seed, int(supplier.max(initial=0)))[supplier]
    goods = np.zeros((24, len(GOODS_KINDS)), dtype=np.int64)
    np.add.at(goods, (month, kinds), value)
    costs = platforms.platform_costs(made)
    kind = costs["kind"]
    assert isinstance(kind, Coded)
    spent = np.zeros((24, len(kind.labels)), dtype=np.int64)
    np.add.at(spent, (month_of(np.asarray(costs["month"])), kind.codes), np.asarray(costs["amount"]))
    labels = list(kind.labels)
    services = sum(spent[:, labels.index(name)] for name in ("media", "levy", "annual_fee"))
    day = str(START)
    general, small = rate_on("vat", "general", day), rate_on("vat", "small_scale", day)
    items: list[tuple[str, Ints | Floats, float]] = [
        ("goods_general", goods[:, 0], general),
        ("goods_small", goods[:, 1], small),
        ("goods_none", goods[:, 2], 0.0),
        ("freight", spent[:, labels.index("freight_out")], rate_on("vat", "general_transport", day)),
        ("platform_services", np.asarray(services), rate_on("vat", "general_services", day)),
        ("content", spent[:, labels.index("content")], rate_on("vat", "general_services", day)),
    ]
    months = np.tile(np.arange(24), len(items))
    amount = np.concatenate([np.asarray(values, dtype=np.int64) for _, values, _ in items])
    rates = np.repeat([rate for _, _, rate in items], 24)
    names = np.repeat([name for name, _, _ in items], 24)
    order = np.lexsort((np.arange(len(months)), months))
    return {
        "month": (last_day(months[order]).astype("datetime64[M]")).astype("datetime64[s]"),
        "item": coded(map(str, names[order])),
        "amount": amount[order],
        "rate": rates[order],
        "tax": np.round(amount[order] / (1 + rates[order]) * rates[order]).astype(np.int64),
    }

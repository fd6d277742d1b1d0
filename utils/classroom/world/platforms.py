"""Tables of platforms, their rules and opening a shop."""

from collections.abc import Iterator

import numpy as np

from classroom.world.calendar import FIRST_DAY
from classroom.world.catalogue import GOODS
from classroom.world.columns import MISSING, Coded, Columns, Ints, coded
from classroom.world.finance import PLATFORMS
from classroom.world.made import Made
from classroom.world.onboarding import documents_held, onboarding, requirements
from classroom.world.platform_books import by_month
from classroom.world.platform_profiles import PROFILES, profile_table
from classroom.world.shop_rules import (
    compliance_checks,
    deposit_ledger,
    rule_list,
    schedule,
    shop_benchmarks,
    violations,
)
from classroom.world.streams import stream

MONTHS = 24
CAMPAIGN_MONTHS = (6, 9, 11, 12)  # of the calendar: in these the platforms raise a levy on what is paid
SYNC_FIRST = np.datetime64("2025-07-01", "D")
# By platform, index 0 unused: media per yuan of sales against platform 2, levy, freight of a parcel and staff (fen).
_MEDIA = (0.0, 1.0, 1.0, 1.3, 0.5)
_LEVY = (0.0, 0.01, 0.01, 0.02, 0.0)
_PARCEL = (0, 620, 720, 620, 600)
_STAFF = (0, 1_250_000, 860_000, 690_000, 330_000)
_DELAY = (0.0, 4.0, 6.0, 18.0, 2.0)  # minutes of delay on an ordinary day
COST_KINDS = ("media", "levy", "freight_out", "annual_fee", "staff", "warehouse", "content")
_MEDIA_KIND, _LEVY_KIND, _FREIGHT, _FEE, _STAFF_KIND, _WAREHOUSE, _CONTENT = range(len(COST_KINDS))


def tables(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of this group, in the order of their schema.

    Parameters
    ----------
    made
        What has been made before.
    """
    seed, effects = made.seed, made.effects
    yield "platform_profile", profile_table()
    yield "platform_costs", platform_costs(made)
    yield "platform_market", platform_market(made)
    yield "stock_sync", stock_sync(made)
    yield "sku_map", sku_map(seed)
    yield "onboarding", onboarding(seed, effects)
    yield "doc_requirements", requirements(effects)
    yield "documents_held", documents_held(seed)
    yield "rule_list", rule_list()
    yield "penalty_schedule", schedule()
    found = violations(seed)
    yield "violations", found
    yield "deposit_ledger", deposit_ledger(seed, found)
    yield "compliance_checks", compliance_checks(seed, effects)
    yield "shop_benchmarks", shop_benchmarks(seed, effects)


def platform_costs(made: Made) -> Columns:
    """Make the table ``platform_costs``; its media of a month sum to the ledger's, its orders are those of the shops."""
    rng = stream(made.seed, "platform_costs")
    paid, orders = by_month(made.takings.paid), by_month(made.takings.orders)
    dear = made.effects.dear_traffic
    weights, levies = np.array(_MEDIA), np.array(_LEVY)
    if dear is not None:
        weights[1], levies[1] = dear.media, dear.levy
    campaign = np.isin(np.arange(MONTHS) % 12 + 1, CAMPAIGN_MONTHS)
    noise = np.exp(rng.normal(0, 0.06, (MONTHS, len(weights))))
    media = _split(_media_by_month(made), paid * weights * noise)
    levy = np.where(campaign[:, None], np.floor(paid * levies), 0).astype(np.int64)
    # Carriers give a little rebate for volume.
    parcels = np.floor(orders * np.array(_PARCEL) * np.exp(rng.normal(0, 0.015, orders.shape))).astype(np.int64)
    fee = np.array([0, *(round(PROFILES[platform - 1].annual_fee * 100 / 12) for platform in PLATFORMS)])
    staff = np.floor(np.array(_STAFF) * np.exp(rng.normal(0, 0.03, orders.shape))).astype(np.int64)
    volume = orders.sum(axis=1)
    warehouse = np.floor(1_150_000 + 210 * volume * np.exp(rng.normal(0, 0.03, MONTHS))).astype(np.int64)
    content = np.floor(1_600_000 * np.exp(rng.normal(0, 0.05, MONTHS))).astype(np.int64)
    rows: list[tuple[int, int, int, int]] = []
    for month in range(MONTHS):
        for platform in PLATFORMS:
            parts = {
                _MEDIA_KIND: media[month, platform],
                _LEVY_KIND: levy[month, platform],
                _FREIGHT: parcels[month, platform],
                _FEE: fee[platform],
                _STAFF_KIND: staff[month, platform],
            }
            rows += [(month, platform, kind, int(amount)) for kind, amount in parts.items() if amount]
        rows += [(month, MISSING, _WAREHOUSE, int(warehouse[month])), (month, MISSING, _CONTENT, int(content[month]))]
    month_of, platform_of, kind_of, amount_of = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    return {
        "month": _first_days(month_of),
        "platform_id": platform_of,
        "kind": Coded(kind_of, COST_KINDS),
        "amount": amount_of,
    }


def _media_by_month(made: Made) -> Ints:
    day = (np.asarray(made.spending["date"]).astype("datetime64[M]") - FIRST_DAY.astype("datetime64[M]")).astype(int)
    return np.bincount(day, weights=np.asarray(made.spending["cost"]), minlength=MONTHS).astype(np.int64)


def _split(total: Ints, weights: np.ndarray) -> Ints:
    """Split each month's total by weights, to the fen: the last cut takes what rounding leaves."""
    sums = weights.sum(axis=1, keepdims=True)
    shares = np.where(sums > 0, weights / np.where(sums > 0, sums, 1), np.r_[0, np.full(len(PLATFORMS), 0.25)])
    cuts = np.floor(np.cumsum(shares, axis=1) * total[:, None] + 1e-6).astype(np.int64)
    cuts[:, -1] = total
    return np.diff(cuts, axis=1, prepend=0)


def _first_days(month: Ints) -> np.ndarray:
    return (np.datetime64("2024-01", "M") + month).astype("datetime64[s]")


def platform_market(made: Made) -> Columns:
    """Make the table ``platform_market``: what a merchant of our size sold on platforms where we do not sell yet."""
    rng = stream(made.seed, "platform_market")
    ours = by_month(made.takings.paid).sum(axis=1).astype(float)
    common = np.log(np.maximum(ours, 1.0))
    common -= common.mean()
    demand = made.effects.common_demand
    powers = (0.0,) * 4 if demand is None else (demand.social, demand.discount, demand.vertical, demand.cross_border)
    # Spread of its own, and the month in which outdoor goods and winter gifts abroad sell best.
    own = ((52_000, 0.07, 0.0, 0), (46_000, 0.07, 0.0, 0), (38_000, 0.16, 0.30, 5), (41_000, 0.17, 0.18, 2))
    months = np.arange(MONTHS)
    sales = []
    for power, (base, spread, wave, peak) in zip(powers, own, strict=True):
        season = wave * np.cos(2 * np.pi * (months + 1 - peak) / 12)
        sales.append(base * np.exp(power * common + season + spread * rng.normal(0, 1, MONTHS)))
    return {
        "month": _first_days(np.repeat(months, 4)),
        "platform_id": np.tile(np.array([5, 6, 7, 8]), MONTHS),
        "sales": np.round(np.array(sales).T.ravel()).astype(np.int64) * 100,
    }


def stock_sync(made: Made) -> Columns:
    """Make the table ``stock_sync``: delay of the stock figures, paid orders, and how many of them found no stock."""
    rng = stream(made.seed, "stock_sync")
    first = int((SYNC_FIRST - FIRST_DAY).astype(int))
    orders = made.takings.orders[first:, 1:]
    days, width = orders.shape
    busy = np.sqrt((orders.sum(axis=1) + 1) / (orders.sum(axis=1).mean() + 1))
    delay = np.array(_DELAY[1:]) * busy[:, None] * np.exp(rng.normal(0, 0.45, orders.shape))
    slow = made.effects.slow_sync
    chance = np.full(orders.shape, 0.004) if slow is None else np.minimum(slow.per_minute * delay, 0.5)
    return {
        "date": np.repeat((SYNC_FIRST + np.arange(days)).astype("datetime64[s]"), width),
        "platform_id": np.tile(np.array(PLATFORMS), days),
        "delay_min": np.round(delay.ravel(), 1),
        "orders": orders.ravel(),
        "oversold": rng.binomial(orders, chance).ravel(),
    }


def sku_map(seed: int) -> Columns:
    """Make the table ``sku_map``: most goods are known on each platform, a few twice under one number."""
    rng = stream(seed, "sku_map")
    sku, platform = (axis.ravel() for axis in np.meshgrid(np.arange(1, GOODS + 1), PLATFORMS, indexing="ij"))
    known = rng.random(len(sku)) < np.array([0, 0.99, 0.98, 0.93, 0.985])[platform]
    sku, platform = sku[known], platform[known]
    number = 100_000 * platform + sku
    # A number entered with the neighbour's last digits: two goods share it.
    wrong = (rng.random(len(sku)) < 0.008) & (sku > 1)
    number = np.where(wrong, number - 1, number)
    hours = rng.exponential(np.array([1, 3.0, 5.0, 30.0, 2.0])[platform])
    synced = np.datetime64("2025-12-31T23:59:59", "s") - (hours * 3600).astype("timedelta64[s]")
    return {
        "sku_id": sku,
        "platform_id": platform,
        "platform_sku": coded(f"P{value}" for value in number),
        "synced_at": synced,
    }

"""Deals with partners, counters in town, and the tasks that a campaign needs."""

import numpy as np

from classroom.world.columns import Columns, coded
from classroom.world.effects_campaigns import CashBackFriends, CounterInTown
from classroom.world.orders import NO_TIME
from classroom.world.streams import stream

# Kind, first day, days, cost in yuan, orders, their gross profit in yuan, share of existing customers,
# people of the partner, people of both.
_DEALS = (
    ("cash_back", "2024-05-06", 30, 9_800, 640, 34.0, None, 52_000, 13_900),
    ("co_brand", "2024-08-19", 21, 26_000, 930, 46.0, 0.31, 38_000, 3_100),
    ("parcel_insert", "2024-11-01", 30, 6_200, 310, 41.0, 0.22, 24_000, 1_700),
    ("cash_back", "2024-11-01", 14, 12_400, 905, 31.0, None, 54_000, 14_600),
    ("parcel_insert", "2025-03-03", 30, 6_800, 345, 42.0, 0.24, 26_000, 1_900),
    ("co_brand", "2025-05-12", 21, 31_000, 880, 45.0, 0.38, 35_000, 3_300),
    ("cash_back", "2025-06-01", 18, 13_900, 1_010, 30.0, None, 57_000, 16_200),
    ("delivery_partner", "2025-08-04", 60, 15_000, 720, 38.0, 0.62, 20_000, 5_400),
    ("cash_back", "2025-10-27", 16, 16_200, 1_240, 29.0, None, 60_000, 17_500),
)
OWN_PEOPLE = 20_000
# Deal, scenario, chance, gross profit in yuan before the deal's cost, cost.
_OUTCOMES = (
    ("brand_pair", "trouble", 0.10, 0, 60_000),
    ("brand_pair", "weak", 0.35, 40_000, 60_000),
    ("brand_pair", "usual", 0.40, 110_000, 60_000),
    ("brand_pair", "strong", 0.15, 220_000, 60_000),
    ("teahouse_chain", "trouble", 0.15, 5_000, 25_000),
    ("teahouse_chain", "weak", 0.35, 22_000, 25_000),
    ("teahouse_chain", "usual", 0.40, 40_000, 25_000),
    ("teahouse_chain", "strong", 0.10, 70_000, 25_000),
    ("joint_buying", "trouble", 0.05, 40_000, 80_000),
    ("joint_buying", "weak", 0.15, 75_000, 80_000),
    ("joint_buying", "usual", 0.60, 105_000, 80_000),
    ("joint_buying", "strong", 0.20, 122_000, 80_000),
)
_WITH_COUNTER = ("上海", "北京", "杭州", "成都", "武汉", "南京", "西安", "长沙")
_WITHOUT = ("广州", "深圳", "重庆", "苏州", "天津", "郑州", "青岛", "宁波",
            "合肥", "福州", "厦门", "济南", "沈阳", "大连", "昆明", "无锡")  # fmt: skip
FIRST_WEEK, WEEKS, OPENED = np.datetime64("2025-06-02", "s"), 20, 10
# Task, days, what must be done before, who does it.
_TASKS = (
    ("choose_goods", 2, None, "merchandising"),
    ("sign_up", 3, "choose_goods", "operations"),
    ("order_stock", 14, "choose_goods", "purchasing"),
    ("receive_stock", 2, "order_stock", "warehouse"),
    ("design_page", 5, "choose_goods", "design"),
    ("check_prices", 1, "design_page, sign_up", "operations"),
    ("warm_up", 5, "check_prices", "media"),
    ("train_service", 2, "design_page", "service"),
    ("hire_packers", 6, "choose_goods", "warehouse"),
    ("pack_test", 1, "receive_stock, hire_packers", "warehouse"),
    ("rehearse", 1, "warm_up, pack_test, train_service", "operations"),
)
# Day on which each task was done before 双十一 of 2025, and the day on which it should have been.
_DONE = (
    ("2025-10-05", "2025-10-05"), ("2025-10-08", "2025-10-10"), ("2025-10-22", "2025-10-20"),
    ("2025-10-25", "2025-10-23"), ("2025-10-12", "2025-10-12"), ("2025-10-13", "2025-10-14"),
    ("2025-10-24", "2025-10-24"), ("2025-10-20", "2025-10-20"), ("2025-10-25", "2025-10-18"),
    ("2025-10-26", "2025-10-25"), ("2025-10-26", "2025-10-26"),
)  # fmt: skip


def partner_deals(effect: CashBackFriends | None) -> Columns:
    """Make the table ``partner_deals``, one row a deal; without the effect a third of cash-back orders are of regulars."""
    existing = effect.existing if effect else 0.33
    starts = np.array([row[1] for row in _DEALS], dtype="datetime64[s]")
    orders = np.array([row[4] for row in _DEALS])
    shares = np.array([existing if row[6] is None else row[6] for row in _DEALS])
    return {
        "deal_id": np.arange(1, len(_DEALS) + 1),
        "kind": coded(row[0] for row in _DEALS),
        "start": starts,
        "end": starts + np.array([row[2] - 1 for row in _DEALS]).astype("timedelta64[D]"),
        "cost": np.array([row[3] * 100 for row in _DEALS]),
        "orders": orders,
        "orders_existing": np.round(orders * shares).astype(int),
        "margin": np.array([round(row[5] * 100) for row in _DEALS]),
        "own_people": np.full(len(_DEALS), OWN_PEOPLE),
        "partner_people": np.array([row[7] for row in _DEALS]),
        "shared_people": np.array([row[8] for row in _DEALS]),
    }


def deal_outcomes() -> Columns:
    """Make the table ``deal_outcomes``: three deals on offer, and what may come of each."""
    return {
        "deal": coded(row[0] for row in _OUTCOMES),
        "scenario": coded(row[1] for row in _OUTCOMES),
        "chance": np.array([row[2] for row in _OUTCOMES]),
        "gross_profit": np.array([row[3] * 100 for row in _OUTCOMES]),
        "cost": np.array([row[4] * 100 for row in _OUTCOMES]),
    }


def counter_weeks(seed: int, effect: CounterInTown | None) -> Columns:
    """Make the table ``counter_weeks``, one row a city and week, in that order.

    Parameters
    ----------
    seed, effect
        Which world, and what is planted.
    """
    rng = stream(seed, "counter_weeks")
    cities = (*_WITH_COUNTER, *_WITHOUT)
    counter = np.arange(len(cities)) < len(_WITH_COUNTER)
    size = rng.uniform(120, 210, len(cities)) * np.where(counter, 1.5, 1.0)
    season = 1 + 0.10 * np.sin(np.arange(WEEKS) / 3) + 0.012 * np.arange(WEEKS)
    open_now = counter[:, None] & (np.arange(WEEKS) >= OPENED)[None, :]
    lift = effect.lift if effect else 0.0
    own = np.exp(rng.normal(0, 0.03, (len(cities), WEEKS)))
    online = rng.poisson(size[:, None] * season * own * np.where(open_now, 1 + lift, 1.0))
    sold = np.where(open_now, rng.poisson(size[:, None] * 0.32 * np.ones(WEEKS)), 0)
    given = np.where(open_now, rng.poisson(size[:, None] * 1.1 * np.ones(WEEKS)), 0)
    return {
        "week": np.tile(FIRST_WEEK + 7 * np.arange(WEEKS).astype("timedelta64[D]"), len(cities)),
        "city": coded(np.repeat(cities, WEEKS).tolist()),
        "has_counter": np.repeat(counter, WEEKS),
        "online_orders": online.ravel(),
        "counter_orders": sold.ravel(),
        "vouchers_given": given.ravel(),
        "vouchers_used": np.minimum(rng.binomial(given, 0.12), sold).ravel(),
    }


def campaign_tasks() -> Columns:
    """Make the table ``campaign_tasks``: what 双十一 of 2025 needed and when it was done, and what the spring sale needs."""
    rows = [("double_11", *task, *days) for task, days in zip(_TASKS, _DONE, strict=True)]
    rows += [("spring_goods", *task, None, None) for task in _TASKS]
    return {
        "campaign": coded(row[0] for row in rows),
        "task_id": coded(row[1] for row in rows),
        "duration": np.array([row[2] for row in rows]),
        "depends_on": coded(row[3] for row in rows),
        "owner": coded(row[4] for row in rows),
        "finished_on": np.array([row[5] or NO_TIME for row in rows], dtype="datetime64[s]"),
        "due_on": np.array([row[6] or NO_TIME for row in rows], dtype="datetime64[s]"),
    }

"""The shop is shaped like real ones: the ranges come from the public data sets that the course measures itself by.

The figures are worked out here from the tables alone; nothing is shared with the simulation or with the report of
`classroom realism`, whose figures the last test compares with these.
"""

from collections import Counter
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

Load = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="module")
def paid(table: Load) -> pd.DataFrame:
    """Paid orders with the value of their goods."""
    orders = table("orders").dropna(subset=["paid_at"])
    return orders.assign(value=orders["paid"] - orders["freight"])


def top_shares(totals: pd.Series) -> list[float]:
    """Share of the total held by the top 1, 5 and 20 per cent."""
    falling = totals.sort_values(ascending=False)
    return [falling.head(int(np.ceil(share * len(falling)))).sum() / falling.sum() for share in (0.01, 0.05, 0.20)]


@pytest.fixture(scope="module")
def baskets(table: Load, paid: pd.DataFrame) -> dict[str, float]:
    items = table("order_items")
    items = items[items["order_id"].isin(paid["order_id"])]
    lines = items.groupby("order_id").size()
    revenue = (items["qty"] * items["unit_price"] - items["discount_alloc"]).groupby(items["sku_id"]).sum()
    names = [f"{what}_top{percent}" for what in ("sku", "customer") for percent in (1, 5, 20)]
    shares = top_shares(revenue) + top_shares(paid.groupby("user_id")["value"].sum())
    return {
        "lines_mean": lines.mean(),
        "lines_median": lines.median(),
        "value_log_sd": np.log(paid["value"]).std(),
        "value_mean_over_median": paid["value"].mean() / paid["value"].median(),
        "refunds": paid["refund"].sum() / paid["paid"].sum(),
        **dict(zip(names, shares, strict=True)),
    }


@pytest.fixture(scope="module")
def customers(paid: pd.DataFrame) -> dict[str, float]:
    count = paid.groupby("user_id").size()
    days = (
        paid.assign(day=paid["paid_at"].dt.normalize())[["user_id", "day"]]
        .drop_duplicates()
        .sort_values(["user_id", "day"])
    )
    place = days.groupby("user_id").cumcount()
    first, second = (days[place == n].set_index("user_id")["day"] for n in (0, 1))
    wait = (second.reindex(first.index) - first).dt.days
    seen = {horizon: first <= days["day"].max() - pd.Timedelta(days=horizon) for horizon in (90, 365)}
    logs = np.log(paid["value"])[paid["user_id"].map(count) >= 2]
    group = logs.groupby(paid["user_id"])
    size, total = group.size(), len(logs)
    within = ((logs - group.transform("mean")) ** 2).sum() / (total - len(size))
    spread = (size * (group.mean() - logs.mean()) ** 2).sum() / (len(size) - 1)
    usual = (total - (size**2).sum() / total) / (len(size) - 1)
    return {
        "one_order": (count == 1).mean(),
        **{f"repeat_{horizon}": (wait[rows] <= horizon).mean() for horizon, rows in seen.items()},
        "gap_median": days.groupby("user_id")["day"].diff().dt.days.median(),
        "between_customers": (spread - within) / (spread + (usual - 1) * within),
    }


@pytest.fixture(scope="module")
def times(table: Load, paid: pd.DataFrame) -> dict[str, float]:
    daily = paid.groupby(paid["created_at"].dt.normalize()).size()
    days = table("calendar")
    plain = daily.reindex(days.loc[days["campaign"].isna(), "date"], fill_value=0)
    monthly = paid.groupby(paid["created_at"].dt.to_period("M")).size()
    return {
        "daily_variation": np.sqrt(plain.var() - plain.mean()) / plain.mean(),
        "weekend": (paid["created_at"].dt.day_of_week >= 5).mean(),
        "peak_hour": paid["created_at"].dt.hour.mode().iloc[0],
        "peak_month": monthly.max() / monthly.mean(),
        "peak_month_number": monthly.idxmax().month,
    }


@pytest.fixture(scope="module")
def visits(table: Load, paid: pd.DataFrame) -> dict[str, float]:
    """Of the committed six weeks."""
    size = table("events").groupby("session_id").size()
    return {
        "events_per_session_window": size.mean(),
        "single_event_window": (size == 1).mean(),
        "conversion_window": table("sessions")["session_id"].isin(paid["session_id"]).mean(),
    }


@pytest.fixture(scope="module")
def opinions(table: Load, paid: pd.DataFrame) -> dict[str, float]:
    reviews = table("reviews")
    days = (paid["delivered_at"] - paid["paid_at"]).dt.total_seconds() / 86_400
    late = reviews["order_id"].map((days > 5).set_axis(paid["order_id"]))
    return {
        "five_stars": (reviews["rating"] == 5).mean(),
        "late_stars": reviews.loc[~late, "rating"].mean() - reviews.loc[late, "rating"].mean(),
    }


@pytest.fixture(scope="module")
def words(table: Load) -> dict[str, float]:
    known = table("keywords")
    bought = table("ads_daily").dropna(subset=["keyword"])
    with_order = set(bought.loc[bought["orders"] > 0, "keyword"])
    clicked = set(bought.loc[bought["clicks"] > 0, "keyword"])
    return {
        "ctr_median": known["ctr"].median(),
        "ctr_p95": known["ctr"].quantile(0.95),
        "cpc_log_sd": np.log(known["cpc"]).std(),
        "words_without_order": len(clicked - with_order) / len(clicked),
    }


@pytest.fixture(scope="module")
def raw(table: Load) -> dict[str, float]:
    """Raw lines, compared as texts; a missing value equals another."""
    lines = Counter(map(tuple, table("raw_orders").astype(object).fillna("").to_numpy()))
    return {"duplicates": 1 - len(lines) / lines.total()}


def test_orders(baskets: dict[str, float]) -> None:
    assert 1.2 <= baskets["lines_mean"] <= 2.5
    assert baskets["lines_median"] == 1
    assert 0.70 <= baskets["value_log_sd"] <= 0.95
    assert 1.3 <= baskets["value_mean_over_median"] <= 1.6
    assert 0.08 <= baskets["refunds"] <= 0.23


def test_concentration(baskets: dict[str, float]) -> None:
    assert 0.18 <= baskets["sku_top1"] <= 0.25
    assert 0.44 <= baskets["sku_top5"] <= 0.48
    assert 0.74 <= baskets["sku_top20"] <= 0.79
    assert 0.13 <= baskets["customer_top1"] <= 0.20
    assert 0.33 <= baskets["customer_top5"] <= 0.42
    assert 0.62 <= baskets["customer_top20"] <= 0.70


def test_customers(customers: dict[str, float]) -> None:
    assert 0.40 <= customers["one_order"] <= 0.55
    assert 0.25 <= customers["repeat_90"] <= 0.35
    assert 0.45 <= customers["repeat_365"] <= 0.60
    assert 25 <= customers["gap_median"] <= 40
    assert 0.25 <= customers["between_customers"] <= 0.40


def test_time(times: dict[str, float]) -> None:
    assert 0.15 <= times["daily_variation"] <= 0.35
    assert 0.23 <= times["weekend"] <= 0.30
    assert times["peak_hour"] in (20, 21, 22)
    assert times["peak_month_number"] == 11
    assert 1.8 <= times["peak_month"] <= 2.8


def test_weekends_keep_other_hours(paid: pd.DataFrame) -> None:
    hours = paid["created_at"].dt.hour
    weekend = paid["created_at"].dt.day_of_week >= 5
    # Fewer orders from 6 to 10 in the morning, more in the afternoon from 13 to 18; the peak stays in the evening.
    morning, afternoon = hours.between(6, 9), hours.between(13, 17)
    assert morning[weekend].mean() < 0.9 * morning[~weekend].mean()
    assert afternoon[weekend].mean() > 1.05 * afternoon[~weekend].mean()
    for group in (weekend, ~weekend):
        assert hours[group].mode().iloc[0] in (20, 21, 22)


def test_traffic(visits: dict[str, float]) -> None:
    assert 4 <= visits["events_per_session_window"] <= 7
    assert 0.25 <= visits["single_event_window"] <= 0.40
    assert 0.02 <= visits["conversion_window"] <= 0.10


def test_some_leave_on_the_cart_page(table: Load) -> None:
    pages = table("events").dropna(subset=["page_load_ms"])
    last = ~pages["session_id"].duplicated(keep="last")
    assert 0.15 <= last[pages["page"] == "cart"].mean() <= 0.40


def test_service(opinions: dict[str, float]) -> None:
    assert 0.65 <= opinions["five_stars"] <= 0.85
    assert opinions["late_stars"] >= 1.0


def test_search_words(words: dict[str, float]) -> None:
    assert 0.015 <= words["ctr_median"] <= 0.03
    assert 0.08 <= words["ctr_p95"] <= 0.16
    assert 0.6 <= words["cpc_log_sd"] <= 0.9
    assert 0.50 <= words["words_without_order"] <= 0.95


def test_raw_lines(raw: dict[str, float]) -> None:
    assert 0.003 <= raw["duplicates"] <= 0.015


def test_the_report_says_the_same(
    table: Load,
    paid: pd.DataFrame,
    baskets: dict[str, float],
    customers: dict[str, float],
    times: dict[str, float],
    visits: dict[str, float],
    opinions: dict[str, float],
    words: dict[str, float],
    raw: dict[str, float],
) -> None:
    from classroom.realism.shop import Shop, simulate_visits
    from classroom.realism.statistics import measure
    from classroom.source import project_root

    shop = Shop(project_root() / "datasets", simulate_visits())
    reported = measure(shop)
    own = baskets | customers | times | visits | opinions | words | raw
    full = {"events_per_session", "single_event", "conversion"}
    assert set(reported) == set(own) | full
    assert {key: reported[key] for key in own} == pytest.approx(own, rel=1e-9)
    # The visits of 24 months aren't committed, but their payments are, and their number day by day.
    assert shop.all_visits.bought == len(paid)
    daily = table("metric_daily").query("metric == 'visits' and scope == 'all'")
    # On one day the daily figures count each visit twice.
    assert shop.all_visits.count == pytest.approx(daily["value"].sum(), rel=0.01)
    assert reported["conversion"] == pytest.approx(len(paid) / daily["value"].sum(), rel=0.01)
    assert 4 <= reported["events_per_session"] <= 7
    assert 0.25 <= reported["single_event"] <= 0.40
    assert 0.02 <= reported["conversion"] <= 0.10

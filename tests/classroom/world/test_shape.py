"""The shop is shaped like real ones: the ranges come from the public data sets that the course measures itself by."""

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


def between(values: list[float], ranges: list[tuple[float, float]]) -> bool:
    return all(low <= value <= high for value, (low, high) in zip(values, ranges, strict=True))


def test_orders(table: Load, paid: pd.DataFrame) -> None:
    items = table("order_items")
    lines = items[items["order_id"].isin(paid["order_id"])].groupby("order_id").size()
    assert 1.2 <= lines.mean() <= 2.5
    assert lines.median() == 1
    assert 0.70 <= np.log(paid["value"]).std() <= 0.95
    assert 1.3 <= paid["value"].mean() / paid["value"].median() <= 1.6
    assert 0.08 <= paid["refund"].sum() / paid["paid"].sum() <= 0.23


def test_concentration(table: Load, paid: pd.DataFrame) -> None:
    items = table("order_items")
    items = items[items["order_id"].isin(paid["order_id"])]
    revenue = (items["qty"] * items["unit_price"] - items["discount_alloc"]).groupby(items["sku_id"]).sum()
    assert between(top_shares(revenue), [(0.18, 0.25), (0.44, 0.48), (0.74, 0.79)])
    assert between(top_shares(paid.groupby("user_id")["value"].sum()), [(0.13, 0.20), (0.33, 0.42), (0.62, 0.70)])


def test_customers(paid: pd.DataFrame) -> None:
    count = paid.groupby("user_id").size()
    assert 0.40 <= (count == 1).mean() <= 0.55
    days = (
        paid.assign(day=paid["paid_at"].dt.normalize())[["user_id", "day"]]
        .drop_duplicates()
        .sort_values(["user_id", "day"])
    )
    place = days.groupby("user_id").cumcount()
    first, second = (days[place == n].set_index("user_id")["day"] for n in (0, 1))
    wait = (second.reindex(first.index) - first).dt.days
    for horizon, low, high in ((90, 0.25, 0.35), (365, 0.45, 0.60)):
        seen = first <= days["day"].max() - pd.Timedelta(days=horizon)
        assert low <= (wait[seen] <= horizon).mean() <= high
    assert 25 <= days.groupby("user_id")["day"].diff().dt.days.median() <= 40
    logs = np.log(paid["value"])[paid["user_id"].map(count) >= 2]
    group = logs.groupby(paid["user_id"])
    size, total = group.size(), len(logs)
    within = ((logs - group.transform("mean")) ** 2).sum() / (total - len(size))
    spread = (size * (group.mean() - logs.mean()) ** 2).sum() / (len(size) - 1)
    usual = (total - (size**2).sum() / total) / (len(size) - 1)
    assert 0.25 <= (spread - within) / (spread + (usual - 1) * within) <= 0.40


def test_time(table: Load, paid: pd.DataFrame) -> None:
    daily = paid.groupby(paid["created_at"].dt.normalize()).size()
    days = table("calendar")
    plain = daily[daily.index.isin(days.loc[days["campaign"].isna(), "date"])]
    assert 0.15 <= np.sqrt(plain.var() - plain.mean()) / plain.mean() <= 0.35
    assert 0.23 <= (paid["created_at"].dt.day_of_week >= 5).mean() <= 0.30
    assert paid["created_at"].dt.hour.mode().iloc[0] in (20, 21, 22)
    monthly = paid.groupby(paid["created_at"].dt.to_period("M")).size()
    assert monthly.idxmax().month == 11
    assert 1.8 <= monthly.max() / monthly.mean() <= 2.8


def test_traffic(table: Load, paid: pd.DataFrame) -> None:
    size = table("events").groupby("session_id").size()
    assert 4 <= size.mean() <= 7
    assert 0.25 <= (size == 1).mean() <= 0.40
    assert 0.02 <= table("sessions")["session_id"].isin(paid["session_id"]).mean() <= 0.10


def test_service(table: Load, paid: pd.DataFrame) -> None:
    reviews = table("reviews")
    assert 0.65 <= (reviews["rating"] == 5).mean() <= 0.85
    days = (paid["delivered_at"] - paid["paid_at"]).dt.total_seconds() / 86_400
    late = reviews["order_id"].map((days > 5).set_axis(paid["order_id"]))
    assert reviews.loc[~late, "rating"].mean() - reviews.loc[late, "rating"].mean() >= 1.0


def test_search_words(table: Load) -> None:
    words = table("keywords")
    assert 0.015 <= words["ctr"].median() <= 0.03
    assert 0.08 <= words["ctr"].quantile(0.95) <= 0.16
    assert 0.6 <= np.log(words["cpc"]).std() <= 0.9

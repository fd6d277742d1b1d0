"""Daily figures, incidents, decisions and trials: what the lessons look for is there, and nowhere else."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from math import erf, sqrt

import numpy as np
import pandas as pd
import pytest

from classroom.world.columns import Columns
from classroom.world.effects import Effects, EmptyAccount, FailedPayments, HopefulForecasts, TrialLuck
from classroom.world.generate import Settings, generate

Load = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="module")
def daily(table: Load) -> pd.DataFrame:
    """Figures of all shops together, one column a metric."""
    rows = table("metric_daily")
    return rows[rows["scope"] == "all"].pivot(index="date", columns="metric", values="value")


def against_weekdays(series: pd.Series, day: str) -> float:
    """A day's value over the median of the eight same weekdays before it."""
    before = [series[pd.Timestamp(day) - pd.Timedelta(weeks=week)] for week in range(1, 9)]
    return float(series[day] / np.median(before))


def p_value(converted: pd.Series, size: pd.Series) -> float:
    """Two-sided p of the difference of two shares."""
    share = converted.sum() / size.sum()
    difference = (converted / size).diff().iloc[-1]
    return 1 - erf(abs(difference) / sqrt(2 * share * (1 - share) * (1 / size).sum()))


def test_incidents_lie_on_ordinary_days(table: Load) -> None:
    incidents, days = table("incidents"), table("calendar").set_index("date")
    assert incidents["kind"].tolist() == ["payment", "advertising", "tracking"]
    metrics = table("metric_daily")
    for row in incidents.itertuples():
        assert row.started_at < row.detected_at < row.recovered_at
        assert ((metrics["metric"] == row.metric) & (metrics["scope"] == row.scope)).any()
        for week in range(9):
            day = days.loc[row.started_at.normalize() - pd.Timedelta(weeks=week)]
            assert pd.isna(day["campaign"])
            assert not day["is_holiday"]
    assert (incidents["recovered_at"] < "2025-10-13").all()


def test_failed_payments_show_in_what_is_paid_and_not_in_what_is_wanted(daily: pd.DataFrame) -> None:
    day = FailedPayments().start[:10]
    for metric in ("orders", "buyers", "units", "gmv", "conversion_rate"):
        assert against_weekdays(daily[metric], day) < 0.45, metric
    assert 0.75 < against_weekdays(daily["orders_placed"], day) < 1.35
    assert 0.75 < against_weekdays(daily["visits"], day) < 1.35


def test_an_empty_account_shows_in_cost_visits_and_orders(table: Load, daily: pd.DataFrame) -> None:
    account = EmptyAccount()
    for day in (account.start[:10], account.end[:10]):
        assert against_weekdays(daily["ad_cost"], day) < 0.3
        assert against_weekdays(daily["visits"], day) < 0.85
        ads = table("ads_daily")
        channels = set(ads.loc[ads["date"] == day, "channel"])
        assert channels <= {"social", "deal_site"}
        assert channels
    both = daily.loc[account.start[:10] : account.end[:10], "orders"].mean()
    week = daily.loc["2025-07-29":"2025-08-25", "orders"]
    assert both < 0.9 * week[week.index.day_of_week.isin([1, 2])].median()


def test_a_double_tag_shows_in_counted_visits_only(daily: pd.DataFrame) -> None:
    day = pd.Timestamp(Effects().double_tag.start[:10])
    assert against_weekdays(daily["visits"], str(day.date())) > 1.5
    per_visitor = daily["visits"] / daily["visitors"]
    assert per_visitor[day] > 1.8
    others = per_visitor["2025":].drop(day)
    assert others.max() < 1.25
    rate = daily["orders"] / daily["conversion_rate"] / daily["visits"]  # about 1: both count the day's visits
    assert rate[day] == pytest.approx(rate["2025-08":"2025-09-10"].median(), rel=0.15)


def test_no_other_calm_day_looks_like_an_incident(daily: pd.DataFrame) -> None:
    """The incidents' own figures move by so much on no other day between the campaigns of that year."""
    calm = [*pd.date_range("2025-04-07", "2025-05-29"), *pd.date_range("2025-07-01", "2025-09-20")]
    for metric, low, high, days in (
        ("orders", 0.45, None, {FailedPayments().start[:10]}),
        ("ad_cost", 0.40, None, {EmptyAccount().start[:10], EmptyAccount().end[:10]}),
        ("visits", None, 1.6, {Effects().double_tag.start[:10]}),
    ):
        ratio = pd.Series({day: against_weekdays(daily[metric], str(day.date())) for day in calm})
        odd = ratio[ratio < low] if low else ratio[ratio > high]
        assert set(odd.index.strftime("%Y-%m-%d")) == days, metric


@lru_cache
def tables_of(effects: Effects) -> Mapping[str, Columns]:
    """Tables of a small world that come in one piece."""
    names = ("orders", "order_items", "metric_daily", "returns")
    return {name: piece for name, piece in generate(Settings(seed=5, scale=0.3, effects=effects)) if name in names}


def orders_by_moment(effects: Effects) -> pd.DataFrame:
    """Orders without what numbers them."""
    piece = tables_of(effects)["orders"]
    frame = pd.DataFrame({name: getattr(column, "codes", column) for name, column in piece.items()})
    return frame.drop(columns=["order_id", "session_id", "coupon_id"])


def test_failed_payments_change_orders_of_that_day_only() -> None:
    whole, without = orders_by_moment(Effects()), orders_by_moment(replace(Effects(), failed_payments=None))
    differs = ~((whole == without) | (whole.isna() & without.isna())).all(axis=1)
    day = FailedPayments().start[:10]
    assert differs.any()
    assert (whole.loc[differs, "created_at"].dt.strftime("%Y-%m-%d") == day).all()
    assert (whole.loc[differs, "paid"] == 0).all()
    assert (without.loc[differs, "paid"] > 0).all()
    assert not whole.loc[differs, "is_cod"].any()


def test_an_empty_account_takes_orders_of_two_days_away_and_no_others() -> None:
    whole, without = orders_by_moment(Effects()), orders_by_moment(replace(Effects(), empty_account=None))
    key = ["user_id", "created_at"]
    both = without.merge(whole, on=key, how="left", indicator=True, suffixes=("", "_whole"))
    gone = both[both["_merge"] == "left_only"]
    assert len(whole) + len(gone) == len(without)
    assert len(gone)
    assert set(gone["created_at"].dt.strftime("%Y-%m-%d")) <= {"2025-08-26", "2025-08-27", "2025-08-28"}
    kept = both[both["_merge"] == "both"]
    for column in ("gross", "paid", "refund", "status", "delivered_at"):
        one, other = kept[column], kept[f"{column}_whole"]
        assert ((one == other) | (one.isna() & other.isna())).all(), column


def test_daily_figures_follow_from_the_tables(table: Load, daily: pd.DataFrame) -> None:
    orders, items, sessions = table("orders"), table("order_items"), table("sessions")
    paid = orders.dropna(subset=["paid_at"])
    day = paid["paid_at"].dt.normalize()
    lines = items.merge(paid[["order_id", "paid_at"]], on="order_id")
    line_day = lines["paid_at"].dt.normalize()
    cost = (lines["qty"] * lines["unit_cost"]).groupby(line_day).sum()
    late = orders[orders["delivered_at"] - orders["paid_at"] > pd.Timedelta(days=5)]
    stock = table("inventory_daily").groupby(["date", "sku_id"])["on_hand"].sum()
    expected = {
        "orders_placed": orders.groupby(orders["created_at"].dt.normalize()).size(),
        "buyers": paid.groupby(day)["user_id"].nunique(),
        "units": lines.groupby(line_day)["qty"].sum(),
        "gross_profit": paid.groupby(day)["paid"].sum() - cost,
        "late_parcels": late.groupby(late["delivered_at"].dt.normalize()).size(),
        "ad_cost": table("ads_daily").groupby("date")["cost"].sum(),
        "out_of_stock": (stock == 0).groupby("date").sum(),
    }
    for metric, values in expected.items():
        assert np.allclose(daily[metric], values.reindex(daily.index, fill_value=0), atol=0.005), metric
    started = sessions["started_at"].dt.normalize()
    people = ~sessions["is_bot"]
    bought = sessions["session_id"].isin(paid["session_id"])
    for metric, values in {
        "visitors": sessions.groupby(started)["visitor_id"].nunique(),
        "new_visitors": sessions.groupby(started)["is_new"].sum(),
        "conversion_rate": (bought & people).groupby(started).sum() / people.groupby(started).sum(),
    }.items():
        assert np.allclose(daily.loc[values.index, metric], values, atol=1e-6), metric


def test_scopes_add_up_where_they_should(table: Load) -> None:
    values = table("metric_daily").pivot(index="date", columns=["metric", "scope"], values="value")
    for metric in ("visits", "new_visitors", "orders_placed", "orders", "units", "gmv", "gross_profit", "late_parcels"):
        assert np.allclose(values[metric].drop(columns="all").sum(axis=1), values[(metric, "all")], atol=0.05), metric
    for metric in ("visitors", "buyers"):
        shops = values[metric].drop(columns="all")
        assert (shops.sum(axis=1) >= values[(metric, "all")]).all()
        assert (shops.max(axis=1) <= values[(metric, "all")]).all()
    assert list(values["ad_cost"].columns) == ["all"]


def test_the_definition_of_conversion_changes_with_the_year(table: Load, daily: pd.DataFrame) -> None:
    rate = daily["conversion_rate"]
    assert rate["2025-01":"2025-02"].median() < 0.8 * rate["2024-11-15":"2024-12-31"].median()
    restated = daily["orders"] / daily["visits"]
    assert restated["2025-01":"2025-02"].median() == pytest.approx(
        restated["2024-11-15":"2024-12-31"].median(), rel=0.1
    )
    # The old definition, worked out where visits are known, is as much higher.
    sessions = table("sessions")
    bought = sessions["session_id"].isin(table("orders").dropna(subset=["paid_at"])["session_id"])
    day = sessions["started_at"].dt.normalize()
    stayed = ~sessions["bounced"]
    old = sessions[bought].groupby(day)["visitor_id"].nunique() / sessions[stayed].groupby(day)["visitor_id"].nunique()
    step = rate["2024-11-15":"2024-12-31"].median() / rate["2025-01":"2025-02"].median()
    assert (old / rate[old.index]).median() == pytest.approx(step, rel=0.2)
    versions = table("metric_dict").query("metric == 'conversion_rate'")
    assert versions["valid_from"].dt.strftime("%Y-%m-%d").tolist() == ["2024-01-01", "2025-01-01"]


def test_every_daily_figure_is_in_the_dictionary(table: Load) -> None:
    assert set(table("metric_daily")["metric"]) <= set(table("metric_dict")["metric"])


def test_promotions_promise_too_much(table: Load) -> None:
    log = table("decision_log")
    assert len(log) == 40
    assert log["date"].is_monotonic_increasing
    assert set(log["metric"]) <= set(table("metric_daily")["metric"])
    assert 1 <= log["result"].isna().sum() <= 3
    assert log.loc[log["result"].isna(), "date"].min() > pd.Timestamp("2025-12-10")
    ratio = (log["result"] / log["forecast"]).groupby(log["kind"] == "promotion").mean()
    assert ratio[True] == pytest.approx(HopefulForecasts().promotions, abs=0.2)
    assert ratio[False] == pytest.approx(1, abs=0.15)


def test_three_trials_show_a_win_luck_and_lost_units(table: Load) -> None:
    units, luck = table("ab_tests"), TrialLuck()
    assert ((units["revenue"] > 0) == units["converted"]).all()
    first_day = {"item_photos": "2025-03-10", "freight_banner": "2025-07-07", "quick_checkout": "2025-08-04"}
    week = (units["exposed_at"] - units["test_id"].map(first_day).astype("datetime64[us]")).dt.days // 7
    assert week.between(0, 2).all()

    def rates(rows: pd.DataFrame) -> pd.DataFrame:
        return rows.groupby("variant")["converted"].agg(["sum", "size", "mean"])

    win = rates(units[units["test_id"] == "item_photos"])
    assert win["mean"].tolist() == pytest.approx(luck.win, abs=0.002)
    assert p_value(win["sum"], win["size"]) < 0.005
    banner = units["test_id"] == "freight_banner"
    early, whole = rates(units[banner & (week == 0)]), rates(units[banner])
    assert early.loc["B", "mean"] > early.loc["A", "mean"]
    assert p_value(early["sum"], early["size"]) < 0.05
    assert p_value(whole["sum"], whole["size"]) > 0.5
    broken = units[units["test_id"] == "quick_checkout"]
    size = broken.groupby("variant").size()
    assert (size["A"] - size["B"]) / sqrt(size.sum()) > 5  # standard deviations from half and half
    together = rates(broken)
    assert together.loc["B", "mean"] > 1.04 * together.loc["A", "mean"]
    for device in ("mobile", "desktop"):
        apart = rates(broken[broken["device"] == device])
        assert p_value(apart["sum"], apart["size"]) > 0.3
    for name in ("item_photos", "freight_banner"):
        even = units[units["test_id"] == name].groupby("variant").size()
        assert abs(even["A"] - even["B"]) / sqrt(even.sum()) < 3

"""Tables of platforms, rules and opening a shop agree with the core, and what is planted can be found and switched off."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from classroom.world.calendar import DAYS, FIRST_DAY
from classroom.world.catalogue import make_catalogue
from classroom.world.effects import Effects, HiddenPermit
from classroom.world.made import Made
from classroom.world.onboarding import CODE_LETTERS, check_character
from classroom.world.platform_books import Takings
from classroom.world.platforms import tables
from classroom.world.schema import TABLES
from classroom.world.write import arrow_table, column_entry
from storelab.data import to_frame

Load = Callable[[str], pd.DataFrame]
SEEDS = [20251111, 7]
OURS = [1, 2, 3, 4]


def daily_orders(seed: int) -> np.ndarray:
    """Two years of orders that are made up: a trend, a peak in November, four platforms (column 0 is unused)."""
    day = FIRST_DAY + np.arange(DAYS)
    month = day.astype("datetime64[M]").astype(int) % 12
    level = (60 + 0.04 * np.arange(DAYS)) * np.where(month == 10, 2.0, np.where(month == 1, 0.7, 1.0))
    return np.random.default_rng(seed).poisson(level[:, None] * np.array([0, 0.44, 0.30, 0.16, 0.10]))


@lru_cache
def made_tables(seed: int, effects: Effects | None = None) -> dict[str, pd.DataFrame]:
    """The group's tables for `daily_orders`."""
    effects = effects or Effects()
    rng = np.random.default_rng(seed)
    day, orders = FIRST_DAY + np.arange(DAYS), daily_orders(seed)
    takings = Takings(orders, orders * 13_800)
    spending = {"date": np.repeat(day.astype("datetime64[s]"), 2), "cost": rng.integers(10_000, 30_000, 2 * DAYS)}
    made = Made(seed, effects, make_catalogue(seed, Effects()), {}, {}, spending, takings)
    entries = {name: [column_entry(column) for column in TABLES[name].columns] for name, _ in tables(made)}
    return {name: to_frame(arrow_table(TABLES[name], piece), entries[name]) for name, piece in tables(made)}


def without(name: str, seed: int) -> dict[str, pd.DataFrame]:
    return made_tables(seed, replace(Effects(), **{name: None}))


def days_of(log: pd.DataFrame) -> pd.Series:
    return (log["left_at"] - log["entered_at"]).dt.total_seconds() / 86_400


def cost_share(costs: pd.DataFrame, paid: pd.Series) -> pd.Series:
    """Media, levy and parcels over what was paid, by platform."""
    kinds = costs[costs["kind"].isin(["media", "levy", "freight_out"])]
    return kinds.groupby("platform_id")["amount"].sum() / paid


# --- agreement with the core


def test_media_of_a_month_are_the_ledgers(table: Load) -> None:
    costs, ledger = table("platform_costs"), table("ledger")
    media = ledger[ledger["account"] == "media"]
    expected = -media.groupby(media["date"].dt.to_period("M").dt.start_time)["amount"].sum()
    found = costs[costs["kind"] == "media"].groupby("month")["amount"].sum()
    np.testing.assert_allclose(found, expected, atol=0.001)


def test_orders_of_a_day_are_those_of_the_shops(table: Load) -> None:
    sync, orders = table("stock_sync"), table("orders").dropna(subset=["paid_at"])
    counted = orders.groupby([orders["paid_at"].dt.normalize(), "platform_id"]).size()
    keyed = sync.set_index(["date", "platform_id"])["orders"]
    assert (keyed == counted.reindex(keyed.index, fill_value=0)).all()
    assert (sync["oversold"] <= sync["orders"]).all()


def test_profiles_of_our_platforms_are_those_of_the_books(table: Load) -> None:
    profile, shops = table("platform_profile").set_index("platform_id"), table("shops")
    assert (shops["royalty"] == shops["platform_id"].map(profile["commission"])).all()
    assert (shops["deposit"] <= shops["platform_id"].map(profile["deposit"])).all()
    pays = table("settlements")
    months = pd.to_datetime(pays["period"].str[:7])
    end = months.where(pays["period"].str.endswith("A"), months + pd.offsets.MonthEnd(0))
    end = end.where(pays["period"].str.endswith("B"), months + pd.Timedelta(days=14))
    assert ((pays["due_at"] - end).dt.days == pays["platform_id"].map(profile["settle_days"])).all()


def test_keys_hold(table: Load) -> None:
    goods, platforms = set(table("products")["sku_id"]), set(table("platform_profile")["platform_id"])
    shops = set(table("shops")["shop_id"])
    assert set(table("sku_map")["sku_id"]) <= goods
    assert set(table("violations")["sku_id"].dropna()) <= goods
    for name in ("platform_costs", "platform_market", "stock_sync", "sku_map", "onboarding"):
        assert set(table(name)["platform_id"].dropna()) <= platforms
        assert not table(name).duplicated(list(TABLES[name].key)).any()
    for name in ("violations", "deposit_ledger", "compliance_checks"):
        assert set(table(name)["shop_id"]) <= shops
    groups = set(table("products")["cat2"]) | set(table("products")["cat1"]) | {"all"}
    assert set(table("onboarding")["category"]) | set(table("doc_requirements")["category"]) <= groups


def test_deposits_are_what_shops_says_once_fines_are_filled_up(table: Load) -> None:
    moves, shops = table("deposit_ledger"), table("shops").set_index("shop_id")
    balance = moves.groupby("shop_id")["amount"].sum()
    open_fines = shops["deposit"].reindex(balance.index) - balance
    late = moves[(moves["kind"] == "deduction") & (moves["date"] > "2025-12-15")]
    assert (open_fines <= -late.groupby("shop_id")["amount"].sum().reindex(balance.index, fill_value=0) + 0.001).all()
    fines = table("violations").merge(shops, on="shop_id").query("deposit > 0")
    assert fines["amount"].sum() == -moves.loc[moves["kind"] == "deduction", "amount"].sum()


def test_points_and_fines_are_those_of_the_schedule(table: Load) -> None:
    schedule = table("penalty_schedule").dropna(subset=["violation_type"]).set_index("violation_type")
    found = table("violations")
    assert (found["points"] == found["violation_type"].map(schedule["points"])).all()
    assert (found["amount"] == found["violation_type"].map(schedule["loss"])).all()


def test_no_shop_was_ever_frozen(table: Load) -> None:
    # The core's shops sell on every day, so none may have reached the line at which it could not.
    found, schedule = table("violations"), table("penalty_schedule").set_index("status")
    for _, rows in found.groupby("shop_id"):
        most = rows.set_index("date")["points"].astype(float).rolling("365D").sum().max()
        assert most < schedule.loc["frozen", "min_points"]


# --- papers


def test_check_character_by_hand() -> None:
    # Only the first character counts: 1 * 3**0 = 1, and 31 - 1 = 30 is the last of the letters.
    assert check_character("1" + "0" * 16) == CODE_LETTERS[30] == "Y"
    # 1 * 1 + 2 * 3 = 7; 31 - 7 = 24 is R (0 to 9, then A to H are 10 to 17, J 18, K 19, L 20, M 21, N 22, P 23, Q 24).
    assert check_character("12" + "0" * 15) == CODE_LETTERS[24] == "Q"
    assert check_character("0" * 17) == "0"


def test_four_licences_are_faulty_and_all_others_hold(table: Load) -> None:
    papers = table("documents_held").query("doc_type == 'business_licence'").set_index("holder")["number"]

    def holds(code: str) -> bool:
        return len(code) == 18 and set(code) <= set(CODE_LETTERS) and check_character(code) == code[17]

    assert set(papers.index[~papers.map(holds)]) == {"supplier_04", "supplier_09", "supplier_13", "supplier_17"}
    assert papers[papers.str.len() == 18].str[2:8].eq("990000").all()  # no such region


# --- what is planted


@pytest.mark.parametrize("seed", SEEDS)
def test_traffic_of_the_largest_platform_is_dear(seed: int) -> None:
    paid = pd.Series({1: 0.44, 2: 0.30, 3: 0.16, 4: 0.10})
    on = cost_share(made_tables(seed)["platform_costs"], paid)
    off = cost_share(without("dear_traffic", seed)["platform_costs"], paid)
    assert on[1] > 1.35 * on[2]
    assert off[1] < 1.05 * off[2]


def test_the_largest_platform_leaves_the_least(table: Load) -> None:
    ledger, costs = table("ledger").dropna(subset=["platform_id"]), table("platform_costs")
    visits = table("sessions").groupby("shop_id").size().groupby(table("shops").set_index("shop_id")["platform_id"])
    booked = ledger.pivot_table(index="platform_id", columns="account", values="amount", aggfunc="sum")
    extra = costs[costs["kind"].isin(["media", "levy", "freight_out"])].groupby("platform_id")["amount"].sum()
    margin = (booked.sum(axis=1) - extra) / booked[["sales", "freight_income", "refunds"]].sum(axis=1)
    assert visits.sum().idxmax() == 1
    assert margin.idxmin() == 1
    assert margin.drop(1).min() - margin[1] > 0.02
    assert margin.idxmax() == 4


@pytest.mark.parametrize("seed", SEEDS)
def test_two_platforms_follow_our_sales_and_two_do_not(seed: int) -> None:
    def correlations(found: dict[str, pd.DataFrame]) -> pd.Series:
        market = found["platform_market"].pivot(index="month", columns="platform_id", values="sales")
        month = (FIRST_DAY + np.arange(DAYS)).astype("datetime64[M]").astype(int)
        ours = pd.Series(daily_orders(seed).sum(axis=1)).groupby(month).sum().to_numpy()
        return market.apply(lambda column: np.corrcoef(column, ours)[0, 1])

    on, off = correlations(made_tables(seed)), correlations(without("common_demand", seed))
    assert on[[5, 6]].min() > 0.85
    assert on[[7, 8]].max() < 0.6
    assert off[[5, 6]].max() < 0.6


@pytest.mark.parametrize("seed", SEEDS)
def test_papers_of_one_group_fail_for_a_permit_that_the_department_does_not_name(seed: int) -> None:
    def passes(found: dict[str, pd.DataFrame]) -> pd.Series:
        closed = found["onboarding"].query("stage == 'documents'").dropna(subset=["result"])
        return (closed["result"] == "passed").groupby(closed["category"]).mean()

    on, off, group = passes(made_tables(seed)), passes(without("hidden_permit", seed)), HiddenPermit().category
    assert on.idxmin() == group
    assert on[group] < 0.55 < 0.6 < on.drop(group).min()
    assert off[group] > 0.65
    asked = made_tables(seed)["doc_requirements"]
    assert set(asked.loc[asked["category"] == group, "doc_type"]) == {"medical_device_filing"}
    assert "medical_device_filing" not in set(without("hidden_permit", seed)["doc_requirements"]["doc_type"])
    assert "medical_device_filing" not in set(made_tables(seed)["documents_held"]["doc_type"])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_review_has_a_long_tail(seed: int) -> None:
    def tails(found: dict[str, pd.DataFrame]) -> pd.Series:
        log = found["onboarding"]
        quantiles = days_of(log).groupby(log["stage"]).quantile([0.5, 0.9]).unstack()
        return quantiles[0.9] / quantiles[0.5]

    on, off = tails(made_tables(seed)), tails(without("long_review", seed))
    assert on["review"] > 3
    assert on.drop("review").max() < 2.2
    assert off["review"] < 2.2


@pytest.mark.parametrize("seed", SEEDS)
def test_open_shops_look_better_than_all(seed: int) -> None:
    def flatter(found: dict[str, pd.DataFrame]) -> float:
        shops = found["shop_benchmarks"].query("shop_type == 'dropship'")
        return float(shops.loc[shops["is_open"], "profit_rate"].mean() - shops["profit_rate"].mean())

    assert flatter(made_tables(seed)) > 0.01
    assert abs(flatter(without("survivors_shine", seed))) < 0.008


@pytest.mark.parametrize("seed", SEEDS)
def test_late_parcels_and_complaints_warn(seed: int) -> None:
    def signs(found: dict[str, pd.DataFrame]) -> pd.Series:
        columns = ["late_rate", "complaint_rate", "violations_next"]
        return found["shop_benchmarks"][columns].corr("spearman")["violations_next"].drop("violations_next")

    assert signs(made_tables(seed)).min() > 0.15
    assert signs(without("warning_signs", seed)).abs().max() < 0.15


@pytest.mark.parametrize("seed", SEEDS)
def test_larger_samples_fail_more_checks_with_equal_faults(seed: int) -> None:
    def shares(found: dict[str, pd.DataFrame]) -> tuple[pd.Series, pd.Series]:
        checks = found["compliance_checks"].assign(large=lambda rows: rows["shop_id"] <= 2)
        sums = checks.groupby("large")[["failed", "sample_n"]].sum()
        return checks.groupby("large")["passed"].mean(), sums["failed"] / sums["sample_n"]

    passed, faulty = shares(made_tables(seed))
    assert passed[False] - passed[True] > 0.25
    assert abs(faulty[False] - faulty[True]) < 0.008
    passed, _ = shares(without("unequal_samples", seed))
    assert abs(passed[False] - passed[True]) < 0.08


@pytest.mark.parametrize("seed", SEEDS)
def test_slow_stock_figures_sell_twice(seed: int) -> None:
    def oversold(found: dict[str, pd.DataFrame]) -> pd.Series:
        sums = found["stock_sync"].groupby("platform_id")[["orders", "oversold"]].sum()
        return sums["oversold"] / sums["orders"]

    on, off = oversold(made_tables(seed)), oversold(without("slow_sync", seed))
    assert on[3] > 2 * on.drop(3).max()
    assert off[3] < 1.9 * off.drop(3).mean()

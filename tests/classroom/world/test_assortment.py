"""What is planted for chapter 5 is there, found by the lesson's own methods, at two seeds, and goes when switched off."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from classroom.world import assortment, shelf
from classroom.world.catalogue import Catalogue, make_catalogue
from classroom.world.columns import Coded, Columns
from classroom.world.effects import Effects
from classroom.world.effects_assortment import (
    BetterVersion,
    Cannibals,
    CheapButLate,
    HiddenTail,
    LoyalTesters,
    ProcessShift,
    TrafficProduct,
    WideTrial,
)
from classroom.world.generate import Settings
from classroom.world.ideas import idea_pool
from storelab import metrics

Load = Callable[[str], pd.DataFrame]
SEEDS = [Settings().seed, 7]
seeds = pytest.mark.parametrize("seed", SEEDS)
ALL = Effects()
MONEY = {"unit_cost", "focus_sales", "sibling_sales", "other_sales", "profit", "cost", "payoff"}


def frame(columns: Columns) -> pd.DataFrame:
    """The table as `storelab.data.load` gives it: money in yuan."""
    return pd.DataFrame(
        {
            name: values.strings() if isinstance(values, Coded) else values / 100 if name in MONEY else values
            for name, values in columns.items()
        }
    )


@lru_cache
def catalogue(seed: int) -> Catalogue:
    return make_catalogue(seed, Effects())


@lru_cache
def shelf_table(seed: int, effects: Effects = ALL) -> pd.DataFrame:
    return frame(shelf.shelf_tests(seed, effects))


def without(name: str) -> Effects:
    return replace(Effects(), **{name: None})


def difference(table: pd.DataFrame, test: str, column: str) -> dict[str, float]:
    one = table[table["test_id"] == test]
    treated, control = (one.loc[one["variant"] == variant, column] for variant in ("B", "A"))
    return metrics.mean_difference(treated, control)


# --- suppliers and the tender ---


@seeds
def test_suppliers_are_those_of_the_products_and_the_bidders(seed: int) -> None:
    table = frame(assortment.suppliers(seed, catalogue(seed))).set_index("supplier_id")
    products = frame(catalogue(seed).products)
    assert set(products["supplier_id"]) | set(range(49, 53)) == set(table.index)
    assert table["name"].is_unique
    assert table["name_en"].is_unique
    makes = products.groupby("supplier_id")["cat2"].unique()
    assert (makes.str.len() == 1).all()
    assert (makes.str[0] == table["cat2"].reindex(makes.index)).all()
    first = products.groupby("supplier_id")["launched_on"].min()
    assert (table["since"].reindex(first.index) < first).all()


def scorecard(seed: int, effects: Effects) -> pd.DataFrame:
    orders = frame(assortment.tender_orders(seed, effects, catalogue(seed)))
    weights = {"defect_rate": 1.0, "on_time_in_full": 1.0, "price_index": 1.0}
    return metrics.supplier_scorecard(orders, "2025-12-31", weights).set_index("supplier_id")


@seeds
def test_one_bidder_is_cheap_and_late(seed: int) -> None:
    card = scorecard(seed, Effects())
    others = card.drop(assortment.CHEAP)
    assert card.loc[assortment.CHEAP, "price_index"] < 0.94 < others["price_index"].min()
    sound = others.drop(assortment.SLOPPY)
    assert card.loc[assortment.CHEAP, "on_time_in_full"] < 0.55 < sound["on_time_in_full"].min()
    price_first = metrics.supplier_scorecard(
        frame(assortment.tender_orders(seed, Effects(), catalogue(seed))),
        "2025-12-31",
        {"defect_rate": 1.0, "on_time_in_full": 1.0, "price_index": 3.0},
    ).set_index("supplier_id")
    assert price_first["rank"].idxmin() == assortment.CHEAP
    assert price_first["rank"].idxmin() != card["rank"].idxmin()


@seeds
def test_without_the_effect_no_bidder_is_cheap_and_late(seed: int) -> None:
    cheap = scorecard(seed, without("cheap_but_late")).loc[assortment.CHEAP]
    assert cheap["price_index"] > 0.97
    assert cheap["on_time_in_full"] > 0.6


def test_a_delay_has_a_price_at_which_the_cheapest_is_beaten(table: Load) -> None:
    orders = table("tender_orders")
    assert CheapButLate().price < 1
    spent = orders["qty"] * orders["unit_cost"]
    market = spent.groupby(orders["sku_id"]).sum() / orders.groupby("sku_id")["qty"].sum()
    usual = orders["qty"] * orders["sku_id"].map(market)
    late = orders["qty"] * (orders["received_at"] - orders["due_at"]).dt.days.clip(lower=0)
    sums = pd.DataFrame({"spent": spent, "usual": usual, "late": late, "qty": orders["qty"], "ok": orders["qty_ok"]})
    sums = sums.groupby(orders["supplier_id"]).sum()
    price = market.mean() * sums["spent"] / sums["usual"] * sums["qty"] / sums["ok"]
    assert price.idxmin() == assortment.CHEAP
    assert (price + 4 * sums["late"] / sums["qty"]).idxmin() != assortment.CHEAP


# --- inspections ---


def no_purchases() -> Columns:
    day = np.array(["2025-01-05", "2025-01-20", "2025-02-01"], "datetime64[s]")
    return {
        "supplier_id": np.array([1, 1, 2]),
        "received_at": day,
        "qty_ok": np.array([5, 7, 3]),
        "qty_defect": np.array([1, 0, 2]),
    }


def test_receipts_are_the_purchases_of_a_month(table: Load) -> None:
    receipts = table("inspections").query("stage == 'receipt'")
    bought = table("purchase_orders")
    bought = bought.assign(n=bought["qty_ok"] + bought["qty_defect"], month=bought["received_at"].dt.to_period("M"))
    sums = bought.groupby(["supplier_id", "month"])[["n", "qty_defect"]].sum()
    found = receipts.assign(month=receipts["date"].dt.to_period("M")).set_index(["supplier_id", "month"])
    assert len(found) == len(sums)
    assert (found["n"].reindex(sums.index) == sums["n"]).all()
    assert (found["defects"].reindex(sums.index) == sums["qty_defect"]).all()
    assert (receipts["date"] == receipts["date"] + pd.offsets.MonthEnd(0)).all()


def process_alarms(seed: int, effects: Effects) -> tuple[pd.DataFrame, pd.Series]:
    lots = frame(assortment.inspections(seed, effects, no_purchases()))
    lots = lots[(lots["stage"] == "process") & (lots["supplier_id"] == ProcessShift().supplier)].reset_index(drop=True)
    calm = lots[lots["date"] < "2025-06-01"]
    usual = calm["defects"].sum() / calm["n"].sum()
    return lots, lots["defects"] / lots["n"] > usual + 3 * np.sqrt(usual * (1 - usual) / lots["n"])


@seeds
def test_the_process_shifts_and_calm_limits_find_it(seed: int) -> None:
    lots, flagged = process_alarms(seed, Effects())
    weeks = lots.index + 1
    bad = (weeks >= ProcessShift().first) & (weeks <= ProcessShift().last)
    assert flagged[bad].sum() >= 5
    assert flagged[~bad].sum() <= 1
    chart = metrics.p_chart(lots["defects"], lots["n"])
    assert (chart["share"] > chart["high"]).sum() < flagged.sum()  # limits that hold the trouble hide it


@seeds
def test_without_the_effect_the_process_is_calm(seed: int) -> None:
    _, flagged = process_alarms(seed, without("process_shift"))
    assert flagged.sum() <= 1


# --- shelf tests ---


@seeds
def test_the_lead_item_loses_and_the_visitor_earns(seed: int) -> None:
    table = shelf_table(seed)
    lead = table[(table["test_id"] == "lead_item") & (table["focus_sales"] > 0)]
    alone = lead[lead["other_sales"] == 0]
    np.testing.assert_allclose(alone["profit"], -TrafficProduct().loss / 100)
    assert (lead["variant"] == "B").all()
    effect = difference(table, "lead_item", "profit")
    assert effect["low"] > 0
    assert 0.4 < effect["difference"] < 0.9
    gone = difference(shelf_table(seed, without("loss_leader")), "lead_item", "profit")
    assert gone["low"] < 0 < gone["high"]


@seeds
def test_mugs_eat_their_neighbours_and_towels_do_not(seed: int) -> None:
    table = shelf_table(seed)
    mugs, towels = (difference(table, test, "focus_sales")["difference"] for test in ("mugs", "towels"))
    assert mugs == pytest.approx(towels, rel=0.05)
    eaten = difference(table, "mugs", "sibling_sales")
    assert eaten["high"] < 0
    assert -eaten["difference"] / mugs == pytest.approx(Cannibals().eaten, abs=0.12)
    kept = difference(table, "towels", "sibling_sales")
    assert kept["low"] < 0 < kept["high"]
    off = difference(shelf_table(seed, without("cannibals")), "mugs", "sibling_sales")
    assert abs(off["difference"]) < 0.12


@seeds
def test_hiding_slow_goods_loses_baskets(seed: int) -> None:
    def shares(table: pd.DataFrame) -> tuple[float, float]:
        found = table[(table["test_id"] == "thin_shelf") & (table["variant"] == "A")]
        moved = difference(table, "thin_shelf", "sibling_sales")["difference"] / found["focus_sales"].mean()
        return moved, -difference(table, "thin_shelf", "other_sales")["difference"] / found["other_sales"].mean()

    moved, lost = shares(shelf_table(seed))
    assert moved == pytest.approx(HiddenTail().moved, abs=0.04)
    assert lost == pytest.approx(HiddenTail().baskets_lost, abs=0.05)
    moved, lost = shares(shelf_table(seed, without("hidden_tail")))
    assert moved == pytest.approx(1, abs=0.06)
    assert abs(lost) < 0.05


# --- trials and ideas ---


@lru_cache
def trials(seed: int, effects: Effects = ALL) -> pd.DataFrame:
    return frame(shelf.trial_orders(seed, effects))


def verdict(table: pd.DataFrame, trial: int) -> str:
    bought = table[table["trial_id"] == trial].groupby("visitor_id")["bought"].any()
    return str(metrics.launch_decision(int(bought.sum()), len(bought), shelf.TARGET)["decision"])


@seeds
def test_a_trial_with_a_good_mean_tells_nothing_yet(seed: int) -> None:
    kettle = trials(seed).query("trial_id == 1")
    rate = kettle.groupby("visitor_id")["bought"].any().mean()
    assert rate == pytest.approx(WideTrial().buyers / WideTrial().shown)
    assert rate > shelf.TARGET
    assert [verdict(trials(seed), trial) for trial in (1, 2, 3, 4)] == ["iterate", "scale", "scale", "stop"]
    assert verdict(trials(seed, without("wide_trial")), 1) == "scale"


@seeds
def test_loyal_customers_buy_what_strangers_do_not(seed: int) -> None:
    def rates(table: pd.DataFrame) -> pd.Series:
        stool = table[table["sku_id"] == shelf.STOOL]
        return stool.groupby(["audience", "visitor_id"])["bought"].any().groupby("audience").mean()

    found = rates(trials(seed))
    assert found["loyal"] == pytest.approx(LoyalTesters().loyal, abs=0.004)
    assert found["loyal"] > 2 * found["open"]
    same = rates(trials(seed, without("loyal_testers")))
    assert same["loyal"] == pytest.approx(same["open"], abs=0.005)


@seeds
def test_the_second_lamp_comes_back_less_and_sells_the_same(seed: int) -> None:
    def lamp(table: pd.DataFrame) -> pd.DataFrame:
        lamps = table[table["sku_id"] == shelf.LAMP]
        sold = lamps[lamps["bought"]].groupby("version")
        people = lamps.groupby(["version", "visitor_id"])["bought"].any().groupby("version")
        return pd.DataFrame(
            {
                "returned": sold["returned"].mean(),
                "rating": sold["rating"].agg(lambda stars: stars[stars > 0].mean()),
                "conversion": people.mean(),
            }
        )

    found = lamp(trials(seed))
    np.testing.assert_allclose(found["returned"], BetterVersion().returned, atol=0.01)
    np.testing.assert_allclose(found["rating"], BetterVersion().stars, atol=0.06)
    assert abs(found["conversion"].diff().iloc[-1]) < 0.003
    same = lamp(trials(seed, without("better_version")))
    assert abs(same["returned"].diff().iloc[-1]) < 0.02
    assert abs(same["rating"].diff().iloc[-1]) < 0.1


@seeds
def test_only_what_was_bought_is_rated_or_returned(seed: int) -> None:
    table = trials(seed)
    assert not table.loc[~table["bought"], "returned"].any()
    assert (table.loc[~table["bought"], "rating"] == -1).all()
    assert table.loc[table["rating"] > 0, "rating"].between(1, 5).all()
    assert (table.groupby("visitor_id")["trial_id"].nunique() == 1).all()


@seeds
def test_the_shiniest_idea_promises_a_loss_and_the_best_set_beats_the_payoffs(seed: int) -> None:
    ideas = frame(idea_pool(seed))
    promise = ideas["p_success"] * ideas["payoff"] - ideas["cost"]
    assert promise[ideas["payoff"].idxmax()] < 0
    chosen = metrics.choose_ideas(ideas, 120_000)
    best = chosen.loc[chosen["chosen"], "expected_profit"].sum()
    left, got = 120_000.0, 0.0
    for row in ideas.assign(promise=promise).sort_values("payoff", ascending=False).itertuples():
        if row.cost <= left:
            left, got = left - row.cost, got + row.promise
    assert best > 2 * max(got, 0) + 20_000
    assert ideas["p_success"].corr(ideas["pretest"]) > 0.4


# --- disputes ---


def test_disputes_are_about_delivered_orders_and_their_steps_follow(table: Load) -> None:
    cases = table("disputes")
    orders = table("orders").set_index("order_id")
    assert cases["case_id"].tolist() == list(range(1, len(cases) + 1))
    assert cases["order_id"].is_unique
    about = orders.loc[cases["order_id"]]
    assert about["delivered_at"].notna().all()
    assert (cases["opened_at"].to_numpy() >= about["delivered_at"].to_numpy()).all()
    steps = ["opened_at", "accepted_at", "verified_at", "settled_at", "followed_up_at"]
    for earlier, later in pairwise(steps):
        known = cases[later].notna()
        assert (cases.loc[known, later] >= cases.loc[known, earlier]).all()
        assert cases.loc[known, earlier].notna().all()
    assert cases["settled_at"].notna().equals(cases["outcome"].notna())
    assert cases["verified_at"].notna().equals(cases["valid"].notna())
    assert (cases["outcome"].eq("rejected") <= cases["valid"].eq(0)).all()
    assert (cases["amount"].dropna().to_numpy() <= about["paid"].to_numpy()[cases["amount"].notna()] + 1e-9).all()
    assert 0.005 < len(cases) / orders["delivered_at"].notna().sum() < 0.015
    back = table("returns").groupby("order_id")["reason"].first()
    claimed = cases.set_index("order_id")["claim"]
    assert claimed.index.isin(back.index).mean() > 0.7


def test_the_course_reads_the_steps_of_a_dispute(table: Load) -> None:
    limits = {"accept": 24.0, "verify": 72.0, "settle": 120.0, "follow_up": 168.0}
    report = metrics.sla_report(table("disputes"), limits).set_index("step")
    assert report.loc["accept", "cases"] == len(table("disputes"))
    assert report["on_time"].between(0.7, 1).all()

"""Tables of prices: what is planted is there by the lesson's own method, goes away with None, and agrees with products."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from classroom.world import pricing
from classroom.world.catalogue import make_catalogue
from classroom.world.columns import Coded
from classroom.world.effects import Effects
from classroom.world.generate import Settings
from classroom.world.made import Made
from classroom.world.schema_pricing import TABLES
from storelab import metrics

SEEDS = (Settings().seed, 5)
MONEY = {table.name: [column.name for column in table.columns if column.type == "money"] for table in TABLES}


@lru_cache
def made(seed: int, off: str | None = None) -> dict[str, pd.DataFrame]:
    """The tables of one world in yuan, with one effect switched off, and the goods."""
    effects = replace(Effects(), **{off: None}) if off else Effects()
    catalogue = make_catalogue(seed, effects)
    found = dict(pricing.tables(Made(seed, effects, catalogue, {}, {}, {})))
    tables = {}
    for name, columns in {**found, "products": catalogue.products}.items():
        frame = pd.DataFrame(
            {key: value.strings() if isinstance(value, Coded) else value for key, value in columns.items()}
        )
        for column in MONEY.get(name, ["list_price", "unit_cost"]):
            frame[column] = frame[column] / 100
        tables[name] = frame
    return tables


def history(seed: int, off: str | None = None, plan: str = "steps") -> pd.DataFrame:
    tables = made(seed, off)
    rows = tables["price_history"].merge(tables["products"][["sku_id", "role"]], on="sku_id")
    rows = rows.assign(log_rival=np.log(rows["rival_price"]), week=(rows["date"] - rows["date"].min()).dt.days // 7)
    return rows[rows["plan"] == plan]


def by_role(rows: pd.DataFrame) -> dict[str, float]:
    whole = rows[~rows["stock_out"]]
    return {
        role: metrics.price_elasticity(part, ["promo", "log_rival"], item="sku_id", period="week")["elasticity"]
        for role, part in whole.groupby("role")
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_elasticity_differs_by_role(seed):
    found, planted = by_role(history(seed)), Effects().elasticity_by_role
    for role, value in found.items():
        assert value == pytest.approx(getattr(planted, role), abs=0.2), role
    flat = by_role(history(seed, "elasticity_by_role"))
    assert max(flat.values()) - min(flat.values()) < 0.3


@pytest.mark.parametrize("seed", SEEDS)
def test_promotion_weeks_bias_the_plain_regression(seed):
    def bias(off: str | None) -> float:
        rows = history(seed, off)
        rows = rows[~rows["stock_out"] & (rows["role"] != "traffic")]
        plain = metrics.price_elasticity(rows, item="sku_id")["elasticity"]
        return float(plain - metrics.price_elasticity(rows, ["promo"], item="sku_id")["elasticity"])

    assert bias(None) < -0.5
    assert abs(bias("promotion_visits")) < 0.15


@pytest.mark.parametrize("seed", SEEDS)
def test_demand_jumps_at_199_and_not_beside_it(seed):
    def jump(threshold: float, off: str | None = None) -> dict[str, float]:
        rows = history(seed, off, "near_200")
        whole = rows[~rows["stock_out"]]
        return metrics.price_threshold_test(whole, threshold, controls=["log_rival"], item="sku_id", period="week")

    assert 0.05 < jump(199)["low"] < 0.13 < jump(199)["high"] + 0.02
    for beside in (189, 209):
        assert jump(beside)["jump"] < 0.03
    assert abs(jump(199, "jump_at_199")["jump"]) < 0.05


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rival_follows_prices_of_traffic_goods_after_some_days(seed):
    def together(role: str, off: str | None = None) -> pd.Series:
        rows = history(seed, off)
        rows = rows[rows["role"] == role].sort_values(["sku_id", "date"])
        own, other = (np.log(rows[name]).groupby(rows["sku_id"]).diff() for name in ("price", "rival_price"))
        return pd.Series({lag: own.groupby(rows["sku_id"]).shift(lag).corr(other) for lag in range(8)})

    found = together("traffic")
    assert found.idxmax() == Effects().rival_follows.days
    assert found.max() > 0.8
    assert together("core").abs().max() < 0.2
    assert together("traffic", "rival_follows").abs().max() < 0.2


@pytest.mark.parametrize("seed", SEEDS)
def test_rises_of_cost_pass_on_more_than_falls(seed):
    def rates(off: str | None = None) -> tuple[float, float]:
        rows = made(seed, off)["price_changes"]
        cost, price = rows["cost_after"] - rows["cost_before"], rows["price_after"] - rows["price_before"]
        return price[cost > 0].sum() / cost[cost > 0].sum(), price[cost < 0].sum() / cost[cost < 0].sum()

    rise, fall = rates()
    assert rise > 0.7 > 0.4 > fall > 0.2
    rise, fall = rates("rises_pass_on")
    assert abs(rise - fall) < 0.12


@pytest.mark.parametrize("seed", SEEDS)
def test_regulars_are_shown_more_for_the_same_item_and_day_though_they_pay_less_on_average(seed):
    def gaps(off: str | None = None) -> pd.DataFrame:
        quotes = made(seed, off)["price_quotes"]
        return metrics.price_fairness(quotes[quotes["qty"] < 3], "history").set_index("history")

    assert gaps().loc["regular", "low"] > 0.03
    assert gaps().loc["regular", "high"] < 0.06
    assert (gaps("regulars_pay_more")["gap"].abs() < 0.001).all()
    quotes = made(seed)["price_quotes"]
    sums = quotes.assign(paid=quotes["qty"] * quotes["unit_price"] - quotes["discount_alloc"])
    sums = sums.groupby("history")[["paid", "qty"]].sum()
    assert (sums["paid"] / sums["qty"]).idxmin() == "regular"
    devices = metrics.price_fairness(quotes[quotes["qty"] < 3], "device")
    assert devices["gap"].abs().max() < 0.005


@pytest.mark.parametrize("seed", SEEDS)
def test_the_offers_of_the_trials_earn_more(seed):
    def more(test: str, off: str | None = None) -> dict[str, float]:
        rows = made(seed, off)["price_trials"]
        rows = rows[rows["test_id"] == test]
        profit = 0.944 * rows["revenue"] - rows["goods_cost"] - 5 * (rows["pieces"] > 0)
        return metrics.mean_difference(profit[rows["variant"] == "B"], profit[rows["variant"] == "A"])

    for test in ("struck_price", "three_for_less"):
        assert more(test)["low"] > 0
    assert more("tea_bundle")["difference"] > 0
    assert more("struck_price", "offer_trials")["difference"] == pytest.approx(0)
    # Nobody buys more for them: what is taken off is lost.
    for test in ("three_for_less", "tea_bundle"):
        assert more(test, "offer_trials")["difference"] < 0


@pytest.mark.parametrize("seed", SEEDS)
def test_tables_agree_with_products_and_with_each_other(seed):
    tables = made(seed)
    goods = tables["products"].set_index("sku_id")
    last = tables["price_changes"].sort_values("date").groupby("sku_id").last()
    assert (last["cost_after"] == goods["unit_cost"].reindex(last.index)).all()
    assert (last["price_after"] == goods["list_price"].reindex(last.index)).all()
    assert (last["date"] < "2024-01-01").all()
    rows = tables["price_changes"].sort_values(["sku_id", "date"])
    later = rows.groupby("sku_id")[["cost_before", "price_before"]].shift(-1).dropna()
    earlier = rows.loc[later.index]
    assert (later["cost_before"] == earlier["cost_after"]).all()
    assert (later["price_before"] == earlier["price_after"]).all()
    shelf = tables["price_history"].set_index(["date", "sku_id"])["price"]
    quotes = tables["price_quotes"]
    shown = pd.MultiIndex.from_frame(quotes[["date", "sku_id"]])
    assert (quotes.loc[quotes["history"] != "regular", "unit_price"].to_numpy()
            == shelf.reindex(shown).to_numpy()[quotes["history"] != "regular"]).all()  # fmt: skip
    assert (quotes["unit_price"].to_numpy() >= shelf.reindex(shown).to_numpy()).all()
    assert set(tables["market_prices"]["category"]) == set(goods["cat2"])
    assert tables["price_history"].groupby("sku_id").size().eq(182).all()

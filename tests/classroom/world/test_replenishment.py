"""What is planted in the tables of replenishment is there, at two seeds, and goes away; tables agree with the core."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from classroom.world import depot, replenishment
from classroom.world.catalogue import make_catalogue
from classroom.world.columns import MISSING, Coded, Columns
from classroom.world.effects import Effects
from classroom.world.effects_replenishment import ClearanceBorrows
from classroom.world.made import Made
from storelab import metrics

Load = Callable[[str], pd.DataFrame]
SEED = pytest.mark.parametrize("seed", [20251111, 77])


def frame(columns: Columns) -> pd.DataFrame:
    table = pd.DataFrame(
        {name: column.strings() if isinstance(column, Coded) else column for name, column in columns.items()}
    )
    for name in ("lost_demand", "qty_ok", "qty_defect"):
        if name in table:
            table[name] = table[name].astype(float).where(table[name] != MISSING)
    return table


@lru_cache
def made_depot(seed: int, effects: Effects = Effects()) -> dict[str, pd.DataFrame]:  # noqa: B008
    return {name: frame(columns) for name, columns in depot.tables(seed, effects)}


def by_category(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Turnover of the year and the share of demand lost while it was counted."""
    goods = tables["depot_goods"][["item_id", "category", "supplier"]]
    stock = tables["depot_stock"].merge(goods, on="item_id")
    table = metrics.turnover_table(stock, "2025-01-01", "2025-12-31", "category").set_index("category")
    counted = stock.dropna(subset=["lost_demand"]).groupby("category")[["sold", "lost_demand"]].sum()
    table["lost"] = counted["lost_demand"] / counted.sum(axis=1)
    return table


@SEED
def test_drinks_turn_fastest_and_lose_most(seed: int) -> None:
    table = by_category(made_depot(seed))
    others = table.drop(index="drinks")
    assert table.loc["drinks", "turnover"] > 1.6 * others["turnover"].max()
    assert 0.08 < table.loc["drinks", "lost"] < 0.20
    assert others["lost"].max() < 0.06
    without = by_category(made_depot(seed, replace(Effects(), lean_drinks=None)))
    assert without.loc["drinks", "lost"] < 0.5 * table.loc["drinks", "lost"]
    assert without.loc["drinks", "turnover"] < 0.75 * table.loc["drinks", "turnover"]


def delivery_days(seed: int, effects: Effects = Effects()) -> pd.DataFrame:  # noqa: B008
    lorries = made_depot(seed, effects)["depot_purchases"].drop_duplicates(["supplier", "ordered_at"])
    days = (lorries["received_at"] - lorries["ordered_at"]).dt.days
    return days.groupby(lorries["supplier"]).agg(["mean", "std"])


@SEED
def test_one_supplier_is_as_quick_as_another_and_far_less_even(seed: int) -> None:
    days = delivery_days(seed)
    assert days.loc["supplier_d", "mean"] == pytest.approx(days.loc["supplier_e", "mean"], abs=0.5)
    assert days.loc["supplier_d", "std"] > 4 * days.drop(index="supplier_d")["std"].max()
    # Of the variance over its delivery time, nearly all comes from the lorry.
    tables = made_depot(seed)
    stock = tables["depot_stock"].merge(tables["depot_goods"][["item_id", "supplier"]], on="item_id")
    own = stock[(stock["supplier"] == "supplier_d") & (stock["on_hand"] > 0)].groupby("item_id")["sold"]
    lorry = own.mean() ** 2 * days.loc["supplier_d", "std"] ** 2
    customers = days.loc["supplier_d", "mean"] * own.var()
    assert (lorry / (lorry + customers)).mean() > 0.75
    without = delivery_days(seed, replace(Effects(), erratic_supplier=None))
    assert without.loc["supplier_d", "std"] < 1


@SEED
def test_sales_of_days_sold_out_hide_demand(seed: int) -> None:
    tables = made_depot(seed)
    stock = tables["depot_stock"]
    assert stock.loc[stock["date"] < "2025-07-01", "lost_demand"].isna().all()
    counted = stock.dropna(subset=["lost_demand"])
    assert (counted["date"] >= "2025-07-01").all()
    assert (counted.loc[counted["lost_demand"] > 0, "on_hand"] == 0).all()
    drinks = counted[counted["item_id"] <= depot.EACH]
    demand = (drinks["sold"] + drinks["lost_demand"]).mean()
    assert drinks["sold"].mean() < 0.92 * demand
    # The lesson's repair: a sold-out day takes the mean of the days with stock left of the same good.
    open_days = drinks["sold"].where(drinks["on_hand"] > 0)
    repaired = open_days.fillna(open_days.groupby(drinks["item_id"]).transform("mean"))
    assert drinks["sold"].mean() < repaired.mean() < 1.05 * demand
    without = made_depot(seed, replace(Effects(), censored_sales=None))["depot_stock"]
    assert (without["lost_demand"] == 0).all()
    assert without["sold"].sum() > stock["sold"].sum()


def cleared_against_kept(seed: int, effects: Effects = Effects()) -> pd.Series:  # noqa: B008
    """Pieces a day of the goods of the sale over those of the category that were not, against the weeks before."""
    stock = made_depot(seed, effects)["depot_stock"]
    care = stock[stock["item_id"] > 4 * depot.EACH]
    cleared = (care["item_id"] - 1) % 4 < 2
    period = pd.cut(
        care["date"],
        pd.to_datetime(["2025-07-01", "2025-08-31", "2025-09-21", "2025-10-19"]),
        labels=["before", "during", "after"],
    )
    asked = care["sold"] + care["lost_demand"]
    sums = asked.groupby([period, cleared], observed=True).sum().unstack()
    ratio = sums[True] / sums[False]
    return ratio / ratio["before"]


@SEED
def test_a_sale_sells_more_and_borrows(seed: int) -> None:
    ratio = cleared_against_kept(seed)
    without = cleared_against_kept(seed, replace(Effects(), clearance_borrows=None))
    # Three weeks of eight goods: chance moves the ratio by a tenth and more.
    assert without.between(0.75, 1.3).all()
    planted = ClearanceBorrows()
    assert ratio["during"] / without["during"] == pytest.approx(planted.lift, abs=0.4)
    assert ratio["after"] / without["after"] == pytest.approx(planted.after, abs=0.12)
    assert ratio["during"] > 1.5
    assert ratio["after"] < 0.95
    price = made_depot(seed)["depot_stock"].groupby("item_id")["price"].agg(["min", "max"])
    cut = price[price["min"] < price["max"]]
    assert len(cut) == depot.EACH // 2
    assert (cut["min"] / cut["max"]).between(0.69, 0.71).all()


@SEED
def test_stock_balances_and_lines_explain_what_arrives(seed: int) -> None:
    tables = made_depot(seed)
    stock, lines = tables["depot_stock"], tables["depot_purchases"]
    before = stock.groupby("item_id")["on_hand"].shift()
    moved = stock["on_hand"] - before
    assert (moved.dropna() == (stock["received"] - stock["sold"])[moved.notna()]).all()
    assert (stock[["on_hand", "on_order", "received", "sold"]] >= 0).all().all()
    arrived = lines.groupby(["received_at", "item_id"])["qty_ok"].sum()
    keyed = stock.set_index(["date", "item_id"])["received"]
    assert keyed[keyed > 0].equals(
        arrived.sort_index(level=[1, 0]).astype("int64").rename_axis(keyed.index.names).rename("received")
    )
    known = lines.dropna(subset=["qty_ok"])
    assert (known["qty"] == known["qty_ok"] + known["qty_defect"]).all()
    assert (known["received_at"] > known["ordered_at"]).all()
    boxes = tables["festival_boxes"]
    assert (boxes["sold"] <= boxes["ordered"]).all()
    assert (boxes.loc[boxes["waiting"] > 0, "sold"] == boxes.loc[boxes["waiting"] > 0, "ordered"]).all()


@lru_cache
def weeks(seed: int, effects: Effects = Effects()) -> pd.DataFrame:  # noqa: B008
    """The suppliers of an invented shop: weekly sales with a season, and orders in lumps."""
    catalogue = make_catalogue(seed, Effects())
    rng = np.random.default_rng(seed)
    days = pd.date_range("2024-01-01", "2025-12-31")
    season = 1 + 0.4 * np.sin(2 * np.pi * np.arange(len(days)) / 365)
    sold = rng.poisson(0.6 * season[:, None], (len(days), 600))
    inventory: Columns = {
        "date": np.repeat(days.to_numpy(), 600),
        "sku_id": np.tile(np.arange(1, 601), len(days)),
        "sold": sold.ravel(),
    }
    lots = np.arange(len(days)) % 14 == 0
    day, good = np.nonzero(np.tile(lots[:, None], (1, 600)))
    supplier = np.asarray(catalogue.products["supplier_id"])
    purchases: Columns = {
        "ordered_at": days.to_numpy()[day],
        "supplier_id": supplier[good],
        "qty": np.array([sold[a : a + 14, b].sum() for a, b in zip(day, good, strict=True)]),
    }
    made = Made(seed, effects, catalogue, inventory, purchases, {})
    return frame(replenishment.supplier_weeks(made))


def whip(table: pd.DataFrame) -> pd.Series:
    """Change of the log of the bull-whip ratio, sales to what the supplier orders, 2024 to 2025, by lot."""
    year = np.where(table["week"] < "2024-12-30", "2024", "2025")
    variances = table.groupby(["supplier_id", year])[["sent_on", "sold"]].var()
    change = np.log(variances["sent_on"] / variances["sold"]).unstack()
    sees = table.groupby("supplier_id")["sees_sales"].any()
    return (change["2025"] - change["2024"]).groupby(sees).mean()


@SEED
def test_who_sees_the_sales_whips_less(seed: int) -> None:
    change = whip(weeks(seed))
    assert change[True] < -0.35
    assert abs(change[False]) < 0.25
    without = weeks(seed, replace(Effects(), shared_sales=None))
    assert not without["sees_sales"].any()
    assert weeks(seed)["sent_on"].var() < without["sent_on"].var()


def test_chance_draws_half_of_the_suppliers() -> None:
    for seed in (5, 77):
        assert weeks(seed).groupby("supplier_id")["sees_sales"].any().sum() == replenishment.SUPPLIERS // 2


def test_supplier_weeks_are_sums_of_the_core(table: Load) -> None:
    weekly, products = table("supplier_weeks"), table("products")
    for name, source, when, pieces in (
        ("sold", table("inventory_daily").merge(products[["sku_id", "supplier_id"]], on="sku_id"), "date", "sold"),
        ("ordered", table("purchase_orders"), "ordered_at", "qty"),
    ):
        monday = source[when] - pd.to_timedelta(source[when].dt.day_of_week, unit="D")
        sums = source.groupby([monday.rename("week"), "supplier_id"])[pieces].sum()
        expected = sums.reindex(pd.MultiIndex.from_frame(weekly[["week", "supplier_id"]]), fill_value=0)
        assert (expected.to_numpy() == weekly[name].to_numpy()).all(), name


def test_the_committed_effects_are_found(table: Load) -> None:
    tables = {name: table(name) for name in ("depot_goods", "depot_stock")}
    found = by_category(tables)
    assert found["turnover"].idxmax() == found["lost"].idxmax() == "drinks"
    change = whip(table("supplier_weeks"))
    assert change[True] - change[False] < -0.4

"""What is planted in the tables of logistics is there, at two seeds, and goes away; tables agree with the core."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from classroom.world import crossborder, logistics, parcels, stock, traffic
from classroom.world.catalogue import LAST_SECOND, make_catalogue
from classroom.world.columns import Coded, Columns
from classroom.world.customers import make_customers
from classroom.world.dispatched import Dispatched
from classroom.world.effects import Effects
from classroom.world.effects_logistics import CurrencyFall
from classroom.world.made import Made
from classroom.world.orders import make_orders
from storelab import metrics

Load = Callable[[str], pd.DataFrame]
SEEDS = (20251111, 77)
SEED = pytest.mark.parametrize("seed", SEEDS)
AS_OF = "2025-12-31"


def frame(columns: Columns) -> pd.DataFrame:
    return pd.DataFrame(
        {name: column.strings() if isinstance(column, Coded) else column for name, column in columns.items()}
    )


@lru_cache
def core(seed: int) -> tuple[Made, pd.DataFrame]:
    """The orders of one block, without the visits that nothing here needs."""
    effects = Effects()
    catalogue = make_catalogue(seed, effects)
    shares = traffic.make_plan(effects).order_shares
    orders = make_orders(seed, 0, make_customers(seed, 0, 20_000, effects), catalogue, shares, (1, 1), effects)
    dispatched, flows = Dispatched(), stock.empty_flows()
    dispatched.add(orders, keep=True)
    stock.add_flows(flows, orders)
    inventory, purchases = stock.make_stock(seed, catalogue, flows)
    return Made(seed, effects, catalogue, inventory, purchases, {}, dispatched=dispatched), frame(orders.table)


@lru_cache
def made_tables(seed: int, without: str = "") -> dict[str, pd.DataFrame]:
    made, _ = core(seed)
    effects = replace(Effects(), **{without: None}) if without else Effects()
    return {name: frame(columns) for name, columns in logistics.tables(replace(made, effects=effects))}


def in_time(seed: int, column: str, without: str = "") -> pd.DataFrame:
    """Share of orders out, or reported as sent, within 24 hours, by warehouse and slot."""
    ops = made_tables(seed, without)["warehouse_ops"].merge(core(seed)[1], on="order_id")
    good = (ops[column] - ops["created_at"]) <= pd.Timedelta(hours=24)
    return good.groupby([ops["warehouse"], ops["created_at"].dt.hour // 6]).mean().unstack()


@SEED
def test_the_evening_of_one_warehouse_leaves_late_though_it_is_reported_in_time(seed: int) -> None:
    out, reported = in_time(seed, "outbound_at"), in_time(seed, "shipped_at")
    assert out.loc["south", 3] < 0.6 * out.drop(columns=3).loc["south"].min()
    assert out.loc["south", 3] < out.drop(index="south")[3].min() - 0.25
    assert abs(reported.loc["south", 3] - reported.drop(index="south")[3].mean()) < 0.06
    without = in_time(seed, "outbound_at", "late_evening_truck")
    assert abs(without.loc["south", 3] - without.drop(index="south")[3].mean()) < 0.07


@SEED
def test_who_waits_at_the_door_receives_no_later(seed: int) -> None:
    orders = core(seed)[1].merge(made_tables(seed)["warehouse_ops"], on="order_id").query("warehouse == 'south'")
    hours = (orders["delivered_at"] - orders["created_at"]).dt.total_seconds() / 3600
    evening = orders["created_at"].dt.hour >= 18
    assert abs(hours[evening].median() - hours[~evening].median()) < 6


@SEED
def test_one_aisle_of_one_warehouse_has_goods_missing(seed: int) -> None:
    def worst(without: str = "") -> tuple[str, float, float]:
        lines = made_tables(seed, without)["pick_lines"]
        rates = metrics.physical_shortage_rate(lines, "aisle").set_index("aisle")["physical_shortage_rate"]
        return str(rates.idxmax()), float(rates.max()), float(metrics.physical_shortage_rate(lines))

    aisle, rate, overall = worst()
    assert aisle == "N03"
    assert rate > 4 * overall
    assert worst("empty_aisle")[1] < 0.04
    houses = metrics.physical_shortage_rate(made_tables(seed)["pick_lines"], "warehouse")["physical_shortage_rate"]
    assert houses.max() < 0.02  # by warehouse nothing stands out


@SEED
def test_the_cheap_carrier_looks_faster_over_all_and_is_slower_in_most_regions(seed: int) -> None:
    def medians(without: str = "") -> tuple[pd.Series, pd.DataFrame]:
        rows = made_tables(seed, without)["shipments"]
        hours = (rows["delivered_at"] - rows["shipped_at"]).dt.total_seconds() / 3600
        by_region = hours.groupby([rows["region"], rows["carrier"]]).median().unstack()
        return hours.groupby(rows["carrier"]).median(), by_region

    overall, by_region = medians()
    assert overall["reed"] < overall["harbour"]
    assert ((by_region["reed"] - by_region["harbour"]) > 1).sum() >= 5
    assert (by_region["heron"] < by_region["harbour"]).all()
    without = medians("carriers_differ")[1]
    assert abs((without["reed"] - without["harbour"]).mean()) < 4


@SEED
def test_cash_is_refused_at_the_door_and_more_so_when_it_took_long(seed: int) -> None:
    def rates(effects: Effects) -> pd.DataFrame:
        rows = frame(crossborder.xb_orders(seed, effects)).query("country in ['kembang', 'tierra']")
        rows = rows[rows["delivered_at"].notna() | rows["refused"]]
        return rows.groupby(["country", "is_cod"])["refused"].mean().unstack()

    with_it, without = rates(Effects()), rates(replace(Effects(), refused_at_the_door=None))
    assert (with_it[True] > with_it[False] + 0.08).all()
    assert with_it.loc["tierra", True] > with_it.loc["kembang", True]
    assert (abs(without[True] - without[False]) < 0.03).all()


def margins(seed: int, effects: Effects) -> pd.DataFrame:
    """Profit over sales by country, before and after the weeks of the fall, as the lesson forms it."""
    rows = frame(crossborder.xb_orders(seed, effects))
    rows["date"] = rows["ordered_at"].dt.normalize()
    rows = rows.merge(frame(crossborder.fx_rates(seed, effects)), on=["date", "currency"])
    rows = rows.merge(frame(crossborder.xb_platforms()), on=["platform", "country"])
    rows[["goods_cost", "freight", "insurance"]] /= 100
    rows["value"] = rows["price"] * rows["rate"]
    duties = frame(crossborder.duty_table())
    for limit in ("limit_order", "limit_year"):
        duties[limit] = duties[limit].where(duties[limit] >= 0) / 100
    done = rows[rows["delivered_at"].notna() | rows["refused"]]
    tax = metrics.customs_duty(done.assign(price=done["value"]), duties).set_index("order_id")
    kept = ~done["refused"] & ~done["returned"]
    sales = done["value"] * kept
    fees = sales * (done["commission"] + done["payment_fee"]) + done["value"] * done["ad_share"]
    ways = done["freight"] * (1 + 0.5 * done["refused"]) + done["insurance"]
    profit = sales - fees - ways - done["order_id"].map(tax["duty"] + tax["vat"]) - done["goods_cost"] * kept
    when = np.select([done["date"] < "2025-08-18", done["date"] > "2025-09-15"], ["before", "after"], "during")
    sums = pd.DataFrame({"profit": profit, "sales": sales}).groupby([done["country"], when]).sum()
    return (sums["profit"] / sums["sales"]).unstack()


@SEED
def test_a_currency_takes_the_margin_of_one_country_with_it(seed: int) -> None:
    found, without = margins(seed, Effects()), margins(seed, replace(Effects(), currency_fall=None))
    assert found.loc["tierra", "before"] > 0.06
    assert found.loc["tierra", "after"] < 0
    change = (found["after"] - found["before"]).drop("tierra")
    assert (change > -0.06).all()
    assert without.loc["tierra", "after"] > 0.05
    rates = frame(crossborder.fx_rates(seed, Effects())).pivot(index="date", columns="currency", values="rate")
    fall = rates["TIE"].iloc[-30:].mean() / rates["TIE"].loc[:"2025-08-17"].tail(30).mean()
    assert fall == pytest.approx(CurrencyFall().left, abs=0.04)
    assert ((rates.max() / rates.min()).drop("TIE") < 1.12).all()


@SEED
def test_translated_pages_bring_more_orders_and_fewer_returns(seed: int) -> None:
    def trial(effects: Effects) -> tuple[float, float]:
        rows = frame(crossborder.xb_orders(seed, effects))
        rows = rows[(rows["ordered_at"] >= "2025-07-01") & (rows["delivered_at"].notna())]
        back = rows.groupby("translated")["returned"].mean()
        sizes = rows["translated"].value_counts()
        return float(sizes[True] / sizes[False]), float(back[True] - back[False])

    more, change = trial(Effects())
    assert 1.1 < more < 1.4
    assert change < -0.02
    plain, none = trial(replace(Effects(), translated_pages=None))
    assert plain == pytest.approx(1, abs=0.1)
    # Three standard errors of a difference between two times 1,000 orders, one in ten of which comes back.
    assert abs(none) < 0.04
    assert change < none - 0.02


# --- agreement with the core ------------------------------------------------------------------------------------------


def test_times_of_the_warehouse_stand_between_those_of_the_order() -> None:
    orders = core(SEEDS[0])[1]
    rows = made_tables(SEEDS[0])["warehouse_ops"].merge(orders, on="order_id")
    steps = ["paid_at", "released_at", "picked_at", "packed_at", "shipped_at", "outbound_at", "delivered_at"]
    for earlier, later in pairwise(steps):
        both = rows[[earlier, later]].dropna()
        assert len(both) > 6_000
        assert (both[earlier] <= both[later]).all(), (earlier, later)
    assert rows["outbound_at"].isna().sum() >= rows["shipped_at"].isna().sum() > 0
    assert rows.loc[rows["shipped_at"].isna(), "outbound_at"].isna().all()
    paid = orders[orders["paid_at"].notna() & (orders["created_at"] >= "2025-11-01")]
    assert rows["order_id"].tolist() == paid["order_id"].tolist()


def test_parcels_have_the_times_of_their_orders() -> None:
    rows = made_tables(SEEDS[0])["shipments"].merge(core(SEEDS[0])[1], on="order_id", suffixes=("", "_order"))
    for name in ("shipped_at", "delivered_at"):
        pd.testing.assert_series_equal(rows[name], rows[f"{name}_order"], check_names=False)
    assert ((rows["status"] == "delivered") == rows["delivered_at"].notna()).all()
    assert (rows["promised_at"] == rows["paid_at"] + pd.Timedelta(days=5)).all()


def test_costs_are_those_of_the_price_lists() -> None:
    tables = made_tables(SEEDS[0])
    rows = tables["shipments"].merge(tables["carrier_rates"], on=["carrier", "region"])
    assert len(rows) == len(tables["shipments"])
    kilos = np.ceil(np.maximum(rows["weight_kg"], rows["volume_l"] / parcels.LITRES_A_KILO).round(6)).clip(lower=1)
    assert (rows["cost"] == rows["first_kg"] + (kilos - 1) * rows["next_kg"]).all()
    # 7 litres bill as 2 kilograms: the first at 4.20, the second at 1.10 yuan.
    assert parcels.price(np.array([0]), np.array([0]), np.array([0.4]), np.array([7.0])).tolist() == [530]


def test_lines_are_those_of_the_orders_and_receipts_those_of_the_purchases(table: Load) -> None:
    lines, items = table("pick_lines"), table("order_items")
    kept = items[items["order_id"].isin(lines["order_id"])]
    pair = ["order_id", "sku_id", "qty"]
    pd.testing.assert_frame_equal(
        lines[pair].sort_values(pair).reset_index(drop=True), kept[pair].sort_values(pair).reset_index(drop=True)
    )
    assert not (lines["sys_short"] & lines["phys_short"]).any()
    assert lines.loc[lines["sys_short"], "picked_at"].isna().all()
    both = table("receipts").merge(table("purchase_orders"), on="po_id", suffixes=("", "_bought"))
    assert (both["received_at"].dt.normalize() == both["received_at_bought"]).all()
    assert (both["warehouse"] == both["warehouse_bought"]).all()


def test_warehouse_costs_follow_the_parcels_sent() -> None:
    costs = made_tables(SEEDS[0])["warehouse_costs"]
    orders = core(SEEDS[0])[1]
    sent = orders["shipped_at"].dropna().dt.to_period("M").value_counts().sort_index()
    by_month = -costs.groupby(costs["date"].dt.to_period("M"))["amount"].sum() / 100
    assert by_month.index.tolist() == sent.index.tolist()
    per_parcel = by_month / sent
    assert per_parcel.idxmin() == sent.idxmax()
    assert per_parcel.corr(sent) < -0.8


def test_every_order_abroad_finds_exactly_one_rate_and_one_duty() -> None:
    rows = frame(crossborder.xb_orders(SEEDS[0], Effects()))
    duties = frame(crossborder.duty_table())
    joined = rows.dropna(subset=["arrived_at"]).merge(duties, on=["hs_code", "country"])
    day = joined["arrived_at"].dt.normalize()
    valid = (joined["valid_from"] <= day) & (joined["valid_to"].isna() | (day <= joined["valid_to"]))
    assert joined[valid]["order_id"].value_counts().eq(1).all()
    assert valid.sum() == rows["arrived_at"].notna().sum()
    rates = frame(crossborder.fx_rates(SEEDS[0], Effects()))
    assert not rates.duplicated(["date", "currency"]).any()
    assert rates["date"].nunique() == crossborder.DAYS
    steps = ["ordered_at", "arrived_at", "cleared_at", "delivered_at"]
    for earlier, later in pairwise(steps):
        both = rows[[earlier, later]].dropna()
        assert (both[earlier] <= both[later]).all()
    assert not (rows["refused"] & rows["delivered_at"].notna()).any()
    assert rows["order_id"].min() > 900_000
    assert rows[steps].max().max() <= pd.Timestamp(LAST_SECOND)

"""The tables agree with one another: each sum is worked out from two sides."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from classroom.world.schema import CORE, TABLES

Load = Callable[[str], pd.DataFrame]
FIRST, LAST = pd.Timestamp("2025-10-13"), pd.Timestamp("2025-11-24")


def fen(values: pd.Series) -> pd.Series:
    """Yuan as whole fen, so that sums can be compared exactly."""
    return (values * 100).round().astype("int64")


def test_the_core_is_there_and_no_table_is_empty(table: Load) -> None:
    assert len(CORE) == 18
    assert set(CORE) <= set(TABLES)
    assert [name for name in TABLES if not len(table(name))] == []


# What comes raw has no key.
@pytest.mark.parametrize("name", [name for name in TABLES if TABLES[name].key])
def test_keys_are_unique(table: Load, name: str) -> None:
    assert not table(name).duplicated(list(TABLES[name].key)).any()


@pytest.mark.parametrize("name", list(TABLES))
def test_foreign_keys_hold(table: Load, name: str) -> None:
    for column, other in TABLES[name].foreign_keys:
        key = column if column in TABLES[other].key else TABLES[other].key[0]
        rows = table(name)
        # Visits are kept for six weeks only; a sample of them holds no others.
        if other == "sessions" and name != "visit_phones":
            started = table("sessions")["started_at"]
            near = rows["created_at" if name == "orders" else "ts"]
            rows = rows[(near >= FIRST + pd.Timedelta("2h")) & (near <= started.max())]
        values = rows[column].dropna()
        assert values.isin(table(other)[key]).all(), f"{name}.{column}"


def test_each_pay_event_is_a_paid_order_and_the_other_way_round(table: Load) -> None:
    sessions, events, orders = table("sessions"), table("events"), table("orders")
    inside = orders[orders["session_id"].isin(sessions["session_id"])]
    for kind, moment in (("order", "created_at"), ("pay", "paid_at")):
        acts = events.loc[events["type"] == kind, ["session_id", "visitor_id", "ts"]]
        expected = inside.dropna(subset=[moment])[["session_id", moment]]
        both = acts.merge(expected, on="session_id", how="outer", indicator=True)
        assert (both["_merge"] == "both").all()
        assert len(both) == len(acts) == len(expected)
        assert (both["ts"] == both[moment]).all()


def test_a_visit_agrees_with_its_order_and_its_events(table: Load) -> None:
    sessions, events, orders = table("sessions"), table("events"), table("orders")
    both = orders.merge(sessions, on="session_id", suffixes=("", "_visit"))
    for column in ("user_id", "shop_id", "device"):
        assert (both[column] == both[f"{column}_visit"]).all()
    assert (both["created_at"] > both["started_at"]).all()
    loads = events[events["page_load_ms"].notna()].groupby("session_id").size()
    pages = sessions.set_index("session_id")["pageviews"]
    assert pages.equals(loads.reindex(pages.index).astype("int64").rename("pageviews"))
    assert (sessions["bounced"] == (sessions["pageviews"] == 1)).all()
    first = events.groupby("session_id").first()
    assert (first["ts"] == sessions.set_index("session_id")["started_at"]).all()
    assert (
        events["visitor_id"].to_numpy()
        == sessions.set_index("session_id")["visitor_id"].loc[events["session_id"]].to_numpy()
    ).all()
    assert events["event_id"].is_monotonic_increasing
    assert (events.groupby("session_id")["ts"].diff().dropna() >= pd.Timedelta(0)).all()
    assert sessions["started_at"].between(FIRST, LAST, inclusive="left").all()


def test_stock_of_a_day_is_yesterdays_plus_receipts_minus_sales(table: Load) -> None:
    stock, purchases = table("inventory_daily"), table("purchase_orders")
    lines = (
        table("order_items").merge(table("orders")[["order_id", "paid_at"]], on="order_id").dropna(subset=["paid_at"])
    )
    lines["date"] = lines["paid_at"].dt.normalize()
    sold = lines.groupby(["sku_id", "date"])["qty"].sum()
    received = purchases.groupby(["sku_id", "received_at"])["qty_ok"].sum()
    # From order lines, over all warehouses.
    total = stock.groupby(["sku_id", "date"])[["on_hand", "sold"]].sum()
    assert total["sold"].equals(sold.reindex(total.index, fill_value=0).rename("sold"))
    came = received.rename_axis(["sku_id", "date"]).reindex(total.index, fill_value=0)
    before = total.groupby("sku_id")["on_hand"].shift()
    known = before.notna()
    assert (total["on_hand"] == before + came - total["sold"])[known].all()
    # And in each warehouse.
    key = ["warehouse", "sku_id", "date"]
    each = stock.set_index(key).sort_index()
    came = (
        purchases.rename(columns={"received_at": "date"}).groupby(key)["qty_ok"].sum().reindex(each.index, fill_value=0)
    )
    before = each.groupby(level=[0, 1])["on_hand"].shift()
    assert (each["on_hand"] == before + came - each["sold"])[before.notna()].all()
    # A good that comes later starts from nothing.
    launched = table("products").set_index("sku_id")["launched_on"]
    opening = before.isna() & (
        each.index.get_level_values("date") == each.index.get_level_values("sku_id").map(launched)
    )
    assert (each["on_hand"] == came - each["sold"])[opening].all()
    assert (stock[["on_hand", "reserved", "on_order", "sold", "lost_demand"]] >= 0).all(axis=None)


def test_reserved_stock_is_what_was_paid_and_not_shipped(table: Load) -> None:
    orders = table("orders").dropna(subset=["paid_at"])
    lines = table("order_items").merge(orders[["order_id", "paid_at", "shipped_at"]], on="order_id")
    stock = table("inventory_daily")
    for day in pd.to_datetime(["2024-06-18", "2025-11-11", "2025-12-31"]):
        end = day + pd.Timedelta(days=1)
        waits = (lines["paid_at"] < end) & ~(lines["shipped_at"] < end)
        assert stock.loc[stock["date"] == day, "reserved"].sum() == lines.loc[waits, "qty"].sum()


def test_purchases_explain_what_is_on_order(table: Load) -> None:
    purchases, stock = table("purchase_orders"), table("inventory_daily")
    assert (purchases["qty"] == purchases["qty_ok"] + purchases["qty_defect"]).all()
    assert (purchases["ordered_at"] < purchases["received_at"]).all()
    launched = table("products").set_index("sku_id")["launched_on"]
    for day in pd.to_datetime(["2024-03-01", "2025-07-15"]):
        open_lines = purchases[(purchases["ordered_at"] <= day) & (purchases["received_at"] > day)]
        # Goods not yet on sale have no stock row.
        open_lines = open_lines[open_lines["sku_id"].map(launched) <= day]
        assert stock.loc[stock["date"] == day, "on_order"].sum() == open_lines["qty"].sum()


def test_amounts_of_an_order_add_up(table: Load) -> None:
    orders, items, returns = table("orders"), table("order_items"), table("returns")
    lines = items.assign(value=fen(items["unit_price"]) * items["qty"], off=fen(items["discount_alloc"]))
    sums = lines.groupby("order_id")[["value", "off"]].sum()
    orders = orders.set_index("order_id")
    assert sums.index.equals(orders.index)
    assert (sums["value"] == fen(orders["gross"])).all()
    assert (sums["off"] == fen(orders["discount"])).all()
    due = fen(orders["gross"]) - fen(orders["discount"]) + fen(orders["freight"])
    paid = orders["paid_at"].notna()
    assert (fen(orders["paid"]) == due.where(paid, 0)).all()
    assert (due > 0).all()
    assert orders.loc[~paid, "status"].isin(["cancelled", "closed"]).all()
    assert not orders.loc[paid, "status"].isin(["cancelled", "closed"]).any()
    closed = (
        returns.dropna(subset=["closed_at"]).assign(amount=fen(returns["amount"])).groupby("order_id")["amount"].sum()
    )
    assert (fen(orders["refund"]) == closed.reindex(orders.index, fill_value=0)).all()
    assert (orders["refund"] <= orders["paid"]).all()


def test_coupons_and_orders_name_each_other(table: Load) -> None:
    coupons, orders = table("coupons"), table("orders")
    used = coupons.dropna(subset=["order_id"])
    both = orders.dropna(subset=["coupon_id"]).merge(used, on="coupon_id", suffixes=("", "_coupon"))
    assert len(both) == len(used) == orders["coupon_id"].notna().sum()
    assert (both["order_id"] == both["order_id_coupon"]).all()
    assert (both["user_id"] == both["user_id_coupon"]).all()
    assert (both["used_at"] == both["created_at"]).all()
    assert (both["gross"] >= both["threshold"]).all()
    assert (both["issued_at"] <= both["used_at"]).all()
    assert not coupons.loc[coupons["holdout"], "used_at"].notna().any()


def test_time_runs_forward(table: Load) -> None:
    orders = table("orders")
    for earlier, later in (("created_at", "paid_at"), ("paid_at", "shipped_at"), ("shipped_at", "delivered_at")):
        there = orders[later].notna()
        assert (orders.loc[there, later] > orders.loc[there, earlier]).all()
    assert orders["created_at"].is_monotonic_increasing
    registered = table("users").set_index("user_id")["registered_at"]
    assert (orders["created_at"] > orders["user_id"].map(registered)).all()
    tickets = table("cs_tickets")
    solved = tickets.dropna(subset=["resolved_at"])
    assert (solved["opened_at"] < solved["first_reply_at"]).all()
    assert (solved["first_reply_at"] < solved["resolved_at"]).all()
    for name, column in (("reviews", "created_at"), ("returns", "requested_at"), ("orders", "paid_at")):
        assert table(name)[column].max() < pd.Timestamp("2026-01-01")


def test_the_ledger_ties_to_orders_returns_advertising_and_payouts(table: Load) -> None:
    ledger, orders, returns = table("ledger"), table("orders"), table("returns")
    paid = orders.dropna(subset=["paid_at"])
    items = table("order_items")
    lines = items[items["order_id"].isin(paid["order_id"])]
    book = fen(ledger["amount"]).groupby(ledger["account"]).sum()
    assert book["sales"] == fen(paid["gross"]).sum() - fen(paid["discount"]).sum()
    assert book["freight_income"] == fen(paid["freight"]).sum()
    assert book["sales"] + book["freight_income"] == fen(paid["paid"]).sum()
    assert book["refunds"] == -fen(orders["refund"]).sum()
    assert book["cogs"] == -(fen(lines["unit_cost"]) * lines["qty"]).sum()
    assert book["media"] == -fen(table("ads_daily")["cost"]).sum()
    payouts = table("settlements")
    assert fen(payouts["fee"]).sum() == -(book["commission"] + book["payment_fee"])
    assert fen(payouts["gross"]).sum() == book["sales"] + book["freight_income"] + book["refunds"]
    assert (fen(payouts["paid"]) == fen(payouts["gross"]) - fen(payouts["fee"])).all()
    # Day by day and shop by shop, too.
    sales = fen(ledger["amount"])[ledger["account"].isin(["sales", "freight_income"])]
    by_shop = sales.groupby([ledger["date"], ledger["shop_id"].astype("float64")]).sum()
    from_orders = fen(paid["paid"]).groupby([paid["paid_at"].dt.normalize(), paid["shop_id"].astype("float64")]).sum()
    assert np.array_equal(by_shop.to_numpy(), from_orders.to_numpy())
    # One half month of one platform, by hand: orders paid and returns closed from 1 to 15 November 2025.
    first, end = pd.Timestamp("2025-11-01"), pd.Timestamp("2025-11-16")
    taken = paid[(paid["platform_id"] == 2) & paid["paid_at"].between(first, end, inclusive="left")]
    back = returns.merge(orders[["order_id", "platform_id"]], on="order_id")
    back = back[(back["platform_id"] == 2) & back["closed_at"].between(first, end, inclusive="left")]
    row = payouts[(payouts["platform_id"] == 2) & (payouts["period"] == "2025-11-A")].iloc[0]
    assert round(row["gross"] * 100) == fen(taken["paid"]).sum() - fen(back["amount"]).sum()


def test_advertising_counts_the_paid_visits_of_the_day(table: Load) -> None:
    ads, sessions, orders = table("ads_daily"), table("sessions"), table("orders")
    visits = sessions[sessions["medium"] == "paid"]
    paid = orders.dropna(subset=["paid_at"])[["session_id", "paid"]]
    visits = visits.merge(paid, on="session_id", how="left").assign(date=visits["started_at"].dt.normalize().to_numpy())
    key = ["date", "source", "campaign"]
    expected = visits.groupby(key).agg(
        visits=("session_id", "size"), new_visitors=("is_new", "sum"), orders=("paid", "count"), revenue=("paid", "sum")
    )
    inside = ads[ads["date"].between(FIRST, LAST, inclusive="left")].rename(columns={"channel": "source"})
    found = inside.groupby(key)[["visits", "new_visitors", "orders", "revenue"]].sum()
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)
    assert (ads["clicks"] >= ads["visits"]).all()
    assert (ads["impressions"] >= ads["clicks"]).all()


def test_daily_figures_are_those_of_the_tables(table: Load) -> None:
    daily = table("metric_daily").pivot(index="date", columns=["metric", "scope"], values="value")
    orders = table("orders").dropna(subset=["paid_at"])
    day = orders["paid_at"].dt.normalize()
    assert np.allclose(daily[("gmv", "all")], orders.groupby(day)["paid"].sum().reindex(daily.index, fill_value=0))
    shop = orders[orders["shop_id"] == 3]
    counts = shop.groupby(shop["paid_at"].dt.normalize()).size().reindex(daily.index, fill_value=0)
    assert (daily[("orders", "shop_3")] == counts).all()
    sessions = table("sessions")
    visits = sessions.groupby(sessions["started_at"].dt.normalize()).size()
    assert (daily[("visits", "all")].loc[visits.index] == visits).all()

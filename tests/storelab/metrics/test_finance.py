"""The ledger's statements and channels; capital, cash, break-even and present value."""

import math

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import data, metrics, use_language
from storelab.errors import StoreLabError
from storelab.metrics.ledger import BLOCKS

relaxed = settings(max_examples=50, deadline=None)


@pytest.fixture
def ledger():
    # November: sales 1000 + freight 10.10 - refunds 60.10 = 950; goods 400; platform 47.50; media 100; labour 150;
    # tax 25. Gross 550; contribution 402.50; before tax 252.50; net 227.50. October and December lie outside.
    rows = [
        ("2025-11-01", "sales", 1, 700.0), ("2025-11-30", "sales", 2, 300.0), ("2025-11-02", "freight_income", 1, 10.1),
        ("2025-11-03", "refunds", 2, -60.1), ("2025-11-01", "cogs", 1, -250.0), ("2025-11-09", "cogs", 2, -150.0),
        ("2025-11-09", "commission", 1, -40.0), ("2025-11-09", "payment_fee", 1, -7.5), ("2025-11-11", "media", None, -100.0),
        ("2025-11-30", "labour", None, -150.0), ("2025-11-30", "tax", None, -25.0), ("2025-10-31", "sales", 1, 5.0),
        ("2025-12-01", "sales", 1, 7.0),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["date", "account", "platform_id", "amount"])
    return table.assign(date=pd.to_datetime(table["date"]))


@pytest.fixture
def november(ledger):
    return ledger[ledger["date"].between("2025-11-01", "2025-11-30")]


def test_income_statement_and_profit_by_hand(ledger, november, engine, same):
    assert metrics.income_statement(engine(ledger), "2025-11") == pytest.approx(
        {
            "sales": 950, "cogs": 400, "gross": 550, "platform": 47.5, "marketing": 100, "logistics": 0,
            "contribution": 402.5, "labour": 150, "other": 0, "before_tax": 252.5, "tax": 25, "net": 227.5,
            "gross_rate": 550 / 950, "net_rate": 227.5 / 950,
        },
        rel=1e-14,
    )  # fmt: skip
    assert metrics.profit(engine(november), kind="net") == 227.5
    assert metrics.profit_rate(engine(november)) == pytest.approx(402.5 / 950)
    # Platform 1: 710.1 of sales, less 250 and 47.5; platform 2: 239.9 less 150; what belongs to none: -100 of media.
    expected = pd.DataFrame({"platform_id": [1, 2, None], "profit": [412.6, 89.9, -100.0]})
    same(metrics.profit(engine(november), "platform_id"), expected)
    rates = expected.assign(profit=[412.6 / 710.1, 89.9 / 239.9, None]).set_axis(["platform_id", "profit_rate"], axis=1)
    same(metrics.profit_rate(engine(november), "platform_id"), rates)
    blocks = pd.DataFrame(
        {"block": ["cogs", "labour", "marketing", "platform", "tax"], "cost": [400.0, 150, 100, 47.5, 25]}
    )
    result = metrics.cost_blocks(engine(november))
    assert isinstance(result, engine.kind)
    same(result, blocks.assign(share_of_sales=blocks["cost"] / 950))
    # The sum of media and labour is 250. A driver of 1 to 2 gives 91.67 and 183.33 of 275.00: the larger remainder is
    # that of platform 1 (0.666... fen).
    channels = pd.DataFrame(
        {
            "platform_id": [1, 2],
            "sales": [710.1, 239.9],
            "direct_cost": [297.5, 150.0],
            "direct_profit": [412.6, 89.9],
            "allocated_cost": [91.67, 183.33],
            "profit": [320.93, -93.43],
            "profit_rate": [320.93 / 710.1, -93.43 / 239.9],
        }
    )
    same(metrics.channel_profit(engine(november), {1: 1, 2: 2}), channels)


def test_the_ledger_as_pandas_has_it(engine, same):
    rng = np.random.default_rng(18)
    accounts = np.array(["sales", "refunds", "cogs", "media", "commission", "labour"])
    account = rng.choice(accounts, 400, p=[0.4, 0.1, 0.2, 0.1, 0.1, 0.1])
    amount = rng.integers(1, 99_999, 400) / 100 * np.where(account == "sales", 3, -1)
    books = pd.DataFrame({"account": account, "shop": rng.choice(["a", "b", "c"], 400), "amount": amount})
    books["amount"] = books["amount"].round(2).where(rng.random(400) > 0.02)
    blocks = books["account"].map(
        {
            "sales": "sales",
            "refunds": "sales",
            "cogs": "cogs",
            "media": "marketing",
            "commission": "platform",
            "labour": "labour",
        }
    )
    sold = books[blocks == "sales"].groupby("shop")["amount"].sum()
    costs = (
        (-books[blocks != "sales"].groupby(["shop", blocks.rename("block")])["amount"].sum())
        .rename("cost")
        .reset_index()
    )
    same(
        metrics.cost_blocks(engine(books), "shop"), costs.assign(share_of_sales=costs["cost"] / costs["shop"].map(sold))
    )
    left = books[blocks != "labour"].groupby("shop")["amount"].sum()
    same(metrics.profit_rate(engine(books), "shop"), (left / sold).rename("profit_rate").reset_index())


def test_accounts_of_ones_own(november):
    more = pd.concat([november, pd.DataFrame({"account": ["rent"], "amount": [-33.0]})])
    with pytest.raises(StoreLabError, match="no block is known for the accounts 'rent'"):
        metrics.profit(more, kind="net")
    blocks = BLOCKS | {"rent": "other"}
    assert metrics.profit(more, kind="net", blocks=blocks) == pytest.approx(194.5)
    assert metrics.profit(more, kind="contribution", blocks=blocks) == pytest.approx(402.5)
    assert metrics.cost_blocks(more, blocks=blocks).set_index("block")["cost"]["other"] == 33


def test_an_empty_ledger(ledger):
    nothing = metrics.income_statement(ledger, "2024-01")
    assert nothing["sales"] == nothing["net"] == 0
    assert math.isnan(nothing["net_rate"])
    assert math.isnan(metrics.profit_rate(ledger.head(0)))
    assert metrics.profit(ledger.head(0)) == 0
    assert len(metrics.cost_blocks(ledger.head(0))) == 0
    # More refunds than sales: no rate, as a number and in a frame.
    refunds = pd.DataFrame({"account": ["refunds"], "amount": [-5.0], "shop": ["a"]})
    assert math.isnan(metrics.profit_rate(refunds))
    assert metrics.profit_rate(refunds, "shop")["profit_rate"].isna().all()


def test_the_ledger_refuses(ledger, november):
    with pytest.raises(StoreLabError, match=r"month must be such as '2025-11', not '2025-13'"):
        metrics.income_statement(ledger, "2025-13")
    with pytest.raises(StoreLabError, match=r"kind must say which profit: 'gross'.*got 'ebit'"):
        metrics.profit(ledger, kind="ebit")
    with pytest.raises(StoreLabError, match=r"driver has no value for these channels.*2"):
        metrics.channel_profit(november, {1: 1})
    with pytest.raises(StoreLabError, match="driver must hold numbers from 0 on"):
        metrics.channel_profit(november, {1: 0, 2: 0})
    with pytest.raises(StoreLabError, match=r"blocks may be .* got fun"):
        metrics.profit(ledger, blocks={"sales": "fun"})
    with pytest.raises(StoreLabError, match="'amount' must hold numbers"):
        metrics.profit(ledger.assign(amount="1"))
    use_language("zh")
    with pytest.raises(StoreLabError, match="科目 'sales' 不知道归到哪一类"):
        metrics.profit(ledger[:1], blocks={"cogs": "cogs"})


@relaxed
@given(
    st.lists(st.tuples(st.sampled_from([1, 2, 3, None]), st.integers(-10_000, 10_000)), min_size=1, max_size=20),
    st.lists(st.floats(0.01, 100), min_size=4, max_size=4),
)
def test_channels_tie_to_the_fen(rows, driver):
    books = pd.DataFrame(rows, columns=["platform_id", "fen"]).astype({"platform_id": "Int64"})
    books = books.assign(account=["sales" if fen > 0 else "media" for fen in books["fen"]], amount=books["fen"] / 100)
    # Channel 4 is not in the ledger and takes its part of the shared entries.
    result = metrics.channel_profit(books, pd.Series(driver, index=[1, 2, 3, 4]))
    assert round(result["profit"].sum() * 100) == books["fen"].sum()
    shared = books.loc[books["platform_id"].isna(), "fen"].sum()
    assert round(result["allocated_cost"].sum() * 100) == -shared
    exact = -shared / 100 * np.array(driver) / sum(driver)
    assert (result["allocated_cost"] - exact).abs().max() < 0.01 + 1e-9


@relaxed
@given(
    st.lists(st.tuples(st.sampled_from(list(BLOCKS)), st.integers(-99_999, 99_999), st.integers(0, 60)), max_size=25)
)
def test_statements_tie_to_the_fen(rows):
    books = pd.DataFrame(rows, columns=["account", "fen", "day"]).astype({"account": str, "fen": int, "day": int})
    books["amount"] = books["fen"] / 100
    books["date"] = pd.Timestamp("2025-10-01") + pd.to_timedelta(books["day"], unit="D")
    entries = books[books["date"] < "2025-11-01"]
    lines = metrics.income_statement(books, "2025-10")
    fen = {name: round(value * 100) for name, value in lines.items() if not name.endswith("rate")}
    assert fen["net"] == entries["fen"].sum()
    assert fen["gross"] == fen["sales"] - fen["cogs"]
    assert fen["contribution"] == fen["gross"] - fen["platform"] - fen["marketing"] - fen["logistics"]
    assert fen["net"] == fen["contribution"] - fen["labour"] - fen["other"] - fen["tax"]
    assert round(metrics.cost_blocks(entries)["cost"].sum() * 100) == fen["sales"] - fen["net"]
    assert metrics.profit(entries) == lines["contribution"]


def test_the_course_ledger_ties():
    books = data.load("ledger")
    fen = (books["amount"] * 100).round().astype(int)
    orders = data.load("orders").dropna(subset="platform_id").groupby("platform_id").size()
    assert round(metrics.income_statement(books)["net"] * 100) == fen.sum()
    channels = metrics.channel_profit(books, orders)
    assert round(channels["profit"].sum() * 100) == fen.sum()
    assert round(channels["allocated_cost"].sum() * 100) == -fen[books["platform_id"].isna()].sum()
    november = books["date"].dt.strftime("%Y-%m") == "2025-11"
    assert round(metrics.income_statement(books, "2025-11")["net"] * 100) == fen[november].sum()


def test_profit_after_tax():
    assert metrics.profit_after_tax(1000, 0.2) == 800
    assert metrics.profit_after_tax(-100, 0.2) == -100
    assert metrics.profit_after_tax(1000, 0.2, losses_carried=400) == 880  # 20 % of 600
    with pytest.raises(StoreLabError, match="tax_rate must be from 0 to 1, not 20"):
        metrics.profit_after_tax(1000, 20)


def test_capital_and_cash_cycle():
    assert metrics.capital_turnover(1200, 300) == 4
    assert metrics.capital_turnover_days(1200, 300) == 91.25  # 365 / 4
    assert math.isnan(metrics.capital_turnover(1200, 0))
    assert list(metrics.capital_turnover(pd.Series([10.0, 6.0]), pd.Series([5.0, 4.0]))) == [2, 1.5]
    assert math.isnan(metrics.capital_turnover(pl.Series([10.0]), pl.Series([0.0]))[0])
    # 100 * 365 / 730 = 50 days of stock, 20 * 365 / 1460 = 5 of receivables, 60 * 365 / 730 = 30 of payables.
    assert metrics.cash_conversion_cycle(100, 20, 60, 730, 1460) == pytest.approx(25)
    assert math.isnan(metrics.cash_conversion_cycle(100, 20, 60, 0, 1460))
    with pytest.raises(StoreLabError, match="days must be above 0"):
        metrics.cash_conversion_cycle(1, 1, 1, 1, 1, days=0)
    assert metrics.closing_cash(100, 50, 70) == 80
    with pytest.raises(StoreLabError, match="outflow must be at least 0"):
        metrics.closing_cash(100, 50, -70)


def test_cash_forecast_by_hand(engine, same):
    # 100 + 30.3 - 50.1 = 80.2; no flow in week 2; 80.2 - 60 = 20.2 is below 50, and stays so; week 5 is back above.
    flows = pd.DataFrame({"week": [5, 1, 1, 3], "amount": [40.0, 30.3, -50.1, -60.0]})
    expected = pd.DataFrame(
        {
            "week": [1, 2, 3, 4, 5],
            "inflow": [30.3, 0, 0, 0, 40],
            "outflow": [50.1, 0, 60, 0, 0],
            "closing": [80.2, 80.2, 20.2, 20.2, 60.2],
            "below_minimum": [False, False, True, True, False],
            "alert": [False, False, True, False, False],
        }
    )
    result = metrics.cash_forecast(100, engine(flows), 50, weeks=5)
    assert isinstance(result, engine.kind)
    same(result, expected)
    dated = flows.assign(week=pd.Timestamp("2025-10-06") + pd.to_timedelta((flows["week"] - 1) * 7, unit="D"))
    weeks = pd.date_range("2025-10-06", periods=5, freq="7D")
    same(metrics.cash_forecast(100, engine(dated), 50, weeks=5), expected.assign(week=weeks))


def test_cash_forecast_is_a_quarter_and_refuses():
    flows = pd.DataFrame({"week": [10, 22, 23], "amount": [1.0, 2.0, 4.0]})
    result = metrics.cash_forecast(0, flows, -1)
    assert list(result["week"]) == list(range(10, 23))
    assert result["closing"].iloc[-1] == 3  # week 23 is the fourteenth
    assert not result["alert"].any()
    assert len(metrics.cash_forecast(0, flows.head(0), 0)) == 0
    uneven = pd.DataFrame({"week": pd.to_datetime(["2025-10-06", "2025-10-14"]), "amount": [1.0, 1.0]})
    with pytest.raises(StoreLabError, match="whole weeks apart"):
        metrics.cash_forecast(0, uneven, 0)
    with pytest.raises(StoreLabError, match="weeks must be whole numbers or days"):
        metrics.cash_forecast(0, flows.assign(week="W1"), 0)
    use_language("zh")
    with pytest.raises(StoreLabError, match="相隔整数周"):
        metrics.cash_forecast(0, uneven, 0)


@relaxed
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(-10_000, 10_000)), min_size=1, max_size=40),
    st.integers(-9_999, 9_999),
)
def test_cash_ends_where_all_flows_lead(rows, opening):
    flows = pd.DataFrame(rows, columns=["week", "amount"]).astype({"amount": float})
    result = metrics.cash_forecast(opening, flows, 0)
    assert result["closing"].iloc[-1] == opening + flows["amount"].sum()
    assert result["alert"].sum() == result["below_minimum"].any()
    assert (result["alert"] <= result["below_minimum"]).all()


def test_break_even():
    assert metrics.break_even_sales(30_000, 0.25) == 120_000
    assert metrics.break_even_sales(30_000, 0.25, target_profit=5_000) == 140_000
    for rate in (0, -0.1, math.nan):
        assert math.isnan(metrics.break_even_sales(30_000, rate))
    with pytest.raises(StoreLabError, match="contribution_rate must be at most 1"):
        metrics.break_even_sales(30_000, 25)


def test_present_value_and_payback():
    # -100 + 60 / 1.1 + 60 / 1.21 = 4.132.
    assert metrics.net_present_value(0.1, [-100, 60, 60]) == pytest.approx(-100 + 60 / 1.1 + 60 / 1.21)
    assert metrics.net_present_value(0.1, []) == 0
    assert metrics.payback_time([-100, 60, 60]) == pytest.approx(1 + 40 / 60)
    # Discounted: after one period 100 - 54.545 = 45.4545 are left, of 49.587.
    assert metrics.payback_time([-100, 60, 60], 0.1) == pytest.approx(1 + (100 - 60 / 1.1) / (60 / 1.21))
    assert metrics.payback_time([-100, 120, -50, 60]) == pytest.approx(2 + 30 / 60)  # paid, not paid, paid to stay
    assert metrics.payback_time([5, 1]) == 0
    assert math.isnan(metrics.payback_time([-100, 60]))
    assert math.isnan(metrics.payback_time([]))
    with pytest.raises(StoreLabError, match="rate must be above -1"):
        metrics.net_present_value(-1, [1])


@relaxed
@given(st.lists(st.floats(0, 1_000), min_size=1, max_size=10), st.floats(0, 0.5), st.floats(0.01, 0.5))
def test_a_higher_rate_makes_later_money_worth_less(flows, rate, more):
    assert metrics.net_present_value(rate + more, [-100, *flows]) <= metrics.net_present_value(rate, [-100, *flows])

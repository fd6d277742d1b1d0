"""Value-added tax and customs duty, from dated tables. The rates below are invented."""

import math
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics, use_language
from storelab.errors import StoreLabError

relaxed = settings(max_examples=40, deadline=None)
COLUMNS = ["tax", "taxpayer", "rate", "threshold", "relief", "valid_from", "valid_to", "source"]


@pytest.fixture(scope="module")
def params():
    rows = [
        ("vat", "general", 0.20, None, None, "2020-01-01", "2025-06-30", "notice 1"),
        ("vat", "general", 0.25, None, None, "2025-07-01", None, "notice 2"),
        ("vat", "small_scale", 0.05, 1000.0, 0.4, "2025-01-01", "2025-12-31", "notice 3"),
        ("income", "general", 0.30, None, None, "2020-01-01", None, "act"),
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.assign(valid_from=pd.to_datetime(table["valid_from"]), valid_to=pd.to_datetime(table["valid_to"]))


SALES = pd.DataFrame({"amount": [1500.0, 750.0, -250.0]})
INPUTS = pd.DataFrame({"tax": [100.0, 33.33]})


def test_the_row_of_the_day(params, engine):
    found = metrics.tax_parameters(engine(params), "vat", "general", "2025-06-30")
    assert found == {"rate": 0.2, "threshold": 0, "relief": 0, "source": "notice 1"}  # the last day counts
    assert metrics.tax_parameters(engine(params), "vat", "general", "2025-07-01")["rate"] == 0.25
    assert metrics.tax_parameters(engine(params), "vat", "small_scale", "2025-12-31")["relief"] == 0.4


def test_vat_by_hand(params, engine):
    tables = engine(SALES), engine(INPUTS), engine(params)
    # 2000 with tax at 25 %: 1600 without, 400 of tax, less 133.33.
    assert metrics.vat_statement(*tables, "general", "2025-11-30") == pytest.approx(
        {"net_sales": 1600, "output_tax": 400, "input_tax": 133.33, "payable": 266.67, "carried_forward": 0}
    )
    # Half a year before, at 20 %: 2000 / 1.2 * 0.2 = 333.33.
    assert metrics.vat_payable(*tables, "general", "2025-01-31") == pytest.approx(200)
    # Small-scale: 2000 / 1.05 = 1904.76 is above 1000; 5 % of it, of which 40 % are waived: 57.14. No input tax.
    small = metrics.vat_statement(*tables, "small_scale", "2025-11-30")
    assert small == pytest.approx(
        {"net_sales": 1904.76, "output_tax": 57.14, "input_tax": 0, "payable": 57.14, "carried_forward": 0}
    )


def test_vat_up_to_the_threshold_and_below_zero(params):
    few = pd.DataFrame({"amount": [1000.0]})
    assert metrics.vat_payable(few, INPUTS, params, "small_scale", "2025-11-30", tax_included=False) == 0
    more = pd.DataFrame({"amount": [1000.01]})
    # The whole of it is taxed, not what lies above: 1000.01 * 0.05 * 0.6 = 30.0003.
    assert metrics.vat_payable(more, INPUTS, params, "small_scale", "2025-11-30", tax_included=False) == 30
    left = metrics.vat_statement(pd.DataFrame({"amount": [125.0]}), INPUTS, params, "general", "2025-11-30")
    assert (left["payable"], left["carried_forward"]) == (0, pytest.approx(108.33))
    nothing = metrics.vat_statement(SALES.head(0), INPUTS.head(0), params, "general", "2025-11-30")
    assert set(nothing.values()) == {0}


def test_tax_burden():
    assert metrics.tax_burden(266.67, 1600) == pytest.approx(266.67 / 1600)
    assert math.isnan(metrics.tax_burden(5, 0))
    assert list(metrics.tax_burden(pd.Series([5.0]), pd.Series([50.0]))) == [0.1]


@relaxed
@given(st.lists(st.integers(-10_000, 100_000), min_size=1, max_size=20), st.integers(0, 100_000))
def test_what_is_paid_and_carried_is_output_less_input(amounts, tax):
    table = pd.DataFrame(
        [("vat", "general", 0.25, None, None, pd.Timestamp("2025-01-01"), pd.NaT, "")], columns=COLUMNS
    )
    table = table.astype({"threshold": float, "relief": float, "valid_to": "datetime64[us]"})
    sales = pd.DataFrame({"amount": [amount / 100 for amount in amounts]})
    result = metrics.vat_statement(sales, pd.DataFrame({"tax": [tax / 100]}), table, "general", "2025-03-01")
    assert result["payable"] - result["carried_forward"] == pytest.approx(result["output_tax"] - tax / 100)
    assert min(result["payable"], result["carried_forward"]) == 0
    assert result["net_sales"] + result["output_tax"] == pytest.approx(sum(amounts) / 100, abs=0.0101)


def test_vat_refuses(params):
    with pytest.raises(StoreLabError, match="0 rows hold for tax 'vat', taxpayer 'general' on 2019-12-31"):
        metrics.vat_payable(SALES, INPUTS, params, "general", "2019-12-31")
    twice = pd.concat([params, params])
    with pytest.raises(StoreLabError, match="2 rows hold for tax 'vat'"):
        metrics.vat_payable(SALES, INPUTS, twice, "general", "2025-11-30")
    with pytest.raises(StoreLabError, match="rate and relief are shares from 0 to 1; got 25 and 0"):
        metrics.vat_payable(SALES, INPUTS, params.assign(rate=25.0), "general", "2025-11-30")
    with pytest.raises(StoreLabError, match="1 values of 'tax' are negative"):
        metrics.vat_payable(SALES, pd.DataFrame({"tax": [-1.0]}), params, "general", "2025-11-30")
    with pytest.raises(StoreLabError, match="on_date must be a day"):
        metrics.vat_payable(SALES, INPUTS, params, "general", "November")
    use_language("zh")
    with pytest.raises(StoreLabError, match="有 0 行有效，应该正好一行"):
        metrics.vat_payable(SALES, INPUTS, params, "village", "2025-11-30")


@pytest.fixture(scope="module")
def duties():
    rows = [
        ("6101", "CN", 0.10, 0.20, 500.0, 1000.0, "2025-01-01", "2025-06-30"),
        ("6101", "CN", 0.08, 0.20, 500.0, 1000.0, "2025-07-01", None),
        ("8517", "CN", 0.00, 0.10, None, None, "2025-01-01", None),
    ]
    columns = ["hs_code", "country", "duty", "vat", "limit_order", "limit_year", "valid_from", "valid_to"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(valid_from=pd.to_datetime(table["valid_from"]), valid_to=pd.to_datetime(table["valid_to"]))


def test_customs_duty_by_hand(duties, engine, same):
    # User 1: 500 is within 500 and comes in free; 400 makes 900 in the year, free; 101.05 makes 1001.05, above 1000:
    # duty 8 % of 101.05 = 8.08, tax 20 % of 109.13 = 21.83. User 2: 600 is above 500: at noon of the last day of the
    # old rate 10 % = 60, tax 20 % of 660 = 132. User 3: nothing is free without limits: no duty, tax 10 % of 10.
    orders = pd.DataFrame(
        {
            "order_id": [5, 1, 2, 3, 4],
            "user_id": [3, 1, 1, 1, 2],
            "hs_code": ["8517", "6101", "6101", "6101", "6101"],
            "country": "CN",
            "price": [10.0, 450.0, 400.0, 100.0, 550.0],
            "freight": [np.nan, 40.0, np.nan, 1.0, 40.0],
            "insurance": [np.nan, 10.0, np.nan, 0.05, 10.0],
            "arrived_at": pd.to_datetime(["2025-03-01 00:00", "2025-02-01 00:00", "2025-08-01 08:00", "2025-08-01 09:00", "2025-06-30 12:00"]),
        }
    )  # fmt: skip
    expected = pd.DataFrame(
        {
            "order_id": [1, 2, 3, 4, 5],
            "dutiable_value": [500, 400, 101.05, 600, 10],
            "year_value": [500, 900, 1001.05, 600, 10],
            "within_limits": [True, True, False, False, False],
            "duty": [0, 0, 8.08, 60, 0],
            "vat": [0, 0, 21.83, 132, 1],
        }
    )
    result = metrics.customs_duty(engine(orders), engine(duties))
    assert isinstance(result, engine.kind)
    same(result, expected)


def test_customs_duty_as_plain_python_has_it(duties, engine, same):
    rng = np.random.default_rng(58)
    orders = pd.DataFrame(
        {
            "order_id": rng.permutation(80),
            "user_id": rng.integers(1, 6, 80),
            "hs_code": rng.choice(["6101", "8517"], 80),
            "country": "CN",
            "price": rng.integers(1, 60_000, 80) / 100,
            "freight": np.where(rng.random(80) < 0.3, np.nan, rng.integers(0, 2_000, 80) / 100),
            "insurance": 0.5,
            "arrived_at": pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 720, 80), unit="D"),
        }
    )
    spent, rows = {}, []
    for row in orders.sort_values(["arrived_at", "order_id"]).itertuples():
        value = sum(Decimal(str(part)) for part in (row.price, row.freight, row.insurance) if part == part)
        key = row.user_id, row.arrived_at.year
        spent[key] = spent.get(key, 0) + value
        free = row.hs_code == "6101" and value <= 500 and spent[key] <= 1000
        late = row.arrived_at >= pd.Timestamp("2025-07-01")
        rate, vat = (("0.08" if late else "0.10"), "0.20") if row.hs_code == "6101" else ("0", "0.10")
        duty = Decimal(0) if free else (value * Decimal(rate)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        tax = Decimal(0) if free else ((value + duty) * Decimal(vat)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        rows.append((row.order_id, float(value), float(spent[key]), free, float(duty), float(tax)))
    columns = ["order_id", "dutiable_value", "year_value", "within_limits", "duty", "vat"]
    same(
        metrics.customs_duty(engine(orders), engine(duties)),
        pd.DataFrame(rows, columns=columns).sort_values("order_id"),
    )


def test_customs_refuses(duties):
    orders = pd.DataFrame(
        {
            "order_id": [1, 2], "user_id": 1, "hs_code": "6101", "country": "CN", "price": 1.0, "freight": 1.0,
            "insurance": 0.0, "arrived_at": pd.to_datetime(["2025-03-01", "2024-12-31"]),
        }
    )  # fmt: skip
    with pytest.raises(StoreLabError, match="1 find none, 0 rows are too many"):
        metrics.customs_duty(orders, duties)
    with pytest.raises(StoreLabError, match="0 find none, 1 rows are too many"):
        metrics.customs_duty(orders[:1], pd.concat([duties, duties[:1]]))
    with pytest.raises(StoreLabError, match="1 values of 'order_id' are there more than once"):
        metrics.customs_duty(orders.assign(order_id=1), duties)
    with pytest.raises(StoreLabError, match="2 values of 'price' are negative"):
        metrics.customs_duty(orders.assign(price=-1.0), duties)
    assert len(metrics.customs_duty(orders.head(0), duties)) == 0
    use_language("zh")
    with pytest.raises(StoreLabError, match="有 1 单找不到"):
        metrics.customs_duty(orders, duties)

"""ABC and XYZ classes: by hand, against pandas, and what must always hold."""

from importlib import import_module

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import engines
from storelab import metrics
from storelab.errors import StoreLabError

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


@pytest.fixture
def goods():
    # 5 sells 50 in two rows; 1 and 2 sell 15 each; 3 and 4 sell 10 each; 6 sold nothing; one value is missing. 100 in all.
    return pd.DataFrame({"sku_id": [5, 1, 2, 3, 4, 5, 6, 6], "paid": [30.0, 15.0, 15.0, 10.0, 10.0, 20.0, 0.0, np.nan]})


def test_abc_by_hand(goods, engine, same):
    # Before 5: 0. Before 1 and 2: 50 %. Before 3 and 4: 80 %, which is not below the cut of 80 %. 6 sold nothing.
    expected = pd.DataFrame(
        {
            "sku_id": [5, 1, 2, 3, 4, 6],
            "value": [50.0, 15.0, 15.0, 10.0, 10.0, 0.0],
            "share": [0.5, 0.15, 0.15, 0.1, 0.1, 0.0],
            "share_before": [0.0, 0.5, 0.5, 0.8, 0.8, 1.0],
            "abc": ["A", "A", "A", "B", "B", "C"],
        }
    )
    result = metrics.abc_classes(engine(goods.sample(frac=1, random_state=1)))
    assert isinstance(result, engine.kind)
    same(result, expected)
    # With cuts of 40 % and 80 %: 1 and 2 share one class, though 1 alone would bring B to 65 %.
    same(metrics.abc_classes(engine(goods), cuts=(0.4, 0.8)), expected.assign(abc=["A", "B", "B", "C", "C", "C"]))


def test_abc_of_one_item_and_of_none(goods, engine):
    one = engines.to_pandas(metrics.abc_classes(engine(goods[goods["sku_id"] == 3])))
    assert one[["value", "share", "share_before", "abc"]].values.tolist() == [[10.0, 1.0, 0.0, "A"]]
    unsold = engines.to_pandas(metrics.abc_classes(engine(goods[goods["sku_id"] == 6])))
    assert unsold["share"].isna().all()
    assert unsold["abc"].to_list() == ["C"]
    assert len(engines.to_pandas(metrics.abc_classes(engine(goods.head(0))))) == 0


@pytest.fixture
def weeks():
    # Four weeks from Monday, 2 June 2025, of which the last is cut off. 1: 4, 4, 4. 2: 9, 0, 0. 3: 2, 4, 0, a piece twice.
    rows = [
        (1, "2025-06-02", 4, 40.0), (1, "2025-06-10", 4, 40.0), (1, "2025-06-22 23:59", 4, 40.0), (2, "2025-06-08", 9, 9.0),
        (3, "2025-06-03", 2, 20.0), (3, "2025-06-09", 3, 30.0), (3, "2025-06-15", 1, 10.0), (2, "2025-06-23", 50, 500.0),
        (4, "2025-06-04", 0, 0.0), (2, "2025-06-01", 70, 700.0),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["sku_id", "paid_at", "qty", "paid"])
    return table.assign(paid_at=pd.to_datetime(table["paid_at"], format="ISO8601"))


def test_xyz_by_hand(weeks, engine, same):
    # The window ends on a Tuesday, so three weeks count. 1: no spread. 2: mean 3, variance (36 + 9 + 9) / 3 = 18.
    # 3: mean 2, variance (0 + 4 + 4) / 3.
    expected = pd.DataFrame(
        {
            "sku_id": [1, 2, 3, 4],
            "mean_demand": [4.0, 3.0, 2.0, 0.0],
            "variation": [0.0, 18**0.5 / 3, (8 / 3) ** 0.5 / 2, None],
            "xyz": ["X", "Z", "Y", "Z"],
        }
    )
    sales = engine(weeks)
    result = metrics.xyz_classes(sales, "2025-06-02", "2025-06-24")
    assert isinstance(result, engine.kind)
    same(result, expected)
    # Of 189 yuan in these weeks 1 brings 120, 3 60 (63.5 % before it), 2 9 (95.2 % before it).
    both = pd.DataFrame(
        {
            "sku_id": [1, 3, 2, 4],
            "value": [120.0, 60.0, 9.0, 0.0],
            "share": [120 / 189, 60 / 189, 9 / 189, 0.0],
            "share_before": [0.0, 120 / 189, 180 / 189, 1.0],
            "abc": ["A", "A", "C", "C"],
            "mean_demand": [4.0, 2.0, 3.0, 0.0],
            "variation": [0.0, (8 / 3) ** 0.5 / 2, 18**0.5 / 3, None],
            "xyz": ["X", "Y", "Z", "Z"],
            "class": ["AX", "AY", "CZ", "CZ"],
        }
    )
    same(metrics.abc_xyz(sales, "2025-06-02", "2025-06-24"), both)


def test_against_pandas(trade, engine, same):
    items = trade["order_items"].merge(trade["orders"][["order_id", "paid_at"]], on="order_id")
    items = items.assign(paid=(items["qty"] * items["unit_price"]).round(2)).dropna(subset=["paid_at"])
    items.loc[::17, "paid"] = np.nan
    sums = items.groupby("sku_id")["paid"].sum().sort_values(ascending=False, kind="stable")
    before = (sums.cumsum() - sums) / sums.sum()
    abc = pd.DataFrame({"value": sums.round(2), "share": sums / sums.sum(), "share_before": before}).reset_index()
    abc["abc"] = np.where(before < 0.5, "A", np.where(before < 0.9, "B", "C"))
    sales = engine(items.sample(frac=1, random_state=8))
    compared = metrics.abc_classes(sales, cuts=(0.5, 0.9))
    pd.testing.assert_frame_equal(engines.to_pandas(compared), abc, check_dtype=False, check_column_type=False)
    months = items.groupby(["sku_id", items["paid_at"].dt.to_period("M")])["qty"].sum().unstack(fill_value=0)
    months = months.reindex(columns=pd.period_range("2024-02", "2025-09", freq="M"), fill_value=0)
    variation = months.std(axis=1, ddof=0) / months.mean(axis=1)
    xyz = pd.DataFrame({"mean_demand": months.mean(axis=1), "variation": variation}).reset_index()
    xyz["xyz"] = np.where(variation <= 0.3, "X", np.where(variation <= 0.4, "Y", "Z"))
    same(metrics.xyz_classes(sales, "2024-01-15", "2025-10-30", freq="M", cuts=(0.3, 0.4)), xyz)


def test_refusals(goods, weeks, monkeypatch):
    with pytest.raises(StoreLabError, match="sales: 1 values of 'paid' are negative"):
        metrics.abc_classes(goods.assign(paid=[-1.0, *[1.0] * 7]))
    with pytest.raises(StoreLabError, match="sales: column 'paid' must hold numbers"):
        metrics.abc_classes(goods.assign(paid="much"))
    with pytest.raises(StoreLabError, match="sales: 2 rows have no sku_id"):
        metrics.abc_classes(goods.assign(sku_id=goods["sku_id"].where(goods["sku_id"] < 6)))
    for wrong in ((0.95, 0.8), (0.8,), (0.8, 1.2)):
        with pytest.raises(StoreLabError, match="cuts must be two rising shares from 0 to 1"):
            metrics.abc_classes(goods, cuts=wrong)
    with pytest.raises(StoreLabError, match="fewer than two whole periods"):
        metrics.xyz_classes(weeks, "2025-06-02", "2025-06-14")
    with pytest.raises(StoreLabError, match="sales: 1 values of 'qty' are negative"):
        metrics.xyz_classes(weeks.assign(qty=[-1, *[1] * 9]), "2025-06-02", "2025-06-24")
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="不足两个完整的周期"):
        metrics.abc_xyz(weeks, "2025-06-02", "2025-06-14")
    with pytest.raises(StoreLabError, match="cuts 应该是两个从小到大的数"):
        metrics.xyz_classes(weeks, "2025-06-02", "2025-06-24", cuts=(1, 1))


lines = st.lists(st.tuples(st.integers(1, 8), st.integers(0, 5_000)), min_size=1, max_size=40).map(
    lambda rows: pd.DataFrame({"sku_id": [item for item, _ in rows], "paid": [fen / 100 for _, fen in rows]})
)


@relaxed
@given(lines, st.floats(0.1, 0.8), st.integers(0, 9))
def test_classes_hold_what_they_promise(table, cut, seed):
    result = metrics.abc_classes(table, cuts=(cut, 0.95))
    assert "".join(result["abc"]) == "".join(sorted(result["abc"]))
    assert result.groupby("value")["abc"].nunique().le(1).all()
    assert (result.loc[result["value"] == 0, "abc"] == "C").all()
    if result["value"].sum() > 0:
        assert result["share"].sum() == pytest.approx(1)
        in_a = result[result["abc"] == "A"]
        assert in_a["share"].sum() >= cut - 1e-9
        # Without its smallest items it would not reach the cut.
        assert in_a.loc[in_a["value"] > in_a["value"].min(), "share"].sum() < cut
    pd.testing.assert_frame_equal(
        metrics.abc_classes(table.sample(frac=1, random_state=seed), cuts=(cut, 0.95)), result
    )

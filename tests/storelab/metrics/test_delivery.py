"""Times from order to door, speed, returns, costs, options, customs."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


def times(*texts):
    return pd.to_datetime([None if text is None else f"2025-03-{text}" for text in texts])


@pytest.fixture
def orders():
    """Seven orders: the fifth was never paid, the sixth is on its way, the seventh was sent just now."""
    return pd.DataFrame(
        {
            "order_id": [1, 2, 3, 4, 5, 6, 7],
            "city": ["Suzhou", "Suzhou", "Suzhou", "Wuxi", "Wuxi", "Wuxi", "Wuxi"],
            "created_at": times("01 08:00", "01 10:00", "02 00:00", "03 09:00", "03 09:00", "04 12:00", "09 12:00"),
            "paid_at": times("01 08:05", "01 10:05", "02 00:05", "03 09:05", None, "04 12:05", "09 12:05"),
            "shipped_at": times("01 20:00", "02 10:00", "02 06:00", "04 09:00", None, "05 00:00", "09 18:00"),
            "delivered_at": times("02 20:00", "04 22:00", "04 00:00", "09 09:00", None, "12 00:00", None),
            "is_cod": [True, False, None, False, True, False, False],
            "pay_method": ["cod", "alipay", "alipay", "wechat", "cod", "wechat", None],
        }
    )


def test_times_by_hand(orders, engine, same):
    table = engine(orders)
    # As of the 10th, hours from order to delivery: 36, 84, 48, 144; orders 6 and 7 are open. P90 at position 2.7
    # between 84 and 144: 126.
    found = metrics.order_to_receipt_time(table, "2025-03-10")
    expected = {"order_to_receipt_p50": 66.0, "order_to_receipt_p90": 126.0, "delivered": 4, "open": 2}
    assert found == pytest.approx(expected)
    by_city = metrics.order_to_receipt_time(table, "2025-03-10", by="city")
    assert isinstance(by_city, engine.kind)
    expected = {
        "city": ["Suzhou", "Wuxi"],
        "order_to_receipt_p50": [48.0, 144.0],
        "order_to_receipt_p90": [76.8, 144.0],
        "delivered": [3, 1],
        "open": [0, 2],
    }
    same(by_city, pd.DataFrame(expected))
    # From dispatch: 24, 60, 42, 120 hours.
    found = metrics.delivery_time(table, "2025-03-10")
    assert found == pytest.approx({"delivery_p50": 51.0, "delivery_p90": 102.0, "delivered": 4, "open": 2})
    # All but order 7 (sent 30 hours before the end of the 10th) have had 48 hours.
    expected = {"within_hours": [24.0, 48.0], "parcels": [6, 5], "delivered_share": [1 / 6, 2 / 5]}
    same(metrics.delivery_speed(table, "2025-03-10", within=(48, 24)), pd.DataFrame(expected))
    # Five days after dispatch: order 4 arrived just then, order 6 (sent on the 5th at 00:00) had not.
    assert metrics.undelivered_share(table, "2025-03-10", days=5) == 1 / 5
    expected = pd.DataFrame({"city": ["Suzhou", "Wuxi"], "undelivered_share": [0.0, 0.5]})
    same(metrics.undelivered_share(table, "2025-03-10", days=5, by="city"), expected)


def test_nothing_yet(orders, engine):
    nothing = engine(orders.head(0).astype({"is_cod": bool}))
    found = metrics.order_to_receipt_time(nothing, "2025-03-10")
    assert (found["delivered"], found["open"]) == (0, 0)
    assert math.isnan(found["order_to_receipt_p50"])
    assert math.isnan(metrics.undelivered_share(nothing, "2025-03-10"))
    assert math.isnan(metrics.cod_share(nothing))


@pytest.fixture
def shipments():
    return pd.DataFrame(
        {
            "order_id": [1, 1, 2, 3],
            "carrier": ["fast", "slow", "slow", "fast"],
            "cost": [8.10, 5.20, 6.00, 9.99],
            "delivered_at": times("02 20:00", None, "04 22:00", None),
        }
    )


@pytest.fixture
def xb_orders():
    return pd.DataFrame(
        {
            "order_id": [1, 2, 3, 4],
            "country": ["DE", "DE", "DE", "JP"],
            "arrived_at": times("01 00:00", "01 12:00", "02 00:00", "02 00:00"),
            "cleared_at": times("01 10:00", "02 18:00", None, "20 00:00"),
            "first_pass": [1, 0, None, 1],
        }
    )


def test_costs_returns_and_customs_by_hand(orders, shipments, xb_orders, engine, same):
    # 29.29 yuan for orders 1 and 2; the slow carrier brought order 2 for 5.20 + 6.00.
    assert metrics.delivery_cost_per_order(engine(shipments)) == pytest.approx(29.29 / 2)
    expected = pd.DataFrame({"carrier": ["fast", "slow"], "delivery_cost_per_order": [18.09, 11.20]})
    same(metrics.delivery_cost_per_order(engine(shipments), by="carrier"), expected)
    # Of six orders sent, order 1 came back (twice), order 2 was exchanged, order 5 was never sent.
    returns = pd.DataFrame({"order_id": [1, 1, 2, 5], "kind": ["return", "return", "exchange", "return"]})
    assert metrics.return_ratio(engine(orders), engine(returns)) == 1 / 6
    expected = pd.DataFrame({"city": ["Suzhou", "Wuxi"], "return_ratio": [2 / 3, 0.0]})
    by_city = metrics.return_ratio(engine(orders), engine(returns), by="city", kinds=("return", "exchange"))
    same(by_city, expected)
    # Two of seven orders are paid on delivery, one does not say.
    assert metrics.cod_share(engine(orders)) == 2 / 7
    # As of the 10th Germany cleared in 10 and 30 hours, one of them at the first try; one is open, as is Japan's.
    found = metrics.customs_clearance(engine(xb_orders), "2025-03-10")
    expected = {"clearance_p50": 20.0, "clearance_p90": 28.0, "first_pass_rate": 0.5, "cleared": 2, "open": 2}
    assert found == pytest.approx(expected)
    expected = {
        "country": ["DE", "JP"],
        "clearance_p50": [20.0, None],
        "clearance_p90": [28.0, None],
        "first_pass_rate": [0.5, None],
        "cleared": [2, 0],
        "open": [1, 1],
    }
    same(metrics.customs_clearance(engine(xb_orders), "2025-03-10", by="country"), pd.DataFrame(expected))
    # cod 2, alipay 2, wechat 2 of six known.
    found = metrics.option_diversity(engine(orders), offered=["alipay", "wechat", "cod", "card"])
    three = {"option_entropy": math.log2(3), "effective_options": 3.0}
    assert found == pytest.approx({"options": 4, "options_used": 3, **three})


@pytest.fixture(scope="module")
def parcels():
    rng = np.random.default_rng(13)
    n = 400
    created = pd.Timestamp("2025-03-01") + pd.to_timedelta(rng.integers(0, 30 * 86_400, n), unit="s")
    shipped = (created + pd.to_timedelta(rng.integers(60, 2 * 86_400, n), unit="s")).where(rng.random(n) < 0.95)
    delivered = (shipped + pd.to_timedelta(rng.integers(3600, 6 * 86_400, n), unit="s")).where(rng.random(n) < 0.9)
    table = pd.DataFrame(
        {
            "order_id": np.arange(n),
            "carrier": rng.choice(["fast", "slow", None], n),
            "created_at": created,
            "paid_at": created.where(rng.random(n) < 0.9),
            "shipped_at": shipped,
            "delivered_at": delivered,
            "is_cod": np.where(rng.random(n) < 0.1, np.nan, rng.integers(0, 2, n)),
            "cost": rng.integers(300, 2_000, n) / 100,
        }
    )
    return table.sample(frac=1, random_state=1)


def oracle(table, start, by, name):
    """P50, P90 in hours, delivered and open at the end of March 20th."""
    end = pd.Timestamp("2025-03-21")
    known = table[table[start] < end]
    done = known["delivered_at"] < end
    hours = ((known["delivered_at"] - known[start]) / pd.Timedelta(hours=1)).where(done)
    groups = hours.groupby(known[by], dropna=False)
    result = pd.DataFrame({f"{name}_p50": groups.median(), f"{name}_p90": groups.quantile(0.9)})
    result["delivered"] = done.groupby(known[by], dropna=False).sum()
    result["open"] = (~done).groupby(known[by], dropna=False).sum()
    return result.reset_index().sort_values(by, na_position="last")


def test_against_pandas(parcels, engine, same):
    table = engine(parcels)
    paid = parcels[parcels["paid_at"].notna()]
    expected = oracle(paid, "created_at", "carrier", "order_to_receipt")
    same(metrics.order_to_receipt_time(table, "2025-03-20", by="carrier"), expected)
    same(metrics.delivery_time(table, "2025-03-20", by="carrier"), oracle(parcels, "shipped_at", "carrier", "delivery"))

    end = pd.Timestamp("2025-03-21")
    rows = []
    for carrier in ("fast", "slow", None):
        of_carrier = parcels[parcels["carrier"].isna() if carrier is None else parcels["carrier"] == carrier]
        for hours in (24, 72):
            limit = pd.Timedelta(hours=hours)
            had = of_carrier[of_carrier["shipped_at"] <= end - limit]
            came = had["delivered_at"] - had["shipped_at"] <= limit
            rows.append((carrier, float(hours), len(had), came.mean()))
    expected = pd.DataFrame(rows, columns=["carrier", "within_hours", "parcels", "delivered_share"])
    same(metrics.delivery_speed(table, "2025-03-20", within=[24, 72], by="carrier"), expected)
    judged = parcels[parcels["shipped_at"] <= end - pd.Timedelta(days=4)]
    late = ~(judged["delivered_at"] - judged["shipped_at"] <= pd.Timedelta(days=4))
    assert metrics.undelivered_share(table, "2025-03-20", days=4) == pytest.approx(late.mean())

    cost = (
        parcels.groupby("carrier", dropna=False)["cost"].sum()
        / parcels.groupby("carrier", dropna=False)["delivered_at"].count()
    )
    expected = cost.rename("delivery_cost_per_order").reset_index().sort_values("carrier", na_position="last")
    same(metrics.delivery_cost_per_order(table, by="carrier"), expected)
    cod = (parcels["is_cod"] == 1).groupby(parcels["carrier"], dropna=False).mean()
    expected = cod.rename("cod_share").reset_index().sort_values("carrier", na_position="last")
    same(metrics.cod_share(table, by="carrier"), expected)


def test_refusals(orders, shipments, xb_orders):
    with pytest.raises(StoreLabError, match=r"as_of \(2025-02-01\) lies before the first 'created_at' of orders"):
        metrics.order_to_receipt_time(orders, "2025-02-01")
    with pytest.raises(StoreLabError, match="shipments: in 4 rows 'delivered_at' lies before 'shipped_at'"):
        metrics.delivery_time(orders.assign(shipped_at=times(*["09 12:00"] * 7)), "2025-03-10")
    with pytest.raises(StoreLabError, match="shipments: column 'shipped_at' has the time zone UTC"):
        metrics.delivery_time(orders.assign(shipped_at=orders["shipped_at"].dt.tz_localize("UTC")), "2025-03-10")
    with pytest.raises(StoreLabError, match="within must be above 0, not 0"):
        metrics.delivery_speed(orders, "2025-03-10", within=[0])
    with pytest.raises(StoreLabError, match=r"within \(count\) must be at least 1, not 0"):
        metrics.delivery_speed(orders, "2025-03-10", within=[])
    with pytest.raises(StoreLabError, match="days must be above 0, not -1"):
        metrics.undelivered_share(orders, "2025-03-10", days=-1)
    with pytest.raises(StoreLabError, match="shipments: 4 values of 'cost' are negative"):
        metrics.delivery_cost_per_order(shipments.assign(cost=-1.0))
    with pytest.raises(StoreLabError, match="orders: column 'is_cod' must hold truth values, or 1 and 0, not String"):
        metrics.cod_share(orders.assign(is_cod="yes"))
    with pytest.raises(StoreLabError, match=r"orders: 'pay_method' has \['wechat'\], which offered does not name"):
        metrics.option_diversity(orders, offered=["alipay", "cod"])
    with pytest.raises(StoreLabError, match="xb_orders has no column 'cleared'; did you mean 'cleared_at'"):
        metrics.customs_clearance(xb_orders, "2025-03-10", cleared_at="cleared")
    use_language("zh")
    with pytest.raises(StoreLabError, match="orders 的 'is_cod' 列应该是真假值，或者 1 和 0"):
        metrics.cod_share(orders.assign(is_cod="yes"))


@relaxed
@given(st.integers(0, 10_000), st.lists(st.integers(1, 200), min_size=1, max_size=4, unique=True))
def test_bounds_and_permutation(parcels, seed, hours):
    shuffled = parcels.sample(frac=1, random_state=seed)
    found = metrics.order_to_receipt_time(shuffled, "2025-03-20")
    assert found == metrics.order_to_receipt_time(parcels, "2025-03-20")
    assert found["order_to_receipt_p50"] <= found["order_to_receipt_p90"]
    speeds = metrics.delivery_speed(shuffled, "2025-03-20", within=hours)
    assert speeds["delivered_share"].dropna().between(0, 1).all()
    assert speeds["parcels"].is_monotonic_decreasing

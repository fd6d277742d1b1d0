"""A small random shop, and the engines that metrics must agree on."""

from importlib import import_module

import numpy as np
import pandas as pd
import pytest

import engines

PAGES = ["home", "list", "item", "cart", "pay"]
STATUS_SHARES = [0.06, 0.04, 0.08, 0.05, 0.07, 0.7]
STEPS = ["view", "cart", "checkout", "pay"]


@pytest.fixture(autouse=True)
def english(monkeypatch):
    # The package offers a function of the module's name, so the module is asked for by its full name.
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "en")


@pytest.fixture(params=engines.NAMES)
def engine(request):
    """Turns a pandas frame into one of the engine."""

    def convert(frame):
        return engines.CONVERTERS[request.param](frame)

    if request.param == "spark":
        engines.spark_session()  # skips where there is no Java
    convert.kind = engines.kind(request.param)
    convert.name = request.param
    return convert


@pytest.fixture(scope="session")
def shop():
    """Tables of six weeks: sessions, events, orders, order_items, ads."""
    rng = np.random.default_rng(20251111)
    n = 400
    start = pd.Timestamp("2025-10-13") + pd.to_timedelta(rng.integers(0, 42 * 86_400, n), unit="s")
    pages = 1 + rng.poisson(1.5, n)
    sessions = pd.DataFrame(
        {
            "session_id": np.arange(n) + 1,
            "visitor_id": rng.integers(1, 150, n),
            "source": rng.choice(["search", "recommend", "short_video", "direct"], n, p=[0.4, 0.3, 0.2, 0.1]),
            "device": rng.choice(["mobile", "desktop"], n),
            "started_at": start,
            "pageviews": pages,
            "duration_s": np.where(pages == 1, 0.0, rng.exponential(90, n).round(1)),
            "bounced": pages == 1,
        }
    )
    size = rng.integers(1, 9, n)
    session = np.repeat(np.arange(n), size)
    total = len(session)
    seconds = rng.integers(0, 600, total)
    events = pd.DataFrame(
        {
            "event_id": rng.permutation(total) + 1,
            "session_id": session + 1,
            "visitor_id": sessions["visitor_id"].to_numpy()[session],
            "ts": start.to_numpy()[session] + pd.to_timedelta(seconds, unit="s").to_numpy(),
            "type": rng.choice([*STEPS, "order", "search"], total, p=[0.4, 0.2, 0.13, 0.1, 0.07, 0.1]),
            "page": rng.choice(PAGES, total),
            "page_load_ms": np.where(rng.random(total) < 0.6, rng.integers(80, 3000, total), np.nan),
        }
    ).sample(frac=1, random_state=1)
    buying = rng.choice(n, 70)
    paid = rng.random(70) < 0.8
    orders = pd.DataFrame(
        {
            "order_id": np.arange(70) + 1,
            "session_id": sessions["session_id"].to_numpy()[buying],
            "paid_at": start[buying].where(paid),
            "paid": np.where(paid, rng.integers(990, 99_000, 70) / 100, 0.0),
            "status": np.where(
                paid, rng.choice(["paid", "shipped", "delivered", "refunded", "closed"], 70), "cancelled"
            ),
            "pay_method": rng.choice(["alipay", "wechat"], 70),
        }
    )
    order_items = pd.DataFrame(
        {
            "order_id": np.repeat(np.arange(70) + 1, 2),
            "sku_id": rng.integers(1, 12, 140),
            "qty": rng.integers(1, 4, 140),
        }
    )
    days = pd.date_range("2025-10-01", "2025-12-01")
    ads = pd.DataFrame(
        {
            "date": np.repeat(days, 2),
            "channel": np.tile(["short_video", "billboard"], len(days)),
            "cost": rng.integers(100, 9_999, 2 * len(days)) / 100,
        }
    )
    return {"sessions": sessions, "events": events, "orders": orders, "order_items": order_items, "ads": ads}


@pytest.fixture(scope="session")
def trade():
    """Two years of a small shop: orders, order_items, returns, products."""
    rng = np.random.default_rng(20240229)
    n = 600
    created = pd.Timestamp("2024-01-01") + pd.to_timedelta(np.sort(rng.integers(0, 730 * 86_400, n)), unit="s")
    status = rng.choice(["cancelled", "closed", "refunded", "paid", "shipped", "delivered"], n, p=STATUS_SHARES)
    was_paid = ~np.isin(status, ["cancelled", "closed"])
    gross = rng.integers(990, 99_000, n) / 100
    freight = rng.choice([0.0, 8.0], n)
    refund = np.where(status == "refunded", gross, np.where(rng.random(n) < 0.1, (gross / 3).round(2), 0.0))
    orders = pd.DataFrame(
        {
            "order_id": np.arange(n) + 1,
            "user_id": (150 * rng.random(n) ** 2).astype(int) + 1,
            "shop_id": rng.integers(1, 4, n),
            "created_at": created,
            "paid_at": (created + pd.to_timedelta(rng.integers(5, 4000, n), unit="s")).where(was_paid),
            "delivered_at": (created + pd.Timedelta(days=3)).where(status == "delivered"),
            "status": status,
            "gross": gross,
            "paid": np.where(was_paid, gross + freight, 0.0).round(2),
            "refund": np.where(was_paid, refund, 0.0),
        }
    )
    order_items = pd.DataFrame(
        {
            "order_id": rng.integers(1, n + 1, 2 * n),
            "sku_id": rng.integers(1, 13, 2 * n),
            "qty": rng.integers(1, 4, 2 * n),
            "unit_price": rng.integers(500, 20_000, 2 * n) / 100,
            "unit_cost": rng.integers(200, 12_000, 2 * n) / 100,
            "discount_alloc": rng.choice([0.0, 1.5, 3.33], 2 * n),
        }
    )
    returns = pd.DataFrame(
        {"order_id": rng.integers(1, n + 1, 90), "kind": rng.choice(["return", "exchange", "refund_only"], 90)}
    )
    products = pd.DataFrame(
        {
            "sku_id": np.arange(12) + 1,
            "brand": rng.choice(["Mira", "Lumo"], 12),
            "cat1": rng.choice(["home", "food", "beauty"], 12),
            "status": rng.choice(["on_sale", "phasing_out"], 12, p=[0.7, 0.3]),
        }
    )
    return {"orders": orders, "order_items": order_items, "returns": returns, "products": products}


@pytest.fixture(scope="session")
def valid(trade):
    """Its valid orders."""
    orders = trade["orders"]
    return orders[orders["status"].isin(["paid", "shipped", "delivered"])]


@pytest.fixture
def same():
    """Compare a result of any engine with a pandas frame, values and row order."""

    def compare(result, expected):
        pd.testing.assert_frame_equal(
            engines.to_pandas(result),
            expected.reset_index(drop=True),
            check_dtype=False,
            check_column_type=False,
            rtol=1e-12,
        )

    return compare

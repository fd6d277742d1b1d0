"""Word of mouth, share of wallet, staying at a higher price, stickiness and K."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engines
from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language


def times(*texts):
    return pd.to_datetime(list(texts), format="ISO8601")


@pytest.fixture
def orders():
    # First valid orders: 1 in October, 2 and 3 in November, 4 never (cancelled), 5 in November (the last evening).
    return pd.DataFrame(
        {
            "user_id": [1, 1, 2, 3, 4, 5],
            "paid_at": times("2025-10-05", "2025-11-05", "2025-11-01", "2025-11-20", None, "2025-11-30 23:59"),
            "status": ["paid", "paid", "delivered", "shipped", "cancelled", "paid"],
        }
    )


@pytest.fixture
def referrals():
    return pd.DataFrame(
        {
            "inviter": [1, 1, 2, 9, 1, 2],
            "invitee": [2.0, None, 4.0, 5.0, 1.0, None],
            "sent_at": times("2025-10-20", "2025-10-25", "2025-11-02", "2025-11-03", "2025-11-28", "2025-11-01"),
            "ordered_at": times("2025-11-01", None, "2025-11-25", "2025-11-30", "2025-11-29", None),
        }
    )


@pytest.fixture
def activity():
    # October: user 1 on two days (twice on one), user 2 on one. November: user 1 once.
    return pd.DataFrame(
        {
            "user_id": [1, 1, 1, 2, 1],
            "ts": times("2025-10-01", "2025-10-01 22:00", "2025-10-31 23:59", "2025-10-05", "2025-11-03"),
        }
    )


MONTHS = pd.DataFrame(
    {
        "month": times("2025-10-01", "2025-11-01"),
        "mau": [2, 1],
        "mean_dau": [3 / 31, None],  # three person-days in 31 days
        "stickiness": [3 / 62, None],
        "visits_per_user": [2.0, None],  # four visits of two users
    }
)


def test_by_hand_and_against_pandas(orders, referrals, activity, engine, same):
    # New in November: 2, 3, 5, of whom 2 and 5 were invited. Stars 5, 4, 2: two of three. NPS: one of two is 9 or 10.
    said = metrics.word_of_mouth(
        engine(orders), engine(referrals), [5, 4, None, 2], [10, 8], "2025-11-01", "2025-11-30"
    )
    assert said == pytest.approx(
        {"new_customers": 3, "referred": 2, "referral_share": 2 / 3, "positive_review_rate": 2 / 3, "nps": 50}
    )
    wallets = pd.DataFrame(
        {"tier": ["a", "a", "b", "b"], "own_spend": [30.1, 10, 0, 5], "category_spend": [100, 20, 0, None]}
    )
    assert metrics.share_of_wallet(engine(wallets)) == pytest.approx(40.1 / 120)  # who did not say is left out
    by = pd.DataFrame({"tier": ["a", "b"], "share_of_wallet": [40.1 / 120, None]})
    same(metrics.share_of_wallet(engine(wallets), by="tier"), by)
    result = metrics.stickiness(engine(activity), "2025-11-29")
    assert isinstance(result, engine.kind)
    same(result, MONTHS)
    # Two users (1, 2; 9 is unknown) sent five invitations, of which that of the 28th is not 20 days old. Of the four one
    # led to an order in time: 2 ordered 12 days after. 4 ordered after 23 days.
    k = metrics.viral_coefficient(engine(orders[["user_id"]].head(5)), engine(referrals), "2025-11-30", 20)
    assert k == pytest.approx(
        {"users": 4, "inviters": 2, "invitations": 4, "conversions": 1, "invitations_per_user": 1.0, "conversion_rate": 0.25, "k": 0.25}
    )  # fmt: skip
    # 30 days before 1 November: customer 1. From then on 30 days: 1 again.
    assert metrics.retention_after_price_rise(engine(orders), "2025-11-01", "2025-11-30", 30) == 1.0
    rng = np.random.default_rng(13)
    many = pd.DataFrame(
        {
            "shop_id": rng.integers(1, 4, 500),
            "user_id": rng.integers(1, 80, 500),
            "paid_at": pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 200 * 24, 500), unit="h"),
            "status": rng.choice(["paid", "delivered", "refunded"], 500),
        }
    )
    rise = pd.Timestamp("2025-04-01")
    good = many[many["status"] != "refunded"]
    before = good[good["paid_at"].between(rise - pd.Timedelta(days=60), rise, inclusive="left")]
    after = good[good["paid_at"].between(rise, rise + pd.Timedelta(days=60), inclusive="left")]
    stayed = {
        shop: len({*rows["user_id"]} & {*after.loc[after["shop_id"] == shop, "user_id"]}) / rows["user_id"].nunique()
        for shop, rows in before.groupby("shop_id")
    }
    wanted = pd.DataFrame({"shop_id": list(stayed), "retention_after_price_rise": list(stayed.values())})
    same(metrics.retention_after_price_rise(engine(many), rise, "2025-05-30", 60, by="shop_id"), wanted)


def test_stickiness_against_pandas():
    rng = np.random.default_rng(14)
    visits = pd.DataFrame(
        {
            "user_id": rng.integers(1, 30, 600),
            "ts": pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 90 * 24, 600), unit="h"),
        }
    )
    result = metrics.stickiness(visits, "2025-03-31").set_index("month")
    for month, rows in visits.groupby(visits["ts"].dt.to_period("M")):
        per_day = (
            rows.groupby(rows["ts"].dt.day)["user_id"]
            .nunique()
            .reindex(range(1, month.days_in_month + 1), fill_value=0)
        )
        row = result.loc[month.to_timestamp()]
        assert row["mau"] == rows["user_id"].nunique()
        assert row["mean_dau"] == pytest.approx(per_day.mean())
        assert row["stickiness"] == pytest.approx(per_day.mean() / rows["user_id"].nunique())
        assert row["visits_per_user"] == pytest.approx(len(rows) / rows["user_id"].nunique())


def test_what_is_not_over_is_not_known(orders, activity):
    assert math.isnan(metrics.retention_after_price_rise(orders, "2025-11-01", "2025-11-29", 30))
    assert not metrics.stickiness(activity, "2025-11-30")["stickiness"].isna().any()
    october = metrics.stickiness(activity, "2025-10-30")
    assert october["mau"].to_list() == [2]
    assert october["stickiness"].isna().all()


def test_zero_and_empty(orders, referrals, activity):
    nobody = metrics.viral_coefficient(orders.head(0), referrals, "2025-11-30")
    assert nobody["invitations"] == nobody["inviters"] == 0
    assert math.isnan(nobody["k"])
    silent = metrics.viral_coefficient(orders, referrals.head(0), "2025-11-30")
    assert silent["k"] == 0  # users who never invited are in the denominator
    assert math.isnan(silent["conversion_rate"])
    said = metrics.word_of_mouth(orders.head(0), referrals, [], [], "2025-11-01", "2025-11-30")
    assert all(math.isnan(said[name]) for name in ("referral_share", "positive_review_rate", "nps"))
    assert len(metrics.stickiness(activity.head(0), "2025-11-30")) == 0
    assert math.isnan(metrics.retention_after_price_rise(orders.head(0), "2025-11-01", "2025-12-31", 30))
    assert math.isnan(metrics.share_of_wallet(pd.DataFrame({"own_spend": [0.0], "category_spend": [0.0]})))


def test_refusals(orders, referrals, activity):
    with pytest.raises(StoreLabError, match="wallets: 1 rows have more 'own_spend' than 'category_spend'"):
        metrics.share_of_wallet(pd.DataFrame({"own_spend": [5.0], "category_spend": [4.0]}))
    with pytest.raises(StoreLabError, match="orders: 1 rows have no user_id"):
        metrics.retention_after_price_rise(orders.assign(user_id=[1, 1, None, 3, 4, 5]), "2025-11-01", "2025-11-30")
    with pytest.raises(StoreLabError, match="ratings must be from 1 to 5, not 7"):
        metrics.word_of_mouth(orders, referrals, [7], [], "2025-11-01", "2025-11-30")
    with pytest.raises(StoreLabError, match="lies before the first 'sent_at' of referrals"):
        metrics.viral_coefficient(orders, referrals, "2025-10-01")
    with pytest.raises(StoreLabError, match="days must be at least 1"):
        metrics.viral_coefficient(orders, referrals, "2025-11-30", 0)
    with pytest.raises(StoreLabError, match="one library"):
        metrics.viral_coefficient(engines.CONVERTERS["polars"](orders), referrals, "2025-11-30")
    use_language("zh")
    with pytest.raises(StoreLabError, match="as_of（2025-09-01）比 activity 里最早的 'ts'（2025-10-01）还早"):
        metrics.stickiness(activity, "2025-09-01")


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 30)), min_size=1, max_size=25))
def test_stickiness_lies_between_one_day_and_all_days(rows):
    table = pd.DataFrame(
        {
            "user_id": [user for user, _ in rows],
            "ts": [pd.Timestamp("2025-10-01") + pd.Timedelta(days=day) for _, day in rows],
        }
    )
    result = metrics.stickiness(table, "2025-10-31")
    assert result["stickiness"].between(1 / 31 - 1e-12, 1 + 1e-12).all()
    pd.testing.assert_frame_equal(metrics.stickiness(table.iloc[::-1], "2025-10-31"), result)

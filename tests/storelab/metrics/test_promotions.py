"""Uplift against a baseline, demand brought forward, cannibalisation and coupons."""

import math

import numpy as np
import pandas as pd
import polars as pl
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language

WEEKDAYS = np.array([100.0, 110.0, 105.0, 120.0, 140.0, 180.0, 160.0])


def history(days=120, slope=0.5, noise=0.0, seed=1):
    dates = pd.date_range("2025-08-01", periods=days)
    rng = np.random.default_rng(seed)
    level = WEEKDAYS[dates.day_of_week] + slope * np.arange(days)
    return pd.DataFrame({"date": dates, "sales": (level + rng.normal(0, noise, days)).round(2)})


def promoted(table, start, end, more, post=0, less=0.0):
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    inside = table["date"].between(first, last)
    after = (table["date"] > last) & (table["date"] <= last + pd.Timedelta(days=post))
    return table.assign(sales=table["sales"] + more * inside - less * after)


def test_a_known_effect_is_found():
    # Without noise the baseline is exact: 3 days of 200 more, then 10 days of 25 less: 600, 250, 350.
    table = promoted(history(), "2025-10-01", "2025-10-03", 200, 10, 25)
    result = metrics.promotion_uplift(table, "2025-10-01", "2025-10-03", 10)
    # Wednesday to Friday are 105, 120 and 140, the days 61 to 63 of a trend of 0.5 add 93.
    assert result["baseline"] == pytest.approx(365 + 93)
    assert result["actual"] == pytest.approx(365 + 93 + 600)
    assert result["uplift"] == pytest.approx(600)
    assert result["uplift_rate"] == pytest.approx(600 / 458)
    assert result["pull_forward"] == pytest.approx(250)
    assert result["net"] == pytest.approx(350)
    # To look only at the promotion is to overstate it: there is nothing after it here.
    assert metrics.promotion_uplift(table, "2025-10-01", "2025-10-03", 0)["pull_forward"] == 0


def test_against_statsmodels_on_every_engine(engine, same):
    table = promoted(history(noise=12), "2025-10-01", "2025-10-05", 90, 14, 10)
    split = pd.concat([table.assign(sales=table["sales"] - 30), table.assign(sales=30.0)]).sample(
        frac=1, random_state=2
    )
    result = metrics.promotion_uplift(engine(split), "2025-10-01", "2025-10-05", confidence=0.9)
    first, last = pd.Timestamp("2025-10-01"), pd.Timestamp("2025-10-05")
    days = table.assign(weekday=table["date"].dt.day_of_week, t=np.arange(len(table)))
    during = days["date"].between(first, last)
    after = (days["date"] > last) & (days["date"] <= last + pd.Timedelta(days=14))
    fit = smf.ols("sales ~ t + C(weekday)", days[~during & ~after]).fit()
    predicted = fit.get_prediction(days[during | after])
    line = pd.Series(predicted.predicted_mean, days.index[during | after])
    uplift = (days.loc[during, "sales"] - line[during]).sum()
    missing = (line[after] - days.loc[after, "sales"]).sum()
    assert result["uplift"] == pytest.approx(uplift)
    assert result["pull_forward"] == pytest.approx(missing)
    assert result["net"] == pytest.approx(uplift - missing)
    # The intervals, found in another way: each special day has a coefficient of its own in one regression of all days,
    # which is its distance from the line, and the interval is that of a sum of coefficients.
    special = days.assign(day=np.where(during | after, days["t"].astype(str), "0usual"))
    whole = smf.ols("sales ~ t + C(weekday) + C(day)", special).fit()
    for chosen, low, high in ((during, "uplift_low", "uplift_high"), (during | after, "net_low", "net_high")):
        wanted = {f"C(day)[T.{t}]" for t in days.loc[chosen, "t"]}
        weights = np.array([float(name in wanted) for name in whole.params.index])
        assert weights.sum() == chosen.sum()
        ends = whole.t_test(weights).conf_int(alpha=0.1)[0]
        assert [result[low], result[high]] == pytest.approx(list(ends))
    coupons = pd.DataFrame(
        {
            "promo_id": [1, 1, 1, 1, 2, 3],
            "issued_at": pd.to_datetime(["2025-11-01"] * 4 + ["2025-11-02", "2025-12-24"]),
            "used_at": pd.to_datetime(["2025-11-03", "2025-12-02", None, None, None, None]),
            "face": [20.0, 20.0, 20.0, 20.0, 5.5, 9.0],
            "holdout": [False, False, False, True, False, False],
        }
    )
    # Promotion 1: three given out (one held out), one used by the end of November; 3 was not issued by then.
    expected = pd.DataFrame(
        {
            "promo_id": [1, 2],
            "issued": [3, 1],
            "used": [1, 0],
            "redemption_rate": [1 / 3, 0.0],
            "face_used": [20.0, 0.0],
        }
    )
    redeemed = metrics.coupon_redemption(engine(coupons), "2025-11-30")
    assert isinstance(redeemed, engine.kind)
    same(redeemed, expected)


def test_the_days_after_that_are_not_there_yet():
    table = promoted(history(70), "2025-10-01", "2025-10-03", 200)  # the data end on 9 October
    result = metrics.promotion_uplift(table, "2025-10-01", "2025-10-03", 14)
    assert result["uplift"] == pytest.approx(600)
    assert all(math.isnan(result[name]) for name in ("pull_forward", "net", "net_low", "net_high"))


def test_cannibalisation_by_hand():
    # The promoted goods gain 300, the others lose 120 in the same days.
    gain = promoted(history(), "2025-10-01", "2025-10-03", 100)
    loss = promoted(history(slope=0.1), "2025-10-01", "2025-10-03", -40)
    result = metrics.cannibalisation(gain, pl.from_pandas(loss), "2025-10-01", "2025-10-03")
    assert result == pytest.approx({"gain": 300, "loss": 120, "rate": 0.4})
    nothing = metrics.cannibalisation(
        promoted(history(), "2025-10-01", "2025-10-03", -1), loss, "2025-10-01", "2025-10-03"
    )
    assert math.isnan(nothing["rate"])


def test_break_even_uplift_by_hand():
    # At a margin of 40 %, 10 % off leaves 30 of 40: a third more must be sold.
    assert metrics.break_even_uplift(0.4, 0.1) == pytest.approx(1 / 3)
    assert metrics.break_even_uplift(0.4, 0) == 0
    assert metrics.break_even_uplift(0.4, 0.4) == math.inf  # the stated exception
    assert metrics.break_even_uplift(0.2, 0.5) == math.inf


@settings(deadline=None, max_examples=60)
@given(st.floats(0.02, 0.95), st.floats(0, 0.9), st.floats(1, 500))
def test_at_the_break_even_uplift_the_gross_profit_stays(margin, discount, price):
    uplift = metrics.break_even_uplift(margin, discount)
    if discount >= margin:
        assert uplift == math.inf
    elif margin - discount > 1e-3:
        after = (price * (1 - discount) - price * (1 - margin)) * (1 + uplift)
        assert after == pytest.approx(price * margin)


def test_empty_and_refused():
    table = history()
    nothing = metrics.promotion_uplift(table.head(0), "2025-10-01", "2025-10-03")
    assert all(math.isnan(value) for value in nothing.values())
    with pytest.raises(
        StoreLabError, match="daily: 1 days of the promotion or right after it have no row, such as 2025-10-02"
    ):
        metrics.promotion_uplift(table[table["date"] != "2025-10-02"], "2025-10-01", "2025-10-03")
    with pytest.raises(StoreLabError, match="daily: 20 days lie outside"):
        metrics.promotion_uplift(table.head(25), "2025-08-21", "2025-08-25", 0)
    mondays = table[(table["date"].dt.day_of_week != 2) | table["date"].between("2025-10-01", "2025-10-03")]
    with pytest.raises(StoreLabError, match="with each weekday among them"):
        metrics.promotion_uplift(mondays, "2025-10-01", "2025-10-03", 0)
    with pytest.raises(StoreLabError, match="post_days must be at least 0"):
        metrics.promotion_uplift(table, "2025-10-01", "2025-10-03", -1)
    with pytest.raises(StoreLabError, match="daily: column 'date' must hold times"):
        metrics.promotion_uplift(table.assign(date="x"), "2025-10-01", "2025-10-03")
    with pytest.raises(StoreLabError, match="discount must be from 0 to 1, not 20"):
        metrics.break_even_uplift(0.3, 20)
    coupons = pd.DataFrame(
        {
            "promo_id": [1],
            "issued_at": pd.to_datetime(["2025-11-01"]),
            "used_at": pd.to_datetime([None]),
            "face": [-1.0],
            "holdout": [False],
        }
    )
    with pytest.raises(StoreLabError, match="coupons: 1 values of 'face' are negative"):
        metrics.coupon_redemption(coupons, "2025-11-30")
    with pytest.raises(StoreLabError, match="lies before the first 'issued_at'"):
        metrics.coupon_redemption(coupons.assign(face=1.0), "2025-10-31")
    assert len(metrics.coupon_redemption(coupons.assign(face=1.0).head(0), "2025-11-30")) == 0
    use_language("zh")
    with pytest.raises(StoreLabError, match="至少需要 28 天"):
        metrics.promotion_uplift(table.head(25), "2025-08-21", "2025-08-25", 0)

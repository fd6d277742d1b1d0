"""BG/NBD and Gamma-Gamma: Fader and Hardie's published results, independent integrals, known parameters."""

import math
import os
from importlib import import_module
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.metrics import PurchaseModel, SpendingModel

REFERENCE = os.environ.get("STORELAB_REFERENCE_DATA")
relaxed = settings(max_examples=60, deadline=None)

# As published for the 1/10 sample, times in weeks: Fader, Hardie and Lee (2005), table 2, and the Gamma-Gamma note.
PUBLISHED = PurchaseModel(0.243, 4.414, 0.793, 2.426)
SPENDING = SpendingModel(6.25, 3.74, 15.44)
# The first three customers of that sample, whose figures the authors' notes work out.
CUSTOMERS = pd.DataFrame(
    {
        "user_id": [1, 2, 3],
        "frequency": [2, 1, 0],
        "recency": [30.43, 1.71, 0.0],
        "T": [38.86, 38.86, 38.86],
        "monetary_value": [22.35, 11.77, np.nan],
    }
)


@pytest.fixture(scope="module")
def cdnow():
    """CDNOW's purchases, one row a purchase."""
    if not REFERENCE:
        pytest.skip("STORELAB_REFERENCE_DATA names no folder with the reference data")
    rows = pd.read_csv(Path(REFERENCE) / "cdnow-1997-1998.csv.gz", parse_dates=["date"])
    rows = rows.rename(columns={"customer_id": "user_id", "date": "paid_at", "dollar_value": "paid"})
    return rows.assign(status="delivered")


@pytest.fixture(scope="module")
def sample(cdnow):
    """Those of the 1/10 sample."""
    text = (Path(__file__).parent / "cdnow_sample_ids.txt").read_text(encoding="utf-8")
    numbers = [int(word) for line in text.splitlines() if not line.startswith("#") for word in line.split()]
    chosen = cdnow[cdnow["user_id"].isin(numbers)]
    assert chosen["user_id"].nunique() == 2357
    return chosen


def test_cdnow_sample_gives_the_published_parameters(sample):
    summary = metrics.customer_lifetime_summary(sample, "1997-09-30", "week")
    model = metrics.fit_purchases(summary)
    assert (model.r, model.alpha, model.a, model.b) == pytest.approx((0.243, 4.414, 0.793, 2.426), abs=5e-4)
    assert model.log_likelihood == pytest.approx(-9582.4, abs=0.05)
    assert model.customers == 2357


def test_cdnow_sample_gives_the_published_spending(sample):
    summary = metrics.customer_lifetime_summary(sample, "1997-09-30", "week")
    model = metrics.fit_spending(summary)
    assert model.customers == 946
    assert (model.p, model.q) == pytest.approx((6.25, 3.74), abs=0.005)
    assert model.v == pytest.approx(15.44, abs=0.005)


def test_cdnow_holdout_as_published(sample):
    # Fader, Hardie and Lee (2005): the conditional expectations correlate with the actual purchases of the next 39
    # weeks by 0.626; the customers made 1882 of them.
    summary = metrics.customer_lifetime_summary(sample, "1997-09-30", "week")
    forecast = metrics.purchase_forecast(metrics.fit_purchases(summary), summary, 39)
    actual = metrics.holdout_purchases(sample, "1997-09-30", "1998-06-30")
    assert forecast["user_id"].equals(actual["user_id"])
    assert actual["frequency"].sum() == 1882
    correlation = np.corrcoef(forecast["expected_purchases"], actual["frequency"].astype(float))[0, 1]
    assert correlation == pytest.approx(0.626, abs=5e-4)


def test_all_of_cdnow_in_days_and_weeks(cdnow):
    weeks = metrics.fit_purchases(metrics.customer_lifetime_summary(cdnow, "1997-09-30", "week"))
    days = metrics.fit_purchases(metrics.customer_lifetime_summary(cdnow, "1997-09-30"))
    assert weeks.customers == 23_570
    # The unit changes alpha only, and the density of times: 7 days a week for each of the repeat purchases.
    assert (days.r, days.alpha / 7, days.a, days.b) == pytest.approx((weeks.r, weeks.alpha, weeks.a, weeks.b), rel=1e-4)
    repeats = metrics.customer_lifetime_summary(cdnow, "1997-09-30")["frequency"].sum()
    assert weeks.log_likelihood - days.log_likelihood == pytest.approx(float(repeats) * math.log(7), rel=1e-8)


def test_first_customers_as_published():
    # "Implementing the BG/NBD model in Excel" has 1.226 purchases in 39 weeks for the first customer.
    forecast = metrics.purchase_forecast(PUBLISHED, CUSTOMERS, 39)
    assert list(forecast.columns) == ["user_id", "probability_alive", "expected_purchases"]
    assert forecast["expected_purchases"][0] == pytest.approx(1.226, abs=5e-4)
    # 1 / (1 + 0.793 / 3.426 * (43.274 / 34.844)^2.243) = 1 / (1 + 0.231465 * 1.625764) = 0.726579.
    assert forecast["probability_alive"][0] == pytest.approx(0.726579, abs=1e-6)
    assert forecast["probability_alive"][2] == 1


def test_spending_by_hand():
    # 6.25 * (15.44 + 2 * 22.35) / (6.25 * 2 + 3.74 - 1) = 375.875 / 15.24 = 24.6637;
    # 6.25 * (15.44 + 11.77) / 8.99 = 18.9169; for who bought once the mean of all, 6.25 * 15.44 / 2.74 = 35.2190.
    forecast = metrics.spending_forecast(SPENDING, CUSTOMERS)
    assert forecast["expected_value"].to_list() == pytest.approx([24.6637, 18.9169, 35.2190], abs=5e-5)
    # Nobody's mean exists with q of 1 or less, until purchases tell: 0.5 * 1 + 0.4 - 1 < 0, 0.5 * 2 + 0.4 - 1 > 0.
    shy = metrics.spending_forecast(SpendingModel(0.5, 0.4, 10.0), CUSTOMERS)["expected_value"]
    assert shy.isna().to_list() == [False, True, True]
    assert shy[0] == pytest.approx(0.5 * (10 + 44.7) / 0.4)


def _quadrature(model, x, last, age, time):
    """P(alive) and purchases to come, by integrals over purchase rates and chances of leaving of what each would do."""
    rates, rate_weights = special.roots_genlaguerre(120, model.r + x - 1)
    chances, chance_weights = special.roots_jacobi(80, model.b - 1, model.a - 1)
    chance = (chances[None, :] + 1) / 2
    # Rates follow a gamma distribution; e^(-(alpha + T) rate) is the weight of the nodes.
    rate = rates[:, None] / (model.alpha + age)
    alive = (1 - chance) ** x * np.ones_like(rate)
    gone = chance * (1 - chance) ** (x - 1) * np.exp(rate * (age - last)) if x else 0.0
    weights = rate_weights[:, None] * chance_weights[None, :]
    # A customer of these habits makes on average (1 - e^(-rate * chance * time)) / chance purchases more.
    more = -np.expm1(-rate * chance * time) / chance
    total = (weights * (alive + gone)).sum()
    return (weights * alive).sum() / total, (weights * alive * more).sum() / total


@pytest.mark.parametrize("model", [PUBLISHED, PurchaseModel(1.7, 9.0, 1.0, 0.8), PurchaseModel(0.8, 3.0, 2.6, 5.0)])
@pytest.mark.parametrize(("x", "last", "age"), [(0, 0.0, 12.0), (1, 2.0, 12.0), (3, 11.0, 12.0), (9, 10.0, 12.0)])
def test_forecasts_are_the_integrals_they_stand_for(model, x, last, age):
    table = pd.DataFrame({"user_id": [7], "frequency": [x], "recency": [last], "T": [age]})
    forecast = metrics.purchase_forecast(model, table, 20).iloc[0]
    alive, more = _quadrature(model, x, last, age, 20)
    assert forecast["probability_alive"] == pytest.approx(alive, rel=1e-6)
    assert forecast["expected_purchases"] == pytest.approx(more, rel=1e-6)


@relaxed
@given(
    st.builds(PurchaseModel, st.floats(0.1, 3), st.floats(1, 20), st.floats(0.1, 0.9), st.floats(0.5, 5)),
    st.integers(0, 30),
    st.floats(1, 60),
)
def test_forecasts_are_equation_10(model, x, time):
    # As printed, with the hypergeometric function of scipy.
    last, age = (20.0 if x else 0.0), 25.0
    table = pd.DataFrame({"user_id": [1], "frequency": [x], "recency": [last], "T": [age]})
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    rest = (alpha + age) / (alpha + age + time)
    above = (a + b + x - 1) / (a - 1) * (1 - rest ** (r + x) * special.hyp2f1(r + x, b + x, a + b + x - 1, 1 - rest))
    below = 1 + (a / (b + x - 1) * ((alpha + age) / (alpha + last)) ** (r + x) if x else 0)
    forecast = metrics.purchase_forecast(model, table, time)
    assert forecast["expected_purchases"][0] == pytest.approx(above / below, rel=1e-7)
    assert forecast["probability_alive"][0] == pytest.approx(1 / below)


def test_a_new_customer():
    # Of a customer nothing is known but the first purchase: the same integral with no history at all.
    assert metrics.expected_purchases(PUBLISHED, 0) == 0
    expected = [_quadrature(PUBLISHED, 0, 0.0, 0.0, time)[1] for time in (10.0, 39.0)]
    assert metrics.expected_purchases(PUBLISHED, np.array([10.0, 39.0])) == pytest.approx(expected, rel=1e-5)
    with pytest.raises(StoreLabError, match="time must be at least 0, not -1"):
        metrics.expected_purchases(PUBLISHED, -1)


def test_where_nobody_leaves_purchases_go_on_as_before():
    # a / (a + b) near 0: a gamma-Poisson customer buys (r + x) / (alpha + T) a unit of time, for ever.
    for loyal in (PurchaseModel(0.8, 5.0, 1e-6, 1.0), PurchaseModel(0.8, 5.0, 0.5, 2e6)):
        forecast = metrics.purchase_forecast(loyal, CUSTOMERS, 10)
        expected = 10 * (0.8 + CUSTOMERS["frequency"]) / (5 + CUSTOMERS["T"])
        assert forecast["expected_purchases"].to_list() == pytest.approx(expected.to_list(), rel=1e-4)


def _simulated(model, customers, seed):
    """Customers who buy and leave as the model says."""
    random = np.random.default_rng(seed)
    rate = random.gamma(model.r, 1 / model.alpha, customers)
    chance = random.beta(model.a, model.b, customers)
    age = random.uniform(20, 60, customers).round(1)
    rows = []
    for i in range(customers):
        now, count, last = 0.0, 0, 0.0
        while True:
            now += random.exponential(1 / rate[i])
            if now > age[i]:
                break
            count, last = count + 1, now
            if random.random() < chance[i]:
                break
        rows.append((count, last))
    table = pd.DataFrame(rows, columns=["frequency", "recency"])
    return table.assign(user_id=range(customers), T=age)


def _log_likelihood(model, table):
    """As in the paper's appendix, term by term."""
    x, last, age = (table[name].to_numpy(float) for name in ("frequency", "recency", "T"))
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    first = special.gammaln(r + x) - special.gammaln(r) + r * np.log(alpha)
    second = special.gammaln(a + b) + special.gammaln(b + x) - special.gammaln(b) - special.gammaln(a + b + x)
    third = (alpha + age) ** -(r + x)
    fourth = np.where(x > 0, a / np.maximum(b + x - 1, 1e-300) * (alpha + last) ** -(r + x), 0.0)
    return float((first + second + np.log(third + fourth)).sum())


def test_known_parameters_are_found_again():
    truth = PurchaseModel(0.9, 8.0, 0.7, 2.2)
    table = _simulated(truth, 6000, seed=1)
    model = metrics.fit_purchases(table)
    assert model.log_likelihood == pytest.approx(_log_likelihood(model, table), rel=1e-9)
    # Wilks: twice the gain over the truth is chi-square of 4 degrees, above 18.47 once in a thousand.
    gain = 2 * (model.log_likelihood - _log_likelihood(truth, table))
    assert 0 <= gain < 18.47
    assert model.r / model.alpha == pytest.approx(0.9 / 8.0, rel=0.1)
    assert model.a / (model.a + model.b) == pytest.approx(0.7 / 2.9, rel=0.15)
    # No step in any direction makes the likelihood larger.
    values = np.array([model.r, model.alpha, model.a, model.b])
    for place in range(4):
        for factor in (0.98, 1.02):
            moved = values.copy()
            moved[place] *= factor
            assert _log_likelihood(PurchaseModel(*moved), table) < model.log_likelihood


def test_forecasts_hold_for_simulated_customers():
    # Seen until 40 or less, then 20 more: the expected sum is the actual one, within four standard errors.
    truth = PurchaseModel(0.9, 8.0, 0.7, 2.2)
    random = np.random.default_rng(3)
    rate, chance = random.gamma(truth.r, 1 / truth.alpha, 20_000), random.beta(truth.a, truth.b, 20_000)
    rows, later = [], []
    for i in range(20_000):
        now, count, last, more = 0.0, 0, 0.0, 0
        while True:
            now += random.exponential(1 / rate[i])
            if now > 60:
                break
            if now <= 40:
                count, last = count + 1, now
            else:
                more += 1
            if random.random() < chance[i]:
                break
        rows.append((i, count, last, 40.0))
        later.append(more)
    table = pd.DataFrame(rows, columns=["user_id", "frequency", "recency", "T"])
    forecast = metrics.purchase_forecast(truth, table, 20)
    error = np.std(later) / math.sqrt(20_000)
    assert forecast["expected_purchases"].mean() == pytest.approx(np.mean(later), abs=4 * error)
    # Also among those who look nearly gone, and those who do not.
    for group in (forecast["probability_alive"] < 0.3, forecast["probability_alive"] > 0.8):
        actual = np.array(later)[group.to_numpy()]
        error = actual.std() / math.sqrt(len(actual))
        assert forecast["expected_purchases"][group].mean() == pytest.approx(actual.mean(), abs=4 * error)


def _spending_log_likelihood(model, table):
    """The density of a mean z of x purchases: that of gamma(p x, x rate), integrated over the customers' rates."""
    x, z = table["frequency"].to_numpy(float)[:, None], table["monetary_value"].to_numpy()[:, None]
    nodes, weights = special.roots_genlaguerre(90, model.q - 1)
    rates = nodes[None, :] / model.v
    shape = model.p * x
    density = shape * np.log(x * rates) + (shape - 1) * np.log(z) - x * z * rates - special.gammaln(shape)
    highest = density.max(axis=1, keepdims=True)
    inner = (np.exp(density - highest) * weights).sum(axis=1) / special.gamma(model.q)
    return float((np.log(inner) + highest.ravel()).sum())


def test_known_spending_is_found_again():
    random = np.random.default_rng(5)
    frequency = random.integers(0, 8, 8000)
    rate = random.gamma(4.0, 1 / 60.0, 8000)
    total = random.gamma(5.0 * np.maximum(frequency, 1), 1 / rate)
    mean = np.where(frequency > 0, total / np.maximum(frequency, 1), np.nan)
    table = pd.DataFrame({"user_id": range(8000), "frequency": frequency, "monetary_value": mean})
    model = metrics.fit_spending(table)
    again = table[frequency > 0]
    assert model.customers == len(again)
    assert model.log_likelihood == pytest.approx(_spending_log_likelihood(model, again), rel=1e-5)
    # Wilks: twice the gain over the truth is chi-square of 3 degrees, above 16.27 once in a thousand.
    gain = 2 * (model.log_likelihood - _spending_log_likelihood(SpendingModel(5.0, 4.0, 60.0), again))
    assert -0.01 <= gain < 16.27
    # The mean over customers is 5 * 60 / 3 = 100 yuan.
    assert model.p * model.v / (model.q - 1) == pytest.approx(100, rel=0.03)


def test_lifetime_value_by_hand():
    model, periods, length, discount = PUBLISHED, 3, 4.0, 0.02
    steps = [metrics.purchase_forecast(model, CUSTOMERS, length * k)["expected_purchases"] for k in range(4)]
    value = metrics.spending_forecast(SPENDING, CUSTOMERS)["expected_value"]
    expected = sum((steps[k] - steps[k - 1]) / 1.02**k for k in (1, 2, 3)) * value * 0.4
    result = metrics.forecast_lifetime_value(model, SPENDING, CUSTOMERS, periods, length, discount, margin=0.4)
    assert result["lifetime_value"].to_list() == pytest.approx(expected.to_list())
    assert result["expected_purchases"].to_list() == pytest.approx(steps[3].to_list())
    assert result["expected_value"].to_list() == pytest.approx(value.to_list())


def test_equal_on_every_engine(engine, same):
    shuffled = CUSTOMERS.sample(frac=1, random_state=2)
    forecast = metrics.purchase_forecast(PUBLISHED, engine(shuffled), 39)
    assert isinstance(forecast, engine.kind)
    same(forecast, metrics.purchase_forecast(PUBLISHED, CUSTOMERS, 39))
    worth = metrics.forecast_lifetime_value(PUBLISHED, SPENDING, engine(shuffled), 12, 4.3, 0.01)
    same(worth, metrics.forecast_lifetime_value(PUBLISHED, SPENDING, CUSTOMERS, 12, 4.3, 0.01))
    same(metrics.spending_forecast(SPENDING, engine(shuffled)), metrics.spending_forecast(SPENDING, CUSTOMERS))


def test_nobody():
    nobody = CUSTOMERS.iloc[:0]
    assert len(metrics.purchase_forecast(PUBLISHED, nobody, 10)) == 0
    assert list(metrics.forecast_lifetime_value(PUBLISHED, SPENDING, nobody, 3, 4.0).columns) == [
        "user_id",
        "expected_purchases",
        "expected_value",
        "lifetime_value",
    ]
    with pytest.raises(StoreLabError, match="nobody bought a second time"):
        metrics.fit_purchases(nobody)
    with pytest.raises(StoreLabError, match="nobody bought a second time"):
        metrics.fit_spending(CUSTOMERS.iloc[2:])


@pytest.mark.parametrize(
    ("column", "values", "message"),
    [
        ("frequency", [2, -1, 0], "in 1 rows 'frequency' is missing or negative"),
        ("frequency", [2.5, 1, 0], "'frequency' is no whole number"),
        ("recency", [30.43, np.nan, 0], "'recency' is missing or negative"),
        ("recency", [40.0, 1.71, 0], "'recency' is larger than 'T'"),
        ("recency", [30.43, 1.71, 5.0], "'frequency' and 'recency' are not both 0 or both above 0"),
        ("recency", ["a", "b", "c"], "column 'recency' must hold numbers"),
        ("user_id", [1, None, 3], "1 rows have no user_id"),
    ],
)
def test_impossible_histories_are_refused(column, values, message):
    with pytest.raises(StoreLabError, match=message):
        metrics.fit_purchases(CUSTOMERS.assign(**{column: values}))


def test_refusals_in_both_languages(monkeypatch):
    with pytest.raises(StoreLabError, match="summary has no column 'T'"):
        metrics.fit_purchases(CUSTOMERS.drop(columns="T"))
    with pytest.raises(StoreLabError, match="the monetary_value of 1 customers with repeat purchases is missing"):
        metrics.fit_spending(CUSTOMERS.assign(monetary_value=[22.0, 0.0, np.nan]))
    with pytest.raises(StoreLabError, match="time must be at least 0"):
        metrics.purchase_forecast(PUBLISHED, CUSTOMERS, -3)
    with pytest.raises(StoreLabError, match="periods must be a whole number of 1 or more, not 0"):
        metrics.forecast_lifetime_value(PUBLISHED, SPENDING, CUSTOMERS, 0, 4.0)
    with pytest.raises(StoreLabError, match="period_length must be above 0"):
        metrics.forecast_lifetime_value(PUBLISHED, SPENDING, CUSTOMERS, 3, 0)
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="summary 里有 1 行的 'recency' 大于 'T'"):
        metrics.fit_purchases(CUSTOMERS.assign(recency=[40.0, 1.71, 0]))
    with pytest.raises(StoreLabError, match="summary 里没有人买过第二次"):
        metrics.fit_purchases(CUSTOMERS.iloc[2:])


models = st.builds(PurchaseModel, st.floats(0.05, 5), st.floats(0.1, 50), st.floats(0.05, 5), st.floats(0.05, 20))
histories = st.tuples(st.integers(1, 60), st.floats(0.01, 1.0), st.floats(0.5, 200))


@relaxed
@given(models, histories, st.floats(0, 100))
def test_chances_are_shares_and_later_purchases_are_better_news(model, history, time):
    x, share, age = history
    table = pd.DataFrame(
        {"user_id": [1, 2], "frequency": [x, x], "recency": [share * age * 0.5, share * age], "T": [age, age]}
    )
    forecast = metrics.purchase_forecast(model, table, time)
    alive, more = forecast["probability_alive"], forecast["expected_purchases"]
    assert alive.between(0, 1).all()
    assert alive[0] <= alive[1]
    assert (more >= 0).all()
    assert more[0] <= more[1]
    # Nobody who is alive buys more than without leaving: (r + x) / (alpha + T) a unit of time.
    assert (more <= alive * time * (model.r + x) / (model.alpha + age) * (1 + 1e-9) + 1e-9).all()
    longer = metrics.purchase_forecast(model, table, time + 10)["expected_purchases"]
    assert (longer >= more - 1e-9).all()


@relaxed
@given(
    st.builds(SpendingModel, st.floats(0.2, 20), st.floats(1.1, 20), st.floats(0.5, 500)),
    st.integers(1, 50),
    st.floats(0.5, 5000),
)
def test_expected_value_lies_between_the_own_mean_and_that_of_all(model, x, paid):
    table = pd.DataFrame({"user_id": [1, 2], "frequency": [x, 0], "monetary_value": [paid, np.nan]})
    own, common = metrics.spending_forecast(model, table)["expected_value"]
    assert min(paid, common) - 1e-9 <= own * (1 + 1e-12)
    assert own <= max(paid, common) * (1 + 1e-9)

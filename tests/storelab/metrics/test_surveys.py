"""Weighted satisfaction, non-response, effort and usability, drivers of satisfaction."""

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics, use_language
from storelab.errors import StoreLabError

relaxed = settings(max_examples=40, deadline=None)


def test_weighted_csat_and_nps_by_hand(engine):
    # Weights 3, 1, 1, 1. CSAT: 5 and 4 of 5, 2, 4, 1 -> (3 + 1) / 6. NPS: 10 promotes (3), 7 is neither, 6 and 0 are
    # not (2): (3 - 2) / 6. Effective answers 36 / 12 = 3. Variance of NPS (5/6 - 1/36) / 3.
    table = pd.DataFrame({"csat": [5.0, 2, 4, 1, np.nan], "nps": [10.0, 6, 7, 0, np.nan], "w": [3.0, 1, 1, 1, np.nan]})
    result = metrics.csat_nps(engine(table), "w")
    assert result["csat"] == pytest.approx(4 / 6)
    assert (result["csat_low"], result["csat_high"]) == pytest.approx(metrics.wilson_interval(2, 3))
    assert result["nps"] == pytest.approx(100 / 6)
    assert result["nps_high"] - result["nps"] == pytest.approx(
        100 * min(1.959964 * math.sqrt((5 / 6 - 1 / 36) / 3), 5 / 6)
    )
    assert (result["answers"], result["effective_answers"]) == (4, pytest.approx(3))
    plain = metrics.csat_nps(engine(table))
    csat, nps = metrics.csat(table["csat"]), metrics.nps(table["nps"])
    assert plain == pytest.approx(
        {
            "csat": csat["csat"], "csat_low": csat["low"], "csat_high": csat["high"], "nps": nps["nps"],
            "nps_low": nps["low"], "nps_high": nps["high"], "answers": 4, "effective_answers": 4,
        }
    )  # fmt: skip
    nobody = metrics.csat_nps(engine(table[4:]))
    assert (nobody.pop("answers"), nobody.pop("effective_answers")) == (0, 0)
    assert all(map(math.isnan, nobody.values()))


def test_nonresponse_weights(engine, same):
    # Cell a: 4 sent, 2 answered, so 2 each. Cell b: 3 sent, 3 answered.
    table = pd.DataFrame(
        {
            "survey_id": [7, 1, 2, 3, 4, 5, 6],
            "cell": ["b", "a", "b", "a", "a", "b", "a"],
            "answered_at": pd.to_datetime(["2025-11-01", None, "2025-11-02", "2025-11-01", None, "2025-11-02", "2025-11-01"]),
        }
    )  # fmt: skip
    expected = table.sort_values("survey_id").assign(response_weight=[None, 1, 2, None, 1, 2, 1])
    same(metrics.nonresponse_weights(engine(table), "cell"), expected.astype({"response_weight": float}))

    rng = np.random.default_rng(8)
    many = pd.DataFrame(
        {
            "survey_id": rng.permutation(300),
            "tier": rng.integers(1, 4, 300),
            "channel": rng.choice(["x", "y"], 300),
            "answered_at": pd.Series(pd.Timestamp("2025-11-01"), range(300)).where(rng.random(300) < 0.4),
        }
    )
    parts = many.groupby(["tier", "channel"])["answered_at"]
    weight = (parts.transform("size") / parts.transform("count")).where(many["answered_at"].notna())
    expected = many.assign(response_weight=weight).sort_values("survey_id")
    result = metrics.nonresponse_weights(engine(many), ["tier", "channel"])
    assert isinstance(result, engine.kind)
    same(result, expected)
    assert expected["response_weight"].sum() == pytest.approx(300)


def test_surveys_refuse():
    table = pd.DataFrame({"survey_id": [1, 2], "cell": ["a", "b"], "answered_at": [pd.Timestamp("2025-11-01"), pd.NaT]})
    with pytest.raises(StoreLabError, match=r"nobody answered in 1 cells \(1 questionnaires\)"):
        metrics.nonresponse_weights(table, "cell")
    with pytest.raises(StoreLabError, match="1 rows have no cell"):
        metrics.nonresponse_weights(table.assign(cell=["a", None]), "cell")
    answers = pd.DataFrame({"csat": [5, 6], "nps": [1, 2], "w": [1.0, 0.0]})
    with pytest.raises(StoreLabError, match="'csat' must hold whole numbers from 1 to 5; 1 are not, such as 6"):
        metrics.csat_nps(answers)
    with pytest.raises(StoreLabError, match="1 answers have no weight above 0 in 'w'"):
        metrics.csat_nps(answers.assign(csat=5), "w")
    with pytest.raises(StoreLabError, match="confidence must lie between"):
        metrics.csat_nps(answers.assign(csat=5), confidence=2)
    use_language("zh")
    with pytest.raises(StoreLabError, match="1 个格子（共 1 份问卷）无人回答"):
        metrics.nonresponse_weights(table, "cell")


@relaxed
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 10)), min_size=1, max_size=30), st.floats(0.1, 100))
def test_equal_weights_change_nothing(rows, weight):
    table = pd.DataFrame(rows, columns=["csat", "nps"])
    weighted = metrics.csat_nps(table.assign(w=weight), "w")
    assert weighted == pytest.approx(metrics.csat_nps(table), rel=1e-9, abs=1e-6)
    assert weighted["csat_low"] <= weighted["csat"] <= weighted["csat_high"]


def test_customer_effort_score():
    # 7, 6, 5, 2: mean 5, sum of squares 14, sd sqrt(14 / 3); t(0.975, 3) = 3.182446. Above 4 of 7 are three.
    result = metrics.customer_effort_score([7, 6, 5, 2, None])
    assert result["ces"] == 5
    assert result["easy"] == 0.75
    assert result["high"] - 5 == pytest.approx(3.182446 * math.sqrt(14 / 3) / 2, rel=1e-6)
    assert result["low"] + result["high"] == pytest.approx(10)
    assert result["answers"] == 4
    one = metrics.customer_effort_score([4])
    assert (one["ces"], one["easy"]) == (4, 0)
    assert math.isnan(one["low"])
    assert math.isnan(metrics.customer_effort_score([])["ces"])
    assert metrics.customer_effort_score([5, 3], scale=5)["easy"] == 0.5
    with pytest.raises(StoreLabError, match="whole numbers from 1 to 5; 1 are not, such as 6"):
        metrics.customer_effort_score([6, 1], scale=5)


def test_usability_scores(engine, same):
    # All 3: 20 * 2 = 40 / 2 ... each item counts 2, 10 * 2 * 2.5 = 50. Best: 5 on praise, 1 on complaint: 100.
    # 4 on odd, 2 on even: each 3 -> 75. A missing answer: null.
    rows = [[3] * 10, [5, 1] * 5, [4, 2] * 5, [1, 5] * 5, [np.nan, *[3] * 9]]
    table = pd.DataFrame(rows, columns=[f"sus{number}" for number in range(1, 11)])
    same(metrics.usability_scores(engine(table)), table.assign(sus=[50.0, 100.0, 75.0, 0.0, None]))


def test_usability_refuses():
    table = pd.DataFrame([[3] * 10], columns=[f"sus{number}" for number in range(1, 11)])
    with pytest.raises(StoreLabError, match="'sus2' must hold whole numbers from 1 to 5; 1 values are not"):
        metrics.usability_scores(table.assign(sus2=6))
    with pytest.raises(StoreLabError, match="ten columns of the questionnaire; got 9"):
        metrics.usability_scores(table, list(table)[:9])
    use_language("zh")
    with pytest.raises(StoreLabError, match="问卷的十列；现在是 9 列"):
        metrics.usability_scores(table, list(table)[:9])


def test_user_experience():
    figures = {"task_success": 0.8, "task_time_s": 100, "target_time_s": 60, "ces": 5.5, "sus": 65}
    # 0.8; 60 / 100; (5.5 - 1) / 6 = 0.75; 0.65: mean 0.7. With weights 1, 0, 2, 1: (0.8 + 1.5 + 0.65) / 4.
    assert metrics.user_experience(**figures) == pytest.approx(70)
    weights = {"success": 1, "time": 0, "ease": 2, "usability": 1}
    assert metrics.user_experience(**figures, weights=weights) == pytest.approx(73.75)
    missing = figures | {"task_time_s": math.nan}
    assert math.isnan(metrics.user_experience(**missing))
    assert metrics.user_experience(**missing, weights=weights) == pytest.approx(73.75)  # a part without weight
    with pytest.raises(StoreLabError, match="ces must be from 1 to 7, not 8"):
        metrics.user_experience(**figures | {"ces": 8})


@pytest.fixture(scope="module")
def answers():
    rng = np.random.default_rng(11)
    quality = rng.integers(1, 6, 400).astype(float)
    service = np.clip(quality + rng.integers(-1, 2, 400), 1, 5)
    price = rng.integers(1, 6, 400).astype(float)
    score = 0.6 * quality + 0.3 * service + 0.1 * price + rng.normal(0, 0.6, 400)
    table = pd.DataFrame({"quality": quality, "service": service, "price": price, "csat": np.clip(score.round(), 1, 5)})
    table.loc[:9, "price"] = np.nan
    return table.assign(pleased=table["csat"] >= 4)


def test_drivers_against_statsmodels(answers, engine):
    names = ["quality", "price", "service"]
    result = metrics.satisfaction_drivers(engine(answers), drivers=names)
    assert isinstance(result, engine.kind)
    import engines

    found = engines.to_pandas(result).set_index("driver")
    known = answers.dropna()
    fit = sm.OLS(known["csat"], sm.add_constant(known[names])).fit(cov_type="HC3")
    for column, values in {"coefficient": fit.params, "std_error": fit.bse, "p_value": fit.pvalues}.items():
        assert found[column].loc[names].to_numpy() == pytest.approx(values[names].to_numpy(), rel=1e-8)
    assert found[["low", "high"]].loc[names].to_numpy() == pytest.approx(fit.conf_int().loc[names].to_numpy(), rel=1e-6)
    assert found["importance"].sum() == pytest.approx(fit.rsquared)
    assert found["importance_share"].sum() == pytest.approx(1)
    assert list(found["importance"]) == sorted(found["importance"], reverse=True)
    assert found.index[0] == "quality"


def test_importance_by_hand(answers):
    # Of two drivers: the mean of what each explains alone and what it adds to the other.
    known = answers.dropna()

    def explained(*names):
        return sm.OLS(known["csat"], sm.add_constant(known[list(names)])).fit().rsquared if names else 0.0

    result = metrics.satisfaction_drivers(known, drivers=["quality", "service"]).set_index("driver")["importance"]
    both = explained("quality", "service")
    assert result["quality"] == pytest.approx((explained("quality") + both - explained("service")) / 2)
    assert result["service"] == pytest.approx((explained("service") + both - explained("quality")) / 2)


def test_drivers_of_a_yes_or_no(answers):
    names = ["quality", "price"]
    found = metrics.satisfaction_drivers(answers, "pleased", names, "logit").set_index("driver").loc[names]
    known = answers.dropna()
    fit = sm.Logit(known["pleased"].astype(float), sm.add_constant(known[names])).fit(disp=0)
    assert found["coefficient"].to_numpy() == pytest.approx(fit.params[names].to_numpy(), rel=1e-5)
    assert found["importance"].sum() == pytest.approx(fit.prsquared, rel=1e-6)
    shuffled = metrics.satisfaction_drivers(answers.sample(frac=1, random_state=5), "pleased", names, "logit")
    pd.testing.assert_frame_equal(shuffled.set_index("driver").loc[names], found)


def test_drivers_refuse(answers):
    refused = {
        "drivers must name 1 to 10 different columns": {"drivers": ["quality", "quality"]},
        "the outcome not among them": {"drivers": ["csat"]},
        "model must be 'ols' or 'logit', not 'probit'": {"model": "probit"},
        "the outcome must be true or false": {"model": "logit", "drivers": ["quality"]},
        "cannot tell 2 drivers apart": {"drivers": ["quality", "double"]},
        "no column 'logistics'": {},
    }
    table = answers.assign(double=answers["quality"] * 2)
    for message, arguments in refused.items():
        with pytest.raises(StoreLabError, match=message):
            metrics.satisfaction_drivers(table, **arguments)
    split = table.assign(good=table["quality"] > 3)
    with pytest.raises(StoreLabError, match="separate the two outcomes completely"):
        metrics.satisfaction_drivers(split, "good", ["quality"], "logit")
    with pytest.raises(StoreLabError, match="2 complete answers cannot tell 1 drivers apart"):
        metrics.satisfaction_drivers(table.head(2), drivers=["quality"])
    use_language("zh")
    with pytest.raises(StoreLabError, match="分不清 2 个驱动因素的作用"):
        metrics.satisfaction_drivers(table, drivers=["quality", "double"])

"""The market: size, users, growth, shares, concentration, and what each segment did."""

import math
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
def industry():
    # Shuffled. Segment a has no row of 2022 and no value of 2024; b starts from 0.
    rows = [
        ("b", 2024, 110.0), ("a", 2020, 100.0), ("b", 2020, 0.0), ("a", 2023, 180.0), ("b", 2022, 100.0),
        ("a", 2021, 120.0), ("b", 2021, 50.0), ("b", 2023, 100.0), ("a", 2024, None),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["segment", "year", "gmv"])
    return table.assign(buyers=table["year"] % 100 * 10, internet_users=1000 - table["year"] % 100)


def test_growth_by_hand(industry, engine, same):
    result = metrics.growth_rate(engine(industry), by="segment")
    assert isinstance(result, engine.kind)
    # a: 120/100 - 1; 2023 has no 2022 before it, but three years since 2020: 1.8^(1/3) - 1; 2024 is unknown.
    # b: nothing grows in percent from 0; 100/50 - 1 = 1, 100/100 - 1 = 0, 110/100 - 1 = 0.1; its CAGR starts from 0.
    none = math.nan
    expected = pd.DataFrame(
        {
            "segment": list("aaaabbbbb"),
            "year": [2020, 2021, 2023, 2024, 2020, 2021, 2022, 2023, 2024],
            "gmv": [100.0, 120, 180, none, 0, 50, 100, 100, 110],
            "growth_rate": [none, 0.2, none, none, none, none, 1.0, 0.0, 0.1],
            "cagr": [none, 0.2, 1.8 ** (1 / 3) - 1, none, none, none, none, none, none],
        }
    )
    same(result, expected)
    empty = engines.to_pandas(metrics.growth_rate(engine(industry.head(0)), by="segment"))
    assert list(empty.columns) == list(expected.columns)
    assert len(empty) == 0


def test_expansion_and_months_by_hand(engine, same):
    # Two rows of January 2025 make one month. Against the month before: 150/120 - 1 = 0.25; February has no March before.
    sales = pd.DataFrame(
        {
            "month": pd.to_datetime(["2025-01-20", "2024-01-01", "2025-01-05", "2024-12-31", "2025-03-01"]),
            "own_sales": [50.0, 100.0, 100.0, 120.0, 30.0],
            "market_sales": [600.0, 1000.0, 400.0, 2000.0, 500.0],
        }
    )
    months = pd.to_datetime(["2024-01-01", "2024-12-01", "2025-01-01", "2025-03-01"])
    own = pd.DataFrame({"month": months, "market_expansion_rate": [None, None, 0.25, None]}, dtype=object)
    own = own.astype({"month": "datetime64[us]", "market_expansion_rate": float})
    same(metrics.market_expansion_rate(engine(sales)), own)
    # The market: 1000/2000 - 1.
    same(metrics.market_expansion_rate(engine(sales), "market"), own.assign(market_expansion_rate=[None, None, -0.5, None]).astype({"market_expansion_rate": float}))  # fmt: skip
    # Year on year: January 2025 against January 2024, 150/100 - 1. March 2025 has no March 2024; 14 months of CAGR.
    yearly = metrics.growth_rate(engine(sales), period="month", value="own_sales")
    expected = pd.DataFrame(
        {
            "month": months,
            "own_sales": [100.0, 120, 150, 30],
            "growth_rate": [math.nan, math.nan, 0.5, math.nan],
            "cagr": [math.nan, math.nan, 0.5, 0.3 ** (12 / 14) - 1],
        }
    ).astype({"month": "datetime64[us]"})
    same(yearly, expected)


def test_contribution_mix_and_split_by_hand(engine, same):
    # 2020: x 80, y 20. 2024: x 60 + 30, y 10, z 10. Total 100 -> 110: ten percent, of which x 10, y -10, z 10 points.
    rows = [("x", 2020, 80.0), ("y", 2020, 20.0), ("x", 2024, 60.0), ("x", 2024, 30.0), ("y", 2024, 10.0),
            ("z", 2024, 10.0)]  # fmt: skip
    market = pd.DataFrame(rows, columns=["segment", "year", "gmv"])
    contribution = pd.DataFrame(
        {
            "segment": ["x", "y", "z"],
            "before": [80.0, 20, 0],
            "after": [90.0, 10, 10],
            "growth_rate": [0.125, -0.5, math.nan],
            "percentage_points": [10.0, -10, 10],
        }
    )
    same(metrics.contribution_to_growth(engine(market), 2020, 2024), contribution)
    shares = pd.DataFrame({"segment": ["x", "y", "z"], "share_before": [0.8, 0.2, 0]})
    shares = shares.assign(share_after=[90 / 110, 10 / 110, 10 / 110])
    shares["percentage_points"] = 100 * (shares["share_after"] - shares["share_before"])
    same(metrics.mix_shift(engine(market), 2020, 2024), shares)
    # Both rates rise by 0.1 (0.5 to 0.6, 0.1 to 0.2), the whole falls from 60/200 to 44/200, for visits move to q.
    # p: mix (0.05 - 0.5)(0.55 - 0.26) = -0.1305, rate 0.1 * 0.275. q: 0.45 (0.15 - 0.26) = -0.0495, 0.1 * 0.725.
    before = pd.DataFrame({"source": ["p", "q"], "visits": [100, 100], "orders": [50, 10]})
    after = pd.DataFrame({"source": ["q", "p"], "visits": [190, 10], "orders": [38, 6]})
    split = pd.DataFrame(
        {
            "source": ["p", "q"],
            "share_before": [0.5, 0.5],
            "share_after": [0.05, 0.95],
            "rate_before": [0.5, 0.1],
            "rate_after": [0.6, 0.2],
            "mix": [-0.1305, -0.0495],
            "rate": [0.0275, 0.0725],
        }
    )
    result = metrics.segment_rate_split(engine(before), engine(after))
    assert isinstance(result, engine.kind)
    same(result, split)
    assert split[["mix", "rate"]].to_numpy().sum() == pytest.approx(44 / 200 - 60 / 200)


def test_size_users_shares_by_hand(industry, engine, same):
    one = engine(industry)
    # 2024: a is unknown, so the whole is.
    size = pd.DataFrame({"year": [2020, 2021, 2022, 2023, 2024], "market_size": [100.0, 170, 100, 280, math.nan]})
    same(metrics.market_size(one), size)
    assert math.isnan(metrics.market_size(one, by=None))
    assert metrics.market_size(engine(industry.dropna()), by=None) == 760
    assert metrics.market_size(engine(industry.head(0)), by=None) == 0
    # Both segments of a year name the same people: 200 of 980 in 2020.
    same(metrics.user_base(one), pd.DataFrame({"year": size["year"], "user_base": [200, 210, 220, 230, 240]}))
    rates = [200 / 980, 210 / 979, 220 / 978, 230 / 977, 240 / 976]
    same(metrics.penetration(one), pd.DataFrame({"year": size["year"], "penetration": rates}))
    only = engine(industry[industry["year"] == 2022])
    assert metrics.user_base(only, by=None) == 220
    assert metrics.penetration(only, by=None) == 220 / 978
    assert math.isnan(metrics.penetration(engine(industry.head(0)), by=None))


def test_ranks_and_concentration_by_hand(engine, same):
    rows = [(2024, "m", 50.0), (2024, "n", 30.0), (2024, "o", 20.0), (2025, "n", 40.0), (2025, "m", 40.0),
            (2025, "o", 20.0)]  # fmt: skip
    platforms = pd.DataFrame(rows, columns=["year", "platform", "gmv"]).sample(frac=1, random_state=3)
    # 2024: CR2 0.8, HHI 0.25 + 0.09 + 0.04 = 0.38. 2025: CR2 stays 0.8, HHI falls to 0.16 + 0.16 + 0.04 = 0.36.
    expected = pd.DataFrame(
        {
            "year": [2024, 2025],
            "platforms": [3, 3],
            "cr": [0.8, 0.8],
            "hhi": [0.38, 0.36],
            "effective_number": [1 / 0.38, 1 / 0.36],
        }
    )
    same(metrics.platform_concentration(engine(platforms), n=2), expected)
    # 2025: m and n share the first place, so o is third; p has no figure and no place.
    listed = pd.concat([platforms, pd.DataFrame({"year": [2025], "platform": ["p"], "gmv": [math.nan]})])
    ranks = pd.DataFrame(
        {
            "year": [2024] * 3 + [2025] * 4,
            "platform": list("mnomnop"),
            "gmv": [50.0, 30, 20, 40, 40, 20, math.nan],
            "site_rank": [1, 2, 3, 1, 1, 3, math.nan],
        }
    )
    result = metrics.site_rank(engine(listed), by="year")
    assert isinstance(result, engine.kind)
    same(result, ranks)
    last = ranks[ranks["year"] == 2025].drop(columns="year")
    same(metrics.site_rank(engine(listed[listed["year"] == 2025])), last)


def test_mobile_share(engine, same):
    # Of five paid orders one has no device; of the other four, three came from a mobile: 60 of 100 yuan.
    orders = pd.DataFrame(
        {
            "platform_id": [1, 1, 1, 2, 2, 2],
            "device": ["mobile", "desktop", "mobile", "mobile", None, "mobile"],
            "paid": [10.0, 40.0, 20.0, 30.0, 500.0, 0.0],
            "paid_at": pd.to_datetime(["2025-01-01"] * 5 + [None]),
        }
    )
    table = engine(orders)
    assert metrics.mobile_share(table) == 0.75
    assert metrics.mobile_share(table, measure="value") == 0.6
    rng = np.random.default_rng(7)
    many = pd.DataFrame(
        {
            "platform_id": rng.integers(1, 4, 300),
            "device": rng.choice(["mobile", "desktop", "tablet", None], 300),
            "paid": rng.integers(0, 9999, 300) / 100,
            "paid_at": pd.Series(pd.Timestamp("2025-05-05"), index=range(300)).where(rng.random(300) < 0.8),
        }
    )
    known = many.dropna()
    by = known.assign(on=known["device"] == "mobile").groupby("platform_id")
    expected = by["on"].mean().rename("mobile_share").reset_index()
    result = metrics.mobile_share(engine(many), by="platform_id")
    assert isinstance(result, engine.kind)
    same(result, expected)
    weighted = by.apply(lambda part: part.loc[part["on"], "paid"].sum() / part["paid"].sum())
    expected["mobile_share"] = weighted.to_numpy()
    same(metrics.mobile_share(engine(many), by="platform_id", measure="value"), expected)
    assert math.isnan(metrics.mobile_share(engine(many.head(0))))


def test_random_tables_agree_with_pandas(engine, same):
    rng = np.random.default_rng(41)
    market = pd.DataFrame(
        {
            "year": rng.integers(2018, 2026, 120),
            "segment": rng.choice(list("abc"), 120),
            "gmv": np.where(rng.random(120) < 0.03, np.nan, rng.integers(0, 10**7, 120) / 100),
        }
    )
    whole = market.groupby("year")["gmv"].agg(lambda part: part.sum(skipna=False))
    assert whole.isna().any()
    same(metrics.market_size(engine(market)), whole.rename("market_size").reset_index())
    known = market.dropna()
    sums = known.groupby(["year", "segment"])["gmv"].sum()
    shares = sums / sums.groupby("year").transform("sum")
    years = shares.groupby("year")
    oracle = years.agg(platforms="size", cr=lambda s: s.nlargest(2).sum(), hhi=lambda s: (s**2).sum())
    oracle["effective_number"] = 1 / oracle["hhi"]
    same(metrics.platform_concentration(engine(known), n=2, platform="segment"), oracle.reset_index())


def test_plain_formulas():
    # From 100 to 144 in two years: 1.2 a year.
    assert metrics.compound_growth_rate(100, 144, 2) == pytest.approx(0.2)
    assert math.isnan(metrics.compound_growth_rate(0, 144, 2))
    assert math.isnan(metrics.compound_growth_rate(100, 144, 0))
    assert metrics.market_share(20, 80) == 0.25
    assert metrics.market_share(pd.Series([20, 0]), pd.Series([80, 0])).to_list()[0] == 0.25
    assert math.isnan(metrics.market_share(0, 0))
    # 1000 people, twice a year, 30 yuan.
    assert metrics.market_capacity(1000, 2, 30.0) == 60_000
    assert metrics.degree_of_competition(50, 2000) == 0.025
    assert math.isnan(metrics.degree_of_competition(50, 0))


def test_refusals(industry):
    with pytest.raises(StoreLabError, match=r"own / market must be from 0 to 1, not 1\.25"):
        metrics.market_share(100, 80)
    with pytest.raises(StoreLabError, match="market has no column 'gmw'; did you mean 'gmv'"):
        metrics.market_size(industry, value="gmw")
    with pytest.raises(StoreLabError, match="market: 1 values of 'gmv' are negative"):
        metrics.growth_rate(industry.assign(gmv=[-1.0] + [1.0] * 8))
    with pytest.raises(StoreLabError, match="market: 1 rows have no segment"):
        metrics.growth_rate(industry.assign(segment=[None, *"abababab"]), by="segment")
    with pytest.raises(StoreLabError, match="column 'segment' must hold times"):
        metrics.growth_rate(industry, period="segment")
    with pytest.raises(StoreLabError, match="must hold whole years"):
        metrics.growth_rate(industry.assign(year=industry["year"] + 0.5))
    with pytest.raises(StoreLabError, match="'buyers' has different figures in one group of segment"):
        metrics.user_base(industry, by="segment")
    with pytest.raises(StoreLabError, match="'buyers' is larger than 'internet_users'"):
        metrics.penetration(industry.assign(internet_users=1))
    with pytest.raises(StoreLabError, match="measure 'valu' is unknown; did you mean 'value'"):
        metrics.mobile_share(industry, measure="valu")
    with pytest.raises(StoreLabError, match="definition 'ours' is unknown"):
        metrics.market_expansion_rate(industry, "ours", period="year")
    with pytest.raises(StoreLabError, match="start must be a 'year' that market has, not 2019; it has 2020"):
        metrics.contribution_to_growth(industry, 2019, 2021)
    with pytest.raises(StoreLabError, match="1 segments have no 'gmv' in the two periods"):
        metrics.mix_shift(industry, 2023, 2024)
    with pytest.raises(StoreLabError, match=r"The total of 'gmv' is 0 \(year = 2020\)"):
        metrics.platform_concentration(industry[industry["segment"] == "b"], platform="segment")
    with pytest.raises(StoreLabError, match="sites has more than one row for year = 2020, platform = m"):
        metrics.site_rank(pd.DataFrame({"year": [2020, 2020], "platform": ["m", "m"], "gmv": [1, 2]}), by="year")


def test_messages_in_chinese(industry, monkeypatch):
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="start 应该是 market 的 'year' 列里有的时期，现在是 2019"):
        metrics.contribution_to_growth(industry, 2019, 2021)
    with pytest.raises(StoreLabError, match="同一组的 'buyers' 有不同的数"):
        metrics.user_base(industry, by="segment")
    with pytest.raises(StoreLabError, match="合计为 0"):
        metrics.platform_concentration(industry[industry["segment"] == "b"], platform="segment")
    with pytest.raises(StoreLabError, match="应该是整数年份"):
        metrics.growth_rate(industry.assign(year=0.5))


segments = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from([2020, 2021]), st.integers(1, 10**6)), min_size=1, max_size=20
).filter(lambda rows: {year for _, year, _ in rows} == {2020, 2021})


@relaxed
@given(segments)
def test_contributions_sum_to_growth_and_shifts_to_nothing(rows):
    market = pd.DataFrame(rows, columns=["segment", "year", "gmv"])
    totals = market.groupby("year")["gmv"].sum()
    parts = metrics.contribution_to_growth(market, 2020, 2021)
    assert parts["percentage_points"].sum() == pytest.approx(100 * (totals[2021] / totals[2020] - 1), abs=1e-6)
    shift = metrics.mix_shift(market, 2020, 2021)
    assert shift["percentage_points"].sum() == pytest.approx(0, abs=1e-9)
    shuffled = market.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(metrics.contribution_to_growth(shuffled, 2020, 2021), parts)


@relaxed
@given(
    st.dictionaries(
        st.tuples(st.sampled_from("ab"), st.integers(2018, 2025)), st.one_of(st.none(), st.integers(0, 50)), min_size=1
    )
)
def test_growth_agrees_with_pandas(cells):
    market = pd.DataFrame(
        [(segment, year, value) for (segment, year), value in cells.items()], columns=["segment", "year", "gmv"]
    ).astype({"gmv": float})
    result = metrics.growth_rate(market, by="segment").set_index(["segment", "year"])
    for segment, part in market.groupby("segment"):
        # Every year has a row here, so that a shift is a year.
        full = part.set_index("year")["gmv"].reindex(range(2018, 2026))
        growth = (full / full.shift().replace(0, math.nan) - 1).loc[sorted(part["year"])]
        assert result.loc[segment, "growth_rate"].to_list() == pytest.approx(growth.to_list(), nan_ok=True)
        known = full.dropna()
        for year in part["year"]:
            told = len(known) and year > known.index[0] and known.iloc[0] > 0 and year in known.index
            wanted = (known[year] / known.iloc[0]) ** (1 / (year - known.index[0])) - 1 if told else math.nan
            assert result.loc[(segment, year), "cagr"] == pytest.approx(wanted, nan_ok=True)


traffic = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 50), st.floats(0, 1)), min_size=1, max_size=6).map(
    lambda rows: pd.DataFrame(
        {
            "source": [name for name, _, _ in rows],
            "visits": [count for _, count, _ in rows],
            "orders": [int(count * share) for _, count, share in rows],
        }
    )
)


@relaxed
@given(traffic, traffic)
def test_the_split_by_segment_sums_to_the_split(before, after):
    parts = metrics.segment_rate_split(before, after)
    whole = metrics.mix_rate_split(before, after)
    if math.isnan(whole["change"]):
        assert parts["mix"].isna().all()
    else:
        assert parts["mix"].sum() == pytest.approx(whole["mix"], abs=1e-12)
        assert parts["rate"].sum() == pytest.approx(whole["rate"], abs=1e-12)


@relaxed
@given(st.lists(st.integers(1, 1000), min_size=1, max_size=12), st.integers(1, 12))
def test_concentration_has_its_bounds(values, n):
    platforms = pd.DataFrame({"year": 2025, "platform": range(len(values)), "gmv": values})
    row = metrics.platform_concentration(platforms, n=n).iloc[0]
    assert 1 / len(values) - 1e-12 <= row["hhi"] <= 1
    assert min(n / len(values), 1) - 1e-12 <= row["cr"] <= 1
    assert 1 - 1e-12 <= row["effective_number"] <= len(values) + 1e-9

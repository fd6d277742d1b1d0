"""Member levels, moves between them, and customers who stay away."""

from importlib import import_module

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError

RULES = pd.DataFrame(
    {
        "level": ["gold", "bronze", "silver"],
        "rank": [3, 1, 2],
        "min_spend": [800.0, 0.0, 300.0],
        "min_orders": [4, np.nan, 2],
        "min_active_days": [np.nan, np.nan, 5],
    }
)


def test_levels_by_hand():
    # 1: 950 yuan, 4 orders, 3 days: gold asks no days. 2: 300 yuan, 2 orders, 5 days: exactly silver.
    # 3: 900 yuan, 3 orders, 9 days: an order short of gold, so silver. 4: nothing known: 0 yuan is bronze.
    # 5: goods of last year came back, -20 yuan: none. 6: one fen short of silver.
    people = pd.DataFrame(
        {
            "user_id": [6, 5, 4, 3, 2, 1],
            "spend": [299.99, -20.0, np.nan, 900.0, 300.0, 950.0],
            "orders": [2, 1, np.nan, 3, 2, 4],
            "active_days": [5, 1, np.nan, 9, 5, 3],
        }
    )
    levels = metrics.member_levels(people, RULES)
    assert levels["user_id"].to_list() == [1, 2, 3, 4, 5, 6]
    assert levels["level"].to_list() == ["gold", "silver", "silver", "bronze", "none", "bronze"]
    assert metrics.member_levels(people, RULES.iloc[:0])["level"].to_list() == ["none"] * 6
    assert metrics.member_levels(people, pl.from_pandas(RULES))["level"].to_list() == levels["level"].to_list()


def test_limits_in_yuan_are_met_to_the_fen():
    people = pd.DataFrame({"user_id": [1], "spend": [0.1 + 0.7], "orders": [1], "active_days": [1]})
    assert people["spend"][0] < 0.8  # in floats
    rules = RULES.iloc[:1].assign(min_spend=0.8, min_orders=1)
    assert metrics.member_levels(people, rules)["level"].to_list() == ["gold"]


def _level_of(person):
    if person["spend"] >= 800 and person["orders"] >= 4:
        return "gold"
    if person["spend"] >= 300 and person["orders"] >= 2 and person["active_days"] >= 5:
        return "silver"
    return "bronze" if person["spend"] >= 0 else "none"


def test_levels_and_moves_on_every_engine(engine, same):
    random = np.random.default_rng(2)

    def people(ids):
        size = len(ids)
        spend = pd.Series(random.integers(-5_000, 150_000, size) / 100).mask(random.random(size) < 0.1)
        table = {"user_id": ids, "spend": spend, "orders": random.integers(0, 8, size)}
        return pd.DataFrame({**table, "active_days": random.integers(0, 12, size)})

    tables = [people(random.permutation(80)), people(random.permutation(90)[:70])]
    levels = []
    for table in tables:
        result = metrics.member_levels(engine(table), RULES)
        assert isinstance(result, engine.kind)
        expected = table.fillna({"spend": 0}).sort_values("user_id")
        expected = pd.DataFrame({"user_id": expected["user_id"], "level": expected.apply(_level_of, axis=1)})
        same(result, expected)
        levels.append(expected)
    moves = metrics.level_migration(*[engine(level) for level in levels])
    assert isinstance(moves, engine.kind)
    both = levels[0].merge(levels[1], on="user_id", how="outer", suffixes=("_a", "_b"))
    counts = both.groupby(["level_a", "level_b"], dropna=False).size().rename("customers").reset_index()
    counts.columns = ["from_level", "to_level", "customers"]
    total = counts.groupby("from_level", dropna=False)["customers"].transform("sum")
    counts = counts.assign(share=counts["customers"] / total).sort_values(["from_level", "to_level"])
    same(moves, counts)


def test_moves_by_hand():
    # Of 3 silver members one became gold, one stayed, one is gone; 4 is new.
    before = pd.DataFrame({"user_id": [1, 2, 3, 5], "level": ["silver", "silver", "silver", "gold"]})
    after = pd.DataFrame({"user_id": [4, 2, 1, 5], "level": ["silver", "silver", "gold", "gold"]})
    moves = metrics.level_migration(before, after)
    assert moves["from_level"].to_list()[:4] == ["gold", "silver", "silver", "silver"]
    assert moves["from_level"].isna().to_list() == [False, False, False, False, True]
    assert moves["to_level"].to_list()[:3] == ["gold", "gold", "silver"]
    assert moves["to_level"].isna().to_list() == [False, False, False, True, False]
    assert moves["customers"].to_list() == [1, 1, 1, 1, 1]
    assert moves["share"].to_list() == pytest.approx([1, 1 / 3, 1 / 3, 1 / 3, 1])
    scores = metrics.level_migration(before.assign(r=5), after.assign(r=[1, 5, 5, 5]), by="r")
    assert scores[scores["from_level"] == 5]["customers"].sum() == 4


def test_nobody_moves():
    nobody = pd.DataFrame({"user_id": pd.Series(dtype="int64"), "level": pd.Series(dtype=str)})
    assert len(metrics.level_migration(nobody, nobody)) == 0
    assert list(metrics.level_migration(nobody, nobody).columns) == ["from_level", "to_level", "customers", "share"]


def _orders(rows):
    table = pd.DataFrame(rows, columns=["user_id", "paid_at"])
    return table.assign(paid_at=pd.to_datetime(table["paid_at"]), status="delivered")


def test_lapsed_by_hand():
    # On 1 December: A bought on 1, 11, 31 October: gaps of 10 and 20, rhythm 15; 31 days away, more than 30: lapsed.
    # B on 2 and 22 October: rhythm 20; 40 days away, exactly twice: not. C on 19, 20, 21 November: rhythm 1; 10 days
    # away, more than 2 but not more than 14: not. D once, on 1 November: the shop's rhythm, the median of 15, 20 and 1,
    # is 15; exactly 30 days away: not.
    days = {"A": ["10-01", "10-11", "10-31"], "B": ["10-02", "10-22"], "C": ["11-19", "11-20", "11-21"], "D": ["11-01"]}
    orders = _orders([(user, f"2025-{day}") for user, listed in days.items() for day in listed])
    result = metrics.lapsed_customers(orders, "2025-12-01")
    expected = pd.DataFrame(
        {
            "user_id": ["A", "B", "C", "D"],
            "rhythm": [15.0, 20.0, 1.0, 15.0],
            "days_since": [31, 40, 10, 30],
            "lapsed": [True, False, False, False],
        }
    )
    pd.testing.assert_frame_equal(result, expected, check_dtype=False)
    assert metrics.lapsed_customers(orders, "2025-12-01", patience=9)["lapsed"].to_list() == [True, False, True, False]
    # Nobody bought twice: nobody has a rhythm, and nobody is called lapsed.
    once = metrics.lapsed_customers(orders[orders["user_id"] == "D"], "2025-12-31")
    assert once["rhythm"].isna().all()
    assert once["lapsed"].to_list() == [False]


def test_lapsed_on_every_engine(engine, same, trade):
    result = metrics.lapsed_customers(engine(trade["orders"]), "2025-12-31", k=1.5)
    assert isinstance(result, engine.kind)
    bought = trade["orders"][trade["orders"]["status"].isin(["paid", "shipped", "delivered"])]
    rows = []
    for user, times in bought.groupby("user_id")["paid_at"]:
        days = np.unique(times.dt.normalize().to_numpy())
        gaps = np.diff(days) / np.timedelta64(1, "D")
        rhythm = np.median(gaps) if len(gaps) else np.nan
        rows.append((user, rhythm, (np.datetime64("2025-12-31") - days[-1]) / np.timedelta64(1, "D")))
    expected = pd.DataFrame(rows, columns=["user_id", "rhythm", "days_since"])
    expected["rhythm"] = expected["rhythm"].fillna(expected["rhythm"].median())
    away = expected["days_since"]
    same(result, expected.assign(lapsed=(away > 1.5 * expected["rhythm"]) & (away > 14)))


def test_levels_refuse_in_both_languages(monkeypatch):
    people = pd.DataFrame({"user_id": [1], "spend": [1.0], "orders": [1], "active_days": [1]})
    with pytest.raises(StoreLabError, match=r"rules: two levels have the same rank.*\[1, 2, 2\]"):
        metrics.member_levels(people, RULES.assign(rank=[2, 1, 2]))
    with pytest.raises(StoreLabError, match="rules has no column 'min_orders'"):
        metrics.member_levels(people, RULES.drop(columns="min_orders"))
    with pytest.raises(StoreLabError, match="column 'spend' must hold numbers"):
        metrics.member_levels(people.assign(spend="a lot"), RULES)
    level = pd.DataFrame({"user_id": [1, 1], "level": ["a", "b"]})
    with pytest.raises(StoreLabError, match="before: 1 rows repeat a customer"):
        metrics.level_migration(level, level)
    with pytest.raises(StoreLabError, match="after: 1 rows have no level"):
        metrics.level_migration(level.iloc[:1], level.assign(level=["a", None], user_id=[1, 2]))
    with pytest.raises(StoreLabError, match="All tables must be of one library"):
        metrics.level_migration(level.iloc[:1], pl.from_pandas(level.iloc[:1]))
    with pytest.raises(StoreLabError, match="k must be above 0, not 0"):
        metrics.lapsed_customers(_orders([(1, "2025-01-01")]), "2025-12-31", k=0)
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")
    with pytest.raises(StoreLabError, match="rules 里有两个等级的 rank 相同"):
        metrics.member_levels(people, RULES.assign(rank=[2, 1, 2]))
    with pytest.raises(StoreLabError, match="before 里有 1 行的客户重复出现"):
        metrics.level_migration(level, level)


levels_of = st.dictionaries(st.integers(1, 12), st.sampled_from("abc"), min_size=1)


@settings(max_examples=60, deadline=None)
@given(levels_of, levels_of)
def test_moves_count_everybody_once(first, second):
    before, after = (
        pd.DataFrame({"user_id": list(levels), "level": list(levels.values())}) for levels in (first, second)
    )
    moves = metrics.level_migration(before, after)
    assert moves["customers"].sum() == len(set(first) | set(second))
    assert moves.groupby("from_level", dropna=False)["share"].sum().to_list() == pytest.approx(
        [1.0] * moves["from_level"].nunique(dropna=False)
    )
    # Turned round in time, each move is turned round.
    back = metrics.level_migration(after, before)
    ways = {(str(a), str(b)): n for a, b, n in moves[["from_level", "to_level", "customers"]].to_numpy()}
    assert ways == {(str(b), str(a)): n for a, b, n in back[["from_level", "to_level", "customers"]].to_numpy()}

"""What is planted in the tables of recommendation is there, at two seeds, and goes away; tables agree with each other."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from classroom.world import recommendation, tracing
from classroom.world.catalogue import make_catalogue
from classroom.world.columns import Coded, Columns
from classroom.world.effects import Effects
from classroom.world.made import Made
from storelab import metrics

Load = Callable[[str], pd.DataFrame]
SEEDS = (20251111, 77)
SEED = pytest.mark.parametrize("seed", SEEDS)


def frame(columns: Columns) -> pd.DataFrame:
    return pd.DataFrame(
        {name: column.strings() if isinstance(column, Coded) else column for name, column in columns.items()}
    )


@lru_cache
def made_tables(seed: int, without: str = "") -> dict[str, pd.DataFrame]:
    effects = replace(Effects(), **{without: None}) if without else Effects()
    made = Made(seed, effects, make_catalogue(seed, Effects()), {}, {}, {})
    return {name: frame(columns) for name, columns in recommendation.tables(made)}


def purchases(seed: int, without: str = "") -> pd.DataFrame:
    rows = made_tables(seed, without)["interactions"]
    return rows[rows["type"] == "buy"]


def offline(seed: int, without: str = "") -> pd.Series:
    """Recall at ten on October's purchases, learnt from those before."""
    before, later = metrics.time_split(purchases(seed, without), "2025-10-01")
    later = later[later["ts"] < "2025-11-01"]
    learnt = metrics.item_item_recommender(before, shrinkage=10)
    return metrics.compare_recommenders({"collaborative": learnt}, later).set_index("recommender")["recall"]


def per_user(seed: int, without: str = "") -> pd.DataFrame:
    """Purchases of November of each user of the trial, and those of them that came from the shelf."""
    tables = made_tables(seed, without)
    users = tables["rec_trial"].set_index("user_id")
    bought, log = purchases(seed, without), tables["rec_log"]
    users["purchases"] = bought[bought["ts"] >= "2025-11-01"].groupby("user_id").size()
    november = log[(log["ts"] >= "2025-11-01") & log["bought"]]
    users["from_shelf"] = november.groupby("user_id").size()
    return users.fillna({"purchases": 0, "from_shelf": 0})


@SEED
def test_popularity_is_hard_to_beat_as_long_as_the_shelf_shows_it(seed: int) -> None:
    fed, unfed = offline(seed), offline(seed, "shelf_feeds_itself")
    assert 1.1 < fed["collaborative"] / fed["popularity"] < 1.6
    assert unfed["collaborative"] / unfed["popularity"] > fed["collaborative"] / fed["popularity"] + 0.1


@SEED
def test_what_the_shelf_sells_it_does_not_add(seed: int) -> None:
    arms = (
        per_user(seed)
        .groupby("arm")
        .agg(shelf=("from_shelf", "mean"), all=("purchases", "mean"), error=("purchases", "sem"))
    )
    assert arms.loc["collaborative", "shelf"] > 1.2 * arms.loc["popular", "shelf"]
    difference = arms.loc["collaborative", "all"] - arms.loc["popular", "all"]
    assert abs(difference) < 2 * np.hypot(*arms["error"])
    on_top = per_user(seed, "hits_come_anyway")
    # Without the effect most of what the shelf sells comes on top.
    more = on_top["purchases"].mean() - per_user(seed)["purchases"].mean()
    assert more > 0.6 * on_top["from_shelf"].mean()


@SEED
def test_places_on_the_left_are_clicked_more_whatever_stands_there(seed: int) -> None:
    def by_place(without: str = "") -> pd.Series:
        log = made_tables(seed, without)["rec_log"]
        return log[log["algorithm"] == "shuffled"].groupby("slot")["clicked"].mean()

    seen = by_place()
    assert (seen.diff().dropna() < 0).all()
    assert seen[5] < 0.4 * seen[1]
    flat = by_place("places_are_seen")
    assert flat.max() / flat.min() < 1.45


@SEED
def test_the_order_of_the_goods_by_clicks_is_not_the_one_that_chance_shows(seed: int) -> None:
    log = made_tables(seed)["rec_log"].query("ts < '2025-11-01'")
    rates = log.groupby(["algorithm", "sku_id"])["clicked"].mean().unstack(0)
    assert rates["popular"].rank().corr(rates["shuffled"].rank()) < 0.9


@SEED
def test_old_lists_are_clicked_less(seed: int) -> None:
    def fresh_over_old(without: str = "") -> float:
        log = made_tables(seed, without)["rec_log"].query("algorithm == 'collaborative'")
        old = log["model_age_h"] > 24
        return float(log.loc[~old, "clicked"].mean() / log.loc[old, "clicked"].mean())

    assert fresh_over_old() > 1.15
    assert fresh_over_old("stale_lists") < 1.12


@SEED
def test_who_opens_the_view_is_keen_and_the_view_itself_prevents_returns(seed: int) -> None:
    def figures(without: str = "") -> tuple[float, float, float]:
        rows = made_tables(seed, without)["ar_visits"]
        used = rows[rows["ar_button"]].groupby("ar_view")["bought"].mean()
        by_lot = rows.groupby("ar_button")["bought"].mean()
        back = rows[rows["bought"]].groupby("ar_button")["returned"].mean()
        return used[True] / used[False], by_lot[True] / by_lot[False], back[False] - back[True]

    users, lot, returns = figures()
    assert users > 1.6
    assert abs(lot - 1) < 0.12
    assert returns > 0.04
    users, lot, returns = figures("ar_users_choose")
    assert 0.75 < users < 1.25
    assert abs(returns) < 0.05


def broken(records: pd.DataFrame) -> dict[str, int]:
    """First broken record of each lot that has one."""
    found = {}
    for item, rows in records.groupby("item"):
        previous = tracing.NO_HASH
        for row in rows.sort_values("index").to_dict("records"):
            fields = [row["index"], row["item"], row["node"], str(row["ts"]), row["payload"], row["prev_hash"]]
            if tracing.seal(*fields) != row["hash"] or row["prev_hash"] != previous:
                found[str(item)] = int(row["index"])
                break
            previous = row["hash"]
    return found


def records(seed: int, without: str = "") -> pd.DataFrame:
    return made_tables(seed, without)["trace_records"]


@SEED
def test_one_record_was_changed_after_it_had_been_sealed(seed: int) -> None:
    assert broken(records(seed)) == {"T23": 3}
    assert broken(records(seed, "altered_record")) == {}


@SEED
def test_one_farm_enters_more_than_its_fields_give_and_its_chain_is_whole(seed: int) -> None:
    def too_much(without: str = "") -> list[str]:
        rows, farms = records(seed, without), made_tables(seed)["trace_farms"].set_index("farm")
        first = rows[rows["index"] == 0]["payload"].str.extract(r"leaf_kg=(\d+);farm=(\w+)")
        leaf = first[0].astype(float).groupby(first[1]).sum()
        return list(leaf.index[leaf > farms["area_mu"] * farms["best_leaf_kg"]])

    assert too_much() == ["F05"]
    assert too_much("false_harvest") == []
    lots = records(seed).query("index == 0")
    assert "T23" in set(lots.loc[lots["payload"].str.endswith("F05"), "item"])


def test_the_log_agrees_with_the_purchases(table: Load) -> None:
    log, rows = table("rec_log"), table("interactions")
    from_shelf = log[log["bought"]]
    assert from_shelf["clicked"].all()
    found = from_shelf.merge(rows[rows["type"] == "buy"], on=["user_id", "sku_id", "ts"])
    assert len(found) >= len(from_shelf)
    assert not log.duplicated(["user_id", "ts", "slot"]).any()
    assert (log.groupby(["user_id", "ts"]).size() == 5).all()
    assert set(rows["sku_id"]) <= set(table("products")["sku_id"])


def test_arms_are_kept(table: Load) -> None:
    log, trial = table("rec_log"), table("rec_trial")
    november = log[log["ts"] >= "2025-11-01"].merge(trial, on="user_id")
    assert (november["algorithm"] == november["arm"]).all()
    assert set(log.loc[log["ts"] < "2025-11-01", "algorithm"]) == {"popular", "shuffled"}
    assert abs((trial["arm"] == "popular").mean() - 0.5) < 0.03


def test_dispensers_are_filled_up_every_two_weeks_and_run_dry_where_much_is_drunk(table: Load) -> None:
    log = table("sensor_log")
    levels = log.pivot(index="ts", columns="device", values="level")
    assert levels.max().max() == 2000
    filled = (levels.diff() > 100).sum()
    assert filled.between(4, 6).all()
    dry = (levels == 0).mean()
    assert (dry > 0.05).sum() >= 2
    assert (dry == 0).sum() >= 6

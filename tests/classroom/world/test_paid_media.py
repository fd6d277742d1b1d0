"""Tables of paid media: what is planted is found by the lesson's own method, goes away with None, and tables agree."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from classroom.world import paid_media
from classroom.world.catalogue import make_catalogue
from classroom.world.columns import Coded
from classroom.world.effects import Effects
from classroom.world.generate import Settings
from classroom.world.made import Made
from classroom.world.schema_paid_media import TABLES
from storelab import metrics

SEEDS = pytest.mark.parametrize("seed", [Settings().seed, 5])
MONEY = {table.name: [column.name for column in table.columns if column.type == "money"] for table in TABLES}
CHANNELS = ["category_words", "short_video", "social"]
MARGIN = 0.4


@lru_cache
def made(seed: int, off: str | None = None) -> dict[str, pd.DataFrame]:
    """The tables of one world in yuan, with one effect switched off."""
    effects = replace(Effects(), **{off: None}) if off else Effects()
    tables = {}
    for name, columns in paid_media.tables(Made(seed, effects, make_catalogue(seed, effects), {}, {}, {})):
        frame = pd.DataFrame(
            {key: value.strings() if isinstance(value, Coded) else value for key, value in columns.items()}
        )
        frame[MONEY[name]] = frame[MONEY[name]] / 100
        tables[name] = frame
    return tables


def held_out(seed: int, test: str, off: str | None = None) -> dict[str, float]:
    """Sales for a yuan as the hold-out and as the last click tell it, by change of each area."""
    rows = made(seed, off)["geo_tests"]
    rows = rows[rows["test_id"] == test]
    sums = rows.pivot_table(index=["arm", "area_id"], columns="during", values="revenue", aggfunc="sum")
    change = sums[True] - sums[False]
    shown = rows[rows["during"] & (rows["arm"] == "shown")]
    cost = shown["cost"].sum() / shown["area_id"].nunique()
    found = metrics.mean_difference(change["shown"], change["held_out"])
    return {name: found[name] / cost for name in ("difference", "low", "high")} | {
        "credited": shown["ad_revenue"].sum() / shown["cost"].sum()
    }


@SEEDS
def test_the_brand_word_is_credited_with_much_and_brings_little(seed):
    found = held_out(seed, "brand_words")
    assert found["credited"] > 7
    assert found["high"] < 1 / MARGIN
    without = held_out(seed, "brand_words", "brand_word")
    assert without["low"] > 1 / MARGIN
    assert without["difference"] == pytest.approx(without["credited"], abs=1.5)


@SEEDS
def test_social_brings_more_than_it_is_credited_with(seed):
    found = held_out(seed, "social")
    assert found["credited"] < 1 / MARGIN < found["low"]
    without = held_out(seed, "social", "social_starts")
    assert without["low"] < without["credited"] < without["high"]


@SEEDS
def test_the_last_click_hides_who_begins(seed):
    def share(off: str | None, model: str) -> float:
        credit = metrics.attribute_credit(made(seed, off)["touchpoints"], model).set_index("channel")["conversions"]
        return float(credit["social"] / credit.sum())

    assert share(None, "first") > 4 * share(None, "last")
    assert share(None, "last") < share(None, "linear") < share(None, "first")
    assert share("social_starts", "first") < 1.5 * share("social_starts", "last")


def step(seed: int, channel: str, low: float, high: float, off: str | None = None) -> dict[str, float]:
    """Sales for a yuan more between two levels of spending, the other channels' levels taken out."""
    test = made(seed, off)["spend_test"]
    sales = test["revenue"] - test["revenue_before"] * test["revenue"].sum() / test["revenue_before"].sum()
    for other in CHANNELS:
        if other != channel:
            sales = sales - (sales.groupby(test[f"{other}_level"]).transform("mean") - sales.mean())
    level = test[f"{channel}_level"]
    cost = test.groupby(level)[f"{channel}_cost"].mean()
    found = metrics.mean_difference(sales[level == high], sales[level == low])
    return {name: found[name] / (cost[high] - cost[low]) for name in ("difference", "low", "high")}


@SEEDS
def test_category_words_are_saturated_and_video_is_not(seed):
    mean, last = step(seed, "category_words", 0, 1), step(seed, "category_words", 1, 2)
    assert mean["low"] > 1 / MARGIN > last["high"]
    video = step(seed, "short_video", 1, 2)
    assert video["low"] > last["high"]
    assert mean["difference"] > step(seed, "short_video", 0, 1)["difference"]
    without = step(seed, "category_words", 1, 2, "saturated_words")
    assert without["difference"] > 1.9


@SEEDS
def test_days_of_high_spending_are_days_of_high_demand(seed):
    def slope(off: str | None) -> float:
        tables = made(seed, off)
        rows = tables["outlet_ads"].merge(tables["outlet_days"], on="date", suffixes=("_ad", ""))
        rows = rows[(rows["channel"] == "category_words") & (rows["date"] <= "2025-11-11")]
        return float(np.polyfit(rows["cost"], rows["revenue"], 1)[0])

    assert slope(None) > 10
    assert abs(slope("spending_follows")) < 4


@SEEDS
def test_worn_pictures_show_in_clicks_before_they_show_in_orders(seed):
    def change(off: str | None) -> pd.Series:
        ads = made(seed, off)["outlet_ads"]
        video = ads[(ads["channel"] == "short_video") & (ads["date"] <= "2025-10-26")]
        period = np.where(video["date"] < "2025-09-08", "before", np.where(video["date"] >= "2025-09-29", "after", ""))
        sums = video.groupby(period)[["impressions", "clicks", "cost", "orders"]].sum()
        ratios = pd.DataFrame({"cpa": sums["cost"] / sums["orders"], "ctr": sums["clicks"] / sums["impressions"]})
        return ratios.loc["after"] / ratios.loc["before"]

    found, without = change(None), change("worn_pictures")
    assert found["cpa"] > 1.15
    assert found["ctr"] == pytest.approx(0.82, abs=0.03)
    assert without["cpa"] == pytest.approx(1, abs=0.06)
    assert without["ctr"] == pytest.approx(1, abs=0.03)


def by_block(seed: int, off: str | None = None) -> pd.DataFrame:
    hours = made(seed, off)["ad_hours"]
    return hours.groupby(hours["hour"] // 6)[["clicks", "cost", "orders_clicked", "orders_placed"]].sum()


@SEEDS
def test_the_evening_takes_the_orders_of_the_day(seed):
    found = by_block(seed)
    placed, clicked = (found[name] / found["clicks"] for name in ("orders_placed", "orders_clicked"))
    assert placed[3] > 2.5 * placed[2]
    assert clicked[3] == pytest.approx(clicked[2], rel=0.12)
    without = by_block(seed, "decide_in_the_evening")
    assert (without["orders_placed"] == without["orders_clicked"]).all()


@SEEDS
def test_clicks_of_the_night_lead_to_fewer_orders(seed):
    def lift(off: str | None) -> dict[str, float]:
        found = by_block(seed, off)
        day = found.loc[1:].sum()
        return metrics.lift(
            found.loc[0, "orders_clicked"], found.loc[0, "clicks"], day["orders_clicked"], day["clicks"]
        )

    assert lift(None)["high"] < -0.01
    without = lift("night_clicks")
    assert without["low"] < 0 < without["high"]


@SEEDS
def test_packs_hold_the_same_people(seed):
    def shares(off: str | None) -> tuple[float, float]:
        packs = made(seed, off)["ad_people"][["in_returning", "in_lookalike", "in_interest"]]
        return float(packs.any(axis=1).mean()), float(packs.sum(axis=1).mean())

    assert shares(None)[0] == shares("packs_overlap")[0] == 1
    assert shares(None)[1] > 1.4
    assert shares("packs_overlap")[1] == 1


@SEEDS
def test_the_score_finds_who_buys_anyway(seed):
    def by_third(off: str | None) -> list[dict[str, float]]:
        people = made(seed, off)["ad_people"]
        third = pd.qcut(people["score"].rank(method="first"), 3, labels=False)
        cells = people.groupby([third, "held_out"])["ordered"].agg(["sum", "size"])
        return [metrics.lift(*cells.loc[(k, False)], *cells.loc[(k, True)]) for k in range(3)]

    low, middle, high = by_third(None)
    assert high["control_rate"] > 3 * middle["control_rate"]
    assert middle["low"] > max(low["difference"], high["difference"])
    without = by_third("sure_buyers")
    assert max(one["difference"] for one in without) - min(one["difference"] for one in without) < 0.006


@SEEDS
def test_tables_agree(seed):
    tables = made(seed)
    ads, days, hours = (tables[name] for name in ("outlet_ads", "outlet_days", "ad_hours"))
    ads = ads.assign(week=ads["date"] - pd.to_timedelta(ads["date"].dt.day_of_week, unit="D"))
    by_week = ads.groupby(["channel", "week"])[["cost", "orders", "revenue"]].sum()
    geo = tables["geo_tests"].groupby(["test_id", "week"])[["cost", "ad_orders", "ad_revenue"]].sum()
    np.testing.assert_allclose(by_week.loc[geo.index], geo)
    sales = days.groupby(days["date"] - pd.to_timedelta(days["date"].dt.day_of_week, unit="D"))[
        ["orders", "revenue"]
    ].sum()
    of_areas = tables["geo_tests"].groupby("week")[["orders", "revenue"]].sum()
    np.testing.assert_allclose(sales.loc[of_areas.index], of_areas)
    spend = tables["spend_test"]
    for channel in CHANNELS:
        bills = by_week.loc[channel].loc["2025-11-17":, "cost"]
        np.testing.assert_allclose(bills, spend[f"{channel}_cost"].sum())
    np.testing.assert_allclose(sales.loc["2025-11-17":, "revenue"], spend["revenue"].sum())
    np.testing.assert_allclose(sales.loc["2025-10-20":"2025-11-10", "revenue"].mean(), spend["revenue_before"].sum())
    of_day = hours.groupby("date")[["clicks", "cost", "orders_clicked", "orders_placed"]].sum()
    same = ads[ads["channel"] == "category_words"].set_index("date").loc[of_day.index]
    np.testing.assert_allclose(same[["clicks", "cost", "orders", "orders"]], of_day)
    assert (tables["geo_tests"]["ad_orders"] <= tables["geo_tests"]["orders"]).all()


@SEEDS
def test_what_was_drawn_by_lot_is_balanced(seed):
    tables = made(seed)
    test = tables["spend_test"]
    for one, two in (CHANNELS[:2], CHANNELS[1:], CHANNELS[::2]):
        assert (pd.crosstab(test[f"{one}_level"], test[f"{two}_level"]) == 6).all(axis=None)
    before = tables["geo_tests"].query("not during").groupby(["test_id", "arm"])["revenue"].sum().unstack()
    assert (before["shown"] / before["held_out"] - 1).abs().max() < 0.05
    assert tables["ad_people"]["held_out"].mean() == 0.5
    assert not tables["touchpoints"].duplicated(["user_id", "ts", "channel"]).any()

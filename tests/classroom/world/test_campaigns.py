"""What is planted in the tables of promotions is there, at two seeds, and goes away; dates are those of the calendar."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from classroom.world import calendar, festivals, partners, promo_days, promo_trials
from classroom.world.columns import Coded, Columns
from classroom.world.effects import Effects
from storelab import metrics

SEEDS = (20251111, 77)
SEED = pytest.mark.parametrize("seed", SEEDS)
AFTER = pd.Timedelta(days=14)


def frame(columns: Columns) -> pd.DataFrame:
    return pd.DataFrame(
        {name: column.strings() if isinstance(column, Coded) else column for name, column in columns.items()}
    )


@lru_cache
def made(seed: int, without: str = "") -> tuple[pd.DataFrame, pd.DataFrame]:
    """The outlet's days and its book of campaigns."""
    effects = replace(Effects(), **{without: None}) if without else Effects()
    columns = promo_days.promo_days(seed, effects)
    days = frame(columns)
    days["profit"] = (days["revenue"] - days["goods_cost"] - days["gift_cost"]) / 100
    return days, frame(promo_days.campaign_book(seed, effects, columns))


@lru_cache
def results(seed: int, without: str = "") -> pd.DataFrame:
    """Each campaign but those of gift boxes as the lesson reckons it: pieces and profit beyond the usual, and after."""
    days, book = made(seed, without)
    rows = []
    for row in book[book["goods_group"] != "snack_boxes"].itertuples():
        own = days[days["goods_group"] == row.goods_group]
        near = own[own["date"].between(row.start - 5 * AFTER, row.end + 5 * AFTER)]
        others = book[(book["goods_group"] == row.goods_group) & (book["campaign_id"] != row.campaign_id)]
        for other in others.itertuples():
            near = near[~near["date"].between(other.start, other.end + AFTER)]
        span = (str(row.start.date()), str(row.end.date()))
        units = metrics.promotion_uplift(near, *span, sales="units")
        profit = metrics.promotion_uplift(near, *span, sales="profit")
        rows.append(
            {
                "goods_group": row.goods_group,
                "mechanism": row.mechanism,
                "depth": row.discount_rate,
                "uplift_rate": units["uplift_rate"],
                "uplift": units["uplift"],
                "pull_forward": units["pull_forward"],
                "profit": profit["net"],
                "profit_high": profit["net_high"],
                "start": row.start,
            }
        )
    return pd.DataFrame(rows)


@SEED
def test_deep_discounts_sell_most_and_lose_money(seed: int) -> None:
    found = results(seed)
    deep, shallow = found[found["depth"] >= 0.34], found[found["depth"] < 0.34]
    assert len(deep) >= 5
    assert deep["uplift_rate"].min() > 0.9 > shallow["uplift_rate"].median()
    assert (deep["profit_high"] < 0).all()
    assert (shallow["profit"] > 0).sum() >= 4
    assert results(seed, "deep_discounts")["depth"].max() <= 0.10


@SEED
def test_campaigns_borrow_from_the_two_weeks_after(seed: int) -> None:
    def borrowed(without: str = "") -> pd.Series:
        sums = results(seed, without).groupby("goods_group")[["pull_forward", "uplift"]].sum()
        return sums["pull_forward"] / sums["uplift"]

    shares = borrowed()
    assert shares["tissue"] > 0.55
    assert shares["tissue"] > shares.drop("tissue").max() + 0.15
    assert borrowed("borrowed_demand").abs().max() < 0.25
    assert abs(borrowed("borrowed_demand")["tissue"]) < 0.15


@SEED
def test_towels_take_from_bath_sets(seed: int) -> None:
    def lost(without: str = "") -> float:
        days, book = made(seed, without)
        sets = days[days["goods_group"] == "bath_sets"]
        found = 0.0
        for row in book[book["goods_group"] == "towels"].itertuples():
            near = sets[sets["date"].between(row.start - 2 * AFTER, row.end + 2 * AFTER)]
            for other in book[book["goods_group"] == "bath_sets"].itertuples():
                near = near[~near["date"].between(other.start, other.end + AFTER)]
            span = (str(row.start.date()), str(row.end.date()))
            found += metrics.promotion_uplift(near, *span, post_days=0, sales="units")["uplift"]
        return found

    assert lost() < -100
    assert lost() < lost("towels_for_bath_sets") - 150


def boxes(seed: int, year: int, first: int, last: int, without: str = "") -> pd.Series:
    """Gift boxes sold by days before Spring Festival."""
    days = made(seed, without)[0]
    sold = days[days["goods_group"] == "snack_boxes"].set_index("date")["units"]
    feast = pd.Timestamp(festivals.day_of("spring_festival", year))
    return pd.Series({ahead: sold[feast - pd.Timedelta(days=ahead)] for ahead in range(first, last, -1)})


@SEED
def test_gift_boxes_follow_the_festival_and_not_the_month(seed: int) -> None:
    for without, rises in (("", True), ("moving_festival", False)):
        for year in (2024, 2025):
            near = boxes(seed, year, 12, 8, without).mean()
            days = made(seed, without)[0]
            usual = days[
                (days["goods_group"] == "snack_boxes") & days["date"].between(f"{year}-04-01", f"{year}-04-28")
            ]
            assert (near > 1.8 * usual["units"].mean()) == rises


@SEED
def test_the_spring_venue_doubled_sales_at_the_same_days_before_the_festival(seed: int) -> None:
    def lift(without: str = "") -> float:
        ratio = boxes(seed, 2025, 26, 12, without) / boxes(seed, 2024, 26, 12, without)
        growth = boxes(seed, 2025, 12, 4, without).sum() / boxes(seed, 2024, 12, 4, without).sum()
        return float(np.exp(np.log(ratio).mean()) / growth - 1)

    assert 0.8 < lift() < 1.5
    assert abs(lift("spring_venue")) < 0.2


@SEED
def test_prize_draws_fill_carts_and_not_orders(seed: int) -> None:
    def carts_an_order(without: str = "") -> pd.Series:
        days, book = made(seed, without)
        first = book.merge(days, left_on=["start", "goods_group"], right_on=["date", "goods_group"])
        sums = first.groupby(first["mechanism"] == "draw")[["carts_before", "orders"]].sum()
        return sums["carts_before"] / sums["orders"]

    assert carts_an_order()[True] > 2 * carts_an_order()[False]
    assert abs(carts_an_order("carts_for_prizes")[True] / carts_an_order("carts_for_prizes")[False] - 1) < 0.3


@SEED
def test_new_visitors_like_the_voucher_and_regulars_the_gift(seed: int) -> None:
    def gain(segment: str, tool: str, effects: Effects) -> dict[str, float]:
        rows = frame(promo_trials.tool_trial(seed, effects.tools_differ)).query("segment == @segment")
        profit = (rows["paid"] - rows["goods_cost"] - rows["gift_cost"]) / 100
        return metrics.mean_difference(profit[rows["tool"] == tool], profit[rows["tool"] == "none"])

    plain = replace(Effects(), tools_differ=None)
    for segment, tool in (("new", "voucher"), ("regular", "gift")):
        assert gain(segment, tool, Effects())["low"] > 0
        assert gain(segment, tool, plain)["high"] < gain(segment, tool, Effects())["high"]
    assert gain("regular", "voucher", Effects())["difference"] < 0


@SEED
def test_one_coupon_goes_to_people_who_buy_anyway(seed: int) -> None:
    def lifts(effects: Effects) -> pd.DataFrame:
        rows = frame(promo_trials.coupon_trial(seed, effects.coupon_for_regulars))
        found = {
            name: metrics.coupon_incrementality(part, (part["face"] * part["used"]).sum() / 100)
            for name, part in rows.groupby("coupon")
        }
        return pd.DataFrame(found).T.assign(used=rows[rows["group"] == "treated"].groupby("coupon")["used"].mean())

    found = lifts(Effects())
    assert found["used"].idxmax() == "festival"
    assert found.loc["festival", "low"] < 0 < found.loc["festival", "high"]
    assert found.loc["first_order", "low"] > 0.01
    assert (
        found.loc["festival", "cost_per_incremental_order"] > 5 * found.loc["first_order", "cost_per_incremental_order"]
    )
    assert (lifts(replace(Effects(), coupon_for_regulars=None))["low"] > 0).all()


def test_cash_back_brings_friends_by_another_door() -> None:
    def returned(effects: Effects) -> pd.Series:
        rows = frame(partners.partner_deals(effects.cash_back_friends))
        return metrics.cooperation_return(rows, by="kind").set_index("kind")["cooperation_return"]

    assert returned(Effects())["cash_back"] < -0.4
    assert returned(Effects())["parcel_insert"] > 0.4
    assert returned(replace(Effects(), cash_back_friends=None))["cash_back"] > 0.3


@SEED
def test_a_counter_lifts_orders_on_line(seed: int) -> None:
    def effect(effects: Effects) -> dict[str, float]:
        rows = frame(partners.counter_weeks(seed, effects.counter_in_town))
        rows["after"] = rows["week"] >= "2025-08-11"
        means = rows.groupby(["has_counter", "city", "after"])["online_orders"].mean().unstack()
        change = means[True] / means[False]
        return metrics.mean_difference(change[True], change[False])

    assert effect(Effects())["low"] > 0.05
    assert abs(effect(replace(Effects(), counter_in_town=None))["difference"]) < 0.05


@SEED
def test_small_deposits_are_paid_by_many_and_left_behind(seed: int) -> None:
    def shares(effects: Effects) -> pd.DataFrame:
        rows = frame(promo_trials.presale_orders(seed, effects.cheap_deposits))
        counts = rows.groupby("deposit")[["deposited_at", "balance_paid_at"]].count()
        return counts.div(rows.groupby("deposit").size(), axis=0)

    found = shares(Effects())
    assert found["deposited_at"].iloc[0] > 1.4 * found["deposited_at"].iloc[1]
    assert found["balance_paid_at"].iloc[0] < 1.15 * found["balance_paid_at"].iloc[1]
    without = shares(replace(Effects(), cheap_deposits=None))
    assert without.iloc[0].tolist() == pytest.approx(without.iloc[1].tolist(), abs=0.001)


# --- dates and sums ---------------------------------------------------------------------------------------------------


def test_lunar_dates_are_those_of_the_library() -> None:
    lunardate = pytest.importorskip("lunardate")
    for name, lunar in festivals.LUNAR.items():
        month, day = map(int, lunar.split("-"))
        for year in range(2020, 2031):
            assert str(festivals.day_of(name, year)) == str(lunardate.LunarDate(year, month, day).to_solar_date())


def test_each_day_of_the_calendar_has_the_lunar_date_of_the_library() -> None:
    lunardate = pytest.importorskip("lunardate")
    for row in frame(calendar.calendar()).itertuples():
        lunar = lunardate.LunarDate.from_solar_date(row.date.year, row.date.month, row.date.day)
        leap = "L" if lunar.is_leap_month else ""
        assert row.lunar_md == f"{lunar.month:02d}{leap}-{lunar.day:02d}", row.date


def test_holidays_are_those_of_the_yearly_notices() -> None:
    notices = pytest.importorskip("chinese_calendar")
    days = frame(calendar.calendar())
    named = [bool(off and name) for off, name in (notices.get_holiday_detail(day.date()) for day in days["date"])]
    other = days.loc[days["is_holiday"].to_numpy(dtype=bool) != np.array(named), "date"]
    # The weekend before Dragon Boat 2024 belongs to the break, and the notice names its Monday only.
    assert other.dt.strftime("%Y-%m-%d").tolist() == ["2024-06-08", "2024-06-09"]


def test_lunar_dates_agree_with_the_calendar_of_the_shop() -> None:
    days = frame(calendar.calendar()).set_index("date")
    rows = frame(festivals.festival_dates())
    both = rows[rows["date"].between("2024-01-01", "2025-12-31") & rows["lunar_md"].notna()]
    assert len(both) == 2 * len(festivals.LUNAR)
    assert (days.loc[both["date"], "lunar_md"].to_numpy() == both["lunar_md"].to_numpy()).all()
    assert (days.loc[both["date"], "festival"].to_numpy() == both["festival"].to_numpy()).all()


def test_spring_festival_moves_by_three_weeks_in_two_of_the_years() -> None:
    days = [pd.Timestamp(festivals.day_of("spring_festival", year)).day_of_year for year in range(2020, 2031)]
    assert sum(abs(np.diff(days)) >= 18) >= 3
    assert pd.Timestamp(festivals.day_of("spring_festival", 2026)).day_of_year - days[5] == 19


@SEED
def test_days_hold_together(seed: int) -> None:
    days, book = made(seed)
    assert (days["orders"] <= days["units"]).all()
    assert (days["orders"] <= days["visits"]).all()
    assert (days["orders_new"] <= days["orders"]).all()
    assert (days["new_visitors"] <= days["visits"]).all()
    assert (days["revenue"] <= days["list_value"]).all()
    off = days[days["revenue"] < days["list_value"]]
    for row in off.itertuples():
        inside = book[
            (book["goods_group"] == row.goods_group) & (book["start"] <= row.date) & (book["end"] >= row.date)
        ]
        assert len(inside) == 1
    for goods, own in book.groupby("goods_group"):
        gaps = own["start"].iloc[1:].to_numpy() - own["end"].iloc[:-1].to_numpy()
        assert (gaps >= np.timedelta64(35, "D")).all(), goods


def test_the_plan_for_the_spring_sale_fits_and_that_for_the_old_date_does_not() -> None:
    tasks = frame(partners.campaign_tasks()).query("campaign == 'spring_goods'")
    length, chain = metrics.critical_path(tasks[["task_id", "duration", "depends_on"]])
    feast = pd.Timestamp(festivals.day_of("spring_festival", 2026))
    start = feast - pd.Timedelta(days=26)
    left = (start - pd.Timestamp("2026-01-01")).days
    assert left - 2 <= length <= left
    assert chain[0] == "choose_goods"
    assert (pd.Timestamp("2026-01-03") - pd.Timestamp("2026-01-01")).days < length


def test_deposits_are_paid_before_balances_and_flash_sales_stop_when_sold_out() -> None:
    rows = frame(promo_trials.presale_orders(SEEDS[0], Effects().cheap_deposits))
    done = rows.dropna(subset=["balance_paid_at"])
    assert (done["deposited_at"] < done["balance_paid_at"]).all()
    assert (rows["deposit"] + rows["balance"] == promo_trials.PRESALE_PRICE).all()
    sold = frame(promo_trials.flash_orders(SEEDS[0])).groupby("sale_id")["ordered_at"].agg(["min", "max", "size"])
    assert sold["size"].max() == promo_trials.FLASH_PIECES
    assert ((sold["max"] - sold["min"]) < pd.Timedelta(minutes=promo_trials.FLASH_MINUTES)).all()


def test_chances_of_the_three_deals_sum_to_one() -> None:
    rows = frame(partners.deal_outcomes())
    assert rows.groupby("deal")["chance"].sum().to_numpy() == pytest.approx(1)
    assert (rows.groupby("deal")["cost"].nunique() == 1).all()

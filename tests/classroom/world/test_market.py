"""What is planted for chapter 4 is there, the lessons' own methods find it, and it goes away when switched off."""

import numpy as np
import pandas as pd
import pytest

from classroom.world import market, shoppers
from classroom.world.catalogue import make_catalogue
from classroom.world.columns import Coded, Columns
from classroom.world.effects import Effects
from classroom.world.effects_market import (
    CrowdedMiddle,
    DeliveryOpensProvinces,
    EngravingForSome,
    FadTerm,
    MarketOutgrowsUs,
    TelevisionForOneCohort,
    TimingSegments,
    UncertainMarket,
    YoungBuyOften,
)
from classroom.world.finance import DEPARTMENTS
from storelab import explore, metrics

SEEDS = (20251111, 7)
# Fen a month and department, a third more in the second year.
OWN = np.array([[3_000_000 + 50_000 * place] * 12 for place in range(6)]).T.tolist()
OWN_SALES = np.array(OWN + [[round(1.33 * value) for value in row] for row in OWN], dtype=np.int64)


def frame(table: Columns) -> pd.DataFrame:
    return pd.DataFrame(
        {name: column.strings() if isinstance(column, Coded) else column for name, column in table.items()}
    )


def panel(seed: int, **switched: object) -> pd.DataFrame:
    planted = {"young": YoungBuyOften(), "timing": TimingSegments(), "television": TelevisionForOneCohort()} | switched
    people = frame(shoppers.shopper_panel(seed, **planted))  # type: ignore[arg-type]
    return people.assign(decade=people["birth_year"] // 10 * 10, profit=people["online_spend"] - people["goods_cost"])


def by_decade(people: pd.DataFrame) -> pd.DataFrame:
    groups = people.groupby("decade")
    sums = groups[["online_spend", "goods_cost"]].sum()
    table = pd.DataFrame({"orders": groups["online_orders"].mean(), "profit": groups["profit"].mean()})
    return table.assign(margin=1 - sums["goods_cost"] / sums["online_spend"])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_youngest_order_most_and_leave_little(seed: int) -> None:
    found = by_decade(panel(seed))
    assert found["orders"].idxmax() == 2000
    assert found["margin"].idxmin() == 2000
    assert found.loc[2000, "margin"] == pytest.approx(YoungBuyOften().margin, abs=0.01)
    assert found.loc[2000, "profit"] < 0.9 * found.loc[1970, "profit"]
    without = by_decade(panel(seed, young=None))
    assert without.loc[2000, "margin"] > 0.35
    assert without.loc[2000, "profit"] > without.loc[1970, "profit"]


@pytest.mark.parametrize("seed", SEEDS)
def test_two_kinds_differ_in_their_hours_and_in_nothing_else(seed: int) -> None:
    people = panel(seed)
    habit = people[people["online_orders"] >= 12]
    lunch = habit["lunch_orders"] / habit["online_orders"]
    late = lunch > 0.33
    assert late.mean() == pytest.approx(TimingSegments().share, abs=0.03)
    # A valley between two hills.
    assert lunch.between(0.28, 0.38).mean() < 0.6 * min(
        lunch.between(0.07, 0.17).mean(), lunch.between(0.5, 0.6).mean()
    )
    for column in ("birth_year", "online_orders", "profit", "weekend_orders"):
        one, other = habit.loc[late, column], habit.loc[~late, column]
        error = (one.var() / len(one) + other.var() / len(other)) ** 0.5
        assert abs(one.mean() - other.mean()) < 2.5 * error, column
    without = panel(seed, timing=None)
    without = without[without["online_orders"] >= 12]
    share = without["lunch_orders"] / without["online_orders"]
    assert share.between(0.25, 0.35).mean() > share.between(0.5, 0.6).mean()


def lifts(people: pd.DataFrame, channel: str) -> pd.DataFrame:
    cells = people.groupby(["decade", channel])["ordered"].agg(["mean", "size"]).unstack()
    error = (cells["mean"] * (1 - cells["mean"]) / cells["size"]).sum(axis=1) ** 0.5
    return pd.DataFrame({"lift": cells["mean"][True] - cells["mean"][False], "error": error})


@pytest.mark.parametrize("seed", SEEDS)
def test_television_works_for_one_decade_only(seed: int) -> None:
    people = panel(seed)
    found = lifts(people, "tv")
    # Twelve looks: the one that is planted passes Bonferroni's limit, no other passes even the usual one.
    assert found.loc[1960, "lift"] == pytest.approx(TelevisionForOneCohort().lift, abs=0.004)
    assert found.loc[1960, "lift"] > 2.87 * found.loc[1960, "error"]
    assert (found["lift"].abs() < 1.96 * found["error"]).drop(1960).all()
    assert lifts(panel(seed, television=None), "tv").loc[1960, "lift"] < 0.01
    social = lifts(people, "social")
    assert social.loc[1960:, "lift"].between(0.012, 0.02).all()
    assert abs(social.loc[1950, "lift"]) < 0.006
    # The lots are fair.
    assert people["tv"].mean() == pytest.approx(0.5, abs=0.02)
    assert abs(people.loc[people["tv"], "birth_year"].mean() - people.loc[~people["tv"], "birth_year"].mean()) < 1


def test_counts_of_the_panel_fit() -> None:
    people = panel(SEEDS[0])
    assert people["person_id"].is_unique
    assert (people["night_orders"] + people["lunch_orders"] <= people["online_orders"]).all()
    assert (people["weekend_orders"] <= people["online_orders"]).all()
    assert people["online_orders"].min() >= 1
    assert people["birth_year"].between(1950, 2007).all()


def years(seed: int, **switched: object) -> pd.DataFrame:
    planted = {"outgrows": MarketOutgrowsUs(), "uncertain": UncertainMarket()} | switched
    table = frame(market.market_monthly(seed, OWN_SALES, 1.0, **planted))  # type: ignore[arg-type]
    assert (table["own_sales"] < table["low"]).all()
    table["year"] = table["month"].dt.year
    return table.groupby(["year", "category"])[["own_sales", "market_sales", "low", "high"]].sum()


@pytest.mark.parametrize("seed", SEEDS)
def test_one_market_outgrows_us_and_the_others_cannot_be_judged(seed: int) -> None:
    table = years(seed)
    share = {column: table["own_sales"] / table[column] for column in ("low", "high")}
    best = share["low"][2025] - share["high"][2024]
    worst = share["high"][2025] - share["low"][2024]
    clear = (best < 0) | (worst > 0)
    assert clear[clear].index.tolist() == ["beauty"]
    growth = table.loc[2025] / table.loc[2024] - 1
    assert growth.loc["beauty", "market_sales"] == pytest.approx(MarketOutgrowsUs().growth, abs=0.06)
    assert years(seed, outgrows=None).pipe(lambda rows: rows.loc[2025] / rows.loc[2024])["market_sales"]["beauty"] < 1.4
    known = years(seed, uncertain=None)
    assert (known["low"] == known["high"]).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_fad_comes_and_goes(seed: int) -> None:
    def index(fad: FadTerm | None) -> pd.DataFrame:
        return frame(market.search_index(seed, fad)).pivot(index="week", columns="term", values="index")

    found = index(FadTerm())
    assert (found.max() == 100).all()
    cup = found["glow_cup"]
    assert abs(int(cup.to_numpy().argmax()) - FadTerm().peak) <= 2
    assert cup.iloc[:60].max() < 15
    assert cup.iloc[-4:].mean() < 25
    assert index(None)["glow_cup"].iloc[:60].max() > 50
    jacket = found["down_jacket"]
    assert jacket.loc["2025-11-01":"2025-12-20"].mean() > 3 * jacket.loc["2025-05-01":"2025-08-01"].mean()


def share_at(seed: int, crowded: CrowdedMiddle | None, price: float, style: float) -> float:
    shops = frame(market.brand_positions()).set_index("brand")
    shops.loc[market.OWN, ["price_feel", "style"]] = [price, style]
    people = frame(market.ideal_points(seed, crowded))
    weights = {"price_feel": 1.0, "style": 1.0}
    return float(explore.predicted_shares(shops, people, weights).loc[market.OWN, "share"])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_empty_corner_is_empty_of_people_too(seed: int) -> None:
    effect = CrowdedMiddle()
    today, corner = share_at(seed, effect, 3.6, 3.4), share_at(seed, effect, 1.0, 7.0)
    second = share_at(seed, effect, effect.price_feel[1], effect.style[1])
    assert corner < 0.03
    assert second > 1.3 * today
    assert share_at(seed, None, 1.0, 7.0) > 0.08


@pytest.mark.parametrize("seed", SEEDS)
def test_the_model_repeats_what_people_last_bought(seed: int) -> None:
    shops = frame(market.brand_positions()).set_index("brand")
    people = frame(market.ideal_points(seed, CrowdedMiddle()))
    model = explore.predicted_shares(shops, people, {"price_feel": 1.0, "style": 1.0})["share"]
    assert shops["last_bought"].sum() == pytest.approx(1)
    assert (model - shops["last_bought"]).abs().max() < 0.05


@pytest.mark.parametrize("seed", SEEDS)
def test_engraving_is_worth_much_to_some(seed: int) -> None:
    def worth(effect: EngravingForSome | None) -> pd.Series:
        ratings = frame(shoppers.conjoint(seed, effect))
        means = ratings.pivot_table(index="respondent", columns="engraving", values="rating")
        return (means["engraved"] - means["plain"]).dropna()

    planted, without = worth(EngravingForSome()), worth(None)
    expected = EngravingForSome().share * EngravingForSome().worth
    assert planted.mean() == pytest.approx(expected, abs=0.25)
    assert abs(without.mean()) < 0.2
    assert (planted > 1.8).mean() > (without > 1.8).mean() + 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_delivery_moves_provinces_and_internet_use_does_not(seed: int) -> None:
    def slopes(effect: DeliveryOpensProvinces | None) -> tuple[float, float, float]:
        rows = frame(shoppers.region_panel(seed, effect))
        values = rows[["online_share", "penetration", "delivery_days"]]
        rest = values - values.groupby(rows["province"]).transform("mean") + values.mean()
        rest = rest - values.groupby(rows["year"]).transform("mean")
        use, day = np.linalg.lstsq(rest[["penetration", "delivery_days"]], rest["online_share"], rcond=None)[0]
        return values.corr().loc["online_share", "penetration"], use, day

    raw, use, day = slopes(DeliveryOpensProvinces())
    assert raw > 0.9
    assert abs(use) < 0.15
    assert day == pytest.approx(DeliveryOpensProvinces().per_day, abs=0.006)
    raw, _, day = slopes(None)
    assert raw > 0.9
    assert abs(day) < 0.006


@pytest.mark.parametrize("seed", SEEDS)
def test_features_have_the_classes_that_the_lesson_reads(seed: int) -> None:
    answers = frame(shoppers.kano_survey(seed)).replace(-1, np.nan)
    found = metrics.kano_classes(answers).set_index("feature")
    assert found.loc[["leak_proof", "daily_messages"], "kano_class"].tolist() == ["M", "R"]
    assert found.loc[["next_day", "keeps_hot_long"], "kano_class"].tolist() == ["O", "O"]
    # Two letters of the free return are about equally frequent, what its lack costs is clear.
    assert abs(found.loc["free_return", "M"] - found.loc["free_return", "I"]) < 30
    assert found.loc["free_return", "dissatisfaction"] < -0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_rivals_are_priced_around_us_and_sell_less_at_higher_prices(seed: int) -> None:
    items = frame(market.competitor_sku(seed, make_catalogue(seed, Effects())))
    assert len(items) == 92 * 120
    assert not items.duplicated(["date", "item"]).any()
    price = items.groupby("rival")["price"].median()
    assert price.idxmax() == "beihe"
    assert price.idxmin() == "qingluo"
    # In October, without the season, days of a short sale against the other days of the same item.
    october = items[items["date"] < "2025-11-01"]
    usual = october.groupby("item")["price"].transform("median")
    cheap = october["price"] < 0.96 * usual
    sold = october["units_est"] / october.groupby("item")["units_est"].transform("mean")
    assert cheap.sum() > 100
    assert sold[cheap].mean() > 1.08 * sold[~cheap].mean()
    assert (items.sort_values("date").groupby("item")["reviews"].diff().dropna() >= 0).all()


def test_the_pay_offs_and_scores_are_what_the_lesson_decides_on() -> None:
    payoff = frame(market.payoff_matrix())
    chosen = metrics.choose_action(payoff, {"hold": 0.45, "copy": 0.3, "cut_price": 0.25})
    assert (chosen["expected_value"], chosen["max_min"]) == ("differentiate", "focus")
    for seed in SEEDS:
        scores = frame(market.competitor_scores(seed)).set_index("rival")
        gap = scores.loc[market.OWN, ["logistics", "brand"]] - scores.drop(market.OWN)[["logistics", "brand"]].mean()
        assert gap["brand"] < gap["logistics"] < 0
        assert 0.23 * gap["logistics"] < 0.10 * gap["brand"]


def test_own_sales_are_those_of_the_orders(table) -> None:  # type: ignore[no-untyped-def]
    monthly = table("market_monthly").set_index(["month", "category"])["own_sales"]
    paid = table("orders").dropna(subset=["paid_at"])[["order_id", "paid_at"]]
    lines = table("order_items").merge(paid).merge(table("products")[["sku_id", "cat1"]])
    goods = lines["qty"] * lines["unit_price"] - lines["discount_alloc"]
    month = lines["paid_at"].dt.to_period("M").dt.to_timestamp()
    sums = goods.groupby([month, lines["cat1"]]).sum()
    inside = sums[sums.index.get_level_values(0) < "2026-01-01"]
    assert len(monthly) == 24 * len(DEPARTMENTS)
    np.testing.assert_allclose(monthly.sort_index(), inside.sort_index(), atol=0.005)

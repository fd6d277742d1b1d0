"""Drills: the same seed is the same task, the best answer earns all, each slip costs its own point."""

from itertools import product

import numpy as np
import pytest

from storelab.errors import StoreLabError
from storelab.store.drills import (
    COMMISSION,
    DISCOUNTS,
    DRILLS,
    FREIGHT,
    LEAST_MARGIN,
    MARGIN,
    PAGE_HEIGHT,
    drill,
    least_price,
    score_drill,
    solve_analysis,
)

SEEDS = range(1, 25)


def solve_listing(data):
    sheet = data["good"].iloc[0]
    stock = max(int(np.ceil(round(sheet["sold_a_day"] * 19, 6))) - sheet["on_the_way"], 0)
    size = sheet["size"] if isinstance(sheet["size"], str) else None
    return {
        "attributes": {
            "brand": sheet["brand"],
            "colour": sheet["colour"],
            "size": size,
            "weight_kg": sheet["weight_kg"],
        },
        "title": f"{sheet['brand']} {sheet['colour']}",
        "price": least_price(sheet["unit_cost"]),
        "stock": stock,
    }


def solve_detail_page(data):
    asked = data["questions"].set_index("topic")["asked_n"]
    blocks = data["blocks"].query("backed").sort_values("height").drop_duplicates("topic")
    best, most = [], -1
    for used in product((False, True), repeat=len(blocks)):
        page = blocks[list(used)]
        covered = asked.reindex(page["topic"]).fillna(0).sum()
        if page["height"].sum() <= PAGE_HEIGHT and covered > most:
            best, most = page, covered
    return (
        best.assign(asked=asked.reindex(best["topic"]).to_numpy())
        .sort_values("asked", ascending=False)["block"]
        .to_list()
    )


def solve_campaign(data):
    offers = data["offers"]
    best, most = {}, -np.inf
    for shares in product(DISCOUNTS, repeat=len(offers)):
        profit, joined, fine = 0.0, {}, True
        for row, share in zip(offers.to_dict("records"), shares, strict=True):
            wanted, paid = row[f"units_at_{round(100 * share)}"], row["price"] * (1 - share)
            profit += min(wanted, row["stock"]) * (paid - row["unit_cost"])
            if share:
                joined[row["sku_id"]] = share
                fine &= wanted <= row["stock"] and (paid - row["unit_cost"]) / paid >= LEAST_MARGIN
        if fine and 2 <= len(joined) <= 3 and profit > most:
            best, most = joined, profit
    return best


SOLVE = {
    "listing": solve_listing,
    "detail_page": solve_detail_page,
    "campaign": solve_campaign,
    "analysis": lambda data: solve_analysis(data["days"]),
}


@pytest.mark.parametrize("name", DRILLS)
def test_the_same_seed_is_the_same_task_and_another_seed_another(name):
    one, two, other = drill(name, 3), drill(name, 3), drill(name, 4)
    for table in one.data:
        assert one.data[table].equals(two.data[table])
    assert one.task == two.task
    assert any(not one.data[table].equals(other.data[table]) for table in one.data)


@pytest.mark.parametrize("name", DRILLS)
def test_the_best_answer_earns_all_and_every_task_can_be_solved(name):
    for seed in SEEDS:
        score = score_drill(name, seed, SOLVE[name](drill(name, seed).data))
        assert score.percent == 100, (seed, str(score))
        assert len(score.points) == 5


@pytest.mark.parametrize("name", DRILLS)
@pytest.mark.parametrize("answer", [None, {}, [], "anything", 7, {"price": "cheap"}, {1: "a lot"}])
def test_what_is_no_answer_earns_little_and_says_why(name, answer):
    score = score_drill(name, 1, answer)
    assert score.percent <= 20
    assert all(point.said for point in score.points)
    assert score.table().shape == (5, 2)


def test_listing_tells_margin_on_the_price_from_margin_on_the_cost():
    assert least_price(30.0) == 59.0  # 59 * 0.95 - 36 = 20.05, 34 % of 59; 49 keeps 21.5 %
    data = drill("listing", 2).data
    right = solve_listing(data)
    cost = data["good"]["unit_cost"].iloc[0]
    by_cost = 10 * np.ceil(((cost + FREIGHT) * (1 + MARGIN) / (1 - COMMISSION) + 1) / 10) - 1
    if by_cost != right["price"]:
        assert score_drill("listing", 2, {**right, "price": by_cost}).percent <= 70
    assert score_drill("listing", 2, {**right, "title": ""}).percent == 60
    assert score_drill("listing", 2, {**right, "title": right["title"] + "第一"}).percent == 70
    assert score_drill("listing", 2, {**right, "attributes": {}}).percent == 60


def test_a_chinese_title_is_as_good_as_an_english_one():
    from storelab import data

    for seed in SEEDS:
        task = drill("listing", seed).data
        title = data.load("products").set_index("sku_id").loc[task["good"]["sku_id"].iloc[0], "title"]
        assert score_drill("listing", seed, {**solve_listing(task), "title": title}).percent == 100, title


def test_detail_page_marks_height_claims_cover_and_order():
    data = drill("detail_page", 5).data
    best = solve_detail_page(data)
    assert score_drill("detail_page", 5, best[::-1]).percent == 80
    assert score_drill("detail_page", 5, [*best, best[0]]).percent == 80
    assert score_drill("detail_page", 5, data["blocks"]["block"].to_list()).percent == 20
    swapped = score_drill("detail_page", 5, best[:2])
    assert 60 <= swapped.percent < 90


def test_campaign_refuses_what_breaks_a_rule():
    data = drill("campaign", 1).data
    best = solve_campaign(data)
    sku = next(iter(best))
    assert score_drill("campaign", 1, {**best, sku: 0.15}).percent < 80
    assert score_drill("campaign", 1, {sku: best[sku]}).percent == 60
    assert score_drill("campaign", 1, {str(key): value for key, value in best.items()}).percent == 100
    assert score_drill("campaign", 1, dict.fromkeys(data["offers"]["sku_id"], 0.1)).percent <= 60


def test_analysis_wants_ratios_of_sums():
    days = drill("analysis", 3).data["days"]
    right = solve_analysis(days)
    rates = (days["orders"] / days["visits"]).iloc[14:].mean()
    off = abs(rates / right["conversion_after"] - 1)
    score = score_drill("analysis", 3, {**right, "conversion_after": rates}).percent
    assert score == (100 if off <= 0.005 else 90 if off <= 0.05 else 80)
    assert score_drill("analysis", 3, {**right, "driver_share": -right["driver_share"]}).percent == 80


def test_feedback_is_told_in_chinese(chinese):
    told = str(score_drill("analysis", 1, {}))
    assert "主因" in told
    assert "对数" in told
    assert drill("campaign", 1).task.startswith("排出活动周")


def test_unknown_drill_is_named():
    with pytest.raises(StoreLabError, match="did you mean 'listing'"):
        drill("listings", 1)

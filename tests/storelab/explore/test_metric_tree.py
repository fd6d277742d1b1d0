"""The metric tree: its sums, and the widget round them."""

from base64 import b64decode

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storelab import explore
from storelab.errors import StoreLabError

BASELINE = {
    "visits": 1000.0,
    "orders_per_visit": 0.05,
    "order_value": 100.0,
    "gross_margin": 0.4,
    "refund_rate": 0.1,
    "ad_cost": 300.0,
}
DAYS = pd.date_range("2025-11-01", periods=40)
LEVELS = {
    "visits": 1000.0, "new_visitors": 500.0, "orders_placed": 62.5, "orders": 50.0, "buyers": 50.0, "gmv": 5000.0,
    "gross_profit": 2000.0, "refund": 500.0, "ad_cost": 300.0,
}  # fmt: skip
DAILY = pd.DataFrame(
    [(day, name, "all", value) for name, value in LEVELS.items() for day in DAYS]
    + [(day, "visits", "shop_1", 1.0) for day in DAYS],
    columns=["date", "metric", "scope", "value"],
)


def entry(metric, en, zh, branch, numerator, denominator=None, valid_from="2024-01-01", owner="shop"):
    return {
        "metric": metric, "en": en, "zh": zh, "branch": branch, "numerator": numerator, "denominator": denominator,
        "window": "day", "filter": "all", "valid_from": pd.Timestamp(valid_from), "owner": owner, "action": "check the funnel",
    }  # fmt: skip


DICTIONARY = pd.DataFrame(
    [
        entry("visits", "Visits", "访问次数", "traffic", "sessions"),
        entry("new_visitors", "New visitors", "新访客数", "traffic", "sessions of new visitors"),
        entry("bounce_rate", "Bounce rate", "跳出率", "traffic", "sessions with one page", "sessions"),
        entry("conversion_rate", "Conversion rate", "转化率", "conversion", "visitors who paid", "visitors"),
        entry(
            "conversion_rate",
            "Conversion rate",
            "转化率",
            "conversion",
            "sessions with a paid order",
            "sessions",
            "2025-01-01",
        ),
        entry("payment_rate", "Payment rate", "支付成功率", "conversion", "paid orders", "orders"),
        entry("gmv", "Amount paid", "支付金额", "sales", "paid"),
        entry("gross_margin", "Gross margin", "毛利率", "sales", "paid - cost of goods", "paid", owner="finance"),
        entry("refund_rate", "Refund rate", "退款率", "sales", "refund", "paid"),
        entry("order_value", "Order value", "笔单价", "sales", "paid", "paid orders"),
        entry("ad_cost", "Advertising cost", "广告花费", "traffic", "cost"),
    ]
)


def tree(**options):
    return explore.metric_tree(DICTIONARY, DAILY, **options)


def choose(panel, leaf, change):
    panel.controls["leaf"].value = leaf
    panel.controls["change"].value = change
    return panel.alt


def boxes(panel):
    """The texts of the boxes that moved."""
    chain = panel._sheet._figure.axes[1]
    moving = set(panel._sheet._moving)
    return {text.get_text() for text in chain.texts if text in moving and text.get_visible()}


def test_effect_by_hand():
    after = explore.metric_tree_effect({"visits": 0.1, "gross_margin": -0.5}, BASELINE)
    # 1100 visits * 0.05 * 100 yuan = 5500 yuan; a fifth of it is gross profit, a tenth is refunded.
    assert after == pytest.approx(
        {
            **BASELINE, "visits": 1100, "gross_margin": 0.2, "orders": 55, "gmv": 5500, "refunds": 550,
            "gross_profit": 1100, "contribution": 1100 - 550 - 300,
        }
    )  # fmt: skip


def test_no_lever_changes_nothing():
    assert explore.metric_tree_effect({}, BASELINE)["gmv"] == 5000


@pytest.mark.parametrize(
    ("levers", "baseline", "message"),
    [
        ({"visit": 0.1}, BASELINE, "levers: 'visit' is no factor; did you mean 'visits'"),
        ({}, {"visits": 1.0}, "baseline lacks orders_per_visit, order_value, gross_margin, refund_rate, ad_cost"),
    ],
)
def test_wrong_arguments_are_named(levers, baseline, message):
    with pytest.raises(StoreLabError, match=message):
        explore.metric_tree_effect(levers, baseline)


@given(st.sampled_from(["visits", "orders_per_visit", "order_value"]), st.floats(-0.3, 0.3))
def test_gmv_and_gross_profit_grow_as_each_of_their_factors(factor, change):
    before, after = (explore.metric_tree_effect(levers, BASELINE) for levers in ({}, {factor: change}))
    for result in ("gmv", "gross_profit"):
        assert np.isclose(after[result], before[result] * (1 + change))


@given(st.sampled_from(["gross_margin", "refund_rate", "ad_cost"]), st.floats(0.01, 0.3))
def test_margin_refunds_and_advertising_leave_gmv_alone(factor, change):
    before, after = (explore.metric_tree_effect(levers, BASELINE) for levers in ({}, {factor: change}))
    assert after["gmv"] == before["gmv"]
    assert (after["gross_profit"] != before["gross_profit"]) == (factor == "gross_margin")
    assert (after["contribution"] > before["contribution"]) == (factor == "gross_margin")


def test_the_five_groups_hold_the_shops_dictionary():
    leaves = tree().controls["leaf"]
    assert [head.description for head in leaves.heads] == [
        "Site operation", "Business environment", "Sales performance", "Marketing activity", "Customer value",
    ]  # fmt: skip
    listed = [[key for _, key in one.options] for one in leaves.lists]
    assert listed[0] == ["visits", "new_visitors", "bounce_rate", "conversion_rate", "payment_rate"]
    assert listed[2] == ["gmv", "gross_margin", "refund_rate", "order_value"]
    # Where the dictionary has little, the library's definitions fill the group up.
    assert "M154" in listed[1]
    assert listed[3][0] == "ad_cost"
    assert "M153" in listed[4]


def test_groups_open_and_close():
    leaves = tree().controls["leaf"]
    shown = [one.layout.display != "none" for one in leaves.lists]
    assert shown == [head.value for head in leaves.heads] == [True, False, False, False, False]
    leaves.heads[2].value = True
    assert leaves.lists[2].layout.display is None
    assert leaves.heads[2].icon == "caret-down"
    leaves.heads[0].value = False
    assert leaves.lists[0].layout.display == "none"


def test_a_choice_in_one_group_leaves_the_others():
    panel = tree()
    leaves = panel.controls["leaf"]
    leaves.lists[2].value = "gross_margin"
    assert leaves.value == "gross_margin"
    assert leaves.lists[0].value is None
    assert leaves.heads[2].value
    leaves.lists[0].value = "bounce_rate"
    assert leaves.value == "bounce_rate"
    assert "Bounce rate +10% changes neither" in panel.alt


def test_the_effect_runs_up_to_gmv_and_gross_profit():
    panel = tree()
    before = panel.picture.value
    alt = choose(panel, "visits", 20)
    # The mean day: 5000 yuan of GMV, 2000 of gross profit, 2000 - 500 - 300 after refunds and advertising.
    assert (
        "Visits +20%: GMV +¥1,000 (+20.0%), Gross profit +¥400 (+20.0%), After refunds and ads +¥300 (+25.0%) a day."
        in alt
    )
    assert boxes(panel) == {
        "Visits\n1,000 → 1,200", "Orders\n50 → 60", "GMV\n¥5,000 → ¥6,000", "Gross profit\n¥2,000 → ¥2,400",
        "After refunds and ads\n¥1,200 → ¥1,500",
    }  # fmt: skip
    assert panel.picture.value != before
    assert panel.picture.tooltip == alt
    choose(panel, "visits", 0)
    assert boxes(panel) == set()


def test_a_part_of_the_visits_moves_only_its_part():
    alt = choose(tree(), "new_visitors", 10)
    assert "GMV +¥250 (+5.0%)" in alt  # half of the visits
    assert "Only +5.0% arrives at visits." in alt


def test_no_share_passes_one():
    alt = choose(tree(), "payment_rate", 30)
    assert "GMV +¥1,250 (+25.0%)" in alt  # 50 of 62.5 orders are paid: a quarter more is all of them
    assert "Only +25.0% arrives at orders per visit." in alt


def test_what_touches_neither_says_so():
    panel = tree()
    assert "changes neither GMV nor gross profit in this sum" in choose(panel, "bounce_rate", -30)
    assert boxes(panel) == set()
    assert "GMV unchanged, Gross profit unchanged, After refunds and ads -¥30" in choose(panel, "ad_cost", 10)
    assert "Amount paid is a result, not a lever" in choose(panel, "gmv", 10)


def test_the_newest_definition_and_its_owner_are_read_out():
    alt = choose(tree(), "conversion_rate", 10)
    assert "Conversion rate = visits with a paid order ÷ visits (window: day; filter: all). Owner: shop" in alt
    assert "Gross margin = (amount paid - cost of goods) ÷ amount paid" in choose(tree(), "gross_margin", 10)
    assert "Nobody owns it yet." in choose(tree(), "M153", 10)


def test_the_series_of_a_leaf():
    panel = tree()
    top = panel._sheet._figure.axes[0]
    (line,) = top.get_lines()
    choose(panel, "order_value", 10)
    assert set(line.get_ydata()) == {100.0}  # GMV over orders, day by day
    assert top.texts[0].get_text() == "Order value (yuan, by day)"
    choose(panel, "bounce_rate", 10)
    assert not line.get_visible()
    assert top.texts[1].get_text() == "no daily series is kept of it yet"


def test_in_chinese(chinese):
    panel = tree()
    assert [head.description for head in panel.controls["leaf"].heads][:2] == ["网站运营", "经营环境"]
    alt = choose(panel, "gross_margin", -10)
    assert "毛利率 -10%：成交额不变，毛利 -¥200（-10.0%），减退款和广告后 -¥200（-16.7%）（每天）。" in alt
    assert "毛利率 = (实付金额 - 商品成本) ÷ 实付金额（窗口：当天；范围：全部）。负责：财务组；异动时：查漏斗。" in alt


def test_a_function_of_ones_own_can_be_plugged_in():
    def effect(levers, baseline):
        after = explore.metric_tree_effect(levers, baseline)
        return {**after, "gmv": after["gmv"] + 1000 * levers.get("ad_cost", 0)}

    assert "Advertising cost +10%: GMV +¥100 (+2.0%)" in choose(tree(effect=effect), "ad_cost", 10)


def test_a_wrong_function_is_told_what_to_return():
    with pytest.raises(StoreLabError, match=r"effect must return a dict .* gmv is missing"):
        tree(
            effect=lambda levers, baseline: dict.fromkeys(
                (*BASELINE, "orders", "refunds", "gross_profit", "contribution"), 1.0
            )
        )


def test_a_missing_series_is_named():
    with pytest.raises(StoreLabError, match="daily has no series of gross_profit, ad_cost with scope all"):
        explore.metric_tree(DICTIONARY, DAILY[~DAILY["metric"].isin(["gross_profit", "ad_cost"])])
    with pytest.raises(StoreLabError, match="daily has no column 'scope'"):
        explore.metric_tree(DICTIONARY, DAILY.drop(columns="scope"))


def test_the_shops_own_tables_are_taken_by_default():
    data, metadata = explore.metric_tree()._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert "Visits +10%: GMV +¥" in metadata["image/png"]["alt"]

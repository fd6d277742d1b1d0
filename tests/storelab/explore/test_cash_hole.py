"""The cash-hole simulator: what it shows for numbers worked by hand."""

from base64 import b64decode
from dataclasses import replace

import numpy as np
import pytest

from storelab import explore
from storelab.errors import StoreLabError

# 700 a week are 100 a day: goods 50, fees 20, fixed 10; 20 are left.
SHOP = explore.CashShop(
    weekly_sales=700, goods_share=0.5, variable_share=0.2, weekly_fixed=70, opening=1_000, minimum=100
)
WEEKS = 23


def closing(*plan, shop=SHOP):
    return explore.cash_plan(*plan, shop).weeks.set_index("week")["closing"]


def test_without_a_campaign_cash_grows_by_the_profit_whatever_the_terms():
    for terms in ((0.3, 0, 14), (1.0, 0, 30), (0.0, 60, 0)):
        plan = explore.cash_plan(0, *terms, SHOP)
        assert plan.profit == pytest.approx(WEEKS * 140)
        assert np.diff(plan.weeks["closing"]) == pytest.approx(np.full(WEEKS - 1, 140))
        assert plan.need == 0


def test_a_campaign_by_hand():
    # Twice the ordinary week more: goods 700, paid on arrival three weeks before; 1,120 come in two weeks after.
    plain, cash = closing(0, 0, 0, 14), closing(2, 0, 0, 14)
    more = cash - plain
    assert more[-4] == pytest.approx(0)
    assert more[-3] == pytest.approx(-700)
    assert more[1] == pytest.approx(-700)
    assert more[2] == pytest.approx(1_120 - 700)
    assert explore.cash_plan(2, 0, 0, 14, SHOP).profit == pytest.approx(WEEKS * 140 + 2 * 210)


def test_a_deposit_is_paid_six_weeks_before():
    more = closing(2, 0.3, 0, 14) - closing(0, 0.3, 0, 14)
    assert more[-6] == pytest.approx(-210)
    assert more[-3] == pytest.approx(-700)


def test_a_supplier_who_waits_beyond_the_payout_fills_the_hole():
    # Arrival three weeks before, 35 days of credit: paid as the money comes in.
    more = closing(2, 0, 35, 14) - closing(0, 0, 35, 14)
    assert more.min() == pytest.approx(0)


def test_growth_earns_more_and_needs_more():
    plans = [explore.cash_plan(size, 0.3, 0, 14) for size in (0, 4, 8, 12)]
    assert np.diff([plan.profit for plan in plans]) == pytest.approx([4 * 60_000 * 0.27] * 3)
    assert [plan.need > 0 for plan in plans] == [False, False, True, True]
    assert plans[-1].need > plans[-2].need
    assert plans[-1].weeks.set_index("week")["closing"].idxmin() < 0  # the money is gone before the campaign


def test_need_is_what_the_lowest_week_lacks():
    shop = replace(SHOP, opening=0)
    plan = explore.cash_plan(12, 1, 0, 14, shop)
    assert plan.need == pytest.approx(100 - plan.weeks["closing"].min())


def test_widget_says_what_it_draws():
    panel = explore.cash_hole()
    panel.controls["campaign"].value = 12
    plan = explore.cash_plan(12, 0.3, 0, 14)
    assert f"¥{plan.profit:,.0f}" in panel.alt
    assert f"¥{round(plan.need):,} have to be borrowed" in panel.alt
    panel.controls["campaign"].value = 0
    panel.controls["payout_days"].value = 0
    assert "Nothing has to be borrowed" in panel.alt


def test_nothing_leaves_the_picture():
    panel = explore.cash_hole()
    left, right = panel._sheet._figure.axes
    line = next(one for one in left.get_lines() if len(one.get_ydata()) == WEEKS)
    for values in ((12, 100, 0, 45), (12, 0, 60, 0), (0, 100, 60, 45)):
        for name, value in zip(("campaign", "prepaid", "credit_days", "payout_days"), values, strict=True):
            panel.controls[name].value = value
        low, high = left.get_ylim()
        assert low <= min(line.get_ydata()) <= max(line.get_ydata()) <= high
        for one in right.get_lines():
            assert right.get_ylim()[0] <= min(one.get_ydata()) <= max(one.get_ydata()) <= right.get_ylim()[1]


def test_in_chinese(chinese):
    panel = explore.cash_hole()
    assert "要守住最低余额" in panel.alt or "不用借钱" in panel.alt
    assert "先猜一猜" in panel.children[0].value


def test_a_page_without_a_kernel_shows_the_first_state():
    panel = explore.cash_hole()
    content, metadata = panel._repr_mimebundle_()
    assert b64decode(content["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == panel.alt


@pytest.mark.parametrize(
    ("plan", "message"),
    [((-1, 0.3, 0, 14), "campaign must be at least 0"), ((1, 1.2, 0, 14), "prepaid must be at least 0 and at most 1")],
)
def test_impossible_plans_are_named(plan, message):
    with pytest.raises(StoreLabError, match=message):
        explore.cash_plan(*plan)

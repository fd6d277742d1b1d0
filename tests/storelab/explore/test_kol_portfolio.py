"""The portfolio of influencers: what it shows for deals worked by hand."""

from base64 import b64decode

import numpy as np
import pandas as pd
import pytest

from storelab import explore
from storelab.errors import StoreLabError

# Two large partners, one of whom earns; ten small ones that all earn the same.
DEALS = pd.DataFrame(
    {
        "kol_id": [1, 2, *range(3, 13)],
        "large": [True, True, *[False] * 10],
        "fee": [20_000.0, 20_000.0, *[900.0] * 10],
        "earned": [70_000.0, 0.0, *[1_300.0] * 10],
    }
)


def outcome(share: float, **options: object) -> pd.DataFrame:
    return explore.portfolio_profit(DEALS, **({"budget": 80_000, "head_share": share, "handling": 100} | options))


def test_equal_deals_bring_one_profit() -> None:
    # 80,000 yuan would pay 80 small deals at 1,000 yuan, but ten partners take two each: 20 * (1,300 - 900 - 100).
    drawn = outcome(0.0)
    assert (drawn["small_deals"] == 20).all()
    assert (drawn["large_deals"] == 0).all()
    np.testing.assert_allclose(drawn["profit"], 6_000)


def test_large_deals_are_all_or_nothing() -> None:
    # 3 deals at 20,100 yuan: 70,000 for each lucky one, less 60,300.
    drawn = outcome(1.0, doubt=False)
    assert (drawn["large_deals"] == 3).all()
    assert set(drawn["profit"].round()) == {-60_300, 9_700, 79_700, 149_700}
    assert drawn["profit"].mean() == pytest.approx(3 * 35_000 - 60_300, rel=0.05)


def test_doubt_adds_spread_and_handling_takes_profit() -> None:
    assert outcome(1.0, doubt=True)["profit"].std() > 1.2 * outcome(1.0, doubt=False)["profit"].std()
    cheap, dear = (outcome(0.0, handling=fee)["profit"].mean() for fee in (0, 200))
    assert cheap - dear == pytest.approx(20 * 200)


def test_more_partners_average_out_but_shared_luck_does_not() -> None:
    rng = np.random.default_rng(1)
    small = pd.DataFrame(
        {"kol_id": np.arange(100, 200), "large": False, "fee": 900.0, "earned": rng.gamma(1.0, 1300.0, 100)}
    )
    deals = pd.concat([DEALS[DEALS["large"]], small])

    def spread(budget: float, common: float) -> float:
        profit = explore.portfolio_profit(deals, budget, 0.0, 100, common, doubt=False)["profit"]
        return float(profit.std() / budget)

    # A hundred deals for ten: a third of the spread for each yuan.
    assert spread(100_000, 0.0) == pytest.approx(spread(10_000, 0.0) / 10**0.5, rel=0.1)
    assert spread(100_000, 0.4) > 2.5 * spread(100_000, 0.0)


def test_the_same_seed_gives_the_same_quarters() -> None:
    pd.testing.assert_frame_equal(outcome(0.5), outcome(0.5))


def test_words_and_moves() -> None:
    shown = explore.kol_portfolio(DEALS, budget=80_000, handling=100)
    assert "1 deals with large and 20 with small partners" in shown.alt
    shown.controls["share"].value = 0
    assert "0 deals with large and 20 with small partners: ¥6,000 on average, a loss in 0%" in shown.alt
    dots = shown._sheet._figure.axes[1].get_lines()[2]
    np.testing.assert_allclose(dots.get_xydata(), [[0, 6], [0, 6]])
    shown.controls["doubt"].value = False
    shown.controls["common"].value = 50
    assert "The standard deviation is ¥0 " not in shown.alt
    assert shown.picture.tooltip == shown.alt


def test_in_chinese(chinese: None) -> None:
    shown = explore.kol_portfolio(DEALS)
    assert "先猜一猜" in shown.children[0].value
    assert "和大号合作" in shown.alt


def test_a_page_without_a_kernel_shows_the_first_state() -> None:
    data, metadata = explore.kol_portfolio(DEALS)._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == explore.kol_portfolio(DEALS).alt


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: explore.kol_portfolio(DEALS.drop(columns="earned")), "no column 'earned'"),
        (lambda: explore.portfolio_profit(DEALS[DEALS["large"]], 1000, 0.5), "large and small"),
        (lambda: outcome(1.5), "head_share must be from 0 to 1"),
        (lambda: outcome(0.5, handling=-1), "must not be negative"),
    ],
)
def test_wrong_input_is_named(call, message) -> None:
    with pytest.raises(StoreLabError, match=message):
        call()

"""The end report rests on figures that it names."""

import pytest

from storelab import use_language
from storelab.errors import StoreLabError
from storelab.store import COMPETENCES, SCENARIOS, Store, competences, play, reference_policy


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_doing_nothing_earns_no_level_and_the_reference_a_high_one(scenario):
    nothing = {one.competence: one.rating for one in competences(play(scenario, {}, 4))}
    assert tuple(nothing) == COMPETENCES
    assert set(nothing.values()) == {1}
    ratings = [
        {one.competence: one.rating for one in competences(play(scenario, reference_policy(scenario), seed))}
        for seed in range(50, 70)
    ]
    for name in ("margin", "profit", "safety", "service"):
        # A single shop may have bad luck.
        assert sum(one[name] for one in ratings) / len(ratings) > 3.5


def test_selling_below_cost_and_an_empty_shop_show():
    given_away, *_ = competences(play("opening", {"promotion": [0.5] * 6 + [0.0] * 6}, 2))
    shut, *_ = competences(play("opening", {"stock": 0, "media": 0, "price": 1.3}, 2))
    good, *_ = competences(play("opening", reference_policy("opening"), 2))
    assert given_away.rating < good.rating
    assert shut.rating < good.rating


def test_moving_levers_without_a_reason_is_no_timing():
    restless = {"price": [0.9, 1.1] * 6, "media": [0, 3_000] * 6, "stock": [1, 6] * 6, "service": [0, 10] * 6}
    timing = {seed: competences(play("promotion", restless, seed))[3] for seed in range(1, 6)}
    assert {one.rating for one in timing.values()} == {1}


def test_the_report_speaks_chinese():
    use_language("zh")
    try:
        assert competences(play("opening", {}, 2))[1].why.startswith("所有手段都没动过")
        assert competences(play("opening", {"stock": 4}, 2))[1].why.startswith("利润得分")
    finally:
        use_language("en")


def test_an_unfinished_shop_has_no_report():
    with pytest.raises(StoreLabError, match="12 weeks are still to be played"):
        competences(Store("opening", 2))

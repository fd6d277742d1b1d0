"""The end report rests on figures that it names."""

import pytest

from storelab import use_language
from storelab.errors import StoreLabError
from storelab.store import COMPETENCES, SCENARIOS, Store, competences, play, reference_policy


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_doing_nothing_rates_low_and_the_reference_high(scenario):
    nothing = {one.competence: one.rating for one in competences(play(scenario, {}, 4))}
    assert tuple(nothing) == COMPETENCES
    assert {nothing[name] for name in ("skill", "analysis", "innovation", "communication")} == {1}
    ratings = [
        {one.competence: one.rating for one in competences(play(scenario, reference_policy(scenario), seed))}
        for seed in range(50, 70)
    ]
    for name in ("skill", "analysis", "communication"):
        # A single shop may have bad luck.
        assert sum(one[name] for one in ratings) / len(ratings) > 3.5
    assert ratings[0]["innovation"] >= 4


def test_selling_below_cost_shows():
    (knowledge, *_) = competences(play("opening", {"promotion": [0.5] * 6 + [0.0] * 6}, 2))
    assert knowledge.rating == 3
    assert "50%" in knowledge.why


def test_the_report_speaks_chinese():
    use_language("zh")
    try:
        assert competences(play("opening", {}, 2))[1].why.startswith("利润得分 0（")
    finally:
        use_language("en")


def test_an_unfinished_shop_has_no_report():
    with pytest.raises(StoreLabError, match="12 weeks are still to be played"):
        competences(Store("opening", 2))

"""The training shop keeps its books, its rules and its secrets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab.errors import StoreLabError
from storelab.store import LEVERS, MOVES, ROLES, SCENARIOS, SEES, WEEKS, Store, house, play, reference_policy
from storelab.store.game import draw_shocks, season

values = st.fixed_dictionaries(
    {},
    optional={
        name: st.integers(int(lever.low), int(lever.high)) if lever.whole else st.floats(lever.low, lever.high)
        for name, lever in LEVERS.items()
    },
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SCENARIOS), st.integers(0, 500), st.lists(values, min_size=WEEKS, max_size=WEEKS))
def test_every_week_keeps_the_books_whatever_is_decided(scenario, seed, decisions):
    store = Store(scenario, seed)
    on_hand_before = None
    for decision in decisions:
        store.step(decision)
        week = store.weeks[-1]
        assert week["orders"] >= 0
        assert week["on_hand"] >= -1e-9
        assert week["lost_orders"] >= 0
        assert week["lost_orders"] == pytest.approx(week["visits"] * week["conversion"] - week["orders"])
        if week["lost_orders"] > 1e-9:
            assert week["on_hand"] == pytest.approx(0)
        assert week["answered"] + week["backlog"] == pytest.approx(week["tickets"])
        assert week["answered"] <= week["staff"] * store.rules.answers + 1e-9
        assert 1 <= week["rating"] <= 5
        on_hand_before = week["on_hand"]
    assert on_hand_before is not None
    assert store.over


def test_goods_that_were_bought_arrive_or_are_on_the_way():
    store = play("opening", {"stock": 5}, 3)
    start = 120.0
    late = store._shocks.late
    assert start + sum(store._coming) == pytest.approx(
        sum(week["orders"] for week in store.weeks) + store.weeks[-1]["on_hand"] + sum(store._coming[WEEKS:])
    )
    # Goods take two weeks, or three when the supplier is late; none are bought that come after the end.
    assert store._coming[0] == store._coming[1] == 0
    assert sum(store._coming[WEEKS:]) == 0
    assert len(late) == WEEKS


def test_a_week_by_hand():
    store = Store("opening", 1)
    seen = store.step({"media": 0, "staff": 1, "service": 0})
    rules, shocks = store.rules, draw_shocks("opening", 1)
    week = store.weeks[0]
    assert week["visits"] == pytest.approx(1_500 * season("opening")[0][0] * shocks.noise[0])
    trust = 2.718281828459045 ** (1.1 * (4.5 - 4.7))
    assert week["conversion"] == pytest.approx(0.033 * shocks.rival_price[0] ** 2.2 * trust)
    net = week["orders"] * 80 * (1 - rules.returns)
    running = net * 0.05 + week["orders"] * 6 + 1_400 + week["on_hand"] * 36 * 0.012 + 1_500
    assert week["profit"] == pytest.approx(net - week["orders"] * 36 * (1 - 0.6 * 0.05) - running)
    assert seen["profit"] == week["profit"]


def test_an_event_brings_visits_only_to_those_who_join_it():
    joined, apart = (play("promotion", {"promotion": depth}, 4).weeks for depth in (0.1, 0.099))
    assert season("promotion")[1][4:7] == (True, True, True)
    assert joined[4]["visits"] > 1.5 * apart[4]["visits"]
    assert joined[0]["visits"] == pytest.approx(apart[0]["visits"])


def test_a_discount_sells_now_and_costs_later():
    kept, cut = (play("opening", {"promotion": depth, "stock": 12, "media": 2_000}, 5).weeks for depth in (
        [0.0] * 12, [0.3, *[0.0] * 11]))  # fmt: skip
    assert cut[0]["conversion"] > 2 * kept[0]["conversion"]
    # Customers remember the low price.
    assert cut[1]["conversion"] < 0.9 * kept[1]["conversion"]


def test_the_faulty_batch_brings_questions_that_no_price_dodges():
    for seed in range(5):
        breaks = next(week for week, share in enumerate(draw_shocks("crisis", seed).faulty) if share)
        for price in (1.0, LEVERS["price"].high):
            weeks = play("crisis", {"price": price, "stock": 4}, seed).weeks
            assert weeks[breaks]["tickets"] > 2 * weeks[breaks - 1]["tickets"]
            assert weeks[breaks + 1]["rating"] < weeks[breaks - 1]["rating"]


def test_new_people_learn_for_a_week():
    store = Store("crisis", 1)
    store.step({"staff": 5})
    assert store.weeks[0]["staff"] == 2
    store.step({"staff": 5})
    assert store.weeks[1]["staff"] == 5


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_role_sees_and_moves_its_own_and_colleagues_follow_the_reference(scenario, role):
    store = Store(scenario, 2, role)
    assert set(store.view()) == {"week", "event_next"}
    seen = store.step({})
    assert tuple(seen) == SEES[role]
    decision = store.decisions[0]
    for name in LEVERS:
        own = role == "manager" or name in MOVES[role]
        assert decision[name] == (house(scenario)[name] if own else reference_policy(scenario)[name][0])


def test_views_differ():
    assert "profit" not in SEES["specialist"] + SEES["service"]
    assert "backlog" not in SEES["specialist"]
    assert "visits" not in SEES["service"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("closing", 1), "scenario 'closing' is unknown: one of opening, promotion, crisis"),
        (("opening", 1, "boss"), "role 'boss' is unknown"),
    ],
)
def test_unknown_scenarios_and_roles_are_refused(arguments, words):
    with pytest.raises(StoreLabError, match=words):
        Store(*arguments)


@pytest.mark.parametrize(
    ("role", "decision", "words"),
    [
        ("manager", {"prise": 1}, "no lever 'prise'; did you mean 'price'"),
        ("specialist", {"staff": 3}, "'specialist' does not move 'staff'"),
        ("manager", {"price": 3}, r"'price' is 3: a number from 0.7 to 1.2"),
        ("manager", {"price": "low"}, "'price' is 'low'"),
        ("manager", {"price": float("nan")}, "'price' is nan"),
        ("manager", {"staff": 2.5}, "'staff' is 2.5: a whole number from 1 to 20"),
    ],
)
def test_decisions_that_cannot_be_are_refused_and_no_week_passes(role, decision, words):
    store = Store("opening", 1, role)
    with pytest.raises(StoreLabError, match=words):
        store.step(decision)
    assert store.weeks == []


def test_after_twelve_weeks_no_week_is_left():
    store = play("crisis", {}, 1)
    with pytest.raises(StoreLabError, match="All twelve weeks have been played"):
        store.step({})

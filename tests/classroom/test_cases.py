"""What authors declare, and the made-up shops they draw inputs from."""

import numpy as np
import pandas as pd
import pytest

from classroom.cases import Exercise, World
from storelab.errors import StoreLabError


def test_decorators_keep_order_names_and_texts() -> None:
    exercise = Exercise(points=3, tolerance=1e-6, library=["metrics.bounce_rate(sessions)"])

    @exercise.visible
    def a_small_shop() -> dict:
        return {}

    @exercise.visible(edge=True, en="nobody came", zh="没有人来")
    def empty() -> dict:
        return {}

    @exercise.hidden(worlds=2)
    def others(world: World) -> dict:
        return {}

    @exercise.right
    def other_way() -> int:
        return 1

    @exercise.wrong(en="Too large.", zh="太大了。")
    def doubled() -> int:
        return 2 * other_way()

    assert [(entry.name, entry.edge, entry.texts) for entry in exercise.visible_cases] == [
        ("a_small_shop", False, {"en": "a small shop", "zh": "a small shop"}),
        ("empty", True, {"en": "nobody came", "zh": "没有人来"}),
    ]
    assert [(entry.name, entry.worlds) for entry in exercise.hidden_cases] == [("others", 2)]
    assert [(entry.name, entry.texts["zh"]) for entry in exercise.wrongs] == [("doubled", "太大了。")]
    # A decorated function is still itself, so one may call another.
    assert doubled() == 2
    assert exercise.right_functions() == [other_way]
    assert exercise.hidden_functions() == [others]


def test_mistakes_of_authors_are_named() -> None:
    with pytest.raises(StoreLabError, match="compare='exact' is not one of equal, property, key, chart"):
        Exercise(points=1, compare="exact")
    with pytest.raises(StoreLabError, match="too fine"):
        Exercise(points=1, tolerance=0.0)
    exercise = Exercise(points=1)
    exercise.right(lambda: 1)
    with pytest.raises(StoreLabError, match="two functions of one kind are called '<lambda>'"):
        exercise.right(lambda: 2)


def test_random_numbers_are_named_by_seed_and_stream() -> None:
    first = World(5, "funnel.others").rng.integers(0, 1000, 4).tolist()
    assert World(5, "funnel.others").rng.integers(0, 1000, 4).tolist() == first
    assert World(6, "funnel.others").rng.integers(0, 1000, 4).tolist() != first
    assert World(5, "title.others").rng.integers(0, 1000, 4).tolist() != first


@pytest.mark.parametrize("seed", range(12))
def test_made_up_tables_make_sense(seed: int) -> None:
    world = World(seed)
    reached = world.reached(["view", "cart", "checkout", "pay"])
    assert list(reached.index) == ["view", "cart", "checkout", "pay"]
    assert (reached >= 0).all()

    sessions = world.sessions(80)
    assert sessions["session_id"].is_unique
    assert (sessions["bounced"] == (sessions["pageviews"] == 1)).all()
    orders = world.orders(sessions)
    assert orders["session_id"].isin(sessions["session_id"]).all()
    assert (orders["paid_at"].isna() == (orders["paid"] == 0)).all()
    assert (orders["refund"] <= orders["paid"]).all()

    events = world.events(20)
    assert events["event_id"].is_unique
    assert set(events["type"]) <= {"view", "cart", "checkout", "order", "pay"}
    assert events.groupby("session_id")["visitor_id"].nunique().eq(1).all()

    words = world.keywords(40)
    assert words["keyword"].is_unique
    assert words[["ctr", "cvr"]].stack().dropna().between(0, 0.5).all()

    log = world.rank_log(200)
    assert not log.duplicated(["date", "sku_id", "keyword"]).any()
    assert (log["clicks"] <= log["impressions"]).all()


def test_made_up_tables_hold_the_awkward_rows() -> None:
    worlds = [World(seed) for seed in range(12)]
    assert any((world.reached(["view", "cart", "pay"]) == 0).any() for world in worlds)
    words = pd.concat(world.keywords() for world in worlds)
    assert words["ctr"].isna().any()
    assert (words["volume"] == 0).any()
    log = pd.concat(world.rank_log().assign(world=number) for number, world in enumerate(worlds))
    assert (log["impressions"] == 0).any()
    assert (log.groupby(["world", "sku_id", "keyword"])["rank"].nunique() == 1).any()
    events = worlds[0].events(60)
    by_session = events.groupby("session_id")["type"].agg(set)
    assert by_session.map(lambda types: "checkout" in types and "cart" not in types).any()


def test_tables_of_the_simulation(monkeypatch: pytest.MonkeyPatch) -> None:
    import classroom.world

    table = pd.DataFrame({"session_id": [1]})
    monkeypatch.setattr(classroom.world, "small_world", lambda seed: {"sessions": table}, raising=False)
    copy = World(1).table("sessions")
    copy.loc[0, "session_id"] = 9
    assert table.loc[0, "session_id"] == 1
    with pytest.raises(StoreLabError, match=r"no table 'session'\. Did you mean 'sessions'"):
        World(1).table("session")


def test_random_streams_are_numpy_generators() -> None:
    assert isinstance(World(1).rng, np.random.Generator)

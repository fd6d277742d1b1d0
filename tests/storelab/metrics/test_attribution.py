"""Credit for conversions: rules by hand and against a walk along each path, and removal effects of a Markov chain."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engines
from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language

MODELS = ["first", "last", "linear", "position", "time_decay"]


@pytest.fixture
def touches():
    # User 1: a, b, c, b converts with 100 yuan. User 2: a, c converts with 50; later b, without end. User 3: c converts.
    rows = [
        (1, "2025-11-01", "a", False, None), (1, "2025-11-08", "b", None, None), (1, "2025-11-15", "c", False, None),
        (1, "2025-11-15 00:00:00", "b", True, 100.0), (2, "2025-11-03", "a", False, None),
        (2, "2025-11-10", "c", True, 50.0), (2, "2025-11-12", "b", False, None), (3, "2025-11-05", "c", True, 9.99),
        (4, "2025-11-05", "d", False, 7.0),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["user_id", "ts", "channel", "converted", "value"])
    table["converted"] = table["converted"].astype("boolean")
    return table.assign(ts=pd.to_datetime(table["ts"], format="ISO8601"))


# Path of 1: a, b, c, b (at the time of c, but it converted, so it is the last). Half-life 7 days: the ages 14, 7, 0, 0
# give 1/4, 1/2, 1, 1, of 2.75 together. Path of 2: a, c with ages 7, 0: 1/2 and 1, so 1/3 and 2/3.
BY_HAND = {
    "first": {"a": (2, 150), "b": (0, 0), "c": (1, 9.99), "d": (0, 0)},
    "last": {"a": (0, 0), "b": (1, 100), "c": (2, 59.99), "d": (0, 0)},
    "linear": {"a": (0.75, 50), "b": (0.5, 50), "c": (1.75, 59.99), "d": (0, 0)},
    # 0.4, 0.1, 0.1, 0.4 for 1; two touches share equally.
    "position": {"a": (0.9, 65), "b": (0.5, 50), "c": (1.6, 44.99), "d": (0, 0)},
    "time_decay": {
        "a": (1 / 11 + 1 / 3, 100 / 11 + 50 / 3),
        "b": (2 / 11 + 4 / 11, 600 / 11),
        "c": (4 / 11 + 2 / 3 + 1, 400 / 11 + 100 / 3 + 9.99),
        "d": (0, 0),
    },
}


@pytest.fixture
def journeys():
    rng = np.random.default_rng(11)
    n = 400
    days = rng.integers(0, 20, n)  # whole days, so many touches of a user are at the same time
    table = pd.DataFrame(
        {
            "user_id": rng.integers(1, 60, n),
            "ts": pd.Timestamp("2025-11-01") + pd.to_timedelta(days, unit="D"),
            "channel": rng.choice(["search", "video", "social", "mail"], n),
            "converted": rng.choice([True, False, None], n, p=[0.15, 0.8, 0.05]),
        }
    )
    table["converted"] = table["converted"].astype("boolean")
    won = table["converted"].fillna(False)
    return table.assign(value=np.where(won, rng.integers(100, 9999, n) / 100, np.nan))


def walk(table):
    """The paths, one after the other: lists of (time, channel), and what they brought."""
    ordered = table.assign(done=table["converted"].fillna(False).astype(int), yuan=table["value"].fillna(0))
    ordered = ordered.sort_values(["user_id", "ts", "done", "channel", "yuan"])
    paths = []
    for _, rows in ordered.groupby("user_id"):
        path = []
        for row in rows.itertuples():
            path.append((row.ts, row.channel))
            if row.done:
                paths.append((path, row.yuan))
                path = []
        if path:
            paths.append((path, None))
    return paths


def credits(paths, model):
    given = {}
    for path, value in paths:
        n = len(path)
        if model == "position":
            parts = [1 / n] * n if n <= 2 else [0.4, *[0.2 / (n - 2)] * (n - 2), 0.4]
        else:
            last = path[-1][0]
            weigh = {
                "first": lambda i, ts: float(i == 0),
                "last": lambda i, ts, n=n: float(i == n - 1),
                "linear": lambda i, ts: 1.0,
                "time_decay": lambda i, ts, last=last: 0.5 ** ((last - ts) / pd.Timedelta(days=3)),
            }[model]
            weights = [weigh(i, ts) for i, (ts, _) in enumerate(path)]
            parts = [weight / sum(weights) for weight in weights]
        for part, (_, channel) in zip(parts, path, strict=True):
            count, amount = given.get(channel, (0.0, 0.0))
            won = value is not None
            given[channel] = (count + part * won, amount + (part * value if won else 0.0))
    rows = [(channel, *given[channel]) for channel in sorted(given)]
    return pd.DataFrame(rows, columns=["channel", "conversions", "value"])


def close(result, expected):
    table = engines.to_pandas(result)
    pd.testing.assert_frame_equal(table, expected, check_dtype=False, check_column_type=False, rtol=1e-9, atol=1e-9)


def test_every_engine_agrees_with_the_walk(touches, journeys, engine):
    for model, table in BY_HAND.items():
        expected = pd.DataFrame(
            [(one, *both) for one, both in table.items()], columns=["channel", "conversions", "value"]
        )
        result = metrics.attribute_credit(engine(touches), model)
        assert isinstance(result, engine.kind)
        close(result, expected)
        if engine.name == "spark":  # one model by hand is enough there, for each call takes a second
            break
    frame = engine(journeys)
    paths = walk(journeys)
    for model in MODELS if engine.name != "spark" else ["position", "time_decay"]:
        close(metrics.attribute_credit(frame, model, 3), credits(paths, model))
    steps = engines.to_pandas(metrics.path_transitions(frame))
    counted = {}
    for path, value in paths:
        names = [channel for _, channel in path]
        for origin, target, done in [
            (None, names[0], False),
            *((one, other, False) for one, other in pairwise(names)),
            (names[-1], None, value is not None),
        ]:
            count, amount = counted.get((origin, target, done), (0, 0.0))
            counted[origin, target, done] = (count + 1, amount + (value or 0.0) * (target is None))
    found = {
        (None if pd.isna(row.from_channel) else row.from_channel, None if pd.isna(row.to_channel) else row.to_channel, row.converted): (row.paths, pytest.approx(row.value))
        for row in steps.itertuples()
    }  # fmt: skip
    assert counted == found
    credited = engines.to_pandas(metrics.markov_attribution(frame))
    close(metrics.markov_attribution(frame), simulated_removal(paths))
    assert credited["conversions"].sum() == pytest.approx(sum(value is not None for _, value in paths))


def simulated_removal(paths):
    """Removal effects by following the chain step by step until nearly all of it has ended."""
    channels = sorted({channel for path, _ in paths for _, channel in path})
    moves = {name: {} for name in ["start", *channels]}
    for path, value in paths:
        names = ["start", *(channel for _, channel in path), "sold" if value is not None else "lost"]
        for one, other in pairwise(names):
            moves[one][other] = moves[one].get(other, 0) + 1

    def chance(gone):
        here, sold = {"start": 1.0}, 0.0
        for _ in range(2000):
            onward = {}
            for name, weight in here.items():
                for target, count in moves[name].items():
                    part = weight * count / sum(moves[name].values())
                    if target == "sold":
                        sold += part
                    elif target not in ("lost", gone):
                        onward[target] = onward.get(target, 0.0) + part
            here = onward
        return sold

    full = chance(None)
    effects = [1 - chance(name) / full for name in channels]
    sold = [value for _, value in paths if value is not None]
    shares = [effect / sum(effects) for effect in effects]
    return pd.DataFrame(
        {
            "channel": channels,
            "removal_effect": effects,
            "conversions": [share * len(sold) for share in shares],
            "value": [share * sum(sold) for share in shares],
        }
    )


def test_removal_effects_by_hand():
    # Paths a-b-sold, a-lost, b-sold. From a half goes to b and half is lost; from b all is sold. Starts: a 2/3, b 1/3.
    # P(sold) = 1/3 + 2/3 * 1/2 = 2/3. Without a: 1/3, so half is lost. Without b: nothing is sold. Effects 1/2 and 1.
    table = pd.DataFrame(
        {
            "user_id": [1, 1, 2, 3],
            "ts": pd.to_datetime(["2025-11-01", "2025-11-02", "2025-11-01", "2025-11-01"]),
            "channel": ["a", "b", "a", "b"],
            "converted": [False, True, False, True],
            "value": [0.0, 60.0, 0.0, 30.0],
        }
    )
    expected = pd.DataFrame(
        {"channel": ["a", "b"], "removal_effect": [0.5, 1.0], "conversions": [2 / 3, 4 / 3], "value": [30.0, 60.0]}
    )
    close(metrics.markov_attribution(table), expected)


def test_no_conversion_and_no_touch(touches):
    lost = touches.assign(converted=False)
    result = metrics.markov_attribution(lost)
    assert result["removal_effect"].isna().all()
    assert (result["conversions"] == 0).all()
    assert (metrics.attribute_credit(lost)["conversions"] == 0).all()
    for model in MODELS:
        assert len(metrics.attribute_credit(touches.head(0), model)) == 0
    assert len(metrics.markov_attribution(touches.head(0))) == 0
    assert len(metrics.path_transitions(touches.head(0))) == 0


def test_refusals(touches):
    with pytest.raises(StoreLabError, match="model 'linea' is unknown; did you mean 'linear'"):
        metrics.attribute_credit(touches, "linea")
    with pytest.raises(StoreLabError, match="half_life_days must be above 0"):
        metrics.attribute_credit(touches, "time_decay", 0)
    with pytest.raises(StoreLabError, match="touchpoints: 1 rows have no channel"):
        metrics.markov_attribution(touches.assign(channel=[None, *"bcbacbcd"]))
    with pytest.raises(StoreLabError, match="touchpoints: column 'ts' must hold times"):
        metrics.attribute_credit(touches.assign(ts="today"))
    use_language("zh")
    with pytest.raises(StoreLabError, match="model 没有 'linea' 这个取值"):
        metrics.attribute_credit(touches, "linea")


paths = st.lists(
    st.tuples(st.integers(1, 4), st.integers(0, 6), st.sampled_from("abc"), st.booleans(), st.integers(0, 9999)),
    min_size=1,
    max_size=30,
).map(
    lambda rows: pd.DataFrame(
        {
            "user_id": [row[0] for row in rows],
            "ts": pd.Timestamp("2025-11-01") + pd.to_timedelta([row[1] for row in rows], unit="D"),
            "channel": [row[2] for row in rows],
            "converted": [row[3] for row in rows],
            "value": [row[4] / 100 if row[3] else 0.0 for row in rows],
        }
    )
)


@settings(deadline=None, max_examples=25)
@given(paths, st.sampled_from([*MODELS, "markov"]))
def test_credits_sum_to_conversions_in_any_order_of_rows(table, model):
    def credit(rows):
        return metrics.markov_attribution(rows) if model == "markov" else metrics.attribute_credit(rows, model)

    result = credit(table)
    assert math.isclose(result["conversions"].sum(), table["converted"].sum(), abs_tol=1e-9)
    assert math.isclose(result["value"].sum(), table["value"].sum(), abs_tol=1e-6)
    assert (result["conversions"] >= -1e-12).all()
    close(credit(table.sample(frac=1, random_state=2)), result)

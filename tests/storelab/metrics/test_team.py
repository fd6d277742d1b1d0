"""Appraisal, marks, competence, cohesion, capacity, skill gaps; critical path."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics, use_language
from storelab.errors import StoreLabError

relaxed = settings(max_examples=50, deadline=None)


def test_kpi_score_by_hand():
    # Sales 90 / 100 = 0.9, capped at 1.2: reviews 6 / 3 = 2 -> 1.2; reply 30 s wanted, 40 taken: 0.75.
    actual = {"sales": 90, "reviews": 6, "reply": 40}
    target = {"sales": 100, "reviews": 3, "reply": 30}
    weight = {"sales": 5, "reviews": 3, "reply": 2}
    assert metrics.kpi_score(actual, target, weight, lower_better=["reply"]) == pytest.approx(0.45 + 0.36 + 0.15)
    assert metrics.kpi_score(actual, target, weight, cap=3, lower_better=["reply"]) == pytest.approx(0.45 + 0.6 + 0.15)
    none = actual | {"reply": 0}
    assert metrics.kpi_score(none, target, weight, lower_better=["reply"]) == pytest.approx(0.45 + 0.36 + 0.24)
    assert math.isnan(metrics.kpi_score(actual | {"sales": math.nan}, target, weight))
    assert math.isnan(metrics.kpi_score(actual, target | {"sales": 0}, weight))
    assert metrics.kpi_score(actual, target | {"sales": 0}, weight | {"sales": 0}) == pytest.approx(
        (3 * 1.2 + 2 * 1.2) / 5
    )


def test_kpi_scores(engine, same):
    columns = ["staff_id", "month", "kpi", "actual", "target", "weight", "lower_better"]
    rows = [
        (2, "11", "sales", 90.0, 100.0, 5.0, False), (2, "11", "reviews", 6.0, 3.0, 3.0, False),
        (2, "11", "reply", 40.0, 30.0, 2.0, True), (1, "11", "reply", 0.0, 30.0, 1.0, True),
        (1, "11", "sales", 50.0, 100.0, 3.0, False), (1, "12", "sales", np.nan, 100.0, 1.0, False),
        (1, "12", "reply", 30.0, 30.0, 1.0, True), (3, "11", "sales", 5.0, 0.0, 1.0, False),
        (4, "11", "sales", 5.0, 5.0, 0.0, False),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    # 0.96 as above; (1.2 + 3 * 0.5) / 4; a missing figure, a target of 0, and no weight at all have no score.
    expected = pd.DataFrame(
        {
            "staff_id": [1, 1, 2, 3, 4],
            "month": ["11", "12", "11", "11", "11"],
            "kpi_score": [0.675, None, 0.96, None, None],
        }
    )
    result = metrics.kpi_scores(engine(table))
    assert isinstance(result, engine.kind)
    same(result, expected)

    rng = np.random.default_rng(159)
    many = pd.DataFrame(
        {
            "staff_id": np.repeat(np.arange(20), 4),
            "kpi": np.tile(["a", "b", "c", "d"], 20),
            "actual": rng.integers(0, 12, 80) * 10.0,
            "target": rng.integers(1, 9, 80) * 10.0,
            "weight": rng.integers(1, 5, 80) * 1.0,
            "lower_better": np.tile([False, False, True, False], 20),
        }
    )
    scores = [
        metrics.kpi_score(
            *(group.set_index("kpi")[name].to_dict() for name in ("actual", "target", "weight")), lower_better=["c"]
        )
        for _, group in many.groupby("staff_id")
    ]
    shuffled = many.sample(frac=1, random_state=4)
    same(metrics.kpi_scores(engine(shuffled), "staff_id"), pd.DataFrame({"staff_id": range(20), "kpi_score": scores}))


@relaxed
@given(
    st.dictionaries(
        st.sampled_from("abcd"), st.tuples(st.integers(0, 99), st.integers(1, 99), st.integers(1, 9)), min_size=1
    ),
    st.floats(0.5, 3),
    st.floats(0.1, 10),
)
def test_kpi_score_is_bounded_and_weights_are_relative(figures, cap, factor):
    actual, target, weight = ({key: values[place] for key, values in figures.items()} for place in range(3))
    lower = sorted(figures)[:1]
    score = metrics.kpi_score(actual, target, weight, cap, lower)
    assert -1e-12 <= score <= cap + 1e-9
    scaled = {key: value * factor for key, value in weight.items()}
    assert metrics.kpi_score(actual, target, scaled, cap, lower) == pytest.approx(score)


def test_course_scores(engine, same):
    # Ann: class 18 of 20 = 0.9; tasks (5 + 15) of (10 + 30) = 0.5, one mark still missing: (0.9 + 3 * 0.5) / 4 = 60 points.
    # Ben has no mark for tasks.
    rows = [
        ("Ben", "class", 10.0, 20.0), ("Ann", "class", 18.0, 20.0), ("Ann", "task", 5.0, 10.0), ("Ann", "task", 15.0, 30.0),
        ("Ann", "task", np.nan, 30.0), ("Ben", "task", np.nan, 10.0), ("Ann", "extra", 1.0, 10.0),
    ]  # fmt: skip
    gradebook = pd.DataFrame(rows, columns=["learner", "component", "score", "max"])
    weights = {"class": 1, "task": 3, "extra": 0}
    expected = pd.DataFrame({"learner": ["Ann", "Ben"], "course_score": [60.0, None]})
    result = metrics.course_scores(engine(gradebook), weights)
    assert isinstance(result, engine.kind)
    same(result, expected)
    with pytest.raises(StoreLabError, match="no weight is given for these values of 'component': 'extra'"):
        metrics.course_scores(engine(gradebook), {"class": 1, "task": 3})


def test_competence_scores(engine, same):
    # Know: self 5, peers (3 + 4) / 2 = 3.5, mentor 3: (5 + 2 * 3.5 + 3 * 3) / 6 = 3.5. Talk: (4 + 2 * 4 + 3 * 2) / 6 = 3.
    # Over both with 3 to 1: 3.375. Bea has no mentor's view of her talk.
    rows = [
        ("Ann", "know", "self", 5.0), ("Ann", "know", "peer", 3.0), ("Ann", "know", "peer", 4.0),
        ("Ann", "know", "mentor", 3.0), ("Ann", "talk", "self", 4.0), ("Ann", "talk", "peer", 4.0),
        ("Ann", "talk", "mentor", 2.0), ("Bea", "talk", "self", 5.0), ("Bea", "talk", "peer", 5.0),
        ("Bea", "talk", "mentor", np.nan),
    ]  # fmt: skip
    ratings = pd.DataFrame(rows, columns=["learner", "dimension", "rater_kind", "score"])
    raters = {"self": 1, "peer": 2, "mentor": 3}
    expected = pd.DataFrame(
        {"learner": ["Ann", "Ann", "Bea"], "dimension": ["know", "talk", "talk"], "competence_score": [3.5, 3.0, None]}
    )
    same(metrics.competence_scores(engine(ratings), raters), expected)
    whole = metrics.competence_scores(engine(ratings), raters, {"know": 3, "talk": 1})
    same(whole, pd.DataFrame({"learner": ["Ann", "Bea"], "competence_score": [3.375, None]}))


def test_cohesion_turnover_and_ties(engine, same):
    figures = {"climate": 4, "turnover": 0.1, "turnover_limit": 0.4, "help_density": 0.3}
    # (4 - 1) / 4 = 0.75; 1 - 0.1 / 0.4 = 0.75; 0.3: mean 0.6.
    assert metrics.team_cohesion(**figures) == pytest.approx(60)
    assert metrics.team_cohesion(**figures, weights={"climate": 1, "staying": 1, "help": 0}) == pytest.approx(75)
    assert math.isnan(metrics.team_cohesion(**figures | {"climate": math.nan}))
    # 2025: b left on the first day, c on the last; d came in the year, e came and left, f comes after, g left before.
    staff = pd.DataFrame(
        {
            "team": ["x", "x", "x", "x", "x", "y", "y"],
            "hired_at": pd.to_datetime(["2020-01-01"] * 3 + ["2025-05-01", "2025-02-01", "2026-01-01", "2020-01-01"]),
            "left_at": pd.to_datetime([None, "2025-01-01", "2025-12-31", None, "2025-03-01", None, "2024-12-31"]),
        }
    )
    # At the beginning a, b, c; at the end a, d: mean 2.5. Leavers b, c, e.
    assert metrics.turnover_rate(engine(staff), "2025-01-01", "2025-12-31") == pytest.approx(3 / 2.5)
    expected = pd.DataFrame({"team": ["x", "y"], "turnover_rate": [1.2, None]})
    same(metrics.turnover_rate(engine(staff), "2025-01-01", "2025-12-31", "team"), expected)
    # Pairs 1-2 (both ways) and 2-3 of six possible in a team of four.
    ties = pd.DataFrame({"from_id": [1, 2, 2, 3, 1], "to_id": [2, 1, 3, 3, 2]})
    assert metrics.tie_density(engine(ties), 4) == pytest.approx(2 / 6)
    assert metrics.tie_density(engine(ties.head(0)), 4) == 0
    assert math.isnan(metrics.tie_density(engine(ties.head(0)), 1))


def test_utilisation_and_skill_gap(engine, same):
    usage = pd.DataFrame({"resource": ["b", "a", "a", "c"], "used": [5.0, 30, 60, 0], "capacity": [4.0, 50, 50, 0]})
    expected = pd.DataFrame({"resource": ["a", "b", "c"], "resource_utilisation": [0.9, 1.25, None]})
    same(metrics.resource_utilisation(engine(usage)), expected)
    assert metrics.resource_utilisation(engine(usage), by=None) == pytest.approx(95 / 104)
    # 1: data lacks 2, weight 1; ads lacks 1, weight 2, as much and before it by name; copy is above; chat is not known.
    skills = pd.DataFrame(
        {
            "staff_id": [1, 1, 1, 1, 2, 2],
            "skill": ["data", "ads", "copy", "chat", "ads", "data"],
            "level": [1.0, 3, 5, np.nan, 1, 1],
            "required": [3, 4, 4, 3, 2, 4],
            "weight": [1.0, 2, 1, 1, 1, 1],
        }
    )
    expected = pd.DataFrame(
        {
            "staff_id": [1, 1, 1, 1, 2, 2],
            "skill": ["ads", "data", "chat", "copy", "data", "ads"],
            "gap": [1.0, 2, None, 0, 3, 1],
            "weighted_gap": [2.0, 2, None, 0, 3, 1],
            "learning_order": [1, 2, None, None, 1, 2],
        }
    )
    same(metrics.skill_gap(engine(skills.sample(frac=1, random_state=2))), expected)
    same(metrics.skill_gap(engine(skills[:4]), by=None), expected[:4].drop(columns="staff_id"))


def test_refusals():
    with pytest.raises(StoreLabError, match="must speak of the same keys"):
        metrics.kpi_score({"a": 1}, {"b": 1}, {"a": 1})
    with pytest.raises(StoreLabError, match="must speak of the same keys"):
        metrics.kpi_score({"a": 1}, {"a": 1}, {"a": 1}, lower_better=["b"])
    with pytest.raises(StoreLabError, match="weight must have one weight for each of 'a'; got 'b'"):
        metrics.kpi_score({"a": 1}, {"a": 1}, {"b": 1})
    with pytest.raises(StoreLabError, match=r"actual\['a'\] must be at least 0"):
        metrics.kpi_score({"a": -1}, {"a": 1}, {"a": 1})
    grades = pd.DataFrame({"learner": ["Ann"], "component": ["a"], "score": [11.0], "max": [10.0]})
    with pytest.raises(StoreLabError, match="in 1 rows 'score' is above 'max'"):
        metrics.course_scores(grades, {"a": 1})
    with pytest.raises(StoreLabError, match="course_scores needs in by="):
        metrics.course_scores(grades, {"a": 1}, by=None)
    with pytest.raises(StoreLabError, match="kpi_scores needs in by="):
        metrics.kpi_scores(grades, by=None)
    with pytest.raises(StoreLabError, match="3 people have ties, but the team has 2 members"):
        metrics.tie_density(pd.DataFrame({"from_id": [1, 2], "to_id": [2, 3]}), 2)
    with pytest.raises(StoreLabError, match=r"end \(2025-01-01\) lies before start"):
        metrics.turnover_rate(grades, "2025-02-01", "2025-01-01")
    with pytest.raises(StoreLabError, match="1 values of 'capacity' are negative"):
        metrics.resource_utilisation(pd.DataFrame({"resource": ["a"], "used": [1], "capacity": [-1]}))
    use_language("zh")
    with pytest.raises(StoreLabError, match="'component' 列里这些值没有权重：'a'"):
        metrics.course_scores(grades.assign(score=1.0), {"b": 1})
    with pytest.raises(StoreLabError, match="weights 的每个权重都不能小于 0"):
        metrics.course_scores(grades.assign(score=1.0), {"a": -1})


@pytest.fixture
def tasks():
    # a 3 -> b 2 -> d 4 takes 9; a 3 -> c 1 -> d takes 8; e 5 stands alone.
    return pd.DataFrame(
        {
            "task_id": ["d", "a", "c", "b", "e"],
            "duration": [4.0, 3, 1, 2, 5],
            "depends_on": ["b, c", None, "a", "a", ""],
        }
    )


def test_critical_path_by_hand(tasks, engine, same):
    assert metrics.critical_path(engine(tasks)) == (9, ["a", "b", "d"])
    expected = pd.DataFrame(
        {
            "task_id": ["a", "e", "b", "c", "d"],
            "early_start": [0.0, 0, 3, 3, 5],
            "early_finish": [3.0, 5, 5, 4, 9],
            "late_start": [0.0, 4, 3, 4, 5],
            "late_finish": [3.0, 9, 5, 5, 9],
            "slack": [0.0, 4, 0, 1, 0],
            "critical": [True, False, True, False, True],
        }
    )
    result = metrics.task_schedule(engine(tasks))
    assert isinstance(result, engine.kind)
    same(result, expected)


def test_dependencies_in_other_forms():
    numbers = pd.DataFrame({"task_id": [1, 2, 3], "duration": [1, 2, 3], "depends_on": [np.nan, 1.0, 2.0]})
    assert metrics.critical_path(numbers) == (6, ["1", "2", "3"])
    assert metrics.task_schedule(numbers)["task_id"].to_list() == [1, 2, 3]
    lists = numbers.assign(depends_on=[[], [1], [1, 2]])
    assert metrics.critical_path(lists) == (6, ["1", "2", "3"])
    assert metrics.critical_path(numbers.assign(depends_on=["", "1", "1；2"])) == (6, ["1", "2", "3"])
    assert metrics.critical_path(numbers.head(0)) == (0, [])
    # Two chains of one length: the smaller ids.
    equal = pd.DataFrame({"task_id": ["z", "b", "a"], "duration": [1, 2, 2], "depends_on": ["a,b", None, None]})
    assert metrics.critical_path(equal) == (3, ["a", "z"])


def test_critical_path_refuses(tasks):
    circle = tasks.assign(depends_on=["b, c", "d", "a", "a", None])
    with pytest.raises(StoreLabError, match="in a circle: 'a' -> 'd' -> 'b' -> 'a'"):
        metrics.critical_path(circle)
    with pytest.raises(StoreLabError, match="'a' depends on 'x', which is not in the table"):
        metrics.critical_path(tasks.assign(depends_on=[None, "x", None, None, None]))
    with pytest.raises(StoreLabError, match="1 values of 'task_id' are there more than once"):
        metrics.critical_path(tasks.assign(task_id=["a", "a", "c", "b", "d"]))
    with pytest.raises(StoreLabError, match="1 rows have no duration"):
        metrics.critical_path(tasks.assign(duration=[1, 2, 3, 4, None]))
    with pytest.raises(StoreLabError, match="1 values of 'duration' are negative"):
        metrics.critical_path(tasks.assign(duration=[1, 2, 3, 4, -1]))
    use_language("zh")
    with pytest.raises(StoreLabError, match="任务之间循环等待：'a' -> 'd' -> 'b' -> 'a'"):
        metrics.critical_path(circle)


@relaxed
@given(
    st.lists(st.tuples(st.integers(0, 9), st.sets(st.integers(0, 7), max_size=3)), min_size=1, max_size=8), st.randoms()
)
def test_the_schedule_is_one(rows, random):
    names = [f"t{place}" for place in range(len(rows))]
    waits = [sorted(f"t{other}" for other in before if other < place) for place, (_, before) in enumerate(rows)]
    table = pd.DataFrame(
        {
            "task_id": names,
            "duration": [float(length) for length, _ in rows],
            "depends_on": [",".join(before) for before in waits],
        }
    )
    plan = metrics.task_schedule(table).set_index("task_id")
    duration, path = metrics.critical_path(table)
    assert duration == plan["early_finish"].max() == table.set_index("task_id")["duration"][path].sum()
    assert plan.loc[path, "critical"].all()
    assert (plan["slack"] >= 0).all()
    for task, before in zip(names, waits, strict=True):
        assert all(plan["early_finish"][other] <= plan["early_start"][task] for other in before)
        assert all(plan["late_finish"][other] <= plan["late_start"][task] for other in before)
    order = list(range(len(rows)))
    random.shuffle(order)
    assert metrics.critical_path(table.iloc[order]) == (duration, path)

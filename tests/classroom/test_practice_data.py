"""From a chapter's source to what the checker reads."""

import json
from pathlib import Path

import pandas as pd
import pytest
from more_chapter import CASES, EXERCISES, add_chapter

from classroom.practice_data import choice_keys, generate, hidden_cases, solution_of
from classroom.source import load_chapter
from storelab import use_language
from storelab.errors import StoreLabError
from storelab.practice.codec import decode
from storelab.practice.judge import judge
from storelab.practice.runner import run_cases
from storelab.practice.tasks import Task, task_from_plain


def generated(name: str, root: Path, **texts: str) -> dict:
    if name == "09_more":
        add_chapter(root, **texts)
    return generate(load_chapter(name))


def test_expected_values_come_from_the_solution(tiny_course: Path) -> None:
    entry = generated("07_tiny", tiny_course)["exercises"]["share"]
    assert (entry["kind"], entry["points"]) == ("function", 2)
    assert entry["compare"] == {"kind": "equal", "tolerance": 1e-9, "ignore_row_order": False}
    assert [hint["en"] for hint in entry["hints"]] == ["What is the whole?", "Divide by it."]
    ordinary, edge = entry["cases"]
    assert ordinary["title"] == {"en": "two shops", "zh": "two shops"}
    assert (edge["edge"], edge["title"]["zh"]) == (True, "什么也没卖出")
    # 30 and 10 of 40.
    assert decode(ordinary["expected"]["value"]).to_dict() == {"north": 0.75, "south": 0.25}
    assert decode(edge["expected"]["value"]).isna().all()


def test_known_wrong_results_are_kept_where_they_are_wrong(tiny_course: Path) -> None:
    entry = generated("07_tiny", tiny_course)["exercises"]["share"]
    results = {wrong["name"]: wrong["results"] for wrong in entry["misconceptions"]}
    assert decode(results["percent"][0]["value"]).to_list() == [75.0, 25.0]
    # Nothing sold: 100 times NaN is NaN, which is right there.
    assert results["percent"][1] is None
    assert results["zero_for_nothing"][0] is None
    assert decode(results["zero_for_nothing"][1]["value"]).to_list() == [0.0, 0.0]


def test_no_source_of_answers_and_no_keys_are_shipped(tiny_course: Path) -> None:
    text = json.dumps(generated("07_tiny", tiny_course), ensure_ascii=False)
    for secret in ("whole = amounts.sum()", "def ", "by_numpy", "other_shops", "sums_to_one", "Upside down"):
        assert secret not in text


def test_it_is_the_same_every_time(tiny_course: Path) -> None:
    first, second = (json.dumps(generate(load_chapter("07_tiny"))) for _ in range(2))
    assert first == second


def test_concept_questions(tiny_course: Path) -> None:
    data = generated("07_tiny", tiny_course)
    assert data["chapter"] == "07_tiny"
    assert data["exercises"]["concepts_07"] == {
        "kind": "choices", "points": 1, "questions": [{"id": "7-1", "options": ["a", "b"]}],
    }  # fmt: skip
    keys = choice_keys(load_chapter("07_tiny"))
    assert keys["7-1"]["answer"] == "a"
    assert keys["7-1"]["why"]["b"]["zh"] == "反了。"


def task(data: dict, name: str) -> Task:
    return task_from_plain(name, data["chapter"], json.loads(json.dumps(data["exercises"][name])))


def judged(one: Task, function: object) -> tuple[str, str | None]:
    verdict = judge(one, one.cases, run_cases(function, one, one.cases))  # type: ignore[arg-type]
    return verdict.outcome, verdict.named


def test_a_bound_travels_with_what_it_uses(tiny_course: Path) -> None:
    pick = task(generated("09_more", tiny_course), "pick")
    # Room for "d ef": one word of two is enough, none is not, all are too long.
    assert judged(pick, lambda words, room: ["abc"])[0] == "right"
    assert judged(pick, lambda words, room: []) == ("wrong", "nothing")
    assert judged(pick, lambda words, room: words) == ("wrong", "everything")
    assert "GOOD_ENOUGH = 0.5" in pick.properties[1].source
    assert "def length(words):" in pick.properties[0].source


def test_a_bound_may_not_use_a_right_answer(tiny_course: Path) -> None:
    cases = CASES.replace("return length(result) <= room", "return result == longest_last(words, room)")
    with pytest.raises(StoreLabError, match="bound 'fits' uses 'longest_last', which learners must not see"):
        generated("09_more", tiny_course, cases=cases)


def test_a_chart_is_right_in_either_language(tiny_course: Path) -> None:
    draw = task(generated("09_more", tiny_course), "draw")
    models = decode(draw.cases[0].expected["value"])
    assert [models[language]["series"][0]["data"][0][0] for language in ("en", "zh")] == ["North", "北店"]

    def by_pandas(names: list[str]) -> object:
        def draw(counts: pd.Series) -> object:
            axes = counts.set_axis(names).plot.bar()
            axes.set(title="t", xlabel="x", ylabel="y")
            return axes

        return draw

    assert judged(draw, by_pandas(["北店", "南店"]))[0] == "right"
    assert judged(draw, by_pandas(["North", "South"]))[0] == "right"
    assert judged(draw, by_pandas(["A", "B"]))[0] == "wrong"


def test_generating_leaves_the_language_alone(tiny_course: Path) -> None:
    from storelab.language import language

    use_language("zh")
    generated("09_more", tiny_course)
    assert language() == "zh"
    use_language("en")


def test_a_value_error_is_an_expected_answer(tiny_course: Path) -> None:
    data = generated("09_more", tiny_course)
    least = task(data, "least")
    assert data["exercises"]["least"]["cases"][1]["expected"] == {"raises": "ValueError"}
    # Twelve digits of one third, in the input and so in the result.
    assert data["exercises"]["least"]["cases"][0]["expected"] == {"value": 0.333333333333}
    assert judged(least, lambda amounts: min(amounts)) == ("right", None)
    assert judged(least, lambda amounts: min(amounts, default=0.0)) == ("wrong", "zero_for_nothing")


def test_the_example_by_hand_guards_the_solution(tiny_course: Path) -> None:
    file = tiny_course / "course" / "07_tiny" / "cases.py"
    file.write_text(file.read_text(encoding="utf-8").replace("[0.25, 0.75]", "[0.25, 0.7]"), encoding="utf-8")
    with pytest.raises(
        StoreLabError, match=r"'by_hand' worked by hand and the solution disagree.*yours 0.75, expected 0.7"
    ):
        generate(load_chapter("07_tiny"))


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ('("North", 2.0)', '("North", 3.0)', "'bars_by_hand' worked by hand and the solution disagree"),
        ('"room": 3}, ["d"]', '"room": 3}, ["abc", "d"]', "'fits' does not hold"),
        ('return {"amounts": [3.0, 1 / 3]}', "return [3.0]", "case 'some' must return a dictionary"),
        ('return {"amounts": [3.0, 1 / 3]}', "return {}[0]", "case 'some' failed: KeyError: 0"),
        ('return {"amounts": [3.0, 1 / 3]}', 'return {"amounts": print}', "an input cannot be written"),
        ('return {"amounts": [3.0, 1 / 3]}', 'return {"amounts": 3.0}', "the solution raised. TypeError"),
        ("least = Exercise(points=1)", "least = Exercise(points=5)", "1 points in exercises.md and 5 in cases.py"),
        ("@least.visible\n", "@least.visible(edge=True)\n", "needs at least one visible case that is no edge case"),
        ("least = Exercise(points=1)", "last = least = Exercise(points=1)\ndel least", "failed|least"),
    ],
)
def test_mistakes_of_authors_are_named(tiny_course: Path, old: str, new: str, text: str) -> None:
    assert old in CASES
    with pytest.raises((StoreLabError, NameError), match=text):
        generated("09_more", tiny_course, cases=CASES.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("return min(amounts)", "amounts.sort()\n    return amounts[0]", "the solution mutated. amounts"),
        ("return min(amounts)", "return min", "result cannot be written"),
        ("def least(", "def last(", "defines no function of that name"),
        ("    return axes", "    return None", "not a chart"),
    ],
)
def test_mistakes_in_solutions_are_named(tiny_course: Path, old: str, new: str, text: str) -> None:
    assert old in EXERCISES
    with pytest.raises(StoreLabError, match=text):
        generated(
            "09_more", tiny_course, exercises=EXERCISES.replace(old, new), cases=CASES.replace("@draw.example\n", "")
        )


def test_hidden_cases_follow_the_seed(tiny_course: Path) -> None:
    chapter = load_chapter("07_tiny")
    solution = solution_of(chapter.exercises["share"])
    first, second = (hidden_cases(chapter, "share", solution, seed) for seed in (1, 2))
    assert [case.name for case in first] == ["other_shops_1", "other_shops_2"]
    assert all(case.hidden and not case.edge for case in first)
    assert first[0].inputs != second[0].inputs
    # The second world of seed 1 is the first of seed 2.
    assert first[1].inputs == second[0].inputs
    assert hidden_cases(chapter, "share", solution, 1) == first

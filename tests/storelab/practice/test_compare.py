"""What counts as equal, and how the first difference is put into words."""

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from storelab import use_language
from storelab.practice.compare import first_difference, kind_of
from storelab.practice.messages import TEXTS, difference, number, points, show, two


def words(given: Any, wanted: Any, **options: Any) -> str:
    found = first_difference(given, wanted, **options)
    return "" if found is None else difference(found)


SCORES = pd.DataFrame(
    {"source": ["search", "social", "short_video"], "visits": [100, 40, 60], "cvr": [0.05, 0.02, 0.034]}
)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (3, 3.0),
        (np.float64(0.1 + 0.2), 0.3),
        (np.int64(3), 3),
        (math.nan, np.float64("nan")),
        (pd.NA, math.nan),
        (math.inf, math.inf),
        ((1, 2), [1, 2]),
        (np.array([1.0, 2.0]), [1, 2]),
        ([1, 2], (1.0, 2.0)),
        ({"b": 1, "a": [None]}, {"a": [math.nan], "b": 1.0}),
        (frozenset([1.0, 2.0]), {1, 2}),
        (np.bool_(True), True),
        ("搜索", "搜索"),
        (pd.Timestamp("2025-11-11"), np.datetime64("2025-11-11")),
        (None, None),
        (pd.Series([1, 2], name="x"), pd.Series([1.0, 2.0], name="y")),
        (pd.Series([1.0], index=[2.0]), pd.Series([1], index=[2])),
        (pd.Series([1, None], dtype="Int64"), pd.Series([1.0, np.nan])),
        (SCORES[["cvr", "visits", "source"]], SCORES),
        (SCORES.set_axis([7, 3, 5]), SCORES),
        (SCORES.astype({"source": "category"}), SCORES),
        (pd.DataFrame(), pd.DataFrame()),
        (SCORES.head(0).astype(object), SCORES.head(0)),
    ],
)
def test_harmless_differences_do_not_count(given: Any, wanted: Any) -> None:
    assert words(given, wanted) == ""


@pytest.mark.parametrize(
    ("given", "wanted", "text"),
    [
        (0.021, 0.034, "yours 0.021, expected 0.034"),
        (0.3333, 1 / 3, "yours 0.3333, expected 0.333333"),
        (math.inf, math.nan, "yours inf, expected NaN"),
        (0, math.nan, "yours 0, expected NaN"),
        (None, 3, "your function returned nothing; a number is asked for. Did you forget `return`?"),
        (True, 1, "you returned True or False; a number is asked for."),
        ("3", 3, "you returned a text; a number is asked for."),
        (SCORES, SCORES["cvr"], "you returned a table (DataFrame); a column (Series) is asked for."),
        (pd.Series([1]), 1, "you returned a column (Series); a number is asked for."),
        ([1, 2, 3], [1, 2], "it has 3 entries, expected 2"),
        ([1, 5], [1, 2], "entry 2: yours 5, expected 2"),
        (np.zeros((2, 1)), np.zeros(2), "its shape is 2 x 1, expected 2"),
        ({"mix": 1.0}, {"mix": 1.0, "rate": 2.0}, "key “rate” is missing"),
        ({"mix": 1.0, "rat": 2.0}, {"mix": 1.0, "rate": 2.0}, "key “rate” is missing; did you mean it by 'rat'?"),
        ({"mix": 1.0, "x": 0}, {"mix": 1.0}, "key “x” is not asked for"),
        ({"mix": 1.0, "rate": 3}, {"mix": 1.0, "rate": 2.0}, "key rate: yours 3, expected 2"),
        ({"a", "c"}, {"a", "b"}, "“b” is missing; “c” does not belong there"),
    ],
)
def test_values_and_containers(given: Any, wanted: Any, text: str) -> None:
    assert words(given, wanted) == text


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (SCORES.assign(cvr=[0.05, 0.02, 0.021]), "row 3 (short_video), column cvr: yours 0.021, expected 0.034"),
        (
            SCORES.assign(cvr=0.0),
            "row 1 (search), column cvr: yours 0, expected 0.05 (and 2 more values differ)",
        ),
        (SCORES.assign(cvr=[0.05, 0.02, np.nan]), "row 3 (short_video), column cvr: yours NaN, expected 0.034"),
        (SCORES.assign(cvr=["5%", "2%", "3.4%"]), "column cvr: holds texts, and numbers are asked for"),
        (SCORES.assign(visits=[True, False, True]), "column visits: holds True and False, and numbers are asked for"),
        (SCORES.drop(columns="cvr"), "column “cvr” is missing"),
        (SCORES.rename(columns={"cvr": "cvrs"}), "column “cvr” is missing; did you mean it by 'cvrs'?"),
        (SCORES.assign(extra=1), "column “extra” is not asked for"),
        (
            SCORES.reset_index(),
            "column “index” is not asked for; `reset_index(drop=True)` renumbers the rows without keeping the old numbers as a column",
        ),
        (SCORES.set_index("source"), "column “source” is missing; it is in the index: `reset_index()` makes it a column"),
        (SCORES.head(2), "there are 2 rows, expected 3"),
        (
            SCORES.set_axis(["x", "y", "z"]),
            "the rows are labelled “x”, “y”, “z” and should only be numbered 0, 1, 2, …: "
            "`reset_index()` makes labels a column",
        ),
        (SCORES.iloc[::-1], "row 1 (search), column source: yours “short_video”, expected “search” (and 5 more values differ)"),
    ],
)  # fmt: skip
def test_frames_with_numbered_rows(given: pd.DataFrame, text: str) -> None:
    assert words(given, SCORES) == text


LABELLED = SCORES.set_index("source")


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (LABELLED.iloc[::-1], "the right rows in another order: row 1 is “short_video”, expected “search”"),
        (LABELLED.drop(index="social"), "the row of “social” is missing"),
        (LABELLED.rename(index={"social": "sociál"}), "the row of “social” is missing; did you mean it by 'sociál'?"),
        (
            LABELLED.reset_index(drop=True),
            "the rows are numbered and should be labelled “search”, “social”, “short_video”: "
            "`set_index()` makes a column the labels",
        ),
        (LABELLED.set_index("visits", append=True).assign(visits=1), "the index has 2 levels, expected 1"),
        (LABELLED.assign(visits=[100, 41, 60]), "row 2 (social), column visits: yours 41, expected 40"),
    ],
)
def test_frames_with_labelled_rows(given: pd.DataFrame, text: str) -> None:
    assert words(given, LABELLED) == text


def test_every_row_is_compared() -> None:
    # Kaggle's checker looked at the first hundred rows only.
    wanted = pd.DataFrame({"orders": range(5000)})
    given = wanted.copy()
    given.loc[4999, "orders"] = 0
    assert words(given, wanted) == "row 5000, column orders: yours 0, expected 4999"


def test_row_order_may_be_left_open() -> None:
    shuffled = SCORES.sample(frac=1, random_state=1)
    assert words(shuffled, SCORES) != ""
    assert words(shuffled, SCORES, ignore_row_order=True) == ""
    assert words(LABELLED.iloc[::-1], LABELLED, ignore_row_order=True) == ""
    wrong = LABELLED.iloc[::-1].assign(cvr=[0.034, 0.02, 0.5])
    assert words(wrong, LABELLED, ignore_row_order=True) == "row 1 (search), column cvr: yours 0.5, expected 0.05"
    # Within the tolerance rounding must not move rows about.
    near = SCORES.assign(cvr=SCORES["cvr"] + 1e-12).iloc[::-1]
    assert words(near, SCORES, ignore_row_order=True) == ""


def test_repeated_columns_are_compared_by_place() -> None:
    wanted = pd.DataFrame([[1, 2], [3, 4]], columns=["a", "a"])
    assert words(wanted.copy(), wanted) == ""
    assert words(wanted.iloc[:, ::-1], wanted) == "row 1, column a: yours 2, expected 1 (and 3 more values differ)"


@pytest.mark.parametrize(("given", "agrees"), [(1e6 * (1 + 5e-10), True), (1e6 * (1 + 5e-9), False)])
def test_tolerance_is_relative_for_large_numbers(given: float, agrees: bool) -> None:
    assert (words(given, 1e6, tolerance=1e-9) == "") is agrees
    assert (words(pd.Series([given]), pd.Series([1e6]), tolerance=1e-9) == "") is agrees


def test_tolerance_is_absolute_for_small_numbers() -> None:
    assert words(5e-10, 0.0, tolerance=1e-9) == ""
    assert words(5e-9, 0.0, tolerance=1e-9) != ""


def test_multiindex_and_time_labels() -> None:
    index = pd.MultiIndex.from_tuples([("search", "item"), ("search", "exit")])
    wanted = pd.Series([0.5, 0.25], index=index)
    assert words(wanted * 2, wanted) == "row 1 ((“search”, “item”)): yours 1, expected 0.5 (and 1 more values differ)"
    days = pd.Series([1, 2], index=pd.to_datetime(["2025-11-11", "2025-11-12"]))
    assert words(days.set_axis([pd.Timestamp("2025-11-11").date(), pd.Timestamp("2025-11-12").date()]), days) == ""


def test_frame_inside_a_dictionary() -> None:
    wanted = {"table": SCORES}
    assert words({"table": SCORES.assign(cvr=[0.05, 0.02, 1.0])}, wanted) == (
        "key table, row 3 (short_video), column cvr: yours 1, expected 0.034"
    )


def test_chinese_words() -> None:
    use_language("zh")
    assert (
        words(SCORES.assign(cvr=[0.05, 0.02, 0.021]), SCORES)
        == "第 3 行（short_video），cvr 列：你的结果是 0.021，应为 0.034"
    )
    assert words(SCORES, SCORES["cvr"]) == "你返回的是一张表（DataFrame），题目要的是一列（Series）。"


def test_every_message_has_the_same_places_in_both_languages() -> None:
    import string

    for key, texts in TEXTS.items():
        places = {
            language: {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for language, text in texts.items()
        }
        assert set(places) == {"en", "zh"}, key
        assert places["en"] == places["zh"] or key in ("right",), key


@pytest.mark.parametrize(
    ("value", "kind"),
    [(True, "boolean"), (np.array(3), "number"), (np.array([3]), "array"), (pd.NaT, "missing"), (print, "other:builtin_function_or_method")],
)  # fmt: skip
def test_kinds(value: Any, kind: str) -> None:
    assert kind_of(value) == kind


def test_numbers_show_no_needless_digits() -> None:
    assert [number(3.0), number(np.int64(7)), number(1 / 3), number(math.nan), points(2.50), points(3)] == [
        "3", "7", "0.333333", "NaN", "2.5", "3",
    ]  # fmt: skip
    assert two(0.12345678, 0.12345679) == ("0.12345678", "0.12345679")
    assert show("x" * 80) == "“" + "x" * 59 + "…”"


def test_likely_slips_are_asked_about_one_at_a_time() -> None:
    wanted = SCORES.rename(columns={"visits": "value", "cvr": "rate"})
    given = SCORES.rename(columns={"visits": "volume", "cvr": "rates"})
    assert words(given, wanted) == "column “value”, “rate” is missing; column “volume”, “rates” is not asked for"

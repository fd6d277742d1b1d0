"""A made-up shop's exercises, generated as the build would, and a place for progress."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from storelab import paths, use_language
from storelab.practice import progress_log
from storelab.practice.codec import encode
from storelab.practice.tasks import Task, task_from_plain

Answer = Callable[..., Any]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A fresh progress log for each test."""
    folder = tmp_path / "state"
    monkeypatch.setattr(paths, "state_folder", lambda: folder)
    monkeypatch.setattr(progress_log, "_here", [])
    return folder


CASES: list[tuple[str, str, str, bool, dict[str, Any]]] = [
    ("a_tea_shop", "a tea shop", "一家茶叶店", False, {"visits": pd.Series([200, 50], index=["search", "social"]), "orders": pd.Series([8, 1], index=["search", "social"])}),
    ("a_lamp_shop", "a lamp shop", "一家灯具店", False, {"visits": pd.Series([40, 10], index=["search", "direct"]), "orders": pd.Series([1, 3], index=["search", "direct"])}),
    ("nobody_came", "nobody came", "没有人来", True, {"visits": pd.Series([0, 20], index=["search", "social"]), "orders": pd.Series([0, 1], index=["search", "social"])}),
]  # fmt: skip


def rate(visits: pd.Series, orders: pd.Series) -> pd.Series:
    """The model answer: orders over visits, missing where nobody came."""
    return (orders / visits).where(visits > 0)


def upside_down(visits: pd.Series, orders: pd.Series) -> pd.Series:
    return (visits / orders).where(visits > 0)


def in_percent(visits: pd.Series, orders: pd.Series) -> pd.Series:
    return 100 * rate(visits, orders)


def zero_filled(visits: pd.Series, orders: pd.Series) -> pd.Series:
    return rate(visits, orders).fillna(0.0)


def plain_task() -> dict[str, Any]:
    """The generated entry of the exercise `rate`."""
    inputs = [case[4] for case in CASES]
    expected = [encode(rate(**one), 12) for one in inputs]

    def results(wrong: Answer) -> list[Any]:
        found = [encode(wrong(**one), 12) for one in inputs]
        return [None if given == wanted else {"value": given} for given, wanted in zip(found, expected, strict=True)]

    messages = {
        upside_down: ("Visits are divided by orders.", "算成了访问除以订单。"),
        in_percent: ("The rates are in percent.", "结果用了百分数。"),
        zero_filled: (
            "Where nobody came nothing is known: that is `NaN`, not 0.",
            "没有人来就没法算,是 `NaN`,不是 0。",
        ),
    }
    return {
        "kind": "function",
        "points": 3,
        "compare": {"kind": "equal", "tolerance": 1e-9, "ignore_row_order": False},
        "hints": [
            {"en": "Divide two Series.", "zh": "两个 Series 相除。"},
            {"en": "Look at `where`.", "zh": "看看 `where`。"},
        ],
        "cases": [
            {
                "name": name,
                "title": {"en": en, "zh": zh},
                "edge": edge,
                "inputs": [[key, encode(value, 12)] for key, value in one.items()],
                "expected": {"value": wanted},
            }
            for (name, en, zh, edge, one), wanted in zip(CASES, expected, strict=True)
        ],
        "misconceptions": [
            {"name": wrong.__name__, "message": {"en": en, "zh": zh}, "results": results(wrong)}
            for wrong, (en, zh) in messages.items()
        ],
        "properties": [],
    }


@pytest.fixture
def task() -> Task:
    """The exercise `rate` as the checker sees it."""
    return task_from_plain("rate", "90_tiny", plain_task())


@pytest.fixture
def generated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A generated folder with one chapter of two exercises."""
    folder = tmp_path / "generated"
    (folder / "exercises").mkdir(parents=True)
    choices = {
        "kind": "choices",
        "points": 2,
        "questions": [{"id": "90-1", "options": ["a", "b"]}, {"id": "90-2", "options": ["a", "b"]}],
    }
    content = {"chapter": "90_tiny", "exercises": {"rate": plain_task(), "concepts_90": choices}}
    (folder / "exercises" / "90_tiny.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    monkeypatch.setattr(paths, "generated_folder", lambda: folder)
    monkeypatch.setattr(paths, "answers_file", lambda: None)
    return folder


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The answers file of a self-study kit."""
    why = {"a": {"en": "Too low.", "zh": "太低了。"}, "b": {"en": "Right.", "zh": "对。"}}
    content = {
        "90_tiny": {
            "code": {"rate": "def rate(visits, orders):\n    return orders / visits\n"},
            "choices": {"90-1": {"answer": "b", "why": why}, "90-2": {"answer": "b", "why": why}},
        }
    }
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    monkeypatch.setattr(paths, "answers_file", lambda: file)
    return file

"""A second made-up chapter: a bound, a chart whose labels are translated, an error as the right answer."""

from pathlib import Path

HEAD = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

"""

EXERCISES = (
    HEAD
    + """```{code-cell} ipython3
:setup: true
import pandas as pd
from matplotlib.figure import Figure
from storelab.language import pick as translated
```

+++ {"lang": "en", "exercise": "pick", "points": 2}

Pick words.

+++ {"lang": "zh", "exercise": "pick", "points": 2}

选词。

```{code-cell} ipython3
:exercise: pick
def pick(words: list[str], room: int) -> list[str]:
    ### BEGIN SOLUTION
    chosen: list[str] = []
    for word in sorted(words, key=len):
        if len(" ".join([*chosen, word])) <= room:
            chosen.append(word)
    return chosen
    ### END SOLUTION
```

+++ {"lang": "en", "exercise": "draw", "points": 1}

Draw.

+++ {"lang": "zh", "exercise": "draw", "points": 1}

画图。

```{code-cell} ipython3
:exercise: draw
def draw(counts: pd.Series):
    ### BEGIN SOLUTION
    names = {"north": {"en": "North", "zh": "北店"}, "south": {"en": "South", "zh": "南店"}}
    axes = Figure().subplots()
    axes.bar([translated(names[name]) for name in counts.index], counts)
    axes.set(title="Sales", xlabel="shop", ylabel="orders")
    return axes
    ### END SOLUTION
```

+++ {"lang": "en", "exercise": "least", "points": 1}

The least.

+++ {"lang": "zh", "exercise": "least", "points": 1}

最小的。

```{code-cell} ipython3
:exercise: least
def least(amounts: list[float]) -> float:
    ### BEGIN SOLUTION
    if not amounts:
        raise ValueError("no amounts")
    return min(amounts)
    ### END SOLUTION
```
"""
)

CASES = """
import pandas as pd

from classroom.cases import Exercise, World

pick = Exercise(points=2, compare="property")
GOOD_ENOUGH = 0.5


def length(words):
    return len(" ".join(words))


@pick.property(en="the title fits", zh="标题放得下")
def fits(result, expected, *, words, room):
    return length(result) <= room


@pick.property(en="at least half of the most words", zh="至少是最多词数的一半")
def plenty(result, expected, *, words, room):
    return not expected or min(1.0, len(result) / len(expected) / GOOD_ENOUGH)


@pick.example
def by_hand():
    return {"words": ["abc", "d"], "room": 3}, ["d"]


@pick.visible
def three_words():
    return {"words": ["abc", "d", "ef"], "room": 4}


@pick.hidden(worlds=2)
def other_words(world: World):
    return {"words": ["x" * int(size) for size in world.rng.integers(1, 9, 6)], "room": 12}


@pick.right
def longest_last(words, room):
    chosen = []
    for word in sorted(words, key=lambda word: (len(word), word)):
        if length([*chosen, word]) <= room:
            chosen += [word]
    return chosen


@pick.wrong(en="The room was ignored.", zh="没有管长度。")
def everything(words, room):
    return words


@pick.wrong(en="Nothing was picked.", zh="一个也没选。")
def nothing(words, room):
    return []


draw = Exercise(points=1, compare="chart")


@draw.example
def bars_by_hand():
    return {"counts": pd.Series([2, 1], index=["north", "south"])}, [("North", 2.0), ("South", 1.0)]


@draw.visible
def two_shops():
    return {"counts": pd.Series([2, 1], index=["north", "south"])}


least = Exercise(points=1)


@least.visible
def some():
    return {"amounts": [3.0, 1 / 3]}


@least.visible(edge=True)
def none_at_all():
    return {"amounts": []}


@least.wrong(en="An empty list gives 0 here; it should be an error.", zh="空列表不该得 0,应当报错。")
def zero_for_nothing(amounts):
    return min(amounts, default=0.0)


@least.wrong(en="The largest was taken.", zh="取成了最大的。")
def largest(amounts):
    return max(amounts)
"""


def add_report(root: Path) -> None:
    """Write ``report``, graded work that belongs to no chapter, into a project and its syllabus."""
    add_chapter(root, name="report")
    with (root / "course" / "syllabus.yml").open("a", encoding="utf-8") as file:
        file.write('assignments:\n  - {id: report, week: 2, needs: [7], title: {en: "Report", zh: "报告"}}\n')


def add_chapter(root: Path, exercises: str = EXERCISES, cases: str = CASES, name: str = "09_more") -> None:
    """Write a chapter, ``09_more``, into a project."""
    folder = root / "course" / name
    (folder / "lessons").mkdir(parents=True)
    (folder / "exercises.md").write_text(exercises, encoding="utf-8")
    (folder / "cases.py").write_text(cases, encoding="utf-8")

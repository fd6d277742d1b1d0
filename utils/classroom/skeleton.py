"""``classroom skeleton``: makes the files of a new chapter, with every part that the standard asks for still to be written.

What an author has to write is marked TODO; ``classroom lint`` finds each mark that is left.
"""

import argparse
import json
from pathlib import Path
from string import Template
from typing import Any

from storelab.errors import StoreLabError, suggest

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
LESSON = """
+++ {"lang": "en", "opening": true}

# TODO a title that names the shop's question

**The decision of this week.** TODO: who wants what, with which figure, and what speaks against it.

**You will be able to** TODO.

**Before you start:** TODO. The lesson takes $minutes minutes.

+++ {"lang": "zh", "opening": true}

# TODO 一个写出店里问题的标题

**本周要拍板的事。** TODO：谁想做什么，凭哪个数，又有什么疑点。

**学完这一课，** TODO。

**开始之前：** TODO。全课约 $minutes 分钟。

```{code-cell} ipython3
:setup: true
import pandas as pd

from storelab import data, metrics, plots

orders = data.load("orders")
```

+++ {"lang": "en", "section": "todo_$name", "rows": $rows, "minutes": $minutes}

## TODO a question that the shop asks?

TODO: the idea in a sentence, then the formula. **Stop and guess.** TODO

+++ {"lang": "zh", "section": "todo_$name", "rows": $rows, "minutes": $minutes}

## TODO 店里会问的一个问题？

TODO：一句话讲清想法，再写公式。**先猜一猜。** TODO

```{code-cell} ipython3
by_hand = orders.groupby("shop_id")["paid"].sum()
plots.bar(by_hand, "sales", unit="yuan")
```

```{code-cell} ipython3
:facts: true
todo_fact = by_hand.max()
assert todo_fact > 0
```

+++ {"lang": "en"}

TODO: what it means for the shop, with {{ todo_fact | yuan }} filled in.

+++ {"lang": "zh"}

TODO：对店里意味着什么，数字用 {{ todo_fact | yuan }} 填入。

+++ {"lang": "en", "closing": true}

## The decision

TODO

| metric | formula | function | what moves it |
|---|---|---|---|
| TODO | | | |

**Pitfalls.** TODO

+++ {"lang": "zh", "closing": true}

## 拍板

TODO

| 指标 | 公式 | 函数 | 什么会带动它 |
|---|---|---|---|
| TODO | | | |

**容易踩的坑。** TODO
"""
EXERCISES_OPENING = """
+++ {"lang": "en", "opening": true}

# Chapter $number exercises: TODO

TODO: what a colleague needs, and how the checks answer.

+++ {"lang": "zh", "opening": true}

# 第 $number 章练习：TODO

TODO：同事要用什么数，检查怎样回答。

```{code-cell} ipython3
:setup: true
import numpy as np
import pandas as pd

from storelab import plots
from storelab.practice import check, hint
```
"""
EXERCISE = """
+++ {"lang": "en", "exercise": "$name", "points": 3}

## TODO the shop's question

TODO: numerator, denominator, window, filter; the signature `$name(...)` with units; every edge case; an example worked by hand.

+++ {"lang": "zh", "exercise": "$name", "points": 3}

## TODO 店里的问题

TODO：分子、分母、统计期、筛选条件；写法 `$name(...)` 和单位；每种特殊情况；手算一个例子。

```{code-cell} ipython3
:exercise: $name
def $name(orders: pd.DataFrame) -> float:
    ### BEGIN SOLUTION
    raise NotImplementedError("TODO")
    ### END SOLUTION
```

```{code-cell} ipython3
:check: $name
check("$name")
```

+++ {"lang": "en", "hint": "$name"}

TODO: a nudge.

+++ {"lang": "zh", "hint": "$name"}

TODO：点一下。

+++ {"lang": "en", "hint": "$name"}

TODO: nearly there, without the code.

+++ {"lang": "zh", "hint": "$name"}

TODO：差一步就到，但不给代码。
"""
EXERCISES_END = """
+++ {"lang": "en", "questions": "concepts_$number", "points": 5}

## Five questions

One answer is right. TODO

+++ {"lang": "zh", "questions": "concepts_$number", "points": 5}

## 五道概念题

每题只有一个正确答案。TODO

+++ {"lang": "en", "written": "decision_$number", "points": 4}

## Your decision

TODO

+++ {"lang": "zh", "written": "decision_$number", "points": 4}

## 你来拍板

TODO

+++ {"lang": "en", "rubric": "decision_$number"}

TODO: one point for each part.

+++ {"lang": "zh", "rubric": "decision_$number"}

TODO：每部分一分。
"""
CASES_HEAD = '''"""Cases of chapter $number: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import pandas as pd

from classroom.cases import Exercise, World
'''
CASES = """
$name = Exercise(points=3, compare="equal", tolerance=1e-9)


@$name.example
def ${name}_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@$name.visible(en="TODO", zh="TODO")
def ${name}_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@$name.visible(edge=True, en="TODO", zh="TODO")
def ${name}_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@$name.hidden(worlds=3)
def ${name}_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@$name.right
def ${name}_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@$name.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def ${name}_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")
"""
TRIALS = '''"""Answers that readers gave to chapter $number from the page alone, with a teacher's judgement by the question's text."""

from classroom.cases import Trial

trials: list[Trial] = []
'''


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser("skeleton", help="make the files of a new chapter", description=__doc__)
    parser.add_argument("chapter", help="number or id of a chapter that the syllabus lists as coming")
    parser.add_argument(
        "--lessons", nargs="+", required=True, metavar="NAME", help="one to five lesson names, such as suppliers"
    )
    parser.add_argument(
        "--exercises", nargs="+", required=True, metavar="FUNCTION", help="names of the functions that learners write"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the skeleton and say what to do next; 0 when done."""
    folder = make_skeleton(options.chapter, options.lessons, options.exercises)
    print(f"Wrote {folder} with {len(options.lessons)} lessons and {len(options.exercises)} exercises.")
    print(f"Write what is marked TODO, then run: classroom lint {folder.name.split('_')[0]}")
    return 0


def make_skeleton(chapter: str, lessons: list[str], exercises: list[str]) -> Path:
    """Write the files of a new chapter.

    Parameters
    ----------
    chapter
        Number or id, as the syllabus lists it.
    lessons
        Names of the lesson files, without number: small letters, digits and underscores.
    exercises
        Names of the functions that learners write.

    Returns
    -------
    Path
        The new folder.

    Raises
    ------
    StoreLabError
        If the syllabus has no such chapter, its folder exists, a name is no identifier or stands twice.
    """
    from classroom.lint import LESSON_MINUTES, LESSONS
    from classroom.source import course_folder
    from classroom.trace import rows_by_chapter

    name = _listed_chapter(chapter)
    number = name.split("_")[0]
    folder = course_folder() / name
    if folder.exists():
        raise StoreLabError(f"{folder} exists already; nothing was written. Edit the chapter there.")
    if not LESSONS[0] <= len(lessons) <= LESSONS[1]:
        raise StoreLabError(f"--lessons names {len(lessons)}; a chapter has {LESSONS[0]} to {LESSONS[1]}.")
    for option, names in (("--lessons", lessons), ("--exercises", exercises)):
        for one in names:
            if not one.isidentifier() or one != one.lower():
                raise StoreLabError(
                    f"{option}: '{one}' must be small letters, digits and underscores, such as 'suppliers'."
                )
        if len(set(names)) < len(names):
            raise StoreLabError(f"{option}: a name stands twice in {', '.join(names)}.")

    rows = rows_by_chapter().get(int(number), [])
    minutes = sum(LESSON_MINUTES) // 2
    (folder / "lessons").mkdir(parents=True)
    for place, lesson in enumerate(lessons):
        # Rows are dealt out in order; the author moves them to the sections that teach them.
        own = {str(row): "TODO" for row in rows[place :: len(lessons)]}
        text = Template(LESSON).substitute(name=lesson, minutes=minutes, rows=json.dumps(own))
        (folder / "lessons" / f"{place + 1:02d}_{lesson}.md").write_text(HEAD + text, encoding="utf-8")
    parts = [Template(EXERCISES_OPENING).substitute(number=number)]
    parts += [Template(EXERCISE).substitute(name=exercise) for exercise in exercises]
    parts.append(Template(EXERCISES_END).substitute(number=number))
    (folder / "exercises.md").write_text(HEAD + "".join(parts), encoding="utf-8")
    cases = [Template(CASES_HEAD).substitute(number=int(number))]
    cases += [Template(CASES).substitute(name=exercise) for exercise in exercises]
    (folder / "cases.py").write_text("\n".join(cases), encoding="utf-8")
    (folder / "questions.yml").write_text(_questions(int(number)), encoding="utf-8")
    (folder / "trials.py").write_text(Template(TRIALS).substitute(number=int(number)), encoding="utf-8")
    return folder


def _listed_chapter(chapter: str) -> str:
    """Resolve a number or id by the syllabus."""
    import yaml

    from classroom.source import course_folder

    syllabus = yaml.safe_load((course_folder() / "syllabus.yml").read_text(encoding="utf-8"))
    known = [entry["id"] for entry in syllabus["chapters"]]
    for name in known:
        if chapter == name or name.split("_")[0] == chapter.zfill(2):
            return str(name)
    near = suggest(chapter, known)
    raise StoreLabError(
        f"course/syllabus.yml lists no chapter '{chapter}'. "
        + (f"Did you mean {near}?" if near else f"Chapters: {', '.join(known)}. Add a line for a new one.")
    )


def _questions(number: int) -> str:
    """Five concept questions with all their parts still to be written."""
    import yaml

    from classroom.lint import QUESTIONS_PER_CHAPTER

    both = {"en": "TODO", "zh": "TODO"}
    items: list[dict[str, Any]] = [
        {
            "id": f"{number}-{place}",
            "rows": [],
            "level": "basic",
            "question": dict(both),
            "options": {letter: {"text": dict(both), "why": dict(both)} for letter in "abcd"},
            "answer": "a",
        }
        for place in range(1, QUESTIONS_PER_CHAPTER + 1)
    ]
    head = f"# Concept questions of chapter {number}. Every option says why it is right or wrong.\n\n"
    return head + str(yaml.safe_dump(items, allow_unicode=True, sort_keys=False))

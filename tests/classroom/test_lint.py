"""The linter finds what falls short, and names it."""

import more_chapter
import pytest

from classroom.build.outputs import glossary_terms
from classroom.lint import lint_chapter
from classroom.source import load_chapter

# What the tiny chapter lacks on purpose: it is far smaller than a lesson.
ACCEPTED = ("code line", "concept questions", ":widget: true", "picture or table")


def findings():
    return [f for f in lint_chapter(load_chapter("7"), glossary_terms()) if not any(words in f for words in ACCEPTED)]


def test_work_beside_the_chapters_needs_no_lessons_but_hints_and_both_languages(tiny_course):
    more_chapter.add_report(tiny_course)
    file = tiny_course / "course" / "report" / "exercises.md"
    file.write_text(file.read_text(encoding="utf-8").replace("选词。", "选词,要短。"), encoding="utf-8")
    found = lint_chapter(load_chapter("report"), glossary_terms())
    assert not [f for f in found if any(words in f for words in ("lessons", "concept questions", "widget"))]
    assert any("exercise 'pick': 0 hints" in f for f in found)
    assert any("half-width '词,'" in f for f in found)


def change(root, old, new, file="lessons/01_shares.md"):
    path = root / "course" / "07_tiny" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_tiny_chapter_has_no_other_findings(tiny_course):
    assert findings() == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            '+++ {"lang": "zh"}\n\n{{ biggest_shop | term }}卖了 {{ total | yuan }}的 {{ biggest | percent }}。\n',
            "",
            "no Chinese text follows",
        ),
        (
            "卖了 {{ total | yuan }}的",
            "**卖了（全部）**{{ total | yuan }}的",
            "asterisks would be seen in '1**卖了（全部）**1",
        ),
        (
            "The {{ biggest_shop | term }} sells",
            "About 75 % come from the {{ biggest_shop | term }}, which sells",
            "'75 %' is typed",
        ),
        ("谁卖得多", "谁卖得多,谁卖得少", "half-width '多,'"),
        ("**Stop and guess.** Which shop?", "Which shop?", "no prediction is asked for in 'en'"),
        ('"minutes": 30}\n\n## Who', '"minutes": 5}\n\n## Who', "sections declare 5 minutes"),
        ("Pitfall: none.", "", "the closing in 'en' does not say 'pitfall'"),
        (
            "total = sales.sum() * 100",
            "total = sales.sum() * 100\nunused = 5",
            "fact 'unused' is neither filled in nor asserted",
        ),
        (
            "sales = pd.Series",
            "\n".join(f"a{n} = {n}" for n in range(20)) + "\nsales = pd.Series",
            "22 lines of code in one cell",
        ),
        (
            "shares = sales / sales.sum()",
            'shares = sales / sales.sum()\nplots.bar(shares, "share_of_moon")',
            "'share_of_moon' is no term",
        ),
    ],
)
def test_each_rule_finds_its_fault(tiny_course, old, new, expected):
    change(tiny_course, old, new)
    assert any(expected in finding for finding in findings()), findings()


def test_prose_is_measured_against_code(tiny_course):
    change(tiny_course, "Which shop?", "Which shop? " + "word " * 200)
    assert any("English words a code line" in f for f in lint_chapter(load_chapter("7"), glossary_terms()))


def test_a_question_without_its_answer_among_the_options_is_named(tiny_course):
    change(tiny_course, "answer: a", "answer: z", "questions.yml")
    assert any("question 7-1: the answer 'z' is none of the options" in f for f in findings())


def test_too_few_hints_are_named(tiny_course):
    change(
        tiny_course,
        '+++ {"lang": "en", "hint": "share"}\n\nDivide by it.\n\n+++ {"lang": "zh", "hint": "share"}\n\n再除一下。\n',
        "",
        "exercises.md",
    )
    assert any("1 hints; at least 2" in f for f in findings())


def test_a_primer_needs_no_questions_and_no_widget_and_may_say_more(tiny_course):
    # With these the lesson has 60 words on 3 lines of code: 20 a line.
    change(tiny_course, "Which shop?", "Which shop? " + "word " * 12)
    told = ("concept questions", ":widget: true", "20.0 English words a code line; 10 to 15")
    assert all(any(words in finding for finding in lint_chapter(load_chapter("7"), glossary_terms())) for words in told)
    file = tiny_course / "course" / "syllabus.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("07_tiny,", "07_tiny, primer: true,"), encoding="utf-8")
    primer = lint_chapter(load_chapter("7"), glossary_terms())
    assert not any(words in finding for finding in primer for words in ("questions", "widget", "English words"))
    change(tiny_course, "Which shop?", "Which shop? " + "word " * 12)
    assert any(
        "24.0 English words a code line; 10 to 22" in f for f in lint_chapter(load_chapter("7"), glossary_terms())
    )


def test_an_answer_that_does_something_untouched_is_named(tiny_course):
    old = "    ### BEGIN SOLUTION\n    whole = amounts.sum()"
    change(tiny_course, old, "    whole = amounts.sum()\n    ### BEGIN SOLUTION", "exercises.md")
    assert any("exercise 'share': code of the function stands outside" in finding for finding in findings())

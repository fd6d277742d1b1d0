"""Papers of a theory test: drawn fairly, never the same, without their key, and marked without running anything."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.assess.papers import LETTERS, draw, given_answers, mark, notebook
from storelab.errors import StoreLabError

LEARNERS = [f"l{number:03d}" for number in range(300)]


def made_bank(chapters=4, each=5):
    """Questions whose right option is 'b' of the bank."""
    items = {}
    for chapter in range(1, chapters + 1):
        for number in range(1, each + 1):
            name = f"{chapter}-{number}"
            options = {
                letter: {
                    "text": {"en": f"{name} option {letter}", "zh": f"{name} 选项 {letter}"},
                    "why": {"en": "SECRET", "zh": "SECRET"},
                }
                for letter in LETTERS
            }
            items[name] = {
                "id": name, "chapter": f"{chapter:02d}", "answer": "b", "options": options,
                "question": {"en": f"Question {name}?", "zh": f"第 {name} 题？"},
            }  # fmt: skip
    return items


KEYS = dict.fromkeys(made_bank(), "b")


@given(st.integers(1, 20), st.integers(0, 2**63))
@settings(max_examples=60, deadline=None)
def test_a_paper_takes_as_many_from_each_chapter_give_or_take_one(size, seed):
    (paper,) = draw(made_bank(), ["ann"], size, seed)
    items = [question.item for question in paper.questions]
    assert len(set(items)) == size
    counts = [sum(item.startswith(f"{chapter}-") for item in items) for chapter in range(1, 5)]
    assert max(counts) - min(counts) <= 1
    assert all(sorted(question.order) == list(LETTERS) for question in paper.questions)


def test_no_two_learners_have_the_same_paper_and_a_seed_draws_the_same_again():
    papers = draw(made_bank(), LEARNERS, 12, 7)
    assert len({paper.questions for paper in papers}) == len({paper.id for paper in papers}) == 300
    assert draw(made_bank(), LEARNERS, 12, 7) == papers
    assert draw(made_bank(), LEARNERS, 12, 8) != papers
    # One question has 24 orders of its four options: enough for 24 learners, and not for 25.
    assert len({paper.questions for paper in draw(made_bank(1, 1), LEARNERS[:24], 1, 1)}) == 24
    with pytest.raises(StoreLabError, match="25 papers of 1 questions cannot all differ"):
        draw(made_bank(1, 1), LEARNERS[:25], 1, 1)


def test_right_letters_are_spread_evenly():
    """Who always writes 'a' gets a quarter: 300 papers of 20, so 1,500 of 6,000 with a standard deviation of 34."""
    keys = [question.key("b") for paper in draw(made_bank(), LEARNERS, 20, 3) for question in paper.questions]
    assert all(abs(keys.count(letter) - 1500) < 5 * 34 for letter in LETTERS)


def test_the_notebook_shows_the_question_and_not_the_key():
    items = made_bank()
    (paper,) = draw(items, ["ann"], 20, 11)
    for language, word in (("en", "option"), ("zh", "选项")):
        text = notebook(paper, items, language, 90)
        assert "SECRET" not in text
        cells = json.loads(text)["cells"]
        first = paper.questions[0]
        assert f"- **c** {first.item} {word} {first.order[2]}" in cells[1]["source"]
        assert cells[2]["source"] == 'q01 = ""'
        assert len(cells) == 41
    # Nothing of the paper's id follows from the key: another bank's key leaves it as it is.
    assert draw({name: {**item, "answer": "d"} for name, item in items.items()}, ["ann"], 20, 11)[0] == paper


def answered(paper, right):
    """Cells in which the first ``right`` questions are answered rightly and the others wrongly."""
    cells = []
    for number, question in enumerate(paper.questions, start=1):
        key = question.key("b")
        letter = key if number <= right else LETTERS[(LETTERS.index(key) + 1) % 4]
        cells.append({"cell_type": "code", "source": f'q{number:02d} = "{letter}"'})
    return cells


@given(st.integers(0, 20), st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_a_paper_is_worth_its_right_answers(right, seed):
    (paper,) = draw(made_bank(), ["ann"], 20, seed)
    found = mark(paper, KEYS, answered(paper, right))
    assert (found.right, found.items, found.status) == (right, 20, "graded")
    assert found.percent == pytest.approx(5.0 * right)
    assert sum(found.by_item.values()) == right


def test_letters_are_read_as_people_write_them_and_nothing_is_run():
    cells = [
        {"cell_type": "code", "source": 'q01 = " B "\nq02 = "Ｃ"'},
        {"cell_type": "code", "source": "q03 = 'a'  # I think\nq03 = 'd'"},
        {"cell_type": "code", "source": "import os; os._exit(1)\nq04 = 'a'"},
        {"cell_type": "code", "source": "q05 = f'{1 + 1}'\nq06 = open('key.json').read()"},
        {"cell_type": "code", "source": "q07 = ("},
        {"cell_type": "markdown", "source": "q08 = 'a'"},
        {"cell_type": "code", "source": "q09 = None\nq10 = 'ab'"},
    ]
    assert given_answers(cells) == {"q01": "b", "q02": "c", "q03": "d", "q04": "a", "q09": "none", "q10": "ab"}


def test_a_blank_paper_says_so():
    (paper,) = draw(made_bank(), ["ann"], 4, 1)
    found = mark(paper, KEYS, [])
    assert (found.percent, found.reason) == (0.0, "4 of 4 questions without an answer")


@pytest.mark.parametrize(
    ("learners", "size", "message"),
    [([], 4, "nobody to examine"), (["ann"], 21, "the bank holds 20"), (["ann"], 0, "the bank holds 20")],
)
def test_what_cannot_be_drawn_is_refused(learners, size, message):
    with pytest.raises(StoreLabError, match=message):
        draw(made_bank(), learners, size, 1)

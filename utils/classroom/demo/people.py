"""Made-up learners: able and less able, in time and late, with misconceptions that many share, and one pair that copies."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from classroom.demo.answers import Answers, in_own_words
from classroom.demo.hand_ins import ON_TIME, Submission

FAMILY = ("陈", "林", "黄", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "高", "罗", "郑", "梁")
GIVEN = ("晓雨", "子涵", "文博", "思远", "佳宁", "一鸣", "雅婷", "浩然", "静怡", "宇轩", "若曦", "明哲", "欣悦", "天佑")
ENGLISH = ("Alex", "Robin", "Sam", "Kim", "Jo", "Lee", "Chris", "Pat", "Dana", "Toni")
SURNAMES = ("Archer", "Baker", "Carter", "Dyer", "Fisher", "Mason", "Miller", "Potter", "Turner", "Weaver")
# How learners differ. Shares are of learners, or of hand-ins where it says so.
QUITTERS, SKIPPED, BROKEN, LATE, BLANK = (
    0.08,
    0.03,
    0.004,
    0.08,
    0.06,
)  # skipped, broken, late: of hand-ins; blank: of answers
SHARPNESS = 1.6  # how well an exercise tells the able from the weak
SHARED = 0.6  # of wrong answers: the misconception that many have in common
# The exercise that is planted as faulty: able learners read it otherwise than it was meant. Of chapter 10, where that is in the course.
FAULTY_CHAPTER, FAULTY_PLACE = "10_traffic_funnel", 1
FEWEST_TO_COPY = 12  # in a smaller class nobody copies


@dataclass(frozen=True)
class Person:
    """One made-up learner.

    Attributes
    ----------
    id, first_name, last_name, language
        As on the roster.
    ability
        0 for the middle of the class, 1 a standard deviation above.
    diligence
        The same for handing in, and in time.
    quits_after
        Number of chapters after which the learner hands nothing in any more; a large one for most.
    copies
        Id of another learner whose work is handed in instead; empty for nearly all.
    """

    id: str
    first_name: str
    last_name: str
    language: str
    ability: float
    diligence: float
    quits_after: int
    copies: str = ""


@dataclass(frozen=True)
class Planted:
    """What the report has to find: nothing else is there to be found.

    Attributes
    ----------
    pair
        The two learners with one work; empty in a small class.
    faulty
        Chapter and exercise; empty where the chapter is not in the course.
    """

    pair: tuple[str, ...]
    faulty: tuple[str, ...]


def make_people(count: int, chapters: int, seed: int) -> list[Person]:
    """Draw a class.

    Parameters
    ----------
    count, chapters
        Learners, and chapters of the course.
    seed
        Of the draw.
    """
    rng = random.Random(f"people/{seed}")
    people = []
    for number in range(1, count + 1):
        language = "zh" if rng.random() < 0.6 else "en"
        first, last = (
            (rng.choice(GIVEN), rng.choice(FAMILY)) if language == "zh" else (rng.choice(ENGLISH), rng.choice(SURNAMES))
        )
        quits = rng.randrange(1, max(chapters, 2)) if rng.random() < QUITTERS else 10_000
        person = Person(f"learner{number:03d}", first, last, language, rng.gauss(0, 1), rng.gauss(0, 1), quits)
        people.append(person)
    if count >= FEWEST_TO_COPY:
        # Who copies is weak, stays, and copies from one who is neither best nor worst and stays, too.
        staying = [person for person in people if person.quits_after > chapters]
        able = sorted(staying, key=lambda person: person.ability)
        copier, original = able[1], able[len(able) // 2]
        place = people.index(copier)
        people[place] = Person(**{**vars(copier), "copies": original.id, "language": original.language})
    return people


def plant(chapters: Sequence[Any], people: Sequence[Person]) -> Planted:
    """What is hidden in the class besides misconceptions: see `Planted`."""
    pair = next((tuple(sorted((person.copies, person.id))) for person in people if person.copies), ())
    faulty = next(((one.id, list(one.exercises)[FAULTY_PLACE]) for one in chapters if one.id == FAULTY_CHAPTER), ())
    return Planted(pair, faulty)


def hand_ins(
    chapter: Any, bank: Mapping[str, Answers], place: int, people: Sequence[Person], seed: int
) -> Iterator[Submission]:
    """What the class hands in for a chapter; who hands nothing in is left out.

    Parameters
    ----------
    chapter
        The source.
    bank
        Answers by exercise, from `typed_bank`.
    place
        How many chapters came before.
    people
        The class.
    seed
        Of the draw.
    """
    made: dict[str, Submission] = {}
    difficulty = {name: random.Random(f"difficulty/{seed}/{name}").gauss(-0.5, 0.6) for name in chapter.exercises}
    for person in sorted(people, key=lambda one: bool(one.copies)):
        rng = random.Random(f"{seed}/{chapter.id}/{person.id}")
        if place >= person.quits_after or (rng.random() < SKIPPED * math.exp(-person.diligence) and not person.copies):
            continue
        if person.copies:
            if person.copies in made:
                original = made[person.copies]
                made[person.id] = Submission(
                    person.id, original.language, "copied", dict(original.code), ON_TIME, original.decision
                )
            continue
        made[person.id] = _hand_in(chapter, person, bank, difficulty, rng)
    yield from (made[person.id] for person in people if person.id in made)


def _hand_in(
    chapter: Any, person: Person, bank: Mapping[str, Answers], difficulty: Mapping[str, float], rng: random.Random
) -> Submission:
    code, held = dict[str, str](), dict[str, str]()
    for place, (name, answers) in enumerate(bank.items()):
        lead = person.ability - difficulty[name]
        if (chapter.id, place) == (FAULTY_CHAPTER, FAULTY_PLACE):
            lead = -person.ability
        if rng.random() < BLANK * math.exp(-person.diligence):
            continue
        if rng.random() < 1 / (1 + math.exp(-SHARPNESS * lead)):
            typed = rng.choice(answers.right)
        elif answers.shared and (rng.random() < SHARED or not answers.wrong):
            typed, held[name] = answers.shared, answers.misconception
        elif answers.wrong:
            typed = rng.choice(answers.wrong)
        else:
            continue
        code[name] = in_own_words(typed, rng)
    for name, given in _choices(chapter, person, rng):
        code[name] = f"{name} = {given!r}"
    late = rng.random() < LATE * math.exp(-person.diligence)
    submitted = f"2026-03-{1 + rng.randrange(1, 6):02d} {rng.randrange(8, 23):02d}:30:00 UTC" if late else ON_TIME
    kind = "broken" if rng.random() < BROKEN else "answered"
    return Submission(person.id, person.language, kind, code, submitted, misconceptions=held)


def _choices(chapter: Any, person: Person, rng: random.Random) -> Iterator[tuple[str, dict[str, str]]]:
    names = dict.fromkeys(cell.metadata["questions"] for cell in chapter.exercise_cells if "questions" in cell.metadata)
    for name in names:
        yield (
            name,
            {
                item["id"]: letter(item["answer"], sorted(item["options"]), person.ability, rng)
                for item in chapter.questions
            },
        )


def letter(right: str, letters: Sequence[str], ability: float, rng: random.Random) -> str:
    """The letter that somebody of an ability ticks."""
    if rng.random() < 1 / (1 + math.exp(-1.2 * (ability + 1.0))):
        return right
    return rng.choice([one for one in letters if one != right])

"""A usability study of two menus: who took part, and how each task went."""

from collections.abc import Iterator

import numpy as np

from classroom.world.columns import MISSING, Coded, Columns
from classroom.world.effects_pages import PrettyMenu
from classroom.world.streams import stream

PEOPLE = 120  # half with each menu
# Task, log odds of success with the old menu, median seconds, clicks of the shortest way; the last has no goal in mind.
TASKS = (
    ("find_known", 2.1, 38, 3),
    ("compare_two", 1.3, 75, 6),
    ("check_size", 1.6, 52, 4),
    ("start_return", 1.4, 64, 5),
    ("find_gift", 0.8, 95, 6),
)
_DETOURS = 1.4  # clicks beyond the shortest way
_MENUS = ("list", "pictures")
_ITEMS = [f"q{number}" for number in range(1, 11)]


def tables(seed: int, effect: PrettyMenu | None) -> Iterator[tuple[str, Columns]]:
    """Make ``usability_people`` and ``usability_tasks``; each person sees one menu, by chance, and does all tasks.

    Parameters
    ----------
    seed
        Seed of the world.
    effect
        What the new menu changes; None for nothing.
    """
    rng = stream(seed, "usability")
    menu_effect = effect or PrettyMenu(0.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    menu = rng.permutation(np.repeat([0, 1], PEOPLE // 2))
    skill = rng.normal(0, 0.7, PEOPLE)
    liked = np.clip(np.rint(3.4 + menu_effect.liked * menu + rng.normal(0, 0.85, PEOPLE)), 1, 5).astype(np.int64)
    usable = 71 + menu_effect.sus * menu + 7 * skill + rng.normal(0, 8, PEOPLE)
    answers = _answers(rng, usable)
    yield (
        "usability_people",
        {
            "person_id": np.arange(1, PEOPLE + 1),
            "menu": Coded(menu, _MENUS),
            "liked": liked,
            **{name: answers[:, place] for place, name in enumerate(_ITEMS)},
        },
    )
    person = np.repeat(np.arange(PEOPLE), len(TASKS))
    task = np.tile(np.arange(len(TASKS)), PEOPLE)
    odds = np.array([one[1] for one in TASKS])[task] + skill[person]
    shift = np.where(task == len(TASKS) - 1, menu_effect.browsing, menu_effect.success)
    odds += shift * menu[person]
    success = rng.random(len(task)) < 1 / (1 + np.exp(-odds))
    pace = np.where(menu[person] == 1, menu_effect.slower, 1.0) * np.where(success, 1.0, 1.6)
    seconds = (
        np.array([one[2] for one in TASKS])[task] * pace * np.exp(rng.normal(0, 0.38, len(task)) - 0.15 * skill[person])
    )
    shortest = np.array([one[3] for one in TASKS])[task]
    detours = rng.poisson(_DETOURS + menu_effect.detours * menu[person])
    yield (
        "usability_tasks",
        {
            "person_id": person + 1,
            "task": Coded(task, [one[0] for one in TASKS]),
            "success": success,
            "seconds": np.rint(seconds).astype(np.int64),
            # Nobody counts the clicks of one who gave up.
            "clicks": np.where(success, shortest + detours, MISSING),
        },
    )


def _answers(rng: np.random.Generator, usable: np.ndarray) -> np.ndarray:
    """Ten answers from 1 to 5 whose score on the usability scale lies near the wanted one; every second complains."""
    praise = usable[:, None] / 25 + rng.normal(0, 0.75, (len(usable), 10))
    points = np.clip(np.rint(praise), 0, 4).astype(np.int64)
    return np.where(np.arange(10) % 2 == 0, 1 + points, 5 - points)

"""What a made-up class does besides homework: the theory test, drills, scenarios, case report, class performance, ratings."""

import csv
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from classroom.assess.exam import FOLDER as EXAM
from classroom.assess.exam import PAPERS, SUBMITTED, read_key
from classroom.assess.records import FOLDER, TABLES
from classroom.assess.rules import Rules
from classroom.demo.people import Person, letter

SHOPS = (1, 2, 3)  # seeds of the training shop that each learner runs


def sit_exam(root: Path, people: Sequence[Person], chapters: int, seed: int) -> None:
    """Answer the papers that lie in the course; who quit has none handed in."""
    papers, keys = read_key(root / EXAM)
    for person in people:
        if person.quits_after <= chapters or person.id not in papers:
            continue
        rng = random.Random(f"exam/{seed}/{person.id}")
        file = root / EXAM / PAPERS / person.id / f"theory_{person.language}.ipynb"
        notebook = json.loads(file.read_text(encoding="utf-8"))
        answers = {}
        for number, question in enumerate(papers[person.id].questions, start=1):
            right = question.key(keys[question.item])
            answers[f"q{number:02d}"] = letter(right, "abcd"[: len(question.order)], person.ability, rng)
        written = "\n".join(f'{name} = "{given}"' for name, given in answers.items())
        notebook["cells"].append({"cell_type": "code", "id": "answers", "metadata": {}, "source": written, "outputs": [], "execution_count": None})  # fmt: skip
        target = root / EXAM / SUBMITTED / person.id
        target.mkdir(parents=True, exist_ok=True)
        (target / file.name).write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")


def write_tables(root: Path, people: Sequence[Person], chapters: int, rules: Rules, seed: int) -> None:
    """Write the tables of ``assessment/`` for those who stayed."""
    staying = [person for person in people if person.quits_after > chapters]
    rows: Mapping[str, list[Sequence[Any]]] = {name: [] for name in TABLES}
    for person in staying:
        rng = random.Random(f"assessment/{seed}/{person.id}")
        for drill in rules.drills:
            rows["drills.csv"].append((person.id, drill, _percent(70 + 15 * person.ability, rng)))
        for scenario in rules.scenarios:
            for role in rules.roles:
                rows["scenarios.csv"].append(
                    (person.id, scenario, role, round(_run_shop(person, scenario, role), 2), 0)
                )
        able = _yes(person.ability > 0.8)
        rows["case_reports.csv"].append(
            (person.id, _percent(74 + 14 * person.ability, rng), _percent(70 + 12 * person.ability, rng), able)
        )
        active = 78 + 10 * person.diligence
        rows["class_performance.csv"].append(
            (person.id, *(_percent(active, rng) for _ in range(4)), _yes(person.ability > 0.8 and person.diligence > 0))
        )
        for rater in rules.raters:
            for competence in rules.competences:
                # One sees oneself half a point better.
                seen = 3.3 + 0.7 * person.ability + 0.5 * (rater == "self") + rng.gauss(0, 0.4)
                rows["ratings.csv"].append((person.id, rater, competence, min(max(round(seen), 1), 5)))
    (root / FOLDER).mkdir(exist_ok=True)
    for name, columns in TABLES.items():
        _write(root / FOLDER / name, columns, rows[name])


def _run_shop(person: Person, scenario: str, role: str) -> float:
    """Points of the training shop: the abler, the nearer the policy comes to the reference."""
    from storelab.store import MOVES, house, reference_policy, score_policy

    skill = min(max(0.45 + 0.3 * person.ability, 0.0), 1.0)
    habits, best = house(scenario), reference_policy(scenario, role)
    policy = {name: [habits[name] + skill * (value - habits[name]) for value in best[name]] for name in MOVES[role]}
    if "staff" in policy:
        policy["staff"] = [float(round(value)) for value in policy["staff"]]
    return score_policy(scenario, policy, role, SHOPS)["total"]


def _percent(middle: float, rng: random.Random) -> float:
    return round(min(max(rng.gauss(middle, 8), 0), 100), 1)


def _yes(true: bool) -> str:
    return "yes" if true else "no"


def _write(file: Path, columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows(rows)

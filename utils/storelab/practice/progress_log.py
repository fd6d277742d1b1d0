"""Keeps what a learner has tried: one JSON line for each check and each hint. A failure to write breaks nothing."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime
from typing import Any

from storelab import paths
from storelab.practice.result import CheckResult

FILE = "progress.jsonl"

# What this process has recorded, so that hints advance even where nothing can be written.
_here: list[dict[str, Any]] = []


def record_check(chapter: str, result: CheckResult) -> None:
    """Note the outcome of a check."""
    _append(
        {
            "time": datetime.now().astimezone().isoformat(timespec="seconds"),
            "chapter": chapter,
            "exercise": result.exercise,
            "outcome": result.outcome,
            "score": result.score,
            "points": result.points,
        }
    )


def record_hint(chapter: str, exercise: str, number: int) -> None:
    """Note that a hint was shown."""
    time = datetime.now().astimezone().isoformat(timespec="seconds")
    _append({"time": time, "chapter": chapter, "exercise": exercise, "hint": number})


def hints_seen(exercise: str) -> int:
    """How many hints of an exercise have been shown, in this process or an earlier one."""
    return max((line["hint"] for line in _lines() if line.get("exercise") == exercise and "hint" in line), default=0)


def has_tried(exercise: str) -> bool:
    """Whether a check of this exercise has seen code of the learner's own."""
    honest = ("right", "wrong", "crashed")
    return any(line.get("exercise") == exercise and line.get("outcome") in honest for line in _lines())


def progress() -> list[dict[str, Any]]:
    """Summarise the progress log.

    Returns
    -------
    list of dict
        One entry an exercise, in order of the first attempt: ``chapter``, ``exercise``, ``outcome`` of the best check,
        ``score`` (its points), ``points`` (full marks), ``checks`` (how many) and ``last`` (time of the last).
    """
    found: dict[str, dict[str, Any]] = {}
    for line in _lines():
        if "outcome" not in line:
            continue
        entry = found.setdefault(line["exercise"], {**line, "checks": 0})
        if line["score"] > entry["score"] or (line["score"] == entry["score"] and line["outcome"] != "not attempted"):
            entry.update({name: line[name] for name in ("chapter", "outcome", "score", "points")})
        entry["checks"] += 1
        entry["last"] = line["time"]
        entry.pop("time", None)
    return list(found.values())


def _append(line: dict[str, Any]) -> None:
    _here.append(line)
    with contextlib.suppress(OSError):
        folder = paths.state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / FILE).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _lines() -> list[dict[str, Any]]:
    """Every line kept, those of this process once even if the file holds them too; damaged lines are passed over."""
    found: list[dict[str, Any]] = []
    try:
        text = (paths.state_folder() / FILE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    for line in text.splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and isinstance(entry.get("exercise"), str):
            found.append(entry)
    written = {json.dumps(entry, sort_keys=True) for entry in found}
    return found + [entry for entry in _here if json.dumps(entry, sort_keys=True) not in written]

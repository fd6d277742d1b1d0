"""Which tasks decide when a project is done: critical path and slack."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError, suggest
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._frames import IntoFrameT, collect, like, read

ALMOST = 1e-9  # slack that is rounding


def critical_path(
    tasks: IntoFrameT,
    *,
    task_id: str = "task_id",
    duration: str = "duration",
    depends_on: str = "depends_on",
) -> tuple[float, list[str]]:
    """How long a project takes at least, and the chain of tasks that makes it so long.

    Parameters
    ----------
    tasks
        One row a task.
    task_id, duration, depends_on
        Columns: the task; its time, in any one unit; and the tasks that must be done before, as text (``"A, B"``), a
        list, or missing for none.

    Returns
    -------
    tuple
        The duration in the unit of the column, and the tasks of a longest chain from first to last, as text; of equally
        long chains the one with the smaller ids. Without tasks ``(0.0, [])``.

    Raises
    ------
    StoreLabError
        If a column is missing, a task has no id or is there twice, a duration is missing or negative, a task depends on
        one that is not there, or tasks wait for each other in a circle; the message names them.

    References
    ----------
    Kelley and Walker (1959), Critical-path planning and scheduling.
    """
    times, before = _tasks(tasks, task_id, duration, depends_on)
    finish = _finishes(times, before)
    if not finish:
        return 0.0, []
    last = min(finish, key=lambda task: (-finish[task], task))
    path = [last]
    while before[path[-1]]:
        path.append(min(before[path[-1]], key=lambda task: (-finish[task], task)))
    return finish[last], path[::-1]


def task_schedule(
    tasks: IntoFrameT,
    *,
    task_id: str = "task_id",
    duration: str = "duration",
    depends_on: str = "depends_on",
) -> IntoFrameT:
    """Earliest and latest times of each task, and its slack: how late it may be without making the project late.

    Parameters
    ----------
    tasks, task_id, duration, depends_on
        As in `critical_path`.

    Returns
    -------
    frame
        ``task_id`` (as it came), ``early_start``, ``early_finish``, ``late_start``, ``late_finish``, ``slack`` (in the
        unit of the duration) and ``critical`` (no slack), in the order of the earliest start, then of the ids as text.

    Raises
    ------
    StoreLabError
        As in `critical_path`.
    """
    times, before = _tasks(tasks, task_id, duration, depends_on)
    finish = _finishes(times, before)
    end = max(finish.values(), default=0.0)
    latest = dict.fromkeys(times, end)
    # Backwards: all that wait for a task come before it in the reversed order of work.
    for task in reversed(finish):
        for earlier in before[task]:
            latest[earlier] = min(latest[earlier], latest[task] - times[task])
    slack = {task: latest[task] - finish[task] for task in times}
    order = sorted(times, key=lambda task: (finish[task] - times[task], task))
    frame = read(tasks, "tasks", [task_id])
    original = {_text(value): value for value in collect(frame.select(task_id))[task_id].to_list()}
    columns: dict[str, list[Any]] = {
        task_id: [original[task] for task in order],
        "early_start": [finish[task] - times[task] for task in order],
        "early_finish": [finish[task] for task in order],
        "late_start": [latest[task] - times[task] for task in order],
        "late_finish": [latest[task] for task in order],
        "slack": [slack[task] if slack[task] > ALMOST else 0.0 for task in order],
        "critical": [slack[task] <= ALMOST for task in order],
    }
    schema = {task_id: frame.collect_schema()[task_id], **dict.fromkeys([*columns][1:-1], nw.Float64)}
    return cast(IntoFrameT, like(frame, columns, {**schema, "critical": nw.Boolean}))


def _tasks(tasks: Any, task_id: str, duration: str, depends_on: str) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Duration of each task, and what must be done before it, by the ids as text."""
    frame = read(tasks, "tasks", [task_id, duration, depends_on], ids=[task_id, duration])
    check_numbers(frame, "tasks", duration, negative=False)
    rows = collect(frame.select(task_id, duration, depends_on)).rows()
    times = {_text(name): float(length) for name, length, _ in rows}
    if len(times) < len(rows):
        raise StoreLabError(
            pick(
                {
                    "en": f"tasks: {len(rows) - len(times)} values of '{task_id}' are there more than once.",
                    "zh": f"tasks：'{task_id}' 有 {len(rows) - len(times)} 个重复值。",
                }
            )
        )
    before = {_text(name): sorted(set(_names(waits))) for name, _, waits in rows}
    for task, names in before.items():
        for name in names:
            if name not in times:
                near = suggest(name, times)
                raise StoreLabError(
                    pick(
                        {
                            "en": f"tasks: '{task}' depends on '{name}', which is not in the table."
                            + (f" Did you mean {near}?" if near else ""),
                            "zh": f"tasks：'{task}' 依赖的 '{name}' 不在表里。"
                            + (f"你是不是想写 {near}？" if near else ""),
                        }
                    )
                )
    return times, before


def _text(value: Any) -> str:
    # A column of whole numbers with gaps becomes one of floats in pandas.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _names(waits: Any) -> Iterable[str]:
    if waits is None or (isinstance(waits, float) and waits != waits):
        return []
    if isinstance(waits, str):
        parts = waits.replace(";", ",").replace("，", ",").replace("、", ",").replace("；", ",").split(",")
        return [part.strip() for part in parts if part.strip()]
    if isinstance(waits, Iterable):
        return [_text(name) for name in waits]
    return [_text(waits)]


def _finishes(times: Mapping[str, float], before: Mapping[str, list[str]]) -> dict[str, float]:
    """Earliest finish of each task, in an order in which they can be done."""
    finish: dict[str, float] = {}
    open_tasks = dict(before)
    while open_tasks:
        ready = [task for task, names in open_tasks.items() if all(name in finish for name in names)]
        if not ready:
            circle = _circle(open_tasks)
            listed = " -> ".join(f"'{task}'" for task in circle)
            raise StoreLabError(
                pick(
                    {
                        "en": f"tasks wait for each other in a circle: {listed}. Take out one of these dependencies.",
                        "zh": f"任务之间循环等待：{listed}。请去掉其中一个依赖。",
                    }
                )
            )
        for task in ready:
            finish[task] = max((finish[name] for name in before[task]), default=0.0) + times[task]
            del open_tasks[task]
    return finish


def _circle(before: Mapping[str, list[str]]) -> list[str]:
    """A circle among tasks of which each waits for another of them."""
    path = [min(before)]
    while path[-1] not in path[:-1]:
        path.append(next(name for name in before[path[-1]] if name in before))
    return path[path.index(path[-1]) :]

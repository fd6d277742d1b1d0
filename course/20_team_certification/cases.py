"""Cases of chapter 20: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World


def slip(exercise: Exercise, name: str, function, en: str, zh: str) -> None:
    """Declare a wrong answer that is one argument away from the right one."""
    function.__name__ = function.__qualname__ = name
    exercise.wrong(en=en, zh=zh)(function)


def slips(exercise: Exercise, solve, *entries: tuple) -> None:
    """Declare wrong answers from (name, arguments that are wrong, text, text)."""
    for name, options, en, zh in entries:
        slip(exercise, name, lambda *args, _o=options, **inputs: solve(*args, **inputs, **_o), en, zh)


# --- critical_path: the longest chain with hand-overs ------------------------------------------------------------------

critical_path = Exercise(points=3, compare="equal", tolerance=1e-9, library=["metrics.critical_path(tasks)"])


def project(text: str) -> pd.DataFrame:
    """Tasks from ``"A o 2 -, B d 3 A+C"``: id, role, days, tasks before."""
    roles = {"o": "operator", "d": "designer", "a": "analyst", "s": "service"}
    rows = []
    for part in text.split(","):
        task, role, days, before = part.split()
        rows.append((task, roles[role], float(days), None if before == "-" else before.replace("+", ", ")))
    table = pd.DataFrame(rows, columns=["task_id", "role", "duration", "depends_on"])
    return table.astype({"depends_on": object})


@critical_path.example
def four_tasks_by_hand():
    return {"tasks": project("A o 2 -, B d 3 A, C o 3.5 A, D o 1 B+C+X")}, (7.0, ["A", "B", "D"])


@critical_path.visible(en="eight tasks", zh="八个任务")
def eight_tasks():
    return {
        "tasks": project(
            "K1 o 2 -, K2 o 3 K1, K3 a 3.5 K1, K4 a 1 K2+K3, K5 d 4 K2, K6 s 2 K4+K9, K7 d 2 K5, K8 o 1 K6+K7"
        )
    }


@critical_path.visible(en="another project, tasks out of order", zh="另一个项目，任务没排顺序")
def another_project():
    return {
        "tasks": project(
            "T9 s 1 T4+T7, T4 o 6 T2, T2 o 1.5 -, T7 a 2 T5, T5 d 3 T3+T0, T3 a 1 T2, T6 d 5.5 -, T8 s 0.5 T9+T6"
        )
    }


@critical_path.visible(edge=True, en="a hand-over decides", zh="交接定胜负")
def handover_decides():
    return {"tasks": project("A o 2 -, B o 3 A, C s 2.75 A, D o 1 B, E o 1 C, F a 0.25 D")}


@critical_path.visible(edge=True, en="one before is of the same role, one is not", zh="两个前置，一个同岗一个不同岗")
def same_and_other():
    return {"tasks": project("A o 5 -, B d 4.75 -, C o 2 A+B, E s 5 -, F o 2 E+A")}


@critical_path.visible(edge=True, en="equally long chains", zh="一样长的链")
def equally_long():
    return {"tasks": project("D o 3 -, C d 3 -, B o 2 D, A o 2 D, E d 2 C, F o 1 -")}


@critical_path.visible(edge=True, en="a tie on the way", zh="中途一样长")
def tie_on_the_way():
    return {"tasks": project("M o 1 -, Z o 2 M, N d 1.5 M, B a 1 Z+N, R o 0.5 M")}


@critical_path.visible(edge=True, en="all before are done", zh="前置都已完成")
def all_done_before():
    return {"tasks": project("P2 d 2 P0+P1, P3 o 1.5 P1, P4 s 1 P3")}


@critical_path.visible(edge=True, en="a circle", zh="绕成圈")
def in_a_circle():
    return {"tasks": project("A o 1 -, B o 2 A+D, C d 1 B, D s 1 C")}


@critical_path.visible(edge=True, en="a task that waits for itself", zh="自己等自己")
def waits_for_itself():
    return {"tasks": project("A o 1 -, B o 2 A+B")}


@critical_path.visible(edge=True, en="one task", zh="只有一个任务")
def one_task():
    return {"tasks": project("Q d 2.5 -")}


@critical_path.visible(edge=True, en="no tasks", zh="没有任务")
def no_tasks():
    return {"tasks": project("Q d 2.5 -").head(0)}


@critical_path.hidden(worlds=3)
def other_projects(world: World):
    rng = world.rng
    size = int(rng.integers(8, 15))
    names = [f"J{number:02d}" for number in rng.permutation(40)[:size]]
    rows = []
    for place, name in enumerate(names):
        pool = [*names[:place], "J99"]
        before = [pool[at] for at in rng.permutation(len(pool))[: int(rng.integers(0, 4))]]
        role = str(rng.choice(["operator", "designer", "analyst", "service"]))
        rows.append((name, role, float(rng.integers(2, 24)) / 4, ", ".join(before) or None))
    table = pd.DataFrame(rows, columns=["task_id", "role", "duration", "depends_on"])
    table = table.iloc[rng.permutation(size)].reset_index(drop=True)
    return {"tasks": table.astype({"depends_on": object})}


@critical_path.invariant(en="The chain holds tasks of the table.", zh="链上的任务都在表里。")
def known_tasks(result, tasks):
    return set(result[1]) <= set(tasks["task_id"])


class UnknownTaskError(Exception):
    """A task that is not in the table."""


def chained(
    tasks, *, handover=0.5, when="other", gone="done", tie=min, backwards=False, circle="error", first_only=False, measure="days",
    swap=False, ids_only=False, days_only=False, ending="longest", last_wait=True, gone_wait=False, node_tie=True, as_rows=False,
):  # fmt: skip
    """The longest chain; the arguments are the ways to get a rule wrong."""
    role = dict(zip(tasks["task_id"], tasks["role"], strict=True))
    days = dict(zip(tasks["task_id"], tasks["duration"].astype(float), strict=True))
    before, missing = {}, {}
    for task, text in zip(tasks["task_id"], tasks["depends_on"], strict=True):
        names = [name.strip() for name in text.split(",")] if isinstance(text, str) else []
        if first_only:
            names = names[:1]
        if gone == "error" and any(name not in days for name in names):
            raise UnknownTaskError(task)
        missing[task] = any(name not in days for name in names)
        before[task] = [name for name in names if name in days]
        if gone == "drop" and missing[task]:
            before[task] = []
    best = {}
    while len(best) < len(days):
        ready = [task for task in days if task not in best and all(name in best for name in before[task])]
        if as_rows:
            ready = [task for task in days if task not in best][:1]
            before[ready[0]] = [name for name in before[ready[0]] if name in best]
        if not ready:
            if circle == "error":
                raise ValueError("a circle")
            return {"nan": (math.nan, []), "zero": (0.0, []), "text": "ValueError"}[circle]
        for task in ready:
            chains = [(0.0, [])]
            others = {role[name] != role[task] for name in before[task]}
            for name in before[task]:
                other = role[name] != role[task]
                wait = {"other": other, "always": True, "any": True in others, "all": others == {True}}[when]
                chains.append((best[name][0] + handover * wait, best[name][1]))
            if gone_wait and missing[task]:
                chains.append((handover, []))
            most = max(length for length, _ in chains)
            paths = [chain for length, chain in chains if length == most]
            chain = tie([*path, task] for path in paths) if node_tie else [*paths[0], task]
            best[task] = (most + (days[task] if measure == "days" else 1), chain)
    if not best:
        total, path = 0.0, []
    else:
        total = max(length for length, _ in best.values())
        path = tie(chain for length, chain in best.values() if length == total)
        if ending == "last":
            total, path = best[list(days)[-1]]
        if measure == "tasks":
            total = sum(days[task] for task in path)
            total += handover * sum(role[one] != role[two] for one, two in pairwise(path))
    if ending == "sum":
        total = sum(days.values())
    if ending == "work":
        total = sum(days[task] for task in path)
    if backwards:
        path = path[::-1]
    if swap:
        return path, total
    return total, path


@critical_path.right
def forward_in_rounds(tasks):
    return chained(tasks)


@critical_path.right
def by_recursion(tasks):
    rows = tasks.set_index("task_id").to_dict("index")
    known: dict = {}

    def until(task, above):
        if task in above:
            raise ValueError(f"{task} waits for itself")
        if task not in known:
            text = rows[task]["depends_on"]
            names = [name for name in (text.split(", ") if isinstance(text, str) else []) if name in rows]
            options = [(0.0, [task])]
            for name in names:
                length, chain = until(name, above | {task})
                options.append((length + 0.5 * (rows[name]["role"] != rows[task]["role"]), [*chain, task]))
            longest = max(option[0] for option in options)
            known[task] = (longest + rows[task]["duration"], min(o[1] for o in options if o[0] == longest))
        return known[task]

    ends = [until(task, frozenset()) for task in rows]
    if not ends:
        return 0.0, []
    longest = max(length for length, _ in ends)
    return float(longest), min(chain for length, chain in ends if length == longest)


slips(
    critical_path, chained,
    ("without_handovers", {"handover": 0.0}, "Hand-overs are missing. Between two tasks of different roles `HANDOVER` days pass.", "没算交接。不同岗位的两个任务之间要过 `HANDOVER` 天。"),
    ("always_a_handover", {"when": "always"}, "A hand-over was counted between tasks of one role, too. Only between different roles.", "同一岗位的任务之间也算了交接。岗位不同才算。"),
    ("handover_of_the_task", {"when": "any"}, "The hand-over was given to the task: if one before it has another role, all of them wait. It belongs to the pair.", "把交接算给了整个任务：有一个前置岗位不同，全都跟着等。交接属于一对任务。"),
    ("handover_if_all_differ", {"when": "all"}, "A hand-over was counted only if *all* before are of other roles. It belongs to each pair.", "前置岗位**全**不同才算了交接。每一对各算各的。"),
    ("a_whole_day", {"handover": 1.0}, "A hand-over took a whole day. It takes `HANDOVER`, half a day.", "交接算了一整天。是 `HANDOVER`，半天。"),
    ("first_before_only", {"first_only": True}, "Of `depends_on` only the first task was recognised. There may be several; after `split(\",\")` a blank stands before the second: `strip()`.", "`depends_on` 只认出了第一个。可能有好几个；用 `split(\",\")` 拆开，后面的编号前还留着空格，要 `strip()`。"),
    ("all_or_nothing", {"gone": "drop"}, "If one task before is done, you dropped the others before as well. Only the done one takes no time.", "前置里有一个做完了，就把别的前置也去掉了。只有做完的那个不占时间。"),
    ("handover_from_the_done", {"gone_wait": True}, "A hand-over was counted from a task that is done. It takes no time and no hand-over.", "已经做完的任务也算了交接。它不占时间，也不用交接。"),
    ("most_tasks", {"measure": "tasks"}, "The chain with most tasks was taken. The longest in days is asked for.", "取了任务最多的链。要的是天数最长的。"),
    ("sum_of_all", {"ending": "sum"}, "These are the days of all tasks added up. Tasks on other chains run beside.", "把全部任务的天数加起来了。别的链上的任务是同时做的。"),
    ("work_without_waits", {"ending": "work"}, "The right chain, but its hand-overs are not in the days.", "链找对了，天数里没加交接。"),
    ("last_row_is_the_end", {"ending": "last"}, "You took the last row as the end of the project. Rows come in any order.", "把最后一行当成了项目的终点。行的先后是乱的。"),
    ("from_last_to_first", {"backwards": True}, "The chain stands from last to first. The first task comes first.", "链写反了。先做的在前。"),
    ("rows_as_they_come", {"as_rows": True}, "You went through the rows once: a task before it that stands further down was taken as done. Rows come in any order.", "照行的先后只走了一遍：前置任务排在下面的，被当成已经做完。行的先后是乱的。"),
    ("shortest_of_ties", {"tie": lambda chains: min(chains, key=lambda chain: (len(chain), chain))}, "Of equally long chains you took the one with fewest tasks. Take the list that comes first as Python compares lists.", "一样长的，取了任务最少的。要取按 Python 比较列表排在前面的。"),
    ("largest_of_ties", {"tie": max}, "Of equally long chains you took the list that comes last. Take the one that comes first.", "一样长的，取了排在后面的列表。要取前面的。"),
    ("ties_as_they_came", {"node_tie": False}, "Two equally long ways led to one task, and the one written first was kept. Take the list that comes first.", "两条一样长的路走到同一个任务，留下了先写的那条。要取排在前面的列表。"),
    ("circle_is_missing", {"circle": "nan"}, "For a circle you returned `NaN`. A `ValueError` is asked for: `raise ValueError(...)`.", "绕成圈时返回了 `NaN`。要报错：`raise ValueError(……)`。"),
    ("circle_is_empty", {"circle": "zero"}, "For a circle you returned 0 days. A `ValueError` is asked for: `raise ValueError(...)`.", "绕成圈时返回了 0 天。要报错：`raise ValueError(……)`。"),
    ("circle_as_text", {"circle": "text"}, "For a circle text came back. Stop with `raise ValueError(...)`.", "绕成圈时返回了一段文字。要用 `raise ValueError(……)` 停下来。"),
    ("chain_first", {"swap": True}, "The list stands before the days. The days come first.", "列表写在天数前面了。先天数，后列表。"),
)  # fmt: skip


@critical_path.wrong(en="", zh="")
def done_is_an_error(tasks):
    return chained(tasks, gone="error")


# --- kpi_score: speed pays only if nothing comes back ------------------------------------------------------------------

kpi_score = Exercise(
    points=3,
    compare="equal",
    tolerance=1e-9,
    library=["metrics.kpi_score(actual, target, weight, cap, lower_better)"],
)
NAN = math.nan


def month(text: str, lower: str, cap: float | None = None) -> dict:
    """Inputs from ``"pace 36 30 2, wrong 8 4 2"``: key, actual (- missing, ! not there), target, weight."""
    actual, target, weight = {}, {}, {}
    for part in text.split(","):
        key, value, wanted, share = part.split()
        if value != "!":
            actual[key] = NAN if value == "-" else float(value)
        target[key], weight[key] = float(wanted), float(share)
    given = {} if cap is None else {"cap": cap}
    return {"actual": actual, "target": target, "weight": weight, "lower_better": lower.split(), **given}


@kpi_score.example
def three_figures_by_hand():
    return month("pace 36 30 2, wrong 8 4 2, truck 0.9 0.9 1", "wrong"), 0.8


@kpi_score.visible(en="a fast month with wrong parcels", zh="又快又错的一个月")
def fast_and_wrong():
    return month("pace 40 32 4, wrong 10 4 3, truck 1 0.8 2, late 2 3 1", "wrong late")


@kpi_score.visible(en="a good month", zh="好的一个月")
def a_good_month():
    return month("late 2 3 1, calls 90 60 2, truck 0.6 0.8 3, wrong 3 4 2", "wrong late")


@kpi_score.visible(edge=True, en="exactly the target", zh="正好达标")
def exactly_the_target():
    return month("pace 40 32 1, wrong 4 4 1, late 3 3 2", "wrong late")


@kpi_score.visible(edge=True, en="nothing wrong at all", zh="一件没错")
def nothing_wrong():
    return month("pace 24 32 1, wrong 0 4 3, late 6 3 1", "wrong late")


@kpi_score.visible(edge=True, en="another cap", zh="封顶不同")
def another_cap():
    return month("pace 64 32 1, wrong 1 4 2, calls 45 60 2", "wrong", cap=1.5)


@kpi_score.visible(edge=True, en="a figure is missing", zh="有一项缺失")
def figure_missing():
    return month("pace 40 32 2, wrong - 4 3, truck 0.6 0.8 1", "wrong")


@kpi_score.visible(edge=True, en="a key is not there", zh="有一项没有")
def key_not_there():
    return month("pace 40 32 2, wrong 8 4 1, calls ! 60 3", "wrong")


@kpi_score.visible(edge=True, en="the failed one has weight 0", zh="不达标的权重是 0")
def failed_without_weight():
    return month("pace 40 32 2, wrong 8 4 0, late 2 3 1", "wrong late")


@kpi_score.visible(edge=True, en="more is better, and it failed", zh="越大越好的没达标")
def the_other_failed():
    return month("pace 40 32 1, truck 0.4 0.8 1, wrong 3 4 1", "wrong")


@kpi_score.visible(edge=True, en="two less-is-better keys, one failed", zh="两项越小越好，一项没达标")
def one_of_two_failed():
    return month("pace 40 32 1, wrong 2 4 1, late 6 3 1", "wrong late")


@kpi_score.visible(edge=True, en="no figure at all", zh="一项也没有")
def no_figure():
    return month("pace - 32 1, wrong ! 4 1", "wrong")


@kpi_score.visible(edge=True, en="nothing is weighed", zh="权重都是 0")
def no_weight():
    return month("pace 40 32 0, wrong 8 4 0", "wrong")


@kpi_score.hidden(worlds=3)
def other_months(world: World):
    rng = world.rng
    keys = ["pace", "calls", "truck", "wrong", "late", "back"]
    size = int(rng.integers(4, 7))
    chosen = [keys[at] for at in rng.permutation(6)[:size]]
    target = {key: float(rng.integers(2, 40)) for key in chosen}
    actual = {key: float(np.round(target[key] * rng.uniform(0.6, 1.6), 1)) for key in chosen if rng.random() < 0.9}
    for key in list(actual):
        if rng.random() < 0.1:
            actual[key] = NAN
    weight = {key: float(rng.integers(0, 5)) for key in chosen}
    return {"actual": actual, "target": target, "weight": weight, "lower_better": ["wrong", "late", "back"]}


@kpi_score.invariant(en="The score is not above the cap.", zh="得分不超过封顶。")
def not_above_cap(result, cap=1.2, **inputs):
    return math.isnan(result) or -1e-9 <= result <= cap + 1e-9


def scored(
    actual, target, weight, lower_better, cap=1.2, *, gate="any", edge=False, gate_all=False, gate_zero=False, missing="out",
    direction="right", zero="cap", capped=True, normal=True, fixed=None, limit=1.0, gate_from="lower", absent="out", empty=NAN,
    total=False, rate_gate=False,
):  # fmt: skip
    """The score; the arguments are the ways to get a rule wrong."""
    cap = cap if fixed is None else fixed
    reached, weights = {}, {}
    for key, share in weight.items():
        value = actual.get(key, NAN)
        known = not math.isnan(value)
        rule = missing if key in actual else absent
        if share <= 0 and not gate_zero:
            continue
        if not known:
            if rule == "out":
                continue
            if rule == "nan":
                return NAN
            reached[key], weights[key] = 0.0, share
            continue
        less = key in lower_better and direction == "right"
        if direction == "turned":
            less = key not in lower_better
        if less:
            reached[key] = target[key] / value if value else {"cap": cap, "zero": 0.0, "one": 1.0}[zero]
        elif direction == "two_minus" and key in lower_better:
            reached[key] = 2 - value / target[key]
        else:
            reached[key] = value / target[key]
        weights[key] = share
    asked = [key for key in reached if gate_from == "all" or (key in lower_better) == (gate_from == "lower")]
    below = [reached[key] <= 1 if edge else reached[key] < 1 for key in asked]
    failed = {"any": any(below), "all": bool(below) and all(below), "never": False, "always": True}[gate]
    parts = {}
    for key, rate in reached.items():
        top = cap if capped else math.inf
        if failed and (gate_all or key not in lower_better):
            top = min(top, limit)
        parts[key] = weights[key] * (limit if rate_gate and failed and key not in lower_better else min(rate, top))
    if not reached or not sum(weights.values()):
        return empty
    divisor = sum(weights.values()) if normal else 1.0
    if total:
        divisor = sum(weight.values())
    return sum(parts.values()) / divisor


@kpi_score.right
def in_three_passes(actual, target, weight, lower_better, cap=1.2):
    return scored(actual, target, weight, lower_better, cap)


@kpi_score.right
def with_a_table(actual, target, weight, lower_better, cap=1.2):
    table = pd.DataFrame({"actual": pd.Series(actual, dtype=float), "target": pd.Series(target, dtype=float)})
    table["weight"] = pd.Series(weight, dtype=float)
    table = table[table["actual"].notna() & (table["weight"] > 0)]
    less = table.index.isin(lower_better)
    with np.errstate(divide="ignore"):
        turned = table["target"] / table["actual"]
    rate = (table["actual"] / table["target"]).where(~less, turned).clip(upper=cap)
    if (rate[less] < 1).any():
        rate = rate.where(less, rate.clip(upper=1))
    weights = table["weight"].sum()
    return float((rate * table["weight"]).sum() / weights) if weights else float("nan")


slips(
    kpi_score, scored,
    ("haste_still_pays", {"gate": "never"}, "Speed is paid up to the cap even where wrong parcels failed. Rule 3 lowers that cap to 1.", "错件没达标，速度还是算到封顶。第 3 条要把它降到 1。"),
    ("cap_of_one_always", {"gate": "always"}, "The keys where more is better never count above 1. Only if a less-is-better key failed.", "越大越好的指标一律没超过 1。只有越小越好的没达标时才这样。"),
    ("all_have_to_fail", {"gate": "all"}, "The cap fell only if *all* less-is-better keys failed. One is enough.", "越小越好的**全**没达标才降封顶。一个就够。"),
    ("target_is_a_failure", {"edge": True}, "Exactly the target was taken as failed. Below 1: `<`.", "正好达标的当成没达标了。低于 1 才是：`<`。"),
    ("all_keys_capped", {"gate_all": True}, "The less-is-better keys were capped at 1, too. They keep `cap`.", "越小越好的也封到 1 了。它们仍按 `cap`。"),
    ("failed_by_any_key", {"gate_from": "all"}, "A key where more is better failed, and the cap fell. Only less-is-better keys lower it.", "越大越好的没达标，也降了封顶。只看越小越好的。"),
    ("failed_by_the_others", {"gate_from": "higher"}, "The keys where more is better were asked for rule 3. Ask the less-is-better ones.", "第 3 条问错了人：问的是越大越好的。要问越小越好的。"),
    ("weight_zero_fails", {"gate_zero": True}, "A key with weight 0 lowered the cap. It does not count at all.", "权重是 0 的指标也降了封顶。它根本不算。"),
    ("others_become_one", {"rate_gate": True}, "If something failed, you counted the others as exactly 1. At most 1: less stays less.", "有不达标时，别的都算成了 1。是**最多** 1，不到的照旧。"),
    ("half_for_failure", {"limit": 0.5}, "After a failure the others count for at most 0.5. At most 1.", "不达标后别的最多算 0.5。应该最多算 1。"),
    ("missing_is_zero", {"missing": "zero", "absent": "zero"}, "A missing figure was counted as 0. Leave it out with its weight.", "没有的指标算成了 0。要连同权重去掉。"),
    ("nan_is_zero", {"missing": "zero"}, "A figure that is `NaN` was counted as 0. Leave it out with its weight.", "`NaN` 的指标算成了 0。要连同权重去掉。"),
    ("missing_spoils_all", {"missing": "nan", "absent": "nan"}, "One missing figure makes the whole score `NaN`. Leave it out with its weight.", "缺一项，整个得分就成了 `NaN`。要连同权重去掉。"),
    ("nan_spoils_all", {"missing": "nan"}, "A figure that is `NaN` makes the whole score `NaN`. Leave it out with its weight.", "有一项是 `NaN`，整个得分就成了 `NaN`。要连同权重去掉。"),
    ("weight_stays_below", {"total": True}, "The missing figure was left out, but its weight still stands below the line.", "没有的指标去掉了，权重却还留在分母里。"),
    ("no_direction", {"direction": "none", "gate_from": "lower"}, "All keys were taken as more-is-better. For `lower_better` it is target / actual.", "全当成越大越好了。`lower_better` 里的是 目标 ÷ 实际。"),
    ("directions_swapped", {"direction": "turned"}, "The directions are swapped: actual / target is for keys that are not in `lower_better`.", "方向反了：不在 `lower_better` 里的才是 实际 ÷ 目标。"),
    ("two_minus_ratio", {"direction": "two_minus"}, "You used 2 - actual / target for less-is-better keys. It is target / actual.", "越小越好的用了 2 - 实际 ÷ 目标。应该是 目标 ÷ 实际。"),
    ("zero_wrong_is_zero", {"zero": "zero"}, "Nothing wrong at all earned 0. That is the best there is: `cap`.", "一件没错反而得 0。那是最好的：取 `cap`。"),
    ("zero_wrong_is_one", {"zero": "one"}, "Nothing wrong at all earned 1. That is the best there is: `cap`.", "一件没错只得 1。那是最好的：取 `cap`。"),
    ("without_cap", {"capped": False}, "Nothing is capped. No attainment counts for more than `cap`.", "没有封顶。达成率最多算到 `cap`。"),
    ("always_1_2", {"fixed": 1.2}, "The cap was always 1.2. Use the argument `cap`.", "封顶总是 1.2。要用参数 `cap`。"),
    ("not_divided", {"normal": False}, "The sum was not divided by the weights.", "没有除以权重之和。"),
    ("nothing_is_zero", {"empty": 0.0}, "Without a key that counts you returned 0. `NaN`: nothing was measured.", "一项也不算时返回了 0。应该是 `NaN`：什么也没量。"),
)  # fmt: skip


# --- skill_gap: what to learn first ------------------------------------------------------------------------------------

skill_gap = Exercise(points=3, compare="equal", tolerance=1e-9)
GAP_COLUMNS = ["gap", "weighted_gap", "learning_order"]


def levels(text: str) -> pd.Series:
    """A Series from ``"data 3, service 4"``; a dash is a missing level."""
    pairs = [part.split() for part in text.split(",") if part.strip()]
    return pd.Series({name: NAN if value == "-" else float(value) for name, value in pairs}, dtype=float)


def person(required: str, held: str, weight: str) -> dict:
    return {"required": levels(required), "held": levels(held), "weight": levels(weight)}


@skill_gap.example
def four_skills_by_hand():
    inputs = person("data 3, service 4, content 2, leading 2", "data 2.5, service 3, content -", "data 5, service 3, content 4, leading 1.5")  # fmt: skip
    expected = pd.DataFrame(
        [[2.0, 3.0, 1.0], [1.0, 3.0, 2.0], [NAN, NAN, NAN], [0.5, 2.5, NAN]],
        index=["leading", "service", "content", "data"],
        columns=GAP_COLUMNS,
    )
    return inputs, expected


@skill_gap.visible(en="an operator", zh="一位运营")
def an_operator():
    return person(
        "promotion 3, product 4, data 3, service 2, content 2, leading 1",
        "data 1, promotion 3.5, product 2, service 1.5, content -",
        "product 4, promotion 5, data 3, service 5, content 2, leading 1",
    )


@skill_gap.visible(en="an analyst, skills in another order", zh="一位分析师，技能次序不同")
def an_analyst():
    return person(
        "leading 2, data 5, product 2, promotion 3, content 1",
        "content 1, cooking 4, product 1, data 4.5, promotion 1, leading -",
        "promotion 2, data 9, product 3, leading 5, content 2",
    )


@skill_gap.visible(edge=True, en="equal weighted gaps", zh="加权差距相同")
def equal_weighted():
    return person("b 3, a 3, d 4, c 4, e 2", "b 2, a 2, d 3, c 2, e 1", "b 4, a 4, d 4, c 2, e 3")


@skill_gap.visible(edge=True, en="exactly one level, and less", zh="正好一级，和不满一级")
def exactly_one():
    return person("a 3, b 3, c 3, d 3, e 4", "a 2, b 2.25, c 2.5, d 3, e 3", "a 1, b 8, c 1.5, d 9, e 0.5")


@skill_gap.visible(edge=True, en="not there, and not assessed", zh="没有的，和没评过的")
def not_there():
    return person("z 2, y 3, x 1, w 4", "y -, w -, v 5", "z 2, y 5, w 3, x 4")


@skill_gap.visible(edge=True, en="skills without a weight", zh="没写权重的")
def without_weight():
    return person("a 4, b 3, c 5", "a 1, b 1, c 3", "b 2, q 7")


@skill_gap.visible(edge=True, en="more than required", zh="超过要求")
def more_than_required():
    return person("a 2, b 3, c 1", "a 5, b 1, c 2", "a 3, b 2, c 4")


@skill_gap.visible(edge=True, en="nothing held", zh="什么也没有")
def nothing_held():
    return person("b 2, a 1", "", "a 3, b 1")


@skill_gap.visible(edge=True, en="nothing required", zh="没有要求")
def nothing_required():
    return person("", "a 2, b 3", "a 1, b 1")


@skill_gap.hidden(worlds=3)
def other_people(world: World):
    rng = world.rng
    names = np.array(["data", "service", "content", "leading", "product", "promotion", "live", "stock", "law"])

    def some(low: int, high: int, share: float, half: bool) -> pd.Series:
        chosen = names[rng.permutation(len(names))][: max(3, int(share * len(names)))]
        return pd.Series({str(n): float(rng.integers(low, high)) / (2 if half else 1) for n in chosen}, dtype=float)

    required, held, weight = some(1, 6, 1.0, False), some(0, 9, 0.8, True), some(1, 6, 0.85, False)
    held.iloc[0] = NAN
    return {"required": required, "held": held, "weight": weight}


@skill_gap.invariant(en="Every required skill has one row.", zh="每项要求的技能正好一行。")
def one_row_each(result, required, **inputs):
    return sorted(result.index) == sorted(required.index)


def planned(
    required, held, weight, *, never=0.0, unknown=NAN, floor=True, least=1.0, strict=False, by="weighted_gap", second="gap",
    name=True, unweighed=1.0, order="plan", zero=False, ascending=False, rest="name", turned=False, normal=False, held_only=False,
    least_of="gap", union=False, squared=False, second_up=False, name_up=True, shared="no", number_all="no", gaps_only=False,
):  # fmt: skip
    """The plan; the arguments are the ways to get a rule wrong."""
    table = pd.DataFrame({"required": required.astype(float)})
    if union:
        table = table.reindex([*required.index, *(one for one in held.index if one not in required.index)])
        table = table.fillna(0.0) if union == "zero" else table
    have = pd.Series(
        [(unknown if math.isnan(held[one]) else held[one]) if one in held.index else never for one in table.index],
        index=table.index,
        dtype=float,
    )
    table["gap"] = have - table["required"] if turned else table["required"] - have
    if floor:
        table["gap"] = table["gap"].clip(lower=0)
    shares = weight.reindex(table.index).fillna(unweighed)
    if normal:
        shares = shares / shares.sum()
    table["weighted_gap"] = table["gap"] * shares
    if squared:
        table["weighted_gap"] = table["gap"] / shares
    table["name"] = table.index
    places = table[least_of] > least if strict else table[least_of] >= least
    keys, directions = [by], [ascending]
    if second:
        keys, directions = [*keys, second], [*directions, second_up]
    if name:
        keys, directions = [*keys, "name"], [*directions, name_up]
    first = table[places].sort_values(keys, ascending=directions, kind="stable").assign(learning_order=lambda rows: np.arange(1.0, len(rows) + 1))  # fmt: skip
    if shared != "no":
        first["learning_order"] = first["weighted_gap"].rank(method=shared, ascending=False)
    others = table[~places].assign(learning_order=0.0 if zero else NAN)
    others = others.sort_values("name") if rest == "name" else others.sort_values("weighted_gap", ascending=False, kind="stable") if rest == "weighted" else others  # fmt: skip
    whole = pd.concat([first, others])
    if number_all == "on":
        whole["learning_order"] = np.arange(1.0, len(whole) + 1)
    if number_all == "last":
        whole["learning_order"] = whole["learning_order"].fillna(len(first) + 1)
    if gaps_only:
        whole = whole[whole["gap"] != 0]
    if order == "required":
        whole = whole.reindex(table.index)
    if order == "name":
        whole = whole.sort_values("name")
    if held_only:
        whole = whole[whole.index.isin(held.index)]
    return whole[GAP_COLUMNS]


@skill_gap.right
def in_two_parts(required, held, weight):
    return planned(required, held, weight)


@skill_gap.right
def row_by_row(required, held, weight):
    rows = []
    for skill, level in required.items():
        have = float(held[skill]) if skill in held.index else 0.0
        gap = max(level - have, 0.0) if have == have else float("nan")
        rows.append((skill, gap, gap * float(weight[skill] if skill in weight.index else 1)))
    rows.sort(key=lambda row: (0, -row[2], -row[1], row[0]) if row[1] >= 1 else (1, 0, 0, row[0]))
    table = pd.DataFrame(rows, columns=["skill", "gap", "weighted_gap"]).astype({"gap": float, "weighted_gap": float})
    place = pd.Series(np.arange(1.0, len(table) + 1), index=table.index)
    table["learning_order"] = place.where(table["gap"] >= 1)
    return table.set_index("skill").rename_axis(None)


slips(
    skill_gap, planned,
    ("never_shown_is_unknown", {"never": NAN}, "A skill that is not in `held` has an unknown gap here. It was never shown: level 0.", "`held` 里没有的技能，差距成了不知道。从没露过手：算 0 级。"),
    ("not_assessed_is_zero", {"unknown": 0.0}, "A skill that was not assessed (`NaN`) was taken as level 0. Its gap is unknown.", "没评过的（`NaN`）当成 0 级了。它的差距不知道。"),
    ("negative_gaps", {"floor": False}, "Whoever has more than required has a negative gap here. At least 0.", "超过要求的成了负差距。最小是 0。"),
    ("all_gaps_have_a_place", {"least": 1e-12}, "Gaps below one level have a place, too. They are learned on the job.", "不满一级的也排上了。那些干着干着就会。"),
    ("everybody_has_a_place", {"least": 0.0}, "Skills without a gap have a place, too.", "没有差距的也排上了。"),
    ("more_than_one_level", {"strict": True}, "A gap of exactly one level has no place here. One or more: `>=`.", "正好一级的没排上。满一级就算：`>=`。"),
    ("one_weighted_point", {"least_of": "weighted_gap"}, "The limit of 1 was asked of the weighted gap. It is about the gap in levels.", "拿加权差距去比 1 了。要看差几级。"),
    ("by_gap_alone", {"by": "gap", "second": "weighted_gap"}, "The order goes by the gap. The weighted gap comes first.", "先按差距排了。要先看加权差距。"),
    ("smallest_first", {"ascending": True}, "The smallest weighted gap is first. The largest comes first.", "加权差距小的排在了前面。要从大到小。"),
    ("ties_by_name_only", {"second": None}, "Equal weighted gaps were ordered by name. First by the larger gap, then by name.", "加权差距相同的直接按名字排了。先看差距大的，再看名字。"),
    ("smaller_gap_first", {"second_up": True}, "Of equal weighted gaps the smaller gap stands first. The larger gap comes first.", "加权差距相同的，差距小的排在了前面。要先看差距大的。"),
    ("names_backwards", {"name_up": False}, "Equal in both gaps: the names stand backwards. From a to z.", "两个差距都相同的，名字排反了。要从 a 到 z。"),
    ("shared_places", {"shared": "min"}, "Equal weighted gaps share a place. Each skill has its own: `gap` and then the name decide.", "加权差距相同的并列了。每项各有各的名次：先看 `gap`，再看名字。"),
    ("rest_on_the_last_place", {"number_all": "last"}, "The skills without a place all stand on the last one. Only gaps of one level or more get a place; others have `NaN`.", "没排上的都写成了最后一名。差距满 1 级的才排，其余是 `NaN`。"),
    ("all_are_numbered", {"number_all": "on"}, "Every row has a number. Only gaps of one level or more get a place; others have `NaN`.", "每一行都编了号。差距满 1 级的才排，其余是 `NaN`。"),
    ("rows_with_a_gap_only", {"gaps_only": True}, "Skills without a gap have no row. All of `required` have one.", "没有差距的，行没了。`required` 里的都要有。"),
    ("ties_as_they_came", {"second": None, "name": False}, "Equal weighted gaps stand as they came. By the larger gap, then by name.", "加权差距相同的照来的先后。要先看差距，再看名字。"),
    ("last_ties_as_they_came", {"name": False}, "Equal in both gaps: they stand as they came. By name.", "两个差距都相同的照来的先后。要按名字。"),
    ("no_weight_no_gap", {"unweighed": 0.0}, "A skill without a weight was weighed 0. Its weight is 1.", "没写权重的当成 0 了。它的权重是 1。"),
    ("no_weight_unknown", {"unweighed": NAN}, "A skill without a weight has a missing weighted gap. Its weight is 1.", "没写权重的，加权差距成了缺失。它的权重是 1。"),
    ("as_in_the_role", {"order": "required"}, "The rows stand as in `required`. First the ones with a place, in that order.", "行照 `required` 的先后。要先放排上的，照次序。"),
    ("all_by_name", {"order": "name"}, "All rows stand by name. First the ones with a place.", "行全按名字排了。要先放排上的。"),
    ("rest_as_they_came", {"rest": "none"}, "The skills without a place stand as they came. They stand by name.", "没排上的照来的先后。要按名字。"),
    ("rest_by_weight", {"rest": "weighted"}, "The skills without a place stand by weighted gap. They stand by name.", "没排上的按加权差距排了。要按名字。"),
    ("place_zero", {"zero": True}, "Without a place the order is 0 here. `NaN` is asked for.", "没排上的写成了 0。应该是 `NaN`。"),
    ("held_less_required", {"turned": True}, "This is held - required. The gap is required - held.", "减反了：算的是现有 - 要求。"),
    ("weights_made_shares", {"normal": True}, "The weights were divided by their sum. Use them as they are.", "权重除以总和了。直接用就行。"),
    ("divided_by_weight", {"squared": True}, "The gap was divided by the weight. Multiply.", "差距除以了权重。要相乘。"),
    ("skills_held_only", {"held_only": True}, "Skills that are not in `held` have no row. All of `required` have one.", "`held` 里没有的技能没有行。`required` 里的都要有。"),
    ("skills_of_both", {"union": "zero"}, "Skills that nobody requires have a row. Only those of `required`.", "没要求的技能也有行。只要 `required` 里的。"),
    ("skills_of_both_missing", {"union": "missing"}, "Skills that nobody requires have a row. Only those of `required`.", "没要求的技能也有行。只要 `required` 里的。"),
)  # fmt: skip


# --- chart_waits: what lies there today counts -------------------------------------------------------------------------

chart_waits = Exercise(points=3, compare="chart", tolerance=1e-6)


def board(rows: str, now: str) -> dict:
    """Inputs from ``"o>d 9-12 9-16, o>d 10-6 -"``: desks, sent and taken as day-hour of March 2026."""
    desks = {"o": "A4", "d": "D2", "a": "B7", "s": "S1"}

    def moment(text: str) -> pd.Timestamp:
        if text == "-":
            return pd.NaT
        day, hour = text.split("-")
        return pd.Timestamp(2026, 3, int(day), int(hour))

    items = []
    for place, part in enumerate(rows.split(",")):
        pair, sent, taken = part.split()
        one, two = pair.split(">")
        items.append((f"P{(place * 7 + 3) % 50:02d}", desks[one], desks[two], moment(sent), moment(taken)))
    table = pd.DataFrame(items, columns=["task_id", "from_desk", "to_desk", "sent_at", "taken_at"])
    table = table.astype({"sent_at": "datetime64[us]", "taken_at": "datetime64[us]"})
    order = np.argsort((np.arange(len(table)) * 5 + 2) % max(len(table), 1), kind="stable")
    return {"handovers": table.iloc[order].reset_index(drop=True), "now": now}


@chart_waits.example
def two_desks_by_hand():
    inputs = board("o>d 9-12 9-16, o>d 10-6 -, a>d 8-12 11-9, o>s 9-8 9-9, a>s 9-8 9-10", "2026-03-10 12:00")
    return inputs, [("D2", 58 / 3)]


WEEK = (
    "o>d 2-9 3-9, a>d 3-10 3-20, o>d 6-8 9-8, s>d 8-12 -, d>o 3-9 3-12, a>o 4-9 4-10, s>o 9-9 9-17, d>o 9-20 11-8, o>o 2-9 8-9, "
    "o>a 2-9 2-11, o>a 5-8 5-12, d>a 9-18 -, o>s 3-9 3-10, a>s 4-9 4-11, d>d 3-9 9-9, a>d 11-9 11-10, s>s 3-9 3-10"
)


@chart_waits.visible(en="a week of hand-overs", zh="一周的交接")
def a_week():
    return board(WEEK, "2026-03-10 12:00")


@chart_waits.visible(en="two days later", zh="两天以后")
def two_days_later():
    return board(WEEK + ", o>s 11-9 -, a>s 11-12 12-9, s>a 12-6 12-9", "2026-03-12 10:00")


@chart_waits.visible(edge=True, en="taken up later than now", zh="之后才接手")
def taken_later():
    return board("o>d 2-8 9-8, o>d 4-8 -, a>d 1-8 2-8, o>a 1-8 1-10, o>a 2-8 2-9, d>a 4-0 8-0", "2026-03-05 08:00")


@chart_waits.visible(edge=True, en="sent after now, and exactly then", zh="之后才交出，和正好那一刻交出")
def sent_later():
    return board(
        "o>d 1-8 1-10, o>d 2-8 2-14, o>d 3-8 3-9, o>d 6-8 6-9, o>a 1-8 1-9, o>a 2-8 2-9, o>a 7-8 -, a>d 5-8 5-20",
        "2026-03-05 08:00",
    )


@chart_waits.visible(edge=True, en="within one desk", zh="同一工位内部")
def within_one_desk():
    return board(
        "d>d 1-8 4-8, o>d 1-8 1-9, o>d 2-8 2-10, a>d 2-8 2-11, s>s 1-8 1-9, o>s 1-8 1-9, a>s 1-9 1-20",
        "2026-03-05 08:00",
    )


@chart_waits.visible(edge=True, en="exactly three, and two", zh="正好三次，和两次")
def exactly_three():
    return board("o>d 1-8 1-12, o>d 2-8 2-9, a>d 3-8 -, o>s 1-8 2-8, o>s 2-8 -, o>a 1-8 1-9, o>a 1-9 1-11, d>a 4-8 4-20, s>a 4-9 4-10", "2026-03-05 08:00")  # fmt: skip


@chart_waits.visible(edge=True, en="all are open", zh="全都没接手")
def all_open():
    return board("o>d 1-8 -, o>d 2-8 -, a>d 3-8 -, o>a 4-8 -, o>a 4-12 -, s>a 4-20 9-8", "2026-03-05 08:00")


@chart_waits.hidden(worlds=3)
def other_boards(world: World):
    rng = world.rng
    size = int(rng.integers(30, 60))
    desks = np.array(["A4", "D2", "B7", "S1"])
    sent = pd.Timestamp("2026-04-01") + pd.to_timedelta(rng.integers(0, 24 * 12, size), unit="h")
    wait = rng.integers(1, 90, size)
    taken = pd.Series(sent + pd.to_timedelta(wait, unit="h")).where(rng.random(size) > 0.2)
    table = pd.DataFrame({"task_id": [f"P{n:02d}" for n in rng.permutation(size)], "from_desk": rng.choice(desks, size),
                          "to_desk": rng.choice(desks, size, p=[0.4, 0.3, 0.22, 0.08]), "sent_at": sent, "taken_at": taken})  # fmt: skip
    return {"handovers": table, "now": "2026-04-10 12:00"}


def waited(
    handovers, now, *, later_sent=False, inside=False, open_rows="until_now", later_taken="now", least=3, by="to_desk", how="mean",
    unit=3600, least_of="left", sent_now=True, clock=False,
):  # fmt: skip
    """Mean waits by desk; the arguments are the ways to get a rule wrong."""
    moment = pd.Timestamp(now)
    rows = handovers.copy()
    if not inside:
        rows = rows[rows["from_desk"] != rows["to_desk"]]
    if not later_sent:
        rows = rows[rows["sent_at"] <= moment]
    if not sent_now:
        rows = rows[rows["sent_at"] != moment]
    is_open = rows["taken_at"].isna()
    after = rows["taken_at"] > moment
    end = rows["taken_at"].fillna(moment)
    if later_taken == "now":
        end = end.where(end <= moment, moment)
    hours = (end - rows["sent_at"]).dt.total_seconds() / unit
    if clock:
        hours = (end - rows["sent_at"]).dt.seconds / unit
    keep = pd.Series(True, index=rows.index)
    if open_rows == "drop":
        keep &= ~is_open
    if open_rows == "zero":
        hours = hours.mask(is_open, 0.0)
    if later_taken == "drop":
        keep &= ~after
    heights = {}
    for desk in sorted(set(rows[by])):
        here = (rows[by] == desk) & keep
        count = int(here.sum())
        if least_of == "all":
            count = int((handovers[by] == desk).sum())
        if least_of in ("taken", "ever"):
            count = int((here & ~is_open & (~after | (least_of == "ever"))).sum())
        if count < least or not here.any():
            continue
        values = hours[here]
        heights[desk] = float({"mean": values.mean(), "median": values.median(), "sum": values.sum(), "max": values.max(),
                               "late": (values > 24).mean(), "count": len(values)}[how])  # fmt: skip
    return heights


def draw_desks(heights: dict, title="Mean wait by desk", xlabel="taken up by", ylabel="hours"):
    """Bars in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar(list(heights), list(heights.values()))
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
    return axes


@chart_waits.right
def bars_by_desk(handovers, now):
    return draw_desks(waited(handovers, now))


@chart_waits.right
def points_by_desk(handovers, now):
    import matplotlib.pyplot as plt

    at = pd.Timestamp(now)
    rows = handovers.query("from_desk != to_desk and sent_at <= @at").assign(
        hours=lambda table: (np.minimum(table["taken_at"].fillna(at), at) - table["sent_at"]) / pd.Timedelta(hours=1)
    )
    table = rows.pivot_table(index="to_desk", values="hours", aggfunc=["mean", "count"])
    shown = table[table[("count", "hours")] >= 3][("mean", "hours")].sort_values()
    _, axes = plt.subplots()
    axes.plot(list(shown.index), shown.to_numpy(dtype=float), "o")
    axes.set(title="waits", xlabel="desk", ylabel="hours")
    return axes


def chart_of(**options):
    return lambda handovers, now: draw_desks(waited(handovers, now, **options))


for _name, _options, _en, _zh in (
    ("open_left_out", {"open_rows": "drop"}, "What is not taken up yet was left out. It has waited until `now`, and counts: these are the long ones.", "还没接手的没算。它们等到了 `now`，要计入：久的正是它们。"),
    ("open_and_later_left_out", {"open_rows": "drop", "later_taken": "drop"}, "What is not taken up by `now` was left out, the missing ones and those of later. Both have waited until `now`.", "到 `now` 还没接手的没算，缺失的和之后才接手的都没算。两种都等到了 `now`。"),
    ("later_left_out", {"later_taken": "drop"}, "What is taken up after `now` was left out. At `now` it still waits.", "`now` 之后才接手的没算。此刻它还在等。"),
    ("open_is_zero", {"open_rows": "zero"}, "What is not taken up yet was counted as 0 hours. It has waited until `now`.", "还没接手的当成等了 0 小时。它们等到了 `now`。"),
    ("future_is_known", {"later_taken": "future"}, "Waits run on after `now`. At that moment nobody knows when it will be taken up.", "等待算到了 `now` 之后。那一刻，谁也不知道几时会接手。"),
    ("sent_later_counted", {"later_sent": True}, "What is sent after `now` was counted.", "`now` 之后才交出的也算了。"),
    ("inside_counted", {"inside": True}, "Hand-overs within one desk were counted.", "同一工位内部的也算了。"),
    ("by_sender", {"by": "from_desk"}, "The waits stand at the desk that hands over. They belong to the one that takes up.", "等待算给了交出的工位。要算给接手的。"),
    ("few_shown", {"least": 1}, "Desks with fewer than MIN_HANDOVERS have a mark.", "不到 MIN_HANDOVERS 次的工位也画了。"),
    ("more_than_three", {"least": 4}, "A desk with exactly MIN_HANDOVERS has no mark. At least: `>=`.", "正好 MIN_HANDOVERS 次的没画。至少就行：`>=`。"),
    ("least_of_all_rows", {"least_of": "all"}, "MIN_HANDOVERS was asked of all rows, those left out included.", "MIN_HANDOVERS 按全部行数了，把不算的也数进去了。"),
    ("taken_up_three_times", {"least_of": "taken"}, "MIN_HANDOVERS was asked of those taken up by `now`. All that were handed to the desk count, those still waiting, too.", "MIN_HANDOVERS 只数了到 `now` 已接手的。交给它的都算一次，还在等的也算。"),
    ("taken_up_at_any_time", {"least_of": "ever"}, "MIN_HANDOVERS was asked of those with a time of taking up. All that were handed to the desk count, those still waiting, too.", "MIN_HANDOVERS 只数了有接手时间的。交给它的都算一次，还在等的也算。"),
    ("sent_now_left_out", {"sent_now": False}, "What is sent exactly at `now` was left out. Only what is sent *after* it is: `<=`.", "正好 `now` 那一刻交出的没算。**之后**的才不算：`<=`。"),
    ("days_fell_away", {"clock": True}, "`.dt.seconds` gives the seconds within a day; whole days fall away. Use `.dt.total_seconds()`.", "`.dt.seconds` 只给不满一天的秒数，整天的都丢了。要用 `.dt.total_seconds()`。"),
    ("medians", {"how": "median"}, "These are medians. The mean is asked for.", "这是中位数。题目要平均。"),
    ("sums", {"how": "sum"}, "These are sums. The mean is asked for.", "这是总和。题目要平均。"),
    ("longest", {"how": "max"}, "These are the longest waits. The mean is asked for.", "这是最久的一次。题目要平均。"),
    ("share_over_a_day", {"how": "late"}, "This is the share that waits longer than a day. The mean in hours is asked for.", "这是等了一天以上的占比。题目要平均小时数。"),
    ("numbers", {"how": "count"}, "These are numbers of hand-overs. The mean wait is asked for.", "这是次数。题目要平均等待。"),
    ("in_days", {"unit": 86_400}, "The waits are in days. Hours are asked for.", "等待写成了天。题目要小时。"),
    ("in_minutes", {"unit": 60}, "The waits are in minutes. Hours are asked for.", "等待写成了分钟。题目要小时。"),
):  # fmt: skip
    slip(chart_waits, _name, chart_of(**_options), _en, _zh)


@chart_waits.wrong(
    en="The right marks, but without a title and axis labels: nobody else can read this chart.",
    zh="标记是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_marks(handovers, now):
    return draw_desks(waited(handovers, now), title="", xlabel="", ylabel="")


# --- first_cause: what broke first ------------------------------------------------------------------------------------

first_cause = Exercise(points=3, compare="equal", tolerance=1e-9)
FIVE = [9, 11, 9, 11, 10]


def book(first: str = "2025-01-06", order: int | None = None, **metrics) -> pd.DataFrame:
    """Weeks of a shop; ``order`` shuffles the rows."""
    frame = pd.DataFrame({name: np.array(values, dtype=float) for name, values in metrics.items()})
    frame.insert(0, "week", pd.date_range(first, periods=len(frame), freq="7D"))
    return frame if order is None else frame.sample(frac=1, random_state=order, ignore_index=True)


@first_cause.example
def three_weekly_figures_by_hand():
    case = book(late=[*FIVE, 13, 14, 14, 13], returns=[*FIVE, 10, 16, 10, 16], replies=[*FIVE, 14, 6, 15, 15])
    return {"case": case, "baseline_weeks": 5, "z": 3.0}, {"metric": "late", "week": "2025-02-17", "side": "up"}


@first_cause.visible(en="the question's three figures", zh="题目里的三个指标")
def the_question():
    return three_weekly_figures_by_hand()[0]


@first_cause.visible(en="a shop for the home, rows shuffled", zh="一家家居店，行的先后打乱")
def home_shop():
    case = book(
        "2024-11-25",
        order=3,
        visits=[505, 498, 512, 490, 501, 495, 507, 492, 503, 640, 497, 501, 488, 470, 430, 455, 440, 452],
        late_share=[4.1, 3.8, 4.4, 4.0, 3.6, 4.2, 3.9, 4.0, 4.3, 4.1, 5.4, 5.6, 7.5, 8.1, 8.8, 8.4, 8.9, 8.6],
        replies=[6, 5.5, 6.5, 5.8, 6.1, 6.4, 5.7, 6.0, 6.2, 5.9, 6.3, 6.1, 5.6, 19, 31, 40, 44, 42],
        order_value=[120, 118, 123, 121, 117, 122, 119, 120, 116, 124, 121, 119, 118, 122, 120, 117, 121, 123],
    )
    return {"case": case, "baseline_weeks": 8, "z": 3.0}


@first_cause.visible(en="a wider range, ten weeks as usual, something falls", zh="范围放宽，平常取十周，有指标往下掉")
def wider_range():
    case = book(
        "2025-03-03",
        order=8,
        conversion=[3.1, 2.9, 3.0, 3.2, 2.8, 3.0, 3.1, 2.9, 3.05, 2.95, 3.0, 2.6, 2.55, 2.35, 2.2, 2.1, 2.0, 2.05],
        returns=[5.0, 5.4, 4.8, 5.1, 5.3, 4.9, 5.2, 4.7, 5.0, 5.1, 6.1, 6.0, 5.9, 6.0, 8.0, 8.4, 9.0, 8.8],
        clicks=[1.1, 1.0, 1.2, 1.1, 1.05, 1.15, 1.1, 1.0, 1.2, 1.1, 1.12, 1.1, 1.6, 1.1, 1.09, 1.7, 1.1, 1.1],
    )
    return {"case": case, "baseline_weeks": 10, "z": 4.5}


@first_cause.visible(
    edge=True, en="two figures break in the same week, one of them down", zh="同一周有两个指标变坏，一个往下"
)
def same_week():
    case = book(
        late=[*FIVE, 10, 14, 14],
        visits=[*FIVE, 10, 15, 15],
        sales=[*FIVE, 11, 4, 5],
        returns=[*FIVE, 12, 13.5, 20],
        price=[*FIVE, 9, 10, 30],
    )
    return {"case": case, "baseline_weeks": 5, "z": 3.0}


@first_cause.visible(edge=True, en="one side, then the other", zh="先一侧，再另一侧")
def both_sides():
    case = book(visits=[*FIVE, 15, 5, 15, 5, 4, 10], late=[*FIVE, 10, 10, 10, 10, 10, 15])
    return {"case": case, "baseline_weeks": 5, "z": 3.0}


@first_cause.visible(edge=True, en="weeks without a value", zh="有几周缺值")
def weeks_without_a_value():
    nan = np.nan
    case = book(
        order=5,
        late=[9, nan, 11, 9, 11, 10, 10, 15, nan, 16, 10, 10],
        returns=[nan, nan, nan, 9, 11, 10, 16, 17, 16, 17, 16, 17],
        replies=[9, 11, 9, 11, nan, 10, 10, 10, 10, nan, 17, 18],
    )
    return {"case": case, "baseline_weeks": 6, "z": 3.0}


@first_cause.visible(edge=True, en="a figure that never moved", zh="有个指标从没动过")
def never_moved():
    case = book(stores=[4, 4, 4, 4, 4, 5, 5, 5], late=[*FIVE, 10, 15, 15], click=[*FIVE, 10, 10, 10])
    return {"case": case, "baseline_weeks": 5, "z": 3.0}


@first_cause.visible(edge=True, en="nothing breaks", zh="什么也没坏")
def nothing_breaks():
    case = book(order=2, late=[*FIVE, 13, 7, 13, 10], visits=[*FIVE, 14, 10, 14, 10])
    return {"case": case, "baseline_weeks": 5, "z": 3.0}


@first_cause.visible(edge=True, en="outside in the last week alone", zh="只有最后一周出界")
def last_week_alone():
    return {"case": book(late=[*FIVE, 10, 10, 20], visits=[*FIVE, 10, 11, 10]), "baseline_weeks": 5, "z": 3.0}


@first_cause.visible(edge=True, en="exactly four known values, and three", zh="正好四个已知值，和三个")
def four_known_values():
    nan = np.nan
    case = book(late=[8, 12, nan, 8, 12, nan, 10, 10, 30, 31], visits=[8, nan, 12, nan, 10, nan, 17, 17, 17, 17])
    return {"case": case, "baseline_weeks": 6, "z": 3.0}


@first_cause.visible(edge=True, en="the same week, in other units", zh="同一周，单位不同")
def other_units():
    case = book(
        order=4,
        visits=[900, 1100, 900, 1100, 1000, 1010, 1400, 1450],
        late=[*FIVE, 10, 16, 16],
        returns=[0.9, 1.1, 0.9, 1.1, 1.0, 1.0, 1.52, 1.5],
    )
    return {"case": case, "baseline_weeks": 5, "z": 3.0}


@first_cause.visible(edge=True, en="a lopsided baseline, and a narrow range", zh="基准不对称，范围又窄")
def lopsided():
    case = book(
        late=[10, 14, 10, 10, 15, 10, 10, 13, 13.1, 14.5, 14.6], visits=[9, 9, 11, 11, 10, 10, 10, 10, 10, 8.7, 8.6]
    )
    return {"case": case, "baseline_weeks": 7, "z": 1.0}


@first_cause.visible(edge=True, en="a week without any value, and calm afterwards", zh="有一周什么值也没有")
def week_without_any():
    nan = np.nan
    case = book(late=[*FIVE, 10, 15, nan, 15, 10, 16, 16], visits=[*FIVE, 10, 10, nan, 10, 10, 10, 11])
    return {"case": case, "baseline_weeks": 5, "z": 3.0}


@first_cause.visible(edge=True, en="two usual weeks that lie apart", zh="平常的周里就有两周偏得远")
def apart_in_the_baseline():
    case = book(late=[9, 9, 9, 12, 12, 9, 9, 12.5, 12.6, 12.7], visits=[*FIVE, 10, 10, 10, 10, 10])
    return {"case": case, "baseline_weeks": 7, "z": 1.0}


def tables_of(world: World) -> dict[str, pd.DataFrame]:
    """Cases and class book of a world; nothing else of the shop is needed for them."""
    from classroom.world import class_book, shop_cases
    from classroom.world.columns import Coded
    from classroom.world.effects import Effects

    seed, effects = world.seed, Effects()
    made = {
        "case_weeks": shop_cases.case_weeks(seed, effects),
        "quiz_answers": class_book.quiz_answers(seed, effects),
        "gradebook": class_book.gradebook(seed),
        "report_marks": class_book.report_marks(seed, effects),
        "drills": class_book.drills(seed, effects),
        "class_log": class_book.class_log(seed),
    }
    return {
        table: pd.DataFrame(
            {name: column.strings() if isinstance(column, Coded) else column for name, column in columns.items()}
        )
        for table, columns in made.items()
    }


SHOPS = ("bloom", "sprout", "harbour", "ember", "lantern", "thread")


@first_cause.hidden(worlds=6)
def other_shops(world: World):
    weeks = tables_of(world)["case_weeks"]
    shop = SHOPS[world.seed % len(SHOPS)]
    own = weeks[weeks["case_id"] == shop].copy()
    own["conversion"] = own["orders"] / own["visits"]
    own["order_value"] = own["sales"] / own["orders"]
    metrics = [
        "visits",
        "conversion",
        "order_value",
        "late_share",
        "reply_minutes",
        "return_share",
        "bad_share",
        "click_cost",
    ]
    case = own[["monday", *metrics]].rename(columns={"monday": "week"}).astype(dict.fromkeys(metrics, float))
    case = case.sample(frac=1, random_state=world.rng, ignore_index=True)
    for name in metrics:
        case.loc[world.rng.random(len(case)) < 0.03, name] = np.nan
    return {
        "case": case,
        "baseline_weeks": int(world.rng.choice([8, 10, 12])),
        "z": float(world.rng.choice([3.0, 3.5, 4.0])),
    }


@first_cause.hidden(worlds=4)
def noisy_shops(world: World):
    rng, weeks, names = world.rng, 26, ["a", "b", "c", "d", "e"]
    values = rng.normal(size=(weeks, len(names)))
    for place in range(len(names)):
        values[int(rng.integers(9, 24)) :, place] += rng.choice([-1, 1]) * rng.uniform(2, 8)
    values[rng.random(values.shape) < 0.05] = np.nan
    case = pd.DataFrame(values, columns=names)
    case.insert(0, "week", pd.date_range("2025-01-06", periods=weeks, freq="7D"))
    return {"case": case.sample(frac=1, random_state=rng, ignore_index=True), "baseline_weeks": 8, "z": 3.0}


@first_cause.invariant(
    en="The week is one of the table's, after the usual ones.", zh="这一周在表里，而且在平常那几周之后。"
)
def week_of_the_table(result, case, baseline_weeks, z):
    weeks = np.sort(case["week"].to_numpy())[baseline_weeks:]
    return not result or pd.Timestamp(result["week"]) in pd.DatetimeIndex(weeks)


def broken(
    case, baseline_weeks, z, *, scaled=True, middle=False, whole_rows=False, sort=True, ddof=1, run=True, same=True, strict=True, usual="first", few=4, flat=True,
    fill=None, tie="abs", pick="first", second=False, upward=False, robust=False, text=True, empty="dict", typed=None,
    typed_z=None, gaps=True, last_starts=False, from_start=False,
):  # fmt: skip
    """First break; the arguments are the ways to get a rule wrong."""
    weeks = (case.sort_values("week") if sort else case).set_index("week")
    if fill == "ffill":
        weeks = weeks.ffill()
    elif fill == "zero":
        weeks = weeks.fillna(0)
    if whole_rows:
        weeks = weeks.dropna(how="all")
    n = typed or baseline_weeks
    z = typed_z or z
    early = weeks if usual == "all" else weeks.iloc[:n]
    later = weeks if from_start else weeks.iloc[n:]
    found = []
    for name in weeks:
        known = early[name].dropna()
        if len(known) < few:
            continue
        mean, spread = known.median() if middle else known.mean(), known.std(ddof=ddof)
        if robust:
            mean = known.median()
            spread = 1.4826 * (known - mean).abs().median()
        if spread == 0 and flat:
            continue
        values = later[name] if gaps else later[name].dropna()
        with np.errstate(all="ignore"):
            off = (values - mean) / spread
        outside = off.abs() > z if strict else off.abs() >= z
        side = np.sign(off).where(outside, 0)
        if upward:
            side = side.where(side > 0, 0)
        if not same:
            side = side.abs()
        following = side.shift(-1)
        if last_starts:
            following = following.fillna(side)
        hits = side != 0
        if run:
            hits &= side == following
        if hits.any():
            week = hits.idxmax()
            if second:
                place = list(values.index).index(week) + 1
                week = values.index[min(place, len(values) - 1)]
            found.append((name, week, off[week], off.abs().max(), off[week] * (1 if scaled else spread)))
    if not found:
        return {"dict": {}, "none": None, "words": {"metric": "none", "week": "none", "side": "none"}}[empty]
    if pick == "largest":
        best = max(found, key=lambda one: one[3])
    else:
        first = min(week for _, week, *_ in found)
        tied = [one for one in found if one[1] == first]
        keys = {
            "abs": lambda one: abs(one[4]),
            "signed": lambda one: one[2],
            "order": lambda one: 0,
            "peak": lambda one: one[3],
        }
        best = max(tied, key=keys[tie])
    name, week, off, *_ = best
    return {
        "metric": name,
        "week": week.strftime("%Y-%m-%d") if text else str(week),
        "side": "up" if off > 0 else "down",
    }


@first_cause.right
def metric_by_metric(case, baseline_weeks=12, z=3.0):
    return broken(case, baseline_weeks, z)


@first_cause.right
def week_by_week(case, baseline_weeks=12, z=3.0):
    rows = case.sort_values("week").to_dict("records")
    names = [name for name in case.columns if name != "week"]
    scale = {}
    for name in names:
        known = [row[name] for row in rows[:baseline_weeks] if row[name] == row[name]]
        if len(known) >= 4 and len(set(known)) > 1:
            mean = sum(known) / len(known)
            scale[name] = mean, (sum((value - mean) ** 2 for value in known) / (len(known) - 1)) ** 0.5
    for row, after in zip(rows[baseline_weeks:], rows[baseline_weeks + 1 :], strict=False):
        broke = {}
        for name, (mean, spread) in scale.items():
            now, then = (row[name] - mean) / spread, (after[name] - mean) / spread
            if (now > z and then > z) or (now < -z and then < -z):
                broke[name] = now
        if broke:
            name = max(broke, key=lambda one: abs(broke[one]))
            side = "up" if broke[name] > 0 else "down"
            return {"metric": name, "week": str(row["week"].date()), "side": side}
    return {}


slips(
    first_cause, broken,
    ("one_week_is_enough", {"run": False}, "A single week outside was taken for a break. The next week has to be outside on the same side, too.", "一周出界就当成变坏了。下一周也要在同一侧出界。"),
    ("either_side_will_do", {"same": False}, "Two weeks outside on *different* sides were taken for a break. They have to lie on the same side.", "两周在**不同**侧出界，也当成变坏了。要在同一侧。"),
    ("only_upwards", {"upward": True}, "Only values above the range were looked at. A figure that falls can break, too.", "只看了往上出界的。往下掉的也能变坏。"),
    ("exactly_z_counts", {"strict": False}, "A value exactly z standard deviations away was taken as outside. It has to lie farther.", "正好 z 个标准差的也算出界了。要超过才算。"),
    ("spread_divided_by_n", {"ddof": 0}, "The standard deviation was divided by n (as NumPy does). The sample's is divided by n - 1.", "标准差除以了 n（NumPy 的默认）。样本标准差除以 n - 1。"),
    ("median_and_mad", {"robust": True}, "Median and median deviation were used, as in chapter 2. Here it is mean and standard deviation.", "用了第 2 章的中位数和绝对中位差。这里是平均数和标准差。"),
    ("all_weeks_are_usual", {"usual": "all"}, "Mean and standard deviation were taken from all weeks. Only the first `baseline_weeks` are usual; the broken ones widen the range.", "平均数和标准差用了全部周。只用前 `baseline_weeks` 周，坏掉的那些会把范围撑大。"),
    ("rows_as_they_come", {"sort": False}, "The rows were taken in the order of the table. Sort by `week` first.", "照表里行的先后算了。先按 `week` 排序。"),
    ("largest_not_first", {"pick": "largest"}, "The figure that went farthest was named. The first is asked for, and it is often another.", "给出的是偏得最远的指标。题目问的是最先的，往往不是同一个。"),
    ("second_week_named", {"second": True}, "The second of the two weeks was named. A break begins with the first.", "写了两周里的第二周。变坏从第一周算起。"),
    ("tie_by_column", {"tie": "order"}, "Of figures that break in one week the first column was taken. The one farthest from its mean in that week counts.", "同一周变坏的，取了排在前面的列。要取那一周偏得最远的。"),
    ("tie_by_height", {"tie": "signed"}, "Of figures that break in one week the highest was taken. One that fell may lie farther from its mean.", "同一周变坏的，取了数值最高的。往下掉的可能偏得更远。"),
    ("tie_by_peak", {"tie": "peak"}, "Of figures that break in one week the one with the greatest distance *of all weeks* was taken. Its distance in that week counts.", "同一周变坏的，比了**所有周里**最远的偏离。要比那一周的。"),
    ("gaps_filled", {"fill": "ffill"}, "Missing values were filled with the week before. A week without a value is not outside.", "缺失值用前一周填上了。没有值的一周不算出界。"),
    ("missing_is_zero", {"fill": "zero"}, "Missing values were taken as 0. They say nothing.", "缺失值当成 0 了。缺失什么也没说。"),
    ("gaps_skipped", {"gaps": False}, "Weeks without a value were dropped, so weeks before and after a gap became neighbours. The next week is the next row.", "缺值的周被去掉，缺口两边的周成了邻居。下一周就是下一行。"),
    ("few_values_kept", {"few": 2}, "A figure with fewer than `MIN_KNOWN` known values in the baseline took part. Leave it out.", "基准里已知值不足 `MIN_KNOWN` 个的指标也参加了。要去掉。"),
    ("four_values_too_few", {"few": 5}, "A figure with exactly `MIN_KNOWN` known values was left out. Only fewer are too few.", "正好 `MIN_KNOWN` 个已知值的也去掉了。更少的才去掉。"),
    ("flat_figures_kept", {"flat": False}, "A figure that never moved in the baseline took part: dividing by a spread of zero makes everything infinitely far. Leave it out.", "基准里从没动过的指标也参加了：除以零，什么都成了无穷远。要去掉。"),
    ("last_week_alone_counts", {"last_starts": True}, "The last week was taken for a break, though nobody knows what follows. It cannot begin one.", "最后一周也当成变坏了，可后面怎样还不知道。它不能算开头。"),
    ("eight_typed_in", {"typed": 8}, "Eight weeks were taken as usual, whatever `baseline_weeks` says.", "平常总取八周，没管 `baseline_weeks`。"),
    ("three_typed_in", {"typed_z": 3.0}, "Three standard deviations were used, whatever `z` says.", "总用三个标准差，没管 `z`。"),
    ("tie_in_its_own_units", {"scaled": False}, "Of figures that break in one week the one that moved most *in its own units* was taken. Compare in standard deviations: a visit is not a percent.", "同一周变坏的，比的是**原来单位**里谁动得多。要按标准差个数比：一次访问和一个百分点没法比。"),
    ("median_for_the_mean", {"middle": True}, "Distances were measured from the median. It is the mean.", "偏离是从中位数量的。要从平均数量。"),
    ("empty_weeks_dropped", {"whole_rows": True}, "Weeks in which every figure is missing were dropped, so their neighbours met. The next week is the next row of the table.", "所有指标都缺的周被去掉，两边的周成了邻居。下一周就是表里的下一行。"),
    ("usual_weeks_searched", {"from_start": True}, "The baseline's own weeks were searched, too. A break lies in a later week.", "连平常的那几周也找了。变坏只在之后的周里找。"),
    ("week_with_the_hour", {"text": False}, "The week was written with its hour. It is a date alone, such as `2025-02-17`.", "日期后面带了时分秒。只写日期，像 `2025-02-17`。"),
    ("none_for_nothing", {"empty": "none"}, "`None` was returned where nothing breaks. The answer is an empty dict.", "什么都没坏时返回了 `None`。应返回空字典。"),
    ("words_for_nothing", {"empty": "words"}, "The word none was written where nothing breaks. The answer is an empty dict.", "什么都没坏时写了 none。应返回空字典。"),
)  # fmt: skip


# --- policy: twelve weeks, written down beforehand --------------------------------------------------------------------

policy = Exercise(points=4, compare="property")
LEAST_TOTAL, HIGHEST_PRICE = 50, 1.15


def amiss(result, role):
    """What is wrong with a plan before it is played; empty if nothing is."""
    from storelab.store import LEVERS, MOVES

    for name, value in result.items():
        if name not in MOVES[role]:
            return str(name)
        values = list(value) if hasattr(value, "__len__") and not isinstance(value, str | dict) else [value] * 12
        lever = LEVERS[name]
        if len(values) != 12:
            return f"{name}: {len(values)}"
        for one in values:
            if isinstance(one, bool | str) or not hasattr(one, "__float__") or not lever.low <= one <= lever.high:
                return f"{name}: {one}"
            if lever.whole and one != int(one):
                return f"{name}: {one}"
    return ""


def weekly(value):
    """The values of a lever: of a list, tuple, array or Series, or of one number."""
    return [float(one) for one in value] if hasattr(value, "__len__") else [float(value)]


def played(result, scenario, role):
    """Points of a plan in the twenty shops; None where it cannot be played."""
    from storelab.store import score_policy

    return None if amiss(result, role) else score_policy(scenario, result, role)


@policy.property(
    en="every key is a lever of the role, with one number or twelve in its range (look at: {what})",
    zh="每个键都是这个角色管的手段，值是一个数或十二个数，都在范围之内（请看：{what}）",
)
def can_be_played(result, expected, scenario, role):
    what = amiss(result, role)
    return not what, {"what": what}


@policy.property(
    en="a lever takes at most two different values ({lever} takes {n})",
    zh="一个手段最多取两个不同的值（{lever} 取了 {n} 个）",
)
def two_settings(result, expected, scenario, role):
    if amiss(result, role):
        return True
    counts = {name: len(set(weekly(value))) for name, value in result.items()}
    lever = max(counts, key=lambda name: counts[name], default="")
    return counts.get(lever, 0) <= 2, {"lever": lever, "n": counts.get(lever, 0)}


@policy.property(
    en="price is never above 1.15 (yours goes up to {highest})", zh="price 任何一周都不超过 1.15（现在最高 {highest}）"
)
def price_cap(result, expected, scenario, role):
    price = result.get("price", 1.0)
    if amiss(result, role):
        return True
    highest = max(weekly(price))
    return highest <= HIGHEST_PRICE, {"highest": highest}


@policy.property(en="profit has at least 0 points (yours: {points})", zh="利润不低于 0 分（现在是 {points}）")
def profit_pays(result, expected, scenario, role):
    points = played(result, scenario, role)
    return points is None or points["profit"] >= 0, {"points": points and f"{points['profit']:.0f}"}


@policy.property(en="service has at least 0 points (yours: {points})", zh="服务不低于 0 分（现在是 {points}）")
def service_holds(result, expected, scenario, role):
    points = played(result, scenario, role)
    return points is None or points["service"] >= 0, {"points": points and f"{points['service']:.0f}"}


@policy.property(en="safety has at least 0 points (yours: {points})", zh="稳健不低于 0 分（现在是 {points}）")
def safety_holds(result, expected, scenario, role):
    points = played(result, scenario, role)
    return points is None or points["safety"] >= 0, {"points": points and f"{points['safety']:.0f}"}


@policy.property(
    en="none of your levers alone has {least} points or more ({lever} alone: {points})",
    zh="没有哪个手段单用就有 {least} 分（{lever} 单用有 {points} 分）",
)
def no_lever_alone(result, expected, scenario, role):
    if amiss(result, role) or not result:
        return True
    alone = {name: played({name: value}, scenario, role)["total"] for name, value in result.items()}
    lever = max(alone, key=lambda name: alone[name])
    return alone[lever] < LEAST_TOTAL, {"least": LEAST_TOTAL, "lever": lever, "points": f"{alone[lever]:.0f}"}


@policy.property(
    en="the total is at least 50 points (yours: {points}; profit {profit}, service {service}, safety {safety})",
    zh="总分不低于 50（现在是 {points}；利润 {profit}，服务 {service}，稳健 {safety}）",
)
def worth_it(result, expected, scenario, role):
    points = played(result, scenario, role)
    share = 1.0 if points is None else min(max(points["total"], 0.0) / LEAST_TOTAL, 1.0)
    shown = {name: points and f"{points[name]:.0f}" for name in ("profit", "service", "safety")}
    return share, {"points": points and f"{points['total']:.0f}", **shown}


def combination(scenario, role):
    def inputs():
        return {"scenario": scenario, "role": role}

    inputs.__name__ = inputs.__qualname__ = f"{scenario}_{role}"
    return inputs


SCENES = {"opening": ("opening", "新店开张"), "promotion": ("promotion", "大促"), "crisis": ("crisis", "危机")}
PEOPLE = {
    "manager": ("store manager", "店长"),
    "specialist": ("operations specialist", "运营专员"),
    "service": ("head of service", "客服主管"),
}
for _scenario, (_en, _zh) in SCENES.items():
    for _role, (_who, _wer) in PEOPLE.items():
        policy.visible(en=f"{_en}, {_who}", zh=f"{_zh}，{_wer}")(combination(_scenario, _role))


@policy.hidden(worlds=3)
def any_combination(world: World):
    return {"scenario": str(world.rng.choice(list(SCENES))), "role": str(world.rng.choice(list(PEOPLE)))}


JOINED = [0] * 4 + [0.1] * 3 + [0] * 5
PLANS = {
    ("opening", "manager"): {"price": 1.1, "stock": [4] * 8 + [3] * 4, "service": [5] * 8 + [4] * 4},
    ("opening", "specialist"): {"price": [1.1] * 5 + [1.05] * 7, "media": [1000] * 3 + [1500] * 9},
    ("opening", "service"): {"staff": [1] * 7 + [2] * 5, "service": [6] * 7 + [4] * 5},
    ("promotion", "manager"): {"price": 1.15, "stock": [4] * 7 + [2.5] * 5, "media": [1500] * 4 + [1000] * 8, "service": 4},
    ("promotion", "specialist"): {"price": [1.15] * 9 + [1.05] * 3, "media": [2500] * 4 + [500] * 5 + [2500] * 3, "promotion": JOINED},
    ("promotion", "service"): {"staff": 4, "service": [5] * 9 + [6] * 3},
    ("crisis", "manager"): {"price": 1.1, "stock": 3, "media": [0] * 7 + [500] * 5, "promotion": 0, "staff": [3] * 6 + [2] * 6, "service": 4},
    ("crisis", "specialist"): {"price": 1.1, "media": [0] * 7 + [2000] * 5, "promotion": 0},
    ("crisis", "service"): {"staff": [3] * 8 + [2] * 4, "service": [3] * 4 + [6] * 8},
}  # fmt: skip


@policy.right
def found_by_search(scenario, role):
    return {name: value if isinstance(value, list) else [value] * 12 for name, value in PLANS[scenario, role].items()}


@policy.right
def by_role_first(scenario, role):
    plan = dict(PLANS[scenario, role])
    if role == "service":
        plan["staff"] = plan["staff"] if isinstance(plan["staff"], list) else [plan["staff"]] * 12
    if scenario == "promotion" and role == "manager":
        plan = {"price": 1.1, "stock": [4] * 6 + [2.5] * 6, "service": 4}
    return plan


@policy.right
def as_arrays_and_series(scenario, role):
    plan = PLANS[scenario, role]
    if role == "specialist":
        return {
            name: pd.Series(value) if isinstance(value, list) else np.float64(value) for name, value in plan.items()
        }
    return {name: np.array(value) if isinstance(value, list) else value for name, value in plan.items()}


def own(plan, role):
    """The levers of a plan that the role moves."""
    from storelab.store import MOVES

    return {name: value for name, value in plan.items() if name in MOVES[role]}


@policy.wrong(en="Nothing is done: an empty plan has 0 points.", zh="什么也没做：空方案是 0 分。")
def do_nothing(scenario, role):
    return {}


@policy.wrong(
    en="This is the library's reference. It changes levers more often than twice and goes above the price cap: find a plan that people can remember.",
    zh="这是库里的参照方案。它一个手段换好几档，价格也超过上限。请找一个人记得住的方案。",
)
def the_reference(scenario, role):
    from storelab.store import reference_policy

    return {name: list(values) for name, values in reference_policy(scenario, role).items()}


@policy.wrong(
    en="All six levers are in every plan. Each role moves its own; colleagues move the rest.",
    zh="每份方案都写了六个手段。各角色只写自己管的，其余由同事来动。",
)
def all_levers_for_all(scenario, role):
    return {"price": 1.1, "stock": 4, "media": 1000, "promotion": 0.0, "staff": 3, "service": 5}


@policy.wrong(
    en="Sales were bought by discounts and advertising. Each order then brings less than it costs, and people wait for the next discount.",
    zh="靠折扣和广告买销售。这样每单都不赚，顾客还学会了等下一次打折。",
)
def buy_the_sales(scenario, role):
    return own({"promotion": 0.25, "media": 8000, "stock": 8, "staff": 6, "service": 2}, role)


@policy.wrong(
    en="Service was set to its best from the first week to the last. It eats the profit, since most weeks don't need it.",
    zh="服务从头到尾开到最大。多数周用不着，把利润吃光了。",
)
def service_at_its_best(scenario, role):
    return own({"staff": 8, "service": 10, "price": 1.0}, role)


@policy.wrong(
    en="One plan serves for all three scenarios. An opening needs stock early, a promotion people in time, a crisis quiet.",
    zh="三个情景用了同一份方案。开店要早备货，大促要按时有人，危机要先静下来。",
)
def one_plan_for_all(scenario, role):
    return own({"price": 1.05, "stock": 4, "media": 1000, "staff": 3, "service": 5}, role)


@policy.wrong(
    en="Costs were cut everywhere: one person at the desk, nothing for service, empty shelves. Profit is no longer all that counts.",
    zh="到处省钱：客服一个人，服务不花钱，货也不备。算分不只看利润。",
)
def save_everywhere(scenario, role):
    return own({"price": 1.1, "stock": 1, "media": 0, "staff": 1, "service": 0}, role)


@policy.wrong(
    en="One lever is in each plan. It has to do without the others, and none of them is enough alone.",
    zh="每份方案只有一个手段。没有别的配合，哪个手段都不够。",
)
def one_lever(scenario, role):
    if role == "specialist":
        return {"price": 1.1}
    return {"service": 5} if role == "service" else {"stock": [4] * 6 + [2.5] * 6}


@policy.wrong(
    en="The promotion's plan joins the campaign without goods and people for it. Join with both, or stay out.",
    zh="大促方案参加了活动，却没备货、没添人。要么都备好，要么别参加。",
)
def joined_unready(scenario, role):
    plan = dict(PLANS[scenario, role])
    return {**plan, "promotion": JOINED} if (scenario, role) == ("promotion", "manager") else plan


@policy.wrong(en="Price was raised above the founder's cap of 1.15.", zh="价格超过了创始人定的上限 1.15。")
def dear_price(scenario, role):
    plan = {**PLANS[scenario, role]}
    return {**plan, "price": 1.2} if role != "service" else plan


@policy.wrong(
    en="Price and discount were written in percent. The price is a multiple of the list price, the discount a share: 1.05 and 0.05.",
    zh="价格和让利写成了百分数。价格是标价的倍数，让利是比例：1.05 和 0.05。",
)
def percent_for_shares(scenario, role):
    plan = {**PLANS[scenario, role]}
    if role != "service":
        plan["price"] = [110] * 12
    return plan


@policy.wrong(
    en="A lever has eleven or thirteen values. A list has one value a week, twelve in all.",
    zh="列表不是十二个数。每周一个，一共十二个。",
)
def eleven_weeks(scenario, role):
    return {
        name: value[:-1] if isinstance(value, list) else [value] * 11 for name, value in PLANS[scenario, role].items()
    }


# --- certificate: levels from the best of several attempts ------------------------------------------------------------

certificate = Exercise(points=3, compare="equal", tolerance=1e-9)
PARTS = ["homework", "theory", "practice", "case_report", "class_performance"]
SHARES = dict(zip(PARTS, (0.3, 0.2, 0.25, 0.15, 0.1), strict=True))


def marks(*rows: tuple) -> pd.DataFrame:
    """Attempts from (learner, theory, homework, practice, case_report, class_performance, drills)."""
    columns = ["learner", "theory", "homework", "practice", "case_report", "class_performance", "drills"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(dict.fromkeys(columns[1:], float))


def rule_rows(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["level", "rank", "measure", "least"]).astype({"least": float})


TWO_LEVELS = rule_rows(("senior", 2, "case_report", 70), ("junior", 1, "total", 55), ("senior", 2, "theory", 80), ("junior", 1, "theory", 60))  # fmt: skip
THREE_LEVELS = rule_rows(
    ("expert", 3, "theory", 85), ("basic", 1, "theory", 60), ("advanced", 2, "drills", 70), ("basic", 1, "drills", 60),
    ("advanced", 2, "total", 65), ("expert", 3, "case_report", 85), ("expert", 3, "total", 80),
)  # fmt: skip


@certificate.example
def three_learners_by_hand():
    scores = marks(
        (7, 58, 80, 60, 50, 70, NAN), (3, 90, 20, 20, 90, NAN, NAN), (7, 84, NAN, NAN, 72, NAN, NAN), (5, 59.96, 95, 95, 95, 95, NAN)
    )  # fmt: skip
    return {"scores": scores, "rules": TWO_LEVELS}, pd.Series({3: "none", 5: "none", 7: "senior"})


@certificate.visible(en="the question's three learners", zh="题目里的三位学员")
def the_questions_learners():
    return three_learners_by_hand()[0]


@certificate.visible(en="a class of nine, three levels", zh="九位学员，三个等级")
def class_of_nine():
    scores = marks(
        (14, 88, 90, 85, 90, 80, 75), (2, 72, 80, 70, 60, 70, 90), (9, 60, 70, 70, 40, 60, 60), (21, 90, 85, 85, 88, 90, 65),
        (4, 55, 95, 90, 90, 95, 95), (9, 40, 75, 50, 70, 80, 72), (17, 86, 70, 90, 84, 70, 80), (2, 86, 60, 75, 87, 95, 50),
        (11, 80, 90, 95, NAN, 60, 82), (14, 70, 95, 60, 80, 85, 60), (6, 61, 52, 60, 55, NAN, 74), (30, 62, 90, 90, 20, 30, 80),
    )  # fmt: skip
    return {"scores": scores, "rules": THREE_LEVELS}


@certificate.visible(en="levels in another order, rules shuffled", zh="等级名字的顺序不同，规则打乱")
def other_names():
    rules = rule_rows(
        ("a_gold", 3, "drills", 80), ("z_bronze", 1, "drills", 50), ("m_silver", 2, "total", 60), ("a_gold", 3, "total", 75),
        ("z_bronze", 1, "homework", 40),
    )  # fmt: skip
    scores = marks(
        (103, 80, 80, 80, 80, 80, 79.9), (101, 95, 35, 95, 95, 95, 95), (102, 70, 60, 50, NAN, 90, 85), (104, 70, 70, 90, 80, 60, 40),
        (104, 80, 60, 70, 70, 90, 84), (105, 90, 90, 60, 50, 95, 60),
    )  # fmt: skip
    return {"scores": scores, "rules": rules}


@certificate.visible(edge=True, en="exactly the mark, and a little less", zh="正好到线，和差一点点")
def exactly_the_mark():
    rules = rule_rows(("junior", 1, "theory", 60), ("senior", 2, "theory", 80))
    scores = marks((1, 60, 1, 1, 1, 1, 1), (2, 59.99, 1, 1, 1, 1, 1), (3, 80, 1, 1, 1, 1, 1), (4, 79.6, 1, 1, 1, 1, 1))
    return {"scores": scores, "rules": rules}


@certificate.visible(edge=True, en="a total a hair below the line", zh="总分差一丝")
def total_a_hair_below():
    rules = rule_rows(("junior", 1, "total", 55), ("senior", 2, "theory", 60))
    scores = marks(
        (1, 54.8, 55, 55, 55, 55, 1),
        (2, 59.96, 60, 60, 60, 60, 1),
        (3, 60, 55, 55, 54, 55, 1),
        (4, 61, 56, 52, 54.9, 55, 1),
    )
    return {"scores": scores, "rules": rules}


@certificate.visible(edge=True, en="a measure that somebody never took", zh="有人某一项从没考过")
def never_taken():
    rules = rule_rows(("junior", 1, "drills", 0), ("senior", 2, "total", 50), ("senior", 2, "case_report", 10))
    scores = marks(
        (8, 90, 90, 90, 90, 90, NAN),
        (3, 90, 90, 90, NAN, 90, 5),
        (8, 80, 80, 80, 80, 80, NAN),
        (5, 70, 70, 70, 60, 70, 0),
    )
    return {"scores": scores, "rules": rules}


@certificate.visible(edge=True, en="the upper level alone would hold", zh="只有高一级的规则成立")
def upper_level_alone():
    rules = rule_rows(("junior", 1, "homework", 60), ("middle", 2, "theory", 60), ("senior", 3, "practice", 60))
    scores = marks(
        (1, 90, 50, 90, 90, 90, 90),
        (2, 50, 90, 90, 90, 90, 90),
        (3, 90, 90, 90, 90, 90, 90),
        (4, 90, 90, 50, 90, 90, 90),
    )
    return {"scores": scores, "rules": rules}


@certificate.visible(edge=True, en="no learners", zh="一位学员也没有")
def no_learners():
    return {"scores": marks().astype({"learner": "int64"}), "rules": TWO_LEVELS}


@certificate.hidden(worlds=4)
def other_classes(world: World):
    rng, rows = world.rng, []
    for learner in rng.permutation(np.arange(1, 41)):
        for _ in range(int(rng.integers(1, 4))):
            values = np.clip(rng.normal(68, 16, 6), 0, 100).round(1)
            values[rng.random(6) < 0.12] = np.nan
            rows.append((int(learner), *values))
    least = rng.integers(45, 60, 4)
    rules = rule_rows(
        ("one", 1, "theory", least[0]), ("one", 1, "drills", least[1]), ("two", 2, "total", least[2] + 10), ("two", 2, "homework", least[3]),
        ("three", 3, "case_report", least[0] + 22), ("three", 3, "theory", least[1] + 20), ("three", 3, "total", 71.37),
    ).sample(frac=1, random_state=rng, ignore_index=True)  # fmt: skip
    return {"scores": marks(*rows), "rules": rules}


@certificate.hidden(worlds=2)
def the_past_class(world: World):
    tables = tables_of(world)
    answers = tables["quiz_answers"].groupby("learner_id")["right"].mean()
    homework = tables["gradebook"].groupby("learner_id")["percent"].mean()
    report = tables["report_marks"].groupby("learner_id")["points"].mean()
    drills = (
        tables["drills"].pivot_table(index="learner_id", columns="drill", values="percent", aggfunc="max").min(axis=1)
    )
    log = tables["class_log"].groupby("learner_id")["attended"].mean()
    rows = [
        (n, 100 * answers[n], homework[n], drills[n], 100 * report[n], 100 * log[n], drills[n]) for n in answers.index
    ]
    return {"scores": marks(*rows).sample(frac=1, random_state=world.rng, ignore_index=True), "rules": THREE_LEVELS}


@certificate.invariant(en="Every learner stands in the result once.", zh="每位学员在结果里出现一次。")
def every_learner_once(result, scores, rules):
    return sorted(result.index) == sorted(set(scores["learner"])) and set(result) <= {*rules["level"], "none"}


def leveled(
    scores, rules, *, attempts="best", missing="zero", by="rank", below=True, strict=False, nothing="none", whole=False,
    digits=None, combine="all", sort=True, total="of_bests", unknown=False, first_fail=True, shares=None,
):  # fmt: skip
    """Levels; the arguments are the ways to get a rule wrong."""
    shares = shares or SHARES
    frame = scores.copy()

    def summed(table):
        if missing == "left_out":
            weights = sum(table[part].notna() * share for part, share in shares.items())
            return sum(share * table[part].fillna(0) for part, share in shares.items()) / weights
        if missing == "spoils":
            return sum(share * table[part] for part, share in shares.items())
        return sum(share * table[part].fillna(0) for part, share in shares.items())

    frame["total"] = summed(frame)
    grouped = frame.groupby("learner", sort=sort)
    if attempts == "last":
        best = frame.drop_duplicates("learner", keep="last").set_index("learner")
        best = best.sort_index() if sort else best
    elif attempts == "first":
        best = frame.drop_duplicates("learner").set_index("learner").sort_index()
    elif attempts == "best_row":
        best = (
            frame.sort_values("total", ascending=False, kind="stable")
            .drop_duplicates("learner")
            .set_index("learner")
            .sort_index()
        )
    elif attempts == "mean":
        best = grouped.mean()
    else:
        best = grouped.max()
    if total == "of_bests" and attempts in ("best", "mean"):
        best["total"] = summed(best)
    if unknown:
        best = best.fillna(0)
    if digits is not None:
        best = best.round(digits)
    level = pd.Series(nothing, index=best.index, dtype=object)
    order = {
        "rank": rules.sort_values("rank", kind="stable"),
        "name": rules.sort_values("level", kind="stable"),
        "rows": rules,
    }[by]
    so_far = pd.Series(True, index=best.index)
    for name in order["level"].drop_duplicates():
        own = rules[rules["level"] == name]
        held = [
            best[rule.measure] > rule.least if strict else best[rule.measure] >= rule.least for rule in own.itertuples()
        ]
        table = pd.concat(held, axis=1) if held else pd.DataFrame(index=best.index)
        met = table.all(axis=1) if combine == "all" else table.any(axis=1)
        so_far = so_far & met if below else met
        level[so_far] = name
    return level.rename_axis("learner").reset_index(name="level") if whole else level


@certificate.right
def by_arrays(scores, rules):
    return leveled(scores, rules)


@certificate.right
def learner_by_learner(scores, rules):
    found = {}
    ranks = sorted(set(rules["rank"]))
    for learner in sorted(set(scores["learner"])):
        own = scores[scores["learner"] == learner]
        best = {name: own[name].max() for name in own.columns if name != "learner"}
        best["total"] = sum(share * (best[part] if best[part] == best[part] else 0) for part, share in SHARES.items())
        found[learner] = "none"
        for rank in ranks:
            asked = rules[rules["rank"] == rank]
            if not all(best[measure] >= least for measure, least in zip(asked["measure"], asked["least"], strict=True)):
                break
            found[learner] = asked["level"].iloc[0]
    return pd.Series(found, index=pd.Index(sorted(set(scores["learner"])), dtype=scores["learner"].dtype), dtype=object)


slips(
    certificate, leveled,
    ("best_attempt_only", {"attempts": "best_row"}, "Only one attempt a learner was kept, the one with the best total. For each measure the best value counts, from whichever attempt.", "每人只留了总分最好的那次。要各项各取最好，不管哪一次。"),
    ("last_attempt_only", {"attempts": "last"}, "Only the last attempt was kept. For each measure the best value counts.", "只留了最后一次。要各项各取最好。"),
    ("first_attempt_only", {"attempts": "first"}, "Only the first attempt was kept. For each measure the best value counts.", "只留了第一次。要各项各取最好。"),
    ("mean_of_attempts", {"attempts": "mean"}, "Attempts were averaged. The best value of each measure counts.", "几次取了平均。要各项取最好。"),
    ("best_total_of_an_attempt", {"total": "of_rows"}, "The total was summed for each attempt and the best taken. Sum the best values instead.", "总分先按每次算，再取最高。应该把各项最好的值加起来。"),
    ("missing_part_left_out", {"missing": "left_out"}, "A missing part was left out and its weight given to the others. It counts as 0.", "缺的部分被跳过，权重分给了别的。应算 0。"),
    ("missing_part_spoils", {"missing": "spoils"}, "One missing part made the whole total missing. The part counts as 0, the rest stays.", "缺一个部分，整个总分就缺了。那部分算 0，其余照算。"),
    ("missing_value_is_zero", {"unknown": True}, "A missing value was taken as 0 and met a rule of 0. A missing value holds no rule.", "缺失当成 0，居然满足了“至少 0”。缺失什么规则都不成立。"),
    ("lower_levels_forgotten", {"below": False}, "A level was given though a lower one is not reached. All rules of all lower levels have to hold.", "低一级没达到，也给了高一级。更低等级的规则也要全都成立。"),
    ("above_instead_of_from", {"strict": True}, "A mark exactly at the limit was refused. `least` itself is enough.", "正好到线的没过。等于 `least` 就够了。"),
    ("rounded_marks", {"digits": 0}, "Marks were rounded to whole percents. 59.96 is not 60.", "分数四舍五入了。59.96 不是 60。"),
    ("rounded_to_one_decimal", {"digits": 1}, "Marks or totals were rounded to one decimal. 54.96 is not 55, and 59.96 is not 60.", "分数或总分保留了一位小数。54.96 不是 55，59.96 也不是 60。"),
    ("any_rule_will_do", {"combine": "any"}, "One rule of a level was enough. All have to hold.", "一级里满足一条就算了。要全部成立。"),
    ("levels_by_name", {"by": "name"}, "Levels were taken in the order of their names. `rank` says which is lowest.", "等级按名字排了。哪一级最低看 `rank`。"),
    ("levels_by_row", {"by": "rows"}, "Levels were taken in the order of the table's rows. `rank` says which is lowest.", "等级按表里的先后来了。哪一级最低看 `rank`。"),
    ("no_level_is_missing", {"nothing": None}, "Who has no level is missing. The word is `none`.", "没有等级的成了缺失。要写 `none`。"),
    ("learners_as_they_come", {"sort": False}, "Learners stand in the order of the table. Sort them.", "学员照表里的先后。要从小到大排。"),
    ("table_instead_of_series", {"whole": True}, "A table was returned. It is a Series, indexed by learner.", "返回了表。应是以学员为索引的 Series。"),
    ("equal_weights", {"shares": dict.fromkeys(PARTS, 0.2)}, "All parts weigh the same. The weights stand in `WEIGHTS`.", "各部分权重一样了。权重在 `WEIGHTS` 里。"),
)  # fmt: skip

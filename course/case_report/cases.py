"""Cases of the case report: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import math
from itertools import chain, combinations

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World

NAN = math.nan
ROUND_EN = "The result was rounded. Return it as it comes out; round only in the report."
ROUND_ZH = "结果四舍五入了。算出来是多少就返回多少，写报告时再取整。"


def slips(exercise: Exercise, solve, *entries: tuple) -> None:
    """Declare wrong answers, each one argument away from the right one, from (name, arguments that are wrong, text, text)."""
    for name, options, en, zh in entries:

        def slip(_options=options, **inputs):
            return solve(**inputs, **_options)

        slip.__name__ = slip.__qualname__ = name
        exercise.wrong(en=en, zh=zh)(slip)


# --- profit_gap: four effects in one order -----------------------------------------------------------------------------

profit_gap = Exercise(points=3, compare="equal", tolerance=1e-9)
FIGURES = ["visits", "orders", "sales", "cost"]


def sold(text: str) -> pd.DataFrame:
    """Weeks from ``"1 100 10 500 300, 2 60 2 84 56"``: week, visits, orders, sales, cost."""
    rows = [[int(number) for number in part.split()] for part in text.split(",") if part.strip()]
    return pd.DataFrame(rows, columns=["week", *FIGURES]).astype("int64")


@profit_gap.example
def two_weeks_by_hand():
    inputs = two_common_weeks()
    return inputs, {"visits": -80.0, "conversion": -160.0, "price": -40.0, "unit_cost": -16.0, "total": -296.0}


@profit_gap.visible(en="the weeks worked by hand", zh="题目里手算的两周")
def two_common_weeks():
    plan = sold("1 100 10 500 300, 2 100 10 500 300, 3 100 10 500 300")
    return {"plan": plan, "actual": sold("1 60 2 84 56, 2 100 6 276 200")}


@profit_gap.visible(en="a quarter with a dearer shoe", zh="换了更贵的鞋的几周")
def dearer_shoe():
    plan = sold("9 250 20 1200 700, 7 400 40 2000 1200, 8 300 30 1650 930, 6 500 45 2400 1300")
    actual = sold("8 330 22 1300 690, 5 700 90 3000 2400, 7 350 42 2500 1290, 9 260 13 800 430")
    return {"plan": plan, "actual": actual.assign(campaign=[False, True, False, False])}


@profit_gap.visible(en="more visits, fewer orders", zh="访问多了，订单少了")
def more_visits():
    plan = sold("3 200 20 900 500, 4 200 20 900 500")
    return {"plan": plan, "actual": sold("4 380 21 903 546, 3 260 11 484 297")}


@profit_gap.visible(edge=True, en="nothing was ordered", zh="一单也没有")
def nothing_ordered():
    return {"plan": sold("1 100 10 500 300, 2 100 10 500 300"), "actual": sold("1 80 0 0 0, 2 60 0 0 0")}


@profit_gap.visible(edge=True, en="nobody came", zh="一次访问也没有")
def nobody_came():
    return {"plan": sold("1 100 10 500 300"), "actual": sold("1 0 0 0 0, 2 50 5 250 150")}


@profit_gap.visible(edge=True, en="no common week", zh="没有共同的周")
def no_common_week():
    return {"plan": sold("3 100 10 500 300"), "actual": sold("1 80 8 400 240, 2 80 8 400 240")}


@profit_gap.visible(edge=True, en="the plan's first week did not happen", zh="计划的头一周没有实际数")
def first_week_lacking():
    plan = sold("1 100 10 500 300, 2 120 12 540 330, 3 150 18 810 450")
    return {"plan": plan, "actual": sold("3 140 14 588 364, 2 90 8 384 232")}


@profit_gap.visible(edge=True, en="a week in the middle did not happen", zh="中间一周没有实际数")
def middle_week_lacking():
    plan = sold("3 150 18 810 450, 1 100 10 500 300, 2 120 12 540 330")
    return {"plan": plan, "actual": sold("1 90 8 384 232, 3 140 14 588 364")}


@profit_gap.visible(edge=True, en="one week without an order", zh="有一周没有订单")
def one_week_without_an_order():
    return {"plan": sold("1 100 10 500 300, 2 120 10 520 310"), "actual": sold("2 0 0 0 0, 1 90 8 380 250")}


@profit_gap.hidden(worlds=4)
def other_quarters(world: World):
    rng = world.rng
    first = int(rng.integers(1, 20))

    def table(weeks, level):
        visits = rng.integers(300, 900, len(weeks))
        orders = np.maximum((visits * rng.uniform(0.02, 0.1, len(weeks)) * level).round().astype(int), 1)
        sales = (orders * rng.uniform(40, 70, len(weeks))).round().astype(int)
        cost = (orders * rng.uniform(20, 45, len(weeks))).round().astype(int)
        found = pd.DataFrame({"week": weeks, "visits": visits, "orders": orders, "sales": sales, "cost": cost})
        return found.sample(frac=1, random_state=rng, ignore_index=True)

    return {"plan": table(range(first, first + 7), 1.0), "actual": table(range(first - 2, first + 5), 0.8)}


@profit_gap.invariant(en="The total is the actual profit minus the plan's.", zh="合计等于实际利润减计划利润。")
def total_is_the_gap(result, plan, actual):
    common = sorted(set(plan["week"]) & set(actual["week"]))
    profits = [float((table["sales"] - table["cost"])[table["week"].isin(common)].sum()) for table in (plan, actual)]
    return math.isclose(result["total"], profits[1] - profits[0], abs_tol=1e-6)


@profit_gap.invariant(en="The four effects add up to the total.", zh="四个影响加起来等于合计。")
def effects_add_up(result, plan, actual):
    return math.isclose(sum(value for name, value in result.items() if name != "total"), result["total"], abs_tol=1e-6)


STEPS = ("visits", "conversion", "price", "unit_cost")


def split(
    plan, actual, *, order=STEPS, weeks="common", means=False, alone=False, turned=False, cost_up=1.0, total="sum", missing="plan",
    without_cost=False, shares=False, empty=0.0, base="plan", digits=None,
):  # fmt: skip
    """The gap in steps; the arguments are the ways to get a rule wrong."""
    common = set(plan["week"]) & set(actual["week"])
    if weeks == "place":
        plan, actual = plan.sort_values("week").head(len(actual)), actual.sort_values("week").head(len(plan))
        common = {None}
    else:
        if weeks == "head":
            plan = plan.head(len(common))
        elif weeks == "between" and common:
            plan = plan[plan["week"].between(min(common), max(common))]
        elif weeks not in ("plan", "all"):
            plan = plan[plan["week"].isin(common)]
        actual = actual if weeks in ("actual", "all") else actual[actual["week"].isin(common)]
    names = [*STEPS, "total"]
    if not common and weeks != "all":
        return dict.fromkeys(names, empty)
    found = []
    for table, other in ((plan, None), (actual, plan)):
        sums = table[FIGURES].sum()
        values = {"visits": float(sums["visits"])}
        pairs = {"conversion": ("orders", "visits"), "price": ("sales", "orders"), "unit_cost": ("cost", "orders")}
        for name, (above, below) in pairs.items():
            if means:
                values[name] = float((table[above] / table[below].where(table[below] > 0)).mean())
                values[name] = found[0][name] if math.isnan(values[name]) else values[name]
            elif sums[below]:
                values[name] = float(sums[above] / sums[below])
            else:
                values[name] = NAN if missing == "nan" or other is None else found[0][name]
        if without_cost:
            values["unit_cost"] = 0.0
        found.append(values)

    def profit(values):
        return values["visits"] * values["conversion"] * (values["price"] - values["unit_cost"])

    planned, real = found
    if base == "actual":
        planned, real = real, planned
    effects, state = {}, dict(planned)
    for name in order:
        step = {**(planned if alone else state), name: real[name]}
        effects[name] = profit(step) - profit(planned if alone else state)
        state = step
    if base == "actual":
        effects = {name: -effect for name, effect in effects.items()}
        planned, real = real, planned
    effects["unit_cost"] *= cost_up
    gap = profit(real) - profit(planned)
    effects = {name: effects[name] for name in STEPS}
    if total != "none":
        effects["total"] = {"sum": sum(effects.values()), "gap": gap, "actual": profit(real)}[total]
    if turned:
        effects = {name: -effect for name, effect in effects.items()}
    if shares:
        effects = {name: effect / gap if gap else 0.0 for name, effect in effects.items()}
    return effects if digits is None else {name: round(effect, digits) for name, effect in effects.items()}


@profit_gap.right
def step_by_step(plan, actual):
    return split(plan, actual)


@profit_gap.right
def from_products(plan, actual):
    both = plan.merge(actual, on="week", suffixes=("_p", "_a"))
    v0, n0, s0, k0 = (float(both[f"{name}_p"].sum()) for name in FIGURES)
    v1, n1, s1, k1 = (float(both[f"{name}_a"].sum()) for name in FIGURES)
    if both.empty:
        return dict.fromkeys((*STEPS, "total"), 0.0)
    # Profit after each step, in yuan; without orders the goods keep the plan's price and cost.
    after_visits = (s0 - k0) * v1 / v0
    after_conversion = (s0 - k0) * n1 / n0
    after_price = after_conversion if n1 == 0 else s1 - k0 * n1 / n0
    steps = [s0 - k0, after_visits, after_conversion if v1 else after_visits, after_price, s1 - k1]
    return {**dict(zip(STEPS, np.diff(steps).tolist(), strict=True)), "total": steps[-1] - steps[0]}


slips(
    profit_gap, split,
    ("all_weeks_of_the_plan", {"weeks": "plan"}, "The plan's weeks that have not happened yet count as loss. Only weeks in both tables count.", "计划里还没到的周也当成了亏损。只取两张表都有的周。"),
    ("all_actual_weeks", {"weeks": "actual"}, "Weeks that the plan doesn't have were counted in `actual`. Only weeks in both tables count.", "`actual` 里计划没有的周也算进来了。只取两张表都有的周。"),
    ("weeks_of_each_table", {"weeks": "all"}, "Each table was added up over all its weeks. Only weeks in *both* tables count.", "两张表各自把所有的周都加起来了。只取**两张表都有**的周。"),
    ("rows_by_place", {"weeks": "place"}, "The two tables were laid side by side row by row. They belong together by `week`.", "把两张表按行的先后对上了。要按 `week` 对。"),
    ("first_rows_of_the_plan", {"weeks": "head"}, "As many rows were taken from the top of the plan as there are common weeks. Which rows they are, `week` says.", "计划只取了最上面几行，行数等于共同的周数。该取哪几行，要看 `week`。"),
    ("weeks_between", {"weeks": "between"}, "All weeks of the plan between the first and the last common week were counted. A week that is missing in `actual` is not common.", "计划里，第一个和最后一个共同周之间的周全算了。`actual` 里没有的周不是共同的。"),
    ("rounded_to_fen", {"digits": 2}, ROUND_EN, ROUND_ZH),
    ("rounded_to_yuan", {"digits": 0}, ROUND_EN, ROUND_ZH),
    ("conversion_first", {"order": ("conversion", "visits", "price", "unit_cost")}, "Conversion was replaced before visits. The order is visits, conversion, price, unit cost.", "先换了转化率，再换访问。次序是访问、转化率、单价、单位成本。"),
    ("money_first", {"order": ("price", "unit_cost", "visits", "conversion")}, "Price and cost were replaced first, so they act on the planned orders. They come last, on the orders that really came.", "先换了单价和成本，它们就乘在计划的订单上了。它们排在最后，乘的是实际订单。"),
    ("from_the_end", {"base": "actual"}, "You went from what happened back to the plan. Begin with the plan's figures and replace them by the actual ones.", "是从实际往计划换的。要从计划出发，一个个换成实际的。"),
    ("each_alone", {"alone": True}, "Each figure was changed by itself, the others at the plan: then the parts do not add up to the gap. What was replaced stays replaced.", "每个数都单独换，其余保持计划，这样加起来凑不成差距。换过的就不再换回去。"),
    ("each_alone_with_the_gap", {"alone": True, "total": "gap"}, "The total is right, but each figure was changed by itself, so the four do not add up to it. What was replaced stays replaced.", "合计对了，可每个数都是单独换的，四个加起来不等于合计。换过的就不再换回去。"),
    ("means_of_weekly_ratios", {"means": True}, "Conversion, price and unit cost are means of weekly ratios. Add up the weeks first, then divide.", "转化率、单价、单位成本取了每周比率的平均。先把各周加起来，再相除。"),
    ("plan_minus_actual", {"turned": True}, "The signs are turned: you took the plan minus what happened. Effects are negative where profit falls.", "正负号反了：算成了计划减实际。利润减少，影响就是负数。"),
    ("dearer_is_a_gain", {"cost_up": -1.0}, "A dearer unit raised profit: the effect of the unit cost has the wrong sign.", "单位成本涨了，利润反而增加：单位成本那一步的正负号反了。"),
    ("turnover_for_profit", {"without_cost": True}, "These are effects on sales. Profit is visits × conversion × (price - unit cost).", "算的是对销售额的影响。利润是 访问 × 转化率 ×（单价 - 单位成本）。"),
    ("total_is_the_profit", {"total": "actual"}, "`total` is the profit that was made. Asked for is the gap: the sum of the four effects.", "`total` 写成了实际利润。要的是差距：四步影响之和。"),
    ("without_a_total", {"total": "none"}, "The key `total` is missing.", "少了 `total` 这一项。"),
    ("shares_of_the_gap", {"shares": True}, "These are shares of the gap. Asked for are yuan.", "算成了占差距的比例。要的是元。"),
    ("no_orders_is_missing", {"missing": "nan"}, "Without orders or visits the division gives no number. Price and unit cost (and conversion) then stay at the plan's.", "没有订单或访问时，相除得不出数。这时单价和单位成本（以及转化率）保持计划的。"),
    ("no_common_week_is_missing", {"empty": NAN}, "Without a common week all five are 0.", "没有共同的周，五个数都是 0。"),
)  # fmt: skip


# --- order_of_breaks: which figure left its band first -----------------------------------------------------------------

order_of_breaks = Exercise(points=3, compare="equal", tolerance=1e-9)
UPSTREAM = ["supply", "service", "market", "conversion", "traffic"]


def figures(text: str, first: int = 1) -> pd.DataFrame:
    """Weeks from ``"late 10 14 -, rate 1 2 3"``; a minus is missing, weeks count from ``first``."""
    columns = {}
    for part in text.split(","):
        name, *values = part.split()
        columns[name] = [NAN if value == "-" else float(value) for value in values]
    table = pd.DataFrame(columns)
    table.insert(0, "week", range(first, first + len(table)))
    return table


def looked_at(text: str) -> pd.DataFrame:
    """Metrics from ``"late service up, rate conversion down"``."""
    return pd.DataFrame([part.split() for part in text.split(",")], columns=["metric", "branch", "worse"])


def mixed(table: pd.DataFrame, step: int) -> pd.DataFrame:
    """The same rows in another order, which a step that has no common divisor with their number gives."""
    size = len(table)
    assert math.gcd(step, size) == 1
    return table.iloc[[place * step % size for place in range(size)]].reset_index(drop=True)


@order_of_breaks.example
def three_figures_by_hand():
    return three_figures(), pd.Series({"slow": 7.0, "rate": 7.0})


@order_of_breaks.visible(en="the figures worked by hand", zh="题目里手算的三个指标")
def three_figures():
    weeks = figures("clicks 10 14 12 10 14 20 8 12 12, slow 10 14 12 10 14 15 16 12 17, rate 10 14 12 10 14 12 8 8 12")
    metrics = looked_at("clicks traffic down, rate conversion down, slow service up")
    return {"weeks": weeks, "metrics": metrics, "baseline_weeks": 5}


@order_of_breaks.visible(en="a shop in which one thing leads to another", zh="一环扣一环的店")
def one_after_another():
    text = (
        "visits 80 84 82 80 84 81 83 80 82 84 83 80 78 82 70 69 60 58, "
        "conv 20 24 22 21 24 20 22 23 21 22 22 20 18 18 15 19 14 13, "
        "stock 40 44 42 43 40 41 44 42 41 43 39 38 30 39 29 28 27 26, "
        "returns 10 12 11 10 12 11 12 10 11 12 11 16 12 11 16 15 12 16, "
        "rival 60 64 62 61 60 63 64 62 61 60 66 67 64 50 51 62 50 50, "
        "abuse 10 12 11 10 12 11 12 10 11 12 11 12 12 11 14 14 12 16"
    )
    kinds = "visits traffic down, rival market down, returns service up, conv conversion down, abuse service up, stock supply down"
    return {"weeks": mixed(figures(text, first=21), 7), "metrics": looked_at(kinds)}


@order_of_breaks.visible(en="the last weeks of a year", zh="年底的几周")
def late_in_the_year():
    text = (
        "wait 30 34 33 32 31 30 36 31 33 37 33 34, "
        "open 50 54 51 53 52 56 51 48 52 48 52 48, "
        "full 70 74 71 72 73 68 74 68 74 74 68 60"
    )
    kinds = "full supply down, open market up, wait service up"
    return {"weeks": mixed(figures(text, first=40), 5), "metrics": looked_at(kinds), "baseline_weeks": 5}


@order_of_breaks.visible(edge=True, en="two of one branch in one week", zh="同一周同一环节有两个")
def two_of_one_branch():
    text = "zeal 4 8 4 8 6 12 12 12, apt 4 8 4 8 6 1 1 1, clicks 4 8 4 8 6 2 1 1"
    kinds = "clicks traffic down, zeal service up, apt service down"
    return {"weeks": figures(text), "metrics": looked_at(kinds), "baseline_weeks": 5}


@order_of_breaks.visible(edge=True, en="values are missing", zh="有缺失的值")
def values_missing():
    text = "gap 4 8 - - 4 8 12 12 12, some 4 - 8 4 8 6 - 12 12, hole 4 8 4 8 6 8 12 - 13"
    kinds = "gap supply up, some service up, hole traffic up"
    return {"weeks": figures(text), "metrics": looked_at(kinds), "baseline_weeks": 6}


@order_of_breaks.visible(edge=True, en="a figure that never moved", zh="从来没动过的指标")
def never_moved():
    text = "still 5 5 5 5 5 5 6 6 5, busy 1 3 2 1 3 9 2 2 9"
    return {"weeks": figures(text), "metrics": looked_at("busy traffic up, still supply up"), "baseline_weeks": 5}


@order_of_breaks.visible(edge=True, en="week numbers with a gap", zh="周次有断号")
def gap_in_the_numbers():
    weeks = figures("late 4 8 4 8 6 12 6 12 6 6, rate 4 8 4 8 6 6 6 6 1 1")
    weeks["week"] = [1, 2, 3, 4, 5, 8, 12, 13, 14, 17]
    return {
        "weeks": mixed(weeks, 3),
        "metrics": looked_at("rate conversion down, late service up"),
        "baseline_weeks": 5,
    }


@order_of_breaks.visible(edge=True, en="a gap among the first weeks", zh="开头几周里有断号")
def gap_in_the_baseline():
    weeks = figures("late 4 8 4 8 6 14 13 13 6 6, rate 4 8 4 8 6 6 6 1 1 6")
    weeks["week"] = [1, 2, 3, 5, 6, 9, 10, 11, 12, 13]
    return {
        "weeks": mixed(weeks, 3),
        "metrics": looked_at("late service up, rate conversion down"),
        "baseline_weeks": 6,
    }


@order_of_breaks.visible(edge=True, en="a missing value between two bad ones", zh="两次出界之间有一个缺失")
def missing_between():
    weeks = figures("hole 4 8 4 8 6 12 - 6 12 6 6, rate 4 8 4 8 6 6 1 - 1 6 6")
    return {"weeks": weeks, "metrics": looked_at("hole traffic up, rate conversion down"), "baseline_weeks": 5}


@order_of_breaks.visible(edge=True, en="nothing breaks", zh="什么都没坏")
def nothing_breaks():
    text = "late 4 8 4 8 6 9 12 6 6 6 12, rate 4 8 4 8 6 6 6 6 6 6 1"
    return {"weeks": figures(text), "metrics": looked_at("rate conversion down, late service up"), "baseline_weeks": 5}


@order_of_breaks.hidden(worlds=5)
def other_shops(world: World):
    rng = world.rng
    size, baseline = 20, int(rng.integers(7, 11))
    names = [f"m{number}" for number in rng.permutation(9)[:6]]
    branches = [str(branch) for branch in rng.choice(UPSTREAM, 6)]
    sides = [str(side) for side in rng.choice(["up", "down"], 6)]
    columns = {"week": np.arange(30, 30 + size)}
    for name, side in zip(names, sides, strict=True):
        values = rng.integers(40, 49, size).astype(float)
        start = int(rng.integers(baseline, baseline + 6))
        values[start:] += (12 if side == "up" else -12) * (rng.random(size - start) < 0.75)
        values[rng.random(size) < 0.06] = NAN
        columns[name] = values
    weeks = pd.DataFrame(columns).sample(frac=1, random_state=rng, ignore_index=True)
    metrics = pd.DataFrame({"metric": names, "branch": branches, "worse": sides})
    return {"weeks": weeks, "metrics": metrics, "baseline_weeks": baseline}


@order_of_breaks.invariant(en="The weeks of the breaks never fall.", zh="变坏的周次从前到后不变小。")
def weeks_never_fall(result, **inputs):
    return list(result) == sorted(result)


@order_of_breaks.invariant(en="No metric breaks in the baseline.", zh="没有指标在基准里变坏。")
def after_the_baseline(result, weeks, metrics, baseline_weeks=10):
    last = sorted(weeks["week"])[:baseline_weeks][-1]
    return all(week > last for week in result)


def broken(
    weeks, metrics, baseline_weeks=10, *, slack=0.25, sides="worse", strict=True, needed=1, ahead=2, run=False, known=5, still=False,
    ties="branch", first="week", missing=False, ordered=True, numbered=False, report="week", band="range", only_first=False,
    by_number=False, fixed=None, as_dict=False, known_rows=False, calendar=False, known_later=False,
):  # fmt: skip
    """The order of the breaks; the arguments are the ways to get a rule wrong."""
    baseline = fixed or baseline_weeks
    rows = weeks.sort_values("week") if ordered else weeks
    if calendar:
        baseline = int((weeks["week"] < weeks["week"].min() + baseline).sum())
    found = []
    for place, (metric, branch, worse) in enumerate(metrics[["metric", "branch", "worse"]].itertuples(index=False)):
        values, numbers = rows[metric].tolist(), rows["week"].tolist()
        usual = [value for value in values[:baseline] if not math.isnan(value)]
        if known_rows:
            usual = [value for value in values if not math.isnan(value)][:baseline]
        if len(usual) < known or (still and max(usual) == min(usual)):
            continue
        if known_later:
            kept = [
                (value, week)
                for spot, (value, week) in enumerate(zip(values, numbers, strict=True))
                if spot < baseline or not math.isnan(value)
            ]
            values, numbers = [value for value, _ in kept], [week for _, week in kept]
        low, high = min(usual), max(usual)
        room = slack * (high - low)
        low, high = low - room, high + room
        if band == "sigma":
            mean, spread = float(np.mean(usual)), float(np.std(usual, ddof=1))
            low, high = mean - 3 * spread, mean + 3 * spread
        outside = []
        for value in values:
            up = value > high or (not strict and value == high)
            down = value < low or (not strict and value == low)
            bad = {"worse": up if worse == "up" else down, "both": up or down, "better": down if worse == "up" else up}[
                sides
            ]
            outside.append(bad or (missing and math.isnan(value)))
        for number in range(baseline, len(values)):
            if not outside[number]:
                continue
            follow = outside[number + 1 : number + 1 + ahead]
            if by_number:
                near = {numbers[number] + 1, numbers[number] + 2}
                follow = [bad for bad, week in zip(outside, numbers, strict=True) if week in near]
            if run:
                follow = [len(follow) == ahead and all(follow)]
            if sum(follow) >= needed:
                told = numbers[number]
                if report == "second":
                    told = next(numbers[number + 1 + step] for step, bad in enumerate(follow) if bad)
                found.append((told, UPSTREAM.index(branch), metric, place, number + 1, branch))
                break
    keys = {
        "branch": lambda one: (one[1], one[2]), "name": lambda one: one[2], "place": lambda one: one[3],
        "alphabet": lambda one: (one[5], one[2]), "downstream": lambda one: (-one[1], one[2]), "branch_place": lambda one: (one[1], one[3]),
    }  # fmt: skip
    by = {
        "week": lambda one: (one[0], keys[ties](one)),
        "branch": lambda one: (one[1], one[0], one[2]),
        "none": lambda one: one[3],
    }
    found = sorted(found, key=by[first])[: 1 if only_first else None]
    result = {one[2]: float(one[4] if numbered else one[0]) for one in found}
    return result if as_dict else pd.Series(result, dtype=float)


@order_of_breaks.right
def metric_by_metric(weeks, metrics, baseline_weeks=10):
    return broken(weeks, metrics, baseline_weeks)


@order_of_breaks.right
def all_at_once(weeks, metrics, baseline_weeks=10):
    table = weeks.set_index("week").sort_index()
    kinds = metrics.set_index("metric")
    # Turned round, "worse" is always up.
    turned = table[kinds.index] * np.where(kinds["worse"] == "up", 1.0, -1.0)
    start = turned.iloc[:baseline_weeks]
    edge = start.max() + 0.25 * (start.max() - start.min())
    bad = turned.iloc[baseline_weeks:].gt(edge).loc[:, start.count() >= 5]
    both = bad & (bad[::-1].rolling(3, min_periods=1).sum()[::-1] >= 2)
    first = both.idxmax()[both.any()] if len(both) else pd.Series(dtype=float)
    told = pd.DataFrame({"week": first.astype(float)})
    told["branch"] = [UPSTREAM.index(kinds.at[name, "branch"]) for name in told.index]
    told["name"] = told.index
    return told.sort_values(["week", "branch", "name"])["week"]


slips(
    order_of_breaks, broken,
    ("rows_as_they_come", {"ordered": False}, "The rows were taken as they came. The baseline is the first weeks *by number*.", "行是照来的先后用的。基准是**周次**最小的几周。"),
    ("band_without_room", {"slack": 0.0}, "The band ends at the lowest and the highest value. It goes a quarter of their distance further on both sides.", "范围只到最小值和最大值。两边还要各放宽两者之差的四分之一。"),
    ("room_of_a_half", {"slack": 0.5}, "The band was widened by half of the distance. It is a quarter, `SLACK`.", "范围放宽了差的一半。是四分之一，`SLACK`。"),
    ("three_deviations", {"band": "sigma"}, "The band is the mean with three standard deviations, as in the lesson. Here it goes from the lowest to the highest value, and a quarter further.", "用了课文里“平均数加减三个标准差”的范围。这里从最小到最大，再放宽四分之一。"),
    ("both_sides", {"sides": "both"}, "Both sides count as outside. Only the worse side does.", "两侧都算成了出界。只看变差的那一侧。"),
    ("the_better_side", {"sides": "better"}, "These are breaks on the *better* side. `worse` names the side that counts.", "算的是往**好**的那一侧。`worse` 写的才是要看的一侧。"),
    ("on_the_edge_is_outside", {"strict": False}, "A value exactly on the edge was counted as outside. It is inside.", "正好在边上的也算成了出界。边上不算。"),
    ("one_week_is_enough", {"needed": 0}, "One bad week was taken as a break. One of the next two rows has to be outside as well.", "只坏一周就算变坏了。后面两行里至少还要有一行出界。"),
    ("the_very_next_week", {"ahead": 1}, "The *very next* week had to be outside. One of the next two rows is enough.", "要求**紧接着**的一周也出界。后面两行里有一行就够。"),
    ("both_next_weeks", {"run": True}, "Both of the next two rows had to be outside. One of them is enough.", "要求后面两行都出界。有一行就够。"),
    ("next_three_rows", {"ahead": 3}, "The next *three* rows were looked at. It is the next two.", "看了后面**三**行。只看后面两行。"),
    ("any_week_after", {"ahead": 99}, "Any later week outside was enough. It has to be one of the *next two rows*.", "后面随便哪一周再出界都算了。只看**后面两行**。"),
    ("next_two_numbers", {"by_number": True}, "You looked at the next two week *numbers*. The rule asks for the next two *rows*, whatever their numbers.", "看的是后面两个**周次**。规矩是后面两**行**，不管周次是几。"),
    ("the_week_that_confirms", {"report": "second"}, "The week given is the second one outside. The break is the first.", "写的是第二次出界的那一周。变坏要写第一次。"),
    ("place_for_week", {"numbered": True}, "The number of the row stands for the week. Give the value of `week`.", "写成了第几行。要写 `week` 的值。"),
    ("too_few_known", {"known": 1}, "A metric with fewer than `MIN_KNOWN` known values in the baseline took part. It is left out.", "基准里已知值少于 `MIN_KNOWN` 个的也参加了。要去掉。"),
    ("five_known_are_too_few", {"known": 6}, "A metric with exactly `MIN_KNOWN` known values in the baseline was left out. Only with *fewer* it has no band.", "基准里已知值正好 `MIN_KNOWN` 个的指标被去掉了。**少于**才没有范围。"),
    ("baseline_by_the_calendar", {"calendar": True}, "The baseline was cut by week *number*, so it has fewer rows where a number is missing. It is the first `baseline_weeks` *rows* by week.", "基准是按**周次**的数截的，有断号就少了行。要取按周次排在最前的 `baseline_weeks` **行**。"),
    ("next_two_known", {"known_later": True}, "Missing values were dropped, so the next two *known* values were looked at. A row with a missing value is one of the next two rows.", "先去掉了缺失，看的是后面两个**已知**值。值缺失的那一行也占一行。"),
    ("first_known_values", {"known_rows": True}, "The baseline is the first *known values* of each metric, so it reaches into later weeks. It is the first weeks, known or not.", "基准取成了每个指标最前面的**已知值**，伸到后面的周里去了。是最前面的几周，不管缺不缺。"),
    ("still_is_left_out", {"still": True}, "A metric that never moved in the baseline was left out. Here it has a band, which is that one value.", "基准里没动过的指标被去掉了。这里它也有范围，就是那一个值。"),
    ("missing_is_outside", {"missing": True}, "A missing value was counted as outside. It is not outside.", "缺失的值也算成了出界。缺失不算。"),
    ("ten_weeks_always", {"fixed": 10}, "The baseline always had 10 weeks. Its length is `baseline_weeks`.", "基准总是取 10 周。长度是 `baseline_weeks`。"),
    ("ties_by_name", {"ties": "name"}, "In one week the metrics stand by name. The branch comes first, as in `BRANCHES`.", "同一周的按名字排了。先按环节，次序见 `BRANCHES`。"),
    ("ties_by_the_alphabet", {"ties": "alphabet"}, "In one week the branches stand by the alphabet. Their order is that of `BRANCHES`.", "同一周的，环节按字母排了。次序见 `BRANCHES`。"),
    ("ties_from_the_till", {"ties": "downstream"}, "In one week the branches stand from the till to the source. It is the other way round.", "同一周的，环节从收银台排到了源头。要反过来。"),
    ("ties_as_in_metrics", {"ties": "branch_place"}, "Within one branch the metrics stand as in `metrics`. They stand by name.", "同一环节里照 `metrics` 的先后排了。要按名字。"),
    ("branch_before_week", {"first": "branch"}, "The branch was asked before the week. First comes the week of the break.", "先按环节排，再按周。要先按变坏的周。"),
    ("order_of_the_table", {"first": "none"}, "The result stands in the order of `metrics`. It stands by week, branch and name.", "结果照 `metrics` 的先后。要按周、环节、名字排。"),
    ("the_first_alone", {"only_first": True}, "Only the first metric came back. Asked for are all that break.", "只返回了最先的一个。变坏的都要。"),
    ("a_dict", {"as_dict": True}, "A dict came back. Asked for is a Series: `pd.Series(...)`.", "返回的是字典。要的是 Series：`pd.Series(……)`。"),
)  # fmt: skip


# --- cost_of_waiting: what each week of looking on has cost ------------------------------------------------------------

cost_of_waiting = Exercise(points=3, compare="equal", tolerance=1e-9)


def earned(text: str, first: int = 1) -> pd.DataFrame:
    """Weeks from ``"100 300c 120 -"``: profit, ``c`` for a campaign, a minus for missing, ``x`` for a week that is not there."""
    rows = []
    for week, word in enumerate(text.split(), start=first):
        if word != "x":
            rows.append((week, NAN if word.strip("c") == "-" else float(word.strip("c")), word.endswith("c")))
    return pd.DataFrame(rows, columns=["week", "profit", "campaign"])


@cost_of_waiting.example
def nine_weeks_by_hand():
    return nine_weeks(), pd.Series([0.0, 0.0, 0.0, 30.0], index=[5, 6, 7, 8])


@cost_of_waiting.visible(en="the weeks worked by hand", zh="题目里手算的九周")
def nine_weeks():
    return {"weeks": earned("100 300c 120 80 60 40 130 200c 70"), "since": 5, "lead": 1}


@cost_of_waiting.visible(en="a shop that slides", zh="一路往下的店")
def sliding():
    text = "520 900 440 420 380 700c 410 390 400 430 370 360 340 300 410 250c 240 420 200 180 210"
    return {"weeks": mixed(earned(text), 8), "since": 12}


@cost_of_waiting.visible(en="a decision that takes three weeks", zh="定了三周后才起作用")
def three_weeks_lead():
    text = "80 75 60 50 70 90c 64 30 66 58 20 52 44 66 35c 10 40 80 30"
    return {"weeks": mixed(earned(text, first=31), 5), "since": 41, "lead": 3}


@cost_of_waiting.visible(edge=True, en="at once", zh="马上起作用")
def at_once():
    return {"weeks": earned("10 12 8 4 6 11 3"), "since": 3, "lead": 0}


@cost_of_waiting.visible(edge=True, en="a profit is missing", zh="有一周利润缺失")
def profit_missing():
    return {"weeks": earned("- 12 8 - 6 6 - 3 2"), "since": 4, "lead": 2}


@cost_of_waiting.visible(edge=True, en="a week is not there", zh="少了一周")
def week_not_there():
    return {"weeks": mixed(earned("10 x 8 12 6 5 x 3 2"), 3), "since": 5, "lead": 1}


@cost_of_waiting.visible(edge=True, en="more than usual, then less", zh="先多后少")
def more_then_less():
    return {"weeks": earned("10 12 8 10 9 25 4 5"), "since": 4, "lead": 1}


@cost_of_waiting.visible(edge=True, en="too early to say", zh="还看不出来")
def too_early():
    return {"weeks": earned("10 12 8 6"), "since": 4, "lead": 2}


@cost_of_waiting.visible(edge=True, en="only campaigns before", zh="之前全是活动周")
def only_campaigns_before():
    return {"weeks": earned("30c 28c 8 6 7 5"), "since": 3, "lead": 1}


@cost_of_waiting.visible(edge=True, en="a missing profit among the last eight", zh="最后八周里有一周利润缺失")
def missing_among_the_last():
    return {"weeks": mixed(earned("90 18 12 8 - 11 9 10 12 8 9 7 10 6 5"), 7), "since": 11, "lead": 1}


@cost_of_waiting.visible(edge=True, en="no profit known before", zh="之前的利润全都缺失")
def nothing_known_before():
    return {"weeks": earned("- - - 8 6 7 5"), "since": 4, "lead": 1}


@cost_of_waiting.visible(edge=True, en="the last profit is missing", zh="最后一周利润缺失")
def last_profit_missing():
    return {"weeks": earned("10 12 8 11 9 7 4 -"), "since": 4, "lead": 1}


@cost_of_waiting.visible(edge=True, en="the last week is a campaign", zh="最后一周是活动周")
def last_week_a_campaign():
    return {"weeks": earned("10 12 8 11 9 7 4 30c"), "since": 4, "lead": 1}


@cost_of_waiting.visible(edge=True, en="no usual week, and too early", zh="没有平常周，也还看不出来")
def nothing_usual_and_too_early():
    return {"weeks": earned("30c 28c 8"), "since": 3, "lead": 1}


@cost_of_waiting.hidden(worlds=4)
def other_slides(world: World):
    rng = world.rng
    size, first = 24, int(rng.integers(1, 30))
    since = first + int(rng.integers(10, 14))
    weeks = np.arange(first, first + size)
    profit = rng.integers(350, 450, size) - np.clip(weeks - since, 0, None) * int(rng.integers(8, 25))
    table = pd.DataFrame({"week": weeks, "profit": profit.astype(float), "campaign": rng.random(size) < 0.15})
    table.loc[rng.random(size) < 0.08, "profit"] = NAN
    gone = (rng.random(size) < 0.08) & (weeks < first + size - 1)
    table = table[~gone].sample(frac=1, random_state=rng, ignore_index=True)
    return {"weeks": table, "since": since, "lead": int(rng.integers(0, 4))}


@cost_of_waiting.invariant(en="Waiting longer never costs less.", zh="等得越久，代价不会变小。")
def never_falls(result, **inputs):
    return bool((np.diff(result.to_numpy(dtype=float)) >= -1e-9).all())


@cost_of_waiting.invariant(en="Not waiting costs nothing.", zh="不等，就没有代价。")
def begins_with_nothing(result, since, **inputs):
    return result.empty or (result.index[0] == since and result.iloc[0] == 0)


def waited(
    weeks, since, lead=2, *, last=8, campaigns_usual=False, with_since=False, average="mean", clip="week", campaigns_cost=False,
    missing=0.0, lines=True, lag=None, end_lag=None, offset=1, running=True, cut=True, nothing="error", ordered=True, filter_first=True,
    after=False, begin=True, turned=False, early="empty", takes_a_place=False, ends="table", early_first=False, digits=None,
):  # fmt: skip
    """What waiting costs; the arguments are the ways to get a rule wrong."""
    lead_used = lead if lag is None else lag
    rows = weeks.sort_values("week") if ordered else weeks
    before = rows if after else rows[rows["week"] <= since] if with_since else rows[rows["week"] < since]
    calm = before["week"].notna() if campaigns_usual else ~before["campaign"].astype(bool)
    fit = calm & before["profit"].notna()
    usual = (
        before[fit].tail(last)["profit"] if filter_first else before.tail(last).loc[lambda t: fit[t.index], "profit"]
    )
    if takes_a_place:
        usual = before[calm].tail(last)["profit"]
    if early_first and rows["week"].max() - lead < since:
        return pd.Series(dtype=float)
    if takes_a_place and len(usual):
        level = float(usual.mean())
    elif not usual.count():
        if nothing == "error":
            raise ValueError("nothing to compare with")
        level = {"zero": 0.0, "nan": NAN}[nothing]
    else:
        level = float(usual.mean() if average == "mean" else usual.median())
    short = {}
    for week, profit, campaign in rows[["week", "profit", "campaign"]].itertuples(index=False):
        gap = missing * level if math.isnan(profit) else level - profit
        gap = max(gap, 0.0) if clip == "week" else gap
        short[week] = gap if campaigns_cost or not campaign else 0.0
    last_rows = {
        "table": rows,
        "known": rows[rows["profit"].notna()],
        "calm": rows[rows["profit"].notna() & ~rows["campaign"].astype(bool)],
    }[ends]
    end = int(last_rows["week"].max()) - ((lead if end_lag is None else end_lag) if cut else 0)
    until = [week for week in range(since, end + 1) if lines or week in short]
    values, total = [], 0.0
    for week in until:
        if week > since or not begin:
            step = short.get(week + lead_used + offset - 1, 0.0)
            total = total + step if running else step
        values.append(max(total, 0.0) if clip == "sum" else total)
    if early == "zero" and not until:
        until, values = [since], [0.0]
    values = values if digits is None else [round(value, digits) for value in values]
    return pd.Series([-value for value in values] if turned else values, index=until, dtype=float)


@cost_of_waiting.right
def week_by_week(weeks, since, lead=2):
    return waited(weeks, since, lead)


@cost_of_waiting.right
def with_masks(weeks, since, lead=2):
    table = weeks.set_index("week").sort_index()
    profit = table["profit"].mask(table["campaign"].astype(bool))
    earlier = profit[profit.index < since].dropna()
    if len(earlier) == 0:
        raise ValueError("no usual week")
    missing_money = (np.mean(earlier.to_numpy()[-8:]) - profit).clip(lower=0).fillna(0)
    answer = {}
    for until in range(since, int(table.index.max()) - lead + 1):
        inside = (missing_money.index > since + lead) & (missing_money.index <= until + lead)
        answer[until] = float(missing_money[inside].sum())
    return pd.Series(answer, dtype=float)


slips(
    cost_of_waiting, waited,
    ("all_weeks_before", {"last": 99}, "The usual profit is the mean of all weeks before. Only the last `USUAL_WEEKS` of them count.", "平常利润取了之前所有周的平均。只取最后 `USUAL_WEEKS` 周。"),
    ("campaigns_are_usual", {"campaigns_usual": True}, "Campaign weeks went into the usual profit. They are left out.", "平常利润里算进了活动周。活动周不算。"),
    ("last_eight_rows", {"filter_first": False}, "You took the last eight weeks and then dropped those that don't count, so fewer are left. First drop, then take eight.", "先取了最后八周，再去掉不算的，剩下不到八周。要先去掉，再取八周。"),
    ("missing_takes_a_place", {"takes_a_place": True}, "A week without a known profit took one of the eight places. Drop those weeks first, then take eight; if none is left, raise a `ValueError`.", "利润缺失的周占了八周里的一个位置。要先去掉，再取八周；一周也不剩，就抛出 `ValueError`。"),
    ("last_known_week", {"ends": "known"}, "The lines end with the last week whose profit is *known*. The last week of the table counts, known or not.", "最后一行按利润**已知**的最后一周算了。要看表里的最后一周，知不知道利润都一样。"),
    ("last_calm_week", {"ends": "calm"}, "The lines end with the last known week *without a campaign*. The last week of the table counts, whatever it was.", "最后一行按**没有活动**、利润已知的最后一周算了。要看表里的最后一周，不管是什么周。"),
    ("early_before_usual", {"early_first": True}, "You returned an empty Series before asking for the usual profit. That question comes first: without a usual week a `ValueError` is raised.", "还没算平常利润就返回了空的 Series。先算平常利润：一周也没有，就抛出 `ValueError`。"),
    ("rounded_to_fen", {"digits": 2}, ROUND_EN, ROUND_ZH),
    ("rounded_to_yuan", {"digits": 0}, ROUND_EN, ROUND_ZH),
    ("since_is_usual", {"with_since": True}, "The week `since` itself went into the usual profit. Only weeks *before* it count.", "把第 `since` 周自己也算进了平常水平。只算它**之前**的周。"),
    ("later_weeks_are_usual", {"after": True}, "The usual profit holds weeks after `since`, the bad ones among them. Only weeks before it count.", "平常利润里有 `since` 之后的周，坏的周也在里面。只算之前的。"),
    ("the_median", {"average": "median"}, "The usual profit is a median. The mean is asked for.", "平常利润取了中位数。要的是平均数。"),
    ("good_weeks_pay_back", {"clip": "none"}, "A week above the usual was set against the others. No shortfall is below 0.", "高于平常水平的周抵掉了别的周。缺口不小于 0。"),
    ("only_the_sum_is_cut", {"clip": "sum"}, "The running sum was kept above 0, not the single week. A good week pays nothing back.", "只保证累计不小于 0，没管单独一周。好的一周不抵账。"),
    ("campaigns_cost", {"campaigns_cost": True}, "A campaign week has a shortfall. It has none.", "活动周也算了缺口。活动周的缺口是 0。"),
    ("missing_is_all_lost", {"missing": 1.0}, "A missing profit was taken as 0 yuan, so the whole usual profit is lost. Its shortfall is 0.", "利润缺失当成了 0 元，等于全亏了。它的缺口是 0。"),
    ("weeks_that_are_there", {"lines": False}, "A week that is not in the table has no line. Each week from `since` on has one.", "表里没有的周就没有那一行。从 `since` 起每周都要有一行。"),
    ("without_the_lead", {"lag": 0}, "The weeks until a decision acts are missing: it acts from week *w* + `lead` + 1 on, so waiting costs later weeks.", "没管定了之后要等几周。从第 *w* + `lead` + 1 周才起作用，等待花掉的是更后面的周。"),
    ("lead_is_nowhere", {"lag": 0, "end_lag": 0}, "`lead` is used nowhere. A decision acts from week *w* + `lead` + 1 on, so waiting costs later weeks, and the last line is the last week minus `lead`.", "哪里都没用到 `lead`。第 *w* 周末定的事从第 *w* + `lead` + 1 周才起作用，等待花掉的是更后面的周，最后一行是最后一周减 `lead`。"),
    ("lead_is_always_two", {"lag": 2, "end_lag": 2}, "The lead is always 2 weeks. It is the argument `lead`.", "总是按两周后起作用算。是参数 `lead`。"),
    ("one_week_too_early", {"offset": 0}, "The shortfalls begin one week too early: week `since` + `lead` cannot be saved by a decision at the end of `since`.", "缺口早算了一周：第 `since` 周末拍板，救不了第 `since` + `lead` 周。"),
    ("one_week_too_late", {"offset": 2}, "The shortfalls begin one week too late: waiting until `since` + 1 costs week `since` + `lead` + 1.", "缺口晚算了一周：等到 `since` + 1，代价就是第 `since` + `lead` + 1 周。"),
    ("first_week_costs", {"begin": False}, "Deciding at the end of `since` costs something already. That is not waiting: 0.", "第 `since` 周末就拍板，也算了代价。那不叫等：0。"),
    ("each_week_alone", {"running": False}, "These are the costs of single weeks. Waiting until *w* costs all weeks up to there.", "算的是每一周单独的。等到第 *w* 周，要把到那里为止的都加起来。"),
    ("to_the_last_week", {"cut": False}, "The lines go on to the last week of the table. The last one is that week minus `lead`, for later costs aren't known.", "一直写到了表里最后一周。最后一行是最后一周减 `lead`，再往后的代价还不知道。"),
    ("rows_unsorted", {"ordered": False}, "The last eight *rows* before `since` were taken as they came. Sort by week first.", "`since` 之前的最后八**行**，照来的先后取的。先按周次排。"),
    ("losses_negative", {"turned": True}, "The costs are negative. A cost is asked for, so a shortfall is above 0.", "代价写成了负数。问的是代价，缺口是正的。"),
    ("nothing_usual_is_zero", {"nothing": "zero"}, "Without a usual week you reckoned with 0. Raise a `ValueError`.", "没有平常周，按 0 算了。要抛出 `ValueError`。"),
    ("nothing_usual_is_missing", {"nothing": "nan"}, "Without a usual week you reckoned with `NaN`. Raise a `ValueError`.", "没有平常周，按 `NaN` 算了。要抛出 `ValueError`。"),
    ("early_is_a_zero", {"early": "zero"}, "The last week minus `lead` lies before `since`: then the Series is empty.", "最后一周减 `lead` 比 `since` 还早：这时 Series 是空的。"),
)  # fmt: skip


# --- choose_measures: which measures are worth it ----------------------------------------------------------------------

choose_measures = Exercise(points=3, compare="equal", tolerance=1e-9)


def offered(text: str) -> pd.DataFrame:
    """Measures from ``"alert 100 0 0.5 200 1 4"``: name, cost, weekly cost, chance, gain, starts after, hours."""
    columns = ["measure", "cost", "weekly_cost", "chance", "gain", "starts_after", "hours"]
    rows = [part.split() for part in text.split(",") if part.strip()]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype(dict.fromkeys(columns[1:], float)).astype({"starts_after": int})


@choose_measures.example
def four_by_hand():
    return four_measures(), {"measures": ["supplier"], "value": 430.0, "hours": 7.0}


@choose_measures.visible(en="the measures worked by hand", zh="题目里手算的几项")
def four_measures():
    text = "alert 100 0 0.5 200 1 4, supplier 500 50 0.9 400 2 7, ads 0 100 0.55 200 0 3, post 80 0 0.5 100 1 6"
    return {"measures": offered(text), "hours": 10.0, "weeks_left": 5}


@choose_measures.visible(en="five measures, thirty hours", zh="五项措施，三十小时")
def five_measures():
    text = (
        "train 300 20 0.75 250 2 16, host 0 180 0.5 400 0 5, chat 120 10 0.5 160 1 14, "
        "pack 900 0 0.5 600 3 15, film 200 30 0.25 900 4 12"
    )
    return {"measures": offered(text), "hours": 30.0, "weeks_left": 8}


@choose_measures.visible(en="the large one or the two small ones", zh="一大还是两小")
def large_or_small():
    text = "depot 400 40 0.75 350 1 20, mail 50 10 0.75 120 0 10, vip 90 0 0.5 200 1 11, sale 0 300 0.5 620 0 2"
    return {"measures": offered(text), "hours": 21.0, "weeks_left": 6}


@choose_measures.visible(edge=True, en="with caution exactly 0", zh="留余地后正好是 0")
def exactly_nothing():
    # Free, without hours and too late: 0 in every way to write the formula, while 0.8 times a gain is not.
    return {"measures": offered("sure 100 0 1 100 1 3, edge 0 50 0.5 100 6 0"), "hours": 9.0, "weeks_left": 6}


@choose_measures.visible(edge=True, en="equal values", zh="价值一样大")
def equal_values():
    text = "zoo 100 0 0.5 400 0 8, air 100 0 0.5 400 0 6, beta 100 0 0.5 400 0 5, alpha 500 0 0.5 600 0 5"
    return {"measures": offered(text), "hours": 8.0, "weeks_left": 4}


@choose_measures.visible(edge=True, en="equal value and hours", zh="价值和小时都一样")
def equal_value_and_hours():
    text = (
        "app 0 0 0.5 350 0 2, bot 0 0 0.5 100 0 2, cup 0 0 0.5 200 0 5, dot 0 0 0.5 200 0 2, eve 0 0 0.5 100 0 3, "
        "fox 0 0 0.5 350 0 7"
    )
    return {"measures": offered(text), "hours": 9.0, "weeks_left": 4}


@choose_measures.visible(edge=True, en="a name that begins another", zh="一个名字是另一个的开头")
def name_that_begins_another():
    text = "film 0 0 0.5 125 0 5, chat+ 0 0 0.5 125 0 5, mail 0 0 0.5 150 0 6, chat 0 0 0.5 100 0 4"
    return {"measures": offered(text), "hours": 10.0, "weeks_left": 4}


@choose_measures.visible(edge=True, en="too late for one", zh="有一项来不及了")
def too_late():
    return {"measures": offered("slow 20 60 1 10 6 2, fast 20 10 1 100 1 2"), "hours": 4.0, "weeks_left": 4}


@choose_measures.visible(edge=True, en="nothing is worth it", zh="没有一项值得做")
def nothing_worth_it():
    return {"measures": offered("ads 0 100 0.55 200 0 3, sale 500 0 0.2 100 0 3"), "hours": 40.0, "weeks_left": 5}


@choose_measures.visible(edge=True, en="no measures", zh="没有措施")
def no_measures():
    return {"measures": offered(""), "hours": 40.0, "weeks_left": 5}


@choose_measures.hidden(worlds=5)
def other_boards(world: World):
    rng = world.rng
    size = int(rng.integers(4, 7))
    table = pd.DataFrame(
        {
            "measure": [f"m{number}" for number in rng.permutation(9)[:size]],
            # Half a yuan, so that no cautious value is 0 and floating point never decides.
            "cost": rng.integers(0, 600, size) + 0.5,
            "weekly_cost": rng.integers(0, 15, size) * 10.0,
            "chance": rng.choice([0.25, 0.35, 0.5, 0.6, 0.75, 0.9], size),
            "gain": rng.integers(10, 60, size) * 10.0,
            "starts_after": rng.integers(0, 5, size),
            "hours": rng.integers(2, 20, size).astype(float),
        }
    )
    return {"measures": table, "hours": float(rng.integers(15, 35)), "weeks_left": int(rng.integers(4, 12))}


@choose_measures.invariant(en="The hours are enough.", zh="小时数够用。")
def hours_are_enough(result, hours, **inputs):
    return result["hours"] <= hours


@choose_measures.invariant(en="The names stand in alphabetical order.", zh="名字按字母排。")
def names_in_order(result, **inputs):
    return result["measures"] == sorted(result["measures"])


def chosen(
    measures, hours, weeks_left, *, caution=0.8, counted=False, at_zero=False, pick="best", strict=False, chance="gain", running="rest",
    weekly=True, once=True, least=True, ties="hours", names="sorted", single=False, limited=True, half=False,
):  # fmt: skip
    """The best set; the arguments are the ways to get a rule wrong."""
    rows = []
    for one in measures.itertuples(index=False):
        weeks = {
            "rest": weeks_left - one.starts_after,
            "all": weeks_left,
            "one_more": weeks_left - one.starts_after + 1,
        }[running]
        weeks = max(weeks, 0) if least else weeks
        share = {"gain": one.chance, "all": one.chance, "none": 1.0}[chance]
        gain = share * one.gain * weeks
        cost = (one.weekly_cost * (weeks_left if half else weeks) if weekly else 0.0) + (one.cost if once else 0.0)
        cost = one.chance * cost if chance == "all" else cost
        value, careful = gain - cost, caution * gain - cost
        if careful > 0 or (at_zero and abs(careful) < 1e-9):
            rows.append((one.measure, careful if counted else value, float(one.hours)))

    def needed(group):
        return sum(row[2] for row in group)

    def fits(group):
        return not limited or (needed(group) < hours if strict else needed(group) <= hours)

    sizes = range(2) if single else range(len(rows) + 1)
    groups = [group for group in chain.from_iterable(combinations(rows, size) for size in sizes) if fits(group)]
    if pick == "best":
        tie = {
            "hours": lambda group: (needed(group), sorted(row[0] for row in group)),
            "names": lambda group: sorted(row[0] for row in group),
            "more_hours": lambda group: (-needed(group), sorted(row[0] for row in group)),
            "string": lambda group: (needed(group), ",".join(sorted(row[0] for row in group))),
            "few": lambda group: (len(group), needed(group), sorted(row[0] for row in group)),
            "table": lambda group: (needed(group), [rows.index(row) for row in group]),
        }[ties]
        best = min(groups, key=lambda group: (-sum(row[1] for row in group), tie(group)))
    else:
        rank = {"value": lambda row: (-row[1], row[2], row[0]), "rate": lambda row: (-row[1] / row[2], row[2], row[0]),
                "cheap": lambda row: (row[2], -row[1], row[0])}[pick]  # fmt: skip
        best = ()
        for row in sorted(rows, key=rank):
            best = (*best, row) if fits((*best, row)) else best
    listed = {"sorted": sorted(row[0] for row in best), "table": [row[0] for row in best],
              "value": [row[0] for row in sorted(best, key=lambda row: -row[1])]}[names]  # fmt: skip
    return {"measures": listed, "value": float(sum(row[1] for row in best)), "hours": float(needed(best))}


@choose_measures.right
def all_sets(measures, hours, weeks_left):
    return chosen(measures, hours, weeks_left)


@choose_measures.right
def with_bits(measures, hours, weeks_left):
    table = measures.sort_values("measure").reset_index(drop=True)
    weeks = np.maximum(weeks_left - table["starts_after"].to_numpy(dtype=float), 0)
    hoped = table["chance"].to_numpy(dtype=float) * table["gain"].to_numpy(dtype=float) * weeks
    paid = table["weekly_cost"].to_numpy(dtype=float) * weeks + table["cost"].to_numpy(dtype=float)
    keep = np.flatnonzero(0.8 * hoped > paid)
    best = (0.0, 0.0, [])
    for bits in range(1 << len(keep)):
        inside = [int(place) for number, place in enumerate(keep) if bits >> number & 1]
        used = float(table["hours"].iloc[inside].sum())
        candidate = (-float((hoped - paid)[inside].sum()), used, table["measure"].iloc[inside].tolist())
        if used <= hours and candidate < best:
            best = candidate
    return {"measures": best[2], "value": 0.0 - best[0], "hours": best[1]}


@choose_measures.right
def caution_taken_off_the_value(measures, hours, weeks_left):
    table = measures.sort_values("measure")
    run = (weeks_left - table["starts_after"]).clip(lower=0)
    value = table["chance"] * table["gain"] * run - table["weekly_cost"] * run - table["cost"]
    careful = value + (0.8 - 1) * table["chance"] * table["gain"] * run
    rows = [row[:3] for row in zip(table["measure"], value, table["hours"], careful, strict=True) if row[3] > 0]
    sets = [group for size in range(len(rows) + 1) for group in combinations(rows, size)]
    sets = [group for group in sets if sum(row[2] for row in group) <= hours]
    best = min(
        (-sum(row[1] for row in group), sum(row[2] for row in group), [row[0] for row in group]) for group in sets
    )
    return {"measures": best[2], "value": -best[0], "hours": best[1]}


slips(
    choose_measures, chosen,
    ("without_caution", {"caution": 1.0}, "A measure took part whose value falls to 0 or below with four fifths of the chance. It does not qualify.", "有一项措施，概率打八折后就不值了，却参加了。它不合格。"),
    ("cautious_value_counts", {"counted": True}, "The cautious value was counted. It only decides who qualifies; a measure is worth the value of rule 2.", "把留了余地的价值算进去了。它只管合不合格，值多少按第 2 条。"),
    ("at_zero_qualifies", {"at_zero": True}, "A measure with exactly 0 after caution took part. It has to be above 0.", "留余地后正好是 0 的也参加了。要大于 0。"),
    ("best_first", {"pick": "value"}, "You took the most valuable measure, then the next that fits. Two others together may be worth more: compare sets.", "先拿最值钱的，再拿放得下的下一个。别的两项合起来可能更值：要比整组。"),
    ("best_by_the_hour", {"pick": "rate"}, "You took measures by value an hour until the hours were used. Hours may be left over: compare sets.", "按每小时的价值从高到低拿。可能剩下用不完的小时：要比整组。"),
    ("shortest_first", {"pick": "cheap"}, "You took the measures with the fewest hours first. Compare sets by their value.", "先拿小时最少的。要按价值比整组。"),
    ("hours_without_limit", {"limited": False}, "Together the measures need more hours than there are.", "几项加起来，小时数超过了现有的。"),
    ("hours_used_up_is_too_many", {"strict": True}, "A set that needs exactly `hours` was refused. At most `hours` are allowed.", "正好用完 `hours` 的一组被拒绝了。不超过就行。"),
    ("one_measure_only", {"single": True}, "Only single measures were compared. Several may be taken together.", "只比了单项。可以几项一起做。"),
    ("as_if_all_work", {"chance": "none"}, "Gains were counted as if every measure worked. Multiply them by `chance`.", "收益算成了全都奏效。要乘上 `chance`。"),
    ("costs_only_if_it_works", {"chance": "all"}, "Costs were multiplied by the chance, too. They come whether it works or not.", "费用也乘了概率。奏不奏效，费用都要出。"),
    ("runs_from_today", {"running": "all"}, "Measures run from today. They run `weeks_left` - `starts_after` weeks.", "措施从今天就开始运行了。运行周数是 `weeks_left` - `starts_after`。"),
    ("one_week_more", {"running": "one_more"}, "Measures run a week longer than `weeks_left` - `starts_after`.", "比 `weeks_left` - `starts_after` 多算了一周。"),
    ("weekly_cost_from_today", {"half": True}, "The weekly cost was paid from today on. It is paid while the measure runs.", "每周费用从今天就开始付了。运行的几周才付。"),
    ("without_weekly_cost", {"weekly": False}, "The weekly cost is missing.", "没算每周的费用。"),
    ("without_first_cost", {"once": False}, "The cost that comes once is missing.", "没算一次性的费用。"),
    ("weeks_below_zero", {"least": False}, "A measure that starts after the end runs a negative number of weeks, and its weekly cost became a gain. At least 0 weeks.", "来不及开始的措施，运行周数成了负数，每周费用反倒成了进账。最小是 0 周。"),
    ("ties_by_name_alone", {"ties": "names"}, "Of equal sets you took the one that comes first by name. The one with fewer hours comes before.", "一样值的几组，按名字取了排在前面的。先看谁的小时少。"),
    ("ties_with_more_hours", {"ties": "more_hours"}, "Of equal sets you took the one with more hours. Fewer hours come first.", "一样值的几组，取了小时多的。要取小时少的。"),
    ("ties_with_fewer_measures", {"ties": "few"}, "Of equal sets you took the one with fewer measures. Fewer hours come first, then the list of names.", "一样值的几组，取了项数少的。先看小时少，再看名字的列表。"),
    ("names_as_one_string", {"ties": "string"}, "The names were joined to one string before comparing. Compare the lists: `\"chat\"` comes before `\"chat+\"`, whatever follows.", "先把名字连成一个字符串才比的。要比列表：`\"chat\"` 总在 `\"chat+\"` 前面，不管后面跟什么。"),
    ("ties_as_in_the_table", {"ties": "table"}, "Of sets with equal value and hours you took the one that stands first in the table. The list of names decides.", "价值和小时都一样的几组，取了表里排在前面的。由名字的列表决定。"),
    ("names_as_in_the_table", {"names": "table"}, "The names stand as in the table. Put them in alphabetical order.", "名字照表里的先后。要按字母排。"),
)  # fmt: skip


# --- transfer_test: does the rule hold in the other shop? --------------------------------------------------------------

transfer_test = Exercise(points=3, compare="equal", tolerance=1e-9)
KEYS = ["signals", "others", "share", "other_share", "low_end", "high_end", "verdict"]


def watched(text: str, first: int = 1) -> pd.DataFrame:
    """Weeks from ``"90 30, 70 -"``: in_stock and conversion in hundredths and thousandths; ``x`` for a week that is not there."""
    rows = []
    for week, part in enumerate(text.split(","), start=first):
        if part.strip() != "x":
            stock, rate = (NAN if word == "-" else float(word) for word in part.split())
            rows.append((week, stock / 100, rate / 1000))
    return pd.DataFrame(rows, columns=["week", "in_stock", "conversion"])


def made(pairs: list[tuple[int, int]], gap: bool = True) -> pd.DataFrame:
    """Weeks, two for each pair (in_stock in hundredths, next conversion in thousandths), with a missing week between."""
    parts = chain.from_iterable((f"{stock} -", f"- {rate}", *(["x"] if gap else [])) for stock, rate in pairs)
    return watched(",".join(parts))


@transfer_test.example
def eighteen_pairs_by_hand():
    root = math.sqrt(0.016 + 0.015625)
    ends = {"low_end": 0.55 - 1.96 * root, "high_end": 0.55 + 1.96 * root}
    return eighteen_pairs(), {
        "signals": 8,
        "others": 10,
        "share": 0.875,
        "other_share": 0.2,
        **ends,
        "verdict": "holds",
    }


@transfer_test.visible(en="the pairs worked by hand", zh="题目里手算的配对")
def eighteen_pairs():
    pairs = [(70, 20)] * 7 + [(70, 30)] + [(90, 20)] * 2 + [(90, 30)] * 8
    return {"weeks": mixed(made(pairs), 7), "low": 0.8, "usual": 0.024}


@transfer_test.visible(en="a shop week by week", zh="一周接一周的店")
def week_by_week_shop():
    text = (
        "90 26,70 26,65 20,x,88 19,91 27,79 25,x,92 21,60 25,74 22,85 20,86 26,93 25,71 26,88 21,90 19,69 25,73 22,64 18,95 21,"
        "82 28,84 25,66 24,80 22,90 26,77 27,x,62 21,91 18"
    )
    return {"weeks": mixed(watched(text, first=11), 5), "low": 0.8, "usual": 0.0245}


@transfer_test.visible(en="a shop whose customers wait", zh="顾客愿意等的店")
def customers_wait():
    pairs = [(50, 40)] * 16 + [(50, 60)] * 24 + [(70, 40)] * 23 + [(70, 60)] * 27
    return {"weeks": mixed(made(pairs), 7), "low": 0.6, "usual": 0.05}


@transfer_test.visible(edge=True, en="too few weeks with a signal", zh="有信号的周太少")
def too_few_signals():
    pairs = [(70, 20)] * 4 + [(90, 20)] + [(90, 30)] * 6
    return {"weeks": made(pairs), "low": 0.8, "usual": 0.024}


@transfer_test.visible(edge=True, en="too few weeks without a signal", zh="没有信号的周太少")
def too_few_others():
    pairs = [(70, 20)] * 6 + [(70, 30)] + [(90, 20)] + [(90, 30)] * 3
    return {"weeks": made(pairs), "low": 0.8, "usual": 0.024}


@transfer_test.visible(edge=True, en="an end beyond -1", zh="有一端小于 -1")
def beyond_the_end():
    pairs = [(70, 30)] * 5 + [(90, 20)] * 5
    return {"weeks": made(pairs), "low": 0.8, "usual": 0.024}


@transfer_test.visible(edge=True, en="just enough pairs", zh="对数刚好够")
def just_enough():
    pairs = [(70, 20)] * 3 + [(70, 30)] * 2 + [(90, 20)] * 2 + [(90, 30)] * 3
    return {"weeks": made(pairs), "low": 0.8, "usual": 0.024}


@transfer_test.visible(edge=True, en="no week with a signal", zh="没有一周有信号")
def no_signal():
    return {"weeks": watched("90 30,91 20,88 31,85 22,93 30,95 29"), "low": 0.8, "usual": 0.024}


@transfer_test.visible(edge=True, en="exactly low, exactly usual", zh="正好等于界限")
def exactly_the_limits():
    pairs = [(75, 20)] * 5 + [(75, 25)] * 2 + [(50, 20)] * 5 + [(50, 25)] * 2 + [(90, 30)] * 3
    return {"weeks": made(pairs), "low": 0.75, "usual": 0.025}


@transfer_test.visible(edge=True, en="missing values and weeks", zh="有缺失，也少了几周")
def with_holes():
    text = "90 26,70 26,- 20,88 19,x,60 25,74 -,85 20,86 26,x,71 26,88 -,90 19,69 25,73 22,x,95 21,70 20,62 30,91 20,66 21,92 20,93 26,94 26,90 30"
    return {"weeks": mixed(watched(text), 5), "low": 0.8, "usual": 0.024}


@transfer_test.visible(edge=True, en="a small difference, for certain", zh="差得不多，但很肯定")
def small_for_certain():
    pairs = [(70, 20)] * 12 + [(70, 30)] * 88 + [(90, 20)] + [(90, 30)] * 99
    return {"weeks": made(pairs), "low": 0.8, "usual": 0.024}


@transfer_test.visible(edge=True, en="the other way round", zh="正好相反")
def the_other_way_round():
    pairs = [(70, 20)] * 2 + [(70, 30)] * 10 + [(90, 20)] * 9 + [(90, 30)] * 3
    return {"weeks": made(pairs), "low": 0.8, "usual": 0.024}


@transfer_test.visible(edge=True, en="no weeks", zh="一周也没有")
def no_weeks():
    return {"weeks": watched("90 30").iloc[:0], "low": 0.8, "usual": 0.024}


@transfer_test.hidden(worlds=5)
def other_shops_weeks(world: World):
    rng = world.rng
    size = int(rng.integers(30, 60))
    stock = np.round(rng.uniform(0.55, 0.97, size), 2)
    effect = float(rng.choice([0.0, 0.002, 0.005]))
    rate = 0.025 + rng.normal(0, 0.002, size)
    rate[1:] -= np.where(stock[:-1] < 0.75, effect, 0.0)
    table = pd.DataFrame({"week": np.arange(5, 5 + size), "in_stock": stock, "conversion": np.round(rate, 5)})
    for column in ("in_stock", "conversion"):
        table.loc[rng.random(size) < 0.05, column] = NAN
    table = table[rng.random(size) > 0.05].sample(frac=1, random_state=rng, ignore_index=True)
    return {"weeks": table, "low": 0.75, "usual": 0.024}


@transfer_test.invariant(en="There are fewer pairs than weeks.", zh="配对比周少。")
def fewer_pairs_than_weeks(result, weeks, **inputs):
    return result["signals"] + result["others"] <= max(len(weeks) - 1, 0)


@transfer_test.invariant(en="A rule that holds has more hits with a signal.", zh="成立的规律，有信号时命中得更多。")
def holds_means_more(result, **inputs):
    return result["verdict"] != "holds" or result["share"] > result["other_share"]


def judged(
    weeks, low, usual, *, lag=1, rows=False, signal="below", hit="below", stock_missing=False, rate_missing=False, added=True, plus_n=True,
    z=1.96, least=5, order="holds", shares="plain", other="rest", turned=False, none=NAN, swapped=False, pooled=False, weak="open", per_end=False, hits=False,
    asked="both", clipped=False, digits=None,
):  # fmt: skip
    """The test of the rule; the arguments are the ways to get a rule wrong."""
    table = weeks.sort_values("week")
    rates = dict(zip(table["week"], table["conversion"], strict=True))
    following = table["conversion"].shift(-lag).tolist()
    pairs = []
    for place, (week, stock) in enumerate(zip(table["week"], table["in_stock"], strict=True)):
        rate = following[place] if rows else rates.get(week + lag, NAN)
        lost = (math.isnan(stock) and not stock_missing) or (
            math.isnan(rate) and not (rate_missing and week + lag in rates)
        )
        if not lost:
            told = stock < low or (signal == "at" and stock == low)
            came = rate < usual or (hit == "at" and rate == usual)
            pairs.append((told, not came if hit == "above" else came))
    groups = [[came for told, came in pairs if told], [came for told, came in pairs if not told]]
    if other == "all":
        groups[1] = [came for _, came in pairs]
    if swapped:
        groups = groups[::-1]
    (x, n), (y, m) = ((sum(group), len(group)) for group in groups)
    plain = [x / n if n else none, y / m if m else none]
    p, q = ((x + 1) / (n + 2), (y + 1) / (m + 2)) if added else (plain[0], plain[1])
    sizes = (n + 2, m + 2) if plus_n else (n, m)
    if shares == "added":
        plain = [(x + 1) / (n + 2), (y + 1) / (m + 2)]
    if hits:
        plain = [x, y]
    found = {"signals": n, "others": m, "share": plain[0], "other_share": plain[1]}
    if min({"both": (n, m), "signals": (n,), "others": (m,)}[asked]) < max(least, 1):
        return {**found, "low_end": NAN, "high_end": NAN, "verdict": weak}
    spread = p * (1 - p) / sizes[0] + q * (1 - q) / sizes[1]
    if pooled:
        together = (x + y + 2) / (n + m + 4)
        spread = together * (1 - together) * (1 / sizes[0] + 1 / sizes[1])
    width = z * (
        math.sqrt(spread) if not per_end else math.sqrt(p * (1 - p) / sizes[0]) + math.sqrt(q * (1 - q) / sizes[1])
    )
    low_end, high_end = p - q - width, p - q + width
    if turned:
        low_end, high_end = q - p - width, q - p + width
    if clipped:
        low_end, high_end = max(low_end, -1.0), min(high_end, 1.0)
    holds, fails = low_end > 0, high_end < 0.25
    said = {
        "holds": "holds" if holds else "fails" if fails else "open",
        "fails": "fails" if fails else "holds" if holds else "open",
        "two": "holds" if holds else "fails",
        "share": "holds" if x * m > y * n else "fails",
        "zero": "holds" if holds else "fails" if high_end < 0 else "open",
    }[order]
    answer = {**found, "low_end": low_end, "high_end": high_end, "verdict": said}
    if digits is not None:
        answer = {name: round(value, digits) if isinstance(value, float) else value for name, value in answer.items()}
    return answer


@transfer_test.right
def pair_by_pair(weeks, low, usual):
    return judged(weeks, low, usual)


@transfer_test.right
def by_week_number(weeks, low, usual):
    table = weeks.set_index("week").sort_index()
    ahead = table["conversion"].reindex(table.index + 1).to_numpy(dtype=float)
    stock = table["in_stock"].to_numpy(dtype=float)
    good = ~np.isnan(stock) & ~np.isnan(ahead)
    counts = pd.crosstab(stock[good] < low, ahead[good] < usual).reindex(
        index=[True, False], columns=[True, False], fill_value=0
    )
    total, hits = counts.sum(axis=1), counts[True]
    share = (hits / total.where(total > 0)).astype(float)
    answer = {
        "signals": int(total[True]),
        "others": int(total[False]),
        "share": share[True],
        "other_share": share[False],
    }
    if total.min() < 5:
        return {**answer, "low_end": NAN, "high_end": NAN, "verdict": "open"}
    smooth = (hits + 1) / (total + 2)
    middle = smooth[True] - smooth[False]
    reach = 1.96 * float(np.sqrt((smooth * (1 - smooth) / (total + 2)).sum()))
    word = "holds" if middle > reach else "fails" if middle + reach < 0.25 else "open"
    return {**answer, "low_end": middle - reach, "high_end": middle + reach, "verdict": word}


slips(
    transfer_test, judged,
    ("the_same_week", {"lag": 0}, "Signal and conversion are those of one week. The rule speaks of conversion *the week after*.", "信号和转化率取的是同一周。规律说的是**下一周**的转化率。"),
    ("the_week_before", {"lag": -1}, "Conversion is that of the week *before* the signal. Take the week after.", "转化率取的是信号**前**一周。要取后一周。"),
    ("next_row", {"rows": True}, "The next *row* was taken for the next week. Where a week is missing, that is another week: ask for the number week + 1.", "把下一**行**当成了下一周。少了周的地方，那是别的周：要按周次 week + 1 找。"),
    ("exactly_low_is_a_signal", {"signal": "at"}, "Exactly `low` was taken as a signal. Only *below* counts.", "正好等于 `low` 也当成了信号。要**低于**才算。"),
    ("exactly_usual_is_a_hit", {"hit": "at"}, "Exactly `usual` was taken as a hit. Only *below* counts.", "正好等于 `usual` 也当成了命中。要**低于**才算。"),
    ("higher_is_a_hit", {"hit": "above"}, "A hit is a conversion *below* the usual; yours are the others.", "命中是转化率**低于**平常水平，您数的是另一半。"),
    ("missing_stock_is_no_signal", {"stock_missing": True}, "A week with unknown `in_stock` counts as one without a signal. It is left out: a comparison with a missing value is just false.", "`in_stock` 缺失的周算成了没有信号。要去掉：和缺失值比较只会得到假。"),
    ("missing_rate_is_no_hit", {"rate_missing": True}, "A pair with unknown conversion counts as no hit. It is left out.", "转化率缺失的配对算成了没命中。要去掉。"),
    ("interval_without_the_added", {"added": False, "plus_n": False}, "The interval was made from the plain shares. Add one hit and one that is none to each group first.", "区间用的是原来的占比。两组要先各添一对命中的、一对不命中的。"),
    ("added_to_n_alone", {"added": False}, "The two added pairs are in the numbers under the root, but *p* is still the plain share: (hits + 1) / (pairs + 2).", "根号里的 n 加上了添的那两对，*p* 却还是原来的占比。应当是（命中 + 1）÷（对数 + 2）。"),
    ("ends_cut_at_one", {"clipped": True}, "An end of the interval was cut at -1 or 1. Leave it as it comes out.", "区间的一端截到了 -1 或 1。照算出来的写。"),
    ("rounded_to_three", {"digits": 3}, ROUND_EN, ROUND_ZH),
    ("rounded_to_two", {"digits": 2}, ROUND_EN, ROUND_ZH),
    ("added_but_not_to_n", {"plus_n": False}, "The two added pairs are missing in the numbers under the root.", "根号里的 n 没有加上添的那两对。"),
    ("added_to_the_shares", {"shares": "added"}, "The shares of the result hold the added pairs. Those are for the interval alone.", "结果里的占比也把添的算进去了。那只用在区间里。"),
    ("hits_for_shares", {"hits": True}, "Numbers of hits stand where shares are asked for.", "该写占比的地方写了命中的次数。"),
    ("against_all_weeks", {"other": "all"}, "The others are all pairs, those with a signal among them. Compare with the pairs *without* one.", "另一组取了全部配对，有信号的也在里面。要和**没有**信号的比。"),
    ("groups_swapped", {"swapped": True}, "The two groups are swapped: `signals` are the weeks with few sizes.", "两组写反了：`signals` 是断码多的周。"),
    ("difference_turned", {"turned": True}, "The difference is others minus signals. It is the other way round.", "差算成了没信号的减有信号的。要反过来。"),
    ("pooled_spread", {"pooled": True}, "Under the root stands the share of both groups together. Each group has its own.", "根号里用了两组合起来的占比。两组各用各的。"),
    ("roots_added", {"per_end": True}, "The half widths of two intervals were added. The interval of the difference has one root over the sum.", "把两个区间的半宽加了起来。差的区间是先相加，再开一次方。"),
    ("one_standard_error", {"z": 1.0}, "The factor `Z` (1.96) before the root is missing.", "根号前少乘了 `Z`（1.96）。"),
    ("few_pairs_are_enough", {"least": 1}, "A group with fewer than `MIN_PAIRS` pairs got an interval. Then both ends are `NaN` and the verdict is `\"open\"`.", "不足 `MIN_PAIRS` 对的组也给了区间。这时两端都是 `NaN`，结论是 `\"open\"`。"),
    ("signals_alone_asked", {"asked": "signals"}, "Only the pairs with a signal were asked for `MIN_PAIRS`. Both groups need that many.", "只问了有信号的够不够 `MIN_PAIRS` 对。两组都要够。"),
    ("others_alone_asked", {"asked": "others"}, "Only the pairs without a signal were asked for `MIN_PAIRS`. Both groups need that many.", "只问了没有信号的够不够 `MIN_PAIRS` 对。两组都要够。"),
    ("five_pairs_are_too_few", {"least": 6}, "Five pairs were taken as too few. `MIN_PAIRS` are enough.", "五对也当成了不够。有 `MIN_PAIRS` 对就够了。"),
    ("fails_without_an_interval", {"weak": "fails"}, "Without an interval you said `\"fails\"`. Nothing was shown, so it is `\"open\"`.", "没有区间就说了 `\"fails\"`。什么都没证明，应当是 `\"open\"`。"),
    ("no_pairs_is_zero", {"none": 0.0}, "A share without pairs is 0 here. It is `NaN`.", "没有配对的占比写成了 0。应当是 `NaN`。"),
    ("not_shown_is_refuted", {"order": "two"}, "What does not hold for certain was called `\"fails\"`. It fails only if `high_end` is below `WORTH`; otherwise it is `\"open\"`.", "没有证实的都说成了 `\"fails\"`。`high_end` 小于 `WORTH` 才是，否则是 `\"open\"`。"),
    ("fails_before_holds", {"order": "fails"}, "`\"fails\"` was asked first. A rule whose `low_end` is above 0 holds, however small the difference.", "先问了 `\"fails\"`。`low_end` 大于 0 的就是成立，差得再小也是。"),
    ("fails_below_zero", {"order": "zero"}, "You say `\"fails\"` only below 0. It fails if `high_end` is below `WORTH`.", "只有小于 0 才说 `\"fails\"`。`high_end` 小于 `WORTH` 就是。"),
    ("the_larger_share_wins", {"order": "share"}, "The verdict compares the two shares. It rests on the interval.", "结论只比了两个占比。要看区间。"),
)  # fmt: skip

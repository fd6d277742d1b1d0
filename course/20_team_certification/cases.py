"""Cases of chapter 20: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

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


# --- first_cause: what broke first ------------------------------------------------------------------------------------

first_cause = Exercise(points=3, compare="equal", tolerance=1e-9)
FIVE = [9, 11, 9, 11, 10]


def book(first: str = "2025-01-06", order: int | None = None, **metrics) -> pd.DataFrame:
    """Weeks of a shop; ``order`` shuffles the rows."""
    frame = pd.DataFrame({name: np.array(values, dtype=float) for name, values in metrics.items()})
    frame.insert(0, "week", pd.date_range(first, periods=len(frame), freq="7D"))
    return frame if order is None else frame.sample(frac=1, random_state=order, ignore_index=True)


@first_cause.example
def three_figures_by_hand():
    case = book(late=[*FIVE, 13, 14, 14, 13], returns=[*FIVE, 10, 16, 10, 16], replies=[*FIVE, 14, 6, 15, 15])
    return {"case": case, "baseline_weeks": 5, "z": 3.0}, {"metric": "late", "week": "2025-02-17", "side": "up"}


@first_cause.visible(en="the question's three figures", zh="题目里的三个指标")
def the_question():
    return three_figures_by_hand()[0]


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
    case, baseline_weeks, z, *, sort=True, ddof=1, run=True, same=True, strict=True, usual="first", few=4, flat=True,
    fill=None, tie="abs", pick="first", second=False, upward=False, robust=False, text=True, empty="dict", typed=None,
    typed_z=None, gaps=True, last_starts=False, from_start=False,
):  # fmt: skip
    """First break; the arguments are the ways to get a rule wrong."""
    weeks = (case.sort_values("week") if sort else case).set_index("week")
    if fill == "ffill":
        weeks = weeks.ffill()
    elif fill == "zero":
        weeks = weeks.fillna(0)
    n = typed or baseline_weeks
    z = typed_z or z
    early = weeks if usual == "all" else weeks.iloc[:n]
    later = weeks if from_start else weeks.iloc[n:]
    found = []
    for name in weeks:
        known = early[name].dropna()
        if len(known) < few:
            continue
        mean, spread = known.mean(), known.std(ddof=ddof)
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
            found.append((name, week, off[week], off.abs().max()))
    if not found:
        return {"dict": {}, "none": None, "words": {"metric": "none", "week": "none", "side": "none"}}[empty]
    if pick == "largest":
        best = max(found, key=lambda one: one[3])
    else:
        first = min(week for _, week, _, _ in found)
        tied = [one for one in found if one[1] == first]
        keys = {
            "abs": lambda one: abs(one[2]),
            "signed": lambda one: one[2],
            "order": lambda one: 0,
            "peak": lambda one: one[3],
        }
        best = max(tied, key=keys[tie])
    name, week, off, _ = best
    return {
        "metric": name,
        "week": week.strftime("%Y-%m-%d") if text else str(week),
        "side": "up" if off > 0 else "down",
    }


@first_cause.right
def metric_by_metric(case, baseline_weeks=8, z=3.0):
    return broken(case, baseline_weeks, z)


@first_cause.right
def week_by_week(case, baseline_weeks=8, z=3.0):
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
    ("week_with_the_hour", {"text": False}, "The week was written with its hour. It is a date alone, such as `2025-02-17`.", "日期后面带了时分秒。只写日期，像 `2025-02-17`。"),
    ("none_for_nothing", {"empty": "none"}, "`None` was returned where nothing breaks. The answer is an empty dict.", "什么都没坏时返回了 `None`。应返回空字典。"),
    ("words_for_nothing", {"empty": "words"}, "The word none was written where nothing breaks. The answer is an empty dict.", "什么都没坏时写了 none。应返回空字典。"),
)  # fmt: skip


# --- policy: twelve weeks, written down beforehand --------------------------------------------------------------------

policy = Exercise(points=4, compare="property")
LEAST_TOTAL, HIGHEST_PRICE = 40, 1.1


def amiss(result, role):
    """What is wrong with a plan before it is played; empty if nothing is."""
    from storelab.store import LEVERS, MOVES

    for name, value in result.items():
        if name not in MOVES[role]:
            return str(name)
        values = list(value) if isinstance(value, list | tuple) else [value] * 12
        lever = LEVERS[name]
        if len(values) != 12:
            return f"{name}: {len(values)}"
        for one in values:
            if isinstance(one, bool) or not isinstance(one, int | float) or not lever.low <= one <= lever.high:
                return f"{name}: {one}"
            if lever.whole and one != int(one):
                return f"{name}: {one}"
    return ""


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
    counts = {name: len(set(value)) if isinstance(value, list | tuple) else 1 for name, value in result.items()}
    lever = max(counts, key=lambda name: counts[name], default="")
    return counts.get(lever, 0) <= 2, {"lever": lever, "n": counts.get(lever, 0)}


@policy.property(
    en="price is never above 1.1 (yours goes up to {highest})", zh="price 任何一周都不超过 1.1（现在最高 {highest}）"
)
def price_cap(result, expected, scenario, role):
    price = result.get("price", 1.0)
    if amiss(result, role):
        return True
    highest = max(price) if isinstance(price, list | tuple) else price
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


@policy.property(en="the total is at least 40 points (yours: {points})", zh="总分不低于 40（现在是 {points}）")
def worth_it(result, expected, scenario, role):
    points = played(result, scenario, role)
    share = 1.0 if points is None else min(max(points["total"], 0.0) / LEAST_TOTAL, 1.0)
    return share, {"points": points and f"{points['total']:.0f}"}


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


PLANS = {
    ("opening", "manager"): {"price": 1.1, "stock": [10] * 3 + [4] * 9, "media": [1000] * 2 + [3000] * 4 + [1000] * 6, "service": 6},
    ("opening", "specialist"): {"price": [1.1] * 4 + [1.0] * 8, "media": [500] * 3 + [1000] * 9},
    ("opening", "service"): {"staff": 1, "service": [6] * 9 + [0] * 3},
    ("promotion", "manager"): {"price": 1.1, "stock": [4] * 7 + [2] * 5, "media": [2000] * 4 + [1000] * 8, "service": [8] * 9 + [3] * 3},
    ("promotion", "specialist"): {"price": [1.05] * 4 + [0.9] * 3 + [1.05] * 5, "media": [1000] * 3 + [1500] * 4 + [1000] * 5},
    ("promotion", "service"): {"staff": [2] * 3 + [4] * 5 + [2] * 4, "service": [5] * 7 + [8] * 5},
    ("crisis", "manager"): {"price": 1.1, "stock": [2] * 3 + [3] * 9, "media": [0] * 9 + [500] * 3, "staff": [3] * 7 + [1] * 5, "service": 6},
    ("crisis", "specialist"): {"price": [1.1] * 7 + [1.0] * 5, "media": [0] * 7 + [1500] * 5},
    ("crisis", "service"): {"staff": [2] * 2 + [3] * 4 + [2] * 6, "service": 7},
}  # fmt: skip


@policy.right
def found_by_search(scenario, role):
    return {name: value if isinstance(value, list) else [value] * 12 for name, value in PLANS[scenario, role].items()}


@policy.right
def by_role_first(scenario, role):
    plan = dict(PLANS[scenario, role])
    if role == "service":
        plan.setdefault("staff", 2 if scenario != "opening" else 1)
    if scenario == "crisis" and role == "specialist":
        plan["price"] = 1.1
    return plan


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


@policy.wrong(en="Price was raised above the founder's cap of 1.1.", zh="价格超过了创始人定的上限 1.1。")
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


NAN = np.nan
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
    ("any_rule_will_do", {"combine": "any"}, "One rule of a level was enough. All have to hold.", "一级里满足一条就算了。要全部成立。"),
    ("levels_by_name", {"by": "name"}, "Levels were taken in the order of their names. `rank` says which is lowest.", "等级按名字排了。哪一级最低看 `rank`。"),
    ("levels_by_row", {"by": "rows"}, "Levels were taken in the order of the table's rows. `rank` says which is lowest.", "等级按表里的先后来了。哪一级最低看 `rank`。"),
    ("no_level_is_missing", {"nothing": None}, "Who has no level is missing. The word is `none`.", "没有等级的成了缺失。要写 `none`。"),
    ("learners_as_they_come", {"sort": False}, "Learners stand in the order of the table. Sort them.", "学员照表里的先后。要从小到大排。"),
    ("table_instead_of_series", {"whole": True}, "A table was returned. It is a Series, indexed by learner.", "返回了表。应是以学员为索引的 Series。"),
    ("equal_weights", {"shares": dict.fromkeys(PARTS, 0.2)}, "All parts weigh the same. The weights stand in `WEIGHTS`.", "各部分权重一样了。权重在 `WEIGHTS` 里。"),
)  # fmt: skip

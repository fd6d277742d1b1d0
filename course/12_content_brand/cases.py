"""Cases of chapter 12: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import math

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


# --- engagement: points over a base, small posts not judged -----------------------------------------------------------

RATE = "metrics.engagement_rate(posts, by='account', base=base, actions=('likes', 'comments', 'shares'))"
engagement = Exercise(points=3, compare="equal", tolerance=1e-9, library=[RATE])
ACTED = ["post_id", "account", "impressions", "reads", "likes", "comments", "shares"]
JUDGED = ["post_id", "account", "rate", "account_rate"]


def acted(*rows: tuple) -> pd.DataFrame:
    """Posts from rows in the order of `ACTED`; None for a count that is switched off."""
    table = pd.DataFrame(rows, columns=ACTED)
    return table.astype(dict.fromkeys(["likes", "comments", "shares"], float))


@engagement.example
def two_posts_by_hand():
    posts = acted((2, "lab", 3000, 200, 10, 4, 2), (1, "lab", 900, 50, 1, None, 0))
    expected = pd.DataFrame([[1, "lab", np.nan, 0.1], [2, "lab", 0.12, 0.1]], columns=JUDGED)
    return {"posts": posts, "base": "reads"}, expected


@engagement.visible(en="three accounts, by reads", zh="三个账号，按阅读")
def three_accounts_by_reads():
    posts = acted(
        (7, "notes", 4000, 520, 31, 8, 3), (3, "films", 9000, 2100, 95, None, 12), (9, "notes", 1500, 80, 6, 2, 1),
        (1, "films", 700, 240, 9, 3, None), (5, "answers", 640, 99, 12, 4, 1), (8, "notes", 2600, 410, 12, 6, 4),
        (2, "answers", 800, 160, 4, 5, 2),
    )  # fmt: skip
    return {"posts": posts, "base": "reads"}


@engagement.visible(en="the same, by impressions", zh="同样这些，按曝光")
def the_same_by_impressions():
    posts = three_accounts_by_reads()["posts"].iloc[::-1].reset_index(drop=True)
    posts.loc[posts["post_id"] == 5, "impressions"] = 90
    posts.loc[posts["post_id"] == 1, "impressions"] = 60
    return {"posts": posts, "base": "impressions"}


@engagement.visible(edge=True, en="exactly 100, and 99", zh="正好 100，和 99")
def exactly_a_hundred():
    posts = acted((4, "a", 100, 20, 3, 1, 0), (2, "a", 99, 15, 2, 2, 1), (3, "b", 101, 9, 1, 0, 2))
    return {"posts": posts, "base": "impressions"}


@engagement.visible(edge=True, en="nobody read anything", zh="谁也没读")
def nobody_read():
    posts = acted((1, "a", 500, 0, 3, 0, 0), (2, "a", 300, 0, 0, None, 0), (3, "b", 800, 150, 2, 1, None))
    return {"posts": posts, "base": "reads"}


@engagement.visible(edge=True, en="one post", zh="只有一条")
def one_post():
    return {"posts": acted((11, "a", 900, 300, 8, None, None)), "base": "reads"}


@engagement.visible(edge=True, en="an empty table", zh="空表")
def no_posts():
    return {"posts": acted((1, "a", 1, 1, 1, 1, 1)).head(0), "base": "reads"}


@engagement.visible(edge=True, en="a base that is none", zh="没有这种分母")
def unknown_base():
    return {"posts": acted((1, "a", 500, 200, 3, 1, 0)), "base": "clicks"}


@engagement.hidden(worlds=3)
def other_posts(world: World):
    posts = world.table("social_posts")[ACTED].sample(160, random_state=world.rng).reset_index(drop=True)
    posts = posts.astype(dict.fromkeys(["likes", "comments", "shares"], float))
    posts.loc[world.rng.random(len(posts)) < 0.15, "comments"] = np.nan
    posts.loc[world.rng.random(len(posts)) < 0.1, "shares"] = np.nan
    posts.loc[world.rng.random(len(posts)) < 0.2, "reads"] //= 40
    return {"posts": posts, "base": ["reads", "impressions"][int(world.rng.integers(2))]}


@engagement.invariant(en="Every post has one row, in the order of the numbers.", zh="每条内容一行，按编号先后。")
def a_row_each(result, *, posts, **inputs):
    return result["post_id"].tolist() == sorted(posts["post_id"])


def judged(
    posts, base="impressions", *, weights=(1, 2, 3), least=100, fill=True, strict=False, small="in", below=None, order="post_id",
    mean="sums", check=True, judge="base", account_of="all", zero=False, columns=JUDGED, percent=1.0,
    guard=True,
):  # fmt: skip
    """Points over a base; the arguments are the ways to get a rule wrong."""
    if check and base not in ("impressions", "reads"):
        raise ValueError("unknown base")
    table = posts.sort_values(order, kind="stable").reset_index(drop=True) if order else posts.reset_index(drop=True)
    counts = table[["likes", "comments", "shares"]]
    points = (counts.fillna(0) if fill else counts).mul(weights).sum(axis=1, skipna=fill)
    divisor = table[below or base].astype(float)
    looked = table["reads"] if judge == "reads" else divisor
    big = looked > least if strict else looked >= least
    rate = (points / divisor.where(divisor > 0)).where(big)
    kept = big if small == "out" else pd.Series(True, index=table.index)
    account = table["account"]
    if mean == "sums":
        above = points.where(kept).groupby(account).transform("sum")
        total = divisor.where(kept).groupby(account).transform("sum")
        overall = above / (total.where(total > 0) if guard else total)
    elif mean == "rates":
        overall = rate.groupby(account).transform("mean")
    elif mean == "all_rates":
        overall = (points / divisor.where(divisor > 0)).groupby(account).transform("mean")
    else:
        overall = pd.Series(points.sum() / divisor.sum() if divisor.sum() else np.nan, index=table.index)
    if zero:
        rate, overall = rate.fillna(0), overall.fillna(0)
    table["rate"], table["account_rate"] = rate * percent, overall * percent
    return table[list(columns)]


@engagement.right
def by_weighted_columns(posts, base="impressions"):
    return judged(posts, base)


@engagement.right
def by_a_loop_over_accounts(posts, base="impressions"):
    if base != "impressions" and base != "reads":
        raise ValueError(base)
    rows = []
    for account, mine in posts.groupby("account"):
        points = [a + 2 * (0 if pd.isna(b) else b) + 3 * (0 if pd.isna(c) else c)
                  for a, b, c in zip(mine["likes"], mine["comments"], mine["shares"], strict=True)]  # fmt: skip
        whole = sum(points) / mine[base].sum() if mine[base].sum() else np.nan
        for number, mark, below in zip(mine["post_id"], points, mine[base], strict=True):
            rows.append((number, account, mark / below if below >= 100 else np.nan, whole))
    return pd.DataFrame(sorted(rows), columns=JUDGED)


slips(
    engagement, judged,
    ("plain_actions", {"weights": (1, 1, 1)},
     "Likes, comments and shares were simply added. In points a comment counts 2 and a share 3.", "赞、评论、转发直接加了。按分数，评论 2 分，转发 3 分。"),
    ("likes_only", {"weights": (1, 0, 0)}, "Only likes were counted. Comments (2) and shares (3) belong to the points.", "只数了赞。评论（2 分）和转发（3 分）也要算。"),
    ("shares_like_comments", {"weights": (1, 2, 2)}, "A share was counted like a comment, 2. It counts 3.", "转发按评论的 2 分算了。转发是 3 分。"),
    ("weights_swapped", {"weights": (1, 3, 2)}, "Comments and shares changed places: a comment is 2, a share 3.", "评论和转发的分数弄反了：评论 2 分，转发 3 分。"),
    ("missing_spreads", {"fill": False},
     "A post with comments or shares switched off lost all its points. A missing count is 0, the likes stay.", "关了评论或转发的内容，分全没了。缺失按 0 算，赞还在。"),
    ("small_posts_judged", {"least": 1}, "Posts with a base under 100 have a rate. They are not judged: `NaN`.", "分母不到 100 的也评了。它们不评，填 `NaN`。"),
    ("hundred_not_judged", {"strict": True}, "A post whose base is exactly 100 was not judged. Only *less* than 100 is too little.", "正好 100 的没评。**不到** 100 才不评。"),
    ("small_posts_left_out", {"small": "out"},
     "Small posts are missing in the account's rate. They are not judged alone, but they count in their account.", "不评的小内容没算进账号的率。它们只是不单独评，账号里要算。"),
    ("mean_of_rates", {"mean": "rates"},
     "The account's rate is the mean of its posts' rates. It is the sum of points over the sum of the base.", "账号的率取了各条的平均。应该是分的合计 ÷ 分母的合计。"),
    ("mean_of_all_rates", {"mean": "all_rates"},
     "The account's rate is a mean of rates in which each post weighs the same. Sum points and base first, then divide.",
     "账号的率是各条率的平均，每条分量一样。应该先合计，再相除。"),
    ("one_rate_for_all", {"mean": "everything"}, "The account's rate is the same for all accounts. Sum within each account.", "所有账号写了同一个率。要在每个账号里合计。"),
    ("reads_always", {"below": "reads"}, "Reads stand below the line whatever `base` says.", "不管 `base` 写什么，分母都用了阅读。"),
    ("impressions_always", {"below": "impressions"}, "Impressions stand below the line whatever `base` says.", "不管 `base` 写什么，分母都用了曝光。"),
    ("hundred_reads_always", {"judge": "reads"},
     "Whether a post is judged was decided by its reads. What counts is the base that was asked for.", "评不评看了阅读量。要看的是这次用的分母。"),
    ("order_of_the_table", {"order": None}, "The rows stand in the order of the table. They are sorted by `post_id`.", "行的先后照原表。要按 `post_id` 排序。"),
    ("sorted_by_account", {"order": ["account", "post_id"]}, "The rows are sorted by account. Sort by `post_id` alone.", "按账号排了。只按 `post_id` 排。"),
    ("any_base_goes", {"check": False}, "A base other than the two must raise a ValueError.", "分母不是那两个之一，要抛出 ValueError。"),
    ("unknown_is_zero", {"zero": True}, "What cannot be judged became 0, as if nobody had cared. It is `NaN`.", "评不了的填成了 0，好像没人理。要填 `NaN`。"),
    ("in_percent", {"percent": 100.0}, "The rates are per cent. Fractions are asked for.", "率用了百分数。题目要的是小数。"),
    ("divided_by_nothing", {"guard": False},
     "An account with points and a base of 0 got an infinite rate. Where there is nothing to divide by it is `NaN`.",
     "有分、分母却是 0 的账号，率成了无穷大。没有东西可除，要填 `NaN`。"),
)  # fmt: skip


# --- shrunken_rate: towards the others --------------------------------------------------------------------------------

shrunken_rate = Exercise(points=3, compare="equal", tolerance=1e-9)


def tried(**topics: tuple) -> dict:
    """Inputs from topic=(success, trials); None is missing."""
    success = pd.Series({name: pair[0] for name, pair in topics.items()}, dtype=float)
    return {"success": success, "trials": pd.Series({name: pair[1] for name, pair in topics.items()}, dtype=float)}


@shrunken_rate.example
def three_topics_by_hand():
    expected = pd.Series({"A": 0.32, "B": (3 + 18 / 14) / 16, "C": (1 + 30 / 14) / 16})
    return {**tried(A=(2, 4), B=(3, 10), C=(1, 10)), "strength": 6.0}, expected


@shrunken_rate.visible(en="five topics", zh="五个选题")
def five_topics():
    return {**tried(offer=(4, 60), how_to=(31, 110), cat=(2, 3), story=(9, 75), new=(0, 12)), "strength": 20.0}


@shrunken_rate.visible(en="a weak strength, other counts", zh="强度小，另一些数")
def a_weak_strength():
    return {**tried(b=(14, 40), a=(1, 2), d=(52, 260), c=(3, 45)), "strength": 2.5}


@shrunken_rate.visible(edge=True, en="a topic that was never tried", zh="一次没试过的选题")
def never_tried():
    return {**tried(a=(3, 20), b=(0, 0), c=(8, 25)), "strength": 5.0}


@shrunken_rate.visible(edge=True, en="strength 0, one topic never tried", zh="强度是 0，有一个没试过")
def no_strength():
    return {**tried(a=(3, 20), b=(0, 0), c=(8, 25)), "strength": 0.0}


@shrunken_rate.visible(edge=True, en="numbers missing", zh="有缺失")
def some_missing():
    return {**tried(a=(3, 20), b=(None, 40), c=(8, 25), d=(6, None)), "strength": 10.0}


@shrunken_rate.visible(edge=True, en="one topic", zh="只有一个选题")
def a_single_topic():
    return {**tried(a=(3, 20)), "strength": 10.0}


@shrunken_rate.visible(edge=True, en="only one topic was tried", zh="只有一个试过")
def only_one_tried():
    return {**tried(a=(0, 0), b=(7, 28), c=(0, 0)), "strength": 4.0}


@shrunken_rate.visible(edge=True, en="nothing at all", zh="空的")
def nothing_tried():
    return {"success": pd.Series(dtype=float), "trials": pd.Series(dtype=float), "strength": 4.0}


@shrunken_rate.visible(edge=True, en="a negative strength", zh="强度是负数")
def negative_strength():
    return {**tried(a=(3, 20), b=(1, 9)), "strength": -1.0}


@shrunken_rate.visible(edge=True, en="more successes than trials", zh="成功比次数还多")
def more_success_than_trials():
    return {**tried(a=(3, 20), b=(10, 9)), "strength": 5.0}


@shrunken_rate.hidden(worlds=3)
def other_topics(world: World):
    posts = world.table("social_posts").sample(140, random_state=world.rng)
    groups = posts.assign(sold=posts["orders"] > 0).groupby(["platform", "topic"])["sold"].agg(["sum", "size"])
    index = ["/".join(pair) for pair in groups.index]
    success, trials = (pd.Series(groups[name].to_numpy(float), index=index) for name in ("sum", "size"))
    success.iloc[int(world.rng.integers(len(success)))] = np.nan
    order = world.rng.permutation(len(success))
    return {"success": success.iloc[order], "trials": trials.iloc[order], "strength": float(world.rng.integers(1, 15))}


@shrunken_rate.invariant(en="A rate lies between 0 and 1.", zh="率在 0 和 1 之间。")
def between_nothing_and_all(result, **inputs):
    known = result.dropna()
    return bool(((known >= -1e-9) & (known <= 1 + 1e-9)).all())


def pulled(
    success, trials, strength, *, towards="others", known_only=True, missing="nan", alone="own", check=(True, True), form="mix",
    untried="mean", times=1.0,
):  # fmt: skip
    """Rates pulled towards a mean; the arguments are the ways to get a rule wrong."""
    if check[0] and strength < 0:
        raise ValueError("strength")
    if check[1] and (success > trials).any():
        raise ValueError("success")
    known = success.notna() & trials.notna() if known_only else pd.Series(True, index=success.index)
    hits, tries = success.where(known), trials.where(known)
    if missing == "zero":
        hits, tries = success.fillna(0), trials.fillna(0)
    raw = hits / tries.where(tries > 0)
    if towards == "others":
        below = tries.sum() - tries
        mean = (hits.sum() - hits) / below.where(below > 0)
    elif towards == "all":
        below = pd.Series(tries.sum(), index=success.index, dtype=float)
        mean = pd.Series(hits.sum() / tries.sum() if tries.sum() else np.nan, index=success.index)
    elif towards == "mean_of_rates":
        below = tries.sum() - tries
        mean = pd.Series([raw.drop(name).mean() for name in raw.index], index=raw.index, dtype=float)
    elif towards == "mean_of_all_rates":
        below = tries.sum() - tries
        mean = pd.Series(raw.mean(), index=raw.index)
    else:
        below = tries.sum() - tries
        mean = pd.Series(0.5, index=raw.index)
    weight = strength * times
    divisor = tries + weight
    if form == "mix":
        result = (hits + weight * mean) / divisor.where(divisor > 0)
    elif form == "numerator_only":
        result = (hits + weight * mean) / tries.where(tries > 0)
    elif form == "swapped":
        result = (tries * mean + weight * raw) / divisor.where(divisor > 0)
    else:
        result = hits / divisor.where(divisor > 0)
    if untried == "nan":
        result = result.where(tries > 0)
    if untried == "zero":
        result = result.where(tries > 0, 0.0).where(known)
    fallback = {"own": raw, "nan": raw * np.nan, "towards_zero": hits / divisor.where(divisor > 0)}[alone]
    return result.where(below > 0, fallback).astype(float)


@shrunken_rate.right
def as_sums_less_the_own(success, trials, strength):
    return pulled(success, trials, strength)


@shrunken_rate.right
def topic_by_topic(success, trials, strength):
    if strength < 0:
        raise ValueError("strength")
    pairs = [(float(a), float(b)) for a, b in zip(success, trials, strict=True)]
    if any(a > b for a, b in pairs):
        raise ValueError("success")
    result = []
    for place, (hits, tries) in enumerate(pairs):
        if math.isnan(hits) or math.isnan(tries):
            result.append(math.nan)
            continue
        rest = [pair for n, pair in enumerate(pairs) if n != place and not math.isnan(sum(pair))]
        total = sum(b for _, b in rest)
        if total > 0:
            mean = sum(a for a, _ in rest) / total
            result.append((hits + strength * mean) / (tries + strength) if tries + strength > 0 else math.nan)
        else:
            result.append(hits / tries if tries > 0 else math.nan)
    return pd.Series(result, index=success.index, dtype=float)


slips(
    shrunken_rate, pulled,
    ("towards_all", {"towards": "all"},
     "Each topic was pulled towards the mean of all, itself included, as in lesson 2. Here it is pulled towards the *others*.",
     "往全部的平均拉了，自己也在里面，像第 2 课那样。这里要往**其他**选题拉。"),
    ("others_weigh_the_same", {"towards": "mean_of_rates"},
     "The others' rate is a mean of their rates, so three posts weigh as much as a hundred. Sum successes and trials first.",
     "其他选题的率取了平均，三条和一百条分量一样。要先把成功和次数各自加起来。"),
    ("mean_of_all_rates", {"towards": "mean_of_all_rates"},
     "The rates of all topics were averaged. Take the others only, and sum successes and trials before you divide.",
     "把所有选题的率平均了。只取其他选题，而且先合计再相除。"),
    ("towards_a_half", {"towards": "half"}, "Topics were pulled towards one half. Pull towards the rate of the others.", "往二分之一拉了。要往其他选题的率拉。"),
    ("strength_not_below", {"form": "numerator_only"},
     "The strength was added above the line only, so rates grow. Below the line it belongs to the trials as well.",
     "强度只加在了分子上，率就变大了。分母也要加强度。"),
    ("towards_zero", {"form": "zero"}, "The strength was added below the line only: everything is pulled towards 0.", "强度只加在了分母上：全往 0 拉了。"),
    ("weights_swapped", {"form": "swapped"},
     "The own rate got the weight of the strength, and the others that of the trials. It is the other way round.", "自己的率用了强度当权重，其他的用了次数。反了。"),
    ("untried_unknown", {"untried": "nan"}, "A topic never tried is `NaN` here. Nothing of its own is known, so it is the others' rate.", "没试过的填了 `NaN`。它自己没有数，就等于其他选题的率。"),
    ("untried_is_zero", {"untried": "zero"}, "A topic never tried is 0 here. Nothing of its own is known, so it is the others' rate.", "没试过的填了 0。它自己没有数，就等于其他选题的率。"),
    ("half_known_counts", {"known_only": False},
     "A topic with one number missing counts among the others with the number that is there. Leave it out entirely.",
     "只缺一个数的选题，剩下那个数还是算进了“其他”。要整个去掉。"),
    ("missing_is_zero", {"missing": "zero"}, "Missing numbers were taken as 0. Such a topic is `NaN` and counts nowhere.", "缺失按 0 算了。这样的选题填 `NaN`，哪里都不算。"),
    ("alone_is_unknown", {"alone": "nan"}, "With nobody to be pulled towards the result is the topic's own rate, not `NaN`.", "没处可拉时，结果是它自己的率，不是 `NaN`。"),
    ("alone_towards_zero", {"alone": "towards_zero"},
     "With nobody to be pulled towards, the strength was still added below the line. The result is success / trials.", "没处可拉时，分母还是加了强度。结果应该是 success ÷ trials。"),
    ("negative_strength_goes", {"check": (False, True)}, "A negative strength must raise a ValueError.", "强度是负数，要抛出 ValueError。"),
    ("impossible_counts_go", {"check": (True, False)}, "More successes than trials must raise a ValueError.", "成功比次数还多，要抛出 ValueError。"),
)  # fmt: skip


@shrunken_rate.wrong(
    en="These are the raw rates. A topic with three posts is believed as much as one with a hundred.",
    zh="这是没收缩的率。三条内容的选题，和一百条的信得一样多。",
)
def raw_rates(success, trials, strength):
    if strength < 0 or (success > trials).any():
        raise ValueError("inputs")
    return (success / trials.where(trials > 0)).astype(float)


# --- half_life: two counters, ninety days -----------------------------------------------------------------------------

half_life = Exercise(points=3, compare="equal", tolerance=1e-9, library=["metrics.content_half_life(reads.tolist())"])


def counted(*rows: tuple) -> dict:
    """Inputs from (month-day, reads); None is missing."""
    index = pd.DatetimeIndex([f"2025-{day}" for day, _ in rows])
    return {"reads": pd.Series([value for _, value in rows], index=index, dtype=float)}


@half_life.example
def three_days_by_hand():
    return counted(("05-03", 40), ("05-01", 20), ("05-03", 20), ("05-05", 40)), 2 + 40 / 60


@half_life.visible(en="an answer, two counters", zh="一条回答，两个计数器")
def an_answer():
    return counted(
        ("06-12", 18), ("06-02", 7), ("06-05", 11), ("06-03", 6), ("06-12", 9), ("06-09", 30), ("06-03", 24),
        ("06-21", 22), ("06-15", 16), ("06-09", 4), ("06-28", 13),
    )  # fmt: skip


@half_life.visible(en="a short message", zh="一条微博客")
def a_short_message():
    return counted(("04-08", 9), ("04-07", 340), ("04-10", 4), ("04-07", 75), ("04-09", 6))


@half_life.visible(edge=True, en="reads after ninety days", zh="九十天以后还有人读")
def after_ninety_days():
    return counted(("01-01", 20), ("03-31", 60), ("04-01", 500), ("02-10", 40), ("05-20", 80))


@half_life.visible(edge=True, en="half exactly at the end of a day, then nothing", zh="一天结束时正好一半，接着没人读")
def half_at_the_end_of_a_day():
    return counted(("03-01", 30), ("03-02", 20), ("03-06", 50))


@half_life.visible(edge=True, en="nobody on the first days", zh="头几天没人读")
def nobody_at_first():
    return counted(("03-01", 0), ("03-04", 12), ("03-02", 0), ("03-05", 8), ("03-04", None))


@half_life.visible(edge=True, en="missing counts, the earliest date among them", zh="有缺失，最早那天也缺")
def missing_counts():
    return counted(("03-03", None), ("03-05", 10), ("03-04", 14), ("03-07", None), ("03-05", 8))


@half_life.visible(edge=True, en="one day", zh="只有一天")
def one_day():
    return counted(("03-03", 50))


@half_life.visible(edge=True, en="no reads in ninety days", zh="九十天里没人读")
def no_reads():
    return counted(("01-01", 0), ("06-01", 40))


@half_life.visible(edge=True, en="an empty Series", zh="空的 Series")
def no_days():
    return counted()


@half_life.visible(edge=True, en="a negative count", zh="有负数")
def negative_count():
    return counted(("03-01", 10), ("03-02", -3), ("03-03", 20))


@half_life.visible(edge=True, en="a negative count after ninety days", zh="九十天以后有负数")
def late_negative_count():
    return counted(("01-01", 10), ("01-03", 20), ("05-03", -4))


@half_life.hidden(worlds=3)
def other_days(world: World):
    days = world.table("post_days")
    post = days["post_id"].drop_duplicates().sample(1, random_state=world.rng).iloc[0]
    mine = days[days["post_id"] == post]
    late = pd.DataFrame({"day": np.arange(90, 110), "reads": world.rng.integers(1, 60, 20)})
    both = pd.concat([mine, mine.sample(20, random_state=world.rng), late])
    both = both[(both["reads"] > 0) | (both["day"] == 0)].sample(frac=1, random_state=world.rng)
    index = pd.Timestamp("2025-07-01") + pd.to_timedelta(both["day"].to_numpy(), unit="D")
    return {"reads": pd.Series(both["reads"].to_numpy(float), index=index)}


@half_life.invariant(en="The half-life lies between 0 and 90 days.", zh="半衰期在 0 到 90 天之间。")
def within_ninety_days(result, **inputs):
    return math.isnan(result) or 0 <= result <= 90


def halved(
    reads, *, sort=True, add="sum", gaps="zero", limit=90, cut_total=True, start="index", inside="linear", check=True, first=0,
    share=0.5, median_of="reads", empty=True, nothing=math.nan, late=True,
):  # fmt: skip
    """Days to half of the reads; the arguments are the ways to get a rule wrong."""
    asked = reads if late else reads[(reads.index - reads.index.min()).days < 90]
    if check and (asked < 0).any():
        raise ValueError("negative")
    if empty and not len(reads):
        return math.nan
    series = reads.fillna(0)
    if start == "first_read":
        series = series[series > 0]
        if not len(series):
            return math.nan
    if start == "first_known":
        series = reads.dropna()
    origin = series.index[0] if start == "first_row" else series.index.min()
    grouped = series.groupby(series.index)
    daily = {
        "sum": grouped.sum,
        "max": grouped.max,
        "last": grouped.last,
        "first": grouped.first,
        "mean": grouped.mean,
    }[add]()
    if not sort:
        daily = series.copy()
    days = (daily.index - origin).days
    if gaps == "zero" and sort:
        top = limit if limit else int(days.max()) + 1
        daily = pd.Series(daily.to_numpy(), index=days).reindex(range(max(top, 1)), fill_value=0)
    else:
        daily = pd.Series(daily.to_numpy())
        if limit:
            daily = daily.iloc[:limit]
    whole = daily.sum() if cut_total else reads.sum()
    half = whole * share
    if not half > 0:
        return nothing
    total = daily.cumsum()
    if total.max() < half:
        return math.nan
    k = int((total < half).sum()) if inside != "after" else int((total <= half).sum())
    if inside == "whole":
        return float(k)
    if inside == "end":
        return float(k + 1)
    before = total.iloc[k] - daily.iloc[k]
    return float(first + k + (half - before) / daily.iloc[k])


@half_life.right
def by_days_and_sums(reads):
    return halved(reads)


@half_life.right
def by_interpolation(reads):
    if bool((reads < 0).any()):
        raise ValueError("reads")
    if reads.empty:
        return float("nan")
    begin = reads.index.min()
    slots = np.zeros(90)
    for date, value in reads.items():
        n = (date - begin).days
        if n < 90 and value == value:
            slots[n] += value
    if slots.sum() == 0:
        return float("nan")
    before, half = 0.0, slots.sum() / 2
    for n, value in enumerate(slots):
        if before + value >= half:
            return n + (half - before) / value
        before += value
    return float("nan")


slips(
    half_life, halved,
    ("order_of_the_list", {"sort": False},
     "The reads were taken in the order of the list, one entry a day. Sort by date, and add what stands twice.", "按清单的先后，一项当一天。要按日期排，同一天的加起来。"),
    ("one_counter_only", {"add": "last"}, "Where a date stands twice only one of the counts was used. Add them.", "同一天有两个数，只用了一个。要加起来。"),
    ("first_counter_only", {"add": "first"}, "Where a date stands twice only the first count was used. Add them.", "同一天有两个数，只用了前一个。要加起来。"),
    ("larger_counter_only", {"add": "max"}, "Where a date stands twice the larger count was used. Add them.", "同一天有两个数，取了大的。要加起来。"),
    ("mean_of_counters", {"add": "mean"}, "Where a date stands twice the counts were averaged. Add them.", "同一天有两个数，取了平均。要加起来。"),
    ("absent_days_skipped", {"gaps": "skip"},
     "Days that are absent were skipped, as if the dates followed each other. An absent day is a day with 0 reads.", "缺的日子跳过去了，好像日期是连着的。缺的那天也是一天，阅读是 0。"),
    ("all_days_count", {"limit": None}, "All days were used. Only the first 90, day 0 to day 89, count.", "所有的天都算了。只算前 90 天，第 0 到第 89 天。"),
    ("ninety_first_day", {"limit": 91}, "A day too many: with day 0 the first, day 89 is the last of ninety.", "多算了一天：从第 0 天起，第 89 天就是第九十天。"),
    ("total_of_all_days", {"cut_total": False},
     "The half was taken of all reads, also those after ninety days. They are left out of the total as well.", "一半是按全部阅读取的，九十天以后的也在里面。总数里也不要它们。"),
    ("from_the_first_reader", {"start": "first_read"},
     "The clock starts with the first reader. It starts on the earliest date of the index, also if nobody read then.", "从有人读的那天算起了。要从索引里最早的日期算起，那天没人读也算。"),
    ("missing_date_dropped", {"start": "first_known"},
     "A date whose count is missing was dropped, and with it day 0. It is a day with 0 reads.", "缺数的那天被丢掉了，第 0 天也跟着变了。它是阅读为 0 的一天。"),
    ("from_the_first_row", {"start": "first_row"}, "Day 0 is the first row of the list. It is the *earliest* date.", "第 0 天取了清单的第一行。应该是**最早**的日期。"),
    ("whole_days_over", {"inside": "whole"}, "Only whole days were counted. Within the day reads come evenly: add the part of it.", "只数了整天。一天之内阅读均匀地来：要加上那天的一部分。"),
    ("end_of_the_day", {"inside": "end"}, "The result is the end of the day on which half is reached. Add only the part of that day.", "取了达到一半的那天的结束。只加那天的一部分。"),
    ("half_is_not_enough", {"inside": "after"},
     "Where exactly half is reached at the end of a day, the next day with reads was taken. The earliest moment counts.", "一天结束正好一半的，取到了后面那天。要取最早的时刻。"),
    ("day_one_first", {"first": 1}, "A day too many: day 0 is the first one.", "多了一天：第一天是第 0 天。"),
    ("negative_goes", {"check": False}, "A negative count must raise a ValueError.", "有负数，要抛出 ValueError。"),
    ("late_negative_goes", {"late": False},
     "A negative count after day 89 passed. Look for one before the later days are left out.", "第 89 天以后的负数放过了。先查负数，再去掉后面的日子。"),
    ("no_reads_is_zero", {"nothing": 0.0}, "Without reads the half-life is unknown, `NaN`, not 0 days.", "没有阅读，半衰期不知道，填 `NaN`，不是 0 天。"),
)  # fmt: skip


# --- kol_roi: net of returns, and too even ----------------------------------------------------------------------------

NET = "metrics.kol_return(deals, margin_rate)"
kol_roi = Exercise(points=3, compare="equal", tolerance=1e-9, library=[NET])
DEALS = ["deal_id", "kol_id", "fee", "commission", "views", "engagement", "gmv", "refund"]
ROI = ["kol_id", "net_sales", "cost", "roi", "suspicious"]


def dealt(*rows: tuple) -> pd.DataFrame:
    """Deals from (kol, fee, commission, views, engagement, gmv, refund); refund None: returns still run."""
    table = pd.DataFrame([(100 + n, *row) for n, row in enumerate(rows)], columns=DEALS)
    return table.astype(dict.fromkeys(["fee", "commission", "gmv", "refund"], float))


@kol_roi.example
def one_partner_by_hand():
    deals = dealt((7, 100, 0.1, 5000, 200, 1000, 200), (7, 50, 0.2, 3000, 120, 400, None))
    return {"deals": deals, "margin_rate": 0.4}, pd.DataFrame([[7, 1100.0, 290.0, 150 / 290, False]], columns=ROI)


SEASON = dealt(
    (31, 900, 0.15, 40_000, 1900, 8200, 1450), (12, 300, 0.10, 9000, 430, 1900, 210), (31, 950, 0.15, 52_000, 1100, 3100, None),
    (55, 250, 0.12, 7000, 420, 60, 0), (12, 320, 0.12, 8000, 800, 2400, 520), (55, 250, 0.12, 8000, 496, 0, 0),
    (55, 260, 0.12, 5200, 317, 120, None), (12, 310, 0.10, 700, 9, 260, 0), (31, 900, 0.20, 38_000, 2900, 12_400, 3300),
    (40, 1500, 0.20, 61_000, 1700, 5200, 1900), (12, 330, 0.10, 6500, 350, 1250, 140),
    (60, 200, 0.10, 5000, 250, 800, 90), (77, 240, 0.12, 5000, 300, 700, 60), (60, 210, 0.10, 8000, 408, 950, None),
    (77, 240, 0.12, 9000, 310, 900, 120), (77, 240, 0.12, 7000, 305, 640, 0),
)  # fmt: skip


@kol_roi.visible(en="a season", zh="一个季度")
def a_season():
    return {"deals": SEASON, "margin_rate": 0.4}


@kol_roi.visible(en="shuffled, another margin", zh="打乱先后，另一个毛利率")
def shuffled_deals():
    deals = SEASON.iloc[[8, 15, 2, 9, 10, 0, 12, 5, 3, 13, 7, 11, 1, 6, 14, 4]].reset_index(drop=True)
    deals.loc[deals["kol_id"] == 40, "refund"] = np.nan
    return {"deals": deals, "margin_rate": 0.52}


@kol_roi.visible(edge=True, en="three even deals, one of them small", zh="三次都很平，其中一次播放少")
def even_but_small():
    deals = dealt(
        (3, 100, 0.1, 2000, 100, 300, 20), (3, 100, 0.1, 999, 50, 200, 10), (3, 100, 0.1, 4000, 210, 400, 30),
        (4, 100, 0.1, 1000, 50, 300, 20), (4, 100, 0.1, 3000, 156, 200, 10), (4, 100, 0.1, 4000, 210, 400, 30),
        (14, 60, 0.1, 300, 20, 100, 0), (14, 60, 0.1, 800, 30, 200, None),
    )  # fmt: skip
    return {"deals": deals, "margin_rate": 0.4}


@kol_roi.visible(edge=True, en="a small deal that jumps", zh="一次播放少、却跳得高的合作")
def a_small_deal_jumps():
    deals = dealt(
        (9, 200, 0.1, 400, 90, 100, None), (9, 200, 0.1, 5000, 300, 500, 40), (9, 200, 0.1, 7000, 434, 700, 60),
        (9, 200, 0.1, 6000, 354, 90, 0), (2, 150, 0.1, 9000, 270, 800, 100), (2, 150, 0.1, 9000, 360, 900, 100),
        (2, 150, 0.1, 9000, 315, 700, 100),
    )  # fmt: skip
    return {"deals": deals, "margin_rate": 0.4}


@kol_roi.visible(edge=True, en="exactly 1.2 times", zh="正好 1.2 倍")
def exactly_at_the_ratio():
    deals = dealt(
        (21, 100, 0.1, 1000, 125, 300, 20), (21, 100, 0.1, 1000, 150, 200, 10), (21, 100, 0.1, 1000, 130, 400, 30),
        (22, 100, 0.1, 1000, 125, 300, 20), (22, 100, 0.1, 1000, 149, 200, 10), (22, 100, 0.1, 1000, 130, 400, 30),
        (20, 90, 0.1, 5000, 500, 300, 0), (20, 90, 0.1, 5000, 500, 100, 0), (20, 90, 0.1, 5000, 500, 150, 0),
        (20, 90, 0.1, 5000, 650, 100, 0),
    )  # fmt: skip
    return {"deals": deals, "margin_rate": 0.4}


@kol_roi.visible(edge=True, en="no fee; nothing sold, or no commission", zh="没有坑位费；没卖出去，或者没佣金")
def nothing_sold():
    deals = dealt((5, 0, 0.2, 4000, 120, 0, 0), (6, 0, 0.2, 4000, 120, 500, 500), (8, 0, 0.2, 3000, 90, 400, 0),
                  (9, 0, 0.0, 3000, 90, 1000, 100))  # fmt: skip
    return {"deals": deals, "margin_rate": 0.4}


@kol_roi.visible(edge=True, en="one deal", zh="只有一次合作")
def one_deal():
    return {"deals": dealt((5, 100, 0.2, 4000, 120, 900, None)), "margin_rate": 0.4}


@kol_roi.visible(edge=True, en="an empty table", zh="空表")
def no_deals():
    return {"deals": SEASON.head(0), "margin_rate": 0.4}


@kol_roi.hidden(worlds=3)
def other_seasons(world: World):
    deals = world.table("kol_deals")[DEALS].sample(frac=0.8, random_state=world.rng).reset_index(drop=True)
    deals.loc[world.rng.random(len(deals)) < 0.2, "refund"] = np.nan
    return {"deals": deals, "margin_rate": float(np.round(world.rng.uniform(0.3, 0.55), 2))}


@kol_roi.invariant(en="Every partner of the table has one row.", zh="表里每位 KOL 一行。")
def a_row_for_each_partner(result, *, deals, **inputs):
    return len(result) == deals["kol_id"].nunique()


def earned(
    deals, margin_rate, *, missing=0.25, commission_on="net", cost="both", returns=True, profit="less_cost", below="cost", roi="sums",
    least=1000, strict=False, number=3, ratio=1.2, rate="views", even="range", order="kol_id", zero=math.nan, margin=True, small="out",
    count="judged", drop_open=False, guard=True, zero_refund=False,
):  # fmt: skip
    """Partners' results; the arguments are the ways to get a rule wrong."""
    rows = deals[deals["refund"].notna()] if drop_open else deals
    gap = rows["gmv"] * missing if missing is not None else 0.0
    back = rows["refund"].replace(0, np.nan) if zero_refund else rows["refund"]
    sent = back.fillna(gap) if returns else 0.0
    net = rows["gmv"] - sent
    paid = rows["commission"] * (net if commission_on == "net" else rows["gmv"])
    spent = {"both": rows["fee"] + paid, "fee": rows["fee"], "commission": paid}[cost]
    gross = (margin_rate if margin else 1.0) * net
    table = pd.DataFrame({"kol_id": rows["kol_id"], "net_sales": net, "cost": spent, "gross": gross})
    result = table.groupby("kol_id")[["net_sales", "cost", "gross"]].sum()
    profit_sum = result["gross"] - result["cost"] if profit == "less_cost" else result["gross"]
    divisor = {"cost": result["cost"], "fee": rows.groupby("kol_id")["fee"].sum(), "net": result["net_sales"]}[below]
    value = profit_sum / (divisor.where(divisor != 0) if guard else divisor)
    if roi == "mean":
        each = (table["gross"] - table["cost"]) / table["cost"].where(table["cost"] != 0)
        value = each.groupby(table["kol_id"]).mean()
    result["roi"] = value.fillna(zero) if zero == 0 else value
    big = rows["views"] > least if strict else rows["views"] >= least
    share = rows["engagement"] / rows["views"] if rate == "views" else rows["engagement"]
    seen = share.where(big) if small == "out" else share
    group = seen.groupby(rows["kol_id"])
    spread = {"range": group.max() < ratio * group.min(), "inverted": group.max() >= ratio * group.min(),
              "std": group.std() < (ratio - 1) * group.mean(), "mean": group.max() < ratio * group.mean(),
              "at_most": group.max() <= ratio * group.min(), "gap": group.max() - group.min() < ratio - 1}[even]  # fmt: skip
    enough = group.count() if count == "judged" else group.size()
    result["suspicious"] = spread & (enough >= number)
    result = result.drop(columns="gross").reset_index()
    if order == "seen":
        result = result.set_index("kol_id").loc[list(dict.fromkeys(deals["kol_id"]))].reset_index()
    if order == "roi":
        result = result.sort_values("roi", ascending=False).reset_index(drop=True)
    return result[ROI]


@kol_roi.right
def by_group_sums(deals, margin_rate):
    return earned(deals, margin_rate)


@kol_roi.right
def partner_by_partner(deals, margin_rate):
    rows = []
    for kol in sorted(deals["kol_id"].unique()):
        mine = deals[deals["kol_id"] == kol]
        net = cost = 0.0
        rates = []
        for row in mine.itertuples():
            kept = row.gmv * 0.75 if pd.isna(row.refund) else row.gmv - row.refund
            net += kept
            cost += row.fee + row.commission * kept
            if row.views >= 1000:
                rates.append(row.engagement / row.views)
        even = len(rates) >= 3 and max(rates) < 1.2 * min(rates)
        rows.append((kol, net, cost, (margin_rate * net - cost) / cost if cost else float("nan"), even))
    return pd.DataFrame(rows, columns=ROI)


slips(
    kol_roi, earned,
    ("before_returns", {"returns": False}, "Sales were taken before returns. What came back earns nothing.", "没扣退货。退回来的一分钱也挣不到。"),
    ("open_returns_are_none", {"missing": None}, "A missing refund was taken as 0. The thirty days still run: take 25 % of `gmv`.", "缺失的退款按 0 算了。退货期还没完：按 `gmv` 的 25% 算。"),
    ("open_deals_dropped", {"drop_open": True}, "Deals with a missing refund were dropped. They count, with 25 % of `gmv` sent back.", "退款缺失的合作丢掉了。它们也算，按 `gmv` 的 25% 退。"),
    ("commission_on_gross", {"commission_on": "gmv"}, "The commission was paid on sales before returns. It is due on net sales.", "佣金按退货前的销售额算了。要按净销售额。"),
    ("fee_alone", {"cost": "fee"}, "The cost holds the fee only. The commission belongs to it.", "成本里只有坑位费。佣金也要算。"),
    ("commission_alone", {"cost": "commission"}, "The cost holds the commission only. The fee belongs to it.", "成本里只有佣金。坑位费也要算。"),
    ("sales_not_margin", {"margin": False}, "The whole sales were taken as gain. Only `margin_rate` of them stays after goods and parcels.", "把整个销售额当成了收获。付完货和运费，只剩 `margin_rate` 那一份。"),
    ("return_on_spending", {"profit": "gross"}, "This is gross profit over cost. ROI subtracts the cost above the line first.", "这是毛利 ÷ 成本。ROI 的分子要先减掉成本。"),
    ("divided_by_fee", {"below": "fee"}, "The profit was divided by the fee. Below the line stands the cost, commission included.", "利润除以了坑位费。分母是成本，佣金在内。"),
    ("divided_by_sales", {"below": "net"}, "The profit was divided by net sales: a margin, no return on cost.", "利润除以了净销售额：那是利润率，不是 ROI。"),
    ("mean_of_rois", {"roi": "mean"}, "The partner's ROI is a mean of the deals' ROIs. Sum sales and cost first.", "取了各次 ROI 的平均。要先把销售额和成本加起来。"),
    ("small_deals_judged", {"small": "in"}, "Deals under 1,000 views took part in the flag. With so few views a rate jumps by chance.", "播放不到 1000 的也参加了判断。播放这么少，率碰巧就会跳。"),
    ("thousand_left_out", {"strict": True}, "A deal with exactly 1,000 views was left out of the flag. *At least* 1,000 includes it.", "正好 1000 播放的没参加判断。“至少 1000”包括它。"),
    ("small_deals_make_three", {"count": "all"}, "Deals under 1,000 views were counted towards the three. Only those with at least 1,000 do.", "凑三次的时候，把播放不到 1000 的也数进去了。"),
    ("two_are_enough", {"number": 2}, "Two deals were enough for the flag. It takes three or more.", "两次合作就打了标记。要三次或更多。"),
    ("more_than_three", {"number": 4}, "Three deals were too few for the flag here. Three or more are enough.", "三次合作没打标记。三次或更多就够。"),
    ("jumping_is_suspicious", {"even": "inverted"}, "Partners whose rates *jump* were flagged. Suspicious is who is too even.", "打了标记的是互动率**跳**的。可疑的是太平的。"),
    ("spread_by_deviation", {"even": "std"}, "The flag was set by the standard deviation. The rule compares the highest with the lowest.", "用标准差判断了。规矩是最高和最低比。"),
    ("counts_not_rates", {"rate": "count"}, "Numbers of actions were compared. Compare rates: engagement / views.", "比的是互动次数。要比互动率：互动 ÷ 播放。"),
    ("best_first", {"order": "roi"}, "The rows are sorted by ROI. Sort by `kol_id`.", "按 ROI 排了。要按 `kol_id` 排。"),
    ("exactly_the_ratio", {"even": "at_most"}, "A partner at exactly 1.2 times was flagged. *Less* than 1.2 times is too even.", "正好 1.2 倍的也打了标记。**不到** 1.2 倍才算太平。"),
    ("highest_against_mean", {"even": "mean"}, "The highest rate was compared with the mean. Compare it with the lowest.", "最高的互动率和平均比了。要和最低的比。"),
    ("gap_of_rates", {"even": "gap"}, "The rates were subtracted. The rule divides: highest less than 1.2 *times* the lowest.", "互动率相减了。规矩说的是倍数：最高不到最低的 1.2 **倍**。"),
    ("no_refund_is_open", {"zero_refund": True}, "A refund of 0 was taken as missing. It says that nothing came back.", "写着 0 的退款当成了缺失。0 就是一件没退。"),
    ("partners_as_they_come", {"order": "seen"}, "Partners stand in the order of the table. Sort by `kol_id`.", "行的先后照原表。要按 `kol_id` 排。"),
    ("no_cost_is_infinite", {"guard": False},
     "Somebody who costs nothing and sells got an infinite ROI. Where there is nothing to divide by it is `NaN`.",
     "不要钱又卖出货的，ROI 成了无穷大。没有东西可除，要填 `NaN`。"),
    ("no_cost_is_zero", {"zero": 0}, "Without cost the ROI is unknown, `NaN`, not 0.", "没有成本，ROI 不知道，填 `NaN`，不是 0。"),
)  # fmt: skip


# --- brand_funnel: people of several months ---------------------------------------------------------------------------

STEPS = ["aided", "consider", "buy", "repeat"]
FUNNEL = "metrics.brand_funnel(tracking, by='brand')"
brand_funnel = Exercise(points=3, compare="equal", tolerance=1e-9, library=[FUNNEL])
FOUND = ["brand", "step", "people", "step_rate", "weakest"]


def tracked(*rows: tuple) -> pd.DataFrame:
    """A survey from (month, brand, asked, aided, consider, buy, repeat); None is missing."""
    table = pd.DataFrame(rows, columns=["month", "brand", "asked", *STEPS]).astype(dict.fromkeys(STEPS, float))
    table["month"] = pd.to_datetime([f"2025-{month}-01" for month in table["month"]])
    return table.astype({"asked": int})


@brand_funnel.example
def three_months_by_hand():
    tracking = tracked(
        ("03", "us", 400, 0.5, 0.25, 0.1, 0.05),
        ("04", "us", 600, 0.4, 0.2, 0.1, 0.02),
        ("05", "us", 150, 0.9, 0.8, 0.7, 0.6),
    )
    rows = [["us", "aided", 440.0, 0.44, False], ["us", "consider", 220.0, 0.5, False],
            ["us", "buy", 100.0, 100 / 220, False], ["us", "repeat", 32.0, 0.32, True]]  # fmt: skip
    return {"tracking": tracking}, pd.DataFrame(rows, columns=FOUND)


AUTUMN = tracked(
    ("10", "songyue", 610, 0.30, 0.15, 0.07, 0.028), ("09", "store_lab", 240, 0.50, 0.20, 0.06, 0.04),
    ("11", "beihe", 640, 0.51, 0.20, 0.12, 0.050), ("10", "store_lab", 900, 0.40, 0.24, 0.12, 0.03),
    ("09", "songyue", 180, 0.90, 0.10, 0.05, 0.050), ("09", "beihe", 520, 0.48, 0.24, 0.11, None),
    ("11", "store_lab", 630, 0.45, 0.25, 0.11, 0.05), ("10", "beihe", 505, 0.52, 0.21, 0.13, 0.062),
    ("11", "songyue", 220, 0.40, 0.12, 0.08, 0.060),
)  # fmt: skip


@brand_funnel.visible(en="an autumn of three brands", zh="三个品牌的秋天")
def an_autumn():
    return {"tracking": AUTUMN}


@brand_funnel.visible(en="a spring of two brands", zh="两个品牌的春天")
def a_spring():
    tracking = tracked(
        ("04", "tangli", 800, 0.30, 0.21, 0.15, 0.03), ("03", "duoshu", 199, 0.6, 0.5, 0.4, 0.3),
        ("03", "tangli", 300, 0.55, 0.20, 0.18, 0.16), ("05", "duoshu", 410, 0.22, 0.12, 0.05, 0.03),
        ("04", "duoshu", 700, 0.35, 0.10, 0.06, 0.05), ("05", "tangli", 260, None, 0.2, 0.1, 0.05),
    )  # fmt: skip
    return {"tracking": tracking}


@brand_funnel.visible(edge=True, en="exactly 200 asked", zh="正好问了 200 人")
def exactly_two_hundred():
    tracking = tracked(("03", "a", 200, 0.5, 0.3, 0.2, 0.05), ("04", "a", 600, 0.3, 0.2, 0.1, 0.08))
    return {"tracking": tracking}


@brand_funnel.visible(edge=True, en="two steps equally weak", zh="两步一样弱")
def equally_weak():
    tracking = tracked(
        ("03", "b", 400, 0.5, 0.25, 0.125, 0.125),
        ("03", "a", 400, 0.5, 0.5, 0.25, 0.125),
        ("03", "c", 800, 0.25, 0.25, 0.25, 0.25),
    )
    return {"tracking": tracking}


@brand_funnel.visible(edge=True, en="nobody considers it, nobody knows it", zh="没人考虑，没人知道")
def nobody_considers():
    tracking = tracked(("03", "b", 400, 0.25, 0, 0, 0), ("03", "a", 400, 0, 0, 0, 0), ("04", "b", 300, 0.2, 0, 0, 0),
                       ("04", "c", 500, 0.3, 0, 0.04, 0.01))  # fmt: skip
    return {"tracking": tracking}


@brand_funnel.visible(edge=True, en="a brand of which nothing remains", zh="一行也没剩下的品牌")
def nothing_of_one_brand():
    tracking = tracked(
        ("03", "b", 120, 0.5, 0.3, 0.2, 0.1),
        ("04", "b", 500, 0.5, None, 0.2, 0.1),
        ("03", "a", 300, 0.3, 0.2, 0.15, 0.1),
    )
    return {"tracking": tracking}


@brand_funnel.visible(edge=True, en="nothing remains", zh="什么都没剩下")
def nothing_remains():
    return {"tracking": tracked(("03", "b", 120, 0.5, 0.3, 0.2, 0.1))}


@brand_funnel.visible(edge=True, en="an empty table", zh="空表")
def no_survey():
    return {"tracking": AUTUMN.head(0)}


@brand_funnel.hidden(worlds=3)
def other_surveys(world: World):
    tracking = world.table("brand_tracking")[["month", "brand", "asked", *STEPS]]
    tracking = tracking.sample(60, random_state=world.rng).reset_index(drop=True)
    tracking.loc[world.rng.random(len(tracking)) < 0.25, "asked"] = int(world.rng.integers(60, 190))
    tracking.loc[world.rng.random(len(tracking)) < 0.15, "buy"] = np.nan
    tracking["asked"] = (tracking["asked"] * world.rng.uniform(0.5, 1.6, len(tracking))).astype(int)
    return {"tracking": tracking}


@brand_funnel.invariant(en="A brand has four rows, and one weakest step at most.", zh="一个品牌四行，最弱的最多一步。")
def four_rows_a_brand(result, **inputs):
    groups = result.groupby("brand")
    return bool((groups.size() == 4).all() and (groups["weakest"].sum() <= 1).all())


def leaking(
    tracking, *, least=200, strict=False, missing="out", weigh=True, first="asked", among=STEPS[1:], ties="first", base="before",
    order="brand", weakest="rate", mean_rate=False, unit="people", asked_all=False,
    empty=np.nan, whole_people=False,
):  # fmt: skip
    """Funnels in people; the arguments are the ways to get a rule wrong."""
    rows = tracking[tracking["asked"] > least] if strict else tracking[tracking["asked"] >= least]
    if missing == "out":
        rows = rows[rows[STEPS].notna().all(axis=1)]
    found = []
    brands = list(dict.fromkeys(rows["brand"])) if order == "seen" else sorted(rows["brand"].unique())
    for brand in brands:
        mine = rows[rows["brand"] == brand]
        whole = tracking.loc[tracking["brand"] == brand, "asked"].sum() if asked_all else mine["asked"].sum()
        weights = mine["asked"] if weigh else pd.Series(mine["asked"].mean(), index=mine.index)
        people = {step: (mine[step] * weights).sum() for step in STEPS}
        if whole_people:
            people = {step: round(count) for step, count in people.items()}
        part, before = [], float(whole)
        for n, step in enumerate(STEPS):
            below = {"before": before, "asked": float(whole), "aided": people["aided"] if n else float(whole)}[base]
            value = people[step] / below if below > 0 else (empty if people[step] > 0 or empty == 0 else np.nan)
            if n == 0 and first == "nan":
                value = np.nan
            if n == 0 and first == "one":
                value = 1.0
            if mean_rate:
                above = mine[STEPS[n - 1]] if n else pd.Series(1.0, index=mine.index)
                value = (mine[step] / above.where(above > 0)).mean()
            shown = people[step] if unit == "people" else people[step] / whole
            part.append([brand, step, shown, value, False])
            before = people[step]
        rated = [row for row in part if row[1] in among and not np.isnan(row[3])]
        if rated:
            if weakest == "loss":
                lost = [people[STEPS[n]] - people[STEPS[n + 1]] for n in range(3)]
                part[1 + int(np.argmax(lost))][4] = True
            elif weakest == "fewest":
                min(part[1:], key=lambda row: row[2])[4] = True
            else:
                low = min(row[3] for row in rated) if weakest == "rate" else max(row[3] for row in rated)
                for row in rated if ties != "last" else rated[::-1]:
                    if row[3] == low:
                        row[4] = True
                        if ties != "all":
                            break
        found += part
    return pd.DataFrame(found, columns=FOUND)


@brand_funnel.right
def by_weights_of_months(tracking):
    return leaking(tracking)


@brand_funnel.right
def by_a_wide_table(tracking):
    good = tracking.dropna(subset=STEPS)
    good = good[good["asked"] >= 200]
    people = good[STEPS].mul(good["asked"], axis=0).groupby(good["brand"]).sum()
    wide = pd.concat([good.groupby("brand")["asked"].sum().astype(float), people], axis=1)
    rates = people / wide.shift(axis=1)[STEPS].where(lambda w: w > 0)
    rows = []
    for brand in people.index:
        later = rates.loc[brand, STEPS[1:]].dropna()
        low = later.index[int(np.argmin(later.to_numpy(float)))] if len(later) else None
        rows += [(brand, step, people.loc[brand, step], rates.loc[brand, step], step == low) for step in STEPS]
    return pd.DataFrame(rows, columns=FOUND)


slips(
    brand_funnel, leaking,
    ("small_months_in", {"least": 0}, "Months with fewer than 200 people asked are in. They are left out.", "受访不到 200 人的月份也算了。那些行不要。"),
    ("two_hundred_out", {"strict": True}, "A month with exactly 200 people was left out. Only *fewer* than 200 are too few.", "正好 200 人的月份没算。**不到** 200 才不要。"),
    ("half_rows_in", {"missing": "in"}, "A row with a missing share still counts with its other steps. Leave the whole row out.", "缺了一个比例的行，别的几步还算着。要整行不要。"),
    ("months_weigh_the_same", {"weigh": False}, "Every month weighs the same here. Multiply each share by the people asked in its month.", "每个月分量都一样了。比例要乘当月的受访人数。"),
    ("mean_of_monthly_rates", {"mean_rate": True}, "Step rates are means of monthly rates. Sum the people first, then divide.", "转化率取了各月的平均。要先把人数加起来，再相除。"),
    ("all_over_asked", {"base": "asked"}, "Every step was divided by the people asked. A step rate divides by the step before.", "每一步都除以了受访人数。转化率要除以前一步。"),
    ("all_over_aided", {"base": "aided"}, "Every step was divided by the people who know the brand. Divide by the step before.", "每一步都除以了知道的人数。要除以前一步。"),
    ("first_step_unknown", {"first": "nan"}, "The first step has no rate here. It is divided by the people asked.", "第一步没有率。它要除以受访人数。"),
    ("first_step_is_one", {"first": "one"}, "The first step's rate is 1 here. It is divided by the people asked.", "第一步的率填了 1。它要除以受访人数。"),
    ("asked_in_all_months", {"asked_all": True}, "Below the first step stand people asked in months that were left out.", "第一步的分母，用了不要的那些月份的受访者。"),
    ("shares_not_people", {"unit": "share"}, "The column `people` holds shares. People are asked for.", "`people` 一列是比例。题目要的是人数。"),
    ("knowing_can_be_weakest", {"among": STEPS}, "`aided` was marked as weakest. It is how known a brand is, no leak: look at the other three.", "`aided` 被标成最弱。那是名气，不是漏：只看后面三步。"),
    ("later_of_equals", {"ties": "last"}, "Of two equally weak steps the later one was marked. Take the earlier.", "两步一样弱，标了后面的。要取靠前的。"),
    ("both_of_equals", {"ties": "all"}, "Of equally weak steps all were marked. Mark the earliest only.", "一样弱的全标了。只标最靠前的一步。"),
    ("most_people_lost", {"weakest": "loss"}, "The step at which most *people* are lost was marked. The lowest rate is asked for.", "标的是走掉**人数**最多的那步。题目要的是率最低的。"),
    ("strongest_marked", {"weakest": "strongest"}, "The step with the *highest* rate was marked.", "标的是率**最高**的那步。"),
    ("fewest_people", {"weakest": "fewest"}, "The step with the fewest *people* was marked; that is always the last. The lowest rate is asked for.", "标的是**人数**最少的那步，那总是最后一步。题目要的是率最低的。"),
    ("people_rounded", {"whole_people": True}, "The people were rounded. Leave them as they come out.", "人数取整了。题目没叫取整，算出多少就是多少。"),
    ("nobody_before_is_zero", {"empty": 0.0}, "Where nobody stands in the step before, the rate became 0. Nobody could go on: `NaN`.", "前一步没有人的，率填成了 0。没有人可以往下走，要填 `NaN`。"),
    ("nobody_before_is_infinite", {"empty": np.inf},
     "Where nobody stands in the step before, the rate became infinite. There is nothing to divide by: `NaN`.",
     "前一步没有人的，率成了无穷大。没有东西可除，要填 `NaN`。"),
    ("brands_as_they_come", {"order": "seen"}, "Brands stand in the order of the table. Sort them by name.", "品牌照原表的先后。要按字母排。"),
)  # fmt: skip


# --- thompson_allocate: properties of a random share-out --------------------------------------------------------------

thompson_allocate = Exercise(points=3, compare="property")


def fair_counts(success, trials, n):
    """What each idea may expect: the minimum, and the rest by the chance to win a draw, from a long simulation."""
    least = n // 20
    rng = np.random.default_rng(2026)
    wins, tries = np.array(success), np.array(trials)
    draws = rng.beta(wins + 1, tries - wins + 1, size=(30_000, len(wins)))
    chance = np.bincount(draws.argmax(axis=1), minlength=len(wins)) / len(draws)
    return least + (n - least * len(wins)) * chance


@thompson_allocate.property(en="the answer is a list of whole numbers, none below 0", zh="答案是整数列表，没有负数")
def whole_numbers(result, expected, success, trials, n, seed):
    return isinstance(result, (list, tuple)) and all(
        isinstance(count, (int, np.integer)) and not isinstance(count, bool) and count >= 0 for count in result
    )


@thompson_allocate.property(en="there is one number for each idea", zh="每个点子一个数")
def one_for_each_idea(result, expected, success, trials, n, seed):
    return len(result) == len(success)


@thompson_allocate.property(en="the numbers add up to {n} (yours: {total})", zh="加起来是 {n}（现在是 {total}）")
def all_are_given_out(result, expected, success, trials, n, seed):
    total = sum(result)
    return total == n, {"n": n, "total": f"{total:g}"}


@thompson_allocate.property(
    en="each idea gets at least {least} showings (yours: {lowest})",
    zh="每个点子至少 {least} 次（现在最少的是 {lowest} 次）",
)
def nobody_is_forgotten(result, expected, success, trials, n, seed):
    lowest = min(result) if len(result) else 0
    return lowest >= n // 20, {"least": n // 20, "lowest": f"{lowest:g}"}


@thompson_allocate.property(
    en="at most {allowed} showings lie with other ideas than in a long simulation (yours: {off})",
    zh="和很长的模拟相比，分给别的点子的不超过 {allowed} 次（现在是 {off} 次）",
)
def near_the_long_run(result, expected, success, trials, n, seed):
    if len(result) != len(success):
        return True, {"allowed": "?", "off": "?"}  # `one_for_each_idea` has said it
    off = sum(abs(count - fair) for count, fair in zip(result, fair_counts(success, trials, n), strict=True)) / 2
    allowed = 0.06 * n + 3
    return off <= allowed, {"allowed": f"{allowed:g}", "off": f"{off:.0f}"}


@thompson_allocate.example
def a_sure_second():
    return {"success": [0, 2500], "trials": [5000, 5000], "n": 100, "seed": 1}, [5, 95]


@thompson_allocate.visible(en="the example of the question", zh="题目里的例子")
def the_example_of_the_question():
    return {"success": [0, 2500], "trials": [5000, 5000], "n": 100, "seed": 1}


@thompson_allocate.visible(en="eight ideas after a week", zh="八个点子，过了一周")
def eight_ideas():
    return {
        "success": [5, 9, 6, 11, 17, 8, 4, 7],
        "trials": [300, 280, 310, 300, 320, 290, 250, 260],
        "n": 4000,
        "seed": 5,
    }


@thompson_allocate.visible(en="three ideas, hardly tried", zh="三个点子，刚试了几次")
def hardly_tried():
    return {"success": [2, 1, 0], "trials": [8, 12, 3], "n": 3000, "seed": 9}


@thompson_allocate.visible(edge=True, en="an idea never shown", zh="有一个还没展示过")
def never_shown():
    return {"success": [30, 0, 24], "trials": [600, 0, 600], "n": 2000, "seed": 3}


@thompson_allocate.visible(edge=True, en="nothing to give out", zh="没有展示可分")
def no_showings():
    return {"success": [3, 5], "trials": [40, 50], "n": 0, "seed": 3}


@thompson_allocate.visible(edge=True, en="one idea", zh="只有一个点子")
def a_single_idea():
    return {"success": [3], "trials": [40], "n": 777, "seed": 3}


@thompson_allocate.visible(edge=True, en="twenty ideas, one far ahead", zh="二十个点子，一个遥遥领先")
def twenty_ideas():
    return {"success": [4] * 19 + [300], "trials": [400] * 20, "n": 2039, "seed": 4}


@thompson_allocate.visible(edge=True, en="every showing was clicked", zh="每次展示都有人点")
def always_clicked():
    return {"success": [12, 40], "trials": [12, 60], "n": 1999, "seed": 8}


@thompson_allocate.hidden(worlds=3)
def other_ideas(world: World):
    rates = world.rng.uniform(0.01, 0.08, int(world.rng.integers(3, 9)))
    trials = world.rng.integers(60, 600, len(rates))
    success = world.rng.binomial(trials, rates)
    return {
        "success": success.tolist(),
        "trials": trials.tolist(),
        "n": int(world.rng.integers(2000, 5000)),
        "seed": 11,
    }


def shared_out(
    success, trials, n, seed, *, floor=True, prior=(1, 1), failures=True, rest="draws", minimum_first=True, rounds=False, one_draw=False
):  # fmt: skip
    """Showings by Thompson sampling; the arguments are the ways to get a rule wrong."""
    rng = np.random.default_rng(seed)
    wins, tries = np.array(success, dtype=float), np.array(trials, dtype=float)
    a = wins + prior[0] if prior[0] else np.maximum(wins, 1e-9)
    b = (tries - wins if failures else tries) + (prior[1] or 1e-9)
    least = n // 20 if floor else 0
    left = n - least * len(wins) if minimum_first else n
    size = (1, len(wins)) if one_draw else (left, len(wins))
    winners = rng.beta(a, b, size=size).argmax(axis=1)
    counts = np.bincount(winners, minlength=len(wins)) * (left if one_draw else 1)
    if minimum_first:
        return [int(least + count) for count in counts]
    return [int(max(count, n // 20)) for count in counts]


@thompson_allocate.right
def draw_by_draw(success, trials, n, seed):
    rng = np.random.default_rng(seed)
    counts = [n // 20] * len(success)
    for _ in range(n - sum(counts)):
        values = [rng.beta(s + 1, t - s + 1) for s, t in zip(success, trials, strict=True)]
        counts[values.index(max(values))] += 1
    return counts


@thompson_allocate.right
def by_arrays(success, trials, n, seed):
    return shared_out(success, trials, n, seed)


slips(
    thompson_allocate, shared_out,
    ("someone_is_forgotten", {"floor": False}, "Ideas may get less than one in twenty showings. Each has a minimum, then the rest is drawn.", "有的点子不到二十分之一。先给每个点子最低数，剩下的再抽。"),
    ("all_trials_as_failures", {"failures": False},
     "The second parameter holds all showings. It holds those *without* a click: trials - success + 1.", "第二个参数放了全部展示。应该放**没点击**的：trials - success + 1。"),
    ("without_the_ones", {"prior": (0, 0)}, "The `+ 1` is missing in both parameters: an idea with few showings is believed far too soon.", "两个参数都少了 `+ 1`：展示没几次的点子，一下子就信了。"),
    ("minimum_on_top", {"minimum_first": False},
     "First all showings were drawn, then the low ones were lifted to the minimum: more than `n` are given out.", "先把展示全抽完，再把少的补到最低数：加起来超过了 `n`。"),
    ("one_draw_for_all", {"one_draw": True}, "One draw decided all showings. Each showing has a draw of its own.", "抽一次就定了全部展示。每次展示都要另抽。"),
)  # fmt: skip


@thompson_allocate.wrong(
    en="Everything beyond the minimum went to the leader. An idea with few showings may be better: let draws decide.",
    zh="最低数以外的全给了领先的。展示少的点子也许更好：让抽签来定。",
)
def all_to_the_leader(success, trials, n, seed):
    counts = [n // 20] * len(success)
    rates = [s / t if t else 0.0 for s, t in zip(success, trials, strict=True)]
    counts[rates.index(max(rates))] += n - sum(counts)
    return counts


@thompson_allocate.wrong(
    en="Showings were given in proportion to click rates. Losers get nearly as much as the leader that way.",
    zh="展示按点击率的比例分了。这样输家拿的几乎和领先的一样多。",
)
def in_proportion_to_rates(success, trials, n, seed):
    rates = np.array([(s + 1) / (t + 2) for s, t in zip(success, trials, strict=True)])
    least = n // 20
    left = n - least * len(success)
    counts = np.floor(left * rates / rates.sum()).astype(int)
    counts[int(rates.argmax())] += left - counts.sum()
    return [int(least + count) for count in counts]


@thompson_allocate.wrong(
    en="All ideas got the same. What is known so far was not used.",
    zh="每个点子给了一样多。到现在知道的都没用上。",
)
def equal_parts(success, trials, n, seed):
    counts = [n // len(success)] * len(success)
    counts[0] += n - sum(counts)
    return counts


@thompson_allocate.wrong(
    en="These are shares, not showings. Whole numbers that add up to `n` are asked for.",
    zh="这是比例，不是次数。要的是加起来等于 `n` 的整数。",
)
def shares_of_showings(success, trials, n, seed):
    counts = shared_out(success, trials, n, seed)
    return [count / n if n else 0.0 for count in counts]


@thompson_allocate.wrong(
    en="Shares were rounded one by one, so the numbers need not add up to `n`.",
    zh="比例一个一个地取整，加起来不一定是 `n`。",
)
def rounded_shares(success, trials, n, seed):
    fair = fair_counts(success, trials, n)
    return [math.floor(count) for count in fair]


@thompson_allocate.wrong(
    en="Ideas that never won a draw are missing from the list. Give `np.bincount` a `minlength`.",
    zh="一次也没抽赢的点子从列表里消失了。给 `np.bincount` 写上 `minlength`。",
)
def winners_only(success, trials, n, seed):
    rng = np.random.default_rng(seed)
    wins, tries = np.array(success), np.array(trials)
    left = n - (n // 20) * len(wins)
    winners = rng.beta(wins + 1, tries - wins + 1, size=(left, len(wins))).argmax(axis=1)
    return [int(n // 20 + count) for count in np.unique(winners, return_counts=True)[1]]


@thompson_allocate.wrong(
    en="The *lowest* draw won. The idea with the highest draw gets the showing.",
    zh="**最小**的抽赢了。抽得最大的点子才拿展示。",
)
def lowest_draw_wins(success, trials, n, seed):
    rng = np.random.default_rng(seed)
    wins, tries = np.array(success), np.array(trials)
    left = n - (n // 20) * len(wins)
    losers = rng.beta(wins + 1, tries - wins + 1, size=(left, len(wins))).argmin(axis=1)
    return [int(n // 20 + count) for count in np.bincount(losers, minlength=len(wins))]


@thompson_allocate.wrong(
    en="Where no idea won a draw the list has no entry for it. Give `np.bincount` a `minlength`.",
    zh="没抽赢的点子在列表里没有位置。给 `np.bincount` 写上 `minlength`。",
)
def no_minlength(success, trials, n, seed):
    rng = np.random.default_rng(seed)
    wins, tries = np.array(success), np.array(trials)
    draws = rng.beta(wins + 1, tries - wins + 1, size=(n - (n // 20) * len(wins), len(wins)))
    return [int(n // 20 + count) for count in np.bincount(draws.argmax(axis=1))]


# --- chart_topics: without the luckiest post --------------------------------------------------------------------------

chart_topics = Exercise(points=3, compare="chart", tolerance=1e-6)


def draw_topics(
    heights: dict, title="Orders without the luckiest post", xlabel="topic", ylabel="orders a thousand reads"
):
    """Bars in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar(list(heights), list(heights.values()))
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
    return axes


def topic(name: str, first: int, reads: list, orders: list) -> pd.DataFrame:
    """Posts of a topic, numbered from ``first``; orders None: no link."""
    table = pd.DataFrame({"post_id": np.arange(first, first + len(reads)), "topic": name, "reads": reads})
    return table.assign(orders=pd.Series(orders, dtype=float))


def wall_of(*topics: pd.DataFrame) -> pd.DataFrame:
    """Topics together, rows in another order."""
    return pd.concat(topics).sample(frac=1, random_state=4).reset_index(drop=True)


@chart_topics.example
def two_topics_by_hand():
    posts = wall_of(topic("T1", 1, [900, 500, 300, 200], [0, 2, 1, 2]), topic("T2", 5, [400, 90, 80], [1, 0, 2]))
    return {"posts": posts}, [("T1", 5.0)]


@chart_topics.visible(en="four topics", zh="四个选题")
def four_topics():
    return {"posts": wall_of(
        topic("T1", 1, [5200, 800, 640, 1200, 300], [9, 3, 2, 4, 1]), topic("T3", 6, [90_000, 700, 450, 300], [2, 1, 0, 1]),
        topic("T2", 10, [600, 500, 400], [2, 2, 1]), topic("T4", 13, [1500, 1400, 1300, 100], [1, 3, 2, 0]),
    )}  # fmt: skip


@chart_topics.visible(en="links missing, posts unread", zh="有的没挂链接，有的没人读")
def links_missing():
    return {"posts": wall_of(
        topic("T1", 1, [9000, 800, 640, 1200, 300], [None, 3, 2, 4, 1]), topic("T2", 6, [600, 500, 400, 0, 0], [2, 2, 1, 0, 0]),
        topic("T4", 11, [1500, 1400, 700, 1300, 100, 60], [1, 3, None, 2, 0, 1]),
    )}  # fmt: skip


@chart_topics.visible(edge=True, en="two posts with the most reads", zh="并列最多的两条")
def equally_read():
    return {"posts": wall_of(
        topic("T1", 1, [900, 900, 300, 200], [1, 6, 1, 2]), topic("T2", 5, [300, 900, 900, 400], [1, 2, 7, 1]),
        topic("T3", 9, [700, 500, 400, 300], [1, 1, 2, 0]),
    )}  # fmt: skip


@chart_topics.visible(edge=True, en="nothing was ordered", zh="一单也没有")
def nothing_ordered():
    return {
        "posts": wall_of(
            topic("T1", 1, [900, 500, 300, 200], [3, 0, 0, 0]), topic("T2", 5, [90, 70, 80, 60], [0, 1, 0, 0])
        )
    }


@chart_topics.visible(edge=True, en="exactly three left, and two", zh="正好剩三条，和剩两条")
def three_and_two_left():
    return {"posts": wall_of(
        topic("T1", 1, [500, 400, 300, 200], [1, 1, 1, 1]), topic("T2", 5, [500, 400, 300], [1, 1, 1]),
        topic("T4", 8, [500], [2]), topic("T3", 9, [100, 800, 300, 0, 200], [1, 1, 1, 0, 2]),
    )}  # fmt: skip


@chart_topics.hidden(worlds=3)
def other_walls(world: World):
    posts = world.table("social_posts")[["post_id", "topic", "reads", "orders"]].sample(70, random_state=world.rng)
    posts = posts.astype({"orders": float})
    posts.loc[world.rng.random(len(posts)) < 0.2, "orders"] = np.nan
    posts.loc[world.rng.random(len(posts)) < 0.1, "reads"] = 0
    codes = {name: f"T{n}" for n, name in enumerate(sorted(posts["topic"].unique()), start=1)}
    posts["topic"] = posts["topic"].map(codes)
    few = posts[posts["topic"] == "T5"].head(3)
    return {"posts": pd.concat([posts[posts["topic"] != "T5"], few]).reset_index(drop=True)}


def usual_orders(
    posts, *, links="drop", unread=True, take="most", tie="low", order="filter_first", least=3, count="left", mean="sums", per=1000.0,
    column="reads", whole=False, few="none", over="reads",
):  # fmt: skip
    """Heights by topic; the arguments are the ways to get a rule wrong."""
    rows = posts.copy()
    if links == "zero":
        rows["orders"] = rows["orders"].fillna(0)

    def good(table):
        kept = table[table["orders"].notna()]
        return kept[kept["reads"] > 0] if unread else kept

    def without(table):
        if take == "none":
            return table
        if take == "whole":
            return table.drop(index=table["reads"].idxmax())
        up = {"low": True, "high": False}[tie if tie != "all" else "low"]
        by = table.sort_values([column, "post_id"], ascending=[take == "least", up])
        if tie == "all":
            return by[by[column] < by.groupby("topic")[column].transform("max")]
        return by[by.duplicated("topic")]

    left = without(good(rows)) if order == "filter_first" else good(without(rows))
    heights = {}
    for name, mine in left.groupby("topic"):
        size = len(mine) if count == "left" else int((good(rows)["topic"] == name).sum())
        if size < least:
            if few == "zero":
                heights[name] = 0.0
            continue
        if mean == "sums":
            below = mine["reads"].sum() if over == "reads" else len(mine)
            heights[name] = per * mine["orders"].sum() / below
        else:
            heights[name] = per * (mine["orders"] / mine["reads"].where(mine["reads"] > 0)).mean()
    return heights


@chart_topics.right
def bars_without_the_largest(posts):
    return draw_topics(usual_orders(posts))


@chart_topics.right
def points_topic_by_topic(posts):
    import matplotlib.pyplot as plt

    marks = {}
    for name in sorted(posts["topic"].unique()):
        mine = posts[(posts["topic"] == name) & posts["orders"].notna() & (posts["reads"] > 0)]
        rows = sorted(zip(-mine["reads"], mine["post_id"], mine["orders"], strict=True))[1:]
        if len(rows) >= 3:
            marks[name] = 1000 * sum(row[2] for row in rows) / -sum(row[0] for row in rows)
    _, axes = plt.subplots()
    axes.plot(list(marks), list(marks.values()), "o")
    axes.set(title="usual orders", xlabel="topic", ylabel="orders")
    return axes


def wall(**options):
    return lambda posts: draw_topics(usual_orders(posts, **options))


for _name, _options, _en, _zh in (
    ("nothing_taken_away", {"take": "none"}, "No post was taken away. The most-read post of each topic goes first.", "一条也没去掉。每个选题要先去掉阅读最多的那条。"),
    ("least_read_taken_away", {"take": "least"}, "The *least*-read post was taken away. The luckiest goes: the one with the most reads.", "去掉的是阅读**最少**的。要去掉最走运的：阅读最多的。"),
    ("best_seller_taken_away", {"column": "orders"}, "The post with the most *orders* was taken away. The one with the most reads goes.", "去掉的是**订单**最多的。要去掉阅读最多的。"),
    ("one_of_all_taken_away", {"take": "whole"}, "One post of the whole table was taken away. One of each topic goes.", "整张表只去掉了一条。每个选题都要去掉一条。"),
    ("all_equals_taken_away", {"tie": "all"}, "All posts with the most reads were taken away. One post only.", "并列最多的全去掉了。只去一条。"),
    ("higher_number_taken_away", {"tie": "high"}, "Of several with the most reads the one with the higher `post_id` was taken away. Take the lowest.", "并列最多的，去掉了 `post_id` 大的。要去最小的。"),
    ("taken_before_filter", {"order": "take_first"},
     "The most-read post was taken away before posts without a link were left out. Filter first, or nothing is taken from the rest.",
     "先去掉了阅读最多的，才筛掉没挂链接的。要先筛，不然剩下的里面什么也没去掉。"),
    ("no_link_is_no_order", {"links": "zero"}, "A post without a link was counted with 0 orders. It could not sell: leave it out.", "没挂链接的按 0 单算了。它根本卖不了：不要。"),
    ("unread_posts_count", {"unread": False}, "Posts that nobody read count towards the number of posts. Leave them out.", "没人读的也算进了条数。它们不要。"),
    ("counted_before", {"count": "before"},
     "A topic with two posts left has a mark. `MIN_POSTS` must be left *after* one has been taken away.", "只剩两条的也画了。要够 `MIN_POSTS` 条，数的是去掉**以后**剩下的。"),
    ("four_needed", {"least": 4}, "A topic with exactly three posts left has no mark. Three are enough.", "正好剩三条的没画。三条就够。"),
    ("mean_of_rates", {"mean": "rates"}, "The height is a mean of the posts' rates. Sum orders and reads first.", "高度取了各条的率的平均。要先把订单和阅读各自加起来。"),
    ("orders_a_post", {"over": "posts"}, "The orders were divided by posts. Divide by reads.", "订单除以了条数。要除以阅读。"),
    ("orders_a_read", {"per": 1.0}, "The height is orders per *read*. Per thousand reads is asked for.", "高度是**每次**阅读的订单。题目要每千次的。"),
    ("in_percent", {"per": 100.0}, "The height is per hundred reads. Per thousand is asked for.", "高度按每百次算了。题目要每千次的。"),
    ("few_is_zero", {"few": "zero"}, "A topic with too few posts has a mark at 0, as if it sold nothing. It has no mark.", "条数不够的画在了 0，像是什么都没卖。它不该有标记。"),
):  # fmt: skip
    slip(chart_topics, _name, wall(**_options), _en, _zh)


@chart_topics.wrong(
    en="Some marks have no name: pandas names only some places under a line. Draw bars, or give each mark its topic.",
    zh="有的标记没写名字：pandas 画的线，下面只写几个名字。请画柱子，或者给每个点都写上选题。",
)
def a_line_of_pandas(posts):
    heights = pd.Series(usual_orders(posts))
    return heights.plot(marker="o", linestyle="", title="usual orders", xlabel="topic", ylabel="orders")


@chart_topics.wrong(
    en="The right marks, but without a title and axis labels: nobody else can read this chart.",
    zh="标记是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_bars(posts):
    return draw_topics(usual_orders(posts), title="", xlabel="", ylabel="")

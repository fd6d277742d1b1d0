"""Cases of chapter 13: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

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


def moment(text) -> pd.Timestamp:
    """A time of 2025 from ``"11-01 10:00"``; NaT from None."""
    return pd.NaT if text is None else pd.Timestamp(f"2025-{text}")


def times(values) -> pd.Series:
    return pd.to_datetime(pd.Series([moment(text) for text in values], dtype="datetime64[s]"))


# --- live_kpis: sums first, tests of the equipment out, refunds that are known ----------------------------------------

live_kpis = Exercise(points=3, compare="equal", tolerance=1e-9)
ROOM = ["host_id", "viewers", "comments", "likes", "shares", "product_clicks", "orders", "gmv", "refund"]
KPIS = ["interaction", "click_rate", "click_to_order", "viewer_to_order", "gpm", "net_gmv"]


def rooms(*rows: tuple) -> pd.DataFrame:
    """Sessions from tuples in the order of `ROOM`; refund None: unknown."""
    table = pd.DataFrame(rows, columns=ROOM)
    table[["gmv", "refund"]] = table[["gmv", "refund"]].astype(float)
    table.insert(0, "session_id", 1 + np.arange(len(table)))
    return table


@live_kpis.example
def ada_by_hand():
    live = rooms(
        ("ada", 1000, 300, 900, 20, 250, 30, 3000, 600), ("ada", 600, 180, 10, 12, 150, 18, 1800, None),
        ("ada", 40, 9, 9, 9, 9, 9, 900, 0),
    )  # fmt: skip
    row = [0.32, 0.25, 0.12, 0.03, 3000.0, 2400.0]
    return {"live": live}, pd.DataFrame([row], columns=KPIS, index=pd.Index(["ada"], name="host_id"))


MONTH = rooms(
    ("mo", 2200, 900, 4000, 31, 700, 66, 5280, 1100), ("ada", 900, 120, 800, 9, 300, 20, 1700, 250),
    ("mo", 300, 40, 100, 2, 60, 3, 210, 0), ("bo", 1400, 210, 1000, 15, 420, 35, 3300, None),
    ("ada", 1600, 260, 900, 22, 420, 44, 4010, 900), ("bo", 99, 30, 10, 3, 30, 2, 200, 40), ("mo", 80, 12, 5, 0, 22, 1, 80, 0),
    ("bo", 700, 95, 300, 6, 240, 17, 1500, 330), ("ada", 100, 44, 70, 3, 12, 4, 260, None),
)  # fmt: skip


@live_kpis.visible(en="three hosts in a month", zh="三位主播的一个月")
def three_hosts():
    return {"live": MONTH}


@live_kpis.visible(en="two hosts, another order of rows", zh="两位主播，行的先后不同")
def two_hosts():
    live = rooms(
        ("yu", 500, 50, 10, 5, 100, 9, 800, 80), ("xi", 3000, 400, 2000, 33, 900, 81, 7000, 2900),
        ("yu", 1500, 420, 60, 11, 660, 40, 3900, 610), ("xi", 100, 60, 500, 10, 70, 12, 1100, 400),
        ("yu", 60, 1, 1, 1, 5, 0, 0, 0),
    )  # fmt: skip
    return {"live": live}


@live_kpis.visible(edge=True, en="exactly 100 viewers, and 99", zh="观看正好 100，和 99")
def at_100_viewers():
    return {"live": rooms(("ada", 100, 20, 9, 1, 30, 4, 300, 60), ("bo", 99, 20, 9, 1, 30, 4, 300, 60))}


@live_kpis.visible(edge=True, en="no refund of a host is known yet", zh="有位主播的退款都还不知道")
def no_refund_known():
    live = rooms(
        ("ada", 900, 80, 9, 2, 200, 15, 1200, None), ("bo", 400, 30, 9, 1, 90, 6, 500, 0), ("ada", 500, 60, 2, 4, 130, 9, 700, None)
    )  # fmt: skip
    return {"live": live}


@live_kpis.visible(edge=True, en="a host without clicks", zh="有位主播没有点击")
def without_clicks():
    return {"live": rooms(("ada", 300, 8, 9, 2, 0, 3, 260, 0), ("bo", 400, 30, 9, 1, 90, 6, 500, 100))}


@live_kpis.visible(edge=True, en="only a test of the equipment", zh="只有一场试设备")
def only_a_test():
    return {"live": rooms(("ada", 30, 8, 9, 2, 4, 1, 90, 0))}


@live_kpis.visible(edge=True, en="an empty table", zh="空表")
def no_sessions():
    return {"live": MONTH.head(0)}


@live_kpis.hidden(worlds=3)
def other_rooms(world: World):
    live = world.table("live_sessions")[["session_id", *ROOM]]
    live = live.sample(frac=0.6, random_state=world.rng).reset_index(drop=True)
    unknown = world.rng.random(len(live)) < 0.2
    live["refund"] = live["refund"].where(~unknown)
    small = world.rng.random(len(live)) < 0.1
    live.loc[small, "viewers"] = world.rng.integers(60, 130, int(small.sum()))
    return {"live": live}


@live_kpis.invariant(
    en="Orders over viewers are clicks over viewers times orders over clicks.", zh="订单率等于点击率乘点击后的下单率。"
)
def rates_multiply(result, **inputs):
    rows = result.dropna(subset=["click_to_order"])
    return bool(np.allclose(rows["click_rate"] * rows["click_to_order"], rows["viewer_to_order"]))


def screen(
    live, *, least=100, strict=False, actions=("comments", "shares"), base="viewers", refund="known", drop_unknown=False, mean=False,
    per=1000, click_base="product_clicks", net=True, zero_clicks=np.nan, gpm_net=False, gpm_known=False, order="host", test_gmv=False,
):  # fmt: skip
    """Figures by host; the arguments are the ways to get a rule wrong."""
    real = live[(live["viewers"] > least) if strict else (live["viewers"] >= least)]
    if drop_unknown:
        real = real[real["refund"].notna()]
    if mean:
        rates = pd.DataFrame({"host_id": real["host_id"]})
        rates["interaction"] = real[list(actions)].sum(axis=1) / real["viewers"]
        rates["click_rate"] = real["product_clicks"] / real["viewers"]
        rates["click_to_order"] = real["orders"] / real["product_clicks"].where(real["product_clicks"] > 0)
        rates["viewer_to_order"] = real["orders"] / real["viewers"]
        rates["gpm"] = per * real["gmv"] / real["viewers"]
        table = rates.groupby("host_id")[KPIS[:-1]].mean()
    else:
        names = ["viewers", "comments", "likes", "shares", "product_clicks", "orders", "gmv"]
        sums = real.groupby("host_id")[names].sum().astype(float)
        clicks = sums["product_clicks"].where(sums["product_clicks"] > 0)
        table = pd.DataFrame(
            {
                "interaction": sums[list(actions)].sum(axis=1) / sums[base],
                "click_rate": sums["product_clicks"] / sums["viewers"],
                "click_to_order": (sums["orders"] / (clicks if click_base == "product_clicks" else sums[click_base])),
                "viewer_to_order": sums["orders"] / sums["viewers"],
                "gpm": per * sums["gmv"] / sums["viewers"],
            }
        )
        if not (isinstance(zero_clicks, float) and math.isnan(zero_clicks)):
            blank = np.inf * sums["orders"] if zero_clicks == "divided" else zero_clicks
            table["click_to_order"] = table["click_to_order"].fillna(blank)
    source = live if test_gmv else real
    if refund == "known":
        source = source[source["refund"].notna()]
        value = source["gmv"] - source["refund"]
    elif refund == "zero":
        value = source["gmv"] - source["refund"].fillna(0)
    else:
        value = source["gmv"]
    sums_net = value.groupby(source["host_id"]).sum()
    table["net_gmv"] = sums_net.reindex(table.index).astype(float)
    if refund == "filled":
        known = real[real["refund"].notna()]
        table["net_gmv"] = real.groupby("host_id")["gmv"].sum() - known.groupby("host_id")["refund"].sum()
    if refund == "sum_is_zero":
        known = real[real["refund"].notna()]
        net_known = (known["gmv"] - known["refund"]).groupby(known["host_id"]).sum()
        table["net_gmv"] = net_known.reindex(table.index).fillna(0).astype(float)
    if gpm_net:
        viewers = real.groupby("host_id")["viewers"].sum()
        table["gpm"] = per * table["net_gmv"] / viewers
    if gpm_known:
        known = real[real["refund"].notna()].groupby("host_id")["gmv"].sum()
        table["gpm"] = per * known / real.groupby("host_id")["viewers"].sum()
    if order == "sales":
        table = table.sort_values("gpm", ascending=False)
    return table[KPIS]


@live_kpis.right
def by_a_function_for_each_host(live):
    rows = {}
    kept = live.loc[live["viewers"].ge(100)]
    for name in sorted(kept["host_id"].unique()):
        mine = kept[kept["host_id"] == name]
        n, clicks, orders = mine["viewers"].sum(), mine["product_clicks"].sum(), mine["orders"].sum()
        done = mine.dropna(subset=["refund"])
        rows[name] = {
            "interaction": (mine["comments"] + mine["shares"]).sum() / n,
            "click_rate": clicks / n,
            "click_to_order": orders / clicks if clicks else float("nan"),
            "viewer_to_order": orders / n,
            "gpm": mine["gmv"].sum() / n * 1000,
            "net_gmv": (done["gmv"] - done["refund"]).sum() if len(done) else float("nan"),
        }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=KPIS).astype(float)
    return table.rename_axis("host_id")


@live_kpis.right
def with_min_count(live):
    work = live.query("viewers >= 100").assign(net=lambda t: t["gmv"] - t["refund"])
    sums = work.groupby("host_id")[["viewers", "comments", "shares", "product_clicks", "orders", "gmv"]].sum()
    table = pd.DataFrame(index=sums.index)
    table["interaction"] = (sums["comments"] + sums["shares"]) / sums["viewers"]
    table["click_rate"] = sums["product_clicks"] / sums["viewers"]
    table["click_to_order"] = sums["orders"] / sums["product_clicks"].replace(0, np.nan)
    table["viewer_to_order"] = sums["orders"] / sums["viewers"]
    table["gpm"] = 1000 * sums["gmv"] / sums["viewers"]
    table["net_gmv"] = work.groupby("host_id")["net"].sum(min_count=1)
    return table.astype(float)


slips(
    live_kpis, screen,
    ("tests_in", {"least": 0},
     "Tests of the equipment (fewer than 100 viewers) are in. They are left out of every column.", "试设备的场次（观看不到 100）也算了。哪一列都不该算它们。"),
    ("exactly_100_out", {"strict": True},
     "A session with exactly 100 viewers was left out. 100 is enough: `>=`.", "观看正好 100 的场次漏掉了。正好 100 的要算：`>=`。"),
    ("likes_counted", {"actions": ("comments", "likes", "shares")},
     "Likes are in the interaction. One thumb presses a hundred times: only comments and shares count.", "互动率里算了点赞。一个人能点一百下：只算评论和转发。"),
    ("comments_only", {"actions": ("comments",)},
     "Shares are missing from the interaction.", "互动率里少了转发。"),
    ("interaction_by_clicks", {"base": "product_clicks"},
     "The interaction was divided by product clicks. Below the line stand viewers.", "互动率除以了商品点击。分母是观看人数。"),
    ("unknown_refund_is_nothing", {"refund": "zero"},
     "An unknown refund was taken as 0. As long as the 30 days run, nobody knows: leave such sessions out of `net_gmv`.",
     "退款未知，按 0 算了。30 天没满，谁也不知道：`net_gmv` 不加这样的场次。"),
    ("gmv_of_all_refund_of_some", {"refund": "filled"},
     "`net_gmv` takes the sales of all sessions, but the refunds only of those that are known. Both belong to the same sessions.",
     "`net_gmv` 用了所有场次的成交额，退款却只有已知的场次。两个数要出自同样的场次。"),
    ("nothing_known_is_zero", {"refund": "sum_is_zero"},
     "A host of whom no refund is known has 0 net sales here. Nobody knows them: `NaN`.", "退款全都未知的主播，净成交额写成了 0。那是不知道：`NaN`。"),
    ("returns_forgotten", {"refund": "none"},
     "`net_gmv` is without refunds taken off.", "`net_gmv` 没有减退款。"),
    ("unknown_left_out_everywhere", {"drop_unknown": True},
     "Sessions with an unknown refund are missing from all columns. Only `net_gmv` does without them.", "退款未知的场次，哪一列都没算。只有 `net_gmv` 不算它们。"),
    ("mean_of_rates", {"mean": True},
     "These are means of the sessions' rates. A small session then weighs as much as a big one: sums first, then divide.",
     "这是各场比率的平均。那样小场和大场一样重：先求和，再相除。"),
    ("for_one_viewer", {"per": 1},
     "`gpm` is for 1,000 viewers, not for one.", "`gpm` 是每千人观看，不是每一个人。"),
    ("net_gpm", {"gpm_net": True},
     "`gpm` was formed from net sales. It takes the sales before returns, of all sessions.", "`gpm` 用了净成交额。它用退货前的成交额，所有场次都算。"),
    ("orders_by_viewers_twice", {"click_base": "viewers"},
     "`click_to_order` was divided by viewers. Below the line stand product clicks.", "`click_to_order` 除以了观看人数。分母是商品点击。"),
    ("no_clicks_is_zero", {"zero_clicks": 0.0},
     "Without clicks, orders over clicks is 0 here. Nothing can be divided by: `NaN`.", "没有点击，却写成了 0。没有东西可除：`NaN`。"),
    ("divided_by_no_clicks", {"zero_clicks": "divided"},
     "Orders were divided by 0 clicks, which gives `inf`. Nothing can be divided by: `NaN`.", "订单除以了 0 次点击，得了 `inf`。没有东西可除：`NaN`。"),
    ("gpm_of_known_sessions", {"gpm_known": True},
     "`gpm` takes only sessions whose refund is known. It takes the sales of all sessions that are left.", "`gpm` 只算了退款已知的场次。留下来的场次，成交额都算。"),
    ("by_sales", {"order": "sales"},
     "The hosts stand in the order of their sales. They stand from A to Z.", "主播按成交额排了。要按字母排。"),
    ("tests_in_net", {"test_gmv": True},
     "Tests of the equipment are still in `net_gmv`. They are left out of every column.", "`net_gmv` 里还有试设备的场次。哪一列都不该算它们。"),
)  # fmt: skip


# --- conversion_by_base: buyers over three bases, and which reaches 70 % ----------------------------------------------

conversion_by_base = Exercise(points=3, compare="equal", tolerance=1e-9)


def session(viewers, clicks, checkouts, orders, again) -> dict:
    values = {
        "viewers": viewers,
        "product_clicks": clicks,
        "checkouts": checkouts,
        "orders": orders,
        "repeat_orders": again,
    }
    return {"live": pd.Series(values, dtype=float)}


@conversion_by_base.example
def sixty_buyers():
    expected = {"viewers": 0.03, "product_clicks": 0.15, "checkouts": 0.75, "plausible": "checkouts"}
    return session(2000, 400, 80, 66, 6), expected


@conversion_by_base.visible(en="a Friday evening", zh="星期五晚上")
def a_friday_evening():
    return session(3100, 990, 151, 121, 10)


@conversion_by_base.visible(en="a hundred who were sent the link", zh="只发给一百人的链接")
def a_small_circle():
    return session(110, 90, 99, 82, 1)


@conversion_by_base.visible(en="repeated orders make the difference", zh="差就差在重复下单")
def repeated_orders():
    return session(2400, 500, 100, 75, 9)


@conversion_by_base.visible(edge=True, en="nothing reaches 70 %", zh="都不到七成")
def nothing_reaches():
    return session(2000, 500, 100, 60, 0)


@conversion_by_base.visible(edge=True, en="exactly 70 %", zh="正好七成")
def exactly_seventy():
    return session(1000, 250, 100, 70, 0)


@conversion_by_base.visible(edge=True, en="repeated orders unknown", zh="重复下单缺失")
def repeats_unknown():
    return session(1500, 40, 90, 66, np.nan)


@conversion_by_base.visible(edge=True, en="checkouts missing", zh="结算数缺失")
def checkouts_missing():
    return session(1500, 320, np.nan, 66, 3)


@conversion_by_base.visible(edge=True, en="fewer clicks than buyers", zh="点击比买家还少")
def fewer_clicks_than_buyers():
    return session(1500, 40, 70, 60, 5)


@conversion_by_base.visible(edge=True, en="all who checked out bought", zh="进结算的全买了")
def everybody_bought():
    return session(900, 200, 55, 60, 5)


@conversion_by_base.visible(edge=True, en="more clicks than viewers", zh="点击比观看还多")
def more_clicks_than_viewers():
    return session(100, 110, 99, 83, 3)


@conversion_by_base.visible(edge=True, en="a base between buyers and orders", zh="分母比买家多，比订单少")
def between_buyers_and_orders():
    return session(1500, 320, 63, 66, 6)


@conversion_by_base.visible(edge=True, en="no viewers, no clicks", zh="没人看，没人点")
def nobody_came():
    return session(0, 0, 0, 0, 0)


@conversion_by_base.hidden(worlds=4)
def other_sessions(world: World):
    row = world.table("live_sessions").sample(1, random_state=world.rng).iloc[0]
    again = world.rng.choice([np.nan, 0, 1, 3, 6])
    checkouts = row["checkouts"] if world.rng.random() < 0.8 else np.nan
    return session(row["viewers"], row["product_clicks"], checkouts, row["orders"], again)


@conversion_by_base.invariant(en="A rate lies between 0 and 1.", zh="比率在 0 到 1 之间。")
def rates_within_bounds(result, **inputs):
    values = [result[name] for name in ("viewers", "product_clicks", "checkouts")]
    return all(math.isnan(value) or 0 <= value <= 1 for value in values)


def judged(
    live, *, repeat="minus", missing=0.0, small=True, strict=False, limit=0.70, pick="first", none="none", zero=np.nan, percent=False,
    keep_nan_as=None, equal_broken=False, against="buyers", unchecked=False,
):  # fmt: skip
    """Rates and verdict; the arguments are the ways to get a rule wrong."""
    again = live["repeat_orders"]
    again = missing if pd.isna(again) else again
    buyers = live["orders"] - again if repeat == "minus" else live["orders"]
    if repeat == "plus":
        buyers = live["orders"] + again
    rates = {}
    for base in ("viewers", "product_clicks", "checkouts"):
        below = live[base]
        if pd.isna(below):
            rates[base] = keep_nan_as if keep_nan_as is not None else float("nan")
        elif below == 0:
            rates[base] = zero
        elif unchecked and pd.isna(live["repeat_orders"]):
            rates[base] = float(buyers / below)
        elif small and (
            below <= buyers if equal_broken else below < (live["orders"] if against == "orders" else buyers)
        ):
            rates[base] = float("nan")
        else:
            rates[base] = float(buyers / below)
    good = [base for base, rate in rates.items() if (rate > limit if strict else rate >= limit)]
    found = none
    if good:
        found = {"first": good[0], "last": good[-1], "best": max(good, key=lambda name: rates[name]), "all": good,
                 "smallest": min(good, key=lambda name: rates[name])}[pick]  # fmt: skip
    if percent:
        rates = {name: 100 * rate for name, rate in rates.items()}
    return {**rates, "plausible": found}


@conversion_by_base.right
def by_a_series_of_rates(live):
    buyers = live["orders"] - live.fillna({"repeat_orders": 0})["repeat_orders"]
    bases = live[["viewers", "product_clicks", "checkouts"]].astype(float)
    rates = (buyers / bases.where((bases > 0) & (bases >= buyers))).astype(float)
    reached = rates[rates >= 0.7]
    return {**rates.to_dict(), "plausible": reached.index[0] if len(reached) else "none"}


@conversion_by_base.right
def step_by_step(live):
    more = live["repeat_orders"] if live["repeat_orders"] == live["repeat_orders"] else 0.0
    people = live["orders"] - more
    answer = {}
    for name in ["viewers", "product_clicks", "checkouts"]:
        try:
            rate = people / float(live[name]) if live[name] else math.nan
        except ZeroDivisionError:
            rate = math.nan
        answer[name] = math.nan if rate > 1 else float(rate)
    answer["plausible"] = next((name for name, rate in answer.items() if rate >= 0.7), "none")
    return answer


slips(
    conversion_by_base, judged,
    ("orders_for_buyers", {"repeat": "none"},
     "Orders stand above the line. A rate of people counts buyers: repeated orders are taken off.", "分子用了订单数。数的是人：重复下的单要减掉。"),
    ("repeats_added", {"repeat": "plus"}, "Repeated orders were added. They are taken off.", "重复下的单加上去了。应该减掉。"),
    ("unknown_repeats_spread", {"missing": float("nan")},
     "A missing `repeat_orders` made everything `NaN`. It counts as 0.", "`repeat_orders` 缺失，结果全成了 `NaN`。缺失的按 0 算。"),
    ("broken_counts_kept", {"small": False},
     "A base smaller than the buyers gave a rate above 1. Then the counting is broken: `NaN`, and it makes nothing plausible.",
     "分母比买家还少，算出了大于 1 的比率。那是数错了：`NaN`，也说明不了什么。"),
    ("everybody_is_broken", {"equal_broken": True},
     "A base equal to the buyers was taken for broken. All who checked out bought: the rate is 1.", "分母正好等于买家，也当成了数错。那是全都买了：比率是 1。"),
    ("above_seventy", {"strict": True}, "Exactly 0.70 was not enough. At least 0.70: `>=`.", "正好 0.70 的没算。不低于 0.70：`>=`。"),
    ("the_last_base", {"pick": "last"},
     "The last base that reaches 0.70 was taken. The earliest counts: it promises most.", "取了最靠后的分母。要最靠前的。"),
    ("the_highest_rate", {"pick": "best"},
     "The base with the highest rate was taken. Asked is the earliest that reaches 0.70.", "取了比率最高的分母。要的是够到 0.70 的里面最靠前的。"),
    ("the_lowest_rate", {"pick": "smallest"},
     "The base with the rate nearest to 0.70 was taken. Asked is the earliest that reaches it.", "取了比率最接近 0.70 的分母。要的是够到 0.70 的里面最靠前的。"),
    ("base_beside_orders", {"against": "orders"},
     "A base was called broken because it is smaller than the *orders*. It is compared with the buyers: repeated orders are taken off.", "分母比**订单**少，就当成了数错。要和买家比：重复下的单先减掉。"),
    ("unchecked_without_repeats", {"unchecked": True},
     "Where `repeat_orders` is missing, a base smaller than the buyers passed. With 0 repeats the buyers are the orders: compare with them.", "`repeat_orders` 缺失时，比买家还少的分母混过去了。重复按 0 算，买家就是订单：照样要比。"),
    ("a_list", {"pick": "all"}, "`plausible` is a list. It is one name, the earliest.", "`plausible` 给成了列表。要一个名字，最靠前的那个。"),
    ("none_is_none", {"none": None}, "Where no base reaches 0.70, `plausible` is the text `\"none\"`.", "一个也不到 0.70 时，`plausible` 是文字 `\"none\"`。"),
    ("zero_base_is_zero", {"zero": 0.0}, "A base of 0 gave a rate of 0. Nothing can be divided by: `NaN`.", "分母是 0，写成了 0。没有东西可除：`NaN`。"),
    ("missing_base_is_zero", {"keep_nan_as": 0.0}, "A missing base gave a rate of 0. It is not known: `NaN`.", "分母缺失，写成了 0。那是不知道：`NaN`。"),
    ("in_percent", {"percent": True}, "The rates are percentages. Shares are asked for: 0.75, not 75.", "比率写成了百分数。要小数：0.75，不是 75。"),
    ("a_lower_bar", {"limit": 0.65}, "The bar is 0.70.", "标准是 0.70。"),
)  # fmt: skip


# --- offer_effect: each offer beside the same minutes of sessions without one -----------------------------------------

offer_effect = Exercise(points=4, compare="equal", tolerance=1e-9)


def show(session_id: int, orders: list[int], offers: dict[int, str], first: int = 0) -> pd.DataFrame:
    """One session: orders minute by minute, and the offer of single minutes."""
    at = first + np.arange(len(orders))
    names = pd.Series([offers.get(int(minute)) for minute in at], dtype=object)
    return pd.DataFrame({"session_id": session_id, "minute": at, "offer": names, "orders": orders})


def shows(*tables: pd.DataFrame, shuffle: bool = False) -> pd.DataFrame:
    rows = pd.concat(tables, ignore_index=True)
    if shuffle:
        rows = rows.iloc[np.argsort((np.arange(len(rows)) * 11) % len(rows), kind="stable")].reset_index(drop=True)
    return rows


def flash(*minutes: int, name: str = "flash") -> dict[int, str]:
    return dict.fromkeys(minutes, name)


@offer_effect.example
def one_offer_by_hand():
    minutes = shows(
        show(1, [2, 4, 3, 9, 8, 1, 1, 2, 3, 3], flash(3, 4)), show(2, [5, 3, 4, 3, 3, 4, 4, 3, 4, 2], {}),
        show(3, [4, 4, 4, 5, 3, 5, 4, 4, 3, 9], {}), show(4, [4, 6, 7, 6, 7, 8, 6], {}),
    )  # fmt: skip
    columns = ["session_id", "start", "baseline", "inside", "lift"]
    expected = pd.DataFrame([(1, 3, 30.0, 17, 1.0)], columns=columns)
    return {"minutes": minutes, "pre": 2, "post": 4}, expected


FIVE_SHOWS = shows(
    show(8, [3, 5, 4, 4, 12, 14, 9, 2, 1, 2, 3, 4, 5, 4, 3, 11, 2, 2, 3, 4, 5], flash(4, 5, 6) | flash(15, name="gift")),
    show(3, [1, 0, 2, 1, 3, 8, 7, 0, 1, 1, 2, 1, 1, 2, 1, 0, 2], flash(5, 6, name="gift")),
    show(5, [2, 3, 3, 5, 4, 4, 6, 3, 2, 3, 4, 2, 3, 5, 4, 3, 2, 3, 1, 2, 2], {}),
    show(11, [3, 4, 5, 6, 5, 7, 5, 6, 4, 5, 6, 7, 2, 15, 1, 1, 2, 3, 3, 2, 1], flash(13)),
    show(2, [1, 2, 2, 3, 3, 2, 4, 3, 3, 2], {}),
    shuffle=True,
)  # fmt: skip


@offer_effect.visible(en="five shows", zh="五场直播")
def five_shows():
    return {"minutes": FIVE_SHOWS, "pre": 2, "post": 3}


@offer_effect.visible(en="the same, pre and post not given", zh="同样五场，没给 pre 和 post")
def defaults():
    return {"minutes": FIVE_SHOWS.iloc[::-1].reset_index(drop=True)}


@offer_effect.visible(edge=True, en="the second offer comes soon", zh="第二次优惠来得快")
def soon_again():
    minutes = shows(
        show(5, [4, 6, 5, 15, 11, 2, 3, 13, 9, 1, 2, 4, 5], flash(3, 4, 7, 8)),
        show(6, [4, 5, 6, 5, 4, 3, 7, 5, 4, 6, 5, 4, 3], {}), show(9, [2, 3, 4, 4, 3, 2, 3, 3, 12, 1, 1, 2, 3], flash(8)),
    )  # fmt: skip
    return {"minutes": minutes, "pre": 3, "post": 4}


@offer_effect.visible(edge=True, en="two offers without a pause", zh="两次优惠中间没停")
def without_a_pause():
    minutes = shows(
        show(5, [4, 6, 5, 15, 11, 18, 16, 3, 2, 4, 5], flash(3, 4) | flash(5, 6, name="gift")),
        show(7, [4, 4, 5, 6, 7, 6, 5, 4, 5, 4, 3], {}), show(8, [1, 2, 2, 3, 3, 3, 2, 2, 9, 8, 1], flash(8, 9)),
    )  # fmt: skip
    return {"minutes": minutes, "pre": 3, "post": 2}


@offer_effect.visible(edge=True, en="offers in the first minutes", zh="一开播就开优惠")
def from_the_first_minute():
    minutes = shows(
        show(2, [9, 8, 3, 2, 4], flash(0, 1)), show(6, [5, 9, 3, 2, 4], flash(1)), show(4, [3, 4, 4, 3, 5], {}),
        show(7, [2, 2, 3, 3, 8], flash(4)),
    )  # fmt: skip
    return {"minutes": minutes, "pre": 2, "post": 2}


@offer_effect.visible(edge=True, en="the session ends soon after", zh="优惠之后很快就下播")
def near_the_end():
    minutes = shows(
        show(2, [3, 4, 5, 12, 9, 2], flash(3, 4)), show(4, [3, 4, 5, 6, 12], flash(4)),
        show(6, [8, 4, 4, 5, 4, 3, 3, 3, 9], flash(0, 8)), show(9, [5, 5, 6, 5, 7], {}),
    )  # fmt: skip
    return {"minutes": minutes, "pre": 3, "post": 5}


@offer_effect.visible(edge=True, en="nobody to compare with", zh="没有对照场次")
def nobody_to_compare_with():
    minutes = shows(
        show(1, [3, 4, 12, 11, 1, 2, 3, 4], flash(2, 3)), show(2, [4, 4, 5, 13, 10, 2, 3, 4], flash(3, 4)),
        show(3, [4, 5, 4], {}),
    )  # fmt: skip
    return {"minutes": minutes, "pre": 1, "post": 2}


@offer_effect.visible(edge=True, en="a comparison with an offer elsewhere", zh="对照场次别的时候有优惠")
def an_offer_elsewhere():
    minutes = shows(
        show(1, [3, 4, 12, 11, 1, 2, 3, 4, 3], flash(2, 3)), show(2, [3, 5, 6, 4, 5, 4, 3, 10, 9], flash(7, 8)),
        show(3, [2, 2, 3, 3, 4, 9, 8, 1, 1], flash(5, 6)),
    )  # fmt: skip
    return {"minutes": minutes, "pre": 2, "post": 2}


@offer_effect.visible(edge=True, en="minutes that begin at 10", zh="分钟从 10 开始")
def minutes_from_ten():
    minutes = shows(
        show(7, [2, 4, 3, 9, 8, 1, 2, 2], flash(13, 14), first=10), show(9, [3, 3, 4, 4, 5, 3, 4, 4, 9, 9], {}, first=8),
        show(4, [8, 7, 6, 5, 4, 5, 6], {}),
    )  # fmt: skip
    return {"minutes": minutes, "pre": 3, "post": 2}


@offer_effect.visible(edge=True, en="no offer at all", zh="一次优惠也没有")
def no_offer_at_all():
    return {"minutes": shows(show(1, [2, 3, 4], {}), show(2, [2, 3], {})), "pre": 2, "post": 2}


@offer_effect.visible(edge=True, en="an empty table", zh="空表")
def no_minutes():
    return {"minutes": FIVE_SHOWS.head(0), "pre": 5, "post": 5}


@offer_effect.hidden(worlds=3)
def other_shows(world: World):
    rows = world.table("live_minutes")[["session_id", "minute", "offer", "orders"]]
    kept = world.rng.choice(rows["session_id"].unique(), 14, replace=False)
    rows = rows[rows["session_id"].isin(kept)].reset_index(drop=True)
    names = pd.Series([None if pd.isna(name) else str(name) for name in rows["offer"]], dtype=object)
    gift = (rows["minute"] % 5 == 0) & (world.rng.random(len(rows)) < 0.05)
    rows["offer"] = names.where(~gift, "gift")
    ends = pd.Series(world.rng.integers(60, 91, len(kept)), index=kept)
    rows = rows[rows["minute"] < rows["session_id"].map(ends)]
    pre, post = (int(number) for number in world.rng.integers(2, 9, 2))
    return {"minutes": rows.sample(frac=1, random_state=world.rng).reset_index(drop=True), "pre": pre, "post": post}


@offer_effect.invariant(
    en="All orders of offer minutes stand in `inside`, each once.", zh="优惠分钟里的订单，都在 `inside` 里，各算一次。"
)
def inside_adds_up(result, **inputs):
    minutes = inputs["minutes"]
    return result["inside"].sum() == minutes.loc[minutes["offer"].notna(), "orders"].sum()


def replays(
    minutes, pre=5, post=5, *, sort=True, by_name=True, runs="unbroken", own_pre=None, own_post=None, front=True, tail=True, stop=True,
    compare="window", own=False, calm_only=True, whole=True, mean="mean", per="window", missing=np.nan, inside="own", lift="orders",
    order=True, start="minute",
):  # fmt: skip
    """Rows of offers; the arguments are the ways to get a rule wrong."""
    pre, post = own_pre if own_pre is not None else pre, own_post if own_post is not None else post
    if not sort and len(minutes):
        low = minutes.groupby("session_id")["minute"].transform("min")
        minutes = minutes.assign(minute=low + minutes.groupby("session_id").cumcount())
    ordered = minutes.sort_values(["session_id", "minute"])
    sold: dict = {number: {} for number in ordered["session_id"].unique()}
    offer: dict = {number: {} for number in sold}
    for row in ordered.itertuples():
        sold[row.session_id][row.minute] = row.orders
        if not pd.isna(row.offer):
            offer[row.session_id][row.minute] = row.offer if by_name else "any"
    found = []
    for number, names in offer.items():
        seen = set()
        for begin, name in names.items():
            if names.get(begin - 1) == name or (runs == "by_name" and name in seen):
                continue
            seen.add(name)
            end = begin
            while names.get(end) == name:
                end += 1
            if runs == "by_name":
                end = max(minute for minute, other in names.items() if other == name) + 1
            first, last = begin, end

            def goes_on(minute, names=names, number=number):
                return minute in sold[number] and not (stop and minute in names)

            while front and first > begin - pre and goes_on(first - 1):
                first -= 1
            while tail and last < end + post and goes_on(last):
                last += 1
            window = range(first, last)
            mine = [sold[number].get(minute, 0) for minute in window]
            others = [one for one in sold if own or one != number]
            if compare == "never":
                others = [one for one in others if not offer[one]]
            elif calm_only:
                others = [one for one in others if not any(minute in offer[one] for minute in window)]
            if whole:
                others = [one for one in others if all(minute in sold[one] for minute in window)]
            sums = [sum(sold[one].get(minute, 0) for minute in window) for one in others]
            usual = (float(np.median(sums)) if mean == "median" else float(np.mean(sums))) if sums else missing
            if mean == "sum":
                usual = float(sum(sums)) if sums else missing
            if compare == "minute":
                means = []
                for minute in window:
                    free = [sold[one][minute] for one in sold if minute in sold[one] and minute not in offer[one]]
                    means.append(sum(free) / len(free) if free else np.nan)
                usual = float(sum(means))
            usual_in_all = usual
            if compare == "before":
                calm = [sold[number][m] for m in range(begin - pre, begin) if m in sold[number] and m not in names]
                usual = sum(calm) / len(calm) if calm else np.nan
                mine = [sold[number][minute] for minute in range(begin, last)]
                usual_in_all = usual * len(mine)
            elif per == "minute":
                usual = usual / len(window)
                usual_in_all = usual * len(window)
            value = sum(mine) - usual_in_all
            if lift == "ratio":
                value = sum(mine) / usual_in_all if usual_in_all else np.nan
            inner = sum(sold[number].get(minute, 0) for minute in range(begin, end))
            if inside == "window":
                inner = sum(mine)
            elif inside == "extra":
                inner = inner - usual_in_all * (end - begin) / len(mine)
            if lift == "inside":
                value = inner - usual_in_all
            at = begin if start == "minute" else sorted(sold[number]).index(begin)
            found.append((number, at, usual, inner, value))
    result = pd.DataFrame(found, columns=["session_id", "start", "baseline", "inside", "lift"])
    return result if order else result.sort_values("lift", ascending=False, ignore_index=True)


@offer_effect.right
def with_run_numbers(minutes, pre=5, post=5):
    rows = minutes.sort_values(["session_id", "minute"]).reset_index(drop=True)
    name = rows["offer"].where(rows["offer"].notna(), "")
    change = (name != name.shift()) | (rows["session_id"] != rows["session_id"].shift())
    rows["run"] = change.cumsum()
    out = []
    for _, run in rows[name != ""].groupby("run"):
        number, start, end = run["session_id"].iloc[0], run["minute"].min(), run["minute"].max()
        mine = rows[rows["session_id"] == number]
        busy = mine.loc[mine["offer"].notna(), "minute"]
        before, behind = busy[busy < start], busy[busy > end]
        first = max([mine["minute"].min(), start - pre, *(before + 1)])
        last = min([mine["minute"].max(), end + post, *(behind - 1)])
        part = rows[rows["minute"].between(first, last)]
        each = part.groupby("session_id").agg(n=("minute", "size"), busy=("offer", "count"), orders=("orders", "sum"))
        alike = each[(each["n"] == last - first + 1) & (each["busy"] == 0)]
        usual = alike["orders"].mean()
        out.append([number, start, usual, run["orders"].sum(), each.loc[number, "orders"] - usual])
    return pd.DataFrame(out, columns=["session_id", "start", "baseline", "inside", "lift"])


@offer_effect.right
def with_a_wide_table(minutes, pre=5, post=5):
    columns = ["session_id", "start", "baseline", "inside", "lift"]
    if minutes.empty:
        return pd.DataFrame(columns=columns)
    sold = minutes.pivot(index="session_id", columns="minute", values="orders")
    names = minutes.assign(offer=minutes["offer"].fillna("").astype(str))
    names = names.pivot(index="session_id", columns="minute", values="offer")
    out = []
    for number, row in names.iterrows():
        start = None
        for minute in names.columns:
            name = row[minute]
            if not isinstance(name, str) or not name:
                start = None
                continue
            if start is None or row[minute - 1] != name:
                start = minute
            if minute + 1 in names.columns and row[minute + 1] == name:
                continue
            first, last = start, minute
            while first - 1 in names.columns and row[first - 1] == "" and start - first < pre:
                first -= 1
            while last + 1 in names.columns and row[last + 1] == "" and last - minute < post:
                last += 1
            free = (names.loc[:, first:last] == "").all(axis=1)
            usual = sold.loc[free, first:last].sum(axis=1).mean()
            total = sold.loc[number, first:last].sum()
            out.append([number, start, usual, int(sold.loc[number, start:minute].sum()), total - usual])
    return pd.DataFrame(out, columns=columns)


slips(
    offer_effect, replays,
    ("compared_with_minutes_before", {"compare": "before"},
     "The baseline was taken from the minutes before the offer, in the same session. By then buyers wait, and the show has its own ups and downs: compare the *same* minutes of sessions without an offer.",
     "基准取自同一场里优惠之前的几分钟。那时买家已经在等了，一场直播本来也有起有落：要拿没开优惠的场次、**同样**的那几分钟来比。"),
    ("no_tail", {"tail": False},
     "The minutes after the offer are missing from the window. The lull behind an offer pays for a part of it.",
     "窗口里没有优惠之后的分钟。优惠之后的冷清，正是在还账。"),
    ("waiting_left_out", {"front": False},
     "The minutes before the offer are missing from the window. Who waits for the offer is missing there.",
     "窗口里没有优惠之前的分钟。等着优惠的人，正是那时候没下单。"),
    ("only_the_offer", {"front": False, "tail": False},
     "Only the offer's own minutes were compared. The window reaches `pre` minutes back and `post` ahead.", "只比了优惠自己那几分钟。窗口还要往前 `pre` 分钟、往后 `post` 分钟。"),
    ("window_runs_into_offers", {"stop": False},
     "The window runs into another offer of the session. It stops before any minute with an offer.", "窗口伸进了同一场的另一次优惠。碰到有优惠的分钟，就停在它前面。"),
    ("all_others_compared", {"calm_only": False},
     "Sessions with an offer inside the window are in the comparison. Only those without one in any of its minutes are.", "窗口里也开了优惠的场次，进了对照。只有一分钟优惠也没有的才行。"),
    ("all_and_itself", {"calm_only": False, "own": True},
     "The baseline is the mean of *all* sessions, the offer's own among them. Only sessions without an offer in the window compare.", "基准是**全部**场次的平均，连开优惠的这一场也在里面。只有窗口里没开优惠的场次才是对照。"),
    ("never_an_offer", {"compare": "never"},
     "Only sessions that never had an offer were compared. What they do outside the window does not matter.", "只拿从没开过优惠的场次来比了。窗口以外开没开，不管。"),
    ("minute_by_minute", {"compare": "minute"},
     "Each minute has its own comparison sessions here. A session compares if it is free of offers in *every* minute of the window.", "每一分钟各找了各的对照场次。窗口里**每一分钟**都没有优惠的场次，才是对照。"),
    ("short_sessions_compared", {"whole": False},
     "Sessions that were not on air during the whole window are in the comparison, with too few minutes.", "窗口里没播满的场次也进了对照，它少了几分钟。"),
    ("median_baseline", {"mean": "median"}, "The baseline is a median. The mean is asked for.", "基准用了中位数。题目要平均数。"),
    ("sum_of_comparisons", {"mean": "sum"}, "The baseline is the sum over all comparison sessions. The mean of their sums is asked for.", "基准把各个对照场次加在一起了。要的是它们的平均。"),
    ("baseline_a_minute", {"per": "minute"}, "The baseline is per minute. Asked is the sum over the window's minutes, per session.", "`baseline` 成了每分钟的。要窗口这些分钟合起来的。"),
    ("lift_as_a_ratio", {"lift": "ratio"}, "The lift is a ratio. Asked are orders: what came less what was usual.", "`lift` 成了比值。要的是单数：来了多少，减去平常多少。"),
    ("inside_less_baseline", {"lift": "inside"},
     "The baseline of the whole window was taken from the offer's own orders. Both belong to the same minutes.", "拿优惠那几分钟的订单，减了整个窗口的基准。两个数要出自同样的分钟。"),
    ("no_baseline_is_zero", {"missing": 0.0},
     "Without a comparison session, the baseline was taken as 0. Nobody knows it: `NaN`, and so is the lift.",
     "一个对照场次也没有，基准当成了 0。那是不知道：`NaN`，`lift` 也是。"),
    ("names_ignored", {"by_name": False},
     "Two offers without a pause were taken for one. Another name begins another offer.", "中间没停的两次优惠，当成了一次。换了名字就是另一次。"),
    ("one_offer_a_name", {"runs": "by_name"},
     "All minutes with the same name in a session were taken for one offer. After a pause it is another one.", "一场里名字相同的分钟，全当成了一次优惠。停过之后就是另一次。"),
    ("five_before", {"own_pre": 5}, "Always five minutes before were taken. `pre` says how many.", "之前总是取五分钟。取几分钟，看 `pre`。"),
    ("five_behind", {"own_post": 5}, "Always five minutes after were taken. `post` says how many.", "之后总是取五分钟。取几分钟，看 `post`。"),
    ("window_inside", {"inside": "window"},
     "`inside` holds the orders of the whole window. It counts the offer's own minutes only.", "`inside` 里算了整个窗口的订单。它只算优惠自己那几分钟。"),
    ("inside_less_usual", {"inside": "extra"},
     "`inside` has the usual orders taken off. It holds all orders of the offer's own minutes.", "`inside` 减掉了平常的订单。它是优惠那几分钟的全部订单。"),
    ("unsorted", {"sort": False}, "The rows were taken in the order in which they came. Sort by minute first.", "行按来的先后用了。先按分钟排好。"),
    ("place_for_minute", {"start": "place"},
     "`start` is the position of the row. It is the minute that stands in the table.", "`start` 写成了第几行。要表里的分钟数。"),
    ("by_lift", {"order": False}, "The rows stand in the order of their lift. By session and start.", "行按 `lift` 排了。要按场次和开始分钟排。"),
)  # fmt: skip


# --- live_break_even: commission on what stays, and what sending back costs -------------------------------------------

BREAK_EVEN = "metrics.live_break_even_gmv(fixed, commission, margin_rate, return_rate)"
live_break_even = Exercise(points=2, compare="equal", tolerance=1e-9, library=[BREAK_EVEN])


def contract(fixed: float, commission: float, margin_rate: float, return_rate: float) -> dict:
    return {"fixed": fixed, "commission": commission, "margin_rate": margin_rate, "return_rate": return_rate}


@live_break_even.example
def a_quarter_comes_back():
    return contract(1440.0, 0.10, 0.40, 0.25), 1440 / 0.21


@live_break_even.visible(en="our usual host", zh="我们平常的主播")
def the_usual_host():
    return contract(550.0, 0.08, 0.42, 0.18)


@live_break_even.visible(en="the host with the most returns", zh="退货最多的主播")
def the_returning_host():
    return contract(1200.0, 0.15, 0.42, 0.46)


@live_break_even.visible(edge=True, en="no returns", zh="没有退货")
def without_returns():
    return contract(900.0, 0.2, 0.5, 0.0)


@live_break_even.visible(edge=True, en="commission as large as the margin", zh="佣金和毛利一样高")
def nothing_left():
    return contract(500.0, 0.3, 0.3, 0.0)


@live_break_even.visible(edge=True, en="only sending back eats it up", zh="全被退货的开销吃掉")
def eaten_by_sending_back():
    return contract(500.0, 0.25, 0.28, 0.5)


@live_break_even.visible(edge=True, en="everything comes back, no fixed cost", zh="全退回来，没有固定费用")
def everything_comes_back():
    return contract(0.0, 0.1, 0.5, 1.0)


@live_break_even.visible(edge=True, en="no fixed cost", zh="没有固定费用")
def no_fixed_cost():
    return contract(0.0, 0.1, 0.5, 0.2)


@live_break_even.visible(edge=True, en="a negative fixed cost", zh="固定费用是负数")
def negative_fixed():
    return contract(-1.0, 0.1, 0.5, 0.2)


@live_break_even.visible(edge=True, en="a rate above 1", zh="比率大于 1")
def a_rate_above_one():
    return contract(500.0, 0.1, 0.5, 20.0)


@live_break_even.visible(edge=True, en="a margin of 42", zh="毛利率写成了 42")
def a_margin_in_percent():
    return contract(500.0, 0.1, 42.0, 0.2)


@live_break_even.visible(edge=True, en="a commission above 1", zh="佣金率大于 1")
def a_commission_in_percent():
    return contract(500.0, 8.0, 0.42, 0.2)


@live_break_even.visible(edge=True, en="a negative margin", zh="毛利率是负数")
def a_negative_margin():
    return contract(500.0, 0.1, -0.2, 0.2)


@live_break_even.visible(edge=True, en="negative returns", zh="退货率是负数")
def negative_returns():
    return contract(500.0, 0.1, 0.5, -0.2)


@live_break_even.visible(edge=True, en="a negative rate", zh="比率是负数")
def a_negative_rate():
    return contract(500.0, -0.1, 0.5, 0.2)


@live_break_even.hidden(worlds=6)
def other_contracts(world: World):
    fixed = float(world.rng.integers(0, 4000))
    commission, margin, back = (float(x) for x in np.round(world.rng.uniform([0, 0.2, 0], [0.35, 0.7, 0.8]), 3))
    return contract(fixed, commission, margin, back)


@live_break_even.invariant(en="Sales to break even are not negative.", zh="保本销售额不是负数。")
def not_negative(result, **inputs):
    return result >= 0


def needed(
    fixed, commission, margin_rate, return_rate, *, sending=0.06, commission_on="net", sending_on="returned", margin_on="net", strict=True,
    zero=None, check=True, infeasible=math.inf, high=1.0, result="gross", low=True, checked="all",
):  # fmt: skip
    """Sales to break even; the arguments are the ways to get a rule wrong."""
    rates = {"commission": commission, "margin": margin_rate, "returns": return_rate}
    rates = [
        rate
        for name, rate in rates.items()
        if checked in ("all", name) or (checked[0] == "-" and checked != f"-{name}")
    ]
    if check and ((low and (fixed < 0 or min(rates) < 0)) or max(rates) > high):
        raise ValueError("out of range")
    kept = 1 - return_rate
    left = margin_rate * (kept if margin_on == "net" else 1) - commission * (kept if commission_on == "net" else 1)
    left -= (
        sending
        * {
            "returned": return_rate,
            "kept": kept,
            "all": 1.0,
            "none": 0.0,
            "plus": -return_rate,
            "twice": return_rate * kept,
        }[sending_on]
    )
    if zero is not None and fixed == 0:
        return zero
    if not (left > 0 if strict else left >= 0):
        if infeasible == "compute":
            return fixed / left if left else math.inf
        return infeasible
    gross = fixed / left if left else math.inf
    return gross * kept if result == "net" else gross


@live_break_even.right
def by_one_yuan(fixed, commission, margin_rate, return_rate):
    for rate in (commission, margin_rate, return_rate):
        if not 0 <= rate <= 1:
            raise ValueError(rate)
    if fixed < 0:
        raise ValueError(fixed)
    stays = 1.0 - return_rate
    a_yuan = stays * margin_rate - stays * commission - return_rate * 0.06
    if a_yuan <= 0:
        return math.inf
    return float(fixed) / a_yuan


@live_break_even.right
def by_what_a_thousand_leave(fixed, commission, margin_rate, return_rate):
    if fixed < 0 or any(rate < 0 or rate > 1 for rate in (commission, margin_rate, return_rate)):
        raise ValueError("check the contract")
    back = 1000 * return_rate
    left = (1000 - back) * (margin_rate - commission) - 0.06 * back
    return 1000 * fixed / left if left > 0 else np.inf


slips(
    live_break_even, needed,
    ("sending_back_is_free", {"sending_on": "none"},
     "Sending back costs nothing here. 6 % of the value that comes back is lost.", "退货没有花钱。退回来的金额，6% 要耗掉。"),
    ("commission_on_all_sales", {"commission_on": "gross"},
     "The commission was taken on sales before returns. It is on sales net of returns.", "佣金按退货前的销售额算了。要按退货以后的。"),
    ("margin_on_all_sales", {"margin_on": "gross", "commission_on": "gross"},
     "Margin and commission were taken on sales before returns. What comes back brings neither.", "毛利和佣金都按退货前算了。退回来的货，两样都没有。"),
    ("margin_before_returns", {"margin_on": "gross"},
     "The margin was taken on sales before returns. Goods sent back bring nothing.", "毛利按退货前的销售额算了。退回来的货一分钱不赚。"),
    ("six_percent_of_all", {"sending_on": "all"},
     "6 % of *all* sales were taken off. It is 6 % of what comes back.", "全部销售额都减了 6%。只减退回来的 6%。"),
    ("six_percent_of_what_stays", {"sending_on": "kept"},
     "6 % of what stays sold were taken off. It is 6 % of what comes back.", "从卖住的那部分减了 6%。要减退回来的 6%。"),
    ("sending_back_earns", {"sending_on": "plus"},
     "Sending back adds money here. It costs.", "退货反而加了钱。它是要花钱的。"),
    ("six_points", {"sending": 0.6}, "0.6 was taken off for sending back. 6 % are 0.06.", "退货扣了 0.6。6% 是 0.06。"),
    ("negative_sales", {"infeasible": "compute"},
     "Where a yuan sold leaves less than nothing, negative sales came out. No sales are enough: `float(\"inf\")`.",
     "每卖一元倒贴的时候，算出了负的销售额。卖多少都不够：`float(\"inf\")`。"),
    ("infeasible_is_missing", {"infeasible": float("nan")},
     "Where no sales are enough, `NaN` came out. Asked is `float(\"inf\")`.", "卖多少都不够的时候，给了 `NaN`。要 `float(\"inf\")`。"),
    ("infeasible_is_zero", {"infeasible": 0.0},
     "Where no sales are enough, 0 came out. That says the session breaks even at once: `float(\"inf\")`.",
     "卖多少都不够的时候，给了 0。那等于说一开播就保本：要 `float(\"inf\")`。"),
    ("no_fixed_cost_is_zero", {"zero": 0.0},
     "With a fixed cost of 0 the answer is always 0 here. Where a yuan sold leaves nothing, it is `inf` all the same.",
     "固定费用是 0，就总给 0。每卖一元什么也留不下的时候，还是 `inf`。"),
    ("arguments_unchecked", {"check": False},
     "A negative `fixed` or a rate out of range was accepted. Raise a `ValueError`.", "固定费用是负数、比率超出范围，都照算了。要抛出 `ValueError`。"),
    ("only_high_rates_checked", {"low": False},
     "Negative values were accepted. A negative `fixed` or rate raises a `ValueError`.", "负数照算了。固定费用或比率是负数，要抛出 `ValueError`。"),
    ("percent_accepted", {"high": 100.0},
     "A rate of 20 was accepted. Rates are shares: above 1 raises a `ValueError`.", "比率 20 也照算了。比率是小数：大于 1 要抛出 `ValueError`。"),
    ("margin_unchecked", {"checked": "-margin"},
     "`margin_rate` was not checked. Each of the three rates lies from 0 to 1.", "`margin_rate` 没有查。三个比率都要在 0 到 1 之间。"),
    ("commission_unchecked", {"checked": "-commission"},
     "`commission` was not checked. Each of the three rates lies from 0 to 1.", "`commission` 没有查。三个比率都要在 0 到 1 之间。"),
    ("returns_unchecked", {"checked": "-returns"},
     "`return_rate` was not checked. Each of the three rates lies from 0 to 1.", "`return_rate` 没有查。三个比率都要在 0 到 1 之间。"),
    ("returns_taken_off_twice", {"sending_on": "twice"},
     "The 6 % were taken from what comes back *times* what stays. It is 6 % of all that comes back.", "6% 乘了退货的，又乘了卖住的。退回来的全部，都要耗掉 6%。"),
    ("net_sales_needed", {"result": "net"},
     "These are the sales net of returns. Asked are the sales before returns.", "这是退货以后的销售额。要退货前的。"),
)  # fmt: skip


# --- k_factor: everybody who could have invited -----------------------------------------------------------------------

VIRAL = "metrics.viral_coefficient(users, referrals, as_of[:10], days=window, goal_at='joined_at')['k']"
k_factor = Exercise(points=3, compare="equal", tolerance=1e-9, library=[VIRAL])


def crowd(users: list[tuple], invites: list[tuple], as_of: str, **more) -> dict:
    """Inputs from (person, joined) and (inviter, invitee, sent, joined); an invitee None did not join."""
    people = pd.DataFrame(
        {"user_id": pd.Series([who for who, _ in users], dtype="int64"), "joined_at": times([t for _, t in users])}
    )
    referrals = pd.DataFrame(
        {
            "inviter": pd.Series([row[0] for row in invites], dtype="int64"),
            "invitee": pd.Series([np.nan if row[1] is None else row[1] for row in invites], dtype="float64"),
            "sent_at": times([row[2] for row in invites]),
            "joined_at": times([row[3] for row in invites]),
        }
    )
    return {"referrals": referrals, "users": people, "as_of": f"2025-{as_of}", **more}


@k_factor.example
def ada_and_di():
    users = [(1, "11-01 00:00"), (2, "11-02 00:00"), (3, "11-03 00:00"), (4, "11-18 00:00"), (5, "11-15 00:00")]
    users = users[:4]
    invites = [
        (1, 5, "11-04 09:00", "11-05 00:00"), (1, 6, "11-05 09:00", "11-12 00:00"), (4, 7, "11-18 09:00", "11-19 00:00"),
    ]  # fmt: skip
    return crowd(users, invites, "11-20 00:00", window=7), 1 / 3


PEOPLE = [
    (11, "11-01 08:00"), (12, "11-01 20:00"), (13, "11-02 10:00"), (14, "11-03 12:00"), (15, "11-04 09:00"), (16, "11-05 21:00"),
    (17, "11-06 10:00"), (18, "11-08 15:00"), (19, "11-12 18:00"), (20, "11-17 09:00"),
]  # fmt: skip
ASKED = [
    (11, 14, "11-02 09:00", "11-03 12:00"), (11, 15, "11-02 09:01", "11-04 09:00"), (11, None, "11-02 09:02", None),
    (12, None, "11-03 10:00", None), (13, 16, "11-05 10:00", "11-05 21:00"), (13, 17, "11-02 12:00", "11-06 10:00"),
    (14, 17, "11-03 18:00", "11-06 10:00"), (12, 18, "11-08 12:00", "11-08 15:00"), (16, 19, "11-06 10:00", "11-12 18:00"),
    (18, 20, "11-10 10:00", "11-17 09:00"), (19, 21, "11-13 10:00", "11-14 10:00"), (15, None, "11-05 12:00", None),
    (11, 22, "11-09 09:00", "11-09 20:00"),
]  # fmt: skip


@k_factor.visible(en="the second week", zh="第二周")
def the_second_week():
    return crowd(PEOPLE, ASKED, "11-15 18:00", window=7)


@k_factor.visible(en="five days, other rows first", zh="五天，行的先后不同")
def five_days():
    return crowd(PEOPLE[::-1], ASKED[::-1], "11-14 00:00", window=5)


@k_factor.visible(edge=True, en="the window is not given", zh="没有给 window")
def window_not_given():
    return crowd(PEOPLE, ASKED, "11-30 00:00")


@k_factor.visible(edge=True, en="exactly at the end of the window", zh="正好在期限那一刻")
def exactly_at_the_end():
    users = [(1, "11-01 08:00"), (2, "11-13 08:00"), (3, "11-13 08:01")]
    invites = [
        (1, 7, "11-02 08:00", "11-08 08:00"),
        (1, 8, "11-02 08:00", "11-08 08:01"),
        (2, 9, "11-14 08:00", "11-16 10:00"),
    ]
    return crowd(users, invites, "11-20 08:00", window=7)


@k_factor.visible(edge=True, en="one friend, two invitations", zh="一个朋友，两次邀请")
def one_friend_twice():
    users = [(1, "11-01 08:00"), (2, "11-05 08:00"), (3, "11-06 08:00")]
    invites = [
        (2, 9, "11-07 08:00", "11-09 10:00"),
        (1, 9, "11-02 08:00", "11-09 10:00"),
        (2, 8, "11-07 10:00", "11-09 11:00"),
        (1, 8, "11-08 10:00", "11-09 11:00"),
        (3, 7, "11-08 09:00", "11-10 11:00"),
        (1, 7, "11-09 09:00", "11-10 11:00"),
        (2, None, "11-07 11:00", None),
    ]
    return crowd(users, invites, "11-20 08:00", window=7)


@k_factor.visible(edge=True, en="the first invitation was too young", zh="最先邀请的人还没满期限")
def first_was_too_young():
    users = [(1, "11-01 08:00"), (2, "11-12 08:00"), (3, "11-02 08:00")]
    invites = [
        (2, 9, "11-12 09:00", "11-13 10:00"),
        (1, 9, "11-12 10:00", "11-13 10:00"),
        (3, 8, "11-12 10:00", "11-13 12:00"),
    ]
    return crowd(users, invites, "11-16 08:00", window=14)


@k_factor.visible(edge=True, en="inviting oneself", zh="自己邀请自己")
def inviting_oneself():
    users = [(1, "11-01 08:00"), (2, "11-02 08:00")]
    invites = [
        (1, 1, "11-01 08:30", "11-01 08:40"),
        (2, 2, "11-01 09:00", "11-02 08:00"),
        (1, 2, "11-01 10:00", "11-02 08:00"),
    ]
    return crowd(users, invites, "11-20 08:00", window=7)


@k_factor.visible(edge=True, en="an inviter who is not on the list", zh="邀请人不在名单上")
def an_unknown_inviter():
    users = [(1, "11-01 08:00"), (2, "11-02 08:00")]
    invites = [(77, 9, "11-02 09:00", "11-03 10:00"), (1, 8, "11-02 10:00", "11-03 10:00")]
    return crowd(users, invites, "11-20 08:00", window=7)


@k_factor.visible(edge=True, en="a friend who was there before", zh="朋友比邀请人来得还早")
def there_before():
    users = [(1, "11-05 08:00"), (2, "11-06 08:00"), (3, "11-04 08:00")]
    invites = [
        (1, 3, "11-05 09:00", "11-04 08:00"),
        (1, 9, "11-05 10:00", "11-07 10:00"),
        (2, 8, "11-06 07:00", "11-06 08:00"),
    ]
    return crowd(users, invites, "11-20 08:00", window=7)


@k_factor.visible(edge=True, en="nobody could have invited yet", zh="还没有人来得及邀请")
def nobody_yet():
    return crowd([(1, "11-19 08:00")], [(1, 9, "11-19 09:00", "11-19 10:00")], "11-20 08:00", window=7)


@k_factor.visible(edge=True, en="nobody invited", zh="没有人邀请过")
def nobody_invited():
    return crowd([(1, "11-01 08:00"), (2, "11-02 08:00")], [], "11-20 08:00", window=7)


@k_factor.hidden(worlds=3)
def other_crowds(world: World):
    people, invites = world.table("chain_people"), world.table("chain_invites")
    users = people[["person_no", "joined_at"]].rename(columns={"person_no": "user_id"})
    invites = invites[["inviter", "invitee", "sent_at", "joined_at"]]
    invites["invitee"] = invites["invitee"].astype("float64")
    named = invites[invites["invitee"].notna()]
    again = named.sample(frac=0.15, random_state=world.rng)
    other = world.rng.permutation(again["inviter"].to_numpy())
    shift = pd.to_timedelta(world.rng.integers(-2000, 2000, len(again)), unit="min")
    both = pd.concat([invites, again.assign(inviter=other, sent_at=again["sent_at"] + shift)], ignore_index=True)
    both = both.drop_duplicates(["invitee", "sent_at"]).sample(frac=1, random_state=world.rng).reset_index(drop=True)
    day = pd.Timestamp("2025-10-25") + pd.Timedelta(hours=int(world.rng.integers(0, 600)))
    return {
        "referrals": both,
        "users": users.sample(frac=1, random_state=world.rng).reset_index(drop=True),
        "as_of": day.strftime("%Y-%m-%d %H:%M"),
        "window": int(world.rng.integers(3, 12)),
    }


@k_factor.invariant(
    en="K times the people who could have invited is a whole number.", zh="K 乘以有机会邀请的人数，是整数。"
)
def whole_friends(result, **inputs):
    users, span = inputs["users"], pd.Timedelta(days=inputs.get("window", 14))
    friends = result * (users["joined_at"] + span <= pd.Timestamp(inputs["as_of"])).sum()
    return math.isnan(result) or abs(friends - round(friends)) < 1e-6


def spread_of(
    referrals, users, as_of, window=14, *, below="ripe", strict=False, first="sent", fraud="drop", clock="inviter", inviter_ripe=True,
    limit=True, strict_limit=False, per_invite=False, known=True, own_window=None, whole_day=False, empty=np.nan, filter_first=False,
    before=True, by_date=False, date_only=False,
):  # fmt: skip
    """K; the arguments are the ways to get a rule wrong."""
    window = own_window if own_window is not None else window
    span, now = pd.Timedelta(days=window), pd.Timestamp(as_of)
    if whole_day:
        now = now.normalize() + pd.Timedelta(days=1)
    if date_only:
        now = now.normalize()
    over = users["joined_at"] + span
    ripe = users[over < now] if strict else users[over <= now]
    if below == "joined":
        ripe = users[users["joined_at"] <= now]
    rows = referrals[referrals["invitee"].notna()]
    if fraud == "drop":
        rows = rows[rows["inviter"] != rows["invitee"]]
    if fraud == "after":
        rows = rows.sort_values("sent_at").drop_duplicates("invitee")
        rows = rows[rows["inviter"] != rows["invitee"]]
    inviters = ripe if inviter_ripe else users
    if below == "all":
        inviters = users
    pool = rows.merge(
        inviters, left_on="inviter", right_on="user_id", how="inner" if known else "left", suffixes=("", "_by")
    )
    start = pool["joined_at_by"] if clock == "inviter" else pool["sent_at"]
    in_time = pool["joined_at"] < start + span if strict_limit else pool["joined_at"] <= start + span
    if by_date:
        in_time = pool["joined_at"].dt.normalize() <= (start + span).dt.normalize()
    if not limit:
        in_time = pool["joined_at"] <= now
    if before:
        in_time &= pool["joined_at"] >= pool["joined_at_by"]
    if not known:
        in_time |= pool["joined_at_by"].isna()
    pool["won"] = in_time
    if per_invite:
        won = pool["won"].sum()
    elif filter_first:
        won = pool[pool["won"]]["invitee"].nunique()
    else:
        key = "joined_at" if first == "row" else "sent_at"
        ordered = rows if first == "row" else rows.sort_values(key, ascending=first != "last")
        chosen = ordered.drop_duplicates("invitee")[["inviter", "invitee", "sent_at"]]
        won = chosen.merge(pool, on=["inviter", "invitee", "sent_at"])["won"].sum()
    if fraud == "late":
        won -= int((pool["inviter"] == pool["invitee"]).sum())
    if below == "inviters":
        count = referrals.loc[referrals["inviter"].isin(ripe["user_id"]), "inviter"].nunique()
    elif below == "named":
        count = rows.loc[rows["inviter"].isin(ripe["user_id"]), "inviter"].nunique()
    elif below == "winners":
        count = pool.loc[pool["won"], "inviter"].nunique()
    elif below == "invites":
        count = int(referrals["inviter"].isin(ripe["user_id"]).sum())
    elif below in ("all", "everybody"):
        count = len(users)
    else:
        count = len(ripe)
    return float(won / count) if count else empty


@k_factor.right
def by_a_loop_over_friends(referrals, users, as_of, window=14):
    now, span = pd.Timestamp(as_of), pd.Timedelta(days=window)
    joined = {row.user_id: row.joined_at for row in users.itertuples() if row.joined_at + span <= now}
    if not joined:
        return float("nan")
    firsts = {}
    for row in referrals.itertuples():
        if pd.isna(row.invitee) or row.invitee == row.inviter:
            continue
        if row.invitee not in firsts or row.sent_at < firsts[row.invitee].sent_at:
            firsts[row.invitee] = row
    won = sum(
        row.inviter in joined and joined[row.inviter] <= row.joined_at <= joined[row.inviter] + span
        for row in firsts.values()
    )
    return won / len(joined)


@k_factor.right
def by_mapping_the_inviter(referrals, users, as_of, window=14):
    end = users.set_index("user_id")["joined_at"] + pd.Timedelta(days=window)
    end = end[end <= pd.Timestamp(as_of)]
    rows = referrals.dropna(subset=["invitee"]).query("inviter != invitee")
    if rows.empty:
        return 0.0 if len(end) else float("nan")
    earliest = rows.loc[rows.groupby("invitee")["sent_at"].idxmin()]
    limits = earliest["inviter"].map(end) if len(end) else pd.Series(pd.NaT, index=earliest.index)
    soon, late = earliest["joined_at"] >= limits - pd.Timedelta(days=window), earliest["joined_at"] <= limits
    return float((soon & late).sum() / len(end)) if len(end) else float("nan")


slips(
    k_factor, spread_of,
    ("inviters_below", {"below": "inviters"},
     "Below the line stand only those who invited. Everybody who could have invited counts, also those who never did: else any campaign looks above 1.",
     "分母只有发过邀请的人。所有有机会的人都要算，一次没邀请过的也算：不然哪个活动看着都大于 1。"),
    ("winners_below", {"below": "winners"},
     "Below the line stand only those who won somebody. Everybody who could have invited counts.", "分母只有带来过朋友的人。所有有机会邀请的人都要算。"),
    ("successful_inviters_below", {"below": "named"},
     "Below the line stand only those whose invitations brought somebody. Everybody who could have invited counts.", "分母只有邀请来过人的人。所有有机会邀请的人都要算，一次没邀请过的也算。"),
    ("joined_by_now_below", {"below": "joined"},
     "Everybody who had joined by `as_of` counts here. Only those whose `window` days are over by then do: the others still have time to invite.", "到 `as_of` 加入了的人都算了。要加入**满** `window` 天的才算：别的人还来得及邀请。"),
    ("friends_who_were_there", {"before": False},
     "A friend who had joined *before* the inviter counts here. Nobody brings who is there already.", "朋友比邀请人加入得还早，也算了。早就在的人，不是谁带来的。"),
    ("invitations_below", {"below": "invites"},
     "This is the conversion of invitations. K is friends per *person*.", "这是邀请的转化率。K 是每个**人**带来几个朋友。"),
    ("unripe_people_in", {"below": "all"},
     "People whose window is not over are in, with their friends. Their time for inviting still runs.", "期限还没满的人也算了，连同他们的朋友。他们还来得及邀请。"),
    ("unripe_people_below", {"below": "everybody"},
     "People whose window is not over stand in the denominator. Nobody can say yet whom they will bring.", "期限还没满的人也进了分母。他们会带来几个，现在还不知道。"),
    ("friends_of_the_unripe", {"inviter_ripe": False},
     "Friends of people outside the denominator were counted. Above and below the line stand the same people.", "不在分母里的人带来的朋友，也算了。分子、分母说的要是同一批人。"),
    ("no_limit", {"limit": False},
     "Friends who came after the window count here. Within `window` days after the inviter joined.", "过了期限才来的朋友也算了。要在邀请人加入后 `window` 天之内。"),
    ("clock_from_the_invitation", {"clock": "sent"},
     "The clock starts with the invitation. It starts when the *inviter joined*.", "表从发出邀请开始走了。要从**邀请人加入**开始。"),
    ("exactly_at_the_end_out", {"strict_limit": True},
     "A friend who joined exactly at the end of the window was left out. Exactly then counts.", "正好在期限那一刻加入的朋友漏掉了。正好那一刻要算。"),
    ("window_just_over_out", {"strict": True},
     "A person whose window ends exactly at `as_of` was left out: `<=`.", "期限正好到 `as_of` 的人漏掉了：`<=`。"),
    ("time_of_day_dropped", {"date_only": True},
     "The time of day of `as_of` was dropped. It is a moment: at noon more people are ready than at midnight.", "`as_of` 的钟点丢掉了。它是一个时刻：到中午，比到零点多几个人满了期限。"),
    ("window_by_date", {"by_date": True},
     "The window was compared by date. It ends at the moment at which the inviter joined, `window` days later.", "期限按日期比了。它到邀请人加入后满 `window` 天的**那一刻**为止。"),
    ("fraud_after_the_first", {"fraud": "after"},
     "The first invitation was chosen before fraud was dropped, and a friend's real invitation went with it. Fraud goes first.", "先取了最先的一次，再去掉作弊，真正的邀请也跟着丢了。要先去掉作弊。"),
    ("end_of_the_day", {"whole_day": True},
     "The whole day of `as_of` was taken. `as_of` is a moment.", "用了 `as_of` 那一整天。`as_of` 是一个时刻。"),
    ("each_invitation_counts", {"per_invite": True},
     "A friend named in two invitations counts twice. One friend is one friend.", "一个朋友在两次邀请里，算了两个。一个朋友只算一个。"),
    ("any_fitting_invitation", {"filter_first": True},
     "A friend counts as soon as *any* invitation fits. Only the one that was sent first counts; if it does not fit, the friend does not.",
     "只要有**一次**邀请合适，就算上了。只看最先发出的那一次；它不合，这个朋友就不算。"),
    ("last_invitation", {"first": "last"}, "The last invitation was taken. The one sent first counts.", "取了最后一次邀请。要算最先发出的。"),
    ("first_row", {"first": "row"}, "The first row of a friend was taken. Rows come in any order: sort by `sent_at`.", "取了这个朋友的第一行。行是乱的：先按 `sent_at` 排。"),
    ("fraud_in", {"fraud": "keep"}, "Who invites themselves counts as a friend. Such rows are dropped before anything else.", "自己邀请自己也算了朋友。这样的行一开始就要去掉。"),
    ("unknown_inviters_in", {"known": False}, "Friends of inviters who are not among `users` were counted.", "不在 `users` 里的邀请人，带来的朋友也算了。"),
    ("fourteen_days", {"own_window": 14}, "Always 14 days were taken. `window` says how many.", "总是取了 14 天。多少天看 `window`。"),
    ("nobody_is_zero", {"empty": 0.0}, "Where nobody could have invited, K is 0 here. It is not known: `NaN`.", "还没有人来得及邀请，K 却是 0。那是不知道：`NaN`。"),
)  # fmt: skip


@k_factor.wrong(
    en="This is `metrics.viral_coefficient`. Its deadline and its people are others: read the four rules of the question.",
    zh="这是 `metrics.viral_coefficient` 的结果。它的期限、它数的人都不一样：请看题目的四条规矩。",
)
def the_library(referrals, users, as_of, window=14):
    from storelab import metrics

    return metrics.viral_coefficient(users, referrals, as_of, days=window, goal_at="joined_at")["k"]


# --- scene_funnel: people, their first scene, and all steps before ----------------------------------------------------

scene_funnel = Exercise(points=3, compare="equal", tolerance=1e-9)
ACTIONS = ["visit_no", "openid", "ts", "scene", "step"]


def actions(*rows: tuple) -> pd.DataFrame:
    """Actions from (visit, person, time, scene, step)."""
    table = pd.DataFrame(rows, columns=ACTIONS)
    table["ts"] = times(table["ts"])
    return table


def visit(number: int, person: int, start: str, scene: str, *steps: str) -> pd.DataFrame:
    at = [moment(start) + pd.Timedelta(minutes=n) for n in range(len(steps))]
    table = pd.DataFrame(
        {"visit_no": number, "openid": person, "ts": pd.Series(at), "scene": scene, "step": list(steps)}
    )
    table["ts"] = table["ts"].astype("datetime64[s]")
    return table


def visits(*tables: pd.DataFrame, shuffle: bool = True) -> pd.DataFrame:
    rows = pd.concat(tables, ignore_index=True)
    if shuffle:
        rows = rows.iloc[np.argsort((np.arange(len(rows)) * 7) % len(rows), kind="stable")].reset_index(drop=True)
    return rows


EPP = ["enter", "product", "paid"]


@scene_funnel.example
def three_people():
    mp = visits(
        visit(1, 1, "11-01 10:00", "scan", "enter", "product"), visit(2, 1, "11-02 10:00", "share", "enter", "paid"),
        visit(3, 2, "11-01 11:00", "scan", "enter"), visit(4, 3, "11-01 12:00", "share", "enter", "paid"),
    )  # fmt: skip
    index = pd.Index(["scan", "share"], name="scene")
    expected = pd.DataFrame({"visitors": [2, 1], "product": [0.5, 0.0], "paid": [1.0, np.nan]}, index=index)
    return {"mp": mp, "steps": EPP}, expected


FULL = ["enter", "product", "cart", "paid"]
WEEK = visits(
    visit(1, 21, "11-01 09:00", "share", *FULL), visit(2, 22, "11-01 09:30", "search", "enter", "product"),
    visit(3, 23, "11-01 10:00", "share", "enter"), visit(4, 22, "11-02 12:00", "scan", "enter", "cart", "paid"),
    visit(5, 24, "11-02 13:00", "scan", *FULL), visit(6, 25, "11-02 14:00", "scan", "enter", "product", "cart"),
    visit(7, 26, "11-03 09:00", "search", "enter", "cart", "paid"), visit(8, 23, "11-03 20:00", "search", "enter", "product", "cart"),
    visit(9, 27, "11-04 08:00", "share", "enter", "product"), visit(10, 24, "11-05 10:00", "share", "enter", "product", "paid"),
    visit(11, 28, "11-05 11:00", "search", *FULL), visit(12, 27, "11-06 08:00", "share", "enter", "product", "cart", "paid"),
)  # fmt: skip


@scene_funnel.visible(en="a week, four steps", zh="一周，四步")
def a_week():
    return {"mp": WEEK, "steps": FULL}


@scene_funnel.visible(en="the same week, from the product page", zh="同一周，从商品页算起")
def from_the_product_page():
    return {"mp": WEEK.iloc[::-1].reset_index(drop=True), "steps": ["product", "cart", "paid"]}


@scene_funnel.visible(edge=True, en="two scenes in the same second", zh="同一秒两个场景")
def same_second():
    mp = actions(
        (9, 1, "11-01 10:00", "share", "enter"), (4, 1, "11-01 10:00", "scan", "enter"), (4, 1, "11-01 10:02", "scan", "product"),
        (7, 2, "11-01 10:00", "share", "enter"), (9, 1, "11-01 10:05", "share", "paid"),
    )  # fmt: skip
    return {"mp": mp, "steps": EPP}


@scene_funnel.visible(edge=True, en="paid first, product page later", zh="先付款，后看商品")
def paid_first():
    mp = visits(
        visit(1, 1, "11-01 10:00", "scan", "enter", "paid"), visit(2, 1, "11-03 10:00", "search", "product"),
        visit(3, 2, "11-01 10:00", "scan", "enter", "paid", "product"), visit(4, 3, "11-02 10:00", "search", "enter"),
    )  # fmt: skip
    return {"mp": mp, "steps": EPP}


@scene_funnel.visible(edge=True, en="a first action that is none of the steps", zh="最早的动作不在步骤里")
def another_first_step():
    mp = visits(
        visit(1, 1, "11-01 10:00", "scan", "ask"), visit(2, 1, "11-01 12:00", "share", "enter", "product"),
        visit(3, 2, "11-01 13:00", "share", "enter"), visit(4, 3, "11-01 13:00", "search", "ask"),
    )  # fmt: skip
    return {"mp": mp, "steps": EPP}


@scene_funnel.visible(edge=True, en="nobody pays, and nobody enters", zh="没人付款，也有没人进入的")
def nobody_pays():
    mp = visits(
        visit(1, 1, "11-01 10:00", "scan", "enter", "product"), visit(2, 2, "11-01 12:00", "share", "product", "paid")
    )
    return {"mp": mp, "steps": EPP}


@scene_funnel.visible(edge=True, en="one step only", zh="只有一步")
def one_step_only():
    return {"mp": WEEK, "steps": ["enter"]}


@scene_funnel.visible(edge=True, en="an empty table", zh="空表")
def no_actions():
    return {"mp": WEEK.head(0), "steps": EPP}


@scene_funnel.hidden(worlds=3)
def other_programs(world: World):
    mp = world.table("mp_events")[ACTIONS]
    mp = mp[mp["visit_no"] <= 2500]
    # Some people come back by another scene, and some actions were not recorded.
    merged = world.rng.random(len(mp)) < 0.9
    mp = mp[merged].sample(frac=1, random_state=world.rng).reset_index(drop=True)
    mp["openid"] = mp["openid"] // 2
    steps = ["enter", "product", "cart", "pay_start", "paid"]
    chosen = sorted(world.rng.choice(5, 3, replace=False))
    return {"mp": mp, "steps": [steps[place] for place in chosen]}


@scene_funnel.invariant(en="Rates lie between 0 and 1.", zh="各步的比率在 0 到 1 之间。")
def steps_within_bounds(result, **inputs):
    rates = result.drop(columns="visitors")
    return bool(((rates >= 0) | rates.isna()).all().all() and ((rates <= 1) | rates.isna()).all().all())


def funnel_of(
    mp, steps, *, unit="openid", home="first", tie="visit", closed=True, base="before", ordered=False, one_visit=False, own_steps=None, zero=np.nan,
    keep="all", home_from="all", sort=True, counts_only=False, everybody=False,
):  # fmt: skip
    """Funnel by scene; the arguments are the ways to get a rule wrong."""
    steps = own_steps or steps
    rows = mp.sort_values(["ts", "visit_no"] if tie == "visit" else "ts", kind="stable")
    if home == "row":
        rows = mp
    if home in ("own", "count"):
        if home == "count":
            mp = mp.assign(openid=np.arange(len(mp)))
            first = rows.groupby("openid")["scene"].first()
            mp["scene"] = rows.sort_index()["openid"].map(first)
        sums = (
            mp.groupby(["scene", "step"])["openid"].nunique().unstack(fill_value=0).reindex(columns=steps, fill_value=0)
        )
        table = pd.DataFrame({"visitors": sums[steps[0]].astype(int)})
        for before, step in pairwise(steps):
            table[step] = sums[step] / sums[before].where(sums[before] > 0)
        return table
    source = rows if home_from == "all" else rows[rows["step"].isin(steps)]
    if home_from == "entered":
        source = rows[rows["step"] == steps[0]]
    if home == "any":
        key = mp["openid"].astype(str) + "|" + mp["scene"].astype(str)
        mp, source = (
            mp.assign(openid=key),
            source.assign(openid=source["openid"].astype(str) + "|" + source["scene"].astype(str)),
        )
    if unit == "visit_no":
        mp, source = mp.assign(openid=mp["visit_no"]), source.assign(openid=source["visit_no"])
    chosen = source.drop_duplicates("openid", keep="last" if home == "last" else "first")
    scene = chosen.set_index("openid")["scene"]
    so_far = pd.Series(True, index=scene.index)
    reached = pd.DataFrame(index=scene.index)
    first_time: pd.Series | None = None
    for step in steps:
        of_step = mp[mp["step"] == step]
        did = pd.Series(scene.index.isin(of_step["openid"]), index=scene.index)
        if ordered:
            when = of_step.groupby("openid")["ts"].max().reindex(scene.index)
            if first_time is not None:
                did &= (when >= first_time).fillna(False)
            first_time = of_step.groupby("openid")["ts"].min().reindex(scene.index)
        so_far = so_far & did if closed else did
        reached[step] = so_far.astype(int)
    if one_visit:
        per = mp[mp["step"].isin(steps)].groupby(["openid", "visit_no"])["step"].agg(set)
        for n, step in enumerate(steps):
            wanted = set(steps[: n + 1])
            ok = per.map(wanted.issubset).groupby("openid").any() if len(per) else pd.Series(dtype=bool)
            reached[step] = ok.reindex(scene.index, fill_value=False).astype(int)
    sums = reached.groupby(scene, sort=sort).sum()
    table = pd.DataFrame({"visitors": sums[steps[0]].astype(int)})
    for before, step in pairwise(steps):
        below = sums[before] if base == "before" else sums[steps[0]]
        table[step] = sums[step] if counts_only else (sums[step] / below.where(below > 0)).astype(float)
        if not (isinstance(zero, float) and math.isnan(zero)):
            table[step] = table[step].fillna(zero)
    if keep == "some":
        table = table[table["visitors"] > 0]
    if everybody:
        table["visitors"] = reached.groupby(scene).size()
    return table


@scene_funnel.right
def by_a_pivot(mp, steps):
    ordered = mp.sort_values(["ts", "visit_no"])
    scene = ordered.groupby("openid")["scene"].first()
    did = pd.DataFrame(
        {step: scene.index.isin(set(mp.loc[mp["step"].eq(step), "openid"])) for step in steps}, index=scene.index
    )
    closed = did.astype(int).cumprod(axis=1)
    sums = closed.groupby(scene).sum()
    out = sums[[steps[0]]].rename(columns={steps[0]: "visitors"}).astype(int)
    for place in range(1, len(steps)):
        out[steps[place]] = sums[steps[place]].astype(float) / sums[steps[place - 1]].replace(0, np.nan).astype(float)
    return out


@scene_funnel.right
def by_sets_of_people(mp, steps):
    home = {}
    for row in mp.sort_values(["ts", "visit_no"]).itertuples():
        home.setdefault(row.openid, row.scene)
    table = {}
    for name in sorted(set(home.values())):
        people = {person for person, scene in home.items() if scene == name}
        sizes = []
        for step in steps:
            people = people & set(mp.loc[mp["step"] == step, "openid"])
            sizes.append(len(people))
        rates = [after / before if before else float("nan") for before, after in pairwise(sizes)]
        table[name] = [sizes[0], *rates]
    columns = ["visitors", *steps[1:]]
    frame = pd.DataFrame.from_dict(table, orient="index", columns=columns).rename_axis("scene")
    return frame.astype({"visitors": int, **dict.fromkeys(steps[1:], float)})


slips(
    scene_funnel, funnel_of,
    ("visits_counted", {"unit": "visit_no"},
     "Visits were counted. Asked are people (`openid`): who comes twice is one.", "数成了访问次数。要数人（`openid`）：来两回的还是一个人。"),
    ("a_person_in_every_scene", {"home": "any"},
     "A person stands in every scene they used. They belong to one: that of their first action.", "一个人用过几个场景，就进了几个。他只属于一个：最早那个动作的场景。"),
    ("scene_of_each_action", {"home": "own"},
     "People were counted by the scene of each *action*, as the lesson counts visits. Each person belongs to the scene of their first action, with everything they do later.",
     "人按每个**动作**的场景数了，像课文数访问那样。一个人只属于他最早那个动作的场景，后来做的也都记在那里。"),
    ("actions_counted", {"home": "count"},
     "Actions were counted. Asked are people: who looks at three products is one.", "数成了动作。要数人：看了三回的还是一个人。"),
    ("everybody_is_a_visitor", {"everybody": True},
     "`visitors` counts everybody of the scene. It counts those who reach the first of the `steps`.", "`visitors` 把这个场景的人全算了。要算走到 `steps` 第一步的人。"),
    ("last_scene", {"home": "last"},
     "People were put into the scene of their *last* action. The first one counts.", "人归到了**最后**那个动作的场景。要看最早的。"),
    ("first_row_scene", {"home": "row"},
     "The first *row* of a person decided the scene. Rows come in any order: sort by time.", "按第一**行**定了场景。行是乱的：先按时间排。"),
    ("tie_by_row", {"tie": "row"},
     "With the same time, the row that came first decided. The lower `visit_no` does.", "时间相同的，按行的先后定了。要取 `visit_no` 小的。"),
    ("steps_on_their_own", {"closed": False},
     "A step counts here without the steps before it. To reach a step, a person has done every step before it, too.",
     "没做过前面的步骤也算走到了。走到一步，前面的每一步都要做过。"),
    ("share_of_the_first_step", {"base": "first"},
     "The rates are shares of the first step. Each is over the step *before*.", "比率都除以了第一步。每一步要除以它的**上一步**。"),
    ("time_must_run_forward", {"ordered": True},
     "The steps had to be done in order of time. Who did what first does not matter.", "要求按时间先后做。谁先谁后都不管。"),
    ("within_one_visit", {"one_visit": True},
     "All steps had to lie in one visit. They may lie in different ones.", "要求在同一次访问里做完。分在几次访问里也行。"),
    ("scene_of_known_steps", {"home_from": "steps"},
     "The scene was taken from actions among the steps only. The first action of *all* decides, of whatever step.", "只从列出的步骤里找场景。最早的那个动作，**什么步骤**都行。"),
    ("scene_of_entering", {"home_from": "entered"},
     "The scene was taken from the first entry. The first action of all decides, and who never did the first step has a scene, too.",
     "场景取自第一次进入。要看最早的动作；没做过第一步的人，也有场景。"),
    ("fixed_steps", {"own_steps": ["enter", "product", "cart", "paid"]},
     "The steps are fixed in the function. `steps` says which.", "步骤写死在函数里了。要看 `steps`。"),
    ("nobody_is_zero_percent", {"zero": 0.0},
     "Where nobody reached the step before, the rate is 0 here. It is not known: `NaN`.", "上一步没有人，比率却是 0。那是不知道：`NaN`。"),
    ("empty_scenes_dropped", {"keep": "some"},
     "A scene whose people never did the first step is missing. It has a row with 0 visitors.", "没人走到第一步的场景不见了。它有一行，`visitors` 是 0。"),
    ("counts_for_rates", {"counts_only": True}, "The steps hold people. Rates over the step before are asked for.", "各步写的是人数。要除以上一步的比率。"),
)  # fmt: skip


# --- chart_profit_per_hour --------------------------------------------------------------------------------------------

chart_profit_per_hour = Exercise(points=3, compare="chart", tolerance=1e-6)
ON_AIR = ["host_id", "minutes", "gmv", "refund", "fee", "commission"]


def on_air(*rows: tuple) -> pd.DataFrame:
    """Sessions from tuples in the order of `ON_AIR`; refund None: unknown."""
    table = pd.DataFrame(rows, columns=ON_AIR)
    return table.astype({"gmv": float, "refund": float, "fee": float, "commission": float})


def draw_hours(heights: dict, title="Profit an hour", xlabel="host", ylabel="yuan an hour"):
    """Bars in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar(list(heights), list(heights.values()))
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
    return axes


@chart_profit_per_hour.example
def ada_and_bo():
    one = (1000, 200, 100, 0.1)
    rows = [("ada", 60, *one), ("ada", 90, *one), ("ada", 90, *one), ("bo", 60, *one), ("bo", 60, *one)]
    return {"live": on_air(*rows, ("bo", 60, 1000, None, 100, 0.1))}, [("ada", 105.0)]


SEASON = on_air(
    ("mo", 90, 5200, 2400, 1200, 0.15), ("ada", 60, 2100, 300, 400, 0.08), ("bo", 120, 4100, 600, 500, 0.08),
    ("mo", 60, 4000, 1900, 800, 0.15), ("ada", 90, 3000, 520, 550, 0.08), ("bo", 20, 900, 50, 500, 0.08), ("mo", 90, 6100, None, 1200, 0.15),
    ("ada", 120, 2500, 410, 700, 0.08), ("bo", 90, 3300, 700, 500, 0.1), ("cy", 90, 2600, 400, 500, 0.08), ("mo", 120, 7000, 3300, 1500, 0.15),
    ("bo", 60, 1500, 200, 450, 0.08), ("cy", 90, 2900, None, 500, 0.08), ("cy", 60, 1800, 300, 400, 0.08), ("ada", 60, 900, None, 400, 0.08),
)  # fmt: skip


@chart_profit_per_hour.visible(en="a season, four hosts", zh="一季，四位主播")
def a_season():
    return {"live": SEASON}


@chart_profit_per_hour.visible(en="two hosts, short and long sessions", zh="两位主播，有长有短")
def short_and_long():
    live = on_air(
        ("xi", 30, 800, 100, 150, 0.05), ("yu", 180, 6000, 900, 900, 0.1), ("xi", 240, 5000, 600, 900, 0.05),
        ("yu", 25, 700, 80, 100, 0.1), ("xi", 60, 1700, 350, 200, 0.12), ("yu", 60, 1900, 420, 500, 0.1), ("yu", 90, 2400, 330, 500, 0.1),
    )  # fmt: skip
    return {"live": live}


@chart_profit_per_hour.visible(edge=True, en="exactly 30 minutes, and 29", zh="正好 30 分钟，和 29 分钟")
def at_thirty_minutes():
    same = (900, 100, 100, 0.1)
    rows = [("ada", 30, *same), ("ada", 60, *same), ("ada", 60, *same)]
    return {"live": on_air(*rows, ("bo", 29, *same), ("bo", 60, *same), ("bo", 60, *same))}


@chart_profit_per_hour.visible(edge=True, en="exactly three sessions, and two", zh="正好三场，和两场")
def three_and_two():
    same = (1200, 200, 150, 0.1)
    return {"live": on_air(*[("ada", 60, *same)] * 3, *[("bo", 60, *same)] * 2, ("cy", 60, 1200, None, 150, 0.1))}


@chart_profit_per_hour.visible(edge=True, en="a host who loses money", zh="有一位亏钱")
def one_loses():
    live = on_air(
        ("ada", 60, 1000, 500, 400, 0.2), ("ada", 90, 1500, 700, 500, 0.2), ("ada", 60, 900, 100, 300, 0.2),
        ("bo", 60, 1000, 0, 0, 0.0), ("bo", 60, 800, 0, 0, 0.0), ("bo", 120, 1000, 0, 0, 0.0),
    )  # fmt: skip
    return {"live": live}


@chart_profit_per_hour.hidden(worlds=3)
def other_seasons(world: World):
    live = world.table("live_sessions")[ON_AIR].sample(n=40, random_state=world.rng).reset_index(drop=True)
    live["host_id"] = live["host_id"].map({"qiao": "mo", "lin": "ada", "tang": "bo", "wei": "cy"})
    live["refund"] = live["refund"].where(world.rng.random(len(live)) > 0.2)
    short = world.rng.random(len(live)) < 0.15
    live.loc[short, "minutes"] = world.rng.integers(20, 40, int(short.sum()))
    return {"live": live}


def hourly(
    live, *, least=3, minutes=30, strict=False, unknown="out", margin=0.4, commission_on="net", fee=True, mean="sums", unit=60, count="counted",
    blank=None, returns=True, hours_of="counted", brackets=True, fee_an_hour=False,
):  # fmt: skip
    """Heights by host; the arguments are the ways to get a rule wrong."""
    rows = live
    if unknown == "zero":
        rows = rows.assign(refund=rows["refund"].fillna(0))
    long = rows["minutes"] > minutes if strict else rows["minutes"] >= minutes
    counted = rows[rows["refund"].notna() & long]
    kept = counted["gmv"] - counted["refund"] if returns else counted["gmv"]
    paid_on = kept if commission_on == "net" else counted["gmv"]
    profit = margin * kept - counted["commission"] * paid_on - (counted["fee"] if fee else 0)
    if not brackets:
        profit = (margin - counted["commission"]) * counted["gmv"] - counted["refund"] - counted["fee"]
    if fee_an_hour:
        profit = profit + counted["fee"] - counted["fee"] * counted["minutes"] / 60
    heights = {}
    for name, mine in profit.groupby(counted["host_id"]):
        own = counted.loc[mine.index]
        number = len(own) if count == "counted" else int((live["host_id"] == name).sum())
        if number < least:
            if blank is not None:
                heights[name] = blank
            continue
        hours = own["minutes"] / unit
        everything = live[live["host_id"] == name]
        source = {"all": everything, "long": everything[everything["minutes"] >= minutes], "counted": own}[hours_of]
        total = source["minutes"].sum() / unit
        heights[name] = {
            "sums": mine.sum() / total,
            "rates": (mine / hours).mean(),
            "session": mine.mean(),
            "total": mine.sum(),
        }[mean]
    return {name: float(value) for name, value in heights.items()}


@chart_profit_per_hour.right
def bars_by_host(live):
    return draw_hours(hourly(live))


@chart_profit_per_hour.right
def points_by_host(live):
    import matplotlib.pyplot as plt

    table = live.dropna(subset=["refund"]).query("minutes >= 30")
    table = table.assign(earned=lambda t: (0.4 - t["commission"]) * (t["gmv"] - t["refund"]) - t["fee"])
    sums = table.groupby("host_id").agg(earned=("earned", "sum"), minutes=("minutes", "sum"), n=("fee", "count"))
    sums = sums[sums["n"] >= 3]
    _, axes = plt.subplots()
    axes.plot(sums.index, sums["earned"] / sums["minutes"] * 60, "o")
    axes.set(title="hourly profit", xlabel="host", ylabel="yuan")
    return axes


def wall(**options):
    return lambda live: draw_hours(hourly(live, **options))


for _name, _options, _en, _zh in (
    ("unknown_refund_is_nothing", {"unknown": "zero"},
     "A session whose refund is unknown was counted as if nothing came back. It does not count yet.", "退款未知的场次，当成没有退货算了。它还不算数。"),
    ("short_sessions_in", {"minutes": 0}, "Sessions of less than 30 minutes are in.", "不到 30 分钟的场次也算了。"),
    ("exactly_thirty_out", {"strict": True}, "A session of exactly 30 minutes was left out. At least 30: `>=`.", "正好 30 分钟的场次漏掉了。至少 30 分钟：`>=`。"),
    ("commission_on_all_sales", {"commission_on": "gross"},
     "The commission was taken on sales before returns. It is on sales net of returns.", "佣金按退货前的销售额算了。要按退货以后的。"),
    ("returns_forgotten", {"returns": False}, "Refunds were not taken off.", "没有减退款。"),
    ("fee_forgotten", {"fee": False}, "The fee is missing from the profit.", "利润里没有减出场费。"),
    ("mean_of_hourly_profits", {"mean": "rates"},
     "This is the mean of the sessions' hourly profits. Sums first: all profits over all hours.", "这是各场每小时利润的平均。先求和：全部利润除以全部小时。"),
    ("profit_a_session", {"mean": "session"}, "These are profits per session. Per hour is asked for.", "这是每场的利润。要每小时的。"),
    ("profit_in_all", {"mean": "total"}, "These are the hosts' profits in all. Per hour is asked for.", "这是各位的总利润。要每小时的。"),
    ("profit_a_minute", {"unit": 1}, "The heights are profits per minute. An hour has 60.", "高度是每分钟的利润。一小时有 60 分钟。"),
    ("few_sessions_shown", {"least": 1}, "A host with fewer than MIN_SESSIONS sessions that count has a mark.", "算数的场次不到 MIN_SESSIONS 场的主播也画了。"),
    ("more_than_the_least", {"least": 4}, "A host with exactly MIN_SESSIONS sessions has no mark. At least: `>=`.", "正好 MIN_SESSIONS 场的主播没画。至少就行：`>=`。"),
    ("all_sessions_counted", {"count": "all"},
     "MIN_SESSIONS was compared with all sessions of the host. Only those that count are counted.", "MIN_SESSIONS 和主播的全部场次比了。只数算数的场次。"),
    ("hours_of_all_sessions", {"hours_of": "all"},
     "The hours are those of all sessions, the profits only of those that count. Both belong to the same sessions.", "小时用了全部场次，利润只有算数的场次。两个数要出自同样的场次。"),
    ("hours_of_unknown_refunds", {"hours_of": "long"},
     "The hours hold sessions whose refund is unknown; the profits don't. Both belong to the same sessions.", "小时里算了退款未知的场次，利润里没有。两个数要出自同样的场次。"),
    ("brackets_missing", {"brackets": False},
     "The refund was taken off in full, after the margin. The margin is on gmv - refund: mind the brackets.", "退款是乘完毛利率才整笔减的。要先算 gmv - refund，再乘：别漏了括号。"),
    ("fee_an_hour", {"fee_an_hour": True},
     "The fee was taken for a fee per hour. It is per session.", "出场费当成了每小时的。它是每场的。"),
    ("too_few_is_zero", {"blank": 0.0}, "A host with too few sessions has a mark at 0. It has none.", "场次太少的主播画在了 0。不该有标记。"),
    ("another_margin", {"margin": 0.42}, "The margin is `MARGIN`, 0.4 here.", "毛利率是 `MARGIN`，这里是 0.4。"),
):  # fmt: skip
    slip(chart_profit_per_hour, _name, wall(**_options), _en, _zh)


@chart_profit_per_hour.wrong(
    en="The right marks, but without a title and axis labels: nobody else can read this chart.",
    zh="标记是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_bars(live):
    return draw_hours(hourly(live), title="", xlabel="", ylabel="")


@chart_profit_per_hour.wrong(
    en="One bar for all hosts together. One mark for each is asked for.",
    zh="把各位合成了一根柱子。要每位主播一个标记。",
)
def one_bar_for_all(live):
    return draw_hours(hourly(live.assign(host_id="all")))

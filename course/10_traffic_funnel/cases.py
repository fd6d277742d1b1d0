"""Cases of chapter 10: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World

# The nearest ready-made call, with the two columns that it needs besides put in.
SCORECARD = (
    "metrics.traffic_scorecard(sessions.assign(started_at=ads['date'].max(), "
    "bounced=sessions['pageviews'] == 1), orders, ads, by).set_index(by)"
)
traffic_quality = Exercise(points=3, compare="equal", tolerance=1e-9, library=[SCORECARD])

VISIT_COLUMNS = ["session_id", "source", "device", "pageviews", "duration_s", "is_bot"]
ORDER_COLUMNS = ["order_id", "session_id", "paid_at", "paid", "refund"]
SCORE_COLUMNS = ["visits", "bounce_rate", "pages_per_visit", "cvr", "value_per_visit", "cost_per_visit"]


def visits_of(*rows: tuple[int, str, str, int, float, bool]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=VISIT_COLUMNS)


def orders_of(*rows: tuple[int, float | None, str | None, float, float]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=ORDER_COLUMNS)
    return table.assign(paid_at=pd.to_datetime(table["paid_at"]), session_id=table["session_id"].astype(float))


def costs_of(*rows: tuple[str, str, float]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["date", "channel", "cost"])
    return table.assign(date=pd.to_datetime(table["date"]))


WEEK_VISITS = visits_of(
    (1, "search", "mobile", 1, 4.0, False),
    (2, "search", "mobile", 1, 40.0, False),
    (3, "search", "desktop", 6, 180.0, False),
    (4, "search", "mobile", 1, 0.0, True),
    (5, "search", "desktop", 3, 8.0, False),
    (6, "short_video", "mobile", 1, 2.0, False),
    (7, "short_video", "mobile", 1, 10.0, False),
    (8, "short_video", "mobile", 2, 19.0, False),
    (9, "short_video", "tablet", 4, 90.0, False),
    (10, "short_video", "mobile", 1, 6.0, False),
    (11, "direct", "mobile", 5, 200.0, False),
    (12, "direct", "desktop", 2, 30.0, False),
    (13, "deal_site", "desktop", 1, 0.0, True),
    (14, "deal_site", "desktop", 1, 1.0, False),
    (15, "deal_site", "desktop", 1, 0.0, True),
    (16, "deal_site", "mobile", 2, 12.0, True),
    (17, "short_video", "mobile", 3, 45.0, False),
)
WEEK_ORDERS = orders_of(
    (101, 3, "2025-11-03 20:14", 120.0, 20.0),
    (102, 3, "2025-11-03 20:31", 50.0, 0.0),
    (103, 2, None, 0.0, 0.0),
    (104, 9, "2025-11-04 12:05", 99.0, 99.0),
    (105, 11, "2025-11-04 21:40", 60.5, 0.0),
    (106, 12, "2025-11-05 09:12", 80.0, 0.0),
)
WEEK_COSTS = costs_of(
    ("2025-11-03", "short_video", 1.2),
    ("2025-11-04", "short_video", 0.8),
    ("2025-11-03", "deal_site", 0.16),
    ("2025-11-04", "deal_site", 0.08),
)


@traffic_quality.example
def worked_in_the_question():
    sessions = visits_of(
        (1, "search", "mobile", 1, 4.0, False),
        (2, "search", "mobile", 1, 40.0, False),
        (3, "search", "mobile", 5, 120.0, False),
        (4, "search", "mobile", 1, 0.0, True),
        (5, "short_video", "mobile", 1, 2.0, False),
    )
    orders = orders_of(
        (1, 3, "2025-11-03 20:00", 120.0, 20.0), (2, 3, "2025-11-03 20:05", 50.0, 0.0), (3, 2, None, 0.0, 0.0)
    )
    inputs = {
        "sessions": sessions,
        "orders": orders,
        "ads": costs_of(("2025-11-03", "short_video", 2.0)),
        "by": "source",
    }
    rows = [[3, 1 / 3, 7 / 3, 1 / 3, 50.0, 0.0], [1, 1.0, 1.0, 0.0, 0.0, 2.1]]
    index = pd.Index(["search", "short_video"], name="source")
    return inputs, pd.DataFrame(rows, index=index, columns=SCORE_COLUMNS).astype({"visits": int})


@traffic_quality.visible(en="one week, by source", zh="一周，按来源")
def one_week_by_source():
    return {"sessions": WEEK_VISITS, "orders": WEEK_ORDERS, "ads": WEEK_COSTS, "by": "source"}


@traffic_quality.visible(en="the rows shuffled, another week", zh="另一周，行的先后打乱")
def another_week():
    sessions = visits_of(
        (8, "social", "mobile", 2, 35.0, False),
        (1, "recommend", "mobile", 1, 3.0, False),
        (7, "social", "mobile", 1, 8.0, False),
        (2, "recommend", "desktop", 1, 25.0, False),
        (9, "social", "tablet", 1, 0.0, True),
        (6, "social", "mobile", 7, 240.0, False),
        (3, "recommend", "mobile", 4, 60.0, True),
    )
    orders = orders_of(
        (12, 8, "2025-11-12 08:10", 45.0, 0.0),
        (11, 6, "2025-11-11 20:02", 150.0, 30.0),
        (14, 6, "2025-11-11 20:40", 20.0, 0.0),
        (13, 2, None, 0.0, 0.0),
    )
    return {"sessions": sessions, "orders": orders, "ads": costs_of(("2025-11-11", "social", 3.0)), "by": "source"}


@traffic_quality.visible(edge=True, en="by device: cost cannot be shared out", zh="按设备看：花费分摊不了")
def one_week_by_device():
    return {"sessions": WEEK_VISITS, "orders": WEEK_ORDERS, "ads": WEEK_COSTS, "by": "device"}


@traffic_quality.visible(edge=True, en="orders without a visit in the table", zh="有的订单找不到对应的访问")
def orders_without_a_visit():
    strays = orders_of((107, None, "2025-11-05 10:00", 300.0, 0.0), (108, 999, "2025-11-05 11:00", 40.0, 0.0))
    orders = pd.concat([WEEK_ORDERS, strays], ignore_index=True)
    return {"sessions": WEEK_VISITS, "orders": orders, "ads": WEEK_COSTS, "by": "source"}


@traffic_quality.visible(edge=True, en="an order that a voucher paid in full", zh="全部用券抵掉的订单")
def a_free_order():
    free = orders_of((109, 8, "2025-11-05 11:30", 0.0, 0.0))
    orders = pd.concat([WEEK_ORDERS, free], ignore_index=True)
    return {"sessions": WEEK_VISITS, "orders": orders, "ads": WEEK_COSTS, "by": "source"}


@traffic_quality.visible(edge=True, en="no orders at all", zh="一笔订单也没有")
def no_orders():
    return {"sessions": WEEK_VISITS, "orders": WEEK_ORDERS.head(0), "ads": WEEK_COSTS, "by": "source"}


@traffic_quality.visible(edge=True, en="a source whose visits are all flagged", zh="某个来源的访问全被标记")
def all_flagged_in_one_source():
    sessions = WEEK_VISITS[WEEK_VISITS["session_id"] != 14]
    return {"sessions": sessions, "orders": WEEK_ORDERS, "ads": WEEK_COSTS, "by": "source"}


@traffic_quality.visible(edge=True, en="equal numbers of visits", zh="访问次数相同")
def equal_numbers_of_visits():
    sessions = WEEK_VISITS[WEEK_VISITS["session_id"].isin([12, 9, 3, 14])]
    return {"sessions": sessions, "orders": WEEK_ORDERS, "ads": WEEK_COSTS, "by": "source"}


@traffic_quality.visible(edge=True, en="many small sources, equal numbers of visits", zh="许多小来源，访问次数相同")
def many_small_sources():
    # More than 16 rows: an unstable sort, which leaves shorter tables in order, mixes them up.
    partners = [f"partner_{number:02d}" for number in range(1, 25) for _ in range(1 + number % 3)]
    rows = [(number, partner, "mobile", 2, 20.0, False) for number, partner in enumerate(partners, start=1)]
    return {"sessions": visits_of(*rows), "orders": WEEK_ORDERS, "ads": WEEK_COSTS, "by": "source"}


@traffic_quality.visible(edge=True, en="no sessions", zh="没有会话")
def no_sessions():
    return {"sessions": WEEK_VISITS.head(0), "orders": WEEK_ORDERS.head(0), "ads": WEEK_COSTS.head(0), "by": "source"}


@traffic_quality.hidden(worlds=3)
def other_weeks(world: World):
    sessions = world.table("sessions")[VISIT_COLUMNS]
    sessions = sessions.sample(min(600, len(sessions)), random_state=world.rng)
    orders = world.table("orders")
    # Many orders belong to visits outside the sample: they must not count.
    orders = orders[orders["session_id"].isin(world.table("sessions")["session_id"])][ORDER_COLUMNS]
    ads = world.table("ads_daily").groupby(["date", "channel"], as_index=False)["cost"].sum()
    return {
        "sessions": sessions,
        "orders": orders,
        "ads": ads,
        "by": str(world.rng.choice(["source", "source", "device"])),
    }


@traffic_quality.invariant(
    en="A rate is a share of visits: it lies between 0 and 1.", zh="比率是访问次数的占比，应当在 0 和 1 之间。"
)
def rates_are_shares(result, **inputs):
    return bool(result[["bounce_rate", "cvr"]].stack().between(0, 1).all())


@traffic_quality.invariant(
    en="Each unflagged visit is in exactly one row: the visits add up to their number.",
    zh="每次未被标记的访问正好属于一行：各行的访问次数加起来应等于总数。",
)
def every_visit_once(result, *, sessions, **inputs):
    return int(result["visits"].sum()) == int((~sessions["is_bot"]).sum())


@traffic_quality.right
def by_merging_sums(sessions, orders, ads, by):
    good = orders.dropna(subset=["paid_at", "session_id"])
    good = good.assign(net=good["paid"] - good["refund"])
    per_visit = good.groupby("session_id", as_index=False).agg(net=("net", "sum"), n=("order_id", "count"))
    real = sessions.query("not is_bot").merge(per_visit, on="session_id", how="left").fillna({"net": 0.0, "n": 0.0})
    real["bounce"] = np.where((real["pageviews"] == 1) & (real["duration_s"] < 10), 1.0, 0.0)
    real["bought"] = (real["n"] > 0).astype(float)
    table = real.groupby(by).agg(
        visits=("session_id", "size"),
        bounce_rate=("bounce", "mean"),
        pages_per_visit=("pageviews", "mean"),
        cvr=("bought", "mean"),
        value_per_visit=("net", "mean"),
    )
    cost = ads.groupby("channel")["cost"].sum() * 1.05
    table["cost_per_visit"] = [cost.get(name, 0.0) if by == "source" else np.nan for name in table.index] / table[
        "visits"
    ]
    return table.reset_index().sort_values(["visits", by], ascending=[False, True]).set_index(by)


@traffic_quality.right
def group_after_group(sessions, orders, ads, by):
    rows = {}
    for name, visits in sessions[~sessions["is_bot"]].groupby(by):
        mine = orders[orders["session_id"].isin(visits["session_id"]) & orders["paid_at"].notna()]
        cost = ads.loc[ads["channel"] == name, "cost"].sum() * 1.05 if by == "source" else np.nan
        n = len(visits)
        rows[name] = [
            n,
            ((visits["pageviews"] < 2) & (visits["duration_s"] < 10)).sum() / n,
            visits["pageviews"].sum() / n,
            mine["session_id"].nunique() / n,
            (mine["paid"].sum() - mine["refund"].sum()) / n,
            cost / n,
        ]
    ordered = sorted(rows, key=lambda name: (-rows[name][0], name))
    return pd.DataFrame([rows[name] for name in ordered], index=pd.Index(ordered, name=by), columns=SCORE_COLUMNS)


@traffic_quality.wrong(
    en="Flagged sessions are still in. A program does not shop: leave out `is_bot` before anything is counted.",
    zh="被标记的会话还在里面。程序不会来买东西：先去掉 `is_bot` 为真的，再开始数。",
)
def flagged_sessions_kept(sessions, orders, ads, by):
    return by_merging_sums(sessions.assign(is_bot=False), orders, ads, by)


@traffic_quality.wrong(
    en="Every one-page visit was called a bounce. By the shop's rule it also has to last less than 10 seconds.",
    zh="只看一页的访问全都算成了跳出。按店里的规矩，还要停留不到 10 秒才算。",
)
def seconds_ignored(sessions, orders, ads, by):
    return by_merging_sums(sessions.assign(duration_s=0.0), orders, ads, by)


@traffic_quality.wrong(
    en="Short visits with several pages were called bounces too. A bounce is one page *and* less than 10 seconds.",
    zh="看了好几页、只是时间短的访问也被算成了跳出。跳出要同时满足：一页，**并且**不到 10 秒。",
)
def seconds_only(sessions, orders, ads, by):
    short = sessions["duration_s"] < 10
    bounces = sessions.assign(bounce=short)[~sessions["is_bot"]].groupby(by)["bounce"].mean()
    return by_merging_sums(sessions, orders, ads, by).assign(bounce_rate=bounces)


@traffic_quality.wrong(
    en="Ten seconds exactly came out as a bounce. The rule says *less than* 10 seconds.",
    zh="正好 10 秒的被算成了跳出。规矩是**不到** 10 秒。",
)
def ten_seconds_included(sessions, orders, ads, by):
    return by_merging_sums(sessions.assign(duration_s=sessions["duration_s"] - 0.001), orders, ads, by)


@traffic_quality.wrong(
    en="Orders without payment count as purchases. Keep the orders whose `paid_at` is there.",
    zh="没付款的订单也算成了购买。只留 `paid_at` 不缺失的订单。",
)
def unpaid_orders_counted(sessions, orders, ads, by):
    return by_merging_sums(sessions, orders.assign(paid_at=pd.Timestamp("2025-11-01")), ads, by)


@traffic_quality.wrong(
    en="The conversion counts orders. It is the share of *visits* which bought: two orders in one visit are one visit.",
    zh="转化率数成了订单。它是买了东西的**访问**所占的比例：一次访问下两单，也只是一次访问。",
)
def orders_over_visits(sessions, orders, ads, by):
    table = by_merging_sums(sessions, orders, ads, by)
    paid = orders[orders["paid_at"].notna()].merge(sessions[~sessions["is_bot"]], on="session_id")
    return table.assign(cvr=(paid.groupby(by).size() / table["visits"]).reindex(table.index).fillna(0.0))


@traffic_quality.wrong(
    en="A visit with two orders became two rows when sessions and orders were merged, so visits and pages count twice.",
    zh="会话和订单一合并，下了两单的访问就变成了两行，访问次数和页数都多算了。",
)
def merge_repeats_visits(sessions, orders, ads, by):
    paid = orders[orders["paid_at"].notna()]
    rows = sessions[~sessions["is_bot"]].merge(paid, on="session_id", how="left")
    rows["bounce"] = ((rows["pageviews"] == 1) & (rows["duration_s"] < 10)).astype(float)
    rows["bought"] = rows["paid_at"].notna().astype(float)
    rows["net"] = (rows["paid"] - rows["refund"]).fillna(0.0)
    columns = {"bounce_rate": "bounce", "pages_per_visit": "pageviews", "cvr": "bought", "value_per_visit": "net"}
    groups = rows.groupby(by)
    table = pd.DataFrame({"visits": groups.size(), **{name: groups[column].mean() for name, column in columns.items()}})
    cost = ads.groupby("channel")["cost"].sum().reindex(table.index, fill_value=0) * 1.05
    table["cost_per_visit"] = cost / table["visits"] if by == "source" else np.nan
    return table.sort_values("visits", ascending=False, kind="stable")


@traffic_quality.wrong(
    en="The refunds are still in the value. What went back to the customer is not the shop's.",
    zh="价值里没有减去退款。退给顾客的钱，不是店里的。",
)
def refunds_not_deducted(sessions, orders, ads, by):
    return by_merging_sums(sessions, orders.assign(refund=0.0), ads, by)


@traffic_quality.wrong(en="The agency's fee of 5 % is missing in the cost.", zh="花费里漏了 5% 的代理服务费。")
def fee_forgotten(sessions, orders, ads, by):
    return by_merging_sums(sessions, orders, ads.assign(cost=ads["cost"] / 1.05), by)


@traffic_quality.wrong(
    en=(
        "The cost was spread over all sessions, flagged ones too. It belongs to the visits that remain, the "
        "bill stays the same."
    ),
    zh="花费分摊到了全部会话上，连被标记的也分了。账单是一样的，应当由剩下的访问来分摊。",
)
def cost_over_all_sessions(sessions, orders, ads, by):
    table = by_merging_sums(sessions, orders, ads, by)
    return table.assign(cost_per_visit=table["cost_per_visit"] * table["visits"] / sessions.groupby(by).size())


@traffic_quality.wrong(
    en="A source without ads came out as missing. It is known what it cost: 0.",
    zh="没投广告的来源填成了缺失。它花了多少钱是知道的：0。",
)
def free_sources_missing(sessions, orders, ads, by):
    table = by_merging_sums(sessions, orders, ads, by)
    return table.assign(cost_per_visit=table["cost_per_visit"].replace(0.0, np.nan))


@traffic_quality.wrong(
    en="The rows are in the order of the names. Most visits come first.", zh="各行按名称排了，应当访问次数多的在前。"
)
def sorted_by_name(sessions, orders, ads, by):
    return by_merging_sums(sessions, orders, ads, by).sort_index()


@traffic_quality.wrong(
    en="The rates are in percent. The question asks for fractions from 0 to 1.",
    zh="比率用了百分数，题目要的是 0 到 1 的小数。",
)
def rates_in_percent(sessions, orders, ads, by):
    table = by_merging_sums(sessions, orders, ads, by)
    return table.assign(bounce_rate=100 * table["bounce_rate"], cvr=100 * table["cvr"])


@traffic_quality.wrong(
    en=(
        "The money was divided by the orders: that is the value of an order. The question asks for the value "
        "of a *visit*."
    ),
    zh="金额除以了订单数，得到的是每单的价值。题目要的是每次**访问**的价值。",
)
def value_per_order(sessions, orders, ads, by):
    table = by_merging_sums(sessions, orders, ads, by)
    return table.assign(value_per_visit=(table["value_per_visit"] / table["cvr"]).fillna(0.0))


@traffic_quality.wrong(
    en="A paid order of 0 yuan does not count as a purchase in your table. What matters is `paid_at`, not the amount.",
    zh="付了 0 元的订单没有算成购买。看的是 `paid_at`，不是金额。",
)
def free_orders_left_out(sessions, orders, ads, by):
    return by_merging_sums(sessions, orders[orders["paid"] > 0], ads, by)


@traffic_quality.wrong(
    en="For another column than the source the cost came out as 0. It is not known there: NaN.",
    zh="`by` 不是来源时，花费填成了 0。这里不是没花钱，是不知道：应当填 NaN。",
)
def cost_zero_for_other_columns(sessions, orders, ads, by):
    return by_merging_sums(sessions, orders, ads, by).fillna({"cost_per_visit": 0.0})


def rows_after_merging(sessions: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    """Unflagged sessions joined with their paid orders: a visit with two orders is two rows."""
    return sessions[~sessions["is_bot"]].merge(orders[orders["paid_at"].notna()], on="session_id", how="left")


def merged_table(sessions, orders, ads, by, visits: str, fee: float) -> pd.DataFrame:
    """First draft of the table: joined rows, the ordinary bounce, nothing refunded, free sources missing."""
    rows = rows_after_merging(sessions, orders)
    groups = rows.assign(one_page=rows["pageviews"] == 1).groupby(by)
    table = pd.DataFrame(
        {
            "visits": groups["session_id"].agg(visits),
            "bounce_rate": groups["one_page"].mean(),
            "pages_per_visit": groups["pageviews"].mean(),
            "cvr": groups["order_id"].count() / groups.size(),
            "value_per_visit": groups["paid"].sum() / groups.size(),
        }
    )
    cost = ads.groupby("channel")["cost"].sum().reindex(table.index)
    return table.assign(cost_per_visit=fee * cost / table["visits"]).sort_values(
        "visits", ascending=False, kind="stable"
    )


@traffic_quality.wrong(
    en=(
        "Several slips at once. Sessions and orders were merged before the orders were added up, so a visit with two "
        "orders counts twice. Then: the bounce is not the shop's (less than 10 seconds), refunds and the agency's fee "
        "are missing, and a source without ads cost 0, not NaN. Mend one rule after the other."
    ),
    zh=(
        "同时有几处不对。订单还没加总就和会话合并，下了两单的访问被算了两次。另外：跳出没有按店里的规矩（不到 10 秒），"
        "没有减退款，没有加代理服务费；没投广告的来源花费是 0，不是缺失。请一条一条改。"
    ),
)
def merged_without_the_rules(sessions, orders, ads, by):
    return merged_table(sessions, orders, ads, by, visits="count", fee=1.0)


@traffic_quality.wrong(
    en=(
        "Several slips at once. The visits are counted right, but the rates are means over the merged rows, in which a "
        "visit with two orders stands twice. Then: the bounce is not the shop's (less than 10 seconds), refunds are "
        "missing, and a source without ads cost 0, not NaN. Mend one rule after the other."
    ),
    zh=(
        "同时有几处不对。访问次数数对了，可是各种比率是对合并后的行求平均，下了两单的访问占了两行。另外：跳出没有按店里的规矩"
        "（不到 10 秒），没有减退款；没投广告的来源花费是 0，不是缺失。请一条一条改。"
    ),
)
def rates_of_merged_rows(sessions, orders, ads, by):
    return merged_table(sessions, orders, ads, by, visits="nunique", fee=1.05)


@traffic_quality.wrong(
    en=(
        "Three rules about money are open: the refunds go off the value, the agency's fee of 5 % goes on the cost, and "
        "a source without ads cost 0, not NaN."
    ),
    zh="和钱有关的三条规矩还没做到：价值要减退款，花费要加 5% 的代理服务费，没投广告的来源花费是 0，不是缺失。",
)
def money_rules_forgotten(sessions, orders, ads, by):
    table = by_merging_sums(sessions, orders.assign(refund=0.0), ads.assign(cost=ads["cost"] / 1.05), by)
    return table.assign(cost_per_visit=table["cost_per_visit"].replace(0.0, np.nan))


@traffic_quality.wrong(
    en=(
        "The visits are counted right, but bounces, pages and purchases are means over the merged rows, in which a visit "
        "with two orders stands twice. Add up the orders of a visit before you merge."
    ),
    zh="访问次数数对了，可是跳出、页数、购买是对合并后的行求平均，下了两单的访问占了两行。合并之前，先把每次访问的订单加总。",
)
def means_over_merged_rows(sessions, orders, ads, by):
    merged = merge_repeats_visits(sessions, orders, ads, by)
    return by_merging_sums(sessions, orders, ads, by).assign(
        **{name: merged[name] for name in ["bounce_rate", "pages_per_visit", "cvr"]}
    )


@traffic_quality.wrong(
    en=(
        "A visit counts as a purchase only if money is left in it. The rule asks for a paid order (`paid_at`), also if it "
        "was refunded or a voucher paid it."
    ),
    zh="只有留下了钱的访问才算成购买。规矩看的是有没有已付款的订单（`paid_at`），退了款、用券抵掉的也算。",
)
def only_visits_that_left_money(sessions, orders, ads, by):
    paid = orders[orders["paid_at"].notna()]
    net = (paid["paid"] - paid["refund"]).groupby(paid["session_id"]).sum()
    visits = sessions[~sessions["is_bot"]]
    bought = visits["session_id"].map(net).fillna(0).gt(0).groupby(visits[by]).mean()
    return by_merging_sums(sessions, orders, ads, by).assign(cvr=bought)


@traffic_quality.wrong(
    en="The source with the fewest visits comes first. The rule: most visits first.",
    zh="访问次数少的排在了前面。规矩是多的在前。",
)
def fewest_visits_first(sessions, orders, ads, by):
    table = by_merging_sums(sessions, orders, ads, by)
    return table.sort_index().sort_values("visits", kind="stable")


@traffic_quality.wrong(
    en=(
        "Equal numbers of visits are not in order of the name. Sorting by one column leaves such rows in any order once "
        "there are many: sort by visits (falling) and by the name (rising)."
    ),
    zh="访问次数相同的几行，没有按名称排。只按一列排，行一多，它们的先后就乱了：要同时按访问次数（从大到小）和名称（从小到大）排。",
)
def ties_left_to_the_sort(sessions, orders, ads, by):
    return by_merging_sums(sessions, orders, ads, by).sort_index().sort_values("visits", ascending=False)


@traffic_quality.wrong(
    en="The cost was divided by 0.95. The fee of 5 % comes on top of the cost: times 1.05.",
    zh="花费除以了 0.95。5% 的服务费是加在花费上的：乘 1.05。",
)
def divided_by_ninety_five_percent(sessions, orders, ads, by):
    return by_merging_sums(sessions, orders, ads.assign(cost=ads["cost"] / 1.05 / 0.95), by)


funnel = Exercise(points=3, compare="equal", tolerance=1e-9, library=["metrics.step_rates(events, steps, unit=unit)"])

FOUR_STEPS = ["view", "cart", "checkout", "pay"]


def events_of(*rows: tuple[str, str, int]) -> pd.DataFrame:
    """Events from (time, type, visitor); a visit is a visitor's day, and visitors below 100 are logged in."""
    table = pd.DataFrame(list(rows), columns=["ts", "type", "visitor_id"])
    table["ts"] = pd.to_datetime(table["ts"])
    table["session_id"] = table["visitor_id"] * 100 + table["ts"].dt.day
    table["user_id"] = table["visitor_id"].where(table["visitor_id"] < 100).astype(float)
    return table


MONDAY = events_of(
    ("2025-11-03 09:00:00", "view", 1),
    ("2025-11-03 09:05:00", "cart", 1),
    ("2025-11-03 09:08:00", "checkout", 1),
    ("2025-11-03 09:09:00", "checkout", 1),
    ("2025-11-03 09:10:00", "pay", 1),
    ("2025-11-02 21:30:00", "cart", 2),
    ("2025-11-03 10:00:00", "view", 2),
    ("2025-11-03 10:04:00", "checkout", 2),
    ("2025-11-03 10:05:00", "pay", 2),
    ("2025-11-03 11:00:00", "view", 3),
    ("2025-11-03 20:00:00", "view", 3),
    ("2025-11-04 11:30:00", "cart", 3),
    ("2025-11-03 12:00:00", "view", 4),
    ("2025-11-03 12:10:00", "view", 4),
    ("2025-11-03 13:00:00", "view", 5),
    ("2025-11-03 20:00:00", "cart", 5),
    ("2025-11-04 09:00:00", "cart", 5),
    ("2025-11-04 08:00:00", "checkout", 5),
    ("2025-11-04 14:00:00", "pay", 5),
    ("2025-11-03 14:00:00", "view", 106),
    ("2025-11-03 14:03:00", "cart", 106),
    ("2025-11-03 14:30:00", "pay", 106),
    ("2025-11-03 14:40:00", "checkout", 106),
    ("2025-11-03 15:00:00", "cart", 107),
    ("2025-11-03 15:01:00", "checkout", 107),
    ("2025-11-03 15:02:00", "pay", 107),
    ("2025-11-02 22:00:00", "cart", 8),
    ("2025-11-03 16:00:00", "view", 8),
    ("2025-11-03 16:05:00", "cart", 8),
    ("2025-11-03 16:06:00", "checkout", 8),
    ("2025-11-03 16:07:00", "pay", 8),
    ("2025-11-03 17:00:00", "view", 109),
    ("2025-11-03 17:05:00", "cart", 109),
    ("2025-11-03 17:20:00", "view", 109),
)


@funnel.example
def worked_by_hand():
    events = events_of(
        ("2025-11-03 09:00", "view", 1),
        ("2025-11-03 09:05", "cart", 1),
        ("2025-11-03 09:10", "pay", 1),
        ("2025-11-02 20:00", "cart", 2),
        ("2025-11-03 10:00", "view", 2),
        ("2025-11-03 10:05", "pay", 2),
        ("2025-11-03 11:00", "view", 3),
        ("2025-11-04 11:30", "cart", 3),
        ("2025-11-03 12:00", "view", 4),
        ("2025-11-03 12:10", "view", 4),
    )
    steps = ["view", "cart", "pay"]
    columns = {
        "reached": [4, 1, 1],
        "step_rate": [np.nan, 0.25, 1.0],
        "overall_rate": [1.0, 0.25, 0.25],
        "loss": [np.nan, 0.75, 0.0],
    }
    return {"events": events, "steps": steps, "unit": "visitor_id"}, pd.DataFrame(columns, index=steps)


@funnel.visible(en="a Monday, by visitor", zh="一个周一，按访客")
def a_monday_by_visitor():
    return {"events": MONDAY, "steps": FOUR_STEPS, "unit": "visitor_id"}


@funnel.visible(en="a Monday, by session", zh="一个周一，按会话")
def a_monday_by_session():
    return {"events": MONDAY, "steps": FOUR_STEPS, "unit": "session_id"}


@funnel.visible(edge=True, en="the same rows in another order", zh="同样的数据，行的先后打乱")
def rows_in_another_order():
    return {"events": MONDAY.iloc[::-1].reset_index(drop=True), "steps": FOUR_STEPS, "unit": "visitor_id"}


@funnel.visible(edge=True, en="steps within the same second", zh="两步发生在同一秒")
def the_same_second():
    events = events_of(
        ("2025-11-03 09:00:00", "view", 1),
        ("2025-11-03 09:00:00", "cart", 1),
        ("2025-11-03 09:02:00", "view", 2),
        ("2025-11-03 09:03:00", "cart", 2),
        ("2025-11-03 09:03:00", "pay", 2),
        ("2025-11-03 09:30:00", "view", 3),
    )
    return {"events": events, "steps": ["view", "cart", "pay"], "unit": "visitor_id"}


@funnel.visible(edge=True, en="exactly 24 hours, and one second more", zh="正好 24 小时，和多一秒")
def exactly_a_day():
    events = events_of(
        ("2025-11-03 09:00:00", "view", 1),
        ("2025-11-04 09:00:00", "cart", 1),
        ("2025-11-03 10:00:00", "view", 2),
        ("2025-11-04 10:00:01", "cart", 2),
        ("2025-11-03 11:00:00", "view", 3),
        ("2025-11-03 23:00:00", "cart", 3),
        ("2025-11-04 12:00:00", "pay", 3),
    )
    return {"events": events, "steps": ["view", "cart", "pay"], "unit": "visitor_id"}


@funnel.visible(edge=True, en="rows without a user", zh="有的行没有用户编号")
def rows_without_a_user():
    return {"events": MONDAY, "steps": ["view", "cart", "checkout"], "unit": "user_id"}


@funnel.visible(edge=True, en="nobody saw the first step", zh="没有人走到第一步")
def nobody_at_the_first_step():
    events = MONDAY[MONDAY["visitor_id"] == 107].reset_index(drop=True)
    return {"events": events, "steps": FOUR_STEPS, "unit": "visitor_id"}


@funnel.visible(edge=True, en="nobody in the middle", zh="中间一步没有人")
def nobody_in_the_middle():
    events = MONDAY[MONDAY["type"] != "cart"].reset_index(drop=True)
    return {"events": events, "steps": FOUR_STEPS, "unit": "visitor_id"}


@funnel.visible(edge=True, en="no events", zh="没有事件")
def no_events():
    return {"events": MONDAY.head(0), "steps": FOUR_STEPS, "unit": "visitor_id"}


@funnel.hidden(worlds=3)
def other_visitors(world: World):
    events = world.table("events")
    busy = events.loc[events["type"].isin(["cart", "checkout", "pay"]), "visitor_id"].unique()
    some = world.rng.choice(events["visitor_id"].unique(), 120, replace=False)
    chosen = np.concatenate([some, world.rng.choice(busy, min(80, len(busy)), replace=False)])
    events = events[events["visitor_id"].isin(chosen)][["ts", "type", "visitor_id", "session_id"]]
    unit = str(world.rng.choice(["visitor_id", "session_id"]))
    return {"events": events.sample(frac=1, random_state=world.rng), "steps": FOUR_STEPS, "unit": unit}


@funnel.invariant(
    en="In a funnel that respects the order a step is never reached by more units than the step before.",
    zh="讲先后次序的漏斗，走到后一步的不会比前一步多。",
)
def never_rises(result, **inputs):
    return bool((result["reached"].diff().dropna() <= 0).all())


@funnel.right
def by_dictionaries(events, steps, unit="visitor_id"):
    ordered = events[events[unit].notna()].sort_values("ts")
    start, current, reached = {}, None, []
    for step in steps:
        here = {}
        for one, ts in ordered.loc[ordered["type"] == step, [unit, "ts"]].itertuples(index=False):
            if one in here:
                continue
            if current is None:
                here[one] = start[one] = ts
            elif one in current and current[one] <= ts <= start[one] + pd.Timedelta(days=1):
                here[one] = ts
        current = here
        reached.append(len(here))
    rates = [b / a if a else np.nan for a, b in pairwise(reached)]
    table = pd.DataFrame({"reached": reached, "step_rate": [np.nan, *rates]}, index=steps)
    table["overall_rate"] = [n / reached[0] if reached[0] else np.nan for n in reached]
    return table.assign(loss=1 - table["step_rate"])


def count_in_order(events, steps, unit, *, hours=24.0, strict=False, pick="min", restart=False):
    """Units at each step; the options are the slips of the wrong answers below."""
    known = events[events[unit].notna()]
    moment = known[known["type"] == steps[0]].groupby(unit)["ts"].agg(pick).rename("moment")
    clock, reached = moment.rename("start"), [len(moment)]
    for step in steps[1:]:
        rows = known[known["type"] == step].join(clock, on=unit).join(moment, on=unit)
        later = rows["ts"] > rows["moment"] if strict else rows["ts"] >= rows["moment"]
        begin = rows["moment"] if restart else rows["start"]
        rows = rows[later & (rows["ts"] - begin <= pd.Timedelta(hours=hours))]
        moment = rows.groupby(unit)["ts"].agg(pick).rename("moment")
        reached.append(len(moment))
    return reached


def rates_of(reached, steps):
    """The table of the question from the counts."""
    values = np.array(reached, dtype=float)
    table = pd.DataFrame({"reached": np.array(reached, dtype=int)}, index=steps)
    with np.errstate(divide="ignore", invalid="ignore"):
        rates = np.where(values[:-1] > 0, values[1:] / values[:-1], np.nan)
        table["step_rate"] = np.concatenate([[np.nan], rates])
        table["overall_rate"] = np.where(values[0] > 0, values / values[0], np.nan)
    return table.assign(loss=1 - table["step_rate"])


@funnel.right
def by_merging_moments(events, steps, unit="visitor_id"):
    return rates_of(count_in_order(events, steps, unit), steps)


@funnel.wrong(
    en=(
        "Each type was counted by itself. A step only counts after the step before: a cart from yesterday is "
        "not a step of today's journey."
    ),
    zh="各类事件是分开数的。只有走过上一步，后一步才算数：昨天放进购物车的，不是今天这段行程的一步。",
)
def each_type_by_itself(events, steps, unit="visitor_id"):
    return rates_of([events.loc[events["type"] == step, unit].nunique() for step in steps], steps)


@funnel.wrong(
    en="Events were counted, so a page that was loaded again counts twice. The funnel counts each unit once.",
    zh="数的是事件次数，刷新过的页面就算了两次。漏斗里每个单位只算一次。",
)
def events_instead_of_units(events, steps, unit="visitor_id"):
    return rates_of([int((events["type"] == step).sum()) for step in steps], steps)


@funnel.wrong(
    en="You kept the units that have all the steps so far, in whatever order. Compare the moments as well.",
    zh="留下了到这一步为止每种事件都有的单位，却没看先后。时刻也要比一比。",
)
def steps_in_any_order(events, steps, unit="visitor_id"):
    remaining, reached = None, []
    for step in steps:
        here = set(events.loc[events["type"] == step, unit].dropna())
        remaining = here if remaining is None else remaining & here
        reached.append(len(remaining))
    return rates_of(reached, steps)


@funnel.wrong(
    en=(
        "You compared the very first events of each type. Someone with a cart from yesterday who fills it again today "
        "did reach the cart: take the earliest event *after* the step before."
    ),
    zh="拿来比的是每种事件的第一次。昨天放过购物车、今天浏览后又加购的人，也走到了加购：要取上一步**之后**最早的那一次。",
)
def first_event_of_each_type(events, steps, unit="visitor_id"):
    first = {step: events[events["type"] == step].groupby(unit)["ts"].min() for step in steps}
    clock = pd.DataFrame(first).astype("datetime64[us]")
    on_way, reached = clock[steps[0]].notna(), []
    for step, before in zip(steps, [steps[0], *steps], strict=False):
        on_way = on_way & clock[step].between(clock[before], clock[steps[0]] + pd.Timedelta(hours=24))
        reached.append(int(on_way.sum()))
    return rates_of(reached, steps)


@funnel.wrong(
    en="The 24 hours are missing: a purchase days after the first view belongs to another journey.",
    zh="漏了 24 小时的规矩：首次浏览几天以后的购买，属于另一段行程。",
)
def no_time_limit(events, steps, unit="visitor_id"):
    return rates_of(count_in_order(events, steps, unit, hours=1e6), steps)


@funnel.wrong(
    en="The clock starts again at every step. The 24 hours run from the *first* step of the journey.",
    zh="每走一步就重新计时了。24 小时要从行程的**第一步**算起。",
)
def clock_restarts_at_each_step(events, steps, unit="visitor_id"):
    return rates_of(count_in_order(events, steps, unit, restart=True), steps)


@funnel.wrong(
    en="Steps in the same second were dropped. At or after the moment counts, so the comparison is >=.",
    zh="同一秒发生的步骤被丢掉了。同一时刻或之后都算，比较时要用 >=。",
)
def same_second_dropped(events, steps, unit="visitor_id"):
    return rates_of(count_in_order(events, steps, unit, strict=True), steps)


@funnel.wrong(
    en=(
        "The *last* event of a step was taken as its moment. Take the earliest one that is allowed, or a "
        "second look loses a buyer."
    ),
    zh="用了一步的**最后**一次作为时刻。应当取满足条件的最早一次，否则顾客多看一眼就被漏掉了。",
)
def latest_moment_of_a_step(events, steps, unit="visitor_id"):
    return rates_of(count_in_order(events, steps, unit, pick="max"), steps)


@funnel.wrong(
    en="Exactly 24 hours were left out. The rule includes them, so the comparison is <=.",
    zh="正好 24 小时的没有算进去。规矩是算在内的，比较时要用 <=。",
)
def a_full_day_left_out(events, steps, unit="visitor_id"):
    return rates_of(count_in_order(events, steps, unit, hours=24 - 1e-6), steps)


@funnel.wrong(
    en=(
        "Every step was compared with the first step only. Somebody who paid without a checkout in between "
        "did not reach the checkout."
    ),
    zh="每一步都只和第一步比了先后。中间没有走过结算就付款的人，不能算走到了付款。",
)
def compared_with_the_first_step_only(events, steps, unit="visitor_id"):
    return rates_of([count_in_order(events, [steps[0], step], unit)[-1] for step in steps], steps)


@funnel.wrong(
    en="The step rate was divided by the first step: that is the overall rate. Divide by the step just before.",
    zh="环节转化率除以了第一步，那是总转化率。应当除以紧挨着的上一步。",
)
def step_rate_over_the_first_step(events, steps, unit="visitor_id"):
    table = rates_of(count_in_order(events, steps, unit), steps)
    rate = table["overall_rate"].where(table["step_rate"].notna())
    return table.assign(step_rate=rate, loss=1 - rate)


@funnel.wrong(
    en="The first step got the rate 1 and the loss 0. It has no step before it, so both are NaN.",
    zh="第一步填了转化率 1、流失率 0。它前面没有步骤，两个都应当是 NaN。",
)
def first_step_filled(events, steps, unit="visitor_id"):
    table = rates_of(count_in_order(events, steps, unit), steps)
    return table.fillna({"step_rate": 1.0, "loss": 0.0})


@funnel.wrong(
    en="`loss` holds a number of units. It is one minus the step rate, a fraction.",
    zh="`loss` 填成了人数。它是 1 减环节转化率，是个小数。",
)
def loss_as_a_number(events, steps, unit="visitor_id"):
    table = rates_of(count_in_order(events, steps, unit), steps)
    return table.assign(loss=-table["reached"].diff())


@funnel.wrong(
    en="A rate over an empty step became infinite or 0. Nothing can be said there: NaN.",
    zh="上一步没有人，比率却成了 0 或无穷大。这里没法比，应当是 NaN。",
)
def zero_after_an_empty_step(events, steps, unit="visitor_id"):
    table = rates_of(count_in_order(events, steps, unit), steps).fillna(0.0)
    table.loc[steps[0], ["step_rate", "loss"]] = np.nan
    return table.assign(loss=1 - table["step_rate"])


@funnel.wrong(
    en="The rates are in percent. The question asks for fractions from 0 to 1.",
    zh="比率用了百分数，题目要的是 0 到 1 的小数。",
)
def funnel_in_percent(events, steps, unit="visitor_id"):
    table = rates_of(count_in_order(events, steps, unit), steps)
    return table.assign(
        step_rate=100 * table["step_rate"], overall_rate=100 * table["overall_rate"], loss=100 * table["loss"]
    )


@funnel.wrong(
    en="The loss was divided by the first step. It is one minus the step rate: of those who reached the step before, who did not go on?",
    zh="流失率除以了第一步的人数。它是 1 减环节转化率：走到上一步的人里，有多少没往下走？",
)
def loss_over_the_first_step(events, steps, unit="visitor_id"):
    table = rates_of(count_in_order(events, steps, unit), steps)
    return table.assign(loss=-table["overall_rate"].diff())


@funnel.wrong(
    en="The overall rate was divided by the step before, as the step rate is. It is the share of the *first* step.",
    zh="总转化率也除以了上一步，成了环节转化率。它应当除以**第一步**。",
)
def overall_rate_over_the_step_before(events, steps, unit="visitor_id"):
    table = rates_of(count_in_order(events, steps, unit), steps)
    return table.assign(overall_rate=table["step_rate"])


@funnel.wrong(
    en="The clock starts at the *last* event of the first step. The earliest one starts it, and it never starts again.",
    zh="计时从第一步的**最后**一次开始了。应当从最早的一次开始，而且只开始一次。",
)
def clock_starts_at_the_last_first_step(events, steps, unit="visitor_id"):
    first = events[events["type"] == steps[0]].groupby(unit)["ts"].transform("max")
    rows = events.assign(begin=first)
    late = rows[(rows["type"] != steps[0]) | (rows["ts"] == rows["begin"])]
    return rates_of(count_in_order(late, steps, unit), steps)


@funnel.wrong(
    en="Every event of the first step could start a journey, and the best one counted. Each unit has one clock, from its earliest first step.",
    zh="第一步的每一次都可以重新开始，取了走得最远的那一趟。每个单位只计时一次，从最早的第一步开始。",
)
def best_of_several_journeys(events, steps, unit="visitor_id"):
    known = events[events[unit].notna()]
    far = []
    for _, mine in known.groupby(unit):
        starts = mine.loc[mine["type"] == steps[0], "ts"]
        tries = [count_in_order(mine[(mine["type"] != steps[0]) | (mine["ts"] == ts)], steps, unit) for ts in starts]
        far.append(max((sum(one) for one in tries), default=0))
    return rates_of([sum(n > place for n in far) for place in range(len(steps))], steps)


@funnel.wrong(
    en="The column in `unit` was not used: you always counted visitors. It may be `session_id` or `user_id` as well.",
    zh="没有用上 `unit`：不管它是什么，数的都是访客。它也可能是 `session_id` 或 `user_id`。",
)
def always_by_visitor(events, steps, unit="visitor_id"):
    return rates_of(count_in_order(events, steps, "visitor_id"), steps)


@funnel.wrong(
    en="The first step got 0 for its rate and its loss. It has no step before it: nothing can be said there, so both are NaN.",
    zh="第一步的转化率和流失率填成了 0。它前面没有步骤，没法比，两个都应当是 NaN。",
)
def zeros_for_missing_rates(events, steps, unit="visitor_id"):
    return rates_of(count_in_order(events, steps, unit), steps).fillna(0.0)


@funnel.wrong(
    en="The first *row* of a step was taken for its earliest moment. The rows come in any order: sort by `ts`, or take the smallest.",
    zh="把一步的第一**行**当成了最早的一次。行的先后是乱的：先按 `ts` 排序，或者取最小的。",
)
def first_row_taken_for_the_earliest(events, steps, unit="visitor_id"):
    return rates_of(count_in_order(events, steps, unit, pick="first"), steps)


mix_rate_effect = Exercise(points=3, compare="equal", tolerance=1e-9, library=["metrics.mix_rate_split(before, after)"])


def days_of(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["date", "source", "visits", "orders"])
    return table.assign(date=pd.to_datetime(table["date"]))


OCTOBER = days_of(
    ("2025-10-20", "search", 400, 24),
    ("2025-10-21", "search", 100, 3),
    ("2025-10-20", "short_video", 150, 2),
    ("2025-10-21", "short_video", 50, 0),
    ("2025-10-20", "direct", 120, 12),
    ("2025-10-20", "radio", 30, 3),
    ("2025-10-21", "forum", 20, 0),
)
NOVEMBER = days_of(
    ("2025-11-03", "search", 350, 25),
    ("2025-11-04", "search", 150, 8),
    ("2025-11-03", "short_video", 900, 15),
    ("2025-11-04", "short_video", 600, 9),
    ("2025-11-04", "direct", 140, 17),
    ("2025-11-03", "radio", 25, 4),
    ("2025-11-04", "forum", 40, 1),
)


@mix_rate_effect.example
def two_sources_by_hand():
    before = days_of(("2025-10-20", "search", 100, 10), ("2025-10-20", "short_video", 100, 2))
    after = days_of(("2025-11-03", "search", 100, 12), ("2025-11-03", "short_video", 300, 9))
    return {"before": before, "after": after}, {"change": -0.0075, "mix": -0.02125, "rate": 0.01375}


@mix_rate_effect.visible(en="a video campaign", zh="一次短视频推广")
def a_video_campaign():
    return {"before": OCTOBER, "after": NOVEMBER}


@mix_rate_effect.visible(en="a weaker checkout, and small sources that change places", zh="结算变差了，小来源此消彼长")
def a_weaker_checkout():
    before = days_of(
        ("2025-10-20", "search", 300, 30),
        ("2025-10-21", "search", 600, 30),
        ("2025-10-20", "social", 200, 4),
        ("2025-10-21", "radio", 80, 8),
        ("2025-10-21", "forum", 5, 0),
    )
    after = days_of(
        ("2025-11-03", "search", 500, 30),
        ("2025-11-04", "search", 100, 2),
        ("2025-11-03", "social", 150, 2),
        ("2025-11-04", "radio", 10, 0),
        ("2025-11-04", "forum", 60, 3),
    )
    return {"before": before, "after": after}


@mix_rate_effect.visible(edge=True, en="a new source, and one that vanished", zh="新来的来源，和消失的来源")
def a_new_and_a_vanished_source():
    before = pd.concat([OCTOBER, days_of(("2025-10-21", "paid_search", 180, 9))], ignore_index=True)
    after = pd.concat([NOVEMBER, days_of(("2025-11-04", "deal_site", 500, 1))], ignore_index=True)
    return {"before": before, "after": after}


@mix_rate_effect.visible(edge=True, en="99 and 100 visits in both periods together", zh="两期合计 99 次和 100 次访问")
def just_below_and_just_enough():
    extra = days_of(
        ("2025-10-20", "radio", 49, 10),
        ("2025-10-20", "forum", 50, 10),
        ("2025-10-20", "blog", 60, 3),
        ("2025-10-20", "search", 500, 20),
    )
    later = days_of(
        ("2025-11-03", "radio", 50, 2),
        ("2025-11-03", "forum", 50, 2),
        ("2025-11-03", "blog", 60, 9),
        ("2025-11-03", "search", 500, 20),
        ("2025-11-03", "post", 60, 6),
    )
    return {"before": extra, "after": later}


@mix_rate_effect.visible(edge=True, en="one source", zh="只有一个来源")
def one_source():
    before, after = days_of(("2025-10-20", "search", 200, 10)), days_of(("2025-11-03", "search", 400, 30))
    return {"before": before, "after": after}


@mix_rate_effect.visible(edge=True, en="a source without visits in both periods", zh="两期都没有访问的来源")
def a_source_that_nobody_used():
    before = days_of(("2025-10-20", "search", 300, 21), ("2025-10-20", "social", 200, 6), ("2025-10-20", "radio", 0, 0))
    after = days_of(("2025-11-03", "search", 250, 20), ("2025-11-03", "social", 450, 18), ("2025-11-03", "radio", 0, 0))
    return {"before": before, "after": after}


@mix_rate_effect.visible(edge=True, en="nothing after", zh="之后没有数据")
def nothing_after():
    return {"before": OCTOBER, "after": NOVEMBER.head(0)}


@mix_rate_effect.visible(edge=True, en="only zeros before", zh="之前全是 0")
def only_zeros_before():
    return {"before": OCTOBER.assign(visits=0, orders=0), "after": NOVEMBER}


@mix_rate_effect.hidden(worlds=3)
def other_campaigns(world: World):
    sessions, orders = world.table("sessions"), world.table("orders")
    bought = sessions["session_id"].isin(orders.loc[orders["paid_at"].notna(), "session_id"])
    days = sessions.assign(date=sessions["started_at"].dt.normalize(), bought=bought.astype(int))
    days = days.groupby(["date", "source"], as_index=False).agg(visits=("session_id", "size"), orders=("bought", "sum"))
    days = days.sample(frac=0.8, random_state=world.rng)
    late = days["date"] >= "2025-10-27"
    fringe = pd.DataFrame({"date": days["date"].min(), "source": ["radio", "forum"], "visits": 0, "orders": 0})
    fringe["visits"] = world.rng.integers(20, 45, 2)
    fringe["orders"] = world.rng.integers(0, 10, 2)
    after = pd.concat([days[late], fringe.assign(visits=fringe["visits"].to_numpy()[::-1])], ignore_index=True)
    return {"before": pd.concat([days[~late], fringe], ignore_index=True), "after": after}


@mix_rate_effect.invariant(en="The two effects have to add up to the change.", zh="两个效应加起来应当等于总变化。")
def adds_up(result, **inputs):
    return bool(np.isclose(result["mix"] + result["rate"], result["change"], rtol=0, atol=1e-9, equal_nan=True))


@mix_rate_effect.invariant(
    en="`change` is all orders over all visits after, minus the same before.",
    zh="`change` 等于之后的总订单 ÷ 总访问，减去之前的。",
)
def change_is_overall(result, *, before, after):
    with np.errstate(divide="ignore", invalid="ignore"):
        rates = [np.float64(table["orders"].sum()) / np.float64(table["visits"].sum()) for table in (before, after)]
    return bool(np.isclose(result["change"], rates[1] - rates[0], rtol=0, atol=1e-9, equal_nan=True))


def split(before, after, *, least=100, weights="midpoint", alone="own", seen_in="both"):
    """Mix and rate effect source by source; the options are the slips of the wrong answers below."""
    seen = [table.groupby("source")["visits"].sum() for table in (before, after)]
    each = pd.concat(seen, axis=1, keys=["before", "after"]).fillna(0)
    total = {"both": each.sum(axis=1), "either": each.min(axis=1), "before": each["before"], "after": each["after"]}
    small = set(each.index[total[seen_in] < least])
    sums = []
    for table in (before, after):
        names = table["source"].map(lambda name: "other" if name in small else name)
        sums.append(table.groupby(names)[["visits", "orders"]].sum())
    if any(table["visits"].sum() == 0 for table in sums):
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    old, new = sums
    mix = own = 0.0
    for name in set(old.index) | set(new.index):
        v0, o0 = old.loc[name] if name in old.index else (0, 0)
        v1, o1 = new.loc[name] if name in new.index else (0, 0)
        if v0 + v1 == 0:
            continue
        r0 = o0 / v0 if v0 else (o1 / v1 if alone == "own" else 0.0)
        if alone == "new is zero" and not v1:
            r1 = r0
        r1 = o1 / v1 if v1 else (o0 / v0 if alone in ("own", "new is zero") else 0.0)
        s0, s1 = v0 / old["visits"].sum(), v1 / new["visits"].sum()
        rate_weight = {"midpoint": (s0 + s1) / 2, "old_mix": s1}.get(weights, s0)
        mix_weight = {"before": r0, "old_mix": r0, "new_rates": r1}.get(weights, (r0 + r1) / 2)
        mix += (s1 - s0) * mix_weight
        own += (r1 - r0) * rate_weight
    change = new["orders"].sum() / new["visits"].sum() - old["orders"].sum() / old["visits"].sum()
    return {"change": float(change), "mix": float(mix), "rate": float(own)}


@mix_rate_effect.right
def source_by_source(before, after):
    return split(before, after)


@mix_rate_effect.right
def by_an_outer_join(before, after):
    a, b = (table.groupby("source")[["visits", "orders"]].sum() for table in (before, after))
    both = a.join(b, how="outer", lsuffix="0", rsuffix="1").fillna(0.0)
    both.index = np.where(both["visits0"] + both["visits1"] < 100, "other", both.index)
    both = both.groupby(level=0).sum()
    n0, n1 = both["visits0"].sum(), both["visits1"].sum()
    if min(n0, n1) == 0:
        return dict.fromkeys(("change", "mix", "rate"), float("nan"))
    both = both[both["visits0"] + both["visits1"] > 0]
    r0 = (both["orders0"] / both["visits0"]).where(both["visits0"] > 0, both["orders1"] / both["visits1"])
    r1 = (both["orders1"] / both["visits1"]).where(both["visits1"] > 0, r0)
    change = both["orders1"].sum() / n1 - both["orders0"].sum() / n0
    rate = float(((r1 - r0) * (both["visits0"] / n0 + both["visits1"] / n1)).sum() / 2)
    return {"change": float(change), "mix": float(change) - rate, "rate": rate}


@mix_rate_effect.wrong(
    en='The small sources stand alone. Fewer than 100 visits in both periods together go into "other" first.',
    zh="小来源是单独算的。两期合计不到 100 次访问的，要先并进 `other`。",
)
def small_sources_alone(before, after):
    return split(before, after, least=0)


@mix_rate_effect.wrong(
    en="The small sources were left out. They become one source together, their visits stay in the total.",
    zh="小来源被去掉了。它们应当合成一个来源，访问次数仍然算在总数里。",
)
def small_sources_dropped(before, after):
    total = pd.concat([before, after]).groupby("source")["visits"].sum()
    keep = total[total >= 100].index
    return split(before[before["source"].isin(keep)], after[after["source"].isin(keep)])


@mix_rate_effect.wrong(
    en="Small was decided in each period by itself. The rule looks at the visits of both periods together.",
    zh="大小是各期分开判断的。规矩看的是两期访问的合计。",
)
def small_in_each_period(before, after):
    def pooled(table):
        seen = table.groupby("source")["visits"].transform("sum")
        return table.assign(source=table["source"].where(seen >= 100, "other"))

    return split(pooled(before), pooled(after), least=0)


@mix_rate_effect.wrong(
    en=(
        "Both effects are weighted by the period before. A part of the change is then in neither; use the "
        "midpoint of both periods."
    ),
    zh="两个效应都用了之前那一期作权重，有一部分变化就两边都不算。权重要取两期的中点。",
)
def weights_of_before(before, after):
    return split(before, after, weights="before")


@mix_rate_effect.wrong(
    en=(
        "The mix is weighted by the old rates and the rate by the new shares. It adds up, but the shop's "
        "rule is the midpoint of both periods."
    ),
    zh="结构效应用了旧转化率，比率效应用了新比重。加起来虽然对得上，可是店里的规矩是取两期的中点。",
)
def old_rates_new_shares(before, after):
    return split(before, after, weights="old_mix")


@mix_rate_effect.wrong(
    en=(
        "A source without visits in one period got the rate 0 there, as if the shop had failed. Use its only "
        "known rate for both."
    ),
    zh="某一期没有访问的来源，那一期的转化率被当成了 0，好像是店里没做好。两期都应当用它仅有的转化率。",
)
def missing_rate_as_zero(before, after):
    return split(before, after, alone="zero")


@mix_rate_effect.wrong(
    en=(
        "Daily rates were averaged, so a quiet day weighs as much as a busy one. Add up visits and orders "
        "first, then divide."
    ),
    zh="把每天的转化率平均了，冷清的一天和热闹的一天一样重。应当先加总访问和订单，再相除。",
)
def mean_of_daily_rates(before, after):
    total = pd.concat([before, after]).groupby("source")["visits"].sum()
    small = list(total[total < 100].index)
    return split(*(with_mean_rates(table, small) for table in (before, after)))


def with_mean_rates(table: pd.DataFrame, small: list[str]) -> pd.DataFrame:
    """Orders as they would be if each row had the mean of its source's daily rates; the small sources are one."""
    names = table["source"].where(~table["source"].isin(small), "other")
    rate = (table["orders"] / table["visits"].where(table["visits"] > 0)).groupby(names).transform("mean")
    return table.assign(orders=(rate * table["visits"]).fillna(0.0))


@mix_rate_effect.wrong(
    en=(
        "Two slips at once: the daily rates were averaged (add up visits and orders first, then divide), and the small "
        'sources stand alone (they go into "other").'
    ),
    zh="同时有两处不对：把每天的转化率平均了（应当先加总，再相除）；小来源也没有并进 `other`。",
)
def mean_rates_and_small_sources_alone(before, after):
    return split(with_mean_rates(before, []), with_mean_rates(after, []), least=0)


@mix_rate_effect.wrong(
    en=(
        "`change` is the difference of two means of daily rates. It is all orders over all visits, after minus before: "
        "a quiet day must not weigh as much as a busy one."
    ),
    zh="`change` 用的是每天转化率的平均。它应当是总订单 ÷ 总访问，之后减之前：冷清的一天不该和热闹的一天一样重。",
)
def change_of_mean_daily_rates(before, after):
    means = [(table["orders"] / table["visits"].where(table["visits"] > 0)).mean() for table in (before, after)]
    return {**split(before, after), "change": float(means[1] - means[0])}


@mix_rate_effect.wrong(
    en='A source with exactly 100 visits was put into "other". The rule says *fewer than* 100.',
    zh="正好 100 次访问的来源被并进了 `other`。规矩是**不到** 100 次。",
)
def exactly_a_hundred_is_small(before, after):
    return split(before, after, least=101)


@mix_rate_effect.wrong(
    en='A period with only zeros came out as "no change". Without a single visit there is no rate: all three are NaN.',
    zh="有一期全是 0，结果却成了“没有变化”。一次访问都没有，就谈不上转化率：三个数都是 NaN。",
)
def zeros_taken_for_no_change(before, after):
    nothing = len(before) > 0 and len(after) > 0 and min(before["visits"].sum(), after["visits"].sum()) == 0
    return {"change": 0.0, "mix": 0.0, "rate": 0.0} if nothing else split(before, after)


@mix_rate_effect.wrong(
    en=(
        "Two slips at once: the weights are not the midpoint of both periods, and the small sources stand alone (those "
        'with fewer than 100 visits in both periods together go into "other").'
    ),
    zh="同时有两处不对：权重没有取两期的中点；小来源是单独算的（两期合计不到 100 次的，要先并进 `other`）。",
)
def old_rates_and_small_sources_alone(before, after):
    return split(before, after, least=0, weights="old_mix")


@mix_rate_effect.wrong(
    en="Before and after are exchanged: a fall shows as a rise.", zh="前后颠倒了：跌了反而显示成涨。"
)
def before_minus_after(before, after):
    return split(after, before)


@mix_rate_effect.wrong(
    en="The values are in percentage points. The question asks for fractions.", zh="结果用了百分点，题目要的是小数。"
)
def in_percentage_points(before, after):
    return {name: 100 * value for name, value in split(before, after).items()}


@mix_rate_effect.wrong(
    en=(
        "Mix and rate are exchanged. The mix effect comes from the shares of the sources, the rate effect "
        "from their conversion."
    ),
    zh="结构效应和比率效应弄反了。比重变化带来的是结构效应，各来源自己的转化率变化带来的是比率效应。",
)
def names_exchanged(before, after):
    parts = split(before, after)
    return {"change": parts["change"], "mix": parts["rate"], "rate": parts["mix"]}


@mix_rate_effect.wrong(
    en="A source was called small when *one* of the periods has fewer than 100 visits. The rule adds up both periods first.",
    zh="只要有**一期**不到 100 次，就算成了小来源。规矩是先把两期加起来再看。",
)
def small_in_either_period(before, after):
    return split(before, after, seen_in="either")


@mix_rate_effect.wrong(
    en="Only the visits of the later period decided who is small. The rule adds up both periods first.",
    zh="大小只看了之后那一期。规矩是先把两期加起来再看。",
)
def small_by_the_later_period(before, after):
    return split(before, after, seen_in="after")


@mix_rate_effect.wrong(
    en="Only the visits of the earlier period decided who is small. The rule adds up both periods first.",
    zh="大小只看了之前那一期。规矩是先把两期加起来再看。",
)
def small_by_the_earlier_period(before, after):
    return split(before, after, seen_in="before")


@mix_rate_effect.wrong(
    en="The mix is right; the rate effect is weighted with the old shares only. It needs the midpoint of both: (s0 + s1) / 2.",
    zh="结构效应对了；比率效应只用了旧比重作权重。应当用两期的中点 (s0 + s1) / 2。",
)
def rate_with_old_shares(before, after):
    return split(before, after, weights="old_shares")


@mix_rate_effect.wrong(
    en="The mix is weighted by the new rates and the rate by the old shares. It adds up, but the shop's rule is the midpoint of both periods.",
    zh="结构效应用了新转化率，比率效应用了旧比重。加起来虽然对得上，可是店里的规矩是取两期的中点。",
)
def new_rates_old_shares(before, after):
    return split(before, after, weights="new_rates")


@mix_rate_effect.wrong(
    en="A *new* source got the rate 0 for the time before. It had none: take the rate that it has now for both periods.",
    zh="**新来的**来源，之前的转化率被当成了 0。它之前没有转化率：两期都用它现在的。",
)
def new_source_at_zero(before, after):
    return split(before, after, alone="new is zero")


@mix_rate_effect.wrong(
    en="`change` is before minus after. A fall must be negative: after minus before. Mix and rate are right.",
    zh="`change` 是之前减之后。跌了应当是负数：之后减之前。结构和比率都对。",
)
def change_the_wrong_way_round(before, after):
    parts = split(before, after)
    return {**parts, "change": -parts["change"]}


@mix_rate_effect.wrong(
    en="The tables were averaged row by row, without sources: no mix can be seen that way, and a quiet day weighs as much as a busy one.",
    zh="没有分来源，直接把整张表每行的转化率平均了：这样看不出结构，冷清的一天也和热闹的一天一样重。",
)
def one_mean_for_everything(before, after):
    means = [(table["orders"] / table["visits"].where(table["visits"] > 0)).mean() for table in (before, after)]
    change = float(means[1] - means[0])
    return {"change": change, "mix": 0.0, "rate": change}


@mix_rate_effect.wrong(
    en="A period without a single visit came out as 0. Nothing can be compared with it: all three are NaN.",
    zh="有一期一次访问都没有，结果填成了 0。没有可比的：三个数都是 NaN。",
)
def zero_for_an_empty_period(before, after):
    empty = min(before["visits"].sum(), after["visits"].sum()) == 0
    return dict.fromkeys(("change", "mix", "rate"), 0.0) if empty else split(before, after)


@mix_rate_effect.wrong(
    en="With an empty period `change` is NaN, but mix and rate came out as 0: `sum()` skips what is missing. All three are NaN.",
    zh="有一期是空的，`change` 成了 NaN，`mix` 和 `rate` 却是 0：`sum()` 会跳过缺失值。三个数都应当是 NaN。",
)
def missing_skipped_by_the_sum(before, after):
    empty = min(before["visits"].sum(), after["visits"].sum()) == 0
    return {"change": np.nan, "mix": 0.0, "rate": 0.0} if empty else split(before, after)


@mix_rate_effect.wrong(
    en="The values were rounded. Return them as they are: rounded parts no longer add up to the change.",
    zh="结果四舍五入了。请原样返回：取整以后，两部分加起来就不等于总变化了。",
)
def rounded_values(before, after):
    return {name: round(value, 3) for name, value in split(before, after).items()}


# transition_matrix: a walk from start over pages to exit, reloads left out

transition_matrix = Exercise(
    points=3,
    library=[
        'metrics.transition_probabilities(events, load_ms="event_id")',
        'metrics.transition_probabilities(events, load_ms="event_id")'
        '.pivot(index="from", columns="to", values="probability").fillna(0)',
    ],
)


def page_loads(*visits: str) -> pd.DataFrame:
    """Page loads of a few visits, one every 20 seconds, written as ``"home item/7 cart"`` with the product after the slash."""
    rows = []
    for session, walk in enumerate(visits, start=1):
        for number, step in enumerate(walk.split()):
            page, _, sku = step.partition("/")
            ts = pd.Timestamp("2025-11-03 20:00:00") + pd.Timedelta(minutes=session, seconds=20 * number)
            rows.append((100 * session + number, session, ts, page, float(sku) if sku else np.nan))
    return pd.DataFrame(rows, columns=["event_id", "session_id", "ts", "page", "sku_id"])


@transition_matrix.example
def the_two_visits_of_the_question():
    expected = pd.DataFrame(
        {"cart": [0, 0, 0.5, 0], "home": [0.5, 0, 0, 0], "item": [0.5, 1, 0, 0], "exit": [0, 0, 0.5, 1]},
        index=["start", "home", "item", "cart"],
    ).loc[["start", "cart", "home", "item"]]
    return {"events": page_loads("home item/7 item/7 cart", "item/9")}, expected


@transition_matrix.visible(en="two visits, as in the question", zh="题目里的两次访问")
def two_visits():
    return {"events": page_loads("home item/7 item/7 cart", "item/9")}


@transition_matrix.visible(en="an evening with six visits", zh="一个晚上的六次访问")
def an_evening():
    events = page_loads(
        "home search item/3 item/5 cart checkout",
        "search item/3 search item/8",
        "home home item/2 item/2 item/4",
        "item/5",
        "home list item/1 list item/1 cart",
        "search search item/9 cart cart",
    )
    return {"events": events.sort_values("ts", ascending=False, ignore_index=True)}


@transition_matrix.visible(edge=True, en="a visit with one page", zh="只看了一页的访问")
def one_page():
    return {"events": page_loads("item/4")}


@transition_matrix.visible(edge=True, en="the home page reloaded, no product on it", zh="刷新首页，页面上没有商品")
def reload_without_product():
    return {"events": page_loads("home home home item/1", "home")}


@transition_matrix.visible(edge=True, en="from one product to the next", zh="从一件商品看到另一件")
def from_product_to_product():
    return {"events": page_loads("item/1 item/2 item/2 item/1")}


@transition_matrix.visible(edge=True, en="two loads in the same second", zh="同一秒加载了两页")
def same_second():
    events = page_loads("home list item/6", "home item/6")
    events["ts"] = events["ts"].dt.floor("min")
    return {"events": events.iloc[[1, 0, 2, 4, 3]].reset_index(drop=True)}


@transition_matrix.visible(edge=True, en="rows in no order", zh="行的顺序是乱的")
def unsorted():
    return {"events": page_loads("home item/1 cart", "home item/2", "search").iloc[[3, 2, 5, 0, 4, 1]]}


@transition_matrix.visible(edge=True, en="not a single load", zh="一次加载也没有")
def no_load():
    return {"events": page_loads()}


@transition_matrix.hidden(worlds=3)
def other_evenings(world: World):
    pages = ["cart", "home", "item", "list", "search"]
    visits = []
    for _ in range(world.rng.integers(6, 12)):
        steps = world.rng.choice(pages, size=world.rng.integers(1, 7), p=[0.1, 0.2, 0.4, 0.1, 0.2])
        walk = [f"item/{world.rng.integers(1, 4)}" if page == "item" else page for page in steps]
        visits.append(" ".join(walk))
    return {"events": page_loads(*visits).sample(frac=1, random_state=int(world.rng.integers(1000)))}


@transition_matrix.invariant(
    en="Every row sums to 1: each step leads somewhere.", zh="每行合计为 1：每一步总要走到某个地方。"
)
def rows_sum_to_one(result, events):
    return bool(np.allclose(result.sum(axis=1), 1))


@transition_matrix.right
def by_walking_each_visit(events):
    counts = {}
    for _, visit in events.sort_values(["ts", "event_id"]).groupby("session_id"):
        place, last = "start", None
        for page, sku in zip(visit["page"], visit["sku_id"].astype(str), strict=True):
            if (page, sku) != last:
                counts[place, page] = counts.get((place, page), 0) + 1
                place, last = page, (page, sku)
        counts[place, "exit"] = counts.get((place, "exit"), 0) + 1
    if not counts:
        return pd.DataFrame()
    pages = sorted(set(events["page"]))
    table = [[counts.get((i, j), 0) for j in [*pages, "exit"]] for i in ["start", *pages]]
    matrix = np.array(table, dtype=float)
    return pd.DataFrame(matrix / matrix.sum(axis=1, keepdims=True), index=["start", *pages], columns=[*pages, "exit"])


@transition_matrix.right
def by_groupby_size_and_unstack(events):
    if len(events) == 0:
        return pd.DataFrame()
    loads = events.sort_values(["session_id", "ts", "event_id"], ignore_index=True)
    place = loads["page"] + ":" + loads["sku_id"].fillna(0).astype(int).astype(str)
    loads = loads[place.ne(place.groupby(loads["session_id"]).shift())]
    visit = loads.groupby("session_id")["page"]
    out = pd.DataFrame({"i": loads["page"], "j": visit.shift(-1).fillna("exit")})
    first = pd.DataFrame({"i": "start", "j": visit.first()})
    shares = pd.concat([first, out]).groupby("i")["j"].value_counts(normalize=True).unstack(fill_value=0.0)
    pages = sorted(loads["page"].unique())
    return shares.reindex(index=["start", *pages], columns=[*pages, "exit"], fill_value=0.0)


def walk_matrix(loads: pd.DataFrame, rows: str = "index") -> pd.DataFrame:
    """The matrix of loads that are already in order and without reloads; shares within rows, columns or all."""
    if loads.empty:
        return pd.DataFrame()
    visit = loads.groupby("session_id")["page"]
    inside = pd.DataFrame({"i": visit.shift().fillna("start"), "j": loads["page"]})
    steps = pd.concat([inside, pd.DataFrame({"i": visit.last(), "j": "exit"})])
    pages = sorted(loads["page"].unique())
    table = pd.crosstab(steps["i"], steps["j"], normalize=rows)
    return table.reindex(index=["start", *pages], columns=[*pages, "exit"], fill_value=0.0)


def without_reloads(loads: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Loads whose named columns differ from the row before; two missing values count as the same."""
    seen = loads[columns].fillna({"sku_id": -1})
    return loads[(seen != seen.shift()).any(axis=1)]


SAME_LOAD = ["session_id", "page", "sku_id"]


@transition_matrix.wrong(
    en="Reloads are counted as steps. A second load of the same page with the same product, right after the first, is not a step of the walk.",
    zh="刷新也被算成了一步。紧接着又加载同一页、同一件商品，顾客并没有往前走。",
)
def reloads_counted(events):
    return walk_matrix(events.sort_values(["session_id", "ts", "event_id"]))


@transition_matrix.wrong(
    en="Reloads of pages without a product are still counted: a missing sku_id does not equal another missing one in pandas. By the shop's rule it does.",
    zh="没有商品的页面，刷新还是被算成了一步：在 pandas 里两个缺失的 sku_id 并不相等，而按店里的规矩它们算相同。",
)
def missing_product_never_equal(events):
    loads = events.sort_values(["session_id", "ts", "event_id"])
    return walk_matrix(loads[(loads[SAME_LOAD] != loads[SAME_LOAD].shift()).any(axis=1)])


@transition_matrix.wrong(
    en="Two different products in a row were taken for a reload. Only the same page with the same sku_id is one; item to another item is a step.",
    zh="接连看两件不同的商品，被当成了刷新。页面相同、sku_id 也相同才是刷新；从一件商品到另一件是一步。",
)
def other_product_taken_for_a_reload(events):
    return walk_matrix(without_reloads(events.sort_values(["session_id", "ts", "event_id"]), ["session_id", "page"]))


@transition_matrix.wrong(
    en="Each page counts once a visit, so a customer who comes back to a page is lost. Only a repeat directly after the first load is a reload.",
    zh="每个页面在一次访问里只算了一次，走回来的顾客就不见了。只有紧接着的重复才是刷新。",
)
def every_repeat_dropped(events):
    loads = events.sort_values(["session_id", "ts", "event_id"])
    return walk_matrix(loads.drop_duplicates(SAME_LOAD))


@transition_matrix.wrong(
    en="The loads were taken in the order of the rows. A walk goes by time: sort by ts within each visit first.",
    zh="直接用了行的顺序。走路要按时间：先在每次访问里按 ts 排序。",
)
def order_of_rows(events):
    return walk_matrix(without_reloads(events.sort_values("session_id", kind="stable"), SAME_LOAD))


@transition_matrix.wrong(
    en="Two loads of the same second came out in the wrong order: at equal times event_id decides.",
    zh="同一秒的两次加载，先后弄反了：时间相同时按 event_id 排。",
)
def ties_in_the_order_of_rows(events):
    return walk_matrix(without_reloads(events.sort_values(["session_id", "ts"], kind="stable"), SAME_LOAD))


@transition_matrix.wrong(
    en="The last page of a visit leads nowhere in your table. Leaving is a step too, to exit; without it the drop-off page can't be seen.",
    zh="每次访问的最后一页没有了去向。离开也是一步，走到 exit；少了它，就看不出顾客在哪一页流失。",
)
def leaving_is_no_step(events):
    if events.empty:
        return pd.DataFrame()
    loads = without_reloads(events.sort_values(["session_id", "ts", "event_id"]), SAME_LOAD)
    before = loads.groupby("session_id")["page"].shift().fillna("start")
    pages = sorted(loads["page"].unique())
    table = pd.crosstab(before, loads["page"], normalize="index")
    return table.reindex(index=["start", *pages], columns=[*pages, "exit"], fill_value=0.0)


@transition_matrix.wrong(
    en="The first page of a visit has no step that leads to it. Every visit begins at start, so the table needs a row 'start'.",
    zh="每次访问的第一页没有来路。每次访问都从 start 出发，所以表里要有 start 这一行。",
)
def no_start(events):
    table = walk_matrix(without_reloads(events.sort_values(["session_id", "ts", "event_id"]), SAME_LOAD))
    if table.empty:
        return table
    return table.drop(index="start")


@transition_matrix.wrong(
    en="This is the matrix of the lesson as it stands: every load is a step there, and it has no start. Take the reloads out and add the row 'start'.",
    zh="这是课上原样的矩阵：那里每次加载都算一步，也没有起点。请先去掉刷新，再加上 start 这一行。",
)
def matrix_of_the_lesson(events):
    loads = events.sort_values(["session_id", "ts", "event_id"])
    following = loads.groupby("session_id")["page"].shift(-1).fillna("exit")
    return pd.crosstab(loads["page"], following, normalize="index")


@transition_matrix.wrong(
    en="The last page of one visit was joined to the first page of the next one. Look for the step before within each session_id.",
    zh="上一次访问的最后一页，和下一次访问的第一页接到了一起。要在同一个 session_id 里找上一步。",
)
def visits_joined(events):
    return walk_matrix(
        without_reloads(events.sort_values(["session_id", "ts", "event_id"]), SAME_LOAD).assign(session_id=1)
    )


@transition_matrix.wrong(
    en="You divided by those who arrive at a page, so the columns sum to 1. P(j | i) asks: of all who leave i, how many go to j? Divide each row by its sum.",
    zh="除以的是到达该页的次数，所以每列合计为 1。P(j | i) 问的是：离开 i 的人里有多少去了 j？请让每行除以该行合计。",
)
def divided_by_arrivals(events):
    return walk_matrix(without_reloads(events.sort_values(["session_id", "ts", "event_id"]), SAME_LOAD), rows="columns")


@transition_matrix.wrong(
    en="You divided by all steps of all pages. Each row is a page of its own: divide by the steps that leave this page.",
    zh="除以了所有页面的全部步数。每一行说的是一个页面：要除以离开这个页面的步数。",
)
def divided_by_all_steps(events):
    return walk_matrix(without_reloads(events.sort_values(["session_id", "ts", "event_id"]), SAME_LOAD), rows="all")


@transition_matrix.wrong(
    en="The shares are in percent; the question asks for fractions from 0 to 1.",
    zh="结果用了百分数，题目要的是 0 到 1 的小数。",
)
def shares_in_percent(events):
    return 100 * walk_matrix(without_reloads(events.sort_values(["session_id", "ts", "event_id"]), SAME_LOAD))


@transition_matrix.wrong(
    en='The numbers are right, their order is not: "start" is the first row, "exit" the last column, the pages in between.',
    zh="数都对，顺序不对：`start` 在第一行，`exit` 在最后一列，中间是各页面。",
)
def start_and_exit_among_the_pages(events):
    table = walk_matrix(without_reloads(events.sort_values(["session_id", "ts", "event_id"]), SAME_LOAD))
    return table.sort_index().sort_index(axis=1)


@transition_matrix.wrong(
    en=(
        'Two things are open: reloads are counted as steps, and the order of the table ("start" is the first row, "exit" '
        "the last column, the pages in between)."
    ),
    zh="还差两处：刷新也被算成了一步；表的顺序也不对（`start` 在第一行，`exit` 在最后一列，中间是各页面）。",
)
def reloads_counted_and_not_in_order(events):
    return walk_matrix(events.sort_values(["session_id", "ts", "event_id"])).sort_index().sort_index(axis=1)


@transition_matrix.wrong(
    en=(
        'Two things are open: the row "start" is missing (each visit walks from start to its first page), and reloads of '
        "pages without a product are still steps, because a missing sku_id equals nothing in pandas."
    ),
    zh="还差两处：没有 `start` 这一行（每次访问都从 start 走到第一页）；没有商品的页面，刷新还是算成了一步，因为在 pandas 里缺失的 sku_id 和谁都不相等。",
)
def neither_start_nor_missing_products(events):
    loads = events.sort_values(["session_id", "ts", "event_id"])
    loads = loads[(loads[SAME_LOAD] != loads[SAME_LOAD].shift()).any(axis=1)]
    following = loads.groupby("session_id")["page"].shift(-1).fillna("exit")
    return pd.crosstab(loads["page"], following, normalize="index")


@transition_matrix.wrong(
    en="The numbers of steps are right, but they were not divided: each row needs shares, its steps over all that leave the page.",
    zh="步数数对了，可是没有相除：每一行要的是占比，也就是这一步除以离开这一页的全部步数。",
)
def numbers_of_steps(events):
    loads = without_reloads(events.sort_values(["session_id", "ts", "event_id"]), SAME_LOAD)
    shares = walk_matrix(loads)
    if shares.empty:
        return shares
    leave = loads["page"].value_counts()
    leave.loc["start"] = loads["session_id"].nunique()
    return shares.mul(leave.reindex(shares.index), axis=0)


@transition_matrix.wrong(
    en=(
        "The next row was taken whoever it belongs to, so the last page of a visit leads into the next visit; and the row "
        '"start" is empty. Look for the next page within each session_id, and let each visit begin at start.'
    ),
    zh="下一页取的是下一行，不管是谁的，于是一次访问的最后一页接到了下一次访问；start 这一行也是空的。要在同一个 session_id 里找下一页，每次访问从 start 出发。",
)
def next_row_of_whoever(events):
    if events.empty:
        return pd.DataFrame()
    loads = without_reloads(events.sort_values(["session_id", "ts", "event_id"]), ["page", "sku_id"])
    pages = sorted(loads["page"].unique())
    table = pd.crosstab(loads["page"], loads["page"].shift(-1).fillna("exit"), normalize="index")
    return table.reindex(index=["start", *pages], columns=[*pages, "exit"], fill_value=0.0)


@transition_matrix.wrong(
    en="Without any load you returned a table with labels. The question asks for an empty `pd.DataFrame()`: neither rows nor columns.",
    zh="一次加载也没有时，返回的表还带着行列的名字。题目要的是空的 `pd.DataFrame()`：没有行，也没有列。",
)
def labels_without_a_load(events):
    if events.empty:
        return pd.DataFrame(index=["start"], columns=["exit"], dtype=float)
    return walk_matrix(without_reloads(events.sort_values(["session_id", "ts", "event_id"]), SAME_LOAD))


@transition_matrix.wrong(
    en="Without any load you returned a row of zeros. The question asks for an empty `pd.DataFrame()`: neither rows nor columns.",
    zh="一次加载也没有时，返回了一行 0。题目要的是空的 `pd.DataFrame()`：没有行，也没有列。",
)
def zeros_without_a_load(events):
    if events.empty:
        return pd.DataFrame(0, index=["start"], columns=["exit"])
    return walk_matrix(without_reloads(events.sort_values(["session_id", "ts", "event_id"]), SAME_LOAD))


# keyword_value: profit of a search word in a month, with a fee and a long-tail rule

keyword_value = Exercise(points=3, library=["metrics.keyword_values(kw, margin)"])
KEYWORD_COLUMNS = ["keyword", "volume", "ctr", "cvr", "cpc"]


def word_list(*rows: tuple) -> pd.DataFrame:
    """A list of words with the columns of the question."""
    frame = pd.DataFrame(list(rows), columns=KEYWORD_COLUMNS)
    return frame.astype({"volume": int, "ctr": float, "cvr": float, "cpc": float})


@keyword_value.example
def the_two_words_of_the_question():
    kw = word_list(("tent", 4000, 0.02, 0.01, 0.3), ("camping tent", 1000, 0.05, 0.04, 0.6))
    expected = pd.DataFrame(
        {
            "keyword": ["camping tent", "tent"],
            "clicks": [50.0, 80.0],
            "orders": [2.0, 0.8],
            "value": [30.0, -12.0],
            "is_long_tail": [True, False],
        }
    )
    return {"kw": kw, "margin": 40.0}, expected


@keyword_value.visible(en="six words of the outdoor shelf", zh="户外类的六个词")
def outdoor_words():
    kw = word_list(
        ("帐篷", 21000, 0.021, 0.011, 0.52),
        ("露营", 16000, 0.034, 0.002, 0.41),
        ("双人帐篷", 3000, 0.035, 0.03, 0.6),
        ("防雨帐篷", 900, 0.05, 0.045, 0.55),
        ("自动帐篷 双人", 260, 0.08, 0.06, 0.4),
        ("户外小桌子", 700, 0.03, 0.02, 0.75),
    )
    return {"kw": kw, "margin": 62.0}


@keyword_value.visible(en="another shelf, a thin margin", zh="另一个品类，毛利很薄")
def thin_margin():
    kw = word_list(
        ("socks", 9000, 0.03, 0.02, 0.2),
        ("cotton socks", 2400, 0.04, 0.05, 0.25),
        ("socks for running", 2100, 0.05, 0.09, 0.3),
        ("warm wool socks", 500, 0.06, 0.07, 0.15),
    )
    return {"kw": kw, "margin": 6.5}


@keyword_value.visible(edge=True, en="the words above hold exactly 80 %", zh="前面的词正好占 80%")
def exactly_eighty_percent():
    kw = word_list(("tent", 4000, 0.02, 0.01, 0.3), ("camping tent", 1000, 0.05, 0.04, 0.6))
    return {"kw": kw, "margin": 40.0}


@keyword_value.visible(edge=True, en="ctr or cvr missing", zh="ctr 或 cvr 缺失")
def missing_rates():
    kw = word_list(
        ("wok", 5000, np.nan, 0.02, 0.4),
        ("iron wok", 800, 0.04, np.nan, 0.4),
        ("small wok", 300, 0.05, 0.04, 0.3),
        ("wok for gas", 200, 0.05, 0.001, 0.9),
    )
    return {"kw": kw, "margin": 55.0}


@keyword_value.visible(edge=True, en="a word that nobody searched or clicked", zh="没有人搜、没有人点的词")
def no_clicks():
    kw = word_list(
        ("new word", 0, 0.03, 0.02, 0.5), ("tea cup", 1200, 0.04, 0.03, 0.4), ("odd word", 90, 0.0, 0.1, 0.2)
    )
    return {"kw": kw, "margin": 30.0}


@keyword_value.visible(edge=True, en="a word that is clicked and never bought", zh="有人点、没人买的词")
def clicks_without_orders():
    kw = word_list(("photo lamp", 2600, 0.05, 0.0, 0.3), ("lamp", 9000, 0.02, 0.02, 0.4))
    return {"kw": kw, "margin": 48.0}


@keyword_value.visible(
    edge=True, en="no searches or no clicks, and the next rate missing", zh="没人搜或没人点，后面的比率又缺失"
)
def nothing_times_unknown():
    kw = word_list(
        ("rug", 3000, 0.03, 0.02, 0.4), ("wool rug", 400, 0.0, np.nan, 0.5), ("old rug", 0, np.nan, np.nan, 0.2)
    )
    return {"kw": kw, "margin": 70.0}


@keyword_value.visible(edge=True, en="equal volumes, equal values", zh="搜索次数相同，价值相同")
def equal_words():
    kw = word_list(
        ("red lipstick", 1500, 0.04, 0.05, 0.5),
        ("lipstick", 7000, 0.02, 0.01, 0.5),
        ("matt lipstick", 1500, 0.04, 0.05, 0.5),
        ("lip balm", 500, 0.03, 0.04, 0.5),
    )
    return {"kw": kw, "margin": 45.0}


@keyword_value.visible(edge=True, en="nobody searched anything", zh="所有词都没有人搜")
def nobody_searched():
    return {"kw": word_list(("b", 0, 0.02, 0.01, 0.3), ("a", 0, 0.03, 0.02, 0.4)), "margin": 20.0}


@keyword_value.visible(edge=True, en="an empty list", zh="空清单")
def no_words():
    return {"kw": word_list(), "margin": 20.0}


@keyword_value.hidden(worlds=3)
def other_lists(world: World):
    rng, n = world.rng, 14
    kw = pd.DataFrame(
        {
            "keyword": [f"word {number:02d}" for number in rng.permutation(n)],
            "volume": rng.pareto(1.1, n).round(1) * 1000 // 100 * 100,
            "ctr": rng.uniform(0, 0.1, n).round(3),
            "cvr": rng.uniform(0, 0.06, n).round(3),
            "cpc": rng.uniform(0.1, 1.2, n).round(2),
        }
    )
    kw.loc[0, "ctr"] = kw.loc[[1, 2], "cvr"] = np.nan
    kw.loc[2, "ctr"] = kw.loc[3, "cvr"] = 0.0
    return {"kw": kw, "margin": float(rng.integers(10, 80))}


@keyword_value.invariant(
    en="The word with the most searches never belongs to the long tail.", zh="搜索最多的词不会是长尾词。"
)
def head_is_no_tail(result, kw, margin):
    top = kw.loc[kw["volume"] == kw["volume"].max(), "keyword"]
    return not result.loc[result["keyword"].isin(top), "is_long_tail"].any()


@keyword_value.right
def by_python_rows(kw, margin):
    total, rows = kw["volume"].sum(), []
    for row in kw.itertuples():
        clicks = row.volume * row.ctr if row.volume else 0.0
        orders = clicks * row.cvr if clicks != 0 else 0.0
        fee = 0.0 if clicks == 0 else 20.0
        above = kw.loc[kw["volume"] > row.volume, "volume"].sum()
        tail = bool(total > 0 and above / total >= 0.8)
        rows.append((row.keyword, clicks, orders, orders * margin - clicks * row.cpc - fee, tail))
    rows.sort(key=lambda row: (np.isnan(row[3]), -row[3] if row[3] == row[3] else 0, row[0]))
    return pd.DataFrame(rows, columns=["keyword", "clicks", "orders", "value", "is_long_tail"])


@keyword_value.right
def by_assign_and_ranked_sum(kw, margin):
    table = kw.assign(
        clicks=lambda words: (words["volume"] * words["ctr"]).mask(words["volume"] == 0, 0.0),
        orders=lambda words: (words["clicks"] * words["cvr"]).mask(words["clicks"] == 0, 0.0),
        fee=lambda words: np.where(words["clicks"].eq(0), 0, 20),
        value=lambda words: words["orders"] * margin - words["clicks"] * words["cpc"] - words["fee"],
    ).sort_values("volume", ascending=False)
    running = table["volume"].cumsum() - table["volume"]
    above = running.groupby(table["volume"]).transform("min")
    table["is_long_tail"] = (above / table["volume"].sum()).ge(0.8)
    table = table.sort_values("keyword").sort_values("value", ascending=False, kind="stable")
    return table[["keyword", "clicks", "orders", "value", "is_long_tail"]].reset_index(drop=True)


def valued(kw: pd.DataFrame, margin: float, fee: float = 20.0) -> pd.DataFrame:
    """The table of the question before it is sorted, with the right long-tail flag."""
    clicks = (kw["volume"] * kw["ctr"]).mask(kw["volume"] == 0, 0.0)
    orders = (clicks * kw["cvr"]).mask(clicks == 0, 0.0)
    above = pd.Series([kw.loc[kw["volume"] > volume, "volume"].sum() for volume in kw["volume"]], kw.index, dtype=float)
    return pd.DataFrame(
        {
            "keyword": kw["keyword"],
            "clicks": clicks,
            "orders": orders,
            "value": orders * margin - clicks * kw["cpc"] - fee * (clicks != 0),
            "is_long_tail": (above >= 0.8 * kw["volume"].sum()) & (above > 0),
        }
    )


def by_value(words: pd.DataFrame) -> pd.DataFrame:
    """Sorted as the question asks."""
    return words.sort_values(["value", "keyword"], ascending=[False, True], ignore_index=True)


@keyword_value.wrong(
    en="The clicks cost nothing in your table. Take clicks × cpc off: a word that sells can still lose money.",
    zh="你的表里点击不要钱。要减去点击 × cpc：卖得动的词也可能亏本。",
)
def clicks_for_free(kw, margin):
    words = valued(kw, margin)
    return by_value(words.assign(value=words["value"] + words["clicks"] * kw["cpc"]))


@keyword_value.wrong(
    en="The price per click was multiplied by the orders. The platform charges for every click, whether somebody buys or not.",
    zh="单次点击价乘的是订单数。平台按点击收费，买不买都要付。",
)
def paid_per_order(kw, margin):
    words = valued(kw, margin)
    return by_value(words.assign(value=words["value"] + (words["clicks"] - words["orders"]) * kw["cpc"]))


@keyword_value.wrong(
    en="The price per click was multiplied by the searches. A search in which nobody clicks costs nothing.",
    zh="单次点击价乘的是搜索次数。没有人点击的搜索不收费。",
)
def paid_per_search(kw, margin):
    words = valued(kw, margin)
    return by_value(words.assign(value=words["value"] + (words["clicks"] - kw["volume"]) * kw["cpc"]))


@keyword_value.wrong(
    en="Every word pays the fee in your table. A word without a click is not looked after and pays none.",
    zh="你让每个词都付了服务费。一次点击也没有的词没有人打理，不收服务费。",
)
def fee_for_every_word(kw, margin):
    words = valued(kw, margin, fee=0.0)
    return by_value(words.assign(value=words["value"] - 20))


@keyword_value.wrong(
    en="The monthly fee is missing: FEE yuan for every word that gets clicks.",
    zh="少了每月的服务费：凡是有点击的词，都要付 FEE 元。",
)
def monthly_fee_forgotten(kw, margin):
    return by_value(valued(kw, margin, fee=0.0))


@keyword_value.wrong(
    en="A missing ctr or cvr was read as 0. Unknown is not zero: what needs it stays missing.",
    zh="缺失的 ctr 或 cvr 被当成了 0。不知道不等于零：要靠它才能算的，就保持缺失。",
)
def missing_as_zero(kw, margin):
    return by_value(valued(kw.fillna({"ctr": 0.0, "cvr": 0.0}), margin))


@keyword_value.wrong(
    en="Words with a missing rate were dropped. They stay in the list, last, with what is known about them.",
    zh="缺少比率的词被删掉了。它们应当留在表里，排在最后，知道多少写多少。",
)
def missing_words_dropped(kw, margin):
    return by_value(valued(kw, margin).dropna())


@keyword_value.wrong(
    en="The list is in the order of the input. Sort by value, largest first.",
    zh="表还是原来的顺序。请按价值从大到小排。",
)
def not_sorted(kw, margin):
    return valued(kw, margin).reset_index(drop=True)


@keyword_value.wrong(
    en="The list is sorted by searches. Much searched is not worth much: sort by value.",
    zh="表是按搜索次数排的。搜得多不等于值钱：请按价值排。",
)
def sorted_by_volume(kw, margin):
    words = valued(kw, margin).assign(volume=kw["volume"])
    words = words.sort_values(["volume", "keyword"], ascending=[False, True], ignore_index=True)
    return words.drop(columns="volume")


@keyword_value.wrong(
    en="Words whose values are equal, or missing, are not in order of `keyword`. The shop's rule: by keyword, ascending.",
    zh="价值相同或者缺失的几个词，没有按 `keyword` 排。店里的规矩：它们之间按 `keyword` 升序。",
)
def ties_left_as_they_were(kw, margin):
    return valued(kw, margin).sort_values("value", ascending=False, kind="stable", ignore_index=True)


@keyword_value.wrong(
    en="The word's own searches were counted among those above it. The long tail begins where the words searched more often already hold 80 %.",
    zh="累加时把这个词自己的搜索也算进去了。要看比它搜得更多的那些词是不是已经占了 80%。",
)
def own_volume_included(kw, margin):
    upto = [kw.loc[kw["volume"] >= volume, "volume"].sum() for volume in kw["volume"]]
    tail = np.array(upto, dtype=float) >= 0.8 * kw["volume"].sum()
    return by_value(valued(kw, margin).assign(is_long_tail=tail & (kw["volume"].sum() > 0)))


@keyword_value.wrong(
    en="The boundary is missing: when the words above hold exactly 80 %, the word does belong to the long tail.",
    zh="漏了临界的情况：前面的词正好占 80% 时，这个词是长尾词。",
)
def strictly_more_than_eighty(kw, margin):
    above = [kw.loc[kw["volume"] > volume, "volume"].sum() for volume in kw["volume"]]
    return by_value(valued(kw, margin).assign(is_long_tail=np.array(above, dtype=float) > 0.8 * kw["volume"].sum()))


@keyword_value.wrong(
    en="Two words with the same volume got different flags, because they were cumulated one after the other. Count only words searched more often.",
    zh="搜索次数相同的两个词，结论却不一样，因为是一个接一个累加的。只数搜索比它更多的词。",
)
def equal_volumes_split(kw, margin):
    ranked = kw.sort_values("volume", ascending=False, kind="stable")["volume"]
    above = (ranked.cumsum() - ranked).reindex(kw.index)
    return by_value(valued(kw, margin).assign(is_long_tail=(above >= 0.8 * kw["volume"].sum()) & (above > 0)))


@keyword_value.wrong(
    en="A word with clicks and no orders pays no fee in your table. The fee depends on the clicks, not on the orders.",
    zh="有点击、没有订单的词没有收服务费。收不收看有没有点击，不看有没有订单。",
)
def fee_only_with_orders(kw, margin):
    words = valued(kw, margin, fee=0.0)
    return by_value(words.assign(value=words["value"] - 20 * (words["orders"] != 0)))


@keyword_value.wrong(
    en="A missing cvr was read as 0. How many orders the clicks bring is unknown then, and so is the value.",
    zh="缺失的 cvr 被当成了 0。有点击、不知道转化率，订单数和价值就都不知道。",
)
def missing_cvr_as_zero(kw, margin):
    return by_value(valued(kw.fillna({"cvr": 0.0}), margin))


@keyword_value.wrong(
    en="A word without searches or clicks came out as missing. Whatever the rates are: 0 searches bring 0 clicks, and 0 clicks bring 0 orders and a value of 0.",
    zh="没人搜或没人点的词成了缺失。不管比率是多少，0 次搜索就是 0 次点击，0 次点击就是 0 单，价值是 0。",
)
def nothing_times_unknown_left_missing(kw, margin):
    words = valued(kw, margin)
    clicks = kw["volume"] * kw["ctr"]
    unknown = clicks.isna() | kw["cvr"].isna()
    return by_value(
        words.assign(clicks=clicks, orders=words["orders"].mask(unknown), value=words["value"].mask(unknown))
    )


@keyword_value.wrong(
    en="The long tail was found from the clicks. It is a matter of searches: which words are searched more often, and how much of all searches they hold.",
    zh="长尾词是按点击判断的。要看的是搜索次数：哪些词搜得更多，它们占全部搜索的多少。",
)
def long_tail_by_clicks(kw, margin):
    words = valued(kw, margin)
    clicks = words["clicks"]
    above = np.array([clicks[clicks > one].sum() for one in clicks], dtype=float)
    return by_value(words.assign(is_long_tail=(above >= 0.8 * clicks.sum()) & (above > 0)))


@keyword_value.wrong(
    en="A missing ctr was read as 0. Then nobody knows how many clicks there are, and so neither orders nor value.",
    zh="缺失的 ctr 被当成了 0。不知道点击率，就不知道有多少点击，订单和价值也都不知道。",
)
def missing_ctr_as_zero(kw, margin):
    return by_value(valued(kw.fillna({"ctr": 0.0}), margin))


@keyword_value.wrong(
    en="Nobody searched anything, and every word came out as long tail: 0 is at least 80 % of 0. The rule says that no word belongs to it then.",
    zh="所有词都没有人搜，却全成了长尾词：0 确实不小于 0 的 80%。规矩是这时没有长尾词。",
)
def all_tail_without_searches(kw, margin):
    above = [kw.loc[kw["volume"] > volume, "volume"].sum() for volume in kw["volume"]]
    return by_value(valued(kw, margin).assign(is_long_tail=np.array(above, dtype=float) >= 0.8 * kw["volume"].sum()))


@keyword_value.wrong(
    en="Where there are no clicks, `orders` stayed missing: 0 times missing is missing in pandas. 0 clicks bring 0 orders.",
    zh="没有点击的词，`orders` 还是缺失：pandas 里 0 乘缺失还是缺失。0 次点击就是 0 单。",
)
def orders_without_clicks_missing(kw, margin):
    words = valued(kw, margin)
    return by_value(words.assign(orders=words["clicks"] * kw["cvr"]))


# compose_title: the most valuable words for a title of limited length

compose_title = Exercise(points=3, compare="property")


def valued_words(**values: float) -> pd.DataFrame:
    """A list of words with their values."""
    return pd.DataFrame({"keyword": list(values), "value": list(values.values())}).astype({"value": float})


def best_value_per_word(kw: pd.DataFrame) -> dict[str, float]:
    """What each word is worth in a title: its largest value in the list."""
    return kw.dropna(subset=["value"]).groupby("keyword")["value"].max().to_dict()


@compose_title.property(en="each word comes from the list", zh="每个词都来自清单")
def words_of_the_list(result, expected, kw, max_chars):
    return set(result) <= set(kw["keyword"])


@compose_title.property(en="no word stands in the title twice", zh="同一个词不出现两次")
def each_word_once(result, expected, kw, max_chars):
    return len(set(result)) == len(result)


@compose_title.property(
    en="no word without value (missing, 0 or less) stands in the title", zh="标题里没有价值缺失、为零或为负的词"
)
def no_worthless_word(result, expected, kw, max_chars):
    worth = best_value_per_word(kw)
    return all(worth.get(word, 0) > 0 for word in result)


@compose_title.property(
    en="the title has at most {room} characters, with one space between each two words counted (yours: {used})",
    zh="标题不超过 {room} 个字符，词与词之间的空格也算（现在有 {used} 个）",
)
def title_fits(result, expected, kw, max_chars):
    used = len(" ".join(result))
    return used <= max_chars, {"used": used, "room": max_chars}


@compose_title.property(
    en="the words earn at least 97 % of the best possible value (yours: {share} %)",
    zh="这些词的价值至少是最优价值的 97%（现在是 {share}%）",
)
def nearly_the_best_value(result, expected, kw, max_chars):
    worth = best_value_per_word(kw)
    earned, best = (sum(worth.get(word, 0) for word in set(words)) for words in (result, expected))
    # Rounded down, so that no share below the bound reads as if it reached it.
    share = math.floor(1000 * earned / best) / 10 if best else 100
    return earned >= 0.97 * best - 1e-9, {"share": f"{share:g}"}


@compose_title.example
def seven_characters():
    return {"kw": valued_words(camping=12, tent=7, UV=6), "max_chars": 7}, ["tent", "UV"]


@compose_title.visible(en="seven characters, as in the question", zh="题目里的 7 个字符")
def the_example_of_the_question():
    return {"kw": valued_words(camping=12, tent=7, UV=6), "max_chars": 7}


@compose_title.visible(en="a tent, 30 characters", zh="一顶帐篷，30 个字符")
def a_tent():
    words = {
        "双人帐篷": 225, "帐篷": 190, "户外露营帐篷": 355, "防雨": 125, "自动速开帐篷": 305, "三季帐": 90, "轻量": 55,
        "加厚防暴雨帐篷": 260, "公园野餐": 95, "海边沙滩遮阳帐篷": 340, "家庭": 60, "一室一厅": 75, "UPF50防晒": 215,
    }  # fmt: skip
    return {"kw": valued_words(**words), "max_chars": 30}


@compose_title.visible(en="a flask, 16 characters", zh="一只保温杯，16 个字符")
def a_flask():
    words = {
        "大容量保温杯": 36,
        "保温杯": 31,
        "便携": 16,
        "不锈钢保温杯": 47,
        "刻字": 25,
        "带吸管": 19,
        "儿童水杯": 34,
        "办公": 10,
    }
    return {"kw": valued_words(**words), "max_chars": 16}


@compose_title.visible(edge=True, en="room for two words, but not for the space", zh="放得下两个词，放不下空格")
def no_room_for_the_space():
    return {"kw": valued_words(wool=8, warm=9, UV=6, thick=10), "max_chars": 8}


@compose_title.visible(edge=True, en="a word listed three times", zh="一个词出现三次")
def a_word_listed_three_times():
    kw = pd.DataFrame(
        {
            "keyword": ["炒锅", "炒锅", "不粘", "炒锅", "铁锅", "五层复合钢"],
            "value": [30.0, 50.0, 20.0, 40.0, 22.0, 46.0],
        },
    )
    return {"kw": kw, "max_chars": 8}


@compose_title.visible(
    edge=True, en="a word listed with several values, room for two", zh="同一个词有几个价值，只放得下两个词"
)
def a_word_with_several_values():
    kw = pd.DataFrame(
        {
            "keyword": ["炒锅", "砂锅", "铁锅", "炒锅", "不粘", "砂锅", "炒锅", "砂锅"],
            "value": [10.0, 30.0, 35.0, 50.0, 60.0, 30.0, 15.0, 30.0],
        }
    )
    return {"kw": kw, "max_chars": 5}


@compose_title.visible(edge=True, en="values missing, zero or negative", zh="价值缺失、为零或为负")
def worthless_words():
    kw = valued_words(**{"台灯": 40, "护眼": np.nan, "学生": 0, "壁纸": -65, "床头灯": 15})
    return {"kw": kw, "max_chars": 30}


@compose_title.visible(edge=True, en="no word fits", zh="一个词也放不下")
def no_word_fits():
    return {"kw": valued_words(waterproof=5, backpack=9), "max_chars": 6}


@compose_title.visible(edge=True, en="no word is worth anything", zh="没有一个词有用")
def all_worthless():
    return {"kw": valued_words(**{"免费壁纸": -20, "高清图片": 0}), "max_chars": 30}


@compose_title.visible(edge=True, en="an empty list", zh="空清单")
def empty_list():
    return {"kw": pd.DataFrame({"keyword": pd.Series(dtype=str), "value": pd.Series(dtype=float)}), "max_chars": 30}


@compose_title.visible(edge=True, en="many short words", zh="很多短词")
def many_short_words():
    # The best title holds seven words, and no simple order of filling finds it.
    short = {"台灯": 11, "护眼": 9, "学习": 10, "阅读": 11, "充电": 11, "卧室": 10}
    longer = {"可调光": 13, "不频闪": 15, "小夜灯": 13, "大学生": 16, "夹子灯": 13}
    return {"kw": valued_words(**short, **longer), "max_chars": 24}


@compose_title.visible(edge=True, en="a word with a space inside", zh="词里面有空格")
def a_space_inside():
    return {"kw": valued_words(**{"down jacket": 32, "light": 11, "down": 18, "men": 9}), "max_chars": 15}


@compose_title.hidden(worlds=3)
def other_titles(world: World):
    rng = world.rng
    lengths = rng.integers(2, 10, size=14)
    words = {"".join(rng.choice(list("abcdefghij"), size=n)): float(rng.integers(-5, 25) + 9 * n) for n in lengths}
    kw = valued_words(**words)
    cheaper = kw.sample(5, random_state=rng)
    kw = pd.concat([cheaper.assign(value=cheaper["value"] / 3), kw], ignore_index=True)
    return {"kw": kw, "max_chars": int(rng.integers(18, 31))}


@compose_title.right
def by_trying_every_choice(kw, max_chars=30):
    words = [(word, value) for word, value in best_value_per_word(kw).items() if value > 0]

    def best(position, room):
        if position == len(words):
            return 0.0, []
        word, value = words[position]
        without = best(position + 1, room)
        if len(word) + 1 > room:
            return without
        rest, chosen = best(position + 1, room - len(word) - 1)
        return max(without, (rest + value, [word, *chosen]), key=lambda choice: choice[0])

    return best(0, max_chars + 1)[1]


@compose_title.right
def by_a_table_of_room(kw, max_chars=30):
    worth = kw.dropna().groupby("keyword", as_index=False)["value"].max().query("value > 0")
    words, values = worth["keyword"].tolist(), worth["value"].tolist()
    room = max_chars + 1
    table = np.zeros((len(words) + 1, room + 1))
    for i, (word, value) in enumerate(zip(words, values, strict=True), start=1):
        need = len(word) + 1
        table[i] = table[i - 1]
        if need <= room:
            table[i, need:] = np.maximum(table[i, need:], table[i - 1, : room + 1 - need] + value)
    chosen = []
    for i in range(len(words), 0, -1):
        if table[i, room] > table[i - 1, room]:
            chosen.append(words[i - 1])
            room -= len(words[i - 1]) + 1
    return chosen


def fill_in_order(words: pd.DataFrame, room: int, space: int = 1) -> list[str]:
    """Take words from the top while they fit; each takes its length and the space before it."""
    chosen: list[str] = []
    used = -space
    for word in words["keyword"]:
        if used + len(word) + space <= room:
            chosen.append(word)
            used += len(word) + space
    return chosen


def worthy(kw: pd.DataFrame) -> pd.DataFrame:
    """Each word once with its largest value, worthless ones left out."""
    words = kw.dropna().groupby("keyword", as_index=False)["value"].max()
    return words[words["value"] > 0]


@compose_title.wrong(
    en="You took the words with the highest values first. A long one can push out two short ones that earn more together: look at the value per character, or try combinations.",
    zh="你先放了最值钱的词。一个又长又贵的词，可能挤掉两个合起来更值钱的短词：要看每个字符值多少，或者比较不同的组合。",
)
def dearest_first(kw, max_chars=30):
    return fill_in_order(worthy(kw).sort_values("value", ascending=False), max_chars)


@compose_title.wrong(
    en="Value per character first is a good start, but it leaves gaps at the end of the title that another choice would fill. Compare combinations.",
    zh="先放“每个字符最值钱”的词，是个好开头，但标题末尾会空出一截，换一种组合就能填满。请比较不同的组合。",
)
def value_per_character_first(kw, max_chars=30):
    words = worthy(kw)
    return fill_in_order(words.assign(density=words["value"] / words["keyword"].str.len()).sort_values(
        "density", ascending=False, kind="stable"), max_chars)  # fmt: skip


@compose_title.wrong(
    en="Value per character, the space counted in, is the fairest of the simple orders, but it leaves gaps at the end of the title. Compare combinations.",
    zh="把空格也算进去，按“每个字符值多少”来放，是简单办法里最公平的，但标题末尾还是会空出一截。请比较不同的组合。",
)
def value_per_character_and_space_first(kw, max_chars=30):
    words = worthy(kw)
    density = words["value"] / (words["keyword"].str.len() + 1)
    return fill_in_order(
        words.assign(density=density).sort_values("density", ascending=False, kind="stable"), max_chars
    )


@compose_title.wrong(
    en="You filled the title in two orders and kept the better one. Another combination is better than both.",
    zh="你按两种顺序各放了一遍，留下较好的一个。还有别的组合比这两个都好。",
)
def better_of_two_orders(kw, max_chars=30):
    worth = best_value_per_word(kw)
    tries = [dearest_first(kw, max_chars), value_per_character_and_space_first(kw, max_chars)]
    return max(tries, key=lambda words: sum(worth[word] for word in words))


@compose_title.wrong(
    en="The spaces between the words were not counted: joined, the title is too long.",
    zh="没有算词与词之间的空格：连起来以后，标题超长了。",
)
def spaces_not_counted(kw, max_chars=30):
    words = worthy(kw)
    return exact_title(words, max_chars, space=0)


def exact_title(words: pd.DataFrame, room: int, space: int = 1, most: int = 99) -> list[str]:
    """The best choice among all, by trying them."""
    best: tuple[float, list[str]] = (0.0, [])
    stack: list[tuple[int, int, float, list[str]]] = [(0, -space, 0.0, [])]
    pairs = list(zip(words["keyword"], words["value"], strict=True))
    while stack:
        position, used, total, chosen = stack.pop()
        best = max(best, (total, chosen), key=lambda choice: choice[0])
        if position < len(pairs):
            word, value = pairs[position]
            stack.append((position + 1, used, total, chosen))
            if used + space + len(word) <= room and len(chosen) < most:
                stack.append((position + 1, used + space + len(word), total + value, [*chosen, word]))
    return best[1]


@compose_title.wrong(
    en="A word stands in the title twice, because the list names it twice. It earns its value only once.",
    zh="同一个词在标题里出现了两次，因为清单里它有好几行。它的价值只能算一次。",
)
def the_same_word_twice(kw, max_chars=30):
    return exact_title(kw[kw["value"] > 0], max_chars)


@compose_title.wrong(
    en="Every word that the list names was put in. The title has a limit of max_chars characters, spaces included.",
    zh="清单里的词全放进去了。标题有长度限制：连空格在内，最多 max_chars 个字符。",
)
def all_words(kw, max_chars=30):
    return worthy(kw)["keyword"].tolist()


@compose_title.wrong(
    en="Words that are worth nothing, or less than nothing, fill the gaps. Leave them out: they earn nothing and make the title harder to read.",
    zh="没有用、甚至亏本的词被拿来填空了。请不要放：它们不赚钱，还让标题更难读。",
)
def worthless_words_fill_the_gaps(kw, max_chars=30):
    words = kw.fillna({"value": 0.0}).groupby("keyword", as_index=False)["value"].max()
    words = words.sort_values("value", ascending=False)
    good = exact_title(words[words["value"] > 0], max_chars)
    for word in words.loc[words["value"] <= 0, "keyword"]:
        if len(" ".join([*good, word])) <= max_chars:
            good.append(word)
    return good


@compose_title.wrong(
    en="Chinese characters were counted in bytes, three each. The shop counts characters: len(word).",
    zh="汉字是按字节算的，一个算了三。店里按字符算：len(word)。",
)
def bytes_counted(kw, max_chars=30):
    words = worthy(kw)
    room, chosen = max_chars + 1, []
    for word in words.sort_values("value", ascending=False)["keyword"]:
        if len(word.encode()) + 1 <= room:
            chosen.append(word)
            room -= len(word.encode()) + 1
    return chosen


@compose_title.wrong(
    en="The title came back as one text. The shop wants the words, as a list.",
    zh="返回的是拼好的标题。店里要的是词的列表。",
)
def one_text(kw, max_chars=30):
    return " ".join(exact_title(worthy(kw), max_chars))


@compose_title.wrong(
    en="Two things are open: the spaces between the words were not counted, and filling by value per character leaves gaps that another choice would use.",
    zh="还差两处：没有算词与词之间的空格；按“每个字符值多少”依次放，末尾会空出一截，换一种组合就能用上。",
)
def value_per_character_without_spaces(kw, max_chars=30):
    words = worthy(kw)
    density = words["value"] / words["keyword"].str.len()
    return fill_in_order(words.assign(density=density).sort_values("density", ascending=False), max_chars, space=0)


@compose_title.wrong(
    en="Of a word that is listed several times not the largest value was taken (the first, the last, the mean?), so a better word was left out.",
    zh="同一个词有好几行时，没有取最大的价值（取了第一个、最后一个，或者平均？），于是漏掉了更值钱的词。",
)
def not_the_largest_value(kw, max_chars=30):
    words = kw[kw["value"] > 0].groupby("keyword", as_index=False)["value"].first()
    return exact_title(words, max_chars)


@compose_title.wrong(
    en="The values of a word that is listed several times were added up. In the title it earns its largest value, once.",
    zh="同一个词有好几行时，把价值加起来了。它在标题里只算一次，取最大的价值。",
)
def values_of_a_word_added_up(kw, max_chars=30):
    words = kw[kw["value"] > 0].groupby("keyword", as_index=False)["value"].sum()
    return exact_title(words, max_chars)


@compose_title.wrong(
    en="A space inside a word was not counted. Every character counts, also that space.",
    zh="词里面的空格没有算。每个字符都算，词里面的空格也算。",
)
def spaces_inside_words_not_counted(kw, max_chars=30):
    words = worthy(kw)
    whole = {word.replace(" ", ""): word for word in words["keyword"]}
    packed = exact_title(words.assign(keyword=list(whole)), max_chars)
    return [whole[word] for word in packed]


@compose_title.wrong(
    en="One character of room was lost. If every word carries its own space, the room is max_chars plus 1, for the last word needs none.",
    zh="少用了一个字符的位置。每个词都自带一个空格的话，总位置是 max_chars 加 1，因为最后一个词用不着空格。",
)
def one_character_lost(kw, max_chars=30):
    return exact_title(worthy(kw), max_chars - 1)


@compose_title.wrong(
    en="Your titles never hold more than six words. Many short words can be worth more than a few long ones: don't limit their number.",
    zh="你的标题最多只有六个词。很多短词加起来，可能比几个长词更值钱：不要限制词数。",
)
def at_most_six_words(kw, max_chars=30):
    return exact_title(worthy(kw), max_chars, most=6)


# chart_position: slot index by rank, each offer compared with itself

chart_position = Exercise(points=3, compare="chart", tolerance=1e-6)
RANK_COLUMNS = ["date", "sku_id", "keyword", "rank", "impressions", "clicks"]


def rank_rows(*rows: tuple) -> pd.DataFrame:
    """A rank log from (sku_id, keyword, rank, impressions, clicks), one row a day."""
    days = pd.date_range("2025-11-03", periods=len(rows))
    return pd.DataFrame([(day, *row) for day, row in zip(days, rows, strict=True)], columns=RANK_COLUMNS)


def draw_bars(index: pd.Series):
    """A bar chart in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar([str(rank) for rank in index.index], index.to_numpy(float))
    axes.set(title="Slot index by rank", xlabel="rank", ylabel="clicks / expected clicks")
    return axes


@chart_position.example
def the_offers_of_the_question():
    rank_log = rank_rows((1, "tent", 1, 100, 12), (1, "tent", 2, 200, 18), (2, "tent", 1, 100, 30))
    return {"rank_log": rank_log}, [(1, 1.2), (2, 0.9)]


@chart_position.visible(en="the offers of the question", zh="题目里的组合")
def two_slots():
    return {"rank_log": rank_rows((1, "tent", 1, 100, 12), (1, "tent", 2, 200, 18), (2, "tent", 1, 100, 30))}


@chart_position.visible(en="four offers that change places", zh="四个互相换位的组合")
def four_offers():
    return {
        "rank_log": rank_rows(
            (1, "tent", 1, 400, 60), (1, "tent", 3, 300, 24), (1, "canopy", 2, 150, 9), (1, "canopy", 1, 200, 16),
            (2, "tent", 2, 350, 28), (2, "tent", 1, 120, 15), (3, "tent", 3, 260, 9), (3, "tent", 2, 140, 7),
            (4, "tent", 1, 500, 90),
        )
    }  # fmt: skip


@chart_position.visible(edge=True, en="an offer that never moved", zh="从没换过位置的组合")
def one_never_moved():
    return {
        "rank_log": rank_rows(
            (7, "wok", 1, 900, 180), (8, "wok", 2, 300, 30), (8, "wok", 3, 300, 15), (8, "pan", 3, 200, 8), (8, "pan", 1, 200, 20),
            (9, "wok", 4, 250, 5), (9, "wok", 4, 250, 7),
        )
    }  # fmt: skip


@chart_position.visible(edge=True, en="a rank that was hardly shown", zh="几乎没有曝光的名次")
def a_rare_rank():
    return {
        "rank_log": rank_rows(
            (1, "tea", 1, 300, 30), (1, "tea", 2, 300, 21), (1, "tea", 5, 40, 4), (2, "tea", 2, 180, 10), (2, "tea", 5, 59, 2),
            (2, "tea", 4, 100, 5), (3, "tea", 5, 500, 9), (1, "tea", 6, 30, 2),
        )
    }  # fmt: skip


@chart_position.visible(edge=True, en="ranks beyond 10", zh="第 10 名以后")
def beyond_ten():
    return {
        "rank_log": rank_rows(
            (5, "socks", 10, 200, 6),
            (5, "socks", 11, 200, 3),
            (6, "socks", 9, 200, 8),
            (6, "socks", 14, 300, 4),
            (7, "socks", 9, 150, 9),
            (7, "socks", 10, 250, 7),
            (7, "socks", 12, 300, 6),
        )
    }


@chart_position.visible(edge=True, en="no clicks, or no impressions", zh="没有点击，或者没有曝光")
def no_clicks_no_impressions():
    return {
        "rank_log": rank_rows(
            (1, "lamp", 1, 200, 0), (1, "lamp", 2, 200, 0), (2, "lamp", 2, 200, 20), (2, "lamp", 3, 200, 10),
            (3, "lamp", 1, 0, 0), (3, "lamp", 2, 300, 30),
        )
    }  # fmt: skip


@chart_position.hidden(worlds=3)
def other_logs(world: World):
    rng = world.rng
    rows = []
    for sku in range(1, 8):
        appeal = rng.uniform(0.05, 0.3)
        for rank in rng.integers(1, 13, size=rng.integers(1, 6)):
            shown = int(rng.integers(0, 400))
            rows.append((sku, "word", int(rank), shown, int(rng.binomial(shown, appeal / rank**0.5))))
    return {"rank_log": rank_rows(*rows)}


@chart_position.right
def by_groups_in_plain_matplotlib(rank_log):
    table = {rank: [0, 0, 0.0] for rank in range(1, 11)}
    for _, offer in rank_log[rank_log["impressions"] > 0].groupby(["sku_id", "keyword"]):
        if offer["rank"].nunique() < 2:
            continue
        rate = offer["clicks"].sum() / offer["impressions"].sum()
        for row in offer.itertuples():
            if row.rank <= 10:
                sums = table[row.rank]
                table[row.rank] = [sums[0] + row.impressions, sums[1] + row.clicks, sums[2] + rate * row.impressions]
    return draw_bars(
        pd.Series(
            {rank: clicks / hoped for rank, (shown, clicks, hoped) in table.items() if shown >= 100 and hoped > 0},
            dtype=float,
        )
    )


@chart_position.right
def by_merge_and_seaborn(rank_log):
    import matplotlib.pyplot as plt
    import seaborn as sns

    shown = rank_log.query("impressions > 0")
    offers = shown.groupby(["sku_id", "keyword"]).agg(
        own_clicks=("clicks", "sum"), own_shown=("impressions", "sum"), places=("rank", "nunique")
    )
    moved = shown.merge(offers[offers["places"] >= 2].reset_index(), on=["sku_id", "keyword"])
    moved["hoped"] = moved["impressions"] * moved["own_clicks"] / moved["own_shown"]
    by_rank = moved.groupby("rank").agg(shown=("impressions", "sum"), clicks=("clicks", "sum"), hoped=("hoped", "sum"))
    by_rank = by_rank[by_rank["shown"].ge(100) & by_rank["hoped"].gt(0) & (by_rank.index <= 10)].reset_index()
    by_rank["index"] = by_rank["clicks"] / by_rank["hoped"]
    _, axes = plt.subplots()
    sns.barplot(by_rank, x="rank", y="index", errorbar=None, ax=axes)
    axes.set(title="Same goods, other slots", xlabel="rank", ylabel="slot index")
    return axes


def slot_index(
    rank_log: pd.DataFrame, ranks: int = 2, impressions: int = 100, last: int = 10, moved: str = "nunique"
) -> pd.Series:
    """The slot index by rank; the arguments loosen the shop's rules."""
    seen = rank_log[rank_log["impressions"] > 0]
    groups = [seen["sku_id"], seen["keyword"]]
    rate = seen["clicks"].groupby(groups).transform("sum") / seen["impressions"].groupby(groups).transform("sum")
    seen = seen.assign(hoped=seen["impressions"] * rate, places=seen["rank"].groupby(groups).transform(moved))
    seen = seen[(seen["places"] >= ranks) & (seen["rank"] <= last)]
    sums = seen.groupby("rank")[["impressions", "clicks", "hoped"]].sum()
    sums = sums[(sums["impressions"] >= impressions) & (sums["hoped"] > 0)]
    return sums["clicks"] / sums["hoped"]


@chart_position.wrong(
    en="The bars show the click rate of each rank, all goods together. Better goods stand higher, so this mixes slot and goods. Divide by the clicks expected from the same offers.",
    zh="柱子画的是各名次的点击率，所有商品混在一起。好商品本来就排得靠前，这样位置和商品分不开。请除以同一批组合的期望点击。",
)
def raw_click_rate(rank_log):
    seen = rank_log[rank_log["rank"] <= 10]
    sums = seen.groupby("rank")[["clicks", "impressions"]].sum()
    sums = sums[sums["impressions"] >= 100]
    return draw_bars(sums["clicks"] / sums["impressions"])


@chart_position.wrong(
    en="Offers that never changed rank are in the sums. Their clicks equal their expected clicks by construction and pull every bar towards 1.",
    zh="从没换过名次的组合也算进去了。它们的点击必然等于期望点击，会把每根柱子都往 1 拉。",
)
def never_moved_kept(rank_log):
    return draw_bars(slot_index(rank_log, ranks=1))


@chart_position.wrong(
    en="A rank with very few impressions has a bar. Below MIN_IMPRESSIONS it says nothing: leave it out.",
    zh="曝光很少的名次也画了柱子。不到 MIN_IMPRESSIONS 次，说明不了什么：不要画。",
)
def rare_ranks_kept(rank_log):
    return draw_bars(slot_index(rank_log, impressions=0))


@chart_position.wrong(
    en="Ranks beyond 10 are in the chart; the shop asks for 1 to 10.",
    zh="第 10 名以后的也画出来了；店里只要第 1 到第 10 名。",
)
def all_ranks(rank_log):
    return draw_bars(slot_index(rank_log, last=10_000))


@chart_position.wrong(
    en="The expected clicks use the click rate of all goods together. Compare each offer with its own rate, or better goods make their slot look better.",
    zh="期望点击用的是所有商品的总点击率。每个组合要和自己的点击率比，不然好商品会让它的位置显得更好。",
)
def expected_from_all_goods(rank_log):
    seen = rank_log[rank_log["impressions"] > 0]
    moved = seen.groupby(["sku_id", "keyword"])["rank"].transform("nunique") > 1
    seen = seen[moved]
    rate = seen["clicks"].sum() / max(seen["impressions"].sum(), 1)
    sums = seen[seen["rank"] <= 10].groupby("rank")[["impressions", "clicks"]].sum()
    sums = sums[(sums["impressions"] >= 100) & (rate > 0)]
    return draw_bars(sums["clicks"] / (sums["impressions"] * rate))


@chart_position.wrong(
    en="You averaged the ratios of the rows, so a day with 20 impressions weighs as much as one with 2,000. Add up clicks and expected clicks first, then divide.",
    zh="你把每行的比值拿来平均，20 次曝光的一天和 2,000 次曝光的一天分量一样了。先把点击和期望点击加起来，再相除。",
)
def mean_of_ratios(rank_log):
    seen = rank_log[rank_log["impressions"] > 0]
    offer = seen.groupby(["sku_id", "keyword"])
    rate = offer["clicks"].transform("sum") / offer["impressions"].transform("sum")
    seen = seen.assign(ratio=seen["clicks"] / (seen["impressions"] * rate).where(rate > 0))
    seen = seen[(offer["rank"].transform("nunique") > 1) & (seen["rank"] <= 10)]
    by_rank = seen.groupby("rank").agg(shown=("impressions", "sum"), index=("ratio", "mean"))
    return draw_bars(by_rank.loc[by_rank["shown"] >= 100, "index"].dropna())


@chart_position.wrong(
    en="Goods were compared with themselves over all words. An offer is one item with one word: the same tent draws differently for 'tent' and for 'canopy'.",
    zh="商品是跨所有词和自己比的。一个组合是一件商品配一个词：同一顶帐篷，搜“帐篷”和搜“天幕”时吸引力不一样。",
)
def words_mixed(rank_log):
    return draw_bars(slot_index(rank_log.assign(keyword="all")))


@chart_position.wrong(
    en="The right bars, but without a title and axis labels: nobody else can read this chart.",
    zh="柱子是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_chart(rank_log):
    axes = draw_bars(slot_index(rank_log))
    axes.set(title="", xlabel="", ylabel="")
    return axes


@chart_position.wrong(
    en="The bars compare the click rate of a rank with the average of all goods. Better goods stand higher, so this still mixes slot and goods: compare each offer with its own click rate.",
    zh="柱子是各名次的点击率和全部商品的平均相比。好商品本来就排得靠前，位置和商品还是分不开：每个组合要和自己的点击率比。",
)
def click_rate_over_the_average(rank_log):
    sums = rank_log[rank_log["rank"] <= 10].groupby("rank")[["clicks", "impressions"]].sum()
    sums = sums[sums["impressions"] >= 100]
    return draw_bars(sums["clicks"] / sums["impressions"] / (sums["clicks"].sum() / sums["impressions"].sum()))


@chart_position.wrong(
    en="The bars compare the click rate of a rank with the average of all goods, so slot and goods are mixed: compare each offer with its own click rate. And the vertical axis has no label.",
    zh="柱子是各名次的点击率和全部商品的平均相比，位置和商品分不开：每个组合要和自己的点击率比。另外，纵轴没有名称。",
)
def click_rate_over_the_average_without_label(rank_log):
    axes = click_rate_over_the_average(rank_log)
    axes.set_ylabel("")
    return axes


@chart_position.wrong(
    en="You counted an offer's rows, not its ranks. An offer that stood in the same rank on two days has never moved.",
    zh="数成了组合有几行，而不是几个不同的名次。两天都排在同一名的组合，并没有换过位置。",
)
def days_taken_for_ranks(rank_log):
    return draw_bars(slot_index(rank_log, moved="count"))


@chart_position.wrong(
    en="A rank in which an offer was never shown counted as one it had stood in. Leave out the rows without impressions first, then count the ranks.",
    zh="没有曝光的名次也算成了“出现过”。要先去掉没有曝光的行，再数有几个不同的名次。",
)
def ranks_without_impressions_counted(rank_log):
    places = rank_log.groupby(["sku_id", "keyword"])["rank"].transform("nunique")
    return draw_bars(slot_index(rank_log[places > 1], ranks=1))


@chart_position.wrong(
    en="The ranks beyond 10 were cut off at the start. They still belong to the offer's own click rate and to its ranks; only their bars are not shown.",
    zh="一开始就把第 10 名以后的行去掉了。算组合自己的点击率和数名次时，它们也要算进来；只是不画它们的柱子。",
)
def later_ranks_cut_off_first(rank_log):
    return draw_bars(slot_index(rank_log[rank_log["rank"] <= 10]))


@chart_position.wrong(
    en="The impressions of a rank were added up over all rows. MIN_IMPRESSIONS is asked of the rows that remain after rule 1.",
    zh="一个名次的曝光，是用全部的行加起来的。MIN_IMPRESSIONS 看的是按规矩 1 筛过以后的行。",
)
def impressions_before_rule_one(rank_log):
    shown = rank_log.groupby("rank")["impressions"].sum()
    index = slot_index(rank_log, impressions=0)
    return draw_bars(index[index.index.isin(shown[shown >= 100].index)])


@chart_position.wrong(
    en="A rank with exactly MIN_IMPRESSIONS impressions has no bar. At least so many means >=.",
    zh="正好有 MIN_IMPRESSIONS 次曝光的名次没有画。“至少”要用 >=。",
)
def more_than_the_minimum(rank_log):
    return draw_bars(slot_index(rank_log, impressions=101))


@chart_position.wrong(
    en="The offer's own click rate is a mean of daily rates, so a day with 20 impressions weighs as much as one with 2,000. It is all its clicks over all its impressions.",
    zh="组合自己的点击率取成了每天点击率的平均，20 次曝光的一天和 2,000 次曝光的一天分量一样了。应当用它的全部点击除以全部曝光。",
)
def own_rate_as_a_mean_of_days(rank_log):
    seen = rank_log[rank_log["impressions"] > 0]
    groups = [seen["sku_id"], seen["keyword"]]
    rate = (seen["clicks"] / seen["impressions"]).groupby(groups).transform("mean")
    moved = seen["rank"].groupby(groups).transform("nunique") > 1
    sums = seen.assign(hoped=seen["impressions"] * rate)[moved & (seen["rank"] <= 10)].groupby("rank")
    sums = sums[["impressions", "clicks", "hoped"]].sum()
    sums = sums[(sums["impressions"] >= 100) & (sums["hoped"] > 0)]
    return draw_bars(sums["clicks"] / sums["hoped"])


@chart_position.wrong(
    en="A rank whose offers were never clicked has a place in the chart. Its expected clicks are 0, and 0 over 0 is no index: by rule 4 it is left out.",
    zh="有个名次，那里的组合从来没有人点过，图上却留了它的位置。它的期望点击是 0，0 除以 0 不是指数：按规矩 4 不画。",
)
def ranks_without_expected_clicks(rank_log):
    seen = rank_log[rank_log["impressions"] > 0]
    places = seen.groupby(["sku_id", "keyword"])["rank"].transform("nunique")
    shown = seen[(places > 1) & (seen["rank"] <= 10)].groupby("rank")["impressions"].sum()
    return draw_bars(slot_index(rank_log).reindex(shown[shown >= 100].index).fillna(0.0))


@chart_position.wrong(
    en="Only moves within the first ten ranks were counted. An offer that stood in rank 9 and in rank 14 has moved as well; only the bar of rank 14 is not shown.",
    zh="数名次时只看了前 10 名。排过第 9 名和第 14 名的组合也换过位置，只是第 14 名的柱子不画。",
)
def moves_within_ten_only(rank_log):
    seen = rank_log[rank_log["impressions"] > 0]
    groups = [seen["sku_id"], seen["keyword"]]
    rate = seen["clicks"].groupby(groups).transform("sum") / seen["impressions"].groupby(groups).transform("sum")
    near = seen["rank"].where(seen["rank"] <= 10).groupby(groups).transform("nunique") > 1
    sums = seen.assign(hoped=seen["impressions"] * rate)[near & (seen["rank"] <= 10)].groupby("rank")
    sums = sums[["impressions", "clicks", "hoped"]].sum()
    sums = sums[(sums["impressions"] >= 100) & (sums["hoped"] > 0)]
    return draw_bars(sums["clicks"] / sums["hoped"])

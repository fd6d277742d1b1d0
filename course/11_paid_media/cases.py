"""Cases of chapter 11: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import math

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World

DAY = pd.Timedelta(days=1)


def slips(exercise: Exercise, solve, *entries: tuple) -> None:
    """Declare wrong answers that are some arguments away from the right one: (name, arguments, text, text)."""
    for name, options, en, zh in entries:

        def function(*args, _options=options, **inputs):
            return solve(*args, **inputs, **_options)

        function.__name__ = function.__qualname__ = name
        exercise.wrong(en=en, zh=zh)(function)


# --- ad_metrics: the page of campaigns, after returns -----------------------------------------------------------------

ad_metrics = Exercise(points=3, compare="equal", tolerance=1e-9, library=["metrics.ad_scorecard(ads, by, margin_rate)"])
SUMS = ["impressions", "clicks", "visits", "cost", "orders", "revenue", "refund"]
RATIOS = ["ctr", "cvr", "cpc", "cpa", "roas", "roi", "cost_per_visit", "revenue_per_conversion"]


def bill(rows: list[tuple]) -> pd.DataFrame:
    """Rows of (channel, keyword, impressions, clicks, visits, cost, orders, revenue, refund)."""
    table = pd.DataFrame(rows, columns=["channel", "keyword", *SUMS])
    return table.astype({"cost": float, "revenue": float, "refund": float})


@ad_metrics.example
def one_word_by_hand():
    ads = bill(
        [("paid_search", "tea", 1000, 40, 32, 80, 2, 200, 40), ("paid_search", "tea", 1000, 10, 8, 20, 2, 240, None)]
    )
    row = {"channel": "paid_search", "ctr": 0.025, "cvr": 0.08, "cpc": 2.0, "cpa": 25.0, "roas": 4.0, "roi": 0.6,
           "cost_per_visit": 2.5, "revenue_per_conversion": 110.0}  # fmt: skip
    return {"ads": ads, "by": ["channel"], "margin_rate": 0.4}, pd.DataFrame([row])


MONTH = bill(
    [
        ("social", None, 5200, 61, 55, 72.5, 3, 410, 60), ("paid_search", "tea", 1400, 52, 50, 118, 3, 366.6, None),
        ("paid_search", "cup", 900, 31, 29, 40.2, 2, 188, 0), ("short_video", None, 9100, 95, 80, 41.8, 1, 96, 96),
        ("paid_search", "tea", 700, 20, 18, 61, 0, 0, 0), ("social", None, 2500, 22, 20, 25, 0, 0, None),
        ("paid_search", "cup", 300, 9, 8, 11.4, 1, 74.5, 12), ("paid_search", "lamp", 210, 6, 5, 9, 0, 0, 0),
    ]
)  # fmt: skip


@ad_metrics.visible(en="a month by channel", zh="一个月，按渠道")
def a_month_by_channel():
    return {"ads": MONTH, "by": ["channel"], "margin_rate": 0.42}


@ad_metrics.visible(en="the same month by channel and word, rows turned round", zh="同一个月，按渠道和词，行倒过来")
def by_channel_and_word():
    ads = MONTH.iloc[::-1].reset_index(drop=True)
    return {"ads": ads, "by": ["channel", "keyword"], "margin_rate": 0.35}


@ad_metrics.visible(
    edge=True,
    en="nothing below the line: no order, no cost, no click, no impression",
    zh="分母是零：没有订单、没花钱、没有点击、没有曝光",
)
def nothing_to_divide_by():
    ads = bill(
        [
            ("paid_search", "vase", 300, 4, 4, 8, 0, 0, 0),
            ("paid_search", "jar", 200, 3, 2, 0, 1, 90, 0),
            ("paid_search", "rug", 150, 0, 0, 0, 0, 0, 0),
            ("paid_search", "pot", 0, 1, 1, 2, 0, 0, 0),
            ("short_video", "mat", 500, 0, 0, 12, 1, 60, 0),
        ]
    )
    return {"ads": ads, "by": ["keyword"], "margin_rate": 0.5}


@ad_metrics.visible(edge=True, en="rows without a word", zh="没有关键词的行")
def rows_without_a_word():
    return {"ads": MONTH.iloc[[0, 2, 3, 5]].reset_index(drop=True), "by": ["keyword"], "margin_rate": 0.4}


@ad_metrics.visible(edge=True, en="all comes back", zh="全退了")
def all_comes_back():
    ads = bill([("social", None, 400, 10, 9, 20, 2, 150, 150), ("short_video", None, 500, 6, 5, 3, 1, 80, 30)])
    return {"ads": ads, "by": ["channel"], "margin_rate": 0.3}


@ad_metrics.visible(edge=True, en="no returns known in a whole group", zh="整组都没有退款记录")
def no_returns_known():
    ads = bill(
        [
            ("social", None, 400, 10, 9, 20, 2, 150, None), ("short_video", None, 500, 6, 5, 3, 1, 80, 30),
            ("social", None, 700, 12, 11, 25, 1, 60, None), ("short_video", None, 300, 5, 5, 2.5, 1, 45, None),
        ]
    )  # fmt: skip
    return {"ads": ads, "by": ["channel"], "margin_rate": 0.45}


@ad_metrics.visible(edge=True, en="one row", zh="只有一行")
def one_row():
    return {"ads": MONTH.head(1), "by": ["channel"], "margin_rate": 0.4}


@ad_metrics.visible(edge=True, en="an empty table", zh="空表")
def an_empty_bill():
    return {"ads": MONTH.head(0), "by": ["channel"], "margin_rate": 0.4}


@ad_metrics.hidden(worlds=3)
def another_month(world: World):
    rng, ads = world.rng, world.table("ads_daily")
    rows = ads.sample(400, random_state=rng).reset_index(drop=True)
    back = np.where(
        rng.random(len(rows)) < 0.2, np.nan, np.round(rows["revenue"] * rng.choice([0, 0, 0.3, 1], len(rows)), 2)
    )
    rows = rows.assign(refund=back)[["channel", "keyword", *SUMS]]
    return {"ads": rows, "by": ["channel"], "margin_rate": float(np.round(rng.uniform(0.2, 0.6), 3))}


@ad_metrics.invariant(
    en="Cost per order is cost per click over the conversion rate.", zh="每单花费等于单次点击费用除以转化率。"
)
def the_chain_holds(result, **inputs):
    rows = result[(result["cvr"] > 0) & result["cpa"].notna()]
    return bool(np.allclose(rows["cpa"].astype(float), rows["cpc"].astype(float) / rows["cvr"].astype(float)))


def over(top, below):
    return (top / below.where(below != 0)).astype(float)


def mean_of_ratios(rows, by, margin_rate, zero="nan"):
    """Ratios of each row, and their means by group; `zero` is what a division by nothing gives."""
    rows = rows.fillna({"refund": 0})
    ratio = over if zero == "nan" else lambda top, below: top / below.astype(float)
    net = rows["revenue"] - rows["refund"]
    each = pd.DataFrame(
        {
            "ctr": ratio(rows["clicks"], rows["impressions"]),
            "cvr": ratio(rows["orders"], rows["clicks"]),
            "cpc": ratio(rows["cost"], rows["clicks"]),
            "cpa": ratio(rows["cost"], rows["orders"]),
            "roas": ratio(net, rows["cost"]),
            "roi": ratio(margin_rate * net - rows["cost"], rows["cost"]),
            "cost_per_visit": ratio(rows["cost"], rows["visits"]),
            "revenue_per_conversion": ratio(rows["revenue"], rows["orders"]),
        }
    )
    return pd.concat([rows[by], each], axis=1).groupby(by, dropna=False)[RATIOS].mean().reset_index()


def campaign_page(
    ads, by, margin_rate, *, refund="roas", per_order="revenue", missing="zero", keep_missing=True, cvr_by="clicks",
    visit_by="visits", roi="profit", means=False, zero="nan", sort=True, cpa_by="orders", ctr_by="impressions", cost_in=True,
    order=None, index=False,
):  # fmt: skip
    """The page; the arguments are the ways to get a rule wrong."""
    rows = ads.copy()
    if missing == "drop":
        rows = rows.dropna(subset="refund")
    if means == "all":
        return mean_of_ratios(rows, by, margin_rate, zero)
    if means:
        rows["_ctr"] = over(rows["clicks"], rows["impressions"])
    groups = rows.groupby(by, dropna=not keep_missing, sort=sort)
    t = groups[SUMS].sum().reset_index()
    net = t["revenue"] - t["refund"]
    if missing == "row":
        net = (
            (rows["revenue"] - rows["refund"])
            .groupby([rows[name] for name in by], dropna=not keep_missing, sort=sort)
            .sum()
            .to_numpy()
        )
        net = pd.Series(net, t.index)
    if missing == "group":
        net = net.where(groups["refund"].count().to_numpy() > 0)
    if missing == "poison":
        gone = groups["refund"].apply(lambda values: values.isna().any()).to_numpy(bool)
        net = net.where(~gone)
    sales = net if refund in ("roas", "all") else t["revenue"]
    for_roi = t["revenue"] if refund in ("none", "roas_only") else net
    if refund == "roas_only":
        sales = net
    if refund == "roi_only":
        sales, for_roi = t["revenue"], net
    each = net if per_order == "net" else t["revenue"]
    left = {"profit": margin_rate * for_roi - t["cost"], "no_cost": margin_rate * for_roi, "no_margin": for_roi - t["cost"],
            "before": margin_rate * (for_roi - t["cost"])}[roi]  # fmt: skip
    out = {
        "ctr": over(t["clicks"], t[ctr_by]),
        "cvr": over(t["orders"], t[cvr_by]),
        "cpc": over(t["cost"], t["clicks"]),
        "cpa": over(t["cost"], t[cpa_by]),
        "roas": over(sales, t["cost"]),
        "roi": over(left, t["cost"]),
        "cost_per_visit": over(t["cost"], t[visit_by]),
        "revenue_per_conversion": over(each, t["orders"]),
    }
    if means:
        out["ctr"] = groups["_ctr"].mean().to_numpy()
    result = pd.concat([t[by], pd.DataFrame(out, index=t.index)], axis=1)
    if zero == "zero":
        result[RATIOS] = result[RATIOS].fillna(0.0)
    if zero == "inf":
        result["cpa"] = result["cpa"].fillna(np.inf)
    if index:
        return result.set_index(by)
    return result[order] if order else result


@ad_metrics.right
def sums_then_ratios(ads, by, margin_rate):
    return campaign_page(ads, by, margin_rate)


@ad_metrics.right
def one_group_at_a_time(ads, by, margin_rate):
    rows = []
    for key, part in ads.fillna({"refund": 0}).groupby(by, dropna=False):
        s = part[SUMS].sum()
        kept = s["revenue"] - s["refund"]

        def share(top, below):
            return top / below if below else np.nan

        values = [
            share(s["clicks"], s["impressions"]), share(s["orders"], s["clicks"]), share(s["cost"], s["clicks"]),
            share(s["cost"], s["orders"]), share(kept, s["cost"]), share(margin_rate * kept - s["cost"], s["cost"]),
            share(s["cost"], s["visits"]), share(s["revenue"], s["orders"]),
        ]  # fmt: skip
        rows.append([*(key if isinstance(key, tuple) else (key,)), *values])
    return pd.DataFrame(rows, columns=[*by, *RATIOS])


slips(
    ad_metrics, campaign_page,
    ("before_returns", {"refund": "none"}, "ROAS and ROI take the revenue before returns. What comes back is taken off: `revenue - refund`.", "ROAS 和 ROI 用了没减退款的金额。退回来的要减掉：`revenue - refund`。"),
    ("roas_before_returns", {"refund": "roi_only"}, "ROI is after returns, ROAS is not. Both take `revenue - refund`.", "ROI 减了退款，ROAS 没减。两个都用 `revenue - refund`。"),
    ("returns_taken_off_by_row", {"missing": "row"}, "`revenue - refund` was taken row by row, and a row whose `refund` is missing lost its revenue, too. Fill the missing with 0 first, or sum each column first.", "一行一行减退款时，`refund` 缺失的那一行，连金额也变成缺失，没加进去。先把缺失填成 0，或者先各列加总再减。"),
    ("returns_unknown_in_a_group", {"missing": "group"}, "Where no `refund` of a group is known, ROAS and ROI are missing. Take 0 for each of them.", "整组都没有退款记录时，ROAS 和 ROI 成了缺失。每一行都当 0。"),
    ("means_of_all_ratios", {"means": "all"}, "These are means of the rows' ratios. Sum each group first, then divide sum by sum: a row with ten clicks must not weigh as much as one with a thousand.", "这是各行比率的平均。先把每组加起来，再用和除以和：十次点击的行，不能和一千次的一样重。"),
    ("means_of_all_ratios_infinite", {"means": "all", "zero": "inf"}, "These are means of the rows' ratios. Sum each group first, then divide sum by sum: a row with ten clicks must not weigh as much as one with a thousand.", "这是各行比率的平均。先把每组加起来，再用和除以和：十次点击的行，不能和一千次的一样重。"),
    ("roi_before_returns", {"refund": "roas_only"}, "ROAS is after returns, ROI is not. Both take `revenue - refund`.", "ROAS 减了退款，ROI 没减。两个都用 `revenue - refund`。"),
    ("order_value_after_returns", {"per_order": "net"}, "`revenue_per_conversion` is what an order took in *before* returns.", "`revenue_per_conversion` 是每单**没减**退款的金额。"),
    ("unknown_returns_dropped", {"missing": "drop"}, "Rows whose `refund` is missing were thrown out, with their clicks and cost. Nothing is known to have come back: take 0.", "`refund` 缺失的行整行丢了，点击和花费也跟着没了。没有退款记录，就当 0。"),
    ("unknown_returns_poison", {"missing": "poison"}, "One missing `refund` made a whole group's ROAS missing. Take 0 for it.", "一个缺失的 `refund` 让整组的 ROAS 都缺了。缺失当 0。"),
    ("wordless_rows_lost", {"keep_missing": False}, "Rows without a keyword vanished: `groupby` drops missing keys unless told `dropna=False`.", "没有关键词的行不见了：`groupby` 默认丢掉缺失的键，要写 `dropna=False`。"),
    ("conversion_per_visit", {"cvr_by": "visits"}, "CVR was divided by visits. Here it is orders over *clicks*.", "CVR 除的是访问量。这里是订单 ÷ **点击**。"),
    ("conversion_per_impression", {"cvr_by": "impressions"}, "CVR was divided by impressions. It is orders over clicks.", "CVR 除的是曝光量。应是订单 ÷ 点击。"),
    ("visit_is_a_click", {"visit_by": "clicks"}, "`cost_per_visit` was divided by clicks. Some clicks never arrive: divide by `visits`.", "`cost_per_visit` 除的是点击。有的点击没有到站：要除以 `visits`。"),
    ("cost_per_click_as_cpa", {"cpa_by": "visits"}, "CPA was divided by visits. It is the cost of an *order*.", "CPA 除的是访问量。它是一**单**的花费。"),
    ("clicks_over_visits", {"ctr_by": "visits"}, "CTR was divided by visits. It is clicks over impressions.", "CTR 除的是访问量。应是点击 ÷ 曝光。"),
    ("return_without_cost", {"roi": "no_cost"}, "ROI lacks the cost above the line: (gross profit - cost) / cost.", "ROI 的分子没减花费：(毛利 - 花费) ÷ 花费。"),
    ("sales_taken_for_profit", {"roi": "no_margin"}, "ROI takes sales for profit. Only `margin_rate` of them stays.", "ROI 把销售额当成了毛利。剩下的只有 `margin_rate` 那么多。"),
    ("margin_on_the_cost", {"roi": "before"}, "The margin was applied to the cost, too. It belongs to the sales alone.", "花费也乘了毛利率。毛利率只乘销售额。"),
    ("mean_of_click_rates", {"means": True}, "CTR is a mean of the rows' rates. Sum clicks and impressions first, then divide.", "CTR 是各行点击率的平均。先把点击、曝光各自加起来，再相除。"),
    ("no_orders_for_nothing", {"zero": "zero"}, "Where there is nothing to divide by stands 0. Zero orders are no price of zero: `NaN`.", "没有东西可除的地方写成了 0。零单不等于零元一单：填 `NaN`。"),
    ("infinite_cost", {"zero": "inf"}, "Cost over zero orders is `NaN` here, not infinite.", "花费除以零单，这里填 `NaN`，不是无穷大。"),
    ("unsorted_groups", {"sort": False}, "The groups stand in the order in which they came. Sort by the columns of `by`.", "各组按出现的先后排了。要按 `by` 的列排序。"),
    ("keys_in_the_index", {"index": True}, "The columns of `by` are in the index. They are columns of the result.", "`by` 的列跑到索引里了。结果里它们应是列。"),
)  # fmt: skip


# --- break_even_roas --------------------------------------------------------------------------------------------------

break_even_roas = Exercise(points=2, compare="equal", tolerance=1e-9, library=["metrics.break_even_roas(margin_rate)"])


@break_even_roas.example
def forty_four_by_hand():
    return {"margin_rate": 0.44}, 2.5


for _name, _rate, _en, _zh in (
    ("a_third", 0.33, "a margin of a third", "毛利率三分之一左右"),
    ("rich_goods", 0.72, "goods with a high margin", "高毛利的货"),
    ("thin_margin", 0.09, "a thin margin", "薄利"),
    ("just_the_reserve", 0.04, "a margin of just the reserve", "毛利率正好等于预留"),
    ("under_the_reserve", 0.02, "a margin under the reserve", "毛利率比预留还低"),
    ("no_margin", 0.0, "no margin", "没有毛利"),
    ("all_margin", 1.0, "a margin of 1", "毛利率是 1"),
    ("loss", -0.1, "a margin below 0", "毛利率小于 0"),
    ("percent_given", 40.0, "a margin in percent", "毛利率写成了百分数"),
    ("just_above_one", 1.2, "a margin a little above 1", "毛利率略大于 1"),
    ("unknown_margin", float("nan"), "a margin that is not known", "毛利率未知"),
):

    def _inputs(rate=_rate):
        return {"margin_rate": rate}

    _inputs.__name__ = _inputs.__qualname__ = _name
    break_even_roas.visible(edge=_name not in ("a_third", "rich_goods"), en=_en, zh=_zh)(_inputs)


@break_even_roas.hidden(worlds=3)
def another_margin(world: World):
    return {"margin_rate": float(np.round(world.rng.uniform(0.06, 0.95), 3))}


@break_even_roas.invariant(
    en="At the break-even ROAS a yuan of cost leaves nothing.", zh="在保本 ROAS 上，一元花费刚好什么也不剩。"
)
def nothing_is_left(result, *, margin_rate):
    return math.isnan(result) or abs(result * (margin_rate - 0.04) - 1) < 1e-9


def line_of(
    margin_rate, *, reserve=0.04, how="less", none="nan", low=True, high=True, strict=False, unknown="nan", negative=False,
    digits=None, shift=0.0,
):  # fmt: skip
    """The break-even ROAS; the arguments are the ways to get it wrong."""
    if math.isnan(margin_rate):
        if unknown == "error":
            raise ValueError("unknown")
        return float("nan")
    if (low and margin_rate < 0) or (high and margin_rate > 1) or (strict and margin_rate >= 1):
        raise ValueError("margin_rate")
    kept = {"less": margin_rate - reserve, "share": margin_rate * (1 - reserve), "more": margin_rate + reserve,
            "after": margin_rate, "outside": margin_rate}[how]  # fmt: skip
    if kept <= 1e-12 and not (negative and kept < -1e-12):
        return {"nan": float("nan"), "zero": 0.0, "inf": float("inf")}[none]
    value = 1 / kept + shift
    if how == "after":
        value = 1 / kept + reserve
    if how == "outside":
        value = (1 + reserve) / kept
    return value if digits is None else round(value, digits)


@break_even_roas.right
def guarded_quotient(margin_rate):
    return line_of(margin_rate)


@break_even_roas.right
def by_what_stays(margin_rate):
    if margin_rate < 0 or margin_rate > 1:
        raise ValueError(f"margin_rate must lie between 0 and 1, not {margin_rate}")
    stays = 100 * margin_rate - 4
    return 100 / stays if stays > 1e-9 else np.nan


slips(
    break_even_roas, line_of,
    ("reserve_forgotten", {"reserve": 0.0}, "This is one over the margin, as in the lesson. Four fen of each yuan of sales are set aside first.", "这是课文里的毛利率分之一。每一元销售额要先预留四分。"),
    ("reserve_of_the_margin", {"how": "share"}, "The reserve was taken as a share of the *margin*. It is four fen of each yuan of sales: `margin_rate - 0.04`.", "预留算成了**毛利**的一部分。它是每一元销售额里的四分：`margin_rate - 0.04`。"),
    ("reserve_added", {"how": "more"}, "The reserve was added to the margin. It lowers what stays.", "预留加到毛利率上了。它会让剩下的变少。"),
    ("reserve_added_after", {"how": "after"}, "The reserve was added to the ROAS. It belongs to the margin, under the line.", "预留加到 ROAS 上了。它属于毛利率，在分母里。"),
    ("reserve_above_the_line", {"how": "outside"}, "The reserve stands above the line. It is taken off the margin, below.", "预留放到分子里了。它要从分母的毛利率里减。"),
    ("no_line_is_zero", {"none": "zero"}, "Where nothing stays the answer is 0, as if any ROAS were enough. No ROAS is: `NaN`.", "什么也不剩时给了 0，好像多低的 ROAS 都够。其实多高都不够：`NaN`。"),
    ("no_line_is_infinite", {"none": "inf"}, "Where nothing stays the shop wants `NaN`, not an infinite number.", "什么也不剩时，店里要的是 `NaN`，不是无穷大。"),
    ("negative_line", {"negative": True}, "A margin under the reserve gave a negative ROAS. There is no such line: `NaN`.", "毛利率低于预留时算出了负的 ROAS。没有这样的线：`NaN`。"),
    ("loss_accepted", {"low": False}, "A margin below 0 was accepted. Raise a `ValueError`.", "毛利率小于 0 也照算了。要抛出 `ValueError`。"),
    ("percent_accepted", {"high": False}, "A margin above 1 was accepted; somebody gave percent. Raise a `ValueError`.", "毛利率大于 1 也照算了，多半是有人给了百分数。要抛出 `ValueError`。"),
    ("one_refused", {"strict": True}, "A margin of exactly 1 was refused. It is allowed.", "毛利率正好是 1 被拒绝了。它是允许的。"),
    ("unknown_refused", {"unknown": "error"}, "A margin that is not known raised an error. The answer is `NaN`.", "毛利率未知时报错了。应该返回 `NaN`。"),
    ("four_percent_typed", {"reserve": 0.4}, "0.4 was taken off. Four fen of a yuan are 0.04.", "减的是 0.4。一元里的四分是 0.04。"),
    ("line_rounded", {"digits": 2}, "The result is rounded. Nothing is to be rounded.", "结果取整了。不要取整。"),
    ("return_in_place_of_roas", {"shift": -1.0}, "One was taken off, as for a return. ROAS is sales over cost, without that.", "多减了 1，那是算回报的。ROAS 是销售额 ÷ 花费，不减。"),
)  # fmt: skip


# --- max_bid ----------------------------------------------------------------------------------------------------------

max_bid = Exercise(
    points=2, compare="equal", tolerance=1e-9, library=["metrics.max_bid(cvr, margin_per_order, target_roi)"]
)


@max_bid.example
def three_clicks_by_hand():
    return {"cvr": 0.05, "margin_per_order": 60.0, "target_roi": 0.5}, 2.0


for _name, _given, _en, _zh in (
    ("an_ordinary_word", (0.031, 47.5, 0.2), "an ordinary word", "普通的词"),
    ("without_a_target", (0.024, 61.0, None), "no target given", "没给目标"),
    ("a_dear_good", (0.09, 180.0, 0.25), "a dear good", "贵的货"),
    ("just_the_cap", (0.125, 64.0, 0.0), "exactly eight yuan", "正好八元"),
    ("a_cheap_good", (0.004, 15.0, 0.0), "a cheap good", "便宜的货"),
    ("just_ten_fen", (0.0125, 8.0, 0.0), "exactly ten fen", "正好一角"),
    ("order_at_a_loss", (0.05, -6.0, 0.0), "an order that loses money", "卖一单亏一单"),
    ("loss_accepted_by_target", (0.03, 40.0, -0.25), "a target below 0", "目标小于 0"),
    ("target_below_minus_one", (0.03, 40.0, -1.5), "a target below -1", "目标小于 -1"),
    ("every_click_orders", (1.0, 6.0, 0.5), "every click orders", "每次点击都成单"),
    ("impossible_target", (0.03, 40.0, -1.0), "a target of -1", "目标是 -1"),
    ("rate_in_percent", (3.0, 40.0, 0.0), "a conversion rate in percent", "转化率写成了百分数"),
    ("rate_just_above_one", (1.2, 6.0, 0.0), "a conversion rate a little above 1", "转化率略大于 1"),
    ("rate_below_zero", (-0.01, 40.0, 0.0), "a conversion rate below 0", "转化率小于 0"),
    ("nobody_orders", (0.0, 40.0, 0.0), "no click leads to an order", "没有点击成单"),
    ("rate_not_known", (float("nan"), 40.0, 0.0), "a conversion rate that is not known", "转化率未知"),
):

    def _inputs(given=_given):
        inputs = {"cvr": given[0], "margin_per_order": given[1]}
        return inputs if given[2] is None else {**inputs, "target_roi": given[2]}

    _inputs.__name__ = _inputs.__qualname__ = _name
    max_bid.visible(edge=_name not in ("an_ordinary_word", "without_a_target"), en=_en, zh=_zh)(_inputs)


@max_bid.hidden(worlds=4)
def another_word(world: World):
    rng = world.rng
    return {
        "cvr": float(np.round(rng.uniform(0.001, 0.12), 4)),
        "margin_per_order": float(np.round(rng.uniform(-5, 160), 2)),
        "target_roi": float(np.round(rng.uniform(-0.3, 1.0), 2)),
    }


@max_bid.invariant(
    en="No bid lies above eight yuan, and none between 0 and ten fen.", zh="出价不超过八元，也不会在 0 和一角之间。"
)
def within_the_limits(result, **inputs):
    return math.isnan(result) or result == 0 or 0.1 - 1e-9 <= result <= 8 + 1e-9


def bid_for(
    cvr, margin_per_order, target_roi=0.0, *, cap=8.0, least=0.1, strict=False, under="zero", target="divide", check_cvr=True,
    check_low=True, check_target=True, loss="zero", unknown="nan", rate="times", cap_first=False, digits=None,
    one_refused=False,
):  # fmt: skip
    """The bid; the arguments are the ways to get a rule wrong."""
    if math.isnan(cvr):
        if unknown == "error":
            raise ValueError("unknown")
        return {"nan": float("nan"), "zero": 0.0, "cap": cap}[unknown]
    if loss == "error" and target_roi < 0:
        raise ValueError("target")
    if check_target == "equal" and target_roi == -1:
        raise ValueError("out of range")
    check_target = check_target is True
    if one_refused and cvr >= 1:
        raise ValueError("out of range")
    if (check_cvr and cvr > 1) or (check_low and cvr < 0) or (check_target and target_roi <= -1):
        raise ValueError("out of range")
    worth = (
        cvr * margin_per_order
        if rate == "times"
        else (margin_per_order if rate == "none" else margin_per_order / cvr if cvr else 0.0)
    )
    if cap_first:
        worth = min(worth, cap)
    if target == "divide":
        value = worth / (1 + target_roi) if target_roi != -1 else float("inf")
    else:
        value = {"times": worth * (1 + target_roi), "less": worth * (1 - target_roi), "none": worth,
                 "only": worth / target_roi if target_roi else worth}[target]  # fmt: skip
    if cap is not None and not cap_first:
        value = min(value, cap)
    value = value if digits is None else round(value, digits)
    if value < 0 and loss != "zero":
        return value
    too_small = value <= least + 1e-12 if strict else value < least - 1e-12
    if too_small:
        return {"zero": 0.0, "least": least, "keep": max(value, 0.0), "nan": float("nan")}[under]
    return value


@max_bid.right
def worth_of_a_click(cvr, margin_per_order, target_roi=0.0):
    return bid_for(cvr, margin_per_order, target_roi)


@max_bid.right
def step_by_step(cvr, margin_per_order, target_roi=0.0):
    if not (np.isnan(cvr) or 0 <= cvr <= 1):
        raise ValueError("cvr")
    if not target_roi > -1:
        raise ValueError("target_roi")
    bid = np.minimum(margin_per_order / (1 + target_roi) * cvr, 8)
    return float(np.where(bid >= 0.1 - 1e-12, bid, np.where(np.isnan(bid), np.nan, 0)))


slips(
    max_bid, bid_for,
    ("no_cap", {"cap": None}, "Bids above 8 yuan came out. The shop never goes above 8.", "出价超过了 8 元。店里最高 8 元。"),
    ("capped_before_the_target", {"cap_first": True}, "The worth of a click was capped before the target was divided in. The cap is on the *bid*.", "先封顶、后除目标了。封顶的是**出价**。"),
    ("tiny_bids", {"least": 0.0}, "A bid under ten fen was kept. Under 0.10 the shop does not bid: 0.", "不到一角的出价留下了。不到 0.10 就不投：0。"),
    ("raised_to_ten_fen", {"under": "least"}, "A bid under ten fen was raised to ten. Then each click loses: the answer is 0.", "不到一角的抬到了一角。那样点一次亏一次：应该是 0。"),
    ("tiny_bids_missing", {"under": "nan"}, "Not to bid is 0 here, not `NaN`.", "不投写 0，不是 `NaN`。"),
    ("ten_fen_refused", {"strict": True}, "Exactly ten fen is a bid: only *less* than 0.10 becomes 0.", "正好一角可以投：**不到** 0.10 才写 0。"),
    ("target_multiplied", {"target": "times"}, "The target raised the bid. Who wants more left must bid less: divide by 1 + target.", "目标把出价抬高了。想多剩，就要少出：除以 1 + 目标。"),
    ("target_taken_off", {"target": "less"}, "The worth was multiplied by 1 - target. ROI has the cost below the line: divide by 1 + target.", "乘了 1 - 目标。ROI 的分母是花费：要除以 1 + 目标。"),
    ("target_forgotten", {"target": "none"}, "The target is not in the bid.", "出价里没有用到目标。"),
    ("divided_by_the_target", {"target": "only"}, "The worth was divided by the target alone. It is 1 + target.", "只除了目标。应该除以 1 + 目标。"),
    ("order_for_a_click", {"rate": "none"}, "The whole margin of an order was bid for a click. Only `cvr` of the clicks lead to one.", "一次点击就出了一整单的毛利。只有 `cvr` 那么多的点击会成单。"),
    ("divided_by_the_rate", {"rate": "over"}, "The margin was divided by the conversion rate. Multiply.", "毛利除以了转化率。要乘。"),
    ("negative_bid", {"loss": "keep"}, "A negative bid came out. An order at a loss means: don't bid, 0.", "出价成了负数。卖一单亏一单，就不投：0。"),
    ("percent_rate_accepted", {"check_cvr": False}, "A conversion rate above 1 was accepted. Raise a `ValueError`.", "转化率大于 1 也照算了。要抛出 `ValueError`。"),
    ("negative_rate_accepted", {"check_low": False}, "A conversion rate below 0 was accepted. Raise a `ValueError`.", "转化率小于 0 也照算了。要抛出 `ValueError`。"),
    ("any_target_accepted", {"check_target": False}, "A target of -1 or less was accepted. Raise a `ValueError`.", "目标是 -1 或更小也照算了。要抛出 `ValueError`。"),
    ("only_minus_one_refused", {"check_target": "equal"}, "A target below -1 was accepted. All of -1 or less raise a `ValueError`.", "目标小于 -1 也照算了。小于等于 -1 都要抛出 `ValueError`。"),
    ("certain_order_refused", {"one_refused": True}, "A conversion rate of exactly 1 was refused. Only *above* 1 is an error.", "转化率正好是 1 被拒绝了。**大于** 1 才是错。"),
    ("unknown_rate_at_the_cap", {"unknown": "cap"}, "A rate that is not known became a bid of 8 yuan: in Python `min(8, nan)` is 8. Look for `NaN` first.", "转化率未知，出价却成了 8 元：在 Python 里 `min(8, nan)` 等于 8。先看是不是 `NaN`。"),
    ("unknown_rate_refused", {"unknown": "error"}, "A rate that is not known raised an error. The answer is `NaN`: every comparison with `NaN` is false, so `not 0 <= cvr <= 1` is true for it.", "转化率未知时报错了。应该返回 `NaN`：和 `NaN` 比都是假，所以 `not 0 <= cvr <= 1` 对它是真。"),
    ("negative_target_refused", {"loss": "error"}, "A target below 0 was refused. Down to -1 it is allowed: the shop then takes a loss on purpose.", "目标小于 0 被拒绝了。只要大于 -1 就可以：店里有意少赚。"),
    ("unknown_rate_is_zero", {"unknown": "zero"}, "A rate that is not known became a bid of 0. It stays `NaN`.", "转化率未知，写成了 0。应该还是 `NaN`。"),
    ("bid_rounded", {"digits": 2}, "The bid is rounded. Nothing is to be rounded.", "出价取整了。不要取整。"),
)  # fmt: skip


# --- attribute --------------------------------------------------------------------------------------------------------

attribute = Exercise(points=3, compare="equal", tolerance=1e-9)
PATH = ["path_id", "ts", "channel", "converted"]


def walks(rows: list[tuple]) -> pd.DataFrame:
    """Clicks from (path, "09-01 10:00", channel, converted)."""
    table = pd.DataFrame(rows, columns=PATH).astype({"converted": bool})
    table["ts"] = pd.to_datetime(
        pd.Series([f"2025-{text}" for text in table["ts"]], dtype=object), format="%Y-%m-%d %H:%M"
    )
    return table


@attribute.example
def two_paths_by_hand():
    paths = walks(
        [
            (1, "09-10 10:00", "brand", True), (1, "09-01 09:00", "video", True), (1, "09-05 12:00", "social", True),
            (1, "09-06 12:00", "social", True), (1, "09-08 08:00", "video", True), (2, "09-04 10:00", "search", False),
        ]
    )  # fmt: skip
    return {"paths": paths, "model": "position"}, pd.Series({"brand": 0.4, "search": 0.0, "social": 0.4, "video": 0.2})


FORTNIGHT = walks(
    [
        (7, "09-03 10:00", "social", True), (3, "09-02 08:00", "video", True), (7, "09-05 21:00", "brand", True),
        (7, "09-04 12:00", "video", True), (3, "09-08 19:00", "brand", True), (3, "09-08 18:00", "search", True),
        (5, "09-01 11:00", "brand", True), (9, "09-02 10:00", "social", False), (9, "09-03 10:00", "brand", False),
        (3, "09-05 20:00", "search", True), (3, "09-04 09:00", "social", True), (11, "08-20 10:00", "social", True),
        (11, "09-06 10:00", "search", True), (11, "09-07 22:00", "video", True), (11, "09-08 09:00", "search", True),
        (13, "09-03 08:00", "video", True), (13, "09-03 09:00", "video", True), (13, "09-04 09:00", "social", True),
        (2, "09-02 09:00", "banner", False), (15, "08-31 10:00", "display", True), (15, "09-09 18:00", "brand", True),
        (15, "09-04 21:00", "display", True),
    ]
)  # fmt: skip
for _name, _model, _edge, _en, _zh in (
    ("linear_by_default", None, False, "a fortnight, no model given", "两周，没写模型"),
    ("the_last_click", "last", False, "the same fortnight, last", "同样两周，末次"),
    ("the_first_click", "first", False, "the same fortnight, first", "同样两周，首次"),
    ("by_position", "position", False, "the same fortnight, position", "同样两周，位置"),
    ("a_model_nobody_knows", "middle", True, "another model", "别的模型"),
):

    def _inputs(model=_model):
        return {"paths": FORTNIGHT} if model is None else {"paths": FORTNIGHT, "model": model}

    _inputs.__name__ = _inputs.__qualname__ = _name
    attribute.visible(edge=_edge, en=_en, zh=_zh)(_inputs)

WINDOW = walks(
    [
        (1, "09-01 10:00", "social", True), (1, "09-03 10:00", "video", True), (1, "09-08 10:00", "brand", True),
        (2, "09-01 09:59", "social", True), (2, "09-08 10:00", "brand", True), (3, "09-02 10:00", "search", True),
        (3, "09-01 10:00", "video", True), (3, "08-20 10:00", "social", True), (3, "09-02 11:00", "search", True),
    ]
)  # fmt: skip


@attribute.visible(edge=True, en="exactly seven days before, and a minute more", zh="正好七天前，和再早一分钟")
def exactly_seven_days():
    return {"paths": WINDOW, "model": "first"}


@attribute.visible(edge=True, en="the same window, position", zh="同样的窗口，位置")
def window_by_position():
    return {"paths": WINDOW, "model": "position"}


@attribute.visible(edge=True, en="the same channel again and again", zh="一直是同一个渠道")
def the_same_again():
    rows = [(1, f"09-0{day} 10:00", "video", True) for day in range(1, 5)] + [(1, "09-05 10:00", "brand", True)]
    rows += [(2, "09-01 10:00", "video", True), (2, "09-02 10:00", "brand", True), (2, "09-03 10:00", "video", True)]
    return {"paths": walks(rows), "model": "linear"}


@attribute.visible(edge=True, en="nobody ordered", zh="没有人下单")
def nobody_ordered():
    return {"paths": walks([(1, "09-01 10:00", "video", False), (2, "09-01 10:00", "brand", False)]), "model": "last"}


@attribute.visible(edge=True, en="an empty table", zh="空表")
def no_paths():
    return {"paths": FORTNIGHT.head(0), "model": "linear"}


@attribute.hidden(worlds=4)
def other_paths(world: World):
    touches = world.table("touchpoints")
    chosen = world.rng.choice(touches["user_id"].unique(), 300, replace=False)
    rows = touches[touches["user_id"].isin(chosen)].sample(frac=1, random_state=world.rng).reset_index(drop=True)
    rows["converted"] = rows.groupby("user_id")["converted"].transform("any")
    rows = rows.rename(columns={"user_id": "path_id"})[PATH]
    return {"paths": rows, "model": str(world.rng.choice(["first", "last", "linear", "position"]))}


@attribute.invariant(
    en="The credits sum to the number of paths with an order.", zh="分出去的加起来，等于有订单的路径数。"
)
def credits_sum(result, *, paths, **inputs):
    return abs(float(result.sum()) - paths.loc[paths["converted"], "path_id"].nunique()) < 1e-6


def credit(
    paths, model="linear", *, window=7.0, strict=False, merge="adjacent", everybody=False, channels="all", sort=True, ends=0.4,
    two="half", check=True, window_from="last", order="window_first", keep="zero", number=True, fixed=None,
    whole_days=False, middle="shared",
):  # fmt: skip
    """Credits by channel; the arguments are the ways to get a rule wrong."""
    if check and model not in ("first", "last", "linear", "position"):
        raise ValueError(model)
    model = fixed or model
    names = sorted(paths["channel"].unique()) if channels == "all" else []
    found = dict.fromkeys(names, 0.0)
    rows = paths if everybody else paths[paths["converted"]]
    for _, part in rows.groupby("path_id"):
        part = part.sort_values("ts") if sort else part
        if window is not None:
            if window_from == "table":
                part = part[paths["ts"].max() - part["ts"] <= window * DAY]
            age = (part["ts"].max() - part["ts"] if window_from != "first" else part["ts"] - part["ts"].min()) / DAY
            inside = age < window - 1e-9 if strict else age <= window + 1e-9
            if whole_days:
                inside = np.floor(age + 1e-9) <= window
            if order == "repeats_first":
                # Each run keeps its first click, and the window looks at that one.
                fresh = (part["channel"] != part["channel"].shift()).to_numpy()
                part, inside = part[fresh], inside[fresh]
            part = part[inside]
        touched = part["channel"].tolist()
        if merge == "adjacent":
            fresh = [n == 0 or name != touched[n - 1] for n, name in enumerate(touched)]
            touched = [name for name, new in zip(touched, fresh, strict=True) if new]
        elif merge == "once":
            touched = list(dict.fromkeys(touched))
        n = len(touched)
        if not n:
            continue
        if model == "first":
            parts = [1.0] + [0.0] * (n - 1)
        elif model == "last":
            parts = [0.0] * (n - 1) + [1.0]
        elif model == "linear" or n == 1:
            parts = [1 / n] * n
        elif n == 2:
            parts = [0.5, 0.5] if two == "half" else [ends, 1 - ends] if two == "rest" else [ends, ends]
        else:
            between = {"shared": (1 - 2 * ends) / (n - 2), "each": 0.2, "over_all": 0.2 / n}[middle]
            parts = [ends, *[between] * (n - 2), ends]
        for name, share in zip(touched, parts, strict=True):
            found[name] = found.get(name, 0.0) + share
    result = pd.Series(found, dtype=float).sort_index()
    if keep == "drop":
        result = result[result > 0]
    if not number and len(result) and result.sum():
        result = result / result.sum()
    return result


@attribute.right
def path_by_path(paths, model="linear"):
    return credit(paths, model)


@attribute.right
def all_paths_at_once(paths, model="linear"):
    if model not in {"first", "last", "linear", "position"}:
        raise ValueError("unknown model")
    rows = paths[paths["converted"]].sort_values(["path_id", "ts"])
    rows = rows[rows.groupby("path_id")["ts"].transform("max") - rows["ts"] <= 7 * DAY]
    same = (rows["path_id"] == rows["path_id"].shift()) & (rows["channel"] == rows["channel"].shift())
    rows = rows[~same]
    place = rows.groupby("path_id").cumcount()
    n = rows.groupby("path_id")["ts"].transform("size")
    first, last = place == 0, place == n - 1
    inner = 0.2 / (n - 2).where(n > 2)
    weights = {
        "first": first.astype(float),
        "last": last.astype(float),
        "linear": 1 / n,
        "position": pd.Series(
            np.select([n == 1, n == 2, first | last], [1.0, 0.5, 0.4], inner), rows.index, dtype=float
        ),
    }
    names = sorted(paths["channel"].unique())
    return weights[model].groupby(rows["channel"]).sum().reindex(names, fill_value=0.0)


@attribute.wrong(
    en="A repeat was looked for across paths: the first click of a path vanished where the path before it ended with the same channel. Join within a path only.",
    zh="并重复时跨了路径：上一条路径的末次和这一条的首次是同一个渠道，首次就没了。只在一条路径里并。",
)
def repeats_across_paths(paths, model="linear"):
    if model not in ("first", "last", "linear", "position"):
        raise ValueError(model)
    rows = paths[paths["converted"]].sort_values(["path_id", "ts"])
    rows = rows[rows.groupby("path_id")["ts"].transform("max") - rows["ts"] <= 7 * DAY]
    rows = rows[rows["channel"] != rows["channel"].shift()]
    found = credit(rows, model, window=None, merge="none")
    return found.reindex(sorted(paths["channel"].unique()), fill_value=0.0)


slips(
    attribute, credit,
    ("old_clicks_in", {"window": None}, "Clicks of more than seven days before the last one got credit. They are out.", "最后一次点击七天以前的也分到了。那些不算。"),
    ("seven_days_out", {"strict": True}, "A click exactly seven days before the last one was left out. It is still in.", "正好七天前的点击没算。它还在窗口里。"),
    ("repeats_before_the_window", {"order": "repeats_first"}, "Repeats were joined before the window was cut, so a run that began outside of it was lost as a whole. Cut first, then join.", "先并重复、后截窗口了：从窗口外开始的一串，整串都没了。先截，再并。"),
    ("whole_days_counted", {"whole_days": True}, "Days were cut to whole numbers: a click seven days and a minute before counts as seven. Compare the time itself with 7 days.", "天数取了整：早七天零一分钟也成了七天。要拿时间本身和 7 天比。"),
    ("repeats_counted", {"merge": "none"}, "Clicks on the same channel in a row were counted one by one. In a row they are one touch.", "同一个渠道接连点几次，一次次都算了。接连的只算一次。"),
    ("channel_once_a_path", {"merge": "once"}, "A channel was counted once a path. Only clicks *in a row* become one: video, brand, video are three touches.", "一条路径里每个渠道只算了一次。只有**接连**的才并成一次：视频、站名、视频是三次。"),
    ("everybody_gets_credit", {"everybody": True}, "Paths without an order were divided, too. There is nothing to divide: `converted` is false.", "没有订单的路径也分了。没有东西可分：`converted` 是假。"),
    ("silent_channels_missing", {"channels": "seen"}, "Channels that got nothing are missing. Every channel of the table has its row, with 0.", "没分到的渠道不见了。表里每个渠道都要有一行，没分到写 0。"),
    ("zero_credit_dropped", {"keep": "drop"}, "Channels with a credit of 0 were dropped. They stay, with 0.", "分到 0 的渠道被删了。要留着，写 0。"),
    ("order_of_the_table", {"sort": False}, "The order of the rows was taken for the order of time. Sort by `ts` first.", "把行的先后当成了时间的先后。先按 `ts` 排序。"),
    ("a_third_each_end", {"ends": 1 / 3}, "The ends got a third each. They get 0.4 each, those between share 0.2.", "头尾各给了三分之一。头尾各 0.4，中间的分 0.2。"),
    ("half_each_end", {"ends": 0.5}, "The ends got everything. They get 0.4 each, 0.2 is for those between.", "全给了头尾。头尾各 0.4，留 0.2 给中间。"),
    ("middle_not_shared", {"middle": "each"}, "Each touch between the ends got 0.2. They *share* 0.2, so that a path gives one order in all.", "中间的每次都给了 0.2。它们**平分** 0.2，一条路径一共只有一单。"),
    ("middle_over_all_touches", {"middle": "over_all"}, "The 0.2 was divided by all touches. It is shared by those *between* the first and the last, two fewer.", "0.2 除以了全部次数。分它的只有头尾**之间**的，少两次。"),
    ("one_window_for_all_paths", {"window_from": "table"}, "One window was cut for the whole table, back from its latest click. Each path has its own: back from *its* last click.", "整张表截了同一个窗口，从全表最晚的一次往前数。每条路径各有各的：从**自己**的最后一次往前数。"),
    ("window_from_the_first_click", {"window_from": "first"}, "The seven days were counted from the path's *first* click. They count back from its last one.", "七天是从**第一次**点击往后数的。应该从最后一次往前数。"),
    ("two_touches_lose", {"two": "loose"}, "Of two touches each got 0.4, and 0.2 was lost. Two get half each.", "只有两次的各给 0.4，丢了 0.2。两次各一半。"),
    ("two_touches_uneven", {"two": "rest"}, "Of two touches the last got 0.6. Two get half each.", "只有两次的，最后一次给了 0.6。两次各一半。"),
    ("any_model_goes", {"check": False}, "An unknown model was accepted. Raise a `ValueError`.", "不认识的模型也照算了。要抛出 `ValueError`。"),
    ("shares_for_credits", {"number": False}, "The result holds shares. Credits are numbers of orders: they sum to the paths with an order.", "给的是占比。要的是单数：加起来等于有订单的路径数。"),
    ("always_linear", {"fixed": "linear"}, "Whatever the model, equal parts came out. Use `model`.", "不管什么模型都平分了。要看 `model`。"),
    ("always_last", {"fixed": "last"}, "Whatever the model, the last click got all. Use `model`.", "不管什么模型都全给末次。要看 `model`。"),
)  # fmt: skip


# --- allocate_budget --------------------------------------------------------------------------------------------------

allocate_budget = Exercise(points=4, compare="equal", tolerance=1e-6)


def board(rows: list[tuple]) -> pd.DataFrame:
    """Curves from (channel, ceiling, scale, margin, cap)."""
    table = pd.DataFrame(rows, columns=["channel", "ceiling", "scale", "margin", "cap"])
    return table.astype(dict.fromkeys(["ceiling", "scale", "margin", "cap"], float))


@allocate_budget.example
def three_steps_by_hand():
    curves = board([("words", 1000, 100, 0.5, 1000), ("video", 900, 300, 0.5, 1000)])
    return {"curves": curves, "budget": 300.0, "step": 100.0}, pd.Series({"words": 200.0, "video": 100.0})


THREE = board([("words", 5200, 700, 0.40, 1250), ("video", 21000, 6400, 0.35, 5000), ("social", 8800, 1900, 0.45, 750)])


@allocate_budget.visible(en="three channels", zh="三个渠道")
def three_channels():
    return {"curves": THREE, "budget": 6000.0, "step": 500.0}


@allocate_budget.visible(en="other rows, no step given", zh="换了顺序，没写步长")
def other_rows():
    return {"curves": THREE.iloc[::-1].reset_index(drop=True), "budget": 3400.0}


@allocate_budget.visible(edge=True, en="a steep start that ends soon", zh="开头很陡，很快就到头")
def a_steep_start():
    curves = board([("social", 300, 30, 0.5, 3000), ("video", 3000, 500, 0.5, 3000), ("words", 420, 45, 0.4, 3000)])
    return {"curves": curves, "budget": 200.0, "step": 100.0}


@allocate_budget.visible(edge=True, en="margins turn the order round", zh="毛利率不同，先后就反过来")
def margins_differ():
    curves = board([("gifts", 4000, 800, 0.15, 3000), ("lamps", 2500, 800, 0.60, 3000)])
    return {"curves": curves, "budget": 1000.0, "step": 200.0}


@allocate_budget.visible(edge=True, en="a budget that is no multiple of the step", zh="预算不是步长的整倍数")
def a_rest_remains():
    return {"curves": THREE, "budget": 1230.0, "step": 500.0}


@allocate_budget.visible(edge=True, en="a cap that is no multiple of the step", zh="上限不是步长的整倍数")
def an_odd_cap():
    curves = board([("social", 9000, 900, 0.5, 750), ("video", 4000, 2000, 0.4, 4000)])
    return {"curves": curves, "budget": 1500.0, "step": 200.0}


@allocate_budget.visible(edge=True, en="a rest that only one channel has room for", zh="零头只有一个渠道放得下")
def a_rest_that_fits():
    curves = board([("social", 9000, 900, 0.5, 450), ("video", 2000, 2000, 0.4, 4000)])
    return {"curves": curves, "budget": 850.0, "step": 200.0}


@allocate_budget.visible(edge=True, en="caps below the budget", zh="上限加起来不到预算")
def everything_full():
    curves = board([("social", 9000, 900, 0.5, 600), ("video", 4000, 2000, 0.4, 450)])
    return {"curves": curves, "budget": 2000.0, "step": 200.0}


@allocate_budget.visible(edge=True, en="three equal channels", zh="三个一样的渠道")
def three_equal_channels():
    curves = board([(name, 3000, 600, 0.4, 5000) for name in ("video", "words", "social")])
    return {"curves": curves, "budget": 700.0, "step": 100.0}


@allocate_budget.visible(edge=True, en="money that no longer earns itself", zh="再花就回不了本的钱")
def past_the_line():
    curves = board([("words", 300, 100, 0.3, 5000), ("social", 200, 100, 0.3, 5000)])
    return {"curves": curves, "budget": 800.0, "step": 100.0}


@allocate_budget.visible(edge=True, en="room only where nothing is earned", zh="只有不挣钱的渠道放得下")
def room_where_nothing_is_earned():
    curves = board([("words", 900, 200, 0.4, 300), ("radio", 800, 300, 0.0, 5000)])
    return {"curves": curves, "budget": 600.0, "step": 100.0}


@allocate_budget.visible(edge=True, en="no budget", zh="没有预算")
def no_budget():
    return {"curves": THREE, "budget": 0.0, "step": 100.0}


@allocate_budget.visible(edge=True, en="a budget below 0", zh="预算小于 0")
def negative_budget():
    return {"curves": THREE, "budget": -5.0, "step": 100.0}


@allocate_budget.visible(edge=True, en="a step of 0", zh="步长是 0")
def no_step():
    return {"curves": THREE, "budget": 500.0, "step": 0.0}


@allocate_budget.visible(edge=True, en="a step below 0", zh="步长小于 0")
def negative_step():
    return {"curves": THREE, "budget": 500.0, "step": -100.0}


@allocate_budget.visible(edge=True, en="no channel", zh="没有渠道")
def no_channel():
    return {"curves": THREE.head(0), "budget": 500.0, "step": 100.0}


@allocate_budget.hidden(worlds=4)
def other_boards(world: World):
    rng, n = world.rng, int(world.rng.integers(2, 6))
    names = rng.permutation(["words", "video", "social", "mail", "stores", "radio"])[:n]
    rows = [
        (str(name), float(rng.integers(20, 250)) * 100, float(rng.integers(300, 6000)), round(float(rng.uniform(0.2, 0.6)), 2),
         float(rng.integers(4, 60)) * 100 + 50)
        for name in names
    ]  # fmt: skip
    return {"curves": board(rows), "budget": float(rng.integers(10, 90)) * 100 + 30, "step": 100.0}


@allocate_budget.invariant(
    en="No channel gets more than its cap, and no more than the budget is spent.",
    zh="没有渠道超过上限，总数不超过预算。",
)
def within_caps(result, *, curves, budget, **inputs):
    caps = curves.set_index("channel")["cap"]
    return bool((result <= caps[result.index] + 1e-6).all()) and float(result.sum()) <= budget + 1e-6


def handed_out(
    curves, budget, step=100.0, *, margin="own", cap="whole", rest="piece", tie="name", rule="next", stop=False, check=True,
    check_step=True, fixed_step=None, order="given", full="next",
):  # fmt: skip
    """Money by channel; the arguments are the ways to get a rule wrong."""
    if (check and budget < 0) or (check_step and step <= 0):
        raise ValueError("budget or step")
    step = fixed_step or (step if step > 0 else 100.0)
    rows = curves if tie == "row" else curves.sort_values("channel", ascending=tie == "name")
    names = rows["channel"].tolist()
    top, scale, rate, caps = (
        dict(zip(names, rows[name], strict=True)) for name in ("ceiling", "scale", "margin", "cap")
    )
    if margin == "none":
        rate = dict.fromkeys(names, 1.0)
    spent = dict.fromkeys(names, 0.0)

    def sales(name, x):
        return rate[name] * top[name] * (1 - math.exp(-x / scale[name]))

    left = max(budget, 0.0)
    while left > 1e-9 and names:
        piece = min(step, left)
        if piece < step - 1e-9 and rest == "drop":
            break
        if piece < step - 1e-9 and rest == "whole":
            piece = step
        pieces = {name: min(piece, caps[name] - spent[name]) if cap == "part" else piece for name in names}
        able = [
            name
            for name in names
            if cap == "none"
            or (cap in ("before", "split") and spent[name] < caps[name])
            or (cap == "strict" and spent[name] + pieces[name] < caps[name])
            or (cap == "step" and spent[name] + step <= caps[name])
            or (cap in ("whole", "part") and spent[name] + pieces[name] <= caps[name] + 1e-9 and pieces[name] > 1e-9)
        ]
        if full == "stop" and len(able) < len(names):
            best_any = max(names, key=lambda name, add=piece: sales(name, spent[name] + add) - sales(name, spent[name]))
            if best_any not in able:
                break
        if not able:
            break
        gain = {
            "next": lambda name, add: sales(name, spent[name] + add) - sales(name, spent[name]),
            "average": lambda name, add: sales(name, spent[name] + add) / (spent[name] + add),
            "first": lambda name, add: sales(name, add),
            "slope": lambda name, add: rate[name] * top[name] / scale[name] * math.exp(-spent[name] / scale[name]),
        }[rule]
        best = max(able, key=lambda name, gain=gain, pieces=pieces: gain(name, pieces[name]))
        if stop is True and gain(best, pieces[best]) < pieces[best]:
            break
        if stop == "nothing" and gain(best, pieces[best]) <= 0:
            break
        if cap == "split":
            pieces[best] = min(pieces[best], caps[best] - spent[best])
        spent[best] += pieces[best]
        left -= pieces[best]
    found = pd.Series(spent, dtype=float)
    return found.reindex(curves["channel"].tolist()) if order == "given" else found.sort_index()


@allocate_budget.right
def greedy_with_dictionaries(curves, budget, step=100.0):
    return handed_out(curves, budget, step)


@allocate_budget.right
def greedy_with_arrays(curves, budget, step=100.0):
    if budget < 0 or step <= 0:
        raise ValueError("budget must be 0 or more, step above 0")
    order = np.argsort(curves["channel"].to_numpy(str), kind="stable")
    c, s, m, cap = (curves[name].to_numpy(float)[order] for name in ("ceiling", "scale", "margin", "cap"))
    x, left = np.zeros(len(order)), float(budget)
    while left > 0 and len(order):
        piece = min(step, left)
        gain = m * c * (np.exp(-x / s) - np.exp(-(x + piece) / s))
        gain[x + piece > cap] = -1
        k = int(gain.argmax())
        if gain[k] < 0:
            break
        x[k] += piece
        left -= piece
    return pd.Series(x, index=curves["channel"].to_numpy()[order], dtype=float).reindex(curves["channel"].tolist())


slips(
    allocate_budget, handed_out,
    ("sales_not_profit", {"margin": "none"}, "The envelopes went where *sales* grow most. A yuan of sales leaves another profit in each channel: multiply by `margin`.", "信封给了**销售额**涨得最多的。各渠道的毛利率不一样：要乘 `margin`。"),
    ("no_caps", {"cap": "none"}, "A channel got more than its cap.", "有渠道超过了上限。"),
    ("cap_filled_up", {"cap": "part"}, "A channel was filled up to its cap with part of an envelope. One that does not fit goes elsewhere, whole.", "拆了信封，把渠道填到了上限。放不下的，整个给别处。"),
    ("rest_kept", {"rest": "drop"}, "What was less than `step` was not spent. The last envelope holds what is left.", "不满 `step` 的零头没发。最后一个信封装剩下的，也要发。"),
    ("rest_rounded_up", {"rest": "whole"}, "The last envelope was a full one: more than the budget is spent.", "最后一个信封装满了，超过了预算。"),
    ("by_the_average", {"rule": "average"}, "The envelope went to the channel with the best *average*. What counts is what the envelope itself adds.", "给了**平均**最好的渠道。要看这个信封本身多带来多少。"),
    ("by_the_first_step", {"rule": "first"}, "The channel to which the first envelope brings most got everything. After each envelope look again: it saturates.", "第一个信封最好的渠道全拿走了。每发一个都要重新看：它会饱和。"),
    ("by_the_slope", {"rule": "slope"}, "The envelope went by the slope at its start. A whole envelope is judged by what it adds, after less before.", "按起点的斜率给了。整个信封要看多带来多少：之后减之前。"),
    ("ties_by_row", {"tie": "row"}, "Of two equal channels the first row won. It is the first by name.", "两个一样的渠道，给了排在前面的行。应该按名称先后。"),
    ("stops_at_the_line", {"stop": True}, "It stopped when an envelope no longer earned itself. That is sensible, but here the whole budget is to be handed out.", "到了回不了本就停了。想法没错，可这道题要把预算发完。"),
    ("stops_where_nothing_is_added", {"stop": "nothing"}, "It stopped where an envelope adds nothing. Nobody asks: as long as a channel has room, the budget is handed out.", "信封多带来 0 元就停了。这道题不问：只要有渠道放得下，就接着发。"),
    ("ties_by_last_name", {"tie": "last"}, "Of equal channels the last by name won. It is the first by name: with `>=` a later equal one takes over.", "一样多的，给了名称在后的。应该给名称在前的：用 `>=`，后来的会顶掉前面的。"),
    ("room_before_the_envelope", {"cap": "before"}, "Room was asked for *before* the envelope, so a channel went over its cap. It counts what the channel would have *with* it.", "看的是装信封**之前**有没有满，结果超过了上限。要看加上这个信封以后。"),
    ("envelope_opened_at_the_cap", {"cap": "split"}, "An envelope that did not fit was opened, and the channel filled up to its cap. It goes elsewhere, whole.", "放不下的信封被拆开，把渠道填到了上限。应该整个给别处。"),
    ("exactly_the_cap_refused", {"cap": "strict"}, "A channel that would have exactly its cap was passed over. Exactly `cap` is room enough: `<=`.", "加上信封正好等于上限的渠道没给。正好等于 `cap` 放得下：`<=`。"),
    ("room_for_a_full_step", {"cap": "step"}, "Room was asked for a full `step`, also when the last envelope holds less.", "最后一个信封没装满，却按整个 `step` 看放不放得下。要按它实际装的看。"),
    ("stops_when_one_is_full", {"full": "stop"}, "It stopped when the best channel was full. The next best one takes the envelope.", "最好的渠道满了就停了。应该给下一个。"),
    ("negative_budget_accepted", {"check": False}, "A budget below 0 was accepted. Raise a `ValueError`.", "预算小于 0 也照算了。要抛出 `ValueError`。"),
    ("any_step_accepted", {"check_step": False}, "A step of 0 or less was accepted. Raise a `ValueError`.", "步长小于等于 0 也照算了。要抛出 `ValueError`。"),
    ("hundred_typed", {"fixed_step": 100.0}, "100 was used whatever the `step`.", "不管 `step` 是多少，都用了 100。"),
    ("channels_by_name", {"order": "name"}, "The channels stand by name. They stand as in `curves`.", "渠道按名称排了。要按 `curves` 的先后。"),
)  # fmt: skip


@allocate_budget.wrong(
    en="The budget was divided equally. Each envelope goes where it adds most profit.",
    zh="平分了预算。每个信封要给多带来毛利最多的渠道。",
)
def equal_parts(curves, budget, step=100.0):
    if budget < 0 or step <= 0:
        raise ValueError
    return pd.Series(budget / max(len(curves), 1), index=curves["channel"].tolist(), dtype=float)


# --- incremental_roi --------------------------------------------------------------------------------------------------

incremental_roi = Exercise(
    points=3,
    compare="equal",
    tolerance=1e-9,
    library=[
        "metrics.incremental_return(treat.assign(revenue=treat['during']), control.assign(revenue=control['during']), cost, margin_rate)"
    ],
)


def areas(rows: list[tuple], first: int = 1) -> pd.DataFrame:
    """Areas from (before, during)."""
    table = pd.DataFrame(rows, columns=["before", "during"], dtype=float)
    table.insert(0, "area_id", first + np.arange(len(table)))
    return table


@incremental_roi.example
def five_areas_by_hand():
    treat = areas([(100, 160), (200, 240), (150, None)])
    control = areas([(120, 130), (180, 210)], 11)
    half = 1.96 * math.sqrt(200 / 2 + 200 / 2)
    expected = {
        "lift": 30.0,
        "iroas": 1.5,
        "roi": -0.25,
        "roi_low": 0.5 * 3 * (30 - half) / 60 - 1,
        "roi_high": 0.5 * 3 * (30 + half) / 60 - 1,
    }
    return {"treat": treat, "control": control, "cost": 60.0, "margin_rate": 0.5}, expected


BIG = areas([(5200, 6890), (4100, 5610), (8800, 10950), (3000, None), (6100, 7350), (4700, 6480)])
SMALL = areas([(5100, 5690), (9000, 9420), (4300, 4880), (None, 4000), (3600, 4010), (7000, 7160), (2800, 3390)], 21)


@incremental_roi.visible(en="a campaign that earned", zh="挣了钱的投放")
def a_campaign_that_earned():
    return {"treat": BIG, "control": SMALL, "cost": 1900.0, "margin_rate": 0.4}


@incremental_roi.visible(en="a brand word", zh="站名词")
def a_brand_word():
    treat = areas([(5400, 5810), (4000, 4460), (7300, 7520), (6200, 6660)])
    control = areas([(5000, 5330), (7600, 7990), (None, 1200), (4400, 4930), (6300, 6520), (5200, 5690)], 31)
    return {"treat": treat, "control": control, "cost": 840.0, "margin_rate": 0.45}


@incremental_roi.visible(edge=True, en="groups of unequal size before", zh="之前就不一样大的两组")
def unequal_before():
    return {
        "treat": areas([(900, 1000), (950, 1080), (870, 960)]),
        "control": areas([(300, 340), (320, 390), (280, 300)], 9),
        "cost": 200.0,
        "margin_rate": 0.5,
    }


@incremental_roi.visible(edge=True, en="one treated area", zh="只有一个投放区域")
def one_treated_area():
    return {
        "treat": areas([(900, 1100)]),
        "control": areas([(500, 540), (520, 580)], 9),
        "cost": 50.0,
        "margin_rate": 0.5,
    }


@incremental_roi.visible(edge=True, en="no control area left", zh="对照一个也不剩")
def no_control():
    return {
        "treat": areas([(900, 1100), (800, 990)]),
        "control": areas([(500, None)], 9),
        "cost": 50.0,
        "margin_rate": 0.5,
    }


@incremental_roi.visible(edge=True, en="nothing was spent", zh="没花钱")
def nothing_spent():
    return {
        "treat": areas([(900, 1100), (800, 990)]),
        "control": areas([(500, 540), (520, 580)], 9),
        "cost": 0.0,
        "margin_rate": 0.5,
    }


@incremental_roi.visible(edge=True, en="empty tables", zh="空表")
def empty_areas():
    return {"treat": BIG.head(0), "control": SMALL.head(0), "cost": 10.0, "margin_rate": 0.5}


@incremental_roi.hidden(worlds=4)
def other_tests(world: World):
    rng, geo = world.rng, world.table("geo_tests")
    rows = geo[geo["test_id"] == str(rng.choice(["brand_words", "social"]))]
    sums = rows.groupby(["arm", "area_id", "during"])["revenue"].sum().unstack()
    sums = sums.rename(columns={False: "before", True: "during"}).rename_axis(columns=None)
    sides = []
    for arm in ("shown", "held_out"):
        side = sums.loc[arm].reset_index()
        side.loc[side.sample(4, random_state=rng).index, "during"] = np.nan
        side.loc[side.sample(2, random_state=rng).index, "before"] = np.nan
        sides.append(side[["area_id", "before", "during"]])
    return {"treat": sides[0], "control": sides[1], "cost": float(rows["cost"].sum().round(2)), "margin_rate": 0.4}


@incremental_roi.invariant(
    en="ROI is the margin times iROAS, less 1 for the cost.", zh="ROI 等于毛利率乘 iROAS，再减去花费那一份 1。"
)
def margin_times_iroas(result, *, margin_rate, **inputs):
    both = result["roi"], margin_rate * result["iroas"] - 1
    return any(math.isnan(value) for value in both) or abs(both[0] - both[1]) < 1e-6 * max(1, abs(both[1]))


def hold_out(
    treat, control, cost, margin_rate, *, change="less", scale="all", missing="drop", ddof=1, z=1.96, pooled=False, root="n",
    margin="revenue", cost_off=True, iroas="revenue", interval="difference", zero="nan", alone=False, lift="mean",
):  # fmt: skip
    """Result of a hold-out; the arguments are the ways to get a rule wrong."""

    def grown(rows):
        if missing == "column":
            return (rows["during"] - rows["before"]).dropna()
        if missing == "zero":
            rows = rows.fillna(0.0)
        if change == "less":
            return (rows["during"] - rows["before"]).dropna()
        if change == "ratio":
            return (rows["during"] / rows["before"] - 1).dropna()
        return rows["during"].dropna() if missing != "whole" else rows.dropna()["during"]

    one, two = grown(treat), grown(control)
    n1, n0 = len(one), len(two)
    nan = float("nan")
    both = n1 > 0 and n0 > 0
    more = one.mean() - (0.0 if alone else two.mean()) if both else nan
    if lift == "median" and both:
        more = one.median() - two.median()
    if missing == "column" and both:
        more = treat["during"].mean() - treat["before"].mean() - control["during"].mean() + control["before"].mean()
    half = nan
    m1, m0 = (len(treat), len(control)) if root == "all" else (n1, n0)
    if min(n1, n0) > 1:
        v1, v0 = one.var(ddof=ddof), two.var(ddof=ddof)
        if pooled:
            v = ((n1 - 1) * v1 + (n0 - 1) * v0) / (n1 + n0 - 2)
            v1 = v0 = v
        half = z * (math.sqrt(v1 / m1 + v0 / m0) if root in ("n", "all") else math.sqrt(v1 + v0))
        if interval == "treated":
            half = z * math.sqrt(v1 / n1)
        if interval == "two":
            half = z * (math.sqrt(v1 / n1) + math.sqrt(v0 / n0))
    areas_paid = len(treat) if scale == "all" else n1 if scale == "known" else 1
    money = cost if cost else (nan if zero == "nan" else 0.0)

    def roi(each):
        gain = margin_rate * areas_paid * each if margin == "revenue" else areas_paid * each
        if not money:
            return 0.0
        return (gain - (money if cost_off else 0)) / money

    total = areas_paid * more if iroas == "revenue" else margin_rate * areas_paid * more
    if iroas == "known":
        total = n1 * more
    return {
        "lift": float(more) if lift != "total" else float(areas_paid * more),
        "iroas": float(total / money) if money else 0.0,
        "roi": float(roi(more)),
        "roi_low": float(roi(more - half)),
        "roi_high": float(roi(more + half)),
    }


@incremental_roi.right
def changes_of_areas(treat, control, cost, margin_rate):
    return hold_out(treat, control, cost, margin_rate)


@incremental_roi.right
def with_numpy(treat, control, cost, margin_rate):
    sides = []
    for rows in (treat, control):
        values = (rows["during"] - rows["before"]).to_numpy(float)
        sides.append(values[~np.isnan(values)])
    paid = cost if cost > 0 else np.nan
    means = [side.mean() if len(side) else np.nan for side in sides]
    parts = [side.var(ddof=1) / len(side) if len(side) > 1 else np.nan for side in sides]
    lift = means[0] - means[1]
    low, high = lift - 1.96 * np.sqrt(sum(parts)), lift + 1.96 * np.sqrt(sum(parts))
    roi = [margin_rate * len(treat) * value / paid - 1 for value in (lift, low, high)]
    return {"lift": lift, "iroas": len(treat) * lift / paid, "roi": roi[0], "roi_low": roi[1], "roi_high": roi[2]}


slips(
    incremental_roi, hold_out,
    ("only_the_test_weeks", {"change": "none", "missing": "whole"}, "Sales *during* the test were compared. Areas differ from the start: compare each area's change, during less before.", "比的是试验**期间**的销售额。区域本来就不一样大：要比各区域的变化，期间减之前。"),
    ("only_the_test_weeks_known", {"change": "none"}, "Sales *during* the test were compared. Areas differ from the start: compare each area's change, during less before.", "比的是试验**期间**的销售额。区域本来就不一样大：要比各区域的变化，期间减之前。"),
    ("growth_in_shares", {"change": "ratio"}, "Changes were taken in shares. Lift is in yuan: during less before.", "变化用了比例。增量要用元：期间减之前。"),
    ("missing_is_zero", {"missing": "zero"}, "A missing amount was taken as 0. An area with a missing amount is left out of the means.", "缺失的金额当成了 0。有缺失的区域不进平均。"),
    ("paid_areas_forgotten", {"scale": "known"}, "Lift was multiplied by the areas with both amounts. `cost` was paid in *all* treated areas: multiply by all.", "增量只乘了两个数都有的区域数。`cost` 是**全部**投放区域的花费：要乘全部。"),
    ("paid_areas_forgotten_in_iroas", {"iroas": "known"}, "`iroas` was multiplied by the areas with both amounts, ROI by all. Both take *all* areas of `treat`.", "`iroas` 只乘了两个数都有的区域数，ROI 乘了全部。两个都乘 `treat` 的**全部**区域数。"),
    ("all_areas_under_the_root", {"root": "all"}, "Under the root stand all areas. An area without a change tells nothing: $n$ counts the areas that have one.", "根号里用了全部区域数。没有变化的区域什么也没说：$n$ 是有变化的区域数。"),
    ("means_by_column", {"missing": "column"}, "`before` and `during` were averaged apart, over different areas. Form each area's change first, and leave out areas without one.", "`before` 和 `during` 各算各的平均，区域就对不上了。先算每个区域的变化，没有变化的去掉。"),
    ("lift_of_one_area", {"scale": "one"}, "The lift of one area was divided by the cost of all. Multiply by the number of treated areas.", "一个区域的增量，除了所有区域的花费。要乘投放区域数。"),
    ("no_comparison", {"alone": True}, "The change of the treated areas alone was taken. What the control changed by would have come anyway: take it off.", "只看了投放区域自己的变化。对照组变了多少，就是本来会变的：要减掉。"),
    ("whole_groups_spread", {"ddof": 0}, "The variance was divided by n. Of a sample it is n - 1 (`ddof=1`).", "方差除了 n。样本方差除 n - 1（`ddof=1`）。"),
    ("spread_of_areas", {"root": "none"}, "The interval is that of single areas. That of a mean has n under the root.", "这是单个区域的波动。平均数的区间，根号里要除 n。"),
    ("interval_of_the_treated", {"interval": "treated"}, "The interval holds the treated areas' chance only. The difference has both groups' chance.", "区间只算了投放组的运气。差里有两组的运气。"),
    ("two_intervals_added", {"interval": "two"}, "The two half-widths were added. Variances add, under one root.", "两个半宽直接加了。相加的是方差，再一起开根号。"),
    ("one_pooled_variance", {"pooled": True}, "One pooled variance was used. Each group has its own here.", "用了合并方差。这里两组各用各的。"),
    ("ninety_percent", {"z": 1.645}, "1.645 belongs to another confidence. The question says 1.96.", "1.645 是另一种置信度。题目是 1.96。"),
    ("revenue_taken_for_profit", {"margin": "none"}, "ROI takes sales for profit. Multiply by `margin_rate`.", "ROI 把销售额当成了毛利。要乘 `margin_rate`。"),
    ("cost_not_taken_off", {"cost_off": False}, "ROI lacks the cost above the line: (incremental gross profit - cost) / cost.", "ROI 的分子没减花费：(增量毛利 - 花费) ÷ 花费。"),
    ("iroas_of_profit", {"iroas": "profit"}, "iROAS was formed from profit. It is incremental *sales* over cost.", "iROAS 用了毛利。它是增量**销售额** ÷ 花费。"),
    ("free_is_zero", {"zero": "zero"}, "Nothing was spent, and a return of 0 came out. There is none: `NaN`.", "没花钱，却给了 0 的回报。没有回报可言：`NaN`。"),
    ("total_lift", {"lift": "total"}, "`lift` holds the sum over areas. It is yuan *per area*.", "`lift` 给了所有区域的合计。它是**每个区域**多少元。"),
    ("medians_compared", {"lift": "median"}, "Medians were compared. The lift is a difference of means.", "比的是中位数。增量是平均数的差。"),
)  # fmt: skip


# --- chart_blocks -----------------------------------------------------------------------------------------------------

chart_blocks = Exercise(points=3, compare="chart", tolerance=1e-6)
BLOCKS = ["00-06", "06-12", "12-18", "18-24"]
CLICK = ["clicked_at", "cost", "ordered_at", "profit"]


def draw(heights: dict, title="return by hours", xlabel="hours", ylabel="ROI"):
    """Bars in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar(list(heights), list(heights.values()))
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
    return axes


def clicks(rows: list[tuple]) -> pd.DataFrame:
    """Clicks from ("12-01 10:00", cost, hours until the order or None, profit)."""
    when = [pd.Timestamp(f"2025-{text}") for text, *_ in rows]
    later = [
        pd.NaT if wait is None else at + pd.Timedelta(hours=wait)
        for at, (_, _, wait, _) in zip(when, rows, strict=True)
    ]
    table = pd.DataFrame({"clicked_at": when, "cost": [float(row[1]) for row in rows], "ordered_at": later,
                          "profit": [float(row[3]) for row in rows]})  # fmt: skip
    return table.astype({"clicked_at": "datetime64[s]", "ordered_at": "datetime64[s]"})


def day_of_clicks(day: str, hour: int, costs: list, orders: dict) -> list[tuple]:
    """Rows of one hour, minute by minute; orders: place -> (hours until it, profit)."""
    return [(f"{day} {hour:02d}:{n:02d}", cost, *orders.get(n, (None, 0))) for n, cost in enumerate(costs)]


@chart_blocks.example
def two_blocks_by_hand():
    rows = day_of_clicks("12-01", 13, [2, 2, 2, 2, 2], {0: (7, 12), 3: (73, 50)}) + day_of_clicks(
        "12-01", 20, [2, 2, 2, 2], {1: (1, 60)}
    )
    rows += day_of_clicks("12-06", 8, [2, 2, 2, 2, 2], {2: (1, 30)})
    return {"clicks": clicks(rows), "as_of": "2025-12-08 12:00"}, [("12-18", 0.2)]


WEEK = clicks(
    day_of_clicks("12-02", 20, [1.8, 2.1, 1.9, 2.2, 2.0, 1.7], {1: (0.5, 21), 4: (70, 9)})
    + day_of_clicks("12-03", 12, [1.5, 1.6, 1.4, 1.5, 1.7, 1.6, 1.5], {0: (8, 14), 5: (30, 11), 6: (90, 40)})
    + day_of_clicks("12-01", 0, [1.1, 1.2, 1.0, 1.1, 1.2], {3: (5, 4)})
    + [("12-05 03:10", 1.2, 2, 9)]
    + day_of_clicks("12-04", 11, [1.9, 1.8, 2.0], {2: (2, 13)})
    + day_of_clicks("12-02", 6, [1.4, 1.5, 1.5], {0: (13, 10)})
    + day_of_clicks("12-07", 19, [2.0, 2.0, 2.1, 2.2, 2.0, 2.3], {1: (1, 25), 2: (1, 30)})
)


@chart_blocks.visible(en="a week in December", zh="十二月的一周")
def a_week_of_clicks():
    return {"clicks": WEEK, "as_of": "2025-12-08 09:00"}


@chart_blocks.visible(en="the same clicks five days later, rows turned round", zh="同样的点击，晚五天，行倒过来")
def five_days_later():
    return {"clicks": WEEK.iloc[::-1].reset_index(drop=True), "as_of": "2025-12-13 21:30"}


@chart_blocks.visible(edge=True, en="exactly 72 hours, at both ends", zh="正好 72 小时，两头都是")
def exactly_72_hours():
    rows = day_of_clicks("12-01", 9, [2] * 5, {0: (72, 30), 1: (72.5, 40)})
    rows += [("12-05 10:00", 1.0, None, 0)] * 2 + [("12-05 10:01", 1.0, 1, 90)]
    rows += day_of_clicks("12-01", 14, [3] * 6, {2: (71.5, 20)})
    return {"clicks": clicks(rows), "as_of": "2025-12-08 10:00"}


@chart_blocks.visible(edge=True, en="the edges of the blocks", zh="时段的边上")
def edges_of_blocks():
    rows = [("12-01 05:59", 1, 1, 6)] * 5 + [("12-01 06:00", 2, 1, 3)] * 5 + [("12-01 17:59", 1, None, 0)] * 5
    rows += [("12-01 18:00", 1, 5, 8), ("12-01 23:59", 1, 1, 2)] * 3
    return {"clicks": clicks(rows), "as_of": "2025-12-20 00:00"}


@chart_blocks.visible(
    edge=True,
    en="exactly five ripe clicks, four, and three with three young ones",
    zh="满期的正好五次、四次，和三次再加三次没满期的",
)
def five_and_four_clicks():
    rows = day_of_clicks("12-01", 2, [1.0] * 5, {0: (1, 9)}) + day_of_clicks("12-01", 15, [1.0] * 4, {0: (1, 30)})
    rows += day_of_clicks("12-02", 9, [1.0] * 3, {1: (2, 20)}) + day_of_clicks("12-19", 9, [1.0] * 3, {})
    rows += day_of_clicks("12-03", 20, [1.0] * 5, {1: (2, 12), 3: (80, 25)})
    return {"clicks": clicks(rows), "as_of": "2025-12-20 00:00"}


@chart_blocks.visible(edge=True, en="a block without an order", zh="没有订单的时段")
def no_order_in_a_block():
    rows = day_of_clicks("12-01", 3, [1.0] * 6, {}) + day_of_clicks("12-01", 15, [1.0] * 5, {0: (1, 30)})
    return {"clicks": clicks(rows), "as_of": "2025-12-20 00:00"}


@chart_blocks.hidden(worlds=3)
def other_clicks(world: World):
    rng, hours = world.rng, world.table("ad_hours").iloc[: 24 * 6]
    rows = hours.loc[hours.index.repeat(np.minimum(hours["clicks"] // 30 + 1, 6))]
    at = rows["date"] + pd.to_timedelta(rows["hour"] * 60 + rng.integers(0, 60, len(rows)), unit="min")
    buys = rng.random(len(rows)) < 0.12
    wait = pd.Series(pd.to_timedelta(rng.integers(10, 110 * 60, len(rows)), unit="min"), index=rows.index)
    table = pd.DataFrame({"clicked_at": at, "cost": np.round(rng.uniform(1, 3, len(rows)), 2), "ordered_at": (at + wait.to_numpy()).where(buys),
                          "profit": np.where(buys, np.round(rng.uniform(5, 60, len(rows)), 2), 0.0)})  # fmt: skip
    end = table["clicked_at"].max() - pd.Timedelta(hours=int(rng.integers(1, 40)))
    table = table.astype({"clicked_at": "datetime64[s]", "ordered_at": "datetime64[s]"})
    table = table.iloc[rng.permutation(len(table))].set_axis(range(len(table)))
    return {"clicks": table, "as_of": end.strftime("%Y-%m-%d %H:%M")}


def returns_by_block(
    clicks, as_of, *, days=3.0, ripe=True, ripe_strict=False, late=True, late_strict=False, by="clicked_at", least=5, least_of="ripe",
    value="roi", cost_of="all", edges="left", whole_day=False, known=False, blank=False,
):  # fmt: skip
    """Heights by block; the arguments are the ways to get a rule wrong."""
    now, wait = pd.Timestamp(as_of), pd.Timedelta(days=days)
    if whole_day:
        now = now.normalize()
    rows = clicks
    if ripe:
        rows = rows[rows["clicked_at"] < now - wait] if ripe_strict else rows[rows["clicked_at"] <= now - wait]
    else:
        rows = rows[rows["clicked_at"] <= now]
    took = rows["ordered_at"] - rows["clicked_at"]
    counts = rows["ordered_at"].notna()
    if late:
        counts &= took < wait if late_strict else took <= wait
    if known == "ripe":
        counts &= rows["ordered_at"] <= now - wait
    elif known:
        counts &= rows["ordered_at"] <= now
    earned = rows["profit"].where(counts, 0.0)
    minute = rows["clicked_at"].dt.hour * 60 + rows["clicked_at"].dt.minute
    if edges == "right":
        minute = (minute - 1).clip(lower=0)
    if edges == "hours":
        minute = minute - 60 * minute.floordiv(60).isin([6, 12, 18])
    block = (minute // 360).astype(int)
    all_minutes = clicks["clicked_at"].dt.hour * 60 + clicks["clicked_at"].dt.minute
    if late == "dropped":
        keep = rows["ordered_at"].isna() | counts
        rows, block, counts, earned = rows[keep], block[keep], counts[keep], earned[keep]
    if by == "order_first":
        keep = rows["ordered_at"].notna()
        rows, counts, earned = rows[keep], counts[keep], earned[keep]
        block = (rows["ordered_at"].dt.hour // 6).astype(int)
    heights = {}
    if by == "ordered_at":
        hour = (rows["ordered_at"].dt.hour // 6).where(counts)
        for k in range(4):
            cost = rows.loc[block == k, "cost"].sum()
            if (block == k).sum() >= least and cost:
                heights[BLOCKS[k]] = (rows.loc[hour == k, "profit"].sum() - cost) / cost
        return heights
    for k in range(4):
        mine = block == k
        n = int(mine.sum()) if least_of == "ripe" else int(counts[mine].sum())
        if least_of == "every":
            n = int((all_minutes // 360 == k).sum())
        if least_of == "in_time":
            n = int((counts | rows["ordered_at"].isna())[mine].sum())
        if n < least or not mine.any():
            if blank:
                heights[BLOCKS[k]] = 0.0
            continue
        cost = rows.loc[mine, "cost"].sum() if cost_of == "all" else rows.loc[mine & counts, "cost"].sum()
        gain = earned[mine].sum()
        if not cost:
            continue
        heights[BLOCKS[k]] = {
            "roi": (gain - cost) / cost,
            "ratio": gain / cost,
            "profit": gain - cost,
            "percent": 100 * (gain - cost) / cost,
        }[value]
    return heights


@chart_blocks.right
def bars_by_block(clicks, as_of):
    return draw(returns_by_block(clicks, as_of))


@chart_blocks.right
def points_by_block(clicks, as_of):
    import matplotlib.pyplot as plt

    rows = clicks[pd.Timestamp(as_of) - clicks["clicked_at"] >= pd.Timedelta(hours=72)].copy()
    in_time = (rows["ordered_at"] - rows["clicked_at"]).le(pd.Timedelta(hours=72))
    rows["gain"] = np.where(in_time, rows["profit"], 0)
    rows["block"] = pd.cut(rows["clicked_at"].dt.hour, [-1, 5, 11, 17, 23], labels=BLOCKS)
    sums = (
        rows.groupby("block", observed=True)
        .agg(n=("cost", "size"), cost=("cost", "sum"), gain=("gain", "sum"))
        .query("n >= 5")
    )
    _, axes = plt.subplots()
    axes.plot(sums.index.astype(str), (sums["gain"] - sums["cost"]) / sums["cost"], "o")
    axes.set(title="blocks", xlabel="hours", ylabel="roi")
    return axes


slips(
    chart_blocks, lambda clicks, as_of, **options: draw(returns_by_block(clicks, as_of, **options)),
    ("by_the_hour_of_the_order", {"by": "ordered_at"}, "Profit went to the hour of the *order*. The money was spent at the click: use `clicked_at`.", "毛利记在了**下单**的钟点。钱是点击时花的：用 `clicked_at`。"),
    ("young_clicks_in", {"ripe": False}, "Clicks less than 72 hours old are in. Their orders may still come, so their return looks too low.", "不满 72 小时的点击也算了。它们的单还可能来，回报会显得太低。"),
    ("ripe_clicks_out", {"ripe_strict": True}, "A click exactly 72 hours old was left out. It is ripe.", "正好满 72 小时的点击没算。它算满了。"),
    ("late_orders_in", {"late": False}, "Orders later than 72 hours after the click count. Old clicks had more time than young ones: cut all at 72 hours.", "点击 72 小时以后的单也算了。早的点击等得久，不公平：一律截到 72 小时。"),
    ("late_orders_without_cost", {"late": "dropped"}, "A click whose order came too late was left out with its *cost*. It stays, as a click without an order.", "单下得太晚的点击，连**花费**也丢了。它要留着，当没下单。"),
    ("blocks_of_the_order", {"by": "order_first"}, "The blocks are those of the *order's* hour, and clicks without an order are gone. Blocks are those of `clicked_at`.", "时段按**下单**的钟点分了，没下单的点击也不见了。时段看 `clicked_at`。"),
    ("ripe_orders_asked", {"known": "ripe"}, "The *order* had to be 72 hours old, too. Only the click must be ripe; its order counts if it came within 72 hours of it.", "要求**订单**也满 72 小时。只有点击要满期，它的单在点击后 72 小时以内就算。"),
    ("young_clicks_make_five", {"least_of": "every"}, "Young clicks were counted for MIN_CLICKS. Only *ripe* clicks count.", "数 MIN_CLICKS 时把没满期的也算了。只数**满期**的。"),
    ("late_orders_make_four", {"least_of": "in_time"}, "A ripe click whose order came too late was not counted for MIN_CLICKS. It is a ripe click like any other.", "单下得太晚的满期点击，没算进 MIN_CLICKS。它也是满期的点击。"),
    ("twelve_in_the_morning", {"edges": "hours"}, "The hours from 6:00, 12:00 and 18:00 went into the block before: with `pd.cut` the upper edge belongs to the block. 6:00 sharp begins `06-12`.", "六点多、十二点多、十八点多的点击归到了前一段：`pd.cut` 的上边界算在段里。6:00 整是 `06-12` 的开头。"),
    ("orders_at_72_out", {"late_strict": True}, "An order exactly 72 hours after the click was left out. It counts.", "点击后正好 72 小时的单没算。它算。"),
    ("few_clicks_shown", {"least": 1}, "A block with fewer than MIN_CLICKS ripe clicks has a mark.", "满期点击不到 MIN_CLICKS 次的时段也画了。"),
    ("five_are_too_few", {"least": 6}, "A block with exactly MIN_CLICKS ripe clicks has no mark. At least: `>=`.", "正好 MIN_CLICKS 次的时段没画。至少就行：`>=`。"),
    ("few_orders_hidden", {"least": 1, "least_of": "orders"}, "A block without an order has no mark. Its return is -1: all was lost.", "没有订单的时段没画。它的回报是 -1，全亏了。"),
    ("gain_over_cost", {"value": "ratio"}, "The heights are profit over cost. ROI takes the cost off first.", "高度是毛利 ÷ 花费。ROI 的分子要先减花费。"),
    ("yuan_in_place_of_roi", {"value": "profit"}, "The heights are yuan. ROI is (profit - cost) / cost.", "高度是元。ROI 是 (毛利 - 花费) ÷ 花费。"),
    ("percent_heights", {"value": "percent"}, "The heights are percent. Draw fractions: 0.2, not 20.", "高度用了百分数。请画小数：0.2，不是 20。"),
    ("cost_of_orders_only", {"cost_of": "orders"}, "Only clicks with an order were paid for. All ripe clicks cost money.", "只算了成单点击的花费。满期的点击都花了钱。"),
    ("six_in_the_night", {"edges": "right"}, "A click at 6:00 sharp went into the block before. A block begins with its first minute.", "六点整的点击归到了前一段。每段从自己的第一分钟开始。"),
    ("midnight_of_as_of", {"whole_day": True}, "`as_of` was cut to midnight. It is a moment: 72 hours before it, to the minute.", "`as_of` 被截成了零点。它是一个时刻：往前 72 小时，精确到分钟。"),
    ("one_day_only", {"days": 1.0}, "24 hours were used. The window is 72.", "用了 24 小时。窗口是 72 小时。"),
    ("empty_blocks_at_zero", {"blank": True}, "A block with too few clicks stands at 0, as if it broke even. It has no mark.", "点击太少的时段画在了 0，像是正好保本。它不该有标记。"),
)  # fmt: skip


@chart_blocks.wrong(
    en="The right marks, but without a title and axis labels: nobody else can read this chart.",
    zh="标记是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_bars(clicks, as_of):
    return draw(returns_by_block(clicks, as_of), title="", xlabel="", ylabel="")

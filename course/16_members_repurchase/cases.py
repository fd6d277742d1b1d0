"""Cases of chapter 16: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

from itertools import pairwise

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World

# --- rfm_scores: three scores by the number of customers who are strictly worse --------------------------------------

# The nearest ready-made calls need the status, which these tables leave out.
RFM = "metrics.rfm_scores(orders.assign(status='delivered'), as_of, q).set_index('user_id').drop(columns='rfm')"
rfm_scores = Exercise(points=3, compare="equal", tolerance=1e-9, library=[RFM])

ORDER_COLUMNS = ["order_id", "user_id", "created_at", "paid_at", "paid", "refund"]
RFM_COLUMNS = ["recency_days", "frequency", "monetary", "r", "f", "m"]


def orders_of(*rows: tuple[int, str, float, float]) -> pd.DataFrame:
    """Orders from (user, placed at, paid, refund), paid four minutes later; paid -1 means that it was never paid."""
    table = pd.DataFrame(list(rows), columns=["user_id", "created_at", "paid", "refund"])
    table["created_at"] = pd.to_datetime(table["created_at"])
    settled = table["paid"] >= 0
    table["paid_at"] = (table["created_at"] + pd.Timedelta(minutes=4)).where(settled)
    table["paid"] = table["paid"].where(settled, 0.0).astype(float)
    table["refund"] = table["refund"].astype(float)
    table["order_id"] = np.arange(501, 501 + len(table))
    return table[ORDER_COLUMNS].astype({"user_id": "int64"})


def late_payments(orders: pd.DataFrame, days: int = 3) -> pd.DataFrame:
    """The same orders, each paid some days after it was placed, as with cash on delivery."""
    return orders.assign(paid_at=orders["paid_at"] + pd.Timedelta(days=days))


AUTUMN = orders_of(
    (4, "2025-11-30 23:50", 64.0, 0.0),
    (9, "2025-10-05 12:00", 30.0, 0.0),
    (2, "2025-11-20 10:00", 80.0, 0.0),
    (2, "2025-11-20 18:30", 40.0, 0.0),
    (7, "2025-09-02 09:00", 200.0, 120.0),
    (5, "2025-10-01 20:00", 50.0, 0.0),
    (5, "2025-11-20 08:00", 30.0, 0.0),
    (3, "2025-11-02 21:15", 99.9, 0.0),
    (3, "2025-11-11 00:05", 310.1, 60.0),
    (3, "2025-11-24 13:00", 58.0, 58.0),
    (8, "2025-08-18 14:00", 45.0, 0.0),
    (8, "2025-11-28 11:00", -1, 0.0),
    (6, "2025-11-11 00:01", 75.0, 0.0),
    (6, "2025-11-11 09:20", 25.0, 0.0),
    (6, "2025-10-20 19:00", 12.5, 0.0),
    (6, "2025-06-18 20:00", 88.0, 0.0),
    (1, "2025-12-01 00:00", 500.0, 0.0),
    (9, "2025-12-03 10:00", 70.0, 0.0),
    (10, "2025-07-07 07:07", 64.0, 0.0),
)


@rfm_scores.example
def worked_in_the_question():
    orders = orders_of(
        (1, "2025-11-30 20:00", 100.0, 0.0),
        (2, "2025-11-20 10:00", 80.0, 0.0),
        (2, "2025-11-20 15:00", 40.0, 0.0),
        (3, "2025-10-01 10:00", 50.0, 0.0),
        (3, "2025-11-20 11:00", 30.0, 0.0),
        (4, "2025-09-02 10:00", 200.0, 120.0),
        (5, "2025-12-01 09:00", 60.0, 0.0),
    )
    rows = [[1, 1, 100.0, 4, 1, 3], [11, 1, 120.0, 2, 1, 4], [11, 2, 80.0, 2, 4, 1], [90, 1, 80.0, 1, 1, 1]]
    expected = pd.DataFrame(rows, index=pd.Index([1, 2, 3, 4], name="user_id"), columns=RFM_COLUMNS)
    return {"orders": orders, "as_of": "2025-12-01", "q": 5}, expected


@rfm_scores.visible(en="a shop in autumn", zh="一家店的秋天")
def a_shop_in_autumn():
    return {"orders": AUTUMN, "as_of": "2025-12-01", "q": 5}


@rfm_scores.visible(en="the same shop in November, three classes", zh="同一家店，11 月中看，分三档")
def three_classes_in_november():
    return {"orders": AUTUMN, "as_of": "2025-11-15", "q": 3}


@rfm_scores.visible(edge=True, en="an order on the day itself, paid the day after", zh="当天下的单，以及隔天才付的款")
def paid_days_later():
    return {"orders": late_payments(AUTUMN), "as_of": "2025-12-01", "q": 4}


@rfm_scores.visible(edge=True, en="all customers are equal", zh="客人都一样")
def all_equal():
    rows = [(user, "2025-11-15 10:00", 50.0, 0.0) for user in range(1, 8)]
    return {"orders": orders_of(*rows), "as_of": "2025-12-01", "q": 5}


@rfm_scores.visible(edge=True, en="10 and 20 fen, and 30 fen at once", zh="一角加两角，和一次三角")
def cents_added_up():
    orders = orders_of(
        (1, "2025-11-10 10:00", 0.1, 0.0),
        (1, "2025-11-10 11:00", 0.2, 0.0),
        (2, "2025-11-10 12:00", 0.3, 0.0),
        (3, "2025-11-12 09:00", 5.0, 0.0),
        (4, "2025-11-12 10:00", 0.3, 0.0),
    )
    return {"orders": orders, "as_of": "2025-12-01", "q": 4}


@rfm_scores.visible(edge=True, en="many customers with one order each", zh="许多只买过一次的客人")
def many_ties():
    days = ["2025-11-03", "2025-11-03", "2025-11-17", "2025-10-09"]
    rows = [(user, f"{days[user % 4]} 12:00", 20.0 + 10 * (user % 3), 0.0) for user in range(1, 25)]
    rows += [(24, "2025-11-18 12:00", 35.0, 0.0), (11, "2025-11-19 12:00", 5.0, 0.0)]
    return {"orders": orders_of(*rows[::-1]), "as_of": "2025-12-01", "q": 5}


@rfm_scores.visible(edge=True, en="fewer customers than classes", zh="客人比档数还少")
def fewer_than_q():
    orders = AUTUMN[AUTUMN["user_id"].isin([2, 5, 8])].reset_index(drop=True)
    return {"orders": orders, "as_of": "2025-12-01", "q": 5}


@rfm_scores.visible(edge=True, en="one customer", zh="只有一位客人")
def one_customer():
    orders = AUTUMN[AUTUMN["user_id"] == 6].reset_index(drop=True)
    return {"orders": orders, "as_of": "2025-12-01", "q": 5}


@rfm_scores.visible(edge=True, en="no order that counts", zh="没有算数的订单")
def nothing_counts():
    orders = AUTUMN[AUTUMN["user_id"].isin([1, 8]) & (AUTUMN["created_at"] > "2025-11-01")].reset_index(drop=True)
    return {"orders": orders, "as_of": "2025-12-01", "q": 5}


@rfm_scores.visible(edge=True, en="an empty table", zh="空表")
def an_empty_table():
    return {"orders": AUTUMN.head(0), "as_of": "2025-12-01", "q": 5}


def some_customers(world: World, n: int) -> pd.DataFrame:
    """All orders of a few customers, shuffled; half of them customers who came back."""
    orders = world.table("orders")[ORDER_COLUMNS]
    counts = orders["user_id"].value_counts()
    loyal = counts.index[counts > 2].to_numpy()
    users = np.concatenate(
        [
            world.rng.choice(counts.index.to_numpy(), min(n // 2, len(counts)), replace=False),
            world.rng.choice(loyal, min(n // 2, len(loyal)), replace=False),
        ]
    )
    return orders[orders["user_id"].isin(users)].sample(frac=1, random_state=world.rng).reset_index(drop=True)


@rfm_scores.hidden(worlds=3)
def other_shops(world: World):
    as_of = pd.Timestamp("2025-03-01") + pd.Timedelta(days=int(world.rng.integers(0, 280)))
    q = int(world.rng.choice([3, 4, 5]))
    return {"orders": some_customers(world, 70), "as_of": as_of.strftime("%Y-%m-%d"), "q": q}


@rfm_scores.invariant(
    en="A score is a whole number from 1 to q; nobody has 0.", zh="分数是 1 到 q 的整数，没有人是 0 分。"
)
def scores_within_bounds(result, *, q, **inputs):
    scores = result[["r", "f", "m"]]
    return bool(scores.stack().between(1, q).all())


@rfm_scores.invariant(en="Customers with equal values have equal scores.", zh="数值相同的客人，分数应当相同。")
def equal_values_equal_scores(result, **inputs):
    pairs = {"recency_days": "r", "frequency": "f", "monetary": "m"}
    return all(bool((result.groupby(measure)[score].nunique() <= 1).all()) for measure, score in pairs.items())


def rfm_rows(
    orders,
    as_of,
    *,
    paid_only=True,
    refunded_too=False,
    include_day=False,
    net=True,
    by_days=True,
    date="created_at",
    elapsed=False,
    which="max",
):
    """The three measures for each customer; the arguments are the ways to get a rule wrong."""
    today = pd.Timestamp(as_of)
    rows = orders[orders["paid_at"].notna()] if paid_only else orders
    if not refunded_too:
        rows = rows[(rows["paid"] > rows["refund"]) | rows["paid_at"].isna()]
    limit = today + pd.Timedelta(days=1) if include_day else today
    rows = rows[rows[date] < limit]
    rows = rows.assign(day=rows[date].dt.normalize(), money=rows["paid"] - rows["refund"] * (1 if net else 0))
    groups = rows.groupby("user_id")
    last = groups[date if elapsed else "day"].agg(which)
    return pd.DataFrame(
        {
            "recency_days": (today - last).dt.days,
            "frequency": groups["day"].nunique() if by_days else groups.size(),
            "monetary": groups["money"].sum().round(2),
        }
    )


def with_scores(people, q, count=None):
    """Scores by counting who is strictly worse, customer by customer."""

    def strictly_worse(values, worth):
        return [sum(other < value for other in values) for value in values]

    count = count or strictly_worse
    n = len(people)
    out = people.copy()
    for letter, worth in (("r", -people["recency_days"]), ("f", people["frequency"]), ("m", people["monetary"])):
        out[letter] = np.array([1 + (q * int(worse)) // n for worse in count(list(worth), worth)], dtype="int64")
    return out


@rfm_scores.right
def by_comparing_pairs(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of), q)


@rfm_scores.right
def by_sorted_search(orders, as_of, q=5):
    before = orders.loc[orders["created_at"] < as_of].dropna(subset=["paid_at"])
    before = before.loc[before["paid"] - before["refund"] > 0]
    daily = (
        before.assign(day=before["created_at"].dt.floor("D"), net=before["paid"] - before["refund"])
        .groupby(["user_id", "day"], as_index=False)["net"]
        .sum()
    )
    table = daily.groupby("user_id").agg(day=("day", "max"), frequency=("day", "size"), monetary=("net", "sum"))
    table.insert(0, "recency_days", (pd.Timestamp(as_of) - table["day"]).dt.days)
    table = table.drop(columns="day").round({"monetary": 2})
    for letter, values in {"r": -table["recency_days"], "f": table["frequency"], "m": table["monetary"]}.items():
        worse = np.searchsorted(np.sort(values.to_numpy()), values.to_numpy(), side="left")
        table[letter] = 1 + worse * q // max(len(table), 1)
    return table


@rfm_scores.wrong(
    en="Unpaid orders are in. A customer who never paid has bought nothing: keep the orders whose `paid_at` is there.",
    zh="没付款的订单也算进去了。没付钱就还没买：只留 `paid_at` 不缺失的订单。",
)
def unpaid_orders_in(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of, paid_only=False), q)


@rfm_scores.wrong(
    en=(
        "Orders that were given back in full still count as purchases. Where `refund` is as large as `paid`, "
        "nothing stayed with us."
    ),
    zh="全额退款的订单还算成了购买。退款和实付一样多，就等于什么也没卖出去。",
)
def full_refunds_in(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of, refunded_too=True), q)


@rfm_scores.wrong(
    en="The money is what was paid, without the refund taken off. What went back is not the shop's.",
    zh="金额只加了实付，没有减去退款。退回去的钱不是店里的。",
)
def refunds_not_deducted(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of, net=False), q)


@rfm_scores.wrong(
    en="The day `as_of` itself is in. It is still running: only orders placed before that day count.",
    zh="`as_of` 当天的订单也算进去了。这一天还没过完，只有在它之前下的单才算。",
)
def the_day_itself_in(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of, include_day=True), q)


@rfm_scores.wrong(
    en="The orders after `as_of` are in as well. Whoever scores on that day cannot know them yet.",
    zh="`as_of` 之后的订单也算进去了。在那一天打分的人，还不可能知道后来的订单。",
)
def no_cut_at_all(orders, as_of, q=5):
    people = rfm_rows(orders, "2262-01-01")
    ahead = (pd.Timestamp("2262-01-01") - pd.Timestamp(as_of)).days
    return with_scores(people.assign(recency_days=people["recency_days"] - ahead), q)


@rfm_scores.wrong(
    en="The frequency counts orders. Two orders on one day are one purchase: count different days.",
    zh="频次数的是订单。同一天的两单只算买了一次：要数不同的日子。",
)
def orders_instead_of_days(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of, by_days=False), q)


@rfm_scores.wrong(
    en="The orders were dated by payment. An order belongs to the day on which it was placed, `created_at`.",
    zh="订单按付款时间算了日子。订单属于下单的那一天，看 `created_at`。",
)
def dated_by_payment(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of, date="paid_at"), q)


@rfm_scores.wrong(
    en=(
        "The recency counts full 24 hours. Calendar days are asked for: an order of yesterday, even at 23:50, is 1 day ago."
    ),
    zh="间隔按满 24 小时算了。题目要的是日历天：昨天的单，哪怕是 23:50 下的，也是 1 天。",
)
def full_days_of_24_hours(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of, elapsed=True), q)


@rfm_scores.wrong(
    en="The recency is counted from the first order. It asks how long ago the customer was here *last*.",
    zh="间隔从第一单算起了。R 问的是客人**最后一次**来是多久以前。",
)
def since_the_first_order(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of, which="min"), q)


@rfm_scores.wrong(
    en="R is upside down: the customers who stayed away longest have the best score. Few days are good.",
    zh="R 打反了：最久没来的人得了最高分。隔的天数越少越好。",
)
def recency_not_reversed(orders, as_of, q=5):
    people = rfm_rows(orders, as_of)
    flipped = with_scores(people.assign(recency_days=-people["recency_days"]), q)
    return flipped.assign(recency_days=people["recency_days"])


@rfm_scores.wrong(
    en='Equal customers got different scores, by their order in the table (`method="first"`). Equal values, equal scores.',
    zh='数值一样的人分数不一样，是按表里的先后排的（`method="first"`）。数值相同，分数就要相同。',
)
def ties_in_table_order(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of), q, lambda values, worth: worth.rank(method="first") - 1)


@rfm_scores.wrong(
    en='Among equals the *largest* rank was taken. Count only those who are strictly worse: `method="min"`, minus 1.',
    zh='相同的人取了**最大**的名次。只数比他差的人：用 `method="min"`，再减 1。',
)
def ties_get_the_largest_rank(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of), q, lambda values, worth: worth.rank(method="max") - 1)


@rfm_scores.wrong(
    en='Among equals the *mean* rank was taken, the default of `rank`. Count those who are strictly worse: `method="min"`.',
    zh='相同的人取了**平均**名次，这是 `rank` 的默认做法。只数比他差的人：用 `method="min"`。',
)
def ties_get_the_mean_rank(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of), q, lambda values, worth: worth.rank() - 1)


@rfm_scores.wrong(
    en="The rank itself went into the formula. Take 1 off: the best of all would come out at q + 1.",
    zh="公式里直接用了名次。要减去 1，不然最好的客人会得到 q + 1 分。",
)
def rank_not_reduced_by_one(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of), q, lambda values, worth: worth.rank(method="min"))


@rfm_scores.wrong(
    en="The scores begin at 0. The worst customers have 1: the formula starts with 1 +.",
    zh="分数从 0 开始了。最差也是 1 分，公式前面有个 1 +。",
)
def scores_from_zero(orders, as_of, q=5):
    table = with_scores(rfm_rows(orders, as_of), q)
    return table.assign(r=table["r"] - 1, f=table["f"] - 1, m=table["m"] - 1)


@rfm_scores.wrong(
    en=(
        "The *range* of the values was cut into equal pieces, so one big customer pushes all others into class 1. "
        "The classes go by the number of customers."
    ),
    zh="把数值的**范围**等分了，来一位大客户，别人就全挤到 1 分去了。分档要看人数。",
)
def equal_widths(orders, as_of, q=5):
    def by_width(values, worth):
        low, high = worth.min(), worth.max()
        share = (worth - low) / (high - low) if high > low else worth * 0.0
        return (np.minimum(np.floor(share * q), q - 1) * len(worth) / q).apply(np.ceil)

    return with_scores(rfm_rows(orders, as_of), q, by_width)


@rfm_scores.wrong(
    en="Scores by `pd.qcut`: its edges lie elsewhere, and equal values fall on the upper or lower side by luck. Use the formula.",
    zh="用 `pd.qcut` 分的档：它的分界线在别处，相同的数值落在哪一边全凭运气。请按题目的公式来。",
)
def quantiles_by_qcut(orders, as_of, q=5):
    def by_qcut(values, worth):
        classes = pd.qcut(worth, q, labels=False, duplicates="drop").fillna(0)
        return np.ceil(classes * len(worth) / q)

    people = rfm_rows(orders, as_of)
    return with_scores(people, q, by_qcut) if len(people) > 1 else with_scores(people, q)


@rfm_scores.wrong(
    en="The best customers stand first. Put the rows in the order of `user_id`, so that the list can be joined and checked.",
    zh="把最好的客人排在了前面。请按 `user_id` 从小到大排，方便合并和核对。",
)
def best_customers_first(orders, as_of, q=5):
    table = with_scores(rfm_rows(orders, as_of), q)
    total = table[["r", "f", "m"]].sum(axis=1)
    return table.loc[total.sort_values(ascending=False, kind="stable").index]


@rfm_scores.wrong(
    en=(
        "The three measures are the usual ones, not the shop's. Three rules are open: orders given back in full don't "
        "count, several orders of one day are one purchase, and refunds go off the money."
    ),
    zh=(
        "三个指标是通常的算法，不是店里的。还有三条规矩没做到：全额退款的订单不算，同一天的几单只算一次，金额要减去退款。"
    ),
)
def the_usual_measures(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of, refunded_too=True, by_days=False, net=False), q)


@rfm_scores.wrong(
    en=(
        "Several slips at once. The measures are the usual ones: orders instead of days, money before refunds, orders given "
        "back in full still in. And the scores are quantiles of `pd.qcut`, not the formula. Begin with the measures."
    ),
    zh=(
        "同时有几处不对。三个指标是通常的算法：数了订单没数天数，金额没减退款，全额退款的还在里面；分数用的是 `pd.qcut` 的分位数，"
        "不是题目的公式。先把指标改好，再改打分。"
    ),
)
def usual_measures_in_quantiles(orders, as_of, q=5):
    people = rfm_rows(orders, as_of, refunded_too=True, by_days=False, net=False)
    if not len(people):
        return with_scores(people, q)
    out = people.copy()
    for letter, worth in (("r", -people["recency_days"]), ("f", people["frequency"]), ("m", people["monetary"])):
        ranks = worth.rank(method="first")
        out[letter] = pd.qcut(ranks, q, labels=False) + 1 if len(people) > 1 else 1
    return out


@rfm_scores.wrong(
    en="The money was scored before it was rounded. 0.1 + 0.2 is not quite 0.3 for a computer: round `monetary` first, then score.",
    zh="先打了分，才取两位小数。在电脑里 0.1 + 0.2 不正好是 0.3：先把 `monetary` 取到两位，再打分。",
)
def scores_of_unrounded_money(orders, as_of, q=5):
    people = rfm_rows(orders, as_of)
    kept = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])]
    kept = kept[kept["created_at"] < pd.Timestamp(as_of)]
    exact = (kept["paid"] - kept["refund"]).groupby(kept["user_id"]).sum()
    return with_scores(people.assign(monetary=exact), q).assign(monetary=people["monetary"])


@rfm_scores.wrong(
    en=(
        "Scores by rounding up q × rank / n, the usual textbook way: equal customers then get the score of a rank, not of "
        "those who are worse. Count who is strictly worse, round *down*, and add 1."
    ),
    zh="用 q × 名次 ÷ n 向上取整来打分，是书上常见的做法。这里要数比他差的人数，向**下**取整，再加 1。",
)
def rounded_up_ranks(orders, as_of, q=5):
    table = with_scores(rfm_rows(orders, as_of), q)
    for letter, worth in (("r", -table["recency_days"]), ("f", table["frequency"]), ("m", table["monetary"])):
        table[letter] = np.ceil(q * worth.rank(method="min") / max(len(table), 1)).astype("int64")
    return table


@rfm_scores.wrong(
    en=(
        'Scores by `pd.qcut` of `rank(method="first")`: it fills all classes, but breaks ties by the order of the rows. Equal '
        "customers must have equal scores: use the formula."
    ),
    zh='用 `pd.qcut` 切 `rank(method="first")`：每一档都填满了，可是并列的人按行的先后分了高下。数值相同，分数就要相同：请用公式。',
)
def quantiles_of_first_ranks(orders, as_of, q=5):
    out = with_scores(rfm_rows(orders, as_of), q)
    if len(out) < q:
        return out
    for letter, worth in (("r", -out["recency_days"]), ("f", out["frequency"]), ("m", out["monetary"])):
        out[letter] = pd.qcut(worth.rank(method="first"), q, labels=False) + 1
    return out


@rfm_scores.wrong(
    en=(
        "The order had to be *paid* before `as_of` as well. By the shop's rule only the moment of ordering is compared with "
        "`as_of`; when it was paid does not matter."
    ),
    zh="连付款也要求在 `as_of` 之前了。按店里的规矩，和 `as_of` 比的只有下单时间，什么时候付的款不管。",
)
def paid_before_the_day(orders, as_of, q=5):
    return with_scores(rfm_rows(orders[~(orders["paid_at"] >= pd.Timestamp(as_of))], as_of), q)


@rfm_scores.wrong(
    en="Every order with a refund was thrown out. One that was refunded *in part* still counts, with what stayed.",
    zh="凡有退款的订单都被去掉了。只退了**一部分**的，还算数，金额算留下的部分。",
)
def partly_refunded_out(orders, as_of, q=5):
    return with_scores(rfm_rows(orders[orders["refund"] == 0], as_of), q)


@rfm_scores.wrong(
    en="Five classes are written into the code. Their number is the parameter `q`.",
    zh="代码里写死了五档。档数是参数 `q`。",
)
def five_written_in(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of), 5)


@rfm_scores.wrong(
    en="Equal customers, and the customer himself, were counted as worse. Only those *strictly* worse count.",
    zh="一样的人，连他自己，也数成比他差了。只数**真正**比他差的。",
)
def equals_counted_as_worse(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of), q, lambda values, worth: worth.rank(method="max"))


@rfm_scores.wrong(
    en="`user_id` is a column here. It is to be the index: leave out `reset_index`, or put it back with `set_index`.",
    zh="`user_id` 成了普通的列。它应当是索引：不要 `reset_index`，或者用 `set_index` 放回去。",
)
def user_as_a_column(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of), q).reset_index()


@rfm_scores.wrong(
    en=(
        "Two slips: the frequency counts orders (two on one day are one purchase), and the recency counts full 24 hours "
        "instead of calendar days. Cut off the time of day first; both come from that."
    ),
    zh="两处不对：频次数了订单（同一天的两单只算一次），间隔按满 24 小时算了，题目要日历天。先把钟点去掉，两处就都好办了。",
)
def orders_and_hours(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of, by_days=False, elapsed=True), q)


@rfm_scores.wrong(
    en="If no order counts, the table is empty but still has its six columns.",
    zh="没有算数的订单时，返回的是空表，可六列还要在。",
)
def empty_without_columns(orders, as_of, q=5):
    table = with_scores(rfm_rows(orders, as_of), q)
    return table if len(table) else pd.DataFrame()


@rfm_scores.wrong(
    en="The rows are sorted by money. Put them in the order of `user_id`.",
    zh="按金额排了行。请按 `user_id` 从小到大排。",
)
def sorted_by_money(orders, as_of, q=5):
    return with_scores(rfm_rows(orders, as_of), q).sort_values("monetary", ascending=False)


@rfm_scores.wrong(
    en="Scores by rounding up `rank(pct=True)` times q: equal customers get the mean of their ranks. Count who is strictly worse, and round down.",
    zh="用 `rank(pct=True)` 乘 q 再向上取整：并列的人取了平均名次。要数比他差的人数，向下取整。",
)
def rounded_up_percentiles(orders, as_of, q=5):
    table = with_scores(rfm_rows(orders, as_of), q)
    for letter, worth in (("r", -table["recency_days"]), ("f", table["frequency"]), ("m", table["monetary"])):
        table[letter] = np.ceil(worth.rank(pct=True) * q).astype("int64")
    return table


# --- repurchase_rate: customers with two shopping days in a half-open window -----------------------------------------

REPURCHASE = "metrics.repurchase_rate(orders.assign(status='delivered'), start, end)"
repurchase_rate = Exercise(points=3, compare="equal", tolerance=1e-9, library=[REPURCHASE])

SUMMER = orders_of(
    (1, "2025-07-03 10:00", 60.0, 0.0),
    (1, "2025-08-20 10:00", 75.0, 0.0),
    (2, "2025-07-10 09:00", 30.0, 0.0),
    (2, "2025-07-10 21:00", 45.0, 0.0),
    (3, "2025-06-30 22:00", 50.0, 0.0),
    (3, "2025-07-02 12:00", 20.0, 0.0),
    (4, "2025-09-30 23:50", 80.0, 0.0),
    (4, "2025-10-01 00:10", 15.0, 0.0),
    (5, "2025-08-05 10:00", 90.0, 0.0),
    (5, "2025-08-06 10:00", 40.0, 40.0),
    (6, "2025-09-09 10:00", -1, 0.0),
    (6, "2025-09-12 10:00", -1, 0.0),
    (7, "2025-07-15 23:50", 33.0, 0.0),
    (7, "2025-07-16 00:05", 12.0, 0.0),
    (8, "2025-08-01 13:00", 66.0, 20.0),
    (8, "2025-09-18 13:00", 54.0, 10.0),
    (9, "2025-06-18 20:00", 110.0, 0.0),
    (9, "2025-08-08 20:00", 25.0, 0.0),
    (10, "2025-07-22 10:00", 18.0, 18.0),
    (11, "2025-09-01 00:30", 41.0, 0.0),
    (12, "2025-07-30 10:00", 85.0, 0.0),
    (12, "2025-08-30 10:00", -1, 0.0),
)


@repurchase_rate.example
def the_third_quarter_by_hand():
    orders = SUMMER[SUMMER["user_id"] <= 6].reset_index(drop=True)
    return {"orders": orders, "start": "2025-07-01", "end": "2025-10-01"}, 0.2


@repurchase_rate.visible(en="the third quarter", zh="第三季度")
def the_third_quarter():
    return {"orders": SUMMER, "start": "2025-07-01", "end": "2025-10-01"}


@repurchase_rate.visible(en="June to August", zh="六月到八月")
def june_to_august():
    return {"orders": SUMMER.iloc[::-1].reset_index(drop=True), "start": "2025-06-01", "end": "2025-09-01"}


@repurchase_rate.visible(edge=True, en="an order at the first and at the last moment", zh="卡在窗口两头的订单")
def the_edges_of_the_window():
    orders = orders_of(
        (1, "2025-07-01 00:00", 20.0, 0.0),
        (1, "2025-07-09 10:00", 20.0, 0.0),
        (2, "2025-07-05 10:00", 20.0, 0.0),
        (2, "2025-08-01 00:00", 20.0, 0.0),
        (3, "2025-07-31 23:59", 20.0, 0.0),
        (4, "2025-08-01 00:00", 20.0, 0.0),
        (4, "2025-08-01 09:00", 20.0, 0.0),
    )
    return {"orders": orders, "start": "2025-07-01", "end": "2025-08-01"}


@repurchase_rate.visible(edge=True, en="paid days after the order", zh="下单几天以后才付款")
def paid_some_days_later():
    orders = late_payments(SUMMER[SUMMER["user_id"].isin([1, 3, 4, 7, 11, 12])].reset_index(drop=True), days=2)
    return {"orders": orders, "start": "2025-07-01", "end": "2025-10-01"}


@repurchase_rate.visible(
    edge=True, en="two orders on one day, and around midnight", zh="同一天的两单，和过了零点的一单"
)
def one_day_and_midnight():
    orders = SUMMER[SUMMER["user_id"].isin([2, 7])].reset_index(drop=True)
    return {"orders": orders, "start": "2025-07-01", "end": "2025-10-01"}


@repurchase_rate.visible(
    edge=True,
    en="the same date of two months, the same weekday, three days",
    zh="两个月的同一号、同样是星期几、买了三天",
)
def dates_that_look_alike():
    orders = orders_of(
        (1, "2025-07-03 10:00", 20.0, 0.0),
        (1, "2025-08-03 10:00", 20.0, 0.0),
        (2, "2025-07-04 10:00", 20.0, 0.0),
        (2, "2025-07-11 10:00", 20.0, 0.0),
        (3, "2025-07-08 10:00", 20.0, 0.0),
        (3, "2025-07-22 10:00", 20.0, 0.0),
        (4, "2025-07-07 10:00", 20.0, 0.0),
        (4, "2025-07-15 10:00", 20.0, 0.0),
        (4, "2025-08-20 10:00", 20.0, 0.0),
        (5, "2025-07-01 10:00", 20.0, 0.0),
        (5, "2025-07-09 10:00", 20.0, 0.0),
        (5, "2025-08-21 10:00", 20.0, 0.0),
        (6, "2025-07-02 10:00", 20.0, 0.0),
        (6, "2025-07-10 10:00", 20.0, 0.0),
        (6, "2025-08-22 10:00", 20.0, 0.0),
        (7, "2025-09-01 10:00", 20.0, 0.0),
    )
    return {"orders": orders, "start": "2025-07-01", "end": "2025-10-01"}


@repurchase_rate.visible(edge=True, en="the same date of two years", zh="两年的同一天")
def one_date_of_two_years():
    orders = orders_of(
        (1, "2024-02-03 10:00", 20.0, 0.0),
        (1, "2025-02-03 10:00", 20.0, 0.0),
        (2, "2024-05-01 10:00", 20.0, 0.0),
        (2, "2024-06-01 10:00", 20.0, 0.0),
        (3, "2024-07-08 10:00", 20.0, 0.0),
    )
    return {"orders": orders, "start": "2024-01-01", "end": "2026-01-01"}


@repurchase_rate.visible(edge=True, en="refunded in part and in full", zh="部分退款和全额退款")
def refunds():
    orders = SUMMER[SUMMER["user_id"].isin([5, 8, 10])].reset_index(drop=True)
    return {"orders": orders, "start": "2025-07-01", "end": "2025-10-01"}


@repurchase_rate.visible(edge=True, en="nobody bought in the window", zh="窗口里没有人买过")
def nobody_bought():
    return {"orders": SUMMER, "start": "2025-03-01", "end": "2025-04-01"}


@repurchase_rate.visible(edge=True, en="a window of no days", zh="起止同一天的窗口")
def a_window_of_no_days():
    return {"orders": SUMMER, "start": "2025-08-01", "end": "2025-08-01"}


@repurchase_rate.visible(edge=True, en="an empty table", zh="空表")
def no_orders_at_all():
    return {"orders": SUMMER.head(0), "start": "2025-07-01", "end": "2025-10-01"}


@repurchase_rate.hidden(worlds=3)
def other_quarters(world: World):
    start = pd.Timestamp("2024-06-01") + pd.Timedelta(days=int(world.rng.integers(0, 400)))
    end = start + pd.Timedelta(days=int(world.rng.integers(40, 150)))
    orders = some_customers(world, 160)
    return {"orders": orders, "start": start.strftime("%Y-%m-%d"), "end": end.strftime("%Y-%m-%d")}


@repurchase_rate.invariant(
    en="It is a share of customers: between 0 and 1, or NaN.", zh="它是客户数的占比：在 0 和 1 之间，或者是 NaN。"
)
def a_share_of_customers(result, **inputs):
    return bool(np.isnan(result) or 0 <= result <= 1)


def purchases(orders, start, end, *, paid_only=True, refunded_too=False, closed=False, date="created_at"):
    """The orders that count; the arguments are the ways to get a rule wrong."""
    rows = orders[orders["paid_at"].notna()] if paid_only else orders
    if not refunded_too:
        rows = rows[(rows["paid"] > rows["refund"]) | rows["paid_at"].isna()]
    after, before = rows[date] >= start, rows[date] < end
    if closed:
        before = rows[date] < pd.Timestamp(end) + pd.Timedelta(days=1)
    return rows[after & before].assign(day=lambda kept: kept[date].dt.date)


def share_with_two_days(rows):
    visits = rows.drop_duplicates(["user_id", "day"])["user_id"].value_counts()
    return float((visits >= 2).sum() / len(visits)) if len(visits) else float("nan")


@repurchase_rate.right
def by_distinct_pairs(orders, start, end):
    return share_with_two_days(purchases(orders, start, end))


@repurchase_rate.right
def by_sets_of_days(orders, start, end):
    days: dict[int, set[object]] = {}
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    for row in orders.itertuples():
        if first <= row.created_at < last and not pd.isna(row.paid_at) and row.paid > row.refund:
            days.setdefault(row.user_id, set()).add(row.created_at.date())
    if not days:
        return np.nan
    return sum(len(seen) > 1 for seen in days.values()) / len(days)


@repurchase_rate.wrong(
    en="Two orders on one day made a repeat customer. By the shop's rule that is one purchase: count different days.",
    zh="同一天下两单的人被算成了复购客户。按店里的规矩那只算买了一次：要数不同的日子。",
)
def two_orders_are_enough(orders, start, end):
    counts = purchases(orders, start, end)["user_id"].value_counts()
    return float((counts > 1).mean())


@repurchase_rate.wrong(
    en="Whoever ordered less than 24 hours after the last order was not counted again. Days go by the calendar: midnight begins a new one.",
    zh="离上一单不满 24 小时的没有算成又买一次。这里的一天是日历日，过了零点就是新的一天。",
)
def a_day_means_24_hours(orders, start, end):
    rows = purchases(orders, start, end).sort_values(["user_id", "created_at"])
    gap = rows["created_at"] - rows.groupby("user_id")["created_at"].transform("min")
    counts = (gap >= pd.Timedelta(hours=24)).groupby(rows["user_id"]).any()
    return float(counts.mean())


@repurchase_rate.wrong(
    en="The day `end` is in. The window ends before it, otherwise 1 October would count for two quarters.",
    zh="`end` 那天也算进去了。窗口到它之前为止，不然 10 月 1 日会同时算在两个季度里。",
)
def the_last_day_included(orders, start, end):
    return share_with_two_days(purchases(orders, start, end, closed=True))


@repurchase_rate.wrong(
    en="An order in the first moment of the day `end` is in: `<=` lets midnight through. The window ends *before* that day: `<`.",
    zh="`end` 那天零点整的订单算进去了：`<=` 会放它进来。窗口到那天**之前**为止，要用 `<`。",
)
def midnight_of_the_end_included(orders, start, end):
    inside = orders[orders["created_at"] <= pd.Timestamp(end)]
    return share_with_two_days(purchases(inside, start, "2262-01-01"))


@repurchase_rate.wrong(
    en="Unpaid orders count. Ordering is not buying: keep those whose `paid_at` is there.",
    zh="没付款的订单也算了。下单不等于买了：只留 `paid_at` 不缺失的。",
)
def unpaid_orders_count(orders, start, end):
    return share_with_two_days(purchases(orders, start, end, paid_only=False))


@repurchase_rate.wrong(
    en="Orders given back in full count. Where `refund` is as large as `paid`, there was no purchase in the end.",
    zh="全额退款的订单也算了。退款和实付一样多，等于没有买。",
)
def full_refunds_count(orders, start, end):
    return share_with_two_days(purchases(orders, start, end, refunded_too=True))


@repurchase_rate.wrong(
    en="Every order with a refund was thrown out. One that was refunded *in part* is still a purchase.",
    zh="凡有退款的订单都被去掉了。只退了**一部分**的，还算买过。",
)
def any_refund_thrown_out(orders, start, end):
    return share_with_two_days(purchases(orders[orders["refund"] == 0], start, end))


@repurchase_rate.wrong(
    en="The orders were placed in the window by `paid_at`. The rule goes by the moment of ordering, `created_at`.",
    zh="订单按付款时间 `paid_at` 归进了窗口。规矩是看下单时间 `created_at`。",
)
def window_by_payment(orders, start, end):
    return share_with_two_days(purchases(orders, start, end, date="paid_at"))


@repurchase_rate.wrong(
    en=(
        "Somebody with a purchase before the window was called a repeat customer on the first one inside it. Both "
        "purchases have to lie in the window; otherwise the rate grows with the age of the shop."
    ),
    zh="窗口之前买过的人，在窗口里买一次就被算成了复购客户。两次都要在窗口里，否则店开得越久，复购率就越高。",
)
def earlier_purchases_help(orders, start, end):
    inside = purchases(orders, start, end)
    ever = purchases(orders, "1970-01-01", end).groupby("user_id")["day"].nunique()
    users = inside["user_id"].unique()
    return float((ever.reindex(users) > 1).mean()) if len(users) else float("nan")


@repurchase_rate.wrong(
    en="The denominator holds all customers of the table. Only those who bought in the window belong below the line.",
    zh="分母用了表里的全部客户。分母只数在窗口里买过的人。",
)
def all_customers_below_the_line(orders, start, end):
    days = purchases(orders, start, end).groupby("user_id")["day"].nunique()
    everybody = purchases(orders, "1970-01-01", "2262-01-01")["user_id"].nunique()
    return float((days > 1).sum() / everybody) if everybody else float("nan")


@repurchase_rate.wrong(
    en="This is the share of *purchases* that were repeats. The rate counts people: a regular with ten orders is one customer.",
    zh="算的是重复购买的**次数**占比。复购率数的是人：买了十次的老客户，也只是一个人。",
)
def share_of_purchases(orders, start, end):
    rows = purchases(orders, start, end).drop_duplicates(["user_id", "day"])
    return float(1 - rows["user_id"].nunique() / len(rows)) if len(rows) else float("nan")


@repurchase_rate.wrong(
    en="Where nobody bought you say 0. Nobody came back of nobody: that is unknown, NaN.",
    zh="没有人买过时返回了 0。一个客户都没有，谈不上有没有回头：应当是 NaN。",
)
def zero_where_nobody_bought(orders, start, end):
    rate = by_distinct_pairs(orders, start, end)
    return 0.0 if np.isnan(rate) else rate


@repurchase_rate.wrong(
    en="The rate is in percent; the question asks for a fraction from 0 to 1.",
    zh="结果用了百分数，题目要的是 0 到 1 的小数。",
)
def percent_instead_of_fraction(orders, start, end):
    return 100 * by_distinct_pairs(orders, start, end)


@repurchase_rate.wrong(
    en=(
        "Two rules are open: orders given back in full don't count, and several orders of one day are one purchase. "
        "(The window and `paid_at` are right.)"
    ),
    zh="还有两条规矩没做到：全额退款的订单不算，同一天的几单只算买了一次。（窗口和 `paid_at` 已经对了。）",
)
def paid_orders_counted(orders, start, end):
    counts = purchases(orders, start, end, refunded_too=True)["user_id"].value_counts()
    return float((counts > 1).mean())


@repurchase_rate.wrong(
    en=(
        "Several rules are open: the day `end` is still in, orders given back in full count, and so do two orders of one "
        "day. Mend one after the other."
    ),
    zh="还有几条规矩没做到：`end` 那天还算在里面，全额退款的订单还算，同一天的两单也算了两次。请一条一条改。",
)
def paid_orders_to_the_last_day(orders, start, end):
    counts = purchases(orders, start, end, refunded_too=True, closed=True)["user_id"].value_counts()
    return float((counts > 1).mean())


def share_with_two(orders, start, end, mark, enough=lambda count: count > 1):
    """The rate when days are told apart by `mark` of their date."""
    rows = purchases(orders, start, end)
    marks = mark(pd.to_datetime(rows["created_at"]).dt)
    return float(enough(marks.groupby(rows["user_id"]).nunique()).mean())


@repurchase_rate.wrong(
    en="Days were told apart by their number in the month (`.dt.day`): 3 July and 3 August became one. Take the whole date.",
    zh="只看了是几号（`.dt.day`）：7 月 3 日和 8 月 3 日成了同一天。要用完整的日期。",
)
def day_of_the_month(orders, start, end):
    return share_with_two(orders, start, end, lambda dates: dates.day)


@repurchase_rate.wrong(
    en="Days were told apart by the weekday: two Fridays became one day. Take the whole date.",
    zh="只看了星期几：两个星期五成了同一天。要用完整的日期。",
)
def day_of_the_week(orders, start, end):
    return share_with_two(orders, start, end, lambda dates: dates.weekday)


@repurchase_rate.wrong(
    en="Days were told apart by their number in the year: 3 February of two years became one. Take the whole date.",
    zh="只看了是一年里的第几天：两年的 2 月 3 日成了同一天。要用完整的日期。",
)
def day_of_the_year(orders, start, end):
    return share_with_two(orders, start, end, lambda dates: dates.dayofyear)


@repurchase_rate.wrong(
    en="Different months were counted. Two days of one month are two purchases already: count different *days*.",
    zh="数的是不同的月份。同一个月里的两天就算买了两次：要数不同的**日子**。",
)
def months_instead_of_days(orders, start, end):
    return share_with_two(orders, start, end, lambda dates: dates.month)


@repurchase_rate.wrong(
    en='Only customers with *exactly* two days came out as back. "At least two" includes three and more: `>= 2`.',
    zh="只有**正好**两天的客人才算回头。“至少两个”也包括三个和更多：用 `>= 2`。",
)
def exactly_two_days(orders, start, end):
    return share_with_two(orders, start, end, lambda dates: dates.normalize(), lambda count: count == 2)


@repurchase_rate.wrong(
    en="Below the line stand orders. The rate counts customers, above and below.",
    zh="分母数的是订单。复购率上下数的都是客户。",
)
def orders_below_the_line(orders, start, end):
    rows = purchases(orders, start, end)
    days = rows.groupby("user_id")["day"].nunique()
    return float((days > 1).sum() / len(rows)) if len(rows) else float("nan")


@repurchase_rate.wrong(
    en="An order in the first moment of `start` was left out. The window includes that day from midnight on: `>=`.",
    zh="`start` 那天零点整的订单漏掉了。窗口从那天零点起就算：用 `>=`。",
)
def start_left_out(orders, start, end):
    return share_with_two_days(purchases(orders[orders["created_at"] > pd.Timestamp(start)], start, end))


@repurchase_rate.wrong(
    en="The result was rounded. Return it as it comes out: two thirds are not 0.67.",
    zh="结果取了整。算出来多少就返回多少：三分之二不是 0.67。",
)
def rounded_to_two(orders, start, end):
    return round(by_distinct_pairs(orders, start, end), 2)


@repurchase_rate.wrong(
    en="The result was rounded to four decimals. Return it as it comes out.",
    zh="结果取了四位小数。算出来多少就返回多少，不要取整。",
)
def rounded_to_four(orders, start, end):
    return round(by_distinct_pairs(orders, start, end), 4)


@repurchase_rate.wrong(
    en="The denominator holds everybody in the table, also who never paid. Only those who bought in the window belong below the line.",
    zh="分母用了表里的所有人，连没付过款的也算了。分母只数在窗口里买过的人。",
)
def everybody_in_the_table(orders, start, end):
    days = purchases(orders, start, end).groupby("user_id")["day"].nunique()
    everybody = orders["user_id"].nunique()
    return float((days > 1).sum() / everybody) if everybody else float("nan")


# --- retention_matrix: cohort by age, with nothing said about what was not watched in full ---------------------------

# The nearest ready-made call, turned from a long table into a matrix.
COHORTS = (
    "metrics.cohort_retention(orders.assign(status='delivered'), orders['created_at'].max(), freq=freq)"
    ".pivot(index='cohort', columns='age', values='rate')"
)
retention_matrix = Exercise(points=3, compare="equal", tolerance=1e-9, library=[COHORTS])

HALF_YEAR = orders_of(
    (1, "2025-06-05 10:00", 40.0, 0.0),
    (1, "2025-07-20 10:00", 35.0, 0.0),
    (1, "2025-07-28 10:00", 20.0, 0.0),
    (1, "2025-11-11 00:02", 90.0, 0.0),
    (2, "2025-06-18 20:00", 120.0, 0.0),
    (2, "2025-11-11 00:30", 60.0, 30.0),
    (3, "2025-06-30 23:58", 25.0, 0.0),
    (3, "2025-08-02 12:00", 25.0, 0.0),
    (4, "2025-06-21 09:00", 70.0, 0.0),
    (5, "2025-05-20 10:00", -1, 0.0),
    (5, "2025-07-06 10:00", 55.0, 0.0),
    (5, "2025-09-06 10:00", 48.0, 48.0),
    (6, "2025-07-09 10:00", 31.0, 31.0),
    (6, "2025-08-15 10:00", 62.0, 0.0),
    (6, "2025-09-15 10:00", 62.0, 0.0),
    (6, "2025-10-15 10:00", 62.0, 0.0),
    (7, "2025-08-19 10:00", 28.0, 0.0),
    (7, "2025-10-20 10:00", 28.0, 0.0),
    (8, "2025-08-25 10:00", 99.0, 0.0),
    (8, "2025-11-10 20:00", 45.0, 0.0),
    (9, "2025-10-31 23:59", 39.0, 0.0),
    (9, "2025-11-12 08:00", 39.0, 0.0),
    (10, "2025-11-11 00:01", 150.0, 0.0),
    (10, "2025-11-16 10:00", -1, 0.0),
)


@retention_matrix.example
def worked_by_hand():
    orders = orders_of(
        (1, "2025-07-05 10:00", 20.0, 0.0),
        (1, "2025-07-20 10:00", 20.0, 0.0),
        (1, "2025-09-02 10:00", 20.0, 0.0),
        (2, "2025-07-30 10:00", 20.0, 0.0),
        (2, "2025-08-15 10:00", 20.0, 0.0),
        (3, "2025-08-03 10:00", 20.0, 0.0),
        (3, "2025-09-12 10:00", -1, 0.0),
        (4, "2025-08-10 10:00", 20.0, 0.0),
        (5, "2025-10-12 10:00", 20.0, 0.0),
    )
    rows = [[1.0, 0.5, 0.5], [1.0, 0.0, np.nan], [1.0, np.nan, np.nan]]
    expected = pd.DataFrame(rows, index=["2025-07", "2025-08", "2025-10"], columns=[0, 1, 2])
    return {"orders": orders, "freq": "M"}, expected


@retention_matrix.visible(en="half a year, by month", zh="半年，按月")
def half_a_year_by_month():
    return {"orders": HALF_YEAR, "freq": "M"}


@retention_matrix.visible(en="half a year, shuffled, one day longer", zh="半年，行序打乱，月底多一单")
def to_the_end_of_november():
    last = orders_of((4, "2025-11-30 09:00", 22.0, 0.0))
    orders = pd.concat([HALF_YEAR, last], ignore_index=True).sample(frac=1, random_state=3).reset_index(drop=True)
    return {"orders": orders, "freq": "M"}


@retention_matrix.visible(en="half a year, by quarter", zh="半年，按季度")
def half_a_year_by_quarter():
    return {"orders": HALF_YEAR, "freq": "Q"}


@retention_matrix.visible(edge=True, en="the last order of the last day is unpaid", zh="最后一天的最后一单没付款")
def an_unpaid_order_tells_how_far():
    last = orders_of((11, "2025-11-30 20:00", -1, 0.0))
    return {"orders": pd.concat([HALF_YEAR, last], ignore_index=True), "freq": "M"}


@retention_matrix.visible(
    edge=True, en="a quarter that ends with a month, not over yet", zh="按季度，停在月底，季度没过完"
)
def the_end_of_a_month_is_no_quarter():
    orders = orders_of(
        (1, "2025-04-10 10:00", 20.0, 0.0),
        (1, "2025-08-05 10:00", 20.0, 0.0),
        (2, "2025-05-20 10:00", 20.0, 0.0),
        (3, "2025-07-20 10:00", 20.0, 0.0),
        (3, "2025-10-31 10:00", 20.0, 0.0),
    )
    return {"orders": orders, "freq": "Q"}


@retention_matrix.visible(
    edge=True, en="a month without new customers, a month without anybody", zh="有的月没有新客，有的月没有人买"
)
def quiet_months():
    orders = orders_of(
        (1, "2025-01-10 10:00", 20.0, 0.0),
        (2, "2025-01-12 10:00", 20.0, 0.0),
        (1, "2025-02-11 10:00", 20.0, 0.0),
        (3, "2025-04-05 10:00", 20.0, 0.0),
        (2, "2025-04-20 10:00", 20.0, 0.0),
        (3, "2025-06-30 10:00", 20.0, 0.0),
    )
    return {"orders": orders, "freq": "M"}


@retention_matrix.visible(edge=True, en="over the turn of the year", zh="跨年")
def over_the_new_year():
    orders = orders_of(
        (1, "2024-11-20 10:00", 20.0, 0.0),
        (1, "2025-01-08 10:00", 20.0, 0.0),
        (2, "2024-12-24 10:00", 20.0, 0.0),
        (2, "2025-02-28 10:00", 20.0, 0.0),
        (3, "2024-12-31 23:59", 20.0, 0.0),
    )
    return {"orders": orders, "freq": "M"}


@retention_matrix.visible(edge=True, en="all within one running month", zh="全在还没过完的一个月里")
def one_running_month():
    orders = HALF_YEAR[HALF_YEAR["user_id"] == 10].reset_index(drop=True)
    return {"orders": orders, "freq": "M"}


@retention_matrix.visible(edge=True, en="no order that counts", zh="没有算数的订单")
def nothing_that_counts():
    return {"orders": orders_of((1, "2025-06-05 10:00", -1, 0.0), (2, "2025-06-06 10:00", 9.0, 9.0)), "freq": "M"}


@retention_matrix.hidden(worlds=3)
def other_cohorts(world: World):
    orders = some_customers(world, 90)
    stop = pd.Timestamp("2025-04-01") + pd.Timedelta(days=int(world.rng.integers(0, 240)))
    orders = orders[orders["created_at"] < stop].reset_index(drop=True)
    return {"orders": orders, "freq": str(world.rng.choice(["M", "M", "Q"]))}


@retention_matrix.invariant(
    en="Column 0 is 1 and every other cell is a share from 0 to 1, or NaN.",
    zh="第 0 列都是 1，其他格子都是 0 到 1 的占比，或者 NaN。",
)
def shares_of_the_cohort(result, **inputs):
    if not len(result):
        return True
    return bool((result[0] == 1).all() and result.stack().dropna().between(0, 1).all())


@retention_matrix.invariant(
    en="In a row nothing follows after the first empty cell: the unknown lies at the end.",
    zh="一行里出现空格以后，后面不会再有数：不知道的都在右边。",
)
def the_unknown_lies_at_the_end(result, **inputs):
    missing = result.isna().to_numpy()
    return bool((missing[:, 1:] >= missing[:, :-1]).all())


def placed_and_kept(orders, *, paid_only=True, refunded_too=False):
    rows = orders[orders["paid_at"].notna()] if paid_only else orders
    if not refunded_too:
        rows = rows[(rows["paid"] > rows["refund"]) | rows["paid_at"].isna()]
    return rows


def period_numbers(moments, freq):
    """Months (or quarters) counted from the year 0."""
    months = moments.dt.year * 12 + moments.dt.month - 1
    return months if freq == "M" else months // 3


def period_name(number, freq):
    return f"{number // 12}-{number % 12 + 1:02d}" if freq == "M" else f"{number // 4}Q{number % 4 + 1}"


def full_until(moment, freq):
    """Number of the last period watched in full when a table reaches to this moment."""
    number = int(period_numbers(pd.Series([moment]), freq).iloc[0])
    tomorrow = pd.Series([moment + pd.Timedelta(days=1)])
    return number if int(period_numbers(tomorrow, freq).iloc[0]) > number else number - 1


def cohort_cells(orders, freq, *, rows=None, full=None, unseen=np.nan, nobody=0.0, count="customers", base=None):
    """The matrix cell by cell; the arguments are the ways to get a rule wrong."""
    rows = placed_and_kept(orders) if rows is None else rows
    if not len(rows):
        return pd.DataFrame()
    full = full_until(orders["created_at"].max(), freq) if full is None else full
    number = period_numbers(rows["created_at"], freq)
    cohort = number.groupby(rows["user_id"]).transform("min")
    first = int(cohort.min())
    ages = range(max(full - first, 0) + 1)
    table = {}
    for start in sorted(cohort.unique()):
        mine, values = rows[cohort == start], []
        size = mine["user_id"].nunique()
        for age in ages:
            here = mine[number[cohort == start] == start + age]
            came = here["user_id"].nunique() if count == "customers" else len(here)
            value = came / (size if base is None else base) if came or not age else nobody
            values.append(value if age == 0 or start + age <= full else unseen)
        table[period_name(int(start), freq)] = values
    return pd.DataFrame.from_dict(table, orient="index", columns=list(ages))


@retention_matrix.right
def cell_by_cell(orders, freq="M"):
    return cohort_cells(orders, freq)


@retention_matrix.right
def by_crosstab(orders, freq="M"):
    rows = orders.dropna(subset=["paid_at"]).query("paid > refund").copy()
    if rows.empty:
        return pd.DataFrame()
    rows["number"] = period_numbers(rows["created_at"], freq)
    rows = rows.drop_duplicates(["user_id", "number"])
    rows["start"] = rows.groupby("user_id")["number"].transform("min")
    counts = pd.crosstab(rows["start"], rows["number"] - rows["start"])
    full = full_until(orders["created_at"].max(), freq)
    counts = counts.reindex(columns=range(max(full - int(counts.index[0]), 0) + 1), fill_value=0)
    shares = counts.div(counts[0], axis=0)
    ends = shares.index.to_numpy()[:, None] + shares.columns.to_numpy()[None, :]
    shares = shares.where((ends <= full) | (shares.columns.to_numpy()[None, :] == 0))
    return shares.rename(index=lambda number: period_name(number, freq))


@retention_matrix.wrong(
    en="The cells that have not happened yet are 0. Nobody *could* come then: that is unknown, NaN, not a loss of everybody.",
    zh="还没发生的格子填成了 0。那时候谁都还**来不了**：应当是 NaN，不是客人全跑了。",
)
def the_future_is_zero(orders, freq="M"):
    return cohort_cells(orders, freq, unseen=0.0)


@retention_matrix.wrong(
    en="Where nobody came, the cell is empty. That period was watched in full, so it is known: 0.",
    zh="没有人来的格子空着。那一期已经完整，结果是知道的：0。",
)
def nobody_is_missing(orders, freq="M"):
    return cohort_cells(orders, freq, nobody=np.nan)


@retention_matrix.wrong(
    en="The running period is shown. Only part of it has passed, so its cells would look like a slump: NaN until it is over.",
    zh="还没过完的一期也显示出来了。它只过了一部分，看上去像是大跌：过完之前都填 NaN。",
)
def the_running_period_shown(orders, freq="M"):
    last = int(period_numbers(orders["created_at"], freq).max()) if len(orders) else 0
    return cohort_cells(orders, freq, full=last)


@retention_matrix.wrong(
    en=(
        "A last period was left out although the table reaches its last calendar day. An order at any hour of that day is "
        "enough: the period was watched in full and counts."
    ),
    zh="数据已经到了最后一期的最后一个日历日，这一期却没有算。那天几点的订单都行：这一期就是完整的，要算。",
)
def the_last_period_always_dropped(orders, freq="M"):
    last = int(period_numbers(orders["created_at"], freq).max()) if len(orders) else 0
    return cohort_cells(orders, freq, full=last - 1)


@retention_matrix.wrong(
    en=(
        "How far the table reaches was read off the orders that count. An unpaid order, too, shows that the shop was "
        "watched that day: take the last `created_at` of all orders."
    ),
    zh="数据到哪天为止，是只看算数的订单得出的。没付款的订单也说明那天还有记录：要看全部订单里最晚的 `created_at`。",
)
def reach_of_the_counted_orders(orders, freq="M"):
    rows = placed_and_kept(orders)
    return cohort_cells(orders, freq, full=full_until(rows["created_at"].max(), freq)) if len(rows) else pd.DataFrame()


@retention_matrix.wrong(
    en="Unpaid orders are in, so somebody who never paid founds a cohort. Keep the orders whose `paid_at` is there.",
    zh="没付款的订单也算了，没付过钱的人也成了首购客。只留 `paid_at` 不缺失的订单。",
)
def unpaid_orders_found_cohorts(orders, freq="M"):
    return cohort_cells(orders, freq, rows=placed_and_kept(orders, paid_only=False))


@retention_matrix.wrong(
    en="Orders given back in full are in. Where `refund` is as large as `paid`, nothing was bought.",
    zh="全额退款的订单也算了。退款和实付一样多，等于没有买。",
)
def full_refunds_in_the_matrix(orders, freq="M"):
    return cohort_cells(orders, freq, rows=placed_and_kept(orders, refunded_too=True))


@retention_matrix.wrong(
    en="Orders were counted, over the number of customers. A cell asks how many *customers* came: three orders of one are one.",
    zh="格子里数的是订单。要数的是来过的**客人**：一个人下三单，也只算一个人。",
)
def orders_counted(orders, freq="M"):
    return cohort_cells(orders, freq, count="orders")


@retention_matrix.wrong(
    en="Each cell was divided by the cell before it. All cells of a row have the same denominator: the cohort's customers.",
    zh="每一格都除以了前一格。一行里的分母都一样：这一批首购客的人数。",
)
def over_the_age_before(orders, freq="M"):
    matrix = cohort_cells(orders, freq)
    if not len(matrix):
        return matrix
    steps = matrix / matrix.shift(1, axis=1)
    steps[0] = 1.0
    return steps


@retention_matrix.wrong(
    en="These are the customers who came at this age *or later*. A cell holds those who came in just that period.",
    zh="这里数的是在这一期**或以后**来过的人。格子里只数正好在那一期来的人。",
)
def still_alive_later(orders, freq="M"):
    rows = placed_and_kept(orders)
    if not len(rows):
        return pd.DataFrame()
    number = period_numbers(rows["created_at"], freq)
    spans = pd.DataFrame(
        {"first": number.groupby(rows["user_id"]).min(), "last": number.groupby(rows["user_id"]).max()}
    )
    full = full_until(orders["created_at"].max(), freq)
    ages = range(max(full - int(spans["first"].min()), 0) + 1)
    table = {}
    for start, people in spans.groupby("first"):
        alive = [(people["last"] >= start + age).mean() for age in ages]
        table[period_name(int(start), freq)] = [
            share if age == 0 or start + age <= full else np.nan for age, share in zip(ages, alive, strict=True)
        ]
    return pd.DataFrame.from_dict(table, orient="index", columns=list(ages))


@retention_matrix.wrong(
    en="The columns are calendar periods. Age is asked for: the number of periods since the first purchase, so that cohorts can be compared.",
    zh="列用了日历上的月份或季度。题目要的是期龄，也就是离首购过了几期，这样各批客人才能比较。",
)
def calendar_columns(orders, freq="M"):
    matrix = cohort_cells(orders, freq)
    if not len(matrix):
        return matrix
    starts = {name: int(number) for name, number in zip(matrix.index, _starts(orders, freq), strict=True)}
    first = min(starts.values())
    columns = [period_name(first + age, freq) for age in matrix.columns]
    rows = {}
    for name, start in starts.items():
        values = matrix.loc[name].tolist()
        rows[name] = [np.nan] * (start - first) + values[: len(columns) - (start - first)]
        rows[name] += [np.nan] * (len(columns) - len(rows[name]))
    return pd.DataFrame.from_dict(
        {name: row[: len(columns)] for name, row in rows.items()}, orient="index", columns=columns
    )


def _starts(orders, freq):
    rows = placed_and_kept(orders)
    number = period_numbers(rows["created_at"], freq)
    return sorted(number.groupby(rows["user_id"]).min().unique())


@retention_matrix.wrong(
    en="The age was taken from the distance in days (30 or 91 to a period). Age goes by the calendar: 30 June to 2 August is two months on.",
    zh="期龄是用相隔天数（30 天或 91 天一期）换算的。期龄按日历算：6 月 30 日到 8 月 2 日，过了两个月。",
)
def ages_from_days(orders, freq="M"):
    rows = placed_and_kept(orders)
    if not len(rows):
        return pd.DataFrame()
    matrix = cohort_cells(orders, freq)
    first = rows.groupby("user_id")["created_at"].transform("min")
    start = period_numbers(first, freq)
    age = (rows["created_at"] - first).dt.days // (30 if freq == "M" else 91)
    counts = rows.groupby([start, age])["user_id"].nunique().unstack(fill_value=0)
    counts = counts.reindex(columns=matrix.columns, fill_value=0)
    shares = counts.div(counts[0], axis=0).rename(index=lambda number: period_name(number, freq))
    return shares.where(matrix.notna())


@retention_matrix.wrong(
    en="Every cell was divided by all customers of the table. The denominator is the cohort, and column 0 is 1.",
    zh="每一格都除以了表里的全部客人。分母是这一批首购客的人数，第 0 列应当是 1。",
)
def over_all_customers(orders, freq="M"):
    rows = placed_and_kept(orders)
    return cohort_cells(orders, freq, base=rows["user_id"].nunique())


@retention_matrix.wrong(
    en="The shares are in percent; the question asks for fractions from 0 to 1.",
    zh="格子里用了百分数，题目要的是 0 到 1 的小数。",
)
def shares_in_percent(orders, freq="M"):
    return 100 * cohort_cells(orders, freq)


@retention_matrix.wrong(
    en=(
        "A good first draft: cohorts and ages are right. Open are: orders given back in full don't count, the running "
        "period is not shown, and a watched period in which nobody came is 0, in a column of its own even if nobody came at all."
    ),
    zh="初稿不错，同期群和期龄都对。还差几条：全额退款的订单不算；没过完的一期不显示；已经完整、却没有人来的一期是 0，哪怕整列都没有人，也要有这一列。",
)
def a_plain_pivot(orders, freq="M"):
    last = int(period_numbers(orders["created_at"], freq).max()) if len(orders) else 0
    rows = placed_and_kept(orders, refunded_too=True)
    return cohort_cells(orders, freq, rows=rows, full=last, nobody=np.nan).dropna(axis=1, how="all")


@retention_matrix.wrong(
    en=(
        "A good first draft: cohorts and ages are right. But every hole is 0 now, also where the future begins, and an age at which nobody "
        "came has no column. Besides: orders given back in full don't count, and the running period is not shown."
    ),
    zh="初稿不错，同期群和期龄都对。可是所有的空格都成了 0，连还没到的也是；整列没有人的期龄还少了一列。另外：全额退款的订单不算，没过完的一期不显示。",
)
def a_plain_pivot_filled(orders, freq="M"):
    last = int(period_numbers(orders["created_at"], freq).max()) if len(orders) else 0
    rows = placed_and_kept(orders, refunded_too=True)
    return cohort_cells(orders, freq, rows=rows, full=last, nobody=np.nan).dropna(axis=1, how="all").fillna(0.0)


@retention_matrix.wrong(
    en=(
        "Two rules are open. Where a period was watched in full and nobody came, the cell is 0, not empty, and an "
        "age at which nobody came at all keeps its column. And the running period must not be shown: NaN until it is over."
    ),
    zh="还差两条：已经完整、却没有人来的一期是 0，不是空的，整列没有人也要留着这一列；没过完的一期不能显示，过完之前都是 NaN。",
)
def holes_and_a_running_period(orders, freq="M"):
    last = int(period_numbers(orders["created_at"], freq).max()) if len(orders) else 0
    return cohort_cells(orders, freq, full=last, nobody=np.nan).dropna(axis=1, how="all")


@retention_matrix.wrong(
    en=(
        "Two rules are open. Filling all holes with 0 also fills the future, where nobody could come yet: NaN. The "
        "running period must not be shown. And an age at which nobody came at all keeps its column."
    ),
    zh="还差两条：把空格全补成 0，连还没到的未来也成了 0，那里应当是 NaN；没过完的一期也不能显示；整列没有人的期龄也要有一列。",
)
def zeros_and_a_running_period(orders, freq="M"):
    last = int(period_numbers(orders["created_at"], freq).max()) if len(orders) else 0
    return cohort_cells(orders, freq, full=last, nobody=np.nan).dropna(axis=1, how="all").fillna(0.0)


@retention_matrix.wrong(
    en="The end of a month was taken for the end of the quarter. 31 October ends October, not the fourth quarter: compare with `end_time` of the *period*.",
    zh="把月底当成了季度末。10 月 31 日过完的是 10 月，不是第四季度：要和这一**期**的 `end_time` 比。",
)
def month_end_for_quarters(orders, freq="M"):
    last = orders["created_at"].max()
    number = int(period_numbers(pd.Series([last]), freq).iloc[0]) if len(orders) else 0
    return cohort_cells(orders, freq, full=number if len(orders) and last.is_month_end else number - 1)


@retention_matrix.wrong(
    en="The orders were put into the period of their payment. A period is that of the order itself, `created_at`.",
    zh="订单按付款时间归了期。要看下单的那一期：`created_at`。",
)
def periods_of_payment(orders, freq="M"):
    rows = placed_and_kept(orders)
    return cohort_cells(orders, freq, rows=rows.assign(created_at=rows["paid_at"]))


@retention_matrix.wrong(
    en="Column 0 is empty where the first period is still running. Everybody of the cohort bought in it: column 0 is always 1.",
    zh="首购那一期还没过完时，第 0 列空了。这一批人都是在那一期买的：第 0 列永远是 1。",
)
def column_zero_emptied(orders, freq="M"):
    matrix = cohort_cells(orders, freq)
    if len(matrix):
        full = full_until(orders["created_at"].max(), freq)
        late = [start > full for start in _starts(orders, freq)]
        matrix.loc[late, 0] = np.nan
    return matrix


@retention_matrix.wrong(
    en=(
        "There is a column for the running period, empty from top to bottom. The columns end with the greatest age that was "
        "watched in full for some cohort."
    ),
    zh="给没过完的一期也留了一列，从上到下全空着。列到有同期群能完整看到的最大期龄为止。",
)
def an_empty_column_more(orders, freq="M"):
    matrix = cohort_cells(orders, freq)
    if not len(matrix):
        return matrix
    last = int(period_numbers(orders["created_at"], freq).max())
    return matrix.reindex(columns=range(last - min(_starts(orders, freq)) + 1))


@retention_matrix.wrong(
    en="In each cell orders were counted (column 0 aside). A cell asks how many *customers* came: three orders of one are one.",
    zh="格子里数的是订单（第 0 列除外）。要数的是来过的**客人**：一个人下三单，也只算一个人。",
)
def orders_counted_after_the_first(orders, freq="M"):
    matrix = cohort_cells(orders, freq, count="orders")
    if len(matrix):
        matrix[0] = 1.0
    return matrix


@retention_matrix.wrong(
    en="The shares are rounded. Return them as they come out: two thirds are not 0.67.",
    zh="占比取了整。算出来多少就返回多少：三分之二不是 0.67。",
)
def shares_rounded_to_two(orders, freq="M"):
    return cohort_cells(orders, freq).round(2)


@retention_matrix.wrong(
    en="The shares are rounded to four decimals. Return them as they come out.",
    zh="占比取了四位小数。算出来多少就返回多少，不要取整。",
)
def shares_rounded_to_four(orders, freq="M"):
    return cohort_cells(orders, freq).round(4)


@retention_matrix.wrong(
    en="The index holds pandas periods. It is to be text: `matrix.index.astype(str)`.",
    zh="索引还是 pandas 的 Period。题目要的是文字：`matrix.index.astype(str)`。",
)
def cohorts_as_periods(orders, freq="M"):
    matrix = cohort_cells(orders, freq)
    return matrix.set_axis(pd.PeriodIndex(matrix.index, freq=freq)) if len(matrix) else matrix


@retention_matrix.wrong(
    en="The ages in the columns are text. They are to be whole numbers: 0, 1, 2.",
    zh="列名里的期龄成了文字。应当是整数：0、1、2。",
)
def ages_as_text(orders, freq="M"):
    matrix = cohort_cells(orders, freq)
    return matrix.set_axis(matrix.columns.astype(str), axis=1) if len(matrix) else matrix


@retention_matrix.wrong(
    en="Periods without new customers got a row. Only cohorts with customers have one.",
    zh="没有人首购的一期也占了一行。只有有客人的同期群才占行。",
)
def rows_for_all_periods(orders, freq="M"):
    matrix = cohort_cells(orders, freq)
    if not len(matrix):
        return matrix
    starts, full = _starts(orders, freq), full_until(orders["created_at"].max(), freq)
    rows = {}
    for start in range(starts[0], starts[-1] + 1):
        nobody = [1.0 if age == 0 else 0.0 if start + age <= full else np.nan for age in matrix.columns]
        rows[period_name(start, freq)] = matrix.iloc[starts.index(start)].tolist() if start in starts else nobody
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(matrix.columns))


def ages_seen(orders, freq):
    """Ages at which any order that counts was placed, finished periods or not."""
    rows = placed_and_kept(orders)
    number = period_numbers(rows["created_at"], freq)
    return sorted((number - number.groupby(rows["user_id"]).transform("min")).unique().tolist())


@retention_matrix.wrong(
    en="An age at which nobody came has no column. If it was watched in full for some cohort, it has one, with 0: `reindex` the columns.",
    zh="没有人来的期龄少了一列。只要有同期群完整看到了，就要有这一列，填 0：用 `reindex` 补上列。",
)
def ages_without_anybody_dropped(orders, freq="M"):
    matrix = cohort_cells(orders, freq)
    return matrix[[age for age in matrix if age == 0 or (matrix[age] > 0).any()]] if len(matrix) else matrix


@retention_matrix.wrong(
    en=(
        "The cells are right, the columns are not: they are the ages at which somebody happened to come. Take 0, 1, 2 ... up to "
        "the greatest age watched in full: the column in which nobody came is missing, that of the running period is too many."
    ),
    zh="格子对了，列不对：列用了碰巧有人来的期龄。应当是 0、1、2……到能完整看到的最大期龄：没有人来的那一列少了，没过完的那一期又多了一列。",
)
def columns_as_they_happen(orders, freq="M"):
    matrix = cohort_cells(orders, freq)
    return matrix.reindex(columns=ages_seen(orders, freq)) if len(matrix) else matrix


@retention_matrix.wrong(
    en=(
        "Two rules are open. The running period must not be shown. And the columns are the ages at which somebody happened to "
        "come; take all ages up to the greatest watched in full."
    ),
    zh="还差两条：没过完的一期不能显示；列用了碰巧有人来的期龄，应当是能完整看到的全部期龄。",
)
def columns_as_they_happen_and_a_running_period(orders, freq="M"):
    if not len(placed_and_kept(orders)):
        return pd.DataFrame()
    last = int(period_numbers(orders["created_at"], freq).max())
    return cohort_cells(orders, freq, full=last).reindex(columns=ages_seen(orders, freq))


@retention_matrix.wrong(
    en=(
        "This is the lesson's `crosstab` as it stands: cohorts as numbers, 0 for what has not happened yet, the running period "
        "shown, a column only where somebody came. Mend one after the other, the columns first."
    ),
    zh="这就是课上的 `crosstab`：同期群成了数字，还没发生的填了 0，没过完的一期也在，没有人来的期龄没有列。请一样一样改，先改列。",
)
def crosstab_of_the_lesson(orders, freq="M"):
    if not len(placed_and_kept(orders)):
        return pd.DataFrame()
    last = int(period_numbers(orders["created_at"], freq).max())
    matrix = cohort_cells(orders, freq, full=last, unseen=0.0).reindex(columns=ages_seen(orders, freq))
    return matrix.rename(index=lambda name: pd.Period(name, freq=freq).ordinal)


@retention_matrix.wrong(
    en="The cohort was taken from the customer's first order of any kind. An unpaid order founds no cohort: take the first order that *counts*.",
    zh="同期群是按客人的任何一笔首单定的。没付款的订单不算首购：要看第一笔**算数**的订单。",
)
def founded_by_any_order(orders, freq="M"):
    rows = placed_and_kept(orders)
    if not len(rows):
        return pd.DataFrame()
    number, full = period_numbers(rows["created_at"], freq), full_until(orders["created_at"].max(), freq)
    start = rows["user_id"].map(period_numbers(orders.groupby("user_id")["created_at"].min(), freq))
    ages = range(max(full - int(start.min()), 0) + 1)
    table = {}
    for first in sorted(start.unique()):
        mine = rows[start == first]
        came = [mine.loc[number[start == first] == first + age, "user_id"].nunique() for age in ages]
        shares = [1.0 if age == 0 else count / mine["user_id"].nunique() for age, count in zip(ages, came, strict=True)]
        table[period_name(int(first), freq)] = [
            share if age == 0 or first + age <= full else np.nan for age, share in zip(ages, shares, strict=True)
        ]
    return pd.DataFrame.from_dict(table, orient="index", columns=list(ages))


# --- member_level ----------------------------------------------------------------------------------------------------

LEVEL = "metrics.level_shares(rules)['level'].iloc[-1]"
member_level = Exercise(points=3, compare="equal", library=[LEVEL])
RULE_COLUMNS = ["level", "rank", "min_spend", "min_orders", "min_active_days", "by_invitation"]


def rules_of(*rows: tuple[str, int, float, float, float, bool]) -> pd.DataFrame:
    """A rule table from (level, rank, least spend, least orders, least active days, by invitation)."""
    table = pd.DataFrame(list(rows), columns=RULE_COLUMNS)
    limits = dict.fromkeys(["min_spend", "min_orders", "min_active_days"], float)
    return table.astype({"level": object, "rank": int, "by_invitation": bool, **limits})


CARDS = rules_of(
    ("gold", 3, 800, 4, np.nan, False),
    ("black", 4, 900, np.nan, np.nan, True),
    ("bronze", 1, 0, np.nan, np.nan, False),
    ("silver", 2, 300, 2, 5, False),
)
TEA_HOUSE = rules_of(
    ("pot", 2, 400, 3, 3, False),
    ("mountain", 5, 2000, 3, 4, False),
    ("cup", 1, 100, 1, 1, False),
    ("garden", 4, 600, 8, 6, False),
    ("set", 3, 900, 4, 4, False),
)


@member_level.example
def the_member_of_the_question():
    return {"spend": 950.0, "orders": 4, "active_days": 3, "rules": CARDS}, "gold"


@member_level.visible(en="a regular of the tea house", zh="茶馆的一位熟客")
def a_regular():
    return {"spend": 950.0, "orders": 7, "active_days": 5, "rules": TEA_HOUSE}


@member_level.visible(en="large sums in few orders", zh="单子少，金额大")
def few_large_orders():
    return {"spend": 2600.0, "orders": 3, "active_days": 4, "rules": TEA_HOUSE}


@member_level.visible(en="the same sums within three days", zh="同样的金额，只有三个活跃天")
def within_three_days():
    return {"spend": 2600.0, "orders": 3, "active_days": 3, "rules": TEA_HOUSE}


@member_level.visible(en="many small orders", zh="单子多，金额小")
def many_small_orders():
    return {"spend": 320.0, "orders": 12, "active_days": 12, "rules": TEA_HOUSE}


@member_level.visible(edge=True, en="exactly the limits", zh="正好等于门槛")
def exactly_the_limits():
    return {"spend": 600.0, "orders": 8, "active_days": 6, "rules": TEA_HOUSE}


@member_level.visible(edge=True, en="a limit is missing", zh="有的门槛空着")
def a_missing_limit():
    rules = rules_of(
        ("plain", 1, 0, np.nan, 1, False),
        ("visitor", 3, np.nan, np.nan, 10, False),
        ("buyer", 2, 500, 2, np.nan, False),
    )
    return {"spend": 40.0, "orders": 1, "active_days": 15, "rules": rules}


@member_level.visible(edge=True, en="a higher level without the lower one", zh="达到高一级，却没达到低一级")
def without_the_lower_level():
    rules = rules_of(
        ("one", 1, 50, 1, 1, False),
        ("two", 2, 100, 5, 9, False),
        ("three", 3, 1000, 2, 2, False),
        ("four", 4, 3000, 9, 9, False),
    )
    return {"spend": 1500.0, "orders": 2, "active_days": 2, "rules": rules}


@member_level.visible(edge=True, en="a level by invitation", zh="只凭邀请的等级")
def by_invitation_only():
    return {"spend": 4000.0, "orders": 1, "active_days": 8, "rules": CARDS}


@member_level.visible(edge=True, en="nothing reached", zh="一级也没达到")
def nothing_reached():
    return {"spend": 99.0, "orders": 1, "active_days": 1, "rules": TEA_HOUSE}


@member_level.visible(edge=True, en="no rules at all", zh="规则表没有行")
def no_rules():
    return {"spend": 500.0, "orders": 5, "active_days": 5, "rules": CARDS.head(0)}


@member_level.visible(edge=True, en="no order in the year: spend is missing", zh="全年没有订单，消费缺失")
def spend_is_missing():
    return {"spend": float("nan"), "orders": 0, "active_days": 2, "rules": CARDS}


@member_level.visible(edge=True, en="more came back than was bought", zh="退的比买的多")
def negative_spend():
    return {"spend": -120.0, "orders": 1, "active_days": 2, "rules": CARDS}


@member_level.visible(
    edge=True, en="no order in the year, and a level for spending alone", zh="全年没有订单，有一级只看消费"
)
def missing_spend_and_a_spending_level():
    rules = rules_of(("patron", 2, 500, np.nan, np.nan, False), ("guest", 1, 0, np.nan, np.nan, False))
    return {"spend": float("nan"), "orders": 0, "active_days": 0, "rules": rules}


@member_level.visible(edge=True, en="negative spend and an empty limit", zh="消费为负，消费门槛空着")
def negative_spend_and_no_limit():
    rules = rules_of(("visitor", 2, np.nan, np.nan, 1, False), ("buyer", 1, 0, np.nan, np.nan, False))
    return {"spend": -5.0, "orders": 0, "active_days": 3, "rules": rules}


@member_level.hidden(worlds=6)
def members_of_other_shops(world: World):
    orders = world.table("orders")
    member = int(world.rng.choice(world.table("members")["user_id"]))
    mine = orders[(orders["user_id"] == member) & (orders["created_at"] >= "2025-01-01") & orders["paid_at"].notna()]
    spend = float((mine["paid"] - mine["refund"]).sum()) if len(mine) else float("nan")
    limits = np.sort(world.rng.integers(0, 12, (5, 2)), axis=0)
    rows = []
    for rank in world.rng.permutation(5):
        least = [60.0 * rank * world.rng.uniform(0.5, 2), *limits[rank] / 1.0]
        least = [np.nan if world.rng.random() < 0.2 else value for value in least]
        rows.append((f"level {'ABCDE'[(3 * rank) % 5]}", int(rank) + 1, *least, bool(world.rng.random() < 0.15)))
    days = mine["created_at"].dt.normalize().nunique() + int(world.rng.integers(0, 4))
    return {"spend": spend, "orders": len(mine), "active_days": int(days), "rules": rules_of(*rows)}


@member_level.invariant(en='The answer is a name from the table, or "none".', zh='答案是表里的一个名称，或者 "none"。')
def a_level_of_the_table(result, *, rules, **inputs):
    return result == "none" or result in rules["level"].tolist()


def levels_reached(spend, orders, active_days, rules, *, strict=False, any_one=False, empty=True, missing=0.0):
    """The rows whose conditions are met, invitation left aside; the options are the slips of the wrong answers."""
    numbers = [missing if np.isnan(spend) else spend, orders, active_days]
    rows = []
    for row in rules.to_dict("records"):
        least = [row["min_spend"], row["min_orders"], row["min_active_days"]]
        met = [
            empty if np.isnan(limit) else (number > limit if strict else number >= limit)
            for number, limit in zip(numbers, least, strict=True)
        ]
        if any(met) if any_one else all(met):
            rows.append(row)
    return rows


def open_levels(rules):
    return rules[~rules["by_invitation"]]


def best_of(rows):
    return max(rows, key=lambda row: row["rank"])["level"] if rows else "none"


@member_level.right
def row_by_row(spend, orders, active_days, rules):
    return best_of(levels_reached(spend, orders, active_days, open_levels(rules)))


@member_level.right
def with_limits_filled(spend, orders, active_days, rules):
    spend = 0 if spend != spend else spend
    table = rules.fillna({"min_spend": -np.inf, "min_orders": -np.inf, "min_active_days": -np.inf})
    table = table.query(
        "not by_invitation and min_spend <= @spend and min_orders <= @orders and min_active_days <= @active_days"
    )
    return "none" if table.empty else table.set_index("level")["rank"].idxmax()


@member_level.wrong(
    en="One condition that is met was enough. A level is reached when *all* its conditions are met.",
    zh="满足一个条件就算达到了。要三个条件**都**满足，才算达到这一级。",
)
def one_condition_is_enough(spend, orders, active_days, rules):
    return best_of(levels_reached(spend, orders, active_days, open_levels(rules), any_one=True, empty=False))


@member_level.wrong(
    en='A member who has exactly the limit was refused. "At least" includes the limit itself.',
    zh="正好等于门槛的会员没有算进去。“不低于”包括门槛本身。",
)
def more_than_the_limit(spend, orders, active_days, rules):
    return best_of(levels_reached(spend, orders, active_days, open_levels(rules), strict=True))


@member_level.wrong(
    en="An empty limit shut everybody out. A comparison with NaN is False; by the rule an empty limit is no condition.",
    zh="空着的门槛把所有人都挡在了外面。和 NaN 比较总是假；按规矩，空门槛就是没有这个条件。",
)
def empty_limit_shuts_out(spend, orders, active_days, rules):
    return best_of(levels_reached(spend, orders, active_days, open_levels(rules), empty=False))


@member_level.wrong(
    en="A level by invitation was given. Only the owner gives those.",
    zh="把只凭邀请的等级也给出去了。那一级只能由老板亲自发。",
)
def invitations_given_away(spend, orders, active_days, rules):
    return best_of(levels_reached(spend, orders, active_days, rules))


@member_level.wrong(
    en="You climbed level by level and stopped at the first one missed. Each level is judged by itself: a higher one may ask for fewer orders.",
    zh="你一级一级往上爬，遇到一级没达到就停了。每一级各看各的，高一级的订单门槛也可能更低。",
)
def stopped_at_the_first_gap(spend, orders, active_days, rules):
    reached = {row["level"] for row in levels_reached(spend, orders, active_days, open_levels(rules))}
    name = "none"
    for level in open_levels(rules).sort_values("rank")["level"]:
        if level not in reached:
            break
        name = level
    return name


@member_level.wrong(
    en="You took the last matching row of the table. Its rows come in any order: the greatest `rank` decides.",
    zh="你取了表里最后一个符合的行。行的先后是乱的，要看 `rank` 最大的。",
)
def last_row_of_the_table(spend, orders, active_days, rules):
    rows = levels_reached(spend, orders, active_days, open_levels(rules))
    return rows[-1]["level"] if rows else "none"


@member_level.wrong(
    en="You took the first matching row of the table. Its rows come in any order: the greatest `rank` decides.",
    zh="你取了表里第一个符合的行。行的先后是乱的，要看 `rank` 最大的。",
)
def first_row_of_the_table(spend, orders, active_days, rules):
    rows = levels_reached(spend, orders, active_days, open_levels(rules))
    return rows[0]["level"] if rows else "none"


@member_level.wrong(
    en="The level with the highest spending limit was taken for the best. The best is the one with the greatest `rank`.",
    zh="把消费门槛最高的当成了最高的等级。等级的高低看 `rank`。",
)
def dearest_is_best(spend, orders, active_days, rules):
    rows = levels_reached(spend, orders, active_days, open_levels(rules))
    return (
        max(rows, key=lambda row: -np.inf if np.isnan(row["min_spend"]) else row["min_spend"])["level"]
        if rows
        else "none"
    )


@member_level.wrong(
    en="The smallest `rank` was taken for the best. Here a higher number is a better level.",
    zh="把 `rank` 最小的当成了最高。这里数字越大，等级越高。",
)
def rank_one_is_best(spend, orders, active_days, rules):
    rows = levels_reached(spend, orders, active_days, open_levels(rules))
    return min(rows, key=lambda row: row["rank"])["level"] if rows else "none"


@member_level.wrong(
    en="The active days were not asked for. All three conditions must be met.",
    zh="活跃天数没有看。三个条件都要满足。",
)
def active_days_ignored(spend, orders, active_days, rules):
    return best_of(levels_reached(spend, orders, np.inf, open_levels(rules)))


@member_level.wrong(
    en="The number of orders was not asked for. All three conditions must be met.",
    zh="订单数没有看。三个条件都要满足。",
)
def orders_ignored(spend, orders, active_days, rules):
    return best_of(levels_reached(spend, np.inf, active_days, open_levels(rules)))


@member_level.wrong(
    en="The spending was not asked for. All three conditions must be met.",
    zh="消费金额没有看。三个条件都要满足。",
)
def spend_ignored(spend, orders, active_days, rules):
    return best_of(levels_reached(np.inf, orders, active_days, open_levels(rules)))


@member_level.wrong(
    en='If no level is reached, the question asks for the text "none"; you gave the lowest level.',
    zh='一级也没达到时，题目要的是文字 "none"；你给了最低的一级。',
)
def lowest_for_everybody(spend, orders, active_days, rules):
    rows = levels_reached(spend, orders, active_days, open_levels(rules)) or open_levels(rules).nsmallest(
        1, "rank"
    ).to_dict("records")
    return best_of(rows)


@member_level.wrong(
    en='If no level is reached, the question asks for the text "none", in quotation marks, not for None.',
    zh='一级也没达到时，题目要的是带引号的文字 "none"，不是 None。',
)
def python_none(spend, orders, active_days, rules):
    level = row_by_row(spend, orders, active_days, rules)
    return None if level == "none" else level


@member_level.wrong(
    en="A member without an order in the year got nothing. A missing `spend` counts as 0, and 0 may be enough.",
    zh="全年没有订单的会员什么等级也没有。`spend` 缺失按 0 算，0 也可能够得上。",
)
def missing_spend_fails(spend, orders, active_days, rules):
    return best_of(levels_reached(spend, orders, active_days, open_levels(rules), missing=-np.inf))


@member_level.wrong(
    en="Negative spending was lifted to 0. Only a *missing* value counts as 0.",
    zh="负的消费被抬成了 0。只有**缺失**才按 0 算。",
)
def negative_as_zero(spend, orders, active_days, rules):
    return row_by_row(max(spend, 0.0), orders, active_days, rules)


@member_level.wrong(
    en="A missing `spend` met every limit: a comparison with NaN is False, so nothing was missed. Replace it by 0 first.",
    zh="`spend` 缺失的会员，什么消费门槛都过了：和 NaN 比较总是假，就当成没有哪条不满足。要先把它换成 0。",
)
def missing_spend_meets_everything(spend, orders, active_days, rules):
    return row_by_row(np.inf if np.isnan(spend) else spend, orders, active_days, rules)


@member_level.wrong(
    en="An empty limit was filled with 0, and a member with negative spending failed it. An empty limit is no condition at all.",
    zh="空着的门槛补成了 0，消费为负的会员就过不去了。空门槛是根本没有这个条件。",
)
def empty_limit_is_zero(spend, orders, active_days, rules):
    return row_by_row(spend, orders, active_days, rules.fillna({"min_spend": 0.0}))


# --- clv -------------------------------------------------------------------------------------------------------------

# The nearest composition of ready-made calls leaves the care out.
CLV = "margin + metrics.lifetime_value(margin, retention, discount, cac, None if horizon is None else max(horizon - 1, 0))"
clv = Exercise(points=3, compare="equal", tolerance=1e-9, library=[CLV])


def clv_inputs(margin, retention, discount, cac=0.0, horizon=None):
    return {"margin": margin, "retention": retention, "discount": discount, "cac": cac, "horizon": horizon}


@clv.example
def three_periods_by_hand():
    return clv_inputs(60.0, 0.5, 0.25, 70.0, 3), 20.24


@clv.example
def for_ever_by_hand():
    return clv_inputs(60.0, 0.5, 0.25, 70.0), 26.0


@clv.visible(en="a year, month by month", zh="一年，按月算")
def a_year_of_months():
    return clv_inputs(28.0, 0.8, 0.01, 66.0, 12)


@clv.visible(en="three periods of the question", zh="题目里的三期")
def three_periods():
    return clv_inputs(60.0, 0.5, 0.25, 70.0, 3)


@clv.visible(en="for ever", zh="一直算下去")
def without_an_end():
    return clv_inputs(45.0, 0.7, 0.05, 49.0)


@clv.visible(edge=True, en="a very long horizon comes near the sum for ever", zh="期数很多，接近一直算下去")
def a_very_long_horizon():
    return clv_inputs(45.0, 0.7, 0.05, 49.0, 400)


@clv.visible(edge=True, en="hardly anybody leaves, for ever", zh="几乎没有人走，一直算下去")
def hardly_anybody_leaves():
    return clv_inputs(10.0, 0.9995, 0.0, 0.0)


@clv.visible(edge=True, en="one period only", zh="只算一期")
def one_period():
    return clv_inputs(30.0, 0.9, 0.02, 20.0, 1)


@clv.visible(edge=True, en="no period at all", zh="一期也不算")
def no_period():
    return clv_inputs(30.0, 0.9, 0.02, 20.0, 0)


@clv.visible(edge=True, en="nobody stays", zh="没有人留下")
def nobody_stays():
    return clv_inputs(30.0, 0.0, 0.02, 45.0)


@clv.visible(edge=True, en="everybody stays, with a discount", zh="人人都留下，有折现")
def everybody_stays():
    return clv_inputs(30.0, 1.0, 0.04, 100.0)


@clv.visible(edge=True, en="everybody stays, no discount, five periods", zh="人人都留下，不折现，算五期")
def everybody_stays_for_five():
    return clv_inputs(30.0, 1.0, 0.0, 100.0, 5)


@clv.visible(edge=True, en="everybody stays, no discount, for ever", zh="人人都留下，不折现，一直算下去")
def no_end_to_it():
    return clv_inputs(30.0, 1.0, 0.0, 100.0)


@clv.visible(edge=True, en="no margin, nobody leaves", zh="没有毛利，人人都留下")
def no_margin():
    return clv_inputs(0.0, 1.0, 0.0, 15.0)


@clv.visible(edge=True, en="the acquisition cost is not given", zh="没有给获客成本")
def no_cost_given():
    return {"margin": 20.0, "retention": 0.6, "discount": 0.1}


@clv.hidden(worlds=3)
def customers_of_other_shops(world: World):
    orders, items = world.table("orders"), world.table("order_items")
    profit = (items["qty"] * (items["unit_price"] - items["unit_cost"])).groupby(items["order_id"]).sum()
    settled = orders.dropna(subset=["paid_at"])
    margin = float(round(profit.reindex(settled["order_id"]).mean(), 2))
    retention = float(round((settled["user_id"].value_counts() > 1).mean(), 3))
    horizon = [None, int(world.rng.integers(2, 30))][int(world.rng.integers(0, 2))]
    return clv_inputs(
        margin, retention, float(round(world.rng.uniform(0, 0.1), 3)), float(world.rng.integers(20, 90)), horizon
    )


@clv.invariant(
    en="The cost is all that can be lost: no value lies below -cac.", zh="最多亏掉获客成本：结果不会低于 -cac。"
)
def never_below_the_cost(result, *, cac=0.0, **inputs):
    return bool(result >= -cac - 1e-9)


@clv.invariant(
    en="With a horizon the value is at most the margin of every period, less the cost.",
    zh="给了期数时，最多是每期的毛利全拿到，再减获客成本。",
)
def at_most_all_margins(result, *, margin, cac=0.0, horizon=None, **inputs):
    return horizon is None or bool(result <= margin * horizon - cac + 1e-9)


@clv.invariant(
    en="A longer horizon or a better retention never lowers the value: it is at least the first margin less the cost.",
    zh="期数更多、留存更好，都不会让结果变小：至少有第一笔毛利减获客成本。",
)
def at_least_the_first_margin(result, *, margin, cac=0.0, horizon=None, **inputs):
    return horizon == 0 or bool(result >= margin - cac - 1e-9)


def worth(
    margin, retention, discount, cac=0.0, horizon=None, *, care=0.1, care_first=False, first=0, more=0,
    grow=True, divide=True, simple=False,
):  # fmt: skip
    """The value period by period; the options are the slips of the wrong answers."""
    if horizon is None and margin and grow and retention == 1 and discount == 0 and divide:
        return float("inf")
    total = 0.0
    for period in range(first, 80000 if horizon is None else horizon + first + more):
        factor = retention**period if grow else (retention if period else 1.0)
        if factor < 1e-18 and period:
            break
        if divide:
            factor /= 1 + discount * period if simple else (1 + discount) ** period
        total += margin * factor * ((1 - care) if period or care_first else 1.0)
    return float(total - cac)


@clv.right
def closed_in_both_ways(margin, retention, discount, cac=0.0, horizon=None):
    q = retention / (1 + discount)
    if horizon == 0:
        return -float(cac)
    if q == 1:
        number = np.inf if horizon is None else horizon - 1
    else:
        number = (q - (0 if horizon is None else q**horizon)) / (1 - q)
    return -float(cac) if margin == 0 else float(margin * (1 + 0.9 * number) - cac)


@clv.right
def period_by_period(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is None:
        lost = 1 + discount - retention
        if lost == 0:
            return np.inf if margin > 0 else -cac
        return margin + 0.9 * margin * retention / lost - cac
    value, there = -cac, 1.0
    for period in range(horizon):
        value += margin * there if period == 0 else 0.9 * margin * there
        there *= retention / (1 + discount)
    return value


@clv.wrong(
    en="The tenth for points and gifts is missing: from period 1 on only nine tenths of the margin stay.",
    zh="忘了还给客人的一成：从第 1 期起，毛利只留下九成。",
)
def care_forgotten(margin, retention, discount, cac=0.0, horizon=None):
    return worth(margin, retention, discount, cac, horizon, care=0.0)


@clv.wrong(
    en="The tenth was taken off the first margin too. Points and gifts begin in period 1.",
    zh="第一笔毛利也扣了一成。积分和赠品是从第 1 期才开始的。",
)
def care_from_the_start(margin, retention, discount, cac=0.0, horizon=None):
    return worth(margin, retention, discount, cac, horizon, care_first=True)


@clv.wrong(
    en="The first margin is missing. Period 0 brings it for certain and in full; only later periods depend on staying.",
    zh="漏了第一笔毛利。第 0 期的毛利一定有，而且全额到手；要看留不留下的，是后面几期。",
)
def starts_at_period_one(margin, retention, discount, cac=0.0, horizon=None):
    return worth(margin, retention, discount, cac, horizon, first=1)


@clv.wrong(
    en="One period too many: `horizon` counts period 0, so the last one is `horizon - 1`.",
    zh="多算了一期：`horizon` 把第 0 期也算在内，最后一期是 `horizon - 1`。",
)
def one_period_too_many(margin, retention, discount, cac=0.0, horizon=None):
    return worth(margin, retention, discount, cac, horizon, more=1)


@clv.wrong(
    en="One period too few: periods 0 to `horizon - 1` count, that is `horizon` margins.",
    zh="少算了一期：第 0 期到第 `horizon - 1` 期都算，一共 `horizon` 笔毛利。",
)
def one_period_too_few(margin, retention, discount, cac=0.0, horizon=None):
    short = horizon if horizon is None or horizon == 0 else horizon - 1
    return worth(margin, retention, discount, cac, short)


@clv.wrong(
    en="The retention was not raised to the period. To be there in period 3 a customer has to stay three times: r × r × r.",
    zh="留存率没有按期数连乘。第 3 期还在，要连着留下三次：r × r × r。",
)
def stays_once(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is None:
        return (
            float("inf") if discount == 0 and margin and retention else _flat_for_ever(margin, retention, discount, cac)
        )
    return worth(margin, retention, discount, cac, horizon, grow=False)


def _flat_for_ever(margin, retention, discount, cac):
    return float(margin + (0.9 * margin * retention / discount if discount else 0.0) - cac)


@clv.wrong(
    en="Nothing was discounted. Yuan of period t are divided by (1 + discount) to the power of t.",
    zh="没有折现。第 t 期的钱，要除以 (1 + discount) 的 t 次方。",
)
def discount_ignored(margin, retention, discount, cac=0.0, horizon=None):
    return worth(margin, retention, 0.0, cac, horizon)


@clv.wrong(
    en="The discount was taken times the period. Interest on interest: divide by (1 + discount) once *for each* period.",
    zh="折现率乘了期数。利息还会生息：每过一期，就要再除以一次 (1 + discount)。",
)
def simple_interest(margin, retention, discount, cac=0.0, horizon=None):
    return worth(margin, retention, discount, cac, horizon, simple=True)


@clv.wrong(
    en="The discount was multiplied as (1 - discount). To bring later yuan to today, *divide* by (1 + discount).",
    zh="折现用成了乘 (1 - discount)。把以后的钱折到今天，是**除以** (1 + discount)。",
)
def times_one_minus(margin, retention, discount, cac=0.0, horizon=None):
    return worth(margin, retention * (1 - discount), 0.0, cac, horizon)


@clv.wrong(
    en="The first margin was discounted and multiplied with the retention too. It comes now and for certain.",
    zh="第一笔毛利也折现、也乘了留存率。它现在就到手，而且一定会有。",
)
def everything_one_period_later(margin, retention, discount, cac=0.0, horizon=None):
    now = worth(margin, retention, discount, 0.0, horizon)
    return now * retention / (1 + discount) - cac if np.isfinite(now) else now


@clv.wrong(
    en="The acquisition cost is missing: take `cac` off at the end.",
    zh="没有减获客成本：最后要减去 `cac`。",
)
def cost_forgotten(margin, retention, discount, cac=0.0, horizon=None):
    return worth(margin, retention, discount, 0.0, horizon)


@clv.wrong(
    en="The acquisition cost was added. It is money that went out: take it off.",
    zh="获客成本加上去了。那是花出去的钱，要减掉。",
)
def cost_added(margin, retention, discount, cac=0.0, horizon=None):
    return worth(margin, retention, discount, -cac, horizon)


@clv.wrong(
    en="The acquisition cost was paid in every period. It is paid once, now.",
    zh="每一期都扣了一次获客成本。它只付一次，现在就付。",
)
def cost_every_period(margin, retention, discount, cac=0.0, horizon=None):
    value = worth(margin, retention, discount, 0.0, horizon)
    return value - cac * (
        1 / (1 - retention / (1 + discount)) if horizon is None and retention < 1 + discount else horizon or 1
    )


@clv.wrong(
    en="A horizon of 0 was taken for none: `if horizon` is false for both. Ask `horizon is None`.",
    zh="把 0 期当成了没有给期数：`if horizon` 遇到这两种都是假。要写 `horizon is None`。",
)
def zero_taken_for_none(margin, retention, discount, cac=0.0, horizon=None):
    return worth(margin, retention, discount, cac, horizon or None)


@clv.wrong(
    en='Where the sum has no end you gave NaN. It grows beyond any number: `float("inf")`.',
    zh='和没有尽头时，你给了 NaN。它会超过任何一个数，应当是 `float("inf")`。',
)
def nan_for_no_end(margin, retention, discount, cac=0.0, horizon=None):
    value = period_by_period(margin, retention, discount, cac, horizon)
    return float("nan") if np.isinf(value) else value


@clv.wrong(
    en="A shop without margin earns nothing, however long its customers stay: the value is -cac, not infinite.",
    zh="没有毛利，客人留多久也没有钱：结果是 -cac，不是无穷大。",
)
def infinite_without_margin(margin, retention, discount, cac=0.0, horizon=None):
    endless = horizon is None and retention == 1 and discount == 0
    return float("inf") if endless else period_by_period(margin, retention, discount, cac, horizon)


def _cut_off(periods):
    def value(margin, retention, discount, cac=0.0, horizon=None):
        if horizon is None and retention == 1 and discount == 0:
            return float("inf") if margin else -cac
        return worth(margin, retention, discount, cac, periods if horizon is None else horizon)

    return value


@clv.wrong(
    en='"For ever" was added up for 1,000 periods only. Where hardly anybody leaves, much comes later: use the closed form q / (1 − q).',
    zh="“一直算下去”只加了 1,000 期。几乎没有人走时，后面还有很多：请用现成的公式 q ÷（1 − q）。",
)
def for_ever_is_a_thousand(margin, retention, discount, cac=0.0, horizon=None):
    return _cut_off(1000)(margin, retention, discount, cac, horizon)


@clv.wrong(
    en='"For ever" was added up for 2,000 periods only. Where hardly anybody leaves, much comes later: use the closed form q / (1 − q).',
    zh="“一直算下去”只加了 2,000 期。几乎没有人走时，后面还有很多：请用现成的公式 q ÷（1 − q）。",
)
def for_ever_is_two_thousand(margin, retention, discount, cac=0.0, horizon=None):
    return _cut_off(2000)(margin, retention, discount, cac, horizon)


@clv.wrong(
    en="The closed form 1 / (1 − q) counts period 0 a second time. The sum from period 1 on is q / (1 − q).",
    zh="公式 1 ÷（1 − q）把第 0 期又算了一次。从第 1 期起的和是 q ÷（1 − q）。",
)
def closed_form_from_zero(margin, retention, discount, cac=0.0, horizon=None):
    value = period_by_period(margin, retention, discount, cac, horizon)
    return value + 0.9 * margin if horizon is None and np.isfinite(value) else value


@clv.wrong(
    en="With retention 1 you called the value infinite. As long as there is a discount the sum has an end: only q = 1 has none.",
    zh="留存率是 1 就返回了无穷大。只要有折现，和就有尽头：q = 1 才没有。",
)
def retention_one_is_infinite(margin, retention, discount, cac=0.0, horizon=None):
    endless = horizon is None and retention == 1 and margin > 0
    return float("inf") if endless else period_by_period(margin, retention, discount, cac, horizon)


@clv.wrong(
    en="Period 0 is missing: the sum of the formula begins at 1, but the first margin stands before it.",
    zh="少了第 0 期：公式里的和从 1 开始，可前面还有第一笔毛利。",
)
def without_period_zero(margin, retention, discount, cac=0.0, horizon=None):
    value = period_by_period(margin, retention, discount, cac, horizon)
    return value if horizon == 0 or not np.isfinite(value) else value - margin


@clv.wrong(
    en=(
        "This is the lesson's formula, `metrics.lifetime_value`: periods 1 to T, no first margin, nothing given back. "
        "Here period 0 counts in full, the horizon includes it, and later margins keep nine tenths."
    ),
    zh="这是课上的公式 `metrics.lifetime_value`：从第 1 期到第 T 期，没有第一笔毛利，也不扣那一成。这道题第 0 期全额算，期数把它也算在内，后面只留九成。",
)
def formula_of_the_lesson(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is None and retention == 1 and discount == 0:
        return float("inf") if margin else -cac
    return worth(margin, retention, discount, cac, horizon, care=0.0, first=1)


@clv.wrong(
    en="With a horizon of 0 you gave 0. Nothing comes in, but the acquisition cost is paid all the same: -cac.",
    zh="一期也不算时，你给了 0。没有收入，可获客成本照样付了：应当是 -cac。",
)
def nothing_for_no_period(margin, retention, discount, cac=0.0, horizon=None):
    return 0.0 if horizon == 0 else period_by_period(margin, retention, discount, cac, horizon)


@clv.wrong(
    en="With a horizon of 0 the first margin came in all the same. Period 0 is the first of the `horizon` periods: with none, nothing comes in.",
    zh="一期也不算时，第一笔毛利还是算进去了。第 0 期也在期数里：一期都没有，就没有收入。",
)
def first_margin_for_no_period(margin, retention, discount, cac=0.0, horizon=None):
    return period_by_period(margin, retention, discount, cac, 1 if horizon == 0 else horizon)


@clv.wrong(
    en="The result is rounded. Return it as it comes out; the examples only show two decimals.",
    zh="结果取了两位小数。算出来多少就返回多少，例子里只是写两位。",
)
def value_rounded(margin, retention, discount, cac=0.0, horizon=None):
    return float(np.round(period_by_period(margin, retention, discount, cac, horizon), 2))


@clv.wrong(
    en="Retention and discount were subtracted (r − d). Each period multiplies by r and *divides* by (1 + d).",
    zh="把留存率减去了折现率（r − d）。每过一期，是乘 r，再**除以** (1 + d)。",
)
def retention_less_discount(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is None and retention == 1 and discount == 0:
        return float("inf") if margin else -cac
    return worth(margin, max(retention - discount, 0.0), 0.0, cac, horizon)


@clv.wrong(
    en="With retention 1 and no discount you gave infinity although a horizon was set. Over five periods the sum has an end.",
    zh="留存率 1、不折现时，给了期数也返回了无穷大。只算五期，和是有尽头的。",
)
def infinite_despite_a_horizon(margin, retention, discount, cac=0.0, horizon=None):
    endless = retention == 1 and discount == 0 and margin > 0 and horizon != 0
    return float("inf") if endless else period_by_period(margin, retention, discount, cac, horizon)


@clv.wrong(
    en="With a horizon the tenth was taken off the first margin too. Period 0 counts in full: care begins in period 1.",
    zh="给了期数时，第一笔毛利也只算了九成。第 0 期要全额算，从第 1 期起才扣一成。",
)
def care_from_the_start_with_a_horizon(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is None:
        return period_by_period(margin, retention, discount, cac)
    return worth(margin, retention, discount, cac, horizon, care_first=True)


@clv.wrong(
    en="Nobody leaves in your sum: the retention is missing. To be there in period t a customer has to stay t times.",
    zh="算出来的和里没有人走：漏了留存率。第 t 期还在，要连着留下 t 次。",
)
def retention_forgotten(margin, retention, discount, cac=0.0, horizon=None):
    return period_by_period(margin, 1.0, discount, cac, horizon)


@clv.wrong(
    en="With a horizon the discount was taken times the period. Divide by (1 + discount) once *for each* period.",
    zh="给了期数时，折现率乘了期数。每过一期，就要再除以一次 (1 + discount)。",
)
def simple_interest_with_a_horizon(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is None:
        return period_by_period(margin, retention, discount, cac)
    return worth(margin, retention, discount, cac, horizon, simple=True)


# --- churn_flags -----------------------------------------------------------------------------------------------------

# The nearest ready-made call, with one limit for everybody who has no rhythm and without patience.
CHURN = (
    "(lambda t: t['days_since'] > k * t['median_interval'].fillna(t['median_interval'].median()))"
    "(metrics.personal_intervals(orders.assign(status='delivered'), as_of).set_index('user_id'))"
)
churn_flags = Exercise(points=3, compare="equal", library=[CHURN])


def flags_of(**flags: bool) -> pd.Series:
    """Expected flags from names such as u3=True."""
    values = {int(name[1:]): flag for name, flag in flags.items()}
    return pd.Series(values, name="churned").rename_axis("user_id").sort_index()


def bought_on(user: int, *days: str, hour: str = "12:00") -> list[tuple[int, str, float, float]]:
    """Rows for `orders_of`: one order of 50 yuan on each of the days of 2025 (month-day)."""
    return [(user, f"2025-{day} {hour}", 50.0, 0.0) for day in days]


@churn_flags.example
def four_customers_by_hand():
    rows = [
        *bought_on(1, "10-01", "10-11", "10-31"),
        *bought_on(2, "10-02", "10-22"),
        *bought_on(3, "11-19", "11-20", "11-21"),
        *bought_on(4, "11-01"),
    ]
    inputs = {"orders": orders_of(*rows), "as_of": "2025-12-01", "k": 2.0}
    return inputs, flags_of(u1=True, u2=False, u3=False, u4=False)


AUTUMN_RHYTHMS = orders_of(
    *bought_on(8, "08-30", "06-02", "09-25", "07-01"),
    *bought_on(3, "11-26", "11-05", "11-12", "11-19"),
    *bought_on(5, "05-10", "08-08"),
    *bought_on(12, "10-20"),
    *bought_on(11, "06-30"),
    *bought_on(2, "09-01", "09-08", "10-13", "09-15", "09-22"),
    *bought_on(9, "02-01", "02-03", "02-05", "11-02"),
    (2, "2025-11-24 09:00", 80.0, 80.0),
    (8, "2025-11-20 09:00", -1, 0.0),
    (5, "2025-12-01 08:15", 60.0, 0.0),
    (6, "2025-11-28 19:00", -1, 0.0),
    (8, "2025-12-20 18:40", 30.0, 0.0),
    (8, "2025-06-02 21:00", 20.0, 5.0),
    (8, "2025-06-02 22:00", 20.0, 0.0),
    (8, "2025-07-01 22:00", 20.0, 0.0),
    (8, "2025-08-30 22:00", 20.0, 0.0),
)


@churn_flags.visible(en="a shop in autumn", zh="一家店的秋天")
def rhythms_of_an_autumn():
    return {"orders": AUTUMN_RHYTHMS, "as_of": "2025-12-01", "k": 2.0}


@churn_flags.visible(en="rows shuffled, less patience", zh="行的先后打乱，k 取 1.5")
def less_patience():
    orders = orders_of(
        *bought_on(21, "07-14", "07-04", "06-24", "08-13"),
        *bought_on(4, "03-01", "03-31", "06-29"),
        *bought_on(30, "08-20", hour="23:50"),
        *bought_on(17, "06-01"),
        *bought_on(6, "08-01", "08-03", "08-05", "08-07", "08-27", hour="23:50"),
        *bought_on(9, "08-16", "08-23", "07-26"),
    )
    return {"orders": orders.iloc[::-1].reset_index(drop=True), "as_of": "2025-09-05", "k": 1.5}


@churn_flags.visible(edge=True, en="exactly k times the rhythm", zh="正好是节奏的 k 倍")
def exactly_the_limit():
    rows = [
        *bought_on(1, "10-02", "10-22"),
        *bought_on(2, "10-01", "10-21"),
        *bought_on(3, "08-03", "10-02"),
        *bought_on(4, "11-30"),
    ]
    return {"orders": orders_of(*rows), "as_of": "2025-12-01", "k": 2.0}


@churn_flags.visible(edge=True, en="every day, then some quiet days", zh="天天来，然后停了几天")
def daily_customers():
    rows = [
        *bought_on(1, "11-12", "11-13", "11-14", "11-15"),
        *bought_on(2, "11-14", "11-15", "11-16", "11-17"),
        *bought_on(3, "11-15", "11-16", "11-17"),
        *bought_on(4, "11-16", "11-17", "11-18"),
    ]
    return {"orders": orders_of(*rows), "as_of": "2025-12-01", "k": 3.0}


@churn_flags.visible(edge=True, en="several orders on one day", zh="同一天下了几单")
def several_orders_a_day():
    rows = [
        *bought_on(1, "09-10", "10-20"),
        *bought_on(1, "09-10", "10-20", hour="20:00"),
        *bought_on(2, "10-15", hour="09:00"),
        *bought_on(2, "10-15", hour="21:00"),
        *bought_on(3, "09-20", "10-10", "11-09"),
    ]
    return {"orders": orders_of(*rows), "as_of": "2025-12-05", "k": 2.0}


@churn_flags.visible(edge=True, en="one purchase day: the shop's rhythm", zh="只有一个购买日：用店里的节奏")
def the_rhythm_of_the_shop():
    rows = [
        *bought_on(1, "09-01", "09-05", "09-09", "09-13", "09-17", "09-21", "09-25"),
        *bought_on(2, "07-01", "08-30"),
        *bought_on(3, "06-01", "07-11", "10-30"),
        *bought_on(4, "11-20"),
        *bought_on(5, "09-25"),
        *bought_on(6, "06-20"),
        *bought_on(7, "05-01"),
    ]
    return {"orders": orders_of(*rows), "as_of": "2025-12-01", "k": 2.0}


@churn_flags.visible(edge=True, en="another k, and a rhythm with a half", zh="k 换了，节奏带半天")
def another_k():
    rows = [
        *bought_on(1, "10-05", "10-25"),
        *bought_on(2, "09-20", "10-10"),
        *bought_on(3, "10-05", "10-15", "10-26"),
        *bought_on(4, "09-30", "10-30"),
    ]
    return {"orders": orders_of(*rows), "as_of": "2025-12-01", "k": 1.5}


@churn_flags.visible(edge=True, en="k of 3 and half a day", zh="k 是 3，节奏带半天")
def k_of_three():
    rows = [
        *bought_on(1, "09-15", "10-05"),
        *bought_on(2, "09-10", "09-30"),
        *bought_on(3, "10-10", "10-20", "10-31"),
        *bought_on(4, "09-20", "09-27", "10-05", "10-29"),
    ]
    return {"orders": orders_of(*rows), "as_of": "2025-12-01", "k": 3.0}


@churn_flags.visible(edge=True, en="nobody has a rhythm", zh="谁都没有节奏")
def nobody_came_back():
    rows = [
        *bought_on(1, "11-01"),
        *bought_on(2, "06-04"),
        *bought_on(3, "05-30"),
        *bought_on(2, "06-04", hour="22:00"),
        *bought_on(4, "11-11"),
    ]
    return {"orders": orders_of(*rows), "as_of": "2025-12-01", "k": 2.0}


@churn_flags.visible(edge=True, en="orders of today and later", zh="今天和以后的订单")
def today_and_later():
    rows = [
        *bought_on(1, "09-01", "09-21", "12-01"),
        *bought_on(2, "09-05", "11-20", "12-20"),
        *bought_on(3, "12-01", hour="00:00"),
        *bought_on(4, "09-30", "10-30"),
    ]
    return {"orders": orders_of(*rows), "as_of": "2025-12-01", "k": 2.0}


@churn_flags.visible(edge=True, en="paid some days later", zh="过几天才付款")
def paid_later():
    orders = orders_of(*bought_on(1, "10-02", "10-21"), *bought_on(2, "10-30", "11-08"), *bought_on(3, "11-29"))
    return {"orders": late_payments(orders, 4), "as_of": "2025-12-01", "k": 2.0}


@churn_flags.visible(edge=True, en="no order counts", zh="没有算数的订单")
def no_order_counts():
    return {
        "orders": orders_of((1, "2025-10-05 10:00", -1, 0.0), (2, "2025-10-06 10:00", 9.0, 9.0)),
        "as_of": "2025-12-01",
        "k": 2.0,
    }


@churn_flags.hidden(worlds=3)
def customers_of_other_shops_by_rhythm(world: World):
    as_of = pd.Timestamp("2025-03-01") + pd.Timedelta(days=int(world.rng.integers(0, 280)))
    k = float(world.rng.choice([1.5, 2.0, 2.5, 3.0]))
    return {"orders": some_customers(world, 70), "as_of": as_of.strftime("%Y-%m-%d"), "k": k}


@churn_flags.invariant(
    en="Whoever bought within the last 14 days is not flagged.", zh="最近 14 天内买过的人，不会被标记。"
)
def nobody_of_the_last_days(result, *, orders, as_of, **inputs):
    paid = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])]
    days = pd.Timestamp(as_of) - paid["created_at"].dt.normalize()
    recent = paid.loc[days.between(pd.Timedelta(days=1), pd.Timedelta(days=14)), "user_id"]
    return not bool(result.reindex(recent.unique()).fillna(False).astype(bool).any())


def purchase_days(orders, as_of, *, paid_only=True, refunded_too=False, cut="before", date="created_at"):
    """The customers' purchase days; the options are the slips of the wrong answers."""
    rows = orders if not paid_only else orders[orders["paid_at"].notna()]
    if not refunded_too:
        rows = rows[(rows["paid"] > rows["refund"]) | rows["paid_at"].isna()]
    today = pd.Timestamp(as_of)
    limit = {"before": today, "through": today + pd.Timedelta(days=1), "never": pd.Timestamp.max}[cut]
    rows = rows[rows[date] < limit]
    return rows.assign(day=rows[date].dt.normalize())[["user_id", "day"]]


def flags_by_loop(
    orders, as_of, k=2.0, *, days=None, middle="median", shop="median", single=None, distinct=True, at_limit=False,
    patience=14, before_k=False, either=False, whole=False, nobody=90,
):  # fmt: skip
    """Flags customer by customer; the options are the slips of the wrong answers."""
    days = purchase_days(orders, as_of) if days is None else days
    dates = {user: sorted(set(mine)) if distinct else sorted(mine) for user, mine in days.groupby("user_id")["day"]}
    gaps = {user: [(b - a).days for a, b in pairwise(mine)] for user, mine in dates.items()}
    rhythm = {user: getattr(np, middle)(mine) for user, mine in gaps.items() if mine}
    rhythm = {user: int(days) if whole else days for user, days in rhythm.items()}
    every = list(rhythm.values()) if shop != "pooled" else [gap for mine in gaps.values() for gap in mine]
    usual = (np.mean(every) if shop == "mean" else np.median(every)) if every else nobody
    flags = {}
    for user, mine in dates.items():
        away = (pd.Timestamp(as_of) - mine[-1]).days
        if single is not None and user not in rhythm:
            flags[user] = single
            continue
        own = usual if shop == "everybody" else rhythm.get(user, usual)
        limit = k * max(own, patience) if before_k else max(k * own, patience)
        limit = min(k * own, patience) if either else limit
        flags[user] = bool(away >= limit if at_limit else away > limit)
    return pd.Series(flags, dtype=bool, index=pd.Index(list(flags), dtype="int64", name="user_id")).sort_index()


@churn_flags.right
def customer_by_customer(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k)


@churn_flags.right
def by_shifted_days(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    rows = orders.query("paid > refund and paid_at == paid_at and created_at < @today").copy()
    rows["day"] = rows["created_at"].dt.floor("D")
    days = rows.groupby(["user_id", "day"], as_index=False).size()
    days["gap"] = (days["day"] - days.groupby("user_id")["day"].shift()) / pd.Timedelta(days=1)
    people = days.groupby("user_id").agg(last=("day", "max"), rhythm=("gap", "median"))
    people["rhythm"] = people["rhythm"].fillna(people["rhythm"].median()).fillna(90)
    away = (today - people["last"]) / pd.Timedelta(days=1)
    return (away > k * people["rhythm"]) & (away > 14)


@churn_flags.wrong(
    en="The rhythm was taken as the mean of the intervals. One long holiday stretches a mean; the rule asks for the *median*.",
    zh="节奏用了间隔的平均数。一次长假就会把平均数拉长，规矩要的是**中位数**。",
)
def mean_interval(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, middle="mean")


@churn_flags.wrong(
    en="Everybody was measured by the shop's rhythm. Whoever has a rhythm of their own is measured by that.",
    zh="所有人都用了店里的节奏。自己有节奏的人，要和自己的比。",
)
def one_rhythm_for_all(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, shop="everybody")


@churn_flags.wrong(
    en="For the shop's rhythm all intervals were thrown together. Frequent buyers own most of them: take the median of the customers' *rhythms*, one a customer.",
    zh="店里的节奏，是把所有间隔混在一起算的。大半的间隔都是常客的：要取**各人节奏**的中位数，一人一个。",
)
def pooled_intervals(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, shop="pooled")


@churn_flags.wrong(
    en="For the shop's rhythm you took the mean of the rhythms; the rule asks for their median.",
    zh="店里的节奏取了各人节奏的平均数，规矩要的是中位数。",
)
def mean_of_the_rhythms(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, shop="mean")


@churn_flags.wrong(
    en="Customers with one purchase day were never flagged. They get the shop's rhythm, and may be late by it.",
    zh="只有一个购买日的客人一律没标。他们用店里的节奏，照样可能超过。",
)
def single_never(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, single=False)


@churn_flags.wrong(
    en="Customers with one purchase day were always flagged. They get the shop's rhythm, and may still be in time.",
    zh="只有一个购买日的客人一律标了真。他们用店里的节奏，可能还没到时候。",
)
def single_always(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, single=True)


@churn_flags.wrong(
    en="Exactly at the limit you flagged. The gap has to be *greater* than the limit.",
    zh="正好等于界限的也标了。间隔要**大于**界限才算。",
)
def flagged_at_the_limit(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, at_limit=True)


@churn_flags.wrong(
    en="`PATIENCE` is missing: nobody is flagged before more than 14 days have passed.",
    zh="忘了 `PATIENCE`：没有超过 14 天，谁也不标。",
)
def no_patience(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, patience=0)


@churn_flags.wrong(
    en="`PATIENCE` was multiplied by `k` as well. The rhythm is, the 14 days are not.",
    zh="`PATIENCE` 也乘了 `k`。乘 `k` 的只有节奏，14 天不乘。",
)
def patience_times_k(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, before_k=True)


@churn_flags.wrong(
    en="One of the two limits was enough. The gap has to be greater than k × rhythm *and* greater than 14 days.",
    zh="两个界限只过了一个就标了。间隔要大于 k × 节奏，**并且**大于 14 天。",
)
def one_of_two_limits(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, either=True)


@churn_flags.wrong(
    en="The factor `k` was left out: one rhythm without an order is nothing unusual yet.",
    zh="没有乘 `k`：隔了一个节奏没来，还算不上反常。",
)
def factor_forgotten(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, 1.0)


@churn_flags.wrong(
    en="Two orders of one day made an interval of 0. Count different *days*.",
    zh="同一天的两单算成了间隔 0 天。要数不同的**日子**。",
)
def orders_of_one_day(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, distinct=False)


@churn_flags.wrong(
    en="Unpaid orders are in. Keep the orders whose `paid_at` is there.",
    zh="没付款的订单也算了。只留 `paid_at` 不缺失的订单。",
)
def unpaid_orders_as_visits(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, days=purchase_days(orders, as_of, paid_only=False))


@churn_flags.wrong(
    en="Orders given back in full are in. Where `refund` is as large as `paid`, nothing was bought.",
    zh="全额退款的订单也算了。退款和实付一样多，等于没有买。",
)
def full_refunds_as_visits(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, days=purchase_days(orders, as_of, refunded_too=True))


@churn_flags.wrong(
    en="Orders of the day `as_of` itself are in. That day is still running: only orders placed before it count.",
    zh="`as_of` 当天的订单也算了。当天还没过完，只算在那之前下的单。",
)
def today_included(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, days=purchase_days(orders, as_of, cut="through"))


@churn_flags.wrong(
    en="Orders after `as_of` are in. On that day nobody could know them.",
    zh="`as_of` 以后的订单也算了。在那一天，谁也不可能知道它们。",
)
def the_future_included(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, days=purchase_days(orders, as_of, cut="never"))


@churn_flags.wrong(
    en="The orders were dated by payment. The customer was here when the order was placed: `created_at`.",
    zh="日期用了付款时间。客人来的那一天，是下单的那一天：`created_at`。",
)
def dated_by_the_payment(orders, as_of, k=2.0):
    paid = orders[orders["paid_at"].notna()]
    return flags_by_loop(orders, as_of, k, days=purchase_days(paid, as_of, date="paid_at"))


@churn_flags.wrong(
    en="The wait up to today went into the median. It is not over yet: the rhythm is made of finished intervals only.",
    zh="到今天为止的等待也放进了中位数。它还没结束：节奏只由已经结束的间隔组成。",
)
def open_gap_in_the_rhythm(orders, as_of, k=2.0):
    days = purchase_days(orders, as_of)
    if days.empty:
        return flags_by_loop(orders, as_of, k)
    today = pd.DataFrame({"user_id": days["user_id"].unique(), "day": pd.Timestamp(as_of)})
    longer = pd.concat([days, today]).drop_duplicates().sort_values(["user_id", "day"])
    rhythm = longer.groupby("user_id")["day"].diff().dt.days.groupby(longer["user_id"]).median()
    away = (pd.Timestamp(as_of) - days.groupby("user_id")["day"].max()).dt.days
    return away > (k * rhythm).clip(lower=14)


@churn_flags.wrong(
    en="Every customer came out as gone after 90 days, whoever they are. The limit is personal: k × the customer's own rhythm.",
    zh="不管是谁，90 天没来就算走掉。界限因人而异：k × 这位客人自己的节奏。",
)
def ninety_days_for_all(orders, as_of, k=2.0):
    days = purchase_days(orders, as_of)
    return (pd.Timestamp(as_of) - days.groupby("user_id")["day"].max()).dt.days > 90


@churn_flags.wrong(
    en="You returned only the customers who are flagged. Every customer with an order that counts gets an answer, true or false.",
    zh="只返回了被标记的客人。有算数订单的客人，人人都要有一个真或假。",
)
def only_the_flagged(orders, as_of, k=2.0):
    flags = customer_by_customer(orders, as_of, k)
    return flags[flags]


@churn_flags.wrong(
    en="The flags are the wrong way round: true means that the customer has stayed away too long.",
    zh="真假反了：真表示这位客人太久没来。",
)
def the_faithful_flagged(orders, as_of, k=2.0):
    return ~customer_by_customer(orders, as_of, k)


@churn_flags.wrong(
    en="The factor 2 is written into the code. It is the parameter `k`, and may be 1.5 or 3.",
    zh="代码里写死了 2 倍。倍数是参数 `k`，可能是 1.5，也可能是 3。",
)
def two_written_in(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, 2.0)


@churn_flags.wrong(
    en="The rhythm was cut to whole days. The median of 10 and 11 is 10.5, and stays so.",
    zh="节奏取了整。10 和 11 的中位数是 10.5，不要取整。",
)
def rhythm_in_whole_days(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, whole=True)


@churn_flags.wrong(
    en="Customers with one purchase day got `NO_RHYTHM`. That is only for a shop where nobody has a rhythm; otherwise they get the shop's, the median of the rhythms.",
    zh="只有一个购买日的客人用了 `NO_RHYTHM`。那是谁都没有节奏时才用的；有人有节奏，他们就用店里的，也就是各人节奏的中位数。",
)
def no_rhythm_for_singles(orders, as_of, k=2.0):
    days = purchase_days(orders, as_of)
    if days.empty:
        return flags_by_loop(orders, as_of, k)
    single = days.drop_duplicates().groupby("user_id")["day"].agg(["size", "max"])
    away = (pd.Timestamp(as_of) - single["max"]).dt.days
    return flags_by_loop(orders, as_of, k).where(single["size"] > 1, away > k * 90).astype(bool)


@churn_flags.wrong(
    en="Where nobody has a rhythm, the patience of 14 days was put in its place. It is `NO_RHYTHM`, 90 days.",
    zh="谁都没有节奏时，用了 14 天。这时的节奏是 `NO_RHYTHM`，90 天。",
)
def patience_for_no_rhythm(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, nobody=14)


@churn_flags.wrong(
    en="Where nobody has a rhythm, nobody was flagged. Then everybody's rhythm is `NO_RHYTHM` days.",
    zh="谁都没有节奏时，一个也没标。这时人人的节奏都是 `NO_RHYTHM` 天。",
)
def nobody_flagged_without_rhythm(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, nobody=np.inf)


@churn_flags.wrong(
    en="The shop's rhythm counts customers with one purchase day as rhythm 0. They have none: take the median of those who have.",
    zh="算店里的节奏时，把只有一个购买日的人当成了 0 天。他们没有节奏：只取有节奏的人的中位数。",
)
def singles_as_rhythm_zero(orders, as_of, k=2.0):
    days = purchase_days(orders, as_of)
    if days.empty:
        return flags_by_loop(orders, as_of, k)
    days = days.drop_duplicates().sort_values(["user_id", "day"])
    gap = days.groupby("user_id")["day"].diff().dt.days.fillna(0)
    own = gap.groupby(days["user_id"]).apply(lambda mine: mine.iloc[1:].median())
    shop = own.fillna(0).median()
    away = (pd.Timestamp(as_of) - days.groupby("user_id")["day"].max()).dt.days
    return away > (k * own.fillna(shop)).clip(lower=14)


@churn_flags.wrong(
    en="Full 24 hours were counted. Cut off the time of day first: gaps and rhythms are calendar days.",
    zh="按满 24 小时算了天数。先去掉钟点：间隔和节奏都按日历天算。",
)
def hours_kept_in_the_gap(orders, as_of, k=2.0):
    rows = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])]
    rows = rows[rows["created_at"] < pd.Timestamp(as_of)]
    if rows.empty:
        return flags_by_loop(orders, as_of, k)
    last = rows.groupby("user_id")["created_at"].max()
    days = purchase_days(orders, as_of).drop_duplicates().sort_values(["user_id", "day"])
    own = days.groupby("user_id")["day"].diff().dt.days.groupby(days["user_id"]).median()
    shop = own.median() if own.notna().any() else 90
    return (pd.Timestamp(as_of) - last).dt.days > (k * own.fillna(shop)).clip(lower=14)


@churn_flags.wrong(
    en="An order in the first moment of `as_of` is in: `<=` lets midnight through. Orders *before* that day count: `<`.",
    zh="`as_of` 那天零点整的订单算进去了：`<=` 会放它进来。只算那天**之前**的：用 `<`。",
)
def midnight_of_today_in(orders, as_of, k=2.0):
    inside = orders[orders["created_at"] <= pd.Timestamp(as_of)]
    return flags_by_loop(orders, as_of, k, days=purchase_days(inside, as_of, cut="through"))


@churn_flags.wrong(
    en="The order had to be *paid* before `as_of` as well. Only the moment of ordering is compared with `as_of`.",
    zh="连付款也要求在 `as_of` 之前了。和 `as_of` 比的只有下单时间。",
)
def paid_before_today(orders, as_of, k=2.0):
    known = orders[~(orders["paid_at"] >= pd.Timestamp(as_of))]
    return flags_by_loop(orders, as_of, k, days=purchase_days(known, as_of))


@churn_flags.wrong(
    en="Customers with one purchase day are missing. Every customer with an order that counts gets an answer.",
    zh="只有一个购买日的客人漏掉了。有算数订单的客人，人人都要有一个真或假。",
)
def singles_left_out(orders, as_of, k=2.0):
    days = purchase_days(orders, as_of).drop_duplicates()
    several = days["user_id"].value_counts()
    flags = flags_by_loop(orders, as_of, k)
    return flags[flags.index.isin(several.index[several > 1])]


@churn_flags.wrong(
    en="The customers stand in another order. Put them in rising order of `user_id` (`sort_index`).",
    zh="客人的先后不对。请按 `user_id` 从小到大排（`sort_index`）。",
)
def falling_order(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k).iloc[::-1]


@churn_flags.wrong(
    en="No order was left out: unpaid ones and those given back in full are in. Only what was paid and stayed counts.",
    zh="一笔订单也没去掉：没付款的、全额退款的都在里面。付过款、钱没有全退的才算。",
)
def every_order_counts(orders, as_of, k=2.0):
    return flags_by_loop(orders, as_of, k, days=purchase_days(orders, as_of, paid_only=False, refunded_too=True))


@churn_flags.wrong(
    en="The right orders, but with the day of payment. A purchase day is the day of ordering, `created_at`.",
    zh="订单挑对了，可日子用了付款那天。购买日是下单的那一天：`created_at`。",
)
def days_of_payment(orders, as_of, k=2.0):
    rows = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])]
    rows = rows[rows["created_at"] < pd.Timestamp(as_of)]
    return flags_by_loop(orders, as_of, k, days=rows.assign(day=rows["paid_at"].dt.normalize())[["user_id", "day"]])


# --- chart_retention -------------------------------------------------------------------------------------------------

chart_retention = Exercise(points=3, compare="chart", tolerance=1e-6)


def draw_share(shares):
    """A line with points in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.plot(list(shares), list(shares.values()), marker="o")
    axes.set(
        title="New customers who bought again", xlabel="days since the first order", ylabel="share of watched customers"
    )
    return axes


@chart_retention.example
def six_customers_by_hand():
    rows = [
        *bought_on(1, "01-01", "01-11"),
        *bought_on(2, "01-01", "01-31"),
        *bought_on(3, "01-01", "02-15"),
        *bought_on(4, "01-01"),
        *bought_on(5, "01-01"),
        *bought_on(6, "03-10", "03-12"),
    ]
    return {"orders": orders_of(*rows), "as_of": "2025-04-01"}, [(30, 0.4), (60, 0.6)]


SPRING = orders_of(
    *bought_on(14, "02-03", "01-04", "05-01"),
    *bought_on(2, "01-10"),
    *bought_on(9, "04-11", "01-11"),
    *bought_on(5, "03-20", "01-19", hour="22:30"),
    *bought_on(7, "02-01", "02-02", "02-09"),
    *bought_on(20, "02-14"),
    *bought_on(11, "07-20", "02-20"),
    *bought_on(12, "05-05", "05-09"),
    *bought_on(13, "05-11"),
    *bought_on(3, "06-01", "06-03"),
    *bought_on(4, "06-04"),
    (2, "2025-01-10 20:00", 35.0, 0.0),
    (20, "2025-03-01 10:00", 40.0, 40.0),
    (13, "2025-05-20 10:00", -1, 0.0),
    (8, "2025-01-02 10:00", -1, 0.0),
    (15, "2025-01-03 10:00", 18.0, 18.0),
    (4, "2025-08-01 09:00", 22.0, 0.0),
)


@chart_retention.visible(en="new customers of a spring", zh="一个春天的新客")
def a_spring():
    return {"orders": SPRING, "as_of": "2025-08-01"}


@chart_retention.visible(en="the same shop in June", zh="同一家店，站在六月")
def the_same_shop_in_june():
    return {"orders": SPRING.iloc[::-1].reset_index(drop=True), "as_of": "2025-06-20"}


@chart_retention.visible(edge=True, en="exactly 30 days, and one more", zh="正好 30 天，和多一天")
def exactly_thirty_days():
    rows = [
        *bought_on(1, "03-01", "03-31"),
        *bought_on(2, "03-01", "04-01"),
        *bought_on(3, "03-05", "04-04"),
        *bought_on(4, "03-06", "05-05"),
        *bought_on(5, "03-02", "05-02"),
        *bought_on(6, "03-03"),
    ]
    return {"orders": orders_of(*rows), "as_of": "2025-06-05"}


@chart_retention.visible(edge=True, en="orders on the first day", zh="首购当天又下单")
def again_on_the_first_day():
    rows = [
        *bought_on(1, "02-01", hour="09:00"),
        *bought_on(1, "02-01", "04-20", hour="21:00"),
        *bought_on(2, "02-03"),
        *bought_on(2, "02-03", hour="23:00"),
        *bought_on(3, "02-05", "02-25"),
        *bought_on(4, "02-06", hour="23:55"),
        *bought_on(4, "02-07", hour="00:05"),
        *bought_on(5, "02-10"),
    ]
    return {"orders": orders_of(*rows), "as_of": "2025-06-15"}


@chart_retention.visible(edge=True, en="a day that is not over", zh="那一天还没过完")
def a_day_that_is_not_over():
    rows = [
        *bought_on(1, "03-01", "03-20"),
        *bought_on(2, "03-01"),
        *bought_on(3, "03-02", "04-29"),
        *bought_on(4, "03-02"),
        *bought_on(5, "03-03"),
        *bought_on(6, "03-04", "03-30"),
    ]
    return {"orders": orders_of(*rows), "as_of": "2025-05-02"}


@chart_retention.visible(edge=True, en="back already, but not watched long enough", zh="已经回来，但还没看满")
def back_but_not_watched():
    rows = [
        *bought_on(1, "01-05", "03-01"),
        *bought_on(2, "01-06"),
        *bought_on(3, "01-07"),
        *bought_on(4, "01-08", "01-20"),
        *bought_on(5, "01-09"),
        *bought_on(6, "03-25", "03-27"),
        *bought_on(7, "03-28", "03-30"),
        *bought_on(8, "04-01", "04-02"),
    ]
    return {"orders": orders_of(*rows), "as_of": "2025-04-10"}


@chart_retention.visible(edge=True, en="hardly anybody watched for long", zh="看得久的人太少")
def few_for_long():
    rows = [
        *bought_on(1, "01-05", "02-01"),
        *bought_on(2, "01-20"),
        *bought_on(3, "01-25", "05-01"),
        *bought_on(4, "02-20", "03-01"),
        *bought_on(5, "03-05"),
        *bought_on(6, "03-15", "04-30"),
        *bought_on(7, "04-02", "04-03"),
    ]
    return {"orders": orders_of(*rows), "as_of": "2025-06-10"}


@chart_retention.visible(edge=True, en="paid some days later", zh="过几天才付款")
def first_orders_paid_later():
    rows = [
        *bought_on(1, "02-01", "03-03"),
        *bought_on(2, "02-02", "03-06"),
        *bought_on(3, "02-03"),
        *bought_on(4, "02-04", "04-05"),
        *bought_on(5, "03-15"),
    ]
    orders = orders_of(*rows)
    orders.loc[1, "paid_at"] = orders.loc[1, "created_at"] + pd.Timedelta(days=6)
    orders.loc[7, "paid_at"] = orders.loc[7, "created_at"] + pd.Timedelta(days=9)
    return {"orders": orders, "as_of": "2025-04-16"}


@chart_retention.hidden(worlds=3)
def newcomers_of_other_shops(world: World):
    as_of = pd.Timestamp("2024-12-01") + pd.Timedelta(days=int(world.rng.integers(0, 330)))
    return {"orders": some_customers(world, 90), "as_of": as_of.strftime("%Y-%m-%d")}


def waits(orders, as_of, *, days=None, distinct=True):
    """First purchase day of each customer, and days to the second (NaN without one)."""
    days = purchase_days(orders, as_of) if days is None else days
    if distinct:
        days = days.drop_duplicates()
    days = days.sort_values("day")
    numbered = days.assign(place=days.groupby("user_id").cumcount())
    dates = (
        numbered[numbered["place"] < 2].pivot(index="user_id", columns="place", values="day").reindex(columns=[0, 1])
    )
    return pd.DataFrame({"first": dates[0], "wait": (dates[1] - dates[0]).dt.days})


def shares_within(people, as_of, *, all_below=False, known_early=False, strict=False, closed=False, least=5, band=0):
    """The share for each horizon; the options are the slips of the wrong answers."""
    shares, today = {}, pd.Timestamp(as_of)
    for days in (30, 60, 90, 120, 150, 180):
        ends = people["first"] + pd.Timedelta(days=days)
        watched = people[(ends <= today) if closed else (ends < today)]
        if all_below:
            watched = people
        if known_early:
            watched = people[(ends < today) | (people["wait"] <= days)]
        back = watched["wait"] < days if strict else watched["wait"] <= days
        if band:
            back &= watched["wait"] > days - band
        if len(watched) >= least:
            shares[days] = float(back.mean())
    return shares


@chart_retention.right
def by_pivot_in_plain_matplotlib(orders, as_of):
    return draw_share(shares_within(waits(orders, as_of), as_of))


@chart_retention.right
def bars_over_the_days(orders, as_of):
    import matplotlib.pyplot as plt

    today = pd.Timestamp(as_of)
    seen = {}
    for row in orders[orders["paid_at"].notna()].itertuples():
        if row.paid > row.refund and row.created_at < today:
            seen.setdefault(row.user_id, set()).add(row.created_at.normalize())
    people = [sorted(days) for days in seen.values()]
    marks = []
    for days in range(30, 181, 30):
        watched = [mine for mine in people if (today - mine[0]).days > days]
        back = [mine for mine in watched if len(mine) > 1 and (mine[1] - mine[0]).days <= days]
        if len(watched) >= 5:
            marks.append((days, len(back) / len(watched)))
    _, axes = plt.subplots()
    axes.bar([str(days) for days, _ in marks], [share for _, share in marks])
    axes.set(title="Back again", xlabel="days", ylabel="share")
    return axes


@chart_retention.wrong(
    en="All customers stand below the line, also those who could not be watched that long. For each number of days only those watched in full count.",
    zh="分母用了全部客人，连还没看满这么久的也算了。每个天数，只算看满的客人。",
)
def everybody_below_the_line(orders, as_of):
    return draw_share(shares_within(waits(orders, as_of), as_of, all_below=True))


@chart_retention.wrong(
    en="Customers who were back early were counted although they have not been watched that long. Then only good news comes in early: leave them out above *and* below.",
    zh="有的人还没看满，只因为回来得早就算进去了。这样提前进来的全是好消息：分子、分母里**都**不要算。",
)
def early_returns_let_in(orders, as_of):
    return draw_share(shares_within(waits(orders, as_of), as_of, known_early=True))


@chart_retention.wrong(
    en="Only customers who came back at some time stand below the line. Those who never did belong there too, if they were watched.",
    zh="分母里只有后来回过头的客人。一直没回来的，只要看满了，也要算。",
)
def only_those_who_returned(orders, as_of):
    people = waits(orders, as_of)
    return draw_share(shares_within(people[people["wait"].notna()], as_of, least=1))


@chart_retention.wrong(
    en='A wait of exactly d days was not counted. "At most" includes the day itself.',
    zh="正好等了 d 天的没有算。“不超过”包括那一天。",
)
def exactly_d_left_out(orders, as_of):
    return draw_share(shares_within(waits(orders, as_of), as_of, strict=True))


@chart_retention.wrong(
    en="A customer whose d days end *today* was counted as watched. Today is still running.",
    zh="到**今天**才满 d 天的客人也算看满了。今天还没过完。",
)
def today_is_over(orders, as_of):
    return draw_share(shares_within(waits(orders, as_of), as_of, closed=True))


@chart_retention.wrong(
    en="A second order on the first day counted as a return. The wait is counted to the second purchase *day*.",
    zh="首购当天的第二单算成了回头。要数到第二个购买**日**。",
)
def same_day_is_a_return(orders, as_of):
    return draw_share(shares_within(waits(orders, as_of, distinct=False), as_of))


@chart_retention.wrong(
    en="Each mark shows only the returns of its own 30 days. The line counts all returns within d days of the first purchase.",
    zh="每个标记只数了那 30 天里回来的人。题目要的是首购后 d 天**之内**回来的全部。",
)
def by_bands_of_thirty(orders, as_of):
    return draw_share(shares_within(waits(orders, as_of), as_of, band=30))


@chart_retention.wrong(
    en="A number of days with hardly anybody watched has a mark. Below MIN_CUSTOMERS it says nothing: leave it out.",
    zh="看满的人太少，也画了标记。不到 MIN_CUSTOMERS 位，说明不了什么：不要画。",
)
def hardly_anybody_shown(orders, as_of):
    return draw_share(shares_within(waits(orders, as_of), as_of, least=1))


@chart_retention.wrong(
    en="Unpaid orders are in. Keep the orders whose `paid_at` is there.",
    zh="没付款的订单也算了。只留 `paid_at` 不缺失的订单。",
)
def unpaid_orders_as_returns(orders, as_of):
    days = purchase_days(orders, as_of, paid_only=False)
    return draw_share(shares_within(waits(orders, as_of, days=days), as_of))


@chart_retention.wrong(
    en="Orders given back in full are in. Where `refund` is as large as `paid`, nothing was bought.",
    zh="全额退款的订单也算了。退款和实付一样多，等于没有买。",
)
def full_refunds_as_returns(orders, as_of):
    days = purchase_days(orders, as_of, refunded_too=True)
    return draw_share(shares_within(waits(orders, as_of, days=days), as_of))


@chart_retention.wrong(
    en="The days were counted between payments. The customer was here when the order was placed: `created_at`.",
    zh="天数是按付款时间数的。客人来的那一天，是下单的那一天：`created_at`。",
)
def days_between_payments(orders, as_of):
    paid = orders[orders["paid_at"].notna()]
    days = purchase_days(paid, as_of, date="paid_at")
    return draw_share(shares_within(waits(orders, as_of, days=days), as_of))


@chart_retention.wrong(
    en="The marks are numbers of customers. A share is asked for: divide by the customers who were watched.",
    zh="标记画的是人数。题目要的是占比：除以看满的客人数。",
)
def numbers_instead_of_shares(orders, as_of):
    people, today = waits(orders, as_of), pd.Timestamp(as_of)
    shares = shares_within(people, as_of)
    watched = {days: int((people["first"] + pd.Timedelta(days=days) < today).sum()) for days in shares}
    return draw_share({days: share * watched[days] for days, share in shares.items()})


@chart_retention.wrong(
    en="The right marks, but without a title and axis labels: nobody else can read this chart.",
    zh="标记是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_line(orders, as_of):
    axes = draw_share(shares_within(waits(orders, as_of), as_of))
    axes.set(title="", xlabel="", ylabel="")
    return axes


@chart_retention.wrong(
    en=(
        "These are the values of the survival curve of lesson 1. It uses everybody for as long as they were watched and cannot "
        "fall, a good curve; this chart asks for something simpler, the share among those watched for d days in full."
    ),
    zh="这是第 1 课生存曲线的数。它把每个人看了多久就用多久，也不会往下掉，是条好曲线；这张图要的更简单：看满 d 天的人里的占比。",
)
def survival_curve(orders, as_of):
    people, today = waits(orders, as_of), pd.Timestamp(as_of)
    seen = (today - people["first"]).dt.days - 1
    days, happened = people["wait"].fillna(seen), people["wait"].notna()
    left, curve = 1.0, {}
    for day in sorted(days[happened].unique()):
        left *= 1 - (happened & (days == day)).sum() / (days >= day).sum()
        curve[day] = 1 - left
    shown = shares_within(people, as_of)
    return draw_share({d: max([share for day, share in curve.items() if day <= d], default=0.0) for d in shown})


@chart_retention.wrong(
    en="A number of days with exactly MIN_CUSTOMERS watched has no mark. *At least* MIN_CUSTOMERS: `>=`.",
    zh="正好有 MIN_CUSTOMERS 位看满的天数没有画。**至少** MIN_CUSTOMERS 位就画：用 `>=`。",
)
def more_than_the_minimum(orders, as_of):
    return draw_share(shares_within(waits(orders, as_of), as_of, least=6))


@chart_retention.wrong(
    en="The heights are percentages, but the axis does not say so: write % into its label, or use shares from 0 to 1.",
    zh="高度用了百分数，轴上却没有写明：轴名里写上 %，或者用 0 到 1 的小数。",
)
def percent_unsaid(orders, as_of):
    return draw_share({days: 100 * share for days, share in shares_within(waits(orders, as_of), as_of).items()})


@chart_retention.wrong(
    en="Customers who never came back are missing below the line (a dropped NaN). Those who were watched belong there.",
    zh="一直没回来的客人从分母里掉了（缺失值被去掉了）。只要看满了，就要算。",
)
def never_back_dropped(orders, as_of):
    people, today = waits(orders, as_of), pd.Timestamp(as_of)
    shares = {}
    for days in shares_within(people, as_of):
        watched = people[people["first"] + pd.Timedelta(days=days) < today]["wait"].dropna()
        shares[days] = float((watched <= days).mean())
    return draw_share(shares)


@chart_retention.wrong(
    en="Below the line stand all customers, above it those watched. Take numerator and denominator from the same people, those watched for d days.",
    zh="分子只数看满的，分母却用了全部客人。分子、分母都要从看满 d 天的人里数。",
)
def watched_over_everybody(orders, as_of):
    people, today = waits(orders, as_of), pd.Timestamp(as_of)
    shares = {}
    for days, share in shares_within(people, as_of).items():
        shares[days] = share * (people["first"] + pd.Timedelta(days=days) < today).mean()
    return draw_share(shares)


@chart_retention.wrong(
    en="The chart shows all customers below the line wherever five were watched. For each d only those watched in full count.",
    zh="只要有五位看满就画，可分母用的是全部客人。每个天数，只算看满的客人。",
)
def everybody_where_five_were_watched(orders, as_of):
    people = waits(orders, as_of)
    shown = shares_within(people, as_of)
    return draw_share({days: float((people["wait"] <= days).mean()) for days in shown})


@chart_retention.wrong(
    en="Only 30, 60 and 90 days have a mark. Go through all of `HORIZONS`.",
    zh="只画了 30、60、90 天。`HORIZONS` 里的天数都要画。",
)
def three_horizons_only(orders, as_of):
    shares = shares_within(waits(orders, as_of), as_of)
    return draw_share({days: share for days, share in shares.items() if days <= 90})


@chart_retention.wrong(
    en="The wait was counted to the *last* purchase day. A regular who came back after a week then looks slow: take the second.",
    zh="等待天数数到了**最后**一个购买日。一周就回来的常客，这样看着像很慢：要数到第二个。",
)
def wait_to_the_last_day(orders, as_of):
    days = purchase_days(orders, as_of).groupby("user_id")["day"].agg(["min", "max"])
    wait = (days["max"] - days["min"]).dt.days
    return draw_share(shares_within(pd.DataFrame({"first": days["min"], "wait": wait.where(wait > 0)}), as_of))


@chart_retention.wrong(
    en=(
        "Two slips: an order on the first day counted as a return (the wait goes to the second purchase *day*), and a customer "
        "whose d days end today counted as watched (today is still running)."
    ),
    zh="两处不对：首购当天的第二单算成了回头（要数到第二个购买**日**）；到今天才满 d 天的人也算看满了（今天还没过完）。",
)
def same_day_and_today(orders, as_of):
    return draw_share(shares_within(waits(orders, as_of, distinct=False), as_of, closed=True))


@chart_retention.wrong(
    en="The time of day is still in: waits and watching were counted in full 24 hours. Cut it off, purchase days are calendar days.",
    zh="钟点还留着：等待和看满都按满 24 小时算了。先去掉钟点，购买日是日历日。",
)
def hours_in_the_wait(orders, as_of):
    rows = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])]
    rows = rows[rows["created_at"] < pd.Timestamp(as_of)].rename(columns={"created_at": "day"})
    people = waits(orders, as_of, days=rows[["user_id", "day"]])
    shares = {}
    for days in (30, 60, 90, 120, 150, 180):
        watched = people[(pd.Timestamp(as_of) - people["first"]).dt.days > days]
        if len(watched) >= 5:
            shares[days] = float((watched["wait"] <= days).mean())
    return draw_share(shares)

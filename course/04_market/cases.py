"""Cases of chapter 4: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import math

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World


def declare_slips(exercise: Exercise, way, rows):
    """Declare wrong answers that are one function with other arguments: (name, English, Chinese, arguments) each."""
    for name, en, zh, options in rows:

        def slip(options=options, **inputs):
            return way(**inputs, **options)

        slip.__name__ = name
        exercise.wrong(en=en, zh=zh)(slip)


# --- segment_profile: size, money and index of each kind of user ------------------------------------------------------

PROFILE = (
    "metrics.segment_profile(users, orders.assign(status='delivered'), by)"
    ".set_index(by)[['user_share', 'sales_share', 'order_value', 'orders_per_user', 'index']]"
    ".set_axis(['user_share', 'gmv_share', 'aov', 'frequency', 'index'], axis=1)"
)
segment_profile = Exercise(points=3, compare="equal", tolerance=1e-9, library=[PROFILE])
FEWEST = 3


def people_of(*rows):
    """Users from (id, gender, city); None is missing."""
    return pd.DataFrame(list(rows), columns=["user_id", "gender", "city"]).astype({"gender": object, "city": object})


def orders_of(*rows):
    """Orders from (user, paid, refund); paid -1 means that it was never paid."""
    table = pd.DataFrame(list(rows), columns=["user_id", "paid", "refund"]).astype({"paid": float, "refund": float})
    settled = table["paid"] >= 0
    moment = pd.Timestamp("2025-11-03 20:00") + pd.to_timedelta(np.arange(len(table)) * 7, unit="h")
    table["paid_at"] = pd.Series(moment, index=table.index).where(settled)
    table["paid"] = table["paid"].where(settled, 0.0)
    table["order_id"] = np.arange(801, 801 + len(table))
    return table[["order_id", "user_id", "paid_at", "paid", "refund"]].astype({"user_id": "int64"})


USERS = people_of(
    (7, "male", "Suzhou"),
    (1, "female", "Hangzhou"),
    (2, "female", "Suzhou"),
    (3, "female", "Hangzhou"),
    (4, "female", None),
    (5, "male", "Hangzhou"),
    (6, "male", "Hangzhou"),
    (8, None, "Suzhou"),
    (9, None, "Hangzhou"),
    (10, "female", "Hangzhou"),
    (11, "male", "Hangzhou"),
    (12, "female", "Suzhou"),
)
ORDERS = orders_of(
    (5, 88.0, 0.0),
    (1, 120.0, 0.0),
    (1, 60.0, 15.0),
    (99, 500.0, 0.0),
    (2, 45.5, 0.0),
    (3, 70.0, 70.0),
    (6, 230.0, 30.0),
    (9, 64.0, 0.0),
    (4, -1, 0.0),
    (10, 35.0, 0.0),
    (10, 52.0, 0.0),
    (6, 41.0, 0.0),
    (7, -1, 0.0),
    (12, 18.0, 20.0),
    (1, 33.0, 0.0),
)


@segment_profile.example
def worked_in_the_question():
    users = people_of(*[(n, "female", "Hangzhou") for n in (1, 2, 3, 4)], *[(n, "male", "Suzhou") for n in (5, 6, 7)])
    users = pd.concat([users, people_of((8, None, "Suzhou"))], ignore_index=True)
    orders = orders_of((1, 50, 0), (1, 70, 0), (2, 80, 20), (5, 60, 0), (6, 90, 90))
    rows = [[0.5, 0.75, 60, 1.5, 150], [0.375, 0.25, 60, 1, 200 / 3], [0.125, 0, np.nan, np.nan, np.nan]]
    columns = ["user_share", "gmv_share", "aov", "frequency", "index"]
    expected = pd.DataFrame(rows, index=["female", "male", "unknown"], columns=columns)
    return {"users": users, "orders": orders, "by": ["gender"]}, expected


@segment_profile.visible(en="a small shop by gender", zh="一家小店，按性别")
def by_gender():
    return {"users": USERS, "orders": ORDERS, "by": ["gender"]}


@segment_profile.visible(en="the same shop by city and gender", zh="同一家店，按城市和性别")
def by_city_and_gender():
    return {"users": USERS, "orders": ORDERS.iloc[::-1].reset_index(drop=True), "by": ["city", "gender"]}


@segment_profile.visible(
    edge=True, en="a large segment without an order that counts", zh="人不少、却没有算数订单的一群"
)
def nobody_of_them_bought():
    users = USERS[USERS["gender"].notna()].reset_index(drop=True)
    orders = ORDERS[~ORDERS["user_id"].isin([5, 6])].reset_index(drop=True)
    return {"users": users, "orders": orders, "by": ["gender"]}


@segment_profile.visible(edge=True, en="no order that counts at all", zh="一笔算数的订单也没有")
def nothing_sold():
    return {"users": USERS, "orders": orders_of((1, -1, 0.0), (5, 40.0, 40.0)), "by": ["city"]}


@segment_profile.visible(edge=True, en="no orders in the table", zh="订单表是空的")
def no_orders():
    return {"users": USERS, "orders": ORDERS.head(0), "by": ["city"]}


@segment_profile.visible(edge=True, en="no users", zh="没有用户")
def no_users():
    return {"users": USERS.head(0), "orders": ORDERS, "by": ["gender"]}


@segment_profile.visible(edge=True, en="exactly three users, and two", zh="正好三位用户，和两位")
def exactly_three():
    users = USERS[USERS["user_id"].isin([1, 2, 3, 5, 6])].reset_index(drop=True)
    return {"users": users, "orders": ORDERS, "by": ["gender"]}


@segment_profile.hidden(worlds=3)
def users_of_another_shop(world: World):
    users = world.table("users")[["user_id", "gender", "income_band", "acq_channel"]].astype({"gender": object})
    users = users.sample(160, random_state=world.rng).reset_index(drop=True)
    orders = world.table("orders")[["order_id", "user_id", "paid_at", "paid", "refund"]]
    mine = orders[orders["user_id"].isin(users["user_id"])]
    others = orders[~orders["user_id"].isin(users["user_id"])].head(20)
    table = pd.concat([others, mine]).sample(frac=1, random_state=world.rng).reset_index(drop=True)
    by = [["gender"], ["gender", "income_band"], ["acq_channel"]][int(world.rng.integers(3))]
    return {"users": users, "orders": table, "by": by}


@segment_profile.invariant(en="The shares of the users sum to 1.", zh="用户占比加起来是 1。")
def user_shares_sum_to_one(result, *, users, **inputs):
    return bool(users.empty or np.isclose(result["user_share"].sum(), 1))


def profile(
    users,
    orders,
    by,
    *,
    unpaid=False,
    given_back=False,
    gross=False,
    strangers=False,
    drop_gaps=False,
    per_user=False,
    per_buyer=False,
    mask=FEWEST,
    buyers_mask=False,
    turned=False,
    hundred=100,
    inner=False,
    zero_gaps=False,
    base_buyers=False,
    total_of_table=False,
    over_buyers=False,
    joint="/",
):
    """The profile; the arguments are the ways to get a rule wrong."""
    columns = ["user_share", "gmv_share", "aov", "frequency", "index"]
    rows = users.dropna(subset=by) if drop_gaps else users
    if rows.empty:
        return pd.DataFrame(columns=columns, dtype=float)
    names = rows[by[::-1] if turned else by].astype(object).fillna("unknown").astype(str)
    segment = pd.Series([joint.join(row) for row in names.to_numpy()], index=rows["user_id"])
    kept = orders if unpaid else orders[orders["paid_at"].notna()]
    if not given_back:
        kept = kept[(kept["paid"] > kept["refund"]) | kept["paid_at"].isna()]
    kept = kept.assign(net=kept["paid"] - (0 if gross else 1) * kept["refund"])
    total = kept["net"].sum() if strangers else kept.loc[kept["user_id"].isin(segment.index), "net"].sum()
    if total_of_table:
        total = (orders["paid"] - orders["refund"]).sum()
    kept = kept[kept["user_id"].isin(segment.index)]
    kept = kept.assign(segment=[segment[user] for user in kept["user_id"]])
    out = []
    groups = sorted(set(segment))
    active = kept["user_id"].nunique()
    for name in groups:
        mine = kept[kept["segment"] == name]
        people, buyers = int((segment == name).sum()), mine["user_id"].nunique()
        if inner and mine.empty:
            continue
        base = (buyers / active if active else np.nan) if base_buyers else people / len(rows)
        if over_buyers:
            base = people / active if active else np.nan
        share = mine["net"].sum() / total if len(kept) else np.nan
        per_order = mine["net"].sum() / len(mine) if len(mine) else np.nan
        if per_buyer:
            per_order = mine["net"].sum() / buyers if buyers else np.nan
        often = (len(mine) / people) if per_user else (len(mine) / buyers if buyers else np.nan)
        index = hundred * share / base if base else np.nan
        if (buyers if buyers_mask else people) < mask:
            index = np.nan
        out.append([base, share, per_order, often, index])
        if inner:
            out[-1] = [name, *out[-1]]
    if inner:
        return pd.DataFrame(out, columns=["segment", *columns]).set_index("segment")
    table = pd.DataFrame(out, index=groups, columns=columns)
    return table.fillna(0.0) if zero_gaps else table


@segment_profile.right
def segment_by_segment(users, orders, by):
    return profile(users, orders, by)


@segment_profile.right
def by_merging(users, orders, by):
    columns = ["user_share", "gmv_share", "aov", "frequency", "index"]
    if len(users) == 0:
        return pd.DataFrame({name: pd.Series(dtype=float) for name in columns})
    people = users.copy()
    people["segment"] = people[by[0]].fillna("unknown")
    for column in by[1:]:
        people["segment"] = people["segment"] + "/" + people[column].fillna("unknown")
    good = orders.loc[orders["paid_at"].notna() & orders["paid"].gt(orders["refund"])]
    both = people[["user_id", "segment"]].merge(good, on="user_id", how="left")
    both["net"] = both["paid"] - both["refund"]
    table = both.groupby("segment").agg(people=("user_id", "nunique"), net=("net", "sum"), orders=("order_id", "count"))
    table["buyers"] = both.dropna(subset=["order_id"]).groupby("segment")["user_id"].nunique()
    result = pd.DataFrame(index=table.index)
    result["user_share"] = table["people"] / table["people"].sum()
    result["gmv_share"] = table["net"] / (table["net"].sum() or np.nan)
    result["aov"] = table["net"] / table["orders"].replace(0, np.nan)
    result["frequency"] = table["orders"] / table["buyers"]
    result["index"] = 100 * result["gmv_share"] / result["user_share"]
    result.loc[table["people"] < FEWEST, "index"] = np.nan
    result.loc[table["orders"] == 0, "frequency"] = np.nan
    return result


declare_slips(segment_profile, profile, [
    ("gaps_dropped", "Users with a missing value were dropped. They are a segment, too: call it \"unknown\".",
     "有缺失的用户被去掉了。他们也是一群，叫 \"unknown\"。", {"drop_gaps": True}),
    ("given_back_counts", "Orders that were given back in full still count. They count only if `paid` is greater than `refund`.",
     "全退了的订单还算在里面。`paid` 大于 `refund` 的才算。", {"given_back": True}),
    ("refunds_kept", "The money is what was paid, without the refund taken off.", "金额只加了实付，没有减去退款。", {"gross": True}),
    ("unpaid_in", "Orders that were never paid count as orders. Keep those whose `paid_at` is there.",
     "没付款的订单也数进去了。只留 `paid_at` 不缺失的。", {"unpaid": True}),
    ("strangers_in_the_total", "The whole includes orders of people who are not in `users`: the shares don't sum to 1 then.",
     "总额里混进了不在 `users` 里的人的订单，各群的占比加起来就不到 1 了。", {"strangers": True}),
    ("orders_per_user", "The frequency was divided by all users of the segment. It asks for orders per *buyer*.",
     "频次除以了这一群的全部用户。要的是每位**买家**的订单数。", {"per_user": True}),
    ("money_per_buyer", "`aov` was divided by buyers. It is the value of an *order*.",
     "`aov` 除以了买家数。它是一**单**的金额。", {"per_buyer": True}),
    ("no_mask", "The index of small segments is shown. With fewer than `MIN_USERS` users it is `NaN`.",
     "人太少的群也给了指数。用户不到 `MIN_USERS` 位，应该是 `NaN`。", {"mask": 0}),
    ("limit_masked_too", "A segment with exactly `MIN_USERS` users was blanked. Only fewer are too few.",
     "正好 `MIN_USERS` 位用户的群也被抹掉了。不到才算少。", {"mask": FEWEST + 1}),
    ("mask_by_buyers", "The limit was compared with the buyers. It counts the *users* of the segment.",
     "门槛比的是买家数。要比的是这一群的**用户**数。", {"buyers_mask": True}),
    ("joined_backwards", "The values are joined in another order than the list `by` gives.",
     "分群里各列的先后，和 `by` 的名单不一样。", {"turned": True}),
    ("index_around_one", "The index stands at 1 for the average. Multiply by 100.",
     "指数的平均是 1。要乘以 100。", {"hundred": 1}),
    ("silent_segments_lost", "Segments without an order have vanished, as in an inner join. They have users, so they have a row.",
     "没有订单的群不见了，像是做了内连接。他们有用户，就该占一行。", {"inner": True}),
    ("unknown_as_zero", "What cannot be computed was filled with 0. Without orders, `aov` and `frequency` are unknown: `NaN`.",
     "算不出来的填成了 0。没有订单，`aov` 和 `frequency` 是不知道，应为 `NaN`。", {"zero_gaps": True}),
    ("share_of_buyers", "The size of a segment was taken from its buyers. Count all users, also those who never bought.",
     "人数按买家算了。要数全部用户，没买过的也算。", {"base_buyers": True}),
    ("whole_table_below", "`gmv_share` was divided by the whole of `orders`, with strangers and orders that don't count. Below the line stands only what the orders of our users bring that count.",
     "`gmv_share` 的分母用了整张 `orders`，外人的、不算数的都在里面。分母只有我们用户算数的订单带来的钱。", {"total_of_table": True}),
    ("users_over_buyers", "The users of the segment were divided by the *buyers* of the shop. Both numbers of `user_share` count users.",
     "这一群的用户数除以了全店的**买家**数。`user_share` 的分子分母都是用户。", {"over_buyers": True}),
    ("joined_with_a_dash", "The values are joined by a dash. The page asks for a slash.",
     "各列的值用短横连了。题目要的是斜杠。", {"joint": "-"}),
])  # fmt: skip


@segment_profile.wrong(
    en="Four rules are open: gaps are a segment, full refunds don't count, refunds go off, and small segments have no index.",
    zh="四条规矩没做到：缺失也是一群，全退的不算，金额要减退款，人太少没有指数。",
)
def the_usual_way(users, orders, by):
    return profile(users, orders, by, drop_gaps=True, given_back=True, gross=True, mask=0)


@segment_profile.wrong(
    en="The result was rounded. Leave it as it comes out: the page asks for no rounding.",
    zh="结果取整了。题目没叫取整，就原样返回。",
)
def rounded_to_four(users, orders, by):
    return profile(users, orders, by).round(4)


@segment_profile.wrong(
    en="The segments are columns of the table. Make one text of them and put it into the index.",
    zh="分群成了表里的列。请连成一段文字，放到索引里。",
)
def segments_as_columns(users, orders, by):
    return profile(users, orders, by).rename_axis("segment").reset_index()


@segment_profile.wrong(
    en="The largest segment stands first. The rows go by the name of the segment, ascending.",
    zh="把最大的群排在了前面。行要按分群的名字从小到大排。",
)
def largest_first(users, orders, by):
    return profile(users, orders, by).sort_values("user_share", ascending=False, kind="stable")


# --- affinity_index: people who bought, by segment and category -------------------------------------------------------

AFFINITY = (
    "metrics.affinity_index(items.merge(users).merge(products), segment, category, min_count=2)"
    ".pivot(index=segment, columns=category, values='affinity_index')"
)
affinity_index = Exercise(points=3, compare="equal", tolerance=1e-9, library=[AFFINITY])
EXPECTED = 2


def lines_of(*rows):
    """Order lines from (user, goods) or (user, goods, pieces)."""
    table = pd.DataFrame([(*row, 1)[:3] for row in rows], columns=["user_id", "sku_id", "qty"])
    table.insert(0, "order_id", np.arange(301, 301 + len(table)))
    return table.astype({"user_id": "int64", "sku_id": "int64", "qty": "int64"})


def named(column, key, **values):
    """A table of ids and one column of text; the ids of each value as a list."""
    rows = [(one, name) for name, ids in values.items() for one in ids]
    table = pd.DataFrame(rows, columns=[key, column]).astype({column: object})
    return table.replace({column: {"missing": None}})


BUYERS = named(
    "age", "user_id", old=[11, 3, 40, 8, 14, 41, 6], young=[2, 9, 5], middle=[21, 20], missing=[30], teen=[50]
)
GOODS = named("kind", "sku_id", food=[101, 102], lamp=[201], tent=[301, 302], missing=[401])
LINES = lines_of(
    (50, 201), (3, 101), (11, 102), (3, 102), (8, 101), (14, 201), (6, 201), (2, 201), (9, 301), (5, 302), (5, 301, 6), (2, 101),
    (21, 201), (20, 201, 40), (20, 201, 12), (30, 101), (11, 401), (9, 401), (77, 101), (3, 999), (14, 301, -1),
    (8, 201), (6, 101, 0), (21, 301), (2, 302, -2), (11, 201),
)  # fmt: skip


@affinity_index.example
def food_and_lamps():
    users = named("age", "user_id", old=[1, 2, 3, 4], young=[5, 6])
    products = named("kind", "sku_id", food=[101], lamp=[201])
    items = lines_of(*[(n, 201) for n in range(1, 7)], (1, 101), (2, 101), (3, 101), (5, 101))
    expected = pd.DataFrame({"food": [112.5, np.nan], "lamp": [100.0, 100.0]}, index=["old", "young"])
    return {"items": items, "users": users, "products": products, "segment": "age", "category": "kind"}, expected


@affinity_index.visible(en="a small shop", zh="一家小店")
def a_small_shop():
    return {"items": LINES, "users": BUYERS, "products": GOODS, "segment": "age", "category": "kind"}


@affinity_index.visible(en="other columns, and two tents that nobody young wants", zh="换了列名，还有年轻人不要的帐篷")
def other_columns():
    users = named("city", "user_id", Wuxi=list(range(1, 8)), Jinan=list(range(8, 13)), Zibo=[20])
    products = named("shelf", "sku_id", tent=[7, 8], bowl=[1], cup=[2, 3])
    rows = [
        (1, 7),
        (2, 8),
        (3, 7),
        (4, 7),
        (5, 1),
        (6, 1),
        (7, 2),
        (8, 1),
        (9, 1),
        (10, 2),
        (11, 3),
        (12, 2),
        (1, 8),
        (1, 2),
        (8, 2),
    ]
    rows = [*rows[::-1], (2, 7), (10, 3, 9), (20, 2)]
    return {"items": lines_of(*rows), "users": users, "products": products, "segment": "city", "category": "shelf"}


@affinity_index.visible(edge=True, en="one buyer with forty pieces in eight orders", zh="一位买家八单买了四十件")
def an_office():
    users = named("age", "user_id", old=[1, 2, 3], young=[4, 5, 6])
    products = named("kind", "sku_id", cup=[1], pan=[2])
    items = lines_of(*[(1, 1, 5)] * 8, (2, 2), (3, 2), (4, 1), (5, 2), (6, 1))
    return {"items": items, "users": users, "products": products, "segment": "age", "category": "kind"}


@affinity_index.visible(edge=True, en="exactly two people were to be expected", zh="本来正好该有两个人")
def exactly_two_expected():
    users = named("age", "user_id", old=[1, 2, 3, 4], young=[5, 6, 7, 8])
    products = named("kind", "sku_id", cup=[1], pan=[2])
    items = lines_of((1, 1), (2, 1), (3, 1), (4, 1), (4, 2), *[(n, 2) for n in (5, 6, 7, 8)], (1, 2), (2, 2))
    return {"items": items, "users": users, "products": products, "segment": "age", "category": "kind"}


@affinity_index.visible(edge=True, en="an id that is missing in a table, and gaps", zh="查不到的编号，和缺失")
def gaps_and_strangers():
    users = named("age", "user_id", old=[1, 2, 3], missing=[4, 5], young=[6, 7])
    products = named("kind", "sku_id", cup=[1], pan=[2], missing=[3], lid=[4])
    rows = [(1, 1), (2, 1), (3, 2), (4, 2), (5, 1), (6, 2), (7, 2), (6, 1), (8, 1), (9, 1), (1, 3), (7, 9), (5, 4)]
    return {"items": lines_of(*rows), "users": users, "products": products, "segment": "age", "category": "kind"}


@affinity_index.visible(
    edge=True, en="a person who bought only goods without a category", zh="只买过没有类目的商品的人"
)
def only_goods_without_category():
    users = named("age", "user_id", old=[1, 2, 3, 4, 8, 9], young=[5, 6, 7, 10])
    products = named("kind", "sku_id", cup=[1], pan=[2], missing=[3])
    rows = [(1, 1), (2, 1), (3, 2), (4, 3), (5, 2), (6, 2), (7, 3), (6, 1), (8, 1), (9, 2), (9, 1), (10, 2)]
    return {"items": lines_of(*rows), "users": users, "products": products, "segment": "age", "category": "kind"}


@affinity_index.visible(edge=True, en="nothing but corrections", zh="全是冲正")
def only_corrections():
    items = lines_of((3, 101, -1), (2, 201, 0))
    return {"items": items, "users": BUYERS, "products": GOODS, "segment": "age", "category": "kind"}


@affinity_index.visible(edge=True, en="no lines", zh="没有明细")
def no_lines():
    return {"items": LINES.head(0), "users": BUYERS, "products": GOODS, "segment": "age", "category": "kind"}


@affinity_index.hidden(worlds=3)
def tastes_of_another_shop(world: World):
    orders = world.table("orders")[["order_id", "user_id"]]
    lines = world.table("order_items")[["order_id", "sku_id", "qty"]].merge(orders, on="order_id")
    lines = lines.sample(min(400, len(lines)), random_state=world.rng).reset_index(drop=True)
    lines.loc[world.rng.random(len(lines)) < 0.05, "qty"] = -1
    users = world.table("users")[["user_id", "occupation"]].astype({"occupation": object})
    products = world.table("products")[["sku_id", "cat1"]].astype({"cat1": object})
    lines = lines[["order_id", "user_id", "sku_id", "qty"]]
    return {"items": lines, "users": users, "products": products, "segment": "occupation", "category": "cat1"}


@affinity_index.invariant(en="No index is negative.", zh="指数不会是负的。")
def no_negative_index(result, **inputs):
    return bool((result.fillna(0) >= 0).all().all())


def affinity(
    items,
    users,
    products,
    segment,
    category,
    *,
    pieces=False,
    rows=False,
    corrections=False,
    mask="expected",
    limit=EXPECTED,
    unknown=False,
    all_users=False,
    sum_of_pairs=False,
    turned=False,
    base=100.0,
    others=False,
    zero_lost=False,
    keep_gaps_in_base=False,
    all_in_segment=False,
    pairs_in_segment=False,
    people_mask=False,
):
    """The index, pair by pair; the arguments are the ways to get a rule wrong."""
    group = dict(zip(users["user_id"], users[segment], strict=True))
    kind = dict(zip(products["sku_id"], products[category], strict=True))
    table = items if corrections else items[items["qty"] > 0]
    known = [
        (order, user, group.get(user), kind.get(sku), qty)
        for order, user, sku, qty in zip(
            table["order_id"], table["user_id"], table["sku_id"], table["qty"], strict=True
        )
    ]
    if unknown:
        known = [(o, u, "unknown" if pd.isna(g) else g, c, q) for o, u, g, c, q in known if u in group]
    everybody = [row for row in known if not pd.isna(row[2])] if keep_gaps_in_base else None
    known = [row for row in known if not pd.isna(row[2]) and not pd.isna(row[3])]
    if not known:
        return pd.DataFrame()

    def size(chosen, of_pairs=False):
        if pieces:
            return float(sum(row[4] for row in chosen))
        if rows:
            return float(len(chosen))
        if of_pairs and sum_of_pairs:
            return float(len({(row[1], row[3]) for row in chosen}))
        return float(len({row[1] for row in chosen}))

    groups, kinds = sorted({row[2] for row in known}), sorted({row[3] for row in known})
    base_rows = everybody if everybody is not None else known
    out = pd.DataFrame(index=groups, columns=kinds, dtype=float)
    for g in groups:
        inside = [row for row in known if row[2] == g]
        count_inside = size([row for row in base_rows if row[2] == g], True)
        if all_users:
            count_inside = float(sum(1 for value in group.values() if value == g))
        if all_in_segment:
            count_inside = float(sum(1 for value in group.values() if value == g))
        if pairs_in_segment:
            count_inside = float(len({(row[1], row[3]) for row in inside}))
        for c in kinds:
            hit = size([row for row in inside if row[3] == c])
            rest = [row for row in known if row[2] != g] if others else known
            whole = size([row for row in base_rows if row[2] != g] if others else base_rows, True)
            if all_users:
                whole = float(sum(1 for value in group.values() if not pd.isna(value)))
            overall = size([row for row in rest if row[3] == c]) / whole if whole else np.nan
            value = base * (hit / count_inside) / overall if overall else np.nan
            if turned:
                value = base * (hit / size([row for row in known if row[3] == c])) / (count_inside / whole)
            measure = {"expected": count_inside * overall, "count": hit, "buyers": count_inside, "none": np.inf}[mask]
            if people_mask:
                measure = len({row[1] for row in inside}) * overall
            out.loc[g, c] = value if measure >= limit - 1e-9 else np.nan
            if zero_lost and hit == 0:
                out.loc[g, c] = np.nan
    return out


@affinity_index.right
def pair_by_pair(items, users, products, segment, category):
    return affinity(items, users, products, segment, category)


@affinity_index.right
def by_merging_and_pivoting(items, users, products, segment, category):
    both = items.loc[items["qty"].gt(0), ["user_id", "sku_id"]].merge(users[["user_id", segment]], on="user_id")
    both = both.merge(products[["sku_id", category]], on="sku_id")
    both = both[both[segment].notna() & both[category].notna()]
    if len(both) == 0:
        return pd.DataFrame()
    fans = both.groupby([segment, category])["user_id"].nunique().unstack(fill_value=0)
    buyers = both.groupby(segment)["user_id"].nunique()
    overall = both.groupby(category)["user_id"].nunique() / both["user_id"].nunique()
    result = fans.div(buyers, axis=0).div(overall, axis=1) * 100
    enough = pd.DataFrame({kind: buyers * overall[kind] >= EXPECTED - 1e-9 for kind in fans.columns})
    return result.where(enough)


declare_slips(affinity_index, affinity, [
    ("pieces_counted", "Pieces were added up. One person with forty cups is one person.",
     "把件数加了起来。一个人买四十只杯子，也只是一个人。", {"pieces": True}),
    ("lines_counted", "Lines or orders were counted. Somebody who came back eight times is still one person: count different buyers.",
     "数的是明细行或订单。来了八次的人还是一个人：要数不同的买家。", {"rows": True}),
    ("corrections_in", "Lines with `qty` 0 or below are in. They are corrections, not purchases.",
     "`qty` 是 0 或负数的行也算了。那是冲正，不是购买。", {"corrections": True}),
    ("no_mask_at_all", "Cells with too few expected people are shown. Below `MIN_EXPECTED` the index is `NaN`.",
     "本来就没几个人的格子也给了指数。不到 `MIN_EXPECTED`，应该是 `NaN`。", {"mask": "none"}),
    ("masked_by_the_count", "The mask looked at the people who bought. It asks how many were to be *expected*: a true 0 has to stay.",
     "遮的时候看的是买了的人数。要看**本来该有**几个人：实实在在的 0 要留着。", {"mask": "count"}),
    ("masked_by_the_segment", "The mask looked at the size of the segment alone. Multiply by the share overall.",
     "遮的时候只看了这一群的人数。还要乘以总体占比。", {"mask": "buyers"}),
    ("limit_three", "The limit is higher than `MIN_EXPECTED`: cells with exactly that many expected people belong in.",
     "门槛比 `MIN_EXPECTED` 高了：正好这么多人的格子要保留。", {"limit": EXPECTED + 1e-6}),
    ("unknown_is_a_segment", "Buyers without a segment became one. Here their lines are left out everywhere.",
     "没有分群的买家成了一群。这道题里，他们的明细哪里都不算。", {"unknown": True}),
    ("all_users_below", "The shares were divided by all users. Only people who bought something are in the base.",
     "占比除以了全部用户。基准里只有买过东西的人。", {"all_users": True}),
    ("people_added_over_categories", "A person who bought in two categories is in the base twice. Count everybody once.",
     "买过两个类目的人，在分母里算了两次。每人只算一次。", {"sum_of_pairs": True}),
    ("index_around_one", "The index stands at 1 for everybody's taste. Multiply by 100.",
     "大家的口味是 1。要乘以 100。", {"base": 1.0}),
    ("against_the_others", "The group was compared with the *others*. The base is everybody, the group included.",
     "拿这一群和**别的人**比了。基准是所有人，也包括这一群。", {"others": True}),
    ("zeros_blanked", "Where nobody bought, the cell is missing. If enough people were to be expected, it is a true 0.",
     "没人买的格子成了缺失。本来该有够多的人，那就是实实在在的 0。", {"zero_lost": True}),
    ("goods_without_category_in_the_base", "People who bought only goods without a category are in the base. Those lines are left out everywhere.",
     "只买过没有类目的商品的人也进了分母。这些明细哪里都不算。", {"keep_gaps_in_base": True}),
    ("the_way_of_the_lesson", "That is the lesson's way for our own orders: it counts order lines, corrections too, and masks nothing. Here different *people* count, and two more rules.",
     "这是课上看自家订单的办法：数的是明细行，冲正也算，也没有遮。这道题数的是不同的**人**，还多两条规矩。", {"rows": True, "corrections": True, "mask": "none"}),
    ("all_users_of_the_segment", "The share in the segment was divided by all users of the segment. Only those who bought something are below the line.",
     "群内占比除以了这一群的全部用户。分母只有买过东西的人。", {"all_in_segment": True}),
    ("pairs_of_the_segment", "The share in the segment was divided by pairs of person and category. Somebody with two categories is still one person.",
     "群内占比除以了“人和类目”的对数。买过两个类目的人，也只是一个人。", {"pairs_in_segment": True}),
    ("pieces_under_a_mask_of_people", "Pieces were added up, for the index and the share overall. Count each person once.",
     "指数和总体占比都是按件数算的。每个人只数一次。", {"pieces": True, "people_mask": True}),
])  # fmt: skip


@affinity_index.wrong(
    en="The table lies on its side: segments are the rows, categories the columns.",
    zh="行列放反了：行是分群，列是类目。",
)
def on_its_side(items, users, products, segment, category):
    return affinity(items, users, products, segment, category).T


@affinity_index.wrong(
    en="The result is long, one row a pair. One row for each segment and one column for each category are asked for.",
    zh="结果是长表，一对一行。题目要的是一群一行、一类一列。",
)
def long_table(items, users, products, segment, category):
    table = affinity(items, users, products, segment, category)
    return table.rename_axis(segment).reset_index().melt(id_vars=segment) if len(table) else table


# --- kmeans_segments: judged by its inertia, its numbers and its index ------------------------------------------------

kmeans_segments = Exercise(points=3, compare="property")


def inertia_of(x, labels):
    """Sum of squared distances to the mean of one's own group, over standardised columns."""
    width = x.std(ddof=0).replace(0.0, 1.0)
    points = (x - x.mean()) / width
    return float(sum(((part - part.mean()) ** 2).to_numpy().sum() for _, part in points.groupby(np.asarray(labels))))


@kmeans_segments.property(
    en="the result is a Series with the index of x, in the same order", zh="结果是一个 Series，索引和先后都同 x"
)
def index_of_x(result, expected, x, k, seed):
    return isinstance(result, pd.Series) and list(result.index) == list(x.index)


@kmeans_segments.property(
    en="the labels are the whole numbers from 0 to k - 1, each of them used (yours: {used})",
    zh="编号是 0 到 k - 1 的整数，每个都用到（现在是 {used}）",
)
def labels_from_zero(result, expected, x, k, seed):
    used = sorted(set(np.asarray(result).ravel().tolist()))
    shown = ", ".join(str(value) for value in used[:8])
    return len(np.asarray(result).ravel()) == len(x) and used == list(range(k)), {"used": shown}


@kmeans_segments.property(
    en="the mean spend rises from label 0 to label k - 1", zh="从 0 号到 k - 1 号，平均 spend 一路升高"
)
def numbered_by_spend(result, expected, x, k, seed):
    labels = np.asarray(result).ravel()
    if len(labels) != len(x):
        return False
    means = x["spend"].groupby(labels).mean()
    return bool(means.is_monotonic_increasing)


@kmeans_segments.property(
    en="the inertia on the standardised columns is at most 1.05 times that of the model answer (yours: {times} times)",
    zh="标准化后的惯性不超过参考答案的 1.05 倍（现在是 {times} 倍）",
)
def nearly_the_least_inertia(result, expected, x, k, seed):
    labels = np.asarray(result).ravel()
    if len(labels) != len(x):
        return False, {"times": "?"}
    ours, best = inertia_of(x, labels), inertia_of(x, np.asarray(expected).ravel())
    # Rounded up, so that no inertia above the bound reads as if it kept it.
    times = math.ceil(1000 * ours / best) / 1000 if best > 1e-12 else 1.0
    return ours <= 1.05 * best + 1e-9, {"times": f"{times:g}"}


def shoppers_around(centres, each=12, seed=1, columns=("age", "spend", "orders"), spread=0.35):
    """People scattered around some centres, shuffled, with ids that say nothing."""
    rng = np.random.default_rng(seed)
    points = np.concatenate(
        [np.array(centre) * np.exp(rng.normal(0, spread / 4, (each, len(centre)))) for centre in centres]
    )
    ids = rng.permutation(np.arange(401, 401 + len(points)))
    table = pd.DataFrame(points.round(2), columns=list(columns), index=ids)
    return table.sample(frac=1, random_state=seed)


@kmeans_segments.example
def the_cut_of_the_question():
    x = pd.DataFrame({"spend": [10.0, 20.0, 90.0, 100.0], "age": [30.0] * 4})
    return {"x": x, "k": 2, "seed": 0}, pd.Series([0, 0, 1, 1])


@kmeans_segments.visible(en="three kinds of shoppers", zh="三类消费者")
def three_kinds():
    return {"x": shoppers_around([(25, 500, 9), (27, 2600, 10), (60, 900, 21)]), "k": 3, "seed": 0}


@kmeans_segments.visible(en="five groups, one of them spends by far the most", zh="五群，其中一群花得特别多")
def five_groups():
    x = shoppers_around([(22, 300, 4), (24, 320, 30), (48, 900, 5), (50, 950, 31), (49, 3900, 6)], each=9, seed=5)
    return {"x": x, "k": 5, "seed": 3}


@kmeans_segments.visible(en="spend in thousands beside shares", zh="上千的金额，和零点几的占比")
def yuan_beside_shares():
    columns = ("spend", "night", "lunch")
    x = shoppers_around([(2500, 0.6, 0.1), (2400, 0.15, 0.55)], each=20, seed=7, columns=columns, spread=1.2)
    return {"x": x, "k": 2, "seed": 11}


@kmeans_segments.visible(edge=True, en="the groups with most people spend least", zh="人最多的一群花得最少")
def large_and_poor():
    one = shoppers_around([(30, 200, 6)], each=24, seed=3)
    two = shoppers_around([(58, 1900, 8), (20, 700, 40)], each=6, seed=4)
    return {"x": pd.concat([two.set_axis(two.index + 500), one]), "k": 3, "seed": 2}


@kmeans_segments.visible(edge=True, en="a column in which all are equal", zh="有一列人人一样")
def a_constant_column():
    x = shoppers_around([(25, 300, 5), (60, 1500, 20)], each=8, seed=9)
    return {"x": x.assign(orders=7.0), "k": 2, "seed": 0}


@kmeans_segments.visible(edge=True, en="people who differ in spend alone", zh="只有消费金额不一样的人")
def alike_but_for_spend():
    rng = np.random.default_rng(12)
    spend = np.concatenate([rng.uniform(200, 320, 9), rng.uniform(2500, 2900, 9)]).round(2)
    x = pd.DataFrame({"age": rng.uniform(30, 50, 18).round(0), "spend": spend}, index=rng.permutation(18) + 60)
    return {"x": x.sample(frac=1, random_state=2), "k": 2, "seed": 5}


@kmeans_segments.visible(
    edge=True,
    en="one group has a few big spenders: mean and median rank differently",
    zh="有一群里几个人花得特别多：平均和中位数名次不同",
)
def a_few_big_spenders():
    young = shoppers_around([(24, 150, 6)], each=12, seed=6)
    young.iloc[:3, young.columns.get_loc("spend")] = [610.0, 590.0, 640.0]
    old = shoppers_around([(62, 185, 30)], each=12, seed=8)
    return {"x": pd.concat([old.set_axis(old.index + 500), young]), "k": 2, "seed": 6}


@kmeans_segments.visible(edge=True, en="spend alone, from 2 to 1,200 yuan", zh="只有一列 spend，从 2 元到 1,200 元")
def from_small_change_to_large():
    spend = [240.0, 2.4, 1100.0, 3.0, 210.0, 1180.0, 2.1, 290.0, 2.7, 1040.0, 260.0, 1210.0, 2.2, 305.0, 3.4, 1075.0]
    return {"x": pd.DataFrame({"spend": spend}, index=range(71, 71 + len(spend))), "k": 2, "seed": 1}


@kmeans_segments.visible(edge=True, en="one group", zh="只分一群")
def one_group():
    return {"x": shoppers_around([(25, 300, 5)], each=7, seed=2), "k": 1, "seed": 0}


@kmeans_segments.visible(edge=True, en="as many groups as people", zh="几个人就分几群")
def as_many_groups_as_people():
    x = pd.DataFrame({"spend": [50.0, 10.0, 90.0, 30.0], "age": [20.0, 40.0, 30.0, 60.0]}, index=[9, 4, 7, 1])
    return {"x": x, "k": 4, "seed": 0}


@kmeans_segments.visible(edge=True, en="two people with the same numbers", zh="有两个人一模一样")
def twins():
    rows = {"spend": [80.0, 80.0, 300.0, 310.0, 900.0], "age": [33.0, 33.0, 50.0, 52.0, 24.0]}
    return {"x": pd.DataFrame(rows, index=list("ebdca")), "k": 3, "seed": 4}


@kmeans_segments.hidden(worlds=3)
def other_shoppers(world: World):
    k = int(world.rng.integers(2, 6))
    low, high = np.array([20, 150, 3]), np.array([65, 3500, 40])
    cells = world.rng.permutation(6)[:k]
    centres = [
        low + (high - low) * np.array([(cell % 2 + 0.3) / 2, (cell + 0.5) / 6, (cell // 2 + 0.3) / 3]) for cell in cells
    ]
    x = shoppers_around(centres, each=int(world.rng.integers(10, 25)), seed=int(world.rng.integers(1000)))
    return {"x": x, "k": k, "seed": int(world.rng.integers(100))}


def cut(
    x, k, seed=0, *, raw=False, starts=20, steps=60, first=False, descending=False, by_size=False, shift=0, plain=False,
    ddof=0, logs=False, by_all=False, by_median=False, keep_index=True, drop=None, no_order=False
):  # fmt: skip
    """K-means from random people as first centres; the arguments are the ways to get a rule wrong."""
    columns = [name for name in x.columns if name != drop] or list(x.columns)
    table = x[columns].assign(spend=np.log(x["spend"])) if logs else x[columns]
    spread = table.std(ddof=ddof)
    scaled = table if raw else (table - table.mean()) / spread.where(spread > 0, 1.0)
    points = scaled.to_numpy(float)
    different = np.unique(points, axis=0)
    rng = np.random.default_rng(seed)
    best, least = None, np.inf
    for _ in range(starts):
        centres = different[:k] if first else different[rng.permutation(len(different))[:k]]
        for _ in range(steps):
            labels = ((points[:, None] - centres[None]) ** 2).sum(axis=2).argmin(axis=1)
            centres = np.array(
                [points[labels == n].mean(axis=0) if (labels == n).any() else centres[n] for n in range(len(centres))]
            )
        value = float(((points - centres[labels]) ** 2).sum())
        if value < least and len(set(labels)) == k:
            best, least = labels, value
    labels = best if best is not None else labels
    measure = x["spend"].groupby(labels).mean()
    if by_median:
        measure = x["spend"].groupby(labels).median()
    if by_size:
        measure = pd.Series(labels).value_counts().sort_index()
    if by_all:
        measure = pd.DataFrame(points).mean(axis=1).groupby(labels).mean()
    place = measure.rank(method="first", ascending=not descending).astype(int) - 1 + shift
    numbers = labels if no_order else place.reindex(labels).to_numpy()
    if plain:
        return numbers
    return pd.Series(numbers, index=x.index if keep_index else None)


@kmeans_segments.right
def random_first_centres(x, k, seed=0):
    return cut(x, k, seed, starts=60)


@kmeans_segments.right
def with_scipy(x, k, seed=0):
    from scipy.cluster.vq import ClusterError, kmeans2

    spread = x.std(ddof=0).replace(0, 1)
    points = ((x - x.mean()) / spread).to_numpy(float)
    best, least = None, np.inf
    for n in range(60):
        try:
            centres, labels = kmeans2(points, k, seed=1000 * seed + n, minit="++", iter=40, missing="raise")
        except ClusterError:
            continue
        value = ((points - centres[labels]) ** 2).sum()
        if value < least and len(np.unique(labels)) == k:
            best, least = labels, value
    means = x["spend"].groupby(best).mean().sort_values()
    new = {old: place for place, old in enumerate(means.index)}
    return pd.Series([new[label] for label in best], index=x.index)


declare_slips(kmeans_segments, cut, [
    ("not_standardised", "The yuan decided alone: the other columns were not used, or not standardised, and the largest numbers won.",
     "金额一列说了算：别的列没有用上，或者没有标准化，数字最大的就赢了。", {"raw": True}),
    ("not_numbered", "The labels are those of k-means, which numbers by luck. Number the groups by their mean spend.",
     "用的是 k-means 自己的编号，全凭运气。要按平均 spend 重新编号。", {"no_order": True}),
    ("richest_first", "Label 0 spends most. The lowest mean spend has 0.", "0 号花得最多。平均 spend 最低的才是 0。", {"descending": True}),
    ("labels_from_one", "The labels begin at 1. They run from 0 to k - 1.", "编号从 1 开始了。应该从 0 到 k - 1。", {"shift": 1}),
    ("numbered_by_size", "The groups are numbered by the number of people. Use their mean spend.",
     "按人数编了号。要按平均 spend。", {"by_size": True}),
    ("numbered_by_all_columns", "The groups are numbered by the mean of all columns. Only `spend`, in yuan, counts.",
     "按所有列的平均编了号。只看 `spend`（元）。", {"by_all": True}),
    ("one_start_one_step", "People were given to the first centres and nothing was moved. Repeat until the centres stand still, and start several times.",
     "把人分给最初的中心就停了。要反复移动到中心不再动，还要多起几次头。", {"starts": 1, "steps": 1, "first": True}),
    ("index_lost", "The index of `x` was lost: the result is numbered 0, 1, 2. Give it the index of `x`.",
     "`x` 的索引丢了，结果按 0、1、2 编了。要用 `x` 的索引。", {"keep_index": False}),
    ("spend_left_out", "`spend` was used for the numbers only. It is one of the columns that are cut.",
     "`spend` 只用来编号了。它也是分群要用的一列。", {"drop": "spend"}),
    ("numbered_by_the_median", "The groups are numbered by the median of `spend`. The page asks for the mean.",
     "按 `spend` 的中位数编了号。题目要的是平均。", {"by_median": True}),
    ("logarithm_of_spend", "The distance was measured with the logarithm of `spend`, as in the lesson. Here the column itself is standardised.",
     "距离里用的是 `spend` 的对数，那是课上的做法。这道题直接把这一列标准化。", {"logs": True}),
])  # fmt: skip


@kmeans_segments.wrong(
    en="These are equal shares of people by spend, not groups: `pd.qcut` knows no distance.",
    zh="这是按 spend 把人等分，不是分群：`pd.qcut` 不管距离。",
)
def equal_shares(x, k, seed=0):
    return pd.Series(pd.qcut(x["spend"].rank(method="first"), k, labels=False), index=x.index)


@kmeans_segments.wrong(
    en="One start only: k-means got stuck half way. Start several times and keep the smallest inertia.",
    zh="只起了一次头，k-means 卡在了半路。要多起几次头，留惯性最小的那次。",
)
def one_start_only(x, k, seed=0):
    from scipy.cluster.vq import kmeans2

    points = ((x - x.mean()) / x.std(ddof=0).replace(0, 1)).to_numpy(float)
    labels = kmeans2(points, k, seed=seed * 1000, minit="++", iter=50)[1]
    return pd.Series(labels, index=x.index).map(x["spend"].groupby(labels).mean().rank().astype(int) - 1)


@kmeans_segments.wrong(
    en="The centres came back instead of the labels. One whole number for each person is asked for.",
    zh="返回的是中心，不是编号。要的是每人一个整数。",
)
def centres_returned(x, k, seed=0):
    return x.groupby(cut(x, k, seed)).mean()


# --- kano_class: one letter a feature, the camps first -----------------------------------------------------------------

KANO = "metrics.kano_classes(answers).set_index('feature')['kano_class']"
kano_class = Exercise(points=3, compare="equal", library=[KANO])
LETTERS = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
# A pair of answers for each letter.
PAIR = {"M": (2, 5), "O": (1, 5), "A": (1, 3), "I": (3, 3), "R": (5, 2), "Q": (1, 1)}


def survey_of(**features):
    """Answers from the letters that people give to each feature, one person a letter; rows by turns."""
    rows = [
        (respondent, feature, *PAIR[letter])
        for feature, letters in features.items()
        for respondent, letter in enumerate(letters, start=31)
    ]
    rows.sort(key=lambda row: (row[0] % 3, -row[0], row[1]))
    return answers_of(*rows)


def answers_of(*rows):
    """Answers from (respondent, feature, functional, dysfunctional); None is missing."""
    table = pd.DataFrame(list(rows), columns=["respondent", "feature", "functional", "dysfunctional"])
    return table.astype({"functional": float, "dysfunctional": float})


@kano_class.example
def six_who_care():
    return {"answers": survey_of(free_return="MMMOOAIIII")}, pd.Series({"free_return": "M"})


@kano_class.visible(en="five features of a flask", zh="保温杯的五项功能")
def five_features():
    return {
        "answers": survey_of(tight="MMMMOIA", engraving="AAAMOIIII", raffle="RRRIIA", strap="MMMIIRR", hot="OOOOMAIQ")
    }


@kano_class.visible(en="a survey of odd pairs", zh="各种少见的答案组合")
def odd_pairs():
    rows = [
        (1, "lid", 4, 5), (2, "lid", 2, 2), (3, "lid", 1, 4), (4, "lid", 3, 5), (5, "lid", 1, 2),
        (1, "bag", 5, 4), (2, "bag", 2, 1), (3, "bag", 4, 4), (4, "bag", 5, 1), (5, "bag", 1, 5),
        (1, "mug", 4, 2), (2, "mug", 3, 1), (3, "mug", 2, 4), (4, "mug", 1, 4),
    ]  # fmt: skip
    return {"answers": answers_of(*rows[::-1])}


@kano_class.visible(edge=True, en="people who answered twice", zh="答了两次的人")
def answered_twice():
    rows = [
        (8, "lid", 3, 3), (3, "lid", 3, 3), (5, "lid", 3, 3), (3, "lid", 2, 5), (8, "lid", 2, 5), (6, "lid", 1, 5),
        (3, "bag", 5, 1), (3, "bag", 5, 2), (5, "bag", 1, 3), (6, "bag", 1, 3), (3, "bag", 3, 3), (8, "bag", 1, 2),
        (1, "cup", 3, 3), (2, "cup", 3, 3), (4, "cup", 2, 5), (5, "cup", 1, 5), (6, "cup", 1, 3),
    ]  # fmt: skip
    return {"answers": answers_of(*rows)}


@kano_class.visible(edge=True, en="a last answer with a gap", zh="最后一次答得不全")
def last_answer_with_a_gap():
    rows = [
        (1, "lid", 2, 5), (2, "lid", 2, 5), (3, "lid", 3, 3), (1, "lid", None, 5), (2, "lid", 2, None),
        (4, "lid", None, None), (1, "bag", 3, 2), (2, "bag", 1, 3), (3, "bag", 1, 4),
        (5, "cup", 3, 3), (6, "cup", 4, 4), (7, "cup", 2, 5), (8, "cup", 1, 5), (9, "cup", 1, 3),
    ]  # fmt: skip
    return {"answers": answers_of(*rows)}


@kano_class.visible(edge=True, en="equal numbers", zh="人数相等")
def equal_numbers():
    features = {
        "a": "MMOOI",
        "b": "OOAAI",
        "c": "MMAAR",
        "d": "MOAIIR",
        "e": "IIRRM",
        "f": "RRRIIMMA",
        "g": "MOAIRR",
        "h": "MMOAIII",
    }
    return {"answers": survey_of(**features)}


@kano_class.visible(edge=True, en="most answers contradict themselves", zh="多数答案自相矛盾")
def mostly_questionable():
    rows = [(1, "lid", 1, 1), (2, "lid", 5, 5), (3, "lid", 1, 1), (4, "lid", 1, 3), (5, "lid", 1, 4), (6, "lid", 3, 3)]
    rows += [(1, "cup", 3, 3), (2, "cup", 3, 3), (3, "cup", 1, 1), (4, "cup", 2, 5), (5, "cup", 1, 5), (6, "cup", 1, 3)]
    return {"answers": answers_of(*rows)}


@kano_class.visible(edge=True, en="a feature of which nothing is left", zh="有一项什么也没剩下")
def nothing_left():
    rows = [(1, "lid", 1, 1), (2, "lid", 5, 5), (3, "lid", None, 2), (1, "bag", None, None), (2, "cup", 2, 5)]
    return {"answers": answers_of(*rows)}


@kano_class.visible(edge=True, en="an empty table", zh="空表")
def no_answers():
    return {"answers": survey_of(lid="M").head(0)}


@kano_class.hidden(worlds=3)
def answers_elsewhere(world: World):
    rng = world.rng
    rows = []
    for feature in rng.permutation(["lid", "bag", "cup", "mug", "tag", "box"])[:5]:
        chances = rng.dirichlet(np.ones(6) * 1.5)
        for respondent in range(1, 25):
            for _ in range(1 + int(rng.random() < 0.15)):
                pair = PAIR[list(PAIR)[int(rng.choice(6, p=chances))]]
                have, lack = (None if rng.random() < 0.06 else value for value in pair)
                rows.append((respondent, str(feature), have, lack))
    order = rng.permutation(len(rows))
    return {"answers": answers_of(*[rows[n] for n in order])}


@kano_class.invariant(en="Every feature of the table has a class.", zh="表里的每项功能都有类别。")
def every_feature(result, *, answers, **inputs):
    return set(result.index) == set(answers["feature"])


def letters_of(
    answers, *, keep="last", gaps_first=False, turned=False, most=False, q_in=False, order="MOA", camp_ties=False,
    r_first=False, against_i=False, with_q=False, none_left="Q", all_letters="MOAIR", lost=False
):  # fmt: skip
    """Class by class; the arguments are the ways to get a rule wrong."""
    table = answers
    if gaps_first:
        table = table.dropna(subset=["functional", "dysfunctional"])
    if keep:
        table = table.drop_duplicates(["respondent", "feature"], keep=keep)
    table = table.dropna(subset=["functional", "dysfunctional"])
    out = {}
    for feature in sorted(set((table if lost else answers)["feature"])):
        part = table[table["feature"] == feature]
        count = dict.fromkeys("MOAIRQ", 0)
        for have, lack in zip(part["functional"], part["dysfunctional"], strict=True):
            one, two = (lack, have) if turned else (have, lack)
            count[LETTERS[int(one) - 1][int(two) - 1]] += 1
        if sum(count[letter] for letter in "MOAIR") == 0:
            if not lost or count["Q"]:
                out[feature] = none_left
            continue
        if most:
            chosen = all_letters + ("Q" if q_in else "")
        else:
            cares = sum(count[letter] for letter in "MOA")
            rest = count["I"] + (0 if against_i else count["R"]) + (count["Q"] if with_q else 0)
            chosen = order if cares > rest or (camp_ties and cares == rest) else ("RI" if r_first else "IR")
        out[feature] = max(chosen, key=lambda letter: count[letter])
    return pd.Series(out, dtype=object)


@kano_class.right
def feature_by_feature(answers):
    return letters_of(answers)


@kano_class.right
def by_crosstab(answers):
    names = pd.Index(sorted(answers["feature"].unique()), dtype=object)
    if len(names) == 0:
        return pd.Series(dtype=object)
    last = answers.groupby(["respondent", "feature"]).tail(1).dropna()
    code = (last["functional"].astype(int) - 1) * 5 + last["dysfunctional"].astype(int) - 1
    letter = code.map(dict(enumerate("".join(LETTERS))))
    table = pd.crosstab(last["feature"], letter).reindex(index=names, columns=list("MOAIRQ"), fill_value=0)
    camp = table[["M", "O", "A"]].sum(axis=1) > table[["I", "R"]].sum(axis=1)
    result = table[["M", "O", "A"]].idxmax(axis=1).where(camp, table[["I", "R"]].idxmax(axis=1))
    return result.mask(table[["M", "O", "A", "I", "R"]].sum(axis=1) == 0, "Q")


declare_slips(kano_class, letters_of, [
    ("most_frequent_letter", "The most frequent letter decided. First compare the camps: M, O and A together against I and R together.",
     "直接取了人数最多的字母。先比两个阵营：M、O、A 合起来，和 I、R 合起来。", {"most": True}),
    ("most_frequent_with_q", "The most frequent letter decided, and Q took part. Q is left out, and the camps come first.",
     "直接取了人数最多的字母，Q 也参加了。Q 要去掉，而且先比阵营。", {"most": True, "q_in": True}),
    ("first_answer_kept", "Of two answers of one person the first was kept. The row farthest down counts.",
     "一个人答了两次，留了前一次。要看最靠下的那一行。", {"keep": "first"}),
    ("both_answers_kept", "People who answered twice count twice. Only their row farthest down counts.",
     "答了两次的人算了两次。只看最靠下的那一行。", {"keep": None}),
    ("gaps_dropped_first", "Gaps were dropped before the last row was chosen. Whose last answer has a gap has no answer.",
     "先去掉了有缺失的行，再取最后一次。最后一次答得不全的人，就是没答。", {"gaps_first": True}),
    ("table_turned", "The two answers were swapped: rows of the table are `functional`, columns `dysfunctional`.",
     "两个答案用反了：表的行是 `functional`，列是 `dysfunctional`。", {"turned": True}),
    ("tie_goes_to_those_who_care", "At equal numbers the camp M, O, A won. It has to be *more* frequent.",
     "人数相等时，判给了 M、O、A 阵营。它要**更多**才行。", {"camp_ties": True}),
    ("attractive_before_must", "Of equal letters A or O came before M. The order is M, O, A.",
     "人数相等时，A 或 O 排在了 M 前面。先后是 M、O、A。", {"order": "AOM"}),
    ("o_before_m", "Of equal letters O came before M. The order is M, O, A.", "人数相等时，O 排在了 M 前面。先后是 M、O、A。", {"order": "OMA"}),
    ("a_before_o", "Of equal letters A came before O. The order is M, O, A.", "人数相等时，A 排在了 O 前面。先后是 M、O、A。", {"order": "MAO"}),
    ("reverse_before_indifferent", "Of equal I and R the R was taken. Take I.", "I 和 R 一样多时取了 R。应当取 I。", {"r_first": True}),
    ("only_against_i", "M, O and A were compared with I alone. R belongs to the other camp, too.",
     "M、O、A 只和 I 比了。R 也在另一边。", {"against_i": True}),
    ("q_against", "Q was counted with I and R. Contradictions are left out.", "Q 算到了 I、R 那一边。自相矛盾的要去掉。", {"with_q": True}),
    ("nothing_left_is_i", "A feature without a usable pair became \"I\". Nothing known is not indifference: \"Q\".",
     "没有可用答案的功能成了 \"I\"。不知道不等于无所谓，应为 \"Q\"。", {"none_left": "I"}),
    ("features_lost", "Features without a complete pair have vanished. They have the class \"Q\".",
     "一对完整答案也没有的功能不见了。它们的类别是 \"Q\"。", {"lost": True}),
])  # fmt: skip


@kano_class.wrong(
    en="The commonest letter decided, as the lesson says is usual, Q among them. The shop's rule compares the camps first, without Q.",
    zh="直接取了人数最多的字母，Q 也在里面，那是课上说的“通常”。店里的规矩是先去掉 Q，再比两个阵营。",
)
def the_commonest_answer(answers):
    table = answers.drop_duplicates(["respondent", "feature"], keep="last").dropna()
    pairs = zip(table["functional"].astype(int), table["dysfunctional"].astype(int), strict=True)
    letters = pd.Series([LETTERS[have - 1][lack - 1] for have, lack in pairs], index=table.index, dtype=object)
    return letters.groupby(table["feature"]).agg(lambda part: part.value_counts().idxmax())


@kano_class.wrong(
    en="M, O and A were compared with I alone, and R can never win. R belongs to the other camp: count I and R together.",
    zh="M、O、A 只和 I 比了，R 永远赢不了。R 也在另一边：I 和 R 要合起来。",
)
def no_room_for_r(answers):
    table = answers.drop_duplicates(["respondent", "feature"], keep="last").dropna()
    out = {}
    for feature, part in table.groupby("feature"):
        count = dict.fromkeys("MOAIRQ", 0)
        for have, lack in zip(part["functional"].astype(int), part["dysfunctional"].astype(int), strict=True):
            count[LETTERS[have - 1][lack - 1]] += 1
        if sum(count.values()) > count["Q"]:
            cares = sum(count[letter] for letter in "MOA") > count["I"]
            out[feature] = max("MOA", key=lambda letter: count[letter]) if cares else "I"
    return pd.Series(out, dtype=object)


# --- competitor_gap: against the two best rivals ------------------------------------------------------------------------

GAP = (
    "metrics.competitor_gap(own[weights.index].to_dict(), rivals.rename_axis('rival').reset_index(), weights.to_dict())"
    ".set_index('dimension').loc[weights.index, ['rivals', 'gap', 'weighted_gap', 'priority']]"
    ".rename(columns={'rivals': 'benchmark'})"
)
competitor_gap = Exercise(points=3, compare="equal", tolerance=1e-9, library=[GAP])


@competitor_gap.example
def two_dimensions():
    own = pd.Series({"quality": 7.0, "service": 8.0})
    rivals = pd.DataFrame({"quality": [9.0, 8.0, 3.0], "service": [6.0, np.nan, np.nan]}, index=["a", "b", "c"])
    expected = pd.DataFrame(
        {"benchmark": [8.5, 6.0], "gap": [-1.5, 2.0], "weighted_gap": [-1.125, 0.5], "priority": [1.0, 0.0]},
        index=["quality", "service"],
    )
    return {"own": own, "rivals": rivals, "weights": pd.Series({"quality": 3, "service": 1})}, expected


SCORES = pd.DataFrame(
    {
        "brand": [7.4, 8.1, 6.8, 6.9],
        "quality": [6.9, 8.8, 7.8, 8.0],
        "logistics": [7.9, 7.5, 7.4, 7.2],
        "price": [8.6, 4.6, 7.0, 6.4],
        "green": [5.0, 6.0, 7.0, 8.0],
        "service": [6.8, 8.3, 7.6, 7.5],
    },
    index=["qingluo", "beihe", "songyue", "tangli"],
)
OURS = pd.Series({"service": 8.4, "price": 6.9, "brand": 5.6, "quality": 7.9, "logistics": 6.7, "green": 9.0})


@competitor_gap.visible(en="four rivals, five dimensions", zh="四家对手，五个方面")
def four_rivals():
    weights = pd.Series({"quality": 30, "price": 25, "logistics": 23, "service": 12, "brand": 10})
    return {"own": OURS, "rivals": SCORES, "weights": weights}


@competitor_gap.visible(en="three dimensions with weights that sum to 1", zh="三个方面，权重加起来是 1")
def three_dimensions():
    weights = pd.Series({"brand": 0.5, "service": 0.2, "logistics": 0.3})
    return {"own": OURS, "rivals": SCORES.iloc[::-1], "weights": weights}


@competitor_gap.visible(edge=True, en="scores are missing", zh="有得分缺失")
def missing_scores():
    rivals = SCORES.copy()
    rivals.loc[["qingluo", "tangli"], "logistics"] = np.nan
    rivals.loc[["qingluo", "beihe", "songyue"], "price"] = np.nan
    rivals["brand"] = np.nan
    own = OURS.copy()
    own["quality"] = np.nan
    weights = pd.Series({"price": 2.0, "brand": 4.0, "logistics": 1.0, "quality": 1.0, "service": 2.0})
    return {"own": own, "rivals": rivals, "weights": weights}


@competitor_gap.visible(edge=True, en="equal weighted gaps, and one of 0", zh="加权差距相等，还有一个是 0")
def equal_gaps():
    rivals = pd.DataFrame({"a": [7.0, 5.0], "b": [8.2, 7.8], "c": [6.0, 4.0], "d": [9.0, 9.0], "e": [6.1, 6.1]})
    own = pd.Series({"a": 5.0, "b": 7.0, "c": 5.0, "d": 6.0, "e": 6.0})
    return {"own": own, "rivals": rivals, "weights": pd.Series({"c": 1, "a": 1, "b": 1, "d": 2, "e": 5})}


@competitor_gap.visible(edge=True, en="0.1 and 0.2 against 0.3", zh="0.1 加 0.2，和 0.3")
def tenths():
    rivals = pd.DataFrame({"a": [5.3, 5.3], "b": [5.1, 5.1], "c": [8.0, 8.0]}, index=["x", "y"])
    own = pd.Series({"a": 5.0, "b": 5.0, "c": 7.0})
    return {"own": own, "rivals": rivals, "weights": pd.Series({"a": 0.1, "b": 0.3, "c": 0.2})}


@competitor_gap.visible(edge=True, en="a weight of 0", zh="权重是 0")
def a_weight_of_zero():
    return {"own": OURS, "rivals": SCORES, "weights": pd.Series({"brand": 0.0, "logistics": 1.0, "service": 3.0})}


@competitor_gap.visible(edge=True, en="one rival", zh="只有一家对手")
def one_rival():
    return {"own": OURS, "rivals": SCORES.loc[["beihe"]], "weights": pd.Series({"brand": 1.0, "price": 1.0})}


@competitor_gap.visible(edge=True, en="no rival", zh="没有对手")
def no_rival():
    return {"own": OURS, "rivals": SCORES.head(0), "weights": pd.Series({"brand": 1.0, "price": 1.0})}


@competitor_gap.hidden(worlds=3)
def other_rivals(world: World):
    rng = world.rng
    names = [str(name) for name in rng.permutation(["quality", "price", "service", "logistics", "brand", "range"])]
    rivals = pd.DataFrame(rng.uniform(3, 9.5, (6, 6)).round(1), columns=names, index=[f"r{n}" for n in range(6)])
    rivals = rivals.mask(rng.random(rivals.shape) < 0.2)
    own = pd.Series(rng.uniform(5, 9, 6).round(1), index=[str(name) for name in rng.permutation(names)])
    return {"own": own, "rivals": rivals, "weights": pd.Series(rng.integers(1, 9, 5).astype(float), index=names[:5])}


@competitor_gap.invariant(en="The order of the dimensions is that of the weights.", zh="各方面的先后和权重一致。")
def order_of_the_weights(result, *, weights, **inputs):
    return list(result.index) == list(weights.index)


def gaps(
    own, rivals, weights, *, best=2, sign=1, scale="all", digits=6, all_ranked=False, method="min", upside=False,
    unknown_zero=False, leads_unknown=False, fill=None, by_gap=False, last=False, every=False
):  # fmt: skip
    """The gaps dimension by dimension; the arguments are the ways to get a rule wrong."""
    names = sorted({*own.index, *weights.index}, key=list(own.index).index) if every else list(weights.index)
    rows = {}
    for name in names:
        found = rivals[name] if fill is None else rivals[name].fillna(fill)
        values = sorted([float(value) for value in found if not pd.isna(value)], reverse=not last)
        chosen = values if best is None else values[:best]
        benchmark = (np.median(chosen) if best == "median" else sum(chosen) / len(chosen)) if chosen else np.nan
        rows[name] = [benchmark, sign * (own[name] - benchmark)]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["benchmark", "gap"])
    given = weights.reindex(names).fillna(0)
    total = {"all": given.sum(), "known": given[table["gap"].notna()].sum(), "raw": 1.0}[scale]
    table["weighted_gap"] = table["gap"] * given / total
    if digits is not None:
        table["weighted_gap"] = table["weighted_gap"].round(digits)
    measure = table["gap"] if by_gap else table["weighted_gap"]
    behind = measure if all_ranked else measure.where(measure < 0)
    rank = behind.rank(method=method, ascending=not upside)
    table["priority"] = rank if all_ranked or leads_unknown else rank.fillna(0.0)
    if not unknown_zero:
        table["priority"] = table["priority"].where(table["gap"].notna())
    return table


@competitor_gap.right
def dimension_by_dimension(own, rivals, weights):
    return gaps(own, rivals, weights)


@competitor_gap.right
def with_sorted_columns(own, rivals, weights):
    names = weights.index
    ordered = np.sort(-rivals[names].to_numpy(float), axis=0)[:2] * -1
    known = ~np.isnan(ordered)
    count = known.sum(axis=0)
    benchmark = np.where(count > 0, np.where(known, ordered, 0).sum(axis=0) / np.maximum(count, 1), np.nan)
    table = pd.DataFrame({"benchmark": benchmark}, index=names)
    table["gap"] = own[names].astype(float) - table["benchmark"]
    table["weighted_gap"] = (table["gap"] * (weights / weights.sum())).round(6)
    table["priority"] = [
        np.nan if np.isnan(one) else 0.0 if one >= 0 else 1.0 + float((table["weighted_gap"] < one).sum())
        for one in table["weighted_gap"]
    ]
    return table


declare_slips(competitor_gap, gaps, [
    ("mean_of_all", "The benchmark is the mean of all rivals. Take the *two best* scores of the dimension.",
     "标杆取了所有对手的平均。要取这一方面**最好的两个**得分。", {"best": None}),
    ("best_alone", "The benchmark is the best rival alone. Take the mean of the two best.", "标杆只取了最好的一家。要取最好两家的平均。", {"best": 1}),
    ("two_worst", "The two *lowest* scores were taken. More is better, also for the price.", "取了**最低**的两个。分数越高越好，价格也一样。", {"last": True}),
    ("gap_turned", "The gap is benchmark minus own. It is own minus benchmark: negative where we are behind.",
     "差距算成了标杆减本店。应该是本店减标杆，落后时是负数。", {"sign": -1}),
    ("weights_not_scaled", "The weights were used as they are. Scale them to sum to 1.", "权重直接用了。要先缩放，让加起来是 1。", {"scale": "raw"}),
    ("scaled_over_known", "The weights were scaled over the dimensions with a gap only. All of `weights` count.",
     "权重只在有差距的方面里缩放。`weights` 里的都要算。", {"scale": "known"}),
    ("everything_ranked", "Dimensions in which we lead have a rank, too. A weighted gap of 0 or above has priority 0.",
     "领先的方面也排了名次。加权差距是 0 或更高，优先级是 0。", {"all_ranked": True}),
    ("ranked_by_plain_gap", "The priority follows the plain gap. It goes by the *weighted* one.", "优先级按原始差距排了。要按**加权**差距。", {"by_gap": True}),
    ("ties_share_the_larger", "Of equal gaps the larger number was taken. They share the smaller one.", "相等的取了较大的数。要取较小的。", {"method": "max"}),
    ("ties_in_order", "Equal gaps got different priorities, by their order. They share the smaller number.",
     "相等的差距按先后给了不同的优先级。要共用较小的数。", {"method": "first"}),
    ("next_number_not_skipped", "After a tie no number was skipped. 1, 1, 3: the third is third.", "并列之后没有跳号。应该是 1、1、3。", {"method": "dense"}),
    ("least_urgent_first", "Priority 1 is the smallest lag. It belongs to the most negative weighted gap.",
     "优先级 1 给了落后最少的。应该给加权差距最负的。", {"upside": True}),
    ("unknown_has_priority_zero", "Where no gap is known the priority is 0. Not known is not \"nothing to do\": `NaN`.",
     "不知道差距的，优先级写成了 0。不知道不等于不用补，应为 `NaN`。", {"unknown_zero": True}),
    ("leads_left_missing", "Where we are not behind, the priority is missing. It is 0 there: nothing to do.",
     "没有落后的方面，优先级空着。那里应该是 0：不用补。", {"leads_unknown": True}),
    ("missing_is_zero", "A missing score was taken for 0. It is left out.", "缺失的得分当成了 0。应当不算。", {"fill": 0.0}),
    ("all_dimensions", "Dimensions without a weight are in the table. Only those in `weights` count, in their order.",
     "没有权重的方面也进了表。只看 `weights` 里有的，按它的先后。", {"every": True}),
    ("not_rounded", "The weighted gap was not rounded to six decimals, so two equal ones may differ in the last digits.",
     "加权差距没有保留六位小数，本来相等的两个，末位可能不一样。", {"digits": None}),
    ("one_decimal", "The weighted gap was rounded too far. Six decimals are asked for.", "加权差距取整太狠了。要保留六位小数。", {"digits": 1}),
])  # fmt: skip


# --- best_strategy: two rules, with a cost of changing ------------------------------------------------------------------

best_strategy = Exercise(
    points=3,
    compare="equal",
    library=[
        "{key: value for key, value in metrics.choose_action(payoff, (prob / prob.sum()).to_dict()).items() if key != 'minimax_regret'}"
    ],
)
NOW, CHANGE = "low_cost", 50.0


def payoffs_of(reactions, **strategies):
    """The long table from a row of pay-offs for each strategy; None is missing, "-" has no row."""
    rows = [
        (own, rival, value)
        for own, values in strategies.items()
        for rival, value in zip(reactions, values, strict=True)
        if value != "-"
    ]
    rows.sort(key=lambda row: (row[1][::-1], row[0][::-1]))
    return pd.DataFrame(rows, columns=["own", "rival", "payoff"]).astype({"payoff": float})


THREE = ["hold", "copy", "cut_price"]


@best_strategy.example
def three_strategies_by_hand():
    payoff = payoffs_of(["hold", "cut_price"], low_cost=[200, 0], focus=[180, 90], differentiate=[400, -200])
    prob = pd.Series({"hold": 3, "cut_price": 1})
    return {"payoff": payoff, "prob": prob}, {"expected_value": "differentiate", "max_min": "focus"}


@best_strategy.visible(en="three strategies, three reactions", zh="三种策略，三种反应")
def three_by_three():
    payoff = payoffs_of(THREE, differentiate=[900, 350, 420], low_cost=[650, 500, -380], focus=[480, 440, 410])
    return {"payoff": payoff, "prob": pd.Series({"copy": 3, "hold": 5, "cut_price": 2})}


@best_strategy.visible(en="the rival mostly copies", zh="对手多半跟进")
def mostly_copies():
    payoff = payoffs_of(THREE, focus=[300, 210, 260], differentiate=[700, 190, 330], low_cost=[280, 240, 150])
    return {"payoff": payoff, "prob": pd.Series({"copy": 8.0, "cut_price": 1.0, "hold": 1.0})}


@best_strategy.visible(edge=True, en="changing is not worth its cost", zh="换策略不够本")
def changing_does_not_pay():
    payoff = payoffs_of(THREE, low_cost=[200, 100, 60], focus=[240, 120, 105], differentiate=[230, 140, 70])
    return {"payoff": payoff, "prob": pd.Series({"hold": 2, "copy": 2, "cut_price": 2})}


@best_strategy.visible(edge=True, en="the present strategy is the best by a little", zh="现在的策略稍好一点")
def the_present_one_is_best():
    payoff = payoffs_of(THREE, focus=[190, 95, 55], low_cost=[200, 100, 60], differentiate=[260, 20, 10])
    return {"payoff": payoff, "prob": pd.Series({"cut_price": 3, "hold": 3, "copy": 3})}


@best_strategy.visible(edge=True, en="a pay-off is missing, and a row", zh="缺一个收益，还缺一行")
def gaps_in_the_table():
    payoff = payoffs_of(
        THREE, low_cost=[100, 80, 20], focus=[900, None, 500], differentiate=[700, 600, "-"], wait=[190, 150, 60]
    )
    return {"payoff": payoff, "prob": pd.Series({"hold": 1, "copy": 1, "cut_price": 2})}


@best_strategy.visible(edge=True, en="a reaction that was never seen", zh="从没见过的反应")
def never_seen():
    payoff = payoffs_of(
        [*THREE, "leave"], low_cost=[100, 90, 80, -900], focus=[160, 130, 120, None], differentiate=[400, 60, 150, -20]
    )
    return {"payoff": payoff, "prob": pd.Series({"hold": 4, "copy": 2, "cut_price": 0, "leave": 0})}


@best_strategy.visible(edge=True, en="a reaction that is not in prob", zh="prob 里没有的反应")
def not_in_prob():
    payoff = payoffs_of(
        [*THREE, "sue"], low_cost=[100, 60, 50, 700], focus=[170, 115, 101, -400], wait=[150, 160, 50, 40]
    )
    return {"payoff": payoff, "prob": pd.Series({"cut_price": 1.0, "copy": 1.0, "hold": 2.0})}


@best_strategy.visible(edge=True, en="equal means", zh="平均相等")
def equal_means():
    payoff = payoffs_of(
        ["hold", "copy"], differentiate=[350, 50], focus=[300, 100], low_cost=[140, 60], attack=[400, 0]
    )
    return {"payoff": payoff, "prob": pd.Series({"hold": 1, "copy": 1})}


@best_strategy.visible(edge=True, en="equal worst cases", zh="最坏情况相等")
def equal_worst_cases():
    payoff = payoffs_of(["hold", "copy"], attack=[110, 160], focus=[110, 310], low_cost=[60, 90], zone=[500, 40])
    return {"payoff": payoff, "prob": pd.Series({"hold": 1, "copy": 3})}


@best_strategy.visible(edge=True, en="two that are equal in both", zh="两样都相等")
def equal_in_both():
    payoff = payoffs_of(["hold", "copy"], zone=[350, 150], focus=[150, 350], low_cost=[10, 20])
    return {"payoff": payoff, "prob": pd.Series({"copy": 2, "hold": 2})}


@best_strategy.visible(edge=True, en="equal but for the last digits", zh="只差在末位")
def equal_but_for_digits():
    payoff = payoffs_of(["a", "b", "c"], zone=[150.6, 150.6, 150.6], focus=[150.5, 150.5, 150.8], low_cost=[1, 2, 3])
    return {"payoff": payoff, "prob": pd.Series({"a": 1, "b": 1, "c": 1})}


@best_strategy.visible(edge=True, en="nobody in the running", zh="没有能参选的")
def nobody_in_the_running():
    payoff = payoffs_of(["hold", "copy"], low_cost=[10, None], focus=["-", 30])
    return {"payoff": payoff, "prob": pd.Series({"hold": 1, "copy": 1})}


@best_strategy.visible(edge=True, en="a reaction of which no pay-off is known", zh="有一种反应，谁的收益都不知道")
def an_unknown_reaction():
    payoff = payoffs_of(["hold", "copy"], low_cost=[10, 20], focus=[90, 80])
    return {"payoff": payoff, "prob": pd.Series({"hold": 1, "copy": 1, "sue": 1})}


@best_strategy.visible(edge=True, en="no reaction counts", zh="没有算数的反应")
def no_reaction_counts():
    payoff = payoffs_of(["hold", "copy"], low_cost=[10, 20], focus=[90, 80])
    return {"payoff": payoff, "prob": pd.Series({"hold": 0.0, "copy": 0.0})}


@best_strategy.hidden(worlds=4)
def other_boards(world: World):
    rng = world.rng
    reactions = ["hold", "copy", "cut_price", "sue"][: int(rng.integers(2, 5))]
    names = [str(name) for name in rng.permutation(["focus", "differentiate", "wait", "attack"])[:3]] + ["low_cost"]
    rows = {name: [float(value) for value in rng.integers(-4, 10, len(reactions)) * 50] for name in names}
    if rng.random() < 0.5:
        rows[names[0]][0] = None
    prob = pd.Series({name: int(rng.integers(0, 5)) for name in reactions})
    prob.iloc[-1] = 2
    return {"payoff": payoffs_of(reactions, **rows), "prob": prob}


@best_strategy.invariant(
    en='There are two answers, and each names a strategy of the table or "none".',
    zh='两个答案，各是表里的一种策略或 "none"。',
)
def two_names(result, *, payoff, **inputs):
    return set(result) == {"expected_value", "max_min"} and set(result.values()) <= {*payoff["own"], "none"}


def choose(
    payoff, prob, *, change=CHANGE, plain=False, missing="out", unseen=False, ties=True, names_down=False,
    max_max=False, regret=False, digits=6, bonus=False, nobody="none", unlisted=False, not_scaled=False, mixed=False, only_worst=False, weighed_worst=False
):  # fmt: skip
    """The two choices; the arguments are the ways to get a rule wrong."""
    chance = prob if unseen else prob[prob > 0]
    if unlisted:
        chance = pd.concat(
            [chance, pd.Series({name: 0.0 for name in payoff["rival"].unique() if name not in prob.index})]
        )
    table = payoff.pivot(index="own", columns="rival", values="payoff").reindex(columns=list(chance.index))
    cost = pd.Series([change if own != NOW else 0.0 for own in table.index], index=table.index)
    if bonus:
        cost = pd.Series([0.0 if own != NOW else -change for own in table.index], index=table.index) * -1
    table = table.sub(cost, axis=0) if not only_worst else table
    if missing == "out":
        table = table.dropna()
    elif missing == "zero":
        table = table.fillna(0.0)
    if table.empty or chance.sum() == 0:
        return {"expected_value": nobody, "max_min": nobody}
    known = table.notna() * chance
    mean = (table * chance).sum(axis=1) / (known.sum(axis=1) if missing == "skip" else chance.sum())
    if plain:
        mean = table.mean(axis=1)
    worst = table.max(axis=1) if max_max else table.min(axis=1)
    if weighed_worst:
        worst = (table * chance).min(axis=1) / chance.sum()
    if only_worst:
        mean = mean - cost
    if regret:
        worst = -(table.max() - table).max(axis=1)
    if digits is not None:
        mean, worst = mean.round(digits), worst.round(digits)
    names = sorted(table.index, reverse=names_down)
    if not ties:
        return {
            "expected_value": max(names, key=lambda own: mean[own]),
            "max_min": max(names, key=lambda own: worst[own]),
        }
    by_mean = max(names, key=lambda own: (mean[own], worst[own]))
    by_worst = max(names, key=lambda own: (worst[own], mean[own]))
    if mixed:
        by_mean, by_worst = by_worst, by_mean
    return {"expected_value": by_mean, "max_min": by_worst}


@best_strategy.right
def with_a_wide_table(payoff, prob):
    return choose(payoff, prob)


@best_strategy.right
def with_a_merge(payoff, prob):
    seen = prob[prob > 0].rename_axis("rival").rename("times").reset_index()
    rows = payoff.dropna().merge(seen, on="rival")
    rows["net"] = rows["payoff"] - np.where(rows["own"] == NOW, 0.0, CHANGE)
    rows["part"] = rows["net"] * rows["times"]
    table = rows.groupby("own").agg(n=("net", "size"), part=("part", "sum"), worst=("net", "min")).reset_index()
    table = table[table["n"] == len(seen)]
    if table.empty:
        return dict.fromkeys(["expected_value", "max_min"], "none")
    table["mean"] = (table["part"] / seen["times"].sum()).round(6)
    table["worst"] = table["worst"].round(6)
    first = table.sort_values(["mean", "worst", "own"], ascending=[False, False, True])["own"].iloc[0]
    second = table.sort_values(["worst", "mean", "own"], ascending=[False, False, True])["own"].iloc[0]
    return {"expected_value": first, "max_min": second}


declare_slips(best_strategy, choose, [
    ("changing_is_free", "The cost of changing makes no difference here: it was left out, or came off all alike. `SWITCH` comes off every pay-off of a strategy other than `CURRENT`.",
     "换策略的钱没起作用：要么没减，要么人人都减了。除了 `CURRENT`，每个收益都要减 `SWITCH`。", {"change": 0.0}),
    ("cost_off_the_current", "The cost came off the present strategy, and not off the others.", "换策略的钱减反了：减在了现在的策略上。", {"bonus": True}),
    ("cost_off_the_mean_only", "The cost came off the average but not off the worst case.", "换策略的钱只从平均里减了，最坏情况没减。", {"only_worst": True}),
    ("plain_mean", "All reactions count alike. Weigh them with `prob`.", "各种反应一样重了。要用 `prob` 加权。", {"plain": True}),
    ("gaps_are_zero", "A missing pay-off was taken for 0. Such a strategy is not in the running.", "缺失的收益当成了 0。这样的策略不能参选。", {"missing": "zero"}),
    ("gaps_skipped", "A missing pay-off was skipped. A strategy is in the running only if all pay-offs that count are known.",
     "缺失的收益跳过去了。算数的收益都知道，才能参选。", {"missing": "skip"}),
    ("unseen_reactions_in", "Reactions with `prob` 0 count for the worst case or for the gaps. They don't count at all.",
     "`prob` 是 0 的反应，也拿来找最坏、看缺失了。它们一概不算。", {"unseen": True}),
    ("unlisted_reactions_in", "Reactions that are not in `prob` count for the worst case. They don't count at all.",
     "`prob` 里没有的反应，也拿来找最坏了。它们一概不算。", {"unlisted": True}),
    ("ties_by_name_alone", "Ties were decided by name at once. First comes the other measure.", "并列直接按名字定了。要先比另一样。", {"ties": False}),
    ("last_name_first", "Of two that are equal in both, the last by name was taken. Take the first.", "两样都相等时取了名字靠后的。应当取靠前的。", {"names_down": True}),
    ("best_best_case", "`max_min` holds the strategy with the best *best* case. Look for the best worst case.",
     "`max_min` 取了**最好**情况最好的。要看最坏情况。", {"max_max": True}),
    ("worst_case_weighed", "The worst case was looked for among pay-off *times* probability. It is the smallest pay-off itself, however rare.",
     "最坏情况是在“收益 × 概率”里找的。要看收益本身最小的，再少见也算。", {"weighed_worst": True}),
    ("least_regret", "`max_min` was chosen by regret. It asks for the largest of the smallest pay-offs.",
     "`max_min` 按后悔值选了。要的是最小收益里最大的。", {"regret": True}),
    ("not_rounded", "The numbers were not rounded to six decimals, so the last digits of the machine decide a tie.",
     "没有保留六位小数，并列让机器的末位数字定了。", {"digits": None}),
    ("none_without_quotes", "Where nothing can be recommended, the text \"none\" is asked for.", "没有可推荐的，要返回文字 \"none\"。", {"nobody": None}),
    ("names_swapped", "The two answers are swapped.", "两个答案放反了。", {"mixed": True}),
])  # fmt: skip


@best_strategy.wrong(
    en="`CURRENT` is not in the table any more: the present strategy may itself be out of the running. Take the cost off the others, without looking it up.",
    zh="表里已经没有 `CURRENT` 那一行了：现在的策略自己也可能不能参选。给别的策略减钱就行，不要去取这一行。",
)
def present_strategy_looked_up(payoff, prob):
    CURRENT, SWITCH = NOW, CHANGE
    chance = prob[prob > 0]
    table = payoff.pivot(index="own", columns="rival", values="payoff").reindex(columns=list(chance.index)).dropna()
    table = table - SWITCH
    table.loc[CURRENT] += SWITCH
    mean, worst = (table * chance / chance.sum()).sum(axis=1).round(6), table.min(axis=1).round(6)
    names = sorted(table.index)
    return {
        "expected_value": max(names, key=lambda own: (mean[own], worst[own])),
        "max_min": max(names, key=lambda own: (worst[own], mean[own])),
    }


# --- chart_market_share: by quarter, against the high end ---------------------------------------------------------------

chart_market_share = Exercise(points=3, compare="chart", tolerance=1e-6)


def market_of(category, months, own, high):
    """Rows of one department from its months, own sales and high ends."""
    table = pd.DataFrame({"month": pd.to_datetime(months), "own_sales": own, "high": high}).astype(
        {"own_sales": float, "high": float}
    )
    table["category"] = category
    table["low"], table["market_sales"] = table["high"] * 0.7, table["high"] * 0.85
    return table[["month", "category", "own_sales", "market_sales", "low", "high"]]


def months_from(first, count):
    """First days of months in a row."""
    return pd.date_range(first, periods=count, freq="MS")


@chart_market_share.example
def a_quarter_by_hand():
    market = market_of("beauty", months_from("2025-01-01", 5), [10, 20, 30, 40, 50], [500, 400, 300, 600, 700])
    return {"market": market, "category": "beauty"}, [("2025Q1", 0.05)]


@chart_market_share.visible(en="a year of two departments", zh="两个类目的一年")
def a_year():
    one = market_of("beauty", months_from("2024-10-01", 12), [12, 18, 30, 11, 14, 15, 16, 22, 31, 12, 13, 19],
                    [400, 500, 900, 520, 480, 610, 700, 640, 1200, 820, 790, 900])  # fmt: skip
    two = market_of("food", months_from("2024-10-01", 12), range(20, 32), range(900, 2100, 100))
    market = pd.concat([one, two]).sample(frac=1, random_state=3).reset_index(drop=True)
    return {"market": market, "category": "beauty"}


@chart_market_share.visible(en="quarters that begin and end in the middle", zh="头尾不完整的季度")
def ragged_ends():
    market = market_of(
        "tent",
        months_from("2024-02-01", 13),
        range(5, 18),
        [100, 130, 90, 160, 120, 150, 180, 130, 170, 200, 160, 190, 210],
    )
    return {"market": market.iloc[::-1].reset_index(drop=True), "category": "tent"}


@chart_market_share.visible(edge=True, en="a high end is missing", zh="缺一个上限")
def a_missing_high_end():
    market = market_of(
        "food",
        months_from("2025-01-01", 9),
        [6, 7, 8, 9, 10, 11, 12, 13, 14],
        [90, 95, 99, 120, np.nan, 130, 140, 150, 190],
    )
    return {"market": market, "category": "food"}


@chart_market_share.visible(edge=True, en="a month is not there", zh="缺一个月")
def a_missing_month():
    market = market_of(
        "food",
        months_from("2024-01-01", 9),
        [6, 7, 8, 9, 10, 11, 12, 13, 14],
        [90, 95, 99, 120, 125, 130, 140, 150, 190],
    )
    return {"market": market.drop(index=7).reset_index(drop=True), "category": "food"}


@chart_market_share.visible(edge=True, en="nothing sold in a month, and in a quarter", zh="有一个月、有一季没卖出去")
def nothing_sold_for_a_while():
    market = market_of(
        "lamp", months_from("2025-01-01", 9), [4, 0, 5, 0, 0, 0, 7, 8, 9], [50, 60, 55, 70, 65, 60, 80, 75, 90]
    )
    return {"market": market, "category": "lamp"}


@chart_market_share.visible(edge=True, en="the same quarter of two years", zh="两年的同一个季度")
def the_same_quarter_twice():
    months = [*months_from("2024-04-01", 3), *months_from("2025-04-01", 3)]
    return {"market": market_of("cup", months, [3, 4, 5, 9, 8, 7], [60, 70, 80, 90, 85, 95]), "category": "cup"}


@chart_market_share.hidden(worlds=3)
def markets_elsewhere(world: World):
    rng = world.rng
    first = pd.Timestamp("2023-01-01") + pd.DateOffset(months=int(rng.integers(0, 20)))
    count = int(rng.integers(9, 20))
    parts = [
        market_of(name, months_from(first, count), rng.integers(10, 90, count), rng.integers(900, 4000, count))
        for name in ("food", "home")
    ]
    market = pd.concat(parts).sample(frac=1, random_state=rng).reset_index(drop=True)
    place = market.index[market["category"] == "home"][int(rng.integers(2))]
    market.loc[place, "high"] = np.nan
    return {"market": market, "category": "home"}


def draw_marks(marks, kind="line"):
    """Marks in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    names, heights = [str(name) for name in marks.index], [float(value) for value in marks]
    axes.bar(names, heights) if kind == "bar" else axes.plot(names, heights, marker="o")
    axes.set(title="The share we are sure of", xlabel="quarter", ylabel="share")
    return axes


def draw_share(
    market, category, *, end="high", mean=False, partial=False, all_rows=False, by="Q", fill=False,
    year_lost=False, sold_only=False, kind="line", turned=False, times=1
):  # fmt: skip
    """The chart; the arguments are the ways to get a rule wrong."""
    rows = market if all_rows else market[market["category"] == category]
    if fill:
        rows = rows.assign(high=rows["high"].fillna(0.0))
    rows = rows.assign(quarter=rows["month"].dt.to_period(by))
    if sold_only:
        rows = rows[rows["own_sales"] > 0]
    known = rows[rows["high"].notna()]
    own = known.groupby("quarter")["own_sales"].sum()
    whole = known.groupby("quarter")[end].sum()
    share = (known["own_sales"] / known[end]).groupby(known["quarter"]).mean() if mean else own / whole
    if turned:
        share = whole / own.where(own > 0)
    full = known.groupby("quarter")["month"].nunique().reindex(share.index)
    if not partial:
        share = share[full == {"Q": 3, "M": 1, "Y": 12}[by]]
    if year_lost:
        share = share.groupby(share.index.quarter).mean()
        share.index = [f"Q{quarter}" for quarter in share.index]
    return draw_marks(times * share.dropna(), kind)


@chart_market_share.right
def in_plain_matplotlib(market, category):
    return draw_share(market, category)


@chart_market_share.right
def as_bars(market, category):
    rows = market.loc[market["category"].eq(category) & market["high"].notna()]
    names = rows["month"].dt.year.astype(str) + "Q" + rows["month"].dt.quarter.astype(str)
    table = rows.groupby(names).agg(own=("own_sales", "sum"), high=("high", "sum"), n=("month", "nunique"))
    table = table[table["n"] == 3].sort_index()
    return draw_marks(table["own"] / table["high"], "bar")


declare_slips(chart_market_share, draw_share, [
    ("middle_of_the_market", "The share was taken of `market_sales`. The bank gets the sure share: divide by `high`.",
     "除以了 `market_sales`。给银行的是有把握的份额：要除以 `high`。", {"end": "market_sales"}),
    ("low_end", "The share was taken of the *low* end: that is the largest share, not the sure one.",
     "除以了**下限**：那样得到的是最大的份额，不是有把握的。", {"end": "low"}),
    ("mean_of_months", "The monthly shares were averaged. Add up own sales and high ends of the quarter, then divide.",
     "把三个月的份额平均了。要先把本店销售额和上限各自加起来，再相除。", {"mean": True}),
    ("half_quarters_shown", "Quarters without all three months are shown.", "不满三个月的季度也画了。", {"partial": True}),
    ("all_departments", "All departments are in. Keep the rows of `category`.", "所有类目都算进去了。只留 `category` 的行。", {"all_rows": True}),
    ("by_month", "One mark a month. Quarters are asked for.", "一个月一个标记了。要按季度。", {"by": "M"}),
    ("gaps_as_zero", "A quarter with a missing high end is shown: own sales of three months over the high ends of two. It lacks a month.",
     "缺上限的季度也画了：三个月的销售额，除以了两个月的上限。这个季度缺一个月，不画。", {"fill": True}),
    ("years_mixed", "The same quarter of two years became one. Keep the year: `\"2025Q1\"`.",
     "两年的同一个季度混成了一个。要带上年份：`\"2025Q1\"`。", {"year_lost": True}),
    ("months_without_sales_dropped", "Months in which nothing was sold were dropped. They count: the market went on.",
     "没卖出去的月份被去掉了。它们要算：市场还在。", {"sold_only": True}),
    ("upside_down", "The market was divided by own sales. It is own sales over the market.", "除反了：应该是本店销售额除以市场。", {"turned": True}),
])  # fmt: skip


@chart_market_share.wrong(
    en="The chart shows own sales in yuan. The share is asked for: divide by the high end of the market.",
    zh="图上画的是本店销售额（元）。要画份额：除以市场的上限。",
)
def own_sales_drawn(market, category):
    rows = market[market["category"] == category].dropna(subset=["high"])
    quarter = rows["month"].dt.to_period("Q")
    full = rows.groupby(quarter)["month"].nunique() == 3
    return draw_marks(rows.groupby(quarter)["own_sales"].sum()[full])


declare_slips(chart_market_share, draw_share, [
    ("percent_not_said", "The heights are percent, but no axis says so. Write % into its label, or draw the share from 0 to 1.",
     "画的是百分数，可轴上没写。请在轴的名称里写上 %，或者画 0 到 1 的小数。", {"times": 100, "kind": "bar"}),
    ("mean_of_whatever_months", "The monthly shares were averaged, over as many months as there were. Add up the quarter first, and only if it has all three.",
     "把有几个月算几个月的份额平均了。要先把一季加起来再除，而且三个月都有才画。", {"mean": True, "partial": True, "kind": "bar"}),
])  # fmt: skip


@chart_market_share.wrong(
    en="The quarters stand on the axis as periods, which pandas draws as running numbers. Make text of them first: `astype(str)`.",
    zh='季度没有变成文字，pandas 画的时候用了流水号。先用 `astype(str)` 变成 "2025Q1" 这样的文字。',
)
def quarters_not_text(market, category):
    rows = market[market["category"] == category]
    quarter = rows["month"].dt.to_period("Q")
    sums = rows.groupby(quarter)[["own_sales", "high"]].sum()
    share = (sums["own_sales"] / sums["high"])[rows["high"].notna().groupby(quarter).sum() == 3]
    axes = share.plot(marker="o", title="The share we are sure of")
    axes.set(xlabel="quarter", ylabel="share")
    return axes

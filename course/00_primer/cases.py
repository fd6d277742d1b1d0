"""Cases of chapter 0: small inputs, right variants and the wrong answers of people who have just begun."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World
from classroom.source import read_cells, setup_cell

# The small tables of the learner's notebook: who uses them in place of the argument gets the same wrong result each time.
_notebook: dict[str, Any] = {}
exec(setup_cell(read_cells(Path(__file__).with_name("exercises.md"))).source, _notebook)
MINE, MY_ITEMS, MY_PRODUCTS = _notebook["orders"], _notebook["items"], _notebook["products"]

PRINTED = {
    "en": (
        "Your function hands over nothing. The last line begins with `return`, followed by the result; where `print` stands, "
        "`return` takes its place."
    ),
    "zh": "函数没有交出结果。最后一行要用 `return` 开头，后面写结果；要是写了 `print`，就换成 `return`。",
}
OWN_TABLE = {
    "en": (
        "The result is the same whatever the check hands over: it comes from the small table of your notebook. Use only "
        "the names in the brackets of the first line."
    ),
    "zh": "不管检查放进什么，结果都一样：你用的是笔记本里自己的小表。请只用第一行括号里的名字。",
}


CHANGED = {
    "en": (
        "Your function changes the table that it was given, and others still need that one. Put "
        "`{table} = {table}.copy()` first, then work with the copy. Whether the rest is right shows after that."
    ),
    "zh": "函数改动了放进来的那张表，别人还要用。请先写一行 `{table} = {table}.copy()`，再在复制出来的表上动手；其余对不对，改好再看。",
}
ROUNDED = {
    "en": "The result was rounded. Nobody asked for that: return it as it comes out.",
    "zh": "结果取整或者舍入了。题目没有要求，算出来多少就返回多少。",
}


def changed(table: str) -> dict[str, str]:
    """The texts for who changed this table."""
    return {language: text.replace("{table}", table) for language, text in CHANGED.items()}


# parcel_cost: one line with brackets

parcel_cost = Exercise(points=1)


@parcel_cost.example
def ten_parcels():
    return {"parcels": 10, "price": 4.5, "box": 1.5}, 60.0


@parcel_cost.visible(en="a quiet day", zh="不忙的一天")
def a_quiet_day():
    return {"parcels": 7, "price": 5.0, "box": 2.0}


@parcel_cost.visible(en="a busy day", zh="忙的一天")
def a_busy_day():
    return {"parcels": 243, "price": 3.8, "box": 0.95}


@parcel_cost.visible(edge=True, en="no parcels", zh="没有包裹")
def no_parcels():
    return {"parcels": 0, "price": 4.5, "box": 1.5}


@parcel_cost.visible(edge=True, en="the box is free", zh="纸箱不要钱")
def a_free_box():
    return {"parcels": 30, "price": 4.0, "box": 0.0}


@parcel_cost.hidden(worlds=3)
def other_days(world: World):
    parcels, price, box = world.rng.integers(20, 400), world.rng.uniform(3, 9), world.rng.uniform(0.5, 2)
    return {"parcels": int(parcels), "price": round(float(price), 1), "box": round(float(box), 1)}


@parcel_cost.right
def by_two_products(parcels, price, box):
    carrier, boxes = price * parcels, box * parcels
    return carrier + boxes


@parcel_cost.right
def step_by_step(parcels, price, box):
    total = 0
    for _ in range(parcels):
        total += price + box
    return total


@parcel_cost.wrong(**PRINTED)
def cost_printed(parcels, price, box):
    print(parcels * (price + box))


@parcel_cost.wrong(
    en="Only one box is paid. `*` comes before `+`: put round brackets round `price + box`.",
    zh="只算了一个纸箱的钱。先乘后加：请用圆括号把 `price + box` 括起来。",
)
def brackets_forgotten(parcels, price, box):
    return parcels * price + box


@parcel_cost.wrong(
    en="The three numbers are added up. Each parcel costs `price` and `box`: take that as many times as there are parcels.",
    zh="三个数加在了一起。每个包裹要花 `price` 加 `box`，再乘包裹数。",
)
def all_added(parcels, price, box):
    return parcels + price + box


@parcel_cost.wrong(
    en="Always 60: these are the numbers of the example. Write the names `parcels`, `price` and `box` in their place.",
    zh="总是 60：用的是例子里的数。请换成 `parcels`、`price`、`box` 这三个名字。",
)
def the_example_typed_in(parcels, price, box):
    return 10 * (4.5 + 1.5)


@parcel_cost.wrong(
    en="The boxes are missing: each parcel needs one.",
    zh="没有算纸箱：每个包裹都要一个。",
)
def boxes_forgotten(parcels, price, box):
    return parcels * price


@parcel_cost.wrong(
    en="You return a text, because of the quotes. Without them Python calculates.",
    zh="加了引号，返回的就是一段文字。去掉引号，Python 才会去算。",
)
def formula_as_text(parcels, price, box):
    return "parcels * (price + box)"


@parcel_cost.wrong(**ROUNDED)
def cost_rounded(parcels, price, box):
    return round(parcels * (price + box))


@parcel_cost.wrong(
    en="This is what one parcel costs. Take it as many times as there are parcels.",
    zh="这是一个包裹的花费，还要乘包裹数。",
)
def one_parcel(parcels, price, box):
    return price + box


# parcels_together: text is not a number

parcels_together = Exercise(points=1)


@parcels_together.example
def eighteen_and_five():
    return {"morning": "18", "evening": "5"}, 23


@parcels_together.visible(en="a Monday", zh="一个星期一")
def a_monday():
    return {"morning": "31", "evening": "46"}


@parcels_together.visible(en="a Tuesday", zh="一个星期二")
def a_tuesday():
    return {"morning": "7", "evening": "120"}


@parcels_together.visible(edge=True, en="none in the evening", zh="傍晚一个也没有")
def none_in_the_evening():
    return {"morning": "12", "evening": "0"}


@parcels_together.visible(edge=True, en="spaces round the number", zh="数的前后有空格")
def spaces():
    return {"morning": " 7 ", "evening": "15 "}


@parcels_together.hidden(worlds=3)
def other_lists(world: World):
    first, second = world.rng.integers(1, 300, 2)
    return {"morning": str(first), "evening": str(second)}


@parcels_together.right
def two_numbers_first(morning, evening):
    first = int(morning)
    second = int(evening)
    return first + second


@parcels_together.right
def a_sum_of_a_list(morning, evening):
    return sum(int(text) for text in [morning, evening])


@parcels_together.wrong(
    en="Two texts were glued together. Turn each into a number with `int(...)` before you add.",
    zh="两段文字粘在了一起。相加之前，先用 `int(...)` 把它们各自变成数。",
)
def texts_glued(morning, evening):
    return morning + evening


@parcels_together.wrong(
    en="The texts were glued together first and turned into a number after that. Turn *each* into a number, then add.",
    zh="先粘在一起，再变成了数。应该**各自**变成数，然后相加。",
)
def glued_then_number(morning, evening):
    return int(morning.strip() + evening.strip())


@parcels_together.wrong(
    en="The sum is right but it's a text. A number has no quotes and needs no `str`.",
    zh="和是对的，但返回的是文字。数不用加引号，也不用 `str`。",
)
def sum_as_text(morning, evening):
    return str(int(morning) + int(evening))


@parcels_together.wrong(**PRINTED)
def together_printed(morning, evening):
    print(int(morning) + int(evening))


@parcels_together.wrong(
    en="Python tried to read the *word* in quotes as a number. Names of variables stand without quotes: `int(morning)`.",
    zh="Python 想把引号里的**单词**读成数。变量名不加引号：`int(morning)`。",
)
def name_in_quotes(morning, evening):
    return int("morning") + int("evening")


@parcels_together.wrong(
    en="Always 23: these are the numbers of the example. Use the names `morning` and `evening`.",
    zh="总是 23：用的是例子里的数。请用 `morning` 和 `evening` 这两个名字。",
)
def example_of_the_list(morning, evening):
    return int("18") + int("5")


@parcels_together.wrong(
    en="Only the morning is counted.",
    zh="只算了上午的。",
)
def only_the_morning(morning, evening):
    return int(morning)


# Tables of other shops


def table_of(*rows: tuple) -> pd.DataFrame:
    """Orders from (order, shop, city, paid at, hours until shipped, paid, refund); None where something is missing.

    Who paid had ordered half an hour before; who never paid, on a Wednesday morning.
    """
    columns = ["order_id", "shop_id", "city", "paid_at", "hours", "paid", "refund"]
    table = pd.DataFrame(list(rows), columns=columns)
    table["paid_at"] = pd.to_datetime(table["paid_at"])
    shipped = table["paid_at"] + pd.to_timedelta(table.pop("hours").astype(float), unit="h")
    table.insert(4, "shipped_at", shipped)
    ordered = (table["paid_at"] - pd.Timedelta(minutes=30)).fillna(pd.Timestamp("2025-10-15 10:00"))
    table.insert(3, "created_at", ordered)
    return table.astype({"paid": float, "refund": float})


MORNING = table_of(
    (1, 4, "成都", "2025-10-13 08:00", 20, 100, None),
    (2, 1, "武汉", "2025-10-14 09:30", 75.5, 40, 40),
    (3, 1, "成都", None, None, 0, None),
    (4, 2, "武汉", "2025-10-14 23:50", 49, 260, None),
    (5, 1, "广州", "2025-10-16 12:00", 30, 85, 15),
    (6, 4, "成都", "2025-10-19 18:20", 100.25, 90, None),
)
EVENING = table_of(
    (11, 2, "广州", "2025-10-20 19:00", 60, 55, 5),
    (12, 2, "武汉", None, None, 0, None),
    (13, 3, "深圳", "2025-10-22 20:10", 12, 310, None),
    (14, 1, "深圳", "2025-10-23 00:15", 50, 75, 75),
    (15, 2, "广州", "2025-10-25 21:00", 26, 125, None),
    (16, 3, "武汉", "2025-10-26 23:59", 71, 64, None),
    (17, 2, "深圳", "2025-10-24 10:00", 90, 48, 8),
)
FREE = table_of(
    (21, 1, "杭州", "2025-10-13 08:00", 55, 0, None),
    (22, 1, "杭州", "2025-10-13 09:00", 10, 60, None),
    (23, 2, "杭州", None, None, 0, None),
    (24, 2, "南京", "2025-10-15 09:00", 70, 30, None),
)


def random_orders(world: World, n: int = 40) -> pd.DataFrame:
    """Orders of a shop group that nobody has seen; some unpaid, some not shipped yet, few refunds."""
    rng = world.rng
    paid_at = pd.Timestamp("2025-03-03") + pd.to_timedelta(rng.integers(0, 40 * 1440, n), unit="m")
    created_at = pd.Series(paid_at) - pd.Timedelta(minutes=20)
    paid_at = pd.Series(paid_at).where(rng.random(n) < 0.85)
    shipped_at = paid_at + pd.to_timedelta(pd.Series(rng.permutation(np.arange(n)) * 2.75 + 3), unit="h")
    paid = np.where(paid_at.notna(), rng.integers(20, 400, n), 0).astype(float)
    return pd.DataFrame(
        {
            "order_id": np.arange(1, n + 1),
            "shop_id": rng.integers(1, 5, n),
            "city": rng.choice(["杭州", "上海", "北京", "成都"], n),
            "created_at": created_at,
            "paid_at": paid_at,
            "shipped_at": shipped_at.where(rng.random(n) < 0.95),
            "paid": paid,
            "refund": np.where(rng.random(n) < 0.2, paid, np.nan),
        }
    )


# total_kept: sum minus sum, and an empty cell that means "nothing"

total_kept = Exercise(points=1)


@total_kept.example
def three_orders():
    return {"orders": pd.DataFrame({"paid": [100.0, 40.0, 60.0], "refund": [None, 40.0, None]})}, 160.0


@total_kept.visible(en="a morning", zh="一个上午")
def kept_in_the_morning():
    return {"orders": MORNING}


@total_kept.visible(en="an evening", zh="一个晚上")
def kept_in_the_evening():
    return {"orders": EVENING}


@total_kept.visible(edge=True, en="no refund anywhere", zh="一笔退款也没有")
def kept_without_refunds():
    return {"orders": FREE}


@total_kept.visible(edge=True, en="one order", zh="只有一笔订单")
def kept_of_one():
    return {"orders": MORNING.iloc[[4]].reset_index(drop=True)}


@total_kept.visible(edge=True, en="no orders", zh="一笔订单也没有")
def kept_of_none():
    return {"orders": MORNING.head(0)}


@total_kept.hidden(worlds=3)
def kept_elsewhere(world: World):
    return {"orders": random_orders(world)}


@total_kept.invariant(
    en="What is kept is never more than what was paid.",
    zh="留下的不会比收到的多。",
)
def not_more_than_paid(result, orders):
    return result <= orders["paid"].sum() + 1e-9


@total_kept.right
def by_filling_with_zero(orders):
    kept = orders["paid"] - orders["refund"].fillna(0)
    return kept.sum()


@total_kept.right
def by_a_loop(orders):
    total = 0.0
    for paid, refund in zip(orders["paid"], orders["refund"], strict=True):
        total += paid - (refund if refund == refund else 0.0)
    return total


@total_kept.wrong(
    en=(
        "The orders without a refund have vanished: row by row, paid minus an empty cell is empty. Subtract the sum of "
        "the refunds from the sum of the payments."
    ),
    zh="没有退款的订单不见了：一行一行地减，实付减空格子，得到的还是空。请用实付的总数减退款的总数。",
)
def row_by_row(orders):
    return (orders["paid"] - orders["refund"]).sum()


@total_kept.wrong(
    en=(
        "A whole column was subtracted from one number, so a column came out. Make one number of the refunds, too: "
        '`orders["refund"].sum()`.'
    ),
    zh='用一个数减了一整列，得到的还是一列。退款也要先加成一个数：`orders["refund"].sum()`。',
)
def sum_minus_column(orders):
    return orders["paid"].sum() - orders["refund"]


@total_kept.wrong(
    en=(
        "The average refund passes over the empty cells: it's the average of the *refunded* orders. Taken as many times as "
        "there are rows, it's too much. Use the sum."
    ),
    zh="平均数会跳过空格子，所以它只是**退了款的**订单的平均；再乘所有的行数，就多减了。请用总数。",
)
def mean_times_rows(orders):
    return orders["paid"].sum() - orders["refund"].mean() * len(orders)


@total_kept.wrong(
    en="Orders with a refund were left out altogether. Of those, too, what wasn't refunded is kept.",
    zh="退过款的订单整笔都没算。可是它们没退的那部分，也是留下来的钱。",
)
def only_without_refund(orders):
    return orders[orders["refund"].isna()]["paid"].sum()


@total_kept.wrong(**changed("orders"))
def refunds_filled_in_place(orders):
    orders["refund"] = orders["refund"].fillna(0)
    return (orders["paid"] - orders["refund"]).sum()


@total_kept.wrong(
    en="The refunds are not taken off yet.",
    zh="退款还没有减掉。",
)
def refunds_forgotten(orders):
    return orders["paid"].sum()


@total_kept.wrong(
    en="The refunds were added. That money went back to the customers: take it off.",
    zh="退款加上去了。那些钱退给了顾客，应该减掉。",
)
def refunds_added(orders):
    return orders["paid"].sum() + orders["refund"].sum()


@total_kept.wrong(
    en="You return a whole column, one number a row. The question asks for one number: add the column up with `.sum()`.",
    zh="你返回的是一整列，每行一个数。题目只要一个数：用 `.sum()` 加起来。",
)
def column_not_summed(orders):
    return orders["paid"] - orders["refund"]


@total_kept.wrong(
    en='You return the *name* of the column, a text. The column itself is `orders["paid"]`.',
    zh='你返回的是列的**名字**，一段文字。那一列本身要写成 `orders["paid"]`。',
)
def name_of_the_column(orders):
    return "paid"


@total_kept.wrong(
    en="This is the number of rows, not the money in them: `.sum()` adds up, `len` and `.count()` only count.",
    zh="这是行数，不是钱数：`.sum()` 才是求和，`len` 和 `.count()` 只是数个数。",
)
def rows_counted(orders):
    return len(orders)


@total_kept.wrong(**OWN_TABLE)
def kept_of_my_table(orders):
    return MINE["paid"].sum() - MINE["refund"].sum()


@total_kept.wrong(**PRINTED)
def kept_printed(orders):
    print(orders["paid"].sum() - orders["refund"].sum())


# rows_of_shop: two conditions

rows_of_shop = Exercise(points=1)


@rows_of_shop.example
def shop_one_of_the_notebook():
    return {"orders": MINE, "shop_id": 1}, MINE[MINE["order_id"].isin([101, 104])].reset_index(drop=True)


@rows_of_shop.visible(en="shop 4 in the morning", zh="4 号店，上午")
def shop_four():
    # An even number: with the round brackets forgotten, an odd shop comes out right by chance.
    return {"orders": MORNING.assign(shop_id=MORNING["shop_id"].replace({1: 4, 4: 1})), "shop_id": 4}


@rows_of_shop.visible(en="shop 2 in the evening", zh="2 号店，晚上")
def shop_two():
    return {"orders": EVENING, "shop_id": 2}


@rows_of_shop.visible(edge=True, en="0 yuan left to pay", zh="用券抵到 0 元")
def a_free_order():
    return {"orders": FREE, "shop_id": 1}


@rows_of_shop.visible(edge=True, en="a shop without paid orders", zh="没有已付款订单的店")
def nothing_paid():
    return {"orders": FREE.iloc[:3], "shop_id": 2}


@rows_of_shop.hidden(worlds=3)
def rows_elsewhere(world: World):
    return {"orders": random_orders(world), "shop_id": int(world.rng.integers(1, 5))}


@rows_of_shop.right
def by_one_filter_after_the_other(orders, shop_id):
    mine = orders[orders["shop_id"] == shop_id]
    return mine[~mine["paid_at"].isna()]


@rows_of_shop.right
def by_query(orders, shop_id):
    return orders.dropna(subset=["paid_at"]).query("shop_id == @shop_id")


@rows_of_shop.wrong(
    en=(
        'Orders that were never paid are in the table. The condition that takes them out is `orders["paid_at"].notna()`. '
        "(`!= None` takes out none, for nothing is equal to a missing value.)"
    ),
    zh='没付款的订单也在表里。把它们去掉的条件是 `orders["paid_at"].notna()`。（写 `!= None` 一笔也去不掉：缺失值用 `==`、`!=` 都找不出来。）',
)
def unpaid_kept(orders, shop_id):
    return orders[orders["shop_id"] == shop_id]


@rows_of_shop.wrong(
    en="The shop's *unpaid* orders came out. `isna()` means missing; you want `notna()`.",
    zh="出来的是**没付款**的订单。`isna()` 是“缺失”，你要的是 `notna()`。",
)
def isna_for_notna(orders, shop_id):
    return orders[(orders["shop_id"] == shop_id) & orders["paid_at"].isna()]


@rows_of_shop.wrong(
    en="Rows came out for which only *one* condition holds. `|` means or; both together is `&`.",
    zh="只满足**一个**条件的行也出来了。`|` 是“或者”，两个都要满足用 `&`。",
)
def or_for_and(orders, shop_id):
    return orders[(orders["shop_id"] == shop_id) | orders["paid_at"].notna()]


@rows_of_shop.wrong(
    en=(
        "The round brackets are missing: Python ties `shop_id & ...` together before it compares. Write "
        "`(first condition) & (second condition)`."
    ),
    zh="忘了圆括号：Python 先去算 `shop_id & ……`，然后才比较。请写成 `(第一个条件) & (第二个条件)`。",
)
def conditions_without_brackets(orders, shop_id):
    return orders[orders["shop_id"] == shop_id & orders["paid_at"].notna()]


@rows_of_shop.wrong(
    en="`and` and `or` don't work on columns: write `&` or `|`, and put round brackets round each condition.",
    zh="`and`、`or` 不能用在列上：请写 `&` 或 `|`，每个条件都用圆括号括起来。",
)
def and_for_ampersand(orders, shop_id):
    return orders[orders["shop_id"] == shop_id and orders["paid_at"].notna()]


@rows_of_shop.wrong(
    en="Always shop 1. Compare with the name `shop_id`: the check puts the number of the wanted shop there.",
    zh="总是 1 号店。请和 `shop_id` 这个名字比：检查会把想看的店号放进去。",
)
def always_shop_one(orders, shop_id):
    return orders[(orders["shop_id"] == 1) & orders["paid_at"].notna()]


@rows_of_shop.wrong(
    en='No rows: the column was compared with the *word* "shop_id". On the right the name stands without quotes.',
    zh="一行也没有：你拿这一列去和 `shop_id` 这个**单词**比了。等号右边的名字不加引号。",
)
def compared_with_a_word(orders, shop_id):
    return orders[(orders["shop_id"] == "shop_id") & orders["paid_at"].notna()]


@rows_of_shop.wrong(
    en="Paid orders of 0 yuan are missing. Whether an order is paid is told by `paid_at`, not by the amount.",
    zh="0 元的已付款订单不见了。付没付款看 `paid_at`，不看金额。",
)
def free_orders_dropped(orders, shop_id):
    return orders[(orders["shop_id"] == shop_id) & (orders["paid"] > 0)]


@rows_of_shop.wrong(
    en=(
        "Paid orders are missing. `dropna()` without brackets of its own drops a row with *any* empty cell, such as no refund. "
        'Ask only about `paid_at`: `orders["paid_at"].notna()`.'
    ),
    zh='少了已付款的订单。`dropna()` 只要一行里有**任何**空格子（比如没有退款），就会去掉这一行。只问 `paid_at` 就好：`orders["paid_at"].notna()`。',
)
def any_empty_cell_dropped(orders, shop_id):
    return orders[orders["shop_id"] == shop_id].dropna()


@rows_of_shop.wrong(
    en="The right rows, but sorted by the amount. Keep them in the order in which they stand in `orders`.",
    zh="行都对，但按金额重新排过了。请保持 `orders` 里原来的次序。",
)
def rows_sorted_by_amount(orders, shop_id):
    rows = orders[(orders["shop_id"] == shop_id) & orders["paid_at"].notna()]
    return rows.sort_values("paid", ascending=False)


@rows_of_shop.wrong(
    en="You return how many rows there are. The manager wants the rows themselves.",
    zh="你返回的是行数，店长要的是那些行。",
)
def rows_as_a_count(orders, shop_id):
    return len(orders[(orders["shop_id"] == shop_id) & orders["paid_at"].notna()])


@rows_of_shop.wrong(**OWN_TABLE)
def rows_of_my_table(orders, shop_id):
    return MINE[(MINE["shop_id"] == shop_id) & MINE["paid_at"].notna()]


@rows_of_shop.wrong(**PRINTED)
def rows_printed(orders, shop_id):
    print(orders[(orders["shop_id"] == shop_id) & orders["paid_at"].notna()])


# late_parcels: copy, new column, filter, sort

late_parcels = Exercise(points=1)


@late_parcels.example
def late_in_the_notebook():
    table = MINE.set_index("order_id", drop=False).loc[[102, 105]].reset_index(drop=True)
    return {"orders": MINE, "hours": 48}, table.assign(wait_hours=[72.0, 60.0])


@late_parcels.visible(en="a morning, 48 hours promised", zh="一个上午，承诺 48 小时")
def late_in_the_morning():
    return {"orders": MORNING, "hours": 48}


@late_parcels.visible(en="an evening, express: 3 hours promised", zh="一个晚上，加急：承诺 3 小时")
def late_in_the_evening():
    return {"orders": EVENING, "hours": 3}


@late_parcels.visible(edge=True, en="exactly the hours promised", zh="正好是承诺的小时数")
def exactly_in_time():
    return {"orders": EVENING, "hours": 60}


@late_parcels.visible(edge=True, en="not shipped yet", zh="还没有发货")
def not_shipped_yet():
    orders = MORNING.copy()
    orders.loc[[1, 3], "shipped_at"] = pd.NaT
    return {"orders": orders, "hours": 48}


@late_parcels.visible(edge=True, en="nobody waited that long", zh="没有人等那么久")
def nobody_late():
    return {"orders": EVENING, "hours": 100}


@late_parcels.hidden(worlds=3)
def late_elsewhere(world: World):
    return {"orders": random_orders(world), "hours": int(world.rng.integers(10, 80))}


@late_parcels.invariant(
    en="Every parcel in the list waited longer than the hours promised.",
    zh="名单里的每个包裹，等的时间都超过承诺的小时数。",
)
def all_longer(result, orders, hours):
    return bool((result["wait_hours"] > hours).all())


def with_wait(orders: pd.DataFrame) -> pd.DataFrame:
    """A copy of the orders with their hours of waiting."""
    return orders.assign(wait_hours=(orders["shipped_at"] - orders["paid_at"]).dt.total_seconds() / 3600)


@late_parcels.right
def by_assign(orders, hours):
    table = with_wait(orders)
    return table.loc[table["wait_hours"].gt(hours)].sort_values(by="wait_hours", ascending=False)


@late_parcels.right
def by_minutes_and_largest(orders, hours):
    minutes = (orders["shipped_at"] - orders["paid_at"]) // pd.Timedelta(seconds=1) / 60
    table = orders.assign(wait_hours=minutes / 60)
    longest = table.nlargest(len(table), "wait_hours")
    return longest[longest["wait_hours"] > hours]


@late_parcels.wrong(
    en="A parcel that waited exactly the hours promised is in time: write `>`, not `>=`.",
    zh="正好等了承诺的小时数，不算晚：要写 `>`，不是 `>=`。",
)
def exact_counts_as_late(orders, hours):
    table = with_wait(orders)
    return table[table["wait_hours"] >= hours].sort_values("wait_hours", ascending=False)


@late_parcels.wrong(
    en="The shortest wait comes first. Add `ascending=False`.",
    zh="等得最短的排在了最前。请加上 `ascending=False`。",
)
def shortest_first(orders, hours):
    table = with_wait(orders)
    return table[table["wait_hours"] > hours].sort_values("wait_hours")


@late_parcels.wrong(
    en=(
        "The right rows, but not with the longest wait first. `sort_values` gives a *new* table: give it a name, or "
        "write it after `return`."
    ),
    zh="行都对，但没有把等得最久的排最前。`sort_values` 出来的是一张**新表**：要取个名字接住，或者直接写在 `return` 后面。",
)
def not_sorted(orders, hours):
    table = with_wait(orders)
    return table[table["wait_hours"] > hours]


@late_parcels.wrong(
    en=(
        "Whole days got lost: `.dt.seconds` is only what is left beyond full days. `.dt.total_seconds()` is the whole "
        "duration."
    ),
    zh="整天的时间丢了：`.dt.seconds` 只是满一天之外的零头，`.dt.total_seconds()` 才是全部。",
)
def days_lost(orders, hours):
    table = orders.assign(wait_hours=(orders["shipped_at"] - orders["paid_at"]).dt.seconds / 3600)
    return table[table["wait_hours"] > hours].sort_values("wait_hours", ascending=False)


@late_parcels.wrong(
    en="The wait is in days, and `hours` are hours. An hour has 3,600 seconds.",
    zh="等待是按天算的，而 `hours` 是小时。一小时是 3,600 秒。",
)
def in_days(orders, hours):
    table = with_wait(orders)
    table = table.assign(wait_hours=table["wait_hours"] / 24)
    return table[table["wait_hours"] > hours].sort_values("wait_hours", ascending=False)


@late_parcels.wrong(
    en="The wait is in minutes, and `hours` are hours. Divide the seconds by 3600.",
    zh="等待是按分钟算的，而 `hours` 是小时。秒数要除以 3600。",
)
def in_minutes(orders, hours):
    table = with_wait(orders)
    table = table.assign(wait_hours=table["wait_hours"] * 60)
    return table[table["wait_hours"] > hours].sort_values("wait_hours", ascending=False)


@late_parcels.wrong(
    en="The wait starts when the order was placed. It should start when it was paid: `paid_at`.",
    zh="是从下单算起的。应该从付款算起：`paid_at`。",
)
def from_ordering(orders, hours):
    waited = orders["shipped_at"] - orders["created_at"]
    table = orders.assign(wait_hours=waited.dt.total_seconds() / 3600)
    return table[table["wait_hours"] > hours].sort_values("wait_hours", ascending=False)


@late_parcels.wrong(**ROUNDED)
def rounded_hours(orders, hours):
    table = with_wait(orders)
    table = table.assign(wait_hours=table["wait_hours"].round())
    return table[table["wait_hours"] > hours].sort_values("wait_hours", ascending=False)


@late_parcels.wrong(
    en="Parts of an hour were cut off. `//` leaves only full hours; `/` keeps the rest.",
    zh="不满一小时的零头丢了。`//` 只留整数，`/` 才留零头。",
)
def full_hours_only(orders, hours):
    table = with_wait(orders)
    table = table.assign(wait_hours=table["wait_hours"] // 1)
    return table[table["wait_hours"] > hours].sort_values("wait_hours", ascending=False)


@late_parcels.wrong(
    en="Always 48 hours. Compare with the name `hours`: the check asks about other promises too.",
    zh="总是 48 小时。请和 `hours` 这个名字比：检查也会问别的承诺。",
)
def always_48(orders, hours):
    table = with_wait(orders)
    return table[table["wait_hours"] > 48].sort_values("wait_hours", ascending=False)


@late_parcels.wrong(
    en="Subtract the earlier time from the later one: `shipped_at` minus `paid_at`. Yours are below zero.",
    zh="要用晚的时间减早的时间：`shipped_at` 减 `paid_at`。反过来就成了负数。",
)
def turned_round(orders, hours):
    table = orders.assign(wait_hours=(orders["paid_at"] - orders["shipped_at"]).dt.total_seconds() / 3600)
    return table[table["wait_hours"] > hours].sort_values("wait_hours", ascending=False)


@late_parcels.wrong(**changed("orders"))
def input_changed(orders, hours):
    orders["wait_hours"] = (orders["shipped_at"] - orders["paid_at"]).dt.total_seconds() / 3600
    return orders[orders["wait_hours"] > hours].sort_values("wait_hours", ascending=False)


@late_parcels.wrong(
    en="Only the new column came out. The service desk needs the whole rows, with the order's number.",
    zh="只交出了新的一列。客服要的是整行，得有订单号。",
)
def only_the_column(orders, hours):
    wait = with_wait(orders)["wait_hours"]
    return wait[wait > hours].sort_values(ascending=False)


@late_parcels.wrong(**OWN_TABLE)
def late_of_my_table(orders, hours):
    table = with_wait(MINE)
    return table[table["wait_hours"] > hours].sort_values("wait_hours", ascending=False)


@late_parcels.wrong(**PRINTED)
def late_printed(orders, hours):
    table = with_wait(orders)
    print(table[table["wait_hours"] > hours].sort_values("wait_hours", ascending=False))


# mean_by: groups, and whose name stands in a variable

mean_by = Exercise(points=1)


@mean_by.example
def the_notebook_by_city():
    expected = pd.Series([140.0, 45.0, 90.0], index=pd.Index(["上海", "北京", "杭州"], name="city"))
    return {"orders": MINE, "column": "city"}, expected


@mean_by.visible(en="a morning by shop", zh="一个上午，按店")
def by_shop_in_the_morning():
    return {"orders": MORNING, "column": "shop_id"}


@mean_by.visible(en="an evening by city", zh="一个晚上，按城市")
def by_city_in_the_evening():
    return {"orders": EVENING, "column": "city"}


@mean_by.visible(edge=True, en="0 yuan left to pay", zh="用券抵到 0 元")
def free_order_in_a_group():
    return {"orders": FREE, "column": "shop_id"}


@mean_by.visible(edge=True, en="a group without paid orders", zh="有一组没有已付款的订单")
def a_group_unpaid():
    return {"orders": FREE.iloc[:3], "column": "shop_id"}


@mean_by.hidden(worlds=3)
def means_elsewhere(world: World):
    return {"orders": random_orders(world), "column": str(world.rng.choice(["shop_id", "city"]))}


@mean_by.right
def by_pivot_table(orders, column):
    settled = orders.dropna(subset=["paid_at"])
    return settled.pivot_table(index=column, values="paid", aggfunc="mean")["paid"]


@mean_by.right
def by_sum_over_count(orders, column):
    money = orders["paid"].where(orders["paid_at"].notna())
    groups = money.groupby(orders[column])
    return (groups.sum() / groups.count()).dropna()


@mean_by.wrong(
    en=(
        "Unpaid orders are counted as well and pull the average down. Keep only the rows with a `paid_at`, for the money and "
        "for the number of orders."
    ),
    zh="没付款的订单也数进去了，把平均拉低了。算钱、算单数，都只能用有 `paid_at` 的行。",
)
def unpaid_in_the_mean(orders, column):
    return orders.groupby(column)["paid"].mean()


@mean_by.wrong(
    en="These are the sums. The question asks for the average of an order: `mean()`.",
    zh="这是总和。题目要的是平均每单：`mean()`。",
)
def sums_for_means(orders, column):
    return orders[orders["paid_at"].notna()].groupby(column)["paid"].sum()


@mean_by.wrong(
    en="These are counts of orders. The question asks for the average of `paid`: `mean()`.",
    zh="这是订单的个数。题目要的是 `paid` 的平均：`mean()`。",
)
def counts_for_means(orders, column):
    return orders[orders["paid_at"].notna()].groupby(column)["paid"].count()


@mean_by.wrong(
    en="One average over all orders. You want one for each group: `groupby(column)`.",
    zh="这是所有订单的一个平均。每组都要一个：`groupby(column)`。",
)
def one_mean_for_all(orders, column):
    return orders[orders["paid_at"].notna()]["paid"].mean()


@mean_by.wrong(
    en=(
        'A column was not found; below you see which. If it is "column": leave out the quotes. `column` is a name, and the '
        'check puts "shop_id" or "city" into it.'
    ),
    zh='有一列找不到，下面写着是哪一列。如果是“column”，请去掉引号：`column` 是个名字，检查会把 `"shop_id"` 或 `"city"` 放进去。',
)
def column_in_quotes(orders, column):
    return orders[orders["paid_at"].notna()].groupby("column")["paid"].mean()


@mean_by.wrong(
    en="Always by shop. Group by the name `column`: it holds what the check asks for.",
    zh="总是按店分组。请按 `column` 这个名字分：检查要按什么分，它就是什么。",
)
def always_by_shop(orders, column):
    return orders[orders["paid_at"].notna()].groupby("shop_id")["paid"].mean()


@mean_by.wrong(
    en="Always by city. Group by the name `column`: it holds what the check asks for.",
    zh="总是按城市分组。请按 `column` 这个名字分：检查要按什么分，它就是什么。",
)
def always_by_city(orders, column):
    return orders[orders["paid_at"].notna()].groupby("city")["paid"].mean()


@mean_by.wrong(
    en='The averages are right, but they came as a table (DataFrame). One pair of brackets gives one column: `["paid"]`.',
    zh='平均数是对的，可交出来的是一张表（DataFrame）。方括号只写一层，得到的才是一列：`["paid"]`。',
)
def mean_as_a_table(orders, column):
    return orders[orders["paid_at"].notna()].groupby(column)[["paid"]].mean()


@mean_by.wrong(
    en=(
        "The averages are right, but the groups stand in a column of their own. They should be the labels at the left, as "
        "`groupby` leaves them: without `reset_index()` and `as_index=False`."
    ),
    zh="平均数是对的，可是各组的名称成了单独的一列。它们应该是左边的标签，`groupby` 出来什么样就什么样：不用 `reset_index()`，也不写 `as_index=False`。",
)
def groups_as_a_column(orders, column):
    return orders[orders["paid_at"].notna()].groupby(column)["paid"].mean().reset_index()


@mean_by.wrong(
    en="This is the middle value (median). The question asks for the average: `mean()`.",
    zh="这是中间的那个值（中位数）。题目要的是平均：`mean()`。",
)
def median_for_mean(orders, column):
    return orders[orders["paid_at"].notna()].groupby(column)["paid"].median()


@mean_by.wrong(**ROUNDED)
def means_in_whole_yuan(orders, column):
    return orders[orders["paid_at"].notna()].groupby(column)["paid"].mean().round(0)


@mean_by.wrong(**ROUNDED)
def means_to_the_fen(orders, column):
    return orders[orders["paid_at"].notna()].groupby(column)["paid"].mean().round(2)


@mean_by.wrong(
    en="Paid orders of 0 yuan are left out. Whether an order is paid is told by `paid_at`, not by the amount.",
    zh="0 元的已付款订单没有算。付没付款看 `paid_at`，不看金额。",
)
def zero_left_out(orders, column):
    return orders[orders["paid"] > 0].groupby(column)["paid"].mean()


@mean_by.wrong(**OWN_TABLE)
def means_of_my_table(orders, column):
    return MINE[MINE["paid_at"].notna()].groupby(column)["paid"].mean()


@mean_by.wrong(**PRINTED)
def means_printed(orders, column):
    print(orders[orders["paid_at"].notna()].groupby(column)["paid"].mean())


# join_titles: look up, keep every row, bring one column

join_titles = Exercise(points=1)

CATALOGUE = pd.DataFrame(
    {"sku_id": [3, 5, 8, 12], "title": ["毛衣", "雨伞", "台灯", "坚果"], "price": [129.0, 39.0, 89.0, 25.0]}
)


def lines_of(*rows: tuple[int, int, int]) -> pd.DataFrame:
    """A packing list from (order, product, pieces)."""
    return pd.DataFrame(list(rows), columns=["order_id", "sku_id", "qty"])


@join_titles.example
def the_list_of_the_notebook():
    return {"items": MY_ITEMS, "products": MY_PRODUCTS}, MY_ITEMS.assign(
        title=["帐篷 tent", "台灯 lamp", "帐篷 tent", None]
    )


@join_titles.visible(en="a list of five rows", zh="五行的清单")
def five_rows():
    items = lines_of((1, 12, 2), (2, 3, 1), (2, 8, 1), (3, 5, 4), (4, 3, 1))
    return {"items": items, "products": CATALOGUE}


@join_titles.visible(en="a short list with a number that isn't found", zh="短清单，有一个编号查不到")
def a_short_list():
    return {"items": lines_of((9, 8, 1), (10, 40, 2), (11, 3, 6)), "products": CATALOGUE}


@join_titles.visible(edge=True, en="one product only", zh="只有一种商品")
def one_product():
    return {"items": lines_of((1, 5, 1), (2, 5, 2), (3, 5, 1)), "products": CATALOGUE}


@join_titles.visible(edge=True, en="an empty list", zh="清单是空的")
def an_empty_list():
    return {"items": lines_of((1, 5, 1)).head(0), "products": CATALOGUE}


@join_titles.hidden(worlds=3)
def lists_elsewhere(world: World):
    rng = world.rng
    numbers = rng.permutation(np.arange(1, 30))[:12]
    products = pd.DataFrame({"sku_id": numbers, "title": [f"商品 {number}" for number in numbers]})
    products["price"] = rng.integers(10, 200, 12).astype(float)
    rows = zip(rng.integers(1, 20, 25).tolist(), rng.integers(1, 30, 25).tolist(), [1] * 25, strict=True)
    return {"items": lines_of(*rows), "products": products}


@join_titles.invariant(
    en="Looking up adds a column, never a row.",
    zh="查名称只会多一列，不会多一行。",
)
def as_many_rows(result, items, products):
    return len(result) == len(items)


@join_titles.right
def by_map(items, products):
    names = products.set_index("sku_id")["title"]
    return items.assign(title=items["sku_id"].map(names))


@join_titles.right
def by_merging_and_dropping(items, products):
    both = pd.merge(items, products, how="left", on=["sku_id"])
    return both.drop(columns="price")


@join_titles.wrong(
    en='Rows whose number isn\'t in `products` have vanished. They stay with `how="left"`.',
    zh='在 `products` 里查不到的行不见了。加上 `how="left"` 就会留下。',
)
def not_found_dropped(items, products):
    return items.merge(products[["sku_id", "title"]], on="sku_id")


@join_titles.wrong(
    en='All products came out, also those that nobody ordered. Keep the rows of the *left* table: `how="left"`.',
    zh='没人买的商品也出来了。要留的是**左边**那张表的行：`how="left"`。',
)
def all_products(items, products):
    return items.merge(products[["sku_id", "title"]], on="sku_id", how="right")


@join_titles.wrong(
    en='Everything came out, also products that nobody ordered. Keep the rows of the *left* table: `how="left"`.',
    zh='两张表的行全出来了，没人买的商品也在。要留的是**左边**那张表的行：`how="left"`。',
)
def everything(items, products):
    return items.merge(products[["sku_id", "title"]], on="sku_id", how="outer")


@join_titles.wrong(
    en='The price came along. Take only two columns of `products`: `products[["sku_id", "title"]]`.',
    zh='价格也带过来了。从 `products` 里只取两列：`products[["sku_id", "title"]]`。',
)
def price_too(items, products):
    return items.merge(products, on="sku_id", how="left")


@join_titles.wrong(
    en=(
        'Two things. Rows whose number isn\'t in `products` have vanished: they stay with `how="left"`. And the price came '
        "along: take only two columns of `products`."
    ),
    zh='有两处。在 `products` 里查不到的行不见了：加上 `how="left"`。价格也带过来了：从 `products` 里只取两列。',
)
def merged_as_it_comes(items, products):
    return items.merge(products, on="sku_id")


@join_titles.wrong(
    en="Titles that weren't found were filled with an empty text. Leave them missing: unknown is unknown.",
    zh="查不到的名称被填成了空文字。请让它缺失着：不知道就是不知道。",
)
def missing_titles_filled(items, products):
    return items.merge(products[["sku_id", "title"]], on="sku_id", how="left").fillna("")


@join_titles.wrong(
    en=(
        "A column was not found; below you see which. If it is `sku_id`: take that one from `products` as well, else there's "
        'nothing to look up by: `products[["sku_id", "title"]]`.'
    ),
    zh='有一列找不到，下面写着是哪一列。如果是 `sku_id`：从 `products` 里也要取它，不然没法查：`products[["sku_id", "title"]]`。',
)
def titles_without_numbers(items, products):
    return items.merge(products["title"], on="sku_id", how="left")


@join_titles.wrong(**changed("items"))
def titles_put_into_items(items, products):
    items["title"] = items["sku_id"].map(products.set_index("sku_id")["title"])
    return items


@join_titles.wrong(
    en="The titles were laid beside the rows, first to first, second to second. Look them up by `sku_id`: `merge`.",
    zh="名称是按先后一行对一行贴上去的。要按 `sku_id` 去查：用 `merge`。",
)
def pasted_beside(items, products):
    return items.assign(title=products["title"])


@join_titles.wrong(
    en="The rows are sorted now. Keep them in the order of the list.",
    zh="各行被重新排过序了。请保持清单原来的次序。",
)
def rows_sorted(items, products):
    return items.merge(products[["sku_id", "title"]], on="sku_id", how="left").sort_values("sku_id")


@join_titles.wrong(
    en="Only the titles came out. The packing list needs its other columns, too.",
    zh="只交出了名称这一列。打包清单的其他列也要。",
)
def only_titles(items, products):
    return items.merge(products[["sku_id", "title"]], on="sku_id", how="left")["title"]


@join_titles.wrong(**OWN_TABLE)
def titles_of_my_table(items, products):
    return MY_ITEMS.merge(MY_PRODUCTS[["sku_id", "title"]], on="sku_id", how="left")


@join_titles.wrong(**PRINTED)
def titles_printed(items, products):
    print(items.merge(products[["sku_id", "title"]], on="sku_id", how="left"))


# chart_orders_by_weekday: seven bars, days without payment too

chart_orders_by_weekday = Exercise(points=1, compare="chart", tolerance=1e-6)


def bars_of(counts: pd.Series, title: str = "Payments", xlabel: str = "day", ylabel: str = "orders"):
    """A bar chart in plain matplotlib."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar([str(day) for day in counts.index], counts.to_numpy(float))
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
    return axes


def payments_a_day(orders: pd.DataFrame) -> pd.Series:
    """Payments on each day, 1 for Monday; only days with a payment."""
    return (orders["paid_at"].dropna().dt.day_of_week + 1).value_counts().sort_index()


@chart_orders_by_weekday.example
def the_week_of_the_notebook():
    return {"orders": MINE}, [(1, 3), (2, 1), (3, 0), (4, 0), (5, 0), (6, 1), (7, 0)]


@chart_orders_by_weekday.visible(en="a morning's orders", zh="上午那张表")
def the_morning_drawn():
    return {"orders": MORNING}


@chart_orders_by_weekday.visible(en="an evening's orders", zh="晚上那张表")
def the_evening_drawn():
    return {"orders": EVENING}


@chart_orders_by_weekday.visible(edge=True, en="payments on one day only", zh="只有一天有人付款")
def one_day_only():
    return {"orders": EVENING.iloc[[1, 2, 3]].reset_index(drop=True)}


@chart_orders_by_weekday.visible(edge=True, en="a payment on every day", zh="每天都有人付款")
def every_day():
    days = [(n, 1, "杭州", f"2025-10-{12 + n} 09:00", 5, 50, None) for n in range(1, 8)]
    return {"orders": table_of(*days, (8, 1, "杭州", None, None, 0, None))}


@chart_orders_by_weekday.hidden(worlds=3)
def weeks_elsewhere(world: World):
    return {"orders": random_orders(world, 30)}


@chart_orders_by_weekday.right
def by_groups_in_matplotlib(orders):
    settled = orders[orders["paid_at"].notna()]
    counts = settled.groupby(settled["paid_at"].dt.dayofweek + 1)["order_id"].count()
    return bars_of(counts.reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0))


@chart_orders_by_weekday.right
def by_counting_in_a_loop(orders):
    counts = dict.fromkeys(range(1, 8), 0)
    for moment in orders["paid_at"].dropna():
        counts[moment.isoweekday()] += 1
    return bars_of(pd.Series(counts))


@chart_orders_by_weekday.wrong(
    en="Days without a payment have no bar. `reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0)` gives them one of height 0.",
    zh="没人付款的日子没有柱子。用 `reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0)` 给它们补上高度为 0 的柱子。",
)
def empty_days_missing(orders):
    return bars_of(payments_a_day(orders))


@chart_orders_by_weekday.wrong(
    en="Your days run from 0 to 6. `.dt.day_of_week` counts from 0; the question wants 1 for Monday: add 1.",
    zh="你的星期是 0 到 6。`.dt.day_of_week` 从 0 数起，题目要星期一是 1：请加 1。",
)
def monday_is_zero(orders):
    counts = payments_a_day(orders).reindex(range(1, 8), fill_value=0)
    return bars_of(counts.rename(lambda day: day - 1))


@chart_orders_by_weekday.wrong(
    en=(
        "Two things. Your days run from 0 to 6, because `.dt.day_of_week` counts from 0: add 1. And days without a payment "
        "have no bar: `reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0)`."
    ),
    zh="有两处。`.dt.day_of_week` 从 0 数起，你的星期是 0 到 6：请加 1。没人付款的日子没有柱子：用 `reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0)` 补上。",
)
def weekdays_as_they_come(orders):
    return bars_of(orders["paid_at"].dropna().dt.day_of_week.value_counts().sort_index())


@chart_orders_by_weekday.wrong(
    en="The days have names, as in lesson 3. The question wants the numbers 1 (Monday) to 7 (Sunday): `.dt.day_of_week + 1`.",
    zh="你的星期写的是名称，像第 3 课那样。题目要的是编号，1（星期一）到 7（星期日）：`.dt.day_of_week + 1`。",
)
def names_of_the_days(orders):
    from storelab import plots

    names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    days = orders["paid_at"].dropna().dt.day_name().str.lower()
    return plots.bar(
        days.value_counts().reindex(names, fill_value=0), "orders_by_weekday", "number", "weekday", "orders"
    )


@chart_orders_by_weekday.wrong(
    en="The bars are as high as the money paid. The question asks for the *number* of orders.",
    zh="柱子的高度是金额。题目要的是订单**笔数**。",
)
def money_for_orders(orders):
    day = orders["paid_at"].dt.day_of_week + 1
    return bars_of(orders["paid"].groupby(day).sum().reindex(range(1, 8), fill_value=0))


@chart_orders_by_weekday.wrong(
    en="The bars stand over days of the *month*. `.dt.day_of_week` is the day of the week, `.dt.day` that of the month.",
    zh="横轴是几号，不是星期几。`.dt.day_of_week` 是星期几，`.dt.day` 是几号。",
)
def days_of_the_month(orders):
    return bars_of(orders["paid_at"].dropna().dt.day.value_counts().sort_index())


@chart_orders_by_weekday.wrong(
    en="The right bars, but without a title and names of the axes: nobody else can read this chart.",
    zh="柱子是对的，可是没有标题，轴也没有名称：别人看不懂。",
)
def bare_chart(orders):
    return bars_of(payments_a_day(orders).reindex(range(1, 8), fill_value=0), title="", xlabel="", ylabel="")


@chart_orders_by_weekday.wrong(
    en="You count the days on which an order was *shipped*. The question asks for the day of payment, `paid_at`.",
    zh="数的是**发货**那天。题目问的是付款那天，`paid_at`。",
)
def days_of_shipping(orders):
    counts = (orders["shipped_at"].dropna().dt.day_of_week + 1).value_counts()
    return bars_of(counts.reindex(range(1, 8), fill_value=0))


@chart_orders_by_weekday.wrong(
    en="All orders are counted, on the day they were placed. The question asks for *paid* orders on the day of `paid_at`.",
    zh="把所有订单都按下单那天数了。题目要的是**付款**的订单，看 `paid_at` 那天。",
)
def days_of_ordering(orders):
    counts = (orders["created_at"].dt.day_of_week + 1).value_counts()
    return bars_of(counts.reindex(range(1, 8), fill_value=0))


@chart_orders_by_weekday.wrong(
    en="The paid orders are counted on the day they were placed. What counts is the day of `paid_at`: midnight lies between.",
    zh="付款的订单是按下单那天数的。要看 `paid_at` 那天：有的中间过了零点。",
)
def paid_by_day_of_ordering(orders):
    days = orders.loc[orders["paid_at"].notna(), "created_at"]
    return bars_of((days.dt.day_of_week + 1).value_counts().reindex(range(1, 8), fill_value=0))


@chart_orders_by_weekday.wrong(
    en="The counts came out, but no chart. Hand them to `plots.bar(...)` and return what it gives.",
    zh="数出来了，可是没有画图。把结果交给 `plots.bar(……)`，再返回它。",
)
def counts_without_chart(orders):
    return payments_a_day(orders).reindex(range(1, 8), fill_value=0)


@chart_orders_by_weekday.wrong(**OWN_TABLE)
def my_own_week(orders):
    return bars_of(payments_a_day(MINE).reindex(range(1, 8), fill_value=0))


@chart_orders_by_weekday.wrong(
    en="Your function hands over nothing. Write `return` before `plots.bar(...)`: a chart that is only drawn isn't returned.",
    zh="函数没有交出结果。请在 `plots.bar(……)` 前面写上 `return`：光画出来，不算交。",
)
def chart_not_returned(orders):
    bars_of(payments_a_day(orders).reindex(range(1, 8), fill_value=0))

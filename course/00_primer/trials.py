"""Answers that readers gave to chapter 0 from the page alone, with a teacher's judgement by the question as it stands now.

Each was really given; where several are the same in substance, one stands for them. Who used
NumPy had imported it before; the import stands with the code here.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "parcel_cost",
        """
def parcel_cost(parcels, price, box):
    return parcels * price + box
""",
        judgement="wrong",
        misconception="brackets_forgotten",
        reader="shop assistant",
    ),
    Trial(
        "parcel_cost",
        """
def parcel_cost(parcels, price, box):
    total = parcels * price + parcels * box
    print(total)
""",
        judgement="wrong",
        misconception="cost_printed",
        reader="shop assistant",
    ),
    Trial(
        "parcel_cost",
        """
def parcel_cost(parcels, price, box):
    return 10 * (4.5 + 1.5)
""",
        judgement="wrong",
        misconception="the_example_typed_in",
        reader="shop assistant",
    ),
    Trial(
        "parcel_cost",
        """
def parcel_cost(parcels, price, box):
return parcels * (price + box)
""",
        judgement="wrong",
        reader="shop assistant",
        note="not indented: the cell itself stops with IndentationError, lesson 1 names it now",
    ),
    Trial(
        "parcel_cost",
        """
def parcel_cost(parcels, price, box):
    return parcels * (price + box)
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "parcel_cost",
        """
def parcel_cost(parcels, price, box):
    return parcels * price + parcels * box
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "parcel_cost",
        """
def parcel_cost(parcels, price, box):
    print(parcels * (price + box))
""",
        judgement="wrong",
        misconception="cost_printed",
        reader="beginner",
    ),
    Trial(
        "parcel_cost",
        """
def parcel_cost(parcels, price, box):
    return parcels *（price + box）
""",
        judgement="wrong",
        reader="beginner",
        note="full-width brackets: the cell itself stops with SyntaxError",
    ),
    Trial(
        "parcel_cost",
        """
def parcel_cost(parcels, price, box):
    one = price + box
    all_cost = one * parcels
    return all_cost
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "parcel_cost",
        """
def parcel_cost(parcels, price, box):
    return round(parcels * (price + box))
""",
        judgement="wrong",
        misconception="cost_rounded",
        reader="beginner",
        note="was accepted while all totals were whole",
    ),
    Trial(
        "parcel_cost",
        """
def parcel_cost(parcels, price, box):
    total = 0
    for i in range(parcels):
        total = total + price + box
    return total
""",
        judgement="right",
        reader="professor",
        note="a loop",
    ),
    Trial(
        "parcels_together",
        """
def parcels_together(morning, evening):
    return morning + evening
""",
        judgement="wrong",
        misconception="texts_glued",
        reader="shop assistant",
    ),
    Trial(
        "parcels_together",
        """
def parcels_together(morning, evening):
    return int(morning) + int(evening)
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "parcels_together",
        """
def parcels_together(morning, evening):
    return int(morning + evening)
""",
        judgement="wrong",
        misconception="glued_then_number",
        reader="shop assistant",
    ),
    Trial(
        "parcels_together",
        """
def parcels_together(morning, evening):
    return float(morning) + float(evening)
""",
        judgement="right",
        reader="shop assistant",
        note="23.0: the question asked for a whole number and nobody told; now it says that either will do",
    ),
    Trial(
        "parcels_together",
        """
def parcels_together(morning, evening):
    return int("morning") + int("evening")
""",
        judgement="wrong",
        misconception="name_in_quotes",
        reader="shop assistant",
    ),
    Trial(
        "parcels_together",
        """
def parcels_together(morning, evening):
    total = int(morning) + int(evening)
    return str(total)
""",
        judgement="wrong",
        misconception="sum_as_text",
        reader="shop assistant",
    ),
    Trial(
        "parcels_together",
        """
def parcels_together(morning, evening):
    return sum([int(morning), int(evening)])
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "parcels_together",
        """
def parcels_together(morning, evening):
    return int(float(morning) + float(evening))
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "parcels_together",
        """
def parcels_together(morning, evening):
    return int(morning.strip()) + int(evening.strip())
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "parcels_together",
        """
def parcels_together(morning, evening):
    return sum([int(x) for x in (morning, evening)])
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "total_kept",
        """
def total_kept(orders):
    taken_in = orders["paid"].sum()
    return (orders["paid"] - orders["refund"]).sum()
""",
        judgement="wrong",
        misconception="row_by_row",
        reader="shop assistant",
    ),
    Trial(
        "total_kept",
        """
def total_kept(orders):
    taken_in = orders["paid"].sum()
    refunded = orders["refund"].sum()
    return taken_in - refunded
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "total_kept",
        """
def total_kept(orders):
    taken_in = orders["paid"].sum()
    return (orders["paid"] - orders["refund"].fillna(0)).sum()
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "total_kept",
        """
def total_kept(orders):
    taken_in = orders["paid"].sum()
    refunded = orders["refund"].sum()
    taken_in - refunded
""",
        judgement="wrong",
        misconception="kept_printed",
        reader="shop assistant",
        note="no print anywhere, the return is missing: the sentence fits both now",
    ),
    Trial(
        "total_kept",
        """
def total_kept(orders):
    taken_in = orders["paid"].sum()
    return taken_in
""",
        judgement="wrong",
        misconception="refunds_forgotten",
        reader="shop assistant",
    ),
    Trial(
        "total_kept",
        """
def total_kept(orders):
    orders["refund"] = orders["refund"].fillna(0)
    return (orders["paid"] - orders["refund"]).sum()
""",
        judgement="wrong",
        misconception="refunds_filled_in_place",
        reader="shop assistant",
        note="the number is right; the rule stands at the head of the page now",
    ),
    Trial(
        "total_kept",
        """
def total_kept(orders):
    taken_in = orders["paid"].sum()
    taken_in - orders["refund"].sum()
""",
        judgement="wrong",
        misconception="kept_printed",
        reader="beginner",
    ),
    Trial(
        "total_kept",
        """
def total_kept(orders):
    taken_in = orders["paid"].sum()
    return taken_in - orders["refund"].sum()
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "total_kept",
        """
def total_kept(orders):
    taken_in = orders["paid"].sum()
    return taken_in - orders["refund"]
""",
        judgement="wrong",
        misconception="sum_minus_column",
        reader="beginner",
    ),
    Trial(
        "total_kept",
        """
def total_kept(orders):
    taken_in = orders["paid"].sum()
    return orders[orders["refund"].isna()]["paid"].sum()
""",
        judgement="wrong",
        misconception="only_without_refund",
        reader="beginner",
    ),
    Trial(
        "total_kept",
        """
def total_kept(orders):
    taken_in = orders["paid"].sum()
    kept = taken_in - orders["refund"].sum()
    return kept
    pass
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "total_kept",
        """
import numpy as np


def total_kept(orders):
    taken_in = orders["paid"].sum()
    return taken_in - np.nansum(orders["refund"])
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "total_kept",
        """
def total_kept(orders):
    taken_in = orders["paid"].sum()
    kept = 0
    for p, r in zip(orders["paid"], orders["refund"]):
        kept = kept + p
        if r > 0:
            kept = kept - r
    return kept
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "total_kept",
        """
def total_kept(orders):
    taken_in = orders["paid"].sum()
    return taken_in - orders["refund"].mean() * len(orders)
""",
        judgement="wrong",
        misconception="mean_times_rows",
        reader="professor",
    ),
    Trial(
        "total_kept",
        """
def total_kept(orders):
    taken_in = orders["paid"].sum()
    return orders.apply(lambda r: r["paid"] - (0 if pd.isnull(r["refund"]) else r["refund"]), axis=1).sum()
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    return orders[orders["shop_id"] == shop_id & orders["paid_at"].notna()]
""",
        judgement="wrong",
        misconception="conditions_without_brackets",
        reader="shop assistant",
        note="earned three quarters of a point while shop 1 was asked for",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    return orders[(orders["shop_id"] == shop_id) & (orders["paid_at"].notna())]
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    return orders[(orders["shop_id"] == shop_id) & (orders["paid"] > 0)]
""",
        judgement="wrong",
        misconception="free_orders_dropped",
        reader="shop assistant",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    return orders[(orders["shop_id"] == 1) & (orders["paid_at"].notna())]
""",
        judgement="wrong",
        misconception="always_shop_one",
        reader="shop assistant",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    return orders[(orders["shop_id"] == shop_id) & (orders["paid_at"] != None)]
""",
        judgement="wrong",
        misconception="unpaid_kept",
        reader="shop assistant",
        note="!= None: was told to add a condition that stood there",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    shop = orders[orders["shop_id"] == shop_id]
    return shop.dropna()
""",
        judgement="wrong",
        misconception="any_empty_cell_dropped",
        reader="shop assistant",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    shop = orders["shop_id"] == shop_id
    paid = orders["paid_at"].notna()
    return orders[shop and paid]
""",
        judgement="wrong",
        misconception="and_for_ampersand",
        reader="shop assistant",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    few = ["order_id", "shop_id", "paid_at", "paid"]
    return orders[(orders["shop_id"] == shop_id) & orders["paid_at"].notna()][few]
""",
        judgement="wrong",
        reader="shop assistant",
        note="columns left out: the message names them",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    return orders[(orders["shop_id"] == "shop_id") & (orders["paid_at"].notna())]
""",
        judgement="wrong",
        misconception="compared_with_a_word",
        reader="beginner",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    return orders[(orders["shop_id"] == shop_id) and (orders["paid_at"].notna())]
""",
        judgement="wrong",
        misconception="and_for_ampersand",
        reader="beginner",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    table = orders[(orders["shop_id"] == shop_id) & (orders["paid_at"].notna())]
    return table[["order_id", "shop_id", "paid_at"]]
""",
        judgement="wrong",
        reader="beginner",
        note="columns left out: the message names them",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    mine = orders[orders["shop_id"] == shop_id]
    paid = mine[mine["paid_at"].notna()]
    return paid
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    mine = orders[orders["shop_id"] == shop_id]
    return mine[mine["paid_at"].notna()].sort_values("paid", ascending=False)
""",
        judgement="wrong",
        misconception="rows_sorted_by_amount",
        reader="beginner",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    return orders[(orders["店铺"] == shop_id) & (orders["付款时间"].notna())]
""",
        judgement="wrong",
        reader="beginner",
        note="the translated headings of plots.table: lesson 2 warns now",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    return orders.query("shop_id == @shop_id and paid_at.notnull()")
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "rows_of_shop",
        """
def rows_of_shop(orders, shop_id):
    keep = []
    for i in range(len(orders)):
        if orders["shop_id"].iloc[i] == shop_id and not pd.isnull(orders["paid_at"].iloc[i]):
            keep.append(i)
    return orders.iloc[keep]
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    orders["wait_hours"] = (orders["shipped_at"] - orders["paid_at"]).dt.total_seconds() / 3600
    late = orders[orders["wait_hours"] > 48]
    return late.sort_values("wait_hours")
""",
        judgement="wrong",
        misconception="input_changed",
        reader="shop assistant",
        note="also 48 typed in and sorted the wrong way: was told that the result is right",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    orders["wait_hours"] = (orders["shipped_at"] - orders["paid_at"]).dt.total_seconds() / 3600
    late = orders[orders["wait_hours"] > hours]
    return late.sort_values("wait_hours", ascending=False)
""",
        judgement="wrong",
        misconception="input_changed",
        reader="shop assistant",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    t = orders.copy()
    t["wait_hours"] = (t["shipped_at"] - t["paid_at"]).dt.total_seconds() / 3600
    late = t[t["wait_hours"] > hours]
    return late.sort_values("wait_hours", ascending=False)
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    t = orders.copy()
    t["wait_hours"] = (t["shipped_at"] - t["paid_at"]).dt.seconds / 3600
    late = t[t["wait_hours"] > hours]
    return late.sort_values("wait_hours", ascending=False)
""",
        judgement="wrong",
        misconception="days_lost",
        reader="shop assistant",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    t = orders.copy()
    t["wait_hours"] = (t["shipped_at"] - t["paid_at"]).dt.total_seconds() / 3600
    late = t[t["wait_hours"] >= hours]
    late = late.sort_values("wait_hours", ascending=False)
    return late
""",
        judgement="wrong",
        misconception="exact_counts_as_late",
        reader="shop assistant",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    t = orders.copy()
    t["wait_hours"] = (t["shipped_at"] - t["paid_at"]).dt.total_seconds() / 3600
    late = t[t["wait_hours"] > hours]
    late.sort_values("wait_hours", ascending=False)
    return late
""",
        judgement="wrong",
        misconception="not_sorted",
        reader="shop assistant",
        note="sorted, but the new table was dropped",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    t = orders.copy()
    t["wait_hours"] = (t["shipped_at"] - t["paid_at"]).dt.total_seconds() / 3600
    late = t[t["wait_hours"] > 48]
    return late.sort_values("wait_hours", ascending=False)
""",
        judgement="wrong",
        misconception="always_48",
        reader="shop assistant",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    t = orders.copy()
    t["wait_hours"] = (t["shipped_at"] - t["paid_at"]).dt.total_seconds() / 3600
    late = t[t["wait_hours"] > hours]
    return late.sort_values("wait_hours")
""",
        judgement="wrong",
        misconception="shortest_first",
        reader="shop assistant",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    orders["wait_hours"] = (orders["shipped_at"] - orders["paid_at"]).dt.total_seconds() / 3600
    late = orders[orders["wait_hours"] > 48]
    return late.sort_values("wait_hours", ascending=False)
""",
        judgement="wrong",
        misconception="input_changed",
        reader="shop assistant",
        note="also 48 typed in",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    wait = orders["shipped_at"] - orders["paid_at"]
    orders["wait_hours"] = wait.dt.total_seconds() / 3600
    late = orders[orders["wait_hours"] > hours]
    return late.sort_values("wait_hours", ascending=False)
""",
        judgement="wrong",
        misconception="input_changed",
        reader="beginner",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    table = orders.copy()
    wait = table["shipped_at"] - table["paid_at"]
    table["wait_hours"] = wait.dt.total_seconds() / 3600
    late = table[table["wait_hours"] > hours]
    return late.sort_values("wait_hours", ascending=False)
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    table = orders.copy()
    table["wait_hours"] = (table["shipped_at"] - table["created_at"]).dt.total_seconds() / 3600
    return table[table["wait_hours"] > hours].sort_values("wait_hours", ascending=False)
""",
        judgement="wrong",
        misconception="from_ordering",
        reader="beginner",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    sent = orders[orders["shipped_at"].notna() & orders["paid_at"].notna()]
    sent["wait_hours"] = (sent["shipped_at"] - sent["paid_at"]).dt.total_seconds() / 3600
    late = sent[sent["wait_hours"] > hours]
    return late.sort_values("wait_hours", ascending=False)
""",
        judgement="right",
        reader="beginner",
        note="no copy, but the filter made a table of its own",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    table = orders.copy()
    table["wait_hours"] = (table["shipped_at"] - table["paid_at"]).dt.total_seconds() / 60
    return table[table["wait_hours"] > hours].sort_values("wait_hours", ascending=False)
""",
        judgement="wrong",
        misconception="in_minutes",
        reader="beginner",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    table = orders.copy()
    table["wait_hours"] = round((table["shipped_at"] - table["paid_at"]).dt.total_seconds() / 3600)
    return table[table["wait_hours"] > hours].sort_values("wait_hours", ascending=False)
""",
        judgement="wrong",
        misconception="rounded_hours",
        reader="beginner",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    table = orders.copy()
    table["wait_hours"] = table["shipped_at"] - table["paid_at"]
    return table[table["wait_hours"] > hours].sort_values("wait_hours", ascending=False)
""",
        judgement="wrong",
        reader="beginner",
        note="a duration compared with a number: explained by the help to the error",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    d = orders
    d["wait_hours"] = (d["shipped_at"] - d["paid_at"]).dt.total_seconds() / 3600
    d = d[d["wait_hours"] > hours]
    return d.sort_values("wait_hours", ascending=False)
""",
        judgement="wrong",
        misconception="input_changed",
        reader="professor",
        note="a second name is no copy",
    ),
    Trial(
        "late_parcels",
        """
import numpy as np


def late_parcels(orders, hours):
    d = orders.copy()
    d["wait_hours"] = (d["shipped_at"] - d["paid_at"]) / np.timedelta64(1, 'h')
    d = d[d["wait_hours"] > hours]
    return d.sort_values("wait_hours", ascending=False)
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "late_parcels",
        """
def late_parcels(orders, hours):
    d = orders.copy()
    d["wait_hours"] = (d["shipped_at"] - d["paid_at"]).dt.total_seconds() // 3600
    d = d[d["wait_hours"] > hours]
    return d.sort_values("wait_hours", ascending=False)
""",
        judgement="wrong",
        misconception="full_hours_only",
        reader="professor",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    return orders.groupby("column")["paid"].mean()
""",
        judgement="wrong",
        misconception="column_in_quotes",
        reader="shop assistant",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    return orders.groupby(column)["paid"].mean()
""",
        judgement="wrong",
        misconception="unpaid_in_the_mean",
        reader="shop assistant",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    paid = orders[orders["paid_at"].notna()]
    return paid.groupby(column)["paid"].mean()
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    paid = orders[orders["paid"] > 0]
    return paid.groupby(column)["paid"].mean()
""",
        judgement="wrong",
        misconception="zero_left_out",
        reader="shop assistant",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    paid = orders[orders["paid_at"].notna()]
    return paid.groupby(column)["paid"].sum() / orders.groupby(column)["paid"].count()
""",
        judgement="wrong",
        misconception="unpaid_in_the_mean",
        reader="shop assistant",
        note="money of the paid orders over the number of all",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    paid = orders[orders["paid_at"].notna()]
    return paid.groupby(column, as_index=False)["paid"].mean()
""",
        judgement="wrong",
        misconception="groups_as_a_column",
        reader="shop assistant",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    heaps = orders.groupby(column)
    return heaps["paid"].sum() / heaps["order_id"].count()
""",
        judgement="wrong",
        misconception="unpaid_in_the_mean",
        reader="beginner",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    p = orders[orders["paid_at"].notna()]
    return p.groupby(column)["paid"].sum() / p.groupby(column)["order_id"].count()
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    p = orders[orders["paid_at"].notna()]
    return p.groupby(column)[["paid"]].mean()
""",
        judgement="wrong",
        misconception="mean_as_a_table",
        reader="beginner",
        note="the reader thought it right; the question says one column now",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    p = orders[orders["paid_at"].notna()]
    return p.groupby(column)["paid"].mean().reset_index()
""",
        judgement="wrong",
        misconception="groups_as_a_column",
        reader="beginner",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    p = orders[orders["paid_at"].notna()]
    return round(p.groupby(column)["paid"].mean(), 0)
""",
        judgement="wrong",
        misconception="means_in_whole_yuan",
        reader="beginner",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    p = orders[orders["paid_at"].notna()]
    return p.groupby(column)["paid"].median()
""",
        judgement="wrong",
        misconception="median_for_mean",
        reader="beginner",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    p = orders[orders["paid_at"].notna()]
    print(p.groupby(column)["paid"].mean())
""",
        judgement="wrong",
        misconception="means_printed",
        reader="beginner",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    return orders[orders["paid_at"].notna()].groupby(column)["paid"].mean().round(2)
""",
        judgement="wrong",
        misconception="means_to_the_fen",
        reader="professor",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    return orders[orders["paid_at"].notna()].groupby("city")["paid"].mean()
""",
        judgement="wrong",
        misconception="always_by_city",
        reader="professor",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    d = orders[orders["paid_at"].notna()]
    r = {}
    for k in sorted(d[column].unique()):
        r[k] = d["paid"][d[column] == k].mean()
    return pd.Series(r)
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "mean_by",
        """
def mean_by(orders, column):
    return orders[orders["paid_at"].notna()].pivot_table(index=column, values="paid")["paid"]
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    return items.merge(products, on="sku_id")
""",
        judgement="wrong",
        misconception="merged_as_it_comes",
        reader="shop assistant",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    return items.merge(products[["sku_id", "title"]], on="sku_id", how="left")
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    return items.merge(products, on="sku_id", how="left").drop(columns=["price"])
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    items["title"] = items["sku_id"].map(products.set_index("sku_id")["title"])
    return items
""",
        judgement="wrong",
        misconception="titles_put_into_items",
        reader="shop assistant",
        note="refused without a rule then; the question has it now",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    return products[["sku_id", "title"]].merge(items, on="sku_id", how="right")
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    return items.merge(products[["sku_id", "title"]], on="sku_id", how="outer")
""",
        judgement="wrong",
        misconception="everything",
        reader="shop assistant",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    t = items.copy()
    t["title"] = t["sku_id"].map(products.set_index("sku_id")["title"])
    return t
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    names = products[["sku_id", "title"]]
    return items.merge(names, on="sku_id")
""",
        judgement="wrong",
        misconception="not_found_dropped",
        reader="beginner",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    return products[["sku_id", "title"]].merge(items, on="sku_id", how="left")
""",
        judgement="wrong",
        misconception="all_products",
        reader="beginner",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    big = items.merge(products, on="sku_id", how="left")
    return big[["order_id", "sku_id", "qty", "title"]]
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    return items.merge(products["title"], on="sku_id", how="left")
""",
        judgement="wrong",
        misconception="titles_without_numbers",
        reader="beginner",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    return items.merge(products[["sku_id", "title"]], on="sku_id", how="right")
""",
        judgement="wrong",
        misconception="all_products",
        reader="beginner",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    return items.merge(products[["sku_id", "title"]], on="sku_id", how="left").fillna("没有")
""",
        judgement="wrong",
        misconception="missing_titles_filled",
        reader="beginner",
        note="with a word of the reader's own",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    names = products[["sku_id", "title"]]
    table = items.copy()
    table = table.merge(names, how="left")
    return table
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    return items.merge(products, on="sku_id", how="left")
""",
        judgement="wrong",
        misconception="price_too",
        reader="professor",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    look = dict(zip(products["sku_id"], products["title"]))
    d = items.copy()
    d["title"] = [look.get(k) for k in d["sku_id"]]
    return d
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    return items.merge(products[["sku_id", "title"]], how="outer")
""",
        judgement="wrong",
        misconception="everything",
        reader="professor",
    ),
    Trial(
        "join_titles",
        """
def join_titles(items, products):
    return items.merge(products[["sku_id", "title"]], how="left").fillna("")
""",
        judgement="wrong",
        misconception="missing_titles_filled",
        reader="professor",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    days = orders["paid_at"].dt.day_of_week.value_counts()
    return plots.bar(days, "每天付款", xlabel="星期", ylabel="订单数")
""",
        judgement="wrong",
        misconception="weekdays_as_they_come",
        reader="shop assistant",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    paid = orders[orders["paid_at"].notna()]
    days = (paid["paid_at"].dt.day_of_week + 1).value_counts()
    days = days.reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0)
    return plots.bar(days, "每天付款", xlabel="星期", ylabel="订单数")
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    paid = orders[orders["paid_at"].notna()]
    days = (paid["paid_at"].dt.day_of_week + 1).value_counts().sort_index()
    return plots.bar(days, "每天付款", xlabel="星期", ylabel="订单数")
""",
        judgement="wrong",
        misconception="empty_days_missing",
        reader="shop assistant",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    days = (orders["created_at"].dt.day_of_week + 1).value_counts()
    days = days.reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0)
    return plots.bar(days, "每天付款", xlabel="星期", ylabel="订单数")
""",
        judgement="wrong",
        misconception="days_of_ordering",
        reader="shop assistant",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    paid = orders[orders["paid_at"].notna()]
    days = (paid["paid_at"].dt.day_of_week + 1).value_counts()
    days = days.reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0)
    return plots.bar(days)
""",
        judgement="wrong",
        reader="shop assistant",
        note="the title forgotten: explained by the help to the error",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    paid = orders[orders["paid_at"].notna()]
    days = (paid["paid_at"].dt.day_of_week + 1).value_counts()
    days = days.reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0)
    days.index = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    return plots.bar(days, "每天付款", xlabel="星期", ylabel="订单数")
""",
        judgement="wrong",
        misconception="names_of_the_days",
        reader="shop assistant",
        note="short names of the reader's own",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    paid = orders[orders["paid_at"].notna()]
    days = (paid["paid_at"].dt.day_of_week + 1).value_counts()
    days = days.reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0)
    plots.bar(days, "每天付款", xlabel="星期", ylabel="订单数")
""",
        judgement="wrong",
        misconception="chart_not_returned",
        reader="shop assistant",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    paid = orders[orders["paid_at"].notna()]
    days = paid["paid_at"].dt.day_of_week.value_counts().reindex([0, 1, 2, 3, 4, 5, 6], fill_value=0)
    return plots.bar(days, "每天付款", xlabel="星期", ylabel="订单数")
""",
        judgement="wrong",
        misconception="monday_is_zero",
        reader="shop assistant",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    days = (orders["paid_at"].dt.day_of_week + 1).value_counts()
    days = days.reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0)
    return plots.bar(days, "每天付款", xlabel="星期", ylabel="订单数")
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    paid = orders[orders["paid_at"].notna()]
    days = (paid["paid_at"].dt.day_of_week + 1).value_counts()
    days = days.reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0)
    return plots.bar(days, "每天付款")
""",
        judgement="right",
        reader="shop assistant",
        note="plots.bar names the axes by itself, and the question says so now",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    days = orders["paid_at"].dt.day_of_week + 1
    week = days.value_counts().reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0)
    return plots.bar(week, "一周付款订单", xlabel="星期")
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    paid = orders[orders["paid_at"].notna()].copy()
    paid["d"] = paid["paid_at"].dt.day_of_week + 1
    week = paid.groupby("d")["order_id"].count().reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0)
    return plots.bar(week, "本周", xlabel="星期几", ylabel="笔数")
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    days = orders["paid_at"].dt.day_of_week + 1
    week = days.value_counts().reindex([1, 2, 3, 4, 5, 6, 7])
    return plots.bar(week, "一周付款订单", xlabel="星期", ylabel="订单数")
""",
        judgement="wrong",
        misconception="empty_days_missing",
        reader="beginner",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    paid = orders[orders["paid_at"].notna()].copy()
    paid["weekday"] = paid["paid_at"].dt.day_name().str.lower()
    order_of_days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    by_day = paid.groupby("weekday")["order_id"].count().reindex(order_of_days, fill_value=0)
    return plots.bar(by_day, "一周付款订单", xlabel="星期", ylabel="订单数")
""",
        judgement="wrong",
        misconception="names_of_the_days",
        reader="beginner",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    days = orders["paid_at"].dt.day_of_week + 1
    week = days.value_counts().reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0)
    return plots.bar(week, "一周付款订单", ylabel="订单数")
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    paid = orders[orders["paid_at"].notna()]
    days = paid["paid_at"].dt.day_of_week + 1
    week = days.value_counts().sort_index()
    week = week.reindex([1, 2, 3, 4, 5, 6, 7]).fillna(0)
    return plots.bar(week, "一周付款订单", xlabel="星期", ylabel="订单数")
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
def chart_orders_by_weekday(orders):
    d = orders[orders["paid_at"].notna()]
    n = (d["created_at"].dt.day_of_week + 1).value_counts().reindex([1, 2, 3, 4, 5, 6, 7], fill_value=0)
    return plots.bar(n, "Paid orders by weekday", xlabel="weekday", ylabel="orders")
""",
        judgement="wrong",
        misconception="paid_by_day_of_ordering",
        reader="professor",
    ),
    Trial(
        "chart_orders_by_weekday",
        """
import numpy as np


def chart_orders_by_weekday(orders):
    import matplotlib.pyplot as plt
    n = np.zeros(7)
    for t in orders["paid_at"]:
        if not pd.isnull(t):
            n[t.weekday()] += 1
    fig, ax = plt.subplots()
    ax.bar(range(1, 8), n)
    ax.set_title("a")
    ax.set_xlabel("b")
    ax.set_ylabel("c")
    return ax
""",
        judgement="right",
        reader="professor",
    ),
]

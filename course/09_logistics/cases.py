"""Cases of chapter 9: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import math

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World

HOUR = pd.Timedelta(hours=1)


def moment(text) -> pd.Timestamp:
    """A time of 2025 from ``"12-01 10:00"``; NaT from None."""
    return pd.NaT if pd.isna(text) else pd.Timestamp(f"2025-{text}")


def times(rows: list[tuple], columns: list[str], when: list[str]) -> pd.DataFrame:
    """A table of rows; the columns of ``when`` hold times as `moment` reads them."""
    table = pd.DataFrame(rows, columns=columns)
    for name in when:
        table[name] = pd.to_datetime(pd.Series([moment(text) for text in table[name]], dtype="datetime64[s]"))
    return table


# --- fulfilment_metrics: one evening, open orders beside the times ----------------------------------------------------

PARCELS = "metrics.delivery_time(shipments, as_of)"
fulfilment_metrics = Exercise(points=3, compare="equal", tolerance=1e-9, library=[PARCELS])


def page(orders: list[tuple], parcels: list[tuple], as_of: str) -> dict:
    """Inputs from (order, placed, paid, cash) and (order, sent, there, cost); an unpaid order has paid False."""
    table = times(orders, ["order_id", "created_at", "paid", "is_cod"], ["created_at"])
    table["paid_at"] = (table["created_at"] + pd.Timedelta(minutes=3)).where(table.pop("paid"))
    sent = times(parcels, ["order_id", "shipped_at", "delivered_at", "cost"], ["shipped_at", "delivered_at"])
    sent.insert(0, "shipment_id", np.arange(1, len(sent) + 1))
    sent["cost"] = sent["cost"].astype(float)
    columns = ["order_id", "created_at", "paid_at", "is_cod"]
    return {"orders": table[columns].astype({"is_cod": bool}), "shipments": sent, "as_of": as_of}


@fulfilment_metrics.example
def three_orders_by_hand():
    inputs = page(
        [(1, "12-01 10:00", True, False), (2, "12-09 12:00", True, True), (3, "12-08 09:00", False, False)],
        [
            (1, "12-02 10:00", "12-03 10:00", 5),
            (1, "12-02 10:00", "12-08 10:00", 7),
            (2, "12-10 08:00", None, 6),
        ],
        "2025-12-10",
    )
    expected = {
        "order_to_receipt_p50": 168.0,
        "order_to_receipt_p90": 168.0,
        "delivery_p50": 84.0,
        "delivery_p90": 132.0,
        "cost_per_order": 18.0,
        "undelivered_share": 0.5,
        "cod_share": 0.5,
        "open_orders": 1,
    }
    return inputs, expected


WEEK = page(
    [
        (31, "12-03 22:10", True, False), (12, "12-01 09:30", True, True), (45, "12-08 23:40", True, False),
        (7, "12-02 11:00", True, False), (18, "12-05 08:00", False, True), (22, "12-04 16:20", True, False),
        (50, "12-09 10:00", True, True), (61, "12-10 00:00", True, False), (9, "12-01 20:00", True, False),
        (33, "12-06 12:00", True, False),
    ],
    [
        (12, "12-01 20:00", "12-04 08:00", 4.2), (31, "12-04 15:00", "12-09 15:00", 6.5),
        (31, "12-04 18:00", "12-05 20:00", 3.0), (7, "12-03 09:00", "12-09 10:00", 4.0),
        (22, "12-05 10:00", "12-10 01:00", 8.8), (9, "12-02 10:00", "12-07 10:00", 5.0),
        (45, "12-09 22:00", None, 9.0), (33, "12-07 08:00", "12-09 23:59", 4.4), (33, "12-07 09:00", None, 2.1),
        (61, "12-10 06:00", "12-11 10:00", 7.0), (50, "12-10 07:00", None, 3.3), (12, "12-02 08:00", "12-03 11:30", 2.0),
    ],
    "2025-12-09",
)  # fmt: skip


@fulfilment_metrics.visible(en="a week in December", zh="十二月的一周")
def a_week_in_december():
    return WEEK


@fulfilment_metrics.visible(en="the same shop two days later", zh="同一家店，两天以后")
def two_days_later():
    shuffled = {name: WEEK[name].iloc[::-1].reset_index(drop=True) for name in ("orders", "shipments")}
    return {**shuffled, "as_of": "2025-12-11"}


@fulfilment_metrics.visible(edge=True, en="exactly 120 hours, at both ends", zh="正好 120 小时，两头都是")
def exactly_120_hours():
    return page(
        [(1, "12-01 08:00", True, False), (2, "12-01 09:00", True, False), (3, "12-02 12:00", True, False)],
        [
            (1, "12-02 00:00", "12-07 00:00", 5),
            (2, "12-02 10:00", "12-07 10:01", 5),
            (3, "12-05 00:00", "12-05 20:00", 4),
            (3, "12-03 18:00", None, 6),
        ],
        "2025-12-09",
    )


@fulfilment_metrics.visible(edge=True, en="delivered at midnight, or later", zh="半夜零点才签收，或更晚")
def delivered_at_midnight():
    return page(
        [(1, "12-01 08:00", True, False), (2, "12-02 08:00", True, False), (3, "12-03 08:00", True, False)],
        [
            (1, "12-01 18:00", "12-06 00:00", 5),
            (2, "12-02 18:00", "12-05 23:59", 5),
            (3, "12-03 18:00", "12-08 12:00", 5),
        ],
        "2025-12-05",
    )


@fulfilment_metrics.visible(edge=True, en="paid after midnight, sent at midnight", zh="零点以后才付款，零点整才发货")
def around_midnight():
    return page(
        [(1, "12-07 08:00", True, False), (2, "12-09 23:58", True, True), (3, "12-08 09:00", True, False)],
        [(1, "12-07 18:00", "12-09 10:00", 5), (3, "12-10 00:00", None, 6)],
        "2025-12-09",
    )


@fulfilment_metrics.visible(edge=True, en="nothing has arrived yet", zh="还什么都没到")
def nothing_received():
    return page([(1, "12-09 08:00", True, True)], [(1, "12-09 18:00", None, 5)], "2025-12-09")


@fulfilment_metrics.visible(edge=True, en="no order was paid", zh="没有付款的订单")
def nobody_paid():
    return page([(1, "12-09 08:00", False, True)], [], "2025-12-09")


@fulfilment_metrics.visible(edge=True, en="one order", zh="只有一单")
def one_order():
    return page([(1, "12-02 08:00", True, False)], [(1, "12-02 20:00", "12-04 20:00", 4.5)], "2025-12-09")


@fulfilment_metrics.visible(edge=True, en="empty tables", zh="空表")
def empty_page():
    return {"orders": WEEK["orders"].head(0), "shipments": WEEK["shipments"].head(0), "as_of": "2025-12-09"}


@fulfilment_metrics.hidden(worlds=3)
def other_pages(world: World):
    orders = world.table("orders")
    late = orders[orders["created_at"] >= "2025-11-01"].sample(frac=1, random_state=world.rng).reset_index(drop=True)
    sent = late[late["shipped_at"].notna()][["order_id", "shipped_at", "delivered_at"]]
    again = sent.sample(frac=0.2, random_state=world.rng)
    again = again.assign(delivered_at=again["delivered_at"] + pd.Timedelta(hours=20))
    both = pd.concat([sent, again], ignore_index=True)
    both.insert(0, "shipment_id", np.arange(1, len(both) + 1))
    both["cost"] = np.round(world.rng.uniform(3, 14, len(both)), 2)
    day = pd.Timestamp("2025-11-12") + pd.Timedelta(days=int(world.rng.integers(0, 40)))
    columns = ["order_id", "created_at", "paid_at", "is_cod"]
    return {"orders": late[columns], "shipments": both, "as_of": day.strftime("%Y-%m-%d")}


@fulfilment_metrics.invariant(en="The P90 is never shorter than the median.", zh="P90 不会比中位数短。")
def p90_above_the_median(result, **inputs):
    pairs = (("order_to_receipt_p50", "order_to_receipt_p90"), ("delivery_p50", "delivery_p90"))
    return all(math.isnan(result[low]) or result[high] >= result[low] - 1e-9 for low, high in pairs)


@fulfilment_metrics.invariant(
    en="No more orders can be open than were paid and placed by then.", zh="未完成的不会比那时已下单、付过款的还多。"
)
def open_orders_were_paid(result, *, orders, as_of, **inputs):
    placed = orders["created_at"] < pd.Timestamp(as_of) + pd.Timedelta(days=1)
    return 0 <= result["open_orders"] <= int((placed & orders["paid_at"].notna()).sum())


def monday(
    orders, shipments, as_of, *, end_days=1, paid_only=True, cut=True, cut_parcels=True, whole="all", start="created_at",
    q="linear", unit=1.0, cost="all", cost_by="received", limit=120.0, strict=False, judged="old", share_of="parcels",
    cod="counted", open_in="beside", parcels_of="delivered", late_end=False, invert=False, age=120.0, closed=False,
    done_below=False, arrivals="cut", payment="any", sent_at_end=False, count_open="all",
):  # fmt: skip
    """The page; the arguments are the ways to get a rule wrong."""
    end = pd.Timestamp(as_of) + pd.Timedelta(days=end_days)
    placed = orders["created_at"] <= end if closed else orders["created_at"] < end
    counted = orders[placed] if cut else orders
    counted = counted[counted["paid_at"] < end] if payment == "known" else counted
    counted = (counted[counted["paid_at"].notna()] if paid_only else counted).set_index("order_id")
    exists = shipments["shipped_at"] <= end if sent_at_end else shipments["shipped_at"] < end
    sent = shipments[exists] if cut_parcels else shipments
    known = sent["delivered_at"] <= end if late_end else sent["delivered_at"] < end
    there = sent["delivered_at"].where(known) if cut and arrivals == "cut" else sent["delivered_at"]
    sent = sent.assign(there=there, hours=(there - sent["shipped_at"]) / HOUR)
    groups = sent.groupby("order_id")["there"]
    arrived = groups.min() if whole == "first" else groups.max()
    if whole == "all":
        arrived = arrived.where(groups.count() == groups.size())
    begin = (
        counted[start] if start != "shipped_at" else sent.groupby("order_id")["shipped_at"].min().reindex(counted.index)
    )
    waits = (arrived.reindex(counted.index) - begin) / HOUR
    received = int(waits.notna().sum())
    still = waits.isna()
    if count_open == "sent":
        still = still & waits.index.isin(sent["order_id"])
    trips = sent["hours"] if parcels_of == "delivered" else sent[sent["order_id"].isin(waits.dropna().index)]["hours"]
    if open_in == "until_now":
        waits = waits.fillna((end - counted["created_at"]) / HOUR)
        trips = trips.fillna((end - sent["shipped_at"]) / HOUR)
    old = sent[sent["shipped_at"] <= end - age * HOUR] if judged == "old" else sent
    if strict:
        old = sent[sent["shipped_at"] < end - age * HOUR]
    late = ~(old["hours"] <= limit)
    if invert:
        late = ~late
    if done_below:
        late = late[old["hours"].notna()]
    if share_of == "still":
        late = old["there"].isna()
    if share_of == "orders":
        late = late.groupby(old["order_id"]).max()
    money = sent["cost"] if cost == "all" else sent.loc[sent["there"].notna(), "cost"]
    divisor = {"received": received, "counted": len(counted), "parcels": len(sent),
               "delivered": int(sent["there"].notna().sum())}[cost_by]  # fmt: skip
    cash = counted["is_cod"] if cod == "counted" else orders["is_cod"]
    if cod == "received":
        cash = counted["is_cod"][(arrived.reindex(counted.index)).notna()]
    return {
        "order_to_receipt_p50": waits.quantile(0.5) * unit,
        "order_to_receipt_p90": waits.quantile(0.9, interpolation=q) * unit,
        "delivery_p50": trips.quantile(0.5) * unit,
        "delivery_p90": trips.quantile(0.9, interpolation=q) * unit,
        "cost_per_order": money.sum() / divisor if divisor else np.nan,
        "undelivered_share": float(late.mean()) if len(late) else np.nan,
        "cod_share": cash.mean() if len(cash) else np.nan,
        "open_orders": int(still.sum()),
    }


@fulfilment_metrics.right
def by_counting_what_is_there(orders, shipments, as_of):
    return monday(orders, shipments, as_of)


@fulfilment_metrics.right
def by_a_loop_over_orders(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    known = shipments.loc[shipments["shipped_at"] < end]
    waits, trips, cash, still = [], [], [], 0
    for row in orders.itertuples():
        if pd.isna(row.paid_at) or row.created_at >= end:
            continue
        cash.append(bool(row.is_cod))
        mine = known.loc[known["order_id"] == row.order_id, "delivered_at"]
        if len(mine) and bool((mine < end).all()):
            waits.append((mine.max() - row.created_at).total_seconds() / 3600)
        else:
            still += 1
    in_time = []
    for row in known.itertuples():
        there = row.delivered_at < end
        taken = (row.delivered_at - row.shipped_at).total_seconds() / 3600 if there else np.inf
        if there:
            trips.append(taken)
        if (end - row.shipped_at).total_seconds() / 3600 >= 120:
            in_time.append(taken <= 120)

    def cut(values, share):
        return float(np.quantile(values, share)) if values else float("nan")

    return {
        "order_to_receipt_p50": cut(waits, 0.5),
        "order_to_receipt_p90": cut(waits, 0.9),
        "delivery_p50": cut(trips, 0.5),
        "delivery_p90": cut(trips, 0.9),
        "cost_per_order": known["cost"].sum() / len(waits) if waits else float("nan"),
        "undelivered_share": 1 - sum(in_time) / len(in_time) if in_time else float("nan"),
        "cod_share": sum(cash) / len(cash) if cash else float("nan"),
        "open_orders": still,
    }


def slip(exercise: Exercise, name: str, function, en: str, zh: str) -> None:
    """Declare a wrong answer that is one argument away from the right one."""
    function.__name__ = function.__qualname__ = name
    exercise.wrong(en=en, zh=zh)(function)


def slips(exercise: Exercise, solve, *entries: tuple) -> None:
    """Declare wrong answers from (name, arguments that are wrong, text, text)."""
    for name, options, en, zh in entries:
        slip(exercise, name, lambda *args, _o=options, **inputs: solve(*args, **inputs, **_o), en, zh)


slips(
    fulfilment_metrics, monday,
    ("start_of_the_day", {"end_days": 0},
     "The evening was cut at the *start* of `as_of`. We look at the end of that day: what happened on it is known.",
     "截在了 `as_of` 这天的**开头**。我们站在这一天结束的时候，当天发生的事已经知道了。"),
    ("unpaid_orders_in", {"paid_only": False},
     "Orders that were never paid are in. They will never be sent: keep those whose `paid_at` is there.",
     "没付款的订单也算了。它们根本不会发货：只留 `paid_at` 不缺失的。"),
    ("the_future_is_known", {"cut": False, "cut_parcels": False},
     "What happens after `as_of` was used. On that evening nobody knew it: later deliveries have not happened, later orders do not exist.",
     "用到了 `as_of` 之后的事。那天晚上谁也不知道：之后的签收还没发生，之后的订单还不存在。"),
    ("parcels_of_tomorrow", {"cut_parcels": False},
     "Parcels sent after the end of `as_of` are in. They don't exist yet that evening, and their cost is not spent.",
     "`as_of` 结束以后才发的包裹也算了。那天晚上它们还不存在，运费也还没花。"),
    ("later_deliveries_known", {"arrivals": "all"},
     "Deliveries after the end of `as_of` were left in. That evening nobody knew them: such a parcel is still under way.",
     "`as_of` 结束以后的签收没有去掉。那天晚上谁也不知道：那个包裹还在路上。"),
    ("payments_compared", {"payment": "known"},
     "The time of payment was compared with the end of `as_of`. An order placed before it counts, also if it was paid minutes later.",
     "拿付款时间去和 `as_of` 结束比了。在那之前下的单就算数，几分钟以后才付款也算。"),
    ("parcels_of_midnight", {"sent_at_end": True},
     "A parcel sent exactly at midnight, the end of the day, is in. It does not exist yet.", "零点整发的包裹也算了。那一刻它还不存在。"),
    ("open_only_if_sent", {"count_open": "sent"},
     "Orders without any parcel are missing among the open ones. Nobody has even sent them: they are open, too.",
     "一个包裹也没有的订单，没算进未完成。它们连货都没发，当然没完成。"),
    ("one_parcel_is_enough", {"whole": "first"},
     "The clock stops at the *first* parcel. An order is received when all its parcels are there.",
     "表停在了**第一个**包裹。所有包裹都到了，才算收齐。"),
    ("missing_parcel_skipped", {"whole": "last"},
     "An order counts as received although one of its parcels is still under way (`max` skips missing times).",
     "还有包裹在路上的订单也算收齐了（`max` 会跳过缺失的时间）。"),
    ("clock_from_payment", {"start": "paid_at"},
     "The customer's clock starts at the order, `created_at`, not at the payment.",
     "客人的表从下单（`created_at`）开始走，不是从付款。"),
    ("clock_from_dispatch", {"start": "shipped_at"},
     "Order to receipt starts at the order. From dispatch on it is the carrier's time.",
     "下单到收货从下单开始算。从发货开始的，那是快递的时间。"),
    ("p90_of_a_real_case", {"q": "lower"},
     "The P90 was taken as one of the values below. Take it as `quantile(0.9)` gives it, between two values.",
     "P90 取成了偏下的那个实际值。要照 `quantile(0.9)`，可以落在两个值之间。"),
    ("in_days", {"unit": 1 / 24}, "The times are in days. Hours are asked for.", "时间用了天。题目要的是小时。"),
    ("in_minutes", {"unit": 60.0}, "The times are in minutes. Hours are asked for.", "时间用了分钟。题目要的是小时。"),
    ("cost_of_delivered_parcels", {"cost": "delivered"},
     "Only delivered parcels were paid for here. Those under way cost as much: all parcels sent count above the line.",
     "只加了已签收包裹的运费。在途的一样花了钱：发出的包裹全都算。"),
    ("cost_by_all_orders", {"cost_by": "counted"},
     "The cost was divided by all orders that count. Below the line stand the received ones.",
     "运费除以了全部算数的订单。分母是收齐的订单。"),
    ("cost_by_parcel", {"cost_by": "parcels"},
     "This is the cost of a parcel. An order may have several: divide by received orders.",
     "这是每个包裹的运费。一单可以有几个包裹：要除以收齐的订单。"),
    ("cost_by_delivered_parcels", {"cost_by": "delivered"},
     "The cost was divided by delivered parcels. Below the line stand received *orders*.",
     "运费除以了签收的包裹数。分母是收齐的**订单**。"),
    ("young_parcels_judged", {"judged": "all"},
     "Parcels sent only yesterday were judged. Those that have not had 120 hours are left out, above and below.",
     "昨天才发的包裹也判了。没满 120 小时的，分子、分母都不算。"),
    ("exactly_old_left_out", {"strict": True},
     "A parcel sent exactly 120 hours before the end was left out. *At least* 120 hours includes it.",
     "正好在 120 小时前发出的包裹漏掉了。“已满”120 小时，包括正好的。"),
    ("still_under_way_only", {"share_of": "still"},
     "Only parcels that are still under way count here. One that came after 130 hours did not come in time either.",
     "只数了到现在还没到的。花了 130 小时才到的，同样没有按时。"),
    ("delivered_ones_only_below", {"done_below": True},
     "Parcels that never arrived are missing below the line. They are the worst of the undelivered.",
     "分母里没有一直没到的包裹。没送达的里面，它们恰恰最糟。"),
    ("delivered_share_instead", {"invert": True},
     "This is the share delivered in time. The undelivered share is the rest.", "这是按时送达的占比。题目要的是没有按时的。"),
    ("undelivered_by_order", {"share_of": "orders"},
     "The undelivered share was formed on orders. The rule counts parcels.", "未送达占比按订单算了。规矩是按包裹数。"),
    ("cash_of_all_orders", {"cod": "all"},
     "The COD share is over all rows of the table. Only orders that count: paid, and placed by then.",
     "COD 占比用了表里全部的行。只算算数的订单：付过款，并且那时已经下单。"),
    ("cash_of_received_orders", {"cod": "received"},
     "The COD share is over received orders. All orders that count stand below the line.",
     "COD 占比只用了收齐的订单。分母是全部算数的订单。"),
    ("open_ones_until_now", {"open_in": "until_now"},
     "Open orders were given the time until now. That is how long they have waited, not how long they take: leave them out of the times.",
     "没走完的，按等到现在的时间算进去了。那是已经等了多久，不是要用多久：不进时间。"),
    ("parcels_of_received_orders", {"parcels_of": "received"},
     "Delivery times were taken from received orders only. A delivered parcel of an open order counts, too.",
     "配送时长只取了收齐订单的包裹。未完成订单里已经签收的包裹也算。"),
    ("midnight_is_known", {"late_end": True},
     "A delivery at midnight, the end of the day, was counted. Only what happened *before* that moment is known.",
     "半夜零点的签收也算了。只有在那一刻**之前**发生的才知道。"),
    ("midnight_orders_in", {"closed": True},
     "An order placed at midnight, the end of the day, was counted. It belongs to the next day.",
     "半夜零点下的单也算了。它是第二天的。"),
    ("limit_of_five_and_a_bit", {"limit": 119.9},
     "A parcel that took exactly 120 hours counts as late here. Exactly 120 is within.",
     "正好 120 小时的算成了没按时。正好 120 小时算按时。"),
)  # fmt: skip


# --- backlog_share: who is overdue at a moment ------------------------------------------------------------------------

PILE = "metrics.backlog_share(ops, as_of[:10], promise_hours, base).set_index('warehouse')['backlog_share']"
backlog_share = Exercise(points=3, compare="equal", tolerance=1e-9, library=[PILE])
OPS = ["order_id", "warehouse", "released_at", "outbound_at"]


def piled(*rows: tuple) -> pd.DataFrame:
    """Orders from (warehouse, released, out)."""
    numbered = [(100 + n, *row) for n, row in enumerate(rows)]
    return times(numbered, OPS, ["released_at", "outbound_at"])


@backlog_share.example
def three_warehouses_by_hand():
    ops = piled(
        ("east", "11-11 17:00", None), ("east", "11-12 09:00", None), ("north", "11-11 03:00", None),
        ("south", "11-11 20:00", "11-11 22:00"),
    )  # fmt: skip
    index = pd.Index(["east", "north", "south"], name="warehouse")
    expected = pd.Series([0.5, 1.0, np.nan], index=index)
    return {"ops": ops, "as_of": "2025-11-12 18:00", "promise_hours": 24.0, "base": "warehouse"}, expected


NIGHT = piled(
    ("south", "11-11 17:59", None), ("east", "11-12 09:00", None), ("north", "11-11 03:00", None),
    ("south", "11-12 02:00", None), ("east", "11-11 18:00", None), ("east", "11-11 10:00", "11-12 18:00"),
    ("south", "11-11 05:30", "11-12 18:30"), ("west", "11-11 12:00", "11-11 15:00"), ("north", "11-12 19:00", None),
    ("east", "11-11 23:00", "11-13 09:00"), ("south", "11-10 21:00", None), ("docks", "11-12 20:00", None),
    ("north", "11-11 08:00", None), ("east", "11-11 07:59", None), ("south", "11-12 18:00", None),
)  # fmt: skip


@backlog_share.visible(en="the evening after", zh="大促第二天晚上")
def the_evening_after():
    return {"ops": NIGHT, "as_of": "2025-11-12 18:00", "promise_hours": 24.0, "base": "warehouse"}


@backlog_share.visible(en="the next morning, where the pile lies", zh="第二天早上，货压在哪里")
def where_the_pile_lies():
    ops = NIGHT.iloc[::-1].reset_index(drop=True)
    return {"ops": ops, "as_of": "2025-11-13 07:00", "promise_hours": 24.0, "base": "all"}


@backlog_share.visible(en="ten hours promised, in the morning", zh="承诺 10 小时，早上看")
def ten_hours_in_the_morning():
    return {"ops": NIGHT, "as_of": "2025-11-12 18:00", "promise_hours": 10.0, "base": "warehouse"}


@backlog_share.visible(edge=True, en="the base is not given", zh="没有给 base")
def base_not_given():
    return {"ops": NIGHT, "as_of": "2025-11-12 12:00", "promise_hours": 8.0}


@backlog_share.visible(edge=True, en="nothing is overdue", zh="没有超时的")
def nothing_overdue():
    ops = piled(("east", "11-12 09:00", None), ("north", "11-12 10:00", "11-12 11:00"), ("east", "11-12 02:00", None))
    return {"ops": ops, "as_of": "2025-11-12 18:00", "promise_hours": 12.0, "base": "all"}


@backlog_share.visible(edge=True, en="a warehouse with nothing left", zh="有一个仓库全出完了")
def nothing_left():
    ops = piled(("north", "11-11 09:00", None), ("east", "11-11 09:00", "11-11 10:00"), ("north", "11-12 05:00", None))
    return {"ops": ops, "as_of": "2025-11-12 18:00", "promise_hours": 12.0, "base": "warehouse"}


@backlog_share.visible(edge=True, en="exactly the promise", zh="正好等于承诺")
def exactly_the_promise():
    ops = piled(("east", "11-11 18:00", None), ("east", "11-11 17:00", None), ("north", "11-12 00:00", None))
    return {"ops": ops, "as_of": "2025-11-12 18:00", "promise_hours": 10.0, "base": "warehouse"}


@backlog_share.visible(edge=True, en="released at night, nine and a half hours", zh="半夜下发，承诺九个半小时")
def nine_and_a_half():
    ops = piled(("east", "11-12 03:00", None), ("east", "11-12 08:30", None), ("north", "11-12 08:45", None))
    return {"ops": ops, "as_of": "2025-11-12 18:00", "promise_hours": 9.5, "base": "warehouse"}


@backlog_share.visible(edge=True, en="released later only", zh="都是之后才下发的")
def released_later():
    ops = piled(("east", "11-13 09:00", None))
    return {"ops": ops, "as_of": "2025-11-12 18:00", "promise_hours": 24.0, "base": "warehouse"}


@backlog_share.visible(edge=True, en="an empty table", zh="空表")
def no_ops():
    return {"ops": NIGHT.head(0), "as_of": "2025-11-12 18:00", "promise_hours": 24.0, "base": "all"}


@backlog_share.visible(edge=True, en="an unknown base", zh="不认识的 base")
def an_unknown_base():
    return {"ops": NIGHT, "as_of": "2025-11-12 18:00", "promise_hours": 24.0, "base": "orders"}


@backlog_share.hidden(worlds=4)
def other_piles(world: World):
    ops = world.table("warehouse_ops")[OPS].sample(frac=1, random_state=world.rng).reset_index(drop=True)
    now = pd.Timestamp("2025-11-11 12:00") + pd.Timedelta(hours=int(world.rng.integers(0, 60)))
    base = ["warehouse", "all"][int(world.rng.integers(0, 2))]
    promise = float(world.rng.choice([8, 12, 24, 36]))
    return {"ops": ops, "as_of": now.strftime("%Y-%m-%d %H:%M"), "promise_hours": promise, "base": base}


@backlog_share.invariant(en="Each share lies between 0 and 1.", zh="每个占比在 0 到 1 之间。")
def piles_within_bounds(result, **inputs):
    return bool(result.dropna().between(0, 1).all())


@backlog_share.invariant(en='With base "all" the shares are 1 together.', zh='base 取 "all" 时，加起来是 1。')
def piles_sum_to_one(result, *, base="warehouse", **inputs):
    return base != "all" or not result.notna().any() or bool(abs(result.sum() - 1) < 1e-9)


def pile(
    ops, as_of, promise_hours, base="warehouse", *, night=True, till=8, strict=True, future=False, left="<=", day=False,
    check=True, empty="nan", swap=False, over="open", fill=False, all_nan=True, drop=False, night_all=False, unit=1.0,
    sort=True, released="<=", next_day=False, eight_too=False, open_only=False,
):  # fmt: skip
    """The shares; the arguments are the ways to get a rule wrong."""
    if check and base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    if day:
        now = now.normalize() + pd.Timedelta(days=1)
    known = ops if future else ops[(ops["released_at"] <= now) if released == "<=" else (ops["released_at"] < now)]
    start = known["released_at"]
    if night:
        early = start.dt.hour <= till if eight_too else start.dt.hour < till
        start = start.where(~early, start.dt.normalize() + pd.Timedelta(hours=till + 24 * next_day))
    if night_all:
        start = known["released_at"].dt.normalize() + pd.Timedelta(hours=8)
    gone = {"<=": known["outbound_at"] <= now, "<": known["outbound_at"] < now, "any": known["outbound_at"].notna()}[
        left
    ]
    age = (now - start) / HOUR * unit
    overdue = (age > promise_hours) if strict else (age >= promise_hours)
    if over == "open":
        overdue = overdue & ~gone
    if open_only:
        known, overdue, gone = known[~gone], overdue[~gone], gone[~gone]
    late = overdue.groupby(known["warehouse"], sort=sort).sum()
    waiting = (~gone).groupby(known["warehouse"], sort=sort).sum()
    every = known.groupby("warehouse").size()
    whole = (base != "warehouse") != swap
    if over == "all_orders":
        result = late / (late.sum() if whole else every)
    else:
        result = late / (late.sum() if whole else waiting)
    if fill is True or (fill == "all" and whole):
        result = result.fillna(0.0)
    if drop:
        result = result.dropna()
    return result.astype(float)


@backlog_share.right
def by_two_group_sums(ops, as_of, promise_hours, base="warehouse"):
    return pile(ops, as_of, promise_hours, base)


@backlog_share.right
def by_a_loop_over_warehouses(ops, as_of, promise_hours, base="warehouse"):
    if base not in {"warehouse", "all"}:
        raise ValueError("base")
    now = np.datetime64(pd.Timestamp(as_of))
    counts = {}
    for row in ops.itertuples():
        if pd.isna(row.released_at) or row.released_at > now:
            continue
        here = counts.setdefault(row.warehouse, [0, 0])
        if not pd.isna(row.outbound_at) and row.outbound_at <= now:
            continue
        begin = max(row.released_at, row.released_at.normalize() + pd.Timedelta("8h"))
        here[0] += 1
        here[1] += (now - begin).total_seconds() > promise_hours * 3600
    total = sum(late for _, late in counts.values())
    shares = {}
    for name in sorted(counts):
        below = counts[name][0] if base == "warehouse" else total
        shares[name] = counts[name][1] / below if below else float("nan")
    return pd.Series(shares, dtype=float).rename_axis("warehouse")


slips(
    backlog_share, pile,
    ("night_work", {"night": False},
     "The clock runs through the night. An order released between midnight and eight starts at 8:00.",
     "表在半夜也走了。零点到八点之间下发的，从 8:00 起算。"),
    ("nine_o_clock", {"till": 9}, "The day starts at eight, not at nine.", "八点上班，不是九点。"),
    ("everybody_starts_at_eight", {"night_all": True},
     "Every order starts at 8:00 here. Only those released before eight do; the others start at their release.",
     "所有的单都从 8:00 起算了。只有八点以前下发的才是，别的从下发时起算。"),
    ("exactly_is_overdue", {"strict": False},
     "Exactly the promised hours counts as overdue. *More* than that is asked for.", "正好到承诺的小时数也算了超时。要**超过**才算。"),
    ("later_releases_in", {"future": True},
     "Orders released after that moment are in. Nobody knows them yet.", "那一刻之后才下发的也算了。那时还不知道有它们。"),
    ("leaving_now_is_open", {"left": "<"},
     "An order that left at that very moment still counts as open.", "正好在那一刻出库的，还算成没出。"),
    ("later_departures_known", {"left": "any"},
     "Orders that leave *later* were taken for gone. At that moment they still stand there.", "之后才出库的当成已经走了。那一刻它们还在仓里。"),
    ("end_of_the_day", {"day": True},
     "The whole day was taken. `as_of` is a moment, such as 18:00.", "按整天算了。`as_of` 是一个时刻，比如 18:00。"),
    ("unknown_base_answered", {"check": False},
     "An unknown `base` was answered with numbers. A number under a wrong name is worse than an error: raise a `ValueError`.",
     "`base` 写错了，却照样给了数。名不副实的数比报错更糟：抛出 `ValueError`。"),
    ("bases_swapped", {"swap": True, "check": True},
     "The two bases are swapped: \"warehouse\" divides by its own open orders, \"all\" by all overdue ones.",
     "两种 base 弄反了：\"warehouse\" 除以本仓没出库的，\"all\" 除以全部超时的。"),
    ("overdue_of_all_orders", {"over": "all_orders"},
     "Orders that have left are in. Backlog asks about what is still there: open ones above and below.",
     "已经出库的也算了。压单问的是还在仓里的：分子、分母都只看没出库的。"),
    ("gone_orders_overdue", {"over": "gone_too"},
     "Orders that have left count as overdue. Only open orders can be.", "已经出库的也算成超时了。没出库的才可能超时。"),
    ("zero_for_unknown", {"fill": True},
     "Where there is nothing to divide by, the answer is 0. Nothing waiting is not the same as nothing late: `NaN`.",
     "没有东西可除的地方填了 0。没有在等的，不等于没有晚的：要填 `NaN`。"),
    ("empty_warehouses_dropped", {"drop": True},
     "A warehouse without a share has no row. Every warehouse with an order released by then has one.",
     "没有占比的仓库少了一行。到那时下发过订单的仓库，都要有一行。"),
    ("nothing_overdue_is_zero", {"fill": "all"},
     'With base "all" and nothing overdue anywhere, each warehouse has 0. There is nothing to divide by: `NaN`.',
     'base 取 "all"、哪里都没有超时的时候，填了 0。没有东西可除：要填 `NaN`。'),
    ("open_warehouses_only", {"open_only": True},
     "A warehouse without open orders has no row. Every warehouse with an order released by then has one, also if all have left.",
     "没有未出库订单的仓库少了一行。到那时下发过订单的都要有一行，全出完了也要。"),
    ("clock_of_the_next_day", {"next_day": True},
     "The clock of a night order was moved to eight of the *next* day. Three in the morning waits for eight of the same day.",
     "半夜的单挪到了**第二天**八点。凌晨三点下发的，等的是当天八点。"),
    ("half_past_eight_is_night", {"eight_too": True},
     "Orders released between 8:00 and 9:00 start at 8:00 here. They start at their release: only the full hour was looked at.",
     "8:00 到 9:00 之间下发的，也从 8:00 起算了（只看了钟点，没看分钟）。它们从下发时起算。"),
    ("warehouses_as_they_come", {"sort": False},
     "The warehouses stand in the order of the table. They are to stand in alphabetical order.",
     "仓库按表里出现的先后排了。要按字母先后。"),
    ("hours_as_days", {"unit": 1 / 24},
     "Hours and days are mixed: the age was compared in days.", "小时和天混了：拿天数去和承诺的小时比。"),
    ("released_now_unknown", {"released": "<"},
     "An order released at that very moment was left out. Only what is released *later* is unknown.",
     "正好在那一刻下发的漏掉了。只有**之后**才下发的才不知道。"),
)  # fmt: skip


@backlog_share.wrong(
    en="The hours of an age were read with `.dt.components` or `.dt.seconds`: whole days are lost.",
    zh="用 `.dt.components` 或 `.dt.seconds` 取小时数，把整天丢了。",
)
def days_lost(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now]
    start = known["released_at"].where(
        known["released_at"].dt.hour >= 8, known["released_at"].dt.normalize() + 8 * HOUR
    )
    waiting = ~(known["outbound_at"] <= now)
    late = (waiting & ((now - start).dt.seconds / 3600 > promise_hours)).groupby(known["warehouse"]).sum()
    return late / (waiting.groupby(known["warehouse"]).sum() if base == "warehouse" else late.sum())


@backlog_share.wrong(
    en='The base "all" was divided by all *open* orders. It is the warehouse\'s part of all *overdue* ones.',
    zh='base 取 "all" 时除以了全部**没出库**的。要除以全部**超时**的。',
)
def all_by_open_orders(ops, as_of, promise_hours, base="warehouse"):
    by_own = pile(ops, as_of, promise_hours, base)
    if base == "warehouse":
        return by_own
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now]
    waiting = int((~(known["outbound_at"] <= now)).sum())
    late = pile(ops, as_of, promise_hours, "warehouse").fillna(0)
    here = (~(known["outbound_at"] <= now)).groupby(known["warehouse"]).sum()
    return (late * here / waiting) if waiting else by_own


@backlog_share.wrong(
    en="Counts, not shares: divide by the open, or by all overdue orders.",
    zh="这是单数，不是占比：还要除以没出库的，或全部超时的。",
)
def counts_not_shares(ops, as_of, promise_hours, base="warehouse"):
    shares = (
        pile(ops, as_of, promise_hours, "warehouse")
        if base in ("warehouse", "all")
        else pile(ops, as_of, promise_hours, base)
    )
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now]
    return shares * (~(known["outbound_at"] <= now)).groupby(known["warehouse"]).sum()


@backlog_share.wrong(
    en="The result is in percent. A share lies between 0 and 1.", zh="结果用了百分数。占比在 0 到 1 之间。"
)
def piles_in_percent(ops, as_of, promise_hours, base="warehouse"):
    return 100 * pile(ops, as_of, promise_hours, base)


# --- outbound_rate_by_slot: parts, a slot over midnight, young orders -------------------------------------------------

outbound_rate_by_slot = Exercise(points=3, compare="equal", tolerance=1e-9)
PART = ["order_id", "created_at", "outbound_at"]


def parts(*rows: tuple) -> pd.DataFrame:
    """Parts from (order, placed, out)."""
    return times(list(rows), PART, ["created_at", "outbound_at"])


@outbound_rate_by_slot.example
def four_orders_by_hand():
    ops = parts(
        (1, "05-01 09:00", "05-02 09:00"), (2, "05-01 21:00", "05-02 08:00"), (2, "05-01 21:00", "05-03 08:00"),
        (3, "05-02 02:00", "05-02 20:00"), (4, "05-05 09:00", "05-05 12:00"),
    )  # fmt: skip
    return {"ops": ops, "edges": [8, 20], "within_hours": 24.0}, pd.Series([1.0, 0.5], index=["08-20", "20-08"])


MAY = parts(
    (11, "05-01 09:00", "05-02 09:00"), (12, "05-01 13:59:59", "05-02 16:00"), (13, "05-01 14:00", "05-02 13:00"),
    (14, "05-01 20:00", "05-02 21:00"), (15, "05-01 23:30", "05-02 20:00"), (16, "05-02 03:00", "05-02 19:00"),
    (17, "05-02 07:59", None), (18, "05-02 08:00", "05-03 07:00"), (19, "05-01 21:00", "05-02 08:00"),
    (19, "05-01 21:00", "05-03 08:00"), (20, "05-02 10:00", "05-02 15:00"), (20, "05-02 10:00", None),
    (21, "05-02 15:30", "05-03 15:30:01"), (22, "05-04 09:00", "05-04 12:00"), (23, "05-03 12:00", None),
    (24, "05-03 12:01", "05-04 11:00"), (25, "05-02 18:00", "05-02 22:00"), (25, "05-02 18:00", "05-03 17:00"),
    (26, "05-03 01:00", "05-03 04:00"), (27, "05-03 05:00", "05-04 06:00"), (28, "05-03 16:00", "05-04 02:00"), (29, "05-04 10:00", None),
)  # fmt: skip


@outbound_rate_by_slot.visible(en="three slots in May", zh="五月，三个时段")
def three_slots():
    return {"ops": MAY, "edges": [8, 14, 20], "within_hours": 24.0}


@outbound_rate_by_slot.visible(en="other slots, sixteen hours, shuffled", zh="换了时段，16 小时，顺序打乱")
def other_slots():
    ops = MAY.iloc[::-1].reset_index(drop=True)
    return {"ops": ops, "edges": [6, 12, 18], "within_hours": 16.0}


@outbound_rate_by_slot.visible(edge=True, en="the first edge is midnight", zh="第一个起点是半夜零点")
def from_midnight():
    return {"ops": MAY, "edges": [0, 12], "within_hours": 24.0}


@outbound_rate_by_slot.visible(edge=True, en="one slot, the whole day", zh="只有一个时段")
def the_whole_day():
    return {"ops": MAY, "edges": [8], "within_hours": 24.0}


@outbound_rate_by_slot.visible(edge=True, en="exactly the hours, exactly old enough", zh="正好 h 小时，正好够老")
def exactly_the_hours():
    ops = parts((1, "05-01 10:00", "05-02 10:00"), (2, "05-01 22:00", None), (3, "05-02 10:00", "05-03 10:00:01"),
                (4, "05-02 10:00:01", "05-02 11:00"))  # fmt: skip
    return {"ops": ops, "edges": [8, 20], "within_hours": 24.0}


@outbound_rate_by_slot.visible(edge=True, en="half an hour promised", zh="承诺半小时")
def half_an_hour():
    ops = parts((1, "05-01 10:00", "05-01 10:20"), (2, "05-01 10:10", "05-01 10:50"), (3, "05-01 21:00", "05-01 21:30"))
    return {"ops": ops, "edges": [8, 20], "within_hours": 0.5}


@outbound_rate_by_slot.visible(edge=True, en="a slot without orders, others too young", zh="有的时段没有单，有的太新")
def a_slot_without_orders():
    ops = parts((1, "05-01 10:00", "05-01 20:00"), (2, "05-02 15:00", "05-02 18:00"))
    return {"ops": ops, "edges": [8, 14, 20], "within_hours": 24.0}


@outbound_rate_by_slot.visible(edge=True, en="the table reaches as far as an order", zh="最晚的时间是一次下单")
def reach_by_an_order():
    ops = parts((1, "05-01 10:00", None), (2, "05-01 11:00", "05-01 20:00"), (3, "05-02 10:30", None))
    return {"ops": ops, "edges": [8, 20], "within_hours": 24.0}


@outbound_rate_by_slot.visible(edge=True, en="an empty table", zh="空表")
def no_parts():
    return {"ops": MAY.head(0), "edges": [8, 20], "within_hours": 24.0}


@outbound_rate_by_slot.hidden(worlds=4)
def other_days(world: World):
    ops = world.table("warehouse_ops")[["order_id", "outbound_at"]]
    placed = world.table("orders").set_index("order_id")["created_at"]
    ops = ops.assign(created_at=ops["order_id"].map(placed))[PART]
    again = ops.sample(frac=0.2, random_state=world.rng)
    again = again.assign(outbound_at=again["outbound_at"] + pd.Timedelta(hours=9))
    both = pd.concat([ops, again]).sample(frac=1, random_state=world.rng).reset_index(drop=True)
    edges = sorted(
        int(edge) for edge in world.rng.choice(np.arange(0, 24), int(world.rng.integers(2, 5)), replace=False)
    )
    return {"ops": both, "edges": edges, "within_hours": float(world.rng.choice([16, 24, 36]))}


@outbound_rate_by_slot.invariant(en="One row for each edge, in their order.", zh="每个起点一行，顺序相同。")
def a_row_for_each_edge(result, *, edges, **inputs):
    return [int(str(name)[:2]) for name in result.index] == list(edges)


@outbound_rate_by_slot.invariant(en="Each rate lies between 0 and 1.", zh="每个比率在 0 到 1 之间。")
def rates_within_bounds(result, **inputs):
    return bool(result.dropna().between(0, 1).all())


def slots(
    ops, edges, within_hours, *, whole="last", wrap=True, young="out", reach="both", strict=False, hour="placed", old="<=",
    rows=False, fill=None, names="pad", missing="in", scale=1.0, first_wrap=False, right=False, drop=False, early_in=False,
    clock_hours=False,
):  # fmt: skip
    """The rates; the arguments are the ways to get a rule wrong."""
    limit = within_hours * HOUR
    if rows:
        table = ops.rename(columns={"created_at": "placed", "outbound_at": "out"})[["placed", "out"]]
    else:
        grouped = ops.groupby("order_id")
        out = {"last": grouped["outbound_at"].max(), "first": grouped["outbound_at"].min(),
               "skip": grouped["outbound_at"].max()}[whole]  # fmt: skip
        if whole == "last":
            out = out.where(grouped["outbound_at"].count() == grouped.size())
        table = pd.DataFrame({"placed": grouped["created_at"].first(), "out": out})
    ends = {"both": [ops["created_at"], ops["outbound_at"]], "placed": [ops["created_at"]], "out": [ops["outbound_at"]]}
    last = pd.concat(ends[reach]).max()
    aged = table["placed"] <= last - limit if old == "<=" else table["placed"] < last - limit
    good = (table["out"] - table["placed"]) < limit if strict else (table["out"] - table["placed"]) <= limit
    if young == "out":
        table, good = table[aged], good[aged]
    elif young == "good_in":
        table, good = table[aged | good], good[aged | good]
    if missing == "out":
        known = table["out"].notna()
        table, good = table[known], good[known]
    clock = (table["placed"] if hour == "placed" else table["out"]).dt
    when = clock.hour + clock.minute / 60 + clock.second / 3600
    if clock_hours:
        when = clock.hour + (clock.minute >= 30) if clock_hours == "nearest" else clock.hour
    stops = [*edges[1:], edges[0]]
    width = "02d" if names == "pad" else "d"
    labels = [f"{start:{width}}-{stop:{width}}" for start, stop in zip(edges, stops, strict=True)]
    rates = []
    for n, (start, stop) in enumerate(zip(edges, stops, strict=True)):
        inside = (when > start) if right else (when >= start)
        if n < len(edges) - 1:
            inside &= (when <= stop) if right else (when < stop)
        elif wrap:
            inside |= (when <= stop) if right else (when < stop)
        if first_wrap and n == 0:
            inside |= when < start
        rates.append(good[inside].mean() if inside.any() else (np.nan if fill is None else fill))
    result = pd.Series(rates, index=labels, dtype=float) * scale
    return result.dropna() if drop else result


@outbound_rate_by_slot.right
def by_masks_slot_by_slot(ops, edges, within_hours):
    return slots(ops, edges, within_hours)


@outbound_rate_by_slot.right
def by_a_dictionary_of_hours(ops, edges, within_hours):
    names = {}
    for n, start in enumerate(edges):
        stop = edges[(n + 1) % len(edges)]
        name, at = f"{start:02d}-{stop:02d}", start
        while True:
            names[at] = name
            at = (at + 1) % 24
            if at == stop:
                break
    every = [f"{start:02d}-{edges[(n + 1) % len(edges)]:02d}" for n, start in enumerate(edges)]
    counts = {name: [0, 0] for name in every}
    known = [t for t in [*ops["created_at"], *ops["outbound_at"]] if not pd.isna(t)]
    for _, mine in ops.groupby("order_id"):
        placed = mine["created_at"].iloc[0]
        if (max(known) - placed).total_seconds() < within_hours * 3600:
            continue
        here = counts[names[placed.hour]]
        here[0] += 1
        if mine["outbound_at"].notna().all():
            here[1] += (mine["outbound_at"].max() - placed).total_seconds() <= within_hours * 3600
    return pd.Series({name: good / n if n else float("nan") for name, (n, good) in counts.items()}, dtype=float)


slips(
    outbound_rate_by_slot, slots,
    ("first_part_is_enough", {"whole": "first"},
     "An order counts as out with its *first* part. It has left when the last part has.", "**第一个**部分出了就算了。最后一个部分出了，整单才算出库。"),
    ("missing_part_skipped", {"whole": "skip"},
     "An order counts as out although one part is still there (`max` skips missing times).", "还有部分在仓里的订单也算出库了（`max` 会跳过缺失的时间）。"),
    ("night_lost", {"wrap": False},
     "The hours after midnight are missing: the last slot runs over midnight to the first edge.", "半夜以后的单丢了：最后一个时段要跨过半夜，到第一个起点为止。"),
    ("night_to_the_first_slot", {"wrap": False, "first_wrap": True},
     "The hours before the first edge went to the first slot. They belong to the last one, which runs over midnight.",
     "第一个起点以前的钟点归给了第一个时段。它们归最后一个，那个时段跨过半夜。"),
    ("young_orders_in", {"young": "in"},
     "Orders that have not had the hours yet are in. They look late only because they are young.", "还没到时限的单也算了。它们看着像没按时，只是因为太新。"),
    ("young_ones_that_left", {"young": "good_in"},
     "Young orders were let in if they have left. Then only good news comes in early: leave all young ones out.",
     "太新的单，只要出了库就算进去了。这样提前进来的全是好消息：太新的一律不算。"),
    ("reach_by_placing", {"reach": "placed"},
     "The reach was taken from `created_at` alone. The latest of both columns counts.", "数据到哪里，只看了 `created_at`。要看两列里最晚的。"),
    ("reach_by_leaving", {"reach": "out"},
     "The reach was taken from `outbound_at` alone. The latest of both columns counts.", "数据到哪里，只看了 `outbound_at`。要看两列里最晚的。"),
    ("exactly_is_late", {"strict": True}, "Exactly h hours was counted as late. It is within.", "正好 h 小时的算成了没按时。正好也算按时。"),
    ("exactly_old_is_young", {"old": "<"},
     "An order placed exactly h hours before the end of the table was left out. It is old enough.", "正好在 h 小时前下的单漏掉了。它已经够老了。"),
    ("slot_of_leaving", {"hour": "out"},
     "The slots are those of leaving. An order belongs to the slot in which it was *placed*.", "时段按出库时间分了。要按**下单**的钟点。"),
    ("parts_counted", {"rows": True},
     "Every part was counted as an order. First make one row per order.", "每个部分都当成一单数了。先变成每单一行。"),
    ("open_ones_dropped", {"missing": "out"},
     "Orders that have not left are missing below the line. They are the worst of all.", "没出库的单从分母里掉了。它们正是最糟的。"),
    ("zero_for_no_orders", {"fill": 0.0}, "A slot without judged orders has 0. Nobody knows: `NaN`.", "没有算数订单的时段填了 0。那是不知道：填 `NaN`。"),
    ("slots_in_percent", {"scale": 100.0}, "The rates are in percent. They lie between 0 and 1.", "比率用了百分数。应该在 0 到 1 之间。"),
    ("names_without_zero", {"names": "plain"}, 'The names lack the zero: "08-14", two digits each.', "名称少了零：应该是 \"08-14\"，都是两位。"),
    ("edge_to_the_slot_before", {"right": True},
     "An order placed exactly on an edge went to the slot before. The edge belongs to the slot it starts.", "正好在起点下的单归给了前一个时段。起点属于从它开始的时段。"),
    ("first_hour_to_the_slot_before", {"right": True, "clock_hours": True},
     "The whole hour that begins at an edge went to the slot before. The edge belongs to the slot it starts.",
     "起点那一整个钟点都归给了前一个时段。起点属于从它开始的时段。"),
    ("hour_rounded", {"clock_hours": "nearest"},
     "The hour was rounded: 13:59 became 14. An order belongs to its slot to the second.", "钟点四舍五入了：13:59 成了 14 点。要精确到秒。"),
    ("empty_slots_dropped", {"drop": True}, "Slots without judged orders have no row. Every slot has one.", "没有算数订单的时段少了一行。每个时段都要有一行。"),
    ("part_and_young", {"whole": "skip", "young": "in"},
     "Two slips: a part that is still there was skipped, and orders that are too young were judged.", "两处不对：还在仓里的部分被跳过了；太新的单也算了。"),
    ("parts_and_night", {"rows": True, "wrap": False},
     "Two slips: parts were counted as orders, and the hours after midnight are lost.", "两处不对：把部分当成了订单；半夜以后的单丢了。"),
)  # fmt: skip


# --- warehouse_rates: books, shelves, pieces --------------------------------------------------------------------------

RATES = (
    "{'system_short': metrics.system_shortage_rate(ops), 'physical_short': metrics.physical_shortage_rate(ops), "
    "'shelving_on_time': metrics.on_time_shelving_rate(receipts, receipts['received_at'].max(), limit_hours)}"
)
warehouse_rates = Exercise(points=3, compare="equal", tolerance=1e-9, library=[RATES])
LINE = ["order_id", "sku_id", "sys_short", "phys_short", "picked_at", "cancelled"]
RECEIPT = ["receipt_id", "qty", "received_at", "shelved_at"]


def lines_of(*rows: str) -> pd.DataFrame:
    """Lines from letters: s short by the books, p not found, k picked, c cancelled; ``"pk"`` both, ``""`` waiting."""
    made = [
        (500 + n // 2, 31 + n, "s" in row, "p" in row, f"06-01 10:{n:02d}" if "k" in row else None, "c" in row)
        for n, row in enumerate(rows)
    ]
    return times(made, LINE, ["picked_at"]).astype({"sys_short": bool, "phys_short": bool, "cancelled": bool})


def gate(*rows: tuple) -> pd.DataFrame:
    """Receipts from (pieces, received, shelved)."""
    return times([(n + 1, *row) for n, row in enumerate(rows)], RECEIPT, ["received_at", "shelved_at"])


@warehouse_rates.example
def five_lines_by_hand():
    ops = lines_of("s", "pk", "k", "", "pc")
    receipts = gate(
        (10, "06-01 09:00", "06-02 09:00"), (30, "06-01 10:00", None), (5, "06-02 08:00", "06-02 12:00"),
        (7, "06-02 11:00", None),
    )  # fmt: skip
    expected = {"system_short": 0.25, "physical_short": 0.5, "shelving_on_time": 1 / 3}
    return {"ops": ops, "receipts": receipts, "limit_hours": 24.0}, expected


FLOOR = lines_of("k", "k", "s", "pk", "", "p", "k", "sp", "kc", "sc", "k", "spk", "pkc", "k", "", "k", "s", "sk")
DOCK = gate(
    (40, "06-03 09:00", "06-03 21:00"), (12, "06-03 10:00", "06-05 10:00"), (25, "06-04 08:00", None),
    (60, "06-05 11:00", None), (8, "06-05 12:00", "06-05 15:00"), (15, "06-04 15:00", None),
    (33, "06-02 16:00", "06-03 16:00:01"), (9, "06-02 17:00", "06-03 17:00"), (21, "06-04 15:01", None),
)  # fmt: skip


@warehouse_rates.visible(en="a week at the gate", zh="收货口的一周")
def a_week_at_the_gate():
    return {"ops": FLOOR, "receipts": DOCK, "limit_hours": 24.0}


@warehouse_rates.visible(en="the same week, eight hours, shuffled", zh="同一周，时限 8 小时，顺序打乱")
def eight_hours():
    return {
        "ops": FLOOR.iloc[::-1].reset_index(drop=True),
        "receipts": DOCK.iloc[::-1].reset_index(drop=True),
        "limit_hours": 8.0,
    }


@warehouse_rates.visible(edge=True, en="everything picked and shelved", zh="全拣了，全上架了")
def all_is_well():
    return {"ops": lines_of("k", "k"), "receipts": gate((5, "06-01 09:00", "06-01 10:00")), "limit_hours": 24.0}


@warehouse_rates.visible(edge=True, en="nothing went to picking", zh="没有进入拣货的行")
def nothing_picked():
    return {"ops": lines_of("s", "", "sp"), "receipts": gate((5, "06-01 09:00", "06-03 10:00")), "limit_hours": 24.0}


@warehouse_rates.visible(edge=True, en="all lines are cancelled, all receipts too young", zh="全取消了，收货单都太新")
def nothing_counts_here():
    return {"ops": lines_of("kc", "sc"), "receipts": gate((5, "06-01 09:00", None)), "limit_hours": 24.0}


@warehouse_rates.visible(edge=True, en="the table reaches as far as a shelving", zh="最晚的时间是一次上架")
def reach_by_a_shelving():
    receipts = gate((10, "06-01 09:00", None), (20, "06-01 10:00", "06-02 09:00"), (5, "06-01 09:30", None))
    return {"ops": lines_of("k", "p"), "receipts": receipts, "limit_hours": 24.0}


@warehouse_rates.visible(edge=True, en="the table reaches as far as a receipt", zh="最晚的时间是一次收货")
def reach_by_a_receipt():
    receipts = gate((10, "06-01 09:00", None), (20, "06-01 08:00", "06-01 12:00"), (5, "06-02 09:30", None))
    return {"ops": lines_of("k", "s", "k"), "receipts": receipts, "limit_hours": 24.0}


@warehouse_rates.visible(edge=True, en="empty tables", zh="空表")
def empty_floor():
    return {"ops": FLOOR.head(0), "receipts": DOCK.head(0), "limit_hours": 24.0}


@warehouse_rates.hidden(worlds=3)
def other_floors(world: World):
    lines = world.table("pick_lines")
    n = len(lines)
    ops = lines[["order_id", "sku_id", "sys_short", "phys_short", "picked_at"]].copy()
    ops["sys_short"] |= world.rng.random(n) < 0.1
    ops["phys_short"] |= world.rng.random(n) < 0.1
    ops["cancelled"] = world.rng.random(n) < 0.05
    receipts = world.table("receipts")[["receipt_id", "received_at", "shelved_at"]]
    receipts.insert(1, "qty", world.rng.integers(1, 90, len(receipts)))
    receipts = receipts.sample(frac=1, random_state=world.rng).reset_index(drop=True)
    receipts.loc[world.rng.random(len(receipts)) < 0.1, "shelved_at"] = pd.NaT
    return {"ops": ops, "receipts": receipts, "limit_hours": float(world.rng.choice([6, 12, 24]))}


@warehouse_rates.invariant(en="Each rate lies between 0 and 1.", zh="每个比率在 0 到 1 之间。")
def floor_within_bounds(result, **inputs):
    return all(math.isnan(value) or 0 <= value <= 1 for value in result.values())


def floor(
    ops, receipts, limit_hours, *, cancelled=False, sys_below="all", both="system", waiting=False, only_picked=False,
    pieces=True, young="out", reach="both", strict=False, old="<=", fill=np.nan, phys_below="picking", scale=1.0,
    sys_above="all", early=True, open_out=False, good_all=False,
):  # fmt: skip
    """The three rates; the arguments are the ways to get a rule wrong."""
    lines = ops if cancelled else ops[~ops["cancelled"]]
    short, missing, picked = lines["sys_short"], lines["phys_short"], lines["picked_at"].notna()
    if sys_above == "alone":
        short = short & ~missing
    picking = (picked | missing) if both == "both" else (picked | missing) & ~lines["sys_short"]
    if waiting:
        picking = ~lines["sys_short"]
    if only_picked:
        picking = picked & ~lines["sys_short"]
    below = lines if phys_below in ("all", "every") else lines[picking]
    above = (
        missing.sum()
        if phys_below == "every"
        else (missing & ~lines["sys_short"]).sum()
        if phys_below == "all"
        else (missing & picking).sum()
    )
    limit = limit_hours * HOUR
    taken = receipts["shelved_at"] - receipts["received_at"]
    good = (taken < limit) if strict else (taken <= limit)
    ends = {"both": [receipts["received_at"], receipts["shelved_at"]], "received": [receipts["received_at"]],
            "shelved": [receipts["shelved_at"]]}[reach]  # fmt: skip
    last = pd.concat(ends).max()
    due = receipts["received_at"] + limit
    aged = (due <= last) if old == "<=" else (due < last)
    judged = (good | aged) if early else aged
    if young == "in":
        judged = pd.Series(True, index=receipts.index)
    if open_out:
        judged = judged & receipts["shelved_at"].notna()
    good = good if good_all else good & judged
    weight = receipts["qty"] if pieces else pd.Series(1, index=receipts.index)
    system_below = {"all": len(lines), "ok": int((~short).sum()), "picking": int(picking.sum()),
                    "rows": len(ops)}[sys_below]  # fmt: skip
    total = weight[judged].sum()
    return {
        "system_short": scale * short.sum() / system_below if system_below else fill,
        "physical_short": scale * above / len(below) if len(below) else fill,
        "shelving_on_time": scale * weight[good].sum() / total if total else fill,
    }


@warehouse_rates.right
def by_masks_and_sums(ops, receipts, limit_hours):
    return floor(ops, receipts, limit_hours)


@warehouse_rates.right
def by_counting_row_by_row(ops, receipts, limit_hours):
    nan = float("nan")
    every = books = went = lost = 0
    for row in ops.itertuples():
        if row.cancelled:
            continue
        every += 1
        if row.sys_short:
            books += 1
        elif row.phys_short or not pd.isna(row.picked_at):
            went += 1
            lost += bool(row.phys_short)
    known = [t for t in [*receipts["received_at"], *receipts["shelved_at"]] if not pd.isna(t)]
    good = judged = 0
    for row in receipts.itertuples():
        due = row.received_at + pd.Timedelta(hours=limit_hours)
        in_time = not pd.isna(row.shelved_at) and row.shelved_at <= due
        good += row.qty * in_time
        judged += row.qty * (in_time or due <= max(known))
    return {
        "system_short": books / every if every else nan,
        "physical_short": lost / went if went else nan,
        "shelving_on_time": good / judged if judged else nan,
    }


slips(
    warehouse_rates, floor,
    ("cancelled_lines_in", {"cancelled": True}, "Cancelled lines are in. They count nowhere.", "已取消的行也算了。它们哪里都不算。"),
    ("system_by_lines_in_stock", {"sys_below": "ok"},
     "The system shortage was divided by the lines in stock. All lines stand below it.", "系统报缺除以了有货的行。分母是全部行。"),
    ("system_by_lines_picked", {"sys_below": "picking"},
     "The system shortage was divided by the lines that went to picking. All lines stand below it.", "系统报缺除以了进入拣货的行。分母是全部行。"),
    ("both_reports_physical", {"both": "both"},
     "A line with both reports was counted as a physical shortage too. It is a system shortage only.", "两样都报的行也算进了实物报缺。它只算系统报缺。"),
    ("both_reports_not_system", {"sys_above": "alone"},
     "A line with both reports is missing among the system shortages. It belongs there.", "两样都报的行没算进系统报缺。它应该算。"),
    ("waiting_lines_picked", {"waiting": True},
     "Lines that are still waiting stand below the physical rate. Nobody has been at their shelf yet.", "还在等的行也进了实物报缺的分母。还没有人去过那个货位。"),
    ("not_found_not_picking", {"only_picked": True},
     "Lines reported as not found but never picked are left out. Somebody stood before that shelf: they went to picking.",
     "报了没找到、又没有拣货时间的行漏掉了。有人去过那个货位，算进入拣货。"),
    ("physical_by_all_lines", {"phys_below": "all"},
     "The physical shortage was divided by all lines. Below it stand those that went to picking.", "实物报缺除以了全部行。分母是进入拣货的行。"),
    ("all_missing_by_all_lines", {"phys_below": "every"},
     "All lines stand below the physical shortage, and those that the books report short above it, too. Keep the lines that went to picking in both.",
     "实物报缺用了全部的行，连账上已经报缺的也在里面。分子、分母都只留进入拣货的行。"),
    ("judged_by_age_only", {"early": False, "good_all": True},
     "Judged are only receipts whose full limit has passed, as in lesson 1. By the question's rule one that is on the shelf in time is judged, too.",
     "只算了满了时限的收货单，那是第 1 课的算法。按题目的规矩，已经按时上架的也算数。"),
    ("receipts_not_pieces", {"pieces": False},
     "Receipts were counted, not pieces. A receipt of 60 weighs more than one of 8: add up `qty`.", "数的是收货单，不是件数。60 件的一张比 8 件的重：要加 `qty`。"),
    ("young_receipts_judged", {"young": "in"},
     "Receipts that have not had the limit yet were judged. Leave out the young ones that are not on the shelf.", "还没满时限的收货单也判了。太新、还没上架的不算。"),
    ("early_shelvings_out", {"early": False},
     "A young receipt that is on the shelf already was left out. By the question's rule it is judged.", "太新但已经按时上架的漏掉了。按题目的规矩，它算数。"),
    ("reach_by_receipts", {"reach": "received"},
     "The reach was taken from `received_at` alone. The latest of both columns counts.", "数据到哪里，只看了 `received_at`。要看两列里最晚的。"),
    ("reach_by_shelvings", {"reach": "shelved"},
     "The reach was taken from `shelved_at` alone. The latest of both columns counts.", "数据到哪里，只看了 `shelved_at`。要看两列里最晚的。"),
    ("exactly_the_limit_late", {"strict": True}, "Exactly the limit was counted as late. It is within.", "正好到时限的算成了没按时。正好也算按时。"),
    ("exactly_due_is_young", {"old": "<"},
     "A receipt whose limit ends exactly where the table ends was left out. It has had its full limit.", "时限正好到表尾的收货单漏掉了。它已经满了时限。"),
    ("zero_for_nothing", {"fill": 0.0}, "Where nothing stands below the line the answer is `NaN`, not 0.", "分母里什么也没有时，应该是 `NaN`，不是 0。"),
    ("floor_in_percent", {"scale": 100.0}, "The rates are in percent. They lie between 0 and 1.", "比率用了百分数。应该在 0 到 1 之间。"),
    ("shelved_ones_only", {"open_out": True},
     "Goods that are still at the gate are missing below the line. They are the latest of all.", "还堆在门口的货从分母里掉了。它们才是最晚的。"),
    ("pieces_and_young", {"pieces": False, "young": "in"},
     "Two slips: receipts were counted instead of pieces, and young ones were judged.", "两处不对：数了收货单而不是件数；太新的也判了。"),
    ("cancelled_and_waiting", {"cancelled": True, "waiting": True},
     "Two slips: cancelled lines are in, and lines that still wait stand below the physical rate.", "两处不对：已取消的行也算了；还在等的行进了实物报缺的分母。"),
    ("cancelled_below", {"sys_below": "rows"},
     "Cancelled lines still stand below the system rate. They count nowhere.", "系统报缺的分母里还有已取消的行。它们哪里都不算。"),
)  # fmt: skip


# --- choose_carrier: cheapest that is fast enough ---------------------------------------------------------------------

choose_carrier = Exercise(points=3, compare="equal")
RATE = ["carrier", "region", "first_kg", "next_kg", "p90_hours", "reject_rate"]


def lists(*rows: tuple) -> pd.DataFrame:
    """Price lists from (carrier, region, first, next, hours, rejected)."""
    return pd.DataFrame(list(rows), columns=RATE).astype(dict.fromkeys(RATE[2:], float))


NO = float("nan")
MANY = lists(
    ("reed", "south", 3.2, 1.0, 90, NO), ("harbour", "south", 4.4, 0.5, 80, 0.01), ("heron", "south", 8.6, 2.8, 60, 0.005),
    ("gull", "south", 1.0, 0.2, NO, 0.01), ("reed", "north", 2.0, 0.4, 40, 0.01), ("tern", "south", 3.3, 0.9, 72, 0.30),
    ("crane", "south", 4.0, 0.7, 80, 0.01), ("heron", "north", 8.0, 2.6, 40, 0.0),
)  # fmt: skip


def parcel(rates, weight_kg, region, max_hours):
    return {"rates": rates, "weight_kg": weight_kg, "region": region, "max_hours": max_hours}


@choose_carrier.example
def a_parcel_by_hand():
    rates = lists(
        ("reed", "south", 3.2, 1.0, 90, NO),
        ("harbour", "south", 4.4, 0.5, 80, 0.01),
        ("heron", "south", 2.0, 0.1, 96, 0.01),
    )
    return parcel(rates, 2.3, "south", 90.0), "harbour"


@choose_carrier.visible(en="a small parcel to the south", zh="小件，到 south")
def a_small_parcel():
    return parcel(MANY, 0.4, "south", 90.0)


@choose_carrier.visible(en="a heavy one, shuffled lists", zh="大件，报价表打乱")
def a_heavy_parcel():
    return parcel(MANY.iloc[::-1].reset_index(drop=True), 6.2, "south", 85.0)


@choose_carrier.visible(en="in a hurry", zh="赶时间")
def in_a_hurry():
    return parcel(MANY, 1.0, "south", 60.0)


@choose_carrier.visible(edge=True, en="exactly two kilograms", zh="正好两公斤")
def exactly_two_kilograms():
    rates = lists(
        ("heron", "south", 4.0, 0.3, 70, 0.0),
        ("reed", "south", 3.0, 1.0, 70, 0.0),
        ("tern", "south", 3.9, 0.2, 70, 0.0),
    )
    return parcel(rates, 2.0, "south", 70.0)


@choose_carrier.visible(edge=True, en="just above two kilograms", zh="刚过两公斤")
def just_above_two():
    rates = lists(("heron", "south", 4.0, 0.3, 70, 0.0), ("reed", "south", 3.0, 1.0, 70, 0.0))
    return parcel(rates, 2.01, "south", 70.0)


@choose_carrier.visible(edge=True, en="equal cost", zh="一样贵")
def equal_cost():
    rates = lists(
        ("heron", "south", 6.0, 0.0, 70, 0.01),
        ("tern", "south", 5.0, 1.0, 60, 0.01),
        ("crane", "south", 4.0, 2.0, 75, 0.01),
    )
    return parcel(rates, 1.5, "south", 80.0)


@choose_carrier.visible(edge=True, en="equal after rounding to the fen", zh="取到分以后一样贵")
def equal_to_the_fen():
    rates = lists(("reed", "south", 5.0, 1.0, 70, 0.0004), ("crane", "south", 5.0, 1.0, 70, 0.0008))
    return parcel(rates, 0.9, "south", 80.0)


@choose_carrier.visible(edge=True, en="a rate of return makes the difference", zh="差在退回率")
def returns_decide():
    rates = lists(
        ("reed", "north", 5.0, 1.0, 70, 0.2),
        ("tern", "north", 5.5, 1.0, 70, 0.02),
        ("crane", "north", 5.4, 1.0, 70, NO),
    )
    return parcel(rates, 0.3, "north", 80.0)


@choose_carrier.visible(edge=True, en="no rate of return is counted as 0.05", zh="没说退回率的按 0.05")
def a_missing_rate():
    rates = lists(
        ("reed", "north", 5.0, 1.0, 70, NO),
        ("tern", "north", 5.0, 1.0, 70, 0.06),
        ("crane", "north", 5.1, 1.0, 70, 0.0),
    )
    return parcel(rates, 0.3, "north", 80.0)


@choose_carrier.visible(edge=True, en="missing rates on both sides of 0.05", zh="0.05 的两边")
def around_five_percent():
    rates = lists(("reed", "north", 5.0, 1.0, 70, NO), ("tern", "north", 5.0, 1.0, 70, 0.04))
    return parcel(rates, 0.3, "north", 80.0)


@choose_carrier.visible(edge=True, en="much is sent back", zh="退回的很多")
def much_is_sent_back():
    return parcel(
        lists(("tern", "north", 10.0, 1.0, 70, 0.3), ("reed", "north", 13.5, 1.0, 70, 0.0)), 0.5, "north", 80.0
    )


@choose_carrier.visible(edge=True, en="cheap, and says nothing of returns", zh="便宜，没说退回率")
def cheap_without_a_rate():
    return parcel(lists(("reed", "north", 5.0, 1.0, 70, NO), ("heron", "north", 9.0, 1.0, 70, 0.0)), 0.5, "north", 80.0)


@choose_carrier.visible(edge=True, en="the cheap one is too slow", zh="便宜的太慢")
def the_cheap_one_is_slow():
    return parcel(
        lists(("reed", "north", 3.0, 1.0, 90, 0.0), ("heron", "north", 9.0, 1.0, 60, 0.0)), 0.5, "north", 70.0
    )


@choose_carrier.visible(edge=True, en="two kilograms and 600 grams", zh="2.6 公斤")
def two_point_six():
    return parcel(
        lists(("heron", "north", 4.5, 0.2, 70, 0.0), ("reed", "north", 3.0, 1.0, 70, 0.0)), 2.6, "north", 70.0
    )


@choose_carrier.visible(edge=True, en="the same weight, other prices", zh="一样重，价格不同")
def two_point_six_again():
    return parcel(
        lists(("heron", "north", 4.1, 0.2, 70, 0.0), ("reed", "north", 3.0, 1.0, 70, 0.0)), 2.6, "north", 70.0
    )


@choose_carrier.visible(edge=True, en="nobody says how long it takes", zh="都没说要多久")
def nobody_says():
    return parcel(lists(("gull", "south", 1.0, 0.2, NO, 0.01)), 1.0, "south", 90.0)


@choose_carrier.visible(edge=True, en="nobody is fast enough", zh="没有够快的")
def nobody_fast_enough():
    return parcel(MANY, 1.0, "south", 24.0)


@choose_carrier.visible(edge=True, en="nobody goes there", zh="没有人去")
def nobody_goes_there():
    return parcel(MANY, 1.0, "moon", 90.0)


@choose_carrier.visible(edge=True, en="a weight of zero", zh="重量是 0")
def no_weight():
    return parcel(MANY, 0.0, "south", 90.0)


@choose_carrier.visible(edge=True, en="an empty table", zh="空表")
def no_lists():
    return parcel(MANY.head(0), 1.0, "south", 90.0)


@choose_carrier.hidden(worlds=5)
def other_lists(world: World):
    rates = world.table("carrier_rates")[RATE]
    rates = rates.sample(frac=1, random_state=world.rng).reset_index(drop=True)
    rates["reject_rate"] = np.round(rates["reject_rate"] + world.rng.uniform(0, 0.3, len(rates)), 3)
    rates.loc[world.rng.random(len(rates)) < 0.15, "reject_rate"] = np.nan
    rates.loc[world.rng.random(len(rates)) < 0.10, "p90_hours"] = np.nan
    weight = float(np.round(world.rng.uniform(0.1, 9.0), 2))
    return parcel(rates, weight, str(world.rng.choice(rates["region"])), float(world.rng.choice([60, 72, 84, 96])))


@choose_carrier.invariant(en="The answer is a carrier that goes to the region.", zh="答案是去那个区域的快递。")
def goes_to_the_region(result, *, rates, region, **inputs):
    return result in set(rates.loc[rates["region"] == region, "carrier"])


def cheapest(
    rates, weight_kg, region, max_hours, *, anywhere=False, strict=False, unknown="out", kilos="up", reject="once", missing=0.05,
    digits=2, tie="name", fail="raise", weight_check=True, per_kg=False, by="cost", limit=True, most=False, loose=False,
):  # fmt: skip
    """The carrier; the arguments are the ways to get a rule wrong."""
    if weight_check and weight_kg <= 0:
        raise ValueError(weight_kg)
    fit = rates if anywhere else rates[rates["region"] == region]
    fast = fit["p90_hours"] < max_hours if strict else fit["p90_hours"] <= max_hours
    if unknown == "in":
        fast = fast | fit["p90_hours"].isna()
    if limit:
        fit = fit[fast]
    if fit.empty:
        if fail == "raise":
            raise ValueError(region)
        return {"none": None, "empty": "", "first": rates["carrier"].min() if len(rates) else ""}[fail]
    billed = {"up": max(math.ceil(weight_kg), 1), "raw": max(weight_kg, 1.0), "round": max(round(weight_kg), 1),
              "down": max(math.floor(weight_kg), 1), "next": math.floor(weight_kg) + 1}[kilos]  # fmt: skip
    price = fit["first_kg"] + (billed if per_kg else billed - 1) * fit["next_kg"]
    rate = fit["reject_rate"] if missing is None else fit["reject_rate"].fillna(missing)
    cost = {"once": price * (1 + rate), "none": price, "twice": price * (1 + 2 * rate), "over": price / (1 - rate),
            "less": price * (1 - rate)}[reject]  # fmt: skip
    cost = cost if digits is None else cost.round(digits)
    key = {"cost": cost, "hours": fit["p90_hours"], "first": fit["first_kg"]}[by]
    order = fit.assign(key=-key if most else key)
    if tie == "name":
        order = order.sort_values(["key", "carrier"])
    elif tie == "last":
        order = order.sort_values(["key", "carrier"], ascending=[True, False])
    elif tie == "fast":
        order = order.sort_values(["key", "p90_hours", "carrier"])
    else:
        order = order.sort_values("key", kind="stable")
    return order["carrier"].iloc[0]


@choose_carrier.right
def by_sorting(rates, weight_kg, region, max_hours):
    return cheapest(rates, weight_kg, region, max_hours)


@choose_carrier.right
def by_the_least_pair(rates, weight_kg, region, max_hours):
    if weight_kg <= 0:
        raise ValueError("no weight")
    offers = []
    for row in rates.to_dict("records"):
        if row["region"] != region or not row["p90_hours"] <= max_hours:
            continue
        back = 0.05 if math.isnan(row["reject_rate"]) else row["reject_rate"]
        price = row["first_kg"] + row["next_kg"] * (math.ceil(weight_kg) - 1)
        offers.append((float(np.round(price * (1 + back), 2)), row["carrier"]))
    if not offers:
        raise ValueError("nobody")
    return min(offers)[1]


slips(
    choose_carrier, cheapest,
    ("any_region", {"anywhere": True}, "Price lists of other regions were used. Keep the rows of `region`.", "用了别的区域的报价。只看 `region` 的行。"),
    ("exactly_the_limit_too_slow", {"strict": True}, "Exactly `max_hours` was taken as too slow. At most includes it.", "正好 `max_hours` 的被当成太慢。“不超过”包括正好。"),
    ("unknown_is_fast", {"unknown": "in"}, "A carrier that does not say how long it takes was taken as fast enough. It is not feasible.", "没说要多久的也算够快了。没说的不可选。"),
    ("raw_weight", {"kilos": "raw"}, "The price was formed with the weight as it is. Carriers bill full kilograms, rounded up.", "用了没取整的重量。快递按整公斤收，向上取整。"),
    ("rounded_weight", {"kilos": "round"}, "The weight was rounded to the nearest kilogram. It is rounded *up*.", "重量四舍五入了。要**向上**取整。"),
    ("weight_down", {"kilos": "down"}, "The weight was rounded down. It is rounded up.", "重量向下取整了。要向上取整。"),
    ("one_more_at_full_kilograms", {"kilos": "next"}, "Exactly two kilograms were billed as three. 2.0 is 2.", "正好两公斤按三公斤收了。2.0 公斤算 2。"),
    ("first_kilogram_twice", {"per_kg": True}, "The first kilogram was paid twice: `first_kg` covers it, `next_kg` begins with the second.", "首重付了两遍：第一公斤已在 `first_kg` 里，`next_kg` 从第二公斤开始。"),
    ("returns_forgotten", {"reject": "none"}, "What comes back is sent a second time: price × (1 + `reject_rate`).", "忘了退回来的要再寄一次：价格 ×（1 + `reject_rate`）。"),
    ("price_over_success", {"reject": "over"}, "The price was divided by (1 - rate). The shop's rule sends it a second time only: × (1 + rate).", "价格除以了（1 - 退回率）。店里的规矩只再寄一次：×（1 + 退回率）。"),
    ("returns_are_cheaper", {"reject": "less"}, "A carrier that brings more back came out cheaper: × (1 + rate), not × (1 - rate).", "退回越多反而越便宜：应该 ×（1 + 退回率），不是 ×（1 - 退回率）。"),
    ("missing_rate_is_zero", {"missing": 0.0}, "A missing `reject_rate` was counted as 0. Who does not say counts as 0.05.", "没说退回率的按 0 算了。要按 0.05。"),
    ("missing_rate_is_dear", {"missing": None}, "A carrier without `reject_rate` drops out, for its cost is missing. Count it as 0.05.", "没说退回率的，运费成了缺失值，被挤出去了。按 0.05 算。"),
    ("missing_rate_half", {"missing": 0.5}, "A missing `reject_rate` counts as 0.05, five percent.", "没说退回率的按 0.05 算，是百分之五。"),
    ("not_rounded", {"digits": None}, "Costs that differ by less than a fen were told apart. Round to two decimals first.", "差不到一分钱的也分了高低。先保留两位小数。"),
    ("to_the_yuan", {"digits": 0}, "The costs were rounded to yuan. Two decimals are asked for.", "运费取到了元。要保留两位小数。"),
    ("ties_as_they_come", {"tie": "first"}, "With equal cost the first row won. The first name in the alphabet wins.", "一样贵时取了表里的第一行。要取字母排在前面的名字。"),
    ("ties_backwards", {"tie": "last"}, "With equal cost the last name won. The first in the alphabet wins.", "一样贵时取了字母排在后面的。要取前面的。"),
    ("ties_by_speed", {"tie": "fast"}, "With equal cost the faster one won. The rule goes by name.", "一样贵时取了更快的。规矩是看名字。"),
    ("none_for_nobody", {"fail": "none"}, "Without a feasible carrier the answer was `None`. Raise a `ValueError`: the packing table has to notice.", "没有可选的时返回了 `None`。要抛出 `ValueError`，打包台才知道。"),
    ("text_for_nobody", {"fail": "empty"}, "Without a feasible carrier the answer was an empty text. Raise a `ValueError`.", "没有可选的时返回了空文字。要抛出 `ValueError`。"),
    ("weight_not_checked", {"weight_check": False}, "A weight of 0 was priced. Raise a `ValueError`.", "重量是 0 也照样算了。要抛出 `ValueError`。"),
    ("fastest_wins", {"by": "hours"}, "The fastest carrier was chosen. Fast enough is enough; then the cheapest wins.", "选了最快的。够快就行，再选最便宜的。"),
    ("first_kilogram_only", {"by": "first"}, "Only the price of the first kilogram was compared. A heavy parcel pays for the others, too.", "只比了首重。重的包裹还要付续重。"),
    ("limit_ignored", {"limit": False}, "The hours were not looked at. `p90_hours` must be at most `max_hours`.", "没看小时数。`p90_hours` 不能超过 `max_hours`。"),
)  # fmt: skip


# --- landed_cost ------------------------------------------------------------------------------------------------------

landed_cost = Exercise(points=3, compare="equal", tolerance=1e-9)


def goods(price, freight, insurance, duty, vat, fx):
    return {"price": price, "freight": freight, "insurance": insurance, "duty": duty, "vat": vat, "fx": fx}


@landed_cost.example
def fifty_units_by_hand():
    return goods(50.0, 8.0, NO, 0.1, 0.2, 7.0), {"duty_base": 407.218, "vat_base": 447.9398, "total": 537.52776}


@landed_cost.visible(en="a set of bed linen", zh="一套床品")
def bed_linen():
    return goods(92.0, 11.0, 1.5, 0.12, 0.2, 7.8)


@landed_cost.visible(en="a small pan, low duty", zh="一只小锅，关税低")
def a_small_pan():
    return goods(180.0, 30.0, 0.8, 0.05, 0.11, 0.21)


@landed_cost.visible(en="a currency of small units", zh="面值很小的货币")
def small_units():
    return goods(2400.0, 380.0, NO, 0.05, 0.08, 0.21)


@landed_cost.visible(edge=True, en="insurance is missing", zh="没有保险费")
def insurance_missing():
    return goods(60.0, 20.0, NO, 0.1, 0.1, 3.0)


@landed_cost.visible(edge=True, en="insurance is 0", zh="保险费是 0")
def insurance_zero():
    return goods(60.0, 20.0, 0.0, 0.1, 0.1, 5.0)


@landed_cost.visible(edge=True, en="a duty of exactly 30 yuan", zh="关税正好 30 元")
def exactly_thirty():
    return goods(50.0, 9.0, 1.0, 0.1, 0.2, 5.0)


@landed_cost.visible(edge=True, en="a duty of 29.99 yuan", zh="关税 29.99 元")
def just_below_thirty():
    return goods(50.0, 9.0, 0.98, 0.1, 0.2, 5.0)


@landed_cost.visible(edge=True, en="a duty that rounds to 30 yuan", zh="取两位小数后是 30 元")
def rounds_to_thirty():
    return goods(299.96, 0.0, 0.0, 0.1, 0.2, 1.0)


@landed_cost.visible(edge=True, en="a duty between 20 and 40 yuan", zh="关税在 20 到 40 元之间")
def between_twenty_and_forty():
    return goods(40.0, 8.0, 2.0, 0.1, 0.2, 5.0)


@landed_cost.visible(edge=True, en="no duty, no tax", zh="没有关税，也没有增值税")
def no_duty():
    return goods(70.0, 10.0, 1.0, 0.0, 0.0, 6.0)


@landed_cost.visible(edge=True, en="everything is 0", zh="全是 0")
def all_zero():
    return goods(0.0, 0.0, 0.0, 0.1, 0.2, 6.0)


@landed_cost.visible(edge=True, en="a negative price", zh="货价是负数")
def negative_price():
    return goods(-5.0, 10.0, 1.0, 0.1, 0.2, 6.0)


@landed_cost.visible(edge=True, en="a negative freight, insurance missing", zh="运费是负数，没有保险费")
def negative_freight():
    return goods(50.0, -1.0, NO, 0.1, 0.2, 6.0)


@landed_cost.visible(edge=True, en="a negative insurance", zh="保险费是负数")
def negative_insurance():
    return goods(50.0, 1.0, -0.5, 0.1, 0.2, 6.0)


@landed_cost.visible(edge=True, en="a rate of 0", zh="汇率是 0")
def no_rate():
    return goods(50.0, 1.0, 0.5, 0.1, 0.2, 0.0)


@landed_cost.hidden(worlds=5)
def other_goods(world: World):
    rng = world.rng
    fx = float(np.round(rng.choice([0.21, 0.68, 1.36, 4.85, 7.8]) * rng.uniform(0.9, 1.1), 4))
    yuan = rng.uniform(40, 900)
    insurance = NO if rng.random() < 0.4 else float(np.round(0.006 * yuan / fx, 2))
    duty, vat = float(rng.choice([0, 0.03, 0.08, 0.15])), float(rng.choice([0.08, 0.11, 0.2]))
    return goods(float(np.round(yuan / fx, 2)), float(np.round(0.15 * yuan / fx, 2)), insurance, duty, vat, fx)


@landed_cost.invariant(en="Each storey is at least as high as the one below.", zh="一层不会比下面一层低。")
def storeys_rise(result, **inputs):
    return result["duty_base"] <= result["vat_base"] + 1e-9 <= result["total"] + 2e-9


def storeys(
    price, freight, insurance, duty, vat, fx, *, default=0.003, default_on="both", zero_missing=False, waive=30.0, strict=False,
    digits=2, divide=False, vat_on="duty", base="all", convert="all", check=True, checks=("price", "freight", "insurance", "fx"),
    tax_waived=False, keep_duty=False, total="with_vat", round_out=None, fx_on_limit=False, round_duty=False,
):  # fmt: skip
    """The three amounts; the arguments are the ways to get a rule wrong."""
    empty = math.isnan(insurance) or (zero_missing and insurance == 0)
    covered = default * {"both": price + freight, "price": price}[default_on] if empty else insurance
    if empty and default == 0:
        covered = 0.0
    values = {"price": price, "freight": freight, "insurance": insurance}
    if check and (any(values[n] < 0 for n in values if n in checks) or ("fx" in checks and not fx > 0)):
        raise ValueError("negative")
    sums = {"all": price + freight + covered, "price": price, "no_insurance": price + freight}[base]
    if divide:
        duty_base = sums / fx if fx else float("nan")
    elif convert == "price":
        duty_base = price * fx + freight + covered
    elif convert == "none":
        duty_base = sums
    else:
        duty_base = sums * fx
    charged = round(duty * duty_base, 2) if round_duty else duty * duty_base
    compared = round(charged, digits) if digits is not None else charged
    if fx_on_limit:
        compared = compared / fx if fx else compared
    free = compared <= waive if strict else compared < waive
    kept = charged if keep_duty or not free else 0.0
    vat_base = duty_base + (kept if vat_on == "duty" else 0.0)
    tax = 0.0 if tax_waived and free else vat * vat_base
    whole = {"with_vat": vat_base + tax, "taxes": kept + tax, "both_on_base": duty_base * (1 + duty + vat),
             "twice": vat_base + kept + tax, "vat_on_base": duty_base + kept + vat * duty_base}[total]  # fmt: skip
    found = {"duty_base": duty_base, "vat_base": vat_base, "total": whole}
    return found if round_out is None else {name: round(value, round_out) for name, value in found.items()}


@landed_cost.right
def in_four_steps(price, freight, insurance, duty, vat, fx):
    return storeys(price, freight, insurance, duty, vat, fx)


@landed_cost.right
def in_yuan_from_the_start(price, freight, insurance, duty, vat, fx):
    if price < 0 or freight < 0 or insurance < 0 or fx <= 0:
        raise ValueError("amounts")
    ours = [amount * fx for amount in (price, freight)]
    ours.append(sum(ours) * 3 / 1000 if pd.isna(insurance) else insurance * fx)
    base = sum(ours)
    due = base * duty
    due = due if np.round(due, 2) >= 30 else 0
    return {"duty_base": base, "vat_base": base + due, "total": (base + due) * vat + base + due}


slips(
    landed_cost, storeys,
    ("insurance_left_out_if_missing", {"default": 0.0}, "Missing insurance was counted as 0. Customs take 0.3 % of price plus freight.", "保险费缺失时按 0 算了。海关按货价加运费的 0.3% 计。"),
    ("three_percent", {"default": 0.03}, "3 % was taken. The rule is 0.3 %, 0.003.", "用了 3%。规矩是 0.3%，也就是 0.003。"),
    ("insurance_on_the_price", {"default_on": "price"}, "Missing insurance was taken from the price alone. It is 0.3 % of price *plus freight*.", "缺失的保险费只按货价算了。要按货价**加运费**的 0.3%。"),
    ("zero_is_missing", {"zero_missing": True}, "An insurance of 0 was treated as missing. 0 is an amount.", "保险费是 0，当成缺失了。0 也是一个数。"),
    ("small_duty_collected", {"keep_duty": True}, "A duty below 30 yuan was collected. It counts as 0, and is not in the VAT base either.", "不到 30 元的关税也收了。应该按 0 算，也不进增值税的基数。"),
    ("thirty_is_free", {"strict": True}, "A duty of exactly 30 yuan was waived. *Less* than 30 is free.", "正好 30 元的关税免了。**不到** 30 元才免。"),
    ("compared_unrounded", {"digits": None}, "29.996 was taken as less than 30. For the comparison the duty is rounded to two decimals.", "29.996 被当成不到 30。比较时先取两位小数。"),
    ("limit_of_twenty", {"waive": 20.0}, "The limit is 30 yuan of *duty*.", "界限是 30 元**关税**。"),
    ("limit_of_fifty", {"waive": 50.0}, "The limit of the question is 30 yuan, not 50.", "题目的界限是 30 元，不是 50 元。"),
    ("limit_in_their_money", {"fx_on_limit": True}, "The duty was compared with 30 units of the foreign money. The limit is 30 yuan.", "拿外币去和 30 比了。界限是 30 元人民币。"),
    ("rate_the_wrong_way", {"divide": True}, "The amounts were divided by `fx`. It is yuan for one unit: multiply.", "金额除以了 `fx`。它是 1 单位外币折合多少元：要乘。"),
    ("not_converted", {"convert": "none"}, "The amounts stand in the foreign money. Turn them into yuan with `fx`.", "金额还是外币。要用 `fx` 折成元。"),
    ("price_converted_only", {"convert": "price"}, "Only the price was turned into yuan. Freight and insurance stand in the same foreign money.", "只把货价折成了元。运费、保险费也是外币。"),
    ("price_alone_is_taxed", {"base": "price"}, "The duty was charged on the price alone. Freight and insurance belong to the base.", "关税只按货价算了。运费、保险费也要进基数。"),
    ("insurance_forgotten", {"base": "no_insurance"}, "The insurance is missing in the base.", "基数里漏了保险费。"),
    ("vat_without_duty", {"vat_on": "base"}, "The VAT base lacks the duty. The tax is charged on the duty, too.", "增值税基数里没有关税。增值税要连关税一起算。"),
    ("vat_on_the_duty_base", {"total": "vat_on_base"}, "The VAT was charged on the duty base. It is charged on the VAT base, with the duty in it.", "增值税按关税基数算了。要按 `vat_base` 算，里面有关税。"),
    ("rates_added", {"total": "both_on_base"}, "Both rates were added and charged on one base. The VAT stands on the duty: two storeys.", "两个税率直接加起来算了。增值税压在关税上面，是两层。"),
    ("taxes_only", {"total": "taxes"}, "The total holds the taxes only. The goods are part of what it costs.", "总数里只有税。货本身也要算进去。"),
    ("duty_counted_twice", {"total": "twice"}, "The duty is in twice: `vat_base` holds it already.", "关税算了两遍：`vat_base` 里已经有了。"),
    ("vat_waived_too", {"tax_waived": True}, "With a small duty the VAT was waived, too. Only the duty is.", "关税不收，把增值税也免了。免的只有关税。"),
    ("negative_accepted", {"check": False}, "Negative amounts or a rate of 0 were accepted. Raise a `ValueError`.", "负数、汇率 0 也照样算了。要抛出 `ValueError`。"),
    ("rate_not_checked", {"checks": ("price", "freight", "insurance")}, "A rate of 0 was accepted. `fx` must be above 0: raise a `ValueError`.", "汇率是 0 也照样算了。`fx` 要大于 0，否则抛出 `ValueError`。"),
    ("insurance_not_checked", {"checks": ("price", "freight", "fx")}, "A negative insurance was accepted. Raise a `ValueError`.", "负的保险费也照样算了。要抛出 `ValueError`。"),
    ("freight_not_checked", {"checks": ("price", "insurance", "fx")}, "A negative freight was accepted. Raise a `ValueError`.", "负的运费也照样算了。要抛出 `ValueError`。"),
    ("duty_rounded_for_good", {"round_duty": True},
     "The duty went on rounded. It is rounded for the comparison with 30 only; the VAT base takes it as it is.",
     "关税取整以后就一直用取整的数了。只有和 30 比的时候才取整，进增值税基数的是原来的数。"),
    ("rounded_to_the_fen", {"round_out": 2}, "The results are rounded. Nothing is to be rounded here but for the comparison with 30.", "结果取整了。除了和 30 比的时候，都不要取整。"),
)  # fmt: skip


# --- chart_p90 --------------------------------------------------------------------------------------------------------

chart_p90 = Exercise(points=3, compare="chart", tolerance=1e-6)
SENT = ["order_id", "warehouse", "created_at", "paid_at", "delivered_at"]


def draw_hours(heights: dict, title="P90 with open orders", xlabel="warehouse", ylabel="hours"):
    """Bars in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar(list(heights), list(heights.values()))
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
    return axes


def house(name: str, start: str, hours: list, unpaid: int = 0, first: int = 1) -> pd.DataFrame:
    """Orders of a warehouse placed at one hour of successive days; hours None: open."""
    placed = pd.Timestamp(f"2025-{start}") + pd.to_timedelta(np.arange(len(hours) + unpaid), unit="h")
    taken = pd.to_timedelta(pd.Series([*hours, *[5] * unpaid], dtype=float), unit="h")
    table = pd.DataFrame({"warehouse": name, "created_at": placed, "delivered_at": placed + taken.to_numpy()})
    table["paid_at"] = table["created_at"] + pd.Timedelta(minutes=5)
    if unpaid:
        table.loc[table.index[-unpaid:], ["paid_at", "delivered_at"]] = pd.NaT
    table.insert(0, "order_id", first + np.arange(len(table)))
    return table[SENT]


def houses(*tables: pd.DataFrame) -> pd.DataFrame:
    rows = pd.concat(tables, ignore_index=True)
    rows["order_id"] = 1 + np.arange(len(rows))
    return rows.iloc[np.argsort((np.arange(len(rows)) * 7) % len(rows), kind="stable")].reset_index(drop=True)


@chart_p90.example
def three_houses_by_hand():
    orders = houses(
        house("W1", "12-01 08:00", [10, 20, 30, 40, 50, 60, 70, 80, 90, None]),
        house("W2", "12-01 08:00", [10, 20, 30, 40, 50, 60, 70, 80, None, None]),
        house("W3", "12-01 08:00", [10, 20, 30, 40]),
    )
    return {"orders": orders, "as_of": "2025-12-20"}, [("W1", 90.0)]


YEAR_END = houses(
    house("W2", "12-10 09:00", [30, 44, 71, 52, 90.5, 61, 38, 55, 120, 47, 66, None], unpaid=2),
    house("W1", "12-11 10:00", [26, 31, 45, 28, 60, 33, 52], unpaid=1),
    house("W3", "12-12 08:00", [70, 82, 65, 91, 77, 140, 99, 88, 180, 75]),
    house("W4", "12-18 20:00", [20, 25, 30, 22]),
    house("W5", "12-17 20:00", [24, 26, 90, 110, 28]),
)


@chart_p90.visible(en="before the new year", zh="年底之前")
def before_the_new_year():
    return {"orders": YEAR_END, "as_of": "2025-12-31"}


@chart_p90.visible(en="the same shop, eleven days earlier", zh="同一家店，早十一天")
def eleven_days_earlier():
    return {"orders": YEAR_END.iloc[::-1].reset_index(drop=True), "as_of": "2025-12-20"}


@chart_p90.visible(edge=True, en="delivered on the day itself", zh="当天才签收")
def delivered_today():
    orders = houses(
        house("W1", "12-01 00:00", [10, 20, 30, 40, 50, 216.0]),
        house("W2", "12-01 00:00", [12, 24, 36, 48, 60, 72, 84, 96, 108, 230.0]),
        house("W3", "12-01 00:00", [9, 8, 7, 6, 5]),
    )
    return {"orders": orders, "as_of": "2025-12-10"}


@chart_p90.visible(edge=True, en="exactly five orders, and four", zh="正好五单，和四单")
def five_and_four():
    orders = houses(
        house("W1", "12-01 08:00", [10, 50, 20, 40, 30]), house("W2", "12-01 08:00", [1, 2, 3, 4], unpaid=3)
    )
    return {"orders": orders, "as_of": "2025-12-20"}


@chart_p90.visible(edge=True, en="just enough have arrived", zh="到的刚好够")
def just_enough():
    orders = houses(
        house("W1", "12-01 08:00", [*range(10, 28), None, None]), house("W2", "12-01 08:00", [*range(10, 27), None, None, None]),
        house("W3", "12-02 08:00", [40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50]),
    )  # fmt: skip
    return {"orders": orders, "as_of": "2025-12-20"}


@chart_p90.visible(edge=True, en="orders placed today", zh="今天才下的单")
def placed_today():
    orders = houses(
        house("W1", "12-09 20:00", [1, 2, 3, 1.5, 2, 2, 2]), house("W2", "12-01 08:00", [30, 31, 32, 33, 34, 35]),
        house("W3", "12-10 00:00", [1, 1, 1, 1, 1, 1]), house("W2", "12-10 00:00", [1, 1]),
        house("W4", "12-02 08:00", [50, 52, 54, 56, 58, 60, 62, 64]),
    )  # fmt: skip
    return {"orders": orders, "as_of": "2025-12-10"}


@chart_p90.hidden(worlds=3)
def other_walls(world: World):
    ops = world.table("warehouse_ops")[["order_id", "warehouse"]]
    ops["warehouse"] = ops["warehouse"].map({"east": "W1", "north": "W2", "south": "W3"})
    placed = world.table("orders").set_index("order_id")[["created_at", "paid_at", "delivered_at"]]
    both = ops.join(placed, on="order_id")
    day = pd.Timestamp("2025-11-20") + pd.Timedelta(days=int(world.rng.integers(0, 40)))
    both = both[both["created_at"] < day - pd.Timedelta(days=int(world.rng.integers(3, 8)))]
    return {
        "orders": both[SENT].sample(frac=1, random_state=world.rng).reset_index(drop=True),
        "as_of": day.strftime("%Y-%m-%d"),
    }


def slow_end(
    orders, as_of, *, paid_only=True, placed="<", cut="<", least=5, open_below=True, enough=True, k="up", share=0.9, start="created_at",
    unit=1.0, q=None, waiting=False, spare=0, blank=None, k_of="all",
):  # fmt: skip
    """Heights by warehouse; the arguments are the ways to get a rule wrong."""
    today = pd.Timestamp(as_of)
    rows = orders[orders["paid_at"].notna()] if paid_only else orders
    rows = rows[{"<": rows["created_at"] < today, "<=": rows["created_at"] < today + pd.Timedelta(days=1),
                 "all": rows["created_at"].notna()}[placed]]  # fmt: skip
    known = {"<": rows["delivered_at"] < today, "<=": rows["delivered_at"] < today + pd.Timedelta(days=1),
             "all": rows["delivered_at"].notna()}[cut]  # fmt: skip
    hours = (rows["delivered_at"].where(known) - rows[start]) / HOUR
    if waiting:
        hours = hours.fillna((today - rows["created_at"]) / HOUR)
    heights = {}
    for name, values in hours.groupby(rows["warehouse"]):
        arrived = values.dropna().sort_values()
        n = len(values) if open_below else len(arrived)
        if n < least:
            continue
        if q is not None:
            heights[name] = (values if open_below else arrived).quantile(share, interpolation=q)
            continue
        exact = round(share * (n if k_of == "all" else len(arrived)), 9)
        place = {
            "up": math.ceil(exact),
            "down": math.floor(exact),
            "near": round(exact),
            "next": math.floor(exact) + 1,
        }[k]
        if len(arrived) >= place + spare and place > 0:
            heights[name] = arrived.iloc[place - 1]
        elif blank is not None:
            heights[name] = blank
        elif not enough and len(arrived):
            heights[name] = arrived.iloc[-1]
    return {name: float(value) * unit for name, value in heights.items() if not math.isnan(value)}


@chart_p90.right
def bars_from_sorted_times(orders, as_of):
    return draw_hours(slow_end(orders, as_of))


@chart_p90.right
def points_with_infinity(orders, as_of):
    import matplotlib.pyplot as plt

    day = np.datetime64(as_of)
    rows = orders.loc[orders["paid_at"].notna().to_numpy() & (orders["created_at"] < day).to_numpy()]
    taken = np.where(
        rows["delivered_at"] < day, (rows["delivered_at"] - rows["created_at"]).dt.total_seconds() / 3600, np.inf
    )
    marks = {}
    for name in sorted(rows["warehouse"].unique()):
        mine = np.sort(taken[(rows["warehouse"] == name).to_numpy()])
        if len(mine) >= 5:
            height = mine[(9 * len(mine) + 9) // 10 - 1]
            if np.isfinite(height):
                marks[name] = height
    _, axes = plt.subplots()
    axes.plot(list(marks), list(marks.values()), "o")
    axes.set(title="slow end", xlabel="warehouse", ylabel="hours")
    return axes


def wall(**options):
    return lambda orders, as_of: draw_hours(slow_end(orders, as_of, **options))


for _name, _options, _en, _zh in (
    ("open_ones_left_out", {"open_below": False},
     "Open orders are left out, as in lesson 1. Here they count in n: they are longer than anything seen.", "没走完的没算，像第 1 课那样。这里要算进 n：它们比见过的都久。"),
    ("quantile_of_arrived", {"open_below": False, "q": "linear"},
     "This is the P90 of what has arrived, as `quantile` gives it. Open orders belong into n, and the k-th shortest is taken.",
     "这是已到订单的 P90（`quantile`）。没走完的也要算进 n，取第 k 短的。"),
    ("unpaid_in", {"paid_only": False}, "Unpaid orders are in: they look open for ever.", "没付款的订单也算了：它们看着永远没走完。"),
    ("deliveries_of_today", {"cut": "<="}, "Deliveries of the day `as_of` were counted. That day is still running.", "`as_of` 当天的签收也算了。这一天还没过完。"),
    ("later_deliveries", {"cut": "all"}, "Deliveries after `as_of` were counted. Nobody knows them yet.", "`as_of` 之后的签收也算了。那时还不知道。"),
    ("orders_of_today", {"placed": "<="}, "Orders placed on the day `as_of` were counted. It is still running.", "`as_of` 当天下的单也算了。这一天还没过完。"),
    ("orders_of_the_future", {"placed": "all", "cut": "all"}, "Everything in the table was used, also what comes after `as_of`.", "把表里的全用了，连 `as_of` 之后的也算。"),
    ("rounded_down", {"k": "down"}, "k was rounded down. It is rounded up.", "k 向下取整了。要向上取整。"),
    ("rounded_to_the_nearest", {"k": "near"}, "k was rounded to the nearest number. It is rounded up.", "k 四舍五入了。要向上取整。"),
    ("one_too_far", {"k": "next"}, "Where 0.9 n is a whole number, k went one too far. Of ten, k is 9.", "0.9 n 是整数时，k 多了一。十单里 k 是 9。"),
    ("longest_for_unknown", {"enough": False}, "A warehouse whose P90 is not known yet got the longest time seen. It has no mark.", "P90 还不知道的仓库，画成了见过的最久时间。它不该有标记。"),
    ("few_orders_shown", {"least": 1}, "A warehouse with fewer than MIN_ORDERS orders has a mark.", "不到 MIN_ORDERS 单的仓库也画了。"),
    ("more_than_the_least", {"least": 6}, "A warehouse with exactly MIN_ORDERS orders has no mark. At least: `>=`.", "正好 MIN_ORDERS 单的仓库没画。至少就行：`>=`。"),
    ("from_payment", {"start": "paid_at"}, "The clock starts at the payment. It starts at the order, `created_at`.", "从付款起算了。要从下单 `created_at` 起算。"),
    ("chart_in_days", {"unit": 1 / 24}, "The heights are days. Hours are asked for.", "高度用了天。题目要的是小时。"),
    ("open_until_now", {"waiting": True}, "Open orders were given the time until today, as if they had arrived. They are longer than that.", "没走完的，按等到今天算，当成已经到了。它们比这还久。"),
    ("one_more_than_enough", {"spare": 1},
     "A warehouse in which exactly k orders have arrived has no mark. At least k is enough.", "正好到了 k 单的仓库没画。至少 k 单就够了。"),
    ("unknown_is_zero", {"blank": 0.0},
     "A warehouse whose P90 is not known yet has a mark at 0, as if it were the fastest. It has no mark.", "P90 还不知道的仓库画在了 0，像是最快的。它不该有标记。"),
    ("k_of_the_arrived", {"k_of": "arrived"},
     "k was formed from the orders that have arrived. The open ones count in n.", "k 只按到了的单算了。没走完的也要算进 n。"),
    ("median_instead", {"share": 0.5}, "These are medians. Nine in ten are asked for.", "这是中位数。题目要的是十单里的九单。"),
    ("ninety_five", {"share": 0.95}, "The share is 0.9.", "占比是 0.9。"),
):  # fmt: skip
    slip(chart_p90, _name, wall(**_options), _en, _zh)


@chart_p90.wrong(
    en="The right marks, but without a title and axis labels: nobody else can read this chart.",
    zh="标记是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_bars(orders, as_of):
    return draw_hours(slow_end(orders, as_of), title="", xlabel="", ylabel="")


@chart_p90.wrong(
    en="One bar for all warehouses together. One mark for each is asked for.",
    zh="把各仓合成了一根柱子。要每个仓库一个标记。",
)
def one_bar_for_all(orders, as_of):
    return draw_hours(slow_end(orders.assign(warehouse="all"), as_of))

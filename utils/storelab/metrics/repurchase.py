"""Customers: people with a valid order; who is new, who returns, who is lost."""

from datetime import timedelta
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.metrics._frames import Frame, IntoFrameT, as_one_plan, divide, fen, finish, scalars, yuan
from storelab.metrics._orders import valid
from storelab.metrics._periods import as_day, since, window
from storelab.metrics._times import day_of
from storelab.metrics.registry import DAYS_OF_CALL, UNTIL_AS_OF, VALID_ORDERS, metric

CUSTOMERS = {"en": "customers with a valid order in the window", "zh": "窗口内有有效订单的客户数"}


@metric(
    "M141",
    en="Customers",
    zh="总客户数",
    branch="customers",
    numerator={"en": "customers with at least one valid order in the window", "zh": "窗口内至少有一笔有效订单的客户"},
    window=DAYS_OF_CALL,
    filter=VALID_ORDERS,
    unit="count",
    formula="count of distinct customers with a valid order",
    aliases=("总客户", "All customers"),
)
def customers(
    orders: Any, start: Any, end: Any, *, user_id: str = "user_id", paid_at: str = "paid_at", status: str = "status"
) -> int:
    """How many customers have a valid order in the window (M141): people, not orders.

    A valid order is paid and not refunded in full (M040), and counts on the day of its payment.

    Parameters
    ----------
    orders
        One row an order.
    start, end
        First and last day, such as ``"2025-12-31"``; both count.
    user_id, paid_at, status
        Columns of the customer, the time of payment (missing: never) and the state.

    Returns
    -------
    int
        Customers.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, an order has no customer, or ``end`` lies before ``start``.
    """
    return _counts(orders, start, end, user_id, paid_at, status)["all"]


@metric(
    "M140",
    en="Repeat customers",
    zh="复购客户数",
    branch="old_customers",
    numerator={"en": "customers with at least two valid orders in the window", "zh": "窗口内至少有两笔有效订单的客户"},
    window=DAYS_OF_CALL,
    filter=VALID_ORDERS,
    unit="count",
    formula="count of customers with two or more valid orders",
    aliases=("复购客户",),
)
def repeat_customers(
    orders: Any, start: Any, end: Any, *, user_id: str = "user_id", paid_at: str = "paid_at", status: str = "status"
) -> int:
    """How many customers have at least two valid orders in the window (M140).

    An order before the window does not count: who bought once in it is no repeat customer of it.

    Parameters
    ----------
    orders, start, end, user_id, paid_at, status
        As in `customers`.

    Returns
    -------
    int
        Customers.

    Raises
    ------
    StoreLabError
        As `customers`.
    """
    return _counts(orders, start, end, user_id, paid_at, status)["repeat"]


@metric(
    "M051",
    en="Repurchase rate",
    zh="复购率",
    branch="sales",
    numerator={"en": "customers with at least two valid orders in the window", "zh": "窗口内至少有两笔有效订单的客户"},
    denominator=CUSTOMERS,
    window=DAYS_OF_CALL,
    filter=VALID_ORDERS,
    unit="share",
    formula="repeat customers / customers",
    aliases=("重复购买率",),
)
def repurchase_rate(
    orders: Any, start: Any, end: Any, *, user_id: str = "user_id", paid_at: str = "paid_at", status: str = "status"
) -> float:
    """Share of the window's customers who bought at least twice in it (M051).

    The longer the window, the higher the rate: never show one without the other. The other definition in use, orders
    of returning customers over all orders, is not meant.

    Parameters
    ----------
    orders, start, end, user_id, paid_at, status
        As in `customers`.

    Returns
    -------
    float
        A share from 0 to 1, NaN without customers.

    Raises
    ------
    StoreLabError
        As `customers`.
    """
    counts = _counts(orders, start, end, user_id, paid_at, status)
    return divide(counts["repeat"], counts["all"])


@metric(
    "M123",
    en="New customers",
    zh="新客数",
    branch="new_customers",
    numerator={
        "en": "customers whose first valid order in the table lies in the window",
        "zh": "表中第一笔有效订单落在窗口内的客户",
    },
    window=DAYS_OF_CALL,
    filter=VALID_ORDERS,
    unit="count",
    formula="count of customers by day of their first valid order",
    aliases=("新客获取", "New customers acquired"),
)
def new_customers(
    orders: Any, start: Any, end: Any, *, user_id: str = "user_id", paid_at: str = "paid_at", status: str = "status"
) -> int:
    """How many customers made their first valid order in the window (M123).

    Hand in all orders, not those of the window: an order before it is what makes a customer an old one.

    Parameters
    ----------
    orders, start, end, user_id, paid_at, status
        As in `customers`.

    Returns
    -------
    int
        Customers.

    Raises
    ------
    StoreLabError
        As `customers`.
    """
    return _counts(orders, start, end, user_id, paid_at, status)["new"]


@metric(
    "M139",
    en="New-customer share",
    zh="新客比例",
    branch="new_customers",
    numerator={
        "en": "customers whose first valid order in the table lies in the window",
        "zh": "表中第一笔有效订单落在窗口内的客户",
    },
    denominator=CUSTOMERS,
    window=DAYS_OF_CALL,
    filter=VALID_ORDERS,
    unit="share",
    formula="new customers / customers",
)
def new_customer_share(
    orders: Any, start: Any, end: Any, *, user_id: str = "user_id", paid_at: str = "paid_at", status: str = "status"
) -> float:
    """Share of the window's customers who are new (M139).

    Parameters
    ----------
    orders, start, end, user_id, paid_at, status
        As in `new_customers`: all orders, not those of the window.

    Returns
    -------
    float
        A share from 0 to 1, NaN without customers.

    Raises
    ------
    StoreLabError
        As `customers`.
    """
    counts = _counts(orders, start, end, user_id, paid_at, status)
    return divide(counts["new"], counts["all"])


@metric(
    "M142",
    en="Churn rate",
    zh="客户流失率",
    branch="old_customers",
    numerator={"en": "of these, customers without a valid order in the window", "zh": "其中在窗口内没有有效订单的客户"},
    denominator={
        "en": "customers with a valid order in the equally long time just before the window",
        "zh": "窗口之前、同样长的一段时间里有有效订单的客户",
    },
    window=DAYS_OF_CALL,
    filter=VALID_ORDERS,
    unit="share",
    formula="customers lost / customers at the start",
    aliases=("流失会员",),
)
def churn_rate(
    orders: Any, start: Any, end: Any, *, user_id: str = "user_id", paid_at: str = "paid_at", status: str = "status"
) -> float:
    """Share of the customers at the start who do not buy in the window (M142).

    Customers at the start are those with a valid order in the equally long time just before it: the quarter before a
    quarter. Without a contract nobody ever says goodbye, so this "lost" may be a pause; the window decides.

    Parameters
    ----------
    orders
        One row an order; those before ``start`` too.
    start, end, user_id, paid_at, status
        As in `customers`.

    Returns
    -------
    float
        A share from 0 to 1, NaN without customers at the start.

    Raises
    ------
    StoreLabError
        As `customers`.
    """
    first, last = window(start, end)
    before = first - (last - first) - timedelta(days=1)
    bought = valid(orders, [], user_id, paid_at, status, since=before, last=last)
    people = (
        bought.with_columns(_inside=since(paid_at, first).cast(nw.Int64))
        .group_by(user_id)
        .agg(_earlier=nw.col("_inside").min(), _later=nw.col("_inside").max())
        .filter(nw.col("_earlier") == 0)
    )
    counts = scalars(people, stayed=nw.col("_later").sum(), all=nw.len())
    return divide(counts["all"] - (counts["stayed"] or 0), counts["all"])


def _counts(orders: Any, start: Any, end: Any, user_id: str, paid_at: str, status: str) -> dict[str, int]:
    first, last = window(start, end)
    people = (
        valid(orders, [], user_id, paid_at, status, last=last)
        .with_columns(_inside=since(paid_at, first).cast(nw.Int64))
        .group_by(user_id)
        .agg(_orders=nw.col("_inside").sum(), _new=nw.col("_inside").min())
        .filter(nw.col("_orders") > 0)
        .with_columns(_repeat=(nw.col("_orders") > 1).cast(nw.Int64))
    )
    counts = scalars(people, all=nw.len(), repeat=nw.col("_repeat").sum(), new=nw.col("_new").sum())
    return {name: int(count or 0) for name, count in counts.items()}


@metric(
    "M143",
    en="Monetary value",
    zh="消费金额",
    branch="old_customers",
    numerator={"en": "yuan paid in valid orders of the customer", "zh": "该客户有效订单的实付金额"},
    window=UNTIL_AS_OF,
    filter=VALID_ORDERS,
    unit="yuan",
    formula="sum of paid amounts of a customer",
    column="monetary",
)
@metric(
    "M144",
    en="Frequency",
    zh="消费频次",
    branch="old_customers",
    numerator={"en": "valid orders of the customer", "zh": "该客户的有效订单数"},
    window=UNTIL_AS_OF,
    filter=VALID_ORDERS,
    unit="count",
    formula="count of valid orders of a customer",
    column="frequency",
    aliases=("购买频次",),
)
@metric(
    "M145",
    en="Days since the last order",
    zh="最近一次购买距今天数",
    branch="old_customers",
    numerator={"en": "days from the last valid order to as_of", "zh": "最近一笔有效订单到 as_of 的天数"},
    window=UNTIL_AS_OF,
    filter=VALID_ORDERS,
    unit="day",
    formula="as_of - day of the last valid order",
    column="recency_days",
    aliases=("Recency", "最近购买"),
)
@as_one_plan
def customer_summary(
    orders: IntoFrameT,
    as_of: Any,
    *,
    user_id: str = "user_id",
    paid_at: str = "paid_at",
    paid: str = "paid",
    status: str = "status",
) -> IntoFrameT:
    """What each customer has done up to a day: recency (M145), frequency (M144), money (M143).

    Parameters
    ----------
    orders
        One row an order.
    as_of
        The day from which one looks back, such as ``"2025-12-31"``; it counts in full, later orders do not.
    user_id, paid_at, paid, status
        Columns of the customer, the time of payment (missing: never), the yuan paid, and the state.

    Returns
    -------
    frame
        ``user_id``, ``recency_days`` (0 for an order on the day itself), ``frequency`` (valid orders), ``monetary``
        (yuan paid in them, before partial refunds), sorted by the customer; nobody without a valid order is in it.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, an order has no customer, or ``as_of`` is no day or lies before the data.
    """
    return cast(IntoFrameT, finish(summary(orders, as_of, user_id, paid_at, paid, status).sort(user_id)))


def summary(
    orders: Any, as_of: Any, user_id: str, paid_at: str, paid: str, status: str, *, refuse_early: bool = True
) -> Frame:
    """`customer_summary` as a narwhals frame in any order; without ``refuse_early`` an early day has no customers."""
    last = as_day(as_of, "as_of")
    known = last if refuse_early else None
    bought = valid(orders, [paid], user_id, paid_at, status, last=last, as_of=known).with_columns(_fen=fen(paid))
    people = bought.group_by(user_id).agg(_last=nw.col(paid_at).max(), frequency=nw.len(), _fen=nw.col("_fen").sum())
    return people.select(
        user_id,
        (last.toordinal() - day_of(people, "_last")).alias("recency_days"),
        nw.col("frequency").cast(nw.Int64),
        yuan("_fen").alias("monetary"),
    )

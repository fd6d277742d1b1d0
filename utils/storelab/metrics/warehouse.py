"""Inside the warehouse: what it costs, how fast orders leave, what piles up, what is not found."""

from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._durations import as_of_day, summary, with_age
from storelab.metrics._elapsed import HOUR
from storelab.metrics._flags import flag
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import FEN, By, IntoFrameT, divide, fen, finish, grouped, keys, rate, ratio, read, scalars
from storelab.metrics._periods import as_day, between, check_times, window
from storelab.metrics._tables import check_choice
from storelab.metrics.registry import DAYS_OF_CALL, EVERY_ROW, UNTIL_AS_OF, WHOLE_TABLE, metric

BASES = ("warehouse", "all")
WAREHOUSE_ACCOUNTS = ("warehouse",)
ORDER_LINES = {"en": "order lines", "zh": "订单行数"}


@metric(
    "M084",
    en="Warehouse cost",
    zh="仓储成本",
    branch="delivery",
    numerator={"en": "cost booked on the warehouse accounts", "zh": "记在仓储科目上的费用"},
    denominator={"en": "orders dispatched", "zh": "发货订单数"},
    window=DAYS_OF_CALL,
    filter=EVERY_ROW,
    unit="yuan",
    formula="sum of the warehouse ledger; per order: cost / orders",
    column="warehouse_cost",
)
def warehouse_cost(
    ledger: IntoFrameT,
    orders: IntoFrameT,
    start: Any,
    end: Any,
    accounts: Sequence[str] = WAREHOUSE_ACCOUNTS,
    *,
    date: str = "date",
    account: str = "account",
    amount: str = "amount",
    shipped_at: str = "shipped_at",
) -> dict[str, float]:
    """What the warehouse cost in a period, in all and for each order sent (M084).

    Much of it is rent and wages: with fewer orders the cost per order rises, though nobody worked worse.

    Parameters
    ----------
    ledger, orders
        One row an entry, costs negative as in the course's ledger; one row an order.
    start, end
        First and last day, such as ``"2025-12-31"``; both count.
    accounts
        Accounts of the warehouse: rent, wages, packaging, whatever the shop books there.
    date, account, amount
        Columns of ``ledger``: day, account, yuan.
    shipped_at
        Column of ``orders``: time of dispatch (missing: not sent).

    Returns
    -------
    dict
        ``warehouse_cost`` (yuan, costs above 0), ``orders`` (sent) and ``warehouse_cost_per_order`` (NaN without orders).

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, ``accounts`` names one that is not in the ledger, or ``end`` lies
        before ``start``.
    """
    first, last = window(start, end)
    entries = read(ledger, "ledger", [date, account, amount])
    sent = read(orders, "orders", [shipped_at])
    check_times(entries, "ledger", date)
    check_times(sent, "orders", shipped_at)
    check_numbers(entries, "ledger", amount)
    _check_accounts(entries, account, accounts)
    booked = entries.filter(between(date, first, last) & nw.col(account).is_in(list(accounts)))
    cost = scalars(booked.with_columns(_fen=fen(amount)), fen=nw.col("_fen").sum())["fen"] or 0
    count = scalars(sent.filter(between(shipped_at, first, last)), count=nw.len())["count"]
    yuan = -cost / FEN + 0.0  # no cost is 0.0, not -0.0
    return {"warehouse_cost": yuan, "orders": int(count), "warehouse_cost_per_order": divide(yuan, count)}


def _check_accounts(entries: Any, account: str, accounts: Sequence[str]) -> None:
    marks = {
        f"_{i}": (nw.col(account) == name).fill_null(False).cast(nw.Int64).sum() for i, name in enumerate(accounts)
    }
    found = scalars(entries, **marks) if marks else {}
    unknown = [name for i, name in enumerate(accounts) if not found[f"_{i}"]]
    if unknown or not accounts:
        raise StoreLabError(
            pick(
                {
                    "en": f"accounts must name warehouse accounts of the ledger; not in it: {unknown}.",
                    "zh": f"accounts 应该是 ledger 里的仓储科目；里面没有：{unknown}。",
                }
            )
        )


@metric(
    "M085",
    en="Warehouse handling time",
    zh="仓储生产时长",
    branch="delivery",
    numerator={"en": "hours from release to the warehouse to leaving it", "zh": "从下发仓库到出库的小时数"},
    window=UNTIL_AS_OF,
    filter={"en": "out by as_of; open ones are counted beside them", "zh": "截至 as_of 已出库的；未出库的另计数量"},
    unit="hour",
    formula="outbound_at - released_at: median and P90",
    column="handling_p50",
)
def handling_time(
    ops: IntoFrameT,
    as_of: Any,
    by: By = None,
    *,
    released_at: str = "released_at",
    outbound_at: str = "outbound_at",
) -> dict[str, float] | IntoFrameT:
    """Hours that an order spends in the warehouse (M085): median, and P90 for the slow end.

    Parameters
    ----------
    ops
        One row an order at a warehouse.
    as_of
        The day on which is looked back, such as ``"2025-12-31"``: later orders do not count, and what left later is
        open.
    by
        Columns to group by, such as ``"warehouse"``; None for one dict.
    released_at, outbound_at
        Columns: when the order came to the warehouse, and when it left (missing: not yet).

    Returns
    -------
    dict or frame
        ``handling_p50``, ``handling_p90`` (hours; NaN if nothing left), ``outbound`` and ``open`` (orders); with ``by``
        a frame of ``by`` and these, with null for NaN.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, an order left before it came, or ``as_of`` is no day or lies before
        the data.
    """
    last = as_day(as_of, "as_of")
    frame = read(ops, "ops", [*keys(by), released_at, outbound_at])
    known = as_of_day(frame, "ops", released_at, outbound_at, last)
    return cast("dict[str, float] | IntoFrameT", summary(known, by, "handling", "outbound"))


@metric(
    "M088",
    en="Backlog share by warehouse",
    zh="分仓库压单占比",
    branch="delivery",
    numerator={
        "en": "orders of the warehouse over the promise and not out yet",
        "zh": "该仓库超过承诺时限仍未出库的订单",
    },
    denominator={
        "en": "its orders not out yet; base 'all': such orders of all warehouses",
        "zh": "该仓库未出库的订单；base 取 'all' 时为所有仓库的压单",
    },
    window=UNTIL_AS_OF,
    filter=EVERY_ROW,
    unit="share",
    formula="overdue orders of the warehouse / its open orders (base 'all': / all overdue orders)",
    column="backlog_share",
)
def backlog_share(
    ops: IntoFrameT,
    as_of: Any,
    promise_hours: float = 24,
    base: str = "warehouse",
    *,
    warehouse: str = "warehouse",
    released_at: str = "released_at",
    outbound_at: str = "outbound_at",
) -> IntoFrameT:
    """Orders piled up in each warehouse at the end of a day (M088).

    The name has two meanings. By default it is the part of the warehouse's open orders that is overdue: how bad it is
    there. With ``base="all"`` it is the warehouse's part of all overdue orders: where the pile is.

    Parameters
    ----------
    ops
        One row an order at a warehouse.
    as_of
        The day at whose end is looked, such as ``"2025-12-31"``.
    promise_hours
        Hours from release within which an order should leave; after them it is overdue.
    base
        ``"warehouse"`` or ``"all"``.
    warehouse, released_at, outbound_at
        Columns: the warehouse, when the order came to it, and when it left (missing: not yet).

    Returns
    -------
    frame
        ``warehouse``, ``open`` and ``overdue`` (orders), and ``backlog_share`` (null where the denominator is 0; with
        ``"all"`` together 1).

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, a row has no warehouse, an order left before it came, the base is
        unknown, ``promise_hours`` is not above 0, or ``as_of`` is no day or lies before the data.
    """
    check_choice("base", base, BASES)
    check_range("promise_hours", promise_hours, 0, above=True)
    last = as_day(as_of, "as_of")
    frame = read(ops, "ops", [warehouse, released_at, outbound_at], ids=[warehouse])
    known = with_age(as_of_day(frame, "ops", released_at, outbound_at, last), released_at, last)
    overdue = (nw.col("_age") > round(promise_hours * HOUR)).cast(nw.Int64) * nw.col("_open")
    piled = known.with_columns(_overdue=overdue, _all=nw.lit(1))
    table = grouped(piled, [warehouse], open=nw.col("_open").sum(), overdue=nw.col("_overdue").sum())
    if base == "all":
        total = scalars(piled, total=nw.col("_overdue").sum())["total"] or 0
        share = ratio(nw.col("overdue"), nw.lit(int(total)))
    else:
        share = ratio(nw.col("overdue"), nw.col("open"))
    counts = (nw.col(name).cast(nw.Int64) for name in ("open", "overdue"))
    return cast(IntoFrameT, finish(table.select(warehouse, *counts, share.alias("backlog_share"))))


@metric(
    "M089",
    en="System shortage rate",
    zh="系统报缺率",
    branch="delivery",
    numerator={"en": "of these, lines that the system reports short", "zh": "其中系统报缺的订单行"},
    denominator=ORDER_LINES,
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="share",
    formula="order lines the system reports short / order lines",
)
def system_shortage_rate(ops: IntoFrameT, by: By = None, *, sys_short: str = "sys_short") -> float | IntoFrameT:
    """Share of the order lines for which the system had no stock (M089): planning and purchasing answer for it.

    Parameters
    ----------
    ops
        One row an order line at a warehouse.
    by
        Columns to group by, such as ``"warehouse"``; None for one number.
    sys_short
        Column: true, or 1, where the system reports short; a missing value is no report.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without lines; with ``by`` a frame of ``by`` and ``system_shortage_rate``.

    Raises
    ------
    StoreLabError
        If a column is missing, or ``sys_short`` holds neither truth values nor numbers.
    """
    frame = read(ops, "ops", [*keys(by), sys_short])
    marked = frame.with_columns(_short=flag(frame, "ops", sys_short))
    return cast("float | IntoFrameT", rate(marked, by, "system_shortage_rate", nw.col("_short").sum(), nw.len()))


@metric(
    "M090",
    en="Physical shortage rate",
    zh="实物报缺率",
    branch="delivery",
    numerator={"en": "of these, lines not found on the shelf", "zh": "其中货位上找不到实物的订单行"},
    denominator={"en": "lines in system stock that went to picking", "zh": "系统有库存并进入拣货的订单行"},
    window=WHOLE_TABLE,
    filter={"en": "lines the system did not report short", "zh": "系统没有报缺的订单行"},
    unit="share",
    formula="lines in system stock but not found at picking / lines picked",
)
def physical_shortage_rate(
    ops: IntoFrameT,
    by: By = None,
    *,
    sys_short: str = "sys_short",
    phys_short: str = "phys_short",
    picked_at: str = "picked_at",
) -> float | IntoFrameT:
    """Share of the lines picked that were in the system's stock, but not on the shelf (M090): the warehouse answers.

    A line has been picked when it has a time of picking, or was reported missing there. What the system reported short
    never went to picking.

    Parameters
    ----------
    ops
        One row an order line at a warehouse.
    by
        Columns to group by, such as ``"warehouse"``; None for one number.
    sys_short, phys_short
        Columns: true, or 1, where the system, or the picker, reports short; a missing value is no report.
    picked_at
        Column of the time of picking (missing: not yet).

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN if nothing was picked; with ``by`` a frame of ``by`` and ``physical_shortage_rate``.

    Raises
    ------
    StoreLabError
        If a column is missing, or a report holds neither truth values nor numbers.
    """
    frame = read(ops, "ops", [*keys(by), sys_short, phys_short, picked_at])
    marked = frame.with_columns(
        _system=flag(frame, "ops", sys_short),
        _short=flag(frame, "ops", phys_short),
        _picked=(~nw.col(picked_at).is_null()).cast(nw.Int64),
    )
    picked = marked.filter((nw.col("_system") == 0) & ((nw.col("_picked") == 1) | (nw.col("_short") == 1)))
    return cast("float | IntoFrameT", rate(picked, by, "physical_shortage_rate", nw.col("_short").sum(), nw.len()))


@metric(
    "M091",
    en="On-time shelving rate",
    zh="限时上架完成率",
    branch="delivery",
    numerator={"en": "of these, receipts shelved within the limit", "zh": "其中在时限内上架的收货单"},
    denominator={
        "en": "receipts that had the whole limit by the end of as_of",
        "zh": "到 as_of 结束时已满时限的收货单",
    },
    window=UNTIL_AS_OF,
    filter=EVERY_ROW,
    unit="share",
    formula="receipts shelved within the limit / receipts",
)
def on_time_shelving_rate(
    receipts: IntoFrameT,
    as_of: Any,
    limit_hours: float = 24,
    by: By = None,
    *,
    received_at: str = "received_at",
    shelved_at: str = "shelved_at",
) -> float | IntoFrameT:
    """Share of the receipts that were on the shelf in time (M091): until then nobody can buy them.

    Receipts younger than the limit are not judged yet.

    Parameters
    ----------
    receipts
        One row an inbound receipt.
    as_of
        The day at whose end is looked back, such as ``"2025-12-31"``.
    limit_hours
        Hours from receipt to shelf.
    by
        Columns to group by, such as ``"warehouse"``; None for one number.
    received_at, shelved_at
        Columns: time of receipt, and on the shelf (missing: not yet).

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without such receipts; with ``by`` a frame of ``by`` and ``on_time_shelving_rate``.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, a receipt was shelved before it came, the limit is not above 0, or
        ``as_of`` is no day or lies before the data.
    """
    check_range("limit_hours", limit_hours, 0, above=True)
    last = as_day(as_of, "as_of")
    limit = round(limit_hours * HOUR)
    frame = read(receipts, "receipts", [*keys(by), received_at, shelved_at])
    known = with_age(as_of_day(frame, "receipts", received_at, shelved_at, last), received_at, last)
    judged = known.filter(nw.col("_age") >= limit)
    marked = judged.with_columns(_good=(nw.col("_elapsed") <= limit).fill_null(False).cast(nw.Int64))
    return cast("float | IntoFrameT", rate(marked, by, "on_time_shelving_rate", nw.col("_good").sum(), nw.len()))

"""Money over time and in proportion: tax on profit, turnover of capital, cash, break-even, present value."""

import math
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import Numbers, check_range, quotient
from storelab.metrics._frames import FEN, IntoFrameT, collect, fen, grouped, like, read
from storelab.metrics.registry import EVERY_ROW, metric

PERIOD = {"en": "the period of the figures handed in", "zh": "输入数据所属的期间"}


@metric(
    "M048",
    en="Profit after tax",
    zh="税后利润",
    branch="finance",
    numerator={"en": "profit before tax less income tax", "zh": "税前利润减所得税"},
    window=PERIOD,
    filter={"en": "a loss pays no tax", "zh": "亏损不缴所得税"},
    unit="yuan",
    formula="profit before tax - rate * max(profit before tax - losses carried forward, 0)",
)
def profit_after_tax(profit_before_tax: float, tax_rate: float, losses_carried: float = 0.0) -> float:
    """What is left of a profit after income tax (M048). An illustration, and not tax advice.

    Book profit stands for taxable profit here; real tax law adds and takes off a good deal.

    Parameters
    ----------
    profit_before_tax
        Yuan; a loss is negative and pays nothing.
    tax_rate
        Share of the taxable profit, from the dated table of parameters (`tax_parameters`), never from memory.
    losses_carried
        Yuan of earlier losses that may be set off, 0 or more.

    Returns
    -------
    float
        Yuan, to the fen.

    Raises
    ------
    StoreLabError
        If the rate is outside of 0 to 1, or the losses are negative.
    """
    check_range("tax_rate", tax_rate, 0, 1)
    check_range("losses_carried", losses_carried, 0)
    taxable = max(profit_before_tax - losses_carried, 0.0)
    return round(profit_before_tax - round(taxable * tax_rate, 2), 2)


@metric(
    "M053",
    en="Capital turnover",
    zh="资金周转率",
    branch="finance",
    numerator={"en": "sales of the period", "zh": "期间销售额"},
    denominator={"en": "average working capital", "zh": "平均营运资金"},
    window=PERIOD,
    filter=EVERY_ROW,
    unit="times a year",
    formula="sales / average working capital; days = days of the period / turnover",
    aliases=("Working capital turnover", "资金周转"),
)
def capital_turnover(sales: Numbers, average_working_capital: Numbers) -> Numbers:
    """How often the working capital comes back as sales (M053), in the period of the sales.

    Parameters
    ----------
    sales
        Yuan of sales; those of a year give times a year.
    average_working_capital
        Yuan tied up on average: current assets less current liabilities. Numbers, or columns of equal length.

    Returns
    -------
    float or column
        Times; NaN without capital.
    """
    return quotient(sales, average_working_capital)


def capital_turnover_days(sales: Numbers, average_working_capital: Numbers, days: int = 365) -> Numbers:
    """Days that a yuan of working capital is under way: the days of the period over `capital_turnover` (M053).

    Parameters
    ----------
    sales, average_working_capital
        As in `capital_turnover`.
    days
        Days of the period of the sales.

    Returns
    -------
    float or column
        Days; NaN without sales.

    Raises
    ------
    StoreLabError
        If ``days`` is not above 0.
    """
    check_range("days", days, 0, above=True)
    return quotient(average_working_capital * days, sales)


@metric(
    "M054",
    en="Cash flow",
    zh="现金流",
    branch="finance",
    numerator={"en": "opening cash plus inflow less outflow", "zh": "期初现金加流入减流出"},
    window=PERIOD,
    filter=EVERY_ROW,
    unit="yuan",
    formula="closing = opening + inflow - outflow",
    aliases=("Closing cash", "期末现金"),
)
def closing_cash(opening: Numbers, inflow: Numbers, outflow: Numbers) -> Numbers:
    """Cash at the end of a period (M054): what was there, came in, and went out.

    Cash is no profit: stock is paid before it is sold, and platforms pay after.

    Parameters
    ----------
    opening
        Yuan at the beginning.
    inflow, outflow
        Yuan in the period, both as numbers from 0 on. Numbers, or columns of equal length.

    Returns
    -------
    float or column
        Yuan.

    Raises
    ------
    StoreLabError
        If inflow or outflow is negative.
    """
    check_range("inflow", inflow, 0)
    check_range("outflow", outflow, 0)
    return opening + inflow - outflow


def cash_forecast(
    opening: float,
    flows: IntoFrameT,
    minimum: float,
    weeks: int = 13,
    *,
    week: str = "week",
    amount: str = "amount",
) -> IntoFrameT:
    """Cash at the end of each week (M054), and the first week in which it is too little.

    Parameters
    ----------
    opening
        Yuan before the first week.
    flows
        One row a week and kind of flow: inflows positive, outflows negative.
    minimum
        Yuan that must not be undercut.
    weeks
        How many weeks from the first one in the table; a quarter by default. Later flows are left out, weeks without
        flows have a row.
    week, amount
        Columns: the week as a whole number or as the day of its beginning, and yuan.

    Returns
    -------
    frame
        ``week``, ``inflow``, ``outflow`` (as a positive number), ``closing`` (yuan), ``below_minimum``, and ``alert``,
        which is true in the first week below the minimum only. Empty without flows.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, a flow has no week, or the days of two weeks are not whole weeks
        apart.
    """
    check_range("weeks", weeks, 1)
    frame = read(flows, "flows", [week, amount], ids=[week])
    check_numbers(frame, "flows", amount)
    kind = frame.collect_schema()[week]
    signed = frame.with_columns(_fen=fen(amount)).with_columns(
        _in=nw.when(nw.col("_fen") > 0).then(nw.col("_fen")).otherwise(0),
        _out=nw.when(nw.col("_fen") < 0).then(0 - nw.col("_fen")).otherwise(0),
    )
    table = collect(grouped(signed, [week], _in=nw.col("_in").sum(), _out=nw.col("_out").sum()))
    known = {row[week]: (int(row["_in"]), int(row["_out"])) for row in table.rows(named=True)}
    starts = _weeks(list(known), int(weeks), kind)
    rows: dict[str, list[Any]] = {name: [] for name in (week, "inflow", "outflow", "closing", "below_minimum", "alert")}
    cash, warned = round(opening * FEN), False
    for start in starts:
        inflow, outflow = known.get(start, (0, 0))
        cash += inflow - outflow
        below = cash < round(minimum * FEN)
        for name, value in zip(
            rows, (start, inflow / FEN, outflow / FEN, cash / FEN, below, below and not warned), strict=True
        ):
            rows[name].append(value)
        warned = warned or below
    money = dict.fromkeys(("inflow", "outflow", "closing"), nw.Float64)
    return cast(
        IntoFrameT,
        like(frame, rows, {week: kind, **money, "below_minimum": nw.Boolean, "alert": nw.Boolean}),
    )


def _weeks(known: list[Any], weeks: int, kind: Any) -> list[Any]:
    if not known:
        return []
    step: Any = 1 if kind.is_integer() else timedelta(weeks=1)
    first = min(known)
    if not kind.is_integer() and not isinstance(kind, (nw.Datetime, nw.Date)):
        problem = {
            "en": f"flows: weeks must be whole numbers or days, not {kind}.",
            "zh": f"flows 的周应该是整数或日期，现在是 {kind}。",
        }
        raise StoreLabError(pick(problem))
    if any((week - first) % step for week in known):
        raise StoreLabError(
            pick(
                {
                    "en": f"flows: weeks must lie whole weeks apart, counted from the first ({first}); use the Monday of each.",
                    "zh": f"flows 的各周应与第一周（{first}）相隔整数周；请统一用每周的周一。",
                }
            )
        )
    return [first + place * step for place in range(weeks)]


def cash_conversion_cycle(
    inventory: Numbers, receivable: Numbers, payable: Numbers, cogs: Numbers, sales: Numbers, days: int = 365
) -> Numbers:
    """Days from paying for goods to being paid for them: days of stock plus days of receivables less days of payables.

    Negative: suppliers and customers finance the shop.

    Parameters
    ----------
    inventory, receivable, payable
        Average yuan in stock, owed by platforms and customers, owed to suppliers.
    cogs, sales
        Yuan of the period: cost of goods sold (for stock and payables) and sales (for receivables). Numbers, or
        columns of equal length.
    days
        Days of the period.

    Returns
    -------
    float or column
        Days; NaN without cost of goods or without sales.

    Raises
    ------
    StoreLabError
        If ``days`` is not above 0.
    """
    check_range("days", days, 0, above=True)
    return quotient(inventory * days, cogs) + quotient(receivable * days, sales) - quotient(payable * days, cogs)


def break_even_sales(fixed_cost: float, contribution_rate: float, target_profit: float = 0.0) -> float:
    """Sales at which the contribution covers the fixed cost, or brings the profit wanted.

    Parameters
    ----------
    fixed_cost
        Yuan that do not move with sales.
    contribution_rate
        What is left of a yuan of sales after all that moves with it, up to 1.
    target_profit
        Yuan of profit to reach besides; 0 is break-even.

    Returns
    -------
    float
        Yuan; NaN if the contribution is not above 0, for then no sales are enough.

    Raises
    ------
    StoreLabError
        If the fixed cost or the target is negative, or the rate is above 1.
    """
    check_range("fixed_cost", fixed_cost, 0)
    check_range("target_profit", target_profit, 0)
    check_range("contribution_rate", contribution_rate, high=1)
    return quotient(fixed_cost + target_profit, max(contribution_rate, 0.0))


def net_present_value(rate: float, flows: Sequence[float]) -> float:
    """Worth today of flows to come.

    Parameters
    ----------
    rate
        Interest a period, above -1.
    flows
        Yuan by period; the first, usually the investment as a negative number, is today and is not discounted.

    Returns
    -------
    float
        Yuan; 0 without flows.

    Raises
    ------
    StoreLabError
        If the rate is not above -1.
    """
    check_range("rate", rate, -1, above=True)
    return math.fsum(flow / (1 + rate) ** period for period, flow in enumerate(flows))


def payback_time(flows: Sequence[float], rate: float = 0.0) -> float:
    """Periods until the flows have paid for the investment, and stay paid.

    Within the last period the flow is taken to come evenly.

    Parameters
    ----------
    flows
        Yuan by period; the first is today, usually the investment as a negative number.
    rate
        Interest a period for a discounted payback, above -1; 0 counts yuan as they are.

    Returns
    -------
    float
        Periods, 0 if there is nothing to pay back; NaN if the flows never pay or there are none.

    Raises
    ------
    StoreLabError
        If the rate is not above -1.
    """
    check_range("rate", rate, -1, above=True)
    balances = [net_present_value(rate, flows[: period + 1]) for period in range(len(flows))]
    if not balances or balances[-1] < 0:
        return math.nan
    last = max((period for period, balance in enumerate(balances) if balance < 0), default=-1)
    if last < 0:
        return 0.0
    return last + -balances[last] / (balances[last + 1] - balances[last])

"""Tax from dated tables of parameters: value-added tax and customs duty. No rate stands in this code.

Rates, thresholds and reliefs change, and depend on facts that no table knows. What is computed here teaches how a tax
works; it is not tax advice.
"""

from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import Numbers, quotient
from storelab.metrics._frames import FEN, Frame, IntoFrameT, collect, fen, finish, read, same_library, scalars, yuan
from storelab.metrics._periods import as_day, check_times, since
from storelab.metrics.registry import EVERY_ROW, WHOLE_TABLE, metric

HALF = 0.5 + 1e-6  # fen from which an amount is rounded up; the small addition undoes what binary fractions lose
PARAMETERS = ("rate", "threshold", "relief", "source")


def tax_parameters(
    params: Any,
    tax: str,
    taxpayer: str,
    on_date: Any,
    *,
    valid_from: str = "valid_from",
    valid_to: str = "valid_to",
) -> dict[str, Any]:
    """The row of a dated table of tax parameters that holds on a day. Not tax advice.

    Parameters
    ----------
    params
        One row a tax, taxpayer and period of validity: ``tax``, ``taxpayer``, ``rate`` (share), ``threshold`` (yuan;
        missing: none), ``relief`` (share of the tax that is waived; missing: none), ``source``, and the two days.
    tax, taxpayer
        Such as ``"vat"`` and ``"general"`` or ``"small_scale"``: as the table calls them.
    on_date
        The day, such as ``"2025-11-30"``.
    valid_from, valid_to
        Columns of the first and the last day of validity, both of which count; a missing last day is open.

    Returns
    -------
    dict
        ``rate``, ``threshold`` (0 for none), ``relief`` (0 for none) and ``source``.

    Raises
    ------
    StoreLabError
        If a column is missing, no row or more than one holds on the day, or a rate or relief is outside of 0 to 1.
    """
    day = as_day(on_date, "on_date")
    frame = read(params, "params", ["tax", "taxpayer", *PARAMETERS, valid_from, valid_to], ids=["rate", valid_from])
    check_numbers(frame, "params", "rate", "threshold", "relief", negative=False)
    check_times(frame, "params", valid_from, valid_to)
    chosen = frame.filter((nw.col("tax") == tax) & (nw.col("taxpayer") == taxpayer) & _holds(valid_from, valid_to, day))
    rows = collect(chosen.select(*PARAMETERS)).rows(named=True)
    if len(rows) != 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"params: {len(rows)} rows hold for tax '{tax}', taxpayer '{taxpayer}' on {day}; exactly one must. Look at {valid_from} and {valid_to}.",
                    "zh": f"params：税种 '{tax}'、纳税人 '{taxpayer}' 在 {day} 有 {len(rows)} 行有效，应该正好一行。请检查 {valid_from} 和 {valid_to}。",
                }
            )
        )
    row = rows[0]
    found = {name: _number(row[name]) for name in ("rate", "threshold", "relief")}
    if found["rate"] > 1 or found["relief"] > 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"params: rate and relief are shares from 0 to 1; got {found['rate']:g} and {found['relief']:g}.",
                    "zh": f"params：rate 和 relief 是 0 到 1 的比例；现在是 {found['rate']:g} 和 {found['relief']:g}。",
                }
            )
        )
    return {**found, "source": row["source"]}


def _holds(valid_from: str, valid_to: str, day: Any) -> nw.Expr:
    begun = (~since(valid_from, _next(day))).fill_null(False)
    return begun & (nw.col(valid_to).is_null() | since(valid_to, day).fill_null(False))


def _next(day: Any) -> Any:
    from datetime import timedelta

    return day + timedelta(days=1)


def _number(value: Any) -> float:
    return 0.0 if value is None or value != value else float(value)


def vat_statement(
    sales: IntoFrameT,
    inputs: IntoFrameT,
    params: Any,
    taxpayer: str,
    on_date: Any,
    *,
    tax: str = "vat",
    small_scale: Sequence[str] = ("small_scale",),
    tax_included: bool = True,
    amount: str = "amount",
    input_tax: str = "tax",
) -> dict[str, float]:
    """Value-added tax of a period, line by line, with the parameters of a day. Not tax advice.

    A general taxpayer pays the output tax on sales less the input tax on purchases; what input tax is left over is
    carried forward. A small-scale taxpayer pays a levy on sales without any input tax, and nothing up to the threshold.

    Parameters
    ----------
    sales
        One row a sale of the period; refunds are negative.
    inputs
        One row an invoice of purchases whose tax may be taken off. It is not used for a small-scale taxpayer.
    params, taxpayer, on_date, tax
        As in `tax_parameters`.
    small_scale
        Names of taxpayers that pay the levy.
    tax_included
        Whether the amounts of ``sales`` include the tax, as consumers' prices do.
    amount, input_tax
        Columns of yuan: of ``sales``, and the tax of ``inputs``.

    Returns
    -------
    dict
        Yuan, to the fen: ``net_sales`` (without tax), ``output_tax`` (after relief; 0 up to the threshold),
        ``input_tax``, ``payable`` (never below 0) and ``carried_forward``.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, an input tax is negative, or `tax_parameters` finds no single row.
    """
    found = tax_parameters(params, tax, taxpayer, on_date)
    sold = read(sales, "sales", [amount])
    check_numbers(sold, "sales", amount)
    gross = _sum(sold, amount)
    net = gross / (1 + found["rate"]) if tax_included else float(gross)
    levy = taxpayer in small_scale
    free = levy and net <= found["threshold"] * FEN
    output = 0 if free else _round(net * found["rate"] * (1 - found["relief"]))
    taken_off = 0
    if not levy:
        bought = read(inputs, "inputs", [input_tax])
        check_numbers(bought, "inputs", input_tax, negative=False)
        taken_off = _sum(bought, input_tax)
    return {
        "net_sales": _round(net) / FEN,
        "output_tax": output / FEN,
        "input_tax": taken_off / FEN,
        "payable": max(output - taken_off, 0) / FEN,
        "carried_forward": max(taken_off - output, 0) / FEN,
    }


def _sum(frame: Frame, column: str) -> int:
    return int(scalars(frame.with_columns(_fen=fen(column)), total=nw.col("_fen").sum())["total"] or 0)


def _round(value: float) -> int:
    """Half a fen is rounded away from zero, as on an invoice."""
    return int(abs(value) + HALF) * (1 if value >= 0 else -1)


def vat_payable(
    sales: IntoFrameT,
    inputs: IntoFrameT,
    params: Any,
    taxpayer: str,
    on_date: Any,
    *,
    tax: str = "vat",
    small_scale: Sequence[str] = ("small_scale",),
    tax_included: bool = True,
    amount: str = "amount",
    input_tax: str = "tax",
) -> float:
    """Value-added tax to pay for a period: output tax less input tax, never below 0. Not tax advice.

    Parameters
    ----------
    sales, inputs, params, taxpayer, on_date, tax, small_scale, tax_included, amount, input_tax
        As in `vat_statement`.

    Returns
    -------
    float
        Yuan.

    Raises
    ------
    StoreLabError
        As in `vat_statement`.
    """
    statement = vat_statement(
        sales,
        inputs,
        params,
        taxpayer,
        on_date,
        tax=tax,
        small_scale=small_scale,
        tax_included=tax_included,
        amount=amount,
        input_tax=input_tax,
    )
    return statement["payable"]


@metric(
    "M057",
    en="Tax burden",
    zh="税负",
    branch="finance",
    numerator={"en": "tax to pay", "zh": "应纳税额"},
    denominator={"en": "sales without tax", "zh": "不含税销售额"},
    window={"en": "the period of the figures handed in", "zh": "输入数据所属的期间"},
    filter=EVERY_ROW,
    unit="share",
    formula="tax payable / sales; VAT payable = output tax - input tax (general taxpayer)",
    aliases=("Tax rate", "税负率", "税率"),
)
def tax_burden(tax_payable: Numbers, sales: Numbers) -> Numbers:
    """Tax over sales (M057). The burden is not the rate: input tax and reliefs stand between them. Not tax advice.

    Parameters
    ----------
    tax_payable
        Yuan of tax, such as `vat_payable`.
    sales
        Yuan of sales without tax. Numbers, or columns of equal length.

    Returns
    -------
    float or column
        Share of the sales; NaN without sales.
    """
    return quotient(tax_payable, sales)


@metric(
    "M058",
    en="Customs duty",
    zh="关税",
    branch="finance",
    numerator={"en": "dutiable value times the duty rate", "zh": "完税价格乘关税税率"},
    window=WHOLE_TABLE,
    filter={
        "en": "the rate that holds at arrival; an order above a limit is charged in full",
        "zh": "按到港日有效的税率；超过限额的订单全额计税",
    },
    unit="yuan",
    formula="dutiable value * duty rate",
    aliases=("Import duty",),
)
def customs_duty(
    orders: IntoFrameT,
    duty_table: IntoFrameT,
    *,
    order_id: str = "order_id",
    buyer_id: str = "user_id",
    hs_code: str = "hs_code",
    country: str = "country",
    price: str = "price",
    freight: str = "freight",
    insurance: str = "insurance",
    arrived_at: str = "arrived_at",
    valid_from: str = "valid_from",
    valid_to: str = "valid_to",
) -> IntoFrameT:
    """Customs duty (M058) and import value-added tax of each order, from a dated table. Not tax advice.

    The dutiable value is price plus freight plus insurance; the tax is charged on that value plus the duty. An order
    within ``limit_order``, whose buyer with all orders of the calendar year up to this one stays within ``limit_year``,
    comes in free of duty and tax; any other is charged on its whole value.

    Parameters
    ----------
    orders
        One row an order, amounts in the money of ``duty_table``'s limits.
    duty_table
        One row a code, country and period of validity: ``duty`` and ``vat`` (shares), ``limit_order`` and
        ``limit_year`` (missing: nothing comes in free by value), and the two days.
    order_id, buyer_id, price, freight, insurance, arrived_at
        Columns of ``orders``; freight and insurance may be missing, which counts as none.
    hs_code, country
        Columns of both tables.
    valid_from, valid_to
        Columns of ``duty_table``: the first and the last day, both of which count; a missing last day is open.

    Returns
    -------
    frame
        ``order_id``, ``dutiable_value``, ``year_value`` (of the buyer, this order included), ``within_limits``,
        ``duty`` and ``vat`` (yuan, to the fen), sorted by ``order_id``.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an amount is negative, an order has no id, buyer, code, country or
        time, the tables are of different libraries, or an order does not find exactly one row of the table.
    """
    names = [order_id, buyer_id, hs_code, country, arrived_at]
    frame = read(orders, "orders", [*names, price, freight, insurance], ids=names)
    table_columns = [hs_code, country, "duty", "vat", "limit_order", "limit_year", valid_from, valid_to]
    table = read(duty_table, "duty_table", table_columns, ids=[hs_code, country, "duty", "vat", valid_from])
    same_library(frame, table)
    check_numbers(frame, "orders", price, freight, insurance, negative=False)
    check_numbers(table, "duty_table", "duty", "vat", "limit_order", "limit_year", negative=False)
    check_times(frame, "orders", arrived_at)
    check_times(table, "duty_table", valid_from, valid_to)
    valued = frame.with_columns(
        _value=fen(price) + fen(freight) + fen(insurance), _year=nw.col(arrived_at).dt.year().cast(nw.Int64)
    ).with_columns(
        # Orders that arrive at the same moment are taken in the order of their ids.
        _sofar=nw.col("_value").cum_sum().over(buyer_id, "_year", order_by=[arrived_at, order_id])
    )
    dated = valued.join(table.select(*table_columns), on=[hs_code, country])
    # A last day counts to its end: compared by day, not by moment.
    arrived = nw.col(arrived_at).dt.truncate("1d")
    open_end = nw.col(valid_to).is_null() | (arrived <= nw.col(valid_to).dt.truncate("1d")).fill_null(False)
    matched = dated.filter((nw.col(valid_from).dt.truncate("1d") <= arrived) & open_end)
    _check_matched(frame, matched, order_id)
    within = (nw.col("_value") <= nw.col("_limit_order")) & (nw.col("_sofar") <= nw.col("_limit_year"))
    limited = matched.with_columns(
        _limit_order=nw.when(~nw.col("limit_order").is_null()).then(fen("limit_order")).otherwise(-1),
        _limit_year=nw.when(~nw.col("limit_year").is_null()).then(fen("limit_year")).otherwise(-1),
    ).with_columns(within_limits=within)
    charged = limited.with_columns(_charged=nw.when(nw.col("within_limits")).then(0).otherwise(nw.col("_value")))
    duty = charged.with_columns(_duty=_to_fen(nw.col("_charged") * nw.col("duty")))
    taxed = duty.with_columns(_vat=_to_fen((nw.col("_charged") + nw.col("_duty")) * nw.col("vat")))
    result = taxed.select(
        order_id,
        yuan("_value").alias("dutiable_value"),
        yuan("_sofar").alias("year_value"),
        "within_limits",
        yuan("_duty").alias("duty"),
        yuan("_vat").alias("vat"),
    )
    return cast(IntoFrameT, finish(result.sort(order_id)))


def _to_fen(value: nw.Expr) -> nw.Expr:
    # Half a fen up: engines' own rounding of halves differs.
    return (value.cast(nw.Float64) + HALF).floor().cast(nw.Int64)


def _check_matched(frame: Frame, matched: Frame, order_id: str) -> None:
    rows = scalars(frame, rows=nw.len(), orders=nw.col(order_id).n_unique())
    found = scalars(matched, rows=nw.len(), orders=nw.col(order_id).n_unique())
    if rows["rows"] != rows["orders"]:
        raise StoreLabError(
            pick(
                {
                    "en": f"orders: {rows['rows'] - rows['orders']} values of '{order_id}' are there more than once.",
                    "zh": f"orders：'{order_id}' 有 {rows['rows'] - rows['orders']} 个重复值。",
                }
            )
        )
    if found["rows"] != found["orders"] or found["orders"] != rows["orders"]:
        without, twice = rows["orders"] - found["orders"], found["rows"] - found["orders"]
        raise StoreLabError(
            pick(
                {
                    "en": f"duty_table: each order must find exactly one row for its code, country and day; {without} find none, {twice} rows are too many.",
                    "zh": f"duty_table：每个订单按编码、国家和日期应正好对应一行；有 {without} 单找不到，多出 {twice} 行。",
                }
            )
        )

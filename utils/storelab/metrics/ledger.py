"""The books by month, channel and kind of cost: statements that tie to the ledger to the fen."""

from collections.abc import Mapping
from typing import Any, Literal, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import quotient
from storelab.metrics._frames import (
    FEN,
    By,
    Frame,
    IntoFrameT,
    collect,
    fen,
    finish,
    grouped,
    keys,
    money,
    rate,
    ratio,
    read,
    scalars,
    yuan,
)
from storelab.metrics._periods import check_times, period_number, period_of
from storelab.metrics.registry import WHOLE_TABLE, metric

# Which block of the statement an account belongs to. Income is positive in the ledger, costs and refunds are negative.
BLOCKS: dict[str, str] = {
    "sales": "sales",
    "freight_income": "sales",
    "refunds": "sales",
    "cogs": "cogs",
    "commission": "platform",
    "payment_fee": "platform",
    "media": "marketing",
    "marketing": "marketing",
    "logistics": "logistics",
    "labour": "labour",
    "tax": "tax",
}
COSTS = ("cogs", "platform", "marketing", "logistics", "labour", "other", "tax")
# Which blocks have been taken off in each kind of profit.
KINDS = {
    "gross": ("cogs",),
    "contribution": ("cogs", "platform", "marketing", "logistics"),
    "before_tax": ("cogs", "platform", "marketing", "logistics", "labour", "other"),
    "net": COSTS,
}
Kind = Literal["gross", "contribution", "before_tax", "net"]
LEDGER_FILTER = {
    "en": "accounts by block; a ledger with an unknown account is refused",
    "zh": "科目按成本大类归集；出现未知科目时拒绝计算",
}
NET_SALES = {"en": "sales and freight income less refunds", "zh": "销售收入加运费收入减退款"}


@metric(
    "M052",
    en="Cost blocks",
    zh="成本构成",
    branch="finance",
    numerator={"en": "cost of the block", "zh": "该大类的成本"},
    denominator=NET_SALES,
    window=WHOLE_TABLE,
    filter=LEDGER_FILTER,
    unit="yuan",
    formula="- sum of ledger amounts by block; share = block / sales",
    aliases=("商品成本 / 物流成本 / 营销成本 / 人力成本",),
)
def cost_blocks(
    ledger: IntoFrameT,
    by: By = None,
    blocks: Mapping[str, str] = BLOCKS,
    *,
    account: str = "account",
    amount: str = "amount",
) -> IntoFrameT:
    """Cost by block (M052): goods, platform, marketing, logistics, labour, other and tax, with their share of sales.

    Parameters
    ----------
    ledger
        One row an entry: income positive, costs and refunds negative.
    by
        Columns to group by besides the block; None for the whole table.
    blocks
        Block of each account: ``"sales"``, ``"cogs"``, ``"platform"``, ``"marketing"``, ``"logistics"``,
        ``"labour"``, ``"other"`` or ``"tax"``.
    account, amount
        Columns: the account, and yuan.

    Returns
    -------
    frame
        ``by``, ``block``, ``cost`` (yuan; positive, a credit note is negative) and ``share_of_sales`` (null without
        sales above 0); blocks without an entry have no row. The blocks are sorted by name.

    Raises
    ------
    StoreLabError
        If a column is missing, amounts are no numbers, or an account has no block.
    """
    groups = keys(by)
    booked = booked_entries(ledger, groups, blocks, account, amount).with_columns(_one=nw.lit(1))
    costs = grouped(booked.filter(nw.col("block") != "sales"), [*groups, "_one", "block"], _cost=nw.col("_fen").sum())
    sold = booked.filter(nw.col("block") == "sales").group_by(*groups, "_one").agg(_sales=nw.col("_fen").sum())
    joined = costs.join(sold, on=[*groups, "_one"], how="left").sort(*groups, "block", nulls_last=True)
    result = joined.with_columns(_cost=0 - nw.col("_cost")).select(
        *groups, "block", yuan("_cost").alias("cost"), ratio(nw.col("_cost"), nw.col("_sales")).alias("share_of_sales")
    )
    return cast(IntoFrameT, finish(result))


@metric(
    "M046",
    en="Profit rate",
    zh="利润率",
    branch="finance",
    numerator={
        "en": "contribution (kind says which profit: gross, contribution, before_tax, net)",
        "zh": "贡献利润（kind 决定是哪种利润：毛利、贡献利润、税前利润、净利润）",
    },
    denominator=NET_SALES,
    window=WHOLE_TABLE,
    filter=LEDGER_FILTER,
    unit="share",
    formula="profit / sales",
    aliases=("Profit and profit rate", "利润", "盈利能力"),
)
@metric(
    "M045",
    en="Net margin rate",
    zh="净利率",
    branch="finance",
    numerator={"en": "net profit: after all costs and tax", "zh": "净利润：扣掉全部成本和税"},
    denominator=NET_SALES,
    window=WHOLE_TABLE,
    filter=LEDGER_FILTER,
    unit="share",
    formula="net profit / sales",
    arguments={"kind": "net"},
    aliases=("Net profit margin", "净利润率"),
)
def profit_rate(
    ledger: IntoFrameT,
    by: By = None,
    kind: Kind = "contribution",
    blocks: Mapping[str, str] = BLOCKS,
    *,
    account: str = "account",
    amount: str = "amount",
) -> float | IntoFrameT:
    """Profit over sales (M046; with ``kind="net"`` the net margin rate, M045).

    "Profit" alone says nothing: each kind takes more costs off. Contribution, the default, is what is left after goods,
    platform, marketing and logistics, the costs that come with the orders.

    Parameters
    ----------
    ledger, by, blocks, account, amount
        As in `profit`.
    kind
        ``"gross"``, ``"contribution"``, ``"before_tax"`` or ``"net"``.

    Returns
    -------
    float or frame
        1 at most, negative for a loss; NaN without sales above 0; with ``by`` a frame of ``by`` and ``profit_rate``
        (null).

    Raises
    ------
    StoreLabError
        As in `profit`.
    """
    booked = _profits(ledger, keys(by), kind, blocks, account, amount)
    left, sold = nw.col("_profit").sum(), nw.col("_sales").sum()
    if keys(by):
        return cast(IntoFrameT, rate(booked, by, "profit_rate", left, sold))
    sums = scalars(booked, left=left, sold=sold)
    return quotient(int(sums["left"] or 0), max(int(sums["sold"] or 0), 0))


def profit(
    ledger: IntoFrameT,
    by: By = None,
    kind: Kind = "contribution",
    blocks: Mapping[str, str] = BLOCKS,
    *,
    account: str = "account",
    amount: str = "amount",
) -> float | IntoFrameT:
    """Profit in yuan; `profit_rate` (M046) puts it over sales.

    Parameters
    ----------
    ledger
        One row an entry: income positive, costs and refunds negative.
    by
        Columns to group by; None for one number. Entries without a value, such as advertising that belongs to no shop,
        stand in a row of missing values; `channel_profit` shares them out.
    kind
        ``"gross"`` (sales less goods), ``"contribution"`` (less platform, marketing and logistics too),
        ``"before_tax"`` (less labour and other costs too) or ``"net"`` (less tax too).
    blocks
        Block of each account, as in `cost_blocks`.
    account, amount
        Columns: the account, and yuan.

    Returns
    -------
    float or frame
        Yuan, 0 without entries; with ``by`` a frame of ``by`` and ``profit``.

    Raises
    ------
    StoreLabError
        If a column is missing, amounts are no numbers, an account has no block, or the kind is unknown.
    """
    return cast(
        "float | IntoFrameT",
        money(_profits(ledger, keys(by), kind, blocks, account, amount), by, "profit", "_profit"),
    )


def income_statement(
    ledger: IntoFrameT,
    month: str | None = None,
    blocks: Mapping[str, str] = BLOCKS,
    *,
    date: str = "date",
    account: str = "account",
    amount: str = "amount",
) -> dict[str, float]:
    """Income statement of a month from the ledger; its lines tie to the entries to the fen.

    Parameters
    ----------
    ledger
        One row an entry: income positive, costs and refunds negative.
    month
        Such as ``"2025-11"``; None for the whole table.
    blocks
        Block of each account, as in `cost_blocks`.
    date, account, amount
        Columns: the day of booking, the account, and yuan.

    Returns
    -------
    dict
        Yuan: ``sales`` (net of refunds), ``cogs``, ``gross``, ``platform``, ``marketing``, ``logistics``,
        ``contribution``, ``labour``, ``other``, ``before_tax``, ``tax`` and ``net``, costs as positive numbers; and
        the shares of sales ``gross_rate`` and ``net_rate`` (NaN without sales above 0). ``net`` is the sum of all
        amounts of the month.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an account has no block, or ``month`` is no month.
    """
    frame = read(ledger, "ledger", [date, account, amount])
    check_times(frame, "ledger", date)
    if month is not None:
        frame = frame.filter(period_number(date, "month") == _month(month))
    booked = booked_entries(nw.to_native(frame), [], blocks, account, amount)
    parts = {
        block: (nw.when(nw.col("block") == block).then(nw.col("_fen")).otherwise(0)) for block in ("sales", *COSTS)
    }
    sums = scalars(booked.with_columns(**parts), **{block: nw.col(block).sum() for block in parts})
    found = {block: int(sums[block] or 0) for block in parts}
    left = {kind: found["sales"] + sum(found[block] for block in taken) for kind, taken in KINDS.items()}
    order = (
        "sales", "cogs", "gross", "platform", "marketing", "logistics", "contribution", "labour", "other", "before_tax",
        "tax", "net",
    )  # fmt: skip
    signed = {"sales": found["sales"], **{block: -found[block] for block in COSTS}, **left}
    lines = {name: signed[name] / FEN for name in order}
    above = found["sales"] if found["sales"] > 0 else 0
    return {**lines, "gross_rate": quotient(left["gross"], above), "net_rate": quotient(left["net"], above)}


def _month(month: str) -> int:
    from datetime import date

    try:
        year, number = (int(part) for part in month.split("-"))
        return period_of(date(year, number, 1), "month")
    except (AttributeError, ValueError):
        raise StoreLabError(
            pick(
                {
                    "en": f"month must be such as '2025-11', not {month!r}.",
                    "zh": f"month 应该写成 '2025-11' 这样的月份，现在是 {month!r}。",
                }
            )
        ) from None


def _profits(ledger: Any, groups: list[str], kind: str, blocks: Mapping[str, str], account: str, amount: str) -> Frame:
    if kind not in KINDS:
        listed = ", ".join(f"'{name}'" for name in KINDS)
        raise StoreLabError(
            pick(
                {
                    "en": f"kind must say which profit: {listed}; got {kind!r}.",
                    "zh": f"kind 要写明是哪种利润：{listed}；现在是 {kind!r}。",
                }
            )
        )
    booked = booked_entries(ledger, groups, blocks, account, amount)
    counted = nw.col("block").is_in(["sales", *KINDS[kind]])
    return booked.with_columns(
        _profit=nw.when(counted).then(nw.col("_fen")).otherwise(0),
        _sales=nw.when(nw.col("block") == "sales").then(nw.col("_fen")).otherwise(0),
    )


def booked_entries(ledger: Any, groups: list[str], blocks: Mapping[str, str], account: str, amount: str) -> Frame:
    """The entries of a ledger with their ``block`` and integer fen (``_fen``).

    Raises
    ------
    StoreLabError
        If a column is missing, amounts are no numbers, an entry has no account, or an account has no block.
    """
    known = {"sales", *COSTS}
    wrong = sorted({block for block in blocks.values() if block not in known})
    if wrong:
        raise StoreLabError(
            pick(
                {
                    "en": f"blocks may be {', '.join(sorted(known))}; got {', '.join(wrong)}.",
                    "zh": f"blocks 只能用 {'、'.join(sorted(known))}；现在有 {'、'.join(wrong)}。",
                }
            )
        )
    frame = read(ledger, "ledger", [*groups, account, amount], ids=[account])
    check_numbers(frame, "ledger", amount)
    foreign = collect(frame.select(account).filter(~nw.col(account).is_in(list(blocks))).unique())[account].to_list()
    if foreign:
        listed = ", ".join(f"'{name}'" for name in sorted(foreign))
        raise StoreLabError(
            pick(
                {
                    "en": f"ledger: no block is known for the accounts {listed}, so the statement would not tie. Name them in blocks=.",
                    "zh": f"ledger 里的科目 {listed} 不知道归到哪一类，报表会对不上账。请在 blocks= 里补上。",
                }
            )
        )
    block: nw.Expr = nw.lit("other")
    for name in sorted(known - {"other"}):
        members = [account_name for account_name, belongs in blocks.items() if belongs == name]
        if members:
            block = nw.when(nw.col(account).is_in(members)).then(nw.lit(name)).otherwise(block)
    return frame.with_columns(block=block, _fen=fen(amount))

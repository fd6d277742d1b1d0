"""Profit of channels when some costs belong to none of them: shared out, and tying to the ledger to the fen."""

from collections.abc import Mapping
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._frames import FEN, IntoFrameT, collect, grouped, like
from storelab.metrics.ledger import BLOCKS, booked_entries


def channel_profit(
    ledger: IntoFrameT,
    driver: Mapping[Any, float],
    channel: str = "platform_id",
    blocks: Mapping[str, str] = BLOCKS,
    *,
    account: str = "account",
    amount: str = "amount",
) -> IntoFrameT:
    """Profit of each channel: its own entries, and its part of those that belong to no channel.

    Shared entries are split in proportion to the driver, to the fen by the largest remainder, so that the channels sum
    to the ledger. Which driver is fair (orders, visits, sales) is a decision, not a fact: try two, and see whether the
    order of the channels holds.

    Parameters
    ----------
    ledger
        One row an entry: income positive, costs and refunds negative.
    driver
        Number from 0 on of each channel, as a mapping or a pandas Series by channel.
    channel
        Column of the channel; missing for shared entries.
    blocks
        Block of each account, as in `cost_blocks`.
    account, amount
        Columns: the account, and yuan.

    Returns
    -------
    frame
        ``channel``, ``sales``, ``direct_cost``, ``direct_profit``, ``allocated_cost``, ``profit`` (yuan) and
        ``profit_rate`` (null without sales above 0), sorted by channel; a channel that only the driver knows has a row
        too.

    Raises
    ------
    StoreLabError
        If a column is missing, an account has no block, a channel of the ledger has no driver, or the driver is
        negative or 0 in all.
    """
    booked = booked_entries(ledger, [channel], blocks, account, amount)
    sold = nw.when(nw.col("block") == "sales").then(nw.col("_fen")).otherwise(0)
    table = collect(
        grouped(booked.with_columns(_sold=sold), [channel], _sales=nw.col("_sold").sum(), _total=nw.col("_fen").sum())
    )
    entries = {
        row[channel]: (int(row["_sales"]), int(row["_total"])) for row in table.rows(named=True) if _given(row[channel])
    }
    shared = sum(int(row["_total"]) for row in table.rows(named=True) if not _given(row[channel]))
    parts = dict(driver.items())
    _check_driver(parts, entries, channel)
    allocated = _split(shared, parts)
    names = sorted(parts)
    sales = [entries.get(name, (0, 0))[0] for name in names]
    direct = [entries.get(name, (0, 0))[1] for name in names]
    profits = [own + allocated[name] for own, name in zip(direct, names, strict=True)]
    columns: dict[str, list[Any]] = {
        channel: names,
        "sales": [value / FEN for value in sales],
        "direct_cost": [(value - own) / FEN for value, own in zip(sales, direct, strict=True)],
        "direct_profit": [own / FEN for own in direct],
        "allocated_cost": [-allocated[name] / FEN for name in names],
        "profit": [value / FEN for value in profits],
        "profit_rate": [left / sold if sold > 0 else None for left, sold in zip(profits, sales, strict=True)],
    }
    kind = booked.collect_schema()[channel]
    return cast(IntoFrameT, like(booked, columns, {name: kind if name == channel else nw.Float64 for name in columns}))


def _given(value: Any) -> bool:
    return value is not None and value == value


def _check_driver(parts: Mapping[Any, float], entries: Mapping[Any, Any], channel: str) -> None:
    unknown = [name for name in entries if name not in parts]
    if unknown:
        raise StoreLabError(
            pick(
                {
                    "en": f"driver has no value for these channels of the ledger's '{channel}': {sorted(unknown)}.",
                    "zh": f"driver 没有给出 ledger 的 '{channel}' 列里这些渠道的值：{sorted(unknown)}。",
                }
            )
        )
    if any(not value >= 0 for value in parts.values()) or not sum(parts.values()) > 0:
        raise StoreLabError(
            pick(
                {
                    "en": f"driver must hold numbers from 0 on, at least one above 0; got {parts}.",
                    "zh": f"driver 的值不能小于 0，而且至少有一个大于 0；现在是 {parts}。",
                }
            )
        )


def _split(total: int, parts: Mapping[Any, float]) -> dict[Any, int]:
    """Fen in proportion to the parts: rounded down, and what is left over to the largest remainders."""
    whole = sum(parts.values())
    exact = {name: abs(total) * value / whole for name, value in parts.items()}
    given = {name: int(value) for name, value in exact.items()}
    left = abs(total) - sum(given.values())
    for name in sorted(parts, key=lambda name: (given[name] - exact[name], name))[:left]:
        given[name] += 1
    return {name: value if total >= 0 else -value for name, value in given.items()}

"""The customer summary as arrays: what each customer's history is, checked."""

import math
from typing import TYPE_CHECKING, Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._frames import Frame, collect, read

if TYPE_CHECKING:
    import numpy as np


def history_of(summary: Any, user_id: str, frequency: str, recency: str, age: str) -> tuple[Any, ...]:
    """Customers in order, with frequency, recency and age as arrays of numbers that can be."""
    people, x, last, watched = _columns(summary, user_id, [frequency, recency, age])
    for name, values in ((frequency, x), (recency, last), (age, watched)):
        _refuse(~(values >= 0), f"'{name}' is missing or negative", f"'{name}' 缺失或是负数")
    _refuse(x != x.round(), f"'{frequency}' is no whole number", f"'{frequency}' 不是整数")
    _refuse(last > watched, f"'{recency}' is larger than '{age}'", f"'{recency}' 大于 '{age}'")
    differs = (x > 0) != (last > 0)
    _refuse(
        differs,
        f"'{frequency}' and '{recency}' are not both 0 or both above 0",
        f"'{frequency}' 和 '{recency}' 没有同为 0 或同时大于 0",
    )
    return people, x, last, watched


def amounts_of(summary: Any, user_id: str, frequency: str, monetary_value: str) -> tuple[Any, ...]:
    people, x, paid = _columns(summary, user_id, [frequency, monetary_value])
    _refuse(~(x >= 0), f"'{frequency}' is missing or negative", f"'{frequency}' 缺失或是负数")
    _refuse((x > 0) & ~(paid >= 0), f"'{monetary_value}' is missing or negative", f"'{monetary_value}' 缺失或是负数")
    return people, x, paid


def _columns(summary: Any, user_id: str, names: list[str]) -> tuple[Any, ...]:
    frame = summary if isinstance(summary, (nw.DataFrame, nw.LazyFrame)) else None
    if frame is None:
        frame = read(summary, "summary", [user_id, *names], ids=[user_id])
    check_numbers(cast(Frame, frame), "summary", *names)
    numbers = [nw.col(name).cast(nw.Float64).fill_null(math.nan).alias(f"_{name}") for name in names]
    table = collect(cast(Frame, frame).select(user_id, *numbers).sort(user_id))
    return (table[user_id], *(table[f"_{name}"].to_numpy() for name in names))


def _refuse(wrong: "np.ndarray", english: str, chinese: str) -> None:
    count = int(wrong.sum())
    if count:
        raise StoreLabError(
            pick(
                {
                    "en": f"summary: in {count} rows {english}. Make it with customer_lifetime_summary, or repair these rows first.",
                    "zh": f"summary 里有 {count} 行的 {chinese}。请用 customer_lifetime_summary 生成这张表，或先修正这些行。",
                }
            )
        )

"""Splits a change into its parts: of a rate into mix and rates, of GMV into its factors."""

import math
from collections.abc import Mapping
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._frames import divide, read


def mix_rate_split(
    before: Any, after: Any, *, by: str = "source", visits: str = "visits", conversions: str = "orders"
) -> dict[str, float]:
    """Why the overall rate moved: because visits moved between sources, or because the sources' own rates moved.

    Midpoint weights: the mix effect weighs each change of share with the mean of the two rates, the rate effect each
    change of rate with the mean of the two shares. So neither period is the base, and the two sum to the change.
    A source that is missing in one period has no rate there and takes the other period's: its coming or going is mix.

    Parameters
    ----------
    before, after
        One row a source, in any order, of any library.
    by, visits, conversions
        Columns of the source, its visits and its conversions. Several rows of one source are added up.

    Returns
    -------
    dict
        ``before``, ``after`` (overall rates), ``change``, ``mix``, ``rate``; all NaN if a period has no visits.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no source.
    """
    first = _totals(before, "before", by, visits, conversions)
    second = _totals(after, "after", by, visits, conversions)
    visits_before = math.fsum(count for count, _ in first.values())
    visits_after = math.fsum(count for count, _ in second.values())
    if not visits_before or not visits_after:
        return dict.fromkeys(("before", "after", "change", "mix", "rate"), math.nan)
    mix: list[float] = []
    rates: list[float] = []
    for source in first.keys() | second.keys():
        n0, c0 = first.get(source, (0.0, 0.0))
        n1, c1 = second.get(source, (0.0, 0.0))
        share0, share1 = n0 / visits_before, n1 / visits_after
        rate0, rate1 = divide(c0, n0), divide(c1, n1)
        rate0, rate1 = (rate1 if math.isnan(rate0) else rate0), (rate0 if math.isnan(rate1) else rate1)
        if math.isnan(rate0):  # no visit in either period
            continue
        mix.append((share1 - share0) * (rate0 + rate1) / 2)
        rates.append((rate1 - rate0) * (share0 + share1) / 2)
    overall0 = math.fsum(count for _, count in first.values()) / visits_before
    overall1 = math.fsum(count for _, count in second.values()) / visits_after
    return {
        "before": overall0,
        "after": overall1,
        "change": overall1 - overall0,
        "mix": math.fsum(mix),
        "rate": math.fsum(rates),
    }


def _totals(native: Any, name: str, by: str, visits: str, conversions: str) -> dict[Any, tuple[float, float]]:
    frame = read(native, name, [by, visits, conversions], ids=[by])
    summed = frame.group_by(by).agg(_visits=nw.col(visits).sum(), _conversions=nw.col(conversions).sum())
    table = summed.collect() if isinstance(summed, nw.LazyFrame) else cast("nw.DataFrame[Any]", summed)
    return {
        source: (float(count), float(goals))
        for source, count, goals in table.select(by, "_visits", "_conversions").rows()
    }


def gmv_split(before: Mapping[str, float], after: Mapping[str, float]) -> dict[str, float]:
    """Why GMV moved: more visitors, more orders per visitor, or more yuan per order.

    GMV = visitors x orders per visitor x order value. Each factor's part is the logarithm of its growth times the
    logarithmic mean of the two GMVs; so the parts sum to the change, and neither period is the base.

    Parameters
    ----------
    before, after
        Totals of each period: ``visitors``, ``orders``, and ``gmv`` in yuan.

    Returns
    -------
    dict
        ``before``, ``after``, ``change``, and the parts ``visitors``, ``orders_per_visitor``, ``order_value``, in yuan.

    Raises
    ------
    StoreLabError
        If a total is missing, or not above 0: from nothing there is no growth in percent, and the message names it.
    """
    totals = []
    for name, period in (("before", before), ("after", after)):
        for key in ("visitors", "orders", "gmv"):
            value = float(period[key]) if key in period else math.nan
            if not 0 < value < math.inf:
                raise StoreLabError(
                    pick(
                        {
                            "en": f"{name}: '{key}' must be a number above 0, not {period.get(key)!r}. A change from or to 0 cannot be split.",
                            "zh": f"{name} 的 '{key}' 应该大于 0，现在是 {period.get(key)!r}。从 0 变来或变成 0，都没法拆分。",
                        }
                    )
                )
        totals.append(tuple(float(period[key]) for key in ("visitors", "orders", "gmv")))
    (visitors0, orders0, gmv0), (visitors1, orders1, gmv1) = totals
    mean = _log_mean(gmv0, gmv1)
    people, buying, value = (
        mean * math.log(visitors1 / visitors0),
        mean * math.log(orders1 / visitors1 / (orders0 / visitors0)),
        mean * math.log(gmv1 / orders1 / (gmv0 / orders0)),
    )
    return {
        "before": gmv0,
        "after": gmv1,
        "change": gmv1 - gmv0,
        "visitors": people,
        "orders_per_visitor": buying,
        "order_value": value,
    }


def _log_mean(first: float, second: float) -> float:
    low, high = sorted((first, second))
    growth = (high - low) / low
    return low if growth == 0 else (high - low) / math.log1p(growth)

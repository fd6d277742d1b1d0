"""Growth of a market: how fast, through which segments, and at whose expense."""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import By, Frame, IntoFrameT, divide, keys
from storelab.metrics._periods import as_day, check_times, period_of, period_start
from storelab.metrics._tables import check_choice, columns_of, from_rows
from storelab.metrics.registry import metric

MONTHS = 12  # months in a year


def compound_growth_rate(start: float, end: float, years: float) -> float:
    """CAGR: the constant yearly growth that leads from one value to the other.

    Parameters
    ----------
    start, end
        First and last value, of one unit.
    years
        Years between them: from 2020 to 2025 there are five, though six values.

    Returns
    -------
    float
        Growth a year, 0.1 for ten percent; NaN where the start or the years are 0, or a value is missing.

    Raises
    ------
    StoreLabError
        If one of the three is negative.
    """
    for name, value in (("start", start), ("end", end), ("years", years)):
        check_range(name, value, 0)
    multiple = divide(end, start)
    return multiple ** (1 / years) - 1 if years else math.nan


@metric(
    "M099",
    en="Growth rate",
    zh="增长速度",
    branch="market",
    numerator={"en": "value of the period less value of the same period of last year", "zh": "本期值减去上年同期值"},
    denominator={"en": "value of the same period of last year", "zh": "上年同期值"},
    window={"en": "each year, or each month against that month of the year before", "zh": "每年；按月时与上年同月相比"},
    filter={
        "en": "none; a period whose predecessor is missing has no growth, gaps are not bridged",
        "zh": "不过滤；上期缺失则没有增速，不跨越缺口去算",
    },
    unit="share",
    formula="this / last - 1; CAGR = (end / start)^(1 / years) - 1",
    aliases=("增长率", "同比增速"),
)
def growth_rate(market: IntoFrameT, by: By = None, *, period: str = "year", value: str = "gmv") -> IntoFrameT:
    """Growth year on year (M099), and CAGR since the first value, of each series.

    Parameters
    ----------
    market
        One row a period and series, or finer: rows of one period are added up, and one missing part makes the period
        missing.
    by
        Columns that tell series apart, such as ``"segment"``; None for one series.
    period, value
        Columns of the year (a whole number) or month (any time in it), and of the value.

    Returns
    -------
    frame
        ``by``, ``period`` (the first day, for months), ``value``, ``growth_rate`` (0.1 is ten percent; null without the
        period a year before, or when that was 0) and ``cagr`` (null within the first year, and from 0). The years of
        CAGR are counted by the calendar, so a gap inside does not make it faster.

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers or negative ones, or a row has no period or series.
    """
    frame, series, steps = _series(market, "market", keys(by), period, value)
    rows: list[tuple[Any, ...]] = []
    for key in sorted(series):
        points = series[key]
        first = min((step for step, total in points.items() if total is not None), default=None)
        for step in sorted(points):
            total = points[step]
            growth = _growth(total, points.get(step - steps.a_year))
            cagr = None
            if first is not None and total is not None and step - first >= steps.a_year:
                rate = compound_growth_rate(cast(float, points[first]), total, (step - first) / steps.a_year)
                cagr = None if math.isnan(rate) else rate
            rows.append((*key, steps.label(step), total, growth, cagr))
    types = _key_types(frame, by, period, steps) | dict.fromkeys((value, "growth_rate", "cagr"), nw.Float64())
    return cast(IntoFrameT, from_rows(frame, rows, types))


@metric(
    "M106",
    en="Market expansion rate",
    zh="市场扩大率",
    branch="market",
    numerator={
        "en": "growth of own sales; with definition='market' of the market's sales",
        "zh": "自己销售额的增量；definition='market' 时为市场销售额的增量",
    },
    denominator={
        "en": "own sales of the period before; with definition='market' the market's",
        "zh": "自己上一期的销售额；definition='market' 时为市场上一期的销售额",
    },
    window={"en": "each period against the one before", "zh": "每一期与上一期相比"},
    filter={"en": "none; gaps are not bridged", "zh": "不过滤；不跨越缺口"},
    unit="share",
    formula="sales of this period / sales of the last period - 1",
)
def market_expansion_rate(
    sales: IntoFrameT,
    definition: str = "own",
    *,
    period: str = "month",
    own: str = "own_sales",
    market: str = "market_sales",
) -> IntoFrameT:
    """Growth over the period before (M106): of own sales (the default), or of the market's.

    The name has both meanings. Own growth above the market's is a gain of share; so compute both.

    Parameters
    ----------
    sales
        One row a period, or finer: rows of a period are added up.
    definition
        ``"own"`` for own sales, ``"market"`` for the sales of the market.
    period, own, market
        Columns of the year (a whole number) or month (any time in it), and of yuan; only the one asked for is read.

    Returns
    -------
    frame
        ``period`` (the first day, for months) and ``market_expansion_rate``: null without the period before, or when it
        was 0.

    Raises
    ------
    StoreLabError
        If the definition is unknown, a column is missing, holds no numbers or negative ones, or a row has no period.
    """
    check_choice("definition", definition, ("own", "market"))
    column = own if definition == "own" else market
    frame, series, steps = _series(sales, "sales", [], period, column)
    points = series.get((), {})
    rows = [(steps.label(step), _growth(points[step], points.get(step - 1))) for step in sorted(points)]
    types = _key_types(frame, None, period, steps) | {"market_expansion_rate": nw.Float64()}
    return cast(IntoFrameT, from_rows(frame, rows, types))


def contribution_to_growth(
    market: IntoFrameT, start: Any, end: Any, by: str = "segment", *, period: str = "year", value: str = "gmv"
) -> IntoFrameT:
    """Through which segments a total grew: percentage points of the total's growth that each of them brought.

    Contribution = change of the segment / total at the start, in percentage points; they sum to the growth of the
    total in percent. A small segment that doubles contributes little.

    Parameters
    ----------
    market
        One row a period and segment, or finer: rows of both are added up.
    start, end
        The two periods: years as whole numbers, months as a day in them.
    by
        Column of the segment.
    period, value
        Columns of the year (a whole number) or month (any time in it), and of the value.

    Returns
    -------
    frame
        ``by``, ``before``, ``after``, ``growth_rate`` (the segment's own; null from 0) and ``percentage_points`` (null
        if the total at the start is 0), sorted by ``by``. A segment that a period does not have is 0 there.

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers or negative ones, a row of the two periods lacks its segment or value,
        or the table does not have a period.
    """
    frame, pairs = _two_periods(market, start, end, by, period, value)
    total = math.fsum(before for before, _ in pairs.values())
    rows = []
    for segment, (before, after) in pairs.items():
        points = 100 * (after - before) / total if total else None
        rows.append((segment, before, after, _growth(after, before), points))
    types = {by: frame.collect_schema()[by]}
    types |= dict.fromkeys(("before", "after", "growth_rate", "percentage_points"), nw.Float64())
    return cast(IntoFrameT, from_rows(frame, rows, types))


def mix_shift(
    market: IntoFrameT, start: Any, end: Any, by: str = "segment", *, period: str = "year", value: str = "gmv"
) -> IntoFrameT:
    """At whose expense segments grew: each one's share of the total before and after.

    Parameters
    ----------
    market, start, end, by, period, value
        As in `contribution_to_growth`.

    Returns
    -------
    frame
        ``by``, ``share_before``, ``share_after`` and ``percentage_points`` (the change of the share), sorted by ``by``;
        the last sum to 0. Null if a total is 0.

    Raises
    ------
    StoreLabError
        As `contribution_to_growth`.
    """
    frame, pairs = _two_periods(market, start, end, by, period, value)
    totals = [math.fsum(pair[side] for pair in pairs.values()) for side in (0, 1)]
    rows: list[tuple[Any, ...]] = []
    for segment, (before, after) in pairs.items():
        if not totals[0] or not totals[1]:
            rows.append((segment, None, None, None))
            continue
        shares = before / totals[0], after / totals[1]
        rows.append((segment, *shares, 100 * (shares[1] - shares[0])))
    types = {by: frame.collect_schema()[by]}
    types |= dict.fromkeys(("share_before", "share_after", "percentage_points"), nw.Float64())
    return cast(IntoFrameT, from_rows(frame, rows, types))


@dataclass(frozen=True)
class _Steps:
    """How periods are numbered: years as they are, months counted through, so that gaps show."""

    of_months: bool

    @property
    def a_year(self) -> int:
        return MONTHS if self.of_months else 1

    def number(self, value: Any) -> int:
        return period_of(value, "month") if self.of_months else int(value)

    def label(self, step: int) -> datetime | int:
        return period_start(step, "month") if self.of_months else step


def _series(
    native: Any, name: str, groups: list[str], period: str, value: str
) -> tuple[Frame, dict[tuple[Any, ...], dict[int, float | None]], _Steps]:
    """Totals of each series by number of the period; None where a part is missing."""
    frame, table = columns_of(native, name, [*groups, period, value], ids=[*groups, period])
    check_numbers(frame, name, value, negative=False)
    steps = _steps(frame, name, period, table[period])
    parts: dict[tuple[Any, ...], dict[int, list[float | None]]] = {}
    labels = zip(*(table[group] for group in groups), strict=True) if groups else [()] * len(table[period])
    for key, when, amount in zip(labels, table[period], table[value], strict=True):
        parts.setdefault(key, {}).setdefault(steps.number(when), []).append(amount)
    sums = {key: {step: _sum(amounts) for step, amounts in points.items()} for key, points in parts.items()}
    return frame, sums, steps


def _steps(frame: Frame, name: str, period: str, values: list[Any]) -> _Steps:
    kind = frame.collect_schema()[period]
    if not kind.is_numeric():
        check_times(frame, name, period)
        return _Steps(of_months=True)
    if any(value != int(value) for value in values):
        raise StoreLabError(
            pick(
                {
                    "en": f"{name}: column '{period}' must hold whole years such as 2025, or times.",
                    "zh": f"{name} 的 '{period}' 列应该是整数年份（比如 2025）或时间。",
                }
            )
        )
    return _Steps(of_months=False)


def _sum(amounts: list[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return math.fsum(known) if len(known) == len(amounts) else None


def _growth(value: float | None, before: float | None) -> float | None:
    return value / before - 1 if value is not None and before else None


def _two_periods(
    native: Any, start: Any, end: Any, by: str, period: str, value: str
) -> tuple[Frame, dict[Any, tuple[float, float]]]:
    frame, series, steps = _series(native, "market", [by], period, value)
    known = {step for points in series.values() for step in points}
    chosen = [_asked(steps, argument, when, known, period) for argument, when in (("start", start), ("end", end))]
    gaps = sum(points.get(step, 0.0) is None for points in series.values() for step in chosen)
    if gaps:
        raise StoreLabError(
            pick(
                {
                    "en": f"market: {gaps} segments have no '{value}' in the two periods, so their total is unknown. Fill the gaps, or drop these segments from both periods.",
                    "zh": f"market 里有 {gaps} 个分组在这两期缺少 '{value}'，合计没法算。请先补上，或把这些分组从两期中都去掉。",
                }
            )
        )
    pairs = {
        key[0]: (points.get(chosen[0], 0.0) or 0.0, points.get(chosen[1], 0.0) or 0.0) for key, points in series.items()
    }
    return frame, {segment: pairs[segment] for segment in sorted(pairs)}


def _asked(steps: _Steps, argument: str, when: Any, known: set[int], period: str) -> int:
    step: int | None
    try:
        step = steps.number(as_day(when, argument) if steps.of_months else when)
    except (TypeError, ValueError):
        step = None
    if step is None or step not in known:
        listed = ", ".join(str(steps.label(one))[:10] for one in sorted(known))
        raise StoreLabError(
            pick(
                {
                    "en": f"{argument} must be a '{period}' that market has, not {when!r}; it has {listed}.",
                    "zh": f"{argument} 应该是 market 的 '{period}' 列里有的时期，现在是 {when!r}；表里有：{listed}。",
                }
            )
        )
    return step


def _key_types(frame: Frame, by: By, period: str, steps: _Steps) -> dict[str, Any]:
    schema = frame.collect_schema()
    kinds: dict[str, Any] = {name: schema[name] for name in keys(by)}
    return kinds | {period: nw.Datetime("us") if steps.of_months else nw.Int64()}

"""How revenue answers to spending, channel by channel, and the division of a budget at equal marginal return."""

import math
from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import FEN, IntoFrameT, collect, fen, grouped, like, read
from storelab.metrics.goods import normal_quantile

FEWEST_DAYS = 8  # for two parameters and an honest spread around the curve
STRAIGHT = 20.0  # a scale so many times the largest spending seen is no saturation that the data could show
VAGUE = 1000.0  # an interval that reaches so many times the value to either side says nothing
FIGURES = ("ceiling", "ceiling_low", "ceiling_high", "scale", "scale_low", "scale_high")


def response_curves(
    daily: IntoFrameT,
    by: str = "channel",
    confidence: float = 0.95,
    *,
    date: str = "date",
    cost: str = "cost",
    revenue: str = "revenue",
) -> IntoFrameT:
    """Fit a saturation curve to the days of each channel: ``revenue = ceiling * (1 - exp(-cost / scale))``.

    The curve is concave from the first yuan on; at ``scale`` yuan a day 63 % of the ceiling is reached. Least squares,
    days taken as independent; days without spending say nothing about it and are left out. Spending and revenue
    that rise together because of the season make the curve too steep: only an experiment tells effect from season.

    Parameters
    ----------
    daily
        Rows of cost and revenue; those of one day and channel are added first.
    by
        Column of the channel.
    confidence
        How often such intervals hold the true value.
    date, cost, revenue
        Columns: the day, and yuan.

    Returns
    -------
    frame
        ``by``, ``days`` (with spending), ``largest_cost`` (yuan on the dearest day: the curve is known up to there),
        ``ceiling``, ``ceiling_low``, ``ceiling_high`` (yuan of revenue a day), ``scale``, ``scale_low``, ``scale_high``
        (yuan of cost a day). The last six are null where fewer than eight days had spending, the spending never changes,
        nothing was sold, or the days lie on a straight line or so far from any curve that no ceiling can be told.

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers or negative ones, a row has no channel or day, or the confidence is
        not between 0 and 1.
    """
    normal_quantile(confidence)  # refuses what is no confidence
    frame = read(daily, "daily", [by, date, cost, revenue], ids=[by, date])
    check_numbers(frame, "daily", cost, revenue, negative=False)
    fens = frame.with_columns(_cost=fen(cost), _revenue=fen(revenue))
    days = collect(grouped(fens, [by, date], _cost=nw.col("_cost").sum(), _revenue=nw.col("_revenue").sum()))
    points: dict[Any, list[tuple[float, float]]] = {}
    for channel, spent, earned in days.select(by, "_cost", "_revenue").rows():
        points.setdefault(channel, [])
        if spent:
            points[channel].append((int(spent) / FEN, int(earned) / FEN))
    fits = [_fit(pairs, confidence) for pairs in points.values()]
    table: dict[str, list[Any]] = {
        by: list(points),
        "days": [len(pairs) for pairs in points.values()],
        "largest_cost": [max((spent for spent, _ in pairs), default=None) for pairs in points.values()],
        **{name: [None if fit is None else fit[i] for fit in fits] for i, name in enumerate(FIGURES)},
    }
    floats = dict.fromkeys(["largest_cost", *FIGURES], nw.Float64)
    schema = {by: frame.collect_schema()[by], "days": nw.Int64, **floats}
    return cast(IntoFrameT, like(frame, table, schema))


def _fit(pairs: Sequence[tuple[float, float]], confidence: float) -> tuple[float, ...] | None:
    """Ceiling and scale, each with its interval, or None where the days do not tell them."""
    import numpy as np
    from scipy import optimize, stats

    if len(pairs) < FEWEST_DAYS:
        return None
    cost, revenue = (np.array(values) for values in zip(*pairs, strict=True))
    if np.ptp(cost) == 0 or revenue.max() == 0:
        return None
    # Logarithms keep both parameters above 0, and units of the data's own size keep the steps of the search alike.
    unit_cost, unit_revenue = cost.max(), revenue.max()
    x, y = cost / unit_cost, revenue / unit_revenue

    def residuals(logs: Any) -> Any:
        ceiling, scale = np.exp(logs)
        return ceiling * -np.expm1(-x / scale) - y

    limits = (np.log([1e-3, 1e-3]), np.log([1e3, 1e3]))
    found = optimize.least_squares(
        residuals, np.log([1.2, 0.5]), bounds=limits, xtol=1e-13, ftol=1e-13, gtol=1e-13, max_nfev=2000
    )
    ceiling, scale = np.exp(found.x)
    if not found.success or scale > STRAIGHT or found.active_mask.any():
        return None
    spread = 2 * found.cost / (len(pairs) - 2)
    information = found.jac.T @ found.jac
    if np.linalg.cond(information) > 1e12:
        return None
    errors = np.sqrt(np.diag(np.linalg.inv(information)) * spread)
    logs = float(stats.t.ppf((1 + confidence) / 2, len(pairs) - 2)) * errors
    if logs.max() > math.log(VAGUE):
        return None
    reach = np.exp(logs)
    top, width = float(ceiling * unit_revenue), float(scale * unit_cost)
    return (top, top / float(reach[0]), top * float(reach[0]), width, width / float(reach[1]), width * float(reach[1]))


def allocate_at_equal_margin(
    curves: IntoFrameT,
    budget: float,
    by: str = "channel",
    *,
    beyond_data: bool = False,
    ceiling: str = "ceiling",
    scale: str = "scale",
    largest_cost: str = "largest_cost",
) -> IntoFrameT:
    """Divide a daily budget so that the last yuan brings the same in each channel that gets money: the best division.

    On concave curves the sum of revenue is largest there. A channel whose first yuan brings less than that gets none;
    one that is held at the largest spending seen may bring more. The solution is exact, no search in steps.

    Parameters
    ----------
    curves
        One row a channel, as `response_curves` returns it.
    budget
        Yuan a day, all of which are spent.
    by
        Column of the channel.
    beyond_data
        Whether a channel may get more than was ever spent on it in a day. There the curve is a guess, and the result
        marks it.
    ceiling, scale, largest_cost
        Columns of the curve (yuan a day).

    Returns
    -------
    frame
        ``by``, ``spend`` (sums to the budget), ``revenue`` (as the curve has it), ``marginal`` (yuan of revenue that the
        next yuan would bring) and ``beyond_data`` (whether ``spend`` is above ``largest_cost``); in the order of ``by``.

    Raises
    ------
    StoreLabError
        If a column is missing, a channel stands twice or has no curve, the budget is negative, or it is more than was
        ever spent and ``beyond_data`` is False.
    """
    import numpy as np

    check_range("budget", budget, 0)
    frame = read(curves, "curves", [by, ceiling, scale, largest_cost], ids=[by])
    check_numbers(frame, "curves", ceiling, scale, largest_cost)
    rows = collect(frame.select(by, ceiling, scale, largest_cost).sort(by)).rows()
    _check_curves(by, rows)
    schema = {
        by: frame.collect_schema()[by],
        **dict.fromkeys(["spend", "revenue", "marginal"], nw.Float64),
        "beyond_data": nw.Boolean,
    }
    if not rows:
        return cast(IntoFrameT, like(frame, {name: [] for name in schema}, schema))
    tops, widths, seen = (np.array([row[i] for row in rows], dtype=float) for i in (1, 2, 3))
    most = math.fsum(seen)
    if not beyond_data and budget > most:
        raise StoreLabError(
            pick(
                {
                    "en": f"budget ({budget:g}) is more than was ever spent in a day on these channels ({most:g}), so the curves say nothing about it. Take less, or accept a guess with beyond_data=True.",
                    "zh": f"budget（{budget:g}）超过这些渠道历史上单日花费之和（{most:g}），曲线在那里没有数据支持。请减少预算，或者用 beyond_data=True 接受外推。",
                }
            )
        )
    spend = _water_level(tops, widths, np.full(len(rows), np.inf) if beyond_data else seen, float(budget))
    table = {
        by: [row[0] for row in rows],
        "spend": spend.tolist(),
        "revenue": (tops * -np.expm1(-spend / widths)).tolist(),
        "marginal": (tops / widths * np.exp(-spend / widths)).tolist(),
        "beyond_data": (spend > seen * (1 + 1e-12)).tolist(),
    }
    return cast(IntoFrameT, like(frame, table, schema))


def _check_curves(by: str, rows: Sequence[tuple[Any, ...]]) -> None:
    names = [row[0] for row in rows]
    if len(set(names)) < len(names):
        raise StoreLabError(
            pick(
                {
                    "en": f"curves: some '{by}' stand in more than one row; one curve each is wanted.",
                    "zh": f"curves 里有的 '{by}' 出现了不止一行；每个只能有一条曲线。",
                }
            )
        )
    wrong = [row[0] for row in rows if not all(value is not None and value > 0 for value in row[1:])]
    if wrong:
        listed = ", ".join(str(name) for name in wrong)
        raise StoreLabError(
            pick(
                {
                    "en": f"curves: {listed} have no curve above 0. Leave them out, or give them money by judgement.",
                    "zh": f"curves 里 {listed} 没有有效的曲线（数值要大于 0）。请先去掉，或者凭判断单独安排预算。",
                }
            )
        )


def _water_level(tops: Any, widths: Any, caps: Any, budget: float) -> Any:
    """Spending at which all channels between nothing and their cap bring the same with the last yuan."""
    import numpy as np
    from scipy import optimize

    first = np.log(tops / widths)  # logarithm of what the first yuan brings

    def spending(level: float) -> Any:
        return np.clip(widths * (first - level), 0.0, caps)

    if budget == 0:
        return np.zeros(len(tops))
    if budget >= caps.sum():
        return caps.copy()
    # At this level each channel alone would get the whole budget or reach its cap, with something to spare.
    low = float((first - np.minimum(caps, budget) / widths).min()) - 1
    level = optimize.brentq(lambda one: float(spending(one).sum()) - budget, low, float(first.max()), xtol=1e-12)
    spend = spending(float(level))
    # Which channels are in between is known now, so their common level follows without a search.
    free = (spend > 0) & (spend < caps)
    if free.any():
        rest = budget - spend[~free].sum()
        exact = ((widths * first)[free].sum() - rest) / widths[free].sum()
        spend[free] = np.clip(widths * (first - exact), 0.0, caps)[free]
    return spend

"""What would have come anyway: effects of spending and of coupons, as a control group tells them."""

import math
from typing import Any

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import FEN, collect, divide, fen, is_true, read, scalars
from storelab.metrics.experiments import lift
from storelab.metrics.goods import normal_quantile

TREATED, HOLDOUT = "treated", "holdout"


def incremental_return(
    treated: Any,
    control: Any,
    cost: float,
    margin_rate: float,
    confidence: float = 0.95,
    *,
    revenue: str = "revenue",
) -> dict[str, float]:
    """What a yuan spent brought back, as a control group tells it: the only ROI that leaves out what came anyway.

    ROI is (incremental gross profit - cost) / cost, as in `return_on_investment`. The interval is Welch's for the
    difference of the means, and knows chance only.

    Parameters
    ----------
    treated, control
        One row a unit (user, region), also those without revenue; split at random. Each a table of any library.
    cost
        Yuan spent on the treated.
    margin_rate
        Gross profit in a yuan of revenue, at most 1.
    confidence
        How often such intervals hold the true value.
    revenue
        Column of yuan; missing: none.

    Returns
    -------
    dict
        ``lift`` (yuan of revenue per treated unit), ``incremental_revenue``, ``incremental_profit`` (yuan of gross
        profit, before the cost), ``iroas`` (incremental revenue / cost), ``roi``, ``roi_low`` and ``roi_high``. NaN
        where a group is empty or nothing was spent; the interval also where a group has one unit.

    Raises
    ------
    StoreLabError
        If the column is missing or holds no numbers, the cost is negative, the margin rate above 1, or the confidence
        not between 0 and 1.
    """
    normal_quantile(confidence)  # refuses what is no confidence
    check_range("cost", cost, 0)
    check_range("margin_rate", margin_rate, high=1)
    first, second = (_moments(one, name, revenue) for one, name in ((treated, "treated"), (control, "control")))
    lift = first[1] - second[1]
    sales = lift * first[0] if first[0] else math.nan
    profit = sales * margin_rate
    low, high = _welch(first, second, confidence)
    ends = sorted(divide(end * first[0] * margin_rate - cost, cost) for end in (low, high))
    return {
        "lift": lift,
        "incremental_revenue": sales,
        "incremental_profit": profit,
        "iroas": divide(sales, cost),
        "roi": divide(profit - cost, cost),
        "roi_low": ends[0],
        "roi_high": ends[1],
    }


def _moments(native: Any, table: str, revenue: str) -> tuple[int, float, float]:
    """Units, mean and variance of the mean; NaN where they cannot be told."""
    frame = read(native, table, [revenue])
    check_numbers(frame, table, revenue)
    fens = frame.with_columns(_fen=fen(revenue))
    sums = scalars(fens, count=nw.len(), total=nw.col("_fen").sum())
    count = int(sums["count"])
    if not count:
        return 0, math.nan, math.nan
    mean = int(sums["total"]) / count
    # Squares around the mean, in a second pass: those of large amounts would lose the digits that matter.
    spread = fens.with_columns(_off=(nw.col("_fen").cast(nw.Float64) - mean) / FEN).with_columns(
        _square=nw.col("_off") * nw.col("_off")
    )
    squares = float(scalars(spread, squares=nw.col("_square").sum())["squares"])
    return count, mean / FEN, squares / (count - 1) / count if count > 1 else math.nan


def _welch(first: tuple[int, float, float], second: tuple[int, float, float], confidence: float) -> tuple[float, float]:
    from scipy import stats

    difference, variance = first[1] - second[1], first[2] + second[2]
    if math.isnan(variance):
        return math.nan, math.nan
    if variance == 0:
        return difference, difference
    freedom = variance**2 / (first[2] ** 2 / (first[0] - 1) + second[2] ** 2 / (second[0] - 1))
    reach = float(stats.t.ppf((1 + confidence) / 2, freedom)) * math.sqrt(variance)
    return difference - reach, difference + reach


def coupon_incrementality(
    holdout: Any,
    cost: float,
    confidence: float = 0.95,
    *,
    user_id: str = "user_id",
    group: str = "group",
    ordered: str = "ordered",
    paid: str = "paid",
) -> dict[str, float]:
    """Orders that a coupon brought beyond those that would have come without it, and what each of them cost.

    Parameters
    ----------
    holdout
        One row a user chosen for the coupon, of any library: those who got it (``group`` is ``"treated"``) and those
        who by chance did not (``"holdout"``).
    cost
        Yuan that the coupons took off, of all orders in which they were used.
    confidence
        How often the interval holds the true difference.
    user_id, group, ordered, paid
        Columns: the user, the group, whether the user ordered (missing: no), and yuan paid (missing: none).

    Returns
    -------
    dict
        ``treated_rate`` and ``holdout_rate`` (users who ordered), ``difference``, ``low``, ``high`` (of the rates),
        ``incremental_orders`` and ``incremental_sales`` (yuan, both over all treated users), and
        ``cost_per_incremental_order`` (yuan). NaN where a group is empty; the cost also where the coupon brought no
        order more.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, a row has no user or group or an unknown one, a user stands twice,
        the cost is negative, or the confidence is not between 0 and 1.
    """
    check_range("cost", cost, 0)
    frame = read(holdout, "holdout", [user_id, group, ordered, paid], ids=[user_id, group])
    check_numbers(frame, "holdout", paid, negative=False)
    counts = scalars(frame, users=nw.col(user_id).n_unique(), rows=nw.len())
    if counts["users"] != counts["rows"]:
        twice = int(counts["rows"]) - int(counts["users"])
        raise StoreLabError(
            pick(
                {
                    "en": f"holdout: {twice} rows repeat a {user_id}; one row a user is wanted, in one group.",
                    "zh": f"holdout 里有 {twice} 行的 {user_id} 重复了；每个用户只能有一行、属于一个组。",
                }
            )
        )
    marked = frame.with_columns(_did=is_true(ordered), _fen=fen(paid))
    sums = marked.group_by(group).agg(_users=nw.len(), _orders=nw.col("_did").sum(), _fen=nw.col("_fen").sum())
    parts = {
        row[0]: tuple(int(one) for one in row[1:])
        for row in collect(sums.select(group, "_users", "_orders", "_fen")).rows()
    }
    unknown = sorted(str(name) for name in parts if name not in (TREATED, HOLDOUT))
    if unknown:
        listed = ", ".join(f"'{name}'" for name in unknown)
        raise StoreLabError(
            pick(
                {
                    "en": f"holdout: '{group}' must be '{TREATED}' or '{HOLDOUT}', not {listed}.",
                    "zh": f"holdout 的 '{group}' 只能是 '{TREATED}' 或 '{HOLDOUT}'，现在还有 {listed}。",
                }
            )
        )
    users, orders, amount = parts.get(TREATED, (0, 0, 0))
    others, usual, usual_amount = parts.get(HOLDOUT, (0, 0, 0))
    rates = lift(orders, users, usual, others, confidence)
    more = rates["difference"] * users
    per_user = divide(amount, users) - divide(usual_amount, others)
    return {
        "treated_rate": rates["treated_rate"],
        "holdout_rate": rates["control_rate"],
        "difference": rates["difference"],
        "low": rates["low"],
        "high": rates["high"],
        "incremental_orders": more,
        "incremental_sales": per_user * users / FEN,
        "cost_per_incremental_order": cost / more if more > 0 else math.nan,
    }

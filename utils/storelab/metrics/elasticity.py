"""How demand answers to price: elasticity with controls, and whether a price point such as 199 has a jump of its own."""

import math
from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._regression import codes_of, within
from storelab.metrics._tables import columns_of

LEAST_PRICES = 3  # two prices fit any line: they show a difference, and no shape
UNMOVED = 1e-10  # below this share of its variance, what is left of the price is rounding


def price_elasticity(
    history: Any,
    controls: Sequence[str] = (),
    *,
    price: str = "price",
    units: str = "units",
    item: str | None = None,
    period: str | None = None,
    cluster: str | None = None,
    confidence: float = 0.95,
) -> dict[str, float]:
    """Percent more units per percent more price: least squares of log units on log price, with controls.

    An effect of the price only as far as the price was set for reasons that do not themselves move demand. What moves
    both (a promotion's traffic, a season, a rival's price) must stand among the controls or the fixed effects, or the
    elasticity carries it. A day out of stock shows what was left, not what was wanted: drop it first. Days without a
    sale have no logarithm and are left out; where they are many, the elasticity is too near 0, and longer periods help.

    Parameters
    ----------
    history
        One row a period and item, of any library; it is collected.
    controls
        Columns of numbers or of true and false that stand beside the price, as they are: take logarithms first where
        they should be in them.
    price, units
        Columns of yuan a piece, and of pieces sold.
    item, period
        Columns whose values each get an effect of their own (fixed effects); None for none. With ``item``, only changes
        of an item's own price count, not that dear goods sell less.
    cluster
        Column within which errors may go together. None: the item where there is one, else every row for itself
        (HC1, robust to unequal spread). With fewer than some twenty clusters intervals are too narrow.
    confidence
        How often such intervals hold the true elasticity.

    Returns
    -------
    dict
        ``elasticity``, ``standard_error``, ``low``, ``high``, ``p_value`` (of no effect), ``rows`` used, ``left_out``
        (rows without sales or with a missing value), ``prices`` (how many different ones).

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, a price is not above 0, units are negative, there are fewer than
        three different prices, the price does not move apart from controls and fixed effects, there are too few rows
        or fewer than two clusters, or the confidence is not between 0 and 1.

    References
    ----------
    Wooldridge (2010), Econometric Analysis of Cross Section and Panel Data, chapters 4, 10 and 20.
    """
    rows, left_out = _rows(history, controls, price, units, item, period, cluster)
    found = len(set(rows[price]))
    if found < LEAST_PRICES:
        raise StoreLabError(
            pick(
                {
                    "en": f"history has {found} different values of '{price}'; an elasticity needs {LEAST_PRICES} or more.",
                    "zh": f"history 里 '{price}' 只有 {found} 个不同的值，估计弹性至少要 {LEAST_PRICES} 个。",
                }
            )
        )
    fit = _log_fit(rows, controls, price, units, item, period, cluster, confidence)
    return {
        "elasticity": fit["value"],
        **{name: fit[name] for name in ("standard_error", "low", "high", "p_value")},
        "rows": len(rows[price]),
        "left_out": left_out,
        "prices": found,
    }


def price_threshold_test(
    history: Any,
    threshold: float,
    width: float = 0.2,
    controls: Sequence[str] = (),
    *,
    price: str = "price",
    units: str = "units",
    item: str | None = None,
    period: str | None = None,
    cluster: str | None = None,
    confidence: float = 0.95,
) -> dict[str, float]:
    """Does demand jump at a price point, beyond what the elasticity explains? Near it, log units on log price and a step.

    The step is 1 at or below the threshold. Prices far away would let the curve's shape pass for a jump; so only those
    within ``width`` count. One point chosen before looking is a test; the best of many points is not.

    Parameters
    ----------
    history
        As in `price_elasticity`.
    threshold
        The price point in yuan, such as 199.
    width
        How far prices may lie from it, as a share of it.
    controls, price, units, item, period, cluster, confidence
        As in `price_elasticity`.

    Returns
    -------
    dict
        ``jump`` (0.15: at or below the threshold 15 percent more is sold than the curve says), ``low``, ``high``,
        ``p_value`` (of no jump), ``rows_below`` (at or below) and ``rows_above``.

    Raises
    ------
    StoreLabError
        As `price_elasticity`, or if there are not at least two different prices on each side.
    """
    check_range("threshold", threshold, 0, above=True)
    check_range("width", width, 0, 1, above=True)
    rows, _ = _rows(history, controls, price, units, item, period, cluster)
    near = [place for place, value in enumerate(rows[price]) if abs(value - threshold) <= width * threshold]
    rows = {name: [values[place] for place in near] for name, values in rows.items()}
    below = [float(value <= threshold) for value in rows[price]]
    sides = [{value for value in rows[price] if (value <= threshold) == side} for side in (True, False)]
    if min(map(len, sides)) < 2:
        raise StoreLabError(
            pick(
                {
                    "en": f"history has {len(sides[0])} different prices at or below {threshold:g} and {len(sides[1])} above it, within {width:g} of it; two or more on each side are needed.",
                    "zh": f"history 里在 {threshold:g} 上下 {width:g} 的范围内，不高于它的价格有 {len(sides[0])} 个，高于它的有 {len(sides[1])} 个；两侧都至少要有 2 个不同的价格。",
                }
            )
        )
    fit = _log_fit(rows, controls, price, units, item, period, cluster, confidence, step=below)
    jump, low, high = (math.expm1(fit[name]) for name in ("value", "low", "high"))
    under = int(sum(below))
    return {
        "jump": jump,
        "low": low,
        "high": high,
        "p_value": fit["p_value"],
        "rows_below": under,
        "rows_above": len(below) - under,
    }


def _rows(
    native: Any,
    controls: Sequence[str],
    price: str,
    units: str,
    item: str | None,
    period: str | None,
    cluster: str | None,
) -> tuple[dict[str, list[Any]], int]:
    """The rows that have all values and sales, by column, and how many have not."""
    named = [name for name in (item, period, cluster) if name is not None]
    frame, table = columns_of(native, "history", [price, units, *controls, *named])
    schema = frame.collect_schema()
    check_numbers(frame, "history", price, units, *(name for name in controls if schema[name] != nw.Boolean))
    check_range(units, table[units], 0)
    check_range(price, table[price], 0, above=True)
    whole = [place for place, values in enumerate(zip(*table.values(), strict=True)) if None not in values]
    kept = [place for place in whole if table[units][place] > 0]
    return {name: [values[place] for place in kept] for name, values in table.items()}, len(table[price]) - len(kept)


def _log_fit(
    rows: dict[str, list[Any]],
    controls: Sequence[str],
    price: str,
    units: str,
    item: str | None,
    period: str | None,
    cluster: str | None,
    confidence: float,
    step: list[float] | None = None,
) -> dict[str, float]:
    """Coefficient of log price, or of the step beside it, with its robust interval."""
    import numpy as np
    import statsmodels.api as sm
    from scipy.stats import t

    if not 0 < confidence < 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"confidence must lie between 0 and 1, not {confidence}.",
                    "zh": f"confidence 应在 0 和 1 之间，现在是 {confidence}。",
                }
            )
        )
    response = np.log(np.asarray(rows[units], dtype=float))
    regressors = [np.asarray(step)] if step else []
    regressors += [np.log(np.asarray(rows[price], dtype=float))]
    regressors += [np.asarray(rows[name], dtype=float) for name in controls]
    if period is not None:
        codes = codes_of(rows[period])
        regressors += [(codes == code).astype(float) for code in range(1, codes.max(initial=-1) + 1)]
    design = np.column_stack(regressors)
    absorbed = 0
    if item is not None:
        codes = codes_of(rows[item])
        absorbed = codes.max(initial=-1) + 1
        response, design = within(response[:, None], codes)[:, 0], within(design, codes)
    else:
        design = np.column_stack([design, np.ones(len(response))])
    # The first column is the one whose effect is asked for.
    _check_moves(design, f"{price} <= threshold" if step else price, np.linalg.matrix_rank(design) + absorbed)
    model = sm.OLS(response, design)
    groups = cluster or item
    if groups is None:
        fit, freedom, correction = model.fit(cov_type="HC1"), model.df_resid, 1.0
    else:
        codes = codes_of(rows[groups])
        if codes.max() < 1:
            raise StoreLabError(
                pick(
                    {
                        "en": f"history has one value of '{groups}'; errors that may go together within it need two or more. For one item, leave out item and cluster.",
                        "zh": f"history 里 '{groups}' 只有一个值，按它聚类至少要两个。只有一个商品时，请不要写 item 和 cluster。",
                    }
                )
            )
        fit, freedom = model.fit(cov_type="cluster", cov_kwds={"groups": codes}), codes.max()
        # Effects of items count as parameters, unless each item lies within one cluster.
        crossed = item is not None and len(set(zip(rows[item], rows[groups], strict=True))) > absorbed
        correction = math.sqrt(model.df_resid / (model.df_resid - absorbed)) if crossed else 1.0
    value, error = float(fit.params[0]), float(fit.bse[0]) * correction
    reach = error * float(t.ppf((1 + confidence) / 2, freedom))
    return {
        "value": value,
        "standard_error": error,
        "low": value - reach,
        "high": value + reach,
        "p_value": float(2 * t.sf(abs(value) / error, freedom)) if error else math.nan,
    }


def _check_moves(design: Any, name: str, parameters: int) -> None:
    """Refuse a design that leaves no room: as many parameters as rows, or a first column that the others explain."""
    import numpy as np

    if len(design) <= parameters:
        raise StoreLabError(
            pick(
                {
                    "en": f"history has {len(design)} usable rows for {parameters} effects; there must be more rows than effects.",
                    "zh": f"history 里可用的只有 {len(design)} 行，却要估计 {parameters} 个效应；行数要多于效应数。",
                }
            )
        )
    first, others = design[:, 0], design[:, 1:]
    rest = first - others @ np.linalg.lstsq(others, first, rcond=None)[0] if others.size else first
    if rest @ rest <= UNMOVED * max(float(first @ first), 1.0):
        raise StoreLabError(
            pick(
                {
                    "en": f"'{name}' does not move apart from the controls and fixed effects, so its effect cannot be told from theirs. Use fewer of them, or a history with more price changes.",
                    "zh": f"去掉控制变量和固定效应之后，'{name}' 不再变动，没法把它的作用和别的分开。请减少控制变量，或换一段调价更多的历史。",
                }
            )
        )

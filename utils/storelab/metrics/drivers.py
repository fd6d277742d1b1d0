"""What goes with satisfaction: a regression on its possible drivers, and how much each of them explains."""

from collections.abc import Sequence
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, Any, Literal, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._frames import IntoFrameT, collect, like, read
from storelab.metrics.goods import normal_quantile

if TYPE_CHECKING:
    import numpy as np

DRIVERS = ("quality", "price", "service", "logistics")
MOST = 10  # drivers: each of the 2^n sets of them is fitted once


def satisfaction_drivers(
    surveys: IntoFrameT,
    outcome: str = "csat",
    drivers: Sequence[str] = DRIVERS,
    model: Literal["ols", "logit"] = "ols",
    confidence: float = 0.95,
) -> IntoFrameT:
    """What goes with satisfaction: coefficients of a regression, and the relative importance of each driver.

    Importance is the mean gain in R squared from adding the driver, over all orders in which drivers can be added
    (Lindeman, Merenda and Gold; the Shapley value of R squared); the gains sum to the model's R squared. With
    ``"logit"`` it is McFadden's R squared.

    **Caution.** These are answers of the same people at the same moment. Who is in a good mood rates everything well,
    drivers push each other, and what nobody was asked about is not in the model: a driver with a high importance goes
    with satisfaction, and need not cause it. A driver on which all agree explains nothing, however much it matters.
    Test a change before you pay for it.

    Parameters
    ----------
    surveys
        One row an answer; rows in which one of the columns is missing are left out.
    outcome
        Column to explain: a score for ``"ols"``; true or false, or 1 or 0, for ``"logit"``.
    drivers
        Columns of numbers, 10 at most.
    model
        ``"ols"`` (least squares, standard errors robust to unequal variance, HC3) or ``"logit"``.
    confidence
        How often such intervals hold the true coefficient.

    Returns
    -------
    frame
        One row a driver, the most important first: ``driver``, ``coefficient`` (points of the outcome, or log odds, a
        point of the driver), ``std_error``, ``p_value``, ``low``, ``high``, ``importance`` (gain in R squared) and
        ``importance_share`` (of the sum).

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, there are more than 10 drivers, an outcome of ``"logit"`` is
        neither 0 nor 1, or the answers are too few or too much alike to tell the drivers apart.
    """
    z = normal_quantile(confidence)
    names = list(drivers)
    _check_arguments(names, outcome, model)
    frame = read(surveys, "surveys", [outcome, *names])
    if model == "logit" and frame.collect_schema()[outcome] == nw.Boolean:
        frame = frame.with_columns(nw.col(outcome).cast(nw.Int64))
    check_numbers(frame, "surveys", outcome, *names)
    import numpy as np

    table = collect(frame.select(outcome, *names).drop_nulls())
    y = table[outcome].to_numpy().astype(float)
    x = np.column_stack([table[name].to_numpy().astype(float) for name in names])
    # The same sums in the same order, whatever the order of the rows and the engine.
    order = np.lexsort((y, *x.T))
    y, x = y[order], x[order]
    _check_answers(y, x, model)
    fitted = _fit(y, x, model)
    gains = _importance(y, x, model)
    total = sum(gains)
    rows = sorted(range(len(names)), key=lambda place: (-gains[place], names[place]))
    coefficients, errors, p_values = (np.asarray(values)[1:] for values in (fitted.params, fitted.bse, fitted.pvalues))
    columns: dict[str, list[Any]] = {
        "driver": [names[place] for place in rows],
        "coefficient": [float(coefficients[place]) for place in rows],
        "std_error": [float(errors[place]) for place in rows],
        "p_value": [float(p_values[place]) for place in rows],
        "low": [float(coefficients[place] - z * errors[place]) for place in rows],
        "high": [float(coefficients[place] + z * errors[place]) for place in rows],
        "importance": [gains[place] for place in rows],
        "importance_share": [gains[place] / total if total else None for place in rows],
    }
    schema = {name: nw.String if name == "driver" else nw.Float64 for name in columns}
    return cast(IntoFrameT, like(frame, columns, schema))


def _check_arguments(names: list[str], outcome: str, model: str) -> None:
    if not names or len(names) > MOST or len(set(names)) < len(names) or outcome in names:
        raise StoreLabError(
            pick(
                {
                    "en": f"drivers must name 1 to {MOST} different columns, the outcome not among them; got {names}.",
                    "zh": f"drivers 要写明 1 到 {MOST} 个不同的列，不能包含要解释的 {outcome}；现在是 {names}。",
                }
            )
        )
    if model not in ("ols", "logit"):
        raise StoreLabError(
            pick(
                {
                    "en": f"model must be 'ols' or 'logit', not {model!r}.",
                    "zh": f"model 应该是 'ols' 或 'logit'，现在是 {model!r}。",
                }
            )
        )


def _check_answers(y: "np.ndarray[Any, Any]", x: "np.ndarray[Any, Any]", model: str) -> None:
    import numpy as np

    if model == "logit" and not set(np.unique(y)) <= {0.0, 1.0}:
        raise StoreLabError(
            pick(
                {
                    "en": "surveys: with model='logit' the outcome must be true or false (1 or 0), such as csat >= 4.",
                    "zh": "surveys：model='logit' 时，要解释的列应该是真或假（1 或 0），比如 csat >= 4。",
                }
            )
        )
    rows, columns = x.shape
    enough = rows > columns + 1 and len(np.unique(y)) > 1
    if not enough or np.linalg.matrix_rank(np.column_stack([np.ones(rows), x])) <= columns:
        raise StoreLabError(
            pick(
                {
                    "en": f"surveys: {rows} complete answers cannot tell {columns} drivers apart. Leave out drivers that never vary or repeat others, or collect more answers.",
                    "zh": f"surveys：{rows} 份完整回答分不清 {columns} 个驱动因素的作用。请去掉没有变化或彼此重复的列，或收集更多回答。",
                }
            )
        )


def _fit(y: "np.ndarray[Any, Any]", x: "np.ndarray[Any, Any]", model: str) -> Any:
    import statsmodels.api as sm
    from statsmodels.tools.sm_exceptions import (
        PerfectSeparationError,
        PerfectSeparationWarning,
    )

    design = sm.add_constant(x, has_constant="add")
    if model == "ols":
        return sm.OLS(y, design).fit(cov_type="HC3")
    import warnings

    import numpy as np

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", PerfectSeparationWarning)
            fitted = sm.Logit(y, design).fit(disp=0)
    except (PerfectSeparationError, PerfectSeparationWarning, np.linalg.LinAlgError):
        fitted = None
    if fitted is None or not fitted.mle_retvals["converged"]:
        raise StoreLabError(
            pick(
                {
                    "en": "surveys: the drivers separate the two outcomes completely, so a logit has no finite coefficients. Use model='ols' or fewer drivers.",
                    "zh": "surveys：这些驱动因素把两种结果完全分开了，logit 没有有限的系数。请改用 model='ols'，或减少驱动因素。",
                }
            )
        )
    return fitted


def _explained(y: "np.ndarray[Any, Any]", x: "np.ndarray[Any, Any]", model: str) -> float:
    """R squared, and nothing else: that is all that is wanted of the many sets of drivers."""
    if model == "logit":
        return float(_fit(y, x, model).prsquared)
    import numpy as np

    design = np.column_stack([np.ones(len(y)), x])
    left = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
    return float(1 - left @ left / ((y - y.mean()) @ (y - y.mean())))


def _importance(y: "np.ndarray[Any, Any]", x: "np.ndarray[Any, Any]", model: str) -> list[float]:
    """Mean gain in R squared over all orders of the drivers."""
    count = x.shape[1]
    explained: dict[tuple[int, ...], float] = {(): 0.0}
    for size in range(1, count + 1):
        for chosen in combinations(range(count), size):
            explained[chosen] = _explained(y, x[:, chosen], model)
    gains = []
    for driver in range(count):
        others = [other for other in range(count) if other != driver]
        gain = 0.0
        for size in range(count):
            share = 1 / (count * comb(count - 1, size))
            for chosen in combinations(others, size):
                gain += share * (explained[tuple(sorted((*chosen, driver)))] - explained[chosen])
        gains.append(gain)
    return gains

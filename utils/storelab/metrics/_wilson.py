"""Wilson's interval as expressions, for tables that stay in their engine."""

import narwhals.stable.v2 as nw

from storelab.metrics.goods import normal_quantile


def wilson_columns(successes: str, trials: str, confidence: float) -> dict[str, nw.Expr]:
    """Expressions ``low`` and ``high`` of two columns of counts; null where there was no trial.

    Parameters
    ----------
    successes, trials
        Columns of counts.
    confidence
        How often such intervals hold the true rate: between 0 and 1.

    Raises
    ------
    StoreLabError
        If the confidence is not between 0 and 1.
    """
    z = normal_quantile(confidence)
    done, tried = nw.col(successes).cast(nw.Float64), nw.col(trials).cast(nw.Float64)
    some = tried > 0
    # Where nothing was tried the division below would be 0 / 0, which engines answer differently.
    divisor = nw.when(some).then(tried).otherwise(nw.lit(1.0))
    centre = (done + z * z / 2) / (tried + z * z)
    half = (done * (tried - done) / divisor + z * z / 4).sqrt() * z / (tried + z * z)
    return {"low": nw.when(some).then(centre - half), "high": nw.when(some).then(centre + half)}

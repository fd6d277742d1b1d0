"""Effects without an experiment: what changed more in one group than in another."""

from storelab.metrics._samples import Column, check_lengths, mean, squared_error, student_test, values_of
from storelab.metrics.goods import normal_quantile


def difference_in_differences(
    treated_before: Column,
    treated_after: Column,
    control_before: Column,
    control_after: Column,
    paired: bool = False,
    confidence: float = 0.95,
) -> dict[str, float]:
    """How much more the treated group changed than the other one, where nobody was drawn by lot.

    ``(treated after - before) - (control after - before)``. It is the effect only if both groups would have changed
    alike without the treatment (parallel trends): look at several periods before, for no test of two periods can tell.

    Parameters
    ----------
    treated_before, treated_after, control_before, control_after
        Columns of one value a unit, of each group and period.
    paired
        Whether the same units in the same order stand in both periods of a group. Then each unit's own change is its
        value; without it the four columns are taken as four independent samples.
    confidence
        How often such intervals hold the true difference, if trends are parallel.

    Returns
    -------
    dict
        ``treated_change``, ``control_change``, ``difference``, ``low``, ``high``, ``t``, ``degrees`` (of freedom,
        Welch and Satterthwaite) and ``p_value`` (two-sided); NaN as in `mean_difference`.

    Raises
    ------
    StoreLabError
        If a value is missing or no finite number, paired columns differ in length, or the confidence is not between 0
        and 1.
    """
    normal_quantile(confidence)
    names = ("treated_before", "treated_after", "control_before", "control_after")
    columns = (treated_before, treated_after, control_before, control_after)
    cells = {name: values_of(column, name) for name, column in zip(names, columns, strict=True)}
    if paired:
        changes = []
        for group in ("treated", "control"):
            before, after = cells[f"{group}_before"], cells[f"{group}_after"]
            check_lengths(f"{group}_before", before, f"{group}_after", after)
            changes.append(after - before)
        samples, moved = changes, [mean(change) for change in changes]
    else:
        samples = list(cells.values())
        moved = [
            mean(cells["treated_after"]) - mean(cells["treated_before"]),
            mean(cells["control_after"]) - mean(cells["control_before"]),
        ]
    difference = moved[0] - moved[1]
    low, high, t, degrees, p_value = student_test(difference, [squared_error(sample) for sample in samples], confidence)
    return {
        "treated_change": moved[0],
        "control_change": moved[1],
        "difference": difference,
        "low": low,
        "high": high,
        "t": t,
        "degrees": degrees,
        "p_value": p_value,
    }

"""The statistics themselves, on plain columns: the same functions measure our shop and the real data sets."""

import numpy as np
import pandas as pd


def top_share(totals: pd.Series, share: float) -> float:
    """Share of the sum that the biggest ``share`` of the entities hold, of those with a positive total.

    Examples
    --------
    >>> top_share(pd.Series([5.0, 3.0, 1.0, 1.0, 0.0]), 0.25)  # one of four
    0.5
    """
    falling = np.sort(totals[totals > 0].to_numpy(float))[::-1]
    return float(falling[: int(np.ceil(share * len(falling)))].sum() / falling.sum())


def log_spread(values: pd.Series) -> float:
    """Standard deviation of the natural logarithm of the positive values."""
    return float(np.log(values[values > 0]).std())


def mean_over_median(values: pd.Series) -> float:
    """Mean divided by median: how far a few big values pull."""
    return float(values.mean() / values.median())


def one_order_share(customer: pd.Series) -> float:
    """Share of customers with exactly one order; one entry an order."""
    return float((customer.value_counts() == 1).mean())


def purchase_days(customer: pd.Series, time: pd.Series) -> pd.DataFrame:
    """Days on which each customer bought: columns customer and day, sorted, each pair once."""
    days = pd.DataFrame({"customer": customer.to_numpy(), "day": time.dt.normalize().to_numpy()})
    return days.drop_duplicates().sort_values(["customer", "day"], ignore_index=True)


def repeat_share(days: pd.DataFrame, within: int) -> float:
    """Share of customers with a second purchase day at most ``within`` days after the first.

    Of the customers whose first day lies at least that many days before the last day of the data.

    Parameters
    ----------
    days
        What `purchase_days` gave.
    within
        Days.
    """
    wait = second_purchase_wait(days)
    first = days.groupby("customer")["day"].first()
    seen = first <= days["day"].max() - pd.Timedelta(days=within)
    return float((wait[seen] <= within).mean())


def second_purchase_wait(days: pd.DataFrame) -> pd.Series:
    """Days from a customer's first to the second purchase day; missing where there is none."""
    place = days.groupby("customer").cumcount()
    first = days[place == 0].set_index("customer")["day"]
    second = days[place == 1].set_index("customer")["day"]
    return (second.reindex(first.index) - first).dt.days


def purchase_gaps(days: pd.DataFrame) -> pd.Series:
    """Days between consecutive purchase days, of all customers together."""
    return days.groupby("customer")["day"].diff().dropna().dt.days


def between_customers(customer: pd.Series, value: pd.Series) -> float:
    """Share of the variance of log order value that lies between customers.

    One-way random-effects intraclass correlation, of customers with two or more orders of positive value.
    """
    logs = np.log(value[value > 0])
    who = customer[value > 0]
    several = who.map(who.value_counts()) >= 2
    groups = logs[several].groupby(who[several])
    size, mean = groups.size(), groups.mean()
    count, orders = len(size), int(size.sum())
    total = ((logs[several] - logs[several].mean()) ** 2).sum()
    among = (size * (mean - logs[several].mean()) ** 2).sum()
    mean_within = (total - among) / (orders - count)
    mean_among = among / (count - 1)
    usual_size = (orders - (size**2).sum() / orders) / (count - 1)
    return float((mean_among - mean_within) / (mean_among + (usual_size - 1) * mean_within))


def beyond_poisson(counts: pd.Series) -> float:
    """Coefficient of variation of daily counts beyond that of pure chance: sqrt(variance - mean) / mean."""
    return float(np.sqrt(max(counts.var() - counts.mean(), 0.0)) / counts.mean())


def weekend_share(time: pd.Series) -> float:
    """Share of Saturdays and Sundays."""
    return float((time.dt.day_of_week >= 5).mean())


def peak_hour(time: pd.Series) -> int:
    """The hour of the day with most entries; the earlier one of two."""
    return int(time.dt.hour.value_counts().sort_index().idxmax())


def by_month(time: pd.Series, value: pd.Series | None = None) -> pd.Series:
    """Entries, or the sum of ``value``, of each calendar month."""
    months = time.dt.to_period("M")
    return months.value_counts().sort_index() if value is None else value.groupby(months).sum()


def peak_month(months: pd.Series) -> int:
    """Number in the year of the biggest of the months that `by_month` gave."""
    return int(pd.PeriodIndex(months.index).month[int(months.to_numpy().argmax())])


def duplicate_share(lines: pd.DataFrame) -> float:
    """Share of the lines that repeat an earlier line in every column."""
    return float(lines.duplicated().mean())

"""When to order, and how much: safety stock, reorder point, newsvendor and economic order quantity."""

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import Any

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._formulas import check_range
from storelab.metrics._tables import is_missing
from storelab.metrics.registry import EVERY_ROW, metric

INPUTS = {"en": "the history that demand and lead time were measured on", "zh": "测算需求和供应周期所用的历史时段"}


def _service_factor(service: float) -> float:
    """z: how many standard deviations of demand over the lead time are covered."""
    if not 0 < service < 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"service must lie between 0 and 1, such as 0.95, not {service!r}; 1 would need infinite stock.",
                    "zh": f"service 应该在 0 和 1 之间，比如 0.95；现在是 {service!r}。取 1 就要无穷多的库存。",
                }
            )
        )
    return NormalDist().inv_cdf(service)


@metric(
    "M073",
    en="Safety stock",
    zh="安全库存",
    branch="inventory",
    numerator={
        "en": "service factor times the standard deviation of demand over the lead time",
        "zh": "服务系数乘以供应周期内需求的标准差",
    },
    window=INPUTS,
    filter=EVERY_ROW,
    unit="count",
    formula="z * sqrt(L * sd_d^2 + d^2 * sd_L^2)",
)
def safety_stock(mean_demand: float, sd_demand: float, mean_lead: float, sd_lead: float, service: float) -> float:
    """Pieces kept against chance (M073), for a cycle service level: the chance of no stock-out in a cycle.

    Demand of days is taken as independent and normal, lead times as independent of it. Sales of days sold out are too
    low; use demand.

    Parameters
    ----------
    mean_demand, sd_demand
        Mean and standard deviation of the demand of a day, in pieces.
    mean_lead, sd_lead
        Mean and standard deviation of the lead time, in days.
    service
        Cycle service wanted, between 0 and 1; 0.5 needs none, below it the formula is negative.

    Returns
    -------
    float
        Pieces.

    Raises
    ------
    StoreLabError
        If a mean or deviation is negative, or ``service`` not between 0 and 1.
    """
    return _service_factor(service) * lead_time_demand(mean_demand, sd_demand, mean_lead, sd_lead)["sd"]


def lead_time_demand(mean_demand: float, sd_demand: float, mean_lead: float, sd_lead: float) -> dict[str, float]:
    """Mean and standard deviation of the demand over a lead time of random length.

    Parameters
    ----------
    mean_demand, sd_demand, mean_lead, sd_lead
        As in `safety_stock`.

    Returns
    -------
    dict
        ``mean`` (d * L) and ``sd`` (sqrt(L * sd_d^2 + d^2 * sd_L^2)), in pieces.

    Raises
    ------
    StoreLabError
        If a value is negative.
    """
    given = {"mean_demand": mean_demand, "sd_demand": sd_demand, "mean_lead": mean_lead, "sd_lead": sd_lead}
    for name, value in given.items():
        check_range(name, value, 0)
    return {
        "mean": mean_demand * mean_lead,
        "sd": math.sqrt(mean_lead * sd_demand**2 + mean_demand**2 * sd_lead**2),
    }


@metric(
    "M076",
    en="Reorder point",
    zh="库存预警线",
    branch="inventory",
    numerator={"en": "mean demand over the lead time plus safety stock", "zh": "供应周期内的平均需求加安全库存"},
    window=INPUTS,
    filter=EVERY_ROW,
    unit="count",
    formula="d * L + safety stock",
    aliases=("Stock warning line", "再订货点"),
)
def reorder_point(mean_demand: float, mean_lead: float, safety: float = 0.0) -> float:
    """Stock at which the next order is due (M076): pieces on hand and on order, not on hand alone.

    Parameters
    ----------
    mean_demand
        Mean demand of a day, in pieces.
    mean_lead
        Mean lead time, in days.
    safety
        Pieces of safety stock, from `safety_stock`.

    Returns
    -------
    float
        Pieces.

    Raises
    ------
    StoreLabError
        If the demand or the lead time is negative.
    """
    check_range("mean_demand", mean_demand, 0)
    check_range("mean_lead", mean_lead, 0)
    return mean_demand * mean_lead + safety


def expected_service(point: float, quantity: float, mean: float, sd: float) -> dict[str, float]:
    """What service a reorder point and an order quantity promise: cycle service and fill rate.

    The fill rate is 1 less the pieces expected to be short in a cycle over the pieces of a cycle: sd * G(z) / Q, with
    the unit normal loss G(z) = pdf(z) - z * (1 - cdf(z)). It is meant for quantities well above the sd.

    Parameters
    ----------
    point
        Reorder point, in pieces.
    quantity
        Pieces of an order.
    mean, sd
        Of the demand over the lead time, from `lead_time_demand`.

    Returns
    -------
    dict
        ``cycle_service`` and ``fill_rate``, from 0 to 1.

    Raises
    ------
    StoreLabError
        If ``sd`` is negative, or ``quantity`` is not above 0.

    References
    ----------
    Silver, Pyke and Peterson (1998), Inventory Management and Production Planning and Scheduling, chapter 7.
    """
    check_range("sd", sd, 0)
    check_range("quantity", quantity, 0, above=True)
    if sd == 0:
        short = max(mean - point, 0.0)
        return {"cycle_service": float(point >= mean), "fill_rate": max(1 - short / quantity, 0.0)}
    z = (point - mean) / sd
    covered = NormalDist().cdf(z)
    loss = NormalDist().pdf(z) - z * (1 - covered)
    return {"cycle_service": covered, "fill_rate": max(1 - sd * loss / quantity, 0.0)}


def critical_ratio(price: float, cost: float, salvage: float = 0.0) -> float:
    """Chance with which the best single order covers the demand: underage over underage plus overage.

    Parameters
    ----------
    price, cost, salvage
        Yuan of a piece: sold, bought, and left over; salvage lies below cost.

    Returns
    -------
    float
        (price - cost) / (price - salvage), from 0 up to, but not including, 1; 0 where price does not exceed cost.

    Raises
    ------
    StoreLabError
        If a price or cost is negative, or salvage is not below cost: then no order is too large.
    """
    check_range("price", price, 0)
    check_range("cost", cost, 0)
    if not salvage < cost:
        raise StoreLabError(
            pick(
                {
                    "en": f"salvage ({salvage}) must be below cost ({cost}): else every piece left over earns money, and no order is too large.",
                    "zh": f"salvage（{salvage}）应该低于 cost（{cost}）：否则剩下的每一件都不亏，订多少都不嫌多。",
                }
            )
        )
    return (price - cost) / (price - salvage) if price > cost else 0.0


def newsvendor(price: float, cost: float, salvage: float, mean: float, sd: float) -> float:
    """Pieces to order once for a season of normal demand: the quantile of demand at the critical ratio.

    Parameters
    ----------
    price, cost, salvage
        As in `critical_ratio`.
    mean, sd
        Of the demand of the season, in pieces.

    Returns
    -------
    float
        Pieces, never below zero; 0 where a piece earns nothing.

    Raises
    ------
    StoreLabError
        As `critical_ratio`, or if ``mean`` or ``sd`` is negative.

    References
    ----------
    Arrow, Harris and Marschak (1951), Optimal inventory policy, Econometrica 19.
    """
    check_range("mean", mean, 0)
    check_range("sd", sd, 0)
    ratio = critical_ratio(price, cost, salvage)
    if ratio == 0:
        return 0.0
    return max(mean + sd * NormalDist().inv_cdf(ratio), 0.0) if sd else float(mean)


def newsvendor_empirical(price: float, cost: float, salvage: float, demand: Sequence[float]) -> float:
    """Pieces to order once, from demands that were seen instead of a distribution.

    The smallest of the demands up to which at least the critical ratio of them lies.

    Parameters
    ----------
    price, cost, salvage
        As in `critical_ratio`.
    demand
        Demands of comparable seasons, in pieces; missing values are left out.

    Returns
    -------
    float
        Pieces; 0 where a piece earns nothing, NaN without any demand.

    Raises
    ------
    StoreLabError
        As `critical_ratio`, or if a demand is negative.
    """
    check_range("demand", demand, 0)
    ratio = critical_ratio(price, cost, salvage)
    known = sorted(float(value) for value in demand if not is_missing(value))
    if not known:
        return math.nan
    if ratio == 0:
        return 0.0
    # 0.7 * 10 is 7.000000000000001 in floats, and still the 7th of ten.
    return known[max(math.ceil(ratio * len(known) - 1e-9), 1) - 1]


def economic_order_quantity(annual_demand: float, order_cost: float, holding_cost: float) -> float:
    """Pieces of an order for which ordering and holding cost the same, and together least: sqrt(2 D K / h).

    Parameters
    ----------
    annual_demand
        D, pieces a year.
    order_cost
        K, yuan an order, whatever its size.
    holding_cost
        h, yuan that a piece in stock costs a year.

    Returns
    -------
    float
        Pieces; NaN where holding costs nothing.

    Raises
    ------
    StoreLabError
        If a value is negative.

    References
    ----------
    Harris (1913), How many parts to make at once, Factory 10.
    """
    given: dict[str, Any] = {"annual_demand": annual_demand, "order_cost": order_cost, "holding_cost": holding_cost}
    for name, value in given.items():
        check_range(name, value, 0)
    return math.sqrt(2 * annual_demand * order_cost / holding_cost) if holding_cost else math.nan

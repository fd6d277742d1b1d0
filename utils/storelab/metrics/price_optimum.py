"""The price that earns most, for one period and over a product's life."""

import math
from collections.abc import Mapping, Sequence

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._formulas import check_range


def optimal_price(elasticity: float, unit_cost: float, fee_rate: float = 0.0, freight: float = 0.0) -> float:
    """The price of the highest profit where the elasticity is the same at each price.

    e / (1 + e) * (cost + freight) / (1 - fee): a commission works as a higher cost would. The rule holds within the
    prices that the elasticity was measured at; far outside of them, nobody knows it.

    Parameters
    ----------
    elasticity
        Percent more units per percent more price, below -1, such as -2.5.
    unit_cost, freight
        Yuan a piece, for the goods and for sending them.
    fee_rate
        Share of the price that the platform takes, below 1.

    Returns
    -------
    float
        Yuan.

    Raises
    ------
    StoreLabError
        If demand is not elastic (-1 or above): then each higher price earns more, and there is no best one. Or if a cost
        is negative, or the fee rate not from 0 to below 1.

    References
    ----------
    Lerner (1934), The concept of monopoly and the measurement of monopoly power, Review of Economic Studies 1.
    """
    if not elasticity < -1:
        raise StoreLabError(
            pick(
                {
                    "en": f"elasticity must be below -1, not {elasticity}: where demand answers less than in proportion, each higher price earns more and none is best.",
                    "zh": f"elasticity 应该小于 -1，现在是 {elasticity}：需求缺乏弹性时，价格越高利润越大，没有最优价格。",
                }
            )
        )
    return elasticity / (1 + elasticity) * _grossed(unit_cost, fee_rate, freight)


def optimal_price_linear(
    intercept: float, slope: float, unit_cost: float, fee_rate: float = 0.0, freight: float = 0.0
) -> float:
    """The price of the highest profit where demand is a straight line: units = intercept - slope * price.

    Half way between the price at which nothing is sold and the cost, which the fee raises: (a / b + c / (1 - fee)) / 2.

    Parameters
    ----------
    intercept
        Units at a price of 0, above 0.
    slope
        Units lost per yuan more, above 0.
    unit_cost, freight
        Yuan a piece, for the goods and for sending them.
    fee_rate
        Share of the price that the platform takes, below 1.

    Returns
    -------
    float
        Yuan.

    Raises
    ------
    StoreLabError
        If an argument is outside of its range, or the cost so high that nothing is sold at any price that covers it.
    """
    check_range("intercept", intercept, 0, above=True)
    check_range("slope", slope, 0, above=True)
    cost, choke = _grossed(unit_cost, fee_rate, freight), intercept / slope
    if cost >= choke:
        raise StoreLabError(
            pick(
                {
                    "en": f"Nothing is sold from {choke:g} yuan on, and only above {cost:g} yuan is the cost covered: no price earns anything.",
                    "zh": f"价格到 {choke:g} 元就没有销量了，而高于 {cost:g} 元才够成本：没有能赚钱的价格。",
                }
            )
        )
    return (choke + cost) / 2


def _grossed(unit_cost: float, fee_rate: float, freight: float) -> float:
    """The price that just covers goods, freight and the fee on itself."""
    check_range("unit_cost", unit_cost, 0)
    check_range("freight", freight, 0)
    check_range("fee_rate", fee_rate, 0, 1)
    if fee_rate == 1:
        raise StoreLabError(
            pick(
                {
                    "en": "fee_rate must be below 1: nothing of the price is left.",
                    "zh": "fee_rate 应该小于 1：否则售价一分不剩。",
                }
            )
        )
    return (unit_cost + freight) / (1 - fee_rate)


def price_path_npv(
    prices: Sequence[float],
    *,
    potential: float,
    innovation: float,
    imitation: float,
    elasticity: float,
    reference_price: float,
    unit_cost: float,
    discount_rate: float = 0.0,
) -> dict[str, float]:
    """Present value of a product's life under a path of prices: low from the start (penetration), or high first (skimming).

    Buyers come by Bass's model, of their own (innovation) and because others have bought (imitation), times a constant
    elasticity of price: new buyers = (p + q N / M) (M - N) (price / reference)^e, never more than are left. Early low
    prices pay where imitation is strong; early high prices where it is weak and the eager ones pay more.

    Parameters
    ----------
    prices
        Yuan in each period, in order.
    potential
        M, people who might buy, once each.
    innovation, imitation
        p and q a period.
    elasticity
        0 or below.
    reference_price
        The price at which p and q were found.
    unit_cost
        Yuan a piece.
    discount_rate
        Interest a period; the first period is not discounted.

    Returns
    -------
    dict
        ``npv`` in yuan, ``units`` sold in all, ``revenue`` in yuan, not discounted. Without prices all are 0.

    Raises
    ------
    StoreLabError
        If an argument is outside of its range.

    References
    ----------
    Bass (1969), A new product growth model for consumer durables, Management Science 15. Robinson and Lakhani (1975),
    Dynamic price models for new-product planning, Management Science 21.
    """
    check_range("prices", list(prices), 0, above=True)
    check_range("potential", potential, 0, above=True)
    check_range("innovation", innovation, 0, 1)
    check_range("imitation", imitation, 0)
    check_range("elasticity", elasticity, high=0)
    check_range("reference_price", reference_price, 0, above=True)
    check_range("unit_cost", unit_cost, 0)
    check_range("discount_rate", discount_rate, -1, above=True)
    bought, values, revenues = 0.0, [], []
    for period, price in enumerate(prices):
        left = potential - bought
        pull = (innovation + imitation * bought / potential) * (price / reference_price) ** elasticity
        new = min(pull, 1.0) * left
        bought += new
        values.append(new * (price - unit_cost) / (1 + discount_rate) ** period)
        revenues.append(new * price)
    return {"npv": math.fsum(values), "units": bought, "revenue": math.fsum(revenues)}


def compare_price_paths(paths: Mapping[str, Sequence[float]], **market: float) -> dict[str, dict[str, float]]:
    """`price_path_npv` of several paths in one market, the most valuable first.

    Parameters
    ----------
    paths
        Prices of each period by the name of the path, all of one length.
    market
        The other arguments of `price_path_npv`.

    Returns
    -------
    dict
        Result of `price_path_npv` by path, from the highest ``npv`` down, equal ones by name.

    Raises
    ------
    StoreLabError
        If the paths differ in length, or as `price_path_npv`.
    """
    lengths = {name: len(prices) for name, prices in paths.items()}
    if len(set(lengths.values())) > 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"All paths must have one number of periods; they have {lengths}.",
                    "zh": f"各条价格路径的期数要一样；现在是 {lengths}。",
                }
            )
        )
    results = {name: price_path_npv(prices, **market) for name, prices in paths.items()}
    return dict(sorted(results.items(), key=lambda pair: (-pair[1]["npv"], pair[0])))

"""Stock policies played through: a year of demand against a rule of when to order and how much."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._formulas import check_range
from storelab.metrics._tables import check_choice, check_same_names

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

DAYS_OF_YEAR = 365
# What each policy orders by.
POLICIES = {"s,Q": ("point", "quantity"), "R,S": ("review", "level")}


def bootstrap_demand(
    history: Any, runs: int, days: int, generator: "np.random.Generator", block: int = 7
) -> "np.ndarray":
    """Demand of many possible futures: blocks of successive days drawn from the past, with replacement.

    Blocks keep what days have in common with their neighbours; a block of 7 has each weekday once, but not on its own
    weekday unless the history is cut that way.

    Parameters
    ----------
    history
        Column of the demand of successive days, in pieces. Sales of days sold out are too low; repair them first.
    runs, days
        How many futures, and how many days each.
    generator
        From ``numpy.random.default_rng(seed)``: the same seed gives the same futures.
    block
        Days drawn together, at most as many as the history has.

    Returns
    -------
    numpy.ndarray
        Pieces, of the shape (runs, days).

    Raises
    ------
    StoreLabError
        If a demand is missing or negative, or a number is below 1 or a block longer than the history.
    """
    import numpy as np

    past = _pieces("history", history)
    if past.ndim != 1:
        raise _refused(
            "history", f"one number a day, not of the shape {past.shape}", f"每天一个数，现在的形状是 {past.shape}"
        )
    for name, value in (("runs", runs), ("days", days)):
        check_range(name, value, 1)
    check_range("block", block, 1, len(past))
    blocks = -(-days // block)
    starts = generator.integers(0, len(past) - block + 1, size=(runs, blocks))
    places = starts[:, :, None] + np.arange(block)
    return past[places.reshape(runs, -1)[:, :days]]


def simulate_policy(
    demand: Any,
    policy: str,
    params: Mapping[str, float],
    lead_time: Any,
    *,
    opening: float | None = None,
    generator: "np.random.Generator | None" = None,
    unit_cost: float = 0.0,
    holding_rate: float = 0.0,
    order_cost: float = 0.0,
    lost_margin: float = 0.0,
) -> "pd.DataFrame":
    """Play a stock policy against demand, day by day; what is not there is lost, not waited for.

    A day: what is due arrives in the morning, customers take what there is, and in the evening the policy looks at its
    position, which is stock on hand and on order. An order with a lead time of L days is there for the demand of the
    day L + 1 days later, so L days of demand lie between; this is the L of `reorder_point`.

    Parameters
    ----------
    demand
        Pieces of each day: one run as a column, or an array of the shape (runs, days).
    policy
        ``"s,Q"``: when the position has fallen to the reorder point or below, order the smallest multiple of the
        quantity that lifts it above. ``"R,S"``: look every so many days, from the first evening on, and order up to the
        level.
    params
        ``{"point": s, "quantity": Q}`` in pieces, or ``{"review": R, "level": S}`` in days and pieces.
    lead_time
        Days, as a whole number; or a column of lead times that were seen, of which one is drawn for each order.
    opening
        Pieces on hand at first; by default s + Q, or S.
    generator
        From ``numpy.random.default_rng(seed)``; needed where lead times are drawn.
    unit_cost, holding_rate
        Yuan a piece, and yuan that a yuan of stock costs a year.
    order_cost, lost_margin
        Yuan an order, and yuan of margin a piece that could not be sold.

    Returns
    -------
    pandas.DataFrame
        One row a run: ``demand``, ``sold``, ``lost``, ``received``, ``opening``, ``closing`` (pieces; opening +
        received = sold + closing), ``mean_stock`` (evening), ``orders``, ``cycles`` (from one arrival to the next),
        ``fill_rate`` (NaN without demand), ``cycle_service`` (share of the cycles without lost demand; NaN without
        cycles), ``holding_cost``, ``ordering_cost``, ``lost_cost`` and ``cost`` (yuan).

    Raises
    ------
    StoreLabError
        If the policy is unknown, a demand, lead time, parameter or cost is missing, negative or of the wrong shape, or
        lead times are to be drawn without a generator.
    """
    import numpy as np
    import pandas as pd

    check_choice("policy", policy, list(POLICIES))
    wanted = np.atleast_2d(_pieces("demand", demand))
    if wanted.ndim != 2:
        raise _refused(
            "demand",
            f"one number a day, or of the shape (runs, days), not {wanted.shape}",
            f"每天一个数，或形状为 (runs, days) 的数组，现在的形状是 {wanted.shape}",
        )
    reviewed = policy == "R,S"
    check_same_names("params", params, f"policy '{policy}'", POLICIES[policy])
    first, second = (params[name] for name in POLICIES[policy])
    if reviewed:
        check_range("review", first, 1)
        check_range("level", second, 0)
        if first != int(first):
            raise _refused("review", "a whole number of days", "整数天数")
    else:
        check_range("point", first, 0)
        check_range("quantity", second, 0, above=True)
    costs = {"unit_cost": unit_cost, "holding_rate": holding_rate, "order_cost": order_cost, "lost_margin": lost_margin}
    for name, value in costs.items():
        check_range(name, value, 0)
    start = (second if reviewed else first + second) if opening is None else opening
    check_range("opening", start, 0)
    leads = _lead_times(lead_time, generator)

    runs, days = wanted.shape
    rows = np.arange(runs)
    # What arrives on each morning; arrivals after the last day fall off the end.
    due = np.zeros((runs, days + int(leads.max()) + 2))
    on_hand, on_order = np.full(runs, float(start)), np.zeros(runs)
    sold, stock, received = np.zeros(runs), np.zeros(runs), np.zeros(runs)
    orders, cycles, served = np.zeros(runs, int), np.zeros(runs, int), np.zeros(runs, int)
    begun, short = np.zeros(runs, bool), np.zeros(runs, bool)
    for day in range(days):
        arriving = due[:, day]
        arrived = arriving > 0
        # An arrival closes the cycle that an earlier one began.
        cycles += arrived & begun
        served += arrived & begun & ~short
        begun |= arrived
        short &= ~arrived
        on_hand += arriving
        on_order -= arriving
        received += arriving
        asked = wanted[:, day]
        taken = np.minimum(on_hand, asked)
        short |= taken < asked
        on_hand -= taken
        sold += taken
        stock += on_hand
        amount = _order(policy, first, second, day, on_hand + on_order)
        ordering = amount > 0
        if ordering.any():
            chosen = leads[0] if leads.size == 1 or generator is None else generator.choice(leads, runs)
            due[rows, day + chosen + 1] += amount
            on_order += amount
            orders += ordering
    total = wanted.sum(axis=1)
    holding = stock * unit_cost * holding_rate / DAYS_OF_YEAR
    lost = total - sold
    with np.errstate(invalid="ignore"):  # 0 / 0 is the NaN that is promised
        return pd.DataFrame(
            {
                "demand": total,
                "sold": sold,
                "lost": lost,
                "received": received,
                "opening": float(start),
                "closing": on_hand,
                "mean_stock": stock / days,
                "orders": orders,
                "cycles": cycles,
                "fill_rate": sold / total,
                "cycle_service": served / cycles,
                "holding_cost": holding,
                "ordering_cost": orders * order_cost,
                "lost_cost": lost * lost_margin,
                "cost": holding + orders * order_cost + lost * lost_margin,
            }
        )


def _order(policy: str, first: float, second: float, day: int, position: "np.ndarray") -> "np.ndarray":
    import numpy as np

    if policy == "R,S":
        # The first look is in the evening of the first day. An order is never below zero.
        return np.maximum(second - position, 0.0) if day % int(first) == 0 else np.zeros_like(position)
    lots = np.floor((first - position) / second) + 1
    return np.where(position <= first, lots * second, 0.0)


def _pieces(name: str, values: Any) -> "np.ndarray":
    import numpy as np

    try:
        pieces = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise _refused(name, "numbers", "一列数") from None
    missing = int(np.isnan(pieces).sum())
    if missing or not pieces.size:
        raise _refused(
            name,
            f"numbers; it has {pieces.size}, and {missing} are missing",
            f"一列数；现在有 {pieces.size} 个，其中 {missing} 个缺失",
        )
    check_range(name, float(pieces.min()), 0)
    return pieces


def _lead_times(lead_time: Any, generator: "np.random.Generator | None") -> "np.ndarray":
    import numpy as np

    leads = np.atleast_1d(_pieces("lead_time", lead_time))
    if leads.ndim != 1 or (leads != np.floor(leads)).any():
        raise _refused("lead_time", "a whole number of days, or a column of them", "整数天数，或一列整数天数")
    if leads.size > 1 and generator is None:
        raise StoreLabError(
            pick(
                {
                    "en": "Lead times are to be drawn: pass generator=numpy.random.default_rng(seed), so that a run can be repeated.",
                    "zh": "供应周期要随机抽取：请传入 generator=numpy.random.default_rng(seed)，这样结果可以重现。",
                }
            )
        )
    return leads.astype(int)


def _refused(name: str, en: str, zh: str) -> StoreLabError:
    return StoreLabError(pick({"en": f"{name} must be {en}.", "zh": f"{name} 应该是{zh}。"}))

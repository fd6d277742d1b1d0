"""New products and ideas: how many succeed, what they sell, whether to launch one, and which to pay for."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import Numbers, check_range, quotient
from storelab.metrics._frames import FEN, By, IntoFrameT, day_number, fen, keys, rate, read, same_library
from storelab.metrics._periods import check_times
from storelab.metrics._tables import check_unique, columns_of, from_rows
from storelab.metrics.registry import WHOLE_TABLE, metric


@metric(
    "M163",
    en="Innovation success rate",
    zh="创新成功率",
    branch="catalogue",
    numerator={"en": "of these, new products or ideas that reached their goal", "zh": "其中达到目标的新品或创意"},
    denominator={"en": "new products or ideas started", "zh": "启动的新品或创意"},
    window={"en": "those started in one period, old enough to be judged", "zh": "同一时期启动、已到评判时间的"},
    filter={"en": "the goal is set before the start", "zh": "目标在启动前定好"},
    unit="share",
    formula="succeeded / started",
)
def innovation_success_rate(succeeded: Numbers, started: Numbers) -> Numbers:
    """Share of the new products or ideas that reach their goal (M163). Very high can mean that only safe ones are tried.

    Parameters
    ----------
    succeeded, started
        Counts: numbers or columns. Leave out those that are too young to be judged.

    Returns
    -------
    float or column
        A share from 0 to 1, NaN where none was started.

    Raises
    ------
    StoreLabError
        If a count is negative, or more succeeded than were started.
    """
    check_range("succeeded", succeeded, 0)
    check_range("started", started, 0)
    share = quotient(succeeded, started)
    check_range("succeeded / started", share, 0, 1)
    return share


@metric(
    "P22",
    en="Innovation ability",
    zh="创新能力",
    branch="catalogue",
    numerator={
        "en": "of these, sales of products in their first `days` days",
        "zh": "其中上架未满 days 天的商品的销售额",
    },
    denominator={"en": "yuan paid for goods", "zh": "商品实付金额"},
    window=WHOLE_TABLE,
    filter={"en": "lines of paid orders whose item has a launch day", "zh": "已付款且商品有上架日期的订单行"},
    unit="share",
    formula="sales of new products / sales",
    aliases=("New-product sales share", "新品销售占比"),
)
def new_product_sales_share(
    order_items: IntoFrameT,
    orders: IntoFrameT,
    products: IntoFrameT,
    days: int = 365,
    by: By = None,
    *,
    order_id: str = "order_id",
    sku_id: str = "sku_id",
    qty: str = "qty",
    unit_price: str = "unit_price",
    discount: str = "discount_alloc",
    paid_at: str = "paid_at",
    launched_on: str = "launched_on",
) -> float | IntoFrameT:
    """Share of sales that comes from products in their first year (P22): what innovation has brought, not how much was tried.

    A shop in its own first year has only new products: wait until ``days`` have passed since its opening.

    Parameters
    ----------
    order_items, orders, products
        One row an item of an order, an order, an item; all of one library.
    days
        How long a product is new: from its launch day on, that day included.
    by
        Columns of ``orders`` or ``products`` to group by; None for one number.
    order_id, sku_id
        Columns that join the tables.
    qty, unit_price, discount
        Columns of ``order_items``: pieces, yuan a piece, yuan of discount on the line.
    paid_at
        Column of ``orders``: time of payment (missing: never).
    launched_on
        Column of ``products``: first day on sale.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without sales; with ``by`` a frame of ``by`` and ``new_product_sales_share``.

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers, a negative quantity or price, or no times, a line has no order or item,
        ``days`` is below 1, or the tables are of two libraries.
    """
    check_range("days", days, 1)
    groups = keys(by)
    lines = read(order_items, "order_items", [order_id, sku_id, qty, unit_price, discount], ids=[order_id, sku_id])
    bought = read(orders, "orders", [order_id, paid_at])
    of_orders = [name for name in groups if name in bought.collect_schema().names() and name not in (sku_id, order_id)]
    goods_groups = [name for name in groups if name not in of_orders and name not in (sku_id, order_id)]
    goods = read(products, "products", [sku_id, launched_on, *goods_groups])
    same_library(lines, bought, goods)
    check_numbers(lines, "order_items", qty, unit_price, discount, negative=False)
    check_times(bought, "orders", paid_at)
    check_times(goods, "products", launched_on)
    paid = bought.filter(~nw.col(paid_at).is_null()).select(
        order_id, *of_orders, day_number(paid_at).alias("_paid_day")
    )
    launched = goods.filter(~nw.col(launched_on).is_null()).select(
        sku_id, *goods_groups, day_number(launched_on).alias("_first_day")
    )
    wanted = lines.select(order_id, sku_id, qty, unit_price, discount)
    joined = wanted.join(paid, on=order_id, how="inner").join(launched, on=sku_id, how="inner")
    amount = nw.col(qty).fill_null(0).cast(nw.Int64) * fen(unit_price) - fen(discount)
    age = nw.col("_paid_day") - nw.col("_first_day")
    valued = joined.with_columns(_fen=amount, _new=(age < days).cast(nw.Int64)).with_columns(
        _new_fen=nw.col("_fen") * nw.col("_new")
    )
    return cast(
        "float | IntoFrameT",
        rate(valued, by, "new_product_sales_share", nw.col("_new_fen").sum(), nw.col("_fen").sum()),
    )


def launch_decision(
    buyers: int,
    visitors: int,
    target: float,
    prior: tuple[float, float] = (1.0, 1.0),
    level: float = 0.9,
) -> dict[str, Any]:
    """Scale, iterate or stop, after a small trial: how probable it is that the true rate reaches the target.

    Buyers of visitors are taken as draws of one rate, whose prior is Beta; so the posterior is Beta(a + buyers,
    b + visitors - buyers). Scale if the target is reached with a probability of ``level`` or more, stop if with
    1 - level or less, else go on trying: then the trial has not told enough.

    Parameters
    ----------
    buyers, visitors
        People who bought, and people who were asked.
    target
        The rate from which on the launch pays, above 0 and below 1.
    prior
        a and b of the Beta prior; (1, 1) takes all rates as equally likely. Past launches give a better one.
    level
        From 0.5 to below 1: how sure a decision must be.

    Returns
    -------
    dict
        ``decision`` (``"scale"``, ``"iterate"``, ``"stop"``), ``probability`` that the rate is above the target,
        ``mean``, ``low`` and ``high`` of the posterior (the middle 90 percent at a level of 0.9).

    Raises
    ------
    StoreLabError
        If an argument is outside of its range, or there are more buyers than visitors.
    """
    from scipy.stats import beta

    check_range("visitors", visitors, 0)
    check_range("buyers", buyers, 0, visitors)
    check_range("prior", list(prior), 0, above=True)
    for name, value, low_end in (("target", target, 0.0), ("level", level, 0.5)):
        check_range(name, value, low_end, 1, above=name == "target")
        if value == 1:
            raise StoreLabError(
                pick({"en": f"{name} must be below 1.", "zh": f"{name} 应该小于 1。"}),
            )
    posterior = beta(prior[0] + buyers, prior[1] + visitors - buyers)
    probability = float(posterior.sf(target))
    decision = "scale" if probability >= level else "stop" if probability <= 1 - level else "iterate"
    tail = (1 - level) / 2
    return {
        "decision": decision,
        "probability": probability,
        "mean": float(posterior.mean()),
        "low": float(posterior.ppf(tail)),
        "high": float(posterior.ppf(1 - tail)),
    }


def choose_ideas(
    ideas: IntoFrameT,
    budget: float,
    *,
    idea: str = "idea_id",
    cost: str = "cost",
    p_success: str = "p_success",
    payoff: str = "payoff",
) -> IntoFrameT:
    """The ideas that together promise most within a budget: an exact knapsack.

    An idea promises p_success * payoff - cost, whether it works or not; which ones work is taken as unrelated. Picking
    by promise per yuan, one after the other, can leave money over and a better set behind.

    Parameters
    ----------
    ideas
        One row an idea.
    budget
        Yuan for the costs of all ideas chosen.
    idea, cost, p_success, payoff
        Columns of the idea, its cost in yuan, the probability that it works, and the yuan that it then brings.

    Returns
    -------
    frame
        ``idea``, ``cost``, ``expected_profit`` (yuan, to the fen) and ``chosen``, sorted by ``idea``. Of equally good
        sets the cheaper is chosen, of equally cheap ones the one that leaves out the later idea by name. Ideas that
        promise no profit are never chosen.

    Raises
    ------
    StoreLabError
        If the budget is negative, a column is missing or holds no numbers or negative ones, a probability is above 1, a
        value is missing, or an idea has two rows.
    """
    check_range("budget", budget, 0)
    columns = [idea, cost, p_success, payoff]
    frame, table = columns_of(ideas, "ideas", columns, ids=columns)
    check_numbers(frame, "ideas", cost, p_success, payoff, negative=False)
    check_range(p_success, table[p_success], 0, 1)
    check_unique("ideas", [idea], [(name,) for name in table[idea]])
    order = sorted(range(len(table[idea])), key=lambda place: table[idea][place])
    costs = [round(table[cost][place] * FEN) for place in order]
    profits = [round((table[p_success][place] * table[payoff][place] - table[cost][place]) * FEN) for place in order]
    taken = _knapsack(costs, profits, round(budget * FEN))
    rows = [(table[idea][place], costs[at] / FEN, profits[at] / FEN, at in taken) for at, place in enumerate(order)]
    types = {idea: frame.collect_schema()[idea], cost: nw.Float64(), "expected_profit": nw.Float64()}
    return cast(IntoFrameT, from_rows(frame, rows, types | {"chosen": nw.Boolean()}))


def _knapsack(costs: Sequence[int], profits: Sequence[int], budget: int) -> set[int]:
    """The set of highest profit within the budget, by the list of sets that no cheaper one matches (Nemhauser, Ullmann).

    Only sums of cost and profit that are not dominated are kept, so whole fen need no table of the budget's size.
    """
    # Cost and profit rise together along the list; each entry knows its last item and the entry it was made from.
    best: list[tuple[int, int, tuple[Any, ...]]] = [(0, 0, ())]
    for item, (cost, profit) in enumerate(zip(costs, profits, strict=True)):
        if profit <= 0 or cost > budget:
            continue
        room = bisect_right(best, budget - cost, key=lambda entry: entry[0])
        added = [(entry[0] + cost, entry[1] + profit, (item, entry[2])) for entry in best[:room]]
        # Sorting is stable and old entries come first, so of equal sums the set without the later item stays.
        merged = sorted([*best, *added], key=lambda entry: (entry[0], -entry[1]))
        best = []
        for entry in merged:
            if not best or entry[1] > best[-1][1]:
                best.append(entry)
    chosen: set[int] = set()
    chain = best[-1][2]
    while chain:
        chosen.add(chain[0])
        chain = chain[1]
    return chosen

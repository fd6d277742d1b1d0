"""What a platform costs and brings: margin of an order, commission, deposit, channel performance; its users, its ratings."""

import math
from datetime import timedelta
from fractions import Fraction
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_as_of, check_numbers
from storelab.metrics._formulas import Numbers, check_range, quotient
from storelab.metrics._frames import By, IntoFrameT, finish, grouped, keys, rate, ratio, read, scalars
from storelab.metrics._periods import as_day, between, check_times
from storelab.metrics.registry import EVERY_ROW, WHOLE_TABLE, metric

CALL = {"en": "the period of the figures handed in", "zh": "传入数字所属的时期"}
YEAR = 365  # days in a year, as capital is priced


def net_margin_per_order(
    price: float,
    unit_cost: float,
    freight: float,
    commission_rate: float,
    payment_fee_rate: float = 0.0,
    ad_rate: float = 0.0,
) -> dict[str, float]:
    """What is left of an order after goods, freight, and all that the platform takes.

    Parameters
    ----------
    price
        Yuan that the buyer pays.
    unit_cost, freight
        Yuan for the goods, and for sending them, where the shop pays.
    commission_rate, payment_fee_rate, ad_rate
        Shares of the price that go to the platform, to the payment service, and into advertising.

    Returns
    -------
    dict
        ``commission``, ``payment_fee``, ``ad`` and ``margin`` in yuan, and ``margin_rate`` (margin / price; NaN at a
        price of 0). The parts, goods, freight and margin sum to the price. Fixed cost is not in it; see
        `break_even_orders`.

    Raises
    ------
    StoreLabError
        If an amount is negative, or a rate is not from 0 to 1.
    """
    for name, amount in (("price", price), ("unit_cost", unit_cost), ("freight", freight)):
        check_range(name, amount, 0)
    rates = {"commission_rate": commission_rate, "payment_fee_rate": payment_fee_rate, "ad_rate": ad_rate}
    for name, share in rates.items():
        check_range(name, share, 0, 1)
    commission, payment_fee, ad = (price * share for share in rates.values())
    margin = price - unit_cost - freight - commission - payment_fee - ad
    return {
        "commission": commission,
        "payment_fee": payment_fee,
        "ad": ad,
        "margin": margin,
        "margin_rate": quotient(margin, price),
    }


def break_even_orders(fixed_cost: float, unit_margin: float) -> int:
    """How many orders pay for the fixed cost: the smallest whole number whose margin reaches it.

    Parameters
    ----------
    fixed_cost
        Yuan of the period that come whatever is sold: yearly fee, deposit's cost, wages.
    unit_margin
        Yuan that an order leaves, such as ``net_margin_per_order(...)["margin"]``.

    Returns
    -------
    int
        Orders of the same period, 0 when there is no fixed cost.

    Raises
    ------
    StoreLabError
        If the fixed cost is negative, or an order leaves nothing: then no number of orders pays for it.
    """
    check_range("fixed_cost", fixed_cost, 0)
    if not unit_margin > 0:
        raise StoreLabError(
            pick(
                {
                    "en": f"unit_margin must be above 0, not {unit_margin}: an order that leaves nothing never pays for the fixed cost.",
                    "zh": f"unit_margin 应该大于 0，现在是 {unit_margin}：每单不赚钱，卖多少单都收不回固定成本。",
                }
            )
        )
    # Decimal as typed: 0.3 / 0.1 is 2.9999999999999996 in floats and 0.6 / 0.2 is above 3 in others.
    return math.ceil(Fraction(str(fixed_cost)) / Fraction(str(unit_margin)))


@metric(
    "M056",
    en="Channel performance",
    zh="渠道绩效",
    branch="platform",
    numerator={
        "en": "contribution margin of the channel, before its own cost",
        "zh": "该渠道的贡献毛益（未扣渠道自身费用）",
    },
    denominator={"en": "cost of the channel", "zh": "该渠道的费用"},
    window=CALL,
    filter=EVERY_ROW,
    unit="index",
    formula="contribution margin of channel / channel cost",
)
def channel_performance(contribution_margin: Numbers, channel_cost: Numbers) -> Numbers:
    """Contribution margin that a channel brings per yuan that it costs (M056). Below 1, it costs more than it brings.

    Parameters
    ----------
    contribution_margin
        Yuan: sales of the channel less goods, freight and fees that grow with sales. A number or a column; a loss is
        negative.
    channel_cost
        Yuan that the channel itself costs: rent, staff, advertising.

    Returns
    -------
    float or column
        A quotient, NaN without cost.

    Raises
    ------
    StoreLabError
        If the cost is negative.
    """
    check_range("channel_cost", channel_cost, 0)
    return quotient(contribution_margin, channel_cost)


@metric(
    "M059",
    en="Commission rate",
    zh="佣金比例",
    branch="platform",
    numerator={"en": "commission", "zh": "佣金"},
    denominator={"en": "transaction amount that it is taken from", "zh": "计佣的交易额"},
    window=CALL,
    filter={
        "en": "both before or both after refunds",
        "zh": "两者口径一致：都扣退款，或都不扣",
    },
    unit="share",
    formula="commission / transaction amount",
    aliases=("佣金率",),
)
def commission_rate(commission: Numbers, amount: Numbers) -> Numbers:
    """Commission over the transaction amount (M059): what the platform really took, where contracts have tiers.

    Parameters
    ----------
    commission
        Yuan taken, as a positive number: a number or a column.
    amount
        Yuan that it was taken from.

    Returns
    -------
    float or column
        A share, NaN without transactions.

    Raises
    ------
    StoreLabError
        If one of the two is negative (a ledger books cost with a minus: turn the sign first).
    """
    check_range("commission", commission, 0)
    check_range("amount", amount, 0)
    return quotient(commission, amount)


@metric(
    "M060",
    en="Cost of the deposit",
    zh="保证金成本",
    branch="platform",
    numerator={"en": "deposit x yearly cost of capital x days / 365", "zh": "保证金 × 年资金成本率 × 天数 / 365"},
    window={"en": "the days for which it lies with the platform", "zh": "押在平台的天数"},
    filter=EVERY_ROW,
    unit="yuan",
    formula="deposit * capital rate * days / 365",
    aliases=("Deposit", "保证金"),
)
def deposit_cost(deposit: Numbers, capital_rate: float, days: float = YEAR) -> Numbers:
    """What a deposit costs while it lies with the platform (M060): the money comes back, its use does not.

    The deposit itself is an amount that the platform sets by category and level; the column ``deposit`` of ``shops``
    holds it.

    Parameters
    ----------
    deposit
        Yuan: a number or a column.
    capital_rate
        Cost of capital a year, 0.06 for six percent.
    days
        For how long; a year by default.

    Returns
    -------
    float or column
        Yuan, simple interest.

    Raises
    ------
    StoreLabError
        If one of the three is negative.
    """
    check_range("deposit", deposit, 0)
    check_range("capital_rate", capital_rate, 0)
    check_range("days", days, 0)
    return deposit * (capital_rate * days / YEAR)


@metric(
    "M138",
    en="Share of female users",
    zh="女性用户占比",
    branch="platform",
    numerator={"en": "of these, women", "zh": "其中的女性用户"},
    denominator={"en": "users whose gender is known", "zh": "性别已知的用户"},
    window=WHOLE_TABLE,
    filter={"en": "users who gave their gender", "zh": "填写了性别的用户"},
    unit="share",
    formula="female users / users",
)
def female_share(
    users: IntoFrameT, by: By = None, *, gender: str = "gender", female: str = "female"
) -> float | IntoFrameT:
    """Share of women among the users whose gender is known (M138). Who does not say is in neither count.

    Parameters
    ----------
    users
        One row a user.
    by
        Columns to group by; None for one number.
    gender, female
        Column of the gender (missing: not given), and its value for a woman.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN when nobody's gender is known; with ``by`` a frame of ``by`` and ``female_share``
        (null then).

    Raises
    ------
    StoreLabError
        If a column is missing.
    """
    frame = read(users, "users", [*keys(by), gender])
    women = (nw.col(gender) == female).fill_null(False).cast(nw.Int64)
    marked = frame.with_columns(_female=women, _known=(~nw.col(gender).is_null()).cast(nw.Int64))
    return cast("float | IntoFrameT", rate(marked, by, "female_share", nw.col("_female").sum(), nw.col("_known").sum()))


@metric(
    "M157",
    en="Merchant rating",
    zh="商家评分",
    branch="platform",
    numerator={
        "en": "mean scores for description, service and logistics, added up",
        "zh": "描述、服务、物流三项评分的平均分之和",
    },
    denominator={"en": "three", "zh": "3"},
    window={"en": "reviews of the last `days` days up to as_of", "zh": "截至 as_of 的最近 days 天内的评价"},
    filter={"en": "scores that were given", "zh": "只算打了分的"},
    unit="score",
    formula="(mean description + mean service + mean logistics) / 3",
    column="merchant_rating",
    aliases=("DSR", "Detailed seller rating", "店铺动态评分"),
)
def merchant_rating(
    reviews: IntoFrameT,
    as_of: Any,
    days: int = 180,
    by: By = None,
    *,
    description: str = "dsr_desc",
    service: str = "dsr_service",
    logistics: str = "dsr_logistics",
    created_at: str = "created_at",
) -> dict[str, float] | IntoFrameT:
    """Ratings of the shop over a rolling window (M157, DSR): three means, and their mean.

    Each review counts the same; platforms have their own rules beside (one review a buyer and month, say), so their
    figure can differ. A review drops out after ``days``, which moves the rating without any new event.

    Parameters
    ----------
    reviews
        One row a review; join the shop first where there are several.
    as_of
        The last day that counts.
    days
        Days of the window, ``as_of`` included; half a year by default.
    by
        Columns to group by, such as ``"shop_id"``; None for the table as a whole.
    description, service, logistics
        Columns of the scores from 1 to 5, missing where none was given.
    created_at
        Column of the time of the review.

    Returns
    -------
    dict or frame
        ``reviews`` (how many in the window), ``description``, ``service``, ``logistics`` and ``merchant_rating``, from 1
        to 5; NaN or null where no score was given. With ``by`` a frame, groups without a review in the window left out.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers or times, a score is not from 1 to 5, ``as_of`` is no day or lies
        before the data, or ``days`` is below 1.
    """
    check_range("days", days, 1)
    last = as_day(as_of, "as_of")
    names = {"description": description, "service": service, "logistics": logistics}
    frame = read(reviews, "reviews", [*keys(by), created_at, *names.values()])
    check_times(frame, "reviews", created_at)
    check_numbers(frame, "reviews", *names.values())
    check_as_of(frame, "reviews", created_at, last)
    _check_scores(frame, *names.values())
    recent = frame.filter(between(created_at, last - timedelta(days=days - 1), last))
    parts = {f"_sum_{name}": nw.col(column).sum() for name, column in names.items()}
    parts |= {f"_n_{name}": nw.col(column).count() for name, column in names.items()}
    # One more column makes one group where none is asked for.
    table = grouped(recent.with_columns(_whole=nw.lit(1)), ["_whole", *keys(by)], reviews=nw.len(), **parts)
    means = table.with_columns(**{name: ratio(nw.col(f"_sum_{name}"), nw.col(f"_n_{name}")) for name in names})
    total = nw.col("description") + nw.col("service") + nw.col("logistics")
    columns = ["reviews", *names, "merchant_rating"]
    rated = means.with_columns(nw.col("reviews").cast(nw.Int64), merchant_rating=total / 3)
    if keys(by):
        return cast(IntoFrameT, finish(rated.select(*keys(by), *columns)))
    # One row, or none: the sum of no counts is 0.
    found = scalars(rated, reviews=nw.col("reviews").sum(), **{name: nw.col(name).max() for name in columns[1:]})
    values = {name: math.nan if found[name] is None else float(found[name]) for name in columns[1:]}
    return {"reviews": int(found["reviews"] or 0), **values}


def _check_scores(frame: Any, *columns: str) -> None:
    outside = {
        name: ((nw.col(name) < 1) | (nw.col(name) > 5)).fill_null(False).cast(nw.Int64).sum() for name in columns
    }
    counts = scalars(frame, **outside)
    for name in columns:
        if counts[name]:
            count = int(counts[name])
            raise StoreLabError(
                pick(
                    {
                        "en": f"reviews: {count} values of '{name}' are not from 1 to 5.",
                        "zh": f"reviews 的 '{name}' 列有 {count} 个值不在 1 到 5 之间。",
                    }
                )
            )

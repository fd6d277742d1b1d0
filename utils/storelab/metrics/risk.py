"""Risk and trust: what a risk is expected to cost, how well people hide in a table, and how far buyers trust."""

from collections.abc import Sequence
from typing import cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._composite import Weights, composite
from storelab.metrics._elapsed import HOUR, with_elapsed
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import FEN, By, IntoFrameT, finish, keys, rate, ratio, read, scalars
from storelab.metrics._periods import check_times
from storelab.metrics.registry import metric


def k_anonymity(df: IntoFrameT, quasi: Sequence[str]) -> int:
    """How many people at least look the same: the size of the smallest group of equal quasi-identifiers.

    Names taken out are not enough: age, city and day of birth together often point to one person. 1 means that somebody
    can be picked out. A large k does not help where all of a group have the same secret.

    Parameters
    ----------
    df
        One row a person.
    quasi
        Columns that an outsider may know; a missing value is a value like others.

    Returns
    -------
    int
        The smallest group; 0 for an empty table.

    Raises
    ------
    StoreLabError
        If a column is missing, or none is named.

    References
    ----------
    Sweeney (2002), k-anonymity: a model for protecting privacy.
    """
    columns = keys(quasi)
    if not columns:
        raise StoreLabError(
            pick(
                {
                    "en": "quasi must name at least one column that an outsider may know.",
                    "zh": "quasi 至少要写一列外人可能知道的信息。",
                }
            )
        )
    groups = read(df, "df", columns).group_by(*columns).agg(_people=nw.len())
    found = scalars(groups, count=nw.len(), smallest=nw.col("_people").min())
    return int(found["smallest"]) if found["count"] else 0


def risk_ranking(
    register: IntoFrameT,
    *,
    risk_id: str = "risk_id",
    probability: str = "probability",
    impact: str = "impact",
    mitigation_cost: str = "mitigation_cost",
    residual: str = "residual",
) -> IntoFrameT:
    """Risks by what they are expected to cost a year, and what it brings to do something about them.

    Expected loss puts a rare catastrophe beside a daily nuisance. What the shop would not survive is not a matter of
    the mean: look at the impact, too.

    Parameters
    ----------
    register
        One row a risk.
    risk_id, probability, impact, mitigation_cost, residual
        Columns: the risk; its probability in a year, 0 to 1; yuan lost if it happens; yuan a year for the measure
        against it (missing: no measure); the probability that is left with the measure.

    Returns
    -------
    frame
        ``risk_id``, ``expected_loss``, ``residual_loss`` (with the measure), ``avoided_loss`` (yuan a year),
        ``mitigation_roi`` ((avoided loss - cost) / cost; null without a measure or for one that costs nothing) and
        ``rank`` (1 is the largest expected loss; equal ones share the smallest rank), in that order, then by
        ``risk_id``.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, a risk has no id, probability or impact, a number is negative, or a
        probability is above 1.
    """
    columns = [probability, impact, mitigation_cost, residual]
    frame = read(register, "register", [risk_id, *columns], ids=[risk_id, probability, impact])
    check_numbers(frame, "register", *columns, negative=False)
    highest = scalars(frame, **{name: nw.col(name).max() for name in (probability, residual)})
    for name, value in highest.items():
        if value is not None and value > 1:
            raise StoreLabError(
                pick(
                    {
                        "en": f"register: '{name}' must hold probabilities from 0 to 1; the highest is {value:g}.",
                        "zh": f"register 的 '{name}' 列应该是 0 到 1 的概率；现在最大是 {value:g}。",
                    }
                )
            )
    priced = frame.with_columns(
        _loss=_to_fen(nw.col(probability), nw.col(impact)), _left=_to_fen(nw.col(residual), nw.col(impact))
    )
    lost = priced.with_columns(
        expected_loss=nw.col("_loss") / FEN,
        residual_loss=nw.col("_left") / FEN,
        avoided_loss=(nw.col("_loss") - nw.col("_left")) / FEN,
    )
    return_of = ratio(nw.col("avoided_loss") - nw.col(mitigation_cost), nw.col(mitigation_cost))
    counts = priced.group_by("_loss").agg(_same=nw.len())
    # The smallest rank of equal values: one more than there are larger ones.
    ranks = counts.with_columns(_minus=0.0 - nw.col("_loss")).with_columns(
        _upto=nw.col("_same").cum_sum().over(order_by="_minus")
    )
    placed = ranks.select("_loss", rank=(nw.col("_upto") - nw.col("_same") + 1).cast(nw.Int64))
    result = lost.with_columns(mitigation_roi=return_of).join(placed, on="_loss").sort("rank", risk_id)
    return cast(
        IntoFrameT,
        finish(result.select(risk_id, "expected_loss", "residual_loss", "avoided_loss", "mitigation_roi", "rank")),
    )


def _to_fen(probability: nw.Expr, impact: nw.Expr) -> nw.Expr:
    # Half a fen up: engines' own rounding of halves differs. The small addition undoes what binary fractions lose.
    return (probability.cast(nw.Float64) * impact.cast(nw.Float64) * FEN + 0.5 + 1e-6).floor()


def early_release_share(
    sec: IntoFrameT, auto_hours: float, by: By = None, *, paid_at: str = "paid_at", released_at: str = "released_at"
) -> float | IntoFrameT:
    """Share of the payments held in trust that the buyer released before the platform did; a part of P07.

    Parameters
    ----------
    sec
        One row a payment.
    auto_hours
        Hours after which the platform releases the money by itself.
    by
        Columns to group by; None for one number.
    paid_at, released_at
        Columns of times; payments not yet released are left out.

    Returns
    -------
    float or frame
        From 0 to 1, NaN without released payments; with ``by`` a frame of ``by`` and ``early_release_share`` (null).

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, money was released before it was paid, or the hours are not above 0.
    """
    check_range("auto_hours", auto_hours, 0, above=True)
    frame = read(sec, "sec", [*keys(by), paid_at, released_at])
    check_times(frame, "sec", paid_at, released_at)
    timed = with_elapsed(frame, "sec", "_took", paid_at, released_at)
    marked = timed.with_columns(
        _early=(nw.col("_took") < auto_hours * HOUR).fill_null(False).cast(nw.Int64),
        _released=(~nw.col("_took").is_null()).cast(nw.Int64),
    )
    parts = nw.col("_early").sum(), nw.col("_released").sum()
    return cast("float | IntoFrameT", rate(marked, by, "early_release_share", *parts))


@metric(
    "P07",
    en="Trust",
    zh="信任度",
    branch="risk",
    numerator={
        "en": "weighted mean of few disputes, early releases of money held, and the trust question",
        "zh": "纠纷少、提前确认收货、问卷信任题三项的加权平均",
    },
    window={"en": "that of the three figures", "zh": "与三个输入指标相同"},
    filter={"en": "none; the weights are yours to state", "zh": "不过滤；权重由你定，并且要写明"},
    unit="score",
    formula="100 * sum(weight * part) / sum(weight)",
    aliases=("Trust index", "信任指数"),
)
def trust_index(
    *,
    dispute_rate: float,
    dispute_limit: float,
    early_release: float,
    trust_score: float,
    trust_scale: int = 5,
    weights: Weights | None = None,
) -> float:
    """Trust of the buyers as one index from 0 to 100 (P07): a proxy, for the goal word has no measure of its own.

    The parts: ``disputes`` falls from 1 without disputes to 0 at the limit; ``release`` is the share of payments that
    buyers released early; ``survey`` is the mean answer from its lowest (0) to its highest (1). State weights and limit
    wherever you show it, and show the parts beside it. Fake orders are released early, too: take them out first.

    Parameters
    ----------
    dispute_rate, dispute_limit
        Disputes an order, and at how many nothing is left of this part.
    early_release
        As `early_release_share` gives.
    trust_score, trust_scale
        Mean answer to the trust question, and the highest answer (the lowest is 1).
    weights
        Of ``"disputes"``, ``"release"`` and ``"survey"``; None weighs all alike.

    Returns
    -------
    float
        From 0 to 100; NaN if a part that has a weight is missing.

    Raises
    ------
    StoreLabError
        If a figure is out of its range, or the weights do not name the three parts.
    """
    check_range("dispute_rate", dispute_rate, 0, 1)
    check_range("dispute_limit", dispute_limit, 0, 1, above=True)
    check_range("early_release", early_release, 0, 1)
    check_range("trust_scale", trust_scale, 2)
    check_range("trust_score", trust_score, 1, trust_scale)
    disputes = 0.0 if dispute_rate > dispute_limit else 1 - dispute_rate / dispute_limit
    parts = {"disputes": disputes, "release": early_release, "survey": (trust_score - 1) / (trust_scale - 1)}
    return composite(parts, weights)

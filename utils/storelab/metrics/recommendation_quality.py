"""How good recommendations are: offline against what users took later, and online by what they bought."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError, suggest
from storelab.language import pick
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import By, IntoFrameT, collect, finish, is_true, keys, rate, read
from storelab.metrics._periods import as_day, check_times
from storelab.metrics.recommender import Recommender, popular, ranked
from storelab.metrics.registry import EVERY_ROW, WHOLE_TABLE, metric

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

BASES = ("shown", "clicked")


@metric(
    "M035",
    en="Purchase rate of recommended goods",
    zh="推荐购买率",
    branch="recommendation",
    numerator={"en": "recommended goods that were bought", "zh": "其中被购买的推荐商品数"},
    denominator={"en": "recommended goods that were shown", "zh": "展示出去的推荐商品数"},
    window=WHOLE_TABLE,
    filter=EVERY_ROW,
    unit="share",
    formula="recommended goods bought / recommended goods shown",
    aliases=("购买率", "购买率（推荐）"),
)
def recommendation_purchase_rate(
    rec_log: IntoFrameT,
    by: By = None,
    base: str = "shown",
    *,
    clicked: str = "clicked",
    bought: str = "bought",
) -> float | IntoFrameT:
    """Share of recommended goods that were bought (M035): of those shown, or of those clicked.

    Part of these goods would have been bought without a recommendation, and good places are seen by more people: to
    compare algorithms draw users by lot.

    Parameters
    ----------
    rec_log
        One row a recommended good in a slot.
    by
        Columns to group by, such as ``"algorithm"`` or ``"slot"``.
    base
        ``"shown"``: over all goods shown; ``"clicked"``: over those clicked, and only their purchases count.
    clicked, bought
        Columns: whether the good was clicked, and bought (missing: no).

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without a good to divide by; with ``by`` a frame of ``by`` and
        ``recommendation_purchase_rate``, null where there is none.

    Raises
    ------
    StoreLabError
        If a column is missing or the base is not one of the two.
    """
    if base not in BASES:
        near = suggest(str(base), BASES)
        raise StoreLabError(
            pick(
                {
                    "en": f"base must be 'shown' or 'clicked', not {base!r}."
                    + (f" Did you mean {near}?" if near else ""),
                    "zh": f"base 只能是 'shown' 或 'clicked'，现在是 {base!r}。"
                    + (f"你是不是想写 {near}？" if near else ""),
                }
            )
        )
    columns = [bought, clicked] if base == "clicked" else [bought]
    frame = read(rec_log, "rec_log", list(dict.fromkeys([*keys(by), *columns])))
    counted = is_true(clicked) if base == "clicked" else nw.lit(1)
    marked = frame.with_columns(_counted=counted, _bought=counted * is_true(bought))
    name = "recommendation_purchase_rate"
    return cast("float | IntoFrameT", rate(marked, by, name, nw.col("_bought").sum(), nw.col("_counted").sum()))


def time_split(interactions: IntoFrameT, split_at: Any, *, ts: str = "ts") -> tuple[IntoFrameT, IntoFrameT]:
    """Cut a table in two: what was known before a day, to learn from, and what came from then on, to test with.

    Testing on rows drawn at random would let a recommender learn from the future.

    Parameters
    ----------
    interactions
        One row an action.
    split_at
        First day of the test, such as ``"2025-10-01"``.
    ts
        Column of the time; rows without one are in neither part.

    Returns
    -------
    tuple
        The rows before the day, and those of the day and later.

    Raises
    ------
    StoreLabError
        If the column is missing or holds no times, or ``split_at`` is no day.
    """
    frame = read(interactions, "interactions", [ts])
    check_times(frame, "interactions", ts)
    midnight = datetime.combine(as_day(split_at, "split_at"), time.min)
    return (
        cast(IntoFrameT, finish(frame.filter(nw.col(ts) < midnight))),
        cast(IntoFrameT, finish(frame.filter(nw.col(ts) >= midnight))),
    )


def evaluate_recommender(
    recommender: Recommender,
    test: Any,
    k: int = 10,
    head: float = 0.2,
    *,
    user_id: str = "user_id",
    sku_id: str = "sku_id",
) -> dict[str, float]:
    """How well a recommender foretells what users take later, and what else its lists are like.

    The truth of a user is what is in ``test`` and the user did not have before; users without any are left out. Goods
    that the recommender cannot know count as missed.

    Parameters
    ----------
    recommender
        Learnt from what came before the test: see `time_split`.
    test
        One row a user and good that go together, from later on.
    k
        Length of the lists.
    head
        Share of the items, the most popular first, that are no long tail; above 0 and below 1.
    user_id, sku_id
        Columns of the user and the good.

    Returns
    -------
    dict
        ``users`` (with a truth), and means over them of ``precision`` (hits / k), ``recall`` (hits / size of the
        truth), ``map`` (mean of the precisions at each hit's rank, over the smaller of k and the size of the truth) and
        ``ndcg`` (hits discounted by log2(1 + rank), over the best possible). Then of the lists: ``coverage`` (share
        of the items that are in any list), ``long_tail_share`` (of the recommendations) and ``novelty`` (mean of
        -log2 of the share of users who have the item, both counts plus one; bits). NaN without users.

    Raises
    ------
    StoreLabError
        If a column is missing, a row has no user or good, ``k`` is no whole number of 1 or more, or ``head`` is not
        between 0 and 1.
    """
    import numpy as np
    import pandas as pd

    check_range("head", head, 0, 1, above=True)
    frame = read(test, "test", [user_id, sku_id], ids=[user_id, sku_id])
    pairs = collect(frame.select(user_id, sku_id).unique())
    users, items = recommender.users, recommender.items
    table = pd.DataFrame({"user": pairs[user_id].to_list(), "item": pairs[sku_id].to_list()})
    row, place = users.get_indexer(pd.Index(table["user"])), items.get_indexer(pd.Index(table["item"]))
    # Each pair of a known user and item as one number, to be looked up among those of what was seen.
    seen = recommender.seen.tocoo()
    had = (
        (row >= 0) & (place >= 0) & np.isin(row * len(items) + place, seen.row.astype(np.int64) * len(items) + seen.col)
    )
    new = table[~had]
    tested = pd.Index(new["user"].unique()).sort_values()
    sizes = new.groupby("user").size().reindex(tested).to_numpy()
    truth = _truth(tested.get_indexer(pd.Index(new["user"])), place[~had], (len(tested), len(items)))
    popularity = recommender.popularity
    bits = -np.log2((popularity + 1) / (len(users) + 1))
    in_tail = np.arange(len(items)) >= np.ceil(head * len(items))
    scores: list[np.ndarray] = []
    listed = np.zeros(len(items), dtype=np.int64)
    start = 0
    for block, places, _ in ranked(recommender, tested, k):
        rows = truth[start : start + len(block)].toarray()
        hits = np.take_along_axis(rows, np.maximum(places, 0), axis=1) * (places >= 0)
        scores.append(_ranking_scores(hits, sizes[start : start + len(block)], int(k)))
        listed += np.bincount(places[places >= 0], minlength=len(items))
        start += len(block)
    means = np.concatenate(scores).mean(axis=0) if scores else np.full(4, np.nan)
    total = listed.sum()
    lists = [(listed > 0).mean(), listed[in_tail].sum() / total, listed @ bits / total] if total else [np.nan] * 3
    names = ("precision", "recall", "map", "ndcg", "coverage", "long_tail_share", "novelty")
    return {"users": len(tested), **dict(zip(names, (float(value) for value in [*means, *lists]), strict=True))}


def _truth(row: "np.ndarray", place: "np.ndarray", shape: tuple[int, int]) -> Any:
    import numpy as np
    from scipy.sparse import csr_array

    known = place >= 0
    return csr_array((np.ones(known.sum()), (row[known], place[known])), shape=shape)


def _ranking_scores(hits: "np.ndarray", sizes: "np.ndarray", k: int) -> "np.ndarray":
    """Precision, recall, average precision and NDCG of each row of hits (1) and misses (0)."""
    import numpy as np

    ranks = np.arange(1, hits.shape[1] + 1)
    found = hits.sum(axis=1)
    average = (hits * hits.cumsum(axis=1) / ranks).sum(axis=1) / np.minimum(sizes, k)
    gains = 1 / np.log2(np.arange(1, k + 1) + 1)
    ideal = gains.cumsum()[np.minimum(sizes, k) - 1]
    return np.column_stack([found / k, found / sizes, average, hits @ gains[: hits.shape[1]] / ideal])


def compare_recommenders(
    recommenders: Mapping[str, Recommender],
    test: Any,
    k: int = 10,
    head: float = 0.2,
    *,
    user_id: str = "user_id",
    sku_id: str = "sku_id",
) -> "pd.DataFrame":
    """`evaluate_recommender` for several recommenders, beside the popularity of the same interactions.

    Parameters
    ----------
    recommenders
        Recommenders by name, all learnt from the same interactions.
    test, k, head, user_id, sku_id
        As in `evaluate_recommender`.

    Returns
    -------
    pandas.DataFrame
        One row a recommender, ``"popularity"`` first: ``recommender``, the values of `evaluate_recommender`, and
        ``ndcg_over_popularity`` (its NDCG over that of popularity; NaN where that is 0).

    Raises
    ------
    StoreLabError
        As `evaluate_recommender`, or if there is no recommender.
    """
    import pandas as pd

    if not recommenders:
        raise StoreLabError(
            pick(
                {
                    "en": "recommenders must hold at least one recommender by its name.",
                    "zh": "recommenders 里至少要有一个推荐器，写成“名字: 推荐器”。",
                }
            )
        )
    first = next(iter(recommenders.values()))
    judged = {"popularity": popular(first.users, first.items, first.seen), **recommenders}
    rows = [
        {"recommender": name, **evaluate_recommender(one, test, k, head, user_id=user_id, sku_id=sku_id)}
        for name, one in judged.items()
    ]
    table = pd.DataFrame(rows)
    baseline = table["ndcg"].iloc[0]
    return table.assign(ndcg_over_popularity=table["ndcg"] / baseline if baseline else float("nan"))

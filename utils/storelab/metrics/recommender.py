"""What a recommender is: popular goods, mixtures, and lists of the best goods for each user."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._codes import codes
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import collect, read

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

Matrix: TypeAlias = Any  # scipy.sparse.csr_array, which has no types

# Users that are scored at once: with some thousand goods some tens of megabytes.
USERS_AT_ONCE = 1000
# Scores are compared to so many digits, or the order of adding would decide between equal ones.
DIGITS = 10


@dataclass(frozen=True)
class Recommender:
    """What a recommender has learnt, ready to rank goods for any user.

    Attributes
    ----------
    users
        Users known to it, in the order of the rows of ``seen``.
    items
        Goods that it can recommend, the most popular first and equal ones by value: the order in which it decides
        between equal scores.
    seen
        Sparse matrix of users and items: 1 where the user has the good already.
    score
        From rows of such a matrix to their scores, an array of as many rows and a column an item.
    """

    users: "pd.Index"
    items: "pd.Index"
    seen: Matrix = field(repr=False)
    score: Callable[[Matrix], "np.ndarray"] = field(repr=False)

    @property
    def popularity(self) -> "np.ndarray":
        """How many users have each item."""
        import numpy as np

        return np.asarray(self.seen.sum(axis=0)).ravel()


def popularity_recommender(interactions: Any, *, user_id: str = "user_id", sku_id: str = "sku_id") -> Recommender:
    """Recommend to everybody what most users have: the baseline that a cleverer one must beat.

    Parameters
    ----------
    interactions
        One row a user and good that go together, such as purchases; how often does not count.
    user_id, sku_id
        Columns of the user and the good.

    Returns
    -------
    Recommender
        Its score is the share of users who have the good.

    Raises
    ------
    StoreLabError
        If a column is missing, or a row has no user or good.
    """
    return popular(*interaction_matrix(interactions, user_id, sku_id))


def popular(users: "pd.Index", items: "pd.Index", seen: Matrix) -> Recommender:
    """The popularity recommender of a matrix of users and items."""
    import numpy as np

    shares = np.asarray(seen.sum(axis=0)).ravel() / max(len(users), 1)
    return Recommender(users, items, seen, lambda rows: np.tile(shares, (rows.shape[0], 1)))


def mix_recommenders(parts: Sequence[tuple[Recommender, float]]) -> Recommender:
    """A weighted sum of recommenders, each user's scores of each part brought to at most 1 first.

    Parameters
    ----------
    parts
        Recommenders of the same interactions, each with its weight of 0 or more.

    Returns
    -------
    Recommender
        It can recommend what any of the parts can; who does not know a good gives it 0.

    Raises
    ------
    StoreLabError
        If there is no part, a weight is negative, or the users of the parts differ.
    """
    import numpy as np

    if not parts or any(not recommender.users.equals(parts[0][0].users) for recommender, _ in parts):
        raise StoreLabError(
            pick(
                {
                    "en": "parts must hold at least one recommender, all made from the same interactions.",
                    "zh": "parts 至少要有一个推荐器，而且都由同一份 interactions 得到。",
                }
            )
        )
    for _, weight in parts:
        check_range("weight", weight, 0)
    # Each knows all goods of the interactions, so the one that knows most has the popularity of all of them.
    widest = max((recommender for recommender, _ in parts), key=lambda recommender: len(recommender.items))
    items = widest.items
    for recommender, _ in parts:
        items = items.append(recommender.items.difference(items))
    seen = _resized(widest.seen, len(items))
    places = [items.get_indexer(recommender.items) for recommender, _ in parts]

    def score(rows: Matrix) -> "np.ndarray":
        total = np.zeros((rows.shape[0], len(items)))
        for (recommender, weight), place in zip(parts, places, strict=True):
            scores = recommender.score(rows[:, place])
            highest = scores.max(axis=1, keepdims=True, initial=0.0)
            total[:, place] += weight * np.divide(scores, highest, out=np.zeros_like(scores), where=highest > 0)
        return total

    return Recommender(widest.users, items, seen, score)


def recommend(recommender: Recommender, users: Any, k: int = 10) -> "pd.DataFrame":
    """The k best goods for each user, without those that the user has.

    Goods of equal score are ranked by popularity. So who is not known (cold start), or has nothing that tells, gets
    what is popular.

    Parameters
    ----------
    recommender
        What ranks the goods.
    users
        A user, or a list or column of users.
    k
        How many goods each; fewer if the user has nearly all.

    Returns
    -------
    pandas.DataFrame
        One row a recommendation: ``user_id``, ``rank`` (from 1), ``sku_id`` and ``score``, users in the order given.

    Raises
    ------
    StoreLabError
        If ``k`` is no whole number of 1 or more.
    """
    import numpy as np
    import pandas as pd

    wanted = pd.Index([users] if isinstance(users, str) or not hasattr(users, "__iter__") else list(users))
    tables = []
    for block, places, scores in ranked(recommender, wanted, k):
        row, rank = np.nonzero(places >= 0)
        table = {"user_id": block[row], "rank": rank + 1, "sku_id": recommender.items[places[row, rank]]}
        tables.append(pd.DataFrame({**table, "score": scores[row, rank]}))
    if not tables:
        return pd.DataFrame({"user_id": [], "rank": [], "sku_id": [], "score": []})
    return pd.concat(tables, ignore_index=True)


def ranked(recommender: Recommender, users: "pd.Index", k: int) -> "Iterator[tuple[pd.Index, np.ndarray, np.ndarray]]":
    """The best goods in blocks of users: the users, the places of their goods among the items (-1: none), the scores."""
    import numpy as np
    from scipy.sparse import csr_array, vstack

    if k != int(k) or k < 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"k must be a whole number of 1 or more, not {k!r}.",
                    "zh": f"k 应该是不小于 1 的整数，现在是 {k!r}。",
                }
            )
        )
    known = recommender.users.get_indexer(users)
    # A last row for all who are not known, which is where -1 points to.
    seen = vstack([recommender.seen, csr_array((1, len(recommender.items)))], format="csr")
    count = min(int(k), len(recommender.items))
    for start in range(0, len(users), USERS_AT_ONCE):
        rows = seen[known[start : start + USERS_AT_ONCE]]
        scores = np.round(recommender.score(rows), DIGITS)
        scores[rows.nonzero()] = -np.inf
        order = _best(scores, count)
        best = np.take_along_axis(scores, order, axis=1)
        yield users[start : start + USERS_AT_ONCE], np.where(np.isneginf(best), -1, order), best


def _best(scores: "np.ndarray", count: int) -> "np.ndarray":
    """Places of the highest scores of each row, equal ones in the order of the items, which is by popularity."""
    import numpy as np

    if not count:
        return np.zeros((len(scores), 0), dtype=np.int64)
    last = -np.partition(-scores, count - 1, axis=1)[:, [count - 1]]
    # All above the last score of the list, and of those with this very score the first ones: no sort of all items.
    above, equal = scores > last, scores == last
    chosen = above | (equal & (equal.cumsum(axis=1) <= count - above.sum(axis=1, keepdims=True)))
    places = np.nonzero(chosen)[1].reshape(len(scores), count)
    falling = np.argsort(-np.take_along_axis(scores, places, axis=1), axis=1, kind="stable")
    return np.take_along_axis(places, falling, axis=1)


def interaction_matrix(
    interactions: Any, user_id: str, sku_id: str, more_items: "pd.Index | None" = None
) -> "tuple[pd.Index, pd.Index, Matrix]":
    """Users, items by falling popularity, and who has what."""
    import numpy as np
    import pandas as pd
    from scipy.sparse import csr_array

    frame = read(interactions, "interactions", [user_id, sku_id], ids=[user_id, sku_id])
    pairs = collect(frame.select(user_id, sku_id).unique())
    row, users = codes(pairs[user_id], sort=True)
    column, names = codes(pairs[sku_id], sort=True)
    items = pd.Index(names)
    if more_items is not None:
        items = items.union(more_items)
        column = items.get_indexer(names)[column]
    counts = np.bincount(column, minlength=len(items))
    order = np.argsort(-counts, kind="stable")
    place = np.empty(len(items), dtype=np.int64)
    place[order] = np.arange(len(items))
    seen = csr_array((np.ones(len(row)), (row, place[column])), shape=(len(users), len(items)))
    return pd.Index(users), items[order], seen


def _resized(seen: Matrix, width: int) -> Matrix:
    wider = seen.copy()
    wider.resize((seen.shape[0], width))
    return wider

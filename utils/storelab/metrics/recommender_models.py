"""Recommenders that learn: from who has what, from what goods are, from hidden tastes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import collect, read
from storelab.metrics.recommender import Matrix, Recommender, interaction_matrix

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

# A matrix of similarities with so many values (share of all) is faster as a full one.
DENSE = 1 / 3


def item_similarity(
    interactions: Any, shrinkage: float = 0.0, *, user_id: str = "user_id", sku_id: str = "sku_id"
) -> "pd.DataFrame":
    """How alike goods are by who has them: the cosine of their columns of users.

    ``n_ab / sqrt(n_a n_b)``, with n_ab the users who have both. Two goods with one user each, the same one, would be
    wholly alike: with ``shrinkage`` the value is multiplied by ``n_ab / (n_ab + shrinkage)``, so that little evidence
    counts little.

    Parameters
    ----------
    interactions
        One row a user and good that go together; how often does not count.
    shrinkage
        Users with both goods at which the value is halved; 0 is the plain cosine.
    user_id, sku_id
        Columns of the user and the good.

    Returns
    -------
    pandas.DataFrame
        A square table with the goods in order as rows and columns; symmetric, 1 on the diagonal.

    Raises
    ------
    StoreLabError
        If a column is missing, a row has no user or good, or the shrinkage is negative.

    References
    ----------
    Sarwar, Karypis, Konstan and Riedl (2001), Item-based collaborative filtering recommendation algorithms, WWW;
    Bell and Koren (2007), Improved neighborhood-based collaborative filtering, KDD Cup, for the shrinkage.
    """
    import numpy as np
    import pandas as pd

    check_range("shrinkage", shrinkage, 0)
    _, items, seen = interaction_matrix(interactions, user_id, sku_id)
    table = _cosines(seen, shrinkage).toarray()
    np.fill_diagonal(table, 1.0)
    return pd.DataFrame(table, index=items, columns=items).sort_index().sort_index(axis=1)


def item_item_recommender(
    interactions: Any, shrinkage: float = 0.0, *, user_id: str = "user_id", sku_id: str = "sku_id"
) -> Recommender:
    """Recommend what is alike, by `item_similarity`, to what the user has: "who took this also took that".

    Parameters
    ----------
    interactions, shrinkage, user_id, sku_id
        As in `item_similarity`.

    Returns
    -------
    Recommender
        Its score is the sum of the similarities to the user's goods.

    Raises
    ------
    StoreLabError
        As `item_similarity`.
    """
    check_range("shrinkage", shrinkage, 0)
    users, items, seen = interaction_matrix(interactions, user_id, sku_id)
    alike = _cosines(seen, shrinkage)
    if alike.nnz > DENSE * len(items) ** 2:
        full = alike.toarray()
        return Recommender(users, items, seen, lambda rows: cast("np.ndarray", rows @ full))
    return Recommender(users, items, seen, lambda rows: cast("np.ndarray", (rows @ alike).toarray()))


def content_recommender(
    interactions: Any,
    products: Any,
    attributes: Sequence[str],
    *,
    user_id: str = "user_id",
    sku_id: str = "sku_id",
) -> Recommender:
    """Recommend what has the attributes of the user's goods: works for goods that nobody has yet, too.

    Parameters
    ----------
    interactions
        One row a user and good that go together; how often does not count.
    products
        One row a good: all that can be recommended.
    attributes
        Columns of ``products`` with categories, such as ``["cat1", "brand"]``; each value is one trait, a missing one
        is none. Cut numbers into bands first.
    user_id, sku_id
        Columns of the user, and of the good in both tables.

    Returns
    -------
    Recommender
        Its score is the mean cosine between the traits of the good and those of the user's goods.

    Raises
    ------
    StoreLabError
        If a column is missing, no attribute is named, a row has no user or good, or a good stands twice in
        ``products``.
    """
    import numpy as np
    import pandas as pd
    from scipy.sparse import csr_array

    if not attributes or isinstance(attributes, str):
        raise StoreLabError(
            pick(
                {
                    "en": "attributes must be a list of columns of products, such as ['cat1', 'brand'].",
                    "zh": "attributes 应该是 products 的列名列表，比如 ['cat1', 'brand']。",
                }
            )
        )
    goods = read(products, "products", [sku_id, *attributes], ids=[sku_id])
    table = collect(goods.select(*dict.fromkeys([sku_id, *attributes])))
    listed = pd.Index(table[sku_id].to_list())
    if listed.has_duplicates:
        count = int(listed.duplicated().sum())
        raise StoreLabError(
            pick(
                {
                    "en": f"products: {count} rows repeat a {sku_id}. Keep one row a good.",
                    "zh": f"products 里有 {count} 行的 {sku_id} 重复。请每个商品只留一行。",
                }
            )
        )
    users, items, seen = interaction_matrix(interactions, user_id, sku_id, listed)
    places = items.get_indexer(listed)
    rows, columns, width = [], [], 0
    for attribute in attributes:
        codes, names = pd.factorize(np.asarray(table[attribute].to_list(), dtype=object))
        rows.append(places[codes >= 0])
        columns.append(codes[codes >= 0] + width)
        width += len(names)
    traits = csr_array(
        (np.ones(sum(map(len, rows))), (np.concatenate(rows), np.concatenate(columns))), shape=(len(items), width)
    )
    # Each good has length 1, so that a product of two is their cosine.
    lengths = np.sqrt(np.asarray(traits.sum(axis=1)).ravel())
    traits = (traits.T / np.maximum(lengths, 1.0)).T.tocsr()

    def score(seen_rows: Matrix) -> "np.ndarray":
        sums = ((seen_rows @ traits) @ traits.T).toarray()
        return cast("np.ndarray", sums / np.maximum(np.asarray(seen_rows.sum(axis=1)).reshape(-1, 1), 1))

    return Recommender(users, items, seen, score)


def factor_recommender(
    interactions: Any, factors: int = 20, *, user_id: str = "user_id", sku_id: str = "sku_id"
) -> Recommender:
    """Recommend by hidden tastes: the truncated singular value decomposition of who has what (PureSVD).

    Parameters
    ----------
    interactions
        One row a user and good that go together; how often does not count.
    factors
        How many tastes; fewer than there are users and goods.
    user_id, sku_id
        Columns of the user and the good.

    Returns
    -------
    Recommender
        Its score is the user's row as the factors rebuild it.

    Raises
    ------
    StoreLabError
        If a column is missing, a row has no user or good, or ``factors`` is no whole number from 1 to below the number
        of users and of goods.

    References
    ----------
    Cremonesi, Koren and Turrin (2010), Performance of recommender algorithms on top-N recommendation tasks, RecSys.
    """
    import numpy as np
    from scipy.sparse.linalg import svds

    users, items, seen = interaction_matrix(interactions, user_id, sku_id)
    most = min(seen.shape) - 1
    if factors != int(factors) or not 1 <= factors <= most:
        raise StoreLabError(
            pick(
                {
                    "en": f"factors must be a whole number from 1 to {most}, fewer than users ({len(users)}) and goods ({len(items)}); got {factors!r}.",
                    "zh": f"factors 应该是 1 到 {most} 的整数，少于用户数（{len(users)}）和商品数（{len(items)}）；现在是 {factors!r}。",
                }
            )
        )
    # A start of our own, or each run would begin at random.
    start = np.ones(min(seen.shape)) / np.sqrt(min(seen.shape))
    tastes = svds(seen.astype(float), k=int(factors), v0=start)[2]
    return Recommender(users, items, seen, lambda rows: (rows @ tastes.T) @ tastes)


def _cosines(seen: Matrix, shrinkage: float) -> Matrix:
    """Similarities of the items as a sparse matrix, 0 on the diagonal: a good does not recommend itself."""
    import numpy as np

    both = (seen.T @ seen).tocsr()
    counts = np.asarray(seen.sum(axis=0)).ravel()
    row = np.repeat(np.arange(len(counts)), np.diff(both.indptr))
    values = both.data / np.sqrt(counts[row] * counts[both.indices]) * (both.data / (both.data + shrinkage))
    values[row == both.indices] = 0.0
    both.data = values
    return both

"""Opinion leaders: what their deals earn net of returns, and who counts in their network."""

import math
from collections.abc import Sequence
from typing import cast

import narwhals.stable.v2 as nw

from storelab.metrics._checks import check_numbers
from storelab.metrics._deals import net_of_returns
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import IntoFrameT, collect, finish, keys, like, read


def kol_return(
    deals: IntoFrameT,
    margin_rate: float,
    by: str | Sequence[str] = "kol_id",
    *,
    gmv: str = "gmv",
    refund: str = "refund",
    fee: str = "fee",
    commission: str = "commission",
) -> IntoFrameT:
    """What deals with opinion leaders (KOL) earned, net of returns: sales that came back earn nothing.

    Parameters
    ----------
    deals
        One row a deal.
    margin_rate
        Gross profit in a yuan of sales kept, at most 1.
    by
        Columns to group by.
    gmv, refund, fee
        Columns of yuan: sold, sent back, and the fixed price of the deal.
    commission
        Column of the share of net sales that the partner gets, from 0 to 1.

    Returns
    -------
    frame
        ``by``, ``net_gmv`` (sold less sent back), ``return_rate`` (sent back / sold), ``cost`` (fee and commission),
        ``profit`` (gross profit less cost) and ``roi`` (profit / cost; null without cost).

    Raises
    ------
    StoreLabError
        If a column is missing, holds no numbers or negative ones, a commission is above 1, or the margin rate is.
    """
    table = net_of_returns(deals, "deals", keys(by), gmv, refund, fee, commission, margin_rate)
    columns = [*keys(by), "net_gmv", "return_rate", "cost", "profit", "roi"]
    return cast(IntoFrameT, finish(table.select(*columns)))


def network_centrality(
    ties: IntoFrameT,
    damping: float = 0.85,
    *,
    from_id: str = "from_id",
    to_id: str = "to_id",
    weight: str = "weight",
) -> IntoFrameT:
    """How central each account is in a network of ties: PageRank, the second measure of influence (P02).

    A tie from one to another (who follows, cites, reposts) passes on the first one's importance, in proportion to its
    weight; who has no tie to anybody passes it on to all alike. Power iteration on a sparse matrix.

    Parameters
    ----------
    ties
        One row a tie; several of one pair are added.
    damping
        How much of the importance goes along ties, at least 0 and below 1; the rest is the same for all.
    from_id, to_id, weight
        Columns: who passes on, to whom, and how strongly.

    Returns
    -------
    frame
        ``id`` and ``centrality``, which sums to 1; in the order of the ids.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an end of a tie is missing, a weight negative, or the damping out
        of range.
    """
    import numpy as np
    from scipy import sparse

    check_range("damping", damping, 0, math.nextafter(1, 0))
    frame = read(ties, "ties", [from_id, to_id, weight], ids=[from_id, to_id])
    check_numbers(frame, "ties", weight, negative=False)
    schema = {"id": frame.collect_schema()[from_id], "centrality": nw.Float64}
    pairs = frame.group_by(from_id, to_id).agg(_weight=nw.col(weight).sum())
    rows = sorted(collect(pairs.select(from_id, to_id, "_weight")).rows())
    ids = sorted({end for row in rows for end in row[:2]})
    count = len(ids)
    if not count:
        return cast(IntoFrameT, like(frame, {"id": [], "centrality": []}, schema))
    place = {one: i for i, one in enumerate(ids)}
    strengths = np.array([float(row[2] or 0) for row in rows])
    ends = [place[row[1]] for row in rows], [place[row[0]] for row in rows]
    moves = sparse.csr_matrix((strengths, ends), shape=(count, count))
    out = np.asarray(moves.sum(axis=0)).ravel()
    moves = moves @ sparse.diags(np.divide(1.0, out, out=np.zeros(count), where=out > 0))
    rank = np.full(count, 1 / count)
    # Each step brings the error down by the damping, so this many reach it from an error of 2.
    steps = math.ceil(math.log(1e-15) / math.log(damping)) if damping else 0
    for _ in range(1 + steps):
        kept = moves @ rank + rank[out == 0].sum() / count
        rank = damping * kept + (1 - damping) / count
    return cast(IntoFrameT, like(frame, {"id": ids, "centrality": (rank / rank.sum()).tolist()}, schema))

"""Deals net of returns, and PageRank against the eigenvector of the dense matrix."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language


@pytest.fixture
def deals():
    return pd.DataFrame(
        {
            "kol_id": [1, 1, 2, 3],
            "gmv": [10_000.0, 5000.0, 20_000.0, 0.0],
            "refund": [1000.0, 500.0, 9000.0, None],
            "fee": [1000.0, 0.0, 4000.0, 0.0],
            "commission": [0.1, 0.2, 0.1, 0.2],
        }
    )


def dense(ties, damping):
    ids = sorted({*ties["from_id"], *ties["to_id"]})
    moves = np.zeros((len(ids), len(ids)))
    for row in ties.itertuples():
        moves[ids.index(row.to_id), ids.index(row.from_id)] += 0 if np.isnan(row.weight) else row.weight
    out = moves.sum(axis=0)
    moves = np.where(out > 0, moves / np.where(out > 0, out, 1), 1 / len(ids))
    whole = damping * moves + (1 - damping) / len(ids)
    values, vectors = np.linalg.eig(whole)
    first = np.real(vectors[:, np.argmax(np.real(values))])
    return pd.DataFrame({"id": ids, "centrality": first / first.sum()})


def test_by_hand_and_against_the_eigenvector(deals, engine, same):
    # 1: 9000 and 4500 kept; commissions 900 and 900, fee 1000, so a cost of 2800; 40 % of 13,500 are 5400.
    # 2: 11,000 kept, cost 4000 + 1100, gross profit 4400: a loss, at a GMV larger than 1's.
    expected = pd.DataFrame(
        {
            "kol_id": [1, 2, 3],
            "net_gmv": [13_500.0, 11_000.0, 0.0],
            "return_rate": [0.1, 0.45, None],
            "cost": [2800.0, 5100.0, 0.0],
            "profit": [2600.0, -700.0, 0.0],
            "roi": [2600 / 2800, -700 / 5100, None],
        }
    )
    result = metrics.kol_return(engine(deals), 0.4)
    assert isinstance(result, engine.kind)
    same(result, expected)
    rng = np.random.default_rng(6)
    ties = pd.DataFrame(
        {"from_id": rng.integers(1, 25, 120), "to_id": rng.integers(5, 40, 120), "weight": rng.integers(0, 5, 120) / 2}
    )
    ties.loc[3, "weight"] = np.nan
    found = metrics.network_centrality(engine(ties), 0.7)
    assert isinstance(found, engine.kind)
    same(found, dense(ties, 0.7))


def test_a_star_by_hand():
    # Three follow one, who follows nobody: x = (1 - d) / 4 + d h / 4 for each follower, h = x + 3 d x. With d = 0.5:
    # h = 2.5 x, and 3 x + h = 1, so x = 2/11 and h = 5/11.
    ties = pd.DataFrame({"from_id": ["b", "c", "d"], "to_id": ["a", "a", "a"], "weight": [1, 7, 2]})
    result = metrics.network_centrality(ties, 0.5).set_index("id")["centrality"]
    assert result.to_dict() == pytest.approx({"a": 5 / 11, "b": 2 / 11, "c": 2 / 11, "d": 2 / 11})
    assert metrics.network_centrality(ties, 0)["centrality"].to_list() == [0.25] * 4


def test_empty_and_refused(deals):
    ties = pd.DataFrame({"from_id": [1], "to_id": [2], "weight": [1.0]})
    assert len(metrics.network_centrality(ties.head(0))) == 0
    assert len(metrics.kol_return(deals.head(0), 0.4)) == 0
    with pytest.raises(StoreLabError, match="damping must be from 0 to 1"):
        metrics.network_centrality(ties, 1)
    with pytest.raises(StoreLabError, match="ties: 1 values of 'weight' are negative"):
        metrics.network_centrality(ties.assign(weight=-1.0))
    with pytest.raises(StoreLabError, match="ties: 1 rows have no to_id"):
        metrics.network_centrality(ties.assign(to_id=[None]))
    with pytest.raises(StoreLabError, match="margin_rate must be at most 1"):
        metrics.kol_return(deals, 40)
    with pytest.raises(
        StoreLabError, match=r"'commission' must hold shares of net sales from 0 to 1, and goes up to 900"
    ):
        metrics.kol_return(deals.assign(commission=900.0), 0.4)
    use_language("zh")
    with pytest.raises(StoreLabError, match="'commission' 列应该是占净销售额的比例"):
        metrics.kol_return(deals.assign(commission=900.0), 0.4)


@settings(deadline=None, max_examples=20)
@given(
    st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8), st.integers(0, 5)), min_size=1, max_size=30),
    st.floats(0, 0.95),
)
def test_centralities_sum_to_one_in_any_order_of_rows(rows, damping):
    ties = pd.DataFrame(rows, columns=["from_id", "to_id", "weight"])
    result = metrics.network_centrality(ties, damping)
    assert result["centrality"].sum() == pytest.approx(1)
    assert (result["centrality"] >= (1 - damping) / len(result) - 1e-12).all()
    again = metrics.network_centrality(ties.iloc[::-1], damping)
    pd.testing.assert_frame_equal(again, result, rtol=1e-9)

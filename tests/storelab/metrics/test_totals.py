"""Sums by group that scorecards are made of, and the refusal of counts with fractions."""

import pandas as pd
import pytest

from storelab.errors import StoreLabError
from storelab.language import use_language
from storelab.metrics._frames import finish, read
from storelab.metrics._totals import check_whole, quotient_of_sums, totals


@pytest.fixture
def rows():
    return pd.DataFrame({"kind": ["a", "b", "a"], "yuan": [0.1, None, 0.2], "count": [1.0, None, 2.0]})


def test_sums_and_quotients_on_every_engine(rows, engine, same):
    frame = engine(rows)
    expected = pd.DataFrame({"kind": ["a", "b"], "yuan": [0.3, 0.0], "count": [3, 0]})  # 0.1 + 0.2 to the fen
    same(finish(totals(frame, "rows", "kind", ["yuan"], ["count"])), expected)
    same(finish(totals(frame, "rows", None, ["yuan"], ["count"])), pd.DataFrame({"yuan": [0.3], "count": [3]}))
    same(
        quotient_of_sums(frame, "rows", "kind", "price", "yuan", "count", money=["yuan"], times=10),
        pd.DataFrame({"kind": ["a", "b"], "price": [1.0, None]}),
    )
    check_whole(read(frame, "rows", ["count"]), "rows", "count")  # a missing count is no fraction
    with pytest.raises(StoreLabError, match="rows: 2 values of 'yuan' are no whole numbers"):
        check_whole(read(frame, "rows", ["yuan"]), "rows", "yuan")


def test_several_numerators_are_added(rows):
    both = rows.assign(more=[4, 5, 6])
    assert quotient_of_sums(both, "rows", None, "x", ["count", "more"], "count") == 6.0  # (3 + 15) / 3


def test_in_chinese(rows):
    use_language("zh")
    with pytest.raises(StoreLabError, match="rows 的 'yuan' 列应该是个数，却有 2 个值不是整数"):
        check_whole(read(rows, "rows", ["yuan"]), "rows", "yuan")

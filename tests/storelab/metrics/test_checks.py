"""Nonsense in a table is refused by name and count, on every engine."""

import datetime

import pandas as pd
import pytest

from storelab.errors import StoreLabError
from storelab.metrics._checks import check_as_of, check_numbers
from storelab.metrics._frames import read

TABLE = pd.DataFrame(
    {
        "sku": ["a", "b", "c"],
        "qty": [1, -2, -3],
        "price": [9.5, None, 3.0],
        "sold_at": pd.to_datetime(["2025-11-02 08:00", "2025-11-01 23:59", None]),
    }
)


def test_text_is_no_number(engine):
    with pytest.raises(StoreLabError, match="items: column 'sku' must hold numbers, not String"):
        check_numbers(read(engine(TABLE), "items", []), "items", "qty", "sku")


def test_negative_quantities_are_counted(engine):
    frame = read(engine(TABLE), "items", [])
    check_numbers(frame, "items", "qty", "price")
    check_numbers(frame, "items", "price", negative=False)
    with pytest.raises(StoreLabError, match="items: 2 values of 'qty' are negative"):
        check_numbers(frame, "items", "price", "qty", negative=False)


def test_a_day_before_the_data_is_refused(engine):
    frame = read(engine(TABLE), "items", [])
    check_as_of(frame, "items", "sold_at", datetime.date(2025, 11, 1))
    with pytest.raises(
        StoreLabError, match=r"as_of \(2025-10-31\) lies before the first 'sold_at' of items \(2025-11-01\)"
    ):
        check_as_of(frame, "items", "sold_at", datetime.date(2025, 10, 31))


def test_an_empty_table_knows_no_first_day(engine):
    check_as_of(read(engine(TABLE.head(0)), "items", []), "items", "sold_at", datetime.date(1999, 1, 1))

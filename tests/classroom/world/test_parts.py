"""The small parts of the simulation, each with a value worked out by hand."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from classroom.world import SMALL_SCALE, _frames, small_world
from classroom.world.calendar import DAYS, busyness, calendar, day_number, lunar_date
from classroom.world.catalogue import TASTES, make_catalogue
from classroom.world.columns import Coded, coded, concatenate, pick, pick_rows, spread, take
from classroom.world.effects import Effects
from classroom.world.generate import GROUPS, Settings, generate, generate_shop
from classroom.world.orders import _allocate
from classroom.world.schema import GROUP_OF, TABLES, Column, Table
from classroom.world.streams import stream
from classroom.world.write import Fingerprint, arrow_table


def test_streams_depend_on_seed_name_and_block_only() -> None:
    first = stream(1, "orders", 0).random(3)
    assert np.array_equal(first, stream(1, "orders", 0).random(3))
    others = [stream(2, "orders", 0), stream(1, "orders.x", 0), stream(1, "orders", 1), stream(1, "orders")]
    assert all(not np.array_equal(first, other.random(3)) for other in others)


@pytest.mark.parametrize(
    ("day", "lunar"),
    [
        ("2024-02-10", "01-01"),  # Spring Festival
        ("2025-01-28", "12-29"),  # its eve; the twelfth month had 29 days
        ("2025-01-29", "01-01"),
        ("2024-09-17", "08-15"),  # Mid-Autumn
        ("2025-10-06", "08-15"),
        ("2024-06-10", "05-05"),  # Dragon Boat
        ("2025-05-31", "05-05"),
        ("2025-07-25", "06L-01"),  # 2025 had a second sixth month
    ],
)
def test_lunar_dates(day: str, lunar: str) -> None:
    assert lunar_date(date.fromisoformat(day)) == lunar


def test_calendar_names_days() -> None:
    table = calendar()
    festival, campaign = table["festival"], table["campaign"]
    assert isinstance(festival, Coded)
    assert isinstance(campaign, Coded)
    spring, eleven = day_number("2025-01-29"), day_number("2025-11-11")
    assert festival.strings()[spring] == "spring_festival"
    assert np.asarray(table["is_holiday"])[spring]
    assert campaign.strings()[eleven] == "double_11"
    assert campaign.strings()[eleven + 1] is None
    assert np.asarray(table["pre_days"])[[eleven - 3, eleven, DAYS - 1]].tolist() == [3, 0, -1]
    assert np.asarray(table["weekday"])[eleven] == 2  # a Tuesday
    assert DAYS == 366 + 365


def test_spring_festival_is_quiet_and_double_11_is_not() -> None:
    level = busyness(3)
    ordinary = np.median(level)
    assert level[day_number("2025-01-30")] < 0.7 * ordinary
    assert level[day_number("2025-11-11")] > 8 * ordinary


def test_picks_follow_their_weights() -> None:
    drawn = pick(stream(1, "test"), [0, 3, 1], 40_000)
    assert np.bincount(drawn, minlength=3) / 40_000 == pytest.approx([0, 0.75, 0.25], abs=0.01)
    weights = np.array([[1.0, 0.0], [1.0, 3.0]])
    rows = np.repeat([0, 1], 20_000)
    drawn = pick_rows(stream(1, "test"), weights, rows)
    assert drawn[:20_000].max() == 0
    assert drawn[20_000:].mean() == pytest.approx(0.75, abs=0.01)


def test_spread_keeps_counts_near_their_expectation() -> None:
    shares = np.array([[0.5, 0.3, 0.2]])
    for seed in range(20):
        counts = np.bincount(spread(stream(seed, "test"), shares, np.zeros(2_400, dtype=np.int64)), minlength=3)
        # Ten groups of 240, each within one of 120, 72 and 48.
        assert abs(counts - np.array([1_200, 720, 480])).max() <= 10


def test_discounts_are_split_to_the_fen() -> None:
    # 10 yuan off lines of 30, 30 and 40 yuan is 3, 3 and 4; 1 fen off two lines falls on the last.
    order = np.array([0, 0, 0, 1, 1])
    value = np.array([3_000, 3_000, 4_000, 500, 500])
    split = _allocate(np.array([1_000, 1]), np.array([10_000, 1_000]), value, order)
    assert split.tolist() == [300, 300, 400, 0, 1]


def test_lavish_customers_choose_dearer_goods_and_revenue_keeps_its_shares() -> None:
    catalogue = make_catalogue(1, Effects())
    assert catalogue.choice.shape == (TASTES, 600)
    assert catalogue.choice.sum(axis=1) == pytest.approx(1)
    mean_price = catalogue.choice @ catalogue.price
    assert (np.diff(mean_price) > 0).all()
    revenue = np.sort(catalogue.choice.mean(axis=0) * catalogue.price)[::-1]
    # Log-normal with sigma 1.56: the top fifth holds Phi(1.56 - 0.8416) = 0.764.
    assert revenue[:120].sum() / revenue.sum() == pytest.approx(0.764, abs=0.01)


def small_table() -> Table:
    columns = (
        Column("id", "int", False, "", "id", "编号"),
        Column("name", "str", True, "", "name", "名称"),
        Column("share", "float", True, "", "share", "比例", 3),
        Column("when", "time", True, "", "when", "时间"),
        Column("yes", "bool", False, "", "yes", "是否"),
    )
    return Table("small", ("Small", "小表"), ("one", "一行"), columns, ("id",), (), (10,))


def small_rows() -> dict:
    return {
        "id": np.array([1, 2, 3]),
        "name": coded(["a", None, "茶"]),
        "share": np.array([0.1234, np.nan, 2.0]),
        "when": np.array(["2025-11-11T20:00:00", "NaT", "2025-11-11"], dtype="datetime64[s]"),
        "yes": np.array([True, False, True]),
    }


def test_missing_values_become_nulls() -> None:
    arrow = arrow_table(small_table(), small_rows())
    assert arrow.to_pydict()["name"] == ["a", None, "茶"]
    assert arrow.to_pydict()["share"] == [0.123, None, 2.0]
    assert arrow.column("when").null_count == 1


def test_a_value_missing_where_none_may_be_is_refused() -> None:
    rows = {**small_rows(), "yes": np.array([True, False, True])}
    table = small_table()
    strict = Table(
        **{
            **table.__dict__,
            "columns": (*table.columns[:1], Column("name", "str", False, "", "", ""), *table.columns[2:]),
        }
    )
    with pytest.raises(ValueError, match=r"small\.name: 1 values are missing"):
        arrow_table(strict, rows)
    del rows["yes"]
    with pytest.raises(ValueError, match="not those of the schema"):
        arrow_table(table, rows)


def digest(pieces: list[dict]) -> str:
    fingerprint = Fingerprint(small_table())
    for piece in pieces:
        fingerprint.add(arrow_table(small_table(), piece))
    return fingerprint.hexdigest()


def test_a_fingerprint_sees_content_and_nothing_else() -> None:
    rows = small_rows()
    whole = digest([rows])
    assert digest([take(rows, np.array([0])), take(rows, np.array([1, 2]))]) == whole
    # The same texts under other codes, and a difference beyond the digits that count.
    recoded = {**rows, "name": Coded(np.array([1, -1, 0]), ["茶", "a"])}
    assert digest([{**recoded, "share": np.array([0.12341, np.nan, 2.0])}]) == whole
    changed = [
        {**rows, "id": np.array([1, 2, 4])},
        {**rows, "name": coded(["a", "", "茶"])},
        {**rows, "name": coded(["a茶", None, ""])},
        {**rows, "share": np.array([0.124, np.nan, 2.0])},
        {**rows, "share": np.array([np.nan, 0.123, 2.0])},
        {**rows, "yes": np.array([True, True, True])},
    ]
    assert len({whole, *(digest([one]) for one in changed)}) == len(changed) + 1


def test_concatenate_stacks_rows() -> None:
    rows = small_rows()
    both = concatenate([rows, rows])
    name = both["name"]
    assert isinstance(name, Coded)
    assert name.strings().tolist() == ["a", None, "茶", "a", None, "茶"]
    assert np.asarray(both["id"]).tolist() == [1, 2, 3, 1, 2, 3]


def test_schema_speaks_both_languages() -> None:
    for table in TABLES.values():
        for column in table.columns:
            assert column.en
            assert any("一" <= letter <= "鿿" for letter in column.zh), f"{table.name}.{column.name}"
        assert {name for name, _ in table.foreign_keys} <= {column.name for column in table.columns}
        assert set(table.key) <= {column.name for column in table.columns}


def test_small_world_is_a_whole_shop(world: dict[str, pd.DataFrame]) -> None:
    assert set(world) == set(TABLES)
    for name, table in TABLES.items():
        assert list(world[name].columns) == [column.name for column in table.columns]
        assert len(world[name])
    assert len(world["users"]) == 600
    orders = world["orders"]
    assert 80 < orders["paid"][orders["paid"] > 0].median() < 130  # yuan, not fen
    assert world["sessions"]["started_at"].min() >= pd.Timestamp("2025-10-13")


def test_a_small_world_is_the_same_whatever_is_asked_for_first(world: dict[str, pd.DataFrame]) -> None:
    whole = _frames(generate(Settings(seed=20251111, scale=SMALL_SCALE)))
    assert set(whole) == set(TABLES)
    backwards = small_world(20251111)
    for name in reversed(list(backwards)):
        pd.testing.assert_frame_equal(backwards[name], whole[name])
    with pytest.raises(KeyError, match="oders"):
        world["oders"]


def test_each_group_makes_the_tables_that_the_schema_gives_to_it() -> None:
    shop = generate_shop(Settings(seed=5, scale=SMALL_SCALE))
    made = None
    while made is None:
        try:
            assert next(shop)[0] not in GROUP_OF
        except StopIteration as end:
            made = end.value
    for group, maker in GROUPS.items():
        assert {name for name, _ in maker.tables(made)} == {name for name, of in GROUP_OF.items() if of == group}


def test_small_worlds_are_fresh_copies(world: dict[str, pd.DataFrame]) -> None:
    mine = small_world(20251111)["orders"]
    before = world["orders"]["paid"].sum()
    mine["paid"] = 0.0
    mine.loc[0, "gross"] = -1.0
    assert world["orders"]["paid"].sum() == before
    assert small_world(20251111)["orders"]["gross"].min() > 0
    assert not small_world(2)["orders"]["paid"].equals(world["orders"]["paid"])

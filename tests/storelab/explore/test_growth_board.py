"""The growth lever board: what it shows for numbers worked by hand."""

from base64 import b64decode

import pandas as pd
import pytest

from storelab import explore
from storelab.errors import StoreLabError

ROWS = [
    # year, segment, gmv, orders, buyers: shelf x4 in two years (buyers x2, orders each x2), live x4 by buyers alone.
    (2020, "shelf", 9.0e12, 90, 30), (2022, "shelf", 36.0e12, 360, 60),
    (2020, "live", 1.0e12, 10, 5), (2022, "live", 4.0e12, 40, 20),
]  # fmt: skip


@pytest.fixture
def industry():
    return pd.DataFrame(ROWS, columns=["year", "segment", "gmv", "orders", "buyers"])


def picture(panel):
    left, right = panel._sheet._figure.axes
    return [bar.get_width() for bar in left.patches], {line.get_label(): line for line in right.get_lines()}, right


def test_levers_by_hand(industry):
    table = explore.growth_levers(industry, 2020, 2022).set_index("segment")
    # Four times in two years is 100 % a year. Live: all of it buyers. Shelf: half buyers, half orders per buyer.
    assert table["growth"].tolist() == pytest.approx([1.0, 1.0])
    assert table.loc["live", ["buyers", "orders_per_buyer", "order_value"]].tolist() == pytest.approx([1.0, 0.0, 0.0])
    assert table.loc["shelf", ["buyers", "orders_per_buyer", "order_value"]].tolist() == pytest.approx([0.5, 0.5, 0.0])
    assert table["share"].tolist() == pytest.approx([0.1, 0.9])


def test_levers_cancel_where_nothing_grows(industry):
    industry.loc[industry["segment"] == "live", "gmv"] = 1.0e12
    row = explore.growth_levers(industry, 2020, 2022).set_index("segment").loc["live"]
    assert row["growth"] == 0
    assert row["buyers"] + row["orders_per_buyer"] + row["order_value"] == pytest.approx(0)
    assert row["buyers"] > 0 > row["order_value"]


def test_a_segment_of_one_year_has_no_growth_and_still_counts_in_the_whole(industry):
    late = pd.DataFrame([(2022, "rental", 40.0e12, 8, 4)], columns=industry.columns)
    table = explore.growth_levers(pd.concat([industry, late]), 2020, 2022).set_index("segment")
    assert list(table.index) == ["live", "shelf"]
    assert table["share"].tolist() == pytest.approx([0.05, 0.45])


def test_range_of_windows_by_hand(industry):
    middle = pd.DataFrame([(2021, "shelf", 20.0e12, 200, 45)], columns=industry.columns)
    # 10, 20, 40: the last year doubles, and two years double on average.
    assert explore.cagr_range(pd.concat([industry, middle]), 2020, 2022) == pytest.approx((1.0, 1.0))
    middle["gmv"] = 32.0e12
    assert explore.cagr_range(pd.concat([industry, middle]), 2020, 2022) == pytest.approx((0.25, 1.0))


def test_what_a_small_segment_moves(industry):
    panel = explore.growth_board(industry, "live")
    # 20 % of a tenth of the market is 2 points: 40 becomes 40.8.
    bars, lines, _ = picture(panel)
    assert bars == pytest.approx([1.0, 1.0, 0.0, 0.0])
    dot = lines["only your “if”"]
    assert (dot.get_xdata()[0], dot.get_ydata()[0]) == (2023, pytest.approx(40.8))
    assert "the whole would grow by 2.00 percentage points" in panel.alt
    before = panel.picture.value
    panel.controls["segment"].value = "shelf"
    assert "the whole would grow by 18.00 percentage points" in panel.alt
    assert panel.picture.value != before
    panel.controls["orders_per_buyer"].value = 50
    # 1.2 x 1.5 = 1.8, and 80 % of nine tenths are 72 points.
    assert "72.00" in panel.alt
    assert panel.picture.tooltip == panel.alt


def test_in_chinese(industry, chinese):
    panel = explore.growth_board(industry, "live")
    assert "整个市场只动 2.00 个百分点" in panel.alt
    assert panel.controls["buyers"].description == "假如买家数增长（%）"
    assert "先猜一猜" in panel.children[0].value


def test_both_handles_on_one_year_still_show_a_window(industry):
    panel = explore.growth_board(industry.assign(year=industry["year"].replace({2022: 2021})), "live")
    panel.controls["years"].value = (2021, 2021)
    assert "2020 to 2021" in panel.alt
    panel.controls["years"].value = (2020, 2020)
    assert "2020 to 2021" in panel.alt


def test_nothing_leaves_the_picture(industry):
    panel = explore.growth_board(industry, "live")
    for value in (-30, 0, 100):
        panel.controls["order_value"].value = value
        bars, lines, right = picture(panel)
        assert right.get_ylim()[0] <= lines["only your “if”"].get_ydata()[0] <= right.get_ylim()[1]
        low, high = panel._sheet._figure.axes[0].get_xlim()
        assert all(low <= bar <= high for bar in bars)


def test_a_page_without_a_kernel_shows_the_first_state(industry):
    panel = explore.growth_board(industry, "live")
    content, metadata = panel._repr_mimebundle_()
    assert b64decode(content["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == panel.alt


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda table: table.rename(columns={"buyers": "buyer"}), "needs a column 'buyers'; did you mean 'buyer'"),
        (lambda table: table.assign(orders=0), "must be above 0"),
    ],
)
def test_a_table_that_does_not_fit_is_named(industry, change, message):
    with pytest.raises(StoreLabError, match=message):
        explore.growth_board(change(industry), "live")


def test_unknown_segments_and_years_are_named(industry):
    with pytest.raises(StoreLabError, match=r"no segment 'lvie'\. Did you mean 'live'"):
        explore.growth_board(industry, "lvie")
    with pytest.raises(StoreLabError, match="no year 2019; it has 2020, 2022"):
        explore.growth_levers(industry, 2019, 2022)
    with pytest.raises(StoreLabError, match="first year must be before the last"):
        explore.growth_levers(industry, 2022, 2020)

"""Numbers as text, and tables for reading."""

import numpy as np
import pandas as pd
import pytest

from storelab import plots
from storelab.errors import StoreLabError
from storelab.plots._units import axis_label, tick_formatter, value_text, value_texts


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1234, "number", "1,234"),
        (1234.5, "number", "1,234"),
        (12.345, "number", "12.3"),
        (1.234, "number", "1.23"),
        (0.01234, "number", "0.0123"),
        (-3, "number", "-3"),
        (2_345_678, "number", "2.35M"),
        (3_200_000_000, "yuan", "¥3.20bn"),
        (0.1234, "percent", "12.3%"),
        (0.00123, "percent", "0.12%"),
        (-0.05, "percent", "-5.0%"),
        (0, "percent", "0%"),
        (1, "percent", "100%"),
        (3.5, "yuan", "¥3.50"),
        (-1200, "yuan", "-¥1,200"),
        (90, "second", "90 s"),
        (850.4, "millisecond", "850.4 ms"),
        (None, "yuan", "–"),
        (float("nan"), "number", "–"),
        (pd.NA, "number", "–"),
    ],
)
def test_value_text(value, unit, text):
    assert value_text(value, unit) == text


def test_chinese_counts_in_ten_thousands(chinese):
    assert value_text(2_345_678) == "235万"
    assert value_text(320_000_000, "yuan") == "¥3.20亿"
    assert value_text(90, "second") == "90 秒"
    assert axis_label("停留时间", "second") == "停留时间（秒）"


def test_axis_labels_and_ticks():
    assert axis_label("Cost", "yuan") == "Cost (yuan)"
    assert axis_label("", "yuan") == "yuan"
    assert axis_label("Share", "percent") == "Share"
    assert tick_formatter("number")(25_000, 0) == "25,000"
    assert tick_formatter("number")(0.1 + 0.2, 0) == "0.3"
    assert tick_formatter("yuan")(-5_000_000, 0) == "-5.00M"


CARD = pd.DataFrame(
    {"visits": [12_345_678, 20], "bounce_rate": [0.3, None], "is_bot": [True, False], "sku_id": [1001, 2002]},
    index=pd.Index(["search", "<b>"], name="source"),
)


def test_table_translates_and_formats(chinese):
    table = plots.table(CARD, {"bounce_rate": "percent"})
    assert list(table.texts.columns) == ["访问量", "跳出率", "被标记为机器人", "商品编号"]
    assert table.texts.loc["平台搜索"].to_list() == ["12,345,678", "30.0%", "是", "1001"]
    assert table.texts.iloc[1, 1] == "–"


def test_table_shows_itself_and_leaves_the_frame_alone():
    before = CARD.copy()
    html = plots.table(CARD, {"bounce_rate": "percent"})._repr_html_()
    assert '<th scope="col" style="text-align:left">Source</th>' in html
    assert '<th scope="row" style="text-align:left">&lt;b&gt;</th>' in html
    assert '<td style="text-align:right">30.0%</td>' in html
    assert "30.0%" in repr(plots.table(CARD, {"bounce_rate": "percent"}))
    pd.testing.assert_frame_equal(CARD, before)


def test_a_plain_index_is_not_shown():
    frame = pd.DataFrame({"keyword": ["杯子"], "date": [pd.Timestamp("2025-11-11")], "cost": [1.5]})
    table = plots.table(frame, {"cost": "yuan"})
    assert table._repr_html_().count("<th") == 1 + 3  # <thead> and three headers
    assert table.texts.iloc[0].to_list() == ["杯子", "2025-11-11", "¥1.50"]


def test_a_series_and_one_unit_for_all():
    table = plots.table(pd.Series([0.5, 0.25], index=["cart", "pay"], name="loss"), "percent")
    assert table.texts["Loss"].to_list() == ["50.0%", "25.0%"]


def test_two_levels_of_index():
    frame = pd.DataFrame(
        {"visits": np.arange(2)},
        index=pd.MultiIndex.from_tuples([("search", "before"), ("search", "after")], names=["source", "period"]),
    )
    assert list(plots.table(frame).texts.index) == ["Search / Before", "Search / After"]


def test_units_must_name_columns():
    with pytest.raises(StoreLabError, match="no column 'bounce'; did you mean 'bounce_rate'"):
        plots.table(CARD, {"bounce": "percent"})
    with pytest.raises(StoreLabError, match="Unit 'yen' is unknown"):
        plots.table(CARD, {"visits": "yen"})


def test_ticks_of_one_axis_are_shortened_alike():
    write = tick_formatter("yuan").format_ticks
    assert write([0, 500_000, 1_000_000, 1_250_000]) == ["0", "0.5M", "1M", "1.25M"]
    assert write([-2e9, 0, 2e9]) == ["-2bn", "0", "2bn"]
    assert write([0, 250_000, 500_000]) == ["0", "250,000", "500,000"]
    assert write([10, 1000, 1_000_000]) == ["10", "1,000", "1.00M"]  # counts in factors
    assert write([]) == []


def test_ticks_of_one_axis_in_chinese(chinese):
    write = tick_formatter("number").format_ticks
    assert write([0, 500_000, 1_000_000]) == ["0", "50万", "100万"]
    assert write([0, 50_000_000, 200_000_000]) == ["0", "0.5亿", "2亿"]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([0.191, -2.22, 2.6, None], ["0.19", "-2.22", "2.60", "–"]),
        ([-0.0004, 0.93, 0.2], ["0.00", "0.93", "0.20"]),
        ([4.9, 15.8, 0.7], ["4.9", "15.8", "0.7"]),
        ([4.9, 1.2, 0.7], ["4.9", "1.2", "0.7"]),  # no more decimals than there are
        ([3, 12, float("nan")], ["3", "12", "–"]),
        ([1234.5, 0.25], ["1,234", "0.25"]),  # too far apart for one count of decimals
        ([0.01234, 0.02], ["0.0123", "0.02"]),
        ([], []),
    ],
)
def test_numbers_side_by_side_have_one_count_of_decimals(values, texts):
    assert value_texts(values) == texts


def test_other_units_are_written_one_by_one():
    assert value_texts([0.5, 0.123456], "percent") == [value_text(0.5, "percent"), value_text(0.123456, "percent")]

"""Columns of Chinese and English text line up."""

import pytest

from storelab.terminal import cut, padded, width, wrapped


def test_a_chinese_character_takes_two_columns():
    assert (width("PV"), width("跳出率"), width("跳出（%）")) == (2, 6, 9)
    assert padded("跳出率", 8) == "跳出率  "
    assert padded("longer", 3) == "longer"


@pytest.mark.parametrize(("columns", "kept"), [(6, "跳出率"), (5, "跳出…"), (4, "跳…"), (1, "…")])
def test_a_text_is_cut_to_its_columns(columns, kept):
    assert cut("跳出率", columns) == kept
    assert width(kept) <= columns


def test_lines_break_at_spaces_and_between_chinese_characters():
    assert wrapped("orders that were paid", 11) == ["orders that", "were paid"]
    assert wrapped("有效订单：已付款，且没有全额退款", 12) == ["有效订单：已", "付款，且没有", "全额退款"]
    assert wrapped("unbreakable word", 5) == ["unbreakable", "word"]
    assert wrapped("", 5) == [""]


def test_wrapping_loses_no_character():
    text = "不过滤；只看真人时请先去掉机器人 drop bots first, if you want people only （bots）"
    for columns in range(6, 60):
        lines = wrapped(text, columns)
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert not any(line.startswith(("；", "，", "）", "。")) for line in lines)

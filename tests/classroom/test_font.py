"""The subset of the Chinese font."""

import os

import pytest

from classroom import font
from storelab.errors import StoreLabError


def test_common_characters():
    common = font.common_characters()
    hanzi = {character for character in common if "一" <= character <= "鿿"}
    assert len(hanzi) == 6763  # all of GB 2312
    assert set("漏斗浏览，。：；？！（）“”…→¥%−Az09é") <= common
    assert "" not in common


def test_used_characters_of_texts_and_tables(tmp_path):
    import polars as pl

    (tmp_path / "course").mkdir()
    text = tmp_path / "course" / "lesson.md"
    text.write_text("龘\n", encoding="utf-8")
    (tmp_path / "datasets" / "manifests").mkdir(parents=True)
    manifest = tmp_path / "datasets" / "manifests" / "goods.json"
    manifest.write_text('{"zh": "靐"}', encoding="utf-8")
    pl.DataFrame({"title": ["齉", None], "n": [1, 2]}).write_parquet(tmp_path / "datasets" / "goods.parquet")
    assert font.text_files(tmp_path) == [text, manifest]
    assert {"龘", "靐", "齉"} <= font.used_characters(font.text_files(tmp_path))


@pytest.mark.skipif(
    not font.SOURCE.is_file() and "CI" not in os.environ, reason=f"needs {font.SOURCE} (Debian: fonts-noto-cjk)"
)
def test_a_subset_draws_what_was_asked_and_is_the_same_each_time(tmp_path):
    from matplotlib.ft2font import FT2Font

    first, second = tmp_path / "a.otf", tmp_path / "b.otf"
    assert font.make_subset(font.SOURCE, set("店铺A¥"), first) == 4
    font.make_subset(font.SOURCE, set("店铺A¥"), second)
    assert first.read_bytes() == second.read_bytes()
    made = FT2Font(str(first))
    assert made.family_name == font.FAMILY
    assert set(made.get_charmap()) == {ord(character) for character in "店铺A¥"}


def test_a_missing_collection_is_named(tmp_path):
    with pytest.raises(StoreLabError, match="fonts-noto-cjk"):
        font.make_subset(tmp_path / "none.ttc", {"a"}, tmp_path / "out.otf")

"""Chinese shows on a machine without a Chinese font."""

import re
import warnings
from pathlib import Path

import pandas as pd
import pytest
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from storelab import plots
from storelab.glossary import terms
from storelab.plots._style import FAMILY, FONT_FILE

HANZI = re.compile("[一-鿿]")


@pytest.fixture
def no_other_chinese_font(monkeypatch):
    own = [font for font in font_manager.fontManager.ttflist if font.name == FAMILY or "DejaVu" in font.name]
    assert any(font.name == FAMILY for font in own)
    monkeypatch.setattr(font_manager.fontManager, "ttflist", own)
    font_manager.fontManager._findfont_cached.cache_clear()
    yield
    font_manager.fontManager._findfont_cached.cache_clear()


def test_no_glyph_is_missing(chinese, no_other_chinese_font, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib warns of each missing glyph
        series = pd.Series([1.0, 2.0], index=pd.Index(["search", "short_video"], name="source"), name="value_per_visit")
        ax = plots.bar(series, "各来源的访客值多少钱?“这周”先看搜索:−3 ~ ¥5", "yuan")
        ax.figure.savefig(tmp_path / "chart.png")
    assert Path(font_manager.findfont(ax.title.get_fontproperties())) == FONT_FILE


def test_a_character_that_the_font_lacks_is_noticed(no_other_chinese_font, tmp_path):
    # Proves that the test above can fail: a rare character of the Kangxi dictionary is not in the subset.
    ax = plots.bar(pd.Series([1.0], index=["㐀"]), "visits")
    with pytest.warns(UserWarning, match="missing from font"):
        ax.figure.savefig(tmp_path / "chart.png")


def test_the_font_draws_every_character_of_the_course():
    drawn = set(FT2Font(str(FONT_FILE)).get_charmap())
    root = Path(__file__).parents[3]
    texts = [text for term in terms().values() for text in term.values()]
    for folder in ("course", "utils/storelab"):
        for file in (root / folder).rglob("*"):
            if file.suffix in {".md", ".yml", ".py"}:
                texts.append(file.read_text(encoding="utf-8"))
    missing = {
        c for text in texts for c in text if (HANZI.match(c) or c in "，。：；？！（）“”、¥%→") and ord(c) not in drawn
    }
    assert not missing, f"run 'classroom font': {sorted(missing)}"


def test_the_font_is_small_and_comes_with_its_licence():
    assert FONT_FILE.stat().st_size < 1_600_000
    licence = (FONT_FILE.parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert FT2Font(str(FONT_FILE)).family_name == "Store Lab Sans"

"""Words in both languages."""

from importlib import import_module

import pytest

from storelab import glossary
from storelab.errors import StoreLabError


@pytest.fixture(autouse=True)
def chinese(monkeypatch):
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")


def test_terms_and_metrics():
    assert glossary.term("short_video") == "短视频"
    assert glossary.term("bounce_rate") == "跳出率"  # from the registry of metrics
    assert glossary.term("M006") == "跳出率"


def test_a_value_is_looked_up_in_its_column_first():
    assert glossary.label("home", "cat1") == "家居"
    assert glossary.label("home", "landing") == "首页"
    assert glossary.label("home") == "首页"


def test_what_is_no_key_stands_for_itself():
    assert glossary.label("保温杯") == "保温杯"
    assert glossary.label(2025) == "2025"
    assert glossary.label(True) == "是"


def test_an_unknown_term_is_answered_with_near_ones():
    with pytest.raises(StoreLabError, match=r"no term 'short_vidoe'. Did you mean 'short_video'"):
        glossary.term("short_vidoe")


def test_a_missing_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(glossary, "generated_folder", lambda: tmp_path)
    with pytest.raises(StoreLabError, match=r"glossary\.json is missing or damaged"):
        glossary.terms.__wrapped__()


def test_every_term_has_both_languages():
    for key, term in glossary.terms().items():
        assert set(term) == {"en", "zh"}, key
        assert all(text.strip() for text in term.values()), key

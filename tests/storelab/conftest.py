"""Everything is drawn without a screen and said in English unless a test asks for Chinese."""

from importlib import import_module

import matplotlib as mpl
import pytest

mpl.use("Agg")


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "en")


@pytest.fixture
def chinese(monkeypatch, english):
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", "zh")


@pytest.fixture(autouse=True)
def close_figures():
    yield
    import matplotlib.pyplot as plt

    plt.close("all")

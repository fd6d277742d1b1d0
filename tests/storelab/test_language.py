"""Which language the learner reads."""

import sys
from importlib import import_module

import pytest

import storelab
from storelab.errors import StoreLabError

module = import_module("storelab.language")


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch):
    monkeypatch.setattr(module, "_chosen", None)
    for name in ("STORELAB_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("value", "expected"), [("zh_CN.UTF-8", "zh"), ("Chinese_China.936", "zh"), ("en_US.UTF-8", "en"), ("de_DE", "en")]
)
def test_the_system_decides_when_nobody_chose(monkeypatch, value, expected):
    monkeypatch.setenv("LANG", value)
    assert storelab.language() == expected


def test_the_variable_goes_before_the_system_and_a_choice_before_both(monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("STORELAB_LANGUAGE", "zh")
    assert storelab.language() == "zh"
    storelab.use_language("en")
    assert storelab.language() == "en"
    assert module.pick({"en": "shop", "zh": "店"}) == "shop"


def test_an_unknown_language_is_refused_in_both_languages():
    with pytest.raises(StoreLabError, match=r"'fr' is not one.*只有"):
        storelab.use_language("fr")


def test_importing_storelab_loads_nothing_heavy():
    import subprocess

    program = "import sys, storelab; print(sorted({'pandas', 'numpy', 'matplotlib', 'IPython', 'narwhals'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""``storelab metrics``: lists, looks up, answers programs."""

import json
import os
import subprocess
import sys

import pytest

from storelab import metrics
from storelab.cli import main
from storelab.definitions import names_of, record
from storelab.metrics.registry import BRANCHES, GROUPS
from storelab.metrics_command import fold, search
from storelab.terminal import width


def ids(words):
    return [[metric.id for metric in rank] for rank in search(words)]


def test_without_words_all_metrics_stand_below_their_branches(capsys):
    assert main(["metrics"]) == 0
    lines = capsys.readouterr().out.splitlines()
    groups = [line for line in lines[:-2] if line and not line.startswith(" ")]
    assert groups == [texts["en"] for texts in GROUPS.values()]
    used = {metric.branch for metric in metrics.registry}
    branches = [line.strip() for line in lines if line.startswith("  ") and not line.startswith("    ")]
    assert branches == [texts["en"] for branch, texts in BRANCHES.items() if branch in used]
    rows = [line.split()[0] for line in lines if line.startswith("    ")]
    assert rows == list(metrics.tree()["id"])
    assert lines[-1].startswith(f"{len(metrics.registry)} metrics.")


@pytest.mark.parametrize(
    "word", ["bounce", "跳出率", "M006", "m006", "bounce_rate", "BOUNCE RATE", "ｂｏｕｎｃｅ", "one-page visits"]
)
def test_one_metric_is_found_by_id_name_function_and_formula(word):
    assert ids(word)[0] == ["M006"]


def test_an_alias_and_the_names_of_the_other_language_are_found():
    assert ids("PV/UV")[0] == ["M009"]
    assert ids("重复购买率")[0] == ["M051"]


def test_exact_names_come_before_names_that_hold_the_words_before_formulas():
    exact, inside, formula = search("conversion rate")[0], *search("gross")[:2]
    assert [metric.id for metric in exact] == ["M021", "M024"]  # one function of that name computes both
    assert all("gross" in fold(f"{metric.en} {metric.aliases}") for metric in inside)
    assert all("gross" in fold(metric.formula) for metric in formula)
    found = [metric.id for rank in search("rate") for metric in rank]
    assert len(found) == len(set(found))


def test_all_words_have_to_occur():
    found = [metric for rank in search("rate payment") for metric in rank]
    assert found[0].id == "M028"
    for metric in found:
        text = fold(" ".join([*names_of(metric), metric.formula]))
        assert "rate" in text
        assert "payment" in text


def test_the_definition_in_english(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "110")
    assert main(["metrics", "M024"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "M024  Site order conversion  订单转化率",
        "Sales performance > Sales of the site",
        "",
        "Numerator      paid orders of these visits",
        "Denominator    visits (sessions)",
        "Window         the rows handed in",
        "Filter         none; drop bots first if you want people only",
        "Unit           share",
        "Formula        paid orders / visits",
        "Also called    网站订单转化率",
        'Function       conversion_rate(sessions, orders, unit="visitor", by=None, *, session_id="session_id",',
        '               visitor_id="visitor_id", paid_at="paid_at")',
        'Choices        unit: "visitor", "visit", "buyer"',
        'Example        metrics.conversion_rate(sessions, orders, unit="visit")',
        "In short       Paid orders over visitors (M021), or one of the two other rates of that name.",
        "Same function  M021 Conversion rate (conversion_rate)",
    ]


def test_the_definition_in_chinese_keeps_its_columns(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "70")
    assert main(["metrics", "转化率", "--language", "zh"]) == 0
    definition, others = capsys.readouterr().out.split("\n\n另外还找到\n")
    head, tree, _, *fields = definition.splitlines()
    assert (head, tree) == ("M021  转化率  Conversion rate", "网站运营 > 转化")
    assert fields[0] == "分子              这些访问带来的成交（已付款）订单数"
    assert {width(line) - width(line.lstrip()) for line in fields if line.startswith(" ")} == {18}
    assert max(map(width, fields)) <= 70
    assert "M024  订单转化率" in others
    starts = {width(line.rstrip('abcdefghijklmnopqrstuvwxyz_"= ')) for line in others.splitlines() if "比例" in line}
    assert len(starts) == 1  # the units stand below each other


def test_several_hits_are_a_table(capsys):
    assert main(["metrics", "add", "to", "cart"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:2]] == ["M026", "M034"]
    assert lines[0].split()[-2:] == ["share", "add_to_cart_rate"]
    assert lines[0].index("add_to_cart_rate") == lines[1].index("product_cart_rate")


def test_programs_get_everything_in_both_languages(capsys):
    assert main(["metrics", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [record(metrics.registry[id]) for id in metrics.tree()["id"]]
    assert main(["metrics", "--json", "bounce"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["numerator"] == {"en": "visits that saw a single page", "zh": "只看了一页的访问"}
    assert found["arguments"] == {}
    assert (found["branch"]["key"], found["group"]["zh"]) == ("traffic", "网站运营")


@pytest.mark.parametrize(
    ("language", "word", "message"),
    [
        ("en", "bonce rate", "storelab: No metric holds 'bonce rate'. Did you mean 'bounce rate'"),
        ("en", "qqqq", "storelab: No metric holds 'qqqq'. 'storelab metrics' lists them all."),
        ("zh", "跳出绿", "storelab: 没有找到含有“跳出绿”的指标。你是不是想找 '跳出率'"),
        ("zh", "qqqq", "storelab: 没有找到含有“qqqq”的指标。storelab metrics 会列出全部指标。"),
    ],
)
@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_nothing_found_is_code_2_with_near_names(capsys, language, word, message, json_too):
    assert main(["metrics", word, "--language", language, *json_too]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(message)


def test_an_unknown_language_is_code_2(capsys):
    assert main(["metrics", "--language", "fr"]) == 2
    assert "Language 'fr'" in capsys.readouterr().err


def test_on_a_screen_rows_are_cut_to_its_width(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    main(["metrics"])
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("    ")]
    assert max(map(width, rows)) <= 60
    assert any(row.endswith("…") for row in rows)


@pytest.fixture
def environment():
    return {**os.environ, "PYTHONIOENCODING": "", "STORELAB_LANGUAGE": "zh"}


def test_the_language_variable_decides_and_an_old_terminal_is_no_crash(environment):
    command = [sys.executable, "-m", "storelab.cli", "metrics", "bounce"]
    out = subprocess.run(
        command, env=environment | {"PYTHONIOENCODING": "utf-8"}, capture_output=True, check=True
    ).stdout
    assert out.decode().startswith("M006  跳出率")
    plain = subprocess.run(
        [*command, "--json"], env=environment | {"PYTHONIOENCODING": "ascii"}, capture_output=True, check=True
    ).stdout
    assert json.loads(plain)[0]["zh"] == "跳出率"


def test_a_reader_that_leaves_early_is_no_error(environment):
    command = f"{sys.executable} -m storelab.cli metrics --json | head -1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_it_loads_nothing_heavy_and_answers_at_once(environment):
    code = (
        "import sys; from storelab.cli import main; main(['metrics', 'bounce']); "
        "print({'pandas', 'numpy', 'matplotlib', 'scipy', 'polars', 'yaml'} & set(sys.modules))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert out.splitlines()[-1] == "set()"

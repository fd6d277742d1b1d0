"""The registry knows each metric of the chapter, in both languages."""

import re
import subprocess
import sys
from dataclasses import replace

import pytest

from storelab import metrics
from storelab.errors import StoreLabError
from storelab.metrics.registry import BRANCHES, GROUPS, UNITS, Metric, Registry

CHAPTER_10 = "M006 M007 M008 M009 M010 M011 M012 M013 M014 M015 M018 M020 M021 M024 M026 M027 M028 M029 M030 M042 M122"
CHAPTER_2 = (
    "M001 M002 M003 M004 M005 M022 M023 M031 M033 M034 M036 M037 M038 M039 M040 M041 M043 M044 M049 M051 M055"
    " M066 M067 M068 M133 M134 M135 M136 M137 M139 M140 M141 M154 M160 M164 M165"
)
CHAPTER_16 = "M025 M121 M123 M142 M143 M144 M145 M146 M147 M148 M149 M150 M151 M152 M153"


@pytest.mark.parametrize("chapter", [CHAPTER_10, CHAPTER_2, CHAPTER_16], ids=["10", "2", "16"])
def test_the_metrics_of_the_chapter_are_there(chapter):
    assert set(chapter.split()) <= {metric.id for metric in metrics.registry}


@pytest.mark.parametrize("metric", list(metrics.registry), ids=lambda metric: metric.id)
def test_an_entry_is_complete(metric):
    assert re.fullmatch(r"M\d{3}|P\d{2}", metric.id)
    assert getattr(metrics, metric.name) is metric.function
    assert metric.id in (metric.function.__doc__ or "") or metric.arguments
    assert metric.branch in BRANCHES
    assert metric.unit in UNITS
    assert metric.en
    assert metric.formula
    assert re.search("[一-鿿]|PV|GMV", metric.zh)
    for text in (metric.numerator, metric.window, metric.filter):
        assert text["en"]
        assert re.search("[一-鿿]", text["zh"])
    assert bool(metric.denominator["en"]) == bool(metric.denominator["zh"])


def test_look_up_by_id_function_name_or_alias():
    assert metrics.registry["M006"] is metrics.registry["bounce_rate"] is metrics.registry["跳出率"]
    assert metrics.registry["PV/UV"].id == "M009"
    assert metrics.registry["conversion_rate"].id == "M021"
    assert metrics.registry["Site order conversion"].arguments == {"unit": "visit"}
    assert metrics.registry["active_users"].id == "M135"
    assert metrics.registry["统计周期"].function is metrics.active_users
    assert "bounce" not in metrics.registry
    assert len(metrics.registry) == len(list(metrics.registry))


def test_one_function_can_give_several_metrics():
    assert metrics.registry["frequency"].id == "M144"
    assert metrics.registry["M143"].key == "monetary"
    assert {metrics.registry[id].function for id in ("M143", "M144", "M145")} == {metrics.customer_summary}
    assert "customer_summary" in metrics.registry


def test_names_of_different_metrics_differ():
    names = [name.lower() for metric in metrics.registry for name in {metric.en, metric.zh, *metric.aliases}]
    assert sorted(names) == sorted(set(names))


def test_the_tree_has_five_groups_in_order():
    tree = metrics.tree()
    assert list(tree.columns) == ["group", "branch", "id", "name", "en", "zh", "function"]
    assert sorted(tree["id"]) == [metric.id for metric in metrics.registry]
    assert list(GROUPS) == ["operation", "environment", "sales", "marketing", "customer_value"]
    assert list(tree["group"].unique()) == list(GROUPS)
    assert tree["branch"].map(lambda branch: BRANCHES[branch]["group"]).equals(tree["group"])
    assert list(tree["branch"].unique()) == [branch for branch in BRANCHES if branch in set(tree["branch"])]
    row = tree.set_index("id").loc["M145"]
    assert (row["name"], row["function"]) == ("recency_days", "customer_summary")
    for texts in (*GROUPS.values(), *BRANCHES.values()):
        assert texts["en"]
        assert re.search("[一-鿿]", texts["zh"])


def test_an_unknown_metric_is_answered_with_near_ones():
    with pytest.raises(StoreLabError, match=r"no metric 'bounce rat'. Did you mean 'bounce rate'"):
        metrics.registry["bounce rat"]


def test_an_id_is_entered_once():
    registry = Registry()
    first = next(iter(metrics.registry))
    assert isinstance(first, Metric)
    registry.add(first)
    with pytest.raises(StoreLabError, match="registered twice"):
        registry.add(first)


def test_two_ids_of_one_call_are_refused():
    registry = Registry()
    first = next(iter(metrics.registry))
    registry.add(first)
    registry.add(replace(first, id="M999", arguments={"unit": "visit"}))
    with pytest.raises(StoreLabError, match=rf"M998 is registered twice: '{first.name}' \({first.id}\)"):
        registry.add(replace(first, id="M998"))


def test_metrics_import_no_other_part_and_no_heavy_library():
    code = "import sys, storelab.metrics as m; print(sorted(n for n in sys.modules if n.startswith('storelab.') or n in ('pandas', 'polars', 'matplotlib')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    parts = {name for name in re.findall(r"'(\S+?)'", loaded) if not name.startswith("storelab.metrics")}
    assert parts <= {"storelab.errors", "storelab.language"}

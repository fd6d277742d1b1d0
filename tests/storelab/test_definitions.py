"""What the registry says of a metric, in words: true to the function, in both languages."""

import ast
import inspect
import json
from typing import Literal

import pytest

from storelab import definitions, metrics
from storelab.metrics.registry import UNITS, Metric

BOUNCE, CONVERSION, VISIT_CONVERSION = (metrics.registry[id] for id in ("M006", "M021", "M024"))


def entry(function, **known):
    both = {"en": "x", "zh": "某"}
    return Metric(
        "M999", function.__name__, "X", "某", "traffic", both, both, both, both, "share", "x", function, **known
    )


def test_every_unit_has_a_name_in_both_languages():
    assert set(definitions.UNIT_NAMES) == set(UNITS)
    assert all(set(names) == {"en", "zh"} and all(names.values()) for names in definitions.UNIT_NAMES.values())


def test_the_signature_has_defaults_and_no_types():
    assert definitions.signature(BOUNCE) == 'bounce_rate(sessions, by=None, *, bounced="bounced")'


def test_the_call_names_what_is_required_and_what_makes_it_this_metric():
    assert definitions.call(BOUNCE) == "metrics.bounce_rate(sessions)"
    assert definitions.call(VISIT_CONVERSION) == 'metrics.conversion_rate(sessions, orders, unit="visit")'
    assert definitions.call(metrics.registry["M143"]) == 'metrics.customer_summary(orders, as_of)["monetary"]'

    def spread(rows, kind, by, *rest, as_of, **names):
        """Anything."""

    # Behind an argument that is given by name, and behind a star, all others need their names.
    assert definitions.call(entry(spread, arguments={"kind": 2})) == "metrics.spread(rows, kind=2, by=by, as_of=as_of)"


@pytest.mark.parametrize("metric", list(metrics.registry), ids=lambda metric: metric.id)
def test_every_call_is_one_that_python_accepts(metric):
    tree = ast.parse(definitions.call(metric), mode="eval").body
    if metric.column:
        assert isinstance(tree, ast.Subscript)
        assert ast.literal_eval(tree.slice) == metric.column
        tree = tree.value
    names = {keyword.arg: keyword.value for keyword in tree.keywords}
    bound = inspect.signature(metric.function).bind(*tree.args, **names)
    assert {name: ast.literal_eval(bound.arguments[name]) for name in metric.arguments} == metric.arguments


@pytest.mark.parametrize("metric", list(metrics.registry), ids=lambda metric: metric.id)
def test_every_record_goes_through_json_and_comes_back(metric):
    record = definitions.record(metric)
    assert json.loads(json.dumps(record)) == record
    assert metrics.registry[record["id"]] is metric
    assert getattr(metrics, record["function"]) is metric.function
    assert record["signature"].startswith(f"{metric.name}(")
    assert record["summary"]
    assert "\n" not in record["summary"]


def test_the_default_stands_first_among_the_choices():
    assert definitions.choices(CONVERSION) == {"unit": ["visitor", "visit", "buyer"]}

    def ranked(rows, how: Literal["mean", "median", "sum"] = "median"):
        """Anything."""

    assert definitions.choice_text(entry(ranked)) == 'how: "median", "mean", "sum"'
    assert definitions.choices(BOUNCE) == {}


def test_choices_are_found_in_types_truth_values_and_docstrings():
    def counted(rows, base: str = "all", by: str | None = None, *, net: bool = True, user_id: str = "user_id"):
        """Anything.

        Parameters
        ----------
        rows
            One row a ``"thing"``.
        base
            Which of two: ``"all"``, the default, or

            ``"open"`` ones, of ``"all"``.
        by, user_id
            Columns, such as ``"city"``.
        net
            Without what came back.

        Returns
        -------
        float
            Of ``"all"`` or ``"none"``.
        """

    # A name of a column is no choice, nor is what stands below other headings.
    assert definitions.choices(entry(counted)) == {"base": ["all", "open"], "net": [True, False]}
    assert definitions.choice_text(entry(counted)) == 'base: "all", "open"; net: True, False'


def test_choices_of_metrics_with_several_definitions():
    for id, known in {
        "M088": {"base": ["warehouse", "all"]},
        "M129": {"base": ["impressions", "reads"]},
        "M037": {"net": [False, True]},
    }.items():
        assert definitions.choices(metrics.registry[id]) == known


def test_metrics_of_one_function_name_each_other():
    assert [other.id for other in definitions.siblings(CONVERSION)] == ["M024"]
    assert [other.id for other in definitions.siblings(metrics.registry["M144"])] == ["M143", "M145"]
    assert definitions.siblings(BOUNCE) == []
    assert definitions.short_call(VISIT_CONVERSION) == 'conversion_rate unit="visit"'
    assert definitions.short_call(metrics.registry["M144"]) == "customer_summary frequency"


def test_the_docstring_is_read_up_to_its_parameters():
    head = definitions.docstring_head(BOUNCE)
    assert head.startswith("Share of visits that saw a single page (M006).\n\nThe other definition in use")
    assert "Parameters" not in head
    assert definitions.summary(BOUNCE) == "Share of visits that saw a single page (M006)."


def test_the_tree_order_goes_branch_by_branch():
    ordered = definitions.in_tree_order(metrics.registry)
    assert [metric.id for metric in ordered] == list(metrics.tree()["id"])

"""Metrics in words: what the registry says of one, for the command line, the pages in ``docs/metrics`` and programs."""

import inspect
import re
from collections.abc import Iterable
from typing import Any, Literal, get_args, get_origin

from storelab.language import LANGUAGES
from storelab.metrics import registry
from storelab.metrics.registry import BRANCHES, GROUPS, Metric

# The order in which a definition is read; a metric that is no ratio has no denominator.
FIELDS = {
    "numerator": {"en": "Numerator", "zh": "分子"},
    "denominator": {"en": "Denominator", "zh": "分母"},
    "window": {"en": "Window", "zh": "时间范围"},
    "filter": {"en": "Filter", "zh": "过滤条件"},
    "unit": {"en": "Unit", "zh": "单位"},
    "formula": {"en": "Formula", "zh": "公式"},
    "aliases": {"en": "Also called", "zh": "别名"},
    "signature": {"en": "Function", "zh": "函数"},
    "choices": {"en": "Choices", "zh": "可选口径"},
    "call": {"en": "Example", "zh": "调用示例"},
    "summary": {"en": "In short", "zh": "函数说明（英文）"},
    "siblings": {"en": "Same function", "zh": "同一函数"},
}
UNIT_NAMES = {
    "share": {"en": "share", "zh": "比例"},
    "yuan": {"en": "yuan", "zh": "元"},
    "millisecond": {"en": "milliseconds", "zh": "毫秒"},
    "second": {"en": "seconds", "zh": "秒"},
    "hour": {"en": "hours", "zh": "小时"},
    "day": {"en": "days", "zh": "天"},
    "count": {"en": "count", "zh": "数量"},
    "rank": {"en": "rank", "zh": "名次"},
    "score": {"en": "score", "zh": "分数"},
    "index": {"en": "index (1: level)", "zh": "指数（1 为持平）"},
    "times a year": {"en": "times a year", "zh": "次/年"},
    "bits": {"en": "bits", "zh": "比特"},
    "pages per visitor": {"en": "pages per visitor", "zh": "页/访客"},
}

_QUOTED = re.compile(r'``"([^"]+)"``')


def in_tree_order(entries: Iterable[Metric]) -> list[Metric]:
    """The metrics as they hang on the tree: by group and branch, then by id."""
    places = list(BRANCHES)
    return sorted(entries, key=lambda metric: (places.index(metric.branch), metric.id))


def names_of(metric: Metric) -> list[str]:
    """Whatever the metric is called by, in either language: id, names, function, column."""
    return list(dict.fromkeys([metric.id, metric.en, metric.zh, *metric.aliases, metric.key, metric.name]))


def signature(metric: Metric) -> str:
    """The function with its parameters and their defaults, without types: ``bounce_rate(sessions, by=None)``."""
    known = inspect.signature(metric.function)
    plain = [one.replace(annotation=inspect.Parameter.empty) for one in known.parameters.values()]
    text = str(known.replace(parameters=plain, return_annotation=inspect.Signature.empty))
    return metric.name + text.replace("'", '"')


def call(metric: Metric) -> str:
    """A call that computes the metric: required parameters under their own names, and the metric's arguments."""
    written, by_name = [], False
    for parameter in inspect.signature(metric.function).parameters.values():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        if parameter.name in metric.arguments:
            written.append(f"{parameter.name}={_literal(metric.arguments[parameter.name])}")
            by_name = True
        elif parameter.default is parameter.empty:
            by_name = by_name or parameter.kind is parameter.KEYWORD_ONLY
            written.append(f"{parameter.name}={parameter.name}" if by_name else parameter.name)
    column = f"[{_literal(metric.column)}]" if metric.column else ""
    return f"metrics.{metric.name}({', '.join(written)}){column}"


def short_call(metric: Metric) -> str:
    """The function's name with what makes it compute this metric: ``conversion_rate unit="visit"``."""
    column = [metric.column] if metric.column and metric.column != metric.name else []
    return " ".join([metric.name, *(f"{name}={_literal(value)}" for name, value in metric.arguments.items()), *column])


def choices(metric: Metric) -> dict[str, list[Any]]:
    """The parameters that choose among a few values, such as one of several definitions; the default stands first.

    They are typed ``Literal`` or ``bool``, or are text whose values the docstring names: ``"warehouse"`` or ``"all"``.
    """
    found = {}
    for parameter in inspect.signature(metric.function).parameters.values():
        kind, default = parameter.annotation, parameter.default
        if get_origin(kind) is Literal:
            values = list(get_args(kind))
        elif isinstance(default, bool):
            values = [False, True]
        else:
            values = _QUOTED.findall(_described(metric, parameter.name)) if isinstance(default, str) else []
            values = list(dict.fromkeys(values)) if default in values else []
        if len(values) > 1:
            found[parameter.name] = sorted(values, key=lambda value: value != default)
    return found


def _described(metric: Metric, parameter: str) -> str:
    """What the docstring says of a parameter."""
    section = (inspect.getdoc(metric.function) or "").partition("\nParameters\n---")[2]
    block = re.search(rf"^(?:\w+, )*{parameter}(?:, \w+)*\n((?:    .*\n?|\n)+)", section, re.MULTILINE)
    return block[1] if block else ""


def choice_text(metric: Metric) -> str:
    """The choices as text: ``unit: "visitor", "visit", "buyer"``."""
    return "; ".join(f"{name}: {', '.join(map(_literal, values))}" for name, values in choices(metric).items())


def docstring_head(metric: Metric) -> str:
    """The function's docstring up to its list of parameters: the summary, and which of several definitions is meant."""
    text = inspect.getdoc(metric.function) or ""
    for section in ("Parameters", "Returns", "Yields", "Raises"):
        text = text.split(f"\n{section}\n---", 1)[0]
    return text.strip()


def summary(metric: Metric) -> str:
    """The first paragraph of the function's docstring, in one line."""
    return " ".join(docstring_head(metric).split("\n\n", 1)[0].split())


def siblings(metric: Metric) -> list[Metric]:
    """The other metrics that the same function computes."""
    return [other for other in registry if other.function is metric.function and other.id != metric.id]


def record(metric: Metric) -> dict[str, Any]:
    """All that is known of a metric as plain data for programs, with both languages."""
    return {
        "id": metric.id,
        "en": metric.en,
        "zh": metric.zh,
        "aliases": list(metric.aliases),
        "group": {"key": metric.group, **_both(GROUPS[metric.group])},
        "branch": {"key": metric.branch, **_both(BRANCHES[metric.branch])},
        **{field: _both(getattr(metric, field)) for field in ("numerator", "denominator", "window", "filter")},
        "unit": metric.unit,
        "formula": metric.formula,
        "function": metric.name,
        "arguments": dict(metric.arguments),
        "column": metric.column,
        "signature": signature(metric),
        "choices": choices(metric),
        "call": call(metric),
        "summary": summary(metric),
        "siblings": [other.id for other in siblings(metric)],
    }


def _both(texts: Any) -> dict[str, str]:
    return {language: texts[language] for language in LANGUAGES}


def _literal(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)

"""The registry of metrics: one entry beside each function, read by glossary, docs and dashboards."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from storelab.errors import StoreLabError, suggest

Function = TypeVar("Function", bound=Callable[..., Any])

# The branches of the metric tree.
BRANCHES = {
    "traffic": {"en": "Site traffic", "zh": "网站流量"},
    "conversion": {"en": "Conversion", "zh": "转化"},
    "sales": {"en": "Sales", "zh": "销售业绩"},
    "marketing": {"en": "Marketing activity", "zh": "营销活动"},
}
UNITS = ("share", "yuan", "second", "count", "rank", "score", "pages per visitor")


@dataclass(frozen=True)
class Metric:
    """One metric, defined.

    Attributes
    ----------
    id
        Number in the metric system, such as ``"M006"``.
    name
        Name of the function that computes it.
    en, zh
        Its names.
    branch
        Branch of the metric tree: a key of `BRANCHES`.
    numerator, denominator, window, filter
        The definition, by language; a metric that is no ratio has an empty denominator.
    unit
        One of `UNITS`; a share lies between 0 and 1.
    formula
        In symbols, for both languages.
    function
        The function.
    arguments
        Arguments that make the function compute this metric, where one function serves several.
    aliases
        Other names in use.
    """

    id: str
    name: str
    en: str
    zh: str
    branch: str
    numerator: Mapping[str, str]
    denominator: Mapping[str, str]
    window: Mapping[str, str]
    filter: Mapping[str, str]
    unit: str
    formula: str
    function: Callable[..., Any] = field(repr=False, compare=False)
    arguments: Mapping[str, Any] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()


class Registry:
    """All metrics: iterate over them in the order of their ids, or look one up by id, function or any name."""

    def __init__(self) -> None:
        self._metrics: dict[str, Metric] = {}
        self._names: dict[str, str] = {}

    def add(self, metric: Metric) -> None:
        """Enter a metric; an id can be entered once."""
        if metric.id in self._metrics:
            raise StoreLabError(
                f"Metric {metric.id} is registered twice: '{self._metrics[metric.id].name}', '{metric.name}'."
            )
        self._metrics[metric.id] = metric
        for name in (metric.id, metric.name, metric.en, metric.zh, *metric.aliases):
            # Of several metrics of one function, the one that needs no arguments keeps the function's name.
            if name != metric.name or not metric.arguments:
                self._names.setdefault(name.lower(), metric.id)

    def get(self, name: str) -> Metric | None:
        """The metric of that id or name, or None."""
        found = self._names.get(name.lower())
        return None if found is None else self._metrics[found]

    def __getitem__(self, name: str) -> Metric:
        """The metric of that id or name; an unknown name raises a `StoreLabError` that suggests near ones."""
        found = self.get(name)
        if found is None:
            near = suggest(name.lower(), self._names)
            raise StoreLabError(
                f"There is no metric '{name}'."
                + (f" Did you mean {near}?" if near else " list(metrics.registry) shows them all.")
            )
        return found

    def __contains__(self, name: str) -> bool:
        return self.get(name) is not None

    def __iter__(self) -> Iterator[Metric]:
        return iter(sorted(self._metrics.values(), key=lambda metric: metric.id))

    def __len__(self) -> int:
        return len(self._metrics)


registry = Registry()


def metric(
    id: str,
    *,
    en: str,
    zh: str,
    branch: str,
    numerator: Mapping[str, str],
    window: Mapping[str, str],
    filter: Mapping[str, str],
    unit: str,
    formula: str,
    denominator: Mapping[str, str] | None = None,
    arguments: Mapping[str, Any] | None = None,
    aliases: tuple[str, ...] = (),
) -> Callable[[Function], Function]:
    """Enter the decorated function into the registry; the parameters are the attributes of `Metric`."""

    def enter(function: Function) -> Function:
        entry = Metric(
            id=id,
            name=function.__name__,
            en=en,
            zh=zh,
            branch=branch,
            numerator=numerator,
            denominator=denominator or {"en": "", "zh": ""},
            window=window,
            filter=filter,
            unit=unit,
            formula=formula,
            function=function,
            arguments=arguments or {},
            aliases=aliases,
        )
        registry.add(entry)
        return function

    return enter


# Wordings that several metrics share.
WHOLE_TABLE = {"en": "the rows handed in", "zh": "传入的全部行"}
NO_FILTER = {"en": "none; drop bots first if you want people only", "zh": "不过滤；只看真人时请先去掉机器人"}
EVERY_ROW = {"en": "none", "zh": "不过滤"}
VISITS = {"en": "visits (sessions)", "zh": "访问量（会话数）"}

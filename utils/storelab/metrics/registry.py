"""The registry of metrics: one entry beside each function, read by glossary, docs and dashboards."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from storelab.errors import StoreLabError, suggest

if TYPE_CHECKING:
    import pandas as pd

Function = TypeVar("Function", bound=Callable[..., Any])

# First level of the metric tree.
GROUPS = {
    "operation": {"en": "Site operation", "zh": "网站运营"},
    "environment": {"en": "Business environment", "zh": "经营环境"},
    "sales": {"en": "Sales performance", "zh": "销售业绩"},
    "marketing": {"en": "Marketing activity", "zh": "营销活动"},
    "customer_value": {"en": "Customer value", "zh": "客户价值"},
}
# Second level: the branches, each with the group that it belongs to.
BRANCHES = {
    "traffic": {"group": "operation", "en": "Site traffic", "zh": "网站流量"},
    "conversion": {"group": "operation", "en": "Conversion", "zh": "转化"},
    "catalogue": {"group": "operation", "en": "Goods and categories", "zh": "商品与类目"},
    "inventory": {"group": "operation", "en": "Stock", "zh": "库存"},
    "supply": {"group": "operation", "en": "Supply chain", "zh": "供应链"},
    "delivery": {"group": "operation", "en": "Warehouse and delivery", "zh": "仓储与配送"},
    "team": {"group": "operation", "en": "Team and learning", "zh": "团队与学习"},
    "steering": {"group": "operation", "en": "Goals and alarms", "zh": "目标与预警"},
    "market": {"group": "environment", "en": "Outside: the market", "zh": "外部市场环境"},
    "platform": {"group": "environment", "en": "Outside: platforms", "zh": "外部平台环境"},
    "competition": {"group": "environment", "en": "Outside: competition", "zh": "外部竞争环境"},
    "shopping": {"group": "environment", "en": "Inside: shopping on the site", "zh": "内部购物环境"},
    "service": {"group": "environment", "en": "Inside: service", "zh": "内部服务环境"},
    "risk": {"group": "environment", "en": "Inside: risk and trust", "zh": "内部风险与信任"},
    "site_sales": {"group": "sales", "en": "Sales of the site", "zh": "网站销售业绩"},
    "sales": {"group": "sales", "en": "Sales of orders", "zh": "订单销售业绩"},
    "pricing": {"group": "sales", "en": "Prices", "zh": "价格"},
    "finance": {"group": "sales", "en": "Finance and tax", "zh": "财务与税务"},
    "marketing": {"group": "marketing", "en": "Market operations", "zh": "市场运营活动"},
    "advertising": {"group": "marketing", "en": "Advertising", "zh": "广告投放"},
    "cooperation": {"group": "marketing", "en": "Partners", "zh": "商务合作"},
    "content": {"group": "marketing", "en": "Content and brand", "zh": "内容与品牌"},
    "live": {"group": "marketing", "en": "Live commerce", "zh": "直播"},
    "recommendation": {"group": "marketing", "en": "Recommendation", "zh": "个性化推荐"},
    "customers": {"group": "customer_value", "en": "All customers", "zh": "总体客户"},
    "new_customers": {"group": "customer_value", "en": "New customers", "zh": "新客户"},
    "old_customers": {"group": "customer_value", "en": "Returning customers", "zh": "老客户"},
}
UNITS = (
    "share",
    "yuan",
    "millisecond",
    "second",
    "hour",
    "day",
    "count",
    "rank",
    "score",
    "index",  # a quotient around 1, such as a price over the market's median
    "times a year",
    "bits",
    "pages per visitor",
)


@dataclass(frozen=True)
class Metric:
    """One metric, defined.

    Attributes
    ----------
    id
        Number in the metric system, such as ``"M006"``; ``"P01"`` to ``"P22"`` are proxies, measures that stand in for
        a goal word (awareness, loyalty) which has none of its own.
    name
        Name of the function that computes it.
    en, zh
        Its names.
    branch
        Branch of the metric tree: a key of `BRANCHES`, which knows the group on the first level.
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
    column
        Column of the result that holds it, where one function gives several metrics.
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
    column: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The group on the first level of the tree: a key of `GROUPS`."""
        return BRANCHES[self.branch]["group"]

    @property
    def key(self) -> str:
        """What figures and tables call it by: the column if one function gives several metrics, else the function."""
        return self.column or self.name


class Registry:
    """All metrics: iterate over them in the order of their ids, or look one up by id, function or any name."""

    def __init__(self) -> None:
        self._metrics: dict[str, Metric] = {}
        self._names: dict[str, str] = {}

    def add(self, metric: Metric) -> None:
        """Enter a metric: an id can be entered once, and so can a function's or a column's call."""
        for other in self._metrics.values():
            if other.id == metric.id or (other.key, other.arguments) == (metric.key, metric.arguments):
                raise StoreLabError(
                    f"Metric {metric.id} is registered twice: '{other.name}' ({other.id}), '{metric.name}'."
                )
        self._metrics[metric.id] = metric
        for name in (metric.id, metric.key, metric.name, metric.en, metric.zh, *metric.aliases):
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


def tree() -> "pd.DataFrame":
    """The metric system as a table: which metric hangs on which branch of which group.

    Returns
    -------
    pandas.DataFrame
        One row a metric, in the order of `GROUPS`, `BRANCHES` and the ids: ``group`` (first level), ``branch`` (second
        level), ``id``, ``name`` (key in the glossary), ``en``, ``zh`` and ``function``. Groups and branches have their
        names in `GROUPS` and `BRANCHES`; a branch without a metric yet has no row.
    """
    import pandas as pd

    places = list(BRANCHES)
    entries = sorted(registry, key=lambda entry: (places.index(entry.branch), entry.id))
    rows = [(e.group, e.branch, e.id, e.key, e.en, e.zh, e.name) for e in entries]
    return pd.DataFrame(rows, columns=["group", "branch", "id", "name", "en", "zh", "function"])


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
    column: str = "",
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
            column=column,
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
DAYS_OF_CALL = {"en": "from start to end, both days included", "zh": "从 start 到 end，首尾两天都算"}
UNTIL_AS_OF = {"en": "all rows up to the day as_of", "zh": "截至 as_of 当天的全部行"}
VALID_ORDERS = {
    "en": "valid orders: paid, and not refunded in full",
    "zh": "有效订单：已付款，且没有全额退款",
}
PAID_ORDERS = {"en": "orders that were paid, also those refunded later", "zh": "已付款的订单（含后来退款的）"}

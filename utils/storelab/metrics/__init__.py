"""Metrics of an online shop, each defined once: numerator, denominator, window, filter, unit.

The frame metrics take tables of pandas, Polars or another library that narwhals reads, and return the type that came
in. Column names are keyword arguments whose defaults are the course's names. A ratio without a denominator is NaN as a
number and null in a frame, never infinity.
"""

from storelab.metrics.conversion import (
    add_to_cart_rate,
    conversion_rate,
    conversions,
    order_rate,
    payment_rate,
    step_loss,
    step_rates,
)
from storelab.metrics.registry import BRANCHES, Metric, registry
from storelab.metrics.sales import customer_acquisition_cost, units_sold
from storelab.metrics.search import exposure_rate, keyword_values, search_rank
from storelab.metrics.split import mix_rate_split
from storelab.metrics.traffic import (
    bounce_rate,
    cost_per_visit,
    dwell_times,
    effective_sources,
    mean_time_on_page,
    mean_time_on_site,
    pages_per_visitor,
    source_mix,
    traffic_quality_score,
    traffic_scorecard,
    transition_probabilities,
)

__all__ = [
    "BRANCHES",
    "Metric",
    "add_to_cart_rate",
    "bounce_rate",
    "conversion_rate",
    "conversions",
    "cost_per_visit",
    "customer_acquisition_cost",
    "dwell_times",
    "effective_sources",
    "exposure_rate",
    "keyword_values",
    "mean_time_on_page",
    "mean_time_on_site",
    "mix_rate_split",
    "order_rate",
    "pages_per_visitor",
    "payment_rate",
    "registry",
    "search_rank",
    "source_mix",
    "step_loss",
    "step_rates",
    "traffic_quality_score",
    "traffic_scorecard",
    "transition_probabilities",
    "units_sold",
]

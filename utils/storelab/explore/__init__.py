"""Widgets: move a slider and see what a decision brings."""

from storelab.explore.funnel import funnel_gain, funnel_lever
from storelab.explore.lifetime import lifetime_lever
from storelab.explore.price import price_lab, price_outcome
from storelab.explore.tree import metric_tree, metric_tree_effect

__all__ = [
    "funnel_gain",
    "funnel_lever",
    "lifetime_lever",
    "metric_tree",
    "metric_tree_effect",
    "price_lab",
    "price_outcome",
]

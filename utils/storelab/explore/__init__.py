"""Widgets: move a slider and see what a decision brings."""

from storelab.explore.carriers import mix_outcome, speed_cost_frontier
from storelab.explore.funnel import funnel_gain, funnel_lever
from storelab.explore.lifetime import lifetime_lever
from storelab.explore.tree import metric_tree, metric_tree_effect

__all__ = [
    "funnel_gain",
    "funnel_lever",
    "lifetime_lever",
    "metric_tree",
    "metric_tree_effect",
    "mix_outcome",
    "speed_cost_frontier",
]

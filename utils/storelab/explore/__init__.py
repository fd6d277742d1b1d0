"""Widgets: move a slider and see what a decision brings."""

from storelab.explore.funnel import funnel_gain, funnel_lever
from storelab.explore.lifetime import lifetime_lever
from storelab.explore.positioning import positioning_map, predicted_shares
from storelab.explore.tree import metric_tree, metric_tree_effect

__all__ = [
    "funnel_gain",
    "funnel_lever",
    "lifetime_lever",
    "metric_tree",
    "metric_tree_effect",
    "positioning_map",
    "predicted_shares",
]

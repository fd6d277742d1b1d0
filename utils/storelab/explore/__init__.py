"""Widgets: move a slider and see what a decision brings."""

from storelab.explore.assortment import assortment_pruning, pruning_curve, pruning_gain
from storelab.explore.funnel import funnel_gain, funnel_lever
from storelab.explore.lifetime import lifetime_lever
from storelab.explore.tree import metric_tree, metric_tree_effect

__all__ = [
    "assortment_pruning",
    "funnel_gain",
    "funnel_lever",
    "lifetime_lever",
    "metric_tree",
    "metric_tree_effect",
    "pruning_curve",
    "pruning_gain",
]

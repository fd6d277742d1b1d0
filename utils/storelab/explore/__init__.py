"""Widgets: move a slider and see what a decision brings."""

from storelab.explore.funnel import funnel_gain, funnel_lever
from storelab.explore.lifetime import lifetime_lever
from storelab.explore.replenishment import Game, replenishment_costs, replenishment_game
from storelab.explore.tree import metric_tree, metric_tree_effect

__all__ = [
    "Game",
    "funnel_gain",
    "funnel_lever",
    "lifetime_lever",
    "metric_tree",
    "metric_tree_effect",
    "replenishment_costs",
    "replenishment_game",
]

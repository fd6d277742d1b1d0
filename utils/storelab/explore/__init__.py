"""Widgets: move a slider and see what a decision brings."""

from storelab.explore.assortment import assortment_pruning, pruning_curve, pruning_gain
from storelab.explore.carriers import mix_outcome, speed_cost_frontier
from storelab.explore.cash_hole import CashPlan, CashShop, cash_hole, cash_plan
from storelab.explore.funnel import funnel_gain, funnel_lever
from storelab.explore.growth import cagr_range, growth_board, growth_levers
from storelab.explore.lifetime import lifetime_lever
from storelab.explore.peeking import peeking_outcomes, peeking_simulator
from storelab.explore.platform_mix import mix_swing, platform_mix, second_platform_profit
from storelab.explore.positioning import positioning_map, predicted_shares
from storelab.explore.price import price_lab, price_outcome
from storelab.explore.replenishment import Game, replenishment_costs, replenishment_game
from storelab.explore.tree import metric_tree, metric_tree_effect

__all__ = [
    "CashPlan",
    "CashShop",
    "Game",
    "assortment_pruning",
    "cagr_range",
    "cash_hole",
    "cash_plan",
    "funnel_gain",
    "funnel_lever",
    "growth_board",
    "growth_levers",
    "lifetime_lever",
    "metric_tree",
    "metric_tree_effect",
    "mix_outcome",
    "mix_swing",
    "peeking_outcomes",
    "peeking_simulator",
    "platform_mix",
    "positioning_map",
    "predicted_shares",
    "price_lab",
    "price_outcome",
    "pruning_curve",
    "pruning_gain",
    "replenishment_costs",
    "replenishment_game",
    "second_platform_profit",
    "speed_cost_frontier",
]

"""Widgets: move a slider and see what a decision brings."""

from storelab.explore.assortment import assortment_pruning, pruning_curve, pruning_gain
from storelab.explore.carriers import mix_outcome, speed_cost_frontier
from storelab.explore.cash_hole import CashPlan, CashShop, cash_hole, cash_plan
from storelab.explore.cockpit import store_cockpit
from storelab.explore.discount import discount_depth, discount_profit
from storelab.explore.funnel import funnel_gain, funnel_lever
from storelab.explore.growth import cagr_range, growth_board, growth_levers
from storelab.explore.lifetime import lifetime_lever
from storelab.explore.marginal import marginal_board, marginal_returns
from storelab.explore.mixer import mix_quality, recommender_mixer
from storelab.explore.partners import kol_portfolio, portfolio_profit
from storelab.explore.peeking import peeking_outcomes, peeking_simulator
from storelab.explore.platform_mix import mix_swing, platform_mix, second_platform_profit
from storelab.explore.positioning import positioning_map, predicted_shares
from storelab.explore.price import price_lab, price_outcome
from storelab.explore.replay import live_replay, replay_minutes, replay_profit
from storelab.explore.replenishment import Game, replenishment_costs, replenishment_game
from storelab.explore.staffing import staffing_day, staffing_simulator
from storelab.explore.threshold import Flags, threshold_board, threshold_costs, threshold_outcome
from storelab.explore.tree import metric_tree, metric_tree_effect

__all__ = [
    "CashPlan",
    "CashShop",
    "Flags",
    "Game",
    "assortment_pruning",
    "cagr_range",
    "cash_hole",
    "cash_plan",
    "discount_depth",
    "discount_profit",
    "funnel_gain",
    "funnel_lever",
    "growth_board",
    "growth_levers",
    "kol_portfolio",
    "lifetime_lever",
    "live_replay",
    "marginal_board",
    "marginal_returns",
    "metric_tree",
    "metric_tree_effect",
    "mix_outcome",
    "mix_quality",
    "mix_swing",
    "peeking_outcomes",
    "peeking_simulator",
    "platform_mix",
    "portfolio_profit",
    "positioning_map",
    "predicted_shares",
    "price_lab",
    "price_outcome",
    "pruning_curve",
    "pruning_gain",
    "recommender_mixer",
    "replay_minutes",
    "replay_profit",
    "replenishment_costs",
    "replenishment_game",
    "second_platform_profit",
    "speed_cost_frontier",
    "staffing_day",
    "staffing_simulator",
    "store_cockpit",
    "threshold_board",
    "threshold_costs",
    "threshold_outcome",
]

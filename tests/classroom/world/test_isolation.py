"""One effect more or less changes no table that it does not concern."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from classroom.world.columns import Columns, take
from classroom.world.effects import Effects
from classroom.world.generate import Settings, generate
from classroom.world.schema import TABLES
from classroom.world.write import collect

# Orders name the visit in which they were placed, and numbers of visits shift with traffic.
TRAFFIC = {"sessions", "events", "orders", "ads_daily", "ledger", "metric_daily", "raw_server_log", "raw_js_beacon"}
# What stands still whatever customers order.
STANDING = {"products", "shops", "listings", "calendar", "keywords", "promotions", "search_rank", "site_pages",
            "content_posts", "metric_dict", "users", "decision_log", "ab_tests", "shopper_panel", "search_index",
            "competitor_sku", "competitor_scores", "kano_survey", "conjoint", "region_panel", "payoff_matrix",
            "brand_positions", "ideal_points"}  # fmt: skip
CONCERNED = {
    "new_page_and_video": TRAFFIC | {"listings"},
    "deal_site_bots": TRAFFIC,
    "popular_word": {"keywords", "events", "raw_server_log", "raw_js_beacon"},
    "ranking_test": {"search_rank"},
    "position_bias": {"search_rank"},
    "navigation_change": {"site_pages"},
    # Conversion was once counted without those who left at once.
    "slow_pages": {"sessions", "events", "metric_daily", "raw_server_log", "raw_js_beacon"},
    # Other goods are sold instead, so everything that follows from goods moves.
    "stock_outs": set(TABLES) - {"users", "products", "shops", "listings", "calendar", "keywords", "promotions", "search_rank",
                                 "site_pages", "content_posts", "metric_dict"},
    "channel_quality": {"users", "referrals"},
    # Fewer purchases move all that follows from orders, and channels are drawn by purchases.
    "campaign_customers": set(TABLES) - {"products", "shops", "listings", "calendar", "keywords", "promotions",
                                         "search_rank", "site_pages", "content_posts", "metric_dict"},
    "members_choose": {"members", "member_events", "points_ledger"},
    "reactivation": {"member_events"},
    # The coupon takes money off orders, and members join by what they pay.
    "win_back_coupon": {"promotions", "coupons", "orders", "order_items", "returns", "ads_daily", "ledger", "settlements",
                 "metric_daily", "members", "member_events", "points_ledger", "referrals", "export_taobao", "export_jd",
                 "raw_orders", "market_monthly"},
    # Parcels take longer or shorter, and what follows from delivery moves.
    "late_leave": {"orders", "returns", "reviews", "surveys", "cs_tickets", "ledger", "settlements", "metric_daily",
                   "inventory_daily", "members", "member_events", "points_ledger", "export_taobao", "export_jd",
                   "raw_orders"},
    # Nobody stays away because a payment failed: visits, and orders of other months, are as they were.
    "failed_payments": set(TABLES) - STANDING - {"sessions", "events", "raw_server_log", "raw_js_beacon", "raw_orders",
                                                 "export_taobao", "export_jd"},
    "empty_account": set(TABLES) - STANDING,
    "double_tag": {"metric_daily", "incidents"},
    "log_bots": {"raw_server_log"},
    "beacon_faults": {"raw_js_beacon"},
    "dirty_orders": {"raw_orders"},
    "hopeful_forecasts": {"decision_log"},
    "trial_luck": {"ab_tests"},
    "satisfied_stay": {"reviews", "cs_tickets", "surveys"},
    "young_buy_often": {"shopper_panel"},
    "timing_segments": {"shopper_panel"},
    "television": {"shopper_panel"},
    "uncertain_market": {"market_monthly"},
    "market_outgrows": {"market_monthly"},
    "fad_term": {"search_index"},
    "crowded_middle": {"ideal_points"},
    "engraving_for_some": {"conjoint"},
    "delivery_opens": {"region_panel"},
}  # fmt: skip


@lru_cache
def fingerprints(effects: Effects, seed: int = 5) -> dict[str, str]:
    found = collect(generate(Settings(seed=seed, scale=0.02, effects=effects)), None)
    return {name: written.sha256 for name, written in found.items()}


@pytest.mark.parametrize("effect", list(CONCERNED))
def test_switching_an_effect_off_leaves_the_other_tables(effect: str) -> None:
    whole, without = fingerprints(Effects()), fingerprints(replace(Effects(), **{effect: None}))
    changed = {name for name in TABLES if whole[name] != without[name]}
    assert changed <= CONCERNED[effect], changed - CONCERNED[effect]
    assert changed


@pytest.mark.parametrize("effect", ["new_page_and_video", "deal_site_bots"])
def test_traffic_effects_move_only_the_visit_number_of_an_order(effect: str) -> None:
    def orders(effects: Effects) -> Columns:
        return next(
            piece for name, piece in generate(Settings(seed=5, scale=0.02, effects=effects)) if name == "orders"
        )

    whole, without = orders(Effects()), orders(replace(Effects(), **{effect: None}))
    for name in whole:
        if name != "session_id":
            one, other = (getattr(table[name], "codes", table[name]) for table in (whole, without))
            np.testing.assert_array_equal(one, other, err_msg=name)


def test_every_effect_is_tested() -> None:
    assert set(CONCERNED) == set(Effects.__dataclass_fields__)


def test_the_same_seed_gives_the_same_world_and_another_seed_another() -> None:
    fingerprints.cache_clear()
    first = fingerprints(Effects())
    fingerprints.cache_clear()
    assert fingerprints(Effects()) == first
    other = fingerprints(Effects(), seed=6)
    same = {name for name in TABLES if other[name] == first[name]}
    assert same == {"metric_dict", "calendar", "incidents", "payoff_matrix", "brand_positions"}


def test_a_window_is_a_cut_of_the_whole() -> None:
    def visits(window: tuple[np.datetime64, np.datetime64] | None) -> dict[str, Columns]:
        found: dict[str, list[Columns]] = {"sessions": [], "events": []}
        for name, piece in generate(Settings(seed=5, scale=0.01, window=window)):
            if name in found:
                found[name].append(piece)
        from classroom.world.columns import concatenate

        return {name: concatenate(pieces) for name, pieces in found.items()}

    days = (np.datetime64("2025-10-20"), np.datetime64("2025-11-03"))
    cut, whole = visits(days), visits(None)
    started = np.asarray(whole["sessions"]["started_at"])
    inside = (started >= days[0]) & (started < days[1] + np.timedelta64(1, "D"))
    kept = take(whole["sessions"], inside)
    np.testing.assert_array_equal(np.asarray(cut["sessions"]["session_id"]), np.asarray(kept["session_id"]))
    of_kept = np.isin(np.asarray(whole["events"]["session_id"]), np.asarray(kept["session_id"]))
    kept_events = take(whole["events"], of_kept)
    for name in ("event_id", "ts", "sku_id", "page_load_ms"):
        np.testing.assert_array_equal(np.asarray(cut["events"][name]), np.asarray(kept_events[name]))


def test_a_bigger_world_begins_with_the_same_customers() -> None:
    def first_lines(scale: float) -> Columns:
        return next(piece for name, piece in generate(Settings(seed=5, scale=scale)) if name == "order_items")

    one, two = first_lines(1.0), first_lines(2.0)
    for name in ("order_id", "sku_id", "qty", "unit_price"):
        np.testing.assert_array_equal(np.asarray(one[name]), np.asarray(two[name]))

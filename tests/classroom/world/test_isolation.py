"""One effect more or less changes no table that it does not concern."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from classroom.world import generate as simulation
from classroom.world.columns import Columns, take
from classroom.world.effects import Effects
from classroom.world.generate import GROUPS, Settings, generate, tables_of_chapters
from classroom.world.made import Made
from classroom.world.schema import GROUP_OF, TABLES
from classroom.world.write import collect

# Orders name the visit in which they were placed, and numbers of visits shift with traffic.
TRAFFIC = {"sessions", "events", "orders", "ads_daily", "ledger", "metric_daily", "raw_server_log", "raw_js_beacon",
           "platform_costs", "visit_phones"}  # fmt: skip
# What stands still whatever customers order.
STANDING = {"products", "shops", "listings", "calendar", "keywords", "promotions", "search_rank", "site_pages",
            "content_posts", "metric_dict", "users", "decision_log", "ab_tests", "industry_annual", "platform_share",
            "value_chain", "quoted_claims", "syllabus_map", "learning_log", "resources", "kol_network",
            "platform_profile", "sku_map", "onboarding", "doc_requirements", "documents_held", "rule_list",
            "penalty_schedule", "violations", "deposit_ledger", "compliance_checks", "shop_benchmarks",
            "shopper_panel", "search_index", "competitor_sku", "competitor_scores", "kano_survey", "conjoint",
            "region_panel", "payoff_matrix", "brand_positions", "ideal_points", "suppliers", "tender_orders",
            "shelf_tests", "trial_orders", "idea_pool", "filmed_goods", "usability_people", "usability_tasks",
            "page_tests", "price_history", "price_quotes", "price_trials", "price_changes", "market_prices",
            "depot_goods", "depot_stock", "depot_purchases", "festival_boxes", "carrier_rates", "xb_orders",
            "duty_table", "fx_rates", "xb_platforms", "market_profile"}  # fmt: skip
# The same in every world: facts, rules, and what is invented once.
FIXED = {"metric_dict", "calendar", "incidents", "value_chain", "syllabus_map", "resources", "platform_profile",
         "doc_requirements", "rule_list", "penalty_schedule", "payoff_matrix", "brand_positions", "carrier_rates",
         "duty_table", "xb_platforms", "market_profile"}  # fmt: skip
STANDING |= {"sim_scenarios"}  # Chapter 20
FIXED |= {"sim_scenarios"}  # Chapter 20
STANDING |= {
    "staff",
    "staff_survey",
    "hiring",
    "training",
    "skills_matrix",
    "role_profiles",
    "career_paths",
}  # Chapter 20
STANDING |= {"kpi_scores", "tasks", "handover_log", "dilemmas"}  # Chapter 20
FIXED |= {"role_profiles", "dilemmas"}  # Chapter 20
STANDING |= {"social_posts", "post_days", "post_comments", "media_panel", "layout_trial", "kol_deals", "kol_posts",
             "brand_tracking", "brand_attributes", "account_weeks", "creative_ideas", "idea_showings"}  # fmt: skip  # Chapter 12
STANDING |= {"law_cases", "screen_terms", "page_texts", "ip_complaints", "rights_training", "ip_deals"}  # Chapter 19
STANDING |= {"arcade_accounts", "arcade_orders", "transactions_sec", "arcade_reviews", "masked_accounts"}  # Chapter 19
STANDING |= {"club_list", "access_log", "certs", "risk_register", "policy_terms"}  # Chapter 19
FIXED |= {"law_cases", "screen_terms", "ip_deals", "certs", "risk_register", "policy_terms"}  # Chapter 19
STANDING |= {"live_sessions", "live_minutes", "host_list", "chain_people", "chain_invites"}  # Chapter 13
STANDING |= {"card_trial", "chat_weeks", "mp_events", "mp_costs", "stores"}  # Chapter 13
FIXED |= {"mp_costs", "stores"}  # Chapter 13
STANDING |= {"interactions", "rec_log", "rec_trial", "ar_visits", "sensor_log", "trace_records"}  # Chapter 17
STANDING |= {"trace_farms", "tech_projects"}
FIXED |= {"trace_farms", "tech_projects"}
STANDING |= {"desk_staff", "desk_shifts", "desk_contacts", "desk_chats", "reply_drills", "desk_surveys"}  # Chapter 15
STANDING |= {"desk_training", "help_visits", "followed_parcels", "parcel_reviews", "settlement_offers"}  # Chapter 15
FIXED |= {"reply_drills", "desk_shifts"}  # Chapter 15
STANDING |= {"tax_params"}  # Chapter 18
FIXED |= {"tax_params"}  # Chapter 18
STANDING |= {
    "outlet_ads",
    "outlet_days",
    "geo_tests",
    "spend_test",
    "touchpoints",
    "ad_hours",
    "ad_people",
}  # Chapter 11
STANDING |= {
    "festival_dates",
    "promo_days",
    "campaign_book",
    "campaign_media",
    "tool_trial",
    "coupon_trial",
}  # Chapter 14
STANDING |= {"presale_orders", "flash_orders", "partner_deals", "deal_outcomes", "counter_weeks", "campaign_tasks"}
FIXED |= {"festival_dates", "partner_deals", "deal_outcomes", "campaign_tasks"}  # Chapter 14
STANDING |= {
    "cases",
    "case_weeks",
    "case_tiers",
    "case_trials",
    "case_leavers",
    "class_people",
}  # Chapter 20, second half
STANDING |= {"quiz_bank", "quiz_answers", "gradebook", "class_log", "peer_review", "rubric", "report_marks"}
STANDING |= {"class_scenarios", "class_policies", "drills", "cert_rules"}
FIXED |= {"cases", "rubric", "cert_rules"}  # Chapter 20, second half
CONCERNED = {
    "new_page_and_video": TRAFFIC | {"listings"},
    "deal_site_bots": TRAFFIC,
    "popular_word": {"keywords", "events", "raw_server_log", "raw_js_beacon"},
    "ranking_test": {"search_rank"},
    "position_bias": {"search_rank"},
    "navigation_change": {"site_pages"},
    # Conversion was once counted without those who left at once.
    "slow_pages": {"sessions", "events", "metric_daily", "raw_server_log", "raw_js_beacon", "visit_phones"},
    # Other goods are sold instead, so everything that follows from goods moves.
    "stock_outs": set(TABLES) - STANDING,
    "channel_quality": {"users", "referrals"},
    # Fewer purchases move all that follows from orders, and channels are drawn by purchases.
    "campaign_customers": set(TABLES) - STANDING | {"users"},
    "members_choose": {"members", "member_events", "points_ledger"},
    "reactivation": {"member_events"},
    # The coupon takes money off orders, and members join by what they pay.
    "win_back_coupon": {"promotions", "coupons", "orders", "order_items", "returns", "ads_daily", "ledger", "settlements",
                 "metric_daily", "members", "member_events", "points_ledger", "referrals", "export_taobao", "export_jd",
                 "raw_orders", "platform_costs", "platform_market", "market_monthly", "disputes", "listing_audit"},
    # Parcels take longer or shorter, and what follows from delivery moves.
    "late_leave": {"orders", "returns", "reviews", "surveys", "cs_tickets", "ledger", "settlements", "metric_daily",
                   "inventory_daily", "members", "member_events", "points_ledger", "export_taobao", "export_jd",
                   "raw_orders", "disputes", "listing_audit", "warehouse_ops", "shipments", "pick_lines"},
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
    # Chapter 1. The platforms share what the industry sells, and some claims speak of both.
    "small_fast_segment": {"industry_annual", "platform_share", "quoted_claims"},
    "followers_catch_up": {"platform_share", "quoted_claims"},
    "right_elsewhere": {"quoted_claims"},
    "spaced_learning": {"learning_log"},
    "strugglers_stay": {"learning_log"},
    "closed_circle": {"kol_network"},
    # Chapter 3.
    "dear_traffic": {"platform_costs"},
    "common_demand": {"platform_market"},
    "hidden_permit": {"onboarding", "doc_requirements"},
    "long_review": {"onboarding"},
    "survivors_shine": {"shop_benchmarks"},
    "warning_signs": {"shop_benchmarks"},
    "unequal_samples": {"compliance_checks"},
    "slow_sync": {"stock_sync"},
    # Chapter 4.
    "young_buy_often": {"shopper_panel"},
    "timing_segments": {"shopper_panel"},
    "television": {"shopper_panel"},
    "uncertain_market": {"market_monthly"},
    "market_outgrows": {"market_monthly"},
    "fad_term": {"search_index"},
    "crowded_middle": {"ideal_points"},
    "engraving_for_some": {"conjoint"},
    "delivery_opens": {"region_panel"},
    # Chapter 5.
    "cheap_but_late": {"tender_orders"},
    "process_shift": {"inspections"},
    "loss_leader": {"shelf_tests"},
    "cannibals": {"shelf_tests"},
    "hidden_tail": {"shelf_tests"},
    "wide_trial": {"trial_orders"},
    "loyal_testers": {"trial_orders"},
    "better_version": {"trial_orders"},
    # Chapter 6.
    "best_goods_filmed": {"filmed_goods"},
    "boasting_pages": {"listing_audit"},
    "old_phones": {"visit_phones"},
    "night_of_the_monitor": {"site_monitor"},
    "phone_only_win": {"page_tests"},
    "slow_page_loses_units": {"page_tests"},
    "early_lead": {"page_tests"},
    "few_real_wins": {"page_tests"},
    "pretty_menu": {"usability_people", "usability_tasks"},
    # Chapter 7.
    "elasticity_by_role": {"price_history"},
    "promotion_visits": {"price_history"},
    "jump_at_199": {"price_history"},
    "rival_follows": {"price_history"},
    "rises_pass_on": {"price_changes"},
    "regulars_pay_more": {"price_quotes"},
    "offer_trials": {"price_trials"},
    # Chapter 8.
    "erratic_supplier": {"depot_stock", "depot_purchases"},
    "lean_drinks": {"depot_stock", "depot_purchases"},
    "censored_sales": {"depot_stock", "depot_purchases"},
    "clearance_borrows": {"depot_stock", "depot_purchases"},
    "shared_sales": {"supplier_weeks"},
    # Chapter 9.
    "late_evening_truck": {"warehouse_ops"},
    "empty_aisle": {"pick_lines"},
    "carriers_differ": {"shipments"},
    "refused_at_the_door": {"xb_orders"},
    "currency_fall": {"fx_rates"},
    "translated_pages": {"xb_orders"},
}  # fmt: skip
CONCERNED |= {"viral_post": {"social_posts", "post_days", "post_comments", "account_weeks"},
              "useful_sells": {"social_posts", "post_days", "post_comments", "account_weeks"},
              "endings_ask": {"social_posts", "post_days", "post_comments", "account_weeks"},
              "long_answers": {"post_days"}, "sections_help": {"layout_trial"},
              "bought_followers": {"kol_deals", "kol_posts"}, "heads_differ": {"kol_deals"},
              "premium_follows_trust": {"brand_tracking"}, "fans_were_buyers": {"community"},
              "silent_weeks": {"account_weeks"}, "quiet_idea": {"idea_showings"}}  # fmt: skip  # Chapter 12
CONCERNED |= {  # Chapter 19. Rings leave orders and praise behind; paid complainers have accounts and mostly orders.
    "brushing_ring": {"arcade_accounts", "arcade_orders", "transactions_sec", "arcade_reviews"},
    "honest_sharing": {"transactions_sec"},
    "paid_negatives": {"arcade_accounts", "arcade_orders", "transactions_sec", "arcade_reviews"},
    "bad_batch": {"arcade_reviews"},
    "wrong_notices": {"ip_complaints"},
    "training_helps": {"rights_training"},
    "tired_reviewers": {"page_texts"},
    "fine_mask": {"masked_accounts"},
    "quiet_reader": {"access_log"},
}
CONCERNED |= {"returning_host": {"live_sessions", "live_minutes"}, "slots_chosen": {"live_sessions"}}  # Chapter 13
CONCERNED |= {"offers_borrow": {"live_sessions", "live_minutes"}, "scan_scene": {"mp_events"}}  # Chapter 13
CONCERNED |= {"sharing_burst": {"chain_people", "chain_invites"}, "near_open_store": {"mp_events"}}  # Chapter 13
CONCERNED |= {"card_moves_few": {"card_trial", "chat_weeks"}}  # Chapter 13
CONCERNED |= {"shelf_feeds_itself": {"interactions", "rec_log"}, "hits_come_anyway": {"interactions", "rec_log"},  # Chapter 17
              "places_are_seen": {"interactions", "rec_log"}, "stale_lists": {"interactions", "rec_log"},
              "ar_users_choose": {"ar_visits"}, "altered_record": {"trace_records"}, "false_harvest": {"trace_records"}}  # fmt: skip
CONCERNED |= {  # Chapter 15
    # Another queue: other waits, other agents, other answers.
    "thin_night": {"desk_shifts", "desk_contacts", "desk_chats", "desk_surveys"},
    "hasty_agent": {"desk_contacts", "desk_chats", "desk_surveys"},
    "returns_specialist": {"desk_contacts", "desk_chats", "desk_surveys"},
    # Whose customers answered is whose chats are shown.
    "silent_unhappy": {"desk_surveys", "desk_chats"},
    "waiting_loses": {"desk_contacts"},
    "phrases_that_help": {"desk_surveys", "desk_chats"},
    "bad_lot": {"followed_parcels", "parcel_reviews"},
    "replies_win_stars": {"parcel_reviews"},
    "card_asks": {"parcel_reviews"},
    "small_offers": {"settlement_offers"},
    "other_words": {"help_visits"},
    "course_teaches": {"desk_training", "desk_surveys", "desk_chats"},
}
CONCERNED |= {"dear_flagship": {"shop_costs"}, "goods_paid_first": {"cashflow"}}  # Chapter 18
CONCERNED |= {"reserves_kept": {"payout_slips"}, "silent_terminal": {"invoices"}}  # Chapter 18
CONCERNED |= {"sales_left_out": {"filings", "cashflow"}, "filed_late": {"filings", "cashflow"}}  # Chapter 18
# Advertising and its parts, and the input tax on it, move with traffic; what customers paid moves all the others.
for _traffic in ("new_page_and_video", "deal_site_bots", "dear_traffic"):  # Chapter 18
    CONCERNED[_traffic] = CONCERNED[_traffic] | {"shop_costs", "cashflow", "input_invoices"}  # Chapter 18
CONCERNED["win_back_coupon"] |= {"shop_costs", "cashflow", "payout_slips", "input_invoices"}  # Chapter 18
CONCERNED["win_back_coupon"] |= {"invoice_requests", "invoices", "filings", "platform_reports"}  # Chapter 18
CONCERNED["late_leave"] |= {"shop_costs", "cashflow", "input_invoices"}  # Chapter 18
# Chapter 11. What the days are credited with follows the tests where these run.
CONCERNED |= {"brand_word": {"geo_tests", "outlet_days", "outlet_ads"}, "worn_pictures": {"outlet_ads"}}
CONCERNED |= {"social_starts": {"geo_tests", "outlet_days", "spend_test", "outlet_ads", "touchpoints"}}
CONCERNED |= {"saturated_words": {"spend_test", "outlet_days", "outlet_ads", "ad_hours"}}
CONCERNED |= {"spending_follows": {"outlet_ads", "ad_hours"}, "night_clicks": {"ad_hours"}}
CONCERNED |= {"decide_in_the_evening": {"ad_hours"}, "packs_overlap": {"ad_people"}, "sure_buyers": {"ad_people"}}
CONCERNED |= {name: {"promo_days", "campaign_book"} for name in ("deep_discounts", "borrowed_demand")}  # Chapter 14
CONCERNED |= {
    name: {"promo_days", "campaign_book"} for name in ("towels_for_bath_sets", "moving_festival", "spring_venue")
}
CONCERNED |= {"carts_for_prizes": {"campaign_book"}, "tools_differ": {"tool_trial"}}  # Chapter 14
CONCERNED |= {"coupon_for_regulars": {"coupon_trial"}, "cash_back_friends": {"partner_deals"}}  # Chapter 14
CONCERNED |= {"counter_in_town": {"counter_weeks"}, "cheap_deposits": {"presale_orders"}}  # Chapter 14
CONCERNED |= {  # Chapter 20. Who left takes no second test and changes no role.
    "slow_intake": {"tasks", "handover_log"},
    "nobody_answers": {"tasks", "handover_log"},
    "busy_but_late": {"tasks"},
    "speed_scheme": {"kpi_scores"},
    "volunteers_grow": {"training"},
    "cheap_hires_leave": {"staff"},
    "unheard_leave": {"staff", "staff_survey", "training", "career_paths"},
    "one_data_head": {"skills_matrix"},
}

CONCERNED |= {"content_visits": {"case_weeks"}, "copy_fails": {"case_weeks"}, "tier_mix": {"case_weeks", "case_tiers"},  # Chapter 20, second half
              "first_mover": {"case_weeks"}, "returns_first": {"case_weeks"}, "waiters_were_late": {"case_leavers"},
              "care_transfers": {"case_trials"}, "strict_mentor": {"peer_review", "report_marks"},
              "loose_mentor": {"peer_review"}, "kind_selves": {"peer_review"}, "good_ones_stop": {"drills"},
              "wrong_key": {"quiz_answers"}}  # fmt: skip


@lru_cache
def whole(effects: Effects, seed: int = 5) -> tuple[dict[str, str], Made]:
    """Fingerprints of all tables, and what had been made before the tables of single chapters."""
    kept: list[Made] = []

    def keep(made: Made) -> Iterator[tuple[str, Columns]]:
        kept.append(made)
        return tables_of_chapters(made)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(simulation, "tables_of_chapters", keep)
        found = collect(generate(Settings(seed=seed, scale=0.02, effects=effects)), None)
    return {name: written.sha256 for name, written in found.items()}, kept[0]


class Read(Effects):
    """All effects, which notes those that are looked at; equal to no other, so that no cache answers for a maker."""

    def __init__(self) -> None:
        super().__init__()
        object.__setattr__(self, "names", set())

    def __getattribute__(self, name: str) -> object:
        if name in Effects.__dataclass_fields__:
            object.__getattribute__(self, "names").add(name)
        return object.__getattribute__(self, name)

    __eq__ = object.__eq__
    __hash__ = object.__hash__


@lru_cache
def of_group(group: str, effects: Effects) -> dict[str, str]:
    """Fingerprints of a group's tables, on the shop as it is with all effects."""
    found = collect(GROUPS[group].tables(replace(whole(Effects())[1], effects=effects)), None)
    return {name: written.sha256 for name, written in found.items()}


@lru_cache
def readers() -> dict[str, set[str]]:
    """The groups that look at each effect: to the others it makes no difference."""
    found: dict[str, set[str]] = {name: set() for name in Effects.__dataclass_fields__}
    for group in GROUPS:
        read = Read()
        of_group(group, read)
        for name in read.names:
            found[name].add(group)
    return found


def of_chapters(effect: str | None) -> dict[str, str]:
    """Fingerprints of the tables of single chapters without one effect, on the shop as it is with all."""
    without = replace(Effects(), **{effect: None}) if effect else Effects()
    concerned = readers()[effect] if effect else set()
    return {
        name: found
        for group in GROUPS
        for name, found in of_group(group, without if group in concerned else Effects()).items()
    }


def fingerprints(effects: Effects, seed: int = 5) -> dict[str, str]:
    return whole(effects, seed)[0]


CHAPTERS = {name for name, concerned in CONCERNED.items() if concerned <= set(GROUP_OF)}


@pytest.mark.parametrize("effect", list(CONCERNED))
def test_switching_an_effect_off_leaves_the_other_tables(effect: str) -> None:
    # What only tables of single chapters read needs no new shop, see the test after this one.
    if effect in CHAPTERS:
        all_on, without = of_chapters(None), of_chapters(effect)
    else:
        all_on, without = fingerprints(Effects()), fingerprints(replace(Effects(), **{effect: None}))
    changed = {name for name in all_on if all_on[name] != without[name]}
    assert changed <= CONCERNED[effect], changed - CONCERNED[effect]
    assert changed


def test_a_group_that_does_not_look_at_an_effect_stays_the_same_without_it() -> None:
    # Proven for one effect in every group, so that the test above may leave the others as they are.
    effect = next(iter(sorted(CHAPTERS)))
    for group in GROUPS.keys() - readers()[effect]:
        assert of_group(group, replace(Effects(), **{effect: None})) == of_group(group, Effects())
    assert all(readers()[name] for name in CHAPTERS)


def test_effects_of_chapters_leave_the_shop_alone() -> None:
    all_on, without = fingerprints(Effects()), fingerprints(replace(Effects(), **dict.fromkeys(CHAPTERS)))
    changed = {name for name in TABLES if all_on[name] != without[name]}
    assert changed <= set(GROUP_OF)
    assert len(CHAPTERS) > 30


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
    first = fingerprints(Effects())
    whole.cache_clear()
    assert fingerprints(Effects()) == first
    other = fingerprints(Effects(), seed=6)
    same = {name for name in TABLES if other[name] == first[name]}
    assert same == FIXED


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

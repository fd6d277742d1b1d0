"""Metrics of an online shop, each defined once: numerator, denominator, window, filter, unit.

The frame metrics take tables of pandas, Polars or another library that narwhals reads, and return the type that came
in. Column names are keyword arguments whose defaults are the course's names. A ratio without a denominator is NaN as a
number and null in a frame, never infinity.
"""

from storelab.metrics.advertising import (
    ad_click_rate,
    ad_cost_per_visit,
    ad_scorecard,
    break_even_roas,
    budget_pace,
    cost_per_click,
    cost_per_mille,
    max_bid,
    revenue_per_conversion,
)
from storelab.metrics.allocation import (
    channel_profit,
)
from storelab.metrics.appraisal import (
    kpi_score,
    kpi_scores,
)
from storelab.metrics.assessment import (
    competence_scores,
    course_scores,
)
from storelab.metrics.association import (
    association_rules,
)
from storelab.metrics.assortment import (
    category_diversity,
    category_sales,
    category_structure,
    sku_concentration,
    specification_share,
)
from storelab.metrics.attribution import (
    attribute_credit,
    markov_attribution,
    path_transitions,
)
from storelab.metrics.audience import (
    authority,
    follower_growth,
    followers,
    influence,
    participation,
)
from storelab.metrics.availability import (
    overstock_share,
    service_level,
    stock_out_rate,
)
from storelab.metrics.brand import (
    brand_awareness,
    brand_funnel,
    brand_liking,
    branded_search_index,
    positive_mention_share,
    share_of_voice,
)
from storelab.metrics.brushing import (
    brushing_score,
)
from storelab.metrics.campaigns import (
    campaign_cost,
    campaign_effect,
    campaign_stickiness,
    campaign_users,
    cooperation_return,
    user_attention,
)
from storelab.metrics.cart import (
    CartPrice,
    price_cart,
)
from storelab.metrics.catalogue import (
    defect_rate,
    product_count,
    stock_cover,
)
from storelab.metrics.classes import (
    abc_classes,
    abc_xyz,
    xyz_classes,
)
from storelab.metrics.cohorts import (
    cohort_retention,
    personal_intervals,
    time_to_second_order,
)
from storelab.metrics.competition import (
    competitive_score,
    competitor_gap,
    differentiation,
    price_level,
    win_rate,
)
from storelab.metrics.concentration import (
    concentration_ratio,
    effective_number,
    entropy,
    gini,
    herfindahl,
    top_share,
)
from storelab.metrics.conjoint import (
    attribute_importance,
    choice_part_worths,
    rating_part_worths,
)
from storelab.metrics.content import (
    content_comments,
    content_half_life,
    content_likes,
    content_reads,
    engagement_rate,
    share_rate,
    sharer_rate,
)
from storelab.metrics.conversion import (
    ad_conversion_rate,
    add_to_cart_rate,
    conversion_rate,
    conversions,
    order_rate,
    payment_rate,
    step_loss,
    step_rates,
    visit_to_order_rate,
)
from storelab.metrics.decisions import (
    choose_action,
    payoff_criteria,
    rank_options,
)
from storelab.metrics.delivery import (
    delivery_speed,
    delivery_time,
    order_to_receipt_time,
    undelivered_share,
)
from storelab.metrics.detection import (
    brushing_detection_quality,
    choose_threshold,
    review_detection_quality,
)
from storelab.metrics.drivers import (
    satisfaction_drivers,
)
from storelab.metrics.elasticity import (
    price_elasticity,
    price_threshold_test,
)
from storelab.metrics.experience import (
    customer_effort_score,
    usability_scores,
    user_experience,
)
from storelab.metrics.experiment_design import (
    minimum_detectable_effect,
    sample_size,
    statistical_power,
)
from storelab.metrics.experiment_looks import (
    alpha_spending_boundary,
    compare_stopping_rules,
    simulate_tests,
)
from storelab.metrics.experiment_means import (
    bootstrap_difference,
    cuped,
    mean_difference,
    ratio_difference,
)
from storelab.metrics.experiments import (
    benjamini_hochberg,
    lift,
    sample_ratio_mismatch,
)
from storelab.metrics.finance import (
    break_even_sales,
    capital_turnover,
    capital_turnover_days,
    cash_conversion_cycle,
    cash_forecast,
    closing_cash,
    net_present_value,
    payback_time,
    profit_after_tax,
)
from storelab.metrics.forecast import (
    bullwhip_ratio,
    forecast_error,
    moving_average_forecast,
    same_weekday_forecast,
    smoothed_forecast,
)
from storelab.metrics.fulfilment import (
    cod_share,
    customs_clearance,
    delivery_cost_per_order,
    option_diversity,
    return_ratio,
)
from storelab.metrics.goods import (
    click_rate,
    favourite_rate,
    product_cart_rate,
    product_conversion,
    shrunken_rate,
    wilson_interval,
)
from storelab.metrics.incrementality import (
    coupon_incrementality,
    incremental_return,
)
from storelab.metrics.influencers import (
    kol_return,
    network_centrality,
)
from storelab.metrics.innovation import (
    choose_ideas,
    innovation_success_rate,
    launch_decision,
    new_product_sales_share,
)
from storelab.metrics.inventory import (
    annual_cost_of_sales,
    average_inventory,
    inventory_turnover,
    turnover_table,
)
from storelab.metrics.ledger import (
    cost_blocks,
    income_statement,
    profit,
    profit_rate,
)
from storelab.metrics.levels import (
    lapsed_customers,
    level_migration,
    member_levels,
)
from storelab.metrics.lifetime import (
    additional_value,
    customer_value,
    historical_value,
    lifetime_value,
    payback_periods,
    potential_value,
)
from storelab.metrics.lifetime_summary import (
    customer_lifetime_summary,
    holdout_purchases,
)
from storelab.metrics.live import (
    active_hosts,
    concurrent_viewers,
    live_break_even_gmv,
    live_conversion,
    live_funnel,
    live_minute_rates,
    live_net_result,
    live_penetration,
    live_viewers,
)
from storelab.metrics.loyalty import (
    retention_after_price_rise,
    share_of_wallet,
    stickiness,
    viral_coefficient,
    word_of_mouth,
)
from storelab.metrics.market import (
    market_capacity,
    market_size,
    mobile_share,
    penetration,
    user_base,
)
from storelab.metrics.market_growth import (
    compound_growth_rate,
    contribution_to_growth,
    growth_rate,
    market_expansion_rate,
    mix_shift,
)
from storelab.metrics.market_structure import (
    degree_of_competition,
    market_share,
    platform_concentration,
    site_rank,
)
from storelab.metrics.monitoring import (
    anomaly_limits,
    attainment,
)
from storelab.metrics.onboarding import (
    approval_rate,
    onboarding_stages,
    onboarding_time,
)
from storelab.metrics.outbound import (
    outbound_rate_by_slot,
)
from storelab.metrics.penalties import (
    penalty_status,
)
from storelab.metrics.platforms import (
    break_even_orders,
    channel_performance,
    commission_rate,
    deposit_cost,
    female_share,
    merchant_rating,
    net_margin_per_order,
)
from storelab.metrics.preferences import (
    importance_satisfaction,
    kano_classes,
    market_acceptance,
    purchase_intention,
)
from storelab.metrics.price_bands import (
    price_bands,
)
from storelab.metrics.price_fairness import (
    price_fairness,
)
from storelab.metrics.price_optimum import (
    compare_price_paths,
    optimal_price,
    optimal_price_linear,
    price_path_npv,
)
from storelab.metrics.pricing import (
    brand_premium,
    break_even_volume_change,
    cost_plus_price,
    discount_depth,
    expected_profit,
    margin_to_markup,
    markup_to_margin,
)
from storelab.metrics.promotions import (
    break_even_uplift,
    cannibalisation,
    coupon_redemption,
    promotion_uplift,
)
from storelab.metrics.purchase_model import (
    PurchaseModel,
    SpendingModel,
    fit_purchases,
    fit_spending,
)
from storelab.metrics.purchase_prediction import (
    expected_purchases,
    forecast_lifetime_value,
    purchase_forecast,
    spending_forecast,
)
from storelab.metrics.quantity import (
    new_visitor_ratio,
    new_visitors,
    page_views,
    sessionize,
    visitor_cost,
    visitors,
    visits,
)
from storelab.metrics.quasi_experiments import (
    difference_in_differences,
)
from storelab.metrics.queueing import (
    agents_needed,
    mean_wait,
    queue_service_level,
    waiting_cost,
    waiting_probability,
)
from storelab.metrics.reach import (
    brand_exposure,
    reach_and_frequency,
    user_coverage,
)
from storelab.metrics.recommendation_quality import (
    compare_recommenders,
    evaluate_recommender,
    recommendation_purchase_rate,
    time_split,
)
from storelab.metrics.recommender import (
    Recommender,
    mix_recommenders,
    popularity_recommender,
    recommend,
)
from storelab.metrics.recommender_models import (
    content_recommender,
    factor_recommender,
    item_item_recommender,
    item_similarity,
)
from storelab.metrics.registry import (
    BRANCHES,
    GROUPS,
    Metric,
    registry,
    tree,
)
from storelab.metrics.repurchase import (
    churn_rate,
    customer_summary,
    customers,
    new_customer_share,
    new_customers,
    repeat_customers,
    repurchase_rate,
)
from storelab.metrics.response_curves import (
    allocate_at_equal_margin,
    response_curves,
)
from storelab.metrics.revenue import (
    customer_acquisition_cost,
    gmv,
    gross_margin_rate,
    order_count,
    order_value,
    return_on_investment,
    return_rate,
    roas,
    sales,
    sales_by_brand_category,
    spend_per_customer,
    units_sold,
    valid_order_rate,
    valid_orders,
)
from storelab.metrics.review_risk import (
    review_risk,
)
from storelab.metrics.review_text import (
    review_aspects,
)
from storelab.metrics.reviews import (
    bayesian_rating,
    review_rate,
    wilson_lower,
)
from storelab.metrics.rfm import (
    level_shares,
    rfm_scores,
)
from storelab.metrics.risk import (
    early_release_share,
    k_anonymity,
    risk_ranking,
    trust_index,
)
from storelab.metrics.schedule import (
    critical_path,
    task_schedule,
)
from storelab.metrics.search import (
    exposure_rate,
    keyword_values,
    search_rank,
)
from storelab.metrics.segment_split import (
    segment_rate_split,
)
from storelab.metrics.segments import (
    affinity_index,
    segment_profile,
)
from storelab.metrics.sell_through import (
    assortment_health,
    sell_through_rate,
    slow_movers,
)
from storelab.metrics.service import (
    csat,
    nps,
)
from storelab.metrics.site import (
    bounce_by_speed,
    load_speed,
    uptime,
)
from storelab.metrics.split import (
    gmv_split,
    mix_rate_split,
)
from storelab.metrics.stock_costs import (
    stock_costs,
)
from storelab.metrics.stock_policy import (
    critical_ratio,
    economic_order_quantity,
    expected_service,
    lead_time_demand,
    newsvendor,
    newsvendor_empirical,
    reorder_point,
    safety_stock,
)
from storelab.metrics.stock_simulation import (
    bootstrap_demand,
    simulate_policy,
)
from storelab.metrics.suppliers import (
    acceptance_probability,
    p_chart,
    quality_assurance,
    supplier_scorecard,
)
from storelab.metrics.supply import (
    lead_times,
    on_time_in_full,
)
from storelab.metrics.support import (
    response_metrics,
    service_quality,
    sla_report,
)
from storelab.metrics.survey import (
    csat_nps,
    nonresponse_weights,
)
from storelab.metrics.targeting import (
    gain_table,
)
from storelab.metrics.tax import (
    customs_duty,
    tax_burden,
    tax_parameters,
    vat_payable,
    vat_statement,
)
from storelab.metrics.team import (
    resource_utilisation,
    skill_gap,
    team_cohesion,
    tie_density,
    turnover_rate,
)
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
from storelab.metrics.users import (
    active_days,
    active_users,
    activity_rate,
    growth_accounting,
    new_users,
    registered_users,
    retained_users,
    retention_rate,
)
from storelab.metrics.warehouse import (
    backlog_share,
    handling_time,
    on_time_shelving_rate,
    physical_shortage_rate,
    system_shortage_rate,
    warehouse_cost,
)

__all__ = [
    "BRANCHES",
    "GROUPS",
    "CartPrice",
    "Metric",
    "PurchaseModel",
    "Recommender",
    "SpendingModel",
    "abc_classes",
    "abc_xyz",
    "acceptance_probability",
    "active_days",
    "active_hosts",
    "active_users",
    "activity_rate",
    "ad_click_rate",
    "ad_conversion_rate",
    "ad_cost_per_visit",
    "ad_scorecard",
    "add_to_cart_rate",
    "additional_value",
    "affinity_index",
    "agents_needed",
    "allocate_at_equal_margin",
    "alpha_spending_boundary",
    "annual_cost_of_sales",
    "anomaly_limits",
    "approval_rate",
    "association_rules",
    "assortment_health",
    "attainment",
    "attribute_credit",
    "attribute_importance",
    "authority",
    "average_inventory",
    "backlog_share",
    "bayesian_rating",
    "benjamini_hochberg",
    "bootstrap_demand",
    "bootstrap_difference",
    "bounce_by_speed",
    "bounce_rate",
    "brand_awareness",
    "brand_exposure",
    "brand_funnel",
    "brand_liking",
    "brand_premium",
    "branded_search_index",
    "break_even_orders",
    "break_even_roas",
    "break_even_sales",
    "break_even_uplift",
    "break_even_volume_change",
    "brushing_detection_quality",
    "brushing_score",
    "budget_pace",
    "bullwhip_ratio",
    "campaign_cost",
    "campaign_effect",
    "campaign_stickiness",
    "campaign_users",
    "cannibalisation",
    "capital_turnover",
    "capital_turnover_days",
    "cash_conversion_cycle",
    "cash_forecast",
    "category_diversity",
    "category_sales",
    "category_structure",
    "channel_performance",
    "channel_profit",
    "choice_part_worths",
    "choose_action",
    "choose_ideas",
    "choose_threshold",
    "churn_rate",
    "click_rate",
    "closing_cash",
    "cod_share",
    "cohort_retention",
    "commission_rate",
    "compare_price_paths",
    "compare_recommenders",
    "compare_stopping_rules",
    "competence_scores",
    "competitive_score",
    "competitor_gap",
    "compound_growth_rate",
    "concentration_ratio",
    "concurrent_viewers",
    "content_comments",
    "content_half_life",
    "content_likes",
    "content_reads",
    "content_recommender",
    "contribution_to_growth",
    "conversion_rate",
    "conversions",
    "cooperation_return",
    "cost_blocks",
    "cost_per_click",
    "cost_per_mille",
    "cost_per_visit",
    "cost_plus_price",
    "coupon_incrementality",
    "coupon_redemption",
    "course_scores",
    "critical_path",
    "critical_ratio",
    "csat",
    "csat_nps",
    "cuped",
    "customer_acquisition_cost",
    "customer_effort_score",
    "customer_lifetime_summary",
    "customer_summary",
    "customer_value",
    "customers",
    "customs_clearance",
    "customs_duty",
    "defect_rate",
    "degree_of_competition",
    "delivery_cost_per_order",
    "delivery_speed",
    "delivery_time",
    "deposit_cost",
    "difference_in_differences",
    "differentiation",
    "discount_depth",
    "dwell_times",
    "early_release_share",
    "economic_order_quantity",
    "effective_number",
    "effective_sources",
    "engagement_rate",
    "entropy",
    "evaluate_recommender",
    "expected_profit",
    "expected_purchases",
    "expected_service",
    "exposure_rate",
    "factor_recommender",
    "favourite_rate",
    "female_share",
    "fit_purchases",
    "fit_spending",
    "follower_growth",
    "followers",
    "forecast_error",
    "forecast_lifetime_value",
    "gain_table",
    "gini",
    "gmv",
    "gmv_split",
    "gross_margin_rate",
    "growth_accounting",
    "growth_rate",
    "handling_time",
    "herfindahl",
    "historical_value",
    "holdout_purchases",
    "importance_satisfaction",
    "income_statement",
    "incremental_return",
    "influence",
    "innovation_success_rate",
    "inventory_turnover",
    "item_item_recommender",
    "item_similarity",
    "k_anonymity",
    "kano_classes",
    "keyword_values",
    "kol_return",
    "kpi_score",
    "kpi_scores",
    "lapsed_customers",
    "launch_decision",
    "lead_time_demand",
    "lead_times",
    "level_migration",
    "level_shares",
    "lifetime_value",
    "lift",
    "live_break_even_gmv",
    "live_conversion",
    "live_funnel",
    "live_minute_rates",
    "live_net_result",
    "live_penetration",
    "live_viewers",
    "load_speed",
    "margin_to_markup",
    "market_acceptance",
    "market_capacity",
    "market_expansion_rate",
    "market_share",
    "market_size",
    "markov_attribution",
    "markup_to_margin",
    "max_bid",
    "mean_difference",
    "mean_time_on_page",
    "mean_time_on_site",
    "mean_wait",
    "member_levels",
    "merchant_rating",
    "minimum_detectable_effect",
    "mix_rate_split",
    "mix_recommenders",
    "mix_shift",
    "mobile_share",
    "moving_average_forecast",
    "net_margin_per_order",
    "net_present_value",
    "network_centrality",
    "new_customer_share",
    "new_customers",
    "new_product_sales_share",
    "new_users",
    "new_visitor_ratio",
    "new_visitors",
    "newsvendor",
    "newsvendor_empirical",
    "nonresponse_weights",
    "nps",
    "on_time_in_full",
    "on_time_shelving_rate",
    "onboarding_stages",
    "onboarding_time",
    "optimal_price",
    "optimal_price_linear",
    "option_diversity",
    "order_count",
    "order_rate",
    "order_to_receipt_time",
    "order_value",
    "outbound_rate_by_slot",
    "overstock_share",
    "p_chart",
    "page_views",
    "pages_per_visitor",
    "participation",
    "path_transitions",
    "payback_periods",
    "payback_time",
    "payment_rate",
    "payoff_criteria",
    "penalty_status",
    "penetration",
    "personal_intervals",
    "physical_shortage_rate",
    "platform_concentration",
    "popularity_recommender",
    "positive_mention_share",
    "potential_value",
    "price_bands",
    "price_cart",
    "price_elasticity",
    "price_fairness",
    "price_level",
    "price_path_npv",
    "price_threshold_test",
    "product_cart_rate",
    "product_conversion",
    "product_count",
    "profit",
    "profit_after_tax",
    "profit_rate",
    "promotion_uplift",
    "purchase_forecast",
    "purchase_intention",
    "quality_assurance",
    "queue_service_level",
    "rank_options",
    "rating_part_worths",
    "ratio_difference",
    "reach_and_frequency",
    "recommend",
    "recommendation_purchase_rate",
    "registered_users",
    "registry",
    "reorder_point",
    "repeat_customers",
    "repurchase_rate",
    "resource_utilisation",
    "response_curves",
    "response_metrics",
    "retained_users",
    "retention_after_price_rise",
    "retention_rate",
    "return_on_investment",
    "return_rate",
    "return_ratio",
    "revenue_per_conversion",
    "review_aspects",
    "review_detection_quality",
    "review_rate",
    "review_risk",
    "rfm_scores",
    "risk_ranking",
    "roas",
    "safety_stock",
    "sales",
    "sales_by_brand_category",
    "same_weekday_forecast",
    "sample_ratio_mismatch",
    "sample_size",
    "satisfaction_drivers",
    "search_rank",
    "segment_profile",
    "segment_rate_split",
    "sell_through_rate",
    "service_level",
    "service_quality",
    "sessionize",
    "share_of_voice",
    "share_of_wallet",
    "share_rate",
    "sharer_rate",
    "shrunken_rate",
    "simulate_policy",
    "simulate_tests",
    "site_rank",
    "skill_gap",
    "sku_concentration",
    "sla_report",
    "slow_movers",
    "smoothed_forecast",
    "source_mix",
    "specification_share",
    "spend_per_customer",
    "spending_forecast",
    "statistical_power",
    "step_loss",
    "step_rates",
    "stickiness",
    "stock_costs",
    "stock_cover",
    "stock_out_rate",
    "supplier_scorecard",
    "system_shortage_rate",
    "task_schedule",
    "tax_burden",
    "tax_parameters",
    "team_cohesion",
    "tie_density",
    "time_split",
    "time_to_second_order",
    "top_share",
    "traffic_quality_score",
    "traffic_scorecard",
    "transition_probabilities",
    "tree",
    "trust_index",
    "turnover_rate",
    "turnover_table",
    "undelivered_share",
    "units_sold",
    "uptime",
    "usability_scores",
    "user_attention",
    "user_base",
    "user_coverage",
    "user_experience",
    "valid_order_rate",
    "valid_orders",
    "vat_payable",
    "vat_statement",
    "viral_coefficient",
    "visit_to_order_rate",
    "visitor_cost",
    "visitors",
    "visits",
    "waiting_cost",
    "waiting_probability",
    "warehouse_cost",
    "wilson_interval",
    "wilson_lower",
    "win_rate",
    "word_of_mouth",
    "xyz_classes",
]

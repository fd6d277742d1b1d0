"""Tables of promotions, hold-outs of coupons, and the tasks of a campaign."""

from collections.abc import Iterator

from classroom.world import festivals, partners, promo_days, promo_trials
from classroom.world.columns import Columns
from classroom.world.made import Made


def tables(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of this group, in the order of their schema.

    Parameters
    ----------
    made
        What has been made before.
    """
    seed, effects = made.seed, made.effects
    days = promo_days.promo_days(seed, effects)
    yield "festival_dates", festivals.festival_dates()
    yield "promo_days", days
    yield "campaign_book", promo_days.campaign_book(seed, effects, days)
    yield "campaign_media", promo_days.campaign_media(seed)
    yield "tool_trial", promo_trials.tool_trial(seed, effects.tools_differ)
    yield "coupon_trial", promo_trials.coupon_trial(seed, effects.coupon_for_regulars)
    yield "presale_orders", promo_trials.presale_orders(seed, effects.cheap_deposits)
    yield "flash_orders", promo_trials.flash_orders(seed)
    yield "partner_deals", partners.partner_deals(effects.cash_back_friends)
    yield "deal_outcomes", partners.deal_outcomes()
    yield "counter_weeks", partners.counter_weeks(seed, effects.counter_in_town)
    yield "campaign_tasks", partners.campaign_tasks()

"""Tables of law, risk and the security of transactions."""

from collections.abc import Iterator

from classroom.world import arcade, arcade_reviews, guarded, law, notices, page_texts
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
    yield "law_cases", law.law_cases()
    yield "screen_terms", page_texts.screen_terms()
    yield "page_texts", page_texts.page_texts(seed, effects)
    yield "ip_complaints", notices.ip_complaints(seed, effects)
    yield "rights_training", notices.rights_training(seed, effects)
    yield "ip_deals", notices.ip_deals()
    market = arcade.market(seed, effects)
    yield "arcade_accounts", market.accounts
    yield "arcade_orders", market.orders
    yield "transactions_sec", market.payments
    yield "arcade_reviews", arcade_reviews.arcade_reviews(seed, effects, market)
    masked, listed = guarded.masked_accounts(seed, effects, market)
    yield "masked_accounts", masked
    yield "club_list", listed
    yield "access_log", guarded.access_log(seed, effects)
    yield "certs", guarded.certs()
    yield "risk_register", law.risk_register()
    yield "policy_terms", law.policy_terms()

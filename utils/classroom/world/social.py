"""Tables of content, communities, brand and influencers."""

from collections.abc import Iterator

from classroom.world import brands, creative, fans, influencers, posts
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
    published = posts.social_posts(seed, effects)
    yield "social_posts", published
    yield "post_days", posts.post_days(seed, effects, published)
    yield "post_comments", posts.post_comments(seed, published)
    yield "media_panel", creative.media_panel(seed)
    yield "layout_trial", creative.layout_trial(seed, effects.sections_help)
    partners = influencers.partners(seed, effects.bought_followers)
    yield "kol_deals", influencers.kol_deals(seed, effects, partners)
    yield "kol_posts", influencers.kol_posts(seed, effects.bought_followers, partners)
    yield "brand_tracking", brands.brand_tracking(seed, effects.premium_follows_trust)
    yield "brand_attributes", brands.brand_attributes(seed)
    yield "community", fans.community(made)
    yield "account_weeks", fans.account_weeks(seed, effects.silent_weeks, published)
    yield "creative_ideas", creative.creative_ideas(seed)
    yield "idea_showings", creative.idea_showings(seed, effects.quiet_idea)

"""Tables of paid media: paths to an order, campaigns, tests with a hold-out."""

from collections.abc import Iterator

from classroom.world import ad_paths, outlet_media
from classroom.world.columns import Columns
from classroom.world.made import Made


def tables(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of this group, in the order of their schema.

    Parameters
    ----------
    made
        What has been made before.
    """
    geo, spend = (make(made.seed, made.effects) for make in (outlet_media.geo_tests, outlet_media.spend_test))
    days = outlet_media.outlet_ads(made.seed, made.effects, geo, spend)
    yield "outlet_ads", days
    yield "outlet_days", outlet_media.outlet_days(made.seed, geo, spend)
    yield "geo_tests", geo
    yield "spend_test", spend
    yield "touchpoints", ad_paths.touchpoints(made.seed, made.effects)
    yield "ad_hours", ad_paths.ad_hours(made.seed, made.effects, days)
    yield "ad_people", ad_paths.ad_people(made.seed, made.effects)

"""Tables of recommendations and new technology."""

from collections.abc import Iterator

from classroom.world import gadgets, pilot, tracing
from classroom.world.columns import Columns
from classroom.world.made import Made


def tables(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of this group, in the order of their schema.

    Parameters
    ----------
    made
        What has been made before.
    """
    interactions, log, trial = pilot.make_pilot(made)
    yield "interactions", interactions
    yield "rec_log", log
    yield "rec_trial", trial
    yield "ar_visits", gadgets.ar_visits(made)
    yield "sensor_log", gadgets.sensor_log(made.seed)
    yield "trace_records", tracing.trace_records(made.seed, made.effects)
    yield "trace_farms", tracing.trace_farms()
    yield "tech_projects", gadgets.tech_projects()

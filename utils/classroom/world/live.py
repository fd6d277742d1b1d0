"""Tables of live sales, invitations and mini-programs."""

from collections.abc import Iterator

from classroom.world import live_room, mini_program, private_domain
from classroom.world.columns import Columns
from classroom.world.made import Made


def tables(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of this group, in the order of their schema.

    Parameters
    ----------
    made
        What has been made before.
    """
    sessions, minutes = live_room.live_tables(made.seed, made.effects)
    yield "live_sessions", sessions
    yield "live_minutes", minutes
    yield "host_list", live_room.host_list(made.seed)
    people, invites = private_domain.chain(made.seed, made.effects)
    yield "chain_people", people
    yield "chain_invites", invites
    buyers, weeks = private_domain.card_tables(made.seed, made.effects)
    yield "card_trial", buyers
    yield "chat_weeks", weeks
    yield "mp_events", mini_program.mp_events(made.seed, made.effects)
    yield "mp_costs", mini_program.mp_costs()
    yield "stores", mini_program.stores()

"""Tables of service: the desk, chats, questionnaires, reviews of followed parcels, offers and help pages."""

from collections.abc import Iterator

from classroom.world import chats, desk, desk_answers, help_pages, parcel_reviews, settlements
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
    at_desk = desk.make_desk(seed, effects)
    said = chats.phrases(seed, effects, at_desk)
    answers = desk_answers.desk_surveys(seed, effects, at_desk, said)
    yield "desk_staff", desk.desk_staff(seed)
    yield "desk_shifts", desk.desk_shifts(effects)
    yield "desk_contacts", at_desk.contacts
    yield "desk_chats", chats.desk_chats(seed, at_desk, said, answers)
    yield "reply_drills", chats.reply_drills()
    yield "desk_surveys", answers
    yield "desk_training", desk_answers.desk_training(seed, effects)
    yield "help_visits", help_pages.help_visits(seed, effects)
    yield "followed_parcels", (parcels := parcel_reviews.followed_parcels(seed, effects, made.catalogue))
    yield "parcel_reviews", parcel_reviews.parcel_reviews(seed, effects, parcels)
    yield "settlement_offers", settlements.settlement_offers(seed, effects)

"""What is planted in the cases and in the book of a past class: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ContentVisits:
    """A clothing shop grows by visits that its posts bring; the new page that its owner praises changes nothing.

    Attributes
    ----------
    starts
        Week in which posting begins.
    visits
        Factor on the visits in the end.
    conversion
        Factor on the conversion in the end: who comes by a post buys less often.
    """

    starts: int = 13
    visits: float = 2.1
    conversion: float = 0.86


@dataclass(frozen=True)
class CopyFails:
    """Another clothing shop posts as often, and its sales stay where they were.

    Attributes
    ----------
    visits, conversion
        Factors in the end.
    """

    visits: float = 1.30
    conversion: float = 0.78


@dataclass(frozen=True)
class TierMix:
    """A shop for babies sells more an order, most of it because its best customers order more often.

    Attributes
    ----------
    within
        Factor on the value of an order inside each tier.
    customers
        Factor on the number of customers by tier, low to high.
    frequency
        Factor on orders a customer by tier, low to high.
    """

    within: float = 1.03
    customers: tuple[float, float, float] = (0.92, 1.10, 1.55)
    frequency: tuple[float, float, float] = (1.0, 1.08, 1.35)


@dataclass(frozen=True)
class FirstMover:
    """In a shop for the home parcels are late weeks before the desk is slow, and the desk's figure is the one that jumps highest.

    Attributes
    ----------
    late_from, late
        Week from which parcels are late, and share of late parcels in the end.
    desk_from, reply
        Week from which the desk is slow, and minutes to a reply in the end.
    sales_from, visits
        Week from which visits fall, and factor on them in the end.
    """

    late_from: int = 17
    late: float = 0.21
    desk_from: int = 21
    reply: float = 40.0
    sales_from: int = 25
    visits: float = 0.62


@dataclass(frozen=True)
class WaitersWereLate:
    """Who waits for a reply waits mostly because a parcel is late, and the parcel is why customers leave.

    Attributes
    ----------
    late_leaves
        Points by which a late parcel raises the share who leave.
    slow_leaves
        The same for a slow reply.
    asked_because
        Share of customers with a late parcel who met a slow reply; of the others, a sixth of it.
    """

    late_leaves: float = 0.24
    slow_leaves: float = 0.03
    asked_because: float = 0.60


@dataclass(frozen=True)
class ReturnsFirst:
    """A kitchen brand's returns rise weeks before a post goes round; after it many look and few buy.

    Attributes
    ----------
    returns_from, returns
        Week from which more comes back, and share returned in the end.
    post
        Week of the post.
    conversion
        Factor on the conversion in the week after the post; the shop says sorry four weeks later, and half of the gap closes by the end.
    """

    returns_from: int = 15
    returns: float = 0.125
    post: int = 20
    conversion: float = 0.42


@dataclass(frozen=True)
class CareTransfers:
    """A personal call brings customers of the shop for babies back, and hardly those of a shop for tools.

    Attributes
    ----------
    lift
        Points on the share who come again, in the shop for babies.
    elsewhere
        The same in the shop for tools.
    """

    lift: float = 0.10
    elsewhere: float = 0.005


@dataclass(frozen=True)
class StrictMentor:
    """One of four mentors rates everybody lower, by the same amount.

    Attributes
    ----------
    mentor
        Number of the mentor.
    rating
        Stars less, of five.
    points
        Points less in a report's criterion, of one.
    """

    mentor: int = 3
    rating: float = 0.85
    points: float = 0.16


@dataclass(frozen=True)
class LooseMentor:
    """Another mentor is right on average, and rates without looking closely.

    Attributes
    ----------
    mentor
        Number of the mentor.
    noise
        Standard deviation of the ratings around what they should be; the others' is 0.45.
    """

    mentor: int = 2
    noise: float = 1.15


@dataclass(frozen=True)
class KindSelves:
    """Learners rate themselves higher than others do.

    Attributes
    ----------
    rating
        Stars more, of five.
    """

    rating: float = 0.55


@dataclass(frozen=True)
class GoodOnesStop:
    """Who has a good mark in a drill does not try again, so late attempts are those of whom it costs most effort.

    Attributes
    ----------
    enough
        Percent at which most stop.
    stop, go
        Chance to stop at that mark or above it, and below it.
    gain
        Share of what is missing to 100 that an attempt teaches.
    """

    enough: float = 72.0
    stop: float = 0.90
    go: float = 0.07
    gain: float = 0.22


@dataclass(frozen=True)
class WrongKey:
    """Two items of the closing test have a wrong key: who knows more scores less on them.

    Attributes
    ----------
    items
        Their places in the closing test, from 1.
    """

    items: tuple[int, ...] = (9, 31)

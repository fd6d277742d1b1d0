"""What is planted in the tables of law, risk and the security of transactions: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ring:
    """Accounts in one hand that order from one seller and send the money in a circle.

    Attributes
    ----------
    seller
        Number of the seller.
    accounts, orders, devices, addresses
        How many of each.
    start, days
        First day, and how many days it goes on.
    quick
        Share of the orders that are confirmed within hours, before a parcel could have come.
    """

    seller: int
    accounts: int
    orders: int
    devices: int
    addresses: int
    start: str
    days: int
    quick: float


@dataclass(frozen=True)
class BrushingRing:
    """Fake orders of a few rings that share devices and addresses; each leaves praise behind.

    Attributes
    ----------
    rings
        The rings.
    alone
        Share of the fake orders from a device and an address of their own: nothing in the graph finds them.
    verified
        Share of the accounts with a verified, borrowed name.
    praise
        Share of the fake orders with a review of five stars.
    """

    rings: tuple[Ring, ...] = (
        Ring(7, 38, 62, 5, 8, "2025-09-08", 12, 0.80),
        Ring(19, 26, 40, 4, 12, "2025-10-13", 9, 0.65),
        Ring(23, 20, 30, 20, 3, "2025-11-03", 8, 0.35),
    )
    alone: float = 0.14
    verified: float = 0.62
    praise: float = 0.75


@dataclass(frozen=True)
class HonestSharing:
    """Honest people share, too: students one parcel counter and one network, old people the phone of whoever helps them.

    Attributes
    ----------
    halls
        Accounts at each counter.
    lent
        Share of the students who order from a room-mate's phone.
    helpers
        Accounts that each helper orders for, in flats of their own.
    """

    halls: tuple[int, ...] = (46, 38, 31, 27, 22)
    lent: float = 0.20
    helpers: tuple[int, ...] = (11, 9, 8, 8, 7, 6, 5)


@dataclass(frozen=True)
class PaidNegatives:
    """A competitor pays for reviews of one star against one item within one week.

    Attributes
    ----------
    item
        The item.
    start, days
        First day, and how many days.
    reviews
        How many.
    borrowed
        Share that shows somebody else's order.
    copied
        Share written from one text with small changes.
    """

    item: int = 501
    start: str = "2025-10-20"
    days: int = 7
    reviews: int = 34
    borrowed: float = 0.35
    copied: float = 0.65


@dataclass(frozen=True)
class BadBatch:
    """Honest buyers complain of one bad batch within few days.

    Attributes
    ----------
    item
        The item.
    start, days
        Orders from this day on, for so many days, get goods of the batch.
    writes
        Share of their buyers who complain in a review.
    """

    item: int = 2802
    start: str = "2025-08-26"
    days: int = 5
    writes: float = 0.62


@dataclass(frozen=True)
class WrongNotices:
    """An agency reports best-sellers for rights that do not exist, in the weeks before 双十一.

    Attributes
    ----------
    claimant
        Who sends them.
    notices
        How many.
    start, days
        First day, and how many days.
    valid
        Share that was right after all.
    """

    claimant: str = "kestrel_agency"
    notices: int = 26
    start: str = "2025-10-10"
    days: int = 24
    valid: float = 0.14


@dataclass(frozen=True)
class TrainingHelps:
    """A course on rights lowers a seller's share of infringing listings.

    Attributes
    ----------
    factor
        On the seller's own share.
    """

    factor: float = 0.50


@dataclass(frozen=True)
class TiredReviewers:
    """Whoever checks listings before they are published lets more faulty ones through every month.

    Attributes
    ----------
    first, last
        Share of the faulty texts that pass, in the first and in the last month.
    """

    first: float = 0.12
    last: float = 0.66


@dataclass(frozen=True)
class FineMask:
    """A masked table keeps year of birth, city and occupation, so that people can be found again.

    Without the effect it holds decade, province and no occupation.

    Attributes
    ----------
    listed
        Share of its people who stand in the public list of a club.
    """

    listed: float = 0.16


@dataclass(frozen=True)
class QuietReader:
    """Somebody reads customers' data at night, a few rows at a time, without a reason.

    Attributes
    ----------
    staff
        Number of the person.
    nights, reads
        In how many nights, and how often in each.
    rows
        Fewest and most rows a time.
    """

    staff: int = 18
    nights: int = 19
    reads: int = 9
    rows: tuple[int, int] = (16, 42)

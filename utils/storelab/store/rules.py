"""The rules of the training shop: what a lever can be set to, and how customers, goods and staff answer.

All figures are the course's own, of the size that the group's shops have: a good of 80 yuan with a margin of two fifths, thirty visits
to an order, an answer to price with an elasticity near -2.2 (chapter 7), a rating that moves slowly (chapter 15).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

WEEKS = 12
SCENARIOS = ("opening", "promotion", "crisis")
ROLES = ("manager", "specialist", "service")


@dataclass(frozen=True)
class Lever:
    """What a lever can be set to.

    Attributes
    ----------
    low, high
        Range; values outside of it are refused.
    unit
        Of the value.
    whole
        Whether only whole numbers make sense.
    """

    low: float
    high: float
    unit: str
    whole: bool = False


LEVERS: Mapping[str, Lever] = MappingProxyType(
    {
        "price": Lever(0.7, 1.2, "times the list price"),  # platforms take a price far above the list price for a lure
        "stock": Lever(0.0, 12.0, "weeks of expected sales, on hand and on the way"),
        "media": Lever(0.0, 20_000.0, "yuan a week"),
        "promotion": Lever(0.0, 0.5, "share taken off the price"),
        "staff": Lever(1.0, 20.0, "people at the service desk", whole=True),
        "service": Lever(0.0, 10.0, "yuan an order for fast parcels and for making good"),
    }
)
# The levers that a role moves; colleagues, or the house's habits, move the others.
MOVES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "manager": tuple(LEVERS),
        "specialist": ("price", "media", "promotion"),
        "service": ("staff", "service"),
    }
)
# What a role sees of a week that is over.
SEES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "manager": ("week", "sales", "orders", "profit", "cash", "on_hand", "on_order", "rating", "lost_orders", "backlog", "rival_price", "event_next"),
        "specialist": ("week", "visits", "orders", "conversion", "sales", "on_hand", "lost_orders", "rival_price", "event_next"),
        "service": ("week", "orders", "tickets", "answered", "backlog", "load", "rating", "complaints", "event_next"),
    }
)  # fmt: skip


@dataclass(frozen=True)
class Rules:
    """The figures by which a week is played; money in yuan, shares as fractions."""

    list_price: float = 80.0
    unit_cost: float = 36.0
    freight: float = 6.0
    commission: float = 0.05
    fixed: float = 1_500.0  # rent and software a week
    wage: float = 1_400.0  # one person a week
    hiring: float = 1_200.0  # for each person more, once
    parting: float = 700.0  # for each person less, once
    conversion: float = 0.033
    price_elasticity: float = 2.2
    # What people got used to paying: a discount works against it, and lowers it.
    habit: float = 0.75
    habit_elasticity: float = 1.4
    # Visits that a yuan of media brings: so many at most, most of them by so much money.
    media_visits: float = 9_000.0
    media_scale: float = 5_000.0
    fame_kept: float = 0.92  # of the visits that come by themselves
    fame_of_order: float = 2.1  # visits a week that an order leaves: customers come again and tell others
    fame_of_visit: float = 0.06  # the same of a visit that was paid for
    not_joined: float = 0.25  # of an event's extra visits, who does not join it
    event_discount: float = 0.1
    holding: float = 0.012  # of the goods' cost, a week
    salvage: float = 0.6  # of the goods' cost, what is left at the end
    handover: float = (
        3.0  # weeks of its own customers, at the rating of the end, that whoever takes the shop over pays for
    )
    lead_weeks: int = 2
    contact: float = 0.33  # questions an order
    answers: float = 62.0  # that one person gives a week
    care: float = 0.05  # of the desk's time, what a yuan of service an order takes: somebody has to make good
    patience: float = 0.45  # of the questions left over, who asks again next week; the others complain
    complaint_cost: float = 22.0
    returns: float = 0.05
    faulty_returns: float = 0.22
    rating_kept: float = 0.7
    interest: float = 0.01  # a week on money that the shop had to borrow


@dataclass(frozen=True)
class Start:
    """Where a scenario begins, and the habits that it begins with.

    Attributes
    ----------
    cash
        Yuan.
    fame
        Visits of its own a week.
    rating
        Of the shop.
    on_hand
        Pieces.
    staff
        People at the service desk.
    media
        Yuan a week.
    promotion
        Share taken off the price.
    """

    cash: float
    fame: float
    rating: float
    on_hand: float
    staff: float
    media: float
    promotion: float


STARTS: Mapping[str, Start] = MappingProxyType(
    {
        "opening": Start(40_000.0, 1_500.0, 4.5, 120.0, 1.0, 1_000.0, 0.0),
        "promotion": Start(60_000.0, 8_000.0, 4.7, 600.0, 2.0, 1_000.0, 0.0),
        # The faulty batch comes in the middle of a drive for growth: a price that is right does not yet stop the discount and the advertising.
        "crisis": Start(50_000.0, 8_000.0, 4.7, 600.0, 2.0, 2_000.0, 0.1),
    }
)

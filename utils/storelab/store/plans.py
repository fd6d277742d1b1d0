"""Plans for the training shop: doing nothing, and a reference that a good manager could have written down."""

from collections.abc import Mapping
from types import MappingProxyType

from storelab.store.rules import MOVES, STARTS, WEEKS

# Weeks at whose end the reference may change its mind: 3, 4, 7, 9, 12.
_PHASES = (3, 1, 3, 2, 3)


def house(scenario: str) -> dict[str, float]:
    """What a shop does when nobody decides: the do-nothing policy."""
    start = STARTS[scenario]
    return {
        "price": 1.0,
        "stock": 2.0,
        "media": start.media,
        "promotion": start.promotion,
        "staff": start.staff,
        "service": 1.0,
    }


def _weeks(*values: float) -> tuple[float, ...]:
    plan = tuple(value for value, weeks in zip(values, _PHASES, strict=True) for _ in range(weeks))
    assert len(plan) == WEEKS
    return plan


# Found by a random search (two thousand plans a scenario, on other seeds than those that score), then made even. The promotion's plan joins
# the campaign: the same search without it ends lower. No price is raised for a discount's sake.
REFERENCE: Mapping[str, Mapping[str, tuple[float, ...]]] = MappingProxyType(
    {
        "opening": {
            "price": _weeks(1.2, 1.2, 1.2, 1.15, 1.15),
            "stock": _weeks(8, 10, 6, 3, 3),
            "media": _weeks(1_000, 4_000, 3_000, 3_000, 3_000),
            "promotion": _weeks(0, 0, 0, 0, 0),
            "staff": _weeks(1, 1, 1, 2, 2),
            "service": _weeks(7, 7, 6, 4, 6),
        },
        "promotion": {
            "price": _weeks(1.2, 1.2, 1.2, 1.15, 1.1),
            "stock": _weeks(6, 4, 5, 2, 2.5),
            "media": _weeks(3_000, 1_500, 1_000, 4_000, 4_000),
            "promotion": _weeks(0, 0, 0.1, 0, 0),
            "staff": _weeks(2, 4, 5, 4, 4),
            "service": _weeks(8, 5, 4, 8, 6),
        },
        "crisis": {
            "price": _weeks(1.2, 1.2, 1.2, 1.1, 1.1),
            "stock": _weeks(2, 2.5, 6, 5, 2.5),
            "media": _weeks(0, 0, 2_000, 3_000, 2_000),
            "promotion": _weeks(0, 0, 0, 0, 0),
            "staff": _weeks(3, 3, 3, 2, 2),
            "service": _weeks(3, 3, 7, 5, 5),
        },
    }
)


def others(scenario: str, role: str, week: int) -> dict[str, float]:
    """What is done with the levers that a role does not move: colleagues follow the reference; a manager has the house's habits alone.

    Parameters
    ----------
    scenario, role
        Of the shop.
    week
        Counted from 0.
    """
    habits = house(scenario)
    if role == "manager":
        return habits
    plan = REFERENCE[scenario]
    return {name: habits[name] if name in MOVES[role] else plan[name][week] for name in habits}

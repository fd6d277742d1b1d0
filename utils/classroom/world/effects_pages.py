"""What is planted in the tables of pages: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BestGoodsFilmed:
    """The goods that a shop filmed were better before; the film itself changes little.

    Attributes
    ----------
    choice
        Added log odds of being filmed for one standard deviation of how well liked a good is.
    conversion
        Effect of one standard deviation on the log of orders per click, before any film.
    lift
        Factor on orders per click by the film.
    """

    choice: float = 1.5
    conversion: float = 0.30
    lift: float = 1.03


@dataclass(frozen=True)
class BoastingPages:
    """Goods that customers send back as "not as described" have pages that promise more.

    Which pages boast is drawn by what came back, so orders and returns stay as they are.

    Attributes
    ----------
    pull
        Weight of the excess of such returns, in standard deviations, against a noise of weight 1.
    """

    pull: float = 0.65


@dataclass(frozen=True)
class OldPhones:
    """Slow first pages belong to old phones, and people on old phones leave a little sooner whatever the speed.

    How old a phone is, is drawn by the visit's load time and bounce, so visits stay as they are.

    Attributes
    ----------
    slow
        Weight of the log of the load time, in standard deviations, against a noise of weight 1.
    bounced
        Weight of a visit that left at once.
    """

    slow: float = 1.3
    bounced: float = 0.05


@dataclass(frozen=True)
class NightOfTheMonitor:
    """The monitor of the site falls silent for some hours, while the search does not answer.

    Attributes
    ----------
    start, end
        When the monitor wrote nothing; the first minutes of the search's fault are still in it.
    before
        Minutes of the fault that it saw.
    """

    start: str = "2025-05-23T02:10"
    end: str = "2025-05-23T05:40"
    before: int = 10


@dataclass(frozen=True)
class PhoneOnlyWin:
    """A buy button that stays in view helps on phones and is in the way on large screens.

    Attributes
    ----------
    mobile, desktop, tablet
        Carts per visitor with the old and with the new page.
    """

    mobile: tuple[float, float] = (0.0880, 0.0986)
    desktop: tuple[float, float] = (0.1350, 0.1220)
    tablet: tuple[float, float] = (0.1100, 0.1100)


@dataclass(frozen=True)
class SlowPageLosesUnits:
    """The old, heavy page loses visitors on slow phones before they are counted, so it looks better than the light one.

    Attributes
    ----------
    lost
        Share of the mobile visitors of the old page who are never counted; none of them would have filled a cart.
    rate
        Carts per visitor of both pages, if all were counted.
    """

    lost: float = 0.10
    rate: float = 0.095


@dataclass(frozen=True)
class EarlyLead:
    """A new version leads in the first days by luck; over the whole test there is nothing.

    Attributes
    ----------
    days
        How many days the luck lasts.
    rate
        Carts per visitor of both versions over the whole test.
    early
        Carts per visitor of the old and of the new version in these days.
    """

    days: int = 5
    rate: float = 0.105
    early: tuple[float, float] = (0.0965, 0.1145)


@dataclass(frozen=True)
class FewRealWins:
    """Of many tests few changes are real, and what wins the first time looks better than it is.

    Attributes
    ----------
    real
        z of the first run of the tests whose change is real.
    shrunk
        z of the second run over that of the first, for real changes.
    """

    real: tuple[float, ...] = (4.4, 3.9, 3.4, 3.1, -3.3, 1.5)
    shrunk: float = 0.70


@dataclass(frozen=True)
class PrettyMenu:
    """People like the new menu better and find less with it.

    Attributes
    ----------
    liked
        Points on a scale to 5 by which the new menu is liked better.
    success
        Log odds by which a task succeeds less often.
    browsing
        Log odds by which the one task without a goal in mind succeeds more often.
    slower
        Factor on the seconds that a task takes.
    sus
        Points of the usability scale, before answers are rounded.
    detours
        Clicks more, beyond the shortest way, of those who find what they look for.
    """

    liked: float = 0.8
    success: float = -1.4
    browsing: float = 0.7
    slower: float = 1.35
    sus: float = -9.0
    detours: float = 1.2

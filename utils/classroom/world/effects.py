"""What is hidden in the data for learners to find: parameters only, one class an effect.

``Effects(ranking_test=None)`` switches one off; no table which an effect does not concern changes by it.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class NewPageAndVideo:
    """Each source converts better while the whole converts worse: visits of the weakest source multiply.

    Attributes
    ----------
    start
        First day of the new product page and of the warm-up video campaign.
    conversion_lift
        Factor on the conversion of every source.
    video_visits
        Factor on visits from short videos until ``video_end``.
    video_end, video_after
        Last day of the campaign, and the factor that stays after it.
    """

    start: str = "2025-10-27"
    conversion_lift: float = 1.30
    video_visits: float = 5.4
    video_end: str = "2025-11-11"
    video_after: float = 2.0


@dataclass(frozen=True)
class DealSiteBots:
    """A partner paid by click sends visits that are mostly machines.

    Attributes
    ----------
    start
        First day of the contract.
    share
        Its visits as a share of people's visits from other sources.
    bots
        Share of machines among its visits.
    flagged
        Share of the machines that the platform recognises.
    """

    start: str = "2025-09-22"
    share: float = 0.125
    bots: float = 0.88
    flagged: float = 0.5


@dataclass(frozen=True)
class PopularWordWithoutIntent:
    """A search word with the most searches and clicks, and hardly an order.

    Attributes
    ----------
    volume, ctr, cvr
        Searches a month, clicks per search, orders per click.
    """

    volume: int = 186_000
    ctr: float = 0.118
    cvr: float = 0.0001


@dataclass(frozen=True)
class RankingTest:
    """The platform swaps places in its result lists, which lets position and quality be told apart.

    Attributes
    ----------
    swapped
        Share of the places that are swapped on a day.
    """

    swapped: float = 0.3


@dataclass(frozen=True)
class PositionBias:
    """Better goods stand higher and higher places are looked at more.

    Attributes
    ----------
    decay
        Exponent of the place in the share of shoppers who look at it.
    quality
        Effect of one standard deviation of the rank score on the log of the click rate.
    """

    decay: float = 0.45
    quality: float = 0.45


@dataclass(frozen=True)
class NavigationChange:
    """A new menu lifts a group of pages from depth 5 to 2 between the two months.

    Attributes
    ----------
    pages
        How many pages.
    """

    pages: int = 80


@dataclass(frozen=True)
class SlowPagesBounce:
    """A slow first page makes visitors leave.

    Attributes
    ----------
    per_doubling
        Added log odds of leaving when load time doubles.
    """

    per_doubling: float = 0.22


@dataclass(frozen=True)
class StockOuts:
    """Goods that were sold out for some weeks.

    Attributes
    ----------
    goods
        How many goods.
    """

    goods: int = 24


@dataclass(frozen=True)
class Effects:
    """All effects; None switches one off."""

    new_page_and_video: NewPageAndVideo | None = field(default_factory=NewPageAndVideo)
    deal_site_bots: DealSiteBots | None = field(default_factory=DealSiteBots)
    popular_word: PopularWordWithoutIntent | None = field(default_factory=PopularWordWithoutIntent)
    ranking_test: RankingTest | None = field(default_factory=RankingTest)
    position_bias: PositionBias | None = field(default_factory=PositionBias)
    navigation_change: NavigationChange | None = field(default_factory=NavigationChange)
    slow_pages: SlowPagesBounce | None = field(default_factory=SlowPagesBounce)
    stock_outs: StockOuts | None = field(default_factory=StockOuts)

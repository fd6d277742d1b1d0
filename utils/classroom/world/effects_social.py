"""What is planted in the tables of content, communities, brand and influencers: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ViralPost:
    """One film is seen by millions, and hardly anybody who sees it wants to buy.

    Attributes
    ----------
    reads
        How often it was played.
    clicks, orders
        Clicks into the shop a read, and orders a click.
    """

    reads: int = 1_860_000
    clicks: float = 0.0011
    orders: float = 0.006


@dataclass(frozen=True)
class UsefulSells:
    """What helps a reader is clicked and bought more; what entertains is liked more.

    Attributes
    ----------
    clicks
        Factor on clicks a read of the topic ``how_to``.
    orders
        Factor on orders a click of it.
    likes
        Factor on likes of the topic ``behind_the_scenes``.
    """

    clicks: float = 1.7
    orders: float = 1.5
    likes: float = 1.5


@dataclass(frozen=True)
class LongAnswers:
    """Answers to questions are found by search, and read for months.

    Attributes
    ----------
    days
        Days in which the reads of an answer that are found by search fall to a third.
    share
        Share of its reads that are found by search.
    """

    days: float = 55.0
    share: float = 0.85


@dataclass(frozen=True)
class EndingsAsk:
    """A post that ends with a question, chosen by lot, gets more comments, and what is commented on is shown more.

    Attributes
    ----------
    comments
        Factor on comments a read.
    shown
        Factor on how often the post is shown.
    """

    comments: float = 2.3
    shown: float = 1.4


@dataclass(frozen=True)
class SectionsHelp:
    """A page with headings is read further, in less time.

    Attributes
    ----------
    depth
        What it adds to the share of the page that is read.
    dwell
        Factor on the time.
    clicked
        What it adds to the share who click.
    """

    depth: float = 0.09
    dwell: float = 0.86
    clicked: float = 0.026


@dataclass(frozen=True)
class BoughtFollowers:
    """Some partners bought their followers: much the same reaction to every post, and hardly any buyer.

    Attributes
    ----------
    partners
        How many.
    evenness
        Spread of the log of the engagement rate from post to post; with others it is 0.45.
    engagement
        Median engagement rate, above that of others.
    buyers
        Factor on clicks.
    """

    partners: int = 7
    evenness: float = 0.05
    engagement: float = 0.062
    buyers: float = 0.10


@dataclass(frozen=True)
class HeadsDiffer:
    """What large partners bring differs more from deal to deal than with others, and more of it comes back.

    Attributes
    ----------
    spread
        Spread of the log of orders a view.
    returned
        Mean share of sales that comes back.
    """

    spread: float = 1.05
    returned: float = 0.27


@dataclass(frozen=True)
class PremiumFollowsTrust:
    """What customers pay above the price of a like good follows the trust in the brand, months later.

    Attributes
    ----------
    lag
        Months.
    points
        Points of the price index for a share of 1.
    """

    lag: int = 3
    points: float = 62.0


@dataclass(frozen=True)
class FansWereBuyers:
    """Who joins the fan groups has bought more before; the groups themselves sell nothing.

    Attributes
    ----------
    power
        Exponent on 0.15 and the number of purchases in the half year before: the weight with which a user joins.
    """

    power: float = 1.0


@dataclass(frozen=True)
class SilentWeeks:
    """An account that is silent loses followers.

    Attributes
    ----------
    lost
        Factor on the share who leave in a week without a post, and once more in each further one up to the third.
    """

    lost: float = 1.55


@dataclass(frozen=True)
class QuietIdea:
    """The idea that works best is not the one that colleagues like best.

    Attributes
    ----------
    rates
        Clicks a showing of each idea.
    """

    rates: tuple[float, ...] = (0.027, 0.031, 0.024, 0.034, 0.050, 0.029, 0.022, 0.026)

"""What is hidden in the tables of platforms, rules and opening a shop: parameters only, one class an effect."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DearTraffic:
    """The platform with the most visits leaves the least of a yuan of sales, for its traffic costs most.

    Attributes
    ----------
    media
        Advertising on platform 1 per yuan of sales, as a multiple of that on platform 2.
    levy
        Share of what is paid in months of campaigns that platform 1 takes for taking part.
    """

    media: float = 2.2
    levy: float = 0.03


@dataclass(frozen=True)
class CommonDemand:
    """Most platforms live off the same customers and the same season, so that a further one spreads little risk.

    Attributes
    ----------
    social, discount, vertical, cross_border
        By what power the sales of a typical merchant on that kind of platform follow our own month by month.
    """

    social: float = 1.1
    discount: float = 0.95
    vertical: float = 0.2
    cross_border: float = 0.05


@dataclass(frozen=True)
class HiddenPermit:
    """One group of goods needs a permit that the department's list does not name.

    Attributes
    ----------
    category
        The group.
    passes
        Chance that its papers pass.
    """

    category: str = "sports_care"
    passes: float = 0.35


@dataclass(frozen=True)
class LongReview:
    """The platform's review is quick as a rule and takes very long now and then; other stages vary little.

    Attributes
    ----------
    spread
        Standard deviation of the logarithm of its days.
    """

    spread: float = 1.05


@dataclass(frozen=True)
class SurvivorsShine:
    """Shops that earn nothing close, so that the shops still open look better than opening one is.

    Attributes
    ----------
    line
        Profit of sales below which most shops close.
    """

    line: float = 0.02


@dataclass(frozen=True)
class WarningSigns:
    """Late parcels and complaints of one half-year come before violations of the next.

    Attributes
    ----------
    late, complaints
        By how much the logarithm of expected violations rises with a standard deviation more of each.
    """

    late: float = 0.45
    complaints: float = 0.35


@dataclass(frozen=True)
class UnequalSamples:
    """All shops have the same share of faulty listings; those checked with larger samples fail more checks.

    Attributes
    ----------
    large, small
        Listings looked at in a check of shops 1 and 2, and of the others.
    """

    large: int = 30
    small: int = 8


@dataclass(frozen=True)
class SlowSync:
    """The later the platforms learn of the stock, the more orders are sold twice.

    Attributes
    ----------
    per_minute
        Share of orders oversold for each minute of delay.
    """

    per_minute: float = 0.0006

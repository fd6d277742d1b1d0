"""Pictures of the shop beside real ones: what a table of single figures cannot show."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from classroom.realism import definitions as define
from classroom.realism.reference import NAMES, Reference
from classroom.realism.shop import Shop

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_OURS = "#0b5fa5"
_REAL = ("#c4681d", "#3b8a4f", "#8a4f9e", "#7a7a7a", "#b3303f")
_MARKS = ("o", "s", "^", "D", "v")
Ratios = npt.NDArray[np.float64]


def draw(shop: Shop, reference: Reference | None) -> Iterator[tuple[str, "Figure"]]:
    """Draw every picture of the report.

    Parameters
    ----------
    shop, reference
        Our shop, and the real sets; None leaves them out.

    Yields
    ------
    tuple
        Name of the file without its ending, and the figure.
    """
    yield "order_value", _order_value(shop, reference)
    yield "concentration", _concentration(shop, reference)
    yield "repeat", _repeat(shop, reference)
    yield "days", _days(shop)
    yield "months", _months(shop, reference)
    yield "hours", _hours(shop, reference)
    yield "events", _events(shop, reference)
    yield "stars", _stars(shop, reference)
    yield "words", _words(shop, reference)


def _page(columns: int, height: float = 4.2) -> tuple["Figure", list["Axes"]]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, height), layout="constrained")
    FigureCanvasAgg(figure)
    axes = [figure.add_subplot(1, columns, place + 1) for place in range(columns)]
    for ax in axes:
        ax.grid(color="#e4e4e4", linewidth=0.7)
        ax.set_axisbelow(True)
        ax.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _label(ax: "Axes", title: str, x: str, y: str, legend: bool = True) -> None:
    ax.set_title(title, fontsize=11, loc="left")
    ax.set_xlabel(x)
    ax.set_ylabel(y)
    if legend:
        ax.legend(frameon=False, fontsize=9)


def _points(ax: "Axes", place: int, name: str, x: list[float], y: list[float]) -> None:
    """Known points of a real set, joined by a thin line."""
    ax.plot(x, y, _MARKS[place], color=_REAL[place], markersize=4.5, linewidth=0.9, linestyle=":", label=NAMES[name])


def _percent(ax: "Axes", axis: str = "y") -> None:
    from matplotlib.ticker import PercentFormatter

    (ax.yaxis if axis == "y" else ax.xaxis).set_major_formatter(PercentFormatter(1, decimals=0))


def _order_value(shop: Shop, reference: Reference | None) -> "Figure":
    figure, (left, right) = _page(2)
    value = shop.paid["value"]
    edges = np.geomspace(5, 3000, 70)
    left.hist(value, bins=edges.tolist(), color=_OURS, weights=np.full(len(value), 1 / len(value)))
    left.axvline(value.median(), color="black", linewidth=1, label=f"median {value.median():.0f} yuan")
    left.axvline(value.mean(), color="black", linewidth=1, linestyle="--", label=f"mean {value.mean():.0f} yuan")
    left.set_xscale("log")
    left.set_xticks([10, 30, 100, 300, 1000, 3000], ["10", "30", "100", "300", "1,000", "3,000"])
    _percent(left)
    _label(left, "Paid orders by value of the goods", "yuan (log scale)", "share of orders")
    levels = np.linspace(0.01, 0.99, 99)
    right.plot(levels, value.quantile(levels) / value.median(), color=_OURS, linewidth=2, label="our shop")
    if reference is not None:
        sets = (
            ("tmall_shop_orders_2020_02", "orders.order_value_actually_paid_when_positive"),
            ("olist_brazil_2016_2018", "orders.order_value_goods"),
            ("cdnow_1997_1998", "orders.order_value"),
            ("uci_online_retail_2010_2011", "orders.order_value"),
        )
        for place, (name, path) in enumerate(sets):
            at, found = reference.quantiles(name, path)
            _points(right, place, name, at, [one / found[at.index(0.5)] for one in found])
    right.set_yscale("log")
    right.set_yticks([0.1, 0.3, 1, 3, 10], ["0.1", "0.3", "1", "3", "10"])
    _percent(right, "x")
    _label(right, "Quantiles of order value", "share of orders below", "value / median (log scale)")
    return figure


def _concentration(shop: Shop, reference: Reference | None) -> "Figure":
    figure, axes = _page(2)
    pairs = (
        ("goods", "revenue", shop.lines.groupby("sku_id")["revenue"].sum(), "products.revenue_concentration",
         ("olist_brazil_2016_2018", "uci_online_retail_2010_2011", "uci_online_retail_2009_2010")),
        ("customers", "spend", shop.paid.groupby("user_id")["value"].sum(), "customers.spend_concentration",
         ("cdnow_1997_1998", "uci_online_retail_2010_2011", "uci_online_retail_2009_2010")),
    )  # fmt: skip
    for ax, (what, money, totals, path, sets) in zip(axes, pairs, strict=True):
        falling = np.sort(totals[totals > 0].to_numpy(float))[::-1]
        count = len(falling)
        ax.plot(np.arange(1, count + 1) / count, falling.cumsum() / falling.sum(), color=_OURS, linewidth=2,
                label=f"our shop, {count:,} {what}")  # fmt: skip
        if reference is not None:
            shares = (1, 5, 10, 20)
            for place, name in enumerate(sets):
                found = [float(reference.value(name, f"{path}.top_{share}pct_share")) for share in shares]
                _points(ax, place, name, [share / 100 for share in shares], found)
        ax.plot([0, 1], [0, 1], color="#999999", linewidth=0.8, linestyle="--")
        ax.text(0.62, 0.57, "all equal", color="#777777", fontsize=9, rotation=38)
        _percent(ax, "x")
        _percent(ax)
        _label(ax, f"What the biggest {what} hold", f"biggest {what}, share of all", f"share of {money}")
    return figure


def _repeat(shop: Shop, reference: Reference | None) -> "Figure":
    figure, (left, right) = _page(2)
    horizons = [7, 14, 30, 60, 90, 120, 180, 240, 300, 365, 450, 540]
    left.plot(horizons, [define.repeat_share(shop.days, days) for days in horizons], color=_OURS, linewidth=2,
              label="our shop")  # fmt: skip
    gaps = define.purchase_gaps(shop.days)
    upto = np.arange(1, 366)
    right.plot(upto, [(gaps <= days).mean() for days in upto], color=_OURS, linewidth=2, label="our shop")
    right.axhline(0.5, color="#999999", linewidth=0.8, linestyle="--")
    if reference is not None:
        for place, name in enumerate(("cdnow_1997_1998", "uci_online_retail_two_years")):
            known = [30, 90, 180, 365]
            found = [float(reference.value(name, f"customers.repeat_within_{days}d_share")) for days in known]
            _points(left, place, name, [float(days) for days in known], found)
            at, days = reference.quantiles(name, "customers.inter_purchase_days")
            _points(right, place, name, days, at)
    left.set_ylim(0, None)
    right.set_xlim(0, 365)
    _percent(left)
    _percent(right)
    _label(left, "Customers who came back", "days after the first purchase day", "share with a second purchase day")
    _label(right, "Days between purchases", "days", "share of gaps not longer")
    return figure


def _days(shop: Shop) -> "Figure":
    figure, (ax,) = _page(1, 3.6)
    days = shop.calendar
    ax.plot(days["date"], days["orders"], color=_OURS, linewidth=0.9)
    ax.fill_between(days["date"], 0, 1, where=days["campaign"].notna(), transform=ax.get_xaxis_transform(),
                    color="#f3c98b", alpha=0.5, linewidth=0, label="campaign")  # fmt: skip
    ax.set_yscale("log")
    ax.set_yticks([20, 50, 100, 200, 500, 1000, 2000], ["20", "50", "100", "200", "500", "1,000", "2,000"])
    ax.minorticks_off()
    _label(ax, "Paid orders a day", "", "orders (log scale)")
    return figure


def _months(shop: Shop, reference: Reference | None) -> "Figure":
    figure, (ax,) = _page(1, 3.6)
    months = define.by_month(shop.paid["created_at"])
    index = months / months.mean()
    for year, style in ((2024, "--"), (2025, "-")):
        own = index[pd.PeriodIndex(index.index).year == year]
        ax.plot(pd.PeriodIndex(own.index).month, own, style, color=_OURS, linewidth=2, label=f"our shop {year}")
    if reference is not None:
        for place, name in enumerate(("uci_online_retail_2010_2011", "uci_online_retail_2009_2010")):
            known = reference.value(name, "time.complete_months")
            found = pd.Series(reference.value(name, "time.monthly_order_index"), index=[int(m[-2:]) for m in known])
            found = found.sort_index()
            _points(ax, place, name, [float(month) for month in found.index], found.tolist())
    ax.set_ylim(0, None)
    ax.set_xticks(range(1, 13), ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"])
    _label(ax, "Orders of a month", "", "orders / mean month")
    return figure


def _hours(shop: Shop, reference: Reference | None) -> "Figure":
    figure, (left, right) = _page(2)
    time = shop.paid["created_at"]
    weekend = time.dt.day_of_week >= 5
    hours = np.arange(24)

    def shares(times: pd.Series) -> Ratios:
        return np.asarray(times.dt.hour.value_counts(normalize=True).reindex(hours, fill_value=0.0), dtype=float)

    left.plot(hours, shares(time[~weekend]), color=_OURS, linewidth=2, label="Monday to Friday")
    left.plot(hours, shares(time[weekend]), color=_REAL[0], linewidth=2, label="Saturday, Sunday")
    right.plot(hours, shares(time), color=_OURS, linewidth=2, label="our shop")
    if reference is not None:
        sets = (
            ("tmall_shop_orders_2020_02", "time.hour_share_0_to_23"),
            ("taobao_userbehavior_first_814_users", "time.buy_hour_share_0_to_23_utc_plus_8"),
            ("olist_brazil_2016_2018", "time.hour_share_0_to_23"),
        )
        for place, (name, path) in enumerate(sets):
            _points(right, place, name, [float(hour) for hour in hours], reference.value(name, path))
    for ax, title in ((left, "Paid orders by hour"), (right, "By hour, beside real sets")):
        ax.set_ylim(0, None)
        ax.set_xticks(range(0, 24, 3))
        _percent(ax)
        _label(ax, title, "hour of the day", "share of orders")
    return figure


def _events(shop: Shop, reference: Reference | None) -> "Figure":
    figure, (left, right) = _page(2)
    most, upto = 15, np.arange(1, 41)
    for visits, colour, text, shift in (
        (shop.all_visits, _OURS, "24 months", -0.2),
        (shop.committed_visits, "#8fb9de", "committed six weeks", 0.2),
    ):
        share = np.pad(visits.sizes, (0, upto[-1])) / visits.count
        bars = np.append(share[1:most], share[most:].sum())
        left.bar(np.arange(1, most + 1) + shift, bars, width=0.4, color=colour, label=text)
        right.plot(upto, share.cumsum()[upto], color=colour, linewidth=2, label=text)
    left.set_xticks([1, 3, 5, 7, 9, 11, 13, 15], ["1", "3", "5", "7", "9", "11", "13", "15+"])
    if reference is not None:
        name = "taobao_userbehavior_first_814_users"
        at, found = reference.quantiles(name, "events.sessions_30min_gap.events_per_session")
        single = float(reference.value(name, "events.sessions_30min_gap.single_event_session_share"))
        kept = [(events, level) for events, level in zip(found, at, strict=True) if events > 1]
        _points(right, 0, name, [1.0, *(one for one, _ in kept)], [single, *(level for _, level in kept)])
    right.set_ylim(0, 1)
    _percent(left)
    _percent(right)
    _label(left, "Events of a visit", "events", "share of visits")
    _label(right, "Events of a visit, cumulated", "events", "share of visits with no more")
    return figure


def _stars(shop: Shop, reference: Reference | None) -> "Figure":
    figure, (left, right) = _page(2)
    stars = np.arange(1, 6)

    def shares(rating: pd.Series) -> Ratios:
        return np.asarray(rating.value_counts(normalize=True).reindex(stars, fill_value=0.0), dtype=float)

    late = shop.reviews["late"]
    groups = [(f"{text}, mean {rating.mean():.2f}", shares(rating), colour) for text, rating, colour in (
        ("on time", shop.reviews.loc[~late, "rating"], _OURS), ("late", shop.reviews.loc[late, "rating"], _REAL[0]))]  # fmt: skip
    beside = [("our shop", shares(shop.reviews["rating"]), _OURS)]
    if reference is not None:
        vendors = [float(reference.value("elastic_vendor_reviews", f"reviews.star_share.{n}")) for n in stars]
        beside += [
            (NAMES["elastic_vendor_reviews"], np.array(vendors), _REAL[0]),
            (NAMES["amazon_alexa_reviews"],
             np.array(reference.value("amazon_alexa_reviews", "reviews.star_share_1_to_5")), _REAL[1]),
            ("Olist, with a comment",
             np.array(reference.value("olist_brazil_2016_2018", "reviews_with_comment_sample.star_share_1_to_5")), _REAL[2]),
        ]  # fmt: skip
    for ax, bars, title in (
        (left, groups, "Stars by arrival of the parcel"),
        (right, beside, "Stars beside real sets"),
    ):
        width = 0.8 / len(bars)
        for place, (text, share, colour) in enumerate(bars):
            ax.bar(stars + (place - (len(bars) - 1) / 2) * width, share, width=width, color=colour, label=text)
        _percent(ax)
        _label(ax, title, "stars", "share of reviews")
    return figure


def _words(shop: Shop, reference: Reference | None) -> "Figure":
    figure, (left, middle, right) = _page(3)
    words = shop.table("keywords")
    levels = np.linspace(0.01, 0.99, 99)
    left.plot(levels, words["ctr"].quantile(levels), color=_OURS, linewidth=2, label="our shop")
    price = words["cpc"] / words["cpc"].median()
    middle.plot(levels, price.quantile(levels), color=_OURS, linewidth=2, label="our shop")
    if reference is not None:
        name = "air_france_sem_keywords"
        at, found = reference.quantiles(name, "ads.ctr_per_row_min100_impressions")
        _points(left, 0, name, at, found)
        at, found = reference.quantiles(name, "ads.cpc_per_row")
        _points(middle, 0, name, at, [one / found[at.index(0.5)] for one in found])
    left.set_yscale("log")
    left.set_yticks([0.003, 0.01, 0.03, 0.1, 0.3], ["0.3 %", "1 %", "3 %", "10 %", "30 %"])
    middle.set_yscale("log")
    middle.set_yticks([0.1, 0.3, 1, 3], ["0.1", "0.3", "1", "3"])
    bought = shop.bought_words
    shown = bought["orders"].clip(lower=0.5)
    right.scatter(bought["clicks"], shown, s=12, color=_OURS, alpha=0.6, linewidths=0)
    right.set_xscale("log")
    right.set_yscale("log")
    right.set_yticks([0.5, 1, 10, 100, 1000], ["none", "1", "10", "100", "1,000"])
    right.set_xticks([1, 10, 100, 1000, 10_000], ["1", "10", "100", "1,000", "10,000"])
    for ax in (left, middle):
        ax.minorticks_off()
        _percent(ax, "x")
    _label(left, "Clicks per search", "share of words below", "click rate (log scale)")
    _label(middle, "Price of a click", "share of words below", "price / median (log scale)")
    _label(right, "Bought words, 24 months", "clicks", "orders", legend=False)
    return figure

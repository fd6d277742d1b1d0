"""A series of random trials of page changes: counts by day, version and device."""

from statistics import NormalDist

import numpy as np

from classroom.world.columns import Coded, Columns, Floats, Ints
from classroom.world.effects import Effects
from classroom.world.effects_pages import EarlyLead, FewRealWins, PhoneOnlyWin, SlowPageLosesUnits
from classroom.world.streams import stream

DEVICES = ("mobile", "desktop", "tablet")
_OF_DEVICES = np.array([0.76, 0.19, 0.05])
_FIRST_DAY = np.datetime64("2024-02-05", "D")
ALPHA = 0.05
# Tests that the lessons read one by one: name, days, units of a day and version.
PHONE_BAR, LIGHT_PAGES, RED_BUTTON = "fixed_buy_bar", "light_pages", "red_button"
# Tests whose change may be real, in the order of `FewRealWins.real`; all others change nothing.
_REAL = ("scene_first", "delivery_date", "size_table", "guest_checkout", "autoplay_sound", "video_on_page")
_NOTHING = (
    "round_corners", "green_price", "shorter_title", "bigger_logo", "new_icons", "grey_background", "two_columns",
    "sale_banner", "smaller_footer", "seller_note", "stars_on_top", "share_button", "bold_price", "new_font",
    "emoji_title", "tabs_below", "wide_photos", "count_down", "chat_bubble", "gift_badge", "blue_links",
    "hover_zoom", "sold_counter", "brand_story",
)  # fmt: skip


def page_tests(seed: int, effects: Effects) -> Columns:
    """Make the table ``page_tests``, in order of test, run and day.

    Numbers of conversions of a test are planned and only their day and device are drawn, so that what a test shows
    isn't luck of one seed. What came out significant in the first run was run again.
    """
    rng = stream(seed, "page_tests")
    wins = effects.few_real_wins or FewRealWins(real=(0.0,) * len(_REAL))
    names, first = _first_results(rng, wins)
    parts: list[dict[str, np.ndarray]] = []
    labels = (*names, PHONE_BAR, LIGHT_PAGES, RED_BUTTON)
    limit = NormalDist().inv_cdf(1 - ALPHA / 2)
    for place, name in enumerate(names):
        rate, units = rng.uniform(0.085, 0.12), int(rng.integers(620, 900))
        day = _FIRST_DAY + np.timedelta64(19 * place, "D")
        z = first[name]
        parts.append(_run(rng, place, 1, day, 21, units, _rates(rate, z, 21 * units)))
        if abs(z) > limit:
            again = wins.shrunk * z if name in _REAL else float(rng.normal(0, 0.6))
            later = day + np.timedelta64(35, "D")
            parts.append(_run(rng, place, 2, later, 21, units, _rates(rate, again, 21 * units)))
    parts.append(_phone_bar(rng, len(names), effects.phone_only_win))
    parts.append(_light_pages(rng, len(names) + 1, effects.slow_page_loses_units))
    parts.append(_red_button(rng, len(names) + 2, effects.early_lead))
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return {
        "test_id": Coded(joined["test"], labels),
        "run": joined["run"],
        "date": joined["date"],
        "variant": Coded(joined["variant"], ("A", "B")),
        "device": Coded(joined["device"], DEVICES),
        "units": joined["units"],
        "conversions": joined["conversions"],
    }


def _first_results(rng: np.random.Generator, wins: FewRealWins) -> tuple[list[str], dict[str, float]]:
    """Names in the order of the tests, and z of each first run: without effect evenly spread as chance spreads it."""
    normal = NormalDist()
    spread = [normal.inv_cdf((place + 0.5) / len(_NOTHING)) for place in range(len(_NOTHING))]
    first = dict(zip(rng.permutation(np.array(_NOTHING)).tolist(), spread, strict=True))
    first |= dict(zip(_REAL, wins.real, strict=True))
    return rng.permutation(np.array(list(first))).tolist(), first


def _rates(rate: float, z: float, size: int) -> Floats:
    """Rates of both versions so that a pooled test of ``size`` units each shows z; devices alike."""
    difference = z * np.sqrt(2 * rate * (1 - rate) / size)
    return np.array([[rate] * 3, [rate + difference] * 3])


def _run(
    rng: np.random.Generator,
    test: int,
    run: int,
    first_day: np.datetime64,
    days: int,
    units: int,
    rates: Floats,
    arriving: Floats | None = None,
    early: tuple[int, tuple[float, float]] | None = None,
) -> dict[str, np.ndarray]:
    """Counts of one run: conversions of each version and device as planned, their days drawn.

    ``arriving`` is the share of units that are counted, by version and device; ``early`` the days and rates of a lead.
    """
    shares = np.ones((2, 3)) if arriving is None else arriving
    shape = (days, 2, 3)
    expected = np.broadcast_to(units * _OF_DEVICES * shares, shape)
    counted = rng.poisson(expected)
    converted = np.zeros(shape, dtype=np.int64)
    for variant in range(2):
        # Rounding by device would blur what the whole test shows, so it is carried on.
        carried = 0.0
        for device in range(3):
            planned = rates[variant, device] * counted[:, variant, device].sum() + carried
            total = int(np.rint(planned))
            carried = planned - total
            converted[:, variant, device] = _spread_over_days(
                rng, counted[:, variant, device], total, early and (early[0], early[1][variant])
            )
    grid = np.indices(shape).reshape(3, -1)
    return {
        "test": np.full(grid.shape[1], test),
        "run": np.full(grid.shape[1], run),
        "date": first_day + grid[0].astype("timedelta64[D]"),
        "variant": grid[1],
        "device": grid[2],
        "units": counted.ravel(),
        "conversions": converted.ravel(),
    }


def _spread_over_days(rng: np.random.Generator, units: Ints, total: int, early: tuple[int, float] | None) -> Ints:
    """Draw the days of so many conversions, never more than units; an early lead has its own number."""
    if early is None:
        return np.asarray(rng.multivariate_hypergeometric(units, total))
    days, rate = early
    first = min(int(np.rint(rate * units[:days].sum())), total)
    return np.concatenate(
        [
            rng.multivariate_hypergeometric(units[:days], first),
            rng.multivariate_hypergeometric(units[days:], total - first),
        ]
    )


def _phone_bar(rng: np.random.Generator, test: int, effect: PhoneOnlyWin | None) -> dict[str, np.ndarray]:
    bar = effect or PhoneOnlyWin((0.088, 0.088), (0.135, 0.135), (0.110, 0.110))
    rates = np.array([bar.mobile, bar.desktop, bar.tablet]).T
    return _run(rng, test, 1, np.datetime64("2025-06-23"), 21, 900, rates)


def _light_pages(rng: np.random.Generator, test: int, effect: SlowPageLosesUnits | None) -> dict[str, np.ndarray]:
    lost = effect.lost if effect is not None else 0.0
    rate = effect.rate if effect is not None else SlowPageLosesUnits().rate
    arriving = np.ones((2, 3))
    arriving[0, 0] -= lost
    # Who is lost would not have bought: the same orders over fewer units.
    rates = rate / arriving
    return _run(rng, test, 1, np.datetime64("2025-08-18"), 21, 1_000, rates, arriving)


def _red_button(rng: np.random.Generator, test: int, effect: EarlyLead | None) -> dict[str, np.ndarray]:
    lead = effect or EarlyLead()
    rates = np.full((2, 3), lead.rate)
    early = (lead.days, lead.early) if effect is not None else None
    return _run(rng, test, 1, np.datetime64("2025-09-01"), 28, 640, rates, early=early)

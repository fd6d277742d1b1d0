"""The staffing simulator: people at work by hour, how long customers wait, what it costs, and the cliff near full load."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.artist import Artist

from storelab.errors import StoreLabError
from storelab.explore._panel import Panel, Values, keep_room, new_figure, round_up, set_limits, slider
from storelab.language import pick
from storelab.metrics.queueing import mean_wait
from storelab.plots._style import HIGHLIGHT, INK, MUTED, PALETTE
from storelab.plots._units import tick_formatter, value_text

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 15.0  # minutes: where the line only grows, customers are taken to give up after so long
_SHARES = np.r_[np.arange(0.05, 0.90, 0.05), np.arange(0.90, 0.981, 0.01)]  # of the load that the curve is drawn at
_FIRST_HOUR = 8
# Contacts that want a person, an hour, and people at work, from eight in the morning to midnight.
ARRIVALS = (7.0, 11.0, 14.0, 14.0, 11.0, 11.0, 13.0, 13.0, 11.0, 11.5, 10.5, 15.0, 17.0, 19.0, 15.5, 14.0)
PEOPLE = (2, 3, 4, 4, 3, 3, 4, 4, 4, 3, 3, 4, 5, 5, 2, 2)


def staffing_day(
    arrivals: "pd.Series",
    agents: "pd.Series",
    aht_min: float = 6.2,
    bot_share: float = 0.0,
    hourly_wage: float = 33.0,
    csat: tuple[float, float] = (0.84, 0.05),
) -> "pd.DataFrame":
    """What a day at the desk is like: load, waiting, satisfaction and cost of each hour (Erlang C in each).

    Hours are taken one by one, as if each had always been like this, and nobody gives up: waits near full load are an
    upper end. Who waits longer than `LONGEST` minutes is taken to be as content as after those.

    Parameters
    ----------
    arrivals
        Contacts an hour that want a person, indexed by hour.
    agents
        People at work, whole numbers, with the same index.
    aht_min
        Average minutes that a person spends on a contact.
    bot_share
        Share of the contacts that a bot ends alone, from 0 to below 1.
    hourly_wage
        Yuan for a person and hour.
    csat
        Share of content customers without a wait, and what is lost with ln(1 + minutes of waiting).

    Returns
    -------
    pandas.DataFrame
        Indexed as ``arrivals``: ``contacts`` (an hour, for people), ``agents``, ``occupancy`` (load / people), ``wait_s``
        (mean seconds; infinite if the load is not below the people), ``csat`` (predicted share) and ``cost`` (yuan).

    Raises
    ------
    StoreLabError
        If the two do not have the same hours, people are no whole numbers or negative, or a number is out of range.
    """
    import pandas as pd

    if not arrivals.index.equals(agents.index):
        raise StoreLabError(
            pick(
                {
                    "en": "arrivals and agents must have the same hours in the same order.",
                    "zh": "arrivals 和 agents 的时段要一样，先后也一样。",
                }
            )
        )
    if not 0 <= bot_share < 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"bot_share should be from 0 to below 1; got {bot_share!r}.",
                    "zh": f"bot_share 应该不小于 0、小于 1；现在是 {bot_share!r}。",
                }
            )
        )
    people = agents.to_numpy()
    contacts = arrivals.to_numpy(dtype=float) * (1 - bot_share)
    waits = np.array([mean_wait(calls, aht_min, count) for calls, count in zip(contacts, people, strict=True)])
    load = contacts * aht_min / 60
    with np.errstate(divide="ignore", invalid="ignore"):
        occupancy = np.where(people > 0, load / people, np.where(load > 0, np.inf, 0.0))
    content = csat[0] - csat[1] * np.log1p(np.minimum(waits / 60, LONGEST))
    return pd.DataFrame(
        {
            "contacts": contacts,
            "agents": people,
            "occupancy": occupancy,
            "wait_s": waits,
            "csat": np.clip(content, 0.0, 1.0),
            "cost": people * float(hourly_wage),
        },
        index=arrivals.index,
    )


def staffing_simulator(
    arrivals: "pd.Series | None" = None,
    agents: "pd.Series | None" = None,
    aht_min: float = 6.2,
    hourly_wage: float = 33.0,
    csat: tuple[float, float] = (0.84, 0.05),
    night_from: int = 22,
) -> Panel:
    """A widget: people by day and at night, minutes a contact and a bot; see waits by hour, the cliff, cost and CSAT.

    Parameters
    ----------
    arrivals, agents, aht_min, hourly_wage, csat
        As in `staffing_day`; by default a shared desk with two people from ten in the evening.
    night_from
        Hour from which the slider of the night counts.

    Returns
    -------
    Panel

    Raises
    ------
    StoreLabError
        As `staffing_day`, or if no hour lies before or none after ``night_from``.
    """
    import pandas as pd

    hours = pd.Index(range(_FIRST_HOUR, _FIRST_HOUR + len(ARRIVALS)), name="hour")
    coming = pd.Series(ARRIVALS, index=hours) if arrivals is None else arrivals
    roster = pd.Series(PEOPLE, index=hours) if agents is None else agents
    staffing_day(coming, roster, aht_min, 0.0, hourly_wage, csat)
    night = np.asarray(coming.index >= night_from)
    if not night.any() or night.all():
        raise StoreLabError(
            pick(
                {
                    "en": f"night_from is {night_from}; some hours should lie before it and some from it on.",
                    "zh": f"night_from 是 {night_from}；前后都要有时段。",
                }
            )
        )
    at_night = int(roster[night].iloc[0])
    controls = {
        "night": slider(
            pick({"en": f"People from {night_from} o'clock", "zh": f"{night_from} 点起几个人"}), at_night, 1, 6, 1
        ),
        "day": slider(pick({"en": "People more in each hour before", "zh": "之前每小时加几个人"}), 0, -2, 2, 1),
        "aht": slider(pick({"en": "Minutes a contact", "zh": "每次处理几分钟"}), aht_min, 3, 10, 0.1),
        "bot": slider(pick({"en": "Ended by a bot alone (%)", "zh": "机器人自己办完（%）"}), 0, 0, 60, 1),
    }
    figure = new_figure(height=3.9)
    draw, moving = _artists(figure, [int(hour) for hour in coming.index], int(np.flatnonzero(night)[0]))

    def update(values: Values) -> str:
        people = (roster + int(values["day"])).clip(lower=1)
        people[night] = int(values["night"])
        day = staffing_day(coming, people, values["aht"], values["bot"] / 100, hourly_wage, csat)
        count = int(values["night"])
        at = _SHARES * count * 60 / values["aht"]
        curve = np.array([mean_wait(calls, values["aht"], count) for calls in at]) / 60
        return draw(day, curve)

    hint = pick(
        {
            "en": "First guess: two people at night are busy four fifths of the time. With a third, does the wait fall by "
            "a third, by half, or more? Then try it; put the night back to two and lengthen a contact by half a minute; "
            "let a bot end a fifth of the contacts; at last take one person from every hour of the day.",
            "zh": "先猜一猜：夜里两个人，五分之四的时间都在忙。再加一个人，等待是少三分之一、少一半，还是更多？"
            "然后试试看；再把夜里放回两个人，每次多处理半分钟；让机器人办掉五分之一；最后白天每小时减一个人。",
        }
    )
    title = pick({"en": "People, waiting and the cliff", "zh": "人手、等待和悬崖"})
    return Panel(title, hint, controls, figure, update, moving, [["night", "day"], ["aht", "bot"]])


Draw = Callable[["pd.DataFrame", np.ndarray], str]


def _artists(figure: Any, hours: Sequence[int], first_night: int) -> tuple[Draw, list[Artist]]:
    left, right = figure.subplots(1, 2, width_ratios=(1.35, 1))
    left.set_title(pick({"en": "Mean wait by hour (minutes)", "zh": "各时段平均等几分钟"}), fontsize=11)
    left.set_xlabel(pick({"en": "Hour of the day", "zh": "时段（点）"}))
    left.set_xticks(range(0, len(hours), 2), [str(hour) for hour in hours[::2]])
    left.set_ylim(0, LONGEST * 1.12)
    keep_room(left, "15.0")
    bars = left.bar(range(len(hours)), [0.0] * len(hours), width=0.7, color=PALETTE[0])
    left.axhline(LONGEST, color=MUTED, linewidth=1, linestyle="--")
    note = left.annotate("", (0.02, 0.80), xycoords="axes fraction", va="top", fontsize=9.5, color=INK)
    right.set_title(pick({"en": "Wait at night by load (minutes)", "zh": "夜里：多忙，等多久（分钟）"}), fontsize=11)
    right.set_xlabel(pick({"en": "Busy share of the people", "zh": "人忙着的时间占比"}))
    right.set_xlim(0, 1.02)
    right.xaxis.set_major_formatter(tick_formatter("percent"))
    keep_room(right, "500")
    (curve,) = right.plot(_SHARES, np.zeros(len(_SHARES)), color=PALETTE[0], linewidth=1.8)
    (dot,) = right.plot([0], [0], color=HIGHLIGHT, marker="o", markersize=8, linestyle="none")

    def draw(day: "pd.DataFrame", waits: np.ndarray) -> str:
        minutes = day["wait_s"].to_numpy() / 60
        shown = np.minimum(minutes, LONGEST)
        for bar, height, full in zip(bars, shown, minutes, strict=True):
            bar.set_height(height)
            bar.set_color(HIGHLIGHT if full > LONGEST else PALETTE[0])
        busy = float(day["occupancy"].iloc[first_night])
        now = float(minutes[first_night])
        curve.set_ydata(waits)
        top = round_up(max(float(waits[-1]), 1.0))
        dot.set_data([min(busy, 1.0)], [min(now, top)])
        set_limits(right, y=(0, 1.05 * top))
        cost, content = _day_of(day)
        endless = int(np.isinf(minutes).sum())
        note.set_text(
            pick(
                {
                    "en": f"a day costs {value_text(cost, 'yuan')}\npredicted CSAT {value_text(content, 'percent')}",
                    "zh": f"一天 {value_text(cost, 'yuan')}\n预计满意 {value_text(content, 'percent')}",
                }
            )
        )
        return _words(hours[first_night], busy, now, cost, content, endless)

    return draw, [*bars, note, curve, dot]


def _day_of(day: "pd.DataFrame") -> tuple[float, float]:
    """Cost of the day, and the mean of the predicted satisfaction over its contacts."""
    contacts = day["contacts"].sum()
    content = (day["csat"] * day["contacts"]).sum() / contacts if contacts else float("nan")
    return float(day["cost"].sum()), float(content)


def _words(hour: int, busy: float, wait: float, cost: float, content: float, endless: int) -> str:
    share, money, happy = value_text(busy, "percent"), value_text(cost, "yuan"), value_text(content, "percent")
    if np.isinf(wait):
        start = pick(
            {
                "en": f"At {hour} o'clock more work comes than the people can do: the line only grows.",
                "zh": f"{hour} 点来的活超过了人手，队只会越排越长。",
            }
        )
    else:
        start = pick(
            {
                "en": f"At {hour} o'clock the people are busy {share} of the time, and a customer waits {wait:.1f} minutes "
                "on average.",
                "zh": f"{hour} 点，人有 {share} 的时间在忙，客人平均等 {wait:.1f} 分钟。",
            }
        )
    end = pick(
        {
            "en": f" The day costs {money}; predicted CSAT {happy}; hours in which the line only grows: {endless}.",
            "zh": f"一天的人工 {money}，预计满意的占 {happy}，队只增不减的时段有 {endless} 个。",
        }
    )
    return start + end

"""Which channel gets the credit for a sale: rules on the path of touches, and what would be lost without a channel."""

import math
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError, suggest
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import (
    FEN,
    Frame,
    IntoFrameT,
    collect,
    fen,
    finish,
    is_true,
    like,
    microseconds,
    read,
    yuan,
)
from storelab.metrics._periods import check_times

MODELS = ("first", "last", "linear", "position", "time_decay")
ENDS = 0.4  # what the first and the last touch each get by position; the rest is shared by those between
DAY = 86_400_000_000  # microseconds


def attribute_credit(
    touchpoints: IntoFrameT,
    model: str = "linear",
    half_life_days: float = 7.0,
    *,
    user_id: str = "user_id",
    ts: str = "ts",
    channel: str = "channel",
    converted: str = "converted",
    value: str = "value",
) -> IntoFrameT:
    """Divide each conversion among the channels that the customer touched before, by a rule.

    A path is what a user touched after the last conversion (or ever), up to and with the touch that converted. Each
    path with a conversion has one credit to give, so the credits sum to the conversions. Rules say who was there, not
    who had an effect: that needs a hold-out (`incremental_return`).

    Parameters
    ----------
    touchpoints
        One row a touch, in any order.
    model
        ``"first"`` or ``"last"``: all to one touch. ``"linear"``: equal parts. ``"position"``: 40 % to the first, 40 %
        to the last, the rest shared by those between; two touches get half each. ``"time_decay"``: a touch counts half
        as much for each ``half_life_days`` that it lies before the conversion.
    half_life_days
        For ``"time_decay"`` only.
    user_id, ts, channel
        Columns of the user, the time and the channel. Touches of one user at the same time stand in the order of their
        channels' names, the one that converted last.
    converted, value
        Columns: whether the touch led to a conversion (missing: no), and the yuan of it.

    Returns
    -------
    frame
        ``channel``, ``conversions`` (credits) and ``value`` (yuan credited); a channel without credit stands at 0.

    Raises
    ------
    StoreLabError
        If the model is unknown, a column is missing or of the wrong type, a row has no user, time or channel, or the
        half-life is not above 0.
    """
    if model not in MODELS:
        listed = suggest(str(model), MODELS) or ", ".join(f"'{one}'" for one in MODELS)
        raise StoreLabError(
            pick(
                {
                    "en": f"model '{model}' is unknown; did you mean {listed}?",
                    "zh": f"model 没有 '{model}' 这个取值；你是不是想写 {listed}？",
                }
            )
        )
    check_range("half_life_days", half_life_days, 0, above=True)
    touches = _paths(touchpoints, user_id, ts, channel, converted, value)
    path = (user_id, "_path")
    whole = touches.with_columns(
        _count=nw.col("_one").sum().over(*path),
        _sold=nw.col("_done").max().over(*path),
        _end=nw.col("_at").max().over(*path),
        _amount=nw.col("_value").sum().over(*path),
    )
    weighed = whole.with_columns(_weight=_weight(model, half_life_days)).with_columns(
        _part=nw.col("_weight") / nw.col("_weight").sum().over(*path)
    )
    credit = nw.col("_part") * nw.col("_sold").cast(nw.Float64)
    credited = weighed.with_columns(_credit=credit).with_columns(
        _credit_value=nw.col("_credit") * nw.col("_amount").cast(nw.Float64)
    )
    sums = credited.group_by(channel).agg(conversions=nw.col("_credit").sum(), _fen=nw.col("_credit_value").sum())
    return cast(IntoFrameT, finish(sums.sort(channel).select(channel, "conversions", yuan("_fen").alias("value"))))


def _weight(model: str, half_life_days: float) -> nw.Expr:
    place, count = nw.col("_place"), nw.col("_count")
    one, none = nw.lit(1.0), nw.lit(0.0)
    if model == "first":
        return nw.when(place == 1).then(one).otherwise(none)
    if model == "last":
        return nw.when(place == count).then(one).otherwise(none)
    if model == "linear":
        return nw.col("_one").cast(nw.Float64)
    if model == "position":
        between = nw.lit(1 - 2 * ENDS) / nw.when(count > 2).then(count - 2).otherwise(nw.lit(1)).cast(nw.Float64)
        outer = nw.when((place == 1) | (place == count)).then(nw.lit(ENDS)).otherwise(between)
        return nw.when(count <= 2).then(one).otherwise(outer)
    age = (nw.col("_end") - nw.col("_at")).cast(nw.Float64) / DAY
    return (age * (-math.log(2) / half_life_days)).exp()


def _paths(native: Any, user_id: str, ts: str, channel: str, converted: str, value: str) -> Frame:
    """Touches with the number of their path and their place in it, from 1."""
    frame = read(native, "touchpoints", [user_id, ts, channel, converted, value], ids=[user_id, ts, channel])
    check_times(frame, "touchpoints", ts)
    check_numbers(frame, "touchpoints", value, negative=False)
    touches = frame.with_columns(_at=microseconds(ts), _done=is_true(converted), _fen=fen(value)).with_columns(
        _value=nw.col("_fen") * nw.col("_done"), _one=nw.lit(1)
    )
    order = _order(channel)
    numbered = touches.with_columns(_until=nw.col("_done").cum_sum().over(user_id, order_by=order)).with_columns(
        _path=nw.col("_until") - nw.col("_done")
    )
    return numbered.with_columns(_place=nw.col("_one").cum_sum().over(user_id, "_path", order_by=order))


def _order(channel: str) -> tuple[str, ...]:
    return ("_at", "_done", channel, "_value")


def path_transitions(
    touchpoints: IntoFrameT,
    *,
    user_id: str = "user_id",
    ts: str = "ts",
    channel: str = "channel",
    converted: str = "converted",
    value: str = "value",
) -> IntoFrameT:
    """How often a touch of one channel was followed by one of another, by a conversion, or by nothing.

    Parameters
    ----------
    touchpoints, user_id, ts, channel, converted, value
        As in `attribute_credit`, which says what a path is.

    Returns
    -------
    frame
        ``from_channel`` (null: the start of a path), ``to_channel`` (null: its end), ``converted`` (whether the path
        ended there with a conversion), ``paths`` (how often) and ``value`` (yuan of these conversions).

    Raises
    ------
    StoreLabError
        As `attribute_credit`.
    """
    touches = _paths(touchpoints, user_id, ts, channel, converted, value)
    followed = touches.with_columns(_next=nw.col(channel).shift(-1).over(user_id, "_path", order_by=_order(channel)))
    steps = followed.group_by(channel, "_next", "_done").agg(paths=nw.len(), _fen=nw.col("_value").sum())
    starts = touches.filter(nw.col("_place") == 1).group_by(channel).agg(paths=nw.len())
    found = [
        (origin, None if _missing(target) else target, bool(done), int(paths), int(amount) / FEN)
        for origin, target, done, paths, amount in collect(
            steps.select(channel, "_next", "_done", "paths", "_fen")
        ).rows()
    ]
    found += [
        (None, target, False, int(paths), 0.0) for target, paths in collect(starts.select(channel, "paths")).rows()
    ]
    found.sort(key=lambda row: [_sort_key(part) for part in row[:3]])
    kind = touches.collect_schema()[channel]
    schema = {
        "from_channel": kind,
        "to_channel": kind,
        "converted": nw.Boolean,
        "paths": nw.Int64,
        "value": nw.Float64,
    }
    columns = {name: [row[i] for row in found] for i, name in enumerate(schema)}
    return cast(IntoFrameT, like(touches, columns, schema))


def _missing(value: Any) -> bool:
    return value is None or value != value


def _sort_key(value: Any) -> tuple[bool, Any]:
    return (value is None, 0 if value is None else value)


def markov_attribution(
    touchpoints: IntoFrameT,
    *,
    user_id: str = "user_id",
    ts: str = "ts",
    channel: str = "channel",
    converted: str = "converted",
    value: str = "value",
) -> IntoFrameT:
    """Divide the conversions by what would be lost without each channel: the removal effect in a Markov chain.

    The chain goes from channel to channel with the shares seen in `path_transitions` (the present touch decides, not
    those before). The removal effect of a channel is the share of conversions that is lost when whoever comes to it
    goes away instead; credits are in proportion to the effects. Still no experiment: a channel that only meets people
    who would buy anyway has a large effect here too.

    Parameters
    ----------
    touchpoints, user_id, ts, channel, converted, value
        As in `attribute_credit`, which says what a path is.

    Returns
    -------
    frame
        ``channel``, ``removal_effect`` (from 0 to 1; null without a conversion), ``conversions`` and ``value`` (yuan),
        which sum to those of the paths.

    Raises
    ------
    StoreLabError
        As `attribute_credit`.

    References
    ----------
    Anderl, Becker, von Wangenheim and Schumann (2016), Mapping the customer journey, International Journal of Research
    in Marketing 33.
    """
    names = {"user_id": user_id, "ts": ts, "channel": channel, "converted": converted, "value": value}
    counted = path_transitions(touchpoints, **names)
    table = nw.from_native(cast(Any, counted))
    rows = collect(table).rows()
    channels = sorted({row[0] for row in rows if not _missing(row[0])})
    effects = _removal_effects(channels, rows)
    conversions = sum(int(paths) for _, _, done, paths, _ in rows if done)
    amount = math.fsum(yuans for _, _, done, _, yuans in rows if done)
    total = math.fsum(effects)
    shares = [effect / total if conversions else 0.0 for effect in effects]
    columns: dict[str, list[Any]] = {
        channel: channels,
        "removal_effect": [effect if conversions else None for effect in effects],
        "conversions": [share * conversions for share in shares],
        "value": [share * amount for share in shares],
    }
    schema = {
        channel: table.collect_schema()["from_channel"],
        **dict.fromkeys(["removal_effect", "conversions", "value"], nw.Float64),
    }
    return cast(IntoFrameT, like(cast(Frame, table), columns, schema))


def _removal_effects(channels: list[Any], rows: list[tuple[Any, ...]]) -> list[float]:
    """Share of the conversions lost without each channel; 0 for all without a conversion."""
    import numpy as np

    place = {name: i for i, name in enumerate(channels)}
    count = len(channels)
    moves, wins, starts, left = np.zeros((count, count)), np.zeros(count), np.zeros(count), np.zeros(count)
    for origin, target, done, paths, _ in rows:
        if _missing(origin):
            starts[place[target]] += paths
            continue
        left[place[origin]] += paths
        if done:
            wins[place[origin]] += paths
        elif not _missing(target):
            moves[place[origin], place[target]] += paths
    if not wins.sum():
        return [0.0] * count
    moves, wins, starts = moves / left[:, None], wins / left, starts / starts.sum()

    def chance(kept: Any) -> float:
        """Probability that a path converts when it may only go through the channels kept."""
        inside = np.flatnonzero(kept)
        chain = np.eye(len(inside)) - moves[np.ix_(inside, inside)]
        return float(starts[inside] @ np.linalg.solve(chain, wins[inside])) if len(inside) else 0.0

    everything = np.ones(count, dtype=bool)
    full = chance(everything)
    effects = []
    for i in range(count):
        kept = everything.copy()
        kept[i] = False
        effects.append(1 - chance(kept) / full)
    return effects

"""The site itself: how fast its pages load, whether it is up, and what slow pages cost."""

from collections.abc import Sequence
from itertools import pairwise
from typing import cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._frames import By, IntoFrameT, finish, grouped, is_true, keys, rate, ratio, read, scalars
from storelab.metrics._quantiles import grouped_quantiles, quantiles
from storelab.metrics._wilson import wilson_columns
from storelab.metrics.registry import WHOLE_TABLE, metric


@metric(
    "M016",
    en="Page load speed",
    zh="页面加载速度",
    branch="shopping",
    numerator={"en": "median and 95th percentile of the load time", "zh": "加载耗时的中位数和 95 分位数"},
    window=WHOLE_TABLE,
    filter={"en": "visits without a load time are left out", "zh": "没有加载耗时的访问不算"},
    unit="millisecond",
    formula="P50 and P95 of load milliseconds",
    aliases=("Link speed", "Load time", "链接速度"),
)
def load_speed(sessions: IntoFrameT, by: By = "device", *, load_ms: str = "load_ms") -> "dict[str, float] | IntoFrameT":
    """How long pages take to load (M016): the median, and what one visit in twenty exceeds.

    No mean: a few pages that hang would move it, while most people see nothing of them.

    Parameters
    ----------
    sessions
        One row a visit, or finer: one row a page load.
    by
        Columns to group by; None for the whole table.
    load_ms
        Column of milliseconds.

    Returns
    -------
    dict or frame
        ``p50_ms``, ``p95_ms`` (linear interpolation) and ``loads``, the rows with a load time; without ``by`` a dict
        (NaN without loads), else a frame of ``by`` and these (null without loads).

    Raises
    ------
    StoreLabError
        If a column is missing, or ``load_ms`` holds no numbers or negative ones.
    """
    groups = keys(by)
    frame = read(sessions, "sessions", [*groups, load_ms])
    check_numbers(frame, "sessions", load_ms, negative=False)
    marked = frame.with_columns(_measured=(~nw.col(load_ms).is_null()).cast(nw.Int64))
    wanted = {"p50_ms": 0.5, "p95_ms": 0.95}
    if not groups:
        return quantiles(marked, load_ms, wanted, loads=nw.col("_measured").sum())
    return cast(IntoFrameT, finish(grouped_quantiles(marked, groups, load_ms, wanted, loads=nw.col("_measured").sum())))


@metric(
    "M017",
    en="Site availability",
    zh="网站正常运营情况",
    branch="shopping",
    numerator={"en": "minutes in which the site was up", "zh": "网站正常的分钟数"},
    denominator={"en": "minutes with a reading", "zh": "有监测结果的分钟数"},
    window=WHOLE_TABLE,
    filter={"en": "minutes without a reading are left out", "zh": "没有监测结果的分钟不算"},
    unit="share",
    formula="up minutes / minutes",
    aliases=("Uptime", "可用率"),
)
def uptime(monitor: IntoFrameT, by: By = None, *, ts: str = "ts", up: str = "up") -> float | IntoFrameT:
    """Share of the minutes in which the site was up (M017).

    A minute without a reading is neither up nor down. If the monitor fails together with the site, this flatters:
    look at how many minutes are missing, too.

    Parameters
    ----------
    monitor
        One row a minute (and group).
    by
        Columns to group by; None for one number.
    ts, up
        Columns: the minute, and whether the site answered (missing: no reading).

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without readings; with ``by`` a frame of ``by`` and ``uptime``.

    Raises
    ------
    StoreLabError
        If a column is missing, a row has no minute, or a minute has more than one row.
    """
    groups = keys(by)
    frame = read(monitor, "monitor", [*groups, ts, up], ids=[ts])
    rows = scalars(frame, rows=nw.len())["rows"]
    minutes = scalars(frame.select(*groups, ts).unique(), rows=nw.len())["rows"]
    if rows != minutes:
        raise StoreLabError(
            pick(
                {
                    "en": f"monitor has more than one row for {rows - minutes} of its minutes; name in by= what tells them apart, or drop the repeats.",
                    "zh": f"monitor 里同一分钟出现了多行（多出 {rows - minutes} 行）；请在 by= 里写明区分它们的列，或去掉重复的行。",
                }
            )
        )
    marked = frame.with_columns(_known=(~nw.col(up).is_null()).cast(nw.Int64), _up=is_true(up))
    return cast("float | IntoFrameT", rate(marked, by, "uptime", nw.col("_up").sum(), nw.col("_known").sum()))


def bounce_by_speed(
    sessions: IntoFrameT,
    edges_ms: Sequence[int],
    by: By = "device",
    confidence: float = 0.95,
    *,
    load_ms: str = "load_ms",
    bounced: str = "bounced",
) -> IntoFrameT:
    """Bounce rate by band of load time, with Wilson's interval.

    Slow pages and bounces may have a common cause, such as an old phone: compare within a device before you pay for
    speed.

    Parameters
    ----------
    sessions
        One row a visit; those without a load time are left out.
    edges_ms
        Where a new band begins, in rising order: ``[1000, 3000]`` makes the bands below 1000, from 1000 to below 3000,
        and from 3000 on.
    by
        Columns to group by besides the band; None for all visits together.
    confidence
        How often such intervals hold the true rate: between 0 and 1.
    load_ms, bounced
        Columns: milliseconds, and whether only one page was loaded.

    Returns
    -------
    frame
        ``by``, ``from_ms``, ``to_ms`` (not in the band; null for the last), ``sessions``, ``bounces``,
        ``bounce_rate``, ``low`` and ``high``; bands without visits have no row.

    Raises
    ------
    StoreLabError
        If a column is missing, ``load_ms`` holds no numbers or negative ones, or the edges do not rise from above 0.
    """
    edges = list(edges_ms)
    if not edges or any(not low < high for low, high in pairwise([0, *edges])):
        raise StoreLabError(
            pick(
                {
                    "en": f"edges_ms must rise from above 0, such as [1000, 3000]; got {edges}.",
                    "zh": f"edges_ms 要从大于 0 开始依次变大，比如 [1000, 3000]；现在是 {edges}。",
                }
            )
        )
    groups = keys(by)
    frame = read(sessions, "sessions", [*groups, load_ms, bounced])
    check_numbers(frame, "sessions", load_ms, negative=False)
    start: nw.Expr = nw.lit(0)
    for edge in edges:
        start = nw.when(nw.col(load_ms) >= edge).then(nw.lit(edge)).otherwise(start)
    known = frame.filter(~nw.col(load_ms).is_null())
    marked = known.with_columns(from_ms=start.cast(nw.Int64), _bounced=is_true(bounced))
    table = grouped(marked, [*groups, "from_ms"], sessions=nw.len(), bounces=nw.col("_bounced").sum())
    end: nw.Expr = nw.when(nw.col("from_ms") == 0).then(nw.lit(edges[0]))
    for low, high in pairwise(edges):
        end = nw.when(nw.col("from_ms") == low).then(nw.lit(high)).otherwise(end)
    return cast(
        IntoFrameT,
        finish(
            table.select(
                *groups,
                "from_ms",
                end.cast(nw.Float64).alias("to_ms"),
                "sessions",
                "bounces",
                ratio(nw.col("bounces"), nw.col("sessions")).alias("bounce_rate"),
                **wilson_columns("bounces", "sessions", confidence),
            )
        ),
    )

"""Cases of chapter 2: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World

# --- sessionize ---

sessionize = Exercise(points=3, compare="equal", library=["metrics.sessionize(hits, gap_minutes)"])

HIT_COLUMNS = ["cid", "ts", "utm_source"]
HALF_HOUR = 30


def hits_of(*rows: tuple[str | None, str, str | None]) -> pd.DataFrame:
    """Hits of early November: cookie, "day hour:minute[:second]", source."""
    table = pd.DataFrame(list(rows), columns=HIT_COLUMNS).astype({"cid": "str", "utm_source": "str"})
    return table.assign(ts=pd.to_datetime("2025-11-" + table["ts"].astype(str), format="mixed"))


def cut(hits, gap=HALF_HOUR, **slips):
    """Number the visits row by row; the options are the slips of the wrong answers below."""
    known = hits[hits["cid"].notna()].sort_values(["cid", "ts"], kind="stable", ignore_index=True)
    numbers, number, before, start, source, last_source = [], 0, None, None, None, None
    for row in known.itertuples(index=False):
        given = None if pd.isna(row.utm_source) else row.utm_source
        first = before is None or row.cid != before.cid
        minutes = 0.0
        if not first:
            since = start if slips.get("whole_visit") else before.ts
            minutes = (row.ts - since).total_seconds() / 60
            if slips.get("without_days"):
                minutes = (row.ts - since).seconds / 60
        if slips.get("cut_to_minutes"):
            minutes = float(int(minutes))
        pause = minutes >= gap if slips.get("closed") else minutes > gap
        midnight = not first and row.ts.date() != before.ts.date() and not slips.get("no_midnight")
        if slips.get("day_of_month"):
            midnight = not first and row.ts.day != before.ts.day
        if slips.get("next_to_it"):
            changed = not first and given is not None and given != last_source
        elif slips.get("missing_counts"):
            changed = not first and given != last_source
        elif slips.get("first_source_free"):
            changed = given is not None and source is not None and given != source
        else:
            changed = given is not None and given != source
        if slips.get("no_source"):
            changed = False
        if first or pause or midnight or changed:
            number, start = number + 1, row.ts
            if first or not slips.get("remembered"):
                source = None
        source = given or source
        last_source, before = given, row
        numbers.append(number)
    return known.assign(session_id=np.array(numbers, dtype="int64"))


@sessionize.example
def two_visitors_by_hand():
    hits = hits_of(
        ("a", "03 10:00", "social"),
        ("a", "03 10:30", None),
        ("a", "03 10:40", "social"),
        ("a", "03 10:45", "paid_search"),
        ("a", "03 23:58", None),
        ("a", "04 00:03", None),
        ("b", "04 00:05", None),
        ("b", "04 00:07", "social"),
    )
    return {"hits": hits, "gap_minutes": 30}, hits.assign(session_id=[1, 1, 1, 2, 3, 4, 5, 6])


AN_EVENING = hits_of(
    ("k7", "03 19:02:10", "short_video"),
    ("k7", "03 19:03:40", None),
    ("k7", "03 19:31:00", None),
    ("k7", "03 20:05:00", None),
    ("k7", "03 20:06:30", None),
    ("m2", "03 19:10:00", None),
    ("m2", "03 19:12:00", None),
    ("m2", "03 19:30:00", "social"),
    ("m2", "03 19:33:00", None),
    ("m2", "03 19:40:00", "social"),
    ("m2", "03 19:41:00", "paid_search"),
    ("q5", "03 23:55:00", None),
    ("q5", "04 00:02:00", None),
    ("q5", "05 00:02:00", None),
)


@sessionize.visible(en="one evening", zh="一个晚上")
def one_evening():
    return {"hits": AN_EVENING, "gap_minutes": 30}


@sessionize.visible(en="a short pause, further columns", zh="间隔取得短，另有别的列")
def a_short_pause():
    pages = ["home", "item", "cart", "home", "item", "list", "item"]
    hits = hits_of(
        ("c1", "06 08:00", "social"),
        ("c1", "06 08:08", None),
        ("c1", "06 08:20", None),
        ("c1", "06 08:29", "social"),
        ("c2", "06 08:01", None),
        ("c2", "06 08:11", None),
        ("c2", "06 08:22", None),
    )
    return {"hits": hits.assign(page=pd.Series(pages, dtype="str")), "gap_minutes": 10}


@sessionize.visible(edge=True, en="rows in any order", zh="行的先后是乱的")
def rows_in_any_order():
    order = [9, 0, 12, 5, 3, 13, 7, 1, 10, 4, 11, 8, 2, 6]
    return {"hits": AN_EVENING.iloc[order].reset_index(drop=True), "gap_minutes": 30}


@sessionize.visible(edge=True, en="exactly 30 minutes, and a second more", zh="正好 30 分钟，和多一秒")
def exactly_the_gap():
    hits = hits_of(
        ("a", "03 10:00:00", None),
        ("a", "03 10:30:00", None),
        ("a", "03 11:00:01", None),
        ("b", "03 10:00:00", None),
        ("b", "03 10:30:40", None),
    )
    return {"hits": hits, "gap_minutes": 30}


@sessionize.visible(edge=True, en="a visit of several hours without a pause", zh="连着逛了几个小时，没有停顿")
def a_long_visit():
    hits = hits_of(*(("a", f"03 {hour:02d}:{minute:02d}", None) for hour in (14, 15, 16) for minute in (0, 20, 40)))
    return {"hits": hits, "gap_minutes": 30}


@sessionize.visible(edge=True, en="over midnight", zh="跨过零点")
def over_midnight():
    hits = hits_of(
        ("a", "03 23:50:00", "social"),
        ("a", "03 23:59:59", None),
        ("a", "04 00:00:00", None),
        ("a", "04 00:04:00", "social"),
        ("b", "04 00:10:00", None),
    )
    return {"hits": hits, "gap_minutes": 30}


@sessionize.visible(edge=True, en="the source returns in a later visit", zh="后一次访问里又出现同一个来源")
def the_source_returns():
    hits = hits_of(
        ("a", "03 10:00", "social"),
        ("a", "03 10:05", None),
        ("a", "03 15:00", None),
        ("a", "03 15:10", "social"),
        ("a", "03 15:20", None),
        ("a", "03 15:25", "social"),
    )
    return {"hits": hits, "gap_minutes": 30}


@sessionize.visible(edge=True, en="the same moment", zh="同一时刻的几条记录")
def the_same_moment():
    hits = hits_of(
        ("b", "03 10:00:00", None),
        ("b", "03 10:00:00", "social"),
        ("b", "03 10:00:00", None),
        ("b", "03 10:01:00", "social"),
        ("a", "03 10:00:00", "social"),
        ("a", "03 10:00:00", "direct_mail"),
        ("a", "03 10:02:00", "direct_mail"),
    )
    return {"hits": hits, "gap_minutes": 30}


@sessionize.visible(edge=True, en="the same clock time a month later", zh="一个月后，同一号、同一钟点")
def a_month_later():
    hits = hits_of(("a", "03 10:00", None), ("a", "03 10:05", None), ("b", "03 21:00", None))
    later = hits.assign(ts=hits["ts"] + pd.DateOffset(months=1))
    return {"hits": pd.concat([hits, later], ignore_index=True), "gap_minutes": 30}


@sessionize.visible(edge=True, en="many hits at the same moment", zh="同一时刻的记录有很多")
def many_at_the_same_moment():
    # More than 16 rows: a sort that is not stable, which leaves shorter tables in order, mixes them up.
    links = ["social", None, "paid_search", None, None, "short_video"]
    rows = [("ab"[step % 2], f"03 10:0{step // 2 % 2}:00", links[(step * step + step // 5) % 6]) for step in range(40)]
    return {"hits": hits_of(*rows), "gap_minutes": 30}


@sessionize.visible(edge=True, en="hits without a cookie", zh="没有 cookie 的记录")
def hits_without_a_cookie():
    hits = hits_of(
        (None, "03 10:00", None),
        ("a", "03 10:01", None),
        (None, "03 10:02", "social"),
        ("a", "03 10:03", None),
        (None, "03 18:00", None),
    )
    return {"hits": hits, "gap_minutes": 30}


@sessionize.visible(edge=True, en="only hits without a cookie", zh="所有记录都没有 cookie")
def nobody_known():
    return {"hits": hits_of((None, "03 10:00", None), (None, "03 10:02", "social")), "gap_minutes": 30}


@sessionize.visible(edge=True, en="no hits", zh="一条记录也没有")
def no_hits():
    return {"hits": AN_EVENING.head(0), "gap_minutes": 30}


@sessionize.hidden(worlds=3)
def other_evenings(world: World):
    rng = world.rng
    gap = int(rng.choice([15, 30, 45]))
    loads = world.table("events")
    loads = loads[loads["page_load_ms"].notna()]
    people = rng.choice(loads["visitor_id"].unique(), 25, replace=False)
    loads = loads[loads["visitor_id"].isin(people)].sort_values(["visitor_id", "ts", "event_id"])
    sources = world.table("sessions").set_index("session_id")["source"]
    arrives = ~loads.duplicated("session_id") | (rng.random(len(loads)) < 0.1)
    marked = loads["session_id"].map(sources).isin(["paid_search", "short_video", "social"]) & arrives
    source = loads["session_id"].map(sources).where(marked)
    # The pauses between two hits are drawn anew, many of them close to the gap.
    pause = rng.choice([0, 40, 200, 60 * gap - 1, 60 * gap, 60 * gap + 1, 5 * 3600], len(loads))
    ts = pd.Timestamp("2025-11-03 20:00") + pd.to_timedelta(
        pd.Series(pause, index=loads.index).groupby(loads["visitor_id"]).cumsum(), unit="s"
    )
    cid = ("c" + loads["visitor_id"].astype(str)).where(rng.random(len(loads)) > 0.05)
    hits = pd.DataFrame({"cid": cid.astype("str"), "ts": ts, "utm_source": source.astype("str")}).head(400)
    return {"hits": hits.sample(frac=1, random_state=rng, ignore_index=True), "gap_minutes": gap}


@sessionize.invariant(
    en="A visit belongs to one visitor and lies within one day.", zh="一次访问只属于一位访客，也不会跨过零点。"
)
def one_visitor_one_day(result, **inputs):
    visits = result.groupby("session_id")
    return bool((visits["cid"].nunique() == 1).all() and (visits["ts"].agg(lambda ts: ts.dt.date.nunique()) == 1).all())


@sessionize.invariant(en="Numbers are whole and rise from 1 without a gap.", zh="编号从 1 开始，一个接一个，不会跳号。")
def numbers_without_a_gap(result, **inputs):
    return sorted(set(result["session_id"])) == list(range(1, result["session_id"].nunique() + 1))


@sessionize.right
def row_by_row(hits, gap_minutes=HALF_HOUR):
    return cut(hits, gap_minutes)


@sessionize.right
def visitor_after_visitor(hits, gap_minutes=HALF_HOUR):
    parts, used = [], 0
    for _, mine in hits.dropna(subset=["cid"]).groupby("cid", sort=True):
        mine = mine.iloc[np.argsort(mine["ts"].to_numpy(), kind="stable")].copy()
        times, given = mine["ts"].tolist(), mine["utm_source"].tolist()
        labels, current = [], None
        for place, (ts, link) in enumerate(zip(times, given, strict=True)):
            apart = place > 0 and (
                ts - times[place - 1] > pd.Timedelta(minutes=gap_minutes) or ts.date() > times[place - 1].date()
            )
            fresh = place == 0 or apart
            if fresh:
                current = None
            if isinstance(link, str):
                fresh, current = fresh or link != current, link
            used += int(fresh)
            labels.append(used)
        parts.append(mine.assign(session_id=labels))
    if not parts:
        return hits.head(0).assign(session_id=pd.Series(dtype="int64"))
    return pd.concat(parts, ignore_index=True)


@sessionize.wrong(
    en="A pause of exactly `gap_minutes` ended the visit. It still belongs to it: *more* than `gap_minutes` ends it.",
    zh="正好停了 `gap_minutes` 分钟，就被切成了两次。正好这么久还算同一次访问，**超过**才算完。",
)
def gap_closed(hits, gap_minutes=HALF_HOUR):
    return cut(hits, gap_minutes, closed=True)


@sessionize.wrong(
    en="The pause was cut to whole minutes, so 30 minutes and 1 second became 30. Compare the exact time.",
    zh="停顿被截成了整分钟，30 分零 1 秒成了 30 分。要拿准确的时间来比。",
)
def pause_in_whole_minutes(hits, gap_minutes=HALF_HOUR):
    return cut(hits, gap_minutes, cut_to_minutes=True)


@sessionize.wrong(
    en="The visit ends `gap_minutes` after it *began*. The rule looks at the pause since the hit before: someone who goes on clicking stays in the visit.",
    zh="从访问**开始**算起，满 `gap_minutes` 就切断了。规矩看的是离上一条记录停了多久：一直在点的人，还在同一次访问里。",
)
def counted_from_the_start(hits, gap_minutes=HALF_HOUR):
    return cut(hits, gap_minutes, whole_visit=True)


@sessionize.wrong(
    en=(
        "Days were lost: `.seconds` of a pause holds only what is left after whole days, `.day` is only the day of the month. A "
        "month later at the same time looks like the same moment. Use `total_seconds()` or `pd.Timedelta`, and the whole date."
    ),
    zh=(
        "天数丢了：停顿的 `.seconds` 只剩不满一天的秒数，`.day` 只是几号。隔一个月同一钟点再来，看上去就像同一时刻。"
        "要用 `total_seconds()` 或 `pd.Timedelta`，日期要连年带月一起比。"
    ),
)
def days_lost(hits, gap_minutes=HALF_HOUR):
    return cut(hits, gap_minutes, without_days=True, day_of_month=True)


@sessionize.wrong(
    en=(
        "Hits at the same moment changed places: a sort that is not stable mixes equal rows as soon as there are more than a "
        'few. Sort by both columns at once, or say `kind="stable"`.'
    ),
    zh='同一时刻的记录换了先后：不稳定的排序，行一多就会打乱相等的行。两列一起排，或者写上 `kind="stable"`。',
)
def ties_mixed_by_the_sort(hits, gap_minutes=HALF_HOUR):
    return cut(hits.sort_values("ts"), gap_minutes)


@sessionize.wrong(
    en="Visits run over midnight. The daily report closes there, so a hit on another day begins a new visit.",
    zh="访问跨过了零点。日报在零点截止，换了一天就要另起一次访问。",
)
def midnight_forgotten(hits, gap_minutes=HALF_HOUR):
    return cut(hits, gap_minutes, no_midnight=True)


@sessionize.wrong(
    en="The source plays no part yet: someone who comes back through another link begins a new visit.",
    zh="来源还没管：从另一个链接再点进来，要另起一次访问。",
)
def source_forgotten(hits, gap_minutes=HALF_HOUR):
    return cut(hits, gap_minutes, no_source=True)


@sessionize.wrong(
    en="Only the pause between hits ends a visit here. Midnight and a change of source end it too.",
    zh="这里只有停顿才会结束访问。过了零点、换了来源，也要另起一次。",
)
def pause_alone(hits, gap_minutes=HALF_HOUR):
    return cut(hits, gap_minutes, no_midnight=True, no_source=True)


@sessionize.wrong(
    en=(
        "Two things at once: a pause of exactly `gap_minutes` ended the visit (it still belongs to it), and midnight and "
        "the source play no part yet."
    ),
    zh="有两处：正好停了 `gap_minutes` 分钟就切断了（这还算同一次访问）；另外，零点和来源都还没管。",
)
def closed_pause_alone(hits, gap_minutes=HALF_HOUR):
    return cut(hits, gap_minutes, closed=True, no_midnight=True, no_source=True)


@sessionize.wrong(
    en=(
        "Every hit without `utm_source` begins a visit: compared with `!=`, a missing value differs from everything, even from "
        "another missing one. Look at the source only where there is one."
    ),
    zh="凡是没有 `utm_source` 的记录都另起了一次访问：用 `!=` 来比，缺失值和谁都不同，和另一个缺失值也不同。只在有来源的行才比来源。",
)
def missing_differs_from_missing(hits, gap_minutes=HALF_HOUR):
    table = cut(hits, gap_minutes)
    day, source = table["ts"].dt.date, table["utm_source"]
    starts = (table["cid"] != table["cid"].shift()) | (day != day.shift()) | source.isna() | (source != source.shift())
    return table.assign(session_id=(starts | (table["ts"].diff() > pd.Timedelta(minutes=gap_minutes))).cumsum())


@sessionize.wrong(
    en="A hit without `utm_source` was taken for a change of source. It is a click inside the shop and keeps the visit's source.",
    zh="没有 `utm_source` 的记录被当成了“换来源”。它只是在店里接着点，来源不变。",
)
def missing_as_a_source(hits, gap_minutes=HALF_HOUR):
    return cut(hits, gap_minutes, missing_counts=True)


@sessionize.wrong(
    en="The source was compared with the row just above, which is often empty. Compare with the last source *seen* in the visit.",
    zh="来源是和紧挨着的上一行比的，那一行常常是空的。要和这次访问里最近**出现过**的来源比。",
)
def compared_with_the_row_above(hits, gap_minutes=HALF_HOUR):
    return cut(hits, gap_minutes, next_to_it=True)


@sessionize.wrong(
    en="A visit that began without a source took the first one it met. By the rule this source differs, and a new visit begins.",
    zh="没有来源的访问，把遇到的第一个来源直接收下了。按规矩，这就算来源不同，要另起一次。",
)
def first_source_taken_in(hits, gap_minutes=HALF_HOUR):
    return cut(hits, gap_minutes, first_source_free=True)


@sessionize.wrong(
    en="The source of an earlier visit was remembered. After a pause or midnight a visit starts without a source.",
    zh="上一次访问的来源被带了过来。停顿或零点之后，新的访问开头是没有来源的。",
)
def source_remembered(hits, gap_minutes=HALF_HOUR):
    return cut(hits, gap_minutes, remembered=True)


@sessionize.wrong(
    en="The rows were taken in the order in which they came. Sort by `cid` and `ts` first: a log is not a diary of one person.",
    zh="记录是按来的先后直接用的。先按 `cid` 和 `ts` 排序：日志不是一个人的日记。",
)
def not_sorted(hits, gap_minutes=HALF_HOUR):
    known = hits[hits["cid"].notna()].reset_index(drop=True)
    day = known["ts"].dt.date
    begins = (known["cid"] != known["cid"].shift()) | (known["ts"].diff() > pd.Timedelta(minutes=gap_minutes))
    begins = begins | (day != day.shift())
    runs = begins.cumsum()
    seen = known.groupby(runs)["utm_source"].ffill().groupby(runs).shift()
    begins = begins | (known["utm_source"].notna() & (known["utm_source"] != seen))
    return known.assign(session_id=begins.cumsum())


@sessionize.wrong(
    en="Visitors are mixed: the rows are sorted by time alone, and a visit may hold the hits of several people. Sort by `cid` first.",
    zh="访客混在一起了：只按时间排，一次访问里就有好几个人的记录。要先按 `cid` 排。",
)
def visitors_mixed(hits, gap_minutes=HALF_HOUR):
    mixed = cut(hits.assign(cid=hits["cid"].where(hits["cid"].isna(), "x")), gap_minutes)
    names = hits[hits["cid"].notna()].sort_values("ts", kind="stable")["cid"]
    return mixed.assign(cid=names.to_numpy())


@sessionize.wrong(
    en="Hits at the same moment were put into another order, by their source. Keep the order in which they stand in `hits`.",
    zh="同一时刻的记录按来源重新排了。要保持它们在 `hits` 里的先后。",
)
def ties_sorted_by_source(hits, gap_minutes=HALF_HOUR):
    return cut(hits.sort_values("utm_source", kind="stable"), gap_minutes)


@sessionize.wrong(
    en="The numbers begin again with every visitor. Each visit needs a number of its own, over all visitors.",
    zh="每位访客都从 1 重新编号了。所有访客放在一起，一次访问一个号。",
)
def numbers_for_each_visitor(hits, gap_minutes=HALF_HOUR):
    table = cut(hits, gap_minutes)
    first = table.groupby("cid")["session_id"].transform("min")
    return table.assign(session_id=table["session_id"] - first + 1)


@sessionize.wrong(
    en="The numbers begin with 0. The first visit is number 1.", zh="编号从 0 开始了。第一次访问是 1 号。"
)
def numbers_from_zero(hits, gap_minutes=HALF_HOUR):
    table = cut(hits, gap_minutes)
    return table.assign(session_id=table["session_id"] - 1)


@sessionize.wrong(
    en="`gap_minutes` is not used: 30 minutes are written into the code.",
    zh="没有用到 `gap_minutes`：代码里写死了 30 分钟。",
)
def always_half_an_hour(hits, gap_minutes=HALF_HOUR):
    return cut(hits, HALF_HOUR)


@sessionize.wrong(
    en="Hits without a cookie were kept. Nobody knows whose they are, so they make no visit.",
    zh="没有 cookie 的记录留了下来。不知道是谁的，就不能算访问。",
)
def hits_without_a_cookie_kept(hits, gap_minutes=HALF_HOUR):
    table = cut(hits.assign(cid=hits["cid"].fillna("~")), gap_minutes)
    return table.assign(cid=table["cid"].where(table["cid"] != "~"))


# --- end of sessionize ---

# --- clean_orders ---

clean_orders = Exercise(points=3, compare="equal")

RAW_COLUMNS = ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]
CLEAN_COLUMNS = ["order_id", "shop_id", "created_at", "paid", "refund", "status"]
COUNT_KEYS = ["no_id", "copies", "refunds", "lost_refunds", "older", "utc", "amounts"]
STATUS_WORDS = {
    "待付款": "waiting",
    "已付款": "paid",
    "已发货": "shipped",
    "已签收": "delivered",
    "已退款": "refunded",
    "已取消": "cancelled",
    "已关闭": "closed",
}
LAST_EXPORT = "2026-01-05 03:00:00"


def lines_of(*rows: tuple[str | None, ...]) -> pd.DataFrame:
    """Raw lines: order_no, shop, created, amount, status, ref_no, and exported_at unless it is the last export."""
    full = [row if len(row) == len(RAW_COLUMNS) else (*row, LAST_EXPORT) for row in rows]
    return pd.DataFrame(full, columns=RAW_COLUMNS).astype("str")


def narrow(text: str) -> str:
    """Full-width characters become half-width, blanks at the ends go."""
    table = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFFE5: 0xA5}
    return text.translate(table).strip()


def yuan_of(text: str) -> float:
    return float(text.replace("¥", "").replace("元", "").replace(",", ""))


def moment_of(text: str, utc: int = 8, local: int = 0) -> pd.Timestamp:
    zulu = text.endswith("Z")
    for mark, other in (("年", "-"), ("月", "-"), ("日", ""), ("/", "-"), ("T", " "), ("Z", "")):
        text = text.replace(mark, other)
    return pd.to_datetime(text, format="%Y-%m-%d %H:%M:%S") + pd.Timedelta(hours=utc if zulu else local)


def tidy(raw, *, status=True, **slips):
    """Line by line; the options are the slips of the wrong answers below."""
    counts = dict.fromkeys(COUNT_KEYS, 0)
    seen, kept, back = set(), {}, []
    for place, values in enumerate(raw.itertuples(index=False)):
        asis = tuple("" if pd.isna(value) else value for value in values)
        line = {name: narrow(value) for name, value in zip(raw.columns, asis, strict=True)}
        line["asis"], line["place"] = asis[list(raw.columns).index("amount")], place
        line["key"] = tuple(narrow(value) for value in asis) if slips.get("copies_after_repair") else asis
        number = line["order_no"]
        if number == "" or (number == "-" and not slips.get("dash_is_an_id")):
            counts["no_id"] += 1
            continue
        if line["key"] in seen and not slips.get("copies_kept"):
            counts["copies"] += 1
            continue
        seen.add(line["key"])
        counts["utc_raw"] = counts.get("utc_raw", 0) + line["created"].endswith("Z")
        counts["amounts_raw"] = counts.get("amounts_raw", 0) + (not plain(line["asis"]))
        if number.startswith("R"):
            counts["refunds"] += 1
            back.append(line)
            continue
        before = kept.get(number)
        if before is not None:
            counts["older"] += 1
        later = before is None or line["exported_at"] >= before["exported_at"]
        if slips.get("tie_by_first") and before is not None:
            later = line["exported_at"] > before["exported_at"]
        if slips.get("last_in_file"):
            later = True
        if slips.get("first_in_file"):
            later = before is None
        if slips.get("oldest"):
            later = before is None or line["exported_at"] < before["exported_at"]
        if later:
            kept[number] = line
    money = {}
    for line in back:
        amount = abs(yuan_of(line["amount"]))
        if line["ref_no"] not in kept:
            counts["lost_refunds"] += 1
        money[line["ref_no"]] = amount if slips.get("one_refund") else money.get(line["ref_no"], 0.0) + amount
    rows = []
    for number, line in kept.items():
        created = moment_of(line["created"], slips.get("utc", 8), slips.get("local", 0))
        paid, given = yuan_of(line["amount"]), money.get(number, 0.0)
        word = STATUS_WORDS.get(line["status"], line["status"].lower()) if status else line["status"]
        digit = int("".join(sign for sign in line["shop"] if sign.isdigit()))
        rows.append((int(number.replace("-", "0")), digit, created, paid, given, word))
        counts["utc"] += line["created"].endswith("Z")
        counts["amounts"] += not plain(line["asis"])
    table = pd.DataFrame(rows, columns=CLEAN_COLUMNS)
    types = {"order_id": "int64", "shop_id": "int64", "paid": float, "refund": float, "status": "str"}
    table = table.astype(types).assign(created_at=pd.to_datetime(table["created_at"]))
    if not slips.get("not_sorted"):
        table = table.sort_values("order_id", ignore_index=True)
    if slips.get("counts_of_raw"):
        counts["utc"], counts["amounts"] = counts.get("utc_raw", 0), counts.get("amounts_raw", 0)
    return table, {name: int(counts[name]) for name in COUNT_KEYS}


def plain(text: str) -> bool:
    return bool(text) and all(sign in "0123456789." for sign in text)


def kept_amounts(raw, is_plain) -> int:
    """How many lines that are kept have an amount that `is_plain` doesn't accept."""
    return tidy(raw.assign(amount=["0" if is_plain(text) else "¥0" for text in raw["amount"]], asis=raw["amount"]))[1][
        "amounts"
    ]


@clean_orders.example
def eight_lines_by_hand():
    raw = lines_of(
        ("101", "1", "2025/10/3 14:05:09", "¥1,234.00", "已付款", None, "2025-10-04 03:00:00"),
        ("101", "1", "2025/10/3 14:05:09", "1234.00", "已签收", None),
        ("R101", "1", "2025/10/9 10:00:00", "-34.00", "退款", "101"),
        ("１０２", "1", "2025-10-31T17:30:00Z", "２５.８０", "SHIPPED", None),
        ("１０２", "1", "2025-10-31T17:30:00Z", "２５.８０", "SHIPPED", None),
        ("-", "1", "2025-10-31T17:30:00Z", "25.80", "SHIPPED", None),
        ("103", "店铺３", "2025年10月5日 09:00:00", "0.00", "已取消", None),
        ("R999", "1", "2025/10/9 11:00:00", "-5.00", "退款", "999"),
    )
    rows = [
        (101, 1, pd.Timestamp("2025-10-03 14:05:09"), 1234.0, 34.0, "delivered"),
        (102, 1, pd.Timestamp("2025-11-01 01:30:00"), 25.8, 0.0, "shipped"),
        (103, 3, pd.Timestamp("2025-10-05 09:00:00"), 0.0, 0.0, "cancelled"),
    ]
    return {"raw": raw}, (
        pd.DataFrame(rows, columns=CLEAN_COLUMNS),
        dict(zip(COUNT_KEYS, [1, 1, 2, 1, 1, 1, 1], strict=True)),
    )


A_MORNING = lines_of(
    ("208", "店铺3", "2025-10-02 09:15:00", "89.90", "已签收", None),
    ("201", "1", "2025-10-01 08:00:00", "¥59.00", "已签收", None),
    (" 203 ", "2", "2025/10/1 10:30:00", "1,180.00元", "已付款", None, "2025-10-02 03:00:00"),
    ("203", "2", "2025/10/1 10:30:00", "1,180.00元", "已签收", None),
    ("204", "１", "2025-10-01T03:10:00Z", "３５.５０", "DELIVERED", None),
    ("204", "１", "2025-10-01T03:10:00Z", "３５.５０", "DELIVERED", None),
    ("R203", "2", "2025/10/6 12:00:00", "¥-180.00", "退款", "203"),
    ("　", "1", "2025-10-01 08:00:00", "59.00", "已签收", None),
    ("206", "店铺3", "2025年10月2日 07:05:00", "0.00", "已取消", None),
    ("207", "3", "2025-10-01T23:40:00Z", "44.00", "SHIPPED", None),
)


@clean_orders.visible(en="one morning's export", zh="一个上午的导出")
def one_morning():
    return {"raw": A_MORNING}


@clean_orders.visible(en="the warehouse's export, further columns", zh="仓库系统的导出，另有别的列")
def the_warehouse():
    raw = lines_of(
        ("311", "5", "2025-10-11T02:00:00Z", "18.80", "SHIPPED", None, "2025-10-12 03:00:00"),
        ("309", "5", "2025-10-10T15:59:59Z", "¥72.00", "DELIVERED", None),
        ("311", "5", "2025-10-11T02:00:00Z", "18.80", "DELIVERED", None),
        ("310", "5", "2025-10-10T16:00:00Z", "240.00", "REFUNDED", None),
        ("R310", "5", "2025-10-15T01:00:00Z", "-240.00", "退款", "310"),
        ("R311", "5", "2025-10-20T01:00:00Z", "-8.80", "退款", "311"),
        (None, "5", "2025-10-10T15:59:59Z", "72.00", "DELIVERED", None),
        ("312", "店铺5", "2025-10-11 20:00:00", "66.60", "已签收", None),
    )
    return {"raw": raw.assign(pieces=pd.Series(["1", "2", "1", "3", "0", "0", "2", "1"], dtype="str"))}


@clean_orders.visible(edge=True, en="full-width characters everywhere", zh="到处是全角字符")
def full_width_everywhere():
    raw = lines_of(
        ("４０２", "店铺２", "2025-10-04 10:00:00", "￥１，２３４．５０", "已签收", None),
        ("　401　", "２", "2025-10-04 09:00:00", "２０元", "已发货", None),
        ("Ｒ４０２", "2", "2025-10-08 09:00:00", "￥－３４．５０", "退款", "４０２"),
    )
    return {"raw": raw}


@clean_orders.visible(edge=True, en="UTC over the end of the day and the month", zh="UTC 跨过一天、一个月的末尾")
def utc_over_midnight():
    raw = lines_of(
        ("501", "1", "2025-10-31T15:59:59Z", "10.00", "DELIVERED", None),
        ("502", "1", "2025-10-31T16:00:00Z", "11.00", "DELIVERED", None),
        ("503", "1", "2025-10-31 23:59:59", "12.00", "已签收", None),
        ("504", "1", "2025/10/31 16:00:00", "13.00", "已签收", None),
    )
    return {"raw": raw}


@clean_orders.visible(edge=True, en="the later status stands further up", zh="较晚的状态排在上面")
def the_later_status_stands_above():
    raw = lines_of(
        ("602", "1", "2025-10-05 10:00:00", "30.00", "已签收", None),
        ("601", "1", "2025-10-05 09:00:00", "¥20.00", "已发货", None, "2025-10-07 03:00:00"),
        ("601", "1", "2025-10-05 09:00:00", "20.00", "已签收", None, "2025-10-12 03:00:00"),
        ("601", "1", "2025-10-05 09:00:00", "0.00", "待付款", None, "2025-10-06 03:00:00"),
        ("602", "1", "2025-10-05 10:00:00", "30.00", "已付款", None, "2025-10-06 03:00:00"),
    )
    return {"raw": raw}


@clean_orders.visible(edge=True, en="two lines of the same export", zh="同一次导出里有两行")
def two_lines_of_one_export():
    raw = lines_of(
        ("611", "1", "2025-10-05 09:00:00", "20.00", "已付款", None),
        ("611", "1", "2025-10-05 09:00:00", "20.00", "已发货", None),
        ("612", "1", "2025-10-05 10:00:00", "30.00", "已签收", None),
        ("612", "1", "2025-10-05 10:00:00", "30.00", "已发货", None),
    )
    return {"raw": raw}


@clean_orders.visible(
    edge=True, en="many orders with two lines of the same export", zh="许多订单，同一次导出里都有两行"
)
def many_lines_of_one_export():
    # More than 16 lines: a sort that is not stable, which leaves shorter tables in order, mixes them up.
    words = ["已付款", "已发货", "已签收"]
    rows = [
        (str(621 + number), "1", "2025-10-05 09:00:00", "20.00", words[(number + step) % 3], None)
        for step in (0, 1)
        for number in range(15)
    ]
    return {"raw": lines_of(*rows)}


@clean_orders.visible(edge=True, en="a copy that differs in a blank", zh="只差一个空格的副本")
def a_copy_that_differs_in_a_blank():
    raw = lines_of(
        ("701", "1", "2025-10-05 09:00:00", "20.00", "已签收", None),
        (" 701", "1", "2025-10-05 09:00:00", "20.00", "已签收", None),
        ("701", "1", "2025-10-05 09:00:00", "20.00", "已签收", None),
        ("702", "1", "2025-10-05 09:30:00", "21.00", "已签收", None),
    )
    return {"raw": raw}


@clean_orders.visible(edge=True, en="several refunds, one of them twice in the file", zh="退了几次款，有一行重复")
def several_refunds():
    raw = lines_of(
        ("R801", "1", "2025-10-08 09:00:00", "-20.00", "退款", "801"),
        ("801", "1", "2025-10-05 09:00:00", "120.00", "已签收", None),
        ("R801", "1", "2025-10-09 09:00:00", "-5.50", "退款", "801"),
        ("R801", "1", "2025-10-09 09:00:00", "-5.50", "退款", "801"),
        ("802", "1", "2025-10-05 09:30:00", "40.00", "已退款", None),
        ("R802", "1", "2025-10-07 09:00:00", "-40.00元", "退款", "802"),
    )
    return {"raw": raw}


@clean_orders.visible(edge=True, en="a refund without its order", zh="退款找不到订单")
def a_refund_without_its_order():
    raw = lines_of(
        ("901", "1", "2025-10-05 09:00:00", "20.00", "已签收", None),
        ("R877", "1", "2025-10-08 09:00:00", "-15.00", "退款", "877"),
        ("-", "1", "2025-10-05 09:30:00", "40.00", "已签收", None),
        ("R902", "1", "2025-10-07 09:00:00", "-40.00", "退款", "902"),
    )
    return {"raw": raw}


@clean_orders.visible(edge=True, en="a refund whose number is not its order's", zh="退款号和订单号不一样")
def a_refund_with_its_own_number():
    raw = lines_of(
        ("951", "1", "2025-10-05 09:00:00", "50.00", "已签收", None),
        ("952", "1", "2025-10-05 09:10:00", "60.00", "已签收", None),
        ("R952", "1", "2025-10-08 09:00:00", "-7.00", "退款", "951"),
    )
    return {"raw": raw}


@clean_orders.visible(edge=True, en="refunds that exceed the payment", zh="退的比付的多")
def refunds_above_the_payment():
    raw = lines_of(
        ("931", "1", "2025-10-05 09:00:00", "30.00", "已退款", None),
        ("R931", "1", "2025-10-08 09:00:00", "-30.00", "退款", "931", "2025-10-09 03:00:00"),
        ("R931", "1", "2025-10-08 09:00:00", "-30.00", "退款", "931"),
    )
    return {"raw": raw}


@clean_orders.visible(edge=True, en="a comma is all that is odd", zh="金额里只有逗号不规矩")
def only_a_comma_is_odd():
    raw = lines_of(
        ("941", "1", "2025-10-05 09:00:00", "1,234.00", "已签收", None),
        ("942", "1", "2025-10-05 09:10:00", "1234.00", "已签收", None),
    )
    return {"raw": raw}


@clean_orders.visible(edge=True, en="orders that were never paid", zh="始终没有付款的订单")
def never_paid():
    raw = lines_of(
        ("911", "1", "2025-10-05 09:00:00", "0.00", "已取消", None),
        ("912", "1", "2025-10-05 09:10:00", "¥0.00", "待付款", None),
        ("913", "1", "2025-10-05 09:20:00", "0.00", "已关闭", None),
    )
    return {"raw": raw}


@clean_orders.visible(edge=True, en="only broken lines and refunds", zh="只有残缺的行和退款")
def only_broken_lines():
    raw = lines_of(
        ("-", "1", "2025-10-05 09:00:00", "20.00", "已签收", None),
        (" ", "1", "2025-10-05 09:00:00", "20.00", "已签收", None),
        ("R77", "1", "2025-10-08 09:00:00", "-15.00", "退款", "77"),
    )
    return {"raw": raw}


@clean_orders.visible(edge=True, en="no lines", zh="一行也没有")
def no_lines():
    return {"raw": A_MORNING.head(0)}


@clean_orders.hidden(worlds=3)
def other_exports(world: World):
    raw = world.table("raw_orders")
    names = raw["order_no"].fillna("").map(narrow)
    numbers = sorted({name for name in names if name.isdigit()})
    chosen = set(world.rng.choice(numbers, min(70, len(numbers)), replace=False))
    orders, refunds = names.isin(chosen), names.str[1:].isin(chosen) & names.str.startswith("R")
    # A few orders go, so that their refunds find nothing; all kinds of flaws stay in.
    gone = set(world.rng.choice(sorted(chosen), 12, replace=False))
    broken = names.isin(["", "-"]) & (world.rng.random(len(raw)) < 0.3)
    rows = raw[(orders & ~names.isin(gone)) | refunds | broken].head(160)
    return {"raw": rows.reset_index(drop=True)}


@clean_orders.invariant(
    en="Every line of the export is accounted for: kept, or counted under one of the keys.",
    zh="导出的每一行都有去处：要么留下，要么计入某个键。",
)
def every_line_accounted_for(result, *, raw):
    table, counts = result
    return len(table) + sum(counts[key] for key in ("no_id", "copies", "refunds", "older")) == len(raw)


@clean_orders.invariant(en="What went back is never below 0 yuan.", zh="退回的钱不会小于 0 元。")
def refunds_are_not_negative(result, **inputs):
    return bool((result[0]["refund"] >= 0).all())


@clean_orders.right
def line_by_line(raw):
    return tidy(raw)


@clean_orders.right
def with_small_tables(raw):
    work = raw.assign(number=raw["order_no"].fillna("-").map(narrow), place=np.arange(len(raw)))
    counts = dict.fromkeys(COUNT_KEYS, 0)
    good = work[(work["number"] != "") & (work["number"] != "-")]
    single = good[~good.duplicated(subset=list(raw.columns), keep="first")]
    counts["no_id"], counts["copies"] = len(work) - len(good), len(good) - len(single)
    refunds = single[single["number"].str[:1] == "R"]
    orders = single[single["number"].str[:1] != "R"].sort_values(["number", "exported_at", "place"])
    final = orders.groupby("number", as_index=False).tail(1)
    sums = refunds.groupby(refunds["ref_no"].map(narrow))["amount"].agg(
        lambda amounts: sum(abs(yuan_of(narrow(amount))) for amount in amounts)
    )
    counts["refunds"], counts["older"] = len(refunds), len(orders) - len(final)
    counts["lost_refunds"] = int(sum(narrow(ref) not in set(final["number"]) for ref in refunds["ref_no"]))
    counts["utc"] = int(sum(narrow(text).endswith("Z") for text in final["created"]))
    counts["amounts"] = int(sum(not plain(text) for text in final["amount"]))
    clean_lines = pd.DataFrame(
        {
            "order_id": [int(number) for number in final["number"]],
            "shop_id": [int(narrow(shop)[-1]) for shop in final["shop"]],
            "created_at": pd.to_datetime([moment_of(narrow(text)) for text in final["created"]]),
            "paid": [yuan_of(narrow(amount)) for amount in final["amount"]],
            "refund": [float(sums.get(number, 0.0)) for number in final["number"]],
            "status": [STATUS_WORDS.get(narrow(word), narrow(word).lower()) for word in final["status"]],
        }
    )
    return clean_lines.sort_values("order_id").reset_index(drop=True), counts


@clean_orders.wrong(
    en="Times that end in Z were left as they are. They are UTC; Shanghai is 8 hours ahead.",
    zh="以 Z 结尾的时间没有换算。那是 UTC，北京时间比它快 8 小时，要加上。",
)
def utc_left_alone(raw):
    return tidy(raw, utc=0)


@clean_orders.wrong(
    en="8 hours were taken off. When it is midnight in UTC it is already 8 in the morning here: add them.",
    zh="减了 8 小时。UTC 的零点，这里已经是早上 8 点：要加。",
)
def eight_hours_off(raw):
    return tidy(raw, utc=-8)


@clean_orders.wrong(
    en="8 hours were added to the local times too. Only a `created` that ends in Z is UTC.",
    zh="本地时间也加了 8 小时。只有以 Z 结尾的 `created` 才是 UTC。",
)
def all_times_shifted(raw):
    return tidy(raw, local=8)


@clean_orders.wrong(
    en="Of several lines of an order the first in the file was kept. The latest `exported_at` counts, wherever it stands.",
    zh="同一笔订单有几行时，留了文件里最靠上的。应当看 `exported_at`，谁晚留谁，不管排在哪里。",
)
def first_line_kept(raw):
    return tidy(raw, first_in_file=True)


@clean_orders.wrong(
    en="Of several lines of an order the last in the file was kept. The file isn't in order of time: look at `exported_at`.",
    zh="同一笔订单有几行时，留了文件里最靠下的。文件不是按时间排的，要看 `exported_at`。",
)
def last_line_kept(raw):
    return tidy(raw, last_in_file=True)


@clean_orders.wrong(
    en="The oldest line of each order was kept. A later status replaces an earlier one.",
    zh="留下的是每笔订单最早的一行。较晚的状态要顶替较早的。",
)
def oldest_line_kept(raw):
    return tidy(raw, oldest=True)


@clean_orders.wrong(
    en="Two lines of the same export: the upper one was kept. At equal times the one further down counts.",
    zh="同一次导出的两行，留了上面那行。一样晚，以靠下的为准。",
)
def upper_line_kept_in_a_tie(raw):
    return tidy(raw, tie_by_first=True)


@clean_orders.wrong(
    en="Lines that are equal in all columns are still there, so a refund can count twice. Step 2 keeps one of them.",
    zh="完全相同的行没有去掉，退款就可能算了两次。第 2 步要求只留一行。",
)
def copies_left_in(raw):
    return tidy(raw, copies_kept=True)


@clean_orders.wrong(
    en="Copies were looked for after the repair. Step 2 compares the lines as they stand in `raw`; a line that differs in a blank falls under step 5.",
    zh="先修好了才找重复。第 2 步比的是 `raw` 里的原样；只差一个空格的行，归第 5 步管。",
)
def copies_after_the_repair(raw):
    return tidy(raw, copies_after_repair=True)


@clean_orders.wrong(
    en="A `-` was taken for an order number. It stands for a lost one, so the line goes and counts as `no_id`.",
    zh="`-` 被当成了订单号。它表示号码丢了，这一行要去掉，计入 `no_id`。",
)
def dash_taken_for_an_id(raw):
    return tidy(raw, dash_is_an_id=True)


@clean_orders.wrong(
    en="`paid` is net of refunds. Keep both columns apart: what was paid, and what went back.",
    zh="`paid` 里已经减了退款。两列要分开：实付多少，退了多少。",
)
def refund_taken_off_paid(raw):
    table, counts = tidy(raw)
    return table.assign(paid=table["paid"] - table["refund"]), counts


@clean_orders.wrong(
    en="`refund` is negative. The minus sign belongs to the export; here `refund` says how much went back.",
    zh="`refund` 是负数。负号是导出表的写法；这里的 `refund` 就是退了多少钱。",
)
def refund_negative(raw):
    table, counts = tidy(raw)
    return table.assign(refund=-table["refund"]), counts


@clean_orders.wrong(
    en="The refund lines were dropped and their money forgotten: `refund` is 0 everywhere.",
    zh="退款行去掉了，钱也丢了：`refund` 全是 0。",
)
def refunds_forgotten(raw):
    table, counts = tidy(raw)
    return table.assign(refund=0.0), counts


@clean_orders.wrong(
    en="An order with several refunds got only the last one. Add them up.",
    zh="一笔订单退了几次款，只记了最后一次。要加起来。",
)
def only_the_last_refund(raw):
    return tidy(raw, one_refund=True)


@clean_orders.wrong(
    en="Orders without a refund have a missing `refund`. It is known what went back: 0 yuan.",
    zh="没有退款的订单，`refund` 成了缺失。退了多少是知道的：0 元。",
)
def refund_missing(raw):
    table, counts = tidy(raw)
    return table.assign(refund=table["refund"].replace(0.0, np.nan)), counts


@clean_orders.wrong(
    en="Orders that were never paid are gone. They stay, with 0 yuan: how many are never paid is a number of its own.",
    zh="没付款的订单不见了。它们要留下，实付 0 元：有多少单没付款，本身就是一个要看的数。",
)
def unpaid_orders_dropped(raw):
    table, counts = tidy(raw)
    return table[table["paid"] > 0].reset_index(drop=True), counts


@clean_orders.wrong(
    en="`utc` and `amounts` count lines of the export. They are to count rows of the clean table.",
    zh="`utc` 和 `amounts` 数的是导出表的行。题目要数的是清洗后的行。",
)
def counted_before_the_cleaning(raw):
    return tidy(raw, counts_of_raw=True)


@clean_orders.wrong(
    en=(
        "`amounts` misses the full-width digits: `２５.８０` was taken for plain. Either the text was looked at after the repair, or "
        "`\\d` was asked for, which takes full-width digits too: look at `raw`, and write `[0-9]`."
    ),
    zh=(
        "`amounts` 漏了全角数字：`２５.８０` 被当成规矩的了。要么看的是修过的文本，要么用了 `\\d`，它连全角数字也认："
        "要看 `raw`，并且写成 `[0-9]`。"
    ),
)
def amounts_judged_after_the_repair(raw):
    table, counts = tidy(raw)
    narrowed = raw.assign(amount=[narrow(text) for text in raw["amount"]])
    # The same lines stay; only what stands in the column of amounts is judged anew.
    repaired = tidy(narrowed)[1] if len(raw) else counts
    return table, {**counts, "amounts": repaired["amounts"]}


@clean_orders.wrong(
    en="`amounts` misses `1,234.00`: the comma was taken for plain. Only the digits 0 to 9 and the point are.",
    zh="`amounts` 漏了 `1,234.00`：逗号被当成规矩的了。规矩的只有数字 0 到 9 和小数点。",
)
def comma_taken_for_plain(raw):
    table, counts = tidy(raw)
    return table, {**counts, "amounts": kept_amounts(raw, lambda text: plain(text.replace(",", "")))}


@clean_orders.wrong(
    en="`amounts` looks only for `¥`, `元` and commas, so it misses the full-width digits. Ask the other way round: is there anything "
    "else than 0 to 9 and the point?",
    zh="`amounts` 只找了 `¥`、`元` 和逗号，漏了全角数字。要反过来问：除了 0 到 9 和小数点，还有没有别的？",
)
def amounts_by_three_signs(raw):
    table, counts = tidy(raw)
    return table, {**counts, "amounts": kept_amounts(raw, lambda text: not any(sign in text for sign in "¥元,"))}


@clean_orders.wrong(
    en="`refund` was cut off at what was paid. The rule adds up every refund line; when more goes back than was paid, the accountant "
    "wants to see it.",
    zh="`refund` 被压到了不超过实付。规矩是每条退款都加起来；退的比付的多，财务正想看到。",
)
def refund_capped_at_paid(raw):
    table, counts = tidy(raw)
    return table.assign(refund=table[["paid", "refund"]].min(axis=1)), counts


@clean_orders.wrong(
    en="`lost_refunds` was looked up in `raw`, with all its broken lines and spellings. Compare with the order numbers of the *clean* table.",
    zh="`lost_refunds` 是和 `raw` 里的号码比的，那里什么写法都有。要和**清洗后**的订单号比。",
)
def lost_refunds_looked_up_in_raw(raw):
    table, counts = tidy(raw)
    lines = raw.drop_duplicates()
    refunds = lines[lines["order_no"].fillna("").map(narrow).str.startswith("R")]
    asked = refunds["ref_no"].map(narrow)
    return table, {**counts, "lost_refunds": int((~asked.isin(raw["order_no"])).sum())}


@clean_orders.wrong(
    en="A refund went to the order whose digits follow its `R`. The order it belongs to stands in `ref_no`.",
    zh="退款记到了 `R` 后面那串数字的订单上。它属于哪笔订单，要看 `ref_no`。",
)
def refund_by_its_own_number(raw):
    returns = raw["order_no"].fillna("").map(narrow).str.startswith("R")
    own = raw["order_no"].where(~returns, raw["order_no"].fillna("").map(narrow).str[1:])
    return tidy(raw.assign(ref_no=raw["ref_no"].mask(returns, own)))


@clean_orders.wrong(
    en="`older` counts the copies too. By then step 2 has taken them out: `older` counts only what step 5 drops.",
    zh="`older` 把重复的行也数了进去。它们在第 2 步已经去掉了：`older` 只数第 5 步去掉的行。",
)
def older_counts_copies(raw):
    table, counts = tidy(raw)
    return table, {**counts, "older": counts["older"] + counts["copies"]}


@clean_orders.wrong(
    en="`refunds` leaves out the refunds that found no order. All lines taken out count; `lost_refunds` says how many of them found none.",
    zh="`refunds` 没有数找不到订单的退款。拿出来的行都要数，`lost_refunds` 只是说其中几行没找到。",
)
def refunds_without_the_lost(raw):
    table, counts = tidy(raw)
    return table, {**counts, "refunds": counts["refunds"] - counts["lost_refunds"]}


@clean_orders.wrong(
    en="`lost_refunds` is always 0. Compare each refund's `ref_no` with the order numbers of the clean table.",
    zh="`lost_refunds` 总是 0。要把每条退款的 `ref_no` 和清洗后的订单号比一比。",
)
def lost_refunds_not_counted(raw):
    table, counts = tidy(raw)
    return table, {**counts, "lost_refunds": 0}


@clean_orders.wrong(
    en="The statuses are still in the words of the two systems. `STATUS` translates them.",
    zh="状态还是两个系统各自的叫法。用 `STATUS` 统一。",
)
def status_not_translated(raw):
    return tidy(raw, status=False)


@clean_orders.wrong(
    en="The rows are in the order of the file. Sort them by `order_id`.",
    zh="各行还是文件里的先后。要按 `order_id` 排序。",
)
def rows_in_file_order(raw):
    return tidy(raw, not_sorted=True)


@clean_orders.wrong(
    en="Amounts that weren't plain numbers became 0. `¥1,234.00` is money: repair the text, then read it.",
    zh="写法不规矩的金额成了 0。`¥1,234.00` 也是钱：先把文本修好再读。",
)
def odd_amounts_became_zero(raw):
    table, counts = tidy(
        raw.assign(amount=[text if plain(narrow(text).lstrip("-")) else "0" for text in raw["amount"]])
    )
    return table, {**counts, "amounts": tidy(raw)[1]["amounts"]}


@clean_orders.wrong(
    en="`utc` counts lines of the export. It is to count rows of the clean table, like `amounts`.",
    zh="`utc` 数的是导出表的行。和 `amounts` 一样，要数清洗后的行。",
)
def utc_counted_too_early(raw):
    table, counts = tidy(raw)
    return table, {**counts, "utc": tidy(raw, counts_of_raw=True)[1]["utc"]}


@clean_orders.wrong(
    en="A blank order number is still in, so `int` met `''`. A blank may be full-width (`　`): `str.strip()` takes it off, a comparison with `' '` "
    "does not find it.",
    zh="还有空的订单号没去掉，`int` 就碰上了 `''`。空格也可能是全角的（`　`）：`str.strip()` 去得掉，和 `' '` 比却认不出来。",
)
def blank_numbers_kept(raw):
    if any(narrow(number) == "" for number in raw["order_no"].dropna()):
        int("")
    return tidy(raw)


# --- end of clean_orders ---

# --- traffic_metrics ---

traffic_metrics = Exercise(
    points=3,
    compare="equal",
    library=[
        "dict(pv=metrics.page_views(events), uv=metrics.visitors(sessions), visits=metrics.visits(sessions), "
        "new_visitors=metrics.new_visitors(sessions), new_ratio=metrics.new_visitor_ratio(sessions), "
        "bounce_rate=metrics.bounce_rate(sessions.assign(bounced=False)), "
        "avg_time_on_page=metrics.mean_time_on_page(events), avg_time_on_site=metrics.mean_time_on_site(sessions), "
        "pv_per_uv=metrics.page_views(events) / metrics.visitors(sessions))"
    ],
)

TRAFFIC_SESSIONS = ["session_id", "visitor_id", "is_new", "duration_s", "is_bot"]
TRAFFIC_EVENTS = ["event_id", "session_id", "ts", "type", "page", "sku_id", "page_load_ms"]


def came(*rows: tuple[int, int, bool, int, bool]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=TRAFFIC_SESSIONS)


def loaded(*rows: tuple[int, str, str, float | None]) -> pd.DataFrame:
    """Actions of one evening, numbered from 1: visit, clock, what was opened (a leading * is no page load), goods."""
    table = pd.DataFrame(list(rows), columns=["session_id", "ts", "page", "sku_id"])
    table["ts"] = pd.to_datetime("2025-11-03 " + table["ts"].astype(str), format="mixed")
    acted = table["page"].str.startswith("*")
    table["page"] = table["page"].str.lstrip("*")
    table["type"] = np.where(acted, "favorite", np.where(table["page"] == "item", "view", "click"))
    table["page_load_ms"] = np.where(acted, np.nan, 800.0)
    return table.assign(event_id=range(1, len(table) + 1), sku_id=table["sku_id"].astype(float))[TRAFFIC_EVENTS]


def measure(sessions, events, **slips):
    """The nine numbers, counted row by row; the options are the slips of the wrong answers below."""
    people = sessions if slips.get("bots") else sessions[~sessions["is_bot"]]
    rows = events if slips.get("clicks_too") else events[events["page_load_ms"].notna()]
    if slips.get("views_only"):
        rows = events[events["type"] == "view"]
    if not slips.get("events_of_bots"):
        rows = rows[rows["session_id"].isin(people["session_id"])]
    pages: dict[int, list] = {}
    if slips.get("zero_load_is_none"):
        rows = rows[rows["page_load_ms"] > 0]
    if slips.get("ties_as_they_came"):
        rows = rows.sort_values("ts", kind="stable")
    elif slips.get("by_number"):
        rows = rows.sort_values("event_id")
    elif not slips.get("unsorted"):
        rows = rows.sort_values(["ts", "event_id"])
    raw: dict[int, tuple] = {}
    for row in rows.itertuples(index=False):
        seen = pages.setdefault(row.session_id, [])
        goods = None if pd.isna(row.sku_id) else row.sku_id
        earlier = raw.get(row.session_id)
        if slips.get("since_the_kept") and seen:
            earlier = seen[-1]
        again = False
        if earlier:
            same_goods = goods == earlier[2] or bool(slips.get("page_only"))
            if slips.get("missing_differs") and goods is None:
                same_goods = False
            seconds = (row.ts - earlier[0]).total_seconds()
            if slips.get("without_days"):
                seconds = (row.ts - earlier[0]).seconds
            soon = seconds < 5 if slips.get("below_five") else seconds <= 5
            if slips.get("any_time"):
                soon = True
            same_page = row.page == earlier[1] or bool(slips.get("goods_only"))
            again = soon and ((same_page and same_goods) or bool(slips.get("any_page")))
        if slips.get("until_any_load") and again:
            seen[-1] = (*seen[-1][:3], *seen[-1][3:], row.ts)
        raw[row.session_id] = (row.ts, row.page, goods)
        if not again or slips.get("reloads"):
            seen.append((row.ts, row.page, goods))
    times = []
    for seen in pages.values():
        for first, following in zip(seen, [*seen[1:], None], strict=True):
            if slips.get("until_any_load") and len(first) > 3:
                following = (first[3],)
            if following is None:
                times += [0.0] if slips.get("last_is_zero") else []
                continue
            seconds = (following[0] - first[0]).total_seconds()
            if slips.get("without_days"):
                seconds = (following[0] - first[0]).seconds
            if seconds > 1800 and slips.get("drop_long"):
                continue
            times.append(seconds if slips.get("no_limit") else min(seconds, 1800.0))
    pv, uv, visits = sum(len(seen) for seen in pages.values()), people["visitor_id"].nunique(), len(people)
    new = people[people["is_new"]]
    fresh = len(new) if slips.get("new_visits") else new["visitor_id"].nunique()
    opened = {visit: len(pages.get(visit, [])) for visit in people["session_id"]}
    bounces = sum(n <= 1 if slips.get("none_is_bounce") else n == 1 for n in opened.values())
    if slips.get("bounce_before_reloads"):
        first_count = rows[rows["session_id"].isin(people["session_id"])]["session_id"].value_counts()
        bounces = int((first_count == 1).sum())
    nothing = 0.0 if slips.get("zero") else np.nan

    def over(part, whole):
        return part / whole if whole else nothing

    return {
        "pv": pv,
        "uv": uv,
        "visits": visits,
        "new_visitors": fresh,
        "new_ratio": over(fresh, visits if slips.get("ratio_of_visits") else uv),
        "bounce_rate": over(bounces, visits),
        "avg_time_on_page": over(sum(times), len(times)),
        "avg_time_on_site": over(people["duration_s"].sum(), uv if slips.get("site_per_visitor") else visits),
        "pv_per_uv": over(pv, visits if slips.get("per_visit") else uv),
    }


@traffic_metrics.example
def three_visits_by_hand():
    sessions = came((1, 7, True, 2520, False), (2, 7, False, 15, False), (3, 8, True, 0, True))
    events = loaded(
        (1, "20:00:00", "home", None),
        (1, "20:00:04", "home", None),
        (1, "20:01:00", "item", 33),
        (1, "20:01:30", "*item", 33),
        (1, "20:41:00", "item", 34),
        (2, "21:00:00", "item", 33),
        (3, "21:10:00", "item", 33),
    )
    values = [4, 1, 2, 1, 1.0, 0.5, 930.0, 1267.5, 4.0]
    keys = [
        "pv",
        "uv",
        "visits",
        "new_visitors",
        "new_ratio",
        "bounce_rate",
        "avg_time_on_page",
        "avg_time_on_site",
        "pv_per_uv",
    ]
    return {"sessions": sessions, "events": events}, dict(zip(keys, values, strict=True))


EVENING_SESSIONS = came(
    (11, 71, True, 310, False),
    (12, 72, False, 12, False),
    (13, 71, True, 95, False),
    (14, 73, True, 0, True),
    (15, 74, False, 20, False),
    (16, 75, True, 4400, False),
    (17, 74, False, 260, False),
)
EVENING_EVENTS = loaded(
    (11, "20:00:00", "home", None),
    (11, "20:00:20", "search", None),
    (11, "20:01:10", "item", 33),
    (11, "20:01:13", "item", 34),
    (11, "20:02:00", "*item", 34),
    (11, "20:02:30", "*item", 33),
    (11, "20:04:00", "cart", None),
    (12, "20:05:00", "item", 40),
    (12, "20:05:03", "item", 40),
    (13, "20:30:00", "home", None),
    (13, "20:30:05", "home", None),
    (13, "20:31:00", "list", None),
    (13, "20:31:02", "list", None),
    (13, "20:31:04", "list", None),
    (14, "20:32:00", "item", 40),
    (14, "20:32:02", "item", 41),
    (15, "20:40:00", "item", 51),
    (16, "20:45:00", "item", 51),
    (16, "21:55:00", "item", 52),
    (16, "21:55:04", "item", 52),
    (16, "21:55:08", "item", 52),
    (16, "21:55:12", "item", 52),
    (16, "21:55:16", "item", 52),
    (16, "21:56:00", "item", 52),
    (17, "22:00:00", "list", None),
    (17, "22:00:04", "item", 33),
    (17, "22:01:00", "*item", 33),
    (17, "22:01:20", "*item", 33),
    (17, "22:02:00", "item", 33),
)


@traffic_metrics.visible(en="one evening", zh="一个晚上")
def an_evening():
    return {"sessions": EVENING_SESSIONS, "events": EVENING_EVENTS}


@traffic_metrics.visible(en="another evening, the rows shuffled", zh="另一个晚上，行的先后打乱")
def another_evening():
    sessions = came(
        (5, 3, False, 41, False),
        (2, 1, True, 130, False),
        (4, 2, False, 900, True),
        (1, 1, True, 64, False),
        (3, 2, False, 33, False),
    )
    events = loaded(
        (1, "09:00:00", "campaign", None),
        (1, "09:00:40", "item", 7),
        (2, "09:20:00", "item", 7),
        (2, "09:21:30", "item", 9),
        (2, "09:21:31", "*item", 9),
        (2, "09:21:34", "item", 9),
        (3, "10:00:00", "search", None),
        (3, "10:00:06", "search", None),
        (4, "10:05:00", "list", None),
        (4, "10:05:09", "item", 9),
        (5, "11:00:00", "home", None),
        (5, "11:00:00", "item", 7),
        (5, "11:00:30", "cart", None),
    )
    return {
        "sessions": sessions,
        "events": events.iloc[[9, 3, 12, 0, 7, 5, 1, 11, 8, 2, 6, 4, 10]].reset_index(drop=True),
    }


@traffic_metrics.visible(
    edge=True, en="a page left open for exactly half an hour, and longer", zh="页面开了正好半小时，还有更久的"
)
def half_an_hour():
    sessions = came((1, 1, False, 1850, False), (2, 2, False, 9000, False))
    events = loaded(
        (1, "08:00:00", "home", None),
        (1, "08:30:00", "item", 3),
        (2, "09:00:00", "item", 3),
        (2, "09:30:01", "item", 4),
        (2, "11:30:00", "item", 5),
    )
    return {"sessions": sessions, "events": events}


@traffic_metrics.visible(edge=True, en="every visit has one page", zh="每次访问都只有一页")
def one_page_each():
    sessions = came((1, 1, True, 10, False), (2, 2, True, 3, False), (3, 2, False, 8, False))
    events = loaded((1, "08:00:00", "home", None), (2, "08:10:00", "item", 3), (3, "08:20:00", "item", 4))
    return {"sessions": sessions, "events": events}


@traffic_metrics.visible(edge=True, en="a visit without any page load", zh="有一次访问没有打开页面的记录")
def a_visit_without_pages():
    sessions = pd.concat([EVENING_SESSIONS, came((18, 76, False, 0, False))], ignore_index=True)
    return {"sessions": sessions, "events": EVENING_EVENTS}


@traffic_metrics.visible(
    edge=True, en="events of visits that are not in `sessions`", zh="行为所属的访问不在 `sessions` 里"
)
def strangers():
    events = pd.concat([EVENING_EVENTS, loaded((99, "23:00:00", "home", None), (99, "23:00:30", "item", 33))])
    events = events.assign(event_id=range(1, len(events) + 1)).reset_index(drop=True)
    return {"sessions": EVENING_SESSIONS, "events": events}


@traffic_metrics.visible(edge=True, en="visits, but no page load at all", zh="有访问，却一个页面也没打开")
def visits_without_any_page():
    events = EVENING_EVENTS[EVENING_EVENTS["page_load_ms"].isna()].reset_index(drop=True)
    return {"sessions": EVENING_SESSIONS, "events": events}


@traffic_metrics.visible(edge=True, en="equal times: the event number decides", zh="时间相同，看行为编号")
def equal_times():
    sessions = came((1, 1, True, 60, False), (2, 2, False, 80, False))
    events = loaded(
        (1, "08:00:00", "item", 5),
        (1, "08:00:00", "home", None),
        (1, "08:00:03", "home", None),
        (1, "08:01:00", "list", None),
        (2, "09:00:00", "home", None),
        (2, "09:00:20", "list", None),
        (2, "09:00:20", "item", 6),
        (2, "09:00:24", "item", 6),
        (2, "09:01:20", "cart", None),
    )
    return {"sessions": sessions, "events": events.iloc[[3, 2, 1, 0, 8, 7, 6, 5, 4]].reset_index(drop=True)}


@traffic_metrics.visible(edge=True, en="event numbers that don't follow the clock", zh="编号的先后和时间不一致")
def numbers_against_the_clock():
    sessions = came((1, 1, True, 200, False))
    events = loaded(
        (1, "08:00:00", "home", None),
        (1, "08:03:00", "item", 5),
        (1, "08:00:04", "home", None),
        (1, "08:03:05", "item", 5),
        (1, "08:01:00", "list", None),
    )
    return {"sessions": sessions, "events": events}


@traffic_metrics.visible(
    edge=True, en="two pages without an item, one after the other", zh="接连两个没有商品的页面，并不相同"
)
def different_pages_without_goods():
    sessions = came((1, 1, True, 30, False), (2, 2, False, 12, False))
    events = loaded(
        (1, "08:00:00", "home", None),
        (1, "08:00:03", "list", None),
        (1, "08:00:07", "search", None),
        (2, "09:00:00", "home", None),
        (2, "09:00:02", "cart", None),
    )
    return {"sessions": sessions, "events": events}


@traffic_metrics.visible(edge=True, en="a page left open overnight", zh="页面开了一整夜")
def open_overnight():
    sessions = came((1, 1, True, 86403, False), (2, 2, False, 90, False))
    events = loaded((1, "08:00:00", "home", None), (1, "08:00:03", "home", None), (2, "09:00:00", "item", 3))
    events["ts"] += pd.to_timedelta([0, 1, 0], unit="D")
    return {"sessions": sessions, "events": events}


@traffic_metrics.visible(edge=True, en="a load time of 0 ms, and 5.9 seconds", zh="加载时间是 0 毫秒；隔了 5.9 秒")
def loaded_at_once():
    sessions = came((1, 1, True, 40, False))
    events = loaded((1, "08:00:00", "home", None), (1, "08:00:05.9", "home", None), (1, "08:00:40", "item", 5))
    return {"sessions": sessions, "events": events.assign(page_load_ms=[700.0, 650.0, 0.0])}


@traffic_metrics.visible(edge=True, en="all visits are flagged", zh="所有访问都被标记")
def only_programs():
    return {"sessions": EVENING_SESSIONS.assign(is_bot=True), "events": EVENING_EVENTS}


@traffic_metrics.visible(edge=True, en="two empty tables", zh="两张空表")
def nobody_came():
    return {"sessions": EVENING_SESSIONS.head(0), "events": EVENING_EVENTS.head(0)}


@traffic_metrics.hidden(worlds=3)
def other_days(world: World):
    sessions = world.table("sessions")[TRAFFIC_SESSIONS]
    sessions = sessions.sample(min(150, len(sessions)), random_state=world.rng).astype({"duration_s": "int64"})
    events = world.table("events")[TRAFFIC_EVENTS]
    events = events[events["session_id"].isin(sessions["session_id"].tolist())]
    # Some people press "reload", some a little too late for the rule.
    opened = events.dropna(subset=["page_load_ms"])
    pressed = opened.sample(frac=0.1, random_state=world.rng)
    pressed = pressed.assign(ts=pressed["ts"] + pd.to_timedelta(world.rng.integers(1, 9, len(pressed)), unit="s"))
    both = pd.concat([events, pressed]).sample(frac=1, random_state=world.rng, ignore_index=True)
    both = both.sort_values("ts", kind="stable", ignore_index=True).assign(event_id=range(1, len(both) + 1))
    both = both.astype({"sku_id": float, "page_load_ms": float})
    # Programs that look at one page: half of the flags are set, so some stay.
    return {"sessions": sessions, "events": both.sample(frac=1, random_state=world.rng, ignore_index=True)}


@traffic_metrics.invariant(
    en="New visitors are some of the visitors, and one-page visits some of the visits: both shares lie between 0 and 1.",
    zh="新访客是访客的一部分，只看一页的访问是访问的一部分：两个比率都应当在 0 和 1 之间。",
)
def shares_of_a_whole(result, **inputs):
    return all(np.isnan(result[key]) or 0 <= result[key] <= 1 for key in ("new_ratio", "bounce_rate"))


@traffic_metrics.right
def counted_row_by_row(sessions, events):
    return measure(sessions, events)


@traffic_metrics.right
def by_merging_and_comparing(sessions, events):
    real = sessions.query("not is_bot")
    hits = events.dropna(subset=["page_load_ms"]).merge(real[["session_id"]], on="session_id")
    hits = hits.sort_values(["session_id", "ts", "event_id"], ignore_index=True)
    address = hits["page"].astype(str) + "/" + hits["sku_id"].fillna(-1).astype(int).astype(str)
    gap = (hits["ts"] - hits["ts"].shift()).dt.total_seconds()
    reload = (hits["session_id"] == hits["session_id"].shift()) & (address == address.shift()) & (gap <= 5)
    hits = hits[~reload]
    hits = hits.assign(stay=-hits.groupby("session_id")["ts"].diff(-1).dt.total_seconds())
    stay = np.minimum(hits["stay"].dropna(), 1800)
    counts = hits.groupby("session_id").size()
    people = set(real["visitor_id"])
    new = set(real.loc[real["is_new"], "visitor_id"])
    n, visits = len(people), len(real)
    return {
        "pv": len(hits),
        "uv": n,
        "visits": visits,
        "new_visitors": len(new),
        "new_ratio": len(new) / n if n else float("nan"),
        "bounce_rate": (counts == 1).sum() / visits if visits else float("nan"),
        "avg_time_on_page": stay.mean() if len(stay) else float("nan"),
        "avg_time_on_site": real["duration_s"].mean() if visits else float("nan"),
        "pv_per_uv": len(hits) / n if n else float("nan"),
    }


@traffic_metrics.wrong(
    en="Flagged sessions are still in. A program is no visitor: leave out `is_bot` before anything is counted.",
    zh="被标记的访问还在里面。程序不是访客：先去掉 `is_bot` 为真的，再开始数。",
)
def flagged_kept(sessions, events):
    return measure(sessions, events, bots=True)


@traffic_metrics.wrong(
    en="The flagged visits went, but their page loads stayed, so pages are counted that no visitor of yours opened. Keep the "
    "events of the visits that remain.",
    zh="被标记的访问去掉了，它们打开的页面却还在数，等于有页面、没有人。行为也只留剩下那些访问的。",
)
def pages_of_programs(sessions, events):
    return measure(sessions, events, events_of_bots=True)


@traffic_metrics.wrong(
    en="Every event was counted as a page view. A favourite or a click opens no page; only rows with a `page_load_ms` do.",
    zh="每条行为都算成了浏览量。点收藏没有打开新页面，有 `page_load_ms` 的行才是打开了页面。",
)
def clicks_as_pages(sessions, events):
    return measure(sessions, events, clicks_too=True)


@traffic_metrics.wrong(
    en="Reloads are still counted. The same page again within 5 seconds is one page view, in `pv` and for the bounce.",
    zh="刷新还在重复数。5 秒以内又打开同一个页面只算一次，浏览量和跳出都要照此来数。",
)
def reloads_counted(sessions, events):
    return measure(sessions, events, reloads=True)


@traffic_metrics.wrong(
    en="Two different goods, opened one right after the other, were taken for a reload. The same page means the same `page` "
    "*and* the same `sku_id`.",
    zh="接连打开的两件不同商品，被当成了刷新。同一个页面，要 `page` 和 `sku_id` **都**相同。",
)
def goods_ignored(sessions, events):
    return measure(sessions, events, page_only=True)


@traffic_metrics.wrong(
    en="A home page that was loaded again still counts twice. Its `sku_id` is missing both times, and a missing value never "
    "equals another in pandas; by the rule two missing ones are the same. Fill them first.",
    zh="首页刷新还是数了两次。它的 `sku_id` 两次都缺失，而在 pandas 里缺失值和谁都不相等；按规矩，两个缺失算相同，要先填上。",
)
def missing_never_equal(sessions, events):
    return measure(sessions, events, missing_differs=True)


@traffic_metrics.wrong(
    en="A reload after exactly 5 seconds still counts. At most 5 seconds means that 5 belongs to it.",
    zh="正好隔 5 秒的刷新还在数。“不超过 5 秒”，5 秒也包括在内。",
)
def exactly_five_counts(sessions, events):
    return measure(sessions, events, below_five=True)


@traffic_metrics.wrong(
    en="The 5 seconds were measured from the last page view that *counts*. The rule measures from the load just before, even "
    "if that was a reload: three loads, each 4 seconds apart, are one page view.",
    zh="5 秒是从上一次**算数的**浏览起算的。按规矩从紧挨着的上一次加载起算，哪怕那一次是刷新：每隔 4 秒、连着三次，只算一次浏览。",
)
def since_the_last_kept(sessions, events):
    return measure(sessions, events, since_the_kept=True)


@traffic_metrics.wrong(
    en="The same page twice in a row was always taken for a reload, however much later. Only within 5 seconds is it one.",
    zh="同一个页面接连出现两次，隔多久都当成了刷新。5 秒以内才是。",
)
def any_time_is_a_reload(sessions, events):
    return measure(sessions, events, any_time=True)


@traffic_metrics.wrong(
    en="Whatever was opened within 5 seconds of the load before was dropped. Somebody in a hurry opens another page; only "
    "the same page again is a reload.",
    zh="离上一次加载不到 5 秒的页面全去掉了。心急的人会很快点开别的页面，再开同一个页面才是刷新。",
)
def fast_clicks_dropped(sessions, events):
    return measure(sessions, events, any_page=True)


@traffic_metrics.wrong(
    en="A page that was left open for hours counts with all its hours. By the shop's rule 1,800 seconds are the most.",
    zh="开着几个小时没人管的页面，时长全算了进去。按店里的规矩，最多算 1800 秒。",
)
def hours_counted(sessions, events):
    return measure(sessions, events, no_limit=True)


@traffic_metrics.wrong(
    en="Pages open for more than half an hour were left out. The rule keeps them, with 1,800 seconds.",
    zh="开了半小时以上的页面被去掉了。按规矩要留下，按 1800 秒算。",
)
def long_ones_left_out(sessions, events):
    return measure(sessions, events, drop_long=True)


@traffic_metrics.wrong(
    en="Every page load counts, with all its seconds. Two rules of the shop are missing: reloads, and at most 1,800 seconds a page.",
    zh="每次加载都算了，时长也全算了。店里还有两条规矩没用上：刷新不算，一页最多算 1800 秒。",
)
def neither_reloads_nor_limit(sessions, events):
    return measure(sessions, events, reloads=True, no_limit=True)


@traffic_metrics.wrong(
    en="The last page of a visit went in with 0 seconds. Its time is unknown, not zero: leave it out of the mean.",
    zh="每次访问的最后一页按 0 秒算进了平均。它的时长是不知道，不是零：求平均时不算它。",
)
def last_page_as_zero(sessions, events):
    return measure(sessions, events, last_is_zero=True)


@traffic_metrics.wrong(
    en="Visits of newcomers were counted. `new_visitors` are people: one who comes twice on the first day is one.",
    zh="数的是新访客的访问。`new_visitors` 数的是人：头一天来两次，也只是一个人。",
)
def new_visits_counted(sessions, events):
    return measure(sessions, events, new_visits=True)


@traffic_metrics.wrong(
    en="`new_ratio` was divided by visits. It is a share of the visitors.",
    zh="`new_ratio` 除以了访问量。它是访客里的占比。",
)
def ratio_over_visits(sessions, events):
    return measure(sessions, events, ratio_of_visits=True)


@traffic_metrics.wrong(
    en="A visit without any page load was called a bounce. A bounce opened exactly one page; this one opened none.",
    zh="没有打开页面记录的访问也算成了跳出。跳出是正好打开一页，这一次一页也没有。",
)
def no_page_is_a_bounce(sessions, events):
    return measure(sessions, events, none_is_bounce=True)


@traffic_metrics.wrong(
    en="The bounces were counted before reloads were taken out. One page and its reload are still one page: that visit bounced.",
    zh="跳出是在去掉刷新之前数的。一个页面加一次刷新还是一页，这次访问也是跳出。",
)
def bounces_before_reloads(sessions, events):
    return measure(sessions, events, bounce_before_reloads=True)


@traffic_metrics.wrong(
    en="Time on site was divided by visitors. It is a mean over visits.",
    zh="站点平均在线时长除以了访客数。它是按访问求的平均。",
)
def site_time_per_visitor(sessions, events):
    return measure(sessions, events, site_per_visitor=True)


@traffic_metrics.wrong(
    en="`pv_per_uv` was divided by visits. UV are the visitors: a person who comes three times counts once.",
    zh="`pv_per_uv` 除以了访问量。UV 是访客：来三次的人只算一个。",
)
def pages_per_visit_instead(sessions, events):
    return measure(sessions, events, per_visit=True)


@traffic_metrics.wrong(
    en="The rows were taken in the order of the table. Sort the loads by visit, `ts` and `event_id` before you look at neighbours.",
    zh="照表里的先后直接比了上下行。先按访问、`ts`、`event_id` 排好，再看相邻的两行。",
)
def rows_as_they_came(sessions, events):
    return measure(sessions, events, unsorted=True)


@traffic_metrics.wrong(
    en="Loads at the same moment stayed in the order of the table. At equal times the smaller `event_id` comes first.",
    zh="同一时刻的页面加载，用了表里的先后。时间相同时，`event_id` 小的在前。",
)
def ties_as_they_came(sessions, events):
    return measure(sessions, events, ties_as_they_came=True)


@traffic_metrics.wrong(
    en="The loads were put in order by `event_id` alone. A number says when a record was filed, `ts` when the page was opened: `ts` "
    "first, the number only at equal times.",
    zh="只按 `event_id` 排了序。编号说的是什么时候入库，`ts` 才是什么时候打开：先看 `ts`，时间相同才看编号。",
)
def sorted_by_number_alone(sessions, events):
    return measure(sessions, events, by_number=True)


@traffic_metrics.wrong(
    en="`page` isn't compared, only `sku_id`. The home page and the list both show no single item, and are two pages.",
    zh="只比了 `sku_id`，没有比 `page`。首页和列表页都没有单件商品，却是两个页面。",
)
def page_not_compared(sessions, events):
    return measure(sessions, events, goods_only=True)


@traffic_metrics.wrong(
    en="Days or fractions of a second were lost: `.seconds` is a whole number and leaves whole days out. Use `total_seconds()` or "
    "`pd.Timedelta`.",
    zh="整天或不满一秒的零头丢了：`.seconds` 是整数，又不含整天。要用 `total_seconds()` 或 `pd.Timedelta`。",
)
def seconds_without_days(sessions, events):
    return measure(sessions, events, without_days=True)


@traffic_metrics.wrong(
    en="A page with a load time of 0 ms was left out. Its time is known: it opened at once, and counts.",
    zh="加载时间是 0 毫秒的页面被去掉了。时间是知道的：一下就打开了，要算。",
)
def zero_load_left_out(sessions, events):
    return measure(sessions, events, zero_load_is_none=True)


@traffic_metrics.wrong(
    en="`bounce_rate` was divided by the visits that opened a page. A visit without any page is a visit: it stays in the denominator.",
    zh="`bounce_rate` 除以了打开过页面的访问。一个页面也没有的访问也是访问，要留在分母里。",
)
def bounces_over_visits_with_pages(sessions, events):
    numbers = measure(sessions, events)
    real = sessions[~sessions["is_bot"]]
    opened = events[events["page_load_ms"].notna() & events["session_id"].isin(real["session_id"])][
        "session_id"
    ].nunique()
    bounces = numbers["bounce_rate"] * numbers["visits"]
    return {**numbers, "bounce_rate": bounces / opened if opened else np.nan}


@traffic_metrics.wrong(
    en="Seconds were measured between all loads, reloads too, so a page ends at its own reload. It is open until the next page that "
    "*counts*: take the reloads out first.",
    zh="时长是在全部加载之间量的，连刷新也算，一个页面到自己的刷新就断了。它要一直开到下一个**算数的**页面：先去掉刷新，再量。",
)
def times_before_reloads(sessions, events):
    return {
        **measure(sessions, events),
        "avg_time_on_page": measure(sessions, events, until_any_load=True)["avg_time_on_page"],
    }


@traffic_metrics.wrong(
    en="Where nothing can be divided, 0 was returned. No visitors have no bounce rate at all: that is `NaN`, not a good 0 %.",
    zh="没有可除的时候返回了 0。没有人来，就谈不上跳出率：应该是 `NaN`，不是漂亮的 0%。",
)
def zero_for_unknown(sessions, events):
    return measure(sessions, events, zero=True)


@traffic_metrics.wrong(
    en="Shares are asked for as fractions from 0 to 1, not as percent.",
    zh="比率要用 0 到 1 的小数，不是百分数。",
)
def shares_in_percent(sessions, events):
    numbers = measure(sessions, events)
    return {**numbers, "new_ratio": 100 * numbers["new_ratio"], "bounce_rate": 100 * numbers["bounce_rate"]}


@traffic_metrics.wrong(
    en="Only rows of `type` view were counted. Home, list and cart are pages too: a row with a `page_load_ms` opened one, whatever its type.",
    zh="只数了 `type` 是 view 的行。首页、列表页、购物车也是页面：有 `page_load_ms` 就打开了页面，不管是哪种 `type`。",
)
def views_only(sessions, events):
    return measure(sessions, events, views_only=True)


@traffic_metrics.wrong(
    en="Seconds were measured between all loads, and reloads have seconds of their own. Take the reloads out first, then measure from page to page.",
    zh="时长是在全部加载之间量的，刷新也算了一段。先去掉刷新，再从一个页面量到下一个页面。",
)
def seconds_of_all_loads(sessions, events):
    seconds = measure(sessions, events, reloads=True)["avg_time_on_page"]
    return {**measure(sessions, events), "avg_time_on_page": seconds}


@traffic_metrics.wrong(
    en="Without any page load a list of true and false is empty, and pandas reads an empty list as *no columns*: so `session_id` is missing. Pick the "
    "rows by a column of true and false instead.",
    zh="一个页面也没打开时，真假列表是空的，pandas 把空列表当成“一列也不要”，于是找不到 `session_id`。请用一列真假（Series）来挑行。",
)
def empty_list_picks_no_columns(sessions, events):
    numbers = measure(sessions, events)
    return numbers if numbers["pv"] or not numbers["visits"] else numbers["session_id"]


@traffic_metrics.wrong(
    en="Where no page has a time, the mean divides by 0. Ask first whether there is anything to divide by; if not, the answer is `NaN`.",
    zh="没有一个页面有时长时，求平均就除以了 0。先看有没有可除的；没有，就是 `NaN`。",
)
def divided_by_no_pages(sessions, events):
    numbers = measure(sessions, events)
    return numbers if numbers["avg_time_on_page"] == numbers["avg_time_on_page"] else {"pv": 1 / 0}


# --- end of traffic_metrics ---

# --- conversion_rate ---

conversion_rate = Exercise(points=3, compare="equal", library=["metrics.conversion_rate(sessions, orders, unit)"])

RATE_SESSIONS = ["session_id", "visitor_id", "started_at", "is_bot"]
RATE_ORDERS = ["order_id", "session_id", "paid_at", "paid", "refund"]


def visits_on(*rows: tuple[int, int, str, bool]) -> pd.DataFrame:
    """Visits of early November: visit, visitor, "day hour:minute", flagged."""
    table = pd.DataFrame(list(rows), columns=RATE_SESSIONS)
    return table.assign(
        started_at=pd.to_datetime("2025-11-" + table["started_at"].astype(str)).astype("datetime64[us]")
    )


def paid_on(*rows: tuple[int, int, str | None, float, float]) -> pd.DataFrame:
    """Orders of early November: order, visit, "day hour:minute" of payment or None, yuan paid, yuan given back."""
    table = pd.DataFrame(list(rows), columns=RATE_ORDERS)
    moments = [None if pd.isna(moment) else f"2025-11-{moment}" for moment in table["paid_at"]]
    return table.assign(paid_at=pd.to_datetime(moments).astype("datetime64[us]"))


def converted(sessions, orders, unit="visitor", **slips):
    """The rate, order by order; the options are the slips of the wrong answers below."""
    if unit not in ("visitor", "visit", "buyer"):
        if slips.get("unit_checked_late") and sessions["is_bot"].all():
            return np.nan
        if slips.get("unknown_is_visitor"):
            unit = "visitor"
        elif slips.get("unknown_is_nan"):
            return np.nan
        else:
            raise ValueError(f"unit must be visitor, visit or buyer, not {unit!r}")
    people = sessions if slips.get("bots") else sessions[~sessions["is_bot"]]
    known = sessions if slips.get("orders_of_bots") else people
    start = dict(zip(known["session_id"], known["started_at"], strict=True))
    who = dict(zip(known["session_id"], known["visitor_id"], strict=True))
    deals = []
    for order in orders.itertuples(index=False):
        if order.session_id not in start and not slips.get("strangers"):
            continue
        unpaid = pd.isna(order.paid_at)
        if unpaid and not slips.get("unpaid"):
            continue
        if not unpaid and order.session_id in start:
            begin = start[order.session_id]
            wait = order.paid_at - begin
            late = wait >= pd.Timedelta(hours=24) if slips.get("below_a_day") else wait > pd.Timedelta(hours=24)
            if slips.get("whole_hours"):
                late = wait.total_seconds() // 3600 > 24
            if slips.get("whole_days"):
                late = wait.days > 1
            if slips.get("same_day"):
                late = order.paid_at.normalize() != begin.normalize()
            if late and not slips.get("any_time"):
                continue
        gone = order.refund > 0 and order.refund >= order.paid
        if slips.get("only_equal"):
            gone = order.refund > 0 and order.refund == order.paid
        if slips.get("nearly_all"):
            gone = order.refund > 0.99 * order.paid and order.refund > 0
        if slips.get("any_refund"):
            gone = order.refund > 0
        if slips.get("free_is_gone"):
            gone = order.refund >= order.paid
        if gone and not slips.get("refunded"):
            continue
        if slips.get("one_deal_a_visit") and order.session_id in deals:
            continue
        deals.append(order.session_id)
    visitors = people["visitor_id"].nunique()
    if unit == "visit":
        done = len(set(deals)) if slips.get("visit_once") else len(deals)
        whole = visitors if slips.get("visit_over_visitors") else len(people)
    elif unit == "buyer":
        done = len(deals) if slips.get("buyer_orders") else len({who.get(visit, -visit) for visit in deals})
        if slips.get("buyer_visits"):
            done = len(set(deals))
        whole = visitors
    else:
        done = len({who.get(visit, -visit) for visit in deals}) if slips.get("visitor_once") else len(deals)
        whole = len(people) if slips.get("visitor_over_visits") else visitors
    if slips.get("buyers_below") and unit == "buyer":
        whole = len({who[visit] for visit in deals})
        done = len(deals)
    if not whole:
        return 0.0 if slips.get("zero") else np.nan
    return done / whole * (100 if slips.get("percent") else 1)


HAND_SESSIONS = visits_on(
    (1, 7, "03 20:00", False),
    (2, 7, "05 09:00", False),
    (3, 8, "03 21:00", False),
    (4, 9, "03 22:00", True),
    (5, 10, "04 08:00", False),
)
HAND_ORDERS = paid_on(
    (101, 1, "03 20:10", 80, 0),
    (102, 1, "04 20:00", 30, 10),
    (103, 2, "05 09:20", 60, 60),
    (104, 3, "05 12:00", 90, 0),
    (105, 3, None, 0, 0),
    (106, 4, "03 22:01", 50, 0),
)


@conversion_rate.example
def worked_by_hand():
    return {"sessions": HAND_SESSIONS, "orders": HAND_ORDERS, "unit": "visitor"}, 2 / 3


@conversion_rate.visible(en="orders per visitor", zh="按访客")
def by_visitor():
    return {"sessions": HAND_SESSIONS, "orders": HAND_ORDERS, "unit": "visitor"}


@conversion_rate.visible(en="orders per visit", zh="按访问")
def by_visit():
    return {"sessions": HAND_SESSIONS, "orders": HAND_ORDERS, "unit": "visit"}


@conversion_rate.visible(en="buyers among visitors", zh="买家占访客")
def by_buyer():
    return {"sessions": HAND_SESSIONS, "orders": HAND_ORDERS, "unit": "buyer"}


WEEK_RATE_SESSIONS = visits_on(
    (26, 4, "10 23:30", False),
    (21, 1, "08 10:00", False),
    (24, 3, "09 12:00", False),
    (22, 1, "08 19:00", False),
    (27, 5, "11 00:05", False),
    (23, 2, "08 20:00", True),
    (25, 2, "09 20:00", False),
    (28, 6, "11 09:00", False),
)
WEEK_RATE_ORDERS = paid_on(
    (207, 27, "11 00:07", 120, 0),
    (201, 21, "08 10:30", 45, 0),
    (204, 25, "10 09:00", 88, 88),
    (202, 22, "08 19:20", 20, 5),
    (206, 26, "11 00:10", 66, 0),
    (203, 23, "08 20:01", 10, 0),
    (205, 24, "12 13:00", 70, 0),
    (208, 27, "11 00:30", 35, 0),
    (209, 28, None, 0, 0),
    (210, 28, None, 0, 0),
)


@conversion_rate.visible(en="another week, the rows in any order", zh="另一周，行的先后是乱的")
def another_rate_week():
    return {"sessions": WEEK_RATE_SESSIONS, "orders": WEEK_RATE_ORDERS, "unit": "visitor"}


@conversion_rate.visible(en="another week, by visit", zh="另一周，按访问")
def another_rate_week_by_visit():
    return {"sessions": WEEK_RATE_SESSIONS, "orders": WEEK_RATE_ORDERS, "unit": "visit"}


@conversion_rate.visible(en="another week, buyers", zh="另一周，买家占比")
def another_rate_week_by_buyer():
    return {"sessions": WEEK_RATE_SESSIONS, "orders": WEEK_RATE_ORDERS, "unit": "buyer"}


@conversion_rate.visible(
    edge=True, en="paid exactly 24 hours after the start, and a minute later", zh="离开始正好 24 小时付款，再晚一分钟"
)
def a_day_later():
    sessions = visits_on((1, 1, "03 20:00", False), (2, 2, "03 20:00", False), (3, 3, "04 08:00", False))
    orders = paid_on((1, 1, "04 20:00", 50, 0), (2, 2, "04 20:01", 50, 0))
    return {"sessions": sessions, "orders": orders, "unit": "visit"}


@conversion_rate.visible(edge=True, en="paid within two days, but not within 24 hours", zh="隔了一天多才付款")
def two_days_later():
    sessions = visits_on((1, 1, "03 20:00", False), (2, 2, "03 20:00", False), (3, 3, "04 08:00", False))
    orders = paid_on((1, 1, "05 19:00", 50, 0), (2, 2, "04 20:59", 50, 0), (3, 3, "04 08:10", 20, 0))
    return {"sessions": sessions, "orders": orders, "unit": "visitor"}


@conversion_rate.visible(edge=True, en="more given back than was paid, and nearly all", zh="退的比付的多；差一点全退")
def given_back_and_more():
    sessions = visits_on((1, 1, "03 20:00", False), (2, 2, "03 21:00", False), (3, 3, "04 08:00", False))
    orders = paid_on((1, 1, "03 20:05", 50, 60), (2, 2, "03 21:05", 100, 99.5))
    return {"sessions": sessions, "orders": orders, "unit": "visitor"}


@conversion_rate.visible(edge=True, en="an order that a voucher paid in full", zh="全部用券抵掉的订单")
def a_free_deal():
    sessions = visits_on((1, 1, "03 20:00", False), (2, 2, "03 21:00", False))
    return {"sessions": sessions, "orders": paid_on((1, 1, "03 20:05", 0, 0)), "unit": "buyer"}


@conversion_rate.visible(edge=True, en="orders of visits that are not in the table", zh="订单对应的访问不在表里")
def orders_from_elsewhere():
    orders = pd.concat([HAND_ORDERS, paid_on((107, 999, "03 20:00", 25, 0))], ignore_index=True)
    return {"sessions": HAND_SESSIONS, "orders": orders, "unit": "visitor"}


@conversion_rate.visible(edge=True, en="no orders", zh="没有订单")
def no_deals():
    return {"sessions": HAND_SESSIONS, "orders": HAND_ORDERS.head(0), "unit": "visit"}


@conversion_rate.visible(edge=True, en="all visits are flagged", zh="所有访问都被标记")
def machines_only():
    return {"sessions": HAND_SESSIONS.assign(is_bot=True), "orders": HAND_ORDERS, "unit": "visitor"}


@conversion_rate.visible(edge=True, en="no visits at all", zh="一次访问也没有")
def no_visits():
    return {"sessions": HAND_SESSIONS.head(0), "orders": HAND_ORDERS, "unit": "buyer"}


@conversion_rate.visible(edge=True, en="a unit that does not exist", zh="没有这种口径")
def no_such_unit():
    return {"sessions": HAND_SESSIONS, "orders": HAND_ORDERS, "unit": "click"}


@conversion_rate.visible(edge=True, en="a unit that does not exist, and no visits", zh="没有这种口径，也没有访问")
def no_such_unit_and_no_visits():
    return {"sessions": HAND_SESSIONS.head(0), "orders": HAND_ORDERS, "unit": "click"}


@conversion_rate.visible(edge=True, en="the unit is left out", zh="不写口径")
def the_usual_unit():
    return {"sessions": HAND_SESSIONS, "orders": HAND_ORDERS}


@conversion_rate.hidden(worlds=3)
def other_shops(world: World):
    sessions = world.table("sessions")[RATE_SESSIONS]
    orders = world.table("orders")[RATE_ORDERS]
    orders = orders[orders["session_id"].isin(sessions["session_id"])]
    # Some pay at the door, days later.
    late = world.rng.random(len(orders)) < 0.2
    waited = pd.to_timedelta(world.rng.integers(10, 60, len(orders)) * late, unit="h")
    orders = orders.assign(paid_at=orders["paid_at"] + waited).sample(frac=1, random_state=world.rng)
    chosen = sessions.sample(min(250, len(sessions)), random_state=world.rng)["session_id"]
    chosen = set(chosen) | set(orders["session_id"].head(40))
    return {
        "sessions": sessions[sessions["session_id"].isin(chosen)].reset_index(drop=True),
        "orders": orders.head(60).reset_index(drop=True),
        "unit": str(world.rng.choice(["visitor", "visit", "buyer"])),
    }


@conversion_rate.right
def order_by_order(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit)


@conversion_rate.right
def with_map_and_match(sessions, orders, unit="visitor"):
    if unit not in {"visitor", "visit", "buyer"}:
        raise ValueError(unit)
    real = sessions.loc[~sessions["is_bot"]].set_index("session_id")
    good = orders[orders["session_id"].isin(real.index)].dropna(subset=["paid_at"])
    waited = good["paid_at"].to_numpy() - real["started_at"].reindex(good["session_id"]).to_numpy()
    gone = good["refund"].gt(0) & good["refund"].ge(good["paid"])
    good = good[(waited <= np.timedelta64(24, "h")) & ~gone.to_numpy()]
    visitors = real["visitor_id"].nunique()
    if not visitors:
        return float("nan")
    if unit == "visit":
        return len(good) / len(real)
    if unit == "buyer":
        return real["visitor_id"].reindex(good["session_id"]).nunique() / visitors
    return len(good) / visitors


@conversion_rate.wrong(
    en="Flagged visits are still in. A program neither visits nor buys: leave `is_bot` out, above and below the line.",
    zh="被标记的访问还在里面。程序既不逛店也不买东西：分子、分母都要去掉 `is_bot` 为真的。",
)
def programs_kept(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, bots=True)


@conversion_rate.wrong(
    en="Flagged visits left the denominator, but their orders stayed in the numerator. Both sides of a rate count the same visits.",
    zh="分母去掉了被标记的访问，分子里却还有它们的订单。一个比率的上下两边，要算同一批访问。",
)
def orders_of_programs(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, orders_of_bots=True)


@conversion_rate.wrong(
    en="Orders paid days after the visit count too. By the shop's rule the payment comes at most 24 hours after `started_at`.",
    zh="访问过后好几天才付款的订单也算进来了。按店里的规矩，付款离 `started_at` 不能超过 24 小时。",
)
def days_later_counted(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, any_time=True)


@conversion_rate.wrong(
    en="Exactly 24 hours were refused. At most 24 hours means that 24:00 still counts.",
    zh="正好 24 小时的没有算。“不超过 24 小时”，正好 24 小时也算。",
)
def a_day_is_too_late(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, below_a_day=True)


@conversion_rate.wrong(
    en="Payment had to fall on the visit's calendar day. The rule counts 24 hours: a visit at 23:30 may be paid after midnight.",
    zh="要求付款和访问在同一天了。规矩说的是 24 小时：23:30 来的，过了零点付款也算。",
)
def calendar_day(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, same_day=True)


@conversion_rate.wrong(
    en="Orders that were given back in full still count. By the shop's rule such a deal never happened.",
    zh="全额退款的订单还在算。按店里的规矩，这样的订单等于没有成交。",
)
def given_back_counted(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, refunded=True)


@conversion_rate.wrong(
    en="Orders with any refund were dropped. A part given back leaves a deal; only a full refund takes it away.",
    zh="退过一点钱的订单全去掉了。只退一部分，成交还在；全额退款才不算。",
)
def part_refund_dropped(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, any_refund=True)


@conversion_rate.wrong(
    en="All paid orders of unflagged visits were counted. Two rules of the contract are missing: paid within 24 hours, and not given "
    "back in full.",
    zh="未被标记的访问里，付了款的订单全算了。合同还有两条没用上：24 小时内付款，没有全额退款。",
)
def all_paid_orders(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, any_time=True, refunded=True)


@conversion_rate.wrong(
    en="An order that a voucher paid in full was taken for a refunded one, because 0 is not below 0. Nothing was given back: it is a deal.",
    zh="全部用券抵掉的订单被当成了全额退款，因为 0 不小于 0。它一分钱也没退，是成交。",
)
def free_is_refunded(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, free_is_gone=True)


@conversion_rate.wrong(
    en="Unpaid orders count. A deal has a `paid_at`.",
    zh="没付款的订单也算了。有 `paid_at` 才算成交。",
)
def unpaid_counted(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, unpaid=True)


@conversion_rate.wrong(
    en="Orders of visits that are not in `sessions` were counted. Nobody in the denominator placed them.",
    zh="访问不在 `sessions` 里的订单也数了。分母里没有下这些单的人。",
)
def foreign_orders(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, strangers=True)


@conversion_rate.wrong(
    en="For `visitor` you divided by visits. A visitor who comes three times counts once in the denominator.",
    zh="`visitor` 口径除以了访问量。来三次的访客，分母里只算一个。",
)
def visits_for_visitors(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, visitor_over_visits=True)


@conversion_rate.wrong(
    en="For `visitor` every buyer counted once. This unit has *orders* above the line; people are counted by `buyer`.",
    zh="`visitor` 口径里每位买家只算了一次。这个口径的分子是**订单**，数人的是 `buyer`。",
)
def buyers_for_orders(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, visitor_once=True)


@conversion_rate.wrong(
    en="For `visit` a visit with two orders counted once. All deals stand above the line.",
    zh="`visit` 口径里，有两单的访问只算了一次。分子是全部成交订单。",
)
def one_order_a_visit(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, visit_once=True)


@conversion_rate.wrong(
    en="For `visit` you divided by visitors. This unit divides by visits.",
    zh="`visit` 口径除以了访客数。这个口径要除以访问量。",
)
def visitors_for_visits(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, visit_over_visitors=True)


@conversion_rate.wrong(
    en="For `buyer` orders were counted. One who orders twice is one buyer.",
    zh="`buyer` 口径数成了订单。下两单的人只是一位买家。",
)
def orders_for_buyers(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, buyer_orders=True)


@conversion_rate.wrong(
    en="For `buyer` visits with a deal were counted. One who buys in two visits is one buyer: count different `visitor_id`.",
    zh="`buyer` 口径数成了有成交的访问。分两次来买的也只是一位买家：要数不同的 `visitor_id`。",
)
def visits_for_buyers(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, buyer_visits=True)


@conversion_rate.wrong(
    en="Without visitors 0 was returned. With nobody there, nothing failed to convert: the rate is `NaN`.",
    zh="没有访客时返回了 0。没有人来，谈不上转化好坏：应该是 `NaN`。",
)
def nobody_is_zero(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, zero=True)


@conversion_rate.wrong(
    en="An unknown unit was answered with the visitor rate. A number under a wrong name is worse than an error: raise a `ValueError`.",
    zh="口径写错了，却照 `visitor` 算了一个数。名不副实的数比报错更糟：要抛出 `ValueError`。",
)
def any_unit_is_visitor(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, unknown_is_visitor=True)


@conversion_rate.wrong(
    en="An unknown unit was answered with `NaN`. `NaN` means no traffic; a misspelt unit is a mistake of the caller: raise a `ValueError`.",
    zh="口径写错了，返回的是 `NaN`。`NaN` 表示没有流量；口径写错是调用的人弄错了，要抛出 `ValueError`。",
)
def unknown_unit_is_nan(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, unknown_is_nan=True)


@conversion_rate.wrong(
    en="The unit is looked at only after the empty table has returned `NaN`, so a misspelt unit passes unseen. Refuse it on the first line.",
    zh="碰上空表先返回了 `NaN`，之后才看口径，写错的口径就混过去了。第一行就要拒绝。",
)
def unit_checked_late(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, unit_checked_late=True)


@conversion_rate.wrong(
    en="Only a refund *equal* to `paid` was taken for a full one. As large as `paid` or larger: who gets back more than was paid has not "
    "bought either.",
    zh="只有退款**等于**实付才当成全额退款。规矩是不小于实付：退得比付得还多，也不算成交。",
)
def only_equal_is_full(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, only_equal=True)


@conversion_rate.wrong(
    en="An order of which nearly all was given back was taken for a full refund. Only as much as `paid`, or more, is full.",
    zh="差一点全退的订单也当成了全额退款。退到 `paid` 那么多（或更多）才是全额。",
)
def nearly_all_is_full(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, nearly_all=True)


@conversion_rate.wrong(
    en="The wait was counted in whole days: `.dt.days` of 47 hours is 1. Compare with `pd.Timedelta(hours=24)`.",
    zh="等了多久是按整天数的：47 小时的 `.dt.days` 是 1。要和 `pd.Timedelta(hours=24)` 比。",
)
def whole_days(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, whole_days=True)


@conversion_rate.wrong(
    en="The wait was cut to whole hours, so 24 hours and 59 minutes became 24. Compare the exact time.",
    zh="等了多久被截成了整小时，24 小时 59 分成了 24。要拿准确的时间来比。",
)
def whole_hours(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, whole_hours=True)


@conversion_rate.wrong(
    en="Each visit has one deal at the most here. Two orders of one visit are two deals: count orders.",
    zh="一次访问最多只算了一单。一次访问下两单，就是两单成交：要数订单。",
)
def one_deal_a_visit(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, one_deal_a_visit=True)


@conversion_rate.wrong(
    en="The rate was rounded. Return it as it is and round only for the eye: a rate times a hundred thousand visitors shows what was cut off.",
    zh="结果四舍五入了。请原样返回，要给人看时再取整：乘上十万访客，舍掉的就看得见了。",
)
def rate_rounded(sessions, orders, unit="visitor"):
    return round(converted(sessions, orders, unit), 4)


@conversion_rate.wrong(
    en="The rate is asked for as a fraction from 0 on, not in percent.",
    zh="比率要用小数，不是百分数。",
)
def rate_in_percent(sessions, orders, unit="visitor"):
    return converted(sessions, orders, unit, percent=True)


@conversion_rate.wrong(
    en="The deals are those of people, but flagged visits stayed in the denominator. Leave `is_bot` out below the line too.",
    zh="成交算的是真人的，分母里却还有被标记的访问。分母也要去掉 `is_bot` 为真的。",
)
def programs_below_the_line(sessions, orders, unit="visitor"):
    rate = converted(sessions, orders, unit)
    real = sessions[~sessions["is_bot"]]
    smaller = len(real) / len(sessions) if len(sessions) else np.nan
    if unit != "visit" and len(sessions):
        smaller = real["visitor_id"].nunique() / sessions["visitor_id"].nunique()
    return rate * smaller


@conversion_rate.wrong(
    en="Without unflagged visits this divides by 0 and stops. Ask first whether anybody came; if not, the rate is `NaN`.",
    zh="没有未被标记的访问时，除以了 0，就停下了。先看有没有人来；没有，就是 `NaN`。",
)
def divided_by_nobody(sessions, orders, unit="visitor"):
    rate = converted(sessions, orders, unit)
    return rate if rate == rate else 1 / 0


@conversion_rate.wrong(
    en="The rates by visitor and by buyer were rounded. Return them as they are and round only for the eye.",
    zh="按访客和按买家的结果四舍五入了。请原样返回，要给人看时再取整。",
)
def two_rates_rounded(sessions, orders, unit="visitor"):
    rate = converted(sessions, orders, unit)
    return rate if unit == "visit" else round(rate, 4)


# --- end of conversion_rate ---

# --- decompose_gmv ---

decompose_gmv = Exercise(
    points=3,
    compare="equal",
    library=[
        "{'change': before['paid'] and metrics.gmv_split({'visitors': before['uv'], 'orders': before['orders'], "
        "'gmv': before['paid']}, {'visitors': after['uv'], 'orders': after['orders'], 'gmv': after['paid']})['change'], "
        "**{key: metrics.gmv_split({'visitors': before['uv'], 'orders': before['orders'], 'gmv': before['paid']}, "
        "{'visitors': after['uv'], 'orders': after['orders'], 'gmv': after['paid']})[name] for key, name in "
        "[('uv', 'visitors'), ('cr', 'orders_per_visitor'), ('aov', 'order_value')]}}"
    ],
)


def month_of(uv: int, orders: int, refunded: int, paid: float, refund: float) -> dict:
    return {"uv": uv, "orders": orders, "refunded": refunded, "paid": paid, "refund": refund}


def shop_factors(month, money=True, count=True):
    """Visitors, kept orders per visitor and net yuan per kept order; a zero is an error that names the factor."""
    kept = month["orders"] - month["refunded"] * count
    net = month["paid"] - month["refund"] * money
    for name, amount in (("uv", month["uv"]), ("cr", kept), ("aov", net)):
        if amount == 0:
            raise ValueError(f"{name} is 0")
    return month["uv"], kept / month["uv"], net / kept


def split_with(before, after, weight=None, **rules):
    """The split by logarithms; `weight` replaces the logarithmic mean."""
    first, second = shop_factors(before, **rules), shop_factors(after, **rules)
    old, new = np.prod(first), np.prod(second)
    mean = old if np.isclose(old, new, rtol=1e-12) else (new - old) / np.log(new / old)
    mean = mean if weight is None else weight(old, new)
    parts = {name: mean * np.log(b / a) for name, a, b in zip(("uv", "cr", "aov"), first, second, strict=True)}
    return {"change": new - old, **parts}


@decompose_gmv.example
def doubled_twice():
    before, after = month_of(100, 12, 2, 1100, 100), month_of(200, 25, 5, 4500, 500)
    return {"before": before, "after": after}, {"change": 3000.0, "uv": 1500.0, "cr": 0.0, "aov": 1500.0}


@decompose_gmv.visible(en="September to October", zh="九月到十月")
def autumn():
    return {
        "before": month_of(40000, 2000, 180, 270000, 29000),
        "after": month_of(60000, 2900, 261, 400000, 45000),
    }


@decompose_gmv.visible(en="November to December", zh="十一月到十二月")
def after_the_feast():
    return {"before": month_of(80000, 4100, 600, 545000, 80000), "after": month_of(41000, 2500, 150, 350000, 21000)}


@decompose_gmv.visible(edge=True, en="only the refunds moved", zh="只有退款变了")
def refunds_only():
    return {"before": month_of(1000, 50, 5, 6000, 600), "after": month_of(1000, 50, 5, 6000, 1500)}


@decompose_gmv.visible(edge=True, en="equal GMV, other factors", zh="成交额没变，因素变了")
def equal_sales():
    return {"before": month_of(1000, 50, 10, 4200, 200), "after": month_of(2000, 44, 4, 4000, 0)}


@decompose_gmv.visible(edge=True, en="GMV half a yuan apart", zh="成交额只差五角")
def half_a_yuan():
    return {"before": month_of(10, 5, 1, 42, 2), "after": month_of(20, 5, 1, 40.5, 0)}


@decompose_gmv.visible(edge=True, en="nothing changed", zh="什么都没变")
def the_same_month():
    return {"before": month_of(900, 30, 3, 3000, 300), "after": month_of(900, 30, 3, 3000, 300)}


@decompose_gmv.visible(edge=True, en="no visitors before", zh="之前没有访客")
def nobody_before():
    return {"before": month_of(0, 0, 0, 0, 0), "after": month_of(900, 30, 3, 3000, 300)}


@decompose_gmv.visible(edge=True, en="all orders given back", zh="订单全退了")
def all_given_back():
    return {"before": month_of(900, 30, 3, 3000, 300), "after": month_of(800, 4, 4, 420, 420)}


@decompose_gmv.visible(edge=True, en="orders, but no money stays", zh="有订单，钱没留下")
def no_money_stays():
    return {"before": month_of(500, 3, 0, 0, 0), "after": month_of(800, 40, 4, 4200, 420)}


@decompose_gmv.hidden(worlds=3)
def other_months(world: World):
    orders = world.table("orders")
    paid = orders.dropna(subset=["paid_at"])
    month = paid["paid_at"].dt.to_period("M").astype(str)
    months = world.rng.choice(np.array(sorted(month.unique())), 2, replace=False)

    def total(name):
        mine = paid[month == name]
        gone = (mine["refund"] >= mine["paid"]) & (mine["refund"] > 0)
        visitors = int(len(mine) * world.rng.uniform(15, 30))
        return month_of(
            visitors,
            len(mine),
            int(gone.sum()),
            float(mine["paid"].sum().round(2)),
            float(mine["refund"].sum().round(2)),
        )

    return {"before": total(months[0]), "after": total(months[1])}


@decompose_gmv.invariant(
    en="The three parts sum to `change`. If they don't, somebody in the meeting will ask for the rest.",
    zh="三部分加起来应当等于 `change`。加不起来，会上就有人要问剩下的去哪儿了。",
)
def parts_sum_to_the_change(result, **inputs):
    return bool(np.isclose(result["uv"] + result["cr"] + result["aov"], result["change"], atol=1e-6))


@decompose_gmv.right
def by_shares_of_the_growth(before, after):
    first, second = shop_factors(before), shop_factors(after)
    old, new = (a * b * c for a, b, c in (first, second))
    growth = [np.log(b) - np.log(a) for a, b in zip(first, second, strict=True)]
    per_unit = old if abs(sum(growth)) < 1e-9 else (new - old) / sum(growth)
    parts = [per_unit * g for g in growth]
    return dict(zip(("change", "uv", "cr", "aov"), [new - old, *parts], strict=True))


@decompose_gmv.right
def by_logarithmic_mean(before, after):
    return split_with(before, after)


@decompose_gmv.wrong(
    en="The refunds are still in. The shop's GMV is what stays: `paid` less `refund`, and orders without the refunded ones.",
    zh="退款还在里面。店里说的成交额是留得住的钱：`paid` 减 `refund`，订单也要去掉全额退款的。",
)
def before_refunds(before, after):
    return split_with(before, after, money=False, count=False)


@decompose_gmv.wrong(
    en="The money is net, but orders that went back in full still count as orders. So `cr` looks too good and `aov` too small.",
    zh="钱扣了退款，全额退款的订单却还算作订单：`cr` 偏高，`aov` 偏低。",
)
def refunded_orders_kept(before, after):
    return split_with(before, after, count=False)


@decompose_gmv.wrong(
    en="The refunded orders went, but their money stayed: take `refund` off `paid` too.",
    zh="全额退款的订单去掉了，钱却没有扣：`paid` 也要减去 `refund`。",
)
def refunded_money_kept(before, after):
    return split_with(before, after, money=False)


@decompose_gmv.wrong(
    en="The factors were changed one after another, so the last one gets all that they did together. Another order would give other "
    "parts; the logarithmic mean treats all three alike.",
    zh="因素是一个接一个换的，共同的那部分全归了后换的，换个先后，结果就变。用对数平均，三个因素一视同仁。",
)
def one_after_another(before, after):
    (u0, c0, a0), (u1, c1, a1) = shop_factors(before), shop_factors(after)
    parts = {"uv": (u1 - u0) * c0 * a0, "cr": u1 * (c1 - c0) * a0, "aov": u1 * c1 * (a1 - a0)}
    return {"change": u1 * c1 * a1 - u0 * c0 * a0, **parts}


@decompose_gmv.wrong(
    en="Each factor was moved alone while the others stayed as before. What they did together is in no part, so the parts don't sum "
    "to the change.",
    zh="每次只动一个因素，其余留在之前的水平。几个因素一起变出来的那部分没有人认，所以各部分加不起来。",
)
def each_alone(before, after):
    (u0, c0, a0), (u1, c1, a1) = shop_factors(before), shop_factors(after)
    parts = {"uv": (u1 - u0) * c0 * a0, "cr": u0 * (c1 - c0) * a0, "aov": u0 * c0 * (a1 - a0)}
    return {"change": u1 * c1 * a1 - u0 * c0 * a0, **parts}


@decompose_gmv.wrong(
    en="The weight is the ordinary mean of the two GMVs. With it the parts sum to nearly the change; only the logarithmic mean "
    "closes the gap.",
    zh="权重用了两期成交额的普通平均，各部分加起来只是接近变化。要用对数平均，才分毫不差。",
)
def ordinary_mean(before, after):
    return split_with(before, after, weight=lambda old, new: (old + new) / 2)


@decompose_gmv.wrong(
    en="The weight is the GMV before. Then the parts say what each growth *would* bring from the old level, and don't sum to the change.",
    zh="权重用了之前的成交额，各部分加起来不等于变化。要用两期的对数平均。",
)
def old_level_as_weight(before, after):
    return split_with(before, after, weight=lambda old, new: old)


@decompose_gmv.wrong(
    en="Growth in logarithms was returned. The meeting asks for yuan: multiply by the logarithmic mean of the two GMVs.",
    zh="返回的是对数增长率。会上要的是元：再乘以两期成交额的对数平均。",
)
def growth_instead_of_yuan(before, after):
    return split_with(before, after, weight=lambda old, new: 1.0)


@decompose_gmv.wrong(
    en="Parts in yuan were asked for, not shares of the change.",
    zh="要的是各部分的金额（元），不是占变化的比例。",
)
def shares_of_the_change(before, after):
    parts = split_with(before, after)
    change = parts["change"]
    return {"change": change, **{key: parts[key] / change if change else 0.0 for key in ("uv", "cr", "aov")}}


@decompose_gmv.wrong(
    en="Before and after are swapped: growth came out as a loss.",
    zh="前后弄反了：涨成了跌。",
)
def swapped(before, after):
    return split_with(after, before)


@decompose_gmv.wrong(
    en="With equal GMVs the logarithmic mean is 0 / 0, and the parts became `NaN` or 0. The mean of two equal numbers is that number: the "
    "factors may well have moved against each other.",
    zh="两期成交额相等时，对数平均成了 0 / 0，各部分变成 `NaN` 或 0。两个相等的数，平均就是这个数；各因素可能一升一降，正好抵消。",
)
def equal_sales_are_nothing(before, after):
    parts = split_with(before, after)
    return parts if parts["change"] else dict.fromkeys(parts, 0.0)


@decompose_gmv.wrong(
    en="With equal GMVs the logarithmic mean is 0 / 0, and the parts became `NaN`. The mean of two equal numbers is that number.",
    zh="两期成交额相等时，对数平均成了 0 / 0，各部分变成了 `NaN`。两个相等的数，平均就是这个数。",
)
def equal_sales_are_nan(before, after):
    parts = split_with(before, after)
    return parts if parts["change"] else {key: np.nan if key != "change" else 0.0 for key in parts}


@decompose_gmv.wrong(
    en="A factor of zero was answered with `NaN`. From nothing there is no growth to split: raise a `ValueError` that names the factor.",
    zh="某个因素是 0，返回的却是 `NaN`。从无到有没有增长率可拆：要抛出 `ValueError`，写明是哪个因素。",
)
def zero_gives_nan(before, after):
    try:
        return split_with(before, after)
    except ValueError:
        return dict.fromkeys(("change", "uv", "cr", "aov"), np.nan)


@decompose_gmv.wrong(
    en="A factor of zero was answered with zeros. That hides a month without any sales: raise a `ValueError` that names the factor.",
    zh="某个因素是 0，返回的却都是 0，等于把没有成交的一个月瞒了过去：要抛出 `ValueError`，写明是哪个因素。",
)
def zero_gives_zero(before, after):
    try:
        return split_with(before, after)
    except ValueError:
        return dict.fromkeys(("change", "uv", "cr", "aov"), 0.0)


@decompose_gmv.wrong(
    en="The value was divided by visitors instead of orders. `aov` is net yuan per *kept order*; yuan per visitor already contains `cr`.",
    zh="金额除以了访客数。`aov` 是每笔**留得住的订单**的净额；每位访客的净额里已经含了 `cr`。",
)
def value_per_visitor(before, after):
    first, second = shop_factors(before), shop_factors(after)
    old, new = np.prod(first), np.prod(second)
    growth = [np.log(b / a) for a, b in zip(first, second, strict=True)]
    mean = old if np.isclose(old, new, rtol=1e-12) else (new - old) / np.log(new / old)
    parts = {"uv": mean * growth[0], "cr": mean * growth[1], "aov": mean * (growth[1] + growth[2])}
    return {"change": new - old, **parts}


@decompose_gmv.wrong(
    en="The parts were rounded, so they no longer sum to `change` exactly. Return them as they are; round only for the eye.",
    zh="各部分四舍五入了，加起来就不正好等于 `change`。请原样返回，要给人看时再取整。",
)
def parts_rounded(before, after):
    return {key: round(float(value), 2) for key, value in split_with(before, after).items()}


@decompose_gmv.wrong(
    en=(
        "Logarithms to the base 10. Elsewhere the base cancels, but with equal GMVs the mean is $G_0$ itself, and the parts come out "
        "too small. The question asks for the natural logarithm: `np.log` (Excel's LOG is to the base 10)."
    ),
    zh=(
        "用了以 10 为底的对数。别处底数会约掉，两期成交额相等时却不会：平均就是 $G_0$，各部分就小了。"
        "题目要的是自然对数 `np.log`（Excel 的 LOG 默认以 10 为底）。"
    ),
)
def base_ten(before, after):
    parts = split_with(before, after)
    if parts["change"]:
        return parts
    return {key: value if key == "change" else value / np.log(10) for key, value in parts.items()}


@decompose_gmv.wrong(
    en="GMVs that differ by a little were treated as equal. Only for $G_0 = G_1$ exactly is $L = G_0$; else the parts don't sum to `change`.",
    zh="两期成交额只差一点点，就当成了相等。只有 $G_0 = G_1$ 时，才取 $L = G_0$；不然各部分加起来不等于 `change`。",
)
def nearly_equal_is_equal(before, after):
    old, new = before["paid"] - before["refund"], after["paid"] - after["refund"]
    return split_with(before, after, weight=lambda first, _: first) if abs(new - old) < 1 else split_with(before, after)


@decompose_gmv.wrong(
    en="The growth was taken to the base 10, the mean $L$ with the natural logarithm, so every part is too small. Use `np.log` for both.",
    zh="增长倍数取了以 10 为底的对数，$L$ 却用的是自然对数，各部分都小了。两处都用 `np.log`。",
)
def growth_to_the_base_ten(before, after):
    parts = split_with(before, after)
    return {key: value if key == "change" else value / np.log(10) for key, value in parts.items()}


@decompose_gmv.wrong(
    en="A zero stops the function by itself, with a `ZeroDivisionError`. Look for zeros before you divide, and raise a `ValueError` that names the factor.",
    zh="碰到 0，函数自己停在了 `ZeroDivisionError`。做除法之前先找 0，抛出写明因素的 `ValueError`。",
)
def zero_divides(before, after):
    try:
        return split_with(before, after)
    except ValueError:
        return {"change": 1 / 0}


# --- end of decompose_gmv ---

# --- flag_anomalies ---

flag_anomalies = Exercise(
    points=3,
    compare="equal",
    library=[
        "metrics.anomaly_limits(daily.rename_axis('date').rename('value').reset_index(), weeks, z)"
        ".set_index('date')['flagged']"
    ],
)


def days_of(first: str, values, step: int = 1) -> pd.Series:
    """A daily series from its first day on; ``step=7`` gives one weekday only."""
    index = pd.date_range(first, periods=len(values), freq=f"{step}D")
    return pd.Series(np.array(values, dtype=float), index=index)


def judge(daily, weeks=8, z=3.5, **slips):
    """Judge day by day; the options are the slips of the wrong answers below."""
    known = daily.fillna(0.0) if slips.get("missing_is_zero") else daily.dropna()
    if slips.get("missing_keeps_place") or slips.get("nan_spoils"):
        known = daily
    if not slips.get("order_of_rows"):
        known = known.sort_index()
    flags, history = dict.fromkeys(daily.index, False), {}
    for day, value in known.items():
        past = history.setdefault(0 if slips.get("all_weekdays") else day.day_of_week, [])
        if slips.get("calendar_weeks"):
            chosen = [x for then, x, bad in past if not bad and (day - then).days <= 7 * weeks]
        elif slips.get("place_kept"):
            chosen = [x for _, x, bad in past[-weeks:] if not bad]
        else:
            chosen = [x for _, x, bad in past if not bad or slips.get("flagged_kept")]
            chosen = chosen if slips.get("whole_past") else chosen[-weeks:]
        if slips.get("with_today"):
            chosen = [*chosen[-(weeks - 1) :], value]
        if slips.get("oldest"):
            chosen = [x for _, x, bad in past if not bad][:weeks]
        enough = len(chosen) >= slips.get("least", 4)
        if slips.get("least_before_cut"):
            enough = sum(not bad for _, _, bad in past) >= 4
        if slips.get("nan_spoils") and any(x != x for x in chosen):
            enough = False
        chosen = [x for x in chosen if x == x]
        if enough and chosen:
            usual = float(np.mean(chosen)) if slips.get("mean_and_sd") else float(np.median(chosen))
            mad = float(np.median([abs(x - usual) for x in chosen]))
            spread = float(np.std(chosen, ddof=1)) if slips.get("mean_and_sd") else slips.get("factor", 1.4826) * mad
            if slips.get("mean_distance"):
                spread = 1.4826 * float(np.mean([abs(x - usual) for x in chosen]))
            if slips.get("mean_as_usual"):
                spread = 1.4826 * float(np.median([abs(x - float(np.mean(chosen))) for x in chosen]))
                usual = float(np.mean(chosen))
            floor = slips.get("floor", 0.05) * usual
            reach = z * (spread + floor) if slips.get("floor_added") else z * max(spread, floor)
            if slips.get("floor_on_reach"):
                reach = max(z * spread, floor)
            if slips.get("floor_when_zero"):
                reach = z * (spread or floor)
            distance = value - usual if slips.get("upwards") else abs(value - usual)
            if slips.get("downwards"):
                distance = usual - value
            flags[day] = distance >= reach if slips.get("closed") else distance > reach
        past.append((day, value, flags[day]))
    return pd.Series(list(flags.values()), index=daily.index, dtype=bool).sort_index()


@flag_anomalies.example
def seven_mondays_by_hand():
    daily = days_of("2025-03-03", [100, 104, 96, 100, 160, 118, 117.5], step=7)
    flags = pd.Series([False, False, False, False, True, True, False], index=daily.index)
    return {"daily": daily, "weeks": 8, "z": 3.5}, flags


@flag_anomalies.visible(en="the Mondays of the question", zh="题目里的星期一")
def mondays_of_the_question():
    return {"daily": days_of("2025-03-03", [100, 104, 96, 100, 160, 118, 117.5], step=7), "weeks": 8, "z": 3.5}


@flag_anomalies.visible(en="six weeks with quiet weekends, shuffled", zh="周末清淡的六周，先后打乱")
def six_shuffled_weeks():
    weekday = np.array([200.0, 212.0, 190.0, 205.0, 230.0, 120.0, 90.0])
    ripple = np.array([0, 9, -14, 21, -8, 3, 12, -17, 6, -4, 15, -11, 2, 8])
    daily = days_of("2025-04-07", [weekday[i % 7] + ripple[(5 * i) % 14] for i in range(42)])
    # A Sunday as busy as a workday, a Tuesday as quiet as a Sunday: usual values, on the wrong weekday.
    daily["2025-05-11"], daily["2025-05-13"] = 195.0, 95.0
    daily["2025-05-16"] = 300.0
    order = [(11 * i + 5) % 42 for i in range(42)]
    return {"daily": daily.iloc[order], "weeks": 4, "z": 3.5}


@flag_anomalies.visible(edge=True, en="one broken day among eight, another z", zh="八个值里有一个坏日子，换了 z")
def one_broken_day():
    values = [80, 95, 210, 88, 92, 128, 79, 90, 110, 86, 94, 60, 75, 91]
    return {"daily": days_of("2025-02-05", values, step=7), "weeks": 6, "z": 2.5}


@flag_anomalies.visible(
    edge=True, en="what is usual changes, another `weeks` and z", zh="平常值慢慢在变，换了 `weeks` 和 z"
)
def a_slow_change():
    values = [74, 80, 82, 70, 70, 64, 59, 54, 54, 52, 59, 49, 48, 61, 62, 72, 83, 98]
    return {"daily": days_of("2025-01-07", values, step=7), "weeks": 5, "z": 2.0}


@flag_anomalies.visible(edge=True, en="flagged days do not serve as history", zh="报过警的天不作历史")
def flagged_days_are_no_history():
    values = [50, 58, 44, 47, 120, 125, 118, 52, 70, 49, 69, 34, 48, 71, 51]
    return {"daily": days_of("2025-01-04", values, step=7), "weeks": 5, "z": 3.5}


@flag_anomalies.visible(edge=True, en="exactly on the limit", zh="正好在界线上")
def exactly_on_the_limit():
    values = [200, 200, 200, 200, 235, 165, 208, 235.5, 164.5]
    return {"daily": days_of("2025-06-06", values, step=7), "weeks": 8, "z": 3.5}


@flag_anomalies.visible(edge=True, en="days that are not there, and missing values", zh="有的天没有，有的天值缺失")
def holes():
    values = [30, 34, np.nan, 27, 31, np.nan, 29, 60, 3, np.nan, 52, 28]
    daily = days_of("2025-05-01", values, step=7)
    return {"daily": daily.drop(daily.index[[3, 6]]), "weeks": 5, "z": 3.5}


@flag_anomalies.visible(edge=True, en="hardly any history", zh="历史太短")
def hardly_any_history():
    values = [10, 11, 90, 12, 9, 10, 11, 10, 12, 80, 9, 11, 10, 11]
    values += [10, 11, 12, 90, 10, 10, 11, 11, 40, 10, 9, 11, 10, 12]
    return {"daily": days_of("2025-07-07", values), "weeks": 8, "z": 3.5}


@flag_anomalies.visible(edge=True, en="`weeks` below 4: nothing is judged", zh="`weeks` 小于 4：哪天都不判")
def fewer_weeks_than_values():
    return {"daily": days_of("2025-03-03", [100, 104, 96, 160, 100, 118, 20], step=7), "weeks": 3, "z": 3.5}


@flag_anomalies.visible(edge=True, en="nothing but zeros, then one", zh="一直是 0，后来有了 1")
def mostly_zeros():
    return {"daily": days_of("2025-08-03", [0, 0, 0, 0, 0, 1, 0, 2, 0], step=7), "weeks": 8, "z": 3.5}


@flag_anomalies.visible(edge=True, en="no days", zh="一天也没有")
def no_days():
    return {"daily": pd.Series(dtype=float, index=pd.DatetimeIndex([])), "weeks": 8, "z": 3.5}


@flag_anomalies.hidden(worlds=3)
def other_metrics(world: World):
    table = world.table("metric_daily")
    names = ["visits", "orders", "ad_cost", "out_of_stock", "new_visitors"]
    name = names[int(world.rng.integers(len(names)))]
    chosen = table[(table["metric"] == name) & (table["scope"] == "all")]
    daily = chosen.set_index("date")["value"].sort_index().loc["2025-03-01":"2025-08-15"]
    daily = daily[world.rng.random(len(daily)) < 0.9]
    daily = daily.mask(world.rng.random(len(daily)) < 0.04)
    return {"daily": daily.sample(frac=1, random_state=int(world.rng.integers(9999))), "weeks": 6, "z": 3.0}


@flag_anomalies.invariant(
    en="Every day of `daily` is in the result, from early to late.", zh="`daily` 的每一天都在结果里，从早到晚。"
)
def all_days_in_order(result, *, daily, weeks, z):
    return bool(result.index.is_monotonic_increasing) and set(result.index) == set(daily.index)


@flag_anomalies.invariant(
    en="The first four values of a weekday are never flagged.", zh="每个星期几的前四个值都不会报警。"
)
def first_four_are_free(result, *, daily, weeks, z):
    known = daily.dropna().sort_index()
    early = known.groupby(known.index.day_of_week).cumcount() < 4
    return not result[early[early].index].any()


@flag_anomalies.right
def weekday_by_weekday(daily, weeks=8, z=3.5):
    ordered = daily.sort_index()
    answer = pd.Series(np.zeros(len(ordered), dtype=bool), index=ordered.index)
    for weekday in range(7):
        days = ordered[(ordered.index.day_of_week == weekday) & ordered.notna().to_numpy()]
        usable = pd.Series(dtype=float)
        for day in days.index:
            history = usable.tail(weeks)
            if history.size > 3:
                middle = history.median()
                width = (history - middle).abs().median() * 1.4826
                if width < middle / 20:
                    width = middle / 20
                low, high = middle - z * width, middle + z * width
                if days[day] < low or days[day] > high:
                    answer[day] = True
                    continue
            usable = pd.concat([usable, days[[day]]]) if len(usable) else days[[day]]
    return answer


@flag_anomalies.right
def with_a_table_of_rows(daily, weeks=8, z=3.5):
    from statistics import median

    table = pd.DataFrame({"value": daily.to_numpy(float)}, index=daily.index).sort_index()
    table["flag"] = False
    for day in table.index:
        before = table[(table.index < day) & (table.index.weekday == day.weekday()) & ~table["flag"]]
        past = list(before["value"].dropna())[-weeks:]
        now = table.at[day, "value"]
        if len(past) < 4 or np.isnan(now):
            continue
        centre = median(past)
        deviation = median([abs(x - centre) for x in past])
        table.at[day, "flag"] = abs(now - centre) > z * max(deviation * 1.4826, centre * 0.05)
    return table["flag"].astype(bool)


@flag_anomalies.wrong(
    en="Days that were flagged serve as history. Then one broken day widens the limits of the next weeks: leave flagged days out.",
    zh="报过警的天也算进了历史。这样一个坏日子会把后面几周的界线撑宽：要把它们去掉。",
)
def flagged_days_in_the_history(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, flagged_kept=True)


@flag_anomalies.wrong(
    en="A flagged day was left out, but it kept its place among the `weeks` values. The next older value takes the place.",
    zh="报过警的天去掉了，却还占着 `weeks` 个里的一个位置。应当由更早的值补上。",
)
def a_flagged_day_keeps_its_place(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, place_kept=True)


@flag_anomalies.wrong(
    en="The spread has no lower bound. Where the history hardly moves, the smallest change rings: it is at least 5 % of the usual.",
    zh="波动没有下限。历史几乎不动时，一点点变化就会报警：波动至少是平常值的 5%。",
)
def no_floor(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, floor=0.0)


@flag_anomalies.wrong(
    en="The 5 % were compared with `z` × spread. They bound the spread itself, before `z` multiplies it.",
    zh="5% 是和 `z` × 波动比的。它管的是波动本身：先取大的，再乘 `z`。",
)
def floor_on_the_limit(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, floor_on_reach=True)


@flag_anomalies.wrong(
    en="The 5 % were added to the spread. Take the larger of the two.",
    zh="把 5% 加到了波动上。应当是两个里取大的。",
)
def floor_added(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, floor_added=True)


@flag_anomalies.wrong(
    en="The 5 % were used only where the MAD is 0. They hold whenever 1.4826 × MAD is smaller.",
    zh="只在 MAD 等于 0 时才用 5%。只要 1.4826 × MAD 比它小，就该用它。",
)
def floor_only_at_zero(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, floor_when_zero=True)


@flag_anomalies.wrong(
    en="All weekdays were thrown together. A Sunday is usual for a Sunday: compare each day with its own weekday.",
    zh="各个星期几混在一起了。星期天清淡很平常：每一天要和自己的星期几比。",
)
def all_weekdays_together(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, all_weekdays=True)


@flag_anomalies.wrong(
    en="These are mean and standard deviation. A single wild day moves both; the rule asks for median and MAD.",
    zh="用的是平均数和标准差。一个离谱的日子就会把它们带偏；规矩要的是中位数和 MAD。",
)
def mean_and_standard_deviation(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, mean_and_sd=True)


@flag_anomalies.wrong(
    en="The day itself is in its history and pulls the limits towards itself. Only earlier days count.",
    zh="当天也算进了自己的历史，把界线往自己这边拉。只能用之前的天。",
)
def the_day_judges_itself(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, with_today=True)


@flag_anomalies.wrong(
    en="Only days above the limit ring. Too few orders are an alarm as well.",
    zh="只有高出界线的天才报警。订单少得不对劲，也该报。",
)
def only_upwards(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, upwards=True)


@flag_anomalies.wrong(
    en="Only days below the limit ring. Visits that double overnight are an alarm as well.",
    zh="只有低于界线的天才报警。访问一夜翻倍，也该报。",
)
def only_downwards(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, downwards=True)


@flag_anomalies.wrong(
    en="A day exactly on the limit was flagged. It has to lie beyond it.",
    zh="正好在界线上的天也报了警。要超出界线才报。",
)
def limit_included(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, closed=True)


@flag_anomalies.wrong(
    en="The MAD was used without the factor 1.4826, so the limits are too narrow.",
    zh="MAD 没有乘 1.4826，界线太窄了。",
)
def factor_forgotten(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, factor=1.0)


@flag_anomalies.wrong(
    en="Days count as earlier when they stand higher up in `daily`. The rows come in any order: sort by day first.",
    zh="把 `daily` 里排在上面的天当成了更早的天。行的先后是乱的：先按日期排好。",
)
def earlier_by_row(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, order_of_rows=True)


@flag_anomalies.wrong(
    en="The flags are right, but in the order of the input. Sort the days from the earliest to the latest.",
    zh="判得对，但还是输入的先后。请把日期从早到晚排好。",
)
def in_the_order_of_the_input(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z).reindex(daily.index)


@flag_anomalies.wrong(
    en="A missing value was read as 0, so it rings and spoils the history. Not measured is not zero: leave it out.",
    zh="缺失值被当成了 0，于是它自己报警，还弄坏了历史。没量到不等于 0：跳过它。",
)
def missing_as_zero(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, missing_is_zero=True)


@flag_anomalies.wrong(
    en="Days with a missing value were counted among the values of the history. Leave them out before you take the latest `weeks` and before you ask for 4.",
    zh="值缺失的天也算进了历史的个数。先去掉它们，再取最近的 `weeks` 个，再看够不够 4 个。",
)
def missing_counts_as_a_value(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, missing_keeps_place=True)


@flag_anomalies.wrong(
    en="The history is the last `weeks` weeks of the calendar. If a day is missing there, an older value takes its place: `weeks` counts values.",
    zh="历史取的是日历上最近的 `weeks` 周。中间缺了天，要由更早的值补上：`weeks` 数的是值的个数。",
)
def weeks_of_the_calendar(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, calendar_weeks=True)


@flag_anomalies.wrong(
    en="The whole past was used. Only the latest `weeks` values say what is usual now.",
    zh="用上了全部过去。只有最近的 `weeks` 个值才说得准现在的平常。",
)
def the_whole_past(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, whole_past=True)


@flag_anomalies.wrong(
    en="Days were judged only with `weeks` values in their history. The shop asks for 4.",
    zh="历史满了 `weeks` 个值才判。店里只要求 4 个。",
)
def full_history_asked_for(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, least=weeks)


@flag_anomalies.wrong(
    en="Days with one, two or three values in their history were judged. Fewer than 4 are too few: `False`.",
    zh="历史只有一两个、三个值的天也判了。不到 4 个就不判：`False`。",
)
def judged_too_early(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, least=1)


@flag_anomalies.wrong(
    en="With exactly 4 values in its history a day was not judged. 4 are enough.",
    zh="历史正好 4 个值的天没有判。4 个就够了。",
)
def five_asked_for(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, least=5)


@flag_anomalies.wrong(
    en="`weeks` and `z` are fixed at 8 and 3.5 inside the function. Use the parameters.",
    zh="函数里把 `weeks` 和 `z` 写死成了 8 和 3.5。请用参数。",
)
def parameters_ignored(daily, weeks=8, z=3.5):
    return judge(daily)


@flag_anomalies.wrong(
    en="`weeks` is fixed at 8 inside the function. Use the parameter.",
    zh="函数里把 `weeks` 写死成了 8。请用参数。",
)
def weeks_ignored(daily, weeks=8, z=3.5):
    return judge(daily, 8, z)


@flag_anomalies.wrong(
    en="`z` is fixed at 3.5 inside the function. Use the parameter.",
    zh="函数里把 `z` 写死成了 3.5。请用参数。",
)
def z_ignored(daily, weeks=8, z=3.5):
    return judge(daily, weeks)


@flag_anomalies.wrong(
    en="The *oldest* `weeks` values were taken. The latest ones say what is usual now: cut from the end of the list.",
    zh="取的是**最早**的 `weeks` 个值。最近的才说得准现在的平常：要从末尾取。",
)
def oldest_values(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, oldest=True)


@flag_anomalies.wrong(
    en=(
        "Missing values are in the history: `np.median` of them is missing, no comparison with it is true, and the weekday goes blind for "
        "weeks. Leave days without a value out before anything is stored."
    ),
    zh="缺失值进了历史：`np.median` 碰到它，结果也是缺失，怎么比都不成立，这个星期几就好几周不报警。没有值的天，先跳过再存。",
)
def missing_spoils_the_history(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, nan_spoils=True)


@flag_anomalies.wrong(
    en="The 4 values were counted before the history was cut to `weeks`. With `weeks` below 4 the history never has 4, so nothing is judged.",
    zh="够不够 4 个，是在取最近 `weeks` 个之前数的。`weeks` 小于 4 时，历史永远不到 4 个，哪天都不判。",
)
def four_counted_before_the_cut(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, least_before_cut=True)


@flag_anomalies.wrong(
    en="With `weeks` below 4, fewer than 4 values were taken for enough. 4 are the least, whatever `weeks` is.",
    zh="`weeks` 小于 4 时，不到 4 个值也判了。不管 `weeks` 是几，至少要 4 个。",
)
def least_follows_weeks(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, least=min(4, weeks))


@flag_anomalies.wrong(
    en="The spread rests on the *mean* distance. One wild day moves a mean; MAD is the median of the distances.",
    zh="波动用的是距离的**平均数**。一个离谱的日子就会带偏它；MAD 是距离的中位数。",
)
def mean_distance(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, mean_distance=True)


@flag_anomalies.wrong(
    en="The usual is a mean. One wild day moves it; the rule asks for the median.",
    zh="平常值用了平均数，一个离谱的日子就会带偏它；规矩要的是中位数。",
)
def mean_as_the_usual(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, mean_as_usual=True)


@flag_anomalies.wrong(
    en="Days without an alarm are gone from the result. Every day of `daily` gets an answer: `False` where nothing rings.",
    zh="没有报警的天从结果里消失了。`daily` 的每一天都要有回答：没报警就是 `False`。",
)
def only_flagged_days(daily, weeks=8, z=3.5):
    flags = judge(daily, weeks, z)
    return flags[flags]


@flag_anomalies.wrong(
    en=(
        "One formula over the whole column, without the weekday: each day was compared with the days just before it. Sundays belong with "
        "Sundays, and a flagged day must leave the history, so judge day by day."
    ),
    zh="对整列套了一个公式，没分星期几：每一天都和前面几天比了。星期日要和星期日比，报过警的天还要退出历史，所以只能一天一天判。",
)
def one_formula_for_all(daily, weeks=8, z=3.5):
    ordered = daily.sort_index()
    past = ordered.shift().rolling(weeks, min_periods=min(4, weeks))
    usual = past.median()
    spread = (1.4826 * past.apply(lambda x: np.nanmedian(np.abs(x - np.nanmedian(x))), raw=True)).clip(
        lower=0.05 * usual
    )
    return (ordered - usual).abs() > z * spread


@flag_anomalies.wrong(
    en=(
        "The weekdays are kept apart, but flagged days stay in the history, because one formula judges all days at once. Judge one day "
        "after another, and store only what was not flagged."
    ),
    zh="星期几分开了，可是一个公式把所有的天一起判，报过警的天还留在历史里。要一天一天判，没报警的才存进去。",
)
def one_formula_by_weekday(daily, weeks=8, z=3.5):
    ordered = daily.sort_index()
    groups = ordered.groupby(ordered.index.day_of_week)
    usual = groups.transform(lambda x: x.shift().rolling(weeks, min_periods=min(4, weeks)).median())
    mad = groups.transform(
        lambda x: (
            x.shift()
            .rolling(weeks, min_periods=min(4, weeks))
            .apply(lambda y: np.nanmedian(np.abs(y - np.nanmedian(y))), raw=True)
        )
    )
    return (ordered - usual).abs() > z * np.maximum(1.4826 * mad, 0.05 * usual)


@flag_anomalies.wrong(
    en="The days without a value are gone from the result. They stay, with `False`.",
    zh="没有值的天从结果里消失了。它们要留下，是 `False`。",
)
def days_without_value_dropped(daily, weeks=8, z=3.5):
    return judge(daily.dropna(), weeks, z)


@flag_anomalies.wrong(
    en="The days were neither judged nor returned in the order of time. Sort `daily` by its index on the first line.",
    zh="既没有按时间先后来判，也没有按先后返回。第一行先把 `daily` 按索引排好。",
)
def rows_never_sorted(daily, weeks=8, z=3.5):
    return judge(daily, weeks, z, order_of_rows=True).reindex(daily.index)


# --- end of flag_anomalies ---

# --- chart_weekly_report ---

chart_weekly_report = Exercise(points=3, compare="chart", tolerance=1e-6)


def visits_by_day(**values) -> pd.Series:
    """A series from values by day, written ``d1110=66`` for 10 November 2025."""
    days = pd.to_datetime([f"2025-{name[1:3]}-{name[3:]}" for name in values])
    return pd.Series(list(values.values()), index=days, dtype=float)


def weekly_change(
    daily,
    weeks=4,
    least=2,
    middle="median",
    ended=True,
    rolling=False,
    with_week=False,
    whole_past=False,
    older_fill=False,
    zero_fill=False,
) -> pd.Series:
    """Change of each weekday against its usual; the arguments are the slips of the wrong answers below."""
    daily = daily.fillna(0.0) if zero_fill else daily.dropna()
    latest = daily.index.max()
    days_back = (latest.day_of_week + 1) % 7
    if not ended:
        days_back -= 7 if days_back else 0
    sunday = latest if rolling else latest - pd.Timedelta(days=days_back)
    changes = {}
    for weekday in range(7):
        own = daily[daily.index.day_of_week == weekday].sort_index()
        ago = (sunday - own.index).days // 7
        now = own[ago == 0]
        if older_fill:
            past = own[ago >= 1].tail(weeks)
        else:
            past = own[(ago >= (0 if with_week else 1)) & ((ago <= weeks) | whole_past)]
        if now.empty or len(past) < max(least, 1):
            continue
        usual = getattr(past, middle)()
        if usual > 0:
            changes[weekday + 1] = now.iloc[0] / usual - 1
    return pd.Series(changes, dtype=float)


def draw_week(change: pd.Series):
    """A bar chart in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar([str(day) for day in change.index], change.to_numpy(float))
    axes.set(title="Last week against the usual", xlabel="weekday", ylabel="change")
    return axes


THE_QUESTION = {
    "d1118": 71, "d1110": 66, "d1103": 50, "d1027": 60, "d1020": 64, "d1013": 90,
    "d1116": 27, "d1109": 36, "d1102": 30, "d1026": 24,
}  # fmt: skip


@chart_weekly_report.example
def two_days_of_the_question():
    return {"daily": visits_by_day(**THE_QUESTION)}, [(1, 66 / 62 - 1), (7, -0.1)]


@chart_weekly_report.visible(en="the days of the question", zh="题目里的那些天")
def days_of_the_question():
    return {"daily": visits_by_day(**THE_QUESTION)}


@chart_weekly_report.visible(en="seven weeks up to a Sunday, shuffled", zh="到星期日为止的七周，先后打乱")
def seven_weeks():
    weekday = np.array([200.0, 212.0, 190.0, 205.0, 230.0, 120.0, 90.0])
    values = [round(weekday[i % 7] * (0.8 + 0.06 * ((i * i + i // 7) % 9)), 1) for i in range(49)]
    daily = days_of("2025-03-03", values)
    return {"daily": daily.iloc[[(13 * i + 6) % 49 for i in range(49)]]}


@chart_weekly_report.visible(edge=True, en="a week that is still running", zh="还没过完的一周")
def a_running_week():
    values = [40 + (7 * i) % 23 + (60 if i >= 35 else 0) for i in range(41)]
    return {"daily": days_of("2025-06-30", values)}


@chart_weekly_report.visible(edge=True, en="days that are not there, and missing values", zh="有的天没有，有的天值缺失")
def week_with_holes():
    values = [30.0 + (11 * i) % 17 for i in range(42)]
    daily = days_of("2025-09-01", values)
    daily.iloc[[23, 30, 36, 9]] = np.nan  # a Wednesday twice, the week's Tuesday, an older Wednesday
    return {"daily": daily.drop(daily.index[[40, 18, 26]])}


@chart_weekly_report.visible(edge=True, en="fewer than two values to compare with", zh="可比的值不到两个")
def little_to_compare():
    days = {
        "d0804": 20, "d0805": 24, "d0807": 33, "d0810": 18, "d0728": 25, "d0729": 20, "d0731": 30, "d0803": 20,
        "d0721": 15, "d0724": 36, "d0714": 22, "d0630": 70, "d0701": 50,
    }  # fmt: skip
    return {"daily": visits_by_day(**days)}


@chart_weekly_report.visible(edge=True, en="a usual of 0", zh="平常值是 0")
def usual_of_zero():
    days = {
        "d0504": 2, "d0427": 0, "d0420": 0, "d0413": 3, "d0406": 0, "d0503": 0, "d0426": 4, "d0419": 2, "d0412": 3,
        "d0405": 0,
    }  # fmt: skip
    return {"daily": visits_by_day(**days)}


@chart_weekly_report.hidden(worlds=3)
def other_weeks(world: World):
    table = world.table("metric_daily")
    name = ["visits", "orders", "gmv"][int(world.rng.integers(3))]
    chosen = table[(table["metric"] == name) & (table["scope"] == "all")]
    daily = chosen.set_index("date")["value"].sort_index()
    end = int(world.rng.integers(200, 600))
    daily = daily.iloc[end - 60 : end]
    keep = world.rng.random(len(daily)) < 0.9
    keep[-1] = True
    daily = daily[keep]
    return {"daily": daily.sample(frac=1, random_state=int(world.rng.integers(9999)))}


@chart_weekly_report.right
def by_loop_in_plain_matplotlib(daily):
    known = {day: value for day, value in daily.items() if value == value}
    end = max(known)
    while end.day_name() != "Sunday":
        end -= pd.Timedelta(days=1)
    bars = {}
    for number in range(1, 8):
        day = end - pd.Timedelta(days=7 - number)
        past = [known[day - pd.Timedelta(weeks=w)] for w in range(1, 5) if day - pd.Timedelta(weeks=w) in known]
        if day in known and len(past) >= 2 and np.median(past) > 0:
            bars[number] = known[day] / np.median(past) - 1
    return draw_week(pd.Series(bars, dtype=float))


@chart_weekly_report.right
def by_reindex_in_seaborn(daily):
    import matplotlib.pyplot as plt
    import seaborn as sns

    end = daily.index.max().to_period("W-SUN")
    end = end if end.end_time.normalize() == daily.index.max() else end - 1
    sunday = end.end_time.normalize()
    block = daily.reindex(pd.date_range(sunday - pd.Timedelta(days=34), sunday)).to_numpy().reshape(5, 7)
    frame = pd.DataFrame(block, columns=range(1, 8))
    usual = frame.iloc[:4].median()
    usual[(frame.iloc[:4].notna().sum() < 2) | (usual == 0)] = np.nan
    percent = ((frame.iloc[4] / usual - 1) * 100).dropna()
    _, axes = plt.subplots()
    sns.barplot(x=percent.index, y=percent.to_numpy(), ax=axes)
    axes.set(title="Week against usual", xlabel="weekday (1 = Monday)", ylabel="change, %")
    return axes


@chart_weekly_report.wrong(
    en="The chart shows the week that is still running. Show the latest week whose Sunday is not after the latest day.",
    zh="图里画的是还没过完的一周。要画已经过完的：它的星期日不晚于最晚的一天。",
)
def the_running_week(daily):
    return draw_week(weekly_change(daily, ended=False))


@chart_weekly_report.wrong(
    en="These are the last seven days. The report's week runs from Monday to Sunday.",
    zh="画的是最近七天。周报的一周从星期一到星期日。",
)
def last_seven_days(daily):
    return draw_week(weekly_change(daily, rolling=True))


@chart_weekly_report.wrong(
    en="The usual is a mean. One wild week moves it; the rule asks for the median.",
    zh="平常值用了平均数，一个离谱的星期就会带偏它；规矩要的是中位数。",
)
def mean_as_usual(daily):
    return draw_week(weekly_change(daily, middle="mean"))


@chart_weekly_report.wrong(
    en="The week itself is part of what it is compared with. Only the weeks before it make the usual.",
    zh="上周自己也算进了平常值。只有它之前的几周才算。",
)
def week_in_its_own_usual(daily):
    return draw_week(weekly_change(daily, with_week=True))


@chart_weekly_report.wrong(
    en="The usual rests on all earlier weeks. Only the `EARLIER_WEEKS` weeks just before count.",
    zh="平常值用了以前所有的周。只算紧挨着的 `EARLIER_WEEKS` 周。",
)
def all_earlier_weeks(daily):
    return draw_week(weekly_change(daily, whole_past=True))


@chart_weekly_report.wrong(
    en="Where a day is missing, an older week took its place. Here the rule counts weeks of the calendar, not values.",
    zh="缺了的天由更早的周补上了。这里按日历上的周数，不按值的个数。",
)
def older_weeks_fill_holes(daily):
    return draw_week(weekly_change(daily, older_fill=True))


@chart_weekly_report.wrong(
    en="The week is compared with the week before only. A single week may itself be odd: take the median of `EARLIER_WEEKS` weeks.",
    zh="只和再前一周比。单独一周自己也可能不平常：要取 `EARLIER_WEEKS` 周的中位数。",
)
def only_the_week_before(daily):
    return draw_week(weekly_change(daily, weeks=1, least=1))


@chart_weekly_report.wrong(
    en="A weekday with a single value to compare with has a bar. One value says nothing about the usual: 2 are the least.",
    zh="只有一个可比值的星期几也画了柱子。一个值说明不了平常：至少要 2 个。",
)
def one_value_is_enough(daily):
    return draw_week(weekly_change(daily, least=1))


@chart_weekly_report.wrong(
    en="Missing values became 0. A day that was not measured gets no bar and is no value to compare with.",
    zh="缺失值成了 0。没量到的天不画柱子，也不能拿来比。",
)
def holes_became_zero(daily):
    return draw_week(weekly_change(daily, zero_fill=True))


@chart_weekly_report.wrong(
    en="The bars show value / usual, so a usual day stands at 1. The change is that ratio minus 1.",
    zh="柱子画的是 值 / 平常值，平常的一天停在 1。变化要再减去 1。",
)
def ratio_without_minus_one(daily):
    return draw_week(weekly_change(daily) + 1)


@chart_weekly_report.wrong(
    en="The bars show the value minus the usual. The rule asks for the change as a share of the usual.",
    zh="柱子画的是 值 − 平常值。规矩要的是变化占平常值的多少。",
)
def difference_instead_of_share(daily):
    known = daily.dropna()
    sunday = known.index.max() - pd.Timedelta(days=(known.index.max().day_of_week + 1) % 7)
    change = weekly_change(daily)
    days = [sunday - pd.Timedelta(days=7 - number) for number in change.index]
    now = known[days].to_numpy()
    return draw_week(pd.Series(now - now / (1 + change.to_numpy()), index=change.index))


@chart_weekly_report.wrong(
    en="The latest day is a Sunday, and its week is over: but the chart shows the week before it. Go back to the Sunday only if the latest day is none.",
    zh="最晚的一天正好是星期日，那一周已经过完，图里画的却是再前一周。最晚一天不是星期日，才往回退。",
)
def sunday_stepped_over(daily):
    latest = daily.dropna().index.max()
    cut_off = latest - pd.Timedelta(days=1) if latest.day_of_week == 6 else latest
    return draw_week(weekly_change(daily[daily.index <= cut_off]))


@chart_weekly_report.wrong(
    en="One earlier week is missing from the usual: `range(1, EARLIER_WEEKS)` stops before its end. Take all `EARLIER_WEEKS` weeks.",
    zh="平常值少算了一周：`range(1, EARLIER_WEEKS)` 不含末尾。要 `EARLIER_WEEKS` 周都算上。",
)
def one_week_short(daily):
    return draw_week(weekly_change(daily, weeks=3))


@chart_weekly_report.wrong(
    en="The bars are marked by names. The question asks for the numbers 1 to 7, 1 is Monday.",
    zh="柱子标的是星期几的名字。题目要标 1 到 7，1 是星期一。",
)
def marked_by_names(daily):
    change = weekly_change(daily)
    names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return draw_week(pd.Series(change.to_numpy(), index=[names[day - 1] for day in change.index]))


@chart_weekly_report.wrong(
    en="A day without a value, or without a usual, got a bar of height 0: it looks like 'as usual'. Nothing is known there, so no bar.",
    zh="没有值、或没有平常值的天画了一根 0 的柱子，看上去像“和平常一样”。那天其实不知道，所以不画。",
)
def zero_bar_for_unknown(daily):
    return draw_week(weekly_change(daily).reindex(range(1, 8), fill_value=0.0))


@chart_weekly_report.wrong(
    en="The heights are percent, but no axis says so: 6.45 without a % reads as six and a half times. Write % or percent into the label.",
    zh="高度是百分数，轴上却没写：没有 % 的 6.45，看上去像涨了六倍半。请在轴的名称里写上 % 或“百分比”。",
)
def percent_unsaid(daily):
    return draw_week(weekly_change(daily) * 100)


@chart_weekly_report.wrong(
    en="The changes were rounded. Draw them as they are; the axis rounds for the eye.",
    zh="变化四舍五入了。请原样画出来，轴上的刻度自会取整。",
)
def change_rounded(daily):
    return draw_week(weekly_change(daily).round(2))


@chart_weekly_report.wrong(
    en="The days are marked 0 to 6. The shop counts 1 to 7, and 1 is Monday.",
    zh="星期标成了 0 到 6。店里用 1 到 7，1 是星期一。",
)
def marked_from_zero(daily):
    change = weekly_change(daily)
    return draw_week(change.set_axis(change.index - 1))


@chart_weekly_report.wrong(
    en="The right bars, but without a title and axis labels: nobody else can read this chart.",
    zh="柱子是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def week_without_labels(daily):
    axes = draw_week(weekly_change(daily))
    axes.set(title="", xlabel="", ylabel="")
    return axes


@chart_weekly_report.wrong(
    en="The right bars, but the axes have no labels: what are 1 to 7, and what is 0.06?",
    zh="柱子是对的，但两条轴都没有名称：1 到 7 是什么，0.06 又是什么？",
)
def week_without_axis_labels(daily):
    axes = draw_week(weekly_change(daily))
    axes.set(xlabel="", ylabel="")
    return axes


@chart_weekly_report.wrong(
    en="The right bars, but without a title: say what the picture compares.",
    zh="柱子是对的，但没有标题：要说清这张图在比什么。",
)
def week_without_title(daily):
    axes = draw_week(weekly_change(daily))
    axes.set(title="")
    return axes


# --- end of chart_weekly_report ---

"""Answers that readers gave to chapter 2 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written, after the constant of its cell. Where the question was mended since, the
judgement is by the text as it stands now; the note says so.
"""

from classroom.cases import Trial

STATUS = """
STATUS = {
    "待付款": "waiting", "已付款": "paid", "已发货": "shipped", "已签收": "delivered",
    "已退款": "refunded", "已取消": "cancelled", "已关闭": "closed",
    "PAID": "paid", "SHIPPED": "shipped", "DELIVERED": "delivered",
    "REFUNDED": "refunded", "CANCELLED": "cancelled", "CLOSED": "closed",
}
"""

trials: list[Trial] = [
    Trial(
        "sessionize",
        """
def sessionize(hits: pd.DataFrame, gap_minutes: int = 30) -> pd.DataFrame:
    hits = hits.sort_values(["cid", "ts"], ignore_index=True)
    pause = hits.groupby("cid")["ts"].diff()
    hits["session_id"] = (pause.isna() | (pause > pd.Timedelta(minutes=30))).cumsum()
    return hits
""",
        judgement="wrong",
        reader="beginner",
        note="只写了停顿和访客；没做零点、来源；len=1 也算",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits: pd.DataFrame, gap_minutes: int = 30) -> pd.DataFrame:
    t = hits.sort_values(["cid", "ts"])
    t = t.reset_index()
    numbers = []
    n = 0
    for i in range(len(t)):
        if i == 0:
            n = n + 1
        elif t["cid"][i] != t["cid"][i-1]:
            n = n + 1
        elif t["ts"][i] - t["ts"][i-1] > pd.Timedelta(minutes=gap_minutes):
            n = n + 1
        elif t["ts"][i].day != t["ts"][i-1].day:
            n = n + 1
        elif t["utm_source"][i] != t["utm_source"][i-1]:
            n = n + 1
        numbers.append(n)
    t["session_id"] = numbers
    return t
""",
        judgement="wrong",
        reader="beginner",
        note="循环，用 visit 变量；来源规则写成和上一条记录比；没去掉 cid 缺失",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits: pd.DataFrame, gap_minutes: int = 30) -> pd.DataFrame:
    t = hits[hits["cid"].notna()].sort_values(["cid", "ts"])
    t = t.reset_index(drop=True)
    numbers = []
    n = 0
    for i in range(len(t)):
        if i == 0:
            n = n + 1
        elif t["cid"][i] != t["cid"][i-1]:
            n = n + 1
        elif t["ts"][i] - t["ts"][i-1] > pd.Timedelta(minutes=gap_minutes):
            n = n + 1
        elif t["ts"][i].day != t["ts"][i-1].day:
            n = n + 1
        elif t["utm_source"][i] != t["utm_source"][i-1]:
            n = n + 1
        numbers.append(n)
    t["session_id"] = numbers
    return t
""",
        judgement="wrong",
        misconception="missing_differs_from_missing",
        reader="beginner",
        note="reset_index(drop)修好；来源仍和上一条比；NaN!=NaN 为真",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits: pd.DataFrame, gap_minutes: int = 30) -> pd.DataFrame:
    t = hits[hits["cid"].notna()].sort_values(["cid", "ts"])
    t = t.reset_index(drop=True)
    numbers = []
    n = 0
    for i in range(len(t)):
        if i == 0:
            n = n + 1
        elif t["cid"][i] != t["cid"][i-1]:
            n = n + 1
        elif t["ts"][i] - t["ts"][i-1] > pd.Timedelta(minutes=gap_minutes):
            n = n + 1
        elif t["ts"][i].day != t["ts"][i-1].day:
            n = n + 1
        elif pd.notna(t["utm_source"][i]) and t["utm_source"][i] != t["utm_source"][i-1]:
            n = n + 1
        numbers.append(n)
    t["session_id"] = numbers
    return t
""",
        judgement="wrong",
        misconception="compared_with_the_row_above",
        reader="beginner",
        note="空值跳过，但仍只和上一条比",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits: pd.DataFrame, gap_minutes: int = 30) -> pd.DataFrame:
    t = hits[hits["cid"].notna()].sort_values(["cid", "ts"])
    t = t.reset_index(drop=True)
    numbers = []
    n = 0
    source = ""
    for i in range(len(t)):
        s = t["utm_source"][i]
        if i == 0:
            n = n + 1
            source = ""
        elif t["cid"][i] != t["cid"][i-1]:
            n = n + 1
            source = ""
        elif t["ts"][i] - t["ts"][i-1] > pd.Timedelta(minutes=gap_minutes):
            n = n + 1
        elif t["ts"][i].day != t["ts"][i-1].day:
            n = n + 1
        elif pd.notna(s) and s != source:
            n = n + 1
        if pd.notna(s):
            source = s
        numbers.append(n)
    t["session_id"] = numbers
    return t
""",
        judgement="wrong",
        misconception="source_remembered",
        reader="beginner",
        note="记住 last_source，但新访问没有清空",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits: pd.DataFrame, gap_minutes: int = 30) -> pd.DataFrame:
    t = hits[hits["cid"].notna()].sort_values(["cid", "ts"])
    t = t.reset_index(drop=True)
    numbers = []
    n = 0
    source = ""
    for i in range(len(t)):
        s = t["utm_source"][i]
        new = False
        if i == 0:
            new = True
        elif t["cid"][i] != t["cid"][i-1]:
            new = True
        elif t["ts"][i] - t["ts"][i-1] > pd.Timedelta(minutes=gap_minutes):
            new = True
        elif t["ts"][i].day != t["ts"][i-1].day:
            new = True
        elif pd.notna(s) and s != source:
            new = True
        if new:
            n = n + 1
            source = ""
        if pd.notna(s):
            source = s
        numbers.append(n)
    t["session_id"] = numbers
    return t
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits: pd.DataFrame, gap_minutes: int = 30) -> pd.DataFrame:
    t = hits[hits["cid"].notna()].sort_values(["cid", "ts"])
    t = t.reset_index(drop=True)
    numbers = []
    n = 0
    source = ""
    for i in range(len(t)):
        s = t["utm_source"][i]
        new = False
        if i == 0:
            new = True
        elif t["cid"][i] != t["cid"][i-1]:
            new = True
        elif t["ts"][i] - t["ts"][i-1] >= pd.Timedelta(minutes=gap_minutes):
            new = True
        elif t["ts"][i].day != t["ts"][i-1].day:
            new = True
        elif pd.notna(s) and s != source:
            new = True
        if new:
            n = n + 1
            source = ""
        if pd.notna(s):
            source = s
        numbers.append(n)
    t["session_id"] = numbers
    return t
""",
        judgement="wrong",
        misconception="gap_closed",
        reader="beginner",
        note="正好 30 分钟也断开",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits: pd.DataFrame, gap_minutes: int = 30) -> pd.DataFrame:
    t = hits[hits["cid"].notna()].sort_values(["cid", "ts"])
    t = t.reset_index(drop=True)
    numbers = []
    n = 0
    source = ""
    for i in range(len(t)):
        s = t["utm_source"][i]
        new = False
        if i == 0:
            new = True
        elif t["cid"][i] != t["cid"][i-1]:
            new = True
        elif t["ts"][i] - t["ts"][i-1] > pd.Timedelta(minutes=30):
            new = True
        elif t["ts"][i].day != t["ts"][i-1].day:
            new = True
        elif pd.notna(s) and s != source:
            new = True
        if new:
            n = n + 1
            source = ""
        if pd.notna(s):
            source = s
        numbers.append(n)
    t["session_id"] = numbers
    return t
""",
        judgement="wrong",
        misconception="always_half_an_hour",
        reader="beginner",
        note="写死 30",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits: pd.DataFrame, gap_minutes: int = 30) -> pd.DataFrame:
    t = hits[hits["cid"].notna()].sort_values(["cid", "ts"])
    t = t.sort_values("ts").reset_index(drop=True)
    numbers = []
    n = 0
    source = ""
    for i in range(len(t)):
        s = t["utm_source"][i]
        new = False
        if i == 0:
            new = True
        elif t["cid"][i] != t["cid"][i-1]:
            new = True
        elif t["ts"][i] - t["ts"][i-1] > pd.Timedelta(minutes=gap_minutes):
            new = True
        elif t["ts"][i].day != t["ts"][i-1].day:
            new = True
        elif pd.notna(s) and s != source:
            new = True
        if new:
            n = n + 1
            source = ""
        if pd.notna(s):
            source = s
        numbers.append(n)
    t["session_id"] = numbers
    return t
""",
        judgement="wrong",
        reader="beginner",
        note="排序被 ts 覆盖",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits: pd.DataFrame, gap_minutes: int = 30) -> pd.DataFrame:
    t = hits[hits["cid"].notna()].sort_values(["cid", "ts"])
    t = t.reset_index(drop=True)
    numbers = []
    n = 0
    source = ""
    for i in range(len(t)):
        s = t["utm_source"][i]
        new = False
        if i == 0:
            new = True
        elif t["cid"][i] != t["cid"][i-1]:
            new = True
        elif t["ts"][i] - t["ts"][i-1] > pd.Timedelta(minutes=gap_minutes) or (t["ts"][i] - t["ts"][i-1]).seconds > gap_minutes * 60:
            new = True
        elif t["ts"][i].day != t["ts"][i-1].day:
            new = True
        elif pd.notna(s) and s != source:
            new = True
        if new:
            n = n + 1
            source = ""
        if pd.notna(s):
            source = s
        numbers.append(n)
    t["session_id"] = numbers
    return t
""",
        judgement="right",
        reader="beginner",
        note="又加了一个 .seconds 条件（多余）",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits: pd.DataFrame, gap_minutes: int = 30) -> pd.DataFrame:
    t = hits[hits["cid"].notna()].sort_values(["cid", "ts"])
    t = t.reset_index(drop=True)
    numbers = []
    n = 0
    source = ""
    for i in range(len(t)):
        s = t["utm_source"][i]
        new = False
        if i == 0:
            new = True
        elif t["cid"][i] != t["cid"][i-1]:
            new = True
        elif (t["ts"][i] - t["ts"][i-1]).seconds > gap_minutes * 60:
            new = True
        elif t["ts"][i].day != t["ts"][i-1].day:
            new = True
        elif pd.notna(s) and s != source:
            new = True
        if new:
            n = n + 1
            source = ""
        if pd.notna(s):
            source = s
        numbers.append(n)
    t["session_id"] = numbers
    return t
""",
        judgement="wrong",
        misconception="days_lost",
        reader="beginner",
        note="隔整 31 天、同一钟点再来：.seconds 只有 300 秒，日号又相同，被并成一次访问（实测）",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits: pd.DataFrame, gap_minutes: int = 30) -> pd.DataFrame:
    t = hits.sort_values(["cid", "ts"])
    t = t.reset_index(drop=True)
    numbers = []
    n = 0
    source = ""
    for i in range(len(t)):
        s = t["utm_source"][i]
        new = False
        if i == 0:
            new = True
        elif t["cid"][i] != t["cid"][i-1]:
            new = True
        elif t["ts"][i] - t["ts"][i-1] > pd.Timedelta(minutes=gap_minutes):
            new = True
        elif t["ts"][i].day != t["ts"][i-1].day:
            new = True
        elif pd.notna(s) and s != source:
            new = True
        if new:
            n = n + 1
            source = ""
        if pd.notna(s):
            source = s
        numbers.append(n)
    t["session_id"] = numbers
    return t
""",
        judgement="wrong",
        misconception="hits_without_a_cookie_kept",
        reader="beginner",
        note="没去掉 cid 缺失",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits: pd.DataFrame, gap_minutes: int = 30) -> pd.DataFrame:
    t = hits[hits["cid"] != None].sort_values(["cid", "ts"])
    t = t.reset_index(drop=True)
    numbers = []
    n = 0
    source = ""
    for i in range(len(t)):
        s = t["utm_source"][i]
        new = False
        if i == 0:
            new = True
        elif t["cid"][i] != t["cid"][i-1]:
            new = True
        elif t["ts"][i] - t["ts"][i-1] > pd.Timedelta(minutes=gap_minutes):
            new = True
        elif t["ts"][i].day != t["ts"][i-1].day:
            new = True
        elif pd.notna(s) and s != source:
            new = True
        if new:
            n = n + 1
            source = ""
        if pd.notna(s):
            source = s
        numbers.append(n)
    t["session_id"] = numbers
    return t
""",
        judgement="wrong",
        misconception="hits_without_a_cookie_kept",
        reader="beginner",
        note="!= None",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    out = hits[hits["cid"].notna()].sort_values(["cid", "ts"]).reset_index(drop=True)
    ids = []
    n = 0
    last_cid = last_ts = source = None
    for i in range(len(out)):
        cid, ts, utm = out["cid"].iloc[i], out["ts"].iloc[i], out["utm_source"].iloc[i]
        new = (
            last_cid is None
            or cid != last_cid
            or (ts - last_ts) > pd.Timedelta(minutes=gap_minutes)
            or ts.date() != last_ts.date()
        )
        if not new and pd.notna(utm) and utm != source:
            new = True
        if new:
            n += 1
        if pd.notna(utm):
            source = utm
        ids.append(n)
        last_cid, last_ts = cid, ts
    out["session_id"] = ids
    return out
""",
        judgement="wrong",
        misconception="source_remembered",
        reader="professor",
        note="source carried over from the visit before (not reset at a pause or midnight)",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    out = hits[hits["cid"].notna()].sort_values(["cid", "ts"]).reset_index(drop=True)
    ids = []
    n = 0
    last_cid = last_ts = source = None
    for i in range(len(out)):
        cid, ts, utm = out["cid"].iloc[i], out["ts"].iloc[i], out["utm_source"].iloc[i]
        new = (
            last_cid is None
            or cid != last_cid
            or (ts - last_ts) > pd.Timedelta(minutes=gap_minutes)
            or ts.date() != last_ts.date()
        )
        if not new and pd.notna(utm) and utm != source:
            new = True
        if new:
            n += 1
            source = None
        if pd.notna(utm):
            source = utm
        ids.append(n)
        last_cid, last_ts = cid, ts
    out["session_id"] = ids
    return out
""",
        judgement="right",
        reader="professor",
        note="second answer; source reset; index reset; session_id last",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    out = hits[hits["cid"].notna()].sort_values(["cid", "ts"])
    ids = []
    n = 0
    last_cid = last_ts = source = None
    for i in range(len(out)):
        cid, ts, utm = out["cid"].iloc[i], out["ts"].iloc[i], out["utm_source"].iloc[i]
        new = (
            last_cid is None
            or cid != last_cid
            or (ts - last_ts) > pd.Timedelta(minutes=gap_minutes)
            or ts.date() != last_ts.date()
        )
        if not new and pd.notna(utm) and utm != source:
            new = True
        if new:
            n += 1
            source = None
        if pd.notna(utm):
            source = utm
        ids.append(n)
        last_cid, last_ts = cid, ts
    out["session_id"] = ids
    return out
""",
        judgement="right",
        reader="professor",
        note="original index labels kept: the text says nothing about the index",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    out = hits[hits["cid"].notna()].sort_values(["cid", "ts"]).reset_index(drop=True)
    ids = []
    n = 0
    last_cid = last_ts = source = None
    for i in range(len(out)):
        cid, ts, utm = out["cid"].iloc[i], out["ts"].iloc[i], out["utm_source"].iloc[i]
        new = (
            last_cid is None
            or cid != last_cid
            or (ts - last_ts) > pd.Timedelta(minutes=gap_minutes)
            or ts.date() != last_ts.date()
        )
        if not new and pd.notna(utm) and utm != source:
            new = True
        if new:
            n += 1
            source = None
        if pd.notna(utm):
            source = utm
        ids.append(n)
        last_cid, last_ts = cid, ts
    out.insert(0, "session_id", ids)
    return out
""",
        judgement="right",
        reader="professor",
        note="new column put first: text asks 'one column more', no place",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    out = hits[hits["cid"].notna()].sort_values(["cid", "ts"]).reset_index(drop=True)
    ids = []
    n = 0
    last_cid = last_ts = source = None
    for i in range(len(out)):
        cid, ts, utm = out["cid"].iloc[i], out["ts"].iloc[i], out["utm_source"].iloc[i]
        new = (
            last_cid is None
            or cid != last_cid
            or (ts - last_ts) > pd.Timedelta(minutes=30)
            or ts.date() != last_ts.date()
        )
        if not new and pd.notna(utm) and utm != source:
            new = True
        if new:
            n += 1
            source = None
        if pd.notna(utm):
            source = utm
        ids.append(n)
        last_cid, last_ts = cid, ts
    out["session_id"] = ids
    return out
""",
        judgement="wrong",
        misconception="always_half_an_hour",
        reader="professor",
        note="gap_minutes ignored",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    out = hits[hits["cid"].notna()].sort_values(["cid", "ts"]).reset_index(drop=True)
    ids = []
    n = 0
    last_cid = last_ts = source = None
    for i in range(len(out)):
        cid, ts, utm = out["cid"].iloc[i], out["ts"].iloc[i], out["utm_source"].iloc[i]
        new = (
            last_cid is None
            or cid != last_cid
            or (ts - last_ts).seconds // 60 > gap_minutes
            or ts.date() != last_ts.date()
        )
        if not new and pd.notna(utm) and utm != source:
            new = True
        if new:
            n += 1
            source = None
        if pd.notna(utm):
            source = utm
        ids.append(n)
        last_cid, last_ts = cid, ts
    out["session_id"] = ids
    return out
""",
        judgement="wrong",
        misconception="pause_in_whole_minutes",
        reader="professor",
        note="whole minutes: 30 min 40 s counts as 30",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    out = hits[hits["cid"].notna()].sort_values(["cid", "ts"]).reset_index(drop=True)
    ids = []
    n = 0
    last_cid = last_ts = source = None
    for i in range(len(out)):
        cid, ts, utm = out["cid"].iloc[i], out["ts"].iloc[i], out["utm_source"].iloc[i]
        new = (
            last_cid is None
            or cid != last_cid
            or (ts - last_ts).seconds / 60 > gap_minutes
            or ts.date() != last_ts.date()
        )
        if not new and pd.notna(utm) and utm != source:
            new = True
        if new:
            n += 1
            source = None
        if pd.notna(utm):
            source = utm
        ids.append(n)
        last_cid, last_ts = cid, ts
    out["session_id"] = ids
    return out
""",
        judgement="right",
        reader="professor",
        note=".seconds drops whole days, but the midnight rule covers those",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    out = hits[hits["cid"].notna()].sort_values(["cid", "ts"]).reset_index(drop=True)
    ids = []
    n = 0
    last_cid = last_ts = source = None
    for i in range(len(out)):
        cid, ts, utm = out["cid"].iloc[i], out["ts"].iloc[i], out["utm_source"].iloc[i]
        new = (
            last_cid is None
            or cid != last_cid
            or (ts - last_ts) > pd.Timedelta(minutes=gap_minutes)
            or ts.day != last_ts.day
        )
        if not new and pd.notna(utm) and utm != source:
            new = True
        if new:
            n += 1
            source = None
        if pd.notna(utm):
            source = utm
        ids.append(n)
        last_cid, last_ts = cid, ts
    out["session_id"] = ids
    return out
""",
        judgement="right",
        reader="professor",
        note="day of month only: any equal day of another month is caught by the pause",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    out = hits[hits["cid"].notna()].sort_values("ts").sort_values("cid").reset_index(drop=True)
    ids = []
    n = 0
    last_cid = last_ts = source = None
    for i in range(len(out)):
        cid, ts, utm = out["cid"].iloc[i], out["ts"].iloc[i], out["utm_source"].iloc[i]
        new = (
            last_cid is None
            or cid != last_cid
            or (ts - last_ts) > pd.Timedelta(minutes=gap_minutes)
            or ts.date() != last_ts.date()
        )
        if not new and pd.notna(utm) and utm != source:
            new = True
        if new:
            n += 1
            source = None
        if pd.notna(utm):
            source = utm
        ids.append(n)
        last_cid, last_ts = cid, ts
    out["session_id"] = ids
    return out
""",
        judgement="wrong",
        misconception="ties_mixed_by_the_sort",
        reader="professor",
        note="unstable sorts: equal moments (and even ts) may be shuffled",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    out = hits[hits["cid"].notna()].sort_values(["cid", "ts"]).reset_index(drop=True)
    ids = []
    n = 0
    last_cid = last_ts = source = None
    for i in range(len(out)):
        cid, ts, utm = out["cid"].iloc[i], out["ts"].iloc[i], out["utm_source"].iloc[i]
        new = (
            last_cid is None
            or cid != last_cid
            or (ts - last_ts) > pd.Timedelta(minutes=gap_minutes)
            or ts.date() != last_ts.date()
        )
        if not new and pd.notna(utm) and utm != source:
            new = True
        if new:
            n += 1
            source = None
        if pd.notna(utm):
            source = utm
        ids.append(n)
        last_cid, last_ts = cid, ts
    out["session_id"] = pd.Series(ids, index=out.index, dtype="Int64")
    return out
""",
        judgement="right",
        reader="professor",
        note="nullable whole numbers",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    out = hits[hits["cid"].notna()].sort_values(["cid", "ts"]).reset_index(drop=True)
    ids = []
    n = 0
    last_cid = last_ts = source = None
    for i in range(len(out)):
        cid, ts, utm = out["cid"].iloc[i], out["ts"].iloc[i], out["utm_source"].iloc[i]
        new = (
            last_cid is None
            or cid != last_cid
            or (ts - last_ts) > pd.Timedelta(minutes=gap_minutes)
            or ts.date() != last_ts.date()
        )
        if not new and pd.notna(utm) and source is not None and utm != source:
            new = True
        if new:
            n += 1
            source = None
        if pd.notna(utm):
            source = utm
        ids.append(n)
        last_cid, last_ts = cid, ts
    out["session_id"] = ids
    return out
""",
        judgement="wrong",
        misconception="first_source_taken_in",
        reader="professor",
        note="first source in a visit without one must open a visit",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    out = hits[hits["cid"].notna()].sort_values(["cid", "ts"]).reset_index(drop=True)
    ids = []
    n = 0
    last_cid = last_ts = source = None
    for i in range(len(out)):
        cid, ts, utm = out["cid"].iloc[i], out["ts"].iloc[i], out["utm_source"].iloc[i]
        new = (
            last_cid is None
            or cid != last_cid
            or (ts - last_ts) > pd.Timedelta(minutes=gap_minutes)
            or ts.date() != last_ts.date()
        )
        if not new and pd.notna(utm) and utm != source:
            new = True
        if new:
            n += 1
            source = None
        if new:
            source = utm if pd.notna(utm) else None
        ids.append(n)
        last_cid, last_ts = cid, ts
    out["session_id"] = ids
    return out
""",
        judgement="right",
        reader="professor",
        note="source only set where a visit begins: any later different one begins a visit anyway",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    h = hits.dropna(subset=["cid"]).sort_values(["cid", "ts"], kind="mergesort").reset_index(drop=True)
    first = h["cid"] != h["cid"].shift()
    pause = h["ts"].diff() > pd.Timedelta(minutes=gap_minutes)
    night = h["ts"].dt.normalize() != h["ts"].shift().dt.normalize()
    stretch = (first | pause | night).cumsum()
    known = h["utm_source"].groupby(stretch).ffill()
    so_far = known.groupby(stretch).shift()
    other = h["utm_source"].notna() & (h["utm_source"] != so_far)
    h["session_id"] = (first | pause | night | other).cumsum()
    return h
""",
        judgement="right",
        reader="professor",
        note="vectorised, as hint 3",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    h = hits.dropna(subset=["cid"]).sort_values(["cid", "ts"], kind="mergesort").reset_index(drop=True)
    first = h["cid"] != h["cid"].shift()
    pause = h["ts"].diff() > pd.Timedelta(minutes=gap_minutes)
    night = h["ts"].dt.normalize() != h["ts"].shift().dt.normalize()
    stretch = (first | pause | night).cumsum()
    known = h["utm_source"].groupby(h["cid"]).ffill()
    so_far = known.groupby(stretch).shift()
    other = h["utm_source"].notna() & (h["utm_source"] != so_far)
    h["session_id"] = (first | pause | night | other).cumsum()
    return h
""",
        judgement="wrong",
        misconception="source_remembered",
        reader="professor",
        note="ffill over the whole visitor: a source of an earlier visit leaks; then shift within stretch... leaks from pre-stretch only through filled rows",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    h = hits.sort_values(["cid", "ts"], kind="mergesort").reset_index(drop=True)
    first = h["cid"] != h["cid"].shift()
    pause = h["ts"].diff() > pd.Timedelta(minutes=gap_minutes)
    night = h["ts"].dt.normalize() != h["ts"].shift().dt.normalize()
    stretch = (first | pause | night).cumsum()
    known = h["utm_source"].groupby(stretch).ffill()
    so_far = known.groupby(stretch).shift()
    other = h["utm_source"].notna() & (h["utm_source"] != so_far)
    h["session_id"] = (first | pause | night | other).cumsum()
    return h
""",
        judgement="wrong",
        misconception="hits_without_a_cookie_kept",
        reader="professor",
        note="missing cid kept",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    hits.sort_values(["cid", "ts"], kind="mergesort", inplace=True)
    h = hits.dropna(subset=["cid"]).reset_index(drop=True)
    first = h["cid"] != h["cid"].shift()
    pause = h["ts"].diff() > pd.Timedelta(minutes=gap_minutes)
    night = h["ts"].dt.normalize() != h["ts"].shift().dt.normalize()
    stretch = (first | pause | night).cumsum()
    known = h["utm_source"].groupby(stretch).ffill()
    so_far = known.groupby(stretch).shift()
    other = h["utm_source"].notna() & (h["utm_source"] != so_far)
    h["session_id"] = (first | pause | night | other).cumsum()
    return h
""",
        judgement="wrong",
        reader="professor",
        note="sorts the caller's table, which the page forbids now",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    out = hits[hits["cid"].notna()].sort_values("ts").sort_values("cid", kind="stable").reset_index(drop=True)
    ids = []
    n = 0
    last_cid = last_ts = source = None
    for i in range(len(out)):
        cid, ts, utm = out["cid"].iloc[i], out["ts"].iloc[i], out["utm_source"].iloc[i]
        new = (
            last_cid is None
            or cid != last_cid
            or (ts - last_ts) > pd.Timedelta(minutes=gap_minutes)
            or ts.date() != last_ts.date()
        )
        if not new and pd.notna(utm) and utm != source:
            new = True
        if new:
            n += 1
            source = None
        if pd.notna(utm):
            source = utm
        ids.append(n)
        last_cid, last_ts = cid, ts
    out["session_id"] = ids
    return out
""",
        judgement="wrong",
        misconception="ties_mixed_by_the_sort",
        reader="professor",
        note="first sort unstable on ties",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    out = hits[hits["cid"].notna()].sort_values(["cid", "ts"]).reset_index(drop=True)
    ids = []
    n = 0
    last_cid = last_ts = source = None
    for i in range(len(out)):
        cid, ts, utm = out["cid"].iloc[i], out["ts"].iloc[i], out["utm_source"].iloc[i]
        new = (
            last_cid is None
            or cid != last_cid
            or (ts - last_ts) > pd.Timedelta(minutes=gap_minutes)
            or ts.date() != last_ts.date()
        )
        if not new and utm and utm != source:
            new = True
        if new:
            n += 1
            source = None
        if utm:
            source = utm
        ids.append(n)
        last_cid, last_ts = cid, ts
    out["session_id"] = ids
    return out
""",
        judgement="wrong",
        misconception="missing_differs_from_missing",
        reader="professor",
        note="missing value taken as true (nan is truthy)",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    out = hits[hits["cid"].notna()].sort_values(["cid", "ts"]).reset_index(drop=True)
    ids = []
    n = 0
    last_cid = last_ts = source = None
    for i in range(len(out)):
        cid, ts, utm = out["cid"].iloc[i], out["ts"].iloc[i], out["utm_source"].iloc[i]
        new = (
            last_cid is None
            or cid != last_cid
            or (ts - last_ts)   >= pd.Timedelta(minutes=gap_minutes)
            or ts.date() != last_ts.date()
        )
        if not new and pd.notna(utm) and utm != source:
            new = True
        if new:
            n += 1
            source = None
        if pd.notna(utm):
            source = utm
        ids.append(n)
        last_cid, last_ts = cid, ts
    out["session_id"] = ids
    return out
""",
        judgement="wrong",
        misconception="gap_closed",
        reader="professor",
        note="exactly the gap opens a visit",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    h = hits.sort_values(["cid", "ts"])
    new = (h["cid"] != h["cid"].shift()) | (h["ts"].diff() > pd.Timedelta(minutes=gap_minutes))
    h["session_id"] = new.cumsum()
    return h
""",
        judgement="wrong",
        misconception="pause_alone",
        reader="shop assistant",
        note="没有考虑访问内来源；缺失cid未去；跨零点未写",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    h = hits.dropna(subset=["cid"]).sort_values(["cid", "ts"])
    prev = h["utm_source"].shift()
    new = (h["cid"] != h["cid"].shift()) | (h["ts"].diff() > pd.Timedelta(minutes=gap_minutes)) | (h["ts"].dt.date != h["ts"].dt.date.shift()) | (h["utm_source"].notna() & (h["utm_source"] != prev))
    h["session_id"] = new.cumsum()
    return h
""",
        judgement="wrong",
        misconception="compared_with_the_row_above",
        reader="shop assistant",
        note="来源只和上一行比",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    h = hits.dropna(subset=["cid"]).sort_values(["cid", "ts"], kind="stable")
    prev = h.groupby("cid")["utm_source"].ffill().groupby(h["cid"]).shift()
    new = (h["cid"] != h["cid"].shift()) | (h["ts"].diff() > pd.Timedelta(minutes=gap_minutes)) | (h["ts"].dt.date != h["ts"].dt.date.shift()) | (h["utm_source"].notna() & (h["utm_source"] != prev))
    h["session_id"] = new.cumsum()
    return h
""",
        judgement="wrong",
        misconception="source_remembered",
        reader="shop assistant",
        note="来源按访客ffill，跨了访问",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    h = hits.dropna(subset=["cid"]).sort_values(["cid", "ts"], kind="stable")
    sid = 0
    last_c = None
    last_t = None
    src = None
    out = []
    for c, t, u in zip(h["cid"], h["ts"], h["utm_source"]):
        new = False
        if c != last_c:
            new = True
        elif t - last_t > pd.Timedelta(minutes=gap_minutes):
            new = True
        elif t.date() != last_t.date():
            new = True
        elif pd.notna(u) and u != src:
            new = True
        if new:
            sid = sid + 1
            src = None
        if pd.notna(u):
            src = u
        out.append(sid)
        last_c = c
        last_t = t
    h["session_id"] = out
    return h
""",
        judgement="right",
        reader="shop assistant",
        note="循环写法",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    h = hits.dropna(subset=["cid"]).sort_values(["cid", "ts"], kind="stable")
    a = (h["cid"] != h["cid"].shift()) | (h["ts"].diff() > pd.Timedelta(minutes=gap_minutes)) | (h["ts"].dt.normalize() != h["ts"].dt.normalize().shift())
    seg = a.cumsum()
    now = h.groupby(seg)["utm_source"].ffill()
    prev = now.groupby(seg).shift()
    h["session_id"] = (a | (h["utm_source"].notna() & (h["utm_source"] != prev))).cumsum()
    return h
""",
        judgement="right",
        reader="shop assistant",
        note="照提示3",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    h = hits[hits["cid"].notna()].sort_values(["cid", "ts"], kind="stable").reset_index(drop=True)
    a = (h["cid"] != h["cid"].shift()) | (h["ts"].diff() > pd.Timedelta(minutes=gap_minutes)) | (h["ts"].dt.date != h["ts"].dt.date.shift())
    seg = a.cumsum()
    prev = h.groupby(seg)["utm_source"].ffill().groupby(seg).shift()
    h["session_id"] = (a | (h["utm_source"].notna() & (h["utm_source"] != prev))).cumsum()
    return h
""",
        judgement="right",
        reader="shop assistant",
        note="同上，reset_index（题没说行标签）",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    h = hits.dropna(subset=["cid"]).sort_values(["cid", "ts"])
    a = (h["cid"] != h["cid"].shift()) | (h["ts"].diff() > pd.Timedelta(minutes=gap_minutes)) | (h["ts"].dt.normalize() != h["ts"].dt.normalize().shift())
    seg = a.cumsum()
    prev = h.groupby(seg)["utm_source"].ffill().groupby(seg).shift()
    h["session_id"] = (a | (h["utm_source"].notna() & (h["utm_source"] != prev))).cumsum()
    return h
""",
        judgement="right",
        reader="shop assistant",
        note="两列排序本来就稳定，结果对",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    h = hits.dropna(subset=["cid"]).sort_values(["cid", "ts"], kind="stable")
    a = (h["cid"] != h["cid"].shift()) | (h["ts"].diff() >= pd.Timedelta(minutes=gap_minutes)) | (h["ts"].dt.normalize() != h["ts"].dt.normalize().shift())
    seg = a.cumsum()
    prev = h.groupby(seg)["utm_source"].ffill().groupby(seg).shift()
    h["session_id"] = (a | (h["utm_source"].notna() & (h["utm_source"] != prev))).cumsum()
    return h
""",
        judgement="wrong",
        misconception="gap_closed",
        reader="shop assistant",
        note="30分钟>=",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    h = hits.dropna(subset=["cid"]).sort_values(["cid", "ts"], kind="stable")
    a = (h["cid"] != h["cid"].shift()) | (h["ts"].diff() > pd.Timedelta(minutes=gap_minutes)) | (h["ts"].dt.day != h["ts"].dt.day.shift())
    seg = a.cumsum()
    prev = h.groupby(seg)["utm_source"].ffill().groupby(seg).shift()
    h["session_id"] = (a | (h["utm_source"].notna() & (h["utm_source"] != prev))).cumsum()
    return h
""",
        judgement="right",
        reader="shop assistant",
        note="同号不同月必然已超停顿，实际等价",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    h = hits.dropna(subset=["cid"]).sort_values(["cid", "ts"], kind="stable")
    a = (h["cid"] != h["cid"].shift()) | (h["ts"].diff() > pd.Timedelta(minutes=30)) | (h["ts"].dt.normalize() != h["ts"].dt.normalize().shift())
    seg = a.cumsum()
    prev = h.groupby(seg)["utm_source"].ffill().groupby(seg).shift()
    h["session_id"] = (a | (h["utm_source"].notna() & (h["utm_source"] != prev))).cumsum()
    return h
""",
        judgement="wrong",
        misconception="always_half_an_hour",
        reader="shop assistant",
        note="写死30",
    ),
    Trial(
        "sessionize",
        """
def sessionize(hits, gap_minutes=30):
    h = hits.dropna(subset=["cid"]).sort_values(["cid", "ts"], kind="stable")
    a = (h["cid"] != h["cid"].shift()) | (h["ts"].diff().dt.seconds / 60 > gap_minutes) | (h["ts"].dt.normalize() != h["ts"].dt.normalize().shift())
    seg = a.cumsum()
    prev = h.groupby(seg)["utm_source"].ffill().groupby(seg).shift()
    h["session_id"] = (a | (h["utm_source"].notna() & (h["utm_source"] != prev))).cumsum()
    return h
""",
        judgement="right",
        reader="shop assistant",
        note="同一天内等价，跨天由零点兜住",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    t = raw[raw["order_no"].notna() & (raw["order_no"] != "-")]
    t = t.drop_duplicates()
    return t
""",
        judgement="wrong",
        reader="beginner",
        note="not written: two first rules only, returns table",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    t = raw[raw["order_no"].notna() & (raw["order_no"] != "-")]
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    for c in t.columns:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    amount = sold["amount"].str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    counts["amounts"] = (sold["amount"].str.replace(",", "") != sold["amount"]).sum()
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].astype(int)
    table["created_at"] = pd.to_datetime(sold["created"])
    table["paid"] = amount
    table["refund"] = 0
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id"), counts
""",
        judgement="wrong",
        reader="beginner",
        note="漏了很多规则；用 replace 一个个全角；没修时间格式；退款没做",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    for c in t.columns:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = (sold["amount"].str.contains("[¥元,]")).sum()
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="wrong",
        misconception="amounts_judged_after_the_repair",
        reader="beginner",
        note="学课文 extract 时间；shop.str[-1]；退款 map；amounts 仍看清洗后",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="right",
        reader="beginner",
        note="shop.str[-1] 是课文写法，店号两位数（店铺12）会得 2，检查没试",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="right",
        reader="beginner",
        note='没写 kind="stable"；在 pandas 3.1 的文本列上默认就稳定，结果一样；shop.str[-1] 是课文写法，店号两位数（店铺12）会得 2，检查没试',
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ), counts
""",
        judgement="right",
        reader="beginner",
        note="row labels are free now",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold) + counts["copies"]
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="wrong",
        misconception="older_counts_copies",
        reader="beginner",
        note="older 含重复",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    back = back[back["amount"] != ""]
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="right",
        reader="beginner",
        note="无害的多余行；shop.str[-1] 是课文写法，店号两位数（店铺12）会得 2，检查没试",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="wrong",
        misconception="copies_after_the_repair",
        reader="beginner",
        note="先 NFKC 再去重",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.,]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="wrong",
        misconception="comma_taken_for_plain",
        reader="beginner",
        note="逗号算规矩",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    returned = back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="wrong",
        misconception="refund_negative",
        reader="beginner",
        note="退款没去负号",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(0 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="wrong",
        misconception="utc_left_alone",
        reader="beginner",
        note="没加 8 小时",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = t["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="wrong",
        misconception="utc_counted_too_early",
        reader="beginner",
        note="utc 数的是清洗前",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("")
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="wrong",
        misconception="blank_numbers_kept",
        reader="beginner",
        note="只有空格的订单号没去掉",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(raw["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="wrong",
        misconception="lost_refunds_looked_up_in_raw",
        reader="beginner",
        note="lost_refunds 和原表比",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="wrong",
        misconception="refund_missing",
        reader="beginner",
        note="没填 0",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str.extract(r"(\d+)")[0].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="right",
        reader="beginner",
        note="用 extract 取店号；",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back)
    n = len(sold)
    sold = sold.drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="wrong",
        misconception="last_line_kept",
        reader="beginner",
        note="没按导出时间排，直接留最后一行",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    counts = {}
    no = raw["order_no"].fillna("").str.strip()
    t = raw[~no.isin(["", "-"])].copy()
    counts["no_id"] = len(raw) - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    t["odd"] = ~t["amount"].str.fullmatch("[0-9.]+")
    for c in ["order_no", "shop", "created", "amount", "status", "ref_no", "exported_at"]:
        t[c] = t[c].str.normalize("NFKC").str.strip()
    t["yuan"] = t["amount"].str.replace(r"[¥元,\s]", "", regex=True).astype(float)
    back = t[t["order_no"].str.startswith("R")]
    sold = t[~t["order_no"].str.startswith("R")]
    counts["refunds"] = len(back) - len(back[~back["ref_no"].isin(t["order_no"])])
    n = len(sold)
    sold = sold.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(sold)
    counts["lost_refunds"] = len(back[~back["ref_no"].isin(sold["order_no"])])
    counts["utc"] = sold["created"].str.endswith("Z").sum()
    counts["amounts"] = sold["odd"].sum()
    returned = -back.groupby("ref_no")["yuan"].sum()
    numbers = sold["created"].str.extract(r"(\d+)\D+(\d+)\D+(\d+)\D+(\d+):(\d+):(\d+)").astype(int)
    numbers.columns = ["year", "month", "day", "hour", "minute", "second"]
    shift = pd.to_timedelta(8 * sold["created"].str.endswith("Z"), unit="h")
    table = pd.DataFrame()
    table["order_id"] = sold["order_no"].astype(int)
    table["shop_id"] = sold["shop"].str[-1].astype(int)
    table["created_at"] = pd.to_datetime(numbers) + shift
    table["paid"] = sold["yuan"]
    table["refund"] = sold["order_no"].map(returned).fillna(0)
    table["status"] = sold["status"].map(STATUS)
    return table.sort_values("order_id", ignore_index=True), counts
""",
        judgement="wrong",
        misconception="refunds_without_the_lost",
        reader="beginner",
        note="refunds 减去了找不到的",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = latest["amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="wrong",
        misconception="amounts_judged_after_the_repair",
        reader="professor",
        note="amounts asked after the width repair: full-width digits look plain",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="right",
        reader="professor",
        note="second answer",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="right",
        reader="professor",
        note="text columns sort stably here; the result is right",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1[~raw.apply(lambda c: c.str.normalize("NFKC").str.strip()).loc[step1.index].duplicated()]
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="wrong",
        misconception="copies_after_the_repair",
        reader="professor",
        note="copies asked after the width repair",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = -refunds["yuan"].groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="right",
        reader="professor",
        note="minus instead of abs: refund amounts are negative",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().round(0).groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="wrong",
        reader="professor",
        note="refunds rounded to whole yuan",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(text["created"].str.endswith("Z").sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="wrong",
        misconception="utc_counted_too_early",
        reader="professor",
        note="utc counted over all lines, not the clean table",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = utc.sum()
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="right",
        reader="professor",
        note="numpy whole number instead of int",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(text["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="right",
        reader="professor",
        note="compared with all repaired lines: every kept order_no is in latest anyway",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(raw["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="wrong",
        misconception="lost_refunds_looked_up_in_raw",
        reader="professor",
        note="compared with numbers in raw: full-width ones are missed",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.normalize("NFKC").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="right",
        reader="professor",
        note="full-width hyphen also counted as '-': the text is silent",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="first")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="wrong",
        misconception="oldest_line_kept",
        reader="professor",
        note="oldest export kept",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = step2["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="wrong",
        reader="professor",
        note="R asked before the width repair: full-width R or leading blank missed",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["yuan"] < 0
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="right",
        reader="professor",
        note="only refund lines carry a minus sign, says the question",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS).fillna("unknown"),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="right",
        reader="professor",
        note="unknown word gets a word; never needed",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str[-1].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="right",
        reader="professor",
        note="lesson 2's idiom: last sign of shop",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float).abs()
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="right",
        reader="professor",
        note="amounts all made positive; an order has no minus",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id")
    return table, counts
""",
        judgement="right",
        reader="professor",
        note="row labels are free now",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table["refund"] = table[["refund", "paid"]].min(axis=1)
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="wrong",
        misconception="refund_capped_at_paid",
        reader="professor",
        note="refund capped at paid: the rule says add",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.assign(e=pd.to_datetime(orders["exported_at"])).sort_values("e").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="wrong",
        reader="professor",
        note="datetime first, then the default (unstable) sort",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.loc[pd.to_datetime(orders["exported_at"]).groupby(orders["order_no"]).idxmax()]
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="wrong",
        misconception="upper_line_kept_in_a_tie",
        reader="professor",
        note="idxmax takes the FIRST of equal exports",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values(["order_no", "exported_at"]).groupby("order_no").tail(1)
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="right",
        reader="professor",
        note="two keys (stable), tail(1)",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    refunds = refunds.drop_duplicates("order_no", keep="last")
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="wrong",
        misconception="only_the_last_refund",
        reader="professor",
        note="one refund per R number: 'an order may have several refunds'",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="wrong",
        misconception="blank_numbers_kept",
        reader="professor",
        note="blank order numbers not dropped",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 9, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="wrong",
        reader="professor",
        note="nine hours",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch(r"[\d.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="wrong",
        misconception="amounts_judged_after_the_repair",
        reader="professor",
        note="\\d: may take full-width digits for plain",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"].round(2),
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").reset_index(drop=True)
    return table, counts
""",
        judgement="right",
        reader="professor",
        note="rounded to the fen",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    step1 = raw[~raw["order_no"].fillna("").str.strip().isin(["", "-"])]
    counts["no_id"] = len(raw) - len(step1)
    step2 = step1.drop_duplicates()
    counts["copies"] = len(step1) - len(step2)
    text = step2.copy()
    for c in text.columns:
        text[c] = text[c].str.normalize("NFKC").str.strip()
    text["yuan"] = text["amount"].str.replace("[¥元,]", "", regex=True).astype(float)
    is_refund = text["order_no"].str.startswith("R")
    refunds = text[is_refund]
    orders = text[~is_refund]
    counts["refunds"] = len(refunds)
    latest = orders.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = len(orders) - len(latest)
    counts["lost_refunds"] = int((~refunds["ref_no"].isin(latest["order_no"])).sum())
    back = refunds["yuan"].abs().groupby(refunds["ref_no"]).sum()
    utc = latest["created"].str.endswith("Z")
    counts["utc"] = int(utc.sum())
    plain = raw.loc[latest.index, "amount"].str.fullmatch("[0-9.]+")
    counts["amounts"] = int((~plain.astype(bool)).sum())
    t = latest["created"]
    for old, new in [("/", "-"), ("年", "-"), ("月", "-"), ("日", ""), ("T", " "), ("Z", "")]:
        t = t.str.replace(old, new, regex=False)
    created = pd.to_datetime(t, format="%Y-%m-%d %H:%M:%S") + pd.to_timedelta(utc.astype(int) * 8, unit="h")
    table = pd.DataFrame({
        "order_id": latest["order_no"].astype(int),
        "shop_id": latest["shop"].str.extract(r"(\d)")[0].astype(int),
        "created_at": created,
        "paid": latest["yuan"],
        "refund": latest["order_no"].map(back).fillna(0.0),
        "status": latest["status"].map(STATUS),
    })
    table = table.sort_values("order_id").set_index("order_id", drop=False)
    return table, counts
""",
        judgement="right",
        reader="professor",
        note="row labels are free now",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    n = len(raw)
    t = raw[raw["order_no"].notna() & (raw["order_no"] != "-")]
    counts["no_id"] = n - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    r = t[t["order_no"].str.startswith("R")]
    counts["refunds"] = len(r)
    t = t[~t["order_no"].str.startswith("R")]
    n = len(t)
    t = t.sort_values("exported_at").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = (~r["ref_no"].isin(t["order_no"])).sum()
    counts["utc"] = t["created"].str.endswith("Z").sum()
    counts["amounts"] = t["amount"].str.contains("¥|元|,").sum()
    t["created_at"] = pd.to_datetime(t["created"])
    t["paid"] = t["amount"].astype(float)
    return t, counts
""",
        judgement="wrong",
        reader="shop assistant",
        note="第一版：没处理全角、Z、逗号，直接转",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    t = raw.apply(lambda c: c.str.normalize("NFKC").str.strip())
    n = len(t)
    t = t[t["order_no"].notna() & (t["order_no"] != "-") & (t["order_no"] != "")]
    counts["no_id"] = n - len(t)
    n = len(t)
    t = t.drop_duplicates()
    counts["copies"] = n - len(t)
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~t["amount"].str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].astype(int), "created_at": c, "paid": money(t["amount"]), "refund": t["order_no"].map(ref).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="wrong",
        reader="shop assistant",
        note="全角在去重之前换；amounts数半角化之后；created_at加8用了",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].astype(int), "created_at": c, "paid": money(t["amount"]), "refund": t["order_no"].map(ref).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="wrong",
        reader="shop assistant",
        note="shop可能是“1号店”？照题面取数字；raw原样去重；amounts看raw",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].astype("string").str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="right",
        reader="shop assistant",
        note="shop用extract取数字",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.loc[fix.loc[r0.index].drop_duplicates().index]
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].astype("string").str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="wrong",
        misconception="copies_after_the_repair",
        reader="shop assistant",
        note="整理之后才去重",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~t["amount"].str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="wrong",
        misconception="amounts_judged_after_the_repair",
        reader="shop assistant",
        note="amounts数半角化之后的文本",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    counts["utc"] = int(t["created"].str.endswith("Z").sum())
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["amounts"] = int((~raw.loc[t.index, "amount"].astype("string").str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="wrong",
        reader="shop assistant",
        note="utc在去旧之前数",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="first")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].astype("string").str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="wrong",
        misconception="oldest_line_kept",
        reader="shop assistant",
        note="keep first",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].astype("string").str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="right",
        reader="shop assistant",
        note="此环境字符串列排序稳定，结果对；题面不保证，脆弱",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].astype("string").str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = money(r["amount"]).abs().groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="right",
        reader="shop assistant",
        note="abs代替负号",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].astype("string").str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = money(r["amount"].str.replace("-", "")).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="right",
        reader="shop assistant",
        note="去负号用replace",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].astype("string").str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="wrong",
        misconception="utc_left_alone",
        reader="shop assistant",
        note="不加8小时",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].astype("string").str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="mixed")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="right",
        reader="shop assistant",
        note="format=mixed",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].astype("string").str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.replace("店铺", "").str.replace("店", "").str.replace("号", "").astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="right",
        reader="shop assistant",
        note="shop用replace去店铺字样",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].astype("string").str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str[-1].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="right",
        reader="shop assistant",
        note="the digit stands last, says the question",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].astype("string").str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="wrong",
        misconception="refund_missing",
        reader="shop assistant",
        note="refund没fillna",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].astype("string").str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).first()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="wrong",
        misconception="only_the_last_refund",
        reader="shop assistant",
        note="refund用map但只取一次(drop_duplicates)",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(raw["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].astype("string").str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="wrong",
        misconception="lost_refunds_looked_up_in_raw",
        reader="shop assistant",
        note="顺序颠倒：lost_refunds拿原始表订单号比",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int(raw.loc[t.index, "amount"].str.contains("¥|￥|元|,|，").sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="wrong",
        misconception="amounts_judged_after_the_repair",
        reader="shop assistant",
        note="amounts把contains数¥元逗号，漏全角数字",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int(raw.loc[t.index, "amount"].str.contains("[^0-9.]").sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="right",
        reader="shop assistant",
        note="amounts用contains([^0-9.])",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.astype("string").str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].astype("string").str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t[["order_no"]].merge(ref.rename("f").reset_index(), left_on="order_no", right_on="ref_no", how="left")["f"].fillna(0).astype(float).values, "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="right",
        reader="shop assistant",
        note="退款先按raw行取，refund merge",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="right",
        reader="shop assistant",
        note="此环境字符串列排序稳定，结果对；题面不保证，脆弱",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="right",
        reader="shop assistant",
        note="不转string的正解",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values(["order_no", "exported_at"]).drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="right",
        reader="shop assistant",
        note="按订单号、时间两列排序，稳定",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.loc[pd.to_datetime(t["exported_at"]).groupby(t["order_no"]).idxmax()]
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="wrong",
        misconception="upper_line_kept_in_a_tie",
        reader="shop assistant",
        note="用groupby.tail / idxmax取最晚，平手取靠上",
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    r = r.assign(ref_no=r["order_no"].str[1:])
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="wrong",
        misconception="refund_by_its_own_number",
        reader="shop assistant",
        note="没看ref_no，题面要求对ref_no；被判对",
    ),
    Trial(
        "clean_orders",
        STATUS
        + r"""
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract(r"(\d+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].map(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="right",
        reader="shop assistant",
        note='shop用extract(r"(\\d+)")',
    ),
    Trial(
        "clean_orders",
        STATUS
        + """
def clean_orders(raw):
    counts = {}
    raw = raw.reset_index(drop=True)
    fix = raw.apply(lambda c: c.str.normalize("NFKC").str.strip())
    ok = fix["order_no"].notna() & (fix["order_no"] != "-") & (fix["order_no"] != "")
    counts["no_id"] = int((~ok).sum())
    r0 = raw[ok]
    r1 = r0.drop_duplicates()
    counts["copies"] = len(r0) - len(r1)
    t = fix.loc[r1.index]
    isr = t["order_no"].str.startswith("R")
    r = t[isr]
    t = t[~isr]
    counts["refunds"] = len(r)
    n = len(t)
    t = t.sort_values("exported_at", kind="stable").drop_duplicates("order_no", keep="last")
    counts["older"] = n - len(t)
    counts["lost_refunds"] = int((~r["ref_no"].isin(t["order_no"])).sum())
    z = t["created"].str.endswith("Z")
    counts["utc"] = int(z.sum())
    counts["amounts"] = int((~raw.loc[t.index, "amount"].str.fullmatch("[0-9.]+")).sum())
    c = t["created"].str.replace("/", "-").str.replace("年", "-").str.replace("月", "-").str.replace("日", "").str.replace("T", " ").str.replace("Z", "")
    c = pd.to_datetime(c, format="%Y-%m-%d %H:%M:%S")
    c = c + pd.to_timedelta(z.astype(int) * 8, unit="h")
    money = lambda s: s.str.replace("¥", "").str.replace("元", "").str.replace(",", "").astype(float)
    ref = (-money(r["amount"])).groupby(r["ref_no"]).sum()
    out = pd.DataFrame({"order_id": t["order_no"].astype(int), "shop_id": t["shop"].str.extract("([0-9]+)")[0].astype(int), "created_at": c, "paid": money(t["amount"]).astype(float), "refund": t["order_no"].map(ref).astype(float).fillna(0), "status": t["status"].replace(STATUS)})
    return out.sort_values("order_id").reset_index(drop=True), counts
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions: pd.DataFrame, events: pd.DataFrame) -> dict[str, float]:
    people = sessions[sessions["is_bot"] == False]
    loads = events[events["page_load_ms"].notna()]
    loads = loads[loads["session_id"].isin(people["session_id"])]
    pv = len(loads)
    uv = people["visitor_id"].nunique()
    visits = len(people)
    new_visitors = people[people["is_new"]]["visitor_id"].nunique()
    counts = loads["session_id"].value_counts()
    bounced = len(counts[counts == 1])
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": new_visitors,
            "new_ratio": new_visitors / uv, "bounce_rate": bounced / visits,
            "avg_time_on_page": people["duration_s"].sum() / pv,
            "avg_time_on_site": people["duration_s"].mean(),
            "pv_per_uv": pv / uv}
""",
        judgement="wrong",
        reader="beginner",
        note="没有刷新、久开；merge 前没想",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions: pd.DataFrame, events: pd.DataFrame) -> dict[str, float]:
    people = sessions[sessions["is_bot"] == False]
    uv = people["visitor_id"].nunique()
    visits = len(people)
    new_visitors = people[people["is_new"]]["visitor_id"].nunique()
    loads = events[events["page_load_ms"].notna()]
    loads = loads[loads["session_id"].isin(people["session_id"])]
    loads = loads.sort_values(["session_id", "ts", "event_id"]).reset_index(drop=True)
    keep = []
    for i in range(len(loads)):
        ok = True
        if i > 0 and loads["session_id"][i] == loads["session_id"][i-1]:
            if loads["page"][i] == loads["page"][i-1] and loads["sku_id"][i] == loads["sku_id"][i-1]:
                if (loads["ts"][i] - loads["ts"][i-1]).total_seconds() <= 5:
                    ok = False
        keep.append(ok)
    loads = loads[keep].reset_index(drop=True)
    times = []
    for i in range(len(loads) - 1):
        if loads["session_id"][i] == loads["session_id"][i+1]:
            s = (loads["ts"][i+1] - loads["ts"][i]).total_seconds()
            if s > 1800:
                s = 1800
            times.append(s)
    pv = len(loads)
    counts = loads["session_id"].value_counts()
    bounced = len(counts[counts == 1])
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": new_visitors,
            "new_ratio": new_visitors / uv, "bounce_rate": bounced / visits,
            "avg_time_on_page": sum(times) / len(times),
            "avg_time_on_site": people["duration_s"].mean(),
            "pv_per_uv": pv / uv}
""",
        judgement="wrong",
        misconception="missing_never_equal",
        reader="beginner",
        note="循环判断刷新，只和上一个保留的页比；没按访问分；最后一页",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions: pd.DataFrame, events: pd.DataFrame) -> dict[str, float]:
    people = sessions[sessions["is_bot"] == False]
    uv = people["visitor_id"].nunique()
    visits = len(people)
    new_visitors = people[people["is_new"]]["visitor_id"].nunique()
    loads = events[events["page_load_ms"].notna()]
    loads = loads[loads["session_id"].isin(people["session_id"])]
    loads = loads.sort_values(["session_id", "ts", "event_id"]).reset_index(drop=True)
    loads["sku_id"] = loads["sku_id"].fillna(0)
    keep = []
    for i in range(len(loads)):
        ok = True
        if i > 0 and loads["session_id"][i] == loads["session_id"][i-1]:
            if loads["page"][i] == loads["page"][i-1] and loads["sku_id"][i] == loads["sku_id"][i-1]:
                if (loads["ts"][i] - loads["ts"][i-1]).total_seconds() <= 5:
                    ok = False
        keep.append(ok)
    loads = loads[keep].reset_index(drop=True)
    times = []
    for i in range(len(loads) - 1):
        if loads["session_id"][i] == loads["session_id"][i+1]:
            s = (loads["ts"][i+1] - loads["ts"][i]).total_seconds()
            if s > 1800:
                s = 1800
            times.append(s)
    pv = len(loads)
    counts = loads["session_id"].value_counts()
    bounced = len(counts[counts == 1])
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": new_visitors,
            "new_ratio": new_visitors / uv, "bounce_rate": bounced / visits,
            "avg_time_on_page": sum(times) / len(times),
            "avg_time_on_site": people["duration_s"].mean(),
            "pv_per_uv": pv / uv}
""",
        judgement="wrong",
        misconception="divided_by_no_pages",
        reader="beginner",
        note="sku 缺失用 fillna(0) 解决；但 0 除数还没管",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions: pd.DataFrame, events: pd.DataFrame) -> dict[str, float]:
    people = sessions[sessions["is_bot"] == False]
    uv = people["visitor_id"].nunique()
    visits = len(people)
    new_visitors = people[people["is_new"]]["visitor_id"].nunique()
    loads = events[events["page_load_ms"].notna()]
    loads = loads[loads["session_id"].isin(people["session_id"])]
    loads = loads.sort_values(["session_id", "ts", "event_id"]).reset_index(drop=True)
    loads["sku_id"] = loads["sku_id"].fillna(0)
    keep = []
    for i in range(len(loads)):
        ok = True
        if i > 0 and loads["session_id"][i] == loads["session_id"][i-1]:
            if loads["page"][i] == loads["page"][i-1] and loads["sku_id"][i] == loads["sku_id"][i-1]:
                if (loads["ts"][i] - loads["ts"][i-1]).total_seconds() <= 5:
                    ok = False
        keep.append(ok)
    loads = loads[keep].reset_index(drop=True)
    times = []
    for i in range(len(loads) - 1):
        if loads["session_id"][i] == loads["session_id"][i+1]:
            s = (loads["ts"][i+1] - loads["ts"][i]).total_seconds()
            if s > 1800:
                s = 1800
            times.append(s)
    pv = len(loads)
    counts = loads["session_id"].value_counts()
    bounced = len(counts[counts == 1])
    new_ratio = np.nan
    bounce_rate = np.nan
    page = np.nan
    pv_per_uv = np.nan
    if uv > 0:
        new_ratio = new_visitors / uv
        pv_per_uv = pv / uv
    if visits > 0:
        bounce_rate = bounced / visits
    if len(times) > 0:
        page = sum(times) / len(times)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": new_visitors,
            "new_ratio": new_ratio, "bounce_rate": bounce_rate,
            "avg_time_on_page": page,
            "avg_time_on_site": people["duration_s"].mean(),
            "pv_per_uv": pv_per_uv}
""",
        judgement="wrong",
        misconception="empty_list_picks_no_columns",
        reader="beginner",
        note="一行也没有时 loads[keep] 的 keep 是空列表，被当成“不要任何列”，KeyError",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions: pd.DataFrame, events: pd.DataFrame) -> dict[str, float]:
    people = sessions[sessions["is_bot"] == False]
    uv = people["visitor_id"].nunique()
    visits = len(people)
    if visits == 0:
        return {"pv": 0, "uv": 0, "visits": 0, "new_visitors": 0,
                "new_ratio": np.nan, "bounce_rate": np.nan, "avg_time_on_page": np.nan,
                "avg_time_on_site": np.nan, "pv_per_uv": np.nan}
    new_visitors = people[people["is_new"]]["visitor_id"].nunique()
    loads = events[events["page_load_ms"].notna()]
    loads = loads[loads["session_id"].isin(people["session_id"])]
    loads = loads.sort_values(["session_id", "ts", "event_id"]).reset_index(drop=True)
    loads["sku_id"] = loads["sku_id"].fillna(0)
    keep = []
    for i in range(len(loads)):
        ok = True
        if i > 0 and loads["session_id"][i] == loads["session_id"][i-1]:
            if loads["page"][i] == loads["page"][i-1] and loads["sku_id"][i] == loads["sku_id"][i-1]:
                if (loads["ts"][i] - loads["ts"][i-1]).total_seconds() <= 5:
                    ok = False
        keep.append(ok)
    loads = loads[keep].reset_index(drop=True)
    times = []
    for i in range(len(loads) - 1):
        if loads["session_id"][i] == loads["session_id"][i+1]:
            s = (loads["ts"][i+1] - loads["ts"][i]).total_seconds()
            if s > 1800:
                s = 1800
            times.append(s)
    pv = len(loads)
    counts = loads["session_id"].value_counts()
    bounced = len(counts[counts == 1])
    page = np.nan
    if len(times) > 0:
        page = sum(times) / len(times)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": new_visitors,
            "new_ratio": new_visitors / uv, "bounce_rate": bounced / visits,
            "avg_time_on_page": page,
            "avg_time_on_site": people["duration_s"].mean(),
            "pv_per_uv": pv / uv}
""",
        judgement="wrong",
        misconception="empty_list_picks_no_columns",
        reader="beginner",
        note="空事件但有访问时仍会 KeyError（keep=[]）；题目写了空表",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions: pd.DataFrame, events: pd.DataFrame) -> dict[str, float]:
    people = sessions[sessions["is_bot"] == False]
    uv = people["visitor_id"].nunique()
    visits = len(people)
    if visits == 0:
        return {"pv": 0, "uv": 0, "visits": 0, "new_visitors": 0,
                "new_ratio": np.nan, "bounce_rate": np.nan, "avg_time_on_page": np.nan,
                "avg_time_on_site": np.nan, "pv_per_uv": np.nan}
    new_visitors = people[people["is_new"]]["visitor_id"].nunique()
    loads = events[events["page_load_ms"].notna()]
    loads = loads[loads["session_id"].isin(people["session_id"])]
    loads = loads.sort_values(["session_id", "ts"]).reset_index(drop=True)
    loads["sku_id"] = loads["sku_id"].fillna(0)
    keep = []
    for i in range(len(loads)):
        ok = True
        if i > 0 and loads["session_id"][i] == loads["session_id"][i-1]:
            if loads["page"][i] == loads["page"][i-1] and loads["sku_id"][i] == loads["sku_id"][i-1]:
                if (loads["ts"][i] - loads["ts"][i-1]).total_seconds() <= 5:
                    ok = False
        keep.append(ok)
    loads = loads[keep].reset_index(drop=True)
    times = []
    for i in range(len(loads) - 1):
        if loads["session_id"][i] == loads["session_id"][i+1]:
            s = (loads["ts"][i+1] - loads["ts"][i]).total_seconds()
            if s > 1800:
                s = 1800
            times.append(s)
    pv = len(loads)
    counts = loads["session_id"].value_counts()
    bounced = len(counts[counts == 1])
    page = np.nan
    if len(times) > 0:
        page = sum(times) / len(times)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": new_visitors,
            "new_ratio": new_visitors / uv, "bounce_rate": bounced / visits,
            "avg_time_on_page": page,
            "avg_time_on_site": people["duration_s"].mean(),
            "pv_per_uv": pv / uv}
""",
        judgement="wrong",
        misconception="ties_as_they_came",
        reader="beginner",
        note="同一时刻没按 event_id 排",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions: pd.DataFrame, events: pd.DataFrame) -> dict[str, float]:
    people = sessions[sessions["is_bot"] == False]
    uv = people["visitor_id"].nunique()
    visits = len(people)
    if visits == 0:
        return {"pv": 0, "uv": 0, "visits": 0, "new_visitors": 0,
                "new_ratio": np.nan, "bounce_rate": np.nan, "avg_time_on_page": np.nan,
                "avg_time_on_site": np.nan, "pv_per_uv": np.nan}
    new_visitors = people[people["is_new"]]["visitor_id"].nunique()
    loads = events[events["page_load_ms"].notna()]
    loads = loads[loads["session_id"].isin(people["session_id"])]
    loads = loads.sort_values(["session_id", "ts", "event_id"]).reset_index(drop=True)
    loads["sku_id"] = loads["sku_id"].fillna(0)
    keep = []
    for i in range(len(loads)):
        ok = True
        if i > 0 and loads["session_id"][i] == loads["session_id"][i-1]:
            if loads["page"][i] == loads["page"][i-1] and loads["sku_id"][i] == loads["sku_id"][i-1]:
                if (loads["ts"][i] - loads["ts"][i-1]).total_seconds() < 5:
                    ok = False
        keep.append(ok)
    loads = loads[keep].reset_index(drop=True)
    times = []
    for i in range(len(loads) - 1):
        if loads["session_id"][i] == loads["session_id"][i+1]:
            s = (loads["ts"][i+1] - loads["ts"][i]).total_seconds()
            if s > 1800:
                s = 1800
            times.append(s)
    pv = len(loads)
    counts = loads["session_id"].value_counts()
    bounced = len(counts[counts == 1])
    page = np.nan
    if len(times) > 0:
        page = sum(times) / len(times)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": new_visitors,
            "new_ratio": new_visitors / uv, "bounce_rate": bounced / visits,
            "avg_time_on_page": page,
            "avg_time_on_site": people["duration_s"].mean(),
            "pv_per_uv": pv / uv}
""",
        judgement="wrong",
        misconception="exactly_five_counts",
        reader="beginner",
        note="正好 5 秒没算刷新",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions: pd.DataFrame, events: pd.DataFrame) -> dict[str, float]:
    people = sessions[sessions["is_bot"] == False]
    uv = people["visitor_id"].nunique()
    visits = len(people)
    if visits == 0:
        return {"pv": 0, "uv": 0, "visits": 0, "new_visitors": 0,
                "new_ratio": np.nan, "bounce_rate": np.nan, "avg_time_on_page": np.nan,
                "avg_time_on_site": np.nan, "pv_per_uv": np.nan}
    new_visitors = people[people["is_new"]]["visitor_id"].nunique()
    loads = events[events["page_load_ms"].notna()]
    loads = loads[loads["session_id"].isin(people["session_id"])]
    loads = loads.sort_values(["session_id", "ts", "event_id"]).reset_index(drop=True)
    loads["sku_id"] = loads["sku_id"].fillna(0)
    keep = []
    for i in range(len(loads)):
        ok = True
        if i > 0 and loads["session_id"][i] == loads["session_id"][i-1]:
            if loads["page"][i] == loads["page"][i-1] and loads["sku_id"][i] == loads["sku_id"][i-1]:
                if (loads["ts"][i] - loads["ts"][i-1]).total_seconds() <= 5:
                    ok = False
        keep.append(ok)
    loads = loads[keep].reset_index(drop=True)
    times = []
    for i in range(len(loads) - 1):
        if loads["session_id"][i] == loads["session_id"][i+1]:
            s = (loads["ts"][i+1] - loads["ts"][i]).total_seconds()
            if s > 1800:
                continue
                s = 1800
            times.append(s)
    pv = len(loads)
    counts = loads["session_id"].value_counts()
    bounced = len(counts[counts == 1])
    page = np.nan
    if len(times) > 0:
        page = sum(times) / len(times)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": new_visitors,
            "new_ratio": new_visitors / uv, "bounce_rate": bounced / visits,
            "avg_time_on_page": page,
            "avg_time_on_site": people["duration_s"].mean(),
            "pv_per_uv": pv / uv}
""",
        judgement="wrong",
        misconception="long_ones_left_out",
        reader="beginner",
        note="久开的页丢掉，不封顶",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions: pd.DataFrame, events: pd.DataFrame) -> dict[str, float]:
    people = sessions[sessions["is_bot"] == False]
    uv = people["visitor_id"].nunique()
    visits = len(people)
    if visits == 0:
        return {"pv": 0, "uv": 0, "visits": 0, "new_visitors": 0,
                "new_ratio": np.nan, "bounce_rate": np.nan, "avg_time_on_page": np.nan,
                "avg_time_on_site": np.nan, "pv_per_uv": np.nan}
    new_visitors = people[people["is_new"]]["visitor_id"].nunique()
    loads = events[events["page_load_ms"].notna()]
    loads = loads[loads["session_id"].isin(people["session_id"])]
    loads = loads.sort_values(["session_id", "ts", "event_id"]).reset_index(drop=True)
    loads["sku_id"] = loads["sku_id"].fillna(0)
    keep = []
    for i in range(len(loads)):
        ok = True
        if i > 0 and loads["session_id"][i] == loads["session_id"][i-1]:
            if loads["page"][i] == loads["page"][i-1] and loads["sku_id"][i] == loads["sku_id"][i-1]:
                if (loads["ts"][i] - loads["ts"][i-1]).total_seconds() <= 5:
                    ok = False
        keep.append(ok)
    loads = loads[keep].reset_index(drop=True)
    times = []
    for i in range(len(loads) - 1):
        if loads["session_id"][i] == loads["session_id"][i+1]:
            s = (loads["ts"][i+1] - loads["ts"][i]).total_seconds()
            if s > 1800:
                s = 1800
            times.append(s)
    pv = len(loads)
    counts = loads["session_id"].value_counts()
    bounced = visits - len(counts[counts > 1])
    page = np.nan
    if len(times) > 0:
        page = sum(times) / len(times)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": new_visitors,
            "new_ratio": new_visitors / uv, "bounce_rate": bounced / visits,
            "avg_time_on_page": page,
            "avg_time_on_site": people["duration_s"].mean(),
            "pv_per_uv": pv / uv}
""",
        judgement="wrong",
        misconception="no_page_is_a_bounce",
        reader="beginner",
        note="没有页面的访问也算跳出",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions: pd.DataFrame, events: pd.DataFrame) -> dict[str, float]:
    people = sessions[sessions["is_bot"] == False]
    loads = events[events["page_load_ms"].notna() & events["session_id"].isin(people["session_id"])]
    loads = loads.sort_values(["session_id", "ts", "event_id"])
    loads["sku_id"] = loads["sku_id"].fillna(-1)
    last = loads.groupby("session_id")[["page", "sku_id", "ts"]].shift()
    again = (loads["page"] == last["page"]) & (loads["sku_id"] == last["sku_id"]) & ((loads["ts"] - last["ts"]).dt.total_seconds() <= 5)
    loads = loads[~again]
    stay = (loads.groupby("session_id")["ts"].shift(-1) - loads["ts"]).dt.total_seconds()
    stay = stay.clip(upper=1800)
    pv = len(loads)
    uv = people["visitor_id"].nunique()
    visits = len(people)
    new_visitors = people[people["is_new"]]["visitor_id"].nunique()
    pages = loads.groupby("session_id").size()
    r = {"pv": pv, "uv": uv, "visits": visits, "new_visitors": new_visitors,
        "new_ratio": np.nan, "bounce_rate": np.nan, "avg_time_on_page": stay.mean(),
        "avg_time_on_site": people["duration_s"].mean(), "pv_per_uv": np.nan}
    if visits > 0:
        r["new_ratio"] = new_visitors / uv
        r["bounce_rate"] = (pages == 1).sum() / visits
        r["pv_per_uv"] = pv / uv
    return r
""",
        judgement="right",
        reader="beginner",
        note="照提示 2、3 的写法",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"]
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="missing_never_equal",
        reader="professor",
        note="two missing sku_id are not equal in pandas",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="right",
        reader="professor",
        note="second answer",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).mean() if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="bounces_over_visits_with_pages",
        reader="professor",
        note="visits without a page left out of the denominator",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds()
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="hours_counted",
        reader="professor",
        note="long pages not cut",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().where(lambda t: t <= 1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="long_ones_left_out",
        reader="professor",
        note="long pages dropped instead of taken as 1800",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (e.groupby("session_id")["ts"].shift(-1) - e["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="seconds_of_all_loads",
        reader="professor",
        note="times between all loads, reloads included",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (e.groupby("session_id")["ts"].shift(-1) - e["ts"]).loc[counted.index].dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="times_before_reloads",
        reader="professor",
        note="time of a counted page ends at its reload",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="ties_as_they_came",
        reader="professor",
        note="ties not broken by event_id",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[(events["page_load_ms"] > 0) & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="zero_load_left_out",
        reader="professor",
        note="a known load time of 0 ms would be lost",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[(events["type"] == "view") & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="views_only",
        reader="professor",
        note="type instead of page_load_ms",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.seconds.clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        reader="professor",
        note=".seconds drops whole days: page open over 24 h (clip should be 1800) and fractions of a second",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=6)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        reader="professor",
        note="limit too long",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff().dt.seconds <= 5
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="seconds_without_days",
        reader="professor",
        note=".seconds cuts fractions: 5.9 s counts as 5",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = int(s["is_new"].sum())
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="new_visits_counted",
        reader="professor",
        note="visits, not visitors",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.sum() / len(counted) if len(counted) else nan,
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="last_page_as_zero",
        reader="professor",
        note="last pages in the denominator",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(0)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="right",
        reader="professor",
        note="fill with 0: no item has 0",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions.loc[sessions["is_bot"] == False]
    e = events.dropna(subset=["page_load_ms"])
    e = e.merge(s[["session_id"]], on="session_id").sort_values(["session_id", "ts", "event_id"]).reset_index(drop=True)
    keep, last, times, pages, prev = [], None, [], {}, None
    for row in e.itertuples():
        reload = False
        if last is not None and last.session_id == row.session_id:
            same_sku = row.sku_id == last.sku_id or (pd.isna(row.sku_id) and pd.isna(last.sku_id))
            if row.page == last.page and same_sku and (row.ts - last.ts).total_seconds() <= 5:
                reload = True
        last = row
        if reload:
            continue
        pages[row.session_id] = pages.get(row.session_id, 0) + 1
        if prev is not None and prev.session_id == row.session_id:
            times.append(min(1800, (row.ts - prev.ts).total_seconds()))
        prev = row
    pv, visits, uv = sum(pages.values()), len(s), s["visitor_id"].nunique()
    new = s[s["is_new"] == True]["visitor_id"].nunique()
    div = lambda a, b: a / b if b > 0 else np.nan
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": new, "new_ratio": div(new, uv),
            "bounce_rate": div(sum(1 for n in pages.values() if n == 1), visits),
            "avg_time_on_page": div(sum(times), len(times)), "avg_time_on_site": div(s["duration_s"].sum(), visits),
            "pv_per_uv": div(pv, uv)}
""",
        judgement="right",
        reader="professor",
        note="loop version",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions.loc[sessions["is_bot"] == False]
    e = events.dropna(subset=["page_load_ms"])
    e = e.merge(s[["session_id"]], on="session_id").sort_values(["session_id", "ts", "event_id"]).reset_index(drop=True)
    keep, last, times, pages, prev = [], None, [], {}, None
    for row in e.itertuples():
        reload = False
        if last is not None and last.session_id == row.session_id:
            same_sku = row.sku_id == last.sku_id or (pd.isna(row.sku_id) and pd.isna(last.sku_id))
            if row.page == last.page and same_sku and (row.ts - last.ts).total_seconds() <= 5:
                reload = True
        last = row
        if reload:
            last = prev
            continue
        pages[row.session_id] = pages.get(row.session_id, 0) + 1
        if prev is not None and prev.session_id == row.session_id:
            times.append(min(1800, (row.ts - prev.ts).total_seconds()))
        prev = row
    pv, visits, uv = sum(pages.values()), len(s), s["visitor_id"].nunique()
    new = s[s["is_new"] == True]["visitor_id"].nunique()
    div = lambda a, b: a / b if b > 0 else np.nan
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": new, "new_ratio": div(new, uv),
            "bounce_rate": div(sum(1 for n in pages.values() if n == 1), visits),
            "avg_time_on_page": div(sum(times), len(times)), "avg_time_on_site": div(s["duration_s"].sum(), visits),
            "pv_per_uv": div(pv, uv)}
""",
        judgement="wrong",
        misconception="since_the_last_kept",
        reader="professor",
        note="compared with the last load that counts, not with the load just before",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions.loc[sessions["is_bot"] == False]
    e = events.dropna(subset=["page_load_ms"])
    e = e.merge(s[["session_id"]], on="session_id").sort_values(["session_id", "ts", "event_id"]).reset_index(drop=True)
    keep, last, times, pages, prev = [], None, [], {}, None
    for row in e.itertuples():
        reload = False
        if last is not None and last.session_id == row.session_id:
            same_sku = row.sku_id == last.sku_id or (pd.isna(row.sku_id) and pd.isna(last.sku_id))
            if row.page == last.page and same_sku and (row.ts - last.ts).total_seconds() <= 5:
                reload = True
        last = row
        if reload:
            continue
        pages[row.session_id] = pages.get(row.session_id, 0) + 1
        if prev is not None and prev.session_id == row.session_id and (row.ts - prev.ts).total_seconds() > 0:
            times.append(min(1800, (row.ts - prev.ts).total_seconds()))
        prev = row
    pv, visits, uv = sum(pages.values()), len(s), s["visitor_id"].nunique()
    new = s[s["is_new"] == True]["visitor_id"].nunique()
    div = lambda a, b: a / b if b > 0 else np.nan
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": new, "new_ratio": div(new, uv),
            "bounce_rate": div(sum(1 for n in pages.values() if n == 1), visits),
            "avg_time_on_page": div(sum(times), len(times)), "avg_time_on_site": div(s["duration_s"].sum(), visits),
            "pv_per_uv": div(pv, uv)}
""",
        judgement="wrong",
        reader="professor",
        note="pages open for 0 seconds left out of the mean",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"], ascending=[True, True, False])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="ties_as_they_came",
        reader="professor",
        note="ties broken by event_id backwards",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sample(frac=1, random_state=3).sort_values(["session_id", "ts"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="ties_as_they_came",
        reader="professor",
        note="ties in random order",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values("event_id")
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="sorted_by_number_alone",
        reader="professor",
        note="sorted by event number only, not by time",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="page_not_compared",
        reader="professor",
        note="page not compared: list and home both without item look alike",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="goods_ignored",
        reader="professor",
        note="sku_id not compared: two different items in 5 seconds",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & ~events["session_id"].isin(sessions.loc[sessions["is_bot"], "session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        reader="professor",
        note="events of visits not in the table kept",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=4)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="exactly_five_counts",
        reader="professor",
        note="4 instead of 5",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    e = e.sort_values(["session_id", "ts", "event_id"])
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() < pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="exactly_five_counts",
        reader="professor",
        note="exactly 5 seconds must be a reload",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"].astype(bool)]
    e = events[events["page_load_ms"].notna() & events["session_id"].isin(s["session_id"])]
    sku = e["sku_id"].fillna(-1)
    g = e["session_id"]
    same = (e["page"] == e["page"].groupby(g).shift()) & (sku == sku.groupby(g).shift())
    soon = e["ts"].groupby(g).diff() <= pd.Timedelta(seconds=5)
    counted = e[~(same & soon)]
    open_for = (counted.groupby("session_id")["ts"].shift(-1) - counted["ts"]).dt.total_seconds().clip(upper=1800)
    visits = len(s)
    uv = s["visitor_id"].nunique()
    new = s.loc[s["is_new"].astype(bool), "visitor_id"].nunique()
    per_visit = counted.groupby("session_id").size()
    nan = float("nan")
    return {
        "pv": len(counted),
        "uv": uv,
        "visits": visits,
        "new_visitors": new,
        "new_ratio": new / uv if uv else nan,
        "bounce_rate": (per_visit == 1).sum() / visits if visits else nan,
        "avg_time_on_page": open_for.mean(),
        "avg_time_on_site": s["duration_s"].mean(),
        "pv_per_uv": len(counted) / uv if uv else nan,
    }
""",
        judgement="wrong",
        misconception="rows_as_they_came",
        reader="professor",
        note="not sorted at all",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts"])
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = -p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv, "bounce_rate": (n == 1).sum() / visits,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv}
""",
        judgement="wrong",
        misconception="neither_reloads_nor_limit",
        reader="shop assistant",
        note="第一版，忘刷新、封顶",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"])
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        misconception="missing_never_equal",
        reader="shop assistant",
        note="刷新有了，但sku缺失不等，且只比page",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="right",
        reader="shop assistant",
        note="fillna(0)再shift",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        misconception="goods_ignored",
        reader="shop assistant",
        note="刷新比只看page",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() < pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        misconception="exactly_five_counts",
        reader="shop assistant",
        note="<5",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff().dt.seconds <= 5)
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        misconception="seconds_without_days",
        reader="shop assistant",
        note="5.9秒被截成5秒；被判对",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).mean() if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        misconception="bounces_over_visits_with_pages",
        reader="shop assistant",
        note="跳出率分母用有页面的访问",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds())
    gap = gap[~(gap > 1800)]
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        misconception="long_ones_left_out",
        reader="shop assistant",
        note="超过1800的去掉",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        misconception="ties_as_they_came",
        reader="shop assistant",
        note="时间相同未按event_id；被判对",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[sessions["is_bot"] == False]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    gap0 = (-g["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap0.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        misconception="seconds_of_all_loads",
        reader="shop assistant",
        note="时长在刷新前量",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].astype("object").fillna("无")
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & ((p["sku_id"] == g["sku_id"].shift())) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="right",
        reader="shop assistant",
        note="dropna=False的写法：两缺失写成isna",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["k"] = p["page"].astype(str) + "-" + p["sku_id"].astype(str)
    g = p.groupby("session_id")
    again = (p["k"] == g["k"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        misconception="missing_never_equal",
        reader="shop assistant",
        note="pandas 3 的 astype(str) 保留缺失，pandas 2 里会对",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s[s["session_id"].isin(p["session_id"])]["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        reader="shop assistant",
        note="uv数在有页面的访问里",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = int(s["is_new"].sum())
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        misconception="new_visits_counted",
        reader="shop assistant",
        note="新访客数行数",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="right",
        reader="shop assistant",
        note="groupby后等价",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        misconception="sorted_by_number_alone",
        reader="shop assistant",
        note="没按ts排；被判对",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=6))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        reader="shop assistant",
        note="上限写成6秒",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        misconception="pages_of_programs",
        reader="shop assistant",
        note="没有筛真人事件（is_bot）",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / visits if uv else np.nan}
""",
        judgement="wrong",
        misconception="pages_per_visit_instead",
        reader="shop assistant",
        note="pv_per_uv 用visits",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.fillna(0).mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        misconception="last_page_as_zero",
        reader="shop assistant",
        note="avg_time_on_page把最后一页算0",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[(e["type"] == "view")].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        misconception="views_only",
        reader="shop assistant",
        note="type==view而不看page_load_ms",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = p["session_id"].nunique()
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="wrong",
        reader="shop assistant",
        note="没有页面不算visits",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(0)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = len(s["visitor_id"].drop_duplicates())
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="right",
        reader="shop assistant",
        note="dropna/transform写法：nunique 用 drop_duplicates",
    ),
    Trial(
        "traffic_metrics",
        """
def traffic_metrics(sessions, events):
    s = sessions[~sessions["is_bot"]]
    e = events[events["session_id"].isin(s["session_id"])]
    p = e[e["page_load_ms"].notna()].sort_values(["session_id", "ts", "event_id"]).copy()
    p["sku_id"] = p["sku_id"].fillna(-1)
    g = p.groupby("session_id")
    again = (p["page"] == g["page"].shift()) & (p["sku_id"] == g["sku_id"].shift()) & (g["ts"].diff() <= pd.Timedelta(seconds=5))
    p = p[~again]
    pv = len(p)
    uv = s["visitor_id"].nunique()
    visits = len(s)
    nv = s[s["is_new"]]["visitor_id"].nunique()
    n = p.groupby("session_id").size()
    gap = (-p.groupby("session_id")["ts"].diff(-1).dt.total_seconds()).clip(upper=1800)
    return {"pv": pv, "uv": uv, "visits": visits, "new_visitors": nv, "new_ratio": nv / uv if uv else np.nan, "bounce_rate": (n == 1).sum() / visits if visits else np.nan,
            "avg_time_on_page": gap.mean(), "avg_time_on_site": s["duration_s"].mean(), "pv_per_uv": pv / uv if uv else np.nan}
""",
        judgement="right",
        reader="shop assistant",
        note="pandas eq + isna",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions: pd.DataFrame, orders: pd.DataFrame, unit: str = "visitor") -> float:
    people = sessions[sessions["is_bot"] == False]
    deals = orders[orders["paid_at"].notna()]
    deals = deals.merge(people, on="session_id", how="left")
    deals = deals[deals["refund"] < deals["paid"]]
    wait = (deals["paid_at"] - deals["started_at"]).dt.total_seconds() / 3600
    deals = deals[wait <= 24]
    if unit == "visitor":
        return len(deals) / people["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(people)
    if unit == "buyer":
        return deals["visitor_id"].nunique() / people["visitor_id"].nunique()
""",
        judgement="wrong",
        misconception="free_is_refunded",
        reader="beginner",
        note="merge 默认方式没想；没去掉全退、时限方向",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions: pd.DataFrame, orders: pd.DataFrame, unit: str = "visitor") -> float:
    people = sessions[sessions["is_bot"] == False]
    deals = orders[orders["paid_at"].notna()]
    deals = deals.merge(people, on="session_id", how="left")
    deals = deals[(deals["refund"] < deals["paid"]) | (deals["refund"] == 0)]
    wait = (deals["paid_at"] - deals["started_at"]).dt.total_seconds() / 3600
    deals = deals[wait <= 24]
    if unit == "visitor":
        return len(deals) / people["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(people)
    if unit == "buyer":
        return deals["visitor_id"].nunique() / people["visitor_id"].nunique()
""",
        judgement="wrong",
        misconception="divided_by_nobody",
        reader="beginner",
        note="全退补了；空表没管",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions: pd.DataFrame, orders: pd.DataFrame, unit: str = "visitor") -> float:
    people = sessions[sessions["is_bot"] == False]
    if len(people) == 0:
        return np.nan
    deals = orders[orders["paid_at"].notna()]
    deals = deals.merge(people, on="session_id", how="left")
    deals = deals[(deals["refund"] < deals["paid"]) | (deals["refund"] == 0)]
    wait = (deals["paid_at"] - deals["started_at"]).dt.total_seconds() / 3600
    deals = deals[wait <= 24]
    if unit == "visitor":
        return len(deals) / people["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(people)
    if unit == "buyer":
        return deals["visitor_id"].nunique() / people["visitor_id"].nunique()
    print("不认识这个口径: " + unit)
""",
        judgement="wrong",
        misconception="any_unit_is_visitor",
        reader="beginner",
        note="print 而不是 raise",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions: pd.DataFrame, orders: pd.DataFrame, unit: str = "visitor") -> float:
    people = sessions[sessions["is_bot"] == False]
    if len(people) == 0:
        return np.nan
    deals = orders[orders["paid_at"].notna()]
    deals = deals.merge(people, on="session_id", how="left")
    deals = deals[(deals["refund"] < deals["paid"]) | (deals["refund"] == 0)]
    wait = (deals["paid_at"] - deals["started_at"]).dt.total_seconds() / 3600
    deals = deals[wait <= 24]
    if unit == "visitor":
        return len(deals) / people["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(people)
    if unit == "buyer":
        return deals["visitor_id"].nunique() / people["visitor_id"].nunique()
    raise ValueError("不认识这个口径: " + unit)
""",
        judgement="wrong",
        misconception="unit_checked_late",
        reader="beginner",
        note="refuses the unit after the empty table",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions: pd.DataFrame, orders: pd.DataFrame, unit: str = "visitor") -> float:
    if unit != "visitor" and unit != "visit" and unit != "buyer":
        raise ValueError("不认识这个口径: " + unit)
    people = sessions[sessions["is_bot"] == False]
    if len(people) == 0:
        return np.nan
    deals = orders[orders["paid_at"].notna()]
    deals = deals.merge(people, on="session_id", how="left")
    deals = deals[(deals["refund"] < deals["paid"]) | (deals["refund"] == 0)]
    wait = (deals["paid_at"] - deals["started_at"]).dt.total_seconds() / 3600
    deals = deals[wait <= 24]
    if unit == "visitor":
        return len(deals) / people["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(people)
    if unit == "buyer":
        return deals["visitor_id"].nunique() / people["visitor_id"].nunique()
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions: pd.DataFrame, orders: pd.DataFrame, unit: str = "visitor") -> float:
    if unit != "visitor" and unit != "visit" and unit != "buyer":
        raise ValueError("不认识这个口径: " + unit)
    people = sessions[sessions["is_bot"] == False]
    if len(people) == 0:
        return np.nan
    deals = orders.merge(people, on="session_id")
    deals = deals[(deals["refund"] == 0) | (deals["refund"] < deals["paid"])]
    hours = (deals["paid_at"] - deals["started_at"]).dt.total_seconds() / 3600
    deals = deals[hours < 24]
    visitors = people["visitor_id"].nunique()
    if unit == "visitor":
        return len(deals) / visitors
    if unit == "visit":
        return len(deals) / len(people)
    return deals["visitor_id"].nunique() / visitors
""",
        judgement="wrong",
        misconception="a_day_is_too_late",
        reader="beginner",
        note="正好 24 小时没算",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions: pd.DataFrame, orders: pd.DataFrame, unit: str = "visitor") -> float:
    if unit != "visitor" and unit != "visit" and unit != "buyer":
        raise ValueError("不认识这个口径: " + unit)
    people = sessions[sessions["is_bot"] == False]
    if len(people) == 0:
        return np.nan
    deals = orders.merge(people, on="session_id")
    deals = deals[(deals["refund"] == 0) | (deals["refund"] < deals["paid"])]
    hours = (deals["paid_at"] - deals["started_at"]).dt.days * 24
    deals = deals[hours <= 24]
    visitors = people["visitor_id"].nunique()
    if unit == "visitor":
        return len(deals) / visitors
    if unit == "visit":
        return len(deals) / len(people)
    return deals["visitor_id"].nunique() / visitors
""",
        judgement="wrong",
        misconception="whole_days",
        reader="beginner",
        note=".dt.days：0到48小时都算",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions: pd.DataFrame, orders: pd.DataFrame, unit: str = "visitor") -> float:
    if unit != "visitor" and unit != "visit" and unit != "buyer":
        raise ValueError("不认识这个口径: " + unit)
    people = sessions[sessions["is_bot"] == False]
    if len(people) == 0:
        return np.nan
    deals = orders.merge(people, on="session_id")
    deals = deals[(deals["refund"] == 0) | (deals["refund"] < deals["paid"])]
    hours = (deals["paid_at"] - deals["started_at"]).dt.total_seconds() / 3600
    deals = deals[hours <= 24]
    visitors = people["visitor_id"].nunique()
    if unit == "visitor":
        return len(deals) / visitors
    if unit == "visit":
        return len(deals) / len(people)
    return deals["visitor_id"].count() / visitors
""",
        judgement="wrong",
        misconception="orders_for_buyers",
        reader="beginner",
        note="买家没去重",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions: pd.DataFrame, orders: pd.DataFrame, unit: str = "visitor") -> float:
    if unit != "visitor" and unit != "visit" and unit != "buyer":
        raise ValueError("不认识这个口径: " + unit)
    people = sessions[sessions["is_bot"] == False]
    if len(people) == 0:
        return np.nan
    deals = orders.merge(people, on="session_id")
    deals = deals[(deals["refund"] == 0) | (deals["refund"] < deals["paid"])]
    hours = (deals["paid_at"] - deals["started_at"]).dt.total_seconds() / 3600
    deals = deals[hours <= 24]
    visitors = people["visitor_id"].nunique()
    if unit == "visitor":
        return round(len(deals) / visitors, 4)
    if unit == "visit":
        return len(deals) / len(people)
    return round(deals["visitor_id"].nunique() / visitors, 4)
""",
        judgement="wrong",
        misconception="two_rates_rounded",
        reader="beginner",
        note="rounded, which the question forbids now",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions: pd.DataFrame, orders: pd.DataFrame, unit: str = "visitor") -> float:
    if unit != "visitor" and unit != "visit" and unit != "buyer":
        raise ValueError("不认识这个口径: " + unit)
    people = sessions[sessions["is_bot"] == False]
    if len(people) == 0:
        return np.nan
    deals = orders.merge(people, on="session_id")
    deals = deals[deals["refund"] != deals["paid"]]
    hours = (deals["paid_at"] - deals["started_at"]).dt.total_seconds() / 3600
    deals = deals[hours <= 24]
    visitors = people["visitor_id"].nunique()
    if unit == "visitor":
        return len(deals) / visitors
    if unit == "visit":
        return len(deals) / len(people)
    return deals["visitor_id"].nunique() / visitors
""",
        judgement="wrong",
        misconception="free_is_refunded",
        reader="beginner",
        note="!=：券全抵的被当退光",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions: pd.DataFrame, orders: pd.DataFrame, unit: str = "visitor") -> float:
    if unit != "visitor" and unit != "visit" and unit != "buyer":
        raise ValueError("不认识这个口径: " + unit)
    people = sessions[sessions["is_bot"] == False]
    if len(people) == 0:
        return np.nan
    deals = orders.merge(people, on="session_id")
    deals = deals[(deals["refund"] != deals["paid"]) | (deals["refund"] == 0)]
    hours = (deals["paid_at"] - deals["started_at"]).dt.total_seconds() / 3600
    deals = deals[hours <= 24]
    visitors = people["visitor_id"].nunique()
    if unit == "visitor":
        return len(deals) / visitors
    if unit == "visit":
        return len(deals) / len(people)
    return deals["visitor_id"].nunique() / visitors
""",
        judgement="wrong",
        misconception="only_equal_is_full",
        reader="beginner",
        note="退得比付得多时没算全退",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions: pd.DataFrame, orders: pd.DataFrame, unit: str = "visitor") -> float:
    if unit != "visitor" and unit != "visit" and unit != "buyer":
        raise ValueError("不认识这个口径: " + unit)
    people = sessions[sessions["is_bot"] == False]
    if len(people) == 0:
        return np.nan
    deals = orders.merge(sessions, on="session_id")
    deals = deals[(deals["refund"] == 0) | (deals["refund"] < deals["paid"])]
    hours = (deals["paid_at"] - deals["started_at"]).dt.total_seconds() / 3600
    deals = deals[hours <= 24]
    visitors = people["visitor_id"].nunique()
    if unit == "visitor":
        return len(deals) / visitors
    if unit == "visit":
        return len(deals) / len(people)
    return deals["visitor_id"].nunique() / visitors
""",
        judgement="wrong",
        misconception="orders_of_programs",
        reader="beginner",
        note="分子没去掉机器人",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = m["refund"] >= m["paid"]
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="wrong",
        misconception="free_is_refunded",
        reader="professor",
        note="voucher order (0 paid, 0 back) thrown out",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="right",
        reader="professor",
        note="second answer",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] == m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="wrong",
        misconception="only_equal_is_full",
        reader="professor",
        note="more than paid given back is full, too",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) < pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="wrong",
        misconception="a_day_is_too_late",
        reader="professor",
        note="exactly 24 hours count",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]).dt.days <= 1
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="wrong",
        misconception="whole_days",
        reader="professor",
        note="days <= 1 lets 47 hours pass",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]).dt.days < 1
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="wrong",
        misconception="a_day_is_too_late",
        reader="professor",
        note="exactly 24 hours have days == 1",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]).dt.total_seconds() // 3600 <= 24
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="wrong",
        misconception="whole_hours",
        reader="professor",
        note="whole hours: 24 h 59 min pass",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]).between(pd.Timedelta(0), pd.Timedelta(hours=24))
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="right",
        reader="professor",
        note="payment before the visit (impossible) refused",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="right",
        reader="professor",
        note="the kind of error counts, says the question",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return deals["session_id"].nunique() / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="wrong",
        misconception="one_order_a_visit",
        reader="professor",
        note="visits with a deal, not deals",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0 or len(orders) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="wrong",
        reader="professor",
        note="without orders it is 0",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    bad = sessions.loc[sessions["is_bot"], "visitor_id"]
    s = sessions[~sessions["visitor_id"].isin(bad)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="wrong",
        reader="professor",
        note="whole visitor thrown out for one flagged visit",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / sessions["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return dealsessions["visitor_id"].nunique() / sessions["visitor_id"].nunique()
""",
        judgement="wrong",
        reader="professor",
        note="flagged visitors in the denominator",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full & (m["paid"] > 0)]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="wrong",
        misconception="free_is_refunded",
        reader="professor",
        note="voucher orders out",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    if unit != "buyer":
        raise ValueError(unit)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="wrong",
        misconception="unit_checked_late",
        reader="professor",
        note="unknown unit refused only after the empty table returned NaN",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="left")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="right",
        reader="professor",
        note="left merge: unmatched orders have no started_at, comparison false",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    m = m.sort_values("paid_at").drop_duplicates("session_id")
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="wrong",
        misconception="one_deal_a_visit",
        reader="professor",
        note="one deal a visit",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["paid"] > 0) & (m["refund"] > 0.99 * m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="wrong",
        misconception="nearly_all_is_full",
        reader="professor",
        note="99 % counted as full",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~(m["refund"] > 0)]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="wrong",
        misconception="part_refund_dropped",
        reader="professor",
        note="any refund loses the deal",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="outer")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="right",
        reader="professor",
        note="outer merge",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full].drop_duplicates("visitor_id") if unit != "visit" else m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="wrong",
        misconception="buyers_for_orders",
        reader="professor",
        note="visitor rate computed as buyer rate",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ("visitor", "visit", "buyer"):
        raise ValueError("unknown unit: " + str(unit))
    s = sessions[~sessions["is_bot"].astype(bool)]
    if len(s) == 0:
        return float("nan")
    m = orders.merge(s, on="session_id", how="inner")
    in_time = (m["paid_at"] - m["started_at"]) <= pd.Timedelta(hours=24)
    full = (m["refund"] > 0) & (m["refund"] >= m["paid"])
    deals = m[in_time & ~full]
    if unit == "visitor":
        return len(deals) / len(s["visitor_id"].unique())
    if unit == "visit":
        return len(deals) / len(s)
    return deals["visitor_id"].nunique() / s["visitor_id"].nunique()
""",
        judgement="right",
        reader="professor",
        note="len(unique)",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    s = sessions[~sessions["is_bot"]]
    o = orders[orders["paid"] > 0]
    o = o[o["session_id"].isin(s["session_id"])]
    if unit == "visitor":
        return len(o) / s["visitor_id"].nunique()
    if unit == "visit":
        return len(o) / len(s)
    if unit == "buyer":
        m = o.merge(s, on="session_id")
        return m["visitor_id"].nunique() / s["visitor_id"].nunique()
    raise ValueError(unit)
""",
        judgement="wrong",
        misconception="all_paid_orders",
        reader="shop assistant",
        note="第一版：没看24h、退款，inner merge带机器人过滤",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError("不认识的口径：" + str(unit))
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait <= pd.Timedelta(hours=24)) & ~(m["refund"] >= m["paid"])]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["visitor_id"].nunique() / nv
""",
        judgement="wrong",
        misconception="free_is_refunded",
        reader="shop assistant",
        note="全额退款只写refund>=paid，券抵订单被去掉",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError("不认识的口径：" + str(unit))
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait <= pd.Timedelta(hours=24)) & (m["refund"] < m["paid"])]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["visitor_id"].nunique() / nv
""",
        judgement="wrong",
        misconception="free_is_refunded",
        reader="shop assistant",
        note="写refund<paid，同上",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError("不认识的口径：" + str(unit))
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait <= pd.Timedelta(hours=24)) & (m["refund"] == 0)]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["visitor_id"].nunique() / nv
""",
        judgement="wrong",
        misconception="part_refund_dropped",
        reader="shop assistant",
        note="refund==0才算",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError("不认识的口径：" + str(unit))
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait < pd.Timedelta(hours=24)) & ~((m["refund"] > 0) & (m["refund"] >= m["paid"]))]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["visitor_id"].nunique() / nv
""",
        judgement="wrong",
        misconception="a_day_is_too_late",
        reader="shop assistant",
        note="<24h",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError("不认识的口径：" + str(unit))
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait.dt.days < 1) & ~((m["refund"] > 0) & (m["refund"] >= m["paid"]))]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["visitor_id"].nunique() / nv
""",
        judgement="wrong",
        misconception="a_day_is_too_late",
        reader="shop assistant",
        note="dt.days<1",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError("不认识的口径：" + str(unit))
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait.dt.total_seconds() / 3600 <= 24) & ~((m["refund"] > 0) & (m["refund"] >= m["paid"]))]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["visitor_id"].nunique() / nv
""",
        judgement="right",
        reader="shop assistant",
        note="dt.total_seconds",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError(unit)
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait <= pd.Timedelta(hours=24)) & ~((m["refund"] > 0) & (m["refund"] >= m["paid"]))]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["visitor_id"].nunique() / nv
""",
        judgement="wrong",
        misconception="unit_checked_late",
        reader="shop assistant",
        note="空表且口径写错时不抛错；提示3说要先查；被判对",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError("不认识的口径：" + str(unit))
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = sessions["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait <= pd.Timedelta(hours=24)) & ~((m["refund"] > 0) & (m["refund"] >= m["paid"]))]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["visitor_id"].nunique() / nv
""",
        judgement="wrong",
        reader="shop assistant",
        note="分母含机器人",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError("不认识的口径：" + str(unit))
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait <= pd.Timedelta(hours=24)) & ~((m["refund"] > 0) & (m["refund"] >= m["paid"]))]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["session_id"].nunique() / nv
""",
        judgement="wrong",
        misconception="visits_for_buyers",
        reader="shop assistant",
        note="buyer数订单里的session",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError("不认识的口径：" + str(unit))
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id", how="left").dropna(subset=["visitor_id"])
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait <= pd.Timedelta(hours=24)) & ~((m["refund"] > 0) & (m["refund"] >= m["paid"]))]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["visitor_id"].nunique() / nv
""",
        judgement="right",
        reader="shop assistant",
        note="left merge后dropna",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError("不认识的口径：" + str(unit))
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return 0
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait <= pd.Timedelta(hours=24)) & ~((m["refund"] > 0) & (m["refund"] >= m["paid"]))]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["visitor_id"].nunique() / nv
""",
        judgement="wrong",
        misconception="nobody_is_zero",
        reader="shop assistant",
        note="没有访问返回0",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError("不认识的口径：" + str(unit))
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait <= pd.Timedelta(hours=24)) & ~((m["refund"] > 0) & (m["refund"] >= m["paid"]))]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["visitor_id"].nunique() / nv
""",
        judgement="right",
        reader="shop assistant",
        note="正解",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError("不认识的口径：" + str(unit))
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait <= pd.Timedelta(hours=24)) & ~((m["refund"] > 0) & (m["refund"] >= m["paid"]))]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["visitor_id"].nunique() / nv * 100
""",
        judgement="wrong",
        reader="shop assistant",
        note="返回了百分数",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError(f"unit={unit}")
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait <= pd.Timedelta(hours=24)) & ~((m["refund"] > 0) & (m["refund"] >= m["paid"]))]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["visitor_id"].nunique() / nv
""",
        judgement="right",
        reader="shop assistant",
        note="KeyError风格",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError("不认识的口径：" + str(unit))
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait <= pd.Timedelta(hours=24)) & ~((m["refund"] > 0) & (m["refund"] >= m["paid"]))]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return m["session_id"].nunique() / len(s)
    return m["visitor_id"].nunique() / nv
""",
        judgement="wrong",
        misconception="one_order_a_visit",
        reader="shop assistant",
        note="visit口径分子去重访问数",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    if unit not in ["visitor", "visit", "buyer"]:
        raise ValueError("不认识的口径：" + str(unit))
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(m["paid"] > 0) & (wait <= pd.Timedelta(hours=24)) & ~((m["refund"] > 0) & (m["refund"] >= m["paid"]))]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["visitor_id"].nunique() / nv
""",
        judgement="wrong",
        misconception="free_is_refunded",
        reader="shop assistant",
        note="paid>0才算",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait <= pd.Timedelta(hours=24)) & ~((m["refund"] > 0) & (m["refund"] >= m["paid"]))]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    return m["visitor_id"].nunique() / nv
""",
        judgement="wrong",
        misconception="any_unit_is_visitor",
        reader="shop assistant",
        note="未按unit报错，else 走buyer",
    ),
    Trial(
        "conversion_rate",
        """
def conversion_rate(sessions, orders, unit="visitor"):
    s = sessions[~sessions["is_bot"]]
    if len(s) == 0:
        return np.nan
    nv = s["visitor_id"].nunique()
    m = orders.merge(s, on="session_id")
    wait = m["paid_at"] - m["started_at"]
    m = m[(wait <= pd.Timedelta(hours=24)) & ~((m["refund"] > 0) & (m["refund"] >= m["paid"]))]
    if unit == "visitor":
        return len(m) / nv
    if unit == "visit":
        return len(m) / len(s)
    if unit == "buyer":
        return m["visitor_id"].nunique() / nv
    raise ValueError("unit 写错了：" + str(unit))
""",
        judgement="wrong",
        misconception="unit_checked_late",
        reader="shop assistant",
        note="refuses the unit after the empty table",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    g0 = before["paid"] - before["refund"]
    g1 = after["paid"] - after["refund"]
    cr0 = before["orders"] / before["uv"]
    cr1 = after["orders"] / after["uv"]
    aov0 = g0 / before["orders"]
    aov1 = g1 / after["orders"]
    L = (g1 - g0) / (np.log(g1) - np.log(g0))
    result = {}
    result["change"] = g1 - g0
    result["uv"] = L * np.log(after["uv"] / before["uv"])
    result["cr"] = L * np.log(cr1 / cr0)
    result["aov"] = L * np.log(aov1 / aov0)
    return result
""",
        judgement="wrong",
        misconception="refunded_orders_kept",
        reader="beginner",
        note="只扣了钱没扣退款单；没处理相等；没处理 0",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    g0 = before["paid"] - before["refund"]
    g1 = after["paid"] - after["refund"]
    o0 = before["orders"] - before["refunded"]
    o1 = after["orders"] - after["refunded"]
    cr0 = o0 / before["uv"]
    cr1 = o1 / after["uv"]
    aov0 = g0 / o0
    aov1 = g1 / o1
    L = (g1 - g0) / (np.log(g1) - np.log(g0))
    result = {}
    result["change"] = g1 - g0
    result["uv"] = L * np.log(after["uv"] / before["uv"])
    result["cr"] = L * np.log(cr1 / cr0)
    result["aov"] = L * np.log(aov1 / aov0)
    return result
""",
        judgement="wrong",
        misconception="equal_sales_are_nan",
        reader="beginner",
        note="没处理相等、0",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    if before["uv"] == 0 or after["uv"] == 0:
        return "ValueError uv"
    o0 = before["orders"] - before["refunded"]
    o1 = after["orders"] - after["refunded"]
    if o0 == 0 or o1 == 0:
        return "ValueError cr"
    g0 = before["paid"] - before["refund"]
    g1 = after["paid"] - after["refund"]
    if g0 == 0 or g1 == 0:
        return "ValueError aov"
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    result = {}
    result["change"] = g1 - g0
    result["uv"] = L * np.log(after["uv"] / before["uv"])
    result["cr"] = L * np.log((o1 / after["uv"]) / (o0 / before["uv"]))
    result["aov"] = L * np.log((g1 / o1) / (g0 / o0))
    return result
""",
        judgement="wrong",
        reader="beginner",
        note="用 return 错误文字代替 raise",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    if before["uv"] == 0 or after["uv"] == 0:
        raise ValueError("uv 是 0")
    o0 = before["orders"] - before["refunded"]
    o1 = after["orders"] - after["refunded"]
    if o0 == 0 or o1 == 0:
        raise ValueError("cr 是 0")
    g0 = before["paid"] - before["refund"]
    g1 = after["paid"] - after["refund"]
    if g0 == 0 or g1 == 0:
        raise ValueError("aov 是 0")
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    result = {}
    result["change"] = g1 - g0
    result["uv"] = L * np.log(after["uv"] / before["uv"])
    result["cr"] = L * np.log((o1 / after["uv"]) / (o0 / before["uv"]))
    result["aov"] = L * np.log((g1 / o1) / (g0 / o0))
    return result
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    if before["uv"] == 0 or after["uv"] == 0:
        raise ValueError("uv 是 0")
    o0 = before["orders"] - before["refunded"]
    o1 = after["orders"] - after["refunded"]
    if o0 == 0 or o1 == 0:
        raise ValueError("cr 是 0")
    g0 = before["paid"] - before["refund"]
    g1 = after["paid"] - after["refund"]
    if g0 == 0 or g1 == 0:
        raise ValueError("aov 是 0")
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log10(g1) - np.log10(g0))
    return {"change": g1 - g0, "uv": L * np.log10(after["uv"] / before["uv"]),
            "cr": L * np.log10((o1 / after["uv"]) / (o0 / before["uv"])),
            "aov": L * np.log10((g1 / o1) / (g0 / o0))}
""",
        judgement="wrong",
        misconception="base_ten",
        reader="beginner",
        note="LOG10，Excel 习惯 (LOG 默认10)；比例上 L 与 ln 同底其实相消，结果一样",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    if before["uv"] == 0 or after["uv"] == 0:
        raise ValueError("uv 是 0")
    o0 = before["orders"] - before["refunded"]
    o1 = after["orders"] - after["refunded"]
    if o0 == 0 or o1 == 0:
        raise ValueError("cr 是 0")
    g0 = before["paid"] - before["refund"]
    g1 = after["paid"] - after["refund"]
    if g0 == 0 or g1 == 0:
        raise ValueError("aov 是 0")
    L = (g0 + g1) / 2
    return {"change": g1 - g0, "uv": L * np.log(after["uv"] / before["uv"]),
            "cr": L * np.log((o1 / after["uv"]) / (o0 / before["uv"])),
            "aov": L * np.log((g1 / o1) / (g0 / o0))}
""",
        judgement="wrong",
        misconception="ordinary_mean",
        reader="beginner",
        note="取两期成交额的普通平均当 L",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    if before["uv"] == 0 or after["uv"] == 0:
        raise ValueError("uv 是 0")
    o0 = before["orders"] - before["refunded"]
    o1 = after["orders"] - after["refunded"]
    if o0 == 0 or o1 == 0:
        raise ValueError("cr 是 0")
    g0 = before["paid"] - before["refund"]
    g1 = after["paid"] - after["refund"]
    if g0 == 0 or g1 == 0:
        raise ValueError("aov 是 0")
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    return {"change": g1 - g0, "uv": round(L * np.log(after["uv"] / before["uv"]), 2),
            "cr": round(L * np.log((o1 / after["uv"]) / (o0 / before["uv"])), 2),
            "aov": round(L * np.log((g1 / o1) / (g0 / o0)), 2)}
""",
        judgement="wrong",
        misconception="parts_rounded",
        reader="beginner",
        note="rounded, which the question forbids now",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ValueError("aov is zero")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    L = (g1 - g0) / (np.log(g1) - np.log(g0))
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    return out
""",
        judgement="wrong",
        misconception="equal_sales_are_nan",
        reader="professor",
        note="equal GMV divides by zero",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ValueError("aov is zero")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    return out
""",
        judgement="right",
        reader="professor",
        note="second answer",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ValueError("aov is zero")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    out["aov"] = out["change"] - out["uv"] - out["cr"]
    return out
""",
        judgement="right",
        reader="professor",
        note="last part as the remainder",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ValueError("aov is zero")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    if abs(g1 - g0) < 1e-9:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    return out
""",
        judgement="right",
        reader="professor",
        note="tolerance for equality",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ValueError("aov is zero")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    if abs(g1 - g0) < 1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    return out
""",
        judgement="wrong",
        misconception="nearly_equal_is_equal",
        reader="professor",
        note="near-equal treated as equal",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ValueError("uv is zero")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    return out
""",
        judgement="right",
        reader="professor",
        note="names another factor; the kind of error counts, says the question",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ValueError("aov is zero")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    return out
""",
        judgement="wrong",
        misconception="refunded_orders_kept",
        reader="professor",
        note="refunded orders left in cr and aov",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ValueError("aov is zero")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    if g0 == g1:
        L = g0
    else:
        L = (g1 + g0) / 2
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    return out
""",
        judgement="wrong",
        misconception="ordinary_mean",
        reader="professor",
        note="arithmetic mean",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ValueError("aov is zero")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    if g0 == g1:
        return {"change": 0.0, "uv": 0.0, "cr": 0.0, "aov": 0.0}
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    return out
""",
        judgement="wrong",
        misconception="equal_sales_are_nothing",
        reader="professor",
        note="equal GMV does not mean no factor moved",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ValueError("aov is zero")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    g0, g1 = before["paid"], after["paid"]
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    return out
""",
        judgement="wrong",
        reader="professor",
        note="L and change of the gross amounts",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ValueError("aov is zero")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    out = {"change": g1 - g0, "L": L}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    return out
""",
        judgement="wrong",
        reader="professor",
        note="one key more: 'exactly the keys'",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ValueError("aov is zero")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log10(g1) - np.log10(g0))
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log10(f1[k] / f0[k])
    return out
""",
        judgement="wrong",
        misconception="base_ten",
        reader="professor",
        note="I believed the base cancels; it does not where L = G0 (equal GMV)",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ZeroDivisionError("aov")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    return out
""",
        judgement="wrong",
        misconception="zero_divides",
        reader="professor",
        note="another kind of error",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    return out
""",
        judgement="wrong",
        misconception="zero_divides",
        reader="professor",
        note="zero money not refused",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ValueError("aov is zero")
        return {"uv": d["uv"], "cr": round(kept / d["uv"], 4), "aov": round(net / kept, 2)}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    return out
""",
        judgement="wrong",
        reader="professor",
        note="rounded factors: parts no longer sum to change",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if d["orders"] == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ValueError("aov is zero")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    return out
""",
        judgement="right",
        reader="professor",
        note="names another factor; the kind of error counts, says the question",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        kept = d["orders"] - d["refunded"]
        net = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv is zero")
        if kept == 0:
            raise ValueError("cr is zero")
        if net == 0:
            raise ValueError("aov is zero")
        return {"uv": d["uv"], "cr": kept / d["uv"], "aov": net / kept}, net
    f0, g0 = f(before)
    f1, g1 = f(after)
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    before["uv"] = float(before["uv"])
    out = {"change": g1 - g0}
    for k in ["uv", "cr", "aov"]:
        out[k] = L * np.log(f1[k] / f0[k])
    return out
""",
        judgement="wrong",
        reader="professor",
        note="writes into the caller's dictionary, which the page forbids now",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        return d["uv"], d["orders"] / d["uv"], (d["paid"] - d["refund"]) / d["orders"]
    u0, c0, a0 = f(before)
    u1, c1, a1 = f(after)
    g0 = before["paid"] - before["refund"]
    g1 = after["paid"] - after["refund"]
    L = (g1 - g0) / (np.log(g1) - np.log(g0))
    return {"change": g1 - g0, "uv": L * np.log(u1 / u0), "cr": L * np.log(c1 / c0), "aov": L * np.log(a1 / a0)}
""",
        judgement="wrong",
        misconception="refunded_orders_kept",
        reader="shop assistant",
        note="没有报错、G相等未处理、refunded没扣",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        k = d["orders"] - d["refunded"]
        return d["uv"], k / d["uv"], (d["paid"] - d["refund"]) / k
    u0, c0, a0 = f(before)
    u1, c1, a1 = f(after)
    g0 = before["paid"] - before["refund"]
    g1 = after["paid"] - after["refund"]
    L = g0 if g0 == g1 else (g1 - g0) / (np.log(g1) - np.log(g0))
    return {"change": g1 - g0, "uv": L * np.log(u1 / u0), "cr": L * np.log(c1 / c0), "aov": L * np.log(a1 / a0)}
""",
        judgement="wrong",
        misconception="zero_divides",
        reader="shop assistant",
        note="没写报错，靠自然ZeroDivisionError",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        k = d["orders"] - d["refunded"]
        g = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv")
        if k == 0:
            raise ValueError("cr")
        if g == 0:
            raise ValueError("aov")
        return d["uv"], k / d["uv"], g / k
    u0, c0, a0 = f(before)
    u1, c1, a1 = f(after)
    g0 = before["paid"] - before["refund"]
    g1 = after["paid"] - after["refund"]
    if g0 == g1:
        L = g0
    else:
        L = (g1 - g0) / (np.log(g1) - np.log(g0))
    return {"change": g1 - g0, "uv": L * np.log(u1 / u0), "cr": L * np.log(c1 / c0), "aov": L * np.log(a1 / a0)}
""",
        judgement="right",
        reader="shop assistant",
        note="正解",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        k = d["orders"] - d["refunded"]
        g = d["paid"] - d["refund"]
        if d["uv"] == 0:
            raise ValueError("uv")
        if k == 0:
            raise ValueError("cr")
        if g == 0:
            raise ValueError("aov")
        return d["uv"], k / d["uv"], g / k
    u0, c0, a0 = f(before)
    u1, c1, a1 = f(after)
    g0 = before["paid"] - before["refund"]
    g1 = after["paid"] - after["refund"]
    L = (g1 - g0) / (np.log(g1) - np.log(g0))
    return {"change": g1 - g0, "uv": L * np.log(u1 / u0), "cr": L * np.log(c1 / c0), "aov": L * np.log(a1 / a0)}
""",
        judgement="wrong",
        misconception="equal_sales_are_nan",
        reader="shop assistant",
        note="忘G相等",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        k = d["orders"] - d["refunded"]
        g = d["paid"] - d["refund"]
        if d["uv"] == 0 or k == 0 or g == 0:
            raise ValueError("零")
        return d["uv"], k / d["uv"], g / k
    u0, c0, a0 = f(before)
    u1, c1, a1 = f(after)
    g0 = before["paid"] - before["refund"]
    g1 = after["paid"] - after["refund"]
    L = g0 if g0 == g1 else (g1 - g0) / (np.log(g1) - np.log(g0))
    return {"change": g1 - g0, "uv": L * np.log10(u1 / u0), "cr": L * np.log10(c1 / c0), "aov": L * np.log10(a1 / a0)}
""",
        judgement="wrong",
        misconception="growth_to_the_base_ten",
        reader="shop assistant",
        note="log10",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        k = d["orders"] - d["refunded"]
        g = d["paid"] - d["refund"]
        if d["uv"] == 0 or k == 0 or g == 0:
            raise ValueError("零")
        return d["uv"], k / d["uv"], g / k
    u0, c0, a0 = f(before)
    u1, c1, a1 = f(after)
    g0 = before["paid"] - before["refund"]
    g1 = after["paid"] - after["refund"]
    L = g0 if g0 == g1 else (g1 - g0) / (np.log(g1) - np.log(g0))
    return {"change": g1 - g0, "uv": L * np.log(u1 / u0), "cr": L * np.log(c1 / c0), "aov": L * np.log(a1 / a0)}
""",
        judgement="right",
        reader="shop assistant",
        note="names no factor; the kind of error counts, says the question",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        k = d["orders"] - d["refunded"]
        g = d["paid"] - d["refund"]
        if d["uv"] == 0 or k == 0 or g == 0:
            raise ValueError("零")
        return d["uv"], k / d["uv"], g / k
    u0, c0, a0 = f(before)
    u1, c1, a1 = f(after)
    g0 = before["paid"] - before["refund"]
    g1 = after["paid"] - after["refund"]
    return {"change": g1 - g0, "uv": (u1 - u0) * c0 * a0, "cr": u1 * (c1 - c0) * a0, "aov": u1 * c1 * (a1 - a0)}
""",
        judgement="wrong",
        misconception="one_after_another",
        reader="shop assistant",
        note="平分式：逐个换（瀑布法）",
    ),
    Trial(
        "decompose_gmv",
        """
def decompose_gmv(before, after):
    def f(d):
        k = d["orders"] - d["refunded"]
        g = d["paid"] - d["refund"]
        if d["uv"] == 0 or k == 0 or g == 0:
            raise ValueError("零")
        return d["uv"], k / d["uv"], g / k
    u0, c0, a0 = f(before)
    u1, c1, a1 = f(after)
    g0 = u0 * c0 * a0
    g1 = u1 * c1 * a1
    L = g0 if g0 == g1 else (g1 - g0) / np.log(g1 / g0)
    return {"change": g1 - g0, "uv": L * np.log(u1 / u0), "cr": L * np.log(c1 / c0), "aov": L * np.log(a1 / a0)}
""",
        judgement="right",
        reader="shop assistant",
        note="有浮点隐患，结果对",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily: pd.Series, weeks: int = 8, z: float = 3.5) -> pd.Series:
    daily = daily.sort_index()
    usual = daily.median()
    spread = 1.4826 * (daily - usual).abs().median()
    return (daily - usual).abs() > z * spread
""",
        judgement="wrong",
        reader="beginner",
        note="没按星期几分，整列算；没排除报过警的",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily: pd.Series, weeks: int = 8, z: float = 3.5) -> pd.Series:
    daily = daily.sort_index()
    answer = []
    for i in range(len(daily)):
        history = []
        for j in range(i):
            if daily.index[j].day_of_week == daily.index[i].day_of_week:
                history.append(daily.iloc[j])
        history = history[-weeks:]
        if len(history) < 4:
            answer.append(False)
        else:
            usual = np.median(history)
            spread = 1.4826 * np.median(np.abs(np.array(history) - usual))
            spread = max(spread, 0.05 * usual)
            answer.append(abs(daily.iloc[i] - usual) > z * spread)
    return pd.Series(answer, index=daily.index)
""",
        judgement="wrong",
        misconception="flagged_days_in_the_history",
        reader="beginner",
        note="循环；按星期几；历史没排除报警日；缺失没有去掉",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily: pd.Series, weeks: int = 8, z: float = 3.5) -> pd.Series:
    daily = daily.sort_index()
    answer = []
    for i in range(len(daily)):
        history = []
        for j in range(i):
            if daily.index[j].day_of_week == daily.index[i].day_of_week and pd.notna(daily.iloc[j]):
                history.append(daily.iloc[j])
        history = history[-weeks:]
        if len(history) < 4:
            answer.append(False)
        else:
            usual = np.median(history)
            spread = 1.4826 * np.median(np.abs(np.array(history) - usual))
            spread = max(spread, 0.05 * usual)
            answer.append(abs(daily.iloc[i] - usual) > z * spread)
    return pd.Series(answer, index=daily.index)
""",
        judgement="wrong",
        misconception="flagged_days_in_the_history",
        reader="beginner",
        note="缺失排除了；报警日仍在历史",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily: pd.Series, weeks: int = 8, z: float = 3.5) -> pd.Series:
    daily = daily.sort_index()
    answer = []
    for i in range(len(daily)):
        history = []
        for j in range(i):
            if daily.index[j].day_of_week == daily.index[i].day_of_week and pd.notna(daily.iloc[j]):
                if answer[j] == False:
                    history.append(daily.iloc[j])
        history = history[-weeks:]
        if len(history) < 4:
            answer.append(False)
        else:
            usual = np.median(history)
            spread = 1.4826 * np.median(np.abs(np.array(history) - usual))
            spread = max(spread, 0.05 * usual)
            answer.append(abs(daily.iloc[i] - usual) > z * spread)
    return pd.Series(answer, index=daily.index)
""",
        judgement="right",
        reader="beginner",
        note="answer[j] 判断报警",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily: pd.Series, weeks: int = 8, z: float = 3.5) -> pd.Series:
    daily = daily.sort_index()
    answer = []
    for i in range(len(daily)):
        history = []
        for j in range(i):
            if daily.index[j].day_of_week == daily.index[i].day_of_week and pd.notna(daily.iloc[j]):
                if answer[j] == False:
                    history.append(daily.iloc[j])
        history = history[-weeks:]
        if len(history) < 4:
            answer.append(False)
        else:
            usual = np.median(history)
            spread = 1.4826 * np.median(np.abs(np.array(history) - usual))
            spread = max(spread, 0.05 * usual)
            answer.append(abs(daily.iloc[i] - usual) >= z * spread)
    return pd.Series(answer, index=daily.index)
""",
        judgement="wrong",
        misconception="limit_included",
        reader="beginner",
        note="> 写成 >=",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily: pd.Series, weeks: int = 8, z: float = 3.5) -> pd.Series:
    daily = daily.sort_index()
    answer = []
    for i in range(len(daily)):
        history = []
        for j in range(i):
            if daily.index[j].day_of_week == daily.index[i].day_of_week and pd.notna(daily.iloc[j]):
                if answer[j] == False:
                    history.append(daily.iloc[j])
        history = history[-weeks:]
        if len(history) < 4:
            answer.append(False)
        else:
            usual = np.mean(history)
            spread = max(np.std(history), 0.05 * usual)
            answer.append(abs(daily.iloc[i] - usual) > z * spread)
    return pd.Series(answer, index=daily.index)
""",
        judgement="wrong",
        misconception="mean_as_the_usual",
        reader="beginner",
        note="历史用平均，不是中位数",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily: pd.Series, weeks: int = 8, z: float = 3.5) -> pd.Series:
    result = pd.Series(False, index=daily.sort_index().index)
    lists = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, x in daily.sort_index().dropna().items():
        history = lists[day.day_of_week][-weeks:]
        if len(history) >= 4:
            h = pd.Series(history)
            usual = h.median()
            spread = max(1.4826 * (h - usual).abs().median(), usual * 5 / 100)
            if x > usual + z * spread or x < usual - z * spread:
                result[day] = True
        if result[day] == False:
            lists[day.day_of_week].append(x)
    return result
""",
        judgement="right",
        reader="beginner",
        note="先 dropna 再 reindex，等效写法",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily: pd.Series, weeks: int = 8, z: float = 3.5) -> pd.Series:
    result = pd.Series(False, index=daily.sort_index().index)
    lists = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, x in daily.sort_index().dropna().items():
        history = lists[day.day_of_week][-weeks:]
        if len(history) > 4:
            h = pd.Series(history)
            usual = h.median()
            spread = max(1.4826 * (h - usual).abs().median(), usual * 5 / 100)
            if x > usual + z * spread or x < usual - z * spread:
                result[day] = True
        if result[day] == False:
            lists[day.day_of_week].append(x)
    return result
""",
        judgement="wrong",
        misconception="five_asked_for",
        reader="beginner",
        note="4 个还嫌不够",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily: pd.Series, weeks: int = 8, z: float = 3.5) -> pd.Series:
    result = pd.Series(False, index=daily.sort_index().index)
    lists = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, x in daily.sort_index().dropna().items():
        history = lists[day.day_of_week][-weeks:]
        if len(history) >= 4:
            h = pd.Series(history)
            usual = h.median()
            spread = max(1.4826 * (h - usual).abs().median(), usual * 5 / 100)
            if x > usual + z * spread:
                result[day] = True
        if result[day] == False:
            lists[day.day_of_week].append(x)
    return result
""",
        judgement="wrong",
        misconception="only_upwards",
        reader="beginner",
        note="只看高，不看低",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily: pd.Series, weeks: int = 8, z: float = 3.5) -> pd.Series:
    result = pd.Series(False, index=daily.sort_index().index)
    lists = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, x in daily.sort_index().dropna().items():
        history = lists[day.day_of_week][-weeks:]
        if len(history) >= 4:
            h = pd.Series(history)
            usual = h.median()
            spread = max(1.4826 * (h - usual).abs().median(), usual * 5 / 100)
            if abs(x - usual) > max(z * 1.4826 * (h - usual).abs().median(), usual * 0.05):
                result[day] = True
        if result[day] == False:
            lists[day.day_of_week].append(x)
    return result
""",
        judgement="wrong",
        misconception="floor_on_the_limit",
        reader="beginner",
        note="5% 没乘 z",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily: pd.Series, weeks: int = 8, z: float = 3.5) -> pd.Series:
    result = pd.Series(False, index=daily.sort_index().index)
    lists = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, x in daily.sort_index().dropna().items():
        history = lists[day.day_of_week][-weeks:]
        if len(history) >= 4:
            h = pd.Series(history)
            usual = h.median()
            spread = 1.4826 * (h - usual).abs().median()
            if spread == 0:
                spread = usual * 0.05
            if x > usual + z * spread or x < usual - z * spread:
                result[day] = True
        if result[day] == False:
            lists[day.day_of_week].append(x)
    return result
""",
        judgement="wrong",
        misconception="floor_only_at_zero",
        reader="beginner",
        note="只在 0 时取 5%",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily: pd.Series, weeks: int = 8, z: float = 3.5) -> pd.Series:
    result = pd.Series(False, index=daily.sort_index().index)
    lists = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, x in daily.sort_index().dropna().items():
        history = lists[day.day_of_week][-weeks:]
        if len(history) >= 4:
            h = pd.Series(history)
            usual = h.median()
            spread = max(1.4826 * (h - usual).abs().median(), usual * 5 / 100)
            if x > usual + z * spread or x < usual - z * spread:
                result[day] = True
        if result[day] == False:
            lists[day.day_of_week].append(x)
    return result[result]
""",
        judgement="wrong",
        misconception="only_flagged_days",
        reader="beginner",
        note="只返回报警的天",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily: pd.Series, weeks: int = 8, z: float = 3.5) -> pd.Series:
    result = pd.Series(False, index=daily.sort_index().index)
    lists = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, x in daily.sort_index().dropna().items():
        history = lists[day.day_of_week][-8:]
        if len(history) >= 4:
            h = pd.Series(history)
            usual = h.median()
            spread = max(1.4826 * (h - usual).abs().median(), usual * 5 / 100)
            if x > usual + z * spread or x < usual - z * spread:
                result[day] = True
        if result[day] == False:
            lists[day.day_of_week].append(x)
    return result
""",
        judgement="wrong",
        misconception="weeks_ignored",
        reader="beginner",
        note="写死 8",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily: pd.Series, weeks: int = 8, z: float = 3.5) -> pd.Series:
    daily = daily.sort_index()
    result = daily > 0
    for i in range(len(daily)):
        old = daily[(daily.index < daily.index[i]) & (daily.index.day_of_week == daily.index[i].day_of_week) & (result == False)]
        old = old.dropna().tail(weeks)
        result.iloc[i] = False
        if old.count() >= 4:
            usual = old.median()
            spread = max(1.4826 * (old - usual).abs().median(), 0.05 * usual)
            result.iloc[i] = abs(daily.iloc[i] - usual) > z * spread
    return result
""",
        judgement="right",
        reader="beginner",
        note="等效写法，初值逐行被覆盖",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily: pd.Series, weeks: int = 8, z: float = 3.5) -> pd.Series:
    result = pd.Series(False, index=daily.sort_index().index)
    lists = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, x in daily.sort_index().dropna().items():
        history = lists[day.day_of_week][-weeks:]
        if len(history) >= 4:
            h = pd.Series(history)
            usual = h.median()
            spread = max(1.4826 * (h - usual).abs().median(), usual * 5 / 100)
            if x > usual + z * spread or x < usual - z * spread:
                result[day] = True
        if result[day] == False:
            lists[day.day_of_week].append(x)
    return list(result)
""",
        judgement="wrong",
        reader="beginner",
        note="返回列表",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        past.append(value)
    return result
""",
        judgement="wrong",
        misconception="flagged_days_in_the_history",
        reader="professor",
        note="flagged days stay in the history",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="right",
        reader="professor",
        note="second answer: abs(value-usual) > z*spread",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(value > usual + z * spread or value < usual - z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="right",
        reader="professor",
        note="limits written out instead of abs",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) / spread > z if spread > 0 else value != usual)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="right",
        reader="professor",
        note="as a score, spread 0 apart",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, usual / 20)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="right",
        reader="professor",
        note="a twentieth",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, usual * 5 / 100)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="right",
        reader="professor",
        note="5 %",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.mean([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="wrong",
        misconception="mean_distance",
        reader="professor",
        note="mean distance instead of median",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = 1.4826 * max(mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="wrong",
        reader="professor",
        note="5 % floor multiplied too",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > 3.5 * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="wrong",
        misconception="z_ignored",
        reader="professor",
        note="z ignored",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-8:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="wrong",
        misconception="weeks_ignored",
        reader="professor",
        note="weeks ignored",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= min(4, weeks):
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="wrong",
        misconception="least_follows_weeks",
        reader="professor",
        note="with weeks=3 days are judged on 3 values: text says fewer than 4 is never judged",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="wrong",
        misconception="missing_spoils_the_history",
        reader="professor",
        note="missing values enter the history",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(past) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="wrong",
        misconception="four_counted_before_the_cut",
        reader="professor",
        note="history counted before it is cut to weeks; only differs for weeks < 4",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result.rename(daily.name)
""",
        judgement="right",
        reader="professor",
        note="name of daily kept",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index, dtype=object)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="right",
        reader="professor",
        note="object column of True/False",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    past = pd.concat([d.shift(7 * k) for k in range(1, weeks + 1)], axis=1)
    usual = past.median(axis=1)
    mad = past.sub(usual, axis=0).abs().median(axis=1)
    spread = np.maximum(1.4826 * mad, 0.05 * usual)
    return ((d - usual).abs() > z * spread) & (past.count(axis=1) >= 4)
""",
        judgement="wrong",
        misconception="one_formula_for_all",
        reader="professor",
        note="lesson 5's formula: rows instead of weekdays, flagged days in history",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = [v for t, v in past if t >= day - pd.Timedelta(weeks=weeks)]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append((day, value))
    return result
""",
        judgement="wrong",
        misconception="weeks_of_the_calendar",
        reader="professor",
        note="history by calendar weeks, not the latest values",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged and len(h) >= 4:
            past.append(value)
    return result
""",
        judgement="wrong",
        reader="professor",
        note="unjudged days never serve as history",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if True if len(h) < 4 else not flagged:
            past.append(value)
    return result
""",
        judgement="right",
        reader="professor",
        note="roundabout, same",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[:weeks]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="wrong",
        misconception="oldest_values",
        reader="professor",
        note="oldest instead of latest",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="wrong",
        misconception="factor_forgotten",
        reader="professor",
        note="1.4826 forgotten",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.dropna().sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="wrong",
        misconception="days_without_value_dropped",
        reader="professor",
        note="missing days vanish from the result",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index().asfreq('D')
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="wrong",
        reader="professor",
        note="absent days added to the result",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(value - usual > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="wrong",
        misconception="only_upwards",
        reader="professor",
        note="falls never flagged",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread + 1e-6)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="right",
        reader="professor",
        note="tolerance for the limit",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread - 1e-6)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="wrong",
        misconception="limit_included",
        reader="professor",
        note="exactly on the limit flagged",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.day % 7]
        h = past[-weeks:]
        flagged = False
        if len(h) >= 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="wrong",
        reader="professor",
        note="day of month modulo 7 as weekday",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    result = pd.Series(False, index=d.index)
    history = {0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: []}
    for day, value in d.items():
        if pd.isna(value):
            continue
        past = history[day.dayofweek]
        h = past[-weeks:]
        flagged = False
        if len(h) > 4:
            usual = np.median(h)
            mad = np.median([abs(x - usual) for x in h])
            spread = max(1.4826 * mad, 0.05 * usual)
            flagged = bool(abs(value - usual) > z * spread)
        result[day] = flagged
        if not flagged:
            past.append(value)
    return result
""",
        judgement="wrong",
        misconception="five_asked_for",
        reader="professor",
        note="five values asked",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    for wd, g in d.groupby(d.index.dayofweek):
        med = g.shift().rolling(weeks, min_periods=4).median()
        mad = g.shift().rolling(weeks, min_periods=4).apply(lambda w: np.nanmedian(np.abs(w - np.nanmedian(w))))
        s = np.maximum(1.4826 * mad, 0.05 * med)
        out.loc[g.index] = (g - med).abs() > z * s
    return out
""",
        judgement="wrong",
        misconception="flagged_days_in_the_history",
        reader="shop assistant",
        note="整列rolling，不剔除报过警的天",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        h.append(x)
    return out
""",
        judgement="wrong",
        misconception="flagged_days_in_the_history",
        reader="shop assistant",
        note="没有剔除报警的天",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) >= z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="wrong",
        misconception="limit_included",
        reader="shop assistant",
        note=">=",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = 1.4826 * mad
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="wrong",
        misconception="no_floor",
        reader="shop assistant",
        note="没下限5%",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.mean(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(np.std(last), 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="wrong",
        misconception="mean_and_standard_deviation",
        reader="shop assistant",
        note="均值标准差",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[0]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="wrong",
        misconception="all_weekdays_together",
        reader="shop assistant",
        note="不分星期几",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if (x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="wrong",
        misconception="only_upwards",
        reader="shop assistant",
        note="只看高",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-8:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="wrong",
        misconception="weeks_ignored",
        reader="shop assistant",
        note="没用weeks",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) > 3.5 * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="wrong",
        misconception="z_ignored",
        reader="shop assistant",
        note="没用z",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.copy()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="wrong",
        misconception="rows_never_sorted",
        reader="shop assistant",
        note="没排序",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(h) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="wrong",
        misconception="four_counted_before_the_cut",
        reader="shop assistant",
        note="weeks<4 时会判；被判对",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = 1.4826 * mad if mad > 0 else 0.05 * m
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="wrong",
        misconception="floor_only_at_zero",
        reader="shop assistant",
        note="max 1.4826*mad与5% 只对mad==0时用下限",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.mean(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="wrong",
        misconception="mean_distance",
        reader="shop assistant",
        note="MAD是平均差",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="wrong",
        misconception="missing_spoils_the_history",
        reader="shop assistant",
        note="没空处理缺失，NaN进历史",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.weekday()]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="right",
        reader="shop assistant",
        note="weekday()和out.loc",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series([False] * len(d), index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="right",
        reader="shop assistant",
        note="正解",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = [v for v in h[-weeks:] if not pd.isna(v)]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        h.append(x if not out[day] else np.nan)
    return out
""",
        judgement="wrong",
        misconception="a_flagged_day_keeps_its_place",
        reader="shop assistant",
        note="历史先取8周再剔除（占位置）",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.mean(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="wrong",
        misconception="mean_as_the_usual",
        reader="shop assistant",
        note="中位数改成平均、MAD不变",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 5:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="wrong",
        misconception="five_asked_for",
        reader="shop assistant",
        note="5个才判",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(mad, 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day]:
            h.append(x)
    return out
""",
        judgement="wrong",
        misconception="factor_forgotten",
        reader="shop assistant",
        note="忘了1.4826",
    ),
    Trial(
        "flag_anomalies",
        """
def flag_anomalies(daily, weeks=8, z=3.5):
    d = daily.sort_index()
    out = pd.Series(False, index=d.index)
    hist = {i: [] for i in range(7)}
    for day, x in d.items():
        if pd.isna(x):
            continue
        h = hist[day.dayofweek]
        last = h[-weeks:]
        if len(last) >= 4:
            m = np.median(last)
            mad = np.median(np.abs(np.array(last) - m))
            s = max(1.4826 * mad, 0.05 * m)
            if abs(x - m) > z * s:
                out[day] = True
        if not out[day] and len(last) >= 4:
            h.append(x)
    return out
""",
        judgement="wrong",
        reader="shop assistant",
        note="未判的天不作历史",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.sort_index()
    last = daily.tail(7)
    return plots.bar(last, "周报", xlabel="星期", ylabel="访问")
""",
        judgement="wrong",
        reader="beginner",
        note="最后七天的值",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, 5):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        usual = np.median(old)
        change[k + 1] = daily[day] / usual - 1
    return plots.bar(change, "上周和平常比", xlabel="星期几", ylabel="变化")
""",
        judgement="wrong",
        reader="beginner",
        note="day 不在索引时 KeyError；NaN 没去掉",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            change[k + 1] = daily[day] / np.median(old) - 1
    return plots.bar(change, "上周和平常比", xlabel="星期几", ylabel="变化")
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            change[k + 1] = daily[day] / np.median(old) - 1
    return plots.bar(change, "上周和平常比")
""",
        judgement="wrong",
        misconception="week_without_axis_labels",
        reader="beginner",
        note="没有轴名",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            change[k + 1] = daily[day] / np.median(old) - 1
    return plots.bar(change, "上周和平常比", xlabel="星期几", ylabel="变化")
""",
        judgement="wrong",
        misconception="one_week_short",
        reader="beginner",
        note="range 少一周",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    end = end - pd.Timedelta(days=1)
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            change[k + 1] = daily[day] / np.median(old) - 1
    return plots.bar(change, "上周和平常比", xlabel="星期几", ylabel="变化")
""",
        judgement="wrong",
        misconception="sunday_stepped_over",
        reader="beginner",
        note="最晚那天正好星期日却退掉",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            change[k + 1] = daily[day] / np.mean(old) - 1
    return plots.bar(change, "上周和平常比", xlabel="星期几", ylabel="变化")
""",
        judgement="wrong",
        misconception="mean_as_usual",
        reader="beginner",
        note="平均代替中位数",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            change[day.strftime("%a")] = daily[day] / np.median(old) - 1
    return plots.bar(change, "上周和平常比", xlabel="星期几", ylabel="变化")
""",
        judgement="wrong",
        misconception="marked_by_names",
        reader="beginner",
        note="标 Mon 等",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            change[k + 1] = daily[day] / np.median(old) - 1
    plots.bar(change, "上周和平常比", xlabel="星期几", ylabel="变化")
""",
        judgement="wrong",
        reader="beginner",
        note="忘 return",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            change[k + 1] = (daily[day] / np.median(old) - 1) * 100
    return plots.bar(change, "上周和平常比", xlabel="星期几", ylabel="变化（%）")
""",
        judgement="right",
        reader="beginner",
        note="百分数",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            change[k + 1] = (daily[day] / np.median(old) - 1) * 100
    return plots.bar(change, "上周和平常比", xlabel="星期几", ylabel="变化")
""",
        judgement="wrong",
        misconception="percent_unsaid",
        reader="beginner",
        note="百分数没写 %",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            change[k + 1] = daily[day] / np.median(old) - 1
    return plots.bar(pd.Series(change), "上周和平常比", xlabel="星期几", ylabel="变化", horizontal=True)
""",
        judgement="right",
        reader="beginner",
        note="横放",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            change[k + 1] = daily[day] / np.median(old) - 1
    return plots.bar(change, "上周和平常比", xlabel="星期几", unit="percent", ylabel="变化")
""",
        judgement="right",
        reader="beginner",
        note="unit percent",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


import matplotlib.pyplot as plt
def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    x = []
    y = []
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            x.append(k + 1)
            y.append(daily[day] / np.median(old) - 1)
    fig, ax = plt.subplots()
    ax.bar(x, y)
    ax.set_title("上周和平常比")
    ax.set_xlabel("星期")
    ax.set_ylabel("变化")
    return ax
""",
        judgement="right",
        reader="beginner",
        note="plt.bar",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


import matplotlib.pyplot as plt
def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    x = []
    y = []
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            x.append(k + 1)
            y.append(daily[day] / np.median(old) - 1)
    fig, ax = plt.subplots()
    ax.bar(x, y)
    ax.set_title("上周和平常比")
    ax.set_xlabel("星期")
    ax.set_ylabel("变化")
    ax.set_ylim(-0.05, 0.2)
    return ax
""",
        judgement="right",
        reader="beginner",
        note="the question says that the check reads heights, not the axis' cut",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


import matplotlib.pyplot as plt
def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    x = []
    y = []
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            x.append(k + 1)
            y.append(daily[day] / np.median(old) - 1)
    fig, ax = plt.subplots()
    ax.plot(x, y)
    ax.set_title("上周和平常比")
    ax.set_xlabel("星期")
    ax.set_ylabel("变化")
    return ax
""",
        judgement="right",
        reader="beginner",
        note="a line at the right places: the question says that it passes",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and np.median(old) > 0:
            change[k + 1] = daily[day] / np.median(old) - 1
    return plots.bar(change, "上周和平常比", xlabel="星期几", ylabel="变化")
""",
        judgement="wrong",
        misconception="one_value_is_enough",
        reader="beginner",
        note="没要求两个",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 5:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            change[k + 1] = daily[day] / np.median(old) - 1
    return plots.bar(change, "上周和平常比", xlabel="星期几", ylabel="变化")
""",
        judgement="wrong",
        reader="beginner",
        note="星期日当成 5",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            change[k + 1] = daily[day] / np.median(old)
    return plots.bar(change, "上周和平常比", xlabel="星期几", ylabel="变化")
""",
        judgement="wrong",
        misconception="ratio_without_minus_one",
        reader="beginner",
        note="忘减 1",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            change[k + 1] = daily[day] / np.median(old) - 1
    return plots.bar(change, "上周和平常比", xlabel="星期几", ylabel="变化")
""",
        judgement="wrong",
        reader="beginner",
        note="没排序",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    change = {}
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, 5):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            change[k + 1] = daily[day] / np.median(old) - 1
    return plots.bar(change, "上周和平常比", xlabel="星期几", ylabel="变化")
""",
        judgement="right",
        reader="beginner",
        note="写死 4 周",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


import matplotlib.pyplot as plt
def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    x = []
    y = []
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            x.append(k + 1)
            y.append(daily[day] / np.median(old) - 1)
    fig, ax = plt.subplots()
    ax.scatter(x, y)
    ax.set_title("a")
    ax.set_xlabel("b")
    ax.set_ylabel("c")
    return ax
""",
        judgement="right",
        reader="beginner",
        note="points at the right places: the question says that they pass",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


import matplotlib.pyplot as plt
def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    x = []
    y = []
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            x.append(k + 1)
            y.append(daily[day] / np.median(old) - 1)
    fig, ax = plt.subplots()
    ax.bar([str(i) for i in x], y)
    ax.set_title("a")
    ax.set_xlabel("b")
    ax.set_ylabel("c")
    return ax
""",
        judgement="right",
        reader="beginner",
        note="文字标签 1-7",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes

EARLIER_WEEKS = 4


import matplotlib.pyplot as plt
def chart_weekly_report(daily: pd.Series) -> Axes:
    daily = daily.dropna().sort_index()
    end = daily.index[-1]
    while end.day_of_week != 6:
        end = end - pd.Timedelta(days=1)
    daily = daily.tail(40)
    x = []
    y = []
    for k in range(7):
        day = end - pd.Timedelta(days=6 - k)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * w)
            if before in daily.index:
                old.append(daily[before])
        if day in daily.index and len(old) >= 2 and np.median(old) > 0:
            x.append(k + 1)
            y.append(daily[day] / np.median(old) - 1)
    fig, ax = plt.subplots()
    ax.bar(x, y)
    ax.set_title("a")
    ax.set_xlabel("b")
    ax.set_ylabel("c")
    return ax
""",
        judgement="wrong",
        reader="beginner",
        note="先砍成最近 40 天",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=last.dayofweek + 1)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="wrong",
        misconception="sunday_stepped_over",
        reader="professor",
        note="when the latest day is a Sunday, its own finished week is left out",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="right",
        reader="professor",
        note="second answer",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change")
    return ax
""",
        judgement="right",
        reader="professor",
        note="the right heights at the right places; the rest the check leaves to colleagues, says the question",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append((d[day] / usual - 1) * 100)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change in percent")
    return ax
""",
        judgement="right",
        reader="professor",
        note="percent, said on the axis",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append((d[day] / usual - 1) * 100)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="wrong",
        misconception="percent_unsaid",
        reader="professor",
        note="percent heights, axis says fraction",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar([int(n) for n in names], heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="right",
        reader="professor",
        note="numeric positions 1..7",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar([int(n) for n in names], heights)
    ax.set_xticks(range(1, 8))
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="right",
        reader="professor",
        note="numeric positions, ticks 1..7",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.barh(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("change (fraction)")
    ax.set_ylabel("weekday (1 = Monday)")
    return ax
""",
        judgement="right",
        reader="professor",
        note="lying bars",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax = pd.Series(heights, index=names).plot.bar(ax=ax)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="right",
        reader="professor",
        note="pandas plot.bar",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            names.append(str(i + 1)); heights.append(np.nan)
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="right",
        reader="professor",
        note="a NaN height for a day without value: nothing is drawn, the place 1..7 stays",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            names.append(str(i + 1)); heights.append(0)
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="wrong",
        misconception="zero_bar_for_unknown",
        reader="professor",
        note="a bar of height 0 for a day without a value",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 1:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="wrong",
        misconception="one_value_is_enough",
        reader="professor",
        note="one value is enough",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.mean(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="wrong",
        misconception="mean_as_usual",
        reader="professor",
        note="mean",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(["Mon","Tue","Wed","Thu","Fri","Sat","Sun"][i])
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="wrong",
        misconception="marked_by_names",
        reader="professor",
        note="names instead of 1 to 7",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = pd.Timestamp.today().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="wrong",
        reader="professor",
        note="today instead of the latest day",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="wrong",
        misconception="week_without_title",
        reader="professor",
        note="no title",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    ax = plt.gca()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="right",
        reader="professor",
        note="gca",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax

EARLIER_WEEKS = 4
""",
        judgement="right",
        reader="professor",
        note="again",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("value / usual - 1")
    return ax
""",
        judgement="right",
        reader="professor",
        note="formula on the axis says it is a fraction",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.axhline(0, color="black")
    for i, h in enumerate(heights):
        ax.text(i, h, f"{h:.0%}")
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="right",
        reader="professor",
        note="zero line and labels",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, [max(h, 0) for h in heights], color="green")
    ax.bar(names, [min(h, 0) for h in heights], color="red")
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="wrong",
        reader="professor",
        note="two bars a day, one of height 0: one bar a day is asked for",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in [6, 5, 4, 3, 2, 1, 0]:
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="right",
        reader="professor",
        note="the right heights at the right places; the rest the check leaves to colleagues, says the question",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    for n, h in zip(names, heights):
        ax.bar(int(n), h, color='green' if h >= 0 else 'red')
    ax.set_xticks(range(1, 8))
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="right",
        reader="professor",
        note="one ax.bar call a day, colour by sign",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    up = [(int(n), h) for n, h in zip(names, heights) if h >= 0]
    down = [(int(n), h) for n, h in zip(names, heights) if h < 0]
    ax.bar([n for n, h in up], [h for n, h in up], color='green')
    ax.bar([n for n, h in down], [h for n, h in down], color='red')
    ax.set_xticks(range(1, 8))
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="right",
        reader="professor",
        note="two calls, rises and falls, no zero bars",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax = plots.bar(pd.Series(heights, index=names), 'Last week', unit='percent', xlabel='weekday', ylabel='change')
    return ax
""",
        judgement="right",
        reader="professor",
        note="the course's plots.bar",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    ax.set_ylim(-0.05, 0.05)
    return ax
""",
        judgement="right",
        reader="professor",
        note="the right heights at the right places; the rest the check leaves to colleagues, says the question",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday ")
    ax.set_ylabel("per cent")
    return ax
""",
        judgement="right",
        reader="professor",
        note="the right heights at the right places; the rest the check leaves to colleagues, says the question",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, 5):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="right",
        reader="professor",
        note="4 written out instead of EARLIER_WEEKS, which is 4",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(0, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="wrong",
        misconception="week_in_its_own_usual",
        reader="professor",
        note="the day itself in its own usual",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change in percent")
    return ax
""",
        judgement="right",
        reader="professor",
        note="the right heights at the right places; the rest the check leaves to colleagues, says the question",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change in %")
    return ax
""",
        judgement="right",
        reader="professor",
        note="the right heights at the right places; the rest the check leaves to colleagues, says the question",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append((d[day] / usual - 1) * 100)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change")
    return ax
""",
        judgement="wrong",
        misconception="percent_unsaid",
        reader="professor",
        note="percent heights, axis says nothing",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append((d[day] / usual - 1) * 100)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("per cent")
    return ax
""",
        judgement="right",
        reader="professor",
        note="percent heights, axis says 'per cent' (British)",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights, bottom=1)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("fraction of usual")
    return ax
""",
        judgement="wrong",
        reader="professor",
        note="bars stand on 1 and not on 0",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append((d[day] / usual - 1) * 100)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change in %")
    return ax
""",
        judgement="right",
        reader="professor",
        note="percent, % on the axis",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.last_valid_index().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("Change against the usual, last week")
    ax.set_xlabel("weekday (1 = Monday)")
    ax.set_ylabel("change (fraction)")
    return ax
""",
        judgement="right",
        reader="professor",
        note="latest day with a value: 'the latest day always has one'",
    ),
    Trial(
        "chart_weekly_report",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt

EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sunday = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    monday = sunday - pd.Timedelta(days=6)
    names, heights = [], []
    for i in range(7):
        day = monday + pd.Timedelta(days=i)
        if day not in d.index or pd.isna(d[day]):
            continue
        old = []
        for k in range(1, EARLIER_WEEKS + 1):
            before = day - pd.Timedelta(days=7 * k)
            if before in d.index and pd.notna(d[before]):
                old.append(d[before])
        if len(old) < 2:
            continue
        usual = np.median(old)
        if usual == 0:
            continue
        names.append(str(i + 1))
        heights.append(d[day] / usual - 1)
    fig, ax = plt.subplots()
    ax.bar(names, heights)
    ax.set_title("t")
    ax.set_xlabel("y")
    ax.set_ylabel("x")
    return ax
""",
        judgement="right",
        reader="professor",
        note="the right heights at the right places; the rest the check leaves to colleagues, says the question",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    week = d[d.index > d.index.max() - pd.Timedelta(days=7)]
    old = d[d.index <= d.index.max() - pd.Timedelta(days=7)]
    usual = old.groupby(old.index.dayofweek + 1).median()
    now = week.groupby(week.index.dayofweek + 1).sum()
    s = now / usual - 1
    return plots.bar(s, "周报", unit="percent", xlabel="星期几", ylabel="变化")
""",
        judgement="wrong",
        reader="shop assistant",
        note="上周取最后7天，平常取之前全部",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=last.dayofweek + 1)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    return plots.bar(s, "上周每天比平常高还是低", unit="percent", xlabel="星期几（1 是星期一）", ylabel="比平常的变化")
""",
        judgement="wrong",
        misconception="sunday_stepped_over",
        reader="shop assistant",
        note="最晚是星期日时往前推一周",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.mean(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    return plots.bar(s, "上周每天比平常高还是低", unit="percent", xlabel="星期几（1 是星期一）", ylabel="比平常的变化")
""",
        judgement="wrong",
        misconception="mean_as_usual",
        reader="shop assistant",
        note="均值",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 1:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    return plots.bar(s, "上周每天比平常高还是低", unit="percent", xlabel="星期几（1 是星期一）", ylabel="比平常的变化")
""",
        judgement="wrong",
        misconception="one_value_is_enough",
        reader="shop assistant",
        note="没有2个值的限制",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, 60):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    return plots.bar(s, "上周每天比平常高还是低", unit="percent", xlabel="星期几（1 是星期一）", ylabel="比平常的变化")
""",
        judgement="wrong",
        misconception="all_earlier_weeks",
        reader="shop assistant",
        note="用之前所有的周",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, 5):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    return plots.bar(s, "上周每天比平常高还是低", unit="percent", xlabel="星期几（1 是星期一）", ylabel="比平常的变化")
""",
        judgement="right",
        reader="shop assistant",
        note="结果对，没用常数",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    return plots.bar(s, "上周每天比平常高还是低", unit="percent", xlabel="星期几（1 是星期一）", ylabel="比平常的变化")
""",
        judgement="wrong",
        reader="shop assistant",
        note="平常0没跳过",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    return plots.bar(s, "上周每天比平常高还是低", unit="percent")
""",
        judgement="wrong",
        reader="shop assistant",
        note="不写轴名",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            res[i + 1] = 0
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    return plots.bar(s, "上周每天比平常高还是低", unit="percent", xlabel="星期几（1 是星期一）", ylabel="比平常的变化")
""",
        judgement="wrong",
        misconception="zero_bar_for_unknown",
        reader="shop assistant",
        note="缺失画成0",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i] = x / m - 1
    s = pd.Series(res)
    return plots.bar(s, "上周每天比平常高还是低", unit="percent", xlabel="星期几（1 是星期一）", ylabel="比平常的变化")
""",
        judgement="wrong",
        misconception="marked_from_zero",
        reader="shop assistant",
        note="星期从0标",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(s.index, s * 100)
    ax.set_title("上周和平常比")
    ax.set_xlabel("星期几")
    ax.set_ylabel("变化（%）")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="自己用matplotlib画，百分数",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    import matplotlib.pyplot as plt
    plt.figure()
    ax = s.plot.bar(title="上周和平常比")
    ax.set_xlabel("星期几")
    ax.set_ylabel("变化（小数）")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="Series.plot.bar",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.barh(["一","二","三","四","五","六","日"][:0] or s.index.astype(str), s)
    ax.set_title("上周和平常比")
    ax.set_ylabel("星期几")
    ax.set_xlabel("变化（小数）")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="plt.barh横放",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    s.index = ["周" + "一二三四五六日"[i - 1] for i in s.index]
    return plots.bar(s, "上周每天比平常高还是低", unit="percent", xlabel="星期几（1 是星期一）", ylabel="比平常的变化")
""",
        judgement="wrong",
        reader="shop assistant",
        note="画的是星期名不是1到7",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m
    s = pd.Series(res)
    return plots.bar(s, "上周每天比平常高还是低", unit="percent", xlabel="星期几（1 是星期一）", ylabel="比平常的变化")
""",
        judgement="wrong",
        misconception="ratio_without_minus_one",
        reader="shop assistant",
        note="变化=值/平常（没减1）",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = round(x / m - 1, 2)
    s = pd.Series(res)
    return plots.bar(s, "上周每天比平常高还是低", unit="percent", xlabel="星期几（1 是星期一）", ylabel="比平常的变化")
""",
        judgement="wrong",
        misconception="change_rounded",
        reader="shop assistant",
        note="round到两位小数",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    return plots.bar(s, "上周每天比平常高还是低", unit="percent", xlabel="星期几（1 是星期一）", ylabel="比平常的变化")
""",
        judgement="right",
        reader="shop assistant",
        note="正解",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(s.index, s)
    ax.set_title("上周和平常比")
    ax.set_xlabel("星期几")
    ax.set_ylabel("变化（%）")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="the right heights at the right places; the rest the check leaves to colleagues, says the question",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.plot(s.index, s)
    ax.set_title("上周和平常比")
    ax.set_xlabel("星期几")
    ax.set_ylabel("变化")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="the right heights at the right places; the rest the check leaves to colleagues, says the question",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(s.index, s * 100)
    ax.set_title("上周和平常比")
    ax.set_xlabel("星期几")
    ax.set_ylabel("变化")
    return ax
""",
        judgement="wrong",
        misconception="percent_unsaid",
        reader="shop assistant",
        note="百分数但轴上没写单位",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(s.index, s)
    ax.set_xlabel("星期几")
    ax.set_ylabel("变化（小数）")
    return ax
""",
        judgement="wrong",
        misconception="week_without_title",
        reader="shop assistant",
        note="没有标题",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(s.index, s)
    ax.set_title("a")
    ax.set_xlabel("星期几")
    ax.set_ylabel("变化（小数）")
""",
        judgement="wrong",
        reader="shop assistant",
        note="忘return",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(s.index, s)
    ax.set_title("上周和平常比")
    ax.set_xlabel("星期几")
    ax.set_ylabel("变化（小数）")
    ax.set_ylim(0.02, 1)
    return ax
""",
        judgement="wrong",
        reader="shop assistant",
        note="the axis leaves 0 out: 0 has to be in sight",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(range(len(s)), s.values)
    ax.set_xticks(range(len(s)))
    ax.set_xticklabels([str(i) for i in s.index])
    ax.set_title("上周和平常比")
    ax.set_xlabel("星期几")
    ax.set_ylabel("变化（小数）")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="bar在位置上，set_xticks+标签1..7",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    s = s.reindex(range(1, 8))
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(s.index, s)
    ax.set_title("上周和平常比")
    ax.set_xlabel("星期几")
    ax.set_ylabel("变化（小数）")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="画满七天，缺的画NaN",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.barh(s.index, s)
    ax.set_title("上周和平常比")
    ax.set_xlabel("星期几")
    ax.set_ylabel("变化（小数）")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="the right heights at the right places; the rest the check leaves to colleagues, says the question",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    s = s.sort_values()
    return plots.bar(s, "上周每天比平常高还是低", unit="percent", xlabel="星期几（1 是星期一）", ylabel="比平常的变化")
""",
        judgement="right",
        reader="shop assistant",
        note="the right heights at the right places; the rest the check leaves to colleagues, says the question",
    ),
    Trial(
        "chart_weekly_report",
        """
EARLIER_WEEKS = 4


def chart_weekly_report(daily):
    d = daily.sort_index()
    last = d.index.max().normalize()
    sun = last - pd.Timedelta(days=(last.dayofweek + 1) % 7)
    res = {}
    for i in range(7):
        day = sun - pd.Timedelta(days=6 - i)
        x = d.get(day, np.nan)
        old = []
        for w in range(1, EARLIER_WEEKS + 1):
            y = d.get(day - pd.Timedelta(days=7 * w), np.nan)
            if pd.notna(y):
                old.append(y)
        if pd.isna(x) or len(old) < 2:
            continue
        m = np.median(old)
        if m == 0:
            continue
        res[i + 1] = x / m - 1
    s = pd.Series(res)
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    b = ax.bar(s.index, s * 100)
    ax.bar_label(b, fmt="%.1f%%")
    ax.axhline(0)
    ax.set_title("上周和平常比")
    ax.set_xlabel("星期几（1 是星期一）")
    ax.set_ylabel("变化（%）")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="柱子上标百分比文字",
    ),
]

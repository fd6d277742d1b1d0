"""Answers that readers gave to chapter 16 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written. Answers of one reader that came out alike in every case stand once. The text was
mended after they were given; what it left open then (an unpaid order's `paid`, the smallest rank, points on a line,
rounding) is judged by what it says now.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])]
    o = o[o["created_at"] <= as_of]
    g = o.groupby("user_id").agg(last=("created_at", "max"), frequency=("order_id", "count"), monetary=("paid", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    g["r"] = 6 - pd.qcut(g["recency_days"].rank(method="first"), q, labels=False) - 1
    g["f"] = pd.qcut(g["frequency"].rank(method="first"), q, labels=False) + 1
    g["m"] = pd.qcut(g["monetary"].rank(method="first"), q, labels=False) + 1
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]]
""",
        judgement="wrong",
        reader="shop assistant",
        note="用订单数当频次，没扣退款，as_of 当天也算了，qcut",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.date
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id").agg(last=("created_at", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    n = len(g)
    g["r"] = 1 + (q * (g["recency_days"].rank(method="min", ascending=False) - 1) // n)
    g["f"] = 1 + (q * (g["frequency"].rank(method="min") - 1) // n)
    g["m"] = 1 + (q * (g["monetary"].rank(method="min") - 1) // n)
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]]
""",
        judgement="wrong",
        misconception="full_days_of_24_hours",
        reader="shop assistant",
        note="隔天数用时间差 .dt.days（23:50 那单成了 0 天）",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id").agg(last=("day", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    n = len(g)
    g["r"] = 1 + (q * (g["recency_days"].rank(method="min", ascending=False) - 1) // n)
    g["f"] = 1 + (q * (g["frequency"].rank(method="min") - 1) // n)
    g["m"] = 1 + (q * (g["monetary"].rank(method="min") - 1) // n)
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]]
""",
        judgement="wrong",
        misconception="scores_of_unrounded_money",
        reader="shop assistant",
        note="没 round(2)：0.1+0.2 与 0.3 不算并列，m 得 4,1,1，应 1,1,1",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id").agg(last=("day", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    g["monetary"] = g["monetary"].round(2)
    n = len(g)
    g["r"] = 1 + (q * (g["recency_days"].rank(method="min", ascending=False) - 1) // n)
    g["f"] = 1 + (q * (g["frequency"].rank(method="min") - 1) // n)
    g["m"] = 1 + (q * (g["monetary"].rank(method="min") - 1) // n)
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]]
""",
        judgement="right",
        reader="shop assistant",
        note="加了 round(2)：题面没说不许四舍五入（手算也只写两位），被拒，消息也没说“别四舍五入”",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    end = pd.to_datetime(as_of)
    o = orders.dropna(subset=["paid_at"])
    o = o[(o["paid"] - o["refund"] > 0) & (o["created_at"] < end)].copy()
    o["d"] = o["created_at"].dt.date
    rows = []
    for u, x in o.groupby("user_id"):
        rows.append({"user_id": u, "recency_days": (end.date() - x["d"].max()).days, "frequency": x["d"].nunique(), "monetary": round((x["paid"] - x["refund"]).sum(), 2)})
    t = pd.DataFrame(rows, columns=["user_id", "recency_days", "frequency", "monetary"]).set_index("user_id").sort_index()
    n = len(t)
    t["r"] = [1 + int(q * (t["recency_days"] > v).sum() / n) for v in t["recency_days"]]
    t["f"] = [1 + int(q * (t["frequency"] < v).sum() / n) for v in t["frequency"]]
    t["m"] = [1 + int(q * (t["monetary"] < v).sum() / n) for v in t["monetary"]]
    return t
""",
        judgement="right",
        reader="shop assistant",
        note="变式：用双重循环数比他差的人，astype(int)",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["paid_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id").agg(last=("day", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    g["monetary"] = g["monetary"].round(2)
    n = len(g)
    g["r"] = 1 + (q * (g["recency_days"].rank(method="min", ascending=False) - 1) // n)
    g["f"] = 1 + (q * (g["frequency"].rank(method="min") - 1) // n)
    g["m"] = 1 + (q * (g["monetary"].rank(method="min") - 1) // n)
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]]
""",
        judgement="wrong",
        misconception="paid_before_the_day",
        reader="shop assistant",
        note="变式：按 paid_at 卡日期",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id").agg(last=("day", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    g["monetary"] = g["monetary"].round(2)
    g["r"] = np.ceil(g["recency_days"].rank(pct=True, ascending=False) * q)
    g["f"] = np.ceil(g["frequency"].rank(pct=True) * q)
    g["m"] = np.ceil(g["monetary"].rank(pct=True) * q)
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]]
""",
        judgement="wrong",
        misconception="rounded_up_percentiles",
        reader="shop assistant",
        note="变式：rank(pct=True)*q 向上取整（网上常见）",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id").agg(last=("day", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    g["monetary"] = g["monetary"].round(2)
    n = len(g)
    g["r"] = 1 + (q * (g["recency_days"].rank(method="min") - 1) // n)
    g["f"] = 1 + (q * (g["frequency"].rank(method="min") - 1) // n)
    g["m"] = 1 + (q * (g["monetary"].rank(method="min") - 1) // n)
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]]
""",
        judgement="wrong",
        misconception="recency_not_reversed",
        reader="shop assistant",
        note="变式：r 忘了倒排",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] <= as_of]
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id").agg(last=("day", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    g["monetary"] = g["monetary"].round(2)
    n = len(g)
    g["r"] = 1 + (q * (g["recency_days"].rank(method="min", ascending=False) - 1) // n)
    g["f"] = 1 + (q * (g["frequency"].rank(method="min") - 1) // n)
    g["m"] = 1 + (q * (g["monetary"].rank(method="min") - 1) // n)
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]]
""",
        judgement="wrong",
        misconception="the_day_itself_in",
        reader="shop assistant",
        note="变式：<= as_of，零点整的单放进来",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id").agg(last=("day", "max"), frequency=("order_id", "count"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    g["monetary"] = g["monetary"].round(2)
    n = len(g)
    g["r"] = 1 + (q * (g["recency_days"].rank(method="min", ascending=False) - 1) // n)
    g["f"] = 1 + (q * (g["frequency"].rank(method="min") - 1) // n)
    g["m"] = 1 + (q * (g["monetary"].rank(method="min") - 1) // n)
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]]
""",
        judgement="wrong",
        misconception="orders_instead_of_days",
        reader="shop assistant",
        note="变式：订单数当频次（count）",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"]
    g = o.groupby("user_id").agg(last=("day", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    g["monetary"] = g["monetary"].round(2)
    n = len(g)
    g["r"] = 1 + (q * (g["recency_days"].rank(method="min", ascending=False) - 1) // n)
    g["f"] = 1 + (q * (g["frequency"].rank(method="min") - 1) // n)
    g["m"] = 1 + (q * (g["monetary"].rank(method="min") - 1) // n)
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]]
""",
        judgement="wrong",
        misconception="refunds_not_deducted",
        reader="shop assistant",
        note="变式：没减退款",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id").agg(last=("day", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    g["monetary"] = g["monetary"].round(2)
    n = len(g)
    g["r"] = 1 + (q * (g["recency_days"].rank(method="min", ascending=False) - 1) // n)
    g["f"] = 1 + (q * (g["frequency"].rank(method="min") - 1) // n)
    g["m"] = 1 + (q * (g["monetary"].rank(method="min") - 1) // n)
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]].reset_index()
""",
        judgement="wrong",
        misconception="user_as_a_column",
        reader="shop assistant",
        note="变式：user_id 成了普通列（reset_index）",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id").agg(last=("day", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    g["monetary"] = g["monetary"].round(2)
    n = len(g)
    g["r"] = 1 + (q * (g["recency_days"].rank(method="min", ascending=False) - 1) // n)
    g["f"] = 1 + (q * (g["frequency"].rank(method="min") - 1) // n)
    g["m"] = 1 + (q * (g["monetary"].rank(method="min") - 1) // n)
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]].sort_values("monetary")
""",
        judgement="wrong",
        reader="shop assistant",
        note="变式：行没按 user_id 从小到大（按金额排了）",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id").agg(last=("day", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    g["monetary"] = g["monetary"].round(2)
    n = len(g)
    g["r"] = 1 + (q * (g["recency_days"].rank(method="first", ascending=False) - 1) // n)
    g["f"] = 1 + (q * (g["frequency"].rank(method="first") - 1) // n)
    g["m"] = 1 + (q * (g["monetary"].rank(method="first") - 1) // n)
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]]
""",
        judgement="wrong",
        misconception="ties_in_table_order",
        reader="shop assistant",
        note='变式：并列用 rank(method="first")',
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["refund"] == 0)].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id").agg(last=("day", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    g["monetary"] = g["monetary"].round(2)
    n = len(g)
    g["r"] = 1 + (q * (g["recency_days"].rank(method="min", ascending=False) - 1) // n)
    g["f"] = 1 + (q * (g["frequency"].rank(method="min") - 1) // n)
    g["m"] = 1 + (q * (g["monetary"].rank(method="min") - 1) // n)
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]]
""",
        judgement="wrong",
        misconception="partly_refunded_out",
        reader="shop assistant",
        note="变式：只用 refund == 0",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id").agg(last=("day", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    g["monetary"] = g["monetary"].round(2)
    n = len(g)
    g["r"] = 1 + (q * (g["recency_days"].rank(method="min", ascending=False) - 1) // n)
    g["f"] = 1 + (q * (g["frequency"].rank(method="min") - 1) // n)
    g["m"] = 1 + (q * (g["monetary"].rank(method="min") - 1) // n)
    g[["r", "f", "m"]] = g[["r", "f", "m"]].astype(int)
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]]
""",
        judgement="right",
        reader="shop assistant",
        note="变式：全部转成 int、列序一样",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id").agg(last=("day", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    g["monetary"] = g["monetary"].round(2)
    n = len(g)
    g["r"] = 1 + (q * (g["recency_days"].rank(method="min", ascending=False) - 1) // n)
    g["f"] = 1 + (q * (g["frequency"].rank(method="min") - 1) // n)
    g["m"] = 1 + (q * (g["monetary"].rank(method="min") - 1) // n)
    return g[["recency_days", "frequency", "monetary", "m", "r", "f"]]
""",
        judgement="right",
        reader="shop assistant",
        note="变式：列的先后换了（m 在前）",
    ),
    Trial(
        "rfm_scores",
        """
from storelab import metrics
def rfm_scores(orders, as_of, q=5):
    t = metrics.rfm_scores(orders, as_of).set_index('user_id').sort_index()
    return t[['recency_days', 'frequency', 'monetary', 'r', 'f', 'm']]
""",
        judgement="wrong",
        reader="shop assistant",
        note="变式：直接用课上的 metrics.rfm_scores",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    if len(o) == 0:
        return pd.DataFrame()
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id").agg(last=("day", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    g["recency_days"] = (as_of - g["last"]).dt.days
    g["monetary"] = g["monetary"].round(2)
    n = len(g)
    g["r"] = 1 + (q * (g["recency_days"].rank(method="min", ascending=False) - 1) // n)
    g["f"] = 1 + (q * (g["frequency"].rank(method="min") - 1) // n)
    g["m"] = 1 + (q * (g["monetary"].rank(method="min") - 1) // n)
    return g[["recency_days", "frequency", "monetary", "r", "f", "m"]]
""",
        judgement="wrong",
        misconception="empty_without_columns",
        reader="shop assistant",
        note="变式：没有算数订单时返回 pd.DataFrame()（没有六列）",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["created_at"].max()).dt.days,
        "frequency": heaps["order_id"].count(),
        "monetary": heaps["money"].sum().round(2),
    })
    n = len(t)
    r = []
    f = []
    m = []
    for i in t.index:
        r.append(1 + q * (t["recency_days"] > t["recency_days"][i]).sum() // n)
        f.append(1 + q * (t["frequency"] < t["frequency"][i]).sum() // n)
        m.append(1 + q * (t["monetary"] < t["monetary"][i]).sum() // n)
    t["r"] = r
    t["f"] = f
    t["m"] = m
    return t
""",
        judgement="wrong",
        misconception="orders_and_hours",
        reader="beginner",
        note="frequency counts orders; recency without normalize",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["created_at"].max()).dt.days,
        "frequency": heaps["day"].nunique(),
        "monetary": heaps["money"].sum().round(2),
    })
    n = len(t)
    r = []
    f = []
    m = []
    for i in t.index:
        r.append(1 + q * (t["recency_days"] > t["recency_days"][i]).sum() // n)
        f.append(1 + q * (t["frequency"] < t["frequency"][i]).sum() // n)
        m.append(1 + q * (t["monetary"] < t["monetary"][i]).sum() // n)
    t["r"] = r
    t["f"] = f
    t["m"] = m
    return t
""",
        judgement="wrong",
        misconception="full_days_of_24_hours",
        reader="beginner",
        note="recency uses clock time: yesterday 23:50 gives 0",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["day"].max()).dt.days,
        "frequency": heaps["day"].nunique(),
        "monetary": heaps["money"].sum().round(2),
    })
    n = len(t)
    r = []
    f = []
    m = []
    for i in t.index:
        r.append(1 + q * (t["recency_days"] > t["recency_days"][i]).sum() // n)
        f.append(1 + q * (t["frequency"] < t["frequency"][i]).sum() // n)
        m.append(1 + q * (t["monetary"] < t["monetary"][i]).sum() // n)
    t["r"] = r
    t["f"] = f
    t["m"] = m
    return t
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["day"].max()).dt.days,
        "frequency": heaps["day"].nunique(),
        "monetary": heaps["money"].sum().round(2),
    })
    n = len(t)
    r = []
    f = []
    m = []
    for i in t.index:
        r.append(1 + q * (t["recency_days"] < t["recency_days"][i]).sum() // n)
        f.append(1 + q * (t["frequency"] < t["frequency"][i]).sum() // n)
        m.append(1 + q * (t["monetary"] < t["monetary"][i]).sum() // n)
    t["r"] = r
    t["f"] = f
    t["m"] = m
    return t
""",
        judgement="wrong",
        misconception="recency_not_reversed",
        reader="beginner",
        note="r upside down",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["day"].max()).dt.days,
        "frequency": heaps["day"].nunique(),
        "monetary": heaps["paid"].sum().round(2),
    })
    n = len(t)
    r = []
    f = []
    m = []
    for i in t.index:
        r.append(1 + q * (t["recency_days"] > t["recency_days"][i]).sum() // n)
        f.append(1 + q * (t["frequency"] < t["frequency"][i]).sum() // n)
        m.append(1 + q * (t["monetary"] < t["monetary"][i]).sum() // n)
    t["r"] = r
    t["f"] = f
    t["m"] = m
    return t
""",
        judgement="wrong",
        misconception="refunds_not_deducted",
        reader="beginner",
        note="refund not subtracted",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.date
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - pd.to_datetime(heaps["day"].max())).dt.days,
        "frequency": heaps["day"].nunique(),
        "monetary": heaps["money"].sum().round(2),
    })
    n = len(t)
    r = []
    f = []
    m = []
    for i in t.index:
        r.append(1 + q * (t["recency_days"] > t["recency_days"][i]).sum() // n)
        f.append(1 + q * (t["frequency"] < t["frequency"][i]).sum() // n)
        m.append(1 + q * (t["monetary"] < t["monetary"][i]).sum() // n)
    t["r"] = r
    t["f"] = f
    t["m"] = m
    return t
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["day"].max()).dt.days,
        "frequency": heaps["day"].nunique(),
        "monetary": heaps["money"].sum().round(2),
    })
    n = len(t)
    if n > 0:
        t["r"] = (1 + q * (t["recency_days"].rank(method="min", ascending=False) - 1) // n).astype(int)
        t["f"] = (1 + q * (t["frequency"].rank(method="min") - 1) // n).astype(int)
        t["m"] = (1 + q * (t["monetary"].rank(method="min") - 1) // n).astype(int)
    return t
""",
        judgement="wrong",
        reader="beginner",
        note="empty case lacks r,f,m columns",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["paid_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["day"].max()).dt.days,
        "frequency": heaps["day"].nunique(),
        "monetary": heaps["money"].sum().round(2),
    })
    n = len(t)
    r = []
    f = []
    m = []
    for i in t.index:
        r.append(1 + q * (t["recency_days"] > t["recency_days"][i]).sum() // n)
        f.append(1 + q * (t["frequency"] < t["frequency"][i]).sum() // n)
        m.append(1 + q * (t["monetary"] < t["monetary"][i]).sum() // n)
    t["r"] = r
    t["f"] = f
    t["m"] = m
    return t
""",
        judgement="wrong",
        misconception="paid_before_the_day",
        reader="beginner",
        note="uses paid_at for as_of",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["day"].max()).dt.days,
        "frequency": heaps["day"].nunique(),
        "monetary": heaps["money"].sum().round(2),
    })
    n = len(t)
    r = []
    f = []
    m = []
    for i in t.index:
        r.append(1 + 5 * (t["recency_days"] > t["recency_days"][i]).sum() // n)
        f.append(1 + 5 * (t["frequency"] < t["frequency"][i]).sum() // n)
        m.append(1 + 5 * (t["monetary"] < t["monetary"][i]).sum() // n)
    t["r"] = r
    t["f"] = f
    t["m"] = m
    return t
""",
        judgement="wrong",
        misconception="five_written_in",
        reader="beginner",
        note="5 hard-coded",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] <= as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["day"].max()).dt.days,
        "frequency": heaps["day"].nunique(),
        "monetary": heaps["money"].sum().round(2),
    })
    n = len(t)
    r = []
    f = []
    m = []
    for i in t.index:
        r.append(1 + q * (t["recency_days"] > t["recency_days"][i]).sum() // n)
        f.append(1 + q * (t["frequency"] < t["frequency"][i]).sum() // n)
        m.append(1 + q * (t["monetary"] < t["monetary"][i]).sum() // n)
    t["r"] = r
    t["f"] = f
    t["m"] = m
    return t
""",
        judgement="wrong",
        misconception="the_day_itself_in",
        reader="beginner",
        note="orders at midnight of as_of get in",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["day"].max()).dt.days,
        "frequency": heaps["day"].nunique(),
        "monetary": heaps["money"].sum().round(2),
    })
    n = len(t)
    r = []
    f = []
    m = []
    for i in t.index:
        r.append(1 + q * (t["recency_days"] >= t["recency_days"][i]).sum() // n)
        f.append(1 + q * (t["frequency"] <= t["frequency"][i]).sum() // n)
        m.append(1 + q * (t["monetary"] <= t["monetary"][i]).sum() // n)
    t["r"] = r
    t["f"] = f
    t["m"] = m
    return t
""",
        judgement="wrong",
        misconception="equals_counted_as_worse",
        reader="beginner",
        note="counts equals incl. self",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["day"].max()).dt.days,
        "frequency": heaps["day"].nunique(),
        "monetary": heaps["money"].sum(),
    })
    n = len(t)
    r = []
    f = []
    m = []
    for i in t.index:
        r.append(1 + q * (t["recency_days"] > t["recency_days"][i]).sum() // n)
        f.append(1 + q * (t["frequency"] < t["frequency"][i]).sum() // n)
        m.append(1 + q * (t["monetary"] < t["monetary"][i]).sum() // n)
    t["r"] = r
    t["f"] = f
    t["m"] = m
    return t
""",
        judgement="wrong",
        misconception="scores_of_unrounded_money",
        reader="beginner",
        note="no rounding",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["refund"] == 0) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["day"].max()).dt.days,
        "frequency": heaps["day"].nunique(),
        "monetary": heaps["money"].sum().round(2),
    })
    n = len(t)
    r = []
    f = []
    m = []
    for i in t.index:
        r.append(1 + q * (t["recency_days"] > t["recency_days"][i]).sum() // n)
        f.append(1 + q * (t["frequency"] < t["frequency"][i]).sum() // n)
        m.append(1 + q * (t["monetary"] < t["monetary"][i]).sum() // n)
    t["r"] = r
    t["f"] = f
    t["m"] = m
    return t
""",
        judgement="wrong",
        misconception="partly_refunded_out",
        reader="beginner",
        note="part refunds dropped",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["day"].max()).dt.days,
        "frequency": heaps["day"].nunique(),
        "monetary": heaps["money"].sum().round(2),
    })
    n = len(t)
    if n == 0:
        return pd.DataFrame(columns=["recency_days", "frequency", "monetary", "r", "f", "m"])
    if n > 0:
        t["r"] = (1 + q * (t["recency_days"].rank(method="min", ascending=False) - 1) // n)
        t["f"] = (1 + q * (t["frequency"].rank(method="min") - 1) // n)
        t["m"] = (1 + q * (t["monetary"].rank(method="min") - 1) // n)
    return t
""",
        judgement="right",
        reader="beginner",
        note="scores as 4.0",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["day"].max()).dt.days,
        "frequency": heaps["day"].nunique(),
        "monetary": heaps["money"].sum().round(2),
    })
    n = len(t)
    r = []
    f = []
    m = []
    for i in t.index:
        r.append(1 + q * (t["recency_days"] > t["recency_days"][i]).sum() // n)
        f.append(1 + q * (t["frequency"] < t["frequency"][i]).sum() // n)
        m.append(1 + q * (t["monetary"] < t["monetary"][i]).sum() // n)
    t["r"] = r
    t["f"] = f
    t["m"] = m
    return t.reset_index()
""",
        judgement="wrong",
        misconception="user_as_a_column",
        reader="beginner",
        note="user_id as a column",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["day"].max()).dt.days,
        "frequency": heaps["order_id"].nunique(),
        "monetary": heaps["money"].sum().round(2),
    })
    n = len(t)
    r = []
    f = []
    m = []
    for i in t.index:
        r.append(1 + q * (t["recency_days"] > t["recency_days"][i]).sum() // n)
        f.append(1 + q * (t["frequency"] < t["frequency"][i]).sum() // n)
        m.append(1 + q * (t["monetary"] < t["monetary"][i]).sum() // n)
    t["r"] = r
    t["f"] = f
    t["m"] = m
    return t
""",
        judgement="wrong",
        misconception="orders_instead_of_days",
        reader="beginner",
        note="orders not days",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders: pd.DataFrame, as_of: str, q: int = 5) -> pd.DataFrame:
    good = orders[(orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good["money"] = good["paid"] - good["refund"]
    heaps = good.groupby("user_id")
    t = pd.DataFrame({
        "recency_days": (pd.Timestamp(as_of) - heaps["day"].max()).dt.days,
        "frequency": heaps["day"].nunique(),
        "monetary": heaps["money"].sum().round(2),
    })
    n = len(t)
    r = []
    f = []
    m = []
    for i in t.index:
        r.append(1 + q * (t["recency_days"] > t["recency_days"][i]).sum() // n)
        f.append(1 + q * (t["frequency"] < t["frequency"][i]).sum() // n)
        m.append(1 + q * (t["monetary"] < t["monetary"][i]).sum() // n)
    t["r"] = r
    t["f"] = f
    t["m"] = m
    return t
""",
        judgement="right",
        reader="beginner",
        note="the text says now that an unpaid order has paid 0",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    cols = ["recency_days", "frequency", "monetary", "r", "f", "m"]
    day0 = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < day0)].copy()
    if len(o) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="user_id"))
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id")
    t = pd.DataFrame()
    t["recency_days"] = (day0 - g["day"].max()).dt.days
    t["frequency"] = g["day"].nunique()
    t["monetary"] = g["net"].sum().round(2)
    n = len(t)
    def score(s, big_is_good=True):
        v = s.values
        out = []
        for x in v:
            worse = (v < x).sum() if big_is_good else (v > x).sum()
            out.append(1 + (q * worse) // n)
        return out
    t["r"] = score(t["recency_days"], False)
    t["f"] = score(t["frequency"])
    t["m"] = score(t["monetary"])
    return t[cols]
""",
        judgement="right",
        reader="professor",
        note="first answer, loop over strictly worse",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    cols = ["recency_days", "frequency", "monetary", "r", "f", "m"]
    day0 = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < day0)].copy()
    if len(o) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="user_id"))
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id")
    t = pd.DataFrame()
    t["recency_days"] = (day0 - g["day"].max()).dt.days
    t["frequency"] = g["day"].nunique()
    t["monetary"] = g["net"].sum()
    n = len(t)
    def score(s, big_is_good=True):
        v = s.values
        out = []
        for x in v:
            worse = (v < x).sum() if big_is_good else (v > x).sum()
            out.append(1 + (q * worse) // n)
        return out
    t["r"] = score(t["recency_days"], False)
    t["f"] = score(t["frequency"])
    t["m"] = score(t["monetary"])
    t["monetary"] = t["monetary"].round(2)
    return t[cols]
""",
        judgement="wrong",
        misconception="scores_of_unrounded_money",
        reader="professor",
        note="score before rounding",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    cols = ["recency_days", "frequency", "monetary", "r", "f", "m"]
    day0 = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < day0)].copy()
    if len(o) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="user_id"))
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id")
    t = pd.DataFrame()
    t["recency_days"] = (day0 - g["created_at"].max()).dt.days
    t["frequency"] = g["day"].nunique()
    t["monetary"] = g["net"].sum().round(2)
    n = len(t)
    def score(s, big_is_good=True):
        v = s.values
        out = []
        for x in v:
            worse = (v < x).sum() if big_is_good else (v > x).sum()
            out.append(1 + (q * worse) // n)
        return out
    t["r"] = score(t["recency_days"], False)
    t["f"] = score(t["frequency"])
    t["m"] = score(t["monetary"])
    return t[cols]
""",
        judgement="wrong",
        misconception="full_days_of_24_hours",
        reader="professor",
        note="clock time kept",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    cols = ["recency_days", "frequency", "monetary", "r", "f", "m"]
    day0 = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < day0)].copy()
    if len(o) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="user_id"))
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id")
    t = pd.DataFrame()
    t["recency_days"] = (day0 - g["day"].max()).dt.days
    t["frequency"] = g.size()
    t["monetary"] = g["net"].sum().round(2)
    n = len(t)
    def score(s, big_is_good=True):
        v = s.values
        out = []
        for x in v:
            worse = (v < x).sum() if big_is_good else (v > x).sum()
            out.append(1 + (q * worse) // n)
        return out
    t["r"] = score(t["recency_days"], False)
    t["f"] = score(t["frequency"])
    t["m"] = score(t["monetary"])
    return t[cols]
""",
        judgement="wrong",
        misconception="orders_instead_of_days",
        reader="professor",
        note="size instead of days",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    cols = ["recency_days", "frequency", "monetary", "r", "f", "m"]
    day0 = pd.Timestamp(as_of)
    o = orders[(orders["paid_at"] < day0) & (orders["paid"] > orders["refund"]) & (orders["created_at"] < day0)].copy()
    if len(o) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="user_id"))
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id")
    t = pd.DataFrame()
    t["recency_days"] = (day0 - g["day"].max()).dt.days
    t["frequency"] = g["day"].nunique()
    t["monetary"] = g["net"].sum().round(2)
    n = len(t)
    def score(s, big_is_good=True):
        v = s.values
        out = []
        for x in v:
            worse = (v < x).sum() if big_is_good else (v > x).sum()
            out.append(1 + (q * worse) // n)
        return out
    t["r"] = score(t["recency_days"], False)
    t["f"] = score(t["frequency"])
    t["m"] = score(t["monetary"])
    return t[cols]
""",
        judgement="wrong",
        misconception="paid_before_the_day",
        reader="professor",
        note="honest analyst's information-set reading: payment known before as_of",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    cols = ["recency_days", "frequency", "monetary", "r", "f", "m"]
    day0 = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] <= day0)].copy()
    if len(o) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="user_id"))
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id")
    t = pd.DataFrame()
    t["recency_days"] = (day0 - g["day"].max()).dt.days
    t["frequency"] = g["day"].nunique()
    t["monetary"] = g["net"].sum().round(2)
    n = len(t)
    def score(s, big_is_good=True):
        v = s.values
        out = []
        for x in v:
            worse = (v < x).sum() if big_is_good else (v > x).sum()
            out.append(1 + (q * worse) // n)
        return out
    t["r"] = score(t["recency_days"], False)
    t["f"] = score(t["frequency"])
    t["m"] = score(t["monetary"])
    return t[cols]
""",
        judgement="wrong",
        misconception="the_day_itself_in",
        reader="professor",
        note="<= on midnight",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders.loc[orders.paid_at.notna() & (orders.paid > orders.refund) & (orders.created_at < as_of)]
    o = o.assign(day=o.created_at.dt.floor("D"), net=o.paid - o.refund)
    t = o.groupby("user_id").agg(recency_days=("day", lambda d: (as_of - d.max()).days), frequency=("day", "nunique"), monetary=("net", "sum"))
    t["monetary"] = t["monetary"].round(2)
    n = len(t)
    t["r"] = 1 + (q * (t.recency_days.rank(method="min", ascending=False) - 1) // n)
    t["f"] = 1 + (q * (t.frequency.rank(method="min") - 1) // n)
    t["m"] = 1 + (q * (t.monetary.rank(method="min") - 1) // n)
    return t
""",
        judgement="right",
        reader="professor",
        note="rank idiom, scores left as float 4.0",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    cols = ["recency_days", "frequency", "monetary", "r", "f", "m"]
    day0 = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < day0)].copy()
    if len(o) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="user_id"))
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id")
    t = pd.DataFrame()
    t["recency_days"] = (day0 - g["day"].max()).dt.days
    t["frequency"] = g["day"].nunique()
    t["monetary"] = g["net"].sum().round(2)
    n = len(t)
    def score(s, big_is_good=True):
        v = s.values
        r = s.rank(method="min", ascending=big_is_good)
        return np.ceil(q * r / n).astype(int)
    t["r"] = score(t["recency_days"], False)
    t["f"] = score(t["frequency"])
    t["m"] = score(t["monetary"])
    return t[cols]
""",
        judgement="wrong",
        misconception="rounded_up_ranks",
        reader="professor",
        note="textbook ceil(rank/n*q)",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    as_of = pd.Timestamp(as_of)
    o = orders.loc[orders.paid_at.notna() & (orders.paid > orders.refund) & (orders.created_at < as_of)]
    o = o.assign(day=o.created_at.dt.floor("D"), net=o.paid - o.refund)
    t = o.groupby("user_id").agg(last=("day", "max"), frequency=("day", "nunique"), monetary=("net", "sum"))
    t.insert(0, "recency_days", (as_of - t.pop("last")).dt.days)
    t["monetary"] = t["monetary"].round(2)
    for c, s in zip("rfm", [-t.recency_days, t.frequency, t.monetary]):
        t[c] = pd.qcut(s.rank(method="first"), min(q, max(len(t), 1)), labels=False) + 1 if len(t) else 1
    return t
""",
        judgement="wrong",
        misconception="quantiles_of_first_ranks",
        reader="professor",
        note="qcut + rank first",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    cols = ["recency_days", "frequency", "monetary", "r", "f", "m"]
    day0 = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] - orders["refund"] > 0.005) & (orders["created_at"] < day0)].copy()
    if len(o) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="user_id"))
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id")
    t = pd.DataFrame()
    t["recency_days"] = (day0 - g["day"].max()).dt.days
    t["frequency"] = g["day"].nunique()
    t["monetary"] = g["net"].sum().round(2)
    n = len(t)
    def score(s, big_is_good=True):
        v = s.values
        out = []
        for x in v:
            worse = (v < x).sum() if big_is_good else (v > x).sum()
            out.append(1 + (q * worse) // n)
        return out
    t["r"] = score(t["recency_days"], False)
    t["f"] = score(t["frequency"])
    t["m"] = score(t["monetary"])
    return t[cols]
""",
        judgement="right",
        reader="professor",
        note="tolerance for cents in 'greater than refund'",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    cols = ["recency_days", "frequency", "monetary", "r", "f", "m"]
    day0 = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < day0)].copy()
    if len(o) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="user_id"))
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id")
    t = pd.DataFrame()
    t["recency_days"] = (day0 - g["day"].max()).dt.days
    t["frequency"] = g["day"].nunique()
    t["monetary"] = g["net"].sum().round(2)
    n = len(t)
    def score(s, big_is_good=True):
        v = s.values
        out = []
        for x in v:
            worse = (v < x).sum() if big_is_good else (v > x).sum()
            out.append(1 + int(q * (worse / n)))
        return out
    t["r"] = score(t["recency_days"], False)
    t["f"] = score(t["frequency"])
    t["m"] = score(t["monetary"])
    return t[cols]
""",
        judgement="right",
        reader="professor",
        note="divide before multiplying (no counterexample for q<=20, n<200)",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    cols = ["recency_days", "frequency", "monetary", "r", "f", "m"]
    day0 = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < day0)].copy()
    if len(o) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="user_id"))
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"]
    g = o.groupby("user_id")
    t = pd.DataFrame()
    t["recency_days"] = (day0 - g["day"].max()).dt.days
    t["frequency"] = g["day"].nunique()
    t["monetary"] = g["net"].sum().round(2)
    n = len(t)
    def score(s, big_is_good=True):
        v = s.values
        out = []
        for x in v:
            worse = (v < x).sum() if big_is_good else (v > x).sum()
            out.append(1 + (q * worse) // n)
        return out
    t["r"] = score(t["recency_days"], False)
    t["f"] = score(t["frequency"])
    t["m"] = score(t["monetary"])
    return t[cols]
""",
        judgement="wrong",
        misconception="refunds_not_deducted",
        reader="professor",
        note="gross money",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    cols = ["recency_days", "frequency", "monetary", "r", "f", "m"]
    day0 = pd.Timestamp(as_of)
    o = orders[ (orders["paid"] > orders["refund"]) & (orders["created_at"] < day0)].copy()
    if len(o) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="user_id"))
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id")
    t = pd.DataFrame()
    t["recency_days"] = (day0 - g["day"].max()).dt.days
    t["frequency"] = g["day"].nunique()
    t["monetary"] = g["net"].sum().round(2)
    n = len(t)
    def score(s, big_is_good=True):
        v = s.values
        out = []
        for x in v:
            worse = (v < x).sum() if big_is_good else (v > x).sum()
            out.append(1 + (q * worse) // n)
        return out
    t["r"] = score(t["recency_days"], False)
    t["f"] = score(t["frequency"])
    t["m"] = score(t["monetary"])
    return t[cols]
""",
        judgement="right",
        reader="professor",
        note="the text says now that an unpaid order has paid 0",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    cols = ["recency_days", "frequency", "monetary", "r", "f", "m"]
    day0 = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < day0)].copy()
    if len(o) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="user_id"))
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id")
    t = pd.DataFrame()
    t["recency_days"] = (day0 - g["day"].max()).dt.days
    t["frequency"] = g["day"].nunique()
    t["monetary"] = g["net"].sum().round(2)
    n = len(t)
    def score(s, big_is_good=True):
        v = s.values
        out = []
        for x in v:
            worse = (v < x).sum() if big_is_good else (v > x).sum()
            out.append(1 + (q * worse) // n)
        return out
    t["r"] = score(t["recency_days"], False)
    t["f"] = score(t["frequency"])
    t["m"] = score(t["monetary"])
    return t[cols].reset_index()
""",
        judgement="wrong",
        misconception="user_as_a_column",
        reader="professor",
        note="user_id as a column",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    cols = ["recency_days", "frequency", "monetary", "r", "f", "m"]
    day0 = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < day0)].copy()
    if len(o) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="user_id"))
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id")
    t = pd.DataFrame()
    t["recency_days"] = (day0 - g["day"].max()).dt.days
    t["frequency"] = g["day"].nunique()
    t["monetary"] = g["net"].sum().round(2)
    n = len(t)
    def score(s, big_is_good=True):
        v = s.values
        out = []
        for x in v:
            worse = (v < x).sum() if big_is_good else (v > x).sum()
            out.append(1 + (q * worse) // n)
        return out
    t["r"] = score(t["recency_days"], False)
    t["f"] = score(t["frequency"])
    t["m"] = score(t["monetary"])
    return t[cols].sort_values("m", ascending=False)
""",
        judgement="wrong",
        reader="professor",
        note="sorted by money",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    cols = ["recency_days", "frequency", "monetary", "r", "f", "m"]
    day0 = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < day0)].copy()
    if len(o) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="user_id"))
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id")
    t = pd.DataFrame()
    t["recency_days"] = (day0 - g["day"].max()).dt.days
    t["frequency"] = g["day"].nunique()
    t["monetary"] = g["net"].sum().round(2)
    n = len(t)
    def score(s, big_is_good=True):
        v = s.values
        out = []
        for x in v:
            worse = (v <= x).sum() - 1 if big_is_good else (v >= x).sum() - 1
            out.append(1 + (q * worse) // n)
        return out
    t["r"] = score(t["recency_days"], False)
    t["f"] = score(t["frequency"])
    t["m"] = score(t["monetary"])
    return t[cols]
""",
        judgement="wrong",
        misconception="ties_get_the_largest_rank",
        reader="professor",
        note="ties share the largest rank",
    ),
    Trial(
        "rfm_scores",
        """
def rfm_scores(orders, as_of, q=5):
    cols = ["recency_days", "frequency", "monetary", "r", "f", "m"]
    day0 = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < day0)].copy()
    if len(o) == 0:
        return pd.DataFrame()
    o["day"] = o["created_at"].dt.normalize()
    o["net"] = o["paid"] - o["refund"]
    g = o.groupby("user_id")
    t = pd.DataFrame()
    t["recency_days"] = (day0 - g["day"].max()).dt.days
    t["frequency"] = g["day"].nunique()
    t["monetary"] = g["net"].sum().round(2)
    n = len(t)
    def score(s, big_is_good=True):
        v = s.values
        out = []
        for x in v:
            worse = (v < x).sum() if big_is_good else (v > x).sum()
            out.append(1 + (q * worse) // n)
        return out
    t["r"] = score(t["recency_days"], False)
    t["f"] = score(t["frequency"])
    t["m"] = score(t["monetary"])
    return t[cols]
""",
        judgement="wrong",
        misconception="empty_without_columns",
        reader="professor",
        note="empty without columns",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[orders["paid_at"].notna() & (orders["refund"] == 0)]
    o = o[o["created_at"].between(start, end)]
    n = o.groupby("user_id")["order_id"].count()
    return (n >= 2).sum() / len(n)
""",
        judgement="wrong",
        reader="shop assistant",
        note="数订单数、忘了半开区间和部分退款",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"].between(start, end)]
    o["day"] = o["created_at"].dt.date
    n = o.groupby("user_id")["day"].nunique()
    return (n >= 2).mean()
""",
        judgement="wrong",
        misconception="midnight_of_the_end_included",
        reader="shop assistant",
        note="还是 between，end 当天零点的单被算进来",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[(o["created_at"] >= start) & (o["created_at"] < end)]
    o["day"] = o["created_at"].dt.date
    n = o.groupby("user_id")["day"].nunique()
    return (n >= 2).mean()
""",
        judgement="right",
        reader="shop assistant",
        note="半开",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[(orders["created_at"] >= pd.Timestamp(start)) & (orders["created_at"] < pd.Timestamp(end))]
    o = o[~o["paid_at"].isna() & (o["paid"] - o["refund"] > 0)]
    o = o.assign(day=o["created_at"].dt.strftime("%Y-%m-%d")).drop_duplicates(["user_id", "day"])
    c = o["user_id"].value_counts()
    if len(c) == 0:
        return float("nan")
    return float(len(c[c > 1]) / len(c))
""",
        judgement="right",
        reader="shop assistant",
        note="变式：merge 思路，drop_duplicates + value_counts，手写空表",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[(orders["created_at"] >= start) & (orders["created_at"] < end)]
    o = o[o["paid_at"].notna() & (o["paid"] > o["refund"])]
    o = o.assign(day=o["created_at"].dt.date).drop_duplicates(["user_id", "day"])
    c = o["user_id"].value_counts()
    return len(c[c > 1]) / len(c)
""",
        judgement="wrong",
        reader="shop assistant",
        note="变式：len 除 len，空的时候 ZeroDivisionError",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[(o["paid_at"] >= start) & (o["paid_at"] < end)]
    o["day"] = o["paid_at"].dt.date
    n = o.groupby("user_id")["day"].nunique()
    return (n >= 2).mean()
""",
        judgement="wrong",
        misconception="window_by_payment",
        reader="shop assistant",
        note="变式：按 paid_at 归属",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o["day"] = o["created_at"].dt.date
    o = o[o["created_at"] < end]
    w = o[o["created_at"] >= start]["user_id"].unique()
    n = o[o["user_id"].isin(w)].groupby("user_id")["day"].nunique()
    return (n >= 2).mean()
""",
        judgement="wrong",
        misconception="earlier_purchases_help",
        reader="shop assistant",
        note="变式：老客户六月买过也算回头",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders.query("created_at >= @start and created_at < @end and paid > refund and paid_at.notnull()")
    if o.empty:
        return np.nan
    days = o.groupby("user_id")["created_at"].apply(lambda s: s.dt.date.nunique())
    return (days > 1).sum() / days.count()
""",
        judgement="right",
        reader="shop assistant",
        note="变式：start == end 单写，用 query",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[(o["created_at"] >= start) & (o["created_at"] < end)]
    o["day"] = o["created_at"].dt.date
    n = o.groupby("user_id")["order_id"].nunique()
    return (n >= 2).mean()
""",
        judgement="wrong",
        misconception="two_orders_are_enough",
        reader="shop assistant",
        note="变式：没去同一天（数订单）",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[orders["paid_at"].notna()].copy()
    o = o[(o["created_at"] >= start) & (o["created_at"] < end)]
    o["day"] = o["created_at"].dt.date
    n = o.groupby("user_id")["day"].nunique()
    return (n >= 2).mean()
""",
        judgement="wrong",
        misconception="full_refunds_count",
        reader="shop assistant",
        note="变式：全额退款没去掉",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[orders["paid_at"].notna() & (orders["refund"] == 0)].copy()
    o = o[(o["created_at"] >= start) & (o["created_at"] < end)]
    o["day"] = o["created_at"].dt.date
    n = o.groupby("user_id")["day"].nunique()
    return (n >= 2).mean()
""",
        judgement="wrong",
        misconception="any_refund_thrown_out",
        reader="shop assistant",
        note="变式：部分退款也去掉",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[(o["created_at"] >= start) & (o["created_at"] < end)]
    o["day"] = o["created_at"].dt.date
    n = o.groupby("user_id")["day"].nunique()
    return (n >= 2).sum() / len(o)
""",
        judgement="wrong",
        misconception="orders_below_the_line",
        reader="shop assistant",
        note="变式：分母用订单行数",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[(orders["paid"] > orders["refund"])].copy()
    o = o[(o["created_at"] >= start) & (o["created_at"] < end)]
    o["day"] = o["created_at"].dt.date
    n = o.groupby("user_id")["day"].nunique()
    return (n >= 2).mean()
""",
        judgement="right",
        reader="shop assistant",
        note="the text says now that an unpaid order has paid 0",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[(o["created_at"] > start) & (o["created_at"] < end)]
    o["day"] = o["created_at"].dt.date
    n = o.groupby("user_id")["day"].nunique()
    return (n >= 2).mean()
""",
        judgement="wrong",
        misconception="start_left_out",
        reader="shop assistant",
        note="变式：start 也不含",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[(o["created_at"] >= pd.to_datetime(start)) & (o["created_at"] < pd.to_datetime(end))]
    o["day"] = o["created_at"].dt.date
    n = o.groupby("user_id")["day"].nunique()
    return (n >= 2).mean()
""",
        judgement="right",
        reader="shop assistant",
        note="变式：start/end 也可能是 Timestamp，用 pd.to_datetime",
    ),
    Trial(
        "repurchase_rate",
        """
from storelab import metrics
def repurchase_rate(orders, start, end):
    return metrics.repurchase_rate(orders, start, end)
""",
        judgement="wrong",
        reader="shop assistant",
        note="变式：直接用课上的 metrics.repurchase_rate",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[(o["created_at"] >= start) & (o["created_at"] < end)]
    o["day"] = o["created_at"].dt.date
    n = o.groupby("user_id")["day"].nunique()
    return round((n >= 2).mean(), 4)
""",
        judgement="wrong",
        misconception="rounded_to_four",
        reader="shop assistant",
        note="rounded; the text says now not to",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders: pd.DataFrame, start: str, end: str) -> float:
    good = orders[(orders["created_at"] >= start) & (orders["created_at"] < end) & orders["paid_at"].notna() & (orders["paid"] > orders["refund"])]
    times = good["user_id"].value_counts()
    return (times >= 2).mean()
""",
        judgement="wrong",
        misconception="two_orders_are_enough",
        reader="beginner",
        note="counts orders not days",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders: pd.DataFrame, start: str, end: str) -> float:
    good = orders[(orders["created_at"] >= start) & (orders["created_at"] < end) & orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["day"] = good["created_at"].dt.date
    days = good.groupby("user_id")["day"].nunique()
    return (days >= 2).mean()
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders: pd.DataFrame, start: str, end: str) -> float:
    good = orders[(orders["created_at"] >= start) & (orders["created_at"] < end) & orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["day"] = good["created_at"].dt.date
    days = good.groupby("user_id")["day"].nunique()
    many = 0
    all = 0
    for d in days:
        all = all + 1
        if d >= 2:
            many = many + 1
    return many / all
""",
        judgement="wrong",
        reader="beginner",
        note="ZeroDivisionError on empty",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders: pd.DataFrame, start: str, end: str) -> float:
    good = orders[(orders["created_at"] >= start) & (orders["created_at"] <= end) & orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["day"] = good["created_at"].dt.date
    days = good.groupby("user_id")["day"].nunique()
    return (days >= 2).mean()
""",
        judgement="wrong",
        misconception="midnight_of_the_end_included",
        reader="beginner",
        note="<= end lets an order at exactly midnight in",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders: pd.DataFrame, start: str, end: str) -> float:
    good = orders[(orders["created_at"] >= start) & (orders["created_at"] < end) & orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["day"] = good["created_at"].dt.day
    days = good.groupby("user_id")["day"].nunique()
    return (days >= 2).mean()
""",
        judgement="wrong",
        misconception="day_of_the_month",
        reader="beginner",
        note="day of month instead of date",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders: pd.DataFrame, start: str, end: str) -> float:
    good = orders[(orders["paid_at"] >= start) & (orders["paid_at"] < end) & orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["day"] = good["created_at"].dt.date
    days = good.groupby("user_id")["day"].nunique()
    return (days >= 2).mean()
""",
        judgement="wrong",
        misconception="window_by_payment",
        reader="beginner",
        note="paid_at",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders: pd.DataFrame, start: str, end: str) -> float:
    good = orders[(orders["created_at"] >= start) & (orders["created_at"] < end) & orders["paid_at"].notna() & (orders["refund"] == 0)].copy()
    good["day"] = good["created_at"].dt.date
    days = good.groupby("user_id")["day"].nunique()
    return (days >= 2).mean()
""",
        judgement="wrong",
        misconception="any_refund_thrown_out",
        reader="beginner",
        note="part refunds dropped",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders: pd.DataFrame, start: str, end: str) -> float:
    good = orders[(orders["created_at"] >= start) & (orders["created_at"] < end) & orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["day"] = good["created_at"].dt.date
    good = good.drop_duplicates(["user_id", "day"])
    times = good["user_id"].value_counts()
    return len(times[times >= 2]) / max(len(times), 1)
""",
        judgement="wrong",
        misconception="zero_where_nobody_bought",
        reader="beginner",
        note="0 instead of NaN",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders: pd.DataFrame, start: str, end: str) -> float:
    good = orders[(orders["created_at"] >= start) & (orders["created_at"] < end) & orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(good) == 0:
        return None
    good["day"] = good["created_at"].dt.normalize()
    return (good.groupby("user_id")["day"].nunique() > 1).mean()
""",
        judgement="wrong",
        reader="beginner",
        note="None instead of NaN",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders: pd.DataFrame, start: str, end: str) -> float:
    good = orders[(orders["created_at"] >= start) & (orders["created_at"] < end) & orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["day"] = good["created_at"].dt.day_of_year
    return (good.groupby("user_id")["day"].nunique() > 1).mean()
""",
        judgement="wrong",
        misconception="day_of_the_year",
        reader="beginner",
        note="same day of year in two years counted as one (only if window > 1 year)",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders: pd.DataFrame, start: str, end: str) -> float:
    good = orders[(orders["created_at"] >= start) & (orders["created_at"] < end) & orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["day"] = good["created_at"].dt.normalize()
    heaps = good.groupby("user_id")["day"]
    return (heaps.max() > heaps.min()).mean()
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders: pd.DataFrame, start: str, end: str) -> float:
    good = orders[(orders["created_at"] < end) & orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["day"] = good["created_at"].dt.date
    inside = good[good["created_at"] >= start]["user_id"].unique()
    days = good[good["user_id"].isin(inside)].groupby("user_id")["day"].nunique()
    return (days >= 2).mean()
""",
        judgement="wrong",
        misconception="earlier_purchases_help",
        reader="beginner",
        note="looks before the window",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders: pd.DataFrame, start: str, end: str) -> float:
    good = orders[(orders["created_at"] >= start) & (orders["created_at"] < end) & orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["day"] = good["created_at"].dt.date
    days = good.groupby("user_id")["day"].nunique()
    return (days >= 2).sum() / orders["user_id"].nunique()
""",
        judgement="wrong",
        misconception="everybody_in_the_table",
        reader="beginner",
        note="denominator all incl. unpaid",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders: pd.DataFrame, start: str, end: str) -> float:
    good = orders[(orders["created_at"] >= start) & (orders["created_at"] < end) & (orders["paid"] > 0) & (orders["paid"] > orders["refund"])].copy()
    good["day"] = good["created_at"].dt.date
    days = good.groupby("user_id")["day"].nunique()
    return (days >= 2).mean()
""",
        judgement="right",
        reader="beginner",
        note="the text says now that an unpaid order has paid 0",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders: pd.DataFrame, start: str, end: str) -> float:
    good = orders[(orders["created_at"] >= start) & (orders["created_at"] < end) & (orders["paid"] > orders["refund"])].copy()
    good["day"] = good["created_at"].dt.date
    days = good.groupby("user_id")["day"].nunique()
    return (days >= 2).mean()
""",
        judgement="right",
        reader="beginner",
        note="the text says now that an unpaid order has paid 0",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    a, b = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[(orders["created_at"] >= a) & (orders["created_at"] < b)]
    o = o[o["paid_at"].notnull() & (o["paid"] > o["refund"])].copy()
    if len(o) == 0:
        return np.nan
    o["day"] = o["created_at"].dt.date
    d = o.groupby("user_id")["day"].nunique()
    return float((d >= 2).sum()) / len(d)
""",
        judgement="right",
        reader="professor",
        note="first answer",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    a, b = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[(orders["created_at"] >= a) & (orders["created_at"] < b)]
    o = o[o["paid_at"].notnull() & (o["paid"] > o["refund"])].copy()
    if len(o) == 0:
        return np.nan
    o["day"] = o["created_at"].dt.day
    d = o.groupby("user_id")["day"].nunique()
    return float((d >= 2).sum()) / len(d)
""",
        judgement="wrong",
        misconception="day_of_the_month",
        reader="professor",
        note="dt.day",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    a, b = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[(orders["created_at"] >= a) & (orders["created_at"] <= b)]
    o = o[o["paid_at"].notnull() & (o["paid"] > o["refund"])].copy()
    if len(o) == 0:
        return np.nan
    o["day"] = o["created_at"].dt.date
    d = o.groupby("user_id")["day"].nunique()
    return float((d >= 2).sum()) / len(d)
""",
        judgement="wrong",
        misconception="midnight_of_the_end_included",
        reader="professor",
        note="<= end",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    a, b = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[orders["created_at"].between(start, end, inclusive="left")]
    o = o[o["paid_at"].notnull() & (o["paid"] > o["refund"])].copy()
    if len(o) == 0:
        return np.nan
    o["day"] = o["created_at"].dt.date
    d = o.groupby("user_id")["day"].nunique()
    return float((d >= 2).sum()) / len(d)
""",
        judgement="right",
        reader="professor",
        note="between left",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    a, b = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[(orders["created_at"] >= a) & (orders["created_at"] < b)]
    o = o[o["paid_at"].notnull() & (o["paid"] > o["refund"])].copy()
    if len(o) == 0:
        return np.nan
    o["day"] = o["created_at"].dt.date
    d = o.groupby("user_id")["order_id"].count()
    return float((d >= 2).sum()) / len(d)
""",
        judgement="wrong",
        misconception="two_orders_are_enough",
        reader="professor",
        note="lesson's formula",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    a, b = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[(orders["paid_at"] >= a) & (orders["paid_at"] < b)]
    o = o[o["paid_at"].notnull() & (o["paid"] > o["refund"])].copy()
    if len(o) == 0:
        return np.nan
    o["day"] = o["paid_at"].dt.date
    d = o.groupby("user_id")["day"].nunique()
    return float((d >= 2).sum()) / len(d)
""",
        judgement="wrong",
        misconception="window_by_payment",
        reader="professor",
        note="by payment time, the lesson's habit",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[(orders["created_at"] >= start) & (orders["created_at"] < end)]
    o = o[o["paid_at"].notnull() & (o["paid"] > o["refund"])]
    n = o.groupby(["user_id", o["created_at"].dt.normalize()]).size().groupby(level=0).size()
    return (n > 1).mean()
""",
        judgement="right",
        reader="professor",
        note="groupby twice; mean of nothing is NaN",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    a, b = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[(orders["created_at"] >= a) & (orders["created_at"] < b)]
    o = o[o["paid_at"].notnull() & (o["refund"] == 0)].copy()
    if len(o) == 0:
        return np.nan
    o["day"] = o["created_at"].dt.date
    d = o.groupby("user_id")["day"].nunique()
    return float((d >= 2).sum()) / len(d)
""",
        judgement="wrong",
        misconception="any_refund_thrown_out",
        reader="professor",
        note="refund == 0",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    a, b = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[(orders["created_at"] >= a) & (orders["created_at"] < b)]
    o = o[o["paid_at"].notnull() & (o["paid"] > o["refund"])].copy()
    if len(o) == 0:
        return 0.0
    o["day"] = o["created_at"].dt.date
    d = o.groupby("user_id")["day"].nunique()
    return float((d >= 2).sum()) / len(d)
""",
        judgement="wrong",
        misconception="zero_where_nobody_bought",
        reader="professor",
        note="0 for nobody",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    a, b = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[(orders["created_at"] >= a) & (orders["created_at"] < b)]
    o = o[o["paid_at"].notnull() & (o["paid"] > o["refund"])].copy()
    if len(o) == 0:
        return np.nan
    o["day"] = o["created_at"].dt.date
    d = o.groupby("user_id")["day"].nunique()
    return float((d == 2).sum()) / len(d)
""",
        judgement="wrong",
        misconception="exactly_two_days",
        reader="professor",
        note="== 2",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].sort_values("created_at")
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"])
    o["nth"] = o.groupby("user_id").cumcount()
    w = o[(o["created_at"] >= start) & (o["created_at"] < end)]
    if w.empty:
        return float("nan")
    return w.loc[w["nth"] >= 1, "user_id"].nunique() / w["user_id"].nunique()
""",
        judgement="wrong",
        misconception="earlier_purchases_help",
        reader="professor",
        note="old customers' first purchase counts",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    a, b = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[(orders["created_at"] >= a) & (orders["created_at"] < b)]
    o = o[o["paid"] > o["refund"]].copy()
    if len(o) == 0:
        return np.nan
    o["day"] = o["created_at"].dt.date
    d = o.groupby("user_id")["day"].nunique()
    return float((d >= 2).sum()) / len(d)
""",
        judgement="right",
        reader="professor",
        note="the text says now that an unpaid order has paid 0",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    a, b = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[(orders["created_at"] >= a) & (orders["created_at"] < b)]
    o = o[o["paid_at"].notnull() & (o["paid"] > o["refund"])].copy()
    if len(o) == 0:
        return np.nan
    o["day"] = o["created_at"].dt.dayofyear
    d = o.groupby("user_id")["day"].nunique()
    return float((d >= 2).sum()) / len(d)
""",
        judgement="wrong",
        misconception="day_of_the_year",
        reader="professor",
        note="dayofyear",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[(orders["created_at"] >= start) & (orders["created_at"] < end)]
    o = o[o["paid_at"].notnull() & (o["paid"] > o["refund"])]
    g = o.groupby("user_id")["created_at"]
    return ((g.max() - g.min()) >= pd.Timedelta(days=1)).mean()
""",
        judgement="wrong",
        misconception="a_day_means_24_hours",
        reader="professor",
        note="24 hours",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    o = orders[(orders["created_at"] >= start) & (orders["created_at"] < end)]
    o = o[o["paid_at"].notnull() & (o["paid"] > o["refund"])]
    g = o.groupby("user_id")["created_at"]
    return (g.max().dt.normalize() > g.min().dt.normalize()).mean()
""",
        judgement="right",
        reader="professor",
        note="first and last day differ",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    a, b = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[(orders["created_at"] >= a) & (orders["created_at"] < b)]
    o = o[o["paid_at"].notnull() & (o["paid"] > o["refund"])].copy()
    if len(o) == 0:
        return np.nan
    o["day"] = o["created_at"].dt.weekday
    d = o.groupby("user_id")["day"].nunique()
    return float((d >= 2).sum()) / len(d)
""",
        judgement="wrong",
        misconception="day_of_the_week",
        reader="professor",
        note="weekday",
    ),
    Trial(
        "repurchase_rate",
        """
def repurchase_rate(orders, start, end):
    a, b = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[(orders["created_at"] >= a) & (orders["created_at"] < b)]
    o = o[o["paid_at"].notnull() & (o["paid"] > o["refund"])].copy()
    if len(o) == 0:
        return np.nan
    o["day"] = o["created_at"].dt.month
    d = o.groupby("user_id")["day"].nunique()
    return float((d >= 2).sum()) / len(d)
""",
        judgement="wrong",
        misconception="months_instead_of_days",
        reader="professor",
        note="month",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o["p"] = o["created_at"].dt.to_period(freq).astype("int64")
    o["start"] = o.groupby("user_id")["p"].transform("min")
    o = o.drop_duplicates(["user_id", "p"])
    t = pd.crosstab(o["start"], o["p"] - o["start"])
    return t.div(t[0], axis=0)
""",
        judgement="wrong",
        misconception="crosstab_of_the_lesson",
        reader="shop assistant",
        note="照课上 crosstab，没去掉没过完的期",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o["period"] = o["created_at"].dt.to_period(freq)
    o["p"] = o["period"].astype("int64")
    o["start"] = o.groupby("user_id")["p"].transform("min")
    o = o.drop_duplicates(["user_id", "p"])
    t = pd.crosstab(o["start"], o["p"] - o["start"])
    t = t.div(t[0], axis=0)
    last = o["p"].max()
    cal = t.index.to_numpy()[:, None] + t.columns.to_numpy()
    return t.where(cal <= last)
""",
        judgement="wrong",
        reader="shop assistant",
        note="加 where，但最后一期用算数订单的最大期，且没看是否完整；索引是数字",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    o["period"] = o["created_at"].dt.to_period(freq)
    o["start"] = o.groupby("user_id")["period"].transform("min")
    o["age"] = o["period"].astype("int64") - o["start"].astype("int64")
    n = o.groupby(["start", "age"])["user_id"].nunique().unstack()
    lastday = o["created_at"].max()
    last = lastday.to_period(freq)
    if lastday.normalize() != last.end_time.normalize():
        last = last - 1
    most = max(0, max(last.ordinal - s.ordinal for s in n.index))
    n = n.reindex(columns=range(most + 1)).fillna(0)
    t = n.div(n[0], axis=0)
    for s in t.index:
        for a in t.columns:
            if a > 0 and s.ordinal + a > last.ordinal:
                t.loc[s, a] = np.nan
    t.index = t.index.astype(str)
    return t
""",
        judgement="wrong",
        misconception="reach_of_the_counted_orders",
        reader="shop assistant",
        note="按提示写：补 0 再挖；索引转字符串；但最晚日期只看了付款订单",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    o["period"] = o["created_at"].dt.to_period(freq)
    o["start"] = o.groupby("user_id")["period"].transform("min")
    o["age"] = o["period"].astype("int64") - o["start"].astype("int64")
    n = o.groupby(["start", "age"])["user_id"].nunique().unstack()
    lastday = orders["created_at"].max()
    last = lastday.to_period(freq)
    if lastday.normalize() != last.end_time.normalize():
        last = last - 1
    most = max(0, max(last.ordinal - s.ordinal for s in n.index))
    n = n.reindex(columns=range(most + 1)).fillna(0)
    t = n.div(n[0], axis=0)
    for s in t.index:
        for a in t.columns:
            if a > 0 and s.ordinal + a > last.ordinal:
                t.loc[s, a] = np.nan
    t.index = t.index.astype(str)
    return t
""",
        judgement="right",
        reader="shop assistant",
        note="最晚的改成所有订单",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    o["period"] = o["created_at"].dt.to_period(freq)
    o["start"] = o.groupby("user_id")["period"].transform("min")
    o["age"] = o["period"].astype("int64") - o["start"].astype("int64")
    n = o.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    t = n.div(n[0], axis=0)
    lastday = orders["created_at"].max()
    last = lastday.to_period(freq)
    if lastday.normalize() != last.end_time.normalize():
        last = last - 1
    for s in t.index:
        for a in t.columns:
            if a > 0 and s.ordinal + a > last.ordinal:
                t.loc[s, a] = np.nan
    t = t.dropna(axis=1, how="all")
    t.index = t.index.astype(str)
    return t
""",
        judgement="wrong",
        reader="shop assistant",
        note="变式：列到“有人来过的最大期龄”为止（crosstab 自带的列），少了全 0 的列",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    lastday = orders["created_at"].max()
    last = lastday.to_period(freq)
    if lastday.normalize() != last.end_time.normalize():
        last = last - 1
    o["period"] = o["created_at"].dt.to_period(freq)
    o = o[o["period"] <= last]
    if len(o) == 0:
        return pd.DataFrame()
    o["start"] = o.groupby("user_id")["period"].transform("min")
    o["age"] = o["period"].astype("int64") - o["start"].astype("int64")
    n = o.groupby(["start", "age"])["user_id"].nunique().unstack()
    n = n.reindex(columns=range(last.ordinal - n.index[0].ordinal + 1)).fillna(0)
    t = n.div(n[0], axis=0)
    for s in t.index:
        for a in t.columns:
            if a > 0 and s.ordinal + a > last.ordinal:
                t.loc[s, a] = np.nan
    t.index = t.index.astype(str)
    return t
""",
        judgement="wrong",
        reader="shop assistant",
        note="变式：没过完的整期直接删订单（第 0 列的 2025-10 也没了）",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna()]
    o = o[o["paid"] > o["refund"]].copy()
    if o.empty:
        return pd.DataFrame()
    o["p"] = o["created_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min().rename("start").reset_index()
    o = o.merge(first, on="user_id")
    o["age"] = [a.ordinal - b.ordinal for a, b in zip(o["p"], o["start"])]
    t = o.drop_duplicates(["user_id", "p"]).pivot_table(index="start", columns="age", values="user_id", aggfunc="count", fill_value=0)
    end = orders["created_at"].max()
    last = end.to_period(freq)
    if end.date() < last.end_time.date():
        last = last - 1
    width = max(0, last.ordinal - t.index.min().ordinal) + 1
    t = t.reindex(columns=range(width), fill_value=0)
    size = t[0].copy()
    t = t.astype(float)
    for c in t.columns:
        t[c] = t[c] / size
    for i, s in enumerate(t.index):
        k = max(last.ordinal - s.ordinal, 0)
        t.iloc[i, k + 1:] = np.nan
    t.index = [str(s) for s in t.index]
    return t
""",
        judgement="right",
        reader="shop assistant",
        note="变式：跟提示走，用 iloc 切一行",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    o["period"] = o["created_at"].dt.to_period(freq)
    o["start"] = o.groupby("user_id")["period"].transform("min")
    o["age"] = o["period"].astype("int64") - o["start"].astype("int64")
    n = o.groupby(["start", "age"])["user_id"].nunique().unstack()
    lastday = orders["created_at"].max()
    last = lastday.to_period(freq)
    last = last - 1
    most = max(0, max(last.ordinal - s.ordinal for s in n.index))
    n = n.reindex(columns=range(most + 1)).fillna(0)
    t = n.div(n[0], axis=0)
    for s in t.index:
        for a in t.columns:
            if a > 0 and s.ordinal + a > last.ordinal:
                t.loc[s, a] = np.nan
    t.index = t.index.astype(str)
    return t
""",
        judgement="wrong",
        misconception="the_last_period_always_dropped",
        reader="shop assistant",
        note="变式：最后一期一律当没过完",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    o["period"] = o["created_at"].dt.to_period(freq)
    o["start"] = o.groupby("user_id")["period"].transform("min")
    o["age"] = o["period"].astype("int64") - o["start"].astype("int64")
    n = o.groupby(["start", "age"])["user_id"].nunique().unstack()
    lastday = orders["created_at"].max()
    last = lastday.to_period(freq)
    most = max(0, max(last.ordinal - s.ordinal for s in n.index))
    n = n.reindex(columns=range(most + 1)).fillna(0)
    t = n.div(n[0], axis=0)
    for s in t.index:
        for a in t.columns:
            if a > 0 and s.ordinal + a > last.ordinal:
                t.loc[s, a] = np.nan
    t.index = t.index.astype(str)
    return t
""",
        judgement="wrong",
        misconception="the_running_period_shown",
        reader="shop assistant",
        note="变式：最后一期一律当完整",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    o["period"] = o["created_at"].dt.to_period(freq)
    o["start"] = o.groupby("user_id")["period"].transform("min")
    o["age"] = o["period"].astype("int64") - o["start"].astype("int64")
    n = o.groupby(["start", "age"])["user_id"].nunique().unstack()
    lastday = orders["created_at"].max()
    last = lastday.to_period(freq)
    if not lastday.is_month_end:
        last = last - 1
    most = max(0, max(last.ordinal - s.ordinal for s in n.index))
    n = n.reindex(columns=range(most + 1)).fillna(0)
    t = n.div(n[0], axis=0)
    for s in t.index:
        for a in t.columns:
            if a > 0 and s.ordinal + a > last.ordinal:
                t.loc[s, a] = np.nan
    t.index = t.index.astype(str)
    return t
""",
        judgement="wrong",
        misconception="month_end_for_quarters",
        reader="shop assistant",
        note="季度也只看月底：数据到 10-31 时把没过完的第四季度当完整",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    o["period"] = o["created_at"].dt.to_period(freq)
    o["start"] = o.groupby("user_id")["period"].transform("min")
    o["age"] = o["period"].astype("int64") - o["start"].astype("int64")
    n = o.groupby(["start", "age"])["order_id"].count().unstack()
    lastday = orders["created_at"].max()
    last = lastday.to_period(freq)
    if lastday.normalize() != last.end_time.normalize():
        last = last - 1
    most = max(0, max(last.ordinal - s.ordinal for s in n.index))
    n = n.reindex(columns=range(most + 1)).fillna(0)
    t = n.div(n[0], axis=0)
    for s in t.index:
        for a in t.columns:
            if a > 0 and s.ordinal + a > last.ordinal:
                t.loc[s, a] = np.nan
    t.index = t.index.astype(str)
    return t
""",
        judgement="wrong",
        misconception="orders_counted_after_the_first",
        reader="shop assistant",
        note="变式：数订单数不是客人数",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    o["period"] = o["created_at"].dt.to_period(freq)
    allf = orders.assign(p=orders["created_at"].dt.to_period(freq)).groupby("user_id")["p"].min()
    o["start"] = o["user_id"].map(allf)
    o["age"] = o["period"].astype("int64") - o["start"].astype("int64")
    n = o.groupby(["start", "age"])["user_id"].nunique().unstack()
    lastday = orders["created_at"].max()
    last = lastday.to_period(freq)
    if lastday.normalize() != last.end_time.normalize():
        last = last - 1
    most = max(0, max(last.ordinal - s.ordinal for s in n.index))
    n = n.reindex(columns=range(most + 1)).fillna(0)
    t = n.div(n[0], axis=0)
    for s in t.index:
        for a in t.columns:
            if a > 0 and s.ordinal + a > last.ordinal:
                t.loc[s, a] = np.nan
    t.index = t.index.astype(str)
    return t
""",
        judgement="wrong",
        reader="shop assistant",
        note="变式：没付款的首单也定同期群（全部 orders 找首购）",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    o["period"] = o["created_at"].dt.to_period(freq)
    o["start"] = o.groupby("user_id")["period"].transform("min")
    o["age"] = o["period"].astype("int64") - o["start"].astype("int64")
    n = o.groupby(["start", "age"])["user_id"].nunique().unstack()
    lastday = orders["created_at"].max()
    last = lastday.to_period(freq)
    if lastday.normalize() != last.end_time.normalize():
        last = last - 1
    most = max(0, max(last.ordinal - s.ordinal for s in n.index))
    n = n.reindex(columns=range(most + 1))
    t = n.div(n[0], axis=0)
    for s in t.index:
        for a in t.columns:
            if a > 0 and s.ordinal + a > last.ordinal:
                t.loc[s, a] = np.nan
    t.index = t.index.astype(str)
    return t
""",
        judgement="wrong",
        misconception="nobody_is_missing",
        reader="shop assistant",
        note="变式：没补 0（unstack 出来的 NaN 留着）",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    o["period"] = o["created_at"].dt.to_period(freq)
    o["start"] = o.groupby("user_id")["period"].transform("min")
    o["age"] = o["period"].astype("int64") - o["start"].astype("int64")
    n = o.groupby(["start", "age"])["user_id"].nunique().unstack()
    lastday = orders["created_at"].max()
    last = lastday.to_period(freq)
    if lastday.normalize() != last.end_time.normalize():
        last = last - 1
    most = max(0, max(last.ordinal - s.ordinal for s in n.index))
    n = n.reindex(columns=range(most + 1)).fillna(0)
    t = n.div(n[0], axis=0)
    for s in t.index:
        for a in t.columns:
            if a > 0 and s.ordinal + a > last.ordinal:
                t.loc[s, a] = np.nan
    return t
""",
        judgement="wrong",
        misconception="cohorts_as_periods",
        reader="shop assistant",
        note="变式：索引还是 Period",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    o["period"] = o["created_at"].dt.to_period(freq)
    o["start"] = o.groupby("user_id")["period"].transform("min")
    o["age"] = o["period"].astype("int64") - o["start"].astype("int64")
    n = o.groupby(["start", "age"])["user_id"].nunique().unstack()
    lastday = orders["created_at"].max()
    last = lastday.to_period(freq)
    if lastday.normalize() != last.end_time.normalize():
        last = last - 1
    most = int(o["age"].max())
    n = n.reindex(columns=range(most + 1)).fillna(0)
    t = n.div(n[0], axis=0)
    for s in t.index:
        for a in t.columns:
            if a > 0 and s.ordinal + a > last.ordinal:
                t.loc[s, a] = np.nan
    t.index = t.index.astype(str)
    return t
""",
        judgement="wrong",
        misconception="an_empty_column_more",
        reader="shop assistant",
        note="变式：多带一列（期龄一直到表里最大，未完整的列全 NaN）",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    o["period"] = o["created_at"].dt.to_period(freq)
    o["start"] = o.groupby("user_id")["period"].transform("min")
    o["age"] = o["period"].astype("int64") - o["start"].astype("int64")
    n = o.groupby(["start", "age"])["user_id"].nunique().unstack()
    lastday = orders["created_at"].max()
    last = lastday.to_period(freq)
    if lastday.normalize() != last.end_time.normalize():
        last = last - 1
    most = max(0, max(last.ordinal - s.ordinal for s in n.index))
    n = n.reindex(columns=range(most + 1)).fillna(0)
    t = n / n.shift(axis=1)
    t[0] = 1.0
    for s in t.index:
        for a in t.columns:
            if a > 0 and s.ordinal + a > last.ordinal:
                t.loc[s, a] = np.nan
    t.index = t.index.astype(str)
    return t
""",
        judgement="wrong",
        misconception="over_the_age_before",
        reader="shop assistant",
        note="变式：分母用还在的人（上一期）",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    o["period"] = o["created_at"].dt.to_period(freq)
    o["start"] = o.groupby("user_id")["period"].transform("min")
    o["age"] = o["period"].astype("int64") - o["start"].astype("int64")
    n = o.groupby(["start", "age"])["user_id"].nunique().unstack()
    lastday = orders["created_at"].max()
    last = lastday.to_period(freq)
    if lastday.normalize() != last.end_time.normalize():
        last = last - 1
    most = max(0, max(last.ordinal - s.ordinal for s in n.index))
    n = n.reindex(columns=range(most + 1)).fillna(0)
    t = n.div(n[0], axis=0)
    for s in t.index:
        for a in t.columns:
            if a > 0 and s.ordinal + a > last.ordinal:
                t.loc[s, a] = np.nan
    t = t.round(4)
    t.index = t.index.astype(str)
    return t
""",
        judgement="wrong",
        misconception="shares_rounded_to_four",
        reader="shop assistant",
        note="rounded; the text says now not to",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    o["period"] = o["created_at"].dt.to_period(freq)
    o["start"] = o.groupby("user_id")["period"].transform("min")
    o["age"] = o["period"].astype("int64") - o["start"].astype("int64")
    n = o.groupby(["start", "age"])["user_id"].nunique().unstack()
    lastday = orders["created_at"].max()
    last = lastday.to_period(freq)
    if lastday.normalize() != last.end_time.normalize():
        last = last - 1
    most = max(0, max(last.ordinal - s.ordinal for s in n.index))
    n = n.reindex(columns=range(most + 1)).fillna(0)
    t = n.div(n[0], axis=0)
    for s in t.index:
        for a in t.columns:
            if a > 0 and s.ordinal + a > last.ordinal:
                t.loc[s, a] = np.nan
    t.index = t.index.astype(str)
    t.columns = t.columns.astype(str)
    return t
""",
        judgement="wrong",
        misconception="ages_as_text",
        reader="shop assistant",
        note="题面的列是数字期龄，我写成了文字",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["month"] = good["created_at"].dt.year * 12 + good["created_at"].dt.month
    first = good.groupby("user_id")["month"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["month"] - good["start"]
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack()
    return table.div(table[0], axis=0)
""",
        judgement="wrong",
        reader="beginner",
        note="labels, NaN vs 0, incomplete period, Q",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    table = table.div(table[0], axis=0)
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        misconception="zeros_and_a_running_period",
        reader="beginner",
        note="future is 0",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    table = table.div(table[0], axis=0)
    last = orders["created_at"].max().to_period(freq).ordinal
    for s in table.index:
        for a in table.columns:
            if a > last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        misconception="columns_as_they_happen_and_a_running_period",
        reader="beginner",
        note="incomplete period",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    table = table.div(table[0], axis=0)
    newest = orders["created_at"].max()
    last = newest.to_period(freq).ordinal
    if newest.normalize() != newest.to_period(freq).end_time.normalize():
        last = last - 1
    for s in table.index:
        for a in table.columns:
            if a > 0 and a > last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        misconception="columns_as_they_happen",
        reader="beginner",
        note="missing age columns",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    newest = orders["created_at"].max()
    last = newest.to_period(freq).ordinal
    if newest.normalize() != newest.to_period(freq).end_time.normalize():
        last = last - 1
    if len(good) == 0:
        return pd.DataFrame()
    far = last - table.index.min().ordinal
    if far < 0:
        far = 0
    table = table.reindex(columns=range(far + 1), fill_value=0)
    table = table.div(table[0], axis=0)
    for s in table.index:
        for a in table.columns:
            if a > 0 and a > last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        reader="beginner",
        note="no empty-table case",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    table = table.div(table[0], axis=0)
    newest = orders["created_at"].max()
    last = newest.to_period(freq).ordinal
    if newest.normalize() != newest.to_period(freq).end_time.normalize():
        last = last - 1
    for s in table.index:
        for a in table.columns:
            if a > 0 and a > last - s.ordinal:
                table.loc[s, a] = None
    table = table.dropna(axis=1, how="all")
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        reader="beginner",
        note="an age nobody came in is left out",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    if len(good) == 0:
        return pd.DataFrame()
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    newest = good["created_at"].max()
    last = newest.to_period(freq).ordinal
    if newest.normalize() != newest.to_period(freq).end_time.normalize():
        last = last - 1
    if len(good) == 0:
        return pd.DataFrame()
    far = last - table.index.min().ordinal
    if far < 0:
        far = 0
    table = table.reindex(columns=range(far + 1), fill_value=0)
    table = table.div(table[0], axis=0)
    for s in table.index:
        for a in table.columns:
            if a > 0 and a > last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        misconception="reach_of_the_counted_orders",
        reader="beginner",
        note="newest day from counted orders only (plus empty crash)",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    if len(good) == 0:
        return pd.DataFrame()
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    newest = orders["created_at"].max()
    last = newest.to_period(freq).ordinal
    if newest.normalize() != newest.to_period(freq).end_time.normalize():
        last = last - 1
    if len(good) == 0:
        return pd.DataFrame()
    far = last - table.index.min().ordinal
    if far < 0:
        far = 0
    table = table.reindex(columns=range(far + 1), fill_value=0)
    table = table.div(table[0], axis=0)
    for s in table.index:
        for a in table.columns:
            if a > last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        misconception="column_zero_emptied",
        reader="beginner",
        note="column 0 becomes NaN",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    if len(good) == 0:
        return pd.DataFrame()
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    newest = orders["created_at"].max()
    last = newest.to_period(freq).ordinal
    if newest.normalize() != newest.to_period(freq).end_time.normalize():
        last = last - 1
    if len(good) == 0:
        return pd.DataFrame()
    far = last - table.index.min().ordinal
    if far < 0:
        far = 0
    table = table.reindex(columns=range(far + 1), fill_value=0)
    table = table.div(table[0], axis=0)
    for s in table.index:
        for a in table.columns:
            if a > 0 and a > last - s.ordinal:
                table.loc[s, a] = None
    return table
""",
        judgement="wrong",
        misconception="cohorts_as_periods",
        reader="beginner",
        note="Period index not text",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    if len(good) == 0:
        return pd.DataFrame()
    table = good.groupby(["start", "age"])["order_id"].count().unstack().fillna(0)
    newest = orders["created_at"].max()
    last = newest.to_period(freq).ordinal
    if newest.normalize() != newest.to_period(freq).end_time.normalize():
        last = last - 1
    if len(good) == 0:
        return pd.DataFrame()
    far = last - table.index.min().ordinal
    if far < 0:
        far = 0
    table = table.reindex(columns=range(far + 1), fill_value=0)
    table = table.div(table[0], axis=0)
    for s in table.index:
        for a in table.columns:
            if a > 0 and a > last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        misconception="orders_counted_after_the_first",
        reader="beginner",
        note="orders not customers",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    if len(good) == 0:
        return pd.DataFrame()
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    newest = orders["created_at"].max()
    last = newest.to_period(freq).ordinal
    if newest.day < 30:
        last = last - 1
    if len(good) == 0:
        return pd.DataFrame()
    far = last - table.index.min().ordinal
    if far < 0:
        far = 0
    table = table.reindex(columns=range(far + 1), fill_value=0)
    table = table.div(table[0], axis=0)
    for s in table.index:
        for a in table.columns:
            if a > 0 and a > last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        reader="beginner",
        note="day < 30 for quarter/31",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(good) == 0:
        return pd.DataFrame()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    newest = orders["created_at"].max()
    last = newest.to_period(freq).ordinal
    if newest.normalize() != newest.to_period(freq).end_time.normalize():
        last = last - 1
    far = last - table.index.min().ordinal
    if far < 0:
        far = 0
    table = table.reindex(columns=range(far + 1), fill_value=0)
    table = table.div(table[0], axis=0)
    for s in table.index:
        for a in table.columns:
            if a > 0 and a > last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(good) == 0:
        return pd.DataFrame()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    newest = orders["created_at"].max()
    last = newest.to_period(freq).ordinal
    if newest.normalize() != newest.to_period(freq).end_time.normalize():
        last = last - 1
    far = last - table.index.max().ordinal
    if far < 0:
        far = 0
    table = table.reindex(columns=range(far + 1), fill_value=0)
    table = table.div(table[0], axis=0)
    for s in table.index:
        for a in table.columns:
            if a > 0 and a > last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        reader="beginner",
        note="wrong number of columns",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(good) == 0:
        return pd.DataFrame()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    newest = orders["created_at"].max()
    last = newest.to_period(freq).ordinal
    far = last - table.index.min().ordinal
    if far < 0:
        far = 0
    table = table.reindex(columns=range(far + 1), fill_value=0)
    table = table.div(table[0], axis=0)
    for s in table.index:
        for a in table.columns:
            if a > 0 and a > last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        misconception="the_running_period_shown",
        reader="beginner",
        note="unfinished period shown",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(good) == 0:
        return pd.DataFrame()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    newest = orders["created_at"].max()
    last = newest.to_period(freq).ordinal
    if newest.normalize() != newest.to_period(freq).end_time.normalize():
        last = last - 1
    far = last - table.index.min().ordinal
    if far < 0:
        far = 0
    table = table.reindex(columns=range(far + 1), fill_value=0)
    table = table.div(table[0], axis=0)
    for s in table.index:
        for a in table.columns:
            if a > 0 and a >= last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        reader="beginner",
        note="one too many hidden",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(good) == 0:
        return pd.DataFrame()
    good["p"] = good["created_at"].dt.to_period("M")
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    newest = orders["created_at"].max()
    last = newest.to_period("M").ordinal
    if newest.normalize() != newest.to_period("M").end_time.normalize():
        last = last - 1
    far = last - table.index.min().ordinal
    if far < 0:
        far = 0
    table = table.reindex(columns=range(far + 1), fill_value=0)
    table = table.div(table[0], axis=0)
    for s in table.index:
        for a in table.columns:
            if a > 0 and a > last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        reader="beginner",
        note="freq ignored",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(good) == 0:
        return pd.DataFrame()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    newest = orders["created_at"].max()
    last = newest.to_period(freq).ordinal
    if newest.normalize() != newest.to_period(freq).end_time.normalize():
        last = last
    far = last - table.index.min().ordinal
    if far < 0:
        far = 0
    table = table.reindex(columns=range(far + 1), fill_value=0)
    table = table.div(table[0], axis=0)
    for s in table.index:
        for a in table.columns:
            if a > 0 and a >= last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        reader="beginner",
        note="same as hiding last always",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(good) == 0:
        return pd.DataFrame()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    newest = orders["created_at"].max()
    last = newest.to_period(freq).ordinal
    if newest.normalize() != newest.to_period(freq).end_time.normalize():
        last = last - 1
    far = last - table.index.min().ordinal
    if far < 0:
        far = 0
    table = table.reindex(columns=range(far + 1), fill_value=0)
    table = table.div(table[0], axis=0) * 100
    for s in table.index:
        for a in table.columns:
            if a > 0 and a > last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        misconception="shares_in_percent",
        reader="beginner",
        note="times 100",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if len(good) == 0:
        return pd.DataFrame()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    newest = orders["created_at"].max()
    last = newest.to_period(freq).ordinal
    if newest.normalize() != newest.to_period(freq).end_time.normalize():
        last = last - 1
    far = last - table.index.min().ordinal
    if far < 0:
        far = 0
    table = table.reindex(columns=range(far + 1), fill_value=np.nan)
    table = table.div(table[0], axis=0)
    for s in table.index:
        for a in table.columns:
            if a > 0 and a > last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="wrong",
        reader="beginner",
        note="missing age column NaN",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    good = orders[(orders["paid"] > orders["refund"])].copy()
    if len(good) == 0:
        return pd.DataFrame()
    good["p"] = good["created_at"].dt.to_period(freq)
    first = good.groupby("user_id")["p"].min()
    good["start"] = good["user_id"].map(first)
    good["age"] = good["p"].astype("int64") - good["start"].astype("int64")
    table = good.groupby(["start", "age"])["user_id"].nunique().unstack().fillna(0)
    newest = orders["created_at"].max()
    last = newest.to_period(freq).ordinal
    if newest.normalize() != newest.to_period(freq).end_time.normalize():
        last = last - 1
    far = last - table.index.min().ordinal
    if far < 0:
        far = 0
    table = table.reindex(columns=range(far + 1), fill_value=0)
    table = table.div(table[0], axis=0)
    for s in table.index:
        for a in table.columns:
            if a > 0 and a > last - s.ordinal:
                table.loc[s, a] = None
    table.index = table.index.astype(str)
    return table
""",
        judgement="right",
        reader="beginner",
        note="the text says now that an unpaid order has paid 0",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = orders["created_at"].max()
    p = last.to_period(freq)
    if last.normalize() == p.end_time.normalize():
        full = p
    else:
        full = p - 1
    o["p"] = o["created_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min()
    o["c"] = o["user_id"].map(first)
    cohorts = sorted(o["c"].unique())
    top = max(0, max((full - c).n for c in cohorts))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = sub["user_id"].nunique()
        row = []
        for a in range(top + 1):
            if a == 0:
                row.append(1.0)
            elif c + a > full:
                row.append(np.nan)
            else:
                row.append(sub.loc[sub["p"] == c + a, "user_id"].nunique() / n)
        rows.append(row)
    return pd.DataFrame(rows, index=[str(c) for c in cohorts], columns=range(top + 1))
""",
        judgement="right",
        reader="professor",
        note="first answer: two loops",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = o["created_at"].max()
    p = last.to_period(freq)
    if last.normalize() == p.end_time.normalize():
        full = p
    else:
        full = p - 1
    o["p"] = o["created_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min()
    o["c"] = o["user_id"].map(first)
    cohorts = sorted(o["c"].unique())
    top = max(0, max((full - c).n for c in cohorts))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = sub["user_id"].nunique()
        row = []
        for a in range(top + 1):
            if a == 0:
                row.append(1.0)
            elif c + a > full:
                row.append(np.nan)
            else:
                row.append(sub.loc[sub["p"] == c + a, "user_id"].nunique() / n)
        rows.append(row)
    return pd.DataFrame(rows, index=[str(c) for c in cohorts], columns=range(top + 1))
""",
        judgement="wrong",
        misconception="reach_of_the_counted_orders",
        reader="professor",
        note="last of orders that count",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = orders["created_at"].max()
    p = last.to_period(freq)
    if last >= p.end_time - pd.Timedelta(seconds=59):
        full = p
    else:
        full = p - 1 if True else p
    o["p"] = o["created_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min()
    o["c"] = o["user_id"].map(first)
    cohorts = sorted(o["c"].unique())
    top = max(0, max((full - c).n for c in cohorts))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = sub["user_id"].nunique()
        row = []
        for a in range(top + 1):
            if a == 0:
                row.append(1.0)
            elif c + a > full:
                row.append(np.nan)
            else:
                row.append(sub.loc[sub["p"] == c + a, "user_id"].nunique() / n)
        rows.append(row)
    return pd.DataFrame(rows, index=[str(c) for c in cohorts], columns=range(top + 1))
""",
        judgement="wrong",
        misconception="the_last_period_always_dropped",
        reader="professor",
        note="last moment instead of last day",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = orders["created_at"].max()
    p = last.to_period(freq)
    full = p
    o["p"] = o["created_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min()
    o["c"] = o["user_id"].map(first)
    cohorts = sorted(o["c"].unique())
    top = max(0, max((full - c).n for c in cohorts))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = sub["user_id"].nunique()
        row = []
        for a in range(top + 1):
            if a == 0:
                row.append(1.0)
            elif c + a > full:
                row.append(np.nan)
            else:
                row.append(sub.loc[sub["p"] == c + a, "user_id"].nunique() / n)
        rows.append(row)
    return pd.DataFrame(rows, index=[str(c) for c in cohorts], columns=range(top + 1))
""",
        judgement="wrong",
        misconception="the_running_period_shown",
        reader="professor",
        note="running period kept",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = orders["created_at"].max()
    p = last.to_period(freq)
    if last.normalize() == p.end_time.normalize():
        full = p
    else:
        full = p - 1
    o["p"] = o["created_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min()
    o["c"] = o["user_id"].map(first)
    cohorts = sorted(o["c"].unique())
    top = max(0, max((full - c).n for c in cohorts))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = len(sub[sub["p"] == c])
        row = []
        for a in range(top + 1):
            if a == 0:
                row.append(1.0)
            elif c + a > full:
                row.append(np.nan)
            else:
                row.append((sub["p"] == c + a).sum() / n)
        rows.append(row)
    return pd.DataFrame(rows, index=[str(c) for c in cohorts], columns=range(top + 1))
""",
        judgement="wrong",
        misconception="orders_counted_after_the_first",
        reader="professor",
        note="orders counted",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = orders["created_at"].max()
    p = last.to_period(freq)
    if last.normalize() == p.end_time.normalize():
        full = p
    else:
        full = p - 1
    o["p"] = o["created_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min()
    o["c"] = o["user_id"].map(first)
    cohorts = sorted(o["c"].unique())
    top = max((pp - c).n for pp, c in zip(o["p"], o["c"]))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = sub["user_id"].nunique()
        row = []
        for a in range(top + 1):
            if a == 0:
                row.append(1.0)
            elif c + a > full:
                row.append(np.nan)
            else:
                row.append(sub.loc[sub["p"] == c + a, "user_id"].nunique() / n)
        rows.append(row)
    return pd.DataFrame(rows, index=[str(c) for c in cohorts], columns=range(top + 1))
""",
        judgement="wrong",
        misconception="an_empty_column_more",
        reader="professor",
        note="columns from data only",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = orders["created_at"].max()
    p = last.to_period(freq)
    if last.normalize() == p.end_time.normalize():
        full = p
    else:
        full = p - 1
    o["p"] = o["created_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min()
    o["c"] = o["user_id"].map(first)
    cohorts = sorted(o["c"].unique())
    top = max(0, max((full - c).n for c in cohorts))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = sub["user_id"].nunique()
        row = []
        for a in range(top + 1):
            if c + a > full:
                row.append(np.nan)
            else:
                row.append(sub.loc[sub["p"] == c + a, "user_id"].nunique() / n)
        rows.append(row)
    return pd.DataFrame(rows, index=[str(c) for c in cohorts], columns=range(top + 1))
""",
        judgement="wrong",
        misconception="column_zero_emptied",
        reader="professor",
        note="column 0 also NaN for running period",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    if good.empty:
        return pd.DataFrame()
    good["p"] = good["created_at"].dt.to_period(freq).astype("int64")
    good["c"] = good.groupby("user_id")["p"].transform("min")
    last = orders["created_at"].max()
    lp = last.to_period(freq)
    full = lp.ordinal - int(last.normalize() < lp.end_time.normalize())
    good["age"] = good["p"] - good["c"]
    t = good.groupby(["c", "age"])["user_id"].nunique().unstack()
    top = max(0, full - t.index.min())
    t = t.reindex(columns=range(top + 1)).fillna(0)
    t = t.div(t[0], axis=0)
    for c in t.index:
        t.loc[c, [a for a in t.columns if a > 0 and c + a > full]] = np.nan
    t.index = [str(pd.Period(ordinal=i, freq=freq)) for i in t.index]
    return t
""",
        judgement="right",
        reader="professor",
        note="crosstab/unstack idiom, ordinals",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = orders["created_at"].max()
    p = last.to_period(freq)
    if last.normalize() == p.end_time.normalize():
        full = p
    else:
        full = p - 1
    o["p"] = o["paid_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min()
    o["c"] = o["user_id"].map(first)
    cohorts = sorted(o["c"].unique())
    top = max(0, max((full - c).n for c in cohorts))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = sub["user_id"].nunique()
        row = []
        for a in range(top + 1):
            if a == 0:
                row.append(1.0)
            elif c + a > full:
                row.append(np.nan)
            else:
                row.append(sub.loc[sub["p"] == c + a, "user_id"].nunique() / n)
        rows.append(row)
    return pd.DataFrame(rows, index=[str(c) for c in cohorts], columns=range(top + 1))
""",
        judgement="wrong",
        misconception="periods_of_payment",
        reader="professor",
        note="paid_at",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull()].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = orders["created_at"].max()
    p = last.to_period(freq)
    if last.normalize() == p.end_time.normalize():
        full = p
    else:
        full = p - 1
    o["p"] = o["created_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min()
    o["c"] = o["user_id"].map(first)
    cohorts = sorted(o["c"].unique())
    top = max(0, max((full - c).n for c in cohorts))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = sub["user_id"].nunique()
        row = []
        for a in range(top + 1):
            if a == 0:
                row.append(1.0)
            elif c + a > full:
                row.append(np.nan)
            else:
                row.append(sub.loc[sub["p"] == c + a, "user_id"].nunique() / n)
        rows.append(row)
    return pd.DataFrame(rows, index=[str(c) for c in cohorts], columns=range(top + 1))
""",
        judgement="wrong",
        misconception="full_refunds_in_the_matrix",
        reader="professor",
        note="refunds counted",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = orders["created_at"].max()
    p = last.to_period(freq)
    if last.normalize() == p.end_time.normalize():
        full = p
    else:
        full = p - 1
    o["p"] = o["created_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min()
    o["c"] = o["user_id"].map(first)
    cohorts = sorted(o["c"].unique())
    top = max(0, max((full - c).n for c in cohorts))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = sub["user_id"].nunique()
        row = []
        for a in range(top + 1):
            if a == 0:
                row.append(1.0)
            elif c + a > full:
                row.append(np.nan)
            else:
                row.append(sub.loc[sub["p"] == c + a, "user_id"].nunique() / n)
        rows.append(row)
    return pd.DataFrame(rows, index=[str(c) for c in cohorts], columns=[str(a) for a in range(top + 1)])
""",
        judgement="wrong",
        misconception="ages_as_text",
        reader="professor",
        note="ages as text",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = orders["created_at"].max()
    p = last.to_period(freq)
    if last.normalize() == p.end_time.normalize():
        full = p
    else:
        full = p - 1
    o["p"] = o["created_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min()
    o["c"] = o["user_id"].map(first)
    cohorts = sorted(o["c"].unique())
    top = max(0, max((full - c).n for c in cohorts))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = sub["user_id"].nunique()
        row = []
        for a in range(top + 1):
            if a == 0:
                row.append(1.0)
            elif c + a > full:
                row.append(np.nan)
            else:
                row.append(sub.loc[sub["p"] == c + a, "user_id"].nunique() / n)
        rows.append(row)
    return pd.DataFrame(rows, index=[c.strftime("%Y-%m") for c in cohorts], columns=range(top + 1))
""",
        judgement="wrong",
        reader="professor",
        note="strftime label",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = orders["created_at"].max()
    p = last.to_period(freq)
    if last.normalize() == p.end_time.normalize():
        full = p
    else:
        full = p - 1
    o["p"] = o["created_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min()
    o["c"] = o["user_id"].map(first)
    cohorts = sorted(o["c"].unique())
    top = max(0, max((full - c).n for c in cohorts))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = sub["user_id"].nunique()
        row = []
        for a in range(top + 1):
            if a == 0:
                row.append(1.0)
            elif c + a > full:
                row.append(0.0)
            else:
                row.append(sub.loc[sub["p"] == c + a, "user_id"].nunique() / n)
        rows.append(row)
    return pd.DataFrame(rows, index=[str(c) for c in cohorts], columns=range(top + 1))
""",
        judgement="wrong",
        misconception="the_future_is_zero",
        reader="professor",
        note="zero for future",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = orders["created_at"].max()
    p = last.to_period(freq)
    if last.is_month_end:
        full = p
    else:
        full = p - 1
    o["p"] = o["created_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min()
    o["c"] = o["user_id"].map(first)
    cohorts = sorted(o["c"].unique())
    top = max(0, max((full - c).n for c in cohorts))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = sub["user_id"].nunique()
        row = []
        for a in range(top + 1):
            if a == 0:
                row.append(1.0)
            elif c + a > full:
                row.append(np.nan)
            else:
                row.append(sub.loc[sub["p"] == c + a, "user_id"].nunique() / n)
        rows.append(row)
    return pd.DataFrame(rows, index=[str(c) for c in cohorts], columns=range(top + 1))
""",
        judgement="wrong",
        misconception="month_end_for_quarters",
        reader="professor",
        note="is_month_end also for quarters",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = orders["created_at"].max()
    p = last.to_period(freq)
    if last.normalize() == p.end_time.normalize():
        full = p
    else:
        full = p - 1
    o["p"] = o["created_at"].dt.to_period(freq)
    first = orders.groupby("user_id")["created_at"].min().dt.to_period(freq)
    o["c"] = o["user_id"].map(first)
    cohorts = sorted(o["c"].unique())
    top = max(0, max((full - c).n for c in cohorts))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = sub["user_id"].nunique()
        row = []
        for a in range(top + 1):
            if a == 0:
                row.append(1.0)
            elif c + a > full:
                row.append(np.nan)
            else:
                row.append(sub.loc[sub["p"] == c + a, "user_id"].nunique() / n)
        rows.append(row)
    return pd.DataFrame(rows, index=[str(c) for c in cohorts], columns=range(top + 1))
""",
        judgement="wrong",
        misconception="founded_by_any_order",
        reader="professor",
        note="cohort by first order, counted or not",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = orders["created_at"].max()
    p = last.to_period(freq)
    if last.normalize() == p.end_time.normalize():
        full = p
    else:
        full = p - 1
    o["p"] = o["created_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min()
    o["c"] = o["user_id"].map(first)
    cohorts = sorted(o["c"].unique())
    top = max(0, max((full - c).n for c in cohorts))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = sub["user_id"].nunique()
        row = []
        for a in range(top + 1):
            if a == 0:
                row.append(1.0)
            elif c + a > full:
                row.append(np.nan)
            else:
                row.append(sub.loc[sub["p"] == c + a, "user_id"].nunique() / n)
        rows.append(row)
    return pd.DataFrame(np.round(rows, 2), index=[str(c) for c in cohorts], columns=range(top + 1))
""",
        judgement="wrong",
        misconception="shares_rounded_to_two",
        reader="professor",
        note="rounded to 2",
    ),
    Trial(
        "retention_matrix",
        """
def retention_matrix(orders, freq="M"):
    if len(orders) == 0:
        return pd.DataFrame()
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"])].copy()
    if len(o) == 0:
        return pd.DataFrame()
    last = orders["created_at"].max()
    p = last.to_period(freq)
    if last.normalize() == p.end_time.normalize():
        full = p
    else:
        full = p - 1
    o["p"] = o["created_at"].dt.to_period(freq)
    first = o.groupby("user_id")["p"].min()
    o["c"] = o["user_id"].map(first)
    cohorts = list(pd.period_range(o["c"].min(), o["c"].max(), freq=freq))
    top = max(0, max((full - c).n for c in cohorts))
    rows = []
    for c in cohorts:
        sub = o[o["c"] == c]
        n = max(1, sub["user_id"].nunique())
        row = []
        for a in range(top + 1):
            if a == 0:
                row.append(1.0)
            elif c + a > full:
                row.append(np.nan)
            else:
                row.append(sub.loc[sub["p"] == c + a, "user_id"].nunique() / n)
        rows.append(row)
    return pd.DataFrame(rows, index=[str(c) for c in cohorts], columns=range(top + 1))
""",
        judgement="wrong",
        misconception="rows_for_all_periods",
        reader="professor",
        note="all periods as rows",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    r = rules[rules["by_invitation"] == False]
    r = r[(spend >= r["min_spend"]) & (orders >= r["min_orders"]) & (active_days >= r["min_active_days"])]
    if len(r) == 0:
        return "none"
    return r["level"].iloc[0]
""",
        judgement="wrong",
        misconception="first_row_of_the_table",
        reader="shop assistant",
        note="没管 NaN 门槛、NaN spend，表没排序取第一行",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    rules = rules.fillna(0)
    r = rules[rules["by_invitation"] == False]
    r = r[(spend >= r["min_spend"]) & (orders >= r["min_orders"]) & (active_days >= r["min_active_days"])]
    if len(r) == 0:
        return "none"
    return r.sort_values("rank")["level"].iloc[-1]
""",
        judgement="wrong",
        misconception="missing_spend_fails",
        reader="shop assistant",
        note="rules.fillna(0)：负的消费额遇到空门槛就不满足了；spend 缺失也没管",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isna(spend):
        spend = 0
    rules = rules.fillna(0)
    r = rules[rules["by_invitation"] == False]
    r = r[(spend >= r["min_spend"]) & (orders >= r["min_orders"]) & (active_days >= r["min_active_days"])]
    if len(r) == 0:
        return "none"
    return r.sort_values("rank")["level"].iloc[-1]
""",
        judgement="wrong",
        misconception="empty_limit_is_zero",
        reader="shop assistant",
        note="空门槛补 0：消费为负、min_spend 空着的级应达到，却给 none",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isna(spend):
        spend = 0
    cols = ["min_spend", "min_orders", "min_active_days"]
    rules = rules.copy()
    rules[cols] = rules[cols].fillna(-1e9)
    r = rules[rules["by_invitation"] == False]
    r = r[(spend >= r["min_spend"]) & (orders >= r["min_orders"]) & (active_days >= r["min_active_days"])]
    if len(r) == 0:
        return "none"
    return r.sort_values("rank")["level"].iloc[-1]
""",
        judgement="right",
        reader="shop assistant",
        note="fillna 成很小的数",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isna(spend):
        spend = 0
    best = "none"
    best_rank = None
    for i, row in rules.iterrows():
        if row["by_invitation"]:
            continue
        if spend < row["min_spend"]:
            continue
        if orders < row["min_orders"]:
            continue
        if active_days < row["min_active_days"]:
            continue
        if best_rank is None or row["rank"] > best_rank:
            best = row["level"]
            best_rank = row["rank"]
    return best
""",
        judgement="right",
        reader="shop assistant",
        note="变式：for 循环 iterrows",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isna(spend):
        spend = 0
    best = "none"
    for i, row in rules.sort_values("rank").iterrows():
        if row["by_invitation"]:
            continue
        if spend < row["min_spend"] or orders < row["min_orders"] or active_days < row["min_active_days"]:
            break
        best = row["level"]
    return best
""",
        judgement="wrong",
        misconception="stopped_at_the_first_gap",
        reader="shop assistant",
        note="变式：爬梯子，一级不达到就停",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isna(spend):
        spend = 0
    best, top = "none", 0
    for i, row in rules.iterrows():
        if row["by_invitation"] == True:
            continue
        if spend < row["min_spend"] or orders < row["min_orders"] or active_days < row["min_active_days"]:
            continue
        if row["rank"] > top:
            best, top = row["level"], row["rank"]
    return best
""",
        judgement="right",
        reader="shop assistant",
        note="题面没说 rank 从几起，算宽判：rank ≤ 0 时会漏",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    spend = 0 if np.isnan(spend) else spend
    r = rules[~rules["by_invitation"].astype(bool)]
    ok = r["min_spend"].isna() | (r["min_spend"] <= spend)
    ok &= r["min_orders"].isna() | (r["min_orders"] <= orders)
    ok &= r["min_active_days"].isna() | (r["min_active_days"] <= active_days)
    r = r[ok]
    return "none" if r.empty else r.loc[r["rank"].idxmax(), "level"]
""",
        judgement="right",
        reader="shop assistant",
        note="变式：~by_invitation 加 isna 或",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isna(spend):
        spend = 0
    r = rules[rules["by_invitation"] == False].fillna(-1e9)
    r = r[(spend > r["min_spend"]) & (orders > r["min_orders"]) & (active_days > r["min_active_days"])]
    if len(r) == 0:
        return "none"
    return r.sort_values("rank")["level"].iloc[-1]
""",
        judgement="wrong",
        misconception="more_than_the_limit",
        reader="shop assistant",
        note="变式：严格大于门槛",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isna(spend):
        spend = 0
    best = "none"
    best_rank = None
    for i, row in rules.iterrows():
        if spend < row["min_spend"]:
            continue
        if orders < row["min_orders"]:
            continue
        if active_days < row["min_active_days"]:
            continue
        if best_rank is None or row["rank"] > best_rank:
            best = row["level"]
            best_rank = row["rank"]
    return best
""",
        judgement="wrong",
        misconception="invitations_given_away",
        reader="shop assistant",
        note="变式：by_invitation 没管",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isna(spend):
        spend = 0
    best = None
    best_rank = None
    for i, row in rules.iterrows():
        if row["by_invitation"]:
            continue
        if spend < row["min_spend"]:
            continue
        if orders < row["min_orders"]:
            continue
        if active_days < row["min_active_days"]:
            continue
        if best_rank is None or row["rank"] > best_rank:
            best = row["level"]
            best_rank = row["rank"]
    return best
""",
        judgement="wrong",
        misconception="python_none",
        reader="shop assistant",
        note="变式：没有行时返回 None",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isna(spend):
        spend = 0
    r = rules[rules['by_invitation'] == False].fillna(-1e9)
    r = r[(spend >= r['min_spend']) | (orders >= r['min_orders']) | (active_days >= r['min_active_days'])]
    if len(r) == 0:
        return 'none'
    return r.sort_values('rank')['level'].iloc[-1]
""",
        judgement="wrong",
        misconception="one_condition_is_enough",
        reader="shop assistant",
        note="变式：任一条件达到即可",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isna(spend):
        spend = 0
    spend = max(spend, 0)
    best = "none"
    best_rank = None
    for i, row in rules.iterrows():
        if row["by_invitation"]:
            continue
        if spend < row["min_spend"]:
            continue
        if orders < row["min_orders"]:
            continue
        if active_days < row["min_active_days"]:
            continue
        if best_rank is None or row["rank"] > best_rank:
            best = row["level"]
            best_rank = row["rank"]
    return best
""",
        judgement="wrong",
        misconception="negative_as_zero",
        reader="shop assistant",
        note="变式：负的 spend 也当 0",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isna(spend):
        spend = 0
    best = "none"
    best_rank = None
    for i, row in rules.dropna().iterrows():
        if row["by_invitation"]:
            continue
        if spend < row["min_spend"]:
            continue
        if orders < row["min_orders"]:
            continue
        if active_days < row["min_active_days"]:
            continue
        if best_rank is None or row["rank"] > best_rank:
            best = row["level"]
            best_rank = row["rank"]
    return best
""",
        judgement="wrong",
        misconception="empty_limit_shuts_out",
        reader="shop assistant",
        note="变式：dropna 掉有空门槛的行",
    ),
    Trial(
        "member_level",
        """
def member_level(spend: float, orders: int, active_days: int, rules: pd.DataFrame) -> str:
    ok = rules[(rules["min_spend"] <= spend) & (rules["min_orders"] <= orders) & (rules["min_active_days"] <= active_days)]
    ok = ok[ok["by_invitation"] == False]
    if len(ok) == 0:
        return "none"
    return ok.sort_values("rank", ascending=False)["level"].iloc[0]
""",
        judgement="wrong",
        misconception="empty_limit_shuts_out",
        reader="beginner",
        note="NaN thresholds fail",
    ),
    Trial(
        "member_level",
        """
def member_level(spend: float, orders: int, active_days: int, rules: pd.DataFrame) -> str:
    best = "none"
    best_rank = 0
    for i in range(len(rules)):
        row = rules.iloc[i]
        if row["by_invitation"]:
            continue
        if row["min_spend"] > spend:
            continue
        if row["min_orders"] > orders:
            continue
        if row["min_active_days"] > active_days:
            continue
        if row["rank"] > best_rank:
            best_rank = row["rank"]
            best = row["level"]
    return best
""",
        judgement="wrong",
        misconception="missing_spend_meets_everything",
        reader="beginner",
        note="spend NaN passes every threshold",
    ),
    Trial(
        "member_level",
        """
def member_level(spend: float, orders: int, active_days: int, rules: pd.DataFrame) -> str:
    if pd.isna(spend):
        spend = 0
    best = "none"
    best_rank = 0
    for i in range(len(rules)):
        row = rules.iloc[i]
        if row["by_invitation"]:
            continue
        if row["min_spend"] > spend:
            continue
        if row["min_orders"] > orders:
            continue
        if row["min_active_days"] > active_days:
            continue
        if row["rank"] > best_rank:
            best_rank = row["rank"]
            best = row["level"]
    return best
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "member_level",
        """
def member_level(spend: float, orders: int, active_days: int, rules: pd.DataFrame) -> str:
    if pd.isna(spend):
        spend = 0
    r = rules.fillna(0)
    ok = r[(r["min_spend"] <= spend) & (r["min_orders"] <= orders) & (r["min_active_days"] <= active_days) & ~r["by_invitation"]]
    if len(ok) == 0:
        return "none"
    return ok.sort_values("rank")["level"].iloc[-1]
""",
        judgement="wrong",
        misconception="empty_limit_is_zero",
        reader="beginner",
        note="fillna(0): negative spend fails a blank threshold",
    ),
    Trial(
        "member_level",
        """
def member_level(spend: float, orders: int, active_days: int, rules: pd.DataFrame) -> str:
    if pd.isna(spend):
        spend = 0
    best = "none"
    best_rank = 0
    for i in range(len(rules)):
        row = rules.iloc[i]
        if row["by_invitation"]:
            continue
        if row["min_spend"] >= spend:
            continue
        if row["min_orders"] > orders:
            continue
        if row["min_active_days"] > active_days:
            continue
        if row["rank"] > best_rank:
            best_rank = row["rank"]
            best = row["level"]
    return best
""",
        judgement="wrong",
        misconception="more_than_the_limit",
        reader="beginner",
        note=">=",
    ),
    Trial(
        "member_level",
        """
def member_level(spend: float, orders: int, active_days: int, rules: pd.DataFrame) -> str:
    if pd.isna(spend):
        spend = 0
    best = "none"
    best_rank = 0
    for i in range(len(rules)):
        row = rules.iloc[i]
        if row["by_invitation"]:
            continue
        if row["min_spend"] > spend:
            continue
        if row["min_orders"] > orders:
            continue
        if row["min_active_days"] > active_days:
            continue
        if row["rank"] > best_rank:
            best_rank = row["rank"]
            best = row["level"]
    if best == "none":
        return None
    return best
""",
        judgement="wrong",
        misconception="python_none",
        reader="beginner",
        note="None not 'none'",
    ),
    Trial(
        "member_level",
        """
def member_level(spend: float, orders: int, active_days: int, rules: pd.DataFrame) -> str:
    if pd.isna(spend):
        spend = 0
    level = "none"
    for i in rules.sort_values("rank").index:
        row = rules.loc[i]
        if row["by_invitation"]:
            continue
        if row["min_spend"] > spend or row["min_orders"] > orders or row["min_active_days"] > active_days:
            break
        level = row["level"]
    return level
""",
        judgement="wrong",
        misconception="stopped_at_the_first_gap",
        reader="beginner",
        note="breaks at first level not reached",
    ),
    Trial(
        "member_level",
        """
def member_level(spend: float, orders: int, active_days: int, rules: pd.DataFrame) -> str:
    if pd.isna(spend):
        spend = 0
    names = []
    ranks = []
    for i in range(len(rules)):
        r = rules.iloc[i]
        a = pd.isna(r["min_spend"]) or spend >= r["min_spend"]
        b = pd.isna(r["min_orders"]) or orders >= r["min_orders"]
        c = pd.isna(r["min_active_days"]) or active_days >= r["min_active_days"]
        if a and b and c and not r["by_invitation"]:
            names.append(r["level"])
            ranks.append(r["rank"])
    if names == []:
        return "none"
    return names[ranks.index(max(ranks))]
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "member_level",
        """
def member_level(spend: float, orders: int, active_days: int, rules: pd.DataFrame) -> str:
    if pd.isna(spend):
        spend = 0
    names = []
    ranks = []
    for i in range(len(rules)):
        r = rules.iloc[i]
        a = pd.isna(r["min_spend"]) or spend >= r["min_spend"]
        b = pd.isna(r["min_orders"]) or orders >= r["min_orders"]
        c = pd.isna(r["min_active_days"]) or active_days >= r["min_active_days"]
        if a and b and c :
            names.append(r["level"])
            ranks.append(r["rank"])
    if names == []:
        return "none"
    return names[ranks.index(max(ranks))]
""",
        judgement="wrong",
        misconception="invitations_given_away",
        reader="beginner",
        note="ignores invitation",
    ),
    Trial(
        "member_level",
        """
def member_level(spend: float, orders: int, active_days: int, rules: pd.DataFrame) -> str:
    if pd.isna(spend):
        spend = 0
    best = "none"
    best_rank = -1
    for i in range(len(rules)):
        row = rules.iloc[i]
        if row["by_invitation"]:
            continue
        if row["min_spend"] > spend:
            continue
        if row["min_orders"] > orders:
            continue
        if row["min_active_days"] > active_days:
            continue
        if row["rank"] > best_rank:
            best_rank = row["rank"]
            best = row["level"]
    return best
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "member_level",
        """
def member_level(spend: float, orders: int, active_days: int, rules: pd.DataFrame) -> str:
    if pd.isna(spend):
        spend = 0
    ok = rules[~(rules["min_spend"] > spend) & ~(rules["min_orders"] > orders) & ~(rules["min_active_days"] > active_days)]
    ok = ok[ok["by_invitation"] == False].sort_values("rank")
    if len(ok) == 0:
        return "none"
    return ok["level"].tail(1).sum()
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "member_level",
        """
def member_level(spend: float, orders: int, active_days: int, rules: pd.DataFrame) -> str:
    if pd.isna(spend):
        spend = 0
    level = "none"
    for i in range(len(rules)):
        row = rules.iloc[i]
        if row["by_invitation"] or row["min_spend"] > spend or row["min_orders"] > orders or row["min_active_days"] > active_days:
            continue
        level = row["level"]
    return level
""",
        judgement="wrong",
        misconception="last_row_of_the_table",
        reader="beginner",
        note="last row met, rules not sorted",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isnull(spend):
        spend = 0
    best, best_rank = "none", None
    for i, row in rules.iterrows():
        if row["by_invitation"]:
            continue
        ok = True
        for have, need in [(spend, row["min_spend"]), (orders, row["min_orders"]), (active_days, row["min_active_days"])]:
            if pd.notnull(need) and have < need:
                ok = False
        if ok and (best_rank is None or row["rank"] > best_rank):
            best, best_rank = row["level"], row["rank"]
    return best
""",
        judgement="right",
        reader="professor",
        note="first answer: iterrows",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isnull(spend):
        spend = 0
    best, best_rank = "none", None
    for i, row in rules.iterrows():
        if row["by_invitation"]:
            continue
        ok = True
        for have, need in [(spend, row["min_spend"]), (orders, row["min_orders"]), (active_days, row["min_active_days"])]:
            if pd.notnull(need) and have <= need:
                ok = False
        if ok and (best_rank is None or row["rank"] > best_rank):
            best, best_rank = row["level"], row["rank"]
    return best
""",
        judgement="wrong",
        misconception="more_than_the_limit",
        reader="professor",
        note="strict",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isnull(spend):
        spend = 0
    best, best_rank = "none", None
    for i, row in rules.iterrows():
        if row["by_invitation"]:
            continue
        ok = True
        for have, need in [(spend, row["min_spend"]), (orders, row["min_orders"]), (active_days, row["min_active_days"])]:
            if not have >= need:
                ok = False
        if ok and (best_rank is None or row["rank"] > best_rank):
            best, best_rank = row["level"], row["rank"]
    return best
""",
        judgement="wrong",
        misconception="empty_limit_shuts_out",
        reader="professor",
        note="NaN as condition",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    best, best_rank = "none", None
    for i, row in rules.iterrows():
        if row["by_invitation"]:
            continue
        ok = True
        for have, need in [(spend, row["min_spend"]), (orders, row["min_orders"]), (active_days, row["min_active_days"])]:
            if pd.notnull(need) and have < need:
                ok = False
        if ok and (best_rank is None or row["rank"] > best_rank):
            best, best_rank = row["level"], row["rank"]
    return best
""",
        judgement="wrong",
        misconception="missing_spend_meets_everything",
        reader="professor",
        note="spend NaN not replaced",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isnull(spend):
        spend = 0
    best, best_rank = "none", 0
    for i, row in rules.iterrows():
        if row["by_invitation"]:
            continue
        ok = True
        for have, need in [(spend, row["min_spend"]), (orders, row["min_orders"]), (active_days, row["min_active_days"])]:
            if pd.notnull(need) and have < need:
                ok = False
        if ok and (row["rank"] > best_rank):
            best, best_rank = row["level"], row["rank"]
    return best
""",
        judgement="right",
        reader="professor",
        note="the text says now that ranks begin at 1",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    spend = 0 if pd.isna(spend) else spend
    r = rules[~rules["by_invitation"]].fillna({"min_spend": 0, "min_orders": 0, "min_active_days": 0})
    r = r[(r["min_spend"] <= spend) & (r["min_orders"] <= orders) & (r["min_active_days"] <= active_days)]
    if r.empty:
        return "none"
    return r.sort_values("rank")["level"].iloc[-1]
""",
        judgement="wrong",
        misconception="empty_limit_is_zero",
        reader="professor",
        note="fillna(0)",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    spend = 0 if pd.isna(spend) else spend
    r = rules[~rules["by_invitation"]].fillna({"min_spend": -np.inf, "min_orders": 0, "min_active_days": 0})
    r = r[(r["min_spend"] <= spend) & (r["min_orders"] <= orders) & (r["min_active_days"] <= active_days)]
    if r.empty:
        return "none"
    return r.sort_values("rank")["level"].iloc[-1]
""",
        judgement="right",
        reader="professor",
        note="fillna(-inf), ~ mask",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isnull(spend):
        spend = 0
    best, best_rank = "none", None
    for i, row in rules.iterrows():
        ok = True
        for have, need in [(spend, row["min_spend"]), (orders, row["min_orders"]), (active_days, row["min_active_days"])]:
            if pd.notnull(need) and have < need:
                ok = False
        if ok and (best_rank is None or row["rank"] > best_rank):
            best, best_rank = row["level"], row["rank"]
    return best
""",
        judgement="wrong",
        misconception="invitations_given_away",
        reader="professor",
        note="invitation ignored",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isnull(spend):
        spend = 0
    best, best_rank = "none", None
    for i, row in rules.iterrows():
        if row["by_invitation"]:
            continue
        ok = True
        for have, need in [(spend, row["min_spend"]), (orders, row["min_orders"]), (active_days, row["min_active_days"])]:
            if pd.notnull(need) and have < need:
                ok = False
        if ok:
            best = row["level"]
    return best
""",
        judgement="wrong",
        misconception="last_row_of_the_table",
        reader="professor",
        note="last reached row",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    spend = 0 if pd.isna(spend) else spend
    best = "none"
    for _, row in rules.sort_values("rank").iterrows():
        if row["by_invitation"]:
            continue
        if spend < row["min_spend"] or orders < row["min_orders"] or active_days < row["min_active_days"]:
            break
        best = row["level"]
    return best
""",
        judgement="wrong",
        misconception="stopped_at_the_first_gap",
        reader="professor",
        note="ladder with break",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isnull(spend):
        spend = 0
    best, best_rank = "none", None
    for i, row in rules.iterrows():
        if row["by_invitation"]:
            continue
        ok = True
        for have, need in [(spend, row["min_spend"]), (orders, row["min_orders"]), (active_days, row["min_active_days"])]:
            if pd.notnull(need) and have < need:
                ok = False
        if ok and (best_rank is None or row["min_spend"] > best_rank):
            best, best_rank = row["level"], row["min_spend"]
    return best
""",
        judgement="wrong",
        misconception="dearest_is_best",
        reader="professor",
        note="greatest min_spend instead of rank",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isnull(spend):
        spend = 0
    best, best_rank = "none", None
    for i, row in rules.iterrows():
        if row["by_invitation"]:
            continue
        ok = True
        for have, need in [(spend, row["min_spend"]), (orders, row["min_orders"]), (active_days, row["min_active_days"])]:
            if pd.notnull(need) and have < need:
                ok = False
        if ok and (best_rank is None or row["rank"] > best_rank):
            best, best_rank = row["level"], row["rank"]
    return None if best == "none" else best
""",
        judgement="wrong",
        misconception="python_none",
        reader="professor",
        note="None for none",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isnull(spend):
        return "none"
    best, best_rank = "none", None
    for i, row in rules.iterrows():
        if row["by_invitation"]:
            continue
        ok = True
        for have, need in [(spend, row["min_spend"]), (orders, row["min_orders"]), (active_days, row["min_active_days"])]:
            if pd.notnull(need) and have < need:
                ok = False
        if ok and (best_rank is None or row["rank"] > best_rank):
            best, best_rank = row["level"], row["rank"]
    return best
""",
        judgement="wrong",
        misconception="missing_spend_fails",
        reader="professor",
        note="NaN spend -> none",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isnull(spend):
        spend = 0
    best, best_rank = "none", None
    for i, row in rules.iterrows():
        if row["by_invitation"]:
            continue
        ok = True
        for have, need in [(spend, row["min_spend"]), (orders, row["min_orders"])]:
            if pd.notnull(need) and have < need:
                ok = False
        if ok and (best_rank is None or row["rank"] > best_rank):
            best, best_rank = row["level"], row["rank"]
    return best
""",
        judgement="wrong",
        misconception="active_days_ignored",
        reader="professor",
        note="active days ignored",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    spend = max(0, 0 if pd.isna(spend) else spend)
    r = rules[rules["by_invitation"] == False].fillna(0)
    r = r[(r["min_spend"] <= spend) & (r["min_orders"] <= orders) & (r["min_active_days"] <= active_days)]
    return "none" if len(r) == 0 else r.loc[r["rank"].idxmax(), "level"]
""",
        judgement="wrong",
        misconception="negative_as_zero",
        reader="professor",
        note="max(0, spend)",
    ),
    Trial(
        "member_level",
        """
def member_level(spend, orders, active_days, rules):
    if pd.isnull(spend):
        spend = 0
    best, best_rank = "none", None
    for i, row in rules.iterrows():
        if row["by_invitation"]:
            continue
        ok = True
        for have, need in [(spend, row["min_spend"]), (orders, row["min_orders"]), (active_days, row["min_active_days"])]:
            if pd.notnull(need) and have < need:
                ok = False
        if ok and (best_rank is None or row["rank"] < best_rank):
            best, best_rank = row["level"], row["rank"]
    return best
""",
        judgement="wrong",
        misconception="rank_one_is_best",
        reader="professor",
        note="smallest rank",
    ),
    Trial(
        "clv",
        """
CARE = 0.1
def clv(margin, retention, discount, cac=0.0, horizon=None):
    if horizon:
        total = 0
        for t in range(1, horizon + 1):
            total += margin * retention ** t / (1 + discount) ** t
        return total - cac
    q = retention / (1 + discount)
    return margin * q / (1 - q) - cac
""",
        judgement="wrong",
        misconception="formula_of_the_lesson",
        reader="shop assistant",
        note="照课上公式：从 t=1 起算、忘了第 0 期和九成，if horizon",
    ),
    Trial(
        "clv",
        """
CARE = 0.1
def clv(margin, retention, discount, cac=0.0, horizon=None):
    if horizon:
        total = margin
        for t in range(1, horizon + 1):
            total += 0.9 * margin * retention ** t / (1 + discount) ** t
        return total - cac
    q = retention / (1 + discount)
    return margin + 0.9 * margin * q / (1 - q) - cac
""",
        judgement="wrong",
        misconception="one_period_too_many",
        reader="shop assistant",
        note="加第 0 期，但 range 到 horizon+1，if horizon",
    ),
    Trial(
        "clv",
        """
CARE = 0.1
def clv(margin, retention, discount, cac=0.0, horizon=None):
    q = retention / (1 + discount)
    if horizon is not None:
        total = margin
        for t in range(1, horizon):
            total += (1 - CARE) * margin * q ** t
        return total - cac
    return margin + (1 - CARE) * margin * q / (1 - q) - cac
""",
        judgement="wrong",
        misconception="first_margin_for_no_period",
        reader="shop assistant",
        note="range 改对，horizon is None 改了；horizon=0 和 q=1 没管",
    ),
    Trial(
        "clv",
        """
CARE = 0.1
def clv(margin, retention, discount, cac=0.0, horizon=None):
    q = retention / (1 + discount)
    if horizon == 0:
        return -cac
    if horizon is not None:
        total = margin
        for t in range(1, horizon):
            total += (1 - CARE) * margin * q ** t
        return total - cac
    if q == 1:
        return float("inf")
    return margin + (1 - CARE) * margin * q / (1 - q) - cac
""",
        judgement="wrong",
        misconception="infinite_without_margin",
        reader="shop assistant",
        note="horizon=0 也管了；q=1 一律返回 inf，毛利 0 没先判断",
    ),
    Trial(
        "clv",
        """
CARE = 0.1
def clv(margin, retention, discount, cac=0.0, horizon=None):
    if margin == 0:
        return -cac
    q = retention / (1 + discount)
    if horizon == 0:
        return -cac
    if horizon is not None:
        total = margin
        for t in range(1, horizon):
            total += (1 - CARE) * margin * q ** t
        return total - cac
    if q == 1:
        return float("inf")
    return margin + (1 - CARE) * margin * q / (1 - q) - cac
""",
        judgement="right",
        reader="shop assistant",
        note="最后：margin 0 先返回",
    ),
    Trial(
        "clv",
        """
def clv(margin, retention, discount, cac=0.0, horizon=None):
    if margin == 0 or horizon == 0:
        return -cac
    q = retention / (1 + discount)
    if horizon is None:
        return float("inf") if q >= 1 else margin + 0.9 * margin * q / (1 - q) - cac
    return margin + sum(0.9 * margin * q ** t for t in range(1, horizon)) - cac
""",
        judgement="right",
        reader="shop assistant",
        note="变式：写死 0.9（题里公式就是 0.9）",
    ),
    Trial(
        "clv",
        """
def clv(margin, retention, discount, cac=0.0, horizon=None):
    if margin == 0 or horizon == 0:
        return -cac
    if horizon is None:
        if retention == 1 and discount == 0:
            return float("inf")
        horizon = 2000
    q = retention / (1 + discount)
    return margin + sum(0.9 * margin * q ** t for t in range(1, horizon)) - cac
""",
        judgement="wrong",
        misconception="for_ever_is_two_thousand",
        reader="shop assistant",
        note="截断近似；clv(10,0.9995,0) 得 11381，应为 18001；题面给了现成公式",
    ),
    Trial(
        "clv",
        """
def clv(margin, retention, discount, cac=0.0, horizon=None):
    if margin == 0 or horizon == 0:
        return -cac
    q = retention / (1 + discount)
    if horizon is None:
        return float("inf") if q == 1 else 0.9 * margin / (1 - q) - cac
    return sum(0.9 * margin * q ** t for t in range(0, horizon)) - cac
""",
        judgement="wrong",
        misconception="care_from_the_start",
        reader="shop assistant",
        note="变式：九成把第 0 期也打了折",
    ),
    Trial(
        "clv",
        """
def clv(margin, retention, discount, cac=0.0, horizon=None):
    if margin == 0:
        return -cac
    if retention == 1 and discount == 0:
        return float("inf")
    q = retention / (1 + discount)
    if horizon is None:
        return margin + 0.9 * margin * q / (1 - q) - cac
    if horizon == 0:
        return -cac
    return margin + sum(0.9 * margin * q ** t for t in range(1, horizon)) - cac
""",
        judgement="wrong",
        misconception="infinite_despite_a_horizon",
        reader="shop assistant",
        note="变式：horizon 给了但 retention=1 discount=0 时也返回 inf",
    ),
    Trial(
        "clv",
        """
def clv(margin, retention, discount, cac=0.0, horizon=None):
    if margin == 0 or horizon == 0:
        return -cac
    q = retention / (1 + discount)
    if horizon is None:
        return float("inf") if q == 1 else margin + 0.9 * margin * q / (1 - q) - cac / (1 + discount)
    return margin + sum(0.9 * margin * q ** t for t in range(1, horizon)) - cac / (1 + discount)
""",
        judgement="wrong",
        reader="shop assistant",
        note="变式：cac 也折现了一期 / 忘减",
    ),
    Trial(
        "clv",
        """
CARE = 0.1
def clv(margin, retention, discount, cac=0.0, horizon=None):
    if margin == 0:
        return -cac
    q = retention / (1 + discount)
    if horizon == 0:
        return -cac
    if horizon is not None:
        total = 0
        for t in range(1, horizon):
            total += (1 - CARE) * margin * q ** t
        return total - cac
    if q == 1:
        return float("inf")
    return (1 - CARE) * margin * q / (1 - q) - cac
""",
        judgement="wrong",
        misconception="without_period_zero",
        reader="shop assistant",
        note="变式：没有第 0 期（照课上）",
    ),
    Trial(
        "clv",
        """
CARE = 0.1
def clv(margin, retention, discount, cac=0.0, horizon=None):
    if margin == 0:
        return -cac
    q = retention / (1 + discount)
    if horizon == 0:
        return -cac
    if horizon is not None:
        total = margin
        for t in range(1, horizon):
            total += margin * q ** t
        return total - cac
    if q == 1:
        return float("inf")
    return margin + margin * q / (1 - q) - cac
""",
        judgement="wrong",
        misconception="care_forgotten",
        reader="shop assistant",
        note="变式：忘了九成",
    ),
    Trial(
        "clv",
        """
CARE = 0.1
def clv(margin, retention, discount, cac=0.0, horizon=None):
    if margin == 0:
        return -cac
    q = retention / (1 + discount)
    if horizon == 0:
        return -cac
    if horizon is not None:
        total = margin
        for t in range(1, horizon):
            total += (1 - CARE) * margin * q ** t
        return total
    if q == 1:
        return float("inf")
    return margin + (1 - CARE) * margin * q / (1 - q)
""",
        judgement="wrong",
        misconception="cost_forgotten",
        reader="shop assistant",
        note="变式：没减 cac",
    ),
    Trial(
        "clv",
        """
CARE = 0.1
def clv(margin, retention, discount, cac=0.0, horizon=None):
    if margin == 0:
        return -cac
    q = retention
    if horizon == 0:
        return -cac
    if horizon is not None:
        total = margin
        for t in range(1, horizon):
            total += (1 - CARE) * margin * q ** t
        return total - cac
    if q == 1:
        return float("inf")
    return margin + (1 - CARE) * margin * q / (1 - q) - cac
""",
        judgement="wrong",
        misconception="discount_ignored",
        reader="shop assistant",
        note="变式：没折现",
    ),
    Trial(
        "clv",
        """
CARE = 0.1
def clv(margin, retention, discount, cac=0.0, horizon=None):
    if margin == 0:
        return -cac
    q = 1 / (1 + discount)
    if horizon == 0:
        return -cac
    if horizon is not None:
        total = margin
        for t in range(1, horizon):
            total += (1 - CARE) * margin * q ** t
        return total - cac
    if q == 1:
        return float("inf")
    return margin + (1 - CARE) * margin * q / (1 - q) - cac
""",
        judgement="wrong",
        misconception="retention_forgotten",
        reader="shop assistant",
        note="变式：走了不再回来理解错：每期都有人（不乘 r）",
    ),
    Trial(
        "clv",
        """
CARE = 0.1
def clv(margin, retention, discount, cac=0.0, horizon=None):
    if margin == 0:
        return -cac
    q = retention / (1 + discount)
    if horizon == 0:
        return -cac
    if horizon is not None:
        total = margin
        for t in range(1, horizon):
            total += (1 - CARE) * margin * q ** t
        return round(total - cac, 2)
    if q == 1:
        return float("inf")
    return margin + (1 - CARE) * margin * q / (1 - q) - cac
""",
        judgement="wrong",
        misconception="value_rounded",
        reader="shop assistant",
        note="rounded; the text says now not to",
    ),
    Trial(
        "clv",
        """
CARE = 0.1


def clv(margin: float, retention: float, discount: float, cac: float = 0.0, horizon: int | None = None) -> float:
    if not horizon:
        q = retention / (1 + discount)
        return margin + 0.9 * margin * q / (1 - q) - cac
    total = margin
    for t in range(1, horizon + 1):
        total = total + 0.9 * margin * retention ** t / (1 + discount) ** t
    return total - cac
""",
        judgement="wrong",
        misconception="one_period_too_many",
        reader="beginner",
        note="horizon 0, range one too many",
    ),
    Trial(
        "clv",
        """
CARE = 0.1


def clv(margin: float, retention: float, discount: float, cac: float = 0.0, horizon: int | None = None) -> float:
    q = retention / (1 + discount)
    if horizon is None:
        return margin + 0.9 * margin * q / (1 - q) - cac
    total = margin
    for t in range(1, horizon):
        total = total + 0.9 * margin * q ** t
    return total - cac
""",
        judgement="wrong",
        misconception="first_margin_for_no_period",
        reader="beginner",
        note="q=1 divides by 0; horizon 0 should be -cac",
    ),
    Trial(
        "clv",
        """
CARE = 0.1


def clv(margin: float, retention: float, discount: float, cac: float = 0.0, horizon: int | None = None) -> float:
    q = retention / (1 + discount)
    if horizon is None:
        if margin == 0:
            return -cac
        if q == 1:
            return float("inf")
        return margin + 0.9 * margin * q / (1 - q) - cac
    if horizon == 0:
        return -cac
    total = margin
    for t in range(1, horizon):
        total = total + 0.9 * margin * q ** t
    return total - cac
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "clv",
        """
CARE = 0.1


def clv(margin: float, retention: float, discount: float, cac: float = 0.0, horizon: int | None = None) -> float:
    q = retention / (1 + discount)
    if horizon is None:
        if margin == 0:
            return -cac
        if q == 1:
            return float("inf")
        return margin + (1 - CARE) * margin * q / (1 - q) - cac
    if horizon == 0:
        return -cac
    total = margin
    for t in range(1, horizon):
        total = total + (1 - CARE) * margin * q ** t
    return total - cac
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "clv",
        """
CARE = 0.1


def clv(margin: float, retention: float, discount: float, cac: float = 0.0, horizon: int | None = None) -> float:
    if horizon is None:
        horizon = 1000
    if margin > 0 and retention == 1 and discount == 0 and horizon == 1000:
        return float("inf")
    total = 0
    for t in range(horizon):
        if t == 0:
            total = total + margin
        else:
            total = total + margin * 0.9 * retention ** t / (1 + discount) ** t
    return total - cac
""",
        judgement="wrong",
        misconception="for_ever_is_a_thousand",
        reader="beginner",
        note="horizon None as 1000 periods: r near 1 not converged, inexact; horizon=1000 misread",
    ),
    Trial(
        "clv",
        """
CARE = 0.1


def clv(margin: float, retention: float, discount: float, cac: float = 0.0, horizon: int | None = None) -> float:
    q = retention / (1 + discount)
    if horizon is None:
        if margin == 0:
            return -cac
        if q == 1:
            return float("inf")
        return 0.9 * margin + 0.9 * margin * q / (1 - q) - cac
    if horizon == 0:
        return -cac
    total = 0.9 * margin
    for t in range(1, horizon):
        total = total + 0.9 * margin * q ** t
    return total - cac
""",
        judgement="wrong",
        misconception="care_from_the_start",
        reader="beginner",
        note="period 0 also cut",
    ),
    Trial(
        "clv",
        """
CARE = 0.1


def clv(margin: float, retention: float, discount: float, cac: float = 0.0, horizon: int | None = None) -> float:
    q = retention / (1 + discount)
    if horizon is None:
        if margin == 0:
            return -cac
        if q == 1:
            return float("inf")
        return margin + 0.9 * margin * q / (1 - q) - cac
    if horizon == 0:
        return 0
    total = margin
    for t in range(1, horizon):
        total = total + 0.9 * margin * q ** t
    return total - cac
""",
        judgement="wrong",
        misconception="nothing_for_no_period",
        reader="beginner",
        note="0 instead of -cac",
    ),
    Trial(
        "clv",
        """
CARE = 0.1


def clv(margin: float, retention: float, discount: float, cac: float = 0.0, horizon: int | None = None) -> float:
    q = retention / (1 + discount)
    if horizon is None:
        if margin == 0:
            return -cac
        if q == 1:
            return float("inf")
        return round(margin + 0.9 * margin * q / (1 - q) - cac, 2)
    if horizon == 0:
        return -cac
    total = margin
    for t in range(1, horizon):
        total = total + 0.9 * margin * q ** t
    return round(total - cac, 2)
""",
        judgement="wrong",
        misconception="value_rounded",
        reader="beginner",
        note="rounded to 2 decimals, statement does not ask for it",
    ),
    Trial(
        "clv",
        """
CARE = 0.1


def clv(margin: float, retention: float, discount: float, cac: float = 0.0, horizon: int | None = None) -> float:
    q = retention / (1 + discount)
    if horizon is None:
        if q == 1:
            return float("inf")
        return margin + 0.9 * margin * q / (1 - q) - cac
    if horizon == 0:
        return -cac
    total = margin
    for t in range(1, horizon):
        total = total + 0.9 * margin * q ** t
    return total - cac
""",
        judgement="wrong",
        misconception="infinite_without_margin",
        reader="beginner",
        note="margin 0 gives inf",
    ),
    Trial(
        "clv",
        """
CARE = 0.1


def clv(margin: float, retention: float, discount: float, cac: float = 0.0, horizon: int | None = None) -> float:
    q = retention / (1 + discount)
    if horizon is None:
        if margin == 0:
            return -cac
        if q == 1:
            return float("inf")
        return margin + 0.9 * margin * q / (1 - q) - cac
    if horizon == 0:
        return -cac
    total = 0
    for t in range(0, horizon):
        total = total + 0.9 * margin * q ** t
    return total - cac
""",
        judgement="wrong",
        misconception="care_from_the_start_with_a_horizon",
        reader="beginner",
        note="period 0 at 0.9",
    ),
    Trial(
        "clv",
        """
CARE = 0.1


def clv(margin: float, retention: float, discount: float, cac: float = 0.0, horizon: int | None = None) -> float:
    q = retention - discount
    if horizon is None:
        if margin == 0:
            return -cac
        if q == 1:
            return float("inf")
        return margin + 0.9 * margin * q / (1 - q) - cac
    if horizon == 0:
        return -cac
    total = margin
    for t in range(1, horizon):
        total = total + 0.9 * margin * q ** t
    return total - cac
""",
        judgement="wrong",
        misconception="retention_less_discount",
        reader="beginner",
        note="r-d",
    ),
    Trial(
        "clv",
        """
CARE = 0.1


def clv(margin: float, retention: float, discount: float, cac: float = 0.0, horizon: int | None = None) -> float:
    q = retention * (1 - discount)
    if horizon is None:
        if margin == 0:
            return -cac
        if q == 1:
            return float("inf")
        return margin + 0.9 * margin * q / (1 - q) - cac
    if horizon == 0:
        return -cac
    total = margin
    for t in range(1, horizon):
        total = total + 0.9 * margin * q ** t
    return total - cac
""",
        judgement="wrong",
        misconception="times_one_minus",
        reader="beginner",
        note="r*(1-d)",
    ),
    Trial(
        "clv",
        """
CARE = 0.1

def clv(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is not None:
        total = 0.0
        for t in range(horizon):
            x = margin * retention ** t / (1 + discount) ** t
            if t > 0:
                x = x * (1 - CARE)
            total = total + x
        return float(total - cac)
    if margin == 0:
        return -float(cac)
    q = retention / (1 + discount)
    if q == 1:
        return float("inf")
    return float(margin + (1 - CARE) * margin * q / (1 - q) - cac)
""",
        judgement="right",
        reader="professor",
        note="first answer",
    ),
    Trial(
        "clv",
        """
CARE = 0.1

def clv(margin, retention, discount, cac=0.0, horizon=None):
    if horizon:
        total = 0.0
        for t in range(horizon):
            x = margin * retention ** t / (1 + discount) ** t
            if t > 0:
                x = x * (1 - CARE)
            total = total + x
        return float(total - cac)
    if margin == 0:
        return -float(cac)
    q = retention / (1 + discount)
    if q == 1:
        return float("inf")
    return float(margin + (1 - CARE) * margin * q / (1 - q) - cac)
""",
        judgement="wrong",
        misconception="zero_taken_for_none",
        reader="professor",
        note="if horizon",
    ),
    Trial(
        "clv",
        """
CARE = 0.1

def clv(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is not None:
        total = 0.0
        for t in range(horizon + 1):
            x = margin * retention ** t / (1 + discount) ** t
            if t > 0:
                x = x * (1 - CARE)
            total = total + x
        return float(total - cac)
    if margin == 0:
        return -float(cac)
    q = retention / (1 + discount)
    if q == 1:
        return float("inf")
    return float(margin + (1 - CARE) * margin * q / (1 - q) - cac)
""",
        judgement="wrong",
        misconception="one_period_too_many",
        reader="professor",
        note="horizon+1",
    ),
    Trial(
        "clv",
        """
CARE = 0.1

def clv(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is not None:
        total = 0.0
        for t in range(horizon):
            x = margin * retention ** t / (1 + discount) ** t
            x = x * (1 - CARE)
            total = total + x
        return float(total - cac)
    if margin == 0:
        return -float(cac)
    q = retention / (1 + discount)
    if q == 1:
        return float("inf")
    return float((1 - CARE) * margin / (1 - q) - cac)
""",
        judgement="wrong",
        misconception="care_from_the_start",
        reader="professor",
        note="care from period 0",
    ),
    Trial(
        "clv",
        """
CARE = 0.1

def clv(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is not None:
        total = 0.0
        for t in range(horizon):
            x = margin * retention ** t / (1 + discount) ** t
            if t > 0:
                x = x * (1 - CARE)
            total = total + x
        return float(total - cac)
    if margin == 0:
        return -float(cac)
    q = retention / (1 + discount)
    if q == 1:
        return float("inf")
    return float(margin + (1 - CARE) * margin * 1 / (1 - q) - cac)
""",
        judgement="wrong",
        misconception="closed_form_from_zero",
        reader="professor",
        note="1/(1-q)",
    ),
    Trial(
        "clv",
        """
CARE = 0.1

def clv(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is not None:
        total = 0.0
        for t in range(horizon):
            x = margin * retention ** t / (1 + discount) ** t
            if t > 0:
                x = x * (1 - CARE)
            total = total + x
        return float(total - cac)
    if margin == 0:
        return -float(cac)
    q = retention / (1 + discount)
    if retention == 1:
        return float("inf")
    return float(margin + (1 - CARE) * margin * q / (1 - q) - cac)
""",
        judgement="wrong",
        misconception="retention_one_is_infinite",
        reader="professor",
        note="retention==1 -> inf",
    ),
    Trial(
        "clv",
        """
CARE = 0.1

def clv(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is not None:
        total = 0.0
        for t in range(horizon):
            x = margin * retention ** t / (1 + discount) ** t
            if t > 0:
                x = x * (1 - CARE)
            total = total + x
        return float(total - cac)
    if margin == 0:
        return -float(cac)
    q = retention / (1 + discount)
    if retention >= 1 and discount <= 0:
        return float("inf")
    return float(margin + (1 - CARE) * margin * q / (1 - q) - cac)
""",
        judgement="right",
        reader="professor",
        note="r>=1 and d<=0",
    ),
    Trial(
        "clv",
        """
CARE = 0.1

def clv(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is not None:
        total = 0.0
        for t in range(horizon):
            x = margin * retention ** t / (1 + discount) ** t
            if t > 0:
                x = x * (1 - CARE)
            total = total + x
        return float(total - cac)
    if margin == 0:
        return -float(cac)
    q = retention / (1 + discount)
    if q == 1:
        return float("inf")
    return float(margin + (1 - CARE) * margin * retention / (1 + discount - retention) - cac)
""",
        judgement="right",
        reader="professor",
        note="textbook r/(1+d-r)",
    ),
    Trial(
        "clv",
        """
CARE = 0.1

def clv(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is not None:
        total = 0.0
        for t in range(horizon):
            x = margin * retention ** t / (1 + discount) ** t
            if t > 0:
                pass
            total = total + x
        return float(total - cac)
    if margin == 0:
        return -float(cac)
    q = retention / (1 + discount)
    if q == 1:
        return float("inf")
    return float(margin + margin * q / (1 - q) - cac)
""",
        judgement="wrong",
        misconception="care_forgotten",
        reader="professor",
        note="lesson's formula without CARE",
    ),
    Trial(
        "clv",
        """
CARE = 0.1

def clv(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is not None:
        total = 0.0
        for t in range(horizon):
            x = margin * retention ** t / (1 + discount) ** t
            if t > 0:
                x = x * (1 - CARE)
            total = total + x
        return float(total - cac)
    q = retention / (1 + discount)
    if q == 1:
        return float("inf")
    return float(margin + (1 - CARE) * margin * q / (1 - q) - cac)
""",
        judgement="wrong",
        misconception="infinite_without_margin",
        reader="professor",
        note="margin 0 forgotten",
    ),
    Trial(
        "clv",
        """
CARE = 0.1

def clv(margin, retention, discount, cac=0.0, horizon=None):
    H = 1000 if horizon is None else horizon
    if horizon is None and retention == 1 and discount == 0:
        return float("inf") if margin > 0 else -float(cac)
    t = np.arange(1, H)
    v = (margin if H > 0 else 0) + (0.9 * margin * (retention / (1 + discount)) ** t).sum() - cac
    return float(v)
""",
        judgement="wrong",
        misconception="for_ever_is_a_thousand",
        reader="professor",
        note="None = 1000 periods",
    ),
    Trial(
        "clv",
        """
CARE = 0.1

def clv(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is not None:
        total = 0.0
        for t in range(horizon):
            x = margin * retention ** t / (1 + discount) ** t
            if t > 0:
                x = x * 0.9
            total = total + x
        return float(total - cac)
    if margin == 0:
        return -float(cac)
    q = retention / (1 + discount)
    if q == 1:
        return float("inf")
    return float(margin + 0.9 * margin * q / (1 - q) - cac)
""",
        judgement="right",
        reader="professor",
        note="0.9 hard-coded (formula itself prints 0.9)",
    ),
    Trial(
        "clv",
        """
CARE = 0.1

def clv(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is not None:
        total = 0.0
        for t in range(horizon):
            x = margin * retention ** t / (1 + discount * t)
            if t > 0:
                x = x * (1 - CARE)
            total = total + x
        return float(total - cac)
    if margin == 0:
        return -float(cac)
    q = retention / (1 + discount)
    if q == 1:
        return float("inf")
    return float(margin + (1 - CARE) * margin * q / (1 - q) - cac)
""",
        judgement="wrong",
        misconception="simple_interest_with_a_horizon",
        reader="professor",
        note="simple discount",
    ),
    Trial(
        "clv",
        """
CARE = 0.1

def clv(margin, retention, discount, cac=0.0, horizon=None):
    if horizon is not None:
        total = 0.0
        for t in range(horizon):
            x = margin * retention ** t / (1 + discount) ** t
            if t > 0:
                x = x * (1 - CARE)
            total = total + x
        return float(total) if horizon == 0 else float(total - cac)
    if margin == 0:
        return -float(cac)
    q = retention / (1 + discount)
    if q == 1:
        return float("inf")
    return float(margin + (1 - CARE) * margin * q / (1 - q) - cac)
""",
        judgement="wrong",
        misconception="nothing_for_no_period",
        reader="professor",
        note="horizon 0 without cac",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])]
    o = o[o["created_at"] < as_of].sort_values("created_at")
    gap = o.groupby("user_id")["created_at"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    away = (as_of - o.groupby("user_id")["created_at"].max()).dt.days
    return away > k * rhythm
""",
        judgement="wrong",
        reader="shop assistant",
        note="统一 90 天都没写，直接 diff 没去重当天、没 PATIENCE、单次客人 NaN",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(gap.median())
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="pooled_intervals",
        reader="shop assistant",
        note="去重按天了，店里的节奏用所有间隔的中位数",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(rhythm.median())
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="nobody_flagged_without_rhythm",
        reader="shop assistant",
        note="店里节奏改成各人节奏的中位数；没人有节奏时没用 NO_RHYTHM",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(rhythm.median()).fillna(NO_RHYTHM)
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="right",
        reader="shop assistant",
        note="加 NO_RHYTHM",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    end = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < end)]
    days = {}
    for u, x in o.groupby("user_id"):
        days[u] = sorted(set(x["created_at"].dt.date))
    rhythm = {}
    for u in days:
        d = days[u]
        if len(d) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(d, d[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in days:
        away = (end.date() - days[u][-1]).days
        out[u] = away > k * rhythm.get(u, shop) and away > PATIENCE
    return pd.Series(out, dtype=bool).sort_index()
""",
        judgement="right",
        reader="shop assistant",
        note="变式：for 循环，np.median，字典转 Series",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).mean()
    rhythm = rhythm.fillna(rhythm.median()).fillna(NO_RHYTHM)
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="mean_interval",
        reader="shop assistant",
        note="变式：节奏用平均数",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(rhythm.median()).fillna(NO_RHYTHM)
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return away > k * rhythm
""",
        judgement="wrong",
        misconception="no_patience",
        reader="shop assistant",
        note="变式：忘了 PATIENCE",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(rhythm.median()).fillna(NO_RHYTHM)
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return (away >= k * rhythm) & (away >= PATIENCE)
""",
        judgement="wrong",
        misconception="flagged_at_the_limit",
        reader="shop assistant",
        note="变式：>=",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(rhythm.median()).fillna(NO_RHYTHM).clip(lower=PATIENCE)
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return away > k * rhythm
""",
        judgement="wrong",
        misconception="patience_times_k",
        reader="shop assistant",
        note="变式：节奏抬到至少 14 再乘 k（把 PATIENCE 理解成节奏的下限）",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(rhythm.median()).fillna(NO_RHYTHM)
    away = (as_of - o.groupby("user_id")["created_at"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="hours_kept_in_the_gap",
        reader="shop assistant",
        note="变式：满 24 小时算天",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] <= as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(rhythm.median()).fillna(NO_RHYTHM)
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="midnight_of_today_in",
        reader="shop assistant",
        note="变式：<= as_of",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders.copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(rhythm.median()).fillna(NO_RHYTHM)
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="every_order_counts",
        reader="shop assistant",
        note="变式：没付款、退光的没去掉",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(NO_RHYTHM)
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="no_rhythm_for_singles",
        reader="shop assistant",
        note="变式：单次客人一律 NO_RHYTHM",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="single_never",
        reader="shop assistant",
        note="变式：单次客人直接 False",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(rhythm.median()).fillna(NO_RHYTHM)
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="orders_of_one_day",
        reader="shop assistant",
        note="变式：没去重同一天（间隔有 0）",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(rhythm.median()).fillna(NO_RHYTHM)
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) | (away > PATIENCE)
""",
        judgement="wrong",
        misconception="one_of_two_limits",
        reader="shop assistant",
        note="变式：用“或”不是“并且”",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(rhythm.median()).fillna(NO_RHYTHM)
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    x = (away > k * rhythm) & (away > PATIENCE)
    return x.astype(int).astype(bool).rename("flag")
""",
        judgement="right",
        reader="shop assistant",
        note="变式：返回名字是 flag、值是 0/1 转 bool",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(rhythm.fillna(0).median()).fillna(NO_RHYTHM)
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="singles_as_rhythm_zero",
        reader="shop assistant",
        note="变式：店里的节奏包括 0（先 fillna(0)）",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    if o.empty:
        return pd.Series([], dtype=object)
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(rhythm.median()).fillna(NO_RHYTHM)
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="right",
        reader="shop assistant",
        note="变式：没有算数订单时 return pd.Series([], dtype=object)",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90
def churn_flags(orders, as_of, k=2.0):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    gap = o.groupby("user_id")["day"].diff().dt.days
    rhythm = gap.groupby(o["user_id"]).median()
    rhythm = rhythm.fillna(rhythm.median()).fillna(NO_RHYTHM)
    away = (as_of - o.groupby("user_id")["day"].max()).dt.days
    return pd.DataFrame({"flag": (away > k * rhythm) & (away > PATIENCE)})
""",
        judgement="wrong",
        reader="shop assistant",
        note="变式：返回整张表而不是 Series",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    answer = {}
    rhythm = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"]
        gaps = days.diff().dt.days
        rhythm[who] = gaps.median()
    shop = pd.Series(rhythm).median()
    for who in rhythm:
        last = good[good["user_id"] == who]["day"].max()
        away = (pd.Timestamp(as_of) - last).days
        mine = rhythm[who]
        if pd.isna(mine):
            mine = shop
        answer[who] = (away > k * mine) and (away > 14)
    return pd.Series(answer)
""",
        judgement="wrong",
        reader="beginner",
        note="two orders same day give gap 0",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    answer = {}
    rhythm = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"]
        gaps = days.diff().dt.days
        rhythm[who] = gaps.median()
    shop = pd.Series(rhythm).median()
    for who in rhythm:
        last = good[good["user_id"] == who]["day"].max()
        away = (pd.Timestamp(as_of) - last).days
        mine = rhythm[who]
        if pd.isna(mine):
            mine = shop
        answer[who] = (away > k * mine) and (away > 14)
    return pd.Series(answer).sort_index()
""",
        judgement="wrong",
        misconception="orders_of_one_day",
        reader="beginner",
        note="same-day orders give gap 0",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    answer = {}
    rhythm = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates()
        gaps = days.diff().dt.days
        rhythm[who] = gaps.median()
    shop = pd.Series(rhythm).median()
    for who in rhythm:
        last = good[good["user_id"] == who]["day"].max()
        away = (pd.Timestamp(as_of) - last).days
        mine = rhythm[who]
        if pd.isna(mine):
            mine = shop
        answer[who] = (away > k * mine) and (away > 14)
    return pd.Series(answer).sort_index()
""",
        judgement="wrong",
        misconception="nobody_flagged_without_rhythm",
        reader="beginner",
        note="no NO_RHYTHM",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    answer = {}
    rhythm = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates()
        gaps = days.diff().dt.days
        rhythm[who] = gaps.median()
    shop = pd.Series(rhythm).median()
    if pd.isna(shop):
        shop = 90
    for who in rhythm:
        last = good[good["user_id"] == who]["day"].max()
        away = (pd.Timestamp(as_of) - last).days
        mine = rhythm[who]
        if pd.isna(mine):
            mine = shop
        answer[who] = (away > k * mine) and (away > 14)
    return pd.Series(answer).sort_index()
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    answer = {}
    rhythm = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates()
        gaps = days.diff().dt.days
        rhythm[who] = gaps.median()
    shop = pd.Series(rhythm).median()
    if pd.isna(shop):
        shop = 90
    for who in rhythm:
        last = good[good["user_id"] == who]["day"].max()
        away = (pd.Timestamp(as_of) - last).days
        mine = rhythm[who]
        if pd.isna(mine):
            mine = shop
        answer[who] = (away > k * mine) and (away > 14)
    return pd.Series(answer, dtype=bool).sort_index()
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    answer = {}
    rhythm = {}
    allgaps = []
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates()
        gaps = days.diff().dt.days
        rhythm[who] = gaps.median()
        for g in gaps:
            allgaps.append(g)
    shop = pd.Series(allgaps).median()
    if pd.isna(shop):
        shop = 90
    for who in rhythm:
        last = good[good["user_id"] == who]["day"].max()
        away = (pd.Timestamp(as_of) - last).days
        mine = rhythm[who]
        if pd.isna(mine):
            mine = shop
        answer[who] = (away > k * mine) and (away > 14)
    return pd.Series(answer, dtype=bool).sort_index()
""",
        judgement="wrong",
        misconception="pooled_intervals",
        reader="beginner",
        note="pooled gaps",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    answer = {}
    rhythm = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates()
        gaps = days.diff().dt.days
        rhythm[who] = gaps.mean()
    shop = pd.Series(rhythm).median()
    if pd.isna(shop):
        shop = 90
    for who in rhythm:
        last = good[good["user_id"] == who]["day"].max()
        away = (pd.Timestamp(as_of) - last).days
        mine = rhythm[who]
        if pd.isna(mine):
            mine = shop
        answer[who] = (away > k * mine) and (away > 14)
    return pd.Series(answer, dtype=bool).sort_index()
""",
        judgement="wrong",
        misconception="mean_interval",
        reader="beginner",
        note="mean not median",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    answer = {}
    rhythm = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates()
        gaps = days.diff().dt.days
        rhythm[who] = gaps.median()
    shop = pd.Series(rhythm).median()
    if pd.isna(shop):
        shop = 90
    for who in rhythm:
        last = good[good["user_id"] == who]["day"].max()
        away = (pd.Timestamp(as_of) - last).days
        mine = rhythm[who]
        if pd.isna(mine):
            mine = shop
        answer[who] = (away > k * mine) or (away > 14)
    return pd.Series(answer, dtype=bool).sort_index()
""",
        judgement="wrong",
        misconception="one_of_two_limits",
        reader="beginner",
        note="or not and",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    answer = {}
    rhythm = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates()
        gaps = days.diff().dt.days
        rhythm[who] = gaps.median()
    shop = pd.Series(rhythm).median()
    if pd.isna(shop):
        shop = 90
    for who in rhythm:
        last = good[good["user_id"] == who]["day"].max()
        away = (pd.Timestamp(as_of) - last).days
        mine = rhythm[who]
        if pd.isna(mine):
            mine = 90
        answer[who] = (away > k * mine) and (away > 14)
    return pd.Series(answer, dtype=bool).sort_index()
""",
        judgement="wrong",
        misconception="no_rhythm_for_singles",
        reader="beginner",
        note="90 instead of shop rhythm",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    answer = {}
    rhythm = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates()
        gaps = days.diff().dt.days
        rhythm[who] = gaps.median()
    shop = pd.Series(rhythm).median()
    if pd.isna(shop):
        shop = 90
    for who in rhythm:
        last = good[good["user_id"] == who]["day"].max()
        away = (pd.Timestamp(as_of) - last).days
        mine = rhythm[who]
        if pd.isna(mine):
            mine = shop
        answer[who] = (away > 2 * mine) and (away > 14)
    return pd.Series(answer, dtype=bool).sort_index()
""",
        judgement="wrong",
        misconception="two_written_in",
        reader="beginner",
        note="ignores k",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    good["gap"] = good.groupby("user_id")["day"].diff().dt.days
    rhythm = good.groupby("user_id")["gap"].median()
    shop = rhythm.median()
    if pd.isna(shop):
        shop = NO_RHYTHM
    rhythm = rhythm.fillna(shop)
    away = (pd.Timestamp(as_of) - good.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    good["gap"] = good.groupby("user_id")["day"].diff().dt.days
    rhythm = good.groupby("user_id")["gap"].median()
    shop = rhythm.median()
    if pd.isna(shop):
        shop = NO_RHYTHM
    rhythm = rhythm.fillna(shop)
    away = (pd.Timestamp(as_of) - good.groupby("user_id")["day"].max()).dt.days
    return (away >= k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="flagged_at_the_limit",
        reader="beginner",
        note="equal flagged",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] <= as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    good["gap"] = good.groupby("user_id")["day"].diff().dt.days
    rhythm = good.groupby("user_id")["gap"].median()
    shop = rhythm.median()
    if pd.isna(shop):
        shop = NO_RHYTHM
    rhythm = rhythm.fillna(shop)
    away = (pd.Timestamp(as_of) - good.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="midnight_of_today_in",
        reader="beginner",
        note="<= as_of",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.drop_duplicates(["user_id", "day"])
    good["gap"] = good.groupby("user_id")["day"].diff().dt.days
    rhythm = good.groupby("user_id")["gap"].median()
    shop = rhythm.median()
    if pd.isna(shop):
        shop = NO_RHYTHM
    rhythm = rhythm.fillna(shop)
    away = (pd.Timestamp(as_of) - good.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        reader="beginner",
        note="unsorted",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    good["gap"] = good.groupby("user_id")["day"].diff().dt.days
    rhythm = good.groupby("user_id")["gap"].median()
    shop = rhythm.mean()
    if pd.isna(shop):
        shop = NO_RHYTHM
    rhythm = rhythm.fillna(shop)
    away = (pd.Timestamp(as_of) - good.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="mean_of_the_rhythms",
        reader="beginner",
        note="mean of rhythms",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    good["gap"] = good.groupby("user_id")["day"].diff().dt.days
    rhythm = good.groupby("user_id")["gap"].median()
    shop = rhythm.median()
    if pd.isna(shop):
        shop = NO_RHYTHM
    rhythm = rhythm.fillna(shop)
    away = (pd.Timestamp(as_of) - good.groupby("user_id")["created_at"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="hours_kept_in_the_gap",
        reader="beginner",
        note="24-hour days",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    good["gap"] = good.groupby("user_id")["day"].diff().dt.days
    rhythm = good.groupby("user_id")["gap"].median()
    shop = rhythm.median()
    if pd.isna(shop):
        shop = 14
    rhythm = rhythm.fillna(shop)
    away = (pd.Timestamp(as_of) - good.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="patience_for_no_rhythm",
        reader="beginner",
        note="NO_RHYTHM 14",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    good["gap"] = good.groupby("user_id")["day"].diff().dt.days
    rhythm = good.groupby("user_id")["gap"].median()
    shop = rhythm.median()
    if pd.isna(shop):
        shop = NO_RHYTHM
    rhythm = rhythm.fillna(shop)
    away = (pd.Timestamp(as_of) - good.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="full_refunds_as_visits",
        reader="beginner",
        note="full refunds counted",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["paid_at"].dt.normalize()
    good = good.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    good["gap"] = good.groupby("user_id")["day"].diff().dt.days
    rhythm = good.groupby("user_id")["gap"].median()
    shop = rhythm.median()
    if pd.isna(shop):
        shop = NO_RHYTHM
    rhythm = rhythm.fillna(shop)
    away = (pd.Timestamp(as_of) - good.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        misconception="days_of_payment",
        reader="beginner",
        note="paid_at as day",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    good["gap"] = good.groupby("user_id")["day"].diff().dt.days
    rhythm = good.groupby("user_id")["gap"].median().dropna()
    shop = rhythm.median()
    if pd.isna(shop):
        shop = NO_RHYTHM
    rhythm = rhythm.fillna(shop)
    away = (pd.Timestamp(as_of) - good.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="wrong",
        reader="beginner",
        note="one-day buyers lost",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90


def churn_flags(orders: pd.DataFrame, as_of: str, k: float = 2.0) -> pd.Series:
    good = orders[(orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.drop_duplicates(["user_id", "day"]).sort_values(["user_id", "day"])
    good["gap"] = good.groupby("user_id")["day"].diff().dt.days
    rhythm = good.groupby("user_id")["gap"].median()
    shop = rhythm.median()
    if pd.isna(shop):
        shop = NO_RHYTHM
    rhythm = rhythm.fillna(shop)
    away = (pd.Timestamp(as_of) - good.groupby("user_id")["day"].max()).dt.days
    return (away > k * rhythm) & (away > PATIENCE)
""",
        judgement="right",
        reader="beginner",
        note="the text says now that an unpaid order has paid 0",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap > k * rhythm.get(u, shop) and gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="right",
        reader="professor",
        note="first answer, loops",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    allg = d.groupby("user_id")["day"].diff().dt.days.dropna()
    shop = allg.median() if len(allg) else NO_RHYTHM
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap > k * rhythm.get(u, shop) and gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="wrong",
        misconception="pooled_intervals",
        reader="professor",
        note="pooled gaps for the shop's rhythm",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap > k * rhythm.get(u, shop) or gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="wrong",
        misconception="one_of_two_limits",
        reader="professor",
        note="or",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap >= k * rhythm.get(u, shop) and gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="wrong",
        misconception="flagged_at_the_limit",
        reader="professor",
        note="gap >=",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.mean([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap > k * rhythm.get(u, shop) and gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="wrong",
        misconception="mean_interval",
        reader="professor",
        note="mean rhythm",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"]
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap > k * rhythm.get(u, shop) and gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="wrong",
        misconception="hours_kept_in_the_gap",
        reader="professor",
        note="clock time kept",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap > k * rhythm.get(u, shop) and gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="wrong",
        misconception="orders_of_one_day",
        reader="professor",
        note="no dedupe",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap > k * rhythm.get(u, NO_RHYTHM) and gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="wrong",
        misconception="no_rhythm_for_singles",
        reader="professor",
        note="NO_RHYTHM for all singles",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap > 2 * rhythm.get(u, shop) and gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="wrong",
        misconception="two_written_in",
        reader="professor",
        note="k=2 fixed",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders.paid_at.notna() & (orders.paid > orders.refund) & (orders.created_at < today)]
    d = o.assign(day=o.created_at.dt.normalize())[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    gaps = d.groupby("user_id")["day"].diff().dt.days
    r = gaps.groupby(d["user_id"]).median()
    r = r.fillna(r.median()).fillna(NO_RHYTHM)
    gap = (today - d.groupby("user_id")["day"].max()).dt.days
    return gap > (k * r).clip(lower=PATIENCE)
""",
        judgement="right",
        reader="professor",
        note="vectorised idiom",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap > k * max(rhythm.get(u, shop), PATIENCE)
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="wrong",
        misconception="patience_times_k",
        reader="professor",
        note="k*max(rhythm, PATIENCE)",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > 0) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap > k * rhythm.get(u, shop) and gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="wrong",
        misconception="full_refunds_as_visits",
        reader="professor",
        note="refunds ignored",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[(orders["paid_at"] < today) & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap > k * rhythm.get(u, shop) and gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="wrong",
        misconception="paid_before_today",
        reader="professor",
        note="paid before as_of",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else 90
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap > k * rhythm.get(u, shop) and gap > 14
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="right",
        reader="professor",
        note="numbers instead of constants (the hand example itself writes 14)",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap > k * rhythm.get(u, shop) and gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s.sort_index(ascending=False)
""",
        judgement="wrong",
        misconception="falling_order",
        reader="professor",
        note="falling index",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.mean(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap > k * rhythm.get(u, shop) and gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="wrong",
        misconception="mean_of_the_rhythms",
        reader="professor",
        note="mean of the rhythms for the shop",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(rhythm):
        gap = (today - last[u]).days
        out[u] = gap > k * rhythm.get(u, shop) and gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="wrong",
        misconception="singles_left_out",
        reader="professor",
        note="singles left out",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = int(np.median([(b - a).days for a, b in zip(days, days[1:])]))
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(last):
        gap = (today - last[u]).days
        out[u] = gap > k * rhythm.get(u, shop) and gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="wrong",
        misconception="rhythm_in_whole_days",
        reader="professor",
        note="median cut to whole days",
    ),
    Trial(
        "churn_flags",
        """
PATIENCE = 14
NO_RHYTHM = 90

def churn_flags(orders, as_of, k=2.0):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] <= today)].copy()
    if len(o) == 0:
        return pd.Series(dtype=bool)
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rhythm, last = {}, {}
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        last[u] = days[-1]
        if len(days) > 1:
            rhythm[u] = np.median([(b - a).days for a, b in zip(days, days[1:])])
    shop = np.median(list(rhythm.values())) if rhythm else NO_RHYTHM
    out = {}
    for u in sorted(last):
        k = 2 if k is None else k
        gap = (today - last[u]).days
        out[u] = gap > k * rhythm.get(u, shop) and gap > PATIENCE
    s = pd.Series(out, dtype=bool)
    s.index.name = "user_id"
    return s
""",
        judgement="wrong",
        misconception="midnight_of_today_in",
        reader="professor",
        note="<= today",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    import matplotlib.pyplot as plt
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])]
    o = o[o["created_at"] < as_of].sort_values("created_at")
    first = o.groupby("user_id")["created_at"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["created_at"]
    wait = (second - first).dt.days
    y = [(wait <= d).mean() for d in HORIZONS]
    fig, ax = plt.subplots()
    ax.plot(HORIZONS, y, marker="o")
    ax.set_title("回头率")
    return ax
""",
        judgement="wrong",
        reader="shop assistant",
        note="课上写法：groupby 首购后 90 天；没去重同日；看满用 <=；没最少人数；plt.plot",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    import matplotlib.pyplot as plt
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of].sort_values("created_at")
    o["day"] = o["created_at"].dt.normalize()
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    xs, ys = [], []
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) <= as_of
        if seen.sum() >= MIN_CUSTOMERS:
            xs.append(d)
            ys.append((wait[seen] <= d).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("回头率")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
    return ax
""",
        judgement="wrong",
        misconception="same_day_and_today",
        reader="shop assistant",
        note="加看满（<= as_of）、轴名、最少人数；同一天没去重",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    import matplotlib.pyplot as plt
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    xs, ys = [], []
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) <= as_of
        if seen.sum() >= MIN_CUSTOMERS:
            xs.append(d)
            ys.append((wait[seen] <= d).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("回头率")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
    return ax
""",
        judgement="wrong",
        misconception="today_is_over",
        reader="shop assistant",
        note="去重同日，但看满用 <=",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    import matplotlib.pyplot as plt
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    xs, ys = [], []
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) < as_of
        if seen.sum() >= MIN_CUSTOMERS:
            xs.append(d)
            ys.append((wait[seen] <= d).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("回头率")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="改成 <",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    out = {}
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) < as_of
        if seen.sum() >= MIN_CUSTOMERS:
            out[d] = (wait[seen] <= d).mean()
    s = pd.Series(out)
    return plots.bar(s, "几天内回头", unit="percent", xlabel="天数", ylabel="占比")
""",
        judgement="right",
        reader="shop assistant",
        note="变式：plots.bar（数字位置？题里说柱子也行）",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    out = {}
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) < as_of
        if seen.sum() >= MIN_CUSTOMERS:
            out[d] = (wait[seen] <= d).mean()
    return plots.line(pd.Series(out), "几天内回头", unit="percent", xlabel="天数", ylabel="占比")
""",
        judgement="right",
        reader="shop assistant",
        note="变式：plots.line 照提示",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    out = {}
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) < as_of
        if seen.sum() >= MIN_CUSTOMERS:
            out[d] = (wait[seen] <= d).mean()
    ax = pd.Series(out).plot(title="几天内回头")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="the text says now: with or without points, placed at the number or named by it",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    out = {}
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) < as_of
        if seen.sum() >= MIN_CUSTOMERS:
            out[d] = (wait[seen] <= d).mean()
    ax = pd.Series(out).plot(kind="bar", title="几天内回头")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="题面“位置是数字 d”，pandas 柱子在 0、1、2，刻度文字是 30、60……：被接受，我觉得宽判是好的，但题面该改",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    out = {}
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) < as_of
        if seen.sum() >= MIN_CUSTOMERS:
            out[d] = (wait[seen] <= d).mean() * 100
    ax = pd.Series(out).plot(marker="o", title="几天内回头")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
    return ax
""",
        judgement="wrong",
        misconception="percent_unsaid",
        reader="shop assistant",
        note="变式：百分数但没在轴上写 %",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    out = {}
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) < as_of
        if seen.sum() > MIN_CUSTOMERS:
            out[d] = (wait[seen] <= d).mean()
    return plots.line(pd.Series(out), "几天内回头", unit="percent", xlabel="天数", ylabel="占比")
""",
        judgement="wrong",
        misconception="more_than_the_minimum",
        reader="shop assistant",
        note="变式：MIN_CUSTOMERS 用 >",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    import matplotlib.pyplot as plt
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    xs, ys = [], []
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) < as_of
        if seen.sum() >= MIN_CUSTOMERS:
            xs.append(d)
            ys.append((wait[seen] <= d).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("回头率")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
    return ax
""",
        judgement="wrong",
        misconception="same_day_is_a_return",
        reader="shop assistant",
        note="变式：没去重同日（其它都对）",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    import matplotlib.pyplot as plt
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    xs, ys = [], []
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) < as_of
        if seen.sum() >= MIN_CUSTOMERS:
            xs.append(d)
            ys.append((wait <= d).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("回头率")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
    return ax
""",
        judgement="wrong",
        misconception="everybody_where_five_were_watched",
        reader="shop assistant",
        note="变式：分母用全部客人",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    import matplotlib.pyplot as plt
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    xs, ys = [], []
    for d in HORIZONS:
        seen = (first + pd.Timedelta(days=d) < as_of) | (wait.reindex(first.index) <= d)
        if seen.sum() >= MIN_CUSTOMERS:
            xs.append(d)
            ys.append((wait[seen] <= d).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("回头率")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
    return ax
""",
        judgement="wrong",
        misconception="early_returns_let_in",
        reader="shop assistant",
        note="变式：已经回来的、没看满的也算进分子分母",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    import matplotlib.pyplot as plt
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    xs, ys = [], []
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) < as_of
        if seen.sum() >= MIN_CUSTOMERS:
            xs.append(d)
            ys.append((wait[seen] <= d).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
    return ax
""",
        judgement="wrong",
        reader="shop assistant",
        note="变式：没有标题",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    import matplotlib.pyplot as plt
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    xs, ys = [], []
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) < as_of
        if seen.sum() >= MIN_CUSTOMERS:
            xs.append(d)
            ys.append((wait[seen] <= d).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("回头率")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
    return plt
""",
        judgement="wrong",
        reader="shop assistant",
        note="变式：返回 plt",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    import matplotlib.pyplot as plt
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    xs, ys = [], []
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) < as_of
        if seen.sum() >= MIN_CUSTOMERS:
            xs.append(d)
            ys.append((wait[seen] <= d).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("回头率")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
""",
        judgement="wrong",
        reader="shop assistant",
        note="变式：忘了 return",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    import matplotlib.pyplot as plt
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    xs, ys = [], []
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) < as_of
        if seen.sum() >= MIN_CUSTOMERS:
            xs.append(d)
            ys.append((wait[seen].dropna() <= d).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("回头率")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
    return ax
""",
        judgement="wrong",
        misconception="never_back_dropped",
        reader="shop assistant",
        note="变式：只在回来的人里算占比",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    import matplotlib.pyplot as plt
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    xs, ys = [], []
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) < as_of
        if seen.sum() >= MIN_CUSTOMERS:
            xs.append(d)
            ys.append((wait[seen] < d).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("回头率")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
    return ax
""",
        judgement="wrong",
        misconception="exactly_d_left_out",
        reader="shop assistant",
        note="变式：wait < d",
    ),
    Trial(
        "chart_retention",
        """
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5
def chart_retention(orders, as_of):
    import matplotlib.pyplot as plt
    as_of = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o = o[o["created_at"] < as_of]
    o["day"] = o["created_at"].dt.normalize()
    o = o.drop_duplicates(["user_id", "day"]).sort_values("day")
    first = o.groupby("user_id")["day"].min()
    second = o[o.groupby("user_id").cumcount() == 1].set_index("user_id")["day"]
    wait = (second - first).dt.days
    xs, ys = [], []
    for d in HORIZONS:
        seen = first + pd.Timedelta(days=d) < as_of
        if seen.sum() >= MIN_CUSTOMERS:
            xs.append(d)
            ys.append((wait[seen] <= d).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.plot(xs, [0.1 for x in xs], marker="s")
    ax.set_title("回头率")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
    return ax
""",
        judgement="wrong",
        reader="shop assistant",
        note="变式：两条线：顺手把“看满人数占比”也画了",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days >= d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).mean()
    return plots.bar(result, "多少人回来了", unit="percent", xlabel="天数", ylabel="回来的占比")
""",
        judgement="wrong",
        misconception="same_day_and_today",
        reader="beginner",
        note="same-day second order; >= d",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days >= d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).mean()
    return plots.bar(result, "多少人回来了", unit="percent", xlabel="天数", ylabel="回来的占比")
""",
        judgement="wrong",
        misconception="today_is_over",
        reader="beginner",
        note=">= d",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days > d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).mean()
    return plots.bar(result, "多少人回来了", unit="percent", xlabel="天数", ylabel="回来的占比")
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days > d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).mean()
    return plots.bar(result, "多少人回来了", unit="percent")
""",
        judgement="wrong",
        reader="beginner",
        note="no axis labels?",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days > d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).mean()
    return plots.line(pd.Series(result), "多少人回来了", unit="percent", xlabel="天数", ylabel="回来的占比")
""",
        judgement="right",
        reader="beginner",
        note="line",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).mean()
    return plots.bar(result, "多少人回来了", unit="percent", xlabel="天数", ylabel="回来的占比")
""",
        judgement="wrong",
        misconception="everybody_below_the_line",
        reader="beginner",
        note="all customers in denominator",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days > d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] < d).mean()
    return plots.bar(result, "多少人回来了", unit="percent", xlabel="天数", ylabel="回来的占比")
""",
        judgement="wrong",
        misconception="exactly_d_left_out",
        reader="beginner",
        note="< d",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days > d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).mean()
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(list(result.keys()), list(result.values()), width=20)
    ax.set_title("多少人回来了")
    ax.set_xlabel("天数")
    ax.set_ylabel("占比")
    return ax
""",
        judgement="right",
        reader="beginner",
        note="matplotlib bars",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days > d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).sum() / len(people)
    return plots.bar(result, "多少人回来了", unit="percent", xlabel="天数", ylabel="回来的占比")
""",
        judgement="wrong",
        misconception="watched_over_everybody",
        reader="beginner",
        note="denominator all",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days > d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).mean()
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.plot(list(result.keys()), [100 * v for v in result.values()], "o-")
    ax.set_title("多少人回来了")
    ax.set_xlabel("天数")
    ax.set_ylabel("回来的占比（%）")
    return ax
""",
        judgement="right",
        reader="beginner",
        note="percent on axis",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days > d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).mean()
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.plot(list(result.keys()), [100 * v for v in result.values()], "o-")
    ax.set_title("多少人回来了")
    ax.set_xlabel("天数")
    ax.set_ylabel("回来的占比")
    return ax
""",
        judgement="wrong",
        misconception="percent_unsaid",
        reader="beginner",
        note="percent numbers without % on axis",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days > d]
        if len(seen) > 0:
            result[d] = (seen["wait"] <= d).mean()
    return plots.bar(result, "多少人回来了", unit="percent", xlabel="天数", ylabel="回来的占比")
""",
        judgement="wrong",
        misconception="hardly_anybody_shown",
        reader="beginner",
        note="MIN_CUSTOMERS ignored",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days > d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).mean()
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.plot(list(result.keys()), [100 * v for v in result.values()], "-")
    ax.set_title("多少人回来了")
    ax.set_xlabel("天数")
    ax.set_ylabel("回来的占比（%）")
    return ax
""",
        judgement="right",
        reader="beginner",
        note="the text says now: with or without points, placed at the number or named by it",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days > d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).mean()
    plots.bar(result, "多少人回来了", unit="percent", xlabel="天数", ylabel="回来的占比")
""",
        judgement="wrong",
        reader="beginner",
        note="no return",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in [30, 60, 90]:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days > d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).mean()
    return plots.bar(result, "多少人回来了", unit="percent", xlabel="天数", ylabel="回来的占比")
""",
        judgement="wrong",
        misconception="three_horizons_only",
        reader="beginner",
        note="only 30,60,90",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"]
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days > d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).mean()
    return plots.bar(result, "多少人回来了", unit="percent", xlabel="天数", ylabel="回来的占比")
""",
        judgement="wrong",
        misconception="hours_in_the_wait",
        reader="beginner",
        note="24h differences, no calendar days",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[orders["paid_at"].notna() & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days > d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).mean()
    return plots.bar(result, "多少人回来了", unit="percent", xlabel="天数", ylabel="回来的占比")
""",
        judgement="wrong",
        misconception="full_refunds_as_returns",
        reader="beginner",
        note="full refunds counted",
    ),
    Trial(
        "chart_retention",
        """
from matplotlib.axes import Axes

HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5


def chart_retention(orders: pd.DataFrame, as_of: str) -> Axes:
    good = orders[(orders["paid"] > orders["refund"]) & (orders["created_at"] < as_of)].copy()
    good["day"] = good["created_at"].dt.normalize()
    good = good.sort_values("day")
    first = {}
    wait = {}
    for who in good["user_id"].unique():
        days = good[good["user_id"] == who]["day"].drop_duplicates().tolist()
        first[who] = days[0]
        if len(days) > 1:
            wait[who] = (days[1] - days[0]).days
        else:
            wait[who] = None
    people = pd.DataFrame({"first": first, "wait": wait})
    result = {}
    for d in HORIZONS:
        seen = people[(pd.Timestamp(as_of) - people["first"]).dt.days > d]
        if len(seen) >= MIN_CUSTOMERS:
            result[d] = (seen["wait"] <= d).mean()
    return plots.bar(result, "多少人回来了", unit="percent", xlabel="天数", ylabel="回来的占比")
""",
        judgement="right",
        reader="beginner",
        note="the text says now that an unpaid order has paid 0",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) < today]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append((w["wait"] <= h).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="right",
        reader="professor",
        note="first answer: plt line",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) <= today]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append((w["wait"] <= h).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="wrong",
        misconception="today_is_over",
        reader="professor",
        note="<= today",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[(t["first"] + pd.Timedelta(days=h) < today) | (t["wait"] <= h)]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append((w["wait"] <= h).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="wrong",
        misconception="early_returns_let_in",
        reader="professor",
        note="early returners kept",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append((w["wait"] <= h).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="wrong",
        misconception="everybody_below_the_line",
        reader="professor",
        note="no censoring",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) < today]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append((w["wait"] < h).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="wrong",
        misconception="exactly_d_left_out",
        reader="professor",
        note="wait < h",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) < today]
        if len(w) > MIN_CUSTOMERS:
            xs.append(h)
            ys.append((w["wait"] <= h).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="wrong",
        misconception="more_than_the_minimum",
        reader="professor",
        note="> MIN",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) < today]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append((w["wait"] <= h).mean())
    fig, ax = plt.subplots()
    ax.bar(xs, ys, width=20)
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="right",
        reader="professor",
        note="bars at d",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) < today]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append((w["wait"] <= h).mean())
    fig, ax = plt.subplots()
    ax.scatter(xs, ys)
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="right",
        reader="professor",
        note="scatter: one mark for each d",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) < today]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append((w["wait"] <= h).mean())
    fig, ax = plt.subplots()
    ax.bar([str(x) for x in xs], ys)
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="right",
        reader="professor",
        note="the text says now: with or without points, placed at the number or named by it",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) < today]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append(100 * (w["wait"] <= h).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back (%)")
    return ax
""",
        judgement="right",
        reader="professor",
        note="percent in label",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) < today]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append(100 * (w["wait"] <= h).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="wrong",
        misconception="percent_unsaid",
        reader="professor",
        note="percent unsaid",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) < today]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append((w["wait"] <= h).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys)
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="right",
        reader="professor",
        note="the text says now: with or without points, placed at the number or named by it",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) < today]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append((w["wait"] <= h).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("Share of new customers who bought again")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="wrong",
        reader="professor",
        note="no x label",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) < today]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append((w["wait"].dropna() <= h).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="wrong",
        misconception="never_back_dropped",
        reader="professor",
        note="dropna in denominator",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"]
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) < today]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append((w["wait"] <= h).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="wrong",
        misconception="hours_in_the_wait",
        reader="professor",
        note="clock times kept",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > 0) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) < today]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append((w["wait"] <= h).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="wrong",
        misconception="full_refunds_as_returns",
        reader="professor",
        note="refunds ignored",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[-1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) < today]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append((w["wait"] <= h).mean())
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="wrong",
        misconception="wait_to_the_last_day",
        reader="professor",
        note="last instead of second",
    ),
    Trial(
        "chart_retention",
        """
import matplotlib.pyplot as plt
HORIZONS = (30, 60, 90, 120, 150, 180)
MIN_CUSTOMERS = 5

def chart_retention(orders, as_of):
    today = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notnull() & (orders["paid"] > orders["refund"]) & (orders["created_at"] < today)].copy()
    o["day"] = o["created_at"].dt.normalize()
    d = o[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    rows = []
    for u, g in d.groupby("user_id"):
        days = list(g["day"])
        rows.append((days[0], (days[1] - days[0]).days if len(days) > 1 else np.nan))
    t = pd.DataFrame(rows, columns=["first", "wait"])
    def km(t, today, h):
        obs = (today - t["first"]).dt.days - 1
        T = t["wait"].fillna(obs)
        s = 1.0
        for d in sorted(t["wait"].dropna().unique()):
            if d <= h:
                s *= 1 - (t["wait"] == d).sum() / (T >= d).sum()
        return 1 - s
    xs, ys = [], []
    for h in HORIZONS:
        w = t[t["first"] + pd.Timedelta(days=h) < today]
        if len(w) >= MIN_CUSTOMERS:
            xs.append(h)
            ys.append(km(t, today, h))
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("Share of new customers who bought again")
    ax.set_xlabel("Days since first purchase")
    ax.set_ylabel("Share back")
    return ax
""",
        judgement="wrong",
        misconception="survival_curve",
        reader="professor",
        note="Kaplan-Meier",
    ),
]

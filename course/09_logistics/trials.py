"""Answers that readers gave to chapter 9 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written. Answers that came out alike in every case stand once.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = o["order_id"].map(last)
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        reader="professor",
        note="`map` from a Series without any times crashes when nothing was sent",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = o["order_id"].map(last)
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="start_of_the_day",
        reader="professor",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max()
    o["last"] = o["order_id"].map(last)
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="missing_parcel_skipped",
        reader="professor",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = o["order_id"].map(last)
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / len(o),
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="cost_by_all_orders",
        reader="professor",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = o["order_id"].map(last)
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": s.loc[old,"delivered_at"].isna().mean(),
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="still_under_way_only",
        reader="professor",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = o["order_id"].map(last)
    t = (o["last"] - o["paid_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="clock_from_payment",
        reader="professor",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = o["order_id"].map(last)
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="later_deliveries_known",
        reader="professor",
        note="deliveries after the evening left in",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = o["order_id"].map(last)
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = d.notna() & (s["shipped_at"] <= end - 120 * H)
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="delivered_ones_only_below",
        reader="professor",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = o["order_id"].map(last)
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": orders["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="cash_of_all_orders",
        reader="professor",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = o["order_id"].map(last)
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s.loc[s["delivered_at"].notna(),"cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="cost_of_delivered_parcels",
        reader="professor",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = o["order_id"].map(last)
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d[s["order_id"].isin(o.loc[t.notna(),"order_id"])].median(),
        "delivery_p90": d[s["order_id"].isin(o.loc[t.notna(),"order_id"])].quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="parcels_of_received_orders",
        reader="professor",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o = o.merge(last.rename("last").reset_index(), on="order_id", how="left")
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="right",
        reader="professor",
        note="merge in place of map",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = pd.to_datetime(last.reindex(o["order_id"]).to_numpy())
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="right",
        reader="professor",
        note="reindex in place of map",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[(orders["paid_at"] < end) & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = pd.to_datetime(last.reindex(o["order_id"]).to_numpy())
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="payments_compared",
        reader="professor",
        note="the time of payment compared with the end",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] <= end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = pd.to_datetime(last.reindex(o["order_id"]).to_numpy())
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="midnight_is_known",
        reader="professor",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = pd.to_datetime(last.reindex(o["order_id"]).to_numpy())
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] < 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="limit_of_five_and_a_bit",
        reader="professor",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = pd.to_datetime(last.reindex(o["order_id"]).to_numpy())
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int((t.isna() & o["order_id"].isin(s["order_id"])).sum()),
    }
""",
        judgement="wrong",
        misconception="open_only_if_sent",
        reader="professor",
        note="orders without a parcel are not open",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = pd.to_datetime(last.reindex(o["order_id"]).to_numpy())
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] < end
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="young_parcels_judged",
        reader="professor",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments.copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = pd.to_datetime(last.reindex(o["order_id"]).to_numpy())
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="parcels_of_tomorrow",
        reader="professor",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] <= end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = pd.to_datetime(last.reindex(o["order_id"]).to_numpy())
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="parcels_of_midnight",
        reader="professor",
        note="a parcel sent at midnight exists already",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] <= end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = pd.to_datetime(last.reindex(o["order_id"]).to_numpy())
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.quantile(0.9),
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        misconception="midnight_orders_in",
        reader="professor",
    ),
    Trial(
        "fulfilment_metrics",
        """
def fulfilment_metrics(orders, shipments, as_of):
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    H = pd.Timedelta(hours=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < end)].copy()
    s = shipments[shipments["shipped_at"] < end].copy()
    s["delivered_at"] = s["delivered_at"].where(s["delivered_at"] < end)
    g = s.groupby("order_id")["delivered_at"]
    last = g.max().where(g.count() == g.size())
    o["last"] = pd.to_datetime(last.reindex(o["order_id"]).to_numpy())
    t = (o["last"] - o["created_at"]) / H
    d = (s["delivered_at"] - s["shipped_at"]) / H
    rec = t.notna().sum()
    old = s["shipped_at"] <= end - 120 * H
    return {
        "order_to_receipt_p50": t.median(),
        "order_to_receipt_p90": t.dropna().sort_values().iloc[int(np.ceil(.9*t.count()))-1] if t.count() else np.nan,
        "delivery_p50": d.median(),
        "delivery_p90": d.quantile(0.9),
        "cost_per_order": s["cost"].sum() / rec if rec else np.nan,
        "undelivered_share": 1 - (d[old] <= 120).mean() if old.any() else np.nan,
        "cod_share": o["is_cod"].mean(),
        "open_orders": int(t.isna().sum()),
    }
""",
        judgement="wrong",
        reader="professor",
        note="the P90 as the value at a place, not between two",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    clock = known["released_at"].where(known["released_at"] >= eight, eight)
    known["open"] = ~(known["outbound_at"] <= now)
    known["over"] = known["open"] & ((now - clock) > pd.Timedelta(hours=promise_hours))
    g = known.groupby("warehouse")[["open", "over"]].sum()
    if base == "warehouse":
        return g["over"] / g["open"].replace(0, np.nan)
    total = g["over"].sum()
    return g["over"] / (total if total else np.nan)
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    clock = known["released_at"]
    known["open"] = ~(known["outbound_at"] <= now)
    known["over"] = known["open"] & ((now - clock) > pd.Timedelta(hours=promise_hours))
    g = known.groupby("warehouse")[["open", "over"]].sum()
    if base == "warehouse":
        return g["over"] / g["open"].replace(0, np.nan)
    total = g["over"].sum()
    return g["over"] / (total if total else np.nan)
""",
        judgement="wrong",
        misconception="night_work",
        reader="professor",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    clock = known["released_at"].where(known["released_at"] >= eight, eight)
    known["open"] = known["outbound_at"].isna()
    known["over"] = known["open"] & ((now - clock) > pd.Timedelta(hours=promise_hours))
    g = known.groupby("warehouse")[["open", "over"]].sum()
    if base == "warehouse":
        return g["over"] / g["open"].replace(0, np.nan)
    total = g["over"].sum()
    return g["over"] / (total if total else np.nan)
""",
        judgement="wrong",
        misconception="later_departures_known",
        reader="professor",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    clock = known["released_at"].where(known["released_at"] >= eight, eight)
    known["open"] = ~(known["outbound_at"] <= now)
    known["over"] = known["open"] & ((now - clock) >= pd.Timedelta(hours=promise_hours))
    g = known.groupby("warehouse")[["open", "over"]].sum()
    if base == "warehouse":
        return g["over"] / g["open"].replace(0, np.nan)
    total = g["over"].sum()
    return g["over"] / (total if total else np.nan)
""",
        judgement="wrong",
        misconception="exactly_is_overdue",
        reader="professor",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    clock = known["released_at"].where(known["released_at"] >= eight, eight)
    known = known[~(known["outbound_at"] <= now)]; clock = clock[known.index]
    known["open"] = ~(known["outbound_at"] <= now)
    known["over"] = known["open"] & ((now - clock) > pd.Timedelta(hours=promise_hours))
    g = known.groupby("warehouse")[["open", "over"]].sum()
    if base == "warehouse":
        return g["over"] / g["open"].replace(0, np.nan)
    total = g["over"].sum()
    return g["over"] / (total if total else np.nan)
""",
        judgement="wrong",
        misconception="open_warehouses_only",
        reader="professor",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    clock = known["released_at"].where(known["released_at"] >= eight, eight)
    known["open"] = ~(known["outbound_at"] <= now)
    known["over"] = ((now - clock) > pd.Timedelta(hours=promise_hours))
    g = known.groupby("warehouse")[["open", "over"]].sum()
    if base == "warehouse":
        return g["over"] / known.groupby("warehouse").size()
    total = g["over"].sum()
    return g["over"] / (total if total else np.nan)
""",
        judgement="wrong",
        misconception="overdue_of_all_orders",
        reader="professor",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    night = known["released_at"].dt.hour < 8
    clock = known["released_at"].where(~night, eight + pd.Timedelta(days=1))
    known["open"] = ~(known["outbound_at"] <= now)
    known["over"] = known["open"] & ((now - clock) > pd.Timedelta(hours=promise_hours))
    g = known.groupby("warehouse")[["open", "over"]].sum()
    if base == "warehouse":
        return g["over"] / g["open"].replace(0, np.nan)
    total = g["over"].sum()
    return g["over"] / (total if total else np.nan)
""",
        judgement="wrong",
        misconception="clock_of_the_next_day",
        reader="professor",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of).normalize() + pd.Timedelta(days=1)
    known = ops[ops["released_at"] <= now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    clock = known["released_at"].where(known["released_at"] >= eight, eight)
    known["open"] = ~(known["outbound_at"] <= now)
    known["over"] = known["open"] & ((now - clock) > pd.Timedelta(hours=promise_hours))
    g = known.groupby("warehouse")[["open", "over"]].sum()
    if base == "warehouse":
        return g["over"] / g["open"].replace(0, np.nan)
    total = g["over"].sum()
    return g["over"] / (total if total else np.nan)
""",
        judgement="wrong",
        misconception="end_of_the_day",
        reader="professor",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] < now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    clock = known["released_at"].where(known["released_at"] >= eight, eight)
    known["open"] = ~(known["outbound_at"] <= now)
    known["over"] = known["open"] & ((now - clock) > pd.Timedelta(hours=promise_hours))
    g = known.groupby("warehouse")[["open", "over"]].sum()
    if base == "warehouse":
        return g["over"] / g["open"].replace(0, np.nan)
    total = g["over"].sum()
    return g["over"] / (total if total else np.nan)
""",
        judgement="wrong",
        misconception="released_now_unknown",
        reader="professor",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    clock = known["released_at"].where(known["released_at"] >= eight, eight)
    known["open"] = ~(known["outbound_at"] <= now)
    known["over"] = known["open"] & ((now - clock) > pd.Timedelta(hours=promise_hours))
    g = known.groupby("warehouse")[["open", "over"]].sum()
    if base == "warehouse":
        return g["over"] / g["open"].replace(0, np.nan)
    total = g["over"].sum()
    return (g["over"] / total).fillna(0)
""",
        judgement="wrong",
        misconception="nothing_overdue_is_zero",
        reader="professor",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    clock = known["released_at"].where(known["released_at"] >= eight, eight)
    known["open"] = ~(known["outbound_at"] <= now)
    known["over"] = known["open"] & ((now - clock) > pd.Timedelta(hours=promise_hours))
    g = known.groupby("warehouse", sort=False)[["open", "over"]].sum()
    if base == "warehouse":
        return g["over"] / g["open"].replace(0, np.nan)
    total = g["over"].sum()
    return g["over"] / (total if total else np.nan)
""",
        judgement="wrong",
        misconception="warehouses_as_they_come",
        reader="professor",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    clock = known["released_at"].where(known["released_at"].dt.hour > 8, eight)
    known["open"] = ~(known["outbound_at"] <= now)
    known["over"] = known["open"] & ((now - clock) > pd.Timedelta(hours=promise_hours))
    g = known.groupby("warehouse")[["open", "over"]].sum()
    if base == "warehouse":
        return g["over"] / g["open"].replace(0, np.nan)
    total = g["over"].sum()
    return g["over"] / (total if total else np.nan)
""",
        judgement="wrong",
        misconception="half_past_eight_is_night",
        reader="professor",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    clock = known["released_at"].where(known["released_at"] >= eight, eight)
    known["open"] = ~(known["outbound_at"] <= now)
    known["over"] = known["open"] & ((now - clock) > pd.Timedelta(hours=promise_hours))
    g = known.groupby("warehouse")[["open", "over"]].sum()
    if base == "warehouse":
        return g["over"] / g["open"].replace(0, np.nan)
    total = g["over"].sum()
    return g["over"] / (total if total else np.nan)
""",
        judgement="wrong",
        misconception="unknown_base_answered",
        reader="professor",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    clock = known["released_at"].where(known["released_at"] >= eight, eight)
    known["open"] = ~(known["outbound_at"] < now)
    known["over"] = known["open"] & ((now - clock) > pd.Timedelta(hours=promise_hours))
    g = known.groupby("warehouse")[["open", "over"]].sum()
    if base == "warehouse":
        return g["over"] / g["open"].replace(0, np.nan)
    total = g["over"].sum()
    return g["over"] / (total if total else np.nan)
""",
        judgement="wrong",
        misconception="leaving_now_is_open",
        reader="professor",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    clock = known["released_at"].where(known["released_at"] >= eight, eight)
    known["open"] = ~(known["outbound_at"] <= now)
    known["over"] = known["open"] & ((now - clock) > pd.Timedelta(hours=promise_hours))
    g = known.groupby("warehouse")[["open", "over"]].sum()
    if base == "warehouse":
        return g["over"] / g["open"].replace(0, np.nan)
    total = g["over"].sum()
    return g["over"] / g["open"].sum()
""",
        judgement="wrong",
        misconception="all_by_open_orders",
        reader="professor",
    ),
    Trial(
        "backlog_share",
        """
def backlog_share(ops, as_of, promise_hours, base="warehouse"):
    if base not in ("warehouse", "all"):
        raise ValueError(base)
    now = pd.Timestamp(as_of)
    known = ops[ops["released_at"] <= now].copy()
    day = known["released_at"].dt.normalize()
    eight = day + pd.Timedelta(hours=8)
    clock = known["released_at"].where(known["released_at"] >= eight, eight)
    known["open"] = ~(known["outbound_at"] <= now)
    known["over"] = known["open"] & ((now - clock) > pd.Timedelta(hours=promise_hours))
    if known.empty:
        return pd.Series(dtype=float)
    g = known.groupby("warehouse")[["open", "over"]].sum()
    if base == "warehouse":
        return (g["over"] / g["open"].replace(0, np.nan)).fillna(0)
    total = g["over"].sum()
    return g["over"] / (total if total else np.nan)
""",
        judgement="wrong",
        misconception="zero_for_unknown",
        reader="professor",
    ),
    Trial(
        "outbound_rate_by_slot",
        """
def outbound_rate_by_slot(ops, edges, within_hours):
    names = [f"{a:02d}-{b:02d}" for a, b in zip(edges, edges[1:] + edges[:1])]
    if len(ops) == 0:
        return pd.Series(np.nan, index=names)
    limit = pd.Timedelta(hours=within_hours)
    reach = max(ops["created_at"].max(), ops["outbound_at"].max()) if ops["outbound_at"].notna().any() else ops["created_at"].max()
    g = ops.groupby("order_id")
    o = pd.DataFrame({"created": g["created_at"].first(), "out": g["outbound_at"].max().where(g["outbound_at"].count() == g.size())})
    o = o[o["created"] <= reach - limit]
    h = o["created"].dt.hour
    pos = np.searchsorted(edges, h, side="right") - 1
    o["slot"] = [names[p] for p in pos]
    o["ok"] = (o["out"] - o["created"]) <= limit
    return o.groupby("slot")["ok"].mean().reindex(names)
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "outbound_rate_by_slot",
        """
def outbound_rate_by_slot(ops, edges, within_hours):
    names = [f"{a:02d}-{b:02d}" for a, b in zip(edges, edges[1:] + edges[:1])]
    if len(ops) == 0:
        return pd.Series(np.nan, index=names)
    limit = pd.Timedelta(hours=within_hours)
    reach = max(ops["created_at"].max(), ops["outbound_at"].max()) if ops["outbound_at"].notna().any() else ops["created_at"].max()
    g = ops.groupby("order_id")
    o = pd.DataFrame({"created": g["created_at"].first(), "out": g["outbound_at"].max()})
    o = o[o["created"] <= reach - limit]
    h = o["created"].dt.hour
    pos = np.searchsorted(edges, h, side="right") - 1
    o["slot"] = [names[p] for p in pos]
    o["ok"] = (o["out"] - o["created"]) <= limit
    return o.groupby("slot")["ok"].mean().reindex(names)
""",
        judgement="wrong",
        misconception="missing_part_skipped",
        reader="professor",
    ),
    Trial(
        "outbound_rate_by_slot",
        """
def outbound_rate_by_slot(ops, edges, within_hours):
    names = [f"{a:02d}-{b:02d}" for a, b in zip(edges, edges[1:] + edges[:1])]
    if len(ops) == 0:
        return pd.Series(np.nan, index=names)
    limit = pd.Timedelta(hours=within_hours)
    reach = max(ops["created_at"].max(), ops["outbound_at"].max()) if ops["outbound_at"].notna().any() else ops["created_at"].max()
    g = ops.groupby("order_id")
    o = pd.DataFrame({"created": g["created_at"].first(), "out": g["outbound_at"].max().where(g["outbound_at"].count() == g.size())})
    h = o["created"].dt.hour
    pos = np.searchsorted(edges, h, side="right") - 1
    o["slot"] = [names[p] for p in pos]
    o["ok"] = (o["out"] - o["created"]) <= limit
    return o.groupby("slot")["ok"].mean().reindex(names)
""",
        judgement="wrong",
        misconception="young_orders_in",
        reader="professor",
    ),
    Trial(
        "outbound_rate_by_slot",
        """
def outbound_rate_by_slot(ops, edges, within_hours):
    names = [f"{a:02d}-{b:02d}" for a, b in zip(edges, edges[1:] + edges[:1])]
    if len(ops) == 0:
        return pd.Series(np.nan, index=names)
    limit = pd.Timedelta(hours=within_hours)
    reach = max(ops["created_at"].max(), ops["outbound_at"].max()) if ops["outbound_at"].notna().any() else ops["created_at"].max()
    g = ops.groupby("order_id")
    o = pd.DataFrame({"created": g["created_at"].first(), "out": g["outbound_at"].max().where(g["outbound_at"].count() == g.size())})
    o = o[(o["created"] <= reach - limit) | ((o["out"] - o["created"]) <= limit)]
    h = o["created"].dt.hour
    pos = np.searchsorted(edges, h, side="right") - 1
    o["slot"] = [names[p] for p in pos]
    o["ok"] = (o["out"] - o["created"]) <= limit
    return o.groupby("slot")["ok"].mean().reindex(names)
""",
        judgement="wrong",
        misconception="young_ones_that_left",
        reader="professor",
    ),
    Trial(
        "outbound_rate_by_slot",
        """
def outbound_rate_by_slot(ops, edges, within_hours):
    names = [f"{a:02d}-{b:02d}" for a, b in zip(edges, edges[1:] + edges[:1])]
    if len(ops) == 0:
        return pd.Series(np.nan, index=names)
    limit = pd.Timedelta(hours=within_hours)
    reach = max(ops["created_at"].max(), ops["outbound_at"].max()) if ops["outbound_at"].notna().any() else ops["created_at"].max()
    g = ops.groupby("order_id")
    o = pd.DataFrame({"created": g["created_at"].first(), "out": g["outbound_at"].max().where(g["outbound_at"].count() == g.size())})
    o = o[o["created"] <= reach - limit]
    h = o["created"].dt.hour
    pos = np.maximum(np.searchsorted(edges, h, side="right") - 1, 0)
    o["slot"] = [names[p] for p in pos]
    o["ok"] = (o["out"] - o["created"]) <= limit
    return o.groupby("slot")["ok"].mean().reindex(names)
""",
        judgement="wrong",
        misconception="night_to_the_first_slot",
        reader="professor",
    ),
    Trial(
        "outbound_rate_by_slot",
        """
def outbound_rate_by_slot(ops, edges, within_hours):
    names = [f"{a:02d}-{b:02d}" for a, b in zip(edges, edges[1:] + edges[:1])]
    if len(ops) == 0:
        return pd.Series(np.nan, index=names)
    limit = pd.Timedelta(hours=within_hours)
    reach = ops["created_at"].max()
    g = ops.groupby("order_id")
    o = pd.DataFrame({"created": g["created_at"].first(), "out": g["outbound_at"].max().where(g["outbound_at"].count() == g.size())})
    o = o[o["created"] <= reach - limit]
    h = o["created"].dt.hour
    pos = np.searchsorted(edges, h, side="right") - 1
    o["slot"] = [names[p] for p in pos]
    o["ok"] = (o["out"] - o["created"]) <= limit
    return o.groupby("slot")["ok"].mean().reindex(names)
""",
        judgement="wrong",
        misconception="reach_by_placing",
        reader="professor",
    ),
    Trial(
        "outbound_rate_by_slot",
        """
def outbound_rate_by_slot(ops, edges, within_hours):
    names = [f"{a:02d}-{b:02d}" for a, b in zip(edges, edges[1:] + edges[:1])]
    if len(ops) == 0:
        return pd.Series(np.nan, index=names)
    limit = pd.Timedelta(hours=within_hours)
    reach = max(ops["created_at"].max(), ops["outbound_at"].max()) if ops["outbound_at"].notna().any() else ops["created_at"].max()
    g = ops.groupby("order_id")
    o = pd.DataFrame({"created": g["created_at"].first(), "out": g["outbound_at"].max().where(g["outbound_at"].count() == g.size())})
    o = o[o["created"] <= reach - limit]
    h = o["created"].dt.hour
    pos = np.searchsorted(edges, h, side="right") - 1
    o["slot"] = [names[p] for p in pos]
    o["ok"] = (o["out"] - o["created"]) < limit
    return o.groupby("slot")["ok"].mean().reindex(names)
""",
        judgement="wrong",
        misconception="exactly_is_late",
        reader="professor",
    ),
    Trial(
        "outbound_rate_by_slot",
        """
def outbound_rate_by_slot(ops, edges, within_hours):
    names = [f"{a:02d}-{b:02d}" for a, b in zip(edges, edges[1:] + edges[:1])]
    if len(ops) == 0:
        return pd.Series(np.nan, index=names)
    limit = pd.Timedelta(hours=within_hours)
    reach = max(ops["created_at"].max(), ops["outbound_at"].max()) if ops["outbound_at"].notna().any() else ops["created_at"].max()
    g = ops.groupby("order_id")
    o = pd.DataFrame({"created": g["created_at"].first(), "out": g["outbound_at"].max().where(g["outbound_at"].count() == g.size())})
    o = o[o["created"] <= reach - limit]
    h = o["created"].dt.hour
    pos = np.searchsorted(edges, h, side="right") - 1
    o["slot"] = [names[p] for p in pos]
    o = o[o["out"].notna()]
    o["ok"] = (o["out"] - o["created"]) <= limit
    return o.groupby("slot")["ok"].mean().reindex(names)
""",
        judgement="wrong",
        misconception="open_ones_dropped",
        reader="professor",
    ),
    Trial(
        "outbound_rate_by_slot",
        """
def outbound_rate_by_slot(ops, edges, within_hours):
    names = [f"{a:02d}-{b:02d}" for a, b in zip(edges, edges[1:] + edges[:1])]
    H = pd.Timedelta(hours=1)
    reach = max(ops["created_at"].max(), ops["outbound_at"].max())
    o = ops[ops["created_at"] <= reach - within_hours * H].copy()
    o["slot"] = [names[p] for p in np.searchsorted(edges, o["created_at"].dt.hour, side="right") - 1]
    o["ok"] = (o["outbound_at"] - o["created_at"]) / H <= within_hours
    return o.groupby("slot")["ok"].mean().reindex(names)
""",
        judgement="wrong",
        misconception="parts_counted",
        reader="professor",
    ),
    Trial(
        "outbound_rate_by_slot",
        """
def outbound_rate_by_slot(ops, edges, within_hours):
    names = [f"{a:02d}-{b:02d}" for a, b in zip(edges, edges[1:] + edges[:1])]
    if len(ops) == 0:
        return pd.Series(np.nan, index=names)
    limit = pd.Timedelta(hours=within_hours)
    reach = max(ops["created_at"].max(), ops["outbound_at"].max()) if ops["outbound_at"].notna().any() else ops["created_at"].max()
    g = ops.groupby("order_id")
    o = pd.DataFrame({"created": g["created_at"].first(), "out": g["outbound_at"].max().where(g["outbound_at"].count() == g.size())})
    o = o[o["created"] < reach - limit]
    h = o["created"].dt.hour
    pos = np.searchsorted(edges, h, side="right") - 1
    o["slot"] = [names[p] for p in pos]
    o["ok"] = (o["out"] - o["created"]) <= limit
    return o.groupby("slot")["ok"].mean().reindex(names)
""",
        judgement="wrong",
        misconception="exactly_old_is_young",
        reader="professor",
    ),
    Trial(
        "outbound_rate_by_slot",
        """
def outbound_rate_by_slot(ops, edges, within_hours):
    names = [f"{a:02d}-{b:02d}" for a, b in zip(edges, edges[1:] + edges[:1])]
    if len(ops) == 0:
        return pd.Series(np.nan, index=names)
    limit = pd.Timedelta(hours=within_hours)
    reach = max(ops["created_at"].max(), ops["outbound_at"].max()) if ops["outbound_at"].notna().any() else ops["created_at"].max()
    g = ops.groupby("order_id")
    o = pd.DataFrame({"created": g["created_at"].first(), "out": g["outbound_at"].max().where(g["outbound_at"].count() == g.size())})
    o = o[o["created"] <= reach - limit]
    h = o["created"].dt.hour
    pos = np.searchsorted(edges, h, side="left") - 1
    o["slot"] = [names[p] for p in pos]
    o["ok"] = (o["out"] - o["created"]) <= limit
    return o.groupby("slot")["ok"].mean().reindex(names)
""",
        judgement="wrong",
        misconception="first_hour_to_the_slot_before",
        reader="professor",
    ),
    Trial(
        "outbound_rate_by_slot",
        """
def outbound_rate_by_slot(ops, edges, within_hours):
    names = [f"{a:02d}-{b:02d}" for a, b in zip(edges, edges[1:] + edges[:1])]
    if len(ops) == 0:
        return pd.Series(np.nan, index=names)
    limit = pd.Timedelta(hours=within_hours)
    reach = max(ops["created_at"].max(), ops["outbound_at"].max()) if ops["outbound_at"].notna().any() else ops["created_at"].max()
    g = ops.groupby("order_id")
    o = pd.DataFrame({"created": g["created_at"].first(), "out": g["outbound_at"].max().where(g["outbound_at"].count() == g.size())})
    o = o[o["created"] <= reach - limit]
    h = o["created"].dt.hour + (o["created"].dt.minute >= 30)
    pos = np.searchsorted(edges, h, side="right") - 1
    o["slot"] = [names[p] for p in pos]
    o["ok"] = (o["out"] - o["created"]) <= limit
    return o.groupby("slot")["ok"].mean().reindex(names)
""",
        judgement="wrong",
        misconception="hour_rounded",
        reader="professor",
    ),
    Trial(
        "outbound_rate_by_slot",
        """
def outbound_rate_by_slot(ops, edges, within_hours):
    names = [f"{a}-{b}" for a, b in zip(edges, edges[1:] + edges[:1])]
    if len(ops) == 0:
        return pd.Series(np.nan, index=names)
    limit = pd.Timedelta(hours=within_hours)
    reach = max(ops["created_at"].max(), ops["outbound_at"].max()) if ops["outbound_at"].notna().any() else ops["created_at"].max()
    g = ops.groupby("order_id")
    o = pd.DataFrame({"created": g["created_at"].first(), "out": g["outbound_at"].max().where(g["outbound_at"].count() == g.size())})
    o = o[o["created"] <= reach - limit]
    h = o["created"].dt.hour
    pos = np.searchsorted(edges, h, side="right") - 1
    o["slot"] = [names[p] for p in pos]
    o["ok"] = (o["out"] - o["created"]) <= limit
    return o.groupby("slot")["ok"].mean().reindex(names)
""",
        judgement="wrong",
        misconception="names_without_zero",
        reader="professor",
    ),
    Trial(
        "outbound_rate_by_slot",
        """
def outbound_rate_by_slot(ops, edges, within_hours):
    names = [f"{a:02d}-{b:02d}" for a, b in zip(edges, edges[1:] + edges[:1])]
    if len(ops) == 0:
        return pd.Series(np.nan, index=names)
    limit = pd.Timedelta(hours=within_hours)
    reach = max(ops["created_at"].max(), ops["outbound_at"].max()) if ops["outbound_at"].notna().any() else ops["created_at"].max()
    g = ops.groupby("order_id")
    o = pd.DataFrame({"created": g["outbound_at"].first(), "out": g["outbound_at"].max().where(g["outbound_at"].count() == g.size())})
    o = o[o["created"] <= reach - limit]
    h = o["created"].dt.hour
    pos = np.searchsorted(edges, h, side="right") - 1
    o["slot"] = [names[p] for p in pos]
    o["ok"] = (o["out"] - o["created"]) <= limit
    return o.groupby("slot")["ok"].mean().reindex(names)
""",
        judgement="wrong",
        reader="professor",
        note="the clock starts at the first part's leaving",
    ),
    Trial(
        "outbound_rate_by_slot",
        """
def outbound_rate_by_slot(ops, edges, within_hours):
    names = [f"{a:02d}-{b:02d}" for a, b in zip(edges, edges[1:] + edges[:1])]
    if len(ops) == 0:
        return pd.Series(np.nan, index=names)
    limit = pd.Timedelta(hours=within_hours)
    reach = max(ops["created_at"].max(), ops["outbound_at"].max()) if ops["outbound_at"].notna().any() else ops["created_at"].max()
    g = ops.groupby("order_id")
    o = pd.DataFrame({"created": g["created_at"].first(), "out": g["outbound_at"].max().where(g["outbound_at"].count() == g.size())})
    o = o[o["created"] <= reach - limit]
    h = o["created"].dt.hour
    pos = np.searchsorted(edges, h, side="right") - 1
    o["slot"] = [names[p] for p in pos]
    o["ok"] = (o["out"] - o["created"]) <= limit
    return o.groupby("slot")["ok"].mean().reindex(names).fillna(0)
""",
        judgement="wrong",
        misconception="zero_for_no_orders",
        reader="professor",
    ),
    Trial(
        "warehouse_rates",
        """
def warehouse_rates(ops, receipts, limit_hours):
    lines = ops[~ops["cancelled"].astype(bool)]
    sys_s = lines["sys_short"].astype(bool)
    phys = lines["phys_short"].astype(bool)
    picking = ~sys_s & (lines["picked_at"].notna() | phys)
    limit = pd.Timedelta(hours=limit_hours)
    reach = pd.concat([receipts["received_at"], receipts["shelved_at"]]).max()
    good = (receipts["shelved_at"] - receipts["received_at"]) <= limit
    judged = good | (receipts["received_at"] + limit <= reach)
    below = receipts.loc[judged, "qty"].sum()
    return {
        "system_short": sys_s.mean() if len(lines) else np.nan,
        "physical_short": phys[picking].mean() if picking.any() else np.nan,
        "shelving_on_time": receipts.loc[good, "qty"].sum() / below if below else np.nan,
    }
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "warehouse_rates",
        """
def warehouse_rates(ops, receipts, limit_hours):
    lines = ops
    sys_s = lines["sys_short"].astype(bool)
    phys = lines["phys_short"].astype(bool)
    picking = ~sys_s & (lines["picked_at"].notna() | phys)
    limit = pd.Timedelta(hours=limit_hours)
    reach = pd.concat([receipts["received_at"], receipts["shelved_at"]]).max()
    good = (receipts["shelved_at"] - receipts["received_at"]) <= limit
    judged = good | (receipts["received_at"] + limit <= reach)
    below = receipts.loc[judged, "qty"].sum()
    return {
        "system_short": sys_s.mean() if len(lines) else np.nan,
        "physical_short": phys[picking].mean() if picking.any() else np.nan,
        "shelving_on_time": receipts.loc[good, "qty"].sum() / below if below else np.nan,
    }
""",
        judgement="wrong",
        misconception="cancelled_lines_in",
        reader="professor",
    ),
    Trial(
        "warehouse_rates",
        """
def warehouse_rates(ops, receipts, limit_hours):
    lines = ops[~ops["cancelled"].astype(bool)]
    sys_s = lines["sys_short"].astype(bool)
    phys = lines["phys_short"].astype(bool)
    picking = ~sys_s & (lines["picked_at"].notna() | phys)
    limit = pd.Timedelta(hours=limit_hours)
    reach = pd.concat([receipts["received_at"], receipts["shelved_at"]]).max()
    good = (receipts["shelved_at"] - receipts["received_at"]) <= limit
    judged = good | (receipts["received_at"] + limit <= reach)
    below = receipts.loc[judged, "qty"].sum()
    return {
        "system_short": sys_s.mean() if len(lines) else np.nan,
        "physical_short": phys.mean() if picking.any() else np.nan,
        "shelving_on_time": receipts.loc[good, "qty"].sum() / below if below else np.nan,
    }
""",
        judgement="wrong",
        misconception="all_missing_by_all_lines",
        reader="professor",
    ),
    Trial(
        "warehouse_rates",
        """
def warehouse_rates(ops, receipts, limit_hours):
    lines = ops[~ops["cancelled"].astype(bool)]
    sys_s = lines["sys_short"].astype(bool)
    phys = lines["phys_short"].astype(bool)
    picking = ~sys_s & (lines["picked_at"].notna() | phys)
    limit = pd.Timedelta(hours=limit_hours)
    reach = pd.concat([receipts["received_at"], receipts["shelved_at"]]).max()
    good = (receipts["shelved_at"] - receipts["received_at"]) <= limit
    judged = (receipts["received_at"] + limit <= reach)
    below = receipts.loc[judged, "qty"].sum()
    return {
        "system_short": sys_s.mean() if len(lines) else np.nan,
        "physical_short": phys[picking].mean() if picking.any() else np.nan,
        "shelving_on_time": receipts.loc[good, "qty"].sum() / below if below else np.nan,
    }
""",
        judgement="wrong",
        misconception="judged_by_age_only",
        reader="professor",
    ),
    Trial(
        "warehouse_rates",
        """
def warehouse_rates(ops, receipts, limit_hours):
    lines = ops[~ops["cancelled"].astype(bool)]
    sys_s = lines["sys_short"].astype(bool)
    phys = lines["phys_short"].astype(bool)
    picking = ~sys_s & (lines["picked_at"].notna() | phys)
    limit = pd.Timedelta(hours=limit_hours)
    reach = pd.concat([receipts["received_at"], receipts["shelved_at"]]).max()
    good = (receipts["shelved_at"] - receipts["received_at"]) <= limit
    judged = good | (receipts["received_at"] + limit <= reach)
    below = receipts.loc[judged, "qty"].count()
    return {
        "system_short": sys_s.mean() if len(lines) else np.nan,
        "physical_short": phys[picking].mean() if picking.any() else np.nan,
        "shelving_on_time": receipts.loc[good, "qty"].count() / below if below else np.nan,
    }
""",
        judgement="wrong",
        misconception="receipts_not_pieces",
        reader="professor",
    ),
    Trial(
        "warehouse_rates",
        """
def warehouse_rates(ops, receipts, limit_hours):
    lines = ops[~ops["cancelled"].astype(bool)]
    sys_s = lines["sys_short"].astype(bool)
    phys = lines["phys_short"].astype(bool)
    picking = ~sys_s & lines["picked_at"].notna()
    limit = pd.Timedelta(hours=limit_hours)
    reach = pd.concat([receipts["received_at"], receipts["shelved_at"]]).max()
    good = (receipts["shelved_at"] - receipts["received_at"]) <= limit
    judged = good | (receipts["received_at"] + limit <= reach)
    below = receipts.loc[judged, "qty"].sum()
    return {
        "system_short": sys_s.mean() if len(lines) else np.nan,
        "physical_short": phys[picking].mean() if picking.any() else np.nan,
        "shelving_on_time": receipts.loc[good, "qty"].sum() / below if below else np.nan,
    }
""",
        judgement="wrong",
        misconception="not_found_not_picking",
        reader="professor",
    ),
    Trial(
        "warehouse_rates",
        """
def warehouse_rates(ops, receipts, limit_hours):
    lines = ops[~ops["cancelled"].astype(bool)]
    sys_s = lines["sys_short"].astype(bool)
    phys = lines["phys_short"].astype(bool)
    picking = ~sys_s & (lines["picked_at"].notna() | phys)
    limit = pd.Timedelta(hours=limit_hours)
    reach = pd.concat([receipts["received_at"], receipts["shelved_at"]]).max()
    good = (receipts["shelved_at"] - receipts["received_at"]) <= limit
    judged = receipts["shelved_at"].notna()
    below = receipts.loc[judged, "qty"].sum()
    return {
        "system_short": sys_s.mean() if len(lines) else np.nan,
        "physical_short": phys[picking].mean() if picking.any() else np.nan,
        "shelving_on_time": receipts.loc[good, "qty"].sum() / below if below else np.nan,
    }
""",
        judgement="wrong",
        misconception="shelved_ones_only",
        reader="professor",
    ),
    Trial(
        "warehouse_rates",
        """
def warehouse_rates(ops, receipts, limit_hours):
    lines = ops[~ops["cancelled"].astype(bool)]
    sys_s = lines["sys_short"].astype(bool)
    phys = lines["phys_short"].astype(bool)
    picking = ~sys_s & (lines["picked_at"].notna() | phys)
    limit = pd.Timedelta(hours=limit_hours)
    reach = pd.concat([receipts["received_at"], receipts["shelved_at"]]).max()
    good = (receipts["shelved_at"] - receipts["received_at"]) <= limit
    judged = receipts["qty"] > 0
    below = receipts.loc[judged, "qty"].sum()
    return {
        "system_short": sys_s.mean() if len(lines) else np.nan,
        "physical_short": phys[picking].mean() if picking.any() else np.nan,
        "shelving_on_time": receipts.loc[good, "qty"].sum() / below if below else np.nan,
    }
""",
        judgement="wrong",
        misconception="young_receipts_judged",
        reader="professor",
    ),
    Trial(
        "warehouse_rates",
        """
def warehouse_rates(ops, receipts, limit_hours):
    lines = ops[~ops["cancelled"].astype(bool)]
    sys_s = lines["sys_short"].astype(bool)
    phys = lines["phys_short"].astype(bool)
    picking = (lines["picked_at"].notna() | phys)
    limit = pd.Timedelta(hours=limit_hours)
    reach = pd.concat([receipts["received_at"], receipts["shelved_at"]]).max()
    good = (receipts["shelved_at"] - receipts["received_at"]) <= limit
    judged = good | (receipts["received_at"] + limit <= reach)
    below = receipts.loc[judged, "qty"].sum()
    return {
        "system_short": sys_s.mean() if len(lines) else np.nan,
        "physical_short": phys[picking].mean() if picking.any() else np.nan,
        "shelving_on_time": receipts.loc[good, "qty"].sum() / below if below else np.nan,
    }
""",
        judgement="wrong",
        misconception="both_reports_physical",
        reader="professor",
    ),
    Trial(
        "warehouse_rates",
        """
def warehouse_rates(ops, receipts, limit_hours):
    lines = ops[~ops["cancelled"].astype(bool)]
    sys_s = lines["sys_short"].astype(bool)
    phys = lines["phys_short"].astype(bool)
    picking = ~sys_s & (lines["picked_at"].notna() | phys)
    limit = pd.Timedelta(hours=limit_hours)
    reach = receipts["received_at"].max()
    good = (receipts["shelved_at"] - receipts["received_at"]) <= limit
    judged = good | (receipts["received_at"] + limit <= reach)
    below = receipts.loc[judged, "qty"].sum()
    return {
        "system_short": sys_s.mean() if len(lines) else np.nan,
        "physical_short": phys[picking].mean() if picking.any() else np.nan,
        "shelving_on_time": receipts.loc[good, "qty"].sum() / below if below else np.nan,
    }
""",
        judgement="wrong",
        misconception="reach_by_receipts",
        reader="professor",
    ),
    Trial(
        "warehouse_rates",
        """
def warehouse_rates(ops, receipts, limit_hours):
    lines = ops[~ops["cancelled"].astype(bool)]
    sys_s = lines["sys_short"].astype(bool)
    phys = lines["phys_short"].astype(bool)
    picking = ~sys_s & (lines["picked_at"].notna() | phys)
    limit = pd.Timedelta(hours=limit_hours)
    reach = pd.concat([receipts["received_at"], receipts["shelved_at"]]).max()
    good = (receipts["shelved_at"] - receipts["received_at"]) < limit
    judged = good | (receipts["received_at"] + limit <= reach)
    below = receipts.loc[judged, "qty"].sum()
    return {
        "system_short": sys_s.mean() if len(lines) else np.nan,
        "physical_short": phys[picking].mean() if picking.any() else np.nan,
        "shelving_on_time": receipts.loc[good, "qty"].sum() / below if below else np.nan,
    }
""",
        judgement="wrong",
        misconception="exactly_the_limit_late",
        reader="professor",
    ),
    Trial(
        "warehouse_rates",
        """
def warehouse_rates(ops, receipts, limit_hours):
    ops.drop(ops.index[ops["cancelled"].astype(bool)], inplace=True)
    lines = ops
    sys_s = lines["sys_short"].astype(bool)
    phys = lines["phys_short"].astype(bool)
    picking = ~sys_s & (lines["picked_at"].notna() | phys)
    limit = pd.Timedelta(hours=limit_hours)
    reach = pd.concat([receipts["received_at"], receipts["shelved_at"]]).max()
    good = (receipts["shelved_at"] - receipts["received_at"]) <= limit
    judged = good | (receipts["received_at"] + limit <= reach)
    below = receipts.loc[judged, "qty"].sum()
    return {
        "system_short": sys_s.mean() if len(lines) else np.nan,
        "physical_short": phys[picking].mean() if picking.any() else np.nan,
        "shelving_on_time": receipts.loc[good, "qty"].sum() / below if below else np.nan,
    }
""",
        judgement="wrong",
        reader="professor",
        note="drops rows of the table that was given",
    ),
    Trial(
        "warehouse_rates",
        """
def warehouse_rates(ops, receipts, limit_hours):
    lines = ops[~ops["cancelled"].astype(bool)]
    sys_s = lines["sys_short"].astype(bool)
    phys = lines["phys_short"].astype(bool)
    picking = ~sys_s & (lines["picked_at"].notna() | phys)
    limit = pd.Timedelta(hours=limit_hours)
    reach = pd.concat([receipts["received_at"], receipts["shelved_at"]]).max()
    good = (receipts["shelved_at"] - receipts["received_at"]) <= limit
    judged = good | (receipts["received_at"] + limit <= reach)
    below = receipts.loc[judged, "qty"].sum()
    return {
        "system_short": sys_s[~phys].sum() / len(lines) if len(lines) else np.nan,
        "physical_short": phys[picking].mean() if picking.any() else np.nan,
        "shelving_on_time": receipts.loc[good, "qty"].sum() / below if below else np.nan,
    }
""",
        judgement="wrong",
        misconception="both_reports_not_system",
        reader="professor",
    ),
    Trial(
        "warehouse_rates",
        """
def warehouse_rates(ops, receipts, limit_hours):
    lines = ops[~ops["cancelled"].astype(bool)]
    sys_s = lines["sys_short"].astype(bool)
    phys = lines["phys_short"].astype(bool)
    picking = ~sys_s & (lines["picked_at"].notna() | phys)
    limit = pd.Timedelta(hours=limit_hours)
    reach = pd.concat([receipts["received_at"], receipts["shelved_at"]]).max()
    good = (receipts["shelved_at"] - receipts["received_at"]) <= limit
    judged = receipts["shelved_at"].notna() | (receipts["received_at"] + limit <= reach)
    below = receipts.loc[judged, "qty"].sum()
    return {
        "system_short": sys_s.mean() if len(lines) else np.nan,
        "physical_short": phys[picking].mean() if picking.any() else np.nan,
        "shelving_on_time": receipts.loc[good, "qty"].sum() / below if below else np.nan,
    }
""",
        judgement="right",
        reader="professor",
        note="a receipt shelved too late has had its limit: the same receipts are judged",
    ),
    Trial(
        "warehouse_rates",
        """
def warehouse_rates(ops, receipts, limit_hours):
    lines = ops[~ops["cancelled"].astype(bool)]
    sys_s = lines["sys_short"].astype(bool)
    phys = lines["phys_short"].astype(bool)
    picking = ~sys_s & (lines["picked_at"].notna() | phys)
    limit = pd.Timedelta(hours=limit_hours)
    reach = pd.concat([receipts["received_at"], receipts["shelved_at"]]).max()
    good = (receipts["shelved_at"] - receipts["received_at"]) <= limit
    judged = good | (receipts["received_at"] + limit < reach)
    below = receipts.loc[judged, "qty"].sum()
    return {
        "system_short": sys_s.mean() if len(lines) else np.nan,
        "physical_short": phys[picking].mean() if picking.any() else np.nan,
        "shelving_on_time": receipts.loc[good, "qty"].sum() / below if below else np.nan,
    }
""",
        judgement="wrong",
        misconception="exactly_due_is_young",
        reader="professor",
    ),
    Trial(
        "choose_carrier",
        """
import math
def choose_carrier(rates, weight_kg, region, max_hours):
    if weight_kg <= 0:
        raise ValueError("weight")
    r = rates[(rates["region"] == region) & (rates["p90_hours"] <= max_hours)].copy()
    if r.empty:
        raise ValueError("none")
    kg = max(1, math.ceil(weight_kg))
    price = r["first_kg"] + (kg - 1) * r["next_kg"]
    r["exp"] = (price * (1 + r["reject_rate"].fillna(0.05))).round(2)
    return r.sort_values(["exp", "carrier"])["carrier"].iloc[0]
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "choose_carrier",
        """
def choose_carrier(rates, weight_kg, region, max_hours):
    if weight_kg <= 0:
        raise ValueError("weight")
    r = rates[(rates["region"] == region) & (rates["p90_hours"] <= max_hours)].copy()
    if r.empty:
        raise ValueError("none")
    kg = max(1, round(weight_kg))
    price = r["first_kg"] + (kg - 1) * r["next_kg"]
    r["exp"] = (price * (1 + r["reject_rate"].fillna(0.05))).round(2)
    return r.sort_values(["exp", "carrier"])["carrier"].iloc[0]
""",
        judgement="wrong",
        misconception="rounded_weight",
        reader="professor",
    ),
    Trial(
        "choose_carrier",
        """
def choose_carrier(rates, weight_kg, region, max_hours):
    if weight_kg <= 0:
        raise ValueError("weight")
    r = rates[(rates["region"] == region) & (rates["p90_hours"] <= max_hours)].copy()
    if r.empty:
        raise ValueError("none")
    kg = max(1, int(np.ceil(weight_kg)))
    price = r["first_kg"] + (kg - 1) * r["next_kg"]
    r["exp"] = (price * (1 + r["reject_rate"].fillna(0))).round(2)
    return r.sort_values(["exp", "carrier"])["carrier"].iloc[0]
""",
        judgement="wrong",
        misconception="missing_rate_is_zero",
        reader="professor",
    ),
    Trial(
        "choose_carrier",
        """
def choose_carrier(rates, weight_kg, region, max_hours):
    if weight_kg <= 0:
        raise ValueError("weight")
    r = rates[(rates["region"] == region) & (rates["p90_hours"] <= max_hours)].copy()
    if r.empty:
        raise ValueError("none")
    kg = max(1, int(np.ceil(weight_kg)))
    price = r["first_kg"] + (kg - 1) * r["next_kg"]
    r["exp"] = (price * (1 + r["reject_rate"].fillna(0.05)))
    return r.sort_values(["exp", "carrier"])["carrier"].iloc[0]
""",
        judgement="wrong",
        misconception="not_rounded",
        reader="professor",
    ),
    Trial(
        "choose_carrier",
        """
def choose_carrier(rates, weight_kg, region, max_hours):
    if weight_kg <= 0:
        raise ValueError("weight")
    r = rates[(rates["region"] == region) & (rates["p90_hours"] <= max_hours)].copy()
    if r.empty:
        raise ValueError("none")
    kg = max(1, int(np.ceil(weight_kg)))
    price = r["first_kg"] + kg * r["next_kg"]
    r["exp"] = (price * (1 + r["reject_rate"].fillna(0.05))).round(2)
    return r.sort_values(["exp", "carrier"])["carrier"].iloc[0]
""",
        judgement="wrong",
        misconception="first_kilogram_twice",
        reader="professor",
    ),
    Trial(
        "choose_carrier",
        """
def choose_carrier(rates, weight_kg, region, max_hours):
    if weight_kg <= 0:
        raise ValueError("weight")
    r = rates[(rates["region"] == region) & (rates["p90_hours"].fillna(0) <= max_hours)].copy()
    if r.empty:
        raise ValueError("none")
    kg = max(1, int(np.ceil(weight_kg)))
    price = r["first_kg"] + (kg - 1) * r["next_kg"]
    r["exp"] = (price * (1 + r["reject_rate"].fillna(0.05))).round(2)
    return r.sort_values(["exp", "carrier"])["carrier"].iloc[0]
""",
        judgement="wrong",
        misconception="unknown_is_fast",
        reader="professor",
    ),
    Trial(
        "choose_carrier",
        """
def choose_carrier(rates, weight_kg, region, max_hours):
    if weight_kg <= 0:
        raise ValueError("weight")
    r = rates[(rates["region"] == region) & (rates["p90_hours"] <= max_hours)].copy()
    if r.empty:
        raise ValueError("none")
    kg = max(1, int(np.ceil(weight_kg)))
    price = r["first_kg"] + (kg - 1) * r["next_kg"]
    r["exp"] = (price * (1 + r["reject_rate"])).round(2)
    return r.sort_values(["exp", "carrier"])["carrier"].iloc[0]
""",
        judgement="wrong",
        misconception="missing_rate_is_dear",
        reader="professor",
    ),
    Trial(
        "choose_carrier",
        """
def choose_carrier(rates, weight_kg, region, max_hours):
    if weight_kg <= 0:
        raise ValueError("weight")
    r = rates[(rates["region"] == region) & (rates["p90_hours"] <= max_hours)].copy()
    if r.empty:
        raise ValueError("none")
    kg = max(1, weight_kg)
    price = r["first_kg"] + (kg - 1) * r["next_kg"]
    r["exp"] = (price * (1 + r["reject_rate"].fillna(0.05))).round(2)
    return r.sort_values(["exp", "carrier"])["carrier"].iloc[0]
""",
        judgement="wrong",
        misconception="raw_weight",
        reader="professor",
    ),
    Trial(
        "choose_carrier",
        """
def choose_carrier(rates, weight_kg, region, max_hours):
    if weight_kg <= 0:
        raise ValueError("weight")
    r = rates[(rates["region"] == region) & (rates["p90_hours"] <= max_hours)].copy()
    if r.empty:
        raise ValueError("none")
    kg = max(1, int(np.ceil(weight_kg)))
    price = r["first_kg"] + (kg - 1) * r["next_kg"]
    r["exp"] = (price * (1 + r["reject_rate"].fillna(0.05))).round(2)
    return r.loc[r["exp"].idxmin(), "carrier"]
""",
        judgement="wrong",
        misconception="ties_as_they_come",
        reader="professor",
    ),
    Trial(
        "choose_carrier",
        """
def choose_carrier(rates, weight_kg, region, max_hours):
    if weight_kg <= 0:
        raise ValueError("weight")
    r = rates[(rates["region"] == region) & (rates["p90_hours"] <= max_hours)].copy()
    kg = max(1, int(np.ceil(weight_kg)))
    price = r["first_kg"] + (kg - 1) * r["next_kg"]
    r["exp"] = (price * (1 + r["reject_rate"].fillna(0.05))).round(2)
    return r.sort_values(["exp", "carrier"])["carrier"].iloc[0]
""",
        judgement="wrong",
        reader="professor",
        note="no ValueError where nobody is feasible",
    ),
    Trial(
        "choose_carrier",
        """
import math
def choose_carrier(rates, weight_kg, region, max_hours):
    if weight_kg <= 0:
        raise ValueError("weight")
    r = rates[(rates["region"] == region) & (rates["p90_hours"] < max_hours)].copy()
    if r.empty:
        raise ValueError("none")
    kg = max(1, math.ceil(weight_kg))
    price = r["first_kg"] + (kg - 1) * r["next_kg"]
    r["exp"] = (price * (1 + r["reject_rate"].fillna(0.05))).round(2)
    return r.sort_values(["exp", "carrier"])["carrier"].iloc[0]
""",
        judgement="wrong",
        misconception="exactly_the_limit_too_slow",
        reader="professor",
    ),
    Trial(
        "choose_carrier",
        """
import math
def choose_carrier(rates, weight_kg, region, max_hours):
    if weight_kg <= 0:
        raise ValueError("weight")
    r = rates[(rates["region"] == region) & (rates["p90_hours"] <= max_hours)].copy()
    if r.empty:
        raise ValueError("none")
    kg = max(1, math.ceil(weight_kg))
    price = r["first_kg"] + (kg - 1) * r["next_kg"]
    r["exp"] = (price * 1).round(2)
    return r.sort_values(["exp", "carrier"])["carrier"].iloc[0]
""",
        judgement="wrong",
        misconception="returns_forgotten",
        reader="professor",
    ),
    Trial(
        "choose_carrier",
        """
import math
def choose_carrier(rates, weight_kg, region, max_hours):
    if weight_kg < 0:
        raise ValueError("weight")
    r = rates[(rates["region"] == region) & (rates["p90_hours"] <= max_hours)].copy()
    if r.empty:
        raise ValueError("none")
    kg = max(1, math.ceil(weight_kg))
    price = r["first_kg"] + (kg - 1) * r["next_kg"]
    r["exp"] = (price * (1 + r["reject_rate"].fillna(0.05))).round(2)
    return r.sort_values(["exp", "carrier"])["carrier"].iloc[0]
""",
        judgement="wrong",
        misconception="weight_not_checked",
        reader="professor",
    ),
    Trial(
        "choose_carrier",
        """
import math
def choose_carrier(rates, weight_kg, region, max_hours):
    if weight_kg <= 0:
        raise ValueError("weight")
    r = rates[(rates["region"] == region) & (rates["p90_hours"] <= max_hours)].copy()
    if r.empty:
        raise ValueError("none")
    kg = max(1, math.ceil(weight_kg))
    price = r["first_kg"] + (kg - 1) * r["next_kg"]
    r["exp"] = (price * 1 / (1 - r["reject_rate"].fillna(0.05))).round(2)
    return r.sort_values(["exp", "carrier"])["carrier"].iloc[0]
""",
        judgement="wrong",
        misconception="price_over_success",
        reader="professor",
    ),
    Trial(
        "choose_carrier",
        """
import math
def choose_carrier(rates, weight_kg, region, max_hours):
    if weight_kg <= 0:
        raise ValueError("weight")
    r = rates[(rates["region"] == region) & (rates["p90_hours"] <= max_hours)].copy()
    if r.empty:
        raise ValueError("none")
    kg = math.floor(weight_kg) + 1
    price = r["first_kg"] + (kg - 1) * r["next_kg"]
    r["exp"] = (price * (1 + r["reject_rate"].fillna(0.05))).round(2)
    return r.sort_values(["exp", "carrier"])["carrier"].iloc[0]
""",
        judgement="wrong",
        misconception="one_more_at_full_kilograms",
        reader="professor",
    ),
    Trial(
        "landed_cost",
        """
def landed_cost(price, freight, insurance, duty, vat, fx):
    if price < 0 or freight < 0 or insurance < 0 or not fx > 0:
        raise ValueError("bad")
    if pd.isna(insurance):
        insurance = 0.003 * (price + freight)
    base = (price + freight + insurance) * fx
    d = duty * base
    if round(d, 2) < 30:
        d = 0
    vb = base + d
    return {"duty_base": base, "vat_base": vb, "total": vb + vat * vb}
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "landed_cost",
        """
def landed_cost(price, freight, insurance, duty, vat, fx):
    if price < 0 or freight < 0 or insurance < 0 or not fx > 0:
        raise ValueError("bad")
    if not insurance or pd.isna(insurance):
        insurance = 0.003 * (price + freight)
    base = (price + freight + insurance) * fx
    d = duty * base
    if round(d, 2) < 30:
        d = 0
    vb = base + d
    return {"duty_base": base, "vat_base": vb, "total": vb + vat * vb}
""",
        judgement="wrong",
        misconception="zero_is_missing",
        reader="professor",
    ),
    Trial(
        "landed_cost",
        """
def landed_cost(price, freight, insurance, duty, vat, fx):
    if price < 0 or freight < 0 or insurance < 0 or not fx > 0:
        raise ValueError("bad")
    if pd.isna(insurance):
        insurance = 0.003 * (price + freight)
    base = (price + freight + insurance) * fx
    d = duty * base
    if d < 30:
        d = 0
    vb = base + d
    return {"duty_base": base, "vat_base": vb, "total": vb + vat * vb}
""",
        judgement="wrong",
        misconception="compared_unrounded",
        reader="professor",
    ),
    Trial(
        "landed_cost",
        """
def landed_cost(price, freight, insurance, duty, vat, fx):
    if price < 0 or freight < 0 or insurance < 0 or not fx > 0:
        raise ValueError("bad")
    if pd.isna(insurance):
        insurance = 0.003 * (price + freight)
    base = (price + freight + insurance) * fx
    d = duty * base
    if round(d, 2) < 30:
        d = 0
    vb = base + d
    return {"duty_base": base, "vat_base": vb, "total": vb + vat * base}
""",
        judgement="wrong",
        misconception="vat_on_the_duty_base",
        reader="professor",
    ),
    Trial(
        "landed_cost",
        """
def landed_cost(price, freight, insurance, duty, vat, fx):
    if price < 0 or freight < 0 or insurance < 0 or not fx > 0:
        raise ValueError("bad")
    if pd.isna(insurance):
        insurance = 0.003 * (price + freight)
    base = (price + freight + insurance) / fx
    d = duty * base
    if round(d, 2) < 30:
        d = 0
    vb = base + d
    return {"duty_base": base, "vat_base": vb, "total": vb + vat * vb}
""",
        judgement="wrong",
        misconception="rate_the_wrong_way",
        reader="professor",
    ),
    Trial(
        "landed_cost",
        """
def landed_cost(price, freight, insurance, duty, vat, fx):
    if price < 0 or freight < 0 or insurance < 0 or not fx > 0:
        raise ValueError("bad")
    if pd.isna(insurance):
        insurance = 0.003 * (price + freight)
    base = (price + freight + insurance) * fx
    d = duty * base
    vb = base + d
    return {"duty_base": base, "vat_base": vb, "total": vb + vat * vb}
""",
        judgement="wrong",
        misconception="small_duty_collected",
        reader="professor",
    ),
    Trial(
        "landed_cost",
        """
def landed_cost(price, freight, insurance, duty, vat, fx):
    if price < 0 or freight < 0 or insurance < 0 or not fx > 0:
        raise ValueError("bad")
    if pd.isna(insurance):
        insurance = 0.003 * (price + freight)
    base = (price + freight + insurance) * fx
    d = round(duty * base, 2)
    if round(d, 2) < 30:
        d = 0
    vb = base + d
    return {"duty_base": base, "vat_base": vb, "total": vb + vat * vb}
""",
        judgement="wrong",
        misconception="duty_rounded_for_good",
        reader="professor",
    ),
    Trial(
        "landed_cost",
        """
def landed_cost(price, freight, insurance, duty, vat, fx):
    if price < 0 or freight < 0 or insurance < 0 or not fx > 0:
        raise ValueError("bad")
    if pd.isna(insurance):
        insurance = 0.003 * (price + freight)
    base = (price + freight + insurance) * fx
    d = duty * base
    if round(d / fx, 2) < 30:
        d = 0
    vb = base + d
    return {"duty_base": base, "vat_base": vb, "total": vb + vat * vb}
""",
        judgement="wrong",
        misconception="limit_in_their_money",
        reader="professor",
    ),
    Trial(
        "landed_cost",
        """
def landed_cost(price, freight, insurance, duty, vat, fx):
    if price < 0 or freight < 0 or insurance < 0 or not fx > 0:
        raise ValueError("bad")
    if pd.isna(insurance):
        insurance = 0.003 * (price + freight)
    base = (price + freight + insurance) * fx
    d = duty * base
    if round(d, 2) <= 30:
        d = 0
    vb = base + d
    return {"duty_base": base, "vat_base": vb, "total": vb + vat * vb}
""",
        judgement="wrong",
        misconception="thirty_is_free",
        reader="professor",
    ),
    Trial(
        "landed_cost",
        """
def landed_cost(price, freight, insurance, duty, vat, fx):
    if price < 0 or freight < 0 or insurance < 0 or not fx > 0:
        raise ValueError("bad")
    if pd.isna(insurance):
        insurance = 0.003 * price
    base = (price + freight + insurance) * fx
    d = duty * base
    if round(d, 2) < 30:
        d = 0
    vb = base + d
    return {"duty_base": base, "vat_base": vb, "total": vb + vat * vb}
""",
        judgement="wrong",
        misconception="insurance_on_the_price",
        reader="professor",
    ),
    Trial(
        "landed_cost",
        """
def landed_cost(price, freight, insurance, duty, vat, fx):
    if price < 0 or freight < 0 or insurance < 0 or not fx > 0:
        raise ValueError("bad")
    if pd.isna(insurance):
        insurance = 0
    base = (price + freight + insurance) * fx
    d = duty * base
    if round(d, 2) < 30:
        d = 0
    vb = base + d
    return {"duty_base": base, "vat_base": vb, "total": vb + vat * vb}
""",
        judgement="wrong",
        misconception="insurance_left_out_if_missing",
        reader="professor",
    ),
    Trial(
        "landed_cost",
        """
def landed_cost(price, freight, insurance, duty, vat, fx):
    if price < 0 or freight < 0 or insurance < 0 or not fx > 0:
        raise ValueError("bad")
    if pd.isna(insurance):
        insurance = 0.003 * (price + freight)
    base = (price + freight + insurance) * fx
    d = duty * base
    if round(d, 2) < 30:
        d = 0
    vb = base + d
    return {"duty_base": round(base,2), "vat_base": round(vb,2), "total": round(vb + vat * vb,2)}
""",
        judgement="wrong",
        misconception="rounded_to_the_fen",
        reader="professor",
    ),
    Trial(
        "landed_cost",
        """
def landed_cost(price, freight, insurance, duty, vat, fx):
    if price < 0 or freight < 0 or insurance < 0 or fx < 0:
        raise ValueError("bad")
    if pd.isna(insurance):
        insurance = 0.003 * (price + freight)
    base = (price + freight + insurance) * fx
    d = duty * base
    if round(d, 2) < 30:
        d = 0
    vb = base + d
    return {"duty_base": base, "vat_base": vb, "total": vb + vat * vb}
""",
        judgement="wrong",
        misconception="rate_not_checked",
        reader="professor",
    ),
    Trial(
        "landed_cost",
        """
def landed_cost(price, freight, insurance, duty, vat, fx):
    if min(price, freight, insurance) < 0 or fx <= 0:
        raise ValueError("bad")
    if pd.isna(insurance):
        insurance = 0.003 * (price + freight)
    base = (price + freight + insurance) * fx
    d = duty * base
    if round(d, 2) < 30:
        d = 0
    vb = base + d
    return {"duty_base": base, "vat_base": vb, "total": vb + vat * vb}
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.dropna(subset=["hours"]).groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="wrong",
        misconception="open_ones_left_out",
        reader="professor",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="wrong",
        misconception="deliveries_of_today",
        reader="professor",
        note="both limits moved by a day",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = h.quantile(0.9)
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="wrong",
        misconception="quantile_of_arrived",
        reader="professor",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["delivered_at"] = o["delivered_at"].where(o["delivered_at"] < now).fillna(now)
    o["hours"] = (o["delivered_at"] - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="wrong",
        misconception="open_until_now",
        reader="professor",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(0.9 * n)
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="wrong",
        misconception="rounded_down",
        reader="professor",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        marks[w] = v.iloc[k - 1] if len(v) >= k else 0
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="wrong",
        misconception="unknown_is_zero",
        reader="professor",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[(orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="wrong",
        misconception="unpaid_in",
        reader="professor",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.plot(list(marks), list(marks.values()), "o")
    ax.set_title("t"); ax.set_xlabel("warehouse"); ax.set_ylabel("hours")
    return ax
""",
        judgement="right",
        reader="professor",
        note="points",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if h.notna().sum() < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="right",
        reader="professor",
        note="five arrived in place of five orders: with fewer there is no mark either way",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now + pd.Timedelta(days=1))].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="wrong",
        misconception="orders_of_today",
        reader="professor",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(0.9 * n) + 1
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="wrong",
        misconception="one_too_far",
        reader="professor",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) > k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="wrong",
        misconception="one_more_than_enough",
        reader="professor",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(days=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="wrong",
        misconception="chart_in_days",
        reader="professor",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks).sort_values(), "P90", horizontal=True, xlabel="hours", ylabel="warehouse")
""",
        judgement="right",
        reader="professor",
        note="lying bars",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return pd.Series(marks).plot.bar(title="P90", xlabel="w", ylabel="h")
""",
        judgement="right",
        reader="professor",
        note="pandas",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * h.notna().sum()))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="wrong",
        misconception="k_of_the_arrived",
        reader="professor",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n <= MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="wrong",
        misconception="more_than_the_least",
        reader="professor",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks), "P90 with the open ones")
""",
        judgement="wrong",
        reader="professor",
        note="without names of the axes",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < 0:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    return plots.bar(pd.Series(marks), "P90 with the open ones", xlabel="warehouse", ylabel="hours")
""",
        judgement="wrong",
        misconception="few_orders_shown",
        reader="professor",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    for w, v in marks.items():
        ax.plot([v], [w], "s", label=w)
    ax.set_title("t"); ax.set_ylabel("warehouse"); ax.set_xlabel("hours")
    return ax
""",
        judgement="right",
        reader="professor",
        note="one lying point a call",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    for i, (w, v) in enumerate(marks.items()):
        ax.plot(i, v, "o")
    ax.set_xticks(range(len(marks)), list(marks))
    ax.set_title("t"); ax.set_xlabel("warehouse"); ax.set_ylabel("hours")
    return ax
""",
        judgement="right",
        reader="professor",
        note="one point a call, numbered ticks",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    for w, v in marks.items():
        ax.bar(w, v)
    ax.set_title("t"); ax.set_xlabel("warehouse"); ax.set_ylabel("hours")
    return ax
""",
        judgement="right",
        reader="professor",
        note="one bar a call",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(range(len(marks)), marks.values()); ax.set_xticks(range(len(marks))); ax.set_xticklabels(list(marks))
    ax.set_title("t"); ax.set_xlabel("warehouse"); ax.set_ylabel("hours")
    return ax
""",
        judgement="right",
        reader="professor",
        note="named ticks",
    ),
    Trial(
        "chart_p90",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_ORDERS = 5
def chart_p90(orders, as_of):
    now = pd.Timestamp(as_of)
    o = orders[orders["paid_at"].notna() & (orders["created_at"] < now)].copy()
    o["hours"] = (o["delivered_at"].where(o["delivered_at"] < now) - o["created_at"]) / pd.Timedelta(hours=1)
    marks = {}
    for w, h in o.groupby("warehouse")["hours"]:
        n = len(h)
        if n < MIN_ORDERS:
            continue
        k = int(np.ceil(0.9 * n))
        v = h.dropna().sort_values()
        if len(v) >= k:
            marks[w] = v.iloc[k - 1]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.plot(list(marks), list(marks.values()))
    ax.set_title("t"); ax.set_xlabel("warehouse"); ax.set_ylabel("hours")
    return ax
""",
        judgement="right",
        reader="professor",
        note="a line",
    ),
]

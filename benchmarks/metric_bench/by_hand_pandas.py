"""The six analyses as one would write them for pandas alone, with speed in mind; `metrics.py` shows that they agree."""

import numpy as np
import pandas as pd

from metric_bench.inputs import AS_OF, STEPS, VALID

END = pd.Timestamp(AS_OF) + pd.Timedelta(days=1)


def _valid(lines: pd.DataFrame) -> pd.DataFrame:
    kept = lines["status"].isin(VALID) & (lines["paid_at"] < END)
    table = lines.loc[kept, ["user_id", "paid_at", "paid"]]
    return table.assign(fen=(table["paid"] * 100).round().astype("int64"))


def rfm(lines: pd.DataFrame) -> pd.DataFrame:
    """Recency, frequency and money with scores from 1 to 5."""
    people = _valid(lines).groupby("user_id")
    table = pd.DataFrame({"last": people["paid_at"].max(), "frequency": people.size(), "fen": people["fen"].sum()})
    table = table.reset_index()
    recency = (pd.Timestamp(AS_OF) - table["last"].dt.normalize()).dt.days
    out = pd.DataFrame({"user_id": table["user_id"], "recency_days": recency, "frequency": table["frequency"]})
    out["monetary"] = table["fen"] / 100
    for score, values in (("r", -recency), ("f", table["frequency"]), ("m", table["fen"])):
        out[score] = (values.rank(method="min").astype("int64") - 1) * 5 // len(table) + 1
    out["rfm"] = out["r"] * 100 + out["f"] * 10 + out["m"]
    return out


def cohorts(lines: pd.DataFrame) -> pd.DataFrame:
    """Customers and yuan by month of the first order and of the order."""
    table = _valid(lines)
    month = table["paid_at"].to_numpy().astype("datetime64[M]").astype("int64")
    active = table["fen"].groupby([table["user_id"], pd.Series(month, table.index, name="month")]).sum().reset_index()
    active["cohort"] = active.groupby("user_id")["month"].transform("min")
    cells = active.groupby(["cohort", "month"])["fen"].agg(["size", "sum"]).reset_index()
    return pd.DataFrame(
        {
            "cohort": cells["cohort"].to_numpy().astype("datetime64[M]").astype("datetime64[us]"),
            "age": cells["month"] - cells["cohort"],
            "retained": cells["size"],
            "value": cells["sum"] / 100,
        }
    )


def abc(lines: pd.DataFrame) -> pd.DataFrame:
    """Classes of goods by yuan."""
    fen = (lines["paid"] * 100).round().astype("int64").groupby(lines["sku_id"]).sum().rename("fen").reset_index()
    fen = fen.sort_values(["fen", "sku_id"], ascending=[False, True])
    before = (fen["fen"].cumsum() - fen["fen"]).groupby(fen["fen"]).transform("min") / fen["fen"].sum()
    letters = np.where(fen["fen"] <= 0, "C", np.where(before < 0.8, "A", np.where(before < 0.95, "B", "C")))
    return pd.DataFrame({"sku_id": fen["sku_id"], "value": fen["fen"] / 100, "abc": letters})


def funnel(events: pd.DataFrame) -> pd.DataFrame:
    """Visitors who do each step after all steps before it."""
    done = events.loc[events["type"] == STEPS[0], ["visitor_id", "ts"]].groupby("visitor_id")["ts"].min()
    reached = [len(done)]
    for step in STEPS[1:]:
        later = events.loc[events["type"] == step, ["visitor_id", "ts"]]
        later = later[later["ts"] >= later["visitor_id"].map(done)]
        done = later.groupby("visitor_id")["ts"].min()
        reached.append(len(done))
    return pd.DataFrame({"step": STEPS, "reached": reached})


def sessionize(events: pd.DataFrame) -> pd.DataFrame:
    """Visits by 30 minutes of pause."""
    ordered = events.iloc[np.lexsort((events["ts"].to_numpy(), events["visitor_id"].to_numpy()))]
    who, when = ordered["visitor_id"].to_numpy(), ordered["ts"].to_numpy()
    begins = np.ones(len(who), dtype=bool)
    begins[1:] = (who[1:] != who[:-1]) | (when[1:] - when[:-1] > np.timedelta64(30, "m"))
    return ordered.reset_index(drop=True).assign(session_number=begins.cumsum())


def clv(lines: pd.DataFrame) -> pd.DataFrame:
    """Frequency, recency, age and mean value of repeat days."""
    table = _valid(lines)
    day = table["paid_at"].to_numpy().astype("datetime64[D]").astype("int64")
    days = table["fen"].groupby([table["user_id"], pd.Series(day, table.index, name="day")]).sum().reset_index()
    # Days of a customer stand in order: the first row is the first day.
    people = days.groupby("user_id")
    summary = people.agg(first=("day", "first"), last=("day", "last"), days=("day", "size"), fen=("fen", "sum"))
    repeats = summary["days"] - 1
    end = np.datetime64(AS_OF, "D").astype("int64")
    value = (summary["fen"] - people["fen"].first()) / repeats.where(repeats > 0) / 100
    table = pd.DataFrame(
        {
            "frequency": repeats,
            "recency": (summary["last"] - summary["first"]).astype(float),
            "T": (end - summary["first"]).astype(float),
            "monetary_value": value,
        }
    )
    return table.reset_index()

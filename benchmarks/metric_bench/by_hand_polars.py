"""The six analyses as one would write them for Polars alone: one lazy plan each, collected once."""

from datetime import date, datetime, timedelta

import polars as pl

from metric_bench.inputs import AS_OF, STEPS, VALID

LAST = date.fromisoformat(AS_OF)
END = datetime(LAST.year, LAST.month, LAST.day) + timedelta(days=1)
FEN = (pl.col("paid") * 100).round().cast(pl.Int64)


def _valid(lines: pl.LazyFrame) -> pl.LazyFrame:
    return lines.filter(pl.col("status").is_in(VALID) & (pl.col("paid_at") < END))


def rfm(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Recency, frequency and money with scores from 1 to 5."""
    people = (
        _valid(lines)
        .group_by("user_id")
        .agg(last=pl.col("paid_at").max(), frequency=pl.len().cast(pl.Int64), fen=FEN.sum())
        .with_columns(recency_days=(pl.lit(LAST) - pl.col("last").dt.date()).dt.total_days())
    )

    def score(values: pl.Expr) -> pl.Expr:
        return (values.rank("min").cast(pl.Int64) - 1) * 5 // pl.len() + 1

    scored = people.with_columns(r=score(-pl.col("recency_days")), f=score(pl.col("frequency")), m=score(pl.col("fen")))
    return scored.select(
        "user_id", "recency_days", "frequency", pl.col("fen") / 100, "r", "f", "m",
        rfm=pl.col("r") * 100 + pl.col("f") * 10 + pl.col("m"),
    ).rename({"fen": "monetary"}).sort("user_id")  # fmt: skip


def cohorts(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Customers and yuan by month of the first order and of the order."""
    month = pl.col("paid_at").dt.year().cast(pl.Int32) * 12 + pl.col("paid_at").dt.month() - 1
    active = _valid(lines).group_by("user_id", month=month).agg(fen=FEN.sum())
    first = active.with_columns(cohort=pl.col("month").min().over("user_id"))
    cells = first.group_by("cohort", "month").agg(retained=pl.len(), fen=pl.col("fen").sum()).sort("cohort", "month")
    return cells.select(
        cohort=pl.datetime(pl.col("cohort") // 12, pl.col("cohort") % 12 + 1, 1),
        age=pl.col("month") - pl.col("cohort"),
        retained="retained",
        value=pl.col("fen") / 100,
    )


def abc(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Classes of goods by yuan."""
    sums = lines.group_by("sku_id").agg(fen=FEN.sum()).sort(["fen", "sku_id"], descending=[True, False])
    sums = sums.with_columns(before=(pl.col("fen").cum_sum() - pl.col("fen")) / pl.col("fen").sum())
    before = pl.col("before").min().over("fen")
    sold = pl.col("fen") > 0
    letter = pl.when(sold & (before < 0.8)).then(pl.lit("A")).when(sold & (before < 0.95)).then(pl.lit("B"))
    return sums.select("sku_id", value=pl.col("fen") / 100, abc=letter.otherwise(pl.lit("C")))


def funnel(events: pl.LazyFrame) -> pl.LazyFrame:
    """Visitors who do each step after all steps before it."""
    who, when = pl.col("visitor_id"), pl.col("ts")
    done = events.filter(pl.col("type") == STEPS[0]).group_by(who).agg(done=when.min())
    counts = [done.select(step=pl.lit(STEPS[0]), reached=pl.len())]
    for step in STEPS[1:]:
        later = events.filter(pl.col("type") == step).select(who, when).join(done, on="visitor_id")
        done = later.filter(when >= pl.col("done")).group_by(who).agg(done=when.min())
        counts.append(done.select(step=pl.lit(step), reached=pl.len()))
    return pl.concat(counts)


def sessionize(events: pl.LazyFrame) -> pl.LazyFrame:
    """Visits by 30 minutes of pause."""
    who, when = pl.col("visitor_id"), pl.col("ts")
    begins = (who != who.shift()) | (when - when.shift() > timedelta(minutes=30))
    return events.sort("visitor_id", "ts").with_columns(session_number=begins.fill_null(True).cum_sum())


def clv(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Frequency, recency, age and mean value of repeat days."""
    days = _valid(lines).group_by("user_id", day=pl.col("paid_at").dt.date()).agg(fen=FEN.sum())
    first = pl.col("fen").sort_by("day").first()
    people = days.group_by("user_id").agg(
        first=pl.col("day").min(),
        last=pl.col("day").max(),
        n=pl.len().cast(pl.Int64) - 1,
        fen=pl.col("fen").sum() - first,
    )
    return people.select(
        "user_id",
        frequency="n",
        recency=(pl.col("last") - pl.col("first")).dt.total_days().cast(pl.Float64),
        T=(pl.lit(LAST) - pl.col("first")).dt.total_days().cast(pl.Float64),
        monetary_value=pl.when(pl.col("n") > 0).then(pl.col("fen") / pl.col("n") / 100),
    ).sort("user_id")

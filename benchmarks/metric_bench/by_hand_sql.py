"""The six analyses as SQL for DuckDB, and for Spark where its words differ."""

from typing import Any

from metric_bench.inputs import AS_OF, STEPS, VALID

_KEPT = f"status IN {VALID} AND paid_at < TIMESTAMP '{AS_OF}' + INTERVAL 1 DAY"
_FEN = "CAST(round(paid * 100) AS BIGINT)"
# How the two engines say the same: days between dates, the number of a month, a moment later.
_WORDS: dict[str, dict[str, str]] = {
    "duckdb": {"days": "(DATE '{}' - CAST({} AS DATE))", "int": "//"},
    "spark": {"days": "datediff(DATE '{}', CAST({} AS DATE))", "int": "div"},
}


def _days_since(engine: str, column: str) -> str:
    return _WORDS[engine]["days"].format(AS_OF, column)


def rfm(engine: str) -> str:
    """Recency, frequency and money with scores from 1 to 5."""
    divide = _WORDS[engine]["int"]

    def score(column: str, order: str = "ASC") -> str:
        return f"CAST((rank() OVER (ORDER BY {column} {order}) - 1) * 5 {divide} count(*) OVER () + 1 AS BIGINT)"

    return f"""
        WITH people AS (
            SELECT user_id, {_days_since(engine, "max(paid_at)")} AS recency_days, count(*) AS frequency,
                   CAST(sum({_FEN}) AS BIGINT) AS fen
            FROM lines WHERE {_KEPT} GROUP BY user_id
        ), scored AS (
            SELECT *, {score("recency_days", "DESC")} AS r, {score("frequency")} AS f, {score("fen")} AS m FROM people
        )
        SELECT user_id, recency_days, frequency, fen / 100 AS monetary, r, f, m, r * 100 + f * 10 + m AS rfm
        FROM scored ORDER BY user_id"""


def cohorts(engine: str) -> str:
    """Customers and yuan by month of the first order and of the order."""
    return f"""
        WITH active AS (
            SELECT user_id, year(paid_at) * 12 + month(paid_at) - 1 AS month, sum({_FEN}) AS fen
            FROM lines WHERE {_KEPT} GROUP BY 1, 2
        ), placed AS (
            SELECT month, fen, min(month) OVER (PARTITION BY user_id) AS cohort FROM active
        )
        SELECT cohort, month - cohort AS age, count(*) AS retained, CAST(sum(fen) AS BIGINT) / 100 AS value
        FROM placed GROUP BY 1, 2 ORDER BY 1, 2"""


def abc(engine: str) -> str:
    """Classes of goods by yuan."""
    return f"""
        WITH sums AS (SELECT sku_id, CAST(sum({_FEN}) AS BIGINT) AS fen FROM lines GROUP BY sku_id),
        ranked AS (
            SELECT *, coalesce(sum(fen) OVER (ORDER BY fen DESC RANGE UNBOUNDED PRECEDING), 0)
                   - sum(fen) OVER (PARTITION BY fen) AS before, sum(fen) OVER () AS total FROM sums
        )
        SELECT sku_id, fen / 100 AS value,
               CASE WHEN fen > 0 AND before / total < 0.8 THEN 'A' WHEN fen > 0 AND before / total < 0.95 THEN 'B'
                    ELSE 'C' END AS abc
        FROM ranked ORDER BY fen DESC, sku_id"""


def funnel(engine: str) -> str:
    """Visitors who do each step after all steps before it."""
    # DuckDB computes each step once; Spark finds the equal parts of a plan itself.
    once = "MATERIALIZED " if engine == "duckdb" else ""
    parts = []
    for number, step in enumerate(STEPS):
        if number == 0:
            query = f"SELECT visitor_id, min(ts) AS done FROM events WHERE type = '{step}' GROUP BY visitor_id"
        else:
            query = f"""SELECT events.visitor_id, min(ts) AS done FROM events JOIN step{number - 1} AS before
                        ON events.visitor_id = before.visitor_id WHERE type = '{step}' AND ts >= before.done
                        GROUP BY events.visitor_id"""
        parts.append(f"step{number} AS {once}({query})")
    counts = [
        f"SELECT {number} AS n, '{step}' AS step, count(*) AS reached FROM step{number}"
        for number, step in enumerate(STEPS)
    ]
    return f"WITH {', '.join(parts)} SELECT step, reached FROM ({' UNION ALL '.join(counts)}) ORDER BY n"


def sessionize(engine: str) -> str:
    """Visits by 30 minutes of pause."""
    return """
        WITH marked AS (
            SELECT *, CASE WHEN ts - lag(ts) OVER (PARTITION BY visitor_id ORDER BY ts) <= INTERVAL 30 MINUTE
                      THEN 0 ELSE 1 END AS begins
            FROM events
        )
        SELECT * EXCLUDE (begins),
               CAST(sum(begins) OVER (ORDER BY visitor_id, ts, begins DESC ROWS UNBOUNDED PRECEDING) AS BIGINT)
               AS session_number
        FROM marked ORDER BY visitor_id, ts""".replace("EXCLUDE", "EXCLUDE" if engine == "duckdb" else "EXCEPT")


def clv(engine: str) -> str:
    """Frequency, recency, age and mean value of repeat days."""
    first = "arg_min(fen, day)" if engine == "duckdb" else "min_by(fen, day)"
    span = "max(day) - min(day)" if engine == "duckdb" else "datediff(max(day), min(day))"
    return f"""
        WITH days AS (
            SELECT user_id, CAST(paid_at AS DATE) AS day, CAST(sum({_FEN}) AS BIGINT) AS fen
            FROM lines WHERE {_KEPT} GROUP BY 1, 2
        )
        SELECT user_id, count(*) - 1 AS frequency, CAST({span} AS DOUBLE) AS recency,
               CAST({_days_since(engine, "min(day)")} AS DOUBLE) AS T,
               CASE WHEN count(*) > 1 THEN (CAST(sum(fen) AS BIGINT) - {first}) / (count(*) - 1) / 100 END AS monetary_value
        FROM days GROUP BY user_id ORDER BY user_id"""


def run(name: str, engine: str, table: Any) -> Any:
    """A lazy result of the engine."""
    query = {"rfm": rfm, "cohorts": cohorts, "abc": abc, "funnel": funnel, "sessionize": sessionize, "clv": clv}[name]
    view = "events" if name in ("funnel", "sessionize") else "lines"
    if engine == "duckdb":
        return table.query(view, query(engine))
    table.createOrReplaceTempView(view)
    return table.sparkSession.sql(query(engine))

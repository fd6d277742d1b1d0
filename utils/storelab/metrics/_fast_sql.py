"""Plans that DuckDB and Spark run much faster as SQL than as what narwhals makes for them, with the same values.

Only what was measured to need it stands here: see ``benchmarks/metrics.py``.
"""

from collections.abc import Sequence
from typing import Any


def funnel_counts(events: Any, steps: Sequence[str], unit: str, ts: str, type: str, spark: bool) -> list[int]:
    """How many units do all steps up to each one in order, in one query.

    From narwhals each step would run all steps before it anew, twice. Here each of them is a common table expression:
    DuckDB is told to run it once, and Spark finds the equal parts of the plan.

    Parameters
    ----------
    events
        A DuckDB relation or a Spark frame.
    steps
        Kinds of action in order.
    unit, ts, type
        Columns.
    spark
        Whether it is a Spark frame.
    """
    who, when, kind = (_identifier(name, spark) for name in (unit, ts, type))
    table, once = ("{_events}", "") if spark else ("_events", "MATERIALIZED ")
    parts, counts = [], []
    for position, step in enumerate(steps):
        chosen = f"{kind} = {_literal(step, spark)}"
        if position == 0:
            query = f"SELECT {who} AS _unit, min({when}) AS _done FROM {table} WHERE {chosen} GROUP BY 1"
        else:
            before = f"_step{position - 1}"
            query = (
                f"SELECT _unit, min({when}) AS _later FROM {table} JOIN {before} ON {who} = _unit"
                f" WHERE {chosen} AND {when} >= _done GROUP BY 1"
            )
            query = f"SELECT _unit, _later AS _done FROM ({query})"
        parts.append(f"_step{position} AS {once}({query})")
        counts.append(f"SELECT {position} AS _position, count(*) AS _count FROM _step{position}")
    whole = f"WITH {', '.join(parts)} {' UNION ALL '.join(counts)}"
    rows = events.sparkSession.sql(whole, _events=events).collect() if spark else _fetched(events, whole)
    return [int(count) for _, count in sorted(tuple(row) for row in rows)]


def _fetched(events: Any, query: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = events.query("_events", query).fetchall()
    return found


def _identifier(name: str, spark: bool) -> str:
    if spark:
        return "`" + _braced(name).replace("`", "``") + "`"
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str, spark: bool) -> str:
    if spark:
        return "'" + _braced(text).replace("\\", "\\\\").replace("'", "\\'") + "'"
    return "'" + text.replace("'", "''") + "'"


def _braced(text: str) -> str:
    # Spark fills in the table where the query has braces.
    return text.replace("{", "{{").replace("}", "}}")

"""Plans that DuckDB runs much faster than what narwhals can express for it, with the same values.

Only what was measured to need it stands here: see ``benchmarks/metrics.py``.
"""

from collections.abc import Sequence
from typing import Any


def funnel_counts(events: Any, steps: Sequence[str], unit: str, ts: str, type: str) -> list[int]:
    """How many units do all steps up to each one in order, in one query.

    A relation of narwhals is one nested query: each step would run all steps before it anew, twice. Here each of them is
    a common table expression that runs once.

    Parameters
    ----------
    events
        A DuckDB relation.
    steps
        Kinds of action in order.
    unit, ts, type
        Columns.
    """
    who, when, kind = (_identifier(name) for name in (unit, ts, type))
    parts, counts = [], []
    for position, step in enumerate(steps):
        chosen = f"{kind} = {_literal(step)}"
        if position == 0:
            query = f"SELECT {who} AS _unit, min({when}) AS _done FROM _events WHERE {chosen} GROUP BY 1"
        else:
            query = (
                f"SELECT _unit, min({when}) AS _done FROM _events JOIN _step{position - 1} ON {who} = _unit"
                f" WHERE {chosen} AND {when} >= _step{position - 1}._done GROUP BY 1"
            )
        parts.append(f"_step{position} AS MATERIALIZED ({query})")
        counts.append(f"(SELECT count(*) FROM _step{position})")
    found = events.query("_events", f"WITH {', '.join(parts)} SELECT {', '.join(counts)}").fetchall()
    return [int(count) for count in found[0]]


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

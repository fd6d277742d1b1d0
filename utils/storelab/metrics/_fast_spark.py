"""What Spark computes faster from its own times than from what narwhals makes of them, with the same values.

Only what was measured to need it stands here: see ``benchmarks/metrics.py``.
"""

from datetime import timedelta
from typing import Any

from pyspark.sql import Window
from pyspark.sql import functions as f


def sessionize(hits: Any, visitor: str, ts: str, gap: int) -> Any:
    """`storelab.metrics.sessionize` of a checked Spark frame; the gap in microseconds."""
    own = Window.partitionBy(visitor).orderBy(ts)
    pause = f.col(ts) - f.lag(ts).over(own)
    marked = hits.withColumn("_begins", f.when(pause <= f.lit(timedelta(microseconds=gap)), 0).otherwise(1))
    # Of hits at the same time, the one that begins the visit is counted first, whatever order they lie in.
    so_far = Window.orderBy(visitor, ts, f.desc("_begins")).rowsBetween(Window.unboundedPreceding, Window.currentRow)
    numbered = marked.withColumn("session_id", f.sum("_begins").over(so_far).cast("bigint"))
    return numbered.drop("_begins").sort(visitor, ts)

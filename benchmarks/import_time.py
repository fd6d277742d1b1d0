"""How long imports take, as multiples of importing pandas: ``python benchmarks/import_time.py``.

A learner's first cell imports storelab, which must cost next to nothing beside the pandas that every lesson imports.
"""

import statistics
import subprocess
import sys
import time

LIMIT = 1.15  # of pandas, for "import storelab"
ROUNDS = 7
STATEMENTS = (
    "import storelab",
    "import storelab.data",
    "import storelab.metrics",
    "import storelab.practice",
    "import storelab.plots",
    "import storelab.explore",
)


def seconds(statement: str) -> float:
    """Median wall time of a fresh Python that runs the statement, less that of one that runs nothing."""
    return statistics.median(_run(statement) for _ in range(ROUNDS)) - statistics.median(
        _run("pass") for _ in range(ROUNDS)
    )


def _run(statement: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return time.perf_counter() - start


def main() -> int:
    """Print the table; 1 when the limit is passed."""
    _run("import pandas, matplotlib.pyplot, ipywidgets")  # warms the disk
    pandas = seconds("import pandas")
    print(
        f"import pandas takes {1000 * pandas:.0f} ms; the rest as multiples of it (limit {LIMIT} for import storelab)"
    )
    ratios = {statement: seconds(statement) / pandas for statement in STATEMENTS}
    for statement, ratio in ratios.items():
        print(f"{statement:26} {ratio:6.2f}")
    return int(ratios["import storelab"] > LIMIT)


if __name__ == "__main__":
    sys.exit(main())

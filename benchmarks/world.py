"""Seconds and peak memory of the simulation at growing scale: time should grow in step, memory should not.

Run ``python benchmarks/world.py``. Each scale runs in a process of its own and writes every table, with the visits
and events of all 24 months, into a temporary folder.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCALES = (0.25, 0.5, 1.0, 2.0, 4.0)
# Scale 1 must stay below these (seconds, gigabytes).
LIMITS = (120.0, 2.0)


def measure(scale: float, folder: Path) -> dict[str, float]:
    """Make one world in this process."""
    from classroom.world.generate import Settings, generate
    from classroom.world.write import collect

    start = time.perf_counter()
    found = collect(generate(Settings(scale=scale, window=None)), folder)
    return {
        "seconds": time.perf_counter() - start,
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
        "events": found["events"].rows,
        "megabytes": sum(file.stat().st_size for file in folder.glob("*.parquet")) / 1e6,
    }


def main() -> int:
    """Print the table; 1 when scale 1 is over a limit."""
    results = {}
    for scale in SCALES:
        with tempfile.TemporaryDirectory() as folder:
            process = subprocess.run(
                [sys.executable, __file__, str(scale), folder], check=True, capture_output=True, text=True
            )
        results[scale] = json.loads(process.stdout)
    one = results[1.0]
    print("scale      events   seconds  per scale / at 1   peak GB  / at 1   files MB")
    for scale, row in results.items():
        print(
            f"{scale:5g} {row['events']:11,.0f} {row['seconds']:9.1f} {row['seconds'] / scale / one['seconds']:18.2f}"
            f" {row['gigabytes']:9.2f} {row['gigabytes'] / one['gigabytes']:7.2f} {row['megabytes']:10.1f}"
        )
    print(f"limits at scale 1: {LIMITS[0]:.0f} s, {LIMITS[1]:.0f} GB")
    return int(one["seconds"] > LIMITS[0] or one["gigabytes"] > LIMITS[1])


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(measure(float(sys.argv[1]), Path(sys.argv[2]))))
    else:
        sys.exit(main())

"""The author's and instructor's command line: ``classroom build``, ``classroom lint``, ..."""

import sys
from collections.abc import Sequence

from storelab.cli import run

# Each module offers register(subparsers), which sets run=...; heavy imports wait until it runs.
COMMANDS = (
    "classroom.build.command",
    "classroom.skeleton",
    "classroom.lint",
    "classroom.trace",
    "classroom.prove",
    "classroom.world.command",
    "classroom.realism.command",
    "classroom.kit",
    "classroom.site.command",
    "classroom.grade.command",
    "classroom.desk.roster",
    "classroom.desk.export",
    "classroom.desk.report.command",
    "classroom.assess.exam",
    "classroom.assess.command",
    "classroom.demo.command",
    "classroom.font",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 is success, 1 a finding, 2 a mistake that the message explains."""
    return run(COMMANDS, "classroom", "Build, prove and release the Store Lab course.", arguments)


if __name__ == "__main__":
    sys.exit(main())

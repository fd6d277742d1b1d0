"""The learner's command line: ``storelab start``, ``storelab hub``, ``storelab progress``, ``storelab explore``, ``storelab metrics``."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from storelab import __version__
from storelab.errors import StoreLabError

# Each module offers register(subparsers) and imports what is heavy only when it runs.
COMMANDS = (
    "storelab.start",
    "storelab.hub",
    "storelab.course_map",
    "storelab.explore_page",
    "storelab.metrics_command",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 is success, 2 a mistake that the message explains."""
    return run(COMMANDS, "storelab", "Store Lab: read, compute, be checked.", arguments)


def run(modules: Sequence[str], program: str, description: str, arguments: Sequence[str] | None) -> int:
    """Parse the arguments with the parsers of ``modules`` and run the chosen command."""
    parser = argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in modules:
        import_module(module).register(subparsers)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except StoreLabError as error:
        print(f"{program}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever reads the output, such as 'head', has seen enough. What is left is not written when Python ends, either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        raise  # another pipe's fault
    except KeyboardInterrupt:
        print(f"{program}: stopped", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())

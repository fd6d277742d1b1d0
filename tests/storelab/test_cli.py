"""The command line as a whole: how it ends."""

import argparse
import subprocess
import sys
from types import SimpleNamespace

import pytest

from storelab import cli


def test_a_reader_that_has_seen_enough_is_no_fault():
    command = [sys.executable, "-m", "storelab.cli", "metrics"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    # Closed before the first of thousands of lines is written.
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


def test_the_fault_of_another_pipe_is_not_hidden(monkeypatch):
    def fail(options: argparse.Namespace) -> int:
        raise BrokenPipeError("a worker is gone")

    def register(subparsers):
        subparsers.add_parser("work").set_defaults(run=fail)

    monkeypatch.setattr(cli, "import_module", lambda name: SimpleNamespace(register=register))
    with pytest.raises(BrokenPipeError, match="a worker is gone"):
        cli.run(["any"], "storelab", "", ["work"])

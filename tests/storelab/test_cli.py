"""The command line as a whole: how it ends."""

import subprocess
import sys


def test_a_reader_that_has_seen_enough_is_no_fault():
    command = [sys.executable, "-m", "storelab.cli", "metrics"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    # Closed before the first of thousands of lines is written.
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0

"""The parts of ``benchmarks/metrics.py``: inputs, hand-written competitors, peers, and measuring in fresh processes."""

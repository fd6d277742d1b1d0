"""What all tests share."""

import os
from collections.abc import Mapping

import pandas as pd
import pytest

from classroom.world import small_world


@pytest.fixture(scope="session")
def world() -> Mapping[str, pd.DataFrame]:
    """A very small shop: 600 users, visits and events of six weeks; see `classroom.world.small_world`."""
    return small_world(20251111)


@pytest.fixture(scope="session")
def sandboxed() -> None:
    """Tests that need bubblewrap: skipped where it is missing, but never in CI."""
    from classroom.grade.sandbox import unavailable

    lacking = unavailable()
    if lacking and not os.environ.get("CI"):
        pytest.skip(lacking)

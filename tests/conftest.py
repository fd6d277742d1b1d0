"""What all tests share."""

from collections.abc import Mapping

import pandas as pd
import pytest

from classroom.world import small_world


@pytest.fixture(scope="session")
def world() -> Mapping[str, pd.DataFrame]:
    """A very small shop: 600 users, visits and events of six weeks; see `classroom.world.small_world`."""
    return small_world(20251111)

"""The committed tables, for tests of what the simulation made at full size."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from storelab import data

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def table() -> Callable[[str], pd.DataFrame]:
    """Load a committed table, once for all tests; not to be changed in place."""
    loaded: dict[str, pd.DataFrame] = {}

    def load(name: str) -> pd.DataFrame:
        if name not in loaded:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("STORELAB_DATA", str(ROOT / "datasets"))
                loaded[name] = data.load(name)
        return loaded[name].copy(deep=False)

    return load

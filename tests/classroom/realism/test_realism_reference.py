"""Our definitions, applied to real data sets, give the figures published for them."""

import pytest

from classroom.realism.reference import NAMES, READERS, VARIABLE, Reference, recompute, reference_folder
from classroom.realism.statistics import STATISTICS
from storelab.errors import StoreLabError

needs_sets = pytest.mark.skipif(
    reference_folder() is None, reason=f"{VARIABLE} does not name the folder of the real data sets"
)


@pytest.fixture(scope="module")
def reference() -> Reference:
    folder = reference_folder()
    assert folder is not None
    return Reference(folder)


@needs_sets
@pytest.mark.parametrize(("name", "least"), [(name, 11 if name.startswith("cdnow") else 20) for name in READERS])
def test_our_definitions_give_the_published_figures(reference: Reference, name: str, least: int) -> None:
    ours = recompute(READERS[name](reference.folder))
    published = {one.key: reference.published(one.key).get(name) for one in STATISTICS}
    both = {key: value for key, value in published.items() if value is not None and key in ours}
    assert len(both) >= least
    # Published with four digits.
    assert {key: ours[key] for key in both} == pytest.approx(both, rel=6e-4)


@needs_sets
def test_every_statistic_has_a_real_set_beside_it(reference: Reference) -> None:
    for statistic in STATISTICS:
        found = reference.published(statistic.key)
        assert found, statistic.key
        assert set(found) <= set(NAMES)


def test_without_the_variable_there_are_no_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert reference_folder() is None


def test_a_wrong_folder_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(StoreLabError, match=r"no shape-statistics\.json"):
        reference_folder()

"""``classroom realism``: what it writes, what it compares, and how it ends."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from classroom.cli import main as classroom
from classroom.realism import pictures, report, shop, statistics
from classroom.realism.reference import VARIABLE, Reference, reference_folder
from classroom.realism.shop import Visits
from classroom.source import project_root
from storelab.cli import run


def realism(*options: str) -> int:
    """Run the command alone, whatever other commands there are."""
    return run(["classroom.realism.command"], "classroom", "test", ["realism", *options])


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the real sets and the simulation of 24 months: 30 visits of one event, 70 of six, five payments."""
    monkeypatch.delenv(VARIABLE, raising=False)
    sizes = np.array([0, 30, 0, 0, 0, 0, 70])
    monkeypatch.setattr(shop, "simulate_visits", lambda **_: Visits(sizes, 5))


def test_it_stands_among_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        classroom(["realism", "--help"])
    assert "STORELAB_REFERENCE_DATA" in capsys.readouterr().out


@pytest.mark.usefixtures("quick")
def test_it_writes_a_report_that_the_check_confirms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert realism("--out", str(tmp_path)) == 0
    told = capsys.readouterr().out
    assert f"wrote {tmp_path / 'README.md'} and {len(report.PICTURES)} pictures" in told
    assert f"{VARIABLE} is not set" in told
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert (
        "| single-event sessions | visits with one event / visits | events; all 24 months, simulated anew | 0.3 |"
        in text
    )
    assert "were left out" in text
    for name in report.PICTURES:
        assert (tmp_path / f"{name}.png").stat().st_size > 10_000
        assert f"]({name}.png)" in text
    assert realism("--out", str(tmp_path), "--check") == 0
    assert f"agrees with the data: {len(statistics.STATISTICS)} statistics" in capsys.readouterr().out


@pytest.fixture
def no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "draw", lambda *_: iter(()))


@pytest.mark.usefixtures("quick", "no_pictures")
def test_a_figure_that_changed_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert realism("--out", str(tmp_path)) == 0
    file = tmp_path / "README.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("simulated anew | 0.3 |", "simulated anew | 0.31 |"), encoding="utf-8")
    capsys.readouterr()
    assert realism("--out", str(tmp_path), "--check") == 1
    told = capsys.readouterr().out
    assert "'single-event sessions' (events; all 24 months, simulated anew) is 0.3 now" in told
    assert "'peak hour'" not in told
    file.write_text("# nothing\n", encoding="utf-8")
    assert realism("--out", str(tmp_path), "--check") == 1


@pytest.mark.usefixtures("quick", "no_pictures")
def test_a_statistic_outside_ends_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shop, "simulate_visits", lambda **_: Visits(np.array([0, 41, 0, 0, 0, 0, 59]), 5))
    assert realism("--out", str(tmp_path)) == 1
    assert "outside: single-event sessions" in capsys.readouterr().out
    assert "| 0.41 | 0.25 to 0.4 | **no** |" in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert realism("--out", str(tmp_path), "--check") == 1


@pytest.mark.usefixtures("quick")
def test_missing_files_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert realism("--out", str(tmp_path), "--check") == 2
    assert "write it with 'classroom realism'" in capsys.readouterr().err
    assert realism("--data", str(tmp_path), "--out", str(tmp_path)) == 2
    assert "make the tables with 'classroom world'" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_numbers_and_bounds_read_well() -> None:
    assert [report.number(value) for value in (0.26374, 1.6177, 30.0, 0.00788, 0.0000987)] == [
        "0.264", "1.62", "30", "0.00788", "0.000099",
    ]  # fmt: skip
    words = {one.key: report.bounds(one) for one in statistics.STATISTICS}
    assert words["late_stars"] == "at least 1"
    assert words["lines_median"] == "1"
    assert words["sku_top5"] == "0.44 to 0.48"


def test_what_cannot_be_worked_out_is_outside() -> None:
    figures = {one.key: one.low for one in statistics.STATISTICS}
    assert statistics.outside(figures) == []
    figures["late_stars"] = float("nan")
    figures["peak_hour"] = 12.0
    assert [one.key for one in statistics.outside(figures)] == ["peak_hour", "late_stars"]


def test_the_committed_report_has_every_statistic() -> None:
    written = report.written_rows((project_root() / "docs" / "realism" / "README.md").read_text(encoding="utf-8"))
    assert [row[0] for row in written] == [one.name for one in statistics.STATISTICS]
    assert {row[5] for row in written} == {"yes"}


@pytest.mark.skipif(reference_folder() is None, reason=f"{VARIABLE} does not name the folder of the real data sets")
def test_the_real_sets_stand_beside_ours() -> None:
    folder = reference_folder()
    assert folder is not None
    figures = {one.key: one.low for one in statistics.STATISTICS}
    text = report.compose(figures, Reference(folder))
    assert "CDNOW 0.677" in text
    assert "| customer spend, top 20 % | CDNOW | 0.677 | 0.677 |" in text
    assert "doi:10.24432/C5BW33" in text
    assert report.written_rows(text) == report.own_rows(figures)


def test_the_shop_is_read_as_it_is_defined(tmp_path: Path) -> None:
    # Two paid orders, one unpaid; money in fen. The first parcel took six days, the second one.
    pd.DataFrame(
        {
            "order_id": [1, 2, 3],
            "user_id": [1, 1, 2],
            "created_at": pd.to_datetime(["2025-01-01 10:00", "2025-01-03 10:00", "2025-01-04 10:00"]),
            "paid_at": pd.to_datetime(["2025-01-01 10:01", "2025-01-03 10:01", None]),
            "delivered_at": pd.to_datetime(["2025-01-07 10:02", "2025-01-04 10:01", None]),
            "paid": [5_800, 10_000, 0],
            "freight": [800, 0, 800],
            "refund": [0, 2_500, 0],
        }
    ).to_parquet(tmp_path / "orders.parquet")
    pd.DataFrame(
        {
            "order_id": [1, 2, 2, 3],
            "sku_id": [1, 1, 2, 2],
            "qty": [1, 1, 2, 5],
            "unit_price": [5_000, 5_000, 3_000, 3_000],
            "discount_alloc": [0, 400, 600, 0],
        }
    ).to_parquet(tmp_path / "order_items.parquet")
    pd.DataFrame({"order_id": [1, 2, 2], "rating": [2, 5, 4]}).to_parquet(tmp_path / "reviews.parquet")
    small = shop.Shop(tmp_path, Visits(np.array([0, 1]), 0))
    figures = {one.key: one for one in statistics.STATISTICS}
    assert small.paid["value"].tolist() == [50.0, 100.0]
    assert small.lines.groupby("sku_id")["revenue"].sum().to_dict() == {1: 96.0, 2: 54.0}
    assert figures["lines_mean"].measure(small) == 1.5
    assert figures["refunds"].measure(small) == pytest.approx(25 / 158)
    assert figures["late_stars"].measure(small) == 2.5
    assert figures["five_stars"].measure(small) == pytest.approx(1 / 3)
    assert figures["gap_median"].measure(small) == 2

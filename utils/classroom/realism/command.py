"""``classroom realism``: measure the shop beside real ones, and write docs/realism."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from storelab.errors import StoreLabError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from classroom.realism.reference import Reference
    from classroom.realism.shop import Shop


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser(
        "realism",
        help="measure the simulated shop beside real ones",
        description="Work out every statistic by which the shop is measured, print them and write docs/realism/README.md "
        "with its pictures; exit 1 when one lies outside its target. The environment variable STORELAB_REFERENCE_DATA "
        "names the folder of the real data sets; without it they are left out.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; prove that the written figures are true")
    parser.add_argument("--data", type=Path, help="folder of the tables (default: the project's datasets/)")
    parser.add_argument("--out", type=Path, help="folder to write into (default: the project's docs/realism/)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command: 0 all inside and written or equal, 1 not."""
    from rich.console import Console

    from classroom.realism import report, statistics
    from classroom.realism.reference import VARIABLE, Reference, reference_folder
    from classroom.realism.shop import Shop, simulate_visits
    from classroom.source import project_root

    console = Console()
    data = options.data or project_root() / "datasets"
    out = options.out or project_root() / "docs" / "realism"
    folder = reference_folder()
    reference = None if folder is None else Reference(folder)
    with Console(stderr=True).status("visits of 24 months ...") as status:
        visits = simulate_visits(progress=lambda text: status.update(f"visits of 24 months: {text}"))
        status.update("statistics ...")
        shop = Shop(data, visits)
        figures = statistics.measure(shop)
        if not options.check:
            _write(out, figures, shop, reference, status.update)
    _show(figures, console)
    for statistic in statistics.outside(figures):
        console.print(
            f"outside: {statistic.name} ({statistic.data}) is {report.number(figures[statistic.key])}, "
            f"must be {report.bounds(statistic)}.",
            highlight=False,
            soft_wrap=True,
        )
    if options.check:
        return max(_check(out, figures, console), int(bool(statistics.outside(figures))))
    if reference is None:
        console.print(f"{VARIABLE} is not set: the real data sets are left out.", highlight=False, soft_wrap=True)
    console.print(
        f"wrote {out / 'README.md'} and {len(report.PICTURES)} pictures beside it.", highlight=False, soft_wrap=True
    )
    return int(bool(statistics.outside(figures)))


def _write(
    out: Path, figures: dict[str, float], shop: "Shop", reference: "Reference | None", tell: "Callable[[str], None]"
) -> None:
    """Write the report and draw its pictures."""
    from classroom.realism.pictures import draw
    from classroom.realism.report import compose

    out.mkdir(parents=True, exist_ok=True)
    for name, figure in draw(shop, reference):
        tell(f"picture {name} ...")
        figure.savefig(out / f"{name}.png", dpi=110, metadata={"Software": None})
    (out / "README.md").write_text(compose(figures, reference), encoding="utf-8")


def _show(figures: dict[str, float], console: "Console") -> None:
    """Print the figures as a table."""
    from rich.table import Table

    from classroom.realism.report import own_rows

    table = Table("statistic", "read from", "ours", "target", "inside")
    for name, _, data, value, target, inside in own_rows(figures):
        table.add_row(name, data, value, target, inside.strip("*"), style=None if inside == "yes" else "red")
    console.print(table)


def _check(out: Path, figures: dict[str, float], console: "Console") -> int:
    """Compare the figures with those of the written report: 0 equal, 1 different."""
    from classroom.realism.report import own_rows, written_rows

    file = out / "README.md"
    if not file.is_file():
        raise StoreLabError(f"{file} is missing: write it with 'classroom realism'.")
    written, true = written_rows(file.read_text(encoding="utf-8")), own_rows(figures)
    stale = [row for row in true if row not in written]
    if written == true:
        console.print(f"{file} agrees with the data: {len(true)} statistics.", highlight=False, soft_wrap=True)
        return 0
    for name, _, data, value, *_ in stale:
        console.print(f"{file}: '{name}' ({data}) is {value} now.", highlight=False, soft_wrap=True)
    console.print(f"{file} does not agree with the data: run 'classroom realism'.", highlight=False, soft_wrap=True)
    return 1

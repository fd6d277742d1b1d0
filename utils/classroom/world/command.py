"""``classroom world``: make the shop's tables, or check that the committed ones are what the simulation makes."""

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from storelab.errors import StoreLabError

if TYPE_CHECKING:
    from rich.console import Console

    from classroom.world.generate import Settings

COMMAND = "classroom world"
DEFAULT_SEED = 20251111


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser("world", help="simulate the shop and write its tables")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help=f"seed of every draw (default {DEFAULT_SEED})")
    parser.add_argument("--scale", type=float, default=1.0, help="blocks of 20,000 users, up to 100 (default 1)")
    parser.add_argument("--out", type=Path, help="folder to write into (default: the project's datasets/)")
    parser.add_argument(
        "--window",
        nargs=2,
        metavar=("START", "END"),
        help="days of sessions and events (default 2025-10-13 2025-11-23)",
    )
    parser.add_argument("--full", action="store_true", help="sessions and events of all 24 months")
    parser.add_argument("--check", action="store_true", help="write nothing; compare with the committed manifests")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command: 0 written or equal, 1 different."""
    from rich.console import Console

    from classroom.source import project_root

    console = Console(stderr=True)
    out = options.out or project_root() / "datasets"
    settings, words = _settings(options)
    if words and options.check:
        raise StoreLabError(f"--check compares with the world of '{COMMAND}' alone: leave out '{words.strip()}'.")
    if options.check:
        return _check(out, console)
    if words and options.out is None:
        raise StoreLabError(
            f"datasets/ holds the world of '{COMMAND}' alone: choose another folder for '{words.strip()}' with --out FOLDER."
        )
    return _write(out, settings, COMMAND + words, console)


def _settings(options: argparse.Namespace) -> tuple["Settings", str]:
    """Read the options: what world, and the options as they stand in the manifest."""
    import numpy as np

    from classroom.world.calendar import FIRST_DAY, LAST_DAY, WINDOW
    from classroom.world.generate import Settings

    if not 0.001 <= options.scale <= 100:
        raise StoreLabError(f"--scale {options.scale} is out of range: from 0.001 (20 users) to 100 (2,000,000 users).")
    if options.seed < 0:
        raise StoreLabError(f"--seed {options.seed} is negative: use 0 or more.")
    if options.full and options.window:
        raise StoreLabError("--full and --window exclude each other: --full writes all days.")
    window = None if options.full else WINDOW
    words = ""
    words += f" --seed {options.seed}" if options.seed != DEFAULT_SEED else ""
    words += f" --scale {options.scale:g}" if options.scale != 1 else ""
    words += " --full" if options.full else ""
    if options.window:
        try:
            window = (np.datetime64(options.window[0], "D"), np.datetime64(options.window[1], "D"))
        except ValueError:
            raise StoreLabError(
                f"--window {' '.join(options.window)}: write two dates as 2025-10-13 2025-11-23."
            ) from None
        if not FIRST_DAY <= window[0] <= window[1] <= LAST_DAY:
            raise StoreLabError(
                f"--window {' '.join(options.window)}: from {FIRST_DAY} to {LAST_DAY}, the first day first."
            )
        words += f" --window {window[0]} {window[1]}"
    return Settings(options.seed, options.scale, window), words


def _write(out: Path, settings: "Settings", command: str, console: "Console") -> int:
    """Write all tables and manifests, and say what was written."""
    from rich.console import Console
    from rich.table import Table

    from classroom.world.generate import generate
    from classroom.world.schema import RAW_FILES, TABLES
    from classroom.world.write import collect, manifest, raw_path, write_manifest

    try:
        out.mkdir(parents=True, exist_ok=True)
        # Written beside and moved at the end: a run that is stopped leaves the old tables whole.
        with tempfile.TemporaryDirectory(dir=out, prefix=".making-") as name:
            folder = Path(name)
            with console.status("making the shop ...") as status:
                found = collect(generate(settings, lambda text: status.update(f"making the shop: {text}")), folder)
            for table in found:
                content = manifest(table, found[table], command, _window_text(settings))
                write_manifest(folder / "manifests", content)
            for part in ("manifests", "raw"):
                (out / part).mkdir(exist_ok=True)
            for file in [*folder.glob("*.parquet"), *folder.glob("manifests/*.json"), *folder.glob("raw/*.csv")]:
                shutil.move(file, out / file.relative_to(folder))
    except OSError as error:
        raise StoreLabError(
            f"{out}: could not be written ({error.strerror}). Choose another folder with --out."
        ) from error
    rows = Table("table", "rows", "MB", title=f"{out}")
    total = 0
    for table in sorted(found, key=list(TABLES).index):
        files = [f"{table}.parquet", *([raw_path(table)] if table in RAW_FILES else [])]
        size = sum((out / name).stat().st_size for name in files)
        total += size
        rows.add_row(table, f"{found[table].rows:,}", f"{size / 1e6:.2f}")
    rows.add_row("all", f"{sum(one.rows for one in found.values()):,}", f"{total / 1e6:.2f}")
    Console().print(rows)
    return 0


def _check(folder: Path, console: "Console") -> int:
    """Make the world again and compare it with the manifests, and the manifests with their files."""
    from rich.console import Console

    from classroom.world.generate import Settings, generate
    from classroom.world.schema import TABLES
    from classroom.world.write import collect, file_hash, manifest

    settings = Settings()
    with console.status("making the shop again ...") as status:
        found = collect(generate(settings, lambda text: status.update(f"making the shop again: {text}")), None)
    wrong = []
    for name in TABLES:
        file = folder / "manifests" / f"{name}.json"
        data = folder / f"{name}.parquet"
        if not file.is_file() or not data.is_file():
            wrong.append(f"{name}: {file.name if data.is_file() else data.name} is missing")
            continue
        stated = json.loads(file.read_text(encoding="utf-8"))
        if file_hash(data) != stated["file_sha256"]:
            wrong.append(f"{name}: {data.name} is not the file that its manifest describes")
        raw = stated.get("raw_file")
        if raw and (not (folder / raw["path"]).is_file() or file_hash(folder / raw["path"]) != raw["sha256"]):
            wrong.append(f"{name}: {raw['path']} is not what its manifest describes")
        expected = manifest(name, found[name], COMMAND, _window_text(settings))
        differing = [key for key in expected if key != "file_sha256" and stated.get(key) != expected[key]]
        if differing:
            wrong.append(f"{name}: differs from what the simulation makes ({', '.join(differing)})")
    out = Console()
    for line in wrong:
        out.print(line, highlight=False)
    if wrong:
        out.print(f"{folder} is not up to date: run 'classroom world'.", highlight=False)
        return 1
    out.print(f"{len(TABLES)} tables in {folder} are what the simulation makes.", highlight=False)
    return 0


def _window_text(settings: "Settings") -> tuple[str, str] | None:
    return (str(settings.window[0]), str(settings.window[1])) if settings.window else None

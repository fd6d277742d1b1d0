"""Makes the small Chinese font that ships with the charts: ``classroom font``.

A learner's machine may have no Chinese font, and then a figure shows boxes. The subset holds the characters of simplified
Chinese as it is written every day (GB 2312, so that learners' own titles show too) and every one that the course uses.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

from storelab.errors import StoreLabError
from storelab.paths import package_folder

FAMILY = "Store Lab Sans"
SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SOURCE_FAMILY = "Noto Sans CJK SC"
TEXT_ENDINGS = (".md", ".yml", ".py", ".json")
# The time stamp inside the file is fixed (2026-01-01), so that making the font twice gives the same bytes.
FIXED_TIME = 3850070400


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("font", help="make the Chinese font subset that the charts use")
    parser.add_argument("--source", type=Path, default=SOURCE, help="Noto Sans CJK collection (Debian: fonts-noto-cjk)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the subset beside the charts and say what it holds."""
    from classroom.source import project_root

    target = package_folder() / "assets" / "StoreLabSans.otf"
    characters = common_characters() | used_characters(text_files(project_root()))
    count = make_subset(options.source, characters, target)
    print(f"{target}: {count} characters, {target.stat().st_size / 1e6:.2f} MB")
    return 0


def common_characters() -> set[str]:
    """ASCII, Latin-1, all of GB 2312 (6,763 hanzi, Chinese punctuation, signs, full-width forms) and common signs."""
    rows = (*range(0xA1, 0xA4), *range(0xB0, 0xF8))
    chinese = {bytes([row, cell]).decode("gb2312", "ignore") for row in rows for cell in range(0xA1, 0xFF)}
    latin = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))}
    return (chinese | latin | set("–—…‘’“”•→←↑↓≤≥≠≈×÷−√∑Σ‰€①②③④⑤⑥⑦⑧⑨")) - {""}


def text_files(root: Path) -> list[Path]:
    """The course's own texts: lessons, glossary, table descriptions, messages."""
    folders = [root / "course", root / "datasets", root / "utils" / "storelab"]
    return sorted(file for folder in folders for file in folder.rglob("*") if file.suffix in TEXT_ENDINGS)


def used_characters(files: Iterable[Path]) -> set[str]:
    """Every printable character in the files, and in the text columns of Parquet tables beside them."""
    found: set[str] = set()
    folders = set()
    for file in files:
        found |= set(file.read_text(encoding="utf-8"))
        folders.add(file.parent.parent)
    for table in sorted({table for folder in folders for table in folder.glob("*.parquet")}):
        found |= _table_characters(table)
    return {character for character in found if character.isprintable()}


def _table_characters(table: Path) -> set[str]:
    import polars as pl

    texts = pl.scan_parquet(table).select(pl.selectors.string() | pl.selectors.categorical())
    columns = texts.collect_schema().names()
    unique = [texts.select(pl.col(name).cast(pl.String).unique()).collect()[name].drop_nulls() for name in columns]
    return {character for column in unique for text in column for character in text}


def make_subset(source: Path, characters: set[str], target: Path) -> int:
    """Write the renamed subset.

    Parameters
    ----------
    source
        The Noto Sans CJK collection.
    characters
        What the subset must draw.
    target
        The font file to write.

    Returns
    -------
    int
        How many characters it can draw.

    Raises
    ------
    StoreLabError
        If the collection is missing, or does not hold the family.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTCollection

    if not source.is_file():
        raise StoreLabError(f"{source} is missing: install Debian's fonts-noto-cjk, or name the file with --source.")
    fonts = {font["name"].getDebugName(1): font for font in TTCollection(str(source), lazy=True).fonts}
    if SOURCE_FAMILY not in fonts:
        raise StoreLabError(f"{source} holds no '{SOURCE_FAMILY}'; it holds {', '.join(sorted(fonts))}.")
    font = fonts[SOURCE_FAMILY]
    # Charts are drawn large and unhinted, left to right: hints, alternates and vertical forms are weight only.
    options = Options(
        hinting=False, layout_features=["kern"], notdef_outline=True, name_IDs=[0, 13, 14], desubroutinize=False
    )
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GSUB", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in characters])
    subsetter.subset(font)
    _rename(font)
    font["head"].modified = font["head"].created = FIXED_TIME
    font.recalcTimestamp = False
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(str(target))
    return len(font.getBestCmap())


def _rename(font: "object") -> None:
    # The licence reserves the name of the original; a changed font goes by its own.
    postscript = FAMILY.replace(" ", "")
    names = font["name"]  # type: ignore[index]
    for number, text in {
        1: FAMILY,
        2: "Regular",
        3: f"{postscript}-Regular",
        4: FAMILY,
        6: f"{postscript}-Regular",
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    top = font["CFF "].cff  # type: ignore[index]
    top.fontNames = [f"{postscript}-Regular"]
    top.topDictIndex[0].FullName = FAMILY
    top.topDictIndex[0].FamilyName = FAMILY

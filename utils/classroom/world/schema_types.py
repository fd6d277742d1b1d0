"""What a table and a column of the schema are, and how a table's text is read."""

from dataclasses import dataclass

TYPES = ("int", "float", "money", "str", "bool", "time", "date")


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes
    ----------
    name, type
        Its name, and one of `TYPES`; money is stored in fen and loaded in yuan.
    nullable
        Whether values may be missing.
    unit
        Unit of what `storelab.data.load` gives; empty where there is none.
    en, zh
        What it means.
    digits
        Decimal places that count, for type float.
    """

    name: str
    type: str
    nullable: bool
    unit: str
    en: str
    zh: str
    digits: int = 6


@dataclass(frozen=True)
class Table:
    """One table; attributes as in its manifest."""

    name: str
    title: tuple[str, str]
    grain: tuple[str, str]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[tuple[str, str], ...]
    chapters: tuple[int, ...]


def read_table(name: str, title: str, grain: str, key: str, foreign: str, chapters: str, columns: str) -> Table:
    """Read a table's text: ``name type[?] [unit] | English | 中文`` a line; title and grain: ``English | 中文``."""
    parsed = []
    for line in columns.strip().splitlines():
        head, en, zh = (part.strip() for part in line.split("|"))
        words = head.split()
        kind, unit = words[1], words[2] if len(words) > 2 else ""
        if kind.rstrip("?") == "money":
            unit = "yuan"
        assert kind.rstrip("?") in TYPES, line
        parsed.append(Column(words[0], kind.rstrip("?"), kind.endswith("?"), unit, en, zh))
    references = tuple((a, b) for a, b in (pair.split(">") for pair in foreign.split()))
    (title_en, title_zh), (grain_en, grain_zh) = (
        (text.split("|")[0].strip(), text.split("|")[1].strip()) for text in (title, grain)
    )
    numbers = tuple(int(number) for number in chapters.split())
    return Table(
        name, (title_en, title_zh), (grain_en, grain_zh), tuple(parsed), tuple(key.split()), references, numbers
    )

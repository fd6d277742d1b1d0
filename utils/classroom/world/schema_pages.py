"""Schema of the tables of pages, their speed and their tests."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

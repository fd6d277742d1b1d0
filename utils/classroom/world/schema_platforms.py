"""Schema of the tables of platforms, their rules and opening a shop."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

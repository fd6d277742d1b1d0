"""Schema of the tables of recommendations and new technology."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

"""Schema of the tables of suppliers, quality and new products."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

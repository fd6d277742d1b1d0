"""Schema of the tables of consumers, competitors and the market."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

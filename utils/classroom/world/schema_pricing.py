"""Schema of the tables of prices, their history and their fairness."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

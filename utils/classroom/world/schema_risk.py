"""Schema of the tables of law, risk and the security of transactions."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

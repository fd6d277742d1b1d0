"""Schema of the tables of warehouses, parcels and cross-border trade."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

"""Schema of the tables of paid media: paths to an order, campaigns, tests with a hold-out."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

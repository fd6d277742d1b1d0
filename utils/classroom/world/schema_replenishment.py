"""Schema of the tables of forecasts, lead times and replenishment."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

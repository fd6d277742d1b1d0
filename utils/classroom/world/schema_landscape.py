"""Schema of the tables of the e-commerce industry as a whole, and of learning."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

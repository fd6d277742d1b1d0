"""Schema of the tables of live sales, invitations and mini-programs."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

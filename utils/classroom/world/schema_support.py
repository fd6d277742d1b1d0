"""Schema of the tables of service: chats, queues, teams and surveys."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

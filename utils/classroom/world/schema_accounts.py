"""Schema of the tables of cash, invoices, filings and tax parameters."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

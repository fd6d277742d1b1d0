"""Schema of the tables of content, communities, brand and influencers."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

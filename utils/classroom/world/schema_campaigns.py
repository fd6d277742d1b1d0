"""Schema of the tables of promotions, hold-outs of coupons, and the tasks of a campaign."""

from classroom.world.schema_types import Table

TABLES: tuple[Table, ...] = ()

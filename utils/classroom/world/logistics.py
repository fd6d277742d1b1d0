"""Tables of warehouses, parcels and cross-border trade."""

from collections.abc import Iterator

from classroom.world import crossborder, fulfilment, parcels
from classroom.world.columns import Columns
from classroom.world.made import Made


def tables(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of this group, in the order of their schema.

    Parameters
    ----------
    made
        What has been made before.
    """
    ops = fulfilment.warehouse_ops(made)
    yield "warehouse_ops", ops
    yield "pick_lines", fulfilment.pick_lines(made, ops)
    yield "receipts", fulfilment.receipts(made)
    yield "warehouse_costs", fulfilment.warehouse_costs(made)
    yield "shipments", parcels.shipments(made)
    yield "carrier_rates", parcels.carrier_rates()
    yield "xb_orders", crossborder.xb_orders(made.seed, made.effects)
    yield "duty_table", crossborder.duty_table()
    yield "fx_rates", crossborder.fx_rates(made.seed, made.effects)
    yield "xb_platforms", crossborder.xb_platforms()
    yield "market_profile", crossborder.market_profile()

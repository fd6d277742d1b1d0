"""Tables of cash, invoices, filings and tax parameters."""

from collections.abc import Iterator

from classroom.world import cash_weeks, filing, invoicing, reserves, shop_accounts, tax_rules
from classroom.world.columns import Columns
from classroom.world.made import Made


def tables(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of this group, in the order of their schema.

    Parameters
    ----------
    made
        What has been made before.
    """
    yield "shop_costs", shop_accounts.shop_costs(made)
    yield "cashflow", cash_weeks.cashflow(made)
    yield "payout_slips", reserves.payout_slips(made)
    requests = invoicing.invoice_requests(made)
    yield "invoice_requests", requests
    yield "invoices", invoicing.invoices(made, requests)
    yield "input_invoices", invoicing.input_invoices(made)
    yield "filings", filing.filings(made)
    yield "platform_reports", filing.platform_reports(made)
    yield "tax_params", tax_rules.tax_params()

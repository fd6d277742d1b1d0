"""Tax filings, and what platforms report to the tax office."""

from dataclasses import dataclass

import numpy as np

from classroom.world.calendar import DAYS, FIRST_DAY
from classroom.world.columns import MISSING, Columns, Ints, coded
from classroom.world.made import Made
from classroom.world.shop_accounts import month_of
from classroom.world.tax_rules import rate_on

# The last day of the month after the quarter on which one may file, holidays counted as the tax office announced them.
DUE = {
    "2024Q1": "2024-04-18", "2024Q2": "2024-07-15", "2024Q3": "2024-10-24", "2024Q4": "2025-01-15",
    "2025Q1": "2025-04-18", "2025Q2": "2025-07-15", "2025Q3": "2025-10-27",
}  # fmt: skip
# Platforms report what merchants took from the third quarter of 2025 on (State Council order No. 810).
FIRST_REPORT = "2025Q3"
# Days before the last one on which the desk files.
EARLY = (3, 4, 1, 5, 2, 4, 4)


@dataclass(frozen=True)
class Filing:
    """One filing of value-added tax; amounts in fen."""

    period: str
    due_on: np.datetime64
    filed_on: np.datetime64
    declared: int
    tax: int
    reported: int


def paid_by_month(made: Made) -> Ints:
    """Fen that customers paid, by month and platform."""
    month = month_of(FIRST_DAY + np.arange(DAYS))
    total = np.zeros((int(month[-1]) + 1, made.takings.paid.shape[1]), dtype=np.int64)
    np.add.at(total, month, made.takings.paid)
    return total


def vat_filings(made: Made) -> list[Filing]:
    """The filings of a small-scale taxpayer; the desk declares what was paid, and takes off no refunds."""
    paid = paid_by_month(made)
    left_out, late = made.effects.sales_left_out, made.effects.filed_late
    counted = paid.copy()
    if left_out is not None:
        counted[month_of(np.array(left_out.month, dtype="datetime64[M]"))[()], left_out.platform] = 0
    filings = []
    for number, (period, due) in enumerate(DUE.items()):
        quarter = slice(3 * number, 3 * number + 3)
        rate = rate_on("vat", "small_scale", due)
        declared = round(int(counted[quarter].sum()) / (1 + rate))
        due_on = np.datetime64(due, "D")
        filed_on = due_on - np.timedelta64(EARLY[number], "D")
        if late is not None and late.period == period:
            filed_on = due_on + np.timedelta64(late.days, "D")
        reported = int(paid[quarter].sum()) if period >= FIRST_REPORT else MISSING
        filings.append(Filing(period, due_on, filed_on, declared, round(declared * rate), reported))
    return filings


def filings(made: Made) -> Columns:
    """Make the table ``filings``: value-added tax, and the quarterly advance of income tax without amounts."""
    rows = []
    for filing in vat_filings(made):
        common = (filing.period, filing.due_on, filing.filed_on)
        rows.append(("vat", *common, filing.declared, filing.tax, filing.reported))
        rows.append(("cit", *common, MISSING, MISSING, MISSING))
    tax, period, due_on, filed_on, declared, paid, reported = zip(*rows, strict=True)
    return {
        "tax": coded(tax),
        "period": coded(period),
        "due_on": np.array(due_on, dtype="datetime64[s]"),
        "filed_on": np.array(filed_on, dtype="datetime64[s]"),
        "declared": np.array(declared, dtype=np.int64),
        "tax_paid": np.array(paid, dtype=np.int64),
        "platform_reported": np.array(reported, dtype=np.int64),
    }


def platform_reports(made: Made) -> Columns:
    """Make the table ``platform_reports``: what each platform reported, by quarter; it sums to that of the filings."""
    paid = paid_by_month(made)
    rows = [
        (period, platform, int(paid[3 * number : 3 * number + 3, platform].sum()))
        for number, period in enumerate(DUE)
        if period >= FIRST_REPORT
        for platform in range(1, paid.shape[1])
    ]
    period_of, platform_of, amount = zip(*rows, strict=True)
    return {
        "period": coded(period_of),
        "platform_id": np.array(platform_of, dtype=np.int64),
        "amount": np.array(amount, dtype=np.int64),
    }

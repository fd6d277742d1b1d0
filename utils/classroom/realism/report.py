"""The report as text: one table of all statistics, what they were compared with, and proof of the definitions."""

from classroom.realism.reference import CREDITS, NAMES, READERS, VARIABLE, Reference, recompute
from classroom.realism.statistics import STATISTICS, Statistic

TITLE = "# How real is the shop?"
_OWN_COLUMNS = ("statistic", "definition", "read from", "ours", "target", "inside")
_REAL_COLUMN = "real data sets"
_PICTURES = (
    ("order_value", "Paid orders by value, and quantiles of order value relative to the median"),
    ("concentration", "Share of revenue that the biggest goods hold, and of spend that the biggest customers hold"),
    ("repeat", "Customers who came back, by days since the first purchase, and days between purchases"),
    ("days", "Paid orders of each day of the two years; campaigns are shaded"),
    ("months", "Orders of each month relative to the mean month"),
    ("hours", "Paid orders by hour, on workdays and at weekends, and beside real sets"),
    ("events", "Visits by number of events"),
    ("stars", "Reviews by stars, for parcels on time and late, and beside real sets"),
    ("words", "Search words: clicks per search, price of a click, and clicks and orders of the bought ones"),
)
PICTURES = tuple(name for name, _ in _PICTURES)


def number(value: float) -> str:
    """A figure with three significant digits, whole numbers and thousands whole."""
    if float(value).is_integer() or abs(value) >= 1000:
        return f"{value:,.0f}"
    text = f"{value:.3g}"
    return text if "e" not in text else f"{value:.6f}".rstrip("0")


def bounds(statistic: Statistic) -> str:
    """Where a statistic must lie, in words."""
    if statistic.high is None:
        return f"at least {number(statistic.low)}"
    if statistic.low == statistic.high:
        return number(statistic.low)
    return f"{number(statistic.low)} to {number(statistic.high)}"


def own_rows(figures: dict[str, float]) -> list[list[str]]:
    """The cells of the table that come from the shop's tables alone."""
    return [
        [one.name, one.definition, one.data, number(figures[one.key]), bounds(one),
         "yes" if one.holds(figures[one.key]) else "**no**"]
        for one in STATISTICS
    ]  # fmt: skip


def written_rows(text: str) -> list[list[str]]:
    """The same cells as they stand in a written report."""
    head = "| " + " | ".join(_OWN_COLUMNS) + " |"
    lines = text.splitlines()
    start = next((place for place, line in enumerate(lines) if line.startswith(head)), len(lines))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")][: len(_OWN_COLUMNS)])
    return rows


def compose(figures: dict[str, float], reference: Reference | None) -> str:
    """Write the whole report.

    Parameters
    ----------
    figures
        Value of each statistic, by key.
    reference
        The real data sets; None leaves them out, and says so.
    """
    parts = [
        TITLE,
        "Written by `make realism`; don't edit. Each statistic below is worked out from the tables in `datasets/`, in which "
        "sessions and events cover six weeks round 双十一. What needs the visits of all 24 months simulates them anew "
        "with the seed of the committed tables (20,000 users, scale 1). `classroom realism --check` proves that the table "
        "agrees with the data.",
        _main_table(figures, reference),
    ]
    if reference is None:
        parts.append(
            f"The real data sets were left out: the environment variable `{VARIABLE}` did not name their folder."
        )
    else:
        parts += [_comparison(), _proof(reference), _sets(reference)]
    parts.append("## Pictures")
    parts += [f"![{text}]({name}.png)" for name, text in _PICTURES]
    return "\n\n".join(parts) + "\n"


def _table(head: tuple[str, ...], rows: list[list[str]]) -> str:
    lines = [list(head), ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _main_table(figures: dict[str, float], reference: Reference | None) -> str:
    rows = own_rows(figures)
    if reference is None:
        return _table(_OWN_COLUMNS, rows)
    for row, statistic in zip(rows, STATISTICS, strict=True):
        values = reference.published(statistic.key)
        row.append("; ".join(f"{NAMES[name]} {number(value)}" for name, value in values.items()))
    return _table((*_OWN_COLUMNS, _REAL_COLUMN), rows)


def _comparison() -> str:
    return (
        "## Reading the comparison\n\n"
        "The target is a consumer shop in China; it isn't the range of the sets, which differ from it and from each other: "
        "the UCI shop sells gifts, mostly to other shops, by large baskets in office hours; Olist is a marketplace where "
        "hardly anybody returns; CDNOW is one cohort of 1997; the Tmall month is that of a lockdown; the Taobao users were "
        "drawn among active ones; the web log is of a blog. Look at baskets, hours and refunds beside Tmall, Taobao and "
        "Olist, at concentration beside UCI and Olist, and at coming back beside CDNOW.\n\n"
        "Some rows need a word. *Daily orders beyond Poisson*: for UCI from the published dispersion about a moving mean, "
        "for RetailRocket from the published variation of daily purchases. *Refunds*: for UCI cancelled value over sold "
        "value. *Events*: page views for the web log and UCI shoppers; conversion of UCI shoppers is of sessions that the "
        "donors picked. *Keywords without an order*: advertisements (rows) for Facebook."
    )


def _proof(reference: Reference) -> str:
    rows = []
    for name, read in READERS.items():
        again = recompute(read(reference.folder))
        for statistic in STATISTICS:
            published = reference.published(statistic.key).get(name)
            if published is not None and statistic.key in again:
                rows.append([statistic.name, NAMES[name], number(published), number(again[statistic.key])])
    return (
        "## The same definitions on real data\n\n"
        "The functions that measure the shop, applied to the files of three real sets, give the figures published for "
        "them.\n\n" + _table(("statistic", "set", "published", "our functions"), rows)
    )


def _sets(reference: Reference) -> str:
    named = {name for statistic in STATISTICS for name in reference.published(statistic.key)}
    rows = []
    for name, short in NAMES.items():
        if name in named:
            source = reference.content["datasets"][name]["source"]
            rows.append([short, source["title"], source["completeness"], source["licence"], CREDITS.get(name, "")])
    cleaned = [[str(cell).replace("|", "/") for cell in row] for row in rows]
    return (
        "## The real data sets\n\n"
        "Only statistics of them stand here; no row of theirs is part of this project.\n\n"
        + _table(("name", "what", "how much of it", "licence", "credit"), cleaned)
    )

"""Charts of the course: one call draws in the learner's language, with units, in colours that everybody can tell apart.

Titles, axis labels and category values are glossary keys; text that is no key stands as it is. Every figure shown in a
notebook carries a text alternative composed from its data. Importing this module sets the course's style and font for
all matplotlib figures; `style` does so again after another library changed them.
"""

from storelab.glossary import label
from storelab.plots._alt import alt_text
from storelab.plots._charts import bar, funnel, grouped_bar, heatmap, line
from storelab.plots._cohorts import cohort_heatmap, retention_curves, steps
from storelab.plots._display import show_in_notebooks
from storelab.plots._intervals import control_chart, intervals
from storelab.plots._links import network, tree
from storelab.plots._options import frontier, response_curve
from storelab.plots._plans import gantt, stock_chart
from storelab.plots._segments import abc_xyz_map, perceptual_map, rfm_map
from storelab.plots._shares import gain_curve, lift_chart, lorenz
from storelab.plots._spread import histogram, scatter
from storelab.plots._style import PALETTE, style
from storelab.plots._sums import pareto, stacked_bar, waterfall
from storelab.plots._table import Table, table

__all__ = [
    "PALETTE",
    "Table",
    "abc_xyz_map",
    "alt_text",
    "bar",
    "cohort_heatmap",
    "control_chart",
    "frontier",
    "funnel",
    "gain_curve",
    "gantt",
    "grouped_bar",
    "heatmap",
    "histogram",
    "intervals",
    "label",
    "lift_chart",
    "line",
    "lorenz",
    "network",
    "pareto",
    "perceptual_map",
    "response_curve",
    "retention_curves",
    "rfm_map",
    "scatter",
    "stacked_bar",
    "steps",
    "stock_chart",
    "style",
    "table",
    "tree",
    "waterfall",
]

style()
show_in_notebooks()
